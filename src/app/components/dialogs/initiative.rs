//! Everything about one initiative.

mod estimate;
mod links;
mod money;
mod people;
mod progress;
mod promises;
mod pulse;
mod stages;
mod synergies;

use leptos::prelude::*;

use super::Frame;
use crate::app::components::field::{self, ChoiceField, DateField, TextAreaField, TextField};
use crate::app::components::icon::{Icon, Sign};
use crate::app::components::scenario::what_if_it_fails;
use crate::app::format::{capitalised, percent};
use crate::app::state::session::{Dialog, Session};
use crate::app::state::simulation::Simulation;
use crate::app::state::store::Store;
use crate::exchange::cell::{kind_word, state_word};
use crate::model::edit::{Edit, InitiativeChange};
use crate::model::id::InitiativeId;
use crate::model::initiative::{Initiative, Kind, LifeCycle, Mode, WorkClass};
use crate::model::life_cycle::entry_checks;
use crate::model::validate::Place;

const KINDS: [Kind; 4] = [Kind::Project, Kind::Program, Kind::Product, Kind::Capability];
const MODES: [Mode; 3] = [Mode::Predictive, Mode::Adaptive, Mode::Hybrid];
const CLASSES: [(WorkClass, &str); 2] =
    [(WorkClass::Change, "Changes the organisation"), (WorkClass::Run, "Keeps it running")];

/// Handle on one initiative; copy it freely.
#[derive(Clone, Copy)]
struct Subject {
    id: InitiativeId,
    store: Store,
    /// None once it is deleted.
    initiative: Memo<Option<Initiative>>,
}

/// Details of an initiative; every field is an edit of its own.
#[component]
pub(super) fn InitiativeDialog(id: InitiativeId) -> impl IntoView {
    let store = expect_context::<Store>();
    let session = expect_context::<Session>();
    let subject = Subject {
        id,
        store,
        initiative: Memo::new(move |_| store.initiatives.with(|it| it.initiative(id).cloned())),
    };
    let name =
        Signal::derive(move || subject.of(|it| it.name.clone()).unwrap_or_else(|| "Deleted".to_owned()));
    let delete = move |_| {
        session.dialog.set(None);
        store.commit(Edit::RemoveInitiative(id));
    };
    view! {
        <Frame
            title=name
            note=Signal::derive(move || note(subject))
            foot=move || view! {
                <button class="button" type="button" on:click=delete><Sign icon=Icon::Bin small=true/>"Delete initiative"</button>
                <button class="button" type="button" on:click=move |_| session.dialog.set(Some(Dialog::PurposeCard(id)))>"Purpose card"</button>
                <Show when=move || subject.of(|it| it.in_plan) == Some(true)>
                    <button class="button" type="button" on:click=move |_| what_if_it_fails(store, session, id)>"What if it fails?"</button>
                </Show>
                <span class="row row-end">
                    <span class="card-note only-wide">"Every field is kept as you leave it."</span>
                    <button class="button button-primary" type="button" on:click=move |_| session.dialog.set(None)>"Done"</button>
                </span>
            }
        >
            <div class="initiative-form">
                <Gaps subject/>
                <About subject/>
                <progress::ProgressPart subject/>
                <promises::PromisesPart subject/>
                <pulse::PulsePart subject/>
                <stages::Stages subject/>
                <money::Money subject/>
                <links::Links subject/>
            </div>
        </Frame>
    }
}

/// What is still open about the initiative.
#[component]
fn Gaps(subject: Subject) -> impl IntoView {
    let gaps = Memo::new(move |_| {
        let stages =
            subject.of(|it| it.stages.iter().map(|stage| stage.id).collect::<Vec<_>>()).unwrap_or_default();
        subject.store.issues.with(|issues| {
            let here = issues.iter().filter(|issue| match issue.place {
                Place::Initiative(id) => id == subject.id,
                Place::Stage(id) => stages.contains(&id),
                _ => false,
            });
            here.map(|issue| format!("{}: {}. {}.", issue.at, issue.message, issue.remedy))
                .collect::<Vec<_>>()
        })
    });
    view! {
        <Show when=move || gaps.with(|gaps| !gaps.is_empty())>
            <ul class="initiative-gaps">
                {move || gaps.get().into_iter().map(|text| view! {
                    <li><span class="is-warn"><Sign icon=Icon::Warn small=true/></span><span>{text}</span></li>
                }).collect_view()}
            </ul>
        </Show>
    }
}

