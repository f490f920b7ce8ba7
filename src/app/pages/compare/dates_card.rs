//! When each initiative is finished, plan by plan.

use std::collections::BTreeMap;

use leptos::html;
use leptos::prelude::*;

use super::figure::{is_nothing, odds, signed};
use crate::analysis::difference::{Finish, InitiativeRow};
use crate::app::chart::gantt::GanttHead;
use crate::app::chart::plan_bars::{LETTERS, PlanBars, PlanBarsView};
use crate::app::chart::time_axis::TimeAxis;
use crate::app::chart::width::width_of;
use crate::app::components::keyed::Keyed;
use crate::app::format::{count, day, percent};
use crate::app::state::comparison::Comparison;
use crate::app::state::store::Store;
use crate::model::id::InitiativeId;
use crate::model::portfolio::Calendar;

type Rows = Memo<BTreeMap<InitiativeId, InitiativeRow>>;

/// Bars and table of finish dates.
#[component]
pub(super) fn DatesCard() -> impl IntoView {
    let store = expect_context::<Store>();
    let comparison = expect_context::<Comparison>();
    let node = NodeRef::<html::Div>::new();
    let width = width_of(node, 720.0);
    let calendar = Memo::new(move |_| store.portfolio.with(|it| it.calendar));
    let rows: Rows = Memo::new(move |_| {
        comparison.initiatives.with(|rows| rows.iter().map(|row| (row.id, row.clone())).collect())
    });
    let ids = Memo::new(move |_| {
        comparison.initiatives.with(|rows| rows.iter().map(|row| row.id).collect::<Vec<_>>())
    });
    let axis = Memo::new(move |_| {
        let names = if width.get() < 560.0 { 190.0 } else { 370.0 };
        let weeks = rows.with(|rows| weeks_shown(rows.values(), calendar.get()));
        TimeAxis {
            calendar: calendar.get(),
            first: 0,
            weeks,
            left: 14.0,
            right: (width.get() - names).max(120.0),
        }
    });
    view! {
        <section class="card" aria-labelledby="dates-title">
            <div class="card-header">
                <div>
                    <h2 id="dates-title">{move || rows.with(|rows| title(rows.values()))}</h2>
                    <p class="card-note">"Finish from P50 to P80 in each plan, and by how many weeks it moves on average; the flag is the day it is needed."</p>
                </div>
                <Legend/>
            </div>
            <div class="plan-scroll" node_ref=node>
                <table class="plan-table dates-table">
                    <caption class="visually-hidden">"When each initiative is finished in each plan"</caption>
                    <thead><tr><th scope="col">"Initiative"</th><th scope="col"><span class="visually-hidden">"Time"</span><GanttHead axis/></th><th scope="col" class="number">"Weeks moved"</th></tr></thead>
                    <tbody>
                        <Keyed each=move || ids.get() key=|id| *id let:id><DatesRow id rows axis calendar/></Keyed>
                    </tbody>
                </table>
            </div>
            <Twin rows ids calendar/>
        </section>
    }
}

#[component]
fn Legend() -> impl IntoView {
    let comparison = expect_context::<Comparison>();
    move || {
        let names =
            comparison.plans.with(|plans| plans.iter().map(|plan| plan.name.clone()).collect::<Vec<_>>());
        let items = names.into_iter().enumerate().map(|(index, name)| view! {
            <span><svg class="chart mini" width="18" height="12" aria-hidden="true"><rect class=format!("plan-{index}") width="18" height="10" y="1" rx="1"/></svg>{LETTERS[index]}" "<bdi>{name}</bdi></span>
        }).collect_view();
        view! { <span class="legend">{items}</span> }
    }
}

#[component]
fn DatesRow(id: InitiativeId, rows: Rows, axis: Memo<TimeAxis>, calendar: Memo<Calendar>) -> impl IntoView {
    let row = Memo::new(move |_| rows.with(|rows| rows.get(&id).cloned()));
    let bars = Memo::new(move |_| {
        row.with(|row| row.as_ref().map(|row| bars(row, calendar.get())).unwrap_or_default())
    });
    let name = move || row.with(|row| row.as_ref().map(|row| row.name.clone()));
    let moves = move || {
        let row = row.get()?;
        let of = |(index, finish): (usize, &Option<Finish>)| view! { <Moves index finish=*finish has_first=row.plans[0].is_some()/> };
        Some(row.plans.iter().enumerate().skip(1).map(of).collect_view())
    };
    view! {
        <tr class="plan-row">
            <th scope="row"><bdi class="name-cell">{name}</bdi></th>
            <td><PlanBarsView row=bars axis/></td>
            <td class="number"><span class="dates-moves">{moves}</span></td>
        </tr>
    }
}

