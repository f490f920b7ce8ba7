//! Alternative optima, the frontier, pivoting, robust cores, and explanations.

use pmo_workbench::engine::selection::alternatives::alternatives;
use pmo_workbench::engine::selection::budget::Budget;
use pmo_workbench::engine::selection::explain::{
    LeftOut, Price, Shortage, price_of_dropping, price_of_having, shadow_prices, why_left_out,
};
use pmo_workbench::engine::selection::feasible::{Infeasibility, Mandatory};
use pmo_workbench::engine::selection::frontier::Frontier;
use pmo_workbench::engine::selection::pivot::{InFlight, PivotError, StoppingCost, pivot};
use pmo_workbench::engine::selection::problem::{Parts, Problem, ProblemError, Row};
use pmo_workbench::engine::selection::robust::non_dominated::non_dominated;
use pmo_workbench::engine::selection::robust::sampled::sampled;
use pmo_workbench::engine::selection::robust::{Core, Standing};
use pmo_workbench::engine::selection::search::{SolveStatus, select};
use proptest::prelude::*;
use serde::Deserialize;

use crate::instance::{demands, requirements};
use crate::random_problems::{Shape, enumerate, enumerated_optimum, random_problem};
use crate::small::small_cases;

const PLENTY: u64 = 1_000_000;

/// All subsets enumerated.
#[test]
fn lists_all_optima_of_the_enumerated_cases() {
    for case in small_cases() {
        let problem = case.instance.problem();
        let best = select(&problem, &[], PLENTY);
        let found = alternatives(&problem, &best.chosen, 100, PLENTY);
        let mut expected = case.expect.optimal_selections.clone();
        expected.sort_unstable();
        assert_eq!(found.portfolios, expected, "{}", case.name);
        assert_eq!((found.value, found.complete), (case.expect.optimum.unwrap_or(0), true), "{}", case.name);
    }
}

/// Six equal candidates of which three fit: twenty optima; a list cut short says so.
#[test]
fn a_list_of_optima_that_is_cut_short_says_so() {
    let problem = Problem::new(Parts {
        values: vec![7; 6],
        rows: vec![Row { demands: demands((0..6).map(|index| (index, 1))), limit: 3 }],
        ..Parts::default()
    })
    .unwrap();
    let all = alternatives(&problem, &[], 21, PLENTY);
    assert_eq!((all.portfolios.len(), all.complete, all.value), (20, true, 21));
    let some = alternatives(&problem, &[], 5, PLENTY);
    assert_eq!((some.portfolios.len(), some.complete), (5, false));
    assert!(some.portfolios.iter().all(|set| all.portfolios.contains(set)));
}

#[derive(Deserialize)]
struct FrontierCase {
    cost: Vec<i64>,
    value: Vec<i64>,
    requires: Vec<(u32, u32)>,
    exclusive: Vec<Vec<u32>>,
    mandatory: Vec<u32>,
    expect: ExpectFrontier,
}

#[derive(Deserialize)]
struct ExpectFrontier {
    pareto: Vec<(i64, i64, Vec<u32>)>,
    supported: Vec<(i64, i64)>,
    best_at: std::collections::BTreeMap<String, i64>,
}

impl FrontierCase {
    fn read() -> (Problem, ExpectFrontier) {
        let case: Self = serde_json::from_str(include_str!("frontier.json")).unwrap();
        let limit = case.cost.iter().sum();
        let problem = Problem::new(Parts {
            rows: vec![Row { demands: demands((0..).zip(case.cost)), limit }],
            values: case.value,
            requirements: requirements(&case.requires),
            exclusions: case.exclusive,
            forced_in: case.mandatory,
            ..Parts::default()
        });
        (problem.unwrap(), case.expect)
    }
}

