//! The capacity engine against published instances and laws that any schedule keeps.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, in its helping functions too")]

use pmo_workbench::engine::capacity::{
    Demand, Distribution, Initiative, Policy, Problem, Role, Schedule, Stage, StageRun, Tally, UNITS_PER_FTE,
    Work, open_iteration, simulate,
};
use pmo_workbench::exchange::psplib::{parse_multi, parse_single};
use proptest::prelude::*;

use problems::{any_problem, fixed, from_instance, plain_role, plain_stage, problem, triangular};

#[path = "capacity/at_once.rs"]
mod at_once;
#[path = "capacity/calendars.rs"]
mod calendars;
#[path = "capacity/experiment.rs"]
mod experiment;
#[path = "capacity/justification.rs"]
mod justification;
#[path = "capacity/levels.rs"]
mod levels;
#[path = "capacity/money.rs"]
mod money;
#[path = "capacity/problems.rs"]
mod problems;
#[path = "capacity/risks.rs"]
mod risks;
#[path = "capacity/splits.rs"]
mod splits;
#[path = "capacity/turnover.rs"]
mod turnover;
#[path = "capacity/w1.rs"]
mod w1;
#[path = "capacity/wanted.rs"]
mod wanted;

/// All ways to settle conflicts over people.
const POLICIES: [Policy; 3] = [Policy::Unlevelled, Policy::Serial, Policy::Parallel];

/// Kolisch & Sprecher (1996): instance, best known bound, critical path, makespan of the serial
/// scheme with latest finish times (ties: lower number).
const PSPLIB: [(&str, &str, u32, u32, u32); 13] = [
    ("j301_1", include_str!("capacity/j301_1.sm"), 43, 38, 49),
    ("j301_2", include_str!("capacity/j301_2.sm"), 47, 42, 51),
    ("j3013_1", include_str!("capacity/j3013_1.sm"), 58, 34, 67),
    ("j3029_1", include_str!("capacity/j3029_1.sm"), 85, 62, 93),
    ("j3045_1", include_str!("capacity/j3045_1.sm"), 82, 53, 90),
    ("j601_1", include_str!("capacity/j601_1.sm"), 77, 77, 77),
    ("j6013_1", include_str!("capacity/j6013_1.sm"), 105, 69, 142),
    ("j6029_1", include_str!("capacity/j6029_1.sm"), 103, 59, 127),
    ("j6045_1", include_str!("capacity/j6045_1.sm"), 96, 71, 119),
    ("j1201_1", include_str!("capacity/j1201_1.sm"), 104, 99, 123),
    ("j12011_1", include_str!("capacity/j12011_1.sm"), 157, 90, 203),
    ("j12031_1", include_str!("capacity/j12031_1.sm"), 180, 92, 243),
    ("j12060_1", include_str!("capacity/j12060_1.sm"), 101, 101, 101),
];

#[test]
fn reproduces_serial_latest_finish_makespans_of_psplib() {
    for (name, text, bound, critical_path, serial) in PSPLIB {
        let problem = from_instance(&parse_single(text).unwrap(), 1_000);
        let levelled = checked_schedule(&problem, Policy::Serial, 0, 0);
        assert_eq!(levelled.makespan_weeks(), Some(serial), "{name}");
        assert!(levelled.makespan_weeks() >= Some(bound), "{name} lies below its bound");
        let dispatched = checked_schedule(&problem, Policy::Parallel, 0, 0);
        assert!(dispatched.makespan_weeks() >= Some(bound), "{name} lies below its bound when dispatched");
        let unlevelled = checked_schedule(&problem, Policy::Unlevelled, 0, 0);
        assert_eq!(unlevelled.makespan_weeks(), Some(critical_path), "{name}");
    }
}

