//! Which initiatives are drawn, in what order, over which axes.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;

use super::{Held, MOST};
use crate::analysis::placing::{Measure, number};
use crate::analysis::score::RankedInitiative;
use crate::app::chart::bubbles::{Axis, drawing_order, radii};
use crate::app::state::simulation::Simulation;
use crate::app::state::store::Store;
use crate::model::id::InitiativeId;
use crate::model::scoring::method::Source;

/// One initiative in the picture.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Bubble {
    pub(super) id: InitiativeId,
    pub(super) name: String,
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) cost: f64,
    pub(super) radius: f64,
    pub(super) in_plan: bool,
}

/// The bubble that is held stays, whatever becomes of its rank.
pub(super) fn found(
    store: Store,
    simulation: Simulation,
    held: Held,
    x: &Measure,
    y: &Measure,
) -> Vec<Bubble> {
    let Ok(ranking) = simulation.ranking.get() else { return Vec::new() };
    let mut bubbles: Vec<Bubble> = store.scoring.with(|scoring| {
        store.initiatives.with(|initiatives| {
            let by_id: BTreeMap<_, _> = initiatives.list.iter().map(|it| (it.id, it)).collect();
            let bubble = |row: &RankedInitiative| {
                let initiative = by_id.get(&row.id)?;
                let of = |measure: &Measure| {
                    let weighted = row.score;
                    store.people.with(|people| number(scoring, initiative, people, measure.source, weighted))
                };
                Some(Bubble {
                    id: row.id,
                    name: row.name.clone(),
                    x: of(x)?,
                    y: of(y)?,
                    cost: initiative.cost_money(),
                    radius: 0.0,
                    in_plan: initiative.in_plan,
                })
            };
            let held = held.get().map(|(id, ..)| id);
            let all = ranking.ranking.iter().filter_map(bubble).enumerate();
            all.filter(|(place, it)| *place < MOST || Some(it.id) == held).map(|(_, it)| it).collect()
        })
    });
    let costs: Vec<f64> = bubbles.iter().map(|it| it.cost).collect();
    for (bubble, radius) in bubbles.iter_mut().zip(radii(&costs)) {
        bubble.radius = radius;
    }
    bubbles
}

/// The largest first, so that no bubble hides a smaller one.
///
/// A mark that changes its place in the page loses the focus and the pointer. So while one is held, all stay where
/// they are; whatever comes new is drawn last.
pub(super) fn order(
    bubbles: Memo<Arc<Vec<Bubble>>>,
    held: Held,
    before: Option<&Vec<InitiativeId>>,
) -> Vec<InitiativeId> {
    let bubbles = bubbles.get();
    let radii: Vec<f64> = bubbles.iter().map(|it| it.radius).collect();
    let mut order: Vec<InitiativeId> =
        drawing_order(&radii).into_iter().map(|place| bubbles[place].id).collect();
    if let Some(before) = before.filter(|_| held.with(Option::is_some)) {
        let place = |id: &InitiativeId| before.iter().position(|it| it == id).unwrap_or(before.len());
        order.sort_by_key(place);
    }
    order
}

/// The axis over what is shown; it stands still while a bubble is held.
pub(super) fn axis(
    store: Store,
    bubbles: Memo<Arc<Vec<Bubble>>>,
    measure: Memo<Measure>,
    held: Held,
    range: impl Fn() -> (f64, f64) + Send + Sync + 'static,
    of: fn(&Bubble) -> f64,
) -> Memo<Axis> {
    Memo::new(move |before: Option<&Axis>| {
        let range = range();
        if let Some(before) = before.filter(|_| held.with(Option::is_some)) {
            return Axis { range, ..before.clone() };
        }
        let numbers: Vec<f64> = bubbles.with(|bubbles| bubbles.iter().map(of).collect());
        measure.with(|measure| {
            let mut axis = Axis::over(&numbers, ends(store, measure), range);
            if measure.levels.is_some() {
                axis.step = 1.0;
            }
            axis
        })
    })
}

/// Ends of the scale of a criterion that is scored.
fn ends(store: Store, measure: &Measure) -> Option<(f64, f64)> {
    let Source::Criterion(id) = measure.source else { return None };
    store.scoring.with(|scoring| {
        let criterion = scoring.criterion(id).filter(|_| !scoring.figures.contains_key(&id))?;
        Some(criterion.scale.bounds())
    })
}
