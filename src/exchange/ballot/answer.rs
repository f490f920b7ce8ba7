//! The answers that come back: one person's scores, with the names of what was scored.
//!
//! Names travel along, so that a ballot of another portfolio, or of an older version of it, can still be
//! matched, and what cannot be matched can be named.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use super::packed::pack;
use super::request::BallotRequest;
use super::statements::{Answers, Confidences, SaidAssessment};
use super::{BALLOT_FORMAT, BallotError, Envelope, TEXT_MARK, VERSION, field};
use crate::model::finite::Finite;
use crate::model::id::{CriterionId, InitiativeId};
use crate::model::office::maturity_model::StatementId;
use crate::model::office::{RespondentGroup, UNNAMED};
use crate::model::unique_keys;
use crate::model::workshop::Opinion;
use crate::model::{limits, rule};

/// Longest name of a person or group in a ballot [characters].
const PERSON_CHARS: usize = 200;

/// What one person says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ballot {
    /// Name of the portfolio that was asked about.
    pub portfolio: String,
    /// Key of the workshop.
    pub key: String,
    /// Round that it answers, from 1.
    pub round: u32,
    /// Who says it.
    pub person: Person,
    /// When it was written, in UTC: of two ballots of one person the later counts.
    pub written: Option<DateTime>,
    /// What was asked about, whether answered or not.
    pub criteria: Vec<BallotCriterion>,
    /// Initiatives with their scores.
    pub initiatives: Vec<BallotInitiative>,
    /// Relative importance of criteria; empty if the person left that to the group.
    #[serde(deserialize_with = "unique_keys::map")]
    pub weights: BTreeMap<CriterionId, Finite>,
    /// Answers to an assessment of the office, if one was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assessment: Option<SaidAssessment>,
}

/// Who says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Person {
    /// Somebody who gives a name.
    Named {
        /// As the person writes it.
        name: String,
        /// Whom the person speaks for; may be empty.
        group: String,
    },
    /// Somebody who stays unnamed: a code that the form made, by which a second ballot replaces the first.
    Anonymous(String),
}

/// A criterion that was asked about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BallotCriterion {
    /// Its number in the portfolio.
    pub id: CriterionId,
    /// Its name.
    pub name: String,
    /// [Print](super::AskedScale::print) of its scale.
    pub scale: String,
}

/// An initiative with what the person says of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BallotInitiative {
    /// Its number in the portfolio.
    pub id: InitiativeId,
    /// Its name.
    pub name: String,
    /// Raw scores.
    #[serde(deserialize_with = "unique_keys::map")]
    pub scores: BTreeMap<CriterionId, Finite>,
}

impl Ballot {
    /// The answers `opinion` to `request`; of initiatives that the person said nothing of, nothing is kept.
    pub fn new(
        request: &BallotRequest,
        person: Person,
        opinion: &Opinion,
        written: Option<DateTime>,
    ) -> Self {
        let criterion = |it: &super::AskedCriterion| BallotCriterion {
            id: it.id,
            name: it.name.clone(),
            scale: it.scale.print(),
        };
        let initiative = |it: &super::AskedInitiative| {
            let scores = opinion.scores.get(&it.id)?;
            let asked = |id: &CriterionId| request.criterion(*id).is_some();
            let scores: BTreeMap<_, _> =
                scores.iter().filter(|(id, _)| asked(id)).map(|(id, it)| (*id, *it)).collect();
            (!scores.is_empty()).then(|| BallotInitiative { id: it.id, name: it.name.clone(), scores })
        };
        let weights = opinion.weights.iter().filter(|(id, _)| request.criterion(**id).is_some());
        Self {
            portfolio: request.portfolio.clone(),
            key: request.key.clone(),
            round: request.round,
            person,
            written,
            criteria: request.criteria.iter().map(criterion).collect(),
            initiatives: request.initiatives.iter().filter_map(initiative).collect(),
            weights: weights.map(|(id, it)| (*id, *it)).collect(),
            assessment: None,
        }
    }

    /// The `answers` on the office and on its `organisation` to the assessment that `request` asks.
    pub fn of_assessment(
        request: &BallotRequest,
        person: Person,
        group: RespondentGroup,
        answers: &Answers,
        organisation: &Answers,
        written: Option<DateTime>,
    ) -> Self {
        let said = request.assessment.as_ref();
        Self {
            assessment: said.map(|asked| SaidAssessment::new(asked, group, answers, organisation)),
            ..Self::new(request, person, &Opinion::default(), written)
        }
    }

