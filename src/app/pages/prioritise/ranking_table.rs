//! The ranking: score, what it is made of, and how it moved.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use leptos::prelude::*;

use super::baseline::Baseline;
use super::method_bar::MethodBar;
use crate::analysis::firmness::{AcceptabilityReport, RankAcceptability, Weightings};
use crate::analysis::method::{FormulaReport, FormulaScore, PartReport};
use crate::analysis::score::{CriterionReport, RankedInitiative, RankingReport};
use crate::app::chart::rank_row::RankRow;
use crate::app::chart::stacked_bar::{StackedBar, category};
use crate::app::components::icon::{Icon, Sign};
use crate::app::components::keyed::Keyed;
use crate::app::components::segmented::Segmented;
use crate::app::components::why::Why;
use crate::app::format::{capitalised, money, number, percent, plain};
use crate::app::pages::Page;
use crate::app::sight::Sight;
use crate::app::state::firmness::Firmness;
use crate::app::state::session::{Dialog, Session};
use crate::app::state::simulation::Simulation;
use crate::app::state::store::Store;
use crate::model::id::InitiativeId;

/// Rows shown at first: laying out hundreds takes longer than a frame, and a drag should not wait for that.
const ROWS: usize = 50;

/// Rows that one press of the button adds at most.
const MORE: usize = 500;

/// A row of the report with what the formula, if any, says of it.
#[derive(Clone, Debug, PartialEq)]
struct RowData {
    row: RankedInitiative,
    formula: Option<FormulaScore>,
}

/// The ranking as the table reads it.
#[derive(Clone, Copy)]
struct Ranked {
    report: Memo<Option<Arc<RankingReport>>>,
    /// Place of each initiative in the report, so that no row looks through all of it.
    places: Memo<Arc<BTreeMap<InitiativeId, usize>>>,
    by_formula: Memo<bool>,
    /// Greatest score of the formula: the full bar.
    best: Memo<f64>,
    /// Rows that are on the screen.
    on_screen: StoredValue<BTreeSet<InitiativeId>>,
}

impl Ranked {
    fn new(simulation: Simulation) -> Self {
        let report = Memo::new(move |_| simulation.ranking.get().ok());
        let formula = move |of: fn(&FormulaReport) -> f64| {
            report.with(|it| it.as_ref().and_then(|it| it.formula.as_ref().map(of)))
        };
        Self {
            report,
            places: Memo::new(move |_| {
                let rows = |it: &Arc<RankingReport>| {
                    it.ranking.iter().enumerate().map(|(place, row)| (row.id, place)).collect()
                };
                Arc::new(report.with(|it| it.as_ref().map(rows).unwrap_or_default()))
            }),
            by_formula: Memo::new(move |_| formula(|_| 0.0).is_some()),
            best: Memo::new(move |_| {
                let greatest =
                    |it: &FormulaReport| it.scores.iter().filter_map(|row| row.score).fold(0.0, f64::max);
                formula(greatest).unwrap_or(1.0)
            }),
            on_screen: StoredValue::new(BTreeSet::new()),
        }
    }

    /// Who has a row, from the first on. While something `is_moving` the rows below the screen stand `last` as they did,
    /// for each that changes its place is laid out again.
    fn rows(self, most: usize, is_moving: bool, last: Option<&Vec<InitiativeId>>) -> Vec<InitiativeId> {
        self.report.with(|report| {
            let ranking = report.as_ref().map_or(&[][..], |report| &report.ranking);
            let first = |most| ranking.iter().take(most).map(|row| row.id);
            match last {
                Some(last) if is_moving => self.places.with(|places| {
                    let in_sight = self.on_screen.with_value(|on_screen| {
                        last.iter().rposition(|id| on_screen.contains(id)).map_or(0, |place| place + 1)
                    });
                    let top: BTreeSet<InitiativeId> = first(in_sight).collect();
                    let below = last.iter().filter(|id| !top.contains(id) && places.contains_key(id));
                    first(in_sight).chain(below.copied()).collect()
                }),
                _ => first(most).collect(),
            }
        })
    }

    fn row(self, id: InitiativeId) -> Option<RowData> {
        let place = self.places.with(|places| places.get(&id).copied())?;
        self.report.with(|report| {
            let report = report.as_ref()?;
            let row = report.ranking.get(place)?.clone();
            let formula = report.formula.as_ref().and_then(|it| it.scores.get(place).cloned());
            Some(RowData { row, formula })
        })
    }
}

