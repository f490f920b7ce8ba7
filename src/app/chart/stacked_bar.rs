//! A score as the sum of its parts.

use crate::app::components::keyed::Keyed;
use leptos::prelude::*;

/// Width of the bar of a score of 1 [px].
pub const FULL_PX: f64 = 160.0;
const HEIGHT_PX: f64 = 16.0;
/// Between touching parts, so that neighbours stay apart without their colours.
const GAP_PX: f64 = 1.0;

/// Class of the category colour of part `index`; beyond the eighth all share the last.
pub fn category(index: usize) -> String {
    format!("cat-{}", index.min(7) + 1)
}

/// Left edges and widths of `parts` laid end to end [px]; a part of 0, or that is no number, has no width, and all end
/// with the bar.
///
/// Edges stand on half pixels: a weight that moves a little leaves most bars as they are drawn.
pub fn segments(parts: &[f64]) -> Vec<(f64, f64)> {
    let half_pixels = |px: f64| (px * 2.0).round() / 2.0;
    let mut sum = 0.0;
    let lay = |part: &f64| {
        let left = half_pixels(sum);
        // A share of a best that is not known yet may be anything.
        let part = if part.is_finite() { part.max(0.0) } else { 0.0 };
        sum = (sum + part * FULL_PX).min(FULL_PX);
        (left, (half_pixels(sum) - left - GAP_PX).max(0.0))
    };
    parts.iter().map(lay).collect()
}

/// Outline of a segment as SVG path data: one attribute to change instead of two.
fn outline((left, width): (f64, f64)) -> String {
    if width > 0.0 { format!("M{left} 0h{width}v{HEIGHT_PX}h-{width}z") } else { String::new() }
}

/// `parts` end to end; a part stays while its outline changes, for weights are dragged. The row says the figures, so the picture is hidden from screen readers.
#[component]
pub fn StackedBar(
    /// Parts of the score, 0 to 1 in all.
    #[prop(into)]
    parts: Signal<Vec<f64>>,
) -> impl IntoView {
    let outlines = Memo::new(move |_| {
        parts.with(|parts| segments(parts).into_iter().map(outline).collect::<Vec<String>>())
    });
    let count = Memo::new(move |_| outlines.with(Vec::len));
    let outline_of = move |index: usize| outlines.with(|it| it.get(index).cloned().unwrap_or_default());
    view! {
        <svg class="chart mini" width=FULL_PX height=HEIGHT_PX viewBox=format!("0 0 {FULL_PX} {HEIGHT_PX}") aria-hidden="true">
            <Keyed each=move || 0..count.get() key=|index| *index let:index>
                <path class=category(index) d=move || outline_of(index)/>
            </Keyed>
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_lie_end_to_end() {
        let laid = segments(&[0.5, 0.0, 0.25]);
        assert_eq!(laid, [(0.0, 79.0), (80.0, 0.0), (80.0, 39.0)]);
    }

    /// A formula whose greatest score is 0 had bars of infinite width.
    #[test]
    fn no_bar_is_longer_than_the_whole() {
        assert_eq!(segments(&[f64::INFINITY, f64::NAN, 0.5]), [(0.0, 0.0), (0.0, 0.0), (0.0, 79.0)]);
        assert_eq!(segments(&[0.75, 1e300]), [(0.0, 119.0), (120.0, 39.0)]);
    }

    #[test]
    fn a_hair_more_draws_the_same_bar() {
        assert_eq!(segments(&[0.5, 0.25]), segments(&[0.5001, 0.2501]));
        assert_eq!(outline((80.0, 0.0)), "");
        assert_eq!(outline((2.5, 10.0)), "M2.5 0h10v16h-10z");
    }
}
