//! The project management office: its maturity, duties, charter, stakeholders and roadmap.

pub mod actions;
pub mod charter;
pub mod duties;
pub mod functions;
pub mod leader;
pub mod leader_steps;
pub mod leader_work;
pub mod maturity_model;
pub mod network;
pub mod organisation;
pub mod past;
pub mod process;
pub mod registers;
pub mod roadmap;
pub mod staff;
pub mod stakeholder;
pub mod strategy_sheet;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::finite::Finite;
use super::id::{AssessmentId, RespondentId};
use super::shared::Shared;
use super::unique_keys;
use charter::Charter;
use duties::Duties;
use functions::{FunctionId, FunctionNeed};
use leader::Leader;
use maturity_model::{MaturityModel, StatementId};
use network::Network;
use past::PastOffice;
use process::Process;
use registers::Registers;
use roadmap::Roadmap;
use staff::Staff;
use stakeholder::{Stakeholder, Stakeholders};
use strategy_sheet::StrategySheet;

/// First word of the name of those who wish to stay unnamed, such as "Anonymous K7Q2".
pub const UNNAMED: &str = "Anonymous";

/// What is known of the office itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// Oldest first.
    pub assessments: Vec<Assessment>,
    /// Who does what; none in files written before there were duties.
    #[serde(default)]
    pub duties: Duties,
    /// Who leads it.
    #[serde(default, skip_serializing_if = "Leader::is_empty")]
    pub leader: Leader,
    /// Which functions the organisation needs, and who does them without an office; absent where nobody said.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "unique_keys::map")]
    pub functions: BTreeMap<FunctionId, FunctionNeed>,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Charter::is_empty")]
    pub charter: Charter,
    /// Its strategy in seven fields.
    #[serde(default, skip_serializing_if = "StrategySheet::is_empty")]
    pub strategy: StrategySheet,
    /// Whom it needs and serves.
    #[serde(default, skip_serializing_if = "Stakeholders::is_empty")]
    pub stakeholders: Stakeholders,
    /// Other offices.
    #[serde(default, skip_serializing_if = "Network::is_empty")]
    pub network: Network,
    /// Its people, and the support that work asks for.
    #[serde(default, skip_serializing_if = "Staff::is_empty")]
    pub staff: Staff,
    /// What it asks of people, in display order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub processes: Vec<Process>,
    /// Offices that were here before, the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub past: Vec<PastOffice>,
    /// What it means to improve.
    #[serde(default, skip_serializing_if = "Roadmap::is_untouched")]
    pub roadmap: Roadmap,
    /// What it writes down from day to day.
    #[serde(default, skip_serializing_if = "Registers::is_empty")]
    pub registers: Registers,
}

/// One round of the maturity statements.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Assessment {
    /// Stays for life.
    pub id: AssessmentId,
    /// A few words.
    pub name: String,
    /// When it was held.
    pub date: Option<Date>,
    /// Who took part.
    pub respondents: Vec<Respondent>,
    /// What each answered; a statement that is absent is not answered yet.
    #[serde(deserialize_with = "unique_keys::map_of_maps")]
    pub answers: BTreeMap<RespondentId, BTreeMap<StatementId, Answer>>,
    /// How sure each is of a level given to a statement; absent where it was not said, and never of a "don't know".
    #[serde(
        default,
        skip_serializing_if = "BTreeMap::is_empty",
        deserialize_with = "unique_keys::map_of_maps"
    )]
    pub confidence: BTreeMap<RespondentId, BTreeMap<StatementId, Confidence>>,
    /// What was seen to support the answers; absent is [`Evidence::None`].
    #[serde(deserialize_with = "unique_keys::map")]
    pub evidence: BTreeMap<StatementId, Evidence>,
    /// What each answered for the organisation's own side; numbers of [`organisation`]'s statements.
    #[serde(
        default,
        skip_serializing_if = "BTreeMap::is_empty",
        deserialize_with = "unique_keys::map_of_maps"
    )]
    pub organisation: BTreeMap<RespondentId, BTreeMap<StatementId, Answer>>,
    /// Whether the result stays hidden until somebody reveals it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_blind: bool,
    /// The organisation's own statements; absent where the built-in ones are asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<Shared<MaturityModel>>,
    /// Weights in place of the model's, by the number of the dimension, from 1; absent where the model's hold.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "unique_keys::map")]
    pub weights: BTreeMap<u8, Finite>,
}

/// Someone who answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Respondent {
    /// Stays for life.
    pub id: RespondentId,
    /// A role or a name, as the person likes.
    pub name: String,
    /// Whom the person speaks for; groups count equally, however large.
    pub group: RespondentGroup,
}

/// Whom a respondent speaks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RespondentGroup {
    /// Sponsors and executives.
    Sponsor,
    /// The office itself.
    #[default]
    Pmo,
    /// Project managers.
    ProjectManagers,
    /// Delivery teams.
    Teams,
    /// Finance.
    Finance,
}

/// One answer: a level, or `null` for "don't know".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "Option<u8>", into = "Option<u8>")]
#[schemars(with = "Option<u8>")]
pub enum Answer {
    /// Said so; never filled in.
    DontKnow,
    /// 1 to 5.
    Level(u8),
}

