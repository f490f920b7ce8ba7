//! Counts the iterations of one run, cheaply, and writes the tally at its end.
//!
//! What changes week by week is kept as differences (a team comes, a team goes)
//! and summed once at the end; what is looked at week by week in every iteration
//! is counted in 16 bits and moved to the tally after each chunk.

mod columns;

use std::ops::Range;

use super::draws::{CHUNK, Column, Draws};
use super::interval::Interval;
use super::level::Levels;
use super::split::Pieces;
use super::weekly_units::WeeklyUnits;
use super::{Demand, Problem, Tally};

/// Counts of a run in progress.
pub(super) struct Recorder<'p> {
    problem: &'p Problem,
    tally: Tally,
    /// Overloads of each role and week since the start of the chunk.
    overloads: Vec<u16>,
    /// Unit-weeks of each role that its capacity covered.
    staffed: Vec<u64>,
    /// Weeks that each stage worked when nobody waited, in scheduling order.
    unlevelled_weeks: Vec<u64>,
    /// Units of all roles together that each stage needs, in scheduling order.
    units_at_once: Vec<u64>,
    /// Change of the units used, role by role, from the week before; may wrap below 0.
    used_changes: Vec<u64>,
    /// Sum of the capacities of each span.
    capacities: Vec<u64>,
    /// Sums of the present chunk for each stage, in scheduling order: start weeks, finish weeks, times finished.
    stages: [Vec<u32>; 3],
    /// Finish of each initiative in the present iteration.
    finishes: Vec<u16>,
    /// The same of each iteration of a chunk that is counted at once.
    finish_columns: Vec<Column<u16>>,
    /// How many of these iterations begin and end a stage in each week; 0 between stages.
    turns: Vec<i16>,
    /// Place in the scheduling order of each stage that may be split, in the order of the splits.
    splits: Vec<usize>,
}

impl<'p> Recorder<'p> {
    pub(super) fn new(problem: &'p Problem) -> Self {
        let weeks = problem.horizon_weeks() as usize;
        let roles = problem.rows();
        Self {
            problem,
            tally: Tally::empty(problem.layout()),
            overloads: vec![0; roles * weeks],
            staffed: vec![0; roles],
            unlevelled_weeks: vec![0; problem.network().steps().len()],
            units_at_once: problem
                .network()
                .steps()
                .iter()
                .map(|step| problem.network().team(step).iter().map(|demand| u64::from(demand.units)).sum())
                .collect(),
            used_changes: vec![0; roles * (weeks + 1)],
            capacities: vec![0; problem.availability().spans().len()],
            stages: [(); 3].map(|()| vec![0; problem.network().steps().len()]),
            finishes: vec![0; problem.initiatives().len()],
            finish_columns: vec![[0; CHUNK as usize]; problem.initiatives().len()],
            turns: vec![0; weeks + 1],
            splits: problem
                .splits()
                .iter()
                .filter_map(|split| {
                    problem.network().steps().iter().position(|step| step.stage == split.stage)
                })
                .collect(),
        }
    }

    /// Counts the capacities of iterations `lanes` of a chunk.
    pub(super) fn count_capacities(&mut self, draws: &Draws, lanes: Range<usize>) {
        for (sum, drawn) in self.capacities.iter_mut().zip(draws.capacity_columns()) {
            *sum += drawn[lanes.clone()].iter().map(|units| u64::from(*units)).sum::<u64>();
        }
    }

    /// Counts what happens when nobody waits: who is asked for too much, and how much is covered.
    pub(super) fn count_unlevelled(
        &mut self,
        intervals: &[Interval],
        demand: &WeeklyUnits,
        capacity: &WeeklyUnits,
    ) {
        let horizon = demand.weeks();
        let mut demanded_unit_weeks = 0;
        let network = self.problem.network();
        for (((weeks, interval), units), step) in
            self.unlevelled_weeks.iter_mut().zip(intervals).zip(&self.units_at_once).zip(network.steps())
        {
            let mut worked = 0;
            network.each_worked(step, *interval, horizon, |weeks| worked += weeks.len() as u64);
            *weeks += worked;
            demanded_unit_weeks += worked * units;
        }
        let mut staffed_unit_weeks = 0;
        for (role, (overloads, staffed)) in
            self.overloads.chunks_exact_mut(horizon).zip(&mut self.staffed).enumerate()
        {
            let weeks = demand.end();
            let (demand, capacity) = (&demand.row(role)[..weeks], &capacity.row(role)[..weeks]);
            let covered = u64::from(compare(demand, capacity, &mut overloads[..weeks]));
            *staffed += covered;
            staffed_unit_weeks += covered;
        }
        if let Some(levels) = self.problem.leveled() {
            staffed_unit_weeks = self.count_levels(levels, demand, capacity);
        }
        self.tally.count_staffed_share(demanded_unit_weeks, staffed_unit_weeks);
    }

    /// Takes away what is covered by people below the level asked for; returns what is left in this
    /// iteration, of all roles.
    fn count_levels(&mut self, levels: &Levels, demand: &WeeklyUnits, capacity: &WeeklyUnits) -> u64 {
        let roles = self.problem.roles().len();
        let mut covered: u64 = demand.rows().zip(capacity.rows()).take(roles).map(covered).sum();
        levels.each_lack(demand, capacity, |role, units, _| {
            self.staffed[role as usize] -= u64::from(units);
            covered -= u64::from(units);
        });
        covered
    }

