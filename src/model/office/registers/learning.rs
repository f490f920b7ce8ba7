//! What the leader and the people learn, what the office teaches, whom they can ask, and how sure they feel.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::finite::Finite;
use crate::model::id::RecordId;
use crate::model::office::stakeholder::StakeholderGroup;

/// Confidence goes from 1 to this.
pub const MOST_CONFIDENT: u8 = 5;
/// Longest time that one entry of the learning log takes [h].
pub const MOST_HOURS: f64 = 1_000.0;

/// Somebody whom one can ask.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Adviser {
    /// Stays for life.
    pub id: RecordId,
    /// A name, or a role.
    pub name: String,
    /// What the person knows.
    #[serde(default)]
    pub expertise: String,
    /// What may come of knowing the person.
    #[serde(default)]
    pub opportunity: String,
    /// When one last spoke.
    #[serde(default)]
    pub last_contact: Option<Date>,
}

/// Something that was learned.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LearningEntry {
    /// Stays for life.
    pub id: RecordId,
    /// About what.
    pub topic: String,
    /// When.
    #[serde(default)]
    pub date: Option<Date>,
    /// How long [h], 0 to [`MOST_HOURS`].
    #[serde(default)]
    pub hours: Finite,
    /// Where: a course, a book, a talk over lunch.
    #[serde(default)]
    pub source: String,
}

/// A topic that one group is taught: together they are the education plan.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EducationStep {
    /// Stays for life.
    pub id: RecordId,
    /// What.
    pub topic: String,
    /// Whom.
    #[serde(default)]
    pub audience: StakeholderGroup,
    /// By whom: a role, a course.
    #[serde(default)]
    pub teacher: String,
    /// By when.
    #[serde(default)]
    pub due: Option<Date>,
    /// When it was done; none while it is not.
    #[serde(default)]
    pub done: Option<Date>,
}

/// How sure somebody felt before and after a workshop.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfidenceRating {
    /// Stays for life.
    pub id: RecordId,
    /// Whose; a role or initials will do.
    pub who: String,
    /// Which workshop.
    #[serde(default)]
    pub workshop: String,
    /// When.
    #[serde(default)]
    pub date: Option<Date>,
    /// Before it, 1 to [`MOST_CONFIDENT`].
    #[serde(default)]
    pub before: Option<u8>,
    /// After it, 1 to [`MOST_CONFIDENT`].
    #[serde(default)]
    pub after: Option<u8>,
}
