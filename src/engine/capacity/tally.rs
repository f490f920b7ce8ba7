//! What a run has counted: see [`Counts`].

use crate::counts::{self, Counts, Layout};

/// Shape of a tally: counts of what a problem holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TallyLayout {
    /// Weeks simulated.
    pub horizon_weeks: u32,
    /// Initiatives in the problem.
    pub initiatives: u32,
    /// Stages in the problem.
    pub stages: u32,
    /// Roles in the problem, and levels of them; these come after the roles.
    pub roles: u32,
    /// Whether initiatives at once are limited, and so it is counted how often that holds anybody up.
    pub is_limited: bool,
    /// Stages that may be split, of which it is counted how often and for how long they pause.
    pub splits: u32,
}

/// Counts over the iterations of a run, or of a part of one.
pub type Tally = Counts<TallyLayout>;

/// Where one stage lay, summed over the iterations in which it finished within the horizon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StageTally {
    /// Sum of its start weeks.
    pub start_weeks: u64,
    /// Sum of its finish weeks.
    pub finish_weeks: u64,
    /// Iterations in which it finished within the horizon.
    pub finished: u64,
}

impl Layout for TallyLayout {
    fn words(&self) -> usize {
        self.paused(self.splits as usize)
    }
}

impl TallyLayout {
    /// Bins of a histogram of finish weeks: weeks 0 to the horizon, and one for "not within it".
    pub fn bins(&self) -> usize {
        self.horizon_weeks as usize + 2
    }

    // Offsets of the sections, in their order in the list; word 0 counts the iterations.

    fn finish(&self, initiative: usize) -> usize {
        1 + initiative * self.bins()
    }

    fn makespan(&self) -> usize {
        self.finish(self.initiatives as usize)
    }

    fn stage(&self, stage: usize) -> usize {
        self.makespan() + self.bins() + 3 * stage
    }

    /// Role × week sections: overloaded, used and capacity.
    fn weekly(&self, section: usize, role: usize) -> usize {
        self.stage(self.stages as usize)
            + (section * self.roles as usize + role) * self.horizon_weeks as usize
    }

    fn demanded(&self) -> usize {
        self.weekly(3, 0)
    }

    fn staffed(&self) -> usize {
        self.demanded() + self.roles as usize
    }

    fn staffed_percent(&self) -> usize {
        self.staffed() + self.roles as usize
    }

    fn on_time(&self) -> usize {
        self.staffed_percent() + PERCENT_BINS
    }

    fn held(&self) -> usize {
        self.on_time() + self.initiatives as usize + 1
    }

    fn paused(&self, split: usize) -> usize {
        self.held() + if self.is_limited { 1 + 2 * self.initiatives as usize } else { 0 } + 2 * split
    }
}

/// Bins of a share in whole percent, rounded down: 0 to 100.
const PERCENT_BINS: usize = 101;

const OVERLOADED: usize = 0;
const USED: usize = 1;
const CAPACITY: usize = 2;

impl Tally {
    /// How often `initiative` finished in each week, under the policy of the run.
    ///
    /// One bin for each finish week from 0 to the horizon, and a last one for
    /// "not finished within the horizon". An initiative without stages finishes in week 0.
    pub fn finish_histogram(&self, initiative: usize) -> &[u64] {
        &self.words[self.layout.finish(initiative)..][..self.layout.bins()]
    }

    /// How often the last initiative finished in each week; bins as in [`Self::finish_histogram`].
    pub fn makespan_histogram(&self) -> &[u64] {
        &self.words[self.layout.makespan()..][..self.layout.bins()]
    }

    /// Weeks by which `initiative` finished after `needed_by_week`, summed over the iterations.
    ///
    /// Not finished within the horizon counts as one week beyond it, so the sum is then a lower bound.
    pub fn late_weeks(&self, initiative: usize, needed_by_week: u32) -> u64 {
        let weeks = 0_u64..;
        let late = weeks.zip(self.finish_histogram(initiative));
        late.map(|(week, count)| week.saturating_sub(u64::from(needed_by_week)) * count).sum()
    }

