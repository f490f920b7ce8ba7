//! The portfolio as a capacity problem, and the tallies of its runs as a report.

mod explain;

use std::collections::BTreeMap;

use serde::Serialize;
use thiserror::Error;

use explain::{explain, explain_level};

use super::correlations::{Mended, clusters, mended};
use super::distribution::distribution;
use super::headline::figure::Figure;
use super::holidays::{closures, shares_there};
use super::levels::{AskedLevel, done_at_level, levels, slowdowns};
use super::promises::Promises;
use super::turnover::turnover;
use super::units::{units_down, units_up};
use crate::engine::capacity::{
    self, Distribution, DistributionError, Group, Lag, Problem, ProblemError, Split, Tally, UNITS_PER_FTE,
};
use crate::engine::stats::histogram;
use crate::engine::stats::interval::{Interval, mean as mean_interval, probability};
use crate::model::document::Document;
use crate::model::id::{InitiativeId, RiskId, RoleId, StageId};
use crate::model::initiative::{Initiative, Stage, Work};
use crate::model::people::{People, Role};
use crate::model::portfolio::{Calendar, Policy};
use crate::model::risk::{Delay, Hit, Response, Risk};

/// Confidence of the intervals of percentiles.
const CONFIDENCE: f64 = 0.95;

/// The capacity problem of a document, and which of its numbers is whose.
#[derive(Clone, Debug, PartialEq)]
pub struct Prepared {
    /// What the engine simulates.
    pub problem: Problem,
    /// How conflicts over people are settled.
    pub policy: Policy,
    /// Key of all draws.
    pub seed: u64,
    /// Replications of a whole run.
    pub iterations: u32,
    /// Initiatives of the plan, in the problem's order.
    pub initiatives: Vec<InitiativeId>,
    /// Stages, in the problem's order.
    pub stages: Vec<StageId>,
    /// Roles, in the problem's order.
    pub roles: Vec<RoleId>,
    /// Levels of skill that have a row of their own, in the problem's order.
    pub levels: Vec<AskedLevel>,
    /// Share of the work that is not done by people below the level it asks for, 0 to 1.
    pub at_level: f64,
    /// Risks that hit the plan, in the problem's order.
    pub risks: Vec<RiskId>,
    /// Their responses, of those that would change anything.
    pub responses: Vec<(RiskId, Response)>,
}

/// Why a document cannot be simulated.
#[derive(Clone, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum SimulateError {
    /// Nothing to simulate.
    #[error("nothing is in the plan; tick an initiative on the Portfolio page")]
    EmptyPlan,
    /// An estimate gives no distribution.
    #[error("{stage}: {error}")]
    Estimate {
        /// "One Login, Build".
        stage: String,
        /// What is wrong with it.
        error: DistributionError,
    },
    /// The problem contradicts itself.
    #[error("{0}")]
    Problem(String),
}

/// What the runs so far say; a partial answer has fewer iterations than were asked for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SimulationReport {
    /// Key of all draws.
    pub seed: u64,
    /// Replications counted.
    pub iterations: u64,
    /// How conflicts over people were settled.
    pub policy: Policy,
    /// Fingerprint of all tallies, 16 hexadecimal digits: equal runs agree in it everywhere.
    pub checksum: String,
    /// When the last initiative of the plan is finished.
    pub makespan_weeks: Percentiles,
    /// Chance that an initiative is finished when it is needed, averaged over those that are needed by a
    /// date; with its 95 % interval.
    pub right_time: Option<Figure>,
    /// Share of the demanded person-weeks that can be staffed if nobody waits, by people at or above the level of skill
    /// that is asked for; from P10 to P90 over the runs.
    pub right_people: Option<Figure>,
    /// What was taken in place of correlations that cannot hold together; none if they can.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mended_correlations: Option<Mended>,
    /// Most initiatives at once, and in which share of runs that holds anybody up; none without a limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_once: Option<AtOnce>,
    /// In priority order.
    pub initiatives: Vec<InitiativeReport>,
    /// In document order.
    pub roles: Vec<RoleReport>,
}

/// Percentiles of a finish week, counted from the start of the calendar; none if beyond the horizon.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Percentiles {
    /// One run in ten is finished by then.
    pub p10: Option<u32>,
    /// Every second run.
    pub p50: Option<u32>,
    /// Eight in ten.
    pub p80: Option<u32>,
    /// Nine in ten.
    pub p90: Option<u32>,
    /// 95 % interval of the P50, by order statistics.
    pub p50_interval: (Option<u32>, Option<u32>),
    /// 95 % interval of the P80.
    pub p80_interval: (Option<u32>, Option<u32>),
}

