//! Numbers, money and dates as people read them.
//!
//! Percent exists in words only: everywhere else a share is a number from 0 to 1.

pub use crate::analysis::written::{count, day, money, month, number, percent, symbol};

/// The bare number of [`percent`], for figures whose sign is set apart: "64", "> 99".
pub fn percent_number(share: f64) -> String {
    percent(share).trim_end_matches(" %").to_owned()
}

/// A number without needless decimals: "3", "2.5".
pub fn plain(value: f64) -> String {
    let text = number(value, 2);
    text.strip_suffix(".00").map_or_else(|| text.trim_end_matches('0').to_owned(), str::to_owned)
}

/// A small count in words at the beginning of a sentence: "Two", "Seven", "14".
pub fn in_words(n: usize) -> String {
    const WORDS: [&str; 13] = [
        "No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven",
        "Twelve",
    ];
    WORDS.get(n).map_or_else(|| n.to_string(), |word| (*word).to_owned())
}

/// The text with a capital: "Demand".
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The text on one line, in at most `most` letters: "Emergency Services Mob…".
pub fn shortened(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= most {
        return line;
    }
    let kept: String = line.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}
