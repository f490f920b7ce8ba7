//! "Show me run 7,312": one run of the simulation as a Gantt, drawn again alone.

use leptos::html;
use leptos::prelude::*;

use crate::analysis::opened_run::{OpenedInitiative, OpenedRun, OpenedStage, open_run};
use crate::app::chart::gantt::{GanttBars, GanttHead, GanttRow, GanttStage};
use crate::app::chart::time_axis::TimeAxis;
use crate::app::chart::width::width_of;
use crate::app::components::keyed::Keyed;
use crate::app::format::{count, day, number};
use crate::app::state::simulation::Simulation;
use crate::app::state::store::Store;
use crate::model::id::InitiativeId;

/// The run that is shown first; any would do.
const FIRST: u32 = 7_312;

/// The card.
#[component]
pub(super) fn OpenedCard() -> impl IntoView {
    let store = expect_context::<Store>();
    let simulation = expect_context::<Simulation>();
    let asked = RwSignal::new(FIRST);
    let most = Memo::new(move |_| {
        simulation
            .outcome
            .with(|it| {
                it.as_ref().map_or(1, |(_, tally)| u32::try_from(tally.iterations()).unwrap_or(u32::MAX))
            })
            .max(1)
    });
    let opened = Memo::new(move |_| {
        let run = asked.get().clamp(1, most.get());
        simulation.outcome.with(|outcome| {
            let (prepared, _) = outcome.as_ref()?;
            Some(store.document.with(|document| open_run(prepared, document, run)))
        })
    });
    let title =
        move || opened.with(|opened| opened.as_ref().map_or_else(|| "One run, opened".to_owned(), title));
    view! {
        <section class="card" aria-labelledby="opened-title">
            <div class="card-header">
                <div>
                    <h2 id="opened-title">{title}</h2>
                    <p class="card-note">"One of the runs that all figures here count, drawn again alone: its luck hangs on the seed and its number."</p>
                </div>
                <RunChoice asked most/>
            </div>
            <Bars opened/>
        </section>
    }
}

#[component]
fn RunChoice(asked: RwSignal<u32>, most: Memo<u32>) -> impl IntoView {
    let shown = move || asked.get().clamp(1, most.get());
    let is_last = move || shown() >= most.get();
    let step = move |run: u32| asked.set(run.clamp(1, most.get_untracked()));
    view! {
        <div class="row run-choice">
            <label class="target-choice">
                <span>{move || format!("Run, 1 to {}", number(f64::from(most.get()), 0))}</span>
                <input class="input" type="number" min="1" max=move || most.get() prop:value=move || shown().to_string()
                    on:change:target=move |event| if let Ok(run) = event.target().value().parse() { step(run); }/>
            </label>
            <span class="button-group">
                <button class="button button-quiet" type="button" disabled=move || shown() <= 1 on:click=move |_| step(shown() - 1)>"◀ Previous"</button>
                <button class="button button-quiet" type="button" disabled=is_last on:click=move |_| step(shown() + 1)>"Next ▶"</button>
            </span>
        </div>
    }
}

#[component]
fn Bars(opened: Memo<Option<OpenedRun>>) -> impl IntoView {
    let store = expect_context::<Store>();
    let node = NodeRef::<html::Div>::new();
    let width = width_of(node, 720.0);
    let axis = Memo::new(move |_| {
        let calendar = store.portfolio.with(|it| it.calendar);
        let last = opened.with(|opened| {
            let ends = opened
                .iter()
                .flat_map(|it| &it.initiatives)
                .flat_map(|it| [it.finish_week, it.needed_by_week]);
            ends.flatten().filter(|week| *week <= calendar.horizon_weeks).max().unwrap_or(26)
        });
        let names = if width.get() < 560.0 { 214.0 } else { 366.0 };
        let weeks = (last + last / 20 + 2).min(calendar.horizon_weeks);
        TimeAxis { calendar, first: 0, weeks, left: 2.0, right: (width.get() - names).max(120.0) }
    });
    let ids = Memo::new(move |_| {
        opened.with(|opened| opened.iter().flat_map(|it| &it.initiatives).map(|it| it.id).collect::<Vec<_>>())
    });
    view! {
        <div class="plan-scroll" node_ref=node>
            <table class="plan-table opened-table">
                <caption class="visually-hidden">"Every stage in this run"</caption>
                <thead><tr><th scope="col">"Initiative"</th><th scope="col"><span class="visually-hidden">"Time"</span><GanttHead axis/></th><th scope="col" class="number">"Finished"</th></tr></thead>
                <tbody><Keyed each=move || ids.get() key=|id| *id let:id><Row id opened axis/></Keyed></tbody>
            </table>
        </div>
    }
}

