//! Oversight: findings of audits against standards, and what was decided at gates.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::id::{InitiativeId, RecordId};

/// Something that an audit found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AuditFinding {
    /// Stays for life.
    pub id: RecordId,
    /// What was found.
    pub finding: String,
    /// Against which standard.
    #[serde(default)]
    pub standard: String,
    /// At which initiative; none for the office itself.
    #[serde(default)]
    pub initiative: Option<InitiativeId>,
    /// How bad it is.
    #[serde(default)]
    pub severity: Severity,
    /// When it was found.
    #[serde(default)]
    pub found: Option<Date>,
    /// By when it is to be mended.
    #[serde(default)]
    pub due: Option<Date>,
    /// When it was mended; none while it is not.
    #[serde(default)]
    pub closed: Option<Date>,
}

/// How bad a finding is.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Untidy.
    #[default]
    Minor,
    /// Against the standard.
    Major,
    /// Endangers the initiative or the money.
    Critical,
}

/// What was decided at a gate.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GateDecision {
    /// Stays for life.
    pub id: RecordId,
    /// Which gate.
    pub gate: String,
    /// Of which initiative.
    #[serde(default)]
    pub initiative: Option<InitiativeId>,
    /// When.
    #[serde(default)]
    pub date: Option<Date>,
    /// What was decided.
    #[serde(default)]
    pub outcome: GateOutcome,
    /// Who decided.
    #[serde(default)]
    pub decider: String,
    /// What has to be done yet.
    #[serde(default)]
    pub condition: String,
    /// By when.
    #[serde(default)]
    pub due: Option<Date>,
    /// When it was done; none while it is not.
    #[serde(default)]
    pub met: Option<Date>,
}

/// What a gate decides.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum GateOutcome {
    /// Go on.
    #[default]
    Passed,
    /// Go on if something is done.
    Conditional,
    /// Come again.
    Held,
    /// No further.
    Stopped,
}

impl Severity {
    /// From the least on.
    pub const ALL: [Self; 3] = [Self::Minor, Self::Major, Self::Critical];

    /// For people.
    pub fn words(self) -> &'static str {
        match self {
            Self::Minor => "Minor",
            Self::Major => "Major",
            Self::Critical => "Critical",
        }
    }
}

impl GateOutcome {
    /// All, in display order.
    pub const ALL: [Self; 4] = [Self::Passed, Self::Conditional, Self::Held, Self::Stopped];

    /// For people.
    pub fn words(self) -> &'static str {
        match self {
            Self::Passed => "Passed",
            Self::Conditional => "Passed on a condition",
            Self::Held => "Held back",
            Self::Stopped => "Stopped",
        }
    }
}
