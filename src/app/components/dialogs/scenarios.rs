//! The plan and its what-ifs: choose, make, rename, adopt, delete.

use leptos::prelude::*;

use super::Frame;
use crate::app::components::icon::{Icon, Sign};
use crate::app::components::scenario::{adopt, begin};
use crate::app::state::session::Session;
use crate::app::state::store::Store;
use crate::model::edit::{Edit, ScenarioChange};
use crate::model::id::ScenarioId;
use crate::model::scenario::Scenario;

/// All scenarios, with what each changes.
#[component]
pub(super) fn Scenarios() -> impl IntoView {
    let store = expect_context::<Store>();
    let session = expect_context::<Session>();
    let ids = Memo::new(move |_| {
        store.plan.with(|plan| plan.scenarios.list.iter().map(|it| it.id).collect::<Vec<_>>())
    });
    let choose = move |scenario| {
        store.choose(scenario);
        session.dialog.set(None);
    };
    let make = move |_| {
        let number = ids.with_untracked(Vec::len) + 1;
        begin(store, &format!("What-if {number}"), Vec::new());
    };
    let is_plan = move || store.scenario.get().is_none();
    view! {
        <Frame
            title="Plan and what-ifs"
            note="A what-if is a list of changes; the plan itself stays as it is until you adopt one."
            foot=move || view! {
                <button class="button" type="button" on:click=make><Sign icon=Icon::Plus small=true/>"New what-if"</button>
                <button class="button button-primary row-end" type="button" on:click=move |_| session.dialog.set(None)>"Done"</button>
            }
        >
            <ul class="list scenario-list">
                <li class="list-item">
                    <b>"Plan of record"</b>
                    <span class="row row-end">
                        <button class="button" type="button" disabled=is_plan on:click=move |_| choose(None)>
                            {move || if is_plan() { "You are here" } else { "Work in the plan" }}
                        </button>
                    </span>
                </li>
                <For each=move || ids.get() key=|id| *id let:id>
                    <Item id choose/>
                </For>
            </ul>
        </Frame>
    }
}

#[component]
fn Item(id: ScenarioId, choose: impl Fn(Option<ScenarioId>) + Copy + Send + Sync + 'static) -> impl IntoView {
    let store = expect_context::<Store>();
    let session = expect_context::<Session>();
    let scenario = Memo::new(move |_| store.plan.with(|plan| plan.scenarios.scenario(id).cloned()));
    let name = move || scenario.with(|it| it.as_ref().map_or_else(String::new, |it| it.name.clone()));
    let is_here = move || store.scenario.get() == Some(id);
    let rename = move |field: web_sys::HtmlInputElement| {
        let change = ScenarioChange::Name(field.value());
        if !store.try_commit(Edit::Scenario { scenario: id, change }) {
            field.set_value(&name());
        }
    };
    view! {
        <li class="list-item">
            <input class="input scenario-name" aria-label="Name of the what-if" prop:value=name on:change:target=move |event| rename(event.target())/>
            <span class="row row-end">
                <button class="button" type="button" disabled=is_here on:click=move |_| choose(Some(id))>
                    {move || if is_here() { "You are here" } else { "Work in it" }}
                </button>
                <button class="button" type="button" on:click=move |_| adopt(store, session, id)>"Adopt"</button>
                <button class="button button-quiet button-icon" type="button" aria-label=move || format!("Delete {}", name())
                    on:click=move |_| store.commit(Edit::RemoveScenario(id))><Sign icon=Icon::Bin/></button>
            </span>
            <Changes id scenario/>
        </li>
    }
}

/// What the scenario changes, each with a button that takes it out.
#[component]
fn Changes(id: ScenarioId, scenario: Memo<Option<Scenario>>) -> impl IntoView {
    let store = expect_context::<Store>();
    let labels = Memo::new(move |_| {
        scenario.with(|it| it.as_ref().map_or_else(Vec::new, |it| store.plan.with(|plan| it.labels(plan))))
    });
    let take_out = move |index: usize| {
        let Some(mut edits) = scenario.get_untracked().map(|it| it.edits) else { return };
        edits.remove(index);
        store.commit(Edit::Scenario { scenario: id, change: ScenarioChange::Edits(edits) });
    };
    move || {
        let labels = labels.get();
        if labels.is_empty() {
            return view! { <p class="card-note">"Changes nothing yet."</p> }.into_any();
        }
        let items = labels.into_iter().enumerate().map(|(index, label)| view! {
            <li>
                <span>{label.clone()}</span>
                <button class="button button-quiet button-icon" type="button" aria-label=format!("Take out {label}") on:click=move |_| take_out(index)>
                    <Sign icon=Icon::Close small=true/>
                </button>
            </li>
        }).collect_view();
        view! { <ul class="scenario-changes">{items}</ul> }.into_any()
    }
}
