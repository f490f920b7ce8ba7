//! Command palette: find an action, a page or an initiative by a few letters.

use leptos::html;
use leptos::prelude::*;

use super::icon::{Icon, Sign};
use crate::app::actions::{ACTIONS, Context};
use crate::app::pages::Page;
use crate::app::state::session::Dialog;
use crate::model::id::InitiativeId;

/// Rows shown at most.
const ROWS: usize = 12;

/// What a row of the palette leads to.
#[derive(Clone, Debug, PartialEq)]
enum Target {
    Action(usize),
    Initiative(InitiativeId),
}

/// One row of the palette.
#[derive(Clone, Debug, PartialEq)]
struct Row {
    target: Target,
    icon: Icon,
    name: String,
    keys: &'static str,
}

/// The palette as a modal dialog; Ctrl K opens it.
#[component]
pub fn Palette() -> impl IntoView {
    let context = Context::expect();
    let query = RwSignal::new(String::new());
    let chosen = RwSignal::new(0_usize);
    let dialog = NodeRef::<html::Dialog>::new();
    let rows = Memo::new(move |_| {
        if context.session.palette_open.get() { matches(context, &query.get()) } else { Vec::new() }
    });
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        if context.session.palette_open.get() {
            query.set(String::new());
            chosen.set(0);
            super::dialogs::show(&dialog);
        } else if dialog.open() {
            dialog.close();
        }
    });
    let run = move |row: Row| {
        context.session.palette_open.set(false);
        match row.target {
            Target::Action(index) => (ACTIONS[index].run)(context),
            Target::Initiative(id) => context.session.dialog.set(Some(Dialog::Initiative(id))),
        }
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        let last = rows.with(Vec::len).saturating_sub(1);
        match event.key().as_str() {
            "ArrowDown" => chosen.update(|row| *row = (*row + 1).min(last)),
            "ArrowUp" => chosen.update(|row| *row = row.saturating_sub(1)),
            "Enter" => {
                if let Some(row) = rows.with(|rows| rows.get(chosen.get_untracked()).cloned()) {
                    run(row);
                }
            }
            _ => return,
        }
        event.prevent_default();
    };
    view! {
        <dialog class="palette" aria-label="Find or do" node_ref=dialog on:close=move |_| context.session.palette_open.set(false)>
            <input
                class="palette-input"
                type="text"
                role="combobox"
                aria-label="Find an action, a page or an initiative"
                aria-expanded="true"
                aria-controls="palette-list"
                aria-activedescendant=move || format!("palette-row-{}", chosen.get())
                placeholder="Find or do…"
                autocomplete="off"
                autofocus
                prop:value=move || query.get()
                on:input:target=move |event| {
                    query.set(event.target().value());
                    chosen.set(0);
                }
                on:keydown=on_key
            />
            <ul id="palette-list" role="listbox" aria-label="Matches">
                {move || rows.get().into_iter().enumerate().map(|(index, row)| {
                    view! { <PaletteRow index row chosen on_run=run/> }
                }).collect_view()}
            </ul>
            <Show when=move || rows.with(Vec::is_empty)>
                <p class="palette-group">"Nothing has these letters."</p>
            </Show>
        </dialog>
    }
}

#[component]
fn PaletteRow(
    index: usize,
    row: Row,
    chosen: RwSignal<usize>,
    on_run: impl Fn(Row) + 'static,
) -> impl IntoView {
    let (icon, name, keys) = (row.icon, row.name.clone(), row.keys);
    view! {
        <li
            id=format!("palette-row-{index}")
            class="palette-item"
            role="option"
            aria-selected=move || (chosen.get() == index).to_string()
            on:click=move |_| on_run(row.clone())
            on:mousemove=move |_| chosen.set(index)
        >
            <Sign icon/>
            <span>{name}</span>
            {(!keys.is_empty()).then(|| view! { <kbd class="key">{keys}</kbd> })}
        </li>
    }
}

fn matches(context: Context, query: &str) -> Vec<Row> {
    let query = query.trim().to_lowercase();
    let fits = |name: &str| query.split_whitespace().all(|word| name.to_lowercase().contains(word));
    let mut rows: Vec<Row> = ACTIONS
        .iter()
        .enumerate()
        .filter(|(_, action)| fits(action.name))
        .map(|(index, action)| Row {
            target: Target::Action(index),
            icon: action.icon,
            name: action.name.to_owned(),
            keys: action.keys,
        })
        .collect();
    if !query.is_empty() {
        context.store.initiatives.with(|initiatives| {
            rows.extend(initiatives.list.iter().filter(|initiative| fits(&initiative.name)).map(
                |initiative| Row {
                    target: Target::Initiative(initiative.id),
                    icon: Page::Portfolio.icon(),
                    name: initiative.name.clone(),
                    keys: "",
                },
            ));
        });
    }
    rows.truncate(ROWS);
    rows
}
