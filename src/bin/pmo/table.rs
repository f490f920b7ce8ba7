//! Tables for people: columns as wide as their widest cell, numbers to the right.

use std::fmt;

use crate::output::printable;

/// Longest text of a column that is not the last [characters].
const WIDEST: usize = 44;
/// Between columns.
const GAP: &str = "  ";

/// A heading and rows of as many cells.
pub(crate) struct Table {
    columns: Vec<(String, Side)>,
    rows: Vec<Vec<String>>,
}

/// Where a column's cells stand.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// Text.
    Left,
    /// Numbers.
    Right,
}

impl Table {
    /// A table without rows.
    pub(crate) fn new(columns: &[(&str, Side)]) -> Self {
        let columns = columns.iter().map(|&(name, side)| (name.to_owned(), side)).collect();
        Self { columns, rows: Vec::new() }
    }

    /// Adds a column; before any row.
    pub(crate) fn column(&mut self, name: &str, side: Side) {
        self.columns.push((name.to_owned(), side));
    }

    /// Adds a row; cells that are missing are empty.
    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        let last = self.columns.len() - 1;
        let fitted = cells.into_iter().enumerate().map(|(column, cell)| {
            let cell = printable(&cell);
            if column == last { cell } else { shortened(cell) }
        });
        self.rows.push(fitted.collect());
    }

    fn line(&self, f: &mut fmt::Formatter<'_>, widths: &[usize], cells: &[String]) -> fmt::Result {
        let mut line = String::new();
        for (column, (&width, (_, side))) in widths.iter().zip(&self.columns).enumerate() {
            let cell = cells.get(column).map_or("", String::as_str);
            let padding = " ".repeat(width - length(cell));
            let (before, after) = match side {
                Side::Left => ("", padding.as_str()),
                Side::Right => (padding.as_str(), ""),
            };
            line.extend([if column == 0 { "" } else { GAP }, before, cell, after]);
        }
        writeln!(f, "{}", line.trim_end())
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let head: Vec<String> = self.columns.iter().map(|(name, _)| name.clone()).collect();
        let rows = || std::iter::once(&head).chain(self.rows.iter());
        let width = |column: usize| {
            rows().filter_map(|row| row.get(column)).map(|cell| length(cell)).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..self.columns.len()).map(width).collect();
        self.line(f, &widths, &head)?;
        let rules: Vec<String> = widths.iter().map(|width| "─".repeat(*width)).collect();
        self.line(f, &widths, &rules)?;
        self.rows.iter().try_for_each(|row| self.line(f, &widths, row))
    }
}

/// `part` of a whole, as "43 %".
pub(crate) fn percent(part: f64) -> String {
    format!("{:.0} %", part * 100.0)
}

/// A share with its interval, rounded outwards so that it never says more than is known, as "43 % (41–45)".
pub(crate) fn percent_within(part: f64, low: f64, high: f64) -> String {
    format!("{} ({:.0}–{:.0})", percent(part), (low * 100.0).floor(), (high * 100.0).ceil())
}

/// A count with a comma between thousands.
pub(crate) fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A count and its noun, in the plural unless there is one.
pub(crate) fn counted(number: usize, noun: &str) -> String {
    format!("{} {noun}{}", count(number as u64), if number == 1 { "" } else { "s" })
}

fn shortened(text: String) -> String {
    if length(&text) <= WIDEST {
        return text;
    }
    let mut short: String = text.chars().take(WIDEST - 1).collect();
    short.truncate(short.trim_end().len());
    short + "…"
}

fn length(text: &str) -> usize {
    text.chars().count()
}
