//! Rank acceptability: how often each alternative gets each rank when the weights,
//! and perhaps the scores, are drawn instead of given (SMAA-2).
//!
//! Weights are drawn evenly from a [`WeightSpace`]: all there are, those that keep a
//! stated order, or those within stated limits. Uncertain values are drawn from their
//! ranges. Counted are ranks, wins of each over each, and the weights under which an
//! alternative comes first; their mean, its *central weights*, says what one must
//! care about to prefer it. The *confidence factor* says how likely it then is first.
//!
//! A sample's luck depends on the seed and its number alone, and all counts are
//! integers, so chunks can be sampled anywhere and merged in any order to the same bits.
//!
//! Ties. Scores are compared to the nearest 2⁻³¹. Tied alternatives take turns: from one
//! sample to the next the order within a tie is reversed and then moved on by one, so
//! that each of two gets half of the better places. Ranks of one sample are
//! therefore all different, and every row and column of shares sums to 1.
//!
//! Sources: Lahdelma & Salminen (2001), *SMAA-2: stochastic multicriteria
//! acceptability analysis for group decision making*, Operations Research 49(3);
//! Tervonen & Lahdelma (2007), *Implementing stochastic multicriteria
//! acceptability analysis*, EJOR 178(2), for the sampling; Leskinen et al. (2006)
//! for pairwise winning.

mod confidence;
mod places;
mod tally;
mod uncertain_value;
mod weight_space;

use std::ops::Range;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::random::{ITERATIONS_PER_BLOCK, uniforms};
use crate::scoring::additive::DecisionMatrix;

pub use confidence::{ConfidenceTally, confidence_chunk};
pub use tally::{Acceptability, Estimate, Tally, TallyLayout};
pub use uncertain_value::{UncertainValue, ValueRange, ValueRangeError};
pub use weight_space::{WeightSpace, WeightSpaceError};

use places::Places;
use uncertain_value::DrawnValues;
use weight_space::WeightSampler;

/// Samples drawn together; ranges that start and end at its multiples waste no draws.
pub const CHUNK: u32 = 256;

/// Most alternatives that can be sampled: a tally grows with their square.
pub const MOST_ALTERNATIVES: usize = 4_096;

/// What is to be sampled.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Problem {
    layout: TallyLayout,
    /// Row by row, so that an alternative is scored along memory.
    values: Vec<f64>,
    weights: WeightSampler,
    /// Sorted by alternative, then criterion.
    uncertain: Vec<UncertainValue>,
}

/// Why a problem was refused.
#[derive(Clone, Copy, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum ProblemError {
    /// Above [`MOST_ALTERNATIVES`].
    #[error("{0} alternatives are too many to sample (at most {MOST_ALTERNATIVES}); leave some out")]
    TooMany(usize),
    /// The weights cannot be drawn.
    #[error(transparent)]
    WeightSpace(#[from] WeightSpaceError),
    /// The matrix has no such cell.
    #[error("there is no alternative {alternative} with a criterion {criterion}; leave its range out")]
    NoSuchCell {
        /// Row.
        alternative: usize,
        /// Column.
        criterion: usize,
    },
    /// Two ranges for one cell.
    #[error("alternative {alternative} has two ranges on criterion {criterion}; give one")]
    RepeatedCell {
        /// Row.
        alternative: usize,
        /// Column.
        criterion: usize,
    },
}

