//! Value and cost: what the documents alone say of the plans.

use std::collections::{BTreeMap, BTreeSet};

use super::Candidate;
use super::indicator::Indicator;
use super::row::{Change, Compared, Row};
use crate::analysis::firmness::MARGIN;
use crate::analysis::headline::figure::Figure;
use crate::analysis::headline::right_things_of;
use crate::analysis::score::{RankingReport, rank};
use crate::model::document::Document;
use crate::model::finite::Finite;
use crate::model::id::InitiativeId;
use crate::model::initiative::Initiative;

/// What the documents alone say: value, cost and right things.
pub fn set_rows(plans: &[Candidate]) -> Vec<Row> {
    let Some(first) = plans.first() else { return Vec::new() };
    let scoring = &first.document.scoring;
    let row = |indicator: Indicator, plans| Row { indicator, unit: indicator.unit(), plans };
    let sets: Vec<Option<SetValue>> = plans
        .iter()
        .map(|plan| {
            SetValue::new(
                &rank(scoring, &plan.document.initiatives, &plan.document.people).ok()?,
                &plan.document,
            )
        })
        .collect();
    let mut rows = vec![row(Indicator::Value, values(&sets))];
    let own: Vec<Option<RankingReport>> = plans
        .iter()
        .map(|plan| rank(&plan.document.scoring, &plan.document.initiatives, &plan.document.people).ok())
        .collect();
    if plans.iter().any(|plan| plan.document.scoring != *scoring) {
        let own = own
            .iter()
            .zip(plans)
            .map(|(ranking, plan)| Some(SetValue::new(ranking.as_ref()?, &plan.document)?.value));
        rows.push(row(Indicator::OwnValue, exact(own.collect())));
    }
    let cost = |plan: &Candidate| {
        let planned: f64 = plan.document.initiatives.in_plan().map(Initiative::cost_money).sum();
        Some(planned + stopping_cost(&first.document, &plan.document))
    };
    rows.push(row(Indicator::Cost, exact(plans.iter().map(cost).collect())));
    let things: Vec<Option<Figure>> = own
        .iter()
        .zip(plans)
        .map(|(ranking, plan)| Some(right_things_of(&plan.document, ranking.as_ref()?)?.figure))
        .collect();
    rows.push(row(Indicator::RightThings, shares(&things)));
    rows
}

/// What it costs to stop what is under way in `first` and no longer in the plan of `other`: what has been paid there
/// is gone in both.
pub(super) fn stopping_cost(first: &Document, other: &Document) -> f64 {
    let is_in = |id: InitiativeId| other.initiatives.initiative(id).is_some_and(|it| it.in_plan);
    let stopped = first.initiatives.in_plan().filter(|it| it.is_under_way() && !is_in(it.id));
    stopped.filter_map(|it| it.stopping_cost).map(Finite::get).sum()
}

/// Value of a set: the sum over its initiatives of weight × value, and what pairs of them are worth beyond it.
struct SetValue {
    value: f64,
    /// The part of it that pairs are worth, whatever the weights.
    synergy: f64,
    /// Share of the whole weight of each leaf.
    weights: Vec<f64>,
    /// Values of the set's initiatives on each leaf, summed.
    sums: Vec<f64>,
}

impl SetValue {
    fn new(ranking: &RankingReport, document: &Document) -> Option<Self> {
        let rows: BTreeMap<InitiativeId, _> = ranking.ranking.iter().map(|row| (row.id, row)).collect();
        let members: Vec<_> = document.initiatives.in_plan().filter_map(|it| rows.get(&it.id)).collect();
        let sum =
            |leaf: usize| members.iter().filter_map(|row| row.values.get(leaf).copied().flatten()).sum();
        let set: BTreeSet<InitiativeId> = members.iter().map(|row| row.id).collect();
        let synergy = document.initiatives.synergy_within(|id| set.contains(&id));
        (!ranking.ranking.is_empty()).then(|| Self {
            value: members.iter().map(|row| row.score).sum::<f64>() + synergy,
            synergy,
            weights: ranking.criteria.iter().map(|criterion| criterion.weight).collect(),
            sums: (0..ranking.criteria.len()).map(sum).collect(),
        })
    }
}

impl SetValue {
    /// Whether the value is what it says: a ranking by a formula has another.
    fn is_weighted_sum(&self) -> bool {
        let sum: f64 = self.weights.iter().zip(&self.sums).map(|(weight, sum)| weight * sum).sum();
        (sum + self.synergy - self.value).abs() <= 1e-9 * self.value.abs().max(1.0)
    }
}

/// Values with the ranges that uncertain weights give them and their differences.
fn values(sets: &[Option<SetValue>]) -> Vec<Option<Compared>> {
    let first = sets.first().and_then(Option::as_ref);
    let compared = |(plan, set): (usize, &Option<SetValue>)| {
        let set = set.as_ref()?;
        let change = first.filter(|_| plan > 0).map(|first| {
            let gains: Vec<f64> = set.sums.iter().zip(&first.sums).map(|(one, other)| one - other).collect();
            let difference = set.value - first.value;
            let (low, high) = range_of_sum(&set.weights, &gains);
            let together = set.synergy - first.synergy;
            // Rounding must not put the figure outside its own range.
            let range = (set.is_weighted_sum() && first.is_weighted_sum())
                .then_some(((low + together).min(difference), (high + together).max(difference)));
            Change { difference, range, better: None, worse: None }
        });
        let (low, high) = range_of_sum(&set.weights, &set.sums);
        let range = set
            .is_weighted_sum()
            .then_some(((low + set.synergy).min(set.value), (high + set.synergy).max(set.value)));
        Some(Compared { value: set.value, range, change })
    };
    sets.iter().enumerate().map(compared).collect()
}

