//! A limit on how many initiatives are under way at once: who would be one too many waits.
//!
//! An initiative is under way from the start of its first stage until the finish of
//! its last, waiting in between included; milestones do not count. *Serial*: by
//! priority, each initiative at the earliest week from which on a place is free for as
//! long as it takes. Where stages of several initiatives wait for each other, so that they cannot
//! be placed one initiative after the other, one that has begun keeps its place until its last stage is placed.
//! *Parallel*: a first stage that could start begins its initiative if a place is free in that week, and otherwise
//! waits until another has finished.
//!
//! As with people, a limit can also make something earlier (Graham 1969). An initiative that cannot finish
//! before another has begun, which waits for its place, never finishes: the limit is then too low.
//!
//! Source: Anderson (2010), *Kanban*, chapter 10, for limits on work in progress.

use super::Problem;
use super::dispatch::{Queue, next_part};
use super::interval::{Interval, interval};
use super::network::Network;
use super::schedule::{earliest_start, place, take};
use super::split::Pieces;
use super::weekly_units::WeeklyUnits;

/// Who is under way and who waits for it; used again by the next iteration.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    /// Most initiatives at once.
    most: usize,
    /// Of each initiative, how it stands.
    initiatives: Vec<Standing>,
    /// Initiatives under way in each week, when placing serially.
    busy: Vec<u16>,
    /// Initiatives under way in the present week, when dispatching.
    active: Vec<u32>,
    /// First stages that wait for a place, when dispatching: priority, place in the scheduling order.
    waiting: Vec<(u32, u32)>,
    /// Weeks that the limit has held up each initiative.
    held_weeks: Vec<u16>,
}

/// How an initiative stands.
#[derive(Clone, Copy, Debug)]
struct Standing {
    /// Stages that take time and are not yet placed.
    left: u32,
    /// First week of those that are placed; the greatest number before it has begun.
    start: u16,
    /// Week after the last of those that are placed.
    finish: u16,
    /// Week from which on nothing but the limit holds it up.
    held_from: Option<u16>,
}

impl Places {
    /// Room for the initiatives of `problem`.
    pub(super) fn new(problem: &Problem) -> Self {
        let initiatives = problem.initiatives().len();
        Self {
            most: problem.most_at_once().unwrap_or(u32::MAX) as usize,
            held_weeks: vec![0; initiatives],
            ..Self::default()
        }
    }

    /// Weeks that the limit held up each initiative in the iteration placed last.
    pub(super) fn held_weeks(&self) -> &[u16] {
        &self.held_weeks
    }

    /// As [`place_serially`](super::schedule::place_serially), within the limit.
    pub(super) fn place_serially(
        &mut self,
        network: &Network,
        durations: &[u16],
        free: &mut WeeklyUnits,
        intervals: &mut [Interval],
        pieces: &mut Pieces,
    ) {
        self.begin(network, durations);
        self.busy.clear();
        self.busy.resize(free.weeks(), 0);
        let mut next = 0;
        for stages in network.steps().chunk_by(|one, other| one.initiative == other.initiative) {
            let initiative = stages[0].initiative as usize;
            let mut run = Run { network, durations, first: next, count: stages.len() };
            next += stages.len();
            let timed = run.timed();
            let standing = self.initiatives[initiative];
            // As long as some of it is not placed, nobody knows when it will be finished.
            let is_last = standing.left == timed;
            let mut from = 0;
            let mut first_start = None;
            let span = loop {
                run.place(from, free, intervals, pieces);
                let Some((start, finish)) = run.span(intervals) else { break None };
                first_start.get_or_insert(start);
                let finish = finish.max(standing.finish);
                let end = if is_last { finish } else { u16::MAX };
                // What has begun has its place already, from then on.
                match self.last_full_week(start, end.min(standing.start)) {
                    None => break Some((start, finish)),
                    Some(week) => {
                        run.take_back(free, intervals, pieces);
                        from = week + 1;
                    }
                }
            };
            let Some((start, finish)) = span else { continue };
            if standing.is_begun() {
                self.count(start, standing.start, 1);
                if is_last {
                    self.count(finish, u16::MAX, -1);
                }
            } else {
                self.held_weeks[initiative] = start - first_start.unwrap_or(start);
                self.count(start, if is_last { finish } else { u16::MAX }, 1);
            }
            let standing = &mut self.initiatives[initiative];
            standing.left -= timed;
            standing.finish = finish;
            if usize::from(start) < free.weeks() {
                standing.start = standing.start.min(start);
            }
        }
    }

