//! Figures of an initiative that are worked out from what is known of it: money, effort, objectives.
//!
//! Money over time follows one rule for the whole portfolio: costs fall in their
//! years, the benefit comes in equal yearly parts from the year of its date, or else
//! the year after the last cost, and what lies before the base year is spent and
//! counts for nothing. Chances are those the team gave: that all of the scope is
//! delivered (it works) and that the benefit comes (it sells).

use std::collections::BTreeMap;

use serde::Serialize;
use thiserror::Error;

use super::distribution::distribution;
use super::skill_fit::initiative_fit;
use crate::engine::finance::cash_flow::{
    CashFlow, DiscountRate, net_present_value_money, profitability_index, return_on_investment_share,
};
use crate::engine::finance::commercial_value::{Development, expected_commercial_value_money};
use crate::engine::finance::internal_rate::{InternalRate, internal_rate};
use crate::engine::finance::payback::{discounted_payback_periods, payback_periods};
use crate::engine::finance::stage_gate::{self, staged_value};
use crate::engine::float;
use crate::engine::scoring::order_weights::{OrderRule, weights_from_order};
use crate::model::document::Document;
use crate::model::edit::{CriterionChange, Edit, MethodChange};
use crate::model::finite::Finite;
use crate::model::id::{CriterionId, ObjectiveId, StageId};
use crate::model::initiative::{Estimate, Initiative, Stage, Work};
use crate::model::people::People;
use crate::model::scoring::method::{Figure, MoneyRule};
use crate::model::scoring::{Scale, Scoring};

/// Why an initiative has no such figure, and what to do about it.
#[derive(Clone, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum NoFigure {
    /// Something that it is made of was never entered.
    #[error("{what} is missing; {remedy}")]
    Missing {
        /// "its cost per year".
        what: &'static str,
        /// "enter it in its details".
        remedy: &'static str,
    },
    /// The parts are there, but the answer does not exist.
    #[error("{0}")]
    Undefined(&'static str),
    /// The engine refuses the amounts.
    #[error("its money cannot be worked with: {0}")]
    Refused(String),
}

/// Money of an initiative by year, from the base year on.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct YearlyMoney {
    /// What is paid and what comes in each year; every year from the base year to the last is there.
    pub years: Vec<MoneyOfYear>,
    /// Paid before the base year, and left out.
    pub spent: f64,
}

/// One year of it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct MoneyOfYear {
    /// Calendar year.
    pub year: i16,
    /// Paid, at least 0 unless a cost below 0 was entered.
    pub cost: f64,
    /// Comes in.
    pub benefit: f64,
    /// What 1 of that year is worth in the base year.
    pub factor: f64,
}

/// The `figure` of `initiative`.
///
/// # Errors
///
/// [`NoFigure`] says what is missing and where to enter it.
pub fn figure(
    figure: Figure,
    initiative: &Initiative,
    scoring: &Scoring,
    people: &People,
) -> Result<f64, NoFigure> {
    match figure {
        Figure::Cost => cost(initiative),
        Figure::Benefit => benefit(initiative),
        Figure::Effort => effort_person_weeks(initiative),
        Figure::Duration => duration_weeks(initiative),
        Figure::BenefitChance => benefit_chance(initiative),
        Figure::Objectives => objectives_served(&initiative.objectives, &scoring.objective_order),
        Figure::SkillFit => skills_fit(initiative, people),
        _ => over_time(figure, initiative, scoring),
    }
}

