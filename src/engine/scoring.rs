//! Scores and rankings of alternatives under one additive value model.
//!
//! scoreᵢ = Σⱼ wⱼ · vⱼ(xᵢⱼ), with weights of at least 0 that sum to 1 and values
//! from 0 to 1. A value function belongs to its criterion and never looks at
//! the other alternatives, so that adding one changes nobody else's score.
//!
//! Source: Keeney & Raiffa (1976), *Decisions with Multiple Objectives*.

pub mod acceptability;
pub mod additive;
pub mod agreement;
pub mod delay_cost;
pub mod disagreement;
pub mod formula;
pub mod information;
pub mod order_weights;
pub mod pairwise;
pub mod ranking;
pub mod rerank;
pub mod stability;
pub mod value_function;
pub mod weights;
