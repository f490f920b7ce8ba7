//! By when is it finished, and how sure is that? The chance of any date, from the runs of the plan.

use super::simulate::Prepared;
use crate::engine::capacity::Tally;
use crate::engine::stats::histogram;
use crate::engine::stats::interval::{Interval, probability};
use crate::model::id::InitiativeId;
use crate::model::portfolio::Calendar;

/// How often an initiative, or the whole plan, was finished by each week.
#[derive(Clone, Debug, PartialEq)]
pub struct FinishCurve {
    /// One bin for each finish week, the last for "not within the horizon".
    counts: Vec<u64>,
    /// Whole weeks there are until it is needed; none without a date, or for the whole plan.
    pub needed_by_week: Option<u32>,
}

/// The chance that something is kept.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Chance {
    /// Share of runs that keep it, 0 to 1.
    pub share: f64,
    /// Its 95 % interval.
    pub interval: Interval,
}

impl FinishCurve {
    /// The curve of `initiative`, or of the whole plan; none before the first run, or if it is not in the plan.
    pub fn new(prepared: &Prepared, tally: &Tally, initiative: Option<InitiativeId>) -> Option<Self> {
        if tally.iterations() == 0 {
            return None;
        }
        let Some(id) = initiative else {
            return Some(Self { counts: tally.makespan_histogram().to_vec(), needed_by_week: None });
        };
        let place = prepared.initiatives.iter().position(|it| *it == id)?;
        let needed_by_week = prepared.problem.initiatives()[place].needed_by_week;
        Some(Self { counts: tally.finish_histogram(place).to_vec(), needed_by_week })
    }

    /// Runs counted.
    pub fn iterations(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// Chance to be finished when `weeks` weeks are over; beyond the horizon, that of the horizon.
    pub fn chance_by(&self, weeks: u32) -> Chance {
        let horizon = self.counts.len() - 2;
        let (times, n) = histogram::share_at_most(&self.counts, horizon.min(weeks as usize));
        Chance { share: times as f64 / n.max(1) as f64, interval: probability(times, n) }
    }

    /// Least number of whole weeks by which the share `p` of the runs is finished; none beyond the horizon.
    pub fn weeks_at(&self, p: f64) -> Option<u32> {
        let bin = histogram::quantile(&self.counts, p)?;
        u32::try_from(bin).ok().filter(|_| bin + 1 < self.counts.len())
    }

    /// Share finished by the end of each week, from week 0 to the horizon.
    pub fn shares(&self) -> Vec<f64> {
        let n = self.iterations().max(1) as f64;
        let within = &self.counts[..self.counts.len() - 1];
        let sums = within.iter().scan(0, |sum: &mut u64, count| {
            *sum += count;
            Some(*sum)
        });
        sums.map(|sum| sum as f64 / n).collect()
    }
}

/// Whole weeks of `calendar` that are over by the evening of `day`; 0 before its start.
pub fn weeks_by(calendar: Calendar, day: jiff::civil::Date) -> u32 {
    u32::try_from(calendar.weeks_done_by(day)).unwrap_or(0)
}
