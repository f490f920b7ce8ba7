//! Role × time: the chance that a role is short of people, or how busy it is.

use leptos::html;
use leptos::prelude::*;

use super::time_axis::TimeAxis;
use super::width::width_of;
use crate::app::format::{day, percent, shortened};
use crate::model::portfolio::Calendar;

const ROW_PX: f64 = 26.0;
const HEAD_PX: f64 = 20.0;
/// A cell narrower than this has no number in it.
const NUMBER_PX: f64 = 21.0;

/// One role's row.
#[derive(Clone, Debug, PartialEq)]
pub struct HeatRow {
    /// Name of the role.
    pub name: String,
    /// Shown behind the name: heads.
    pub note: String,
    /// A share for each week, from week 0.
    pub weekly: Vec<f64>,
}

/// Which weeks are shown, and how many make one cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// First week.
    pub first: u32,
    /// Weeks shown.
    pub weeks: u32,
}

/// Step of the ramp for a share: eight steps of 12.5 points.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0..=7")]
pub fn step(share: f64) -> usize {
    (share * 8.0).clamp(0.0, 7.0) as usize
}

/// Weeks that one cell stands for, so that cells stay at least 10 px wide.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small positive number")]
pub fn weeks_per_cell(weeks: u32, width_px: f64) -> u32 {
    (f64::from(weeks) * 10.0 / width_px.max(1.0)).ceil().max(1.0) as u32
}

/// The greatest share in each cell of `per_cell` weeks within `window`.
pub fn cells(weekly: &[f64], window: Window, per_cell: u32) -> Vec<f64> {
    let from = (window.first as usize).min(weekly.len());
    let to = (window.first + window.weeks) as usize;
    weekly[from..to.min(weekly.len())]
        .chunks(per_cell.max(1) as usize)
        .map(|chunk| chunk.iter().copied().fold(0.0, f64::max))
        .collect()
}

/// The map; arrow keys or the pointer choose a cell, which the line below it reads out.
#[component]
pub fn HeatMap(
    /// Rows in display order.
    #[prop(into)]
    rows: Signal<Vec<HeatRow>>,
    /// Weeks shown.
    #[prop(into)]
    window: Signal<Window>,
    /// Calendar of the document.
    #[prop(into)]
    calendar: Signal<Calendar>,
    /// What a cell says, for its tooltip: "chance of being short".
    #[prop(into)]
    measure: Signal<String>,
    /// Title for screen readers.
    #[prop(into)]
    title: Signal<String>,
) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    let width = width_of(node, 720.0);
    let names_px = move || if width.get() < 480.0 { 118.0 } else { 170.0 };
    let per_cell = Memo::new(move |_| weeks_per_cell(window.get().weeks, width.get() - names_px()));
    let axis = Memo::new(move |_| TimeAxis {
        calendar: calendar.get(),
        first: window.get().first,
        weeks: window.get().weeks,
        left: names_px(),
        right: width.get(),
    });
    let active = RwSignal::new(None::<(usize, usize)>);
    let columns = Memo::new(move |_| window.get().weeks.div_ceil(per_cell.get()) as usize);
    let height = Memo::new(move |_| HEAD_PX + rows.with(Vec::len) as f64 * ROW_PX);
    let reading = move || {
        let (row, column) = active.get()?;
        let window = window.get();
        let week = window.first + u32::try_from(column).ok()? * per_cell.get();
        rows.with(|rows| {
            let row = rows.get(row)?;
            let share = *cells(&row.weekly, window, per_cell.get()).get(column)?;
            let weeks = if per_cell.get() == 1 {
                "week of".to_owned()
            } else {
                format!("worst of {} weeks from", per_cell.get())
            };
            Some(format!(
                "{}, {weeks} {}: {} {}",
                row.name,
                day(calendar.get().day_of(week)),
                percent(share),
                measure.get()
            ))
        })
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        let (row, column) = active.get_untracked().unwrap_or((0, 0));
        let next = match event.key().as_str() {
            "ArrowRight" => (row, (column + 1).min(columns.get_untracked().saturating_sub(1))),
            "ArrowLeft" => (row, column.saturating_sub(1)),
            "ArrowDown" => ((row + 1).min(rows.with_untracked(Vec::len).saturating_sub(1)), column),
            "ArrowUp" => (row.saturating_sub(1), column),
            "Escape" => return active.set(None),
            _ => return,
        };
        event.prevent_default();
        active.set(Some(next));
    };
    view! {
        <div class="heat-map" node_ref=node>
            <svg
                class="chart heat-chart"
                width=move || width.get()
                height=move || height.get()
                viewBox=move || format!("0 0 {} {}", width.get(), height.get())
                role="img"
                tabindex="0"
                aria-label=move || format!("{}. Arrow keys read single cells.", title.get())
                on:keydown=on_key
                on:focus=move |_| active.update(|active| *active = active.or(Some((0, 0))))
                on:mouseleave=move |_| active.set(None)
            >
                <HeatHead axis/>
                {move || rows.get().into_iter().enumerate().map(|(index, row)| view! { <HeatRowView index row axis per_cell window active/> }).collect_view()}
                <ActiveCell active axis per_cell/>
            </svg>
            <p class="chart-reading" aria-live="polite">{move || reading().unwrap_or_else(|| "Point at a cell, or move with the arrow keys, to read it.".to_owned())}</p>
        </div>
    }
}

