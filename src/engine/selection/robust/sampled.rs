//! The best portfolio for each of many sampled problems: other weights, other costs, other limits.

use serde::{Deserialize, Serialize};

use super::Core;
use crate::selection::problem::Problem;
use crate::selection::search::{SolveStatus, select};

/// What the samples came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SampledCore {
    /// Counts over the feasible samples.
    pub core: Core,
    /// Samples whose portfolio is not proved best.
    pub unproved: u64,
    /// Samples in which nothing is feasible.
    pub infeasible: u64,
}

/// Selects for each sample, within `nodes` nodes, starting from the portfolio of the sample before.
///
/// All samples must have the same candidates; draw them as you like (weights, costs, limits), for
/// instance with [`Problem::with_values`].
///
/// # Panics
///
/// If the samples differ in their number of candidates.
pub fn sampled(samples: impl IntoIterator<Item = Problem>, nodes: u64) -> SampledCore {
    let mut tally = SampledCore::default();
    let mut known = Vec::new();
    for problem in samples {
        if tally.core.counts.is_empty() {
            tally.core = Core::new(problem.candidates());
        }
        assert_eq!(tally.core.counts.len(), problem.candidates(), "samples of the same candidates");
        let selection = select(&problem, &known, nodes);
        match selection.status {
            SolveStatus::Infeasible => {
                tally.infeasible += 1;
                continue;
            }
            SolveStatus::Optimal => {}
            SolveStatus::Feasible | SolveStatus::Stopped => tally.unproved += 1,
        }
        tally.core.add(&selection.chosen);
        known = selection.chosen;
    }
    tally
}
