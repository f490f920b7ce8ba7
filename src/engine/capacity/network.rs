//! The order in which stages are scheduled: by priority, predecessors first.
//!
//! The list always goes on with the first stage, in order of priority, whose
//! predecessors are all in it. If stages wait for each other in a circle there
//! is no such order, and the circle is named.
//!
//! Source: Kahn (1962), *Topological sorting of large networks*, Communications
//! of the ACM 5(11), with the choice among the ready made by priority.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::ops::Range;

use super::closure::{Closures, OpenWeeks};
use super::interval::Interval;
use super::level::Levels;
use super::problem::Parts;
use super::{Demand, UNITS_PER_FTE, Work};

/// Stages in scheduling order, in flat lists that the replications run through.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Network {
    steps: Vec<Step>,
    predecessors: Vec<u32>,
    /// Weeks to wait after each predecessor; empty if nobody ever does.
    lags: Vec<u16>,
    successors: Vec<u32>,
    demands: Vec<Demand>,
    /// Open weeks of stages that need the same roles, where any week is closed.
    calendars: Vec<OpenWeeks>,
    /// One week beyond the horizon.
    beyond: u16,
}

/// A stage at its place in the scheduling order.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Step {
    /// Index of the stage as the problem lists it.
    pub(super) stage: u32,
    pub(super) initiative: u32,
    /// At most one week beyond the horizon.
    pub(super) earliest_start_week: u16,
    /// Weeks that one unit of the drawn duration or effort takes.
    pub(super) weeks_per_work: f64,
    predecessors: (u32, u32),
    successors: (u32, u32),
    demands: (u32, u32),
    /// End of those of its demands that are for roles; the others are at levels of these.
    team_end: u32,
    /// Place of its open weeks; beyond the list if no week is closed to it.
    calendar: u32,
    /// Least length of its pieces but the last; 0 if it is done in one go.
    pub(super) chunk_weeks: u16,
    /// Place among the stages that may be split; beyond them if it is done in one go.
    pub(super) split: u32,
}

/// Stages that wait for each other in a circle: each before the next, the last before the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cycle(pub(super) Vec<u32>);

impl Step {
    /// Whether it may pause and go on later.
    #[inline]
    pub(super) fn may_be_split(&self) -> bool {
        self.chunk_weeks > 0
    }
}

impl Network {
    /// Network of the stages, whose predecessors and roles are known to exist, as are the links of lags; `slowness`
    /// says how many times as long each takes, or is empty; `chunks` is the minimum chunk of each, or is empty.
    pub(super) fn new(
        parts: &Parts,
        levels: &Levels,
        slowness: &[f64],
        chunks: &[u32],
        closures: &Closures,
    ) -> Result<Self, Cycle> {
        let Parts { stages, lags, horizon_weeks, .. } = parts;
        let horizon_weeks = *horizon_weeks;
        let after: Vec<&[u32]> = stages.iter().map(|stage| stage.after.as_slice()).collect();
        let order = scheduling_order(&after)?;
        let mut place = vec![0; stages.len()];
        for (position, &stage) in (0_u32..).zip(&order) {
            place[stage as usize] = position;
        }
        let mut followers = vec![Vec::new(); stages.len()];
        for (position, &index) in (0_u32..).zip(&order) {
            for &before in &stages[index as usize].after {
                followers[before as usize].push(position);
            }
        }
        let mut network = Self {
            steps: Vec::with_capacity(order.len()),
            predecessors: vec![],
            lags: vec![],
            successors: vec![],
            demands: vec![],
            calendars: vec![],
            beyond: within(horizon_weeks + 1),
        };
        let mut lag_weeks: BTreeMap<(u32, u32), u32> = BTreeMap::new();
        for lag in lags {
            let weeks = lag_weeks.entry((lag.stage, lag.after)).or_default();
            *weeks = lag.weeks.max(*weeks);
        }
        let mut calendars: BTreeMap<Vec<u32>, u32> = BTreeMap::new();
        let mut splits = 0..;
        for &index in &order {
            let stage = &stages[index as usize];
            let demand = merged(&stage.demand);
            if !lags.is_empty() {
                let weeks = |before: &u32| {
                    lag_weeks.get(&(index, *before)).map_or(0, |it| *it).min(horizon_weeks + 1)
                };
                network.lags.extend(stage.after.iter().map(weeks).map(within));
            }
            let slowness = slowness.get(index as usize).copied().unwrap_or(1.0);
            let chunk_weeks =
                chunks.get(index as usize).map_or(0, |weeks| within((*weeks).min(horizon_weeks + 1)));
            let split = (chunk_weeks > 0).then(|| splits.next()).flatten();
            let calendar = closures.roles_closed(&demand).map_or(NO_CALENDAR, |roles| {
                *calendars.entry(roles).or_insert_with_key(|roles| {
                    network.calendars.push(closures.open_weeks(roles, horizon_weeks));
                    u32::try_from(network.calendars.len() - 1).expect("no more than stages")
                })
            });
            let weeks_per_work = match stage.work {
                Work::Duration(_) => slowness,
                Work::Effort(_) => {
                    let units: u32 = demand.iter().map(|demand| u32::from(demand.units)).sum();
                    f64::from(UNITS_PER_FTE) / f64::from(units) * slowness
                }
            };
            let team = u32::try_from(demand.len()).expect("no more than roles");
            let demand: Vec<Demand> = demand.into_iter().chain(levels_merged(levels, index)).collect();
            let demands = append(&mut network.demands, demand.iter().copied());
            network.steps.push(Step {
                stage: index,
                initiative: stage.initiative,
                earliest_start_week: within(stage.earliest_start_week.min(horizon_weeks + 1)),
                weeks_per_work,
                predecessors: append(
                    &mut network.predecessors,
                    stage.after.iter().map(|&before| place[before as usize]),
                ),
                successors: append(&mut network.successors, followers[index as usize].iter().copied()),
                team_end: demands.0 + team,
                demands,
                calendar,
                chunk_weeks,
                split: split.unwrap_or(IN_ONE_GO),
            });
        }
        Ok(network)
    }

