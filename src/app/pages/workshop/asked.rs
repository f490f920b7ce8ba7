//! What people are asked about: all, the plan, or a choice; and on which criteria.

use leptos::prelude::*;

use super::state::WorkshopState;
use crate::app::components::keyed::Keyed;
use crate::app::format::count;
use crate::model::edit::WorkshopChange;
use crate::model::id::{CriterionId, InitiativeId};
use crate::model::workshop::Asked;

/// The card.
#[component]
pub(super) fn AskedCard() -> impl IntoView {
    let state = expect_context::<WorkshopState>();
    let change = move |how: &dyn Fn(&mut Asked)| {
        let mut asked = state.workshop.with_untracked(|it| it.asked.clone());
        how(&mut asked);
        state.change(WorkshopChange::Ask(asked));
    };
    let title = move || {
        state.request.with(|request| {
            format!(
                "{} on {}",
                count(request.initiatives.len(), "initiative", "initiatives"),
                count(request.criteria.len(), "criterion", "criteria")
            )
        })
    };
    let all = move |_| change(&|asked| asked.initiatives.clear());
    let plan = move |_| {
        let ids: Vec<InitiativeId> =
            state.store.initiatives.with_untracked(|it| it.in_plan().map(|it| it.id).collect());
        change(&|asked| asked.initiatives.clone_from(&ids));
    };
    view! {
        <section class="card" aria-labelledby="asked-title">
            <div class="card-header"><div>
                <h2 id="asked-title">{title}</h2>
                <p class="card-note">"Ask little and get answers: what is in the plan, on the criteria that need judgement."</p>
            </div></div>
            <div class="row">
                <button class="button" type="button" on:click=plan>"Only the plan"</button>
                <button class="button" type="button" on:click=all>"All initiatives"</button>
            </div>
            <label class="check">
                <input type="checkbox" prop:checked=move || state.workshop.with(|it| it.asked.weights)
                    on:change:target=move |event| { let asks = event.target().checked(); change(&|asked| asked.weights = asks); }/>
                <span>"Also ask how much each criterion matters"</span>
            </label>
            <Choices/>
        </section>
    }
}

/// Every criterion and initiative with a tick.
#[component]
fn Choices() -> impl IntoView {
    let open = RwSignal::new(false);
    view! {
        <details class="twin" on:toggle:target=move |event| open.set(event.target().has_attribute("open"))>
            <summary>"Choose one by one"</summary>
            <Show when=move || open.get()><ChoiceLists/></Show>
        </details>
    }
}

#[component]
fn ChoiceLists() -> impl IntoView {
    let state = expect_context::<WorkshopState>();
    let criteria = Memo::new(move |_| {
        state.store.scoring.with(|it| it.leaves().map(|it| (it.id, it.name.clone())).collect::<Vec<_>>())
    });
    let initiatives = Memo::new(move |_| {
        state
            .store
            .initiatives
            .with(|it| it.list.iter().map(|it| (it.id, it.name.clone())).collect::<Vec<_>>())
    });
    let set_criterion = move |id: CriterionId, is_asked: bool| {
        let mut asked = state.workshop.with_untracked(|it| it.asked.clone());
        let all = criteria.with_untracked(|all| all.iter().map(|it| it.0).collect());
        choose(&mut asked.criteria, all, id, is_asked);
        state.change(WorkshopChange::Ask(asked));
    };
    let set_initiative = move |id: InitiativeId, is_asked: bool| {
        let mut asked = state.workshop.with_untracked(|it| it.asked.clone());
        let all = initiatives.with_untracked(|all| all.iter().map(|it| it.0).collect());
        choose(&mut asked.initiatives, all, id, is_asked);
        state.change(WorkshopChange::Ask(asked));
    };
    view! {
        <h3>"Criteria"</h3>
        <ul class="asked-list">
            <Keyed each=move || criteria.get() key=|row| row.clone() let((id, name))>
                <li><label class="check"><input type="checkbox" prop:checked=move || state.workshop.with(|it| it.asked.has_criterion(id))
                    on:change:target=move |event| set_criterion(id, event.target().checked())/><bdi>{name}</bdi></label></li>
            </Keyed>
        </ul>
        <h3>"Initiatives"</h3>
        <ul class="asked-list">
            <Keyed each=move || initiatives.get() key=|row| row.clone() let((id, name))>
                <li><label class="check"><input type="checkbox" prop:checked=move || state.workshop.with(|it| it.asked.has_initiative(id))
                    on:change:target=move |event| set_initiative(id, event.target().checked())/><bdi>{name}</bdi></label></li>
            </Keyed>
        </ul>
    }
}

/// `chosen` with `id` in or out, in the order of `all`; all is written as an empty list, and none cannot be asked.
fn choose<T: Copy + PartialEq>(chosen: &mut Vec<T>, all: Vec<T>, id: T, is_asked: bool) {
    let before = if chosen.is_empty() { all.clone() } else { chosen.clone() };
    let is_in = |it: &T| if *it == id { is_asked } else { before.contains(it) };
    let after: Vec<T> = all.iter().copied().filter(is_in).collect();
    *chosen = if after.len() == all.len() { Vec::new() } else { after };
}
