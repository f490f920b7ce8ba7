//! The ranking: score, what it is made of, and how it moved.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;

use crate::analysis::firmness::{RankAcceptability, Weightings};
use crate::analysis::score::{RankedInitiative, RankingReport};
use crate::app::chart::rank_row::RankRow;
use crate::app::chart::stacked_bar::{StackedBar, category};
use crate::app::components::why::Why;
use crate::app::format::{money, number, percent, plain};
use crate::app::state::firmness::Firmness;
use crate::app::state::session::{Dialog, Session};
use crate::app::state::simulation::Simulation;
use crate::app::state::store::Store;
use crate::model::id::InitiativeId;

/// Rows shown at first: laying out hundreds takes longer than a frame, and a drag should not wait for that.
const ROWS: usize = 50;

/// The table, best first; rows move while a weight is dragged.
#[component]
pub(super) fn RankingTable() -> impl IntoView {
    let simulation = expect_context::<Simulation>();
    let firmness = expect_context::<Firmness>();
    let ranking = Memo::new(move |_| simulation.ranking.get().ok());
    // Ranks when the page was opened: what "moved" compares with.
    let before: BTreeMap<InitiativeId, u32> = ranking
        .get_untracked()
        .map(|ranking| ranking.ranking.iter().map(|row| (row.id, row.rank)).collect())
        .unwrap_or_default();
    let before = StoredValue::new(before);
    let shows_all = RwSignal::new(false);
    let ids = move || {
        let most = if shows_all.get() { usize::MAX } else { ROWS };
        ranking
            .get()
            .map(|it| it.ranking.iter().take(most).map(|row| row.id).collect::<Vec<_>>())
            .unwrap_or_default()
    };
    let more = Memo::new(move |_| {
        let all = ranking.with(|it| it.as_ref().map_or(0, |it| it.ranking.len()));
        (all > ROWS && !shows_all.get()).then_some(all)
    });
    view! {
        <section class="card card-flush" aria-label="Ranking">
            <Legend ranking/>
            <div class="table-scroll">
                <table class="data-table ranking-table">
                    <caption class="visually-hidden">"Initiatives from the highest score to the lowest"</caption>
                    <thead>
                        <tr>
                            <th scope="col" class="number">"Rank"</th>
                            <th scope="col">"Moved"</th>
                            <th scope="col">"Initiative"</th>
                            <th scope="col" class="number">"Score"</th>
                            <th scope="col" class="wide-cell">"Weight × value"</th>
                            <th scope="col" class="wide-cell chance-cell">"Chance of each rank"</th>
                            <th scope="col" class="number">{move || format!("In top {}", firmness.top.get())}</th>
                            <th scope="col"><span class="visually-hidden">"In the plan"</span></th>
                        </tr>
                    </thead>
                    <tbody>
                        <For each=ids key=|id| *id let:id>
                            <RankingRow id ranking before=before.with_value(|before| before.get(&id).copied())/>
                        </For>
                    </tbody>
                </table>
            </div>
            {move || more.get().map(|all| view! {
                <div class="card-foot">
                    <button class="button" type="button" on:click=move |_| shows_all.set(true)>{format!("Show all {all}")}</button>
                    <span class="card-note">{format!("The first {ROWS} are shown.")}</span>
                </div>
            })}
        </section>
    }
}

#[component]
fn Legend(ranking: Memo<Option<Arc<RankingReport>>>) -> impl IntoView {
    let entries = move || {
        ranking.get().map(|ranking| {
            ranking.criteria.iter().enumerate().map(|(index, criterion)| view! {
                <span>
                    <svg class="swatch" viewBox="0 0 12 12" aria-hidden="true"><rect class=category(index) width="12" height="12" rx="2"/></svg>
                    <bdi>{criterion.name.clone()}</bdi>
                </span>
            }).collect_view()
        })
    };
    view! { <div class="card-header"><div class="legend">{entries}</div><WeightingsChoice/></div> }
}

/// Which weightings the chances are about.
#[component]
fn WeightingsChoice() -> impl IntoView {
    const CHOICES: [(Weightings, &str); 3] =
        [(Weightings::Around, "± 50 %"), (Weightings::SameOrder, "same order"), (Weightings::Any, "any")];
    let firmness = expect_context::<Firmness>();
    let choices = CHOICES
        .map(|(weightings, name)| {
            view! {
                <label>
                    <input type="radio" name="weightings" prop:checked=move || firmness.weightings.get() == weightings
                        on:change=move |_| firmness.weightings.set(weightings)/>
                    {name}
                </label>
            }
        })
        .collect_view();
    let progress = move || match (firmness.failure.get(), firmness.report.get()) {
        (Some(reason), _) => reason,
        (None, Some(report)) => format!("n = {}", number(report.samples as f64, 0)),
        (None, None) => String::new(),
    };
    view! {
        <div class="row row-end">
            <span class="card-note">"If weights vary"</span>
            <fieldset class="segmented"><legend class="visually-hidden">"Weightings that are thought possible"</legend>{choices}</fieldset>
            <span class="run-line">{progress}</span>
        </div>
    }
}

