//! Roles by what one more person is worth: the bottlenecks, with what it costs to be wrong.

use std::sync::Arc;

use leptos::prelude::*;

use crate::analysis::effect::Effect;
use crate::analysis::staffing::{RUNS, RoleWorth, StaffingReport, WorthMeasure};
use crate::app::chart::effect_row::{EffectAxis, EffectMark, EffectRow, WeekScale};
use crate::app::components::keyed::Keyed;
use crate::app::components::trio::policy_name;
use crate::app::format::{number, percent};
use crate::app::state::experiments::Experiments;
use crate::model::id::RoleId;

/// Roles shown beside the table of all.
const SHOWN: usize = 10;

/// Below this a difference is no news [weeks].
const WORTH_TELLING_WEEKS: f64 = 0.5;

/// What one more person is worth, as a sentence; none if no role stands out.
pub(super) fn sentence(report: &StaffingReport) -> Option<String> {
    let best = report.roles.first().filter(|role| is_telling(&role.more))?;
    let what = match report.measure {
        WorthMeasure::Lateness => "of lateness",
        WorthMeasure::Finish => "in all",
    };
    let whose =
        best.most_for.as_ref().map_or_else(String::new, |gain| format!(", most of it for {}", gain.name));
    Some(format!(" One more {} saves {} weeks {what}{whose}.", best.whom(), number(best.more.weeks, 1)))
}

/// The card.
#[component]
pub(super) fn WorthCard() -> impl IntoView {
    let experiments = expect_context::<Experiments>();
    let report = experiments.staffing;
    let title = move || {
        report
            .with(|it| it.as_ref().map_or_else(|| "What one more person is worth".to_owned(), |it| title(it)))
    };
    let note = move || report.with(|it| it.as_ref().map(|it| note(it)));
    view! {
        <section class="card" aria-labelledby="worth-title">
            <div class="card-header">
                <div>
                    <h2 id="worth-title">{title}</h2>
                    <p class="card-note">{note}</p>
                </div>
            </div>
            {move || experiments.failure.get().map(|reason| view! { <p class="chip chip-stop">{format!("Stopped: {reason}")}</p> })}
            <Show
                when=move || report.with(Option::is_some)
                fallback=|| view! { <p class="muted">"Choose a levelled policy: while nobody waits, people move no date."</p> }
            >
                <WorthTable report/>
                <p class="run-line chart-reading">{move || report.with(|it| it.as_ref().map(|it| run(it)))}</p>
                <Twin report/>
            </Show>
        </section>
    }
}

#[component]
fn WorthTable(report: RwSignal<Option<Arc<StaffingReport>>>) -> impl IntoView {
    let ids = Memo::new(move |_| {
        report.with(|it| {
            it.iter()
                .flat_map(|it| it.roles.iter().take(SHOWN))
                .map(|role| (role.id, role.level))
                .collect::<Vec<_>>()
        })
    });
    let scale = Memo::new(move |_| {
        report.with(|it| WeekScale::covering(it.iter().flat_map(|it| &it.roles).map(|role| mark(&role.more))))
    });
    view! {
        <table class="effect-table">
            <caption class="visually-hidden">"Weeks that one more person saves, by role"</caption>
            <thead><tr>
                <th scope="col">"Role"</th>
                <th scope="col"><span class="visually-hidden">"Interval"</span><EffectAxis scale/></th>
                <th scope="col" class="number">"Weeks"</th>
                <th scope="col" class="number">"Harm"</th>
            </tr></thead>
            <tbody>
                <Keyed each=move || ids.get() key=|id| *id let:id><WorthRow id report scale/></Keyed>
            </tbody>
        </table>
    }
}

#[component]
fn WorthRow(
    id: (RoleId, Option<u8>),
    report: RwSignal<Option<Arc<StaffingReport>>>,
    scale: Memo<WeekScale>,
) -> impl IntoView {
    let row = Memo::new(move |_| {
        report.with(|it| {
            it.as_ref().and_then(|it| it.roles.iter().find(|role| (role.id, role.level) == id).cloned())
        })
    });
    let of = move |what: fn(&RoleWorth) -> String| row.with(|row| row.as_ref().map(what));
    let mark =
        Signal::derive(move || row.with(|row| row.as_ref().map(|row| mark(&row.more))).unwrap_or_default());
    view! {
        <tr>
            <th scope="row"><bdi>{move || of(RoleWorth::whom)}</bdi></th>
            <td><EffectRow mark scale/></td>
            <td class="number">{move || of(|row| weeks(row.more.weeks))}</td>
            <td class="number">{move || of(|row| percent(row.more.something_later))}</td>
        </tr>
    }
}

