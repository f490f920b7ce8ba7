//! What the office asks of people, and what it costs them.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::CharterState;
use super::head::read_number;
use super::people::NewName;
use crate::analysis::process_quality::process_quality;
use crate::app::components::field::TextField;
use crate::app::components::icon::{Icon, Sign};
use crate::app::components::keyed::Keyed;
use crate::app::components::why::Why;
use crate::app::format::{money, number, percent, plain};
use crate::model::edit::CharterChange;
use crate::model::finite::Finite;
use crate::model::id::ProcessId;
use crate::model::office::process::{Process, Quality};

/// The card.
#[component]
pub(super) fn ProcessesCard() -> impl IntoView {
    let state = expect_context::<CharterState>();
    let ids = Memo::new(move |_| {
        state.store.office.with(|it| it.processes.iter().map(|it| it.id).collect::<Vec<_>>())
    });
    let title = move || {
        let total = state.report.with(|it| it.process_total);
        match (ids.with(Vec::is_empty), total.box_check_share) {
            (true, _) => "What does the office ask of people?".to_owned(),
            (_, share) if share > 0.0 => {
                format!("{} of the hours asked of people have no purpose beside them", percent(share))
            }
            _ => format!("The processes take {} people of everybody’s time", number(total.fte, 1)),
        }
    };
    let line = move || {
        let total = state.report.with(|it| it.process_total);
        let cost = total.money_per_year.map(|it| {
            state.store.portfolio.with(|portfolio| format!(", {} a year", money(it, &portfolio.currency)))
        });
        let each = total.hours_per_initiative.map_or_else(String::new, |hours| {
            format!(" For each initiative of the plan: {} hours a month.", number(hours, 1))
        });
        format!(
            "{} hours a year, {} people{}.{each}",
            number(total.hours_per_year, 0),
            number(total.fte, 1),
            cost.unwrap_or_default()
        )
    };
    view! {
        <section class="card" aria-labelledby="processes-title">
            <div class="card-header"><div><h2 id="processes-title">{title}</h2><Show when=move || !ids.with(Vec::is_empty)><p class="card-note">{line}<SoundLine/></p></Show></div></div>
            <ul class="process-list"><Keyed each=move || ids.get() key=|id| *id let:id><Row id/></Keyed></ul>
            <NewName label="New process" placeholder="Such as: monthly report" button="Add process" on_add=move |name| {
                let id = ProcessId(state.store.fresh_id(0));
                let process = Process { id, name, purpose: String::new(), owner: String::new(), hours_per_month: Finite::ZERO, people: Finite::ZERO, hours_before: None, reviewed: None, qualities: BTreeSet::new() };
                state.commit(CharterChange::AddProcess(process))
            }/>
        </section>
    }
}

