//! What the page knows: the document, the session, the stored copies, the simulation.

pub mod comparison;
pub mod experiments;
pub mod firmness;
pub mod selection;
pub mod session;
pub mod simulation;
pub mod storage;
pub mod store;
pub mod timer;
