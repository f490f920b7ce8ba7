//! The problem turned around: for each candidate, what it needs and whom it touches.

use super::problem::Problem;

/// What is decided about a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fixing {
    /// Nothing yet.
    Free,
    /// Not chosen.
    Out,
    /// Chosen.
    In,
}

/// What a candidate needs of one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Need {
    pub row: usize,
    pub units: i64,
}

/// A problem, by candidate. Rows that can never bind are left out.
#[derive(Clone, Debug)]
pub(super) struct Instance {
    pub values: Vec<i64>,
    /// By candidate, by row, each row once.
    pub needs: Vec<Vec<Need>>,
    /// By row.
    pub limits: Vec<i64>,
    /// Whom each candidate requires directly.
    pub requires: Vec<Vec<usize>>,
    /// Who requires each candidate directly.
    pub required_by: Vec<Vec<usize>>,
    /// The exclusions that each candidate belongs to.
    pub groups: Vec<Vec<usize>>,
    /// Number of exclusions.
    pub group_count: usize,
    /// The partners of each candidate, with what the pair adds.
    pub partners: Vec<Vec<(usize, i64)>>,
    /// What forcing and logic decide; free candidates are for the search.
    pub fixings: Vec<Fixing>,
    /// Every attainable value is a multiple of it; at least 1.
    pub granularity: i64,
}

impl Instance {
    /// Turns `problem` around. `fixings` hold in every feasible set.
    pub(super) fn new(problem: &Problem, fixings: Vec<Fixing>) -> Self {
        let parts = problem.parts();
        let candidates = problem.candidates();
        let mut instance = Self {
            values: parts.values.clone(),
            needs: vec![Vec::new(); candidates],
            limits: Vec::new(),
            requires: vec![Vec::new(); candidates],
            required_by: vec![Vec::new(); candidates],
            groups: vec![Vec::new(); candidates],
            group_count: parts.exclusions.len(),
            partners: vec![Vec::new(); candidates],
            fixings,
            granularity: granularity(problem),
        };
        for row in &parts.rows {
            if row.demands.iter().map(|demand| demand.units).sum::<i64>() > row.limit {
                instance.limits.push(row.limit);
                let row_index = instance.limits.len() - 1;
                for demand in row.demands.iter().filter(|demand| demand.units > 0) {
                    let needs = &mut instance.needs[demand.candidate as usize];
                    match needs.last_mut().filter(|need| need.row == row_index) {
                        Some(need) => need.units += demand.units,
                        None => needs.push(Need { row: row_index, units: demand.units }),
                    }
                }
            }
        }
        for rule in &parts.requirements {
            instance.requires[rule.candidate as usize].push(rule.required as usize);
            instance.required_by[rule.required as usize].push(rule.candidate as usize);
        }
        for (group, members) in parts.exclusions.iter().enumerate() {
            for &member in members {
                instance.groups[member as usize].push(group);
            }
        }
        for synergy in &parts.synergies {
            let [one, other] = synergy.pair.map(|member| member as usize);
            instance.partners[one].push((other, synergy.value));
            instance.partners[other].push((one, synergy.value));
        }
        instance
    }

    /// Number of candidates.
    pub(super) fn candidates(&self) -> usize {
        self.values.len()
    }
}

/// Greatest common divisor of all values and synergies; 1 if all are 0.
fn granularity(problem: &Problem) -> i64 {
    let parts = problem.parts();
    let values = parts.values.iter().chain(parts.synergies.iter().map(|synergy| &synergy.value));
    values.fold(0, |divisor, value| greatest_common_divisor(divisor, value.abs())).max(1)
}

fn greatest_common_divisor(mut one: i64, mut other: i64) -> i64 {
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one
}
