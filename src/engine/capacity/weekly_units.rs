//! Units of every role in every week, and in which weeks a team would fit.
//!
//! Feasibility is looked up for 64 weeks at once: one bit a week in one word, in
//! which a run of free weeks is found by a few shifts. The loops are over arrays
//! of fixed length, so that they become vector instructions on every target.

use super::{Demand, QUARTER_WEEKS};

/// Weeks in one word of feasibility.
pub(super) const WINDOW_WEEKS: usize = 64;

/// A row of units for each role, one for each week.
#[derive(Clone, Debug)]
pub(super) struct WeeklyUnits {
    weeks: usize,
    /// Weeks in a row with its padding: no units in the 64 weeks beyond the horizon, so that a
    /// window may start in any week up to the horizon and nothing ever fits beyond it.
    stride: usize,
    units: Vec<u16>,
    /// Week after the last in which a team was added since all were 0.
    end: usize,
}

impl WeeklyUnits {
    /// Rows without units, for `roles` roles and `weeks` weeks.
    pub(super) fn new(roles: usize, weeks: usize) -> Self {
        let stride = weeks + WINDOW_WEEKS;
        Self { weeks, stride, units: vec![0; roles * stride], end: 0 }
    }

    /// Weeks within the horizon.
    pub(super) fn weeks(&self) -> usize {
        self.weeks
    }

    /// Units of `role` in each week of the horizon.
    #[inline]
    pub(super) fn row(&self, role: usize) -> &[u16] {
        &self.units[role * self.stride..][..self.weeks]
    }

    /// Rows of all roles.
    pub(super) fn rows(&self) -> impl Iterator<Item = &[u16]> {
        self.units.chunks_exact(self.stride).map(|row| &row[..self.weeks])
    }

    /// Takes away every team that was added to rows that had none.
    pub(super) fn clear(&mut self) {
        for row in self.units.chunks_exact_mut(self.stride) {
            row[..self.end].fill(0);
        }
        self.end = 0;
    }

    /// Week from which on no team was added.
    #[inline]
    pub(super) fn end(&self) -> usize {
        self.end
    }

    /// Sets weeks `start` to `end − 1` of `role`, 13 at most.
    ///
    /// Weeks are to be set in their order, from the first to the last of the horizon: some of those that follow are
    /// overwritten too, as a block of fixed length takes no loop.
    #[inline]
    pub(super) fn set_in_order(&mut self, role: usize, start: usize, end: usize, units: u16) {
        const { assert!(QUARTER_WEEKS as usize <= QUARTER_BLOCK) };
        *self.block_mut(role, start) = [units; QUARTER_BLOCK];
        if end == self.weeks {
            *self.block_mut(role, end) = [0; QUARTER_BLOCK];
        }
    }

    /// Sets weeks `start` to `end − 1` of `role`.
    pub(super) fn set(&mut self, role: usize, start: usize, end: usize, units: u16) {
        self.units[role * self.stride..][start..end].fill(units);
    }

    /// Adds a team in weeks `start` to `end − 1`, stopping at 65,535 units.
    #[inline]
    pub(super) fn add(&mut self, demands: &[Demand], start: usize, end: usize) {
        self.end = self.end.max(end);
        self.update(demands, start, end, u16::saturating_add);
    }

    /// Takes away a team that fits in weeks `start` to `end − 1`.
    #[inline]
    pub(super) fn take(&mut self, demands: &[Demand], start: usize, end: usize) {
        self.update(demands, start, end, |free, units| free - units);
    }

    /// One bit for each of the 64 weeks from `start`, lowest first: is there room for every demand?
    ///
    /// `start` is at most the number of weeks.
    #[inline]
    pub(super) fn weeks_with_room(&self, demands: &[Demand], start: usize) -> u64 {
        let mut missing = [0; WINDOW_WEEKS];
        for demand in demands {
            let row = &self.units[demand.role as usize * self.stride + start..];
            let window: &[u16; WINDOW_WEEKS] = row.first_chunk().expect("rows are padded by a window");
            for (missing, free) in missing.iter_mut().zip(window) {
                *missing |= demand.units.saturating_sub(*free);
            }
        }
        zero_lanes(&missing)
    }

