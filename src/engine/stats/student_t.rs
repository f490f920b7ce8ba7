//! Student's t distribution, for the mean of a sample whose spread is estimated.
//!
//! By way of the incomplete beta function; beyond a thousand degrees of freedom
//! by the expansion about the normal distribution, which is also where the search
//! for the quantile begins.
//!
//! Source: Abramowitz & Stegun (1964), 26.7.1 and 26.7.5.

use crate::stats::{beta, normal};

/// Probability that a t variable is at most `t`; `degrees_of_freedom` above 0.
pub fn cumulative(t: f64, degrees_of_freedom: f64) -> f64 {
    let square = t * t;
    let tail = 0.5
        * beta::cumulative(degrees_of_freedom / (degrees_of_freedom + square), 0.5 * degrees_of_freedom, 0.5);
    if t < 0.0 { tail } else { 1.0 - tail }
}

/// Value that a t variable exceeds with probability `1 − p`.
///
/// `p` in `0.0..=1.0`, ±∞ at its ends; `degrees_of_freedom` above 0, infinity
/// giving the normal distribution.
pub fn quantile(p: f64, degrees_of_freedom: f64) -> f64 {
    let z = normal::quantile(p);
    let near = expansion(z, degrees_of_freedom);
    if degrees_of_freedom > 1e3 || !z.is_finite() {
        return near;
    }
    let tail = p.min(1.0 - p);
    // Two forms of one equation: each is exact where the other cancels.
    let share = degrees_of_freedom / (degrees_of_freedom + near * near);
    let t_squared = if tail < 0.25 {
        let x = beta::quantile_near(2.0 * tail, 0.5 * degrees_of_freedom, 0.5, share);
        degrees_of_freedom * (1.0 - x) / x
    } else {
        let y = beta::quantile_near(1.0 - 2.0 * tail, 0.5, 0.5 * degrees_of_freedom, 1.0 - share);
        degrees_of_freedom * y / (1.0 - y)
    };
    t_squared.sqrt().copysign(p - 0.5)
}

/// The quantile by its expansion about that of the normal distribution, `z`, to the fourth term (26.7.5).
fn expansion(z: f64, degrees_of_freedom: f64) -> f64 {
    if !z.is_finite() || degrees_of_freedom.is_infinite() {
        return z;
    }
    let square = z * z;
    let first = (square + 1.0) / 4.0;
    let second = ((5.0 * square + 16.0) * square + 3.0) / 96.0;
    let third = (((3.0 * square + 19.0) * square + 17.0) * square - 15.0) / 384.0;
    let fourth =
        ((((79.0 * square + 776.0) * square + 1_482.0) * square - 1_920.0) * square - 945.0) / 92_160.0;
    let part = degrees_of_freedom.recip();
    z * (1.0 + part * (first + part * (second + part * (third + part * fourth))))
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "the ends are exact")]
mod tests {
    use super::*;

    /// mpmath, 40 digits; the first is in every table of t.
    #[test]
    fn quantile_agrees_with_high_precision_arithmetic() {
        for (p, degrees_of_freedom, t) in [
            (0.95, 3.0, 2.353_363_434_801_824),
            (0.975, 1.0, 12.706_204_736_174_705),
            (0.975, 9.0, 2.262_157_162_798_205_4),
            (0.6, 4.0, 0.270_722_294_707_597_4),
            (0.9999, 2.0, 70.700_071_074_964_28),
            (0.501, 30.0, 0.002_527_603_007_215_137),
            (0.975, 999.0, 1.962_341_461_133_45),
            (0.975, 1_001.0, 1.962_336_705_280_88),
            (0.975, 9_999.0, 1.960_201_263_621_357_7),
            (1e-7, 1_500.0, -5.223_728_584_074_258),
            (1e-10, 5.0, -156.825_592_708_894_3),
        ] {
            let found = quantile(p, degrees_of_freedom);
            assert!((found / t - 1.0).abs() < 1e-10, "{found} instead of {t}");
        }
    }

    #[test]
    fn joins_the_normal_distribution_smoothly() {
        for p in [0.01, 0.5, 0.8, 0.975] {
            assert!((quantile(p, 1e3) - quantile(p, 1_000.000_001)).abs() < 1e-11, "p = {p}");
            assert!((quantile(p, f64::INFINITY) - normal::quantile(p)).abs() < 1e-15, "p = {p}");
        }
    }

    #[test]
    fn is_symmetric_and_unbounded() {
        assert_eq!(quantile(0.0, 4.0), f64::NEG_INFINITY);
        assert_eq!(quantile(1.0, 4.0), f64::INFINITY);
        assert!(quantile(0.5, 4.0).abs() < 1e-15);
        assert!((quantile(0.25, 4.0) + quantile(0.75, 4.0)).abs() < 1e-14);
        assert!((cumulative(quantile(0.1, 7.0), 7.0) - 0.1).abs() < 1e-12);
    }
}
