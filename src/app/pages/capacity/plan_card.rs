//! The plan as a Gantt: stages where they lie on average, the finish as a band, the day each is needed.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;

use super::finding::{at_once, often_split, plan_title, split};
use super::in_time::InTime;
use crate::analysis::simulate::{InitiativeReport, SimulationReport};
use crate::app::chart::gantt::{GanttBars, GanttHead, GanttRow, GanttStage};
use crate::app::chart::time_axis::TimeAxis;
use crate::app::chart::width::width_of;
use crate::app::components::icon::{Icon, Sign};
use crate::app::components::keyed::Keyed;
use crate::app::components::why::Why;
use crate::app::format::{day, percent, percent_number};
use crate::app::state::session::{Dialog, Session};
use crate::app::state::simulation::Simulation;
use crate::app::state::store::Store;
use crate::model::edit::Edit;
use crate::model::id::InitiativeId;
use crate::model::portfolio::Calendar;

type Reports = Memo<BTreeMap<InitiativeId, InitiativeReport>>;

/// Gantt and table of finish dates.
#[component]
pub(super) fn PlanCard() -> impl IntoView {
    let store = expect_context::<Store>();
    let simulation = expect_context::<Simulation>();
    let node = NodeRef::<html::Div>::new();
    let width = width_of(node, 720.0);
    let calendar = Memo::new(move |_| store.portfolio.with(|it| it.calendar));
    let reports: Reports = Memo::new(move |_| {
        simulation
            .report
            .get()
            .map(|report| report.initiatives.iter().map(|row| (row.id, row.clone())).collect())
            .unwrap_or_default()
    });
    let axis = Memo::new(move |_| {
        let weeks = simulation.report.get().map_or(52, |report| weeks_shown(&report, calendar.get()));
        let names = if width.get() < 560.0 { 214.0 } else { 366.0 };
        TimeAxis {
            calendar: calendar.get(),
            first: 0,
            weeks,
            left: 2.0,
            right: (width.get() - names).max(120.0),
        }
    });
    let ids = Memo::new(move |_| {
        store.initiatives.with(|it| it.in_plan().map(|initiative| initiative.id).collect::<Vec<_>>())
    });
    let dragged = RwSignal::new(None::<InitiativeId>);
    let told = RwSignal::new(String::new());
    view! {
        <section class="card" aria-labelledby="plan-title">
            <div class="card-header plan-header">
                <div>
                    <h2 id="plan-title">{move || simulation.report.get().map(|report| plan_title(&report))}</h2>
                    <p class="card-note">"In order of priority: whoever stands higher gets the people first. Drag a row by its name, or press Alt with ↑ or ↓ there, for another order; drag its bars, or press Alt with ← or →, for a later start. The dates follow."</p>
                    {move || simulation.report.get().and_then(|report| at_once(&report)).map(|words| view! { <p class="card-note at-once">{words}</p> })}
                    {move || simulation.report.get().and_then(|report| split(&report)).map(|words| view! { <p class="card-note split">{words}</p> })}
                </div>
                <PlanLegend/>
            </div>
            <div class="plan-scroll" node_ref=node>
                <table class="plan-table">
                    <caption class="visually-hidden">"Initiatives in order of priority with their dates"</caption>
                    <thead><tr><th scope="col">"Initiative"</th><th scope="col"><span class="visually-hidden">"Time"</span><GanttHead axis/></th><th scope="col" class="number">"On time"</th></tr></thead>
                    <tbody>
                        <Keyed each=move || ids.get() key=|id| *id let:id>
                            <PlanRow id reports axis calendar dragged told/>
                        </Keyed>
                    </tbody>
                </table>
            </div>
            <p class="visually-hidden" aria-live="polite">{told}</p>
            <Twin reports ids calendar/>
        </section>
    }
}

#[component]
fn PlanLegend() -> impl IntoView {
    let simulation = expect_context::<Simulation>();
    let is_split = Memo::new(move |_| {
        simulation.report.with(|it| {
            it.as_ref().is_some_and(|it| it.initiatives.iter().flat_map(|it| &it.stages).any(often_split))
        })
    });
    view! {
        <span class="legend">
            <span><svg class="chart mini" width="36" height="12" aria-hidden="true"><rect class="stage-1" width="12" height="12"/><rect class="stage-2" x="12" width="12" height="12"/><rect class="stage-3" x="24" width="12" height="12"/></svg>"stages (mean)"</span>
            <span><svg class="chart mini" width="30" height="12" aria-hidden="true"><rect class="band" y="3" width="30" height="6"/><line class="median" x1="14" x2="14" y1="0" y2="12"/></svg>"finish P10–P50–P90"</span>
            <span><svg class="chart mini" width="12" height="14" aria-hidden="true"><path class="due" d="M6 13V8M1.500 1h9l-4.500 7z"/></svg>"needed by"</span>
            <span><svg class="chart mini" width="12" height="14" aria-hidden="true"><path class="due-missed" d="M6 13V8M1.500 1h9l-4.500 7z"/></svg>"likely missed"</span>
            <span><svg class="chart mini" width="24" height="12" aria-hidden="true"><line class="wait" x1="1" x2="24" y1="6" y2="6"/></svg>"waiting"</span>
            <Show when=move || is_split.get()>
                <span><svg class="chart mini" width="24" height="12" aria-hidden="true"><rect class="stage-1 paused" width="24" height="12"/><line class="wait pause" x1="2" x2="22" y1="6" y2="6"/></svg>"with pauses"</span>
            </Show>
        </span>
    }
}

