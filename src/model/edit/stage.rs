//! Changes of stages.

use std::collections::BTreeSet;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{EditError, check_links, claim, find, risk, room, rule as named, take};
use crate::model::document::Document;
use crate::model::id::{InitiativeId, StageId};
use crate::model::initiative::{Demand, Stage, Work};
use crate::model::validate::{cycle_among, stage_cycle};
use crate::model::{limits, rule};

/// What may change about a stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum StageChange {
    /// Its name.
    Name(String),
    /// How much work it is.
    Work(Work),
    /// People it needs at once.
    Demand(Vec<Demand>),
    /// Stages that must be finished first.
    After(Vec<StageId>),
    /// Weeks to wait after one of those; 0 is none.
    Lag {
        /// After which.
        after: StageId,
        /// How long.
        weeks: u32,
    },
    /// Does not start before this day.
    EarliestStart(Option<Date>),
    /// Least weeks in one go, if it may be split; none is in one go.
    MinimumChunk(Option<u32>),
    /// Its place among the stages of its initiative, 0 for the first to be served; beyond the end is the end.
    Position(u32),
}

impl StageChange {
    pub(super) fn label(&self) -> &'static str {
        match self {
            Self::Name(_) => "name",
            Self::Work(_) => "work",
            Self::Demand(_) => "people",
            Self::After(_) => "predecessors",
            Self::Lag { .. } => "lag",
            Self::EarliestStart(_) => "earliest start",
            Self::MinimumChunk(_) => "minimum chunk",
            Self::Position(_) => "place",
        }
    }
}

pub(super) fn add(document: &mut Document, initiative: InitiativeId, stage: &Stage) -> Result<(), EditError> {
    room("stages", document.initiatives.stages().count(), limits::ITEMS)?;
    claim(document, stage.id.0)?;
    check(document, stage)?;
    check_added(document, std::slice::from_ref(stage))?;
    let list = &mut document.initiatives.edit().list;
    find(list.iter_mut(), "initiative", initiative.0, |initiative| initiative.id.0)?
        .stages
        .push(stage.clone());
    check_links(&document.initiatives)
}

pub(super) fn change(document: &mut Document, id: StageId, change: &StageChange) -> Result<(), EditError> {
    if let StageChange::Position(position) = change {
        return reorder(document, id, *position);
    }
    let stages = document.initiatives.edit().list.iter_mut().flat_map(|initiative| &mut initiative.stages);
    let stage = find(stages, "stage", id.0, |stage| stage.id.0)?;
    match change {
        StageChange::Name(name) => stage.name.clone_from(name),
        StageChange::Work(work) => stage.work.clone_from(work),
        StageChange::Demand(demand) => stage.demand.clone_from(demand),
        StageChange::After(after) => {
            stage.after.clone_from(after);
            stage.lags.retain(|before, _| after.contains(before));
        }
        StageChange::Lag { after, weeks: 0 } => {
            stage.lags.remove(after);
        }
        StageChange::Lag { after, weeks } => {
            stage.lags.insert(*after, *weeks);
        }
        StageChange::EarliestStart(day) => stage.earliest_start = *day,
        StageChange::MinimumChunk(weeks) => stage.minimum_chunk_weeks = *weeks,
        StageChange::Position(_) => {}
    }
    let stage = stage.clone();
    check(document, &stage)?;
    if matches!(change, StageChange::After(_)) {
        check_links(&document.initiatives)?;
        check_precedence(document, id)?;
    }
    Ok(())
}

fn reorder(document: &mut Document, id: StageId, position: u32) -> Result<(), EditError> {
    let mut lists = document.initiatives.edit().list.iter_mut().map(|initiative| &mut initiative.stages);
    let list = lists
        .find(|stages| stages.iter().any(|stage| stage.id == id))
        .ok_or(EditError::NoSuch { what: "stage", id: id.0 })?;
    let stage = take(list, "stage", id.0, |stage| stage.id.0)?;
    list.insert((position as usize).min(list.len()), stage);
    Ok(())
}

