//! The document: what a portfolio office knows, as plain data.
//!
//! [`document::Document`] is the whole file in copy-on-write sections.
//! Every change to it is an [`edit::Edit`]; [`history::History`] keeps the
//! snapshots that undo returns to; [`envelope`] opens and saves the text,
//! running [`migrate`] for files of earlier versions; [`validate`] says what is
//! wrong where, and how to mend it. Reading a document never fails; opening a
//! file may.
//!
//! Absent on purpose: signals, clocks, storage, anything computed.

mod clipped;
pub mod decision;
pub mod document;
pub mod edit;
pub mod envelope;
pub mod finite;
pub mod guardrail;
pub mod history;
pub mod id;
pub mod initiative;
pub mod json;
pub mod life_cycle;
pub mod limits;
pub mod migrate;
pub mod office;
pub mod people;
pub mod portfolio;
pub mod progress;
pub mod pulse;
pub mod risk;
pub mod rule;
pub mod sample;
pub mod scenario;
pub mod scoring;
pub mod shared;
pub mod strategy;
pub mod synergy;
pub(crate) mod unique_keys;
pub mod validate;
pub mod workshop;
