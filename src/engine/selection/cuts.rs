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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::uniforms;
    use crate::selection::instance::Fixing;

    /// Every set that keeps the rows and exclusions keeps every cut, and the point breaks it.
    #[test]
    fn cuts_cut_the_point_off_and_no_feasible_set() {
        let mut found = 0;
        for seed in 0..200 {
            let lot = |object: u64| uniforms(seed, 0, object, 0)[0];
            #[expect(clippy::cast_possible_truncation, reason = "small numbers")]
            let units = |object: u64| (lot(object) * 30.0) as i64 + 1;
            let row = |offset: u64, limit| {
                SparseRow::from_entries(
                    (0..9).zip(offset..).map(|(column, object)| (column, units(object))).collect(),
                    limit,
                )
            };
            let residual = Residual {
                whole: 9,
                candidates: (0..9).collect(),
                chosen: Vec::new(),
                offset: 0,
                values: vec![1; 9],
                knapsacks: vec![row(100, 40), row(200, 35), row(300, 60)],
                requirements: Vec::new(),
                exclusions: vec![vec![0, 4], vec![4, 7]],
                synergies: Vec::new(),
                cuts: Vec::new(),
            };
            let point: Vec<f64> =
                (0..9).map(|column| (lot(400 + column) * 1.6 - 0.3).clamp(0.0, 1.0)).collect();
            let mut finder = CutFinder::new(&residual);
            let cuts = finder.find(&residual, &point);
            assert!(finder.find(&residual, &point).is_empty(), "no cut is found twice");
            found += cuts.len();
            for bits in 0_u32..512 {
                let is_in = |column: usize| bits >> column & 1 == 1;
                let mut set: Vec<Fixing> =
                    (0..9).map(|column| if is_in(column) { Fixing::In } else { Fixing::Out }).collect();
                if residual.propagate(&mut set).is_ok() {
                    for cut in &cuts {
                        let activity: i64 =
                            cut.entries().filter(|(column, _)| is_in(*column)).map(|(_, units)| units).sum();
                        assert!(activity <= cut.limit, "seed {seed}: {cut:?} loses {bits:b}");
                    }
                }
            }
            for cut in &cuts {
                let activity: f64 = cut.entries().map(|(column, units)| units as f64 * point[column]).sum();
                assert!(activity > cut.limit as f64, "seed {seed}: {cut:?} keeps the point");
            }
        }
        assert!(found > 400, "{found} cuts in 200 tries");
    }
}
