//! Two to four plans side by side: value, cost, people and dates, and how each differs from the first.
//!
//! Value and cost follow from the documents alone; the rest is simulated with all
//! plans on the same draws, so that a difference is that of the plans and not of
//! luck. Every difference comes with its 95 % interval and, where it is simulated,
//! the share of runs in which the plan does better.
//!
//! All plans are valued with the weights of the first one, or a plan could be made
//! to look better by changing what counts. Weights are never exact, so a value has
//! the range that it takes if each weight may be half or one and a half of itself:
//! the sum of weight × value is linear, so its ends lie where the dearest criteria
//! get as much as they may (Dantzig 1957, *Discrete-variable extremum problems*).

use std::collections::BTreeMap;

use serde::Serialize;
use thiserror::Error;

use super::firmness::MARGIN;
use super::headline::{Figure, right_things_of};
use super::score::{RankingReport, rank};
use super::simulate::{self, Percentiles, SimulateError, percentiles};
use crate::engine::capacity::{
    Comparison, ComparisonError, ComparisonTally, Measure, Paired, Plan, SHARE_UNITS,
};
use crate::engine::stats::histogram;
use crate::engine::stats::interval::{self, Interval};
use crate::model::document::Document;
use crate::model::id::{InitiativeId, ScenarioId};
use crate::model::initiative::Initiative;

pub use crate::engine::capacity::MOST_PLANS;

/// Confidence of all intervals.
const CONFIDENCE: f64 = 0.95;

/// A plan to compare.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// "Plan of record", or the scenario's name.
    pub name: String,
    /// The scenario; none for the plan itself.
    pub scenario: Option<ScenarioId>,
    /// The plan, with the scenario's changes.
    pub document: Document,
}

/// The simulations of a comparison, and which of its numbers is whose.
#[derive(Clone, Debug, PartialEq)]
pub struct Prepared {
    /// What the engine runs.
    pub comparison: Comparison,
    /// Key of all draws: that of the first plan.
    pub seed: u64,
    /// Replications of a whole run: those of the first plan.
    pub iterations: u32,
    /// Initiatives that any plan has, in the order of the first plan that has them.
    pub initiatives: Vec<InitiativeId>,
}

/// Why plans cannot be simulated side by side.
#[derive(Clone, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum DifferenceError {
    /// One of them cannot be simulated at all.
    #[error("{name}: {error}")]
    Plan {
        /// The plan.
        name: String,
        /// What is wrong with it.
        error: SimulateError,
    },
    /// Weeks that begin on different days are not the same weeks.
    #[error(
        "the calendar of {0} starts on another day than that of the first plan; give both the same start in the settings"
    )]
    Calendar(String),
    /// Too few or too many.
    #[error(transparent)]
    Comparison(#[from] ComparisonError),
}

/// What is compared, in the order in which it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Indicator {
    /// Sum of the scores of the plan's initiatives by the weights of the first plan [score, 1 is the best for one].
    Value,
    /// The same by the plan's own weights; only where they differ.
    OwnValue,
    /// Cost of the plan's initiatives [money].
    Cost,
    /// Value of the plan ÷ the most that the same money could buy [share].
    RightThings,
    /// Share of the work asked for that is staffed if nobody waits.
    RightPeople,
    /// Chance that an initiative is finished when it is needed [share].
    RightTime,
    /// Work asked for in the first year ÷ people there are, if nobody waits [share].
    Load,
    /// Weeks of all roles in which more is asked than there is, if nobody waits.
    ShortRoleWeeks,
    /// Every second run has finished the whole plan by then [weeks].
    P50,
    /// Eight runs in ten have [weeks].
    P80,
}

/// What a figure is measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Sum of scores, each from 0 to 1.
    Score,
    /// The document's currency and scale.
    Money,
    /// A number from 0 to 1, or above.
    Share,
    /// Weeks from the start of the calendar.
    Week,
    /// A mean count.
    Count,
}

impl Indicator {
    /// Whether a greater figure is the better one.
    pub fn more_is_better(self) -> bool {
        matches!(self, Self::Value | Self::OwnValue | Self::RightThings | Self::RightPeople | Self::RightTime)
    }

    /// What it is measured in.
    pub fn unit(self) -> Unit {
        match self {
            Self::Value | Self::OwnValue => Unit::Score,
            Self::Cost => Unit::Money,
            Self::RightThings | Self::RightPeople | Self::RightTime | Self::Load => Unit::Share,
            Self::ShortRoleWeeks => Unit::Count,
            Self::P50 | Self::P80 => Unit::Week,
        }
    }

