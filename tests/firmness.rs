//! How firm a ranking is: against published cases, and against its laws.

#![allow(clippy::float_cmp, clippy::unwrap_used, reason = "exactness is the point; a test may panic")]

use pmo_workbench::engine::scoring::additive::DecisionMatrix;
use pmo_workbench::engine::scoring::value_function::ValueFunction;
use pmo_workbench::engine::scoring::weights::Weights;

#[path = "firmness/acceptability.rs"]
mod acceptability;
#[path = "firmness/agreement.rs"]
mod agreement;
#[path = "firmness/changes.rs"]
mod changes;
#[path = "firmness/stability.rs"]
mod stability;

/// A matrix of values in 0..1, row by row.
fn matrix(rows: &[Vec<f64>], importances: &[f64]) -> DecisionMatrix {
    let functions = vec![ValueFunction::linear(0.0, 1.0).unwrap(); importances.len()];
    let raw_scores: Vec<Option<f64>> = rows.concat().into_iter().map(Some).collect();
    DecisionMatrix::new(&raw_scores, &functions, Weights::new(importances).unwrap()).unwrap()
}
