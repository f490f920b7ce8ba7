//! Initiatives as bubbles over two figures: where they stand, how large they are, and where a drag puts them.

/// What a chart is drawn from: figures of one initiative.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// To the right, in the axis's unit.
    pub x: f64,
    /// Upwards, in the axis's unit.
    pub y: f64,
    /// Area, in any one unit; below 0 counts as 0.
    pub size: f64,
}

/// One axis: from where to where in its unit, and in pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// Least and greatest number shown.
    pub domain: (f64, f64),
    /// Where these lie [px]; the second may be the smaller, as upwards.
    pub range: (f64, f64),
    /// Numbers a drag may set; whole levels of a rubric, for one.
    pub bounds: (f64, f64),
    /// What a number is rounded to when it is set; arrow keys move by it.
    pub step: f64,
}

/// Least and greatest radius [px]: the least is a target of 24 px.
pub const RADII_PX: (f64, f64) = (12.0, 30.0);

impl Axis {
    /// An axis that shows all of `numbers` with some room, and ends on round ones.
    ///
    /// `fixed` are the ends of a scale, such as the levels of a rubric: what lies beyond adds nothing and is
    /// drawn at the end.
    pub fn over(numbers: &[f64], fixed: Option<(f64, f64)>, range: (f64, f64)) -> Self {
        let (mut low, mut high) = fixed.unwrap_or((f64::INFINITY, f64::NEG_INFINITY));
        for number in numbers.iter().copied().filter(|it| fixed.is_none() && it.is_finite()) {
            (low, high) = (low.min(number), high.max(number));
        }
        if low > high {
            (low, high) = (0.0, 1.0);
        }
        if high - low < 1e-9 * high.abs().max(1.0) {
            (low, high) = (low - 0.5 * low.abs().max(1.0), high + 0.5 * high.abs().max(1.0));
        }
        let step = round_step((high - low) / 5.0);
        let room = (high - low) * 0.06;
        let domain = match fixed {
            Some(_) => (low - room, high + room),
            // Nought is the honest beginning where nothing lies below it.
            None if low >= 0.0 && low < 0.5 * high => (0.0, high + room),
            None => (((low - room) / step).floor() * step, high + room),
        };
        let bounds = fixed.unwrap_or((f64::NEG_INFINITY, f64::INFINITY));
        Self { domain, range, bounds, step: round_step((high - low) / 50.0) }
    }

    /// Where `number` lies [px]; beyond the ends it stays at the end.
    pub fn px(&self, number: f64) -> f64 {
        let ((low, high), (from, to)) = (self.domain, self.range);
        from + (to - from) * ((number - low) / (high - low)).clamp(0.0, 1.0)
    }

    /// The number at `px`, rounded to the step and kept within the bounds.
    pub fn number(&self, px: f64) -> f64 {
        let ((low, high), (from, to)) = (self.domain, self.range);
        let share = ((px - from) / (to - from)).clamp(0.0, 1.0);
        self.set(low + share * (high - low))
    }

    /// `number` rounded to the step and kept within the bounds.
    pub fn set(&self, number: f64) -> f64 {
        let rounded = (number / self.step).round() * self.step;
        // 0.1 × 3 is not 0.3: what is shown is what is kept.
        let decimals = (1.0 / self.step).clamp(1.0, 1e9);
        ((rounded * decimals).round() / decimals).clamp(self.bounds.0, self.bounds.1)
    }

    /// Round numbers to print along the axis, rising.
    pub fn ticks(&self) -> Vec<f64> {
        let (low, high) = self.domain;
        let step = round_step((high - low) / 5.0).max(self.whole());
        let first = (low / step).ceil();
        (0..20).map(|index| (first + f64::from(index)) * step).take_while(|tick| *tick <= high).collect()
    }

    /// Rubrics have no half levels.
    fn whole(&self) -> f64 {
        if self.step >= 1.0 && self.bounds.0.is_finite() { 1.0 } else { 0.0 }
    }
}

/// 1, 2 or 5 times a power of ten, at least `least`; 1 for nothing.
pub fn round_step(least: f64) -> f64 {
    if least <= 0.0 || !least.is_finite() {
        return 1.0;
    }
    let mut power = 1.0_f64;
    while power > least {
        power /= 10.0;
    }
    while power * 10.0 <= least {
        power *= 10.0;
    }
    [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|it| it * power)
        .find(|it| *it >= least * (1.0 - 1e-9))
        .unwrap_or(power)
}

/// Radius of each size [px]: the area goes with the size, the greatest gets the greatest.
pub fn radii(sizes: &[f64]) -> Vec<f64> {
    let greatest = sizes.iter().copied().filter(|it| it.is_finite()).fold(0.0, f64::max);
    let radius = |size: &f64| {
        let share = if greatest > 0.0 { (size.max(0.0) / greatest).clamp(0.0, 1.0) } else { 0.0 };
        (share.sqrt() * RADII_PX.1).max(RADII_PX.0)
    };
    sizes.iter().map(radius).collect()
}

