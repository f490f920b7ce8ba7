//! One thing changed under the same luck: known differences, and what holds for every experiment.

use pmo_workbench::engine::capacity::experiment::{
    Change, ChangeError, Experiment, ExperimentTally, Measure, Order, Paired, Target, experiment,
};
use pmo_workbench::engine::capacity::{
    Demand, Distribution, Initiative, Policy, Problem, ProblemError, Role, Stage, simulate,
};
use proptest::prelude::*;

use super::problems::{any_problem, fixed, plain_role, plain_stage, problem, reordered, triangular};

fn run(problem: &Problem, policy: Policy, changes: &[Change], iterations: u32) -> ExperimentTally {
    let made = Experiment::new(problem.clone(), policy, Target::Makespan, changes.to_vec()).unwrap();
    experiment(&made, 7, 0..iterations)
}

/// Two teams of one person each want the same one for five weeks, and both are needed in week 5.
#[test]
fn a_second_person_ends_the_queue() {
    let team = vec![Demand { role: 0, units: 20 }];
    let stages =
        [0, 1].map(|initiative| Stage { demand: team.clone(), ..plain_stage(initiative, fixed(5.0)) });
    let needed = vec![Initiative { needed_by_week: Some(5) }; 2];
    let problem = Problem::new(52, vec![plain_role(20, 52)], needed, stages.to_vec()).unwrap();
    let more = Change::Heads { role: 0, units: 20 };
    let tally = run(&problem, Policy::Serial, &[more, reordered(&problem, &[1, 0])], 40);
    assert_eq!(tally.as_is_weeks(Measure::Lateness), 40 * 5);
    assert_eq!(tally.as_is_weeks(Measure::Finish), 40 * 15);
    let saved = Paired { saved_weeks: 200, lost_weeks: 0, squared_weeks: 1_000, better: 40, worse: 0 };
    for measure in [Measure::Lateness, Measure::Finish, Measure::Target] {
        assert_eq!(tally.paired(0, measure), saved, "{measure:?}");
    }
    assert_eq!((tally.something_later(0), tally.initiative_weeks(0, 1)), (0, (200, 0)));
    // The other way round one wins what the other loses.
    let none = Paired { saved_weeks: 0, lost_weeks: 0, squared_weeks: 0, better: 0, worse: 0 };
    assert_eq!(tally.paired(1, Measure::Finish), none);
    assert_eq!(
        (tally.something_later(1), tally.initiative_weeks(1, 0), tally.initiative_weeks(1, 1)),
        (40, (0, 200), (200, 0))
    );
}

/// Graham (1969): a fourth machine makes the nine tasks take 15 instead of 12.
#[test]
fn a_person_more_can_make_the_plan_longer() {
    let [problem, ..] = super::graham();
    let tally = run(&problem, Policy::Parallel, &[Change::Heads { role: 0, units: 20 }], 32);
    let paired = tally.paired(0, Measure::Target);
    assert_eq!((paired.saved_weeks, paired.lost_weeks, paired.worse), (0, 3 * 32, 32));
}

/// Ten stages in a row, each Tri(2, 5, 14): each drives the end as much as any other, ρ = 1/√10.
#[test]
fn stages_in_a_row_share_the_cruciality() {
    let stages: Vec<Stage> = (0..10_u32)
        .map(|stage| Stage {
            key: u64::from(stage) + 1,
            after: stage.checked_sub(1).into_iter().collect(),
            ..plain_stage(0, triangular(2.0, 5.0, 14.0))
        })
        .collect();
    let problem = problem(200, vec![], 1, stages);
    let changes: Vec<Change> = (0..10).map(|stage| Change::CertainWork { stages: vec![stage] }).collect();
    let tally = run(&problem, Policy::Serial, &changes, 4_000);
    for change in 0..10 {
        let rho = tally.cruciality(change).unwrap();
        // The standard error of a rank correlation is 1/√n, and ranks are a little less linear than values.
        assert!((rho - 0.1_f64.sqrt()).abs() < 4.0 / 4_000.0_f64.sqrt(), "stage {change}: {rho}");
    }
    let off: u64 = tally.paired(0, Measure::Target).squared_weeks;
    // Without it the end differs by the deviation of one stage: variance 6.5, and that of rounding up.
    assert!((off as f64 / 4_000.0 - 6.5).abs() < 0.8, "{off}");
}

