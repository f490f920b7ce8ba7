//! Charter & stakeholders: what the office is for, whom it needs, what it asks of people, and what was before.

mod accountability;
mod executive;
mod head;
mod history;
mod integration;
mod matrix;
mod meeting;
mod paper;
pub(super) mod people;
mod person;
mod picture;
mod processes;
mod reviews;
mod roll_up;
mod scope;
mod services;
mod staff;
mod start;
mod strategy;
mod support;
mod ties;
mod value;
mod why;

use std::sync::Arc;

use leptos::prelude::*;

use super::registers::RegisterCard;
use crate::analysis::charter::{CharterReport, QuestionCard, charter};
use crate::app::clock::today;
use crate::app::components::icon::{Icon, Sign};
use crate::app::components::segmented::Segmented;
use crate::app::format::{count, day, in_words};
use crate::app::pages::growth::{CharterPart, Shown};
use crate::app::state::session::Session;
use crate::app::state::store::Store;
use crate::model::edit::{CharterChange, Edit};
use crate::model::id::StakeholderId;
use crate::model::office::charter::{CharterHead, Growth};
use crate::model::office::registers::Register;
use crate::model::office::stakeholder::Stakeholder;

/// Handle on the view; copy it freely.
#[derive(Clone, Copy)]
pub(super) struct CharterState {
    store: Store,
    session: Session,
    report: Memo<Arc<CharterReport>>,
    /// Whose form is open.
    selected: RwSignal<Option<StakeholderId>>,
    /// The page to print that is shown; none shows the view.
    paper: RwSignal<Option<Page>>,
}

/// A page to print.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Page {
    /// What the office does and does not do.
    Charter,
    /// What it was worth.
    Value,
    /// What it answers for.
    Accountability,
    /// What executives need to know and to do.
    Executive,
    /// What to take along to a meeting.
    Meeting(StakeholderId),
}

impl CharterState {
    /// Stakeholders and their names, in order.
    fn people(self) -> Memo<Vec<(StakeholderId, String)>> {
        let named = |it: &Stakeholder| (it.id, it.name.clone());
        Memo::new(move |_| self.store.office.with(|it| it.stakeholders.list.iter().map(named).collect()))
    }

    /// Changes the head of the charter.
    fn head(self, change: impl FnOnce(&mut CharterHead)) -> Result<(), String> {
        let mut head = self.store.office.with_untracked(|office| office.charter.head.clone());
        change(&mut head);
        self.commit(CharterChange::Head(Box::new(head)))
    }

    /// Commits a change of the charter, or says why not.
    fn commit(self, change: CharterChange) -> Result<(), String> {
        crate::app::components::field::apply(self.store, Edit::Charter(change))
    }
}

/// The view.
#[component]
pub(super) fn CharterView() -> impl IntoView {
    let store = expect_context::<Store>();
    let report = Memo::new(move |_| store.document.with(|document| Arc::new(charter(document, today()))));
    let state = CharterState {
        store,
        session: expect_context::<Session>(),
        report,
        selected: RwSignal::new(None),
        paper: RwSignal::new(None),
    };
    provide_context(state);
    move || match state.paper.get() {
        Some(Page::Charter) => view! { <paper::Paper/> }.into_any(),
        Some(Page::Meeting(id)) => view! { <meeting::MeetingPaper id/> }.into_any(),
        Some(Page::Executive) => view! { <executive::ExecutivePaper/> }.into_any(),
        Some(Page::Accountability) => view! { <accountability::AccountabilityPaper/> }.into_any(),
        Some(Page::Value) => view! { <value::ValuePaper/> }.into_any(),
        None => view! { <Cards/> }.into_any(),
    }
}

#[component]
fn Cards() -> impl IntoView {
    let state = expect_context::<CharterState>();
    let shown = expect_context::<Shown>();
    let questions = move || state.report.with(|it| it.questions.clone());
    let warnings = move || state.report.with(|it| it.warnings.clone());
    view! {
        <div class="page">
            <div class="page-header">
                <div class="office-finding"><h1>{move || state.report.with(|it| title(it))}</h1><p>{move || line(state)}</p></div>
                <div class="page-actions">
                    <button class="button" type="button" on:click=move |_| state.paper.set(Some(Page::Executive))>"For executives, on one page"</button>
                    <button class="button button-primary" type="button" on:click=move |_| state.paper.set(Some(Page::Charter))>"What we do, on one page"</button>
                </div>
            </div>
            <section class="card charter-questions" aria-label="Four questions">
                {move || questions().into_iter().map(|card| view! { <Question card/> }).collect_view()}
            </section>
            <why::WhyCard/>
            <Show when=move || !warnings().is_empty()>
                <section class="card" aria-labelledby="charter-warnings">
                    <h2 id="charter-warnings">"Worth a thought"</h2>
                    <ul class="list charter-warnings">{move || warnings().into_iter().map(|words| view! {
                        <li class="list-item"><span class="is-warn"><Sign icon=Icon::Warn small=true/></span><span>{words}</span></li>
                    }).collect_view()}</ul>
                </section>
            </Show>
            <GrowthCard/>
            <Show when=move || shown.part(CharterPart::People)>
                <div class="split charter-split">
                    <div class="stack"><picture::PictureCard/><people::PeopleCard/><people::ContactCard/></div>
                    <person::PersonCard/>
                </div>
            </Show>
            <services::ServicesCard/>
            <Show when=move || shown.part(CharterPart::Work)><integration::IntegrationCard/><strategy::StrategyCard/><staff::StaffCard/></Show>
            <value::ValueCard/>
            <div class="split split-half">
                <Show when=move || shown.part(CharterPart::People)>
                    <div class="stack"><processes::ProcessesCard/><people::CredibilityCard/><history::PastCard/></div>
                </Show>
                <head::HeadCard/>
            </div>
            <Show when=move || shown.part(CharterPart::Work)>
            <div class="split split-half">
                <RegisterCard title="Issues and support" registers=&[Register::Issue, Register::Recovery, Register::Support, Register::Finished]/>
                <RegisterCard title="Audits and documents" registers=&[Register::Audit, Register::Gate, Register::Document]/>
            </div>
            <div class="split split-half">
                <RegisterCard title="How the processes are used" registers=&[Register::Review, Register::Use]/>
                <RegisterCard title="Tools and sources" registers=&[Register::Tool, Register::Source]/>
            </div>
            </Show>
            <Show when=move || shown.part(CharterPart::People) && shown.part(CharterPart::Network)><history::NetworkCard/></Show>
        </div>
    }
}

