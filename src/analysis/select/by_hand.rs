//! The portfolio by hand: the ranking filled from the top down to the cut-off line.
//!
//! What is forced in, stands above the must-have line, or is required by one of these
//! comes first, as in every portfolio. Then each rank in turn joins if it fits
//! beside those that are in; what does not fit is skipped.

use std::collections::{BTreeMap, BTreeSet};

use super::question::Question;
use crate::analysis::score::RankingReport;
use crate::engine::selection::feasible::mandatory;

/// Places of the members, ascending.
pub fn by_hand(question: &Question, ranking: &RankingReport, cut_off: Option<u32>) -> Vec<u32> {
    let parts = question.problem.parts();
    let mut needs: Vec<Vec<(usize, i64)>> = vec![Vec::new(); question.problem.candidates()];
    for (index, row) in parts.rows.iter().enumerate() {
        for demand in &row.demands {
            needs[demand.candidate as usize].push((index, demand.units));
        }
    }
    let mut requires: Vec<Vec<u32>> = vec![Vec::new(); needs.len()];
    for rule in &parts.requirements {
        requires[rule.candidate as usize].push(rule.required);
    }
    let mut excludes: Vec<Vec<u32>> = vec![Vec::new(); needs.len()];
    for pair in &parts.exclusions {
        if let [one, other] = pair[..] {
            excludes[one as usize].push(other);
            excludes[other as usize].push(one);
        }
    }
    let mut left: Vec<i64> = parts.rows.iter().map(|row| row.limit).collect();
    let mut members: BTreeSet<u32> = BTreeSet::new();
    let join = |place: u32, members: &mut BTreeSet<u32>, left: &mut [i64]| {
        members.insert(place);
        for (row, units) in &needs[place as usize] {
            left[*row] -= units;
        }
    };
    for one in mandatory(&question.problem) {
        join(one.candidate(), &mut members, &mut left);
    }
    let out: BTreeSet<u32> = parts.forced_out.iter().copied().collect();
    let places: BTreeMap<_, u32> = question.initiatives.iter().copied().zip(0..).collect();
    let considered = cut_off.map_or(usize::MAX, |rank| rank as usize);
    for row in ranking.ranking.iter().take(considered) {
        let Some(&place) = places.get(&row.id) else { continue };
        let fits = !members.contains(&place)
            && !out.contains(&place)
            && requires[place as usize].iter().all(|one| members.contains(one))
            && !excludes[place as usize].iter().any(|one| members.contains(one))
            && needs[place as usize].iter().all(|(row, units)| *units <= left[*row]);
        if fits {
            join(place, &mut members, &mut left);
        }
    }
    members.into_iter().collect()
}