/// All 2^14 portfolios enumerated; 42 efficient points, of which 12 lie on the concave hull.
#[test]
fn reproduces_the_enumerated_frontier() {
    let (problem, expected) = FrontierCase::read();
    let mut frontier = whole_frontier(&problem);
    let mut steps = 1;
    while !frontier.step(3) {
        steps += 1;
    }
    assert!(steps > 42, "a step is small, not {} of the whole", 1.0 / f64::from(steps));
    let points: Vec<_> = frontier
        .points()
        .map(|point| (point.needed, point.selection.value, point.selection.chosen.clone()))
        .collect();
    assert_eq!(points, expected.pareto);
    assert!(frontier.points().all(|point| point.selection.status == SolveStatus::Optimal));
    let unsupported = points.iter().filter(|point| !expected.supported.contains(&(point.0, point.1))).count();
    assert_eq!(unsupported, 42 - 12);
}

#[test]
fn reproduces_the_best_at_given_budgets() {
    let (problem, expected) = FrontierCase::read();
    let limits: Vec<i64> = expected.best_at.keys().map(|limit| limit.parse().unwrap()).collect();
    // At 100 the mandatory candidate does not fit: no point.
    let asked = [&[100][..], &limits].concat();
    let budget = Budget::new(&problem, &[0]).unwrap();
    let mut frontier = Frontier::at(&problem, &budget, &asked, PLENTY);
    while !frontier.step(1) {}
    let points: Vec<_> =
        frontier.points().map(|point| (point.asked.to_string(), point.selection.value)).collect();
    let mut expected: Vec<_> = expected.best_at.into_iter().collect();
    expected.sort_by_key(|(limit, _)| limit.parse::<i64>().unwrap());
    assert_eq!(points, expected);
}

/// Whoever asks for it in pieces gets the same points.
#[test]
fn stretches_of_the_frontier_join_without_a_seam() {
    let (problem, expected) = FrontierCase::read();
    let budget = Budget::new(&problem, &[0]).unwrap();
    for pieces in [1, 2, 7, 40] {
        let ends: Vec<i64> = (0..=pieces).map(|piece| budget.whole() * piece / pieces).collect();
        let mut points = Vec::new();
        for (place, ends) in ends.windows(2).enumerate() {
            let from = if place == 0 { 0 } else { ends[0] + 1 };
            let mut frontier = Frontier::all(&problem, &budget, from..=ends[1], PLENTY);
            while !frontier.step(50) {}
            points.extend(frontier.points().map(|point| (point.needed, point.selection.value)));
        }
        let whole: Vec<(i64, i64)> = expected.pareto.iter().map(|point| (point.0, point.1)).collect();
        assert_eq!(points, whole, "in {pieces} pieces");
    }
}

#[test]
fn a_frontier_below_nothing_is_empty_and_less_than_nothing_counts_as_nothing() {
    let (problem, _) = FrontierCase::read();
    let budget = Budget::new(&problem, &[0]).unwrap();
    let below = -1;
    let mut none = Frontier::all(&problem, &budget, 5..=below, PLENTY);
    assert!(none.step(1));
    assert_eq!(none.points().count(), 0);
    let free = problem.with_limit(0, 0).unwrap();
    let mut at_nothing = Frontier::at(&free, &budget, &[-1, 0], PLENTY);
    while !at_nothing.step(PLENTY) {}
    assert_eq!(at_nothing.points().count(), 0, "what is mandatory costs something");
}

fn whole_frontier(problem: &Problem) -> Frontier {
    let budget = Budget::new(problem, &[0]).unwrap();
    Frontier::all(problem, &budget, 0..=budget.whole(), PLENTY)
}

#[derive(Deserialize)]
struct PivotCase {
    remaining_cost: Vec<i64>,
    stop_cost: Vec<i64>,
    in_flight: Vec<u32>,
    budget: i64,
    total_cost: Vec<i64>,
    budget_left: i64,
    expect: ExpectPivot,
}

