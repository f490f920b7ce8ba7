//! Weeks that a change saves, with their interval, as a mark on a scale that several rows share.

use leptos::prelude::*;

/// Width of a row [px].
pub const WIDTH_PX: f64 = 112.0;
const HEIGHT_PX: f64 = 22.0;
/// Room for a mark beyond either end of the scale [px].
const EDGE_PX: f64 = 5.0;

/// Weeks from the left end of a row to its right; 0 is always within.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WeekScale {
    low: f64,
    high: f64,
}

/// One mark.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct EffectMark {
    /// Where it stands [weeks].
    pub weeks: f64,
    /// Its interval, if it has one [weeks].
    pub interval: Option<(f64, f64)>,
    /// Whether it differs from 0 beyond what luck explains.
    pub is_certain: bool,
}

impl WeekScale {
    /// The scale on which all `marks` have room; at least half a week.
    pub fn covering(marks: impl IntoIterator<Item = EffectMark>) -> Self {
        let mut scale = Self { low: 0.0, high: 0.5 };
        for mark in marks {
            let (low, high) = mark.interval.unwrap_or((mark.weeks, mark.weeks));
            scale.low = scale.low.min(low).min(mark.weeks);
            scale.high = scale.high.max(high).max(mark.weeks);
        }
        scale
    }

    /// Place of `weeks` [px].
    pub fn x(self, weeks: f64) -> f64 {
        let share = (weeks - self.low) / (self.high - self.low);
        EDGE_PX + share.clamp(0.0, 1.0) * (WIDTH_PX - 2.0 * EDGE_PX)
    }

    /// The greatest of 1, 2 and 5 times a power of ten that fits on it: the one figure that its axis names.
    pub fn round_end(self) -> f64 {
        let mut end = 0.1;
        for step in [2.0, 2.5, 2.0].into_iter().cycle() {
            if end * step > self.high {
                break;
            }
            end *= step;
        }
        end
    }
}

/// The mark with a line from 0; decoration of the figure beside it.
#[component]
pub fn EffectRow(
    /// What is shown.
    #[prop(into)]
    mark: Signal<EffectMark>,
    /// The scale of all rows.
    #[prop(into)]
    scale: Signal<WeekScale>,
) -> impl IntoView {
    let middle = HEIGHT_PX / 2.0;
    let drawn = move || {
        let (mark, scale) = (mark.get(), scale.get());
        let x = scale.x(mark.weeks);
        let class = if mark.is_certain { "ours" } else { "mark-muted" };
        view! {
            <line class="axis-line" x1=scale.x(0.0) x2=scale.x(0.0) y1="0" y2=HEIGHT_PX/>
            <line class="mark-muted-line" x1=scale.x(0.0) x2=x y1=middle y2=middle/>
            {mark.interval.map(|(low, high)| view! { <line class="interval-ours" x1=scale.x(low) x2=scale.x(high) y1=middle y2=middle/> })}
            <circle class=class cx=x cy=middle r="4"/>
        }
    };
    view! {
        <svg class="chart mini" width=WIDTH_PX height=HEIGHT_PX viewBox=format!("0 0 {WIDTH_PX} {HEIGHT_PX}") aria-hidden="true">{drawn}</svg>
    }
}

/// The axis above the rows: 0 and one round figure.
#[component]
pub fn EffectAxis(
    /// The scale of all rows.
    #[prop(into)]
    scale: Signal<WeekScale>,
) -> impl IntoView {
    let labels = move || {
        let scale = scale.get();
        let end = scale.round_end();
        view! {
            <text class="middle" x=scale.x(0.0) y="12">"0"</text>
            {(scale.x(end) - scale.x(0.0) > 18.0).then(|| view! { <text class="middle" x=scale.x(end) y="12">{end.to_string()}</text> })}
        }
    };
    view! {
        <svg class="chart mini" width=WIDTH_PX height="16" viewBox=format!("0 0 {WIDTH_PX} 16") aria-hidden="true">{labels}</svg>
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "ends, levels and shares are exact")]
mod tests {
    use super::*;

    #[test]
    fn every_mark_and_nothing_have_room() {
        let marks = [(3.0, Some((2.0, 4.5))), (-1.0, None)];
        let scale = WeekScale::covering(marks.map(|(weeks, interval)| EffectMark {
            weeks,
            interval,
            is_certain: true,
        }));
        assert_eq!((scale.x(-1.0), scale.x(4.5)), (EDGE_PX, WIDTH_PX - EDGE_PX));
        assert!(scale.x(-1.0) < scale.x(0.0) && scale.x(0.0) < scale.x(3.0));
        assert_eq!(WeekScale::covering([]).x(0.0), EDGE_PX);
    }

    #[test]
    fn the_axis_names_a_round_figure_that_fits() {
        for (high, end) in [(0.6, 0.5), (1.0, 1.0), (4.5, 2.0), (5.1, 5.0), (11.8, 10.0), (240.0, 200.0)] {
            let scale = WeekScale { low: 0.0, high };
            assert!((scale.round_end() - end).abs() < 1e-9, "{high}: {}", scale.round_end());
        }
    }
}
