//! Strategic objectives that initiatives serve.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::id::ObjectiveId;

/// What the organisation wants to reach.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Strategy {
    /// Most important first.
    pub objectives: Vec<Objective>,
}

/// One strategic objective.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Objective {
    /// Stays for life.
    pub id: ObjectiveId,
    /// A few words.
    pub name: String,
    /// How one will know that it is reached.
    pub note: String,
}
