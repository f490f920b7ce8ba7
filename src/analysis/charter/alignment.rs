//! How much of the work serves an objective: why there is an office at all.

use serde::Serialize;

use crate::model::document::Document;
use crate::model::initiative::Initiative;

/// The plan, by whether it serves an objective.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Alignment {
    /// Initiatives of the plan.
    pub initiatives: usize,
    /// Those that serve an objective.
    pub linked: usize,
    /// What the plan costs over all years, in the document's currency and scale.
    pub cost: f64,
    /// What those that serve an objective cost.
    pub linked_cost: f64,
    /// `linked_cost` ÷ `cost`, 0 to 1; none if nothing costs anything.
    pub cost_share: Option<f64>,
}

/// Reads the plan of `document`.
pub fn alignment(document: &Document) -> Alignment {
    let planned: Vec<&Initiative> = document.initiatives.in_plan().collect();
    let is_linked = |it: &&&Initiative| !it.objectives.is_empty();
    let linked: Vec<&Initiative> = planned.iter().filter(is_linked).copied().collect();
    let cost = |list: &[&Initiative]| list.iter().map(|it| it.cost_money()).sum::<f64>();
    let (all, part) = (cost(&planned), cost(&linked));
    Alignment {
        initiatives: planned.len(),
        linked: linked.len(),
        cost: all,
        linked_cost: part,
        cost_share: (all > 0.0).then(|| part / all),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample;

    /// U49: taking the objective away from one initiative takes its cost out of the share, and nothing else.
    #[test]
    fn work_without_an_objective_is_not_linked() {
        let mut document = sample::SAMPLES[0].document();
        let before = alignment(&document);
        let id = document.initiatives.in_plan().find(|it| !it.objectives.is_empty()).unwrap().id;
        let list = &mut document.initiatives.edit().list;
        let one = list.iter_mut().find(|it| it.id == id).unwrap();
        one.objectives.clear();
        let cost = one.cost_money();
        let after = alignment(&document);
        assert_eq!((after.linked + 1, after.initiatives), (before.linked, before.initiatives));
        assert!((before.linked_cost - after.linked_cost - cost).abs() < 1e-9);
        assert_eq!(alignment(&Document::default()).cost_share, None);
    }
}
