//! One initiative's row of the plan: its stages, the band of its finish, the day it is needed.

use leptos::prelude::*;

use super::time_axis::TimeAxis;

/// Height of a row [px].
pub const ROW_PX: f64 = 34.0;

/// What a row shows, all in weeks from the start of the calendar.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GanttRow {
    /// In order.
    pub stages: Vec<GanttStage>,
    /// P10, P50 and P90 of the finish; the horizon where a percentile lies beyond it.
    pub finish: Option<(f64, f64, f64)>,
    /// Week by whose end it is needed.
    pub needed_by: Option<f64>,
    /// Whether it will probably be late.
    pub is_late: bool,
    /// First week in which it could start if nobody were busy elsewhere; drawn as waiting until it does.
    pub could_start: f64,
}

/// A bar of the row, or several with pauses between them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GanttStage {
    /// Start and finish of each piece, in order of time; one where it is not split.
    pub pieces: Vec<(f64, f64)>,
    /// Whether it mostly pauses somewhere between its start and finish; drawn as waiting within a paler bar.
    pub pauses: bool,
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
                .map(|(index, stage)| view! { <g>{stage_bars(index, stage, axis)}</g> })
                .collect_view()
        })
    };
    let wait = move || {
        let axis = axis.get();
        row.with(|row| {
            let start = row.stages.first()?.pieces.first()?.0;
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

/// The pieces of the stage at place `index`, with the mark of waiting over its pauses.
fn stage_bars(index: usize, stage: &GanttStage, axis: TimeAxis) -> impl IntoView + use<> {
    let class = format!("stage-{}{}", index % 3 + 1, if stage.pauses { " paused" } else { "" });
    let bars = stage.pieces.iter().map(|(start, finish)| {
        let (left, right) = (axis.x(*start), axis.x(*finish));
        view! { <rect class=class.clone() x=left y="5" width=(right - left - 0.5).max(1.0) height="13"/> }
    });
    let between = stage.pieces.windows(2).map(|pair| (pair[0].1, pair[1].0));
    let within = stage.pauses.then(|| stage.pieces.first().copied()).flatten();
    let pauses = between.chain(within).map(|(from, to)| {
        view! { <line class="wait pause" x1=axis.x(from) + 2.0 x2=axis.x(to) - 2.0 y1="11.5" y2="11.5"/> }
    });
    (bars.collect_view(), pauses.collect_view())
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
