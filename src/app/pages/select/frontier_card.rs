//! The frontier: the best value for each budget, with today's plan, the set by hand and the best.

mod picture;

use std::sync::Arc;

use leptos::prelude::*;

use super::{finding, money};
use crate::analysis::select::study::{Findings, Point, budget_taken, whole_budget};
use crate::app::format::number;
use crate::app::state::selection::Selection;
use crate::app::state::store::Store;
use picture::FrontierChart;

/// One of the portfolios that are compared.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Mark {
    name: &'static str,
    budget_money: f64,
    points: f64,
}

/// The picture, and its figures as a table.
#[component]
pub(super) fn FrontierCard() -> impl IntoView {
    let store = expect_context::<Store>();
    let selection = expect_context::<Selection>();
    let findings = Memo::new(move |_| selection.findings.get());
    let title = move || match findings.get() {
        Some(found) if found.frontier.len() > 2 && found.frontier_to_money > 0.0 => {
            match finding::saturation(&found) {
                Some(budget) => format!("Past {}, money buys nothing", money(store, budget)),
                None => "More money always buys more".to_owned(),
            }
        }
        _ => "Best value for each budget".to_owned(),
    };
    let marks = Memo::new(move |_| {
        let Some(found) = selection.best.get().filter(|it| it.is_possible()) else { return Vec::new() };
        let question = Arc::clone(&found.question);
        let plan = store
            .initiatives
            .with(|it| question.places(|id| it.initiative(id).is_some_and(|initiative| initiative.in_plan)));
        let hand = selection.by_hand.with(|it| question.places(|id| it.contains(&id)));
        let mark = |name, places: &[u32]| {
            let points = question.value(places) * 100.0;
            budget_taken(&question, places).map(|budget_money| Mark { name, budget_money, points })
        };
        [mark("Plan", &plan), mark("By hand", &hand), mark("Best", &found.selection.chosen)]
            .into_iter()
            .flatten()
            .collect()
    });
    let has_budget = Memo::new(move |_| {
        selection.question.with(|it| it.as_ref().is_some_and(|it| whole_budget(it).is_some()))
    });
    let points = move || findings.with(|it| it.as_ref().map(|it| efficient_words(it)));
    view! {
        <section class="card" aria-labelledby="frontier-title">
            <div class="card-header">
                <div>
                    <h2 id="frontier-title">{title}</h2>
                    <p class="card-note">"Best value, in points, if the budget of every year is scaled alike; what is forced in or out stays so. "{points}</p>
                </div>
            </div>
            <Show when=move || has_budget.get() fallback=|| view! { <p class="muted">"There is no budget yet. Set one under Limits, and the value of every other budget is drawn here."</p> }>
                <FrontierChart findings marks/>
                <FrontierTable findings marks/>
            </Show>
        </section>
    }
}

#[component]
fn FrontierTable(findings: Memo<Option<Arc<Findings>>>, marks: Memo<Vec<Mark>>) -> impl IntoView {
    let store = expect_context::<Store>();
    let rows = move || {
        findings.get().map(|found| {
            found.frontier.iter().map(|point| {
                let proof = if point.upper_bound - point.value < 5e-6 { "proved" } else { "found" };
                view! { <tr><td>{money(store, point.budget_money)}</td><td class="number">{number(point.value * 100.0, 1)}</td><td>{proof}</td></tr> }
            }).collect_view()
        })
    };
    let portfolios = move || {
        marks.get().into_iter().map(|mark| view! {
            <tr><td>{money(store, mark.budget_money)}</td><td class="number">{number(mark.points, 1)}</td><td>{mark.name}</td></tr>
        }).collect_view()
    };
    view! {
        <details class="twin">
            <summary>"The same as a table"</summary>
            <table class="data-table"><thead><tr><th scope="col">"Budget"</th><th scope="col" class="number">"Points"</th><th scope="col">"What"</th></tr></thead><tbody>{portfolios}{rows}</tbody></table>
        </details>
    }
}

/// "All 98 efficient portfolios are shown, each proved."
fn efficient_words(found: &Findings) -> String {
    let count = found.frontier.len();
    if found.frontier_is_all {
        format!("All {count} efficient portfolios are shown, each proved.")
    } else if found.answered < found.asked {
        format!("{count} efficient portfolios so far.")
    } else {
        format!("{count} efficient portfolios are shown; there are more between them.")
    }
}

fn in_points(points: &[Point]) -> Vec<(f64, f64)> {
    points.iter().map(|point| (point.budget_money, point.value * 100.0)).collect()
}
