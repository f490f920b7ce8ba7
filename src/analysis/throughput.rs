//! How much work was finished in a quarter before there was an office, and since.
//!
//! It counts from the first day of the quarter in which the first work was finished, so that the rate does not begin
//! with an event; and it shows what was, not why: other things changed on that day too.

use jiff::civil::{Date, date};
use serde::Serialize;

use super::blockers::quarter_of;
use super::registers::between;
use crate::engine::stats::interval::Interval;
use crate::engine::stats::rate_ratio::{Observed, rate_ratio};
use crate::model::office::Office;

/// Days of a quarter, on average.
const QUARTER_DAYS: f64 = 365.25 / 4.0;
/// Chance with which the interval covers.
const CONFIDENCE: f64 = 0.9;

/// Work finished before the office began, and since.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Throughput {
    /// Day on which the office began.
    pub began: Date,
    /// Before that day.
    pub before: Period,
    /// From that day on.
    pub after: Period,
    /// Rate since ÷ rate before; none if nothing was finished before.
    pub ratio: Option<f64>,
    /// Its exact 90 % interval.
    pub interval: Option<Interval>,
}

/// A time and what was finished in it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Period {
    /// Pieces of work.
    pub finished: u32,
    /// How long [quarters].
    pub quarters: f64,
    /// Finished in a quarter.
    pub rate: f64,
}

/// Reads the list of finished work up to `day`; none unless the office says when it began and work was finished before
/// that day or since.
pub fn throughput(office: &Office, day: Option<Date>) -> Option<Throughput> {
    let (began, day) = (office.charter.head.began?, day?);
    let days: Vec<Date> = office.registers.finished.iter().filter_map(|it| it.finished).collect();
    let days: Vec<Date> = days.into_iter().filter(|it| *it <= day).collect();
    let first = quarter_begins(*days.iter().min()?);
    let before = period(days.iter().filter(|it| **it < began).count(), first.min(began), began)?;
    let after = period(days.iter().filter(|it| **it >= began).count(), began, day)?;
    let seen = |it: Period| Observed { events: u64::from(it.finished), time: it.quarters };
    let found = rate_ratio(seen(before), seen(after), CONFIDENCE);
    Some(Throughput { began, before, after, ratio: found.map(|it| it.0), interval: found.map(|it| it.1) })
}

/// None if the time is empty.
fn period(finished: usize, from: Date, to: Date) -> Option<Period> {
    let quarters = f64::from(between(from, to)) / QUARTER_DAYS;
    let finished = u32::try_from(finished).ok()?;
    (quarters > 0.0).then(|| Period { finished, quarters, rate: f64::from(finished) / quarters })
}

/// First day of the quarter of `day`.
fn quarter_begins(day: Date) -> Date {
    let (year, quarter) = quarter_of(day);
    date(year, 3 * quarter - 2, 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::id::RecordId;
    use crate::model::office::registers::finished::FinishedWork;

    fn office(began: Date, days: &[Date]) -> Office {
        let mut office = Office::default();
        office.charter.head.began = Some(began);
        let work = |(id, day): (u32, &Date)| FinishedWork {
            finished: Some(*day),
            ..FinishedWork::new(RecordId(id), format!("Work {id}"))
        };
        office.registers.finished = (1..).zip(days).map(work).collect();
        office
    }

    /// W1: 4 in the 365 days of 2024, 9 in those of 2025: 9 ÷ 4 times as many.
    #[test]
    fn twice_as_much_is_told_with_an_interval() {
        let before = [2, 5, 8, 11].map(|month| date(2024, month, 1));
        let after: Vec<Date> = (1..=9).map(|month| date(2025, month, 15)).collect();
        let all: Vec<Date> = before.into_iter().chain(after).collect();
        let found = throughput(&office(date(2024, 12, 31), &all), Some(date(2025, 12, 31))).unwrap();
        assert_eq!((found.before.finished, found.after.finished), (4, 9));
        assert!((found.before.quarters - found.after.quarters).abs() < 1e-12, "365 days each");
        assert!((found.ratio.unwrap() - 2.25).abs() < 1e-12);
        let interval = found.interval.unwrap();
        assert!(interval.low < 1.0 && interval.high > 5.0, "so few may be chance: {interval:?}");
    }

    #[test]
    fn without_a_day_to_begin_or_work_there_is_nothing_to_compare() {
        let day = Some(date(2026, 1, 1));
        assert_eq!(throughput(&Office::default(), day), None);
        assert_eq!(throughput(&office(date(2025, 1, 1), &[]), day), None);
        let only_after = throughput(&office(date(2025, 1, 1), &[date(2025, 6, 1)]), day);
        assert_eq!(only_after, None, "nobody has said what was before");
    }
}
