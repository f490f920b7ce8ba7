//! What is lost by working on several things at once, in the engine's words.
//!
//! Whoever is asked for at a part of their time is taken to fill the rest of it with as many other things of the same
//! size: half a full-time equivalent is somebody who works on two things at once, a quarter on four. Of their time on
//! each of these the share is lost that the plan's curve gives for so many; between whole numbers of things it goes in
//! a straight line, and beyond the last it stays. A demand of 2.5 is two people with nothing else to do, and half of
//! one. So the loss does not depend on who waits for whom, and takes no time to simulate.
//!
//! Source: Weinberg (1992), *Quality software management 1: Systems thinking*, for the curve that is offered. It is a
//! rule of thumb that many quote, not a measurement: change it to what you see.

use crate::model::people::ContextSwitch;

/// Share of a demand of `fte` full-time equivalents that is not lost, 0 to 1; all of it without a curve.
pub(super) fn kept(curve: Option<&ContextSwitch>, fte: f64) -> f64 {
    let Some(curve) = curve else { return 1.0 };
    let part = fte - fte.floor();
    if part <= ROUNDING_SLACK || fte <= 0.0 {
        return 1.0;
    }
    1.0 - part * loss(curve, 1.0 / part) / fte
}

/// So that 2.0000000001 people are two.
const ROUNDING_SLACK: f64 = 1e-9;

/// Share lost by working on so many `things` at once, at least 1.
fn loss(curve: &ContextSwitch, things: f64) -> f64 {
    let points = [0.0].into_iter().chain(curve.losses.iter().map(|it| it.get())).collect::<Vec<_>>();
    let place = (things - 1.0).clamp(0.0, (points.len() - 1) as f64);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the list")]
    let before = place.floor() as usize;
    let after = (before + 1).min(points.len() - 1);
    points[before] + (points[after] - points[before]) * (place - before as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::finite::Finite;

    fn close(one: f64, other: f64) {
        assert!((one - other).abs() < 1e-12, "{one} against {other}");
    }

    /// Weinberg (1992): 20, 40, 60 and 75 % lost by two, three, four and five things.
    #[test]
    fn who_is_asked_for_in_part_loses_as_weinberg_says() {
        let curve = ContextSwitch::weinberg();
        for (things, left) in [(1.0, 1.0), (2.0, 0.8), (3.0, 0.6), (4.0, 0.4), (5.0, 0.25), (20.0, 0.25)] {
            close(kept(Some(&curve), 1.0 / things), left);
        }
        close(kept(Some(&curve), 0.4), 0.7);
    }

    /// By hand: two lose nothing, half a one a fifth of a half.
    #[test]
    fn whole_people_lose_nothing() {
        let curve = ContextSwitch::weinberg();
        for whole in [0.0, 1.0, 2.0, 7.0] {
            close(kept(Some(&curve), whole), 1.0);
        }
        close(kept(Some(&curve), 2.5), 1.0 - 0.1 / 2.5);
        close(kept(None, 0.25), 1.0);
    }

    /// The smaller the part, the more is lost of it.
    #[test]
    fn smaller_parts_never_keep_more() {
        let curve = ContextSwitch { losses: [0.1, 0.1, 0.5, 0.9].map(|it| Finite::new(it).unwrap()) };
        let kept: Vec<f64> =
            (1..=100).map(|percent| kept(Some(&curve), f64::from(percent) / 100.0)).collect();
        // Where the curve is level, the last bits may differ.
        assert!(kept.windows(2).all(|pair| pair[0] <= pair[1] + 1e-12), "{kept:?}");
    }
}
