//! Changes of the priority statements.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::method::check_order;
use super::{EditError, Gesture, claim, find, room, rule as named, take};
use crate::model::document::Document;
use crate::model::id::PriorityId;
use crate::model::strategy::PriorityStatement;
use crate::model::{limits, rule};

/// What may change about them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum PriorityChange {
    /// Adds a statement at the end.
    Add(PriorityStatement),
    /// Says all of a statement anew; the id says which.
    Set(PriorityStatement),
    /// Removes a statement.
    Remove(PriorityId),
}

impl PriorityChange {
    pub(super) fn label(&self, document: &Document) -> String {
        match self {
            Self::Add(statement) => format!("priorities set by {}", statement.by),
            Self::Set(statement) => format!("priorities of {}", statement.by),
            Self::Remove(id) => {
                let found = document.strategy.priorities.iter().find(|it| it.id == *id);
                format!("removal of the priorities of {}", found.map_or("nobody", |it| &it.by))
            }
        }
    }

    pub(super) fn gesture(&self) -> Gesture {
        match self {
            Self::Add(statement) => Gesture("add priorities", statement.id.0, 0),
            Self::Set(statement) => Gesture("priorities", statement.id.0, 0),
            Self::Remove(id) => Gesture("remove priorities", id.0, 0),
        }
    }

    pub(super) fn added_id(&self) -> Option<u32> {
        if let Self::Add(statement) = self { Some(statement.id.0) } else { None }
    }

    pub(super) fn apply(&self, document: &mut Document) -> Result<(), EditError> {
        match self {
            Self::Add(statement) => {
                room("priority statements", document.strategy.priorities.len(), limits::ITEMS)?;
                check(document, statement)?;
                claim(document, statement.id.0)?;
                document.strategy.edit().priorities.push(statement.clone());
            }
            Self::Set(statement) => {
                check(document, statement)?;
                let list = &mut document.strategy.edit().priorities;
                find(list.iter_mut(), "priority statement", statement.id.0, |it| it.id.0)?
                    .clone_from(statement);
            }
            Self::Remove(id) => {
                take(&mut document.strategy.edit().priorities, "priority statement", id.0, |it| it.id.0)?;
            }
        }
        Ok(())
    }
}

fn check(document: &Document, statement: &PriorityStatement) -> Result<(), EditError> {
    named("name of who set it", rule::name(&statement.by))?;
    named("note", rule::text(&statement.note))?;
    check_order(document, &statement.order)
}
