//! Cuts: rows that every feasible set keeps and that a fractional point breaks.
//!
//! They are derived from the integer rows alone, so that a certificate may use
//! them like the rows themselves.

mod clique;
mod cover;

use std::collections::BTreeSet;

use super::residual::{Residual, SparseRow};
use clique::ConflictGraph;

/// Finds cuts of one residual problem, none of them twice.
#[derive(Clone, Debug)]
pub(super) struct CutFinder {
    conflicts: ConflictGraph,
    /// Columns, units and limit of each cut found so far.
    found: BTreeSet<(Vec<usize>, Vec<i64>, i64)>,
}

/// A cut and how far (in the Euclidean sense) the point lies beyond it.
#[derive(Clone, Debug)]
struct Violated {
    distance: f64,
    cut: SparseRow,
}

/// A cut must be broken by more than this to be worth a row.
const LEAST_VIOLATION: f64 = 1e-3;
/// Cuts found in one round, farthest first.
const CUTS_PER_ROUND: usize = 30;

impl CutFinder {
    pub(super) fn new(residual: &Residual) -> Self {
        Self { conflicts: ConflictGraph::new(residual), found: BTreeSet::new() }
    }

    /// Cuts that `point` (by column) breaks, the farthest first.
    pub(super) fn find(&mut self, residual: &Residual, point: &[f64]) -> Vec<SparseRow> {
        let mut violated: Vec<Violated> = residual
            .knapsacks
            .iter()
            .flat_map(|row| cover::lifted_covers(row, point))
            .chain(self.conflicts.cliques(point))
            .filter_map(|cut| Violated::by(point, cut))
            .collect();
        violated.sort_by(|one, other| other.distance.total_cmp(&one.distance));
        let mut cuts = Vec::new();
        for Violated { cut, .. } in violated {
            if cuts.len() == CUTS_PER_ROUND {
                break;
            }
            if self.found.insert((cut.columns.clone(), cut.units.clone(), cut.limit)) {
                cuts.push(cut);
            }
        }
        cuts
    }
}

impl Violated {
    /// `None` if `point` keeps the cut or breaks it by too little.
    fn by(point: &[f64], cut: SparseRow) -> Option<Self> {
        let activity: f64 = cut.entries().map(|(column, units)| units as f64 * point[column]).sum();
        let violation = activity - cut.limit as f64;
        let length = cut.units.iter().map(|units| (units * units) as f64).sum::<f64>().sqrt();
        (violation > LEAST_VIOLATION).then(|| Self { distance: violation / length, cut })
    }
}
