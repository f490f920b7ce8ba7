//! What the table of initiatives is doing: which cell is active, which is being typed into, which row is dragged.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos::task::{spawn_local, tick};
use wasm_bindgen::JsCast;

use super::column::Column;
use super::paste;
use crate::app::actions::attempt;
use crate::app::format::count;
use crate::app::state::session::{Dialog, Notice, Session};
use crate::app::state::simulation::Simulation;
use crate::app::state::store::Store;
use crate::model::edit::{Edit, InitiativeChange};
use crate::model::id::InitiativeId;
use crate::model::initiative::Initiative;
use crate::model::validate::{Issue, Place};

/// Rows shown at first; a portfolio of thousands is shown in parts.
pub(super) const ROWS: usize = 400;
/// Refused cells that a notice names; the rest are counted.
const REFUSED: usize = 6;

/// A cell of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    /// Initiative.
    pub(super) row: InitiativeId,
    /// Column.
    pub(super) column: Column,
}

/// A cell that is being typed into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Editing {
    /// Which.
    pub(super) cell: Cell,
    /// The first letter, if typing began the edit; otherwise the cell's text is there.
    pub(super) begun_with: Option<String>,
}

/// A row on its way to another place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Drag {
    /// Which.
    pub(super) row: InitiativeId,
    /// Row whose place it would take.
    pub(super) over: InitiativeId,
    /// Whether it moves down the list, and so would stand below that row.
    pub(super) is_down: bool,
}

/// Handle on the table; copy it freely.
#[derive(Clone, Copy)]
pub(super) struct Sheet {
    pub(super) store: Store,
    pub(super) session: Session,
    /// Text that rows must contain.
    pub(super) filter: RwSignal<String>,
    /// Only rows of the plan.
    pub(super) plan_only: RwSignal<bool>,
    /// Most rows shown.
    pub(super) limit: RwSignal<usize>,
    /// Rows that pass the filter.
    pub(super) matching: Memo<Vec<InitiativeId>>,
    /// Rows that are shown.
    pub(super) rows: Memo<Vec<InitiativeId>>,
    /// The one cell that Tab reaches; none in an empty table.
    pub(super) active: Memo<Option<Cell>>,
    /// Rows and columns from the cell where a selection began to the active one.
    pub(super) selection: Memo<Option<Block>>,
    pub(super) editing: RwSignal<Option<Editing>>,
    pub(super) drag: RwSignal<Option<Drag>>,
    /// What is wrong, by initiative.
    pub(super) issues: Memo<BTreeMap<InitiativeId, Vec<Issue>>>,
    /// Chance to be on time, by initiative of the plan.
    pub(super) on_time: Memo<BTreeMap<InitiativeId, f64>>,
    /// Told to screen readers.
    pub(super) said: RwSignal<String>,
    chosen: RwSignal<Option<Cell>>,
    anchor: RwSignal<Option<Cell>>,
}

/// A rectangle of cells: first and last row, first and last column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) rows: (usize, usize),
    pub(super) columns: (usize, usize),
}

impl Sheet {
    /// From the component tree.
    pub(super) fn new() -> Self {
        let store = expect_context::<Store>();
        let session = expect_context::<Session>();
        let simulation = expect_context::<Simulation>();
        let filter = RwSignal::new(String::new());
        let plan_only = RwSignal::new(false);
        let limit = RwSignal::new(ROWS);
        let matching = Memo::new(move |_| {
            let wanted = filter.get().trim().to_lowercase();
            let is_wanted = |it: &&Initiative| {
                (!plan_only.get() || it.in_plan)
                    && (wanted.is_empty()
                        || [&it.name, &it.department, &it.owner, &it.reference]
                            .iter()
                            .any(|text| text.to_lowercase().contains(&wanted)))
            };
            store.initiatives.with(|it| it.list.iter().filter(is_wanted).map(|it| it.id).collect::<Vec<_>>())
        });
        let rows = Memo::new(move |_| {
            matching.with(|ids| ids.iter().take(limit.get()).copied().collect::<Vec<_>>())
        });
        let chosen = RwSignal::new(None::<Cell>);
        let anchor = RwSignal::new(None::<Cell>);
        let active = Memo::new(move |_| {
            let chosen = chosen.get().filter(|cell| rows.with(|rows| rows.contains(&cell.row)));
            chosen.or_else(|| {
                rows.with(|rows| rows.first().map(|row| Cell { row: *row, column: Column::Name }))
            })
        });
        let selection = Memo::new(move |_| {
            let (from, to) = (anchor.get()?, active.get()?);
            rows.with(|rows| {
                let place = |cell: Cell| rows.iter().position(|row| *row == cell.row);
                let (one, other) = (place(from)?, place(to)?);
                let (left, right) = (from.column.index(), to.column.index());
                Some(Block {
                    rows: (one.min(other), one.max(other)),
                    columns: (left.min(right), left.max(right)),
                })
            })
        });
        Self {
            store,
            session,
            filter,
            plan_only,
            limit,
            matching,
            rows,
            active,
            selection,
            editing: RwSignal::new(None),
            drag: RwSignal::new(None),
            issues: Memo::new(move |_| store.issues.with(|issues| by_initiative(store, issues))),
            on_time: Memo::new(move |_| {
                simulation.report.with(|report| {
                    let initiatives = report.iter().flat_map(|report| &report.initiatives);
                    initiatives.filter_map(|it| Some((it.id, it.on_time?))).collect()
                })
            }),
            said: RwSignal::new(String::new()),
            chosen,
            anchor,
        }
    }

