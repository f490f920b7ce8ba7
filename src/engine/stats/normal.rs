//! Standard normal distribution.
//!
//! The inverse is a rational approximation in three regions, good to about 16
//! digits, without iteration.
//!
//! Source: Wichura (1988), *Algorithm AS 241: The percentage points of the
//! normal distribution*, Applied Statistics 37(3).

use std::f64::consts::FRAC_1_SQRT_2;

use crate::float;

/// Probability that a standard normal variable is at most `x`.
pub fn cumulative(x: f64) -> f64 {
    0.5 * float::erfc(-x * FRAC_1_SQRT_2)
}

/// Value that a standard normal variable exceeds with probability `1 − p`.
///
/// `p` in `0.0..=1.0`; −∞ at 0, +∞ at 1, NaN outside.
///
/// ```
/// use pmo_engine::stats::normal;
/// assert!((normal::quantile(0.975) - 1.959_963_984_540_054).abs() < 1e-14);
/// ```
pub fn quantile(p: f64) -> f64 {
    let from_middle = p - 0.5;
    if from_middle.abs() <= 0.425 {
        let r = 0.180_625 - from_middle * from_middle;
        return from_middle * ratio(&MIDDLE, r);
    }
    let tail = if from_middle < 0.0 { p } else { 1.0 - p };
    if tail == 0.0 {
        return f64::INFINITY.copysign(from_middle);
    }
    let r = (-float::ln(tail)).sqrt();
    let distance = if r <= 5.0 { ratio(&TAIL, r - 1.6) } else { ratio(&FAR_TAIL, r - 5.0) };
    distance.copysign(from_middle)
}

/// Numerator and denominator of a rational function, highest power first.
type Rational = ([f64; 8], [f64; 8]);

fn ratio((numerator, denominator): &Rational, x: f64) -> f64 {
    let horner = |coefficients: &[f64; 8]| coefficients.iter().fold(0.0, |sum, c| sum * x + c);
    horner(numerator) / horner(denominator)
}

#[expect(clippy::excessive_precision, clippy::unreadable_literal, reason = "digits as printed in the source")]
const MIDDLE: Rational = (
    [
        2509.0809287301226727,
        33430.575583588128105,
        67265.770927008700853,
        45921.953931549871457,
        13731.693765509461125,
        1971.5909503065514427,
        133.14166789178437745,
        3.3871328727963666080,
    ],
    [
        5226.4952788528545610,
        28729.085735721942674,
        39307.895800092710610,
        21213.794301586595867,
        5394.1960214247511077,
        687.18700749205790830,
        42.313330701600911252,
        1.0,
    ],
);

#[expect(clippy::excessive_precision, clippy::unreadable_literal, reason = "digits as printed in the source")]
const TAIL: Rational = (
    [
        7.74545014278341407640e-4,
        0.0227238449892691845833,
        0.241780725177450611770,
        1.27045825245236838258,
        3.64784832476320460504,
        5.76949722146069140550,
        4.63033784615654529590,
        1.42343711074968357734,
    ],
    [
        1.05075007164441684324e-9,
        5.47593808499534494600e-4,
        0.0151986665636164571966,
        0.148103976427480074590,
        0.689767334985100004550,
        1.67638483018380384940,
        2.05319162663775882187,
        1.0,
    ],
);

#[expect(clippy::excessive_precision, clippy::unreadable_literal, reason = "digits as printed in the source")]
const FAR_TAIL: Rational = (
    [
        2.01033439929228813265e-7,
        2.71155556874348757815e-5,
        0.00124266094738807843860,
        0.0265321895265761230930,
        0.296560571828504891230,
        1.78482653991729133580,
        5.46378491116411436990,
        6.65790464350110377720,
    ],
    [
        2.04426310338993978564e-15,
        1.42151175831644588870e-7,
        1.84631831751005468180e-5,
        7.86869131145613259100e-4,
        0.0148753612908506148525,
        0.136929880922735805310,
        0.599832206555887937690,
        1.0,
    ],
);

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "the ends are exact")]
mod tests {
    use super::*;

    /// mpmath, 40 digits.
    #[test]
    fn quantile_agrees_with_high_precision_arithmetic() {
        for (p, z) in [
            (1e-300, -37.047_096_299_361_2),
            (1e-20, -9.262_340_089_798_408),
            (1e-6, -4.753_424_308_822_899),
            (0.02, -2.053_748_910_631_823),
            (0.1, -1.281_551_565_544_600_5),
            (0.8, 0.841_621_233_572_914_2),
            (0.9, 1.281_551_565_544_600_5),
            (0.975, 1.959_963_984_540_054),
        ] {
            assert!((quantile(p) / z - 1.0).abs() < 2e-15, "p = {p}: {} instead of {z}", quantile(p));
        }
    }

    #[test]
    fn quantile_at_its_ends_and_outside() {
        assert_eq!(quantile(0.0), f64::NEG_INFINITY);
        assert_eq!(quantile(1.0), f64::INFINITY);
        assert!(quantile(0.5).abs() < 1e-300);
        assert!(quantile(-0.1).is_nan());
        assert!(quantile(1.1).is_nan());
    }

    #[test]
    fn quantile_inverts_cumulative() {
        for step in 1..200 {
            let p = f64::from(step) / 200.0;
            assert!((cumulative(quantile(p)) - p).abs() < 1e-15, "p = {p}");
        }
    }
}