/// The table, best first; rows move while a weight is dragged.
#[component]
pub(super) fn RankingTable(
    /// What "moved" compares with.
    baseline: Baseline,
) -> impl IntoView {
    let store = expect_context::<Store>();
    let simulation = expect_context::<Simulation>();
    let ranked = Ranked::new(simulation);
    let shown = RwSignal::new(ROWS);
    let ids = Memo::new(move |last| ranked.rows(shown.get(), store.is_moving.get(), last));
    let all = Memo::new(move |_| ranked.report.with(|it| it.as_ref().map_or(0, |it| it.ranking.len())));
    let more = move || (all.get() > shown.get()).then(|| (all.get(), (all.get() - shown.get()).min(MORE)));
    view! {
        <section class="card card-flush" aria-label="Ranking">
            <Show when=move || all.get() != 0 fallback=|| view! { <NothingRanked/> }>
                <MethodBar/>
                <Legend ranked/>
                <RankedRows ids ranked baseline/>
            </Show>
            {move || more().map(|(all, next)| view! {
                <div class="card-foot">
                    <button class="button" type="button" on:click=move |_| shown.update(|shown| *shown += MORE)>
                        {if shown.get() + next == all { format!("Show all {all}") } else { format!("Show {next} more of {all}") }}
                    </button>
                    <span class="card-note">{format!("The first {} are shown.", shown.get())}</span>
                </div>
            })}
        </section>
    }
}

/// What is missing before anything can be ranked.
#[component]
fn NothingRanked() -> impl IntoView {
    let session = expect_context::<Session>();
    let store = expect_context::<Store>();
    let first = move || {
        if store.scoring.with(|it| it.criteria.is_empty()) {
            ("Criteria come first", "Initiatives are ranked by the criteria that they are scored by.")
        } else {
            ("Initiatives come first", "What stands under Portfolio is scored and ranked here.")
        }
    };
    let no_initiative = move || store.initiatives.with(|it| it.list.is_empty());
    view! {
        <div class="empty">
            <Sign icon=Icon::Prioritise/>
            <h2>{move || first().0}</h2>
            <p>{move || first().1}</p>
            <Show when=no_initiative>
                <button class="button button-primary" type="button" on:click=move |_| session.go(Page::Portfolio)>"Go to Portfolio"</button>
            </Show>
        </div>
    }
}

/// The table itself.
#[component]
fn RankedRows(ids: Memo<Vec<InitiativeId>>, ranked: Ranked, baseline: Baseline) -> impl IntoView {
    let firmness = expect_context::<Firmness>();
    view! {
        <div class="table-scroll">
            <table class="data-table ranking-table" class:by-formula=move || ranked.by_formula.get()>
                <caption class="visually-hidden">"Initiatives from the highest score to the lowest"</caption>
                <thead>
                    <tr>
                        <th scope="col" class="number">"Rank"</th>
                        <th scope="col" title=move || format!("Places gained or lost since {}", baseline.words())>"Moved"</th>
                        <th scope="col">"Initiative"</th>
                        <th scope="col" class="number">"Score"</th>
                        <th scope="col" class="wide-cell">{move || if ranked.by_formula.get() { "Share of the best" } else { "Weight × value" }}</th>
                        <th scope="col" class="wide-cell chance-cell">"Chance of each rank"</th>
                        <th scope="col" class="number top-cell">{move || format!("In top {}", firmness.top.get())}</th>
                        <th scope="col"><span class="visually-hidden">"In the plan"</span></th>
                    </tr>
                </thead>
                <tbody>
                    <Keyed each=move || ids.get() key=|id| *id let:id>
                        <RankingRow id ranked baseline/>
                    </Keyed>
                </tbody>
            </table>
        </div>
    }
}

#[component]
fn Legend(ranked: Ranked) -> impl IntoView {
    // Not the ranking itself: names stay while weights are dragged.
    let names = Memo::new(move |_| {
        let name = |it: &CriterionReport| it.name.clone();
        let of = |it: &Arc<RankingReport>| it.criteria.iter().map(name).collect::<Vec<_>>();
        ranked.report.with(|it| it.as_ref().map(of).unwrap_or_default())
    });
    let entries = move || {
        let one = |(index, name): (usize, String)| {
            view! {
                <span>
                    <svg class="swatch" viewBox="0 0 12 12" aria-hidden="true"><rect class=category(index) width="12" height="12" rx="2"/></svg>
                    <bdi>{name}</bdi>
                </span>
            }
        };
        names.get().into_iter().enumerate().map(one).collect_view()
    };
    view! {
        <Show when=move || !ranked.by_formula.get()>
            <div class="card-header"><div class="legend">{entries}</div><WeightingsChoice/></div>
        </Show>
    }
}

