//! People of the office: what each does, which work each masters, and the support that work asks for.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::leader_work::WEEK_HOURS;
use crate::model::finite::Finite;
use crate::model::initiative::{Kind, Mode};
use crate::model::unique_keys;

/// Most people.
pub const MOST_PEOPLE: usize = 100;
/// Most hours a week: of one person, and of the support of one initiative.
pub const MOST_HOURS: f64 = WEEK_HOURS;

/// Who supports the work, and how much it needs; everything in it may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Staff {
    /// In display order.
    #[serde(default)]
    pub people: Vec<StaffMember>,
    /// Support that an initiative of a mode needs [hours a week]; absent where nobody has said.
    #[serde(default, deserialize_with = "unique_keys::map")]
    pub support: BTreeMap<Mode, Finite>,
}

/// Somebody of the office.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StaffMember {
    /// A role or a name.
    pub name: String,
    /// What the person does.
    #[serde(default)]
    pub role: StaffRole,
    /// The kinds of work that the person supports; none is every kind.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub kinds: BTreeSet<Kind>,
    /// Delivery modes that the person masters; none is none, whatever the kinds are.
    #[serde(default)]
    pub modes: BTreeSet<Mode>,
    /// For the support of initiatives [hours a week].
    #[serde(default)]
    pub hours_a_week: Finite,
}

/// What somebody of the office does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StaffRole {
    /// Helps project managers: plans, figures, reports.
    #[default]
    Analyst,
    /// Masters a way of working and coaches in it.
    Expert,
    /// Leads the office, and supports with what is left.
    Lead,
}

impl Staff {
    /// Whether nothing has been said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl StaffMember {
    /// Whether the person supports work of `kind` in `mode`.
    pub fn is_for(&self, kind: Kind, mode: Mode) -> bool {
        self.modes.contains(&mode) && (self.kinds.is_empty() || self.kinds.contains(&kind))
    }
}

impl StaffRole {
    /// All of them, in the order of lists.
    pub const ALL: [Self; 3] = [Self::Analyst, Self::Expert, Self::Lead];

    /// For people.
    pub fn words(self) -> &'static str {
        match self {
            Self::Analyst => "Analyst",
            Self::Expert => "Expert",
            Self::Lead => "Lead",
        }
    }
}
