//! Score of each dimension as a bar from level 1 to 5, with its interval and the evidenced score.

use leptos::prelude::*;

use crate::app::format::number;

/// One bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// Number of the dimension, from 1.
    pub dimension: u8,
    /// Name in full.
    pub name: String,
    /// Name of at most 18 characters.
    pub short: String,
    /// Score, 1 to 5; none if nobody gave a level.
    pub score: Option<f64>,
    /// 90 % interval of the score: low, high.
    pub interval: Option<(f64, f64)>,
    /// Score capped by the evidence.
    pub evidenced: Option<f64>,
    /// Whether it is the lowest of all.
    pub is_weakest: bool,
}

/// How much room there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// Full names, 560 wide.
    Wide,
    /// Short names, 326 wide.
    Narrow,
}

/// Lowest level: where a bar begins.
const FIRST_LEVEL: f64 = 1.0;
const LEVELS: f64 = 4.0;
const TOP: f64 = 18.0;

/// Where things stand, in the units of the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Layout {
    width: f64,
    name_x: f64,
    axis_start: f64,
    axis_end: f64,
    row: f64,
}

impl Layout {
    const fn of(room: Room) -> Self {
        match room {
            Room::Wide => Self { width: 560.0, name_x: 34.0, axis_start: 268.0, axis_end: 514.0, row: 29.0 },
            Room::Narrow => Self { width: 326.0, name_x: 0.0, axis_start: 142.0, axis_end: 292.0, row: 29.0 },
        }
    }

    /// Where `level` stands; outside 1 to 5 is the end of the axis.
    fn x(self, level: f64) -> f64 {
        let share = ((level - FIRST_LEVEL) / LEVELS).clamp(0.0, 1.0);
        self.axis_start + share * (self.axis_end - self.axis_start)
    }

    /// Middle of row `index`.
    fn y(self, index: usize) -> f64 {
        TOP + self.row * (index as f64 + 0.5)
    }

    fn height(self, rows: usize) -> f64 {
        TOP + self.row * rows as f64 + 4.0
    }
}

/// The bars; a row that is pressed becomes the `chosen` dimension.
#[component]
pub fn DimensionBars(
    /// What is drawn.
    bars: Signal<Vec<Bar>>,
    /// How much room there is.
    room: Room,
    /// The dimension whose statements are shown.
    chosen: Signal<Option<u8>>,
    /// Chooses a dimension.
    on_choose: Callback<u8>,
) -> impl IntoView {
    let layout = Layout::of(room);
    let count = Memo::new(move |_| bars.with(Vec::len));
    let rows = move || {
        bars.get()
            .into_iter()
            .enumerate()
            .map(|(index, bar)| view! { <BarRow bar room y=layout.y(index) chosen on_choose/> })
            .collect_view()
    };
    view! {
        <svg
            class="chart dimension-bars"
            viewBox=move || format!("0 0 {} {}", layout.width, layout.height(count.get()))
            role="group"
            aria-label="Score by dimension, levels 1 to 5, with 90 % interval and evidence"
        >
            <Grid layout rows=count/>
            {rows}
        </svg>
    }
}

#[component]
fn Grid(layout: Layout, rows: Memo<usize>) -> impl IntoView {
    (1_u8..=5)
        .map(|level| {
            let x = layout.x(f64::from(level));
            let class = if level == 1 { "axis-line" } else { "grid-line" };
            let text = if level == 1 { "level 1".to_owned() } else { level.to_string() };
            view! {
                <line class=class x1=x y1=TOP x2=x y2=move || layout.height(rows.get())/>
                <text class="middle" x=x y="12" aria-hidden="true">{text}</text>
            }
        })
        .collect_view()
}

