//! The three headline figures: right things, right people, right time.

use serde::Serialize;

use super::score::RankingReport;
use crate::model::initiative::{Initiative, Initiatives};
use crate::model::portfolio::Portfolio;

/// A share with the range it may lie in; all from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Figure {
    /// Best single figure.
    pub share: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// Value of the plan ÷ the most that the same money could buy.
///
/// The exact best set is not searched for; it lies between the best set found
/// by taking initiatives in order of value for money and the bound of Dantzig
/// (1957), which allows one of them to be taken in part. People are not a
/// limit here.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct RightThings {
    /// `share` and `low` against the bound, `high` against the best set found.
    pub figure: Figure,
    /// Sum of the scores of the plan.
    pub plan_value: f64,
    /// Sum of the scores of the best set found.
    pub best_found: f64,
    /// No set within the money is worth more.
    pub upper_bound: f64,
    /// Money of the plan.
    pub plan_money: f64,
    /// Money that any set may use: the budget, or what the plan costs if that is more or no budget is set.
    pub limit_money: f64,
    /// Whether a budget is set.
    pub has_budget: bool,
}

/// Compares the plan with what its money could buy; none while nothing is in the plan or scored.
pub fn right_things(
    portfolio: &Portfolio,
    initiatives: &Initiatives,
    ranking: &RankingReport,
) -> Option<RightThings> {
    let budget: f64 = portfolio.budget_per_year.iter().map(|year| year.amount.get()).sum();
    let has_budget = !portfolio.budget_per_year.is_empty();
    let value_of = |initiative: &Initiative| ranking.row(initiative.id).map_or(0.0, |row| row.score);
    let plan_value: f64 = initiatives.in_plan().map(value_of).sum();
    let plan_money: f64 = initiatives.in_plan().map(Initiative::cost_money).sum();
    if plan_value <= 0.0 {
        return None;
    }
    let limit_money = budget.max(plan_money);
    let mut by_value_for_money: Vec<(&Initiative, f64, f64)> = initiatives
        .list
        .iter()
        .map(|initiative| (initiative, value_of(initiative), initiative.cost_money().max(0.0)))
        .collect();
    // a/b > c/d without dividing, so that what costs nothing comes first.
    by_value_for_money.sort_by(|a, b| (b.1 * a.2).total_cmp(&(a.1 * b.2)));
    let upper_bound = fractional_value(&by_value_for_money, limit_money).max(plan_value);
    let best_found = greedy_value(&by_value_for_money, limit_money).max(plan_value);
    let share = plan_value / upper_bound;
    let figure = Figure { share, low: share, high: plan_value / best_found };
    Some(RightThings { figure, plan_value, best_found, upper_bound, plan_money, limit_money, has_budget })
}

/// Value if the last initiative may be taken in part.
fn fractional_value(items: &[(&Initiative, f64, f64)], limit_money: f64) -> f64 {
    let mut left = limit_money;
    let mut total = 0.0;
    for &(_, value, money) in items {
        if money <= left {
            left -= money;
            total += value;
        } else {
            return total + value * left / money;
        }
    }
    total
}

/// Value of taking whole initiatives while they fit, together with what they require.
fn greedy_value(items: &[(&Initiative, f64, f64)], limit_money: f64) -> f64 {
    let mut left = limit_money;
    let mut total = 0.0;
    let mut taken: Vec<&Initiative> = Vec::new();
    for &(initiative, value, money) in items {
        let clashes = taken
            .iter()
            .any(|other| other.excludes.contains(&initiative.id) || initiative.excludes.contains(&other.id));
        let ready = initiative.requires.iter().all(|id| taken.iter().any(|other| other.id == *id));
        if money <= left && !clashes && ready {
            left -= money;
            total += value;
            taken.push(initiative);
        }
    }
    total
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::score::RankedInitiative;
    use crate::model::finite::Finite;
    use crate::model::id::InitiativeId;
    use crate::model::portfolio::YearAmount;

    fn portfolio_of(rows: &[(f64, i32, bool)]) -> (Initiatives, RankingReport) {
        let mut initiatives = Initiatives::default();
        let mut report = RankingReport { criteria: Vec::new(), ranking: Vec::new() };
        for (id, &(score, money, in_plan)) in (1..).zip(rows) {
            let mut initiative = Initiative::new(InitiativeId(id), format!("no. {id}"));
            initiative.in_plan = in_plan;
            initiative.cost_per_year = vec![YearAmount { year: 2026, amount: Finite::from(money) }];
            report.ranking.push(RankedInitiative {
                id: initiative.id,
                name: initiative.name.clone(),
                rank: id,
                rank_is_shared: false,
                score,
                score_range: (score, score),
                contributions: Vec::new(),
                values: Vec::new(),
                raw_scores: Vec::new(),
            });
            initiatives.list.push(initiative);
        }
        (initiatives, report)
    }

    #[test]
    fn the_best_plan_is_worth_all() {
        let (initiatives, ranking) = portfolio_of(&[(0.9, 10, true), (0.5, 10, false)]);
        let things = right_things(&Portfolio::default(), &initiatives, &ranking).unwrap();
        assert_eq!(things.figure, Figure { share: 1.0, low: 1.0, high: 1.0 });
    }

    #[test]
    fn a_poor_plan_is_between_the_bound_and_the_best_found() {
        let (initiatives, ranking) = portfolio_of(&[(0.9, 60, false), (0.8, 60, false), (0.4, 100, true)]);
        let things = right_things(&Portfolio::default(), &initiatives, &ranking).unwrap();
        // 100 buys the first whole (0.9) and two thirds of the second.
        assert!((things.upper_bound - (0.9 + 0.8 * 40.0 / 60.0)).abs() < 1e-12);
        assert!((things.figure.high - 0.4 / 0.9).abs() < 1e-12);
        assert!(things.figure.low < things.figure.high);
    }

    #[test]
    fn nothing_in_the_plan_has_no_figure() {
        let (initiatives, ranking) = portfolio_of(&[(0.9, 60, false)]);
        assert_eq!(right_things(&Portfolio::default(), &initiatives, &ranking), None);
    }
}
