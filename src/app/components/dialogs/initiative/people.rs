//! Who works on a stage: FTE of each role, and at which level of skill.

use leptos::prelude::*;

use super::stages::StageSubject;
use crate::analysis::skill_fit::{DemandFit, demand_fit};
use crate::app::components::field::Reason;
use crate::app::components::icon::{Icon, Sign};
use crate::app::components::keyed::Keyed;
use crate::app::format::percent;
use crate::exchange::cell::{Decimal, parse_number};
use crate::model::edit::StageChange;
use crate::model::id::RoleId;
use crate::model::initiative::Demand;

/// The levels that can be asked for, from 1.
const LEVELS: [&str; 5] = ["level 1 and up", "level 2 and up", "level 3 and up", "level 4 and up", "level 5"];

/// People whom a line names.
const NAMED: usize = 3;

/// Who would do it best, as a sentence.
fn best_fit(fit: &DemandFit) -> String {
    let first = fit.people.iter().take(NAMED).map(|person| {
        let other = if person.is_of_role { "" } else { ", of another role" };
        format!("{} ({}{other})", person.name, person.level)
    });
    match first.collect::<Vec<_>>() {
        named if named.is_empty() => {
            "Nobody on the list of people has a level in this role: see “Who can do what” on the Capacity page.".into()
        }
        named => format!("Best: {}. Fit {}.", named.join(", "), percent(fit.fit)),
    }
}

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
    let add = move |role: RoleId| set(&|demand| demand.push(Demand { role, fte: 1_u32.into(), level: None }));
    let remove = move |role: RoleId| set(&|demand| demand.retain(|it| it.role != role));
    let put = move |role: RoleId, text: String| match parse_number(&text, Decimal::Point) {
        Ok(fte) => set(&|demand| {
            if let Some(found) = demand.iter_mut().find(|it| it.role == role) {
                found.fte = fte;
            }
        }),
        Err(error) => refused.set(Some(error.to_string())),
    };
    let ask = move |role: RoleId, level: Option<u8>| {
        set(&|demand| {
            if let Some(found) = demand.iter_mut().find(|it| it.role == role) {
                found.level = level;
            }
        });
    };
    let fit = move |role: RoleId| {
        let asked = demand.with(|demand| demand.iter().find(|it| it.role == role).copied())?;
        stage.store.people.with(|people| stage.of(|it| demand_fit(it, &asked, people)).flatten())
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
            <Keyed each=working key=|role| *role let:role>
                <PersonLine role roles demand on_put=move |text| put(role, text) on_ask=move |level| ask(role, level) on_remove=move || remove(role)/>
                {move || fit(role).map(|fit| view! { <small class="muted person-fit">{best_fit(&fit)}</small> })}
            </Keyed>
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
    on_ask: impl Fn(Option<u8>) + 'static,
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
    let level = move || {
        let asked = demand.with(|demand| demand.iter().find(|it| it.role == role).and_then(|it| it.level));
        asked.map_or_else(String::new, |level| level.to_string())
    };
    view! {
        <div class="person-line">
            <input class="input" inputmode="decimal" aria-label=move || format!("FTE of {}", name()) prop:value=fte
                on:change:target=move |event| on_put(event.target().value())/>
            <span aria-hidden="true">"×"</span>
            <span class="person-role">{name}</span>
            <select class="select person-level" aria-label=move || format!("Level of skill asked of {}", name())
                prop:value=level on:change:target=move |event| on_ask(event.target().value().parse().ok())>
                <option value="">"any level"</option>
                {(1..=5_u8).map(|step| view! { <option value=step.to_string() selected=move || level() == step.to_string()>{LEVELS[usize::from(step) - 1]}</option> }).collect_view()}
            </select>
            <button class="chip-remove" type="button" aria-label=move || format!("Remove {}", name()) on:click=move |_| on_remove()>
                <Sign icon=Icon::Close small=true/>
            </button>
        </div>
    }
}
