//! Growth path: what is shown goes by how far the office has grown, and all of it is one press away.

use leptos::prelude::*;

use super::Page;
use super::office::OfficeView;
use crate::app::state::session::Session;
use crate::app::state::store::Store;
use crate::model::office::charter::Growth;

/// What is shown: the level that holds, or none where everything is shown.
#[derive(Clone, Copy)]
pub struct Shown(Memo<Option<Growth>>);

/// A part of the charter view that some offices do not need yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CharterPart {
    /// Stakeholders, contacts, processes, credibility.
    People,
    /// Kinds and ways of work, staff.
    Work,
    /// Other offices.
    Network,
}

impl Shown {
    /// Follows charter and session.
    pub fn new(store: Store, session: Session) -> Self {
        Self(Memo::new(move |_| {
            let growth = store.office.with(|it| it.charter.head.growth);
            growth.filter(|_| !session.shows_all.get())
        }))
    }

    fn reaches(self, least: Growth) -> bool {
        self.0.get().is_none_or(|growth| growth >= least)
    }

    /// Whether anything is held back.
    pub fn is_reduced(self) -> Option<Growth> {
        self.0.get().filter(|growth| *growth < Growth::Network)
    }

    /// Whether `page` belongs to what is shown.
    pub fn page(self, page: Page) -> bool {
        match page {
            Page::Select | Page::Compare => self.reaches(Growth::Team),
            _ => true,
        }
    }

    /// Whether `view` of the PMO page does.
    pub fn view(self, view: OfficeView) -> bool {
        match view {
            OfficeView::Assess | OfficeView::Roadmap => self.reaches(Growth::Team),
            OfficeView::Leader => self.reaches(Growth::Domain),
            OfficeView::Result | OfficeView::Charter => true,
        }
    }

    /// Whether `part` of the charter view does.
    pub fn part(self, part: CharterPart) -> bool {
        self.reaches(match part {
            CharterPart::People => Growth::Team,
            CharterPart::Work => Growth::Domain,
            CharterPart::Network => Growth::Network,
        })
    }
}
