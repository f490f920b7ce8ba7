//! A list of stages that makes the plan short: sampled, pushed together from both ends, and crossed.
//!
//! Lists are drawn at random in favour of stages that must finish early. The
//! serial schedule of each is *justified twice*: every stage is moved as late as
//! the finish of the plan allows, from the last to the first, and then as early as
//! possible, from the first to the last, which never takes longer and often less.
//! The best lists are then crossed with each other (the middle of the new one is
//! in the order of one parent, both ends in that of the other) and varied by moving some stages.
//!
//! Everything takes its expected time, and people are there as expected; what a
//! list is worth under uncertainty is for an [`experiment`](super::experiment) to
//! say. Weeks that are closed count as weeks in which nobody of the roles is
//! there. A stage that may be split is placed in pieces, from either end.
//!
//! Sources: Valls, Ballestín & Quintanilla (2005), *Justification and RCPSP: a technique that pays*, European Journal
//! of Operational Research 165(2); biased sampling by latest finish, Kolisch (1996), *Journal of Operations
//! Management* 14(3); two-point crossover of lists, Hartmann (1998), *Naval Research Logistics* 45(7).

use std::ops::Range;

use super::problem::count;
use super::schedule::earliest_fit;
use super::split::Team;
use super::weekly_units::WeeklyUnits;
use super::{Demand, Problem, Stage};
use crate::random::uniforms;

/// Stages in an order of priority, the first served first, and how long the plan takes by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageList {
    /// Every stage once, none before one that it waits for.
    pub stages: Vec<u32>,
    /// First week of each stage of the problem.
    pub start_weeks: Vec<u32>,
    /// Week after the last.
    pub makespan_weeks: u32,
}

/// The shortest of about `schedules` serial schedules of `problem`, each of which places every stage once; the present
/// order is among them. None if no list was found by which everything is finished within the horizon.
///
/// # Panics
///
/// Never: weeks within a horizon are far fewer than 2³².
pub fn shortest_list(problem: &Problem, seed: u64, schedules: u32) -> Option<StageList> {
    let plan = ExpectedPlan::new(problem);
    let mut luck = Luck { seed, drawn: 0 };
    let mut pool: Vec<Individual> = Vec::with_capacity(POOL);
    for list in 0..schedules.div_ceil(SCHEDULES_A_LIST) {
        let stages = if list == 0 {
            plan.present_list()
        } else if list < SAMPLED || pool.len() < 2 {
            plan.sample(&mut luck)
        } else {
            let (mother, father) = (pick(&pool, &mut luck), pick(&pool, &mut luck));
            let mut child = cross(&pool[mother].list, &pool[father].list, &mut luck);
            plan.vary(&mut child, &mut luck);
            child
        };
        if let Some(early) = plan.placed_early(stages) {
            admit(&mut pool, plan.justified_twice(early));
        }
    }
    let best = pool.into_iter().next()?;
    Some(StageList {
        stages: best.list,
        makespan_weeks: u32::try_from(best.makespan).expect("within the horizon"),
        start_weeks: best.spans.iter().map(|span| u32::try_from(span.start).expect("as above")).collect(),
    })
}

/// A list is placed, moved late and moved early.
const SCHEDULES_A_LIST: u32 = 3;
/// Lists sampled before any are crossed.
const SAMPLED: u32 = 40;
/// Lists kept.
const POOL: usize = 24;
/// Stages at most that move in a new list.
const MOVES: usize = 10;

/// A list with its schedule.
#[derive(Clone, Debug)]
struct Individual {
    list: Vec<u32>,
    spans: Vec<Range<usize>>,
    makespan: usize,
}

/// Keeps the best, the shortest first, no schedule twice.
fn admit(pool: &mut Vec<Individual>, new: Individual) {
    let place = pool.partition_point(|known| known.makespan <= new.makespan);
    if pool.iter().all(|known| known.spans != new.spans) {
        pool.insert(place, new);
        pool.truncate(POOL);
    }
}

/// The better of two drawn at random.
fn pick(pool: &[Individual], luck: &mut Luck) -> usize {
    luck.below(pool.len()).min(luck.below(pool.len()))
}

/// The first part in the order of `mother`, the middle in that of `father`, the rest again in that of `mother`.
fn cross(mother: &[u32], father: &[u32], luck: &mut Luck) -> Vec<u32> {
    let (one, other) = (luck.below(mother.len() + 1), luck.below(mother.len() + 1));
    let mut is_taken = vec![false; mother.len()];
    let mut child = Vec::with_capacity(mother.len());
    for (parent, end) in [(mother, one.min(other)), (father, one.max(other)), (mother, mother.len())] {
        for &stage in parent {
            if child.len() == end {
                break;
            }
            if !std::mem::replace(&mut is_taken[stage as usize], true) {
                child.push(stage);
            }
        }
    }
    child
}

