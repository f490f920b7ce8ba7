//! Weeks of the calendar across the width of a chart.

use jiff::civil::Date;

use crate::app::format::month;
use crate::model::portfolio::Calendar;

/// Where weeks `first..first + weeks` lie between `left` and `right` [px].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TimeAxis {
    /// Calendar of the document.
    pub calendar: Calendar,
    /// First week shown.
    pub first: u32,
    /// Weeks shown, at least 1.
    pub weeks: u32,
    /// Left edge [px].
    pub left: f64,
    /// Right edge [px].
    pub right: f64,
}

/// A labelled line of the axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// Place [px].
    pub x: f64,
    /// "Apr", or "2024" in a chart of years; empty where there is no room before the right edge.
    pub label: String,
}

/// Least distance of two labels [px].
const LABEL_PX: f64 = 44.0;

impl TimeAxis {
    /// Place of the beginning of `week`, which may be a fraction, clamped to the edges [px].
    pub fn x(&self, week: f64) -> f64 {
        let share = (week - f64::from(self.first)) / f64::from(self.weeks.max(1));
        self.left + share.clamp(0.0, 1.0) * (self.right - self.left)
    }

    /// Beginnings of months, quarters, years or decades, as many as have room for a label.
    pub fn ticks(&self) -> Vec<Tick> {
        let px_per_month = (self.right - self.left) / f64::from(self.weeks.max(1)) * 52.18 / 12.0;
        let steps = [1_u8, 3, 6, 12, 24, 60, 120];
        let step = steps.into_iter().find(|&months| f64::from(months) * px_per_month >= LABEL_PX);
        let step = step.unwrap_or(120);
        let years = i16::from(step / 12).max(1);
        let (from, to) = (self.calendar.day_of(self.first), self.calendar.day_of(self.first + self.weeks));
        let mut ticks = Vec::new();
        let mut year = from.year();
        while year <= to.year() && ticks.len() < 200 {
            for month_number in (1..=12_i8).step_by(usize::from(step)) {
                let Ok(day) = Date::new(year, month_number, 1) else { continue };
                if day >= from && day < to && year % years == 0 {
                    let x = self.x(self.week_of(day));
                    let label = match month_number {
                        // It would run into what stands beside the chart.
                        _ if self.right - x < 0.7 * LABEL_PX => String::new(),
                        1 => year.to_string(),
                        _ => month(day).to_owned(),
                    };
                    ticks.push(Tick { x, label });
                }
            }
            year += 1;
        }
        ticks
    }

    fn week_of(&self, day: Date) -> f64 {
        let days = self.calendar.start.until(day).map_or(0, |span| span.get_days());
        f64::from(days) / 7.0
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "ends, levels and shares are exact")]
mod tests {
    use jiff::civil::date;

    use super::*;

    const AXIS: TimeAxis = TimeAxis {
        calendar: Calendar { start: date(2023, 4, 3), horizon_weeks: 260 },
        first: 0,
        weeks: 52,
        left: 100.0,
        right: 620.0,
    };

    #[test]
    fn weeks_lie_between_the_edges() {
        assert_eq!(AXIS.x(0.0), 100.0);
        assert_eq!(AXIS.x(26.0), 360.0);
        assert_eq!(AXIS.x(99.0), 620.0);
    }

    #[test]
    fn labels_have_room() {
        for (weeks, right) in [(26, 900.0), (52, 620.0), (260, 500.0), (260, 240.0), (1040, 400.0)] {
            let ticks = TimeAxis { weeks, right, ..AXIS }.ticks();
            assert!(!ticks.is_empty());
            assert!(ticks.windows(2).all(|pair| pair[1].x - pair[0].x > 0.95 * LABEL_PX), "{weeks} weeks");
        }
        let half = TimeAxis { weeks: 26, right: 900.0, ..AXIS }.ticks();
        let bare: Vec<bool> = half.iter().map(|tick| tick.label.is_empty()).collect();
        assert_eq!(bare, [false, false, false, false, false, true], "1 October is the day before the end");
        let labels: Vec<String> = AXIS.ticks().into_iter().map(|tick| tick.label).collect();
        assert_eq!(labels, ["Jul", "Oct", "2024"], "the axis ends on the day before April");
    }
}
