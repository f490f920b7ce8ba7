//! The search for the best portfolio, in steps: stop it whenever you like, it always knows how far it is.
//!
//! 1. *Cutting*: the linear relaxation of everything, tightened by cuts round by
//!    round; each round proves a bound, rounds the point to a set, and fixes
//!    candidates that would have to cost too much to be otherwise.
//! 2. *Improving*: exact searches in the neighbourhood of the best set: most
//!    candidates stay as they are in it, some are free.
//! 3. *Branching*: branch and bound over the candidates that are still open, with
//!    another look around the best set now and then.
//!
//! There is no clock inside: work is counted in nodes of branch and bound
//! (a round of cuts counts as one), so the same steps give the same answer on
//! every machine, however they are dealt out.
//!
//! Sources: Danna, Rothberg & Le Pape (2005), *Exploring relaxation induced
//! neighborhoods to improve MIP solutions*, Mathematical Programming 102;
//! Savelsbergh (1994), *Preprocessing and probing techniques for mixed integer
//! programming problems*, ORSA Journal on Computing 6(4) (fixing).

use serde::{Deserialize, Serialize};

use super::draft::Draft;
use super::feasible::{infeasibilities, mandatory};
use super::instance::{Fixing, Instance};
use super::neighbourhood::Neighbourhoods;
use super::problem::Problem;
use super::record::Record;
use super::residual::Residual;
use super::root::Root;
use super::rounding::greedy;
use super::tree::Tree;

/// How far an answer can be relied on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SolveStatus {
    /// Proved: no feasible set is worth more.
    Optimal,
    /// Feasible; the search for a better one, or for the proof, can go on.
    Feasible,
    /// Proved: nothing is feasible; [`infeasibilities`] says why.
    Infeasible,
    /// Feasible; the nodes allowed were used up before the proof.
    Stopped,
}

/// A portfolio and how good it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Selection {
    /// Indices of the chosen candidates, ascending; empty if infeasible.
    pub chosen: Vec<u32>,
    /// What they are worth [units of value]; 0 if infeasible.
    pub value: i64,
    /// Proved: no feasible set is worth more [units of value]. Equal to `value` once optimal.
    pub upper_bound: i64,
    /// How far to rely on it.
    pub status: SolveStatus,
}

/// How far a search is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Value of the best set so far [units of value]; 0 if infeasible.
    pub value: i64,
    /// Proved upper bound [units of value]; it never rises.
    pub upper_bound: i64,
    /// Nodes worked off so far.
    pub nodes: u64,
    /// [`SolveStatus::Feasible`] as long as the search goes on.
    pub status: SolveStatus,
}

/// A search in progress.
#[derive(Clone, Debug)]
pub struct Search {
    /// None if infeasible.
    pursuit: Option<Pursuit>,
    upper_bound: i64,
    nodes: u64,
    stage: Stage,
}

/// What the search is about.
#[derive(Clone, Debug)]
struct Pursuit {
    instance: Instance,
    record: Record,
}

#[derive(Clone, Debug)]
enum Stage {
    Cutting(Box<Root>),
    Improving(Box<Root>, Neighbourhoods),
    Branching(Box<Branching>),
    Finished,
}

/// Branch and bound, with another look around the best set now and then.
#[derive(Clone, Debug)]
struct Branching {
    tree: Tree,
    root: Root,
    neighbourhoods: Neighbourhoods,
    /// Whether it is looking around.
    improving: bool,
    /// Nodes of the tree after which it looks around again.
    next_look: u64,
}

/// Nodes of branch and bound before the next look around the best set; then half as many again, and so on.
const NODES_BETWEEN_LOOKS: u64 = 5_000;

impl Selection {
    /// What may be missing to the best possible, as a share of it in `0.0..=1.0`; 0 if proved.
    pub fn gap_share(&self) -> f64 {
        if self.upper_bound <= self.value {
            return 0.0;
        }
        let missing = (self.upper_bound - self.value) as f64;
        (missing / self.upper_bound.abs().max(1) as f64).min(1.0)
    }
}

impl Search {
    /// Prepares the search; nothing is solved yet, but there is a first feasible set.
    pub fn new(problem: &Problem) -> Self {
        Self::from_known(problem, &[])
    }

