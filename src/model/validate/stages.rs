//! Stages: what each needs, and which waits for which.

use std::collections::BTreeMap;

use super::Known;
use super::cycle::stage_cycle;
use super::findings::{At, Findings};
use crate::model::document::Document;
use crate::model::id::StageId;
use crate::model::initiative::{Demand, Initiative, Stage};
use crate::model::rule;

/// Stages of a circle that a message names.
const CYCLE_NAMES: usize = 8;

pub(super) fn stage(known: &Known, initiative: &Initiative, stage: &Stage, found: &mut Findings) {
    let at = At::stage(initiative, stage);
    found.rule(&at, "name", rule::name(&stage.name));
    found.rule(&at, "work", rule::work(&stage.work));
    found.rule(&at, "work", rule::staffed(stage));
    found.rule(&at, "demand", rule::demand(&stage.demand));
    found.rule(&at, "lag", rule::lags(stage));
    found.rule(&at, "minimum chunk", rule::minimum_chunk(stage));
    for demand in stage.demand.iter().filter(|demand| !known.roles.contains(&demand.role)) {
        let message = format!("it needs role {}, which does not exist", demand.role);
        found.error(&at, message, "Remove the demand or add the role");
    }
    let is_unknown =
        |demand: &&Demand| known.roles.contains(&demand.role) && !known.listed_roles.contains(&demand.role);
    for demand in stage.demand.iter().filter(is_unknown) {
        if let Some(level) = demand.level {
            let message =
                format!("it asks for level {level} of a role of which nobody is on the list of people");
            found.warning(
                &at,
                message,
                "List its people with their levels; until then anybody of the role counts",
            );
        }
    }
}

pub(super) fn precedence(document: &Document, found: &mut Findings) {
    let at: BTreeMap<StageId, At> = document
        .initiatives
        .stages()
        .map(|(initiative, stage)| (stage.id, At::stage(initiative, stage)))
        .collect();
    for (_, stage) in document.initiatives.stages() {
        for id in stage.after.iter().filter(|id| !at.contains_key(id)) {
            let message = format!("it comes after stage {id}, which does not exist");
            found.error(&at[&stage.id], message, "Remove the link");
        }
    }
    let cycle = stage_cycle(&document.initiatives);
    let Some(first) = cycle.first() else { return };
    let mut names: Vec<&str> = cycle.iter().take(CYCLE_NAMES).map(|id| at[id].words()).collect();
    let more = format!("… ({} more)", cycle.len().saturating_sub(CYCLE_NAMES));
    if cycle.len() > CYCLE_NAMES {
        names.push(&more);
    }
    let at = &at[first];
    let message = format!("stages wait for each other: {} → {}", names.join(" → "), at.words());
    found.error(at, message, "Take one of these links away");
}
