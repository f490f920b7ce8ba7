//! Risks and what varies together: known distributions, and luck that stays where it belongs.

use pmo_workbench::engine::capacity::experiment::{Change, Experiment, Measure, Target, experiment};
use pmo_workbench::engine::capacity::{
    Cluster, Delay, Distribution, Group, Policy, Problem, ProblemError, Risk, RiskError, Stage, mended,
    open_iteration, simulate,
};
use pmo_workbench::engine::stats::histogram;

use super::problems::{fixed, plain_stage, problem, reordered, triangular};

fn risk(chance: f64, delay: Delay, hits: &[u32]) -> Risk {
    let cost = Distribution::fixed(0.0).unwrap();
    Risk { key: 99, chance, delay, most_weeks: f64::INFINITY, hits: hits.to_vec(), cost }
}

fn weeks(low: f64, mode: f64, high: f64) -> Delay {
    Delay::Weeks(Distribution::triangular(low, mode, high).unwrap())
}

/// engine.md: Bernoulli(.3) × Tri(2, 5, 14) has P50 0 and P80 5.514719, where chance × harm would say about 2.8.
#[test]
fn a_risk_happens_wholly_or_not_at_all() {
    let plan = problem(52, vec![], 1, vec![plain_stage(0, fixed(0.0))]);
    let plan = plan.with_risks(vec![risk(0.3, weeks(2.0, 5.0, 14.0), &[0])]).unwrap();
    let tally = simulate(&plan, Policy::Unlevelled, 7, 0..20_000);
    let counts = tally.finish_histogram(0);
    let share = |week: usize| histogram::share_at_most(counts, week).0 as f64 / 20_000.0;
    assert!((share(2) - 0.7).abs() < 0.013, "{}", share(2));
    // Weeks are whole: 5.51 is six.
    assert_eq!([0.5, 0.8].map(|p| histogram::quantile(counts, p)), [Some(0), Some(6)]);
}

/// Hulett (2009): one driver on ten stages makes them long together; its factor is the same for all.
#[test]
fn a_driver_lengthens_all_that_it_hits_by_one_factor() {
    let stages: Vec<Stage> = [40.0, 80.0].iter().map(|weeks| plain_stage(0, fixed(*weeks))).collect();
    let plan = problem(1_000, vec![], 1, stages);
    let factor = Delay::Times(Distribution::discrete(vec![(1.0, 1.25), (1.0, 1.5), (1.0, 2.0)]).unwrap());
    let plan = plan.with_risks(vec![risk(1.0, factor, &[0, 1, 1])]).unwrap();
    let mut seen = std::collections::BTreeSet::new();
    for iteration in 0..64 {
        let schedule = open_iteration(&plan, Policy::Serial, 7, iteration);
        seen.insert((schedule.stages[0].duration_weeks, schedule.stages[1].duration_weeks));
    }
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), [(50, 100), (60, 120), (80, 160)]);
}

#[test]
fn recovery_limits_the_delay() {
    let plan = problem(52, vec![], 1, vec![plain_stage(0, fixed(10.0))]);
    let slow = Risk { most_weeks: 2.0, ..risk(1.0, weeks(5.0, 6.0, 7.0), &[0]) };
    let plan = plan.with_risks(vec![slow]).unwrap();
    let finish = open_iteration(&plan, Policy::Serial, 7, 3).makespan_weeks();
    assert_eq!(finish, Some(12));
}

/// Without the risk, only the runs in which it happened are others; the rest are the same to the week.
#[test]
fn what_never_happened_changes_nothing() {
    let chain: Vec<Stage> = (0..3_u32)
        .map(|stage| Stage {
            key: u64::from(stage) + 1,
            after: stage.checked_sub(1).into_iter().collect(),
            ..plain_stage(0, triangular(2.0, 5.0, 14.0))
        })
        .collect();
    let bare = problem(104, vec![], 1, chain);
    let it = risk(0.25, weeks(3.0, 3.0, 3.0), &[1]);
    let plan = bare.clone().with_risks(vec![it.clone()]).unwrap();
    let never = Change::Risk { risk: 0, becomes: Box::new(Risk { chance: 0.0, ..it }) };
    let made = Experiment::new(plan, Policy::Serial, Target::Makespan, vec![never]).unwrap();
    let tally = experiment(&made, 7, 0..4_096);
    let paired = tally.paired(0, Measure::Target);
    assert_eq!((paired.worse, paired.lost_weeks), (0, 0));
    assert_eq!(paired.saved_weeks, 3 * paired.better);
    let share = paired.better as f64 / 4_096.0;
    assert!((share - 0.25).abs() < 0.03, "{share}");
    assert_eq!(tally.changed_histogram(0), simulate(&bare, Policy::Serial, 7, 0..4_096).makespan_histogram());
    assert!(tally.cruciality(0).unwrap() > 0.2, "its luck is seen in the finish");
}

