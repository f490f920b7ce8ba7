//! Changes of the objectives.

use super::{EditError, charter, claim, find, guardrail, room, rule as named, take, workshop};
use crate::model::document::Document;
use crate::model::id::ObjectiveId;
use crate::model::strategy::Objective;
use crate::model::{limits, rule};

pub(super) fn add(document: &mut Document, objective: &Objective) -> Result<(), EditError> {
    room("objectives", document.strategy.objectives.len(), limits::ITEMS)?;
    named("name", rule::name(&objective.name))?;
    named("note", rule::text(&objective.note))?;
    claim(document, objective.id.0)?;
    document.strategy.edit().objectives.push(objective.clone());
    Ok(())
}

pub(super) fn rename(document: &mut Document, id: ObjectiveId, name: &str) -> Result<(), EditError> {
    named("name", rule::name(name))?;
    name.clone_into(&mut objective(document, id)?.name);
    Ok(())
}

pub(super) fn set_note(document: &mut Document, id: ObjectiveId, note: &str) -> Result<(), EditError> {
    named("note", rule::text(note))?;
    note.clone_into(&mut objective(document, id)?.note);
    Ok(())
}

pub(super) fn remove(document: &mut Document, id: ObjectiveId) -> Result<(), EditError> {
    take(&mut document.strategy.edit().objectives, "objective", id.0, |objective| objective.id.0)?;
    for initiative in &mut document.initiatives.edit().list {
        initiative.objectives.retain(|objective| *objective != id);
    }
    for statement in &mut document.strategy.edit().priorities {
        statement.order.retain(|objective| *objective != id);
    }
    if document.scoring.objective_order.contains(&id) {
        document.scoring.edit().objective_order.retain(|objective| *objective != id);
    }
    guardrail::forget_objective(document, id);
    charter::forget_objective(document, id);
    workshop::tidy(document);
    Ok(())
}

fn objective(document: &mut Document, id: ObjectiveId) -> Result<&mut Objective, EditError> {
    let objectives = &mut document.strategy.edit().objectives;
    find(objectives.iter_mut(), "objective", id.0, |objective| objective.id.0)
}
