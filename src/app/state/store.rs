//! The document as signals: one writable history, one signal for each section.
//!
//! A section is told of a change only if it changed itself: who reads the people is not asked again at every step of a
//! weight that is dragged.
//!
//! While a scenario is chosen, everything shows the plan as the scenario has it,
//! and every edit is an edit of the scenario.

use std::time::Duration;

use leptos::prelude::*;

use super::session::{Notice, Session};
use crate::app::clock::{now_ms, today};
use crate::model::document::Document;
use crate::model::edit::Edit;
use crate::model::history::History;
use crate::model::id::ScenarioId;
use crate::model::initiative::Initiatives;
use crate::model::office::Office;
use crate::model::people::People;
use crate::model::portfolio::Portfolio;
use crate::model::scoring::Scoring;
use crate::model::shared::Shared;
use crate::model::strategy::Strategy;
use crate::model::validate::{Issue, validate};
use crate::model::workshop::Workshop;

/// Handle on the open document; copy it freely.
#[derive(Clone, Copy)]
pub struct Store {
    history: RwSignal<History>,
    session: Session,
    sections: Sections,
    chosen: RwSignal<Option<ScenarioId>>,
    /// What is set aside while somebody practises, with the way back through its past.
    set_aside: RwSignal<Option<History>>,
    /// The plan of record with its scenarios: what is shared.
    pub plan: Memo<Document>,
    /// The same, but what is set aside while somebody practises: what is saved.
    pub lasting: Memo<Document>,
    /// The scenario that is worked in; none is the plan.
    pub scenario: Memo<Option<ScenarioId>>,
    /// Why the plan no longer admits the scenario that is worked in; the plan is shown then.
    pub scenario_problem: Memo<Option<String>>,
    /// The plan, or the plan as the scenario has it.
    pub document: Memo<Document>,
    /// The same before the gesture that goes on, or else the last one; none where nothing can be undone.
    pub previous: Memo<Option<Document>>,
    /// Name, money, calendar, simulation settings.
    pub portfolio: ReadSignal<Shared<Portfolio>>,
    /// Strategic objectives.
    pub strategy: ReadSignal<Shared<Strategy>>,
    /// Criteria.
    pub scoring: ReadSignal<Shared<Scoring>>,
    /// Initiatives in priority order.
    pub initiatives: ReadSignal<Shared<Initiatives>>,
    /// Roles.
    pub people: ReadSignal<Shared<People>>,
    /// The office and its assessments.
    pub office: ReadSignal<Shared<Office>>,
    /// Opinions of several people, and what they talk about.
    pub workshop: ReadSignal<Shared<Workshop>>,
    /// Told after all sections that have changed: who follows it within an edit sees none that has not.
    pub whole: Trigger,
    /// What is wrong with the document, and where.
    pub issues: Memo<Vec<Issue>>,
    /// Whether edit follows edit, as while something is dragged; no longer once they rest.
    pub is_moving: ReadSignal<bool>,
    motion: Motion,
}

/// Edits that follow each other.
#[derive(Clone, Copy)]
struct Motion {
    is_moving: RwSignal<bool>,
    last_ms: StoredValue<f64>,
    rest: StoredValue<Option<TimeoutHandle>>,
}

/// Edits further apart than this are not one motion.
const MOTION: Duration = Duration::from_millis(200);

impl Motion {
    fn new() -> Self {
        Self {
            is_moving: RwSignal::new(false),
            last_ms: StoredValue::new(f64::NEG_INFINITY),
            rest: StoredValue::new(None),
        }
    }

    /// One more edit.
    fn go_on(self) {
        let now = now_ms();
        let last = self.last_ms.get_value();
        self.last_ms.set_value(now);
        if now - last > MOTION.as_secs_f64() * 1e3 {
            return;
        }
        if !self.is_moving.get_untracked() {
            self.is_moving.set(true);
        }
        if let Some(handle) = self.rest.get_value() {
            handle.clear();
        }
        let rest = move || self.is_moving.set(false);
        self.rest.set_value(set_timeout_with_handle(rest, MOTION).ok());
    }

