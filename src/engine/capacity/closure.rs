//! Weeks in which nobody works, or nobody of a role: work stands still and goes on after them.
//!
//! A stage needs as many open weeks as it takes, without a break other than weeks
//! that are closed to it: those closed to everybody, and those closed to any role
//! that it needs. In a closed week it uses nobody. A milestone, which takes no
//! time, may fall into any week.
//!
//! Source: Franck, Neumann & Schwindt (2001), *Project scheduling with calendars*, OR Spektrum 23(3), with breaks
//! that interrupt every activity and nothing else that does.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::Demand;
use super::interval::{Interval, interval};
use super::weekly_units::{WINDOW_WEEKS, WeeklyUnits};

/// Weeks in which nobody works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closure {
    /// Index of the role that does not work; none is everybody.
    pub role: Option<u32>,
    /// First week.
    pub start_week: u32,
    /// Week after the last.
    pub end_week: u32,
}

/// Which weeks are closed to everybody and to each role.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Closures {
    /// One flag for each week; empty without any closed week.
    everybody: Vec<bool>,
    /// The same for roles that have closed weeks of their own.
    roles: BTreeMap<u32, Vec<bool>>,
}

impl Closures {
    pub(super) fn new(closures: &[Closure], horizon_weeks: u32) -> Self {
        let mut closed = Self::default();
        for closure in closures {
            let weeks = match closure.role {
                None => &mut closed.everybody,
                Some(role) => closed.roles.entry(role).or_default(),
            };
            weeks.resize(horizon_weeks as usize, false);
            let end = closure.end_week.min(horizon_weeks) as usize;
            weeks[(closure.start_week as usize).min(end)..end].fill(true);
        }
        closed
    }

    /// Heads of `role`, none in weeks that are closed to it.
    pub(super) fn heads_units(&self, role: u32, heads_units: &[u16]) -> Vec<u16> {
        let mut heads_units = heads_units.to_vec();
        for closed in self.roles.get(&role).into_iter().chain([&self.everybody]) {
            for (heads, _) in heads_units.iter_mut().zip(closed).filter(|(_, closed)| **closed) {
                *heads = 0;
            }
        }
        heads_units
    }

    /// What tells the open weeks of a stage from those of others: the roles it needs that have closed weeks of
    /// their own. None if no week is closed to it.
    pub(super) fn roles_closed(&self, demands: &[Demand]) -> Option<Vec<u32>> {
        let needed = demands.iter().map(|demand| demand.role);
        let mut roles: Vec<u32> = needed.filter(|role| self.roles.contains_key(role)).collect();
        roles.sort_unstable();
        (!roles.is_empty() || !self.everybody.is_empty()).then_some(roles)
    }

    /// Weeks in which stages that need `roles` can work.
    pub(super) fn open_weeks(&self, roles: &[u32], horizon_weeks: u32) -> OpenWeeks {
        let mut is_open = vec![true; horizon_weeks as usize];
        for closed in roles.iter().filter_map(|role| self.roles.get(role)).chain([&self.everybody]) {
            for (open, closed) in is_open.iter_mut().zip(closed) {
                *open &= !closed;
            }
        }
        let mut runs = Vec::new();
        let mut week = 0;
        for run in is_open.chunk_by(|a, b| a == b) {
            if run[0] {
                runs.push((week, week + run.len()));
            }
            week += run.len();
        }
        OpenWeeks { runs, horizon: week }
    }
}

/// Runs of open weeks within the horizon.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct OpenWeeks {
    /// First week of each and the one after its last, in order.
    runs: Vec<(usize, usize)>,
    horizon: usize,
}

impl OpenWeeks {
    /// Works `duration` open weeks from `earliest` on, whoever is there.
    pub(super) fn at_once(&self, earliest: usize, duration: usize) -> Interval {
        let beyond = self.horizon + 1;
        let (mut start, mut left) = (None, duration);
        if left == 0 {
            return interval(earliest, earliest);
        }
        for run in self.from(earliest) {
            start.get_or_insert(run.start);
            if left <= run.len() {
                return interval(start.unwrap_or(run.start), run.start + left);
            }
            left -= run.len();
        }
        interval(start.unwrap_or(beyond), beyond)
    }

