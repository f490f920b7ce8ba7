//! Who wants what: stakeholders down, services across, and what no service meets.

use leptos::prelude::*;

use super::CharterState;
use crate::analysis::charter::{ExpectationReport, expectation_matrix};
use crate::app::format::count;

/// The table; it folds away, and is nothing without wishes.
#[component]
pub(super) fn ExpectationMatrix() -> impl IntoView {
    let state = expect_context::<CharterState>();
    let wishes = Memo::new(move |_| state.report.with(|it| it.expectations.clone()));
    view! {
        <Show when=move || !wishes.with(Vec::is_empty)>
            <details class="twin twin-wide"><summary>{move || wishes.with(|it| title(it))}</summary>{move || table(&wishes.get())}</details>
        </Show>
    }
}

fn title(wishes: &[ExpectationReport]) -> String {
    let met = wishes.iter().filter(|it| it.is_met).count();
    format!("Expectation matrix: {met} of {} met", count(wishes.len(), "wish is", "wishes are"))
}

fn table(wishes: &[ExpectationReport]) -> AnyView {
    let matrix = expectation_matrix(wishes);
    let cell = |wishes: usize, is_gap: bool| {
        let class = if is_gap && wishes > 0 { "number coverage-gap" } else { "number" };
        view! { <td class=class>{if wishes == 0 { "–".to_owned() } else { wishes.to_string() }}</td> }
    };
    let last = matrix.services.len().saturating_sub(1);
    let rows = matrix.rows.iter().map(|(who, cells)| {
        let cells = cells.iter().enumerate().map(|(at, wishes)| cell(*wishes, at == last)).collect_view();
        view! { <tr><th scope="row">{who.clone()}</th>{cells}</tr> }
    });
    let heads = matrix.services.iter().map(|it| view! { <th scope="col" class="number">{it.clone()}</th> });
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label="Wishes by stakeholder and service">
            <table class="data-table data-table-tight">
                <thead><tr><th scope="col">"Who"</th>{heads.collect_view()}</tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}