#[derive(Deserialize)]
struct ExpectPivot {
    score_before: Vec<i64>,
    score_after: Vec<i64>,
    optimum_before: i64,
    selection_before: Vec<u32>,
    optimum_after: i64,
    selection_after: Vec<u32>,
    #[serde(rename = "continue")]
    continued: Vec<u32>,
    stop: Vec<u32>,
    start: Vec<u32>,
    drop_unstarted: Vec<u32>,
    optimum_keeping_all_in_flight: i64,
    value_of_pivoting: i64,
}

/// All subsets enumerated: sunk cost excluded, stopping cost counted.
#[test]
fn reproduces_the_enumerated_pivot() {
    let case: PivotCase = serde_json::from_str(include_str!("pivot.json")).unwrap();
    let problem = |values: &[i64], cost: &[i64], limit| {
        let row = Row { demands: demands((0..).zip(cost.iter().copied())), limit };
        Problem::new(Parts { values: values.to_vec(), rows: vec![row], ..Parts::default() }).unwrap()
    };
    let before = select(&problem(&case.expect.score_before, &case.total_cost, case.budget), &[], PLENTY);
    assert_eq!((before.value, &before.chosen), (case.expect.optimum_before, &case.expect.selection_before));

    let in_flight: Vec<InFlight> = case
        .in_flight
        .iter()
        .map(|&candidate| InFlight {
            candidate,
            stopping: vec![StoppingCost { row: 0, units: case.stop_cost[candidate as usize] }],
        })
        .collect();
    let now = problem(&case.expect.score_after, &case.remaining_cost, case.budget_left);
    let pivot = pivot(&now, &in_flight, &before.chosen, PLENTY).unwrap();
    assert_eq!(
        (pivot.best.value, &pivot.best.chosen),
        (case.expect.optimum_after, &case.expect.selection_after)
    );
    assert_eq!(pivot.continued, case.expect.continued);
    assert_eq!(pivot.stopped, case.expect.stop);
    assert_eq!(pivot.started, case.expect.start);
    assert_eq!(pivot.dropped, case.expect.drop_unstarted);
    assert_eq!(pivot.kept, [4, 11]);
    assert_eq!(pivot.stopping_nothing.value, case.expect.optimum_keeping_all_in_flight);
    assert_eq!(pivot.value_of_pivoting(), Some(case.expect.value_of_pivoting));
}

#[test]
fn a_pivot_that_makes_no_sense_is_refused() {
    let problem = Problem::new(Parts {
        values: vec![5, 5],
        rows: vec![Row { demands: demands([(0, 4), (1, 6)]), limit: 7 }],
        ..Parts::default()
    })
    .unwrap();
    let stop = |candidate, row, units| InFlight { candidate, stopping: vec![StoppingCost { row, units }] };
    let refusal =
        |in_flight: &[InFlight], planned: &[u32]| pivot(&problem, in_flight, planned, 1).unwrap_err();
    assert_eq!(refusal(&[stop(0, 0, 5)], &[]), PivotError::DearerToStop { candidate: 0, row: 0 });
    assert_eq!(refusal(&[stop(0, 1, 1)], &[]), PivotError::Problem(ProblemError::UnknownRow { row: 1 }));
    assert_eq!(refusal(&[stop(2, 0, 1)], &[]), PivotError::UnknownCandidate { candidate: 2 });
    assert_eq!(refusal(&[], &[2]), PivotError::UnknownCandidate { candidate: 2 });
    assert_eq!(refusal(&[stop(0, 0, 1), stop(0, 0, 1)], &[]), PivotError::InFlightTwice { candidate: 0 });
    assert_eq!(
        refusal(&[stop(0, 0, -1)], &[]),
        PivotError::NegativeStoppingCost { candidate: 0, row: 0, units: -1 }
    );
    assert_eq!(
        refusal(&[stop(0, 0, 4), stop(1, 0, 4)], &[]),
        PivotError::CannotEvenStop { row: 0, left: 7, stopping: 8 }
    );
    // Both cannot go on, so keeping all is no option and pivoting has no price.
    let both = pivot(&problem, &[stop(0, 0, 0), stop(1, 0, 1)], &[0, 1], PLENTY).unwrap();
    assert_eq!((both.continued, both.stopped, both.best.value), (vec![0], vec![1], 5));
    assert_eq!(both.stopping_nothing.status, SolveStatus::Infeasible);
}

