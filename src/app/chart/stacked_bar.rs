//! A score as the sum of its parts.

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

/// Left edges and widths of `parts` laid end to end [px]; a part of 0 has no width.
pub fn segments(parts: &[f64]) -> Vec<(f64, f64)> {
    let mut left = 0.0;
    let lay = |part: &f64| {
        let width = part.max(0.0) * FULL_PX;
        let segment = (left, (width - GAP_PX).max(0.0));
        left += width;
        segment
    };
    parts.iter().map(lay).collect()
}

/// `parts` end to end; the row says the figures, so the picture is hidden from screen readers.
#[component]
pub fn StackedBar(
    /// Parts of the score, 0 to 1 in all.
    #[prop(into)]
    parts: Signal<Vec<f64>>,
) -> impl IntoView {
    let rects = move || {
        parts.with(|parts| {
            segments(parts)
                .into_iter()
                .enumerate()
                .map(|(index, (x, width))| view! { <rect class=category(index) x=x y="0" width=width height=HEIGHT_PX/> })
                .collect_view()
        })
    };
    view! {
        <svg class="chart mini" width=FULL_PX height=HEIGHT_PX viewBox=format!("0 0 {FULL_PX} {HEIGHT_PX}") aria-hidden="true">
            {rects}
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
}
