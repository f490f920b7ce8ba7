//! Which uncertainty drives the finish: each switched off alone, on the same luck.
//!
//! A driver is an estimate, the absence of a role, a risk, or the limit on initiatives at once. Switched off, it is what is
//! expected of it in every run. How much earlier the P80 then comes is what the
//! uncertainty costs; cruciality says how closely the finish follows its luck.
//!
//! Sources: Hulett (2009), *Practical schedule risk analysis*, chapter 8; Williams (1992), *Criticality in
//! stochastic networks*, Journal of the Operational Research Society 43(4).

use serde::Serialize;

use super::effect::Effect;
use super::simulate::Prepared;
use crate::engine::capacity;
use crate::engine::capacity::experiment::{Change, Experiment, ExperimentTally, Measure, Target};
use crate::engine::stats::histogram;
use crate::model::document::Document;
use crate::model::finite::Finite;
use crate::model::id::{InitiativeId, RiskId, RoleId, StageId};
use crate::model::portfolio::Policy;
use crate::model::risk::Response;

/// Runs with and without each driver.
pub const RUNS: u32 = 2_048;

/// Of more uncertain estimates than this, those with the widest spread in weeks are tried.
const MOST_STAGES: usize = 60;

/// What is uncertain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Driver {
    /// How long a stage takes.
    Stage(StageId),
    /// How many of a role are absent.
    Absence(RoleId),
    /// A risk, as if it never happened.
    Risk(RiskId),
    /// A risk, as if its response were in place.
    Response(RiskId),
    /// The limit on initiatives at once, as if there were none.
    AtOnce,
}

/// Every uncertainty of a plan, to be switched off one by one.
#[derive(Clone, Debug, PartialEq)]
pub struct Drivers {
    experiment: Experiment,
    tried: Vec<Driver>,
    left_out: usize,
    target: Option<InitiativeId>,
    seed: u64,
    policy: Policy,
}

/// Drivers of one finish, the strongest first.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DriversReport {
    /// Key of all draws.
    pub seed: u64,
    /// Runs compared so far.
    pub iterations: u64,
    /// How conflicts over people are settled.
    pub policy: Policy,
    /// Fingerprint of all counts, 16 hexadecimal digits.
    pub checksum: String,
    /// Whose finish; none is that of the whole plan.
    pub target: Option<InitiativeId>,
    /// P80 of that finish [weeks]; none if it lies beyond the horizon.
    pub p80_weeks: Option<f64>,
    /// The strongest first.
    pub drivers: Vec<DriverReport>,
    /// Estimates that were not tried, because their spread is smaller than that of all that were.
    pub left_out: usize,
}

/// One driver.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DriverReport {
    /// Which.
    pub driver: Driver,
    /// "One Login, Build", or "absence of Architect".
    pub name: String,
    /// Weeks by which the P80 comes earlier without it; none if one of the two lies beyond the horizon.
    pub p80_weeks: Option<f64>,
    /// Weeks by which the mean finish comes earlier without it.
    pub mean: Effect,
    /// Spearman's rank correlation of its luck with the finish, −1 to 1; none if nothing varies.
    pub cruciality: Option<f64>,
}

