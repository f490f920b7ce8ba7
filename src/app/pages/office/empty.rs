//! What the page shows before the first assessment.

use leptos::prelude::*;

use super::duties::DutiesCard;
use super::leader::stage::Checklist;
use super::pivot::PivotCard;
use super::state::{OfficeState, usual_name};
use super::views::OfficeView;
use crate::app::clock::today;
use crate::app::components::icon::{Icon, Sign};
use crate::model::office::RespondentGroup;

/// What an assessment is, and the way into the first one.
#[component]
pub(super) fn Empty(view: OfficeView) -> impl IntoView {
    let state = expect_context::<OfficeState>();
    let begin = move |_| {
        state.begin(usual_name(), today(), vec![("Me".to_owned(), RespondentGroup::Pmo)]);
    };
    let leading = Memo::new(move |_| state.store.office.with(|office| office.leader.stage));
    view! {
        <div class="page">
            <div class="page-header"><h1>"How good is your PMO?"</h1></div>
            <section class="card empty" aria-label="First assessment">
                <Sign icon=Icon::Pmo/>
                <h2>"Nobody has been asked yet"</h2>
                <p>
                    "Fifty statements, five levels each, about 25 minutes for one person; a short form of twenty takes ten. "
                    "Begin alone and add others later: who disagrees, and about what, is half of the result."
                </p>
                <button class="button button-primary" type="button" on:click=begin>"Begin an assessment"</button>
            </section>
            <section class="card" aria-labelledby="begin-title">
                <h2 id="begin-title">{move || format!("What to do first: {}", leading.get().words().to_lowercase())}</h2>
                <Checklist/>
                <p class="card-note">"It goes by the leader’s stage; change it under Leader."</p>
            </section>
            {(view == OfficeView::Result).then(|| view! { <PivotCard/><DutiesCard/> })}
        </div>
    }
}
