//! Maturity assessment: what several people's answers say together.
//!
//! Statements of practice are answered with a level from 1 to 5, each level
//! described by its own anchor. [`score`] turns the answers into scores,
//! [`interval`] says how far another set of respondents might have moved them,
//! [`fit`] holds them against the organisation's own side, [`red_flags`] looks
//! for what no mean shows, [`change`] compares two rounds, [`influence`] weights,
//! [`elements`] asks whether people, process and technology keep step.
//! [`leader`] does the same for the one who leads the office, and [`need`] asks
//! whether there has to be an office at all.
//! "Don't know" is never filled in: it is left out of every mean and counted.
//!
//! Statements, dimensions, groups and respondents are indices here; their
//! names belong to the document.

use thiserror::Error;

pub mod change;
pub mod coverage;
pub mod elements;
pub mod fit;
pub mod influence;
pub mod interval;
pub mod leader;
pub mod need;
pub mod red_flags;
pub mod roadmap;
pub mod score;
pub mod staffing;

/// Lowest level of the ladder.
pub const LOWEST_LEVEL: u8 = 1;
/// Highest level of the ladder.
pub const HIGHEST_LEVEL: u8 = 5;

/// What one respondent said about one statement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Answer {
    /// Not asked, or not answered yet.
    #[default]
    Unanswered,
    /// Read and answered with "don't know".
    DontKnow,
    /// A level of the ladder, `1..=5`.
    Level(u8),
}

/// How well a score is backed, weakest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Evidence {
    /// None: nobody was asked for any.
    #[default]
    E0,
    /// Told: somebody described it.
    E1,
    /// A document was seen.
    E2,
    /// Data were seen.
    E3,
}

impl Evidence {
    /// Highest score this evidence can carry: 3 for E0 and E1, 4 for E2, 5 for E3.
    pub fn cap(self) -> f64 {
        match self {
            Self::E0 | Self::E1 => 3.0,
            Self::E2 => 4.0,
            Self::E3 => 5.0,
        }
    }
}

/// One statement of the assessment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AssessedStatement {
    /// Index of its dimension.
    pub dimension: usize,
    /// Grade of the evidence seen for it.
    pub evidence: Evidence,
}

/// One person's answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Respondent {
    /// Index of the group the person answers for: sponsor, PMO, project managers …
    pub group: usize,
    /// One answer per statement, in statement order.
    pub answers: Vec<Answer>,
}

/// A validated set of answers: every index exists, every level is `1..=5`, at
/// least one dimension has weight.
///
/// There may be no respondent at all, or none who knows anything: the scores
/// are then absent, which is the honest answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Assessment {
    statements: Vec<AssessedStatement>,
    /// Relative to the largest, so `0.0..=1.0` with at least one 1.
    dimension_weights: Vec<f64>,
    groups: usize,
    respondents: Vec<Respondent>,
}

/// Why answers cannot be scored. Indices count from 0; the messages count
/// statements, dimensions and respondents from 1.
#[derive(Clone, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum AssessmentError {
    /// Nothing was asked.
    #[error("the assessment has no statements: choose at least one")]
    NoStatements,
    /// Weights are relative importances.
    #[error("the weight of dimension {} must be a number of at least 0, not {weight}", .dimension + 1)]
    InvalidWeight {
        /// Index of the dimension.
        dimension: usize,
        /// Its weight as given.
        weight: f64,
    },
    /// All weights are 0, or there is no dimension.
    #[error("no dimension has any weight: give at least one a weight above 0")]
    NoWeight,
    /// A statement points to a dimension without a weight.
    #[error("statement {} belongs to dimension index {dimension}, but there are {dimensions} dimensions", .statement + 1)]
    NoSuchDimension {
        /// Index of the statement.
        statement: usize,
        /// The dimension it points to.
        dimension: usize,
        /// Number of dimensions.
        dimensions: usize,
    },
    /// A respondent points to a group that does not exist.
    #[error("respondent {} belongs to group index {group}, but there are {groups} groups", .respondent + 1)]
    NoSuchGroup {
        /// Index of the respondent.
        respondent: usize,
        /// The group pointed to.
        group: usize,
        /// Number of groups.
        groups: usize,
    },
    /// Answers and statements must pair up.
    #[error(
        "respondent {} has {answers} answers to {statements} statements: mark the missing ones as unanswered",
        .respondent + 1
    )]
    AnswerCount {
        /// Index of the respondent.
        respondent: usize,
        /// Number of answers given.
        answers: usize,
        /// Number of statements.
        statements: usize,
    },
    /// The ladder has five levels.
    #[error("respondent {} answers statement {} with {level}: a level is 1 to 5", .respondent + 1, .statement + 1)]
    InvalidLevel {
        /// Index of the respondent.
        respondent: usize,
        /// Index of the statement.
        statement: usize,
        /// The level as given.
        level: u8,
    },
}