/// Names, words and dates.
#[component]
fn About(subject: Subject) -> impl IntoView {
    let text = move |of: fn(&Initiative) -> &String| {
        Signal::derive(move || subject.of(|it| of(it).clone()).unwrap_or_default())
    };
    let pick = move |of: fn(&Initiative) -> usize| Signal::derive(move || subject.of(of).unwrap_or_default());
    let change = move |change: InitiativeChange| subject.change(change);
    let kinds = Signal::stored(KINDS.map(|kind| capitalised(kind_word(kind))).to_vec());
    let states = Signal::stored(LifeCycle::ALL.map(|state| capitalised(state_word(state))).to_vec());
    let classes = Signal::stored(CLASSES.map(|(_, name)| name.to_owned()).to_vec());
    let modes = Signal::derive(move || subject.store.portfolio.with(|it| it.mode_labels.to_vec()));
    let in_plan = move || subject.of(|it| it.in_plan).unwrap_or_default();
    view! {
        <div class="form-grid">
            <TextField label="Name" value=text(|it| &it.name) on_change=move |text| change(InitiativeChange::Name(text))/>
            <TextField label="Reference" value=text(|it| &it.reference) on_change=move |text| change(InitiativeChange::Reference(text))/>
            <TextField label="Department" value=text(|it| &it.department) on_change=move |text| change(InitiativeChange::Department(text))/>
            <ChoiceField label="Kind" options=kinds value=pick(|it| it.kind as usize) on_change=move |at| change(InitiativeChange::Kind(KINDS[at]))/>
            <ChoiceField label="Delivery mode" options=modes value=pick(|it| it.mode as usize) on_change=move |at| change(InitiativeChange::Mode(MODES[at]))/>
            <ChoiceField label="State" options=states value=pick(|it| it.state as usize) on_change=move |at| change(InitiativeChange::State(LifeCycle::ALL[at]))/>
            <DateField label="In this state since" value=Signal::derive(move || subject.of(|it| it.state_since).flatten())
                on_change=move |day| change(InitiativeChange::StateSince(day))/>
            <ChoiceField label="Class" options=classes value=pick(|it| it.class as usize) on_change=move |at| change(InitiativeChange::Class(CLASSES[at].0))/>
            <TextField label="Sponsor" value=text(|it| &it.sponsor) on_change=move |text| change(InitiativeChange::Sponsor(text))/>
            <TextField label="Owner" value=text(|it| &it.owner) on_change=move |text| change(InitiativeChange::Owner(text))/>
            <DateField label="Earliest start" value=Signal::derive(move || subject.of(|it| it.earliest_start).flatten())
                on_change=move |day| change(InitiativeChange::EarliestStart(day))/>
            <DateField label="Needed by" value=Signal::derive(move || subject.of(|it| it.needed_by).flatten())
                on_change=move |day| change(InitiativeChange::NeededBy(day))/>
            <label class="row plan-field">
                <input type="checkbox" prop:checked=in_plan on:change:target=move |event| {
                    drop(change(InitiativeChange::InPlan(event.target().checked())));
                }/>
                "In the plan"
            </label>
        </div>
        <NextState subject/>
        <TextAreaField label="Approved outcome: what it was approved for" value=text(|it| &it.approved_outcome)
            on_change=move |text| change(InitiativeChange::ApprovedOutcome(text))/>
    }
}

/// What the next state asks for, and whether it is there.
#[component]
fn NextState(subject: Subject) -> impl IntoView {
    let checks = Memo::new(move |_| {
        subject.of(|it| {
            let next = it.state.next()?;
            let open = entry_checks(it).into_iter().filter(|check| check.state <= next && !check.is_met);
            Some((next, open.map(|check| check.what).collect::<Vec<_>>()))
        })
    });
    let text = move || {
        let (next, open) = checks.get().flatten()?;
        let next = capitalised(state_word(next));
        Some(match open.as_slice() {
            [] => format!("Ready to enter {next}: everything it asks for is written down."),
            open => format!("Before it enters {next}, write down {}.", open.join(", ")),
        })
    };
    view! { <p class="card-note">{text}</p> }
}

impl Subject {
    /// A part of the initiative as it is; untracked, and empty once it is deleted.
    fn of_now<T: Default>(&self, part: impl FnOnce(&Initiative) -> T) -> T {
        self.initiative.with_untracked(|it| it.as_ref().map(part)).unwrap_or_default()
    }

    /// A part of the initiative; tracked.
    fn of<T>(&self, part: impl FnOnce(&Initiative) -> T) -> Option<T> {
        self.initiative.with(|it| it.as_ref().map(part))
    }

    /// Changes it, or says why not.
    fn change(&self, change: InitiativeChange) -> Result<(), String> {
        field::apply(self.store, Edit::Initiative { initiative: self.id, change })
    }
}

/// Place in the order of priority, and the chance to be on time.
fn note(subject: Subject) -> String {
    let simulation = expect_context::<Simulation>();
    let place = subject
        .store
        .initiatives
        .with(|it| it.list.iter().position(|it| it.id == subject.id).map(|place| (place + 1, it.list.len())));
    let chance = simulation.report.with(|report| {
        report.as_ref().and_then(|report| report.initiatives.iter().find(|it| it.id == subject.id)?.on_time)
    });
    let place = place.map_or_else(String::new, |(place, all)| format!("Priority {place} of {all}"));
    chance.map_or(place.clone(), |chance| {
        format!("{place} · finished when needed in {} of the runs", percent(chance))
    })
}
