//! Offices that were here before, and why they ended: the history that a new one has to live with.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::id::PastOfficeId;

/// An office that is no more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PastOffice {
    /// Stays for life.
    pub id: PastOfficeId,
    /// What it was called.
    pub name: String,
    /// Year in which it began, if one knows.
    #[serde(default)]
    pub from_year: Option<i16>,
    /// Year in which it ended, if one knows.
    #[serde(default)]
    pub to_year: Option<i16>,
    /// Why it ended.
    #[serde(default)]
    pub ended: EndReason,
    /// In a sentence: what people still say about it.
    #[serde(default)]
    pub words: String,
}

/// Why an office ended.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum EndReason {
    /// Nobody says.
    #[default]
    Unknown,
    /// Nobody saw what it was good for.
    NoValueSeen,
    /// Its sponsor left or lost interest.
    SponsorLeft,
    /// It asked more of people than it gave them.
    Overhead,
    /// It began with a tool.
    ToolFirst,
    /// It hung on one person.
    LeaderLeft,
    /// The organisation was rebuilt around it.
    Reorganised,
}

impl EndReason {
    /// All, in display order.
    pub const ALL: [Self; 7] = [
        Self::Unknown,
        Self::NoValueSeen,
        Self::SponsorLeft,
        Self::Overhead,
        Self::ToolFirst,
        Self::LeaderLeft,
        Self::Reorganised,
    ];

    /// In a few words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Unknown => "Nobody says",
            Self::NoValueSeen => "Nobody saw its value",
            Self::SponsorLeft => "Its sponsor left",
            Self::Overhead => "It asked more than it gave",
            Self::ToolFirst => "It began with a tool",
            Self::LeaderLeft => "It hung on one person",
            Self::Reorganised => "Reorganised",
        }
    }
}
