//! What an initiative is worth together with others, beyond the sum of their scores.

use leptos::prelude::*;

use super::Subject;
use crate::app::components::field::{Reason, apply};
use crate::app::components::icon::{Icon, Sign};
use crate::app::components::keyed::Keyed;
use crate::app::format::plain;
use crate::exchange::cell::{Decimal, parse_number};
use crate::model::edit::Edit;
use crate::model::finite::Finite;
use crate::model::id::InitiativeId;

/// Those it has a synergy with, each with its points, and a row for one more.
#[component]
pub(super) fn Synergies(subject: Subject) -> impl IntoView {
    let partners = Memo::new(move |_| {
        subject
            .store
            .initiatives
            .with(|it| it.synergies_of(subject.id).map(|(other, _)| other).collect::<Vec<_>>())
    });
    view! {
        <fieldset class="synergies">
            <legend>"Worth together"</legend>
            <p class="card-note">"Points beyond the sum of the scores if both are chosen, as 10, or −5 if they take from each other. The best score of one initiative is 100 points."</p>
            <Keyed each=move || partners.get() key=|id| *id let:other><SynergyRow subject other/></Keyed>
            <NewSynergy subject partners/>
        </fieldset>
    }
}

/// Points beside one other initiative.
#[component]
fn SynergyRow(subject: Subject, other: InitiativeId) -> impl IntoView {
    let refused = RwSignal::new(None::<String>);
    let name = move || name_of(subject, other);
    let points = move || {
        let points = subject
            .store
            .initiatives
            .with(|it| it.synergies_of(subject.id).find(|(id, _)| *id == other).map(|(_, points)| points));
        points.map_or_else(String::new, |points| plain(points.get()))
    };
    let type_in = move |text: String| refused.set(set(subject, other, &text).err());
    let remove = move |_| {
        let of = [subject.id, other];
        refused.set(apply(subject.store, Edit::Synergy { of, points: Finite::ZERO }).err());
    };
    view! {
        <div class="synergy">
            <input class="input" inputmode="decimal" autocomplete="off" aria-label=move || format!("Points together with {}", name())
                prop:value=points on:change:target=move |event| type_in(event.target().value())/>
            <span>"points together with "<bdi>{name}</bdi></span>
            <button class="chip-remove" type="button" aria-label=move || format!("No longer worth anything together with {}", name()) on:click=remove>
                <Sign icon=Icon::Close small=true/>
            </button>
            <Reason refused/>
        </div>
    }
}

/// Names another initiative and the points, both before anything is kept.
#[component]
fn NewSynergy(subject: Subject, partners: Memo<Vec<InitiativeId>>) -> impl IntoView {
    let refused = RwSignal::new(None::<String>);
    let chosen = RwSignal::new(None::<InitiativeId>);
    let text = RwSignal::new(String::new());
    let free = move || {
        let others = subject.store.initiatives.with(|it| {
            let others = it.list.iter().filter(|it| it.id != subject.id);
            others.map(|it| (it.id, it.name.clone())).collect::<Vec<_>>()
        });
        let free = others.into_iter().filter(|(id, _)| partners.with(|partners| !partners.contains(id)));
        free.map(|(id, name)| view! { <option value=id.to_string() selected=move || chosen.get() == Some(id)>{name}</option> })
            .collect_view()
    };
    let pick = move |value: String| chosen.set(value.parse().ok().map(InitiativeId));
    let add = move |_| {
        let Some(other) = chosen.get_untracked() else {
            return refused.set(Some("Choose the other initiative first.".to_owned()));
        };
        match set(subject, other, &text.get_untracked()) {
            Ok(()) => {
                refused.set(None);
                chosen.set(None);
                text.set(String::new());
            }
            Err(reason) => refused.set(Some(reason)),
        }
    };
    view! {
        <div class="synergy">
            <input class="input" inputmode="decimal" autocomplete="off" aria-label="Points together" placeholder="10"
                prop:value=move || text.get() on:input:target=move |event| text.set(event.target().value())/>
            <select class="select" aria-label="Together with" on:change:target=move |event| pick(event.target().value())>
                <option value="" selected=move || chosen.with(Option::is_none)>"together with…"</option>
                {free}
            </select>
            <button class="button" type="button" on:click=add>"Add"</button>
            <Reason refused/>
        </div>
    }
}

fn name_of(subject: Subject, id: InitiativeId) -> String {
    subject.store.initiatives.with(|it| it.initiative(id).map_or_else(String::new, |it| it.name.clone()))
}

/// Takes typed points; 0 takes the synergy away.
fn set(subject: Subject, other: InitiativeId, text: &str) -> Result<(), String> {
    let points = parse_number(text, Decimal::Point)
        .map_err(|_| "Points are a number, such as 10 or −5.".to_owned())?;
    apply(subject.store, Edit::Synergy { of: [subject.id, other], points })
}