#[component]
fn RankingRow(
    id: InitiativeId,
    ranking: Memo<Option<Arc<RankingReport>>>,
    before: Option<u32>,
) -> impl IntoView {
    let store = expect_context::<Store>();
    let session = expect_context::<Session>();
    let row = Memo::new(move |_| ranking.get().and_then(|ranking| ranking.row(id).cloned()));
    let name =
        Memo::new(move |_| row.with(|row| row.as_ref().map_or_else(String::new, |row| row.name.clone())));
    let note = move || {
        store.initiatives.with(|it| {
            it.initiative(id).map(|it| {
                let currency = store.portfolio.with(|portfolio| portfolio.currency.clone());
                format!("{} · {}", it.department, money(it.cost_money(), &currency))
            })
        })
    };
    let rank = move || {
        row.with(|row| {
            row.as_ref().map(|row| format!("{}{}", row.rank, if row.rank_is_shared { "=" } else { "" }))
        })
    };
    let score = Signal::derive(move || {
        row.with(|row| row.as_ref().map_or_else(String::new, |row| number(row.score * 100.0, 1)))
    });
    let parts = Signal::derive(move || {
        row.with(|row| row.as_ref().map_or_else(Vec::new, |row| row.contributions.clone()))
    });
    let moved = Signal::derive(move || {
        row.with(|row| row.as_ref().map(|row| i64::from(before.unwrap_or(row.rank)) - i64::from(row.rank)))
    });
    let in_plan =
        Memo::new(move |_| store.initiatives.with(|it| it.initiative(id).is_some_and(|it| it.in_plan)));
    view! {
        <tr aria-selected=move || (session.selected.get() == Some(id)).to_string() class:row-out=move || !in_plan.get() on:click=move |_| session.selected.set(Some(id))>
            <td class="rank">{rank}</td>
            <td><Moved by=moved/></td>
            <th scope="row">
                <button class="name-button" type="button" on:click=move |_| session.selected.set(Some(id)) on:dblclick=move |_| session.dialog.set(Some(Dialog::Initiative(id)))>
                    <bdi class="name-cell">{move || name.get()}</bdi>
                    <span class="name-note">{note}</span>
                </button>
            </th>
            <td class="number figure-strong">
                <Why id=format!("score-{id}") figure=score of=Signal::derive(move || format!("score of {}", name.get()))>
                    <ScoreSum row ranking/>
                </Why>
                <Missing row/>
            </td>
            <td class="wide-cell"><StackedBar parts/></td>
            <ChanceCells id name/>
            <td>{move || in_plan.get().then(|| view! { <span class="chip chip-accent">"In"</span> })}</td>
        </tr>
    }
}

/// How often the initiative would have each rank, and a place among the top.
#[component]
fn ChanceCells(id: InitiativeId, name: Memo<String>) -> impl IntoView {
    let firmness = expect_context::<Firmness>();
    let row = Memo::new(move |_| {
        firmness.report.with(|report| report.as_ref().and_then(|report| report.row(id).cloned()))
    });
    let ranks =
        Signal::derive(move || row.with(|row| row.as_ref().map_or_else(Vec::new, |row| row.ranks.clone())));
    let label = Signal::derive(move || row.with(|row| row.as_ref().map_or_else(String::new, likeliest)));
    let figure = Signal::derive(move || {
        row.with(|row| row.as_ref().map_or_else(|| "–".to_owned(), |row| sampled(row.in_top.share)))
    });
    let of =
        Signal::derive(move || format!("chance of {} to be in the top {}", name.get(), firmness.top.get()));
    view! {
        <td class="wide-cell chance-cell"><RankRow ranks label/></td>
        <td class="number">
            <Why id=format!("top-{id}") figure of><TopSum row/></Why>
        </td>
    }
}

/// "Rank 3 in 41 % of the weightings, 5 in 22 %, 2 in 18 %".
fn likeliest(row: &RankAcceptability) -> String {
    let mut ranks: Vec<(usize, f64)> = (1..).zip(row.ranks.iter().copied()).collect();
    ranks.sort_by(|one, other| other.1.total_cmp(&one.1));
    let parts: Vec<String> = ranks
        .iter()
        .take(3)
        .enumerate()
        .filter(|(place, (_, share))| *place == 0 || *share >= 0.005)
        .map(|(_, (rank, share))| format!("{rank} in {}", sampled(*share)))
        .collect();
    format!("Rank {} of the weightings", parts.join(", "))
}

