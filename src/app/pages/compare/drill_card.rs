//! Pivot drill: a shock drawn at random, a clock, and what the new plan is worth beside the old one.

use std::time::Duration;

use leptos::prelude::*;

use crate::analysis::drill::{Shock, figures, shock};
use crate::analysis::plan_diff::{differences, summary};
use crate::analysis::select::pivot::decide_at_once;
use crate::app::clock::{now_ms, today};
use crate::app::components::icon::{Icon, Sign};
use crate::app::components::scenario::begin;
use crate::app::format::{day, money, percent};
use crate::app::state::comparison::{Comparison, RunningDrill};
use crate::app::state::session::{Notice, Session};
use crate::app::state::store::Store;
use crate::model::decision::{Drill, KeptFigures};
use crate::model::edit::{DecisionsChange, Edit};
use crate::model::finite::Finite;
use crate::model::id::{DrillId, ScenarioId};

/// The card.
#[component]
pub(super) fn DrillCard() -> impl IntoView {
    let store = expect_context::<Store>();
    let comparison = expect_context::<Comparison>();
    let drills = Memo::new(move |_| store.plan.with(|plan| plan.decisions.drills.clone()));
    let items = move || drills.get().into_iter().rev().map(|drill| view! { <Past drill/> }).collect_view();
    view! {
        <section class="card no-print" aria-labelledby="drill-title">
            <div class="card-header"><div>
                <h2 id="drill-title">"Pivot drill"</h2>
                <p class="card-note">"A shock to this plan, drawn at random: half of a role is gone, the budget is cut, the last comes first. Plan anew against the clock; the plan of record stays as it is."</p>
            </div></div>
            <Show when=move || comparison.drill.with(Option::is_some) fallback=|| view! { <Start/> }><Running/></Show>
            <ul class="list">{items}</ul>
        </section>
    }
}

#[component]
fn Start() -> impl IntoView {
    let store = expect_context::<Store>();
    let session = expect_context::<Session>();
    let comparison = expect_context::<Comparison>();
    let start = move |_| {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a random number below 2³²"
        )]
        let draw = (js_sys::Math::random() * f64::from(u32::MAX)) as u32;
        let Some(Shock { words, edits }) = store.plan.with_untracked(|plan| shock(plan, draw)) else {
            session.tell(Notice::note(
                "Nothing can shock this plan",
                "It has no role that is needed, no budget, and no second initiative.",
            ));
            return;
        };
        let scenario = ScenarioId(store.plan.with_untracked(|plan| plan.fresh_id(0)));
        if begin(store, &format!("Drill: {words}"), edits.clone()) {
            comparison.drill.set(Some(RunningDrill { scenario, shock: words, edits, began_ms: now_ms() }));
        }
    };
    view! { <button class="button" type="button" on:click=start><Sign icon=Icon::Clock small=true/>"Draw a shock"</button> }
}

/// The shock, the clock, and the end.
#[component]
fn Running() -> impl IntoView {
    let store = expect_context::<Store>();
    let session = expect_context::<Session>();
    let comparison = expect_context::<Comparison>();
    let now = RwSignal::new(now_ms());
    if let Ok(handle) = set_interval_with_handle(move || now.set(now_ms()), Duration::from_secs(1)) {
        on_cleanup(move || handle.clear());
    }
    let people = RwSignal::new(1_u32);
    let words = move || comparison.drill.with(|it| it.as_ref().map(|it| it.shock.clone()));
    let clock =
        move || comparison.drill.with(|it| it.as_ref().map(|it| time(seconds(it.began_ms, now.get()))));
    let end = move |_| {
        let Some(running) = comparison.drill.get_untracked() else { return };
        comparison.drill.set(None);
        let recorded = store.plan.with_untracked(|plan| record(plan, &running, people.get_untracked()));
        match recorded {
            Some(drill) => store.commit(Edit::Decisions(DecisionsChange::AddDrill(Box::new(drill)))),
            None => session.tell(Notice::note("The drill is not recorded", "Its what-if is gone.")),
        }
    };
    view! {
        <div class="notice notice-warn" role="status">
            <Sign icon=Icon::Warn/>
            <div><strong>{words}</strong><p>"You are in a what-if with this shock. Change what has to change, on any page, and come back."</p></div>
        </div>
        <div class="row drill-row">
            <output class="drill-clock" aria-label="Time since the shock">{clock}</output>
            <label class="field drill-people"><span>"People planning"</span>
                <input class="input" type="number" min="1" max="1000" prop:value=move || people.get().to_string()
                    on:change:target=move |event| people.set(event.target().value().parse().unwrap_or(1).clamp(1, 1_000))/>
            </label>
            <button class="button button-primary" type="button" on:click=end>"The new plan stands"</button>
            <button class="button button-quiet" type="button" on:click=move |_| comparison.drill.set(None)>"Give up"</button>
        </div>
    }
}

