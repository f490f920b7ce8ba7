//! Ways to begin: a sample, a file, an empty portfolio.

use leptos::html;
use leptos::prelude::*;

use super::Frame;
use crate::app::components::icon::{Icon, Sign};
use crate::app::files;
use crate::app::state::session::{Dialog, Notice, Session};
use crate::app::state::store::Store;
use crate::model::edit::Edit;
use crate::model::sample::{SAMPLES, Sample};

/// Samples, import, earlier copies.
#[component]
pub(super) fn OpenDialog() -> impl IntoView {
    let (store, session) = (expect_context::<Store>(), expect_context::<Session>());
    let input = NodeRef::<html::Input>::new();
    let read = move || {
        let Some(input) = input.get() else { return };
        if let Some(list) = input.files().filter(|list| list.length() > 0) {
            session.dialog.set(None);
            files::read_all(&list, session);
        }
    };
    view! {
        <Frame title="Open" note="What is open now stays one undo away, and is kept as a copy in this browser.">
            <ul class="list">
                {SAMPLES.iter().map(|sample| view! { <SampleRow sample/> }).collect_view()}
            </ul>
            <div class="row">
                <label class="button button-primary file-button">
                    <Sign icon=Icon::Import small=true/>
                    "Open a file…"
                    <input node_ref=input type="file" multiple accept=".json,.csv,.tsv,.txt,application/json,text/csv" on:change=move |_| read()/>
                </label>
                <button class="button" type="button" on:click=move |_| session.dialog.set(Some(Dialog::Copies))>"Earlier copies"</button>
                <button class="button" type="button" title="Try anything on a copy; what is open now is set aside, and nothing of the practice is kept"
                    on:click=move |_| { store.practise(); session.dialog.set(None); }>"Practise on a copy"</button>
                <span class="card-note">"A portfolio (JSON), a list of initiatives (CSV), or ballots. You can also drop it anywhere on the page."</span>
            </div>
        </Frame>
    }
}

#[component]
fn SampleRow(sample: &'static Sample) -> impl IntoView {
    let store = expect_context::<Store>();
    let session = expect_context::<Session>();
    let open = move |_| {
        let edit = Edit::ReplaceDocument {
            label: format!("opening of {}", sample.name),
            document: Box::new(sample.document()),
        };
        if store.try_commit(edit) {
            session.dialog.set(None);
            session.selected.set(None);
            session.answering.set(None);
            session.tell(Notice::ok(
                format!("{} is open", sample.name),
                "Undo brings back what was open before.",
            ));
        }
    };
    view! {
        <li class="list-item">
            <Sign icon=Icon::Portfolio/>
            <div><strong>{sample.name}</strong><p>{sample.description}</p></div>
            <button class="button" type="button" on:click=open>"Open"<span class="visually-hidden">{format!(" {}", sample.name)}</span></button>
        </li>
    }
}
