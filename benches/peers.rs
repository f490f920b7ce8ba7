//! How much faster than a plain page or the usual library, and how the time grows with the question.
//!
//! W1 by the engine, natively; beside it, in the same run on the same machine, `peers/w1.mjs` in plain JavaScript under
//! Node and `peers/w1_simpy.py` in `SimPy`, where these are installed. Then the exponent e of time ~ sizeᵉ for iterations,
//! initiatives and roles, by least squares over doublings: 1 is in proportion, target at most 1.1.
//!
//! `cargo bench --no-default-features --bench peers`

#![allow(clippy::print_stdout, clippy::disallowed_methods, reason = "a bench measures and tells")]

use std::process::Command;
use std::time::Instant;

use pmo_workbench::engine::capacity::{Policy, Problem, simulate};
use pmo_workbench::engine::float;

#[path = "../tests/capacity/w1.rs"]
mod w1;

fn main() {
    // `cargo test --benches` only wants to see it build.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let problem = w1::problem();
    let ours = 20_000.0 / seconds(&problem, 20_000);
    println!("W1, one core, native:     {ours:>9.0} iterations/s");
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/peers");
    for (name, program, file, iterations) in [
        ("plain JavaScript (Node)", "node", "w1.mjs", "4000"),
        ("SimPy (Python)", "python3", "w1_simpy.py", "60"),
    ] {
        match rate(program, &format!("{folder}/{file}"), iterations) {
            Some(rate) => println!("{name:<25} {rate:>9.0} iterations/s, {:.0} times slower", ours / rate),
            None => println!("{name:<25} was not run: {program} or what {file} needs is not installed"),
        }
    }
    let iterations: Vec<(f64, f64)> =
        [2_048, 4_096, 8_192, 16_384].map(|n| (f64::from(n), seconds(&problem, n))).to_vec();
    println!("growth with iterations:   time ~ n^{:.2}", exponent(&iterations));
    let initiatives: Vec<(f64, f64)> =
        [25_u32, 50, 100].map(|n| (f64::from(n), seconds(&first(&problem, n), 8_192))).to_vec();
    println!("growth with initiatives:  time ~ n^{:.2}", exponent(&initiatives));
    let roles: Vec<(f64, f64)> = [1_usize, 2, 4]
        .map(|times| (20.0 * times as f64, seconds(&more_roles(&problem, times), 8_192)))
        .to_vec();
    println!("growth with roles:        time ~ n^{:.2}", exponent(&roles));
}

/// Least of three runs.
fn seconds(problem: &Problem, iterations: u32) -> f64 {
    let once = || {
        let begin = Instant::now();
        std::hint::black_box(simulate(problem, Policy::Serial, 7, 0..iterations));
        begin.elapsed().as_secs_f64()
    };
    (0..3).map(|_| once()).fold(f64::INFINITY, f64::min)
}

/// The first `count` initiatives with their stages.
fn first(problem: &Problem, count: u32) -> Problem {
    let stages = problem.stages().iter().filter(|stage| stage.initiative < count).cloned().collect();
    let initiatives = problem.initiatives()[..count as usize].to_vec();
    Problem::new(problem.horizon_weeks(), problem.roles().to_vec(), initiatives, stages)
        .expect("links go back within an initiative")
}

/// The roles so many times over; nobody asks for the copies.
fn more_roles(problem: &Problem, times: usize) -> Problem {
    let roles = problem.roles().iter().cycle().take(problem.roles().len() * times).cloned().collect();
    Problem::new(problem.horizon_weeks(), roles, problem.initiatives().to_vec(), problem.stages().to_vec())
        .expect("more people never make a plan impossible")
}

/// Slope of the logarithms.
fn exponent(points: &[(f64, f64)]) -> f64 {
    let logs: Vec<(f64, f64)> =
        points.iter().map(|(size, time)| (float::ln(*size), float::ln(*time))).collect();
    let n = logs.len() as f64;
    let (x, y) = logs.iter().fold((0.0, 0.0), |(x, y), it| (x + it.0 / n, y + it.1 / n));
    let above: f64 = logs.iter().map(|it| (it.0 - x) * (it.1 - y)).sum();
    let below: f64 = logs.iter().map(|it| (it.0 - x) * (it.0 - x)).sum();
    above / below
}

/// Iterations a second that a peer prints.
fn rate(program: &str, file: &str, iterations: &str) -> Option<f64> {
    let output = Command::new(program).args([file, iterations]).output().ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}
