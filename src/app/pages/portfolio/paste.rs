//! A block of cells from a spreadsheet → edits.

use super::column::Column;
use crate::exchange::cell::CellError;
use crate::model::document::Document;
use crate::model::edit::Edit;
use crate::model::id::InitiativeId;
use crate::model::initiative::Initiative;
use crate::model::limits;

/// What a paste would do.
#[derive(Debug, Default)]
pub(super) struct Pasted {
    /// One for each cell that changes and each row that is new.
    pub(super) edits: Vec<Edit>,
    /// Cells that were understood.
    pub(super) cells: usize,
    /// Rows that are new.
    pub(super) added: usize,
    /// Cells that stay as they were: row of the block from 1, column, why.
    pub(super) refused: Vec<(usize, Column, CellError)>,
}

/// The cells of a text that a spreadsheet put on the clipboard: tabs between cells, line breaks between rows.
///
/// A cell that begins with a quotation mark goes on to the closing one and may hold tabs and line breaks.
pub(super) fn block(text: &str) -> Vec<Vec<String>> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text = text.strip_suffix('\n').unwrap_or(&text);
    let mut rows = vec![Vec::new()];
    let mut rest = text;
    loop {
        let (cell, after) = first_cell(rest);
        rows.last_mut().expect("there is always a row").push(cell);
        match after.chars().next() {
            Some('\t') => {}
            Some(_) => rows.push(Vec::new()),
            None => return rows,
        }
        rest = &after[1..];
    }
}

/// The cells as a text that [`block`] and spreadsheets read back.
pub(super) fn text(rows: &[Vec<String>]) -> String {
    let quoted = |cell: &String| {
        if cell.contains(['\t', '\n', '"']) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.clone()
        }
    };
    let lines: Vec<String> =
        rows.iter().map(|row| row.iter().map(quoted).collect::<Vec<_>>().join("\t")).collect();
    lines.join("\n")
}

/// Puts `block` over the cells from `column` on: first those of `rows`, then new initiatives at the end.
pub(super) fn paste(
    document: &Document,
    rows: &[InitiativeId],
    column: Column,
    block: &[Vec<String>],
) -> Pasted {
    let mut pasted = Pasted::default();
    let mut next = 0;
    for (place, cells) in block.iter().enumerate() {
        if let Some(old) = rows.get(place).and_then(|id| document.initiatives.initiative(*id)) {
            put(document, old, place, column, cells, &mut pasted);
        } else {
            if cells.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            if document.initiatives.list.len() + pasted.added >= limits::ITEMS {
                let reason = format!("a portfolio holds at most {} initiatives", limits::ITEMS);
                let remedy = "paste fewer rows".to_owned();
                pasted.refused.push((place + 1, Column::Name, CellError { reason, remedy }));
                break;
            }
            let new = Initiative::new(InitiativeId(document.fresh_id(next)), "New initiative");
            next += 1;
            pasted.added += 1;
            pasted.edits.push(Edit::AddInitiative { initiative: Box::new(new.clone()), position: u32::MAX });
            put(document, &new, place, column, cells, &mut pasted);
        }
    }
    pasted
}

fn put(
    document: &Document,
    old: &Initiative,
    place: usize,
    column: Column,
    cells: &[String],
    pasted: &mut Pasted,
) {
    for (offset, cell) in cells.iter().enumerate() {
        let index = column.index() + offset;
        let Some(column) = Column::ALL.get(index).filter(|column| column.is_typed()) else { continue };
        match column.change(cell, old, document) {
            Ok(change) => {
                pasted.cells += 1;
                pasted.edits.extend(change.map(|change| Edit::Initiative { initiative: old.id, change }));
            }
            Err(error) => pasted.refused.push((place + 1, *column, error)),
        }
    }
}

/// The first cell and what follows it: nothing, or a tab or line break and more.
fn first_cell(text: &str) -> (String, &str) {
    if let Some(inside) = text.strip_prefix('"') {
        let mut cell = String::new();
        let mut rest = inside;
        while let Some((before, after)) = rest.split_once('"') {
            cell.push_str(before);
            match after.strip_prefix('"') {
                Some(further) => {
                    cell.push('"');
                    rest = further;
                }
                None if after.is_empty() || after.starts_with(['\t', '\n']) => return (cell, after),
                // A lone mark inside: the cell was not quoted after all.
                None => break,
            }
        }
    }
    let end = text.find(['\t', '\n']).unwrap_or(text.len());
    (text[..end].to_owned(), &text[end..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample::SAMPLES;

    #[test]
    fn a_block_of_a_spreadsheet_is_read() {
        assert_eq!(block("a\tb\r\nc\t\r\n"), [["a", "b"], ["c", ""]]);
        assert_eq!(
            block("\"two\nlines\"\t\"he said \"\"no\"\"\"\n5\" pipe\t"),
            [["two\nlines", "he said \"no\""], ["5\" pipe", ""]]
        );
    }

    #[test]
    fn what_is_copied_can_be_pasted() {
        let cells = vec![vec!["a\tb".to_owned(), String::new()], vec!["\"".to_owned(), "c\nd".to_owned()]];
        assert_eq!(block(&text(&cells)), cells);
    }

    #[test]
    fn unreadable_cells_stay_and_rows_beyond_the_end_are_new() {
        let document = SAMPLES[1].document();
        let rows = [document.initiatives.list[0].id];
        let cells = block("Renamed\tproject\tdemand\tno\t12 to 14\nAdded\tproduct\t\t\t7.5");
        let pasted = paste(&document, &rows, Column::Name, &cells);
        assert_eq!((pasted.added, pasted.cells, pasted.refused.len()), (1, 9, 1));
        assert_eq!((pasted.refused[0].0, pasted.refused[0].1), (1, Column::Cost));
        let mut after = document.clone();
        Edit::Several { label: String::new(), edits: pasted.edits }.apply(&mut after).unwrap();
        assert_eq!(after.initiatives.list[0].name, "Renamed");
        assert_eq!(after.initiatives.list[0].cost_per_year, document.initiatives.list[0].cost_per_year);
        let last = after.initiatives.list.last().unwrap();
        assert_eq!((last.name.as_str(), last.cost_money()), ("Added", 7.5));
    }
}
