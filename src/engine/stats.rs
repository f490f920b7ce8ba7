//! Statistics behind every figure that comes with an interval.
//!
//! Distributions give a cumulative probability and its inverse; the rest turns
//! counts into quantiles, shares and their uncertainty. All of it is pure and
//! bit-identical on every target.

pub mod beta;
pub mod chi_squared;
pub mod histogram;
pub mod interval;
pub mod normal;
pub mod quantile;
pub mod rate_ratio;
pub mod student_t;
pub mod symmetric;
