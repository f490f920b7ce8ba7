//! The text of a document: opening it with care, saving it in one canonical form.
//!
//! A file is `{"format": "pmo-workbench", "version": 2, "document": {…}}`. Saved
//! text has a fixed order of fields and one item a line, so that two versions
//! compare well; saving what was opened gives the same bytes.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use thiserror::Error;

use super::document::Document;
use super::limits;
use super::migrate;
use super::validate::{Issue, errors};

/// Name of the format, in every file.
pub const FORMAT: &str = "pmo-workbench";
/// Version that this program writes.
pub const VERSION: u32 = 2;

/// A document that was opened.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// The document, free of errors.
    pub document: Document,
    /// Version of the file, if it was an earlier one and has been migrated.
    pub migrated_from: Option<u32>,
}

/// Why a text is not opened.
#[derive(Clone, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum OpenError {
    /// Above [`limits::FILE_BYTES`].
    #[error("the file has {bytes} bytes, more than the {most} a portfolio may have; split it")]
    TooLarge {
        /// Size of the file.
        bytes: usize,
        /// Largest size.
        most: usize,
    },
    /// Above [`limits::JSON_DEPTH`].
    #[error("line {line}: the file is nested deeper than {most} levels, which no portfolio is; it is damaged")]
    TooDeep {
        /// Where it goes too deep, from 1.
        line: usize,
        /// Deepest level.
        most: usize,
    },
    /// Not JSON at all.
    #[error("line {line}, column {column}: this is not JSON ({reason}); export the portfolio again")]
    Malformed {
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
        /// What the parser says.
        reason: String,
    },
    /// JSON of something else.
    #[error("this JSON is not a PMO Workbench portfolio: it has no \"format\": \"{FORMAT}\"")]
    OtherFormat,
    /// Written by a later program.
    #[error("the file has version {version}, this page reads up to {VERSION}; open it with a newer page")]
    TooNew {
        /// Version of the file.
        version: u32,
    },
    /// A version that never was.
    #[error("the file has version {version}, which never was; the first is 1")]
    NoSuchVersion {
        /// Version of the file.
        version: u32,
    },
    /// A field is missing, unknown, or of the wrong kind.
    #[error("at {path}: {reason}")]
    Field {
        /// Such as `document.initiatives.list[3].stages[0].work`.
        path: String,
        /// What the parser says.
        reason: String,
    },
    /// Well formed, but contradictory.
    #[error("{}{}", .0[0], more(.0.len()))]
    Invalid(Vec<Issue>),
}

/// Opens the text of a file.
///
/// # Errors
///
/// [`OpenError`] that names the place and the remedy.
pub fn open(text: &str) -> Result<Opened, OpenError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.len() > limits::FILE_BYTES {
        return Err(OpenError::TooLarge { bytes: text.len(), most: limits::FILE_BYTES });
    }
    check_depth(text)?;
    let head = head(text)?;
    let migrated_from = (head.version < VERSION).then_some(head.version);
    let document: Document = if migrated_from.is_some() {
        let old = read(head.document.get())?;
        let new = migrate::to_current(head.version, old).map_err(|error| OpenError::Field {
            path: format!("document.{}", error.path),
            reason: error.reason,
        })?;
        read(&new.to_string())?
    } else {
        read(head.document.get())?
    };
    let issues = errors(&document);
    if issues.is_empty() { Ok(Opened { document, migrated_from }) } else { Err(OpenError::Invalid(issues)) }
}

/// The canonical text of `document`, with a line break at the end.
pub fn save(document: &Document) -> String {
    let envelope = Envelope { format: FORMAT, version: VERSION, document };
    let mut text = serde_json::to_string_pretty(&envelope).expect("keys are strings and numbers finite");
    text.push('\n');
    text
}

/// JSON Schema (draft 2020-12) of a file, for other programs.
pub fn schema() -> String {
    let mut schema = schemars::schema_for!(SchemaOfEnvelope);
    schema.insert("title".into(), "PMO Workbench portfolio".into());
    let mut text = serde_json::to_string_pretty(&schema).expect("a schema is plain JSON");
    text.push('\n');
    text
}

#[derive(Serialize)]
struct Envelope<'a> {
    format: &'static str,
    version: u32,
    document: &'a Document,
}

/// The envelope as the schema shows it.
#[derive(schemars::JsonSchema)]
#[schemars(deny_unknown_fields)]
#[allow(dead_code, reason = "only its schema is used")]
struct SchemaOfEnvelope {
    /// Always "pmo-workbench".
    format: String,
    /// Version of the format, 2.
    version: u32,
    /// The portfolio.
    document: Document,
}

/// What must be known before the document itself is read.
#[derive(Deserialize)]
struct Head<'a> {
    format: Option<String>,
    version: Option<u32>,
    #[serde(borrow)]
    document: Option<&'a RawValue>,
}

struct Known<'a> {
    version: u32,
    document: &'a RawValue,
}

fn head(text: &str) -> Result<Known<'_>, OpenError> {
    let head: Head = serde_json::from_str(text).map_err(|error| {
        if error.is_data() {
            OpenError::OtherFormat
        } else {
            OpenError::Malformed { line: error.line(), column: error.column(), reason: reason_of(&error) }
        }
    })?;
    if head.format.as_deref() != Some(FORMAT) {
        return Err(OpenError::OtherFormat);
    }
    let missing = |path: &str| OpenError::Field { path: path.to_owned(), reason: "it is missing".to_owned() };
    let version = head.version.ok_or_else(|| missing("version"))?;
    match version {
        0 => return Err(OpenError::NoSuchVersion { version }),
        1..=VERSION => {}
        _ => return Err(OpenError::TooNew { version }),
    }
    let document = head.document.ok_or_else(|| missing("document"))?;
    Ok(Known { version, document })
}

/// Reads a part of the file, naming the field that does not fit.
fn read<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, OpenError> {
    let deserializer = &mut serde_json::Deserializer::from_str(text);
    serde_path_to_error::deserialize(deserializer).map_err(|error| OpenError::Field {
        path: format!("document.{}", error.path()),
        reason: reason_of(error.inner()),
    })
}

/// The parser's reason without its "at line 1 column 2", which counts within a part of the file.
fn reason_of(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.rfind(" at line ") {
        Some(end) => text[..end].to_owned(),
        None => text,
    }
}

/// Looks at brackets outside strings only; whatever else is wrong, the parser says.
fn check_depth(text: &str) -> Result<(), OpenError> {
    let (mut depth, mut line, mut in_string, mut escaped) = (0_usize, 1, false, false);
    for byte in text.bytes() {
        match byte {
            b'\n' => line += 1,
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'[' | b'{' if !in_string => {
                depth += 1;
                if depth > limits::JSON_DEPTH {
                    return Err(OpenError::TooDeep { line, most: limits::JSON_DEPTH });
                }
            }
            b']' | b'}' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    Ok(())
}

fn more(count: usize) -> String {
    match count {
        0 | 1 => String::new(),
        2 => " (and 1 more)".to_owned(),
        _ => format!(" (and {} more)", count - 1),
    }
}
