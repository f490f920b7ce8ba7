//! How many people initiatives really have: heads, less operations, less absence.
//!
//! capacity = ⌊heads × (1 − run share) × (1 − absence)⌋, with one draw of
//! absence for each role and 13 weeks: illness and holidays come in seasons,
//! and a role that is thin this week is likely to be thin next week too.
//! Weeks of a quarter with the same heads form a span, the unit of work here.

use super::closure::Closures;
use super::{Level, QUARTER_WEEKS, ROUNDING_SLACK, Role, UNITS_PER_FTE};
use crate::float;

/// All quarters and spans of a problem, role by role, then level by level, and in order of time.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Availability {
    quarters: Vec<Quarter>,
    spans: Vec<Span>,
    /// Place of each role's turnover; empty if no role has any.
    turnover_of: Vec<Option<usize>>,
}

/// A role, or a level of one, in 13 weeks: one draw of absence.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Quarter {
    /// Row of weekly units: of the role, or of the level.
    pub(super) row: u32,
    /// Counts the quarters of the role from 0.
    pub(super) number: u32,
    /// First of its spans and the one after its last.
    spans: (usize, usize),
}

/// A role, or a level of one, in weeks with the same heads: one capacity in each iteration.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Span {
    /// Row of weekly units.
    pub(super) row: u32,
    pub(super) start_week: u16,
    pub(super) end_week: u16,
    /// Units with nobody absent, not rounded.
    present_units: f64,
    /// Share that run work leaves, of each of the role that is lost to turnover; at a level as much less as it has
    /// fewer people than the role.
    present_share: f64,
}

impl Availability {
    /// Availability of `roles`; those with turnover have a span for each week, as they differ from week to week.
    pub(super) fn new(
        roles: &[Role],
        levels: &[Level],
        closures: &Closures,
        turnover_of: Vec<Option<usize>>,
    ) -> Self {
        let mut availability = Self { quarters: vec![], spans: vec![], turnover_of };
        let of_roles = (0..).zip(roles).map(|(index, role)| (index, &role.heads_units));
        let of_levels = levels.iter().map(|level| (level.role, &level.heads_units));
        for (row, (index, heads_units)) in (0..).zip(of_roles.chain(of_levels)) {
            let role = &roles[index as usize];
            let is_steady = availability.turnover_of(index).is_none();
            let heads_units = closures.heads_units(index, heads_units);
            for (heads, number) in heads_units.chunks(QUARTER_WEEKS as usize).zip(0..) {
                let first = availability.spans.len();
                let mut start_week = number * QUARTER_WEEKS;
                for equal in heads.chunk_by(|a, b| is_steady && a == b) {
                    let end_week = start_week + u32::try_from(equal.len()).expect("at most 13 weeks");
                    let week = |week: u32| u16::try_from(week).expect("horizons are far below 2¹⁶ weeks");
                    availability.spans.push(Span {
                        row,
                        start_week: week(start_week),
                        end_week: week(end_week),
                        present_units: f64::from(equal[0]) * (1.0 - role.run_share),
                        present_share: part(equal[0], role.heads_units[start_week as usize])
                            * (1.0 - role.run_share),
                    });
                    start_week = end_week;
                }
                let spans = (first, availability.spans.len());
                availability.quarters.push(Quarter { row, number, spans });
            }
        }
        availability
    }

    /// Place of the turnover of the role of index `role`, if it has any.
    pub(super) fn turnover_of(&self, role: u32) -> Option<usize> {
        self.turnover_of.get(role as usize).copied().flatten()
    }

    pub(super) fn quarters(&self) -> &[Quarter] {
        &self.quarters
    }

    pub(super) fn spans(&self) -> &[Span] {
        &self.spans
    }
}

impl Quarter {
    /// Indices of its spans.
    pub(super) fn spans(&self) -> std::ops::Range<usize> {
        self.spans.0..self.spans.1
    }
}

impl Span {
    /// Whole units that initiatives have when the share `absence` is away, `0.0..=1.0`.
    #[inline]
    pub(super) fn capacity_units(&self, absence: f64) -> u16 {
        Self::whole_units(self.present_units, absence)
    }

    /// As [`Self::capacity_units`], with so many heads lost to turnover.
    #[inline]
    pub(super) fn capacity_units_without(&self, lost_heads: f64, absence: f64) -> u16 {
        let lost_units = lost_heads * f64::from(UNITS_PER_FTE) * self.present_share;
        Self::whole_units((self.present_units - lost_units).max(0.0), absence)
    }

    #[inline]
    fn whole_units(present_units: f64, absence: f64) -> u16 {
        let units = float::whole_part(present_units * (1.0 - absence) + ROUNDING_SLACK);
        #[expect(clippy::cast_possible_truncation, reason = "0 to MAX_UNITS")]
        let units = units as u16;
        units
    }
}

/// Share of `whole` that `units` are; all of it where both are the same.
fn part(units: u16, whole: u16) -> f64 {
    if units == whole { 1.0 } else { f64::from(units) / f64::from(whole.max(1)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capacity::Distribution;

    #[test]
    fn spans_cover_every_week_once_and_break_at_quarters_and_changes_of_heads() {
        let mut heads_units = vec![40; 30];
        heads_units[20..].fill(60);
        let absence = Distribution::fixed(0.0).unwrap();
        let role = Role { key: 0, heads_units, run_share: 0.5, absence };
        let availability = Availability::new(&[role.clone(), role], &[], &Closures::default(), vec![]);
        let weeks: Vec<(u32, u16, u16, u16)> = availability
            .spans()
            .iter()
            .map(|span| (span.row, span.start_week, span.end_week, span.capacity_units(0.0)))
            .collect();
        let of_one = [(0, 13, 20), (13, 20, 20), (20, 26, 30), (26, 30, 30)];
        let expected: Vec<_> = [0, 1]
            .iter()
            .flat_map(|role| of_one.map(|(start, end, units)| (*role, start, end, units)))
            .collect();
        assert_eq!(weeks, expected);
        let numbers: Vec<u32> = availability.quarters().iter().map(|quarter| quarter.number).collect();
        assert_eq!(numbers, [0, 1, 2, 0, 1, 2]);
    }

    /// 200 × (1 − 0.9) is 19.999999999999996 in floating point.
    #[test]
    fn rounding_errors_cost_nobody() {
        let span = Span { row: 0, start_week: 0, end_week: 1, present_units: 200.0, present_share: 1.0 };
        assert_eq!(span.capacity_units(0.9), 20);
        assert_eq!(span.capacity_units(0.901), 19);
        assert_eq!(span.capacity_units(1.0), 0);
    }
}
