//! What people say of the weights, beside the plan's, and how they become the group's.

use std::sync::Arc;

use leptos::prelude::*;

use super::state::WorkshopState;
use crate::analysis::workshop::{WeightReport, WorkshopReport};
use crate::app::components::segmented::Segmented;
use crate::app::format::percent;
use crate::model::edit::{Edit, WorkshopChange};
use crate::model::workshop::WeightsMean;

/// The table; absent while nobody gave any weight.
#[component]
pub(super) fn GroupWeights(report: Arc<WorkshopReport>) -> impl IntoView {
    let state = expect_context::<WorkshopState>();
    let mean = Memo::new(move |_| state.workshop.with(|it| it.weights_mean));
    let row = |it: &WeightReport| {
        let name = state.store.scoring.with_untracked(|scoring| {
            scoring.criterion(it.criterion).map_or_else(String::new, |it| it.name.clone())
        });
        view! {
            <tr>
                <th scope="row">{name}</th><td class="number">{percent(it.plan)}</td>
                <td class="number"><b>{percent(it.group)}</b></td>
                <td class="number">{format!("{} to {}", percent(it.low), percent(it.high))}</td>
            </tr>
        }
    };
    (!report.weights.is_empty()).then(|| view! {
        <div class="group-weights">
            <div class="row">
                <h3>"The group’s weights"</h3>
                <Segmented legend="How people’s weights become the group’s" name="weights-mean" value=mean
                    choices=WeightsMean::ALL.map(|it| (it, it.words()))
                    on_choose=move |mean| state.store.commit(Edit::Workshop(WorkshopChange::WeightsMean(mean)))/>
            </div>
            <table class="data-table data-table-tight">
                <caption class="visually-hidden">"Weights of the plan, of the group, and from the least to the greatest that somebody gives"</caption>
                <thead><tr><th scope="col">"Criterion"</th>{["Plan", "Group", "Least to greatest"].map(|head| view! { <th scope="col" class="number">{head}</th> })}</tr></thead>
                <tbody>{report.weights.iter().map(row).collect_view()}</tbody>
            </table>
            <p class="card-note">"The mean keeps differences. The geometric mean keeps ratios, as joined pairwise judgements do; there, who gives 0 says no for all."</p>
        </div>
    })
}
