//! The table: one grid that the keyboard moves in as in a spreadsheet.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::column::Column;
use super::row::Row;
use super::sheet::{ROWS, Sheet};
use crate::app::components::keyed::Keyed;
use crate::app::components::segmented::Segmented;
use crate::app::format::{count, money, number};
use crate::app::state::session::Dialog;
use crate::model::initiative::Initiative;

/// Filter, table and totals.
#[component]
pub(super) fn Grid(sheet: Sheet) -> impl IntoView {
    focus_after_dialog(sheet);
    view! {
        <section class="card card-flush" aria-label="Table of initiatives">
            <Filter sheet/>
            <div class="table-scroll portfolio-scroll">
                <table
                    class="data-table portfolio-table"
                    role="grid"
                    aria-label="Initiatives in order of priority"
                    aria-multiselectable="true"
                    aria-rowcount=move || sheet.matching.with(|ids| ids.len() + 1).to_string()
                    on:keydown=move |event| on_key(sheet, &event)
                >
                    <thead><tr>{Column::ALL.map(|column| view! { <Head column/> })}</tr></thead>
                    <tbody>
                        <Keyed each=move || sheet.rows.get() key=|row| *row let:row><Row sheet row/></Keyed>
                    </tbody>
                    <Totals sheet/>
                </table>
            </div>
            <More sheet/>
        </section>
    }
}

#[component]
fn Head(column: Column) -> impl IntoView {
    let hidden = matches!(column, Column::More);
    view! {
        <th scope="col" class=column.class() class:number=column.is_number()>
            <span class:visually-hidden=hidden>{column.name()}</span>
        </th>
    }
}

#[component]
fn Filter(sheet: Sheet) -> impl IntoView {
    let shown = move || {
        let (shown, all) = (sheet.matching.with(Vec::len), sheet.store.initiatives.with(|it| it.list.len()));
        if shown == all {
            count(all, "row", "rows")
        } else {
            format!("{} of {} rows", number(shown as f64, 0), number(all as f64, 0))
        }
    };
    view! {
        <div class="portfolio-filter">
            <input
                class="input" type="search" aria-label="Show rows that contain" placeholder="Filter by name, department, owner…"
                prop:value=move || sheet.filter.get()
                on:input:target=move |event| sheet.filter.set(event.target().value())
            />
            <Segmented legend="Which rows" name="portfolio-rows" choices=[(false, "All"), (true, "In the plan")]
                value=sheet.plan_only on_choose=move |plan_only| sheet.plan_only.set(plan_only)/>
            <span class="card-note" role="status">{shown}</span>
            <span class="card-note row-end only-wide">
                <kbd class="key">"Enter"</kbd>" edits, "<kbd class="key">"Alt ↑↓"</kbd>" moves the row, "
                <kbd class="key">"Shift Del"</kbd>" deletes it"
            </span>
        </div>
    }
}

/// Cost and benefit of all rows, and of the plan.
#[component]
fn Totals(sheet: Sheet) -> impl IntoView {
    let sum = move |in_plan: bool, of: fn(&Initiative) -> f64| {
        let total: f64 = sheet
            .store
            .initiatives
            .with(|it| it.list.iter().filter(|it| !in_plan || it.in_plan).map(of).sum());
        sheet.store.portfolio.with(|it| money(total, &it.currency))
    };
    let benefit = |it: &Initiative| it.benefit.amount.map_or(0.0, crate::model::finite::Finite::get);
    let rows = [(false, "All initiatives"), (true, "The plan")];
    view! {
        <tfoot>
            {rows.map(|(in_plan, label)| view! {
                <tr>
                    <td></td>
                    <td class="cell-initiative">{label}</td>
                    <td colspan="3"></td>
                    <td class="number">{move || sum(in_plan, Initiative::cost_money)}</td>
                    <td class="number">{move || sum(in_plan, benefit)}</td>
                    <td colspan="4"></td>
                </tr>
            })}
        </tfoot>
    }
}

/// What the table does not show, and how it would.
#[component]
fn More(sheet: Sheet) -> impl IntoView {
    let hidden = move || sheet.matching.with(Vec::len) - sheet.rows.with(Vec::len);
    let nothing = move || sheet.matching.with(Vec::is_empty);
    view! {
        <Show when=move || { hidden() > 0 }>
            <p class="portfolio-more">
                <button class="button" type="button" on:click=move |_| sheet.limit.update(|limit| *limit = limit.saturating_add(ROWS))>
                    {move || format!("Show more; {} are not shown", count(hidden(), "row", "rows"))}
                </button>
            </p>
        </Show>
        <Show when=nothing>
            <p class="portfolio-more">
                "No row passes the filter. "
                <button class="button" type="button" on:click=move |_| { sheet.filter.set(String::new()); sheet.plan_only.set(false); }>
                    "Show all rows"
                </button>
            </p>
        </Show>
    }
}

