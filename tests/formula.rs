//! Formula scores and the cost of delay: worked cases, laws, hostile input.

#![allow(clippy::float_cmp, clippy::unwrap_used, reason = "exactness is the point; a test may panic")]

use pmo_workbench::engine::scoring::delay_cost::{
    DelayError, Delayed, cheapest_sequence, total_delay_cost_money,
};
use pmo_workbench::engine::scoring::formula::{Input, LOWEST_DIVISOR, NoScore, Preset};
use pmo_workbench::engine::scoring::ranking::rank;
use proptest::prelude::*;
use serde::Deserialize;

/// `SAFe` (WSJF), Intercom (RICE), Ellis (ICE, product and mean) and Reinertsen
/// (cost of delay over duration) on four initiatives.
#[test]
fn reproduces_the_published_formulas() {
    let cases = cases();
    assert_eq!(cases.items.len(), 4);
    for item in &cases.items {
        let expect = &item.expect;
        for (preset, expected) in [
            (Preset::Wsjf, expect.wsjf),
            (Preset::Rice, expect.rice),
            (Preset::IceProduct, expect.ice_product),
            (Preset::IceMean, expect.ice_mean),
            (Preset::ValueEffort, expect.value_effort),
            (Preset::CostOfDelay, expect.cd3),
        ] {
            let found = preset.formula().score(|input| Some(item.value_of(preset, input))).unwrap();
            assert!((found / expected - 1.0).abs() < 1e-15, "{preset:?} of {}: {found}", item.id);
        }
    }
}

/// Smith (1956): all 24 sequences tried.
#[test]
fn reproduces_smith_1956_sequence() {
    let cases = cases();
    let initiatives: Vec<Delayed> = cases.items.iter().map(Item::delayed).collect();
    assert_eq!(total_delay_cost_money(&initiatives).unwrap(), cases.fifo_delay_cost);
    let order = cheapest_sequence(&initiatives).unwrap();
    let ids: Vec<&str> = order.iter().map(|&index| cases.items[index].id.as_str()).collect();
    assert_eq!(ids, cases.cd3_order);
    let sequence: Vec<Delayed> = order.iter().map(|&index| initiatives[index]).collect();
    assert_eq!(total_delay_cost_money(&sequence).unwrap(), cases.total_delay_cost);

    let scores: Vec<f64> = cases
        .items
        .iter()
        .map(|item| {
            let formula = Preset::CostOfDelay.formula();
            formula.score(|input| Some(item.value_of(Preset::CostOfDelay, input))).unwrap()
        })
        .collect();
    assert_eq!(rank(&scores).order, order, "ranking by the formula gives the same sequence");
}

#[test]
fn says_which_input_is_in_the_way() {
    let score = |value: f64| Preset::Wsjf.formula().score(|input| (input != Input::JobSize).then_some(value));
    assert_eq!(score(1.0), Err(NoScore::Missing(Input::JobSize)));
    assert_eq!(score(1.0).unwrap_err().to_string(), "the job size is missing; fill it in");
    assert_eq!(score(-1.0), Err(NoScore::Outside { input: Input::UserBusinessValue, value: -1.0 }));
    for value in [f64::NAN, f64::INFINITY, 1e300] {
        assert!(matches!(score(value), Err(NoScore::Outside { .. })));
    }
    let rice = |confidence, effort| {
        Preset::Rice.formula().score(|input| match input {
            Input::Confidence => Some(confidence),
            Input::Effort => Some(effort),
            _ => Some(2.0),
        })
    };
    assert_eq!(
        rice(80.0, 1.0).unwrap_err().to_string(),
        "the confidence must be a number from 0 to 1, not 80"
    );
    assert_eq!(rice(0.0, 1.0), Ok(0.0));
    for value in [0.0, -0.0, 5e-324, 0.99 * LOWEST_DIVISOR] {
        assert_eq!(rice(1.0, value), Err(NoScore::NothingToDivideBy { input: Input::Effort, value }));
    }
    assert!(rice(1.0, LOWEST_DIVISOR).unwrap().is_finite());
}

#[test]
fn an_initiative_that_costs_nothing_can_wait_and_one_that_takes_no_time_cannot() {
    let delayed = |cost_of_delay_money_per_week, duration_weeks| Delayed {
        cost_of_delay_money_per_week,
        duration_weeks,
    };
    let initiatives = [delayed(0.0, 0.0), delayed(0.0, 4.0), delayed(5.0, 4.0), delayed(1.0, 0.0)];
    assert_eq!(cheapest_sequence(&initiatives).unwrap(), [3, 2, 0, 1]);
    assert_eq!(cheapest_sequence(&[]), Ok(Vec::new()));
    assert_eq!(total_delay_cost_money(&[]), Ok(0.0));
    for bad in [-1.0, f64::NAN, f64::INFINITY, 1e300] {
        let cost = [delayed(1.0, 1.0), delayed(bad, 1.0)];
        assert!(matches!(cheapest_sequence(&cost), Err(DelayError::InvalidCost { initiative: 1, .. })));
        let weeks = [delayed(1.0, bad)];
        assert!(matches!(
            total_delay_cost_money(&weeks),
            Err(DelayError::InvalidDuration { initiative: 0, .. })
        ));
    }
}

