//! Those of a role who can do what others of it cannot: people at a level of skill and above it.
//!
//! Levels are nested: whoever is at level 4 is also one of those at level 3 and above. So a demand at a level takes
//! from that level, from every lower one that anybody asks for, and from the role itself. For sets that are nested
//! Hall's theorem comes down to sums: people can be found so that nobody works below the level asked for if and only
//! if, for every level, no more are asked for at that level and above than there are. Each level is therefore one more
//! row of weekly units that a schedule must not overdraw, and the schedulers know nothing of skills. Where more is
//! asked for than there is, as many are missing as at the level that lacks most.
//!
//! Sources: Hall (1935), *On representatives of subsets*, Journal of the London Mathematical Society 10(1), and for
//! how many are missing Ore (1955), *Graphs and matching theorems*, Duke Mathematical Journal 22(4).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::problem::{Role, Stage, count};
use super::weekly_units::WeeklyUnits;
use super::{Demand, MAX_UNITS};

/// Those of a role who are at some level of skill or above it.
///
/// Absence, run work, turnover and closed weeks are those of the role: they take the same share of every level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Level {
    /// Index of the role they belong to; levels of a role stand in the list from the lowest to the highest.
    pub role: u32,
    /// How many there are in each week [units of 1/20 FTE]: no more than of the role, and than of its lower levels.
    pub heads_units: Vec<u16>,
    /// Stages that ask for them, by index, and how many of their people of the role must be at this level [units].
    pub asked: Vec<(u32, u16)>,
}

/// What makes no sense in a level.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum LevelError {
    /// It belongs to nobody.
    #[error("it belongs to role {0}, which is not in the list")]
    NoSuchRole(u32),
    /// Heads must be known for every week.
    #[error("it has heads for {0} weeks, which is not the horizon")]
    HeadsLength(u32),
    /// Whoever is at a level belongs to the role, and to its lower levels.
    #[error("more people are at it in week {0} than at a lower level of the role, or in the role")]
    NotNested(u32),
    /// Nobody asks.
    #[error("stage {0} asks for it, but is not in the list")]
    NoSuchStage(u32),
    /// A demand at a level is part of the demand for the role.
    #[error("stage {0} asks for more people at the levels of the role than of the role")]
    MoreThanDemand(u32),
}

/// Levels of each role as rows of weekly units, which come after those of the roles.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Levels {
    roles: u32,
    /// Role of each level.
    of: Vec<u32>,
    /// Rows of the levels of each role that has any, the lowest first.
    nested: Vec<(u32, Vec<u32>)>,
    /// Stage, row and units of every demand at a level and the lower ones, by stage.
    demands: Vec<(u32, Demand)>,
}

impl Levels {
    /// Rows of `levels`; the error names the first level that makes no sense.
    pub(super) fn new(levels: &[Level], roles: &[Role], stages: &[Stage]) -> Result<Self, (u32, LevelError)> {
        let mut all = Self { roles: count(roles), ..Self::default() };
        let mut asked_of: BTreeMap<(u32, u32), u64> = BTreeMap::new();
        for level in levels {
            for (stage, units) in &level.asked {
                *asked_of.entry((level.role, *stage)).or_default() += u64::from(*units);
            }
        }
        for (index, level) in (0..).zip(levels) {
            let row = all.roles + index;
            let error = |error| (index, error);
            let role =
                roles.get(level.role as usize).ok_or_else(|| error(LevelError::NoSuchRole(level.role)))?;
            let nested = match all.nested.iter_mut().find(|(role, _)| *role == level.role) {
                Some((_, nested)) => nested,
                None => &mut all.nested.push_mut((level.role, Vec::new())).1,
            };
            let below = nested
                .last()
                .map_or(&role.heads_units, |row| &levels[(row - all.roles) as usize].heads_units);
            if level.heads_units.len() != role.heads_units.len() {
                return Err(error(LevelError::HeadsLength(count(&level.heads_units))));
            }
            let mut weeks = (0..).zip(level.heads_units.iter().zip(below));
            if let Some((week, _)) = weeks.find(|(_, (heads, below))| heads > below || **heads > MAX_UNITS) {
                return Err(error(LevelError::NotNested(week)));
            }
            for &(stage, units) in &level.asked {
                let known =
                    stages.get(stage as usize).ok_or_else(|| error(LevelError::NoSuchStage(stage)))?;
                let needed = known.demand.iter().filter(|it| it.role == level.role);
                let needed: u64 = needed.map(|it| u64::from(it.units)).sum();
                if asked_of.get(&(level.role, stage)).is_some_and(|asked| *asked > needed) {
                    return Err(error(LevelError::MoreThanDemand(stage)));
                }
                let rows = nested.iter().copied().chain([row]);
                all.demands.extend(rows.map(|role| (stage, Demand { role, units })));
            }
            nested.push(row);
            all.of.push(level.role);
        }
        all.demands.sort_by_key(|(stage, demand)| (*stage, demand.role));
        Ok(all)
    }

    /// Index of the role whose people are in `row`.
    #[inline]
    pub(super) fn role_of(&self, row: u32) -> u32 {
        row.checked_sub(self.roles).map_or(row, |level| self.of[level as usize])
    }

    /// What `stage` asks for at levels, row by row; a row may come more than once.
    pub(super) fn demands(&self, stage: u32) -> impl Iterator<Item = Demand> {
        let first = self.demands.partition_point(|(other, _)| *other < stage);
        self.demands[first..].iter().take_while(move |(other, _)| *other == stage).map(|(_, demand)| *demand)
    }

