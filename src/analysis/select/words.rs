//! A selection in sentences: what an initiative lacks, why nothing is feasible.

use std::collections::BTreeMap;

use super::question::{Limit, Limited, PeriodLength, Question};
use super::staffing::Whom;
use crate::analysis::written::{money, more_or_less, number, percent};
use crate::engine::selection::explain::{LeftOut, Shortage, why_left_out};
use crate::engine::selection::feasible::{Infeasibility, Mandatory, infeasibilities};
use crate::engine::selection::problem::Problem;
use crate::model::guardrail::Bound;
use crate::model::id::InitiativeId;
use crate::model::initiative::{Forced, Initiatives};
use crate::model::people::People;
use crate::model::portfolio::Portfolio;
use crate::model::strategy::Strategy;

/// Puts names to the numbers of a question.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    /// For money.
    pub portfolio: &'a Portfolio,
    /// For names.
    pub initiatives: &'a Initiatives,
    /// For roles.
    pub people: &'a People,
    /// For objectives.
    pub strategy: &'a Strategy,
    /// Limits that one sentence names; of more, it says how many.
    pub most_named: usize,
}

impl Words<'_> {
    /// What keeps the candidate at `place` out of the portfolio `chosen`: "needs 1.2 FTE more of Architect in Q1 2024".
    pub fn why_not(&self, question: &Question, chosen: &[u32], place: u32) -> String {
        let found = why_left_out(&question.problem, chosen, place);
        let initiative =
            question.initiatives.get(place as usize).and_then(|id| self.initiatives.initiative(*id));
        if found.forced_out {
            let reason = initiative.and_then(|it| it.forcing.as_ref()).map_or("", |it| it.reason.trim());
            return if reason.is_empty() { "forced out".to_owned() } else { format!("forced out: {reason}") };
        }
        self.left_out(question, chosen, &found)
    }

    /// What the candidate at `place` is worth more and less beside others of `chosen`: "worth 10 points more
    /// beside Payments"; none if it has no synergy with any of them.
    pub fn beside(&self, question: &Question, chosen: &[u32], place: u32) -> Option<String> {
        let (more, less): (Vec<_>, Vec<_>) =
            question.beside(place, chosen).into_iter().partition(|(_, score)| *score > 0.0);
        let told: Vec<String> =
            [more, less].iter().filter_map(|pairs| self.worth_beside(question, pairs)).collect();
        (!told.is_empty()).then(|| told.join(" and "))
    }

    /// "worth 10 points more beside Payments and Hera": all of one sign.
    fn worth_beside(&self, question: &Question, pairs: &[(u32, f64)]) -> Option<String> {
        let score: f64 = pairs.iter().map(|(_, score)| score).sum();
        let others: Vec<u32> = pairs.iter().map(|(other, _)| *other).collect();
        let told =
            || format!("worth {} beside {}", more_or_less(score * 100.0), self.list(question, &others));
        (!pairs.is_empty()).then(told)
    }

    /// The same of what the engine found, forcing aside.
    pub fn left_out(&self, question: &Question, chosen: &[u32], found: &LeftOut) -> String {
        let mut beside = question.beside(found.candidate, chosen);
        let together: f64 = beside.iter().map(|(_, score)| score).sum();
        beside.retain(|(_, score)| *score < 0.0);
        let mut parts = Vec::new();
        if !found.lacks.is_empty() {
            parts.push(format!("requires {}, which is out", self.list(question, &found.lacks)));
        }
        if !found.excluded_by.is_empty() {
            parts.push(format!("excludes {}, which is in", self.list(question, &found.excluded_by)));
        }
        if !found.shortages.is_empty() {
            let whole = if found.lacks.is_empty() { "needs" } else { "together they need" };
            parts.push(format!("{whole} {}", self.shortages(question, &found.shortages)));
        }
        let takes = self.worth_beside(question, &beside).filter(|_| together < 0.0);
        if parts.is_empty() {
            let worth = question.value(&[found.candidate]);
            return match takes {
                Some(takes) if worth + together < 0.0 => {
                    format!("fits, but is {takes}, and only {} points by itself", number(worth * 100.0, 1))
                }
                _ if worth == 0.0 && together <= 0.0 => "has no score, so it adds nothing".to_owned(),
                _ => "fits, but another set is worth as much".to_owned(),
            };
        }
        parts.extend(takes.map(|takes| format!("is {takes}")));
        parts.join("; ")
    }

    /// "1.2 FTE more of Architect in Q1 2024 and £27m more in 2024".
    pub fn shortages(&self, question: &Question, shortages: &[Shortage]) -> String {
        // Of a role the worst period stands for the others.
        let mut worst: BTreeMap<Shared, (f64, usize, Vec<&Shortage>)> = BTreeMap::new();
        for shortage in shortages {
            let limit = &question.limits[shortage.row as usize];
            let row = &question.problem.parts().rows[shortage.row as usize];
            let key = match limit.of {
                Limited::Money { .. } => Shared::Budget,
                Limited::Guardrail { index } => Shared::Guardrail(index),
                Limited::People { whom, .. } => Shared::People(whom),
            };
            let share = shortage.missing as f64 / row.limit.max(1) as f64;
            let entry = worst.entry(key).or_insert((-1.0, 0, Vec::new()));
            entry.1 += 1;
            if share > entry.0 {
                entry.0 = share;
                entry.2 = vec![shortage];
            }
        }
        let mut ranked: Vec<(f64, usize, &Shortage)> =
            worst.into_values().filter_map(|(share, count, of)| Some((share, count, *of.first()?))).collect();
        ranked.sort_by(|one, other| other.0.total_cmp(&one.0));
        let named = ranked.iter().take(self.most_named).map(|(_, count, shortage)| {
            let limit = &question.limits[shortage.row as usize];
            let others = if self.most_named > 1 { also(limit, count - 1) } else { String::new() };
            format!("{}{others}", self.missing(limit, shortage.missing))
        });
        let text = named.collect::<Vec<_>>().join(" and ");
        match ranked.len().saturating_sub(self.most_named) {
            0 => text,
            1 => format!("{text}, and one more limit"),
            more => format!("{text}, and {more} more limits"),
        }
    }

    /// "the money of 2024", "Architect in Q1 2024".
    pub fn limit(&self, limit: &Limit) -> String {
        match limit.of {
            Limited::Money { year } => format!("the money of {year}"),
            Limited::Guardrail { index } => self.guardrail(index),
            Limited::People { whom, period } => {
                format!("{} in {}", whom.words(self.people), period.name())
            }
        }
    }

    /// "the 30 % of the budget for Run work", "the 60 % of the budget that are not kept for Growth".
    fn guardrail(&self, index: u32) -> String {
        let Some(rail) = self.portfolio.selection.guardrails.get(index as usize) else {
            return String::new();
        };
        let name = rail.of.name(self.strategy, self.portfolio);
        let share = percent(rail.most_share());
        match rail.bound {
            Bound::AtMost => format!("the {share} of the budget for {name}"),
            Bound::Kept => format!("the {share} of the budget not kept for {name}"),
        }
    }

    /// Every reason why nothing is feasible, each with its remedy; none if something is.
    pub fn infeasible(&self, question: &Question) -> Vec<String> {
        infeasibilities(&question.problem).iter().map(|reason| self.reason(question, reason)).collect()
    }

    /// Why `problem`, a question with one more decision, has no answer.
    pub fn impossible(&self, question: &Question, problem: &Problem) -> String {
        let reasons = infeasibilities(problem);
        reasons.first().map_or_else(String::new, |reason| self.reason(question, reason))
    }

    /// Names of the candidates at `places`: "A, B and 2 more".
    pub fn list(&self, question: &Question, places: &[u32]) -> String {
        let name = |place: &u32| question.initiatives.get(*place as usize).map_or("", |id| self.name(*id));
        let names: Vec<&str> = places.iter().take(3).map(name).collect();
        match places.len() {
            0..=3 => names.join(" and "),
            more => format!("{} and {} more", names.join(", "), more - 3),
        }
    }

    /// Name of an initiative.
    pub fn name(&self, id: InitiativeId) -> &str {
        self.initiatives.initiative(id).map_or("an initiative that was deleted", |it| &it.name)
    }

    fn reason(&self, question: &Question, reason: &Infeasibility) -> String {
        match reason {
            Infeasibility::Overload { row, demand, limit, needed_by } => {
                let of = &question.limits[*row as usize];
                let members: Vec<String> =
                    needed_by.iter().map(|one| self.pulled_in(question, one)).collect();
                let members = match members.as_slice() {
                    [first, second, third, rest @ ..] if !rest.is_empty() => {
                        format!("{first}, {second}, {third} and {} more", rest.len())
                    }
                    few => few.join(", "),
                };
                format!(
                    "What is forced in needs {} of {}, and there is {}: {members}. Free one of them or raise \
                     the limit",
                    self.amount(of, *demand),
                    self.limit(of),
                    self.amount(of, *limit)
                )
            }
            Infeasibility::Excluded { pair: [one, other], .. } => format!(
                "{} and {} exclude each other, and both are in. Free one of them",
                self.pulled_in(question, one),
                self.pulled_in(question, other)
            ),
            Infeasibility::ForcedOut { candidate } => {
                format!("{}, but it is forced out. Free one of them", self.pulled_in(question, candidate))
            }
        }
    }

    /// "Debt Transformation (required by Payments)".
    fn pulled_in(&self, question: &Question, one: &Mandatory) -> String {
        let name = |place: u32| question.initiatives.get(place as usize).map_or("", |id| self.name(*id));
        let last = name(one.candidate());
        match one.chain.as_slice() {
            [.., requiring, _] => format!("{last} (required by {})", name(*requiring)),
            [place] => match question.initiatives.get(*place as usize) {
                Some(id) if question.above_line.contains(id) && !self.is_forced_in(*id) => {
                    format!("{last} (above the must-have line)")
                }
                _ => format!("{last} (forced in)"),
            },
            [] => String::new(),
        }
    }

    fn is_forced_in(&self, id: InitiativeId) -> bool {
        self.initiatives.initiative(id).and_then(crate::model::initiative::Initiative::forced)
            == Some(Forced::In)
    }

    /// "£27m more in 2024", "1.2 FTE more of Architect in Q1 2024".
    fn missing(&self, limit: &Limit, units: i64) -> String {
        match limit.of {
            Limited::Money { year } => format!("{} more in {year}", self.amount(limit, units)),
            Limited::Guardrail { index } => {
                format!("{} more of {}", self.amount(limit, units), self.guardrail(index))
            }
            Limited::People { whom, period } => {
                format!(
                    "{} more of {} in {}",
                    self.amount(limit, units),
                    whom.words(self.people),
                    period.name()
                )
            }
        }
    }

    /// Money, or people averaged over the period.
    fn amount(&self, limit: &Limit, units: i64) -> String {
        let amount = units as f64 / limit.units_per_one;
        match limit.of {
            Limited::Money { .. } | Limited::Guardrail { .. } => money(amount, &self.portfolio.currency),
            Limited::People { period, .. } => {
                let fte = amount / f64::from(period.weeks());
                format!("{} FTE", number(fte.max(0.0), if fte < 0.1 { 2 } else { 1 }))
            }
        }
    }
}

/// Limits of which the tightest stands for the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Shared {
    Budget,
    Guardrail(u32),
    People(Whom),
}

/// " (and in 3 other quarters)".
fn also(limit: &Limit, others: usize) -> String {
    let word = match limit.of {
        Limited::Money { .. } | Limited::Guardrail { .. } => "year",
        Limited::People { period, .. } => match period.length {
            PeriodLength::Month => "month",
            PeriodLength::Quarter => "quarter",
            PeriodLength::Year => "year",
        },
    };
    match others {
        0 => String::new(),
        1 => format!(" (and in another {word})"),
        more => format!(" (and in {more} other {word}s)"),
    }
}
