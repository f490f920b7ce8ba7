//! What an initiative is worth in money, over time and under chance.
//!
//! A [`cash_flow`] is one amount per period, from the present on; discounting
//! it gives a net present value, an [internal rate](internal_rate), a [`payback`]
//! time. Where chance decides whether the money comes at all, there is the
//! [expected commercial value](commercial_value), and with several gates at
//! which to stop, the value of the whole [stage gate](stage_gate).
//!
//! Amounts are in any one currency, and rates are shares per period: 0.08 is 8 %.

pub mod cash_flow;
pub mod commercial_value;
pub mod internal_rate;
pub mod payback;
pub mod stage_gate;

/// Greatest amount of money, in or out; far above any budget, far below where
/// doubles lose the cents.
pub const HIGHEST_MONEY: f64 = 1e13;

/// Smallest amount that is not nothing: far below any coin, and far enough above
/// 0 for quotients to stay finite.
pub const LOWEST_MONEY: f64 = 1e-12;

fn is_amount(money: f64) -> bool {
    (-HIGHEST_MONEY..=HIGHEST_MONEY).contains(&money)
}

fn is_cost(money: f64) -> bool {
    (0.0..=HIGHEST_MONEY).contains(&money)
}

fn is_chance(probability: f64) -> bool {
    (0.0..=1.0).contains(&probability)
}
