//! Money over time and under chance, against numpy-financial and Cooper's
//! formulas, the laws, and hostile input.

#![allow(clippy::float_cmp, clippy::unwrap_used, reason = "exactness is the point; a test may panic")]

use pmo_workbench::engine::finance::cash_flow::{
    CashFlow, CashFlowError, DiscountRate, MOST_PERIODS, investment_money, net_present_value_money,
    profitability_index, return_on_investment_share,
};
use pmo_workbench::engine::finance::commercial_value::{
    Development, DevelopmentError, expected_commercial_value_money,
};
use pmo_workbench::engine::finance::internal_rate::{InternalRate, NoRate, internal_rate};
use pmo_workbench::engine::finance::payback::{discounted_payback_periods, payback_periods};
use pmo_workbench::engine::finance::stage_gate::{Stage, StageGateError, staged_value};
use pmo_workbench::engine::finance::{HIGHEST_MONEY, LOWEST_MONEY};
use pmo_workbench::engine::float;
use proptest::prelude::*;
use serde::Deserialize;

/// numpy-financial's npv and irr, and return, index and payback by their definitions.
#[test]
fn reproduces_numpy_financial_on_three_cash_flows() {
    let cases = cases();
    assert_eq!(cases.flows.len(), 3);
    for Flow { name, flows, rate, expect } in cases.flows {
        let cash_flow = CashFlow::new(flows).unwrap();
        let rate = DiscountRate::new(rate).unwrap();
        let close = |found: f64, expected: f64| {
            assert!((found - expected).abs() <= 1e-12 * expected.abs().max(1.0), "{name}: {found}");
        };
        close(net_present_value_money(&cash_flow, rate), expect.npv);
        let InternalRate::One(irr) = internal_rate(&cash_flow) else { panic!("{name} has one rate") };
        close(irr, expect.irr);
        close(return_on_investment_share(&cash_flow).unwrap(), expect.roi);
        close(profitability_index(&cash_flow, rate).unwrap(), expect.pi);
        for (found, expected) in [
            (payback_periods(&cash_flow), expect.payback),
            (discounted_payback_periods(&cash_flow, rate), expect.discounted_payback),
        ] {
            assert_eq!(found.is_some(), expected.is_some(), "{name}");
            close(found.unwrap_or(0.0), expected.unwrap_or(0.0));
        }
    }
}

/// Cooper, Edgett & Kleinschmidt (2001).
#[test]
fn reproduces_cooper_expected_commercial_value() {
    let case = cases().ecv;
    assert_eq!(expected_commercial_value_money(&case.development()), Ok(case.expect));
}

/// Backward induction over three gates.
#[test]
fn reproduces_a_stage_gate_by_backward_induction() {
    let Enpv { stages, payoff, expect } = cases().enpv;
    let stages: Vec<Stage> =
        stages.iter().map(|stage| Stage { cost_money: stage.cost, success_chance: stage.p }).collect();
    let found = staged_value(&stages, payoff).unwrap();
    assert_close(&[found.value_money, found.committed_money], &[expect, expect], 1e-12);
    assert_close(&found.at_gates_money, &[1_172.0, 1_590.0, 2_700.0], 1e-12);
    assert_eq!(found.stops_at(), None);
}

#[test]
fn a_gate_behind_which_money_is_lost_is_where_to_stop() {
    let stage = |cost_money, success_chance| Stage { cost_money, success_chance };
    let found = staged_value(&[stage(10.0, 0.5), stage(100.0, 0.5), stage(10.0, 1.0)], 190.0).unwrap();
    assert_eq!(found.at_gates_money, [-10.0, -10.0, 180.0]);
    assert_eq!((found.value_money, found.committed_money, found.stops_at()), (0.0, -15.0, Some(0)));
}

