//! All portfolios that no other beats under every admissible weighting.
//!
//! The admissible weightings form a polytope; a portfolio dominates another if
//! it is worth at least as much at each of its extreme points, and more at one.
//! Every extreme point gives its own values. The portfolios are enumerated in
//! depth; a branch ends where a known portfolio dominates whatever it may still
//! hold, by the certificate of each extreme point's relaxation.
//!
//! Their number grows quickly with the candidates and with the freedom of the
//! weights; the search says whether it found them all.

use super::Core;
use crate::selection::certificate::Certificate;
use crate::selection::feasible::infeasibilities;
use crate::selection::instance::Fixing;
use crate::selection::problem::{Problem, ProblemError};
use crate::selection::residual::Residual;
use crate::selection::root::Root;
use crate::selection::search::fixed_by_logic;

/// The non-dominated portfolios.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NonDominated {
    /// Indices of the chosen candidates, ascending, in lexicographic order.
    pub portfolios: Vec<Vec<u32>>,
    /// Proved: these are all, and none of them is dominated.
    pub complete: bool,
}

/// An enumeration in progress.
struct Enumeration {
    residual: Residual,
    /// One for each extreme point.
    certificates: Vec<Certificate>,
    problems: Vec<Problem>,
    /// Columns, the most telling first.
    order: Vec<usize>,
    /// Values at each extreme point, and the portfolio.
    archive: Vec<(Vec<i64>, Vec<u32>)>,
    nodes_left: u64,
}

impl NonDominated {
    /// How often each of so many candidates is in one of them.
    ///
    /// # Panics
    ///
    /// If a member is not among them.
    pub fn core(&self, candidates: usize) -> Core {
        let mut core = Core::new(candidates);
        for portfolio in &self.portfolios {
            core.add(portfolio);
        }
        core
    }
}

/// Enumerates the non-dominated portfolios, within `nodes` nodes.
///
/// `values_at_extreme_points` holds the value of each candidate [units of value]
/// at each extreme point of the weights; the problem's own values are not used,
/// its synergies hold at every extreme point.
///
/// # Errors
///
/// [`ProblemError::ValueTooLarge`].
///
/// # Panics
///
/// If an extreme point does not give every candidate a value.
pub fn non_dominated(
    problem: &Problem,
    values_at_extreme_points: &[Vec<i64>],
    nodes: u64,
) -> Result<NonDominated, ProblemError> {
    if !infeasibilities(problem).is_empty() {
        return Ok(NonDominated { portfolios: Vec::new(), complete: true });
    }
    let problems: Vec<Problem> = values_at_extreme_points
        .iter()
        .map(|values| problem.with_values(values.clone()))
        .collect::<Result<_, _>>()?;
    let whole = Residual::whole(problem);
    let fixings = fixed_by_logic(problem, &whole);
    let residual = whole.fix(&fixings);
    let columns = residual.columns();
    let certificates: Vec<Certificate> = problems
        .iter()
        .filter(|_| columns > 0)
        .map(|problem| {
            let mut root = Root::new(Residual::whole(problem).fix(&fixings));
            root.solve(1);
            root.into_certificate()
        })
        .collect();
    let telling =
        |column: usize| -> f64 { certificates.iter().map(|one| one.reduced_cost(column).abs()).sum() };
    let mut order: Vec<usize> = (0..columns).collect();
    order.sort_by(|one, other| telling(*other).total_cmp(&telling(*one)));
    let mut enumeration =
        Enumeration { residual, certificates, problems, order, archive: Vec::new(), nodes_left: nodes };
    let complete = enumeration.explore(vec![Fixing::Free; columns]);
    let mut portfolios: Vec<Vec<u32>> =
        enumeration.archive.into_iter().map(|(_, portfolio)| portfolio).collect();
    portfolios.sort_unstable();
    Ok(NonDominated { portfolios, complete })
}

impl Enumeration {
    /// Gathers what is not dominated among the sets that keep `fixings`; false if the nodes ran out.
    fn explore(&mut self, mut fixings: Vec<Fixing>) -> bool {
        if self.nodes_left == 0 {
            return false;
        }
        self.nodes_left -= 1;
        if self.residual.propagate(&mut fixings).is_err() || self.is_dominated(&self.bounds(&fixings)) {
            return true;
        }
        let Some(&column) = self.order.iter().find(|column| fixings[**column] == Fixing::Free) else {
            self.gather(&fixings);
            return true;
        };
        let votes = self.certificates.iter().filter(|one| one.best(column) == Fixing::In).count();
        let first = if votes * 2 >= self.certificates.len() { Fixing::In } else { Fixing::Out };
        let second = if first == Fixing::In { Fixing::Out } else { Fixing::In };
        [first, second].into_iter().all(|fixing| {
            let mut half = fixings.clone();
            half[column] = fixing;
            self.explore(half)
        })
    }

    /// At each extreme point, more than what any set that keeps `fixings` is worth, or as much.
    fn bounds(&self, fixings: &[Fixing]) -> Vec<i64> {
        self.certificates.iter().map(|certificate| certificate.bound_within(fixings)).collect()
    }

    /// Whether a known portfolio is at least as good at every extreme point and better at one.
    fn is_dominated(&self, values: &[i64]) -> bool {
        self.archive.iter().any(|(known, _)| dominates(known, values))
    }

    /// Takes the set that is left, unless it is dominated, and drops those that it dominates.
    fn gather(&mut self, fixings: &[Fixing]) {
        let member = self.residual.members(|column| fixings[column] == Fixing::In);
        let portfolio: Vec<u32> =
            (0..).zip(&member).filter(|(_, member)| **member).map(|(candidate, _)| candidate).collect();
        let values: Vec<i64> = self.problems.iter().map(|problem| problem.value(&portfolio)).collect();
        if !self.is_dominated(&values) {
            self.archive.retain(|(known, _)| !dominates(&values, known));
            self.archive.push((values, portfolio));
        }
    }
}

fn dominates(one: &[i64], other: &[i64]) -> bool {
    one != other && one.iter().zip(other).all(|(one, other)| one >= other)
}
