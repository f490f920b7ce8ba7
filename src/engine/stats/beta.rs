//! Beta distribution: the regularised incomplete beta function and its inverse.
//!
//! A continued fraction times a kernel. The kernel is written with deviances
//! instead of differences of log-gammas, which would lose eight digits once the
//! parameters reach a million.
//!
//! Sources: NIST Digital Library of Mathematical Functions, 8.17.22 (continued
//! fraction); Loader (2000), *Fast and accurate computation of binomial
//! probabilities* (deviance form).

use std::f64::consts::TAU;

use crate::float;

/// Probability that a Beta(`a`, `b`) variable is at most `x`.
///
/// The regularised incomplete beta function Iₓ(a, b); `a` and `b` above 0. It is
/// 0 for `x` up to 0 and 1 from 1.
pub fn cumulative(x: f64, a: f64, b: f64) -> f64 {
    if x <= 0.0 {
        0.0
    } else if x >= 1.0 {
        1.0
    } else if x <= (a + 1.0) / (a + b + 2.0) {
        kernel(x, a, b) / (a * continued_fraction(x, a, b))
    } else {
        // The fraction converges fast on this side only, so mirror.
        1.0 - kernel(x, a, b) / (b * continued_fraction(1.0 - x, b, a))
    }
}

/// Value that a Beta(`a`, `b`) variable exceeds with probability `1 − p`.
///
/// `a` and `b` above 0; 0 for `p` up to 0 and 1 from 1.
pub fn quantile(p: f64, a: f64, b: f64) -> f64 {
    quantile_near(p, a, b, a / (a + b))
}

/// As [`quantile`], sooner found the nearer `start` lies to it; any `start` will do.
pub(super) fn quantile_near(p: f64, a: f64, b: f64, start: f64) -> f64 {
    if p <= 0.0 {
        return 0.0;
    }
    if p >= 1.0 {
        return 1.0;
    }
    // Newton inside a shrinking bracket; bisect when a step leaves the bracket
    // or does not at least halve the one before.
    let (mut low, mut high) = (0.0, 1.0);
    let mut x = if start > 0.0 && start < 1.0 { start } else { a / (a + b) };
    let mut last_step = 1.0;
    for _ in 0..MOST_STEPS {
        let error = cumulative(x, a, b) - p;
        if error > 0.0 {
            high = x;
        } else {
            low = x;
        }
        let density = kernel(x, a, b) / (x * (1.0 - x));
        let newton = x - error / density;
        let inside = newton > low && newton < high && (newton - x).abs() < 0.5 * last_step;
        let next = if inside { newton } else { low + 0.5 * (high - low) };
        last_step = (next - x).abs();
        x = next;
        if last_step <= 1e-15 * x {
            break;
        }
    }
    x
}

/// Bisection alone reaches the smallest normal number in about 1,075 halvings.
const MOST_STEPS: u32 = 1_200;

/// xᵃ (1 − x)ᵇ / B(a, b) for `x` strictly between 0 and 1.
fn kernel(x: f64, a: f64, b: f64) -> f64 {
    let n = a + b;
    let stirling = stirling_error(n) - stirling_error(a) - stirling_error(b);
    let exponent = stirling - deviance(a, n * x) - deviance(b, n * (1.0 - x));
    (a * b / (TAU * n)).sqrt() * float::exp(exponent)
}

/// observed · ln(observed / expected) + expected − observed, without cancellation.
fn deviance(observed: f64, expected: f64) -> f64 {
    let difference = observed - expected;
    if difference.abs() >= 0.1 * (observed + expected) {
        return observed * float::ln(observed / expected) - difference;
    }
    // ln(o/e) = 2 artanh(v), v = (o − e)/(o + e); the first terms cancel by hand.
    let v = difference / (observed + expected);
    let mut power = 2.0 * observed * v;
    let mut sum = difference * v;
    // v² is below 0.01: ten terms are more than a double holds.
    for odd in [3.0, 5.0, 7.0, 9.0, 11.0, 13.0, 15.0, 17.0, 19.0, 21.0] {
        power *= v * v;
        sum += power / odd;
    }
    sum
}

/// ln Γ(z) minus Stirling's approximation of it.
fn stirling_error(z: f64) -> f64 {
    if z < 16.0 {
        let half_ln_tau = 0.5 * float::ln(TAU);
        return float::ln_gamma(z) - ((z - 0.5) * float::ln(z) - z + half_ln_tau);
    }
    let r = 1.0 / (z * z);
    (1.0 / 12.0 - r * (1.0 / 360.0 - r * (1.0 / 1_260.0 - r * (1.0 / 1_680.0 - r / 1_188.0)))) / z
}

/// The fraction of DLMF 8.17.22, by Lentz's method; it divides the kernel.
fn continued_fraction(x: f64, a: f64, b: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let keep_off_zero = |value: f64| if value.abs() < TINY { TINY } else { value };

    let mut numerator = 1.0;
    let mut denominator = 0.0;
    let mut fraction = 1.0;
    // About √max(a, b) terms are needed; the limit only guards against NaN.
    let mut m = 0.0;
    while m < 1e6 {
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        m += 1.0;
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let mut change = 1.0;
        for term in [odd, even] {
            denominator = 1.0 / keep_off_zero(1.0 + term * denominator);
            numerator = keep_off_zero(1.0 + term / numerator);
            change = numerator * denominator;
            fraction *= change;
        }
        if (change - 1.0).abs() < 1e-16 || change.is_nan() {
            break;
        }
    }
    fraction
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "the ends are exact")]
mod tests {
    use super::*;

    /// mpmath, 40 digits.
    #[test]
    fn cumulative_agrees_with_high_precision_arithmetic() {
        for (x, a, b, expected) in [
            (0.3, 2.0, 5.0, 0.579_825),
            (0.999, 0.5, 3.0, 0.999_999_999_687_382_7),
            (0.001, 0.5, 0.5, 0.020_135_041_633_377_49),
            (0.95, 3.0, 0.5, 0.594_503_047_705_272_5),
            (1e-12, 0.01, 7.0, 0.777_334_603_230_973_3),
            (0.79, 8_000.0, 2_001.0, 0.007_045_063_359_752_495),
            (0.5, 500_000.0, 500_001.0, 0.500_398_942_180_665_9),
            (0.499_5, 500_000.0, 500_001.0, 0.158_897_224_534_960_58),
        ] {
            let found = cumulative(x, a, b);
            assert!((found - expected).abs() < 2e-12, "I_{x}({a}, {b}) = {found}, not {expected}");
        }
    }

    #[test]
    fn cumulative_is_0_and_1_at_the_ends_and_beyond() {
        assert_eq!([-0.5, 0.0, 1.0, 1.5].map(|x| cumulative(x, 2.0, 3.0)), [0.0, 0.0, 1.0, 1.0]);
        assert_eq!([0.0, 1.0].map(|p| quantile(p, 2.0, 3.0)), [0.0, 1.0]);
    }

    #[test]
    fn quantile_inverts_cumulative() {
        for (a, b) in [(0.5, 0.5), (0.05, 4.0), (1.0, 100.0), (30.0, 0.5), (8_000.0, 2_001.0)] {
            for p in [1e-9, 0.025, 0.3, 0.5, 0.8, 0.975] {
                let x = quantile(p, a, b);
                // Where x rounds to 1 the best answer is its neighbourhood.
                let reachable = p <= cumulative(1.0 - f64::EPSILON, a, b);
                assert!(
                    !reachable || (cumulative(x, a, b) - p).abs() < 1e-11,
                    "p = {p}, a = {a}, b = {b}, x = {x}"
                );
            }
        }
    }
}
