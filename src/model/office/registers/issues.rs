//! What is in the way, and what people asked the office to help with.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::finite::Finite;
use crate::model::id::{InitiativeId, RecordId};

/// Something in the way, which managers clear together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LoggedIssue {
    /// Stays for life.
    pub id: RecordId,
    /// In a few words.
    pub what: String,
    /// The department that owns it.
    #[serde(default)]
    pub department: String,
    /// Who waits: an initiative, a team, a person.
    #[serde(default)]
    pub waiting: String,
    /// For whom they wait.
    #[serde(default)]
    pub waits_for: String,
    /// Who clears it out of the way.
    #[serde(default, skip_serializing_if = "BlockerOwner::is_nobody")]
    pub cleared_by: BlockerOwner,
    /// When it was written down.
    #[serde(default)]
    pub opened: Option<Date>,
    /// When it was out of the way; none while it is not.
    #[serde(default)]
    pub closed: Option<Date>,
}

/// Who clears something out of the way.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum BlockerOwner {
    /// Nobody has said.
    #[default]
    Nobody,
    /// Those it belongs to.
    Others,
    /// The office, so that project managers can do their work.
    Office,
}

/// Something that people asked the office to help with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SupportCase {
    /// Stays for life.
    pub id: RecordId,
    /// In a few words.
    pub what: String,
    /// What kind of help.
    #[serde(default)]
    pub kind: SupportKind,
    /// Who asked.
    #[serde(default)]
    pub asked_by: String,
    /// The initiative it is about; none for the whole plan.
    #[serde(default)]
    pub initiative: Option<InitiativeId>,
    /// Day by which somebody expects it to be finished.
    #[serde(default)]
    pub asked_date: Option<Date>,
    /// What somebody expects it to cost, in the document's currency and scale.
    #[serde(default)]
    pub asked_cost: Option<Finite>,
    /// When it was asked.
    #[serde(default)]
    pub opened: Option<Date>,
    /// When it was settled; none while it waits.
    #[serde(default)]
    pub closed: Option<Date>,
    /// What became of it.
    #[serde(default)]
    pub outcome: String,
}

/// What kind of help a case asks for.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum SupportKind {
    /// People are missing, or in the wrong place.
    #[default]
    Resources,
    /// Something changes, and people have to come along.
    Change,
    /// Somebody expects what is hardly possible.
    Expectation,
}

impl BlockerOwner {
    /// All, in display order.
    pub const ALL: [Self; 3] = [Self::Nobody, Self::Others, Self::Office];

    /// For people.
    pub fn words(self) -> &'static str {
        match self {
            Self::Nobody => "Nobody yet",
            Self::Others => "Those it belongs to",
            Self::Office => "The PMO",
        }
    }

    /// Whether nobody has said.
    pub fn is_nobody(&self) -> bool {
        *self == Self::Nobody
    }
}

impl SupportKind {
    /// All, in display order.
    pub const ALL: [Self; 3] = [Self::Resources, Self::Change, Self::Expectation];

    /// For people.
    pub fn words(self) -> &'static str {
        match self {
            Self::Resources => "Resource management",
            Self::Change => "Change management",
            Self::Expectation => "Unreasonable expectation",
        }
    }
}
