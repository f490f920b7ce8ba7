//! When each initiative is finished in each plan.

use serde::Serialize;

use super::row::Change;
use super::{Candidate, Prepared};
use crate::analysis::simulate::{Percentiles, percentiles};
use crate::engine::capacity::ComparisonTally;
use crate::engine::stats::histogram;
use crate::model::id::InitiativeId;

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
            change: change.map(|paired| Change::of_pairs(&paired, 1.0, false)),
        })
    };
    (prepared.initiatives.iter().enumerate())
        .filter_map(|(row, id)| {
            let plans = (0..lanes.len()).map(|plan| cell(row, plan)).collect();
            Some(InitiativeRow { id: *id, name: name(*id)?, plans })
        })
        .collect()
}
