//! Score from round to round, each with its interval.

use leptos::prelude::*;

use crate::app::format::number;

/// One round.
#[derive(Clone, Debug, PartialEq)]
pub struct TrendMark {
    /// Below the mark.
    pub label: String,
    /// Score, 1 to 5.
    pub score: f64,
    /// Its 90 % interval.
    pub interval: Option<(f64, f64)>,
}

const WIDTH: f64 = 312.0;
const HEIGHT: f64 = 168.0;
const LEFT: f64 = 24.0;
const TOP: f64 = 10.0;
const BOTTOM: f64 = 140.0;

fn y(level: f64) -> f64 {
    BOTTOM - (level.clamp(1.0, 5.0) - 1.0) / 4.0 * (BOTTOM - TOP)
}

/// Middle of mark `index` of `count`.
fn x(index: usize, count: usize) -> f64 {
    LEFT + (WIDTH - LEFT) * (index as f64 + 0.5) / count.max(1) as f64
}

/// The picture; the table beside it has the figures.
#[component]
pub fn TrendLine(
    /// Oldest first.
    marks: Signal<Vec<TrendMark>>,
) -> impl IntoView {
    let grid = (1_u8..=5).map(|level| {
        let y = y(f64::from(level));
        view! {
            <line class=if level == 1 { "axis-line" } else { "grid-line" } x1=LEFT y1=y x2=WIDTH y2=y/>
            <text x="4" y=y + 4.0>{level}</text>
        }
    });
    let drawn = move || {
        marks.with(|marks| {
            let count = marks.len();
            let points: Vec<String> = (marks.iter().enumerate())
                .map(|(index, mark)| format!("{:.1} {:.1}", x(index, count), y(mark.score)))
                .collect();
            let each = marks.iter().enumerate().map(|(index, mark)| {
                let x = x(index, count);
                view! {
                    <g>
                        <title>{sentence(mark)}</title>
                        {mark.interval.map(|(low, high)| view! { <line class="interval-ours" x1=x y1=y(low) x2=x y2=y(high)/> })}
                        <circle class="ours" cx=x cy=y(mark.score) r="5"/>
                        <text class="strong halo" x=x + 9.0 y=y(mark.score) + 4.0>{number(mark.score, 1)}</text>
                        <text class="middle" x=x y=BOTTOM + 18.0>{mark.label.clone()}</text>
                    </g>
                }
            });
            view! {
                <path class="ours-line" d=format!("M{}", points.join("L"))/>
                {each.collect_view()}
            }
        })
    };
    view! {
        <svg class="chart trend-line" viewBox=format!("0 0 {WIDTH} {HEIGHT}") role="img"
            aria-label="Score by round, levels 1 to 5, with 90 % intervals. The table below has the figures.">
            {grid.collect_view()}
            {drawn}
        </svg>
    }
}

fn sentence(mark: &TrendMark) -> String {
    let interval =
        mark.interval.map(|(low, high)| format!(", 90 % interval {} to {}", number(low, 1), number(high, 1)));
    format!("{}: {}{}", mark.label, number(mark.score, 1), interval.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn higher_levels_stand_higher_and_rounds_go_to_the_right() {
        assert!(y(5.0) < y(1.0) && (y(5.0) - TOP).abs() < 1e-9 && (y(1.0) - BOTTOM).abs() < 1e-9);
        assert!(x(0, 2) < x(1, 2) && x(1, 2) < WIDTH);
    }
}
