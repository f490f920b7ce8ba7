//! Initiatives that went red, and how they got up again.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::id::{InitiativeId, RecordId};

/// An initiative that went red: off its date, its cost, its scope or its benefit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RedEvent {
    /// Stays for life.
    pub id: RecordId,
    /// What went wrong, in a few words.
    pub what: String,
    /// Of which initiative; none for the whole plan.
    #[serde(default)]
    pub initiative: Option<InitiativeId>,
    /// Since when it is red.
    #[serde(default)]
    pub red_since: Option<Date>,
    /// What is done about it.
    #[serde(default)]
    pub action: String,
    /// Who answers for that.
    #[serde(default)]
    pub owner: String,
    /// By when it is to be green again.
    #[serde(default)]
    pub due: Option<Date>,
    /// When it was green again; none while it is not.
    #[serde(default)]
    pub recovered: Option<Date>,
}
