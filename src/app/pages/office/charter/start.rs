//! What the organisation is, from what the office begins, and what that asks for first.

use leptos::prelude::*;

use super::CharterState;
use crate::analysis::start_path::{OfficeStep, people_for_each, start_path};
use crate::app::components::field::{ChoiceField, TextField};
use crate::app::components::icon::{Icon, Sign};
use crate::app::format::{count, in_words, number};
use crate::model::office::charter::{CharterHead, StartPath};

/// Size and sector of the organisation, and the start path.
#[component]
pub(super) fn OrganisationFields() -> impl IntoView {
    let state = expect_context::<CharterState>();
    let head = Memo::new(move |_| state.store.office.with(|office| office.charter.head.clone()));
    let of = move |part: fn(&CharterHead) -> String| Signal::derive(move || head.with(part));
    let paths = std::iter::once("Not said yet").chain(StartPath::ALL.map(StartPath::words));
    let paths: Vec<String> = paths.map(str::to_owned).collect();
    let path = Signal::derive(move || head.with(|it| it.start.map_or(0, |it| it as usize + 1)));
    view! {
        <TextField label="People in the organisation" value=of(|it| it.organisation_people.map_or_else(String::new, |it| it.to_string()))
            on_change=move |text| {
                let people = read_people(&text)?;
                state.head(|it| it.organisation_people = people)
            }/>
        <TextField label="Sector" value=of(|it| it.sector.clone()) on_change=move |text| state.head(|it| it.sector = text)/>
        <ChoiceField label="How it begins" options=Signal::stored(paths) value=path on_change=move |place| {
            state.head(|it| it.start = place.checked_sub(1).and_then(|place| StartPath::ALL.get(place).copied()))
        }/>
    }
}

/// A whole number, or none for an empty text.
fn read_people(text: &str) -> Result<Option<u32>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let people = text.replace(',', "").parse().map(Some);
    people.map_err(|_| format!("“{text}” is not a number of people; write one such as 300"))
}

/// The first steps of the path, and how many people there are for each of the office; gone once all are taken.
#[component]
pub(super) fn FirstStepsPart() -> impl IntoView {
    let state = expect_context::<CharterState>();
    let steps = Memo::new(move |_| state.store.document.with(start_path));
    let each = Memo::new(move |_| state.store.document.with(people_for_each));
    let open = Memo::new(move |_| steps.get().filter(|steps| steps.iter().any(|(_, done)| !done)));
    let rows = move || open.get().into_iter().flatten().map(|(step, done)| row(step, done)).collect_view();
    view! {
        {move || state.report.with(|it| it.span).map(|span| view! { <p class="card-note">{format!("Each of its people has {} initiatives of the plan to look after.", number(span, 1))}</p> })}
        {move || each.get().map(|each| view! { <p class="card-note">{format!("One of the office for {} of the organisation.", count_people(each))}</p> })}
        <Show when=move || open.with(Option::is_some)>
            <div class="office-steps">
                <h3>{move || open.get().map(|it| title(&it))}</h3>
                <ol class="list">{rows}</ol>
            </div>
        </Show>
    }
}

fn count_people(each: f64) -> String {
    if each < 1.5 { count(1, "person", "people") } else { format!("{} people", number(each, 0)) }
}

fn title(steps: &[(OfficeStep, bool)]) -> String {
    let done = steps.iter().filter(|(_, done)| *done).count();
    let next = steps.iter().find(|(_, done)| !done).map_or("", |(step, _)| words(*step).0);
    let done = if done == 0 { "None".to_owned() } else { in_words(done) };
    format!("{done} of six first steps taken; next: {}", next.to_lowercase())
}

fn row(step: OfficeStep, done: bool) -> impl IntoView {
    let (name, what) = words(step);
    let (icon, class) = if done { (Icon::Ok, "is-ok") } else { (Icon::Note, "is-note") };
    view! {
        <li class="list-item">
            <span class=class><Sign icon small=true/></span>
            <div><strong>{name}<span class="visually-hidden">{if done { ": done" } else { ": open" }}</span></strong><p>{what}</p></div>
        </li>
    }
}

/// Name of a step, and what it is.
fn words(step: OfficeStep) -> (&'static str, &'static str) {
    match step {
        OfficeStep::Past => ("What was before", "Each office that was there, with the reason why it ended."),
        OfficeStep::Assessment => {
            ("How it stands now", "What people who lived with it say of it, under Assess.")
        }
        OfficeStep::Sponsor => {
            ("A sponsor", "Somebody of power who stands behind it, among the stakeholders.")
        }
        OfficeStep::Purpose => ("A purpose", "The objectives it serves, three at most."),
        OfficeStep::Mandate => ("A mandate", "Written, and signed on a day."),
        OfficeStep::People => ("People", "Three at least whom it needs or serves."),
        OfficeStep::Wishes => ("Their wishes", "What somebody wants of it, in their own words."),
        OfficeStep::Services => ("A service", "One thing that it does, for somebody."),
        OfficeStep::DoesNot => ("What it drops", "What it does no longer, or leaves to others."),
        OfficeStep::EarlyWin => ("An early win", "A quick win of the roadmap, with a quarter."),
    }
}
