//! The assessment by ballots: which statements go out, and the answers that come back.

use leptos::prelude::*;

use super::state::OfficeState;
use crate::app::components::ballot_exchange::{SendQuestions, TakeAnswers, key_edit};
use crate::exchange::ballot::BallotRequest;
use crate::exchange::ballot::statements::StatementChoice;
use crate::model::edit::Edit;

/// The card.
#[component]
pub(super) fn BallotsCard() -> impl IntoView {
    let state = expect_context::<OfficeState>();
    let choice = RwSignal::new(StatementChoice { is_short: false, with_organisation: true });
    let forms = move || {
        let model = state.model.get();
        let (all, short) =
            (model.statements().count(), model.statements().filter(|it| it.short_form).count());
        let mut forms = vec![(false, format!("All {all}"))];
        forms.extend((1..all).contains(&short).then(|| (true, format!("Short, {short} ●"))));
        forms
    };
    let request = move |()| {
        let plan = state.store.plan.get_untracked();
        // The card stands only where there is an assessment; without one nothing is asked.
        state.assessment.with_untracked(|assessment| match assessment {
            Some(assessment) => {
                let model = assessment.model();
                let has_short = model.statements().any(|it| it.short_form);
                let mut choice = choice.get_untracked();
                choice.is_short &= has_short;
                BallotRequest::of_assessment(&plan, assessment, &model, choice)
            }
            None => BallotRequest::of(&plan),
        })
    };
    view! {
        <section class="card stack" aria-labelledby="ask-title">
            <div class="card-header"><div>
                <h2 id="ask-title">"Ask by ballots"</h2>
                <p class="card-note">"Everybody answers alone, on a device of their own, with a name or without."</p>
            </div></div>
            <div class="row">
                <fieldset class="segmented">
                    <legend class="visually-hidden">"Statements on the ballot"</legend>
                    {move || forms().into_iter().map(|(is_short, name)| view! {
                        <label><input type="radio" name="ballot-form" prop:checked=move || choice.with(|it| it.is_short == is_short)
                            on:change=move |_| choice.update(|it| it.is_short = is_short)/>{name}</label>
                    }).collect_view()}
                </fieldset>
                <Show when=move || !state.is_own.get()>
                    <label class="check">
                        <input type="checkbox" prop:checked=move || choice.with(|it| it.with_organisation)
                            on:change:target=move |event| choice.update(|it| it.with_organisation = event.target().checked())/>
                        <span>"and ten on the organisation"</span>
                    </label>
                </Show>
            </div>
            <SendQuestions
                begin=Callback::new(move |()| begin(state))
                request=Callback::new(request)
                note="Either opens this page as a plain form of the statements, on a phone too. Nothing of your portfolio travels along but its name and that of the assessment."
            />
            <TakeAnswers/>
        </section>
    }
}

/// Gives ballots a key to find back by, and hides the result if nobody has answered yet.
fn begin(state: OfficeState) {
    let mut edits: Vec<Edit> = key_edit(state.store).into_iter().collect();
    let unanswered = state.assessment.with_untracked(|assessment| {
        let assessment = assessment.as_ref().filter(|it| !it.is_blind && it.answers.is_empty());
        assessment.map(|it| it.id)
    });
    edits.extend(unanswered.map(|assessment| Edit::SetBlind { assessment, is_blind: true }));
    if !edits.is_empty() {
        state.store.commit(Edit::Several { label: "asking by ballots".to_owned(), edits });
    }
}
