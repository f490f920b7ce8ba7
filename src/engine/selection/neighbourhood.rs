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
use crate::random::uniforms;

/// The sequence of neighbourhoods.
#[derive(Clone, Debug)]
pub(super) struct Neighbourhoods {
    round: u32,
    failures: u32,
    /// How many candidates are free.
    free: usize,
    /// The one being searched.
    current: Option<Neighbourhood>,
}

#[derive(Clone, Debug)]
struct Neighbourhood {
    tree: Box<Tree>,
    /// Value of the best set when it began.
    before: i64,
}

/// Neighbourhoods without a better set before it stops.
const PATIENCE: u32 = 4;
/// Nodes for each.
const NODES: u64 = 200;
const SEED: u64 = 5;

impl Neighbourhoods {
    /// For a root of so many columns.
    pub(super) fn new(columns: usize) -> Self {
        Self { round: 0, failures: 0, free: (columns / 4).clamp(20, 45).min(columns), current: None }
    }

    /// Starts over with more patience, but with other lots.
    pub(super) fn resume(&mut self) {
        self.failures = 0;
    }

    /// Expands one node of a neighbourhood; false once there have been enough.
    pub(super) fn expand(&mut self, root: &Root, instance: &Instance, record: &mut Record) -> bool {
        let mut current = match self.current.take() {
            Some(current) => current,
            None => match self.next(root, record) {
                Some(next) => next,
                None => return false,
            },
        };
        let goes_on = current.tree.expand(instance, record) && current.tree.expanded() < NODES;
        if goes_on {
            self.current = Some(current);
            return true;
        }
        let is_exhausted = current.tree.upper_bound(record).is_none();
        self.round += 1;
        if record.value() > current.before {
            self.failures = 0;
        } else {
            self.failures += 1;
            let columns = root.residual().columns();
            self.free =
                if is_exhausted { (self.free + self.free / 6).min(columns) } else { self.free * 9 / 10 };
        }
        self.failures <= PATIENCE
    }

    /// The next one; `None` if it would be the whole problem, or no problem at all.
    fn next(&self, root: &Root, record: &Record) -> Option<Neighbourhood> {
        if self.free == root.residual().columns() {
            return None;
        }
        let mut fixings = self.fixings(root, record);
        root.residual().propagate(&mut fixings).ok()?;
        let tree = Tree::new(root.residual().fix(&fixings), root.upper_bound());
        Some(Neighbourhood { tree: Box::new(tree), before: record.value() })
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
