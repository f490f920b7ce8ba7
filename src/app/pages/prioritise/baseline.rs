//! What the ranks of now are compared with.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;

use crate::analysis::score::{RankingReport, rank};
use crate::app::state::simulation::Simulation;
use crate::app::state::store::Store;
use crate::model::document::Document;
use crate::model::id::InitiativeId;

/// Ranks before, by initiative.
pub(super) type Ranks = BTreeMap<InitiativeId, u32>;

/// Which "before" it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Against {
    /// Before the gesture that goes on, or else the last change.
    LastChange,
    /// When the page was opened.
    Opened,
    /// The plan, from within a what-if.
    Plan,
}

/// Handle on the ranks before; copy it freely.
#[derive(Clone, Copy)]
pub(super) struct Baseline {
    /// What was asked for; none for the most telling one.
    pub(super) asked: RwSignal<Option<Against>>,
    /// What they are compared with.
    pub(super) against: Memo<Against>,
    /// Ranks before; empty where nothing could be ranked.
    pub(super) ranks: Memo<Arc<Ranks>>,
}

impl Baseline {
    pub(super) fn new(store: Store, simulation: Simulation) -> Self {
        let asked = RwSignal::new(None);
        let opened =
            Arc::new(simulation.ranking.get_untracked().map_or_else(|_| Ranks::new(), |it| ranks(&it)));
        let against = Memo::new(move |_| match (asked.get(), store.scenario.get()) {
            (Some(Against::Plan) | None, None) => Against::LastChange,
            (Some(asked), _) => asked,
            (None, Some(_)) => Against::Plan,
        });
        // Ranked anew only when the "before" changes, not at every step of a drag.
        let before = Memo::new(move |_| match against.get() {
            Against::Opened => None,
            Against::LastChange => store.previous.get(),
            Against::Plan => Some(store.plan.get()),
        });
        let ranks = Memo::new(move |_| match (before.get(), against.get()) {
            (Some(document), _) => Arc::new(ranks_in(&document)),
            (None, Against::Opened) => Arc::clone(&opened),
            // Nothing has changed yet: before is now.
            (None, _) => Arc::new(simulation.ranking.get().map_or_else(|_| Ranks::new(), |it| ranks(&it))),
        });
        Self { asked, against, ranks }
    }

    /// In a sentence: "before the last change".
    pub(super) fn words(self) -> &'static str {
        match self.against.get() {
            Against::LastChange => "before the last change",
            Against::Opened => "when the page was opened",
            Against::Plan => "in the plan",
        }
    }
}

/// Ranks that a ranking gives.
pub(super) fn ranks(ranking: &RankingReport) -> Ranks {
    ranking.ranking.iter().map(|row| (row.id, row.rank)).collect()
}

/// Ranks in a whole document; none where nothing can be ranked.
pub(super) fn ranks_in(document: &Document) -> Ranks {
    rank(&document.scoring, &document.initiatives, &document.people)
        .map_or_else(|_| Ranks::new(), |report| ranks(&report))
}
