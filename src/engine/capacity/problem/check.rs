//! Whether each role, stage and level can be simulated by itself.

use super::error::ProblemError;
use super::{Demand, Parts, Role, Stage, Work, count};
use crate::capacity::level::Levels;
use crate::capacity::{MAX_UNITS, ROUNDING_SLACK};

pub(super) fn check_role(index: u32, role: &Role, horizon_weeks: u32) -> Result<(), ProblemError> {
    let weeks = count(&role.heads_units);
    if weeks != horizon_weeks {
        return Err(ProblemError::HeadsLength { role: index, weeks, horizon_weeks });
    }
    if let Some((week, &units)) = (0..).zip(&role.heads_units).find(|(_, units)| **units > MAX_UNITS) {
        return Err(ProblemError::TooManyHeads { role: index, week, units });
    }
    if !(0.0..=1.0).contains(&role.run_share) {
        return Err(ProblemError::RunShare { role: index, share: role.run_share });
    }
    let (low, high) = role.absence.support();
    if low < 0.0 || high > 1.0 {
        return Err(ProblemError::Absence { role: index, low, high });
    }
    Ok(())
}

pub(super) fn check_stage(
    index: u32,
    stage: &Stage,
    parts: &Parts,
    offers: &[u16],
) -> Result<(), ProblemError> {
    if stage.initiative >= count(&parts.initiatives) {
        return Err(ProblemError::NoSuchInitiative { stage: index, initiative: stage.initiative });
    }
    if let Some(&predecessor) = stage.after.iter().find(|after| **after >= count(&parts.stages)) {
        return Err(ProblemError::NoSuchStage { stage: index, predecessor });
    }
    let (low, _) = stage.work.distribution().support();
    if low < 0.0 {
        return Err(ProblemError::NegativeWork { stage: index, low });
    }
    if matches!(stage.work, Work::Effort(_)) && stage.demand.iter().all(|demand| demand.units == 0) {
        return Err(ProblemError::EffortWithoutDemand { stage: index });
    }
    for &Demand { role, .. } in &stage.demand {
        let Some(&offered_units) = offers.get(role as usize) else {
            return Err(ProblemError::NoSuchRole { stage: index, role });
        };
        let demanded_units =
            stage.demand.iter().filter(|other| other.role == role).map(|other| u32::from(other.units)).sum();
        if demanded_units > u32::from(offered_units) {
            return Err(ProblemError::DemandAboveOffer { stage: index, role, demanded_units, offered_units });
        }
    }
    Ok(())
}

/// Enough people at each level for each stage alone.
pub(super) fn check_levels(parts: &Parts, levels: &Levels) -> Result<(), ProblemError> {
    for (index, level) in (0..).zip(&parts.levels) {
        let row = count(&parts.roles) + index;
        let offered_units = most_left(&level.heads_units, parts.roles[level.role as usize].run_share);
        for stage in 0..count(&parts.stages) {
            let at_level = levels.demands(stage).filter(|demand| demand.role == row);
            let demanded_units = at_level.map(|demand| u32::from(demand.units)).sum();
            if demanded_units > u32::from(offered_units) {
                return Err(ProblemError::LevelAboveOffer {
                    stage,
                    level: index,
                    demanded_units,
                    offered_units,
                });
            }
        }
    }
    Ok(())
}

/// Most units that initiatives can have of `role` in any week, with nobody absent.
pub(super) fn greatest_offer(role: &Role) -> u16 {
    most_left(&role.heads_units, role.run_share)
}

/// Most of `heads_units` that run work leaves in any week.
fn most_left(heads_units: &[u16], run_share: f64) -> u16 {
    let most = heads_units.iter().copied().max().unwrap_or(0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to MAX_UNITS")]
    let units = (f64::from(most) * (1.0 - run_share) + ROUNDING_SLACK) as u16;
    units
}
