//! The work of the leader: title, experience, and the hats that one person wears in a week.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::finite::Finite;

/// Titles that leaders of an office have; anything else can be typed.
pub const TITLES: [&str; 4] = ["PMO manager", "PMO director", "Head of PMO", "PMO of one"];
/// Hats that one person often wears; anything else can be typed.
pub const HATS: [&str; 5] =
    ["PMO lead", "Project manager", "Business analyst", "Portfolio analyst", "Administration"];
/// Most hours of work in a week, and for one hat.
pub const WEEK_HOURS: f64 = 80.0;
/// Most years of experience in one role.
pub const MOST_YEARS: f64 = 60.0;
/// Most hats, and most roles of experience.
pub const MOST_ENTRIES: u32 = 12;
/// Most offices that somebody has set up.
pub const MOST_SET_UPS: u32 = 50;

/// What the leader is called, has done before, and does in a week.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LeaderWork {
    /// One of [`TITLES`] or anything else; empty if nobody has said.
    #[serde(default)]
    pub title: String,
    /// What the contract says [hours a week], at most [`WEEK_HOURS`]; none if nobody has said.
    #[serde(default)]
    pub hours_a_week: Option<Finite>,
    /// Kinds of work that the person does in a usual week.
    #[serde(default)]
    pub hats: Vec<Hat>,
    /// Roles before and now, in the order in which they were written down.
    #[serde(default)]
    pub experience: Vec<Experience>,
}

/// A kind of work that the leader does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Hat {
    /// One of [`HATS`] or anything else.
    pub name: String,
    /// In a usual week [hours], 0 to [`WEEK_HOURS`].
    pub hours_a_week: Finite,
    /// Whether it is administration: lists, minutes, calendars, chasing.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_admin: bool,
}

/// A role that the leader had or has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Experience {
    /// A few words.
    pub role: String,
    /// How long [years], 0 to [`MOST_YEARS`].
    pub years: Finite,
    /// How many offices the person set up in it, at most [`MOST_SET_UPS`].
    #[serde(default)]
    pub set_ups: u32,
}

impl LeaderWork {
    /// Whether nothing has been written yet.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
