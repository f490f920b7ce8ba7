//! What ties other offices to each other.

use leptos::prelude::*;

use super::CharterState;
use crate::app::components::icon::{Icon, Sign};
use crate::app::components::keyed::Keyed;
use crate::app::format::count;
use crate::model::edit::CharterChange;
use crate::model::id::OfficeId;
use crate::model::office::network::{Relation, Tie};

/// The ties that do not touch ours, and one more; nothing below two other offices.
#[component]
pub(super) fn OtherTies() -> impl IntoView {
    let state = expect_context::<CharterState>();
    let offices = Memo::new(move |_| {
        let named = |it: &crate::model::office::network::OtherOffice| (it.id, it.name.clone());
        state.store.office.with(|it| it.network.offices.iter().map(named).collect::<Vec<_>>())
    });
    let ties = Memo::new(move |_| {
        let others = |it: &&Tie| it.from.is_some() && it.to.is_some();
        state.store.office.with(|it| it.network.ties.iter().filter(others).copied().collect::<Vec<_>>())
    });
    let words = move || match ties.with(Vec::len) {
        0 => "Ties between the other offices: none yet".to_owned(),
        n => count(n, "tie between the other offices", "ties between the other offices"),
    };
    view! {
        <Show when=move || offices.with(|it| it.len() > 1)>
            <details class="twin"><summary>{words}</summary>
                <ul class="list"><Keyed each=move || ties.get() key=|tie| *tie let:tie>{tie_row(state, offices, tie)}</Keyed></ul>
                <NewTie offices/>
            </details>
        </Show>
    }
}

fn tie_row(state: CharterState, offices: Memo<Vec<(OfficeId, String)>>, tie: Tie) -> AnyView {
    let name = move |id: Option<OfficeId>| {
        offices.with(|it| it.iter().find(|it| Some(it.0) == id).map_or_else(String::new, |it| it.1.clone()))
    };
    let words =
        move || format!("{}: {} ({})", name(tie.from), name(tie.to), tie.relation.words().to_lowercase());
    let remove = move |_| drop(state.commit(CharterChange::Tie { tie, there: false }));
    view! {
        <li class="list-item"><span>{words}</span>
            <button class="button button-quiet button-icon" type="button" aria-label=move || format!("Remove the tie {}", words()) on:click=remove><Sign icon=Icon::Bin small=true/></button></li>
    }
    .into_any()
}

/// A form for one more tie.
#[component]
fn NewTie(offices: Memo<Vec<(OfficeId, String)>>) -> impl IntoView {
    let state = expect_context::<CharterState>();
    let (from, to, relation) = (RwSignal::new(0_usize), RwSignal::new(1_usize), RwSignal::new(0_usize));
    let refused = RwSignal::new(None::<String>);
    let add = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let office = |place: usize| offices.with_untracked(|it| it.get(place).map(|it| it.0));
        let relation = Relation::ALL.get(relation.get_untracked()).copied();
        let (Some(from), Some(to), Some(relation)) =
            (office(from.get_untracked()), office(to.get_untracked()), relation)
        else {
            return;
        };
        let tie = Tie { from: Some(from), to: Some(to), relation };
        refused.set(state.commit(CharterChange::Tie { tie, there: true }).err());
    };
    let choice = move |label: &'static str, chosen: RwSignal<usize>, names: Signal<Vec<String>>| {
        view! {
            <label class="field"><span>{label}</span>
                <select class="select" on:change:target=move |event| if let Ok(place) = event.target().value().parse() { chosen.set(place) }>
                    {move || names.get().into_iter().enumerate().map(|(at, name)| view! { <option value=at.to_string() selected=move || chosen.get() == at>{name}</option> }).collect_view()}
                </select></label>
        }
    };
    let names = Signal::derive(move || offices.with(|it| it.iter().map(|it| it.1.clone()).collect()));
    let relations = Signal::stored(Relation::ALL.map(|it| it.words().to_owned()).to_vec());
    view! {
        <form class="contact-form no-print" aria-label="New tie between other offices" on:submit=add>
            {choice("Office", from, names)}{choice("What", relation, relations)}{choice("With which", to, names)}
            <button class="button" type="submit"><Sign icon=Icon::Plus small=true/>"Add tie"</button>
            <crate::app::components::field::Reason refused/>
        </form>
    }
}
