//! Value of information: which open question could still change the choice.
//!
//! A question is a value or a weight that is known only to be one of several levels, all
//! thought equally likely. Each level is put in place in turn, all else held, and the changes
//! of the first k are counted; their mean is what an answer is worth. A question whose
//! answer changes nothing need not be asked.
//!
//! Source: Howard (1966), *Information value theory*, IEEE Transactions on Systems
//! Science and Cybernetics 2(1), with members of the top k in place of money.

use thiserror::Error;

use crate::scoring::additive::DecisionMatrix;
use crate::scoring::rerank::Baseline;

/// What is not known for certain.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// About what.
    pub unknown: Unknown,
    /// What the answer may be, in `0.0..=1.0`, all equally likely; the present value or weight may be among them.
    pub levels: Vec<f64>,
}

/// Value or weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// A value, after the value function.
    Value {
        /// Row of the matrix.
        alternative: usize,
        /// Column of the matrix.
        criterion: usize,
    },
    /// A weight, as a share of the whole; all others give way in proportion.
    Weight {
        /// Column of the matrix.
        criterion: usize,
    },
}

/// What the answer to one question would change.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Information {
    /// Index of the question.
    pub question: usize,
    /// Expected number of alternatives that enter the first k.
    pub top_changes: f64,
    /// Chance that the first k change at all, `0.0..=1.0`.
    pub chance: f64,
    /// Expected number of alternatives whose rank changes.
    pub rank_changes: f64,
}

/// Why a question was refused. Questions are told by their index.
#[derive(Clone, Copy, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum QuestionError {
    /// The matrix has no such cell or criterion.
    #[error("question {0} is about an alternative or a criterion that does not exist")]
    NoSuchCell(usize),
    /// Nothing is possible.
    #[error("question {0} has no possible answer; give it at least one level")]
    NoLevels(usize),
    /// NaN, or outside `0.0..=1.0`.
    #[error("level {level} of question {question} must be between 0 and 1")]
    LevelOutside {
        /// Which question.
        question: usize,
        /// What it was.
        level: f64,
    },
}

/// All questions, the one whose answer is expected to change most first.
///
/// Sorted by the expected changes of the first `k`, then by the chance of any, then by the
/// ranks; equals in the order given.
///
/// # Errors
///
/// [`QuestionError`]
pub fn value_of_information(
    matrix: &DecisionMatrix,
    questions: &[Question],
    k: usize,
) -> Result<Vec<Information>, QuestionError> {
    for (index, question) in questions.iter().enumerate() {
        question.check(index, matrix)?;
    }
    let baseline = Baseline::new(matrix, k);
    let answered = |(index, question)| Information::of(index, question, &baseline);
    let mut found: Vec<Information> = questions.iter().enumerate().map(answered).collect();
    found.sort_by(|a, b| {
        let by_top = b.top_changes.total_cmp(&a.top_changes);
        by_top.then(b.chance.total_cmp(&a.chance)).then(b.rank_changes.total_cmp(&a.rank_changes))
    });
    Ok(found)
}

impl Question {
    fn check(&self, index: usize, matrix: &DecisionMatrix) -> Result<(), QuestionError> {
        let exists = match self.unknown {
            Unknown::Value { alternative, criterion } => {
                alternative < matrix.alternatives() && criterion < matrix.criteria()
            }
            Unknown::Weight { criterion } => criterion < matrix.criteria(),
        };
        if !exists {
            return Err(QuestionError::NoSuchCell(index));
        }
        if self.levels.is_empty() {
            return Err(QuestionError::NoLevels(index));
        }
        match self.levels.iter().find(|level| !(0.0..=1.0).contains(*level)) {
            Some(&level) => Err(QuestionError::LevelOutside { question: index, level }),
            None => Ok(()),
        }
    }
}

impl Information {
    fn of(index: usize, question: &Question, baseline: &Baseline) -> Self {
        let (mut top, mut changed, mut ranks) = (0, 0, 0);
        for &level in &question.levels {
            let shift = match question.unknown {
                Unknown::Value { alternative, criterion } => {
                    baseline.with_value(alternative, criterion, level)
                }
                Unknown::Weight { criterion } => baseline.with_weight(criterion, level),
            };
            top += shift.top;
            changed += usize::from(shift.top > 0);
            ranks += shift.ranks;
        }
        let mean = |sum: usize| sum as f64 / question.levels.len() as f64;
        Self { question: index, top_changes: mean(top), chance: mean(changed), rank_changes: mean(ranks) }
    }
}
