//! One page for each question: what there is, what matters, what to do of it, who can do it when, what else
//! could be done, how good the office is.

pub mod capacity;
pub mod compare;
pub mod growth;
pub mod office;
pub mod portfolio;
pub mod prioritise;
pub mod select;
pub mod workshop;

use leptos::prelude::*;

use super::components::icon::Icon;
use super::state::session::Session;

/// The pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Page {
    /// What there is.
    #[default]
    Portfolio,
    /// What matters.
    Prioritise,
    /// What to do of it.
    Select,
    /// What several people think; part of prioritising.
    Workshop,
    /// Who can do it when.
    Capacity,
    /// What else could be done.
    Compare,
    /// How good the office is.
    Office,
}

impl Page {
    /// In the order of the rail and of the keys.
    pub const ALL: [Self; 6] =
        [Self::Portfolio, Self::Prioritise, Self::Select, Self::Capacity, Self::Compare, Self::Office];

    /// The address's fragment.
    pub const fn fragment(self) -> &'static str {
        match self {
            Self::Portfolio => "#/portfolio",
            Self::Prioritise => "#/prioritise",
            Self::Select => "#/select",
            Self::Workshop => "#/prioritise/workshop",
            Self::Capacity => "#/capacity",
            Self::Compare => "#/compare",
            Self::Office => "#/pmo",
        }
    }

    /// The page at `fragment`; the first one for anything else.
    pub fn from_fragment(fragment: &str) -> Self {
        Self::ALL
            .into_iter()
            .chain([Self::Workshop])
            .find(|page| page.fragment() == fragment)
            .unwrap_or_default()
    }

    /// In the rail.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Portfolio => "Portfolio",
            Self::Prioritise => "Prioritise",
            Self::Select => "Select",
            Self::Workshop => "Workshop",
            Self::Capacity => "Capacity",
            Self::Compare => "Compare",
            Self::Office => "PMO",
        }
    }

    /// The page of the rail that it belongs to.
    #[must_use]
    pub const fn in_rail(self) -> Self {
        match self {
            Self::Workshop => Self::Prioritise,
            page => page,
        }
    }

    /// In the rail.
    pub const fn icon(self) -> Icon {
        match self {
            Self::Portfolio => Icon::Portfolio,
            Self::Prioritise => Icon::Prioritise,
            Self::Select => Icon::Select,
            Self::Workshop => Icon::People,
            Self::Capacity => Icon::Capacity,
            Self::Compare => Icon::Compare,
            Self::Office => Icon::Pmo,
        }
    }
}

/// The page that the address names.
#[component]
pub fn CurrentPage() -> impl IntoView {
    let session = expect_context::<Session>();
    Effect::new(move |_| document().set_title(&format!("{} · PMO Workbench", session.page.get().name())));
    move || match session.page.get() {
        Page::Portfolio => view! { <portfolio::PortfolioPage/> }.into_any(),
        Page::Prioritise => view! { <prioritise::PrioritisePage/> }.into_any(),
        Page::Select => view! { <select::SelectPage/> }.into_any(),
        Page::Workshop => view! { <workshop::WorkshopPage/> }.into_any(),
        Page::Capacity => view! { <capacity::CapacityPage/> }.into_any(),
        Page::Compare => view! { <compare::ComparePage/> }.into_any(),
        Page::Office => view! { <office::OfficePage/> }.into_any(),
    }
}
