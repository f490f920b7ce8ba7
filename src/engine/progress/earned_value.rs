//! Earned value: what was done, in the money it was planned to cost.
//!
//! Earned ÷ planned tells the pace, earned ÷ spent what money buys, and both carry the
//! budget forward to what the whole will cost. The three usual forecasts differ in what
//! they take to go on: nothing, the cost, or the cost and the delay.
//!
//! Source: Project Management Institute (2019), *The Standard for Earned Value Management*.

use serde::{Deserialize, Serialize};

/// Where a piece of work stands on one day.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkStatus {
    /// Budget at completion [money], above 0.
    pub budget_money: f64,
    /// Share of the work that should be done by that day, 0 to 1.
    pub planned_share: f64,
    /// Share of the work that is done, 0 to 1.
    pub done_share: f64,
    /// Spent by that day [money], at least 0.
    pub spent_money: f64,
}

/// What follows from a [`WorkStatus`].
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct EarnedValue {
    /// Worth of what should be done [money].
    pub planned_money: f64,
    /// Worth of what is done [money].
    pub earned_money: f64,
    /// Earned ÷ planned (SPI); none while nothing should be done yet.
    pub schedule_index: Option<f64>,
    /// Earned ÷ spent (CPI); none while nothing is spent.
    pub cost_index: Option<f64>,
    /// Cost of the whole; none while nothing is earned, which tells nothing of the rest.
    pub at_completion: Option<CompletionCost>,
}

/// Estimate at completion [money]: the middle and the ends of the three usual forecasts.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct CompletionCost {
    /// The least of the three.
    pub low_money: f64,
    /// If each unit goes on costing what it cost so far: budget ÷ CPI.
    pub likely_money: f64,
    /// The most of the three.
    pub high_money: f64,
}

/// Compares what is done with what was planned and spent.
///
/// A share outside 0 to 1 and a negative sum are taken at face value: the caller has checked them.
pub fn earned_value(status: &WorkStatus) -> EarnedValue {
    let planned_money = status.budget_money * status.planned_share;
    let earned_money = status.budget_money * status.done_share;
    let index = |base: f64| (base > 0.0).then(|| earned_money / base);
    let (schedule_index, cost_index) = (index(planned_money), index(status.spent_money));
    EarnedValue {
        planned_money,
        earned_money,
        schedule_index,
        cost_index,
        at_completion: (earned_money > 0.0).then(|| at_completion(status, earned_money, schedule_index)),
    }
}

fn at_completion(status: &WorkStatus, earned_money: f64, schedule_index: Option<f64>) -> CompletionCost {
    let rest_money = status.budget_money - earned_money;
    let per_unit = status.spent_money / earned_money;
    let as_planned = status.spent_money + rest_money;
    let as_before = status.spent_money + rest_money * per_unit;
    let as_before_and_late = status.spent_money
        + rest_money * per_unit / schedule_index.filter(|index| *index > 0.0).unwrap_or(1.0);
    let all = [as_planned, as_before, as_before_and_late];
    CompletionCost {
        low_money: all.into_iter().fold(f64::INFINITY, f64::min),
        likely_money: as_before,
        high_money: all.into_iter().fold(f64::NEG_INFINITY, f64::max),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A budget of 100,000, half of it due, 40 % done, 60,000 spent: CPI 0.67, SPI 0.8, estimates
    /// 120,000 if the overrun was once, 150,000 if it goes on, 172,500 if the delay costs too.
    #[test]
    fn a_late_and_dear_project_gives_the_textbook_estimates() {
        let value = earned_value(&WorkStatus {
            budget_money: 100_000.0,
            planned_share: 0.5,
            done_share: 0.4,
            spent_money: 60_000.0,
        });
        let close = |a: f64, b: f64| assert!((a - b).abs() < 1e-6, "{a} is not {b}");
        close(value.cost_index.unwrap(), 2.0 / 3.0);
        close(value.schedule_index.unwrap(), 0.8);
        let cost = value.at_completion.unwrap();
        close(cost.low_money, 120_000.0);
        close(cost.likely_money, 150_000.0);
        close(cost.high_money, 172_500.0);
    }

    /// As planned in every respect: the budget, whatever the forecast.
    #[test]
    fn work_on_plan_costs_its_budget() {
        let value = earned_value(&WorkStatus {
            budget_money: 80.0,
            planned_share: 0.25,
            done_share: 0.25,
            spent_money: 20.0,
        });
        let budget = CompletionCost { low_money: 80.0, likely_money: 80.0, high_money: 80.0 };
        assert_eq!((value.cost_index, value.schedule_index), (Some(1.0), Some(1.0)));
        assert_eq!(value.at_completion, Some(budget));
    }

    #[test]
    fn nothing_earned_forecasts_nothing() {
        let status = WorkStatus { budget_money: 10.0, planned_share: 0.0, done_share: 0.0, spent_money: 3.0 };
        let value = earned_value(&status);
        assert_eq!((value.schedule_index, value.cost_index, value.at_completion), (None, Some(0.0), None));
    }
}
