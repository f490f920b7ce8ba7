//! What drives the finish: each uncertainty switched off alone, as a tornado.

use std::sync::Arc;

use leptos::prelude::*;

use crate::analysis::drivers::{Driver, DriverReport, DriversReport, RUNS};
use crate::app::chart::effect_row::{EffectAxis, EffectMark, EffectRow, WeekScale};
use crate::app::components::keyed::Keyed;
use crate::app::components::trio::policy_name;
use crate::app::format::{capitalised, count, number};
use crate::app::state::experiments::Experiments;
use crate::app::state::store::Store;
use crate::model::id::InitiativeId;

/// Drivers shown beside the table of all.
const SHOWN: usize = 10;

/// Below this a difference is no news [weeks].
const WORTH_TELLING_WEEKS: f64 = 0.5;

/// The card.
#[component]
pub(super) fn DriversCard() -> impl IntoView {
    let report = expect_context::<Experiments>().drivers;
    let title = move || {
        report.with(|it| it.as_ref().map_or_else(|| "What drives the finish".to_owned(), |it| title(it)))
    };
    view! {
        <section class="card" aria-labelledby="drivers-title">
            <div class="card-header">
                <div>
                    <h2 id="drivers-title">{title}</h2>
                    <p class="card-note">"Weeks by which the P80 comes earlier if one uncertainty is switched off, on the same luck. Cruciality: how closely the finish follows its luck, −1 to 1."</p>
                </div>
                <TargetChoice/>
            </div>
            <Show
                when=move || report.with(Option::is_some)
                fallback=|| view! { <p class="muted">"Nothing is uncertain in this plan: give the estimates a range."</p> }
            >
                <DriversTable report/>
                <p class="run-line chart-reading">{move || report.with(|it| it.as_ref().map(|it| run(it)))}</p>
                <Twin report/>
            </Show>
        </section>
    }
}

/// Whose finish is looked at.
#[component]
fn TargetChoice() -> impl IntoView {
    let store = expect_context::<Store>();
    let target = expect_context::<Experiments>().target;
    let options = Memo::new(move |_| {
        store.initiatives.with(|it| it.in_plan().map(|it| (it.id, it.name.clone())).collect::<Vec<_>>())
    });
    let choose = move |text: String| {
        let chosen = options
            .with_untracked(|options| options.iter().map(|(id, _)| *id).find(|id| id.to_string() == text));
        target.set(chosen);
    };
    view! {
        <label class="target-choice">
            <span>"Finish of"</span>
            <select class="select" on:change:target=move |event| choose(event.target().value())>
                <option value="" selected=move || target.get().is_none()>"the whole plan"</option>
                <Keyed each=move || options.get() key=|option| option.clone() let:option>
                    {
                        let (id, name): (InitiativeId, String) = option;
                        view! { <option value=id.to_string() selected=move || target.get() == Some(id)>{name}</option> }
                    }
                </Keyed>
            </select>
        </label>
    }
}

#[component]
fn DriversTable(report: RwSignal<Option<Arc<DriversReport>>>) -> impl IntoView {
    let shown = Memo::new(move |_| {
        report.with(|it| {
            it.iter().flat_map(|it| it.drivers.iter().take(SHOWN)).map(|it| it.driver).collect::<Vec<_>>()
        })
    });
    let scale = Memo::new(move |_| {
        report
            .with(|it| WeekScale::covering(it.iter().flat_map(|it| it.drivers.iter().take(SHOWN)).map(mark)))
    });
    view! {
        <table class="effect-table">
            <caption class="visually-hidden">"Uncertainties by how many weeks they cost"</caption>
            <thead><tr>
                <th scope="col">"Uncertainty"</th>
                <th scope="col"><span class="visually-hidden">"Weeks"</span><EffectAxis scale/></th>
                <th scope="col" class="number">"P80 earlier"</th>
                <th scope="col" class="number">"Cruciality"</th>
            </tr></thead>
            <tbody>
                <Keyed each=move || shown.get() key=|driver| *driver let:driver><DriverRow driver report scale/></Keyed>
            </tbody>
        </table>
    }
}