    pub(super) fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// Places in the scheduling order of the stages before `step`, all of them smaller than its own.
    #[inline]
    pub(super) fn predecessors(&self, step: &Step) -> &[u32] {
        &self.predecessors[step.predecessors.0 as usize..step.predecessors.1 as usize]
    }

    /// Weeks to wait after each of [`Self::predecessors`]; none if nobody ever waits.
    #[inline]
    pub(super) fn lags(&self, step: &Step) -> Option<&[u16]> {
        (!self.lags.is_empty())
            .then(|| &self.lags[step.predecessors.0 as usize..step.predecessors.1 as usize])
    }

    /// One week beyond the horizon.
    #[inline]
    pub(super) fn beyond(&self) -> u16 {
        self.beyond
    }

    /// Weeks in which `step` can work; none if no week is closed to it.
    #[inline]
    pub(super) fn open_weeks(&self, step: &Step) -> Option<&OpenWeeks> {
        self.calendars.get(step.calendar as usize)
    }

    /// Hands over the weeks of `interval` in which `step` works, up to the horizon, run by run.
    #[inline]
    pub(super) fn each_worked(
        &self,
        step: &Step,
        interval: Interval,
        horizon: usize,
        work: impl FnMut(Range<usize>),
    ) {
        let within = interval.within(horizon);
        match self.open_weeks(step) {
            None => std::iter::once(within).for_each(work),
            Some(open) => open.among(within).for_each(work),
        }
    }

    /// Hands over the weeks in which `step` works, of which `interval` is the first and the last and `pieces` are the
    /// parts if it was split.
    #[inline]
    pub(super) fn each_worked_piece(
        &self,
        step: &Step,
        interval: Interval,
        pieces: &[Interval],
        horizon: usize,
        mut work: impl FnMut(Range<usize>),
    ) {
        if pieces.is_empty() {
            return self.each_worked(step, interval, horizon, work);
        }
        for piece in pieces {
            self.each_worked(step, *piece, horizon, &mut work);
        }
    }

    /// Places in the scheduling order of the stages after `step`; one that names it twice stands here twice.
    #[inline]
    pub(super) fn successors(&self, step: &Step) -> &[u32] {
        &self.successors[step.successors.0 as usize..step.successors.1 as usize]
    }

    /// People that `step` needs of each role, without the levels they must be at.
    #[inline]
    pub(super) fn team(&self, step: &Step) -> &[Demand] {
        &self.demands[step.demands.0 as usize..step.team_end as usize]
    }

    /// Rows that `step` needs, of roles and then of their levels, each once and with at least one unit.
    #[inline]
    pub(super) fn demands(&self, step: &Step) -> &[Demand] {
        &self.demands[step.demands.0 as usize..step.demands.1 as usize]
    }
}

/// Place of the open weeks of stages to which no week is closed.
const NO_CALENDAR: u32 = u32::MAX;