/// Which weightings the chances are about.
#[component]
fn WeightingsChoice() -> impl IntoView {
    const CHOICES: [(Weightings, &str); 3] =
        [(Weightings::Around, "± 50 %"), (Weightings::SameOrder, "same order"), (Weightings::Any, "any")];
    let firmness = expect_context::<Firmness>();
    let progress = move || match (firmness.failure.get(), firmness.report.get()) {
        (Some(reason), _) => reason,
        (None, Some(report)) => format!("n = {}", number(report.samples as f64, 0)),
        (None, None) => String::new(),
    };
    view! {
        <div class="row row-end">
            <span class="card-note">"If weights vary"</span>
            <Segmented legend="Weightings that are thought possible" name="weightings" choices=CHOICES
                value=firmness.weightings on_choose=move |weightings| firmness.weightings.set(weightings)/>
            <span class="run-line">{progress}</span>
        </div>
    }
}

#[component]
fn RankingRow(id: InitiativeId, ranked: Ranked, baseline: Baseline) -> impl IntoView {
    let store = expect_context::<Store>();
    let session = expect_context::<Session>();
    let node = NodeRef::new();
    let sight = Sight::of(store, node);
    Effect::new(move |_| {
        let is_seen = sight.is_seen();
        ranked.on_screen.update_value(|rows| {
            let _ = if is_seen { rows.insert(id) } else { rows.remove(&id) };
        });
    });
    on_cleanup(move || {
        ranked.on_screen.try_update_value(|rows| rows.remove(&id));
    });
    let data = sight.memo(move || ranked.row(id));
    let name =
        Memo::new(move |_| data.with(|it| it.as_ref().map_or_else(String::new, |it| it.row.name.clone())));
    let note = Memo::new(move |_| {
        store.initiatives.with(|it| {
            it.initiative(id).map(|it| {
                let currency = store.portfolio.with(|portfolio| portfolio.currency.clone());
                format!("{} · {}", it.department, money(it.cost_money(), &currency))
            })
        })
    });
    let rank = Memo::new(move |_| data.with(|it| it.as_ref().map_or_else(String::new, rank_text)));
    let moved = sight.memo(move || {
        let before = baseline.ranks.with(|ranks| ranks.get(&id).copied());
        data.with(|it| {
            it.as_ref().map(|it| i64::from(before.unwrap_or(it.row.rank)) - i64::from(it.row.rank))
        })
    });
    let in_plan =
        Memo::new(move |_| store.initiatives.with(|it| it.initiative(id).is_some_and(|it| it.in_plan)));
    let is_selected = Memo::new(move |_| session.selected.get() == Some(id));
    view! {
        <tr node_ref=node aria-selected=move || is_selected.get().to_string() class:row-out=move || !in_plan.get() on:click=move |_| session.selected.set(Some(id))>
            <td class="rank">{move || rank.get()}</td>
            <td><Moved by=moved/></td>
            <th scope="row">
                <button class="name-button" type="button" on:click=move |_| session.selected.set(Some(id)) on:dblclick=move |_| session.dialog.set(Some(Dialog::Initiative(id)))>
                    <bdi class="name-cell">{move || name.get()}</bdi>
                    <span class="name-note">{move || note.get()}</span>
                </button>
            </th>
            <ScoreCells id data name ranked/>
            <ChanceCells id name ranked sight/>
            <td>{move || in_plan.get().then(|| view! { <span class="chip chip-accent">"In"</span> })}</td>
        </tr>
    }
}

/// "2=", or a dash where the formula gives no score.
fn rank_text(data: &RowData) -> String {
    if data.formula.as_ref().is_some_and(|it| it.score.is_none()) {
        return "–".to_owned();
    }
    format!("{}{}", data.row.rank, if data.row.rank_is_shared { "=" } else { "" })
}