/// Kolisch & Sprecher (1996): makespans of the parallel scheme with latest finish times.
#[test]
fn reproduces_parallel_latest_finish_makespans_of_psplib() {
    for (name, parallel) in [("j301_1", 43), ("j601_1", 86), ("j1201_1", 126)] {
        let (_, text, ..) = PSPLIB.iter().find(|(instance, ..)| *instance == name).unwrap();
        let problem = from_instance(&parse_single(text).unwrap(), 1_000);
        let schedule = checked_schedule(&problem, Policy::Parallel, 0, 0);
        assert_eq!(schedule.makespan_weeks(), Some(parallel), "{name}");
    }
}

/// Van Eynde & Vanhoucke (2020): 24 projects of 62 activities that share four resources. No bounds
/// are published with these; the best known schedules are as long as given here.
#[test]
fn schedules_mplib_feasibly() {
    let instances = [
        (include_str!("capacity/MPLIB1_Set3_0.rcmp"), 374),
        (include_str!("capacity/MPLIB1_Set3_1.rcmp"), 552),
        (include_str!("capacity/MPLIB1_Set3_2.rcmp"), 549),
    ];
    for (text, best_known) in instances {
        let instance = parse_multi(text).unwrap();
        assert_eq!(instance.projects.len(), 24);
        assert!(instance.projects.iter().all(|project| project.activities.len() == 62));
        let problem = from_instance(&instance, 2_080);
        for policy in [Policy::Serial, Policy::Parallel] {
            let makespan = checked_schedule(&problem, policy, 0, 0).makespan_weeks().unwrap();
            assert!((best_known..2 * best_known).contains(&makespan), "{makespan} against {best_known}");
        }
    }
}

/// Graham (1969), *Bounds on multiprocessing timing anomalies*: nine tasks on identical machines.
/// More machines, shorter tasks or fewer links do not always finish earlier. Graham's own makespans
/// are of the parallel scheme; the serial one has others in the same order T1 … T9.
#[test]
fn reproduces_graham_1969() {
    for (policy, makespans) in [(Policy::Parallel, [12, 15, 13, 16]), (Policy::Serial, [17, 15, 13, 16])] {
        let makespan = |problem: Problem| checked_schedule(&problem, policy, 0, 0).makespan_weeks().unwrap();
        assert_eq!(graham().map(makespan), makespans, "{policy:?}");
    }
}

/// The nine tasks on three machines; on four; each a week shorter; without two of the links.
fn graham() -> [Problem; 4] {
    let durations = [3, 2, 2, 2, 4, 4, 4, 4, 9];
    let shorter = durations.map(|weeks| weeks - 1);
    let links = [(1, 9), (4, 5), (4, 6), (4, 7), (4, 8)];
    let fewer_links = [(1, 9), (4, 7), (4, 8)];
    [
        machines(3, &durations, &links),
        machines(4, &durations, &links),
        machines(3, &shorter, &links),
        machines(3, &durations, &fewer_links),
    ]
}

fn machines(count: u16, durations: &[u32], links: &[(u32, usize)]) -> Problem {
    let stages = durations.iter().zip(1..).map(|(weeks, task)| Stage {
        demand: vec![Demand { role: 0, units: UNITS_PER_FTE }],
        after: links.iter().filter(|(_, to)| *to == task).map(|(from, _)| from - 1).collect(),
        ..plain_stage(0, fixed(f64::from(*weeks)))
    });
    problem(52, vec![plain_role(count * UNITS_PER_FTE, 52)], 1, stages.collect())
}

/// Nobody who could work waits for a more important stage that cannot start yet.
#[test]
fn dispatching_lets_small_work_go_first_and_the_serial_scheme_does_not() {
    let team = |units| vec![Demand { role: 0, units }];
    let stages = vec![
        Stage { demand: team(20), ..plain_stage(0, fixed(2.0)) },
        // Both machines, as soon as both are free: in week 2.
        Stage { demand: team(40), ..plain_stage(1, fixed(3.0)) },
        Stage { demand: team(20), ..plain_stage(2, fixed(4.0)) },
    ];
    let problem = problem(52, vec![plain_role(40, 52)], 3, stages);
    let starts = |policy| -> Vec<u32> {
        let stages = checked_schedule(&problem, policy, 0, 0).stages;
        stages.iter().map(|stage: &StageRun| stage.start_week.unwrap()).collect()
    };
    assert_eq!(starts(Policy::Parallel), [0, 4, 0]);
    assert_eq!(starts(Policy::Serial), [0, 2, 5]);
}

