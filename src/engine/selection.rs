//! The exact best portfolio, with its proof.

pub mod feasible;
pub mod problem;
