//! One initiative's row of the plan: its stages, the band of its finish, the day it is needed.

use leptos::prelude::*;

use super::time_axis::TimeAxis;

/// Height of a row [px].
pub const ROW_PX: f64 = 34.0;

/// What a row shows, all in weeks from the start of the calendar.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GanttRow {
    /// Mean start and finish of each stage.
    pub stages: Vec<(f64, f64)>,
    /// P10, P50 and P90 of the finish; the horizon where a percentile lies beyond it.
    pub finish: Option<(f64, f64, f64)>,
    /// Week by whose end it is needed.
    pub needed_by: Option<f64>,
    /// Whether it will probably be late.
    pub is_late: bool,
    /// First week in which it could start if nobody were busy elsewhere; drawn as waiting until it does.
    pub could_start: f64,
}

/// Bars, band and flag on `axis`.
#[component]
pub fn GanttBars(
    /// What is shown.
    #[prop(into)]
    row: Signal<GanttRow>,
    /// Where weeks lie.
    axis: Memo<TimeAxis>,
) -> impl IntoView {
    let stages = move || {
        let axis = axis.get();
        row.with(|row| {
            row.stages
                .iter()
                .enumerate()
                .map(|(index, (start, finish))| {
                    let (left, right) = (axis.x(*start), axis.x(*finish));
                    view! { <rect class=format!("stage-{}", index % 3 + 1) x=left y="5" width=(right - left - 0.5).max(1.0) height="13"/> }
                })
                .collect_view()
        })
    };
    let wait = move || {
        let axis = axis.get();
        row.with(|row| {
            let start = row.stages.first().map(|(start, _)| *start)?;
            (start - row.could_start > 1.0)
                .then(|| view! { <line class="wait" x1=axis.x(row.could_start) x2=axis.x(start) - 3.0 y1="11.5" y2="11.5"/> })
        })
    };
    let band = move || {
        let axis = axis.get();
        row.with(|row| row.finish).map(|(p10, p50, p90)| {
            let (low, median, high) = (axis.x(p10), axis.x(p50), axis.x(p90));
            view! {
                <rect class="band" x=low y="21" width=(high - low).max(1.0) height="6"/>
                <line class="median" x1=median x2=median y1="19" y2="29"/>
            }
        })
    };
    let flag = move || {
        let axis = axis.get();
        row.with(|row| row.needed_by.map(|week| (axis.x(week), row.is_late))).map(|(x, is_late)| {
            let class = if is_late { "due-missed" } else { "due" };
            view! { <path class=class d=format!("M{x} 29V9M{} 2h9l-4.5 7z", x - 4.5)/> }
        })
    };
    let grid = move || {
        axis.get()
            .ticks()
            .into_iter()
            .map(|tick| view! { <line class="grid-line" x1=tick.x x2=tick.x y1="0" y2=ROW_PX/> })
            .collect_view()
    };
    let width = move || axis.get().right;
    view! {
        <svg class="chart gantt-bars" width=width height=ROW_PX viewBox=move || format!("0 0 {} {ROW_PX}", width()) aria-hidden="true">
            {grid}{wait}{stages}{band}{flag}
        </svg>
    }
}

/// The axis above the rows.
#[component]
pub fn GanttHead(
    /// Where weeks lie.
    axis: Memo<TimeAxis>,
) -> impl IntoView {
    let width = move || axis.get().right;
    view! {
        <svg class="chart" width=width height="16" viewBox=move || format!("0 0 {} 16", width()) aria-hidden="true">
            {move || axis.get().ticks().into_iter().map(|tick| view! { <text x=tick.x y="12">{tick.label}</text> }).collect_view()}
        </svg>
    }
}
