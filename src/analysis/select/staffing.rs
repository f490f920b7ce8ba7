//! When each initiative would need whom, if nobody waited and everything took as long as on average.
//!
//! This is the capacity problem of the page Capacity with every initiative in it,
//! people without end and no chance left: what a portfolio asks of the
//! people is then the sum of what its members ask, as a selection needs it.
//! A stage waits for its predecessors in other initiatives, chosen or not.

use super::super::holidays::closures;
use super::super::pivot::at_means;
use super::super::simulate::{Prepared, SimulateError, engine_role, prepare};
use super::super::turnover::turnover;
use crate::engine::capacity::{Policy, Problem, open_iteration};
use crate::model::document::Document;
use crate::model::finite::Finite;
use crate::model::id::{InitiativeId, RoleId};
use crate::model::initiative::Initiatives;
use crate::model::limits;
use crate::model::people::{Absence, People, Role};
use crate::model::portfolio::{Calendar, Portfolio};
use crate::model::shared::Shared;

/// Demand for people and what there is of them, in weeks from the start of the calendar.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Staffing {
    /// In the order of initiatives and their stages.
    pub needs: Vec<Need>,
    /// In document order.
    pub offers: Vec<Offer>,
    /// Week after the last stage of each initiative, in document order; none if it has no stages or ends
    /// beyond the horizon.
    pub finish_weeks: Vec<Option<u32>>,
}

/// People that one stage needs from its first week to its last.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Need {
    /// Place of its initiative in the document.
    pub place: u32,
    /// Whom.
    pub role: RoleId,
    /// How many [FTE].
    pub fte: f64,
    /// First week.
    pub from_week: u32,
    /// Week after the last.
    pub to_week: u32,
}

/// What initiatives have of a role: heads, less run work, less mean absence.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// Which role.
    pub role: RoleId,
    /// What one more head would add [FTE].
    pub fte_per_head: f64,
    /// Week by week over the horizon [FTE].
    pub fte: Vec<f64>,
}

/// Looks at all initiatives, in the plan or not.
///
/// # Errors
///
/// [`SimulateError`] if an estimate gives no duration, or somebody is to do the work and nobody is named.
pub fn staffing(
    calendar: Calendar,
    initiatives: &Initiatives,
    people: &People,
) -> Result<Staffing, SimulateError> {
    let offers = people.roles.iter().map(|role| offer(role, calendar)).collect();
    if initiatives.list.is_empty() {
        return Ok(Staffing { offers, ..Staffing::default() });
    }
    let prepared = everything(calendar, initiatives, people)?;
    let problem = at_means(&prepared.problem)
        .ok_or_else(|| SimulateError::Problem("a stage has no mean duration".to_owned()))?;
    // Nothing is left to chance: any iteration is the one.
    let schedule = open_iteration(&problem, Policy::Unlevelled, 0, 0);
    let mut finish_weeks: Vec<Option<u32>> = initiatives.list.iter().map(|_| Some(0)).collect();
    let mut needs = Vec::new();
    for ((stage, run), (_, listed)) in problem.stages().iter().zip(&schedule.stages).zip(initiatives.stages())
    {
        let finish = &mut finish_weeks[stage.initiative as usize];
        *finish = finish.zip(run.finish_week).map(|(one, other)| one.max(other));
        let Some(from_week) = run.start_week else { continue };
        let to_week = run.finish_week.unwrap_or(calendar.horizon_weeks);
        needs.extend(listed.demand.iter().filter(|demand| demand.fte.get() > 0.0).map(|demand| Need {
            place: stage.initiative,
            role: demand.role,
            fte: demand.fte.get(),
            from_week,
            to_week,
        }));
    }
    for finish in &mut finish_weeks {
        *finish = finish.filter(|week| *week > 0);
    }
    Ok(Staffing { needs, offers, finish_weeks })
}