/// Works `criterion` out from `which` figure, in one step: with a scale from about the least to about the
/// greatest that there is now, which stays as it is when initiatives come and go.
///
/// # Panics
///
/// Never: 8 % is a number.
pub fn work_out(document: &Document, criterion: CriterionId, which: Figure) -> Edit {
    let mut scoring = (*document.scoring).clone();
    let mut edits = Vec::new();
    if which.is_of_money_over_time() && scoring.money_rule.is_none() {
        let eight_percent = Finite::new(0.08).expect("a plain number is finite");
        let base_year = document.portfolio.calendar.start.year();
        let rule = MoneyRule { discount_rate: eight_percent, base_year, benefit_years: 5 };
        scoring.money_rule = Some(rule);
        edits.push(Edit::Method(MethodChange::MoneyRule(Some(rule))));
    }
    let found =
        document.initiatives.list.iter().filter_map(|it| figure(which, it, &scoring, &document.people).ok());
    let (least, most) = match which {
        Figure::Objectives | Figure::SkillFit => (0.0, 100.0),
        Figure::BenefitChance => (0.0, 1.0),
        _ => round_bounds(found),
    };
    let bound = |number| Finite::new(number).unwrap_or_default();
    let (low, high) = if which.is_better_small() { (most, least) } else { (least, most) };
    let unit = unit(which);
    let unit = if unit.1 { document.portfolio.currency.code.clone() } else { unit.0.to_owned() };
    let scale = Scale::Linear { unit, low: bound(low), high: bound(high) };
    edits.extend([
        Edit::Criterion { criterion, change: CriterionChange::Scale(scale) },
        Edit::Method(MethodChange::Figure { criterion, figure: Some(which) }),
    ]);
    Edit::Several { label: format!("source of a criterion: {}", which.name()), edits }
}

/// Unit of a figure, and whether it is money.
pub fn unit(figure: Figure) -> (&'static str, bool) {
    match figure {
        Figure::Cost
        | Figure::Benefit
        | Figure::NetPresentValue
        | Figure::CommercialValue
        | Figure::StageGateValue => ("", true),
        Figure::Effort => ("person-weeks", false),
        Figure::Duration => ("weeks", false),
        Figure::ReturnOnInvestment | Figure::InternalRate => ("%", false),
        Figure::Payback | Figure::DiscountedPayback => ("years", false),
        Figure::BenefitChance | Figure::Objectives | Figure::SkillFit | Figure::ProfitabilityIndex => {
            ("", false)
        }
    }
}

/// Least and greatest of `numbers`, to one digit, never the same.
fn round_bounds(numbers: impl Iterator<Item = f64>) -> (f64, f64) {
    let (least, most) = numbers.fold((0.0_f64, 0.0_f64), |(least, most), it| (least.min(it), most.max(it)));
    let outwards = |number: f64| {
        let mut power = 1.0;
        while power * 10.0 <= number {
            power *= 10.0;
        }
        (number / power).ceil() * power
    };
    let (least, most) = (-outwards(-least), outwards(most));
    if least < most { (least, most) } else { (0.0, 100.0) }
}

/// Importance of each objective of `order`, the first the greatest; they sum to 1.
///
/// Rank-order centroid (Barron & Barrett 1996): the mean of all weights that keep the order.
pub fn objective_weights(order: &[ObjectiveId]) -> Vec<(ObjectiveId, f64)> {
    let ranks: Vec<u32> = (1..).take(order.len()).collect();
    let weights = weights_from_order(&ranks, OrderRule::RankOrderCentroid);
    weights
        .map_or_else(|_| Vec::new(), |it| order.iter().copied().zip(it.as_slice().iter().copied()).collect())
}

/// Money of `initiative` by year under `rule`.
///
/// # Errors
///
/// [`NoFigure::Missing`] without a cost per year or an amount of benefit.
pub fn yearly_money(initiative: &Initiative, rule: &MoneyRule) -> Result<YearlyMoney, NoFigure> {
    cost(initiative)?;
    let benefit_money = benefit(initiative)?;
    let mut years: BTreeMap<i16, (f64, f64)> = BTreeMap::new();
    let mut spent = 0.0;
    for cost in &initiative.cost_per_year {
        if cost.year < rule.base_year {
            spent += cost.amount.get();
        } else {
            years.entry(cost.year).or_default().0 += cost.amount.get();
        }
    }
    let last_cost = initiative.cost_per_year.iter().map(|cost| cost.year).max().unwrap_or(rule.base_year);
    let first_benefit = initiative.benefit.date.map_or(last_cost.saturating_add(1), jiff::civil::Date::year);
    // A benefit promised for a year that is over still has to come.
    let first_benefit = first_benefit.max(rule.base_year);
    let part = benefit_money / f64::from(rule.benefit_years.max(1));
    for offset in 0..i16::try_from(rule.benefit_years).unwrap_or(i16::MAX) {
        years.entry(first_benefit.saturating_add(offset)).or_default().1 += part;
    }
    let last = years.keys().next_back().copied().unwrap_or(rule.base_year);
    let discount = 1.0 / (1.0 + rule.discount_rate.get());
    let mut factor = 1.0;
    let mut followed = Vec::new();
    // A slip of the pen in a year must not make a list of thousands.
    for year in (rule.base_year..=last).take(MOST_YEARS) {
        let (cost, benefit) = years.get(&year).copied().unwrap_or_default();
        followed.push(MoneyOfYear { year, cost, benefit, factor });
        factor *= discount;
    }
    Ok(YearlyMoney { years: followed, spent })
}

