//! The question to the solver, and what each of its numbers stands for.
//!
//! Rows are the money of each year that has a budget, and the person-weeks of each
//! role and period. Years without a budget are no limit, and what was spent
//! before the first of them is sunk. A row that all initiatives together keep
//! easily is left out. A guardrail is a row over the money of all years that have a
//! budget: of its part of the work, or of all the rest of it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::super::score::RankingReport;
use super::staffing::{Staffing, Whom};
use crate::engine::selection::problem::{Demand, MAX_UNITS, Parts, Problem, Requirement, Row, Synergy};
use crate::engine::selection::search::Selection;
use crate::model::guardrail::Guardrail;
use crate::model::id::{InitiativeId, RoleId};
use crate::model::initiative::{Forced, Initiative, Initiatives};
use crate::model::portfolio::{Calendar, PeoplePeriod, Portfolio};

/// Units of value in a score of 1: what differs by less than a hundred-thousandth is equal.
pub const VALUE_UNITS: f64 = 1e5;
/// Units in a person-week.
const PERSON_WEEK_UNITS: f64 = 1e3;
/// Greatest amount of money in units, well within what the engine adds up exactly.
const MOST_MONEY_UNITS: f64 = 5e11;

/// The problem of a document: candidate *i* is initiative *i* of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// What the engine solves.
    pub problem: Problem,
    /// Candidates.
    pub initiatives: Vec<InitiativeId>,
    /// What each row limits.
    pub limits: Vec<Limit>,
    /// Budget of all years together, in the document's currency and scale; 0 without any.
    pub budget_money: f64,
    /// Initiatives that are in because they rank above the must-have line.
    pub above_line: BTreeSet<InitiativeId>,
}

/// What a row limits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limit {
    /// Money or people.
    pub of: Limited,
    /// Units of the row in one unit of money, or in one person-week.
    pub units_per_one: f64,
}

/// Money or people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Limited {
    /// Money of a calendar year.
    Money {
        /// Which.
        year: i16,
    },
    /// Money of all years that a part of the work may take, or all the rest of it.
    Guardrail {
        /// Its place in the portfolio's list.
        index: u32,
    },
    /// Person-weeks of a role, or of those at a level of it.
    People {
        /// Whose.
        whom: Whom,
        /// When.
        period: Period,
    },
}

/// A stretch of weeks with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    /// First week.
    pub from_week: u32,
    /// Week after the last.
    pub to_week: u32,
    /// Whether it is a month, quarter or year.
    pub length: PeriodLength,
    /// Calendar year.
    pub year: i16,
    /// Month or quarter of that year, from 1; 1 for a year.
    pub number: i8,
}

/// How long a period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PeriodLength {
    /// A calendar month.
    Month,
    /// Three of them.
    Quarter,
    /// Twelve of them.
    Year,
}

/// Whether limits are taken as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strictness {
    /// As they are.
    AsSet,
    /// Raised to what the plan uses where that is more; without a budget, the plan's money is the limit.
    AsThePlan,
}

