//! What sampling has counted (see [`Counts`]), and what follows from it.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::places::Places;
use super::{LANES, fixed_point};
use crate::counts::{Counts, Layout};
use crate::stats::interval::{self, Interval};

/// Shape of a tally.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TallyLayout {
    /// Alternatives in the problem.
    pub alternatives: usize,
    /// Criteria in the problem.
    pub criteria: usize,
    /// Whether wins of each over each are counted.
    pub pairwise: bool,
}

/// Counts over the samples of a run, or of a part of one.
pub type Tally = Counts<TallyLayout>;

impl Layout for TallyLayout {
    fn words(&self) -> usize {
        self.central(self.alternatives)
    }
}

impl TallyLayout {
    // Offsets of the sections, in their order in the list; word 0 counts the samples.

    /// Counts of the places of one alternative, from the first.
    fn places(&self, alternative: usize) -> usize {
        1 + alternative * self.alternatives
    }

    /// Wins of one alternative over each that comes after it in the matrix.
    fn wins(&self, alternative: usize) -> usize {
        let before = alternative * self.alternatives - alternative * (alternative + 1) / 2;
        self.places(self.alternatives) + if self.pairwise { before } else { 0 }
    }

    /// Sums of the weights under which one alternative came first.
    fn central(&self, alternative: usize) -> usize {
        self.wins(self.alternatives.saturating_sub(1)) + alternative * self.criteria
    }
}

impl Tally {
    /// What the counts say.
    pub fn finish(self) -> Acceptability {
        Acceptability { tally: self }
    }

    /// Counts a sample in which `winner` was first under `weights`.
    pub(super) fn count_first(&mut self, winner: usize, weights: impl Iterator<Item = f64>) {
        let sums = &mut self.words[self.layout.central(winner)..];
        for (sum, weight) in sums.iter_mut().zip(weights) {
            *sum += u64::from(fixed_point(weight));
        }
    }

    /// Counts the places of all alternatives in the samples `lanes` of a chunk.
    pub(super) fn count_places(&mut self, places: &Places, lanes: Range<usize>) {
        self.words[0] += lanes.len() as u64;
        for alternative in 0..self.layout.alternatives {
            let own = places.of(alternative);
            let counts = &mut self.words[self.layout.places(alternative)..][..self.layout.alternatives];
            for place in &own[lanes.clone()] {
                counts[usize::from(place.unsigned_abs())] += 1;
            }
            if self.layout.pairwise {
                let wins = &mut self.words[self.layout.wins(alternative)..];
                for (count, other) in wins.iter_mut().zip(alternative + 1..self.layout.alternatives) {
                    *count += wins_over(own, places.of(other), lanes.clone());
                }
            }
        }
    }
}

/// Samples among `lanes` in which the place `a` is better than `b`.
fn wins_over(a: &[i16; LANES], b: &[i16; LANES], lanes: Range<usize>) -> u64 {
    let wins = |a: &[i16], b: &[i16]| a.iter().zip(b).map(|(a, b)| i16::from(a < b)).sum::<i16>();
    // The length of a whole chunk is known beforehand: that makes it a few vector instructions.
    let wins = if lanes.len() == LANES { wins(a, b) } else { wins(&a[lanes.clone()], &b[lanes]) };
    u64::from(wins.unsigned_abs())
}

/// Rank acceptabilities, pairwise wins and central weights, each share with its interval.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acceptability {
    tally: Tally,
}

/// A share of the samples, with its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// `0.0..=1.0`; 0 without samples.
    pub share: f64,
    /// Wilson, or Clopper–Pearson where the share is 0 or 1; `0.0..=1.0` without samples.
    pub interval: Interval,
}

impl Estimate {
    pub(super) fn new(count: u64, samples: u64) -> Self {
        Self { share: count as f64 / samples.max(1) as f64, interval: interval::probability(count, samples) }
    }
}

impl Acceptability {
    /// The counts behind it.
    pub fn tally(&self) -> &Tally {
        &self.tally
    }

