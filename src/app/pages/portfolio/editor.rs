//! The field of a cell that is being typed into.

use leptos::html;
use leptos::prelude::*;

use super::column::Column;
use super::sheet::{Cell, Editing, Sheet};
use crate::app::format::capitalised;
use crate::app::state::session::Notice;

/// A field over the cell's text: Enter keeps it and goes down, Tab keeps it and goes on, Escape keeps the old text.
///
/// A refused text stays, with the reason below it.
#[component]
pub(super) fn Editor(sheet: Sheet, cell: Cell) -> impl IntoView {
    let begun_with = sheet.editing.with_untracked(|it| it.as_ref().and_then(|it| it.begun_with.clone()));
    let refused = RwSignal::new(None::<String>);
    let on_key = move |event: web_sys::KeyboardEvent, text: String| {
        let keep = |then: &dyn Fn()| match sheet.keep(&text) {
            Ok(()) => then(),
            Err(reason) => refused.set(Some(reason)),
        };
        match event.key().as_str() {
            "Enter" => keep(&|| sheet.step(if event.shift_key() { -1 } else { 1 }, 0, false)),
            "Tab" => keep(&|| sheet.step_on(event.shift_key())),
            "Escape" => {
                sheet.editing.set(None);
                sheet.focus();
            }
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    // Leaving with a text that is not understood: the cell stays as it was, and the reason is told.
    let on_leave = move |text: String| {
        if sheet.editing.with_untracked(|it| it.as_ref().is_some_and(|it| it.cell == cell))
            && let Err(reason) = sheet.keep(&text)
        {
            sheet.editing.set(None::<Editing>);
            sheet.session.tell(Notice::stop(
                format!("{} is as it was", cell.column.name()),
                format!("{}.", capitalised(&reason)),
            ));
        }
    };
    let words = cell.column.words();
    view! {
        {match words {
            Some(words) => view! { <Choice sheet cell words begun_with on_key on_leave/> }.into_any(),
            None => view! { <TextField sheet cell begun_with refused on_key on_leave/> }.into_any(),
        }}
        <Show when=move || refused.with(Option::is_some)>
            <span class="cell-reason" id="cell-reason" role="alert">{move || refused.get()}</span>
        </Show>
    }
}

#[component]
fn TextField(
    sheet: Sheet,
    cell: Cell,
    begun_with: Option<String>,
    refused: RwSignal<Option<String>>,
    on_key: impl Fn(web_sys::KeyboardEvent, String) + 'static,
    on_leave: impl Fn(String) + 'static,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let selects_all = begun_with.is_none();
    let text = begun_with.unwrap_or_else(|| typed(sheet, cell));
    Effect::new(move |_| {
        if let Some(input) = input.get() {
            drop(input.focus());
            if selects_all {
                input.select();
            }
        }
    });
    view! {
        <input
            class="input cell-input"
            node_ref=input
            aria-label=cell.column.name()
            aria-invalid=move || refused.with(Option::is_some).then_some("true")
            aria-describedby=move || refused.with(Option::is_some).then_some("cell-reason")
            inputmode=matches!(cell.column, Column::Cost | Column::Benefit).then_some("decimal")
            placeholder=(cell.column == Column::NeededBy).then_some("2025-03-31")
            autocomplete="off"
            prop:value=text
            on:keydown=move |event| on_key(event, input.get_untracked().map_or_else(String::new, |field| field.value()))
            on:input=move |_| refused.set(None)
            on:blur:target=move |event| on_leave(event.target().value())
        />
    }
}

#[component]
fn Choice(
    sheet: Sheet,
    cell: Cell,
    words: Vec<&'static str>,
    begun_with: Option<String>,
    on_key: impl Fn(web_sys::KeyboardEvent, String) + 'static,
    on_leave: impl Fn(String) + 'static,
) -> impl IntoView {
    let select = NodeRef::<html::Select>::new();
    let now = typed(sheet, cell);
    let begun = begun_with.map(|letter| letter.to_lowercase());
    // A letter goes on to the next word that begins with it, as in any list.
    let here = words.iter().position(|word| *word == now).map_or(0, |here| here + 1);
    let chosen = begun.and_then(|letter| {
        (0..words.len()).map(|step| words[(here + step) % words.len()]).find(|word| word.starts_with(&letter))
    });
    let chosen = chosen.map_or(now, str::to_owned);
    Effect::new(move |_| {
        if let Some(select) = select.get() {
            drop(select.focus());
        }
    });
    view! {
        <select
            class="select cell-input"
            node_ref=select
            aria-label=cell.column.name()
            on:keydown=move |event| on_key(event, select.get_untracked().map_or_else(String::new, |field| field.value()))
            on:blur:target=move |event| on_leave(event.target().value())
        >
            {words.into_iter().map(|word| view! { <option value=word selected=word == chosen>{capitalised(word)}</option> }).collect_view()}
        </select>
    }
}

fn typed(sheet: Sheet, cell: Cell) -> String {
    sheet
        .store
        .initiatives
        .with_untracked(|it| it.initiative(cell.row).map_or_else(String::new, |it| cell.column.typed(it)))
}
