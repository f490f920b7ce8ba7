//! What one change does to a ranking: how many ranks change, and how many of the top k.
//!
//! Asked thousands of times, for every cell and every answer to it, so a single
//! value is compared with the others instead of ranking all anew.

use crate::scoring::additive::{DecisionMatrix, scores};
use crate::scoring::ranking::{Ranking, TIE_TOLERANCE, rank};
use crate::scoring::stability::Slider;
use crate::scoring::weights::Weights;

/// A ranking that changes are tried on; nothing is kept from one to the next.
#[derive(Clone, Debug)]
pub struct Baseline<'a> {
    matrix: &'a DecisionMatrix,
    scores: Vec<f64>,
    ranking: Ranking,
    k: usize,
    in_top: Vec<bool>,
}

/// What a change has done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shift {
    /// Alternatives whose displayed rank changed, the changed one included.
    pub ranks: usize,
    /// Alternatives that entered the first k; as many left.
    pub top: usize,
}

impl<'a> Baseline<'a> {
    /// The ranking of `matrix` and its first `k`, as displayed: ties in the order given.
    pub fn new(matrix: &'a DecisionMatrix, k: usize) -> Self {
        let scores = scores(matrix);
        let ranking = rank(&scores);
        let mut in_top = vec![false; scores.len()];
        for &alternative in ranking.order.iter().take(k) {
            in_top[alternative] = true;
        }
        Self { matrix, scores, ranking, k, in_top }
    }

    /// One value instead of that in the matrix, in `0.0..=1.0`.
    ///
    /// # Panics
    ///
    /// If there is no such cell.
    pub fn with_value(&self, alternative: usize, criterion: usize, value: f64) -> Shift {
        let weight = self.matrix.weights().as_slice()[criterion];
        let before = self.scores[alternative];
        let after = before + weight * (value - self.matrix.values(criterion)[alternative]);
        let (mut ahead_before, mut ahead_after, mut passed, mut places_ahead) = (0, 0, 0, 0);
        for (other, &score) in self.scores.iter().enumerate() {
            if other == alternative {
                continue;
            }
            ahead_before += usize::from(is_ahead(score, before));
            let is_behind = is_ahead(after, score);
            let is_before_it = is_ahead(score, after);
            ahead_after += usize::from(is_before_it);
            // Ranks count those who are strictly ahead.
            passed += usize::from(is_ahead(before, score) != is_behind);
            places_ahead += usize::from(is_before_it || (!is_behind && other < alternative));
        }
        Shift {
            ranks: passed + usize::from(ahead_before != ahead_after),
            top: usize::from(self.in_top[alternative] != (places_ahead < self.k)),
        }
    }

    /// The values given on one criterion, one entry per alternative; where there is none the matrix's stays.
    ///
    /// # Panics
    ///
    /// If there is no such criterion.
    pub fn with_values(&self, criterion: usize, values: impl IntoIterator<Item = Option<f64>>) -> Shift {
        let weight = self.matrix.weights().as_slice()[criterion];
        let mut scores = self.scores.clone();
        for ((score, value), now) in scores.iter_mut().zip(values).zip(self.matrix.values(criterion)) {
            *score += weight * (value.unwrap_or(*now) - now);
        }
        self.with_scores(&scores)
    }

    /// Another weight of one criterion, as a share of the whole; all others give way in proportion.
    ///
    /// Nothing changes where all others are 0 and cannot give way.
    ///
    /// # Panics
    ///
    /// If there is no such criterion, or `weight` is not in `0.0..=1.0`.
    pub fn with_weight(&self, criterion: usize, weight: f64) -> Shift {
        let weights = self.matrix.weights();
        let slider = Slider::of_criterion(weights, criterion).expect("the criterion exists");
        let moved = Weights::new(&slider.moved(weights, weight)).expect("a share of the whole and its rest");
        let mut scores = vec![0.0; self.scores.len()];
        for (criterion, weight) in moved.as_slice().iter().enumerate() {
            for (score, value) in scores.iter_mut().zip(self.matrix.values(criterion)) {
                *score += weight * value;
            }
        }
        self.with_scores(&scores)
    }

    fn with_scores(&self, scores: &[f64]) -> Shift {
        let after = rank(scores);
        let pairs = self.ranking.ranks.iter().zip(&after.ranks);
        Shift {
            ranks: pairs.filter(|(before, after)| before.position != after.position).count(),
            top: after.order.iter().take(self.k).filter(|&&alternative| !self.in_top[alternative]).count(),
        }
    }
}

/// Whether the score `a` is better than `b` by more than rounding.
fn is_ahead(a: f64, b: f64) -> bool {
    a - b > TIE_TOLERANCE * a.abs()
}
