//! Pivot readiness: how much of the coming 30 days could change course if a priority did.
//!
//! Of the people, what initiatives have of them (heads, less run work, less mean
//! absence) and what stages under way do not ask for; a stage is under way if
//! its initiative is in execution or closeout and it runs within the 30 days,
//! with every stage as long as it is on average and nobody waiting. Of the money,
//! what the plan gives to initiatives that have not begun.
//!
//! A week has five working days, so 30 days from the start of the calendar have
//! 22: four weeks and two days. What is asked of a role beyond what it has ties
//! all of it and no more. So people who join an overloaded role are tied at
//! once: they never lower the share of their role, but may lower that of all.

use serde::Serialize;

use super::simulate::{Prepared, prepare};
use crate::engine::capacity::{
    Distribution, Policy, Problem, Role, Stage, StageRun, UNITS_PER_FTE, Work, open_iteration,
};
use crate::model::document::Document;
use crate::model::id::RoleId;
use crate::model::initiative::{Initiative, Initiatives};
use crate::model::people::People;
use crate::model::portfolio::Portfolio;

/// Days that are looked ahead, from the start of the calendar.
pub const DAYS: u32 = 30;

/// What could change course.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Readiness {
    /// People of all roles.
    pub people: FteDays,
    /// People of each role, in document order.
    pub roles: Vec<RoleReadiness>,
    /// Money of the plan for initiatives that are not under way, from the year in which the calendar
    /// starts; in the document's currency and scale.
    pub free_money: f64,
    /// Money of the whole plan from that year on.
    pub plan_money: f64,
}

/// People of one role.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RoleReadiness {
    /// Which.
    pub id: RoleId,
    /// Its name.
    pub name: String,
    /// What there is and what is tied.
    pub people: FteDays,
}

/// People of the 30 days [FTE × working days].
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct FteDays {
    /// What initiatives have.
    pub capacity: f64,
    /// What work under way asks for, even if there is less.
    pub demand: f64,
    /// The part of the capacity that it ties.
    pub tied: f64,
}

impl FteDays {
    /// What is left for something else.
    pub fn free(&self) -> f64 {
        self.capacity - self.tied
    }

    /// The same as a share of the capacity, 0 to 1; none where there is no capacity.
    pub fn free_share(&self) -> Option<f64> {
        (self.capacity > 0.0).then(|| self.free() / self.capacity)
    }
}

impl Readiness {
    /// The role of which the least is free; the first of equals, none if no role has capacity.
    pub fn tightest(&self) -> Option<(&RoleReadiness, f64)> {
        let shares = self.roles.iter().filter_map(|role| Some((role, role.people.free_share()?)));
        shares.min_by(|(_, a), (_, b)| a.total_cmp(b))
    }
}

/// Prepares the plan of `document` and looks 30 days ahead; none if it cannot be simulated.
pub fn pivot_of(document: &Document) -> Option<Readiness> {
    let prepared = prepare(document).ok()?;
    readiness(&prepared, &document.portfolio, &document.initiatives, &document.people)
}