#[derive(Deserialize)]
struct RobustCase {
    scores: Vec<Vec<i64>>,
    cost: Vec<i64>,
    budget: i64,
    expect: ExpectRobust,
}

#[derive(Deserialize)]
struct ExpectRobust {
    non_dominated: Vec<Vec<u32>>,
    core_index: Vec<f64>,
    core: Vec<u32>,
    borderline: Vec<u32>,
    exterior: Vec<u32>,
}

/// Liesiö, Mild & Salo (2007): weights in order of importance, all portfolios enumerated.
#[test]
fn reproduces_the_core_of_liesio_mild_salo_2007() {
    let case: RobustCase = serde_json::from_str(include_str!("robust_portfolio.json")).unwrap();
    let problem = Problem::new(Parts {
        values: vec![0; case.cost.len()],
        rows: vec![Row { demands: demands((0..).zip(case.cost.clone())), limit: case.budget }],
        ..Parts::default()
    })
    .unwrap();
    // The extreme points (1, 0, 0), (1/2, 1/2, 0), (1/3, 1/3, 1/3), in sixths.
    let at_extreme_points: Vec<Vec<i64>> = [[6, 0, 0], [3, 3, 0], [2, 2, 2]]
        .iter()
        .map(|weights| {
            let value =
                |scores: &Vec<i64>| scores.iter().zip(weights).map(|(score, weight)| score * weight).sum();
            case.scores.iter().map(value).collect()
        })
        .collect();
    let found = non_dominated(&problem, &at_extreme_points, PLENTY).unwrap();
    assert_eq!((&found.portfolios, found.complete), (&case.expect.non_dominated, true));
    let core = found.core(case.cost.len());
    assert_eq!(core.shares(), case.expect.core_index);
    let standings = core.standings(1.0);
    let those =
        |standing| (0..).zip(&standings).filter(|(_, own)| **own == standing).map(|(one, _)| one).collect();
    let by_standing: [Vec<u32>; 3] = [Standing::Core, Standing::Borderline, Standing::Exterior].map(those);
    assert_eq!(by_standing, [case.expect.core, case.expect.borderline, case.expect.exterior]);
    assert!(!non_dominated(&problem, &at_extreme_points, 3).unwrap().complete);

    // The best at each extreme point is among the non-dominated ones.
    let samples = at_extreme_points.iter().map(|values| problem.with_values(values.clone()).unwrap());
    let best_ones = sampled(samples, PLENTY);
    assert_eq!((best_ones.core.portfolios(), best_ones.unproved, best_ones.infeasible), (3, 0, 0));
    let in_every_one = |shares: Vec<f64>| shares.iter().map(|share| *share >= 1.0).collect::<Vec<bool>>();
    for (is_in_best, is_core) in
        in_every_one(best_ones.core.shares()).into_iter().zip(in_every_one(core.shares()))
    {
        assert!(is_in_best || !is_core, "who is in all non-dominated portfolios is in all best ones");
    }
}

#[test]
fn cores_merge_and_infeasible_samples_are_counted_apart() {
    let problem = |limit| {
        Problem::new(Parts {
            values: vec![3, 2],
            rows: vec![Row { demands: demands([(0, 4), (1, 2)]), limit }],
            forced_in: vec![1],
            ..Parts::default()
        })
        .unwrap()
    };
    let some = sampled([problem(6), problem(1), problem(5)], PLENTY);
    assert_eq!((some.core.shares(), some.infeasible), (vec![0.5, 1.0], 1));
    let mut merged = Core::new(2);
    assert_eq!(merged.standings(0.97), [Standing::Borderline; 2]);
    merged.merge(&some.core);
    merged.merge(&some.core);
    assert_eq!((merged.portfolios(), merged.shares()), (4, vec![0.5, 1.0]));
}

