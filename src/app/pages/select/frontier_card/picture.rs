//! The picture of the frontier; a slider along its budgets.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;

use super::super::money;
use super::{Mark, in_points};
use crate::analysis::select::study::{Findings, Point, whole_budget};
use crate::app::chart::frontier::FrontierScale;
use crate::app::chart::width::width_of;
use crate::app::format::number;
use crate::app::state::selection::Selection;
use crate::app::state::store::Store;

const HEIGHT: f64 = 250.0;

#[component]
pub(super) fn FrontierChart(findings: Memo<Option<Arc<Findings>>>, marks: Memo<Vec<Mark>>) -> impl IntoView {
    let store = expect_context::<Store>();
    let selection = expect_context::<Selection>();
    let node = NodeRef::<html::Div>::new();
    let width = width_of(node, 440.0);
    let line = move |of: fn(&Findings) -> &Vec<Point>| {
        findings.with(|it| it.as_ref().map_or_else(Vec::new, |it| in_points(of(it))))
    };
    // The last portfolio stays the best for every greater budget.
    let best_line = move || {
        let mut points = line(|it| &it.frontier);
        let end = findings.with(|it| it.as_ref().map_or(0.0, |it| it.frontier_to_money));
        points.extend(points.last().map(|last| (end.max(last.0), last.1)));
        points
    };
    let budget = Memo::new(move |_| {
        selection.question.with(|it| it.as_ref().and_then(|it| whole_budget(it))).unwrap_or(0.0)
    });
    let scale = Memo::new(move |_| {
        let mut points = best_line();
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
    let reader = Reader::new(findings);
    let on_move = move |event: web_sys::PointerEvent| {
        let x = f64::from(event.offset_x());
        let points = line(|it| &it.frontier);
        let off = |point: &(f64, f64)| scale.with_untracked(|scale| (scale.x(point.0) - x).abs());
        let near = points.iter().enumerate().min_by(|(_, one), (_, other)| off(one).total_cmp(&off(other)));
        reader.at.set(near.map(|(place, _)| place));
    };
    let dot = move || {
        let (budget, points) = *line(|it| &it.frontier).get(reader.at.get()?)?;
        Some(
            view! { <circle class="ours" r="4" cx=scale.with(|it| it.x(budget)) cy=scale.with(|it| it.y(points))/> },
        )
    };
    view! {
        <div node_ref=node class="frontier-slider" tabindex="0" role="slider" aria-label="Budget to read the best value for"
            aria-valuemin="1" aria-valuemax=move || reader.count().max(1) aria-valuenow=move || reader.at.get().map_or(1, |at| at + 1)
            aria-valuetext=move || reader.words() on:keydown=move |event| reader.on_key(&event) on:pointermove=on_move>
            <svg class="chart frontier-chart" width=move || width.get() height=HEIGHT viewBox=move || format!("0 0 {} {HEIGHT}", width.get()) role="img" aria-labelledby="frontier-title frontier-desc">
                <desc id="frontier-desc">{summary}</desc>
                <Axes scale budget/>
                <path class="mark-muted-line" d=move || scale.with(|it| it.stairs(&line(|it| &it.frontier_without_people)))/>
                <path class="ours-line" d=move || scale.with(|it| it.stairs(&best_line()))/>
                {move || line(|it| &it.frontier_without_people).last().map(|last| view! {
                    <text class="end quiet halo" x=scale.with(|it| it.x(last.0)) y=scale.with(|it| it.y(last.1)) - 6.0>"if people were unlimited"</text>
                })}
                {move || marks.get().into_iter().map(|mark| view! { <MarkShape mark scale/> }).collect_view()}
                {dot}
            </svg>
        </div>
        <p class="chart-reading" role="status">{move || reader.words()}</p>
    }
}

/// The point of the frontier that is read, by its place; none until somebody points.
#[derive(Clone, Copy)]
struct Reader {
    at: RwSignal<Option<usize>>,
    findings: Memo<Option<Arc<Findings>>>,
}

impl Reader {
    fn new(findings: Memo<Option<Arc<Findings>>>) -> Self {
        Self { at: RwSignal::new(None), findings }
    }

    fn count(self) -> usize {
        self.findings.with(|found| found.as_ref().map_or(0, |it| it.frontier.len()))
    }

    fn on_key(self, event: &web_sys::KeyboardEvent) {
        let (last, now) = (self.count().saturating_sub(1), self.at.get_untracked());
        let next = match event.key().as_str() {
            "ArrowLeft" | "ArrowDown" => now.map_or(0, |at| at.saturating_sub(1)),
            "ArrowRight" | "ArrowUp" => now.map_or(0, |at| at + 1),
            "Home" => 0,
            "End" => last,
            _ => return,
        };
        event.prevent_default();
        self.at.set(Some(next.min(last)));
    }

    /// What this budget buys, how sure that is, and what the last step of money brought.
    fn words(self) -> String {
        let store = expect_context::<Store>();
        let read = |found: &Arc<Findings>| {
            let at = self.at.get()?;
            let Point { budget_money, value, upper_bound, .. } = *found.frontier.get(at)?;
            let proof = if upper_bound - value < 5e-6 {
                "proved best".to_owned()
            } else {
                format!("at most {} possible", number(upper_bound * 100.0, 1))
            };
            let step = at.checked_sub(1).and_then(|before| found.frontier.get(before)).map(|before| {
                let more = (value - before.value) * 100.0;
                format!(
                    "; the last {} bring {}",
                    money(store, budget_money - before.budget_money),
                    number(more, 1)
                )
            });
            let value = number(value * 100.0, 1);
            Some(format!(
                "{} buy {value} points, {proof}{}.",
                money(store, budget_money),
                step.unwrap_or_default()
            ))
        };
        let words = self.findings.with(|found| found.as_ref().and_then(read));
        words.unwrap_or_else(|| "Point at the line, or move along it with ← and →, to read it.".to_owned())
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