/// Looks 30 days ahead in the plan that was `prepared` from the three sections.
///
/// None only if the plan cannot be simulated at its means, which no valid plan is.
pub fn readiness(
    prepared: &Prepared,
    portfolio: &Portfolio,
    initiatives: &Initiatives,
    people: &People,
) -> Option<Readiness> {
    let problem = at_means(&prepared.problem)?;
    // Nothing is left to chance: any iteration is the one.
    let schedule = open_iteration(&problem, Policy::Unlevelled, 0, 0);
    let is_under_way: Vec<bool> = (prepared.initiatives.iter())
        .map(|id| initiatives.initiative(*id).is_some_and(Initiative::is_under_way))
        .collect();
    let mut demanded_unit_days = vec![0_u64; prepared.roles.len()];
    for (stage, run) in problem.stages().iter().zip(&schedule.stages) {
        if is_under_way[stage.initiative as usize] {
            let days = working_days_of(run, problem.horizon_weeks());
            for demand in &stage.demand {
                demanded_unit_days[demand.role as usize] += u64::from(demand.units) * days;
            }
        }
    }
    let roles: Vec<RoleReadiness> = (prepared.roles.iter().zip(&schedule.capacity_units))
        .zip(demanded_unit_days)
        .filter_map(|((id, units), demanded)| {
            let name = people.role(*id)?.name.clone();
            let offered = (0..).zip(units).map(|(week, units)| u64::from(*units) * working_days(week)).sum();
            Some(RoleReadiness { id: *id, name, people: FteDays::of_units(offered, demanded) })
        })
        .collect();
    let money = |counts: fn(&Initiative) -> bool| {
        let from = portfolio.calendar.start.year();
        let years = initiatives.in_plan().filter(|it| counts(it)).flat_map(|it| &it.cost_per_year);
        years.filter(|cost| cost.year >= from).map(|cost| cost.amount.get().max(0.0)).sum()
    };
    Some(Readiness {
        people: roles.iter().map(|role| role.people).fold(FteDays::default(), FteDays::plus),
        roles,
        free_money: money(|initiative| !initiative.is_under_way()),
        plan_money: money(|_| true),
    })
}

/// The same problem without chance: each duration, effort and absence is its mean.
pub(super) fn at_means(problem: &Problem) -> Option<Problem> {
    let fixed = |distribution: &Distribution| Distribution::fixed(distribution.mean()).ok();
    let role = |role: &Role| Some(Role { absence: fixed(&role.absence)?, ..role.clone() });
    let stage = |stage: &Stage| {
        let work = match &stage.work {
            Work::Duration(weeks) => Work::Duration(fixed(weeks)?),
            Work::Effort(person_weeks) => Work::Effort(fixed(person_weeks)?),
        };
        Some(Stage { work, ..stage.clone() })
    };
    let roles = problem.roles().iter().map(role).collect::<Option<_>>()?;
    let stages = problem.stages().iter().map(stage).collect::<Option<_>>()?;
    problem
        .with_roles_and_stages(roles, stages)
        .ok()?
        .with_risks(Vec::new())
        .ok()?
        .with_turnover(Vec::new())
        .ok()
}

/// Working days of a stage within the 30 days.
fn working_days_of(run: &StageRun, horizon_weeks: u32) -> u64 {
    let Some(start) = run.start_week else { return 0 };
    (start..run.finish_week.unwrap_or(horizon_weeks).min(DAYS.div_ceil(7))).map(working_days).sum()
}

/// Working days of `week` within the 30 days: the first five of seven.
fn working_days(week: u32) -> u64 {
    u64::from(DAYS.saturating_sub(7 * week).min(5))
}

impl FteDays {
    /// From units of the engine × days, offered and demanded.
    fn of_units(offered: u64, demanded: u64) -> Self {
        let fte_days = |unit_days: u64| unit_days as f64 / f64::from(UNITS_PER_FTE);
        Self {
            capacity: fte_days(offered),
            demand: fte_days(demanded),
            tied: fte_days(demanded.min(offered)),
        }
    }

