//! Ranks now against ranks before: who rises, who falls, by how much.

use std::fmt::Write as _;
use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;

use super::baseline::{Against, Baseline};
use crate::analysis::score::RankingReport;
use crate::app::chart::slope::{PITCH_PX, Rows, Slope, extremes, moved, rows, shown};
use crate::app::chart::width::width_of;
use crate::app::components::keyed::Keyed;
use crate::app::format::{count, shortened};
use crate::app::sight::Sight;
use crate::app::state::session::Session;
use crate::app::state::simulation::Simulation;
use crate::app::state::store::Store;
use crate::model::id::InitiativeId;

/// Ranks that are drawn at most; those who were among them before come on top.
const MOST: u32 = 16;

/// One initiative of the picture.
#[derive(Clone, Debug, PartialEq)]
struct Line {
    id: InitiativeId,
    name: String,
    slope: Slope,
}

/// The picture with its choice of "before" and its table.
#[component]
pub(super) fn SlopeCard(
    /// What now is compared with.
    baseline: Baseline,
) -> impl IntoView {
    let simulation = expect_context::<Simulation>();
    let node = NodeRef::new();
    let lines = Sight::of(expect_context::<Store>(), node).memo(move || {
        let ranking = simulation.ranking.get();
        baseline.ranks.with(|ranks| {
            let line = |it: &Arc<RankingReport>| {
                let row = |row: &crate::analysis::score::RankedInitiative| Line {
                    id: row.id,
                    name: row.name.clone(),
                    slope: Slope { before: ranks.get(&row.id).copied(), now: row.rank },
                };
                it.ranking.iter().map(row).collect::<Vec<_>>()
            };
            ranking.as_ref().map(line).unwrap_or_default()
        })
    });
    let title = Signal::derive(move || lines.with(|lines| finding(lines, baseline.words())));
    view! {
        <section node_ref=node class="card" aria-labelledby="slope-title">
            <div class="card-header">
                <div>
                    <h2 id="slope-title">{title}</h2>
                    <p class="card-note">{move || format!("Rank {} on the left, rank now on the right.", baseline.words())}</p>
                </div>
                <BaselineChoice baseline/>
            </div>
            <Picture lines title/>
            <Twin lines/>
        </section>
    }
}

/// "Seven of 40 change places; Hera rises 5, Rosa Renewal falls 3".
fn finding(lines: &[Line], since: &str) -> String {
    let slopes: Vec<Slope> = lines.iter().map(|line| line.slope).collect();
    let changed = moved(&slopes);
    if changed == 0 {
        return format!("Every rank is as it was {since}");
    }
    let (rises, falls) = extremes(&slopes);
    let mut text = format!("{changed} of {} move", lines.len());
    if let Some((place, gain)) = rises {
        let _ = write!(text, "; {} rises {gain}", lines[place].name);
    }
    if let Some((place, gain)) = falls {
        let _ = write!(text, ", {} falls {}", lines[place].name, -gain);
    }
    text
}

/// Which "before".
#[component]
fn BaselineChoice(baseline: Baseline) -> impl IntoView {
    let store = expect_context::<Store>();
    let choices = move || {
        let mut choices = vec![(Against::LastChange, "last change"), (Against::Opened, "page opened")];
        if store.scenario.get().is_some() {
            choices.insert(0, (Against::Plan, "plan"));
        }
        choices
    };
    view! {
        <div class="row row-end">
            <span class="card-note">"Against"</span>
            <fieldset class="segmented">
                <legend class="visually-hidden">"What the ranks are compared with"</legend>
                <Keyed each=choices key=|choice| choice.1 let((against, name))>
                    <label>
                        <input type="radio" name="baseline" prop:checked=move || baseline.against.get() == against
                            on:change=move |_| baseline.asked.set(Some(against))/>
                        {name}
                    </label>
                </Keyed>
            </fieldset>
        </div>
    }
}

/// The lines; the row of each side is a label, and the names stand where the lines end.
#[component]
fn Picture(lines: Memo<Vec<Line>>, #[prop(into)] title: Signal<String>) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    let width = width_of(node, 560.0);
    let drawn = Memo::new(move |_| {
        lines.with(|lines| {
            let slopes: Vec<Slope> = lines.iter().map(|line| line.slope).collect();
            let shown = shown(&slopes, MOST);
            let rows = rows(&slopes, &shown);
            shown.into_iter().map(|place| lines[place].clone()).zip(rows).collect::<Vec<_>>()
        })
    });
    let height = Memo::new(move |_| drawn.with(Vec::len) as f64 * PITCH_PX + 8.0);
    let ids = move || drawn.with(|drawn| drawn.iter().map(|(line, _)| line.id).collect::<Vec<_>>());
    view! {
        <div node_ref=node>
            <svg class="chart slope-chart" width=move || width.get() height=move || height.get()
                viewBox=move || format!("0 0 {} {}", width.get(), height.get()) role="img" aria-label=move || title.get()>
                <Keyed each=ids key=|id| *id let:id>
                    <SlopeLine id drawn width/>
                </Keyed>
            </svg>
        </div>
    }
}

