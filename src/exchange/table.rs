//! Bytes of a CSV file → a table of text cells.
//!
//! Takes what spreadsheets really write: a byte-order mark, UTF-16, Windows-1252,
//! `;` or tab between cells, line breaks inside quotation marks, lone carriage
//! returns, rows of unequal length. What had to be assumed is said in the notes.
//!
//! A first pass over the text counts lines, rows and columns before any cell is
//! stored, so that a hostile file is refused without the memory for it.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::cell::quote;
use crate::model::limits;

/// Most rows below the header.
pub const ROWS: usize = 20_000;
/// Most columns.
pub const COLUMNS: usize = 256;
/// Most cells over all rows.
pub const CELLS: usize = 1_000_000;
/// Longest name of a column that is kept [characters].
const NAME_CHARS: usize = 400;
/// Most notes about single rows; the rest are counted.
const ROW_NOTES: usize = 20;
/// Rows that are looked at to find the delimiter.
const SNIFFED_ROWS: usize = 50;
/// Text that is looked at to find the delimiter [bytes].
const SNIFFED_BYTES: usize = 200_000;

/// A file as cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Names of the columns, trimmed; may be empty or repeat.
    pub header: Vec<String>,
    /// Everything below the header; rows without any text are left out.
    pub rows: Vec<Row>,
    /// What stands between the cells.
    pub delimiter: Delimiter,
    /// What had to be assumed, and rows of unequal length.
    pub notes: Vec<Note>,
}

/// One row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Line of the file in which it begins, from 1; more than the row's number if cells hold line breaks.
    pub line: u32,
    /// As they stand in the file; fewer or more than the header where the file is uneven.
    pub cells: Vec<String>,
}

/// Something about the file that its owner should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Line of the file; none if it is about the whole file.
    pub line: Option<u32>,
    /// In words.
    pub text: String,
}

/// What stands between cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Delimiter {
    /// `,`
    #[default]
    Comma,
    /// `;`
    Semicolon,
    /// Tab, as in a block copied from a spreadsheet.
    Tab,
}

/// Why a file is not read at all.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum TableError {
    /// Above [`limits::FILE_BYTES`].
    #[error("the file has {bytes} bytes, more than the {} that can be read; split it", limits::FILE_BYTES)]
    TooLarge {
        /// Size of the file.
        bytes: usize,
    },
    /// Nothing in it.
    #[error("the file is empty; export it again with a row of column names")]
    Empty,
    /// A zip archive, as .xlsx is, or an old .xls.
    #[error("this is a workbook, not a CSV file; save the sheet as “CSV UTF-8”")]
    Workbook,
    /// Holds bytes that no text has.
    #[error("this is not a text file; save the list as “CSV UTF-8”")]
    Binary,
    /// Above [`ROWS`].
    #[error("the file has more than {ROWS} rows; split it")]
    TooManyRows,
    /// Above [`COLUMNS`].
    #[error("line {line} has more than {COLUMNS} columns; leave out those that are not needed")]
    TooManyColumns {
        /// Where, from 1.
        line: u32,
    },
    /// Above [`CELLS`].
    #[error("the file has more than {CELLS} cells; leave out columns that are not needed, or split it")]
    TooManyCells,
}

impl Delimiter {
    /// All of them, in the order in which a choice shows them.
    pub const ALL: [Self; 3] = [Self::Comma, Self::Semicolon, Self::Tab];

    /// The character.
    pub fn character(self) -> char {
        match self {
            Self::Comma => ',',
            Self::Semicolon => ';',
            Self::Tab => '\t',
        }
    }

    fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
        }
    }
}

impl Table {
    /// Writes another text into a cell, such as one that its owner has mended; a row that is too short grows.
    ///
    /// Beyond the last row or the header it does nothing.
    pub fn mend(&mut self, row: u32, column: u32, text: &str) {
        let column = column as usize;
        let Some(row) = self.rows.get_mut(row as usize).filter(|_| column < self.header.len()) else {
            return;
        };
        if row.cells.len() <= column {
            row.cells.resize(column + 1, String::new());
        }
        text.clone_into(&mut row.cells[column]);
    }
}

impl Row {
    /// Text of the cell in `column`; empty if the row is too short.
    pub fn cell(&self, column: u32) -> &str {
        self.cells.get(column as usize).map_or("", String::as_str)
    }
}

/// Reads a file whose delimiter is found out from its first rows.
///
/// # Errors
///
/// [`TableError`] if it is too large, empty, or no text.
pub fn read_table(bytes: &[u8]) -> Result<Table, TableError> {
    read(bytes, None)
}

