//! What an initiative serves, needs and rules out.

use leptos::prelude::*;

use super::Subject;
use crate::app::components::icon::{Icon, Sign};
use crate::model::edit::InitiativeChange;
use crate::model::id::{InitiativeId, ObjectiveId};
use crate::model::initiative::Initiative;

/// Objectives, requirements, exclusions.
#[component]
pub(super) fn Links(subject: Subject) -> impl IntoView {
    view! {
        <section class="initiative-part">
            <h3>"Links"</h3>
            <Objectives subject/>
            <div class="form-grid form-grid-wide">
                <Others subject label="Requires" of=|it| &it.requires to=InitiativeChange::Requires/>
                <Others subject label="Excludes" of=|it| &it.excludes to=InitiativeChange::Excludes/>
            </div>
        </section>
    }
}

#[component]
fn Objectives(subject: Subject) -> impl IntoView {
    let all = Memo::new(move |_| {
        subject
            .store
            .strategy
            .with(|it| it.objectives.iter().map(|it| (it.id, it.name.clone())).collect::<Vec<_>>())
    });
    let toggle = move |id: ObjectiveId| {
        let mut served = subject
            .initiative
            .with_untracked(|it| it.as_ref().map(|it| it.objectives.clone()))
            .unwrap_or_default();
        if served.contains(&id) {
            served.retain(|other| *other != id);
        } else {
            served.push(id);
        }
        drop(subject.change(InitiativeChange::Objectives(served)));
    };
    view! {
        <Show when=move || all.with(|all| !all.is_empty())>
            <fieldset class="row objectives">
                <legend>"Serves"</legend>
                {move || all.get().into_iter().map(|(id, name)| {
                    let served = move || subject.of(|it| it.objectives.contains(&id)).unwrap_or_default();
                    view! { <label class="row"><input type="checkbox" prop:checked=served on:change=move |_| toggle(id)/>{name}</label> }
                }).collect_view()}
            </fieldset>
        </Show>
    }
}

/// Other initiatives: a chip for each, and a list to pick one more from.
#[component]
fn Others(
    subject: Subject,
    label: &'static str,
    of: fn(&Initiative) -> &Vec<InitiativeId>,
    to: fn(Vec<InitiativeId>) -> InitiativeChange,
) -> impl IntoView {
    let linked = Memo::new(move |_| subject.of(|it| of(it).clone()).unwrap_or_default());
    let names = Memo::new(move |_| {
        subject
            .store
            .initiatives
            .with(|it| it.list.iter().map(|it| (it.id, it.name.clone())).collect::<Vec<_>>())
    });
    let name_of = move |id: InitiativeId| {
        names.with(|names| {
            names.iter().find(|(it, _)| *it == id).map_or_else(String::new, |(_, name)| name.clone())
        })
    };
    let remove = move |id: InitiativeId| {
        let rest = linked.get_untracked().into_iter().filter(|other| *other != id).collect();
        drop(subject.change(to(rest)));
    };
    let add = move |id: InitiativeId| {
        let mut all = linked.get_untracked();
        all.push(id);
        drop(subject.change(to(all)));
    };
    let free = move || {
        let is_free = |(id, _): &(InitiativeId, String)| {
            *id != subject.id && linked.with(|linked| !linked.contains(id))
        };
        names
            .get()
            .into_iter()
            .filter(is_free)
            .map(|(id, name)| view! { <option value=id.to_string()>{name}</option> })
            .collect_view()
    };
    view! {
        <div class="field">
            <span>{label}</span>
            <div class="row">
                <For each=move || linked.get() key=|id| *id let:id>
                    <span class="chip">
                        {move || name_of(id)}
                        <button class="chip-remove" type="button" aria-label=move || format!("{label} no longer: {}", name_of(id)) on:click=move |_| remove(id)>
                            <Sign icon=Icon::Close small=true/>
                        </button>
                    </span>
                </For>
                <select class="select" aria-label=format!("{label} also") on:change:target=move |event| {
                    if let Ok(id) = event.target().value().parse() {
                        add(id);
                    }
                    event.target().set_value("");
                }>
                    <option value="">"add…"</option>
                    {free}
                </select>
            </div>
        </div>
    }
}