/// What a limit on initiatives at once does to the plan.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct AtOnce {
    /// Most initiatives under way at once.
    pub most: u32,
    /// Share of runs in which any initiative waits for another to finish, though its people are free.
    pub held: f64,
}

/// How often, and for how long, the limit on initiatives at once holds up one of them.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Held {
    /// Share of runs in which it waits for another to finish, though its people are free.
    pub share: f64,
    /// Weeks that it waits in an average one of these runs.
    pub weeks: f64,
}

/// One initiative of the plan.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct InitiativeReport {
    /// Which.
    pub id: InitiativeId,
    /// Its name.
    pub name: String,
    /// When it is finished.
    pub finish_weeks: Percentiles,
    /// Whole weeks there are until it is needed; none if no date is set.
    pub needed_by_week: Option<u32>,
    /// Chance that it is finished by then, 0 to 1.
    pub on_time: Option<f64>,
    /// 95 % interval of that chance.
    pub on_time_interval: Option<Interval>,
    /// That chance beside what its team believes of scope, cost and benefit.
    pub promises: Promises,
    /// Share of runs in which it does not finish within the horizon.
    pub unfinished: f64,
    /// How often the limit on initiatives at once holds it up; none without a limit, or if it never does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub held: Option<Held>,
    /// In document order.
    pub stages: Vec<StageReport>,
}

/// One stage.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StageReport {
    /// Which.
    pub id: StageId,
    /// Its name.
    pub name: String,
    /// Mean start over the runs that finish it; none if no run does.
    pub start_week: Option<f64>,
    /// Mean finish over the same runs.
    pub finish_week: Option<f64>,
    /// How often and for how long it pauses; none if it may not be split, or never is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pauses: Option<Pauses>,
}

/// How often, and for how long, a stage that may be split waits between its pieces.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Pauses {
    /// Share of runs in which it is split.
    pub share: f64,
    /// Weeks between its pieces in an average one of these runs.
    pub weeks: f64,
}

/// One role.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RoleReport {
    /// Which.
    pub id: RoleId,
    /// Its name.
    pub name: String,
    /// Chance, week by week, that more is asked of it than there is, if nobody waits.
    pub overload: Vec<f64>,
    /// Work under the policy ÷ capacity, week by week; above 1 if nobody waits for it.
    pub utilization: Vec<f64>,
    /// Mean demand over the horizon if nobody waits [person-weeks].
    pub demanded_person_weeks: f64,
    /// The part of it that can be staffed [person-weeks], by people at the level asked for unless those below it do
    /// the work too.
    pub staffed_person_weeks: f64,
    /// Levels of skill that are asked for and that nobody below can stand in for, the lowest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<LevelReport>,
}

/// Those of a role who are at a level of skill or above it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LevelReport {
    /// 1 to 5.
    pub level: u8,
    /// Chance, week by week, that more is asked of them than there is, if nobody waits.
    pub overload: Vec<f64>,
    /// Work under the policy at this level and above ÷ their capacity, week by week.
    pub utilization: Vec<f64>,
    /// Mean demand at this level and above over the horizon if nobody waits [person-weeks].
    pub demanded_person_weeks: f64,
    /// The part of it that can be staffed [person-weeks].
    pub staffed_person_weeks: f64,
}

impl SimulationReport {
    /// Half the width of the widest 95 % interval of a chance to be on time that is shown, as a share; none without one.
    pub fn half_width(&self) -> Option<f64> {
        let chances = self.initiatives.iter().filter_map(|it| it.on_time_interval).map(|it| it.high - it.low);
        let all = chances.chain(self.right_time.map(|it| it.high - it.low));
        all.map(|width| 0.5 * width).reduce(f64::max)
    }
}

impl Prepared {
    /// The policy in the engine's words.
    pub fn engine_policy(&self) -> capacity::Policy {
        match self.policy {
            Policy::Unlevelled => capacity::Policy::Unlevelled,
            Policy::Serial => capacity::Policy::Serial,
            Policy::Parallel => capacity::Policy::Parallel,
        }
    }
}

