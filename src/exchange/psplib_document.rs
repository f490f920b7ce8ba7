//! A published scheduling instance as a portfolio.
//!
//! One initiative for each project, one stage for each activity, one week for
//! each period, one head for each unit. The stages stand in order of latest
//! finish, so that the serial policy is the serial scheme with that priority
//! rule, whose makespans are published. Nothing is uncertain: every iteration
//! gives the same schedule.

use jiff::civil::Date;
use thiserror::Error;

use super::psplib::{Activity, Instance, Project, latest_finish_order, topological_order};
use crate::model::document::Document;
use crate::model::finite::Finite;
use crate::model::id::{InitiativeId, RoleId, StageId};
use crate::model::initiative::{Demand, Estimate, Initiative, Initiatives, Stage, Work};
use crate::model::limits;
use crate::model::people::{People, Role};
use crate::model::portfolio::Calendar;
use crate::model::shared::Shared;
use crate::model::validate::{Issue, errors};

/// Why an instance is no portfolio.
#[derive(Clone, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum PsplibDocumentError {
    /// Cannot be finished within the longest horizon, whoever works on it.
    #[error(
        "the longest chain of activities takes {weeks} periods, more than the {} weeks that can be planned; \
         open a shorter instance",
        limits::HORIZON_WEEKS
    )]
    TooLong {
        /// Length of the chain, with the release date before it.
        weeks: u64,
    },
    /// A number or list beyond what a document may hold.
    #[error("{0}")]
    Invalid(Issue),
}

/// The portfolio of `instance`, named `name`.
///
/// The horizon is the sum of all durations, which no schedule exceeds, or else
/// the longest there is: a run that needs more then counts as unfinished. Dummy
/// sources and sinks are left out; any other activity without duration becomes a
/// milestone. Stages bear the number of their activity in the file.
///
/// # Errors
///
/// [`PsplibDocumentError`] if the instance is larger than a document may be.
///
/// # Panics
///
/// Never: a text has far fewer than 2³² activities.
pub fn document_of(instance: &Instance, name: &str) -> Result<Document, PsplibDocumentError> {
    let chain = instance.projects.iter().map(longest_chain).max().unwrap_or(0);
    if chain > u64::from(limits::HORIZON_WEEKS) {
        return Err(PsplibDocumentError::TooLong { weeks: chain });
    }
    let mut document = Document::default();
    let portfolio = document.portfolio.edit();
    name.clone_into(&mut portfolio.name);
    "A scheduling instance for checking the simulation: one week stands for one period, one head for one unit."
        .clone_into(&mut portfolio.note);
    portfolio.calendar.horizon_weeks = horizon_weeks(instance);
    // Every iteration is the same.
    portfolio.simulation.iterations = 1;
    let calendar = portfolio.calendar;

    let mut ids = 1..;
    let mut fresh_id = || ids.next().expect("files are far shorter than 2³² activities");
    let roles: Vec<Role> = (1..)
        .zip(&instance.capacities)
        .map(|(number, &units)| {
            Role::new(RoleId(fresh_id()), format!("Resource {number}"), Finite::from(units))
        })
        .collect();
    let mut list = Vec::with_capacity(instance.projects.len());
    for (number, project) in (1..).zip(&instance.projects) {
        let own_name =
            if instance.projects.len() == 1 { name.to_owned() } else { format!("Project {number}") };
        let mut initiative = Initiative::new(InitiativeId(fresh_id()), own_name);
        initiative.earliest_start = release_day(project, calendar);
        initiative.stages = stages(project, &roles, &mut fresh_id);
        list.push(initiative);
    }
    document.next_id = fresh_id();
    document.people = Shared::new(People { roles, ..People::default() });
    document.initiatives = Shared::new(Initiatives { list, ..Initiatives::default() });
    match errors(&document).into_iter().next() {
        Some(issue) => Err(PsplibDocumentError::Invalid(issue)),
        None => Ok(document),
    }
}

