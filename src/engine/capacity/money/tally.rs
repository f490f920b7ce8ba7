//! What runs in money have counted: histograms of fixed size, which add up in any order.

use super::histogram::{Histogram, bin};
use super::{MoneyPlan, Run, quarters};
use crate::counts;

/// Bins of each figure between the ends of its range; one more below and one above.
pub const RANGE_BINS: usize = 256;
/// Bins of cost, and of finish, in the picture of both together.
const JOINT_BINS: usize = 64;
/// Parts of a range that a sum is counted in: 1,000 in each bin.
const STEPS: f64 = 256_000.0;
/// Bins of the cost of an initiative, and of what is paid in and by a quarter.
const PART_BINS: usize = 128;
/// Words of an initiative: finished in time, within budget, both, the sum of its cost, and how that is spread.
const INITIATIVE_WORDS: usize = 4 + PART_BINS + 2;
/// Words of a quarter: the sum of its cost, how that is spread, and how all that is paid by its end is.
const QUARTER_WORDS: usize = 1 + 2 * (PART_BINS + 2);

/// Counts over the iterations of a money run, or of a part of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoneyTally {
    words: Vec<u64>,
    initiatives: usize,
    quarters: usize,
}

/// Which figure of the whole plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// What it costs.
    Cost,
    /// What the risks cost.
    Loss,
    /// Net present value.
    Value,
}

impl MoneyTally {
    /// No iterations yet.
    pub fn empty(plan: &MoneyPlan) -> Self {
        let (initiatives, quarters) = (plan.problem.initiatives().len(), quarters(&plan.problem));
        let words = quarters_start(initiatives) + quarters * QUARTER_WORDS;
        Self { words: vec![0; words], initiatives, quarters }
    }

    /// The tally that [`Self::into_words`] came from; none if the words are of another plan.
    pub fn from_words(plan: &MoneyPlan, words: Vec<u64>) -> Option<Self> {
        let empty = Self::empty(plan);
        (words.len() == empty.words.len()).then_some(Self { words, ..empty })
    }

    /// All counts as one flat list, given away.
    pub fn into_words(self) -> Vec<u64> {
        self.words
    }

    /// Adds the counts of another part of the same run.
    pub fn merge(&mut self, other: &Self) {
        counts::add(&mut self.words, &other.words);
    }

    /// Fingerprint of all counts; see [`counts::checksum`].
    pub fn checksum(&self) -> u64 {
        counts::checksum(&self.words)
    }

    /// Iterations counted.
    pub fn iterations(&self) -> u64 {
        self.words[0]
    }

    /// Mean of a figure; none before the first iteration. What lies beyond its range counts as its end.
    pub fn mean(&self, plan: &MoneyPlan, figure: Figure) -> Option<f64> {
        let (low, high) = range(plan, figure);
        let steps = self.words[1 + figure as usize] as f64 / self.iterations() as f64;
        (self.iterations() > 0).then(|| low + (high - low) * steps / STEPS)
    }

    /// How a figure of the whole plan is spread, in [`RANGE_BINS`] bins.
    pub fn figure(&self, plan: &MoneyPlan, figure: Figure) -> Histogram {
        let counts = &self.words[FIGURES + figure as usize * (RANGE_BINS + 2)..][..RANGE_BINS + 2];
        Histogram::new(range(plan, figure), counts)
    }

    /// How the cost of `initiative` is spread.
    pub fn initiative_cost(&self, plan: &MoneyPlan, initiative: usize) -> Histogram {
        let counts = &self.words[initiative_start(initiative) + 4..][..PART_BINS + 2];
        Histogram::new(plan.ranges.initiatives[initiative], counts)
    }

    /// How the cost of `quarter` is spread.
    pub fn quarter_cost(&self, plan: &MoneyPlan, quarter: usize) -> Histogram {
        let counts = &self.words[self.quarter_start(quarter) + 1..][..PART_BINS + 2];
        Histogram::new(plan.ranges.quarters[quarter], counts)
    }

    /// How much has been paid by the end of `quarter`, spread over the runs.
    pub fn paid_by(&self, plan: &MoneyPlan, quarter: usize) -> Histogram {
        let counts = &self.words[self.quarter_start(quarter) + 1 + PART_BINS + 2..][..PART_BINS + 2];
        Histogram::new((0.0, plan.ranges.cost.1), counts)
    }

    /// How often cost and finish lay in each pair of bins: a row for each bin of cost, a column for each of finish.
    pub fn joint(&self) -> impl Iterator<Item = &[u64]> {
        self.words[JOINT..][..JOINT_BINS * JOINT_BINS].chunks_exact(JOINT_BINS)
    }

