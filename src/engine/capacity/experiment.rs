//! What one change is worth: the plan and the plan changed, under the same luck.
//!
//! Every iteration is run once as it is and once with each [`Change`], on the
//! same draws, so that the difference shows the change and not the luck. Levelled
//! schedules are not monotone (Graham 1969): a person more can make some
//! initiatives later. How often that happens is counted, and nothing here
//! assumes that it does not.
//!
//! Source: common random numbers and paired differences, Law (2015), *Simulation
//! modeling and analysis*, section 11.2.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::problem::count;
use super::replicate::finishes;
use super::{Policy, Problem, ProblemError};

pub use change::{Change, ChangeError, Order};
pub use tally::{ExperimentLayout, ExperimentTally, Measure, Paired};

mod change;
mod tally;

/// A plan, and changes each of which is tried alone. In JSON it is what it was made of, checked when read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Parts", into = "Parts")]
pub struct Experiment {
    parts: Parts,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Parts {
    problem: Problem,
    policy: Policy,
    target: Target,
    changes: Vec<Change>,
}

/// Which finish is looked at closely: its distribution, and what drives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// The last initiative of the plan.
    Makespan,
    /// The initiative of this index.
    Initiative(u32),
}

impl Experiment {
    /// Changes to be tried on `problem`, each alone, under `policy`.
    ///
    /// # Errors
    ///
    /// [`ChangeError`] if a change or the target names what is not there, or leaves a plan that cannot be
    /// simulated: leave such a change out.
    pub fn new(
        problem: Problem,
        policy: Policy,
        target: Target,
        changes: Vec<Change>,
    ) -> Result<Self, ChangeError> {
        Parts { problem, policy, target, changes }.try_into()
    }

    /// The plan as it is.
    pub fn problem(&self) -> &Problem {
        &self.parts.problem
    }

    /// How conflicts over people are settled.
    pub fn policy(&self) -> Policy {
        self.parts.policy
    }

    /// Which finish is looked at closely.
    pub fn target(&self) -> Target {
        self.parts.target
    }

    /// What is tried.
    pub fn changes(&self) -> &[Change] {
        &self.parts.changes
    }

    /// Shape of the tallies.
    pub fn layout(&self) -> ExperimentLayout {
        ExperimentLayout {
            horizon_weeks: self.problem().horizon_weeks(),
            initiatives: self.problem().layout().initiatives,
            changes: count(self.changes()),
        }
    }
}

/// Runs `iterations` of the plan and of each change on the same draws, and counts the differences.
///
/// Tallies of any partition of a range merge to the tally of the whole. Ranges that start at a
/// multiple of 32 waste no draws.
///
/// # Panics
///
/// Never: each change was tried when the experiment was made.
pub fn experiment(experiment: &Experiment, seed: u64, iterations: Range<u32>) -> ExperimentTally {
    let problem = experiment.problem();
    let mut tally = ExperimentTally::empty(experiment.layout());
    let mut from = iterations.start;
    while from < iterations.end {
        let to = (from - from % BATCH).saturating_add(BATCH).min(iterations.end);
        let as_is = finishes(problem, experiment.policy(), seed, from..to);
        tally.count_as_is(problem, experiment.target(), &as_is, to - from);
        for (index, change) in experiment.changes().iter().enumerate() {
            let changed = change.apply(problem).expect("checked when the experiment was made");
            let with_change = finishes(&changed, experiment.policy(), seed, from..to);
            tally.count_change(index, problem, experiment.target(), &as_is, &with_change);
            if let Some(luck) = change.luck(problem, seed) {
                tally.count_luck(index, experiment.target(), &as_is, (from..to).map(luck));
            }
        }
        from = to;
    }
    tally
}

/// Iterations whose finishes are kept at a time; a multiple of the chunk of draws.
const BATCH: u32 = 1_024;

impl From<Experiment> for Parts {
    fn from(experiment: Experiment) -> Self {
        experiment.parts
    }
}

impl TryFrom<Parts> for Experiment {
    type Error = ChangeError;

    fn try_from(parts: Parts) -> Result<Self, ChangeError> {
        if let Target::Initiative(initiative) = parts.target
            && initiative >= parts.problem.layout().initiatives
        {
            return Err(ChangeError::NoSuchInitiative { initiative });
        }
        for change in &parts.changes {
            change.apply(&parts.problem)?;
        }
        Ok(Self { parts })
    }
}

impl From<ProblemError> for ChangeError {
    fn from(error: ProblemError) -> Self {
        Self::Problem(Box::new(error))
    }
}
