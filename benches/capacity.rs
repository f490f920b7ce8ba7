//! How many iterations of W1 one core simulates in a second, and how long a problem takes to prepare.
//!
//! W1 is 100 initiatives × 3 stages, 20 roles, 256 weeks and 700 draws, with every
//! histogram and the role × week maps. Meant to take: 150,000 iterations/s on a core with
//! AVX2 where plain JavaScript makes 9,500 (`--bench peers` prints both), 60,000 in wasm.
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
