//! How many iterations of W1 one core simulates in a second, and how long a problem takes to prepare.
//!
//! W1 is 100 initiatives × 3 stages, 20 roles, 256 weeks and 700 draws, with every
//! histogram and the role × week maps. A run of 10,000 iterations should be over
//! in a third of a second: target 30,000 iterations/s native, 20,000 in wasm;
//! measured on one core of two, both busy: 47,000 native, 39,000 in wasm.
//!
//! `cargo bench --no-default-features --bench capacity`: with the command line
//! switched on, cargo builds the library with two panic strategies into one file.

use divan::counter::ItemsCount;
use pmo_workbench::engine::capacity::{Distribution, Policy, simulate};

#[path = "../tests/capacity/w1.rs"]
mod w1;

fn main() {
    divan::main();
}

/// Items are iterations; one call is a chunk as the workers get it.
#[divan::bench(args = [Policy::Unlevelled, Policy::Serial], sample_count = 100)]
fn w1_iterations(bencher: divan::Bencher, policy: Policy) {
    const ITERATIONS: u32 = 256;
    let problem = w1::problem();
    bencher.counter(ItemsCount::new(ITERATIONS)).bench(|| simulate(&problem, policy, 7, 0..ITERATIONS));
}

/// Problems are made again on every edit, with a table for each PERT estimate.
#[divan::bench]
fn pert_table() -> Distribution {
    Distribution::pert(divan::black_box(2.0), 5.0, 14.0).expect("ascending points")
}
