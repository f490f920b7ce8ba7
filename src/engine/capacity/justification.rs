//! A list of stages that makes the plan short: sampled, then crossed from both ends in turn.
//!
//! Lists are drawn at random in favour of urgent stages, by several rules in turn. From
//! the best schedules of these, which begin as early as can be, schedules that end as
//! late as can be are bred, from these early ones again, and so on: the order of a
//! child comes from two parents (the middle in that of one, both ends in that of the
//! other), in which stages that run at about the same time are moved, and it is placed
//! from the end at which the parents stop. Placing from the other end what was placed
//! from one is *justification*, which never takes longer and often less; here every
//! schedule is also that of its parents. A child takes the place of the most similar of
//! those that are no better, so that the schedules stay different (*crowding*); one that
//! was found before takes nobody's place.
//!
//! Everything takes its expected time, and people are there as expected; what a
//! list is worth under uncertainty is for an [`experiment`](super::experiment) to
//! say. Weeks that are closed count as weeks in which nobody of the roles is
//! there. A stage that may be split is placed in pieces, from either end.
//!
//! Sources: two populations, Debels & Vanhoucke (2005), *A bi-population based genetic algorithm for the
//! resource-constrained project scheduling problem*, Lecture Notes in Computer Science 3483; justification, Valls,
//! Ballestín & Quintanilla (2005), *Justification and RCPSP: a technique that pays*, European Journal of Operational
//! Research 165(2); moving the stages of one span of weeks only, Palpant, Artigues & Michelon (2004), *LSSPER*,
//! Annals of Operations Research 131; two-point crossover of lists, Hartmann (1998), *Naval Research Logistics* 45(7);
//! crowding, De Jong (1975), *An analysis of the behavior of a class of genetic adaptive systems*, doctoral thesis,
//! University of Michigan.

use std::collections::BTreeSet;
use std::ops::Range;

use self::sampling::Rule;
use super::problem::count;
use super::schedule::earliest_fit;
use super::split::Team;
use super::weekly_units::WeeklyUnits;
use super::{Demand, Problem, Stage};
use crate::random::uniforms;

mod sampling;

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

/// The shortest of `schedules` serial schedules of `problem`, each of which places every stage once; the present
/// order is among them. None if no list was found by which everything is finished within the horizon.
///
/// # Panics
///
/// Never: weeks within a horizon are far fewer than 2³².
pub fn shortest_list(problem: &Problem, seed: u64, schedules: u32) -> Option<StageList> {
    let plan = ExpectedPlan::new(problem);
    let mut luck = Luck { seed, drawn: 0 };
    let mut early: Vec<Individual> = plan.placed_early(plan.present_list()).into_iter().collect();
    let sampled = SAMPLED.min(schedules);
    early.extend(
        (1..sampled).filter_map(|number| plan.placed_early(plan.sample(Rule::of(number), &mut luck))),
    );
    // Stable: of equals the present order comes first.
    early.sort_by_key(Individual::rating);
    early.dedup_by(|one, other| one.spans == other.spans);
    early.truncate(POOL);
    let mut best = early.first()?.clone();
    let mut late: Vec<Individual> = Vec::with_capacity(POOL);
    let moves = moves(schedules, plan.stages.len());
    let mut known_early: Known = early.iter().map(Individual::starts).collect();
    let mut known_late = Known::new();
    // One is kept for the best from the end.
    let mut left = schedules.saturating_sub(sampled + 1);
    while left > 0 {
        left = breed(&plan, &early, (&mut late, &mut known_late), (End::Late, moves), left, &mut luck);
        left = breed(&plan, &late, (&mut early, &mut known_early), (End::Early, moves), left, &mut luck);
        if late.is_empty() {
            break; // Nothing fits from the end.
        }
        if let Some(shorter) = early.iter().min_by_key(|it| it.weeks).filter(|it| it.weeks < best.weeks) {
            best = shorter.clone();
        }
    }
    if let Some(shorter) = late.iter().min_by_key(|it| it.weeks).filter(|it| it.weeks < best.weeks) {
        let list = shorter.by_end.iter().rev().copied().collect();
        best = plan.placed_early(list).filter(|it| it.weeks < best.weeks).unwrap_or(best);
    }
    Some(StageList {
        stages: best.list,
        makespan_weeks: u32::try_from(best.weeks).expect("within the horizon"),
        start_weeks: best.spans.iter().map(|span| u32::try_from(span.start).expect("as above")).collect(),
    })
}

/// Lists sampled before any are crossed.
const SAMPLED: u32 = 30;
/// Schedules kept of each kind.
const POOL: usize = 16;
/// Of so many, drawn at random, the best is the mother.
const CANDIDATES: usize = 5;
/// Stages that move in a new list run within so small a part of the plan.
const PART: usize = 4;

/// Stages at most that move in a new list: the fewer trials there are for each, the smaller the step.
fn moves(schedules: u32, stages: usize) -> usize {
    (schedules as usize / stages.max(1) / 2).clamp(3, 16)
}

/// First weeks of the stages in every schedule that was found from one end.
type Known = BTreeSet<Vec<usize>>;