/// Puts the question.
///
/// Costs below 0 count as nothing, links to what does not exist are left out, and amounts are brought
/// within what the engine adds up exactly: money to a ten-thousandth of the document's unit, very
/// large amounts less finely.
///
/// # Panics
///
/// Never: every index is in range and every amount within its limits.
pub fn question(
    portfolio: &Portfolio,
    initiatives: &Initiatives,
    staffing: Option<&Staffing>,
    ranking: &RankingReport,
    strictness: Strictness,
) -> Question {
    let list = &initiatives.list;
    let places: BTreeMap<InitiativeId, u32> = (0..).zip(list).map(|(place, it)| (it.id, place)).collect();
    let scores: BTreeMap<InitiativeId, f64> = ranking.ranking.iter().map(|row| (row.id, row.score)).collect();
    let mut limited = money_rows(portfolio, initiatives, strictness);
    limited.extend(guardrail_rows(portfolio, initiatives));
    if let Some(staffing) = staffing {
        limited.extend(people_rows(portfolio, staffing));
    }
    let budget_money = budgets(portfolio).values().sum();
    if strictness == Strictness::AsThePlan {
        for (_, row) in &mut limited {
            let used = row.demands.iter().filter(|it| list[it.candidate as usize].in_plan);
            row.limit = row.limit.max(used.map(|it| it.units).sum());
        }
    }
    // Kept even if it does not bind by a little: somebody may ask for one head less, or half the money.
    limited.retain(|(limit, row)| {
        let margin = match limit.of {
            Limited::Money { .. } => row.limit,
            Limited::Guardrail { .. } => whole(budget_money * limit.units_per_one),
            Limited::People { period, .. } => whole(f64::from(period.weeks()) * PERSON_WEEK_UNITS),
        };
        row.demands.iter().map(|it| it.units).sum::<i64>() > row.limit - margin
    });
    let (limits, rows) = limited.into_iter().unzip();

    let must_have = portfolio.selection.must_have as usize;
    let is_out = |id: InitiativeId| {
        places.get(&id).is_none_or(|place| list[*place as usize].forced() == Some(Forced::Out))
    };
    let above_line: BTreeSet<InitiativeId> =
        ranking.ranking.iter().take(must_have).map(|row| row.id).filter(|id| !is_out(*id)).collect();
    let places_of = |wanted: &dyn Fn(InitiativeId, Option<Forced>) -> bool| {
        (0..).zip(list).filter(|(_, it)| wanted(it.id, it.forced())).map(|(place, _)| place).collect()
    };
    let linked = |ids: fn(&Initiative) -> &Vec<InitiativeId>| {
        let pairs = (0..).zip(list).flat_map(move |(place, it)| ids(it).iter().map(move |id| (place, *id)));
        pairs
            .filter_map(|(place, id): (u32, _)| Some((place, *places.get(&id)?)))
            .filter(|(one, other)| one != other)
            .collect::<Vec<_>>()
    };
    let problem = Problem::new(Parts {
        values: list
            .iter()
            .map(|it| whole(scores.get(&it.id).copied().unwrap_or(0.0) * VALUE_UNITS))
            .collect(),
        rows,
        requirements: linked(|it| &it.requires)
            .into_iter()
            .map(|(candidate, required)| Requirement { candidate, required })
            .collect(),
        exclusions: linked(|it| &it.excludes).into_iter().map(|(one, other)| vec![one, other]).collect(),
        forced_in: places_of(&|id, forced| forced == Some(Forced::In) || above_line.contains(&id)),
        forced_out: places_of(&|_, forced| forced == Some(Forced::Out)),
        synergies: synergies(initiatives, &places),
    })
    .expect("every index is in range and every amount within its limits");
    Question { problem, initiatives: list.iter().map(|it| it.id).collect(), limits, above_line, budget_money }
}

impl Limit {
    /// Whether it is money that is limited: of a year, or of a part of the work.
    pub fn is_money(&self) -> bool {
        !matches!(self.of, Limited::People { .. })
    }
}

impl Question {
    /// Place of `id` among the candidates.
    pub fn place(&self, id: InitiativeId) -> Option<u32> {
        (0..).zip(&self.initiatives).find(|(_, it)| **it == id).map(|(place, _)| place)
    }

    /// Whether people are a limit.
    pub fn counts_people(&self) -> bool {
        self.limits.iter().any(|limit| matches!(limit.of, Limited::People { .. }))
    }

    /// Roles of which there may be too few.
    pub fn roles(&self) -> BTreeSet<RoleId> {
        let role = |limit: &Limit| match limit.of {
            Limited::People { whom, .. } => Some(whom.role),
            Limited::Money { .. } | Limited::Guardrail { .. } => None,
        };
        self.limits.iter().filter_map(role).collect()
    }

    /// Value of a set: the sum of its scores, and what pairs in it are worth beyond them.
    pub fn value(&self, members: &[u32]) -> f64 {
        self.problem.value(members) as f64 / VALUE_UNITS
    }

    /// The same of an answer.
    pub fn score(&self, found: &Selection) -> f64 {
        found.value as f64 / VALUE_UNITS
    }

    /// Whether nothing is worth anything, so that no set is better than another.
    pub fn is_without_value(&self) -> bool {
        let parts = self.problem.parts();
        parts.values.iter().all(|value| *value == 0) && parts.synergies.iter().all(|it| it.value == 0)
    }

