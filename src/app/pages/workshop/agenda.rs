//! The agenda: what is talked about, for how long, and the clock that keeps it.

use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::state::WorkshopState;
use crate::app::components::icon::{Icon, Sign};
use crate::app::components::keyed::Keyed;
use crate::app::format::count;
use crate::app::state::timer::Timer;
use crate::model::edit::{Edit, WorkshopChange};
use crate::model::id::AgendaItemId;
use crate::model::workshop::AgendaItem;

/// How often the clock is drawn.
const TICK: Duration = Duration::from_millis(250);
/// Time for a disagreement that is put on the agenda [minutes].
const MINUTES_EACH: u32 = 5;
/// Disagreements that are put on the agenda at once.
const MOST_POINTS: usize = 5;

/// The clock beside the list.
#[component]
pub(super) fn AgendaTab() -> impl IntoView {
    let state = expect_context::<WorkshopState>();
    let now = RwSignal::new(js_sys::Date::now());
    if let Ok(handle) = set_interval_with_handle(move || now.set(js_sys::Date::now()), TICK) {
        on_cleanup(move || handle.clear());
    }
    listen(state);
    view! {
        <div class="split split-half workshop-split">
            <Items/>
            <Clock now/>
        </div>
    }
}

#[component]
fn Items() -> impl IntoView {
    let state = expect_context::<WorkshopState>();
    let ids =
        Memo::new(move |_| state.workshop.with(|it| it.agenda.iter().map(|it| it.id).collect::<Vec<_>>()));
    let minutes = Memo::new(move |_| state.workshop.with(|it| it.agenda_minutes()));
    let title = move || match ids.with(Vec::len) {
        0 => "Nothing on the agenda yet".to_owned(),
        n => format!("{} in {}", count(n, "item", "items"), time_in_words(minutes.get())),
    };
    let add = move |_| {
        let number = ids.with_untracked(Vec::len) + 1;
        add_items(state, "new item on the agenda", vec![(format!("Item {number}"), 10)]);
    };
    let usual = move |_| {
        let items = [
            ("Why we are here, and how it works", 5),
            ("Everybody scores alone", 15),
            ("Reveal, and talk about what differs", 25),
            ("Second round", 10),
            ("Decide", 5),
        ];
        add_items(state, "usual agenda", items.map(|(name, minutes)| (name.to_owned(), minutes)).into());
    };
    let points = move || {
        state.report.get().and_then(Result::ok).map_or_else(Vec::new, |report| {
            report.talk.iter().take(MOST_POINTS).map(|it| (it.name.clone(), MINUTES_EACH)).collect::<Vec<_>>()
        })
    };
    view! {
        <section class="card" aria-labelledby="agenda-title">
            <div class="card-header"><div><h2 id="agenda-title">{title}</h2></div></div>
            <ol class="list agenda-list">
                <Keyed each=move || ids.get() key=|id| *id let:id><ItemRow id/></Keyed>
            </ol>
            <div class="row agenda-actions">
                <button class="button" type="button" on:click=add><Sign icon=Icon::Plus small=true/>"Item"</button>
                <Show when=move || ids.with(Vec::is_empty)><button class="button" type="button" on:click=usual>"A usual hour"</button></Show>
                <Show when=move || !points().is_empty()>
                    <button class="button" type="button" on:click=move |_| add_items(state, "disagreements on the agenda", untrack(points))>"Put the disagreements on it"</button>
                </Show>
            </div>
        </section>
    }
}

