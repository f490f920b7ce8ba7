//! Pairwise comparison: weights from "this one matters three times as much as that one".
//!
//! Two criteria at a time are easier to judge than all of them at once, and a
//! round of judgements shows by its contradictions how far it can be trusted.
//! [`Comparisons`] are what a person has said so far. Once every pair has been
//! judged they form a [`ReciprocalMatrix`], with its principal
//! [eigenvector](eigenvector) and its [consistency]; before that,
//! [`least_squares`] needs only as many judgements as hang together. Several
//! people become one by [`group`].
//!
//! Source: Saaty (1977), *A scaling method for priorities in hierarchical
//! structures*, Journal of Mathematical Psychology 15(3).

use std::collections::BTreeSet;

use thiserror::Error;

pub mod consistency;
pub mod eigenvector;
pub mod group;
pub mod least_squares;

/// Most criteria that can be compared with each other: 4,950 pairs.
pub const MOST_CRITERIA: usize = 100;

/// Greatest ratio of a judgement; its inverse is the smallest. Saaty's scale ends at 9.
pub const HIGHEST_RATIO: f64 = 1_000.0;

/// One criterion is `ratio` times as important as another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Judgement {
    /// Index of the criterion that is judged.
    pub first: usize,
    /// Index of the criterion it is compared with.
    pub second: usize,
    /// Importance of the first over that of the second: above 1 if the first
    /// matters more, 1 if both matter alike; from 1/[`HIGHEST_RATIO`] to [`HIGHEST_RATIO`].
    pub ratio: f64,
}

/// Why comparisons were refused, or do not yet give weights. Criteria are told by their index.
#[derive(Clone, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum PairwiseError {
    /// There is nothing to compare.
    #[error("there is no criterion; add at least one")]
    Empty,
    /// More than [`MOST_CRITERIA`].
    #[error(
        "{0} criteria are too many to compare with each other; put them in groups of at most {MOST_CRITERIA}"
    )]
    TooMany(usize),
    /// The index is not below the number of criteria.
    #[error("a judgement is about criterion {criterion}, but there are only {criteria}")]
    NoSuchCriterion {
        /// What the judgement says.
        criterion: usize,
        /// How many there are.
        criteria: usize,
    },
    /// First and second are the same.
    #[error("criterion {0} is compared with itself; remove that judgement")]
    ComparedWithItself(usize),
    /// There are two judgements on the same pair, either way round.
    #[error("criteria {first} and {second} are compared twice; keep one of the two judgements")]
    ComparedTwice {
        /// The one of lower index.
        first: usize,
        /// The one of higher index.
        second: usize,
    },
    /// Not a number, or outside 1/[`HIGHEST_RATIO`]`..=`[`HIGHEST_RATIO`].
    #[error(
        "criterion {first} cannot be {ratio} times as important as criterion {second}; \
         the ratio must lie between 1/{HIGHEST_RATIO} and {HIGHEST_RATIO}"
    )]
    InvalidRatio {
        /// The criterion that is judged.
        first: usize,
        /// The one it is compared with.
        second: usize,
        /// What was said.
        ratio: f64,
    },
    /// A matrix needs a judgement on every pair; see [`Comparisons::missing_pairs`].
    #[error("{missing} pairs are not compared yet; go on, or use least squares, which can do with fewer")]
    Incomplete {
        /// How many pairs.
        missing: usize,
    },
    /// No chain of judgements leads from one part to another, so nothing is known
    /// about how they compare.
    #[error(
        "the judgements fall into parts that are not compared with each other: {}; \
             compare a criterion of one part with one of the next",
        parts_in_words(parts)
    )]
    Disconnected {
        /// Indices of the criteria in each part, ascending; parts by their lowest index.
        parts: Vec<Vec<usize>>,
    },
}

/// Valid judgements on pairs of criteria, each pair at most once; perhaps none.
///
/// The order in which they came, and which of the two was named first, leave no trace.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparisons {
    criteria: usize,
    /// The lower index first; ascending.
    judgements: Vec<Judgement>,
}

impl Comparisons {
    /// Checks `judgements` on criteria 0 to `criteria` − 1.
    ///
    /// # Errors
    ///
    /// [`PairwiseError`], the first that is found; not `Incomplete` or `Disconnected`.
    pub fn new(criteria: usize, judgements: &[Judgement]) -> Result<Self, PairwiseError> {
        if criteria == 0 {
            return Err(PairwiseError::Empty);
        }
        if criteria > MOST_CRITERIA {
            return Err(PairwiseError::TooMany(criteria));
        }
        let mut pairs = BTreeSet::new();
        let mut ordered = Vec::with_capacity(judgements.len());
        for &judgement in judgements {
            check(judgement, criteria)?;
            let judgement = lower_index_first(judgement);
            let Judgement { first, second, .. } = judgement;
            if !pairs.insert((first, second)) {
                return Err(PairwiseError::ComparedTwice { first, second });
            }
            ordered.push(judgement);
        }
        ordered.sort_by_key(|judgement| (judgement.first, judgement.second));
        Ok(Self { criteria, judgements: ordered })
    }

