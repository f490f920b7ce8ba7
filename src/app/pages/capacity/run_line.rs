//! How far the run is: a partial answer says so.

use leptos::prelude::*;

use crate::app::components::trio::policy_name;
use crate::app::format::number;
use crate::app::state::simulation::Simulation;

/// Progress, n, ±, seed, policy, fingerprint; a button that stops the run.
#[component]
pub(super) fn RunLine() -> impl IntoView {
    let simulation = expect_context::<Simulation>();
    let progress = simulation.progress;
    let share = move || {
        let progress = progress.get();
        if progress.wanted == 0 { 0.0 } else { progress.done as f64 / progress.wanted as f64 }
    };
    let count = move || {
        let progress = progress.get();
        format!("n = {} of {}", number(progress.done as f64, 0), number(progress.wanted as f64, 0))
    };
    // Of the chances that are shown; without any, of one near a half, which is the widest there is.
    let points = move || {
        let done = progress.get().done;
        let shown = simulation.report.with(|report| report.as_ref().and_then(|it| it.half_width()));
        let share = shown.or_else(|| (done > 0).then(|| 0.98 / (done as f64).sqrt()))?;
        Some(format!("± {:.1} points at most", share * 100.0))
    };
    let about = move || {
        simulation.report.get().map(|report| {
            view! {
                <span>"seed "<b>{report.seed}</b></span>
                <span>"policy "<b>{policy_name(report.policy)}</b>", in order of priority"</span>
                <span>"people "<b>"net of run work and absence"</b></span>
                <span>"tallies "<b class="checksum">{report.checksum.clone()}</b></span>
            }
        })
    };
    view! {
        <div class="run-line" role="status" aria-live="off">
            <span class="progress">
                <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
                    <rect class="track" width="100" height="6"/>
                    <rect class="done" width=move || share() * 100.0 height="6"/>
                </svg>
                <span><b>{count}</b>" · "{points}</span>
            </span>
            {about}
            <Show when=move || progress.with(|progress| progress.is_running)>
                <button class="button-link" type="button" on:click=move |_| simulation.cancel()>"Stop here"</button>
            </Show>
            {move || progress.with(|progress| progress.failure.clone()).map(|reason| view! { <span class="chip chip-stop">{format!("Stopped: {reason}")}</span> })}
        </div>
    }
}
