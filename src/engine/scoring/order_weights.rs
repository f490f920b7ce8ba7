//! Weights from an order of importance alone.
//!
//! Most people can say which criterion matters more, but not how much more. Each
//! rule turns the places of an order into weights; they differ in how much they
//! give to the first. Criteria that share a place share the weights of the
//! places they take up, in equal parts.
//!
//! Sources: Barron & Barrett (1996), *Decision quality using ranked attribute
//! weights*, Management Science 42(11) (rank-order centroid); Stillwell, Seaver &
//! Edwards (1981), *A comparison of weight approximation techniques in
//! multiattribute utility decision making*, Organizational Behavior and Human
//! Performance 28(1) (rank sum, reciprocal).

use crate::scoring::weights::{Weights, WeightsError};

/// How places become weights, from the flattest to the steepest start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderRule {
    /// Falls by equal steps: n, n − 1 … 1. Four criteria: 0.40, 0.30, 0.20, 0.10.
    RankSum,
    /// Falls like 1, ½, ⅓ … Four criteria: 0.48, 0.24, 0.16, 0.12.
    Reciprocal,
    /// The centre of all weightings that keep the order, so the best guess where
    /// nothing else is known. Four criteria: 0.52, 0.27, 0.15, 0.06.
    RankOrderCentroid,
}

/// Weights of criteria that stand in an order of importance.
///
/// `ranks` has one number per criterion, the most important lowest. Only their
/// order counts, and equal ranks are a tie: 1, 2, 2, 4 says the same as 0, 5, 5, 7.
///
/// # Errors
///
/// [`WeightsError::Empty`] without any criterion.
///
/// ```
/// use pmo_engine::scoring::order_weights::{OrderRule, weights_from_order};
/// let weights = weights_from_order(&[2, 1, 2], OrderRule::RankSum)?;
/// assert_eq!(weights.as_slice(), [0.25, 0.5, 0.25]);
/// # Ok::<(), pmo_engine::scoring::weights::WeightsError>(())
/// ```
pub fn weights_from_order(ranks: &[u32], rule: OrderRule) -> Result<Weights, WeightsError> {
    if ranks.is_empty() {
        return Err(WeightsError::Empty);
    }
    let mut order: Vec<usize> = (0..ranks.len()).collect();
    order.sort_by_key(|&criterion| ranks[criterion]);
    let mut parts = vec![0.0; ranks.len()];
    let mut places = parts_of_places(ranks.len(), rule).into_iter();
    for tied in order.chunk_by(|&one, &other| ranks[one] == ranks[other]) {
        let sum: f64 = places.by_ref().take(tied.len()).sum();
        for &criterion in tied {
            parts[criterion] = sum / tied.len() as f64;
        }
    }
    Ok(Weights::in_proportion(&parts))
}

/// What each place of an order of `n` gets, the first place first; not yet summing to 1.
fn parts_of_places(n: usize, rule: OrderRule) -> Vec<f64> {
    let places = 1..=n;
    match rule {
        OrderRule::RankSum => places.rev().map(|part| part as f64).collect(),
        OrderRule::Reciprocal => places.map(|place| 1.0 / place as f64).collect(),
        OrderRule::RankOrderCentroid => {
            // Place k gets 1/k + 1/(k + 1) + … + 1/n: sum up from the smallest.
            let mut parts: Vec<f64> = places
                .rev()
                .scan(0.0, |sum, place| {
                    *sum += 1.0 / place as f64;
                    Some(*sum)
                })
                .collect();
            parts.reverse();
            parts
        }
    }
}