    /// Hands over each role and week in which levels lack more people than the role does: how many units more, and
    /// whether the role lacks any at all.
    pub(super) fn each_lack(
        &self,
        demand: &WeeklyUnits,
        capacity: &WeeklyUnits,
        mut found: impl FnMut(u32, u16, bool),
    ) {
        for (role, rows) in &self.nested {
            let lack = |row: u32, week: usize| {
                demand.row(row as usize)[week].saturating_sub(capacity.row(row as usize)[week])
            };
            for week in 0..demand.weeks() {
                let of_role = lack(*role, week);
                let most = rows.iter().map(|row| lack(*row, week)).max().unwrap_or(0);
                if most > of_role {
                    found(*role, most - of_role, of_role > 0);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capacity::{Distribution, Work};

    const ROLE: u32 = 0;

    fn role(units: u16) -> Role {
        let absence = Distribution::fixed(0.0).unwrap();
        Role { key: 0, heads_units: vec![units], run_share: 0.0, absence }
    }

    fn stage(units: u16) -> Stage {
        Stage {
            key: 0,
            initiative: 0,
            work: Work::Duration(Distribution::fixed(1.0).unwrap()),
            demand: vec![Demand { role: ROLE, units }],
            after: vec![],
            earliest_start_week: 0,
        }
    }

    fn level(units: u16, asked: &[(u32, u16)]) -> Level {
        Level { role: ROLE, heads_units: vec![units], asked: asked.to_vec() }
    }

    /// Greatest number of demands that can be met, by trying everybody for everybody: Kuhn (1955).
    fn most_met(people: &[u8], asked: &[u8]) -> usize {
        fn place(
            demand: usize,
            people: &[u8],
            asked: &[u8],
            of: &mut [Option<usize>],
            seen: &mut [bool],
        ) -> bool {
            (0..people.len()).any(|person| {
                people[person] >= asked[demand]
                    && !std::mem::replace(&mut seen[person], true)
                    && (of[person].is_none_or(|other| place(other, people, asked, of, seen)))
                    && {
                        of[person] = Some(demand);
                        true
                    }
            })
        }
        let mut of = vec![None; people.len()];
        (0..asked.len())
            .filter(|demand| place(*demand, people, asked, &mut of, &mut vec![false; people.len()]))
            .count()
    }

    /// Everybody at level 0, 2 or 4, up to three of each, asked for in every mix up to three of each.
    #[test]
    fn sums_over_nested_levels_decide_as_trying_every_assignment_does() {
        let mixes = || (0..64_u16).map(|code| [code % 4, code / 4 % 4, code / 16]);
        let listed = |mix: [u16; 3]| -> Vec<u8> {
            let of = |(level, times): (u8, u16)| std::iter::repeat_n(level, times.into());
            [0, 2, 4].into_iter().zip(mix).flat_map(of).collect()
        };
        for there in mixes() {
            let people = listed(there);
            for asked in mixes() {
                let all: u16 = asked.iter().sum();
                let stages = [stage(all)];
                let heads = [there.iter().sum(), there[1] + there[2], there[2]];
                let levels = [level(heads[1], &[(0, asked[1])]), level(heads[2], &[(0, asked[2])])];
                let levels = Levels::new(&levels, &[role(heads[0])], &stages).unwrap();
                let (mut demand, mut capacity) = (WeeklyUnits::new(3, 1), WeeklyUnits::new(3, 1));
                demand.add(&[Demand { role: ROLE, units: all }], 0, 1);
                for at_level in levels.demands(0) {
                    demand.add(&[at_level], 0, 1);
                }
                for (row, units) in heads.into_iter().enumerate() {
                    capacity.set(row, 0, 1, units);
                }
                let mut missing = all.saturating_sub(heads[0]);
                levels.each_lack(&demand, &capacity, |_, more, _| missing += more);
                let met = most_met(&people, &listed(asked));
                assert_eq!(usize::from(all - missing), met, "{there:?} for {asked:?}");
            }
        }
    }

    #[test]
    fn a_demand_at_a_level_counts_at_every_lower_one() {
        let levels = [level(8, &[(0, 2)]), level(3, &[(1, 1), (0, 1)])];
        let levels = Levels::new(&levels, &[role(10)], &[stage(4), stage(1)]).unwrap();
        let of = |stage| levels.demands(stage).map(|it| (it.role, it.units)).collect::<Vec<_>>();
        assert_eq!(of(0), [(1, 2), (1, 1), (2, 1)]);
        assert_eq!(of(1), [(1, 1), (2, 1)]);
        assert_eq!([0, 1, 2].map(|row| levels.role_of(row)), [0, 0, 0]);
    }

    #[test]
    fn levels_that_make_no_sense_are_named() {
        let new = |levels: &[Level]| Levels::new(levels, &[role(10)], &[stage(4)]).unwrap_err();
        assert_eq!(new(&[Level { role: 7, ..level(1, &[]) }]), (0, LevelError::NoSuchRole(7)));
        let short = Level { heads_units: vec![], ..level(1, &[]) };
        assert_eq!(new(&[short]), (0, LevelError::HeadsLength(0)));
        assert_eq!(new(&[level(11, &[])]), (0, LevelError::NotNested(0)));
        assert_eq!(new(&[level(4, &[]), level(5, &[])]), (1, LevelError::NotNested(0)));
        assert_eq!(new(&[level(4, &[(3, 1)])]), (0, LevelError::NoSuchStage(3)));
        assert_eq!(new(&[level(9, &[(0, 3)]), level(9, &[(0, 2)])]), (0, LevelError::MoreThanDemand(0)));
    }
}
