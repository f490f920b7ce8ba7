//! One initiative's row of the plan: its stages, the band of its finish, the day it is needed.

use leptos::prelude::*;

use super::time_axis::TimeAxis;
use crate::app::components::keyed::Keyed;

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
///
/// Shapes stay and their outlines change: a row is drawn anew at each partial answer of a run.
#[component]
pub fn GanttBars(
    /// What is shown.
    #[prop(into)]
    row: Signal<GanttRow>,
    /// Where weeks lie.
    axis: Memo<TimeAxis>,
) -> impl IntoView {
    let stages = Memo::new(move |_| row.with(|row| row.stages.len()));
    let of =
        move |outline: fn(&GanttRow, TimeAxis) -> String| move || row.with(|row| outline(row, axis.get()));
    let due_class = move || if row.with(|row| row.is_late) { "due-missed" } else { "due" };
    let width = move || axis.get().right;
    view! {
        <svg class="chart gantt-bars" width=width height=ROW_PX viewBox=move || format!("0 0 {} {ROW_PX}", width()) aria-hidden="true">
            <path class="grid-line" d=move || grid_outline(axis.get())/>
            <path class="wait" d=of(wait_outline)/>
            <Keyed each=move || 0..stages.get() key=|index| *index let:index><StageBars index row axis/></Keyed>
            <path class="band" d=of(band_outline)/>
            <path class="median" d=of(median_outline)/>
            <path class=due_class d=of(flag_outline)/>
        </svg>
    }
}

/// The pieces of the stage at place `index`, with the mark of waiting over its pauses.
#[component]
fn StageBars(index: usize, row: Signal<GanttRow>, axis: Memo<TimeAxis>) -> impl IntoView {
    let of = move |outline: fn(&GanttStage, TimeAxis) -> String| {
        move || row.with(|row| row.stages.get(index).map_or_else(String::new, |it| outline(it, axis.get())))
    };
    let class = move || {
        let pauses = row.with(|row| row.stages.get(index).is_some_and(|stage| stage.pauses));
        format!("stage-{}{}", index % 3 + 1, if pauses { " paused" } else { "" })
    };
    view! { <g><path class=class d=of(bar_outline)/><path class="wait pause" d=of(pause_outline)/></g> }
}

fn grid_outline(axis: TimeAxis) -> String {
    let lines = axis.ticks().into_iter().map(|tick| format!("M{} 0V{ROW_PX}", tick.x));
    lines.collect::<Vec<_>>().concat()
}

fn wait_outline(row: &GanttRow, axis: TimeAxis) -> String {
    let start = row.stages.first().and_then(|stage| stage.pieces.first()).map(|piece| piece.0);
    let waits = start.filter(|start| start - row.could_start > 1.0);
    waits.map_or_else(String::new, |start| line(axis.x(row.could_start), axis.x(start) - 3.0))
}

fn bar_outline(stage: &GanttStage, axis: TimeAxis) -> String {
    let bar = |(start, finish): &(f64, f64)| {
        let (left, right) = (axis.x(*start), axis.x(*finish));
        block(left, 5.0, (right - left - 0.5).max(1.0), 13.0)
    };
    stage.pieces.iter().map(bar).collect()
}

fn pause_outline(stage: &GanttStage, axis: TimeAxis) -> String {
    let between = stage.pieces.windows(2).map(|pair| (pair[0].1, pair[1].0));
    let within = stage.pauses.then(|| stage.pieces.first().copied()).flatten();
    between.chain(within).map(|(from, to)| line(axis.x(from) + 2.0, axis.x(to) - 2.0)).collect()
}

fn band_outline(row: &GanttRow, axis: TimeAxis) -> String {
    row.finish.map_or_else(String::new, |(p10, _, p90)| {
        let (low, high) = (axis.x(p10), axis.x(p90));
        block(low, 21.0, (high - low).max(1.0), 6.0)
    })
}

fn median_outline(row: &GanttRow, axis: TimeAxis) -> String {
    row.finish.map_or_else(String::new, |(_, p50, _)| format!("M{:.1} 19V29", axis.x(p50)))
}

fn flag_outline(row: &GanttRow, axis: TimeAxis) -> String {
    row.needed_by.map_or_else(String::new, |week| {
        let x = axis.x(week);
        format!("M{x:.1} 29V9M{:.1} 2h9l-4.5 7z", x - 4.5)
    })
}

/// A rectangle as SVG path data [px].
fn block(left: f64, top: f64, width: f64, height: f64) -> String {
    format!("M{left:.1} {top}h{width:.1}v{height}h-{width:.1}z")
}

/// A line at the height of the stages, as SVG path data [px].
fn line(from: f64, to: f64) -> String {
    format!("M{from:.1} 11.5H{to:.1}")
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::portfolio::Calendar;

    fn axis() -> TimeAxis {
        let calendar = Calendar { start: jiff::civil::date(2026, 1, 5), horizon_weeks: 104 };
        TimeAxis { calendar, first: 0, weeks: 100, left: 0.0, right: 200.0 }
    }

    #[test]
    fn pieces_are_bars_with_pauses_between_them() {
        let stage = GanttStage { pieces: vec![(10.0, 20.0), (30.0, 40.0)], pauses: false };
        assert_eq!(bar_outline(&stage, axis()), "M20.0 5h19.5v13h-19.5zM60.0 5h19.5v13h-19.5z");
        assert_eq!(pause_outline(&stage, axis()), "M42.0 11.5H58.0");
    }

    #[test]
    fn who_could_start_earlier_waits() {
        let stages = vec![GanttStage { pieces: vec![(10.0, 20.0)], pauses: false }];
        let row = GanttRow { stages, could_start: 4.0, ..GanttRow::default() };
        assert_eq!(wait_outline(&row, axis()), "M8.0 11.5H17.0");
        assert_eq!(wait_outline(&GanttRow { could_start: 9.5, ..row }, axis()), "");
        assert_eq!(wait_outline(&GanttRow::default(), axis()), "");
    }
}
