//! Roles and their capacity.

use super::Place;
use super::findings::{At, Findings, shown};
use crate::model::document::Document;
use crate::model::rule;

pub(super) fn roles(document: &Document, found: &mut Findings) {
    for role in &document.people.roles {
        let at = At::new(Place::Role(role.id), format!("role {}", shown(&role.name)));
        found.rule(&at, "name", rule::name(&role.name));
        found.rule(&at, "head count", rule::fte(role.heads));
        found.rule(&at, "list of later head counts", rule::head_changes(&role.changes));
        found.rule(&at, "run-work share", rule::share(role.run_share));
        found.rule(&at, "absence", rule::absence(role.absence));
        found.rule(&at, "rate", rule::weight(role.week_rate));
        found.rule(&at, "list of holidays", rule::holidays(&role.holidays));
        if let Some(turnover) = &role.turnover {
            found.rule(&at, "turnover", rule::turnover(turnover));
        }
    }
    let at = At::portfolio();
    found.rule(&at, "list of holidays", rule::holidays(&document.people.holidays));
}