/// Translates the plan of `document`.
///
/// # Errors
///
/// [`SimulateError`] that names the initiative, stage or role.
pub fn prepare(document: &Document) -> Result<Prepared, SimulateError> {
    let calendar = document.portfolio.calendar;
    let plan: Vec<&Initiative> = document.initiatives.in_plan().collect();
    if plan.is_empty() {
        return Err(SimulateError::EmptyPlan);
    }
    let roles: Vec<RoleId> = document.people.roles.iter().map(|role| role.id).collect();
    let listed: Vec<(usize, &Initiative, &Stage)> = (plan.iter().enumerate())
        .flat_map(|(index, initiative)| {
            initiative.stages.iter().map(move |stage| (index, *initiative, stage))
        })
        .collect();
    let places: BTreeMap<StageId, u32> =
        (0..).zip(&listed).map(|(place, (.., stage))| (stage.id, place)).collect();
    let stages = listed
        .iter()
        .map(|(index, initiative, stage)| engine_stage(document, *index, initiative, stage, &places))
        .collect::<Result<Vec<_>, _>>()?;
    let people = document
        .people
        .roles
        .iter()
        .map(|role| engine_role(role, &document.people, calendar))
        .collect::<Result<Vec<_>, _>>()?;
    let initiatives = plan
        .iter()
        .map(|initiative| capacity::Initiative { needed_by_week: needed_by_week(initiative, calendar) })
        .collect();
    let problem = Problem::new(calendar.horizon_weeks, people, initiatives, stages)
        .map_err(|error| SimulateError::Problem(explain(&error, document, &listed)))?;
    let settings = document.portfolio.simulation;
    let named: Vec<(InitiativeId, StageId)> =
        listed.iter().map(|(_, initiative, stage)| (initiative.id, stage.id)).collect();
    let (risks, hitting): (Vec<RiskId>, Vec<capacity::Risk>) =
        engine_risks(document, &named)?.into_iter().unzip();
    let refused = |error: ProblemError| SimulateError::Problem(explain(&error, document, &listed));
    let problem = problem.with_risks(hitting).map_err(refused)?;
    let problem = problem.with_groups(groups(settings.correlation.get(), &named)).map_err(refused)?;
    let (correlations, departments) = (&document.portfolio.correlations, departments(&listed));
    let problem = problem.with_clusters(clusters(correlations, &departments)).map_err(refused)?;
    let problem = problem.with_lags(lags(&listed, &places)).map_err(refused)?;
    let problem = problem.with_closures(closures(&document.people, calendar)).map_err(refused)?;
    let problem = problem.with_turnover(turnover(&document.people, calendar)).map_err(refused)?;
    let work: Vec<&Stage> = listed.iter().map(|(.., stage)| *stage).collect();
    let (asked_levels, levels): (Vec<_>, Vec<_>) = levels(document, &work).into_iter().unzip();
    let problem = problem
        .with_levels(levels)
        .map_err(|error| SimulateError::Problem(explain_level(&error, document, &listed, &asked_levels)))?;
    let problem = problem.with_slowdowns(slowdowns(&document.people, &work)).map_err(refused)?;
    let problem = problem.with_splits(splits(&listed)).map_err(refused)?;
    let problem = problem.with_most_at_once(settings.most_at_once).map_err(refused)?;
    let at_level = done_at_level(&document.people, &work, &problem.mean_weeks());
    Ok(Prepared {
        problem,
        policy: settings.policy,
        seed: u64::from(settings.seed),
        iterations: settings.iterations,
        initiatives: plan.iter().map(|initiative| initiative.id).collect(),
        stages: listed.iter().map(|(.., stage)| stage.id).collect(),
        responses: (document.initiatives.risks.iter())
            .filter(|risk| risk.response.has_effect() && risks.contains(&risk.id))
            .map(|risk| (risk.id, risk.response.clone()))
            .collect(),
        roles,
        levels: asked_levels,
        at_level,
        risks,
    })
}

/// Puts names to the tallies of a run, whole or partial.
///
/// An initiative, stage or role that was deleted since is left out.
pub fn report(prepared: &Prepared, document: &Document, tally: &Tally) -> SimulationReport {
    let iterations = tally.iterations();
    let initiatives: Vec<InitiativeReport> = (prepared.initiatives.iter().enumerate())
        .filter_map(|(index, id)| {
            let initiative = document.initiatives.initiative(*id)?;
            Some(initiative_report(prepared, initiative, index, tally))
        })
        .collect();
    SimulationReport {
        seed: prepared.seed,
        iterations,
        policy: prepared.policy,
        checksum: format!("{:016x}", tally.checksum()),
        makespan_weeks: percentiles(tally.makespan_histogram()),
        right_time: right_time(prepared, tally),
        right_people: right_people(prepared, tally),
        at_once: prepared
            .problem
            .most_at_once()
            .zip(tally.held_iterations())
            .map(|(most, held)| AtOnce { most, held: held as f64 / iterations.max(1) as f64 }),
        mended_correlations: mended(&document.portfolio.correlations),
        initiatives,
        roles: (prepared.roles.iter().enumerate())
            .filter_map(|(index, id)| Some(role_report(prepared, document.people.role(*id)?, index, tally)))
            .collect(),
    }
}

