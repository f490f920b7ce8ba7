//! How far an initiative has come, as its team reports it.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::finite::Finite;

/// What is known of work in flight; empty where nobody has reported.
///
/// Which of it is read depends on the delivery mode: shares and money (predictive),
/// items (adaptive), or both (hybrid).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Progress {
    /// The day of the report.
    pub as_of: Option<Date>,
    /// Share of the work, from 0 to 1, that should be done by that day.
    pub planned: Option<Finite>,
    /// Share of the work, from 0 to 1, that is done.
    pub done: Option<Finite>,
    /// Spent by that day, in the document's currency and scale.
    pub spent: Option<Finite>,
    /// Items of work that are finished.
    pub items_done: Option<u32>,
    /// Items of work that are left.
    pub items_left: Option<u32>,
    /// Items finished in each of the last weeks, the latest last.
    pub finished_per_week: Vec<u32>,
}

impl Progress {
    /// Whether nobody has reported anything.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
