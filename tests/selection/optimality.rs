//! The best portfolio: right, proved, the same however the work is dealt out.

use pmo_workbench::engine::selection::problem::{Parts, Problem, Row};
use pmo_workbench::engine::selection::search::{Search, Selection, SolveStatus, select};
use proptest::prelude::*;

use crate::instance::{demands, requirements};
use crate::large::large_cases;
use crate::oracle::microlp_optimum;
use crate::random_problems::{Shape, enumerated_optimum, random_problem};
use crate::small::small_cases;

const PLENTY: u64 = 1_000_000;

/// All subsets enumerated; `HiGHS` agrees.
#[test]
fn reproduces_the_23_enumerated_cases() {
    let cases = small_cases();
    assert_eq!(cases.len(), 23);
    for case in cases {
        let problem = case.instance.problem();
        let best = select(&problem, &[], PLENTY);
        if let Some(optimum) = case.expect.optimum {
            assert_proved(&problem, &best, optimum, &case.name);
            assert!(case.expect.optimal_selections.contains(&best.chosen), "{}: {best:?}", case.name);
        } else {
            assert_eq!(best, infeasible(), "{}", case.name);
        }
    }
}

/// `HiGHS`, gap 0: 50 to 200 candidates, up to 24 periods × 20 roles.
#[test]
fn proves_the_large_cases() {
    for case in large_cases() {
        let best = select(&case.problem, &[], PLENTY);
        assert_proved(&case.problem, &best, case.optimum, &case.name);
    }
}

/// Another solver, on 200 seeded problems too large to enumerate.
#[test]
fn agrees_with_microlp() {
    let mut infeasible_ones = 0;
    for seed in 0..200 {
        let shape = Shape { candidates: 12 + u32::try_from(seed % 14).unwrap(), rows: 5, rules: 4 };
        let problem = random_problem(seed, shape);
        let best = select(&problem, &[], PLENTY);
        if let Some(optimum) = microlp_optimum(&problem) {
            assert_proved(&problem, &best, optimum, &format!("seed {seed}"));
        } else {
            infeasible_ones += 1;
            assert_eq!(best, infeasible(), "seed {seed}");
        }
    }
    assert!((5..100).contains(&infeasible_ones), "{infeasible_ones} of 200 are infeasible");
}

#[test]
fn any_steps_give_the_same_answer() {
    for case in large_cases().iter().take(4) {
        let whole = select(&case.problem, &[], PLENTY);
        let mut search = Search::new(&case.problem);
        let mut last = search.progress();
        let mut steps = 1;
        while last.status == SolveStatus::Feasible {
            steps = steps % 7 + 1;
            let progress = search.step(steps);
            assert!(progress.value >= last.value && progress.upper_bound <= last.upper_bound);
            assert!(progress.upper_bound >= case.optimum, "{}: {progress:?}", case.name);
            assert!(progress.nodes > last.nodes);
            last = progress;
        }
        assert_eq!(search.selection(), whole, "{}", case.name);
        assert_eq!(search.step(100), last, "nothing is left to do");
    }
}

/// Stopped after any number of nodes, the set is feasible and the bound is true.
#[test]
fn a_stopped_search_is_honest() {
    let case = &large_cases()[4];
    let problem = &case.problem;
    for nodes in [0, 1, 3, 10, 40, 160, 320] {
        let selection = select(problem, &[], nodes);
        assert!(problem.is_feasible(&selection.chosen));
        assert_eq!(problem.value(&selection.chosen), selection.value);
        assert!((selection.value..=selection.upper_bound).contains(&case.optimum));
        assert_eq!(selection.status, SolveStatus::Stopped, "after {nodes} nodes: {selection:?}");
        let gap = selection.gap_share();
        assert!(gap > 0.0 && gap < if nodes == 0 { 1.0 } else { 0.04 }, "after {nodes} nodes: {gap}");
    }
}

