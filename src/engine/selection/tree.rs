//! Branch and bound over one residual problem: best bound first, with dives.
//!
//! A *node* is a set of fixings. Expanding it solves its relaxation, proves a
//! bound, and either closes the node (nothing in it is wanted any more) or
//! splits it in two. One half is expanded next, from the warm tableau; the
//! other waits with its basis. When a dive ends, the waiting node with the
//! highest bound is next, so that the highest bound (which is what the answer
//! quotes) falls as fast as it can; unless too many wait, then the lowest.
//!
//! Nothing is closed on the word of the simplex: a bound counts once a
//! [`Certificate`] has proved it, a contradiction likewise, a column is fixed by
//! its reduced cost only if the certificate says so. If the numbers go wrong,
//! the node is split further, and at the latest when everything is fixed the
//! exact check of the set decides.
//!
//! Source: Land & Doig (1960); Linderoth & Savelsbergh (1999), *A computational
//! study of search strategies for mixed integer programming*.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::branching::{Branch, PseudoCosts};
use super::certificate::{Certificate, Multiplier};
use super::draft::Draft;
use super::instance::{Fixing, Instance};
use super::record::Record;
use super::relaxation::Relaxation;
use super::residual::Residual;
use super::rounding::round;
use super::simplex::{Basis, Outcome, Simplex};

/// A search tree over a residual problem.
#[derive(Clone, Debug)]
pub(super) struct Tree {
    residual: Residual,
    relaxation: Relaxation,
    simplex: Simplex,
    /// By bound.
    waiting: BTreeSet<Node>,
    most_waiting: usize,
    /// The node to dive into; the tableau stands at its parent.
    next: Option<Node>,
    pseudo_costs: PseudoCosts,
    expanded: u64,
    created: u64,
    certificate: Certificate,
    multipliers: Vec<Multiplier>,
}

#[derive(Clone, Debug)]
struct Node {
    /// Proved upper bound on the value of every set in it.
    bound: i64,
    /// By candidate column.
    fixings: Vec<Fixing>,
    depth: u32,
    /// Order of creation.
    serial: u64,
    /// Where the parent's relaxation was solved.
    basis: Option<Arc<Basis>>,
    origin: Option<Origin>,
}

/// How a node came about, to learn from.
#[derive(Clone, Copy, Debug)]
struct Origin {
    branch: Branch,
    up: bool,
    /// Objective of the parent.
    objective: f64,
}

/// Waiting nodes for which there is room: some 100 MB.
const MOST_WAITING: usize = 100_000;
/// A value this close to a whole number is one.
const WHOLE: f64 = 1e-6;
/// Entries of the tableau that solving one node may touch; after that it is split as it is.
const WORK_PER_NODE: u64 = 50_000_000;
/// Nodes above this depth are rounded, of the others every eighth.
const ROUNDED_DEPTH: u32 = 6;
const ROUNDED_EVERY: u64 = 8;
/// The tableau is swept once more than a third of so many rows have slack.
const ROWS_WORTH_SWEEPING: usize = 40;

impl Tree {
    /// A tree with nothing but its root, whose sets are worth at most `bound`.
    pub(super) fn new(residual: Residual, bound: i64) -> Self {
        let relaxation = Relaxation::new(&residual);
        let root = Node {
            bound,
            fixings: vec![Fixing::Free; residual.columns()],
            depth: 0,
            serial: 0,
            basis: None,
            origin: None,
        };
        Self {
            simplex: Simplex::new(&relaxation),
            pseudo_costs: PseudoCosts::new(residual.columns()),
            relaxation,
            residual,
            waiting: BTreeSet::new(),
            most_waiting: MOST_WAITING,
            next: Some(root),
            expanded: 0,
            created: 0,
            certificate: Certificate::default(),
            multipliers: Vec::new(),
        }
    }

    /// The highest bound of an open node that may hold something wanted; `None` if none does: the search is over.
    pub(super) fn upper_bound(&self, record: &Record) -> Option<i64> {
        let highest = self.waiting.last().into_iter().chain(&self.next).map(|node| node.bound).max();
        highest.filter(|bound| *bound >= record.least_wanted())
    }

    /// Nodes expanded so far.
    pub(super) fn expanded(&self) -> u64 {
        self.expanded
    }

