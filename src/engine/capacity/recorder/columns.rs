//! Counting all iterations of a chunk at once: what [`Recorder`] counts of each of them.

#![expect(clippy::inline_always, reason = "what is not inlined is not compiled for wide vectors")]

use super::Recorder;
use crate::capacity::draws::{CHUNK, Column};
use crate::capacity::lockstep::{Columns, Lane};
use crate::capacity::network::Step;

impl Recorder<'_> {
    /// Counts what happens when nobody waits: who is asked for too much, and how much is covered.
    #[inline(always)]
    pub(in crate::capacity) fn count_unlevelled_columns<T: Lane>(&mut self, chunk: &Columns<T>) {
        let network = self.problem.network();
        let horizon = network.beyond() - 1;
        let mut demanded = [0_u64; CHUNK as usize];
        for (place, (starts, finishes)) in chunk.starts.iter().zip(&chunk.finishes).enumerate() {
            let units = self.units_at_once[place];
            let mut all = 0;
            for ((demanded, start), finish) in demanded.iter_mut().zip(starts).zip(finishes) {
                let worked = u64::from((*finish).min(horizon) - (*start).min(horizon));
                *demanded += worked * units;
                all += worked;
            }
            self.unlevelled_weeks[place] += all;
        }
        let weeks = usize::from(horizon);
        let mut covered = [0_u64; CHUNK as usize];
        for (role, (overloads, staffed)) in
            self.overloads.chunks_exact_mut(weeks).zip(&mut self.staffed).enumerate()
        {
            let row = role * weeks..role * weeks + chunk.demand_end;
            let (demand, capacity) = (&chunk.demand[row.clone()], &chunk.free[row]);
            let of_role = compare(demand, capacity, overloads);
            for (covered, of_role) in covered.iter_mut().zip(of_role) {
                *covered += u64::from(of_role);
                *staffed += u64::from(of_role);
            }
        }
        for (demanded, covered) in demanded.into_iter().zip(covered) {
            self.tally.count_staffed_share(demanded, covered);
        }
    }

    /// Counts the schedules of the policy: finishes, stages, and who is used when.
    #[inline(always)]
    pub(in crate::capacity) fn count_schedule_columns(
        &mut self,
        starts: &[Column<u16>],
        finishes: &[Column<u16>],
    ) {
        self.finish_columns.fill([0; CHUNK as usize]);
        let steps = self.problem.network().steps();
        for (place, (step, (starts, finishes))) in steps.iter().zip(starts.iter().zip(finishes)).enumerate() {
            for (latest, finish) in self.finish_columns[step.initiative as usize].iter_mut().zip(finishes) {
                *latest = (*finish).max(*latest);
            }
            self.count_stage_column(place, starts, finishes);
            self.count_users_column(step, starts, finishes);
        }
        self.count_finish_columns();
    }

    /// Counts where the stage at `place` lies, where it finishes within the horizon.
    #[inline(always)]
    fn count_stage_column(&mut self, place: usize, starts: &Column<u16>, finishes: &Column<u16>) {
        let horizon = self.problem.network().beyond() - 1;
        let mut sums = [0; 3];
        for (start, finish) in starts.iter().zip(finishes) {
            let within = 0_u32.wrapping_sub(u32::from(*finish <= horizon));
            sums[0] += u32::from(*start) & within;
            sums[1] += u32::from(*finish) & within;
            sums[2] += within & 1;
        }
        for (all, sum) in self.stages.iter_mut().zip(sums) {
            all[place] += sum;
        }
    }

    /// Counts who is used by `step` and when: how many iterations begin and end it in a week, then times its units.
    #[inline(always)]
    fn count_users_column(&mut self, step: &Step, starts: &Column<u16>, finishes: &Column<u16>) {
        let network = self.problem.network();
        let weeks = usize::from(network.beyond()) - 1;
        let (mut first, mut end) = (weeks, 0);
        for (start, finish) in starts.iter().zip(finishes) {
            let (start, finish) = (usize::from(*start).min(weeks), usize::from(*finish).min(weeks));
            self.turns[start] += 1;
            self.turns[finish] -= 1;
            first = first.min(start);
            end = end.max(finish);
        }
        let turns = &mut self.turns[first..=end];
        for demand in network.demands(step) {
            let used = &mut self.used_changes[demand.role as usize * (weeks + 1)..][first..=end];
            for (used, turns) in used.iter_mut().zip(&*turns) {
                *used = used.wrapping_add_signed(i64::from(*turns) * i64::from(demand.units));
            }
        }
        turns.fill(0);
    }

    /// Counts when each initiative and the last of them finishes, and how many are on time.
    #[inline(always)]
    fn count_finish_columns(&mut self) {
        let mut makespans = [0_u16; CHUNK as usize];
        let mut on_time = [0_u16; CHUNK as usize];
        let initiatives = self.problem.initiatives().iter().zip(&self.finish_columns);
        for (index, (initiative, finishes)) in initiatives.enumerate() {
            // The bin beyond the horizon is never on time, however late the need.
            let needed_by = initiative.needed_by_week.map(|week| week.min(self.problem.horizon_weeks()));
            for (lane, finish) in finishes.iter().enumerate() {
                self.tally.count_finish(index, *finish);
                makespans[lane] = makespans[lane].max(*finish);
                on_time[lane] += u16::from(needed_by.is_some_and(|week| u32::from(*finish) <= week));
            }
        }
        for (makespan, on_time) in makespans.into_iter().zip(on_time) {
            self.tally.count_on_time(on_time.into());
            self.tally.count_iteration(makespan);
        }
    }
}

/// Adds to `overloads` in how many iterations demand exceeds capacity; returns the unit-weeks covered in each.
#[inline(always)]
fn compare<T: Lane>(demand: &[Column<T>], capacity: &[Column<T>], overloads: &mut [u16]) -> Column<u32> {
    let mut all = [0_u32; CHUNK as usize];
    for ((demand, capacity), overloads) in demand.iter().zip(capacity).zip(overloads) {
        let mut short = 0_u16;
        for lane in 0..CHUNK as usize {
            short += u16::from(demand[lane] > capacity[lane]);
            let covered: u16 = demand[lane].min(capacity[lane]).into();
            all[lane] += u32::from(covered);
        }
        *overloads += short;
    }
    all
}
