//! Stages that may pause where their people are not there: schedules by hand, and laws that hold in every run.

use pmo_workbench::analysis::simulate::{prepare, report};
use pmo_workbench::engine::capacity::{
    Demand, Initiative, Policy, Problem, ProblemError, Role, Split, Stage, StageRun, Tally, open_iteration,
    simulate,
};
use pmo_workbench::jobs::dispatcher::run_here;
use pmo_workbench::model::edit::{Edit, StageChange};
use pmo_workbench::model::envelope;
use pmo_workbench::model::people::HeadChange;
use proptest::prelude::*;

use super::problems::{any_problem, fixed, plain_role, plain_stage, problem, reordered};
use super::{POLICIES, checked_schedule};

const LEVELLED: [Policy; 2] = [Policy::Serial, Policy::Parallel];

/// The first and the week after the last of each piece; all in one if it is not split.
fn pieces(run: &StageRun) -> Vec<(u32, u32)> {
    match (run.pieces.is_empty(), run.start_week, run.finish_week) {
        (true, Some(start), Some(finish)) => vec![(start, finish)],
        _ => run.pieces.clone(),
    }
}

/// One person, who is away in weeks 3 and 4, and for whom `stages` ask whole.
fn one_person(stages: impl IntoIterator<Item = Stage>) -> Problem {
    let mut role = plain_role(20, 20);
    role.heads_units[3..5].fill(0);
    let demand = || vec![Demand { role: 0, units: 20 }];
    let stages = stages.into_iter().map(|stage| Stage { demand: demand(), ..stage });
    problem(20, vec![role], 2, stages.collect())
}

/// By hand: five weeks of work, three of which fit before the absence.
#[test]
fn a_stage_goes_on_after_an_absence_in_pieces_of_its_minimum_chunk() {
    for policy in LEVELLED {
        let run = |chunk_weeks| {
            let plan = one_person([plain_stage(0, fixed(5.0))]);
            let plan = plan.with_splits(vec![Split { stage: 0, chunk_weeks }]).unwrap();
            (
                pieces(&open_iteration(&plan, policy, 0, 0).stages[0]),
                simulate(&plan, policy, 0, 0..40).paused(0),
            )
        };
        let paused = (40, 80);
        assert_eq!(run(1), (vec![(0, 3), (5, 7)], paused));
        // The last two weeks are less than the chunk, but no more work is left.
        assert_eq!(run(3), (vec![(0, 3), (5, 7)], paused));
        // Three weeks before the absence are too few to begin.
        assert_eq!(run(4), (vec![(5, 10)], (0, 0)));
        assert_eq!(run(5), (vec![(5, 10)], (0, 0)));
    }
}

/// By hand: who comes back waits for its turn, and who waited for it waits for its last piece.
#[test]
fn what_is_left_waits_by_priority() {
    let urgent = Stage { earliest_start_week: 5, ..plain_stage(0, fixed(2.0)) };
    let long = plain_stage(1, fixed(4.0));
    let follower = Stage { after: vec![1], ..plain_stage(1, fixed(1.0)) };
    let plan = one_person([urgent, long, follower]);
    let plan = plan.with_splits(vec![Split { stage: 1, chunk_weeks: 2 }]).unwrap();
    for policy in LEVELLED {
        let run = open_iteration(&plan, policy, 0, 0);
        let found: Vec<_> = run.stages.iter().map(pieces).collect();
        assert_eq!(found, [vec![(5, 7)], vec![(0, 3), (7, 8)], vec![(8, 9)]], "{policy:?}");
        assert_eq!(run.used_units[0][..10], [20, 20, 20, 0, 0, 20, 20, 20, 20, 0]);
    }
}

/// Week by week nobody knows that the rest will not fit; placed one by one, it is not begun.
#[test]
fn what_does_not_end_within_the_horizon_may_have_begun() {
    let plan = one_person([plain_stage(0, fixed(30.0))]);
    let plan = plan.with_splits(vec![Split { stage: 0, chunk_weeks: 2 }]).unwrap();
    let run = |policy| open_iteration(&plan, policy, 0, 0);
    assert_eq!(run(Policy::Serial).stages[0].start_week, None);
    let begun = run(Policy::Parallel);
    assert_eq!((begun.stages[0].start_week, begun.stages[0].finish_week), (Some(0), None));
    assert_eq!(begun.stages[0].pieces, [(0, 3), (5, 20)]);
    assert_eq!(begun.used_units[0].iter().sum::<u64>(), 18 * 20);
}

