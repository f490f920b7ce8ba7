//! Monte Carlo of a portfolio whose people are limited.
//!
//! Each iteration draws how long every stage takes and how many people every
//! role really has, then places the stages by a [`Policy`]. Thousands of
//! iterations give the distribution of every finish date, the chance that a
//! role is over its capacity in a week, and how busy it is.
//!
//! ```text
//! Problem ──► draws of one chunk ──► capacity and durations ──► schedule ──► Tally
//! (checked)   (column by column)     of one iteration           (policy)    (integers)
//! ```
//!
//! Time is in whole weeks, week 0 is the start of the calendar; a stage that
//! starts in week `s` and takes `d` weeks works in weeks `s` to `s + d − 1` and
//! has finish week `s + d`. Capacity and demand are whole units of 1/20 FTE.
//! Everything tallied is an integer and every draw can be made alone, so a run
//! may be cut into shards in any way and merged in any order: the bits are the
//! same.
//!
//! Absent on purpose: dates (holidays are weeks that are closed), names, money.

mod at_once;
mod availability;
mod closure;
mod comparison;
mod correlation;
mod dispatch;
mod distribution;
mod draws;
pub mod experiment;
mod interval;
pub mod justification;
mod lag;
mod level;
mod lockstep;
pub mod money;
mod needs;
mod network;
mod problem;
mod recorder;
mod replicate;
mod risk;
mod schedule;
mod slowdown;
mod split;
mod tally;
mod turnover;
mod wanted;
mod weekly_units;

pub use closure::Closure;
pub use comparison::{
    Comparison, ComparisonError, ComparisonLayout, ComparisonTally, GROUPS, LOAD_WEEKS, MOST_PLANS, Measure,
    Paired, Plan, SHARE_UNITS, Totals, compare,
};
pub use correlation::{Cluster, Group, mended};
pub use distribution::{Distribution, DistributionError};
pub use lag::Lag;
pub use level::{Level, LevelError};
pub use needs::{PeriodNeeds, period_needs};
pub use problem::error::ProblemError;
pub use problem::{Demand, Initiative, Problem, Role, Stage, Work};
pub use replicate::{Schedule, StageRun, open_iteration, simulate};
pub use risk::{Delay, Risk, RiskError};
pub use schedule::Policy;
pub use slowdown::{MOST_TIMES, Slowdown};
pub use split::Split;
pub use tally::{StageTally, Tally, TallyLayout};
pub use turnover::{MOST_LEAVING, Turnover};
pub use wanted::{Wanted, Wanting, wanted};

/// Units of capacity or demand in one full-time equivalent: a unit is a twentieth, 5 %.
pub const UNITS_PER_FTE: u16 = 20;

/// Most units one role can have or one stage can ask of it: 3,276 FTE.
pub const MAX_UNITS: u16 = 3_276 * UNITS_PER_FTE;

/// Longest horizon: forty years of 52 weeks.
pub const MAX_HORIZON_WEEKS: u32 = 2_080;

/// Weeks for which one draw of a role's absence holds.
pub const QUARTER_WEEKS: u32 = 13;

/// What a rounding error may cost: weeks are rounded up and units down only beyond it, so that
/// 20 × (1 − 0.9) units are 2 and not 1.
const ROUNDING_SLACK: f64 = 1e-9;
