//! Uncertainty of a quantile, from the ranks of the sorted sample alone.
//!
//! How many of n values lie below the true quantile is binomial, whatever the
//! distribution of the values; so two ranks enclose it with known confidence.
//!
//! Source: Hahn & Meeker (1991), *Statistical Intervals*, section 5.2.

use crate::stats::beta;

/// Ranks of the two order statistics, counted from 1, that enclose quantile `p`
/// with at least `confidence`.
///
/// `p` in `0.0..=1.0`, `confidence` strictly between 0 and 1. Where `n` is too
/// small for an end, that end is the smallest or largest value and the true
/// confidence is below the one asked for: see [`coverage`]. Without any value
/// both ranks are 0.
///
/// ```
/// use pmo_engine::stats::quantile::order_statistic_ranks;
/// assert_eq!(order_statistic_ranks(10_000, 0.80, 0.95), (7_921, 8_079));
/// ```
pub fn order_statistic_ranks(n: u64, p: f64, confidence: f64) -> (u64, u64) {
    if n == 0 {
        return (0, 0);
    }
    let tail = 0.5 * (1.0 - confidence);
    let low = first_in(n, |k| binomial_cumulative(k, n, p) > tail);
    let high = first_in(n, |k| binomial_cumulative(k, n, p) >= 1.0 - tail) + 1;
    (low.max(1), high.min(n))
}

/// Probability that the order statistics of these `ranks` (counted from 1) in a
/// sample of `n` enclose quantile `p` of a continuous distribution.
pub fn coverage(n: u64, p: f64, (low, high): (u64, u64)) -> f64 {
    let below = |rank: u64| if rank == 0 { 0.0 } else { binomial_cumulative(rank - 1, n, p) };
    below(high) - below(low)
}

/// Rank, counted from 1, of the value reported as quantile `p` of a sample of `n`.
///
/// The smallest rank that has at least the share `p` of the sample at or below
/// it; between 1 and `n`, or 0 if the sample is empty.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and n")]
pub fn rank(n: u64, p: f64) -> u64 {
    // 0.07 × 100 is a hair above 7 in binary: do not let that make it 8.
    let exact = p * n as f64;
    let nearest = exact.round();
    let rank = if (exact - nearest).abs() <= 1e-12 * exact { nearest } else { exact.ceil() };
    (rank.max(1.0) as u64).min(n)
}

/// Probability of at most `k` successes in `n` trials.
fn binomial_cumulative(k: u64, n: u64, p: f64) -> f64 {
    if k >= n { 1.0 } else { beta::cumulative(1.0 - p, (n - k) as f64, k as f64 + 1.0) }
}

/// First of 0..=n for which `holds`; it must hold for every number after it,
/// and for `n`.
fn first_in(n: u64, holds: impl Fn(u64) -> bool) -> u64 {
    let (mut low, mut high) = (0, n);
    while low < high {
        let middle = low + (high - low) / 2;
        if holds(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Hahn & Meeker's exact two-sided intervals; coverage by summing the binomial.
    #[test]
    fn ranks_and_coverage_of_hahn_and_meeker() {
        for (n, p, ranks, expected_coverage) in [
            (10, 0.5, (2, 9), 0.978_52),
            (100, 0.8, (72, 89), 0.967_40),
            (1_000, 0.5, (469, 532), 0.953_71),
            (1_000, 0.8, (775, 825), 0.951_90),
            (1_000, 0.9, (881, 919), 0.954_91),
            (10_000, 0.8, (7_921, 8_079), 0.951_73),
            (10_000, 0.9, (8_941, 9_059), 0.950_79),
        ] {
            assert_eq!(order_statistic_ranks(n, p, 0.95), ranks, "n = {n}, p = {p}");
            assert!((coverage(n, p, ranks) - expected_coverage).abs() < 6e-6, "n = {n}, p = {p}");
        }
    }

    /// Wilks (1941): 59 runs for a one-sided 95/95 statement.
    #[test]
    fn coverage_of_the_largest_of_59() {
        assert!((coverage(59, 0.95, (0, 59)) - 0.951_505).abs() < 5e-7);
    }

    #[test]
    fn a_small_sample_gives_its_extremes_and_owns_up() {
        assert_eq!(order_statistic_ranks(5, 0.8, 0.95), (2, 5));
        assert!(coverage(5, 0.8, (2, 5)) < 0.95);
        assert_eq!(order_statistic_ranks(1, 0.5, 0.95), (1, 1));
        assert_eq!(order_statistic_ranks(0, 0.5, 0.95), (0, 0));
    }

    #[test]
    fn rank_is_not_misled_by_binary_fractions() {
        assert_eq!(rank(100, 0.07), 7);
        assert_eq!(rank(10, 0.8), 8);
        assert_eq!(rank(11, 0.8), 9);
        assert_eq!([rank(10, 0.0), rank(10, 1.0), rank(0, 0.5)], [1, 10, 0]);
    }
}
