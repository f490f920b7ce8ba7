//! Cost and finish of many runs: cells that are darker the more runs lie in them, and the line that both are kept on.

use std::fmt::Write as _;

use crate::analysis::money::Joint;

/// Room for labels [px].
const LEFT: f64 = 76.0;
const RIGHT: f64 = 16.0;
const TOP: f64 = 14.0;
const BOTTOM: f64 = 30.0;

/// Depths of colour.
const DEPTHS: f64 = 5.0;

/// Where costs and weeks lie in a chart of some size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct JointScale {
    width: f64,
    height: f64,
    weeks: (f64, f64),
    costs: (f64, f64),
}

impl JointScale {
    /// Fits all cells and the `planned` cost, if there is one, into `width` × `height` pixels.
    pub fn new(width: f64, height: f64, joint: &Joint, planned: f64) -> Self {
        let ends = |values: &mut dyn Iterator<Item = f64>, step: f64| {
            let (low, high) = values
                .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), it| (low.min(it), high.max(it)));
            if low <= high { (low - step, high + step) } else { (0.0, 1.0) }
        };
        let shown = (planned > 0.0).then_some(planned);
        let costs = ends(&mut joint.cells.iter().map(|cell| cell.cost).chain(shown), joint.cell.0);
        let weeks = ends(&mut joint.cells.iter().map(|cell| cell.week), joint.cell.1);
        Self { width, height, weeks, costs }
    }

    /// Pixels from the left.
    pub fn x(&self, week: f64) -> f64 {
        let share = (week - self.weeks.0) / (self.weeks.1 - self.weeks.0).max(1e-9);
        self.left() + (self.right() - self.left()) * share.clamp(0.0, 1.0)
    }

    /// Pixels from the top: dear is up.
    pub fn y(&self, cost: f64) -> f64 {
        let share = (cost - self.costs.0) / (self.costs.1 - self.costs.0).max(1e-12);
        TOP + (self.height - TOP - BOTTOM) * (1.0 - share.clamp(0.0, 1.0))
    }

    /// Left end of the picture.
    pub fn left(&self) -> f64 {
        LEFT
    }

    /// Right end of the picture.
    pub fn right(&self) -> f64 {
        (self.width - RIGHT).max(LEFT + 1.0)
    }

    /// Width and height of a cell of `size`, money and weeks.
    pub fn cell(&self, size: (f64, f64)) -> (f64, f64) {
        let across = (self.right() - LEFT) * size.1 / (self.weeks.1 - self.weeks.0).max(1e-9);
        let up = (self.height - TOP - BOTTOM) * size.0 / (self.costs.1 - self.costs.0).max(1e-12);
        (across.max(1.0), up.max(1.0))
    }

    /// Which depth of colour a cell has, 1 to 5, where the fullest has `most`.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "1 to 5")]
    pub fn depth(share: f64, most: f64) -> u32 {
        // By the root, or all but the fullest would be pale.
        let part = if most > 0.0 { (share / most).sqrt() } else { 0.0 };
        (part * DEPTHS).ceil().clamp(1.0, DEPTHS) as u32
    }

    /// Costs with a grid line.
    pub fn cost_ticks(&self) -> Vec<f64> {
        let step = nice_step((self.costs.1 - self.costs.0) / 4.0);
        let first = (self.costs.0 / step).ceil();
        (0..8)
            .map(|place| (first + f64::from(place)) * step)
            .take_while(|cost| *cost <= self.costs.1)
            .collect()
    }

    /// Weeks with a label, as many as there is room for.
    pub fn week_ticks(&self) -> Vec<f64> {
        let wanted = ((self.right() - LEFT) / 130.0).clamp(1.0, 6.0).floor();
        let span = self.weeks.1 - self.weeks.0;
        let at = |place: u32| (self.weeks.0 + span * (f64::from(place) + 0.5) / wanted).round();
        (0_u32..6).take_while(|place| f64::from(*place) < wanted).map(at).collect()
    }

    /// Stairs through pairs of cost and week, by ascending cost: the day holds until the cost reaches the next.
    pub fn stairs(&self, pairs: &[(f64, f64)]) -> String {
        let mut path = String::new();
        for (index, &(cost, week)) in pairs.iter().enumerate() {
            // Writing to a string cannot fail.
            let _ = if index == 0 {
                write!(path, "M{:.1} {:.1}V{:.1}", self.right(), self.y(cost), self.y(cost))
                    .and_then(|()| write!(path, "H{:.1}", self.x(week)))
            } else {
                write!(path, "V{:.1}H{:.1}", self.y(cost), self.x(week))
            };
        }
        if !path.is_empty() {
            let _ = write!(path, "V{TOP:.1}");
        }
        path
    }
}

/// 1, 2 or 5 times a power of ten, at least `step`.
fn nice_step(step: f64) -> f64 {
    let mut power = 1e-9;
    while power * 10.0 <= step && power < 1e18 {
        power *= 10.0;
    }
    [1.0, 2.0, 5.0, 10.0].into_iter().map(|it| it * power).find(|it| *it >= step).unwrap_or(10.0 * power)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::money::Cell;

    fn joint() -> Joint {
        let cell = |cost, week, share| Cell { cost, week, share };
        Joint {
            cells: vec![cell(100.0, 20.0, 0.7), cell(140.0, 30.0, 0.3)],
            cell: (10.0, 2.0),
            frontier: vec![(120.0, 34.0), (150.0, 31.0)],
            both_at_p70: 0.7,
        }
    }

    #[test]
    fn later_is_right_and_dearer_is_up() {
        let scale = JointScale::new(440.0, 260.0, &joint(), 90.0);
        assert!(scale.x(30.0) > scale.x(20.0) && scale.y(140.0) < scale.y(100.0));
        assert!(scale.y(90.0) < 260.0 - BOTTOM, "the planned cost is in the picture");
        let path = scale.stairs(&joint().frontier);
        assert!(path.starts_with('M') && path.ends_with(&format!("V{TOP:.1}")), "{path}");
        assert_eq!(scale.stairs(&[]), "");
    }

    #[test]
    fn ticks_are_round_and_within() {
        let scale = JointScale::new(440.0, 260.0, &joint(), 0.0);
        let ticks = scale.cost_ticks();
        assert!(
            ticks.iter().zip([100.0, 120.0, 140.0]).all(|(tick, round)| (tick - round).abs() < 1e-6),
            "{ticks:?}"
        );
        assert!(scale.week_ticks().iter().all(|week| (18.0..=32.0).contains(week)));
        for (step, nice) in [(0.03, 0.05), (3.0, 5.0), (60.0, 100.0)] {
            assert!((nice_step(step) / nice - 1.0).abs() < 1e-9, "{step}");
        }
    }

    #[test]
    fn the_fullest_cell_is_darkest() {
        assert_eq!([0.7, 0.3, 0.001, 0.0].map(|share| JointScale::depth(share, 0.7)), [5, 4, 1, 1]);
    }
}
