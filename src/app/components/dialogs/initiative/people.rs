//! Who works on a stage: FTE of each role.

use leptos::prelude::*;

use super::stages::StageSubject;
use crate::app::components::field::Reason;
use crate::app::components::icon::{Icon, Sign};
use crate::exchange::cell::{Decimal, parse_number};
use crate::model::edit::StageChange;
use crate::model::id::RoleId;
use crate::model::initiative::Demand;

/// One line for each role, and a list to pick one more from.
#[component]
pub(super) fn People(stage: StageSubject) -> impl IntoView {
    let refused = RwSignal::new(None::<String>);
    let demand = Memo::new(move |_| stage.of(|it| it.demand.clone()).unwrap_or_default());
    let roles = Memo::new(move |_| {
        stage.store.people.with(|it| it.roles.iter().map(|it| (it.id, it.name.clone())).collect::<Vec<_>>())
    });
    let set = move |change: &dyn Fn(&mut Vec<Demand>)| {
        let mut demand = demand.get_untracked();
        change(&mut demand);
        refused.set(stage.change(StageChange::Demand(demand)).err());
    };
    let add = move |role: RoleId| set(&|demand| demand.push(Demand { role, fte: 1_u32.into() }));
    let remove = move |role: RoleId| set(&|demand| demand.retain(|it| it.role != role));
    let put = move |role: RoleId, text: String| match parse_number(&text, Decimal::Point) {
        Ok(fte) => set(&|demand| {
            if let Some(found) = demand.iter_mut().find(|it| it.role == role) {
                found.fte = fte;
            }
        }),
        Err(error) => refused.set(Some(error.to_string())),
    };
    let free = move || {
        let is_free =
            |(id, _): &(RoleId, String)| demand.with(|demand| demand.iter().all(|it| it.role != *id));
        roles
            .get()
            .into_iter()
            .filter(is_free)
            .map(|(id, name)| view! { <option value=id.to_string()>{name}</option> })
            .collect_view()
    };
    let working = move || demand.with(|demand| demand.iter().map(|it| it.role).collect::<Vec<RoleId>>());
    let has_roles = move || roles.with(|roles| !roles.is_empty());
    view! {
        <div class="field stage-people">
            <span>"People, FTE"</span>
            <For each=working key=|role| *role let:role>
                <PersonLine role roles demand on_put=move |text| put(role, text) on_remove=move || remove(role)/>
            </For>
            <Show when=has_roles fallback=|| view! { <small class="muted">"There are no roles yet; add some on the Capacity page."</small> }>
                <select class="select" aria-label="Add a role" on:change:target=move |event| {
                    if let Ok(role) = event.target().value().parse() {
                        add(role);
                    }
                    event.target().set_value("");
                }>
                    <option value="">"add a role…"</option>
                    {free}
                </select>
            </Show>
            <Reason refused/>
        </div>
    }
}

#[component]
fn PersonLine(
    role: RoleId,
    roles: Memo<Vec<(RoleId, String)>>,
    demand: Memo<Vec<Demand>>,
    on_put: impl Fn(String) + 'static,
    on_remove: impl Fn() + 'static,
) -> impl IntoView {
    let name = move || {
        roles.with(|roles| {
            roles.iter().find(|(id, _)| *id == role).map_or_else(String::new, |(_, name)| name.clone())
        })
    };
    let fte = move || {
        demand.with(|demand| {
            demand.iter().find(|it| it.role == role).map_or_else(String::new, |it| it.fte.to_string())
        })
    };
    view! {
        <div class="person-line">
            <input class="input" inputmode="decimal" aria-label=move || format!("FTE of {}", name()) prop:value=fte
                on:change:target=move |event| on_put(event.target().value())/>
            <span aria-hidden="true">"×"</span>
            <span class="person-role">{name}</span>
            <button class="chip-remove" type="button" aria-label=move || format!("Remove {}", name()) on:click=move |_| on_remove()>
                <Sign icon=Icon::Close small=true/>
            </button>
        </div>
    }
}
