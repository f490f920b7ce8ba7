//! A figure of one plan beside that of the first.

use serde::Serialize;

use super::CONFIDENCE;
use super::indicator::{Indicator, Unit};
use crate::engine::capacity::Paired;

/// One indicator of all plans.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// Which.
    pub indicator: Indicator,
    /// What it is measured in.
    pub unit: Unit,
    /// Plan by plan; none where it cannot be told.
    pub plans: Vec<Option<Compared>>,
}

/// A figure of one plan beside that of the first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Compared {
    /// The figure.
    pub value: f64,
    /// Where it lies, if that is known.
    pub range: Option<(f64, f64)>,
    /// Difference from the first plan; none for that plan itself, or if it cannot be told.
    pub change: Option<Change>,
}

/// A difference from the first plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Change {
    /// This plan's figure less that of the first.
    pub difference: f64,
    /// Where it lies.
    pub range: Option<(f64, f64)>,
    /// Share of the runs in which this plan is better; none if it is not simulated.
    pub better: Option<f64>,
    /// Share of the runs in which it is worse.
    pub worse: Option<f64>,
}

impl Compared {
    /// A share of which only the part `kept` counts, beside that of the first plan of which `kept_first` does.
    pub(super) fn times(self, kept: f64, first: Option<Self>, kept_first: f64) -> Self {
        let scaled = |(low, high): (f64, f64), by: f64| (low * by, high * by);
        let change = self.change.zip(first).map(|(change, first)| {
            let difference = self.value * kept - first.value * kept_first;
            let half = |range: Option<(f64, f64)>| range.map(|(low, high)| 0.5 * (high - low));
            // x·kept − y·kept_first = (x − y)·kept + y·(kept − kept_first): at most as uncertain as both parts.
            let half = half(change.range)
                .zip(half(first.range))
                .map(|(paired, first)| kept * paired + (kept - kept_first).abs() * first);
            let range = half.map(|half| (difference - half, difference + half));
            // Runs were counted by what is staffed alone.
            let is_alike = (kept - kept_first).abs() < 1e-12;
            let counted = |share: Option<f64>| share.filter(|_| is_alike);
            Change { difference, range, better: counted(change.better), worse: counted(change.worse) }
        });
        Self { value: self.value * kept, range: self.range.map(|it| scaled(it, kept)), change }
    }
}

impl Change {
    /// Whether the interval leaves no doubt that there is a difference.
    pub fn is_sure(&self) -> bool {
        let is_simulated = self.better.is_some();
        self.difference != 0.0 && self.range.map_or(!is_simulated, |(low, high)| low > 0.0 || high < 0.0)
    }

    /// Mean of a paired difference in units of `unit`, and how often the plan does better.
    pub(super) fn of_pairs(paired: &Paired, unit: f64, more_is_better: bool) -> Self {
        let n = paired.iterations.max(1) as f64;
        let (better, worse) =
            if more_is_better { (paired.higher, paired.lower) } else { (paired.lower, paired.higher) };
        Self {
            difference: paired.mean() * unit,
            range: paired.interval(CONFIDENCE).map(|it| (it.low * unit, it.high * unit)),
            better: Some(better as f64 / n),
            worse: Some(worse as f64 / n),
        }
    }
}
