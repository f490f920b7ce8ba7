//! Role × time: the chance that a role is short of people, or how busy it is.

use std::ops::Range;

use leptos::html;
use leptos::prelude::*;

use super::time_axis::TimeAxis;
use super::width::width_of;
use crate::app::components::keyed::Keyed;
use crate::app::format::{day, percent, shortened};
use crate::model::id::RoleId;
use crate::model::portfolio::Calendar;

const ROW_PX: f64 = 26.0;
const HEAD_PX: f64 = 20.0;
/// A cell narrower than this has no number in it.
const NUMBER_PX: f64 = 21.0;

/// A role's row, or that of those of it at a level and above.
#[derive(Clone, Debug, PartialEq)]
pub struct HeatRow {
    /// Which role.
    pub role: RoleId,
    /// Those at this level or above; none for everyone.
    pub level: Option<u8>,
    /// What it is called.
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

/// A row and a column.
pub type Place = (usize, usize);

/// The map; arrow keys or the pointer reach a cell, which the line below it reads out; Enter or a press opens it.
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
    /// The cell that is opened: its row, and its first week and the one after its last.
    chosen: RwSignal<Option<(usize, Range<u32>)>>,
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
    let active = RwSignal::new(None::<Place>);
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
    let opened = Signal::derive(move || {
        let (row, weeks) = chosen.get()?;
        let column = weeks.start.checked_sub(window.get().first)? / per_cell.get();
        let column = usize::try_from(column).ok().filter(|column| *column < columns.get())?;
        (row < rows.with(Vec::len)).then_some((row, column))
    });
    let open = move || {
        let Some((row, column)) = active.get_untracked() else { return };
        let (window, per_cell) = (window.get_untracked(), per_cell.get_untracked());
        let first = window.first + u32::try_from(column).unwrap_or(0) * per_cell;
        chosen.set(Some((row, first..(first + per_cell).min(window.first + window.weeks))));
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        match event.key().as_str() {
            "Enter" | " " => open(),
            "Escape" => {
                active.set(None);
                return chosen.set(None);
            }
            key => {
                let size = (rows.with_untracked(Vec::len), columns.get_untracked());
                let Some(next) = neighbour(active.get_untracked().unwrap_or((0, 0)), key, size) else {
                    return;
                };
                active.set(Some(next));
            }
        }
        event.prevent_default();
    };
    let point = move |event: &web_sys::MouseEvent| {
        let (x, y) = (f64::from(event.offset_x()), f64::from(event.offset_y()));
        active.set(cell_at(x, y, axis.get_untracked(), per_cell.get_untracked()).filter(|(row, column)| {
            *row < rows.with_untracked(Vec::len) && *column < columns.get_untracked()
        }));
    };
    view! {
        <div class="heat-map" node_ref=node>
            <svg
                class="chart heat-chart"
                width=move || width.get()
                height=move || height.get()
                viewBox=move || format!("0 0 {} {}", width.get(), height.get())
                role="application"
                aria-roledescription="map"
                tabindex="0"
                aria-label=move || format!("{}. Arrow keys read single cells, Enter opens one.", title.get())
                on:keydown=on_key
                on:focus=move |_| active.update(|active| *active = active.or(Some((0, 0))))
                on:mousemove=move |event| point(&event)
                on:click=move |event| {
                    point(&event);
                    open();
                }
                on:mouseleave=move |_| active.set(None)
            >
                <HeatHead axis/>
                <Keyed each=move || 0..rows.with(Vec::len) key=|index| *index let:index>
                    <HeatRowView index row=Memo::new(move |_| rows.with(|rows| rows.get(index).cloned())) axis per_cell window/>
                </Keyed>
                <CellFrame place=active class="cell-frame" axis per_cell/>
                <CellFrame place=opened class="cell-frame cell-opened" axis per_cell/>
            </svg>
            <p class="chart-reading" aria-live="polite">{move || reading().unwrap_or_else(|| "Point at a cell, or move with the arrow keys, to read it; press it to see who wants that role then.".to_owned())}</p>
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

/// One row; it stays while its shares change, so that only what differs is drawn again.
#[component]
fn HeatRowView(
    index: usize,
    row: Memo<Option<HeatRow>>,
    axis: Memo<TimeAxis>,
    per_cell: Memo<u32>,
    window: Signal<Window>,
) -> impl IntoView {
    let top = HEAD_PX + index as f64 * ROW_PX;
    let text_y = top + ROW_PX / 2.0 + 4.0;
    let of_row = move |text: fn(&HeatRow) -> &str| {
        row.with(|row| row.as_ref().map_or_else(String::new, |row| text(row).to_owned()))
    };
    let name = move || shortened(&of_row(|row| &row.name), if axis.get().left < 130.0 { 13 } else { 20 });
    let shares = Memo::new(move |_| {
        row.with(|row| {
            row.as_ref().map_or_else(Vec::new, |row| cells(&row.weekly, window.get(), per_cell.get()))
        })
    });
    let share = move |column: usize| shares.with(|it| it.get(column).copied().unwrap_or(0.0));
    let count = Memo::new(move |_| shares.with(Vec::len));
    let drawn = move || {
        let (axis, per_cell) = (axis.get(), per_cell.get());
        let cell = |column| cell_view(cell_sides(axis, per_cell, column), top, move || share(column));
        (0..count.get()).map(cell).collect_view()
    };
    view! {
        <text class="label" x="0" y=text_y>{name}</text>
        <text class="quiet end" x=move || axis.get().left - 8.0 y=text_y>{move || of_row(|row| &row.note)}</text>
        {drawn}
    }
}

/// A coloured cell, with its number where that fits; it stays where it is while its share changes.
fn cell_view(
    (left, right): (f64, f64),
    top: f64,
    share: impl Fn() -> f64 + Copy + Send + 'static,
) -> impl IntoView {
    let class = move || if step(share()) >= 5 { "on-risk-high middle" } else { "on-risk-low middle" };
    let number = move || if share() >= 0.1 { format!("{:.0}", share() * 100.0) } else { String::new() };
    let number = (right - left >= NUMBER_PX).then(|| {
        view! { <text class=class x=f64::midpoint(left, right) y=top + ROW_PX / 2.0 + 4.0>{number}</text> }
    });
    view! {
        <rect class=move || format!("risk-{}", step(share())) x=left y=top width=(right - left - 1.0).max(1.0) height=ROW_PX - 1.0/>
        {number}
    }
}

/// Where an arrow key leads from a cell of `size` rows and columns; none for another key.
fn neighbour((row, column): Place, key: &str, size: Place) -> Option<Place> {
    Some(match key {
        "ArrowRight" => (row, (column + 1).min(size.1.saturating_sub(1))),
        "ArrowLeft" => (row, column.saturating_sub(1)),
        "ArrowDown" => ((row + 1).min(size.0.saturating_sub(1)), column),
        "ArrowUp" => (row.saturating_sub(1), column),
        _ => return None,
    })
}

/// Where the cells of `column` begin and end [px].
fn cell_sides(axis: TimeAxis, per_cell: u32, column: usize) -> (f64, f64) {
    let week = f64::from(axis.first) + column as f64 * f64::from(per_cell);
    (axis.x(week), axis.x(week + f64::from(per_cell)))
}

/// Row and column of the cell at a point [px], if it lies right of the names and below the head.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "not negative, and as wide as a screen"
)]
fn cell_at(x: f64, y: f64, axis: TimeAxis, per_cell: u32) -> Option<(usize, usize)> {
    let (left, right) = cell_sides(axis, per_cell, 0);
    (x >= left && y >= HEAD_PX && right > left)
        .then(|| (((y - HEAD_PX) / ROW_PX) as usize, ((x - left) / (right - left)) as usize))
}

