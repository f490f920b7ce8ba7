//! Costs that are not sure yet.
//!
//! Each candidate has a factor of its own, the same for everything it takes of the uncertain rows: what costs more
//! than planned does so in every year. The factor is triangular from 1 − margin to 1 + margin, likeliest at 1.
//! Limits stay: they are decided, not estimated.
//!
//! Source: Liesiö, Mild & Salo (2008), *Robust portfolio modeling with incomplete cost information and project
//! interdependencies*, EJOR 190(3), which gives each cost an interval; here costs are drawn from it.

use serde::{Deserialize, Serialize};

use crate::random::{ITERATIONS_PER_BLOCK, uniforms};
use crate::selection::problem::Parts;

/// How far costs may be off, and where they stand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UncertainCosts {
    /// Most that a cost may be off either way, as a share of it, 0 to 1.
    pub margin: f64,
    /// Indices of the rows that count money.
    pub rows: Vec<u32>,
    /// A stable key for each candidate: its luck does not change when others join or leave.
    pub keys: Vec<u64>,
}

impl UncertainCosts {
    /// What sample number `sample` of `seed` needs of each row, in whole units; as given where the margin is 0.
    ///
    /// # Panics
    ///
    /// If a row or candidate is not among those that `parts` has.
    pub fn draw(&self, parts: &mut Parts, seed: u64, sample: u32) {
        if self.margin <= 0.0 {
            return;
        }
        let factors: Vec<f64> = self.keys.iter().map(|&key| self.factor(seed, sample, key)).collect();
        for &row in &self.rows {
            for demand in &mut parts.rows[row as usize].demands {
                #[expect(clippy::cast_possible_truncation, reason = "at most twice what was within bounds")]
                let units = (demand.units as f64 * factors[demand.candidate as usize]).round() as i64;
                demand.units = units;
            }
        }
    }

    fn factor(&self, seed: u64, sample: u32, key: u64) -> f64 {
        let (block, lane) = (sample / ITERATIONS_PER_BLOCK, sample % ITERATIONS_PER_BLOCK);
        let uniform = uniforms(seed, block, key, DRAW)[lane as usize];
        // The sum of two sides of the symmetric triangle, each a square root (inverse of its distribution).
        let off =
            if uniform < 0.5 { (2.0 * uniform).sqrt() - 1.0 } else { 1.0 - (2.0 * (1.0 - uniform)).sqrt() };
        1.0 + self.margin * off
    }
}

/// Number of the draw: no other draw of an initiative's key has it.
const DRAW: u32 = 0x0C05_7000;

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;
    use crate::selection::problem::{Demand, Row};

    fn parts() -> Parts {
        let row = |units| Row { demands: vec![Demand { candidate: 0, units }], limit: 10_000 };
        Parts { values: vec![1], rows: vec![row(1_000), row(1_000), row(500)], ..Parts::default() }
    }

    fn drawn(margin: f64, sample: u32) -> Vec<i64> {
        let mut parts = parts();
        UncertainCosts { margin, rows: vec![0, 2], keys: vec![42] }.draw(&mut parts, 7, sample);
        parts.rows.iter().map(|row| row.demands[0].units).collect()
    }

    #[test]
    fn one_factor_moves_all_money_and_nothing_else() {
        for sample in 0..100 {
            let units = drawn(0.3, sample);
            assert!((700..=1_300).contains(&units[0]), "{units:?}");
            assert_eq!(units[1], 1_000, "people are no money");
            assert!((units[0] - 2 * units[2]).abs() <= 1, "{units:?}");
        }
        assert_eq!(drawn(0.0, 3), [1_000, 1_000, 500]);
    }

    /// Triangular on 1 ± m: mean 1, variance m² ÷ 6.
    #[test]
    fn costs_have_the_mean_and_variance_of_a_symmetric_triangle() {
        let samples = 20_000;
        let units: Vec<f64> = (0..samples).map(|sample| drawn(0.6, sample)[0] as f64 / 1_000.0).collect();
        let mean = units.iter().sum::<f64>() / f64::from(samples);
        let variance = units.iter().map(|it| (it - mean) * (it - mean)).sum::<f64>() / f64::from(samples);
        assert!((mean - 1.0).abs() < 4.0 * (0.06_f64 / f64::from(samples)).sqrt(), "{mean}");
        assert!((variance - 0.06).abs() < 0.002, "{variance}");
    }
}