/// From which end of the plan stages are placed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// Each as early as it can be.
    Early,
    /// Each as late as it can be, the last first.
    Late,
}

/// Places a child of each of `parents` from the other end, up to `left` of them, with some moves; one that is not
/// yet known takes the place of the most similar of those among `children` that are no better. Returns how many are
/// left.
fn breed(
    plan: &ExpectedPlan,
    parents: &[Individual],
    (children, known): (&mut Vec<Individual>, &mut Known),
    (end, moves): (End, usize),
    left: u32,
    luck: &mut Luck,
) -> u32 {
    let mut left = left;
    for (place, father) in parents.iter().enumerate() {
        if left == 0 {
            break;
        }
        left -= 1;
        let candidates = (0..CANDIDATES).map(|_| &parents[luck.below(parents.len())]);
        let mother = candidates.min_by_key(|it| it.rating()).unwrap_or(father);
        let mut list = cross(&mother.by_end, &father.by_end, luck);
        // What ends last comes first from the other end.
        list.reverse();
        plan.vary(&mut list, father, (end, moves), luck);
        let Some(child) = plan.placed(list, end) else { continue };
        if !known.insert(child.starts()) {
            continue;
        }
        if children.len() <= place {
            children.push(child);
            continue;
        }
        let no_better = children.iter_mut().filter(|other| child.rating() <= other.rating());
        if let Some(replaced) = no_better.min_by_key(|other| child.distance(other)) {
            *replaced = child;
        }
    }
    left
}

/// A schedule, as early as can be from the start or, the last week first, from the end.
#[derive(Clone, Debug)]
struct Individual {
    /// By which it was placed.
    list: Vec<u32>,
    spans: Vec<Range<usize>>,
    /// Stages by their ends, counted from where the placing begins.
    by_end: Vec<u32>,
    /// Week after the last.
    weeks: usize,
}

impl Individual {
    /// The lower the better: of schedules equally long, the one that fewer stages hold up.
    fn rating(&self) -> (usize, usize) {
        (self.weeks, self.spans.iter().filter(|span| span.end == self.weeks).count())
    }

    /// Weeks by which the stages start earlier or later than in `other`, in total.
    fn distance(&self, other: &Self) -> usize {
        self.spans.iter().zip(&other.spans).map(|(one, other)| one.start.abs_diff(other.start)).sum()
    }

    fn starts(&self) -> Vec<usize> {
        self.spans.iter().map(|span| span.start).collect()
    }
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
        Self { stages, rank, capacity, mirrored }
    }

    /// As the problem has it.
    fn present_list(&self) -> Vec<u32> {
        self.sorted_by(|stage| (0, self.rank[stage]))
    }

    /// Some stages that `father` has in a span of weeks, anywhere in the plan, move to any place between those that
    /// they wait for and those that wait for them: what is good in the rest stays.
    fn vary(&self, list: &mut Vec<u32>, father: &Individual, (end, moves): (End, usize), luck: &mut Luck) {
        let width = 1 + luck.below((father.weeks / PART).max(1));
        let first = luck.below(father.weeks.max(1));
        let is_near = |span: &Range<usize>| span.start <= first + width && span.end >= first;
        let mut near: Vec<u32> = (0..count(&self.stages)).collect();
        near.retain(|stage| is_near(&father.spans[*stage as usize]));
        for _ in 0..near.len().min(moves) {
            self.relocate(near[luck.below(near.len())], list, end, luck);
        }
    }

    fn relocate(&self, number: u32, list: &mut Vec<u32>, end: End, luck: &mut Luck) {
        let Some(from) = list.iter().position(|listed| *listed == number) else { return };
        list.remove(from);
        let stage = &self.stages[number as usize];
        let (before, after) = match end {
            End::Early => (&stage.before, &stage.after),
            End::Late => (&stage.after, &stage.before),
        };
        let is_linked = |links: &[(u32, usize)], other: &u32| links.iter().any(|(link, _)| link == other);
        let first = list[..from].iter().rposition(|other| is_linked(before, other)).map_or(0, |it| it + 1);
        let beyond = list[from..].iter().position(|other| is_linked(after, other));
        let end = beyond.map_or(list.len(), |it| from + it);
        list.insert(first + luck.below(end - first + 1), number);
    }

    /// The schedule of `list` as early as can be; none if something does not fit into the horizon.
    fn placed_early(&self, list: Vec<u32>) -> Option<Individual> {
        self.placed(list, End::Early)
    }

    /// The schedule of `list` from `end`, where its first stage stands; none if something does not fit into the horizon.
    fn placed(&self, list: Vec<u32>, end: End) -> Option<Individual> {
        let spans = match end {
            End::Early => self.place(&list, &self.capacity, |stage| (stage.earliest_start, &stage.before))?,
            End::Late => self.place(&list, &self.mirrored, |stage| (0, &stage.after))?,
        };
        // Stable: what ends in the same week stays in the order of the list.
        let mut by_end = list.clone();
        by_end.sort_by_key(|stage| spans[*stage as usize].end);
        let weeks = spans.iter().map(|span| span.end).max().unwrap_or(0);
        Some(Individual { list, spans, by_end, weeks })
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