    #[inline]
    fn update(&mut self, demands: &[Demand], start: usize, end: usize, change: impl Fn(u16, u16) -> u16) {
        for block in (start..end).step_by(BLOCK_WEEKS) {
            let within = weeks_within(block, end);
            for demand in demands {
                let units: &mut [u16; BLOCK_WEEKS] = self.block_mut(demand.role as usize, block);
                for (units, within) in units.iter_mut().zip(within) {
                    *units = change(*units, demand.units & within);
                }
            }
        }
    }

    #[inline]
    fn block_mut<const N: usize>(&mut self, role: usize, start: usize) -> &mut [u16; N] {
        let row = &mut self.units[role * self.stride + start..];
        row.first_chunk_mut().expect("rows are padded by more than a block")
    }
}

/// Weeks that are changed at once: an interval is covered by blocks, the last one in part.
const BLOCK_WEEKS: usize = 16;

/// Weeks that are set at once: a quarter and what makes whole vectors of it.
const QUARTER_BLOCK: usize = 16;

/// All ones for each week of the block at `block` that lies before `end`.
#[inline]
fn weeks_within(block: usize, end: usize) -> [u16; BLOCK_WEEKS] {
    let weeks = (end - block).min(BLOCK_WEEKS);
    *EDGE[BLOCK_WEEKS - weeks..].first_chunk().expect("the edge is two blocks long")
}

/// Ones, then zeros: a block read from it has its first weeks within an interval and the rest outside.
static EDGE: [u16; 2 * BLOCK_WEEKS] = {
    let mut edge = [0; 2 * BLOCK_WEEKS];
    let mut lane = 0;
    while lane < BLOCK_WEEKS {
        edge[lane] = u16::MAX;
        lane += 1;
    }
    edge
};

/// Bit j is set where lane j is 0.
#[inline]
fn zero_lanes(lanes: &[u16; WINDOW_WEEKS]) -> u64 {
    let mut flags = [0_u8; WINDOW_WEEKS];
    for (flag, lane) in flags.iter_mut().zip(lanes) {
        *flag = u8::from(*lane == 0);
    }
    let (eights, _) = flags.as_chunks();
    let mut word = 0;
    for (eight, position) in eights.iter().zip((0..).step_by(8)) {
        // The product gathers the lowest bit of byte j in bit 56 + j.
        word |= (u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56) << position;
    }
    word
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_word_says_week_by_week_whether_all_demands_fit(
            rows in prop::collection::vec(prop::collection::vec(0..6_u16, 100), 3),
            units in prop::array::uniform3(1..6_u16),
            start in 0..=100_usize,
        ) {
            let mut free = WeeklyUnits::new(3, 100);
            for (role, row) in rows.iter().enumerate() {
                for (week, units) in row.iter().enumerate() {
                    free.set(role, week, week + 1, *units);
                }
            }
            let demands: Vec<Demand> = (0..).zip(units).map(|(role, units)| Demand { role, units }).collect();
            let word = free.weeks_with_room(&demands, start);
            for bit in 0..WINDOW_WEEKS {
                let room = start + bit < 100 && (0..3).all(|role| rows[role][start + bit] >= units[role]);
                prop_assert_eq!(word >> bit & 1 == 1, room, "week {}", start + bit);
            }
            prop_assert_eq!(free.weeks_with_room(&[], start), u64::MAX);
        }

        #[test]
        fn a_team_is_added_and_taken_in_its_weeks_only(start in 0..100_usize, length in 0..100_usize) {
            let end = (start + length).min(100);
            let team = [Demand { role: 1, units: 3 }];
            let mut units = WeeklyUnits::new(2, 100);
            units.add(&team, start, end);
            units.add(&team, start, end);
            units.take(&team, start, end);
            for week in 0..100 {
                let expected = if (start..end).contains(&week) { 3 } else { 0 };
                prop_assert_eq!((units.row(0)[week], units.row(1)[week]), (0, expected));
            }
            prop_assert_eq!(units.weeks_with_room(&team, 100), 0, "the padding is empty");
        }
    }

    #[test]
    fn demand_stops_at_the_greatest_number() {
        let team = [Demand { role: 0, units: 40_000 }];
        let mut units = WeeklyUnits::new(1, 4);
        units.add(&team, 1, 3);
        units.add(&team, 1, 3);
        assert_eq!(units.row(0), [0, u16::MAX, u16::MAX, 0]);
    }
}