    /// A few words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Value => "Value of the set",
            Self::OwnValue => "Value by its own weights",
            Self::Cost => "Cost",
            Self::RightThings => "Right things",
            Self::RightPeople => "Right people",
            Self::RightTime => "Right time",
            Self::Load => "Load, first year",
            Self::ShortRoleWeeks => "Role-weeks short of people",
            Self::P50 => "Finished, P50",
            Self::P80 => "Finished, P80",
        }
    }

    /// What the words mean, in a sentence.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Value => {
                "Sum of the scores of what is in the plan, by the weights of the first plan; the range is that of weights half to one and a half as great."
            }
            Self::OwnValue => "The same by the weights that the plan itself has.",
            Self::Cost => "Planned cost of what is in the plan.",
            Self::RightThings => "Value of the plan as a share of the best that the same money could buy.",
            Self::RightPeople => "Share of the work asked for that can be staffed if nobody waits.",
            Self::RightTime => "Mean chance that an initiative is finished when it is needed.",
            Self::Load => {
                "Person-weeks asked for in the first 52 weeks ÷ person-weeks there are, if nobody waits."
            }
            Self::ShortRoleWeeks => {
                "Weeks, over all roles, in which more is asked than there is if nobody waits."
            }
            Self::P50 => "Half of the runs have finished the whole plan by then.",
            Self::P80 => "Eight runs in ten have finished the whole plan by then.",
        }
    }
}

/// One indicator of all plans.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// Which.
    pub indicator: Indicator,
    /// What it is measured in.
    pub unit: Unit,
    /// Plan by plan; none where it cannot be told.
    pub plans: Vec<Option<Compared>>,
}

/// A figure of one plan beside that of the first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Compared {
    /// The figure.
    pub value: f64,
    /// Where it lies, if that is known.
    pub range: Option<(f64, f64)>,
    /// Difference from the first plan; none for that plan itself, or if it cannot be told.
    pub change: Option<Change>,
}

/// A difference from the first plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Change {
    /// This plan's figure less that of the first.
    pub difference: f64,
    /// Where it lies.
    pub range: Option<(f64, f64)>,
    /// Share of the runs in which this plan is better; none if it is not simulated.
    pub better: Option<f64>,
    /// Share of the runs in which it is worse.
    pub worse: Option<f64>,
}

impl Change {
    /// Whether the interval leaves no doubt that there is a difference.
    pub fn is_sure(&self) -> bool {
        let is_simulated = self.better.is_some();
        self.difference != 0.0 && self.range.map_or(!is_simulated, |(low, high)| low > 0.0 || high < 0.0)
    }
}

/// When one initiative is finished in each plan.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct InitiativeRow {
    /// Which.
    pub id: InitiativeId,
    /// Its name.
    pub name: String,
    /// Plan by plan; none where the plan does not have it.
    pub plans: Vec<Option<Finish>>,
}

/// When an initiative is finished in one plan.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Finish {
    /// Percentiles of the week.
    pub weeks: Percentiles,
    /// Whole weeks there are until it is needed.
    pub needed_by_week: Option<u32>,
    /// Chance that it is finished by then.
    pub on_time: Option<f64>,
    /// Mean difference from the first plan [weeks]; negative is earlier. None if the first does not have it.
    pub change: Option<Change>,
}

/// Everything that is compared.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DifferenceReport {
    /// Names of the plans, the first being what the others are compared with.
    pub plans: Vec<String>,
    /// Key of all draws.
    pub seed: u64,
    /// Replications counted, the same draws for every plan.
    pub iterations: u64,
    /// Fingerprint of all counts, 16 hexadecimal digits.
    pub checksum: String,
    /// The indicators.
    pub rows: Vec<Row>,
    /// Initiatives that any plan has.
    pub initiatives: Vec<InitiativeRow>,
}