/// By how many weeks one plan moves the finish.
#[component]
fn Moves(index: usize, finish: Option<Finish>, has_first: bool) -> impl IntoView {
    let (text, class, title) = match finish {
        None if has_first => ("dropped".to_owned(), "muted", None),
        None => ("–".to_owned(), "muted", None),
        Some(finish) => match finish.change {
            None => ("new".to_owned(), "muted", None),
            Some(change) => {
                let moved = signed(change.difference, 1);
                let class = match (change.is_sure() && !is_nothing(&moved), change.difference < 0.0) {
                    (true, true) => "is-gain",
                    (true, false) => "is-loss",
                    (false, _) => "muted",
                };
                let range =
                    change.range.map(|(low, high)| format!("{} to {}", signed(low, 1), signed(high, 1)));
                let title = [range, odds(&change)].into_iter().flatten().collect::<Vec<_>>().join(", ");
                (moved, class, Some(title))
            }
        },
    };
    view! { <span class=class title=title><span class="quiet">{LETTERS[index.min(3)]}" "</span>{text}</span> }
}

#[component]
fn Twin(rows: Rows, ids: Memo<Vec<InitiativeId>>, calendar: Memo<Calendar>) -> impl IntoView {
    let comparison = expect_context::<Comparison>();
    let open = RwSignal::new(false);
    let date = move |week: Option<u32>| {
        week.map_or_else(|| "beyond".to_owned(), |week| day(calendar.get().day_after_weeks(week)))
    };
    let line = move |name: String, plan: String, finish: Finish| {
        let change = finish.change.map_or_else(String::new, |change| {
            let range = change.range.map_or_else(String::new, |(low, high)| {
                format!(" ({} to {})", signed(low, 1), signed(high, 1))
            });
            format!("{}{range}", signed(change.difference, 1))
        });
        view! {
            <tr>
                <th scope="row">{name}</th><td>{plan}</td>
                <td class="number">{date(finish.weeks.p50)}</td><td class="number">{date(finish.weeks.p80)}</td>
                <td class="number">{finish.on_time.map_or_else(|| "–".to_owned(), percent)}</td>
                <td class="number">{change}</td>
                <td class="number">{finish.change.and_then(|change| odds(&change))}</td>
            </tr>
        }
    };
    let body = move || {
        let plans =
            comparison.plans.with(|plans| plans.iter().map(|plan| plan.name.clone()).collect::<Vec<_>>());
        rows.with(|rows| {
            let listed = ids.get();
            let rows = listed.iter().filter_map(|id| rows.get(id));
            rows.flat_map(|row| {
                row.plans
                    .iter()
                    .zip(&plans)
                    .filter_map(|(finish, plan)| Some(line(row.name.clone(), plan.clone(), (*finish)?)))
            })
            .collect_view()
        })
    };
    view! {
        <details class="twin" on:toggle:target=move |event| open.set(event.target().has_attribute("open"))>
            <summary>"Table of these figures"</summary>
            <Show when=move || open.get()>
                <div class="table-scroll" tabindex="0" role="region" aria-label="Finish dates in each plan">
                    <table class="data-table data-table-tight">
                        <caption>"Finish in each plan, and the mean difference from the plan of record with its 95 % interval"</caption>
                        <thead><tr><th scope="col">"Initiative"</th><th scope="col">"Plan"</th>{["P50", "P80", "On time", "Weeks moved", "Earlier or later"].map(|head| view! { <th scope="col" class="number">{head}</th> })}</tr></thead>
                        <tbody>{body}</tbody>
                    </table>
                </div>
            </Show>
        </details>
    }
}

fn bars(row: &InitiativeRow, calendar: Calendar) -> PlanBars {
    let week = |week: Option<u32>| f64::from(week.unwrap_or(calendar.horizon_weeks));
    let plans = row.plans.iter().map(|finish| finish.map(|it| (week(it.weeks.p50), week(it.weeks.p80))));
    let needed_by = row.plans.iter().flatten().find_map(|finish| finish.needed_by_week);
    PlanBars { plans: plans.collect(), needed_by: needed_by.map(f64::from) }
}

/// How many move for certain, and which way.
fn title<'a>(rows: impl Iterator<Item = &'a InitiativeRow>) -> String {
    let (mut later, mut earlier, mut any) = (0, 0, false);
    for row in rows {
        any = true;
        let sure = |late: bool| {
            let mut changes = row.plans.iter().flatten().filter_map(|finish| finish.change);
            changes.any(|change| {
                change.is_sure() && change.difference.abs() >= 0.5 && (change.difference > 0.0) == late
            })
        };
        later += usize::from(sure(true));
        earlier += usize::from(sure(false));
    }
    let said =
        |n: usize, word: &str| format!("{} {word}", count(n, "initiative finishes", "initiatives finish"));
    match (earlier, later) {
        _ if !any => "When each is finished".to_owned(),
        (0, 0) => "No initiative moves by half a week or more".to_owned(),
        (n, 0) => said(n, "earlier in some what-if, none later"),
        (0, n) => said(n, "later in some what-if, none earlier"),
        (n, m) => format!("{}, {m} later", said(n, "earlier in some what-if")),
    }
}

/// Weeks up to the last P80 and needed-by date within the horizon, and a little room.
fn weeks_shown<'a>(rows: impl Iterator<Item = &'a InitiativeRow>, calendar: Calendar) -> u32 {
    let finishes = rows.flat_map(|row| row.plans.iter().flatten());
    let ends = finishes.flat_map(|finish| [finish.weeks.p80, finish.needed_by_week]);
    let last = ends.flatten().filter(|week| *week <= calendar.horizon_weeks).max().unwrap_or(26);
    (last + last / 20 + 2).min(calendar.horizon_weeks)
}
