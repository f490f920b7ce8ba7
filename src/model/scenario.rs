//! Scenarios: what-ifs as lists of edits on the plan.
//!
//! A scenario keeps its edits, not a copy of the plan: a change of the plan
//! shows through, and comparing two scenarios is comparing two lists.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::edit::Edit;
use super::id::ScenarioId;

/// All scenarios of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scenarios {
    /// In display order.
    pub list: Vec<Scenario>,
}

/// One what-if.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// Stays for life.
    pub id: ScenarioId,
    /// A few words.
    pub name: String,
    /// Applied to the plan in this order.
    ///
    /// What they add has numbers of its own, which the plan never hands out.
    pub edits: Vec<Edit>,
}

impl Scenario {
    /// Numbers of everything that the edits add, in order.
    pub fn added_ids(&self) -> Vec<u32> {
        self.edits.iter().flat_map(Edit::added_ids).collect()
    }
}
