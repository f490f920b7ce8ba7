//! Capacity: who is short when, and when each initiative will be finished.

mod finding;
mod overload_card;
mod people_card;
mod plan_card;
mod role_form;
mod run_line;

use leptos::prelude::*;

use crate::app::actions::Context;
use crate::app::components::icon::{Icon, Sign};
use crate::app::pages::Page;
use crate::model::edit::{Edit, PortfolioChange};
use crate::model::portfolio::Policy;
use overload_card::OverloadCard;
use people_card::PeopleCard;
use plan_card::PlanCard;
use run_line::RunLine;

/// The page.
#[component]
pub fn CapacityPage() -> impl IntoView {
    let context = Context::expect();
    let report = context.simulation.report;
    let problem =
        move || context.simulation.prepared.with(|prepared| prepared.as_ref().err().map(ToString::to_string));
    view! {
        <div class="page">
            <div class="page-header">
                <div>
                    <h1>{move || report.get().map_or_else(|| "Capacity".to_owned(), |report| finding::title(&report))}</h1>
                    <p>{move || report.get().map(|report| finding::subtitle(&report))}</p>
                </div>
                <div class="page-actions"><PolicyChoice/></div>
            </div>
            {move || problem().map(|reason| view! { <Impossible reason/> })}
            <RunLine/>
            <div class="split split-aside">
                <div class="stack">
                    <Show when=move || report.with(Option::is_some)>
                        <OverloadCard/>
                        <PlanCard/>
                    </Show>
                </div>
                // Stays while there is no answer: here is where an impossible plan is mended.
                <div class="stack">
                    <PeopleCard/>
                </div>
            </div>
        </div>
    }
}

/// How conflicts over people are settled.
#[component]
fn PolicyChoice() -> impl IntoView {
    let context = Context::expect();
    let policy = Memo::new(move |_| context.store.portfolio.with(|it| it.simulation.policy));
    view! {
        <fieldset class="segmented">
            <legend class="visually-hidden">"Levelling policy"</legend>
            {[(Policy::Unlevelled, "Nobody waits"), (Policy::Serial, "Levelled, serial")].map(|(choice, name)| view! {
                <label>
                    <input type="radio" name="policy" prop:checked=move || policy.get() == choice
                        on:change=move |_| context.store.commit(Edit::Portfolio(PortfolioChange::Policy(choice)))/>
                    {name}
                </label>
            })}
        </fieldset>
    }
}

/// Why there is no answer, and where to mend it.
#[component]
fn Impossible(reason: String) -> impl IntoView {
    let context = Context::expect();
    view! {
        <div class="notice notice-stop" role="status">
            <Sign icon=Icon::Stop/>
            <div><strong>"The plan cannot be simulated"</strong><p>{reason}"."</p></div>
            <button class="button notice-action" type="button" on:click=move |_| context.session.go(Page::Portfolio)>"Go to Portfolio"</button>
        </div>
    }
}
