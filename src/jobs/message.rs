//! The wire between the page and its workers.
//!
//! A message is a short JSON header; an answer brings its counts beside it as
//! an array of words, which the browser hands over without copying.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::job::Job;

/// Names one run; a later run has a higher number, and answers of earlier ones are dropped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RunId(pub u32);

/// Replications `from..to` of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Chunk {
    /// First replication.
    pub from: u32,
    /// One beyond the last.
    pub to: u32,
}

/// Page to worker.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Request {
    /// What the chunks that follow are about; replaces what was before of its kind.
    Begin {
        /// Its run.
        run: RunId,
        /// What there is to do.
        job: Job,
    },
    /// Work to do.
    Work {
        /// Of which run.
        run: RunId,
        /// Which replications.
        chunk: Chunk,
    },
}

/// Worker to page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reply {
    /// Started and waiting for work.
    Ready {
        /// Version of the program; page and worker must have the same.
        build: String,
    },
    /// A chunk is done; its counts come beside this header.
    Done {
        /// Of which run.
        run: RunId,
        /// Which replications.
        chunk: Chunk,
    },
    /// The worker could not do it.
    Failed {
        /// Of which run.
        run: RunId,
        /// Why.
        reason: String,
    },
}

/// A message that is none.
#[derive(Debug, Error)]
#[error("a message between page and worker cannot be read: {0}")]
pub struct MessageError(#[from] serde_json::Error);

/// Version of the program, in every [`Reply::Ready`].
pub const BUILD: &str = env!("CARGO_PKG_VERSION");

impl Chunk {
    /// As a range of replications.
    pub fn range(self) -> Range<u32> {
        self.from..self.to
    }
}

/// A message as text.
///
/// # Panics
///
/// Never: every message is plain data with finite numbers.
pub fn encode<M: Serialize>(message: &M) -> String {
    serde_json::to_string(message).expect("messages are plain data")
}

/// The message in `text`.
///
/// # Errors
///
/// [`MessageError`] if it is no message of this program.
pub fn decode<'a, M: Deserialize<'a>>(text: &'a str) -> Result<M, MessageError> {
    Ok(serde_json::from_str(text)?)
}
