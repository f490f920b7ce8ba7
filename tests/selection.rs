//! Portfolio selection, against enumerated and published cases, against another solver, and against its laws.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

#[path = "selection/feasibility.rs"]
mod feasibility;
#[path = "selection/instance.rs"]
mod instance;
#[path = "selection/large.rs"]
mod large;
#[path = "selection/optimality.rs"]
mod optimality;
#[path = "selection/oracle.rs"]
mod oracle;
#[path = "selection/questions.rs"]
mod questions;
#[path = "selection/random_problems.rs"]
mod random_problems;
#[path = "selection/small.rs"]
mod small;
