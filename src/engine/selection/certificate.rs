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