/// A risk follows its stage into another order of priority.
#[test]
fn a_risk_stays_with_its_stage_in_another_order() {
    let stages = [5.0, 9.0].iter().zip(0..).map(|(weeks, initiative)| plain_stage(initiative, fixed(*weeks)));
    let plan = problem(52, vec![], 2, stages.collect());
    let plan = plan.with_risks(vec![risk(1.0, weeks(1.0, 1.0, 1.0), &[0])]).unwrap();
    let turned = reordered(&plan, &[1, 0]).apply(&plan).unwrap();
    assert_eq!(turned.risks()[0].hits, [1]);
    assert_eq!(turned.stages()[1].initiative, 0);
    assert_eq!(open_iteration(&turned, Policy::Serial, 7, 0).stages[1].finish_week, Some(6));
}

#[test]
fn a_risk_that_makes_no_sense_is_refused() {
    let plan = || problem(52, vec![], 1, vec![plain_stage(0, fixed(1.0))]);
    let refused = |it: Risk| match plan().with_risks(vec![it]) {
        Err(ProblemError::Risk { risk: 0, error }) => error,
        other => panic!("{other:?}"),
    };
    assert_eq!(refused(risk(1.2, weeks(1.0, 1.0, 1.0), &[0])), RiskError::Chance);
    assert_eq!(refused(risk(0.2, weeks(-1.0, 1.0, 1.0), &[0])), RiskError::Negative);
    assert_eq!(refused(risk(0.2, weeks(1.0, 1.0, 1.0), &[1])), RiskError::NoSuchStage);
    let group =
        |stages: &[u32], rank_correlation| Group { key: 1, rank_correlation, stages: stages.to_vec() };
    for groups in [vec![group(&[0], 1.1)], vec![group(&[1], 0.5)], vec![group(&[0], 0.5), group(&[0], 0.5)]] {
        assert_eq!(plan().with_groups(groups), Err(ProblemError::Groups));
    }
}

#[test]
fn risks_and_groups_travel_as_json() {
    let plan = problem(52, vec![], 1, vec![plain_stage(0, fixed(1.0)), plain_stage(0, fixed(2.0))]);
    let plan = plan.with_risks(vec![risk(0.2, weeks(1.0, 2.0, 3.0), &[0])]).unwrap();
    let group = Group { key: 1, rank_correlation: 0.5, stages: vec![0, 1] };
    let plan = plan.with_groups(vec![group]).unwrap();
    let json = serde_json::to_string(&plan).unwrap();
    assert_eq!(serde_json::from_str::<Problem>(&json).unwrap(), plan);
}

/// Ten stages in a row, tenths of a week long, as in engine.md: standard deviation 8.06 at ρ 0, 15.51 at .3 and 25.50
/// at 1 for Tri(2, 5, 14).
#[test]
fn correlation_widens_a_series_as_it_should() {
    // By 6 asin(ρ / 2) ÷ π.
    for (rank_correlation, expected) in [(0.0, 80.62), (0.287_564, 155.08), (1.0, 254.95)] {
        let chain: Vec<Stage> = (0..10_u32)
            .map(|stage| Stage {
                key: u64::from(stage) + 1,
                after: stage.checked_sub(1).into_iter().collect(),
                ..plain_stage(0, triangular(20.0, 50.0, 140.0))
            })
            .collect();
        let group = Group { key: 77, rank_correlation, stages: (0..10).collect() };
        let plan = problem(2_000, vec![], 1, chain).with_groups(vec![group]).unwrap();
        let tally = simulate(&plan, Policy::Unlevelled, 7, 0..20_000);
        let counts = tally.makespan_histogram();
        let mean = histogram::mean(counts).unwrap();
        let squares: f64 = counts
            .iter()
            .enumerate()
            .map(|(week, n)| {
                let off = week as f64 - mean;
                off * off * *n as f64
            })
            .sum();
        let deviation = (squares / 20_000.0).sqrt();
        // Half a week for each stage, because weeks are whole.
        assert!((mean - 705.0).abs() < 8.0, "{mean}");
        assert!((deviation / expected - 1.0).abs() < 0.03, "{deviation} instead of {expected}");
    }
}