/// The bits of W1: they must not change from one target, release or worker count to another.
#[test]
fn golden_checksum_of_w1() {
    let problem = w1::problem();
    let tally = simulate(&problem, Policy::Serial, 7, 0..1_024);
    assert_eq!(tally.iterations(), 1_024);
    assert_eq!(format!("{:016x}", tally.checksum()), "65a5cbf9bc7504a3");
    let unlevelled = simulate(&problem, Policy::Unlevelled, 7, 0..1_024);
    assert_eq!(format!("{:016x}", unlevelled.checksum()), "be86552723e157ca");
    let parallel = simulate(&problem, Policy::Parallel, 7, 0..1_024);
    assert_eq!(format!("{:016x}", parallel.checksum()), "85e317d27891c937");
}

/// The tally is the sum of the opened iterations, entry by entry.
#[test]
fn tally_is_the_sum_of_opened_iterations() {
    let problem = w1::problem();
    for policy in POLICIES {
        let tally = simulate(&problem, policy, 7, 100..140);
        assert_eq!(tally, recount(&problem, policy, 7, 100..140), "{policy:?}");
    }
}

#[test]
fn iterations_are_independent_of_how_they_are_split() {
    let problem = w1::problem();
    let whole = simulate(&problem, Policy::Serial, 11, 5..333);
    for cuts in [&[5, 333][..], &[5, 6, 333], &[5, 37, 64, 65, 129, 333]] {
        // Later shards first: order does not matter either.
        let mut merged = Tally::empty(problem.layout());
        for cut in cuts.windows(2).rev() {
            merged.merge(&simulate(&problem, Policy::Serial, 11, cut[0]..cut[1]));
        }
        assert_eq!(merged, whole);
    }
    assert_eq!(simulate(&problem, Policy::Serial, 11, 9..9), Tally::empty(problem.layout()));
}

#[test]
fn the_last_iterations_there_are_can_be_run() {
    let problem = problem(52, vec![], 1, vec![plain_stage(0, triangular(1.0, 5.0, 20.0))]);
    assert_eq!(simulate(&problem, Policy::Serial, 7, u32::MAX - 3..u32::MAX).iterations(), 3);
    open_iteration(&problem, Policy::Serial, 7, u32::MAX);
}

/// Mean, P10 and P80 of Tri(2, 5, 14), rounded up to weeks, within four standard errors.
#[test]
fn finish_weeks_follow_the_estimate() {
    let problem = problem(52, vec![], 1, vec![plain_stage(0, triangular(2.0, 5.0, 14.0))]);
    let tally = simulate(&problem, Policy::Serial, 7, 0..20_000);
    for (week, share) in (3..=14).zip((3..=14).map(|week| triangular_share(2.0, 5.0, 14.0, f64::from(week))))
    {
        let finished: u64 = tally.finish_histogram(0)[..=week].iter().sum();
        let error = (share * (1.0 - share) / 20_000.0).sqrt();
        assert!((finished as f64 / 20_000.0 - share).abs() <= 4.0 * error + 1e-12, "by week {week}");
    }
}

fn triangular_share(low: f64, mode: f64, high: f64, x: f64) -> f64 {
    if x < mode {
        (x - low) * (x - low) / ((high - low) * (mode - low))
    } else {
        1.0 - (high - x) * (high - x) / ((high - low) * (high - mode))
    }
}

