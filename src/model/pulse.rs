//! Team pulse: how many of those who work on an initiative know why it matters.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What the team is asked to agree with, 1 not at all to 5 fully.
pub const SENTENCE: &str = "I know why this work matters";
/// Most answers on one day.
pub const MOST_ANSWERS: usize = 200;
/// Most days.
pub const MOST_DAYS: usize = 200;

/// The team's answers on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pulse {
    /// When.
    pub date: Date,
    /// One level for each person, 1 to 5; nobody is named.
    pub levels: Vec<u8>,
}
