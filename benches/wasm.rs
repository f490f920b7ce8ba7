//! The figures that the page lives by, in WebAssembly, in one thread under Node: V8 runs the page's workers as well.
//!
//! Meant to take: 1,000 × 12 scored and ranked, 40 µs; ranks of 200 over 10,000 weightings, 25 ms; 2,048 iterations of
//! W1, 34 ms (60,000 a second); a portfolio of 100 × (24 periods × 20 roles) or 200 × (12 × 10) proved, 1 s; another
//! budget for 60 candidates, 50 ms; 21 points of the frontier of 100 × (12 × 10), 1 s; and within 0.5 % of the best of
//! 200 × (24 × 20) in 1 s.
//!
//! `make bench`, which compares with the native figures of the same run.

#![cfg(target_arch = "wasm32")]

#[path = "cases/first_candidates.rs"]
mod first_candidates;
#[path = "../tests/selection/instance.rs"]
mod instance;
#[path = "../tests/selection/large.rs"]
#[allow(dead_code, reason = "a bench does not compare with what is expected")]
mod large;
#[path = "cases/matrix.rs"]
mod matrix;
#[path = "../tests/capacity/w1.rs"]
mod w1;

use std::hint::black_box;
use std::time::Duration;

use first_candidates::first_candidates;
use large::large_cases;
use matrix::{matrix, weights};
use pmo_workbench::engine::capacity::{Policy, simulate};
use pmo_workbench::engine::scoring::acceptability::{self, WeightSpace, sample_chunk};
use pmo_workbench::engine::scoring::additive::scores;
use pmo_workbench::engine::scoring::ranking::rank;
use pmo_workbench::engine::selection::budget::Budget;
use pmo_workbench::engine::selection::frontier::Frontier;
use pmo_workbench::engine::selection::problem::Problem;
use pmo_workbench::engine::selection::search::{Search, SolveStatus, select};
use wasm_bindgen_test::{Criterion, wasm_bindgen_bench};

/// Enough for any of the instances.
const PLENTY: u64 = 10_000_000;

#[wasm_bindgen_bench]
fn a_weight_moves(criterion: &mut Criterion) {
    let mut matrix = matrix(1_000);
    quick(criterion).bench_function("1,000 x 12 scored and ranked", |bencher| {
        bencher.iter(|| {
            matrix.set_weights(black_box(weights())).expect("one weight per criterion");
            rank(&scores(&matrix))
        });
    });
}

#[wasm_bindgen_bench]
fn rank_acceptability(criterion: &mut Criterion) {
    let problem =
        acceptability::Problem::new(&matrix(200), &WeightSpace::Uniform, vec![], false).expect("valid");
    quick(criterion).bench_function("ranks of 200 x 12 over 10,000 weightings", |bencher| {
        bencher.iter(|| sample_chunk(black_box(&problem), 7, 0..10_000));
    });
}

#[wasm_bindgen_bench]
fn w1(criterion: &mut Criterion) {
    let problem = w1::problem();
    quick(criterion).bench_function("W1, 2,048 iterations, serial", |bencher| {
        bencher.iter(|| simulate(black_box(&problem), Policy::Serial, 7, 0..2_048));
    });
}

#[wasm_bindgen_bench]
fn proofs(criterion: &mut Criterion) {
    for case in ["pmo-100-12x10-s0", "pmo-100-24x20-s0", "pmo-200-12x10-s0"] {
        let problem = problem(case);
        quick(criterion).bench_function(&format!("{case} proved best"), |bencher| {
            bencher.iter(|| select(black_box(&problem), &[], PLENTY));
        });
    }
}

#[wasm_bindgen_bench]
fn a_budget_moves(criterion: &mut Criterion) {
    let problem = first_candidates(&problem("pmo-100-12x10-s0"), 60);
    let last = select(&problem, &[], PLENTY).chosen;
    let dragged = problem.with_limit(0, problem.parts().rows[0].limit / 50 * 49).expect("a limit above 0");
    quick(criterion).bench_function("60 candidates, another budget, proved best", |bencher| {
        bencher.iter(|| select(black_box(&dragged), &last, PLENTY));
    });
}

#[wasm_bindgen_bench]
fn frontier(criterion: &mut Criterion) {
    let problem = problem("pmo-100-12x10-s0");
    let budget = Budget::new(&problem, &[0]).expect("there is a first row");
    let extents: Vec<i64> = (20..=40).map(|fortieths| budget.whole() * fortieths / 40).collect();
    quick(criterion).bench_function("21 points of the frontier of 100 x (12 x 10)", |bencher| {
        bencher.iter(|| {
            let mut frontier = Frontier::at(black_box(&problem), &budget, &extents, PLENTY);
            while !frontier.step(PLENTY) {}
            frontier.points().count()
        });
    });
}

/// What may be missing after a second of searching, where the proof takes longer.
#[wasm_bindgen_bench]
fn gap_after_a_second(_: &mut Criterion) {
    let problem = problem("pmo-200-24x20-s3");
    let mut search = Search::new(&problem);
    let began = js_sys::Date::now();
    while js_sys::Date::now() - began < 1_000.0 && search.step(20).status == SolveStatus::Feasible {}
    let gap = search.selection().gap_share() * 100.0;
    wasm_bindgen_test::console_log!("200 x (24 x 20) after a second: within {gap:.3} % of the best");
}

/// Ten samples are enough to see whether a figure is in reach.
fn quick(criterion: &mut Criterion) -> Criterion {
    let second = Duration::from_secs(1);
    std::mem::take(criterion)
        .sample_size(10)
        .warm_up_time(second / 4)
        .measurement_time(second)
        .nresamples(1_000)
}

fn problem(case: &str) -> Problem {
    large_cases().into_iter().find(|it| it.name == case).expect("a case of the file").problem
}
