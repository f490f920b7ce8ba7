//! The exact best portfolio, with its proof.

pub mod alternatives;
pub mod explain;
pub mod feasible;
pub mod frontier;
pub mod pivot;
pub mod problem;
pub mod robust;
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