/// The score, which opens into its sum or its quotient, and the bar.
#[component]
fn ScoreCells(
    id: InitiativeId,
    data: Memo<Option<RowData>>,
    name: Memo<String>,
    ranked: Ranked,
) -> impl IntoView {
    let score = Signal::derive(move || data.with(|it| it.as_ref().map_or_else(String::new, score_text)));
    let parts = Signal::derive(move || {
        data.with(|it| match it {
            Some(RowData { formula: Some(formula), .. }) => {
                vec![formula.score.map_or(0.0, |score| score / ranked.best.get().max(f64::MIN_POSITIVE))]
            }
            Some(RowData { row, .. }) => row.contributions.clone(),
            None => Vec::new(),
        })
    });
    let reason =
        Memo::new(move |_| data.with(|it| it.as_ref().and_then(|it| it.formula.as_ref()?.missing.clone())));
    view! {
        <td class="number figure-strong">
            <Why id=format!("score-{id}") figure=score of=Signal::derive(move || format!("score of {}", name.get()))>
                {move || if ranked.by_formula.get() {
                    view! { <FormulaSum data report=ranked.report/> }.into_any()
                } else {
                    view! { <ScoreSum data ranking=ranked.report/> }.into_any()
                }}
            </Why>
            <Missing data/>
        </td>
        <td class="wide-cell">
            {move || match reason.get() {
                Some(reason) => view! { <span class="name-note missing-reason">{capitalised(&reason)}"."</span> }.into_any(),
                None => view! { <StackedBar parts/> }.into_any(),
            }}
        </td>
    }
}

fn score_text(data: &RowData) -> String {
    match &data.formula {
        None => number(data.row.score * 100.0, 1),
        Some(formula) => formula.score.map_or_else(|| "–".to_owned(), significant),
    }
}

/// A quotient with three digits that say something: "12.4", "0.137", "1,240".
fn significant(score: f64) -> String {
    let decimals = [100.0, 10.0, 1.0, 0.1, 0.01].into_iter().position(|step| score >= step);
    number(score, if score == 0.0 { 0 } else { decimals.unwrap_or(5) })
}

/// What the formula makes of the numbers.
#[component]
fn FormulaSum(data: Memo<Option<RowData>>, report: Memo<Option<Arc<RankingReport>>>) -> impl IntoView {
    move || {
        let (data, report) = (data.get()?, report.get()?);
        let formula = report.formula.as_ref()?;
        let score = data.formula?;
        let line = |(part, input): (&PartReport, Option<f64>)| {
            let sign = if part.is_divisor { "÷ " } else { "" };
            view! {
                <tr>
                    <td>{format!("{sign}{}", part.name)}</td>
                    <td>{part.source_name.clone()}</td>
                    <td>{input.map_or_else(|| "–".to_owned(), plain)}</td>
                </tr>
            }
        };
        let lines = formula.parts.iter().zip(score.inputs.iter().copied()).map(line).collect_view();
        let figure = score.score.map_or_else(|| "–".to_owned(), significant);
        let reading = score.missing.map_or_else(
            || "The greater the better; it only compares initiatives scored by the same formula.".to_owned(),
            |reason| format!("{}.", capitalised(&reason)),
        );
        Some(view! {
            <h3>{format!("Why {figure}? {}", data.row.name)}</h3>
            <p class="formula">{format!("{} = {}", formula.name, formula.expression)}</p>
            <table>
                <thead><tr><th>"Part"</th><th>"Taken from"</th><th>"Number"</th></tr></thead>
                <tbody>{lines}</tbody>
                <tfoot><tr><td>{formula.name}</td><td></td><td>{figure}</td></tr></tfoot>
            </table>
            <p>{reading}</p>
        })
    }
}