/// What is expected of every stage and role.
struct ExpectedPlan {
    stages: Vec<ExpectedStage>,
    /// Place of each stage in the scheduling order; predecessors come first.
    rank: Vec<usize>,
    capacity: WeeklyUnits,
    /// The same with the last week first.
    mirrored: WeeklyUnits,
    horizon: usize,
}

struct ExpectedStage {
    weeks: usize,
    earliest_start: usize,
    /// Finish by which nothing is held up, if everybody were there.
    latest_finish: usize,
    demands: Vec<Demand>,
    /// Least length of a piece; 0 if it is done in one go.
    chunk_weeks: usize,
    /// Each with the weeks to wait after it.
    before: Vec<(u32, usize)>,
    after: Vec<(u32, usize)>,
}

impl ExpectedStage {
    /// Takes its team in the first pieces from `earliest` on; none if they do not end within the horizon.
    fn in_pieces(&self, free: &mut WeeklyUnits, earliest: usize) -> Option<Range<usize>> {
        if self.weeks == 0 {
            return (earliest <= free.weeks()).then_some(earliest..earliest);
        }
        let mut pieces = Vec::new();
        let team = Team::always(&self.demands, self.chunk_weeks);
        if !team.fit(free, earliest, self.weeks, |piece| pieces.push(piece.placed.within(free.weeks()))) {
            return None;
        }
        for piece in &pieces {
            free.take(&self.demands, piece.start, piece.end);
        }
        Some(pieces.first()?.start..pieces.last()?.end)
    }
}

impl ExpectedPlan {
    fn new(problem: &Problem) -> Self {
        let network = problem.network();
        let horizon = problem.horizon_weeks() as usize;
        let stage_at: Vec<u32> = network.steps().iter().map(|step| step.stage).collect();
        let mut rank = vec![0; stage_at.len()];
        for (place, stage) in stage_at.iter().enumerate() {
            rank[*stage as usize] = place;
        }
        let expected = |(stage, place): (&Stage, &usize)| {
            let step = &network.steps()[*place];
            let lags = network.lags(step);
            let before = network.predecessors(step).iter().enumerate().map(|(link, before)| {
                (stage_at[*before as usize], lags.map_or(0, |lags| usize::from(lags[link])))
            });
            ExpectedStage {
                weeks: whole_weeks(stage.work.distribution().mean() * step.weeks_per_work, horizon),
                earliest_start: usize::from(step.earliest_start_week),
                latest_finish: horizon,
                demands: network.demands(step).to_vec(),
                chunk_weeks: step.chunk_weeks.into(),
                before: before.collect(),
                after: Vec::new(),
            }
        };
        let mut stages: Vec<ExpectedStage> = problem.stages().iter().zip(&rank).map(expected).collect();
        for stage in 0..stages.len() {
            for (before, lag) in stages[stage].before.clone() {
                let after = u32::try_from(stage).expect("as the problem counts them");
                stages[before as usize].after.push((after, lag));
            }
        }
        for stage in stage_at.iter().rev().map(|stage| *stage as usize) {
            let latest = stages[stage].after.iter().map(|(after, lag)| {
                let next = &stages[*after as usize];
                next.latest_finish.saturating_sub(next.weeks + lag)
            });
            stages[stage].latest_finish = latest.min().unwrap_or(horizon);
        }
        let mut capacity = WeeklyUnits::new(problem.rows(), horizon);
        let mut mirrored = capacity.clone();
        for span in problem.availability().spans() {
            let units = span.capacity_units(problem.role_of(span.row).absence.mean());
            let (start, end) = (usize::from(span.start_week), usize::from(span.end_week));
            capacity.set(span.row as usize, start, end, units);
            mirrored.set(span.row as usize, horizon - end, horizon - start, units);
        }
        Self { stages, rank, capacity, mirrored, horizon }
    }

    /// As the problem has it.
    fn present_list(&self) -> Vec<u32> {
        self.sorted_by(|stage| (0, self.rank[stage]))
    }

    /// Each place goes to a stage that waits for nobody outside the list, the likelier the earlier it must finish.
    fn sample(&self, luck: &mut Luck) -> Vec<u32> {
        let mut waits_for: Vec<usize> = self.stages.iter().map(|stage| stage.before.len()).collect();
        let numbers = 0..count(&self.stages);
        let mut ready: Vec<u32> = numbers.filter(|stage| waits_for[*stage as usize] == 0).collect();
        let mut list = Vec::with_capacity(self.stages.len());
        while !ready.is_empty() {
            let due = |stage: &u32| self.stages[*stage as usize].latest_finish;
            let latest = ready.iter().map(due).max().unwrap_or(0);
            let weight = |stage: &u32| (latest - due(stage) + 1) as f64;
            let mut point = luck.uniform() * ready.iter().map(weight).sum::<f64>();
            let chosen = ready.iter().position(|stage| {
                point -= weight(stage);
                point <= 0.0
            });
            let stage = ready.swap_remove(chosen.unwrap_or(ready.len() - 1));
            list.push(stage);
            for (after, _) in &self.stages[stage as usize].after {
                waits_for[*after as usize] -= 1;
                if waits_for[*after as usize] == 0 {
                    ready.push(*after);
                }
            }
        }
        list
    }

