//! What an experiment has counted: integers in one flat list, which add up like those of a run.

use crate::capacity::Problem;
use crate::counts::{Counts, Layout};

use super::Target;

/// Shape of the tally of an experiment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExperimentLayout {
    /// Weeks simulated.
    pub horizon_weeks: u32,
    /// Initiatives in the problem.
    pub initiatives: u32,
    /// Changes tried.
    pub changes: u32,
}

/// Counts over the iterations of an experiment, or of a part of one.
pub type ExperimentTally = Counts<ExperimentLayout>;

/// What is compared, iteration by iteration, in weeks; less is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Weeks by which initiatives finish after they are needed, all together.
    Lateness,
    /// Finish weeks of all initiatives, summed.
    Finish,
    /// Finish week of the target.
    Target,
}

/// Paired differences of one measure: as it is, less with the change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paired {
    /// Weeks saved, over the iterations in which the change is better.
    pub saved_weeks: u64,
    /// Weeks lost, over those in which it is worse.
    pub lost_weeks: u64,
    /// Squares of all differences [weeks²].
    pub squared_weeks: u64,
    /// Iterations in which the change is better.
    pub better: u64,
    /// Iterations in which it is worse.
    pub worse: u64,
}

impl Layout for ExperimentLayout {
    fn words(&self) -> usize {
        self.change(self.changes as usize)
    }
}

impl ExperimentLayout {
    /// Bins of a histogram of finish weeks, as in [`TallyLayout::bins`](super::super::TallyLayout::bins).
    pub fn bins(&self) -> usize {
        self.horizon_weeks as usize + 2
    }

    // Word 0 counts the iterations, words 1 to 3 sum the measures of the plan as it is.

    fn histogram() -> usize {
        1 + MEASURES
    }

    fn change(&self, change: usize) -> usize {
        Self::histogram() + self.bins() + change * self.words_per_change()
    }

    fn words_per_change(&self) -> usize {
        PAIRED_WORDS * MEASURES + 1 + 2 * self.initiatives as usize + 2 * self.bins()
    }

    fn paired(&self, change: usize, measure: Measure) -> usize {
        self.change(change) + PAIRED_WORDS * measure.index()
    }

    fn something_later(&self, change: usize) -> usize {
        self.change(change) + PAIRED_WORDS * MEASURES
    }

    fn initiative(&self, change: usize, initiative: usize) -> usize {
        self.something_later(change) + 1 + 2 * initiative
    }

    fn changed_histogram(&self, change: usize) -> usize {
        self.initiative(change, self.initiatives as usize)
    }

    fn luck(&self, change: usize) -> usize {
        self.changed_histogram(change) + self.bins()
    }
}

const MEASURES: usize = 3;
const PAIRED_WORDS: usize = 5;

impl Measure {
    fn index(self) -> usize {
        match self {
            Self::Lateness => 0,
            Self::Finish => 1,
            Self::Target => 2,
        }
    }
}

impl ExperimentTally {
    /// Sum of a measure over the iterations of the plan as it is [weeks].
    pub fn as_is_weeks(&self, measure: Measure) -> u64 {
        self.words[1 + measure.index()]
    }

    /// How often the target finished in each week in the plan as it is; bins as in
    /// [`Tally::finish_histogram`](super::super::Tally::finish_histogram).
    pub fn as_is_histogram(&self) -> &[u64] {
        &self.words[ExperimentLayout::histogram()..][..self.layout.bins()]
    }

    /// The same with `change`.
    pub fn changed_histogram(&self, change: usize) -> &[u64] {
        &self.words[self.layout.changed_histogram(change)..][..self.layout.bins()]
    }

    /// Paired differences of `measure` between the plan as it is and with `change`.
    pub fn paired(&self, change: usize, measure: Measure) -> Paired {
        let words = &self.words[self.layout.paired(change, measure)..];
        Paired {
            saved_weeks: words[0],
            lost_weeks: words[1],
            squared_weeks: words[2],
            better: words[3],
            worse: words[4],
        }
    }

    /// Iterations in which some initiative finishes later with `change`.
    pub fn something_later(&self, change: usize) -> u64 {
        self.words[self.layout.something_later(change)]
    }

    /// Weeks by which `initiative` finishes earlier with `change`, and later, summed over the iterations.
    pub fn initiative_weeks(&self, change: usize, initiative: usize) -> (u64, u64) {
        let words = &self.words[self.layout.initiative(change, initiative)..];
        (words[0], words[1])
    }

