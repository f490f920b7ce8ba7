//! Office page: how good the project management office is, what its people say about it, and who does what.

mod dimensions;
mod duties;
mod empty;
mod figures;
mod finding;
mod people;
mod pivot;
mod result;
mod rounds;
mod sheet;
mod state;
mod statement;
mod statements;
mod talk;

use leptos::prelude::*;

use state::{OfficeState, Shown};

/// The page: the empty state, somebody's answer sheet, or the result.
#[component]
pub fn OfficePage() -> impl IntoView {
    let state = OfficeState::new();
    provide_context(state);
    move || match state.shown.get() {
        Shown::Nothing => view! { <empty::Empty/> }.into_any(),
        Shown::Sheet(assessment, respondent) => {
            view! { <sheet::AnswerSheet assessment respondent/> }.into_any()
        }
        Shown::Result => view! { <result::ResultView/> }.into_any(),
    }
}
