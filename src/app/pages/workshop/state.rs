//! What the workshop page shows: derived from the document, but for a few choices of its own.

use std::sync::Arc;

use leptos::prelude::*;

use crate::analysis::workshop::{WorkshopReport, report};
use crate::app::components::ballot_exchange::key_edit;
use crate::app::state::session::Session;
use crate::app::state::store::Store;
use crate::exchange::ballot::BallotRequest;
use crate::model::edit::{Edit, WorkshopChange};
use crate::model::finite::Finite;
use crate::model::id::{CriterionId, InitiativeId, ParticipantId};
use crate::model::shared::Shared;
use crate::model::workshop::{Participant, Workshop};

/// Handle on the page; copy it freely.
#[derive(Clone, Copy)]
pub(super) struct WorkshopState {
    pub(super) store: Store,
    pub(super) session: Session,
    /// Part of the page.
    pub(super) tab: RwSignal<Tab>,
    /// How people take part.
    pub(super) way: RwSignal<Way>,
    /// Whose sheet is open.
    pub(super) sheet: RwSignal<Option<OpenSheet>>,
    /// The cell whose answers are spelt out.
    pub(super) cell: RwSignal<Option<(InitiativeId, CriterionId)>>,
    pub(super) workshop: ReadSignal<Shared<Workshop>>,
    /// Rounds that have begun.
    pub(super) rounds: Memo<usize>,
    /// People who said something in this round.
    pub(super) answered: Memo<usize>,
    /// Whether there is anything to reveal.
    pub(super) has_opinions: Memo<bool>,
    pub(super) is_revealed: Memo<bool>,
    /// What is asked.
    pub(super) request: Memo<Arc<BallotRequest>>,
    /// What the round has found, once it is revealed; or why it cannot be ranked.
    pub(super) report: Memo<Option<Result<Arc<WorkshopReport>, String>>>,
}

/// Part of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Tab {
    /// People, ballots, results.
    #[default]
    Opinions,
    /// What is talked about, and the clock.
    Agenda,
    /// What sponsor and team said beforehand.
    Interviews,
}

/// How people take part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Way {
    /// A file, link or text each.
    #[default]
    Ballots,
    /// The laptop goes from one to the next.
    HandRound,
    /// The facilitator writes down what is said.
    Room,
}

/// A sheet in somebody's hands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct OpenSheet {
    pub(super) participant: ParticipantId,
    /// Whether the person has said that the laptop is in the right hands.
    pub(super) is_uncovered: bool,
}

impl Tab {
    pub(super) const ALL: [(Self, &'static str); 3] =
        [(Self::Opinions, "Opinions"), (Self::Agenda, "Agenda"), (Self::Interviews, "Interviews")];
}

impl WorkshopState {
    /// Follows the document.
    pub(super) fn new() -> Self {
        let store = expect_context::<Store>();
        let workshop = store.workshop;
        let is_revealed = Memo::new(move |_| workshop.with(|it| it.is_revealed()));
        Self {
            store,
            session: expect_context::<Session>(),
            tab: RwSignal::new(Tab::default()),
            way: RwSignal::new(Way::default()),
            sheet: RwSignal::new(None),
            cell: RwSignal::new(None),
            workshop,
            rounds: Memo::new(move |_| workshop.with(|it| it.rounds.len())),
            answered: Memo::new(move |_| {
                workshop.with(|it| it.participants.iter().filter(|person| it.has_spoken(person.id)).count())
            }),
            has_opinions: Memo::new(move |_| {
                workshop.with(|it| it.round().is_some_and(|round| !round.opinions.is_empty()))
            }),
            is_revealed,
            request: Memo::new(move |_| {
                store.document.with(|document| Arc::new(BallotRequest::of(document)))
            }),
            report: Memo::new(move |_| {
                if !is_revealed.get() {
                    return None;
                }
                store.document.with(|document| match report(document) {
                    Ok(found) => found.map(|found| Ok(Arc::new(found))),
                    Err(error) => Some(Err(error.to_string())),
                })
            }),
        }
    }

    /// Changes the workshop as a step of its own.
    pub(super) fn change(&self, change: WorkshopChange) {
        self.store.commit(Edit::Workshop(change));
    }

    /// Begins the first round if none has, and gives the workshop its key, so that ballots find back.
    pub(super) fn begin(&self) {
        let mut edits = Vec::new();
        edits.extend(key_edit(self.store));
        if self.rounds.get_untracked() == 0 {
            edits.push(Edit::Workshop(WorkshopChange::NextRound));
        }
        if !edits.is_empty() {
            self.store.commit(Edit::Several { label: "beginning of the workshop".to_owned(), edits });
        }
    }

    /// Adds a participant; none if the name was refused.
    pub(super) fn add_person(&self, name: &str) -> Option<ParticipantId> {
        let id = ParticipantId(self.store.fresh_id(0));
        let (name, group) = (name.trim().to_owned(), String::new());
        let added = Participant { id, name, group, weight: Finite::ONE };
        self.store.try_commit(Edit::Workshop(WorkshopChange::AddParticipant(added))).then_some(id)
    }

    /// Scores for one person; a refused score becomes a notice.
    pub(super) fn score(
        &self,
        participant: ParticipantId,
        initiative: InitiativeId,
        criterion: CriterionId,
        score: Option<Finite>,
    ) -> bool {
        let change = WorkshopChange::SetScore { participant, initiative, criterion, score };
        self.store.try_commit(Edit::Workshop(change))
    }

    /// Name of a participant; tracked.
    pub(super) fn name(&self, participant: ParticipantId) -> String {
        self.workshop.with(|it| it.participant(participant).map_or_else(String::new, |it| it.name.clone()))
    }
}