/// The capacity problem of all initiatives, in the plan or not, with people without end.
pub(super) fn everything(
    calendar: Calendar,
    initiatives: &Initiatives,
    people: &People,
) -> Result<Prepared, SimulateError> {
    let mut all = initiatives.clone();
    for initiative in &mut all.list {
        initiative.in_plan = true;
    }
    let plenty = |role: &Role| {
        let (holidays, slower_per_level) = (role.holidays.clone(), role.slower_per_level);
        Role { holidays, slower_per_level, ..Role::new(role.id, role.name.clone(), most_heads()) }
    };
    // Without end at every level too: only how slow people below it are is left of levels.
    let is_slower = |role| people.role(role).is_some_and(|role| role.slower_per_level.is_some());
    let roster = people.roster.iter().filter(|person| is_slower(person.role)).cloned();
    let unlimited = People {
        roles: people.roles.iter().map(plenty).collect(),
        holidays: people.holidays.clone(),
        roster: roster.collect(),
        context_switch: people.context_switch,
    };
    prepare(&Document {
        portfolio: Shared::new(Portfolio { calendar, ..Portfolio::default() }),
        initiatives: Shared::new(all),
        people: Shared::new(unlimited),
        ..Document::default()
    })
}

/// The capacity problem of nobody's work: the people there are, with their absence.
pub(super) fn people_as_they_are(calendar: Calendar, people: &People) -> Result<Problem, SimulateError> {
    let roles =
        people.roles.iter().map(|role| engine_role(role, people, calendar)).collect::<Result<Vec<_>, _>>()?;
    Problem::new(calendar.horizon_weeks, roles, Vec::new(), Vec::new())
        .and_then(|problem| problem.with_closures(closures(people, calendar)))
        .and_then(|problem| problem.with_turnover(turnover(people, calendar)))
        .map_err(|error| SimulateError::Problem(error.to_string()))
}

impl Staffing {
    /// What there is of a role, if it is known.
    pub fn offer(&self, role: RoleId) -> Option<&Offer> {
        self.offers.iter().find(|offer| offer.role == role)
    }

    /// Week after the last of initiative `id`, if it ends within the horizon.
    pub fn finish_week(&self, initiatives: &Initiatives, id: InitiativeId) -> Option<u32> {
        let place = initiatives.list.iter().position(|it| it.id == id)?;
        self.finish_weeks.get(place).copied().flatten()
    }
}

fn offer(role: &Role, calendar: Calendar) -> Offer {
    let Absence { low, likely, high } = role.absence;
    let absence = (low.get() + likely.get() + high.get()) / 3.0;
    let fte_per_head = (1.0 - role.run_share.get()) * (1.0 - absence);
    let fte =
        (0..calendar.horizon_weeks).map(|week| role.heads_on(calendar.day_of(week)) * fte_per_head).collect();
    Offer { role: role.id, fte_per_head, fte }
}

fn most_heads() -> Finite {
    Finite::new(limits::FTE).expect("a limit is a finite number")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample;

    fn of(document: &Document) -> Staffing {
        staffing(document.portfolio.calendar, &document.initiatives, &document.people).unwrap()
    }

    #[test]
    fn what_is_not_in_the_plan_needs_people_too() {
        let document = sample::find("gmpp").unwrap().document();
        let staffing = of(&document);
        for (place, initiative) in (0..).zip(&document.initiatives.list) {
            assert!(staffing.needs.iter().any(|need| need.place == place), "{}", initiative.name);
            assert!(staffing.finish_weeks[place as usize].is_none_or(|week| week > 0));
        }
    }

    /// Heads × (1 − run work) × (1 − mean absence), from the day on which they change.
    #[test]
    fn run_work_and_mean_absence_come_first() {
        let document = sample::find("gmpp").unwrap().document();
        let staffing = of(&document);
        let engineer = &staffing.offers[1];
        let free = 0.85 * (1.0 - (0.02 + 0.06 + 0.14) / 3.0);
        assert!((engineer.fte_per_head - free).abs() < 1e-12);
        assert!((engineer.fte[0] - 42.0 * free).abs() < 1e-9);
        assert!((engineer.fte[79] - 47.0 * free).abs() < 1e-9, "five join on 7 October 2024");
    }
}
