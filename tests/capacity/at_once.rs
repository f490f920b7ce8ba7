//! A limit on initiatives at once: laws that hold in every run, and schedules by hand.

use pmo_workbench::engine::capacity::experiment::{Change, Experiment, Measure, Target, experiment};
use pmo_workbench::engine::capacity::{
    Demand, Policy, Problem, ProblemError, Schedule, Stage, open_iteration, simulate,
};
use proptest::prelude::*;

use super::problems::{any_problem, fixed, plain_role, plain_stage, problem, triangular};
use super::{POLICIES, checked_schedule};

const LEVELLED: [Policy; 2] = [Policy::Serial, Policy::Parallel];

/// Of each initiative the weeks in which it is under way; what never ends is so up to the horizon.
fn under_way(plan: &Problem, run: &Schedule) -> Vec<(u32, u32)> {
    let mut spans = vec![(u32::MAX, 0); plan.initiatives().len()];
    for (stage, placed) in plan.stages().iter().zip(&run.stages).filter(|(_, run)| run.duration_weeks > 0) {
        let span = &mut spans[stage.initiative as usize];
        span.0 = span.0.min(placed.start_week.unwrap_or(u32::MAX));
        span.1 = span.1.max(placed.finish_week.unwrap_or(plan.horizon_weeks()));
    }
    spans
}

fn most_at_once(plan: &Problem, run: &Schedule) -> usize {
    let spans = under_way(plan, run);
    let busy = |week: u32| spans.iter().filter(|(start, end)| (*start..*end).contains(&week)).count();
    (0..plan.horizon_weeks()).map(busy).max().unwrap_or(0)
}

proptest! {
    #[test]
    fn never_more_are_under_way_than_allowed(plan in any_problem(), most in 1..5_u32, seed in any::<u64>()) {
        let plan = plan.with_most_at_once(Some(most)).unwrap();
        for policy in LEVELLED {
            for run in 0..8 {
                // People, precedence and earliest starts hold as without a limit.
                let run = checked_schedule(&plan, policy, seed, run);
                let found = most_at_once(&plan, &run);
                prop_assert!(found <= most as usize, "{found} at once instead of {most} by {policy:?}");
            }
        }
    }

    #[test]
    fn a_limit_that_all_keep_changes_nothing(plan in any_problem(), seed in any::<u64>()) {
        let all = u32::try_from(plan.initiatives().len()).unwrap();
        let limited = plan.clone().with_most_at_once(Some(all)).unwrap();
        for policy in POLICIES {
            for run in 0..8 {
                prop_assert_eq!(
                    open_iteration(&plan, policy, seed, run),
                    open_iteration(&limited, policy, seed, run)
                );
            }
            let tally = simulate(&limited, policy, seed, 0..40);
            let words = tally.clone().into_words();
            let before = simulate(&plan, policy, seed, 0..40).into_words();
            prop_assert_eq!(&words[..before.len()], &before[..], "what is counted without a limit is the same");
            prop_assert_eq!(tally.held_iterations(), Some(0));
        }
    }

    #[test]
    fn parts_of_a_limited_run_make_the_whole(plan in any_problem(), most in 1..4_u32, cut in 0..70_u32) {
        let plan = plan.with_most_at_once(Some(most)).unwrap();
        for policy in LEVELLED {
            let mut parts = simulate(&plan, policy, 5, 0..cut);
            parts.merge(&simulate(&plan, policy, 5, cut..70));
            prop_assert_eq!(parts, simulate(&plan, policy, 5, 0..70));
        }
    }
}

/// Stages of so many weeks each, one after the other, in an initiative.
fn chain(initiative: u32, first: u32, weeks: &[f64]) -> Vec<Stage> {
    (first..)
        .zip(weeks)
        .map(|(place, weeks)| Stage {
            key: u64::from(place) + 1,
            after: (place > first).then(|| place - 1).into_iter().collect(),
            ..plain_stage(initiative, fixed(*weeks))
        })
        .collect()
}

/// By hand: four initiatives of 5, 3, 4 and 2 weeks, two at once.
#[test]
fn who_is_one_too_many_waits_for_the_first_to_finish() {
    let stages =
        [chain(0, 0, &[2.0, 3.0]), chain(1, 2, &[3.0]), chain(2, 3, &[4.0]), chain(3, 4, &[2.0])].concat();
    let plan = problem(20, vec![], 4, stages).with_most_at_once(Some(2)).unwrap();
    for policy in LEVELLED {
        let run = open_iteration(&plan, policy, 0, 0);
        assert_eq!(under_way(&plan, &run), [(0, 5), (0, 3), (3, 7), (5, 7)], "{policy:?}");
        let tally = simulate(&plan, policy, 0, 0..10);
        assert_eq!(tally.held_iterations(), Some(10));
        let held: Vec<_> = (0..4).map(|it| tally.held(it).unwrap()).collect();
        assert_eq!(held, [(0, 0), (0, 0), (10, 30), (10, 50)], "{policy:?}");
    }
    // Nobody waits: nobody is held up.
    let tally = simulate(&plan, Policy::Unlevelled, 0, 0..10);
    assert_eq!((tally.held_iterations(), tally.held(2)), (Some(0), Some((0, 0))));
    assert_eq!(
        simulate(&plan.with_most_at_once(None).unwrap(), Policy::Serial, 0, 0..10).held_iterations(),
        None
    );
}