/// How far the office has grown, and so what is shown.
#[component]
fn GrowthCard() -> impl IntoView {
    let state = expect_context::<CharterState>();
    let shown = expect_context::<Shown>();
    let growth = Memo::new(move |_| state.store.office.with(|it| it.charter.head.growth));
    let choices = std::iter::once((None, "Everything")).chain(Growth::ALL.map(|it| (Some(it), it.words())));
    let note = move || match growth.get() {
        None => {
            "What is shown can follow how far your PMO has grown: from one person to a network of offices."
        }
        Some(Growth::Solo) => {
            "Intake, rank, capacity, pivot and report: what one person needs. The rest waits."
        }
        Some(Growth::Team) => "Select, Compare, the assessment, stakeholders and the roadmap have joined.",
        Some(Growth::Domain) => "The leader, the staffing plan and services by kind of work have joined.",
        Some(Growth::Network) => "Everything, with the other offices and what you share with them.",
    };
    view! {
        <section class="card growth-card" aria-labelledby="growth-title">
            <div class="card-header"><div>
                <h2 id="growth-title">"How far has your PMO grown?"</h2>
                <p class="card-note">{note}</p>
            </div></div>
            <div class="row">
                <Segmented legend="How far the PMO has grown" name="growth" choices value=growth on_choose=move |choice| {
                    state.session.shows_all.set(false);
                    drop(state.head(|it| it.growth = choice));
                }/>
                {move || shown.is_reduced().map(|_| view! { <button class="button-link" type="button" on:click=move |_| state.session.shows_all.set(true)>"Show all"</button> })}
                {move || (state.session.shows_all.get() && growth.get().is_some()).then(|| view! {
                    <button class="button-link" type="button" on:click=move |_| state.session.shows_all.set(false)>"Show what it needs only"</button>
                })}
            </div>
        </section>
    }
}

/// One of the four questions.
#[component]
fn Question(card: QuestionCard) -> impl IntoView {
    let missing = (!card.missing.is_empty()).then(|| format!("Still to write: {}.", card.missing.join(", ")));
    view! {
        <div>
            <h2>{card.question}</h2>
            {card.answer.into_iter().map(|sentence| view! { <p>{sentence}</p> }).collect_view()}
            {missing.map(|words| view! { <p class="charter-missing">{words}</p> })}
        </div>
    }
}

/// What the view finds, computed from the data.
fn title(report: &CharterReport) -> String {
    let unmet = report.expectations.iter().filter(|it| !it.is_met).count();
    let late: Vec<_> = report.stakeholders.iter().filter(|it| it.is_overdue && it.due_days < 90).collect();
    let wishes = match unmet {
        0 => None,
        1 => Some("One wish has no service behind it".to_owned()),
        many => Some(format!("{} wishes have no service behind them", in_words(many))),
    };
    let talks = late.first().map(|first| match first.days_since {
        Some(days) => format!("{} was last spoken to {} ago", first.name, count_days(days)),
        None => format!("{} was never spoken to", first.name),
    });
    match (wishes, talks) {
        (Some(wishes), Some(talks)) => format!("{wishes}, and {talks}"),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) if report.stakeholders.is_empty() => {
            "What is your PMO for, and whom does it need?".to_owned()
        }
        (None, None) => "Every wish has a service, and everybody of power was spoken to".to_owned(),
    }
}

fn line(state: CharterState) -> String {
    let head = state.store.office.with(|office| office.charter.head.clone());
    let mut parts: Vec<String> =
        [head.label, head.domain].into_iter().filter(|it| !it.trim().is_empty()).collect();
    state.report.with(|report| {
        parts.push(count(report.stakeholders.len(), "stakeholder", "stakeholders"));
        if let (Some(date), true) = (report.day, report.is_day_of_log) {
            parts.push(format!("as of {}, the last entry of the contact log", day(date)));
        }
    });
    parts.join(" · ")
}

/// "3 days".
fn count_days(days: i32) -> String {
    count(usize::try_from(days).unwrap_or(0), "day", "days")
}
