//! Priorities change while work is in flight: what to continue, what to stop, what to start.
//!
//! Money and time already spent count for nothing; what counts is what each
//! candidate still needs, and what it costs to stop it. With x = 1 for those
//! that go on, a row reads
//!
//! ```text
//! Σ remaining x + Σ stopping (1 − x) ≤ left
//! ```
//!
//! and that is again a row of demands (remaining − stopping), within what is
//! left once everything has been stopped. Nothing is stopped for nothing: of two
//! answers worth the same, the one that stops nothing is given.
//!
//! Source: Arkes & Blumer (1985), *The psychology of sunk cost*, for why it must
//! be left out.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::problem::{Demand, Parts, Problem, ProblemError};
use super::search::{Selection, SolveStatus, select};

/// A candidate that has been begun.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InFlight {
    /// Index of the candidate.
    pub candidate: u32,
    /// What stopping it takes: contracts, handing over, closing down.
    pub stopping: Vec<StoppingCost>,
}

/// What stopping takes of one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoppingCost {
    /// Index of the row.
    pub row: u32,
    /// How much [units of the row], at least 0 and at most what going on would take.
    pub units: i64,
}

/// What to do now. Each list by index, ascending.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pivot {
    /// In flight, and worth going on with.
    pub continued: Vec<u32>,
    /// In flight, and better stopped.
    pub stopped: Vec<u32>,
    /// Planned, not begun, and still right.
    pub kept: Vec<u32>,
    /// Not planned before.
    pub started: Vec<u32>,
    /// Planned, not begun, and not right any more.
    pub dropped: Vec<u32>,
    /// The best portfolio now.
    pub best: Selection,
    /// The best portfolio that stops nothing; infeasible if that cannot be afforded.
    pub stopping_nothing: Selection,
}

/// Why there is nothing to decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum PivotError {
    /// The problem with stopping costs makes no sense.
    #[error(transparent)]
    Problem(#[from] ProblemError),
    /// The list is about candidates of the problem.
    #[error("candidate {candidate} is in flight or planned, but is not in the list")]
    UnknownCandidate {
        /// Index that is out of range.
        candidate: u32,
    },
    /// Each candidate is in flight once.
    #[error("candidate {candidate} is in flight twice; name it once with all its stopping costs")]
    InFlightTwice {
        /// Index of the candidate.
        candidate: u32,
    },
    /// Stopping takes nothing back.
    #[error("stopping candidate {candidate} takes {units} of row {row}; it must be at least 0")]
    NegativeStoppingCost {
        /// Index of the candidate.
        candidate: u32,
        /// Index of the row.
        row: u32,
        /// What was given.
        units: i64,
    },
    /// Then there is no reason to stop it.
    #[error("stopping candidate {candidate} takes more of row {row} than finishing it; force it in instead")]
    DearerToStop {
        /// Index of the candidate.
        candidate: u32,
        /// Index of the row.
        row: u32,
    },
    /// Going on takes no less than stopping, so nothing is feasible.
    #[error("row {row} has {left} left, but even stopping everything takes {stopping}; raise its limit")]
    CannotEvenStop {
        /// Index of the row.
        row: u32,
        /// Its limit.
        left: i64,
        /// What stopping everything takes.
        stopping: i64,
    },
}

impl Pivot {
    /// What pivoting is worth against stopping nothing [units of value]; `None` if the latter is not feasible.
    pub fn value_of_pivoting(&self) -> Option<i64> {
        (self.stopping_nothing.status != SolveStatus::Infeasible)
            .then(|| self.best.value - self.stopping_nothing.value)
    }
}

