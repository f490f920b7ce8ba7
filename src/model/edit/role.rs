//! Changes of roles.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{EditError, claim, find, room, roster, rule as named, take};
use crate::model::document::Document;
use crate::model::finite::Finite;
use crate::model::id::RoleId;
use crate::model::people::{Absence, ContextSwitch, HeadChange, Holiday, Role, Turnover};
use crate::model::{limits, rule};

/// What may change about a role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum RoleChange {
    /// Its name.
    Name(String),
    /// Heads from the start of the calendar [FTE].
    Heads(Finite),
    /// Later changes of the head count.
    HeadChanges(Vec<HeadChange>),
    /// Share of their time that run work takes.
    RunShare(Finite),
    /// Leave and illness.
    Absence(Absence),
    /// What a person-week costs.
    WeekRate(Finite),
    /// Weeks in which its people are away.
    Holidays(Vec<Holiday>),
    /// How its people leave and are replaced.
    Turnover(Option<Turnover>),
    /// Share of speed that a missing level of skill costs; none if people below it do none of that work.
    SlowerPerLevel(Option<Finite>),
}

impl RoleChange {
    pub(super) fn label(&self) -> &'static str {
        match self {
            Self::Name(_) => "name",
            Self::Heads(_) => "heads",
            Self::HeadChanges(_) => "later heads",
            Self::RunShare(_) => "run work",
            Self::Absence(_) => "absence",
            Self::WeekRate(_) => "rate",
            Self::Holidays(_) => "holidays",
            Self::Turnover(_) => "turnover",
            Self::SlowerPerLevel(_) => "work below the level",
        }
    }
}

pub(super) fn add(document: &mut Document, role: &Role) -> Result<(), EditError> {
    room("roles", document.people.roles.len(), limits::PEOPLE)?;
    check(role)?;
    claim(document, role.id.0)?;
    document.people.edit().roles.push(role.clone());
    Ok(())
}

pub(super) fn change(document: &mut Document, id: RoleId, change: &RoleChange) -> Result<(), EditError> {
    let roles = &mut document.people.edit().roles;
    let role = find(roles.iter_mut(), "role", id.0, |role| role.id.0)?;
    match change {
        RoleChange::Name(name) => role.name.clone_from(name),
        RoleChange::Heads(heads) => role.heads = *heads,
        RoleChange::HeadChanges(changes) => {
            role.changes.clone_from(changes);
            role.changes.sort_by_key(|change| change.from);
        }
        RoleChange::RunShare(share) => role.run_share = *share,
        RoleChange::Absence(absence) => role.absence = *absence,
        RoleChange::WeekRate(rate) => role.week_rate = *rate,
        RoleChange::Turnover(turnover) => role.turnover = *turnover,
        RoleChange::SlowerPerLevel(share) => role.slower_per_level = *share,
        RoleChange::Holidays(holidays) => {
            role.holidays.clone_from(holidays);
            role.holidays.sort_by_key(|holiday| holiday.from);
        }
    }
    check(role)
}

/// Weeks in which everybody is away.
pub(super) fn set_holidays(document: &mut Document, holidays: &[Holiday]) -> Result<(), EditError> {
    let mut holidays = holidays.to_vec();
    holidays.sort_by_key(|holiday| holiday.from);
    named("list of holidays", rule::holidays(&holidays))?;
    document.people.edit().holidays = holidays;
    Ok(())
}

/// What people lose by working on several things at once.
pub(super) fn set_context_switch(
    document: &mut Document,
    curve: Option<ContextSwitch>,
) -> Result<(), EditError> {
    named("loss by several things at once", curve.as_ref().map_or(Ok(()), rule::context_switch))?;
    document.people.edit().context_switch = curve;
    Ok(())
}

pub(super) fn remove(document: &mut Document, id: RoleId) -> Result<(), EditError> {
    take(&mut document.people.edit().roles, "role", id.0, |role| role.id.0)?;
    roster::forget(document, id);
    if !document.initiatives.stages().any(|(_, stage)| stage.demand.iter().any(|demand| demand.role == id)) {
        return Ok(());
    }
    for initiative in &mut document.initiatives.edit().list {
        for stage in &mut initiative.stages {
            stage.demand.retain(|demand| demand.role != id);
            if rule::staffed(stage).is_err() {
                return Err(EditError::LastRole(format!("{}, {}", initiative.name, stage.name)));
            }
        }
    }
    Ok(())
}

fn check(role: &Role) -> Result<(), EditError> {
    named("name", rule::name(&role.name))?;
    named("head count", rule::fte(role.heads))?;
    named("list of later head counts", rule::head_changes(&role.changes))?;
    named("run-work share", rule::share(role.run_share))?;
    named("absence", rule::absence(role.absence))?;
    named("rate", rule::weight(role.week_rate))?;
    named("list of holidays", rule::holidays(&role.holidays))?;
    named("turnover", role.turnover.as_ref().map_or(Ok(()), rule::turnover))?;
    named("share of speed", role.slower_per_level.map_or(Ok(()), rule::slower_per_level))
}