    fn plus(self, other: Self) -> Self {
        Self {
            capacity: self.capacity + other.capacity,
            demand: self.demand + other.demand,
            tied: self.tied + other.tied,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::analysis::simulate::prepare;
    use crate::model::document::Document;
    use crate::model::finite::Finite;
    use crate::model::id::{InitiativeId, StageId};
    use crate::model::initiative::{self, Demand, Estimate, LifeCycle, Shape};
    use crate::model::people::{self, Absence};
    use crate::model::portfolio::YearAmount;

    fn finite(number: f64) -> Finite {
        Finite::new(number).unwrap()
    }

    /// A stage of role `role` (from 1) with `fte`, three points of weeks, after the stage before it.
    fn stage(id: u32, role: u32, fte: f64, weeks: [u32; 3], after: &[u32]) -> initiative::Stage {
        let [low, likely, high] = weeks.map(Finite::from);
        initiative::Stage {
            id: StageId(id),
            name: format!("Stage {id}"),
            work: initiative::Work::Duration(Estimate::ThreePoint {
                low,
                likely,
                high,
                shape: Shape::Triangular,
            }),
            demand: vec![Demand { role: RoleId(role), fte: finite(fte), level: None }],
            after: after.iter().copied().map(StageId).collect(),
            lags: std::collections::BTreeMap::default(),
            earliest_start: None,
            minimum_chunk_weeks: None,
        }
    }

    /// Roles 1 and 2 with these heads; what is under way and what is planned, by state.
    fn document(heads: [f64; 2], plan: Vec<(LifeCycle, Vec<initiative::Stage>)>) -> Document {
        let mut document = Document::default();
        document.people.edit().roles = (1..)
            .zip(heads)
            .map(|(id, heads)| people::Role::new(RoleId(id), format!("Role {id}"), finite(heads)))
            .collect();
        document.initiatives.edit().list = (10..)
            .zip(plan)
            .map(|(id, (state, stages))| {
                let mut initiative = Initiative::new(InitiativeId(id), format!("Initiative {id}"));
                (initiative.state, initiative.stages) = (state, stages);
                initiative
            })
            .collect();
        document
    }

    fn of(document: &Document) -> Readiness {
        let prepared = prepare(document).unwrap();
        readiness(&prepared, &document.portfolio, &document.initiatives, &document.people).unwrap()
    }

    fn close(found: f64, expected: f64) {
        assert!((found - expected).abs() < 1e-9, "{found} instead of {expected}");
    }

    /// Two of role 1 for three quarters of their time, a fifth of that absent: 1.2 FTE, 26.4 days of 22.
    /// Under way: 1 FTE for a mean of two weeks, 10 days, then 0.5 FTE for all that is left, 6 days.
    #[test]
    fn what_work_under_way_leaves_is_free() {
        let first = stage(20, 1, 1.0, [1, 2, 3], &[]);
        let second = stage(21, 1, 0.5, [30, 40, 50], &[20]);
        let planned = stage(22, 1, 1.0, [4, 4, 4], &[]);
        let mut document = document(
            [2.0, 3.0],
            vec![(LifeCycle::Execution, vec![first, second]), (LifeCycle::Planning, vec![planned])],
        );
        let role = &mut document.people.edit().roles[0];
        role.run_share = finite(0.25);
        role.absence = Absence { low: finite(0.1), likely: finite(0.2), high: finite(0.3) };
        let found = of(&document);
        let [one, two] = found.roles.as_slice() else { panic!("two roles") };
        close(one.people.capacity, 26.4);
        close(one.people.demand, 10.0 + 6.0);
        close(one.people.free_share().unwrap(), 10.4 / 26.4);
        close(two.people.free_share().unwrap(), 1.0);
        close(found.people.capacity, 26.4 + 66.0);
        close(found.people.free_share().unwrap(), (10.4 + 66.0) / 92.4);
        let (tightest, share) = found.tightest().unwrap();
        assert_eq!(tightest.name, "Role 1");
        close(share, 10.4 / 26.4);
    }

    #[test]
    fn an_overloaded_role_is_tied_whole_and_no_more() {
        let plan = vec![
            (LifeCycle::Execution, vec![stage(20, 1, 2.0, [9, 9, 9], &[])]),
            (LifeCycle::Closeout, vec![stage(21, 1, 1.0, [9, 9, 9], &[])]),
        ];
        let found = of(&document([2.0, 1.0], plan));
        close(found.roles[0].people.demand, 66.0);
        close(found.roles[0].people.tied, 44.0);
        close(found.roles[0].people.free_share().unwrap(), 0.0);
        close(found.people.free_share().unwrap(), 22.0 / 66.0);
    }

    /// Absent people and work that begins after the 30 days: week 4 has two days left of them.
    #[test]
    fn only_the_thirty_days_count() {
        let mut late = stage(20, 1, 1.0, [5, 5, 5], &[]);
        late.earliest_start = Some(jiff::civil::date(2026, 2, 2));
        let mut later = stage(21, 1, 1.0, [5, 5, 5], &[]);
        later.earliest_start = Some(jiff::civil::date(2026, 2, 9));
        let found = of(&document([1.0, 1.0], vec![(LifeCycle::Execution, vec![late, later])]));
        close(found.roles[0].people.demand, 2.0);
        assert_eq!((0..6).map(working_days).collect::<Vec<_>>(), [5, 5, 5, 5, 2, 0]);
    }

    #[test]
    fn nobody_has_no_share() {
        let found = of(&document([0.0, 0.0], vec![(LifeCycle::Execution, Vec::new())]));
        assert_eq!((found.people.free_share(), found.tightest()), (None, None));
    }

    /// The calendar starts in 2026: what was to be spent before is gone.
    #[test]
    fn money_of_what_has_not_begun_can_change_course() {
        let states = [LifeCycle::Demand, LifeCycle::Planning, LifeCycle::Execution, LifeCycle::Planning];
        let mut document = document([1.0, 1.0], states.map(|state| (state, Vec::new())).into());
        let list = &mut document.initiatives.edit().list;
        for initiative in list.iter_mut() {
            let year = |year, amount: u32| YearAmount { year, amount: amount.into() };
            initiative.cost_per_year = vec![year(2025, 50), year(2026, 10), year(2027, 20)];
        }
        list[3].in_plan = false;
        let found = of(&document);
        close(found.free_money, 60.0);
        close(found.plan_money, 90.0);
    }

    proptest! {
        /// People who join are free, or at worst tied: no role's share falls, nor what is free in all.
        #[test]
        fn more_heads_never_lower_what_a_role_has_free(
            heads in prop::array::uniform2(1_u32..20),
            more in 0_u32..10,
            stages in prop::collection::vec((1_u32..=2, 0_u32..20, 0_u32..8, any::<bool>()), 0..6),
        ) {
            let plan = || {
                let stage = |(id, (role, tenths, weeks, begun)): (u32, &(u32, u32, u32, bool))| {
                    let fte = f64::from(*tenths.min(&(heads[*role as usize - 1] * 10))) / 10.0;
                    let state = if *begun { LifeCycle::Execution } else { LifeCycle::Planning };
                    (state, vec![stage(id, *role, fte, [*weeks, weeks + 1, weeks + 2], &[])])
                };
                let first = (LifeCycle::Execution, Vec::new());
                std::iter::once(first).chain((20..).zip(&stages).map(stage)).collect::<Vec<_>>()
            };
            let before = of(&document(heads.map(f64::from), plan()));
            let after = of(&document([f64::from(heads[0] + more), f64::from(heads[1])], plan()));
            let share = |people: &FteDays| people.free_share().unwrap();
            for found in [&before, &after] {
                for people in found.roles.iter().map(|role| &role.people).chain([&found.people]) {
                    prop_assert!((0.0..=1.0).contains(&share(people)), "{people:?}");
                    prop_assert!(people.tied <= people.demand && people.tied <= people.capacity);
                }
            }
            for (before, after) in before.roles.iter().zip(&after.roles) {
                prop_assert!(share(&after.people) >= share(&before.people));
            }
            prop_assert!(after.people.free() >= before.people.free() - 1e-9);
            // What is not overloaded ties nobody who joins.
            if before.roles[0].people.demand <= before.roles[0].people.capacity {
                prop_assert!(share(&after.people) >= share(&before.people) - 1e-12);
            }
        }
    }
}