/// Years looked at from the base year on.
const MOST_YEARS: usize = 300;

fn cost(initiative: &Initiative) -> Result<f64, NoFigure> {
    if initiative.cost_per_year.is_empty() {
        return Err(NoFigure::Missing { what: "its cost per year", remedy: "enter it in its details" });
    }
    Ok(initiative.cost_money())
}

fn benefit(initiative: &Initiative) -> Result<f64, NoFigure> {
    let missing = NoFigure::Missing { what: "its benefit in money", remedy: "enter it in its details" };
    initiative.benefit.amount.map(Finite::get).ok_or(missing)
}

fn benefit_chance(initiative: &Initiative) -> Result<f64, NoFigure> {
    let missing = NoFigure::Missing {
        what: "the chance that its benefit comes",
        remedy: "let its team say it in its details",
    };
    initiative.prospects.benefit.map(Finite::get).ok_or(missing)
}

fn scope_chance(initiative: &Initiative) -> Result<f64, NoFigure> {
    let missing = NoFigure::Missing {
        what: "the chance that all of its scope is delivered",
        remedy: "let its team say it in its details",
    };
    initiative.prospects.scope.map(Finite::get).ok_or(missing)
}

fn objectives_served(served: &[ObjectiveId], order: &[ObjectiveId]) -> Result<f64, NoFigure> {
    if order.is_empty() {
        let (what, remedy) = ("an order of the objectives", "set one under Priorities");
        return Err(NoFigure::Missing { what, remedy });
    }
    let weights = objective_weights(order);
    let share: f64 = weights.iter().filter(|(id, _)| served.contains(id)).map(|(_, weight)| weight).sum();
    Ok(share * 100.0)
}

fn skills_fit(initiative: &Initiative, people: &People) -> Result<f64, NoFigure> {
    let missing = NoFigure::Missing {
        what: "a level of skill that its work asks for",
        remedy: "ask for one in its details, beside the people of a stage",
    };
    Ok(initiative_fit(initiative, people).ok_or(missing)?.fit * 100.0)
}

/// Mean of what is known of a quantity.
fn mean(estimate: &Estimate) -> Result<f64, NoFigure> {
    let found = distribution(estimate).map_err(|error| NoFigure::Refused(error.to_string()))?;
    Ok(found.mean())
}

fn fte(stage: &Stage) -> f64 {
    stage.demand.iter().map(|demand| demand.fte.get()).sum()
}

fn stages(initiative: &Initiative) -> Result<&[Stage], NoFigure> {
    if initiative.stages.is_empty() {
        return Err(NoFigure::Missing { what: "every stage", remedy: "add them in its details" });
    }
    Ok(&initiative.stages)
}

/// Efforts as they are, durations times the people on them.
fn effort_person_weeks(initiative: &Initiative) -> Result<f64, NoFigure> {
    let mut effort = 0.0;
    for stage in stages(initiative)? {
        effort += match &stage.work {
            Work::Effort(estimate) => mean(estimate)?,
            Work::Duration(estimate) => mean(estimate)? * fte(stage),
        };
    }
    Ok(effort)
}

