//! Two rates of events, such as work finished per quarter, compared by their ratio.
//!
//! Given how many events there were in all, those of the second period are binomial, whatever the common rate: an exact
//! interval of that share becomes an exact interval of the ratio. It covers at least with its confidence.
//!
//! Sources: Przyborowski & Wilenski (1940), *Homogeneity of results in testing samples from Poisson series*, Biometrika
//! 31; Clopper & Pearson (1934), *The use of confidence or fiducial limits*, Biometrika 26.

use super::interval::{Interval, clopper_pearson};

/// Events seen over a time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Observed {
    /// How many.
    pub events: u64,
    /// Over how long, above 0; in any unit, the same for both periods.
    pub time: f64,
}

/// Rate of `after` ÷ rate of `before`, and its exact interval with `confidence`, strictly between 0 and 1.
///
/// `None` unless both times are above 0 and something was seen before; the interval has no upper end (infinity) only
/// where that is so, so here it is finite.
///
/// ```
/// use pmo_engine::stats::rate_ratio::{Observed, rate_ratio};
/// let before = Observed { events: 10, time: 4.0 };
/// let after = Observed { events: 30, time: 4.0 };
/// let (ratio, interval) = rate_ratio(before, after, 0.95).unwrap();
/// assert!((ratio - 3.0).abs() < 1e-12);
/// assert!(interval.low > 1.0 && interval.high > 6.0);
/// ```
pub fn rate_ratio(before: Observed, after: Observed, confidence: f64) -> Option<(f64, Interval)> {
    let is_time = |time: f64| time.is_finite() && time > 0.0;
    if before.events == 0 || !is_time(before.time) || !is_time(after.time) {
        return None;
    }
    let exposure = before.time / after.time;
    let ratio = after.events as f64 / before.events as f64 * exposure;
    let share = clopper_pearson(after.events, before.events + after.events, confidence);
    let odds = |share: f64| share / (1.0 - share) * exposure;
    Some((ratio, Interval { low: odds(share.low), high: odds(share.high) }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::beta;

    fn seen(events: u64, time: f64) -> Observed {
        Observed { events, time }
    }

    /// The ends are where the exact binomial test of the share has a tail of 2.5 % each.
    #[test]
    fn the_ends_leave_a_fortieth_in_each_tail() {
        let (_, interval) = rate_ratio(seen(7, 3.0), seen(12, 2.0), 0.95).unwrap();
        let share = |ratio: f64| ratio * 2.0 / (3.0 + ratio * 2.0);
        // P(X ≥ 12) at the low end, P(X ≤ 12) at the high end, of 19.
        let at_least = beta::cumulative(share(interval.low), 12.0, 8.0);
        let at_most = 1.0 - beta::cumulative(share(interval.high), 13.0, 7.0);
        assert!((at_least - 0.025).abs() < 1e-9 && (at_most - 0.025).abs() < 1e-9, "{at_least} {at_most}");
    }

    #[test]
    fn swapping_the_periods_inverts_everything() {
        let (ratio, interval) = rate_ratio(seen(9, 1.5), seen(21, 2.5), 0.9).unwrap();
        let (back, inverse) = rate_ratio(seen(21, 2.5), seen(9, 1.5), 0.9).unwrap();
        assert!((ratio * back - 1.0).abs() < 1e-12);
        assert!((interval.low * inverse.high - 1.0).abs() < 1e-9);
        assert!((interval.high * inverse.low - 1.0).abs() < 1e-9);
    }

    #[test]
    fn nothing_before_is_no_ratio_and_nothing_after_is_a_bound() {
        assert_eq!(rate_ratio(seen(0, 1.0), seen(3, 1.0), 0.95), None);
        assert_eq!(rate_ratio(seen(3, 0.0), seen(3, 1.0), 0.95), None);
        let (ratio, interval) = rate_ratio(seen(5, 1.0), seen(0, 1.0), 0.95).unwrap();
        assert!(ratio.abs() < 1e-12 && interval.low.abs() < 1e-12 && interval.high < 1.1);
    }
}
