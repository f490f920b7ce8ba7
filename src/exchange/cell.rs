//! What a person types into a cell: numbers, dates, estimates, words.
//!
//! Every reader either understands the whole text or says what is wrong and how
//! to mend it; none guesses. `1,5` with a decimal point is refused and never
//! becomes 15, because a wrong amount is worse than an empty cell.

mod date;
mod estimate;
mod number;
mod word;

use thiserror::Error;

pub use date::{DateHint, DateOrder, date_hint, parse_date};
pub use estimate::{format_estimate, parse_amount, parse_estimate};
pub use number::{Decimal, DecimalHint, decimal_hint, parse_number, parse_number_scaled};
pub use word::{
    class_word, kind_word, mode_word, parse_class, parse_in_plan, parse_kind, parse_mode, parse_state,
    state_word,
};

/// Longest part of a cell that a message repeats [characters].
const QUOTED_CHARS: usize = 48;

/// Longest text that is read as a number, a date or an estimate [bytes]; the smallest number has 325 digits.
const VALUE_BYTES: usize = 2_000;

/// Why a cell is not understood.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{reason}; {remedy}")]
pub struct CellError {
    /// What is wrong, with the text: "“198 to 240” is not a number".
    pub reason: String,
    /// How to mend it: "a range is written 198..240".
    pub remedy: String,
}

impl CellError {
    fn new(reason: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { reason: reason.into(), remedy: remedy.into() }
    }
}

/// Whether the text is one of the usual ways to say that nothing is known: `NA`, `n/a`, `-`, `tbc` …
///
/// Such a cell counts as empty where a number, a date or a word is expected.
pub fn says_nothing(text: &str) -> bool {
    const MARKS: [&str; 15] = [
        "na",
        "n/a",
        "n.a.",
        "#n/a",
        "-",
        "--",
        "–",
        "—",
        "?",
        "tbc",
        "tbd",
        "none",
        "null",
        "unknown",
        "not known",
    ];
    text.len() <= 32 && MARKS.contains(&text.trim().to_lowercase().as_str())
}

/// The text on one line, in quotation marks, not longer than a message can bear.
pub(super) fn quote(text: &str) -> String {
    let mut line = String::new();
    // Only as much as is shown is looked at: a hostile cell may hold megabytes.
    for word in text.split_whitespace().take(QUOTED_CHARS) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.extend(word.chars().take(QUOTED_CHARS + 1).filter(|letter| !letter.is_control()));
        if line.len() > 8 * QUOTED_CHARS {
            break;
        }
    }
    if line.chars().count() > QUOTED_CHARS {
        let short: String = line.chars().take(QUOTED_CHARS).collect();
        return format!("“{}…”", short.trim_end());
    }
    format!("“{line}”")
}