/// The longest chain of stages, each as long as it is on average, nobody waiting for people.
fn duration_weeks(initiative: &Initiative) -> Result<f64, NoFigure> {
    let stages = stages(initiative)?;
    let mut lengths: BTreeMap<StageId, f64> = BTreeMap::new();
    for stage in stages {
        let weeks = match &stage.work {
            Work::Duration(estimate) => mean(estimate)?,
            // A document without this many people on an effort is refused.
            Work::Effort(estimate) => mean(estimate)? / fte(stage).max(crate::model::limits::LEAST_FTE),
        };
        lengths.insert(stage.id, weeks);
    }
    let mut ends: BTreeMap<StageId, f64> = BTreeMap::new();
    // Stages without circles settle after as many rounds as there are stages.
    for _ in 0..stages.len() {
        let mut is_settled = true;
        for stage in stages {
            let lag = |id| stage.lags.get(id).map_or(0.0, |weeks| f64::from(*weeks));
            let before =
                stage.after.iter().filter_map(|id| Some(ends.get(id)? + lag(id))).fold(0.0, f64::max);
            let end = before + lengths[&stage.id];
            if ends.insert(stage.id, end) != Some(end) {
                is_settled = false;
            }
        }
        if is_settled {
            break;
        }
    }
    Ok(ends.values().copied().fold(0.0, f64::max))
}

fn over_time(figure: Figure, initiative: &Initiative, scoring: &Scoring) -> Result<f64, NoFigure> {
    let no_rule = NoFigure::Missing { what: "the value of money over time", remedy: "state a discount rate" };
    let rule = scoring.money_rule.as_ref().ok_or(no_rule)?;
    let money = yearly_money(initiative, rule)?;
    let refused = |error: &dyn std::error::Error| NoFigure::Refused(error.to_string());
    let rate = DiscountRate::new(rule.discount_rate.get()).map_err(|error| refused(&error))?;
    let flow = |of: fn(&MoneyOfYear) -> f64| {
        CashFlow::new(money.years.iter().map(of).collect()).map_err(|error| refused(&error))
    };
    let net = flow(|it| it.benefit - it.cost)?;
    let nothing_put_in =
        NoFigure::Undefined("nothing is left to be paid from the base year on, so there is no return on it");
    match figure {
        Figure::ReturnOnInvestment => {
            return_on_investment_share(&net).map(|share| share * 100.0).ok_or(nothing_put_in)
        }
        Figure::ProfitabilityIndex => profitability_index(&net, rate).ok_or(nothing_put_in),
        Figure::InternalRate => match internal_rate(&net) {
            InternalRate::One(share) => Ok(share * 100.0),
            _ => Err(NoFigure::Undefined(
                "no single rate makes its money in and out meet; use its net present value",
            )),
        },
        Figure::Payback => payback_periods(&net).ok_or(NEVER_BACK),
        Figure::DiscountedPayback => discounted_payback_periods(&net, rate).ok_or(NEVER_BACK),
        Figure::CommercialValue => {
            let development = Development {
                success_money: net_present_value_money(&flow(|it| it.benefit)?, rate),
                commercial_chance: benefit_chance(initiative)?,
                commercialisation_cost_money: 0.0,
                technical_chance: scope_chance(initiative)?,
                development_cost_money: net_present_value_money(&flow(|it| it.cost)?, rate).max(0.0),
            };
            expected_commercial_value_money(&development).map_err(|error| refused(&error))
        }
        Figure::StageGateValue => {
            let payoff = net_present_value_money(&flow(|it| it.benefit)?, rate) * benefit_chance(initiative)?;
            let stages = gates(&money, scope_chance(initiative)?);
            if stages.is_empty() {
                return Ok(payoff.max(0.0));
            }
            staged_value(&stages, payoff).map(|found| found.value_money).map_err(|error| refused(&error))
        }
        // The others are not of money over time.
        _ => {
            debug_assert_eq!(figure, Figure::NetPresentValue);
            Ok(net_present_value_money(&net, rate))
        }
    }
}

const NEVER_BACK: NoFigure = NoFigure::Undefined("its money never comes back within the years looked at");

