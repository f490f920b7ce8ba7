//! Five elements of an office and the balance between them.
//!
//! People, process, technology, customers and strategy are seen as one chain:
//! a tool lifts nobody above what the people and the processes around it
//! carry. Technology therefore counts at most one level above the lower of the
//! two. The balance is 1 − (highest − lowest) / 4: 1 if all five stand level,
//! 0 if one stands at the top of the ladder and another at its foot.
//!
//! The interval belongs to the distance between the two elements that lie
//! farthest apart **in this assessment**: each person's own distance is
//! resampled, so that somebody who marks everything low moves nothing. The
//! largest of ten distances would be drawn too large in every resample.
//!
//! Source: the product's own rules; the resampling as in
//! [`stretched_bootstrap`](super::interval::stretched_bootstrap).

use super::interval::stretched_mean;
use super::score::RespondentScore;
use super::{HIGHEST_LEVEL, LOWEST_LEVEL};
use crate::stats::interval::Interval;

/// How far technology may count above the lower of people and process [levels].
pub const TECHNOLOGY_REACH: f64 = 1.0;

/// Number of elements.
pub const COUNT: usize = 5;
/// Place of people.
pub const PEOPLE: usize = 0;
/// Place of process.
pub const PROCESS: usize = 1;
/// Place of technology.
pub const TECHNOLOGY: usize = 2;

/// Largest distance between two levels.
const SPAN: f64 = (HIGHEST_LEVEL - LOWEST_LEVEL) as f64;

/// How even the five are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Balance {
    /// 1 − (highest − lowest) / 4, from 0 to 1.
    pub index: f64,
    /// Place of the highest, the first of equals.
    pub highest: usize,
    /// Place of the lowest, the first of equals.
    pub lowest: usize,
}

/// What each element counts: its score, and for technology at most one level above the lower of people and process.
///
/// An element that nobody answered for caps nothing.
///
/// ```
/// use pmo_engine::maturity::elements::counted;
///
/// let scores = [Some(2.4), Some(2.0), Some(3.6), Some(3.0), None];
/// assert_eq!(counted(&scores)[2], Some(3.0));
/// ```
pub fn counted(scores: &[Option<f64>; COUNT]) -> [Option<f64>; COUNT] {
    let mut counted = *scores;
    let carried = [scores[PEOPLE], scores[PROCESS]].into_iter().flatten().fold(f64::INFINITY, f64::min);
    counted[TECHNOLOGY] = scores[TECHNOLOGY].map(|score| score.min(carried + TECHNOLOGY_REACH));
    counted
}

/// The balance of what the five count; `None` unless all five are known.
pub fn balance(counted: &[Option<f64>; COUNT]) -> Option<Balance> {
    let mut known = [0.0; COUNT];
    for (known, score) in known.iter_mut().zip(counted) {
        *known = (*score)?;
    }
    let (mut highest, mut lowest) = (0, 0);
    for place in 1..COUNT {
        if known[place] > known[highest] {
            highest = place;
        }
        if known[place] < known[lowest] {
            lowest = place;
        }
    }
    Some(Balance { index: 1.0 - (known[highest] - known[lowest]) / SPAN, highest, lowest })
}

/// Nominal 90 % interval of the balance, within `0.0..=1.0`: that of the distance between `high` and `low`, the
/// respondents' own scores of the two elements, moved so that it lies about `index`.
///
/// People who answered for one of the two only do not take part; `None` below three who answered for both.
pub fn balance_interval(
    high: &[RespondentScore],
    low: &[RespondentScore],
    index: f64,
    seed: u64,
    resamples: u32,
) -> Option<Interval> {
    let distances: Vec<(f64, f64)> = high
        .iter()
        .zip(low)
        .filter_map(|(high, low)| Some((high.weight, high.score? - low.score?)))
        .filter(|(weight, _)| *weight > 0.0)
        .collect();
    let distance = stretched_mean(&distances, seed, resamples)?;
    let end = |beyond: f64| (index - beyond / SPAN).clamp(0.0, 1.0);
    Some(Interval {
        low: end(distance.high - distance.centre).min(index),
        high: end(distance.low - distance.centre).max(index),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn voices(scores: &[f64]) -> Vec<RespondentScore> {
        let weight = 1.0 / scores.len() as f64;
        scores.iter().map(|score| RespondentScore { score: Some(*score), weight }).collect()
    }

    #[test]
    fn technology_counts_one_level_above_the_lower_of_people_and_process() {
        let of = |people, process, technology| {
            counted(&[people, process, technology, Some(3.0), Some(3.0)])[TECHNOLOGY]
        };
        assert_eq!(of(Some(2.0), Some(4.0), Some(4.0)), Some(3.0));
        assert_eq!(of(Some(3.5), Some(3.0), Some(4.0)), Some(4.0));
        assert_eq!(of(None, Some(1.5), Some(4.0)), Some(2.5));
        assert_eq!(of(None, None, Some(4.0)), Some(4.0));
        assert_eq!(of(Some(2.0), Some(2.0), None), None);
    }

    #[test]
    fn balance_goes_from_none_to_whole() {
        let of = |levels: [f64; COUNT]| balance(&levels.map(Some)).unwrap();
        assert!((of([3.0; COUNT]).index - 1.0).abs() < 1e-12);
        let worst = of([1.0, 3.0, 3.0, 5.0, 5.0]);
        assert!(worst.index.abs() < 1e-12);
        assert_eq!((worst.highest, worst.lowest), (3, 0));
        assert_eq!(balance(&[Some(1.0), Some(2.0), Some(3.0), Some(4.0), None]), None);
    }

    /// Nine people who all see the same distance leave nothing open, however different their levels.
    #[test]
    fn who_marks_everything_low_moves_nothing() {
        let high = voices(&[2.0, 3.0, 4.0, 5.0]);
        let low = voices(&[1.0, 2.0, 3.0, 4.0]);
        let interval = balance_interval(&high, &low, 0.75, 7, 400).unwrap();
        assert!((interval.low - 0.75).abs() < 1e-9 && (interval.high - 0.75).abs() < 1e-9, "{interval:?}");
    }

    #[test]
    fn two_people_give_no_interval_and_more_hold_the_index() {
        assert_eq!(balance_interval(&voices(&[4.0, 5.0]), &voices(&[2.0, 2.0]), 0.4, 7, 400), None);
        let (high, low) = (voices(&[4.0, 5.0, 3.0, 4.0]), voices(&[2.0, 2.0, 3.0, 1.0]));
        let interval = balance_interval(&high, &low, 0.5, 7, 400).unwrap();
        assert!(interval.low < 0.5 && interval.high > 0.5, "{interval:?}");
        assert!(interval.low >= 0.0 && interval.high <= 1.0);
    }
}
