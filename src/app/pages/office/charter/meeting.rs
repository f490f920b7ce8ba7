//! A sheet to take along to a meeting with a stakeholder.

use leptos::prelude::*;

use super::CharterState;
use super::paper::CharterPaper;
use crate::analysis::meeting::meeting;
use crate::analysis::registers::{Reading, reading_day};
use crate::app::clock::today;
use crate::app::format::day;
use crate::app::state::experiments::Experiments;
use crate::app::state::simulation::Simulation;
use crate::model::id::StakeholderId;

/// The sheet for `id`, and the buttons above it.
#[component]
pub(super) fn MeetingPaper(id: StakeholderId) -> impl IntoView {
    view! { <CharterPaper><Content id/></CharterPaper> }
}

#[component]
fn Content(id: StakeholderId) -> impl IntoView {
    let state = expect_context::<CharterState>();
    let (simulation, experiments) = (expect_context::<Simulation>(), expect_context::<Experiments>());
    let sheet = Memo::new(move |_| {
        let (runs, money) = (simulation.outcome.get(), experiments.money.get());
        state.store.document.with(|document| {
            let runs = runs.as_ref().map(|(prepared, tally)| (&**prepared, &**tally));
            let person = document.office.stakeholders.stakeholder(id)?;
            let day = reading_day(document, today()).0;
            let reading = Reading { document, day, runs, money: money.as_deref() };
            Some((meeting(person, reading), person.note.clone()))
        })
    });
    move || {
        sheet.get().map(|(sheet, note)| {
            let pairs = |list: Vec<(String, String)>| {
                list.into_iter().map(|(one, other)| view! { <div><dt>{one}</dt><dd>{other}</dd></div> }).collect_view()
            };
            let has_wants = !sheet.wants.is_empty();
            let last = sheet.last.map_or_else(|| "You have not spoken yet.".to_owned(), |it| format!("Last talk {it}."));
            view! {
                <header class="paper-header">
                    <div><p class="kicker">"Before the meeting"</p><h1 id="paper-title">{sheet.name}</h1></div>
                    <p class="paper-meta">{last}{today().map(|it| view! { <br/>{format!("Made {}", day(it))} })}</p>
                </header>
                <section><h2>"What they want"</h2>
                    {if has_wants { view! { <dl class="meeting-wants">{pairs(sheet.wants)}</dl> }.into_any() }
                        else { view! { <p class="muted">"Nobody has written down what they want: that is the first thing to find out."</p> }.into_any() }}</section>
                <section><h2>"Figures that answer it"</h2><dl class="meeting-figures">{pairs(sheet.figures)}</dl></section>
                {sheet.hard_message.map(|words| view! { <section><h2>"To be said, though nobody likes it"</h2><p>{words}</p></section> })}
                <section class="meeting-question"><h2>"One question"</h2><p>{sheet.question}</p></section>
                {(!note.trim().is_empty()).then(|| view! { <section class="no-print"><h2>"How they like to be dealt with"</h2><p>{note}</p><p class="card-note">"Private: it is not printed."</p></section> })}
                <section class="meeting-notes"><h2>"What they said"</h2></section>
            }
        })
    }
}
