//! What an assessment says: the finding, four figures, the dimensions, what to talk about.

use leptos::prelude::*;

use super::asked::NotApplying;
use super::confidence::ConfidenceCard;
use super::dimensions::Dimensions;
use super::duties::DutiesCard;
use super::elements::ElementsCard;
use super::figures::Figures;
use super::finding::{basis, title};
use super::fit::FitCard;
use super::flags::FlagsCard;
use super::foundation::FoundationCard;
use super::groups::GroupsCard;
use super::leader::stage::StartCard;
use super::need::NeedCard;
use super::people::next_to_answer;
use super::pivot::PivotCard;
use super::rounds::Rounds;
use super::state::OfficeState;
use super::statements::Statements;
use super::survival::SurvivalCard;
use super::talk::Talk;
use super::trend::TrendCard;
use crate::app::components::icon::{Icon, Sign};

/// The whole view.
#[component]
pub(super) fn ResultView() -> impl IntoView {
    let state = expect_context::<OfficeState>();
    let dimension = RwSignal::new(None::<u8>);
    // Until somebody chooses, the weakest one: that is where the questions are.
    let chosen = Signal::derive(move || {
        let weakest = || state.report.get().and_then(|report| Some(report.weakest.as_ref()?.dimension));
        dimension.get().or_else(weakest)
    });
    let has_levels =
        Memo::new(move |_| state.report.with(|report| report.as_ref().is_some_and(|it| it.mean.is_some())));
    view! {
        <div class="page">
            <Header/>
            <Show when=move || has_levels.get() fallback=|| view! { <Unanswered/> }>
                <Figures/>
            </Show>
            <div class="split pmo-split">
                <div class="stack">
                    <Show when=move || has_levels.get()>
                        <Show when=move || !state.is_own.get() fallback=|| view! { <NotApplying/> }><FoundationCard/></Show>
                        <Dimensions chosen on_choose=move |number| dimension.set(Some(number))/>
                        <Statements chosen on_choose=move |number| dimension.set(Some(number))/>
                        <Show when=move || !state.is_own.get()><ElementsCard/></Show>
                        <GroupsCard/>
                        <ConfidenceCard/>
                    </Show>
                </div>
                <div class="stack">
                    <StartCard/>
                    <Show when=move || has_levels.get()><Show when=move || !state.is_own.get()><FitCard/><FlagsCard/></Show><Talk/></Show>
                    <Rounds/>
                </div>
            </div>
            <div class="thirds">
                <div class="stack"><Show when=move || has_levels.get()><TrendCard/></Show><NeedCard/></div>
                <PivotCard/><SurvivalCard/>
            </div>
            <DutiesCard/>
        </div>
    }
}

#[component]
fn Header() -> impl IntoView {
    let state = expect_context::<OfficeState>();
    let finding =
        move || state.report.with(|report| report.as_deref().map(|it| title(it, state.is_own.get())));
    let line = move || {
        let report = state.report.get()?;
        state.assessment.with(|assessment| Some(basis(&report, assessment.as_ref()?)))
    };
    let several = Memo::new(move |_| state.store.office.with(|office| office.assessments.len() > 1));
    let name =
        move || state.assessment.with(|assessment| assessment.as_ref().map(|it| format!("{}. ", it.name)));
    view! {
        <div class="page-header">
            <div class="office-finding">
                <h1>{finding}</h1>
                <p>{move || several.get().then(name)}{line}</p>
            </div>
            <div class="page-actions"><Continue/></div>
        </div>
    }
}

/// Opens the sheet of whoever has most left to say.
#[component]
pub(super) fn Continue() -> impl IntoView {
    let state = expect_context::<OfficeState>();
    let next =
        Memo::new(move |_| state.assessment.with(|assessment| assessment.as_ref().and_then(next_to_answer)));
    move || {
        next.get().map(|(assessment, respondent)| {
            view! {
                <button class="button button-primary" type="button" on:click=move |_| state.open_sheet(assessment, respondent)>
                    <Sign icon=Icon::Edit small=true/>
                    "Answer statements"
                </button>
            }
        })
    }
}

#[component]
fn Unanswered() -> impl IntoView {
    view! {
        <section class="card empty" aria-label="No answers yet">
            <Sign icon=Icon::Pmo/>
            <h2>"The result builds itself as people answer"</h2>
            <p>"The first level given shows a score; three people give an interval. Choose who answers under Assess."</p>
        </section>
    }
}