    /// What the candidate at `place` is worth more or less beside each of the `others`, in scores.
    pub fn beside(&self, place: u32, others: &[u32]) -> Vec<(u32, f64)> {
        let synergies = self.problem.parts().synergies.iter();
        let partner = |it: &Synergy| match it.pair {
            [one, other] if one == place => Some(other),
            [one, other] if other == place => Some(one),
            _ => None,
        };
        synergies
            .filter_map(|it| Some((partner(it)?, it.value as f64 / VALUE_UNITS)))
            .filter(|(other, _)| others.contains(other))
            .collect()
    }

    /// The initiatives at these places.
    pub fn ids(&self, places: &[u32]) -> Vec<InitiativeId> {
        places.iter().filter_map(|place| self.initiatives.get(*place as usize).copied()).collect()
    }

    /// Places of the initiatives that satisfy `wanted`.
    pub fn places(&self, wanted: impl Fn(InitiativeId) -> bool) -> Vec<u32> {
        (0..).zip(&self.initiatives).filter(|(_, id)| wanted(**id)).map(|(place, _)| place).collect()
    }
}

impl Period {
    /// The periods of the calendar; none if people are no limit.
    pub fn all(calendar: Calendar, period: PeoplePeriod) -> Vec<Self> {
        let name = |day: Date| -> Option<(PeriodLength, i16, i8)> {
            Some(match period {
                PeoplePeriod::Off => return None,
                PeoplePeriod::Month => (PeriodLength::Month, day.year(), day.month()),
                PeoplePeriod::Quarter => (PeriodLength::Quarter, day.year(), (day.month() - 1) / 3 + 1),
                PeoplePeriod::Year => (PeriodLength::Year, day.year(), 1),
            })
        };
        let mut periods: Vec<Self> = Vec::new();
        for week in 0..calendar.horizon_weeks {
            let Some((length, year, number)) = name(calendar.day_of(week)) else { break };
            match periods.last_mut() {
                Some(last) if (last.year, last.number) == (year, number) => last.to_week = week + 1,
                _ => periods.push(Self { from_week: week, to_week: week + 1, length, year, number }),
            }
        }
        periods
    }

    /// Weeks of it.
    pub fn weeks(self) -> u32 {
        self.to_week - self.from_week
    }

    /// "March 2024", "Q1 2024", "2024".
    pub fn name(self) -> String {
        const MONTHS: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        match self.length {
            PeriodLength::Month => {
                let month = MONTHS[usize::from((self.number - 1).unsigned_abs()) % 12];
                format!("{month} {}", self.year)
            }
            PeriodLength::Quarter => format!("Q{} {}", self.number, self.year),
            PeriodLength::Year => self.year.to_string(),
        }
    }
}

/// Budget of each year, by year; several entries of a year add up.
pub(in crate::analysis) fn budgets(portfolio: &Portfolio) -> BTreeMap<i16, f64> {
    let mut budgets = BTreeMap::new();
    for budget in &portfolio.budget_per_year {
        *budgets.entry(budget.year).or_insert(0.0) += budget.amount.get();
    }
    budgets
}

/// What `initiative` costs in the years that have a budget, or at all if none has.
pub fn counted_cost(portfolio: &Portfolio, initiative: &Initiative) -> f64 {
    let budgets = budgets(portfolio);
    let counts = |year: i16| budgets.is_empty() || budgets.contains_key(&year);
    initiative
        .cost_per_year
        .iter()
        .filter(|cost| counts(cost.year))
        .map(|cost| cost.amount.get().max(0.0))
        .sum()
}

fn synergies(initiatives: &Initiatives, places: &BTreeMap<InitiativeId, u32>) -> Vec<Synergy> {
    let pair = |[one, other]: [InitiativeId; 2]| Some([*places.get(&one)?, *places.get(&other)?]);
    let known = initiatives.synergies.iter().filter_map(|it| Some((pair(it.of)?, it.score())));
    known
        .filter(|([one, other], _)| one != other)
        .map(|(pair, score)| Synergy { pair, value: whole(score * VALUE_UNITS) })
        .collect()
}

