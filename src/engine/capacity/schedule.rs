//! When each stage starts, given how long it takes and who is there.
//!
//! *Unlevelled*: nobody waits for people; each stage starts as soon as its
//! predecessors have finished. *Serial*: stages are placed one by one in
//! scheduling order, each at the earliest week in which all its roles have room
//! for its whole length; what is placed is never moved. *Parallel*: see
//! [`dispatch`](super::dispatch).
//!
//! No levelled scheme is monotone: more people or shorter stages can make it
//! finish later (Graham 1969, *Bounds on multiprocessing timing anomalies*).
//!
//! Sources: Kelley (1963), *The critical-path method: resources planning and
//! scheduling*; Kolisch (1996), *Serial and parallel resource-constrained project
//! scheduling methods revisited*, European Journal of Operational Research 90(2).

use serde::{Deserialize, Serialize};

use super::Demand;
use super::interval::{Interval, interval};
use super::network::{Network, Step};
use super::split::Pieces;
use super::weekly_units::{WINDOW_WEEKS, WeeklyUnits};

/// How stages that want the same people at the same time are treated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Policy {
    /// Nobody waits: as if there were people enough.
    Unlevelled,
    /// By priority, each stage as early as all its roles are free: serial schedule generation.
    Serial,
    /// Week by week, the ready stage of highest priority that fits starts: parallel schedule
    /// generation, or dispatching.
    Parallel,
}

/// Starts every stage as soon as its predecessors have finished, and sums who would be needed.
///
/// `demand` comes cleared. A stage that reaches beyond the horizon counts up to it.
/// Rows of `durations` and `intervals` are in scheduling order.
pub(super) fn start_at_once(
    network: &Network,
    durations: &[u16],
    demand: &mut WeeklyUnits,
    intervals: &mut [Interval],
) {
    let horizon = demand.weeks();
    for (position, step) in network.steps().iter().enumerate() {
        let start = earliest_start(network, step, intervals);
        let duration = usize::from(durations[position]);
        let placed = match network.open_weeks(step) {
            None => interval(start, (start + duration).min(horizon + 1)),
            Some(open) => open.at_once(start, duration),
        };
        network.each_worked(step, placed, horizon, |weeks| {
            demand.add(network.demands(step), weeks.start, weeks.end);
        });
        intervals[position] = placed;
    }
}

/// Places every stage at the earliest week in which all its roles have room for its whole length.
///
/// `free` comes with the capacity of each role and week and is left with what is
/// not used. A stage that does not fit within the horizon, or comes after one that
/// does not, is not placed. `pieces` come cleared.
pub(super) fn place_serially(
    network: &Network,
    durations: &[u16],
    free: &mut WeeklyUnits,
    intervals: &mut [Interval],
    pieces: &mut Pieces,
) {
    let beyond = free.weeks() + 1;
    for (position, step) in network.steps().iter().enumerate() {
        let duration = usize::from(durations[position]);
        let earliest = earliest_start(network, step, intervals);
        let placed = place(network, step, free, earliest, duration, pieces);
        intervals[position] = placed.unwrap_or_else(|| interval(beyond, beyond));
    }
}

/// Takes the team of `step` in the first weeks from `earliest` on in which it fits, in pieces if it may be split; none
/// if it does not fit within the horizon.
#[inline]
pub(super) fn place(
    network: &Network,
    step: &Step,
    free: &mut WeeklyUnits,
    earliest: usize,
    duration: usize,
    pieces: &mut Pieces,
) -> Option<Interval> {
    if !step.may_be_split() || duration <= usize::from(step.chunk_weeks) {
        let placed = first_fit(network, step, free, earliest, duration)?;
        take(network, step, free, placed);
        return Some(placed);
    }
    let placed = pieces.fit(network, step, free, earliest, duration)?;
    for piece in pieces.of(step) {
        take(network, step, free, *piece);
    }
    Some(placed)
}

/// When `step` may start at the earliest; one week beyond the horizon stands for anything later.
#[inline]
pub(super) fn earliest_start(network: &Network, step: &Step, intervals: &[Interval]) -> usize {
    let mut earliest = step.earliest_start_week;
    let predecessors = network.predecessors(step);
    match network.lags(step) {
        None => {
            for &predecessor in predecessors {
                earliest = earliest.max(intervals[predecessor as usize].finish);
            }
        }
        Some(lags) => {
            for (&predecessor, lag) in predecessors.iter().zip(lags) {
                earliest = earliest.max(intervals[predecessor as usize].finish + lag);
            }
            earliest = earliest.min(network.beyond());
        }
    }
    usize::from(earliest)
}

