//! The strategy of the office in seven fields, which have to fit together: hard ones first, soft ones after.
//!
//! Source: Waterman, Peters & Phillips (1980), *Structure is not organization*, Business Horizons 23(3).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What the office says of itself in each field; empty where nobody has said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StrategySheet {
    /// By which rules it chooses and decides.
    #[serde(default)]
    pub framework: String,
    /// By which processes and tools it works.
    #[serde(default)]
    pub system: String,
    /// Where it sits, and whom it answers to.
    #[serde(default)]
    pub structure: String,
    /// Who works in it.
    #[serde(default)]
    pub staff: String,
    /// How it deals with people.
    #[serde(default)]
    pub style: String,
    /// What it is good at.
    #[serde(default)]
    pub skill: String,
    /// What it wants to reach.
    #[serde(default)]
    pub goals: String,
}

/// A field of the sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StrategyField {
    /// By which rules it chooses and decides.
    Framework,
    /// By which processes and tools it works.
    System,
    /// Where it sits, and whom it answers to.
    Structure,
    /// Who works in it.
    Staff,
    /// How it deals with people.
    Style,
    /// What it is good at.
    Skill,
    /// What it wants to reach.
    Goals,
}

impl StrategySheet {
    /// What `field` says.
    pub fn field(&self, field: StrategyField) -> &String {
        match field {
            StrategyField::Framework => &self.framework,
            StrategyField::System => &self.system,
            StrategyField::Structure => &self.structure,
            StrategyField::Staff => &self.staff,
            StrategyField::Style => &self.style,
            StrategyField::Skill => &self.skill,
            StrategyField::Goals => &self.goals,
        }
    }

    /// The same, to be changed.
    pub fn field_mut(&mut self, field: StrategyField) -> &mut String {
        match field {
            StrategyField::Framework => &mut self.framework,
            StrategyField::System => &mut self.system,
            StrategyField::Structure => &mut self.structure,
            StrategyField::Staff => &mut self.staff,
            StrategyField::Style => &mut self.style,
            StrategyField::Skill => &mut self.skill,
            StrategyField::Goals => &mut self.goals,
        }
    }

    /// Whether nothing has been written yet.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl StrategyField {
    /// All, in display order.
    pub const ALL: [Self; 7] =
        [Self::Framework, Self::System, Self::Structure, Self::Staff, Self::Style, Self::Skill, Self::Goals];

    /// In a word.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Framework => "Framework",
            Self::System => "System",
            Self::Structure => "Structure",
            Self::Staff => "Staff",
            Self::Style => "Style",
            Self::Skill => "Skill",
            Self::Goals => "Goals",
        }
    }

    /// What is asked.
    pub const fn question(self) -> &'static str {
        match self {
            Self::Framework => "By which rules does it choose and decide?",
            Self::System => "By which processes and tools does it work?",
            Self::Structure => "Where does it sit, and whom does it answer to?",
            Self::Staff => "Who works in it?",
            Self::Style => "How does it deal with people?",
            Self::Skill => "What is it good at?",
            Self::Goals => "What does it want to reach?",
        }
    }
}