    /// Spearman's rank correlation between the luck of the uncertainty that `change` takes away and the finish of
    /// the target, −1 to 1: its cruciality (Williams 1992). None if the change is no such, or nothing varies.
    ///
    /// Luck is uniform, so that it is its own rank; the finish has the mean rank of its week.
    pub fn cruciality(&self, change: usize) -> Option<f64> {
        let luck = &self.words[self.layout.luck(change)..][..self.layout.bins()];
        let n = self.iterations() as f64;
        if luck.iter().all(|sum| *sum == 0) {
            return None;
        }
        let (mut below, mut covariance, mut variance) = (0.0, 0.0, 0.0);
        for (&count, &luck) in self.as_is_histogram().iter().zip(luck) {
            let count = count as f64;
            // Both in shares of the whole, about their middle.
            let rank = (below + 0.5 * count) / n - 0.5;
            let mean_luck = luck as f64 / LUCK_RANGE - 0.5 * count;
            covariance += rank * mean_luck;
            variance += count * rank * rank;
            below += count;
        }
        // A uniform number has variance 1/12.
        (variance > 0.0).then(|| (covariance / n) / (variance / n / 12.0).sqrt())
    }

    // Counting.

    /// Counts iterations of the plan as it is; `finishes` as from [`finishes`](super::finishes).
    pub(super) fn count_as_is(
        &mut self,
        problem: &Problem,
        target: Target,
        finishes: &[u16],
        iterations: u32,
    ) {
        self.words[0] += u64::from(iterations);
        for row in rows(problem, finishes) {
            for (sum, weeks) in self.words[1..].iter_mut().zip(measures(problem, target, row)) {
                *sum += weeks;
            }
            self.words[ExperimentLayout::histogram() + target.week(row)] += 1;
        }
    }

    /// Counts the same iterations with a change against them.
    pub(super) fn count_change(
        &mut self,
        change: usize,
        problem: &Problem,
        target: Target,
        as_is: &[u16],
        changed: &[u16],
    ) {
        let layout = self.layout;
        for (as_is, changed) in rows(problem, as_is).zip(rows(problem, changed)) {
            let pairs = measures(problem, target, as_is).into_iter().zip(measures(problem, target, changed));
            let paired = &mut self.words[layout.paired(change, Measure::Lateness)..];
            for ((before, after), words) in pairs.zip(paired.chunks_exact_mut(PAIRED_WORDS)) {
                let (saved, lost) = (before.saturating_sub(after), after.saturating_sub(before));
                words[0] += saved;
                words[1] += lost;
                words[2] += saved * saved + lost * lost;
                words[3] += u64::from(saved > 0);
                words[4] += u64::from(lost > 0);
            }
            let mut is_something_later = false;
            for (initiative, (before, after)) in as_is.iter().zip(changed).enumerate() {
                let words = &mut self.words[layout.initiative(change, initiative)..];
                words[0] += u64::from(before.saturating_sub(*after));
                words[1] += u64::from(after.saturating_sub(*before));
                is_something_later |= after > before;
            }
            self.words[layout.something_later(change)] += u64::from(is_something_later);
            self.words[layout.changed_histogram(change) + target.week(changed)] += 1;
        }
    }

    /// Counts the luck of the uncertainty that a change takes away, beside the finish of the target as it is.
    pub(super) fn count_luck(
        &mut self,
        change: usize,
        target: Target,
        as_is: &[u16],
        luck: impl ExactSizeIterator<Item = u32>,
    ) {
        let at = self.layout.luck(change);
        for (row, word) in as_is.chunks_exact((self.layout.initiatives as usize).max(1)).zip(luck) {
            self.words[at + target.week(row)] += u64::from(word);
        }
    }
}

/// One above the greatest word.
const LUCK_RANGE: f64 = 4_294_967_296.0;

impl Target {
    fn week(self, finishes: &[u16]) -> usize {
        usize::from(match self {
            Self::Makespan => finishes.iter().copied().max().unwrap_or(0),
            Self::Initiative(initiative) => finishes[initiative as usize],
        })
    }
}

/// One row of finishes for each iteration.
fn rows<'f>(problem: &Problem, finishes: &'f [u16]) -> impl Iterator<Item = &'f [u16]> + use<'f> {
    finishes.chunks_exact(problem.initiatives().len().max(1))
}

/// In the order of [`Measure::index`].
fn measures(problem: &Problem, target: Target, finishes: &[u16]) -> [u64; MEASURES] {
    let late = |(initiative, finish): (&crate::capacity::Initiative, &u16)| {
        initiative.needed_by_week.map_or(0, |week| u64::from(*finish).saturating_sub(week.into()))
    };
    [
        problem.initiatives().iter().zip(finishes).map(late).sum(),
        finishes.iter().map(|week| u64::from(*week)).sum(),
        target.week(finishes) as u64,
    ]
}
