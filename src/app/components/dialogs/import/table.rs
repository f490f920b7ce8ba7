//! Preview of a list of initiatives in CSV.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;

use super::super::Frame;
use super::choices::{Choices, MapFields};
use super::column_maps::{remember, remembered};
use super::problems::Problems;
use super::rows::Rows;
use crate::app::clock::now;
use crate::app::components::icon::{Icon, Sign};
use crate::app::format::{count, number};
use crate::app::state::session::{Notice, Session};
use crate::app::state::store::Store;
use crate::exchange::cell::{DateOrder, Decimal};
use crate::exchange::initiative_list::{
    ColumnMap, Field, Outcome, Proposal, Reading, Verdict, guess_reading, propose, suggest,
};
use crate::exchange::table::{Delimiter, Table, read_table_by};
use crate::model::edit::Edit;

/// How the file is to be understood: one value, from which everything shown is derived.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Draft {
    pub(super) table: Arc<Table>,
    pub(super) map: ColumnMap,
    pub(super) reading: Reading,
}

/// Handle on the preview; copy it freely.
#[derive(Clone, Copy)]
pub(super) struct Preview {
    pub(super) store: Store,
    pub(super) draft: RwSignal<Draft>,
    pub(super) proposal: Memo<Proposal>,
    bytes: StoredValue<Arc<[u8]>>,
}

/// Rows by what would become of them.
struct Counts {
    ready: usize,
    partial: usize,
    refused: usize,
    new: usize,
}

/// Counts, column map, rows, problems, and the button that imports.
#[component]
pub(super) fn TablePreview(file: String, table: Arc<Table>, bytes: Arc<[u8]>) -> impl IntoView {
    let preview = Preview::new(table, bytes);
    let remembers = RwSignal::new(true);
    let title = format!("Import {file}");
    let file = StoredValue::new(file);
    view! {
        <Frame
            title=title
            note=Signal::derive(move || preview.note())
            foot=move || view! { <Foot preview remembers file/> }
        >
            <div class="import-preview">
                <div class="import-head"><Chips preview/><Choices preview/></div>
                <MapFields preview/>
                <Rows preview/>
                <Problems preview/>
            </div>
        </Frame>
    }
}

#[component]
fn Chips(preview: Preview) -> impl IntoView {
    let counts = Memo::new(move |_| {
        let Counts { ready, partial, refused, new } = preview.counts();
        (ready, partial, refused, new)
    });
    view! {
        <p class="row" role="status">
            <span class="chip chip-ok"><Sign icon=Icon::Ok/>{move || format!("{} ready", count(counts.get().0, "row", "rows"))}</span>
            <Show when=move || { counts.get().1 > 0 }>
                <span class="chip chip-warn"><Sign icon=Icon::Warn/>{move || format!("{} with cells left out", number(counts.get().1 as f64, 0))}</span>
            </Show>
            <Show when=move || { counts.get().2 > 0 }>
                <span class="chip chip-stop"><Sign icon=Icon::Stop/>{move || format!("{} refused", number(counts.get().2 as f64, 0))}</span>
            </Show>
            <span class="chip">{move || format!("{} new", number(counts.get().3 as f64, 0))}</span>
        </p>
    }
}

#[component]
fn Foot(preview: Preview, remembers: RwSignal<bool>, file: StoredValue<String>) -> impl IntoView {
    let session = expect_context::<Session>();
    let counts = move || {
        let counts = preview.counts();
        (counts.ready + counts.partial, counts.refused)
    };
    let label = move || match counts() {
        (taken, 0) => format!("Import {}", count(taken, "row", "rows")),
        (taken, left) => {
            format!("Import {}, leave out {}", count(taken, "row", "rows"), number(left as f64, 0))
        }
    };
    let import = move |_| {
        if remembers.get_untracked() {
            preview.draft.with_untracked(|draft| remember(&draft.table, &draft.map));
        }
        session.dialog.set(None);
        let (taken, left) = untrack(counts);
        let name = file.get_value();
        if preview.store.try_commit(preview.edit(&name)) {
            let left = if left == 0 {
                String::new()
            } else {
                format!(" {} left out.", count(left, "row is", "rows are"))
            };
            session.tell(Notice::ok(
                format!("{} imported from {name}", count(taken, "row is", "rows are")),
                format!("Undo takes them back.{left}"),
            ));
        }
    };
    view! {
        <label class="row">
            <input type="checkbox" prop:checked=move || remembers.get() on:change:target=move |event| remembers.set(event.target().checked())/>
            "Remember this column map for files like it"
        </label>
        <span class="row row-end">
            <button class="button" type="button" on:click=move |_| session.dialog.set(None)>"Cancel"</button>
            <button class="button button-primary" type="button" disabled=move || counts().0 == 0 on:click=import>{label}</button>
        </span>
    }
}