/// Activities in order of latest finish, those left out that only mark the beginning and the end.
fn stages(project: &Project, roles: &[Role], fresh_id: &mut impl FnMut() -> u32) -> Vec<Stage> {
    let mut predecessors = vec![Vec::new(); project.activities.len()];
    for (index, activity) in project.activities.iter().enumerate() {
        for &successor in &activity.successors {
            predecessors[successor].push(index);
        }
    }
    let is_dummy = |index: usize| {
        let activity = &project.activities[index];
        let at_an_end = activity.successors.is_empty() || predecessors[index].is_empty();
        at_an_end && activity.duration == 0 && activity.demand.iter().all(|&units| units == 0)
    };
    let mut ids = vec![None; project.activities.len()];
    for (index, id) in ids.iter_mut().enumerate() {
        *id = (!is_dummy(index)).then(|| StageId(fresh_id()));
    }
    latest_finish_order(project)
        .into_iter()
        .filter_map(|index| {
            let activity = &project.activities[index];
            Some(Stage {
                id: ids[index]?,
                name: format!("Activity {}", index + 1),
                work: Work::Duration(Estimate::Fixed(Finite::from(activity.duration))),
                demand: demand(activity, roles),
                after: predecessors[index].iter().filter_map(|&before| ids[before]).collect(),
                lags: std::collections::BTreeMap::default(),
                earliest_start: None,
                minimum_chunk_weeks: None,
            })
        })
        .collect()
}

fn demand(activity: &Activity, roles: &[Role]) -> Vec<Demand> {
    let needed = activity.demand.iter().zip(roles).filter(|(units, _)| **units > 0);
    needed.map(|(&units, role)| Demand { role: role.id, fte: Finite::from(units), level: None }).collect()
}

fn release_day(project: &Project, calendar: Calendar) -> Option<Date> {
    (project.release > 0).then(|| calendar.day_of(project.release))
}

fn horizon_weeks(instance: &Instance) -> u32 {
    let work =
        instance.projects.iter().flat_map(|project| &project.activities).map(|it| u64::from(it.duration));
    let last_release = instance.projects.iter().map(|project| u64::from(project.release)).max().unwrap_or(0);
    let enough = (work.sum::<u64>() + last_release).clamp(1, u64::from(limits::HORIZON_WEEKS));
    u32::try_from(enough).expect("clamped to the longest horizon")
}

/// Periods until the project could end if nobody waited for resources.
fn longest_chain(project: &Project) -> u64 {
    let mut finish = vec![0_u64; project.activities.len()];
    // Instances are checked for circles when they are read.
    for index in topological_order(&project.activities).unwrap_or_default() {
        let activity = &project.activities[index];
        // So far, the latest finish of what comes before.
        finish[index] = finish[index].max(u64::from(project.release)) + u64::from(activity.duration);
        for &next in &activity.successors {
            finish[next] = finish[next].max(finish[index]);
        }
    }
    finish.into_iter().max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn activity(duration: u32, units: u32, successors: &[usize]) -> Activity {
        Activity { duration, demand: vec![units, 0], successors: successors.to_vec() }
    }

    fn instance(release: u32, activities: Vec<Activity>) -> Instance {
        Instance { capacities: vec![3, 2], projects: vec![Project { release, activities }] }
    }

    /// Source 1; 2 before 3 and the milestone 4; sink 5.
    #[test]
    fn activities_become_stages_and_dummies_disappear() {
        let activities = vec![
            activity(0, 0, &[1]),
            activity(4, 2, &[2, 3]),
            activity(7, 1, &[4]),
            activity(0, 0, &[4]),
            activity(0, 0, &[]),
        ];
        let document = document_of(&instance(5, activities), "case").unwrap();
        let initiative = &document.initiatives.list[0];
        let names: Vec<&str> = initiative.stages.iter().map(|stage| stage.name.as_str()).collect();
        assert_eq!(names, ["Activity 2", "Activity 3", "Activity 4"]);
        let first = initiative.stages[0].id;
        assert_eq!(initiative.stages[0].after, []);
        assert_eq!([&initiative.stages[1].after, &initiative.stages[2].after], [&[first], &[first]]);
        let demand = Demand { role: document.people.roles[0].id, fte: Finite::from(2), level: None };
        assert_eq!(initiative.stages[0].demand, [demand]);
        let calendar = document.portfolio.calendar;
        assert_eq!(calendar.horizon_weeks, 16);
        assert_eq!(calendar.first_week_from(initiative.earliest_start.unwrap()), 5);
    }

    #[test]
    fn horizons_are_capped_until_even_the_chain_is_too_long() {
        let side_by_side = instance(0, vec![activity(900, 1, &[]), activity(900, 1, &[])]);
        assert_eq!(document_of(&side_by_side, "case").unwrap().portfolio.calendar.horizon_weeks, 1_040);
        let in_a_row = instance(0, vec![activity(900, 1, &[1]), activity(900, 1, &[])]);
        assert_eq!(document_of(&in_a_row, "case"), Err(PsplibDocumentError::TooLong { weeks: 1_800 }));
    }

    #[test]
    fn capacities_beyond_a_role_are_refused() {
        let crowd = Instance { capacities: vec![4_000_000], projects: vec![] };
        assert!(matches!(document_of(&crowd, "case"), Err(PsplibDocumentError::Invalid(_))));
    }
}
