//! What is written down of each initiative, from its creation to its execution.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::id::{InitiativeId, RecordId};

/// A document of an initiative.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProjectDocument {
    /// Stays for life.
    pub id: RecordId,
    /// What it is called.
    pub name: String,
    /// Of which initiative.
    #[serde(default)]
    pub initiative: Option<InitiativeId>,
    /// The state of the initiative that it belongs to.
    #[serde(default)]
    pub stage: DocumentStage,
    /// How far it is.
    #[serde(default)]
    pub status: DocumentStatus,
    /// What of the mandatory content stands in it.
    #[serde(default)]
    pub holds: BTreeSet<Mandatory>,
    /// Where it lies: an address or a path, as plain text.
    #[serde(default)]
    pub link: String,
}

/// State of an initiative that has to be documented.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum DocumentStage {
    /// Why it is begun.
    #[default]
    Creation,
    /// How it is planned.
    Development,
    /// How it is done.
    Execution,
}

/// How far a document is; each state includes those before it.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum DocumentStatus {
    /// Still being written.
    #[default]
    Draft,
    /// Written to the end.
    Complete,
    /// Read by somebody else.
    Reviewed,
    /// Compared with what is the case.
    Accurate,
}

/// What has to be written down of every initiative.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Mandatory {
    /// What belongs to it.
    Scope,
    /// What it may cost.
    Budget,
    /// Who works on it.
    Resources,
    /// Why it is worth that.
    Justification,
}

impl DocumentStage {
    /// In the order of an initiative's life.
    pub const ALL: [Self; 3] = [Self::Creation, Self::Development, Self::Execution];

    /// For people.
    pub fn words(self) -> &'static str {
        match self {
            Self::Creation => "Creation",
            Self::Development => "Development",
            Self::Execution => "Execution",
        }
    }
}

impl DocumentStatus {
    /// From the least on.
    pub const ALL: [Self; 4] = [Self::Draft, Self::Complete, Self::Reviewed, Self::Accurate];

    /// For people.
    pub fn words(self) -> &'static str {
        match self {
            Self::Draft => "Draft",
            Self::Complete => "Complete",
            Self::Reviewed => "Reviewed",
            Self::Accurate => "Accurate",
        }
    }
}

impl Mandatory {
    /// All, in display order.
    pub const ALL: [Self; 4] = [Self::Scope, Self::Budget, Self::Resources, Self::Justification];

    /// For people.
    pub fn words(self) -> &'static str {
        match self {
            Self::Scope => "Scope",
            Self::Budget => "Budget",
            Self::Resources => "Resources",
            Self::Justification => "Justification",
        }
    }
}
