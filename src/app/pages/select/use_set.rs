//! Makes a selected portfolio the plan.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::app::state::selection::Selection;
use crate::app::state::store::Store;
use crate::model::edit::{Edit, InitiativeChange};
use crate::model::id::InitiativeId;
use crate::model::initiative::Initiatives;

/// Buttons that put the best set, or the one by hand, into the plan; each is one step of undo.
#[component]
pub(super) fn UseSet() -> impl IntoView {
    let store = expect_context::<Store>();
    let selection = expect_context::<Selection>();
    let is_possible = move || selection.best.with(|it| it.as_ref().is_some_and(|it| it.is_possible()));
    let is_without_value =
        move || selection.best.with(|it| it.as_ref().is_some_and(|it| it.question.is_without_value()));
    let differs = move |members: Memo<std::sync::Arc<BTreeSet<InitiativeId>>>| {
        is_possible()
            && store.initiatives.with(|it| members.with(|members| plan_of(it, members, "").is_some()))
    };
    let take = move |members: BTreeSet<InitiativeId>, label: &str| {
        if let Some(edit) = store.initiatives.with_untracked(|it| plan_of(it, &members, label)) {
            store.commit(edit);
        }
    };
    view! {
        <button class="button" type="button" disabled=move || !differs(selection.by_hand)
            on:click=move |_| take((*selection.by_hand.get_untracked()).clone(), "plan from the ranking")>
            "Use the set by hand"
        </button>
        <button class="button button-primary" type="button" disabled=move || !differs(selection.members) || is_without_value()
            on:click=move |_| take((*selection.members.get_untracked()).clone(), "plan from the best set")>
            "Use the best set"
        </button>
    }
}

/// The edits that make `members` the plan; none if they are it already.
pub(super) fn plan_of(
    initiatives: &Initiatives,
    members: &BTreeSet<InitiativeId>,
    label: &str,
) -> Option<Edit> {
    let edits = membership(initiatives, members);
    (!edits.is_empty()).then(|| Edit::Several { label: label.to_owned(), edits })
}

/// Who has to join or leave the plan before it is `members`.
pub(super) fn membership(initiatives: &Initiatives, members: &BTreeSet<InitiativeId>) -> Vec<Edit> {
    let differing = initiatives.list.iter().filter(|it| it.in_plan != members.contains(&it.id));
    differing
        .map(|it| Edit::Initiative { initiative: it.id, change: InitiativeChange::InPlan(!it.in_plan) })
        .collect()
}
