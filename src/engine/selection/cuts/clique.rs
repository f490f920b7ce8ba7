//! Clique inequalities: of candidates no two of which fit together, at most one is chosen.
//!
//! Two candidates are in conflict if an exclusion says so, or if their demands
//! of some row exceed its limit. Cliques of that graph are gathered by greed
//! around each candidate of the point.
//!
//! Source: Padberg (1973), *On the facial structure of set packing polyhedra*,
//! Mathematical Programming 5; Atamtürk, Nemhauser & Savelsbergh (2000),
//! *Conflict graphs in solving integer programming problems*, EJOR 121.

use crate::selection::residual::{Residual, SparseRow};

/// Which columns cannot be chosen together: a bit for each pair.
#[derive(Clone, Debug)]
pub(super) struct ConflictGraph {
    columns: usize,
    words_per_column: usize,
    bits: Vec<u64>,
}

/// Columns below it count as not chosen.
const CHOSEN: f64 = 1e-6;

impl ConflictGraph {
    pub(super) fn new(residual: &Residual) -> Self {
        let columns = residual.columns();
        let words_per_column = columns.div_ceil(64);
        let mut graph = Self { columns, words_per_column, bits: vec![0; columns * words_per_column] };
        for group in &residual.exclusions {
            for (index, &one) in group.iter().enumerate() {
                for &other in &group[index + 1..] {
                    graph.connect(one, other);
                }
            }
        }
        for row in &residual.knapsacks {
            let mut entries: Vec<(usize, i64)> = row.entries().collect();
            entries.sort_by_key(|(_, units)| -units);
            for (index, &(one, units)) in entries.iter().enumerate() {
                let too_large =
                    entries[index + 1..].iter().take_while(|(_, other)| units + other > row.limit);
                for &(other, _) in too_large {
                    graph.connect(one, other);
                }
            }
        }
        graph
    }

    /// Cliques around each column that `point` chooses in part, as rows Σ x ≤ 1.
    pub(super) fn cliques(&self, point: &[f64]) -> Vec<SparseRow> {
        let mut chosen: Vec<usize> = (0..self.columns).filter(|column| point[*column] > CHOSEN).collect();
        chosen.sort_by(|one, other| point[*other].total_cmp(&point[*one]).then(one.cmp(other)));
        let partly = chosen.iter().copied().filter(|column| point[*column] < 1.0 - CHOSEN);
        partly.filter_map(|seed| self.clique(seed, &chosen, point)).collect()
    }

    /// The clique that greed finds around `seed`, if the point breaks it.
    fn clique(&self, seed: usize, chosen: &[usize], point: &[f64]) -> Option<SparseRow> {
        let mut clique = vec![seed];
        let joins = |clique: &[usize], column: usize| clique.iter().all(|one| self.conflict(*one, column));
        for &column in chosen {
            if column != seed && joins(&clique, column) {
                clique.push(column);
            }
        }
        if clique.iter().map(|column| point[*column]).sum::<f64>() <= 1.0 {
            return None;
        }
        for column in (0..self.columns).filter(|column| point[*column] <= CHOSEN) {
            if joins(&clique, column) {
                clique.push(column);
            }
        }
        Some(SparseRow::from_entries(clique.into_iter().map(|column| (column, 1)).collect(), 1))
    }

    fn connect(&mut self, one: usize, other: usize) {
        self.bits[one * self.words_per_column + other / 64] |= 1 << (other % 64);
        self.bits[other * self.words_per_column + one / 64] |= 1 << (one % 64);
    }

    fn conflict(&self, one: usize, other: usize) -> bool {
        self.bits[one * self.words_per_column + other / 64] >> (other % 64) & 1 == 1
    }
}
