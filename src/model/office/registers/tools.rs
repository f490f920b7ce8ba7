//! Tools and what they pass their data to, files that were imported, and templates of the office's own.

use std::collections::BTreeSet;

use jiff::civil::{Date, DateTime};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::finite::Finite;
use crate::model::id::{InitiativeId, RecordId};
use crate::model::initiative::{Kind, Mode};

/// A tool that is in use.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tool {
    /// Stays for life.
    pub id: RecordId,
    /// What it is called.
    pub name: String,
    /// For which layer of the work.
    #[serde(default)]
    pub category: ToolCategory,
    /// The tool that it passes its data to; none if to nobody.
    #[serde(default)]
    pub feeds: Option<RecordId>,
    /// How it does that.
    #[serde(default)]
    pub link: ToolLink,
    /// The kinds of work it is for; none is every kind, unless [`Self::modes`] is empty too: then nobody has said.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub kinds: BTreeSet<Kind>,
    /// Delivery modes that it serves; none is every mode, unless [`Self::kinds`] is empty too.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub modes: BTreeSet<Mode>,
    /// Who uses it, for what.
    #[serde(default)]
    pub used_for: String,
}

/// Layer of the work that a tool serves.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ToolCategory {
    /// Strategic portfolio management: goals, money, choices.
    Spm,
    /// Project and portfolio management: plans and people.
    Ppm,
    /// Where the work itself is done: boards, tickets, sheets.
    #[default]
    Frontline,
}

/// How a tool passes its data on.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ToolLink {
    /// Somebody types it in again.
    #[default]
    ByHand,
    /// In a file.
    ByFile,
    /// By itself.
    Live,
}

/// A file that was imported.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SourceImport {
    /// Stays for life.
    pub id: RecordId,
    /// Its name.
    pub file: String,
    /// When it was imported, where the browser was.
    #[serde(default)]
    pub imported: Option<DateTime>,
    /// The day that its figures are of; none is the day of import.
    #[serde(default)]
    pub figures_of: Option<Date>,
    /// Rows that were taken.
    #[serde(default)]
    pub rows: u32,
    /// Rows that were left out.
    #[serde(default)]
    pub left_out: u32,
    /// Share of the mapped cells of those rows that could be read, 0 to 1.
    #[serde(default)]
    pub completeness: Finite,
    /// Values that said something else than what was there.
    #[serde(default)]
    pub conflicts: u32,
    /// Sixteen hexadecimal digits that tell its rows from others.
    #[serde(default)]
    pub fingerprint: String,
    /// Initiatives that it is a source of.
    #[serde(default)]
    pub initiatives: Vec<InitiativeId>,
}

/// A template or checklist of the office's own, which no executive has to see.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// Stays for life.
    pub id: RecordId,
    /// What it is for.
    pub name: String,
    /// Its steps, one a line.
    #[serde(default)]
    pub steps: String,
    /// Where it lies, as plain text.
    #[serde(default)]
    pub link: String,
    /// When it was last used.
    #[serde(default)]
    pub last_used: Option<Date>,
}

impl Tool {
    /// Whether it is said to serve work of `kind` in `mode`.
    pub fn is_for(&self, kind: Kind, mode: Mode) -> bool {
        let says = !(self.kinds.is_empty() && self.modes.is_empty());
        let kinds = self.kinds.is_empty() || self.kinds.contains(&kind);
        says && kinds && (self.modes.is_empty() || self.modes.contains(&mode))
    }
}

impl ToolCategory {
    /// From the strategy down to the work.
    pub const ALL: [Self; 3] = [Self::Spm, Self::Ppm, Self::Frontline];

    /// For people.
    pub fn words(self) -> &'static str {
        match self {
            Self::Spm => "Strategic portfolio (SPM)",
            Self::Ppm => "Projects and people (PPM)",
            Self::Frontline => "Frontline work",
        }
    }
}

impl ToolLink {
    /// From the least on.
    pub const ALL: [Self; 3] = [Self::ByHand, Self::ByFile, Self::Live];

    /// For people.
    pub fn words(self) -> &'static str {
        match self {
            Self::ByHand => "By hand",
            Self::ByFile => "By file",
            Self::Live => "By itself",
        }
    }
}

impl SourceImport {
    /// The day that its figures are of, as far as one knows.
    pub fn day(&self) -> Option<Date> {
        self.figures_of.or(self.imported.map(DateTime::date))
    }
}