    /// Some stages move to any place between those that they wait for and those that wait for them.
    fn vary(&self, list: &mut Vec<u32>, luck: &mut Luck) {
        for _ in 0..luck.below(MOVES + 1) {
            let from = luck.below(list.len());
            let number = list.remove(from);
            let stage = &self.stages[number as usize];
            let is_linked = |links: &[(u32, usize)], other: &u32| links.iter().any(|(link, _)| link == other);
            let first =
                list[..from].iter().rposition(|other| is_linked(&stage.before, other)).map_or(0, |it| it + 1);
            let beyond = list[from..].iter().position(|other| is_linked(&stage.after, other));
            let end = beyond.map_or(list.len(), |it| from + it);
            list.insert(first + luck.below(end - first + 1), number);
        }
    }

    /// The schedule of `list`; none if something does not fit into the horizon.
    fn placed_early(&self, list: Vec<u32>) -> Option<Individual> {
        let spans = self.place(&list, &self.capacity, |stage| (stage.earliest_start, &stage.before))?;
        let makespan = spans.iter().map(|span| span.end).max().unwrap_or(0);
        Some(Individual { list, makespan, spans })
    }

    /// The schedule moved late and early again.
    fn justified_twice(&self, early: Individual) -> Individual {
        // Late is early with the last week first; the end of the plan is where it begins.
        let end = self.horizon - early.makespan;
        let from_the_end =
            self.sorted_by(|stage| (self.horizon - early.spans[stage].end, usize::MAX - self.rank[stage]));
        let Some(late) = self.place(&from_the_end, &self.mirrored, |stage| (end, &stage.after)) else {
            return early;
        };
        let late_start = |stage: usize| self.horizon - late[stage].end;
        let Some(again) = self.placed_early(self.sorted_by(|stage| (late_start(stage), self.rank[stage])))
        else {
            return early;
        };
        // In the order of these starts the same schedule comes out, and new lists inherit it.
        let list = self.sorted_by(|stage| (again.spans[stage].start, self.rank[stage]));
        Individual { list, ..again }
    }

    /// First week of each stage and the week after its last when they are placed in the order of `list`, each as early
    /// as it fits.
    fn place<'p>(
        &'p self,
        list: &[u32],
        capacity: &WeeklyUnits,
        bounds: impl Fn(&'p ExpectedStage) -> (usize, &'p Vec<(u32, usize)>),
    ) -> Option<Vec<Range<usize>>> {
        let mut free = capacity.clone();
        let mut spans = vec![0..0; self.stages.len()];
        for &number in list {
            let stage = &self.stages[number as usize];
            let (mut earliest, links) = bounds(stage);
            for (before, lag) in links {
                earliest = earliest.max(spans[*before as usize].end + lag);
            }
            spans[number as usize] = if stage.chunk_weeks == 0 {
                let start = earliest_fit(&free, &stage.demands, earliest, stage.weeks)?;
                free.take(&stage.demands, start, start + stage.weeks);
                start..start + stage.weeks
            } else {
                stage.in_pieces(&mut free, earliest)?
            };
        }
        Some(spans)
    }

    fn sorted_by(&self, key: impl Fn(usize) -> (usize, usize)) -> Vec<u32> {
        let mut list: Vec<u32> = (0..count(&self.stages)).collect();
        list.sort_by_key(|stage| key(*stage as usize));
        list
    }
}

/// Weeks rounded up, one beyond the horizon for anything longer.
fn whole_weeks(weeks: f64, horizon: usize) -> usize {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "0 to one week beyond the horizon"
    )]
    let whole = (weeks - super::ROUNDING_SLACK).max(0.0).min((horizon + 1) as f64).ceil() as usize;
    whole
}

/// Random numbers that belong to the search alone.
struct Luck {
    seed: u64,
    drawn: u32,
}

impl Luck {
    fn uniform(&mut self) -> f64 {
        let number = self.drawn;
        self.drawn += 1;
        uniforms(self.seed, number / 4, LUCK_KEY, 0)[number as usize % 4]
    }

    fn below(&mut self, count: usize) -> usize {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "below the count")]
        let number = (self.uniform() * count as f64) as usize;
        number.min(count - 1)
    }
}

/// No object of a problem has such a key.
const LUCK_KEY: u64 = (1 << 48) + 1;
