//! What an initiative serves, needs and rules out, and what it is worth together with others.

use leptos::prelude::*;

use super::Subject;
use super::synergies::Synergies;
use crate::app::components::chips::ChipField;
use crate::model::edit::InitiativeChange;
use crate::model::id::{InitiativeId, ObjectiveId};
use crate::model::initiative::Initiative;

/// Objectives, requirements, exclusions, synergies.
#[component]
pub(super) fn Links(subject: Subject) -> impl IntoView {
    view! {
        <section class="initiative-part">
            <h3>"Links"</h3>
            <Objectives subject/>
            <div class="form-grid form-grid-wide">
                <Others subject label="Requires" less="Requires no longer:" more="Requires also" of=|it| &it.requires to=InitiativeChange::Requires/>
                <Others subject label="Excludes" less="Excludes no longer:" more="Excludes also" of=|it| &it.excludes to=InitiativeChange::Excludes/>
            </div>
            <Synergies subject/>
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

/// Other initiatives that it is tied to in one way.
#[component]
fn Others(
    subject: Subject,
    label: &'static str,
    less: &'static str,
    more: &'static str,
    of: fn(&Initiative) -> &Vec<InitiativeId>,
    to: fn(Vec<InitiativeId>) -> InitiativeChange,
) -> impl IntoView {
    let linked = Memo::new(move |_| subject.of(|it| of(it).clone()).unwrap_or_default());
    let others = Memo::new(move |_| {
        subject.store.initiatives.with(|it| {
            let others = it.list.iter().filter(|it| it.id != subject.id);
            others.map(|it| (it.id, it.name.clone())).collect::<Vec<_>>()
        })
    });
    view! { <ChipField label less more chosen=linked options=others on_change=move |linked| subject.change(to(linked))/> }
}
