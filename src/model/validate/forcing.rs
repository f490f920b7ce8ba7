//! Decisions on initiatives that cannot all be kept.

use std::collections::BTreeMap;

use super::findings::{At, Findings, shown};
use crate::model::document::Document;
use crate::model::id::InitiativeId;
use crate::model::initiative::{Forced, Initiative};

/// Gaps, not errors: the Select page opens with them and says why nothing can be selected.
pub(super) fn contradictions(document: &Document, found: &mut Findings) {
    let list = &document.initiatives.list;
    let forced: BTreeMap<InitiativeId, &Initiative> =
        list.iter().filter(|it| it.forcing.is_some()).map(|it| (it.id, it)).collect();
    for initiative in list.iter().filter(|it| it.forced() == Some(Forced::In)) {
        let at = At::initiative(initiative);
        for other in initiative.excludes.iter().filter_map(|id| forced.get(id)) {
            let is_first = other.id > initiative.id || !other.excludes.contains(&initiative.id);
            if other.forced() == Some(Forced::In) && is_first {
                let message = format!("it is forced in, and so is {}, which it excludes", shown(&other.name));
                found.warning(&at, message, "Free one of the two on the Select page");
            }
        }
        for other in initiative.requires.iter().filter_map(|id| forced.get(id)) {
            if other.forced() == Some(Forced::Out) {
                let message =
                    format!("it is forced in, but requires {}, which is forced out", shown(&other.name));
                found.warning(&at, message, "Free one of the two on the Select page");
            }
        }
    }
}