/// engine.md: a Gaussian copula with ρ .5 has Spearman's rank correlation .482584, which is what is asked for here.
#[test]
fn two_stages_have_the_rank_correlation_asked_for() {
    let group = Group { key: 77, rank_correlation: 0.482_584, stages: vec![0, 1] };
    let found = spearman(&uncertain(2).with_groups(vec![group]).unwrap(), 0, 1);
    assert!((found - 0.482_584).abs() < 0.03, "{found}");
}

/// The same for two stages of different clusters, for two of one, and against each other.
#[test]
fn stages_of_clusters_have_the_rank_correlations_asked_for() {
    let plan = uncertain(6).with_clusters(clusters()).unwrap();
    for (one, other, asked) in [
        (0, 1, 0.6),
        (2, 3, 0.5),
        (0, 2, 0.482_584),
        (1, 3, 0.482_584),
        (0, 4, -0.15),
        (2, 4, 0.0),
        (0, 5, 0.0),
    ] {
        let found = spearman(&plan, one, other);
        assert!((found - asked).abs() < 0.04, "{one} with {other}: {found} instead of {asked}");
    }
    // A group within a cluster adds only what its own stages go together beyond it.
    let group =
        |key, stages: &[u32], rank_correlation| Group { key, rank_correlation, stages: stages.to_vec() };
    let groups = vec![group(91, &[0, 1], 0.9), group(92, &[2, 3], 0.1), group(93, &[5], 0.9)];
    let plan = plan.with_groups(groups).unwrap();
    for (one, other, asked) in [(0, 1, 0.9), (2, 3, 0.5), (0, 2, 0.482_584), (0, 4, -0.15)] {
        let found = spearman(&plan, one, other);
        assert!((found - asked).abs() < 0.04, "{one} with {other}: {found} instead of {asked}");
    }
}

/// Each stage still lasts as its estimate says, and who is in no cluster has the luck it had.
#[test]
fn clusters_leave_every_estimate_as_it_is() {
    let (alone, together) = (uncertain(6), uncertain(6).with_clusters(clusters()).unwrap());
    let finishes = |plan: &Problem, initiative| {
        let tally = simulate(plan, Policy::Unlevelled, 3, 0..20_000);
        tally.finish_histogram(initiative).to_vec()
    };
    for initiative in 0..6 {
        let (was, is) = (finishes(&alone, initiative), finishes(&together, initiative));
        if initiative == 5 {
            assert_eq!(was, is);
        }
        let mean = |counts: &[u64]| histogram::mean(counts).unwrap();
        assert!((mean(&was) / mean(&is) - 1.0).abs() < 0.02);
        for share in [0.1, 0.5, 0.9] {
            let at = |counts: &[u64]| histogram::interpolated_quantile(counts, share).unwrap();
            assert!((at(&was) / at(&is) - 1.0).abs() < 0.03);
        }
    }
}

/// The luck of a cluster goes with its key: another place in the list, or another cluster without ties, changes nobody's.
#[test]
fn the_order_of_clusters_does_not_matter() {
    let listed = clusters();
    let [first, second, third] = [0, 1, 2].map(|it: usize| &listed[it]);
    let moved = vec![
        Cluster { rank_correlations: vec![0.5], ..second.clone() },
        Cluster { key: 99, rank_correlations: vec![0.0, 0.0], stages: vec![] },
        Cluster { rank_correlations: vec![0.0, 0.0, 0.3], ..third.clone() },
        Cluster { rank_correlations: vec![0.482_584, 0.0, -0.15, 0.6], ..first.clone() },
    ];
    let (one, other) = (uncertain(6).with_clusters(listed.clone()), uncertain(6).with_clusters(moved));
    let (one, other) = (one.unwrap(), other.unwrap());
    // Rounding of the root may move a week here and there.
    let differing = (0..500)
        .filter(|run| {
            open_iteration(&one, Policy::Unlevelled, 7, *run)
                != open_iteration(&other, Policy::Unlevelled, 7, *run)
        })
        .count();
    assert!(differing < 5, "{differing} of 500 runs differ");
}

