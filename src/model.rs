//! The document: plain data, its edits, history, validation and samples.

pub mod office;
