//! Decisions, change notices and drills.

use super::Place;
use super::edit::{check_decision, check_drill, check_notice};
use super::findings::{At, Findings, shown};
use crate::model::document::Document;

pub(super) fn decisions(document: &Document, found: &mut Findings) {
    let decisions = &document.decisions;
    let checks = (decisions
        .list
        .iter()
        .map(|it| (format!("decision {}", shown(&it.title)), check_decision(it))))
    .chain(
        decisions.notices.iter().map(|it| (format!("change notice {}", shown(&it.title)), check_notice(it))),
    )
    .chain(decisions.drills.iter().map(|it| (format!("drill {}", shown(&it.shock)), check_drill(it))));
    for (words, checked) in checks {
        if let Err(error) = checked {
            found.error(&At::new(Place::Portfolio, words), error.to_string(), "Correct the value");
        }
    }
}
