//! How far a round of pairwise judgements contradicts itself, and which
//! judgement does so most.
//!
//! λmax exceeds the number of criteria n the more, the more the judgements
//! contradict each other. CI = (λmax − n) / (n − 1), and CR = CI / RI compares it
//! with the mean CI of matrices filled at random from Saaty's scale; up to 0.1 is
//! held to be good enough.
//!
//! Source: Saaty (1977), *A scaling method for priorities in hierarchical
//! structures*, Journal of Mathematical Psychology 15(3), also for [`RANDOM_INDEX`].

use crate::scoring::pairwise::eigenvector::{Priorities, TOLERANCE, power_iteration};
use crate::scoring::pairwise::{Judgement, ReciprocalMatrix};

/// Saaty's (1977) mean consistency index of random matrices, by number of
/// criteria from 0 to 15.
///
/// Other samples gave other tables: Saaty's own later one begins 0.52, 0.89, 1.11,
/// 1.25; so programs differ in CR by some per cent.
pub const RANDOM_INDEX: [f64; 16] =
    [0.0, 0.0, 0.0, 0.58, 0.9, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59];

/// Consistency of a pairwise matrix; dimensionless, 0 if nothing contradicts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Consistency {
    /// CI = (λmax − n) / (n − 1), at least 0; 0 for one and for two criteria,
    /// which have nothing to contradict.
    pub index: f64,
    /// CR = CI / RI with [`RANDOM_INDEX`]; `None` above 15 criteria, where Saaty's
    /// table ends. 0 for one and for two criteria.
    pub ratio: Option<f64>,
}

/// The judgement that most disturbs consistency, and what would mend it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Disturbance {
    /// As it stands in the matrix, the criterion that it says matters more first.
    pub judgement: Judgement,
    /// The ratio that would agree with the weights: weight of the first over
    /// weight of the second, both from the matrix as it stands.
    pub mended_ratio: f64,
    /// Consistency of the matrix with the judgement replaced by `mended_ratio`.
    pub after: Consistency,
}

/// Consistency of `criteria` criteria whose matrix has the eigenvalue `lambda_max`.
pub fn consistency(criteria: usize, lambda_max: f64) -> Consistency {
    if criteria < 3 {
        return Consistency { index: 0.0, ratio: Some(0.0) };
    }
    let n = criteria as f64;
    let index = ((lambda_max - n) / (n - 1.0)).max(0.0);
    Consistency { index, ratio: RANDOM_INDEX.get(criteria).map(|random| index / random) }
}

/// The judgement whose replacement by the quotient of its two weights makes
/// `matrix` most consistent, the first of equals; `priorities` are those of `matrix`.
///
/// `None` if no replacement helps, as in a consistent matrix. Every pair is
/// tried: time grows with the fourth power of the number of criteria.
pub fn greatest_disturbance(matrix: &ReciprocalMatrix, priorities: &Priorities) -> Option<Disturbance> {
    let weights = priorities.weights.as_slice();
    // Less than this is not told from the error of λmax.
    let slack = 4.0 * TOLERANCE.max(priorities.lambda_error) * priorities.lambda_max;
    let mut ceiling = priorities.lambda_max - slack;
    let mut worst = None;
    for first in 0..matrix.criteria() {
        for second in first + 1..matrix.criteria() {
            let mended = Judgement { first, second, ratio: weights[first] / weights[second] };
            let changed = matrix.with_unbounded(mended);
            let lambda_after = power_iteration(&changed, weights, ceiling).lambda_max;
            if lambda_after < ceiling {
                ceiling = lambda_after - slack;
                worst = Some((mended, lambda_after));
            }
        }
    }
    let (Judgement { first, second, ratio: mended_ratio }, lambda_after) = worst?;
    let after = consistency(matrix.criteria(), lambda_after);
    let ratio = matrix.ratio(first, second);
    Some(if ratio >= 1.0 {
        Disturbance { judgement: Judgement { first, second, ratio }, mended_ratio, after }
    } else {
        let judgement = Judgement { first: second, second: first, ratio: matrix.ratio(second, first) };
        Disturbance { judgement, mended_ratio: 1.0 / mended_ratio, after }
    })
}
