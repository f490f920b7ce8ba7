//! The efficient frontier: the most value for each budget, every point proved.
//!
//! *All points*: solve, note what the portfolio uses of the row, ask again with
//! one unit less than that, and so on down to nothing. Each answer is a point
//! that no portfolio beats in both respects, whether it lies on the concave
//! hull or below it (an "unsupported" one, which no ranking by value for money
//! finds). *At given limits*: the same for a grid of budgets only.
//!
//! Source: Haimes, Lasdon & Wismer (1971), *On a bicriterion formulation of the
//! problems of integrated system identification and system optimization*
//! (ε-constraint method).

use serde::{Deserialize, Serialize};

use super::problem::{Problem, ProblemError};
use super::search::{Search, Selection, SolveStatus};

/// The most value for a limit of the row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrontierPoint {
    /// Limit of the row for which it was asked [units of the row].
    pub limit: i64,
    /// What the portfolio uses of it [units of the row].
    pub used: i64,
    /// The portfolio: proved, unless the nodes of its point were used up.
    pub selection: Selection,
}

/// A frontier in progress.
#[derive(Clone, Debug)]
pub struct Frontier {
    problem: Problem,
    row: u32,
    nodes_per_point: u64,
    /// By descending limit.
    points: Vec<FrontierPoint>,
    limits: Limits,
    current: Option<(i64, Search)>,
}

/// Which limits are still to be asked for.
#[derive(Clone, Debug)]
enum Limits {
    /// Every limit at which the answer changes, from here down.
    All { next: Option<i64> },
    /// These, the greatest last.
    Given(Vec<i64>),
}

impl Frontier {
    /// All efficient points from the row's limit downwards. A point whose proof takes more than
    /// `nodes_per_point` nodes is left unproved, and some below it may then be missing.
    ///
    /// # Errors
    ///
    /// [`ProblemError::UnknownRow`].
    pub fn all(problem: &Problem, row: u32, nodes_per_point: u64) -> Result<Self, ProblemError> {
        let limit = problem.parts().rows.get(row as usize).ok_or(ProblemError::UnknownRow { row })?.limit;
        Ok(Self::new(problem, row, nodes_per_point, Limits::All { next: Some(limit) }))
    }

    /// One point for each of `limits` at which anything is feasible.
    ///
    /// # Errors
    ///
    /// [`ProblemError::UnknownRow`], [`ProblemError::NegativeLimit`].
    pub fn at(
        problem: &Problem,
        row: u32,
        limits: &[i64],
        nodes_per_point: u64,
    ) -> Result<Self, ProblemError> {
        if row as usize >= problem.parts().rows.len() {
            return Err(ProblemError::UnknownRow { row });
        }
        if let Some(&limit) = limits.iter().find(|limit| **limit < 0) {
            return Err(ProblemError::NegativeLimit { row, limit });
        }
        let mut limits = limits.to_vec();
        limits.sort_unstable();
        limits.dedup();
        Ok(Self::new(problem, row, nodes_per_point, Limits::Given(limits)))
    }

    /// Works off at least `nodes` nodes, unless the frontier is finished before; whether it is.
    pub fn step(&mut self, nodes: u64) -> bool {
        let mut left = nodes;
        while left > 0 {
            let Some((limit, mut search)) = self.current.take().or_else(|| self.next_search()) else {
                return true;
            };
            let before = search.progress().nodes;
            let allowed = self.nodes_per_point.saturating_sub(before).min(left);
            let progress = search.step(allowed);
            left = left.saturating_sub((progress.nodes - before).max(1));
            if progress.status == SolveStatus::Feasible && progress.nodes < self.nodes_per_point {
                self.current = Some((limit, search));
            } else {
                self.finish_point(limit, search.selection());
            }
        }
        false
    }

    /// Efficient points found so far, by ascending use; each is worth more than the one before.
    /// Only the last one asked for may still turn out to be matched by a cheaper one.
    pub fn points(&self) -> impl Iterator<Item = &FrontierPoint> {
        self.points.iter().rev()
    }

    fn new(problem: &Problem, row: u32, nodes_per_point: u64, limits: Limits) -> Self {
        Self { problem: problem.clone(), row, nodes_per_point, points: Vec::new(), limits, current: None }
    }

    /// The search for the next limit, starting from the last portfolio.
    fn next_search(&mut self) -> Option<(i64, Search)> {
        loop {
            let limit = match &mut self.limits {
                Limits::All { next } => next.take()?,
                Limits::Given(limits) => limits.pop()?,
            };
            match self.points.last() {
                // The last portfolio was the best within more, and fits.
                Some(last) if last.used <= limit => {
                    self.points.push(FrontierPoint { limit, ..last.clone() });
                }
                last => {
                    let known = last.map_or(&[][..], |last| &last.selection.chosen);
                    let problem =
                        self.problem.with_limit(self.row, limit).expect("checked when it was given");
                    return Some((limit, Search::from_known(&problem, known)));
                }
            }
        }
    }

    fn finish_point(&mut self, limit: i64, mut selection: Selection) {
        if selection.status == SolveStatus::Infeasible {
            // Less is not feasible either.
            self.limits = Limits::Given(Vec::new());
            return;
        }
        if selection.status == SolveStatus::Feasible {
            selection.status = SolveStatus::Stopped;
        }
        let used = self.problem.usage(&selection.chosen)[self.row as usize];
        if let Limits::All { next } = &mut self.limits {
            *next = (used > 0).then(|| used - 1);
            // As good for less: the point above was not efficient.
            self.points.pop_if(|last| last.selection.value <= selection.value);
        }
        self.points.push(FrontierPoint { limit, used, selection });
    }
}