#[component]
fn PlanRow(
    id: InitiativeId,
    reports: Reports,
    axis: Memo<TimeAxis>,
    calendar: Memo<Calendar>,
    dragged: RwSignal<Option<InitiativeId>>,
    told: RwSignal<String>,
) -> impl IntoView {
    let store = expect_context::<Store>();
    let session = expect_context::<Session>();
    let report = Memo::new(move |_| reports.with(|reports| reports.get(&id).cloned()));
    let name = Memo::new(move |_| {
        store.initiatives.with(|it| it.initiative(id).map_or_else(String::new, |it| it.name.clone()))
    });
    let row = Memo::new(move |_| {
        report.with(|report| {
            report.as_ref().map(|report| gantt_row(store, report, calendar.get())).unwrap_or_default()
        })
    });
    let in_time = InTime::new(store, id, row, axis, told);
    let on_key = move |event: web_sys::KeyboardEvent| {
        let key = event.key();
        match key.as_str() {
            "ArrowUp" | "ArrowDown" if event.alt_key() => move_by_one(store, id, key == "ArrowDown"),
            "ArrowLeft" | "ArrowRight" if event.alt_key() => in_time.step(key == "ArrowRight"),
            _ => return,
        }
        event.prevent_default();
    };
    let is_target = RwSignal::new(false);
    view! {
        <tr
            class="plan-row"
            class:drop-target=move || is_target.get()
            on:dragover=move |event| if dragged.get_untracked().is_some() { event.prevent_default(); is_target.set(true); }
            on:dragleave=move |_| is_target.set(false)
            on:drop=move |event| {
                event.prevent_default();
                is_target.set(false);
                if let Some(moved) = dragged.get_untracked() { move_to(store, moved, id); }
            }
        >
            <th scope="row">
                <span class="grip" draggable="true" aria-hidden="true" on:dragstart=move |_| dragged.set(Some(id)) on:dragend=move |_| dragged.set(None)>
                    <Sign icon=Icon::Grip small=true/>
                </span>
                <button class="name-button" type="button" aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown Alt+ArrowLeft Alt+ArrowRight" on:keydown=on_key on:click=move |_| session.dialog.set(Some(Dialog::Initiative(id)))>
                    <bdi class="name-cell">{move || name.get()}</bdi>
                </button>
            </th>
            <td class="in-time" on:pointerdown=move |event| in_time.take(&event) on:pointermove=move |event| in_time.follow(&event)
                on:pointerup=move |_| in_time.release() on:pointercancel=move |_| in_time.release()><GanttBars row axis/></td>
            <td class="number"><OnTime id name report/></td>
        </tr>
    }
}

/// The chance to be on time, with its interval and its sum.
#[component]
fn OnTime(id: InitiativeId, name: Memo<String>, report: Memo<Option<InitiativeReport>>) -> impl IntoView {
    let store = expect_context::<Store>();
    let chance = move || report.with(|report| report.as_ref().and_then(|report| report.on_time));
    let figure = Signal::derive(move || chance().map_or_else(|| "–".to_owned(), percent));
    let bar = move || {
        let class = if chance().is_some_and(|chance| chance >= 0.5) { "ours" } else { "mark-muted" };
        chance().map(|chance| view! { <rect class="risk-0" width="44" height="7"/><rect class=class width=44.0 * chance height="7"/> })
    };
    let sum = move || {
        let report = report.get()?;
        let calendar = store.portfolio.with(|it| it.calendar);
        let date = |week: Option<u32>| {
            week.map_or_else(|| "beyond the horizon".to_owned(), |week| day(calendar.day_after_weeks(week)))
        };
        let line =
            |name: &'static str, week: Option<u32>| view! { <tr><td>{name}</td><td>{date(week)}</td></tr> };
        let needed = store
            .initiatives
            .with(|it| it.initiative(id).and_then(|it| it.needed_by))
            .map_or_else(|| "no date".to_owned(), day);
        let spread = report
            .on_time_interval
            .map(|it| format!("95 % interval {}–{}.", percent_number(it.low), percent(it.high)));
        let finish = report.finish_weeks;
        Some(view! {
            <table><tbody>
                <tr><td>"Needed by"</td><td>{needed}</td></tr>
                {line("Finished in one run of ten (P10)", finish.p10)}
                {line("In every second run (P50)", finish.p50)}
                {line("In eight of ten (P80)", finish.p80)}
                {line("In nine of ten (P90)", finish.p90)}
            </tbody></table>
            <p>{spread}{(report.unfinished > 0.0).then(|| format!(" In {} of the runs it is not finished within the horizon.", percent(report.unfinished)))}</p>
        })
    };
    view! {
        <Why id=format!("on-time-{id}") figure of=Signal::derive(move || format!("chance of {} to be on time", name.get()))>
            <h3>{move || name.get()}</h3>
            <p class="formula">"runs that finish by the needed-by date ÷ runs"</p>
            {sum}
        </Why>
        <svg class="chart mini on-time-bar" width="44" height="7" aria-hidden="true">{bar}</svg>
    }
}

