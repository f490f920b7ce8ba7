//! Replications: the whole way from a seed to a tally, or to one opened schedule.
//!
//! Every iteration is also run unlevelled, on the same draws and whatever the
//! policy, because the chance of an overload is a question about demand when
//! nobody waits. Nothing is allocated from one iteration to the next. Whole chunks of
//! iterations are done in lockstep where the problem allows it; what is counted is the same.

use std::ops::Range;

use super::at_once::Places;
use super::dispatch::{Queue, dispatch};
use super::draws::{CHUNK, Draws};
use super::interval::Interval;
use super::lockstep::Lockstep;
use super::recorder::Recorder;
use super::schedule::{Policy, place_serially, start_at_once};
use super::split::Pieces;
use super::weekly_units::WeeklyUnits;
use super::{Problem, Tally};

/// Runs `iterations` of `problem` under `policy` and counts what happens.
///
/// An iteration's luck depends on `seed`, its number and the keys of stages and
/// roles alone, so the tallies of any partition of a range merge to the tally of
/// the whole. Ranges that start at a multiple of 32 waste no draws.
///
/// ```
/// use pmo_engine::capacity::{Distribution, Initiative, Policy, Problem, Stage, Work, simulate};
///
/// let weeks = Distribution::triangular(2.0, 5.0, 14.0)?;
/// let stage = Stage {
///     key: 42,
///     initiative: 0,
///     work: Work::Duration(weeks),
///     demand: vec![],
///     after: vec![],
///     earliest_start_week: 0,
/// };
/// let problem = Problem::new(52, vec![], vec![Initiative { needed_by_week: None }], vec![stage])?;
/// let mut tally = simulate(&problem, Policy::Serial, 7, 0..600);
/// tally.merge(&simulate(&problem, Policy::Serial, 7, 600..1_000));
/// assert_eq!(tally, simulate(&problem, Policy::Serial, 7, 0..1_000));
/// assert!(tally.finish_histogram(0)[..=2].iter().all(|count| *count == 0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn simulate(problem: &Problem, policy: Policy, seed: u64, iterations: Range<u32>) -> Tally {
    let mut draws = Draws::new(problem);
    let mut workspace = Workspace::new(problem);
    let mut recorder = Recorder::new(problem);
    let mut lockstep = Lockstep::new(problem, policy);
    let mut next = iterations.start;
    while next < iterations.end {
        let first = next - next % CHUNK;
        let end = first.saturating_add(CHUNK).min(iterations.end);
        draws.draw(problem, seed, first);
        let lanes = (next - first) as usize..(end - first) as usize;
        recorder.count_capacities(&draws, lanes.clone());
        let is_whole = lanes.len() == CHUNK as usize;
        if is_whole && lockstep.as_mut().is_some_and(|it| it.count(&draws, policy, &mut recorder)) {
            recorder.end_chunk();
            next = end;
            continue;
        }
        for lane in lanes {
            workspace.prepare(problem, &draws, lane);
            workspace.start_at_once(problem);
            recorder.count_unlevelled(&workspace.intervals, &workspace.demand, &workspace.free);
            if policy != Policy::Unlevelled {
                workspace.schedule(problem, policy);
            }
            recorder.count_schedule(&workspace.intervals, &workspace.pieces);
            recorder.count_pauses(&workspace.pieces);
            if let Some(places) = &workspace.places {
                recorder.count_held(places.held_weeks());
            }
        }
        recorder.end_chunk();
        next = end;
    }
    recorder.into_tally()
}

/// One iteration, opened: when every stage ran, and who was there and who was used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// Stages, in the order of the problem.
    pub stages: Vec<StageRun>,
    /// Units that initiatives had, role × week; levels after the roles.
    pub capacity_units: Vec<Vec<u16>>,
    /// Units used under the policy, in the same rows; unlevelled it may exceed the capacity.
    pub used_units: Vec<Vec<u64>>,
}

/// One stage in one iteration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageRun {
    /// Weeks that it takes; one week beyond the horizon stands for anything longer.
    pub duration_weeks: u32,
    /// First week, unless it does not start within the horizon.
    pub start_week: Option<u32>,
    /// Week after its last, unless it does not finish within the horizon.
    pub finish_week: Option<u32>,
    /// First week of each piece and the week after its last, in order of time, if it was split or has begun and is not
    /// finished: what lies between them is a pause. Empty where it runs from start to finish.
    pub pieces: Vec<(u32, u32)>,
}

impl Schedule {
    /// Finish of the last stage, 0 without stages, or nothing if one does not finish within the horizon.
    pub fn makespan_weeks(&self) -> Option<u32> {
        self.stages.iter().try_fold(0, |makespan, stage| Some(stage.finish_week?.max(makespan)))
    }
}

/// Finish week of every initiative in each of `iterations`, one iteration after the other.
///
/// What does not finish within the horizon has one week beyond it; an initiative without stages
/// finishes in week 0. The luck is that of [`simulate`].
pub(super) fn finishes(problem: &Problem, policy: Policy, seed: u64, iterations: Range<u32>) -> Vec<u16> {
    let initiatives = problem.initiatives().len();
    let mut draws = Draws::new(problem);
    let mut lockstep = Lockstep::new(problem, policy);
    let mut workspace = Workspace::new(problem);
    let mut all = vec![0; initiatives * iterations.len()];
    let mut rows = all.chunks_exact_mut(initiatives.max(1));
    let mut next = iterations.start;
    while next < iterations.end {
        let first = next - next % CHUNK;
        let end = first.saturating_add(CHUNK).min(iterations.end);
        draws.draw(problem, seed, first);
        let lanes = (next - first) as usize..(end - first) as usize;
        let is_whole = lanes.len() == CHUNK as usize;
        let placed = lockstep.as_mut().filter(|_| is_whole).and_then(|it| it.finishes(&draws, policy));
        for (lane, row) in lanes.zip(&mut rows) {
            if let Some(placed) = placed {
                latest_finishes(problem, placed.iter().map(|finishes| finishes[lane]), row);
            } else {
                workspace.prepare(problem, &draws, lane);
                workspace.schedule(problem, policy);
                latest_finishes(problem, workspace.intervals.iter().map(|interval| interval.finish), row);
            }
        }
        next = end;
    }
    all
}

