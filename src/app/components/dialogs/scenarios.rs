//! The plan and its what-ifs: choose, make, rename, adopt, delete.

use leptos::prelude::*;

use super::Frame;
use crate::app::components::icon::{Icon, Sign};
use crate::app::components::keyed::Keyed;
use crate::app::components::scenario::{adopt, begin, copy, look_again, stale_words};
use crate::app::state::session::{Notice, Session};
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
                <Keyed each=move || ids.get() key=|id| *id let:id>
                    <Item id choose/>
                </Keyed>
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
    let is_frozen = move || scenario.with(|it| it.as_ref().is_some_and(|it| it.frozen));
    let freeze = move || {
        let change = ScenarioChange::Frozen(!untrack(is_frozen));
        store.commit(Edit::Scenario { scenario: id, change });
    };
    let remove = move || {
        let name = untrack(name);
        if store.try_commit(Edit::RemoveScenario(id)) {
            session.tell(Notice::ok(format!("{name} is deleted"), "Undo brings it back."));
        }
    };
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
                <button class="button" type="button" on:click=move |_| copy(store, session, id)>"Copy"<span class="visually-hidden">{move || format!(" {}", name())}</span></button>
                <button class="button" type="button" aria-pressed=move || is_frozen().to_string() on:click=move |_| freeze()>"Frozen"</button>
                <button class="button button-quiet button-icon" type="button" aria-label=move || format!("Delete {}", name())
                    on:click=move |_| remove()><Sign icon=Icon::Bin/></button>
            </span>
            <Stale id/>
            <Changes id scenario/>
        </li>
    }
}

/// Says if the plan is another one than the scenario was made on.
#[component]
fn Stale(id: ScenarioId) -> impl IntoView {
    let store = expect_context::<Store>();
    let words = Memo::new(move |_| store.plan.with(|plan| stale_words(plan, id)));
    move || {
        words.get().map(|words| view! {
            <p class="card-note scenario-stale"><Sign icon=Icon::Warn small=true/>{words}
                <button class="button-link" type="button" on:click=move |_| look_again(store, id)>"It still holds"</button></p>
        })
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
