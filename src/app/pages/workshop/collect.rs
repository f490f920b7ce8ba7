//! The three ways of taking part: ballots, the laptop that goes round, the facilitator who writes.

use leptos::prelude::*;

use super::state::{OpenSheet, Way, WorkshopState};
use crate::app::components::ballot_exchange::{SendQuestions, TakeAnswers};
use crate::app::components::icon::{Icon, Sign};
use crate::app::components::keyed::Keyed;
use crate::model::id::ParticipantId;

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

#[component]
fn ByBallots() -> impl IntoView {
    let state = expect_context::<WorkshopState>();
    view! {
        <SendQuestions
            begin=Callback::new(move |()| state.begin())
            request=Callback::new(move |()| (*state.request.get_untracked()).clone())
            note="Either opens this page as a plain form, on a phone too. The questions travel inside it: names of the initiatives and the words of the rubrics, nothing else of your portfolio."
        />
        <TakeAnswers/>
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
                <Keyed each=move || ids.get() key=|id| *id let:id><HandTo id/></Keyed>
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