    /// The same with how sure the person is of its levels; what is said of anything else is left out.
    #[must_use]
    pub fn with_confidence(mut self, confidence: &Confidences) -> Self {
        if let Some(said) = &mut self.assessment {
            let fits = |id: &StatementId| rule::confidence(said.answers.get(id).copied()).is_ok();
            said.confidence =
                confidence.iter().filter(|(id, _)| fits(id)).map(|(id, it)| (*id, *it)).collect();
        }
        self
    }

    /// The text of a file, with a line break at the end.
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(&self.envelope()).unwrap_or_default();
        text.push('\n');
        text
    }

    /// The same as a short text for mail or chat: `pmo-ballot:…`.
    pub fn to_text(&self) -> String {
        format!("{TEXT_MARK}{}", pack(&serde_json::to_string(&self.envelope()).unwrap_or_default()))
    }

    /// Scores given.
    pub fn scores(&self) -> usize {
        self.initiatives.iter().map(|initiative| initiative.scores.len()).sum()
    }

    fn envelope(&self) -> Envelope<'_> {
        Envelope { format: BALLOT_FORMAT, version: VERSION, ballot: Some(self), request: None }
    }

    pub(super) fn check(&self) -> Result<(), BallotError> {
        self.person.check()?;
        if let Some(said) = &self.assessment {
            said.check()?;
            if !self.criteria.is_empty() || !self.initiatives.is_empty() {
                return Err(field(
                    "ballot",
                    "it answers with scores and with statements; make it two ballots",
                ));
            }
        }
        if self.criteria.len() > limits::ITEMS || self.initiatives.len() > limits::ITEMS {
            return Err(field("ballot", &format!("it has more than {} entries", limits::ITEMS)));
        }
        let mut criteria = BTreeSet::new();
        for (index, criterion) in self.criteria.iter().enumerate() {
            if !criteria.insert(criterion.id) {
                let reason = format!("criterion {} stands there twice", criterion.id);
                return Err(field(&format!("ballot.criteria[{index}]"), &reason));
            }
        }
        let unknown = |path: &str, id: &CriterionId| {
            field(path, &format!("criterion {id} is not among the criteria of this ballot"))
        };
        let mut initiatives = BTreeSet::new();
        for (index, initiative) in self.initiatives.iter().enumerate() {
            let path = format!("ballot.initiatives[{index}]");
            if !initiatives.insert(initiative.id) {
                return Err(field(&path, &format!("initiative {} stands there twice", initiative.id)));
            }
            for (id, score) in &initiative.scores {
                let path = format!("{path}.scores.{id}");
                if !criteria.contains(id) {
                    return Err(unknown(&path, id));
                }
                rule::amount(*score).map_err(|error| field(&path, &format!("the score {error}")))?;
            }
        }
        for (id, weight) in &self.weights {
            let path = format!("ballot.weights.{id}");
            if !criteria.contains(id) {
                return Err(unknown(&path, id));
            }
            rule::weight(*weight).map_err(|error| field(&path, &format!("the weight {error}")))?;
        }
        Ok(())
    }
}

impl Person {
    /// What the person is called in the list of participants.
    pub fn label(&self) -> String {
        match self {
            Self::Named { name, .. } => name.split_whitespace().collect::<Vec<_>>().join(" "),
            Self::Anonymous(code) => format!("{UNNAMED} {}", code.trim()),
        }
    }

    /// Whom the person speaks for; empty for the anonymous.
    pub fn group(&self) -> &str {
        match self {
            Self::Named { group, .. } => group.trim(),
            Self::Anonymous(_) => "",
        }
    }

    fn check(&self) -> Result<(), BallotError> {
        let (name, group) = match self {
            Self::Named { name, group } => (name, group.as_str()),
            Self::Anonymous(code) => (code, ""),
        };
        rule::name(name).map_err(|error| field("ballot.person", &format!("the name {error}")))?;
        if name.chars().count() > PERSON_CHARS || group.chars().count() > PERSON_CHARS {
            let reason = format!("the name is longer than {PERSON_CHARS} characters");
            return Err(field("ballot.person", &reason));
        }
        Ok(())
    }
}
