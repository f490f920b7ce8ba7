//! Placing the stages of all iterations of a chunk, a week of all of them at a time.
//!
//! Weeks are counted from the first that matters, up to the greatest number of a lane; what goes on for longer is done
//! in several windows. Everything is inlined into the one function that is compiled for wide vectors as well.

#![expect(clippy::inline_always, reason = "what is not inlined is not compiled for wide vectors")]

use super::Lane;
use crate::capacity::Problem;
use crate::capacity::draws::{CHUNK, Column, Draws};
use crate::capacity::network::Step;

/// The iterations of a chunk while they are placed; used again by the next.
pub(in crate::capacity) struct Columns<'p, T> {
    problem: &'p Problem,
    /// What each demand takes, in the order of the steps.
    takes: Vec<Take<T>>,
    /// Where the demands of each step end among them.
    ends: Vec<usize>,
    /// Units asked for when nobody waits, row × week.
    pub(in crate::capacity) demand: Vec<Column<T>>,
    /// Units that are there, and after levelling those that are left, row × week.
    pub(in crate::capacity) free: Vec<Column<T>>,
    /// Week from which on nobody is asked for.
    pub(in crate::capacity) demand_end: usize,
    /// First week of each step.
    pub(in crate::capacity) starts: Vec<Column<u16>>,
    /// Week after the last of each step.
    pub(in crate::capacity) finishes: Vec<Column<u16>>,
}

/// One demand of a step.
#[derive(Clone, Copy, Debug)]
struct Take<T> {
    /// Place of the first week of its row.
    row: usize,
    units: T,
}

impl<'p, T: Lane> Columns<'p, T> {
    /// Room for the iterations of `problem`, unless its units are too many for the lanes.
    pub(super) fn new(problem: &'p Problem) -> Option<Self> {
        let network = problem.network();
        let weeks = problem.horizon_weeks() as usize;
        if problem.availability().spans().iter().any(|span| T::exact(span.capacity_units(0.0)).is_none()) {
            return None;
        }
        let mut takes = Vec::new();
        let mut ends = Vec::with_capacity(network.steps().len());
        for step in network.steps() {
            for demand in network.demands(step) {
                takes.push(Take { row: demand.role as usize * weeks, units: T::exact(demand.units)? });
            }
            ends.push(takes.len());
        }
        let nobody = vec![[T::ZERO; CHUNK as usize]; problem.rows() * weeks];
        let nowhere = vec![[0; CHUNK as usize]; network.steps().len()];
        Some(Self {
            problem,
            takes,
            ends,
            demand: nobody.clone(),
            free: nobody,
            demand_end: 0,
            starts: nowhere.clone(),
            finishes: nowhere,
        })
    }

    /// Whether the lengths of a chunk fit into the lanes; what is longer than the horizon is never placed.
    #[inline(always)]
    pub(super) fn holds(&self, draws: &Draws) -> bool {
        let horizon = self.problem.network().beyond() - 1;
        let within = |weeks: u16| if weeks <= horizon { weeks } else { 0 };
        let longest = |column: &Column<u16>| column.iter().fold(0, |most, weeks| most.max(within(*weeks)));
        draws.duration_columns().iter().all(|column| longest(column) < T::GREATEST)
    }

    /// Sets the capacity to that of a chunk.
    #[inline(always)]
    pub(super) fn prepare(&mut self, draws: &Draws) {
        let weeks = self.problem.horizon_weeks() as usize;
        for (span, units) in self.problem.availability().spans().iter().zip(draws.capacity_columns()) {
            let row = &mut self.free[span.row as usize * weeks..][..weeks];
            row[usize::from(span.start_week)..usize::from(span.end_week)].fill(units.map(T::saturating));
        }
    }

    /// Starts every stage as soon as its predecessors have finished, and sums who would be needed.
    #[inline(always)]
    pub(super) fn start_at_once(&mut self, draws: &Draws) {
        let weeks = self.problem.horizon_weeks() as usize;
        for row in self.demand.chunks_exact_mut(weeks) {
            row[..self.demand_end].fill([T::ZERO; CHUNK as usize]);
        }
        self.demand_end = 0;
        let beyond = self.problem.network().beyond();
        let mut first = 0;
        for (position, step) in self.problem.network().steps().iter().enumerate() {
            let starts = self.earliest_starts(step);
            let mut finishes = starts;
            for (finish, duration) in finishes.iter_mut().zip(&draws.duration_columns()[position]) {
                *finish = (*finish + duration).min(beyond);
            }
            let takes = &self.takes[first..self.ends[position]];
            first = self.ends[position];
            let end = change(&mut self.demand, takes, &starts, &finishes, beyond - 1, T::saturating_add);
            self.demand_end = self.demand_end.max(end);
            self.starts[position] = starts;
            self.finishes[position] = finishes;
        }
    }

    /// Places every stage at the earliest week in which all its roles have room for its whole length.
    #[inline(always)]
    pub(super) fn place_serially(&mut self, draws: &Draws) {
        let horizon = self.problem.network().beyond() - 1;
        let mut first = 0;
        for (position, step) in self.problem.network().steps().iter().enumerate() {
            let earliest = self.earliest_starts(step);
            let durations = &draws.duration_columns()[position];
            let takes = &self.takes[first..self.ends[position]];
            first = self.ends[position];
            let (starts, finishes) = first_fit(&self.free, takes, &earliest, durations, horizon);
            change(&mut self.free, takes, &starts, &finishes, horizon, T::saturating_sub);
            self.starts[position] = starts;
            self.finishes[position] = finishes;
        }
    }

