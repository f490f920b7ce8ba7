//! Shape of an assessment: one spoke for each dimension, level 5 at the rim, levels counted from the middle.

use std::f64::consts::TAU;

use leptos::prelude::*;

use crate::engine::float;

/// One spoke.
#[derive(Clone, Debug, PartialEq)]
pub struct Spoke {
    /// At the rim: "D4".
    pub label: String,
    /// Score, 1 to 5; none leaves the spoke empty.
    pub score: Option<f64>,
    /// 90 % interval of the score: low, high.
    pub interval: Option<(f64, f64)>,
    /// Printed bold.
    pub is_weakest: bool,
}

const SIZE: f64 = 268.0;
const MIDDLE: f64 = SIZE / 2.0;
const RIM: f64 = 90.0;
const TOP_LEVEL: f64 = 5.0;

/// Where `level` of spoke `index` of `count` stands; the first spoke points up, the rest go clockwise.
fn point(index: usize, count: usize, level: f64) -> (f64, f64) {
    let angle = TAU * index as f64 / count.max(1) as f64;
    let radius = RIM * level / TOP_LEVEL;
    (MIDDLE + radius * float::sin(angle), MIDDLE - radius * float::cos(angle))
}

/// A closed path through the levels that are there; empty below three.
fn outline(levels: &[Option<f64>]) -> String {
    let points: Vec<String> = levels
        .iter()
        .enumerate()
        .filter_map(|(index, level)| {
            let (x, y) = point(index, levels.len(), (*level)?);
            Some(format!("{x:.1} {y:.1}"))
        })
        .collect();
    if points.len() < 3 { String::new() } else { format!("M{}Z", points.join("L")) }
}

/// The picture; the bars beside it say the figures, so it is one image to a screen reader.
#[component]
pub fn Radar(
    /// In the order of the dimensions.
    spokes: Signal<Vec<Spoke>>,
) -> impl IntoView {
    view! {
        <svg class="chart radar" viewBox=format!("0 20 {SIZE} {}", SIZE - 40.0) role="img" aria-label="Shape of the scores: one spoke for each dimension, level 5 at the rim. The table below has the figures.">
            {move || spokes.with(|spokes| view! {
                <Web count=spokes.len()/>
                <Shape spokes=spokes.clone()/>
            })}
        </svg>
    }
}

#[component]
fn Web(count: usize) -> impl IntoView {
    let rings = (1_u8..=5).map(|level| {
        let ring = outline(&vec![Some(f64::from(level)); count]);
        view! { <path class="grid-line" d=ring/> }
    });
    let arms = (0..count).map(|index| {
        let (x, y) = point(index, count, TOP_LEVEL);
        view! { <line class="grid-line" x1=MIDDLE y1=MIDDLE x2=x y2=y/> }
    });
    view! { {rings.collect_view()}{arms.collect_view()} }
}

#[component]
fn Shape(spokes: Vec<Spoke>) -> impl IntoView {
    let count = spokes.len();
    let levels: Vec<Option<f64>> = spokes.iter().map(|spoke| spoke.score).collect();
    // The band is the ring between both ends: drawn as two outlines, the inner one cut out.
    let ends = |of: fn((f64, f64)) -> f64| -> Vec<Option<f64>> {
        spokes.iter().map(|spoke| spoke.interval.map(of)).collect()
    };
    let band = format!("{}{}", outline(&ends(|(_, high)| high)), outline(&ends(|(low, _)| low)));
    let marks = spokes.iter().enumerate().map(|(index, spoke)| {
        let (label_x, label_y) = point(index, count, TOP_LEVEL + 0.8);
        let class = if spoke.is_weakest { "middle strong" } else { "middle" };
        let dot = spoke.score.map(|score| {
            let (x, y) = point(index, count, score);
            view! { <circle class="ours" cx=x cy=y r="3"/> }
        });
        view! { {dot}<text class=class x=label_x y=label_y + 4.0>{spoke.label.clone()}</text> }
    });
    view! {
        <path class="band" d=band fill-rule="evenodd"/>
        <path class="ours-line" d=outline(&levels)/>
        {marks.collect_view()}
        <text class="quiet halo" x=MIDDLE + 4.0 y=MIDDLE - RIM / TOP_LEVEL + 4.0>"1"</text>
        <text class="quiet halo" x=MIDDLE + 4.0 y=MIDDLE - RIM + 12.0>"5"</text>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_spoke_points_up_and_the_next_lies_clockwise() {
        let (x, y) = point(0, 4, 5.0);
        assert!((x - MIDDLE).abs() < 1e-9 && (y - (MIDDLE - RIM)).abs() < 1e-9);
        let (x, y) = point(1, 4, 2.5);
        assert!((x - (MIDDLE + RIM / 2.0)).abs() < 1e-9 && (y - MIDDLE).abs() < 1e-9);
    }

    #[test]
    fn a_missing_level_is_left_out_and_two_make_no_shape() {
        assert_eq!(outline(&[Some(1.0), None, Some(2.0), None]), "");
        let path = outline(&[Some(1.0), None, Some(2.0), Some(5.0)]);
        assert_eq!(path.matches('L').count(), 2);
        assert!(path.starts_with('M') && path.ends_with('Z'));
    }
}
