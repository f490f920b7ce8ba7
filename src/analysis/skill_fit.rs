//! Who fits which task: people of the list against the levels of skill that work asks for.
//!
//! Each demand at a level is filled with the people who are best in its role, of that role or any other, up to the FTE
//! that it asks for. Who is at the level or above counts in full, who is below it by their level ÷ the level asked
//! for, and nobody counts nothing: that mean is the fit of the demand. The fit of an initiative is the mean over its
//! demands at a level, by their person-weeks. Each demand is looked at as if it were alone: whether people are free at
//! the time is what the simulation says.

use serde::Serialize;

use super::distribution::distribution;
use crate::model::id::{InitiativeId, PersonId, RoleId, StageId};
use crate::model::initiative::{Demand, Initiative, Initiatives, Stage, Work};
use crate::model::people::People;

/// How well the people on the list fit what initiatives ask for.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SkillFitReport {
    /// Those that ask for a level anywhere, in priority order.
    pub initiatives: Vec<InitiativeFit>,
}

/// How well people fit one initiative.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct InitiativeFit {
    /// Which.
    pub id: InitiativeId,
    /// Its name.
    pub name: String,
    /// Mean fit of its demands at a level, by person-weeks, 0 to 1.
    pub fit: f64,
    /// Share of the same person-weeks for which there is somebody at the level or above, 0 to 1.
    pub at_level: f64,
    /// Its demands at a level, in the order of its stages.
    pub demands: Vec<DemandFit>,
}

/// How well people fit one demand.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DemandFit {
    /// Of which stage.
    pub stage: StageId,
    /// Its name.
    pub stage_name: String,
    /// Whom it asks for.
    pub role: RoleId,
    /// Name of the role.
    pub role_name: String,
    /// Least level that it asks for, 1 to 5.
    pub level: u8,
    /// How many [FTE].
    pub fte: f64,
    /// Expected work [person-weeks].
    pub person_weeks: f64,
    /// Mean fit of the people who would fill it best, 0 to 1.
    pub fit: f64,
    /// Share of it for which there is somebody at the level or above, 0 to 1.
    pub at_level: f64,
    /// Who has any skill in the role, the best first; of equal ones those who belong to the role.
    pub people: Vec<Candidate>,
}

/// Somebody who could work on it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Candidate {
    /// Who.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// Level in the role, 1 to 5.
    pub level: u8,
    /// How much of a full-time equivalent they are.
    pub fte: f64,
    /// Whether they are at the level or above.
    pub is_at_level: bool,
    /// Whether they belong to the role.
    pub is_of_role: bool,
}

/// Looks at all `initiatives`, in the plan or not.
pub fn skill_fit(initiatives: &Initiatives, people: &People) -> SkillFitReport {
    let fit = initiatives.list.iter().filter_map(|initiative| initiative_fit(initiative, people));
    SkillFitReport { initiatives: fit.collect() }
}

/// The fit of one initiative; none if it asks for no level.
pub fn initiative_fit(initiative: &Initiative, people: &People) -> Option<InitiativeFit> {
    let of_stage = |stage| {
        let demands = move |demand| demand_fit(stage, demand, people);
        stage.demand.iter().filter_map(demands)
    };
    let demands: Vec<DemandFit> = initiative.stages.iter().flat_map(of_stage).collect();
    if demands.is_empty() {
        return None;
    }
    let mean = |of: fn(&DemandFit) -> f64| {
        let all: f64 = demands.iter().map(|it| it.person_weeks).sum();
        let sum: f64 = demands.iter().map(|it| it.person_weeks * of(it)).sum();
        // Milestones and work of no length count alike.
        let alike = || demands.iter().map(of).sum::<f64>() / demands.len() as f64;
        if all > 0.0 { sum / all } else { alike() }
    };
    Some(InitiativeFit {
        id: initiative.id,
        name: initiative.name.clone(),
        fit: mean(|it| it.fit),
        at_level: mean(|it| it.at_level),
        demands,
    })
}

/// The fit of one demand of `stage`; none if it asks for no level.
pub fn demand_fit(stage: &Stage, demand: &Demand, people: &People) -> Option<DemandFit> {
    let (level, fte) = (demand.level?, demand.fte.get());
    let mut fitting: Vec<Candidate> = (people.roster.iter())
        .filter(|person| person.level(demand.role) > 0)
        .map(|person| Candidate {
            id: person.id,
            name: person.name.clone(),
            level: person.level(demand.role),
            fte: person.fte.get(),
            is_at_level: person.level(demand.role) >= level,
            is_of_role: person.role == demand.role,
        })
        .collect();
    // Stable: of equal ones, in the order of the list.
    fitting.sort_by_key(|it| (std::cmp::Reverse(it.level), !it.is_of_role));
    let (mut left, mut fit, mut at_level) = (fte, 0.0, 0.0);
    for person in &fitting {
        let taken = person.fte.min(left);
        left -= taken;
        fit += taken * (f64::from(person.level) / f64::from(level)).min(1.0);
        at_level += taken * f64::from(u8::from(person.is_at_level));
    }
    // Nobody is asked for: nobody is missing.
    let share = |part: f64| if fte > 0.0 { (part / fte).min(1.0) } else { 1.0 };
    Some(DemandFit {
        stage: stage.id,
        stage_name: stage.name.clone(),
        role: demand.role,
        role_name: people.role(demand.role)?.name.clone(),
        level,
        fte,
        person_weeks: fte * expected_weeks(stage),
        fit: share(fit),
        at_level: share(at_level),
        people: fitting,
    })
}

