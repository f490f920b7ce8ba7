//! Money in the simulation: known amounts, known chances, and shards that add up.

use pmo_workbench::engine::capacity::money::{
    Figure, Finances, Funding, MoneyPlan, MoneyTally, simulate_money,
};
use pmo_workbench::engine::capacity::{
    Delay, Demand, Distribution, Initiative, Policy, Problem, Risk, Stage,
};
use pmo_workbench::engine::float;

use super::problems::{fixed, plain_role, plain_stage, triangular};

fn funding(fixed_cost: f64, work_cost: f64, benefit: f64, budget: f64) -> Funding {
    Funding { fixed_cost, work_cost, benefit, budget }
}

fn finances(fundings: Vec<Funding>, roles: usize) -> Finances {
    let week_rates = vec![0.0; roles];
    Finances { fundings, week_rates, weekly_discount: 1.0, benefit_weeks: 52, ramp_weeks: 0 }
}

fn run(problem: Problem, finances: Finances, iterations: u32) -> (MoneyPlan, MoneyTally) {
    let plan = MoneyPlan::new(problem, Policy::Serial, finances, 7).unwrap();
    let tally = simulate_money(&plan, 7, 0..iterations);
    (plan, tally)
}

fn one(stage: Stage, needed_by_week: Option<u32>) -> Problem {
    Problem::new(104, vec![], vec![Initiative { needed_by_week }], vec![stage]).unwrap()
}

/// engine.md: Bernoulli(.3) × Tri(2, 5, 14) has mean 2.1, P50 0, P80 5.514719 and P90 8.
#[test]
fn a_loss_is_that_of_reference_value_14() {
    let cost = Distribution::triangular(2.0, 5.0, 14.0).unwrap();
    let delay = Delay::Weeks(Distribution::fixed(0.0).unwrap());
    let risk = Risk { key: 9, chance: 0.3, delay, most_weeks: f64::INFINITY, hits: vec![0], cost };
    let problem = one(plain_stage(0, fixed(4.0)), None).with_risks(vec![risk]).unwrap();
    let (plan, tally) = run(problem, finances(vec![funding(0.0, 100.0, 0.0, 100.0)], 0), 40_000);
    let loss = tally.figure(&plan, Figure::Loss);
    let at = |p| loss.quantile(p).unwrap();
    assert!(at(0.5).abs() < 1e-12);
    assert!((at(0.8) - 5.514_719).abs() < 0.2, "{}", at(0.8));
    assert!((at(0.9) - 8.0).abs() < 0.15, "{}", at(0.9));
    let mean = tally.mean(&plan, Figure::Loss).unwrap();
    assert!((mean - 2.1).abs() < 0.06, "{mean}");
    // The worst two runs in ten: two thirds of all that happen, those above their own lower third.
    let tail = loss.tail_mean(0.8).unwrap();
    assert!(tail > at(0.8) && tail < 14.0, "{tail}");
    let within = tally.figure(&plan, Figure::Cost).share_at_most(100.0);
    assert!((within - 0.7).abs() < 0.01, "{within}");
}

/// What takes half as long again costs half as much again, as far as its cost grows with the work.
#[test]
fn cost_grows_with_the_work() {
    let (plan, tally) = run(
        one(plain_stage(0, triangular(20.0, 50.0, 80.0)), None),
        finances(vec![funding(40.0, 60.0, 0.0, 100.0)], 0),
        20_000,
    );
    let mean = tally.mean(&plan, Figure::Cost).unwrap();
    assert!((mean - 100.0).abs() < 0.8, "{mean}");
    // P90 of Tri(20, 50, 80) is 80 − √(0.1 × 60 × 30) = 66.58 weeks, rounded up, of 50.5 in the mean.
    let p90 = tally.figure(&plan, Figure::Cost).quantile(0.9).unwrap();
    assert!((p90 - (40.0 + 60.0 * 67.0 / 50.5)).abs() < 1.0, "{p90}");
    // The only initiative costs what the plan does; an amount has the share of the runs below its quantile.
    let own = tally.initiative_cost(&plan, 0);
    assert!((own.quantile(0.9).unwrap() - p90).abs() < 0.8, "{:?}", own.quantile(0.9));
    assert!((own.share_at_most(p90) - 0.9).abs() < 0.02);
}

/// What takes longer is paid later: the quarters differ from run to run, and end with all of it.
#[test]
fn the_cash_flow_has_a_band() {
    let (plan, tally) = run(
        one(plain_stage(0, triangular(4.0, 10.0, 40.0)), None),
        finances(vec![funding(0.0, 100.0, 0.0, 100.0)], 0),
        4_096,
    );
    let means = tally.mean_quarters(&plan);
    let cost = tally.figure(&plan, Figure::Cost);
    let mut before = 0.0;
    for (quarter, mean) in means.iter().enumerate() {
        let here = tally.quarter_cost(&plan, quarter);
        assert_eq!(here.iterations(), 4_096);
        let [low, high] = [0.1, 0.9].map(|p| here.quantile(p).unwrap());
        assert!(low <= high && low >= 0.0 && (*mean > 0.0 || high <= 0.0), "{quarter}: {low} {mean} {high}");
        let paid = tally.paid_by(&plan, quarter).quantile(0.5).unwrap();
        assert!(paid >= before, "what is paid is not paid back");
        before = paid;
    }
    assert!((before - cost.quantile(0.5).unwrap()).abs() < 2.0, "{before}");
    // Paid in the middle: the shorter half of the runs pays in the first quarter, the longest in the second.
    let second = tally.quarter_cost(&plan, 1);
    assert!(second.quantile(0.1).unwrap() < 1.0 && second.quantile(0.95).unwrap() > 100.0, "{second:?}");
}

