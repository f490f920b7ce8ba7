//! What the office asks of everybody else: its processes, and what they cost.

use std::collections::BTreeSet;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::finite::Finite;
use crate::model::id::ProcessId;

/// Hours of work in a person's year, for what a process takes [h]: 215 days of eight hours, rounded.
pub const HOURS_PER_FTE_YEAR: f64 = 1_720.0;

/// Something that the office asks people to do again and again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Process {
    /// Stays for life.
    pub id: ProcessId,
    /// A few words.
    pub name: String,
    /// What comes of it; a process for which nobody can say is a box to tick.
    #[serde(default)]
    pub purpose: String,
    /// Who answers for it.
    #[serde(default)]
    pub owner: String,
    /// What it takes of one person [hours a month], at least 0.
    #[serde(default)]
    pub hours_per_month: Finite,
    /// How many people it takes that of, at least 0.
    #[serde(default)]
    pub people: Finite,
    /// What it took of one person before it was made leaner [hours a month]; none if it never was, or nobody knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours_before: Option<Finite>,
    /// When somebody last asked whether it still fits.
    #[serde(default)]
    pub reviewed: Option<Date>,
    /// What somebody vouches for.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub qualities: BTreeSet<Quality>,
}

/// What a sound process is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Quality {
    /// Its steps and its result are written down.
    Defined,
    /// Everybody does it the same way.
    Standard,
    /// It gives the same result each time.
    Consistent,
    /// It takes no more than it is worth.
    Efficient,
}

impl Process {
    /// What it takes of everybody together [hours a year].
    pub fn hours_per_year(&self) -> f64 {
        12.0 * self.hours_per_month.get() * self.people.get()
    }

    /// What is saved since it was made leaner, of everybody together [hours a year]; below 0 if it takes more now, none
    /// if nobody knows what it took before.
    pub fn saved_hours_per_year(&self) -> Option<f64> {
        let before = self.hours_before?.get();
        Some(12.0 * (before - self.hours_per_month.get()) * self.people.get())
    }

    /// Whether nobody has said what comes of it, so that it may be a box to tick.
    pub fn is_box_check(&self) -> bool {
        self.purpose.trim().is_empty()
    }

    /// Whether somebody vouches for all four qualities.
    pub fn is_sound(&self) -> bool {
        self.qualities.len() == Quality::ALL.len()
    }
}

impl Quality {
    /// All, in the order in which they are reached.
    pub const ALL: [Self; 4] = [Self::Defined, Self::Standard, Self::Consistent, Self::Efficient];

    /// In a word.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Defined => "Defined",
            Self::Standard => "Standard",
            Self::Consistent => "Consistent",
            Self::Efficient => "Efficient",
        }
    }

    /// When it may be ticked.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Defined => "Its steps and its result are written down",
            Self::Standard => "Everybody does it the same way",
            Self::Consistent => "It gives the same result each time",
            Self::Efficient => "It takes no more than it is worth",
        }
    }
}