#[component]
fn HeatHead(axis: Memo<TimeAxis>) -> impl IntoView {
    move || {
        axis.get()
            .ticks()
            .into_iter()
            .map(|tick| {
                view! {
                    <line class="axis-line" x1=tick.x x2=tick.x y1="3" y2=HEAD_PX - 2.0/>
                    <text x=tick.x + 4.0 y="13">{tick.label}</text>
                }
            })
            .collect_view()
    }
}

#[component]
fn HeatRowView(
    index: usize,
    row: HeatRow,
    axis: Memo<TimeAxis>,
    per_cell: Memo<u32>,
    window: Signal<Window>,
    active: RwSignal<Option<(usize, usize)>>,
) -> impl IntoView {
    let top = HEAD_PX + index as f64 * ROW_PX;
    let text_y = top + ROW_PX / 2.0 + 4.0;
    let weekly = row.weekly;
    let drawn = move || {
        let axis = axis.get();
        cells(&weekly, window.get(), per_cell.get()).into_iter().enumerate().map(|(column, share)| {
            let week = f64::from(axis.first) + column as f64 * f64::from(per_cell.get());
            let (left, right) = (axis.x(week), axis.x(week + f64::from(per_cell.get())));
            let step = step(share);
            let number = (share >= 0.1 && right - left >= NUMBER_PX).then(|| {
                let class = if step >= 5 { "on-risk-high middle" } else { "on-risk-low middle" };
                view! { <text class=class x=f64::midpoint(left, right) y=text_y>{format!("{:.0}", share * 100.0)}</text> }
            });
            view! {
                <g on:mouseenter=move |_| active.set(Some((index, column)))>
                    <rect class=format!("risk-{step}") x=left y=top width=(right - left - 1.0).max(1.0) height=ROW_PX - 1.0/>
                    {number}
                </g>
            }
        }).collect_view()
    };
    view! {
        <text class="label" x="0" y=text_y>{shortened(&row.name, if axis.get_untracked().left < 130.0 { 13 } else { 20 })}</text>
        <text class="quiet end" x=move || axis.get().left - 8.0 y=text_y>{row.note}</text>
        {drawn}
    }
}

#[component]
fn ActiveCell(
    active: RwSignal<Option<(usize, usize)>>,
    axis: Memo<TimeAxis>,
    per_cell: Memo<u32>,
) -> impl IntoView {
    move || {
        active.get().map(|(row, column)| {
            let axis = axis.get();
            let week = f64::from(axis.first) + column as f64 * f64::from(per_cell.get());
            let (left, right) = (axis.x(week), axis.x(week + f64::from(per_cell.get())));
            let top = HEAD_PX + row as f64 * ROW_PX;
            view! { <rect class="cell-frame" x=left - 0.5 y=top - 0.5 width=right - left height=ROW_PX/> }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_of_an_eighth() {
        assert_eq!([0.0, 0.124, 0.125, 0.5, 0.99, 1.0].map(step), [0, 0, 1, 4, 7, 7]);
    }

    #[test]
    fn a_cell_shows_its_worst_week() {
        let weekly = [0.1, 0.9, 0.2, 0.3, 0.4];
        assert_eq!(cells(&weekly, Window { first: 1, weeks: 4 }, 2), [0.9, 0.4]);
        assert_eq!(cells(&weekly, Window { first: 9, weeks: 4 }, 2), Vec::<f64>::new());
    }

    #[test]
    fn cells_are_never_too_narrow() {
        for weeks in [26, 52, 104, 260, 1040] {
            let per_cell = weeks_per_cell(weeks, 600.0);
            assert!(600.0 / f64::from(weeks.div_ceil(per_cell)) >= 9.9, "{weeks}");
        }
    }
}
