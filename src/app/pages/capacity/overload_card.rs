//! Role × week: who is short of people when, or how busy everyone is.

use leptos::prelude::*;

use super::finding::overload_title;
use super::who_wants::WhoWantsView;
use crate::analysis::levels::share_at;
use crate::app::chart::heat_map::{HeatMap, HeatRow, Window, cells};
use crate::app::components::segmented::Segmented;
use crate::app::format::{day, percent, plain};
use crate::app::state::simulation::Simulation;
use crate::app::state::store::Store;

/// Weeks of one cell in the table of figures.
const TWIN_WEEKS: u32 = 4;

/// The heat map with its window and its table.
#[component]
pub(super) fn OverloadCard() -> impl IntoView {
    let store = expect_context::<Store>();
    let simulation = expect_context::<Simulation>();
    let calendar = Memo::new(move |_| store.portfolio.with(|it| it.calendar));
    let shows_load = RwSignal::new(false);
    let chosen = RwSignal::new(None);
    let asked = RwSignal::new(Window { first: 0, weeks: 52 });
    let window = Memo::new(move |_| {
        let horizon = calendar.get().horizon_weeks;
        let weeks = asked.get().weeks.min(horizon);
        Window { first: asked.get().first.min(horizon - weeks), weeks }
    });
    let rows = Memo::new(move |_| heat_rows(store, simulation, shows_load.get()));
    let title = Signal::derive(move || {
        simulation.report.get().map_or_else(String::new, |report| {
            overload_title(&report, window.get().first, window.get().weeks)
        })
    });
    let note = move || {
        if shows_load.get() {
            "Work in the plan ÷ people there are (%). Heads beside each role."
        } else {
            "Chance (%) that a role is short of people if nobody waits. Heads beside each role."
        }
    };
    let measure =
        Signal::derive(move || if shows_load.get() { "busy" } else { "chance of being short" }.to_owned());
    view! {
        <section class="card" aria-labelledby="overload-title">
            <div class="card-header">
                <div>
                    <h2 id="overload-title">{title}</h2>
                    <p class="card-note">{note}</p>
                </div>
                <RampLegend/>
            </div>
            <div class="row heat-controls">
                <MeasureChoice shows_load/>
                <WindowChoice asked window horizon=Signal::derive(move || calendar.get().horizon_weeks)/>
            </div>
            <HeatMap rows window calendar measure title chosen/>
            <WhoWantsView chosen rows shows_load/>
            <Twin rows window/>
        </section>
    }
}

#[component]
fn RampLegend() -> impl IntoView {
    view! {
        <span class="legend">
            <span>
                "0 %"
                <svg class="chart mini" width="112" height="14" viewBox="0 0 112 14" aria-hidden="true">
                    {(0..8).map(|step| view! { <rect class=format!("risk-{step}") x=step * 14 width="13" height="14"/> }).collect_view()}
                </svg>
                "100 %"
            </span>
        </span>
    }
}

#[component]
fn MeasureChoice(shows_load: RwSignal<bool>) -> impl IntoView {
    view! {
        <Segmented legend="What the map shows" name="measure" choices=[(false, "Short of people"), (true, "Utilisation")]
            value=shows_load on_choose=move |choice| shows_load.set(choice)/>
    }
}

/// How many weeks are shown, and from when.
#[component]
fn WindowChoice(asked: RwSignal<Window>, window: Memo<Window>, horizon: Signal<u32>) -> impl IntoView {
    let shift = move |forward: bool| {
        let Window { first, weeks } = window.get_untracked();
        let first = if forward { first + weeks / 2 } else { first.saturating_sub(weeks / 2) };
        asked.set(Window { first, weeks });
    };
    let weeks = Signal::derive(move || asked.get().weeks);
    let at_end = move || window.get().first + window.get().weeks >= horizon.get();
    view! {
        <Segmented legend="Weeks shown" name="window" choices=[(26, "Half a year"), (52, "A year"), (u32::MAX, "All")]
            value=weeks on_choose=move |weeks| asked.update(|asked| asked.weeks = weeks)/>
        <span class="button-group">
            <button class="button button-quiet" type="button" disabled=move || window.get().first == 0 on:click=move |_| shift(false)>"◀ Earlier"</button>
            <button class="button button-quiet" type="button" disabled=at_end on:click=move |_| shift(true)>"Later ▶"</button>
        </span>
    }
}

/// The same figures as a table, four weeks a column.
#[component]
fn Twin(rows: Memo<Vec<HeatRow>>, window: Memo<Window>) -> impl IntoView {
    let store = expect_context::<Store>();
    let open = RwSignal::new(false);
    let head = move || {
        let calendar = store.portfolio.with(|it| it.calendar);
        let window = window.get();
        (0..window.weeks.div_ceil(TWIN_WEEKS)).map(|cell| view! { <th scope="col" class="number">{day(calendar.day_of(window.first + cell * TWIN_WEEKS))}</th> }).collect_view()
    };
    let body = move || {
        rows.get().into_iter().map(|row| {
        let figures = cells(&row.weekly, window.get(), TWIN_WEEKS);
        view! { <tr><th scope="row">{row.name}</th>{figures.into_iter().map(|share| view! { <td class="number">{percent(share)}</td> }).collect_view()}</tr> }
    }).collect_view()
    };
    view! {
        <details class="twin" on:toggle:target=move |event| open.set(event.target().has_attribute("open"))>
            <summary>"Table of these figures"</summary>
            <Show when=move || open.get()>
                <div class="table-scroll" tabindex="0" role="region" aria-label="Figures of the map">
                    <table class="data-table data-table-tight">
                        <caption>"Worst of four weeks from the day named"</caption>
                        <thead><tr><th scope="col">"Role"</th>{head}</tr></thead>
                        <tbody>{body}</tbody>
                    </table>
                </div>
            </Show>
        </details>
    }
}

fn heat_rows(store: Store, simulation: Simulation, shows_load: bool) -> Vec<HeatRow> {
    let Some(report) = simulation.report.get() else { return Vec::new() };
    let heads = |id| store.people.with(|people| people.role(id).map_or(0.0, |role| role.heads.get()));
    report
        .roles
        .iter()
        .flat_map(|role| {
            let weekly = |utilization: &Vec<f64>, overload: &Vec<f64>| {
                if shows_load { utilization.clone() } else { overload.clone() }
            };
            let all = HeatRow {
                role: role.id,
                level: None,
                name: role.name.clone(),
                note: plain(heads(role.id)),
                weekly: weekly(&role.utilization, &role.overload),
            };
            let at_level = role.levels.iter().map(move |level| {
                let share = store.people.with(|people| share_at(people, role.id, level.level));
                HeatRow {
                    role: role.id,
                    level: Some(level.level),
                    name: format!("{}, level {}+", role.name, level.level),
                    note: plain(heads(role.id) * share.unwrap_or(0.0)),
                    weekly: weekly(&level.utilization, &level.overload),
                }
            });
            std::iter::once(all).chain(at_level)
        })
        .collect()
}
