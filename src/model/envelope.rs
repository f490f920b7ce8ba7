//! The text of a document: opening it with care, saving it in one canonical form.
//!
//! A file is `{"format": "pmo-workbench", "version": 2, "document": {…}}`. Saved
//! text has a fixed order of fields and one item a line, so that two versions
//! compare well; saving what was opened gives the same bytes.

use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::RawValue;
use thiserror::Error;

use super::document::Document;
use super::json::{self, Misfit};
use super::limits;
use super::migrate;
use super::unique_keys::UniqueKeys;
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
    #[error(
        "line {line}: the file is nested deeper than {most} levels, which no portfolio is; export it again"
    )]
    TooDeep {
        /// Where it goes too deep, from 1.
        line: usize,
        /// Deepest level.
        most: usize,
    },
    /// Nothing, or nothing but spaces.
    #[error("the file is empty; choose a file that PMO Workbench saved")]
    Empty,
    /// Bytes of something that is no text.
    #[error("the file is a picture, a workbook or the like; choose a file that PMO Workbench saved")]
    NoText,
    /// Bytes that are not text in UTF-8.
    #[error("the file is not text in UTF-8{hint}; save it again as UTF-8")]
    NotUtf8 {
        /// What it seems to be: ", but seems to be UTF-16".
        hint: &'static str,
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
    #[error(
        "this JSON is not a PMO Workbench portfolio: it has no \"format\": \"{FORMAT}\"; choose a file that PMO Workbench saved"
    )]
    OtherFormat,
    /// Written by a later program.
    #[error("the file has version {version}, this page reads up to {VERSION}; open it with a newer page")]
    TooNew {
        /// Version of the file.
        version: u32,
    },
    /// A version that never was.
    #[error("the file has version {version}, which never was, the first is 1; export the portfolio again")]
    NoSuchVersion {
        /// Version of the file.
        version: u32,
    },
    /// A field is missing, unknown, or of the wrong kind.
    #[error("at {path}: {reason}; mend it there, or export the portfolio again")]
    Field {
        /// Such as `document.initiatives.list[3].stages[0].work`.
        path: String,
        /// What the parser says.
        reason: String,
    },
    /// Well formed, but contradictory.
    #[error("{}", first_of(.0))]
    Invalid(Vec<Issue>),
}

/// Opens the bytes of a file.
///
/// # Errors
///
/// [`OpenError`] that names the place and the remedy.
pub fn open_bytes(bytes: &[u8]) -> Result<Opened, OpenError> {
    if bytes.len() > limits::FILE_BYTES {
        return Err(OpenError::TooLarge { bytes: bytes.len(), most: limits::FILE_BYTES });
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => open(text),
        Err(_) if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) => {
            Err(OpenError::NotUtf8 { hint: ", but seems to be UTF-16" })
        }
        // No text has such a byte, every binary format does.
        Err(_) if bytes.contains(&0) => Err(OpenError::NoText),
        Err(_) => Err(OpenError::NotUtf8 { hint: "" }),
    }
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
    if text.trim().is_empty() {
        return Err(OpenError::Empty);
    }
    check_depth(text)?;
    let head = head(text)?;
    let migrated_from = (head.version < VERSION).then_some(head.version);
    let document: Document = if migrated_from.is_some() {
        let UniqueKeys(old) = json::read("document", head.document.get())?;
        let new = migrate::to_current(head.version, old).map_err(|error| OpenError::Field {
            path: format!("document.{}", error.path),
            reason: error.reason,
        })?;
        json::read("document", &new.to_string())?
    } else {
        json::read("document", head.document.get())?
    };
    let issues = errors(&document);
    if issues.is_empty() { Ok(Opened { document, migrated_from }) } else { Err(OpenError::Invalid(issues)) }
}

/// The canonical text of `document`, with a line break at the end.
///
/// # Panics
///
/// If a scenario holds an [`Edit::ReplaceDocument`](super::edit::Edit), which no edit and no file can bring there.
pub fn save(document: &Document) -> String {
    let envelope = Envelope { format: FORMAT, version: VERSION, document };
    let mut text = serde_json::to_string_pretty(&envelope).expect("keys are strings and numbers finite");
    text.push('\n');
    text
}

/// JSON Schema (draft 2020-12) of a file, for other programs.
///
/// # Panics
///
/// Never: a schema is plain JSON.
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
///
/// Fields stay raw text, so that each mistake gets a message of its own: a
/// later version may have other fields, and a wrong number is not another format.
#[derive(Default)]
struct Head<'a> {
    format: Option<&'a RawValue>,
    version: Option<&'a RawValue>,
    document: Option<&'a RawValue>,
    unknown: Option<String>,
    twice: Option<String>,
}

struct Known<'a> {
    version: u32,
    document: &'a RawValue,
}

impl<'de> Deserialize<'de> for Head<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = Head<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Head<'de>, A::Error> {
                let mut head = Head::default();
                while let Some(key) = map.next_key::<String>()? {
                    let value: &RawValue = map.next_value()?;
                    let field = match key.as_str() {
                        "format" => &mut head.format,
                        "version" => &mut head.version,
                        "document" => &mut head.document,
                        _ => {
                            head.unknown.get_or_insert(key);
                            continue;
                        }
                    };
                    if field.replace(value).is_some() {
                        head.twice.get_or_insert(key);
                    }
                }
                Ok(head)
            }
        }
        deserializer.deserialize_map(Fields)
    }
}

fn head(text: &str) -> Result<Known<'_>, OpenError> {
    let head: Head = serde_json::from_str(text).map_err(|error| {
        if error.is_data() {
            OpenError::OtherFormat
        } else {
            OpenError::Malformed { line: error.line(), column: error.column(), reason: json::reason(&error) }
        }
    })?;
    let format: Option<String> = head.format.and_then(|format| serde_json::from_str(format.get()).ok());
    if format.as_deref() != Some(FORMAT) {
        return Err(OpenError::OtherFormat);
    }
    let field = |path: &str, reason: &str| OpenError::from(Misfit::new(path, reason));
    let version = head.version.ok_or_else(|| field("version", "it is missing"))?.get();
    let version = match serde_json::from_str::<u32>(version) {
        Ok(version) => version,
        // A number too large for any version this program could write.
        Err(_) if version.bytes().all(|byte| byte.is_ascii_digit()) => u32::MAX,
        Err(_) => return Err(field("version", "a whole number is expected, such as 2")),
    };
    match version {
        0 => return Err(OpenError::NoSuchVersion { version }),
        1..=VERSION => {}
        _ => return Err(OpenError::TooNew { version }),
    }
    if let Some(key) = head.twice {
        return Err(field(&key, "it is there twice"));
    }
    if let Some(key) = head.unknown {
        return Err(field(&key, "there is no such field"));
    }
    let document = head.document.ok_or_else(|| field("document", "it is missing"))?;
    if !document.get().starts_with('{') {
        return Err(field("document", "an object is expected"));
    }
    Ok(Known { version, document })
}

impl From<Misfit> for OpenError {
    fn from(Misfit { path, reason }: Misfit) -> Self {
        Self::Field { path, reason }
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

/// The first issue in full, the others as a number.
fn first_of(issues: &[Issue]) -> String {
    match issues {
        [] => String::new(),
        [only] => only.to_string(),
        [first, others @ ..] => format!("{first} (and {} more)", others.len()),
    }
}
