//! An instance as the reference files write it.

use pmo_workbench::engine::selection::problem::{Demand, Parts, Problem, Requirement, Row, Synergy};
use serde::Deserialize;

#[derive(Clone, Deserialize)]
pub(crate) struct Instance {
    pub(crate) obj: Vec<i64>,
    pub(crate) rows: Vec<InstanceRow>,
    pub(crate) requires: Vec<(u32, u32)>,
    pub(crate) exclusive: Vec<Vec<u32>>,
    pub(crate) mandatory: Vec<u32>,
    pub(crate) synergy: Vec<(u32, u32, i64)>,
}

#[derive(Clone, Deserialize)]
pub(crate) struct InstanceRow {
    pub(crate) idx: Vec<u32>,
    pub(crate) coef: Vec<i64>,
    pub(crate) ub: i64,
}

impl Instance {
    pub(crate) fn problem(&self) -> Problem {
        let row = |row: &InstanceRow| Row {
            demands: demands(row.idx.iter().copied().zip(row.coef.iter().copied())),
            limit: row.ub,
        };
        Problem::new(Parts {
            values: self.obj.clone(),
            rows: self.rows.iter().map(row).collect(),
            requirements: requirements(&self.requires),
            exclusions: self.exclusive.clone(),
            forced_in: self.mandatory.clone(),
            forced_out: Vec::new(),
            synergies: self.synergy.iter().map(|&(a, b, value)| Synergy { pair: [a, b], value }).collect(),
        })
        .expect("an instance makes sense")
    }
}

pub(crate) fn demands(needs: impl IntoIterator<Item = (u32, i64)>) -> Vec<Demand> {
    needs.into_iter().map(|(candidate, units)| Demand { candidate, units }).collect()
}

pub(crate) fn requirements(pairs: &[(u32, u32)]) -> Vec<Requirement> {
    pairs.iter().map(|&(candidate, required)| Requirement { candidate, required }).collect()
}
