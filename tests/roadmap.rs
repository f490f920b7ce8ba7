//! The roadmap engine against full enumeration, its laws, and plans that cannot be.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may stop, and prints what it measured")]

use pmo_workbench::engine::maturity::roadmap::search::{Effort, solve};
use pmo_workbench::engine::maturity::roadmap::{
    Action, Broken, Dimension, MAX_QUARTERS, Parts, Plan, Problem, ProblemError, Statement,
};
use proptest::collection::vec;
use proptest::prelude::*;

const EXACT: Effort = Effort { tolerance: 0.0, nodes: u32::MAX };

fn action(effort: i64, raises: &[(usize, f64)]) -> Action {
    Action {
        effort,
        weeks: 4,
        requires: Vec::new(),
        raises: raises.to_vec(),
        quick_win: false,
        quarters: [true; MAX_QUARTERS],
        must: false,
        bonus: [0.0; MAX_QUARTERS],
    }
}

/// One dimension of two statements at level 2, worth up to level 4.
fn parts(actions: Vec<Action>, capacity: Vec<i64>) -> Parts {
    Parts {
        actions,
        statements: vec![Statement { dimension: 0, score: 2.0 }; 2],
        dimensions: vec![Dimension { weight: 1.0, target: 4.0 }],
        capacity,
        at_once: 5,
        discount: 0.9,
        needs_quick_win: false,
    }
}

/// The best of all plans there are, tried one after the other.
fn enumerate(problem: &Problem) -> Option<(Plan, f64)> {
    let choices = problem.quarters() + 1;
    let count = u32::try_from(problem.parts().actions.len()).unwrap();
    let mut best: Option<(Plan, f64)> = None;
    for number in 0..choices.pow(count) {
        let mut rest = number;
        let mut plan = Plan::new();
        for _ in 0..count {
            plan.push((rest % choices).checked_sub(1));
            rest /= choices;
        }
        if problem.broken(&plan).is_empty() {
            let value = problem.value(&plan);
            if best.as_ref().is_none_or(|(_, most)| value > *most) {
                best = Some((plan, value));
            }
        }
    }
    best
}

fn random_problem(actions: usize, quarters: usize) -> impl Strategy<Value = Problem> {
    let one = (
        1_i64..60,
        1_u32..=13,
        vec((0..6_usize, 0.1..=1.0), 1..3),
        any::<[bool; 3]>(),
        vec(any::<u32>(), 0..2),
        vec(any::<bool>(), MAX_QUARTERS),
        vec(0.0..0.02, MAX_QUARTERS),
    );
    let statements = vec(1.0..=5.0, 6);
    let dimensions = vec((0.0..10.0, 1.5..=5.0), 3);
    (vec(one, actions), statements, dimensions, vec(0_i64..150, quarters), 1_u32..5, 0.5..=1.0, any::<bool>())
        .prop_filter_map("some weight", |(list, scores, dimensions, capacity, at_once, discount, quick)| {
            let actions = list
                .into_iter()
                .enumerate()
                .map(
                    |(place, (effort, weeks, raises, [quick_win, must, held], requires, quarters, bonus))| {
                        Action {
                            effort,
                            weeks,
                            // Links go back only.
                            requires: requires
                                .into_iter()
                                .filter(|_| place > 0)
                                .map(|it| it as usize % place.max(1))
                                .collect(),
                            raises,
                            quick_win,
                            quarters: if held {
                                [quarters[0], quarters[1], quarters[2], quarters[3]]
                            } else {
                                [true; MAX_QUARTERS]
                            },
                            // Few must be done, or hardly a problem could be solved.
                            must: must && place == 1,
                            bonus: [bonus[0], bonus[1], bonus[2], bonus[3]],
                        }
                    },
                )
                .collect();
            let statements =
                scores.iter().enumerate().map(|(at, score)| Statement { dimension: at / 2, score: *score });
            Problem::new(Parts {
                actions,
                statements: statements.collect(),
                dimensions: dimensions
                    .into_iter()
                    .map(|(weight, target)| Dimension { weight, target })
                    .collect(),
                capacity,
                at_once,
                discount,
                needs_quick_win: quick,
            })
            .ok()
        })
}

