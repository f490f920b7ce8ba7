//! A record: a text and its stamp, as one value that shows any damage.
//!
//! ```text
//! pmo-vault 1b2c3d4e 2 17 1790000000000 5123 plain
//! {"format": …
//! ```
//!
//! That is: CRC-32 of all that follows it, format version, revision, time of
//! saving [ms], length of the text [bytes], and how the text is packed. A packed
//! text is raw DEFLATE in base64 without padding, because local storage keeps
//! text only.
//!
//! The head record is one line of the same making. Its layout never changes, so
//! that an old page can tell that a newer one has saved here.
//!
//! Source: Deutsch (1996), RFC 1951 (DEFLATE); Josefsson (2006), RFC 4648 (base64).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec_with_limit;
use thiserror::Error;

use super::keys::{DEFLATE_LEVEL, MOST_REVISIONS, PLAIN_BYTES, Slot};

/// What is wrong with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Damage {
    /// Not even its first line is right.
    #[error("it does not begin as this program writes")]
    NotARecord,
    /// The end is missing.
    #[error("it is cut short: {found} of {expected} bytes")]
    CutShort {
        /// Length that its stamp names.
        expected: usize,
        /// Length that is there.
        found: usize,
    },
    /// At least one bit has changed.
    #[error("its check sum does not hold")]
    Changed,
    /// The check holds, the text does not unpack.
    #[error("it does not unpack")]
    Unpacks,
}

/// What a record says about its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    /// Version of the document format of the program that wrote it.
    pub(super) format: u32,
    /// Counts the saves of a portfolio, from 1; 0 for a text outside that count.
    pub(super) revision: u64,
    pub(super) saved_at_ms: u64,
}

/// Tells a record from every other: two tabs may write the same revision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Identity {
    pub(super) revision: u64,
    pub(super) check: u32,
}

/// A whole record.
#[derive(Clone, Debug)]
pub(super) struct Record {
    pub(super) stamp: Stamp,
    pub(super) text: String,
    /// As it is stored.
    pub(super) value: String,
    check: u32,
}

/// When a text is deflated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Packing {
    /// Above [`PLAIN_BYTES`]: for what is written every second.
    WhenLong,
    /// Whenever that makes it shorter: for what is seldom written and long kept.
    WhenShorter,
}

impl Record {
    pub(super) fn new(text: &str, stamp: Stamp, packing: Packing) -> Self {
        let packed = match packing {
            Packing::WhenLong => (text.len() > PLAIN_BYTES).then(|| deflate(text)),
            Packing::WhenShorter => Some(deflate(text)).filter(|packed| packed.len() < text.len()),
        };
        let (way, payload) = match &packed {
            Some(packed) => (DEFLATED, packed.as_str()),
            None => (PLAIN, text),
        };
        let Stamp { format, revision, saved_at_ms } = stamp;
        let body = format!("{format} {revision} {saved_at_ms} {} {way}\n{payload}", text.len());
        let check = crc32fast::hash(body.as_bytes());
        Self { stamp, text: text.to_owned(), value: format!("{RECORD} {check:08x} {body}"), check }
    }

    /// Reads a value, whatever it holds.
    pub(super) fn parse(value: &str) -> Result<Self, Damage> {
        let (check, body) = checked(value, RECORD).ok_or(Damage::NotARecord)?;
        let (line, payload) = body.split_once('\n').ok_or(Damage::NotARecord)?;
        let mut fields = line.split(' ');
        let format = number(fields.next()).ok_or(Damage::NotARecord)?;
        let revision = number(fields.next()).ok_or(Damage::NotARecord)?;
        let saved_at_ms = number(fields.next()).ok_or(Damage::NotARecord)?;
        let bytes: usize = number(fields.next()).ok_or(Damage::NotARecord)?;
        let way = fields.next().ok_or(Damage::NotARecord)?;
        if way == PLAIN && payload.len() < bytes {
            return Err(Damage::CutShort { expected: bytes, found: payload.len() });
        }
        if crc32fast::hash(body.as_bytes()) != check {
            return Err(Damage::Changed);
        }
        if fields.next().is_some() || revision > MOST_REVISIONS {
            return Err(Damage::NotARecord);
        }
        let text = match way {
            PLAIN => Some(payload.to_owned()),
            DEFLATED => inflate(payload, bytes),
            _ => None,
        };
        let text = text.filter(|text| text.len() == bytes).ok_or(Damage::Unpacks)?;
        let stamp = Stamp { format, revision, saved_at_ms };
        Ok(Self { stamp, text, value: value.to_owned(), check })
    }

    pub(super) fn identity(&self) -> Identity {
        Identity { revision: self.stamp.revision, check: self.check }
    }
}

/// Which slot is the newest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) format: u32,
    pub(super) slot: Slot,
    pub(super) identity: Identity,
}

impl Head {
    pub(super) fn value(self) -> String {
        let Self { format, slot, identity } = self;
        let body = format!("{format} {} {:08x} {}", identity.revision, identity.check, slot.letter());
        format!("{HEAD} {:08x} {body}", crc32fast::hash(body.as_bytes()))
    }

    /// Fields that a later version may have appended are passed over.
    pub(super) fn parse(value: &str) -> Option<Self> {
        let (check, body) = checked(value, HEAD)?;
        if crc32fast::hash(body.as_bytes()) != check {
            return None;
        }
        let mut fields = body.split(' ');
        let format = number(fields.next())?;
        let revision = number(fields.next()).filter(|revision| *revision <= MOST_REVISIONS)?;
        let check = hexadecimal(fields.next()?)?;
        let slot =
            [Slot::A, Slot::B].into_iter().find(|slot| fields.clone().next() == Some(slot.letter()))?;
        Some(Self { format, slot, identity: Identity { revision, check } })
    }
}

const RECORD: &str = "pmo-vault";
const HEAD: &str = "pmo-head";
const PLAIN: &str = "plain";
const DEFLATED: &str = "deflate";

/// The check sum of a value that begins with `name`, and what it is the check sum of.
fn checked<'a>(value: &'a str, name: &str) -> Option<(u32, &'a str)> {
    let (check, body) = value.strip_prefix(name)?.strip_prefix(' ')?.split_once(' ')?;
    Some((hexadecimal(check)?, body))
}

/// Only as it is written: `1B` for `1b` is a changed bit.
fn hexadecimal(field: &str) -> Option<u32> {
    u32::from_str_radix(field, 16).ok().filter(|number| format!("{number:08x}") == field)
}

fn number<N: std::str::FromStr>(field: Option<&str>) -> Option<N> {
    field?.parse().ok()
}

fn deflate(text: &str) -> String {
    STANDARD_NO_PAD.encode(compress_to_vec(text.as_bytes(), DEFLATE_LEVEL))
}

/// `bytes` bounds the memory that a hostile value can ask for.
fn inflate(payload: &str, bytes: usize) -> Option<String> {
    let packed = STANDARD_NO_PAD.decode(payload).ok()?;
    String::from_utf8(decompress_to_vec_with_limit(&packed, bytes).ok()?).ok()
}