/// Translates the plans for the engine.
///
/// # Errors
///
/// [`DifferenceError`] that names the plan.
pub fn prepare(plans: &[Candidate]) -> Result<Prepared, DifferenceError> {
    let prepared = plans
        .iter()
        .map(|plan| {
            let named = |error| DifferenceError::Plan { name: plan.name.clone(), error };
            simulate::prepare(&plan.document).map_err(named)
        })
        .collect::<Result<Vec<_>, _>>()?;
    let start = |plan: &Candidate| plan.document.portfolio.calendar.start;
    if let Some(other) = plans.iter().find(|plan| start(plan) != start(&plans[0])) {
        return Err(DifferenceError::Calendar(other.name.clone()));
    }
    let mut initiatives: Vec<InitiativeId> = Vec::new();
    for id in prepared.iter().flat_map(|plan| &plan.initiatives) {
        if !initiatives.contains(id) {
            initiatives.push(*id);
        }
    }
    let index = |plan: &simulate::Prepared, id: InitiativeId| {
        let place = plan.initiatives.iter().position(|it| *it == id)?;
        u32::try_from(place).ok()
    };
    let rows = initiatives.iter().map(|id| prepared.iter().map(|plan| index(plan, *id)).collect()).collect();
    let (seed, iterations) = prepared.first().map_or((0, 0), |first| (first.seed, first.iterations));
    let lanes = prepared
        .into_iter()
        .map(|plan| Plan { policy: plan.engine_policy(), problem: plan.problem })
        .collect();
    Ok(Prepared { comparison: Comparison::new(lanes, rows)?, seed, iterations, initiatives })
}

/// Puts set and simulation together.
pub fn report(plans: &[Candidate], prepared: &Prepared, tally: &ComparisonTally) -> DifferenceReport {
    let mut rows = set_rows(plans);
    rows.extend(run_rows(prepared, tally));
    DifferenceReport {
        plans: plans.iter().map(|plan| plan.name.clone()).collect(),
        seed: prepared.seed,
        iterations: tally.iterations(),
        checksum: format!("{:016x}", tally.checksum()),
        rows,
        initiatives: initiative_rows(plans, prepared, tally),
    }
}

/// What the documents alone say: value, cost and right things.
pub fn set_rows(plans: &[Candidate]) -> Vec<Row> {
    let Some(first) = plans.first() else { return Vec::new() };
    let scoring = &first.document.scoring;
    let row = |indicator: Indicator, plans| Row { indicator, unit: indicator.unit(), plans };
    let sets: Vec<Option<SetValue>> = plans
        .iter()
        .map(|plan| SetValue::new(&rank(scoring, &plan.document.initiatives).ok()?, &plan.document))
        .collect();
    let mut rows = vec![row(Indicator::Value, values(&sets))];
    let own: Vec<Option<RankingReport>> =
        plans.iter().map(|plan| rank(&plan.document.scoring, &plan.document.initiatives).ok()).collect();
    if plans.iter().any(|plan| plan.document.scoring != *scoring) {
        let own = own
            .iter()
            .zip(plans)
            .map(|(ranking, plan)| Some(SetValue::new(ranking.as_ref()?, &plan.document)?.value));
        rows.push(row(Indicator::OwnValue, exact(own.collect())));
    }
    let cost = |plan: &Candidate| Some(plan.document.initiatives.in_plan().map(Initiative::cost_money).sum());
    rows.push(row(Indicator::Cost, exact(plans.iter().map(cost).collect())));
    let things: Vec<Option<Figure>> = own
        .iter()
        .zip(plans)
        .map(|(ranking, plan)| Some(right_things_of(&plan.document, ranking.as_ref()?)?.figure))
        .collect();
    rows.push(row(Indicator::RightThings, shares(&things)));
    rows
}

/// What the runs say of people and dates.
pub fn run_rows(prepared: &Prepared, tally: &ComparisonTally) -> Vec<Row> {
    if tally.iterations() == 0 {
        return Vec::new();
    }
    let plans = 0..prepared.comparison.plans().len();
    let row = |indicator: Indicator, of: &dyn Fn(usize) -> Option<Compared>| Row {
        indicator,
        unit: indicator.unit(),
        plans: plans.clone().map(of).collect(),
    };
    let share = |indicator, measure, part: fn(&Tallied) -> (u64, u64)| {
        row(indicator, &|plan| ratio(tally, prepared, plan, measure, indicator, part))
    };
    vec![
        share(Indicator::RightPeople, Measure::Staffed, |it| {
            (it.totals.staffed_unit_weeks, it.totals.demanded_unit_weeks)
        }),
        share(Indicator::RightTime, Measure::OnTime, |it| (it.totals.on_time, it.dated * it.iterations)),
        share(Indicator::Load, Measure::Load, |it| {
            (it.totals.load_unit_weeks, it.totals.capacity_unit_weeks)
        }),
        row(Indicator::ShortRoleWeeks, &|plan| Some(short_role_weeks(tally, plan))),
        row(Indicator::P50, &|plan| finished(tally, plan, 0.5)),
        row(Indicator::P80, &|plan| finished(tally, plan, 0.8)),
    ]
}