#[test]
fn a_split_names_a_stage_once_and_has_a_length() {
    let plan = || one_person([plain_stage(0, fixed(5.0))]);
    let split = |stage, chunk_weeks| Split { stage, chunk_weeks };
    let refused = |splits: Vec<Split>| plan().with_splits(splits).unwrap_err();
    assert_eq!(refused(vec![split(1, 2)]), ProblemError::Split { stage: 1 });
    assert_eq!(refused(vec![split(0, 0)]), ProblemError::Split { stage: 0 });
    assert_eq!(refused(vec![split(0, 2), split(0, 3)]), ProblemError::Split { stage: 0 });
}

/// Some stages may be split, into pieces of up to 12 weeks.
fn any_split() -> impl Strategy<Value = Problem> {
    (any_problem(), prop::collection::vec(prop::option::of(1..12_u32), 20)).prop_map(|(problem, chunks)| {
        let stages = 0..u32::try_from(problem.stages().len()).unwrap();
        let split = |(stage, chunk): (u32, Option<u32>)| Some(Split { stage, chunk_weeks: chunk? });
        problem.with_splits(stages.zip(chunks).filter_map(split).collect()).unwrap()
    })
}

fn all_split(problem: &Problem, chunk_weeks: u32) -> Problem {
    let stages = 0..u32::try_from(problem.stages().len()).unwrap();
    problem.clone().with_splits(stages.map(|stage| Split { stage, chunk_weeks }).collect()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// All the work is done, by people who are there, in pieces that are long enough.
    #[test]
    fn pieces_do_all_the_work_and_are_as_long_as_asked(
        plan in any_split(), most in prop::option::of(1..5_u32), seed: u64, iteration: u32,
    ) {
        let plan = plan.with_most_at_once(most).unwrap();
        for policy in LEVELLED {
            let schedule = checked_schedule(&plan, policy, seed, iteration);
            for split in plan.splits() {
                let run = &schedule.stages[split.stage as usize];
                let lengths: Vec<u32> = pieces(run).iter().map(|(start, end)| end - start).collect();
                if run.finish_week.is_some() {
                    prop_assert_eq!(lengths.iter().sum::<u32>(), run.duration_weeks);
                }
                let all_but_last = lengths.len().saturating_sub(usize::from(run.finish_week.is_some()));
                prop_assert!(lengths[..all_but_last].iter().all(|weeks| *weeks >= split.chunk_weeks));
                prop_assert!(pieces(run).windows(2).all(|pair| pair[0].1 < pair[1].0), "a pause lies between");
            }
            for (stage, run) in (0..).zip(&schedule.stages) {
                prop_assert!(run.pieces.is_empty() || plan.splits().iter().any(|split| split.stage == stage));
            }
        }
    }

    /// A chunk as long as the stage is no splitting, to the last bit.
    #[test]
    fn a_chunk_of_the_whole_stage_changes_nothing(plan in any_problem(), seed: u64) {
        let split = all_split(&plan, plan.horizon_weeks() + 1);
        for policy in POLICIES {
            prop_assert_eq!(open_iteration(&plan, policy, seed, 5), open_iteration(&split, policy, seed, 5));
            let words = simulate(&plan, policy, seed, 0..40).into_words();
            let with_pauses = simulate(&split, policy, seed, 0..40).into_words();
            prop_assert_eq!(&with_pauses[..words.len()], &words[..]);
            prop_assert!(with_pauses[words.len()..].iter().all(|pauses| *pauses == 0));
        }
    }

    /// Nobody waits, so nobody pauses.
    #[test]
    fn unlevelled_nothing_is_split(plan in any_problem(), seed: u64) {
        let words = simulate(&plan, Policy::Unlevelled, seed, 0..40).into_words();
        let split = simulate(&all_split(&plan, 1), Policy::Unlevelled, seed, 0..40).into_words();
        prop_assert_eq!(&split[..words.len()], &words[..]);
    }

    /// Who is placed last disturbs nobody, and the shorter its pieces may be the earlier it is finished.
    #[test]
    fn the_last_in_the_list_is_never_later_for_being_split(plan in any_problem(), seed: u64, chunk in 1..9_u32) {
        let (mut stages, mut initiatives) = (plan.stages().to_vec(), plan.initiatives().to_vec());
        let last = u32::try_from(stages.len()).unwrap();
        let initiative = u32::try_from(initiatives.len()).unwrap();
        stages.push(Stage { key: 999, initiative, after: vec![last / 2], ..stages[0].clone() });
        initiatives.push(Initiative { needed_by_week: None });
        let roles: Vec<Role> = plan.roles().to_vec();
        let plan = Problem::new(plan.horizon_weeks(), roles, initiatives, stages).unwrap();
        let run = |chunk_weeks| {
            let splits = vec![Split { stage: last, chunk_weeks }];
            open_iteration(&plan.clone().with_splits(splits).unwrap(), Policy::Serial, seed, 5).stages
        };
        let (finer, fine, whole) = (run(chunk), run(chunk + 1), run(plan.horizon_weeks() + 1));
        let finish = |run: &[StageRun]| run[last as usize].finish_week.unwrap_or(u32::MAX);
        prop_assert!(finish(&finer) <= finish(&fine) && finish(&fine) <= finish(&whole));
        prop_assert_eq!(&finer[..last as usize], &whole[..last as usize]);
    }

    #[test]
    fn shards_of_split_stages_are_one_run_and_pauses_are_those_of_its_iterations(
        plan in any_split(), seed: u64, cut in 0..=60_u32,
    ) {
        for policy in POLICIES {
            let mut parts = simulate(&plan, policy, seed, cut..60);
            parts.merge(&simulate(&plan, policy, seed, 0..cut));
            let whole: Tally = simulate(&plan, policy, seed, 0..60);
            prop_assert_eq!(&parts, &whole);
            let runs: Vec<_> = (0..60).map(|iteration| open_iteration(&plan, policy, seed, iteration)).collect();
            for (place, split) in plan.splits().iter().enumerate() {
                let paused = runs.iter().map(|run| {
                    let pieces = &run.stages[split.stage as usize].pieces;
                    pieces.windows(2).map(|pair| u64::from(pair[1].0 - pair[0].1)).sum::<u64>()
                });
                let paused: Vec<u64> = paused.filter(|weeks| *weeks > 0).collect();
                prop_assert_eq!(whole.paused(place), (paused.len() as u64, paused.iter().sum()));
            }
        }
    }

    /// A split stays with its stage when the order changes, and a problem that travels keeps it.
    #[test]
    fn a_split_belongs_to_its_stage(plan in any_split()) {
        let key_of = |plan: &Problem, split: &Split| (plan.stages()[split.stage as usize].key, split.chunk_weeks);
        let of = |plan: &Problem| plan.splits().iter().map(|split| key_of(plan, split)).collect::<Vec<_>>();
        let initiatives: Vec<u32> = (0..u32::try_from(plan.initiatives().len()).unwrap()).rev().collect();
        prop_assert_eq!(of(&reordered(&plan, &initiatives).apply(&plan).unwrap()), of(&plan));
        let json = serde_json::to_string(&plan).unwrap();
        prop_assert_eq!(serde_json::from_str::<Problem>(&json).unwrap(), plan);
    }
}

/// The way from a document: the only developers are away for a while, and the stage goes on when they are back.
#[test]
fn a_document_with_a_stage_that_may_be_split_is_earlier() {
    let mut document = envelope::open(include_str!("../documents/hostile/valid.json")).unwrap().document;
    let stage = document.initiatives.list[0].stages[0].id;
    let chunk = |weeks| Edit::Stage { stage, change: StageChange::MinimumChunk(weeks) };
    let months = &mut document.people.edit().roles;
    let start = document.portfolio.calendar.start;
    for (weeks, heads) in [(2, 0_u32), (9, 6)] {
        let date = document.portfolio.calendar.day_after_weeks(weeks);
        assert!(date > start);
        months[0].changes.push(HeadChange { from: date, heads: heads.into() });
    }
    let found = |document: &_| {
        let prepared = prepare(document).unwrap();
        let tally = run_here(&prepared.problem, prepared.engine_policy(), prepared.seed, 1_000);
        report(&prepared, document, &tally).initiatives[0].clone()
    };
    let in_one_go = found(&document);
    assert_eq!(in_one_go.stages[0].pauses, None);
    chunk(Some(2)).apply(&mut document).unwrap();
    let split = found(&document);
    let pauses = split.stages[0].pauses.unwrap();
    assert!(pauses.share > 0.9 && pauses.weeks >= 7.0, "{pauses:?}");
    assert!(split.finish_weeks.p50.unwrap() < in_one_go.finish_weeks.p50.unwrap());
    for weeks in [0, 1_041] {
        let error = chunk(Some(weeks)).apply(&mut document.clone()).unwrap_err().to_string();
        assert!(error.contains("minimum chunk") && error.contains("1 to 1040"), "{error}");
    }
    chunk(None).apply(&mut document).unwrap();
    assert_eq!(found(&document), in_one_go);
}
