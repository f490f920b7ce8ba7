//! Proof of an upper bound, in whole numbers, from the problem's own data.
//!
//! The simplex works in floating point, so nothing it says is taken as proof.
//! But any multipliers λ ≥ 0 of the rows prove something: for every x that
//! keeps them,
//!
//! ```text
//! value(x) ≤ Σᵣ λᵣ limitᵣ + Σⱼ max over xⱼ of (costⱼ − Σᵣ λᵣ unitsᵣⱼ) xⱼ
//! ```
//!
//! The simplex's λ are rounded to multiples of 2⁻ˢ and the sum is worked out in
//! 128-bit integers, without any rounding after that. A λ that is slightly off
//! makes the bound slightly weaker, never wrong. With costs of 0 the same sum
//! proves that nothing is feasible, if it comes out below 0.
//!
//! Source: Neumaier & Shcherbina (2004), *Safe bounds in linear and
//! mixed-integer linear programming*, Mathematical Programming 99; here with
//! exact arithmetic in place of directed rounding.

use super::instance::Fixing;
use super::relaxation::{Relaxation, RelaxedRow};

/// A proved upper bound, with what is left of each cost.
#[derive(Clone, Debug, Default)]
pub(super) struct Certificate {
    /// Binary places after the point.
    shift: u32,
    /// Upper bound, offset included [2⁻ˢ units of value].
    bound: i128,
    /// Cost less what the multipliers charge for it, by column [2⁻ˢ units of value].
    reduced_costs: Vec<i128>,
}

/// A row and its multiplier [units of value per unit of the row].
pub(super) type Multiplier = (usize, f64);

impl Certificate {
    /// Proves an upper bound on the value of every set that keeps `fixings` (by candidate column).
    pub(super) fn prove(&mut self, relaxation: &Relaxation, multipliers: &[Multiplier], fixings: &[Fixing]) {
        self.start(relaxation, multipliers);
        for (reduced, cost) in self.reduced_costs.iter_mut().zip(&relaxation.costs) {
            *reduced = i128::from(*cost) << self.shift;
        }
        self.bound = i128::from(relaxation.offset) << self.shift;
        self.charge(relaxation, multipliers, fixings);
    }

    /// Whether `multipliers` (of any positive scale) prove that no set keeps `fixings` and the rows.
    pub(super) fn refutes(
        &mut self,
        relaxation: &Relaxation,
        multipliers: &[Multiplier],
        fixings: &[Fixing],
    ) -> bool {
        self.start(relaxation, multipliers);
        self.bound = 0;
        self.charge(relaxation, multipliers, fixings);
        self.bound < 0
    }

    /// The bound as a multiple of `granularity`, of which every attainable value is one.
    pub(super) fn bound(&self, granularity: i64) -> i64 {
        self.floor(self.bound, granularity)
    }

    /// The bound for sets that choose otherwise in `column` than the certificate's best; for a free column.
    pub(super) fn bound_if_otherwise(&self, column: usize, granularity: i64) -> i64 {
        self.floor(self.bound - self.reduced_costs[column].abs(), granularity)
    }

    /// The bound for sets that keep `fixings`, which extend those that it was proved for.
    pub(super) fn bound_within(&self, fixings: &[Fixing]) -> i64 {
        let against = |column: usize| fixings[column] != Fixing::Free && fixings[column] != self.best(column);
        let lost = (0..fixings.len()).filter(|column| against(*column));
        self.floor(self.bound - lost.map(|column| self.reduced_costs[column].abs()).sum::<i128>(), 1)
    }

    /// What the certificate's best does with a free `column`.
    pub(super) fn best(&self, column: usize) -> Fixing {
        if self.reduced_costs[column] > 0 { Fixing::In } else { Fixing::Out }
    }

    /// What is left of the cost of `column`, in units of value, rounded.
    pub(super) fn reduced_cost(&self, column: usize) -> f64 {
        self.reduced_costs[column] as f64 / (1_u128 << self.shift) as f64
    }

    /// Sets the precision: 2⁻²⁰ of a unit of value for the row of the greatest limit.
    fn start(&mut self, relaxation: &Relaxation, multipliers: &[Multiplier]) {
        let limits = multipliers.iter().map(|(row, _)| relaxation.rows()[*row].exact.limit);
        self.shift = (20 + limits.max().unwrap_or(0).checked_ilog2().unwrap_or(0)).min(60);
        self.reduced_costs.clear();
        self.reduced_costs.resize(relaxation.columns(), 0);
    }

    /// Charges each row to the bound and to its columns, then lets every column do its best.
    fn charge(&mut self, relaxation: &Relaxation, multipliers: &[Multiplier], fixings: &[Fixing]) {
        for &(row, multiplier) in multipliers {
            let RelaxedRow { exact: row, magnitude, .. } = &relaxation.rows()[row];
            let multiplier = self.round(multiplier, *magnitude);
            self.bound += multiplier * i128::from(row.limit);
            for (column, units) in row.entries() {
                self.reduced_costs[column] -= multiplier * i128::from(units);
            }
        }
        for (column, &reduced) in self.reduced_costs.iter().enumerate() {
            self.bound += match fixings.get(column) {
                Some(Fixing::Out) => 0,
                Some(Fixing::In) => reduced,
                // Products of synergies have no fixing.
                Some(Fixing::Free) | None => reduced.max(0),
            };
        }
    }