impl Preview {
    fn new(table: Arc<Table>, bytes: Arc<[u8]>) -> Self {
        let store = expect_context::<Store>();
        let draft = RwSignal::new(Draft::of(table, store));
        let proposal = Memo::new(move |_| {
            store.document.with(|document| {
                draft.with(|draft| propose(document, &draft.table, &draft.map, &draft.reading))
            })
        });
        Self { store, draft, proposal, bytes: StoredValue::new(bytes) }
    }

    /// Reads the file again with another delimiter; the map and the reading are guessed anew.
    pub(super) fn read_by(&self, delimiter: Delimiter) {
        let table = self.bytes.with_value(|bytes| read_table_by(bytes, delimiter));
        match table {
            Ok(table) => self.draft.set(Draft::of(Arc::new(table), self.store)),
            Err(error) => leptos::logging::warn!("the file cannot be read with another delimiter: {error}"),
        }
    }

    /// Takes `field` from `column`; a total and single years of cost exclude each other.
    pub(super) fn map(&self, field: Field, column: Option<u32>) {
        self.draft.update(|draft| {
            match column {
                Some(column) => draft.map.insert(field, column),
                None => draft.map.remove(&field),
            };
            if field == Field::Cost && column.is_some() {
                draft.map.retain(|field, _| !matches!(field, Field::CostIn(_)));
            }
        });
    }

    /// The import, with its line in the ledger of sources; a what-if changes the plan alone and leaves none.
    fn edit(&self, file: &str) -> Edit {
        let is_plan = self.store.scenario.with_untracked(Option::is_none);
        let draft = self.draft.get_untracked();
        self.store.document.with_untracked(|document| {
            self.proposal.with_untracked(|proposal| {
                if is_plan {
                    proposal.edit_with_ledger(document, (file, &draft.table, &draft.map), now())
                } else {
                    proposal.edit(document, format!("import of {file}"))
                }
            })
        })
    }

    fn counts(&self) -> Counts {
        self.proposal.with(|proposal| {
            let cells = proposal.problems.iter().filter(|problem| problem.verdict == Verdict::CellRefused);
            let partial: BTreeSet<u32> = cells.map(|problem| problem.row).collect();
            let is_taken = |row: &u32| {
                proposal.rows.get(*row as usize).is_some_and(|row| row.outcome != Outcome::Refused)
            };
            let partial = partial.iter().filter(|row| is_taken(row)).count();
            let refused = proposal.refused_count();
            Counts {
                ready: proposal.rows.len() - refused - partial,
                partial,
                refused,
                new: proposal.new_count(),
            }
        })
    }

    /// "244 rows, 19 columns, separator “,”, decimal point, dates day first."
    fn note(&self) -> String {
        self.draft.with(|draft| {
            let separator = match draft.table.delimiter {
                Delimiter::Comma => "“,”",
                Delimiter::Semicolon => "“;”",
                Delimiter::Tab => "tab",
            };
            let decimal = if draft.reading.decimal == Decimal::Comma { "comma" } else { "point" };
            let dates = match draft.reading.date_order {
                DateOrder::DayMonthYear => "day first",
                DateOrder::MonthDayYear => "month first",
                DateOrder::YearMonthDay => "year first",
            };
            format!(
                "{}, {}, separator {separator}, decimal {decimal}, dates {dates}. Nothing is changed until you press Import.",
                count(draft.table.rows.len(), "row", "rows"),
                count(draft.table.header.len(), "column", "columns")
            )
        })
    }
}

impl Draft {
    fn of(table: Arc<Table>, store: Store) -> Self {
        let map = remembered(&table).unwrap_or_else(|| suggest(&table));
        let scale = store.portfolio.with_untracked(|it| it.currency.scale);
        let reading = guess_reading(&table, &map, scale);
        Self { table, map, reading }
    }
}