    /// Where `stage` lay, under the policy of the run.
    pub fn stage(&self, stage: usize) -> StageTally {
        let words = &self.words[self.layout.stage(stage)..];
        StageTally { start_weeks: words[0], finish_weeks: words[1], finished: words[2] }
    }

    /// How often demand exceeded the capacity of `role` in each week, when nobody waits.
    pub fn overloaded(&self, role: usize) -> &[u64] {
        self.weekly(OVERLOADED, role)
    }

    /// Units of `role` used in each week under the policy of the run, summed over the iterations.
    ///
    /// Unlevelled, more may be used than there is.
    pub fn used_units(&self, role: usize) -> &[u64] {
        self.weekly(USED, role)
    }

    /// Units of `role` that initiatives had in each week, summed over the iterations.
    pub fn capacity_units(&self, role: usize) -> &[u64] {
        self.weekly(CAPACITY, role)
    }

    /// Unit-weeks asked of `role` within the horizon when nobody waits, summed over the iterations.
    pub fn demanded_unit_weeks(&self, role: usize) -> u64 {
        self.words[self.layout.demanded() + role]
    }

    /// Part of [`Self::demanded_unit_weeks`] that the capacity of the week covered.
    pub fn staffed_unit_weeks(&self, role: usize) -> u64 {
        self.words[self.layout.staffed() + role]
    }

    /// How often the share of the demanded unit-weeks, over all roles, that was
    /// covered when nobody waits was 0, 1 … 100 %, rounded down; an iteration
    /// that demands nothing is not counted.
    pub fn staffed_percent_histogram(&self) -> &[u64] {
        &self.words[self.layout.staffed_percent()..][..PERCENT_BINS]
    }

    /// How often 0, 1 … of the initiatives with a needed-by week were on time, under the policy of the run.
    pub fn on_time_histogram(&self) -> &[u64] {
        &self.words[self.layout.on_time()..][..=self.layout.initiatives as usize]
    }

    /// Iterations in which the limit on initiatives at once held anybody up; none without a limit.
    pub fn held_iterations(&self) -> Option<u64> {
        self.layout.is_limited.then(|| self.words[self.layout.held()])
    }

    /// Iterations in which that limit held up `initiative`, and by how many weeks in all of them; none without a limit.
    pub fn held(&self, initiative: usize) -> Option<(u64, u64)> {
        let words = self.layout.is_limited.then(|| &self.words[self.layout.held() + 1 + 2 * initiative..])?;
        Some((words[0], words[1]))
    }

    fn weekly(&self, section: usize, role: usize) -> &[u64] {
        &self.words[self.layout.weekly(section, role)..][..self.layout.horizon_weeks as usize]
    }

    fn weekly_mut(&mut self, section: usize, role: usize) -> &mut [u64] {
        &mut self.words[self.layout.weekly(section, role)..][..self.layout.horizon_weeks as usize]
    }

    /// Iterations in which the stage of `split`, an index into the splits of the problem, paused under the policy of the
    /// run, and for how many weeks in all of them. Weeks after which it is not finished within the horizon are no pause.
    pub fn paused(&self, split: usize) -> (u64, u64) {
        let words = &self.words[self.layout.paused(split)..];
        (words[0], words[1])
    }

    // Counting, for the recorder.

    pub(super) fn count_iteration(&mut self, makespan: u16) {
        self.words[0] += 1;
        self.words[self.layout.makespan() + usize::from(makespan)] += 1;
    }

    #[inline]
    pub(super) fn count_finish(&mut self, initiative: usize, week: u16) {
        self.words[self.layout.finish(initiative) + usize::from(week)] += 1;
    }

    /// Adds start weeks, finish weeks and their number, of the iterations in which a stage finished within the horizon.
    #[inline]
    pub(super) fn count_stage(&mut self, stage: usize, sums: [u64; 3]) {
        counts::add(&mut self.words[self.layout.stage(stage)..][..3], &sums);
    }

