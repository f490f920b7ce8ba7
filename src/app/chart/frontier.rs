//! The efficient frontier: best value against budget, with the portfolios that one compares.

use std::fmt::Write as _;

/// Room for labels [px].
const LEFT: f64 = 40.0;
const RIGHT: f64 = 14.0;
const TOP: f64 = 16.0;
const BOTTOM: f64 = 36.0;

/// Where amounts and values lie in a chart of some size.
#[derive(Clone, Debug, PartialEq)]
pub struct FrontierScale {
    width: f64,
    height: f64,
    least_value: f64,
    most_value: f64,
    most_budget: f64,
}

impl FrontierScale {
    /// Fits all of `points` (budget, value) into `width` × `height` pixels. The line is no bar: its axis may start
    /// above 0.
    pub fn new(width: f64, height: f64, points: &[(f64, f64)]) -> Self {
        let most_budget = points.iter().map(|point| point.0).fold(1e-9, f64::max);
        let high = points.iter().map(|point| point.1).fold(1e-9, f64::max);
        let low = points.iter().map(|point| point.1).fold(high, f64::min);
        let step = nice_step((high - low).max(high * 0.1) / 4.0);
        let least_value = (low / step).floor() * step;
        let most_value = ((high * 1.02) / step).ceil() * step;
        Self { width, height, least_value, most_value, most_budget: most_budget * 1.03 }
    }

    /// Pixels from the left.
    pub fn x(&self, budget: f64) -> f64 {
        LEFT + (self.width - LEFT - RIGHT) * (budget / self.most_budget).clamp(0.0, 1.0)
    }

    /// Pixels from the top.
    pub fn y(&self, value: f64) -> f64 {
        let share = (value - self.least_value) / (self.most_value - self.least_value).max(1e-12);
        TOP + (self.height - TOP - BOTTOM) * (1.0 - share.clamp(0.0, 1.0))
    }

    /// Values with a grid line.
    pub fn value_ticks(&self) -> Vec<f64> {
        ticks(self.least_value, self.most_value, 5.0)
    }

    /// Budgets with a label, as many as there is room for.
    pub fn budget_ticks(&self) -> Vec<f64> {
        let wanted = ((self.width - LEFT - RIGHT) / 80.0).clamp(2.0, 8.0);
        ticks(0.0, self.most_budget, wanted).into_iter().skip(1).collect()
    }

    /// Stairs through `points`, by ascending budget: the value holds until the budget reaches the next point.
    pub fn stairs(&self, points: &[(f64, f64)]) -> String {
        let mut path = String::new();
        for (index, &(budget, value)) in points.iter().enumerate() {
            // Writing to a string cannot fail.
            let _ = if index == 0 {
                write!(path, "M{:.1} {:.1}", self.x(budget), self.y(value))
            } else {
                write!(path, "H{:.1}V{:.1}", self.x(budget), self.y(value))
            };
        }
        path
    }
}

fn ticks(from: f64, to: f64, wanted: f64) -> Vec<f64> {
    let step = nice_step((to - from) / wanted);
    let first = (from / step - 1e-9).ceil();
    (0..40)
        .map(|index| (first + f64::from(index)) * step)
        .take_while(|tick| *tick <= to + step * 1e-9)
        .collect()
}

/// The next of 1, 2, 5 times a power of ten from `least` up.
fn nice_step(least: f64) -> f64 {
    let mut power = 1e-9;
    while power * 10.0 < least {
        power *= 10.0;
    }
    [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|factor| factor * power)
        .find(|step| *step >= least)
        .unwrap_or(power * 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_lies_within_the_picture() {
        let points = [(100.0, 2.0), (900.0, 7.7), (1_600.0, 8.1)];
        let scale = FrontierScale::new(400.0, 240.0, &points);
        for (budget, value) in points {
            assert!((LEFT..=400.0).contains(&scale.x(budget)));
            assert!((TOP..=240.0 - BOTTOM).contains(&scale.y(value)));
        }
        assert!(scale.y(8.1) < scale.y(2.0), "more is further up");
        assert!(scale.value_ticks().len() >= 3);
        assert!(scale.budget_ticks().iter().all(|tick| *tick > 0.0 && *tick <= 1_650.0));
    }

    #[test]
    fn stairs_go_right_and_then_up() {
        let scale = FrontierScale::new(400.0, 240.0, &[(0.0, 0.0), (10.0, 10.0)]);
        let path = scale.stairs(&[(0.0, 0.0), (5.0, 5.0), (10.0, 10.0)]);
        assert_eq!((path.matches('H').count(), path.matches('V').count()), (2, 2));
        assert!(path.starts_with('M'));
        assert_eq!(scale.stairs(&[]), "");
    }
}