/// Least and greatest Σ weight × gain if every weight may move by [`MARGIN`] of itself and they still sum to 1.
fn range_of_sum(weights: &[f64], gains: &[f64]) -> (f64, f64) {
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by(|a, b| gains[*a].total_cmp(&gains[*b]));
    let least_possible: f64 = weights.iter().map(|weight| weight * (1.0 - MARGIN)).sum();
    let extreme = |order: &mut dyn Iterator<Item = usize>| {
        let mut rest = 1.0 - least_possible;
        let mut sum = 0.0;
        for leaf in order {
            let (low, high) = (weights[leaf] * (1.0 - MARGIN), (weights[leaf] * (1.0 + MARGIN)).min(1.0));
            let more = (high - low).min(rest).max(0.0);
            rest -= more;
            sum += gains[leaf] * (low + more);
        }
        sum
    };
    (extreme(&mut order.iter().copied()), extreme(&mut order.iter().rev().copied()))
}

/// Figures without any doubt.
fn exact(figures: Vec<Option<f64>>) -> Vec<Option<Compared>> {
    let first = figures.first().copied().flatten();
    let compared = |(plan, figure): (usize, Option<f64>)| {
        let value = figure?;
        let change =
            first.filter(|_| plan > 0).map(|first| Change { difference: value - first, ..Change::default() });
        Some(Compared { value, range: None, change })
    };
    figures.into_iter().enumerate().map(compared).collect()
}

/// Shares whose ends are known, not their spread: so are those of the difference.
fn shares(figures: &[Option<Figure>]) -> Vec<Option<Compared>> {
    let first = figures.first().copied().flatten();
    let compared = |(plan, figure): (usize, &Option<Figure>)| {
        let Figure { share, low, high } = (*figure)?;
        let change = first.filter(|_| plan > 0).map(|first| {
            let is_proved = low >= high && first.low >= first.high;
            // Equal to the last bit: the same set under the same limits, whatever the best of it is.
            let is_same = (share, low, high) == (first.share, first.low, first.high);
            let range = (!is_proved && !is_same).then_some((low - first.high, high - first.low));
            Change { difference: share - first.share, range, ..Change::default() }
        });
        Some(Compared { value: share, range: (low < high).then_some((low, high)), change })
    };
    figures.iter().enumerate().map(compared).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::edit::Edit;
    use crate::model::initiative::LifeCycle;
    use crate::model::sample;

    /// Whatever the weights, what pairs are worth together stays.
    #[test]
    fn pairs_count_in_the_value_and_in_both_ends_of_its_range() {
        let plain = sample::find("gmpp").unwrap().document();
        let mut paired = plain.clone();
        let ids: Vec<InitiativeId> = paired.initiatives.in_plan().take(2).map(|it| it.id).collect();
        let edit = Edit::Synergy { of: [ids[0], ids[1]], points: Finite::from(-25) };
        edit.apply(&mut paired).unwrap();
        let sets = [&plain, &paired].map(|document| {
            let ranking = rank(&document.scoring, &document.initiatives, &document.people).unwrap();
            SetValue::new(&ranking, document)
        });
        let figures = values(&sets);
        let [Some(before), Some(after)] = &figures[..] else { panic!("both have a value") };
        assert!((after.value - before.value + 0.25).abs() < 1e-9);
        let (Some(was), Some(is)) = (before.range, after.range) else { panic!("both are weighted sums") };
        assert!((is.0 - was.0 + 0.25).abs() < 1e-9 && (is.1 - was.1 + 0.25).abs() < 1e-9, "{was:?} {is:?}");
        let change = after.change.as_ref().unwrap();
        let (low, high) = change.range.unwrap();
        assert!((low + 0.25).abs() < 1e-9 && (high + 0.25).abs() < 1e-9, "the scores are the same");
    }

    /// What a what-if drops is not paid for, but stopping it is.
    #[test]
    fn stopping_work_under_way_costs_what_is_said_of_it() {
        let mut plan = sample::find("gmpp").unwrap().document();
        let place = plan.initiatives.list.iter().position(|it| it.in_plan).unwrap();
        let dropped = &mut plan.initiatives.edit().list[place];
        dropped.state = LifeCycle::Execution;
        dropped.stopping_cost = Some(Finite::from(40));
        let cost = dropped.cost_money();
        let mut without = plan.clone();
        without.initiatives.edit().list[place].in_plan = false;
        let plans = [&plan, &without].map(|document| Candidate {
            name: "plan".into(),
            scenario: None,
            document: document.clone(),
        });
        let rows = set_rows(&plans);
        let row = rows.iter().find(|row| row.indicator == Indicator::Cost).unwrap();
        let change = row.plans[1].unwrap().change.unwrap().difference;
        assert!((change - (40.0 - cost)).abs() < 1e-6, "{change} {cost}");
    }

    #[test]
    fn the_range_of_a_sum_holds_for_every_weighting_within_the_margin() {
        let (weights, gains) = ([0.5, 0.3, 0.2], [1.0, -2.0, 0.5]);
        let (low, high) = range_of_sum(&weights, &gains);
        // Lows 0.25, 0.15, 0.1; the half that is left goes to the worst, or to the best.
        assert!((low - (0.25 - 2.0 * 0.45 + 0.5 * 0.3)).abs() < 1e-12, "{low}");
        assert!((high - (0.75 - 2.0 * 0.15 + 0.5 * 0.1)).abs() < 1e-12, "{high}");
    }
}