/// When each initiative is finished in each plan.
pub fn initiative_rows(
    plans: &[Candidate],
    prepared: &Prepared,
    tally: &ComparisonTally,
) -> Vec<InitiativeRow> {
    let lanes = prepared.comparison.plans();
    let name = |id: InitiativeId| {
        let found = plans.iter().find_map(|plan| plan.document.initiatives.initiative(id));
        found.map(|initiative| initiative.name.clone())
    };
    let cell = |row: usize, plan: usize| {
        let counts = tally.finish_histogram(plan, row)?;
        let place = prepared.comparison.rows()[row][plan]? as usize;
        let problem = &lanes[plan].problem;
        let needed_by_week = problem.initiatives()[place].needed_by_week;
        let on_time = needed_by_week.filter(|_| tally.iterations() > 0).map(|week| {
            let (times, n) = histogram::share_at_most(counts, week.min(problem.horizon_weeks()) as usize);
            times as f64 / n as f64
        });
        let change = tally.finish_difference(plan, row).filter(|_| plan > 0 && tally.iterations() > 0);
        Some(Finish {
            weeks: percentiles(counts),
            needed_by_week,
            on_time,
            change: change.map(|paired| paired_change(&paired, 1.0, false)),
        })
    };
    (prepared.initiatives.iter().enumerate())
        .filter_map(|(row, id)| {
            let plans = (0..lanes.len()).map(|plan| cell(row, plan)).collect();
            Some(InitiativeRow { id: *id, name: name(*id)?, plans })
        })
        .collect()
}

/// Value of a set: the sum over its initiatives of weight × value.
struct SetValue {
    value: f64,
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
        (!ranking.ranking.is_empty()).then(|| Self {
            value: members.iter().map(|row| row.score).sum(),
            weights: ranking.criteria.iter().map(|criterion| criterion.weight).collect(),
            sums: (0..ranking.criteria.len()).map(sum).collect(),
        })
    }
}

impl SetValue {
    /// Whether the value is what it says: a ranking by a formula has another.
    fn is_weighted_sum(&self) -> bool {
        let sum: f64 = self.weights.iter().zip(&self.sums).map(|(weight, sum)| weight * sum).sum();
        (sum - self.value).abs() <= 1e-9 * self.value.abs().max(1.0)
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
            // Rounding must not put the figure outside its own range.
            let range = (set.is_weighted_sum() && first.is_weighted_sum())
                .then_some((low.min(difference), high.max(difference)));
            Change { difference, range, better: None, worse: None }
        });
        let (low, high) = range_of_sum(&set.weights, &set.sums);
        let range = set.is_weighted_sum().then_some((low.min(set.value), high.max(set.value)));
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

/// What a share is made of.
struct Tallied {
    totals: crate::engine::capacity::Totals,
    /// Initiatives with a needed-by week.
    dated: u64,
    iterations: u64,
}

/// A share over all runs, with the interval of the mean over single runs.
fn ratio(
    tally: &ComparisonTally,
    prepared: &Prepared,
    plan: usize,
    measure: Measure,
    indicator: Indicator,
    part: fn(&Tallied) -> (u64, u64),
) -> Option<Compared> {
    let value = |plan: usize| {
        let initiatives = prepared.comparison.plans()[plan].problem.initiatives();
        let dated = initiatives.iter().filter(|it| it.needed_by_week.is_some()).count() as u64;
        let (part, whole) =
            part(&Tallied { totals: tally.totals(plan), dated, iterations: tally.iterations() });
        (whole > 0).then(|| part as f64 / whole as f64)
    };
    let share = value(plan)?;
    let (sum, squares) = tally.moments(plan, measure);
    let unit = 1.0 / SHARE_UNITS as f64;
    let spread = interval::mean(sum as f64, squares as f64, tally.iterations(), CONFIDENCE);
    let half = |interval: Interval| 0.5 * (interval.high - interval.low) * unit;
    let range = spread.map(|interval| ((share - half(interval)).max(0.0), share + half(interval)));
    let change = value(0).filter(|_| plan > 0).map(|first| {
        let paired = tally.difference(plan, measure);
        let difference = share - first;
        let half = paired.interval(CONFIDENCE).map(half);
        Change {
            difference,
            range: half.map(|half| (difference - half, difference + half)),
            ..paired_change(&paired, unit, indicator.more_is_better())
        }
    });
    Some(Compared { value: share, range, change })
}

