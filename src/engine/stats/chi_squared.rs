//! Chi-squared distribution, by way of the regularised incomplete gamma function.
//!
//! Sources: NIST Digital Library of Mathematical Functions, 8.11.4 (series)
//! and 8.9.2 (continued fraction, evaluated as Lentz 1976 does).

use crate::float;

/// Probability that a chi-squared variable is at least `x`: the p-value of a test.
///
/// `degrees_of_freedom` above 0; 1 for `x` up to 0.
///
/// ```
/// use pmo_engine::stats::chi_squared;
/// assert!((chi_squared::upper_tail(3.841_458_820_694_124, 1.0) - 0.05).abs() < 1e-12);
/// ```
pub fn upper_tail(x: f64, degrees_of_freedom: f64) -> f64 {
    if x <= 0.0 {
        return 1.0;
    }
    let (a, z) = (0.5 * degrees_of_freedom, 0.5 * x);
    let kernel = float::exp(a * float::ln(z) - z - float::ln_gamma(a));
    if z < a + 1.0 { (1.0 - kernel * series(a, z)).max(0.0) } else { kernel * continued_fraction(a, z) }
}

/// More terms than any argument within reach of a portfolio needs.
const MOST_TERMS: u32 = 10_000;

/// Σ zᵏ / (a (a + 1) … (a + k)): the lower tail over the kernel.
fn series(a: f64, z: f64) -> f64 {
    let mut term = 1.0 / a;
    let mut sum = term;
    for k in 1..MOST_TERMS {
        term *= z / (a + f64::from(k));
        sum += term;
        if term <= 1e-17 * sum {
            break;
        }
    }
    sum
}

/// 1 / (z + 1 − a − 1(1 − a) / (z + 3 − a − …)): the upper tail over the kernel.
fn continued_fraction(a: f64, z: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let away_from_zero = |x: f64| if x.abs() < TINY { TINY } else { x };
    let mut partial_denominator = z + 1.0 - a;
    // Ratios of successive numerators, and of successive denominators the other way round.
    let mut rise = 1.0 / TINY;
    let mut fall = 1.0 / away_from_zero(partial_denominator);
    let mut fraction = fall;
    for k in 1..MOST_TERMS {
        let k = f64::from(k);
        let partial_numerator = k * (a - k);
        partial_denominator += 2.0;
        fall = 1.0 / away_from_zero(partial_numerator * fall + partial_denominator);
        rise = away_from_zero(partial_denominator + partial_numerator / rise);
        fraction *= rise * fall;
        if (rise * fall - 1.0).abs() <= 1e-16 {
            break;
        }
    }
    fraction
}

#[cfg(test)]
mod tests {
    use super::*;

    /// With two degrees of freedom it is e^(−x/2); with four, (1 + x/2) e^(−x/2).
    #[test]
    fn agrees_with_closed_forms() {
        for x in [0.01_f64, 0.5, 1.9, 2.1, 6.0, 30.0, 200.0] {
            let exponential = float::exp(-0.5 * x);
            assert!((upper_tail(x, 2.0) / exponential - 1.0).abs() < 1e-12, "{x}");
            let four = (1.0 + 0.5 * x) * exponential;
            assert!((upper_tail(x, 4.0) / four - 1.0).abs() < 1e-12, "{x}");
        }
    }

    /// The 5 % points printed in every table.
    #[test]
    fn agrees_with_tables() {
        for (x, degrees_of_freedom) in
            [(3.841_459, 1.0), (5.991_465, 2.0), (18.307_038, 10.0), (124.342_113, 100.0)]
        {
            assert!((upper_tail(x, degrees_of_freedom) - 0.05).abs() < 1e-7, "{degrees_of_freedom}");
        }
    }

    #[test]
    fn falls_from_1_to_0() {
        assert!((upper_tail(0.0, 3.0) - 1.0).abs() < 1e-15 && upper_tail(-1.0, 3.0) >= 1.0);
        assert!(upper_tail(5_000.0, 3.0) < 1e-300);
        let mut last = 1.0;
        for step in 1..400 {
            let tail = upper_tail(f64::from(step) * 0.25, 50.0);
            assert!((0.0..=last).contains(&tail), "{step}");
            last = tail;
        }
    }
}
