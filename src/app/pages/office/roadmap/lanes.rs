//! The quarters with their actions, and the shelf with all others.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

use super::RoadmapState;
use crate::app::components::icon::{Icon, Sign};
use crate::app::components::keyed::Keyed;
use crate::app::format::{count, number, percent};
use crate::model::id::ActionId;
use crate::model::office::roadmap::{ActionState, Hold};

/// An action that at least this share of the draws choose is solid.
const SOLID: f64 = 0.8;

/// One lane for each quarter.
#[component]
pub(super) fn Lanes() -> impl IntoView {
    let state = expect_context::<RoadmapState>();
    let quarters = Memo::new(move |_| state.report.with(|it| it.as_ref().map_or(0, |it| it.quarters.len())));
    view! {
        <section class="card" aria-labelledby="lanes-title">
            <div class="card-header"><div><h2 id="lanes-title">{move || state.report.with(|it| it.as_ref().ok().map(|it| finding(it.quarters.iter().map(|it| it.taken_days).sum(), it.quarters.iter().map(|it| it.capacity_days).sum())))}</h2>
                <p class="card-note">"Drag an action into another quarter, or hold it by Tab and press ← → to move it, P to pin, Delete to set it aside. The percentage is the share of "
                    {move || state.chosen.with(|it| it.draws)}" redraws of answers, efforts and weights that choose it in that quarter; dashed: less than 80 %."</p></div></div>
            <div class="lanes">
                {move || (0..quarters.get()).map(|quarter| view! { <Lane quarter/> }).collect_view()}
            </div>
        </section>
    }
}

fn finding(taken: f64, capacity: f64) -> String {
    format!("{} of {} days for improvement are planned", number(taken, 0), number(capacity, 0))
}

#[component]
fn Lane(quarter: usize) -> impl IntoView {
    let state = expect_context::<RoadmapState>();
    let lane = Memo::new(move |_| {
        state.report.with(|it| it.as_ref().ok().and_then(|it| it.quarters.get(quarter).cloned()))
    });
    let ids = Memo::new(move |_| lane.with(|it| it.as_ref().map_or_else(Vec::new, |it| it.actions.clone())));
    let name = move || lane.with(|it| it.as_ref().map_or_else(String::new, |it| it.name.clone()));
    let share = move || {
        lane.with(|it| {
            it.as_ref().map_or(0.0, |it| {
                if it.capacity_days > 0.0 { (it.taken_days / it.capacity_days).min(1.0) } else { 0.0 }
            })
        })
    };
    let days = move || {
        lane.with(|it| {
            it.as_ref().map(|it| {
                let days =
                    format!("{} of {} days, P80", number(it.taken_days, 0), number(it.capacity_days, 0));
                if it.leader_days > 0.0 {
                    format!("{days}, {} more for the leader", number(it.leader_days, 0))
                } else {
                    days
                }
            })
        })
    };
    let mean = move || lane.with(|it| it.as_ref().map(|it| format!("level {}", number(it.mean, 2))));
    let is_over = RwSignal::new(false);
    let number_of = u32::try_from(quarter).unwrap_or(0);
    view! {
        <section class="lane" class:is-over=move || is_over.get() aria-label=name
            on:dragover=move |event| { event.prevent_default(); is_over.set(true); }
            on:dragleave=move |_| is_over.set(false)
            on:drop=move |event| {
                event.prevent_default();
                is_over.set(false);
                if let Some(id) = state.dragged.get_untracked() {
                    state.dragged.set(None);
                    state.pin(id, number_of);
                }
            }>
            <header><h3>{name}</h3><span class="lane-mean">{mean}</span><span class="lane-days">{days}</span>
                <svg class="chart lane-bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect class="risk-0" width="100" height="6"/><rect class="ours" width=move || 100.0 * share() height="6"/></svg>
            </header>
            <ul><Keyed each=move || ids.get() key=|id| *id let:id><ActionItem id/></Keyed></ul>
            <Show when=move || ids.with(Vec::is_empty)><p class="card-note">"Nothing is planned here."</p></Show>
        </section>
    }
}

/// One action in a lane.
#[component]
fn ActionItem(id: ActionId) -> impl IntoView {
    let state = expect_context::<RoadmapState>();
    let action = state.action(id);
    let share = Memo::new(move |_| {
        let quarter = action.with(|it| it.as_ref().and_then(|it| it.quarter))?;
        state.chosen.with(|it| if it.draws < 20 { None } else { it.share_in(id, quarter as usize) })
    });
    let hold = Memo::new(move |_| action.with(|it| it.as_ref().map_or(Hold::Free, |it| it.hold)));
    let is_committed = Memo::new(move |_| {
        action.with(|it| it.as_ref().is_some_and(|it| it.state == ActionState::Committed))
    });
    let breaks = Memo::new(move |_| action.with(|it| it.as_ref().is_some_and(|it| !it.may_break.is_empty())));
    let name = move || action.with(|it| it.as_ref().map_or_else(String::new, |it| it.name.clone()));
    let facts = move || {
        action.with(|it| {
            it.as_ref().map(|it| {
                let quick = if it.is_quick_win { ", quick win" } else { "" };
                format!("{} d{quick}", number(it.effort_p80_days, 0))
            })
        })
    };
    let kind = move || action.with(|it| it.as_ref().map(|it| it.kind.words()));
    let depends = move || {
        share.get().is_some_and(|share| share < SOLID) && hold.get() == Hold::Free && !is_committed.get()
    };
    let label = move || {
        let sure = share
            .get()
            .map_or_else(String::new, |share| format!(", chosen here by {} of the draws", percent(share)));
        let held = if is_committed.get() {
            ", committed"
        } else if hold.get() == Hold::Pinned {
            ", pinned"
        } else {
            ""
        };
        format!("{}, {}{sure}{held}", name(), facts().unwrap_or_default())
    };
    view! {
        <li class="action-card" class:is-depending=depends class:is-pinned=move || hold.get() == Hold::Pinned class:is-selected=move || state.selected.get() == Some(id)
            draggable="true" on:dragstart=move |_| state.dragged.set(Some(id)) on:dragend=move |_| state.dragged.set(None)>
            <button class="action-name" type="button" id=format!("action-{id}") aria-label=label
                on:click=move |_| state.selected.set(Some(id)) on:keydown=move |event| on_key(state, id, &event)>
                <b>{name}</b>
                <span><span class="action-kind">{kind}</span>" · "{facts}{move || share.get().map(|share| format!(" · {}", percent(share)))}</span>
                {move || is_committed.get().then(|| view! { <span class="chip chip-accent">"committed"</span> })}
                {move || breaks.get().then(|| view! { <span class="chip chip-warn"><Sign icon=Icon::Warn small=true/>"may break what works"</span> })}
            </button>
            <button class="button button-quiet button-icon" type="button" aria-pressed=move || (hold.get() == Hold::Pinned).to_string() aria-label=move || format!("Pin {}", name())
                on:click=move |_| toggle_pin(state, id)><Sign icon=Icon::Pin small=true/></button>
        </li>
    }
}