    /// Samples counted.
    pub fn samples(&self) -> u64 {
        self.tally.iterations()
    }

    /// How often `alternative` has `rank`, counted from 1: bᵢʳ of SMAA-2.
    ///
    /// # Panics
    ///
    /// If there is no such alternative or rank.
    pub fn rank(&self, alternative: usize, rank: usize) -> Estimate {
        Estimate::new(self.counts(alternative)[rank - 1], self.samples())
    }

    /// How often `alternative` is among the first `k`; with all ranks or more, always.
    ///
    /// # Panics
    ///
    /// If there is no such alternative.
    pub fn in_top(&self, alternative: usize, k: usize) -> Estimate {
        let counts = self.counts(alternative);
        Estimate::new(counts[..k.min(counts.len())].iter().sum(), self.samples())
    }

    /// How often `alternative` has each rank, from the first, in counts that sum to the samples.
    ///
    /// # Panics
    ///
    /// If there is no such alternative.
    pub fn counts(&self, alternative: usize) -> &[u64] {
        let layout = self.tally.layout;
        assert!(alternative < layout.alternatives, "there is no alternative {alternative}");
        &self.tally.words[layout.places(alternative)..][..layout.alternatives]
    }

    /// Mean rank of `alternative`, from 1; 0 without samples.
    ///
    /// # Panics
    ///
    /// If there is no such alternative.
    pub fn expected_rank(&self, alternative: usize) -> f64 {
        let sum: u64 = (1..).zip(self.counts(alternative)).map(|(rank, count)| rank * count).sum();
        sum as f64 / self.samples().max(1) as f64
    }

    /// How often `alternative` is ahead of `other`, a tie counting half; `None` if that
    /// was not counted, or of itself.
    ///
    /// # Panics
    ///
    /// If there is no such alternative.
    pub fn wins(&self, alternative: usize, other: usize) -> Option<Estimate> {
        let layout = self.tally.layout;
        assert!(alternative.max(other) < layout.alternatives, "there is no such alternative");
        let count = |a: usize, b: usize| self.tally.words[layout.wins(a) + b - a - 1];
        match alternative.cmp(&other) {
            _ if !layout.pairwise => None,
            std::cmp::Ordering::Less => Some(count(alternative, other)),
            std::cmp::Ordering::Greater => Some(self.samples() - count(other, alternative)),
            std::cmp::Ordering::Equal => None,
        }
        .map(|count| Estimate::new(count, self.samples()))
    }

    /// Mean of the weights under which `alternative` comes first; they sum to 1. `None` if it never does.
    ///
    /// # Panics
    ///
    /// If there is no such alternative.
    pub fn central_weights(&self, alternative: usize) -> Option<Vec<f64>> {
        let layout = self.tally.layout;
        // An alternative that was first has a first rank.
        let first = *self.counts(alternative).first()?;
        let sums = &self.tally.words[layout.central(alternative)..][..layout.criteria];
        let whole: u64 = sums.iter().sum();
        (first > 0).then(|| sums.iter().map(|sum| *sum as f64 / whole as f64).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_fill_the_list_without_overlap() {
        for pairwise in [false, true] {
            for alternatives in 0..5 {
                let layout = TallyLayout { alternatives, criteria: 3, pairwise };
                let pairs = if pairwise { alternatives * alternatives.saturating_sub(1) / 2 } else { 0 };
                assert_eq!(layout.places(0), 1);
                assert_eq!(layout.wins(0), 1 + alternatives * alternatives);
                assert_eq!(layout.central(0), layout.wins(0) + pairs, "{layout:?}");
                assert_eq!(layout.words(), layout.central(0) + 3 * alternatives);
                for next in 1..alternatives {
                    let wins = if pairwise { alternatives - next } else { 0 };
                    assert_eq!(layout.wins(next) - layout.wins(next - 1), wins, "{layout:?}");
                }
            }
        }
    }
}