#[test]
fn several_rates_or_none_are_not_silently_one() {
    let rates = |amounts: &[f64]| internal_rate(&CashFlow::new(amounts.to_vec()).unwrap());
    let assert_several = |amounts: &[f64], expected: &[f64], tolerance: f64| {
        let InternalRate::Several(found) = rates(amounts) else { panic!("{:?}", rates(amounts)) };
        assert_close(&found, expected, tolerance);
    };
    // Lorie & Savage (1955): a faster oil pump, 25 % and 400 %.
    assert_several(&[-1_600.0, 10_000.0, -10_000.0], &[0.25, 4.0], 1e-13);
    // (1.1 − 1/x)(1.2 − 1/x)(1.3 − 1/x), and one of its rates at 0.
    assert_several(&[-1.0, 3.6, -4.31, 1.716], &[0.1, 0.2, 0.3], 1e-12);
    assert_several(&[-1.0, 3.3, -3.62, 1.32], &[0.0, 0.1, 0.2], 1e-12);
    // Below 0 too: −50 %, 0 % and 100 %.
    assert_several(&[-2.0, 7.0, -7.0, 2.0], &[-0.5, 0.0, 1.0], 1e-13);

    assert_eq!(rates(&[-1.0, 2.0, -3.0]), InternalRate::None(NoRate::NeverZero));
    for one_way in [&[-1.0, 0.0, -2.0][..], &[5.0], &[0.0, 0.0], &[0.0, 3.0, 0.0]] {
        assert_eq!(rates(one_way), InternalRate::None(NoRate::OneWay));
    }
    // Payments of 0 before, between and after say nothing.
    assert_eq!(rates(&[0.0, -100.0, 0.0, 121.0, 0.0]), rates(&[-100.0, 0.0, 121.0]));
}

#[test]
fn a_rate_at_which_the_value_only_touches_0_counts() {
    for (amounts, touching) in
        [(vec![-1.0, 2.0, -1.0], 0.0), (vec![-100.0, 220.0, -121.0], 0.1), (vec![1.0, -2.5, 1.5625], 0.25)]
    {
        let InternalRate::One(rate) = internal_rate(&CashFlow::new(amounts).unwrap()) else {
            panic!("{touching} is a rate")
        };
        assert!((rate - touching).abs() < 1e-6, "{rate}");
    }
}

#[test]
fn rates_beyond_all_sense_are_found_and_finite() {
    for (amounts, rate) in
        [(vec![-1e-10, 1e10], 1e20), (vec![-LOWEST_MONEY, HIGHEST_MONEY], 1e25), (vec![-1e13, 1e-3], -1.0)]
    {
        let InternalRate::One(found) = internal_rate(&CashFlow::new(amounts).unwrap()) else {
            panic!("{rate} is a rate")
        };
        assert!((found - rate).abs() <= 1e-14 * rate.abs(), "{found} instead of {rate}");
    }
    // Far in the future, such a rate leaves nothing of the money.
    let mut late = vec![0.0; 500];
    late.extend([-1e-10, 1e10]);
    let InternalRate::One(found) = internal_rate(&CashFlow::new(late).unwrap()) else {
        panic!("there is one")
    };
    assert!((found - 1e20).abs() <= 1e6, "{found}");
    let nearly_nothing = CashFlow::new(vec![-0.9 * LOWEST_MONEY, HIGHEST_MONEY]).unwrap();
    assert_eq!(internal_rate(&nearly_nothing), InternalRate::None(NoRate::OneWay));
}

#[test]
fn payback_counts_what_is_spent_again() {
    let payback = |amounts: &[f64]| payback_periods(&CashFlow::new(amounts.to_vec()).unwrap());
    assert_eq!(payback(&[-100.0, 200.0, -150.0, 100.0]), Some(2.5));
    assert_eq!(payback(&[-100.0, 200.0, -150.0]), None);
    assert_eq!(payback(&[0.0, -100.0, 200.0]), Some(1.5));
    assert_eq!(payback(&[100.0, -100.0]), Some(0.0));
    assert_eq!(payback(&[5.0]), Some(0.0));
    assert_eq!(payback(&[-5.0]), None);
    assert_eq!(payback(&[-100.0, 100.0, 0.0]), Some(1.0));
    // In binary these sum to a hair below 0.
    let cents: f64 = [-1.1, 0.7, 0.3, 0.1].iter().sum();
    assert!(cents < 0.0);
    assert_eq!(payback(&[-1.1, 0.7, 0.3, 0.1]), Some(3.0));
}

