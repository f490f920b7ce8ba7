//! When a stage runs.

use std::ops::Range;

/// Weeks of one stage. A week beyond the horizon stands for "not within the horizon".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Interval {
    pub(super) start: u16,
    pub(super) finish: u16,
}

impl Interval {
    pub(super) const EMPTY: Self = Self { start: 0, finish: 0 };

    /// Weeks in which the stage works, up to the horizon.
    #[inline]
    pub(super) fn within(self, horizon: usize) -> Range<usize> {
        usize::from(self.start).min(horizon)..usize::from(self.finish).min(horizon)
    }
}

/// From `start` to before `finish`.
#[inline]
pub(super) fn interval(start: usize, finish: usize) -> Interval {
    #[expect(clippy::cast_possible_truncation, reason = "at most one week beyond the horizon")]
    Interval { start: start as u16, finish: finish as u16 }
}
