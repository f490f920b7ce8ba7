//! Changes of how the budget is divided.

use super::{EditError, room, rule as named};
use crate::model::document::Document;
use crate::model::finite::Finite;
use crate::model::guardrail::{Bound, Guardrail, WorkPart};
use crate::model::id::ObjectiveId;
use crate::model::{limits, rule};

/// Sets the guardrail of a part, or takes it away.
pub(super) fn set(
    document: &mut Document,
    of: WorkPart,
    bound: Bound,
    percent: Option<Finite>,
) -> Result<(), EditError> {
    if let WorkPart::Objective(id) = of
        && document.strategy.objective(id).is_none()
    {
        return Err(EditError::NoSuch { what: "objective", id: id.0 });
    }
    let Some(percent) = percent else {
        document.portfolio.edit().selection.guardrails.retain(|it| !it.is_of(of, bound));
        return Ok(());
    };
    named("guardrail", rule::percent(percent))?;
    let known = document.portfolio.selection.guardrails.iter().position(|it| it.is_of(of, bound));
    if known.is_none() {
        room("guardrails", document.portfolio.selection.guardrails.len(), limits::GUARDRAILS)?;
    }
    let guardrails = &mut document.portfolio.edit().selection.guardrails;
    match known {
        Some(at) => guardrails[at].percent = percent,
        None => guardrails.push(Guardrail { of, bound, percent }),
    }
    Ok(())
}

/// Nothing is kept for an objective that is gone.
pub(super) fn forget_objective(document: &mut Document, gone: ObjectiveId) {
    let of = WorkPart::Objective(gone);
    if document.portfolio.selection.guardrails.iter().any(|it| it.of == of) {
        document.portfolio.edit().selection.guardrails.retain(|it| it.of != of);
    }
}
