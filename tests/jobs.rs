//! The dispatcher: whatever workers do, a run ends with the tallies of one undisturbed run, or says why not.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::VecDeque;

use pmo_workbench::analysis::simulate::{Prepared, prepare};
use pmo_workbench::engine::capacity::experiment::{Experiment, Target};
use pmo_workbench::engine::capacity::{Comparison, ComparisonError, Plan, Policy, Tally, compare, simulate};
use pmo_workbench::jobs::dispatcher::{Accepted, Dispatcher, counts_here, run_here};
use pmo_workbench::jobs::execute::Executor;
use pmo_workbench::jobs::job::{Job, Question};
use pmo_workbench::jobs::message::{Chunk, Reply, Request, RunId, decode, encode};
use pmo_workbench::model::sample;
use proptest::prelude::*;

const ITERATIONS: u32 = 3_000;
const RUN: RunId = RunId(3);

fn prepared() -> Prepared {
    prepare(&sample::find("solo").unwrap().document()).unwrap()
}

fn job(prepared: &Prepared) -> Job {
    let problem = Box::new(prepared.problem.clone());
    Job::Simulate { problem, policy: prepared.engine_policy(), seed: prepared.seed }
}

fn words(prepared: &Prepared, chunk: Chunk) -> Vec<u64> {
    simulate(&prepared.problem, prepared.engine_policy(), prepared.seed, chunk.range()).into_words()
}

fn whole(prepared: &Prepared) -> Tally {
    simulate(&prepared.problem, prepared.engine_policy(), prepared.seed, 0..ITERATIONS)
}

#[test]
fn one_worker_here_gives_the_tallies_of_one_call() {
    let prepared = prepared();
    let tally = run_here(&prepared.problem, prepared.engine_policy(), prepared.seed, ITERATIONS);
    assert_eq!(tally, whole(&prepared));
}

/// Two plans whose people differ, one beside the other.
#[test]
fn a_comparison_in_chunks_is_that_of_one_call() {
    let prepared = prepared();
    let plan = Plan { problem: prepared.problem.clone(), policy: prepared.engine_policy(), purse: None };
    let rows = (0..).take(prepared.initiatives.len()).map(|index| vec![Some(index), Some(index)]).collect();
    let other = Plan { policy: Policy::Unlevelled, ..plan.clone() };
    let comparison = Comparison::new(vec![plan, other], rows).unwrap();
    let job = Job::Compare { comparison: Box::new(comparison.clone()), seed: prepared.seed };
    let whole = compare(&comparison, prepared.seed, 0..ITERATIONS);
    assert_eq!(counts_here(job, ITERATIONS), whole.clone().into_words());
    // The first plan's histograms are those of its own run.
    let alone = simulate(&prepared.problem, prepared.engine_policy(), prepared.seed, 0..ITERATIONS);
    assert_eq!(whole.makespan_histogram(0), alone.makespan_histogram());
    for row in 0..prepared.initiatives.len() {
        assert_eq!(whole.finish_histogram(0, row).unwrap(), alone.finish_histogram(row));
        let waits = whole.finish_difference(1, row).unwrap();
        assert_eq!(waits.higher, 0, "nobody who does not wait finishes later");
    }
}

#[test]
fn plans_that_do_not_fit_are_refused() {
    let prepared = prepared();
    let plan = Plan { problem: prepared.problem.clone(), policy: prepared.engine_policy(), purse: None };
    assert_eq!(Comparison::new(vec![plan.clone()], vec![]), Err(ComparisonError::Plans(1)));
    let two = || vec![plan.clone(), plan.clone()];
    assert_eq!(Comparison::new(two(), vec![vec![Some(0)]]), Err(ComparisonError::Row(0)));
    assert_eq!(Comparison::new(two(), vec![vec![Some(0), Some(999)]]), Err(ComparisonError::Row(0)));
}

#[test]
fn chunks_cover_every_replication_once() {
    let prepared = prepared();
    let mut dispatcher = Dispatcher::new(RUN, &job(&prepared), ITERATIONS);
    let mut next = 0;
    for worker in 0.. {
        let Some(chunk) = dispatcher.assign(worker) else { break };
        assert_eq!(chunk.from, next);
        next = chunk.to;
    }
    assert_eq!(next, ITERATIONS);
}

/// Carrying the answer of a chunk that is done in no time would cost more than the chunk.
#[test]
fn chunks_that_are_done_in_no_time_grow_and_others_do_not() {
    let job = job(&prepared());
    let lengths = job.chunk_lengths();
    let mut dispatcher = Dispatcher::new(RUN, &job, 1_000_000);
    let mut longest = |took_ms: f64| {
        let chunks = (0..100).map_while(|_| {
            let chunk = dispatcher.assign(0)?;
            dispatcher.pace(chunk, took_ms);
            dispatcher.release(0);
            // What was released comes again: another worker keeps it.
            dispatcher.assign(1 + chunk.from as usize)
        });
        chunks.map(|chunk| chunk.to - chunk.from).max().unwrap()
    };
    assert_eq!(longest(20.0), lengths.short);
    assert_eq!(longest(1.0), lengths.most);
}

/// A plan that changes is simulated at once, whatever is tried with the last one.
#[test]
fn a_worker_owes_two_chunks_of_a_simulation_but_one_of_an_experiment() {
    let prepared = prepared();
    let experiment =
        Experiment::new(prepared.problem.clone(), prepared.engine_policy(), Target::Makespan, vec![])
            .unwrap();
    let job = |question| Job::Experiment { question, experiment: Box::new(experiment.clone()), seed: 7 };
    for (job, owed) in [(self::job(&prepared), 2), (job(Question::Staffing), 1)] {
        let mut dispatcher = Dispatcher::new(RUN, &job, ITERATIONS);
        while dispatcher.assign(0).is_some() {}
        assert_eq!(dispatcher.owed(0), owed);
    }
}

