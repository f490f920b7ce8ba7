//! Whether a portfolio can really be delivered: how often it would run short of people if nobody waited.
//!
//! A selection by mean demand is short of somebody about every other time. Here the demand of every initiative
//! and the people there are come from draws of the simulation, role by role and period by period.

use serde::Serialize;

use super::question::{Period, Question};
use super::staffing::{Whom, everything, people_as_they_are};
use crate::analysis::levels::AskedLevel;
use crate::analysis::simulate::SimulateError;
use crate::engine::selection::chance::UncertainRow;
use crate::engine::selection::delivery::Delivery;
use crate::engine::stats::interval::{self, Interval};
use crate::model::id::RoleId;
use crate::model::initiative::Initiatives;
use crate::model::people::People;
use crate::model::portfolio::Portfolio;

/// Draws of a portfolio of usual size.
const DRAWS: u32 = 200;
/// Draws of a very large one.
const FEWEST_DRAWS: u32 = 50;
/// Initiatives beyond which a worker would fall silent over the question.
const MOST_INITIATIVES: usize = 500;
/// Draws × stages that take some ten milliseconds.
const STAGES_AT_ONCE: usize = 40_000;

/// Draws of demand for people, and what each row is about.
#[derive(Clone, Debug, PartialEq)]
pub struct Deliverability {
    delivery: Delivery,
    rows: Vec<(Whom, Period, UncertainRow)>,
}

/// How often a portfolio would run short of people.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Shortage {
    /// Who is short most often.
    #[serde(flatten)]
    pub whom: Whom,
    /// When.
    #[serde(skip)]
    pub period: Period,
    /// Share of the draws in which it is short then, 0 to 1.
    pub share: f64,
    /// 95 % interval of that share.
    pub interval: Interval,
    /// Share of the draws in which anybody is short at any time, 0 to 1.
    pub anybody: f64,
}

/// Draws the demand of every initiative; none if people are no limit, or there are more than 500 initiatives.
///
/// # Errors
///
/// [`SimulateError`] if an estimate gives no duration, or somebody is to do the work and nobody is named.
pub fn deliverability(
    portfolio: &Portfolio,
    initiatives: &Initiatives,
    people: &People,
) -> Result<Option<Deliverability>, SimulateError> {
    let calendar = portfolio.calendar;
    let periods = Period::all(calendar, portfolio.selection.people_period);
    if periods.is_empty() || !(1..=MOST_INITIATIVES).contains(&initiatives.list.len()) {
        return Ok(None);
    }
    let everything = everything(calendar, initiatives, people)?;
    let draws = STAGES_AT_ONCE / everything.problem.stages().len().max(1);
    let delivery = Delivery {
        people: people_as_they_are(calendar, people, &everything.levels)?,
        periods: periods.iter().map(|period| period.from_week..period.to_week).collect(),
        seed: u64::from(portfolio.simulation.seed),
        draws: u32::try_from(draws).unwrap_or(DRAWS).clamp(FEWEST_DRAWS, DRAWS),
        certain_rows: Vec::new(),
        work: everything.problem,
    };
    let rows = delivery.needs();
    let row = |needs: &_| UncertainRow::from(needs);
    let rows = rows
        .iter()
        .map(|it| {
            (whom(&everything.roles, &everything.levels, it.role), periods[it.period as usize], row(it))
        })
        .collect();
    Ok(Some(Deliverability { delivery, rows }))
}

/// Whose row it is: roles come first, then levels.
fn whom(roles: &[RoleId], levels: &[AskedLevel], row: u32) -> Whom {
    let row = row as usize;
    match roles.get(row) {
        Some(role) => Whom { role: *role, level: None },
        None => Whom { role: levels[row - roles.len()].role, level: Some(levels[row - roles.len()].level) },
    }
}

impl Deliverability {
    /// For the solver: rows of `question` that are not about people stay.
    pub fn delivery(&self, question: &Question) -> Delivery {
        let rows = (0..).zip(&question.limits);
        let certain = rows.filter(|(_, limit)| limit.is_money()).map(|(row, _)| row);
        Delivery { certain_rows: certain.collect(), ..self.delivery.clone() }
    }

    /// Draws of each role and period.
    pub fn draws(&self) -> u32 {
        self.delivery.draws
    }

    /// Draws in which a role may be short if `percent` of them are accepted.
    pub fn most_exceeded(&self, percent: u8) -> u32 {
        self.delivery.draws * u32::from(percent) / 100
    }

    /// How often `members`, by place in the document, would be short of people; none if they need nobody.
    pub fn shortage(&self, members: &[u32]) -> Option<Shortage> {
        let draws = self.delivery.draws;
        let mut anybody = vec![false; draws as usize];
        let mut worst: Option<(usize, Whom, Period)> = None;
        for (whom, period, row) in &self.rows {
            let mut count = 0;
            for (short, excess) in anybody.iter_mut().zip(row.excess(members)) {
                count += usize::from(excess > 0);
                *short |= excess > 0;
            }
            if worst.is_none_or(|(most, ..)| count > most) {
                worst = Some((count, *whom, *period));
            }
        }
        let (count, whom, period) = worst?;
        let share = |count: usize| count as f64 / f64::from(draws.max(1));
        Some(Shortage {
            whom,
            period,
            share: share(count),
            interval: interval::probability(count as u64, u64::from(draws)),
            anybody: share(anybody.iter().filter(|short| **short).count()),
        })
    }
}
