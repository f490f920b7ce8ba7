//! Waiting times on links, and weeks in which nobody works.

use pmo_workbench::analysis::simulate::{prepare, report};
use pmo_workbench::engine::capacity::{
    Closure, Lag, Policy, Problem, ProblemError, open_iteration, simulate,
};
use pmo_workbench::jobs::dispatcher::run_here;
use pmo_workbench::model::document::Document;
use pmo_workbench::model::edit::{Edit, StageChange};
use pmo_workbench::model::envelope;
use pmo_workbench::model::finite::Finite;
use pmo_workbench::model::people::Holiday;
use proptest::prelude::*;

use super::POLICIES;
use super::problems::{any_problem, fixed, plain_role, plain_stage, problem};
use pmo_workbench::engine::capacity::Demand;

fn closed(role: Option<u32>, weeks: std::ops::Range<u32>) -> Closure {
    Closure { role, start_week: weeks.start, end_week: weeks.end }
}

/// Build of 4 weeks by one of the role, then a launch of 2 weeks by nobody in particular.
fn build_and_launch() -> Problem {
    let build = pmo_workbench::engine::capacity::Stage {
        demand: vec![Demand { role: 0, units: 20 }],
        ..plain_stage(0, fixed(4.0))
    };
    let launch = pmo_workbench::engine::capacity::Stage { after: vec![0], ..plain_stage(0, fixed(2.0)) };
    problem(20, vec![plain_role(20, 20)], 1, vec![build, launch])
}

fn runs(problem: &Problem, policy: Policy) -> Vec<(Option<u32>, Option<u32>)> {
    let schedule = open_iteration(problem, policy, 0, 0);
    schedule.stages.iter().map(|run| (run.start_week, run.finish_week)).collect()
}

/// By hand.
#[test]
fn a_lag_is_waited_and_closed_weeks_are_skipped() {
    let lag = |weeks| vec![Lag { stage: 1, after: 0, weeks }];
    for policy in POLICIES {
        let waits = build_and_launch().with_lags(lag(3)).unwrap();
        assert_eq!(runs(&waits, policy), [(Some(0), Some(4)), (Some(7), Some(9))]);
        // Everybody away in weeks 2 and 3; the wait goes on in week 7, in which nobody works either.
        let away = waits.with_closures(vec![closed(None, 2..4), closed(None, 7..8)]).unwrap();
        assert_eq!(runs(&away, policy), [(Some(0), Some(6)), (Some(9), Some(11))]);
        // Only the role: the launch needs none of it.
        let away = away.with_closures(vec![closed(Some(0), 0..2), closed(Some(0), 7..10)]).unwrap();
        assert_eq!(runs(&away, policy), [(Some(2), Some(6)), (Some(9), Some(11))]);
        let away = away.with_lags(lag(30)).unwrap();
        assert_eq!(runs(&away, policy)[1], (None, None), "beyond the horizon");
        let always = away.with_closures(vec![closed(None, 0..99)]).unwrap();
        assert_eq!(runs(&always, policy), [(None, None); 2]);
    }
}

#[test]
fn lags_and_closures_name_what_is_there() {
    let lag = Lag { stage: 0, after: 1, weeks: 2 };
    assert_eq!(
        build_and_launch().with_lags(vec![lag]).unwrap_err(),
        ProblemError::LagWithoutLink { stage: 0, after: 1 }
    );
    assert_eq!(
        build_and_launch().with_closures(vec![closed(Some(1), 0..1)]).unwrap_err(),
        ProblemError::ClosedStranger { role: 1 }
    );
}

