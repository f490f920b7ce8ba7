//! Stages that may pause where their people are not there, and go on later.
//!
//! A stage that may be split works in pieces. A piece is a run of weeks in each of
//! which its whole team is there; weeks that are closed to the stage interrupt
//! work but do not end a piece. Each piece is at least as long as the *minimum
//! chunk*, the last one alone may be shorter: it is as long as the work that is
//! left. Every piece is begun as early, and is as long, as it can be, so that no
//! other choice of pieces finishes the stage earlier beside what is placed already.
//!
//! A minimum chunk as long as the stage is the same as not splitting it. Splitting
//! one stage can make others later: what is placed after it finds other weeks free
//! (Graham 1969). For the stage itself, and for a stage that is placed last, it
//! never does. *Serial*: all pieces are placed at once, or none if the last would
//! end beyond the horizon. *Parallel*: when a piece ends, what is left is ready
//! again and waits for its turn by priority; so a stage may begin and not be
//! finished within the horizon.
//!
//! Sources: Demeulemeester & Herroelen (1996), *An efficient optimal solution procedure for the preemptive
//! resource-constrained project scheduling problem*, and Ballestín, Valls & Quintanilla (2008), *Pre-emption in
//! resource-constrained project scheduling*, European Journal of Operational Research 90(2) and 189(3); here with a
//! least length of a piece.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::Demand;
use super::closure::OpenWeeks;
use super::interval::{Interval, interval};
use super::network::{Network, Step};
use super::weekly_units::{WINDOW_WEEKS, WeeklyUnits};

/// A stage that may be split, and how short a piece may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Split {
    /// Index of the stage.
    pub stage: u32,
    /// Least length of every piece but the last, at least 1.
    pub chunk_weeks: u32,
}

/// Minimum chunk of each of `stages`, 0 where it is done in one go, empty if all are; an index if a split makes no
/// sense.
pub(super) fn chunks(splits: &[Split], stages: usize) -> Result<Vec<u32>, u32> {
    let mut chunks = vec![0; if splits.is_empty() { 0 } else { stages }];
    for split in splits {
        match chunks.get_mut(split.stage as usize) {
            Some(chunk) if *chunk == 0 && split.chunk_weeks > 0 => *chunk = split.chunk_weeks,
            _ => return Err(split.stage),
        }
    }
    Ok(chunks)
}

/// Pieces of the stages that may be split, in one iteration; used again by the next.
#[derive(Clone, Debug, Default)]
pub(super) struct Pieces {
    of: Vec<Worked>,
}

/// What a stage has done so far.
#[derive(Clone, Debug, Default)]
struct Worked {
    pieces: Vec<Interval>,
    /// Weeks of work in them.
    weeks: usize,
}

/// Weeks in a row, closed ones aside, in which a team is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    /// From the first to after the last.
    pub(super) placed: Interval,
    /// Weeks of work in it.
    pub(super) weeks: usize,
}

impl Pieces {
    /// Room for the stages of `network` that may be split.
    pub(super) fn new(network: &Network) -> Self {
        let splits = network.steps().iter().filter(|step| step.may_be_split()).count();
        Self { of: vec![Worked::default(); splits] }
    }

    /// Nothing is done yet.
    pub(super) fn clear(&mut self) {
        self.of.iter_mut().for_each(Worked::clear);
    }

    /// Nothing of `step` is done yet.
    pub(super) fn forget(&mut self, step: &Step) {
        if let Some(worked) = self.of.get_mut(step.split as usize) {
            worked.clear();
        }
    }

    /// Pieces of `step`, in order of time; none unless it may be split and has begun.
    #[inline]
    pub(super) fn of(&self, step: &Step) -> &[Interval] {
        self.of.get(step.split as usize).map_or(&[], |worked| &worked.pieces)
    }

    /// Weeks between the pieces of `step`.
    pub(super) fn paused_weeks(&self, step: &Step) -> u16 {
        self.of(step).windows(2).map(|pair| pair[1].start - pair[0].finish).sum()
    }

