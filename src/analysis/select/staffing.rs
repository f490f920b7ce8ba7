//! When each initiative would need whom, if nobody waited and everything took as long as on average.
//!
//! This is the capacity problem of the page Capacity with every initiative in it,
//! people without end and no chance left: what a portfolio asks of the
//! people is then the sum of what its members ask, as a selection needs it.
//! A stage waits for its predecessors in other initiatives, chosen or not.

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::holidays::closures;
use super::super::levels::{AskedLevel, at_level, share_at};
use super::super::pivot::at_means;
use super::super::simulate::{Prepared, SimulateError, engine_role, prepare};
use super::super::turnover::turnover;
use crate::engine::capacity::{Policy, Problem, open_iteration};
use crate::engine::maturity::HIGHEST_LEVEL;
use crate::model::document::Document;
use crate::model::finite::Finite;
use crate::model::id::{InitiativeId, RoleId};
use crate::model::initiative::Initiatives;
use crate::model::limits;
use crate::model::people::{Absence, People, Person, Role};
use crate::model::portfolio::{Calendar, Portfolio};
use crate::model::shared::Shared;

/// Demand for people and what there is of them, in weeks from the start of the calendar.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Staffing {
    /// In the order of initiatives and their stages.
    pub needs: Vec<Need>,
    /// Of the roles in document order, then of the levels that are asked for.
    pub offers: Vec<Offer>,
    /// Week after the last stage of each initiative, in document order; none if it has no stages or ends
    /// beyond the horizon.
    pub finish_weeks: Vec<Option<u32>>,
}

/// People of a role, or those at a level of it and above.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Whom {
    /// Which role.
    pub role: RoleId,
    /// From which level on, 1 to 5, where nobody below it can stand in; none for all of the role.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<u8>,
}

/// People that one stage needs from its first week to its last.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Need {
    /// Place of its initiative in the document.
    pub place: u32,
    /// Whom.
    pub whom: Whom,
    /// How many [FTE].
    pub fte: f64,
    /// First week.
    pub from_week: u32,
    /// Week after the last.
    pub to_week: u32,
}

/// What initiatives have of somebody: heads, less run work, less mean absence.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// Of whom.
    pub whom: Whom,
    /// What one more head of the role would add, at the levels that its people have [FTE].
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
    let mut offers: Vec<Offer> = people.roles.iter().map(|role| offer(role, calendar)).collect();
    if initiatives.list.is_empty() {
        return Ok(Staffing { offers, ..Staffing::default() });
    }
    let prepared = everything(calendar, initiatives, people)?;
    let at_level = prepared.levels.iter().filter_map(|asked| {
        let share = share_at(people, asked.role, asked.level)?;
        let of_role = offers.iter().find(|it| it.whom.role == asked.role)?;
        Some(Offer {
            whom: Whom { role: asked.role, level: Some(asked.level) },
            fte_per_head: of_role.fte_per_head * share,
            fte: of_role.fte.iter().map(|fte| fte * share).collect(),
        })
    });
    let at_level: Vec<Offer> = at_level.collect();
    offers.extend(at_level);
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
        for demand in listed.demand.iter().filter(|demand| demand.fte.get() > 0.0) {
            // Whoever is at a level is one of those at the lower ones, too.
            let below =
                prepared.levels.iter().filter(|it| it.role == demand.role && Some(it.level) <= demand.level);
            let levels = std::iter::once(None).chain(below.map(|it| Some(it.level)));
            needs.extend(levels.map(|level| Need {
                place: stage.initiative,
                whom: Whom { role: demand.role, level },
                fte: demand.fte.get(),
                from_week,
                to_week,
            }));
        }
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
    let best = |person: &Person| match people.role(person.role) {
        Some(role) if role.slower_per_level.is_none() => {
            Person { skills: BTreeMap::from([(role.id, HIGHEST_LEVEL)]), ..person.clone() }
        }
        _ => person.clone(),
    };
    let unlimited = People {
        roles: people.roles.iter().map(plenty).collect(),
        holidays: people.holidays.clone(),
        roster: people.roster.iter().map(best).collect(),
        context_switch: people.context_switch,
    };
    prepare(&Document {
        portfolio: Shared::new(Portfolio { calendar, ..Portfolio::default() }),
        initiatives: Shared::new(all),
        people: Shared::new(unlimited),
        ..Document::default()
    })
}

