//! How promises stand: a small mark for each, told apart by its shape as well as its colour.

use leptos::prelude::*;

use crate::analysis::promises::{Promise, Promises, Standing};
use crate::app::components::icon::{Icon, Sign};
use crate::app::format::percent;

/// From one mark to the next [px].
const PITCH: f64 = 30.0;

/// Letter and mark of each of the four promises, side by side; [`said`] is what they say.
#[component]
pub fn PromiseMarks(
    /// Of one initiative.
    promises: Memo<Promises>,
) -> impl IntoView {
    let marks = move || {
        let chances = promises.get().chances;
        (Promise::ALL.into_iter().zip(chances).enumerate())
            .map(|(place, (promise, chance))| {
                let standing = chance.map(Standing::of);
                let move_to = |x: f64| format!("translate({} 0)", PITCH * place as f64 + x);
                view! {
                    <text class="quiet" transform=move_to(0.0) y="10.500">{letter(promise)}</text>
                    <path class=class(standing) transform=move_to(9.5) d=outline(standing)/>
                }
            })
            .collect_view()
    };
    view! { <svg class="chart mini promise-marks" viewBox="0 0 114 13" width="114" height="13" aria-hidden="true">{marks}</svg> }
}

/// The worst of the four with its sign: "On budget 55 %".
#[component]
pub fn WorstPromise(
    /// Of one initiative.
    promises: Memo<Promises>,
) -> impl IntoView {
    move || {
        let promises = promises.get();
        let sign = promises.standing().map(|standing| {
            let icon = match standing {
                Standing::Likely => Icon::Ok,
                Standing::Open => Icon::Warn,
                Standing::Unlikely => Icon::Stop,
            };
            view! { <span class=class(Some(standing))><Sign icon small=true/></span> }
        });
        let text = match promises.worst {
            Some((promise, chance)) => format!("{} {}", promise.words(), percent(chance)),
            None => "Unknown".to_owned(),
        };
        view! { <span class="promise-worst">{sign}{text}</span> }
    }
}

/// The mark of one chance alone.
#[component]
pub fn StandingMark(
    /// None where nobody knows.
    standing: Signal<Option<Standing>>,
) -> impl IntoView {
    view! {
        <svg class="chart mini promise-marks" viewBox="0 0 13 13" width="13" height="13" aria-hidden="true">
            <path class=move || class(standing.get()) d=move || outline(standing.get())/>
        </svg>
    }
}

/// All four chances in words: "On time 92 %, on scope unknown, …".
pub fn said(promises: &Promises) -> String {
    let parts = Promise::ALL.into_iter().zip(promises.chances).map(|(promise, chance)| {
        let chance = chance.map_or_else(|| "unknown".to_owned(), percent);
        format!("{} {chance}", promise.words())
    });
    let text = parts.collect::<Vec<_>>().join(", ");
    text.replace(", On", ", on")
}

/// What a standing means: "likely".
pub fn words(standing: Option<Standing>) -> &'static str {
    match standing {
        Some(Standing::Likely) => "likely to be kept",
        Some(Standing::Open) => "more likely kept than broken",
        Some(Standing::Unlikely) => "more likely broken than kept",
        None => "nobody knows",
    }
}

const fn letter(promise: Promise) -> &'static str {
    match promise {
        Promise::Time => "T",
        Promise::Scope => "S",
        Promise::Cost => "C",
        Promise::Benefit => "B",
    }
}

const fn class(standing: Option<Standing>) -> &'static str {
    match standing {
        Some(Standing::Likely) => "is-ok",
        Some(Standing::Open) => "is-warn",
        Some(Standing::Unlikely) => "is-stop",
        None => "muted",
    }
}

/// Tick, triangle, cross or dash, in a box of 13 × 13.
const fn outline(standing: Option<Standing>) -> &'static str {
    match standing {
        Some(Standing::Likely) => "M2 7l3 3 6-7.500",
        Some(Standing::Open) => "M6.500 2.200l4.800 8.300H1.700z",
        Some(Standing::Unlikely) => "M2.200 2.200l8 8M10.200 2.200l-8 8",
        None => "M3 6.500h6",
    }
}