    /// As [`dispatch`](super::dispatch::dispatch), within the limit.
    pub(super) fn dispatch(
        &mut self,
        network: &Network,
        durations: &[u16],
        free: &mut WeeklyUnits,
        intervals: &mut [Interval],
        pieces: &mut Pieces,
        queue: &mut Queue,
    ) {
        let beyond = free.weeks() + 1;
        self.begin(network, durations);
        self.active.clear();
        self.waiting.clear();
        queue.begin(network);
        loop {
            let Some((week, priority, position)) = queue.pop() else {
                if self.waiting.is_empty() {
                    return;
                }
                // No place will ever be free.
                self.waiting
                    .drain(..)
                    .for_each(|(priority, position)| queue.push(beyond, priority, position));
                continue;
            };
            if position == PLACE_FREE {
                self.waiting.drain(..).for_each(|(priority, position)| queue.push(week, priority, position));
                continue;
            }
            let step = &network.steps()[position as usize];
            let duration = usize::from(durations[position as usize]);
            let was_begun = self.initiatives[step.initiative as usize].is_begun();
            let (placed, is_last) = match next_part(network, step, free, week, duration, pieces) {
                Some(part) if usize::from(part.placed.start) > week => {
                    queue.push(part.placed.start.into(), priority, position);
                    continue;
                }
                Some(part) => {
                    if duration > 0 && !self.admit(step.initiative, part.placed.start) {
                        self.waiting.push((priority, position));
                        continue;
                    }
                    take(network, step, free, part.placed);
                    match pieces.add(step, part, duration) {
                        Some(placed) => (placed, true),
                        None => (part.placed, false),
                    }
                }
                None => (pieces.unfinished(step, beyond), true),
            };
            intervals[position as usize] = placed;
            if duration > 0 {
                let others_wait = !was_begun
                    && self
                        .waiting
                        .iter()
                        .any(|(_, it)| network.steps()[*it as usize].initiative == step.initiative);
                let standing = &mut self.initiatives[step.initiative as usize];
                if is_last {
                    standing.left -= 1;
                    standing.finish = standing.finish.max(placed.finish);
                }
                let is_begun = standing.is_begun();
                if is_begun && standing.left == 0 {
                    queue.push(standing.finish.into(), 0, PLACE_FREE);
                } else if is_begun && others_wait {
                    // They may now start beside it.
                    queue.push(week, 0, PLACE_FREE);
                }
                if let Some(from) = standing.held_from.take_if(|_| is_begun || standing.left == 0) {
                    self.held_weeks[step.initiative as usize] = placed.start.saturating_sub(from);
                }
            }
            if is_last {
                queue.release(network, step, intervals);
            } else {
                queue.push(placed.finish.into(), priority, position);
            }
        }
    }

    fn begin(&mut self, network: &Network, durations: &[u16]) {
        self.held_weeks.fill(0);
        self.initiatives.clear();
        let nothing = Standing { left: 0, start: u16::MAX, finish: 0, held_from: None };
        self.initiatives.resize(self.held_weeks.len(), nothing);
        for (step, duration) in network.steps().iter().zip(durations) {
            self.initiatives[step.initiative as usize].left += u32::from(*duration > 0);
        }
    }

    /// Last week from `start` to before `end` in which no place is free.
    fn last_full_week(&self, start: u16, end: u16) -> Option<usize> {
        let end = usize::from(end).min(self.busy.len());
        let start = usize::from(start).min(end);
        let full = self.busy[start..end].iter().rposition(|busy| usize::from(*busy) >= self.most);
        full.map(|week| start + week)
    }

    fn count(&mut self, start: u16, end: u16, more: i16) {
        let end = usize::from(end).min(self.busy.len());
        let start = usize::from(start).min(end);
        for busy in &mut self.busy[start..end] {
            *busy = busy.wrapping_add_signed(more);
        }
    }

    /// Whether a stage of `initiative` may start in `week`: it has a place, or takes one that is free.
    fn admit(&mut self, initiative: u32, week: u16) -> bool {
        if self.initiatives[initiative as usize].is_begun() {
            return true;
        }
        let initiatives = &self.initiatives;
        self.active.retain(|it| {
            let standing = &initiatives[*it as usize];
            standing.left > 0 || standing.finish > week
        });
        let standing = &mut self.initiatives[initiative as usize];
        if self.active.len() >= self.most {
            standing.held_from.get_or_insert(week);
            return false;
        }
        standing.start = week;
        self.active.push(initiative);
        true
    }
}

impl Standing {
    fn is_begun(&self) -> bool {
        self.start < u16::MAX
    }
}

/// In the queue, in place of a stage: a place is free again.
const PLACE_FREE: u32 = u32::MAX;

/// Stages of one initiative that follow each other in the scheduling order.
struct Run<'n> {
    network: &'n Network,
    durations: &'n [u16],
    first: usize,
    count: usize,
}

impl Run<'_> {
    /// Stages that take time.
    fn timed(&self) -> u32 {
        self.durations[self.first..][..self.count].iter().map(|duration| u32::from(*duration > 0)).sum()
    }

    /// Places all of it, nothing that takes time before week `from`.
    fn place(
        &mut self,
        from: usize,
        free: &mut WeeklyUnits,
        intervals: &mut [Interval],
        pieces: &mut Pieces,
    ) {
        let beyond = free.weeks() + 1;
        for position in self.first..self.first + self.count {
            let step = &self.network.steps()[position];
            let duration = usize::from(self.durations[position]);
            let mut earliest = earliest_start(self.network, step, intervals);
            if duration > 0 {
                earliest = earliest.max(from.min(beyond));
            }
            let placed = place(self.network, step, free, earliest, duration, pieces);
            intervals[position] = placed.unwrap_or_else(|| interval(beyond, beyond));
        }
    }

    /// Gives everybody back whom [`Self::place`] took.
    fn take_back(&self, free: &mut WeeklyUnits, intervals: &[Interval], pieces: &mut Pieces) {
        let horizon = free.weeks();
        let steps = &self.network.steps()[self.first..][..self.count];
        for (step, placed) in steps.iter().zip(&intervals[self.first..]) {
            self.network.each_worked_piece(step, *placed, pieces.of(step), horizon, |weeks| {
                free.add(self.network.demands(step), weeks.start, weeks.end);
            });
            pieces.forget(step);
        }
    }

    /// First week and the one after the last of the stages that take time; none without any.
    fn span(&self, intervals: &[Interval]) -> Option<(u16, u16)> {
        let timed = (self.first..self.first + self.count)
            .filter(|position| self.durations[*position] > 0)
            .map(|position| (intervals[position].start, intervals[position].finish));
        timed.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)))
    }
}
