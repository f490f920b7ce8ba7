//! Points, shared out among criteria or given to their swings from worst to best.

use leptos::prelude::*;

use super::{Outcome, name_of};
use crate::analysis::elicitation::{shares_of_points, siblings, swing_in_words};
use crate::app::format::plain;
use crate::app::state::store::Store;
use crate::model::id::CriterionId;

/// What the points of each criterion begin with and may grow to.
const FULL: f64 = 100.0;

/// A hundred points among the criteria under `parent`; begins with the present weights.
#[component]
pub(super) fn ByPoints(parent: Option<CriterionId>) -> impl IntoView {
    let store = expect_context::<Store>();
    let present = present_weights(store, parent);
    let total: f64 = present.iter().map(|(_, weight)| weight).sum();
    let points = RwSignal::new(in_proportion(&present, total));
    let left = Memo::new(move |_| FULL - points.with(|points| points.iter().map(|(_, it)| it).sum::<f64>()));
    let state = move || match left.get() {
        left if left.abs() < 0.05 => "All 100 points are given out.".to_owned(),
        left if left > 0.0 => format!("{} of 100 points left.", plain(left)),
        left => format!("{} points more than 100: the shares below take that in.", plain(-left)),
    };
    view! {
        <section class="weights-way" aria-labelledby="points-title">
            <h3 id="points-title">"Share out 100 points"</h3>
            <PointList points hint=|_, _| None/>
            <p class="card-note" role="status">{state}</p>
            <PointsOutcome points label="weights from points"/>
        </section>
    }
}

/// The swings of the criteria under `parent`, the most welcome one at 100; begins with the present weights.
#[component]
pub(super) fn BySwings(parent: Option<CriterionId>) -> impl IntoView {
    let store = expect_context::<Store>();
    let present = present_weights(store, parent);
    let greatest = present.iter().map(|(_, weight)| *weight).fold(0.0, f64::max);
    let points = RwSignal::new(in_proportion(&present, greatest));
    let is_anchored = Memo::new(move |_| {
        points.with(|points| points.iter().any(|(_, it)| (it - FULL).abs() < f64::EPSILON))
    });
    let hint = move |store: Store, id| Some(store.scoring.with(|scoring| swing_in_words(scoring, id)));
    view! {
        <section class="weights-way" aria-labelledby="swings-title">
            <h3 id="swings-title">"Weigh the swings"</h3>
            <p>"Imagine an initiative that is at its worst everywhere, and one step you may grant it. The step you would choose first gets 100; the others get what they are worth beside it."</p>
            <PointList points hint/>
            <Show when=move || !is_anchored.get()>
                <p class="card-note is-warn" role="status">"None is at 100: give 100 to the step you would choose first, so that the others have something to be held against."</p>
            </Show>
            <PointsOutcome points label="weights from swings"/>
        </section>
    }
}

/// A slider and a number for each.
#[component]
fn PointList(
    points: RwSignal<Vec<(CriterionId, f64)>>,
    /// Said under the name.
    hint: impl Fn(Store, CriterionId) -> Option<String> + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let store = expect_context::<Store>();
    let ids: Vec<CriterionId> = points.with_untracked(|points| points.iter().map(|(id, _)| *id).collect());
    let line = move |id: CriterionId| {
        let of_it = move || {
            points.with(|points| points.iter().find(|(other, _)| *other == id).map_or(0.0, |(_, it)| *it))
        };
        let set = move |text: String| {
            let Ok(value) = text.parse::<f64>() else { return };
            points.update(|points| {
                if let Some((_, it)) = points.iter_mut().find(|(other, _)| *other == id) {
                    *it = value.clamp(0.0, FULL);
                }
            });
        };
        view! {
            <li class="point-line">
                <span>{move || name_of(store, id)}{move || hint(store, id).map(|hint| view! { <small>{hint}</small> })}</span>
                <input type="range" min="0" max="100" step="1" aria-label=move || format!("Points of {}", name_of(store, id))
                    prop:value=move || of_it().to_string() on:input:target=move |event| set(event.target().value())/>
                <input class="input" type="number" min="0" max="100" step="1" inputmode="decimal"
                    aria-label=move || format!("Points of {}, as a number", name_of(store, id))
                    prop:value=move || plain(of_it()) on:change:target=move |event| set(event.target().value())/>
            </li>
        }
    };
    view! { <ul class="point-list">{ids.into_iter().map(line).collect_view()}</ul> }
}

/// The shares that follow, or why there are none.
#[component]
fn PointsOutcome(points: RwSignal<Vec<(CriterionId, f64)>>, label: &'static str) -> impl IntoView {
    let shares = Memo::new(move |_| points.with(|points| shares_of_points(points)));
    let known = Signal::derive(move || shares.get().unwrap_or_default());
    view! {
        <Show when=move || shares.with(Result::is_ok)
            fallback=|| view! { <p class="card-note" role="status">"No weights yet: nobody has any points."</p> }>
            <Outcome shares=known label/>
        </Show>
    }
}

fn present_weights(store: Store, parent: Option<CriterionId>) -> Vec<(CriterionId, f64)> {
    store.scoring.with_untracked(|scoring| {
        siblings(scoring, parent).iter().map(|it| (it.id, it.weight.get())).collect()
    })
}

/// Whole points, `full` being worth a hundred; all the same while nothing has a weight.
fn in_proportion(present: &[(CriterionId, f64)], full: f64) -> Vec<(CriterionId, f64)> {
    let points = |weight: f64| if full > 0.0 { (FULL * weight / full).round() } else { 0.0 };
    present.iter().map(|(id, weight)| (*id, points(*weight))).collect()
}
