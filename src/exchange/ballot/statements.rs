//! Maturity statements on a ballot: what is asked of them, and one person's answers.
//!
//! A file carries the words of every statement. A link would be too long with them, so it carries numbers and
//! prints where the words are those that come with the product, and the page that opens it fills them in.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{BallotError, field};
use crate::model::id::AssessmentId;
use crate::model::office::maturity_model::{Dimension, MaturityModel, Statement, StatementId};
use crate::model::office::organisation::OrganisationModel;
use crate::model::office::{Answer, Assessment, Confidence, RespondentGroup};
use crate::model::{limits, rule, unique_keys};

/// One person's answers, by statement.
pub type Answers = BTreeMap<StatementId, Answer>;

/// How sure one person is of levels, by statement.
pub type Confidences = BTreeMap<StatementId, Confidence>;

/// The statements of an assessment that people are asked to judge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AskedAssessment {
    /// Its number in the portfolio.
    pub id: AssessmentId,
    /// Its name.
    pub name: String,
    /// Statements on the office, in order.
    pub statements: Vec<AskedStatement>,
    /// Statements on the organisation, in order; none if they are not asked.
    pub organisation: Vec<AskedStatement>,
}

/// Which statements go out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StatementChoice {
    /// Only those of the short form.
    pub is_short: bool,
    /// Those on the organisation too.
    pub with_organisation: bool,
}

/// One statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AskedStatement {
    /// Its number.
    pub id: StatementId,
    /// Tells it from one on which the same level would mean something else.
    pub print: String,
    /// What is read; empty in a link that leaves it to the page.
    #[serde(default, skip_serializing_if = "StatementWords::is_left_out")]
    pub words: StatementWords,
}

/// What is read of a statement.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatementWords {
    /// Name of its dimension.
    pub dimension: String,
    /// Topic.
    pub name: String,
    /// The practice in one sentence.
    pub statement: String,
    /// What levels 1 to 5 look like.
    pub anchors: [String; 5],
}

/// One person's answers to an assessment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SaidAssessment {
    /// Number of the assessment in its portfolio.
    pub id: AssessmentId,
    /// Its name.
    pub name: String,
    /// Whom the person speaks for.
    pub group: RespondentGroup,
    /// Statements on the office that were asked, whether answered or not.
    pub statements: Vec<BallotStatement>,
    /// Statements on the organisation that were asked.
    pub organisation: Vec<BallotStatement>,
    /// Answers on the office.
    #[serde(deserialize_with = "unique_keys::map")]
    pub answers: Answers,
    /// Answers on the organisation.
    #[serde(deserialize_with = "unique_keys::map")]
    pub organisation_answers: Answers,
    /// How sure the person is of levels on the office; none in ballots written before people could say it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "unique_keys::map")]
    pub confidence: Confidences,
}

/// A statement that was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BallotStatement {
    /// Its number.
    pub id: StatementId,
    /// Its topic.
    pub name: String,
    /// Print of its words.
    pub print: String,
}

impl AskedAssessment {
    /// What `choice` asks of `assessment`, which is answered by `model`.
    pub fn of(assessment: &Assessment, model: &MaturityModel, choice: StatementChoice) -> Self {
        let asked = |model: &MaturityModel, is_short: bool| {
            let mut asked = Vec::new();
            for dimension in &model.dimensions {
                let statements = dimension.statements.iter().filter(|it| it.short_form || !is_short);
                asked.extend(statements.map(|it| AskedStatement::of(dimension, it)));
            }
            asked
        };
        let organisation = &OrganisationModel::built_in().statements;
        Self {
            id: assessment.id,
            name: assessment.name.clone(),
            statements: asked(model, choice.is_short),
            // The organisation's side is held against the built-in dimensions only.
            organisation: if choice.with_organisation && assessment.is_built_in() {
                asked(organisation, false)
            } else {
                Vec::new()
            },
        }
    }

    /// Statements that are asked.
    pub fn len(&self) -> usize {
        self.statements.len() + self.organisation.len()
    }

    /// Whether nothing is asked.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The same without the words that every page has.
    pub(super) fn without_known_words(mut self) -> Self {
        for (model, asked) in self.by_model() {
            for statement in asked {
                if AskedStatement::in_model(model, statement.id).is_some_and(|it| it.print == statement.print)
                {
                    statement.words = StatementWords::default();
                }
            }
        }
        self
    }