    /// Places all of `step`, which may be split, from `earliest` on; none if it does not end within the horizon.
    pub(super) fn fit(
        &mut self,
        network: &Network,
        step: &Step,
        free: &WeeklyUnits,
        earliest: usize,
        duration: usize,
    ) -> Option<Interval> {
        let worked = &mut self.of[step.split as usize];
        worked.clear();
        if !Team::of(network, step).fit(free, earliest, duration, |piece| worked.add(piece)) {
            worked.clear();
        }
        worked.span()
    }

    /// The next piece of `step`, which may be split, from `week` on, of the `duration` weeks that it takes. None if
    /// none fits within the horizon.
    pub(super) fn next(
        &self,
        network: &Network,
        step: &Step,
        free: &WeeklyUnits,
        week: usize,
        duration: usize,
    ) -> Option<Stretch> {
        let left = duration - self.of[step.split as usize].weeks;
        Team::of(network, step).next_piece(free, week, left)
    }

    /// Adds a piece of `step`, or all of it; where it lies if that was the last, and none if work is left.
    #[inline]
    pub(super) fn add(&mut self, step: &Step, piece: Stretch, duration: usize) -> Option<Interval> {
        let Some(worked) = self.of.get_mut(step.split as usize).filter(|_| duration > 0) else {
            return Some(piece.placed);
        };
        worked.add(piece);
        if worked.weeks < duration { None } else { worked.span() }
    }

    /// Where `step` lies if it is not finished within the horizon, `beyond` which stands for anything later.
    pub(super) fn unfinished(&self, step: &Step, beyond: usize) -> Interval {
        let begun = self.of(step).first().map_or(beyond, |piece| piece.start.into());
        interval(begun, beyond)
    }
}

impl Worked {
    fn clear(&mut self) {
        self.pieces.clear();
        self.weeks = 0;
    }

    fn add(&mut self, piece: Stretch) {
        self.pieces.push(piece.placed);
        self.weeks += piece.weeks;
    }

    /// From the start of the first piece to the end of the last.
    fn span(&self) -> Option<Interval> {
        let (first, last) = (self.pieces.first()?, self.pieces.last()?);
        Some(Interval { start: first.start, finish: last.finish })
    }
}

/// Who does a stage, and when they can.
#[derive(Clone, Copy, Debug)]
pub(super) struct Team<'n> {
    /// Weeks that are open to it; none if no week is closed.
    open: Option<&'n OpenWeeks>,
    demands: &'n [Demand],
    chunk_weeks: usize,
}

impl<'n> Team<'n> {
    /// The team of `step`.
    pub(super) fn of(network: &'n Network, step: &'n Step) -> Self {
        let (open, demands) = (network.open_weeks(step), network.demands(step));
        Self { open, demands, chunk_weeks: step.chunk_weeks.into() }
    }

    /// A team to which no week is closed, for a stage with pieces of at least `chunk_weeks`.
    pub(super) fn always(demands: &'n [Demand], chunk_weeks: usize) -> Self {
        Self { open: None, demands, chunk_weeks }
    }

    /// The first pieces from `earliest` on that make up `duration` weeks, at least 1; false if they do not end within
    /// the horizon.
    pub(super) fn fit(
        self,
        free: &WeeklyUnits,
        earliest: usize,
        duration: usize,
        mut found: impl FnMut(Stretch),
    ) -> bool {
        let (mut from, mut left) = (earliest, duration);
        while left > 0 {
            let Some(piece) = self.next_piece(free, from, left) else { return false };
            found(piece);
            from = piece.placed.finish.into();
            left -= piece.weeks;
        }
        true
    }

    /// The first piece from `from` on, of a stage of which `left` weeks are left, at least 1.
    fn next_piece(self, free: &WeeklyUnits, from: usize, left: usize) -> Option<Stretch> {
        let least = left.min(self.chunk_weeks);
        let mut from = from;
        loop {
            let stretch = self.next_stretch(free, from, left)?;
            if stretch.weeks >= least {
                return Some(stretch);
            }
            from = stretch.placed.finish.into();
        }
    }

