//! Capacity: who is short when, and when each initiative will be finished.

mod context_switch_field;
mod drivers_card;
mod finding;
mod finish_card;
mod in_time;
mod money_card;
mod opened_card;
mod overload_card;
mod people_card;
mod plan_card;
mod risk_form;
mod risks_card;
mod role_form;
mod run_line;
mod sequence_card;
mod skills_card;
mod who_wants;
mod worth_card;

use leptos::prelude::*;

use crate::app::actions::Context;
use crate::app::components::icon::{Icon, Sign};
use crate::app::pages::Page;
use crate::app::state::experiments::Experiments;
use crate::model::edit::{Edit, PortfolioChange};
use crate::model::portfolio::Policy;
use drivers_card::DriversCard;
use finish_card::FinishCard;
use money_card::MoneyCard;
use opened_card::OpenedCard;
use overload_card::OverloadCard;
use people_card::PeopleCard;
use plan_card::PlanCard;
use risks_card::RisksCard;
use run_line::RunLine;
use sequence_card::SequenceCard;
use skills_card::SkillsCard;
use worth_card::WorthCard;

/// The page.
#[component]
pub fn CapacityPage() -> impl IntoView {
    let context = Context::expect();
    let report = context.simulation.report;
    let experiments = expect_context::<Experiments>();
    let worth = move || experiments.staffing.with(|it| it.as_ref().and_then(|it| worth_card::sentence(it)));
    let problem =
        move || context.simulation.prepared.with(|prepared| prepared.as_ref().err().map(ToString::to_string));
    view! {
        <div class="page">
            <div class="page-header">
                <div>
                    <h1>{move || report.get().map_or_else(|| "Capacity".to_owned(), |report| finding::title(&report))}</h1>
                    <p>{move || report.get().map(|report| finding::subtitle(&report))}{worth}</p>
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
                        <FinishCard/>
                        <DriversCard/>
                        <MoneyCard/>
                        <OpenedCard/>
                    </Show>
                </div>
                // Stays while there is no answer: here is where an impossible plan is mended.
                <div class="stack">
                    <WorthCard/>
                    <SequenceCard/>
                    <RisksCard/>
                    <PeopleCard/>
                    <SkillsCard/>
                </div>
            </div>
        </div>
    }
}

/// Each policy with its name and what it does.
const POLICIES: [(Policy, &str, &str); 3] = [
    (Policy::Unlevelled, "Nobody waits", "As if there were people enough: shows where they are short"),
    (Policy::Serial, "Levelled, serial", "In order of priority, each stage as soon as its people are free"),
    (
        Policy::Parallel,
        "Levelled, dispatch",
        "Week by week, the ready stage of highest priority that fits starts",
    ),
];

/// How conflicts over people are settled.
#[component]
fn PolicyChoice() -> impl IntoView {
    let context = Context::expect();
    let policy = Memo::new(move |_| context.store.portfolio.with(|it| it.simulation.policy));
    view! {
        <fieldset class="segmented">
            <legend class="visually-hidden">"Levelling policy"</legend>
            {POLICIES.map(|(choice, name, meaning)| view! {
                <label title=meaning>
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
