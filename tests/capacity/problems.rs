//! Problems for tests: from published instances, plain parts, and any problem at all.

use pmo_workbench::engine::capacity::experiment::{Change, Order};
use pmo_workbench::engine::capacity::{Demand, Distribution, Initiative, Problem, Role, Stage, Work};
use pmo_workbench::exchange::psplib::{Instance, latest_finish_order};
use proptest::prelude::*;

/// An instance with each project an initiative, all activities listed by latest finish time.
pub(crate) fn from_instance(instance: &Instance, horizon_weeks: u32) -> Problem {
    let roles =
        instance.capacities.iter().map(|units| plain_role(u16::try_from(*units).unwrap(), horizon_weeks));
    let mut stages = Vec::new();
    for (initiative, project) in (0..).zip(&instance.projects) {
        let order = latest_finish_order(project);
        let first = u32::try_from(stages.len()).unwrap();
        let place =
            |activity: usize| first + (0..).zip(&order).find(|(_, listed)| **listed == activity).unwrap().0;
        for &listed in &order {
            let activity = &project.activities[listed];
            let demands = (0..).zip(&activity.demand).filter(|(_, units)| **units > 0);
            let predecessors =
                (0..project.activities.len()).filter(|i| project.activities[*i].successors.contains(&listed));
            stages.push(Stage {
                demand: demands
                    .map(|(role, units)| Demand { role, units: u16::try_from(*units).unwrap() })
                    .collect(),
                after: predecessors.map(place).collect(),
                earliest_start_week: project.release,
                ..plain_stage(initiative, fixed(f64::from(activity.duration)))
            });
        }
    }
    problem(horizon_weeks, roles.collect(), instance.projects.len(), stages)
}

pub(crate) fn problem(
    horizon_weeks: u32,
    roles: Vec<Role>,
    initiatives: usize,
    stages: Vec<Stage>,
) -> Problem {
    let initiatives = vec![Initiative { needed_by_week: None }; initiatives];
    Problem::new(horizon_weeks, roles, initiatives, stages).unwrap()
}

pub(crate) fn plain_role(units: u16, weeks: u32) -> Role {
    let absence = Distribution::fixed(0.0).unwrap();
    Role { key: 0, heads_units: vec![units; weeks as usize], run_share: 0.0, absence }
}

pub(crate) fn plain_stage(initiative: u32, work: Work) -> Stage {
    Stage { key: 0, initiative, work, demand: vec![], after: vec![], earliest_start_week: 0 }
}

pub(crate) fn fixed(weeks: f64) -> Work {
    Work::Duration(Distribution::fixed(weeks).unwrap())
}

pub(crate) fn triangular(low: f64, mode: f64, high: f64) -> Work {
    Work::Duration(Distribution::triangular(low, mode, high).unwrap())
}

/// Small portfolios in a short horizon, so that teams collide and some work does not fit: all kinds of
/// estimates, lengths of 0 and above 64 weeks, heads that change, links forwards and backwards.
pub(crate) fn any_problem() -> impl Strategy<Value = Problem> {
    let horizon = 20..160_u32;
    (horizon, prop::collection::vec(any_role(), 1..4), prop::collection::vec(any_stage(), 1..20)).prop_map(
        |(horizon, roles, stages)| {
            let roles: Vec<Role> = (0..)
                .zip(&roles)
                .map(|(key, (heads, change, run_share, absence))| {
                    let mut role = plain_role(*heads, horizon);
                    role.heads_units[*change.min(&(horizon as usize))..].fill(heads + 20);
                    Role { key, run_share: *run_share, absence: absence.clone(), ..role }
                })
                .collect();
            let count = stages.len();
            let stages = (0..).zip(stages).map(|(index, (work, demands, links, earliest))| {
                // Up to half of the first heads, which run work leaves in any case.
                let demand = (0..)
                    .zip(&roles)
                    .zip(demands)
                    .map(|((role, of), share)| Demand { role, units: of.heads_units[0] / 2 * share / 10 });
                // Odd stages come late in the list: predecessors may stand before or after a stage,
                // but links always lead from a smaller to a greater place in this order.
                let key = index as u64;
                let place = |i: usize| if i.is_multiple_of(2) { i } else { i + count };
                let after =
                    links.iter().map(|link| link % count).filter(|before| place(*before) < place(index));
                Stage {
                    key,
                    initiative: u32::try_from(index / 3).unwrap(),
                    work,
                    demand: demand.collect(),
                    after: after.map(|before| u32::try_from(before).unwrap()).collect(),
                    earliest_start_week: earliest,
                }
            });
            let stages = stages.collect();
            problem(horizon, roles, count / 3 + 1, stages)
        },
    )
}

fn any_role() -> impl Strategy<Value = (u16, usize, f64, Distribution)> {
    let absence = prop_oneof![
        Just(Distribution::fixed(0.0).unwrap()),
        Just(Distribution::triangular(0.0, 0.08, 0.3).unwrap()),
        Just(Distribution::pert(0.0, 0.1, 1.0).unwrap()),
    ];
    (20..200_u16, 0..160_usize, 0.0..0.4_f64, absence)
}

fn any_stage() -> impl Strategy<Value = (Work, [u16; 3], Vec<usize>, u32)> {
    let (low, range) = (0.0..10.0_f64, 0.0..20.0_f64);
    let work = (low, range, 0..6_u8).prop_map(|(low, range, kind)| match kind {
        0 => fixed(0.0),
        1 => fixed(60.0 + range),
        2 => triangular(low, low + range / 3.0, low + range),
        3 => Work::Duration(Distribution::pert(low, low + range / 3.0, low + range).unwrap()),
        _ => Work::Duration(Distribution::log_normal(low + 0.1, low + range + 0.1).unwrap()),
    });
    let links = prop::collection::vec(any::<usize>(), 0..3);
    (work, prop::array::uniform3(0..=10_u16), links, 0..30_u32)
}

/// The initiatives of `problem` in another order, the stages of each as they are.
pub(crate) fn reordered(problem: &Problem, initiatives: &[u32]) -> Change {
    Change::Order(Order { initiatives: initiatives.to_vec(), ..Order::present(problem) })
}
