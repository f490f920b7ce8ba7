//! The frontier: the best value for each budget, with today's plan, the set by hand and the best.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;

use super::{finding, money};
use crate::analysis::select::study::{Findings, Point, budget_taken, whole_budget};
use crate::app::chart::frontier::FrontierScale;
use crate::app::chart::width::width_of;
use crate::app::format::number;
use crate::app::state::selection::Selection;
use crate::app::state::store::Store;

const HEIGHT: f64 = 250.0;

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
        Some(found) if found.frontier.len() > 2 => match finding::saturation(&found) {
            Some(budget) => format!("Past {}, money buys nothing", money(store, budget)),
            None => "More money always buys more".to_owned(),
        },
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
    view! {
        <section class="card" aria-labelledby="frontier-title">
            <div class="card-header">
                <div>
                    <h2 id="frontier-title">{title}</h2>
                    <p class="card-note">"Best value, in points, if the budget of every year is scaled alike; what is forced in or out stays so."</p>
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
fn FrontierChart(findings: Memo<Option<Arc<Findings>>>, marks: Memo<Vec<Mark>>) -> impl IntoView {
    let store = expect_context::<Store>();
    let selection = expect_context::<Selection>();
    let node = NodeRef::<html::Div>::new();
    let width = width_of(node, 440.0);
    let line = move |of: fn(&Findings) -> &Vec<Point>| {
        findings.with(|it| it.as_ref().map_or_else(Vec::new, |it| in_points(of(it))))
    };
    let budget = Memo::new(move |_| {
        selection.question.with(|it| it.as_ref().and_then(|it| whole_budget(it))).unwrap_or(0.0)
    });
    let scale = Memo::new(move |_| {
        let mut points = line(|it| &it.frontier);
        points.extend(line(|it| &it.frontier_without_people));
        points.extend(
            marks.with(|marks| marks.iter().map(|it| (it.budget_money, it.points)).collect::<Vec<_>>()),
        );
        points.push((budget.get(), points.first().map_or(0.0, |point| point.1)));
        FrontierScale::new(width.get(), HEIGHT, &points)
    });
    let summary = move || {
        let marks = marks
            .get()
            .iter()
            .map(|it| {
                format!("{}: {} points at {}", it.name, number(it.points, 1), money(store, it.budget_money))
            })
            .collect::<Vec<_>>();
        marks.join("; ")
    };
    view! {
        <div node_ref=node>
            <svg class="chart frontier-chart" width=move || width.get() height=HEIGHT viewBox=move || format!("0 0 {} {HEIGHT}", width.get()) role="img" aria-labelledby="frontier-title frontier-desc">
                <desc id="frontier-desc">{summary}</desc>
                <Axes scale budget/>
                <path class="mark-muted-line" d=move || scale.with(|it| it.stairs(&line(|it| &it.frontier_without_people)))/>
                <path class="ours-line" d=move || scale.with(|it| it.stairs(&line(|it| &it.frontier)))/>
                {move || line(|it| &it.frontier_without_people).last().map(|last| view! {
                    <text class="end quiet halo" x=scale.with(|it| it.x(last.0)) y=scale.with(|it| it.y(last.1)) - 6.0>"if people were unlimited"</text>
                })}
                {move || marks.get().into_iter().map(|mark| view! { <MarkShape mark scale/> }).collect_view()}
            </svg>
        </div>
    }
}

#[component]
fn Axes(scale: Memo<FrontierScale>, budget: Memo<f64>) -> impl IntoView {
    let store = expect_context::<Store>();
    let values = move || {
        scale.with(|scale| {
            let (left, right) = (scale.x(0.0), scale.x(f64::INFINITY));
            let line = |value: f64| {
                view! {
                    <line class="grid-line" x1=left x2=right y1=scale.y(value) y2=scale.y(value)/>
                    <text class="end" x=left - 6.0 y=scale.y(value) + 4.0>{number(value, 0)}</text>
                }
            };
            scale.value_ticks().into_iter().map(line).collect_view()
        })
    };
    let budgets = move || {
        scale.with(|scale| {
            let label = |budget: f64| view! { <text class="middle" x=scale.x(budget) y=HEIGHT - 20.0>{money(store, budget)}</text> };
            scale.budget_ticks().into_iter().map(label).collect_view()
        })
    };
    view! {
        {values}
        {budgets}
        <text class="end" x=move || scale.with(|it| it.x(f64::INFINITY)) y=HEIGHT - 4.0>"Budget of all years"</text>
        <line class="today-line" x1=move || scale.with(|it| it.x(budget.get())) x2=move || scale.with(|it| it.x(budget.get())) y1="4" y2=HEIGHT - 36.0/>
        <text class="middle quiet halo" x=move || scale.with(|it| it.x(budget.get())) y="11">"budget"</text>
    }
}

/// Circle for the plan, square for the set by hand, filled diamond for the best.
#[component]
fn MarkShape(mark: Mark, scale: Memo<FrontierScale>) -> impl IntoView {
    // The scale moves while points come in.
    let x = move || scale.with(|it| it.x(mark.budget_money));
    let y = move || scale.with(|it| it.y(mark.points));
    let shape = match mark.name {
        "Best" => view! { <path class="ours" d=move || format!("M{} {}l6 6l-6 6l-6 -6z", x(), y() - 6.0)/> }
            .into_any(),
        "Plan" => view! { <circle class="hollow" cx=x cy=y r="5"/> }.into_any(),
        _ => view! { <rect class="other" x=move || x() - 4.5 y=move || y() - 4.5 width="9" height="9"/> }
            .into_any(),
    };
    // Above and to the left of the best there is free ground; the others lie below the curve.
    let (dx, dy, class) = match mark.name {
        "Best" => (-8.0, -8.0, "end strong halo"),
        "Plan" => (-8.0, -8.0, "end label halo"),
        _ => (8.0, 16.0, "label halo"),
    };
    view! { <g>{shape}<text class=class x=move || x() + dx y=move || y() + dy>{mark.name}</text></g> }
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

fn in_points(points: &[Point]) -> Vec<(f64, f64)> {
    points.iter().map(|point| (point.budget_money, point.value * 100.0)).collect()
}