    pub(super) fn overloaded_mut(&mut self, role: usize) -> &mut [u64] {
        self.weekly_mut(OVERLOADED, role)
    }

    pub(super) fn used_units_mut(&mut self, role: usize) -> &mut [u64] {
        self.weekly_mut(USED, role)
    }

    pub(super) fn capacity_units_mut(&mut self, role: usize) -> &mut [u64] {
        self.weekly_mut(CAPACITY, role)
    }

    /// Counts the part of `demanded` unit-weeks of one iteration that was covered.
    pub(super) fn count_staffed_share(&mut self, demanded: u64, staffed: u64) {
        if let Some(percent) = (staffed * 100).checked_div(demanded) {
            let bin =
                usize::try_from(percent).map_or(PERCENT_BINS - 1, |percent| percent.min(PERCENT_BINS - 1));
            self.words[self.layout.staffed_percent() + bin] += 1;
        }
    }

    /// Counts one iteration in which `initiatives` were on time.
    pub(super) fn count_on_time(&mut self, initiatives: usize) {
        self.words[self.layout.on_time() + initiatives] += 1;
    }

    /// Counts one iteration in which the limit held up each initiative by so many weeks.
    pub(super) fn count_held(&mut self, weeks: &[u16]) {
        let at = self.layout.held();
        self.words[at] += u64::from(weeks.iter().any(|weeks| *weeks > 0));
        for (words, weeks) in self.words[at + 1..].chunks_exact_mut(2).zip(weeks) {
            words[0] += u64::from(*weeks > 0);
            words[1] += u64::from(*weeks);
        }
    }

    /// Counts one iteration in which the stage of `split` paused for so many weeks.
    pub(super) fn count_paused(&mut self, split: usize, weeks: u16) {
        let words = &mut self.words[self.layout.paused(split)..][..2];
        words[0] += u64::from(weeks > 0);
        words[1] += u64::from(weeks);
    }

    pub(super) fn count_unit_weeks(&mut self, role: usize, demanded: u64, staffed: u64) {
        self.words[self.layout.demanded() + role] += demanded;
        self.words[self.layout.staffed() + role] += staffed;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAYOUT: TallyLayout =
        TallyLayout { horizon_weeks: 3, initiatives: 2, stages: 2, roles: 2, is_limited: true, splits: 2 };

    #[test]
    fn sections_fill_the_list_without_overlap() {
        let words: Vec<u64> = (0..).take(LAYOUT.words()).collect();
        let tally = Tally::from_words(LAYOUT, words).unwrap();
        let mut seen = vec![tally.iterations()];
        seen.extend((0..2).flat_map(|i| tally.finish_histogram(i)));
        seen.extend(tally.makespan_histogram());
        for stage in 0..2 {
            let StageTally { start_weeks, finish_weeks, finished } = tally.stage(stage);
            seen.extend([start_weeks, finish_weeks, finished]);
        }
        seen.extend((0..2).flat_map(|role| tally.overloaded(role)));
        seen.extend((0..2).flat_map(|role| tally.used_units(role)));
        seen.extend((0..2).flat_map(|role| tally.capacity_units(role)));
        seen.extend((0..2).map(|role| tally.demanded_unit_weeks(role)));
        seen.extend((0..2).map(|role| tally.staffed_unit_weeks(role)));
        seen.extend(tally.staffed_percent_histogram());
        seen.extend(tally.on_time_histogram());
        seen.extend(tally.held_iterations());
        seen.extend((0..2).filter_map(|i| tally.held(i)).flat_map(<[u64; 2]>::from));
        seen.extend((0..2).map(|split| tally.paused(split)).flat_map(<[u64; 2]>::from));
        assert_eq!(seen, tally.into_words());
    }

    #[test]
    fn lateness_is_counted_from_the_week_needed() {
        let mut tally = Tally::empty(LAYOUT);
        for week in [0, 2, 3, 4] {
            tally.count_finish(1, week);
        }
        assert_eq!((tally.late_weeks(1, 1), tally.late_weeks(1, 4), tally.late_weeks(0, 0)), (6, 0, 0));
    }
}
