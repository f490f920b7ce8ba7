//! The document: what may be said of every file, every edit and every history.
//!
//! Properties run over a few hundred random documents; for the full proof run
//! `PROPTEST_CASES=10000 cargo test --release --test documents`.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may stop, and prints what it measured")]
#![allow(clippy::float_cmp, reason = "exactness is the point")]

#[path = "documents/edits.rs"]
mod edits;
#[path = "documents/files.rs"]
mod files;
#[path = "documents/generate.rs"]
mod generate;
#[path = "documents/hostile.rs"]
mod hostile;
#[path = "documents/large.rs"]
mod large;
#[path = "documents/scenarios.rs"]
mod scenarios;