pub(super) fn remove(document: &mut Document, id: StageId) -> Result<(), EditError> {
    let mut removed = None;
    let list = &mut document.initiatives.edit().list;
    for initiative in list.iter_mut() {
        if let Some(index) = initiative.stages.iter().position(|stage| stage.id == id) {
            removed = Some(initiative.stages.remove(index));
        }
    }
    let removed = removed.ok_or(EditError::NoSuch { what: "stage", id: id.0 })?;
    for stage in list.iter_mut().flat_map(|initiative| &mut initiative.stages) {
        if stage.after.contains(&id) {
            stage.after.retain(|after| *after != id);
            let lag = stage.lags.remove(&id).unwrap_or(0);
            for before in &removed.after {
                // Both waits stay, if there are any.
                let both = removed.lags.get(before).copied().unwrap_or(0).saturating_add(lag);
                let longest = both.min(LONGEST_LAG).max(stage.lags.get(before).copied().unwrap_or(0));
                if longest > 0 {
                    stage.lags.insert(*before, longest);
                }
            }
            stage.after.extend(&removed.after);
            stage.after.sort_unstable();
            stage.after.dedup();
        }
    }
    risk::forget(document, None, &[id]);
    check_links(&document.initiatives)
}

/// [`limits::STAGE_WEEKS`] as a whole number.
const LONGEST_LAG: u32 = limits::HORIZON_WEEKS;

/// Everything about a stage but its predecessors.
pub(super) fn check(document: &Document, stage: &Stage) -> Result<(), EditError> {
    named("name", rule::name(&stage.name))?;
    named("work", rule::work(&stage.work))?;
    named("work", rule::staffed(stage))?;
    named("demand", rule::demand(&stage.demand))?;
    named("lag", rule::lags(stage))?;
    named("minimum chunk", rule::minimum_chunk(stage))?;
    for demand in &stage.demand {
        if document.people.role(demand.role).is_none() {
            return Err(EditError::NoSuch { what: "role", id: demand.role.0 });
        }
    }
    Ok(())
}

/// The predecessors of `stages`, which are new, exist or are new too, and none of them waits for itself.
///
/// Nothing can wait for a new stage yet, so that the other stages need no look.
pub(super) fn check_added(document: &Document, stages: &[Stage]) -> Result<(), EditError> {
    if stages.iter().all(|stage| stage.after.is_empty()) {
        return Ok(());
    }
    let known = document.initiatives.stages().map(|(_, stage)| stage.id);
    let known: BTreeSet<StageId> = known.chain(stages.iter().map(|stage| stage.id)).collect();
    if let Some(id) = stages.iter().flat_map(|stage| &stage.after).find(|id| !known.contains(id)) {
        return Err(EditError::NoSuch { what: "stage", id: id.0 });
    }
    match cycle_among(stages.iter()).first() {
        None => Ok(()),
        Some(id) => {
            let stage = stages.iter().find(|stage| stage.id == *id);
            Err(EditError::StageCycle(stage.map_or_else(String::new, |stage| stage.name.clone())))
        }
    }
}

/// Every predecessor exists, and no stage waits for itself; `changed` is named if one does.
fn check_precedence(document: &Document, changed: StageId) -> Result<(), EditError> {
    let known: BTreeSet<StageId> = document.initiatives.stages().map(|(_, stage)| stage.id).collect();
    let mut predecessors = document.initiatives.stages().flat_map(|(_, stage)| &stage.after);
    if let Some(id) = predecessors.find(|id| !known.contains(id)) {
        return Err(EditError::NoSuch { what: "stage", id: id.0 });
    }
    if stage_cycle(&document.initiatives).is_empty() {
        return Ok(());
    }
    let of = document.initiatives.stages().find(|(_, stage)| stage.id == changed);
    Err(EditError::StageCycle(
        of.map_or_else(String::new, |(initiative, stage)| format!("{}, {}", initiative.name, stage.name)),
    ))
}
