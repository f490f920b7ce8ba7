//! The questions that go out: what people are asked to score, and in which words.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::packed::pack;
use super::statements::{AskedAssessment, StatementChoice};
use super::{BallotError, Envelope, LINK_MARK, REQUEST_FORMAT, VERSION, field};
use crate::model::document::Document;
use crate::model::finite::Finite;
use crate::model::id::{CriterionId, InitiativeId};
use crate::model::initiative::Initiative;
use crate::model::office::Assessment;
use crate::model::office::maturity_model::MaturityModel;
use crate::model::scoring::{Criterion, Scale};
use crate::model::{limits, rule};

/// What people are asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BallotRequest {
    /// Name of the portfolio.
    pub portfolio: String,
    /// Key of the workshop; answers bear it too.
    pub key: String,
    /// Round that is under way, from 1.
    pub round: u32,
    /// What is scored on, in display order.
    pub criteria: Vec<AskedCriterion>,
    /// What is scored, in order of priority.
    pub initiatives: Vec<AskedInitiative>,
    /// Whether people may also say how much each criterion matters.
    pub weights: bool,
    /// Statements on the office, if they are asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assessment: Option<AskedAssessment>,
}

/// One criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AskedCriterion {
    /// Its number in the portfolio.
    pub id: CriterionId,
    /// A few words.
    pub name: String,
    /// The question a scorer answers.
    pub question: String,
    /// What the answer may be.
    pub scale: AskedScale,
}

/// What an answer may be. What it is worth is left out: it is none of the scorer's business.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum AskedScale {
    /// One of these, counted from 1, the lowest first.
    Levels(Vec<Words>),
    /// A number.
    Figure {
        /// Unit of it.
        unit: String,
        /// The number that is worth nothing.
        from: Finite,
        /// The number that is worth all.
        to: Finite,
    },
}

/// A level in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// One word.
    pub label: String,
    /// When this level is the right answer.
    pub words: String,
}

/// One initiative.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AskedInitiative {
    /// Its number in the portfolio.
    pub id: InitiativeId,
    /// Its name.
    pub name: String,
    /// A line more, perhaps none.
    pub note: String,
}

impl BallotRequest {
    /// What the workshop of `document` asks.
    pub fn of(document: &Document) -> Self {
        let workshop = &document.workshop;
        let criteria = document.scoring.leaves().filter(|it| workshop.asked.has_criterion(it.id));
        let initiatives = document.initiatives.list.iter().filter(|it| workshop.asked.has_initiative(it.id));
        Self {
            portfolio: document.portfolio.name.clone(),
            key: workshop.key.clone(),
            round: u32::try_from(workshop.rounds.len().max(1)).unwrap_or(u32::MAX),
            criteria: criteria.map(AskedCriterion::of).collect(),
            initiatives: initiatives.map(AskedInitiative::of).collect(),
            weights: workshop.asked.weights,
            assessment: None,
        }
    }

    /// What `choice` asks of `assessment` of `document`, which is answered by `model`; nothing is scored.
    pub fn of_assessment(
        document: &Document,
        assessment: &Assessment,
        model: &MaturityModel,
        choice: StatementChoice,
    ) -> Self {
        Self {
            portfolio: document.portfolio.name.clone(),
            key: document.workshop.key.clone(),
            round: 1,
            criteria: Vec::new(),
            initiatives: Vec::new(),
            weights: false,
            assessment: Some(AskedAssessment::of(assessment, model, choice)),
        }
    }

