//! Stages that wait for each other in a circle.

use std::collections::BTreeMap;

use crate::model::id::StageId;
use crate::model::initiative::{Initiatives, Stage};

/// Stages that wait for each other in a circle, in order; empty if there is none.
pub fn stage_cycle(initiatives: &Initiatives) -> Vec<StageId> {
    cycle_among(initiatives.stages().map(|(_, stage)| stage))
}

/// As [`stage_cycle`], among `stages` only; the time it takes grows with stages and links, not with their square.
pub(in crate::model) fn cycle_among<'a>(stages: impl Iterator<Item = &'a Stage>) -> Vec<StageId> {
    let stages: Vec<&Stage> = stages.collect();
    let index: BTreeMap<StageId, usize> =
        stages.iter().enumerate().map(|(index, stage)| (stage.id, index)).collect();
    let before: Vec<Vec<usize>> = stages
        .iter()
        .map(|stage| stage.after.iter().filter_map(|id| index.get(id).copied()).collect())
        .collect();
    let mut followers = vec![Vec::new(); stages.len()];
    for (stage, before) in before.iter().enumerate() {
        for &earlier in before {
            followers[earlier].push(stage);
        }
    }
    // Kahn (1962): stages that wait for nobody are taken away, again and again; what stays has a circle.
    let mut waits_for: Vec<usize> = before.iter().map(Vec::len).collect();
    let mut free: Vec<usize> = (0..stages.len()).filter(|&stage| waits_for[stage] == 0).collect();
    while let Some(stage) = free.pop() {
        for &follower in &followers[stage] {
            waits_for[follower] -= 1;
            if waits_for[follower] == 0 {
                free.push(follower);
            }
        }
    }
    let Some(first) = (0..stages.len()).find(|&stage| waits_for[stage] > 0) else { return Vec::new() };
    let mut step_of = vec![None; stages.len()];
    let mut path = Vec::new();
    let mut at = first;
    while step_of[at].is_none() {
        step_of[at] = Some(path.len());
        path.push(stages[at].id);
        at = *before[at].iter().find(|&&earlier| waits_for[earlier] > 0).expect("it waits for one of these");
    }
    let mut cycle = path.split_off(step_of[at].unwrap_or_default());
    cycle.reverse();
    cycle
}