/// One stage for each year of spending; what is unsure of the scope is spread evenly over them.
fn gates(money: &YearlyMoney, scope_chance: f64) -> Vec<stage_gate::Stage> {
    let paid: Vec<f64> =
        money.years.iter().map(|it| it.cost * it.factor).filter(|&cost| cost > 0.0).collect();
    let success_chance = float::pow(scope_chance, 1.0 / paid.len().max(1) as f64);
    paid.into_iter().map(|cost_money| stage_gate::Stage { cost_money, success_chance }).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::model::id::{InitiativeId, PersonId, RoleId};
    use crate::model::initiative::Demand;
    use crate::model::people::{Person, Role};
    use crate::model::portfolio::YearAmount;

    fn finite(number: f64) -> Finite {
        Finite::new(number).unwrap()
    }

    fn paying(costs: &[(i16, f64)], benefit: f64) -> Initiative {
        let mut initiative = Initiative::new(InitiativeId(1), "It");
        initiative.cost_per_year =
            costs.iter().map(|&(year, amount)| YearAmount { year, amount: finite(amount) }).collect();
        initiative.benefit.amount = Some(finite(benefit));
        initiative
    }

    fn rule(rate: f64, base_year: i16, benefit_years: u32) -> Scoring {
        let money_rule = MoneyRule { discount_rate: finite(rate), base_year, benefit_years };
        Scoring { money_rule: Some(money_rule), ..Scoring::default() }
    }

    /// −100 now, +121 two years on, at 10 %: the example of the engine's cash flow.
    #[test]
    fn a_benefit_two_years_on_is_discounted_twice() {
        let mut initiative = paying(&[(2026, 100.0)], 121.0);
        initiative.benefit.date = Some(date(2028, 6, 1));
        let scoring = rule(0.1, 2026, 1);
        let of = |it| figure(it, &initiative, &scoring, &People::default()).unwrap();
        assert!(of(Figure::NetPresentValue).abs() < 1e-9);
        assert!((of(Figure::InternalRate) - 10.0).abs() < 1e-6);
        assert!((of(Figure::ReturnOnInvestment) - 21.0).abs() < 1e-9);
        assert!((of(Figure::ProfitabilityIndex) - 1.0).abs() < 1e-9);
        assert!((of(Figure::Payback) - (1.0 + 100.0 / 121.0)).abs() < 1e-9);
    }

    /// One of two is at the level that the work asks for, the other one below it: 1 and ⅘.
    #[test]
    fn the_fit_of_skills_is_a_figure() {
        let mut initiative = Initiative::new(InitiativeId(1), "It");
        let demand = Demand { role: RoleId(1), fte: finite(2.0), level: Some(5) };
        initiative.stages.push(Stage {
            id: StageId(1),
            name: "Design".to_owned(),
            work: Work::Duration(Estimate::Fixed(finite(4.0))),
            demand: vec![demand],
            after: vec![],
            lags: BTreeMap::new(),
            earliest_start: None,
            minimum_chunk_weeks: None,
        });
        let person = |id, level| Person {
            id: PersonId(id),
            name: "Somebody".to_owned(),
            role: RoleId(1),
            fte: Finite::ONE,
            skills: BTreeMap::from([(RoleId(1), level)]),
        };
        let people = People {
            roles: vec![Role::new(RoleId(1), "Designer", finite(2.0))],
            roster: vec![person(2, 5), person(3, 4)],
            ..People::default()
        };
        let of = |it: &Initiative| figure(Figure::SkillFit, it, &Scoring::default(), &people);
        assert!((of(&initiative).unwrap() - 90.0).abs() < 1e-9);
        initiative.stages[0].demand[0].level = None;
        assert!(of(&initiative).unwrap_err().to_string().contains("level of skill"));
    }

    #[test]
    fn what_is_spent_before_the_base_year_is_left_out() {
        let initiative = paying(&[(2024, 500.0), (2026, 100.0)], 150.0);
        let money = yearly_money(&initiative, &rule(0.0, 2026, 3).money_rule.unwrap()).unwrap();
        assert!((money.spent - 500.0).abs() < 1e-9);
        let years: Vec<(i16, f64, f64)> =
            money.years.iter().map(|it| (it.year, it.cost, it.benefit)).collect();
        assert_eq!(years, [(2026, 100.0, 0.0), (2027, 0.0, 50.0), (2028, 0.0, 50.0), (2029, 0.0, 50.0)]);
        let npv =
            figure(Figure::NetPresentValue, &initiative, &rule(0.0, 2026, 3), &People::default()).unwrap();
        assert!((npv - 50.0).abs() < 1e-9);
    }

    #[test]
    fn freedom_to_stop_is_worth_something() {
        let mut initiative = paying(&[(2026, 40.0), (2027, 60.0)], 120.0);
        initiative.prospects.scope = Some(finite(0.25));
        initiative.prospects.benefit = Some(Finite::ONE);
        let scoring = rule(0.0, 2026, 1);
        let committed = figure(Figure::CommercialValue, &initiative, &scoring, &People::default()).unwrap();
        assert!((committed - (0.25 * 120.0 - 100.0)).abs() < 1e-9);
        // Half a chance at each gate: the last stage is worth 0.5 × 120 − 60 = 0, so nothing is begun.
        assert_eq!(figure(Figure::StageGateValue, &initiative, &scoring, &People::default()), Ok(0.0));
    }

    #[test]
    fn what_is_missing_is_named_with_its_remedy() {
        let nothing = Initiative::new(InitiativeId(1), "It");
        for it in Figure::ALL {
            let error =
                figure(it, &nothing, &rule(0.1, 2026, 1), &People::default()).unwrap_err().to_string();
            assert!(error.contains("is missing; "), "{it:?}: {error}");
        }
        let paid = paying(&[(2026, 1.0)], 2.0);
        let error = figure(Figure::NetPresentValue, &paid, &Scoring::default(), &People::default())
            .unwrap_err()
            .to_string();
        assert_eq!(error, "the value of money over time is missing; state a discount rate");
    }

    /// Barron & Barrett (1996), table 1: three objectives weigh 0.6111, 0.2778, 0.1111.
    #[test]
    fn objectives_count_by_their_place_in_the_order() {
        let order = [ObjectiveId(7), ObjectiveId(3), ObjectiveId(5)];
        let served = |ids: &[u32]| {
            let ids: Vec<ObjectiveId> = ids.iter().copied().map(ObjectiveId).collect();
            objectives_served(&ids, &order).unwrap()
        };
        assert!((served(&[7]) - 61.11).abs() < 0.01);
        assert!((served(&[5, 3]) - 38.89).abs() < 0.01);
        assert!((served(&[3, 5, 7]) - 100.0).abs() < 1e-9);
        assert!(served(&[8]).abs() < 1e-9);
    }

    /// Every figure can carry a criterion of the sample at once, and most initiatives get a score from it; but it has
    /// no order of its objectives yet, and its work asks for no level of skill.
    #[test]
    fn a_criterion_is_worked_out_from_any_figure() {
        let document = crate::model::sample::find("gmpp").unwrap().document();
        let criterion = document.scoring.leaves().next().unwrap().id;
        for which in Figure::ALL.into_iter().filter(|it| ![Figure::Objectives, Figure::SkillFit].contains(it))
        {
            let mut changed = document.clone();
            work_out(&document, criterion, which).apply(&mut changed).unwrap();
            let report =
                crate::analysis::score::rank(&changed.scoring, &changed.initiatives, &changed.people)
                    .unwrap();
            let place = report.criteria.iter().position(|it| it.id == criterion).unwrap();
            let values: Vec<f64> = report.ranking.iter().filter_map(|row| row.values[place]).collect();
            assert!(values.len() > 5, "{which:?}: {} have one", values.len());
            assert!(values.iter().any(|it| *it > 0.0), "{which:?}");
            assert_eq!(changed.initiatives, document.initiatives, "what was scored waits");
        }
    }

    #[test]
    fn bounds_are_round_and_never_the_same() {
        assert_eq!(round_bounds([-37.0, 412.0].into_iter()), (-40.0, 500.0));
        assert_eq!(round_bounds([3.0].into_iter()), (0.0, 3.0));
        assert_eq!(round_bounds(std::iter::empty()), (0.0, 100.0));
    }

    #[test]
    fn the_longest_chain_of_stages_is_the_duration() {
        let stage = |id, weeks, after: &[u32]| Stage {
            id: StageId(id),
            name: "S".into(),
            work: Work::Duration(Estimate::Fixed(finite(weeks))),
            demand: Vec::new(),
            after: after.iter().copied().map(StageId).collect(),
            lags: BTreeMap::new(),
            earliest_start: None,
            minimum_chunk_weeks: None,
        };
        let mut initiative = Initiative::new(InitiativeId(1), "It");
        // Written down in an order that needs more than one round.
        initiative.stages =
            vec![stage(4, 5.0, &[3]), stage(3, 10.0, &[2]), stage(2, 4.0, &[]), stage(5, 12.0, &[])];
        assert_eq!(duration_weeks(&initiative), Ok(19.0));
    }
}