    /// The text of a file, with a line break at the end.
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(&self.envelope()).unwrap_or_default();
        text.push('\n');
        text
    }

    /// The end of a link that opens the form: `#/ballot/…`.
    pub fn to_fragment(&self) -> String {
        let assessment = self.assessment.clone().map(AskedAssessment::without_known_words);
        let short = Self { assessment, ..self.clone() };
        format!("{LINK_MARK}{}", pack(&serde_json::to_string(&short.envelope()).unwrap_or_default()))
    }

    /// The criterion `id`, if it is asked about.
    pub fn criterion(&self, id: CriterionId) -> Option<&AskedCriterion> {
        self.criteria.iter().find(|criterion| criterion.id == id)
    }

    fn envelope(&self) -> Envelope<'_> {
        Envelope { format: REQUEST_FORMAT, version: VERSION, ballot: None, request: Some(self) }
    }

    /// Fills in what a link leaves out, and looks whether all is right.
    pub(super) fn complete(&mut self) -> Result<(), BallotError> {
        if let Some(asked) = &mut self.assessment {
            asked.complete()?;
            if !self.criteria.is_empty() || !self.initiatives.is_empty() {
                return Err(field("request", "it asks for scores and for statements; ask for two ballots"));
            }
        }
        let too_many = |what: &str| field(what, &format!("it has more than {} entries", limits::ITEMS));
        if self.criteria.len() > limits::ITEMS {
            return Err(too_many("request.criteria"));
        }
        if self.initiatives.len() > limits::ITEMS {
            return Err(too_many("request.initiatives"));
        }
        let mut seen = BTreeSet::new();
        for (index, criterion) in self.criteria.iter().enumerate() {
            let path = format!("request.criteria[{index}]");
            if !seen.insert(criterion.id) {
                return Err(field(&path, &format!("criterion {} stands there twice", criterion.id)));
            }
            if matches!(&criterion.scale, AskedScale::Levels(levels) if levels.is_empty()) {
                return Err(field(&path, "it has no level"));
            }
            named(&path, &criterion.name)?;
        }
        let mut seen = BTreeSet::new();
        for (index, initiative) in self.initiatives.iter().enumerate() {
            let path = format!("request.initiatives[{index}]");
            if !seen.insert(initiative.id) {
                return Err(field(&path, &format!("initiative {} stands there twice", initiative.id)));
            }
            named(&path, &initiative.name)?;
        }
        Ok(())
    }
}

impl AskedCriterion {
    pub(super) fn of(criterion: &Criterion) -> Self {
        Self {
            id: criterion.id,
            name: criterion.name.clone(),
            question: criterion.question.clone(),
            scale: AskedScale::of(&criterion.scale),
        }
    }
}

impl AskedScale {
    fn of(scale: &Scale) -> Self {
        let figure = |unit: &String, from: Finite, to: Finite| Self::Figure { unit: unit.clone(), from, to };
        match scale {
            Scale::Levels { levels } => Self::Levels(
                levels
                    .iter()
                    .map(|level| Words { label: level.label.clone(), words: level.words.clone() })
                    .collect(),
            ),
            Scale::Linear { unit, low, high } | Scale::Exponential { unit, low, high, .. } => {
                figure(unit, *low, *high)
            }
            Scale::Piecewise { unit, points } => {
                let end =
                    |point: Option<&crate::model::scoring::Point>| point.map_or(Finite::ZERO, |it| it.score);
                figure(unit, end(points.first()), end(points.last()))
            }
        }
    }

    /// Tells a scale from one on which the same score would mean something else.
    ///
    /// The words of a rubric or the unit of a figure; what a score is worth makes no difference.
    pub fn print(&self) -> String {
        let mut text = String::new();
        match self {
            Self::Levels(levels) => {
                for level in levels {
                    text.push_str(&level.label);
                    text.push('\u{1f}');
                    text.push_str(&level.words);
                    text.push('\u{1e}');
                }
            }
            Self::Figure { unit, .. } => {
                text.push('\u{1d}');
                text.push_str(unit);
            }
        }
        format!("{:08x}", crc32fast::hash(text.as_bytes()))
    }
}

impl AskedInitiative {
    fn of(initiative: &Initiative) -> Self {
        let note = match initiative.approved_outcome.trim() {
            "" => initiative.department.trim(),
            outcome => outcome,
        };
        let short: String = note.chars().take(160).collect();
        Self { id: initiative.id, name: initiative.name.clone(), note: short }
    }
}

fn named(path: &str, name: &str) -> Result<(), BallotError> {
    rule::name(name).map_err(|error| field(&format!("{path}.name"), &error.to_string()))
}
