//! Change between two scores, with an interval of its own.
//!
//! Two intervals that overlap do not mean that nothing changed, and two that do
//! not are rarer than need be. The interval of a difference is recovered from
//! the two intervals themselves, whatever their shape:
//! low = d − √((new − new low)² + (old high − old)²), and high the same way.
//! People are taken as others each time; if the same people answered twice, the
//! change is surer than it says.
//!
//! Source: Zou & Donner (2008), *Construction of confidence limits about effect
//! measures: a general approach*, Statistics in Medicine 27(10).

use crate::stats::interval::Interval;

/// A score with what is known of its spread.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scored {
    /// Point value.
    pub score: f64,
    /// Its interval; `None` below three people.
    pub interval: Option<Interval>,
}

impl Scored {
    /// Whether the interval leaves out 0: for differences.
    pub fn is_sure(&self) -> bool {
        self.interval.is_some_and(|interval| interval.low > 0.0 || interval.high < 0.0)
    }
}

/// `new` less `old`; without an interval unless both have one.
///
/// ```
/// use pmo_engine::maturity::change::{Scored, difference};
/// use pmo_engine::stats::interval::Interval;
///
/// let old = Scored { score: 2.0, interval: Some(Interval { low: 1.7, high: 2.3 }) };
/// let new = Scored { score: 3.0, interval: Some(Interval { low: 2.6, high: 3.4 }) };
/// let change = difference(&old, &new);
/// let interval = change.interval.unwrap();
/// assert!((interval.low - 0.5).abs() < 1e-12 && (interval.high - 1.5).abs() < 1e-12);
/// assert!(change.is_sure());
/// ```
pub fn difference(old: &Scored, new: &Scored) -> Scored {
    let score = new.score - old.score;
    let interval = old.interval.zip(new.interval).map(|(before, after)| Interval {
        low: score - apart(new.score - after.low, before.high - old.score),
        high: score + apart(after.high - new.score, old.score - before.low),
    });
    Scored { score, interval }
}

/// Length of two independent distances together; a point outside its interval counts as on its edge.
fn apart(one: f64, other: f64) -> f64 {
    let (one, other) = (one.max(0.0), other.max(0.0));
    (one * one + other * other).sqrt()
}
