//! Select: the best portfolio within money, people and rules, with its proof and its alternatives.

mod balance_card;
mod best_sum;
mod delivery_card;
mod finding;
mod frontier_card;
mod limits_card;
mod lines;
mod order_card;
mod order_row;
mod pivot_card;
mod reasons;
mod rules_card;
mod scarce_list;
mod use_set;
mod why_card;

use leptos::prelude::*;

use crate::analysis::select::against::NOTHING_HAS_A_VALUE;
use crate::analysis::select::why_infeasible;
use crate::app::actions::Context;
use crate::app::components::icon::{Icon, Sign};
use crate::app::components::why::Why;
use crate::app::format::number;
use crate::app::pages::Page;
use crate::app::state::selection::{Selection, Work};
use crate::app::state::store::Store;
use balance_card::BalanceCard;
use best_sum::BestSum;
use delivery_card::DeliveryCard;
use frontier_card::FrontierCard;
use limits_card::LimitsCard;
use order_card::OrderCard;
use pivot_card::PivotCard;
use rules_card::RulesCard;
use use_set::UseSet;
use why_card::WhyCard;

/// The page.
#[component]
pub fn SelectPage() -> impl IntoView {
    let context = Context::expect();
    let selection = expect_context::<Selection>();
    let sentences = Memo::new(move |_| finding::sentences(context.store, context.simulation, selection));
    view! {
        <div class="page">
            <div class="page-header">
                <div>
                    <h1>{move || sentences.get().title}</h1>
                    <p>{move || sentences.get().subtitle}</p>
                </div>
                <div class="page-actions"><Badge/><UseSet/></div>
            </div>
            <Troubles/>
            <Show when=move || selection.question.with(Option::is_some) fallback=|| view! { <Unranked/> }>
                <div class="split select-split">
                    <div class="stack"><OrderCard/><DeliveryCard/><BalanceCard/><RulesCard/></div>
                    <div class="stack">
                        <FrontierCard/>
                        <LimitsCard/>
                        <WhyCard/>
                        <PivotCard/>
                    </div>
                </div>
            </Show>
        </div>
    }
}

/// How good the answer is, and whether it is still getting better.
#[component]
fn Badge() -> impl IntoView {
    let selection = expect_context::<Selection>();
    // What is said, and whether there are points to say it of.
    let said = move || {
        let found = selection.best.get()?;
        Some(if !found.is_possible() {
            ("Nothing can be selected".to_owned(), false)
        } else if found.question.is_without_value() {
            ("No values yet".to_owned(), false)
        } else if found.is_proved() {
            ("Proved best: ".to_owned(), true)
        } else {
            (format!("Within {:.1} % of the best: ", found.selection.gap_share() * 100.0), true)
        })
    };
    let points = Signal::derive(move || {
        let best = selection.best.get();
        best.map_or_else(String::new, |it| {
            format!("{} points", number(it.question.score(&it.selection) * 100.0, 1))
        })
    });
    let is_proved = move || {
        let found = selection.best.get();
        found.is_some_and(|it| it.is_proved() && !it.question.is_without_value())
    };
    let work = move || match selection.work.get() {
        Work::Proving => "Looking for the proof",
        Work::Explaining => "Working out prices",
        Work::Stopped => "Stopped",
        Work::Done => "",
    };
    view! {
        <span class="select-work run-line" aria-live="polite">
            {work}
            <Show when=move || matches!(selection.work.get(), Work::Proving | Work::Explaining)>
                <button class="button-link" type="button" on:click=move |_| selection.cancel()>"Stop"</button>
            </Show>
        </span>
        <span class="badge-proved" class:badge-open=move || !is_proved()>
            {move || view! { <Sign icon=if is_proved() { Icon::Ok } else { Icon::Clock } small=true/> }}
            <span role="status">{move || said().map(|(text, _)| text)}</span>
            <Show when=move || said().is_some_and(|(_, has_points)| has_points)>
                <Why id="best-value" figure=points of="value of the best set"><BestSum/></Why>
            </Show>
        </span>
    }
}

/// Why nothing can be selected, why people are not counted, why the workers gave up.
#[component]
fn Troubles() -> impl IntoView {
    let context = Context::expect();
    let selection = expect_context::<Selection>();
    let reasons = Memo::new(move |_| {
        let found = selection.best.get().filter(|it| !it.is_possible());
        found.map_or_else(Vec::new, |found| {
            context.store.document.with(|document| why_infeasible(document, &found.question))
        })
    });
    let is_without_value =
        Memo::new(move |_| selection.question.with(|it| it.as_ref().is_some_and(|it| it.is_without_value())));
    let uncounted = move || context.simulation.staffing.get().err().map(|error| error.to_string());
    view! {
        <Show when=move || reasons.with(|it| !it.is_empty())>
            <div class="notice notice-stop" role="alert">
                <Sign icon=Icon::Stop/>
                <div>
                    <strong>"Nothing can be selected"</strong>
                    <ul>{move || reasons.get().into_iter().map(|reason| view! { <li><p>{reason}"."</p></li> }).collect_view()}</ul>
                </div>
            </div>
        </Show>
        <Show when=move || is_without_value.get()>
            <div class="notice notice-warn" role="status">
                <Sign icon=Icon::Warn/>
                <div><strong>"Nothing to choose by"</strong><p>{NOTHING_HAS_A_VALUE}"."</p></div>
                <button class="button notice-action" type="button" on:click=move |_| context.session.go(Page::Prioritise)>"Go to Prioritise"</button>
            </div>
        </Show>
        {move || uncounted().map(|reason| view! {
            <div class="notice notice-warn" role="status">
                <Sign icon=Icon::Warn/>
                <div><strong>"People are not counted"</strong><p>{reason}"."</p></div>
                <button class="button notice-action" type="button" on:click=move |_| context.session.go(Page::Portfolio)>"Go to Portfolio"</button>
            </div>
        })}
        {move || selection.failure.get().map(|reason| view! {
            <div class="notice notice-warn" role="status">
                <Sign icon=Icon::Warn/>
                <div><strong>"Prices and frontier are missing"</strong><p>{reason}"."</p></div>
            </div>
        })}
    }
}

/// What is missing before anything can be selected.
#[component]
fn Unranked() -> impl IntoView {
    let context = Context::expect();
    let reason = move || context.simulation.ranking.with(|it| it.as_ref().err().map(ToString::to_string));
    view! {
        <section class="card empty" aria-label="Nothing to select from">
            <Sign icon=Icon::Select/>
            <h2>"Scores come first"</h2>
            <p>"A portfolio is selected by the scores of its initiatives. "{reason}</p>
            <button class="button button-primary" type="button" on:click=move |_| context.session.go(Page::Prioritise)>"Go to Prioritise"</button>
        </section>
    }
}

/// An amount of money as the document has it; tracked.
fn money(store: Store, amount: f64) -> String {
    store.portfolio.with(|portfolio| crate::app::format::money(amount, &portfolio.currency))
}

/// Points with a sign: "+16.6", "−3.2", "0".
fn signed(points: f64) -> String {
    let text = number(points.abs(), 1);
    match points {
        _ if text == "0.0" => "0".to_owned(),
        points if points < 0.0 => format!("−{text}"),
        _ => format!("+{text}"),
    }
}
