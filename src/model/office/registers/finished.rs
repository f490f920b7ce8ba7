//! Work that was finished, also before there was an office.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::id::{InitiativeId, RecordId};

/// A piece of work that was finished.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FinishedWork {
    /// Stays for life.
    pub id: RecordId,
    /// What it is called.
    pub name: String,
    /// The initiative, if this document knows it.
    #[serde(default)]
    pub initiative: Option<InitiativeId>,
    /// When it was finished.
    #[serde(default)]
    pub finished: Option<Date>,
}