#[component]
fn SlopeLine(id: InitiativeId, drawn: Memo<Vec<(Line, Rows)>>, width: ReadSignal<f64>) -> impl IntoView {
    let session = expect_context::<Session>();
    let it = Memo::new(move |_| drawn.with(|drawn| drawn.iter().find(|(line, _)| line.id == id).cloned()));
    let left = move || if width.get() < 480.0 { 30.0 } else { 44.0 };
    // Room for the name on the right.
    let right = move || (width.get() * 0.5).max(width.get() - 290.0);
    let y = |row: usize| row as f64 * PITCH_PX + 16.0;
    let class = move || {
        it.with(|it| {
            let change = match it.as_ref().map(|(line, _)| line.slope) {
                Some(Slope { before: Some(before), now }) if before > now => "gain-line",
                Some(Slope { before: Some(before), now }) if before < now => "loss-line",
                _ => "mark-muted-line",
            };
            format!("slope-line {change}")
        })
    };
    let path = move || {
        it.with(|it| {
            let (_, (before, now)) = it.as_ref()?;
            let (from, to) = (y((*before)?), y(*now));
            let (left, right) = (left(), right());
            let middle = f64::midpoint(left, right);
            Some(format!("M{left} {from}C{middle} {from} {middle} {to} {right} {to}"))
        })
    };
    let was =
        move || it.with(|it| it.as_ref().and_then(|(line, (row, _))| Some((line.slope.before?, y((*row)?)))));
    let now = move || it.with(|it| it.as_ref().map(|(line, (_, row))| (line.clone(), y(*row))));
    let words = move || it.with(|it| it.as_ref().map_or_else(String::new, |(line, _)| in_words(line)));
    view! {
        <g class:slope-selected=move || session.selected.get() == Some(id)>
            <title>{words}</title>
            <path class=class d=move || path().unwrap_or_default()/>
            {move || was().map(|(rank, y)| view! { <text class="end quiet" x=left() - 8.0 y=y + 4.0>{rank}</text> })}
            {move || now().map(|(line, y)| {
                let (class, sign) = match change(line.slope) {
                    1.. => ("gain", format!("▲ {}", change(line.slope))),
                    ..=-1 => ("loss", format!("▼ {}", -change(line.slope))),
                    0 => ("quiet", String::new()),
                };
                let letters = if width.get() < 480.0 { 18 } else { 30 };
                view! {
                    <text class="end" x=right() + 26.0 y=y + 4.0>{line.slope.now}</text>
                    <text class="label" x=right() + 34.0 y=y + 4.0>{shortened(&line.name, letters)}<tspan class=class dx="6">{sign}</tspan></text>
                }
            })}
        </g>
    }
}

fn change(slope: Slope) -> i64 {
    slope.before.map_or(0, |before| i64::from(before) - i64::from(slope.now))
}

fn in_words(line: &Line) -> String {
    match (line.slope.before, change(line.slope)) {
        (None, _) => format!("{}: new, rank {}", line.name, line.slope.now),
        (Some(_), 0) => format!("{}: stays at rank {}", line.name, line.slope.now),
        (Some(before), change) => {
            let places =
                count(usize::try_from(change.unsigned_abs()).unwrap_or(usize::MAX), "place", "places");
            let verb = if change > 0 { "rises" } else { "falls" };
            format!("{}: {verb} {places}, from rank {before} to {}", line.name, line.slope.now)
        }
    }
}

#[component]
fn Twin(lines: Memo<Vec<Line>>) -> impl IntoView {
    let open = RwSignal::new(false);
    let body = move || {
        lines.with(|lines| {
            lines
                .iter()
                .filter(|line| change(line.slope) != 0 || line.slope.now <= MOST)
                .map(|line| {
                    let before = line.slope.before.map_or_else(|| "–".to_owned(), |rank| rank.to_string());
                    view! { <tr><th scope="row">{line.name.clone()}</th><td class="number">{before}</td><td class="number">{line.slope.now}</td><td class="number">{format!("{:+}", change(line.slope))}</td></tr> }
                })
                .collect_view()
        })
    };
    view! {
        <details class="twin" on:toggle:target=move |event| open.set(event.target().has_attribute("open"))>
            <summary>"Table of these ranks"</summary>
            <Show when=move || open.get()>
                <div class="table-scroll" tabindex="0" role="region" aria-label="Ranks before and now">
                    <table class="data-table data-table-tight">
                        <thead><tr><th scope="col">"Initiative"</th><th scope="col" class="number">"Before"</th><th scope="col" class="number">"Now"</th><th scope="col" class="number">"Places gained"</th></tr></thead>
                        <tbody>{body}</tbody>
                    </table>
                </div>
            </Show>
        </details>
    }
}
