//! Weights from incomplete comparisons, by logarithmic least squares.
//!
//! The weights that come closest to all judgements made, in the sense of
//! Σ (ln ratio − ln wᵢ/wⱼ)². They exist and are unique as soon as a chain of
//! judgements joins any two criteria, so n − 1 judgements can do; from all pairs
//! they are the geometric means of the rows. One linear system gives them.
//!
//! Sources: Bozóki, Fülöp & Rónyai (2010), *On optimal completion of incomplete
//! pairwise comparison matrices*, Mathematical and Computer Modelling 52(1–2);
//! Crawford & Williams (1985), *A note on the analysis of subjective judgment
//! matrices*, Journal of Mathematical Psychology 29(4); Aguarón & Moreno-Jiménez
//! (2003), *The geometric consistency index*, EJOR 147(1).

use crate::float;
use crate::scoring::pairwise::{Comparisons, Judgement, PairwiseError};
use crate::scoring::weights::Weights;

/// Weights from comparisons, and how well they fit them.
#[derive(Clone, Debug, PartialEq)]
pub struct LeastSquares {
    /// One weight per criterion.
    pub weights: Weights,
    /// Mean squared difference between the logarithms of judgements and of
    /// quotients of weights, per judgement beyond the n − 1 needed; 0 if they all
    /// agree, `None` if there are no more than needed, so that nothing is checked.
    ///
    /// With all pairs judged it is the geometric consistency index, of which 0.31
    /// (3 criteria), 0.35 (4) and 0.37 (more) correspond to a CR of 0.1.
    pub geometric_index: Option<f64>,
    /// The judgement furthest from the quotient of its weights, as a factor; the
    /// first of equals. `None` if nothing is checked.
    pub furthest: Option<Misfit>,
}

/// A judgement and what the weights say instead.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Misfit {
    /// As it was made.
    pub judgement: Judgement,
    /// Weight of the first criterion over that of the second.
    pub fitted_ratio: f64,
}

/// The weights closest to `comparisons`, complete or not.
///
/// One criterion has weight 1.
///
/// # Errors
///
/// [`PairwiseError::Disconnected`]
pub fn least_squares(comparisons: &Comparisons) -> Result<LeastSquares, PairwiseError> {
    let parts = connected_parts(comparisons);
    if parts.len() > 1 {
        return Err(PairwiseError::Disconnected { parts });
    }
    let log_weights = log_weights(comparisons);
    let highest = log_weights.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let parts: Vec<f64> = log_weights.iter().map(|log| float::exp(log - highest)).collect();
    let weights = Weights::in_proportion(&parts);

    let log_ratio = |judgement: &Judgement| log_weights[judgement.first] - log_weights[judgement.second];
    let misfit = |judgement: &Judgement| float::ln(judgement.ratio) - log_ratio(judgement);
    let judgements = comparisons.judgements();
    let checks = judgements.len() + 1 - comparisons.criteria();
    if checks == 0 {
        return Ok(LeastSquares { weights, geometric_index: None, furthest: None });
    }
    let sum_of_squares: f64 = judgements.iter().map(|judgement| misfit(judgement) * misfit(judgement)).sum();
    // `rev`, because the last of equals wins.
    let furthest =
        judgements.iter().rev().max_by(|one, other| misfit(one).abs().total_cmp(&misfit(other).abs())).map(
            |judgement| Misfit { judgement: *judgement, fitted_ratio: float::exp(log_ratio(judgement)) },
        );
    Ok(LeastSquares { weights, geometric_index: Some(sum_of_squares / checks as f64), furthest })
}

/// The criteria that a chain of judgements joins, ascending; parts by their lowest index.
fn connected_parts(comparisons: &Comparisons) -> Vec<Vec<usize>> {
    let mut neighbours = vec![Vec::new(); comparisons.criteria()];
    for judgement in comparisons.judgements() {
        neighbours[judgement.first].push(judgement.second);
        neighbours[judgement.second].push(judgement.first);
    }
    let mut seen = vec![false; comparisons.criteria()];
    let mut parts = Vec::new();
    for start in 0..comparisons.criteria() {
        if std::mem::replace(&mut seen[start], true) {
            continue;
        }
        let mut part = vec![start];
        let mut next = 0;
        while let Some(&criterion) = part.get(next) {
            next += 1;
            for &neighbour in &neighbours[criterion] {
                if !std::mem::replace(&mut seen[neighbour], true) {
                    part.push(neighbour);
                }
            }
        }
        part.sort_unstable();
        parts.push(part);
    }
    parts
}

/// Logarithms of the weights, summing to 0; the comparisons hang together.
fn log_weights(comparisons: &Comparisons) -> Vec<f64> {
    // The normal equations: the graph's Laplacian. It leaves the sum of the
    // solution open; adding 1 everywhere pins it to 0 and makes the matrix
    // positive definite, and n times the identity once all pairs are judged.
    let n = comparisons.criteria();
    let mut laplacian = vec![1.0; n * n];
    let mut log_sums = vec![0.0; n];
    for &Judgement { first, second, ratio } in comparisons.judgements() {
        laplacian[first * n + first] += 1.0;
        laplacian[second * n + second] += 1.0;
        laplacian[first * n + second] -= 1.0;
        laplacian[second * n + first] -= 1.0;
        let log_ratio = float::ln(ratio);
        log_sums[first] += log_ratio;
        log_sums[second] -= log_ratio;
    }
    solve(laplacian, log_sums)
}

/// Solves a positive definite system, its matrix given row by row, by elimination,
/// which needs no pivoting there.
fn solve(mut matrix: Vec<f64>, mut right: Vec<f64>) -> Vec<f64> {
    let n = right.len();
    for pivot in 0..n {
        let (done, below) = matrix.split_at_mut((pivot + 1) * n);
        let pivot_row = &done[pivot * n..];
        for (offset, row) in below.chunks_exact_mut(n).enumerate() {
            let factor = row[pivot] / pivot_row[pivot];
            // Sparse graphs leave many zeros.
            if factor != 0.0 {
                for (entry, pivot_entry) in row[pivot..].iter_mut().zip(&pivot_row[pivot..]) {
                    *entry -= factor * pivot_entry;
                }
                right[pivot + 1 + offset] -= factor * right[pivot];
            }
        }
    }
    for index in (0..n).rev() {
        let row = &matrix[index * n..][..n];
        let known: f64 = row[index + 1..].iter().zip(&right[index + 1..]).map(|(entry, x)| entry * x).sum();
        right[index] = (right[index] - known) / row[index];
    }
    right
}
