//! The exact best portfolio, with its proof.

pub mod feasible;
pub mod problem;
pub mod search;

mod branching;
mod certificate;
mod cuts;
mod draft;
mod instance;
mod neighbourhood;
mod record;
mod relaxation;
mod residual;
mod root;
mod rounding;
mod simplex;
mod tree;
