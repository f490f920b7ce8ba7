//! What a set takes of the budget, by the guardrails that divide it.

use serde::Serialize;

use super::question::counted_cost;
use crate::model::document::Document;
use crate::model::guardrail::{Bound, Guardrail, WorkPart};
use crate::model::id::InitiativeId;
use crate::model::initiative::Initiatives;
use crate::model::portfolio::Portfolio;

/// A guardrail beside what a set takes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GuardrailUse {
    /// Part of the work: "Run work".
    pub of: String,
    /// Whether it is a ceiling, or kept for the part.
    pub bound: Bound,
    /// Percent of the budget, 0 to 100.
    pub percent: f64,
    /// What the set takes of the part, as a share of the budget of all years, from 0.
    pub taken_share: f64,
}

/// The guardrails of `document`, each with what `members` take; empty without a budget.
pub fn guardrails_used(document: &Document, members: &impl Fn(InitiativeId) -> bool) -> Vec<GuardrailUse> {
    let used = |it: &Guardrail| {
        Some(GuardrailUse {
            of: it.of.name(&document.strategy, &document.portfolio),
            bound: it.bound,
            percent: it.percent.get(),
            taken_share: taken_share(&document.portfolio, &document.initiatives, it.of, members)?,
        })
    };
    document.portfolio.selection.guardrails.iter().filter_map(used).collect()
}

/// What `members` take of `part`, as a share of the budget of all years; none without a budget.
pub fn taken_share(
    portfolio: &Portfolio,
    initiatives: &Initiatives,
    part: WorkPart,
    members: &impl Fn(InitiativeId) -> bool,
) -> Option<f64> {
    let budget: f64 = portfolio.budget_per_year.iter().map(|it| it.amount.get()).sum();
    let chosen = initiatives.list.iter().filter(|it| members(it.id));
    let money: f64 = chosen.map(|it| part.share_of(it) * counted_cost(portfolio, it)).sum();
    (budget > 0.0).then(|| money / budget)
}