#[test]
fn effort_is_divided_among_the_team() {
    // 12 person-weeks by 1.5 FTE take 8 weeks; 12.1 take 9.
    for (effort, weeks) in [(12.0, 8), (12.1, 9), (0.0, 0)] {
        let stage = Stage {
            demand: vec![Demand { role: 0, units: 20 }, Demand { role: 1, units: 10 }],
            ..plain_stage(0, Work::Effort(Distribution::fixed(effort).unwrap()))
        };
        let problem = problem(52, vec![plain_role(40, 52), plain_role(10, 52)], 1, vec![stage]);
        let schedule = checked_schedule(&problem, Policy::Serial, 0, 0);
        assert_eq!(schedule.stages[0].finish_week, Some(weeks));
    }
}

#[test]
fn what_does_not_fit_into_the_horizon_is_counted_as_unfinished() {
    let stages = vec![
        Stage { demand: vec![Demand { role: 0, units: 20 }], ..plain_stage(0, fixed(7.0)) },
        Stage { demand: vec![Demand { role: 0, units: 20 }], ..plain_stage(1, fixed(4.0)) },
        Stage { after: vec![1], ..plain_stage(1, fixed(0.0)) },
        Stage { earliest_start_week: 99, ..plain_stage(2, fixed(1.0)) },
    ];
    let problem = problem(10, vec![plain_role(20, 10)], 4, stages);
    let serial = simulate(&problem, Policy::Serial, 0, 0..5);
    let finish = |tally: &Tally, initiative| tally.finish_histogram(initiative).iter().position(|n| *n == 5);
    let finishes = |tally: &Tally| [0, 1, 2, 3].map(|initiative| finish(tally, initiative));
    assert_eq!(finishes(&serial), [Some(7), Some(11), Some(11), Some(0)]);
    assert_eq!((serial.stage(0).finished, serial.stage(1).finished, serial.stage(2).finished), (5, 0, 0));
    assert_eq!((serial.makespan_histogram()[11], serial.late_weeks(1, 9)), (5, 10));
    // The second team would have come at once: four weeks of overload, and half of its demand covered.
    let unlevelled = simulate(&problem, Policy::Unlevelled, 0, 0..5);
    assert_eq!(finishes(&unlevelled), [Some(7), Some(4), Some(11), Some(0)]);
    for tally in [&serial, &unlevelled] {
        assert_eq!(tally.overloaded(0), [5, 5, 5, 5, 0, 0, 0, 0, 0, 0]);
        assert_eq!((tally.demanded_unit_weeks(0), tally.staffed_unit_weeks(0)), (5 * 220, 5 * 140));
    }
    assert_eq!(serial.used_units(0), [100, 100, 100, 100, 100, 100, 100, 0, 0, 0]);
    assert_eq!(unlevelled.used_units(0), [200, 200, 200, 200, 100, 100, 100, 0, 0, 0]);
    assert_eq!(serial.capacity_units(0), [100; 10]);
}

