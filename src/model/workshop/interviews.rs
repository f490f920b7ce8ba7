//! What the sponsor and the team were asked before the workshop, and what they said.
//!
//! Success criteria of the sponsor can become criteria; road blocks are counted by what they cost. What the
//! team says of difficult stakeholders stays in this document: [`Document::for_sharing`] leaves it out
//! unless the sheet says otherwise.
//!
//! [`Document::for_sharing`]: crate::model::document::Document::for_sharing

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::finite::Finite;
use crate::model::id::ObjectiveId;
use crate::model::office::maturity_model::MaturityModel;

/// Most success criteria of a sponsor: more than three are a wish list.
pub const SUCCESS_CRITERIA: usize = 3;

/// Both sheets.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Interviews {
    /// With whoever pays and decides.
    pub sponsor: SponsorInterview,
    /// With those who do the work.
    pub team: TeamInterview,
}

/// What the sponsor said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SponsorInterview {
    /// Who was asked.
    pub person: String,
    /// When.
    pub date: Option<Date>,
    /// What success looks like, in the sponsor's words.
    pub success: String,
    /// What one could measure of it; at most [`SUCCESS_CRITERIA`].
    pub success_criteria: Vec<SuccessCriterion>,
    /// What stands in the way of the business.
    pub challenges: Vec<Challenge>,
    /// What the office could do for the sponsor, one wish each.
    pub wishes: Vec<String>,
}

/// Something by which the sponsor would know success.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SuccessCriterion {
    /// A few words, the name of a criterion one day.
    pub name: String,
    /// How one would measure it.
    pub measure: String,
}

/// Something that stands in the way.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Challenge {
    /// In a sentence.
    pub words: String,
    /// The objective it endangers.
    pub objective: Option<ObjectiveId>,
}

/// What the team said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TeamInterview {
    /// Who was asked.
    pub people: String,
    /// When.
    pub date: Option<Date>,
    /// What regularly gets in the way.
    pub roadblocks: Vec<Roadblock>,
    /// What should stay as it is, one thing each.
    pub works_well: Vec<Kept>,
    /// Who is hard to work with, and why.
    pub difficult: Vec<DifficultStakeholder>,
    /// Whether files that leave this machine hold [`difficult`](Self::difficult) too.
    pub shares_difficult: bool,
}

/// Something that regularly gets in the way.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Roadblock {
    /// In a sentence.
    pub words: String,
    /// How often it happens [a month], at least 0.
    pub times_a_month: Finite,
    /// What it costs each time [hours of work], at least 0.
    pub hours_each: Finite,
}

/// Something that works and should stay; in a file a plain text, unless it names a dimension.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(from = "KeptForm", into = "KeptForm")]
#[schemars(with = "KeptForm")]
pub struct Kept {
    /// In a sentence.
    pub words: String,
    /// Number of the dimension of the assessment that it belongs to, from 1; a plan that changes how things are
    /// done there says that it may break it. None if nobody has said.
    pub dimension: Option<u8>,
}

/// How [`Kept`] is written down.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
enum KeptForm {
    /// What works.
    Words(String),
    /// What works, and where.
    In(KeptIn),
}

/// What works, and where.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct KeptIn {
    /// In a sentence.
    words: String,
    /// Number of the dimension, from 1.
    dimension: u8,
}

/// Somebody who is hard to work with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DifficultStakeholder {
    /// Who.
    pub who: String,
    /// Why.
    pub why: String,
}

impl From<KeptForm> for Kept {
    fn from(form: KeptForm) -> Self {
        match form {
            KeptForm::Words(words) => Self { words, dimension: None },
            KeptForm::In(KeptIn { words, dimension }) => Self { words, dimension: Some(dimension) },
        }
    }
}

impl From<Kept> for KeptForm {
    fn from(kept: Kept) -> Self {
        match kept.dimension {
            None => Self::Words(kept.words),
            Some(dimension) => Self::In(KeptIn { words: kept.words, dimension }),
        }
    }
}

impl Kept {
    /// Whether the assessment has its dimension, if it names one.
    pub fn is_somewhere(&self) -> bool {
        let dimensions = MaturityModel::built_in().dimensions.len();
        self.dimension.is_none_or(|number| (1..=dimensions).contains(&usize::from(number)))
    }
}

impl Roadblock {
    /// What it costs [hours a month].
    pub fn hours_a_month(&self) -> f64 {
        self.times_a_month.get() * self.hours_each.get()
    }
}