    /// The multiplier in units of 2⁻ˢ. Any number of at least 0 would do; it is cut off where sums
    /// over all rows and columns might overflow.
    fn round(&self, multiplier: f64, magnitude: i64) -> i128 {
        const GREATEST: f64 = (1_u64 << 60) as f64;
        const GREATEST_CHARGE: i128 = 1 << 100;
        let scaled = multiplier.clamp(0.0, GREATEST) * (1_u64 << self.shift) as f64;
        #[expect(clippy::cast_possible_truncation, reason = "below 2^120; the fraction is not needed")]
        let rounded = scaled as i128;
        rounded.min(GREATEST_CHARGE / i128::from(magnitude))
    }

    fn floor(&self, bound: i128, granularity: i64) -> i64 {
        let whole = i64::try_from(bound >> self.shift).unwrap_or(i64::MAX);
        whole - whole.rem_euclid(granularity)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random;
    use crate::selection::residual::{Pair, Residual, SparseRow};
    use crate::selection::simplex::Simplex;

    /// Eight columns, three rows, a requirement, an exclusion and synergies of both signs, by lot.
    fn residual(lot: &mut impl FnMut(i64, i64) -> i64) -> Residual {
        let mut row =
            |limit| SparseRow::from_entries((0..8).map(|column| (column, lot(0, 20))).collect(), limit);
        let knapsacks = vec![row(30), row(40), row(50)];
        Residual {
            whole: 8,
            candidates: (0..8).collect(),
            chosen: Vec::new(),
            offset: lot(-100, 100),
            values: (0..8).map(|_| lot(-20, 100)).collect(),
            knapsacks,
            requirements: vec![[0, 3]],
            exclusions: vec![vec![1, 2, 5]],
            synergies: vec![Pair { columns: [4, 5], value: 30 }, Pair { columns: [0, 6], value: -25 }],
            cuts: Vec::new(),
        }
    }

    /// Values of all feasible sets that keep `fixings`.
    fn values(residual: &Residual, fixings: &[Fixing]) -> Vec<(i64, u32)> {
        let keeps = |bits: u32| {
            let is_in = |column: usize| bits >> column & 1 == 1;
            let mut whole: Vec<Fixing> =
                (0..8).map(|column| if is_in(column) { Fixing::In } else { Fixing::Out }).collect();
            residual.propagate(&mut whole).is_ok()
                && fixings.iter().zip(&whole).all(|(fixing, own)| *fixing == Fixing::Free || fixing == own)
        };
        let value = |bits: u32| {
            let whole: Vec<Fixing> =
                (0..8).map(|column| if bits >> column & 1 == 1 { Fixing::In } else { Fixing::Out }).collect();
            residual.fix(&whole).offset
        };
        (0..256).filter(|bits| keeps(*bits)).map(|bits| (value(bits), bits)).collect()
    }

    /// Neumaier & Shcherbina (2004): any multipliers whatever prove a true bound.
    #[test]
    fn no_multipliers_prove_too_much() {
        let mut drawn = 0;
        let mut lot = |low: i64, high: i64| {
            drawn += 1;
            low + i64::from(random::block(11, [drawn, 0, 0, 0])[0]) % (high - low + 1)
        };
        let (mut refuted, mut sharp) = (0, 0);
        for _ in 0..400 {
            let residual = residual(&mut lot);
            let relaxation = Relaxation::new(&residual);
            let mut fixings = vec![Fixing::Free; 8];
            for _ in 0..lot(0, 5) {
                let column = usize::try_from(lot(0, 7)).unwrap();
                fixings[column] = if lot(0, 2) > 0 { Fixing::In } else { Fixing::Out };
            }
            let mut multipliers: Vec<Multiplier> = Vec::new();
            if lot(0, 1) == 0 {
                let mut simplex = Simplex::new(&relaxation);
                simplex.solve(&relaxation, f64::NEG_INFINITY, 1_000);
                simplex.multipliers(&relaxation, &mut multipliers);
            } else {
                let lots =
                    (0..relaxation.rows().len()).map(|row| (row, (lot(-40, 30) as f64 / 12.0).max(-0.1)));
                multipliers.extend(lots);
            }
            let values = values(&residual, &fixings);
            let mut certificate = Certificate::default();
            if certificate.refutes(&relaxation, &multipliers, &fixings) {
                refuted += 1;
                assert!(values.is_empty());
            }
            certificate.prove(&relaxation, &multipliers, &fixings);
            let best = values.iter().map(|(value, _)| *value).max();
            assert!(best.is_none_or(|best| best <= certificate.bound(1)));
            sharp += u32::from(best.is_some_and(|best| certificate.bound(1) - best < 20));
            for column in (0..8).filter(|column| fixings[*column] == Fixing::Free) {
                let otherwise =
                    |bits: &u32| (bits >> column & 1 == 1) != (certificate.best(column) == Fixing::In);
                let best = values.iter().filter(|(_, bits)| otherwise(bits)).map(|(value, _)| *value).max();
                assert!(best.is_none_or(|best| best <= certificate.bound_if_otherwise(column, 1)));
            }
        }
        assert!(refuted > 10 && sharp > 50, "{refuted} refuted, {sharp} sharp: the lots prove nothing");
    }

    #[test]
    fn bounds_are_rounded_down_to_what_is_attainable() {
        let residual = Residual {
            offset: -7,
            values: vec![10],
            knapsacks: vec![SparseRow::from_entries(vec![(0, 3)], 2)],
            ..residual(&mut |low, _| low)
        };
        let residual = Residual { requirements: vec![], exclusions: vec![], synergies: vec![], ..residual };
        let mut certificate = Certificate::default();
        // 10 / 3 per unit: two thirds of 10, less 7.
        certificate.prove(&Relaxation::new(&residual), &[(0, 10.0 / 3.0)], &[Fixing::Free]);
        assert_eq!([certificate.bound(1), certificate.bound(5)], [-1, -5]);
    }
}