    /// Makes `cell` the active one; the focus is there already.
    pub(super) fn choose(&self, cell: Cell) {
        if self.chosen.get_untracked() != Some(cell) {
            self.chosen.set(Some(cell));
        }
    }

    /// A selection begins at the active cell, or ends.
    pub(super) fn extend(&self, extends: bool) {
        match (extends, self.anchor.get_untracked()) {
            (true, None) => self.anchor.set(self.active.get_untracked()),
            (false, Some(_)) => self.anchor.set(None),
            _ => {}
        }
    }

    /// Makes `cell` the active one and takes the focus there.
    pub(super) fn go(&self, cell: Cell) {
        self.choose(cell);
        self.focus();
    }

    /// Takes the focus to the active cell, once it is in the page.
    pub(super) fn focus(&self) {
        let active = self.active;
        spawn_local(async move {
            // Rows that are new or have moved are put in their place by effects that are waiting now.
            for _ in 0..4 {
                tick().await;
            }
            let Some(cell) = active.try_get_untracked().flatten() else { return };
            let element = document()
                .get_element_by_id(&cell.id())
                .and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok());
            if let Some(element) = element
                && let Err(error) = element.focus()
            {
                leptos::logging::warn!("the cell does not take the focus: {error:?}");
            }
        });
    }

    /// Moves the active cell, as far as there are cells.
    pub(super) fn step(&self, down: isize, right: isize, extends: bool) {
        let Some(cell) = self.active.get_untracked() else { return };
        self.extend(extends);
        let rows = self.rows.get_untracked();
        let row = rows.iter().position(|row| *row == cell.row).unwrap_or(0);
        let row = row.saturating_add_signed(down).min(rows.len().saturating_sub(1));
        self.go(Cell {
            row: rows[row],
            column: Column::at(cell.column.index().saturating_add_signed(right)),
        });
    }

    /// After an edit that Tab has ended: the next cell that can be typed into, in the next row after the last.
    pub(super) fn step_on(&self, backwards: bool) {
        let Some(cell) = self.active.get_untracked() else { return };
        let typed: Vec<usize> =
            Column::ALL.iter().filter(|column| column.is_typed()).map(|column| column.index()).collect();
        let here = typed.iter().position(|index| *index == cell.column.index()).unwrap_or(0);
        let first_or_last = if backwards { here == 0 } else { here + 1 == typed.len() };
        let (down, index) = match (first_or_last, backwards) {
            (true, true) => (-1, typed[typed.len() - 1]),
            (true, false) => (1, typed[0]),
            (false, true) => (0, typed[here - 1]),
            (false, false) => (0, typed[here + 1]),
        };
        self.step(down, 0, false);
        if let Some(cell) = self.active.get_untracked() {
            self.go(Cell { column: Column::at(index), ..cell });
        }
    }

    /// Acts on the active cell as Enter does: opens, toggles, or lets type.
    pub(super) fn enter(&self, begun_with: Option<String>) {
        let Some(cell) = self.active.get_untracked() else { return };
        self.extend(false);
        match cell.column {
            Column::Status | Column::More => self.session.dialog.set(Some(Dialog::Initiative(cell.row))),
            Column::InPlan => self.toggle(cell.row),
            column if column.is_typed() => self.editing.set(Some(Editing { cell, begun_with })),
            _ => {}
        }
    }

    /// Takes an initiative into the plan, or out of it.
    pub(super) fn toggle(&self, row: InitiativeId) {
        let in_plan =
            self.store.initiatives.with_untracked(|it| it.initiative(row).is_some_and(|it| it.in_plan));
        self.store.commit(Edit::Initiative { initiative: row, change: InitiativeChange::InPlan(!in_plan) });
    }

    /// Keeps what was typed.
    ///
    /// # Errors
    ///
    /// Why the text is refused, and how to mend it; the cell stays open.
    pub(super) fn keep(&self, text: &str) -> Result<(), String> {
        let Some(Editing { cell, .. }) = self.editing.get_untracked() else { return Ok(()) };
        let change = self.store.document.with_untracked(|document| {
            let Some(initiative) = document.initiatives.initiative(cell.row) else { return Ok(None) };
            cell.column.change(text, initiative, document).map_err(|error| error.to_string())
        })?;
        if let Some(change) = change {
            attempt(self.store, Edit::Initiative { initiative: cell.row, change })
                .map_err(|error| error.to_string())?;
        }
        self.editing.set(None);
        Ok(())
    }

    /// Empties the active cell, or all that are selected.
    pub(super) fn clear(&self) {
        let cells = self.cells();
        let mut refused = None;
        let edits: Vec<Edit> = self.store.document.with_untracked(|document| {
            let change = |cell: &Cell| match cell.column.change(
                "",
                document.initiatives.initiative(cell.row)?,
                document,
            ) {
                Ok(change) => Some(Edit::Initiative { initiative: cell.row, change: change? }),
                Err(error) => {
                    refused = Some(error);
                    None
                }
            };
            cells.iter().flatten().filter_map(change).collect()
        });
        if let Some(error) = refused {
            self.session.tell(Notice::stop(
                "A name cannot be empty",
                format!("{error}; Shift Delete deletes the whole row."),
            ));
        }
        if !edits.is_empty() {
            let label = format!("clearing of {}", count(edits.len(), "cell", "cells"));
            self.store.commit(Edit::Several { label, edits });
        }
    }

    /// The selected cells, or the active one, as a block for a spreadsheet.
    pub(super) fn copied(&self) -> String {
        let cells = self.cells();
        let rows = self.store.initiatives.with_untracked(|it| {
            let text =
                |cell: &Cell| it.initiative(cell.row).map_or_else(String::new, |it| cell.column.typed(it));
            cells.iter().map(|row| row.iter().map(text).collect()).collect::<Vec<Vec<String>>>()
        });
        paste::text(&rows)
    }

    /// Puts a block over the cells from the active one on; one step of undo.
    pub(super) fn paste(&self, text: &str) {
        let block = paste::block(text);
        let rows = self.rows.get_untracked();
        let (row, column) = match (self.selection.get_untracked(), self.active.get_untracked()) {
            (Some(block), _) => (block.rows.0, Column::at(block.columns.0)),
            (None, Some(cell)) => (rows.iter().position(|row| *row == cell.row).unwrap_or(0), cell.column),
            (None, None) => (0, Column::Name),
        };
        let column = if column == Column::Place { Column::Name } else { column };
        let pasted = self
            .store
            .document
            .with_untracked(|document| paste::paste(document, &rows[row.min(rows.len())..], column, &block));
        let label = format!("paste of {}", count(pasted.cells, "cell", "cells"));
        if !pasted.edits.is_empty()
            && self.store.try_commit(Edit::Several { label: label.clone(), edits: pasted.edits })
        {
            self.said.set(format!("{label}; {}", count(pasted.added, "new initiative", "new initiatives")));
        }
        if !pasted.refused.is_empty() {
            let mut reasons: Vec<String> = pasted
                .refused
                .iter()
                .take(REFUSED)
                .map(|(place, column, error)| {
                    format!("Row {} of the block, {}: {error}.", place, column.name())
                })
                .collect();
            if pasted.refused.len() > REFUSED {
                reasons.push(format!("{} more.", pasted.refused.len() - REFUSED));
            }
            let title = format!("{} left as they were", count(pasted.refused.len(), "cell", "cells"));
            self.session.tell(Notice::warn(title, reasons.join(" ")));
        }
        self.focus();
    }

    /// Adds an initiative at the end and lets its name be typed.
    pub(super) fn add(&self) {
        let row = InitiativeId(self.store.fresh_id(0));
        let initiative = Box::new(Initiative::new(row, "New initiative"));
        if self.store.try_commit(Edit::AddInitiative { initiative, position: u32::MAX }) {
            self.filter.set(String::new());
            self.limit.set(usize::MAX);
            let cell = Cell { row, column: Column::Name };
            self.choose(cell);
            self.extend(false);
            self.editing.set(Some(Editing { cell, begun_with: None }));
        }
    }

    /// Deletes an initiative; the focus goes to the row that takes its place.
    pub(super) fn remove(&self, row: InitiativeId) {
        let rows = self.rows.get_untracked();
        let place = rows.iter().position(|other| *other == row).unwrap_or(0);
        let neighbour =
            rows.get(place + 1).or_else(|| place.checked_sub(1).and_then(|before| rows.get(before))).copied();
        let name = self
            .store
            .initiatives
            .with_untracked(|it| it.initiative(row).map_or_else(String::new, |it| it.name.clone()));
        if self.store.try_commit(Edit::RemoveInitiative(row)) {
            self.said.set(format!("{name} is deleted. Undo brings it back."));
            if let Some(row) = neighbour {
                let column = self.active.get_untracked().map_or(Column::Name, |cell| cell.column);
                self.go(Cell { row, column });
            }
        }
    }

    /// Moves the active row up or down among those that are shown.
    pub(super) fn shift(&self, down: isize) {
        let Some(cell) = self.active.get_untracked() else { return };
        let rows = self.rows.get_untracked();
        let Some(place) = rows.iter().position(|row| *row == cell.row) else { return };
        if let Some(over) = place.checked_add_signed(down).and_then(|place| rows.get(place)) {
            self.put(cell.row, *over);
        }
    }

    /// Gives `row` the place in the order of priority that `over` has.
    pub(super) fn put(&self, row: InitiativeId, over: InitiativeId) {
        let list = |id| self.store.initiatives.with_untracked(|it| it.list.iter().position(|it| it.id == id));
        let Some(position) = list(over) else { return };
        if row != over
            && self.store.try_commit(Edit::MoveInitiative {
                initiative: row,
                position: u32::try_from(position).unwrap_or(u32::MAX),
            })
        {
            let name = self
                .store
                .initiatives
                .with_untracked(|it| it.initiative(row).map_or_else(String::new, |it| it.name.clone()));
            self.said.set(format!("{name} is now number {}.", position + 1));
            let column = self.active.get_untracked().map_or(Column::Name, |cell| cell.column);
            self.go(Cell { row, column });
        }
    }

    /// Shows the cell even if a filter hides it, and takes the focus there.
    pub(super) fn jump(&self, cell: Cell) {
        if self.rows.with_untracked(|rows| !rows.contains(&cell.row)) {
            self.filter.set(String::new());
            self.plan_only.set(false);
            self.limit.set(usize::MAX);
        }
        self.extend(false);
        self.go(cell);
    }

    /// The selected cells, or the active one, row by row.
    fn cells(&self) -> Vec<Vec<Cell>> {
        let rows = self.rows.get_untracked();
        if let Some(block) = self.selection.get_untracked() {
            let columns = &Column::ALL[block.columns.0..=block.columns.1];
            let row = |row: &InitiativeId| {
                columns.iter().map(|column| Cell { row: *row, column: *column }).collect()
            };
            return rows[block.rows.0..=block.rows.1].iter().map(row).collect();
        }
        self.active.get_untracked().map_or_else(Vec::new, |cell| vec![vec![cell]])
    }
}

impl Cell {
    /// Id of its element.
    pub(super) fn id(self) -> String {
        format!("cell-{}-{}", self.row, self.column.index())
    }
}

fn by_initiative(store: Store, issues: &[Issue]) -> BTreeMap<InitiativeId, Vec<Issue>> {
    let mut found: BTreeMap<InitiativeId, Vec<Issue>> = BTreeMap::new();
    for issue in issues {
        if let Some(id) = initiative_of(store, issue) {
            found.entry(id).or_default().push(issue.clone());
        }
    }
    found
}

/// The initiative in which the issue lies, if it lies in one.
pub(super) fn initiative_of(store: Store, issue: &Issue) -> Option<InitiativeId> {
    match issue.place {
        Place::Initiative(id) => Some(id),
        Place::Stage(stage) => {
            store.initiatives.with(|it| it.stages().find(|(_, it)| it.id == stage).map(|(it, _)| it.id))
        }
        _ => None,
    }
}
