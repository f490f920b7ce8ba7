//! Strategic objectives: what initiatives are for.

use leptos::prelude::*;

use crate::app::components::icon::{Icon, Sign};
use crate::app::components::keyed::Keyed;
use crate::app::state::store::Store;
use crate::model::edit::Edit;
use crate::model::id::ObjectiveId;
use crate::model::strategy::Objective;

/// All objectives, each with how one will know that it is reached.
#[component]
pub(super) fn Objectives() -> impl IntoView {
    let store = expect_context::<Store>();
    let ids = Memo::new(move |_| {
        store.strategy.with(|strategy| strategy.objectives.iter().map(|it| it.id).collect::<Vec<_>>())
    });
    let add = move |_| {
        let id = ObjectiveId(store.fresh_id(0));
        let name = format!("Objective {}", ids.with_untracked(Vec::len) + 1);
        store.commit(Edit::AddObjective(Objective { id, name, note: String::new() }));
    };
    view! {
        <fieldset class="objectives-form">
            <legend>"Strategic objectives: what initiatives are for"</legend>
            <Keyed each=move || ids.get() key=|id| *id let:id>
                <ObjectiveFields id/>
            </Keyed>
            <button class="button" type="button" on:click=add><Sign icon=Icon::Plus small=true/>"Objective"</button>
        </fieldset>
    }
}

#[component]
fn ObjectiveFields(id: ObjectiveId) -> impl IntoView {
    let store = expect_context::<Store>();
    let objective = Memo::new(move |_| {
        store.strategy.with(|strategy| strategy.objectives.iter().find(|it| it.id == id).cloned())
    });
    let part = move |of: fn(&Objective) -> &String| {
        objective.with(|it| it.as_ref().map_or_else(String::new, |it| of(it).clone()))
    };
    let name = move || part(|it| &it.name);
    let note = move || part(|it| &it.note);
    let rename = move |field: web_sys::HtmlInputElement| {
        if !store.try_commit(Edit::RenameObjective { objective: id, name: field.value() }) {
            field.set_value(&name());
        }
    };
    view! {
        <div class="objective-fields">
            <input class="input" aria-label="Objective" prop:value=name on:change:target=move |event| rename(event.target())/>
            <input class="input" aria-label=move || format!("How one will know that {} is reached", name()) placeholder="How one will know that it is reached"
                prop:value=note on:change:target=move |event| store.commit(Edit::NoteObjective { objective: id, note: event.target().value() })/>
            <button class="button button-quiet button-icon" type="button" aria-label=move || format!("Delete {}", name())
                on:click=move |_| store.commit(Edit::RemoveObjective(id))><Sign icon=Icon::Bin/></button>
        </div>
    }
}