/// The first weeks from `earliest` on in which `step` fits for `duration` weeks of work within the horizon.
#[inline]
pub(super) fn first_fit(
    network: &Network,
    step: &Step,
    free: &WeeklyUnits,
    earliest: usize,
    duration: usize,
) -> Option<Interval> {
    let demands = network.demands(step);
    match network.open_weeks(step) {
        None => {
            earliest_fit(free, demands, earliest, duration).map(|start| interval(start, start + duration))
        }
        Some(open) => open.earliest_fit(free, demands, earliest, duration),
    }
}

/// Takes the team of `step` in the weeks of `placed` in which it works.
#[inline]
pub(super) fn take(network: &Network, step: &Step, free: &mut WeeklyUnits, placed: Interval) {
    let horizon = free.weeks();
    network.each_worked(step, placed, horizon, |weeks| {
        free.take(network.demands(step), weeks.start, weeks.end);
    });
}

/// First week from `earliest` in which `demands` fit for `duration` weeks within the horizon.
#[inline]
pub(super) fn earliest_fit(
    free: &WeeklyUnits,
    demands: &[Demand],
    earliest: usize,
    duration: usize,
) -> Option<usize> {
    if duration == 0 {
        (earliest <= free.weeks()).then_some(earliest)
    } else if duration <= WINDOW_WEEKS {
        earliest_fit_in_window(free, demands, earliest, duration)
    } else {
        earliest_fit_across_windows(free, demands, earliest, duration)
    }
}

/// Looks for the run of free weeks in one word.
#[inline]
fn earliest_fit_in_window(
    free: &WeeklyUnits,
    demands: &[Demand],
    earliest: usize,
    duration: usize,
) -> Option<usize> {
    let mut start = earliest;
    while start + duration <= free.weeks() {
        let room = free.weeks_with_room(demands, start);
        let runs = starts_of_runs(room, duration);
        if runs != 0 {
            start += runs.trailing_zeros() as usize;
            return (start + duration <= free.weeks()).then_some(start);
        }
        // Free weeks at the end of this window may go on in the next.
        start += WINDOW_WEEKS - room.leading_ones() as usize;
    }
    None
}

/// Looks for a run longer than a word: any week without room moves the start beyond it.
fn earliest_fit_across_windows(
    free: &WeeklyUnits,
    demands: &[Demand],
    earliest: usize,
    duration: usize,
) -> Option<usize> {
    let mut start = earliest;
    'start: while start + duration <= free.weeks() {
        for window in (start..start + duration).step_by(WINDOW_WEEKS) {
            let wanted = start + duration - window;
            let relevant = if wanted < WINDOW_WEEKS { (1 << wanted) - 1 } else { u64::MAX };
            let blocked = !free.weeks_with_room(demands, window) & relevant;
            if blocked != 0 {
                start = window + WINDOW_WEEKS - blocked.leading_zeros() as usize;
                continue 'start;
            }
        }
        return Some(start);
    }
    None
}

/// Bits at which a run of at least `length` ones starts (upwards); `length` in `1..=64`.
///
/// Each shift-and doubles the length that is known of every run, until the wanted
/// length is reached; from then on it shifts by nothing. Six steps without a
/// branch are faster than leaving the loop early.
#[inline]
fn starts_of_runs(word: u64, length: usize) -> u64 {
    let mut starts = word;
    let mut known = 1;
    while known < length {
        let shift = known.min(length - known);
        starts &= starts >> shift;
        known += shift;
    }
    starts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Windows and words find what a plain search over all weeks finds, short or long.
        #[test]
        fn finds_the_first_fit_of_a_plain_search(
            full in prop::collection::vec((0..300_usize, 1..9_usize), 0..12),
            earliest in 0..=301_usize,
            duration in 0..150_usize,
            demanded in any::<bool>(),
        ) {
            let weeks = 300;
            let mut free = WeeklyUnits::new(1, weeks);
            free.set(0, 0, weeks, 2);
            for (week, length) in full {
                free.set(0, week, (week + length).min(weeks), 1);
            }
            let team = [Demand { role: 0, units: 2 }];
            let demands = if demanded { &team[..] } else { &[] };
            let fits = |start: &usize| {
                start + duration <= weeks && (!demanded || free.row(0)[*start..start + duration].iter().all(|u| *u >= 2))
            };
            prop_assert_eq!(earliest_fit(&free, demands, earliest, duration), (earliest..=weeks).find(fits));
        }

        #[test]
        fn runs_are_found_by_doubling(word in any::<u64>(), more in any::<u64>(), length in 1..=64_usize) {
            let word = word | more; // three quarters ones
            for bit in 0..64 {
                let run = bit + length <= 64 && (word >> bit).trailing_ones() as usize >= length;
                prop_assert_eq!(starts_of_runs(word, length) >> bit & 1 == 1, run);
            }
        }
    }
}
