//! Who wants a role in one week, stage by stage: what a cell of the role × week map is made of.
//!
//! The luck is that of [`simulate`](super::simulate), so the first runs counted here are the first runs of the map.

use super::draws::{CHUNK, Draws};
use super::network::Step;
use super::replicate::Workspace;
use super::{Policy, Problem};

/// A stage that wants people in the week asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanting {
    /// Index of the stage.
    pub stage: u32,
    /// What it wants of the row asked about while it works [units], at least 1.
    pub units: u16,
    /// Iterations in which it works in that week, at least 1.
    pub iterations: u32,
}

/// What is wanted of a row in one week, and what there is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Stages that work in that week in any of the iterations, in scheduling order.
    pub stages: Vec<Wanting>,
    /// What there is in that week, summed over the iterations [units].
    pub capacity_units: u64,
}

/// Counts over the first `iterations` which stages work in `week`, under `policy`, of those that want `row`: the index of
/// a role, or of a level after the roles. Beyond the horizon, and for a row that is not there, nobody wants anything.
pub fn wanted(
    problem: &Problem,
    policy: Policy,
    seed: u64,
    iterations: u32,
    (row, week): (u32, u32),
) -> Wanted {
    let (row_place, week, horizon) = (row as usize, week as usize, problem.horizon_weeks() as usize);
    if row_place >= problem.rows() || week >= horizon {
        return Wanted::default();
    }
    let network = problem.network();
    let units_of =
        |step: &Step| network.demands(step).iter().find(|it| it.role == row).map_or(0, |it| it.units);
    // Only those that want the row at all: their place in the scheduling order, and how much.
    let wanting: Vec<(usize, u16)> =
        network.steps().iter().map(units_of).enumerate().filter(|(_, units)| *units > 0).collect();
    let mut at_work = vec![0; wanting.len()];
    let mut capacity_units = 0;
    let mut draws = Draws::new(problem);
    let mut workspace = Workspace::new(problem);
    for iteration in 0..iterations {
        let lane = iteration % CHUNK;
        if lane == 0 {
            draws.draw(problem, seed, iteration);
        }
        workspace.prepare(problem, &draws, lane as usize);
        capacity_units += u64::from(workspace.free.row(row_place)[week]);
        workspace.schedule(problem, policy);
        for ((place, _), count) in wanting.iter().zip(&mut at_work) {
            let (step, interval) = (&network.steps()[*place], workspace.intervals[*place]);
            network.each_worked_piece(step, interval, workspace.pieces.of(step), horizon, |weeks| {
                *count += u32::from(weeks.contains(&week));
            });
        }
    }
    let stages = wanting.into_iter().zip(at_work).filter(|(_, iterations)| *iterations > 0);
    let stages = stages
        .map(|((place, units), iterations)| Wanting {
            stage: network.steps()[place].stage,
            units,
            iterations,
        })
        .collect();
    Wanted { stages, capacity_units }
}
