//! Weights by hand and from an order of importance: reference cases and laws.

#![allow(clippy::float_cmp, clippy::unwrap_used, reason = "exactness is the point; a test may panic")]

use std::collections::BTreeMap;

use pmo_workbench::engine::scoring::order_weights::{OrderRule, weights_from_order};
use pmo_workbench::engine::scoring::weights::{Weights, WeightsError};
use proptest::prelude::*;
use serde::Deserialize;

const RULES: [OrderRule; 3] = [OrderRule::RankSum, OrderRule::Reciprocal, OrderRule::RankOrderCentroid];

/// Barron & Barrett (1996), orders of 2 to 12.
#[test]
fn reproduces_barron_barrett_1996_rank_order_centroid() {
    assert_orders(&cases().roc, OrderRule::RankOrderCentroid);
}

/// Stillwell, Seaver & Edwards (1981), orders of 3 to 12.
#[test]
fn reproduces_stillwell_1981_rank_sum() {
    assert_orders(&cases().rank_sum, OrderRule::RankSum);
}

/// Stillwell, Seaver & Edwards (1981), orders of 3 to 12.
#[test]
fn reproduces_stillwell_1981_reciprocal() {
    assert_orders(&cases().rank_reciprocal, OrderRule::Reciprocal);
}

/// Von Winterfeldt & Edwards (1986): the greatest swing is 100.
#[test]
fn reproduces_von_winterfeldt_edwards_1986_swing() {
    let Points { points, weights } = cases().swing;
    assert_close(Weights::new(&points).unwrap().as_slice(), &weights, 1e-15);
}

#[test]
fn points_that_sum_to_100_are_percentages() {
    let Points { points, weights } = cases().points_allocation;
    assert_close(Weights::new(&points).unwrap().as_slice(), &weights, 1e-15);
}

#[test]
fn a_tie_shares_the_places_it_takes_up() {
    let weights = weights_from_order(&[1, 2, 2, 9], OrderRule::RankOrderCentroid).unwrap();
    let [first, second, third, fourth] = cases().roc["4"][..] else { panic!("four weights") };
    let shared = f64::midpoint(second, third);
    assert_close(weights.as_slice(), &[first, shared, shared, fourth], 1e-15);
}

#[test]
fn an_order_of_none_is_refused_and_of_one_takes_all() {
    for rule in RULES {
        assert_eq!(weights_from_order(&[], rule), Err(WeightsError::Empty));
        assert_eq!(weights_from_order(&[u32::MAX], rule).unwrap().as_slice(), [1.0]);
    }
}

proptest! {
    #[test]
    fn order_weights_sum_to_1_and_keep_the_order(ranks in prop::collection::vec(0_u32..30, 1..50)) {
        for rule in RULES {
            let weights = weights_from_order(&ranks, rule).unwrap();
            let weights = weights.as_slice();
            prop_assert!((weights.iter().sum::<f64>() - 1.0).abs() < 1e-14);
            for (one, rank) in weights.iter().zip(&ranks) {
                for (other, other_rank) in weights.iter().zip(&ranks) {
                    prop_assert_eq!(one.total_cmp(other), other_rank.cmp(rank), "{:?}", rule);
                }
            }
        }
    }

    #[test]
    fn permuting_the_criteria_permutes_the_weights(
        (ranks, order) in prop::collection::vec(0_u32..9, 1..50)
            .prop_flat_map(|ranks| (Just(ranks.clone()), Just((0..ranks.len()).collect::<Vec<_>>()).prop_shuffle())),
    ) {
        let permuted: Vec<u32> = order.iter().map(|&from| ranks[from]).collect();
        for rule in RULES {
            let weights = weights_from_order(&ranks, rule).unwrap();
            let expected: Vec<f64> = order.iter().map(|&from| weights.as_slice()[from]).collect();
            assert_close(weights_from_order(&permuted, rule).unwrap().as_slice(), &expected, 1e-15);
        }
    }

    /// The centroid is the mean of the corners of all weightings that keep the
    /// order: equal weights for the first 1, 2 … n criteria.
    #[test]
    fn rank_order_centroid_is_the_mean_of_the_corners(n in 1_u32..50) {
        let n = n as usize;
        let ranks: Vec<u32> = (0..50).take(n).collect();
        let mean: Vec<f64> = (0..n)
            .map(|place| (place..n).map(|last| 1.0 / (last + 1) as f64).sum::<f64>() / n as f64)
            .collect();
        let centroid = weights_from_order(&ranks, OrderRule::RankOrderCentroid).unwrap();
        assert_close(centroid.as_slice(), &mean, 1e-14);
    }

    #[test]
    fn whatever_the_points_weights_are_refused_or_sum_to_1(
        points in prop::collection::vec(prop::sample::select(vec![
            0.0, -0.0, 1.0, 5e-324, 1e-308, 1e300, 1e301, f64::MAX, -1.0, f64::NAN, f64::INFINITY,
        ]), 0..50),
    ) {
        if let Ok(weights) = Weights::new(&points) {
            prop_assert!((weights.as_slice().iter().sum::<f64>() - 1.0).abs() < 1e-14);
        } else {
            let usable = |&point: &f64| (0.0..=1e300).contains(&point);
            prop_assert!(!points.iter().all(usable) || points.iter().all(|&point| point == 0.0));
        }
    }
}

#[derive(Deserialize)]
struct Cases {
    roc: BTreeMap<String, Vec<f64>>,
    rank_sum: BTreeMap<String, Vec<f64>>,
    rank_reciprocal: BTreeMap<String, Vec<f64>>,
    swing: Points,
    points_allocation: Points,
}

#[derive(Deserialize)]
struct Points {
    points: Vec<f64>,
    weights: Vec<f64>,
}

fn cases() -> Cases {
    serde_json::from_str(include_str!("weights/weights.json")).unwrap()
}

fn assert_orders(expected: &BTreeMap<String, Vec<f64>>, rule: OrderRule) {
    assert!(expected.len() > 3);
    for (n, weights) in expected {
        let ranks: Vec<u32> = (1..=n.parse().unwrap()).collect();
        assert_close(weights_from_order(&ranks, rule).unwrap().as_slice(), weights, 1e-15);
    }
}

fn assert_close(found: &[f64], expected: &[f64], tolerance: f64) {
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(expected) {
        assert!((found - expected).abs() <= tolerance, "{found} instead of {expected}");
    }
}