#[component]
fn CellFrame(
    #[prop(into)] place: Signal<Option<Place>>,
    class: &'static str,
    axis: Memo<TimeAxis>,
    per_cell: Memo<u32>,
) -> impl IntoView {
    move || {
        place.get().map(|(row, column)| {
            let (left, right) = cell_sides(axis.get(), per_cell.get(), column);
            let top = HEAD_PX + row as f64 * ROW_PX;
            view! { <rect class=class x=left - 0.5 y=top - 0.5 width=right - left height=ROW_PX/> }
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
    fn every_cell_is_found_where_it_is_drawn() {
        let calendar = Calendar { start: jiff::civil::date(2026, 1, 5), horizon_weeks: 104 };
        let axis = TimeAxis { calendar, first: 13, weeks: 52, left: 170.0, right: 690.0 };
        for (column, row) in [(0, 0), (3, 1), (12, 4)] {
            let (left, right) = cell_sides(axis, 4, column);
            let top = HEAD_PX + row as f64 * ROW_PX;
            assert_eq!(cell_at(left + 0.5, top + 0.5, axis, 4), Some((row, column)));
            assert_eq!(cell_at(right - 0.5, top + ROW_PX - 0.5, axis, 4), Some((row, column)));
        }
        assert_eq!(cell_at(169.0, 40.0, axis, 4), None);
        assert_eq!(cell_at(300.0, HEAD_PX - 1.0, axis, 4), None);
    }

    #[test]
    fn arrows_stop_at_the_edges() {
        assert_eq!(neighbour((0, 0), "ArrowUp", (8, 52)), Some((0, 0)));
        assert_eq!(neighbour((7, 50), "ArrowRight", (8, 52)), Some((7, 51)));
        assert_eq!(neighbour((7, 51), "ArrowRight", (8, 52)), Some((7, 51)));
        assert_eq!(neighbour((7, 51), "a", (8, 52)), None);
    }

    #[test]
    fn cells_are_never_too_narrow() {
        for weeks in [26, 52, 104, 260, 1040] {
            let per_cell = weeks_per_cell(weeks, 600.0);
            assert!(600.0 / f64::from(weeks.div_ceil(per_cell)) >= 9.9, "{weeks}");
        }
    }
}
