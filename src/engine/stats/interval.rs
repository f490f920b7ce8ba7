//! Confidence intervals for a share and for a mean.
//!
//! A share seen in every case or in none says something too: there the Wilson
//! interval is too short, so [`probability`] changes to Clopper–Pearson.
//!
//! Sources: Wilson (1927), *Probable inference, the law of succession, and
//! statistical inference*, JASA 22; Clopper & Pearson (1934), Biometrika 26;
//! Brown, Cai & `DasGupta` (2001), *Interval estimation for a binomial
//! proportion*, Statistical Science 16(2).

use serde::{Deserialize, Serialize};

use crate::float;
use crate::stats::{beta, normal, student_t};

/// From `low` to `high`, both included, in the unit of the estimate.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end, at least `low`.
    pub high: f64,
}

impl Interval {
    const EVERYTHING: Self = Self { low: 0.0, high: 1.0 };
}

/// 95 % interval of a probability of which `successes` in `n` were seen.
///
/// Wilson, or Clopper–Pearson where `successes` is 0 or `n`. Without any trial
/// it is `0.0..=1.0`.
///
/// ```
/// use pmo_engine::stats::interval;
/// let never_seen = interval::probability(0, 100);
/// assert_eq!(never_seen.low, 0.0);
/// assert!((never_seen.high - 0.036_217).abs() < 1e-6);
/// ```
pub fn probability(successes: u64, n: u64) -> Interval {
    if successes == 0 || successes >= n {
        clopper_pearson(successes, n, 0.95)
    } else {
        wilson(successes, n, 0.95)
    }
}

/// Wilson's score interval of a probability.
///
/// `confidence` strictly between 0 and 1; `successes` above `n` count as `n`.
/// Without any trial it is `0.0..=1.0`.
pub fn wilson(successes: u64, n: u64, confidence: f64) -> Interval {
    if n == 0 {
        return Interval::EVERYTHING;
    }
    let successes = successes.min(n);
    let trials = n as f64;
    let share = successes as f64 / trials;
    let z = normal::quantile(0.5 + 0.5 * confidence);
    let z_squared = z * z;
    let centre = share + z_squared / (2.0 * trials);
    let half_width = z * (share * (1.0 - share) / trials + z_squared / (4.0 * trials * trials)).sqrt();
    let scale = 1.0 + z_squared / trials;
    // The ends are exactly 0 and 1 there; rounding would miss them by a hair.
    Interval {
        low: if successes == 0 { 0.0 } else { ((centre - half_width) / scale).max(0.0) },
        high: if successes == n { 1.0 } else { ((centre + half_width) / scale).min(1.0) },
    }
}

/// Clopper and Pearson's interval of a probability: covers it at least with
/// `confidence`, whatever it is.
///
/// `confidence` strictly between 0 and 1; `successes` above `n` count as `n`.
/// Without any trial it is `0.0..=1.0`.
pub fn clopper_pearson(successes: u64, n: u64, confidence: f64) -> Interval {
    if n == 0 {
        return Interval::EVERYTHING;
    }
    let successes = successes.min(n);
    let tail = 0.5 * (1.0 - confidence);
    let seen = successes as f64;
    let unseen = (n - successes) as f64;
    // All or none seen: the beta function is a power, whose inverse is a root.
    let root = float::ln(tail) / n as f64;
    Interval {
        low: match successes {
            0 => 0.0,
            all if all == n => float::exp(root),
            _ => beta::quantile(tail, seen, unseen + 1.0),
        },
        high: match successes {
            all if all == n => 1.0,
            0 => -float::exp_minus_1(root),
            _ => beta::quantile(1.0 - tail, seen + 1.0, unseen),
        },
    }
}

/// Student's interval of a mean, from the sum and the sum of squares of `n` values.
///
/// In the unit of the values; `confidence` strictly between 0 and 1. `None`
/// below two values, which say nothing about their spread. Sums of whole
/// numbers below 2⁵³ are exact; subtract a rough mean first if the spread is
/// tiny against the values.
pub fn mean(sum: f64, sum_of_squares: f64, n: u64, confidence: f64) -> Option<Interval> {
    if n < 2 {
        return None;
    }
    let count = n as f64;
    let mean = sum / count;
    let variance = ((sum_of_squares - sum * mean) / (count - 1.0)).max(0.0);
    let half_width = student_t::quantile(0.5 + 0.5 * confidence, count - 1.0) * (variance / count).sqrt();
    Some(Interval { low: mean - half_width, high: mean + half_width })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_close(found: Interval, low: f64, high: f64, tolerance: f64) {
        let close = (found.low - low).abs() <= tolerance && (found.high - high).abs() <= tolerance;
        assert!(close, "{found:?} instead of {low}..{high}");
    }

    #[test]
    fn wilson_of_0_in_100() {
        assert_close(wilson(0, 100, 0.95), 0.0, 0.036_993, 5e-7);
    }

    /// The formula evaluated separately at z = 1.959963984540054.
    #[test]
    fn wilson_of_20_in_50() {
        assert_close(wilson(20, 50, 0.95), 0.276_083_897_302_565_5, 0.538_185_622_524_106_4, 1e-14);
    }

    /// mpmath, 40 digits.
    #[test]
    fn clopper_pearson_agrees_with_high_precision_arithmetic() {
        for (successes, n, low, high) in [
            (0, 100, 0.0, 0.036_216_692_645_176_42),
            (100, 100, 0.963_783_307_354_823_6, 1.0),
            (7, 50, 0.058_191_700_340_372_085, 0.267_396_002_497_008_44),
            (1, 10_000, 2.531_777_593_474_686_6e-6, 5.570_369_979_469_975e-4),
        ] {
            assert_close(clopper_pearson(successes, n, 0.95), low, high, 1e-12);
        }
    }

    #[test]
    fn a_probability_is_exact_at_its_ends_and_wilson_between() {
        assert_eq!(probability(0, 100), clopper_pearson(0, 100, 0.95));
        assert_eq!(probability(100, 100), clopper_pearson(100, 100, 0.95));
        assert_eq!(probability(1, 100), wilson(1, 100, 0.95));
    }

    #[test]
    fn no_trial_says_nothing() {
        for interval in [probability(0, 0), wilson(0, 0, 0.9), clopper_pearson(0, 0, 0.9)] {
            assert_eq!(interval, Interval { low: 0.0, high: 1.0 });
        }
        assert_eq!(mean(5.0, 25.0, 1, 0.95), None);
    }

    /// 1, 2, 3, 4: mean 2.5, variance 5/3; t at 0.95 and 3 degrees of freedom is 2.353363.
    #[test]
    fn mean_of_four_values() {
        let half_width = 2.353_363_434_801_824 * (5.0_f64 / 12.0).sqrt();
        assert_close(mean(10.0, 30.0, 4, 0.90).unwrap(), 2.5 - half_width, 2.5 + half_width, 1e-12);
    }

    #[test]
    fn the_estimate_lies_inside() {
        for n in [1, 2, 7, 300] {
            for successes in 0..=n {
                let share = successes as f64 / n as f64;
                for found in [wilson(successes, n, 0.95), clopper_pearson(successes, n, 0.95)] {
                    assert!(0.0 <= found.low && found.low <= share, "{successes} of {n}: {found:?}");
                    assert!(share <= found.high && found.high <= 1.0, "{successes} of {n}: {found:?}");
                }
            }
        }
    }
}
