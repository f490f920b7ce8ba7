//! What the ranking goes by, and the priority statements.

use std::collections::BTreeSet;

use super::findings::{At, Findings, shown};
use super::{Known, Place};
use crate::model::document::Document;
use crate::model::id::{CriterionId, ObjectiveId};
use crate::model::rule;
use crate::model::scoring::method::{Part, Source};

pub(super) fn method(document: &Document, known: &Known, found: &mut Findings) {
    let scoring = &document.scoring;
    let at = At::new(Place::Portfolio, "the ranking");
    let mut parts: BTreeSet<Part> = BTreeSet::new();
    for casting in &scoring.castings {
        let part = casting.part.name();
        if !parts.insert(casting.part) {
            found.error(&at, format!("the part of {part} is given twice"), "Keep one of the two");
        }
        if let Source::Criterion(id) = casting.source {
            leaf(&at, known, id, &format!("the part of {part}"), found);
        }
    }
    for (id, figure) in &scoring.figures {
        leaf(&at, known, *id, &format!("the figure “{}”", figure.name()), found);
    }
    if let Some(rule) = &scoring.money_rule {
        found.rule(&at, "value of money over time", rule::money_rule(rule));
    }
    order(&at, known, &scoring.objective_order, found);
    for statement in &document.strategy.priorities {
        let at = At::new(Place::Portfolio, format!("the priorities of {}", shown(&statement.by)));
        found.rule(&at, "name of who set it", rule::name(&statement.by));
        found.rule(&at, "note", rule::text(&statement.note));
        order(&at, known, &statement.order, found);
    }
}

fn leaf(at: &At, known: &Known, id: CriterionId, what: &str, found: &mut Findings) {
    if !known.criteria.contains_key(&id) {
        let message = format!("{what} is given to criterion {id}, which does not exist");
        found.error(at, message, "Name another criterion, or none");
    } else if !known.leaves.contains(&id) {
        let message = format!("{what} is given to criterion {id}, which has criteria under it");
        found.error(at, message, "Name one of those instead");
    }
}

fn order(at: &At, known: &Known, order: &[ObjectiveId], found: &mut Findings) {
    found.rule(at, "order of objectives", rule::order(order));
    for id in order.iter().filter(|id| !known.objectives.contains(id)) {
        found.error(at, format!("it names objective {id}, which does not exist"), "Take it out of the order");
    }
}
