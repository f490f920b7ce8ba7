//! Ballots: opinions that travel as a small file, a short text or a link, without a server.
//!
//! A [`BallotRequest`] carries the questions out: criteria with the words of their rubrics and the names of
//! the initiatives, or the maturity statements of an assessment. A [`Ballot`] carries one person's answers back. Both are JSON in an envelope
//! `{"format", "version", …}`; the short text and the link hold the same, deflated, in base64url with a
//! checksum. [`merge`] says what of many ballots still fits a document, and makes one edit of it.

mod answer;
pub mod merge;
mod packed;
mod request;
pub mod statements;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use thiserror::Error;

use crate::model::json::{self, Misfit};

pub use answer::{Ballot, BallotCriterion, BallotInitiative, Person};
pub use request::{AskedCriterion, AskedInitiative, AskedScale, BallotRequest, Words};

/// Name of the format of an answer.
pub const BALLOT_FORMAT: &str = "pmo-workbench-ballot";
/// Name of the format of the questions.
pub const REQUEST_FORMAT: &str = "pmo-workbench-ballot-request";
/// Version of both that this program writes.
pub const VERSION: u32 = 1;
/// Greatest size of either [bytes].
pub const BALLOT_BYTES: usize = 2_000_000;
/// What stands before the answers in a short text.
pub const TEXT_MARK: &str = "pmo-ballot:";
/// What stands before the questions in the fragment of a link.
pub const LINK_MARK: &str = "#/ballot/";

/// What was found in a file or a text.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// Somebody's answers.
    Ballot(Ballot),
    /// The questions.
    Request(BallotRequest),
}

/// Why something is not read as a ballot; nothing else is lost by it.
#[derive(Clone, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum BallotError {
    /// Above [`BALLOT_BYTES`].
    #[error("it has more than {} kB, which no ballot has; choose the file that the ballot form saved", BALLOT_BYTES / 1000)]
    TooLarge,
    /// Bytes that are not text in UTF-8.
    #[error("it is not text in UTF-8; choose the file that the ballot form saved, or paste its text")]
    NotUtf8,
    /// Not JSON at all.
    #[error("line {line}, column {column}: this is not JSON ({reason}); ask for the ballot again")]
    Malformed {
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
        /// What the parser says.
        reason: String,
    },
    /// Something else.
    #[error("it is no ballot; choose the file that the ballot form saved, or paste its text")]
    OtherFormat,
    /// Written by a later program.
    #[error("the ballot has version {version}, this page reads up to {VERSION}; open it with a newer page")]
    TooNew {
        /// Version of the ballot.
        version: u64,
    },
    /// A short text or link that has lost or gained letters.
    #[error("the text of the ballot is damaged or cut off; copy all of it again, or send the file")]
    Damaged,
    /// A field is missing, unknown, of the wrong kind, or contradicts another.
    #[error("at {path}: {reason}; ask for the ballot again")]
    Field {
        /// Such as `ballot.initiatives[3].scores`.
        path: String,
        /// What is wrong.
        reason: String,
    },
}

/// Whether `text` seems to hold ballots or a request for one, good or damaged, rather than anything else.
pub fn recognises(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if text.starts_with('{') {
        let head = text.chars().take(400).collect::<String>();
        return head.contains(BALLOT_FORMAT);
    }
    text.contains(TEXT_MARK) || text.contains(LINK_MARK)
}

/// Reads a file.
///
/// # Errors
///
/// [`BallotError`] for each piece that cannot be read.
pub fn read_bytes(bytes: &[u8]) -> Vec<Result<Piece, BallotError>> {
    if bytes.len() > BALLOT_BYTES {
        return vec![Err(BallotError::TooLarge)];
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => read(text),
        Err(_) => vec![Err(BallotError::NotUtf8)],
    }
}

/// Reads a text: one JSON object, or any number of short texts and links with whatever stands around them.
///
/// # Errors
///
/// [`BallotError`] for each piece that cannot be read; at least one piece or error is returned.
pub fn read(text: &str) -> Vec<Result<Piece, BallotError>> {
    if text.len() > BALLOT_BYTES {
        return vec![Err(BallotError::TooLarge)];
    }
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.starts_with('{') {
        return vec![read_json(text)];
    }
    let pieces: Vec<_> = packed::pieces(text)
        .into_iter()
        .map(|piece| packed::unpack(&piece).and_then(|json| read_json(&json)))
        .collect();
    if !pieces.is_empty() {
        return pieces;
    }
    // A lone `[`, number or letter deserves to be told apart from a truncated object.
    vec![Err(BallotError::OtherFormat)]
}

/// Either kind, in its envelope.
#[derive(Serialize)]
struct Envelope<'a> {
    format: &'static str,
    version: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    ballot: Option<&'a Ballot>,
    #[serde(skip_serializing_if = "Option::is_none")]
    request: Option<&'a BallotRequest>,
}

/// What must be known before the rest is read.
#[derive(Deserialize)]
struct Head<'a> {
    #[serde(default)]
    format: Option<String>,
    #[serde(default, borrow)]
    version: Option<&'a RawValue>,
    #[serde(default, borrow)]
    ballot: Option<&'a RawValue>,
    #[serde(default, borrow)]
    request: Option<&'a RawValue>,
}

fn read_json(text: &str) -> Result<Piece, BallotError> {
    let head: Head = serde_json::from_str(text).map_err(|error| {
        if error.is_data() {
            BallotError::OtherFormat
        } else {
            BallotError::Malformed {
                line: error.line(),
                column: error.column(),
                reason: json::reason(&error),
            }
        }
    })?;
    let is_request = match head.format.as_deref() {
        Some(BALLOT_FORMAT) => false,
        Some(REQUEST_FORMAT) => true,
        _ => return Err(BallotError::OtherFormat),
    };
    let version = head.version.ok_or_else(|| field("version", "it is missing"))?.get();
    match version.parse::<u64>() {
        Ok(1) => {}
        Ok(version) if version > u64::from(VERSION) => return Err(BallotError::TooNew { version }),
        _ => return Err(field("version", "a whole number is expected, such as 1")),
    }
    let (name, part) = if is_request { ("request", head.request) } else { ("ballot", head.ballot) };
    let part = part.ok_or_else(|| field(name, "it is missing"))?.get();
    if is_request {
        let mut request: BallotRequest = json::read(name, part)?;
        request.complete()?;
        Ok(Piece::Request(request))
    } else {
        let ballot: Ballot = json::read(name, part)?;
        ballot.check()?;
        Ok(Piece::Ballot(ballot))
    }
}

fn field(path: &str, reason: &str) -> BallotError {
    Misfit::new(path, reason).into()
}

impl From<Misfit> for BallotError {
    fn from(Misfit { path, reason }: Misfit) -> Self {
        Self::Field { path, reason }
    }
}
