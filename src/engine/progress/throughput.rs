//! Throughput forecast: how many weeks the items that are left will take, if weeks go on
//! as they went.
//!
//! Each week to come finishes as many items as some past week did, each past week as
//! likely as the other. Instead of drawing weeks at random, the chances of every number
//! of items left are carried from week to week, so the answer is exact for that model.
//!
//! Source: Magennis (2011), *Forecasting and Simulating Software Development Projects*;
//! Vacanti (2015), *Actionable Agile Metrics for Predictability*.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Most items that can be left: more would take too long to carry from week to week.
pub const MOST_ITEMS: u32 = 5_000;
/// How far ahead is looked [weeks]: ten years.
pub const MOST_WEEKS: u32 = 520;
/// The forecast ends in the week in which the chance to be done is this, at most 1e-4 short of 1.
const NEARLY_CERTAIN: f64 = 1.0 - 1e-4;

/// Why nothing can be forecast.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ThroughputError {
    /// No weeks.
    #[error("no past week is counted; write how many items were finished in each of the last weeks")]
    NoHistory,
    /// Only empty weeks.
    #[error("no item was finished in any of the weeks; add the weeks in which some were")]
    NothingFinished,
    /// Beyond [`MOST_ITEMS`].
    #[error("{0} items are left, more than {MOST_ITEMS}; count larger pieces")]
    TooManyItems(u32),
}

/// When the last item will be finished.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WeeksToFinish {
    /// Chance to be done within so many weeks: the first entry is for 0 weeks. Never falls.
    pub chance_by_week: Vec<f64>,
}

/// Forecasts the weeks until `items_left` are finished, from the number finished in each past week.
///
/// # Errors
///
/// [`ThroughputError`] if the past tells nothing or too much is left.
pub fn weeks_to_finish(items_left: u32, finished_per_week: &[u32]) -> Result<WeeksToFinish, ThroughputError> {
    if items_left > MOST_ITEMS {
        return Err(ThroughputError::TooManyItems(items_left));
    }
    if items_left == 0 {
        return Ok(WeeksToFinish { chance_by_week: vec![1.0] });
    }
    if finished_per_week.is_empty() {
        return Err(ThroughputError::NoHistory);
    }
    let rates = rates(items_left, finished_per_week);
    if rates.iter().all(|&(items, _)| items == 0) {
        return Err(ThroughputError::NothingFinished);
    }
    // Chance of each number of items left, from 0; those that are done add up at the front.
    let mut left = vec![0.0; items_left as usize + 1];
    left[items_left as usize] = 1.0;
    let mut chance_by_week = vec![0.0];
    while left[0] < NEARLY_CERTAIN && chance_by_week.len() <= MOST_WEEKS as usize {
        left = week_later(&left, &rates);
        chance_by_week.push(left[0].min(1.0));
    }
    Ok(WeeksToFinish { chance_by_week })
}

impl WeeksToFinish {
    /// The least number of weeks within which all is done with a chance of at least `share`; none beyond [`MOST_WEEKS`].
    pub fn quantile_weeks(&self, share: f64) -> Option<u32> {
        self.chance_by_week.iter().zip(0..).find(|(chance, _)| **chance >= share).map(|(_, weeks)| weeks)
    }

    /// Chance to be done within `weeks`.
    pub fn chance_within(&self, weeks: u32) -> f64 {
        let last = self.chance_by_week.len() - 1;
        self.chance_by_week[last.min(weeks as usize)]
    }
}

/// Each rate that occurred with its share of the weeks, in order; more than is left counts as all that is left.
fn rates(items_left: u32, finished_per_week: &[u32]) -> Vec<(usize, f64)> {
    let mut weeks = BTreeMap::<u32, u32>::new();
    for &items in finished_per_week {
        *weeks.entry(items.min(items_left)).or_default() += 1;
    }
    let all = finished_per_week.len() as f64;
    weeks.into_iter().map(|(items, weeks)| (items as usize, f64::from(weeks) / all)).collect()
}

fn week_later(left: &[f64], rates: &[(usize, f64)]) -> Vec<f64> {
    let mut next = vec![0.0; left.len()];
    next[0] = left[0];
    for (items, &chance) in left.iter().enumerate().skip(1).filter(|(_, chance)| **chance > 0.0) {
        for &(finished, share) in rates {
            next[items.saturating_sub(finished)] += chance * share;
        }
    }
    next
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_steady_team_finishes_on_the_week() {
        let forecast = weeks_to_finish(20, &[5, 5, 5]).unwrap();
        assert_eq!(forecast.chance_by_week, [0.0, 0.0, 0.0, 0.0, 1.0]);
    }

    /// Two of two coins must fall heads: within w weeks with chance 1 − (w + 1) ÷ 2^w.
    #[test]
    fn a_coin_a_week_is_negative_binomial() {
        let forecast = weeks_to_finish(2, &[0, 1]).unwrap();
        for (weeks, &chance) in forecast.chance_by_week.iter().enumerate() {
            let exact = 1.0 - (weeks as f64 + 1.0) / (1u64 << weeks) as f64;
            assert!((chance - exact).abs() < 1e-12, "week {weeks}: {chance} is not {exact}");
        }
        assert_eq!(forecast.quantile_weeks(0.5), Some(3));
    }

    #[test]
    fn nothing_left_is_done_now() {
        assert_eq!(weeks_to_finish(0, &[]).unwrap().quantile_weeks(1.0), Some(0));
    }

    #[test]
    fn a_past_without_a_finished_item_says_so() {
        assert_eq!(weeks_to_finish(3, &[]), Err(ThroughputError::NoHistory));
        assert_eq!(weeks_to_finish(3, &[0, 0]), Err(ThroughputError::NothingFinished));
        assert_eq!(weeks_to_finish(5_001, &[1]), Err(ThroughputError::TooManyItems(5_001)));
    }

    proptest! {
        /// Every sequence of past weeks is as likely: counted one by one.
        #[test]
        fn equals_the_count_over_all_sequences(
            left in 1u32..8,
            history in prop::collection::vec(0u32..4, 1..4).prop_filter("some", |it| it.iter().any(|&n| n > 0)),
        ) {
            let forecast = weeks_to_finish(left, &history).unwrap();
            for weeks in 0..5u32 {
                let all = history.len().pow(weeks);
                let done = (0..all).filter(|&code| {
                    let mut rest = code;
                    let total: u32 = (0..weeks).map(|_| { let n = history[rest % history.len()]; rest /= history.len(); n }).sum();
                    total >= left
                });
                let exact = done.count() as f64 / all as f64;
                prop_assert!((forecast.chance_within(weeks) - exact).abs() < 1e-9);
            }
        }

        /// More to do is never done sooner.
        #[test]
        fn more_items_take_longer(left in 1u32..200, history in prop::collection::vec(1u32..9, 1..9)) {
            let (less, more) = (weeks_to_finish(left, &history).unwrap(), weeks_to_finish(left + 1, &history).unwrap());
            let both = less.chance_by_week.iter().zip(&more.chance_by_week);
            prop_assert!(both.into_iter().all(|(less, more)| more <= &(less + 1e-12)));
        }
    }
}
