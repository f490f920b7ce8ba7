//! The efficient frontier: the most value for each budget, every point proved.
//!
//! *All points*: solve, note how much of the budget the portfolio needs, ask again
//! with one step less than that, and so on down to nothing. Each answer is a point
//! that no portfolio beats in both respects, whether it lies on the concave
//! hull or below it (an "unsupported" one, which no ranking by value for money
//! finds). A stretch of budgets can be asked for by itself, so that several can work
//! at one frontier. *At given extents*: the same for a grid of budgets only.
//!
//! Source: Haimes, Lasdon & Wismer (1971), *On a bicriterion formulation of the
//! problems of integrated system identification and system optimization*
//! (ε-constraint method).

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use super::budget::Budget;
use super::problem::Problem;
use super::search::{Search, Selection, SolveStatus};

/// The most value for an extent of the budget.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrontierPoint {
    /// Extent for which it was asked [steps of the budget].
    pub asked: i64,
    /// What the portfolio needs of it [steps of the budget].
    pub needed: i64,
    /// The portfolio: proved, unless the nodes of its point were used up.
    pub selection: Selection,
}

/// A frontier in progress.
#[derive(Clone, Debug)]
pub struct Frontier {
    problem: Problem,
    budget: Budget,
    nodes_per_point: u64,
    /// By descending extent.
    points: Vec<FrontierPoint>,
    extents: Extents,
    current: Option<(i64, Search)>,
}

/// Which extents are still to be asked for.
#[derive(Clone, Debug)]
enum Extents {
    /// Every one at which the answer changes, from `next` down to `least`.
    All { next: Option<i64>, least: i64 },
    /// These, the greatest last.
    Given(Vec<i64>),
}

impl Frontier {
    /// All efficient points that need no less and no more than `extents` [steps of the budget]. A point whose proof
    /// takes more than `nodes_per_point` nodes is left unproved, and some below it may then be missing.
    pub fn all(
        problem: &Problem,
        budget: &Budget,
        extents: RangeInclusive<i64>,
        nodes_per_point: u64,
    ) -> Self {
        let (least, most) = (*extents.start().max(&0), *extents.end());
        let next = (most >= least).then_some(most);
        Self::new(problem, budget, nodes_per_point, Extents::All { next, least })
    }

    /// One point for each of `extents` [steps of the budget, below 0 counts as 0] at which anything is feasible.
    pub fn at(problem: &Problem, budget: &Budget, extents: &[i64], nodes_per_point: u64) -> Self {
        let mut extents: Vec<i64> = extents.iter().map(|at| (*at).max(0)).collect();
        extents.sort_unstable();
        extents.dedup();
        Self::new(problem, budget, nodes_per_point, Extents::Given(extents))
    }

    /// Works off at least `nodes` nodes, unless the frontier is finished before; whether it is.
    pub fn step(&mut self, nodes: u64) -> bool {
        let mut left = nodes;
        while left > 0 {
            let Some((at, mut search)) = self.current.take().or_else(|| self.next_search()) else {
                return true;
            };
            let before = search.progress().nodes;
            let allowed = self.nodes_per_point.saturating_sub(before).min(left);
            let progress = search.step(allowed);
            left = left.saturating_sub((progress.nodes - before).max(1));
            if progress.status == SolveStatus::Feasible && progress.nodes < self.nodes_per_point {
                self.current = Some((at, search));
            } else {
                self.finish_point(at, search.selection());
            }
        }
        false
    }

    /// Efficient points found so far, by ascending need; each is worth more than the one before.
    /// Only the last one asked for may still turn out to be matched by a cheaper one.
    pub fn points(&self) -> impl Iterator<Item = &FrontierPoint> {
        self.points.iter().rev()
    }

    fn new(problem: &Problem, budget: &Budget, nodes_per_point: u64, extents: Extents) -> Self {
        let (problem, budget) = (problem.clone(), budget.clone());
        Self { problem, budget, nodes_per_point, points: Vec::new(), extents, current: None }
    }

    /// The search for the next extent, starting from the last portfolio.
    fn next_search(&mut self) -> Option<(i64, Search)> {
        loop {
            let at = match &mut self.extents {
                Extents::All { next, .. } => next.take()?,
                Extents::Given(extents) => extents.pop()?,
            };
            match self.points.last() {
                // The last portfolio was the best within more, and fits.
                Some(last) if last.needed <= at => {
                    self.points.push(FrontierPoint { asked: at, ..last.clone() });
                }
                last => {
                    let known = last.map_or(&[][..], |last| &last.selection.chosen);
                    return Some((at, Search::from_known(&self.budget.within(&self.problem, at), known)));
                }
            }
        }
    }

    fn finish_point(&mut self, asked: i64, mut selection: Selection) {
        let needed = self.budget.needed(&self.problem.usage(&selection.chosen));
        let Some(needed) = needed.filter(|_| selection.status != SolveStatus::Infeasible) else {
            // Less is not feasible either.
            self.extents = Extents::Given(Vec::new());
            return;
        };
        if selection.status == SolveStatus::Feasible {
            selection.status = SolveStatus::Stopped;
        }
        if let Extents::All { next, least } = &mut self.extents {
            // As good for less: the point above was not efficient.
            self.points.pop_if(|last| last.selection.value <= selection.value);
            if needed < *least {
                return;
            }
            // One below the stretch is asked for as well: it may be worth as much as the least point in it.
            *next = (needed > 0).then(|| needed - 1);
        }
        self.points.push(FrontierPoint { asked, needed, selection });
    }
}