fn agrees_with_enumeration(problem: &Problem) -> Result<(), TestCaseError> {
    match (solve(problem, EXACT), enumerate(problem)) {
        (None, None) => {}
        (Some(found), Some((plan, value))) => {
            prop_assert!(found.proved);
            prop_assert!(problem.broken(&found.plan).is_empty());
            prop_assert!((found.value - problem.value(&found.plan)).abs() < 1e-12);
            prop_assert!((found.value - value).abs() < 1e-9, "{} {plan:?} beats {found:?}", value);
            prop_assert!(found.bound >= value - 1e-9);
        }
        (found, tried) => prop_assert!(false, "{found:?} but {tried:?}"),
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// Fourteen actions in one quarter: 16,384 plans.
    #[test]
    fn one_quarter_is_solved_exactly(problem in random_problem(14, 1)) {
        agrees_with_enumeration(&problem)?;
    }

    /// Nine actions in two quarters: 19,683 plans.
    #[test]
    fn two_quarters_are_solved_exactly(problem in random_problem(9, 2)) {
        agrees_with_enumeration(&problem)?;
    }

    /// Six actions in four quarters: 15,625 plans.
    #[test]
    fn four_quarters_are_solved_exactly(problem in random_problem(6, 4)) {
        agrees_with_enumeration(&problem)?;
    }

    /// Stopped early, the bound still holds and the plan still keeps the rules.
    #[test]
    fn a_search_cut_short_does_not_lie(problem in random_problem(9, 2), nodes in 1_u32..12) {
        let best = enumerate(&problem);
        if let Some(found) = solve(&problem, Effort { tolerance: 0.0, nodes }) {
            let (_, value) = best.unwrap();
            prop_assert!(problem.broken(&found.plan).is_empty());
            prop_assert!(found.bound >= value - 1e-9, "{found:?} {value}");
            prop_assert!(!found.proved || found.value >= value - 1e-9);
        }
    }
}

/// By hand: 10 days a quarter, each action takes 8; the one that raises more comes first. Two levels in a dimension of
/// two statements are worth ½ · 1 from the first quarter and ½ · 0.5 from the second, weighed 1 : 0.9.
#[test]
fn two_actions_by_hand() {
    let problem =
        Problem::new(parts(vec![action(80, &[(0, 0.5)]), action(80, &[(1, 1.0)])], vec![100, 100])).unwrap();
    let best = solve(&problem, EXACT).unwrap();
    assert_eq!(best.plan, [Some(1), Some(0)]);
    assert!((best.value - (0.5 + 0.25 * 0.9 / 1.9)).abs() < 1e-12, "{}", best.value);
}

/// Beyond its target a dimension is worth nothing, so nothing is done.
#[test]
fn nothing_is_done_beyond_the_target() {
    let mut parts = parts(vec![action(1, &[(0, 1.0)])], vec![100]);
    parts.dimensions[0].target = 2.0;
    let best = solve(&Problem::new(parts).unwrap(), EXACT).unwrap();
    assert!(best.value.abs() < 1e-12);
}

#[test]
fn a_quick_win_comes_first_even_if_it_is_worth_less() {
    let mut quick = action(80, &[(0, 0.1)]);
    quick.quick_win = true;
    let mut parts = parts(vec![action(80, &[(1, 1.0)]), quick], vec![100, 100]);
    parts.needs_quick_win = true;
    assert_eq!(solve(&Problem::new(parts).unwrap(), EXACT).unwrap().plan, [Some(1), Some(0)]);
}

#[test]
fn a_chain_has_to_fit_into_its_quarter() {
    let mut later = action(1, &[(1, 1.0)]);
    later.requires = vec![0];
    later.weeks = 10;
    let problem = Problem::new(parts(vec![action(1, &[(0, 1.0)]), later], vec![100, 100])).unwrap();
    assert_eq!(solve(&problem, EXACT).unwrap().plan, [Some(0), Some(1)], "4 and 10 weeks are more than 13");
    assert_eq!(problem.broken(&[Some(0), Some(0)]), [Broken::Weeks { action: 1, end: 14 }]);
    assert_eq!(problem.broken(&[None, Some(0)]), [Broken::Before { action: 1, required: 0 }]);
}

#[test]
fn what_must_be_done_but_does_not_fit_has_no_plan() {
    let mut must = action(200, &[(0, 1.0)]);
    must.must = true;
    assert_eq!(solve(&Problem::new(parts(vec![must], vec![100])).unwrap(), EXACT), None);
}

#[test]
fn a_cycle_is_named() {
    let mut one = action(1, &[(0, 1.0)]);
    one.requires = vec![2];
    let mut other = action(1, &[(0, 1.0)]);
    other.requires = vec![0];
    let list = vec![one, action(1, &[(0, 1.0)]), other];
    let error = Problem::new(parts(list, vec![10])).unwrap_err();
    assert!(matches!(&error, ProblemError::Cycle(cycle) if cycle.len() == 2), "{error}");
    assert!(error.to_string().contains("wait for each other"));
}