impl Problem {
    /// Values of `matrix`, with those of `uncertain` drawn from their ranges instead; the
    /// weights are those of `space`, not of the matrix.
    ///
    /// Wins of each over each are counted if `pairwise`: their number grows with the
    /// square of the alternatives, as that of the ranks does. A missing score is worth 0
    /// unless it is among the uncertain.
    ///
    /// # Errors
    ///
    /// [`ProblemError`]
    pub fn new(
        matrix: &DecisionMatrix,
        space: &WeightSpace,
        mut uncertain: Vec<UncertainValue>,
        pairwise: bool,
    ) -> Result<Self, ProblemError> {
        let (alternatives, criteria) = (matrix.alternatives(), matrix.criteria());
        if alternatives > MOST_ALTERNATIVES {
            return Err(ProblemError::TooMany(alternatives));
        }
        let weights = WeightSampler::new(space, criteria)?;
        let place = |cell: &UncertainValue| (cell.alternative, cell.criterion);
        uncertain.sort_by_key(place);
        if let Some(cell) =
            uncertain.iter().find(|cell| cell.alternative >= alternatives || cell.criterion >= criteria)
        {
            let (alternative, criterion) = place(cell);
            return Err(ProblemError::NoSuchCell { alternative, criterion });
        }
        if let Some(repeated) = uncertain.windows(2).position(|pair| place(&pair[0]) == place(&pair[1])) {
            let (alternative, criterion) = place(&uncertain[repeated]);
            return Err(ProblemError::RepeatedCell { alternative, criterion });
        }
        let mut values = vec![0.0; alternatives * criteria];
        for criterion in 0..criteria {
            let column = values.iter_mut().skip(criterion).step_by(criteria);
            for (cell, value) in column.zip(matrix.values(criterion)) {
                *cell = *value;
            }
        }
        // What is drawn is added whole.
        for cell in &uncertain {
            values[cell.alternative * criteria + cell.criterion] = 0.0;
        }
        let layout = TallyLayout { alternatives, criteria, pairwise };
        Ok(Self { layout, values, weights, uncertain })
    }

    /// Shape of its tallies.
    pub fn layout(&self) -> TallyLayout {
        self.layout
    }

    fn row(&self, alternative: usize) -> &[f64] {
        &self.values[alternative * self.layout.criteria..][..self.layout.criteria]
    }
}

/// Draws and ranks the samples numbered `samples`, and counts.
///
/// Tallies of any partition of a range merge to the tally of the whole. Nothing
/// is allocated from one [`CHUNK`] to the next.
///
/// ```
/// use pmo_engine::scoring::acceptability::{Problem, WeightSpace, sample_chunk};
/// use pmo_engine::scoring::additive::DecisionMatrix;
/// use pmo_engine::scoring::value_function::ValueFunction;
/// use pmo_engine::scoring::weights::Weights;
///
/// let functions = vec![ValueFunction::linear(0.0, 1.0)?; 2];
/// let raw_scores = [1.0, 0.0, 0.25, 0.75].map(Some); // two alternatives, two criteria
/// let matrix = DecisionMatrix::new(&raw_scores, &functions, Weights::new(&[1.0, 1.0])?)?;
/// let problem = Problem::new(&matrix, &WeightSpace::Uniform, vec![], true)?;
/// let mut tally = sample_chunk(&problem, 7, 0..4_096);
/// tally.merge(&sample_chunk(&problem, 7, 4_096..10_000));
/// let found = tally.finish();
/// // Both are equal at half and half.
/// assert!((found.rank(0, 1).share - 0.5).abs() < 0.02);
/// assert!((found.central_weights(0).unwrap()[0] - 0.75).abs() < 0.02);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn sample_chunk(problem: &Problem, seed: u64, samples: Range<u32>) -> Tally {
    let TallyLayout { alternatives, criteria, .. } = problem.layout;
    let mut tally = Tally::empty(problem.layout);
    let mut weights = vec![[0.0; LANES]; criteria];
    let mut drawn = DrawnValues::new(&problem.uncertain);
    let mut places = Places::new(alternatives);
    let mut next = samples.start;
    while next < samples.end {
        let first = next - next % CHUNK;
        let end = first.saturating_add(CHUNK).min(samples.end);
        let lanes = (next - first) as usize..(end - first) as usize;
        problem.weights.draw(seed, first, &mut weights);
        for alternative in 0..alternatives {
            let mut scores = scores(problem.row(alternative), &weights);
            drawn.draw(&problem.uncertain, alternative, seed, first);
            for (criterion, values) in drawn.columns() {
                add_product(&mut scores, &weights[criterion], values);
            }
            places.set_scores(alternative, &scores);
        }
        for lane in lanes.clone() {
            if let Some(winner) = places.rank(lane, first) {
                tally.count_first(winner, weights.iter().map(|column| column[lane]));
            }
        }
        tally.count_places(&places, lanes);
        next = end;
    }
    tally
}