    /// The first weeks from `from` on in which it is there, `most` at most.
    fn next_stretch(self, free: &WeeklyUnits, from: usize, most: usize) -> Option<Stretch> {
        let (mut start, mut end, mut weeks) = (None, from, 0);
        for run in self.open_from(from, free.weeks()) {
            let mut week = run.start;
            while week < run.end {
                let room = free.weeks_with_room(self.demands, week);
                let ahead = (run.end - week).min(WINDOW_WEEKS);
                if room & 1 == 0 {
                    if start.is_some() {
                        return stretch(start, end, weeks);
                    }
                    week += (room.trailing_zeros() as usize).min(ahead);
                    continue;
                }
                let there = (room.trailing_ones() as usize).min(ahead).min(most - weeks);
                start.get_or_insert(week);
                week += there;
                weeks += there;
                end = week;
                if weeks == most {
                    return stretch(start, end, weeks);
                }
            }
        }
        stretch(start, end, weeks)
    }

    /// Weeks from `week` to before `horizon` that are open, run by run.
    fn open_from(self, week: usize, horizon: usize) -> impl Iterator<Item = Range<usize>> {
        let always = self.open.is_none().then_some(week..horizon);
        self.open.into_iter().flat_map(move |open| open.from(week)).chain(always)
    }
}

fn stretch(start: Option<usize>, end: usize, weeks: usize) -> Option<Stretch> {
    start.map(|start| Stretch { placed: interval(start, end), weeks })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::capacity::Closure;
    use crate::capacity::closure::Closures;

    /// What is possible in each week: the work that is left, and how much of it the present piece has done.
    fn earliest_finish(
        closed: &[bool],
        full: &[bool],
        from: usize,
        duration: usize,
        chunk: usize,
    ) -> Option<usize> {
        let mut states = vec![(duration, 0)];
        for week in from..closed.len() {
            if closed[week] {
                continue;
            }
            let mut next = Vec::new();
            for (left, run) in states {
                if !full[week] {
                    if left == 1 {
                        return Some(week + 1);
                    }
                    next.push((left - 1, run + 1));
                }
                if run == 0 || run >= chunk {
                    next.push((left, 0));
                }
            }
            next.sort_unstable();
            next.dedup();
            states = next;
        }
        None
    }

    proptest! {
        /// No choice of pieces finishes earlier: against trying them all, with closed weeks and without.
        #[test]
        fn pieces_finish_as_early_as_any(
            weeks in prop::collection::vec((prop::bool::weighted(0.2), prop::bool::weighted(0.25)), 1..160),
            has_closures: bool,
            from in 0..60_usize,
            duration in 1..40_usize,
            chunk in 1..12_usize,
        ) {
            let closed: Vec<bool> = weeks.iter().map(|(closed, _)| *closed && has_closures).collect();
            let full: Vec<bool> = weeks.iter().map(|(_, full)| *full).collect();
            let horizon = u32::try_from(weeks.len()).unwrap();
            let week = |(week, _)| Closure { role: None, start_week: week, end_week: week + 1 };
            let closures: Vec<Closure> = (0..).zip(&closed).filter(|(_, closed)| **closed).map(week).collect();
            let open = Closures::new(&closures, horizon).open_weeks(&[], horizon);
            let mut free = WeeklyUnits::new(1, weeks.len());
            for (week, is_full) in full.iter().enumerate() {
                free.set(0, week, week + 1, if *is_full { 1 } else { 2 });
            }
            let demands = [Demand { role: 0, units: 2 }];
            let team = Team { open: has_closures.then_some(&open), demands: &demands, chunk_weeks: chunk };
            let mut pieces = Vec::new();
            let ends = team.fit(&free, from.min(weeks.len()), duration, |piece| pieces.push(piece));
            let found = ends.then(|| usize::from(pieces.last().unwrap().placed.finish));
            let from = from.min(weeks.len());
            prop_assert_eq!(found, earliest_finish(&closed, &full, from, duration, chunk));
            let (last, others) = pieces.split_last().map_or((0, &[][..]), |(last, others)| (last.weeks, others));
            prop_assert!(others.iter().all(|piece| piece.weeks >= chunk));
            prop_assert!(!ends || others.iter().map(|piece| piece.weeks).sum::<usize>() + last == duration);
        }
    }
}
