//! Beside what to improve: what to stop.

use leptos::prelude::*;

use super::RoadmapState;
use crate::analysis::stop_doing::{StopCandidate, StopReason, stop_doing};
use crate::app::components::icon::{Icon, Sign};
use crate::app::format::{count, number};
use crate::app::pages::office::views::OfficeView;

/// The card.
#[component]
pub(super) fn StopDoingCard() -> impl IntoView {
    let state = expect_context::<RoadmapState>();
    let found = Memo::new(move |_| state.store.office.with(|office| stop_doing(office)));
    let title = move || found.with(|found| title(found));
    let lines = move || found.get().into_iter().map(line).collect_view();
    view! {
        <section class="card" aria-labelledby="stop-title">
            <h2 id="stop-title">{title}</h2>
            <p class="card-note">"Processes that nobody can name a purpose of, or that no longer apply by their latest review: ending one frees time before any action costs some."</p>
            <ul class="list">{lines}</ul>
            <Show when=move || !found.with(Vec::is_empty)>
                <div class="card-foot">
                    <button class="button" type="button" on:click=move |_| state.session.show_office(OfficeView::Charter)>"Go to the processes"</button>
                </div>
            </Show>
        </section>
    }
}

fn title(found: &[StopCandidate]) -> String {
    let hours: f64 = found.iter().map(|it| it.hours_per_year).sum();
    if found.is_empty() {
        return "Nothing to stop: every process has a purpose".to_owned();
    }
    format!(
        "Stop {}, and {} hours a year are free",
        count(found.len(), "process", "processes"),
        number(hours, 0)
    )
}

fn line(found: StopCandidate) -> impl IntoView {
    let reason = match found.reason {
        StopReason::NoLongerApplies => "no longer applies, its latest review says",
        StopReason::NoPurpose => "nobody has said what comes of it",
    };
    view! {
        <li class="list-item">
            <span class="is-warn"><Sign icon=Icon::Warn/></span>
            <div><strong>{found.name}</strong><p>{format!("{} hours a year; {reason}.", number(found.hours_per_year, 0))}</p></div>
        </li>
    }
}
