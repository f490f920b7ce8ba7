//! Demand for people as it is drawn, as uncertain rows of a selection.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::chance::{UncertainRow, select_by_chance};
use super::problem::{Parts, Problem};
use super::search::Selection;
use crate::capacity::{self, PeriodNeeds, period_needs};

/// Rounds of cuts before the answer is what has been found by then: few, as a worker cannot be called back from it.
const ROUNDS: u32 = 16;

/// Whom every candidate would need when, in so many draws of the simulation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Delivery {
    /// All candidates as initiatives, in their order, with people without end.
    pub work: capacity::Problem,
    /// The same roles as they are; no initiatives.
    pub people: capacity::Problem,
    /// Periods over which people are added up [weeks], in order.
    pub periods: Vec<Range<u32>>,
    /// Key of all draws: the one of the simulation.
    pub seed: u64,
    /// Number of draws.
    pub draws: u32,
    /// Rows of the problem that stay, by index: those that are not about people.
    pub certain_rows: Vec<u32>,
}

impl Delivery {
    /// Each role and period that anybody needs, in the order of the rows.
    pub fn needs(&self) -> Vec<PeriodNeeds> {
        period_needs(&self.work, &self.people, &self.periods, self.seed, self.draws)
    }

    /// The best portfolio that runs short of each role in each period in at most `most_exceeded` of the draws.
    ///
    /// # Panics
    ///
    /// If a member of `known` is not in the problem, or an initiative of the work is no candidate.
    pub fn best(&self, problem: &Problem, most_exceeded: u32, known: &[u32], nodes: u64) -> Selection {
        let kept = |row: &u32| problem.parts().rows.get(*row as usize).cloned();
        let rows = self.certain_rows.iter().filter_map(kept).collect();
        let certain = Problem::new(Parts { rows, ..problem.parts().clone() })
            .expect("fewer rows leave a problem that makes sense");
        let rows: Vec<UncertainRow> = self.needs().iter().map(UncertainRow::from).collect();
        select_by_chance(&certain, &rows, most_exceeded as usize, known, nodes, ROUNDS)
    }
}

impl From<&PeriodNeeds> for UncertainRow {
    fn from(needs: &PeriodNeeds) -> Self {
        let signed = |units: &[u64]| units.iter().map(|units| units.cast_signed()).collect();
        Self {
            demands: needs.demands.iter().map(|(initiative, units)| (*initiative, signed(units))).collect(),
            limits: signed(&needs.offers),
        }
    }
}