    /// Expands one node; false if there is none left.
    pub(super) fn expand(&mut self, instance: &Instance, record: &mut Record) -> bool {
        let Some(mut node) = self.take_node(record) else { return false };
        self.expanded += 1;
        if self.residual.columns() == 0 {
            self.offer(instance, record, |_| false);
            return true;
        }
        if self.residual.propagate(&mut node.fixings).is_err() || !self.relax(&mut node, record) {
            return true;
        }
        self.learn_from(&node);
        let point: Vec<f64> = (0..self.residual.columns()).map(|column| self.simplex.value(column)).collect();
        let fractional = fractional(&point);
        if fractional.is_empty() {
            self.offer(instance, record, |column| point[column] > 0.5);
        } else if node.depth < ROUNDED_DEPTH || self.expanded.is_multiple_of(ROUNDED_EVERY) {
            round(instance, &self.residual, &point, &self.certificate, record);
        }
        self.fix_by_reduced_costs(&mut node, record);
        if node.bound >= record.least_wanted() {
            self.split(&node, &fractional, instance, record);
        }
        true
    }

    /// The next node worth expanding, with the tableau where its parent was solved.
    fn take_node(&mut self, record: &Record) -> Option<Node> {
        if let Some(node) = self.next.take().filter(|node| node.bound >= record.least_wanted()) {
            return Some(node);
        }
        while self.waiting.first().is_some_and(|node| node.bound < record.least_wanted()) {
            self.waiting.pop_first();
        }
        // With no room left, those that are nearest to being closed: they leave the fewest behind.
        let is_full = self.waiting.len() > self.most_waiting;
        let node = if is_full { self.waiting.pop_first() } else { self.waiting.pop_last() }?;
        if let Some(basis) = &node.basis {
            self.simplex.go_to(&self.relaxation, basis);
        }
        Some(node)
    }

    /// Solves the node's relaxation and proves its bound; false if the node is closed by that.
    fn relax(&mut self, node: &mut Node, record: &Record) -> bool {
        for (column, fixing) in node.fixings.iter().enumerate() {
            let bounds = match fixing {
                Fixing::Free => (0.0, 1.0),
                Fixing::Out => (0.0, 0.0),
                Fixing::In => (1.0, 1.0),
            };
            if self.simplex.bounds(column) != bounds {
                self.simplex.set_bounds(column, bounds.0, bounds.1);
            }
        }
        // If a proof fails, the numbers have drifted: once more without cut-off, then from scratch.
        for attempt in 0..3 {
            if attempt == 2 {
                self.simplex.restart(&self.relaxation);
            }
            let cutoff = if attempt == 0 { self.cutoff(record) } else { f64::NEG_INFINITY };
            let outcome = self.simplex.solve(&self.relaxation, cutoff, WORK_PER_NODE);
            if let Outcome::Infeasible(row) = outcome {
                self.simplex.contradiction(&self.relaxation, row, &mut self.multipliers);
                if self.certificate.refutes(&self.relaxation, &self.multipliers, &node.fixings) {
                    return false;
                }
                continue;
            }
            self.simplex.multipliers(&self.relaxation, &mut self.multipliers);
            self.certificate.prove(&self.relaxation, &self.multipliers, &node.fixings);
            node.bound = node.bound.min(self.certificate.bound(record.granularity()));
            if node.bound < record.least_wanted() {
                return false;
            }
            match outcome {
                Outcome::Optimal | Outcome::Paused => return true,
                Outcome::Unsolved => self.simplex.restart(&self.relaxation),
                Outcome::Cutoff | Outcome::Infeasible(_) => {}
            }
        }
        // Not closed, not solved: any multipliers prove something, and the halves may fare better.
        self.simplex.multipliers(&self.relaxation, &mut self.multipliers);
        self.certificate.prove(&self.relaxation, &self.multipliers, &node.fixings);
        true
    }

    /// Objective below which nothing is wanted, as far as floating point can tell.
    fn cutoff(&self, record: &Record) -> f64 {
        let least = record.least_wanted();
        let value = self.relaxation.scaled_value(least);
        value - 1e-9 * value.abs().max(1.0)
    }

    fn learn_from(&mut self, node: &Node) {
        if let Some(Origin { branch, up, objective }) = node.origin {
            let distance = if up { 1.0 - branch.share } else { branch.share };
            if distance > WHOLE {
                self.pseudo_costs.learn(branch.column, up, distance, objective - self.simplex.objective());
            }
        }
    }

    /// Fixes the columns that would have to cost too much to be otherwise.
    fn fix_by_reduced_costs(&self, node: &mut Node, record: &Record) {
        for (column, fixing) in node.fixings.iter_mut().enumerate() {
            if *fixing == Fixing::Free
                && self.certificate.bound_if_otherwise(column, record.granularity()) < record.least_wanted()
            {
                *fixing = self.certificate.best(column);
            }
        }
    }

