//! Whether the team knows why the initiative matters, from day to day.

use jiff::civil::Date;
use leptos::prelude::*;

use super::Subject;
use crate::analysis::pulse::{PulseDay, PulseReport, pulse};
use crate::app::chart::trend_line::{TrendLine, TrendMark};
use crate::app::clock::today;
use crate::app::components::field::Reason;
use crate::app::components::icon::{Icon, Sign};
use crate::app::components::why::Why;
use crate::app::format::{count, day, month, number};
use crate::model::edit::InitiativeChange;
use crate::model::pulse::{Pulse, SENTENCE};

/// Answers by day, the picture, and one more day.
#[component]
pub(super) fn PulsePart(subject: Subject) -> impl IntoView {
    let pulses = Memo::new(move |_| subject.of(|it| it.pulse.clone()).unwrap_or_default());
    let report = Memo::new(move |_| pulses.with(|it| pulse(it)));
    let marks = Signal::derive(move || report.with(|it| it.days.iter().map(mark).collect::<Vec<_>>()));
    let figure = Signal::derive(move || {
        report.with(|it| it.days.last().map_or_else(|| "–".to_owned(), |it| number(it.mean, 1)))
    });
    view! {
        <section class="initiative-part" aria-labelledby="pulse-title">
            <h3 id="pulse-title">"Does the team know why? "<small class="muted">{move || report.with(headline)}</small></h3>
            <Show
                when=move || !marks.with(Vec::is_empty)
                fallback=|| view! { <p class="card-note">{format!("Ask the team how far they agree with “{SENTENCE}”, 1 not at all to 5 fully. Nobody is named.")}</p> }
            >
                <div class="pulse">
                    <TrendLine marks/>
                    <div>
                        <p>"Last: "<Why id="pulse" figure of="mean of the team pulse"><PulseSum report/></Why></p>
                        <ul class="trust-list">{move || report.get().days.into_iter().map(|it| pulse_row(subject, &it)).collect_view()}</ul>
                    </div>
                </div>
            </Show>
            <AddPulse subject/>
        </section>
    }
}

fn mark(it: &PulseDay) -> TrendMark {
    let label = format!("{} {} {}", it.date.day(), month(it.date), it.date.year());
    TrendMark { label, score: it.mean, interval: it.interval.map(|it| (it.low, it.high)) }
}

/// What the answers say in a few words.
fn headline(report: &PulseReport) -> String {
    let Some(last) = report.days.last() else { return "not asked yet".to_owned() };
    let now = number(last.mean, 1);
    match report.change {
        None => format!("{now} of 5"),
        Some(change) if !change.is_sure => format!("{now} of 5; the change may be chance"),
        Some(change) if change.mean > 0.0 => format!("{now} of 5, up by {}", number(change.mean, 1)),
        Some(change) => format!("{now} of 5, down by {}", number(-change.mean, 1)),
    }
}

fn pulse_row(subject: Subject, it: &PulseDay) -> AnyView {
    let date = it.date;
    let range = it.interval.map(|it| format!(" ({}–{})", number(it.low, 1), number(it.high, 1)));
    let remove = move |_| {
        let mut pulses = subject.of_now(|it| it.pulse.clone());
        pulses.retain(|other| other.date != date);
        drop(subject.change(InitiativeChange::Pulse(pulses)));
    };
    view! {
        <li><span>{format!("{}, {}", day(date), count(it.people, "person", "people"))}</span><b>{number(it.mean, 1)}{range}</b>
            <button class="button button-quiet button-icon" type="button" aria-label=format!("Remove the pulse of {}", day(date)) on:click=remove><Sign icon=Icon::Bin small=true/></button></li>
    }
    .into_any()
}

#[component]
fn PulseSum(report: Memo<PulseReport>) -> impl IntoView {
    move || {
        let report = report.get();
        let last = report.days.last()?.clone();
        let range = last.interval.map_or_else(
            || "Fewer than three people give no interval.".to_owned(),
            |it| format!("90 % interval over the people: {} to {}.", number(it.low, 1), number(it.high, 1)),
        );
        let change = report.change.map(|it| {
            let interval = it.interval.map_or_else(
                || "without an interval".to_owned(),
                |it| format!("90 % interval {} to {}", number(it.low, 1), number(it.high, 1)),
            );
            format!(" Since the first day {} ({interval}).", number(it.mean, 1))
        });
        Some(view! {
            <h3>{format!("“{SENTENCE}”")}</h3>
            <p class="formula">"mean of the levels of one day, 1 to 5"</p>
            <p>{range}{change}" The people of two days are taken as others; if they are the same, a change is surer than it says."</p>
        })
    }
}

/// The answers of one day.
#[component]
fn AddPulse(subject: Subject) -> impl IntoView {
    let on = RwSignal::new(today());
    let text = RwSignal::new(String::new());
    let refused = RwSignal::new(None::<String>);
    let add = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some(date) = on.get_untracked() else { return };
        let done = levels(&text.get_untracked()).and_then(|levels| {
            let mut pulses = subject.of_now(|it| it.pulse.clone());
            // One for each day: a second one of that day takes its place.
            pulses.retain(|it| it.date != date);
            pulses.push(Pulse { date, levels });
            pulses.sort_by_key(|it| it.date);
            subject.change(InitiativeChange::Pulse(pulses))
        });
        if done.is_ok() {
            text.set(String::new());
        }
        refused.set(done.err());
    };
    view! {
        <form class="trust-form pulse-form" aria-label="Team pulse on a day" on:submit=add>
            <label class="field"><span>"Asked on"</span>
                <input class="input" type="date" required prop:value=move || on.get().map_or_else(String::new, |it| it.to_string())
                    on:change:target=move |event| on.set(event.target().value().parse::<Date>().ok())/></label>
            <label class="field"><span>"Levels, one for each person"</span>
                <input class="input" required inputmode="numeric" placeholder="4 3 5 2" autocomplete="off" prop:value=move || text.get()
                    on:input:target=move |event| text.set(event.target().value())/></label>
            <button class="button" type="submit"><Sign icon=Icon::Plus small=true/>"Add"<span class="visually-hidden">" pulse"</span></button>
            <Reason refused/>
        </form>
    }
}

/// "4 3, 5" as levels.
fn levels(text: &str) -> Result<Vec<u8>, String> {
    let parts = text.split(|letter: char| letter.is_whitespace() || matches!(letter, ',' | ';' | '/'));
    let level = |part: &str| match part.parse() {
        Ok(level @ 1..=5) => Ok(level),
        _ => Err(format!("“{part}” is no level; write 1 to 5 for each person, such as 4 3 5")),
    };
    let levels: Vec<u8> = parts.filter(|part| !part.is_empty()).map(level).collect::<Result<_, _>>()?;
    if levels.is_empty() { Err("Write at least one level, such as 4".to_owned()) } else { Ok(levels) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_read_as_people_write_them() {
        assert_eq!(levels(" 4 3,5;2 "), Ok(vec![4, 3, 5, 2]));
        assert!(levels("4 6").unwrap_err().contains("“6” is no level"));
        assert!(levels("four").is_err() && levels("  ").is_err());
    }
}
