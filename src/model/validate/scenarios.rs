//! What-ifs, as far as they can be judged without applying them.

use super::findings::{At, Findings, shown};
use super::{Place, edit};
use crate::model::document::Document;
use crate::model::rule;

pub(super) fn scenarios(document: &Document, found: &mut Findings) {
    for scenario in &document.scenarios.list {
        let at = At::new(Place::Scenario(scenario.id), format!("scenario {}", shown(&scenario.name)));
        found.rule(&at, "name", rule::name(&scenario.name));
        if let Some(basis) = &scenario.basis {
            found.rule(&at, "fingerprint of the plan", rule::text(&basis.plan));
        }
        if let Err(error) = edit::admissible_in_scenario(&scenario.edits) {
            found.error(&at, error.to_string(), "Remove that edit from the scenario");
        }
    }
}
