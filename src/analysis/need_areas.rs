//! Which business areas need the office most: number, spend, dependencies and risk of their initiatives.
//!
//! The index of an area is the mean of its shares of the plan in the four, so the areas sum to 1. That all four count
//! alike is a choice; whatever they count, the index lies between the least and the greatest of them.
//!
//! Source: the product's own rule.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::engine::stats::interval::Interval;
use crate::model::document::Document;
use crate::model::id::{InitiativeId, StageId};
use crate::model::risk::{Hit, Risk};

/// What is shared out, in this order.
pub const PARTS: [&str; 4] = ["Initiatives", "Spend", "Links", "Risks"];

/// One business area of the plan.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AreaReport {
    /// Its name; empty for initiatives that name none.
    pub name: String,
    /// Initiatives of the plan.
    pub initiatives: usize,
    /// What they cost, in the document's currency and scale.
    pub spend: f64,
    /// Their ends of links to other initiatives: what they require, and stages that wait for a stage elsewhere.
    pub links: usize,
    /// Risks to be expected: each risk that hits an initiative, by its chance.
    pub risks: f64,
    /// The area's share of the whole plan in each of [`PARTS`], 0 to 1; none where the plan has nothing of it.
    pub shares: [Option<f64>; 4],
    /// Mean of the shares that there are, 0 to 1.
    pub index: f64,
    /// Least and greatest of them: where the index lies, however the four are weighed.
    pub range: Interval,
}

/// The areas of the plan of `document`, the greatest need first; areas are told apart by the text of the department.
pub fn areas(document: &Document) -> Vec<AreaReport> {
    let initiatives = &document.initiatives;
    let area_of: BTreeMap<InitiativeId, &str> =
        initiatives.in_plan().map(|it| (it.id, it.department.trim())).collect();
    let mut sums: BTreeMap<&str, [f64; 4]> = BTreeMap::new();
    for it in initiatives.in_plan() {
        let sum = sums.entry(area_of[&it.id]).or_default();
        sum[0] += 1.0;
        sum[1] += it.cost_money();
        sum[3] +=
            initiatives.risks.iter().filter(|risk| hits(risk, it)).map(|it| it.chance.get()).sum::<f64>();
    }
    for (one, other) in links(document) {
        for end in [one, other] {
            sums.entry(area_of[&end]).or_default()[2] += 1.0;
        }
    }
    let totals: [f64; 4] = std::array::from_fn(|part| sums.values().map(|sum| sum[part]).sum());
    let mut areas: Vec<AreaReport> = sums.into_iter().map(|(name, sum)| area(name, sum, totals)).collect();
    areas.sort_by(|a, b| b.index.total_cmp(&a.index));
    areas
}

fn area(name: &str, sum: [f64; 4], totals: [f64; 4]) -> AreaReport {
    let shares: [Option<f64>; 4] =
        std::array::from_fn(|part| (totals[part] > 0.0).then(|| sum[part] / totals[part]));
    // Every area has an initiative, so there is a first share at least.
    let known = || shares.iter().flatten().copied();
    let [initiatives, spend, links, risks] = sum;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "counts")]
    let (initiatives, links) = (initiatives as usize, links as usize);
    AreaReport {
        name: name.to_owned(),
        initiatives,
        spend,
        links,
        risks,
        shares,
        index: known().sum::<f64>() / known().count() as f64,
        range: Interval {
            low: known().fold(f64::INFINITY, f64::min),
            high: known().fold(f64::NEG_INFINITY, f64::max),
        },
    }
}

fn hits(risk: &Risk, initiative: &crate::model::initiative::Initiative) -> bool {
    risk.hits.iter().any(|hit| match hit {
        Hit::Initiative(id) => *id == initiative.id,
        Hit::Stage(id) => initiative.stages.iter().any(|stage| stage.id == *id),
    })
}

/// Pairs of initiatives of the plan of which one needs the other; each pair once.
fn links(document: &Document) -> BTreeSet<(InitiativeId, InitiativeId)> {
    let owner: BTreeMap<StageId, InitiativeId> = document
        .initiatives
        .in_plan()
        .flat_map(|it| it.stages.iter().map(move |stage| (stage.id, it.id)))
        .collect();
    let planned: BTreeSet<InitiativeId> = document.initiatives.in_plan().map(|it| it.id).collect();
    let mut pairs = BTreeSet::new();
    for it in document.initiatives.in_plan() {
        let by_stage = it.stages.iter().flat_map(|stage| &stage.after).filter_map(|id| owner.get(id));
        let others = it.requires.iter().filter(|id| planned.contains(id)).chain(by_stage);
        pairs.extend(
            others.filter(|other| **other != it.id).map(|other| (it.id.min(*other), it.id.max(*other))),
        );
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample;

    /// U26: what every area has is shared out, so the index sums to 1 whatever the plan.
    #[test]
    fn the_areas_of_a_plan_share_it_out() {
        for sample in &sample::SAMPLES[..3] {
            let areas = areas(&sample.document());
            let sum: f64 = areas.iter().map(|it| it.index).sum();
            assert!((sum - 1.0).abs() < 1e-9, "{}: {sum}", sample.key);
            assert!(areas.windows(2).all(|pair| pair[0].index >= pair[1].index));
            assert!(areas.iter().all(|it| it.range.low <= it.index && it.index <= it.range.high));
        }
    }

    /// Two areas of two and one initiatives, the second with three quarters of the money, one link across, no risk:
    /// the mean of 2/3, 1/4 and 1/2.
    #[test]
    fn the_index_is_the_mean_of_the_shares_there_are() {
        let mut document = sample::SAMPLES[0].document();
        let initiatives = document.initiatives.edit();
        initiatives.risks.clear();
        let mut planned: Vec<_> = initiatives.list.iter().filter(|it| it.in_plan).take(3).cloned().collect();
        let ids: Vec<InitiativeId> = planned.iter().map(|it| it.id).collect();
        for (index, it) in planned.iter_mut().enumerate() {
            it.department = if index < 2 { " IT ".into() } else { "Sales".into() };
            it.stages.clear();
            it.requires = if index == 2 { vec![ids[0]] } else { Vec::new() };
            it.cost_per_year.truncate(1);
            it.cost_per_year[0].amount = [5, 5, 30][index].into();
        }
        initiatives.list = planned;
        let areas = areas(&document);
        assert_eq!(areas.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), ["Sales", "IT"]);
        let it = &areas[1];
        assert_eq!((it.initiatives, it.links, it.spend, it.shares[3]), (2, 1, 10.0, None));
        assert!((it.index - (2.0 / 3.0 + 0.25 + 0.5) / 3.0).abs() < 1e-12, "{}", it.index);
        assert!((it.range.low - 0.25).abs() < 1e-12 && (it.range.high - 2.0 / 3.0).abs() < 1e-12);
    }

    #[test]
    fn without_a_plan_there_are_no_areas() {
        assert_eq!(areas(&Document::default()), []);
    }
}
