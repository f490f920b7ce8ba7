//! One record: a line that opens into its fields. Enter opens it, Escape closes it, Delete removes it.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;

use super::List;
use super::columns::{Column, Kind, columns};
use crate::app::components::field::{ChoiceField, DateField, TextAreaField, TextField};
use crate::app::components::icon::{Icon, Sign};
use crate::model::edit::RecordsChange;
use crate::model::id::RecordId;
use crate::model::office::registers::Record;

/// The line, and its fields while it is open.
pub(super) fn row(list: List, id: RecordId) -> AnyView {
    let note = Memo::new(move |_| list.report.with(|it| it.notes.iter().find(|it| it.id == id).cloned()));
    let title = move || note.with(|it| it.as_ref().map(|it| it.title.clone()).unwrap_or_default());
    let is_open = Memo::new(move |_| list.selected.get() == Some(id));
    let is_late = move || note.with(|it| it.as_ref().is_some_and(|it| it.is_late));
    let button = NodeRef::<html::Button>::new();
    let close = move || {
        list.selected.set(None);
        if let Some(button) = button.get_untracked() {
            drop(button.focus());
        }
    };
    let on_line = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Delete" {
            event.prevent_default();
            list.remove(id);
        }
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" && is_open.get_untracked() {
            event.stop_propagation();
            close();
        }
    };
    view! {
        <li class="record" on:keydown=on_key>
            <div class="record-head">
                <button class="record-open" type="button" node_ref=button aria-expanded=move || is_open.get().to_string()
                    aria-keyshortcuts="Delete" on:keydown=on_line
                    on:click=move |_| list.selected.update(|it| *it = if *it == Some(id) { None } else { Some(id) })>
                    <b>{title}</b>
                    <span class="record-words">{move || is_late().then(|| view! { <span class="is-warn"><Sign icon=Icon::Warn small=true/></span> })}
                        {move || note.with(|it| it.as_ref().map(|it| it.words.clone()))}</span>
                </button>
                <button class="button button-quiet button-icon no-print" type="button" aria-label=move || format!("Remove {}", title())
                    on:click=move |_| list.remove(id)><Sign icon=Icon::Bin small=true/></button>
            </div>
            <Show when=move || is_open.get()>{fields(list, id)}</Show>
        </li>
    }
    .into_any()
}

/// The fields of a record.
fn fields(list: List, id: RecordId) -> AnyView {
    let record = Memo::new(move |_| list.store.office.with(|it| it.registers.record(id)));
    let all = columns(list.register);
    // Which fields there are depends on the record, but not on every letter in it.
    let shown = Memo::new({
        let all: Vec<_> = all.iter().map(|it| it.shown).collect();
        move |_| record.with(|it| all.iter().map(|shown| it.as_ref().is_some_and(shown)).collect::<Vec<_>>())
    });
    let all = StoredValue::new(all.into_iter().map(Arc::new).collect::<Vec<_>>());
    view! {
        <div class="record-fields no-print">{move || shown.get().into_iter().enumerate().filter(|it| it.1).map(|(place, _)| {
            field(list, record, all.with_value(|all| Arc::clone(&all[place])))
        }).collect_view()}</div>
    }
    .into_any()
}

fn field(list: List, record: Memo<Option<Record>>, column: Arc<Column>) -> AnyView {
    let label = column.label;
    let text = {
        let column = Arc::clone(&column);
        Signal::derive(move || {
            record.with(|it| it.clone().map_or_else(String::new, |mut it| (column.get)(&mut it)))
        })
    };
    let options = match &column.kind {
        Kind::Choice(options) => *options,
        _ => |_| Vec::new(),
    };
    let kind = column.kind.clone();
    let set = move |text: String| {
        let Some(mut record) = record.get_untracked() else { return Ok(()) };
        (column.set)(&mut record, &text)?;
        list.commit(RecordsChange::Set(Box::new(record)))
    };
    match kind {
        Kind::Line => view! { <TextField label value=text on_change=set/> }.into_any(),
        Kind::Lines => view! { <TextAreaField label value=text lines=4 on_change=set/> }.into_any(),
        Kind::Day => {
            let day = Signal::derive(move || text.with(|it| it.parse().ok()));
            view! { <DateField label value=day on_change=move |day| set(day.map_or_else(String::new, |day| day.to_string()))/> }
                .into_any()
        }
        Kind::Tick => {
            let on = move || text.with(|it| it == "yes");
            view! {
                <label class="check"><input type="checkbox" prop:checked=on
                    on:change:target=move |event| drop(set(if event.target().checked() { "yes" } else { "" }.to_owned()))/><span>{label}</span></label>
            }
            .into_any()
        }
        Kind::Choice(_) => {
            let all = Memo::new(move |_| options(list.store));
            let names =
                Signal::derive(move || all.with(|it| it.iter().map(|it| it.1.clone()).collect::<Vec<_>>()));
            let place = Signal::derive(move || {
                all.with(|it| it.iter().position(|it| it.0 == text.get()).unwrap_or(0))
            });
            let choose = move |place: usize| {
                set(all.with_untracked(|it| it.get(place).map(|it| it.0.clone()).unwrap_or_default()))
            };
            view! { <ChoiceField label options=names value=place on_change=choose/> }.into_any()
        }
    }
}
