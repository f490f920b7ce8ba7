//! What one stakeholder thinks of the office from day to day: trust, beside the shocks, and satisfaction; and how often they
//! hear from it.

use jiff::civil::Date;
use leptos::prelude::*;

use super::super::CharterState;
use super::Person;
use crate::app::chart::level_line::LevelLine;
use crate::app::clock::today;
use crate::app::components::field::TextField;
use crate::app::components::icon::{Icon, Sign};
use crate::app::format::day;
use crate::model::office::stakeholder::{DatedLevel, MOST, Stakeholder};

/// How often the person is updated.
#[component]
pub(super) fn Cadence(person: Person) -> impl IntoView {
    let value = Signal::derive(move || {
        person.now.with(|it| {
            it.as_ref().and_then(|it| it.update_days).map_or_else(String::new, |it| it.to_string())
        })
    });
    view! {
        <TextField label="Update every so many days" value placeholder="30 from power 4 on, 90 otherwise" on_change=move |text| {
            let text = text.trim().to_owned();
            let days = match text.as_str() {
                "" => None,
                _ => Some(text.parse().map_err(|_| format!("“{text}” is not a number of days; write one such as 14"))?),
            };
            person.change(|it| it.update_days = days)
        }/>
    }
}

/// What a stakeholder gives levels for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Rated {
    /// How far they trust the office.
    Trust,
    /// How satisfied they are with what it does.
    Satisfaction,
}

impl Rated {
    /// "Trust".
    fn words(self) -> &'static str {
        match self {
            Self::Trust => "Trust",
            Self::Satisfaction => "Satisfaction",
        }
    }

    /// What the field of the day, that of the level, and the form are called.
    fn labels(self) -> [&'static str; 3] {
        match self {
            Self::Trust => ["Trust on", "Level", "Trust on a day"],
            Self::Satisfaction => ["Satisfaction on", "How satisfied", "Satisfaction on a day"],
        }
    }

    fn of(self, person: &mut Stakeholder) -> &mut Vec<DatedLevel> {
        match self {
            Self::Trust => &mut person.trust,
            Self::Satisfaction => &mut person.satisfaction,
        }
    }

    fn read(self, person: &Stakeholder) -> &Vec<DatedLevel> {
        match self {
            Self::Trust => &person.trust,
            Self::Satisfaction => &person.satisfaction,
        }
    }
}

/// Levels with their days, the picture, and one more.
#[component]
pub(super) fn LevelsPart(person: Person, rated: Rated) -> impl IntoView {
    let state = expect_context::<CharterState>();
    let list = Memo::new(move |_| {
        person.now.with(|it| it.as_ref().map(|it| rated.read(it).clone()).unwrap_or_default())
    });
    // Trust is read beside what shook the plan; satisfaction is about the everyday.
    let shocks = Memo::new(move |_| match rated {
        Rated::Trust => state.report.with(|it| it.shocks.clone()),
        Rated::Satisfaction => Vec::new(),
    });
    let levels =
        Signal::derive(move || list.with(|it| it.iter().map(|it| (it.date, it.level)).collect::<Vec<_>>()));
    let days = Signal::derive(move || shocks.with(|it| it.iter().map(|it| it.date).collect::<Vec<_>>()));
    let heading = move || list.with(|it| heading(rated.words(), it));
    let words = rated.words().to_lowercase();
    let remove = move |date: Date| {
        drop(person.change(|person| rated.of(person).retain(|other| other.date != date)));
    };
    view! {
        <h3 class="trust-title">{heading}</h3>
        <Show when=move || !list.with(Vec::is_empty)>
            <LevelLine what=rated.words() levels shocks=days/>
            <ul class="trust-list">{
                let words = words.clone();
                move || list.get().into_iter().map(|it| view! {
                    <li><span>{day(it.date)}</span><b>{it.level}</b>
                        <button class="button button-quiet button-icon" type="button" aria-label=format!("Remove the {words} of {}", day(it.date))
                            on:click=move |_| remove(it.date)><Sign icon=Icon::Bin small=true/></button></li>
                }).collect_view()
            }</ul>
            <ol class="shock-list">{move || shocks.get().into_iter().map(|it| view! { <li>{format!("{}: {}", day(it.date), it.words)}</li> }).collect_view()}</ol>
        </Show>
        <NewLevel person rated/>
    }
}

/// A form for the level of one more day.
#[component]
fn NewLevel(person: Person, rated: Rated) -> impl IntoView {
    let on = RwSignal::new(today());
    let level = RwSignal::new(3_u8);
    let refused = RwSignal::new(None::<String>);
    let add = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some(date) = on.get_untracked() else { return };
        let new = DatedLevel { date, level: level.get_untracked() };
        let added = person.change(|it| {
            // One level for each day: a second one of that day takes its place.
            let list = rated.of(it);
            list.retain(|it| it.date != new.date);
            list.push(new);
            list.sort_by_key(|it| it.date);
        });
        refused.set(added.err());
    };
    let [day_label, level_label, form_label] = rated.labels();
    view! {
        <form class="trust-form" aria-label=form_label on:submit=add>
            <label class="field"><span>{day_label}</span>
                <input class="input" type="date" required prop:value=move || on.get().map_or_else(String::new, |it| it.to_string())
                    on:change:target=move |event| on.set(event.target().value().parse::<Date>().ok())/></label>
            <label class="field"><span>{level_label}</span>
                <select class="select" on:change:target=move |event| if let Ok(value) = event.target().value().parse() { level.set(value) }>
                    {(1..=MOST).map(|it| view! { <option value=it.to_string() selected=move || level.get() == it>{it}</option> }).collect_view()}
                </select></label>
            <button class="button" type="submit"><Sign icon=Icon::Plus small=true/>"Add"<span class="visually-hidden">" "{rated.words().to_lowercase()}</span></button>
            <crate::app::components::field::Reason refused/>
        </form>
    }
}

fn heading(what: &str, levels: &[DatedLevel]) -> String {
    match levels {
        [] => format!("{what}: not written down yet"),
        [only] => format!("{what}: {} of {MOST}", only.level),
        [first, .., last] if last.level > first.level => {
            format!("{what} rose from {} to {} of {MOST}", first.level, last.level)
        }
        [first, .., last] if last.level < first.level => {
            format!("{what} fell from {} to {} of {MOST}", first.level, last.level)
        }
        [.., last] => format!("{what} is as it was: {} of {MOST}", last.level),
    }
}
