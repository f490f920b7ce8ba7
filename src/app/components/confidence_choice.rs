//! How sure somebody is of a level: asked after the answer, and never needed.

use leptos::prelude::*;

use crate::model::office::Confidence;
use crate::model::office::maturity_model::StatementId;

/// Three choices side by side, of which none holds until one is pressed.
#[component]
pub fn ConfidenceChoice(
    /// The statement that was answered.
    id: StatementId,
    /// What was said so far.
    #[prop(into)]
    confidence: Signal<Option<Confidence>>,
    /// Takes a choice.
    on_choose: Callback<Confidence>,
) -> impl IntoView {
    let choice = move |choice: Confidence| {
        view! {
            <label>
                <input type="radio" name=format!("confidence-{id}") prop:checked=move || confidence.get() == Some(choice)
                    on:change=move |_| on_choose.run(choice)/>
                {choice.name()}
            </label>
        }
    };
    view! {
        <fieldset class="evidence" title="Optional. It changes no score and no interval; it shows what to talk about.">
            <legend>"How sure?"<span class="visually-hidden">{format!(" Confidence in the answer to {id}")}</span></legend>
            <span class="segmented">{Confidence::ALL.map(choice)}</span>
        </fieldset>
    }
}
