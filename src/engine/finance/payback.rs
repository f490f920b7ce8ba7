//! Payback: how long until the money put in has come back.
//!
//! Within a period money is taken to come evenly, so the time is interpolated.
//! What is spent again after a first return counts: the time is that from which
//! the balance stays at 0 or above.
//!
//! Source: Brealey, Myers & Allen (2020), *Principles of Corporate Finance*, chapter 5.

use crate::finance::cash_flow::{CashFlow, DiscountRate};

/// Periods from now until the balance stays at 0 or above, without discount.
///
/// 0 if it is never below; `None` if it ends below: the money never comes back.
pub fn payback_periods(cash_flow: &CashFlow) -> Option<f64> {
    discounted_payback_periods(cash_flow, DiscountRate::ZERO)
}

/// As [`payback_periods`], with each amount at its present value.
pub fn discounted_payback_periods(cash_flow: &CashFlow, rate: DiscountRate) -> Option<f64> {
    let mut factor = 1.0;
    let (mut balance, mut turnover) = (0.0, 0.0);
    let mut periods = Some(0.0);
    for (period, money) in cash_flow.amounts().iter().enumerate() {
        let value = money * factor;
        factor *= rate.factor();
        let before = balance;
        balance += value;
        turnover += value.abs();
        // Thirty cents, three times ten: even, whatever binary makes of it.
        if balance < -ROUNDING * turnover {
            periods = None;
        } else if periods.is_none() {
            periods = Some(period as f64 - 1.0 + (-before / value).min(1.0));
        }
    }
    periods
}

/// A balance below this share of all money moved is 0.
const ROUNDING: f64 = 1e-13;
