//! Roles and their capacity.

use super::findings::{At, Findings, shown};
use super::{Known, Place};
use crate::model::document::Document;
use crate::model::rule;

pub(super) fn people(document: &Document, known: &Known, found: &mut Findings) {
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
        if let Some(share) = role.slower_per_level {
            found.rule(&at, "share of speed that a missing level costs", rule::slower_per_level(share));
        }
    }
    let at = At::portfolio();
    found.rule(&at, "list of holidays", rule::holidays(&document.people.holidays));
    if let Some(curve) = &document.people.context_switch {
        found.rule(&at, "loss by several things at once", rule::context_switch(curve));
    }
    for person in &document.people.roster {
        let at = At::new(Place::Portfolio, format!("{} on the list of people", shown(&person.name)));
        found.rule(&at, "name", rule::name(&person.name));
        found.rule(&at, "FTE", rule::fte(person.fte));
        for (role, level) in &person.skills {
            found.rule(&at, "level of skill", rule::level(*level));
            if !known.roles.contains(role) {
                let message = format!("a level is given in role {role}, which does not exist");
                found.error(&at, message, "Remove the level or add the role");
            }
        }
        if !known.roles.contains(&person.role) {
            let message = format!("the role, {}, does not exist", person.role);
            found.error(&at, message, "Choose another role or add it");
        }
    }
}
