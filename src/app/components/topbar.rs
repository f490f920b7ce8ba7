//! Name of the portfolio, undo, save state, and the ways in and out.

use leptos::prelude::*;

use super::icon::{Icon, Sign};
use super::scenario::ScenarioButton;
use crate::app::files;
use crate::app::state::session::{Dialog, Session};
use crate::app::state::storage::{SaveState, Storage};
use crate::app::state::store::Store;
use crate::model::edit::{Edit, PortfolioChange};

/// The bar above every page.
#[component]
pub fn Topbar() -> impl IntoView {
    let store = expect_context::<Store>();
    let session = expect_context::<Session>();
    let open = move |dialog: Dialog| session.dialog.set(Some(dialog));
    view! {
        <header class="topbar">
            <PortfolioName/>
            <ScenarioButton/>
            <span class="button-group">
                <StepButton icon=Icon::Undo verb="Undo" label=Signal::derive(move || store.undo_label()) on_press=move || store.undo()/>
                <StepButton icon=Icon::Redo verb="Redo" label=Signal::derive(move || store.redo_label()) on_press=move || store.redo()/>
            </span>
            <SaveMark/>
            <span class="topbar-gap"></span>
            <button class="button find-button" type="button" on:click=move |_| session.palette_open.set(true)>
                <Sign icon=Icon::Search small=true/>
                <span>"Find or do…"</span>
                <kbd class="key" aria-hidden="true">"Ctrl K"</kbd>
            </button>
            <button class="button" type="button" on:click=move |_| open(Dialog::Open)>
                <Sign icon=Icon::Import small=true/>
                <span class="button-label">"Open"</span>
            </button>
            <button class="button" type="button" on:click=move |_| files::export_json(store, session)>
                <Sign icon=Icon::Export small=true/>
                <span class="button-label">"Export"</span>
            </button>
            <button class="button button-quiet button-icon" type="button" on:click=move |_| open(Dialog::Settings)>
                <Sign icon=Icon::Settings/>
                <span class="visually-hidden">"Settings"</span>
            </button>
        </header>
    }
}

/// The portfolio's name, edited in place.
#[component]
fn PortfolioName() -> impl IntoView {
    let store = expect_context::<Store>();
    let name = Memo::new(move |_| store.portfolio.with(|portfolio| portfolio.name.clone()));
    view! {
        <input
            class="topbar-name"
            aria-label="Name of the portfolio"
            prop:value=move || name.get()
            on:change:target=move |event| {
                if !store.try_commit(Edit::Portfolio(PortfolioChange::Name(event.target().value()))) {
                    event.target().set_value(&name.get_untracked());
                }
            }
        />
    }
}

#[component]
fn StepButton(
    icon: Icon,
    verb: &'static str,
    label: Signal<Option<String>>,
    on_press: impl Fn() + 'static,
) -> impl IntoView {
    let text = move || label.get().map_or_else(|| verb.to_owned(), |label| format!("{verb} {label}"));
    view! {
        <button
            class="button button-quiet button-icon"
            type="button"
            title=text
            aria-label=text
            disabled=move || label.get().is_none()
            on:click=move |_| on_press()
        >
            <Sign icon/>
        </button>
    }
}

/// "Saved 12:03:07", or what stands in the way.
#[component]
fn SaveMark() -> impl IntoView {
    let storage = expect_context::<Storage>();
    let text = move || match storage.state.get() {
        SaveState::Unsaved => "Not saved yet".to_owned(),
        SaveState::Saved(time) => format!("Saved {time}"),
        SaveState::Failed(_) => "Not saved".to_owned(),
    };
    // Each edit says again that it is not saved yet.
    let icon = Memo::new(move |_| match storage.state.get() {
        SaveState::Saved(_) => Icon::Ok,
        SaveState::Unsaved => Icon::Clock,
        SaveState::Failed(_) => Icon::Warn,
    });
    view! {
        <span class="save-state" class:save-failed=move || matches!(storage.state.get(), SaveState::Failed(_)) role="status" title=text>
            {move || view! { <Sign icon=icon.get() small=true/> }}
            <span>{text}</span>
        </span>
    }
}
