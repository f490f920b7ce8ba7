//! How the answers of several people lie on one scale: bars for a rubric, dots for a figure.

use leptos::prelude::*;

/// What the answers lie on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scale {
    /// Levels counted from 1.
    Levels(usize),
    /// From the lowest to the highest that makes a difference.
    Range(f64, f64),
}

const WIDTH: f64 = 72.0;
const HEIGHT: f64 = 22.0;

/// The picture; the cell around it says the figures.
#[component]
pub fn AnswerSpread(
    /// All answers, in any order.
    scores: Vec<f64>,
    /// What they lie on.
    scale: Scale,
    /// The group's score.
    mean: Option<f64>,
) -> impl IntoView {
    let marks = match scale {
        Scale::Levels(levels) => bars(&scores, levels)
            .into_iter()
            .map(|Bar { x, width, height }| {
                view! { <rect class="share-4" x=x y=HEIGHT - height width=width height=height/> }
            })
            .collect_view()
            .into_any(),
        Scale::Range(..) => scores
            .iter()
            .map(|score| view! { <circle class="spread-dot" cx=x_of(*score, scale) cy=HEIGHT / 2.0 r="3"/> })
            .collect_view()
            .into_any(),
    };
    view! {
        <svg class="chart mini answer-spread" viewBox=format!("0 0 {WIDTH} {}", HEIGHT + 2.0) width=WIDTH height=HEIGHT + 2.0 aria-hidden="true">
            <line class="axis-line" x1="0" x2=WIDTH y1=HEIGHT + 0.5 y2=HEIGHT + 0.5/>
            {marks}
            {mean.map(|mean| { let x = x_of(mean, scale); view! { <line class="median" x1=x x2=x y1="0" y2=HEIGHT + 2.0/> } })}
        </svg>
    }
}

/// A bar of the histogram, in the units of the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Bar {
    x: f64,
    width: f64,
    height: f64,
}

/// One bar for each level that somebody gave; a score between two levels counts for the nearer one.
fn bars(scores: &[f64], levels: usize) -> Vec<Bar> {
    let levels = levels.max(1);
    let mut counts = vec![0_u32; levels];
    for score in scores {
        let nearest =
            (1..=levels).min_by(|a, b| (*a as f64 - score).abs().total_cmp(&(*b as f64 - score).abs()));
        counts[nearest.unwrap_or(1) - 1] += 1;
    }
    let most = f64::from(counts.iter().copied().max().unwrap_or(0).max(1));
    let step = WIDTH / levels as f64;
    (0..)
        .zip(counts)
        .filter(|(_, count)| *count > 0)
        .map(|(index, count): (u32, u32)| Bar {
            x: step * f64::from(index) + 1.0,
            width: (step - 2.0).max(1.0),
            height: HEIGHT * f64::from(count) / most,
        })
        .collect()
}

/// Where `score` lies; beyond the ends is the end.
fn x_of(score: f64, scale: Scale) -> f64 {
    let (low, high) = match scale {
        // A level is as wide as a bar, and its score stands in the middle.
        Scale::Levels(levels) => (0.5, levels.max(1) as f64 + 0.5),
        Scale::Range(low, high) => (low, high),
    };
    let share = if high > low { (score - low) / (high - low) } else { 0.5 };
    4.0 + share.clamp(0.0, 1.0) * (WIDTH - 8.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_stand_under_their_levels_and_the_fullest_is_highest() {
        let bars = bars(&[1.0, 4.0, 4.0, 5.0], 5);
        assert_eq!(bars.len(), 3);
        assert!((bars[1].height - HEIGHT).abs() < 1e-9 && (bars[0].height - HEIGHT / 2.0).abs() < 1e-9);
        assert!(bars.windows(2).all(|pair| pair[0].x < pair[1].x));
        assert!(bars[2].x + bars[2].width <= WIDTH);
    }

    #[test]
    fn scores_beyond_the_scale_stay_in_the_picture() {
        for scale in [Scale::Levels(5), Scale::Range(10.0, 20.0), Scale::Range(3.0, 3.0)] {
            for score in [-1e9, 0.0, 3.0, 15.0, 1e9] {
                assert!((0.0..=WIDTH).contains(&x_of(score, scale)), "{score} on {scale:?}");
            }
        }
        assert!((x_of(15.0, Scale::Range(10.0, 20.0)) - WIDTH / 2.0).abs() < 1e-9);
    }
}
