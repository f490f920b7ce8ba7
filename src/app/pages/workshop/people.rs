//! Who takes part: name, group, weight, and whether they have answered; never what.

use leptos::prelude::*;

use super::state::WorkshopState;
use crate::app::components::icon::{Icon, Sign};
use crate::app::components::keyed::Keyed;
use crate::app::components::score_form::{answered, asked, parse};
use crate::app::format::count;
use crate::model::edit::WorkshopChange;
use crate::model::id::ParticipantId;
use crate::model::workshop::Participant;

/// The card.
#[component]
pub(super) fn PeopleCard() -> impl IntoView {
    let state = expect_context::<WorkshopState>();
    let ids = Memo::new(move |_| {
        state.workshop.with(|it| it.participants.iter().map(|it| it.id).collect::<Vec<_>>())
    });
    let title = move || match ids.with(Vec::len) {
        0 => "Who takes part".to_owned(),
        n => count(n, "participant", "participants"),
    };
    let draft = RwSignal::new(String::new());
    let add = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if state.add_person(&draft.get_untracked()).is_some() {
            draft.set(String::new());
        }
    };
    view! {
        <section class="card" aria-labelledby="people-title">
            <div class="card-header"><div>
                <h2 id="people-title">{title}</h2>
                <p class="card-note">"A weight of 2 counts twice in the group’s mean, 0 not at all. Whoever sends a ballot is added by it."</p>
            </div></div>
            <ul class="list workshop-people">
                <Keyed each=move || ids.get() key=|id| *id let:id><PersonRow id/></Keyed>
            </ul>
            <form class="row workshop-new" on:submit=add>
                <input class="input" aria-label="Name of a participant" placeholder="Name" required prop:value=move || draft.get()
                    on:input:target=move |event| draft.set(event.target().value())/>
                <button class="button" type="submit"><Sign icon=Icon::Plus small=true/>"Add"</button>
            </form>
        </section>
    }
}

#[component]
fn PersonRow(id: ParticipantId) -> impl IntoView {
    let state = expect_context::<WorkshopState>();
    let person = Memo::new(move |_| state.workshop.with(|it| it.participant(id).cloned()));
    let name = move || person.with(|it| it.as_ref().map_or_else(String::new, |it| it.name.clone()));
    let group = move || person.with(|it| it.as_ref().map_or_else(String::new, |it| it.group.clone()));
    let weight = move || person.with(|it| it.as_ref().map_or_else(String::new, |it| it.weight.to_string()));
    let change = move |how: &dyn Fn(&mut Participant)| {
        if let Some(mut changed) = person.get_untracked() {
            how(&mut changed);
            state.change(WorkshopChange::SetParticipant(changed));
        }
    };
    view! {
        <li class="workshop-person">
            <input class="input person-name" aria-label="Name" prop:value=name
                on:change:target=move |event| { change(&|it| it.name = event.target().value()); event.target().set_value(&untrack(name)); }/>
            <input class="input" aria-label=move || format!("Group of {}", name()) placeholder="Group" prop:value=group
                on:change:target=move |event| change(&|it| it.group = event.target().value())/>
            <input class="input person-weight" inputmode="decimal" aria-label=move || format!("Weight of {}", name()) prop:value=weight
                on:change:target=move |event| {
                    if let Ok(Some(weight)) = parse(&event.target().value()) {
                        change(&|it| it.weight = weight);
                    }
                    event.target().set_value(&untrack(weight));
                }/>
            <Progress id/>
            <button class="button button-quiet button-icon" type="button" aria-label=move || format!("Remove {}", name())
                on:click=move |_| state.change(WorkshopChange::RemoveParticipant(id))><Sign icon=Icon::Bin small=true/></button>
        </li>
    }
}

/// "12 of 60", or that the answers are those of the round before.
#[component]
fn Progress(id: ParticipantId) -> impl IntoView {
    let state = expect_context::<WorkshopState>();
    let text = Memo::new(move |_| {
        state.workshop.with(|workshop| {
            let Some(said) = workshop.opinion(id) else { return "no answer yet".to_owned() };
            if !workshop.has_spoken(id) {
                return "as before".to_owned();
            }
            state.request.with(|request| match (answered(request, said), asked(request)) {
                (done, all) if done == all => "answered".to_owned(),
                (done, all) => format!("{done} of {all}"),
            })
        })
    });
    let is_done = move || text.with(|text| text == "answered");
    view! {
        <span class="person-state" class:is-ok=is_done>
            {move || is_done().then(|| view! { <Sign icon=Icon::Ok small=true/> })}
            {text}
        </span>
    }
}
