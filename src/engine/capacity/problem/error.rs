//! What makes no sense in a portfolio.

use thiserror::Error;

use crate::capacity::level::LevelError;
use crate::capacity::risk::RiskError;
use crate::capacity::slowdown::MOST_TIMES;
use crate::capacity::{MAX_HORIZON_WEEKS, MAX_UNITS};

/// Why a portfolio cannot be simulated. Numbers are indices into the lists given.
#[derive(Clone, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum ProblemError {
    /// Nothing fits into no weeks, and histograms must stay of a reasonable size.
    #[error("the horizon must be 1 to {MAX_HORIZON_WEEKS} weeks, not {weeks}")]
    Horizon {
        /// Horizon asked for.
        weeks: u32,
    },
    /// Heads must be known for every week.
    #[error("role {role} has heads for {weeks} weeks, but the horizon is {horizon_weeks} weeks")]
    HeadsLength {
        /// Index of the role.
        role: u32,
        /// Weeks with heads.
        weeks: u32,
        /// Weeks in the horizon.
        horizon_weeks: u32,
    },
    /// A role is counted in 16 bits.
    #[error(
        "role {role} has {units} units in week {week}; the most is {MAX_UNITS} (3,276 FTE): split the role"
    )]
    TooManyHeads {
        /// Index of the role.
        role: u32,
        /// First week with too many.
        week: u32,
        /// Units in that week.
        units: u16,
    },
    /// Operations cannot take less than nothing or more than everybody.
    #[error("the run share of role {role} must lie between 0 and 1, not {share}")]
    RunShare {
        /// Index of the role.
        role: u32,
        /// Share given.
        share: f64,
    },
    /// As the run share; a lognormal absence has no greatest value and is refused too.
    #[error(
        "the absence of role {role} must lie between 0 and 1, not {low} to {high}: \
         use a triangular or PERT estimate"
    )]
    Absence {
        /// Index of the role.
        role: u32,
        /// Least possible absence.
        low: f64,
        /// Greatest possible absence.
        high: f64,
    },
    /// The stage belongs to nothing.
    #[error("stage {stage} belongs to initiative {initiative}, which is not in the list")]
    NoSuchInitiative {
        /// Index of the stage.
        stage: u32,
        /// Index that is out of range.
        initiative: u32,
    },
    /// The stage needs a role that does not exist.
    #[error("stage {stage} needs role {role}, which is not in the list")]
    NoSuchRole {
        /// Index of the stage.
        stage: u32,
        /// Index that is out of range.
        role: u32,
    },
    /// The stage waits for a stage that does not exist.
    #[error("stage {stage} comes after stage {predecessor}, which is not in the list")]
    NoSuchStage {
        /// Index of the stage.
        stage: u32,
        /// Index that is out of range.
        predecessor: u32,
    },
    /// Time does not run backwards.
    #[error("the work of stage {stage} must be at least 0, but may be {low}")]
    NegativeWork {
        /// Index of the stage.
        stage: u32,
        /// Least possible duration or effort.
        low: f64,
    },
    /// Nobody would ever do the work.
    #[error("stage {stage} has an effort but no demand: name a role, or give it a duration")]
    EffortWithoutDemand {
        /// Index of the stage.
        stage: u32,
    },
    /// The stage could never start, in any iteration.
    #[error(
        "stage {stage} needs {demanded_units} units of role {role}, which after operations never has \
         more than {offered_units}, even with nobody absent"
    )]
    DemandAboveOffer {
        /// Index of the stage.
        stage: u32,
        /// Index of the role.
        role: u32,
        /// Units needed in every week.
        demanded_units: u32,
        /// Most units that the role offers in any week.
        offered_units: u16,
    },
    /// A risk that makes no sense.
    #[error("risk {risk}: {error}")]
    Risk {
        /// Index of the risk.
        risk: u32,
        /// What is wrong with it.
        error: RiskError,
    },
    /// Groups of stages that make no sense.
    #[error("every stage may vary together with one group of others at most, with a correlation from 0 to 1")]
    Groups,
    /// Clusters of stages that make no sense.
    #[error(
        "every stage may be in one cluster at most, each with a correlation from -1 to 1 for every cluster before it \
         and one from 0 to 1 of its own"
    )]
    Clusters,
    /// A lag on a link that is not there.
    #[error(
        "stage {stage} is to wait after stage {after}, but does not come after it: name it as a predecessor"
    )]
    LagWithoutLink {
        /// Index of the stage that waits.
        stage: u32,
        /// Index of what it waits after.
        after: u32,
    },
    /// Closed weeks of a role that does not exist.
    #[error("weeks are closed to role {role}, which is not in the list")]
    ClosedStranger {
        /// Index that is out of range.
        role: u32,
    },
    /// Shares of a turnover that are none, or a role that is not there or has two.
    #[error(
        "the turnover of role {role} must be the only one of a role in the list, with shares from 0 to 1 and no more \
         than 0.95 leaving within a year"
    )]
    Turnover {
        /// Index of the role.
        role: u32,
    },
    /// A level of skill that makes no sense.
    #[error("level {level}: {error}")]
    Level {
        /// Index of the level.
        level: u32,
        /// What is wrong with it.
        error: LevelError,
    },
    /// The stage could never start, in any iteration, for want of people at the level it asks for.
    #[error(
        "stage {stage} needs {demanded_units} units at level {level} and above, where after operations there are \
         never more than {offered_units}, even with nobody absent"
    )]
    LevelAboveOffer {
        /// Index of the stage.
        stage: u32,
        /// Index of the level.
        level: u32,
        /// Units needed in every week, at this level and above.
        demanded_units: u32,
        /// Most units that are there in any week.
        offered_units: u16,
    },
    /// Slow, and by how much is unclear.
    #[error(
        "stage {stage} must be in the list, be slow for one reason, and take 1 to {MOST_TIMES} times as long"
    )]
    Slowdown {
        /// Index of the stage.
        stage: u32,
    },
    /// Split twice, or into pieces of nothing.
    #[error(
        "stage {stage} must be in the list, be split by one rule, and have pieces of at least 1 week: give its minimum \
         chunk once"
    )]
    Split {
        /// Index of the stage.
        stage: u32,
    },
    /// Nothing could ever begin.
    #[error("at least 1 initiative must be allowed to be under way at once, not 0")]
    NothingAtOnce,
    /// Each of these stages waits for the one before it, and the first for the last.
    #[error("stages {stages:?} wait for each other in a circle: remove one of these links")]
    Cycle {
        /// Indices of the stages, each before the next.
        stages: Vec<u32>,
    },
}