#[component]
fn ItemRow(id: AgendaItemId) -> impl IntoView {
    let state = expect_context::<WorkshopState>();
    let item = Memo::new(move |_| state.workshop.with(|it| it.agenda.iter().find(|it| it.id == id).cloned()));
    let name = move || item.with(|it| it.as_ref().map_or_else(String::new, |it| it.name.clone()));
    let minutes = move || item.with(|it| it.as_ref().map_or_else(String::new, |it| it.minutes.to_string()));
    let is_on = move || state.session.timer.with(|timer| timer.item == Some(id));
    let change = move |how: &dyn Fn(&mut AgendaItem)| {
        if let Some(mut changed) = item.get_untracked() {
            how(&mut changed);
            state.change(WorkshopChange::SetAgendaItem(changed));
        }
    };
    let move_by = move |by: isize| {
        let at = state.workshop.with_untracked(|it| it.agenda.iter().position(|it| it.id == id)).unwrap_or(0);
        let position = u32::try_from(at.saturating_add_signed(by)).unwrap_or(u32::MAX);
        state.change(WorkshopChange::MoveAgendaItem { item: id, position });
    };
    view! {
        <li class="agenda-item" class:agenda-on=is_on>
            <input class="input" aria-label="What" prop:value=name
                on:change:target=move |event| { change(&|it| it.name = event.target().value()); event.target().set_value(&untrack(name)); }/>
            <label class="agenda-minutes">
                <input class="input" type="number" min="1" max="480" aria-label=move || format!("Minutes for {}", name()) prop:value=minutes
                    on:change:target=move |event| {
                        if let Ok(minutes) = event.target().value().trim().parse() {
                            change(&|it| it.minutes = minutes);
                        }
                        event.target().set_value(&untrack(minutes));
                    }/>"min"
            </label>
            <span class="agenda-buttons">
                <button class="button button-quiet button-icon" type="button" aria-label=move || format!("Move {} up", name()) on:click=move |_| move_by(-1)><Sign icon=Icon::Up small=true/></button>
                <button class="button button-quiet button-icon" type="button" aria-label=move || format!("Move {} down", name()) on:click=move |_| move_by(1)><Sign icon=Icon::Down small=true/></button>
                <button class="button button-quiet button-icon" type="button" aria-label=move || format!("Remove {}", name())
                    on:click=move |_| state.change(WorkshopChange::RemoveAgendaItem(id))><Sign icon=Icon::Bin small=true/></button>
            </span>
        </li>
    }
}

/// Time left for the item that is on and for the whole.
#[component]
fn Clock(now: RwSignal<f64>) -> impl IntoView {
    let state = expect_context::<WorkshopState>();
    let timer = state.session.timer;
    let shown = Memo::new(move |_| {
        state.workshop.with(|workshop| timer.with(|timer| Reading::of(timer, &workshop.agenda, now.get())))
    });
    let is_running = Memo::new(move |_| timer.with(Timer::is_running));
    let is_over = Memo::new(move |_| shown.with(|shown| shown.left_s < 0));
    let has_items = Memo::new(move |_| state.workshop.with(|it| !it.agenda.is_empty()));
    view! {
        <section class="card agenda-clock" aria-labelledby="clock-title">
            <h2 id="clock-title">{move || shown.with(|shown| shown.name.clone())}</h2>
            <p class="clock-time" class:is-warn=is_over role="timer">
                {move || is_over.get().then(|| view! { <Sign icon=Icon::Warn/> })}
                {move || shown.with(|shown| clock(shown.left_s))}
            </p>
            <p class="card-note">{move || shown.with(|shown| if shown.left_s < 0 { "over time".to_owned() } else { "left for this item".to_owned() })}</p>
            <p>{move || shown.with(|shown| format!("{} left of {} in all", clock(shown.total_left_s), clock(shown.total_s)))}</p>
            <div class="row">
                <button class="button button-primary" type="button" disabled=move || !has_items.get() on:click=move |_| toggle(state)>
                    {move || if is_running.get() { "Pause" } else { "Start" }}
                </button>
                <button class="button" type="button" disabled=move || !has_items.get() on:click=move |_| go(state, -1)>"Previous item"</button>
                <button class="button" type="button" disabled=move || !has_items.get() on:click=move |_| go(state, 1)>"Next item"</button>
                <button class="button button-quiet" type="button" on:click=move |_| timer.update(Timer::reset)>"Reset"</button>
            </div>
            <p class="card-note">"Keys: "<kbd class="key">"Space"</kbd>" starts and pauses, "<kbd class="key">"←"</kbd>" "<kbd class="key">"→"</kbd>" change the item. The clock makes no sound."</p>
            <p class="visually-hidden" role="status">{move || is_over.get().then(|| format!("Time is up: {}", shown.with_untracked(|shown| shown.name.clone())))}</p>
        </section>
    }
}