/// What a chance to be in the top rests on.
#[component]
fn TopSum(row: Memo<Option<RankAcceptability>>) -> impl IntoView {
    let firmness = expect_context::<Firmness>();
    move || {
        let report = firmness.report.get()?;
        let row = row.get()?;
        let times = number(row.in_top.share * report.samples as f64, 0);
        let all = number(report.samples as f64, 0);
        Some(view! {
            <h3>{format!("In the top {}: {} ({} to {})", report.top, sampled(row.in_top.share), sampled(row.in_top.low), sampled(row.in_top.high))}</h3>
            <p class="formula">{format!("chance = weightings that put it there ÷ weightings drawn = {times} ÷ {all}")}</p>
            <p>{format!("{}. Its mean rank is {:.1}.", likeliest(&row), row.expected_rank)}</p>
            <p>{format!("Drawn are {}, all with equal right; a missing score may be anything from worst to best. Seed {}.", weightings_drawn(report.weightings), report.seed)}</p>
        })
    }
}

/// A share that was counted among draws, and so is never certain.
fn sampled(share: f64) -> String {
    percent(share.clamp(1e-6, 1.0 - 1e-6))
}

/// What is drawn, in words.
fn weightings_drawn(weightings: Weightings) -> &'static str {
    match weightings {
        Weightings::Around => "weights within ± 50 % of the present ones",
        Weightings::SameOrder => "weights in the present order of importance",
        Weightings::Any => "all weights there are",
    }
}

/// "▲ 2" with words for screen readers.
#[component]
fn Moved(by: Signal<Option<i64>>) -> impl IntoView {
    let class = move || match by.get() {
        Some(1..) => "rank-change up",
        Some(..=-1) => "rank-change down",
        _ => "rank-change",
    };
    let text = move || match by.get() {
        Some(places @ 1..) => format!("▲ {places}"),
        Some(places @ ..=-1) => format!("▼ {}", -places),
        _ => "–".to_owned(),
    };
    view! { <span class=class>{text}</span> }
}

/// What the score could still become, where scores are missing.
#[component]
fn Missing(row: Memo<Option<RankedInitiative>>) -> impl IntoView {
    move || {
        row.get().filter(|row| row.values.iter().any(Option::is_none)).map(|row| {
            let most = number(row.score_range.1 * 100.0, 1);
            view! { <span class="spread missing-note">{format!("up to {most}")}</span> }
        })
    }
}

/// Weight × value for every criterion.
#[component]
fn ScoreSum(row: Memo<Option<RankedInitiative>>, ranking: Memo<Option<Arc<RankingReport>>>) -> impl IntoView {
    let lines = move || {
        let (row, ranking) = (row.get()?, ranking.get()?);
        let line = |(index, criterion): (usize, &crate::analysis::score::CriterionReport)| {
            let raw = row.raw_scores[index].map_or_else(|| "not scored".to_owned(), plain);
            let value = row.values[index].map_or_else(|| "–".to_owned(), |value| format!("{value:.2}"));
            view! {
                <tr>
                    <td><svg class="swatch" viewBox="0 0 12 12" aria-hidden="true"><rect class=category(index) width="12" height="12" rx="2"/></svg><bdi>{criterion.name.clone()}</bdi></td>
                    <td>{percent(criterion.weight)}</td>
                    <td>{raw}</td>
                    <td>{value}</td>
                    <td>{number(row.contributions[index] * 100.0, 1)}</td>
                </tr>
            }
        };
        Some(ranking.criteria.iter().enumerate().map(line).collect_view())
    };
    let total = move || row.with(|row| row.as_ref().map(|row| number(row.score * 100.0, 1)));
    view! {
        <h3>{move || row.with(|row| row.as_ref().map(|row| format!("Why {}? {}", number(row.score * 100.0, 1), row.name)))}</h3>
        <p class="formula">"score = Σ weight × value × 100"</p>
        <table>
            <thead><tr><th>"Criterion"</th><th>"Weight"</th><th>"Score"</th><th>"Value"</th><th>"Adds"</th></tr></thead>
            <tbody>{lines}</tbody>
            <tfoot><tr><td>"Sum"</td><td>"100 %"</td><td></td><td></td><td>{total}</td></tr></tfoot>
        </table>
        <p>"A value goes from 0 to 1 on the criterion’s own scale; it never depends on the other initiatives. A missing score adds nothing."</p>
    }
}