    /// The same, starting from a set that is known to be good: the last answer, while a slider is dragged.
    /// It need not be feasible any more; what still fits of it is kept, in the order given.
    ///
    /// # Panics
    ///
    /// If a member is not in the list.
    pub fn from_known(problem: &Problem, known: &[u32]) -> Self {
        Self::start(problem, known, None)
    }

    /// A search that keeps up to `most` sets of the best value; see [`super::alternatives`].
    pub(super) fn for_ties(problem: &Problem, known: &[u32], most: usize) -> Self {
        Self::start(problem, known, Some(most))
    }

    /// Works off at least `nodes` nodes, unless the search ends before.
    pub fn step(&mut self, nodes: u64) -> Progress {
        let end = self.nodes.saturating_add(nodes);
        while self.nodes < end && self.advance() {}
        self.progress()
    }

    /// How far it is.
    pub fn progress(&self) -> Progress {
        let value = self.pursuit.as_ref().map_or(0, |pursuit| pursuit.record.value());
        Progress { value, upper_bound: self.upper_bound, nodes: self.nodes, status: self.status() }
    }

    /// The best portfolio so far.
    pub fn selection(&self) -> Selection {
        let Progress { value, upper_bound, status, .. } = self.progress();
        let chosen = self.pursuit.as_ref().map_or_else(Vec::new, |pursuit| indices(pursuit.record.members()));
        Selection { chosen, value, upper_bound, status }
    }

    /// The sets of equal value that were kept, and whether there may be more.
    pub(super) fn ties(&self) -> (Vec<Vec<u32>>, bool) {
        match &self.pursuit {
            Some(Pursuit { record, .. }) => (record.ties().map(indices).collect(), record.is_full()),
            None => (Vec::new(), false),
        }
    }

    fn start(problem: &Problem, known: &[u32], ties: Option<usize>) -> Self {
        if !infeasibilities(problem).is_empty() {
            return Self { pursuit: None, upper_bound: 0, nodes: 0, stage: Stage::Finished };
        }
        let whole = Residual::whole(problem);
        let fixings = fixed_by_logic(problem, &whole);
        let residual = whole.fix(&fixings);
        let instance = Instance::new(problem, fixings);
        let start = first_draft(&instance, known);
        let record = match ties {
            Some(most) => Record::with_ties(&start, instance.granularity, most),
            None => Record::new(&start, instance.granularity),
        };
        let stage = match residual.columns() {
            0 => Stage::Finished,
            _ => Stage::Cutting(Box::new(Root::new(residual))),
        };
        let upper_bound = match stage {
            Stage::Finished => record.value(),
            _ => generous_bound(problem),
        };
        Self { pursuit: Some(Pursuit { instance, record }), upper_bound, nodes: 0, stage }
    }

    fn status(&self) -> SolveStatus {
        match (&self.pursuit, &self.stage) {
            (None, _) => SolveStatus::Infeasible,
            (Some(_), Stage::Finished) => SolveStatus::Optimal,
            _ => SolveStatus::Feasible,
        }
    }

    /// Does the next piece of work; false if there is none left.
    fn advance(&mut self) -> bool {
        let Some(Pursuit { instance, record }) = &mut self.pursuit else { return false };
        let next = match std::mem::replace(&mut self.stage, Stage::Finished) {
            Stage::Finished => return false,
            Stage::Cutting(mut root) => {
                let goes_on = root.tighten(instance, record);
                self.upper_bound = self.upper_bound.min(root.upper_bound());
                let neighbourhoods = Neighbourhoods::new(root.residual().columns());
                if goes_on {
                    Stage::Cutting(root)
                } else if record.gathers_ties() {
                    Stage::branching(*root, neighbourhoods, record)
                } else {
                    Stage::Improving(root, neighbourhoods)
                }
            }
            Stage::Improving(root, mut neighbourhoods) => {
                if neighbourhoods.expand(&root, instance, record) {
                    Stage::Improving(root, neighbourhoods)
                } else {
                    Stage::branching(*root, neighbourhoods, record)
                }
            }
            Stage::Branching(mut branching) => {
                branching.expand(instance, record);
                Stage::Branching(branching)
            }
        };
        self.nodes += 1;
        self.stage = next;
        let open = match &self.stage {
            Stage::Finished => None,
            Stage::Branching(branching) => branching.tree.upper_bound(record),
            Stage::Cutting(_) | Stage::Improving(..) => {
                Some(self.upper_bound).filter(|bound| *bound >= record.least_wanted())
            }
        };
        if let Some(bound) = open {
            self.upper_bound = self.upper_bound.min(bound.max(record.value()));
        } else {
            self.upper_bound = record.value();
            self.stage = Stage::Finished;
        }
        true
    }
}