/// The known set is kept if it is the best, and repaired if it does not fit any more.
#[test]
fn starts_from_a_known_set() {
    let problem = large_cases().swap_remove(5).problem;
    let best = select(&problem, &[], PLENTY);
    let search = Search::from_known(&problem, &best.chosen);
    assert_eq!(search.progress().value, best.value);
    let tighter = problem.with_limit(0, problem.parts().rows[0].limit * 9 / 10).unwrap();
    let start = Search::from_known(&tighter, &best.chosen).selection();
    assert!(tighter.is_feasible(&start.chosen) && start.value > 0);
    assert_eq!(select(&tighter, &best.chosen, PLENTY).value, select(&tighter, &[], PLENTY).value);
}

#[test]
fn nothing_to_choose_from_is_an_empty_portfolio() {
    let nothing = Problem::new(Parts::default()).unwrap();
    let empty = Selection { chosen: vec![], value: 0, upper_bound: 0, status: SolveStatus::Optimal };
    assert_eq!(select(&nothing, &[], 0), empty);
    let worthless = Problem::new(Parts { values: vec![0; 40], ..Parts::default() }).unwrap();
    let best = select(&worthless, &[], PLENTY);
    assert_eq!((best.value, best.status), (0, SolveStatus::Optimal));
}

/// A candidate of negative value comes in only with one that needs it and pays for it.
#[test]
fn an_enabler_is_chosen_if_it_pays() {
    let problem = |value| {
        Problem::new(Parts {
            values: vec![-30, value],
            requirements: requirements(&[(1, 0)]),
            ..Parts::default()
        })
        .unwrap()
    };
    assert_eq!(select(&problem(31), &[], PLENTY).chosen, [0, 1]);
    assert_eq!(select(&problem(29), &[], PLENTY).chosen, Vec::<u32>::new());
}

/// Values, cents and limits near the greatest allowed: the sums stay exact.
#[test]
fn is_exact_with_huge_numbers() {
    let huge = 1_i64 << 40;
    let problem = |step: i64| {
        Problem::new(Parts {
            values: (0..12).map(|index| huge - step * index * index - index).collect(),
            rows: vec![Row {
                demands: demands((0..12).map(|index| (index, huge - (step + 7) * i64::from(index)))),
                limit: 5 * huge - 33 * step,
            }],
            ..Parts::default()
        })
        .unwrap()
    };
    let distinct = problem(1 << 33);
    let best = select(&distinct, &[], PLENTY);
    assert_proved(&distinct, &best, enumerated_optimum(&distinct).unwrap(), "huge");
    // All alike to the last 2^-40: floating point cannot guide the search, but neither can it mislead it.
    let alike = problem(1);
    let selection = select(&alike, &[], 100);
    assert!(alike.is_feasible(&selection.chosen));
    assert!((selection.value..=selection.upper_bound).contains(&enumerated_optimum(&alike).unwrap()));
}

/// Two thousand candidates: solved, or an honest small gap, after a bounded amount of work.
#[test]
fn two_thousand_candidates_have_an_honest_gap() {
    let problem = random_problem(1, Shape { candidates: 2_000, rows: 30, rules: 0 });
    let selection = select(&problem, &[], 3);
    assert!(problem.is_feasible(&selection.chosen));
    assert!(selection.gap_share() < 0.01, "{}", selection.gap_share());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn nothing_feasible_is_better(seed: u64, candidates in 2_u32..11, rows in 0_u32..5, rules in 0_u32..4) {
        let problem = random_problem(seed, Shape { candidates, rows, rules });
        let best = select(&problem, &[], PLENTY);
        if let Some(optimum) = enumerated_optimum(&problem) {
            assert_proved(&problem, &best, optimum, "enumerated");
        } else {
            prop_assert_eq!(best, infeasible());
        }
    }
}

fn infeasible() -> Selection {
    Selection { chosen: vec![], value: 0, upper_bound: 0, status: SolveStatus::Infeasible }
}

fn assert_proved(problem: &Problem, selection: &Selection, optimum: i64, name: &str) {
    assert_eq!(selection.status, SolveStatus::Optimal, "{name}");
    assert_eq!((selection.value, selection.upper_bound), (optimum, optimum), "{name}");
    assert_eq!(problem.value(&selection.chosen), optimum, "{name}");
    assert!(problem.is_feasible(&selection.chosen), "{name}");
}
