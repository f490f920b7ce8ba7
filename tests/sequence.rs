//! A better order of priority: found where there is one, never a worse one, and the plan taken over is the plan measured.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use pmo_workbench::analysis::finish::FinishCurve;
use pmo_workbench::analysis::opened_run::open_run;
use pmo_workbench::analysis::sequence::{Objective, SequenceReport, SequenceSearch};
use pmo_workbench::analysis::simulate::{prepare, report};
use pmo_workbench::engine::capacity::{open_iteration, simulate};
use pmo_workbench::exchange::psplib::parse_single;
use pmo_workbench::exchange::psplib_document::document_of;
use pmo_workbench::jobs::dispatcher::counts_here;
use pmo_workbench::jobs::job::{Job, Question};
use pmo_workbench::model::document::Document;
use pmo_workbench::model::portfolio::Policy;
use pmo_workbench::model::sample;

fn gmpp() -> Document {
    sample::find("gmpp").unwrap().document()
}

fn search(document: &Document, objective: Objective) -> SequenceReport {
    let prepared = prepare(document).unwrap();
    let mut search = SequenceSearch::new(&prepared, objective).unwrap();
    while let Some((experiment, seed, runs)) = search.experiment() {
        let job = Job::Experiment { question: Question::Sequence, experiment: Box::new(experiment), seed };
        let before = (search.progress(), search.saved_so_far());
        search.hear(counts_here(job, runs));
        assert!(
            search.progress() >= before.0 && search.saved_so_far() >= before.1,
            "a round takes nothing back"
        );
    }
    search.report(document).unwrap()
}

/// Weeks of lateness in an average run of a document's plan, on draws of its own.
fn lateness(document: &Document, seed: u64) -> f64 {
    let prepared = prepare(document).unwrap();
    let tally = simulate(&prepared.problem, prepared.engine_policy(), seed, 0..1_024);
    let late = prepared
        .problem
        .initiatives()
        .iter()
        .enumerate()
        .filter_map(|(place, it)| Some(tally.late_weeks(place, it.needed_by_week?)));
    late.sum::<u64>() as f64 / 1_024.0
}

#[test]
fn what_is_gained_is_gained_by_the_plan_taken_over() {
    let document = gmpp();
    let found = search(&document, Objective::Lateness);
    let effect = found.effect.unwrap();
    assert!(effect.weeks > 5.0, "{effect:?}");
    let mut taken_over = document.clone();
    found.edit(&document).apply(&mut taken_over).unwrap();
    let order: Vec<_> = taken_over.initiatives.in_plan().map(|it| it.id).collect();
    assert_eq!(order, found.order.iter().map(|place| place.id).collect::<Vec<_>>());
    let outside = |document: &Document| {
        document
            .initiatives
            .list
            .iter()
            .enumerate()
            .filter(|(_, it)| !it.in_plan)
            .map(|(place, it)| (place, it.id))
            .collect::<Vec<_>>()
    };
    assert_eq!(outside(&taken_over), outside(&document), "what is not in the plan stays where it is");
    // On draws that neither the search nor its check has seen.
    let gained = lateness(&document, 99) - lateness(&taken_over, 99);
    assert!((gained - effect.weeks).abs() < 0.2 * effect.weeks + 1.0, "{gained} instead of {}", effect.weeks);
}

#[test]
fn a_search_is_the_same_every_time_and_never_harms() {
    let document = gmpp();
    for objective in [Objective::Finish, Objective::Makespan] {
        let found = search(&document, objective);
        assert_eq!(found, search(&document, objective));
        assert!(found.effect.is_none_or(|it| it.weeks > 0.0 && it.is_certain()));
        assert_eq!(found.objective, objective);
    }
}

/// One project of thirty activities: only the order of its stages can be changed, and what is taken over is measured.
#[test]
fn the_stages_of_a_single_project_are_put_into_a_shorter_order() {
    let instance = parse_single(include_str!("capacity/j3013_1.sm")).unwrap();
    let document = document_of(&instance, "j3013_1").unwrap();
    let found = search(&document, Objective::Makespan);
    let saved = found.effect.expect("67 weeks by latest finish, 58 at best").weeks;
    assert!(saved >= 6.0 && found.stages.len() == 1, "{saved} weeks saved");
    let mut shorter = document.clone();
    found.edit(&document).apply(&mut shorter).unwrap();
    let makespan = |document: &Document| {
        let prepared = prepare(document).unwrap();
        let run = open_iteration(&prepared.problem, prepared.engine_policy(), 7, 0);
        f64::from(run.makespan_weeks().unwrap())
    };
    assert!((makespan(&document) - saved - makespan(&shorter)).abs() < 1e-9);
}

#[test]
fn where_nobody_waits_there_is_nothing_to_order() {
    let mut document = gmpp();
    document.portfolio.edit().simulation.policy = Policy::Unlevelled;
    assert!(SequenceSearch::new(&prepare(&document).unwrap(), Objective::Lateness).is_none());
}

/// The runs that are opened one by one are those that the curves count.
#[test]
fn opened_runs_add_up_to_the_curve() {
    let document = gmpp();
    let prepared = prepare(&document).unwrap();
    let tally = simulate(&prepared.problem, prepared.engine_policy(), prepared.seed, 0..200);
    let runs: Vec<_> = (1..=200).map(|run| open_run(&prepared, &document, run)).collect();
    for (place, id) in prepared.initiatives.iter().enumerate() {
        let curve = FinishCurve::new(&prepared, &tally, Some(*id)).unwrap();
        let finishes: Vec<Option<u32>> = runs.iter().map(|run| run.initiatives[place].finish_week).collect();
        for weeks in [40, 90, 120] {
            let share =
                finishes.iter().filter(|finish| finish.is_some_and(|it| it <= weeks)).count() as f64 / 200.0;
            assert!((curve.chance_by(weeks).share - share).abs() < 1e-12);
        }
    }
    let whole = FinishCurve::new(&prepared, &tally, None).unwrap();
    let report = report(&prepared, &document, &tally);
    assert_eq!(
        (whole.weeks_at(0.5), whole.weeks_at(0.9)),
        (report.makespan_weeks.p50, report.makespan_weeks.p90)
    );
    assert_eq!(whole.iterations(), 200);
    assert!(whole.shares().is_sorted());
}
