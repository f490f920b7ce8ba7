//! What the workbench computes: pure functions over numbers.
//!
//! Absent on purpose: names, ids, documents, clocks, browsers, files. The same
//! input and seed give the same bits on every target; transcendental functions
//! therefore come from [`float`] only, and random numbers from [`random`] only.

pub mod capacity;
pub mod counts;
pub mod finance;
pub mod float;
pub mod maturity;
pub mod progress;
pub mod random;
pub mod scoring;
pub mod selection;
pub mod stats;