    /// When `step` may start at the earliest; one week beyond the horizon stands for anything later.
    #[inline(always)]
    fn earliest_starts(&self, step: &Step) -> Column<u16> {
        let network = self.problem.network();
        let mut earliest = [step.earliest_start_week; CHUNK as usize];
        for (index, predecessor) in network.predecessors(step).iter().enumerate() {
            let lag = network.lags(step).map_or(0, |lags| lags[index]);
            for (earliest, finish) in earliest.iter_mut().zip(&self.finishes[*predecessor as usize]) {
                *earliest = (*finish + lag).max(*earliest);
            }
        }
        earliest.map(|week| week.min(network.beyond()))
    }
}

/// The first weeks from `earliest` on in which `takes` fit for `durations` weeks, up to the horizon.
#[inline(always)]
fn first_fit<T: Lane>(
    free: &[Column<T>],
    takes: &[Take<T>],
    earliest: &Column<u16>,
    durations: &Column<u16>,
    horizon: u16,
) -> (Column<u16>, Column<u16>) {
    let mut finishes = [horizon + 1; CHUNK as usize];
    let mut waiting = [T::ZERO; CHUNK as usize];
    let mut from = horizon;
    for lane in 0..CHUNK as usize {
        let (earliest, duration) = (earliest[lane], durations[lane]);
        let may_fit = earliest + duration <= horizon;
        waiting[lane] = T::mask(may_fit && duration > 0);
        finishes[lane] = if may_fit && duration == 0 { earliest } else { horizon + 1 };
        from = from.min(earliest);
    }
    let wanted = durations.map(T::saturating);
    let mut run = [T::ZERO; CHUNK as usize];
    while from < horizon && is_any(&waiting) {
        let to = from.saturating_add(T::GREATEST).min(horizon);
        let was_waiting = waiting;
        let mut closed = earliest.map(|week| T::saturating(week.saturating_sub(from)));
        let mut weeks = [T::ZERO; CHUNK as usize];
        for week in from..to {
            // Saturating differences are one instruction everywhere.
            let mut missing = closed;
            for take in takes {
                for (missing, free) in missing.iter_mut().zip(&free[take.row + usize::from(week)]) {
                    *missing = *missing | take.units.saturating_sub(*free);
                }
            }
            for lane in 0..CHUNK as usize {
                closed[lane] = closed[lane].saturating_sub(T::ONE);
                weeks[lane] = weeks[lane].wrapping_sub(waiting[lane]);
                run[lane] = run[lane].wrapping_add(T::ONE) & T::mask(missing[lane] == T::ZERO);
                waiting[lane] = waiting[lane] & T::mask(run[lane] != wanted[lane]);
            }
            if !is_any(&waiting) {
                break;
            }
        }
        for lane in 0..CHUNK as usize {
            if was_waiting[lane] != waiting[lane] {
                finishes[lane] = from + weeks[lane].into();
            }
        }
        from = to;
    }
    let mut starts = finishes;
    for (start, duration) in starts.iter_mut().zip(durations) {
        *start = if *start <= horizon { *start - duration } else { horizon + 1 };
    }
    (starts, finishes)
}

/// Changes the units of `takes` in the weeks in which each iteration works; returns the week after the last of them.
#[inline(always)]
fn change<T: Lane>(
    units: &mut [Column<T>],
    takes: &[Take<T>],
    starts: &Column<u16>,
    finishes: &Column<u16>,
    horizon: u16,
    change: impl Fn(T, T) -> T,
) -> usize {
    if takes.is_empty() {
        return 0;
    }
    let mut first = horizon;
    let mut end = 0;
    for (start, finish) in starts.iter().zip(finishes) {
        first = first.min(*start);
        end = end.max(if *start <= horizon { (*finish).min(horizon) } else { 0 });
    }
    let mut from = first;
    while from < end {
        let to = from.saturating_add(T::GREATEST).min(end);
        let mut to_start = starts.map(|week| T::saturating(week.saturating_sub(from)));
        let mut to_finish = finishes.map(|week| T::saturating(week.saturating_sub(from)));
        for week in from..to {
            let mut works = [T::ZERO; CHUNK as usize];
            for lane in 0..CHUNK as usize {
                works[lane] = T::mask(to_start[lane] == T::ZERO) & T::mask(to_finish[lane] != T::ZERO);
                to_start[lane] = to_start[lane].saturating_sub(T::ONE);
                to_finish[lane] = to_finish[lane].saturating_sub(T::ONE);
            }
            for take in takes {
                for (units, works) in units[take.row + usize::from(week)].iter_mut().zip(&works) {
                    *units = change(*units, take.units & *works);
                }
            }
        }
        from = to;
    }
    usize::from(end)
}

/// Whether any lane is not 0.
#[inline(always)]
fn is_any<T: Lane>(lanes: &Column<T>) -> bool {
    lanes.iter().fold(T::ZERO, |any, lane| any | *lane) != T::ZERO
}
