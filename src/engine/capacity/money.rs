//! What the plan costs and brings, run by run, beside when it is finished.
//!
//! Cost of an initiative = a fixed part + a part that grows with the work that the
//! run takes (person-weeks ÷ those of an average run without risks) + people at
//! their rates + the cost of the risks that happened. It is paid while the stages
//! run; the benefit comes from the finish on, rising over a ramp. What is not
//! finished within the horizon brings nothing.
//!
//! A loss is what the risks cost: the run against itself without any risk, on the
//! same luck. Only counts are kept, in bins over a range that a short pilot run
//! finds; so that the memory does not grow with the runs, and shards add up.
//!
//! Sources: joint confidence of cost and date, NASA (2014), *Cost estimating handbook* 4.0, appendix J; losses beyond
//! a quantile, Rockafellar & Uryasev (2000), *Optimization of conditional value-at-risk*, Journal of Risk 2(3).

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::draws::{CHUNK, Draws};
use super::interval::Interval;
use super::replicate::Workspace;
use super::{Policy, Problem, UNITS_PER_FTE};

pub use histogram::Histogram;
pub use tally::{Figure, MoneyTally, RANGE_BINS};

mod histogram;
mod tally;

/// Money of one initiative, in one currency throughout.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Funding {
    /// Cost whatever happens.
    pub fixed_cost: f64,
    /// Cost of an average run's work; grows in proportion.
    pub work_cost: f64,
    /// Benefit over all the time that it comes.
    pub benefit: f64,
    /// Most that it may cost, to be on budget.
    pub budget: f64,
}

/// What is known of money for a whole plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finances {
    /// Initiative by initiative, in the order of the problem.
    pub fundings: Vec<Funding>,
    /// What a person-week costs, role by role, at least 0.
    pub week_rates: Vec<f64>,
    /// What money loses in a week: worth after a week ÷ worth now, above 0 and at most 1.
    pub weekly_discount: f64,
    /// Weeks over which a benefit comes from the finish on, at least 1.
    pub benefit_weeks: u32,
    /// Of these, weeks in which it rises in a straight line from nothing.
    pub ramp_weeks: u32,
}

/// What is known of money, and what it buys in an average run; of one problem.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Purse {
    finances: Finances,
    /// Person-weeks of each initiative in an average run without risks.
    usual_work: Vec<f64>,
}

/// A plan whose money can be simulated; made by [`MoneyPlan::new`]. In JSON it is all that it holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MoneyPlan {
    problem: Problem,
    policy: Policy,
    purse: Purse,
    ranges: Ranges,
}

/// Where the bins of each figure begin and end.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Ranges {
    /// Cost of the whole plan.
    pub cost: (f64, f64),
    /// Cost of all risks together.
    pub loss: (f64, f64),
    /// Net present value.
    pub value: (f64, f64),
    /// Finish of the whole plan [weeks].
    pub finish: (f64, f64),
    /// Cost of each initiative.
    pub initiatives: Vec<(f64, f64)>,
    /// Cost of each quarter.
    pub quarters: Vec<(f64, f64)>,
}

/// Iterations that are looked at to find the ranges.
const PILOT: u32 = 64;

/// Iterations whose work is the usual one.
const USUAL: u32 = 512;

impl Purse {
    /// Looks at the first iterations to see what the money buys; none if the finances do not fit the problem.
    pub fn new(problem: &Problem, finances: Finances, seed: u64) -> Option<Self> {
        let fits = finances.fundings.len() == problem.initiatives().len()
            && finances.week_rates.len() == problem.roles().len()
            && finances.weekly_discount > 0.0
            && finances.weekly_discount <= 1.0
            && finances.benefit_weeks > 0
            && finances.ramp_weeks <= finances.benefit_weeks;
        fits.then(|| Self { usual_work: usual_work(problem, seed), finances })
    }

    /// Whether it is made for `problem`.
    pub(super) fn fits(&self, problem: &Problem) -> bool {
        self.usual_work.len() == problem.initiatives().len()
            && self.finances.fundings.len() == problem.initiatives().len()
            && self.finances.week_rates.len() == problem.roles().len()
    }

    /// About what an average run costs, people at the highest of their rates.
    pub(super) fn usual_cost(&self) -> f64 {
        let bought: f64 = self.finances.fundings.iter().map(|it| it.fixed_cost + it.work_cost).sum();
        let rate = self.finances.week_rates.iter().copied().fold(0.0, f64::max);
        bought + rate * self.usual_work.iter().sum::<f64>()
    }
}

