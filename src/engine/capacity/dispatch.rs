//! Dispatching: week by week, whoever is ready and fits starts.
//!
//! Of the stages whose predecessors have finished, the one of highest priority
//! for which all its roles have room over its whole length starts, then the next
//! that fits; only then the week goes on. Nobody who could work waits for a more
//! important stage that cannot start yet: that is what sets it apart from the
//! serial scheme, in which a small stage of low priority never goes first.
//!
//! Weeks in which nothing can start are jumped over: what is placed is never
//! taken away, so the week in which a waiting stage fits now is the first in
//! which it can ever fit.
//!
//! Sources: Brooks & White (1965), *An algorithm for finding optimal or near optimal solutions to the
//! production scheduling problem*; Kolisch (1996), European Journal of Operational Research 90(2).

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::interval::Interval;
use super::network::{Network, Step};
use super::schedule::{earliest_start, first_fit, take};
use super::split::{Pieces, Stretch};
use super::weekly_units::WeeklyUnits;

/// Stages that are ready, and for how many predecessors the others wait; used again by the next iteration.
#[derive(Clone, Debug, Default)]
pub(super) struct Queue {
    /// Week in which it may fit, priority, place in the scheduling order.
    ready: BinaryHeap<Reverse<(usize, u32, u32)>>,
    /// Predecessors not yet placed, in scheduling order.
    waiting_for: Vec<usize>,
}

/// Starts stages week by week; see the module.
///
/// `free` comes with the capacity of each role and week and is left with what is
/// not used. A stage that does not fit within the horizon, or comes after one that
/// does not, is not placed; one that may be split may be placed in part. `pieces` come cleared.
pub(super) fn dispatch(
    network: &Network,
    durations: &[u16],
    free: &mut WeeklyUnits,
    intervals: &mut [Interval],
    pieces: &mut Pieces,
    queue: &mut Queue,
) {
    let beyond = free.weeks() + 1;
    queue.begin(network);
    while let Some((week, priority, position)) = queue.pop() {
        let step = &network.steps()[position as usize];
        let duration = usize::from(durations[position as usize]);
        intervals[position as usize] = match next_part(network, step, free, week, duration, pieces) {
            Some(part) if usize::from(part.placed.start) > week => {
                queue.push(part.placed.start.into(), priority, position);
                continue;
            }
            Some(part) => {
                take(network, step, free, part.placed);
                let Some(placed) = pieces.add(step, part, duration) else {
                    // What is left is ready again when the piece ends.
                    queue.push(part.placed.finish.into(), priority, position);
                    continue;
                };
                placed
            }
            None => pieces.unfinished(step, beyond),
        };
        queue.release(network, step, intervals);
    }
}

/// The first weeks from `week` on in which `step` fits within the horizon, or what is left of it, or a piece of that
/// if it may be split.
#[inline]
pub(super) fn next_part(
    network: &Network,
    step: &Step,
    free: &WeeklyUnits,
    week: usize,
    duration: usize,
    pieces: &Pieces,
) -> Option<Stretch> {
    if !step.may_be_split() || duration <= usize::from(step.chunk_weeks) {
        let placed = first_fit(network, step, free, week, duration)?;
        Some(Stretch { placed, weeks: duration })
    } else {
        pieces.next(network, step, free, week, duration)
    }
}

impl Queue {
    /// Every stage waits for its predecessors; those without are ready.
    pub(super) fn begin(&mut self, network: &Network) {
        self.ready.clear();
        self.waiting_for.clear();
        for (position, step) in (0..).zip(network.steps()) {
            let predecessors = network.predecessors(step).len();
            self.waiting_for.push(predecessors);
            if predecessors == 0 {
                self.ready.push(Reverse((step.earliest_start_week.into(), step.stage, position)));
            }
        }
    }

    /// The week, priority and place of who is next.
    #[inline]
    pub(super) fn pop(&mut self) -> Option<(usize, u32, u32)> {
        self.ready.pop().map(|Reverse(next)| next)
    }

    #[inline]
    pub(super) fn push(&mut self, week: usize, priority: u32, position: u32) {
        self.ready.push(Reverse((week, priority, position)));
    }

    /// Stages that waited for `step` alone are ready, now that it is placed.
    #[inline]
    pub(super) fn release(&mut self, network: &Network, step: &Step, intervals: &[Interval]) {
        for &successor in network.successors(step) {
            let waiting_for = &mut self.waiting_for[successor as usize];
            *waiting_for -= 1;
            if *waiting_for == 0 {
                let step = &network.steps()[successor as usize];
                self.push(earliest_start(network, step, intervals), step.stage, successor);
            }
        }
    }
}
