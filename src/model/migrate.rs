//! Files of earlier versions, step by step to the present one.
//!
//! Each step is a function from JSON to JSON in a file of its own and is never
//! changed again: the types it knew are gone, its sample file is kept in the
//! tests for ever.

mod v1_to_v2;

use serde_json::Value;
use thiserror::Error;

use super::envelope::VERSION;

/// Why a file of an earlier version could not be brought up to date.
#[derive(Clone, Debug, PartialEq, Error)]
#[error("at {path}: {reason}")]
pub struct MigrationError {
    /// Such as `people.roles[2].absence`.
    pub path: String,
    /// What was expected there.
    pub reason: String,
}

/// One step: from the version of its place in the list, counted from 1, to the next.
type Step = fn(&mut Value) -> Result<(), MigrationError>;

const STEPS: [Step; (VERSION - 1) as usize] = [v1_to_v2::migrate];

/// Brings the `document` of a file of `version` up to the present version.
///
/// # Errors
///
/// [`MigrationError`] if something that the old version promised is missing.
pub(super) fn to_current(version: u32, mut document: Value) -> Result<Value, MigrationError> {
    for step in STEPS.iter().skip((version - 1) as usize) {
        step(&mut document)?;
    }
    Ok(document)
}