/// Place of a stage that may not be split.
const IN_ONE_GO: u32 = u32::MAX;

fn within(week: u32) -> u16 {
    u16::try_from(week).expect("horizons are far below 2¹⁶ weeks")
}

/// Demand with each role once, without those of which nothing is needed.
fn merged(demand: &[Demand]) -> Vec<Demand> {
    let mut merged: Vec<Demand> = Vec::with_capacity(demand.len());
    for &Demand { role, units } in demand.iter().filter(|demand| demand.units > 0) {
        match merged.iter_mut().find(|known| known.role == role) {
            Some(known) => known.units += units,
            None => merged.push(Demand { role, units }),
        }
    }
    merged
}

/// What `stage` asks for at levels, each once.
fn levels_merged(levels: &Levels, stage: u32) -> Vec<Demand> {
    merged(&levels.demands(stage).collect::<Vec<_>>())
}

/// Appends `items` and says where they stand.
fn append<T>(list: &mut Vec<T>, items: impl IntoIterator<Item = T>) -> (u32, u32) {
    let end =
        |list: &Vec<T>| u32::try_from(list.len()).expect("fewer than 2³² links and demands fit into memory");
    let start = end(list);
    list.extend(items);
    (start, end(list))
}

/// Scheduling order of stages 0 to n − 1, the first having the highest priority.
///
/// `after[stage]` lists its predecessors, each below n; a repeated one counts once.
pub(super) fn scheduling_order(after: &[&[u32]]) -> Result<Vec<u32>, Cycle> {
    let mut successors = vec![Vec::new(); after.len()];
    let mut waiting_for: Vec<usize> = after.iter().map(|predecessors| predecessors.len()).collect();
    for (stage, predecessors) in (0_u32..).zip(after) {
        for &predecessor in *predecessors {
            successors[predecessor as usize].push(stage);
        }
    }
    let mut ready: BinaryHeap<Reverse<u32>> =
        (0_u32..).zip(&waiting_for).filter(|(_, n)| **n == 0).map(|(stage, _)| Reverse(stage)).collect();
    let mut order = Vec::with_capacity(after.len());
    while let Some(Reverse(stage)) = ready.pop() {
        order.push(stage);
        for &successor in &successors[stage as usize] {
            waiting_for[successor as usize] -= 1;
            if waiting_for[successor as usize] == 0 {
                ready.push(Reverse(successor));
            }
        }
    }
    match (0_u32..).zip(&waiting_for).find(|(_, n)| **n > 0) {
        None => Ok(order),
        Some((blocked, _)) => Err(circle_behind(blocked, after, &waiting_for)),
    }
}

/// The circle that holds up `blocked`: going from blocked stage to blocked predecessor must come round.
fn circle_behind(blocked: u32, after: &[&[u32]], waiting_for: &[usize]) -> Cycle {
    let mut path: Vec<u32> = vec![blocked];
    let mut position: Vec<Option<usize>> = vec![None; after.len()];
    let mut stage = blocked;
    loop {
        position[stage as usize] = Some(path.len() - 1);
        stage = *after[stage as usize]
            .iter()
            .find(|&&predecessor| waiting_for[predecessor as usize] > 0)
            .expect("a blocked stage has a blocked predecessor");
        if let Some(first) = position[stage as usize] {
            let mut circle = path.split_off(first);
            circle.reverse();
            return Cycle(circle);
        }
        path.push(stage);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn priority_decides_among_the_ready() {
        // 0 waits for 3, so 1 and 2 come before it, and 3 as soon as 1 is in the list.
        assert_eq!(scheduling_order(&[&[3], &[], &[], &[1, 1]]), Ok(vec![1, 2, 3, 0]));
        assert_eq!(scheduling_order(&[]), Ok(vec![]));
    }

    #[test]
    fn a_circle_is_named_in_order_without_those_that_merely_wait_for_it() {
        // 4 waits for the circle 1 → 2 → 3 → 1.
        let Err(Cycle(circle)) = scheduling_order(&[&[], &[3, 0], &[1], &[2], &[3]]) else {
            panic!("stages in a circle cannot be ordered");
        };
        assert_eq!(circle.len(), 3);
        for (i, stage) in circle.iter().enumerate() {
            let next = circle[(i + 1) % 3];
            assert_eq!(next, stage % 3 + 1);
        }
    }

    #[test]
    fn a_stage_after_itself_is_a_circle() {
        assert_eq!(scheduling_order(&[&[], &[1]]), Err(Cycle(vec![1])));
    }
}
