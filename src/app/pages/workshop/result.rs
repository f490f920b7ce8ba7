//! What the round has found: whether it is good enough, what to talk about first, and every answer.

use std::sync::Arc;

use leptos::prelude::*;

use super::answers::Answers;
use super::group_weights::GroupWeights;
use super::state::WorkshopState;
use crate::analysis::workshop::{
    GOOD_ENOUGH_CHANCE, TalkingPoint, Topic, WorkshopReport, take_over_scores, take_over_weights,
};
use crate::app::components::icon::{Icon, Sign};
use crate::app::format::{count, in_words, number, percent};
use crate::app::state::session::Notice;

/// Talking points shown at first.
const FIRST: usize = 6;

/// All cards of a revealed round.
#[component]
pub(super) fn Results() -> impl IntoView {
    let state = expect_context::<WorkshopState>();
    let report = Memo::new(move |_| state.report.get().and_then(Result::ok));
    view! {
        {move || report.get().map(|report| view! {
            <div class="split split-half">
                <Talk report=Arc::clone(&report)/>
                <Gate report/>
            </div>
        })}
        <Show when=move || report.with(Option::is_some)><Answers report/></Show>
    }
}

/// Disagreements in the order of what they would change.
#[component]
fn Talk(report: Arc<WorkshopReport>) -> impl IntoView {
    let all = RwSignal::new(false);
    let points = StoredValue::new(report.talk.clone());
    let total = report.talk.len();
    let deciding = report.talk.iter().filter(|it| it.most_top_changes > 0).count();
    let title = match (total, deciding) {
        (0, _) => "No disagreement would change the order".to_owned(),
        (_, 0) => format!("No disagreement would change the first {}", report.top),
        (_, n) => format!(
            "{} would change the first {}",
            if n == 1 { "One disagreement".to_owned() } else { format!("{} disagreements", in_words(n)) },
            report.top
        ),
    };
    let top = report.top;
    let shown = move || {
        points.with_value(|points| {
            let most = if all.get() { usize::MAX } else { FIRST };
            points.iter().take(most).cloned().collect::<Vec<_>>()
        })
    };
    view! {
        <section class="card" aria-labelledby="talk-title">
            <div class="card-header"><div>
                <h2 id="talk-title">{title}</h2>
                <p class="card-note">"Each person’s view is put in place of the group’s, all else held. Talk about the first ones; the rest can wait."</p>
            </div></div>
            <ol class="list talk-list">
                {move || shown().into_iter().map(|point| view! { <Point point top/> }).collect_view()}
            </ol>
            <Show when=move || FIRST < total>
                <button class="button-link" type="button" aria-expanded=move || all.get().to_string() on:click=move |_| all.update(|all| *all = !*all)>
                    {move || if all.get() { "Fewer".to_owned() } else { format!("All {total}") }}
                </button>
            </Show>
        </section>
    }
}

#[component]
fn Point(point: TalkingPoint, top: usize) -> impl IntoView {
    let state = expect_context::<WorkshopState>();
    let what = match point.most_top_changes {
        0 => format!("moves up to {}", count(point.most_rank_changes, "rank", "ranks")),
        n => format!("{} the first {top}", count(n, "other initiative enters", "other initiatives enter")),
    };
    let person = state.name(point.person);
    let topic = point.topic;
    let name = point.name;
    let label = match topic {
        Topic::Cell(initiative, criterion) => view! {
            <button class="button-link" type="button" on:click=move |_| state.cell.set(Some((initiative, criterion)))>{name}</button>
        }
        .into_any(),
        _ => view! { <strong>{name}</strong> }.into_any(),
    };
    view! {
        <li>{label}<p>{format!("If {person} is right: {what}. On average {} and {} change.",
            count_of(point.top_changes, "place in the top", "places in the top"), count_of(point.rank_changes, "rank", "ranks"))}</p></li>
    }
}

/// Whether more answers are worth waiting for, and the way out.
#[component]
fn Gate(report: Arc<WorkshopReport>) -> impl IntoView {
    let state = expect_context::<WorkshopState>();
    let open = report.questions.iter().filter(|it| it.chance > GOOD_ENOUGH_CHANCE).count();
    let (icon, class) = if report.is_good_enough { (Icon::Ok, "is-ok") } else { (Icon::Note, "is-note") };
    let title = match (report.is_good_enough, open) {
        (true, _) => "Good enough: commit now".to_owned(),
        (false, 1) => "One answer could still change the choice".to_owned(),
        (false, n) => format!("{} answers could still change the choice", in_words(n)),
    };
    let note = if report.is_good_enough {
        format!(
            "Whichever of the answers given is the right one, the first {} stay the same in at least {} of the cases. More talk will not change what is done.",
            report.top,
            percent(1.0 - GOOD_ENOUGH_CHANCE)
        )
    } else {
        format!(
            "If each answer given is equally likely to be right, these change the first {} in more than {} of the cases. Settle them, and leave the others.",
            report.top,
            percent(GOOD_ENOUGH_CHANCE)
        )
    };
    let rows = report
        .questions
        .iter()
        .take(FIRST)
        .map(|question| {
            view! {
                <tr><td>{question.name.clone()}</td><td class="number">{percent(question.chance)}</td></tr>
            }
        })
        .collect_view();
    let has_rows = !report.questions.is_empty();
    let has_weights = !report.weights.is_empty();
    view! {
        <section class="card" aria-labelledby="gate-title">
            <div class="card-header"><div>
                <h2 id="gate-title"><span class=class><Sign icon/></span>" "{title}</h2>
                <p class="card-note">{note}</p>
            </div></div>
            {has_rows.then(|| view! {
                <table class="data-table data-table-tight gate-table">
                    <caption class="visually-hidden">"Answers that could change the top"</caption>
                    <thead><tr><th scope="col">"If we knew"</th><th scope="col" class="number">"top changes"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            })}
            <GroupWeights report=Arc::clone(&report)/>
            <div class="card-foot row">
                <button class="button button-primary" type="button" on:click=move |_| take_over(state)>"Take the group’s scores over"</button>
                {has_weights.then(|| view! { <button class="button" type="button" on:click=move |_| take_weights(state)>"Take the group’s weights over"</button> })}
                <span>"The mean of those who answered, weighted by person; where nobody did, the plan’s score stays. One step of undo."</span>
            </div>
        </section>
    }
}

fn take_over(state: WorkshopState) {
    match state.store.document.with_untracked(take_over_scores) {
        Some(edit) => {
            if state.store.try_commit(edit) {
                state.session.tell(Notice::ok(
                    "The plan has the group’s scores",
                    "Undo brings back those from before.",
                ));
            }
        }
        None => state
            .session
            .tell(Notice::note("Nothing to take over", "The plan has the group’s scores already.")),
    }
}

fn take_weights(state: WorkshopState) {
    match state.store.document.with_untracked(take_over_weights) {
        Some(edit) => {
            if state.store.try_commit(edit) {
                state.session.tell(Notice::ok(
                    "The plan has the group’s weights",
                    "Undo brings back those from before.",
                ));
            }
        }
        None => state
            .session
            .tell(Notice::note("Nothing to take over", "The plan has the group’s weights already.")),
    }
}

/// "0.3 ranks", "1 rank", "2.5 ranks".
fn count_of(mean: f64, one: &str, many: &str) -> String {
    let text = number(mean, 1);
    let text = text.strip_suffix(".0").unwrap_or(&text).to_owned();
    let noun = if text == "1" { one } else { many };
    format!("{text} {noun}")
}