#[test]
fn nothing_put_in_has_no_return_on_it() {
    let gift = CashFlow::new(vec![0.0, 5.0]).unwrap();
    assert_eq!(
        (return_on_investment_share(&gift), profitability_index(&gift, DiscountRate::ZERO)),
        (None, None)
    );
    // A cost 300 periods ahead at 1,000 % a period is all but 0 now.
    let mut late = vec![0.0; 301];
    (late[0], late[300]) = (HIGHEST_MONEY, -1.0);
    let highest = DiscountRate::new(10.0).unwrap();
    assert_eq!(profitability_index(&CashFlow::new(late).unwrap(), highest), None);
}

#[test]
fn says_which_number_is_wrong() {
    assert_eq!(CashFlow::new(vec![]), Err(CashFlowError::Empty));
    assert_eq!(CashFlow::new(vec![0.0; MOST_PERIODS + 1]), Err(CashFlowError::TooLong(MOST_PERIODS + 1)));
    for money in BAD_NUMBERS {
        assert!(matches!(
            CashFlow::new(vec![0.0, money]),
            Err(CashFlowError::InvalidAmount { period: 1, .. })
        ));
    }
    for rate in [-0.51, -1.0, 10.1, f64::NAN, f64::INFINITY] {
        assert!(matches!(DiscountRate::new(rate), Err(CashFlowError::InvalidRate(_))));
    }
    assert_eq!(
        DiscountRate::new(12.0).unwrap_err().to_string(),
        "a discount rate must be a share per period between -0.5 and 10, such as 0.08 for 8 %, not 12"
    );

    let good = cases().ecv.development();
    let refused = |development: Development| expected_commercial_value_money(&development).unwrap_err();
    for bad in BAD_NUMBERS {
        assert!(matches!(
            refused(Development { success_money: bad, ..good }),
            DevelopmentError::InvalidSuccess(_)
        ));
        assert!(matches!(
            refused(Development { technical_chance: bad, ..good }),
            DevelopmentError::InvalidChance { what: "technical", .. }
        ));
        assert!(matches!(
            refused(Development { commercialisation_cost_money: bad, ..good }),
            DevelopmentError::InvalidCost { what: "commercialisation", .. }
        ));
        let stage = Stage { cost_money: 1.0, success_chance: 0.5 };
        assert!(matches!(staged_value(&[stage], bad), Err(StageGateError::InvalidPayoff(_))));
        let bad_cost = [stage, Stage { cost_money: bad, ..stage }];
        assert!(matches!(staged_value(&bad_cost, 1.0), Err(StageGateError::InvalidCost { stage: 1, .. })));
        let bad_chance = [stage, Stage { success_chance: bad, ..stage }];
        assert!(matches!(
            staged_value(&bad_chance, 1.0),
            Err(StageGateError::InvalidChance { stage: 1, .. })
        ));
    }
    assert!(matches!(
        refused(Development { development_cost_money: -1.0, ..good }),
        DevelopmentError::InvalidCost { what: "development", .. }
    ));
    assert_eq!(
        refused(Development { commercial_chance: 60.0, ..good }).to_string(),
        "the chance of commercial success must be a share from 0 to 1, not 60"
    );
    assert_eq!(staged_value(&[], 1.0), Err(StageGateError::Empty));
}

/// 600 periods that alternate have 599 sign changes and no rate but 0.
#[test]
fn many_sign_changes_do_not_stall_the_search() {
    let alternating =
        |periods: usize| (0..periods).map(|t| if t % 2 == 0 { -1.0 } else { 1.0 }).collect::<Vec<f64>>();
    assert_eq!(internal_rate(&CashFlow::new(alternating(600)).unwrap()), InternalRate::One(0.0));
    let none = internal_rate(&CashFlow::new(alternating(599)).unwrap());
    assert_eq!(none, InternalRate::None(NoRate::NeverZero));
}