impl Stage {
    /// Branch and bound over what the root leaves open.
    fn branching(mut root: Root, neighbourhoods: Neighbourhoods, record: &Record) -> Self {
        let Some(residual) = root.left_over(record) else { return Self::Finished };
        let tree = Tree::new(residual, root.upper_bound());
        let next_look = NODES_BETWEEN_LOOKS;
        Self::Branching(Box::new(Branching { tree, root, neighbourhoods, improving: false, next_look }))
    }
}

impl Branching {
    /// Expands one node of the tree, or of a neighbourhood.
    fn expand(&mut self, instance: &Instance, record: &mut Record) {
        if self.improving {
            self.improving = self.neighbourhoods.expand(&self.root, instance, record);
            return;
        }
        self.tree.expand(instance, record);
        if self.tree.expanded() == self.next_look {
            self.next_look += self.next_look / 2;
            self.improving = !record.gathers_ties();
            self.neighbourhoods.resume();
        }
    }
}

/// The best portfolio that `nodes` nodes can find, starting from a set that is known to be good (or none).
///
/// ```
/// use pmo_engine::selection::problem::{Demand, Parts, Problem, Row};
/// use pmo_engine::selection::search::{SolveStatus, select};
///
/// let budget = [(0, 6), (1, 5), (2, 5)].map(|(candidate, units)| Demand { candidate, units });
/// let problem = Problem::new(Parts {
///     values: vec![8, 5, 5],
///     rows: vec![Row { demands: budget.to_vec(), limit: 10 }],
///     ..Parts::default()
/// })
/// .expect("it makes sense");
/// let best = select(&problem, &[], 1_000);
/// assert_eq!((best.chosen, best.value, best.status), (vec![1, 2], 10, SolveStatus::Optimal));
/// ```
///
/// # Panics
///
/// If a member of `known` is not in the list.
pub fn select(problem: &Problem, known: &[u32], nodes: u64) -> Selection {
    let mut search = Search::from_known(problem, known);
    search.step(nodes);
    let mut selection = search.selection();
    if selection.status == SolveStatus::Feasible {
        selection.status = SolveStatus::Stopped;
    }
    selection
}

/// What forcing, requirements, exclusions and limits decide on their own.
pub(super) fn fixed_by_logic(problem: &Problem, whole: &Residual) -> Vec<Fixing> {
    let mut fixings = vec![Fixing::Free; problem.candidates()];
    for one in mandatory(problem) {
        fixings[one.candidate() as usize] = Fixing::In;
    }
    for &candidate in &problem.parts().forced_out {
        fixings[candidate as usize] = Fixing::Out;
    }
    whole.propagate(&mut fixings).expect("the mandatory set is feasible, so the rules cannot contradict it");
    fixings
}

/// The better of two: what still fits of the known set, filled up; and greed from nothing.
fn first_draft<'a>(instance: &'a Instance, known: &[u32]) -> Draft<'a> {
    let from_nothing = greedy(instance, Draft::mandatory(instance));
    if known.is_empty() {
        return from_nothing;
    }
    let mut kept = Draft::mandatory(instance);
    for &candidate in known {
        kept.add_with_requirements(candidate as usize, |_| true);
    }
    let from_known = greedy(instance, kept);
    if from_known.value() >= from_nothing.value() { from_known } else { from_nothing }
}

/// Everything that adds value, whether it fits or not.
fn generous_bound(problem: &Problem) -> i64 {
    let parts = problem.parts();
    let gains = parts.values.iter().chain(parts.synergies.iter().map(|synergy| &synergy.value));
    gains.map(|gain| (*gain).max(0)).sum()
}

/// Indices of the members.
fn indices(members: &[bool]) -> Vec<u32> {
    (0..).zip(members).filter(|(_, member)| **member).map(|(candidate, _)| candidate).collect()
}
