//! Every answer as a table: initiatives down, criteria across, in each cell how the answers spread.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;

use super::state::WorkshopState;
use crate::analysis::workshop::{CellReport, WorkshopReport};
use crate::app::chart::answer_spread::{AnswerSpread, Scale as SpreadScale};
use crate::app::components::keyed::Keyed;
use crate::app::format::{count, number, percent, plain};
use crate::model::id::{CriterionId, InitiativeId, ParticipantId};
use crate::model::scoring::Scale;

type Cells = BTreeMap<(InitiativeId, CriterionId), CellReport>;

/// The card: the table, and the cell that was pressed in words.
#[component]
pub(super) fn Answers(report: Memo<Option<Arc<WorkshopReport>>>) -> impl IntoView {
    let cells = Memo::new(move |_| {
        report.with(|report| {
            let all = report.iter().flat_map(|report| &report.cells);
            all.map(|cell| ((cell.initiative, cell.criterion), cell.clone())).collect::<Cells>()
        })
    });
    let criteria = Memo::new(move |_| {
        report.with(|report| report.as_ref().map_or_else(Vec::new, |report| report.criteria.clone()))
    });
    let rows = Memo::new(move |_| {
        let mut rows: Vec<InitiativeId> = report
            .with(|report| report.iter().flat_map(|it| &it.cells).map(|cell| cell.initiative).collect());
        rows.dedup();
        rows
    });
    let title = move || {
        let outliers = cells.with(|cells| cells.values().filter(|cell| !cell.outliers.is_empty()).count());
        match outliers {
            0 => "Nobody stands far from the others".to_owned(),
            n => format!("In {} somebody stands far from the others", count(n, "cell", "cells")),
        }
    };
    view! {
        <section class="card card-flush" aria-labelledby="answers-title">
            <div class="card-header"><div>
                <h2 id="answers-title">{title}</h2>
                <p class="card-note">"Bars: how many gave each answer; the tick is the group’s mean. Under it the mean ± standard deviation. A dot marks a cell with somebody more than a quarter of the scale from the median: press it and ask them why."</p>
            </div></div>
            <div class="table-scroll" tabindex="0" role="region" aria-label="All answers">
                <table class="data-table answers-table">
                    <caption class="visually-hidden">"Answers by initiative and criterion"</caption>
                    <thead><tr>
                        <th scope="col">"Initiative"</th>
                        <Keyed each=move || criteria.get() key=|it| format!("{it:?}") let:it>
                            <th scope="col"><bdi>{it.name}</bdi><small>{it.agreement.map_or_else(String::new, |share| format!(" agree {}", percent(share)))}</small></th>
                        </Keyed>
                    </tr></thead>
                    <tbody>
                        <Keyed each=move || rows.get() key=|id| *id let:id><Row id criteria=Memo::new(move |_| criteria.with(|all| all.iter().map(|it| it.id).collect())) cells/></Keyed>
                    </tbody>
                </table>
            </div>
            <Detail cells/>
        </section>
    }
}

#[component]
fn Row(id: InitiativeId, criteria: Memo<Vec<CriterionId>>, cells: Memo<Cells>) -> impl IntoView {
    let state = expect_context::<WorkshopState>();
    let name = Memo::new(move |_| {
        state.store.initiatives.with(|it| it.initiative(id).map_or_else(String::new, |it| it.name.clone()))
    });
    view! {
        <tr>
            <th scope="row"><bdi class="name-cell">{name}</bdi></th>
            <Keyed each=move || criteria.get() key=|id| *id let:criterion>
                <td><Cell place=(id, criterion) cells name/></td>
            </Keyed>
        </tr>
    }
}