#[component]
fn BarRow(
    bar: Bar,
    room: Room,
    y: f64,
    chosen: Signal<Option<u8>>,
    on_choose: Callback<u8>,
) -> impl IntoView {
    let layout = Layout::of(room);
    let dimension = bar.dimension;
    let name = if room == Room::Wide { bar.name.clone() } else { bar.short.clone() };
    let told = sentence(&bar);
    let label = told.clone();
    let name_class = if bar.is_weakest { "strong" } else { "label" };
    let figure = bar.score.map_or_else(|| "–".to_owned(), |score| number(score, 1));
    view! {
        <g
            class="bar-row"
            role="button"
            tabindex="0"
            aria-label=told
            aria-pressed=move || (chosen.get() == Some(dimension)).to_string()
            on:click=move |_| on_choose.run(dimension)
            on:keydown=move |event| {
                if matches!(event.key().as_str(), "Enter" | " ") {
                    event.prevent_default();
                    on_choose.run(dimension);
                }
            }
        >
            <title>{label}</title>
            <rect class="bar-ground" x="-6" y=y - layout.row / 2.0 width=layout.width + 12.0 height=layout.row rx="3"/>
            {(room == Room::Wide).then(|| view! { <text class="quiet" x="0" y=y + 4.0>{format!("D{dimension}")}</text> })}
            <text class=name_class x=layout.name_x y=y + 4.0>{name}</text>
            {bar.score.map(|score| view! { <Marks bar=bar.clone() score layout y/> })}
            <text class="end strong" x=layout.width y=y + 4.0>{figure}</text>
        </g>
    }
}

/// The bar, its interval, its dot, and the tick of the evidence.
#[component]
fn Marks(bar: Bar, score: f64, layout: Layout, y: f64) -> impl IntoView {
    let x = layout.x(score);
    view! {
        <rect class="share-2" x=layout.axis_start y=y - 5.0 width=x - layout.axis_start height="10"/>
        {bar.interval.map(|(low, high)| view! { <line class="interval-ours" x1=layout.x(low) y1=y x2=layout.x(high) y2=y/> })}
        <circle class="ours" cx=x cy=y r="4"/>
        {bar.evidenced.map(|evidenced| {
            let x = layout.x(evidenced);
            view! { <line class="median" x1=x y1=y - 9.0 x2=x y2=y + 9.0/> }
        })}
    }
}

/// What a bar says: "Governance: 3.8, 90 % interval 3.4 to 4.2, with evidence 3.0".
fn sentence(bar: &Bar) -> String {
    let Some(score) = bar.score else { return format!("{}: no level given yet", bar.name) };
    let interval =
        bar.interval.map(|(low, high)| format!(", 90 % interval {} to {}", number(low, 1), number(high, 1)));
    let evidenced = bar.evidenced.map(|evidenced| format!(", with evidence {}", number(evidenced, 1)));
    format!(
        "{}: {}{}{}",
        bar.name,
        number(score, 1),
        interval.unwrap_or_default(),
        evidenced.unwrap_or_default()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_axis_runs_from_level_1_to_level_5() {
        for room in [Room::Wide, Room::Narrow] {
            let layout = Layout::of(room);
            assert!((layout.x(1.0) - layout.axis_start).abs() < 1e-9);
            assert!((layout.x(5.0) - layout.axis_end).abs() < 1e-9);
            assert!((layout.x(3.0) - f64::midpoint(layout.axis_start, layout.axis_end)).abs() < 1e-9);
            assert!(layout.axis_end < layout.width - 20.0, "room for the figure");
        }
    }

    #[test]
    fn a_bar_says_only_what_it_knows() {
        let mut bar = Bar {
            dimension: 4,
            name: "Capacity".to_owned(),
            short: "Capacity".to_owned(),
            score: Some(1.94),
            interval: None,
            evidenced: Some(1.8),
            is_weakest: true,
        };
        assert_eq!(sentence(&bar), "Capacity: 1.9, with evidence 1.8");
        bar.interval = Some((1.5, 2.3));
        assert_eq!(sentence(&bar), "Capacity: 1.9, 90 % interval 1.5 to 2.3, with evidence 1.8");
        bar.score = None;
        assert_eq!(sentence(&bar), "Capacity: no level given yet");
    }
}