/// One role's bad quarter is not another's, and a key carries its luck to any place in the list.
#[test]
fn luck_belongs_to_keys() {
    let absent = |key| Role {
        key,
        absence: Distribution::triangular(0.0, 0.2, 0.9).unwrap(),
        ..plain_role(2_000, 52)
    };
    let capacities = |keys: &[u64]| {
        let problem = problem(52, keys.iter().map(|key| absent(*key)).collect(), 0, vec![]);
        open_iteration(&problem, Policy::Serial, 7, 3).capacity_units
    };
    let [first, second, third] = <[Vec<u16>; 3]>::try_from(capacities(&[1, 2, 3])).unwrap();
    assert_eq!(capacities(&[3, 1]), [third, first.clone()]);
    assert!(first != second);
    assert!(first[0] == first[12] && first[12] != first[13], "an absence holds for 13 weeks");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_schedule_breaks_capacity_or_precedence(problem in any_problem(), seed: u64, iteration: u32) {
        for policy in POLICIES {
            checked_schedule(&problem, policy, seed, iteration);
        }
    }

    /// Waiting for people never makes anything earlier, draw by draw.
    #[test]
    fn levelled_finishes_are_never_before_the_critical_path(problem in any_problem(), seed: u64) {
        let unlevelled = open_iteration(&problem, Policy::Unlevelled, seed, 5);
        for policy in [Policy::Serial, Policy::Parallel] {
            let levelled = open_iteration(&problem, policy, seed, 5);
            for (levelled, unlevelled) in levelled.stages.iter().zip(&unlevelled.stages) {
                prop_assert_eq!(levelled.duration_weeks, unlevelled.duration_weeks);
                let weeks = |finish: Option<u32>| finish.unwrap_or(u32::MAX);
                prop_assert!(weeks(levelled.finish_week) >= weeks(unlevelled.finish_week));
            }
        }
    }

    #[test]
    fn tally_is_the_sum_of_opened_iterations_of_any_problem(problem in any_problem(), seed: u64) {
        for policy in POLICIES {
            // Parts of two chunks, and one whole, which is done in lockstep.
            prop_assert_eq!(simulate(&problem, policy, seed, 30..66), recount(&problem, policy, seed, 30..66));
        }
    }

    /// More weeks and more units than the narrow lanes of a chunk count up to, in every combination.
    #[test]
    fn tally_is_the_sum_of_opened_iterations_over_years_and_of_many_people(
        stages in prop::collection::vec((0..600_u32, 0.0..40.0_f64, prop_oneof![0.0..30.0_f64, 200.0..400.0_f64], 1..3_u16), 2..9),
        units in prop_oneof![Just(1_u16), Just(90), Just(300)],
        seed: u64,
    ) {
        let absence = Distribution::triangular(0.0, 0.1, 0.5).unwrap();
        let role = Role { absence, ..plain_role(4 * units, 700) };
        let stages = (0..).zip(stages).map(|(index, (earliest, low, range, share))| Stage {
            key: u64::from(index),
            demand: vec![Demand { role: 0, units: share * units }],
            after: (index % 3 == 2).then(|| index - 1).into_iter().collect(),
            earliest_start_week: earliest,
            ..plain_stage(index, triangular(low, low + range / 4.0, low + range))
        });
        let stages: Vec<Stage> = stages.collect();
        let problem = problem(700, vec![role], stages.len(), stages);
        for policy in [Policy::Unlevelled, Policy::Serial] {
            prop_assert_eq!(simulate(&problem, policy, seed, 0..32), recount(&problem, policy, seed, 0..32));
        }
    }

    #[test]
    fn shards_merge_to_the_bits_of_one_run(problem in any_problem(), seed: u64, cut in 0..=100_u32) {
        let mut late = simulate(&problem, Policy::Serial, seed, cut..100);
        late.merge(&simulate(&problem, Policy::Serial, seed, 0..cut));
        let whole = simulate(&problem, Policy::Serial, seed, 0..100);
        prop_assert_eq!(late.checksum(), whole.checksum());
        prop_assert_eq!(Tally::from_words(problem.layout(), late.into_words()).unwrap(), whole);
    }

    /// A stage that waits could not have started any week earlier beside what had priority or was at work.
    #[test]
    fn nobody_who_could_work_waits_when_dispatching(problem in any_problem(), seed: u64) {
        let schedule = checked_schedule(&problem, Policy::Parallel, seed, 5);
        for (index, (stage, run)) in problem.stages().iter().zip(&schedule.stages).enumerate() {
            let Some(start) = run.start_week.filter(|start| *start > 0) else { continue };
            let finished = |before: &u32| schedule.stages[*before as usize].finish_week.unwrap_or(u32::MAX);
            let ready = stage.after.iter().map(finished).max().unwrap_or(0).max(stage.earliest_start_week);
            let week = start - 1;
            if week < ready || run.duration_weeks == 0 {
                continue;
            }
            // Whoever started by then, and what those need later, is in the way; later starters are not.
            let others = problem.stages().iter().zip(&schedule.stages).enumerate();
            let in_the_way = others.filter(|(other, (_, run))| *other != index && run.start_week.is_some_and(|it| it <= week));
            let mut free: Vec<Vec<i64>> = schedule.capacity_units.iter().map(|row| row.iter().map(|units| i64::from(*units)).collect()).collect();
            for (_, (other, run)) in in_the_way {
                for demand in &other.demand {
                    for week in run.start_week.unwrap()..run.finish_week.unwrap() {
                        free[demand.role as usize][week as usize] -= i64::from(demand.units);
                    }
                }
            }
            let fits = (week..week + run.duration_weeks).all(|week| {
                (0..problem.roles().len()).all(|role| {
                    let units: i64 = stage.demand.iter().filter(|it| it.role as usize == role).map(|it| i64::from(it.units)).sum();
                    units == 0 || free[role][week as usize] >= units
                })
            });
            prop_assert!(!fits, "stage {} could have started in week {}", index, week);
        }
    }

    /// Nobody is pushed aside by what comes last, and nobody's luck changes.
    #[test]
    fn an_initiative_added_at_the_end_changes_nothing_for_the_others(problem in any_problem(), seed: u64) {
        let mut stages = problem.stages().to_vec();
        let mut initiatives = problem.initiatives().to_vec();
        let last = u32::try_from(initiatives.len()).unwrap();
        let newcomer = Stage { key: 999, initiative: last, after: vec![], ..stages[0].clone() };
        stages.push(newcomer);
        initiatives.push(Initiative { needed_by_week: None });
        let larger = Problem::new(problem.horizon_weeks(), problem.roles().to_vec(), initiatives, stages).unwrap();
        let before = open_iteration(&problem, Policy::Serial, seed, 5);
        let after = open_iteration(&larger, Policy::Serial, seed, 5);
        prop_assert_eq!(&before.capacity_units, &after.capacity_units);
        prop_assert_eq!(&before.stages[..], &after.stages[..before.stages.len()]);
    }

    /// More heads never overload a week that was not, in any iteration: the counts fall.
    #[test]
    fn unlevelled_overload_falls_as_heads_grow(problem in any_problem(), seed: u64, more in 1..40_u16) {
        let grown = problem.roles().iter().map(|role| Role {
            heads_units: role.heads_units.iter().map(|heads| heads + more).collect(),
            ..role.clone()
        });
        let (initiatives, stages) = (problem.initiatives().to_vec(), problem.stages().to_vec());
        let grown = Problem::new(problem.horizon_weeks(), grown.collect(), initiatives, stages).unwrap();
        let few = simulate(&problem, Policy::Unlevelled, seed, 0..50);
        let many = simulate(&grown, Policy::Unlevelled, seed, 0..50);
        for role in 0..problem.roles().len() {
            for (few, many) in few.overloaded(role).iter().zip(many.overloaded(role)) {
                prop_assert!(many <= few);
            }
            prop_assert!(many.staffed_unit_weeks(role) >= few.staffed_unit_weeks(role));
        }
    }
}

