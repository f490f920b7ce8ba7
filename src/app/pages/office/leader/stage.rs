//! How far the leader is into the role, and the checklist of that stage.

use jiff::civil::Date;
use leptos::prelude::*;

use super::Mirror;
use crate::analysis::leader_stage::{HardMessage, StageReport, leader_stage};
use crate::app::clock::today;
use crate::app::components::field::{DateField, TextField};
use crate::app::components::keyed::Keyed;
use crate::app::components::segmented::Segmented;
use crate::app::format::{day, in_words};
use crate::app::pages::office::views::OfficeView;
use crate::app::state::session::Session;
use crate::app::state::store::Store;
use crate::model::edit::{Edit, LeaderChange, StakeholdersChange};
use crate::model::id::StakeholderId;
use crate::model::office::leader::LeaderStage;
use crate::model::office::leader_steps::LeaderStep;

/// How far into the role, and what that asks for next.
#[component]
pub(super) fn StageCard() -> impl IntoView {
    let mirror = expect_context::<Mirror>();
    let leader = mirror.leader;
    let stage = Memo::new(move |_| leader.with(|it| it.stage));
    view! {
        <section class="card stage-card" aria-labelledby="stage-title">
            <div class="card-header"><div><h2 id="stage-title">"Where the leader stands"</h2></div></div>
            <Segmented legend="Stage of the leader" name="leader-stage" choices=LeaderStage::ALL.map(|it| (it, it.words())) value=stage
                on_choose=move |choice| drop(mirror.change(LeaderChange::Stage(choice)))/>
            <div class="leader-person">
                <TextField label="Name or role" value=Signal::derive(move || leader.with(|it| it.name.clone()))
                    on_change=move |name| mirror.change(LeaderChange::Name(name.trim().to_owned()))/>
                <DateField label="First day" value=Signal::derive(move || leader.with(|it| it.since))
                    on_change=move |day| mirror.change(LeaderChange::Since(day))/>
            </div>
            <Checklist/>
        </section>
    }
}

/// What the stage asks for, on the page that one opens first; nothing for a leader who is settled and ticks nothing.
#[component]
pub(in crate::app::pages::office) fn StartCard() -> impl IntoView {
    let store = expect_context::<Store>();
    let session = expect_context::<Session>();
    let is_shown = Memo::new(move |_| {
        store.office.with(|it| it.leader.stage != LeaderStage::Established || !it.leader.steps.is_empty())
    });
    let stage = move || store.office.with(|it| it.leader.stage.words());
    view! {
        <Show when=move || is_shown.get()>
            <section class="card stage-card" aria-labelledby="start-title">
                <div class="card-header"><div><h2 id="start-title">{stage}</h2></div>
                    <button class="button button-quiet" type="button" on:click=move |_| session.show_office(OfficeView::Leader)>"Go to Leader"</button></div>
                <Checklist/>
            </section>
        </Show>
    }
}

/// The steps of the stage with their ticks, and the hard messages of the beginning.
#[component]
pub(in crate::app::pages::office) fn Checklist() -> impl IntoView {
    let store = expect_context::<Store>();
    let report = Memo::new(move |_| store.document.with(|it| leader_stage(it, today())));
    let steps = Memo::new(move |_| report.with(|it| it.steps.iter().map(|it| it.step).collect::<Vec<_>>()));
    let messages = Memo::new(move |_| report.with(|it| it.hard_messages.clone()));
    let whom = Memo::new(move |_| messages.with(|it| it.iter().map(|it| it.stakeholder).collect::<Vec<_>>()));
    view! {
        <p class="card-note" role="status">{move || report.with(progress)}</p>
        <ul class="stage-steps"><Keyed each=move || steps.get() key=|step| *step let:step>{step_line(store, report, step)}</Keyed></ul>
        <Show when=move || !messages.with(Vec::is_empty)>
            <h3>{move || messages.with(|it| messages_title(it))}</h3>
            <ul class="stage-steps"><Keyed each=move || whom.get() key=|id| *id let:id>{message_line(store, messages, id)}</Keyed></ul>
        </Show>
    }
}

/// "Day 12 in the role. 2 of 5 steps are done."
fn progress(report: &StageReport) -> String {
    let day = report.day.map_or_else(String::new, |day| format!("Day {day} in the role. "));
    let all = report.steps.len();
    match report.done() {
        0 => format!("{day}None of {all} steps is ticked."),
        done if done == all => format!("{day}All {all} steps are ticked."),
        1 => format!("{day}1 of {all} steps is ticked."),
        done => format!("{day}{done} of {all} steps are ticked."),
    }
}

fn step_line(store: Store, report: Memo<StageReport>, step: LeaderStep) -> AnyView {
    let of = Memo::new(move |_| report.with(|it| it.steps.iter().find(|it| it.step == step).cloned()));
    let is_done = move || of.with(|it| it.as_ref().is_some_and(|it| it.is_done));
    let seen = move || of.with(|it| it.as_ref().map(|it| format!("Shown here: {}.", it.seen)));
    let tick = move |done: bool| {
        store.commit(Edit::Leader(LeaderChange::Step { step, done }));
    };
    view! {
        <li><label class="check"><input type="checkbox" prop:checked=is_done on:change:target=move |event| tick(event.target().checked())/>
            <span>{step.words()}" "<span class="quiet">{seen}</span></span></label></li>
    }
    .into_any()
}

fn messages_title(messages: &[HardMessage]) -> String {
    match messages.iter().filter(|it| it.said.is_none()).count() {
        0 => "Every hard message is said".to_owned(),
        1 => "One hard message is not yet said".to_owned(),
        open => format!("{} hard messages are not yet said", in_words(open)),
    }
}

/// A hard message, ticked once it is said.
fn message_line(store: Store, messages: Memo<Vec<HardMessage>>, id: StakeholderId) -> AnyView {
    let of = Memo::new(move |_| messages.with(|it| it.iter().find(|it| it.stakeholder == id).cloned()));
    let is_said = move || of.with(|it| it.as_ref().is_some_and(|it| it.said.is_some()));
    let say = move |said: Option<Date>| {
        let Some(mut person) = store.office.with_untracked(|it| it.stakeholders.stakeholder(id).cloned())
        else {
            return;
        };
        person.hard_message_said = said;
        store.commit(Edit::Stakeholders(StakeholdersChange::Set(Box::new(person))));
    };
    let who = move || of.with(|it| it.as_ref().map(|it| it.who.clone()));
    let words = move || of.with(|it| it.as_ref().map(|it| format!(": {} ", it.words)));
    let state = move || {
        let said = of.with(|it| it.as_ref().and_then(|it| it.said));
        said.map_or_else(|| "Not yet said.".to_owned(), |it| format!("Said {}.", day(it)))
    };
    view! {
        <li><label class="check"><input type="checkbox" prop:checked=is_said
            on:change:target=move |event| say(event.target().checked().then(today).flatten())/>
            <span><b>{who}</b>{words}<span class="quiet">{state}</span></span></label></li>
    }
    .into_any()
}
