//! Every key and every limit of the vault, in one place.
//!
//! | key, after `pmo-workbench/{portfolio}/` | what it holds |
//! |---|---|
//! | `slot-a`, `slot-b` | the two newest revisions, one record each |
//! | `head` | which slot is the newest, in one short line |
//! | `copy/{revision}-{saved}-{made}` | a rolling copy: revision, when it was saved and when copied [ms] |
//! | `quarantine/{CRC-32}-{bytes}` | a text that could not be read |
//! | `original/v{version}-{CRC-32}-{bytes}` | the text that a migration came from |
//!
//! Local storage belongs to an origin, and on `file://` to all pages of the
//! machine: hence the prefix.

use std::fmt::Write;

/// Start of every key of this program.
pub const PREFIX: &str = "pmo-workbench/";
/// Longest text that a slot holds as it is [bytes]; a longer one is deflated.
pub const PLAIN_BYTES: usize = 256_000;
/// Effort of deflating, from 1 to 10: above 4 JSON gets little smaller, and saving waits.
pub const DEFLATE_LEVEL: u8 = 4;
/// A slot above this is [`large`](super::Saved::large) [UTF-16 units]: two of them
/// take 4 of the 5 million units that browsers grant an origin.
pub const LARGE_SLOT_UNITS: usize = 2_000_000;
/// How many of the latest rolling copies are kept.
pub const LATEST_COPIES: usize = 10;
/// Shortest time between the making of two rolling copies [ms]: five minutes.
pub const COPY_INTERVAL_MS: u64 = 5 * 60 * 1000;
/// For how many days of work the last copy of the day is kept.
pub const DAILY_COPIES: usize = 14;
/// A day, which begins at midnight UTC [ms].
pub const DAY_MS: u64 = 24 * 60 * 60 * 1000;
/// Greatest revision that is believed: one that a counter from 1 never reaches.
pub const MOST_REVISIONS: u64 = 1 << 53;
/// How many of its latest writes, failed ones too, a vault recognises as its own.
pub const KNOWN: usize = 16;
/// How many different texts of one length and CRC-32 are kept.
pub const TWINS: usize = 16;

/// One of the two places of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// Written first.
    A,
    /// Written second.
    B,
}

impl Slot {
    /// The place that is not this one.
    pub(super) fn other(self) -> Self {
        match self {
            Slot::A => Slot::B,
            Slot::B => Slot::A,
        }
    }

    /// As keys and records write it.
    pub(super) fn letter(self) -> &'static str {
        match self {
            Slot::A => "a",
            Slot::B => "b",
        }
    }
}

/// The keys of one portfolio.
#[derive(Clone, Debug)]
pub(super) struct Keys {
    base: String,
}

impl Keys {
    /// Signs outside letters, digits, `-`, `_` and `.` are written `%2F`, so that no
    /// portfolio's keys can begin like another's.
    pub(super) fn new(portfolio: &str) -> Self {
        let mut base = PREFIX.to_owned();
        for byte in portfolio.bytes() {
            if byte.is_ascii_alphanumeric() || b"-_.".contains(&byte) {
                base.push(char::from(byte));
            } else {
                write!(base, "%{byte:02X}").expect("writing to a String cannot fail");
            }
        }
        base.push('/');
        Self { base }
    }

    pub(super) fn head(&self) -> String {
        format!("{}head", self.base)
    }

    pub(super) fn slot(&self, slot: Slot) -> String {
        format!("{}slot-{}", self.base, slot.letter())
    }

    pub(super) fn copies(&self) -> String {
        format!("{}copy/", self.base)
    }

    pub(super) fn quarantine(&self) -> String {
        format!("{}quarantine/", self.base)
    }

    pub(super) fn originals(&self) -> String {
        format!("{}original/", self.base)
    }
}