    /// What comes now is no edit that follows another.
    fn stop(self) {
        if let Some(handle) = self.rest.try_update_value(Option::take).flatten() {
            handle.clear();
        }
        self.last_ms.set_value(f64::NEG_INFINITY);
        if self.is_moving.get_untracked() {
            self.is_moving.set(false);
        }
    }
}

/// Each section of the document that is shown.
#[derive(Clone, Copy)]
struct Sections {
    portfolio: RwSignal<Shared<Portfolio>>,
    strategy: RwSignal<Shared<Strategy>>,
    scoring: RwSignal<Shared<Scoring>>,
    initiatives: RwSignal<Shared<Initiatives>>,
    people: RwSignal<Shared<People>>,
    office: RwSignal<Shared<Office>>,
    workshop: RwSignal<Shared<Workshop>>,
    whole: Trigger,
}

impl Sections {
    fn new(document: &Document) -> Self {
        Self {
            portfolio: RwSignal::new(document.portfolio.clone()),
            strategy: RwSignal::new(document.strategy.clone()),
            scoring: RwSignal::new(document.scoring.clone()),
            initiatives: RwSignal::new(document.initiatives.clone()),
            people: RwSignal::new(document.people.clone()),
            office: RwSignal::new(document.office.clone()),
            workshop: RwSignal::new(document.workshop.clone()),
            whole: Trigger::new(),
        }
    }

    /// Tells who reads a section that it has changed, if it has; then who reads several.
    fn renew(self, document: &Document) {
        fn renewed<T: PartialEq + Clone + Send + Sync + 'static>(
            known: RwSignal<Shared<T>>,
            now: &Shared<T>,
        ) {
            if known.with_untracked(|known| known != now) {
                known.set(now.clone());
            }
        }
        renewed(self.portfolio, &document.portfolio);
        renewed(self.strategy, &document.strategy);
        renewed(self.scoring, &document.scoring);
        renewed(self.initiatives, &document.initiatives);
        renewed(self.people, &document.people);
        renewed(self.office, &document.office);
        renewed(self.workshop, &document.workshop);
        self.whole.notify();
    }
}

impl Store {
    /// Opens `document`, with nothing to undo.
    pub fn new(document: Document, session: Session) -> Self {
        let history = RwSignal::new(History::new(document));
        let plan = Memo::new(move |_| history.with(|history| history.present().clone()));
        let chosen = RwSignal::new(None::<ScenarioId>);
        let set_aside = RwSignal::new(None::<History>);
        let lasting = Memo::new(move |_| {
            set_aside.with(|kept| kept.as_ref().map_or_else(|| plan.get(), |kept| kept.present().clone()))
        });
        let scenario = Memo::new(move |_| {
            chosen.get().filter(|id| plan.with(|plan| plan.scenarios.scenario(*id).is_some()))
        });
        let shown = Memo::new(move |_| {
            plan.with(|plan| scenario.get().map_or_else(|| Ok(plan.clone()), |id| plan.with_scenario(id)))
        });
        let document = Memo::new(move |_| shown.get().unwrap_or_else(|_| plan.get()));
        let motion = Motion::new();
        let sections = Sections::new(&document.get_untracked());
        let previous = Memo::new(move |_| {
            let before = history.with(|history| history.previous().cloned())?;
            match scenario.get() {
                Some(id) => before.with_scenario(id).ok(),
                None => Some(before),
            }
        });
        Self {
            history,
            session,
            sections,
            chosen,
            set_aside,
            plan,
            lasting,
            previous,
            scenario,
            scenario_problem: Memo::new(move |_| {
                shown.with(|shown| shown.as_ref().err().map(ToString::to_string))
            }),
            document,
            portfolio: sections.portfolio.read_only(),
            strategy: sections.strategy.read_only(),
            scoring: sections.scoring.read_only(),
            initiatives: sections.initiatives.read_only(),
            people: sections.people.read_only(),
            office: sections.office.read_only(),
            workshop: sections.workshop.read_only(),
            whole: sections.whole,
            issues: Memo::new(move |_| document.with(validate)),
            is_moving: motion.is_moving.read_only(),
            motion,
        }
    }