#[test]
fn says_what_keeps_a_candidate_out() {
    let problem = Problem::new(Parts {
        values: vec![50, 40, 9, 1],
        rows: vec![
            Row { demands: demands([(0, 6), (1, 5), (2, 1), (3, 2)]), limit: 10 },
            Row { demands: demands([(0, 1), (3, 4)]), limit: 3 },
            Row { demands: demands([(0, 1)]), limit: 0 },
        ],
        requirements: requirements(&[(1, 3)]),
        exclusions: vec![vec![3, 2]],
        forced_out: vec![1],
        ..Parts::default()
    })
    .unwrap();
    assert_eq!(
        why_left_out(&problem, &[0, 2], 1),
        LeftOut {
            candidate: 1,
            lacks: vec![3],
            shortages: vec![Shortage { row: 0, missing: 4 }, Shortage { row: 1, missing: 2 }],
            excluded_by: vec![2],
            forced_out: true,
        }
    );
}

#[test]
fn prices_what_cannot_be_as_impossible() {
    let problem = Problem::new(Parts {
        values: vec![5, 6],
        rows: vec![Row { demands: demands([(0, 4), (1, 3)]), limit: 6 }],
        requirements: requirements(&[(1, 0)]),
        forced_in: vec![0],
        ..Parts::default()
    })
    .unwrap();
    let best = select(&problem, &[], PLENTY);
    let forced = |chain: &[u32]| Mandatory { chain: chain.to_vec() };
    let too_much =
        Infeasibility::Overload { row: 0, demand: 7, limit: 6, needed_by: vec![forced(&[0]), forced(&[1])] };
    assert_eq!(price_of_having(&problem, &best, 1, PLENTY), Ok(Price::Impossible(vec![too_much])));
    assert_eq!(price_of_having(&problem, &best, 2, 1), Err(ProblemError::UnknownForced { candidate: 2 }));
    // Lifting the forcing leaves nothing to choose from.
    let Price::Possible { at_least, at_most, instead } =
        price_of_dropping(&problem, &best, 0, PLENTY).unwrap()
    else {
        panic!("it can be dropped");
    };
    assert_eq!((at_least, at_most, instead.chosen), (5, 5, vec![]));
}

