//! The facilitator writes down what is said: people across, initiatives down, one criterion at a time.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::state::WorkshopState;
use crate::app::components::keyed::Keyed;
use crate::app::components::score_form::parse;
use crate::app::state::session::Notice;
use crate::exchange::ballot::AskedScale;
use crate::model::id::{CriterionId, InitiativeId, ParticipantId};

/// The card.
#[component]
pub(super) fn RoomTable() -> impl IntoView {
    let state = expect_context::<WorkshopState>();
    let criteria = Memo::new(move |_| {
        state
            .request
            .with(|request| request.criteria.iter().map(|it| (it.id, it.name.clone())).collect::<Vec<_>>())
    });
    let chosen = RwSignal::new(None::<CriterionId>);
    let criterion = Memo::new(move |_| {
        criteria.with(|all| {
            chosen.get().filter(|id| all.iter().any(|it| it.0 == *id)).or(all.first().map(|it| it.0))
        })
    });
    let scale = move || {
        let id = criterion.get()?;
        state.request.with(|request| match &request.criterion(id)?.scale {
            AskedScale::Levels(levels) => {
                let labels =
                    (1..).zip(levels).map(|(number, level): (usize, _)| format!("{number} {}", level.label));
                Some(labels.collect::<Vec<_>>().join(" · "))
            }
            AskedScale::Figure { unit, .. } => Some(unit.clone()),
        })
    };
    view! {
        <section class="card card-flush" aria-label="Scores of the room">
            <div class="card-header">
                <label class="field"><span>"Criterion"</span>
                    <select class="select" on:change:target=move |event| chosen.set(event.target().value().parse().ok())>
                        {move || criteria.get().into_iter().map(|(id, name)| view! { <option value=id.to_string() selected=move || criterion.get() == Some(id)>{name}</option> }).collect_view()}
                    </select>
                </label>
                <p class="card-note">{scale}</p>
            </div>
            {move || criterion.get().map(|criterion| view! { <Table criterion/> })}
        </section>
    }
}

#[component]
fn Table(criterion: CriterionId) -> impl IntoView {
    let state = expect_context::<WorkshopState>();
    let people = Memo::new(move |_| {
        state.workshop.with(|it| it.participants.iter().map(|it| it.id).collect::<Vec<_>>())
    });
    let rows = Memo::new(move |_| {
        state
            .request
            .with(|request| request.initiatives.iter().map(|it| (it.id, it.name.clone())).collect::<Vec<_>>())
    });
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label="Scores">
            <table class="data-table data-table-tight room-table">
                <thead><tr>
                    <th scope="col">"Initiative"</th>
                    <Keyed each=move || people.get() key=|id| *id let:id><th scope="col"><bdi>{move || state.name(id)}</bdi></th></Keyed>
                </tr></thead>
                <tbody>
                    <Keyed each=move || rows.get() key=|row| row.clone() let((initiative, name))>
                        <tr>
                            <th scope="row"><bdi class="name-cell">{name.clone()}</bdi></th>
                            <Keyed each=move || people.get() key=|id| *id let:person><Cell criterion initiative person name=name.clone()/></Keyed>
                        </tr>
                    </Keyed>
                </tbody>
            </table>
            <Show when=move || people.with(Vec::is_empty)><p class="card-note room-empty">"Add the participants first."</p></Show>
        </div>
    }
}

#[component]
fn Cell(
    criterion: CriterionId,
    initiative: InitiativeId,
    person: ParticipantId,
    name: String,
) -> impl IntoView {
    let state = expect_context::<WorkshopState>();
    let score = Memo::new(move |_| {
        state.workshop.with(|it| it.opinion(person).and_then(|it| it.score(initiative, criterion)))
    });
    let shown = move || score.get().map_or_else(String::new, |score| score.to_string());
    let set = move |field: web_sys::HtmlInputElement| {
        state.begin();
        match parse(&field.value()) {
            Ok(score) => drop(state.score(person, initiative, criterion, score)),
            Err(error) => state.session.tell(Notice::stop("Not changed", error.to_string())),
        }
        field.set_value(&untrack(shown));
    };
    view! {
        <td>
            <input class="input room-score" inputmode="decimal" autocomplete="off" data-person=person.to_string()
                aria-label=move || format!("{name}, {}", state.name(person))
                prop:value=shown on:change:target=move |event| set(event.target()) on:keydown=go_down/>
        </td>
    }
}

/// Enter and the arrows go to the cell below or above, as in a spreadsheet.
fn go_down(event: web_sys::KeyboardEvent) {
    let down = match event.key().as_str() {
        "Enter" | "ArrowDown" => true,
        "ArrowUp" => false,
        _ => return,
    };
    let Some(field) = event.target().and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok()) else {
        return;
    };
    let Some(row) = field.closest("tr").ok().flatten() else { return };
    let other = if down { row.next_element_sibling() } else { row.previous_element_sibling() };
    let person = field.get_attribute("data-person").unwrap_or_default();
    let selector = format!("input[data-person='{person}']");
    let next = other.and_then(|row| row.query_selector(&selector).ok().flatten());
    if let Some(next) = next.and_then(|next| next.dyn_into::<web_sys::HtmlInputElement>().ok()) {
        event.prevent_default();
        if next.focus().is_ok() {
            next.select();
        }
    }
}
