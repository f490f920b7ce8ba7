//! Levels of skill in the engine's words: who is at a level, and how slow a team is.
//!
//! How many people there are is what the roles say; the list of people gives the share of a role's people at each
//! level. Where people below a level do not do its work, those at it and above are a row of their own that is never
//! overdrawn. Where they do, whoever is free takes the work: each level that is missing costs a share `s` of speed, a
//! person `g` levels below does (1 − s)^g of what is usual, and a team takes 1 ÷ the mean over its FTE as long. What is
//! lost by working on several things at once comes on top.
//! A role of which nobody is on the list has no known levels: anybody of it counts.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::context_switch::kept;
use super::holidays::shares_there;
use super::units::{units_down, units_up};
use crate::engine::capacity::{self, MOST_TIMES, Slowdown};
use crate::engine::float;
use crate::model::document::Document;
use crate::model::id::RoleId;
use crate::model::initiative::{Demand, Stage};
use crate::model::people::{People, Role};
use crate::model::portfolio::Calendar;

/// A level of a role that is asked for, and that nobody below it can stand in for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedLevel {
    /// Of which role.
    pub role: RoleId,
    /// 1 to 5.
    pub level: u8,
}

/// Share of the people of `role` who are at `level` or above, by FTE, 0 to 1; none if nobody of it is on the list.
pub fn share_at(people: &People, role: RoleId, level: u8) -> Option<f64> {
    mean(people, role, |has| f64::from(u8::from(has >= level)))
}

/// What the people of `role` do of work at `level`, as a share of what those at it do; none if nobody is on the list.
fn speed(people: &People, role: &Role, level: u8) -> Option<f64> {
    let keeps = 1.0 - role.slower_per_level?.get();
    mean(people, role.id, |has| float::pow(keeps, level.saturating_sub(has).into()))
}

/// Mean over the FTE of the people of `role`, of whom there are some.
fn mean(people: &People, role: RoleId, of: impl Fn(u8) -> f64) -> Option<f64> {
    let all: f64 = people.members(role).map(|person| person.fte.get()).sum();
    let sum: f64 = people.members(role).map(|person| person.fte.get() * of(person.level(role))).sum();
    (all > 0.0).then(|| (sum / all).min(1.0))
}

/// Levels that `stages` ask for and nobody below can stand in for: in the order of roles, the lowest first.
pub(super) fn levels(document: &Document, stages: &[&Stage]) -> Vec<(AskedLevel, capacity::Level)> {
    let (people, calendar) = (&document.people, document.portfolio.calendar);
    let mut asked: BTreeMap<RoleId, BTreeMap<u8, Vec<(u32, u16)>>> = BTreeMap::new();
    for (place, demand) in demands(stages) {
        if let Some(level) = demand.level {
            let of_role = asked.entry(demand.role).or_default();
            of_role.entry(level).or_default().push((place, units_up(demand.fte.get())));
        }
    }
    let mut levels = Vec::new();
    for role in people.roles.iter().filter(|role| role.slower_per_level.is_none()) {
        for (level, asked) in asked.remove(&role.id).into_iter().flatten() {
            let level = AskedLevel { role: role.id, level };
            levels.extend(
                at_level(people, calendar, level).map(|row| (level, capacity::Level { asked, ..row })),
            );
        }
    }
    levels
}

/// Those at `level`, whom nobody asks for yet; none if nobody of the role is on the list.
pub(super) fn at_level(people: &People, calendar: Calendar, level: AskedLevel) -> Option<capacity::Level> {
    let (place, role) = place_of(people, level.role)?;
    let share = share_at(people, level.role, level.level)?;
    let there = shares_there(role, people, calendar);
    let heads_units = (0..)
        .zip(there)
        .map(|(week, there)| units_down(role.heads_on(calendar.day_of(week)) * there * share));
    Some(capacity::Level { role: place, heads_units: heads_units.collect(), asked: Vec::new() })
}

/// Share of what `stages` ask for that is not done by people below the level asked for, by FTE and mean `weeks`, 0 to 1;
/// 1 where they do none of it.
///
/// Where not everything can be staffed, teams of all levels are taken to go short alike.
pub(super) fn done_at_level(people: &People, stages: &[&Stage], weeks: &[f64]) -> f64 {
    let (mut all, mut below) = (0.0, 0.0);
    for (place, demand) in demands(stages) {
        let fte_weeks = demand.fte.get() * weeks[place as usize];
        all += fte_weeks;
        let is_mixed = people.role(demand.role).is_some_and(|role| role.slower_per_level.is_some());
        let share = demand.level.filter(|_| is_mixed).and_then(|level| share_at(people, demand.role, level));
        below += fte_weeks * (1.0 - share.unwrap_or(1.0));
    }
    if all > 0.0 { 1.0 - below / all } else { 1.0 }
}

/// Stages whose teams are slower than usual.
pub(super) fn slowdowns(people: &People, stages: &[&Stage]) -> Vec<Slowdown> {
    let slowdown = |(place, stage): (u32, &&Stage)| {
        let skilled = |demand: &Demand| speed(people, people.role(demand.role)?, demand.level?);
        let speed_of = |demand: &Demand| {
            skilled(demand).unwrap_or(1.0) * kept(people.context_switch.as_ref(), demand.fte.get())
        };
        let all: f64 = stage.demand.iter().map(|it| it.fte.get()).sum();
        let done: f64 = stage.demand.iter().map(|it| it.fte.get() * speed_of(it)).sum();
        let times = all / done;
        // Not a number for nobody's work.
        (times > 1.0).then(|| Slowdown { stage: place, times: times.min(MOST_TIMES) })
    };
    (0..).zip(stages).filter_map(slowdown).collect()
}

fn demands<'s>(stages: &'s [&Stage]) -> impl Iterator<Item = (u32, &'s Demand)> {
    (0..).zip(stages).flat_map(|(place, stage)| stage.demand.iter().map(move |demand| (place, demand)))
}

fn place_of(people: &People, id: RoleId) -> Option<(u32, &Role)> {
    (0..).zip(&people.roles).find(|(_, role)| role.id == id)
}
