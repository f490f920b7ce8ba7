//! One slider for each pair, and how well the judgements agree.

use leptos::prelude::*;

use super::{Outcome, name_of};
use crate::analysis::elicitation::{ComparisonReport, TOLERABLE_RATIO, compare, siblings};
use crate::app::components::icon::{Icon, Sign};
use crate::app::components::keyed::Keyed;
use crate::app::format::plain;
use crate::app::state::store::Store;
use crate::model::edit::Edit;
use crate::model::finite::Finite;
use crate::model::id::CriterionId;

/// Every pair under `parent`.
#[component]
pub(super) fn ByPairs(parent: Option<CriterionId>) -> impl IntoView {
    let store = expect_context::<Store>();
    let pairs = Memo::new(move |_| {
        store.scoring.with(|scoring| {
            let ids: Vec<CriterionId> = siblings(scoring, parent).iter().map(|it| it.id).collect();
            let later = |(at, first): (usize, &CriterionId)| {
                ids[at + 1..].iter().map(|second| (*first, *second)).collect::<Vec<_>>()
            };
            ids.iter().enumerate().flat_map(later).collect::<Vec<_>>()
        })
    });
    let report = Memo::new(move |_| {
        store.scoring.with(|scoring| compare(scoring, parent).map_err(|error| error.to_string()))
    });
    let shares = Signal::derive(move || {
        report.with(|report| report.as_ref().map_or_else(|_| Vec::new(), |it| it.shares.clone()))
    });
    view! {
        <section class="weights-way" aria-labelledby="pairs-title">
            <h3 id="pairs-title">"Compare two at a time"</h3>
            <Keyed each=move || pairs.get() key=|pair| *pair let((first, second))>
                <Pair first second/>
            </Keyed>
            {move || match report.get() {
                Ok(report) => view! { <Agreement report/> }.into_any(),
                Err(reason) => view! { <p class="card-note" role="status">{format!("No weights yet: {reason}.")}</p> }.into_any(),
            }}
            <Show when=move || report.with(Result::is_ok)><Outcome shares label="weights from comparisons"/></Show>
        </section>
    }
}

/// A slider from "the left matters 9 times as much" to "the right does".
#[component]
fn Pair(first: CriterionId, second: CriterionId) -> impl IntoView {
    let store = expect_context::<Store>();
    let judged = Memo::new(move |_| store.scoring.with(|scoring| scoring.judged(first, second)));
    let names = Memo::new(move |_| (name_of(store, first), name_of(store, second)));
    let said = move || names.with(|(left, right)| in_words(judged.get(), left, right));
    let set = move |steps: String| {
        let ratio = steps.parse().ok().and_then(|steps: f64| Finite::new(ratio_at(steps)).ok());
        store.edit(Edit::Judge { first, second, ratio });
    };
    view! {
        <div class="pair" class:pair-open=move || judged.get().is_none()>
            <span>{move || names.with(|(left, _)| left.clone())}</span>
            <div class="slider">
                <svg class="slider-track" aria-hidden="true">
                    <rect class="track" x="0" y="3" width="100%" height="2" rx="1"/>
                    <line class="was" x1="50%" x2="50%" y1="-2" y2="10"/>
                </svg>
                <input type="range" min="-8" max="8" step="1"
                    aria-label=move || names.with(|(left, right)| format!("{left} against {right}")) aria-valuetext=said
                    prop:value=move || steps_of(judged.get().unwrap_or(1.0)).to_string()
                    on:input:target=move |event| set(event.target().value())
                    on:pointerup:target=move |event| { set(event.target().value()); store.settle(); }
                    on:blur=move |_| store.settle()/>
            </div>
            <span class="pair-right">{move || names.with(|(_, right)| right.clone())}</span>
            <small>{said}</small>
            <button class="button button-quiet button-icon" type="button" disabled=move || judged.get().is_none()
                aria-label=move || names.with(|(left, right)| format!("Forget {left} against {right}"))
                on:click=move |_| store.commit(Edit::Judge { first, second, ratio: None })><Sign icon=Icon::Close small=true/></button>
        </div>
    }
}

/// Consistency, and the judgement to look at again.
#[component]
fn Agreement(report: ComparisonReport) -> impl IntoView {
    let store = expect_context::<Store>();
    let state = match report.consistency_ratio {
        Some(ratio) if ratio <= TOLERABLE_RATIO => {
            format!(
                "The judgements agree: consistency ratio {ratio:.2} (up to 0.10 is tolerable; random index of Saaty 1977)."
            )
        }
        Some(ratio) => {
            format!(
                "The judgements contradict each other: consistency ratio {ratio:.2}, above 0.10 (random index of Saaty 1977)."
            )
        }
        None => format!(
            "{} of {} pairs compared; the rest follows from these by least squares.",
            report.judged, report.pairs
        ),
    };
    let state = match report.eigenvalue_and_index {
        Some((eigenvalue, index)) => format!("{state} λmax {eigenvalue:.3}, consistency index {index:.3}."),
        None => state,
    };
    let mend = report
        .look_again
        .filter(|_| report.consistency_ratio.is_none_or(|ratio| ratio > TOLERABLE_RATIO))
        .map(|again| {
            let (first, second) = (again.first, again.second);
            let (left, right) = (name_of(store, first), name_of(store, second));
            let after = again
                .ratio_after
                .map_or_else(String::new, |ratio| format!(", which would bring the ratio to {ratio:.2}"));
            let text = format!(
                "Look again at {left} against {right}: you said “{}”; the others say “{}”{after}.",
                in_words(Some(again.ratio), &left, &right),
                in_words(Some(again.mended_ratio), &left, &right),
            );
            view! { <p class="card-note is-warn">{text}</p> }
        });
    view! { <div role="status"><p class="card-note">{state}</p>{mend}</div> }
}

/// Steps of the slider: −8 is 9 times for the left, 0 alike, 8 is 9 times for the right.
fn ratio_at(steps: f64) -> f64 {
    if steps <= 0.0 { 1.0 - steps } else { 1.0 / (1.0 + steps) }
}

fn steps_of(ratio: f64) -> f64 {
    let steps = if ratio >= 1.0 { 1.0 - ratio } else { 1.0 / ratio - 1.0 };
    steps.round().clamp(-8.0, 8.0)
}

fn in_words(ratio: Option<f64>, left: &str, right: &str) -> String {
    match ratio {
        None => "not compared yet".to_owned(),
        Some(ratio) if (ratio - 1.0).abs() < 0.05 => "both matter alike".to_owned(),
        Some(ratio) if ratio > 1.0 => {
            format!("{left} matters {} times as much", plain((ratio * 10.0).round() / 10.0))
        }
        Some(ratio) => format!("{right} matters {} times as much", plain((10.0 / ratio).round() / 10.0)),
    }
}