/// One budget: the relaxation takes candidates by value for money, and the price is that of the one cut in two.
#[test]
fn the_shadow_price_of_one_budget_is_that_of_the_split_candidate() {
    let problem = Problem::new(Parts {
        values: vec![60, 100, 120],
        rows: vec![
            Row { demands: demands([(0, 10), (1, 20), (2, 30)]), limit: 50 },
            Row { demands: demands([(0, 1), (1, 1), (2, 1)]), limit: 3 },
            Row { demands: demands([(0, 10), (1, 20), (2, 30)]), limit: 55 },
        ],
        ..Parts::default()
    })
    .unwrap();
    let prices = shadow_prices(&problem);
    assert!((prices[0] - 4.0).abs() < 1e-9, "{prices:?}");
    assert_eq!(&prices[1..], [0.0, 0.0]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn all_optima_are_found(seed: u64, candidates in 2_u32..10, rows in 0_u32..4, rules in 0_u32..3) {
        let problem = random_problem(seed, Shape { candidates, rows, rules });
        let found = alternatives(&problem, &[], 10_000, PLENTY);
        let optimum = enumerated_optimum(&problem);
        let mut expected: Vec<Vec<u32>> = enumerate(&problem)
            .into_iter()
            .filter(|(value, _)| Some(*value) == optimum)
            .map(|(_, set)| set)
            .collect();
        expected.sort_unstable();
        prop_assert_eq!(found.portfolios, expected);
        prop_assert!(found.complete);
    }

    #[test]
    fn the_frontier_is_all_that_is_efficient(seed: u64, candidates in 2_u32..9, rows in 1_u32..4, rules in 0_u32..3) {
        let problem = random_problem(seed, Shape { candidates, rows, rules });
        let mut frontier = whole_frontier(&problem);
        while !frontier.step(5) {}
        let found: Vec<(i64, i64)> = frontier.points().map(|point| (point.needed, point.selection.value)).collect();
        let all: Vec<(i64, i64)> =
            enumerate(&problem).into_iter().map(|(value, set)| (problem.usage(&set)[0], value)).collect();
        let beaten = |one: &(i64, i64)| all.iter().any(|other| other != one && other.0 <= one.0 && other.1 >= one.1);
        let mut efficient: Vec<(i64, i64)> = all.iter().copied().filter(|one| !beaten(one)).collect();
        efficient.sort_unstable();
        efficient.dedup();
        prop_assert_eq!(found, efficient);
    }

    #[test]
    fn the_non_dominated_are_all_that_nothing_dominates(
        seed: u64, candidates in 2_u32..8, rows in 0_u32..3, rules in 0_u32..3, points in 1_u64..4
    ) {
        let shape = Shape { candidates, rows, rules };
        let problem = random_problem(seed, shape);
        let values: Vec<Vec<i64>> =
            (1..=points).map(|point| random_problem(seed ^ point, shape).parts().values.clone()).collect();
        let found = non_dominated(&problem, &values, PLENTY).unwrap();
        let at_each: Vec<Problem> = values.iter().map(|one| problem.with_values(one.clone()).unwrap()).collect();
        let all: Vec<(Vec<i64>, Vec<u32>)> = enumerate(&problem)
            .into_iter()
            .map(|(_, set)| (at_each.iter().map(|problem| problem.value(&set)).collect(), set))
            .collect();
        let dominated = |own: &Vec<i64>| {
            all.iter().any(|(other, _)| other != own && other.iter().zip(own).all(|(other, own)| other >= own))
        };
        let mut expected: Vec<Vec<u32>> =
            all.iter().filter(|(own, _)| !dominated(own)).map(|(_, set)| set.clone()).collect();
        expected.sort_unstable();
        prop_assert_eq!(found.portfolios, expected);
        prop_assert!(found.complete);
    }

    /// A price is the difference of two enumerated optima.
    #[test]
    fn prices_are_differences_of_optima(seed: u64, candidates in 2_u32..9, rows in 1_u32..4, rules in 0_u32..3) {
        let problem = random_problem(seed, Shape { candidates, rows, rules });
        let best = select(&problem, &[], PLENTY);
        prop_assume!(best.status == SolveStatus::Optimal);
        let sets = enumerate(&Problem::new(Parts {
            forced_in: vec![],
            forced_out: vec![],
            ..problem.parts().clone()
        }).unwrap());
        for candidate in 0..candidates {
            let is_in = best.chosen.contains(&candidate);
            let price = if is_in {
                price_of_dropping(&problem, &best, candidate, PLENTY).unwrap()
            } else {
                price_of_having(&problem, &best, candidate, PLENTY).unwrap()
            };
            let parts = problem.parts();
            let keeps = |set: &Vec<u32>| {
                set.contains(&candidate) != is_in
                    && parts.forced_in.iter().all(|one| *one == candidate || set.contains(one))
                    && parts.forced_out.iter().all(|one| *one == candidate || !set.contains(one))
            };
            let otherwise = sets.iter().filter(|(_, set)| keeps(set)).map(|(value, _)| *value).max();
            match price {
                Price::Possible { at_least, at_most, .. } => {
                    prop_assert_eq!(Some(best.value - at_most), otherwise);
                    prop_assert_eq!(at_least, at_most);
                }
                Price::Impossible(reasons) => {
                    prop_assert!(!reasons.is_empty());
                    prop_assert_eq!(otherwise, None);
                }
            }
        }
    }
}