fn engine_stage(
    document: &Document,
    index: usize,
    initiative: &Initiative,
    stage: &Stage,
    places: &BTreeMap<StageId, u32>,
) -> Result<capacity::Stage, SimulateError> {
    let calendar = document.portfolio.calendar;
    let refused =
        |error| SimulateError::Estimate { stage: format!("{}, {}", initiative.name, stage.name), error };
    let estimate = distribution(stage.work.estimate()).map_err(refused)?;
    let demand = stage.demand.iter().filter_map(|demand| {
        let role = document.people.roles.iter().position(|role| role.id == demand.role)?;
        Some(capacity::Demand { role: place(role), units: units_up(demand.fte.get()) })
    });
    let starts = [initiative.earliest_start, stage.earliest_start];
    Ok(capacity::Stage {
        key: u64::from(stage.id.0),
        initiative: place(index),
        work: match stage.work {
            Work::Duration(_) => capacity::Work::Duration(estimate),
            Work::Effort(_) => capacity::Work::Effort(estimate),
        },
        demand: demand.collect(),
        // What is not in the plan holds nobody up.
        after: stage.after.iter().filter_map(|id| places.get(id).copied()).collect(),
        earliest_start_week: starts
            .into_iter()
            .flatten()
            .map(|day| calendar.first_week_from(day))
            .max()
            .unwrap_or(0),
    })
}

pub(super) fn engine_role(
    role: &Role,
    people: &People,
    calendar: Calendar,
) -> Result<capacity::Role, SimulateError> {
    let there = shares_there(role, people, calendar);
    let heads_units = (0..)
        .zip(there)
        .map(|(week, there)| units_down(role.heads_on(calendar.day_of(week)) * there))
        .collect();
    let absence = role.absence;
    let absence = Distribution::triangular(absence.low.get(), absence.likely.get(), absence.high.get())
        .map_err(|error| SimulateError::Estimate { stage: format!("absence of {}", role.name), error })?;
    Ok(capacity::Role { key: u64::from(role.id.0), heads_units, run_share: role.run_share.get(), absence })
}

/// The risks of the document that hit the plan or cost money, as they are without their responses.
fn engine_risks(
    document: &Document,
    stages: &[(InitiativeId, StageId)],
) -> Result<Vec<(RiskId, capacity::Risk)>, SimulateError> {
    let risks = document.initiatives.risks.iter().filter_map(|risk| match engine_risk(risk, stages) {
        // What hits nothing of the plan does nothing to it.
        Ok(made) => (!made.hits.is_empty()).then_some(Ok((risk.id, made))),
        Err(error) => Some(Err(SimulateError::Estimate { stage: format!("risk {}", risk.name), error })),
    });
    risks.collect()
}

/// A risk on `stages`, initiative and stage by their place in the problem.
fn engine_risk(risk: &Risk, stages: &[(InitiativeId, StageId)]) -> Result<capacity::Risk, DistributionError> {
    let is_hit = |(initiative, stage): &(InitiativeId, StageId)| {
        risk.hits.contains(&Hit::Stage(*stage)) || risk.hits.contains(&Hit::Initiative(*initiative))
    };
    Ok(capacity::Risk {
        key: u64::from(risk.id.0),
        chance: risk.chance.get(),
        delay: match &risk.delay {
            Delay::Weeks(weeks) => capacity::Delay::Weeks(distribution(weeks)?),
            Delay::Times(times) => capacity::Delay::Times(distribution(times)?),
        },
        most_weeks: f64::INFINITY,
        hits: (0..).zip(stages).filter(|(_, stage)| is_hit(stage)).map(|(place, _)| place).collect(),
        cost: risk.cost.as_ref().map_or_else(|| Distribution::fixed(0.0), distribution)?,
    })
}

