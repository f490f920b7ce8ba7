//! Blind until revealed: nobody is swayed by what others said.

use leptos::prelude::*;

use super::rounds::Rounds;
use super::state::OfficeState;
use crate::app::components::icon::{Icon, Sign};
use crate::app::format::in_words;
use crate::model::edit::Edit;

/// Hides or reveals the result of the assessment that is shown.
fn set(state: OfficeState, is_blind: bool) {
    if let Some(assessment) = state.assessment.with_untracked(|it| it.as_ref().map(|it| it.id)) {
        state.store.commit(Edit::SetBlind { assessment, is_blind });
    }
}

/// The switch among the settings of an assessment.
#[component]
pub(super) fn BlindCard() -> impl IntoView {
    let state = expect_context::<OfficeState>();
    let is_blind = Memo::new(move |_| state.assessment.with(|it| it.as_ref().is_some_and(|it| it.is_blind)));
    view! {
        <section class="card" aria-labelledby="blind-title">
            <div class="card-header"><div>
                <h2 id="blind-title">{move || if is_blind.get() { "The result is hidden" } else { "The result can be seen" }}</h2>
                <p class="card-note">"Hidden, nobody is swayed by what others said. Answers come in all the same."</p>
            </div></div>
            <label class="row">
                <input type="checkbox" prop:checked=move || is_blind.get() on:change:target=move |event| set(state, event.target().checked())/>
                "Blind until revealed"
            </label>
        </section>
    }
}

/// The Result view while it is hidden.
#[component]
pub(super) fn Hidden() -> impl IntoView {
    let state = expect_context::<OfficeState>();
    let line = move || {
        state.assessment.with(|assessment| {
            let assessment = assessment.as_ref()?;
            let begun = assessment.answers.values().filter(|answers| !answers.is_empty()).count();
            Some(format!(
                "{} of {} people have answered something. Reveal the result together, when all are done.",
                in_words(begun),
                in_words(assessment.respondents.len()).to_lowercase()
            ))
        })
    };
    view! {
        <div class="page">
            <div class="page-header"><h1>"Blind until revealed"</h1></div>
            <section class="card empty" aria-label="Hidden result">
                <Sign icon=Icon::People/>
                <h2>"The result is hidden"</h2>
                <p>{line}</p>
                <button class="button button-primary" type="button" on:click=move |_| set(state, false)>"Reveal the result"</button>
            </section>
            <Rounds/>
        </div>
    }
}