#[component]
fn Row(id: InitiativeId, opened: Memo<Option<OpenedRun>>, axis: Memo<TimeAxis>) -> impl IntoView {
    let found = Memo::new(move |_| {
        opened.with(|opened| {
            opened.as_ref().and_then(|it| it.initiatives.iter().find(|it| it.id == id).cloned())
        })
    });
    let horizon = move || axis.get().calendar.horizon_weeks;
    let row = Memo::new(move |_| {
        found.with(|found| found.as_ref().map(|it| gantt_row(it, horizon())).unwrap_or_default())
    });
    let finished = move || {
        let calendar = axis.get().calendar;
        found.with(|found| {
            found.as_ref().map(|it| {
                let date = it
                    .finish_week
                    .map_or_else(|| "beyond".to_owned(), |week| day(calendar.day_after_weeks(week)));
                let late = it.is_on_time() == Some(false);
                view! { {date}{late.then(|| view! { <span class="late-mark">" late"</span> })} }
            })
        })
    };
    let words = move || {
        found.with(|found| {
            found
                .as_ref()
                .map(|it| it.stages.iter().map(|stage| stage_words(stage, horizon())).collect::<String>())
        })
    };
    view! {
        <tr class="plan-row">
            <th scope="row"><bdi class="name-cell">{move || found.with(|it| it.as_ref().map(|it| it.name.clone()))}</bdi></th>
            <td><GanttBars row axis/><span class="visually-hidden">{words}</span></td>
            <td class="number">{finished}</td>
        </tr>
    }
}

fn title(opened: &OpenedRun) -> String {
    let dated: Vec<bool> = opened.initiatives.iter().filter_map(OpenedInitiative::is_on_time).collect();
    let late = dated.iter().filter(|on_time| !**on_time).count();
    let end = opened.makespan_weeks.map_or_else(
        || "does not end within the horizon".to_owned(),
        |weeks| format!("ends after {} weeks", number(f64::from(weeks), 0)),
    );
    let late = if dated.is_empty() {
        String::new()
    } else {
        format!(" with {}", count(late, "late initiative", "late initiatives"))
    };
    format!("Run {} {end}{late}", number(f64::from(opened.run), 0))
}

/// "Build: weeks 3 to 9 and 12 to 14. "
fn stage_words(stage: &OpenedStage, horizon_weeks: u32) -> String {
    if stage.start_week.is_none() {
        return format!("{}: not within the horizon. ", stage.name);
    }
    let pieces =
        stage.worked(horizon_weeks).into_iter().map(|(start, finish)| format!("{start} to {finish}"));
    let unfinished = if stage.finish_week.is_none() { ", not finished within the horizon" } else { "" };
    format!("{}: weeks {}{unfinished}. ", stage.name, pieces.collect::<Vec<_>>().join(" and "))
}

fn gantt_row(it: &OpenedInitiative, horizon_weeks: u32) -> GanttRow {
    let stages = it.stages.iter().map(|stage| {
        let weeks = |(start, finish)| (f64::from(start), f64::from(finish));
        GanttStage { pieces: stage.worked(horizon_weeks).into_iter().map(weeks).collect(), pauses: false }
    });
    GanttRow {
        stages: stages.filter(|stage| !stage.pieces.is_empty()).collect(),
        finish: None,
        needed_by: it.needed_by_week.map(f64::from),
        is_late: it.is_on_time() == Some(false),
        could_start: f64::MAX,
    }
}