#[component]
fn DriverRow(
    driver: Driver,
    report: RwSignal<Option<Arc<DriversReport>>>,
    scale: Memo<WeekScale>,
) -> impl IntoView {
    let row = Memo::new(move |_| {
        report.with(|it| it.as_ref().and_then(|it| it.drivers.iter().find(|it| it.driver == driver).cloned()))
    });
    let of = move |what: fn(&DriverReport) -> String| row.with(|row| row.as_ref().map(what));
    let mark = Signal::derive(move || row.with(|row| row.as_ref().map(mark)).unwrap_or_default());
    view! {
        <tr>
            <th scope="row"><bdi>{move || of(|row| capitalised(&row.name))}</bdi></th>
            <td><EffectRow mark scale/></td>
            <td class="number">{move || of(|row| row.p80_weeks.map_or_else(|| "beyond".to_owned(), weeks))}</td>
            <td class="number">{move || of(cruciality)}</td>
        </tr>
    }
}

#[component]
fn Twin(report: RwSignal<Option<Arc<DriversReport>>>) -> impl IntoView {
    let open = RwSignal::new(false);
    let row = |it: DriverReport| {
        let interval = it
            .mean
            .interval
            .map_or_else(String::new, |it| format!(" ({} to {})", weeks(it.low), weeks(it.high)));
        view! {
            <tr>
                <th scope="row">{capitalised(&it.name)}</th>
                <td class="number">{it.p80_weeks.map_or_else(|| "beyond".to_owned(), weeks)}</td>
                <td class="number">{format!("{}{interval}", weeks(it.mean.weeks))}</td>
                <td class="number">{cruciality(&it)}</td>
            </tr>
        }
    };
    let body = move || report.with(|it| it.iter().flat_map(|it| it.drivers.clone()).map(row).collect_view());
    view! {
        <details class="twin" on:toggle:target=move |event| open.set(event.target().has_attribute("open"))>
            <summary>"Table of all that were switched off"</summary>
            <Show when=move || open.get()>
                <div class="table-scroll" tabindex="0" role="region" aria-label="What drives the finish">
                    <table class="data-table data-table-tight">
                        <caption>"Weeks by which the finish comes earlier without it; the mean with its 95 % interval"</caption>
                        <thead><tr>{["Uncertainty", "P80", "Mean", "Cruciality"].map(|head| view! { <th scope="col">{head}</th> })}</tr></thead>
                        <tbody>{body}</tbody>
                    </table>
                </div>
            </Show>
        </details>
    }
}

fn title(report: &DriversReport) -> String {
    match report.drivers.first().and_then(|first| first.p80_weeks.map(|weeks| (first, weeks))) {
        Some((first, saved)) if saved >= WORTH_TELLING_WEEKS => {
            format!("{} drives the finish: {} weeks of the P80", capitalised(&first.name), weeks(saved))
        }
        Some(_) => "No single uncertainty moves the P80 of the finish".to_owned(),
        None => "The P80 of the finish lies beyond the horizon".to_owned(),
    }
}

fn run(report: &DriversReport) -> String {
    let of = if report.iterations < u64::from(RUNS) {
        format!(" of {}", number(f64::from(RUNS), 0))
    } else {
        String::new()
    };
    let left_out = match report.left_out {
        0 => String::new(),
        n => format!(" · {} not tried", count(n, "narrower estimate", "narrower estimates")),
    };
    format!(
        "n = {}{of} pairs · seed {} · {} · tallies {}{left_out}",
        number(report.iterations as f64, 0),
        report.seed,
        policy_name(report.policy),
        report.checksum,
    )
}

fn mark(driver: &DriverReport) -> EffectMark {
    let weeks = driver.p80_weeks.unwrap_or(driver.mean.weeks);
    EffectMark { weeks, interval: None, is_certain: weeks.abs() >= WORTH_TELLING_WEEKS }
}

fn cruciality(driver: &DriverReport) -> String {
    driver
        .cruciality
        .map_or_else(|| "–".to_owned(), |rho| number(if rho.abs() < 0.005 { 0.0 } else { rho }, 2))
}

/// "11.8"; never "−0.0".
fn weeks(weeks: f64) -> String {
    number(if weeks.abs() < 0.05 { 0.0 } else { weeks }, 1)
}
