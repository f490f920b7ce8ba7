//! An order of importance, and the rule that turns it into weights.

use leptos::prelude::*;

use super::{Outcome, name_of};
use crate::analysis::elicitation::{shares_in_order, siblings};
use crate::app::components::icon::{Icon, Sign};
use crate::app::components::keyed::Keyed;
use crate::app::state::store::Store;
use crate::engine::scoring::order_weights::OrderRule;
use crate::model::id::CriterionId;

const RULES: [(OrderRule, &str); 3] = [
    (OrderRule::RankOrderCentroid, "Rank-order centroid: the mean of all weights in this order"),
    (OrderRule::RankSum, "Rank sum: falling in even steps"),
    (OrderRule::Reciprocal, "Reciprocal: 1, ½, ⅓, …"),
];

/// The criteria under `parent`, the most important first; begins with the order of the present weights.
#[component]
pub(super) fn ByOrder(parent: Option<CriterionId>) -> impl IntoView {
    let store = expect_context::<Store>();
    let present = store.scoring.with_untracked(|scoring| {
        let mut criteria = siblings(scoring, parent);
        criteria.sort_by(|one, other| other.weight.get().total_cmp(&one.weight.get()));
        criteria.iter().map(|it| it.id).collect::<Vec<_>>()
    });
    let order = RwSignal::new(present);
    let rule = RwSignal::new(0_usize);
    let shares = Signal::derive(move || {
        order.with(|order| shares_in_order(order, RULES[rule.get()].0).unwrap_or_default())
    });
    let up = move |id: CriterionId| {
        order.update(|order| {
            if let Some(at) = order.iter().position(|it| *it == id).filter(|at| *at > 0) {
                order.swap(at, at - 1);
            }
        });
    };
    view! {
        <section class="weights-way" aria-labelledby="order-title">
            <h3 id="order-title">"The most important first"</h3>
            <ol class="order-list">
                <Keyed each=move || order.get() key=|id| *id let:id>
                    <li>
                        <span>{move || name_of(store, id)}</span>
                        <button class="button button-quiet button-icon" type="button" aria-label=move || format!("{} matters more", name_of(store, id))
                            disabled=move || order.with(|order| order.first() == Some(&id)) on:click=move |_| up(id)><Sign icon=Icon::Up small=true/></button>
                    </li>
                </Keyed>
            </ol>
            <label class="field">
                <span>"Rule"</span>
                <select class="select" on:change:target=move |event| rule.set(event.target().value().parse().unwrap_or_default())>
                    {RULES.iter().enumerate().map(|(index, (_, name))| view! { <option value=index.to_string()>{*name}</option> }).collect_view()}
                </select>
            </label>
            <Outcome shares label="weights from an order"/>
        </section>
    }
}