/// Reference value 16 in weeks: an outlay now and an inflow later are worth less than they sum up to.
#[test]
fn value_follows_the_finish_and_the_discount() {
    let problem = || one(plain_stage(0, fixed(52.0)), None);
    let money = || finances(vec![funding(100.0, 0.0, 120.0, 100.0)], 0);
    let (plan, tally) = run(problem(), money(), 64);
    let undiscounted = tally.mean(&plan, Figure::Value).unwrap();
    assert!((undiscounted - 20.0).abs() < 0.05, "{undiscounted}");
    // Eight per cent a year: paid in week 26, earned over the year after week 52.
    let weekly = float::pow(1.08, -1.0 / 52.0);
    let (plan, tally) = run(problem(), Finances { weekly_discount: weekly, ..money() }, 64);
    let annuity: f64 = (0..52).map(|week| float::pow(weekly, f64::from(week)) / 52.0).sum();
    let expected = 120.0 * float::pow(weekly, 52.0) * annuity - 100.0 * float::pow(weekly, 26.0);
    let value = tally.mean(&plan, Figure::Value).unwrap();
    assert!((value - expected).abs() < 0.05, "{value} instead of {expected}");
    // A ramp brings the same money later.
    let late = Finances { weekly_discount: weekly, ramp_weeks: 52, ..money() };
    let (plan, tally) = run(problem(), late, 64);
    assert!(tally.mean(&plan, Figure::Value).unwrap() < value - 0.5);
}

/// A week of a person costs its rate, whoever waits for it.
#[test]
fn people_cost_their_rate() {
    let team = vec![Demand { role: 0, units: 40 }];
    let stages = [0, 1].map(|it| Stage { demand: team.clone(), ..plain_stage(it, fixed(5.0)) });
    let initiatives = vec![Initiative { needed_by_week: Some(5) }; 2];
    let problem = Problem::new(52, vec![plain_role(40, 52)], initiatives, stages.to_vec()).unwrap();
    let money = Finances {
        week_rates: vec![3.0],
        ..finances(vec![funding(0.0, 0.0, 0.0, 30.0), funding(0.0, 0.0, 0.0, 29.0)], 1)
    };
    let (plan, tally) = run(problem, money, 32);
    // Two people, five weeks, at three, twice.
    assert!((tally.mean(&plan, Figure::Cost).unwrap() - 60.0).abs() < 0.01);
    assert!((tally.mean_cost(&plan, 0).unwrap() - 30.0).abs() < 0.01);
    // The first is in time and in budget, the second neither.
    assert_eq!((tally.kept(0), tally.kept(1)), ([32, 32, 32], [0, 0, 0]));
    let quarters = tally.mean_quarters(&plan);
    assert!((quarters.iter().sum::<f64>() - 60.0).abs() < 0.01 && quarters.len() == 5);
}

/// NASA JCL: one driver makes late and dear together, so that both at their P70 are more likely than 49 %.
#[test]
fn cost_and_date_hang_together() {
    let (plan, tally) = run(
        one(plain_stage(0, triangular(20.0, 50.0, 80.0)), None),
        finances(vec![funding(0.0, 100.0, 0.0, 100.0)], 0),
        4_096,
    );
    let on_diagonal: u64 = tally
        .joint()
        .enumerate()
        .flat_map(|(row, counts)| {
            counts
                .iter()
                .enumerate()
                .filter(move |(column, _)| row.abs_diff(*column) <= 2)
                .map(|(_, count)| *count)
        })
        .sum();
    assert_eq!(on_diagonal, 4_096, "with one stage, cost follows the finish");
    assert!(MoneyTally::joint_corner(&plan, 63, 63).1 > MoneyTally::joint_corner(&plan, 0, 0).1);
}

#[test]
fn shards_of_money_add_up_to_the_whole() {
    let (plan, whole) = run(
        one(plain_stage(0, triangular(2.0, 5.0, 14.0)), Some(8)),
        finances(vec![funding(1.0, 9.0, 30.0, 10.0)], 0),
        1_000,
    );
    let mut merged = MoneyTally::empty(&plan);
    for part in [517..1_000, 31..517, 31..31, 0..31] {
        merged.merge(&simulate_money(&plan, 7, part));
    }
    assert_eq!(merged, whole);
    let back = MoneyTally::from_words(&plan, merged.into_words()).unwrap();
    assert_eq!(back.checksum(), whole.checksum());
    assert!(MoneyTally::from_words(&plan, vec![0; 3]).is_none());
}

#[test]
fn finances_that_do_not_fit_are_refused() {
    let problem = || one(plain_stage(0, fixed(4.0)), None);
    let good = || finances(vec![funding(1.0, 0.0, 0.0, 1.0)], 0);
    assert!(MoneyPlan::new(problem(), Policy::Serial, good(), 7).is_some());
    for bad in [
        finances(vec![], 0),
        finances(vec![funding(1.0, 0.0, 0.0, 1.0)], 1),
        Finances { weekly_discount: 0.0, ..good() },
        Finances { benefit_weeks: 0, ..good() },
        Finances { ramp_weeks: 53, ..good() },
    ] {
        assert!(MoneyPlan::new(problem(), Policy::Serial, bad, 7).is_none());
    }
}
