//! A better order of priority: searched for on demand, measured on fresh draws, taken over in one step.

use std::sync::Arc;

use leptos::prelude::*;

use crate::analysis::sequence::{Objective, SequenceReport};
use crate::app::components::trio::policy_name;
use crate::app::format::{number, percent};
use crate::app::state::experiments::{Experiments, Sequence};
use crate::app::state::store::Store;

/// Each objective with its words.
const OBJECTIVES: [(Objective, &str, &str); 3] = [
    (Objective::Lateness, "lateness", "weeks of lateness"),
    (Objective::Finish, "all finishes", "weeks, all finishes together"),
    (Objective::Makespan, "the whole plan", "weeks of the whole plan"),
];

/// The card.
#[component]
pub(super) fn SequenceCard() -> impl IntoView {
    let experiments = expect_context::<Experiments>();
    let sequence = experiments.sequence;
    let objective = RwSignal::new(Objective::Lateness);
    let title = move || sequence.with(title);
    let choose = move |text: String| {
        if let Some((chosen, ..)) = OBJECTIVES.into_iter().find(|(_, name, _)| *name == text) {
            objective.set(chosen);
        }
    };
    let is_busy = Memo::new(move |_| sequence.with(|it| matches!(it, Sequence::Searching { .. })));
    view! {
        <section class="card" aria-labelledby="sequence-title">
            <div class="card-header">
                <div>
                    <h2 id="sequence-title" aria-live="polite">{title}</h2>
                    <p class="card-note">"Tries orders of priority on the same luck, and measures the best one once more on other draws."</p>
                </div>
            </div>
            <div class="row">
                <label class="target-choice">
                    <span>"To save on"</span>
                    <select class="select" on:change:target=move |event| choose(event.target().value())>
                        {OBJECTIVES.map(|(_, name, _)| view! { <option value=name>{name}</option> })}
                    </select>
                </label>
                <Show
                    when=move || is_busy.get()
                    fallback=move || view! { <button class="button" type="button" on:click=move |_| experiments.search(objective.get_untracked())>"Suggest a better order"</button> }
                >
                    <button class="button" type="button" on:click=move |_| experiments.stop_search()>"Stop the search"</button>
                </Show>
            </div>
            {move || sequence.with(|it| match it {
                Sequence::None => None,
                Sequence::Impossible => Some(view! { <p class="muted">"The order moves no date: nobody waits for people, or there is nothing to order."</p> }.into_any()),
                Sequence::Searching { progress, saved_weeks, tried } => Some(view! { <Progress progress=*progress saved_weeks=*saved_weeks tried=*tried/> }.into_any()),
                Sequence::Found(report) => Some(view! { <Found report=Arc::clone(report)/> }.into_any()),
            })}
        </section>
    }
}

#[component]
fn Progress(progress: f64, saved_weeks: f64, tried: u32) -> impl IntoView {
    view! {
        <p class="run-line chart-reading">
            <span class="progress">
                <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="100" height="6"/><rect class="done" width=progress * 100.0 height="6"/></svg>
                <span>{format!("{} orders tried, the best saves {} weeks so far", number(f64::from(tried), 0), number(saved_weeks, 1))}</span>
            </span>
        </p>
    }
}

#[component]
fn Found(report: Arc<SequenceReport>) -> impl IntoView {
    let store = expect_context::<Store>();
    let taken = Arc::clone(&report);
    let take_over = move |_| {
        let edit = store.document.with_untracked(|document| taken.edit(document));
        store.commit(edit);
    };
    let gain = report.effect.map(|effect| {
        let interval = effect.interval.map_or_else(String::new, |it| format!(" ({} to {})", number(it.low, 1), number(it.high, 1)));
        let rows = report.order.iter().enumerate().map(|(place, it)| {
            let after = u32::try_from(place + 1).unwrap_or(u32::MAX);
            let moved = match it.before.cmp(&after) {
                std::cmp::Ordering::Less => format!("▼ from {}", it.before),
                std::cmp::Ordering::Equal => "stays".to_owned(),
                std::cmp::Ordering::Greater => format!("▲ from {}", it.before),
            };
            view! { <tr><td class="number">{after}</td><th scope="row"><bdi>{it.name.clone()}</bdi></th><td>{moved}</td></tr> }
        }).collect_view();
        let stages = report.stages.iter().map(|moved| {
            let names: Vec<&str> = moved.stages.iter().map(|stage| stage.name.as_str()).collect();
            view! { <li><bdi>{moved.name.clone()}</bdi>": "<bdi>{names.join(", ")}</bdi></li> }
        }).collect_view();
        let are_stages_moved = !report.stages.is_empty();
        view! {
            <p>{format!("Saves {}{interval} of {} in an average run; worse in {} of the runs.", number(effect.weeks, 1), number(report.as_is_weeks, 1), percent(effect.worse))}</p>
            <button class="button button-primary" type="button" on:click=take_over>"Take this order over"</button>
            <details class="twin">
                <summary>"The order suggested"</summary>
                <table class="data-table data-table-tight">
                    <caption class="visually-hidden">"Initiatives in the order suggested"</caption>
                    <thead><tr><th scope="col" class="number">"Place"</th><th scope="col">"Initiative"</th><th scope="col">"Move"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
                {are_stages_moved.then(|| view! {
                    <p>"Stages that are served in another order, the first first:"</p>
                    <ul>{stages}</ul>
                })}
            </details>
        }
    });
    let run = format!(
        "{} orders tried · n = {} pairs on other draws · {} · tallies {}",
        number(f64::from(report.tried), 0),
        number(report.iterations as f64, 0),
        policy_name(report.policy),
        report.checksum
    );
    view! { {gain}<p class="run-line chart-reading">{run}</p> }
}

fn title(sequence: &Sequence) -> String {
    match sequence {
        Sequence::Searching { .. } => "Searching for a better order".to_owned(),
        Sequence::Found(report) => {
            let (.., unit) =
                OBJECTIVES.into_iter().find(|(it, ..)| *it == report.objective).unwrap_or(OBJECTIVES[0]);
            match report.effect {
                Some(effect) => format!("Another order saves {} {unit}", number(effect.weeks, 1)),
                None => "The present order is as good as any that was tried".to_owned(),
            }
        }
        Sequence::None | Sequence::Impossible => "Is there a better order?".to_owned(),
    }
}