#[component]
fn Row(id: ProcessId) -> impl IntoView {
    let state = expect_context::<CharterState>();
    let process =
        Memo::new(move |_| state.store.office.with(|it| it.processes.iter().find(|it| it.id == id).cloned()));
    let hours = Memo::new(move |_| process.with(|it| it.as_ref().map_or(0.0, Process::hours_per_year)));
    let most = Memo::new(move |_| {
        state.report.with(|it| it.processes.iter().map(|it| it.hours_per_year).fold(1.0, f64::max))
    });
    let is_box = Memo::new(move |_| process.with(|it| it.as_ref().is_some_and(Process::is_box_check)));
    let text = move |of: fn(&Process) -> String| {
        Signal::derive(move || process.with(|it| it.as_ref().map_or_else(String::new, of)))
    };
    let set = move |how: Box<dyn FnOnce(&mut Process)>| {
        let Some(mut process) = process.get_untracked() else { return Ok(()) };
        how(&mut process);
        state.commit(CharterChange::SetProcess(process))
    };
    let set_number = move |text: String, how: fn(&mut Process, Finite)| {
        let number = read_number(&text)?.unwrap_or_default();
        set(Box::new(move |it| how(it, number)))
    };
    let name = text(|it| it.name.clone());
    view! {
        <li>
            <div class="process-head">
                <TextField label="Process" is_bare=true value=name on_change=move |text| set(Box::new(move |it| it.name = text))/>
                <b>{move || format!("{} h a year", number(hours.get(), 0))}</b>
                <button class="button button-quiet button-icon" type="button" aria-label=move || format!("Remove {}", name.get())
                    on:click=move |_| drop(state.commit(CharterChange::RemoveProcess(id)))><Sign icon=Icon::Bin small=true/></button>
            </div>
            <svg class="chart process-bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
                <rect class="risk-0" width="100" height="6"/>
                <rect class=move || if is_box.get() { "process-box" } else { "ours" } width=move || 100.0 * hours.get() / most.get() height="6"/>
            </svg>
            <div class="process-fields">
                <TextField label="What comes of it" value=text(|it| it.purpose.clone()) placeholder="Nobody has said: a box to tick?" on_change=move |text| set(Box::new(move |it| it.purpose = text))/>
                <TextField label="Owner" value=text(|it| it.owner.clone()) on_change=move |text| set(Box::new(move |it| it.owner = text))/>
                <TextField label="Hours a month" value=text(|it| plain(it.hours_per_month.get())) on_change=move |text| set_number(text, |it, number| it.hours_per_month = number)/>
                <TextField label="Before" value=text(|it| it.hours_before.map_or_else(String::new, |it| plain(it.get()))) placeholder="?"
                    on_change=move |text| { let before = read_number(&text)?; set(Box::new(move |it| it.hours_before = before)) }/>
                <TextField label="People" value=text(|it| plain(it.people.get())) on_change=move |text| set_number(text, |it, number| it.people = number)/>
            </div>
            <Qualities process/>
            {move || is_box.get().then(|| view! { <p class="process-flag"><span class="chip chip-warn"><Sign icon=Icon::Warn/>"box-check?"</span></p> })}
        </li>
    }
}

/// How many processes have all four qualities.
#[component]
fn SoundLine() -> impl IntoView {
    let state = expect_context::<CharterState>();
    let soundness = Memo::new(move |_| state.store.office.with(|it| process_quality(&it.processes)));
    let figure = Signal::derive(move || soundness.with(|it| format!("{} of {}", it.sound, it.processes)));
    let rest = move || {
        soundness.with(|it| {
            let fewest = it
                .fewest
                .map_or_else(String::new, |it| format!("; what most lack: {}", it.words().to_lowercase()));
            format!(" defined, standard, consistent and efficient{fewest}.")
        })
    };
    let rows = move || {
        soundness.get().having.map(|(quality, having)| view! { <tr><td>{quality.words()}</td><td class="value-words">{quality.meaning()}</td><td>{having}</td></tr> }).collect_view()
    };
    view! {
        " "<Why id="processes-sound" figure of="processes with all four qualities">
            <h3>"Sound processes"</h3>
            <p class="formula">"processes with all four ticks ÷ all processes"</p>
            <table><tbody>{rows}</tbody></table>
            <p>"What is ticked beside each process, so it is as good as whoever ticked it. A count of all of them, without an interval."</p>
        </Why>{rest}
    }
}

/// The four ticks of a process.
#[component]
fn Qualities(process: Memo<Option<Process>>) -> impl IntoView {
    let state = expect_context::<CharterState>();
    let name = move || process.with(|it| it.as_ref().map_or_else(String::new, |it| it.name.clone()));
    let set = move |quality: Quality, on: bool| {
        let Some(mut process) = process.get_untracked() else { return };
        if on {
            process.qualities.insert(quality);
        } else {
            process.qualities.remove(&quality);
        }
        drop(state.commit(CharterChange::SetProcess(process)));
    };
    view! {
        <fieldset class="process-qualities">
            <legend class="visually-hidden">{move || format!("What {} is", name())}</legend>
            {Quality::ALL.map(|quality| view! {
                <label class="check" title=quality.meaning()><input type="checkbox"
                    prop:checked=move || process.with(|it| it.as_ref().is_some_and(|it| it.qualities.contains(&quality)))
                    on:change:target=move |event| set(quality, event.target().checked())/><span>{quality.words()}</span></label>
            })}
        </fieldset>
    }
}