    /// Number of criteria, at least 1.
    pub fn criteria(&self) -> usize {
        self.criteria
    }

    /// All judgements with the lower index first, ascending.
    pub fn judgements(&self) -> &[Judgement] {
        &self.judgements
    }

    /// Pairs without a judgement, the lower index first, ascending.
    pub fn missing_pairs(&self) -> Vec<(usize, usize)> {
        let mut judged =
            self.judgements.iter().map(|judgement| (judgement.first, judgement.second)).peekable();
        (0..self.criteria)
            .flat_map(|first| (first + 1..self.criteria).map(move |second| (first, second)))
            .filter(|pair| judged.next_if_eq(pair).is_none())
            .collect()
    }

    /// The whole matrix of ratios, once every pair has been judged.
    ///
    /// # Errors
    ///
    /// [`PairwiseError::Incomplete`]
    pub fn matrix(&self) -> Result<ReciprocalMatrix, PairwiseError> {
        let missing = self.criteria * (self.criteria - 1) / 2 - self.judgements.len();
        if missing > 0 {
            return Err(PairwiseError::Incomplete { missing });
        }
        let mut matrix =
            ReciprocalMatrix { criteria: self.criteria, ratios: vec![1.0; self.criteria * self.criteria] };
        for &judgement in &self.judgements {
            matrix.set(judgement);
        }
        Ok(matrix)
    }
}

/// The importance of every criterion over that of every other; positive, with
/// 1 on the diagonal and inverses across it.
#[derive(Clone, Debug, PartialEq)]
pub struct ReciprocalMatrix {
    criteria: usize,
    /// Row by row.
    ratios: Vec<f64>,
}

impl ReciprocalMatrix {
    /// Number of criteria, at least 1.
    pub fn criteria(&self) -> usize {
        self.criteria
    }

    /// Importance of criterion `first` over that of `second`.
    ///
    /// # Panics
    ///
    /// If one of them does not exist.
    pub fn ratio(&self, first: usize, second: usize) -> f64 {
        self.rows().nth(first).expect("the first criterion exists")[second]
    }

    /// One row per criterion: its importance over that of each.
    pub fn rows(&self) -> impl Iterator<Item = &[f64]> {
        self.ratios.chunks_exact(self.criteria)
    }

    /// The same matrix with one judgement, and its inverse, replaced.
    ///
    /// # Errors
    ///
    /// [`PairwiseError::NoSuchCriterion`], [`PairwiseError::ComparedWithItself`]
    /// or [`PairwiseError::InvalidRatio`].
    pub fn with(&self, judgement: Judgement) -> Result<Self, PairwiseError> {
        check(judgement, self.criteria)?;
        Ok(self.with_unbounded(lower_index_first(judgement)))
    }

    /// As [`with`](Self::with) for two different criteria and any ratio above 0.
    fn with_unbounded(&self, judgement: Judgement) -> Self {
        let mut changed = self.clone();
        changed.set(judgement);
        changed
    }

    fn set(&mut self, Judgement { first, second, ratio }: Judgement) {
        self.ratios[first * self.criteria + second] = ratio;
        self.ratios[second * self.criteria + first] = 1.0 / ratio;
    }
}

fn check(judgement: Judgement, criteria: usize) -> Result<(), PairwiseError> {
    let Judgement { first, second, ratio } = judgement;
    if let Some(criterion) = [first, second].into_iter().find(|&criterion| criterion >= criteria) {
        return Err(PairwiseError::NoSuchCriterion { criterion, criteria });
    }
    if first == second {
        return Err(PairwiseError::ComparedWithItself(first));
    }
    if !(1.0 / HIGHEST_RATIO..=HIGHEST_RATIO).contains(&ratio) {
        return Err(PairwiseError::InvalidRatio { first, second, ratio });
    }
    Ok(())
}

fn lower_index_first(judgement: Judgement) -> Judgement {
    let Judgement { first, second, ratio } = judgement;
    if first < second { judgement } else { Judgement { first: second, second: first, ratio: 1.0 / ratio } }
}

fn parts_in_words(parts: &[Vec<usize>]) -> String {
    let part = |part: &Vec<usize>| part.iter().map(usize::to_string).collect::<Vec<_>>().join(", ");
    parts.iter().map(part).collect::<Vec<_>>().join(" | ")
}