    /// Splits the node at a column; the half that the point leans to is next.
    fn split(&mut self, node: &Node, fractional: &[Branch], instance: &Instance, record: &mut Record) {
        let (rows, slack) = self.simplex.rows();
        if rows > ROWS_WORTH_SWEEPING && slack * 3 > rows {
            self.simplex.let_slack_rows_out();
        }
        let still_free: Vec<Branch> =
            fractional.iter().copied().filter(|one| node.fixings[one.column] == Fixing::Free).collect();
        let cutoff = self.cutoff(record);
        let chosen = self.pseudo_costs.choose(&mut self.simplex, &still_free, cutoff);
        let Some(branch) = chosen.or_else(|| self.any_free(node)) else {
            // Everything is fixed: there is one set, and the exact check has the last word.
            self.offer(instance, record, |column| node.fixings[column] == Fixing::In);
            return;
        };
        let basis = Arc::new(self.simplex.basis());
        let objective = self.simplex.objective();
        let leans_up = branch.share >= 0.5;
        let mut half = |up: bool| {
            let mut fixings = node.fixings.clone();
            fixings[branch.column] = if up { Fixing::In } else { Fixing::Out };
            self.created += 1;
            Node {
                bound: node.bound,
                fixings,
                depth: node.depth + 1,
                serial: self.created,
                basis: Some(Arc::clone(&basis)),
                origin: Some(Origin { branch, up, objective }),
            }
        };
        self.next = Some(half(leans_up));
        self.waiting.insert(half(!leans_up));
    }

    /// The free column about which the certificate cares least, for a point that is whole.
    fn any_free(&self, node: &Node) -> Option<Branch> {
        let free = (0..node.fixings.len()).filter(|column| node.fixings[*column] == Fixing::Free);
        let indifference = |column: &usize| self.certificate.reduced_cost(*column).abs();
        let column = free.min_by(|one, other| indifference(one).total_cmp(&indifference(other)))?;
        Some(Branch { column, share: self.simplex.value(column) })
    }

    /// Offers the set of these columns, if it is feasible.
    fn offer(&self, instance: &Instance, record: &mut Record, is_in: impl Fn(usize) -> bool) {
        if let Some(draft) = Draft::of(instance, &self.residual.members(is_in)) {
            record.offer(&draft);
        }
    }
}

/// Columns that are neither in nor out.
fn fractional(point: &[f64]) -> Vec<Branch> {
    let is_fractional = |share: f64| share > WHOLE && share < 1.0 - WHOLE;
    point
        .iter()
        .enumerate()
        .filter(|(_, share)| is_fractional(**share))
        .map(|(column, share)| Branch { column, share: *share })
        .collect()
}

impl Ord for Node {
    /// By bound, then by depth, then the younger one.
    fn cmp(&self, other: &Self) -> Ordering {
        self.bound.cmp(&other.bound).then(self.depth.cmp(&other.depth)).then(self.serial.cmp(&other.serial))
    }
}

impl PartialOrd for Node {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        self.serial == other.serial
    }
}

impl Eq for Node {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::selection::problem::{Demand, Parts, Problem, Row};

    /// Eighteen candidates that hardly differ: many nodes wait at once.
    fn problem() -> Problem {
        let rows = (0..2_i64).map(|row| Row {
            demands: (0..18_u32)
                .map(|candidate| Demand {
                    candidate,
                    units: 100 + (i64::from(candidate) * 37 + row * 11) % 29,
                })
                .collect(),
            limit: 1_043,
        });
        Problem::new(Parts {
            values: (0..18).map(|index| 200 + index * 31 % 23).collect(),
            rows: rows.collect(),
            ..Parts::default()
        })
        .unwrap()
    }

    /// The bound is true all the way, and with next to no room the end is the same.
    #[test]
    fn a_tree_with_little_room_proves_the_same() {
        let problem = problem();
        let instance = Instance::new(&problem, vec![Fixing::Free; 18]);
        let [roomy, narrow] = [MOST_WAITING, 3].map(|most_waiting| {
            let mut record = Record::new(&Draft::mandatory(&instance), instance.granularity);
            let mut tree = Tree::new(Residual::whole(&problem), i64::MAX);
            tree.most_waiting = most_waiting;
            let (mut bounds, mut waited) = (Vec::new(), 0);
            while tree.expand(&instance, &mut record) {
                bounds.push(tree.upper_bound(&record).unwrap_or(record.value()));
                waited = waited.max(tree.waiting.len());
            }
            assert!(bounds.is_sorted_by(|one, other| one >= other), "the bound never rises");
            assert!(bounds.iter().all(|bound| *bound >= record.value()));
            (record.value(), waited)
        });
        assert_eq!(roomy.0, narrow.0);
        // A dive leaves one node behind at each depth; there is no other way for them to pile up.
        assert!(roomy.1 > 100 && narrow.1 <= 3 + 18, "{} and {} waited", roomy.1, narrow.1);
    }
}
