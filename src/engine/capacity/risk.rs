//! Risks: events that happen or not, and drivers that lengthen many stages at once.
//!
//! A risk either happens in an iteration or it does not, and then it does its
//! whole harm: the chance is never multiplied into the harm, which would give a
//! mean that no run ever has. One draw says whether it happens and one how bad it
//! is, for all stages that it hits; that is how stages come to be late together.
//!
//! Sources: Hulett (2009), *Practical schedule risk analysis*, chapter 8 (risk drivers); AACE International
//! recommended practice 57R-09.

use serde::{Deserialize, Serialize};

use super::draws::{Column, column, uniform_column};
use super::{Distribution, Problem, Stage};

/// Something that may happen and then makes stages longer, or costs money, or both.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Risk {
    /// Stable hash of the risk's identity: its luck belongs to it, switched on or off.
    pub key: u64,
    /// Chance that it happens in an iteration, `0.0..=1.0`; 1 is a driver that is always there.
    pub chance: f64,
    /// What it does to each stage that it hits.
    pub delay: Delay,
    /// Most weeks by which it delays one stage; infinite if nothing limits it.
    #[serde(default = "no_limit", skip_serializing_if = "is_no_limit")]
    pub most_weeks: f64,
    /// Indices of the stages that it hits.
    pub hits: Vec<u32>,
    /// Money that it costs when it happens, once for all stages, at least 0.
    pub cost: Distribution,
}

/// How a risk lengthens a stage.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Delay {
    /// So many weeks are added, at least 0.
    Weeks(Distribution),
    /// The weeks are multiplied, by at least 0; below 1 it is an opportunity.
    Times(Distribution),
}

/// Why a risk was refused; see [`ProblemError::Risk`](super::ProblemError::Risk).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RiskError {
    /// No share.
    #[error("its chance must lie between 0 and 1")]
    Chance,
    /// Time and money do not run backwards.
    #[error("its weeks, its factor and its cost must be at least 0")]
    Negative,
    /// It hits nothing that is there.
    #[error("it hits a stage that is not in the list")]
    NoSuchStage,
}

/// Draws of risks are counted apart from those of work and absence.
pub(super) const HAPPENS_DRAW: u32 = 1 << 20;
const DELAY_DRAW: u32 = HAPPENS_DRAW + 1;
const COST_DRAW: u32 = HAPPENS_DRAW + 2;

/// What the risks of a chunk of iterations do, risk by risk.
#[derive(Clone, Debug, Default)]
pub(super) struct RiskDraws {
    happens: Vec<Column<bool>>,
    delay: Vec<Column<f64>>,
    cost: Vec<Column<f64>>,
}

/// Which risks hit which stage, for every stage in the order of the problem.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct RiskLinks {
    /// Risks of each stage: factors before weeks, otherwise in their order. Empty without risks.
    of_stage: Vec<Vec<u32>>,
}

impl Risk {
    pub(super) fn check(&self, stages: &[Stage]) -> Result<(), RiskError> {
        if !(0.0..=1.0).contains(&self.chance) {
            return Err(RiskError::Chance);
        }
        let (Delay::Weeks(size) | Delay::Times(size)) = &self.delay;
        if size.support().0 < 0.0
            || self.cost.support().0 < 0.0
            || self.most_weeks.is_nan()
            || self.most_weeks < 0.0
        {
            return Err(RiskError::Negative);
        }
        if self.hits.iter().any(|stage| *stage as usize >= stages.len()) {
            return Err(RiskError::NoSuchStage);
        }
        Ok(())
    }
}

impl RiskLinks {
    pub(super) fn new(risks: &[Risk], stages: &[Stage]) -> Self {
        if risks.is_empty() {
            return Self::default();
        }
        let mut of_stage = vec![Vec::new(); stages.len()];
        for is_factor in [true, false] {
            let kind =
                (0_u32..).zip(risks).filter(|(_, risk)| matches!(risk.delay, Delay::Times(_)) == is_factor);
            for (index, risk) in kind {
                for stage in &risk.hits {
                    let links = &mut of_stage[*stage as usize];
                    // Named twice, it hits once.
                    if !links.contains(&index) {
                        links.push(index);
                    }
                }
            }
        }
        Self { of_stage }
    }

    pub(super) fn of_stage(&self, stage: u32) -> &[u32] {
        self.of_stage.get(stage as usize).map_or(&[], Vec::as_slice)
    }
}

impl RiskDraws {
    /// Draws for the iterations from `first`, a multiple of the chunk.
    pub(super) fn draw(&mut self, problem: &Problem, seed: u64, first: u32) {
        self.happens.clear();
        self.delay.clear();
        self.cost.clear();
        for risk in problem.risks() {
            let luck = uniform_column(seed, first, risk.key, HAPPENS_DRAW);
            // A larger number is worse luck, as everywhere.
            self.happens.push(luck.map(|u| u > 1.0 - risk.chance));
            let (Delay::Weeks(size) | Delay::Times(size)) = &risk.delay;
            self.delay.push(column(size, seed, first, risk.key, DELAY_DRAW));
            self.cost.push(column(&risk.cost, seed, first, risk.key, COST_DRAW));
        }
    }

    /// Lengthens the weeks of `stage`, a column of iterations.
    pub(super) fn lengthen(&self, problem: &Problem, stage: u32, weeks: &mut Column<f64>) {
        for &index in problem.risk_links().of_stage(stage) {
            let risk = &problem.risks()[index as usize];
            let (happens, sizes) = (&self.happens[index as usize], &self.delay[index as usize]);
            for ((weeks, happens), size) in weeks.iter_mut().zip(happens).zip(sizes) {
                let added = match risk.delay {
                    Delay::Weeks(_) => *size,
                    Delay::Times(_) => *weeks * (size - 1.0),
                };
                if *happens {
                    *weeks += added.min(risk.most_weeks);
                }
            }
        }
    }

    /// Money that `risk` costs in iteration `lane` of the chunk.
    pub(super) fn cost(&self, risk: usize, lane: usize) -> f64 {
        if self.happens[risk][lane] { self.cost[risk][lane] } else { 0.0 }
    }
}

fn no_limit() -> f64 {
    f64::INFINITY
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "as serde asks for it")]
fn is_no_limit(weeks: &f64) -> bool {
    weeks.is_infinite()
}
