//! What an import would do, row by row, and the edit that does it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::field::{ColumnMap, Field};
use super::reading::{Evidence, Reading};
use super::row::{Cells, Source, Values};
use super::text::cleaned_line;
use crate::exchange::cell::{CellError, quote};
use crate::exchange::table::Table;
use crate::model::document::Document;
use crate::model::edit::{Edit, InitiativeChange};
use crate::model::id::{InitiativeId, StageId};
use crate::model::initiative::Initiative;
use crate::model::limits;

/// Most problems that are listed; the rest are counted.
pub(super) const PROBLEMS: usize = 20_000;

/// What an import would do; nothing has been changed yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// One for each row of the table, in its order.
    pub rows: Vec<ProposedRow>,
    /// Everything that is not taken over as it stands, in the order of rows.
    pub problems: Vec<CellProblem>,
    /// Problems beyond the first 20,000.
    pub problems_left_off: usize,
}

/// What would become of one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProposedRow {
    /// Line of the file in which the row begins, from 1.
    pub line: u32,
    /// What would become of it.
    pub outcome: Outcome,
}

/// What would become of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A new initiative; its id is settled by [`Proposal::edit`].
    New(Box<Initiative>),
    /// An initiative that is already there.
    Updates {
        /// Which.
        initiative: InitiativeId,
        /// What changes; empty if row and document agree.
        changes: Vec<InitiativeChange>,
    },
    /// Nothing; the problems say why.
    Refused,
}

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Taken over, but worth a look; or a cell that says it is empty.
    Note,
    /// The cell counts as empty.
    CellRefused,
    /// The whole row is left out.
    RowRefused,
}

/// One thing that is not taken over as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellProblem {
    /// Line of the file in which the row begins, from 1.
    pub line: u32,
    /// Place of the row in [`Table::rows`], from 0.
    pub row: u32,
    /// Field that the cell was meant for.
    pub field: Field,
    /// Name of its column in the file; of the field, if the column has none.
    pub column: String,
    /// Text of the cell on one line, shortened.
    pub text: String,
    /// How bad it is.
    pub verdict: Verdict,
    /// What is wrong.
    pub reason: String,
    /// How to mend it.
    pub remedy: String,
}

impl fmt::Display for CellProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, {}: {}; {}", self.line, self.column, self.reason, self.remedy)
    }
}

/// What importing `table` into `document` would do.
///
/// A row updates the initiative with the same reference, or with the same name
/// unless both have references that differ; any other row with a name is new.
/// Of two rows for the same initiative the second is refused.
pub fn propose(document: &Document, table: &Table, map: &ColumnMap, reading: &Reading) -> Proposal {
    let source = Source { document, table, map, reading, evidence: Evidence::of(table, map) };
    let mut problems = Problems::default();
    let mut matcher = Matcher::new(document);
    let mut rows = Vec::with_capacity(table.rows.len());
    for (row, text) in table.rows.iter().enumerate() {
        let mut cells = Cells { source: &source, row, problems: &mut problems };
        let values = cells.read();
        let outcome = match matcher.place(text.line, &values) {
            Ok((place, note)) => {
                if let Some(note) = note {
                    cells.report(Field::Name, Verdict::Note, note);
                }
                match place {
                    Place::Existing(index) => {
                        let old = &document.initiatives.list[index];
                        Outcome::Updates { initiative: old.id, changes: values.changes(old, document) }
                    }
                    Place::New => Outcome::New(Box::new(values.draft(document))),
                }
            }
            Err((field, error)) => {
                cells.report(field, Verdict::RowRefused, error);
                Outcome::Refused
            }
        };
        rows.push(ProposedRow { line: text.line, outcome });
    }
    Proposal { rows, problems: problems.list, problems_left_off: problems.left_off }
}

