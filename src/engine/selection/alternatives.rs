//! Other portfolios that are worth exactly as much as the best.
//!
//! The same branch and bound, but parts of the search that can still reach the
//! best value stay open, and a set that reaches it is split further instead of
//! ending its branch.

use serde::{Deserialize, Serialize};

use super::problem::Problem;
use super::search::{Search, SolveStatus};

/// The portfolios of the best value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alternatives {
    /// What each of them is worth [units of value]; 0 if nothing is feasible.
    pub value: i64,
    /// Indices of the chosen candidates, ascending, in lexicographic order; empty if nothing is feasible.
    pub portfolios: Vec<Vec<u32>>,
    /// Proved: these are all, and nothing is worth more.
    pub complete: bool,
}

/// Gathers up to `most` (at least 1) portfolios of the best value within `nodes` nodes.
///
/// `known` is a portfolio that is known to be good, best of all the optimum; it saves most of the work.
///
/// # Panics
///
/// If a member of `known` is not in the list.
pub fn alternatives(problem: &Problem, known: &[u32], most: usize, nodes: u64) -> Alternatives {
    let mut search = Search::for_ties(problem, known, most);
    let progress = search.step(nodes);
    let (mut portfolios, is_full) = search.ties();
    portfolios.sort_unstable();
    let complete = match progress.status {
        SolveStatus::Optimal => !is_full,
        SolveStatus::Infeasible => true,
        SolveStatus::Feasible | SolveStatus::Stopped => false,
    };
    Alternatives { value: progress.value, portfolios, complete }
}
