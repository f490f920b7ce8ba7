//! Money in and out by period, its present value, and what it returns on what is put in.
//!
//! The first amount is due now and is not discounted; each later one is one
//! period further away. What is put in is every negative amount, whenever it is due.
//!
//! Source: Brealey, Myers & Allen (2020), *Principles of Corporate Finance*,
//! chapters 2 and 5.

use thiserror::Error;

use crate::finance::{HIGHEST_MONEY, LOWEST_MONEY, is_amount};

/// One amount of money per period, at least one, the first due now.
#[derive(Clone, Debug, PartialEq)]
pub struct CashFlow(Vec<f64>);

/// Most amounts in a cash flow: fifty years of months.
pub const MOST_PERIODS: usize = 600;

/// What a period of waiting costs, as a share: from −0.5 to [`HIGHEST_RATE`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DiscountRate(f64);

/// Lowest discount rate.
pub const LOWEST_RATE: f64 = -0.5;

/// Highest discount rate: 1,000 % a period.
pub const HIGHEST_RATE: f64 = 10.0;

/// Why a cash flow or a discount rate was refused.
#[derive(Clone, Copy, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum CashFlowError {
    /// No amount at all.
    #[error("the cash flow is empty; add what is paid at the start")]
    Empty,
    /// More than [`MOST_PERIODS`].
    #[error("{0} periods are more than {MOST_PERIODS}; use longer ones")]
    TooLong(usize),
    /// Not a number, or beyond [`HIGHEST_MONEY`].
    #[error(
        "the amount of period {period} must be a number between -{HIGHEST_MONEY} and {HIGHEST_MONEY}, not {money}"
    )]
    InvalidAmount {
        /// Which period; 0 is now.
        period: usize,
        /// What it was.
        money: f64,
    },
    /// Not a number, or outside [`LOWEST_RATE`]`..=`[`HIGHEST_RATE`].
    #[error(
        "a discount rate must be a share per period between {LOWEST_RATE} and {HIGHEST_RATE}, \
         such as 0.08 for 8 %, not {0}"
    )]
    InvalidRate(f64),
}

impl CashFlow {
    /// Checks the `amounts` of money: in above 0, out below 0; the first is due
    /// now, each other one period after the one before. Below [`LOWEST_MONEY`]
    /// they count as 0.
    ///
    /// # Errors
    ///
    /// [`CashFlowError`], except [`CashFlowError::InvalidRate`].
    pub fn new(mut amounts: Vec<f64>) -> Result<Self, CashFlowError> {
        if amounts.is_empty() {
            return Err(CashFlowError::Empty);
        }
        if amounts.len() > MOST_PERIODS {
            return Err(CashFlowError::TooLong(amounts.len()));
        }
        for (period, money) in amounts.iter_mut().enumerate() {
            if !is_amount(*money) {
                return Err(CashFlowError::InvalidAmount { period, money: *money });
            }
            if money.abs() < LOWEST_MONEY {
                *money = 0.0;
            }
        }
        Ok(Self(amounts))
    }

    /// The amounts, from now on; at least one.
    pub fn amounts(&self) -> &[f64] {
        &self.0
    }
}

impl DiscountRate {
    /// No discount: money later is worth as much as money now.
    pub const ZERO: Self = Self(0.0);

    /// A rate as a share per period: 0.08 for 8 %.
    ///
    /// # Errors
    ///
    /// [`CashFlowError::InvalidRate`]
    pub fn new(share: f64) -> Result<Self, CashFlowError> {
        if (LOWEST_RATE..=HIGHEST_RATE).contains(&share) {
            Ok(Self(share))
        } else {
            Err(CashFlowError::InvalidRate(share))
        }
    }

    /// The rate as a share per period.
    pub fn share(self) -> f64 {
        self.0
    }

    /// What 1 in the next period is worth now.
    pub fn factor(self) -> f64 {
        1.0 / (1.0 + self.0)
    }
}

/// Net present value [money]: what all amounts together are worth now.
///
/// ```
/// use pmo_engine::finance::cash_flow::{CashFlow, DiscountRate, net_present_value_money};
/// let cash_flow = CashFlow::new(vec![-100.0, 0.0, 121.0])?;
/// let npv = net_present_value_money(&cash_flow, DiscountRate::new(0.1)?);
/// assert!(npv.abs() < 1e-12);
/// # Ok::<(), pmo_engine::finance::cash_flow::CashFlowError>(())
/// ```
pub fn net_present_value_money(cash_flow: &CashFlow, rate: DiscountRate) -> f64 {
    present_value(cash_flow.amounts().iter().copied(), rate)
}

/// What is put in [money, at least 0]: the present value of the negative amounts.
pub fn investment_money(cash_flow: &CashFlow, rate: DiscountRate) -> f64 {
    present_value(cash_flow.amounts().iter().map(|money| (-money).max(0.0)), rate)
}

/// Return on investment, as a share of what is put in, without discount: 0.37 is 37 % on top.
///
/// `None` if nothing is put in.
pub fn return_on_investment_share(cash_flow: &CashFlow) -> Option<f64> {
    gain_per_investment(cash_flow, DiscountRate::ZERO)
}

/// Profitability index: 1 plus net present value over the present value of what
/// is put in. Above 1 the initiative earns more than `rate`.
///
/// `None` if nothing is put in.
pub fn profitability_index(cash_flow: &CashFlow, rate: DiscountRate) -> Option<f64> {
    gain_per_investment(cash_flow, rate).map(|gain| 1.0 + gain)
}

fn gain_per_investment(cash_flow: &CashFlow, rate: DiscountRate) -> Option<f64> {
    let investment = investment_money(cash_flow, rate);
    // Discounted over centuries it may come so close to 0 that the quotient overflows.
    let gain = net_present_value_money(cash_flow, rate) / investment;
    (investment > 0.0 && gain.is_finite()).then_some(gain)
}

fn present_value(amounts: impl DoubleEndedIterator<Item = f64>, rate: DiscountRate) -> f64 {
    let factor = rate.factor();
    amounts.rev().fold(0.0, |value, money| value * factor + money)
}
