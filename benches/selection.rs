//! How long it takes to prove the best portfolio.
//!
//! The page selects anew while a slider moves: 60 candidates within 50 ms,
//! 100 × (24 periods × 20 roles) and 200 × (12 × 10) within a second, and 21
//! points of the frontier of 100 × (12 × 10) as well. For comparison: `HiGHS` took
//! 0.95 s, 1.2 s and 4.3 s (median) for the three largest classes of the seeded instances.
//!
//! `cargo bench --no-default-features --bench selection`, as for `capacity`.

#[path = "cases/first_candidates.rs"]
mod first_candidates;
#[path = "../tests/selection/instance.rs"]
mod instance;
#[path = "../tests/selection/large.rs"]
mod large;
#[path = "../tests/selection/oracle.rs"]
mod oracle;

use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use divan::{Bencher, black_box};
use first_candidates::first_candidates;
use large::large_cases;
use oracle::microlp_optimum;
use pmo_workbench::engine::selection::budget::Budget;
use pmo_workbench::engine::selection::explain::price_of_having;
use pmo_workbench::engine::selection::frontier::Frontier;
use pmo_workbench::engine::selection::problem::Problem;
use pmo_workbench::engine::selection::search::{Search, SolveStatus, select};

/// Enough for any of the instances.
const PLENTY: u64 = 10_000_000;

/// Names in `tests/selection/portfolio_large.json`: candidates, periods × roles, seed.
const CASES: [&str; 12] = [
    "pmo-50-4x5-s0",
    "pmo-50-12x10-s1",
    "pmo-50-24x20-s2",
    "pmo-100-4x5-s0",
    "pmo-100-12x10-s0",
    "pmo-100-24x20-s0",
    "pmo-200-4x5-s2",
    "pmo-200-12x10-s0",
    "pmo-200-12x10-s3",
    "pmo-200-24x20-s3",
    "mkp-50-5-s0",
    "mkp-50-24-s0",
];

/// How long `microlp` may take for one case.
const PATIENCE: Duration = Duration::from_secs(20);
/// Names the case for a process that only asks `microlp`.
const ASKED: &str = "PMO_BENCH_MICROLP";

fn main() {
    if let Ok(case) = std::env::var(ASKED) {
        black_box(microlp_optimum(&problem(&case)));
        return;
    }
    print_work();
    print_microlp();
    divan::main();
}

/// Both solvers on the same instances, from nothing to the proof: a process of its own can be ended.
#[expect(clippy::print_stdout, clippy::disallowed_methods, reason = "a bench prints, and has a clock")]
fn print_microlp() {
    println!("{:<18} {:>10} {:>10} {:>8}", "case", "ours", "microlp", "times");
    for case in CASES {
        let problem = problem(case);
        let began = Instant::now();
        black_box(select(&problem, &[], PLENTY));
        let ours = began.elapsed();
        let (theirs, sign) = match microlp_time(case) {
            Some(time) => (time, ""),
            None => (PATIENCE, "> "),
        };
        let times = theirs.as_secs_f64() / ours.as_secs_f64();
        println!(
            "{case:<18} {ours:>10.1?} {:>10} {:>8}",
            format!("{sign}{theirs:.1?}"),
            format!("{sign}{times:.0}")
        );
    }
}

/// How long `microlp` takes for `case`, starting the process included; none beyond [`PATIENCE`].
#[expect(clippy::disallowed_methods, reason = "a bench has a clock")]
fn microlp_time(case: &str) -> Option<Duration> {
    let bench = std::env::current_exe().expect("a bench is a file");
    let began = Instant::now();
    let mut process = Command::new(bench).env(ASKED, case).stdout(Stdio::null()).spawn().expect("it starts");
    loop {
        let is_done = process.try_wait().expect("it can be asked").is_some();
        let elapsed = began.elapsed();
        if is_done {
            return Some(elapsed);
        }
        if elapsed > PATIENCE {
            process.kill().expect("it can be ended");
            process.wait().expect("it ends");
            return None;
        }
        sleep(Duration::from_millis(1));
    }
}

/// From nothing to the proof.
#[divan::bench(args = CASES, sample_count = 5, sample_size = 1)]
fn prove(bencher: Bencher, case: &str) {
    let problem = problem(case);
    bencher.bench_local(|| select(black_box(&problem), &[], PLENTY));
}

/// A budget was dragged by 2 %: from the last answer to the next proof, 60 candidates.
#[divan::bench(args = [0.98, 1.02])]
fn drag_a_budget(bencher: Bencher, factor: f64) {
    let problem = first_candidates(&problem("pmo-100-12x10-s0"), 60);
    let last = select(&problem, &[], PLENTY).chosen;
    #[expect(clippy::cast_possible_truncation, reason = "whole units of money")]
    let limit = (problem.parts().rows[0].limit as f64 * factor) as i64;
    let dragged = problem.with_limit(0, limit).expect("a limit above 0");
    bencher.bench_local(|| select(black_box(&dragged), &last, PLENTY));
}

/// What it would cost to have the first candidate that is left out, 60 candidates.
#[divan::bench]
fn price(bencher: Bencher) {
    let problem = first_candidates(&problem("pmo-100-12x10-s0"), 60);
    let best = select(&problem, &[], PLENTY);
    let left_out = (0..60).find(|one| !best.chosen.contains(one)).expect("not everything fits");
    bencher.bench_local(|| price_of_having(black_box(&problem), &best, left_out, PLENTY));
}

/// 21 budgets from half of what there is to all of it, each proved.
#[divan::bench(args = ["pmo-100-4x5-s0", "pmo-100-12x10-s0"], sample_count = 3, sample_size = 1)]
fn frontier_of_21_points(bencher: Bencher, case: &str) {
    let problem = problem(case);
    let budget = Budget::new(&problem, &[0]).expect("there is a first row");
    let limits: Vec<i64> = (20..=40).map(|fortieths| budget.whole() * fortieths / 40).collect();
    bencher.bench_local(|| {
        let mut frontier = Frontier::at(black_box(&problem), &budget, &limits, PLENTY);
        while !frontier.step(PLENTY) {}
        frontier.points().count()
    });
}

/// The work in nodes, the same on every machine, and the gap on the way.
#[expect(clippy::print_stdout, reason = "a bench prints")]
fn print_work() {
    println!("{:<18} {:>8} {:>10} {:>10} {:>8}", "case", "optimum", "gap at 50", "gap at 500", "nodes");
    for case in large_cases() {
        let mut search = Search::new(&case.problem);
        let gaps = [50, 450].map(|nodes| {
            search.step(nodes);
            search.selection().gap_share() * 100.0
        });
        let end = search.step(PLENTY);
        assert_eq!((end.value, end.status), (case.optimum, SolveStatus::Optimal), "{}", case.name);
        println!("{:<18} {:>8} {:>8.3} % {:>8.3} % {:>8}", case.name, end.value, gaps[0], gaps[1], end.nodes);
    }
}

fn problem(name: &str) -> Problem {
    large_cases().into_iter().find(|case| case.name == name).expect("one of the large cases").problem
}
