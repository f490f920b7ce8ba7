//! Expected commercial value: what a development is worth before it has succeeded.
//!
//! It must first succeed technically, at the cost of development, and then
//! commercially, at the cost of bringing it out. Money already spent is not asked for.
//!
//! Source: Cooper, Edgett & Kleinschmidt (2001), *Portfolio Management for New
//! Products*, chapter 3.

use thiserror::Error;

use crate::finance::{HIGHEST_MONEY, is_amount, is_chance, is_cost};

/// A development with its two hurdles; money at present value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Development {
    /// What success will earn from its launch on, its costs taken off [money].
    pub success_money: f64,
    /// Probability that it sells, once it works.
    pub commercial_chance: f64,
    /// Cost of bringing it out, paid only if it works [money, at least 0].
    pub commercialisation_cost_money: f64,
    /// Probability that it works.
    pub technical_chance: f64,
    /// Cost that is still to be paid for its development [money, at least 0].
    pub development_cost_money: f64,
}

/// Why a development has no expected commercial value.
#[derive(Clone, Copy, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum DevelopmentError {
    /// A probability is not in `0.0..=1.0`.
    #[error("the chance of {what} success must be a share from 0 to 1, not {chance}")]
    InvalidChance {
        /// Technical or commercial.
        what: &'static str,
        /// What it was.
        chance: f64,
    },
    /// A cost is negative, not a number, or above [`HIGHEST_MONEY`].
    #[error("the cost of {what} must be an amount from 0 to {HIGHEST_MONEY}, not {money}")]
    InvalidCost {
        /// Development or commercialisation.
        what: &'static str,
        /// What it was.
        money: f64,
    },
    /// Not a number, or beyond [`HIGHEST_MONEY`].
    #[error("what success earns must be an amount between -{HIGHEST_MONEY} and {HIGHEST_MONEY}, not {0}")]
    InvalidSuccess(f64),
}

/// Expected commercial value [money]: (success × commercial chance −
/// commercialisation) × technical chance − development. Negative if it does not pay.
///
/// # Errors
///
/// [`DevelopmentError`]
pub fn expected_commercial_value_money(development: &Development) -> Result<f64, DevelopmentError> {
    let Development {
        success_money,
        commercial_chance,
        commercialisation_cost_money,
        technical_chance,
        development_cost_money,
    } = *development;
    if !is_amount(success_money) {
        return Err(DevelopmentError::InvalidSuccess(success_money));
    }
    for (what, chance) in [("commercial", commercial_chance), ("technical", technical_chance)] {
        if !is_chance(chance) {
            return Err(DevelopmentError::InvalidChance { what, chance });
        }
    }
    let costs =
        [("commercialisation", commercialisation_cost_money), ("development", development_cost_money)];
    for (what, money) in costs {
        if !is_cost(money) {
            return Err(DevelopmentError::InvalidCost { what, money });
        }
    }
    let launched_money = success_money * commercial_chance - commercialisation_cost_money;
    Ok(launched_money * technical_chance - development_cost_money)
}