/// One drill: how long it took, and before, shocked, after.
#[component]
fn Past(drill: Drill) -> impl IntoView {
    let store = expect_context::<Store>();
    let id = drill.id;
    let on = drill.date.map_or_else(String::new, |date| format!(" on {}", day(date)));
    let effort = f64::from(drill.seconds) * f64::from(drill.people) / 3_600.0;
    let spent = if drill.people > 1 { format!(", {effort:.1} person-hours") } else { String::new() };
    let cost = drill.cost;
    let set_cost = move |text: String| {
        let cost = text.trim().parse::<f64>().ok().and_then(|it| Finite::new(it).ok());
        store.commit(Edit::Decisions(DecisionsChange::DrillCost { drill: id, cost }));
    };
    let cost_label = store.portfolio.with_untracked(|it| {
        format!("Cost of planning anew [{}]", crate::app::format::symbol(&it.currency.code).trim())
    });
    let cost_words = cost.map(|it| {
        store.portfolio.with_untracked(|portfolio| format!(", cost {}", money(it.get(), &portfolio.currency)))
    });
    let steps =
        [("before", drill.before), ("after the shock", drill.shocked), ("with the new plan", drill.after)];
    let rows = steps.map(|(when, figures)| view! { <FigureLine when figures/> }).into_iter().collect_view();
    let name = drill.shock.clone();
    view! {
        <li>
            <p class="drill-said"><b>{drill.shock.clone()}</b>{on}": planned anew in "{time(drill.seconds)}{spent}{cost_words}"."</p>
            <table class="data-table data-table-tight drill-table">
                <caption class="visually-hidden">{format!("Figures before and after: {}", drill.shock)}</caption>
                <thead><tr><th scope="col"><span class="visually-hidden">"When"</span></th>{["Value", "Right people", "Right time", "P80"].map(|head| view! { <th scope="col" class="number">{head}</th> })}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
            {(!drill.answer.is_empty()).then(|| view! { <p class="muted">{format!("The new plan: {}.", drill.answer)}</p> })}
            {(!drill.course.is_empty()).then(|| view! { <p class="muted">{format!("Best after the shock, by value: {}.", drill.course)}</p> })}
            <details class="twin">
                <summary>"Cost, or delete"<span class="visually-hidden">{format!(": {name}")}</span></summary>
                <div class="row">
                    <label class="field"><span>{cost_label}</span><input class="input" inputmode="decimal" prop:value=cost.map_or_else(String::new, |it| it.get().to_string()) on:change:target=move |event| set_cost(event.target().value())/></label>
                    <button class="button button-quiet" type="button" on:click=move |_| store.commit(Edit::Decisions(DecisionsChange::RemoveDrill(id)))><Sign icon=Icon::Bin small=true/>"Delete"</button>
                </div>
            </details>
        </li>
    }
}

#[component]
fn FigureLine(when: &'static str, figures: KeptFigures) -> impl IntoView {
    let share = |it: Option<Finite>| it.map_or_else(|| "–".to_owned(), |it| percent(it.get()));
    let value = figures.value.map_or_else(|| "–".to_owned(), |it| format!("{:.0}", it.get() * 100.0));
    let p80 = match figures.finish_p80 {
        Some(date) => day(date),
        None if figures.iterations == 0 => "cannot be done".to_owned(),
        None => "beyond".to_owned(),
    };
    view! {
        <tr>
            <th scope="row">{when}</th><td class="number">{value}</td>
            <td class="number">{share(figures.right_people)}</td><td class="number">{share(figures.right_time)}</td><td class="number">{p80}</td>
        </tr>
    }
}

fn record(plan: &crate::model::document::Document, running: &RunningDrill, people: u32) -> Option<Drill> {
    plan.scenarios.scenario(running.scenario)?;
    let after_plan = plan.with_scenario(running.scenario).ok()?;
    let mut shocked_plan = plan.clone();
    for edit in &running.edits {
        edit.apply(&mut shocked_plan).ok()?;
    }
    let plans = [plan.clone(), shocked_plan.clone(), after_plan.clone()];
    let [before, shocked, after] = figures(&plans).try_into().ok()?;
    Some(Drill {
        id: DrillId(plan.fresh_id(0)),
        date: today(),
        shock: running.shock.clone(),
        scenario: running.scenario,
        seconds: seconds(running.began_ms, now_ms()),
        people,
        course: decide_at_once(&shocked_plan).map(|it| it.sentence()).unwrap_or_default(),
        answer: summary(&differences(&shocked_plan, &after_plan)),
        cost: None,
        before,
        shocked,
        after,
    })
}

/// "12 min 05 s".
pub(in crate::app::pages) fn time(seconds: u32) -> String {
    match (seconds / 3_600, seconds / 60 % 60, seconds % 60) {
        (0, 0, s) => format!("{s} s"),
        (0, m, s) => format!("{m} min {s:02} s"),
        (h, m, _) => format!("{h} h {m:02} min"),
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "not below 0")]
fn seconds(from_ms: f64, to_ms: f64) -> u32 {
    ((to_ms - from_ms) / 1_000.0).max(0.0) as u32
}