impl Assessment {
    /// Brings answers together with the statements they answer.
    ///
    /// `dimension_weights`: one per dimension, at least 0, on any scale.
    /// `groups`: the number of respondent groups, answering or not.
    ///
    /// # Errors
    ///
    /// [`AssessmentError`] names the first index, weight or level that is wrong.
    pub fn new(
        statements: Vec<AssessedStatement>,
        dimension_weights: Vec<f64>,
        groups: usize,
        respondents: Vec<Respondent>,
    ) -> Result<Self, AssessmentError> {
        if statements.is_empty() {
            return Err(AssessmentError::NoStatements);
        }
        let dimension_weights = relative_to_largest(dimension_weights)?;
        let dimensions = dimension_weights.len();
        for (statement, &AssessedStatement { dimension, .. }) in statements.iter().enumerate() {
            if dimension >= dimensions {
                return Err(AssessmentError::NoSuchDimension { statement, dimension, dimensions });
            }
        }
        for (index, respondent) in respondents.iter().enumerate() {
            check_respondent(index, respondent, groups, statements.len())?;
        }
        Ok(Self { statements, dimension_weights, groups, respondents })
    }

    /// The statements, in order.
    pub fn statements(&self) -> &[AssessedStatement] {
        &self.statements
    }

    /// Weight of each dimension relative to the largest, `0.0..=1.0`.
    pub fn dimension_weights(&self) -> &[f64] {
        &self.dimension_weights
    }

    /// Number of respondent groups, answering or not.
    pub fn groups(&self) -> usize {
        self.groups
    }

    /// The respondents, in order.
    pub fn respondents(&self) -> &[Respondent] {
        &self.respondents
    }
}

/// Scaling by the largest keeps every later sum of weights finite.
fn relative_to_largest(mut weights: Vec<f64>) -> Result<Vec<f64>, AssessmentError> {
    for (dimension, &weight) in weights.iter().enumerate() {
        if !(weight.is_finite() && weight >= 0.0) {
            return Err(AssessmentError::InvalidWeight { dimension, weight });
        }
    }
    let largest = weights.iter().copied().fold(0.0, f64::max);
    if largest <= 0.0 {
        return Err(AssessmentError::NoWeight);
    }
    for weight in &mut weights {
        *weight /= largest;
    }
    Ok(weights)
}

fn check_respondent(
    respondent: usize,
    &Respondent { group, ref answers }: &Respondent,
    groups: usize,
    statements: usize,
) -> Result<(), AssessmentError> {
    if group >= groups {
        return Err(AssessmentError::NoSuchGroup { respondent, group, groups });
    }
    if answers.len() != statements {
        return Err(AssessmentError::AnswerCount { respondent, answers: answers.len(), statements });
    }
    for (statement, answer) in answers.iter().enumerate() {
        if let &Answer::Level(level) = answer
            && !(LOWEST_LEVEL..=HIGHEST_LEVEL).contains(&level)
        {
            return Err(AssessmentError::InvalidLevel { respondent, statement, level });
        }
    }
    Ok(())
}
