//! How far work in flight has come, and when or at what cost it will be done: one method for each way of working.

pub mod earned_value;
pub mod throughput;