/// What stands alone drives everything; what runs beside it and is far shorter drives nothing.
#[test]
fn cruciality_tells_the_driver_from_the_bystander() {
    let stages = vec![
        Stage { key: 1, ..plain_stage(0, triangular(20.0, 50.0, 140.0)) },
        Stage { key: 2, ..plain_stage(0, triangular(1.0, 2.0, 9.0)) },
        Stage { key: 3, ..plain_stage(0, fixed(3.0)) },
    ];
    let problem = problem(200, vec![], 1, stages);
    let changes: Vec<Change> = (0..3).map(|stage| Change::CertainWork { stages: vec![stage] }).collect();
    let tally = run(&problem, Policy::Serial, &changes, 2_000);
    assert!(tally.cruciality(0).unwrap() > 0.999);
    assert!(tally.cruciality(1).unwrap().abs() < 0.09);
    assert_eq!(tally.paired(1, Measure::Target), tally.paired(2, Measure::Target));
    assert_eq!(run(&problem, Policy::Serial, &[Change::Heads { role: 9, units: 1 }; 0], 32).iterations(), 32);
}

#[test]
fn changes_that_make_no_sense_are_refused() {
    let stage = Stage { demand: vec![Demand { role: 0, units: 20 }], ..plain_stage(0, fixed(1.0)) };
    let problem = problem(52, vec![plain_role(30, 52)], 2, vec![stage]);
    let refused = |change: Change| {
        Experiment::new(problem.clone(), Policy::Serial, Target::Makespan, vec![change]).unwrap_err()
    };
    assert_eq!(refused(Change::Heads { role: 1, units: 20 }), ChangeError::NoSuchRole { role: 1 });
    assert_eq!(refused(Change::CertainAbsence { role: 7 }), ChangeError::NoSuchRole { role: 7 });
    assert_eq!(refused(Change::CertainWork { stages: vec![0, 1] }), ChangeError::NoSuchStage { stage: 1 });
    for order in [vec![0], vec![0, 0], vec![0, 1, 0], vec![1, 2]] {
        let refused = refused(reordered(&problem, &order));
        assert_eq!(refused, ChangeError::Order { initiatives: 2, stages: 1 });
    }
    let nobody = Order { stages: vec![], ..Order::present(&problem) };
    assert_eq!(refused(Change::Order(nobody)), ChangeError::Order { initiatives: 2, stages: 1 });
    // One fewer leaves ten units for a stage of twenty.
    let left = refused(Change::Heads { role: 0, units: -20 });
    let expected =
        ProblemError::DemandAboveOffer { stage: 0, role: 0, demanded_units: 20, offered_units: 10 };
    assert_eq!(left, ChangeError::Problem(Box::new(expected)));
    let target = Experiment::new(problem.clone(), Policy::Serial, Target::Initiative(2), vec![]).unwrap_err();
    assert_eq!(target, ChangeError::NoSuchInitiative { initiative: 2 });
}

