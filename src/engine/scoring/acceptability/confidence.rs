//! Confidence factors: how likely an alternative is first for those who weigh as it
//! would like them to, its scores and everyone's being uncertain.
//!
//! Below a half, an alternative cannot be told from the others on what is known, whatever
//! the weights. Where no score is uncertain, every factor is 1.

use std::ops::Range;

use super::uncertain_value::DrawnValues;
use super::{CHUNK, Estimate, LANES, Problem, add_product, fixed_point};

/// How often each alternative was first under its own central weights.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfidenceTally {
    samples: u64,
    firsts: Vec<u64>,
}

impl ConfidenceTally {
    /// Adds the counts of another part of the same run.
    ///
    /// # Panics
    ///
    /// If `other` has another number of alternatives.
    pub fn merge(&mut self, other: &Self) {
        assert_eq!(self.firsts.len(), other.firsts.len(), "tallies of different problems do not add up");
        self.samples += other.samples;
        for (count, other) in self.firsts.iter_mut().zip(&other.firsts) {
            *count += other;
        }
    }

    /// Samples counted.
    pub fn samples(&self) -> u64 {
        self.samples
    }

    /// Confidence factor of `alternative`: 0 without central weights.
    ///
    /// # Panics
    ///
    /// If there is no such alternative.
    pub fn factor(&self, alternative: usize) -> Estimate {
        Estimate::new(self.firsts[alternative], self.samples)
    }
}

/// Draws the uncertain values of the samples numbered `samples` and counts, for each
/// alternative with central weights, how often it is first under them (shared firsts included).
///
/// `central_weights` has one entry per alternative, as
/// [`Acceptability::central_weights`](super::Acceptability::central_weights) gives it. A value has the
/// same luck here as in [`sample_chunk`](super::sample_chunk). The work grows with the alternatives times
/// those of them that have central weights.
///
/// # Panics
///
/// If the central weights do not fit the problem.
pub fn confidence_chunk(
    problem: &Problem,
    central_weights: &[Option<Vec<f64>>],
    seed: u64,
    samples: Range<u32>,
) -> ConfidenceTally {
    let alternatives = problem.layout.alternatives;
    assert_eq!(central_weights.len(), alternatives, "one entry per alternative");
    let mut contests: Vec<Contest> = (0..)
        .zip(central_weights)
        .filter_map(|(alternative, weights)| Some((alternative, weights.as_deref()?)))
        .map(|(alternative, weights)| Contest::new(problem, alternative, weights))
        .collect();
    let mut drawn = DrawnValues::new(&problem.uncertain);
    let mut tally = ConfidenceTally { samples: 0, firsts: vec![0; alternatives] };
    let mut next = samples.start;
    while next < samples.end {
        let first = next - next % CHUNK;
        let end = first.saturating_add(CHUNK).min(samples.end);
        let lanes = (next - first) as usize..(end - first) as usize;
        for contest in &mut contests {
            contest.best_other = [0; LANES];
        }
        for alternative in 0..alternatives {
            drawn.draw(&problem.uncertain, alternative, seed, first);
            for contest in &mut contests {
                contest.enter(alternative, &drawn);
            }
        }
        for contest in &contests {
            let scores = contest.own[lanes.clone()].iter().zip(&contest.best_other[lanes.clone()]);
            let firsts = scores.filter(|(own, best_other)| own >= best_other).count();
            tally.firsts[contest.alternative] += firsts as u64;
        }
        tally.samples += lanes.len() as u64;
        next = end;
    }
    tally
}

/// One alternative against all others, under its central weights.
struct Contest<'a> {
    alternative: usize,
    weights: &'a [f64],
    /// Score of each alternative from the values that are certain.
    certain: Vec<f64>,
    own: [u32; LANES],
    best_other: [u32; LANES],
}

impl<'a> Contest<'a> {
    fn new(problem: &Problem, alternative: usize, weights: &'a [f64]) -> Self {
        assert_eq!(weights.len(), problem.layout.criteria, "one weight per criterion");
        let score = |row| problem.row(row).iter().zip(weights).map(|(value, weight)| weight * value).sum();
        Self {
            alternative,
            weights,
            certain: (0..problem.layout.alternatives).map(score).collect(),
            own: [0; LANES],
            best_other: [0; LANES],
        }
    }

    fn enter(&mut self, alternative: usize, drawn: &DrawnValues) {
        let mut scores = [self.certain[alternative]; LANES];
        for (criterion, values) in drawn.columns() {
            add_product(&mut scores, &[self.weights[criterion]; LANES], values);
        }
        let scores = scores.map(fixed_point);
        if alternative == self.alternative {
            self.own = scores;
        } else {
            for (best, score) in self.best_other.iter_mut().zip(scores) {
                *best = (*best).max(score);
            }
        }
    }
}