/// How sure somebody is of a level. It changes no score and enters no interval: it says what to talk about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// A guess.
    Low,
    /// In between.
    Medium,
    /// Seen from near.
    High,
}

/// What supports the answers to a statement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// Nothing.
    #[default]
    None,
    /// Somebody said so.
    Told,
    /// A document was seen.
    Document,
    /// Figures were seen.
    Data,
}

impl Office {
    /// The assessment `id`, if it is still there.
    pub fn assessment(&self, id: AssessmentId) -> Option<&Assessment> {
        self.assessments.iter().find(|assessment| assessment.id == id)
    }

    /// Who stands behind the office, if it says so.
    pub fn sponsor(&self) -> Option<&Stakeholder> {
        self.stakeholders.stakeholder(self.charter.head.sponsor?)
    }
}

impl RespondentGroup {
    /// All of them, in the order of lists.
    pub const ALL: [Self; 5] = [Self::Sponsor, Self::Pmo, Self::ProjectManagers, Self::Teams, Self::Finance];

    /// For people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sponsor => "Sponsors and executives",
            Self::Pmo => "PMO",
            Self::ProjectManagers => "Project managers",
            Self::Teams => "Delivery teams",
            Self::Finance => "Finance",
        }
    }

    /// Whether the group speaks for the business, and so for the organisation's own side.
    pub fn is_business(self) -> bool {
        matches!(self, Self::Sponsor | Self::Finance)
    }
}

impl Respondent {
    /// Whether the person stayed unnamed: a ballot without a name is listed by [`UNNAMED`] and its code.
    pub fn is_unnamed(&self) -> bool {
        self.name.split_whitespace().next() == Some(UNNAMED)
    }
}

impl Assessment {
    /// A round of the built-in statements in which nobody has said anything yet; open, without a date.
    pub fn new(id: AssessmentId, name: impl Into<String>, respondents: Vec<Respondent>) -> Self {
        Self {
            id,
            name: name.into(),
            date: None,
            respondents,
            answers: BTreeMap::new(),
            confidence: BTreeMap::new(),
            evidence: BTreeMap::new(),
            organisation: BTreeMap::new(),
            is_blind: false,
            model: None,
            weights: BTreeMap::new(),
        }
    }

    /// Whether somebody stayed unnamed, so that small groups are not shown apart.
    pub fn is_anonymous(&self) -> bool {
        self.respondents.iter().any(Respondent::is_unnamed)
    }

    /// What is asked, with the weights that hold; weights that fit no dimension are left out.
    pub fn model(&self) -> Cow<'_, MaturityModel> {
        let model = self.asked();
        if self.weights.is_empty() {
            return Cow::Borrowed(model);
        }
        model.with_weights(&self.weights).map_or(Cow::Borrowed(model), Cow::Owned)
    }

    /// What is asked, with the weights that it came with.
    pub fn asked(&self) -> &MaturityModel {
        self.model.as_deref().unwrap_or_else(|| MaturityModel::built_in())
    }

    /// Whether the built-in statements are asked, of which fit, flags, elements and roadmap speak.
    pub fn is_built_in(&self) -> bool {
        self.model.is_none()
    }

    /// Whether what has been answered and seen so far says the same under `model`.
    pub fn fits(&self, model: &MaturityModel) -> bool {
        let now = self.asked();
        let answered = self.answers.values().flat_map(BTreeMap::keys).chain(self.evidence.keys());
        let answered: BTreeSet<StatementId> = answered.copied().collect();
        answered.into_iter().filter(|id| now.statement(*id).is_some()).all(|id| now.says_the_same(model, id))
    }

    /// Whether somebody gave a level to a statement that is asked.
    pub fn has_levels(&self) -> bool {
        let asked = self.asked();
        let is_level = |(id, answer): (&StatementId, &Answer)| {
            matches!(answer, Answer::Level(_)) && asked.statement(*id).is_some()
        };
        self.answers.values().flatten().any(is_level)
    }

    /// What `respondent` answered to `statement`; none if not answered yet.
    pub fn answer(&self, respondent: RespondentId, statement: StatementId) -> Option<Answer> {
        self.answers.get(&respondent).and_then(|answers| answers.get(&statement)).copied()
    }

    /// How sure `respondent` is of the level given to `statement`; none if not said.
    pub fn confidence(&self, respondent: RespondentId, statement: StatementId) -> Option<Confidence> {
        self.confidence.get(&respondent).and_then(|said| said.get(&statement)).copied()
    }
}

impl Confidence {
    /// All of them, the least first.
    pub const ALL: [Self; 3] = [Self::Low, Self::Medium, Self::High];

    /// For people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

impl TryFrom<Option<u8>> for Answer {
    type Error = String;

    fn try_from(level: Option<u8>) -> Result<Self, String> {
        match level {
            None => Ok(Self::DontKnow),
            Some(level @ 1..=5) => Ok(Self::Level(level)),
            Some(level) => {
                Err(format!("an answer is a level from 1 to 5 or null for don't know, not {level}"))
            }
        }
    }
}

impl From<Answer> for Option<u8> {
    fn from(answer: Answer) -> Self {
        match answer {
            Answer::DontKnow => None,
            Answer::Level(level) => Some(level),
        }
    }
}
