//! The additive value model: score = Σ weight × value.
//!
//! Values are worked out once, when the matrix is built; a change of weights
//! costs one multiplication and one addition per cell. Every score can be
//! opened into the contributions that sum to it.
//!
//! Source: Keeney & Raiffa (1976), *Decisions with Multiple Objectives*, chapter 3.

use thiserror::Error;

use crate::scoring::value_function::ValueFunction;
use crate::scoring::weights::Weights;
use crate::stats::interval::Interval;

/// Values of alternatives on weighted criteria. At least one criterion; perhaps
/// no alternative.
#[derive(Clone, Debug, PartialEq)]
pub struct DecisionMatrix {
    alternatives: usize,
    weights: Weights,
    /// Criterion by criterion, so that scoring runs along memory; 0 where missing.
    values: Vec<f64>,
    missing: Vec<Missing>,
}

/// Why a decision matrix was refused.
#[derive(Clone, Copy, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum MatrixError {
    /// Each criterion has one value function and one weight.
    #[error("{value_functions} criteria have a value function, but {weights} have a weight; give each both")]
    CriteriaDiffer {
        /// Number of value functions.
        value_functions: usize,
        /// Number of weights.
        weights: usize,
    },
    /// The scores do not fill whole rows.
    #[error("{scores} scores do not fill rows of {criteria} criteria; mark a missing one as missing")]
    UnevenRows {
        /// Number of scores, missing ones included.
        scores: usize,
        /// Number of criteria.
        criteria: usize,
    },
    /// NaN or infinite; a score that is not known is `None`.
    #[error("score {score} of alternative {alternative} on criterion {criterion} is not a finite number")]
    InvalidScore {
        /// Row.
        alternative: usize,
        /// Column.
        criterion: usize,
        /// What it was.
        score: f64,
    },
}

impl DecisionMatrix {
    /// Applies one value function per criterion to raw scores, which come row
    /// by row (one row per alternative), in each criterion's own unit; `None`
    /// is a score not given yet.
    ///
    /// # Errors
    ///
    /// [`MatrixError`]
    pub fn new(
        raw_scores: &[Option<f64>],
        value_functions: &[ValueFunction],
        weights: Weights,
    ) -> Result<Self, MatrixError> {
        let criteria = value_functions.len();
        check_criteria(criteria, &weights)?;
        // Weights are never empty, so neither are the criteria.
        let alternatives = raw_scores.len() / criteria;
        if alternatives * criteria != raw_scores.len() {
            return Err(MatrixError::UnevenRows { scores: raw_scores.len(), criteria });
        }
        let mut values = vec![0.0; raw_scores.len()];
        let mut missing = Vec::new();
        for (alternative, row) in raw_scores.chunks_exact(criteria).enumerate() {
            for (criterion, (raw_score, function)) in row.iter().zip(value_functions).enumerate() {
                match *raw_score {
                    Some(score) if !score.is_finite() => {
                        return Err(MatrixError::InvalidScore { alternative, criterion, score });
                    }
                    Some(score) => values[criterion * alternatives + alternative] = function.value(score),
                    None => missing.push(Missing { alternative, criterion, range: function.range() }),
                }
            }
        }
        Ok(Self { alternatives, weights, values, missing })
    }

    /// Replaces the weights and keeps everything else: what a dragged slider does.
    ///
    /// # Errors
    ///
    /// [`MatrixError::CriteriaDiffer`]; the matrix is then unchanged.
    pub fn set_weights(&mut self, weights: Weights) -> Result<(), MatrixError> {
        check_criteria(self.criteria(), &weights)?;
        self.weights = weights;
        Ok(())
    }

    /// Number of alternatives (rows).
    pub fn alternatives(&self) -> usize {
        self.alternatives
    }

    /// Number of criteria (columns), at least 1.
    pub fn criteria(&self) -> usize {
        self.weights.as_slice().len()
    }

    /// Weights of the criteria.
    pub fn weights(&self) -> &Weights {
        &self.weights
    }

    /// Values on `criterion` in `0.0..=1.0`, one per alternative; 0 where the score is missing.
    ///
    /// # Panics
    ///
    /// If there is no such criterion.
    pub fn values(&self, criterion: usize) -> &[f64] {
        &self.values[criterion * self.alternatives..][..self.alternatives]
    }

    /// Cells without a score as (alternative, criterion), row by row.
    pub fn missing(&self) -> impl Iterator<Item = (usize, usize)> {
        self.missing.iter().map(|cell| (cell.alternative, cell.criterion))
    }
}

/// Score of each alternative, in matrix order, in `0.0..=1.0` (up to rounding).
///
/// A missing score contributes 0; see [`score_ranges`] for what it might.
pub fn scores(matrix: &DecisionMatrix) -> Vec<f64> {
    let mut scores = vec![0.0; matrix.alternatives];
    for (criterion, weight) in matrix.weights.as_slice().iter().enumerate() {
        for (score, value) in scores.iter_mut().zip(matrix.values(criterion)) {
            *score += weight * value;
        }
    }
    scores
}

/// Contribution, weight × value, of each criterion to the score of each alternative.
///
/// Row by row, one row of [`criteria`](DecisionMatrix::criteria) numbers per
/// alternative, dimensionless; a row summed from left to right is the score,
/// to the bit. A criterion of weight 0 and a missing score contribute exactly 0.
pub fn contributions(matrix: &DecisionMatrix) -> Vec<f64> {
    let criteria = matrix.criteria();
    let mut contributions = vec![0.0; matrix.values.len()];
    for (criterion, weight) in matrix.weights.as_slice().iter().enumerate() {
        let column = contributions.iter_mut().skip(criterion).step_by(criteria);
        for (contribution, value) in column.zip(matrix.values(criterion)) {
            *contribution = weight * value;
        }
    }
    contributions
}

/// From what each score would be if all its missing scores were the worst there
/// is, to what it would be if they were the best. In matrix order.
///
/// Both ends are the score where nothing is missing. The lower end is above the
/// score where even the worst level is worth something.
pub fn score_ranges(matrix: &DecisionMatrix) -> Vec<Interval> {
    let exact = |score| Interval { low: score, high: score };
    let mut ranges: Vec<Interval> = scores(matrix).into_iter().map(exact).collect();
    for cell in &matrix.missing {
        let weight = matrix.weights.as_slice()[cell.criterion];
        let range = &mut ranges[cell.alternative];
        range.low += weight * cell.range.0;
        range.high += weight * cell.range.1;
    }
    ranges
}

#[derive(Clone, Debug, PartialEq)]
struct Missing {
    alternative: usize,
    criterion: usize,
    /// Worst and best value it could have.
    range: (f64, f64),
}

fn check_criteria(value_functions: usize, weights: &Weights) -> Result<(), MatrixError> {
    let weights = weights.as_slice().len();
    if value_functions == weights {
        Ok(())
    } else {
        Err(MatrixError::CriteriaDiffer { value_functions, weights })
    }
}