proptest! {
    #[test]
    fn net_present_value_at_every_internal_rate_is_0(amounts in amounts(2..40)) {
        let cash_flow = CashFlow::new(amounts).unwrap();
        for rate in rates_of(&internal_rate(&cash_flow)) {
            // A touching point is found to seven digits, where the value is 0 to fourteen.
            prop_assert!(balance(&cash_flow, rate).abs() < 1e-11, "{rate}: {}", balance(&cash_flow, rate));
        }
    }

    /// Spent once at the start, then only earned: Descartes allows one rate.
    #[test]
    fn an_investment_and_its_returns_have_exactly_one_rate(
        investment in 1.0_f64..1e6,
        returns in prop::collection::vec(0.01..1e5, 1..60),
    ) {
        let amounts: Vec<f64> = std::iter::once(-investment).chain(returns).collect();
        let gain: f64 = amounts.iter().sum();
        let cash_flow = CashFlow::new(amounts).unwrap();
        let InternalRate::One(rate) = internal_rate(&cash_flow) else { panic!("there is one") };
        prop_assert_eq!(rate > 0.0, gain > 0.0);
        if let (Ok(below), Ok(above)) = (DiscountRate::new(rate - 0.01), DiscountRate::new(rate + 0.01)) {
            prop_assert!(net_present_value_money(&cash_flow, below) > 0.0);
            prop_assert!(net_present_value_money(&cash_flow, above) < 0.0);
        }
    }

    /// Cash flows built from their rates, which lie apart.
    #[test]
    fn every_rate_that_was_put_in_is_found(
        steps in prop::collection::btree_set(-8_i32..30, 1..6),
        scale in 1.0..1e6,
        complex in prop::option::of((-1.0..1.0, 0.2..1.0)),
    ) {
        let rates: Vec<f64> = steps.iter().map(|&step| f64::from(step) * 0.1).collect();
        // Multiply (1 + r) x − 1 for each rate, and a square that is never 0.
        let mut amounts = vec![scale];
        for rate in &rates {
            amounts = multiplied(&amounts, &[-1.0, 1.0 + rate]);
        }
        if let Some((centre, distance)) = complex {
            amounts = multiplied(&amounts, &[centre * centre + distance, -2.0 * centre, 1.0]);
        }
        let found = rates_of(&internal_rate(&CashFlow::new(amounts).unwrap()));
        prop_assert_eq!(found.len(), rates.len(), "{:?} instead of {:?}", found, rates);
        assert_close(&found, &rates, 1e-6);
    }

    /// On a fine grid, the value changes sign as often as there are rates between
    /// (touching ones, which random amounts do not have, aside).
    #[test]
    fn no_rate_is_overlooked(amounts in amounts(2..12)) {
        let cash_flow = CashFlow::new(amounts).unwrap();
        let found = rates_of(&internal_rate(&cash_flow));
        let grid: Vec<f64> = (1..4_000).map(|step| 4_000.0 / f64::from(step) - 2.0 + 1e-7).filter(|&rate| rate > -1.0).collect();
        for pair in grid.windows(2) {
            let changes = balance(&cash_flow, pair[0]) * balance(&cash_flow, pair[1]) < -1e-26;
            let between = found.iter().filter(|&&rate| pair[1] <= rate && rate <= pair[0]).count();
            prop_assert!(!changes || between % 2 == 1, "{between} between {} and {}", pair[1], pair[0]);
        }
    }

    #[test]
    fn scaling_all_money_changes_no_rate_index_or_payback(amounts in amounts(1..30), exponent in -10_i32..10) {
        // A power of 2 scales without rounding.
        let factor = float::pow(2.0, f64::from(exponent));
        let scaled = CashFlow::new(amounts.iter().map(|money| money * factor).collect()).unwrap();
        let cash_flow = CashFlow::new(amounts).unwrap();
        let rate = DiscountRate::new(0.07).unwrap();
        prop_assert_eq!(internal_rate(&scaled), internal_rate(&cash_flow));
        prop_assert_eq!(profitability_index(&scaled, rate), profitability_index(&cash_flow, rate));
        prop_assert_eq!(return_on_investment_share(&scaled), return_on_investment_share(&cash_flow));
        prop_assert_eq!(discounted_payback_periods(&scaled, rate), discounted_payback_periods(&cash_flow, rate));
        prop_assert_eq!(
            net_present_value_money(&scaled, rate),
            net_present_value_money(&cash_flow, rate) * factor
        );
    }

    #[test]
    fn present_value_is_the_sum_of_its_parts(amounts in amounts(1..30), rate in -0.4..2.0) {
        let cash_flow = CashFlow::new(amounts).unwrap();
        let rate = DiscountRate::new(rate).unwrap();
        let parts: f64 = cash_flow
            .amounts()
            .iter()
            .enumerate()
            .map(|(period, money)| money / float::pow(1.0 + rate.share(), period as f64))
            .sum();
        let gross: f64 = cash_flow
            .amounts()
            .iter()
            .enumerate()
            .map(|(period, money)| money.abs() / float::pow(1.0 + rate.share(), period as f64))
            .sum();
        prop_assert!((net_present_value_money(&cash_flow, rate) - parts).abs() <= 1e-12 * gross);
        prop_assert!(investment_money(&cash_flow, rate) >= 0.0);
    }

    /// At the payback time the balance, with the last amount in part, is 0; the
    /// whole value decides whether there is one.
    #[test]
    fn payback_is_where_the_balance_reaches_0(amounts in amounts(1..30), rate in -0.2..1.0) {
        let cash_flow = CashFlow::new(amounts).unwrap();
        let rate = DiscountRate::new(rate).unwrap();
        let value = |period: usize| {
            cash_flow.amounts()[period] * (0..period).fold(1.0, |factor, _| factor * rate.factor())
        };
        let periods = cash_flow.amounts().len();
        let total: f64 = (0..periods).map(value).sum();
        match discounted_payback_periods(&cash_flow, rate) {
            None => prop_assert!(total < 0.0),
            Some(time) => {
                prop_assert!(total > -1e-9);
                prop_assert!((0.0..=periods as f64 - 1.0).contains(&time));
                // The balance on the straight line between whole periods.
                let balance = |time: f64| {
                    (0..periods).map(|period| value(period) * (time - period as f64 + 1.0).clamp(0.0, 1.0)).sum::<f64>()
                };
                prop_assert!(time == 0.0 || balance(time).abs() < 1e-7, "{}", balance(time));
                for later in (0..periods).map(|period| period as f64).filter(|&period| period >= time) {
                    prop_assert!(balance(later) > -1e-7);
                }
            }
        }
    }

    /// Stopping before gate k, for every k, and never: one of these is best.
    #[test]
    fn a_stage_gate_is_worth_its_best_place_to_stop(
        stages in prop::collection::vec((0.0..100.0, 0.0..1.0), 1..8),
        payoff in -100.0..1_000.0,
    ) {
        let stages: Vec<Stage> =
            stages.into_iter().map(|(cost_money, success_chance)| Stage { cost_money, success_chance }).collect();
        let stopping_at = |gate: usize| {
            let (mut reached, mut money) = (1.0, 0.0);
            for stage in &stages[..gate] {
                money -= reached * stage.cost_money;
                reached *= stage.success_chance;
            }
            if gate == stages.len() { money + reached * payoff } else { money }
        };
        let found = staged_value(&stages, payoff).unwrap();
        let best = (0..=stages.len()).map(stopping_at).fold(f64::NEG_INFINITY, f64::max);
        prop_assert!((found.value_money - best).abs() < 1e-9);
        prop_assert!((found.committed_money - stopping_at(stages.len())).abs() < 1e-9);
        prop_assert!(found.value_money >= found.committed_money.max(0.0));
        if found.stops_at().is_none() {
            prop_assert_eq!(found.value_money, found.committed_money);
        }
    }

    /// Two stages without the freedom to stop.
    #[test]
    fn expected_commercial_value_is_a_committed_stage_gate(
        (success_money, commercialisation_cost_money, development_cost_money) in (-1e3..1e4, 0.0..1e3, 0.0..1e3),
        (commercial_chance, technical_chance) in (0.0..=1.0, 0.0..=1.0),
    ) {
        let development = Development {
            success_money,
            commercial_chance,
            commercialisation_cost_money,
            technical_chance,
            development_cost_money,
        };
        let stages = [
            Stage { cost_money: development_cost_money, success_chance: technical_chance },
            Stage { cost_money: commercialisation_cost_money, success_chance: commercial_chance },
        ];
        let committed = staged_value(&stages, success_money).unwrap().committed_money;
        prop_assert!((expected_commercial_value_money(&development).unwrap() - committed).abs() < 1e-9);
    }

    #[test]
    fn whatever_the_amounts_figures_are_finite_or_absent(
        amounts in prop::collection::vec(
            prop::sample::select(vec![
                0.0, -0.0, 5e-324, -5e-324, 1e-300, -1e-9, 1.0, -1.0, HIGHEST_MONEY, -HIGHEST_MONEY, 1e300, f64::NAN,
            ]),
            0..80,
        ),
        rate in prop::sample::select(vec![-0.5, 0.0, 0.1, 10.0]),
    ) {
        let Ok(cash_flow) = CashFlow::new(amounts) else { return Ok(()) };
        let rate = DiscountRate::new(rate).unwrap();
        prop_assert!(net_present_value_money(&cash_flow, rate).is_finite());
        for figure in [
            profitability_index(&cash_flow, rate),
            return_on_investment_share(&cash_flow),
            payback_periods(&cash_flow),
            discounted_payback_periods(&cash_flow, rate),
        ] {
            prop_assert!(figure.is_none_or(f64::is_finite));
        }
        for rate in rates_of(&internal_rate(&cash_flow)) {
            prop_assert!(rate >= -1.0 && rate.is_finite(), "{rate}");
        }
    }
}