/// What the clock shows.
#[derive(Clone, Debug, PartialEq)]
struct Reading {
    name: String,
    /// Below 0 once the time is up [s].
    left_s: i64,
    total_left_s: i64,
    total_s: i64,
}

impl Reading {
    #[expect(clippy::cast_possible_truncation, reason = "a workshop lasts hours, not ages")]
    fn of(timer: &Timer, agenda: &[AgendaItem], now_ms: f64) -> Self {
        let spent_s = |item: &AgendaItem| (timer.spent_ms(item.id, now_ms) / 1000.0).floor() as i64;
        let planned_s = |item: &AgendaItem| i64::from(item.minutes) * 60;
        let on = agenda.iter().find(|it| timer.item == Some(it.id)).or(agenda.first());
        let total_s = agenda.iter().map(planned_s).sum();
        Self {
            name: on.map_or_else(|| "No agenda, no clock".to_owned(), |it| it.name.clone()),
            left_s: on.map_or(0, |it| planned_s(it) - spent_s(it)),
            total_left_s: total_s - agenda.iter().map(spent_s).sum::<i64>(),
            total_s,
        }
    }
}

fn toggle(state: WorkshopState) {
    let first = state.workshop.with_untracked(|it| it.agenda.first().map(|it| it.id));
    state.session.timer.update(|timer| timer.toggle(first, js_sys::Date::now()));
}

/// Goes `by` items on, or back; the ends hold.
fn go(state: WorkshopState, by: isize) {
    let next = state.workshop.with_untracked(|workshop| {
        let on = state.session.timer.with_untracked(|timer| timer.item);
        let at = workshop.agenda.iter().position(|it| Some(it.id) == on).unwrap_or(0);
        let last = workshop.agenda.len().checked_sub(1)?;
        Some(workshop.agenda[at.saturating_add_signed(by).min(last)].id)
    });
    if let Some(next) = next {
        state.session.timer.update(|timer| timer.go(next, js_sys::Date::now()));
    }
}

/// Space and arrows, unless they mean something where the focus is.
fn listen(state: WorkshopState) {
    let handle = window_event_listener(ev::keydown, move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let is_taken = target.is_some_and(|it| {
            it.closest("input, textarea, select, button, a, summary, dialog")
                .is_ok_and(|found| found.is_some())
        });
        if is_taken || event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        match event.key().as_str() {
            " " => toggle(state),
            "ArrowRight" => go(state, 1),
            "ArrowLeft" => go(state, -1),
            _ => return,
        }
        event.prevent_default();
    });
    on_cleanup(move || handle.remove());
}

fn add_items(state: WorkshopState, label: &str, items: Vec<(String, u32)>) {
    let edits = (0..)
        .zip(items)
        .map(|(index, (name, minutes))| {
            let id = AgendaItemId(state.store.fresh_id(index));
            Edit::Workshop(WorkshopChange::AddAgendaItem(AgendaItem { id, name, minutes }))
        })
        .collect();
    state.store.commit(Edit::Several { label: label.to_owned(), edits });
}

/// "4:05", "−0:30", "1:02:00".
fn clock(seconds: i64) -> String {
    let sign = if seconds < 0 { "−" } else { "" };
    let s = seconds.abs();
    let (hours, minutes, seconds) = (s / 3600, s / 60 % 60, s % 60);
    if hours > 0 {
        format!("{sign}{hours}:{minutes:02}:{seconds:02}")
    } else {
        format!("{sign}{minutes}:{seconds:02}")
    }
}

fn time_in_words(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_counts_down_and_on() {
        assert_eq!([clock(245), clock(-30), clock(3720), clock(0)], ["4:05", "−0:30", "1:02:00", "0:00"]);
        let item = |id, minutes| AgendaItem { id: AgendaItemId(id), name: format!("Item {id}"), minutes };
        let agenda = [item(1, 1), item(2, 2)];
        let mut timer = Timer::default();
        timer.toggle(Some(AgendaItemId(1)), 0.0);
        let reading = Reading::of(&timer, &agenda, 90_500.0);
        assert_eq!((reading.left_s, reading.total_left_s, reading.total_s), (-30, 90, 180));
    }
}
