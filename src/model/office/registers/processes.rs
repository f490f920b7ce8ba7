//! Whether processes still fit, and how initiatives used them.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::id::{InitiativeId, ProcessId, RecordId};

/// A look at whether a process still fits.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProcessReview {
    /// Stays for life.
    pub id: RecordId,
    /// Which process.
    #[serde(default)]
    pub process: Option<ProcessId>,
    /// When.
    #[serde(default)]
    pub date: Option<Date>,
    /// What was found; may be empty.
    #[serde(default)]
    pub found: String,
    /// Whether it still applies.
    #[serde(default)]
    pub applies: Applies,
    /// What was changed about it.
    #[serde(default)]
    pub change: String,
    /// What came of the change.
    #[serde(default)]
    pub effect: String,
}

/// Whether a process still applies.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Applies {
    /// As it is.
    #[default]
    Fully,
    /// In part.
    Partly,
    /// No longer.
    NoLonger,
}

/// How one initiative used a process.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProcessUse {
    /// Stays for life.
    pub id: RecordId,
    /// Which initiative.
    #[serde(default)]
    pub initiative: Option<InitiativeId>,
    /// Which process.
    #[serde(default)]
    pub process: Option<ProcessId>,
    /// Whether it was made to fit, rather than used as written.
    #[serde(default)]
    pub is_tailored: bool,
    /// Why it was tailored; may be empty.
    #[serde(default)]
    pub reason: String,
    /// What came of it.
    #[serde(default)]
    pub outcome: UseOutcome,
}

/// What came of using a process.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum UseOutcome {
    /// Nobody can say yet.
    #[default]
    Open,
    /// It served its purpose.
    Worked,
    /// It did not.
    Failed,
}

impl Applies {
    /// All, in display order.
    pub const ALL: [Self; 3] = [Self::Fully, Self::Partly, Self::NoLonger];

    /// For people.
    pub fn words(self) -> &'static str {
        match self {
            Self::Fully => "Still applies",
            Self::Partly => "Applies in part",
            Self::NoLonger => "No longer applies",
        }
    }
}

impl UseOutcome {
    /// All, in display order.
    pub const ALL: [Self; 3] = [Self::Open, Self::Worked, Self::Failed];

    /// For people.
    pub fn words(self) -> &'static str {
        match self {
            Self::Open => "Not known yet",
            Self::Worked => "Served its purpose",
            Self::Failed => "Did not",
        }
    }
}