/// Waiting times on links within the plan.
fn lags(listed: &[(usize, &Initiative, &Stage)], places: &BTreeMap<StageId, u32>) -> Vec<Lag> {
    let of_stage = |(place, (.., stage)): (u32, &(usize, &Initiative, &Stage))| {
        let lag = |(after, weeks): (&StageId, &u32)| {
            Some(Lag { stage: place, after: *places.get(after)?, weeks: *weeks })
        };
        stage.lags.iter().filter_map(lag).collect::<Vec<_>>()
    };
    (0..).zip(listed).flat_map(of_stage).collect()
}

/// Stages that may pause and go on later.
fn splits(listed: &[(usize, &Initiative, &Stage)]) -> Vec<Split> {
    let split = |(place, (.., stage)): (u32, &(usize, &Initiative, &Stage))| {
        Some(Split { stage: place, chunk_weeks: stage.minimum_chunk_weeks? })
    };
    (0..).zip(listed).filter_map(split).collect()
}

/// Stages of each initiative as a group, if they vary together at all.
fn groups(correlation: f64, stages: &[(InitiativeId, StageId)]) -> Vec<Group> {
    if correlation <= 0.0 {
        return Vec::new();
    }
    let mut groups: BTreeMap<InitiativeId, Vec<u32>> = BTreeMap::new();
    for (place, (initiative, _)) in (0..).zip(stages) {
        groups.entry(*initiative).or_default().push(place);
    }
    let several = groups.into_iter().filter(|(_, stages)| stages.len() > 1);
    let group = |(id, stages): (InitiativeId, Vec<u32>)| Group {
        key: u64::from(id.0),
        rank_correlation: correlation,
        stages,
    };
    several.map(group).collect()
}

/// Of each stage the department of its initiative.
fn departments<'d>(listed: &[(usize, &'d Initiative, &Stage)]) -> Vec<&'d str> {
    listed.iter().map(|(_, initiative, _)| initiative.department.as_str()).collect()
}

fn needed_by_week(initiative: &Initiative, calendar: Calendar) -> Option<u32> {
    initiative.needed_by.map(|day| u32::try_from(calendar.weeks_done_by(day)).unwrap_or(0))
}

fn initiative_report(
    prepared: &Prepared,
    initiative: &Initiative,
    index: usize,
    tally: &Tally,
) -> InitiativeReport {
    let finish = tally.finish_histogram(index);
    let iterations = tally.iterations();
    let needed_by_week = prepared.problem.initiatives()[index].needed_by_week;
    let horizon = prepared.problem.horizon_weeks();
    let on_time = needed_by_week.filter(|_| iterations > 0).map(|week| {
        // Needed beyond the horizon: finishing within it is all that can be seen.
        histogram::share_at_most(finish, week.min(horizon) as usize)
    });
    let stages = initiative.stages.iter().filter_map(|stage| {
        let place = prepared.stages.iter().position(|id| *id == stage.id)?;
        let counted = tally.stage(place);
        let mean = |sum: u64| (counted.finished > 0).then(|| sum as f64 / counted.finished as f64);
        let split = prepared.problem.splits().iter().position(|split| split.stage as usize == place);
        let paused = split.map(|split| tally.paused(split)).filter(|(runs, _)| *runs > 0);
        Some(StageReport {
            id: stage.id,
            name: stage.name.clone(),
            start_week: mean(counted.start_weeks),
            finish_week: mean(counted.finish_weeks),
            pauses: paused.map(|(runs, weeks)| Pauses {
                share: runs as f64 / iterations as f64,
                weeks: weeks as f64 / runs as f64,
            }),
        })
    });
    let on_time_share = on_time.map(|(times, n)| times as f64 / n as f64);
    InitiativeReport {
        id: initiative.id,
        name: initiative.name.clone(),
        finish_weeks: percentiles(finish),
        needed_by_week,
        on_time: on_time_share,
        on_time_interval: on_time.map(|(times, n)| probability(times, n)),
        promises: Promises::new(on_time_share, &initiative.prospects),
        unfinished: finish.last().copied().unwrap_or(0) as f64 / iterations.max(1) as f64,
        held: tally.held(index).filter(|(runs, _)| *runs > 0).map(|(runs, weeks)| Held {
            share: runs as f64 / iterations as f64,
            weeks: weeks as f64 / runs as f64,
        }),
        stages: stages.collect(),
    }
}

