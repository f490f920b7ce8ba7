//! Undo and redo: the present document and the snapshots around it.

use super::document::Document;
use super::edit::{Edit, EditError, Gesture, ScenarioChange};
use super::id::ScenarioId;

/// Steps kept.
pub const STEPS: usize = 200;

/// A document with its past and undone future.
///
/// Edits of one gesture (a drag of a slider, typing in a field) are one step
/// until [`settle`](Self::settle) is called or another gesture begins.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    present: Document,
    past: Vec<Step>,
    future: Vec<Step>,
    open: Option<Gesture>,
}

/// A snapshot and what leads away from it.
#[derive(Clone, Debug, PartialEq)]
struct Step {
    label: String,
    document: Document,
}

impl History {
    /// Begins with `document`, nothing to undo.
    pub fn new(document: Document) -> Self {
        Self { present: document, ..Self::default() }
    }

    /// The document as it is now.
    pub fn present(&self) -> &Document {
        &self.present
    }

    /// Applies `edit`; the undone future is dropped.
    ///
    /// # Errors
    ///
    /// [`EditError`] if the edit is not admissible; nothing has changed then.
    pub fn edit(&mut self, edit: &Edit) -> Result<(), EditError> {
        let label = edit.label(&self.present);
        self.record(edit, edit.gesture(), label)
    }

    /// The same within scenario `id`; the plan stays as it is, but for what [no scenario can
    /// hold](Edit::is_of_plan_only).
    ///
    /// # Errors
    ///
    /// [`EditError`] if there is no such scenario or the plan as it has it does not admit `edit`.
    pub fn edit_scenario(&mut self, id: ScenarioId, edit: &Edit) -> Result<(), EditError> {
        if edit.is_of_plan_only() {
            return self.edit(edit);
        }
        let missing = EditError::NoSuch { what: "scenario", id: id.0 };
        let scenario = self.present.scenarios.scenario(id).ok_or(missing)?;
        let mut overlay = self.present.with_scenario(id)?;
        let label = format!("{} in {}", edit.label(&overlay), scenario.name);
        // What is wrong with the edit itself is said first.
        edit.apply(&mut overlay)?;
        let change = ScenarioChange::Edits(scenario.edits_with(edit, &self.present)?);
        self.record(&Edit::Scenario { scenario: id, change }, edit.gesture(), label)
    }

    /// Ends the gesture: the next edit is a step of its own.
    pub fn settle(&mut self) {
        self.open = None;
    }

    /// Goes one step back; returns what was undone.
    pub fn undo(&mut self) -> Option<String> {
        let step = self.past.pop()?;
        let present = std::mem::replace(&mut self.present, step.document);
        self.future.push(Step { label: step.label.clone(), document: present });
        self.settle();
        Some(step.label)
    }

    /// Goes one step forward again; returns what was done again.
    pub fn redo(&mut self) -> Option<String> {
        let step = self.future.pop()?;
        let present = std::mem::replace(&mut self.present, step.document);
        self.past.push(Step { label: step.label.clone(), document: present });
        self.settle();
        Some(step.label)
    }

    /// The document before the last step: before the gesture that goes on, or else the last one.
    pub fn previous(&self) -> Option<&Document> {
        self.past.last().map(|step| &step.document)
    }

    /// What [`undo`](Self::undo) would take back: "weight of Public value".
    pub fn undo_label(&self) -> Option<&str> {
        self.past.last().map(|step| step.label.as_str())
    }

    /// What [`redo`](Self::redo) would do again.
    pub fn redo_label(&self) -> Option<&str> {
        self.future.last().map(|step| step.label.as_str())
    }

    fn record(&mut self, edit: &Edit, gesture: Gesture, label: String) -> Result<(), EditError> {
        let mut next = self.present.clone();
        edit.apply(&mut next)?;
        if next == self.present {
            return Ok(());
        }
        if self.open != Some(gesture) || self.past.is_empty() {
            self.past.push(Step { label, document: self.present.clone() });
            if self.past.len() > STEPS {
                self.past.remove(0);
            }
        }
        // Opening another document is never part of what comes before or after it.
        self.open = (!matches!(edit, Edit::ReplaceDocument { .. })).then_some(gesture);
        self.present = next;
        self.future.clear();
        Ok(())
    }
}