impl MoneyPlan {
    /// Looks at the first iterations to see where the figures lie; none if the finances do not fit the problem.
    pub fn new(problem: Problem, policy: Policy, finances: Finances, seed: u64) -> Option<Self> {
        let purse = Purse::new(&problem, finances, seed)?;
        let mut plan = Self { problem, policy, purse, ranges: Ranges::default() };
        let runs = plan.runs(seed, 0..PILOT);
        plan.ranges = Ranges {
            cost: range(&runs, |run| run.cost),
            loss: (0.0, range(&runs, |run| run.loss).1),
            value: range(&runs, |run| run.value),
            finish: range(&runs, |run| run.finish),
            initiatives: (0..plan.purse.finances.fundings.len())
                .map(|it| range(&runs, |run| run.costs[it]))
                .collect(),
            quarters: (0..quarters(&plan.problem)).map(|it| range(&runs, |run| run.quarters[it])).collect(),
        };
        Some(plan)
    }

    /// The plan that is simulated.
    pub fn problem(&self) -> &Problem {
        &self.problem
    }

    /// Where the bins lie.
    pub fn ranges(&self) -> &Ranges {
        &self.ranges
    }

    /// What is known of its money.
    pub fn finances(&self) -> &Finances {
        &self.purse.finances
    }

    /// Words in a tally of this plan.
    pub fn words(&self) -> usize {
        MoneyTally::empty(self).into_words().len()
    }

    fn runs(&self, seed: u64, iterations: Range<u32>) -> Vec<Run> {
        let mut all = Vec::with_capacity(iterations.len());
        self.each_run(seed, iterations, |run| all.push(run.clone()));
        all
    }

    fn each_run(&self, seed: u64, iterations: Range<u32>, mut look: impl FnMut(&Run)) {
        let mut till = Till::new(&self.problem, &self.purse);
        let mut draws = Draws::new(&self.problem);
        let mut workspace = Workspace::new(&self.problem);
        let mut next = iterations.start;
        while next < iterations.end {
            let first = next - next % CHUNK;
            let end = first.saturating_add(CHUNK).min(iterations.end);
            draws.draw(&self.problem, seed, first);
            till.draw(seed, first);
            for lane in (next - first) as usize..(end - first) as usize {
                workspace.prepare(&self.problem, &draws, lane);
                workspace.schedule(&self.problem, self.policy);
                look(till.count(&draws, &workspace, lane));
            }
            next = end;
        }
    }
}

/// Simulates the money of `iterations`; tallies of any partition of a range add up to that of the whole.
pub fn simulate_money(plan: &MoneyPlan, seed: u64, iterations: Range<u32>) -> MoneyTally {
    let mut tally = MoneyTally::empty(plan);
    plan.each_run(seed, iterations, |run| tally.count(plan, run));
    tally
}

/// Where a figure lay in `runs`, and half as much again on both sides, for what happens seldom; what is never below
/// nothing stays so.
fn range(runs: &[Run], figure: impl Fn(&Run) -> f64) -> (f64, f64) {
    let wider = |(low, high): (f64, f64), it: f64| (low.min(it), high.max(it));
    let (low, high) = runs.iter().map(figure).fold((f64::INFINITY, f64::NEG_INFINITY), wider);
    let more = (0.5 * (high - low)).max(0.01 * high.abs()).max(1e-9);
    (if low < 0.0 { low - more } else { (low - more).max(0.0) }, high + more)
}

/// One iteration in money.
#[derive(Clone, Debug, Default)]
pub(super) struct Run {
    /// Of the whole plan.
    pub(super) cost: f64,
    /// What the risks cost of it.
    pub(super) loss: f64,
    value: f64,
    /// Finish of the last initiative [weeks]; one beyond the horizon if it is not within it.
    finish: f64,
    /// Cost of each initiative, and its finish week.
    costs: Vec<f64>,
    finishes: Vec<u16>,
    /// Cost by quarters of 13 weeks from the start of the plan, the last for all that comes later.
    quarters: Vec<f64>,
    /// Person-weeks of each initiative without any risk.
    bare_work: Vec<f64>,
}