    /// The earliest `duration` open weeks from `earliest` on in which `demands` fit, all within the horizon.
    pub(super) fn earliest_fit(
        &self,
        free: &WeeklyUnits,
        demands: &[Demand],
        earliest: usize,
        duration: usize,
    ) -> Option<Interval> {
        if duration == 0 {
            return (earliest <= self.horizon).then(|| interval(earliest, earliest));
        }
        let (mut start, mut left) = (None, duration);
        for run in self.from(earliest) {
            for window in run.clone().step_by(WINDOW_WEEKS) {
                let mut room = free.weeks_with_room(demands, window);
                let mut week = window;
                let end = run.end.min(window + WINDOW_WEEKS);
                while week < end {
                    if room & 1 == 0 {
                        let full = (room.trailing_zeros() as usize).min(end - week);
                        (start, left) = (None, duration);
                        room = room.checked_shr(u32::try_from(full).ok()?).unwrap_or(0);
                        week += full;
                    } else {
                        let open = (room.trailing_ones() as usize).min(end - week);
                        let begun = *start.get_or_insert(week);
                        if left <= open {
                            return Some(interval(begun, week + left));
                        }
                        left -= open;
                        room = room.checked_shr(u32::try_from(open).ok()?).unwrap_or(0);
                        week += open;
                    }
                }
            }
        }
        None
    }

    /// Open weeks among `weeks`, run by run.
    pub(super) fn among(&self, weeks: Range<usize>) -> impl Iterator<Item = Range<usize>> {
        let end = weeks.end;
        self.from(weeks.start)
            .map(move |run| run.start..run.end.min(end))
            .take_while(|run| run.start < run.end)
    }

    /// Open weeks from `week` on, run by run.
    pub(super) fn from(&self, week: usize) -> impl Iterator<Item = Range<usize>> {
        let first = self.runs.partition_point(|(_, end)| *end <= week);
        self.runs[first..].iter().map(move |(start, end)| (*start).max(week)..*end)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn open(closed: &[bool]) -> OpenWeeks {
        let horizon = u32::try_from(closed.len()).unwrap();
        let week = |(week, _)| Closure { role: None, start_week: week, end_week: week + 1 };
        let closures: Vec<Closure> = (0..).zip(closed).filter(|(_, closed)| **closed).map(week).collect();
        Closures::new(&closures, horizon).open_weeks(&[], horizon)
    }

    proptest! {
        /// Against a search week by week.
        #[test]
        fn the_first_fit_is_that_of_a_plain_search(
            closed in prop::collection::vec(prop::bool::weighted(0.3), 1..200),
            full in prop::collection::vec(prop::bool::weighted(0.05), 200),
            earliest in 0..201_usize,
            duration in 0..60_usize,
        ) {
            let weeks = closed.len();
            let open = open(&closed);
            let mut free = WeeklyUnits::new(1, weeks);
            for (week, is_full) in full.iter().enumerate().take(weeks) {
                free.set(0, week, week + 1, if *is_full { 1 } else { 2 });
            }
            let team = [Demand { role: 0, units: 2 }];
            let works: Vec<usize> = (0..weeks).filter(|week| !closed[*week]).collect();
            let after: Vec<usize> = works.iter().copied().filter(|week| *week >= earliest).collect();
            let expected = if duration == 0 {
                (earliest <= weeks).then(|| interval(earliest, earliest))
            } else {
                let mut spans = after.windows(duration);
                let span = spans.find(|span| span.iter().all(|week| !full[*week]));
                span.map(|span| interval(span[0], span[duration - 1] + 1))
            };
            prop_assert_eq!(open.earliest_fit(&free, &team, earliest, duration), expected);
            let at_once = open.at_once(earliest, duration);
            match after.get(duration.wrapping_sub(1)) {
                Some(last) if duration > 0 => prop_assert_eq!(at_once, interval(after[0], last + 1)),
                _ if duration == 0 => prop_assert_eq!(at_once, interval(earliest, earliest)),
                _ => prop_assert_eq!(usize::from(at_once.finish), weeks + 1),
            }
            let among: Vec<usize> = open.among(earliest.min(weeks)..weeks).flatten().collect();
            prop_assert_eq!(among, after);
        }
    }

    #[test]
    fn a_role_has_nobody_in_weeks_closed_to_it_or_to_everybody() {
        let closure = |role, start_week, end_week| Closure { role, start_week, end_week };
        let closures = Closures::new(&[closure(None, 1, 2), closure(Some(3), 4, 99)], 6);
        assert_eq!(closures.heads_units(3, &[20; 6]), [20, 0, 20, 20, 0, 0]);
        assert_eq!(closures.heads_units(0, &[20; 6]), [20, 0, 20, 20, 20, 20]);
        let needs = |role| [Demand { role, units: 1 }];
        assert_eq!(closures.roles_closed(&needs(0)), Some(vec![]));
        assert_eq!(closures.roles_closed(&needs(3)), Some(vec![3]));
        assert_eq!(Closures::default().roles_closed(&needs(3)), None);
    }
}