#[test]
fn clusters_that_make_no_sense_are_refused() {
    let cluster = |stages: &[u32], with: &[f64]| Cluster {
        key: 1,
        rank_correlations: with.to_vec(),
        stages: stages.to_vec(),
    };
    for clusters in [
        vec![cluster(&[0], &[])],
        vec![cluster(&[0], &[-0.1])],
        vec![cluster(&[6], &[0.5])],
        vec![cluster(&[0], &[0.5]), cluster(&[0], &[0.5, 0.5])],
        vec![cluster(&[0], &[0.5]), cluster(&[1], &[0.5])],
        vec![cluster(&[0], &[0.5]), cluster(&[1], &[-1.5, 0.5])],
        vec![cluster(&[0], &[0.5]), cluster(&[1], &[f64::NAN, 0.5])],
    ] {
        assert_eq!(uncertain(6).with_clusters(clusters), Err(ProblemError::Clusters));
    }
    let plan = uncertain(6).with_clusters(clusters()).unwrap();
    let json = serde_json::to_string(&plan).unwrap();
    assert_eq!(serde_json::from_str::<Problem>(&json).unwrap(), plan);
    assert!(!serde_json::to_string(&uncertain(6)).unwrap().contains("clusters"));
}

/// Correlations that cannot hold together are mended, so that they can be drawn at all.
#[test]
fn impossible_correlations_are_mended() {
    // The first and the third go with the second in full, but not with each other.
    let rows = vec![vec![0.9], vec![0.9, 0.9], vec![0.0, 0.9, 0.9]];
    let mended = mended(&rows);
    assert!((0..3).all(|it| mended[it][it].to_bits() == rows[it][it].to_bits()));
    assert!(mended[1][0] < 0.8 && mended[2][0] > 0.1, "{mended:?}");
    let clusters = |rows: &[Vec<f64>]| -> Vec<Cluster> {
        let cluster = |(place, row): (u32, &Vec<f64>)| Cluster {
            key: 50 + u64::from(place),
            rank_correlations: row.clone(),
            stages: vec![2 * place, 2 * place + 1],
        };
        (0..).zip(rows).map(cluster).collect()
    };
    let plan = uncertain(6).with_clusters(clusters(&rows)).unwrap();
    for (one, other, expected) in
        [(0, 1, 0.9), (0, 2, mended[1][0]), (0, 4, mended[2][0]), (2, 4, mended[2][1])]
    {
        let found = spearman(&plan, one, other);
        assert!((found - expected).abs() < 0.04, "{one} with {other}: {found} instead of {expected}");
    }
}

/// Stages 0 and 1, 2 and 3, and 4; the second goes with the first, the third against it; 5 is in none.
fn clusters() -> Vec<Cluster> {
    let cluster = |key, stages: &[u32], rank_correlations: &[f64]| Cluster {
        key,
        rank_correlations: rank_correlations.to_vec(),
        stages: stages.to_vec(),
    };
    vec![
        cluster(71, &[0, 1], &[0.6]),
        cluster(72, &[2, 3], &[0.482_584, 0.5]),
        cluster(73, &[4], &[-0.15, 0.0, 0.3]),
    ]
}

/// So many stages side by side, each an initiative of its own.
fn uncertain(stages: u32) -> Problem {
    let stage =
        |key: u32| Stage { key: u64::from(key) + 1, ..plain_stage(key, triangular(100.0, 200.0, 900.0)) };
    problem(2_000, vec![], stages as usize, (0..stages).map(stage).collect())
}

/// Rank correlation of the durations of two stages over 4,000 runs.
fn spearman(plan: &Problem, one: usize, other: usize) -> f64 {
    let pairs: Vec<[u32; 2]> = (0..4_000)
        .map(|iteration| {
            let run = open_iteration(plan, Policy::Unlevelled, 7, iteration);
            [run.stages[one].duration_weeks, run.stages[other].duration_weeks]
        })
        .collect();
    let ranks = |of: usize| {
        let mut order: Vec<usize> = (0..pairs.len()).collect();
        order.sort_by_key(|run| pairs[*run][of]);
        let mut rank = vec![0.0; pairs.len()];
        for (place, run) in order.into_iter().enumerate() {
            rank[run] = place as f64 / pairs.len() as f64 - 0.5;
        }
        rank
    };
    let (one, other) = (ranks(0), ranks(1));
    let product: f64 = one.iter().zip(&other).map(|(one, other)| one * other).sum();
    12.0 * product / pairs.len() as f64
}