const BAD_NUMBERS: [f64; 5] = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e300, 1.01 * HIGHEST_MONEY];

fn amounts(periods: std::ops::Range<usize>) -> impl Strategy<Value = Vec<f64>> {
    let amount = prop_oneof![5 => -1e3..1e3, 1 => Just(0.0), 2 => (-20_i32..20).prop_map(f64::from)];
    prop::collection::vec(amount, periods)
}

fn rates_of(found: &InternalRate) -> Vec<f64> {
    match found {
        InternalRate::None(_) => Vec::new(),
        InternalRate::One(rate) => vec![*rate],
        InternalRate::Several(rates) => rates.clone(),
    }
}

/// Net over gross present value, at any rate above −1; straight from the definition.
fn balance(cash_flow: &CashFlow, rate: f64) -> f64 {
    let last = cash_flow.amounts().len() as f64 - 1.0;
    let values = || {
        cash_flow.amounts().iter().enumerate().map(|(period, money)| {
            // Seen from the first or the last period, whichever keeps powers below 1.
            let periods = if rate > 0.0 { period as f64 } else { period as f64 - last };
            money * float::exp(-periods * float::ln(1.0 + rate))
        })
    };
    values().sum::<f64>() / values().map(f64::abs).sum::<f64>()
}

fn multiplied(one: &[f64], other: &[f64]) -> Vec<f64> {
    let mut product = vec![0.0; one.len() + other.len() - 1];
    for (place, factor) in one.iter().enumerate() {
        for (shift, other_factor) in other.iter().enumerate() {
            product[place + shift] += factor * other_factor;
        }
    }
    product
}

