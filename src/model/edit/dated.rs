//! Edits that write down the day on which an initiative enters its state.

use jiff::civil::Date;

use super::{Edit, InitiativeChange};
use crate::model::document::Document;
use crate::model::id::InitiativeId;

impl Edit {
    /// The same edit, which also writes down that a state it gives an initiative is entered `on` that day.
    ///
    /// Without a change of state, or without a day, it is the edit itself.
    #[must_use]
    pub fn dated(self, document: &Document, on: Option<Date>) -> Self {
        let entered = self.entered_states();
        if on.is_none() || entered.is_empty() {
            return self;
        }
        let since = |initiative| Self::Initiative { initiative, change: InitiativeChange::StateSince(on) };
        let dates = entered.into_iter().map(since);
        match self {
            Self::Several { label, mut edits } => {
                edits.extend(dates);
                Self::Several { label, edits }
            }
            one => Self::Several {
                label: one.label(document),
                edits: std::iter::once(one).chain(dates).collect(),
            },
        }
    }

    /// Initiatives that it gives a state.
    fn entered_states(&self) -> Vec<InitiativeId> {
        match self {
            Self::Initiative { initiative, change: InitiativeChange::State(_) } => vec![*initiative],
            Self::Several { edits, .. } => edits.iter().flat_map(Self::entered_states).collect(),
            _ => Vec::new(),
        }
    }
}
