//! One row of the table.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::column::Column;
use super::editor::Editor;
use super::sheet::{Cell, Drag, Sheet};
use crate::analysis::promises::Promises;
use crate::app::components::icon::{Icon, Sign};
use crate::app::components::standing::{PromiseMarks, WorstPromise, said};
use crate::app::format::capitalised;
use crate::app::state::session::Dialog;
use crate::exchange::cell::state_word;
use crate::model::id::InitiativeId;
use crate::model::initiative::{LifeCycle, Prospects};
use crate::model::validate::{Field, Issue, Severity};

/// What a row shows; cells follow it one by one.
#[derive(Clone, Debug, Default, PartialEq)]
struct Shown {
    place: usize,
    department: String,
    state: LifeCycle,
    in_plan: bool,
    prospects: Prospects,
    /// Text of each column.
    texts: Vec<String>,
}

/// Everything that the cells of a row follow; copy it freely.
#[derive(Clone, Copy)]
struct Line {
    sheet: Sheet,
    row: InitiativeId,
    shown: Memo<Shown>,
    issues: Memo<Vec<Issue>>,
    promises: Memo<Promises>,
    active: Memo<Option<Column>>,
    editing: Memo<Option<Column>>,
    /// First and last selected column.
    selected: Memo<Option<(usize, usize)>>,
}

/// The row of `row`; stays while its place or texts change.
#[component]
pub(super) fn Row(sheet: Sheet, row: InitiativeId) -> impl IntoView {
    let line = Line::new(sheet, row);
    let drop_line = move || match sheet.drag.get() {
        Some(Drag { row: dragged, .. }) if dragged == row => "row-dragged",
        Some(Drag { over, is_down: false, .. }) if over == row => "row-drop-above",
        Some(Drag { over, is_down: true, .. }) if over == row => "row-drop-below",
        _ => "",
    };
    view! {
        <tr
            data-initiative=row.to_string()
            class=drop_line
            class:row-out=move || line.shown.with(|shown| !shown.in_plan)
            aria-rowindex=move || (line.shown.with(|shown| shown.place) + 1).to_string()
        >
            {Column::ALL.map(|column| view! { <GridCell line column/> })}
        </tr>
    }
}

#[component]
fn GridCell(line: Line, column: Column) -> impl IntoView {
    let sheet = line.sheet;
    let cell = Cell { row: line.row, column };
    let issue = Memo::new(move |_| line.issues.with(|issues| issues_in(column, issues)));
    let severity = move || issue.with(|issue| issue.as_ref().map(|(severity, _)| *severity));
    let is_selected =
        move || line.selected.get().is_some_and(|(left, right)| (left..=right).contains(&column.index()));
    let is_open = Memo::new(move |_| line.editing.get() == Some(column));
    view! {
        <td
            id=cell.id()
            role="gridcell"
            tabindex=move || if line.active.get() == Some(column) { "0" } else { "-1" }
            aria-selected=move || if is_selected() { "true" } else { "false" }
            aria-readonly=(!column.is_typed() && column != Column::More).then_some("true")
            title=move || issue.with(|issue| issue.as_ref().map(|(_, text)| text.clone()))
            class=column.class()
            class:number=column.is_number()
            class:cell-warn=move || severity() == Some(Severity::Warning)
            class:cell-error=move || severity() == Some(Severity::Error)
            class:cell-open=move || is_open.get()
            on:pointerdown=move |event| sheet.extend(event.shift_key())
            on:focusin=move |_| sheet.choose(cell)
            on:dblclick=move |_| if !is_open.get_untracked() && column.is_typed() && column != Column::InPlan {
                sheet.enter(None);
            }
        >
            <Show when=move || is_open.get() fallback=move || view! { <Content line column/> }>
                <Editor sheet cell/>
            </Show>
        </td>
    }
}

/// What a cell shows while nobody types.
#[component]
fn Content(line: Line, column: Column) -> impl IntoView {
    let text = move || line.text(column);
    match column {
        Column::Place => view! { <PlaceContent line/> }.into_any(),
        Column::Name => view! {
            <span class="name-cell">{text}</span>
            <span class="name-note">{move || line.shown.with(|shown| shown.department.clone())}</span>
        }
        .into_any(),
        Column::State => view! {
            <span class="chip" class:chip-accent=move || line.shown.with(|shown| shown.state == LifeCycle::Execution)>
                {move || capitalised(state_word(line.shown.with(|shown| shown.state)))}
            </span>
        }
        .into_any(),
        Column::InPlan => view! { <PlanBox line/> }.into_any(),
        Column::Status => view! { <Status line/> }.into_any(),
        Column::More => view! { <Buttons line/> }.into_any(),
        _ => view! { <span class="cell-text">{text}</span> }.into_any(),
    }
}

/// Number of the row and the handle that drags it.
#[component]
fn PlaceContent(line: Line) -> impl IntoView {
    let sheet = line.sheet;
    let place = move || line.shown.with(|shown| shown.place);
    let over = move |event: &web_sys::PointerEvent| {
        let Some(over) = row_at(event) else { return };
        let place = |id| sheet.rows.with_untracked(|rows| rows.iter().position(|row| *row == id));
        sheet.drag.set(Some(Drag { row: line.row, over, is_down: place(over) > place(line.row) }));
    };
    let release = move |event: web_sys::PointerEvent| {
        if let Some(drag) = sheet.drag.get_untracked() {
            event.prevent_default();
            sheet.drag.set(None);
            sheet.put(drag.row, drag.over);
        }
    };
    view! {
        <span
            class="grip"
            title="Drag to move; or Alt ↑ and Alt ↓"
            on:pointerdown=move |event| {
                let handle = event.current_target().and_then(|it| it.dyn_into::<web_sys::Element>().ok());
                if handle.is_some_and(|handle| handle.set_pointer_capture(event.pointer_id()).is_ok()) {
                    sheet.drag.set(Some(Drag { row: line.row, over: line.row, is_down: false }));
                }
            }
            on:pointermove=move |event| if sheet.drag.with_untracked(Option::is_some) { over(&event) }
            on:pointerup=release
            on:pointercancel=move |_| sheet.drag.set(None)
        >
            <Sign icon=Icon::Grip small=true/>
        </span>
        <span>{place}</span>
    }
}