proptest! {
    #[test]
    fn a_score_is_finite_and_there_unless_an_input_is_in_the_way(
        numbers in prop::collection::vec(prop::option::weighted(0.95, hostile_number()), 13),
    ) {
        for preset in Preset::ALL {
            let formula = preset.formula();
            let value_of = |input: Input| numbers[input as usize];
            let usable = |input: &Input, lowest: f64| {
                value_of(*input).is_some_and(|value| (lowest..=input.highest()).contains(&value))
            };
            let all_usable = formula.numerator().iter().all(|input| usable(input, 0.0))
                && formula.denominator().iter().all(|input| usable(input, LOWEST_DIVISOR));
            match formula.score(value_of) {
                Ok(score) => prop_assert!(all_usable && score.is_finite() && score >= 0.0, "{preset:?}: {score}"),
                Err(why) => prop_assert!(!all_usable, "{preset:?}: {why}"),
            }
        }
    }

    #[test]
    fn more_above_the_line_never_lowers_and_more_below_never_raises_a_score(
        numbers in prop::collection::vec(0.01..1.0, 13),
        factor in 1.0_f64..9.0,
    ) {
        for preset in Preset::ALL {
            let formula = preset.formula();
            let score_with = |raised: Option<Input>| {
                let value_of = |input: Input| {
                    let value: f64 = numbers[input as usize];
                    if raised == Some(input) { (value * factor).min(input.highest()) } else { value }
                };
                formula.score(|input| Some(value_of(input))).unwrap()
            };
            let score = score_with(None);
            for &input in formula.numerator() {
                prop_assert!(score_with(Some(input)) >= score);
            }
            for &input in formula.denominator() {
                prop_assert!((score_with(Some(input)) * factor / score - 1.0).abs() < 1e-14);
            }
        }
    }

    #[test]
    fn no_sequence_costs_less_than_the_cheapest(
        (initiatives, other) in prop::collection::vec((0.0..9.0, 0.0..9.0), 0..9).prop_flat_map(|pairs| {
            let initiatives: Vec<Delayed> = pairs
                .into_iter()
                .map(|(cost_of_delay_money_per_week, duration_weeks)| Delayed { cost_of_delay_money_per_week, duration_weeks })
                .collect();
            (Just(initiatives.clone()), Just(initiatives).prop_shuffle())
        }),
    ) {
        let order = cheapest_sequence(&initiatives).unwrap();
        let sequence: Vec<Delayed> = order.iter().map(|&index| initiatives[index]).collect();
        let cheapest = total_delay_cost_money(&sequence).unwrap();
        prop_assert!(cheapest <= total_delay_cost_money(&other).unwrap() * (1.0 + 1e-14));
    }
}

fn hostile_number() -> impl Strategy<Value = f64> {
    prop_oneof![
        20 => 0.0..1.0,
        1 => prop::sample::select(vec![0.0, -0.0, -1.0, 2.0, 5e-324, 1e-9, 1e15, 1e300, f64::NAN, f64::INFINITY]),
    ]
}

#[derive(Deserialize)]
struct Cases {
    items: Vec<Item>,
    cd3_order: Vec<String>,
    total_delay_cost: f64,
    fifo_delay_cost: f64,
}

#[derive(Deserialize)]
struct Item {
    id: String,
    user_business_value: f64,
    time_criticality: f64,
    risk_reduction: f64,
    job_size: f64,
    reach: f64,
    impact: f64,
    confidence: f64,
    effort: f64,
    ice: [f64; 3],
    cod_per_week: f64,
    duration_weeks: f64,
    expect: Expected,
}

#[derive(Deserialize)]
struct Expected {
    wsjf: f64,
    rice: f64,
    ice_product: f64,
    ice_mean: f64,
    value_effort: f64,
    cd3: f64,
}

impl Item {
    fn value_of(&self, preset: Preset, input: Input) -> f64 {
        match (preset, input) {
            (Preset::IceProduct | Preset::IceMean, Input::Impact) => self.ice[0],
            (_, Input::ConfidenceRating) => self.ice[1],
            (_, Input::Ease) => self.ice[2],
            // The case takes both from the WSJF points.
            (_, Input::UserBusinessValue | Input::Value) => self.user_business_value,
            (Preset::ValueEffort, Input::Effort) | (_, Input::JobSize) => self.job_size,
            (_, Input::TimeCriticality) => self.time_criticality,
            (_, Input::RiskReduction) => self.risk_reduction,
            (_, Input::Reach) => self.reach,
            (_, Input::Impact) => self.impact,
            (_, Input::Confidence) => self.confidence,
            (_, Input::Effort) => self.effort,
            (_, Input::CostOfDelay) => self.cod_per_week,
            (_, Input::Duration) => self.duration_weeks,
        }
    }

    fn delayed(&self) -> Delayed {
        Delayed { cost_of_delay_money_per_week: self.cod_per_week, duration_weeks: self.duration_weeks }
    }
}

fn cases() -> Cases {
    serde_json::from_str(include_str!("formula/simple_scores.json")).unwrap()
}
