//! Ballots out and back: the questions as a file or a link, the answers as files or pasted text.

use leptos::html;
use leptos::prelude::*;

use super::icon::{Icon, Sign};
use crate::app::ballot_form::random_code;
use crate::app::files;
use crate::app::format::number;
use crate::app::state::session::{Notice, Session};
use crate::app::state::store::Store;
use crate::exchange::ballot::BallotRequest;
use crate::model::edit::{Edit, WorkshopChange};

/// Length of a link that every mail program passes [characters].
const SAFE_LINK: usize = 2_000;

/// Gives the portfolio the key by which ballots find back; none if it has one.
pub fn key_edit(store: Store) -> Option<Edit> {
    let is_keyless = store.workshop.with_untracked(|it| it.key.is_empty());
    is_keyless.then(|| Edit::Workshop(WorkshopChange::Key(format!("{}{}", random_code(), random_code()))))
}

/// Out: a file or a link.
#[component]
pub fn SendQuestions(
    /// Told before the questions are made.
    begin: Callback<()>,
    /// Makes them.
    request: Callback<(), BallotRequest>,
    /// What travels along, and what does not.
    note: &'static str,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let link = RwSignal::new(None::<String>);
    let questions = move || {
        begin.run(());
        request.run(())
    };
    let save = move |_| {
        let request = questions();
        let about = request.assessment.as_ref().map_or(&request.portfolio, |asked| &asked.name);
        let name = files::file_name_of(&format!("ballot for {about}"), "json");
        files::offer(session, &name, "application/json", &request.to_json());
    };
    let copy = move |_| {
        let address = address(&questions().to_fragment());
        link.set(Some(address.clone()));
        files::copy(&address, move |done| {
            if done {
                let text = "Paste it into a mail or a chat: it opens the form.";
                session.tell(Notice::ok("The link is copied", text));
            }
        });
    };
    let link_note = move || {
        link.with(|link| {
            link.as_ref().map(|link| match link.len() {
                length if length <= SAFE_LINK => {
                    format!("{} characters: every mail program passes it.", number(length as f64, 0))
                }
                length => format!(
                    "{} characters: most programs pass it. Send the file if one breaks it.",
                    number(length as f64, 0)
                ),
            })
        })
    };
    view! {
        <div class="workshop-way">
            <h3>"1. Send the questions"</h3>
            <div class="row">
                <button class="button button-primary" type="button" on:click=save><Sign icon=Icon::Export small=true/>"Ballot file"</button>
                <button class="button" type="button" on:click=copy>"Copy a link"</button>
            </div>
            {move || link.get().map(|link| view! {
                <label class="field"><span>"Link"</span><input class="input" readonly prop:value=link/></label>
                <p class="card-note">{link_note}</p>
            })}
            <p class="card-note">{note}</p>
        </div>
    }
}

/// Back: any number of files, or pasted text.
#[component]
pub fn TakeAnswers() -> impl IntoView {
    let session = expect_context::<Session>();
    let input = NodeRef::<html::Input>::new();
    let pasted = NodeRef::<html::Textarea>::new();
    let read = move || {
        let Some(input) = input.get() else { return };
        if let Some(list) = input.files().filter(|list| list.length() > 0) {
            files::read_all(&list, session);
        }
    };
    let read_text = move |_| {
        let Some(field) = pasted.get() else { return };
        if !field.value().trim().is_empty() {
            files::read_pasted(&field.value(), session);
            field.set_value("");
        }
    };
    view! {
        <div class="workshop-way">
            <h3>"2. Take the answers in"</h3>
            <div class="row">
                <label class="button file-button">
                    <Sign icon=Icon::Import small=true/>"Ballots that came back…"
                    <input node_ref=input type="file" multiple accept=".json,.txt,application/json,text/plain" on:change=move |_| read()/>
                </label>
                <span class="card-note">"Any number at once; you can also drop them anywhere on the page."</span>
            </div>
            <label class="field"><span>"Or paste what people sent as text"</span><textarea class="input" rows="2" node_ref=pasted></textarea></label>
            <div class="row"><button class="button" type="button" on:click=read_text>"Read the text"</button></div>
        </div>
    }
}

/// The page's own address with `fragment` in place of its own.
fn address(fragment: &str) -> String {
    let href = window().location().href().unwrap_or_default();
    let page = href.split('#').next().unwrap_or_default();
    format!("{page}{fragment}")
}