/// Adds up one iteration; used again by the next.
pub(super) struct Till<'p> {
    problem: &'p Problem,
    purse: &'p Purse,
    /// The problem without its risks, and its draws; none if it has none.
    bare: Option<(Problem, Draws)>,
    run: Run,
    /// Person-weeks in one week of each stage, in scheduling order.
    staff: Vec<f64>,
    /// What a week of each stage costs at the rates of its people.
    rates: Vec<f64>,
    /// Worth of money in each week.
    worth: Vec<f64>,
    /// Worth, at the finish, of a benefit of 1.
    annuity: f64,
    stage_costs: Vec<f64>,
}

impl<'p> Till<'p> {
    /// For runs of `problem`, which the purse is made for.
    pub(super) fn new(problem: &'p Problem, purse: &'p Purse) -> Self {
        let Finances { week_rates, weekly_discount, benefit_weeks, ramp_weeks, .. } = &purse.finances;
        let network = problem.network();
        let bare = problem.clone().with_risks(Vec::new()).ok().filter(|_| !problem.risks().is_empty());
        let person = f64::from(UNITS_PER_FTE);
        let rates = network.steps().iter().map(|step| {
            let of = network.team(step).iter();
            of.map(|demand| f64::from(demand.units) / person * week_rates[demand.role as usize]).sum()
        });
        let weeks = problem.horizon_weeks() as usize + 2;
        let mut worth = vec![1.0; weeks];
        for week in 1..weeks {
            worth[week] = worth[week - 1] * weekly_discount;
        }
        // As much a week as makes up a benefit of 1 in all, less while it rises.
        let flow = |week: u32| {
            if week < *ramp_weeks { (f64::from(week) + 0.5) / f64::from(*ramp_weeks) } else { 1.0 }
        };
        let all: f64 = (0..*benefit_weeks).map(flow).sum();
        let (mut annuity, mut discount) = (0.0, 1.0);
        for week in 0..*benefit_weeks {
            annuity += discount * flow(week) / all;
            discount *= weekly_discount;
        }
        let initiatives = problem.initiatives().len();
        Self {
            problem,
            purse,
            bare: bare.map(|bare| {
                let draws = Draws::new(&bare);
                (bare, draws)
            }),
            staff: staff(problem),
            rates: rates.collect(),
            worth,
            annuity,
            stage_costs: vec![0.0; network.steps().len()],
            run: Run {
                costs: vec![0.0; initiatives],
                finishes: vec![0; initiatives],
                quarters: vec![0.0; quarters(problem)],
                bare_work: vec![0.0; initiatives],
                ..Run::default()
            },
        }
    }

    /// Draws the chunk that begins with iteration `first`.
    pub(super) fn draw(&mut self, seed: u64, first: u32) {
        if let Some((bare, draws)) = &mut self.bare {
            draws.draw(bare, seed, first);
        }
    }