fn assert_close(found: &[f64], expected: &[f64], tolerance: f64) {
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(expected) {
        assert!((found - expected).abs() <= tolerance, "{found} instead of {expected}");
    }
}

#[derive(Deserialize)]
struct Cases {
    flows: Vec<Flow>,
    ecv: Ecv,
    enpv: Enpv,
}

#[derive(Deserialize)]
struct Flow {
    name: String,
    flows: Vec<f64>,
    rate: f64,
    expect: ExpectedFlow,
}

#[derive(Deserialize)]
struct ExpectedFlow {
    npv: f64,
    irr: f64,
    roi: f64,
    pi: f64,
    payback: Option<f64>,
    discounted_payback: Option<f64>,
}

#[derive(Deserialize)]
struct Ecv {
    pv: f64,
    p_commercial: f64,
    commercialisation_cost: f64,
    p_technical: f64,
    development_cost: f64,
    expect: f64,
}

impl Ecv {
    fn development(&self) -> Development {
        Development {
            success_money: self.pv,
            commercial_chance: self.p_commercial,
            commercialisation_cost_money: self.commercialisation_cost,
            technical_chance: self.p_technical,
            development_cost_money: self.development_cost,
        }
    }
}

#[derive(Deserialize)]
struct Enpv {
    stages: Vec<EnpvStage>,
    payoff: f64,
    expect: f64,
}

#[derive(Deserialize)]
struct EnpvStage {
    cost: f64,
    p: f64,
}

fn cases() -> Cases {
    serde_json::from_str(include_str!("finance/finance.json")).unwrap()
}