#[component]
fn PlanBox(line: Line) -> impl IntoView {
    let name = move || format!("In the plan: {}", line.text(Column::Name));
    let in_plan = move || line.shown.with(|shown| shown.in_plan);
    view! {
        <label class="plan-box">
            <input type="checkbox" tabindex="-1" aria-label=name prop:checked=in_plan on:change:target=move |event| {
                line.sheet.toggle(line.row);
                event.target().set_checked(untrack(in_plan));
            }/>
        </label>
    }
}

/// The worst of the four promises in words, and a mark for each.
#[component]
fn Status(line: Line) -> impl IntoView {
    let all = Memo::new(move |_| line.promises.with(said));
    view! {
        <span class="status" title=all>
            <WorstPromise promises=line.promises/>
            <PromiseMarks promises=line.promises/>
            <span class="visually-hidden">{move || format!(": {}", all.get())}</span>
        </span>
    }
}

#[component]
fn Buttons(line: Line) -> impl IntoView {
    let sheet = line.sheet;
    let name = move || line.text(Column::Name);
    view! {
        <span class="row-buttons">
            <button class="button button-quiet button-icon" type="button" tabindex="-1" title="Details and stages"
                aria-label=move || format!("Details of {}", name())
                on:click=move |_| sheet.session.dialog.set(Some(Dialog::Initiative(line.row)))
            >
                <Sign icon=Icon::Edit small=true/>
            </button>
            <button class="button button-quiet button-icon" type="button" tabindex="-1" title="Delete"
                aria-label=move || format!("Delete {}", name())
                on:click=move |_| sheet.remove(line.row)
            >
                <Sign icon=Icon::Bin small=true/>
            </button>
        </span>
    }
}

impl Line {
    /// Text of a cell; empty for a moment when the row has just been deleted.
    fn text(&self, column: Column) -> String {
        self.shown.with(|shown| shown.texts.get(column.index()).cloned().unwrap_or_default())
    }

    fn new(sheet: Sheet, row: InitiativeId) -> Self {
        let store = sheet.store;
        let shown = Memo::new(move |_| {
            store.portfolio.with(|portfolio| {
                store.initiatives.with(|it| {
                    let found = it.list.iter().enumerate().find(|(_, it)| it.id == row);
                    found.map_or_else(Shown::default, |(place, it)| Shown {
                        place: place + 1,
                        department: it.department.clone(),
                        state: it.state,
                        in_plan: it.in_plan,
                        prospects: it.prospects,
                        texts: Column::ALL
                            .iter()
                            .map(|column| column.shown(it, &portfolio.currency))
                            .collect(),
                    })
                })
            })
        });
        Self {
            sheet,
            row,
            shown,
            issues: Memo::new(move |_| {
                sheet.issues.with(|issues| issues.get(&row).cloned().unwrap_or_default())
            }),
            promises: Memo::new(move |_| {
                let on_time = sheet.on_time.with(|chances| chances.get(&row).copied());
                shown.with(|shown| Promises::new(on_time, &shown.prospects))
            }),
            active: Memo::new(move |_| {
                sheet.active.get().filter(|cell| cell.row == row).map(|cell| cell.column)
            }),
            editing: Memo::new(move |_| {
                sheet.editing.with(|it| it.as_ref().filter(|it| it.cell.row == row).map(|it| it.cell.column))
            }),
            selected: Memo::new(move |_| {
                let block = sheet.selection.get()?;
                let place = sheet.rows.with(|rows| rows.iter().position(|other| *other == row))?;
                (block.rows.0..=block.rows.1).contains(&place).then_some(block.columns)
            }),
        }
    }
}

/// The worst severity of the issues that are mended in `column`, and all of them in words.
fn issues_in(column: Column, issues: &[Issue]) -> Option<(Severity, String)> {
    let here: Vec<&Issue> = issues.iter().filter(|issue| column_of(issue) == column).collect();
    let worst = here.iter().map(|issue| issue.severity).max()?;
    let text: Vec<String> =
        here.iter().map(|issue| format!("{}. {}.", capitalised(&issue.message), issue.remedy)).collect();
    Some((worst, text.join(" ")))
}

/// Where an issue is mended: a column of the table if there is one for it, else the name, which stands for the row.
pub(super) fn column_of(issue: &Issue) -> Column {
    match issue.field {
        Some(Field::Owner) => Column::Owner,
        Some(Field::Benefit) => Column::Benefit,
        Some(Field::NeededBy) => Column::NeededBy,
        Some(Field::Cost) => Column::Cost,
        Some(Field::InPlan) => Column::InPlan,
        Some(Field::Outcome) => Column::State,
        Some(Field::Name | Field::Scores) | None => Column::Name,
    }
}

/// The row under the pointer.
fn row_at(event: &web_sys::PointerEvent) -> Option<InitiativeId> {
    let element = document().element_from_point(event.client_x() as f32, event.client_y() as f32)?;
    element.closest("tr[data-initiative]").ok()??.get_attribute("data-initiative")?.parse().ok()
}
