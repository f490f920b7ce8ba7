//! Waiting times on links: finish-to-start lags.
//!
//! A stage with a lag of `l` weeks behind another starts `l` weeks after the other
//! has finished, at the earliest. The weeks are calendar weeks: concrete hardens
//! and notice periods run through holidays too. There are no negative lags, by
//! which a stage would start before the other has finished: split the other stage
//! where the work of the next begins.
//!
//! Source: Elmaghraby & Kamburowski (1992), *The analysis of activity networks under generalized
//! precedence relations*, Management Science 38(9), of which this is the finish-to-start case.

use serde::{Deserialize, Serialize};

use super::Stage;

/// Weeks that a stage waits after one of its predecessors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lag {
    /// Index of the stage that waits.
    pub stage: u32,
    /// Index of the predecessor.
    pub after: u32,
    /// Weeks between the finish of the one and the start of the other.
    pub weeks: u32,
}

impl Lag {
    /// Whether there is such a link.
    pub(super) fn has_link(&self, stages: &[Stage]) -> bool {
        stages.get(self.stage as usize).is_some_and(|stage| stage.after.contains(&self.after))
    }
}
