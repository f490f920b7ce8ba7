//! Office page: how good the project management office is, what its people say about it, and who does what.

mod asked;
mod assess;
mod ballots;
mod blind;
mod charter;
mod confidence;
mod dimensions;
mod duties;
mod elements;
mod empty;
mod figures;
mod finding;
mod fit;
mod flags;
mod foundation;
mod groups;
mod just_answered;
mod leader;
mod need;
mod people;
mod pivot;
mod registers;
mod result;
mod roadmap;
mod rounds;
mod sheet;
mod state;
mod statement;
mod statements;
mod survival;
mod talk;
mod trend;
mod views;

use leptos::prelude::*;

use state::{OfficeState, Shown};
pub use views::OfficeView;
use views::{ViewPanel, ViewTabs};

/// The page: tabs, and the view that is chosen.
#[component]
pub fn OfficePage() -> impl IntoView {
    let state = OfficeState::new();
    provide_context(state);
    let shown = move || match state.shown.get() {
        Shown::Nothing(view) => view! { <empty::Empty view/> }.into_any(),
        Shown::Sheet(assessment, respondent) => {
            view! { <sheet::AnswerSheet assessment respondent/> }.into_any()
        }
        Shown::Assess => view! { <assess::AssessView/> }.into_any(),
        Shown::Leader => view! { <leader::LeaderView/> }.into_any(),
        Shown::Hidden => view! { <blind::Hidden/> }.into_any(),
        Shown::Result => view! { <result::ResultView/> }.into_any(),
        Shown::Charter => view! { <charter::CharterView/> }.into_any(),
        Shown::Roadmap => view! { <roadmap::RoadmapView/> }.into_any(),
    };
    view! {
        <ViewTabs/>
        <ViewPanel>{shown}</ViewPanel>
    }
}
