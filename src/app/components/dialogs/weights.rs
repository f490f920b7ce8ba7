//! Weights from what people say of importance, in the way that suits them: two criteria at a time, points, swings, or
//! an order alone.

mod order;
mod pairs;
mod points;

use leptos::prelude::*;

use super::Frame;
use crate::analysis::elicitation::{siblings, use_shares};
use crate::app::components::field::ChoiceField;
use crate::app::format::percent;
use crate::app::state::session::Session;
use crate::app::state::store::Store;
use crate::model::id::CriterionId;
use order::ByOrder;
use pairs::ByPairs;
use points::{ByPoints, BySwings};

/// A way to find weights, and what speaks for it.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    Pairs,
    Points,
    Swings,
    Order,
}

const WAYS: [(Way, &str, &str); 4] = [
    (
        Way::Pairs,
        "Compare two at a time",
        "Two at a time is easier to judge than all at once, and contradictions show.",
    ),
    (Way::Points, "Share out 100 points", "Quick, and everybody understands it."),
    (Way::Swings, "Weigh the swings", "Takes in how far apart the worst and the best of each criterion are."),
    (Way::Order, "Only put them in order", "When nobody can say how much more one matters."),
];

/// All ways, for one group of siblings at a time.
#[component]
pub(super) fn WeightsDialog() -> impl IntoView {
    let store = expect_context::<Store>();
    let session = expect_context::<Session>();
    let groups = Memo::new(move |_| groups(store));
    let chosen = RwSignal::new(0_usize);
    let way = RwSignal::new(0_usize);
    let parent = Memo::new(move |_| {
        groups.with(|groups| groups.get(chosen.get()).or_else(|| groups.first()).map(|(parent, _)| *parent))
    });
    view! {
        <Frame
            title="Find the weights"
            note="Four ways to say what matters; nothing changes until you use the result."
            foot=move || view! {
                <button class="button row-end" type="button" on:click=move |_| session.dialog.set(None)>"Done"</button>
            }
        >
            <div class="weights-ways">
                <ChoiceField label="Criteria under" value=chosen
                    options=Signal::derive(move || groups.get().into_iter().map(|(_, name)| name).collect::<Vec<_>>())
                    on_change=move |place| { chosen.set(place); Ok(()) }/>
                <ChoiceField label="How" value=way
                    options=Signal::stored(WAYS.map(|(_, name, _)| name.to_owned()).to_vec())
                    on_change=move |place| { way.set(place); Ok(()) }/>
            </div>
            <p class="card-note">{move || WAYS[way.get()].2}</p>
            {move || match (parent.get(), WAYS[way.get()].0) {
                (None, _) => view! { <p>"There are no two criteria with the same parent yet; add a second one first."</p> }.into_any(),
                (Some(parent), Way::Pairs) => view! { <ByPairs parent/> }.into_any(),
                (Some(parent), Way::Points) => view! { <ByPoints parent/> }.into_any(),
                (Some(parent), Way::Swings) => view! { <BySwings parent/> }.into_any(),
                (Some(parent), Way::Order) => view! { <ByOrder parent/> }.into_any(),
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
