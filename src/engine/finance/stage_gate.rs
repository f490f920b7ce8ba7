//! Value of a development that can be stopped at every gate.
//!
//! Each stage costs money and succeeds with some probability; before each one
//! stands a gate at which to go on or to stop for good. Worked out from the last
//! gate back: what lies behind a gate is worth 0 if going on would lose money.
//! The freedom to stop is what a plain expected value leaves out.
//!
//! Source: Cooper, Edgett & Kleinschmidt (2001), *Portfolio Management for New
//! Products*, chapter 3; backward induction after Bellman (1957), *Dynamic Programming*.

use thiserror::Error;

use crate::finance::{HIGHEST_MONEY, is_amount, is_chance, is_cost};

/// One stage; money at present value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stage {
    /// Paid on entering it [money, at least 0].
    pub cost_money: f64,
    /// Probability that it succeeds; if it fails, all ends.
    pub success_chance: f64,
}

/// What a staged development is worth.
#[derive(Clone, Debug, PartialEq)]
pub struct StagedValue {
    /// Expected value with the freedom to stop at every gate, the first included
    /// [money, at least 0].
    pub value_money: f64,
    /// Expected value if every stage that is reached is paid for, come what may
    /// [money]; the difference is what the freedom to stop is worth.
    pub committed_money: f64,
    /// At each gate, what going on is expected to bring, the stage behind it not
    /// yet paid [money]; where it is negative, stopping is better.
    pub at_gates_money: Vec<f64>,
}

/// Why stages have no value. Stages are told by their index.
#[derive(Clone, Copy, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum StageGateError {
    /// No stage at all.
    #[error("there is no stage; add at least one")]
    Empty,
    /// Negative, not a number, or above [`HIGHEST_MONEY`].
    #[error("the cost of stage {stage} must be an amount from 0 to {HIGHEST_MONEY}, not {money}")]
    InvalidCost {
        /// Which stage.
        stage: usize,
        /// What it was.
        money: f64,
    },
    /// Not in `0.0..=1.0`.
    #[error("the chance that stage {stage} succeeds must be a share from 0 to 1, not {chance}")]
    InvalidChance {
        /// Which stage.
        stage: usize,
        /// What it was.
        chance: f64,
    },
    /// Not a number, or beyond [`HIGHEST_MONEY`].
    #[error("the payoff must be an amount between -{HIGHEST_MONEY} and {HIGHEST_MONEY}, not {0}")]
    InvalidPayoff(f64),
}

impl StagedValue {
    /// The first gate at which to stop, although all before it went well; `None` to go all the way.
    pub fn stops_at(&self) -> Option<usize> {
        self.at_gates_money.iter().position(|&money| money < 0.0)
    }
}

/// Values `stages` in their order, the last of which earns `payoff_money`, at present value.
///
/// # Errors
///
/// [`StageGateError`]
pub fn staged_value(stages: &[Stage], payoff_money: f64) -> Result<StagedValue, StageGateError> {
    if stages.is_empty() {
        return Err(StageGateError::Empty);
    }
    if !is_amount(payoff_money) {
        return Err(StageGateError::InvalidPayoff(payoff_money));
    }
    for (stage, &Stage { cost_money: money, success_chance: chance }) in stages.iter().enumerate() {
        if !is_cost(money) {
            return Err(StageGateError::InvalidCost { stage, money });
        }
        if !is_chance(chance) {
            return Err(StageGateError::InvalidChance { stage, chance });
        }
    }
    let mut committed_money = payoff_money;
    let mut behind_money = payoff_money;
    let mut at_gates_money = vec![0.0; stages.len()];
    for (stage, at_gate_money) in stages.iter().zip(&mut at_gates_money).rev() {
        committed_money = stage.success_chance * committed_money - stage.cost_money;
        *at_gate_money = stage.success_chance * behind_money - stage.cost_money;
        behind_money = at_gate_money.max(0.0);
    }
    Ok(StagedValue { value_money: behind_money, committed_money, at_gates_money })
}
