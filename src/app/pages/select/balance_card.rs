//! What a board buys: the money of the best set and of the plan, divided in every way.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::money;
use crate::analysis::select::balance::{Division, Group, balance};
use crate::app::format::percent;
use crate::app::state::selection::Selection;
use crate::app::state::simulation::Simulation;
use crate::app::state::store::Store;

const BAR: f64 = 150.0;

/// One division at a time, as pairs of bars.
#[component]
pub(super) fn BalanceCard() -> impl IntoView {
    let store = expect_context::<Store>();
    let simulation = expect_context::<Simulation>();
    let selection = expect_context::<Selection>();
    let shown = RwSignal::new(0_usize);
    let divisions = Memo::new(move |_| {
        let staffing = simulation.staffing.get().ok();
        let members: BTreeSet<_> = (*selection.members.get()).clone();
        store.document.with(|document| balance(document, staffing.as_deref(), &members))
    });
    let division =
        Memo::new(move |_| divisions.with(|it| it.get(shown.get().min(it.len().saturating_sub(1))).cloned()));
    let names = Memo::new(move |_| divisions.with(|it| it.iter().map(|it| it.by).collect::<Vec<_>>()));
    let title = move || division.get().map_or_else(|| "What the money buys".to_owned(), |it| headline(&it));
    view! {
        <section class="card" aria-labelledby="balance-title">
            <div class="card-header">
                <div><h2 id="balance-title">{title}</h2><p class="card-note">"Share of the money: best set dark, plan pale"</p></div>
                <select class="select" aria-label="Divide by" on:change:target=move |event| shown.set(event.target().value().parse().unwrap_or(0))>
                    {move || names.get().into_iter().enumerate().map(|(index, name)| view! { <option value=index.to_string() selected=move || shown.get() == index>{name}</option> }).collect_view()}
                </select>
            </div>
            <table class="balance-table">
                <thead class="visually-hidden"><tr><th scope="col">"Part"</th><th scope="col">"Shares"</th><th scope="col">"Best set"</th><th scope="col">"Plan"</th></tr></thead>
                <tbody>{move || division.get().map(|it| it.groups.into_iter().map(|group| view! { <BalanceRow group store/> }).collect_view())}</tbody>
            </table>
        </section>
    }
}

#[component]
fn BalanceRow(group: Group, store: Store) -> impl IntoView {
    let (best, plan) = (group.selected, group.plan);
    let told = format!(
        "{} in {} initiatives; plan {} in {}",
        money(store, best.money),
        best.initiatives,
        money(store, plan.money),
        plan.initiatives
    );
    view! {
        <tr title=told>
            <th scope="row"><bdi>{group.name}</bdi></th>
            <td>
                <svg class="chart mini" viewBox=format!("0 0 {BAR} 16") width=BAR height="16" aria-hidden="true">
                    <rect class="ours" x="0" y="1" width=BAR * best.share height="8"/>
                    <rect class="share-2" x="0" y="10" width=BAR * plan.share height="5"/>
                </svg>
            </td>
            <td class="number"><b>{percent(best.share)}</b></td>
            <td class="number muted">{percent(plan.share)}</td>
        </tr>
    }
}

/// The part that differs most from the plan; a plain fact where none does.
fn headline(division: &Division) -> String {
    let by = division.by.to_lowercase();
    let most = division.groups.iter().max_by(|one, other| {
        let change = |it: &Group| (it.selected.share - it.plan.share).abs();
        change(one).total_cmp(&change(other))
    });
    match most {
        Some(group) if group.selected.share - group.plan.share >= 0.03 => format!(
            "More for {}: {}, not {}",
            group.name,
            percent(group.selected.share),
            percent(group.plan.share)
        ),
        Some(group) if group.plan.share - group.selected.share >= 0.03 => format!(
            "Less for {}: {}, not {}",
            group.name,
            percent(group.selected.share),
            percent(group.plan.share)
        ),
        _ => format!("The best set is as balanced as the plan by {by}"),
    }
}
