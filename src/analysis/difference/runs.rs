//! People and dates: what the runs say of the plans.

use super::indicator::Indicator;
use super::row::{Change, Compared, Row};
use super::{CONFIDENCE, Prepared};
use crate::engine::capacity::{ComparisonTally, Measure, SHARE_UNITS, Totals};
use crate::engine::stats::histogram;
use crate::engine::stats::interval::{self, Interval};

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
    let staffed = |it: &Tallied| (it.totals.staffed_unit_weeks, it.totals.demanded_unit_weeks);
    let money = |indicator, measure| {
        let is_known = (0..).zip(prepared.comparison.plans()).any(|(plan, of)| {
            of.purse.is_some() && (measure == Measure::Cost || tally.moments(plan, measure).0 > 0)
        });
        is_known.then(|| row(indicator, &|plan| mean_money(prepared, tally, plan, measure)))
    };
    let mut rows: Vec<Row> =
        [money(Indicator::ExpectedCost, Measure::Cost), money(Indicator::RiskCost, Measure::Loss)]
            .into_iter()
            .flatten()
            .collect();
    rows.extend([
        row(Indicator::RightPeople, &|plan| {
            let found = ratio(tally, prepared, plan, Measure::Staffed, Indicator::RightPeople, staffed);
            let first = ratio(tally, prepared, 0, Measure::Staffed, Indicator::RightPeople, staffed);
            Some(found?.times(prepared.at_level[plan], first, prepared.at_level[0]))
        }),
        share(Indicator::RightTime, Measure::OnTime, |it| (it.totals.on_time, it.dated * it.iterations)),
        share(Indicator::Load, Measure::Load, |it| {
            (it.totals.load_unit_weeks, it.totals.capacity_unit_weeks)
        }),
        row(Indicator::ShortRoleWeeks, &|plan| Some(short_role_weeks(tally, plan))),
        row(Indicator::P50, &|plan| finished(tally, plan, 0.5)),
        row(Indicator::P80, &|plan| finished(tally, plan, 0.8)),
    ]);
    rows
}

/// Mean cost, or what risks cost of it; none where nothing is known of money.
fn mean_money(
    prepared: &Prepared,
    tally: &ComparisonTally,
    plan: usize,
    measure: Measure,
) -> Option<Compared> {
    let plans = prepared.comparison.plans();
    plans[plan].purse.as_ref()?;
    let (n, step) = (tally.iterations(), prepared.comparison.money_step());
    let (sum, squares) = tally.moments(plan, measure);
    let spread = interval::mean(sum as f64, squares as f64, n, CONFIDENCE);
    let stopping = if measure == Measure::Cost { prepared.stopping_cost[plan] } else { 0.0 };
    let shifted = |(low, high): (f64, f64)| (low + stopping, high + stopping);
    let range = spread.map(|it| shifted((it.low.max(0.0) * step, it.high * step)));
    let change = (plan > 0 && plans[0].purse.is_some()).then(|| {
        let paired = Change::of_pairs(&tally.difference(plan, measure), step, false);
        // Runs were counted without it.
        let counted = |share: Option<f64>| share.filter(|_| stopping == 0.0);
        Change {
            difference: paired.difference + stopping,
            range: paired.range.map(shifted),
            better: counted(paired.better),
            worse: counted(paired.worse),
        }
    });
    Some(Compared { value: sum as f64 / n as f64 * step + stopping, range, change })
}

/// What a share is made of.
struct Tallied {
    totals: Totals,
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
            ..Change::of_pairs(&paired, unit, indicator.more_is_better())
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
    let change = (plan > 0).then(|| Change::of_pairs(&paired, 1.0, false));
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
        ..Change::of_pairs(&tally.difference(plan, Measure::Makespan), 1.0, false)
    });
    Some(Compared { value, range, change })
}
