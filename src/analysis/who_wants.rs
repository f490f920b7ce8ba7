//! Who wants a role in a week: what a cell of the map is made of, stage by stage.

use super::levels::AskedLevel;
use super::simulate::Prepared;
use crate::engine::capacity::{self, UNITS_PER_FTE, Wanting, wanted};
use crate::engine::stats::interval::{Interval, probability};
use crate::model::document::Document;
use crate::model::id::{InitiativeId, RoleId};

/// Most runs that are looked at: the first ones of the simulation, so that a cell opens at once.
const RUNS: u32 = 512;
/// Fewest, in however large a plan.
const FEWEST_RUNS: u32 = 32;
/// Stages placed in all these runs together.
const PLACED: u32 = 200_000;

/// A role, or those of it at a level or above, in one week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Which role.
    pub role: RoleId,
    /// Those at this level or above; none for everyone.
    pub level: Option<u8>,
    /// Week, counted from the start of the calendar.
    pub week: u32,
}

/// What a cell is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct WhoWants {
    /// Runs looked at.
    pub runs: u32,
    /// Heads wanted in that week, in an average run.
    pub wanted_heads: f64,
    /// Heads there in that week, in an average run.
    pub heads: f64,
    /// The stages that want them, the greatest share of the average first.
    pub stages: Vec<WantingStage>,
}

/// A stage that wants people in that week.
#[derive(Clone, Debug, PartialEq)]
pub struct WantingStage {
    /// Its initiative.
    pub initiative: InitiativeId,
    /// "One Login, Build".
    pub name: String,
    /// Heads that it wants while it works.
    pub heads: f64,
    /// Chance that it works in that week, 0 to 1.
    pub chance: f64,
    /// 95 % interval of that chance.
    pub interval: Interval,
    /// Heads × chance.
    pub mean_heads: f64,
}

/// Looks into `cell`, if nobody waits or under the policy of the plan; none if the plan knows no such role or level.
pub fn who_wants(
    prepared: &Prepared,
    document: &Document,
    cell: Cell,
    if_nobody_waits: bool,
) -> Option<WhoWants> {
    let policy = if if_nobody_waits { capacity::Policy::Unlevelled } else { prepared.engine_policy() };
    let stages = u32::try_from(prepared.stages.len()).unwrap_or(u32::MAX).max(1);
    let runs = (PLACED / stages).clamp(FEWEST_RUNS, RUNS);
    let found = wanted(&prepared.problem, policy, prepared.seed, runs, (row(prepared, cell)?, cell.week));
    let mut stages: Vec<WantingStage> =
        found.stages.iter().filter_map(|it| stage(prepared, document, it, runs)).collect();
    stages.sort_by(|one, other| other.mean_heads.total_cmp(&one.mean_heads));
    Some(WhoWants {
        runs,
        wanted_heads: stages.iter().map(|it| it.mean_heads).sum(),
        heads: found.capacity_units as f64 / f64::from(UNITS_PER_FTE) / f64::from(runs),
        stages,
    })
}

/// The row of the problem: roles, then levels.
fn row(prepared: &Prepared, cell: Cell) -> Option<u32> {
    let place = match cell.level {
        None => prepared.roles.iter().position(|role| *role == cell.role)?,
        Some(level) => {
            let asked = AskedLevel { role: cell.role, level };
            prepared.roles.len() + prepared.levels.iter().position(|it| *it == asked)?
        }
    };
    u32::try_from(place).ok()
}

/// None if the stage was deleted since.
fn stage(prepared: &Prepared, document: &Document, found: &Wanting, runs: u32) -> Option<WantingStage> {
    let place = found.stage as usize;
    let initiative = *prepared.initiatives.get(prepared.problem.stages()[place].initiative as usize)?;
    let whole = document.initiatives.initiative(initiative)?;
    let part = whole.stages.iter().find(|stage| stage.id == prepared.stages[place])?;
    let heads = f64::from(found.units) / f64::from(UNITS_PER_FTE);
    let chance = f64::from(found.iterations) / f64::from(runs);
    Some(WantingStage {
        initiative,
        name: format!("{}, {}", whole.name, part.name),
        heads,
        chance,
        interval: probability(found.iterations.into(), runs.into()),
        mean_heads: heads * chance,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::simulate::{prepare, report};
    use crate::engine::capacity::simulate;
    use crate::model::sample;

    /// The same runs counted by the map: what is wanted ÷ what there is, week by week.
    #[test]
    fn a_cell_opens_into_what_the_map_shows() {
        let document = sample::find("gmpp").unwrap().document();
        let prepared = prepare(&document).unwrap();
        let tally = simulate(&prepared.problem, prepared.engine_policy(), prepared.seed, 0..RUNS);
        let report = report(&prepared, &document, &tally);
        for role in &report.roles {
            for week in [0, 20, 60] {
                let cell = Cell { role: role.id, level: None, week };
                let found = who_wants(&prepared, &document, cell, false).unwrap();
                assert_eq!(found.runs, RUNS);
                let utilization = found.wanted_heads / found.heads;
                assert!((utilization - role.utilization[week as usize]).abs() < 1e-9, "{} {week}", role.name);
            }
        }
    }

    #[test]
    fn who_always_works_is_certain_and_the_greatest_comes_first() {
        let document = sample::find("gmpp").unwrap().document();
        let prepared = prepare(&document).unwrap();
        let cell = Cell { role: prepared.roles[0], level: None, week: 10 };
        let found = who_wants(&prepared, &document, cell, true).unwrap();
        assert!(!found.stages.is_empty());
        assert!(found.stages.is_sorted_by(|one, other| one.mean_heads >= other.mean_heads));
        for stage in &found.stages {
            assert!(
                stage.interval.low <= stage.chance && stage.chance <= stage.interval.high,
                "{}",
                stage.name
            );
        }
        let nobody = Cell { role: RoleId(u32::MAX), ..cell };
        assert_eq!(who_wants(&prepared, &document, nobody, true), None);
    }
}
