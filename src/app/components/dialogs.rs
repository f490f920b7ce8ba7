//! Dialogs over the page; Escape closes any of them.

mod ballots;
mod copies;
mod glossary;
mod import;
mod initiative;
mod keys;
mod open;
mod purpose_card;
mod scenarios;
mod settings;
mod weights;

use leptos::html;
use leptos::prelude::*;

use super::icon::{Icon, Sign};
use crate::app::state::session::{Dialog, Session};

/// The dialog that the session names, if any.
#[component]
pub fn Dialogs() -> impl IntoView {
    let session = expect_context::<Session>();
    move || {
        session.dialog.get().map(|dialog| match dialog {
            Dialog::Keys => view! { <keys::Keys/> }.into_any(),
            Dialog::Glossary => view! { <glossary::Glossary/> }.into_any(),
            Dialog::Open => view! { <open::OpenDialog/> }.into_any(),
            Dialog::Copies => view! { <copies::Copies/> }.into_any(),
            Dialog::Scenarios => view! { <scenarios::Scenarios/> }.into_any(),
            Dialog::Weights => view! { <weights::WeightsDialog/> }.into_any(),
            Dialog::Settings => view! { <settings::Settings/> }.into_any(),
            Dialog::Initiative(id) => view! { <initiative::InitiativeDialog id/> }.into_any(),
            Dialog::PurposeCard(id) => view! { <purpose_card::PurposeCard id/> }.into_any(),
            Dialog::Ballots(incoming) => view! { <ballots::Ballots incoming/> }.into_any(),
            Dialog::Import(incoming) => view! { <import::ImportDialog incoming/> }.into_any(),
        })
    }
}

/// Opens `dialog` above everything else, with the focus kept inside it.
pub fn show(dialog: &web_sys::HtmlDialogElement) {
    if !dialog.open() && dialog.show_modal().is_err() {
        // Not in the page yet, or open already: nothing to do.
        leptos::logging::log!("the dialog cannot be opened");
    }
}

/// A dialog with a title, a line below it, a body and a foot.
#[component]
fn Frame(
    /// What it is about.
    #[prop(into)]
    title: Signal<String>,
    /// One line more.
    #[prop(into, optional)]
    note: Signal<String>,
    /// Buttons at the foot.
    #[prop(into, optional)]
    foot: ViewFn,
    /// Body.
    children: Children,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get() {
            show(&dialog);
        }
    });
    view! {
        <dialog class="dialog" node_ref=dialog aria-labelledby="dialog-title" on:close=move |_| session.dialog.set(None)>
            <div class="dialog-header">
                <div>
                    <h2 id="dialog-title">{title}</h2>
                    <p class="card-note">{note}</p>
                </div>
                <button
                    class="button button-quiet button-icon row-end"
                    type="button"
                    aria-label="Close"
                    on:click=move |_| session.dialog.set(None)
                >
                    <Sign icon=Icon::Close/>
                </button>
            </div>
            // Focusable, so that a long one can be scrolled by keyboard.
            <div class="dialog-body" tabindex="0">{children()}</div>
            <div class="dialog-foot">{foot.run()}</div>
        </dialog>
    }
}
