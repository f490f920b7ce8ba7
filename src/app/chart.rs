//! Charts: pure geometry here, thin views over it.

pub mod dimension_bars;
pub mod radar;
