//! The linear relaxation of a residual problem: integer data for proofs, scaled copies for the simplex.
//!
//! Columns are the free candidates, then one column y for each synergy (the
//! product of its pair). A positive synergy is held down by y ≤ xᵢ and y ≤ xⱼ, a
//! negative one is held up by y ≥ xᵢ + xⱼ − 1; with x ∈ {0, 1} the best y is the
//! product. All columns lie between 0 and 1.
//!
//! Each row and the objective are scaled by powers of two, so that the simplex
//! works with numbers near 1 and its multipliers can be scaled back exactly.
//!
//! Source of the linearisation: Glover & Woolsey (1974), *Converting the 0-1
//! polynomial programming problem to a 0-1 linear program*, Operations Research 22(1).

use super::residual::{Residual, SparseRow};

/// max cost · x over rows · x ≤ limits, 0 ≤ x ≤ 1.
#[derive(Clone, Debug)]
pub(super) struct Relaxation {
    /// By column, exact.
    pub costs: Vec<i64>,
    /// Value of what is fixed already.
    pub offset: i64,
    rows: Vec<RelaxedRow>,
    /// Power of two that brings the greatest cost to between 1 and 2.
    cost_scale: f64,
}

/// A row, twice.
#[derive(Clone, Debug)]
pub(super) struct RelaxedRow {
    /// As it is.
    pub exact: SparseRow,
    /// Units × scale.
    pub scaled_units: Vec<f64>,
    /// Limit × scale.
    pub scaled_limit: f64,
    /// Power of two that brings the greatest unit to between 1 and 2.
    pub scale: f64,
    /// The greatest of its units and its limit, at least 1.
    pub magnitude: i64,
}

impl Relaxation {
    /// Relaxes the demand that candidates be chosen whole.
    pub(super) fn new(residual: &Residual) -> Self {
        let mut costs = residual.values.clone();
        let mut rows: Vec<SparseRow> = residual.knapsacks.clone();
        rows.extend(residual.requirements.iter().map(|&[needs, needed]| implication(needs, needed)));
        rows.extend(
            residual
                .exclusions
                .iter()
                .map(|group| SparseRow::from_entries(group.iter().map(|column| (*column, 1)).collect(), 1)),
        );
        for pair in &residual.synergies {
            let product = costs.len();
            let [one, other] = pair.columns;
            costs.push(pair.value);
            if pair.value > 0 {
                rows.extend([implication(product, one), implication(product, other)]);
            } else {
                rows.push(SparseRow::from_entries(vec![(one, 1), (other, 1), (product, -1)], 1));
            }
        }
        rows.extend(residual.cuts.iter().cloned());
        let greatest = costs.iter().map(|cost| cost.abs()).max().unwrap_or(0);
        Self {
            costs,
            offset: residual.offset,
            rows: rows.into_iter().map(RelaxedRow::new).collect(),
            cost_scale: scale(greatest),
        }
    }

    /// Number of columns.
    pub(super) fn columns(&self) -> usize {
        self.costs.len()
    }

    /// Rows; cuts come to stand at the end.
    pub(super) fn rows(&self) -> &[RelaxedRow] {
        &self.rows
    }

    /// Adds a row that every feasible set keeps.
    pub(super) fn add_cut(&mut self, cut: SparseRow) {
        self.rows.push(RelaxedRow::new(cut));
    }

    /// Costs as the simplex sees them.
    pub(super) fn scaled_costs(&self) -> Vec<f64> {
        self.costs.iter().map(|cost| *cost as f64 * self.cost_scale).collect()
    }

    /// A total value, offset included, as the objective of the simplex.
    pub(super) fn scaled_value(&self, value: i64) -> f64 {
        (value - self.offset) as f64 * self.cost_scale
    }

    /// A multiplier of `row` in the scaled problem, in units of value per unit of the row.
    pub(super) fn unscaled_multiplier(&self, row: usize, multiplier: f64) -> f64 {
        multiplier * self.rows[row].scale / self.cost_scale
    }
}

impl RelaxedRow {
    fn new(exact: SparseRow) -> Self {
        let greatest = exact.units.iter().map(|units| units.abs()).max().unwrap_or(0);
        let scale = scale(greatest);
        Self {
            magnitude: greatest.max(exact.limit).max(1),
            scaled_units: exact.units.iter().map(|units| *units as f64 * scale).collect(),
            scaled_limit: exact.limit as f64 * scale,
            scale,
            exact,
        }
    }
}

/// x(one) ≤ x(other).
fn implication(one: usize, other: usize) -> SparseRow {
    SparseRow::from_entries(vec![(one, 1), (other, -1)], 0)
}

/// The power of two that brings `greatest` to between 1 and 2.
fn scale(greatest: i64) -> f64 {
    match greatest.checked_ilog2() {
        Some(exponent) => 1.0 / (1_u64 << exponent) as f64,
        None => 1.0,
    }
}
