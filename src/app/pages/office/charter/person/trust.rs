//! How far one stakeholder trusts the office, from day to day, beside the shocks; and how often they hear from it.

use jiff::civil::Date;
use leptos::prelude::*;

use super::super::CharterState;
use super::Person;
use crate::app::chart::trust_line::TrustLine;
use crate::app::clock::today;
use crate::app::components::field::TextField;
use crate::app::components::icon::{Icon, Sign};
use crate::app::format::day;
use crate::model::office::stakeholder::{MOST, Trust};

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

/// Levels with their days, the picture, and one more.
#[component]
pub(super) fn TrustPart(person: Person) -> impl IntoView {
    let state = expect_context::<CharterState>();
    let trust =
        Memo::new(move |_| person.now.with(|it| it.as_ref().map(|it| it.trust.clone()).unwrap_or_default()));
    let shocks = Memo::new(move |_| state.report.with(|it| it.shocks.clone()));
    let levels =
        Signal::derive(move || trust.with(|it| it.iter().map(|it| (it.date, it.level)).collect::<Vec<_>>()));
    let days = Signal::derive(move || shocks.with(|it| it.iter().map(|it| it.date).collect::<Vec<_>>()));
    let heading = move || trust.with(|it| heading(it));
    let on = RwSignal::new(today());
    let level = RwSignal::new(3_u8);
    let refused = RwSignal::new(None::<String>);
    let add = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some(date) = on.get_untracked() else { return };
        let new = Trust { date, level: level.get_untracked() };
        refused.set(
            person
                .change(|it| {
                    // One level for each day: a second one of that day takes its place.
                    it.trust.retain(|it| it.date != new.date);
                    it.trust.push(new);
                    it.trust.sort_by_key(|it| it.date);
                })
                .err(),
        );
    };
    view! {
        <h3 class="trust-title">{heading}</h3>
        <Show when=move || !trust.with(Vec::is_empty)>
            <TrustLine levels shocks=days/>
            <ul class="trust-list">{move || trust.get().into_iter().map(|it| view! {
                <li><span>{day(it.date)}</span><b>{it.level}</b>
                    <button class="button button-quiet button-icon" type="button" aria-label=format!("Remove the trust of {}", day(it.date))
                        on:click=move |_| drop(person.change(|person| person.trust.retain(|other| other.date != it.date)))><Sign icon=Icon::Bin small=true/></button></li>
            }).collect_view()}</ul>
            <ol class="shock-list">{move || shocks.get().into_iter().map(|it| view! { <li>{format!("{}: {}", day(it.date), it.words)}</li> }).collect_view()}</ol>
        </Show>
        <form class="trust-form" aria-label="Trust on a day" on:submit=add>
            <label class="field"><span>"Trust on"</span>
                <input class="input" type="date" required prop:value=move || on.get().map_or_else(String::new, |it| it.to_string())
                    on:change:target=move |event| on.set(event.target().value().parse::<Date>().ok())/></label>
            <label class="field"><span>"Level"</span>
                <select class="select" on:change:target=move |event| if let Ok(value) = event.target().value().parse() { level.set(value) }>
                    {(1..=MOST).map(|it| view! { <option value=it.to_string() selected=move || level.get() == it>{it}</option> }).collect_view()}
                </select></label>
            <button class="button" type="submit"><Sign icon=Icon::Plus small=true/>"Add"<span class="visually-hidden">" trust"</span></button>
            <crate::app::components::field::Reason refused/>
        </form>
    }
}

fn heading(trust: &[Trust]) -> String {
    match trust {
        [] => "Trust: not written down yet".to_owned(),
        [only] => format!("Trust: {} of {MOST}", only.level),
        [first, .., last] if last.level > first.level => {
            format!("Trust rose from {} to {} of {MOST}", first.level, last.level)
        }
        [first, .., last] if last.level < first.level => {
            format!("Trust fell from {} to {} of {MOST}", first.level, last.level)
        }
        [.., last] => format!("Trust is as it was: {} of {MOST}", last.level),
    }
}