#[component]
fn Twin(reports: Reports, ids: Memo<Vec<InitiativeId>>, calendar: Memo<Calendar>) -> impl IntoView {
    let open = RwSignal::new(false);
    let date = move |week: Option<u32>| {
        week.map_or_else(|| "beyond".to_owned(), |week| day(calendar.get().day_after_weeks(week)))
    };
    let row = move |report: InitiativeReport| {
        let finish = report.finish_weeks;
        let chance = report.on_time.map_or_else(|| "–".to_owned(), percent);
        let interval = report
            .on_time_interval
            .map_or_else(String::new, |it| format!("{}–{}", percent_number(it.low), percent(it.high)));
        view! {
            <tr>
                <th scope="row">{report.name}</th>
                {[finish.p10, finish.p50, finish.p80, finish.p90].map(|week| view! { <td class="number">{date(week)}</td> })}
                <td class="number">{chance}</td><td class="number">{interval}</td>
            </tr>
        }
    };
    let body = move || {
        reports.with(|reports| {
            ids.get().iter().filter_map(|id| reports.get(id).cloned()).map(row).collect_view()
        })
    };
    view! {
        <details class="twin" on:toggle:target=move |event| open.set(event.target().has_attribute("open"))>
            <summary>"Table of these figures"</summary>
            <Show when=move || open.get()>
                <div class="table-scroll" tabindex="0" role="region" aria-label="Finish dates">
                    <table class="data-table data-table-tight">
                        <caption>"Finish dates by percentile, and the chance to be on time with its 95 % interval"</caption>
                        <thead><tr><th scope="col">"Initiative"</th>{["P10", "P50", "P80", "P90", "On time", "95 %"].map(|head| view! { <th scope="col" class="number">{head}</th> })}</tr></thead>
                        <tbody>{body}</tbody>
                    </table>
                </div>
            </Show>
        </details>
    }
}

fn gantt_row(store: Store, report: &InitiativeReport, calendar: Calendar) -> GanttRow {
    let horizon = f64::from(calendar.horizon_weeks);
    let week = |week: Option<u32>| week.map_or(horizon, f64::from);
    let could_start = store.initiatives.with(|it| {
        let earliest = it.initiative(report.id).and_then(|it| it.earliest_start);
        earliest.map_or(0.0, |day| f64::from(calendar.first_week_from(day)))
    });
    GanttRow {
        stages: report
            .stages
            .iter()
            .filter_map(|stage| {
                let pieces = vec![(stage.start_week?, stage.finish_week?)];
                Some(GanttStage { pieces, pauses: often_split(stage) })
            })
            .collect(),
        finish: (!report.stages.is_empty()).then(|| {
            (week(report.finish_weeks.p10), week(report.finish_weeks.p50), week(report.finish_weeks.p90))
        }),
        needed_by: report.needed_by_week.map(f64::from),
        is_late: report.on_time.is_some_and(|chance| chance < 0.5),
        could_start,
    }
}

/// Weeks up to the last P90 and needed-by date within the horizon, and a little room.
fn weeks_shown(report: &Arc<SimulationReport>, calendar: Calendar) -> u32 {
    let ends = report.initiatives.iter().flat_map(|row| [row.finish_weeks.p90, row.needed_by_week]);
    let last = ends.flatten().filter(|week| *week <= calendar.horizon_weeks).max().unwrap_or(26);
    (last + last / 20 + 2).min(calendar.horizon_weeks)
}

/// Past the next initiative of the plan; those outside the plan in between are passed as well.
fn move_by_one(store: Store, id: InitiativeId, down: bool) {
    let ids = store.initiatives.with_untracked(|it| it.in_plan().map(|it| it.id).collect::<Vec<_>>());
    let Some(place) = ids.iter().position(|other| *other == id) else { return };
    let target =
        if down { ids.get(place + 1) } else { place.checked_sub(1).and_then(|place| ids.get(place)) };
    if let Some(target) = target {
        move_to(store, id, *target);
    }
}

/// To the place of `target`, which makes room.
fn move_to(store: Store, id: InitiativeId, target: InitiativeId) {
    let position = store.initiatives.with_untracked(|it| it.list.iter().position(|it| it.id == target));
    if let Some(position) = position.and_then(|position| u32::try_from(position).ok()) {
        store.commit(Edit::MoveInitiative { initiative: id, position });
    }
}
