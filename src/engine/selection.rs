//! The exact best portfolio, with its proof.
//!
//! max Σ valueᵢ xᵢ + Σ synergyᵢⱼ xᵢ xⱼ over sets that keep every limit
//! (Σ demand ≤ limit, for each resource and period), every requirement
//! (xᵢ ≤ xⱼ), every exclusion (Σ x ≤ 1 over a group), with some candidates
//! forced in or out.
//!
//! ```text
//! Problem ──► feasible? ──► relaxation and cuts ──► neighbourhoods ──► branch and bound
//! (checked)   (exactly)     └───────── every bound certified in whole numbers ────────┘
//! ```
//!
//! The answer is a [`search::Selection`]: a set, its value, and a bound that no
//! set exceeds. Everything counts in whole numbers, so "proved" means proved:
//! floating point guides the search, but nothing is closed on its word.
//!
//! Absent on purpose: names, money and dates; a clock (work is counted in
//! nodes); which stages run when (a row is one resource in one period).
//!
//! Sources: Land & Doig (1960), *An automatic method of solving discrete
//! programming problems*, Econometrica 28(3); Weingartner (1963), *Mathematical
//! Programming and the Analysis of Capital Budgeting Problems*.

pub mod alternatives;
pub mod budget;
pub mod chance;
pub mod delivery;
pub mod explain;
pub mod feasible;
pub mod frontier;
pub mod pivot;
pub mod problem;
pub mod robust;
pub mod search;
pub mod study;

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
