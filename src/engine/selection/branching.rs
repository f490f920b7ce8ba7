//! Which candidate to decide next: pseudo-costs, learnt by trying both ways.
//!
//! A pseudo-cost is what the bound has lost so far, on average, per unit by
//! which a column was rounded. A column with little experience is tried: a few
//! dual pivots each way (strong branching).
//!
//! Source: Achterberg, Koch & Martin (2005), *Branching rules revisited*,
//! Operations Research Letters 33 (reliability branching).

use super::simplex::{Outcome, Simplex};

/// What rounding each column up or down has cost, in units of the simplex's objective.
#[derive(Clone, Debug)]
pub(super) struct PseudoCosts {
    up: Vec<Experience>,
    down: Vec<Experience>,
    /// Room to come back to after a trial.
    before: Option<Simplex>,
}

/// The choice of a column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Branch {
    pub column: usize,
    /// Its value at the point, strictly between 0 and 1, unless every column is whole.
    pub share: f64,
}

#[derive(Clone, Copy, Debug, Default)]
struct Experience {
    /// Loss per unit, summed.
    loss: f64,
    trials: u32,
}

/// Trials each way after which a column is not tried any more.
const RELIABLE: u32 = 3;
/// Columns tried at one node, if the tableau is not too large.
const TRIALS_PER_NODE: u64 = 10;
/// Dual pivots of one trial, each way.
const PIVOTS_PER_TRIAL: u64 = 12;
/// Entries of the tableau that trials at one node may touch, beyond the first.
const WORK_PER_NODE: u64 = 20_000_000;
/// A loss of 0 one way must not hide the loss the other way.
const LEAST_LOSS: f64 = 1e-6;

impl PseudoCosts {
    pub(super) fn new(columns: usize) -> Self {
        let nothing = vec![Experience::default(); columns];
        Self { up: nothing.clone(), down: nothing, before: None }
    }

    /// Learns that rounding by `distance` cost `loss`.
    pub(super) fn learn(&mut self, column: usize, up: bool, distance: f64, loss: f64) {
        let experience = if up { &mut self.up[column] } else { &mut self.down[column] };
        experience.loss += loss.max(0.0) / distance;
        experience.trials += 1;
    }

    /// The fractional column whose rounding, either way, lowers the bound most.
    ///
    /// `simplex` is at the optimum of the node and is left there.
    pub(super) fn choose(
        &mut self,
        simplex: &mut Simplex,
        fractional: &[Branch],
        cutoff: f64,
    ) -> Option<Branch> {
        let mut order = fractional.to_vec();
        order.sort_by(|one, other| {
            (one.share - 0.5).abs().total_cmp(&(other.share - 0.5).abs()).then(one.column.cmp(&other.column))
        });
        let mut best: Option<(f64, Branch)> = None;
        let work_per_trial = 2 * PIVOTS_PER_TRIAL * simplex.size().max(1);
        let most_trials = (WORK_PER_NODE / work_per_trial).clamp(1, TRIALS_PER_NODE);
        let mut trials = 0;
        for branch in order {
            let Branch { column, share } = branch;
            let is_reliable = self.up[column].trials.min(self.down[column].trials) >= RELIABLE;
            let losses = if is_reliable || trials == most_trials {
                Some((self.up[column].expected(1.0 - share), self.down[column].expected(share)))
            } else {
                trials += 1;
                self.try_both_ways(simplex, branch, cutoff)
            };
            let Some((up, down)) = losses else { return Some(branch) };
            let score = up.max(LEAST_LOSS) * down.max(LEAST_LOSS);
            if best.is_none_or(|(best, _)| score > best) {
                best = Some((score, branch));
            }
        }
        best.map(|(_, branch)| branch)
    }

    /// The losses up and down; `None` if one way is closed, which makes the column the best choice.
    fn try_both_ways(&mut self, simplex: &mut Simplex, branch: Branch, cutoff: f64) -> Option<(f64, f64)> {
        let Branch { column, share } = branch;
        let mut before = match self.before.take() {
            Some(mut before) => {
                before.clone_from(simplex);
                before
            }
            None => simplex.clone(),
        };
        let mut losses = [0.0; 2];
        let mut closed = false;
        for (loss, bound) in losses.iter_mut().zip([1.0, 0.0]) {
            simplex.set_bounds(column, bound, bound);
            let outcome = simplex.reoptimise(cutoff, (PIVOTS_PER_TRIAL - 1) * simplex.size());
            *loss = before.objective() - simplex.objective();
            std::mem::swap(simplex, &mut before);
            before.clone_from(simplex);
            if matches!(outcome, Outcome::Cutoff | Outcome::Infeasible(_)) {
                closed = true;
                break;
            }
        }
        self.before = Some(before);
        if closed {
            return None;
        }
        self.learn(column, true, 1.0 - share, losses[0]);
        self.learn(column, false, share, losses[1]);
        Some((losses[0], losses[1]))
    }
}

impl Experience {
    /// What rounding by `distance` will cost, as far as is known.
    fn expected(self, distance: f64) -> f64 {
        self.loss / f64::from(self.trials.max(1)) * distance
    }
}
