//! The line that an import leaves in the ledger of sources: what came from which file, and how complete it was.

use std::collections::BTreeSet;

use jiff::civil::DateTime;

use super::field::ColumnMap;
use super::proposal::{Outcome, Proposal, Verdict};
use crate::exchange::table::Table;
use crate::model::document::Document;
use crate::model::edit::{Edit, RecordsChange};
use crate::model::finite::Finite;
use crate::model::id::{InitiativeId, RecordId};
use crate::model::office::registers::Record;
use crate::model::office::registers::tools::SourceImport;

impl Proposal {
    /// The import as [`edit`](Self::edit) has it, with its line in the ledger: `file` was read as `table` by `map`,
    /// and imported at `now`.
    pub fn edit_with_ledger(
        &self,
        document: &Document,
        (file, table, map): (&str, &Table, &ColumnMap),
        now: Option<DateTime>,
    ) -> Edit {
        let label = format!("import of {file}");
        let Edit::Several { mut edits, .. } = self.edit(document, label.clone()) else {
            unreachable!("an import is one step of several edits")
        };
        let new = edits.iter().filter_map(|it| match it {
            Edit::AddInitiative { initiative, .. } => Some(initiative.id),
            _ => None,
        });
        let updated = self.rows.iter().filter_map(|row| match row.outcome {
            Outcome::Updates { initiative, .. } => Some(initiative),
            _ => None,
        });
        let initiatives: Vec<InitiativeId> = updated.chain(new).collect();
        let taken = edits.iter().flat_map(Edit::added_ids).max();
        let id = RecordId(taken.map_or(document.fresh_id(0), |id| id.saturating_add(1)));
        let left_out = count(self.refused_count());
        let source = SourceImport {
            imported: now,
            rows: count(self.rows.len()).saturating_sub(left_out),
            left_out,
            completeness: Finite::new(self.completeness(table, map)).unwrap_or_default(),
            conflicts: self.conflicts(document, file),
            fingerprint: fingerprint(table),
            initiatives,
            ..SourceImport::new(id, file.to_owned())
        };
        edits.push(Edit::Records(RecordsChange::Add(Box::new(Record::Source(source)))));
        Edit::Several { label, edits }
    }

    /// Share of the mapped cells, in the rows that are taken, that say something readable; 0 without any.
    fn completeness(&self, table: &Table, map: &ColumnMap) -> f64 {
        let refused: BTreeSet<_> = (self.problems.iter())
            .filter(|it| it.verdict == Verdict::CellRefused)
            .map(|it| (it.row as usize, it.field))
            .collect();
        let (mut cells, mut read) = (0_u32, 0_u32);
        for (place, (row, text)) in self.rows.iter().zip(&table.rows).enumerate() {
            if row.outcome == Outcome::Refused {
                continue;
            }
            for (field, column) in map {
                let cell = text.cells.get(*column as usize).map_or("", |it| it.trim());
                cells += 1;
                read += u32::from(!cell.is_empty() && !refused.contains(&(place, *field)));
            }
        }
        f64::from(read) / f64::from(cells.max(1))
    }

    /// Values that say something else than what another file had brought.
    fn conflicts(&self, document: &Document, file: &str) -> u32 {
        let others = document.office.registers.sources.iter().filter(|it| it.file != file);
        let known: BTreeSet<InitiativeId> = others.flat_map(|it| it.initiatives.iter().copied()).collect();
        let changed = self.rows.iter().map(|row| match &row.outcome {
            Outcome::Updates { initiative, changes } if known.contains(initiative) => changes.len(),
            _ => 0,
        });
        count(changed.sum())
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Sixteen hexadecimal digits that tell the cells of `table` from others: FNV-1a (Fowler, Noll & Vo 1991).
fn fingerprint(table: &Table) -> String {
    let cells = table.rows.iter().flat_map(|row| row.cells.iter());
    let bytes = cells.flat_map(|cell| cell.bytes().chain([0]));
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}
