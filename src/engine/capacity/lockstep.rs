//! All iterations of a chunk at once: they place the same stages in the same order, each week of a stage in one stroke.
//!
//! A column holds a number of each iteration, so that a vector instruction serves as many iterations as it has lanes:
//! the narrower the numbers, the more. Which stages start when is the same, to the week, as one iteration after the
//! other finds; a problem whose stages are dispatched, pause, ask for levels, wait for a place or work in open weeks
//! only is left to that.

mod columns;
mod lane;

use super::Problem;
use super::draws::{Column, Draws};
use super::recorder::Recorder;
use super::schedule::Policy;
pub(super) use columns::Columns;
pub(super) use lane::Lane;

/// Whether processors of this kind may have vectors of 32 bytes.
const HAS_WIDE_VECTORS: bool = cfg!(target_arch = "x86_64");

/// The iterations of a chunk, in the narrowest lanes that hold their units; used again by the next.
pub(super) enum Lockstep<'p> {
    /// Up to 254 units of a role.
    Narrow(Columns<'p, u8>),
    /// Any number of them; in vectors of 16 bytes no faster than one iteration after the other.
    Wide(Columns<'p, u16>),
}

impl<'p> Lockstep<'p> {
    /// Room for the iterations of `problem`, unless it must be done one iteration after the other.
    pub(super) fn new(problem: &'p Problem, policy: Policy) -> Option<Self> {
        let network = problem.network();
        let is_plain = policy != Policy::Parallel
            && problem.most_at_once().is_none()
            && problem.splits().is_empty()
            && problem.leveled().is_none()
            && network.steps().iter().all(|step| network.open_weeks(step).is_none());
        if !is_plain {
            return None;
        }
        let wide = || Columns::new(problem).filter(|_| HAS_WIDE_VECTORS).map(Self::Wide);
        Columns::new(problem).map(Self::Narrow).or_else(wide)
    }

    /// Places and counts the iterations drawn, all of them; tells whether their lengths allowed it.
    pub(super) fn count(&mut self, draws: &Draws, policy: Policy, recorder: &mut Recorder<'_>) -> bool {
        match self {
            Self::Narrow(columns) => count(columns, draws, policy, recorder),
            Self::Wide(columns) => count(columns, draws, policy, recorder),
        }
    }

    /// Places the iterations drawn; the week after the last of each step, unless their lengths do not allow it.
    pub(super) fn finishes(&mut self, draws: &Draws, policy: Policy) -> Option<&[Column<u16>]> {
        match self {
            Self::Narrow(columns) => place(columns, draws, policy).then_some(&columns.finishes),
            Self::Wide(columns) => place(columns, draws, policy).then_some(&columns.finishes),
        }
        .map(Vec::as_slice)
    }
}

/// Compiled for vectors of 32 bytes as well, and chosen when it runs.
#[multiversion::multiversion(targets("x86_64+avx2"))]
fn count<T: Lane>(
    columns: &mut Columns<'_, T>,
    draws: &Draws,
    policy: Policy,
    recorder: &mut Recorder<'_>,
) -> bool {
    if !columns.holds(draws) {
        return false;
    }
    columns.prepare(draws);
    columns.start_at_once(draws);
    recorder.count_unlevelled_columns(columns);
    if policy != Policy::Unlevelled {
        columns.place_serially(draws);
    }
    recorder.count_schedule_columns(&columns.starts, &columns.finishes);
    true
}

/// As [`count`], without counting and without asking who would be needed if nobody waited.
#[multiversion::multiversion(targets("x86_64+avx2"))]
fn place<T: Lane>(columns: &mut Columns<'_, T>, draws: &Draws, policy: Policy) -> bool {
    let holds = columns.holds(draws);
    if holds && policy == Policy::Unlevelled {
        columns.start_at_once(draws);
    } else if holds {
        columns.prepare(draws);
        columns.place_serially(draws);
    }
    holds
}