impl Proposal {
    /// The import as one step of undo; `document` is the one that was proposed for.
    ///
    /// New initiatives go to the end of the order of priority, in the order of
    /// the file, with fresh ids.
    pub fn edit(&self, document: &Document, label: impl Into<String>) -> Edit {
        let mut edits = Vec::new();
        let mut added = 0;
        for row in &self.rows {
            match &row.outcome {
                Outcome::New(draft) => {
                    let mut initiative = draft.clone();
                    initiative.id = InitiativeId(document.fresh_id(added));
                    added += 1;
                    for stage in &mut initiative.stages {
                        stage.id = StageId(document.fresh_id(added));
                        added += 1;
                    }
                    edits.push(Edit::AddInitiative { initiative, position: u32::MAX });
                }
                Outcome::Updates { initiative, changes } => edits.extend(
                    changes
                        .iter()
                        .map(|change| Edit::Initiative { initiative: *initiative, change: change.clone() }),
                ),
                Outcome::Refused => {}
            }
        }
        Edit::Several { label: label.into(), edits }
    }

    /// Rows that become new initiatives.
    pub fn new_count(&self) -> usize {
        self.rows.iter().filter(|row| matches!(row.outcome, Outcome::New(_))).count()
    }

    /// Rows that meet an initiative that is already there, whether or not they change it.
    pub fn update_count(&self) -> usize {
        self.rows.iter().filter(|row| matches!(row.outcome, Outcome::Updates { .. })).count()
    }

    /// Rows that are left out.
    pub fn refused_count(&self) -> usize {
        self.rows.iter().filter(|row| row.outcome == Outcome::Refused).count()
    }
}

/// The list of problems, cut off before a hostile file fills the memory with it.
#[derive(Debug, Default)]
pub(super) struct Problems {
    list: Vec<CellProblem>,
    left_off: usize,
}

impl Problems {
    pub(super) fn add(&mut self, problem: CellProblem) {
        if self.list.len() < PROBLEMS {
            self.list.push(problem);
        } else {
            self.left_off += 1;
        }
    }
}

enum Place {
    New,
    Existing(usize),
}

type Refusal = (Field, CellError);

/// Which initiative a row speaks of, given the document and the rows before it.
struct Matcher<'a> {
    list: &'a [Initiative],
    by_reference: BTreeMap<String, Vec<usize>>,
    by_name: BTreeMap<String, Vec<usize>>,
    by_lower_name: BTreeMap<String, Vec<usize>>,
    /// Initiatives that an earlier row updates, with its line.
    updated: BTreeMap<usize, u32>,
    /// References and names of earlier new rows, with their lines.
    new_references: BTreeMap<String, u32>,
    new_names: BTreeMap<String, u32>,
    /// Names of earlier new rows without a reference that could tell them apart.
    bare_names: BTreeSet<String>,
    room: usize,
}

impl<'a> Matcher<'a> {
    fn new(document: &'a Document) -> Self {
        let list = &document.initiatives.list[..];
        let index = |key: fn(&Initiative) -> String| {
            let mut index: BTreeMap<String, Vec<usize>> = BTreeMap::new();
            for (place, initiative) in list.iter().enumerate() {
                index.entry(key(initiative)).or_default().push(place);
            }
            index
        };
        let mut by_reference = index(|initiative| cleaned_line(&initiative.reference));
        by_reference.remove("");
        Self {
            list,
            by_reference,
            by_name: index(|initiative| cleaned_line(&initiative.name)),
            by_lower_name: index(|initiative| cleaned_line(&initiative.name).to_lowercase()),
            updated: BTreeMap::new(),
            new_references: BTreeMap::new(),
            new_names: BTreeMap::new(),
            bare_names: BTreeSet::new(),
            room: limits::ITEMS.saturating_sub(list.len()),
        }
    }