/// Expected length of `stage` if nobody is slow [weeks]; 0 if its estimate is none.
fn expected_weeks(stage: &Stage) -> f64 {
    let mean = distribution(stage.work.estimate()).map_or(0.0, |estimate| estimate.mean());
    let team: f64 = stage.demand.iter().map(|it| it.fte.get()).sum();
    match stage.work {
        Work::Duration(_) => mean,
        Work::Effort(_) if team > 0.0 => mean / team,
        Work::Effort(_) => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::model::finite::Finite;
    use crate::model::initiative::Estimate;
    use crate::model::people::{Person, Role};

    const ARCHITECT: RoleId = RoleId(1);
    const ENGINEER: RoleId = RoleId(2);

    fn person(id: u32, role: RoleId, fte: f64, level: u8) -> Person {
        Person {
            id: PersonId(id),
            name: format!("no. {id}"),
            role,
            fte: Finite::new(fte).unwrap(),
            skills: [(ARCHITECT, level)].into_iter().filter(|(_, level)| *level > 0).collect(),
        }
    }

    fn people(roster: Vec<Person>) -> People {
        let role = |id, name| Role::new(id, name, Finite::from(10_u32));
        People {
            roles: vec![role(ARCHITECT, "Architect"), role(ENGINEER, "Engineer")],
            roster,
            ..People::default()
        }
    }

    fn stage(weeks: u32, fte: f64, level: Option<u8>) -> Stage {
        Stage {
            id: StageId(9),
            name: "Design".into(),
            work: Work::Duration(Estimate::Fixed(Finite::from(weeks))),
            demand: vec![Demand { role: ARCHITECT, fte: Finite::new(fte).unwrap(), level }],
            after: vec![],
            lags: BTreeMap::new(),
            earliest_start: None,
            minimum_chunk_weeks: None,
        }
    }

    /// By hand: of 3 FTE at level 4, one is there at 5, half a one at 4 in another role, one at 2; half a one is missing.
    #[test]
    fn the_best_fill_a_demand_and_those_below_count_in_part() {
        let people = people(vec![
            person(11, ARCHITECT, 1.0, 2),
            person(12, ENGINEER, 0.5, 4),
            person(13, ARCHITECT, 1.0, 5),
            person(14, ARCHITECT, 1.0, 0),
        ]);
        let stage = stage(10, 3.0, Some(4));
        let fit = demand_fit(&stage, &stage.demand[0], &people).unwrap();
        assert_eq!(fit.people.iter().map(|it| it.id.0).collect::<Vec<_>>(), [13, 12, 11]);
        assert_eq!(fit.people.iter().map(|it| it.is_at_level).collect::<Vec<_>>(), [true, true, false]);
        assert!((fit.fit - (1.5 + 0.5) / 3.0).abs() < 1e-12, "{}", fit.fit);
        assert!((fit.at_level - 0.5).abs() < 1e-12);
        assert!((fit.person_weeks - 30.0).abs() < 1e-12);
    }

    /// 10 weeks that fit and 30 that nobody can do.
    #[test]
    fn an_initiative_fits_by_its_person_weeks() {
        let people = people(vec![person(11, ARCHITECT, 1.0, 3)]);
        let mut initiative = Initiative::new(InitiativeId(5), "New portal");
        assert_eq!(initiative_fit(&initiative, &people), None);
        initiative.stages = vec![stage(10, 1.0, Some(3)), stage(50, 1.0, None), stage(30, 1.0, Some(3))];
        initiative.stages[2].demand[0].role = ENGINEER;
        let fit = initiative_fit(&initiative, &people).unwrap();
        assert_eq!(fit.demands.len(), 2, "who asks for no level is no part of it");
        assert!((fit.fit - 0.25).abs() < 1e-12 && (fit.at_level - 0.25).abs() < 1e-12);
    }

    /// More skill never fits worse.
    #[test]
    fn a_higher_level_never_lowers_the_fit() {
        for asked in 1..=5 {
            let stage = stage(4, 2.0, Some(asked));
            let fits = (0..=5).map(|level| {
                let people = people(vec![person(11, ARCHITECT, 1.5, level), person(12, ARCHITECT, 1.0, 2)]);
                demand_fit(&stage, &stage.demand[0], &people).unwrap().fit
            });
            assert!(fits.collect::<Vec<_>>().is_sorted());
        }
    }
}