fn toggle_pin(state: RoadmapState, id: ActionId) {
    let now = state.report.with_untracked(|it| {
        it.as_ref()
            .ok()
            .and_then(|it| it.actions.iter().find(|it| it.id == id).map(|it| (it.hold, it.quarter)))
    });
    match now {
        Some((Hold::Pinned, _)) => state.free(id),
        Some((_, Some(quarter))) => state.pin(id, quarter),
        _ => {}
    }
}

/// Arrows move, P pins, Delete sets aside.
fn on_key(state: RoadmapState, id: ActionId, event: &KeyboardEvent) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    let at = state.report.with_untracked(|it| {
        let it = it.as_ref().ok()?;
        let quarter = it.actions.iter().find(|it| it.id == id)?.quarter?;
        Some((quarter, u32::try_from(it.quarters.len()).unwrap_or(1)))
    });
    let Some((quarter, quarters)) = at else { return };
    match event.key().as_str() {
        "ArrowRight" if quarter + 1 < quarters => state.pin(id, quarter + 1),
        "ArrowLeft" if quarter > 0 => state.pin(id, quarter - 1),
        "p" | "P" => toggle_pin(state, id),
        "Delete" | "Backspace" => state.ban(id),
        _ => return,
    }
    event.prevent_default();
    // The card is drawn anew in its new lane.
    request_animation_frame(move || focus(id));
}

fn focus(id: ActionId) {
    let found = document().get_element_by_id(&format!("action-{id}"));
    if let Some(element) = found.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok()) {
        // An element that cannot be focused leaves the focus where it is.
        drop(element.focus());
    }
}

/// Everything that is not in the plan, with the reason.
#[component]
pub(super) fn Shelf() -> impl IntoView {
    let state = expect_context::<RoadmapState>();
    let ids = Memo::new(move |_| {
        state.report.with(|it| {
            let actions = it.as_ref().map(|it| it.actions.clone()).unwrap_or_default();
            actions.into_iter().filter(|it| it.quarter.is_none()).map(|it| it.id).collect::<Vec<_>>()
        })
    });
    let is_over = RwSignal::new(false);
    view! {
        <section class="card shelf" class:is-over=move || is_over.get() aria-labelledby="shelf-title"
            on:dragover=move |event| { event.prevent_default(); is_over.set(true); }
            on:dragleave=move |_| is_over.set(false)
            on:drop=move |event| {
                event.prevent_default();
                is_over.set(false);
                if let Some(id) = state.dragged.get_untracked() {
                    state.dragged.set(None);
                    state.ban(id);
                }
            }>
            <div class="card-header"><div><h2 id="shelf-title">{move || format!("{} not in the plan", count(ids.with(Vec::len), "action is", "actions are"))}</h2>
                <p class="card-note">"Drop one here to set it aside for good; drag one up to have it."</p></div></div>
            <ul class="shelf-list"><Keyed each=move || ids.get() key=|id| *id let:id><ShelfItem id/></Keyed></ul>
        </section>
    }
}

#[component]
fn ShelfItem(id: ActionId) -> impl IntoView {
    let state = expect_context::<RoadmapState>();
    let action = state.action(id);
    let name = move || action.with(|it| it.as_ref().map(|it| it.name.clone()));
    let why = move || action.with(|it| it.as_ref().map(|it| it.why.clone()));
    let sign = move || {
        action.with(|it| {
            it.as_ref().map(|it| match (it.state, it.hold) {
                (ActionState::Done, _) => {
                    view! { <span class="chip chip-ok"><Sign icon=Icon::Ok/>"done"</span> }.into_any()
                }
                (_, Hold::Banned) => {
                    view! { <span class="chip"><Sign icon=Icon::Ban/>"set aside"</span> }.into_any()
                }
                _ => ().into_any(),
            })
        })
    };
    view! {
        <li class:is-selected=move || state.selected.get() == Some(id) draggable="true" on:dragstart=move |_| state.dragged.set(Some(id)) on:dragend=move |_| state.dragged.set(None)>
            <button class="action-name" type="button" on:click=move |_| state.selected.set(Some(id))><b>{name}</b><span>{why}</span></button>{sign}
        </li>
    }
}