fn short_role_weeks(tally: &ComparisonTally, plan: usize) -> Compared {
    let n = tally.iterations();
    let (sum, squares) = tally.moments(plan, Measure::ShortRoleWeeks);
    let range =
        interval::mean(sum as f64, squares as f64, n, CONFIDENCE).map(|it| (it.low.max(0.0), it.high));
    let paired = tally.difference(plan, Measure::ShortRoleWeeks);
    let change = (plan > 0).then(|| paired_change(&paired, 1.0, false));
    Compared { value: sum as f64 / n as f64, range, change }
}

/// By when the share `p` of the runs has finished; none if that is beyond the horizon.
fn finished(tally: &ComparisonTally, plan: usize, p: f64) -> Option<Compared> {
    let counts = tally.makespan_histogram(plan);
    let week = |bin: usize| (bin + 1 < counts.len()).then_some(bin as f64);
    let value = histogram::quantile(&counts, p).and_then(week)?;
    let ends = histogram::quantile_interval(&counts, p, CONFIDENCE);
    let range = ends.and_then(|(low, high)| Some((week(low)?, week(high)?)));
    let change = (plan > 0).then(|| tally.makespan_quantile_difference(plan, p, CONFIDENCE)).flatten();
    let change = change.map(|(difference, interval)| Change {
        difference,
        range: interval.map(|it| (it.low, it.high)),
        ..paired_change(&tally.difference(plan, Measure::Makespan), 1.0, false)
    });
    Some(Compared { value, range, change })
}

/// Mean of a paired difference in units of `unit`, and how often the plan does better.
fn paired_change(paired: &Paired, unit: f64, more_is_better: bool) -> Change {
    let n = paired.iterations.max(1) as f64;
    let (better, worse) =
        if more_is_better { (paired.higher, paired.lower) } else { (paired.lower, paired.higher) };
    Change {
        difference: paired.mean() * unit,
        range: paired.interval(CONFIDENCE).map(|it| (it.low * unit, it.high * unit)),
        better: Some(better as f64 / n),
        worse: Some(worse as f64 / n),
    }
}

