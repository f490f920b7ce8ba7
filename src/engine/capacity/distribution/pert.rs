//! PERT on 0..=1: a beta distribution sampled from a table of its inverse.
//!
//! The density is summed once over a grid, and the sum read backwards at knots
//! that are even in the *square root of the tail's probability*. Near its ends
//! the inverse behaves like a root of that probability, where straight lines
//! between knots that are even in the probability itself would be poor.
//!
//! Source of the parameters: Vose (2008), *Risk analysis*, section 10.3.

use std::f64::consts::FRAC_1_SQRT_2;
use std::sync::Arc;

use crate::float;

/// Inverse of a PERT distribution with low 0 and high 1.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct StandardPert {
    table: Arc<Table>,
}

impl StandardPert {
    /// `mode` in `0.0..=1.0`, `lambda` in `0.0..=100.0`.
    pub(super) fn new(mode: f64, lambda: f64) -> Self {
        let cumulative = Cumulative::new(1.0 + lambda * mode, 1.0 + lambda * (1.0 - mode));
        Self { table: Arc::new(cumulative.inverse()) }
    }

    /// Value that is not exceeded with probability `u`, both in `0.0..=1.0`.
    #[inline]
    pub(super) fn quantile(&self, u: f64) -> f64 {
        let upper = u > 0.5;
        let root = (if upper { 1.0 - u } else { u }).sqrt() * KNOTS_PER_ROOT;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to KNOTS")]
        let knot = (root as usize).min(KNOTS - 1);
        let tail = &self.table[usize::from(upper)];
        tail[knot] + (root - knot as f64) * (tail[knot + 1] - tail[knot])
    }
}

/// Intervals between knots in each tail.
const KNOTS: usize = 256;
/// The tail of probability ½ ends at the last knot.
const KNOTS_PER_ROOT: f64 = KNOTS as f64 / FRAC_1_SQRT_2;

/// Values at the knots: row 0 by the probability below, row 1 by the probability above.
type Table = [[f64; KNOTS + 1]; 2];

/// Grid steps of the summed density.
const STEPS: usize = 512;
const STEP: f64 = 1.0 / STEPS as f64;

/// A beta distribution summed over an even grid of `s`, where x = s²(3 − 2s).
///
/// With that substitution the integrand vanishes at both ends, whatever the
/// parameters from 1 upwards, and the trapezoid rule is accurate.
struct Cumulative {
    /// Density with respect to s at the grid points; its scale is arbitrary.
    density: Vec<f64>,
    /// Its sum up to each grid point, by trapezoids.
    sum: Vec<f64>,
}

impl Cumulative {
    /// Beta distribution with parameters `alpha` and `beta`, at least 1.
    fn new(alpha: f64, beta: f64) -> Self {
        let ln_density = |x: f64| (alpha - 1.0) * float::ln(x) + (beta - 1.0) * float::ln(1.0 - x);
        let mut density = vec![0.0; STEPS + 1];
        for (i, density) in density.iter_mut().enumerate().take(STEPS).skip(1) {
            let s = i as f64 * STEP;
            *density = ln_density(smooth_step(s));
        }
        // Relative to its peak, a density of high parameters does not underflow.
        let peak = density[1..STEPS].iter().copied().fold(f64::NEG_INFINITY, f64::max);
        for (i, density) in density.iter_mut().enumerate().take(STEPS).skip(1) {
            let s = i as f64 * STEP;
            *density = float::exp(*density - peak) * s * (1.0 - s);
        }
        let mut sum = vec![0.0; STEPS + 1];
        for i in 0..STEPS {
            sum[i + 1] = sum[i] + 0.5 * STEP * (density[i] + density[i + 1]);
        }
        Self { density, sum }
    }

    fn inverse(&self) -> Table {
        let total = self.sum[STEPS];
        let tail = |knot: usize| {
            let root = knot as f64 / KNOTS_PER_ROOT;
            root * root
        };
        let [mut below, mut above] = [[0.0; KNOTS + 1]; 2];
        let mut cell = 0;
        for (knot, value) in below.iter_mut().enumerate() {
            *value = self.value_at(tail(knot) * total, &mut cell);
        }
        for (knot, value) in above.iter_mut().enumerate().rev() {
            *value = self.value_at((1.0 - tail(knot)) * total, &mut cell);
        }
        [below, above]
    }

    /// Where the sum reaches `target`. Targets come in ascending order; `cell` remembers how far they got.
    fn value_at(&self, target: f64, cell: &mut usize) -> f64 {
        while *cell < STEPS - 1 && self.sum[*cell + 1] < target {
            *cell += 1;
        }
        let (left, right) = (self.density[*cell], self.density[*cell + 1]);
        let missing = (target - self.sum[*cell]).max(0.0);
        // The density is a straight line within the cell, so its sum is a parabola.
        let slope = (right - left) / STEP;
        let root = (left * left + 2.0 * slope * missing).max(0.0).sqrt();
        let step = if left + root > 0.0 { (2.0 * missing / (left + root)).min(STEP) } else { 0.0 };
        smooth_step(*cell as f64 * STEP + step)
    }
}

/// s²(3 − 2s): from 0 to 1 with level ends.
fn smooth_step(s: f64) -> f64 {
    s * s * (3.0 - 2.0 * s)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::beta;

    /// The incomplete beta function of `engine::stats`, over shapes and probabilities far into both tails.
    #[test]
    fn agrees_with_the_inverse_of_the_incomplete_beta() {
        for lambda in [0.0, 1.0, 4.0, 20.0, 100.0] {
            for mode in [0.0, 0.1, 0.25, 0.5, 0.9, 1.0] {
                let pert = StandardPert::new(mode, lambda);
                for u in [1e-9, 1e-6, 1e-3, 0.01, 0.1, 0.3, 0.5, 0.500_001, 0.8, 0.9, 0.99, 0.999, 1.0 - 1e-6]
                {
                    let exact = beta::quantile(u, 1.0 + lambda * mode, 1.0 + lambda * (1.0 - mode));
                    let tolerance = match u.min(1.0 - u) {
                        tail if tail >= 0.009 => 5e-5,
                        tail if tail >= 0.000_9 => 1e-4,
                        // The outermost interval, one draw in 100,000, is a straight line to the end.
                        _ if lambda <= 4.0 => 0.04,
                        _ => continue,
                    };
                    let error = (pert.quantile(u) - exact).abs();
                    assert!(error < tolerance, "mode {mode}, lambda {lambda}, u {u}: off by {error}");
                }
            }
        }
    }
}