#[component]
fn Twin(report: RwSignal<Option<Arc<StaffingReport>>>) -> impl IntoView {
    let open = RwSignal::new(false);
    let row = |role: RoleWorth| {
        let fewer = role.fewer.map_or_else(|| "cannot be done".to_owned(), |fewer| within(&fewer));
        view! {
            <tr>
                <th scope="row">{role.whom()}</th>
                <td class="number">{within(&role.more)}</td>
                <td class="number">{percent(role.more.worse)}</td>
                <td class="number">{percent(role.more.something_later)}</td>
                <td>{role.most_for.map(|gain| format!("{} ({} weeks)", gain.name, weeks(gain.weeks)))}</td>
                <td class="number">{fewer}</td>
            </tr>
        }
    };
    let body = move || report.with(|it| it.iter().flat_map(|it| it.roles.clone()).map(row).collect_view());
    view! {
        <details class="twin" on:toggle:target=move |event| open.set(event.target().has_attribute("open"))>
            <summary>"Table, with one person fewer"</summary>
            <Show when=move || open.get()>
                <div class="table-scroll" tabindex="0" role="region" aria-label="What one more or one fewer person is worth">
                    <table class="data-table data-table-tight">
                        <caption>"Weeks saved in an average run, with 95 % interval"</caption>
                        <thead><tr>{["Role", "One more", "Worse in all", "Something later", "Gains most", "One fewer"].map(|head| view! { <th scope="col">{head}</th> })}</tr></thead>
                        <tbody>{body}</tbody>
                    </table>
                </div>
            </Show>
        </details>
    }
}

fn title(report: &StaffingReport) -> String {
    match report.roles.first().filter(|role| is_telling(&role.more)) {
        Some(best) => format!("One more {} is worth most", best.whom()),
        None => "No single person more would change the dates".to_owned(),
    }
}

fn note(report: &StaffingReport) -> &'static str {
    match report.measure {
        WorthMeasure::Lateness => {
            "Weeks of lateness that one more person avoids, all initiatives together, with 95 % interval. Harm: share of runs in which something finishes later."
        }
        WorthMeasure::Finish => {
            "Weeks by which initiatives finish earlier with one more person, summed, with 95 % interval; no initiative has a date yet. Harm: share of runs in which something finishes later."
        }
    }
}

fn run(report: &StaffingReport) -> String {
    let of = if report.iterations < u64::from(RUNS) {
        format!(" of {}", number(f64::from(RUNS), 0))
    } else {
        String::new()
    };
    let measure = match report.measure {
        WorthMeasure::Lateness => format!("as planned {} weeks late in all", weeks(report.as_is_weeks)),
        WorthMeasure::Finish => format!("as planned {} weeks in all", weeks(report.as_is_weeks)),
    };
    format!(
        "n = {}{of} pairs · seed {} · {} · {measure} · tallies {}",
        number(report.iterations as f64, 0),
        report.seed,
        policy_name(report.policy),
        report.checksum,
    )
}

fn is_telling(effect: &Effect) -> bool {
    effect.weeks >= WORTH_TELLING_WEEKS && effect.is_certain()
}

fn mark(effect: &Effect) -> EffectMark {
    EffectMark {
        weeks: effect.weeks,
        interval: effect.interval.map(|it| (it.low, it.high)),
        is_certain: effect.is_certain(),
    }
}

fn within(effect: &Effect) -> String {
    let interval =
        effect.interval.map_or_else(String::new, |it| format!(" ({} to {})", weeks(it.low), weeks(it.high)));
    format!("{}{interval}", weeks(effect.weeks))
}

/// "11.8"; never "−0.0".
fn weeks(weeks: f64) -> String {
    number(if weeks.abs() < 0.05 { 0.0 } else { weeks }, 1)
}
