//! The laptop in one person's hands: a cover, their own sheet, and a cover again.

use leptos::prelude::*;

use super::state::{OpenSheet, WorkshopState};
use crate::app::components::icon::{Icon, Sign};
use crate::app::components::score_form::ScoreForm;
use crate::app::format::count;
use crate::model::edit::{Edit, WorkshopChange};
use crate::model::id::ParticipantId;

/// The cover, or the sheet.
#[component]
pub(super) fn PersonSheet(open: OpenSheet) -> impl IntoView {
    if open.is_uncovered {
        view! { <Sheet participant=open.participant/> }.into_any()
    } else {
        view! { <Cover participant=open.participant/> }.into_any()
    }
}

#[component]
fn Cover(participant: ParticipantId) -> impl IntoView {
    let state = expect_context::<WorkshopState>();
    let name = Memo::new(move |_| state.name(participant));
    let uncover = move |_| state.sheet.set(Some(OpenSheet { participant, is_uncovered: true }));
    view! {
        <div class="page workshop-cover">
            <div class="card empty">
                <Sign icon=Icon::People/>
                <h1>{move || format!("Hand the laptop to {}", name.get())}</h1>
                <p>"Nothing that anybody has said is on this screen."</p>
                <div class="row">
                    <button class="button button-primary" type="button" autofocus on:click=uncover>{move || format!("I am {}", name.get())}</button>
                    <button class="button" type="button" on:click=move |_| state.sheet.set(None)>"Back to the workshop"</button>
                </div>
            </div>
        </div>
    }
}

#[component]
fn Sheet(participant: ParticipantId) -> impl IntoView {
    let state = expect_context::<WorkshopState>();
    let opinion =
        Memo::new(move |_| state.workshop.with(|it| it.opinion(participant).cloned().unwrap_or_default()));
    let request = StoredValue::new((*state.request.get_untracked()).clone());
    let step = RwSignal::new(0);
    let on_score = Callback::new(move |(initiative, criterion, score)| {
        state.score(participant, initiative, criterion, score);
    });
    let on_weight = Callback::new(move |(criterion, weight)| {
        let change = WorkshopChange::SetWeight { participant, criterion, weight };
        state.store.commit(Edit::Workshop(change));
    });
    let done = move |_| match next(state, participant) {
        Some(next) => state.sheet.set(Some(OpenSheet { participant: next, is_uncovered: false })),
        None => state.sheet.set(None),
    };
    let left = Memo::new(move |_| waiting(state, participant).len());
    view! {
        <div class="page workshop-sheet">
            <div class="page-header">
                <div>
                    <h1>{move || format!("{} scores", state.name(participant))}</h1>
                    <p>"Nobody else’s answers are shown here. Everything is kept as you go."</p>
                </div>
                <div class="page-actions"><button class="button button-primary" type="button" on:click=done>"Done: hide my answers"</button></div>
            </div>
            <ScoreForm request opinion on_score on_weight step/>
            <p class="card-note">{move || match left.get() { 0 => "You are the last one.".to_owned(), n => format!("Then: {} more.", count(n, "person", "people")) }}</p>
        </div>
    }
}

/// Everybody but `present` who has said nothing in this round, in order.
fn waiting(state: WorkshopState, present: ParticipantId) -> Vec<ParticipantId> {
    state.workshop.with(|workshop| {
        let silent = workshop.participants.iter().filter(|it| !workshop.has_spoken(it.id));
        silent.map(|it| it.id).filter(|id| *id != present).collect()
    })
}

/// Who is next after `present`: the one below in the list who has said nothing, or else the first such.
fn next(state: WorkshopState, present: ParticipantId) -> Option<ParticipantId> {
    let waiting = untrack(|| waiting(state, present));
    let place = |id: ParticipantId| {
        state.workshop.with_untracked(|it| it.participants.iter().position(|it| it.id == id))
    };
    waiting.iter().copied().find(|id| place(*id) > place(present)).or(waiting.first().copied())
}
