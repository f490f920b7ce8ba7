//! What one change does to the plan, with its interval: a paired difference under the same luck.

use serde::Serialize;

use crate::engine::capacity::experiment::{ExperimentTally, Measure};
use crate::engine::stats::interval::{Interval, mean, probability};

/// Confidence of the interval of a difference.
const CONFIDENCE: f64 = 0.95;

/// Weeks that a change saves in an average run, and in how many runs it harms.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Effect {
    /// Weeks saved in an average run; negative if it costs weeks.
    pub weeks: f64,
    /// 95 % interval of that mean; none below two runs.
    pub interval: Option<Interval>,
    /// Share of runs in which it makes things better, 0 to 1.
    pub better: f64,
    /// Share of runs in which it makes things worse, 0 to 1.
    pub worse: f64,
    /// 95 % interval of that share.
    pub worse_interval: Interval,
    /// Share of runs in which some initiative finishes later, 0 to 1.
    pub something_later: f64,
}

impl Effect {
    /// What `tally` says of a change, by its place in the experiment; none before the first run.
    pub fn new(tally: &ExperimentTally, change: usize, measure: Measure) -> Option<Self> {
        let n = tally.iterations();
        let paired = tally.paired(change, measure);
        let share = |runs: u64| runs as f64 / n as f64;
        let sum = paired.saved_weeks as f64 - paired.lost_weeks as f64;
        (n > 0).then(|| Self {
            weeks: sum / n as f64,
            interval: mean(sum, paired.squared_weeks as f64, n, CONFIDENCE),
            better: share(paired.better),
            worse: share(paired.worse),
            worse_interval: probability(paired.worse, n),
            something_later: share(tally.something_later(change)),
        })
    }

    /// Whether it helps or harms beyond what luck explains.
    pub fn is_certain(&self) -> bool {
        self.interval.is_some_and(|interval| interval.low > 0.0 || interval.high < 0.0)
    }
}
