//! Whether anything fits at all, and if not, why: decided exactly, before any search.
//!
//! Demands are never negative, so every feasible set contains the *mandatory*
//! candidates: those forced in, those that they require, those that these
//! require, and so on. If that set fits, it is feasible itself; if it does not,
//! nothing is. No search can change the answer, and the explanation is short:
//! the rule that breaks, and how each candidate came to be mandatory.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use super::problem::{Problem, Row};

/// A candidate that every feasible set contains.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mandatory {
    /// From one that is forced in, by requirements, to the candidate itself, which stands last.
    /// A single entry: it is forced in.
    pub chain: Vec<u32>,
}

/// One reason why no set is feasible. There may be several at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Infeasibility {
    /// The mandatory candidates need more of a row than there is.
    Overload {
        /// Index of the row.
        row: u32,
        /// What they need [units of the row], more than its limit.
        demand: i64,
        /// What there is [units of the row].
        limit: i64,
        /// Those of them that need any of it, by index.
        needed_by: Vec<Mandatory>,
    },
    /// Two mandatory candidates exclude each other.
    Excluded {
        /// Index of the exclusion.
        exclusion: u32,
        /// The two of lowest index.
        pair: [Mandatory; 2],
    },
    /// A mandatory candidate is forced out.
    ForcedOut {
        /// Who it is, and who requires it.
        candidate: Mandatory,
    },
}

/// How a candidate came to be mandatory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reached {
    Not,
    Forced,
    RequiredBy(u32),
}

impl Mandatory {
    /// Index of the candidate.
    ///
    /// # Panics
    ///
    /// Never: a chain has at least one entry.
    pub fn candidate(&self) -> u32 {
        *self.chain.last().expect("a chain ends in the candidate")
    }
}

/// The candidates that every feasible set contains, by index, each with its shortest chain of requirements.
pub fn mandatory(problem: &Problem) -> Vec<Mandatory> {
    let parts = problem.parts();
    let mut requires = vec![Vec::new(); problem.candidates()];
    for rule in &parts.requirements {
        requires[rule.candidate as usize].push(rule.required);
    }
    // Breadth first, so that the chain found is a shortest one.
    let mut reached = vec![Reached::Not; problem.candidates()];
    let mut queue = VecDeque::new();
    for &candidate in &parts.forced_in {
        if reached[candidate as usize] == Reached::Not {
            reached[candidate as usize] = Reached::Forced;
            queue.push_back(candidate);
        }
    }
    while let Some(candidate) = queue.pop_front() {
        for &required in &requires[candidate as usize] {
            if reached[required as usize] == Reached::Not {
                reached[required as usize] = Reached::RequiredBy(candidate);
                queue.push_back(required);
            }
        }
    }
    (0..)
        .zip(&reached)
        .filter(|(_, reached)| **reached != Reached::Not)
        .map(|(last, _)| chain(&reached, last))
        .collect()
}

/// Every reason why no set is feasible; empty if some set is.
///
/// Overloaded rows come first, by index, then exclusions, then candidates that are forced out.
pub fn infeasibilities(problem: &Problem) -> Vec<Infeasibility> {
    let parts = problem.parts();
    let mandatory = mandatory(problem);
    let mut place = vec![None; problem.candidates()];
    for one in &mandatory {
        place[one.candidate() as usize] = Some(one);
    }
    let overloads = (0..).zip(&parts.rows).filter_map(|(row, Row { demands, limit })| {
        let needs =
            || demands.iter().filter(|demand| demand.units > 0 && place[demand.candidate as usize].is_some());
        let demand = needs().map(|demand| demand.units).sum::<i64>();
        let mut members: Vec<u32> = needs().map(|demand| demand.candidate).collect();
        members.sort_unstable();
        members.dedup();
        let needed_by = members.into_iter().filter_map(|one| place[one as usize].cloned()).collect();
        (demand > *limit).then_some(Infeasibility::Overload { row, demand, limit: *limit, needed_by })
    });
    let exclusions = (0..).zip(&parts.exclusions).filter_map(|(exclusion, group)| {
        let mut members = group.clone();
        members.sort_unstable();
        let mut inside = members.into_iter().filter_map(|one| place[one as usize].cloned());
        Some(Infeasibility::Excluded { exclusion, pair: [inside.next()?, inside.next()?] })
    });
    let mut forced_out = parts.forced_out.clone();
    forced_out.sort_unstable();
    forced_out.dedup();
    let forced_out = forced_out
        .into_iter()
        .filter_map(|one| Some(Infeasibility::ForcedOut { candidate: place[one as usize].cloned()? }));
    overloads.chain(exclusions).chain(forced_out).collect()
}

/// Follows the trail of requirements back from `last` to one that is forced in.
fn chain(reached: &[Reached], last: u32) -> Mandatory {
    let mut chain = vec![last];
    let mut at = last;
    while let Reached::RequiredBy(dependent) = reached[at as usize] {
        chain.push(dependent);
        at = dependent;
    }
    chain.reverse();
    Mandatory { chain }
}
