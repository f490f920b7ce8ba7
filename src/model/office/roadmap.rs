//! What the office means to improve, and when: settings of the roadmap and what was chosen.
//!
//! The actions themselves are content, see [`actions`](super::actions); a document keeps their numbers.

use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::finite::Finite;
use crate::model::id::ActionId;
use crate::model::unique_keys;

/// Most quarters of a roadmap.
pub const QUARTERS: u32 = 4;
/// Most actions under way at once.
pub const AT_ONCE: u32 = 20;
/// Working days that one person has in a quarter: thirteen weeks of five days, less holidays and absence.
pub const DAYS_PER_FTE_QUARTER: f64 = 55.0;

/// The roadmap as far as people have decided it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Roadmap {
    /// First day of the first quarter; none if nobody has said.
    #[serde(default)]
    pub first_day: Option<Date>,
    /// How many quarters are planned, 1 to [`QUARTERS`].
    #[serde(default = "quarters")]
    pub quarters: u32,
    /// Share of the office's days that improvement may take, 0 to 1.
    #[serde(default = "capacity_share")]
    pub capacity_share: Finite,
    /// Most actions in one quarter, 1 to [`AT_ONCE`].
    #[serde(default = "at_once")]
    pub at_once: u32,
    /// Level that each dimension is meant to reach, 1 to 5.
    #[serde(default = "ambition")]
    pub ambition: Finite,
    /// Why a tool may be chosen before selection and benefits stand; empty if nobody has said so.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub tool_first: String,
    /// What was decided about each action; nothing about one that is absent.
    #[serde(default, deserialize_with = "unique_keys::map")]
    pub actions: BTreeMap<ActionId, ActionPlan>,
}

/// What was decided about an action.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ActionPlan {
    /// Quarter in which it is planned, 0 for the first; none if it is not.
    #[serde(default)]
    pub quarter: Option<u32>,
    /// Whether the solver may move it.
    #[serde(default)]
    pub hold: Hold,
    /// How far it has come.
    #[serde(default)]
    pub state: ActionState,
    /// Day on which somebody took it on.
    #[serde(default)]
    pub committed: Option<Date>,
    /// Day on which it was done.
    #[serde(default)]
    pub done: Option<Date>,
}

/// Whether the solver may move an action.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Hold {
    /// As it finds best.
    #[default]
    Free,
    /// It stays in its quarter.
    Pinned,
    /// It is not done.
    Banned,
}

/// How far an action has come.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ActionState {
    /// Meant to be done.
    #[default]
    Planned,
    /// Somebody is on it.
    Committed,
    /// Done.
    Done,
}

impl Roadmap {
    /// What was decided about `action`; nothing is the default.
    pub fn action(&self, action: ActionId) -> ActionPlan {
        self.actions.get(&action).copied().unwrap_or_default()
    }

    /// Whether it is as it was before anybody decided anything.
    pub fn is_untouched(&self) -> bool {
        *self == Self::default()
    }
}

impl Default for Roadmap {
    fn default() -> Self {
        Self {
            first_day: None,
            quarters: quarters(),
            capacity_share: capacity_share(),
            at_once: at_once(),
            ambition: ambition(),
            tool_first: String::new(),
            actions: BTreeMap::new(),
        }
    }
}

fn quarters() -> u32 {
    QUARTERS
}

fn capacity_share() -> Finite {
    Finite::new(0.7).expect("it is finite")
}

fn at_once() -> u32 {
    5
}

fn ambition() -> Finite {
    Finite::from(4)
}