fn money_rows(portfolio: &Portfolio, initiatives: &Initiatives, strictness: Strictness) -> Vec<(Limit, Row)> {
    let list = &initiatives.list;
    let budgets = budgets(portfolio);
    let cost_of = |place: usize, counts: &dyn Fn(i16) -> bool| {
        let costs = list[place].cost_per_year.iter().filter(|cost| counts(cost.year));
        costs.map(|cost| cost.amount.get()).sum::<f64>().max(0.0)
    };
    let row = |limit, costs: &[f64], year| money_row(Limited::Money { year }, limit, costs);
    if budgets.is_empty() {
        if strictness == Strictness::AsSet {
            return Vec::new();
        }
        let costs: Vec<f64> = (0..list.len()).map(|place| cost_of(place, &|_| true)).collect();
        let plan: f64 = costs.iter().zip(list).filter(|(_, it)| it.in_plan).map(|(cost, _)| cost).sum();
        return vec![row(plan, &costs, portfolio.calendar.start.year())];
    }
    let of_year = |(&year, &limit): (&i16, &f64)| {
        let costs: Vec<f64> = (0..list.len()).map(|place| cost_of(place, &|it| it == year)).collect();
        row(limit, &costs, year)
    };
    budgets.iter().map(of_year).collect()
}

/// A row for each guardrail; none without a budget to divide.
fn guardrail_rows(portfolio: &Portfolio, initiatives: &Initiatives) -> Vec<(Limit, Row)> {
    let whole: f64 = budgets(portfolio).values().sum();
    let rails = (0..).zip(&portfolio.selection.guardrails).filter(|_| whole > 0.0);
    let row = |(index, rail): (u32, &Guardrail)| {
        let list = initiatives.list.iter();
        let costs: Vec<f64> = list.map(|it| counted_cost(portfolio, it) * rail.counted_share(it)).collect();
        money_row(Limited::Guardrail { index }, whole * rail.most_share(), &costs)
    };
    rails.map(row).collect()
}

/// A row of money; `costs` are by place.
fn money_row(of: Limited, limit: f64, costs: &[f64]) -> (Limit, Row) {
    let greatest = costs.iter().copied().fold(limit.max(1.0), f64::max);
    let units = [1e4, 1e2, 1.0].into_iter().find(|units| greatest * units <= MOST_MONEY_UNITS);
    let units_per_one = units.unwrap_or(MOST_MONEY_UNITS / greatest);
    let demands = (0..).zip(costs).filter(|(_, cost)| **cost > 0.0);
    let demands =
        demands.map(|(candidate, cost)| Demand { candidate, units: whole(cost * units_per_one) }).collect();
    let limit = whole(limit.max(0.0) * units_per_one);
    (Limit { of, units_per_one }, Row { demands, limit })
}

fn people_rows(portfolio: &Portfolio, staffing: &Staffing) -> Vec<(Limit, Row)> {
    let periods = Period::all(portfolio.calendar, portfolio.selection.people_period);
    let mut needed: BTreeMap<(Whom, usize), BTreeMap<u32, f64>> = BTreeMap::new();
    for need in &staffing.needs {
        let first = periods.partition_point(|period| period.to_week <= need.from_week);
        let touched = periods.iter().enumerate().skip(first);
        for (index, period) in touched.take_while(|(_, period)| period.from_week < need.to_week) {
            let weeks = need.to_week.min(period.to_week) - need.from_week.max(period.from_week);
            let of_row = needed.entry((need.whom, index)).or_default();
            *of_row.entry(need.place).or_insert(0.0) += need.fte * f64::from(weeks);
        }
    }
    let row = |((whom, index), demands): (&(Whom, usize), &BTreeMap<u32, f64>)| {
        let period = periods[*index];
        let weeks = period.from_week as usize..period.to_week as usize;
        let offered: f64 = staffing.offer(*whom)?.fte.get(weeks)?.iter().sum();
        let demands = demands
            .iter()
            .map(|(&candidate, weeks)| Demand {
                candidate,
                units: whole(weeks * PERSON_WEEK_UNITS).min(MAX_UNITS),
            })
            .collect();
        let of = Limited::People { whom: *whom, period };
        let limit = whole(offered.max(0.0) * PERSON_WEEK_UNITS);
        Some((Limit { of, units_per_one: PERSON_WEEK_UNITS }, Row { demands, limit }))
    };
    needed.iter().filter_map(row).collect()
}

#[expect(clippy::cast_possible_truncation, reason = "amounts were brought below 2^40")]
pub(super) fn whole(units: f64) -> i64 {
    units.round() as i64
}
