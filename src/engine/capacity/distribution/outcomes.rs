//! A few possible values with their chances, sampled by their inverse.
//!
//! Also the empirical distribution of a history: each value seen is as likely as
//! any other, so that nothing is assumed about a shape.
//!
//! Source of the second: Efron (1979), *Bootstrap methods: another look at the
//! jackknife*, Annals of Statistics 7(1).

use std::sync::Arc;

/// Values in ascending order, each with the share of all luck up to and with it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Outcomes {
    values: Arc<[f64]>,
    /// The last is 1.
    up_to: Arc<[f64]>,
}

impl Outcomes {
    /// `outcomes` are weight and value; weights are at least 0 and not all 0.
    pub(super) fn new(outcomes: &[(f64, f64)]) -> Self {
        let mut listed: Vec<(f64, f64)> =
            outcomes.iter().copied().filter(|(weight, _)| *weight > 0.0).collect();
        listed.sort_by(|(_, one), (_, other)| one.total_cmp(other));
        let total: f64 = listed.iter().map(|(weight, _)| weight).sum();
        let mut sum = 0.0;
        let mut up_to: Vec<f64> = listed
            .iter()
            .map(|(weight, _)| {
                sum += weight;
                sum / total
            })
            .collect();
        if let Some(last) = up_to.last_mut() {
            *last = 1.0;
        }
        Self { values: listed.iter().map(|(_, value)| *value).collect(), up_to: up_to.into() }
    }

    /// The first value with at least the share `u` of all luck up to it; `u` in (0, 1).
    #[inline]
    pub(super) fn quantile(&self, u: f64) -> f64 {
        let place = self.up_to.partition_point(|share| *share < u);
        self.values[place.min(self.values.len() - 1)]
    }

    pub(super) fn mean(&self) -> f64 {
        let mut before = 0.0;
        let parts = self.values.iter().zip(self.up_to.iter()).map(|(value, up_to)| {
            let share = up_to - before;
            before = *up_to;
            share * value
        });
        parts.sum()
    }

    /// Least and greatest value.
    pub(super) fn ends(&self) -> (f64, f64) {
        (self.values[0], self.values[self.values.len() - 1])
    }
}
