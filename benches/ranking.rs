//! How ranking time grows with the number of alternatives (12 criteria).
//! The interface re-ranks on every slider event: stay well below one frame
//! (16 ms); 1,000 alternatives are meant to take 30 µs.

use divan::{Bencher, black_box};
use pmo_workbench::engine::scoring::additive::{DecisionMatrix, contributions, scores};
use pmo_workbench::engine::scoring::ranking;
use pmo_workbench::engine::scoring::value_function::ValueFunction;
use pmo_workbench::engine::scoring::weights::Weights;

const CRITERIA: usize = 12;

fn main() {
    divan::main();
}

/// A weight moved: new weights, scores, ranking.
#[divan::bench(args = [50, 200, 1_000, 5_000])]
fn drag(bencher: Bencher, alternatives: usize) {
    let mut matrix = matrix(alternatives);
    let importances: Vec<f64> = (1..=CRITERIA).map(|weight| weight as f64).collect();
    bencher.bench_local(|| {
        let weights = Weights::new(black_box(&importances)).expect("all positive");
        matrix.set_weights(weights).expect("one weight per criterion");
        ranking::rank(&scores(&matrix))
    });
}

/// The ranking alone.
#[divan::bench(args = [50, 200, 1_000, 5_000])]
fn rank(bencher: Bencher, alternatives: usize) {
    let scores = scores(&matrix(alternatives));
    bencher.bench_local(|| ranking::rank(black_box(&scores)));
}

/// A score changed: value functions applied anew, scores, contributions, ranking.
#[divan::bench(args = [50, 200, 1_000, 5_000])]
fn rebuild(bencher: Bencher, alternatives: usize) {
    bencher.with_inputs(|| (raw_scores(alternatives), value_functions(), weights())).bench_values(
        |(raw_scores, functions, weights)| {
            let matrix = DecisionMatrix::new(&raw_scores, &functions, weights).expect("valid");
            (contributions(&matrix), ranking::rank(&scores(&matrix)))
        },
    );
}

fn matrix(alternatives: usize) -> DecisionMatrix {
    DecisionMatrix::new(&raw_scores(alternatives), &value_functions(), weights()).expect("valid")
}

/// Scattered over 0..100, the same on every run.
fn raw_scores(alternatives: usize) -> Vec<Option<f64>> {
    let scattered = |cell: usize| Some((cell as f64 * 61.803_398_874_989_5) % 100.0);
    (0..alternatives * CRITERIA).map(scattered).collect()
}

/// Each of the four shapes three times.
fn value_functions() -> Vec<ValueFunction> {
    let shapes = [
        ValueFunction::linear(100.0, 0.0),
        ValueFunction::exponential(0.0, 100.0, 40.0),
        ValueFunction::piecewise(vec![(0.0, 0.0), (20.0, 0.5), (100.0, 1.0)]),
        ValueFunction::levels((0_u8..=100).map(|level| f64::from(level) / 100.0).collect()),
    ];
    shapes.into_iter().cycle().take(CRITERIA).map(|shape| shape.expect("valid")).collect()
}

fn weights() -> Weights {
    Weights::new(&[1.0; CRITERIA]).expect("all positive")
}