/// Lags on the links of a problem and closed weeks, some of one role.
fn any_calendar() -> impl Strategy<Value = Problem> {
    let closures = prop::collection::vec((0..3_u32, 0..150_u32, 1..6_u32), 0..8);
    (any_problem(), closures, prop::collection::vec(0..9_u32, 60)).prop_map(|(problem, closures, weeks)| {
        let roles = u32::try_from(problem.roles().len()).unwrap();
        let links = (0..)
            .zip(problem.stages())
            .flat_map(|(stage, it)| it.after.iter().map(move |after| (stage, *after)).collect::<Vec<_>>());
        let lags = links.zip(weeks).map(|((stage, after), weeks)| Lag { stage, after, weeks }).collect();
        let closures = closures
            .into_iter()
            .map(|(role, start, weeks)| closed((role < roles).then_some(role), start..start + weeks));
        let closures = closures.collect();
        problem.with_lags(lags).unwrap().with_closures(closures).unwrap()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Every stage waits out its lags and works its whole duration in open weeks, which hold its people.
    #[test]
    fn schedules_keep_lags_and_calendars(problem in any_calendar(), iteration in 0..100_u32) {
        let json: serde_json::Value = serde_json::to_value(&problem).unwrap();
        let lags: Vec<Lag> = serde_json::from_value(json["lags"].clone()).unwrap_or_default();
        let closures: Vec<Closure> = serde_json::from_value(json["closures"].clone()).unwrap_or_default();
        let horizon = problem.horizon_weeks();
        for policy in POLICIES {
            let schedule = open_iteration(&problem, policy, 1, iteration);
            let mut used = vec![vec![0_u64; horizon as usize]; problem.roles().len()];
            for (place, (stage, run)) in (0_u32..).zip(problem.stages().iter().zip(&schedule.stages)) {
                let Some(start) = run.start_week else { continue };
                for lag in lags.iter().filter(|lag| lag.stage == place) {
                    let finish = schedule.stages[lag.after as usize].finish_week;
                    prop_assert!(finish.is_some_and(|finish| finish + lag.weeks <= start));
                }
                let is_closed = |week: u32| closures.iter().any(|it| {
                    let concerns = it.role.is_none_or(|role| stage.demand.iter().any(|d| d.role == role && d.units > 0));
                    concerns && (it.start_week..it.end_week).contains(&week)
                });
                let end = run.finish_week.unwrap_or(horizon);
                let worked: Vec<u32> = (start..end).filter(|week| !is_closed(*week)).collect();
                if run.finish_week.is_some() {
                    prop_assert_eq!(worked.len(), run.duration_weeks as usize);
                }
                for (demand, week) in stage.demand.iter().flat_map(|it| worked.iter().map(move |week| (it, *week))) {
                    used[demand.role as usize][week as usize] += u64::from(demand.units);
                }
            }
            prop_assert_eq!(&used, &schedule.used_units);
            if policy != Policy::Unlevelled {
                for (used, there) in used.iter().flatten().zip(schedule.capacity_units.iter().flatten()) {
                    prop_assert!(*used <= u64::from(*there));
                }
            }
        }
    }

    /// Shards of a run with lags and closed weeks are the run.
    #[test]
    fn shards_of_calendars_are_one_run(problem in any_calendar(), cut in 1..99_u32) {
        for policy in POLICIES {
            let mut parts = simulate(&problem, policy, 7, 0..cut);
            parts.merge(&simulate(&problem, policy, 7, cut..100));
            prop_assert_eq!(parts, simulate(&problem, policy, 7, 0..100));
        }
    }

    /// Lags of no weeks and closures after the end take another way and say the same.
    #[test]
    fn nothing_to_wait_for_changes_nothing(problem in any_problem()) {
        let links = (0..).zip(problem.stages()).flat_map(|(stage, it)| {
            it.after.iter().map(move |after| Lag { stage, after: *after, weeks: 0 }).collect::<Vec<_>>()
        });
        let lags = links.collect();
        let beyond = vec![closed(None, problem.horizon_weeks()..5_000)];
        let same = problem.clone().with_lags(lags).unwrap().with_closures(beyond).unwrap();
        for policy in POLICIES {
            prop_assert_eq!(simulate(&same, policy, 7, 0..40), simulate(&problem, policy, 7, 0..40));
        }
    }
}

/// The way from a document: a wait and a holiday make the plan later by what they take.
#[test]
fn a_document_with_a_wait_and_a_holiday_is_later() {
    let file = include_str!("../documents/hostile/valid.json");
    let mut document = envelope::open(file).unwrap().document;
    let finish = |document: &Document| {
        let prepared = prepare(document).unwrap();
        let tally = run_here(&prepared.problem, prepared.engine_policy(), prepared.seed, 1_000);
        report(&prepared, document, &tally).initiatives[0].finish_weeks.p50.unwrap()
    };
    let plain = finish(&document);
    let [build, launch] = [0, 1].map(|place| document.initiatives.list[0].stages[place].id);
    Edit::Stage { stage: launch, change: StageChange::Lag { after: build, weeks: 3 } }
        .apply(&mut document)
        .unwrap();
    assert_eq!(finish(&document), plain + 3);
    let holiday = |weeks, share| Holiday { from: document.portfolio.calendar.start, weeks, share };
    let away = Edit::Holidays(vec![holiday(2, Finite::ONE)]);
    let half = Edit::Holidays(vec![holiday(2, Finite::new(0.5).unwrap())]);
    away.apply(&mut document).unwrap();
    assert_eq!(finish(&document), plain + 5);
    half.apply(&mut document).unwrap();
    assert_eq!(finish(&document), plain + 3, "half of the developers are enough");
    // Without the link there is nothing to wait after.
    Edit::Stage { stage: launch, change: StageChange::After(vec![]) }.apply(&mut document).unwrap();
    assert!(document.initiatives.list[0].stages[1].lags.is_empty());
}
