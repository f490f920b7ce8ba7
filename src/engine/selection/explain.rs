//! Why this portfolio: what keeps a candidate out, what it would cost to have it, what each member is worth.
//!
//! A *price* is a difference of optima: the problem is solved once more with the
//! candidate forced in (or out), starting from the portfolio at hand. It says
//! what no ratio can: everything else is arranged anew, as well as possible.
//! *Shadow prices* are cheaper and say less: they belong to the linear
//! relaxation, hold for small changes of one limit, and are a hint where more
//! room would pay, not a promise.

use serde::{Deserialize, Serialize};

use super::feasible::{Infeasibility, infeasibilities};
use super::problem::{Problem, ProblemError};
use super::residual::{Residual, SparseRow, places};
use super::root::Root;
use super::search::{Selection, SolveStatus, fixed_by_logic, select};

/// What keeps a candidate out of a portfolio, as things stand in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// Index of the candidate.
    pub candidate: u32,
    /// What it requires, directly or not, and the portfolio lacks; by index.
    pub lacks: Vec<u32>,
    /// Rows in which it and what it lacks do not fit beside the portfolio; by index. Empty if it fits:
    /// then it is a rule that keeps it out, or it is not worth having.
    pub shortages: Vec<Shortage>,
    /// Members that exclude it or what it lacks; by index.
    pub excluded_by: Vec<u32>,
    /// Whether it is forced out.
    pub forced_out: bool,
}

/// A row with too little left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shortage {
    /// Index of the row.
    pub row: u32,
    /// What is needed beyond what is left [units of the row], more than 0.
    pub missing: i64,
}

/// What deciding otherwise about one candidate comes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Price {
    /// It can be done.
    Possible {
        /// The best portfolio found then.
        instead: Selection,
        /// The loss against the portfolio at hand is no less than this [units of value]: proved.
        at_least: i64,
        /// The loss with `instead` [units of value]. Equal to `at_least` if `instead` is proved best.
        /// Negative if a forcing is lifted that costs more than it is worth.
        at_most: i64,
    },
    /// It cannot be done, for these reasons.
    Impossible(Vec<Infeasibility>),
}

/// What keeps `candidate` out of the portfolio `chosen`.
///
/// # Panics
///
/// If the candidate or a member is not in the list.
pub fn why_left_out(problem: &Problem, chosen: &[u32], candidate: u32) -> LeftOut {
    let parts = problem.parts();
    let mut member = vec![false; problem.candidates()];
    for &one in chosen {
        member[one as usize] = true;
    }
    let mut joins = vec![candidate];
    let mut at = 0;
    while at < joins.len() {
        let required = parts.requirements.iter().filter(|rule| rule.candidate == joins[at]);
        let new: Vec<u32> = required
            .map(|rule| rule.required)
            .filter(|one| !member[*one as usize] && !joins.contains(one))
            .collect();
        joins.extend(new);
        at += 1;
    }
    let together: Vec<u32> = chosen.iter().chain(&joins).copied().collect();
    let used = problem.usage(&together);
    let needed = problem.usage(&joins);
    let shortages = (0..).zip(&parts.rows).zip(used.iter().zip(&needed));
    let mut excluded_by: Vec<u32> = parts
        .exclusions
        .iter()
        .filter(|group| joins.iter().any(|one| group.contains(one)))
        .flat_map(|group| group.iter().copied().filter(|one| member[*one as usize] && !joins.contains(one)))
        .collect();
    excluded_by.sort_unstable();
    excluded_by.dedup();
    let mut lacks = joins.split_off(1);
    lacks.sort_unstable();
    LeftOut {
        candidate,
        lacks,
        shortages: shortages
            .filter(|((_, row), (used, needed))| **needed > 0 && **used > row.limit)
            .map(|((row, limited), (used, _))| Shortage { row, missing: used - limited.limit })
            .collect(),
        excluded_by,
        forced_out: parts.forced_out.contains(&candidate),
    }
}

/// What it would cost to have `candidate`, found within `nodes` nodes. If it is forced out, that is lifted.
///
/// # Errors
///
/// [`ProblemError::UnknownForced`].
pub fn price_of_having(
    problem: &Problem,
    best: &Selection,
    candidate: u32,
    nodes: u64,
) -> Result<Price, ProblemError> {
    let mut parts = problem.parts().clone();
    parts.forced_out.retain(|one| *one != candidate);
    let is_lifted = parts.forced_out.len() < problem.parts().forced_out.len();
    parts.forced_in.push(candidate);
    Ok(price(&Problem::new(parts)?, best, is_lifted, nodes))
}

/// What it would cost to do without `candidate`, found within `nodes` nodes. If it is forced in, that is lifted.
///
/// # Errors
///
/// [`ProblemError::UnknownForced`].
pub fn price_of_dropping(
    problem: &Problem,
    best: &Selection,
    candidate: u32,
    nodes: u64,
) -> Result<Price, ProblemError> {
    let mut parts = problem.parts().clone();
    parts.forced_in.retain(|one| *one != candidate);
    let is_lifted = parts.forced_in.len() < problem.parts().forced_in.len();
    parts.forced_out.push(candidate);
    Ok(price(&Problem::new(parts)?, best, is_lifted, nodes))
}

/// What one more unit of each row would add [units of value per unit of the row], by row; LP prices.
///
/// These are multipliers of the linear relaxation, before any cut and any
/// branching, in which candidates may be chosen in part. They hold for small
/// changes of one limit at a time; 0 for a row that does not bind there, and for
/// all but the first of rows that say the same. All 0 if nothing is feasible.
pub fn shadow_prices(problem: &Problem) -> Vec<f64> {
    let mut prices = vec![0.0; problem.parts().rows.len()];
    if !infeasibilities(problem).is_empty() {
        return prices;
    }
    let whole = Residual::whole(problem);
    let fixings = fixed_by_logic(problem, &whole);
    let residual = whole.fix(&fixings);
    if residual.columns() == 0 {
        return prices;
    }
    let place = places(&fixings);
    let rows: Vec<Option<SparseRow>> = Residual::knapsacks_of(problem)
        .into_iter()
        .map(|row| row.and_then(|row| row.fix(&fixings, &place)))
        .collect();
    let mut root = Root::new(residual);
    root.solve(1);
    for &(index, multiplier) in root.multipliers() {
        let same = |row: &Option<SparseRow>| {
            root.residual().knapsacks.get(index).is_some_and(|other| row.as_ref() == Some(other))
        };
        if let Some(row) = rows.iter().position(same) {
            prices[row] = multiplier;
        }
    }
    prices
}

fn price(otherwise: &Problem, best: &Selection, is_lifted: bool, nodes: u64) -> Price {
    let reasons = infeasibilities(otherwise);
    if !reasons.is_empty() {
        return Price::Impossible(reasons);
    }
    let mut known = best.chosen.clone();
    known.sort_by_key(|one| std::cmp::Reverse(otherwise.parts().values[*one as usize]));
    let instead = select(otherwise, &known, nodes);
    let at_least = best.value - instead.upper_bound;
    // A rule more cannot make the best better.
    let is_harder = best.status == SolveStatus::Optimal && !is_lifted;
    Price::Possible {
        at_least: if is_harder { at_least.max(0) } else { at_least },
        at_most: best.value - instead.value,
        instead,
    }
}
