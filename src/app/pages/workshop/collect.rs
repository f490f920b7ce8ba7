//! The three ways of taking part: ballots, the laptop that goes round, the facilitator who writes.

use leptos::html;
use leptos::prelude::*;

use super::state::{OpenSheet, Way, WorkshopState};
use crate::app::components::icon::{Icon, Sign};
use crate::app::files;
use crate::app::format::number;
use crate::app::state::session::Notice;
use crate::model::id::ParticipantId;

/// Length of a link that every mail program passes [characters].
const SAFE_LINK: usize = 2_000;

/// The card.
#[component]
pub(super) fn Collect() -> impl IntoView {
    let state = expect_context::<WorkshopState>();
    let ways = [
        (Way::Ballots, "Ballots"),
        (Way::HandRound, "Hand the laptop round"),
        (Way::Room, "Enter for the room"),
    ];
    view! {
        <section class="card" aria-labelledby="collect-title">
            <div class="card-header"><div><h2 id="collect-title">"Collect answers"</h2></div></div>
            <fieldset class="segmented workshop-ways">
                <legend class="visually-hidden">"How people take part"</legend>
                {ways.map(|(way, name)| view! {
                    <label><input type="radio" name="workshop-way" prop:checked=move || state.way.get() == way on:change=move |_| state.way.set(way)/>{name}</label>
                })}
            </fieldset>
            {move || match state.way.get() {
                Way::Ballots => view! { <ByBallots/> }.into_any(),
                Way::HandRound => view! { <ByHand/> }.into_any(),
                Way::Room => view! { <p class="card-note">"Everything you type below can be seen on a projector: turn it away. For scores that stay blind, take one of the other ways."</p> }.into_any(),
            }}
        </section>
    }
}

/// Out: a file, a link or a text. Back: files, or pasted text.
#[component]
fn ByBallots() -> impl IntoView {
    let state = expect_context::<WorkshopState>();
    let session = state.session;
    let link = RwSignal::new(None::<String>);
    let save = move |_| {
        state.begin();
        let request = state.request.get_untracked();
        let name = files::file_name_of(&format!("ballot for {}", request.portfolio), "json");
        files::offer(session, &name, "application/json", &request.to_json());
    };
    let copy = move |_| {
        state.begin();
        let address = address(&state.request.get_untracked().to_fragment());
        link.set(Some(address.clone()));
        files::copy(&address, move |done| {
            if done {
                session.tell(Notice::ok(
                    "The link is copied",
                    "Paste it into a mail or a chat: it opens the form.",
                ));
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
            <p class="card-note">"Either opens this page as a plain form, on a phone too. The questions travel inside it: names of the initiatives and the words of the rubrics, nothing else of your portfolio."</p>
        </div>
        <ComingBack/>
    }
}

#[component]
fn ComingBack() -> impl IntoView {
    let state = expect_context::<WorkshopState>();
    let input = NodeRef::<html::Input>::new();
    let pasted = NodeRef::<html::Textarea>::new();
    let read = move || {
        if let Some(list) = input.get().and_then(|input| input.files()).filter(|list| list.length() > 0) {
            files::read_all(&list, state.session);
        }
    };
    let read_text = move |_| {
        let Some(field) = pasted.get() else { return };
        if !field.value().trim().is_empty() {
            files::read_pasted(&field.value(), state.session);
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

/// Who has not answered, each with a button that opens their sheet.
#[component]
fn ByHand() -> impl IntoView {
    let state = expect_context::<WorkshopState>();
    let ids = Memo::new(move |_| {
        state.workshop.with(|it| it.participants.iter().map(|it| it.id).collect::<Vec<_>>())
    });
    view! {
        <div class="workshop-way">
            <p class="card-note">"Press a name and hand the laptop over: the next person sees a cover first, and never what anybody else said."</p>
            <Show when=move || ids.with(Vec::is_empty)><p>"Add the participants first."</p></Show>
            <ul class="hand-list">
                <For each=move || ids.get() key=|id| *id let:id><HandTo id/></For>
            </ul>
        </div>
    }
}

#[component]
fn HandTo(id: ParticipantId) -> impl IntoView {
    let state = expect_context::<WorkshopState>();
    let has_answered = move || state.workshop.with(|it| it.has_spoken(id));
    let label = move || {
        format!("{}, {}", state.name(id), if has_answered() { "has answered" } else { "has not answered" })
    };
    let open = move |_| {
        state.begin();
        state.sheet.set(Some(OpenSheet { participant: id, is_uncovered: false }));
    };
    view! {
        <li><button class="button" type="button" aria-label=label on:click=open>
            {move || has_answered().then(|| view! { <span class="is-ok"><Sign icon=Icon::Ok small=true/></span> })}
            <bdi>{move || state.name(id)}</bdi>
        </button></li>
    }
}

/// The page's own address with `fragment` in place of its own.
fn address(fragment: &str) -> String {
    let href = window().location().href().unwrap_or_default();
    let page = href.split('#').next().unwrap_or_default();
    format!("{page}{fragment}")
}
