//! The people: heads of each role, changed here and simulated at once.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::context_switch_field::ContextSwitchField;
use super::role_form::RoleForm;
use crate::app::components::field::apply;
use crate::app::components::holidays::HolidaysField;
use crate::app::components::icon::{Icon, Sign};
use crate::app::components::keyed::Keyed;
use crate::app::format::{percent, plain};
use crate::app::state::simulation::Simulation;
use crate::app::state::store::Store;
use crate::model::edit::{Edit, RoleChange};
use crate::model::finite::Finite;
use crate::model::id::RoleId;
use crate::model::people::Role;

/// Heads of every role.
#[component]
pub(super) fn PeopleCard() -> impl IntoView {
    let store = expect_context::<Store>();
    let simulation = expect_context::<Simulation>();
    let ids =
        Memo::new(move |_| store.people.with(|it| it.roles.iter().map(|role| role.id).collect::<Vec<_>>()));
    let staffed = Memo::new(move |_| {
        let report = simulation.report.get();
        let roles = report.iter().flat_map(|report| report.roles.iter());
        roles
            .filter(|role| role.demanded_person_weeks > 0.0)
            .map(|role| (role.id, role.staffed_person_weeks / role.demanded_person_weeks))
            .collect::<BTreeMap<_, _>>()
    });
    let add = move |_| {
        let role = Role::new(RoleId(store.fresh_id(0)), "New role", Finite::ONE);
        store.commit(Edit::AddRole(role));
    };
    view! {
        <section class="card" aria-labelledby="people-title">
            <div class="card-header">
                <div>
                    <h2 id="people-title">"People"</h2>
                    <p class="card-note">"Heads in each role; change them and the dates follow. Staffed: share of the work covered if nobody waits."</p>
                </div>
            </div>
            <Show when=move || ids.with(Vec::is_empty)><p class="muted">"There is no role yet. Add one, then say in the stages who is needed."</p></Show>
            <ul class="role-list">
                <Keyed each=move || ids.get() key=|id| *id let:id>
                    <RoleRow id staffed/>
                </Keyed>
            </ul>
            <HolidaysField label="Everybody’s holidays, day: weeks" holidays=Signal::derive(move || store.people.with(|it| it.holidays.clone()))
                on_change=move |holidays| apply(store, Edit::Holidays(holidays))/>
            <p class="card-note">"Work stands still while everybody is away, and goes on afterwards."</p>
            <ContextSwitchField/>
            <button class="button" type="button" on:click=add><Sign icon=Icon::Plus small=true/>"Role"</button>
        </section>
    }
}

#[component]
fn RoleRow(id: RoleId, staffed: Memo<BTreeMap<RoleId, f64>>) -> impl IntoView {
    let store = expect_context::<Store>();
    let name = Memo::new(move |_| {
        store.people.with(|it| it.role(id).map_or_else(String::new, |it| it.name.clone()))
    });
    let heads = Memo::new(move |_| store.people.with(|it| it.role(id).map_or(0.0, |it| it.heads.get())));
    let set = move |heads: f64| {
        if let Ok(heads) = Finite::new(heads) {
            store.edit(Edit::Role { role: id, change: RoleChange::Heads(heads) });
        }
    };
    let share = move || staffed.with(|staffed| staffed.get(&id).copied());
    let label = move |verb: &str| format!("{verb} {}", name.get());
    view! {
        <li class="role-row">
            <bdi class="role-name">{move || name.get()}</bdi>
            <span class="stepper">
                <button class="button button-icon" type="button" aria-label=move || label("One fewer") disabled=move || heads.get() < 1.0
                    on:click=move |_| { store.settle(); set((heads.get_untracked() - 1.0).max(0.0)); }>
                    <Sign icon=Icon::Minus small=true/>
                </button>
                <input class="input" type="number" min="0" step="0.5" aria-label=move || label("Heads of")
                    prop:value=move || heads.get().to_string()
                    on:input:target=move |event| if let Ok(heads) = event.target().value().parse() { set(heads); }
                    on:change:target=move |event| { store.settle(); // The role may be gone by the time its field loses the focus.
                        if let Some(heads) = heads.try_get_untracked() {
                            event.target().set_value(&heads.to_string());
                        } }/>
                <button class="button button-icon" type="button" aria-label=move || label("One more")
                    on:click=move |_| { store.settle(); set(heads.get_untracked() + 1.0); }>
                    <Sign icon=Icon::Plus small=true/>
                </button>
            </span>
            <span class="role-staffed" title="Share of the demanded work that can be staffed if nobody waits">
                <svg class="chart mini" width="48" height="7" aria-hidden="true">
                    {move || share().map(|share| view! { <rect class="risk-0" width="48" height="7"/><rect class="ours" width=48.0 * share height="7"/> })}
                </svg>
                <span>{move || share().map_or_else(|| "no demand".to_owned(), percent)}</span>
            </span>
            <RoleDetails id/>
        </li>
    }
}

#[component]
fn RoleDetails(id: RoleId) -> impl IntoView {
    let store = expect_context::<Store>();
    let open = RwSignal::new(false);
    let summary = move || {
        store.people.with(|it| {
            it.role(id).map(|role| {
                let changes = if role.changes.is_empty() {
                    String::new()
                } else {
                    format!(
                        ", then {}",
                        role.changes
                            .iter()
                            .map(|change| plain(change.heads.get()))
                            .collect::<Vec<_>>()
                            .join(", ")
                    )
                };
                let leaving = role.turnover.map_or_else(String::new, |it| {
                    format!(", {} leave a year", percent(it.leave_share.get()))
                });
                format!(
                    "run work {}, absence {}{leaving}{changes}",
                    percent(role.run_share.get()),
                    percent(role.absence.likely.get())
                )
            })
        })
    };
    view! {
        <details class="role-details" on:toggle:target=move |event| open.set(event.target().has_attribute("open"))>
            <summary>{summary}</summary>
            <Show when=move || open.get()><RoleForm id/></Show>
        </details>
    }
}
