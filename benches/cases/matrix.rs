//! Alternatives and criteria of any number.

use pmo_workbench::engine::scoring::additive::DecisionMatrix;
use pmo_workbench::engine::scoring::value_function::ValueFunction;
use pmo_workbench::engine::scoring::weights::Weights;

pub(crate) const CRITERIA: usize = 12;

/// Values scattered over 0..1, the same on every run.
pub(crate) fn matrix(alternatives: usize) -> DecisionMatrix {
    let scattered = |cell: usize| Some((cell as f64 * 0.618_033_988_749_895) % 1.0);
    let raw_scores: Vec<_> = (0..alternatives * CRITERIA).map(scattered).collect();
    let functions = vec![ValueFunction::linear(0.0, 1.0).expect("a span"); CRITERIA];
    DecisionMatrix::new(&raw_scores, &functions, weights()).expect("valid")
}

pub(crate) fn weights() -> Weights {
    let importances: Vec<f64> = (1..=CRITERIA).map(|weight| weight as f64).collect();
    Weights::new(&importances).expect("all positive")
}