impl Drivers {
    /// What is to be switched off, for the finish of `target` or of the whole plan; none if nothing is uncertain.
    pub fn new(prepared: &Prepared, target: Option<InitiativeId>) -> Option<Self> {
        let problem = &prepared.problem;
        let responses = &prepared.responses;
        let mut stages: Vec<(u32, f64)> = (0..)
            .zip(problem.stages())
            .zip(problem.weeks_per_work())
            .map(|((place, stage), weeks)| {
                let work = stage.work.distribution();
                (place, (work.sample(0.9) - work.sample(0.1)) * weeks)
            })
            .filter(|(_, weeks)| *weeks > 0.0)
            .collect();
        stages.sort_by(|one, other| other.1.total_cmp(&one.1));
        let left_out = stages.len().saturating_sub(MOST_STAGES);
        stages.truncate(MOST_STAGES);
        let mut drivers = Vec::new();
        let mut changes = Vec::new();
        for (place, _) in stages {
            drivers.push(Driver::Stage(prepared.stages[place as usize]));
            changes.push(Change::CertainWork { stages: vec![place] });
        }
        for ((place, role), id) in (0..).zip(problem.roles()).zip(&prepared.roles) {
            let is_needed =
                problem.stages().iter().flat_map(|stage| &stage.demand).any(|it| it.role == place);
            if is_needed && role.absence.fixed_value().is_none() {
                drivers.push(Driver::Absence(*id));
                changes.push(Change::CertainAbsence { role: place });
            }
        }
        for ((place, risk), id) in (0..).zip(problem.risks()).zip(&prepared.risks) {
            if risk.chance > 0.0 {
                let never = capacity::Risk { chance: 0.0, ..risk.clone() };
                drivers.push(Driver::Risk(*id));
                changes.push(Change::Risk { risk: place, becomes: Box::new(never) });
            }
            if let Some(response) = responses.iter().find(|it| it.0 == *id).map(|it| &it.1) {
                drivers.push(Driver::Response(*id));
                changes.push(Change::Risk { risk: place, becomes: Box::new(answered(risk, response)) });
            }
        }
        if problem.most_at_once().is_some() && prepared.policy != Policy::Unlevelled {
            drivers.push(Driver::AtOnce);
            changes.push(Change::NoLimit);
        }
        if drivers.is_empty() {
            return None;
        }
        let target = target.filter(|id| prepared.initiatives.contains(id));
        let place = target.and_then(|id| (0..).zip(&prepared.initiatives).find(|(_, it)| **it == id));
        let engine_target = place.map_or(Target::Makespan, |(place, _)| Target::Initiative(place));
        let experiment =
            Experiment::new(problem.clone(), prepared.engine_policy(), engine_target, changes).ok()?;
        let (seed, policy) = (prepared.seed, prepared.policy);
        Some(Self { experiment, tried: drivers, left_out, target, seed, policy })
    }

    /// What the engine runs.
    pub fn experiment(&self) -> &Experiment {
        &self.experiment
    }

    /// Key of all draws.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// What the runs so far say; none before the first, or if the counts are of something else.
    pub fn report(&self, document: &Document, counts: Vec<u64>) -> Option<DriversReport> {
        let tally = ExperimentTally::from_words(self.experiment.layout(), counts).ok()?;
        let p80_weeks = p80(tally.as_is_histogram());
        let mut drivers: Vec<DriverReport> = (self.tried.iter().enumerate())
            .filter_map(|(change, driver)| {
                let without = p80(tally.changed_histogram(change));
                Some(DriverReport {
                    driver: *driver,
                    name: name(document, *driver)?,
                    p80_weeks: p80_weeks.zip(without).map(|(with, without)| with - without),
                    mean: Effect::new(&tally, change, Measure::Target)?,
                    cruciality: tally.cruciality(change),
                })
            })
            .collect();
        let strength = |it: &DriverReport| it.p80_weeks.unwrap_or(it.mean.weeks);
        drivers.sort_by(|one, other| strength(other).total_cmp(&strength(one)));
        (tally.iterations() > 0).then(|| DriversReport {
            seed: self.seed,
            iterations: tally.iterations(),
            policy: self.policy,
            checksum: format!("{:016x}", tally.checksum()),
            target: self.target,
            p80_weeks,
            drivers,
            left_out: self.left_out,
        })
    }
}

/// The risk with its response in place: the chance that is left, and the delay until all is well again.
pub(super) fn answered(risk: &capacity::Risk, response: &Response) -> capacity::Risk {
    let most_weeks = response.days.map_or(risk.most_weeks, |days| f64::from(days) / WORKING_DAYS);
    let chance = response.chance.map_or(risk.chance, Finite::get);
    capacity::Risk { chance, most_weeks, ..risk.clone() }
}

/// In a week.
const WORKING_DAYS: f64 = 5.0;

/// P80 with a fraction of its week; none beyond the horizon.
fn p80(counts: &[u64]) -> Option<f64> {
    let week = histogram::interpolated_quantile(counts, 0.8)?;
    // The last bin holds the runs that do not finish within the horizon.
    (week <= counts.len() as f64 - 2.0).then_some(week)
}

fn name(document: &Document, driver: Driver) -> Option<String> {
    match driver {
        Driver::Stage(id) => {
            let (initiative, stage) = document.initiatives.stages().find(|(_, stage)| stage.id == id)?;
            Some(format!("{}, {}", initiative.name, stage.name))
        }
        Driver::Absence(id) => Some(format!("absence of {}", document.people.role(id)?.name)),
        Driver::Risk(id) => Some(format!("risk: {}", document.initiatives.risk(id)?.name)),
        Driver::Response(id) => {
            Some(format!("risk, with its response: {}", document.initiatives.risk(id)?.name))
        }
        Driver::AtOnce => {
            Some(format!("at most {} initiatives at once", document.portfolio.simulation.most_at_once?))
        }
    }
}