    /// Cost and finish week at the upper ends of a pair of bins.
    pub fn joint_corner(plan: &MoneyPlan, cost: usize, finish: usize) -> (f64, f64) {
        let end =
            |(low, high): (f64, f64), bin: usize| low + (high - low) * (bin + 1) as f64 / JOINT_BINS as f64;
        (end(plan.ranges.cost, cost), end(plan.ranges.finish, finish))
    }

    /// Runs in which `initiative` was in time (if it has a date), within its budget, and both.
    pub fn kept(&self, initiative: usize) -> [u64; 3] {
        let words = &self.words[initiative_start(initiative)..];
        [words[0], words[1], words[2]]
    }

    /// Mean cost of `initiative`; none before the first iteration.
    pub fn mean_cost(&self, plan: &MoneyPlan, initiative: usize) -> Option<f64> {
        let (low, high) = plan.ranges.cost;
        let steps = self.words[initiative_start(initiative) + 3] as f64 / self.iterations() as f64;
        // Costs of parts are counted in the steps of the whole, from 0.
        (self.iterations() > 0).then(|| (high - low) * steps / STEPS)
    }

    /// Mean cost of each quarter of 13 weeks, the last for all that comes later; empty before the first iteration.
    pub fn mean_quarters(&self, plan: &MoneyPlan) -> Vec<f64> {
        let (low, high) = plan.ranges.cost;
        let n = self.iterations() as f64;
        let mean = |quarter| (high - low) * self.words[self.quarter_start(quarter)] as f64 / STEPS / n;
        (0..self.quarters).filter(|_| n > 0.0).map(mean).collect()
    }

    fn quarter_start(&self, quarter: usize) -> usize {
        quarters_start(self.initiatives) + quarter * QUARTER_WORDS
    }

    pub(super) fn count(&mut self, plan: &MoneyPlan, run: &Run) {
        self.words[0] += 1;
        for (figure, value) in
            [(Figure::Cost, run.cost), (Figure::Loss, run.loss), (Figure::Value, run.value)]
        {
            let range = range(plan, figure);
            self.words[1 + figure as usize] += steps(value - range.0, range);
            self.words[FIGURES + figure as usize * (RANGE_BINS + 2) + bin(value, range, RANGE_BINS)] += 1;
        }
        let inner = |value, range| bin(value, range, JOINT_BINS).clamp(1, JOINT_BINS) - 1;
        let (cost, finish) = (inner(run.cost, plan.ranges.cost), inner(run.finish, plan.ranges.finish));
        self.words[JOINT + cost * JOINT_BINS + finish] += 1;
        let horizon = plan.problem.horizon_weeks();
        for (index, (initiative, funding)) in
            plan.problem.initiatives().iter().zip(&plan.purse.finances.fundings).enumerate()
        {
            let in_time = initiative
                .needed_by_week
                .is_some_and(|week| u32::from(run.finishes[index]) <= week.min(horizon));
            let in_budget = run.costs[index] <= funding.budget * (1.0 + 1e-9);
            let start = initiative_start(index);
            let words = &mut self.words[start..][..INITIATIVE_WORDS];
            words[0] += u64::from(in_time);
            words[1] += u64::from(in_budget);
            words[2] += u64::from(in_time && in_budget);
            words[3] += steps(run.costs[index], plan.ranges.cost);
            words[4 + bin(run.costs[index], plan.ranges.initiatives[index], PART_BINS)] += 1;
        }
        let mut paid = 0.0;
        let quarters = self.words[quarters_start(self.initiatives)..].chunks_exact_mut(QUARTER_WORDS);
        for ((words, cost), range) in quarters.zip(&run.quarters).zip(&plan.ranges.quarters) {
            paid += cost;
            words[0] += steps(*cost, plan.ranges.cost);
            words[1 + bin(*cost, *range, PART_BINS)] += 1;
            words[1 + PART_BINS + 2 + bin(paid, (0.0, plan.ranges.cost.1), PART_BINS)] += 1;
        }
    }
}

/// Word 0 counts the iterations, words 1 to 3 sum the figures.
const FIGURES: usize = 4;
const JOINT: usize = FIGURES + 3 * (RANGE_BINS + 2);
const INITIATIVES: usize = JOINT + JOINT_BINS * JOINT_BINS;

fn initiative_start(initiative: usize) -> usize {
    INITIATIVES + initiative * INITIATIVE_WORDS
}

fn quarters_start(initiatives: usize) -> usize {
    INITIATIVES + initiatives * INITIATIVE_WORDS
}

fn range(plan: &MoneyPlan, figure: Figure) -> (f64, f64) {
    match figure {
        Figure::Cost => plan.ranges.cost,
        Figure::Loss => plan.ranges.loss,
        Figure::Value => plan.ranges.value,
    }
}

/// An amount in steps of its range, at most a thousand ranges.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped first")]
fn steps(amount: f64, (low, high): (f64, f64)) -> u64 {
    (amount / (high - low) * STEPS + 0.5).clamp(0.0, 1_000.0 * STEPS) as u64
}
