//! Quantiles, shares and the mean of a histogram.
//!
//! A histogram is a slice of counts, one per whole-week bin from bin 0. Counts
//! are integers, so that shards of a simulation can be added in any order.

use crate::stats::quantile::{self, order_statistic_ranks};

/// Bin that holds quantile `p`: the first that has at least the share `p` of all
/// counts in it or before it.
///
/// `p` in `0.0..=1.0`. `None` for an empty histogram.
///
/// ```
/// use pmo_engine::stats::histogram;
/// assert_eq!(histogram::quantile(&[0, 5, 3, 2], 0.8), Some(2));
/// ```
pub fn quantile(counts: &[u64], p: f64) -> Option<usize> {
    bin_of_rank(counts, quantile::rank(total(counts), p))
}

/// Quantile `p` with a fraction, in bins: the values of a bin lie evenly between the one before and it.
///
/// Smooth where [`quantile`] jumps, so that two histograms can be told apart by less than a bin.
/// `p` in `0.0..=1.0`. `None` for an empty histogram.
pub fn interpolated_quantile(counts: &[u64], p: f64) -> Option<f64> {
    let wanted = p * total(counts) as f64;
    let mut below = 0.0;
    for (bin, &count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        let here = count as f64;
        if below + here >= wanted {
            return Some(bin as f64 - 1.0 + (wanted - below) / here);
        }
        below += here;
    }
    None
}

/// Bins of the two order statistics that enclose quantile `p` with `confidence`.
///
/// See [`order_statistic_ranks`] for what happens in small samples. `None` for an
/// empty histogram.
pub fn quantile_interval(counts: &[u64], p: f64, confidence: f64) -> Option<(usize, usize)> {
    let (low, high) = order_statistic_ranks(total(counts), p, confidence);
    Some((bin_of_rank(counts, low)?, bin_of_rank(counts, high)?))
}

/// How many counts lie in `bin` or before it, and how many there are in all.
///
/// Feed it to [`probability`](crate::stats::interval::probability) for
/// the interval. A `bin` beyond the end has everything before it.
pub fn share_at_most(counts: &[u64], bin: usize) -> (u64, u64) {
    let n = total(counts);
    match counts.get(..=bin) {
        Some(before) => (total(before), n),
        None => (n, n),
    }
}

/// Mean bin number, in bins (weeks). `None` for an empty histogram.
pub fn mean(counts: &[u64]) -> Option<f64> {
    let n = total(counts);
    let sum: u128 = (0_u128..).zip(counts).map(|(bin, &count)| bin * u128::from(count)).sum();
    (n > 0).then(|| sum as f64 / n as f64)
}

fn total(counts: &[u64]) -> u64 {
    counts.iter().sum()
}

/// Bin of the value of this rank, counted from 1; `None` for rank 0.
fn bin_of_rank(counts: &[u64], rank: u64) -> Option<usize> {
    let mut cumulative = 0;
    counts.iter().position(|count| {
        cumulative += count;
        rank > 0 && cumulative >= rank
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_between_bins_rise_evenly() {
        let counts = [0, 0, 4, 0, 4];
        for (p, bin) in [(0.0, 1.0), (0.25, 1.5), (0.5, 2.0), (0.75, 3.5), (1.0, 4.0)] {
            assert!((interpolated_quantile(&counts, p).unwrap() - bin).abs() < 1e-12, "{p}");
        }
        assert_eq!(interpolated_quantile(&[0, 0], 0.5), None);
    }

    /// Values 1 1 1 1 1 2 2 2 3 3.
    const COUNTS: [u64; 4] = [0, 5, 3, 2];

    #[test]
    fn quantile_is_the_value_of_its_rank() {
        let quantiles = [0.0, 0.5, 0.51, 0.8, 0.81, 1.0].map(|p| quantile(&COUNTS, p));
        assert_eq!(quantiles, [1, 1, 2, 2, 3, 3].map(Some));
    }

    /// Ranks 2 and 9 of 10 for the median.
    #[test]
    fn quantile_interval_is_the_values_of_two_ranks() {
        assert_eq!(quantile_interval(&COUNTS, 0.5, 0.95), Some((1, 3)));
        let one_each = [1; 10];
        assert_eq!(quantile_interval(&one_each, 0.5, 0.95), Some((1, 8)));
    }

    #[test]
    fn share_counts_its_own_bin() {
        assert_eq!(share_at_most(&COUNTS, 0), (0, 10));
        assert_eq!(share_at_most(&COUNTS, 2), (8, 10));
        assert_eq!(share_at_most(&COUNTS, 3), (10, 10));
        assert_eq!(share_at_most(&COUNTS, 99), (10, 10));
    }

    #[test]
    fn mean_weighs_bins_by_their_counts() {
        assert_eq!(mean(&COUNTS), Some(1.7));
    }

    #[test]
    fn an_empty_histogram_has_no_quantile() {
        for empty in [&[][..], &[0, 0][..]] {
            assert_eq!(quantile(empty, 0.5), None);
            assert_eq!(quantile_interval(empty, 0.5, 0.95), None);
            assert_eq!(mean(empty), None);
            assert_eq!(share_at_most(empty, 3), (0, 0));
        }
    }
}