/// Scores of all alternatives under the drawn weights of the samples numbered `samples`, one list for each;
/// uncertain values count as 0.
///
/// The weights are those that [`sample_chunk`] draws for the same numbers.
pub fn drawn_scores(problem: &Problem, seed: u64, samples: Range<u32>) -> Vec<Vec<f64>> {
    let TallyLayout { alternatives, criteria, .. } = problem.layout;
    let mut weights = vec![[0.0; LANES]; criteria];
    let mut drawn_from = None;
    let score = |sample: u32| {
        let first = sample - sample % CHUNK;
        if drawn_from != Some(first) {
            problem.weights.draw(seed, first, &mut weights);
            drawn_from = Some(first);
        }
        let lane = (sample - first) as usize;
        let of = |alternative| {
            let terms = problem.row(alternative).iter().zip(&weights);
            terms.map(|(value, column)| column[lane] * value).sum()
        };
        (0..alternatives).map(of).collect()
    };
    samples.map(score).collect()
}

const LANES: usize = CHUNK as usize;

/// One number for each sample of a chunk.
type Column = [f64; LANES];

/// Lanes that are summed in registers.
const TILE: usize = 16;

/// Score of one alternative in each sample: each lane adds up in the order of the criteria.
fn scores(values: &[f64], weights: &[Column]) -> Column {
    let mut scores = [0.0; LANES];
    let (tiles, _) = scores.as_chunks_mut::<TILE>();
    for (tile, start) in tiles.iter_mut().zip((0..LANES).step_by(TILE)) {
        let mut sums = [0.0; TILE];
        for (value, column) in values.iter().zip(weights) {
            for (sum, weight) in sums.iter_mut().zip(&column[start..start + TILE]) {
                *sum += weight * value;
            }
        }
        *tile = sums;
    }
    scores
}

fn add_product(sums: &mut Column, a: &Column, b: &Column) {
    for ((sum, a), b) in sums.iter_mut().zip(a).zip(b) {
        *sum += a * b;
    }
}

/// Fills a column with uniforms of four samples a block.
fn fill_uniforms(column: &mut Column, seed: u64, first: u32, object: u64, draw: u32) {
    let (blocks, _) = column.as_chunks_mut();
    for (block, number) in blocks.iter_mut().zip(first / ITERATIONS_PER_BLOCK..) {
        *block = uniforms(seed, number, object, draw);
    }
}

/// `value` in 0.0..2.0 as a whole number of 2⁻³¹, rounded; up to 2³² − 1.
#[inline]
fn fixed_point(value: f64) -> u32 {
    // At 2²¹ a double has 31 bits behind the point: adding rounds there, and the low word holds them.
    #[expect(clippy::cast_possible_truncation, reason = "the low word is what is wanted")]
    let low_word = (value + 2_097_152.0).to_bits() as u32;
    low_word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fixed_point_counts_31_bits_behind_the_point() {
        for (value, whole) in [
            (0.0, 0),
            (0.5, 1 << 30),
            (1.0, 1 << 31),
            (1.0 + 1e-16, 1 << 31),
            (0.75, 3 << 29),
            (1.5, 3 << 30),
        ] {
            assert_eq!(fixed_point(value), whole, "{value}");
        }
        assert_eq!(fixed_point(0.1 + 0.2), fixed_point(0.3));
    }
}