/// Reads a file whose delimiter is known.
///
/// # Errors
///
/// As [`read_table`].
pub fn read_table_by(bytes: &[u8], delimiter: Delimiter) -> Result<Table, TableError> {
    read(bytes, Some(delimiter))
}

fn read(bytes: &[u8], delimiter: Option<Delimiter>) -> Result<Table, TableError> {
    if bytes.len() > limits::FILE_BYTES {
        return Err(TableError::TooLarge { bytes: bytes.len() });
    }
    let mut notes = Vec::new();
    let text = decode(bytes, &mut notes)?;
    // The reader below skips one mark by itself, so that none may be left for it.
    let text = text.trim_start_matches('\u{feff}');
    let (text, declared, skipped) = without_declaration(text);
    let delimiter = delimiter.or(declared).unwrap_or_else(|| sniff(text));

    let mut outline = Outline::new(text, delimiter.byte());
    let (mut lines, mut count) = (Vec::new(), 0);
    for row in &mut outline {
        if row.width > COLUMNS {
            return Err(TableError::TooManyColumns { line: row.line + skipped });
        }
        if lines.len() > ROWS {
            return Err(TableError::TooManyRows);
        }
        count += row.width;
        if count > CELLS {
            return Err(TableError::TooManyCells);
        }
        lines.push(row.line + skipped);
    }
    if outline.open_quote {
        let line = lines.last().copied();
        notes.push(Note {
            line,
            text: "a quotation mark is not closed; all that follows is one cell".to_owned(),
        });
    }
    let mut rows = cells(text, delimiter, &lines)?;
    if rows.is_empty() {
        return Err(TableError::Empty);
    }
    let header: Vec<String> =
        rows.remove(0).cells.iter().map(|name| name.trim().chars().take(NAME_CHARS).collect()).collect();
    if rows.is_empty() {
        notes.push(Note { line: None, text: "there are column names but no rows below them".to_owned() });
    }
    note_lengths(&header, &rows, &mut notes);
    Ok(Table { header, rows, delimiter, notes })
}

/// The cells of every row that holds any text.
fn cells(text: &str, delimiter: Delimiter, lines: &[u32]) -> Result<Vec<Row>, TableError> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter.byte())
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for (index, record) in reader.records().enumerate() {
        // Text in memory is neither unreadable nor invalid UTF-8, and rows may differ in length.
        let record = record.map_err(|_| TableError::Binary)?;
        if record.iter().any(|cell| !cell.trim().is_empty()) {
            let line = lines.get(index).copied().unwrap_or(0);
            rows.push(Row { line, cells: record.iter().map(str::to_owned).collect() });
        }
    }
    Ok(rows)
}

fn note_lengths(header: &[String], rows: &[Row], notes: &mut Vec<Note>) {
    let columns = header.len();
    let filled =
        |row: &Row| row.cells.iter().rposition(|cell| !cell.trim().is_empty()).map_or(0, |last| last + 1);
    let mut uneven = 0;
    for row in rows {
        // Empty cells at the end of a row are no loss.
        let (has, used) = (row.cells.len(), filled(row));
        if has >= columns && used <= columns {
            continue;
        }
        uneven += 1;
        if uneven <= ROW_NOTES {
            let text = if has < columns {
                format!("the row has {has} of {columns} columns; the missing ones count as empty")
            } else {
                format!(
                    "the row has text in column {used}; those beyond column {columns} have no name and are not read"
                )
            };
            notes.push(Note { line: Some(row.line), text });
        }
    }
    if uneven > ROW_NOTES {
        let text = format!("{} more rows differ in length from the header", uneven - ROW_NOTES);
        notes.push(Note { line: None, text });
    }
}

fn decode(bytes: &[u8], notes: &mut Vec<Note>) -> Result<String, TableError> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(TableError::Workbook);
    }
    let mut note = |text: String| notes.push(Note { line: None, text });
    let text = if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        note("the file is UTF-16; it was converted".to_owned());
        utf_16(rest, u16::from_le_bytes)
    } else if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        note("the file is UTF-16; it was converted".to_owned());
        utf_16(rest, u16::from_be_bytes)
    } else if let Ok(text) = std::str::from_utf8(bytes) {
        text.to_owned()
    } else {
        let text: String = bytes.iter().map(|byte| windows_1252(*byte)).collect();
        let sample = text.split(|letter: char| !letter.is_alphanumeric()).find(|word| !word.is_ascii());
        let check =
            sample.map_or_else(String::new, |word| format!("; check whether {} is right", quote(word)));
        note(format!("the file is not UTF-8 and was read as Windows-1252{check}"));
        text
    };
    // UTF-16 without a mark and every binary format have these; no text has.
    if text.contains('\0') {
        return Err(TableError::Binary);
    }
    if text.trim().is_empty() { Err(TableError::Empty) } else { Ok(text) }
}

fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// As the WHATWG encoding standard maps it; the five unassigned bytes stay control characters.
fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// The text below a first line `sep=;`, the delimiter it names, and the lines skipped.
fn without_declaration(text: &str) -> (&str, Option<Delimiter>, u32) {
    Delimiter::ALL
        .into_iter()
        .find_map(|delimiter| {
            let rest = text.strip_prefix("sep=")?.strip_prefix(delimiter.character())?;
            let rest = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\r', '\n']))?;
            Some((rest, Some(delimiter), 1))
        })
        .unwrap_or((text, None, 0))
}

/// The delimiter that gives most rows the width of the first; then the one that gives most columns.
fn sniff(text: &str) -> Delimiter {
    let text = &text[..text.floor_char_boundary(SNIFFED_BYTES)];
    let fit = |delimiter: &Delimiter| {
        let widths: Vec<usize> =
            Outline::new(text, delimiter.byte()).take(SNIFFED_ROWS).map(|row| row.width).collect();
        let first = widths.first().copied().unwrap_or(0);
        let alike = if first > 1 { widths.iter().filter(|width| **width == first).count() } else { 0 };
        (alike, first)
    };
    // Of equals the last wins: commas are also decimal signs, semicolons and tabs seldom anything else.
    Delimiter::ALL.into_iter().max_by_key(fit).filter(|best| fit(best).0 > 0).unwrap_or_default()
}

/// Where rows begin and how wide they are, by the rules of the csv crate, without storing any cell.
struct Outline<'a> {
    bytes: &'a [u8],
    at: usize,
    line: u32,
    delimiter: u8,
    /// The text ended inside quotation marks.
    open_quote: bool,
}

struct OutlineRow {
    line: u32,
    width: usize,
}

impl<'a> Outline<'a> {
    fn new(text: &'a str, delimiter: u8) -> Self {
        Self { bytes: text.as_bytes(), at: 0, line: 1, delimiter, open_quote: false }
    }

    /// The next byte; counts the line if it ends one.
    fn step(&mut self) -> Option<u8> {
        let byte = *self.bytes.get(self.at)?;
        self.at += 1;
        if byte == b'\n' || (byte == b'\r' && self.bytes.get(self.at) != Some(&b'\n')) {
            self.line += 1;
        }
        Some(byte)
    }
}

impl Iterator for Outline<'_> {
    type Item = OutlineRow;

    fn next(&mut self) -> Option<OutlineRow> {
        while matches!(self.bytes.get(self.at), Some(b'\r' | b'\n')) {
            self.step();
        }
        if self.at >= self.bytes.len() {
            return None;
        }
        let mut row = OutlineRow { line: self.line, width: 1 };
        // A quotation mark opens only at the beginning of a cell.
        let (mut beginning, mut quoted) = (true, false);
        while let Some(byte) = self.step() {
            if quoted {
                if byte == b'"' {
                    if self.bytes.get(self.at) == Some(&b'"') {
                        self.at += 1;
                    } else {
                        quoted = false;
                    }
                }
                continue;
            }
            match byte {
                b'"' if beginning => (quoted, beginning) = (true, false),
                b'\r' | b'\n' => return Some(row),
                byte if byte == self.delimiter => {
                    row.width += 1;
                    beginning = true;
                }
                _ => beginning = false,
            }
        }
        self.open_quote = quoted;
        Some(row)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// The outline and the csv crate agree on rows and widths, whatever the text.
        #[test]
        fn outline_agrees_with_the_reader(text in "[ab,;\"\r\n]{0,60}") {
            let mut reader = csv::ReaderBuilder::new()
                .has_headers(false).flexible(true).from_reader(text.as_bytes());
            let read: Vec<usize> = reader.records().map(|record| record.unwrap().len()).collect();
            let outlined: Vec<usize> = Outline::new(&text, b',').map(|row| row.width).collect();
            prop_assert_eq!(outlined, read);
        }
    }

    #[test]
    fn lines_count_every_kind_of_line_end() {
        let lines: Vec<u32> = Outline::new("a\r\n\"b\nc\"\rd\n\n\ne", b',').map(|row| row.line).collect();
        assert_eq!(lines, [1, 2, 4, 7]);
    }
}