    /// Where the row belongs, with a note on its name if it is like another's.
    fn place(&mut self, line: u32, values: &Values) -> Result<(Place, Option<CellError>), Refusal> {
        if let Some(index) = self.existing(values)? {
            if let Some(earlier) = self.updated.insert(index, line) {
                self.updated.insert(index, earlier);
                let name = quote(&self.list[index].name);
                let reason = format!("line {earlier} already updates {name}");
                return Err((
                    Field::Name,
                    error(reason, "leave one of the two rows out, or give it another name"),
                ));
            }
            return Ok((Place::Existing(index), None));
        }
        let Some(name) = values.name.as_ref() else {
            return Err((Field::Name, error("the row has no name", "give it a name or leave it out")));
        };
        let reference = values.reference.as_ref();
        if let Some((reference, earlier)) = reference.and_then(|it| self.new_references.get_key_value(it)) {
            let reason = format!("line {earlier} already has the reference {}", quote(reference));
            return Err((
                Field::Reference,
                error(reason, "give the row a reference of its own, or leave it out"),
            ));
        }
        let mut note = None;
        if let Some(earlier) = self.new_names.get(name) {
            let reason = format!("line {earlier} already has the name {}", quote(name));
            if reference.is_none() || self.bare_names.contains(name) {
                let remedy = "give the row a name of its own, give both a reference, or leave it out";
                return Err((Field::Name, error(reason, remedy)));
            }
            note = Some(error(reason, "their references differ, so both are taken; rename one"));
        } else if self.by_name.contains_key(name) {
            let reason = format!("an initiative with another reference is also called {}", quote(name));
            note = Some(error(reason, "their references differ, so both are kept; rename one"));
        }
        if self.room == 0 {
            let reason = format!("a portfolio holds at most {} initiatives", limits::ITEMS);
            return Err((Field::Name, error(reason, "import fewer rows")));
        }
        self.room -= 1;
        self.new_names.entry(name.clone()).or_insert(line);
        match reference {
            Some(reference) => {
                self.new_references.insert(reference.clone(), line);
            }
            None => {
                self.bare_names.insert(name.clone());
            }
        }
        Ok((Place::New, note))
    }

    fn existing(&self, values: &Values) -> Result<Option<usize>, Refusal> {
        let name = values.name.as_deref();
        if let Some(reference) = &values.reference
            && let Some(same) = self.by_reference.get(reference)
        {
            let named = |index: &&usize| name == Some(cleaned_line(&self.list[**index].name).as_str());
            return match same[..] {
                [only] => Ok(Some(only)),
                _ => the_only(same.iter().filter(named)).map(Some).ok_or_else(|| {
                    let reason =
                        format!("{} initiatives have the reference {}", same.len(), quote(reference));
                    (Field::Reference, error(reason, "give each of them a reference of its own first"))
                }),
            };
        }
        let Some(name) = name else { return Ok(None) };
        // Two references that differ tell two initiatives of the same name apart.
        let without_reference = |index: &&usize| cleaned_line(&self.list[**index].reference).is_empty();
        let possible = |index: &&usize| values.reference.is_none() || without_reference(index);
        let exact = self.by_name.get(name).map_or(&[][..], Vec::as_slice);
        let alike = self.by_lower_name.get(&name.to_lowercase()).map_or(&[][..], Vec::as_slice);
        let candidates = if exact.iter().any(|index| possible(&index)) { exact } else { alike };
        let mut found: Vec<usize> = candidates.iter().filter(possible).copied().collect();
        if found.len() > 1 {
            found.retain(|index| without_reference(&index));
        }
        match found[..] {
            [] if candidates.iter().filter(possible).count() == 0 => Ok(None),
            [only] => Ok(Some(only)),
            _ => {
                let reason = format!("several initiatives are called {}", quote(name));
                Err((Field::Name, error(reason, "add a column with their references, or rename one first")))
            }
        }
    }
}

fn the_only<'a>(mut indices: impl Iterator<Item = &'a usize>) -> Option<usize> {
    let first = indices.next().copied();
    first.filter(|_| indices.next().is_none())
}

fn error(reason: impl Into<String>, remedy: &str) -> CellError {
    CellError { reason: reason.into(), remedy: remedy.to_owned() }
}