/// One iteration, after checking that nobody starts too early or twice and nobody is used who is not there.
fn checked_schedule(problem: &Problem, policy: Policy, seed: u64, iteration: u32) -> Schedule {
    let schedule = open_iteration(problem, policy, seed, iteration);
    let horizon = problem.horizon_weeks();
    let mut used = vec![vec![0; horizon as usize]; problem.roles().len()];
    for (place, (stage, run)) in (0..).zip(problem.stages().iter().zip(&schedule.stages)) {
        let Some(start) = run.start_week else {
            assert_eq!(run.finish_week, None);
            continue;
        };
        assert!(start >= stage.earliest_start_week);
        for before in &stage.after {
            let finish = schedule.stages[*before as usize].finish_week;
            assert!(finish.is_some_and(|finish| finish <= start), "started before its predecessor finished");
        }
        let worked: Vec<u32> = if run.pieces.is_empty() {
            (start..(start + run.duration_weeks).min(horizon)).collect()
        } else {
            run.pieces.iter().flat_map(|(start, end)| *start..*end).collect()
        };
        match run.finish_week {
            Some(finish) if run.pieces.is_empty() => assert_eq!(finish, start + run.duration_weeks),
            Some(finish) => assert_eq!(worked.last().map(|week| week + 1), Some(finish)),
            None if policy == Policy::Unlevelled => assert!(start + run.duration_weeks > horizon),
            None => assert!(problem.splits().iter().any(|split| split.stage == place)),
        }
        for demand in &stage.demand {
            for week in worked.iter().copied() {
                used[demand.role as usize][week as usize] += u64::from(demand.units);
            }
        }
    }
    assert_eq!(used, schedule.used_units);
    if policy != Policy::Unlevelled {
        for (used, capacity) in used.iter().zip(&schedule.capacity_units) {
            assert!(used.iter().zip(capacity).all(|(used, capacity)| *used <= u64::from(*capacity)));
        }
    }
    schedule
}

