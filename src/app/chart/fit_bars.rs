//! Office less organisation by dimension, as bars to both sides of nought, with the band in which both are in step.

use leptos::prelude::*;

use crate::app::format::number;

/// One bar.
#[derive(Clone, Debug, PartialEq)]
pub struct FitBar {
    /// Name of at most 18 characters.
    pub short: String,
    /// Office less organisation [levels]; none if a side is missing.
    pub gap: Option<f64>,
    /// Its 90 % interval.
    pub interval: Option<(f64, f64)>,
    /// Whether it is beyond one level.
    pub is_out: bool,
}

const WIDTH: f64 = 312.0;
const START: f64 = 124.0;
const END: f64 = 272.0;
const TOP: f64 = 20.0;
const ROW: f64 = 24.0;
/// The picture ends here; a longer bar ends with it.
const MOST: f64 = 2.0;

fn x(gap: f64) -> f64 {
    START + (gap.clamp(-MOST, MOST) + MOST) / (2.0 * MOST) * (END - START)
}

/// The picture; the table beside it has the figures.
#[component]
pub fn FitBars(
    /// In the order of the dimensions.
    bars: Signal<Vec<FitBar>>,
) -> impl IntoView {
    let height = move || TOP + ROW * bars.with(Vec::len) as f64 + 4.0;
    let rows = move || {
        let list = bars.get().into_iter().enumerate();
        list.map(|(index, bar)| view! { <Row bar y=TOP + ROW * (index as f64 + 0.5)/> }).collect_view()
    };
    view! {
        <svg class="chart fit-bars" viewBox=move || format!("0 0 {WIDTH} {}", height()) role="img"
            aria-label="PMO less organisation by dimension, in levels. The table below has the figures.">
            <rect class="fit-band" x=x(-1.0) y=TOP width=x(1.0) - x(-1.0) height=move || height() - TOP/>
            {[-1.0, 0.0, 1.0].map(|gap| {
                let class = if gap == 0.0 { "axis-line" } else { "grid-line" };
                view! {
                    <line class=class x1=x(gap) y1=TOP x2=x(gap) y2=height/>
                    <text class="middle" x=x(gap) y="13">{if gap > 0.0 { "+1" } else if gap < 0.0 { "−1" } else { "0" }}</text>
                }
            })}
            {rows}
        </svg>
    }
}

#[component]
fn Row(bar: FitBar, y: f64) -> impl IntoView {
    let told = match (bar.gap, bar.interval) {
        (None, _) => format!("{}: a side is missing", bar.short),
        (Some(gap), None) => format!("{}: {}", bar.short, signed(gap)),
        (Some(gap), Some((low, high))) => {
            format!("{}: {}, 90 % interval {} to {}", bar.short, signed(gap), signed(low), signed(high))
        }
    };
    let name_class = if bar.is_out { "strong" } else { "label" };
    let fill = if bar.is_out { "fit-out" } else { "share-3" };
    view! {
        <g>
            <title>{told}</title>
            <rect class="bar-ground" x="0" y=y - ROW / 2.0 width=WIDTH height=ROW/>
            <text class=name_class x="0" y=y + 4.0>{bar.short.clone()}</text>
            {bar.gap.map(|gap| {
                let (from, to) = (x(gap.min(0.0)), x(gap.max(0.0)));
                view! { <rect class=fill x=from y=y - 5.0 width=to - from height="10"/> }
            })}
            {bar.interval.map(|(low, high)| view! { <line class="fit-interval" x1=x(low) y1=y x2=x(high) y2=y/> })}
            <text class=if bar.is_out { "end strong" } else { "end" } x=WIDTH y=y + 4.0>{bar.gap.map_or_else(|| "–".to_owned(), signed)}</text>
        </g>
    }
}

/// "+1.3", "−0.4", "0.0".
pub fn signed(value: f64) -> String {
    let text = number(value.abs(), 1);
    if text == "0.0" || text == "0" {
        "0.0".to_owned()
    } else if value > 0.0 {
        format!("+{text}")
    } else {
        format!("−{text}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nought_is_in_the_middle_and_long_bars_end_with_the_picture() {
        assert!((x(0.0) - f64::midpoint(START, END)).abs() < 1e-9);
        assert!((x(3.0) - END).abs() < 1e-9 && (x(-3.0) - START).abs() < 1e-9);
    }

    #[test]
    fn a_gap_has_a_sign_unless_it_rounds_to_nought() {
        assert_eq!(
            (signed(1.26).as_str(), signed(-0.4).as_str(), signed(-0.01).as_str()),
            ("+1.3", "−0.4", "0.0")
        );
    }
}
