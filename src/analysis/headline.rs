//! The three headline figures: right things, right people, right time.

pub mod figure;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use figure::Figure;

use super::score::RankingReport;
use super::select::nodes_at_once;
use super::select::question::{Strictness, VALUE_UNITS, budgets, counted_cost, question};
use super::select::staffing::{Staffing, staffing};
use crate::engine::selection::search::{SolveStatus, select};
use crate::model::document::Document;
use crate::model::id::InitiativeId;
use crate::model::initiative::Initiatives;
use crate::model::portfolio::Portfolio;

/// Nodes of the search: this figure stands on every page and follows every step of a drag.
const NODES: u64 = 150;

/// Value of the plan ÷ the most that any portfolio is worth within the same limits.
///
/// Limits are those of the page Select: money of each year, people of each period, what initiatives
/// require and exclude, what is forced in or out. Where the plan uses more than there is, that much is the
/// limit; without a budget, what the plan costs. The most is searched for exactly; where the proof
/// takes too long for the page, it lies between the best set found and a bound.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RightThings {
    /// `share` and `low` against the bound, `high` against the best set found; all the same once that is proved.
    pub figure: Figure,
    /// Sum of the scores of the plan, and of what pairs in it are worth beyond these.
    pub plan_value: f64,
    /// The same of the best set found.
    pub best_found: f64,
    /// No set within the limits is worth more.
    pub upper_bound: f64,
    /// The best set found, in document order.
    pub best_set: Vec<InitiativeId>,
    /// Whether no set within the limits is worth more than that.
    pub is_proved: bool,
    /// Money of the plan in the years that have a budget, or in all if none has.
    pub plan_money: f64,
    /// Money that any set may use, over the same years: the budget, or what the plan costs where that is more or
    /// no budget is set.
    pub limit_money: f64,
    /// Whether a budget is set.
    pub has_budget: bool,
    /// Whether people were a limit.
    pub counts_people: bool,
}

/// Compares the plan with what its money and people could do; none while nothing is in the plan or scored.
pub fn right_things(
    portfolio: &Portfolio,
    initiatives: &Initiatives,
    staffing: Option<&Staffing>,
    ranking: &RankingReport,
) -> Option<RightThings> {
    let scores: BTreeMap<InitiativeId, f64> = ranking.ranking.iter().map(|row| (row.id, row.score)).collect();
    let value_of = |set: &[InitiativeId]| {
        let sum: f64 = set.iter().filter_map(|id| scores.get(id)).sum();
        let set: BTreeSet<&InitiativeId> = set.iter().collect();
        sum + initiatives.synergy_within(|id| set.contains(&id))
    };
    let plan_value = value_of(&initiatives.in_plan().map(|it| it.id).collect::<Vec<_>>());
    if plan_value <= 0.0 {
        return None;
    }
    let asked = question(portfolio, initiatives, staffing, ranking, Strictness::AsThePlan);
    let plan: Vec<u32> =
        (0..).zip(&initiatives.list).filter(|(_, it)| it.in_plan).map(|(place, _)| place).collect();
    let best = select(&asked.problem, &plan, nodes_at_once(&asked.problem).min(NODES));
    let best_set = asked.ids(&best.chosen);
    // Scores themselves, not their rounded units; a plan that breaks its own links can be worth more than any
    // set that keeps them.
    let value = value_of(&best_set);
    let is_proved = best.status == SolveStatus::Optimal;
    let bound = if is_proved { value } else { value.max(best.upper_bound as f64 / VALUE_UNITS) };
    let (best_found, upper_bound) = (value.max(plan_value), bound.max(plan_value));
    let share = plan_value / upper_bound;
    let plan_money: f64 = initiatives.in_plan().map(|it| counted_cost(portfolio, it)).sum();
    Some(RightThings {
        figure: Figure { share, low: share, high: plan_value / best_found },
        plan_value,
        best_found,
        upper_bound,
        best_set,
        is_proved,
        plan_money,
        limit_money: limit_money(portfolio, initiatives).max(plan_money),
        has_budget: !portfolio.budget_per_year.is_empty(),
        counts_people: asked.counts_people(),
    })
}

/// The same for a whole document; where people cannot be counted, they are no limit.
pub fn right_things_of(document: &Document, ranking: &RankingReport) -> Option<RightThings> {
    let staffing = staffing(document.portfolio.calendar, &document.initiatives, &document.people);
    right_things(&document.portfolio, &document.initiatives, staffing.as_ref().ok(), ranking)
}

/// The budget of each year, or what the plan costs in it where that is more.
fn limit_money(portfolio: &Portfolio, initiatives: &Initiatives) -> f64 {
    let spent = |year: i16| -> f64 {
        let costs = initiatives.in_plan().flat_map(|it| &it.cost_per_year);
        costs.filter(|cost| cost.year == year).map(|cost| cost.amount.get().max(0.0)).sum()
    };
    budgets(portfolio).into_iter().map(|(year, budget)| budget.max(spent(year))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::score::RankedInitiative;
    use crate::model::finite::Finite;
    use crate::model::initiative::Initiative;
    use crate::model::portfolio::YearAmount;
    use crate::model::synergy::Synergy;

    fn portfolio_of(rows: &[(f64, i32, bool)]) -> (Initiatives, RankingReport) {
        let mut initiatives = Initiatives::default();
        let mut report = RankingReport::default();
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
    fn pairs_count_in_the_plan_and_in_the_best_set() {
        let (mut initiatives, ranking) = portfolio_of(&[(0.9, 10, true), (0.5, 5, false), (0.3, 5, false)]);
        let of = [InitiativeId(2), InitiativeId(3)];
        initiatives.synergies = vec![Synergy { of, points: Finite::from(40) }];
        let things = right_things(&Portfolio::default(), &initiatives, None, &ranking).unwrap();
        assert_eq!(things.best_set, of);
        assert!((things.figure.share - 0.9 / 1.2).abs() < 1e-9, "{:?}", things.figure);
        for (initiative, in_plan) in initiatives.list.iter_mut().zip([false, true, true]) {
            initiative.in_plan = in_plan;
        }
        let things = right_things(&Portfolio::default(), &initiatives, None, &ranking).unwrap();
        assert!((things.plan_value - 1.2).abs() < 1e-9, "{}", things.plan_value);
        assert!((things.figure.share - 1.0).abs() < 1e-9, "{:?}", things.figure);
    }

    #[test]
    fn the_best_plan_is_worth_all() {
        let (initiatives, ranking) = portfolio_of(&[(0.9, 10, true), (0.5, 10, false)]);
        let things = right_things(&Portfolio::default(), &initiatives, None, &ranking).unwrap();
        assert_eq!(things.figure, Figure { share: 1.0, low: 1.0, high: 1.0 });
    }

    #[test]
    fn a_poor_plan_is_measured_against_the_best_set() {
        let (initiatives, ranking) = portfolio_of(&[(0.9, 60, false), (0.8, 60, false), (0.4, 100, true)]);
        let things = right_things(&Portfolio::default(), &initiatives, None, &ranking).unwrap();
        assert!(things.is_proved);
        assert_eq!(things.best_set, [InitiativeId(1)]);
        assert!((things.figure.low - 0.4 / 0.9).abs() < 1e-12);
        assert!((things.figure.high - 0.4 / 0.9).abs() < 1e-12);
    }

    #[test]
    fn nothing_in_the_plan_has_no_figure() {
        let (initiatives, ranking) = portfolio_of(&[(0.9, 60, false)]);
        assert_eq!(right_things(&Portfolio::default(), &initiatives, None, &ranking), None);
    }
}
