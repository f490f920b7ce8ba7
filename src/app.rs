//! The page: state, storage, worker pool, components, charts, pages.
//!
//! Everything shown is a memo of the one writable [`state::store::Store`] and
//! of the simulation's partial answer. Components read memos and hand in
//! edits; they hold no rule of the model.

// What `#[component]` generates is public whatever the function is, and takes its properties by value.
#![allow(unreachable_pub, clippy::needless_pass_by_value, clippy::large_types_passed_by_value)]

pub mod actions;
mod ballot_draft;
pub mod ballot_form;
pub mod chart;
pub mod clock;
pub mod components;
pub mod files;
mod focus;
pub mod format;
pub mod pages;
pub mod sight;
pub mod state;
pub mod worker;
pub mod worker_pool;

use leptos::prelude::*;

use components::dialogs::Dialogs;
use components::guide::Guide;
use components::notices::Notices;
use components::palette::Palette;
use components::practice::PracticeBand;
use components::rail::Rail;
use components::scenario::ScenarioBand;
use components::topbar::Topbar;
use components::trio::Trio;
use pages::CurrentPage;
use pages::growth::Shown;
use state::comparison::Comparison;
use state::experiments::Experiments;
use state::firmness::Firmness;
use state::selection::Selection;
use state::session::Session;
use state::simulation::Simulation;
use state::storage::Storage;
use state::store::Store;
use worker_pool::WorkerPool;

/// Puts the page in place of the "loading" text.
///
/// # Panics
///
/// If the document has no body, which a page that runs scripts has.
pub fn start() {
    let body = document().body().expect("the script runs after the body is there");
    body.replace_children_with_node_0();
    // Whoever answers a ballot sees that alone, and nothing of what is stored in this browser.
    match ballot_form::asked_for() {
        Some(asked) => leptos::mount::mount_to_body(move || view! { <ballot_form::BallotPage asked/> }),
        None => leptos::mount::mount_to_body(App),
    }
}

/// The whole page.
#[component]
pub fn App() -> impl IntoView {
    let session = Session::restore();
    provide_context(session);
    let storage = Storage::open();
    let store = Store::new(storage.first_document(), session);
    provide_context(store);
    provide_context(Shown::new(store, session));
    storage.follow(store, session);
    provide_context(storage);
    let pool = StoredValue::new_local(WorkerPool::default());
    let simulation = Simulation::new(store, pool);
    provide_context(simulation);
    provide_context(Selection::new(store, session, simulation, pool));
    provide_context(Experiments::new(store, session, simulation, pool));
    provide_context(Firmness::new(store, session, pool));
    provide_context(Comparison::new(store, session, pool));
    focus::watch();
    actions::listen_to_keys();
    files::accept_drops();

    view! {
        <div class="app">
            <a class="skip-link" href="#main">"Skip to content"</a>
            <Rail/>
            <Topbar/>
            <main class="main" id="main" tabindex="-1">
                <Trio/>
                <PracticeBand/>
                <ScenarioBand/>
                <Guide/>
                <Notices/>
                <CurrentPage/>
            </main>
        </div>
        <Palette/>
        <Dialogs/>
    }
}