/// The tally counted the slow way, from opened iterations.
fn recount(problem: &Problem, policy: Policy, seed: u64, iterations: std::ops::Range<u32>) -> Tally {
    let horizon = problem.horizon_weeks() as usize;
    let roles = problem.roles().len();
    let bins = horizon + 2;
    let mut finish = vec![vec![0_u64; bins]; problem.initiatives().len()];
    let mut makespan = vec![0_u64; bins];
    let mut stages = vec![[0_u64; 3]; problem.stages().len()];
    let [mut overloaded, mut used, mut capacity] = [(); 3].map(|()| vec![vec![0_u64; horizon]; roles]);
    let [mut demanded, mut staffed] = [(); 2].map(|()| vec![0_u64; roles]);
    let mut staffed_percent = vec![0_u64; 101];
    let mut on_time = vec![0_u64; problem.initiatives().len() + 1];
    for iteration in iterations.clone() {
        let schedule = open_iteration(problem, policy, seed, iteration);
        let mut finishes = vec![0; problem.initiatives().len()];
        for ((stage, run), sums) in problem.stages().iter().zip(&schedule.stages).zip(&mut stages) {
            let bin = run.finish_week.map_or(horizon + 1, |week| week as usize);
            let initiative = &mut finishes[stage.initiative as usize];
            *initiative = bin.max(*initiative);
            if let (Some(start), Some(finish)) = (run.start_week, run.finish_week) {
                *sums = [sums[0] + u64::from(start), sums[1] + u64::from(finish), sums[2] + 1];
            }
        }
        for (histogram, bin) in finish.iter_mut().zip(&finishes) {
            histogram[*bin] += 1;
        }
        let met = |(bin, initiative): &(&usize, &Initiative)| {
            initiative.needed_by_week.is_some_and(|week| **bin <= horizon && **bin <= week as usize)
        };
        on_time[finishes.iter().zip(problem.initiatives()).filter(met).count()] += 1;
        makespan[finishes.into_iter().max().unwrap_or(0)] += 1;
        let demand = open_iteration(problem, Policy::Unlevelled, seed, iteration).used_units;
        let before = (demanded.iter().sum::<u64>(), staffed.iter().sum::<u64>());
        for role in 0..roles {
            for week in 0..horizon {
                let there = u64::from(schedule.capacity_units[role][week]);
                overloaded[role][week] += u64::from(demand[role][week] > there);
                used[role][week] += schedule.used_units[role][week];
                capacity[role][week] += there;
                demanded[role] += demand[role][week];
                staffed[role] += demand[role][week].min(there);
            }
        }
        let here = (demanded.iter().sum::<u64>() - before.0, staffed.iter().sum::<u64>() - before.1);
        if let Some(percent) = (100 * here.1).checked_div(here.0) {
            staffed_percent[usize::try_from(percent).unwrap()] += 1;
        }
    }
    let sections =
        [finish.concat(), makespan, stages.concat(), overloaded.concat(), used.concat(), capacity.concat()];
    let mut words = vec![u64::from(iterations.end - iterations.start)];
    words.extend(sections.into_iter().flatten().chain(demanded).chain(staffed));
    words.extend(staffed_percent.into_iter().chain(on_time));
    Tally::from_words(problem.layout(), words).unwrap()
}
