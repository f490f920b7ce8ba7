//! Weights by comparing criteria two at a time, or from an order of importance alone.

mod order;
mod pairs;

use leptos::prelude::*;

use super::Frame;
use crate::analysis::compare::{siblings, use_shares};
use crate::app::format::percent;
use crate::app::state::session::Session;
use crate::app::state::store::Store;
use crate::model::id::CriterionId;
use order::ByOrder;
use pairs::ByPairs;

/// Both ways for one group of siblings.
#[component]
pub(super) fn WeightsDialog() -> impl IntoView {
    let store = expect_context::<Store>();
    let session = expect_context::<Session>();
    let groups = Memo::new(move |_| groups(store));
    let chosen = RwSignal::new(0_usize);
    let parent = Memo::new(move |_| {
        groups.with(|groups| groups.get(chosen.get()).or_else(|| groups.first()).map(|(parent, _)| *parent))
    });
    view! {
        <Frame
            title="Weights by comparison"
            note="Two at a time is easier to judge than all at once, and contradictions show."
            foot=move || view! {
                <button class="button row-end" type="button" on:click=move |_| session.dialog.set(None)>"Done"</button>
            }
        >
            <label class="field">
                <span>"Criteria under"</span>
                <select class="select" on:change:target=move |event| chosen.set(event.target().value().parse().unwrap_or_default())>
                    {move || groups.get().into_iter().enumerate().map(|(index, (_, name))| view! { <option value=index.to_string() selected=move || chosen.get() == index>{name}</option> }).collect_view()}
                </select>
            </label>
            {move || match parent.get() {
                Some(parent) => view! { <ByPairs parent/><ByOrder parent/> }.into_any(),
                None => view! { <p>"There are no two criteria with the same parent yet; add a second one first."</p> }.into_any(),
            }}
        </Frame>
    }
}

/// Groups of at least two siblings, with a name each.
fn groups(store: Store) -> Vec<(Option<CriterionId>, String)> {
    store.scoring.with(|scoring| {
        let tops = std::iter::once((None, "the whole".to_owned()));
        let branches = scoring.criteria.iter().map(|it| (Some(it.id), it.name.clone()));
        tops.chain(branches).filter(|(parent, _)| siblings(scoring, *parent).len() >= 2).collect()
    })
}

/// What the weights would be, and the button that takes them.
#[component]
fn Outcome(
    /// Shares among the siblings.
    #[prop(into)]
    shares: Signal<Vec<(CriterionId, f64)>>,
    /// Shown in the undo menu.
    label: &'static str,
) -> impl IntoView {
    let store = expect_context::<Store>();
    let lines = move || {
        shares
            .get()
            .into_iter()
            .map(|(id, share)| {
                view! {
                    <li><span>{name_of(store, id)}</span><b>{percent(share)}</b></li>
                }
            })
            .collect_view()
    };
    view! {
        <ul class="weights-outcome">{lines}</ul>
        <button class="button button-primary" type="button" on:click=move |_| store.commit(use_shares(&shares.get_untracked(), label))>"Use these weights"</button>
    }
}

fn name_of(store: Store, id: CriterionId) -> String {
    store.scoring.with(|scoring| scoring.criterion(id).map_or_else(String::new, |it| it.name.clone()))
}
