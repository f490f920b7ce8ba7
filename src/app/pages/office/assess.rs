//! Assess: who answers and how far they are, or somebody's sheet.

use leptos::prelude::*;

use super::asked::AskedCard;
use super::ballots::BallotsCard;
use super::blind::BlindCard;
use super::people::PeopleCard;
use super::result::Continue;
use super::rounds::Rounds;
use super::state::OfficeState;
use crate::app::format::{count, day, in_words, percent};
use crate::model::office::Assessment;

/// The view while nobody's sheet is open.
#[component]
pub(super) fn AssessView() -> impl IntoView {
    let state = expect_context::<OfficeState>();
    let of = move |say: fn(&Assessment) -> String| {
        move || state.assessment.with(|assessment| assessment.as_ref().map(say))
    };
    view! {
        <div class="page">
            <div class="page-header">
                <div class="office-finding"><h1>{of(title)}</h1><p>{of(line)}</p></div>
                <div class="page-actions"><Continue/></div>
            </div>
            <div class="split pmo-split">
                <div class="stack"><PeopleCard/><BallotsCard/></div>
                <div class="stack"><BlindCard/><AskedCard/><Rounds/></div>
            </div>
        </div>
    }
}

/// "Three of five people have answered everything".
fn title(assessment: &Assessment) -> String {
    let asked = assessment.asked().statements().count();
    let people = assessment.respondents.len();
    let answered = |of: &dyn Fn(usize) -> bool| {
        let respondents = assessment.respondents.iter();
        respondents
            .filter(|it| of(assessment.answers.get(&it.id).map_or(0, std::collections::BTreeMap::len)))
            .count()
    };
    match (people, answered(&|given| given >= asked), answered(&|given| given > 0)) {
        (0, _, _) => "Nobody is asked yet".to_owned(),
        (_, _, 0) => "Nobody has answered yet".to_owned(),
        (_, all, _) if all == people => {
            format!("{} answered everything", count(people, "person has", "people have"))
        }
        (_, 0, begun) => {
            format!("Nobody has answered everything yet, {} begun", have(begun))
        }
        (_, all, begun) => format!(
            "{} of {} answered everything{}",
            in_words(all),
            count(people, "person has", "people have"),
            if begun > all {
                format!(", {} more have begun", in_words(begun - all).to_lowercase())
            } else {
                String::new()
            }
        ),
    }
}

/// "Five have".
fn have(people: usize) -> String {
    format!("{} {}", in_words(people).to_lowercase(), if people == 1 { "has" } else { "have" })
}

fn line(assessment: &Assessment) -> String {
    let asked = assessment.respondents.len() * assessment.asked().statements().count();
    let given: usize = assessment.answers.values().map(std::collections::BTreeMap::len).sum();
    let date = assessment.date.map_or_else(String::new, |date| format!(", {}", day(date)));
    let share = if asked == 0 { 0.0 } else { given as f64 / asked as f64 };
    format!(
        "{}{date}. {} of the answers are in. Nobody sees what others said before they have answered.",
        assessment.name,
        percent(share)
    )
}