    /// Works in `scenario` from now on, or in the plan.
    pub fn choose(&self, scenario: Option<ScenarioId>) {
        self.settle();
        self.motion.stop();
        self.chosen.set(scenario);
        self.renew();
    }

    /// Sets what is open aside: until the practice ends, nothing that is done is kept.
    pub fn practise(&self) {
        self.choose(None);
        if self.set_aside.with_untracked(Option::is_none) {
            self.set_aside.set(Some(self.history.get_untracked()));
        }
    }

    /// Whether somebody practises; tracked.
    pub fn is_practice(&self) -> bool {
        self.set_aside.with(Option::is_some)
    }

    /// Brings back what was set aside, as it was; with `keep`, what was made in practice follows as one step of undo.
    pub fn end_practice(&self, keep: bool) {
        let Some(kept) = self.set_aside.try_update(Option::take).flatten() else { return };
        let made = self.plan.get_untracked();
        self.choose(None);
        self.history.set(kept);
        self.renew();
        if keep {
            self.commit(Edit::ReplaceDocument { label: "practice".to_owned(), document: Box::new(made) });
        }
    }

    /// Applies `edit` where one works; a refused one becomes a notice. Returns whether it was applied.
    pub fn edit(&self, edit: Edit) -> bool {
        if matches!(edit, Edit::ReplaceDocument { .. }) {
            // Its scenarios are others, whatever their numbers.
            self.choose(None);
        }
        let edit = self.document.with_untracked(|document| edit.dated(document, today()));
        let scenario = self.scenario.get_untracked();
        let outcome = self.history.try_update(|history| match scenario {
            Some(scenario) => history.edit_scenario(scenario, &edit),
            None => history.edit(&edit),
        });
        match outcome {
            Some(Ok(())) => {
                self.motion.go_on();
                self.renew();
                true
            }
            Some(Err(error)) => {
                self.session.tell(Notice::stop("Not changed", error.to_string()));
                false
            }
            None => false,
        }
    }

    /// Ends a gesture: what follows is an undo step of its own.
    pub fn settle(&self) {
        self.history.update_untracked(History::settle);
    }

    /// Applies `edit` as a step of its own.
    pub fn commit(&self, edit: Edit) {
        self.try_commit(edit);
    }

    /// The same; returns whether it was applied.
    pub fn try_commit(&self, edit: Edit) -> bool {
        self.settle();
        let done = self.edit(edit);
        self.settle();
        done
    }

    /// Goes one step back.
    pub fn undo(&self) {
        self.motion.stop();
        self.history.update(|history| drop(history.undo()));
        self.renew();
    }

    /// Goes one step forward again.
    pub fn redo(&self) {
        self.motion.stop();
        self.history.update(|history| drop(history.redo()));
        self.renew();
    }

    /// What undo would take back; tracked.
    pub fn undo_label(&self) -> Option<String> {
        self.history.with(|history| history.undo_label().map(str::to_owned))
    }

    /// What redo would do again; tracked.
    pub fn redo_label(&self) -> Option<String> {
        self.history.with(|history| history.redo_label().map(str::to_owned))
    }

    fn renew(&self) {
        self.document.with_untracked(|document| self.sections.renew(document));
    }

    /// A number for a new object of the document; see [`Document::fresh_id`].
    pub fn fresh_id(&self, next: u32) -> u32 {
        self.document.with_untracked(|document| document.fresh_id(next))
    }
}
