//! The statements of one dimension: score, evidence, spread.

use leptos::prelude::*;

use super::finding::level;
use super::state::OfficeState;
use super::talk::{Gap, Spread};
use crate::analysis::assess::{DimensionReport, StatementReport};
use crate::app::components::keyed::Keyed;
use crate::app::format::percent;
use crate::model::office::Evidence;

/// The card; the dimension is chosen here or in the chart.
#[component]
pub(super) fn Statements(
    /// The dimension whose statements are shown.
    chosen: Signal<Option<u8>>,
    /// Chooses one.
    #[prop(into)]
    on_choose: Callback<u8>,
) -> impl IntoView {
    let state = expect_context::<OfficeState>();
    let dimension = Memo::new(move |_| {
        let report = state.report.get()?;
        let number = chosen.get()?;
        report.dimensions.iter().find(|dimension| dimension.dimension == number).cloned()
    });
    let title = move || dimension.with(|dimension| dimension.as_ref().map(finding));
    let rows = move || {
        dimension.get().map(|dimension| {
            dimension
                .statements
                .into_iter()
                .map(|statement| view! { <StatementRow statement/> })
                .collect_view()
        })
    };
    view! {
        <section class="card card-flush" aria-labelledby="statements-title">
            <div class="card-header">
                <div><h2 id="statements-title">{title}</h2></div>
                <DimensionChoice chosen on_choose/>
            </div>
            <div class="table-scroll" tabindex="0" role="region" aria-label="Statements of the dimension">
                <table class="data-table data-table-tight statement-table">
                    <thead><tr>
                        <th scope="col">"Statement"</th>
                        <th scope="col" class="number">"Score"</th>
                        <th scope="col" class="number wide-cell">"With evidence"</th>
                        <th scope="col">"Levels 1–5"</th>
                        <th scope="col" class="number wide-cell">"Group gap"</th>
                        <th scope="col" class="number wide-cell">"Don’t know"</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

#[component]
fn DimensionChoice(chosen: Signal<Option<u8>>, on_choose: Callback<u8>) -> impl IntoView {
    let state = expect_context::<OfficeState>();
    let names = Memo::new(move |_| {
        state.report.with(|report| {
            let dimensions = report.iter().flat_map(|report| &report.dimensions);
            dimensions.map(|dimension| (dimension.dimension, dimension.name.clone())).collect::<Vec<_>>()
        })
    });
    view! {
        <select class="select" aria-label="Dimension" on:change:target=move |event| {
            if let Ok(number) = event.target().value().parse() {
                on_choose.run(number);
            }
        }>
            <Keyed each=move || names.get() key=|name| name.clone() let((number, name))>
                <option value=number selected=move || chosen.get() == Some(number)>{format!("D{number} {name}")}</option>
            </Keyed>
        </select>
    }
}

#[component]
fn StatementRow(statement: StatementReport) -> impl IntoView {
    let state = expect_context::<OfficeState>();
    let id = statement.id;
    let evidence = move || {
        state
            .assessment
            .with(|it| it.as_ref().and_then(|it| it.evidence.get(&id).copied()).unwrap_or_default())
    };
    view! {
        <tr>
            <td><span class="name-cell">{format!("{id} {}", statement.name)}</span></td>
            <td class="number figure-strong">{level(statement.score)}</td>
            <td class="number wide-cell">{level(statement.evidenced)}<span class="name-note">" "{move || grade(evidence())}</span></td>
            <td><Spread histogram=statement.histogram/></td>
            <td class="number wide-cell"><Gap statement=statement.clone()/></td>
            <td class="number wide-cell">{percent(statement.dont_know_share)}</td>
        </tr>
    }
}

/// The grade in two signs: "E2".
fn grade(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::None => "E0",
        Evidence::Told => "E1",
        Evidence::Document => "E2",
        Evidence::Data => "E3",
    }
}

/// "Load matched to capacity holds Capacity and people fit down".
fn finding(dimension: &DimensionReport) -> String {
    let scores = dimension.statements.iter().filter_map(|statement| Some((statement, statement.score?)));
    match scores.min_by(|(_, a), (_, b)| a.total_cmp(b)) {
        Some((lowest, score)) => {
            format!("{} {}: lowest is “{}”", dimension.name, level(dimension.score), lowest.name)
                + &format!(" ({})", level(Some(score)))
        }
        None => format!("{}: nobody has given a level", dimension.name),
    }
}
