//! What a slider of the limits moves, and the edit that moves it.

use crate::analysis::select::heads::{later_heads, with_heads};
use crate::analysis::select::study::{LeverOf, round_step};
use crate::app::state::store::Store;
use crate::model::edit::{Edit, PortfolioChange};
use crate::model::finite::Finite;
use crate::model::guardrail::{Bound, WorkPart};
use crate::model::id::RoleId;
use crate::model::people::Role;
use crate::model::portfolio::YearAmount;
use leptos::prelude::*;

/// What a slider moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Moved {
    AllYears,
    Year(i16),
    Heads(RoleId),
    Guardrail(WorkPart, Bound),
}

impl Moved {
    /// What the label says; tracked.
    pub(super) fn name(self, store: Store) -> String {
        match self {
            Self::AllYears => "Budget, all years".to_owned(),
            Self::Year(year) => format!("Budget of {year}"),
            Self::Heads(id) => {
                store.people.with(|it| it.role(id).map_or_else(String::new, |it| it.name.clone()))
            }
            Self::Guardrail(part, _) => store
                .portfolio
                .with(|portfolio| store.strategy.with(|strategy| part.name(strategy, portfolio))),
        }
    }

    /// Unique in the page.
    pub(super) fn html_id(self) -> String {
        match self {
            Self::AllYears => "limit-all".to_owned(),
            Self::Year(year) => format!("limit-{year}"),
            Self::Heads(id) => format!("limit-role-{id}"),
            Self::Guardrail(part, bound) => {
                let (division, number) = match part {
                    WorkPart::Objective(id) => ("objective", id.0),
                    WorkPart::Kind(kind) => ("kind", kind as u32),
                    WorkPart::Mode(mode) => ("mode", mode as u32),
                    WorkPart::Class(class) => ("class", class as u32),
                };
                format!("limit-{division}-{number}-{}", bound as u32)
            }
        }
    }

    /// The limit of which the worth is asked for; none for a guardrail that is gone. Tracked.
    pub(super) fn lever(self, store: Store) -> Option<LeverOf> {
        match self {
            Self::AllYears => Some(LeverOf::AllBudgets),
            Self::Year(year) => Some(LeverOf::Budget(year)),
            Self::Heads(id) => Some(LeverOf::Heads(id)),
            Self::Guardrail(part, bound) => {
                let index = store.portfolio.with(|portfolio| {
                    let mut rails = (0..).zip(&portfolio.selection.guardrails);
                    rails.find(|(_, it)| it.is_of(part, bound)).map(|(index, _)| index)
                });
                index.map(LeverOf::Guardrail)
            }
        }
    }

    /// Right end of the slider: about twice the amount, rounded; all of it for a share.
    pub(super) fn top(self, amount: f64) -> f64 {
        match self {
            Self::Guardrail(..) => 100.0,
            _ if amount <= 0.0 => 10.0,
            _ => (2.0 * amount / round_step(amount / 5.0)).ceil() * round_step(amount / 5.0),
        }
    }
}

/// How much it is now; tracked.
pub(super) fn amount_of(store: Store, of: Moved) -> f64 {
    match of {
        Moved::AllYears => {
            store.portfolio.with(|it| it.budget_per_year.iter().map(|it| it.amount.get()).sum())
        }
        Moved::Year(year) => store.portfolio.with(|it| {
            it.budget_per_year.iter().filter(|it| it.year == year).map(|it| it.amount.get()).sum()
        }),
        Moved::Heads(id) => store.people.with(|it| it.role(id).map_or(0.0, |it| it.heads.get())),
        Moved::Guardrail(part, bound) => store.portfolio.with(|it| {
            let rails = &it.selection.guardrails;
            rails.iter().find(|it| it.is_of(part, bound)).map_or(0.0, |it| it.percent.get())
        }),
    }
}

/// What a limit was like before it was moved: must survive being moved to 0 and back.
#[derive(Clone)]
pub(super) struct Shape {
    /// How the years share the whole.
    budgets: Vec<YearAmount>,
    /// How the heads of a role change over time.
    role: Option<Role>,
}

impl Shape {
    /// As it is now.
    pub(super) fn now(store: Store, of: Moved) -> Self {
        let role = match of {
            Moved::Heads(id) => store.people.with_untracked(|it| it.role(id).cloned()),
            Moved::AllYears | Moved::Year(_) | Moved::Guardrail(..) => None,
        };
        Self { budgets: budgets(store), role }
    }

    /// As it is now, unless that is only what is left of it at `amount`.
    pub(super) fn renew(&mut self, store: Store, of: Moved, amount: f64) {
        let now = Self::now(store, of);
        let is_left_of_it = match (&self.role, &now.role) {
            (Some(was), Some(is)) => later_heads(was, amount) == is.changes,
            _ => amount <= 0.0,
        };
        if !is_left_of_it {
            *self = now;
        }
    }
}

/// The edit that sets the limit to `amount`: all years share it as they did, later heads differ from it as they did.
pub(super) fn edit_of(store: Store, of: Moved, amount: f64, shape: &Shape) -> Option<Edit> {
    let profile = &shape.budgets;
    let budget = |budgets: Vec<YearAmount>| Edit::Portfolio(PortfolioChange::BudgetPerYear(budgets));
    let now = budgets(store);
    match of {
        Moved::Heads(_) => with_heads(shape.role.as_ref()?, amount),
        Moved::Guardrail(of, bound) => {
            let percent = Finite::new(amount.clamp(0.0, 100.0)).ok()?;
            Some(Edit::Guardrail { of, bound, percent: Some(percent) })
        }
        Moved::Year(year) => {
            let of_year =
                |it: &YearAmount| if it.year == year { Finite::new(amount).ok() } else { Some(it.amount) };
            let years = now.iter().map(|it| Some(YearAmount { amount: of_year(it)?, ..*it }));
            years.collect::<Option<Vec<_>>>().map(budget)
        }
        Moved::AllYears => {
            let whole: f64 = profile.iter().map(|it| it.amount.get()).sum();
            let part = |it: &YearAmount| {
                if whole > 0.0 { it.amount.get() / whole } else { 1.0 / profile.len() as f64 }
            };
            let years = profile.iter().map(|it| {
                // To the hundredth: shares of shares would grow endless decimals.
                let amount = (amount * part(it) * 100.0).round() / 100.0;
                Some(YearAmount { amount: Finite::new(amount).ok()?, ..*it })
            });
            years.collect::<Option<Vec<_>>>().map(budget)
        }
    }
}

fn budgets(store: Store) -> Vec<YearAmount> {
    store.portfolio.with_untracked(|it| it.budget_per_year.clone())
}