/// Places in drawing order, the largest first, so that no bubble hides a smaller one.
pub fn drawing_order(radii: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..radii.len()).collect();
    order.sort_by(|one, other| radii[*other].total_cmp(&radii[*one]).then(one.cmp(other)));
    order
}

/// Which bubbles get their name printed: in the order given, as long as no two names meet.
///
/// `spots` are (left, baseline, width) of each name [px].
pub fn labelled(spots: &[(f64, f64, f64)], most: usize) -> Vec<usize> {
    let mut kept: Vec<usize> = Vec::new();
    for (place, (left, baseline, width)) in spots.iter().enumerate() {
        let is_free = kept.iter().all(|&other| {
            let (other_left, other_baseline, other_width) = spots[other];
            (baseline - other_baseline).abs() >= 14.0
                || left + width < other_left
                || other_left + other_width < *left
        });
        if is_free && kept.len() < most {
            kept.push(place);
        }
    }
    kept
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "ends, levels and shares are exact")]
mod tests {
    use super::*;

    #[test]
    fn a_drag_there_and_back_gives_the_same_number() {
        let axis = Axis::over(&[3.0, 40.0, 95.0], None, (40.0, 540.0));
        for number in [0.0, 3.0, 40.0, 96.0] {
            assert!((axis.number(axis.px(number)) - number).abs() <= axis.step / 2.0 + 1e-9, "{number}");
        }
        assert_eq!(axis.domain.0, 0.0);
        assert!(axis.px(95.0) < 540.0, "the greatest has room");
        assert!(axis.number(-1_000.0) >= axis.domain.0 - axis.step);
    }

    #[test]
    fn upwards_is_the_smaller_pixel() {
        let axis = Axis::over(&[0.0, 10.0], None, (300.0, 20.0));
        assert!(axis.px(10.0) < axis.px(1.0));
        assert!(axis.number(20.0) > axis.number(280.0));
    }

    #[test]
    fn a_rubric_has_whole_levels_only() {
        let mut axis = Axis::over(&[2.0], Some((1.0, 5.0)), (0.0, 400.0));
        axis.step = 1.0;
        assert_eq!(axis.ticks(), [1.0, 2.0, 3.0, 4.0, 5.0]);
        for px in [0.0, 37.0, 99.0, 250.0, 400.0, 900.0] {
            let level = axis.number(px);
            assert_eq!(level, level.round());
            assert!((1.0..=5.0).contains(&level));
        }
    }

    #[test]
    fn what_lies_beyond_a_scale_is_drawn_at_its_end() {
        let axis = Axis::over(&[2.0, 105.0], Some((0.0, 30.0)), (0.0, 400.0));
        assert!(axis.domain.1 < 40.0);
        assert!((axis.px(105.0) - 400.0).abs() < 1e-9);
        assert!(axis.number(400.0) <= 30.0);
    }

    #[test]
    fn one_number_or_none_still_makes_an_axis() {
        for numbers in [&[][..], &[0.0], &[7.0], &[-3.0, -3.0], &[f64::NAN]] {
            let axis = Axis::over(numbers, None, (0.0, 100.0));
            assert!(axis.domain.1 > axis.domain.0, "{numbers:?}");
            assert!(axis.ticks().len() >= 2, "{numbers:?}: {:?}", axis.ticks());
            assert!(axis.step > 0.0);
        }
    }

    #[test]
    fn steps_are_round() {
        for (least, step) in
            [(0.03, 0.05), (0.9, 1.0), (1.1, 2.0), (17.0, 20.0), (0.0, 1.0), (5_000.0, 5_000.0)]
        {
            assert!((round_step(least) - step).abs() < 1e-9 * step, "{least}: {}", round_step(least));
        }
    }

    #[test]
    fn areas_go_with_sizes_and_stay_targets() {
        assert_eq!(radii(&[400.0, 100.0, 0.0, -5.0]), [30.0, 15.0, 12.0, 12.0]);
        assert_eq!(radii(&[0.0, 0.0]), [12.0, 12.0]);
        assert_eq!(drawing_order(&[12.0, 30.0, 12.0]), [1, 0, 2]);
    }

    #[test]
    fn names_never_meet() {
        let spots = [(0.0, 50.0, 60.0), (30.0, 55.0, 60.0), (100.0, 52.0, 40.0), (0.0, 80.0, 500.0)];
        assert_eq!(labelled(&spots, 9), [0, 2, 3]);
        assert_eq!(labelled(&spots, 1), [0]);
    }
}
