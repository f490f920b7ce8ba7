//! What an edit must pass before anything changes: rules, room, free numbers, and that its subject is there.

use super::EditError;
use crate::model::document::Document;
use crate::model::initiative::Initiatives;
use crate::model::limits;
use crate::model::rule::RuleError;

/// Puts the value's name before the rule it breaks.
pub(super) fn rule(what: &'static str, checked: Result<(), RuleError>) -> Result<(), EditError> {
    checked.map_err(|error| EditError::Rule { what, error })
}

/// The list has room for one more.
pub(super) fn room(what: &'static str, length: usize, most: usize) -> Result<(), EditError> {
    if length < most { Ok(()) } else { Err(EditError::TooMany { what, most }) }
}

/// The links leave room for no more than there are.
pub(super) fn check_links(initiatives: &Initiatives) -> Result<(), EditError> {
    room("links", initiatives.links(), limits::LINKS + 1)
}

/// Takes a number out of circulation: the counter moves beyond it.
pub(super) fn claim(document: &mut Document, id: u32) -> Result<(), EditError> {
    // The very last number is never given away, as the counter could not move beyond it.
    if id < document.next_id || id == u32::MAX {
        return Err(EditError::IdTaken(id));
    }
    document.next_id = id + 1;
    Ok(())
}

/// The item of that number.
pub(super) fn find<'a, T: 'a>(
    mut items: impl Iterator<Item = &'a mut T>,
    what: &'static str,
    id: u32,
    id_of: impl Fn(&T) -> u32,
) -> Result<&'a mut T, EditError> {
    items.find(|item| id_of(item) == id).ok_or(EditError::NoSuch { what, id })
}

/// The item of that number, which the list no longer holds.
pub(super) fn take<T>(
    items: &mut Vec<T>,
    what: &'static str,
    id: u32,
    id_of: impl Fn(&T) -> u32,
) -> Result<T, EditError> {
    let index = items.iter().position(|item| id_of(item) == id).ok_or(EditError::NoSuch { what, id })?;
    Ok(items.remove(index))
}
