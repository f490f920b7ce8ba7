//! A smaller problem out of a larger one.

use pmo_workbench::engine::selection::problem::{Parts, Problem};

/// The same instance with the first few candidates only, and limits in proportion.
pub(crate) fn first_candidates(problem: &Problem, count: u32) -> Problem {
    let all = i64::try_from(problem.candidates()).expect("a hundred");
    let mut parts: Parts = problem.parts().clone();
    let is_kept = |candidate: u32| candidate < count;
    parts.values.truncate(count as usize);
    for row in &mut parts.rows {
        row.demands.retain(|demand| is_kept(demand.candidate));
        row.limit = row.limit * i64::from(count) / all;
    }
    parts.requirements.retain(|rule| is_kept(rule.candidate) && is_kept(rule.required));
    for group in &mut parts.exclusions {
        group.retain(|one| is_kept(*one));
    }
    parts.synergies.retain(|synergy| synergy.pair.into_iter().all(is_kept));
    parts.forced_in.clear();
    Problem::new(parts).expect("part of a problem that makes sense")
}