/// An experiment travels as JSON and is checked on arrival.
#[test]
fn a_message_with_a_change_that_cannot_be_is_refused() {
    let problem = problem(52, vec![plain_role(30, 52)], 1, vec![plain_stage(0, fixed(1.0))]);
    let made = Experiment::new(
        problem,
        Policy::Parallel,
        Target::Makespan,
        vec![Change::Heads { role: 0, units: -20 }],
    );
    let json = serde_json::to_string(&made.unwrap()).unwrap();
    assert!(serde_json::from_str::<Experiment>(&json).is_ok());
    let broken = json.replace(r#""role":0"#, r#""role":5"#);
    let refusal = serde_json::from_str::<Experiment>(&broken).unwrap_err().to_string();
    assert!(refusal.contains("role 5"), "{refusal}");
}

/// Every kind of change that can be tried on a problem.
fn changes_of(problem: &Problem) -> Vec<Change> {
    let initiatives = u32::try_from(problem.initiatives().len()).unwrap();
    vec![
        Change::Heads { role: 0, units: 20 },
        Change::CertainWork { stages: vec![0] },
        Change::CertainAbsence { role: 0 },
        reordered(problem, &(0..initiatives).rev().collect::<Vec<u32>>()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// The same figures as two runs of their own.
    #[test]
    fn an_experiment_is_two_runs_on_the_same_draws(problem in any_problem(), seed: u64, pick in 0..3_usize) {
        let policy = super::POLICIES[pick];
        let changes = changes_of(&problem);
        let target = Target::Initiative(u32::try_from(problem.initiatives().len() - 1).unwrap());
        let made = Experiment::new(problem.clone(), policy, target, changes.clone()).unwrap();
        let tally = experiment(&made, seed, 3..70);
        let last = problem.initiatives().len() - 1;
        let as_is = simulate(&problem, policy, seed, 3..70);
        prop_assert_eq!(tally.as_is_histogram(), as_is.finish_histogram(last));
        for (index, change) in changes.iter().enumerate() {
            let changed = simulate(&change.apply(&problem).unwrap(), policy, seed, 3..70);
            prop_assert_eq!(tally.changed_histogram(index), changed.finish_histogram(last));
            let paired = tally.paired(index, Measure::Target);
            let sum = |histogram: &[u64]| (0..).zip(histogram).map(|(week, count)| week * count).sum::<u64>();
            prop_assert_eq!(
                sum(as_is.finish_histogram(last)) + paired.lost_weeks,
                sum(changed.finish_histogram(last)) + paired.saved_weeks
            );
            prop_assert!(paired.better + paired.worse <= tally.iterations());
            prop_assert_eq!(tally.initiative_weeks(index, last), (paired.saved_weeks, paired.lost_weeks));
        }
    }

    #[test]
    fn shards_of_an_experiment_merge_to_the_bits_of_one_run(problem in any_problem(), seed: u64, cut in 0..=100_u32) {
        let made = Experiment::new(problem.clone(), Policy::Parallel, Target::Makespan, changes_of(&problem)).unwrap();
        let mut late = experiment(&made, seed, cut..100);
        late.merge(&experiment(&made, seed, 0..cut));
        let whole = experiment(&made, seed, 0..100);
        prop_assert_eq!(late.checksum(), whole.checksum());
        prop_assert_eq!(ExperimentTally::from_words(made.layout(), late.into_words()).unwrap(), whole);
    }

    /// Whatever stands later in the list changes nothing for the first initiative, served serially.
    #[test]
    fn the_first_is_served_as_if_it_were_alone(linked in any_problem()) {
        let stages = linked.stages().iter().map(|stage| Stage { after: vec![], ..stage.clone() }).collect();
        let (roles, initiatives) = (linked.roles().to_vec(), linked.initiatives().to_vec());
        let count = u32::try_from(initiatives.len()).unwrap();
        let problem = Problem::new(linked.horizon_weeks(), roles, initiatives, stages).unwrap();
        let mut order: Vec<u32> = (0..count).collect();
        order[1..].reverse();
        let tally = run(&problem, Policy::Serial, &[reordered(&problem, &order)], 40);
        prop_assert_eq!(tally.initiative_weeks(0, 0), (0, 0));
    }
}

/// Absent people who are certain to be absent leave the same capacity in every run.
#[test]
fn certain_absence_is_the_mean() {
    let role = Role { absence: Distribution::triangular(0.0, 0.1, 0.8).unwrap(), ..plain_role(100, 52) };
    let problem = problem(52, vec![role], 1, vec![]);
    let changed = Change::CertainAbsence { role: 0 }.apply(&problem).unwrap();
    assert_eq!(simulate(&changed, Policy::Serial, 7, 0..10).capacity_units(0), [700; 52]);
}
