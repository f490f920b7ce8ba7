//! How much the weights of the dimensions matter for the headline.
//!
//! Each weight is halved and doubled in turn while the others stay; the mean
//! moves between the two. A headline that hardly moves does not rest on an
//! argument about weights.
//!
//! Source: one-at-a-time sensitivity as in Howard (1988), *Decision analysis:
//! practice and promise*, Management Science 34(6) ("tornado").

use super::score::MaturityScores;
use crate::stats::interval::Interval;

/// Factor by which a weight is divided and multiplied.
pub const FACTOR: f64 = 2.0;

/// Range of the overall score while each dimension's weight goes from half to double, in dimension order.
///
/// `None` for a dimension without a score, of weight 0, or the only one with both: its weight decides nothing.
pub fn of_weights(scores: &MaturityScores, weights: &[f64]) -> Vec<Option<Interval>> {
    let counted: Vec<(usize, f64, f64)> = weights
        .iter()
        .zip(&scores.dimensions)
        .enumerate()
        .filter_map(|(index, (&weight, dimension))| Some((index, weight, dimension.score?)))
        .filter(|(_, weight, _)| *weight > 0.0)
        .collect();
    let mean_with = |changed: usize, factor: f64| {
        let (total, sum) = counted.iter().fold((0.0, 0.0), |(total, sum), &(index, weight, score)| {
            let weight = if index == changed { weight * factor } else { weight };
            (total + weight, sum + weight * score)
        });
        sum / total
    };
    (0..weights.len())
        .map(|index| {
            let decides = counted.len() > 1 && counted.iter().any(|(place, _, _)| *place == index);
            decides.then(|| {
                let (half, double) = (mean_with(index, 1.0 / FACTOR), mean_with(index, FACTOR));
                Interval { low: half.min(double), high: half.max(double) }
            })
        })
        .collect()
}
