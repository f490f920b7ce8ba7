//! Whether the team of an initiative knows why it matters: mean and interval of each day, and the change.

use jiff::civil::Date;
use serde::Serialize;

use crate::engine::maturity::change::{Scored, difference};
use crate::engine::maturity::interval::{DEFAULT_RESAMPLES, stretched_bootstrap};
use crate::engine::maturity::score::RespondentScore;
use crate::engine::stats::interval::Interval;
use crate::model::pulse::Pulse;

/// Key of the resamples over people.
const SEED: u64 = 7;

/// The pulse of one initiative.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PulseReport {
    /// Oldest first.
    pub days: Vec<PulseDay>,
    /// From the first to the last day; none with one.
    pub change: Option<PulseChange>,
}

/// One day.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PulseDay {
    /// When.
    pub date: Date,
    /// People who answered.
    pub people: usize,
    /// Mean level, 1 to 5.
    pub mean: f64,
    /// 90 % interval over the people; none below three.
    pub interval: Option<Interval>,
}

/// How the mean changed.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct PulseChange {
    /// Last mean less the first.
    pub mean: f64,
    /// Its 90 % interval; none unless three people answered both times.
    pub interval: Option<Interval>,
    /// Whether the interval leaves out 0.
    pub is_sure: bool,
}

/// Reads `pulses`, which are in order of date; a day without an answer is left out.
pub fn pulse(pulses: &[Pulse]) -> PulseReport {
    let days: Vec<PulseDay> = pulses.iter().filter(|it| !it.levels.is_empty()).map(day).collect();
    let scored = |day: &PulseDay| Scored { score: day.mean, interval: day.interval };
    let change = match days.as_slice() {
        [first, .., last] => {
            let change = difference(&scored(first), &scored(last));
            Some(PulseChange { mean: change.score, interval: change.interval, is_sure: change.is_sure() })
        }
        _ => None,
    };
    PulseReport { days, change }
}

fn day(pulse: &Pulse) -> PulseDay {
    let (mean, interval) = mean_of(&pulse.levels);
    PulseDay { date: pulse.date, people: pulse.levels.len(), mean, interval }
}

/// Mean of the levels of so many people, one each and at least one, and its 90 % interval; none below three.
pub(super) fn mean_of(levels: &[u8]) -> (f64, Option<Interval>) {
    let weight = 1.0 / levels.len() as f64;
    let voices: Vec<RespondentScore> =
        levels.iter().map(|it| RespondentScore { score: Some(f64::from(*it)), weight }).collect();
    let interval = stretched_bootstrap(&voices, SEED, DEFAULT_RESAMPLES);
    let mean = levels.iter().map(|it| f64::from(*it)).sum::<f64>() * weight;
    (mean, interval.map(|it| Interval { low: it.low, high: it.high }))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn on(day: i8, levels: &[u8]) -> Pulse {
        Pulse { date: date(2026, 3, day), levels: levels.to_vec() }
    }

    #[test]
    fn two_voices_have_a_mean_and_no_interval() {
        let report = pulse(&[on(1, &[2, 3])]);
        assert_eq!((report.days[0].people, report.days[0].interval, report.change), (2, None, None));
        assert!((report.days[0].mean - 2.5).abs() < 1e-12);
    }

    #[test]
    fn a_change_is_sure_only_beyond_chance() {
        let clear = pulse(&[on(1, &[1, 2, 1, 2, 2]), on(9, &[5, 4, 5, 5, 4])]).change.unwrap();
        assert!(clear.is_sure && (clear.mean - 3.0).abs() < 1e-12, "{clear:?}");
        let faint = pulse(&[on(1, &[3, 4, 3, 2]), on(9, &[3, 4, 4, 2])]).change.unwrap();
        assert!(!faint.is_sure && faint.interval.is_some(), "{faint:?}");
        let few = pulse(&[on(1, &[1, 1]), on(9, &[5, 5])]).change.unwrap();
        assert!(!few.is_sure && few.interval.is_none(), "{few:?}");
    }

    #[test]
    fn nobody_asked_is_nothing_said() {
        assert_eq!(pulse(&[]), PulseReport { days: Vec::new(), change: None });
    }
}