/// One that waits in between is under way: with one place, the second begins only when all of the first is done.
#[test]
fn waiting_in_between_keeps_the_place() {
    let mut stages = [chain(0, 0, &[2.0, 3.0]), chain(1, 2, &[1.0])].concat();
    stages[1].earliest_start_week = 6;
    let plan = problem(20, vec![], 2, stages).with_most_at_once(Some(1)).unwrap();
    let spans = |policy| under_way(&plan, &open_iteration(&plan, policy, 0, 0));
    // Serially the first has the first place for as long as it takes.
    assert_eq!(spans(Policy::Serial), [(0, 9), (9, 10)]);
    assert_eq!(spans(Policy::Parallel), [(0, 9), (9, 10)]);
}

/// A small one of low priority goes into a gap that it does not outlast, and only then.
#[test]
fn a_gap_is_used_by_who_fits_into_it() {
    let mut stages = [chain(0, 0, &[4.0]), chain(1, 1, &[3.0]), chain(2, 2, &[5.0])].concat();
    stages[0].earliest_start_week = 4;
    let plan = problem(30, vec![], 3, stages).with_most_at_once(Some(1)).unwrap();
    let spans = |policy| under_way(&plan, &open_iteration(&plan, policy, 0, 0));
    assert_eq!(spans(Policy::Serial), [(4, 8), (0, 3), (8, 13)]);
    // Week by week, whoever is ready begins, although the first then waits for it: until 3, then until 8.
    assert_eq!(spans(Policy::Parallel), [(8, 12), (0, 3), (3, 8)]);
}

/// The second must begin before the first can finish: with one place neither ever does, with two both do.
#[test]
fn who_needs_another_that_may_not_begin_never_finishes() {
    let mut stages = [chain(0, 0, &[2.0, 3.0]), chain(1, 2, &[1.0])].concat();
    stages[1].after.push(2);
    let plan = problem(20, vec![], 2, stages);
    for policy in LEVELLED {
        let finishes = |most| {
            let plan = plan.clone().with_most_at_once(Some(most)).unwrap();
            let run = open_iteration(&plan, policy, 0, 0);
            assert!(most_at_once(&plan, &run) <= most as usize);
            [run.stages[1].finish_week, run.stages[2].finish_week]
        };
        assert_eq!(finishes(2), [Some(5), Some(1)]);
        assert!(finishes(1).contains(&None), "{policy:?}");
    }
}

/// Work in two places at once is one initiative under way; milestones are none.
#[test]
fn stages_side_by_side_are_one_initiative() {
    let mut stages = vec![plain_stage(0, fixed(3.0)), plain_stage(0, fixed(4.0)), plain_stage(1, fixed(0.0))];
    stages.push(Stage { after: vec![2], ..plain_stage(1, fixed(2.0)) });
    let plan = problem(20, vec![], 2, stages).with_most_at_once(Some(1)).unwrap();
    for policy in LEVELLED {
        let run = open_iteration(&plan, policy, 0, 0);
        let starts: Vec<_> = run.stages.iter().map(|it| it.start_week).collect();
        assert_eq!(starts, [Some(0), Some(0), Some(0), Some(4)], "{policy:?}");
    }
}

#[test]
fn nothing_at_once_is_refused_and_a_limit_travels() {
    let plan = || problem(20, vec![], 1, chain(0, 0, &[1.0]));
    assert_eq!(plan().with_most_at_once(Some(0)), Err(ProblemError::NothingAtOnce));
    let limited = plan().with_most_at_once(Some(2)).unwrap();
    let json = serde_json::to_string(&limited).unwrap();
    assert_eq!(serde_json::from_str::<Problem>(&json).unwrap(), limited);
    assert!(!serde_json::to_string(&plan()).unwrap().contains("at_once"));
}

/// What the limit costs is measured on the same luck: half the people each, so that two at once fit without any wait.
#[test]
fn the_limit_is_a_change_like_others() {
    let stages = (0..4_u32).map(|it| Stage {
        key: u64::from(it) + 1,
        demand: vec![Demand { role: 0, units: 10 }],
        ..plain_stage(it, triangular(4.0, 6.0, 12.0))
    });
    let plan =
        problem(200, vec![plain_role(20, 200)], 4, stages.collect()).with_most_at_once(Some(1)).unwrap();
    for policy in LEVELLED {
        let tried = Experiment::new(plan.clone(), policy, Target::Makespan, vec![Change::NoLimit]).unwrap();
        let tally = experiment(&tried, 7, 0..512);
        let saved = tally.paired(0, Measure::Target).saved_weeks as f64 / 512.0;
        // Four times some 7.8 weeks one by one; about half of it two by two.
        assert!((12.0..18.0).contains(&saved), "{saved}");
    }
}
