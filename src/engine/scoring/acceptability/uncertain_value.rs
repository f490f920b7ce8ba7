//! Values that are known only within a range, and their draws.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Column, LANES, fill_uniforms};

/// The value of one alternative on one criterion, drawn in each sample.
///
/// A value, not a raw score: apply the criterion's value function to the least, the
/// likely and the greatest score, and sort. A missing score may be drawn from all there is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct UncertainValue {
    /// Row of the matrix.
    pub alternative: usize,
    /// Column of the matrix.
    pub criterion: usize,
    /// Stable name of the cell in the random numbers: a cell keeps its luck when others come and go.
    pub key: u64,
    /// Where the value lies.
    pub range: ValueRange,
}

/// Distribution of a value within `0.0..=1.0`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ValueRange {
    low: f64,
    likely: Option<f64>,
    high: f64,
}

/// The range is no range.
#[derive(Clone, Copy, Debug, PartialEq, Error)]
#[error("an uncertain value must rise from low to high within 0 and 1, not {low}, {likely}, {high}")]
pub struct ValueRangeError {
    /// Least value.
    pub low: f64,
    /// Likeliest value; the middle of an even range.
    pub likely: f64,
    /// Greatest value.
    pub high: f64,
}

impl ValueRange {
    /// Anything from `low` to `high` with equal right: a score "give or take a level".
    ///
    /// # Errors
    ///
    /// [`ValueRangeError`] unless 0 ≤ low ≤ high ≤ 1.
    pub fn uniform(low: f64, high: f64) -> Result<Self, ValueRangeError> {
        Self::checked(low, None, high)
    }

    /// Least, likeliest and greatest value: a triangular distribution.
    ///
    /// # Errors
    ///
    /// [`ValueRangeError`] unless 0 ≤ low ≤ likely ≤ high ≤ 1.
    pub fn triangular(low: f64, likely: f64, high: f64) -> Result<Self, ValueRangeError> {
        Self::checked(low, Some(likely), high)
    }

    /// The value that is exceeded with probability `1 − p`; `p` in `0.0..=1.0`.
    pub fn quantile(&self, p: f64) -> f64 {
        let span = self.high - self.low;
        let Some(likely) = self.likely else { return self.low + p * span };
        let left = likely - self.low;
        if p * span < left {
            self.low + (p * span * left).sqrt()
        } else {
            self.high - ((1.0 - p) * span * (self.high - likely)).sqrt()
        }
    }

    fn checked(low: f64, likely: Option<f64>, high: f64) -> Result<Self, ValueRangeError> {
        let middle = likely.unwrap_or(0.5 * (low + high));
        // Written so that NaN is refused.
        if 0.0 <= low && low <= middle && middle <= high && high <= 1.0 {
            Ok(Self { low, likely, high })
        } else {
            Err(ValueRangeError { low, likely: middle, high })
        }
    }
}

/// Draws of the uncertain values of one alternative after the other.
pub(super) struct DrawnValues {
    /// Criterion and values; room for the most that one alternative has.
    columns: Vec<(usize, Column)>,
    /// How many of them belong to the present alternative.
    drawn: usize,
    /// First cell of the alternative that comes next.
    next: usize,
}

impl DrawnValues {
    pub(super) fn new(uncertain: &[UncertainValue]) -> Self {
        let rows = uncertain.chunk_by(|a, b| a.alternative == b.alternative);
        let most = rows.map(<[_]>::len).max().unwrap_or(0);
        Self { columns: vec![(0, [0.0; LANES]); most], drawn: 0, next: 0 }
    }

    /// Draws the values of `alternative` in the samples from `first`.
    ///
    /// Ask for the alternatives in ascending order, again from 0 for the next chunk.
    pub(super) fn draw(&mut self, uncertain: &[UncertainValue], alternative: usize, seed: u64, first: u32) {
        let cells = self.cells(uncertain, alternative);
        self.drawn = cells.len();
        for ((criterion, column), cell) in self.columns.iter_mut().zip(&uncertain[cells]) {
            *criterion = cell.criterion;
            fill_uniforms(column, seed, first, cell.key, VALUE_DRAW);
            for value in column {
                *value = cell.range.quantile(*value);
            }
        }
    }

    /// Criteria and values of the alternative that was drawn last.
    pub(super) fn columns(&self) -> impl Iterator<Item = (usize, &Column)> {
        self.columns[..self.drawn].iter().map(|(criterion, column)| (*criterion, column))
    }

    fn cells(&mut self, uncertain: &[UncertainValue], alternative: usize) -> Range<usize> {
        if alternative == 0 {
            self.next = 0;
        }
        let start = self.next;
        self.next += uncertain[start..].iter().take_while(|cell| cell.alternative == alternative).count();
        start..self.next
    }
}

/// Draws of values are counted apart from those of weights, so that equal keys do not tie them.
const VALUE_DRAW: u32 = 1 << 31;

#[cfg(test)]
mod tests {
    use super::*;

    /// Tri(0.2, 0.5, 0.9): F(0.5) = 3/7; by hand.
    #[test]
    fn quantiles_by_hand() {
        let triangular = ValueRange::triangular(0.2, 0.5, 0.9).unwrap();
        for (p, value) in [(0.0, 0.2), (3.0 / 28.0, 0.35), (3.0 / 7.0, 0.5), (6.0 / 7.0, 0.7), (1.0, 0.9)] {
            assert!((triangular.quantile(p) - value).abs() < 1e-15, "{p}");
        }
        assert!((ValueRange::uniform(0.2, 0.6).unwrap().quantile(0.25) - 0.3).abs() < 1e-15);
        assert!((ValueRange::triangular(0.4, 0.4, 0.4).unwrap().quantile(0.7) - 0.4).abs() < 1e-15);
        assert!((ValueRange::triangular(0.4, 0.4, 0.6).unwrap().quantile(0.0) - 0.4).abs() < 1e-15);
    }

    #[test]
    fn what_is_no_range_is_refused() {
        for (low, likely, high) in
            [(0.5, 0.4, 0.6), (0.1, 0.9, 0.8), (-0.1, 0.5, 1.0), (0.0, 0.5, 1.1), (f64::NAN, 0.5, 1.0)]
        {
            assert!(ValueRange::triangular(low, likely, high).is_err(), "{low} {likely} {high}");
        }
        assert!(ValueRange::uniform(0.0, f64::NAN).is_err());
        assert_eq!(
            ValueRange::uniform(0.75, 0.25).unwrap_err().to_string(),
            "an uncertain value must rise from low to high within 0 and 1, not 0.75, 0.5, 0.25"
        );
    }
}