/// The finding of a comparison in a sentence; none before anything is known.
///
/// It speaks of the last plan when there are two, and of the best when there are more.
pub fn finding(plans: &[Candidate], rows: &[Row]) -> Option<String> {
    let others = 1..plans.len();
    let change = |indicator: Indicator, plan: usize| {
        rows.iter().find(|row| row.indicator == indicator)?.plans.get(plan)?.as_ref()?.change
    };
    let name = |plan: usize| format!("“{}”", plans[plan].name);
    let sentence = |plan: usize| {
        let weeks = change(Indicator::P80, plan).filter(Change::is_sure).map(|it| {
            let n = it.difference.abs().round();
            let (noun, when) = (
                if n < 1.5 { "week" } else { "weeks" },
                if it.difference < 0.0 { "earlier" } else { "later" },
            );
            format!("finishes {n} {noun} {when}")
        });
        let value = change(Indicator::Value, plan).filter(|it| it.difference != 0.0).map(|it| {
            let word = if it.difference > 0.0 { "more" } else { "less" };
            let sure = if it.is_sure() { "" } else { " by today's weights" };
            format!("is worth {:.0} points {word}{sure}", (it.difference * 100.0).abs())
        });
        match (weeks, value) {
            (Some(weeks), Some(value)) => format!("{} {weeks} and {value}", name(plan)),
            (Some(only), None) | (None, Some(only)) => format!("{} {only}", name(plan)),
            (None, None) => format!("{} differs neither in value nor, for certain, in its end", name(plan)),
        }
    };
    match others.len() {
        0 => None,
        1 => Some(sentence(1)),
        _ => {
            // By value where the sets differ, otherwise by the end of the plan.
            let gain = |indicator: Indicator, plan: usize| {
                let change = change(indicator, plan).filter(Change::is_sure)?;
                Some(if indicator.more_is_better() { change.difference } else { -change.difference })
            };
            let best = |indicator: Indicator| {
                let gains = others.clone().filter_map(|plan| Some((plan, gain(indicator, plan)?)));
                gains.max_by(|one, other| one.1.total_cmp(&other.1).then(other.0.cmp(&one.0)))
            };
            let (plan, gain) = best(Indicator::Value).or_else(|| best(Indicator::P80))?;
            Some(if gain > 0.0 {
                sentence(plan)
            } else {
                format!("None of the {} what-ifs is better than the plan", others.len())
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::capacity::compare;
    use crate::model::edit::{Edit, RoleChange};
    use crate::model::finite::Finite;
    use crate::model::sample;

    fn candidate(name: &str, document: &Document) -> Candidate {
        Candidate { name: name.to_owned(), scenario: None, document: document.clone() }
    }

    fn gmpp() -> Document {
        sample::find("gmpp").unwrap().document()
    }

    fn compared(plans: &[Candidate], iterations: u32) -> DifferenceReport {
        let prepared = prepare(plans).unwrap();
        let tally = compare(&prepared.comparison, prepared.seed, 0..iterations);
        report(plans, &prepared, &tally)
    }

    #[test]
    fn a_plan_compared_with_itself_differs_by_exactly_nothing() {
        let plans = [candidate("A", &gmpp()), candidate("B", &gmpp())];
        let report = compared(&plans, 400);
        for row in &report.rows {
            let change = row.plans[1].unwrap().change.unwrap();
            assert_eq!(change.difference.to_bits(), 0.0_f64.to_bits(), "{:?}", row.indicator);
            assert!(change.range.is_none_or(|range| range == (0.0, 0.0)), "{:?} {change:?}", row.indicator);
            assert!(change.better.is_none_or(|share| share == 0.0));
            assert!(change.worse.is_none_or(|share| share == 0.0));
        }
        for row in &report.initiatives {
            let change = row.plans[1].unwrap().change.unwrap();
            assert_eq!((change.difference, change.range), (0.0, Some((0.0, 0.0))));
        }
    }

    /// What the page shows of one plan elsewhere is what it shows here.
    #[test]
    fn the_first_plan_has_the_figures_of_its_own_simulation() {
        let document = gmpp();
        let plans = [candidate("A", &document), candidate("B", &document)];
        let found = compared(&plans, 512);
        let prepared = simulate::prepare(&document).unwrap();
        let tally = crate::engine::capacity::simulate(
            &prepared.problem,
            prepared.engine_policy(),
            prepared.seed,
            0..512,
        );
        let alone = simulate::report(&prepared, &document, &tally);
        let value = |indicator| {
            found.rows.iter().find(|row| row.indicator == indicator).unwrap().plans[0].unwrap().value
        };
        assert!((value(Indicator::RightPeople) - alone.right_people.unwrap().share).abs() < 1e-12);
        assert!((value(Indicator::RightTime) - alone.right_time.unwrap().share).abs() < 1e-12);
        assert_eq!(Some(value(Indicator::P80)), alone.makespan_weeks.p80.map(f64::from));
        for (row, initiative) in found.initiatives.iter().zip(&alone.initiatives) {
            let finish = row.plans[0].unwrap();
            assert_eq!((row.id, finish.weeks), (initiative.id, initiative.finish_weeks));
            assert_eq!(finish.on_time, initiative.on_time);
        }
    }

    #[test]
    fn common_luck_makes_a_difference_sharper_than_either_figure() {
        let document = gmpp();
        let role = &document.people.roles[0];
        let mut richer = document.clone();
        let heads = Finite::new(role.heads.get() + 1.0).unwrap();
        Edit::Role { role: role.id, change: RoleChange::Heads(heads) }.apply(&mut richer).unwrap();
        let report = compared(&[candidate("A", &document), candidate("B", &richer)], 1_024);
        let people = report.rows.iter().find(|row| row.indicator == Indicator::RightPeople).unwrap();
        let (one, other) = (people.plans[0].unwrap().range.unwrap(), people.plans[1].unwrap());
        let change = other.change.unwrap();
        let width = |(low, high): (f64, f64)| high - low;
        assert!(change.difference > 0.0 && change.is_sure());
        assert!(change.worse == Some(0.0), "nobody waits: more people never staff less");
        assert!(width(change.range.unwrap()) < 0.5 * width(one), "{change:?} beside {one:?}");
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