/// How often the initiative would have each rank, and a place among the top.
#[component]
fn ChanceCells(id: InitiativeId, name: Memo<String>, ranked: Ranked, sight: Sight) -> impl IntoView {
    let firmness = expect_context::<Firmness>();
    let row = sight.memo(move || {
        firmness.report.with(|report| report.as_ref().and_then(|report| report.row(id).cloned()))
    });
    let ranks =
        Signal::derive(move || row.with(|row| row.as_ref().map_or_else(Vec::new, |row| row.ranks.clone())));
    let label = Memo::new(move |_| row.with(|row| row.as_ref().map_or_else(String::new, likeliest)));
    let figure = Signal::derive(move || {
        row.with(|row| row.as_ref().map_or_else(|| "–".to_owned(), |row| sampled(row.in_top.share)))
    });
    let of =
        Signal::derive(move || format!("chance of {} to be in the top {}", name.get(), firmness.top.get()));
    view! {
        <td class="wide-cell chance-cell"><RankRow ranks label/></td>
        <td class="number top-cell">
            <Why id=format!("top-{id}") figure of><TopSum row ranked/></Why>
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
fn TopSum(row: Memo<Option<RankAcceptability>>, ranked: Ranked) -> impl IntoView {
    let firmness = expect_context::<Firmness>();
    move || {
        let report = firmness.report.get()?;
        let (row, ranking) = (row.get()?, ranked.report.get()?);
        let times = number(row.in_top.share * report.samples as f64, 0);
        let all = number(report.samples as f64, 0);
        Some(view! {
            <h3>{format!("In the top {}: {} ({} to {})", report.top, sampled(row.in_top.share), sampled(row.in_top.low), sampled(row.in_top.high))}</h3>
            <p class="formula">{format!("chance = weightings that put it there ÷ weightings drawn = {times} ÷ {all}")}</p>
            <p>{format!("{}. Its mean rank is {:.1}.", likeliest(&row), row.expected_rank)}</p>
            {ahead_of_next(&row, &report, &ranking).map(|words| view! { <p>{words}</p> })}
            <p>{for_whom_best(&row, &ranking)}</p>
            <p>{format!("Drawn are {}, all with equal right; a missing score may be anything from worst to best, and one on which the revealed round differs anything between its answers. Seed {}.", weightings_drawn(report.weightings), report.seed)}</p>
        })
    }
}

/// "It is ahead of Rosa Renewal, the next in rank, in 83 % of the weightings."
fn ahead_of_next(
    row: &RankAcceptability,
    report: &AcceptabilityReport,
    ranking: &RankingReport,
) -> Option<String> {
    let place = ranking.ranking.iter().position(|it| it.id == row.id)?;
    let next = ranking.ranking.get(place + 1)?;
    let other = report.initiatives.iter().position(|it| it.id == next.id)?;
    let share = (*row.ahead_of.get(other)?)?;
    Some(format!("It is ahead of {}, the next in rank, in {} of the weightings.", next.name, sampled(share)))
}

/// Under which weights it comes first: the three that differ most from those of today.
fn for_whom_best(row: &RankAcceptability, ranking: &RankingReport) -> String {
    let Some(central) = &row.central_weights else {
        return "None of the weightings drawn puts it first.".to_owned();
    };
    let mut weights: Vec<(&CriterionReport, f64)> =
        ranking.criteria.iter().zip(central.iter().copied()).collect();
    weights.sort_by(|one, other| (other.1 - other.0.weight).abs().total_cmp(&(one.1 - one.0.weight).abs()));
    let named = |(criterion, weight): &(&CriterionReport, f64)| {
        format!("{} {} (now {})", criterion.name, percent(*weight), percent(criterion.weight))
    };
    let named: Vec<String> = weights.iter().take(3).map(named).collect();
    format!("Where it comes first, the weights are on average {}.", named.join(", "))
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
fn Moved(by: Memo<Option<i64>>) -> impl IntoView {
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
fn Missing(data: Memo<Option<RowData>>) -> impl IntoView {
    let most = Memo::new(move |_| {
        data.with(|it| {
            let row = it.as_ref().filter(|it| it.formula.is_none()).map(|it| &it.row)?;
            let is_open = row.values.iter().any(Option::is_none);
            is_open.then(|| format!("up to {}", number(row.score_range.1 * 100.0, 1)))
        })
    });
    move || most.get().map(|most| view! { <span class="spread missing-note">{most}</span> })
}

/// Weight × value for every criterion.
#[component]
fn ScoreSum(data: Memo<Option<RowData>>, ranking: Memo<Option<Arc<RankingReport>>>) -> impl IntoView {
    let lines = move || {
        let (row, ranking) = (data.get()?.row, ranking.get()?);
        let line = |(index, criterion): (usize, &CriterionReport)| {
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
    let total = move || data.with(|it| it.as_ref().map(|it| number(it.row.score * 100.0, 1)));
    view! {
        <h3>{move || data.with(|it| it.as_ref().map(|RowData { row, .. }| format!("Why {}? {}", number(row.score * 100.0, 1), row.name)))}</h3>
        <p class="formula">"score = Σ weight × value × 100"</p>
        <table>
            <thead><tr><th>"Criterion"</th><th>"Weight"</th><th>"Score"</th><th>"Value"</th><th>"Adds"</th></tr></thead>
            <tbody>{lines}</tbody>
            <tfoot><tr><td>"Sum"</td><td>"100 %"</td><td></td><td></td><td>{total}</td></tr></tfoot>
        </table>
        <p>"A value goes from 0 to 1 on the criterion’s own scale; it never depends on the other initiatives. A missing score adds nothing."</p>
    }
}