#[test]
fn answers_of_another_run_or_chunk_are_dropped() {
    let prepared = prepared();
    let mut dispatcher = Dispatcher::new(RUN, &job(&prepared), ITERATIONS);
    let chunk = dispatcher.assign(0).unwrap();
    let answer = words(&prepared, chunk);
    assert_eq!(dispatcher.accept(0, RunId(2), chunk, &answer), Accepted::Stale);
    assert_eq!(dispatcher.accept(1, RUN, chunk, &answer), Accepted::Stale);
    let other = Chunk { from: chunk.from + 1, ..chunk };
    assert_eq!(dispatcher.accept(0, RUN, other, &answer), Accepted::Stale);
    assert_eq!(dispatcher.done(), 0);
    assert_eq!(dispatcher.accept(0, RUN, chunk, &answer), Accepted::Merged);
    assert_eq!(dispatcher.accept(0, RUN, chunk, &answer), Accepted::Stale, "an answer counts once");
}

#[test]
fn a_chunk_that_fails_twice_ends_the_run() {
    let prepared = prepared();
    let mut dispatcher = Dispatcher::new(RUN, &job(&prepared), ITERATIONS);
    let lost = dispatcher.assign(0).unwrap();
    dispatcher.lose(0);
    assert!(!dispatcher.has_failed());
    assert_eq!(dispatcher.assign(1), Some(lost), "it is given to the next worker");
    assert_eq!(dispatcher.accept(1, RUN, lost, &[1, 2, 3]), Accepted::Malformed);
    assert!(dispatcher.has_failed());
    assert_eq!(dispatcher.assign(2), None);
}

#[test]
fn a_worker_has_the_next_chunk_before_it_answers_and_only_the_first_is_blamed_for_a_crash() {
    let prepared = prepared();
    let mut dispatcher = Dispatcher::new(RUN, &job(&prepared), ITERATIONS);
    let (first, next) = (dispatcher.assign(0).unwrap(), dispatcher.assign(0).unwrap());
    assert_eq!((dispatcher.owed(0), dispatcher.assign(0)), (2, None));
    dispatcher.lose(0);
    assert_eq!(dispatcher.owed(0), 0);
    assert_eq!((dispatcher.assign(1), dispatcher.assign(2)), (Some(next), Some(first)));
    dispatcher.lose(1);
    assert!(!dispatcher.has_failed(), "the second chunk is lost for the first time");
    dispatcher.lose(2);
    assert!(dispatcher.has_failed());
}

/// Ended because of another run: a chunk may be released as often as it takes.
#[test]
fn what_a_released_worker_owed_goes_to_another_and_nothing_is_blamed() {
    let prepared = prepared();
    let mut dispatcher = Dispatcher::new(RunId(1), &job(&prepared), 64);
    let first = dispatcher.assign(0).unwrap();
    for _ in 0..5 {
        dispatcher.release(0);
        assert_eq!(dispatcher.owed(0), 0);
        assert_eq!(dispatcher.assign(0), Some(first));
    }
    assert!(!dispatcher.has_failed());
    let words = words(&prepared, first);
    assert_eq!(dispatcher.accept(0, RunId(1), first, &words), Accepted::Merged);
}

#[test]
fn a_worker_without_the_problem_says_so() {
    let mut executor = Executor::default();
    let work = encode(&Request::Work { run: RUN, chunk: Chunk { from: 0, to: 1 } });
    let (reply, words) = executor.handle(&work).unwrap().unwrap();
    assert!(matches!(decode(&encode(&reply)).unwrap(), Reply::Failed { run: RUN, .. }));
    assert!(words.is_empty());
    assert!(executor.handle("no message").is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Any number of workers, quick or slow, answering in any order, each crashing once in a while.
    #[test]
    fn any_workers_in_any_order_give_the_same_bits(
        workers in 1_usize..7,
        choices in prop::collection::vec((0_usize..7, prop::bool::weighted(0.1), 0.0..20.0), 40),
    ) {
        let prepared = prepared();
        let mut dispatcher = Dispatcher::new(RUN, &job(&prepared), ITERATIONS);
        let mut out = vec![VecDeque::new(); workers];
        let mut lost = Vec::new();
        let mut choices = choices.into_iter().cycle();
        while !dispatcher.is_done() {
            for (worker, owed) in out.iter_mut().enumerate() {
                owed.extend(std::iter::from_fn(|| dispatcher.assign(worker)));
            }
            let (pick, crashes, took_ms) = choices.next().unwrap();
            let busy: Vec<usize> = (0..workers).filter(|worker| !out[*worker].is_empty()).collect();
            prop_assert!(!busy.is_empty(), "work is left but nobody has any");
            let worker = busy[pick % busy.len()];
            let chunk: Chunk = out[worker].pop_front().unwrap();
            // The same chunk twice would rightly end the run.
            if crashes && !lost.contains(&chunk) {
                lost.push(chunk);
                dispatcher.lose(worker);
                out[worker].clear();
            } else {
                prop_assert_eq!(dispatcher.accept(worker, RUN, chunk, &words(&prepared, chunk)), Accepted::Merged);
                dispatcher.pace(chunk, took_ms);
            }
        }
        let whole = whole(&prepared);
        prop_assert_eq!(dispatcher.counts(), whole.words());
    }
}
