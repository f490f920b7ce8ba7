//! What it costs to say how firm a ranking is (12 criteria).
//!
//! Stability is worked out on every slider event: 200 alternatives must stay well below 5 ms.
//! 10,000 samples of 200 alternatives are meant to take 15 ms natively, 25 ms in the browser.

#[path = "cases/matrix.rs"]
mod matrix;

use divan::{Bencher, black_box};
use matrix::{CRITERIA, matrix, weights};
use pmo_workbench::engine::scoring::acceptability::{
    Problem, UncertainValue, ValueRange, WeightSpace, sample_chunk,
};
use pmo_workbench::engine::scoring::disagreement::{View, disagreements};
use pmo_workbench::engine::scoring::stability;

const SAMPLES: u32 = 10_000;

fn main() {
    divan::main();
}

/// The intervals of all twelve weights.
#[divan::bench(args = [50, 200, 1_000, 5_000])]
fn stability_of_each(bencher: Bencher, alternatives: usize) {
    let matrix = matrix(alternatives);
    bencher.bench_local(|| stability::stability_of_each(black_box(&matrix), 10));
}

/// Ranks alone.
#[divan::bench(args = [50, 200, 1_000])]
fn acceptability(bencher: Bencher, alternatives: usize) {
    sample(bencher, alternatives, &WeightSpace::Uniform, vec![], false);
}

/// Ranks, and each against each.
#[divan::bench(args = [50, 200, 1_000])]
fn acceptability_with_wins(bencher: Bencher, alternatives: usize) {
    sample(bencher, alternatives, &WeightSpace::Uniform, vec![], true);
}

#[divan::bench]
fn acceptability_in_order(bencher: Bencher) {
    sample(bencher, 200, &WeightSpace::Ordinal((0..).take(CRITERIA).collect()), vec![], false);
}

#[divan::bench(args = [0.2, 1.0])]
fn acceptability_around_the_weights(bencher: Bencher, margin: f64) {
    sample(bencher, 200, &WeightSpace::around(&weights(), margin), vec![], false);
}

/// Every tenth value is a range.
#[divan::bench]
fn acceptability_of_uncertain_values(bencher: Bencher) {
    let range = ValueRange::triangular(0.2, 0.5, 0.7).expect("rising");
    let uncertain = (0_u32..200 * 12).step_by(10).map(|cell| UncertainValue {
        alternative: cell as usize / CRITERIA,
        criterion: cell as usize % CRITERIA,
        key: u64::from(cell),
        range,
    });
    sample(bencher, 200, &WeightSpace::Uniform, uncertain.collect(), false);
}

/// Ten people, each with a value in every cell and with own weights.
#[divan::bench(args = [50, 200])]
fn disagreement(bencher: Bencher, alternatives: usize) {
    let matrix = matrix(alternatives);
    let view = |person: usize| View {
        values: (0..alternatives * CRITERIA)
            .map(|cell| Some(((cell * 7 + person) as f64 * 0.618_033_988_749_895) % 1.0))
            .collect(),
        weights: Some(weights()),
    };
    let people: Vec<View> = (0..10).map(view).collect();
    bencher.bench_local(|| disagreements(black_box(&matrix), &people, 10));
}

fn sample(
    bencher: Bencher,
    alternatives: usize,
    space: &WeightSpace,
    uncertain: Vec<UncertainValue>,
    pairwise: bool,
) {
    let problem = Problem::new(&matrix(alternatives), space, uncertain, pairwise).expect("valid");
    bencher.bench_local(|| sample_chunk(black_box(&problem), 7, 0..SAMPLES));
}
