//! When one initiative is finished in each of several plans: a bar from P50 to P80, one below the other.

use leptos::prelude::*;

use super::time_axis::TimeAxis;

/// Letters of the plans, in the order of the columns.
pub const LETTERS: [&str; 4] = ["A", "B", "C", "D"];

/// Height of one plan's bar with its gap [px].
pub const LANE_PX: f64 = 14.0;

/// What a row shows, in weeks from the start of the calendar.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlanBars {
    /// P50 and P80 in each plan, the horizon for beyond it; none where the plan does not have it.
    pub plans: Vec<Option<(f64, f64)>>,
    /// Week by whose end it is needed in the first plan that has it.
    pub needed_by: Option<f64>,
}

impl PlanBars {
    /// Height of the row [px].
    pub fn height(&self) -> f64 {
        LANE_PX * self.plans.len() as f64 + 6.0
    }
}

/// Bars and flag on `axis`.
#[component]
pub fn PlanBarsView(
    /// What is shown.
    #[prop(into)]
    row: Signal<PlanBars>,
    /// Where weeks lie.
    axis: Memo<TimeAxis>,
) -> impl IntoView {
    let height = move || row.with(PlanBars::height);
    let width = move || axis.get().right;
    let grid = move || {
        let ticks = axis.get().ticks();
        let line = |x: f64| view! { <line class="grid-line" x1=x x2=x y1="0" y2=height()/> };
        ticks.into_iter().map(|tick| line(tick.x)).collect_view()
    };
    let bars = move || {
        let axis = axis.get();
        let bar = |(index, plan): (usize, &Option<(f64, f64)>)| {
            let top = 3.0 + LANE_PX * index as f64;
            let (p50, p80) = (*plan)?;
            let (left, right) = (axis.x(p50), axis.x(p80));
            Some(view! {
                <text class="small quiet end" x=left - 4.0 y=top + 10.0>{LETTERS[index.min(3)]}</text>
                <rect class=format!("plan-{index}") x=left y=top + 1.5 width=(right - left).max(3.0) height=LANE_PX - 4.0 rx="1"/>
            })
        };
        row.with(|row| row.plans.iter().enumerate().filter_map(bar).collect_view())
    };
    let flag = move || {
        let axis = axis.get();
        row.with(|row| row.needed_by).map(|week| {
            let (x, height) = (axis.x(week), height());
            view! { <path class="due" d=format!("M{x} {height}V7M{} 0h9l-4.5 7z", x - 4.5)/> }
        })
    };
    view! {
        <svg class="chart plan-bars" width=width height=height viewBox=move || format!("0 0 {} {}", width(), height()) aria-hidden="true">
            {grid}{flag}{bars}
        </svg>
    }
}