/// Sets the finish of each initiative to that of the last of its stages, whose finishes come in scheduling order.
fn latest_finishes(problem: &Problem, finishes: impl Iterator<Item = u16>, of_initiatives: &mut [u16]) {
    for (step, finish) in problem.network().steps().iter().zip(finishes) {
        let latest = &mut of_initiatives[step.initiative as usize];
        *latest = finish.max(*latest);
    }
}

/// The schedule of one iteration: the same that [`simulate`] counts under that number.
pub fn open_iteration(problem: &Problem, policy: Policy, seed: u64, iteration: u32) -> Schedule {
    let first = iteration - iteration % CHUNK;
    let mut draws = Draws::new(problem);
    let mut workspace = Workspace::new(problem);
    draws.draw(problem, seed, first);
    workspace.prepare(problem, &draws, (iteration - first) as usize);
    let capacity_units = workspace.free.rows().map(<[u16]>::to_vec).collect();
    workspace.schedule(problem, policy);

    let horizon = problem.horizon_weeks();
    let nothing = StageRun { duration_weeks: 0, start_week: None, finish_week: None, pieces: Vec::new() };
    let mut stages = vec![nothing; problem.stages().len()];
    let mut used_units = vec![vec![0; horizon as usize]; problem.rows()];
    let steps = problem.network().steps().iter().zip(&workspace.durations).zip(&workspace.intervals);
    for ((step, duration), interval) in steps {
        let pieces = workspace.pieces.of(step);
        let is_split = pieces.len() > 1 || (pieces.len() == 1 && u32::from(interval.finish) > horizon);
        let within_horizon = |week: u16| (u32::from(week) <= horizon).then_some(u32::from(week));
        stages[step.stage as usize] = StageRun {
            duration_weeks: u32::from(*duration),
            start_week: within_horizon(interval.start),
            finish_week: within_horizon(interval.finish),
            pieces: if is_split { pieces.iter().copied().map(weeks_of).collect() } else { Vec::new() },
        };
        problem.network().each_worked_piece(step, *interval, pieces, horizon as usize, |weeks| {
            for demand in problem.network().demands(step) {
                for used in &mut used_units[demand.role as usize][weeks.clone()] {
                    *used += u64::from(demand.units);
                }
            }
        });
    }
    Schedule { stages, capacity_units, used_units }
}

fn weeks_of(piece: Interval) -> (u32, u32) {
    (piece.start.into(), piece.finish.into())
}

/// What one iteration needs, used again by the next.
pub(super) struct Workspace {
    /// Weeks of each stage, in scheduling order.
    pub(super) durations: Vec<u16>,
    /// Placement of each stage, in scheduling order.
    pub(super) intervals: Vec<Interval>,
    /// Pieces of the stages that may be split, of the policy that was last.
    pub(super) pieces: Pieces,
    /// Units asked for when nobody waits.
    pub(super) demand: WeeklyUnits,
    /// Units that are there, and after levelling those that are left.
    pub(super) free: WeeklyUnits,
    /// Stages that wait for people, when dispatching.
    queue: Queue,
    /// Who is under way, if so many initiatives at once are too many.
    places: Option<Places>,
}

impl Workspace {
    pub(super) fn new(problem: &Problem) -> Self {
        let stages = problem.stages().len();
        let units = WeeklyUnits::new(problem.rows(), problem.horizon_weeks() as usize);
        Self {
            durations: vec![0; stages],
            intervals: vec![Interval::EMPTY; stages],
            pieces: Pieces::new(problem.network()),
            demand: units.clone(),
            free: units,
            queue: Queue::default(),
            places: problem.most_at_once().map(|_| Places::new(problem)),
        }
    }

    /// Sets durations and capacity to those of iteration `lane` of the chunk drawn.
    pub(super) fn prepare(&mut self, problem: &Problem, draws: &Draws, lane: usize) {
        for (duration, drawn) in self.durations.iter_mut().zip(draws.durations(lane)) {
            *duration = drawn;
        }
        self.pieces.clear();
        for (span, units) in problem.availability().spans().iter().zip(draws.capacities(lane)) {
            self.free.set_in_order(span.row as usize, span.start_week.into(), span.end_week.into(), units);
        }
    }

    pub(super) fn start_at_once(&mut self, problem: &Problem) {
        self.demand.clear();
        start_at_once(problem.network(), &self.durations, &mut self.demand, &mut self.intervals);
    }

    /// Places every stage by `policy`; levelled, what is free is used up.
    pub(super) fn schedule(&mut self, problem: &Problem, policy: Policy) {
        let Self { durations, intervals, pieces, free, queue, places, .. } = self;
        let network = problem.network();
        match (policy, places) {
            (Policy::Unlevelled, _) => self.start_at_once(problem),
            (Policy::Serial, None) => place_serially(network, durations, free, intervals, pieces),
            (Policy::Serial, Some(places)) => {
                places.place_serially(network, durations, free, intervals, pieces);
            }
            (Policy::Parallel, None) => dispatch(network, durations, free, intervals, pieces, queue),
            (Policy::Parallel, Some(places)) => {
                places.dispatch(network, durations, free, intervals, pieces, queue);
            }
        }
    }
}