/// Decides anew, each of two searches within `nodes` nodes.
///
/// `problem` holds what each candidate is worth now, what it *still* needs, and
/// what is *left* of each row. `planned` is the portfolio so far, begun or not.
///
/// # Errors
///
/// [`PivotError`].
pub fn pivot(
    problem: &Problem,
    in_flight: &[InFlight],
    planned: &[u32],
    nodes: u64,
) -> Result<Pivot, PivotError> {
    if let Some(&candidate) = planned.iter().find(|one| **one as usize >= problem.candidates()) {
        return Err(PivotError::UnknownCandidate { candidate });
    }
    let mut begun = vec![false; problem.candidates()];
    for &InFlight { candidate, .. } in in_flight {
        let begun = begun.get_mut(candidate as usize).ok_or(PivotError::UnknownCandidate { candidate })?;
        if std::mem::replace(begun, true) {
            return Err(PivotError::InFlightTwice { candidate });
        }
    }
    let with_stopping = with_stopping_costs(problem, in_flight)?;
    let found = select(&with_stopping, planned, nodes);
    let mut parts = with_stopping.parts().clone();
    parts.forced_in.extend(in_flight.iter().map(|one| one.candidate));
    // Whoever is forced out and in flight has to be stopped: then stopping nothing is not feasible.
    let stopping_nothing = match Problem::new(parts) {
        Ok(all) => select(&all, planned, nodes),
        Err(ProblemError::ForcedBothWays { .. }) => {
            Selection { chosen: Vec::new(), value: 0, upper_bound: 0, status: SolveStatus::Infeasible }
        }
        Err(error) => return Err(error.into()),
    };
    let best = without_needless_stops(&with_stopping, found, &stopping_nothing, in_flight);
    let is_chosen = |one: u32| best.chosen.binary_search(&one).is_ok();
    let is_planned = |one: u32| planned.contains(&one);
    let of_all = |keeps: &dyn Fn(u32) -> bool| -> Vec<u32> {
        (0..).take(problem.candidates()).filter(|one| keeps(*one)).collect()
    };
    let is_begun = |one: u32| begun[one as usize];
    Ok(Pivot {
        continued: of_all(&|one| is_begun(one) && is_chosen(one)),
        stopped: of_all(&|one| is_begun(one) && !is_chosen(one)),
        kept: of_all(&|one| !is_begun(one) && is_planned(one) && is_chosen(one)),
        started: of_all(&|one| !is_begun(one) && !is_planned(one) && is_chosen(one)),
        dropped: of_all(&|one| !is_begun(one) && is_planned(one) && !is_chosen(one)),
        best,
        stopping_nothing,
    })
}

/// The same problem, in which not choosing a candidate in flight takes its stopping cost.
///
/// # Errors
///
/// [`PivotError`] about the list.
pub fn with_stopping_costs(problem: &Problem, in_flight: &[InFlight]) -> Result<Problem, PivotError> {
    let mut parts: Parts = problem.parts().clone();
    let mut stopping_everything = vec![0_i64; parts.rows.len()];
    for InFlight { candidate, stopping } in in_flight {
        for &StoppingCost { row, units } in stopping {
            let (candidate, index) = (*candidate, row as usize);
            if units < 0 {
                return Err(PivotError::NegativeStoppingCost { candidate, row, units });
            }
            let demands = &mut parts.rows.get_mut(index).ok_or(ProblemError::UnknownRow { row })?.demands;
            let of_candidate = demands.iter().filter(|demand| demand.candidate == candidate);
            let left = of_candidate.map(|demand| demand.units).sum::<i64>() - units;
            if left < 0 {
                return Err(PivotError::DearerToStop { candidate, row });
            }
            demands.retain(|demand| demand.candidate != candidate);
            demands.push(Demand { candidate, units: left });
            stopping_everything[index] += units;
        }
    }
    for (row, (parts, stopping)) in (0..).zip(parts.rows.iter_mut().zip(stopping_everything)) {
        let left = parts.limit;
        parts.limit -= stopping;
        if parts.limit < 0 {
            return Err(PivotError::CannotEvenStop { row, left, stopping });
        }
    }
    Ok(Problem::new(parts)?)
}

/// `best`, but what stops nothing if that is worth as much; and whoever could go on beside it goes on.
fn without_needless_stops(
    problem: &Problem,
    mut best: Selection,
    stopping_nothing: &Selection,
    in_flight: &[InFlight],
) -> Selection {
    if best.status == SolveStatus::Infeasible {
        return best;
    }
    if stopping_nothing.status != SolveStatus::Infeasible && stopping_nothing.value >= best.value {
        // A search that was cut short may have missed it.
        best.chosen.clone_from(&stopping_nothing.chosen);
        best.value = stopping_nothing.value;
    }
    for &InFlight { candidate, .. } in in_flight {
        let Err(place) = best.chosen.binary_search(&candidate) else { continue };
        let mut chosen = best.chosen.clone();
        chosen.insert(place, candidate);
        let value = problem.value(&chosen);
        if value >= best.value && problem.is_feasible(&chosen) {
            (best.chosen, best.value) = (chosen, value);
        }
    }
    if best.value >= best.upper_bound {
        best.status = SolveStatus::Optimal;
    }
    best
}