    /// Adds up iteration `lane` of the chunk drawn, as `workspace` has scheduled it by these `draws`.
    pub(super) fn count(&mut self, draws: &Draws, workspace: &Workspace, lane: usize) -> &Run {
        let Self { problem, purse, bare, run, staff, rates, worth, annuity, stage_costs } = self;
        let steps = problem.network().steps();
        let without_risks = bare.as_ref().map_or(draws, |(_, draws)| draws);
        run.costs.fill(0.0);
        run.finishes.fill(0);
        run.quarters.fill(0.0);
        run.bare_work.fill(0.0);
        run.loss = 0.0;
        let bare = without_risks.durations(lane);
        for ((step, bare), staff) in steps.iter().zip(bare).zip(staff.iter()) {
            run.bare_work[step.initiative as usize] += f64::from(bare) * staff;
        }
        let bare = without_risks.durations(lane);
        for (place, (step, bare)) in steps.iter().zip(bare).enumerate() {
            let initiative = step.initiative as usize;
            let funding = &purse.finances.fundings[initiative];
            let usual = purse.usual_work[initiative];
            let per_week =
                rates[place] + if usual > 0.0 { funding.work_cost * staff[place] / usual } else { 0.0 };
            let weeks = f64::from(workspace.durations[place]);
            // The fixed part is paid as the work is done.
            let all_bare = run.bare_work[initiative];
            let share = if all_bare > 0.0 { f64::from(bare) * staff[place] / all_bare } else { 0.0 };
            stage_costs[place] = weeks * per_week + funding.fixed_cost * share;
            run.loss += (weeks - f64::from(bare)) * per_week;
            run.costs[initiative] += stage_costs[place];
            let finish = workspace.intervals[place].finish;
            run.finishes[initiative] = run.finishes[initiative].max(finish);
        }
        for (initiative, funding) in purse.finances.fundings.iter().enumerate() {
            // Without any work there is nothing to pay it along.
            if run.bare_work[initiative] <= 0.0 {
                let cost = funding.fixed_cost
                    + if purse.usual_work[initiative] <= 0.0 { funding.work_cost } else { 0.0 };
                run.costs[initiative] += cost;
                run.quarters[0] += cost;
            }
        }
        let mut present = -run.quarters[0];
        for (place, (step, interval)) in steps.iter().zip(&workspace.intervals).enumerate() {
            let pieces = match workspace.pieces.of(step) {
                [] => std::slice::from_ref(interval),
                pieces => pieces,
            };
            let weeks = |piece: &Interval| f64::from(piece.finish - piece.start);
            let all: f64 = pieces.iter().map(weeks).sum();
            for piece in pieces {
                // A stage in one piece is paid in its middle, to the last bit.
                let share = if pieces.len() == 1 { 1.0 } else { weeks(piece) / all };
                let middle = usize::midpoint(piece.start.into(), piece.finish.into());
                present -= pay(&mut run.quarters, worth, middle, stage_costs[place] * share);
            }
        }
        for (index, risk) in problem.risks().iter().enumerate() {
            let cost = draws.risks().cost(index, lane);
            if cost > 0.0 && !risk.hits.is_empty() {
                // Shared among what it hits, and paid when the first of it is finished.
                let each = cost / risk.hits.len() as f64;
                let mut week = usize::MAX;
                for (place, step) in
                    steps.iter().enumerate().filter(|(_, step)| risk.hits.contains(&step.stage))
                {
                    run.costs[step.initiative as usize] += each;
                    week = week.min(usize::from(workspace.intervals[place].finish));
                }
                present -= pay(&mut run.quarters, worth, week.min(worth.len() - 1), cost);
                run.loss += cost;
            }
        }
        let horizon = problem.horizon_weeks();
        for (finish, funding) in run.finishes.iter().zip(&purse.finances.fundings) {
            if u32::from(*finish) <= horizon {
                present += funding.benefit * *annuity * worth[usize::from(*finish)];
            }
        }
        run.cost = run.costs.iter().sum();
        run.value = present;
        run.finish = f64::from(run.finishes.iter().copied().max().unwrap_or(0));
        run
    }
}

/// Person-weeks in one week of each stage, in scheduling order; one without people counts as one person's, so that its
/// length matters too.
fn staff(problem: &Problem) -> Vec<f64> {
    let network = problem.network();
    let of = network.steps().iter().map(|step| {
        let units: u32 = network.team(step).iter().map(|demand| u32::from(demand.units)).sum();
        if units == 0 { 1.0 } else { f64::from(units) / f64::from(UNITS_PER_FTE) }
    });
    of.collect()
}

/// Person-weeks of each initiative in an average run without risks.
fn usual_work(problem: &Problem, seed: u64) -> Vec<f64> {
    let mut sums = vec![0.0; problem.initiatives().len()];
    let bare = problem.clone().with_risks(Vec::new()).unwrap_or_else(|_| problem.clone());
    let staff = staff(&bare);
    let mut draws = Draws::new(&bare);
    for first in (0..USUAL).step_by(CHUNK as usize) {
        draws.draw(&bare, seed, first);
        for lane in 0..CHUNK as usize {
            for ((step, weeks), staff) in bare.network().steps().iter().zip(draws.durations(lane)).zip(&staff)
            {
                sums[step.initiative as usize] += f64::from(weeks) * staff;
            }
        }
    }
    sums.into_iter().map(|sum| sum / f64::from(USUAL)).collect()
}

/// Pays `cost` in `week`; returns what that is worth at the start.
fn pay(quarters: &mut [f64], worth: &[f64], week: usize, cost: f64) -> f64 {
    let quarter = (week / super::QUARTER_WEEKS as usize).min(quarters.len() - 1);
    quarters[quarter] += cost;
    cost * worth[week.min(worth.len() - 1)]
}

/// Quarters of the horizon, and one for all that comes later.
fn quarters(problem: &Problem) -> usize {
    problem.horizon_weeks().div_ceil(super::QUARTER_WEEKS) as usize + 1
}