#[component]
fn Cell(place: (InitiativeId, CriterionId), cells: Memo<Cells>, name: Memo<String>) -> impl IntoView {
    let state = expect_context::<WorkshopState>();
    let cell = Memo::new(move |_| cells.with(|cells| cells.get(&place).cloned()));
    let criterion = Memo::new(move |_| {
        state.store.scoring.with(|it| it.criterion(place.1).map_or_else(String::new, |it| it.name.clone()))
    });
    let shown = move || {
        let cell = cell.get()?;
        let scale = spread_scale(state, place.1)?;
        let scores: Vec<f64> = cell.answers.iter().map(|answer| answer.1).collect();
        let figures = figures(&cell);
        let label = format!(
            "{} on {}: {figures}. {}",
            name.get(),
            criterion.get(),
            count(scores.len(), "answer", "answers")
        );
        let is_far = !cell.outliers.is_empty();
        Some(view! {
            <button class="answer-cell" type="button" aria-label=label aria-pressed=move || (state.cell.get() == Some(place)).to_string()
                on:click=move |_| state.cell.update(|cell| *cell = if *cell == Some(place) { None } else { Some(place) })>
                <AnswerSpread scores scale mean=cell.group_score/>
                <span class="answer-figures">{figures}{is_far.then(|| view! { <span class="answer-far" title="somebody stands far from the others">"●"</span> })}</span>
            </button>
        })
    };
    view! { {shown} }
}

/// Who said what in the cell that was pressed, and who is asked to speak.
#[component]
fn Detail(cells: Memo<Cells>) -> impl IntoView {
    let state = expect_context::<WorkshopState>();
    let shown = Memo::new(move |_| {
        let place = state.cell.get()?;
        cells.with(|cells| cells.get(&place).cloned())
    });
    move || shown.get().map(|cell| view! { <CellDetail cell/> })
}

#[component]
fn CellDetail(cell: CellReport) -> impl IntoView {
    let state = expect_context::<WorkshopState>();
    let name = state
        .store
        .initiatives
        .with(|it| it.initiative(cell.initiative).map_or_else(String::new, |it| it.name.clone()));
    let criterion = state
        .store
        .scoring
        .with(|it| it.criterion(cell.criterion).map_or_else(String::new, |it| it.name.clone()));
    let names =
        |people: &[ParticipantId]| people.iter().map(|id| state.name(*id)).collect::<Vec<_>>().join(" and ");
    let invitation = match cell.outliers.as_slice() {
        [] => "Nobody is more than a quarter of the scale from the median.".to_owned(),
        far => format!("Ask first: {}. What do they know that the others do not?", names(far)),
    };
    let rows = cell.answers.iter().map(|(person, score)| {
        let is_far = cell.outliers.contains(person);
        view! { <tr><td><bdi>{state.name(*person)}</bdi></td><td class="number">{plain(*score)}</td><td>{is_far.then_some("far from the median")}</td></tr> }
    }).collect_view();
    view! {
        <div class="card-foot answer-detail" role="status">
            <h3>{format!("{name}, {criterion}")}</h3>
            <p>{invitation}</p>
            <p class="card-note">{format!("Median {}, {}, quartiles {} apart.", plain(cell.median), figures(&cell), plain(cell.interquartile_range))}</p>
            <table class="data-table data-table-tight">
                <caption class="visually-hidden">"Who said what"</caption>
                <thead><tr><th scope="col">"Who"</th><th scope="col" class="number">"Score"</th><th scope="col"><span class="visually-hidden">"Note"</span></th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

/// "3.3 ± 1.2".
fn figures(cell: &CellReport) -> String {
    let mean = cell.group_score.map_or_else(|| "–".to_owned(), |mean| number(mean, 1));
    cell.standard_deviation
        .map_or_else(|| mean.clone(), |deviation| format!("{mean} ± {}", number(deviation, 1)))
}

fn spread_scale(state: WorkshopState, criterion: CriterionId) -> Option<SpreadScale> {
    state.store.scoring.with(|scoring| {
        let scale = &scoring.criterion(criterion)?.scale;
        let (low, high) = scale.bounds();
        Some(match scale {
            Scale::Levels { levels } => SpreadScale::Levels(levels.len()),
            _ => SpreadScale::Range(low, high),
        })
    })
}