/// Moves, selects, opens, moves rows; what is typed begins an edit.
fn on_key(sheet: Sheet, event: &web_sys::KeyboardEvent) {
    // The field of an open cell has its own keys.
    if sheet.editing.with_untracked(Option::is_some) {
        return;
    }
    let (command, shift, alt) = (event.ctrl_key() || event.meta_key(), event.shift_key(), event.alt_key());
    let far = |step: isize| if command { step * 1_000_000 } else { step };
    let Some(cell) = sheet.active.get_untracked() else { return };
    match event.key().as_str() {
        "ArrowUp" if alt => sheet.shift(-1),
        "ArrowDown" if alt => sheet.shift(1),
        "ArrowUp" => sheet.step(far(-1), 0, shift),
        "ArrowDown" => sheet.step(far(1), 0, shift),
        "ArrowLeft" => sheet.step(0, far(-1), shift),
        "ArrowRight" => sheet.step(0, far(1), shift),
        "PageUp" => sheet.step(-10, 0, shift),
        "PageDown" => sheet.step(10, 0, shift),
        "Home" => sheet.step(if command { -1_000_000 } else { 0 }, -1_000_000, shift),
        "End" => sheet.step(if command { 1_000_000 } else { 0 }, 1_000_000, shift),
        "Enter" if command => sheet.session.dialog.set(Some(Dialog::Initiative(cell.row))),
        "Enter" | "F2" | " " => sheet.enter(None),
        "Delete" if shift => sheet.remove(cell.row),
        "Delete" | "Backspace" => sheet.clear(),
        "Escape" if sheet.selection.with_untracked(Option::is_some) => sheet.extend(false),
        letter
            if letter.chars().count() == 1
                && !command
                && !alt
                && cell.column.is_typed()
                && cell.column != Column::InPlan =>
        {
            sheet.enter(Some(letter.to_owned()));
        }
        _ => return,
    }
    event.prevent_default();
    // A letter typed into a cell is no shortcut of the page.
    event.stop_propagation();
}

/// Copying and pasting while a cell has the focus; pasting also while there is no cell yet.
pub(super) fn follow_clipboard(sheet: Sheet) {
    let here = move || {
        let element = document().active_element();
        sheet.editing.with_untracked(Option::is_none)
            && sheet.session.dialog.with_untracked(Option::is_none)
            && element.is_some_and(|element| element.closest("[role=grid]").ok().flatten().is_some())
    };
    let copy = move |event: &web_sys::Event| {
        if !here() {
            return false;
        }
        let Some(data) =
            event.dyn_ref::<web_sys::ClipboardEvent>().and_then(web_sys::ClipboardEvent::clipboard_data)
        else {
            return false;
        };
        event.prevent_default();
        data.set_data("text/plain", &sheet.copied()).is_ok()
    };
    let on_copy = window_event_listener_untyped("copy", move |event| {
        copy(&event);
    });
    let on_cut = window_event_listener_untyped("cut", move |event| {
        if copy(&event) {
            sheet.clear();
        }
    });
    let on_paste = window_event_listener_untyped("paste", move |event| {
        let is_empty = sheet.store.initiatives.with_untracked(|it| it.list.is_empty());
        let typing = event
            .target()
            .and_then(|it| it.dyn_into::<web_sys::Element>().ok())
            .is_some_and(|it| it.matches("input, textarea").unwrap_or(false));
        let open = sheet.session.dialog.with_untracked(Option::is_some);
        paste_event(sheet, &event, here() || (is_empty && !typing && !open));
    });
    on_cleanup(move || {
        on_copy.remove();
        on_cut.remove();
        on_paste.remove();
    });
}

/// Pastes what the clipboard holds, if the table is meant.
fn paste_event(sheet: Sheet, event: &web_sys::Event, is_meant: bool) {
    let data = event.dyn_ref::<web_sys::ClipboardEvent>().and_then(web_sys::ClipboardEvent::clipboard_data);
    let text = data.and_then(|data| data.get_data("text/plain").ok()).filter(|text| !text.trim().is_empty());
    if let (true, Some(text)) = (is_meant, text) {
        event.prevent_default();
        sheet.paste(&text);
    }
}

/// A dialog about an initiative gives the focus back: to the button below the table that opened it, else to the row.
fn focus_after_dialog(sheet: Sheet) {
    Effect::new(move |before: Option<(bool, Option<web_sys::HtmlElement>)>| {
        let (was_open, opener) = before.unwrap_or_default();
        let is_open = sheet.session.dialog.with(|dialog| matches!(dialog, Some(Dialog::Initiative(_))));
        match (was_open, is_open) {
            (false, true) => (true, button_with_focus()),
            (true, false) => {
                match opener {
                    Some(button) if button.is_connected() && button.focus().is_ok() => {}
                    _ => sheet.focus(),
                }
                (false, None)
            }
            _ => (is_open, opener),
        }
    });
}

/// The button with the focus, if it says of itself that it opens a dialog.
fn button_with_focus() -> Option<web_sys::HtmlElement> {
    let element = document().active_element()?.dyn_into::<web_sys::HtmlElement>().ok()?;
    (element.get_attribute("aria-haspopup").as_deref() == Some("dialog")).then_some(element)
}
