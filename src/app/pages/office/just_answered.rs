//! How sure somebody is of the answer just given, asked where the sheet has gone on by itself.

use leptos::prelude::*;

use super::sheet::Sheet;
use crate::app::components::confidence_choice::ConfidenceChoice;
use crate::model::office::Answer;

/// The line below the statement; empty while the answer is still on the screen.
#[component]
pub(super) fn JustAnswered(sheet: Sheet) -> impl IntoView {
    let just = Memo::new(move |_| sheet.just_answered());
    let choice = move || {
        just.get().map(|id| {
            let level = move || {
                sheet.answers.with(|answers| match answers.get(&id) {
                    Some(Answer::Level(level)) => format!("{id} answered with {level}."),
                    Some(Answer::DontKnow) | None => String::new(),
                })
            };
            let confidence = Signal::derive(move || sheet.confidence.with(|said| said.get(&id).copied()));
            let on_choose = Callback::new(move |confidence| sheet.set_confidence(id, confidence));
            view! {
                <span class="muted">{level}</span>
                <ConfidenceChoice id confidence on_choose/>
            }
        })
    };
    // Always there, so that the buttons below stay in their place.
    view! { <div class="just-answered">{choice}</div> }
}
