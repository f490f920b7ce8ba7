//! The chance to be finished by each week, rising from 0 to 100 %, with its interval as a band.

use std::fmt::Write as _;

use super::time_axis::TimeAxis;

/// Where shares lie up and down: 100 % at the top.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ShareAxis {
    /// Place of 100 % [px].
    pub top: f64,
    /// Place of 0 % [px].
    pub bottom: f64,
}

impl ShareAxis {
    /// Place of `share`, 0 to 1 [px].
    pub fn y(self, share: f64) -> f64 {
        self.bottom - share.clamp(0.0, 1.0) * (self.bottom - self.top)
    }
}

/// Outline of the curve as SVG path data; `shares` by the end of week 0, 1, ….
///
/// Weeks in which nothing changes are one straight line.
pub fn curve(shares: &[f64], weeks: TimeAxis, axis: ShareAxis) -> String {
    let mut path = String::new();
    for (place, (week, share)) in corners(shares, weeks).into_iter().enumerate() {
        // Writing to a string cannot fail.
        let _ =
            write!(path, "{}{:.1} {:.1}", if place == 0 { 'M' } else { 'L' }, weeks.x(week), axis.y(share));
    }
    path
}

/// Outline of the band between two curves, as SVG path data.
pub fn band(low: &[f64], high: &[f64], weeks: TimeAxis, axis: ShareAxis) -> String {
    let mut path = curve(high, weeks, axis);
    for (week, share) in corners(low, weeks).into_iter().rev() {
        let _ = write!(path, "L{:.1} {:.1}", weeks.x(week), axis.y(share));
    }
    if !path.is_empty() {
        path.push('Z');
    }
    path
}

/// Points where the curve changes its direction, within the weeks shown.
fn corners(shares: &[f64], weeks: TimeAxis) -> Vec<(f64, f64)> {
    let last = (weeks.first + weeks.weeks) as usize;
    let shown: Vec<(f64, f64)> = (0..)
        .zip(shares)
        .skip(weeks.first as usize)
        .take_while(|(week, _)| *week <= last)
        .map(|(week, share)| (week as f64, *share))
        .collect();
    let is_corner = |place: usize| {
        place == 0
            || place + 1 == shown.len()
            || (shown[place].1 - shown[place - 1].1).abs() > 1e-9
            || (shown[place + 1].1 - shown[place].1).abs() > 1e-9
    };
    (0..shown.len()).filter(|place| is_corner(*place)).map(|place| shown[place]).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::model::portfolio::Calendar;

    const WEEKS: TimeAxis = TimeAxis {
        calendar: Calendar { start: date(2023, 4, 3), horizon_weeks: 10 },
        first: 0,
        weeks: 10,
        left: 0.0,
        right: 100.0,
    };
    const AXIS: ShareAxis = ShareAxis { top: 0.0, bottom: 100.0 };

    #[test]
    fn level_weeks_are_one_line() {
        let shares = [0.0, 0.0, 0.0, 0.5, 0.5, 0.5, 1.0, 1.0, 1.0];
        assert_eq!(
            curve(&shares, WEEKS, AXIS),
            "M0.0 100.0L20.0 100.0L30.0 50.0L50.0 50.0L60.0 0.0L80.0 0.0"
        );
        assert_eq!(curve(&[], WEEKS, AXIS), "");
    }

    #[test]
    fn the_band_goes_there_and_back() {
        assert_eq!(band(&[0.0, 0.4], &[0.1, 0.6], WEEKS, AXIS), "M0.0 90.0L10.0 40.0L10.0 60.0L0.0 100.0Z");
    }
}
