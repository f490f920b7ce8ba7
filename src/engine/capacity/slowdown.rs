//! Stages that take longer than usual, whatever the luck: their people do less in a week.
//!
//! Who is below the level of skill that is asked for, or works on several things at once, does a part of what others
//! do in the same time. A team that does the share `p` of the usual takes 1 ÷ p times as long.

use serde::{Deserialize, Serialize};

/// A stage, and so many times as long it takes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Slowdown {
    /// Index of the stage.
    pub stage: u32,
    /// 1 to [`MOST_TIMES`].
    pub times: f64,
}

/// So many times as long a stage takes at most.
pub const MOST_TIMES: f64 = 1_000.0;

/// Times as long as usual that each of `stages` takes, empty if none is slow; an index if a slowdown makes no sense.
pub(super) fn times(slowdowns: &[Slowdown], stages: usize) -> Result<Vec<f64>, u32> {
    let mut times = vec![1.0; if slowdowns.is_empty() { 0 } else { stages }];
    for slowdown in slowdowns {
        match times.get_mut(slowdown.stage as usize) {
            Some(of) if *of <= 1.0 && (1.0..=MOST_TIMES).contains(&slowdown.times) => *of = slowdown.times,
            _ => return Err(slowdown.stage),
        }
    }
    Ok(times)
}