fn role_report(prepared: &Prepared, role: &Role, index: usize, tally: &Tally) -> RoleReport {
    let rows = (prepared.roles.len()..).zip(&prepared.levels).filter(|(_, level)| level.role == role.id);
    let levels = rows.map(|(row, level)| LevelReport {
        level: level.level,
        overload: overload(row, tally),
        utilization: utilization(row, tally),
        demanded_person_weeks: person_weeks(tally.demanded_unit_weeks(row), tally),
        staffed_person_weeks: person_weeks(tally.staffed_unit_weeks(row), tally),
    });
    RoleReport {
        id: role.id,
        name: role.name.clone(),
        overload: overload(index, tally),
        utilization: utilization(index, tally),
        demanded_person_weeks: person_weeks(tally.demanded_unit_weeks(index), tally),
        staffed_person_weeks: person_weeks(tally.staffed_unit_weeks(index), tally),
        levels: levels.collect(),
    }
}

fn overload(row: usize, tally: &Tally) -> Vec<f64> {
    let iterations = tally.iterations().max(1) as f64;
    tally.overloaded(row).iter().map(|&times| times as f64 / iterations).collect()
}

fn utilization(row: usize, tally: &Tally) -> Vec<f64> {
    let weeks = tally.used_units(row).iter().zip(tally.capacity_units(row));
    let share = |(&used, &capacity): (&u64, &u64)| {
        if used == 0 { 0.0 } else { used as f64 / (capacity as f64).max(1.0) }
    };
    weeks.map(share).collect()
}

/// In an average run.
fn person_weeks(unit_weeks: u64, tally: &Tally) -> f64 {
    unit_weeks as f64 / f64::from(UNITS_PER_FTE) / tally.iterations().max(1) as f64
}

/// Percentiles of a histogram of finish weeks whose last bin is "not within the horizon".
pub(super) fn percentiles(counts: &[u64]) -> Percentiles {
    // The last bin holds the runs that do not finish within the horizon.
    let week = |bin: usize| (bin + 1 < counts.len()).then(|| place(bin));
    let at = |p: f64| histogram::quantile(counts, p).and_then(week);
    let interval = |p: f64| {
        histogram::quantile_interval(counts, p, CONFIDENCE)
            .map_or((None, None), |(low, high)| (week(low), week(high)))
    };
    Percentiles {
        p10: at(0.1),
        p50: at(0.5),
        p80: at(0.8),
        p90: at(0.9),
        p50_interval: interval(0.5),
        p80_interval: interval(0.8),
    }
}

/// Mean share of initiatives that are on time, with its 95 % interval.
///
/// Initiatives share their luck, so the interval comes from the runs and not
/// from the initiatives.
fn right_time(prepared: &Prepared, tally: &Tally) -> Option<Figure> {
    let dated = prepared
        .problem
        .initiatives()
        .iter()
        .filter(|initiative| initiative.needed_by_week.is_some())
        .count();
    if dated == 0 || tally.iterations() == 0 {
        return None;
    }
    let (mut sum, mut squares) = (0.0, 0.0);
    for (on_time, &runs) in tally.on_time_histogram().iter().enumerate() {
        let share = on_time as f64 / dated as f64;
        sum += share * runs as f64;
        squares += share * share * runs as f64;
    }
    let share = sum / tally.iterations() as f64;
    let interval = mean_interval(sum, squares, tally.iterations(), CONFIDENCE);
    let (low, high) = interval.map_or((0.0, 1.0), |interval| (interval.low.max(0.0), interval.high.min(1.0)));
    Some(Figure { share, low, high })
}

/// Share of the demand that can be staffed at the levels asked for over all runs; from its P10 to its P90 over single
/// runs.
fn right_people(prepared: &Prepared, tally: &Tally) -> Option<Figure> {
    let sum =
        |of: fn(&Tally, usize) -> u64| (0..prepared.roles.len()).map(|role| of(tally, role)).sum::<u64>();
    let demanded = sum(Tally::demanded_unit_weeks);
    let staffed = sum(Tally::staffed_unit_weeks);
    let share = (demanded > 0).then(|| staffed as f64 / demanded as f64)?;
    let at_level = prepared.at_level;
    let percent =
        |p: f64| histogram::quantile(tally.staffed_percent_histogram(), p).map(|bin| bin as f64 / 100.0);
    // A bin holds a whole percent from its lower edge; the mean lies within the two outermost.
    let low = percent(0.1).map_or(share, |low| low.min(share));
    let high = percent(0.9).map_or(share, |high| (high + 0.01).min(1.0).max(share));
    Some(Figure { share: share * at_level, low: low * at_level, high: high * at_level })
}

fn place(index: usize) -> u32 {
    u32::try_from(index).expect("lists of a document are far shorter than 2³²")
}
