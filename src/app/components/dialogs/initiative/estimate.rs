//! How sure an estimate is: a small histogram and its percentiles.

use leptos::prelude::*;

use crate::analysis::distribution::distribution;
use crate::app::format::number;
use crate::model::initiative::Estimate;

/// Bars of the histogram.
const BARS: usize = 18;
/// Quantiles that are looked at.
const DRAWS: usize = 600;
/// Size of the histogram [px].
const WIDTH: f64 = 72.0;
const HEIGHT: f64 = 20.0;

/// A bar of the histogram.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Bar {
    x: f64,
    height: f64,
    /// Between P10 and P90.
    is_usual: bool,
}

/// Histogram and "P10 6.2 – P90 11.4 weeks"; nothing for a certain number.
#[component]
pub(super) fn Spread(estimate: Signal<Option<Estimate>>, unit: Signal<&'static str>) -> impl IntoView {
    move || {
        let (p10, p90, bars) = spread(&estimate.get()?)?;
        let text = format!("P10 {} – P90 {} {}", number(p10, 1), number(p90, 1), unit.get());
        Some(view! {
            <span class="estimate-spread">
                <svg class="chart mini" viewBox="0 0 72 20" width="72" height="20" aria-hidden="true">
                    {bars.into_iter().map(|bar| view! {
                        <rect class=if bar.is_usual { "share-4" } else { "share-2" }
                            x=bar.x y=HEIGHT - bar.height width=WIDTH / BARS as f64 - 0.6 height=bar.height/>
                    }).collect_view()}
                </svg>
                <span>{text}</span>
            </span>
        })
    }
}

/// P10, P90 and the bars; none for a certain number.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share of the bars, at most their number"
)]
fn spread(estimate: &Estimate) -> Option<(f64, f64, Vec<Bar>)> {
    let distribution = distribution(estimate).ok()?;
    if distribution.fixed_value().is_some() {
        return None;
    }
    let (p10, p90) = (distribution.sample(0.1), distribution.sample(0.9));
    // The outermost hundredths would squeeze the rest of a lognormal number into a corner.
    let (low, high) = (distribution.sample(0.01), distribution.sample(0.99));
    if high <= low {
        return None;
    }
    let mut counts = [0_u32; BARS];
    for draw in 0..DRAWS {
        let value = distribution.sample((draw as f64 + 0.5) / DRAWS as f64);
        if (low..=high).contains(&value) {
            let bar = ((value - low) / (high - low) * BARS as f64) as usize;
            counts[bar.min(BARS - 1)] += 1;
        }
    }
    let most = f64::from(counts.iter().copied().max().unwrap_or(1).max(1));
    let bar = |(place, count): (usize, &u32)| {
        let middle = low + (high - low) * (place as f64 + 0.5) / BARS as f64;
        Bar {
            x: WIDTH / BARS as f64 * place as f64,
            height: f64::from(*count) / most * HEIGHT,
            is_usual: (p10..=p90).contains(&middle),
        }
    };
    Some((p10, p90, counts.iter().enumerate().map(bar).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_certain_number_has_no_spread() {
        assert_eq!(spread(&Estimate::Fixed(5_u32.into())), None);
    }

    #[test]
    fn percentiles_of_a_lognormal_estimate_are_its_own() {
        let (p10, p90, bars) = spread(&Estimate::P10P90 { p10: 10_u32.into(), p90: 40_u32.into() }).unwrap();
        assert!((p10 - 10.0).abs() < 1e-6 && (p90 - 40.0).abs() < 1e-6, "{p10} {p90}");
        assert!(
            bars.iter().any(|bar| (bar.height - HEIGHT).abs() < 1e-9),
            "the highest bar fills the height"
        );
    }
}
