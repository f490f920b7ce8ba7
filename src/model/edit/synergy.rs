//! Changes of what two initiatives are worth together.

use super::{EditError, check_links, rule as named};
use crate::model::document::Document;
use crate::model::finite::Finite;
use crate::model::id::InitiativeId;
use crate::model::rule;
use crate::model::synergy::Synergy;

/// The two are worth so many points more together; 0 takes the synergy away.
pub(super) fn set(document: &mut Document, of: [InitiativeId; 2], points: Finite) -> Result<(), EditError> {
    named("synergy", rule::synergy(points))?;
    if of[0] == of[1] {
        return Err(EditError::SynergyWithItself);
    }
    if let Some(id) = of.iter().find(|id| document.initiatives.initiative(**id).is_none()) {
        return Err(EditError::NoSuch { what: "initiative", id: id.0 });
    }
    let synergies = &mut document.initiatives.edit().synergies;
    let known = synergies.iter().position(|it| it.is_of(of));
    match known {
        Some(at) if points == Finite::ZERO => {
            synergies.remove(at);
        }
        Some(at) => synergies[at].points = points,
        None if points == Finite::ZERO => {}
        None => synergies.push(Synergy { of, points }),
    }
    check_links(&document.initiatives)
}

/// Nothing is worth more or less beside what is gone.
pub(super) fn forget(document: &mut Document, gone: InitiativeId) {
    if document.initiatives.synergies.iter().any(|it| it.of.contains(&gone)) {
        document.initiatives.edit().synergies.retain(|it| !it.of.contains(&gone));
    }
}
