//! Exact searches around the best set: most candidates stay as they are in it, some are free.
//!
//! Free are those on which the relaxation and the best set disagree or the
//! relaxation is of two minds, and some others by lot. The lots are drawn from
//! a fixed seed: the same problem always gives the same searches.
//!
//! Source: Danna, Rothberg & Le Pape (2005), *Exploring relaxation induced
//! neighborhoods to improve MIP solutions*, Mathematical Programming 102.

use super::instance::{Fixing, Instance};
use super::record::Record;
use super::root::Root;
use super::tree::Tree;
use crate::engine::random::uniforms;

/// The sequence of neighbourhoods.
#[derive(Clone, Debug)]
pub(super) struct Neighbourhoods {
    round: u32,
    failures: u32,
    /// How many candidates are free; 0 before the first.
    free: usize,
}

/// Neighbourhoods at most.
const ROUNDS: u32 = 25;
/// Neighbourhoods without a better set before it stops.
const PATIENCE: u32 = 8;
/// Nodes for each.
const NODES: u64 = 200;
const SEED: u64 = 5;

impl Neighbourhoods {
    pub(super) fn new() -> Self {
        Self { round: 0, failures: 0, free: 0 }
    }

    /// Searches the next neighbourhood; the nodes it took, and whether there should be another.
    pub(super) fn search_one(
        &mut self,
        root: &Root,
        instance: &Instance,
        record: &mut Record,
    ) -> (u64, bool) {
        let columns = root.residual().columns();
        if self.free == 0 {
            self.free = (columns / 4).clamp(20, 45);
        }
        let before = record.value();
        let mut fixings = self.fixings(root, record);
        let mut spent = 1;
        let mut exhausted = true;
        if root.residual().propagate(&mut fixings).is_ok() {
            let mut tree = Tree::new(root.residual().fix(&fixings), root.upper_bound());
            while tree.expanded() < NODES && tree.expand(instance, record) {}
            exhausted = tree.upper_bound(record).is_none();
            spent += tree.expanded();
        }
        self.round += 1;
        if record.value() > before {
            self.failures = 0;
        } else {
            self.failures += 1;
            self.free = if exhausted { (self.free + self.free / 6).min(columns) } else { self.free * 9 / 10 };
        }
        let was_everything = exhausted && self.free >= columns;
        (spent, self.round < ROUNDS && self.failures <= PATIENCE && !was_everything)
    }

    /// As in the best set, but for the free ones.
    fn fixings(&self, root: &Root, record: &Record) -> Vec<Fixing> {
        let residual = root.residual();
        let is_in = |column: usize| record.members()[residual.candidates[column]];
        let mut order: Vec<(f64, usize)> = (0..residual.columns())
            .map(|column| {
                let disagreement = (root.point()[column] - f64::from(u8::from(is_in(column)))).abs();
                let lot = uniforms(SEED, self.round / 4, column as u64, 0)[(self.round % 4) as usize];
                let lot = if self.round == 0 { 0.0 } else { lot };
                let certainty =
                    root.reduced_cost(column).abs() / (residual.values[column].abs() as f64 + 1.0);
                (2.0 * disagreement + 1.2 * lot - 0.5 * certainty, column)
            })
            .collect();
        order.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        let mut fixings: Vec<Fixing> = (0..residual.columns())
            .map(|column| if is_in(column) { Fixing::In } else { Fixing::Out })
            .collect();
        for &(_, column) in order.iter().take(self.free) {
            fixings[column] = Fixing::Free;
        }
        fixings
    }
}