    /// Fills in the words that a link left out, and looks whether all is right.
    pub(super) fn complete(&mut self) -> Result<(), BallotError> {
        rule::name(&self.name).map_err(|error| field("request.assessment.name", &error.to_string()))?;
        let mut part = "statements";
        for (model, asked) in self.by_model() {
            let path = |index: usize| format!("request.assessment.{part}[{index}]");
            let mut seen = BTreeSet::new();
            if asked.len() > limits::ITEMS {
                return Err(field(&path(limits::ITEMS), &format!("there are more than {}", limits::ITEMS)));
            }
            for (index, statement) in asked.iter_mut().enumerate() {
                let id = statement.id;
                if !seen.insert(id) {
                    return Err(field(&path(index), &format!("statement {id} stands there twice")));
                }
                if statement.words.is_left_out() {
                    let known = AskedStatement::in_model(model, id).filter(|it| it.print == statement.print);
                    let reason = "the words of the statement are not in it, and this page has others";
                    statement.words = known.ok_or_else(|| field(&path(index), reason))?.words;
                } else if statement.words.print() != statement.print {
                    let reason = format!("statement {id} says something else than it did when it was asked");
                    return Err(field(&path(index), &reason));
                }
            }
            part = "organisation";
        }
        Ok(())
    }

    /// Its two parts with the model that comes with the product.
    fn by_model(&mut self) -> [(&'static MaturityModel, &mut Vec<AskedStatement>); 2] {
        [
            (MaturityModel::built_in(), &mut self.statements),
            (&OrganisationModel::built_in().statements, &mut self.organisation),
        ]
    }
}

impl AskedStatement {
    fn of(dimension: &Dimension, statement: &Statement) -> Self {
        let words = StatementWords {
            dimension: dimension.name.clone(),
            name: statement.name.clone(),
            statement: statement.statement.clone(),
            anchors: statement.anchors.clone(),
        };
        Self { id: statement.id, print: words.print(), words }
    }

    /// The statement `id` of `model` as it would be asked.
    pub(super) fn in_model(model: &MaturityModel, id: StatementId) -> Option<Self> {
        model.dimensions.iter().find_map(|dimension| {
            let statement = dimension.statements.iter().find(|it| it.id == id)?;
            Some(Self::of(dimension, statement))
        })
    }
}

impl StatementWords {
    fn is_left_out(&self) -> bool {
        *self == Self::default()
    }

    /// The sentence and the anchors; a new topic name makes no difference to an answer.
    fn print(&self) -> String {
        let text = format!("{}\u{1e}{}", self.statement, self.anchors.join("\u{1e}"));
        format!("{:08x}", crc32fast::hash(text.as_bytes()))
    }
}

impl SaidAssessment {
    /// The answers to `asked`; what was not asked is left out.
    pub(super) fn new(
        asked: &AskedAssessment,
        group: RespondentGroup,
        answers: &Answers,
        organisation: &Answers,
    ) -> Self {
        let part = |asked: &[AskedStatement], given: &Answers| {
            let of = |it: &AskedStatement| BallotStatement {
                id: it.id,
                name: it.words.name.clone(),
                print: it.print.clone(),
            };
            let answers = asked.iter().filter_map(|it| Some((it.id, *given.get(&it.id)?))).collect();
            (asked.iter().map(of).collect(), answers)
        };
        let (statements, answers) = part(&asked.statements, answers);
        let (organisation, organisation_answers) = part(&asked.organisation, organisation);
        let (id, name) = (asked.id, asked.name.clone());
        let confidence = Confidences::new();
        Self { id, name, group, statements, organisation, answers, organisation_answers, confidence }
    }

    /// Answers given, "don't know" among them.
    pub fn given(&self) -> usize {
        self.answers.len() + self.organisation_answers.len()
    }

    pub(super) fn check(&self) -> Result<(), BallotError> {
        rule::name(&self.name).map_err(|error| field("ballot.assessment.name", &error.to_string()))?;
        let parts = [
            ("statements", &self.statements, "answers", &self.answers),
            ("organisation", &self.organisation, "organisation_answers", &self.organisation_answers),
        ];
        for (place, asked, answers_place, answers) in parts {
            let mut known = BTreeSet::new();
            for (index, statement) in asked.iter().enumerate() {
                let path = format!("ballot.assessment.{place}[{index}]");
                if index >= limits::ITEMS {
                    return Err(field(&path, &format!("there are more than {}", limits::ITEMS)));
                }
                if !known.insert(statement.id) {
                    return Err(field(&path, &format!("statement {} stands there twice", statement.id)));
                }
            }
            if let Some(id) = answers.keys().find(|id| !known.contains(*id)) {
                let path = format!("ballot.assessment.{answers_place}.{id}");
                let reason = format!("statement {id} is not among the statements of this ballot");
                return Err(field(&path, &reason));
            }
        }
        for id in self.confidence.keys() {
            let path = format!("ballot.assessment.confidence.{id}");
            rule::confidence(self.answers.get(id).copied())
                .map_err(|error| field(&path, &format!("the confidence {error}")))?;
        }
        Ok(())
    }
}