    /// Counts the schedule of the policy: finishes, stages, and who is used when.
    pub(super) fn count_schedule(&mut self, intervals: &[Interval], pieces: &Pieces) {
        let network = self.problem.network();
        let weeks = self.problem.horizon_weeks() as usize;
        self.finishes.fill(0);
        self.count_stages(intervals);
        for (step, interval) in network.steps().iter().zip(intervals) {
            let finish = &mut self.finishes[step.initiative as usize];
            *finish = interval.finish.max(*finish);
            network.each_worked_piece(step, *interval, pieces.of(step), weeks, |worked| {
                for &Demand { role, units } in network.demands(step) {
                    let changes = &mut self.used_changes[role as usize * (weeks + 1)..][..=weeks];
                    changes[worked.start] = changes[worked.start].wrapping_add(u64::from(units));
                    changes[worked.end] = changes[worked.end].wrapping_sub(u64::from(units));
                }
            });
        }
        let (mut makespan, mut on_time) = (0, 0);
        for (index, (initiative, &finish)) in
            self.problem.initiatives().iter().zip(&self.finishes).enumerate()
        {
            self.tally.count_finish(index, finish);
            makespan = finish.max(makespan);
            // The bin beyond the horizon is never on time, however late the need.
            let needed_by = initiative.needed_by_week.map(|week| week.min(self.problem.horizon_weeks()));
            on_time += usize::from(needed_by.is_some_and(|week| u32::from(finish) <= week));
        }
        self.tally.count_on_time(on_time);
        self.tally.count_iteration(makespan);
    }

    /// Counts where each stage lies, unless it does not finish within the horizon.
    fn count_stages(&mut self, intervals: &[Interval]) {
        let horizon = self.problem.network().beyond() - 1;
        let [start_sums, finish_sums, counts] = &mut self.stages;
        let sums = start_sums.iter_mut().zip(finish_sums).zip(counts);
        for (((start, finish), count), interval) in sums.zip(intervals) {
            // All ones or nothing: without a branch the loop is over vectors.
            let within = 0_u32.wrapping_sub(u32::from(interval.finish <= horizon));
            *start += u32::from(interval.start) & within;
            *finish += u32::from(interval.finish) & within;
            *count += within & 1;
        }
    }

    /// Counts for how many weeks each stage that may be split paused.
    pub(super) fn count_pauses(&mut self, pieces: &Pieces) {
        for (place, step) in self.splits.iter().enumerate() {
            let step = &self.problem.network().steps()[*step];
            self.tally.count_paused(place, pieces.paused_weeks(step));
        }
    }

    /// Counts by how many weeks a limit on initiatives at once held up each.
    pub(super) fn count_held(&mut self, weeks: &[u16]) {
        self.tally.count_held(weeks);
    }

    /// To be called after each chunk, before 16 bits can overflow; nor do 32 bits, at 2,081 weeks each.
    pub(super) fn end_chunk(&mut self) {
        const { assert!(CHUNK <= u16::MAX as u32) };
        let weeks = self.problem.horizon_weeks() as usize;
        for (role, overloads) in self.overloads.chunks_exact_mut(weeks).enumerate() {
            for (sum, count) in self.tally.overloaded_mut(role).iter_mut().zip(overloads.iter()) {
                *sum += u64::from(*count);
            }
            overloads.fill(0);
        }
        for (place, step) in self.problem.network().steps().iter().enumerate() {
            let sums = self.stages.each_mut().map(|sums| u64::from(std::mem::take(&mut sums[place])));
            self.tally.count_stage(step.stage as usize, sums);
        }
    }

    /// The tally of all that was counted.
    pub(super) fn into_tally(mut self) -> Tally {
        self.end_chunk();
        let weeks = self.problem.horizon_weeks() as usize;
        for (role, changes) in self.used_changes.chunks_exact(weeks + 1).enumerate() {
            let mut used = 0_u64;
            for (sum, change) in self.tally.used_units_mut(role).iter_mut().zip(changes) {
                used = used.wrapping_add(*change);
                *sum = used;
            }
        }
        for (span, sum) in self.problem.availability().spans().iter().zip(&self.capacities) {
            let weeks = usize::from(span.start_week)..usize::from(span.end_week);
            self.tally.capacity_units_mut(span.row as usize)[weeks].fill(*sum);
        }
        let mut demanded = vec![0; self.staffed.len()];
        let network = self.problem.network();
        for (step, weeks) in network.steps().iter().zip(&self.unlevelled_weeks) {
            for &Demand { role, units } in network.demands(step) {
                demanded[role as usize] += u64::from(units) * weeks;
            }
        }
        for (role, (demanded, staffed)) in demanded.iter().zip(&self.staffed).enumerate() {
            self.tally.count_unit_weeks(role, *demanded, *staffed);
        }
        self.tally
    }
}

/// Unit-weeks that capacity covers.
fn covered((demand, capacity): (&[u16], &[u16])) -> u64 {
    demand.iter().zip(capacity).map(|(demand, capacity)| u64::from(*demand.min(capacity))).sum()
}

/// Adds 1 to `overloads` where demand exceeds capacity; returns the unit-weeks that capacity covers.
#[inline]
fn compare(demand: &[u16], capacity: &[u16], overloads: &mut [u16]) -> u32 {
    let mut staffed = 0; // at most 2,080 weeks × 65,520 units
    for ((demand, capacity), overloads) in demand.iter().zip(capacity).zip(overloads) {
        // Saturating differences are one instruction everywhere, unsigned comparisons and minima are not.
        let short = demand.saturating_sub(*capacity);
        *overloads += u16::from(short != 0);
        staffed += u32::from(demand - short);
    }
    staffed
}