/// The capacity problem of nobody's work: the people there are, with their absence, and those at `levels`.
pub(super) fn people_as_they_are(
    calendar: Calendar,
    people: &People,
    levels: &[AskedLevel],
) -> Result<Problem, SimulateError> {
    let levels = levels.iter().filter_map(|asked| at_level(people, calendar, *asked)).collect();
    let roles =
        people.roles.iter().map(|role| engine_role(role, people, calendar)).collect::<Result<Vec<_>, _>>()?;
    Problem::new(calendar.horizon_weeks, roles, Vec::new(), Vec::new())
        .and_then(|problem| problem.with_closures(closures(people, calendar)))
        .and_then(|problem| problem.with_turnover(turnover(people, calendar)))
        .and_then(|problem| problem.with_levels(levels))
        .map_err(|error| SimulateError::Problem(error.to_string()))
}

impl Whom {
    /// "Architect", "Architect at level 4 and up".
    pub fn words(self, people: &People) -> String {
        let name = people.role(self.role).map_or("a role", |role| &role.name);
        self.level.map_or_else(|| name.to_owned(), |level| format!("{name} at level {level} and up"))
    }
}

impl Staffing {
    /// What there is of somebody, if it is known.
    pub fn offer(&self, whom: Whom) -> Option<&Offer> {
        self.offers.iter().find(|offer| offer.whom == whom)
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
    Offer { whom: Whom { role: role.id, level: None }, fte_per_head, fte }
}

fn most_heads() -> Finite {
    Finite::new(limits::FTE).expect("a limit is a finite number")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::id::PersonId;
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

    /// Three of four are at 3 and one of them at 5: work at 4 needs that one, work at 2 any of the three.
    #[test]
    fn work_at_a_level_needs_those_at_it_and_at_every_lower_one() {
        let mut document = sample::find("gmpp").unwrap().document();
        let role = document.people.roles[1].id;
        let person = |id, fte: f64, level: Option<u8>| Person {
            id: PersonId(id),
            name: format!("Group {id}"),
            role,
            fte: Finite::new(fte).unwrap(),
            skills: level.map(|level| (role, level)).into_iter().collect(),
        };
        document.people.edit().roster =
            vec![person(1, 1.0, Some(5)), person(2, 2.0, Some(3)), person(3, 1.0, None)];
        let list = &mut document.initiatives.edit().list;
        let mut demands = list.iter_mut().flat_map(|it| &mut it.stages).flat_map(|it| &mut it.demand);
        let mut next = || demands.find(|it| it.role == role).unwrap();
        next().level = Some(4);
        next().level = Some(2);
        let found = of(&document);
        let at = |level| Whom { role, level };
        let fte = |level| found.offer(at(level)).unwrap().fte[0];
        assert!(
            (fte(Some(2)) - 0.75 * fte(None)).abs() < 1e-9 && (fte(Some(4)) - 0.25 * fte(None)).abs() < 1e-9
        );
        let asked = |level| found.needs.iter().filter(|it| it.whom == at(level)).count();
        assert_eq!((asked(Some(2)), asked(Some(4)), asked(Some(3))), (2, 1, 0));
        assert!(found.offer(at(Some(3))).is_none());
        // Where people below a level are only slower, everybody counts, and it takes longer.
        document.people.edit().roles[1].slower_per_level = Some(Finite::new(0.2).unwrap());
        assert!(of(&document).offers.iter().all(|it| it.whom.level.is_none()));
    }
}
