//! Several plans on the same draws: what each gives, and how they differ run by run.
//!
//! Draws are keyed by the seed, the iteration and the stage or role alone, so plans
//! that share a stage share its luck, and the difference between two plans has far
//! less noise than either. Differences are counted within each iteration, against
//! the first plan; everything counted is an integer, so that chunks add up in any order.
//!
//! Quantiles have no paired difference within one iteration. They are compared in
//! [`GROUPS`] groups of iterations, and the spread over the groups gives the interval.
//!
//! Sources: common random numbers and sectioning, Asmussen & Glynn (2007),
//! *Stochastic Simulation*, sections III.5 and V.6.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::draws::{CHUNK, Draws};
use super::money::{Purse, Till};
use super::replicate::Workspace;
use super::{Policy, Problem};
use crate::counts::{self, Counts, Layout};
use crate::stats::histogram;
use crate::stats::interval::{self, Interval};

/// Most plans that are compared at once.
pub const MOST_PLANS: usize = 4;

/// Groups of iterations in which quantiles are compared: iteration i belongs to group i modulo this.
pub const GROUPS: usize = 16;

/// Weeks from the start over which the load is measured.
pub const LOAD_WEEKS: usize = 52;

/// One whole as counted in a share: a hundredth of a percent is the finest difference seen.
pub const SHARE_UNITS: i64 = 10_000;

/// Steps in what an average run costs.
const COST_STEPS: f64 = 200_000.0;

/// Most steps that a run may cost: ten times the usual, so that sums of squares stay exact.
const MOST_STEPS: f64 = 10.0 * COST_STEPS;

/// One of the plans.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// Its stages and people.
    pub problem: Problem,
    /// How conflicts over people are settled in it.
    pub policy: Policy,
    /// Its money; none if nothing is known of it.
    pub purse: Option<Purse>,
}

/// Plans to compare, the reference first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Parts")]
pub struct Comparison {
    plans: Vec<Plan>,
    /// For each initiative that any plan has, its index in each plan that has it.
    rows: Vec<Vec<Option<u32>>>,
}

/// Why plans cannot be compared.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ComparisonError {
    /// Too few or too many.
    #[error("two to {MOST_PLANS} plans are compared, not {0}")]
    Plans(usize),
    /// Money of another plan.
    #[error("the money of plan {0} is not that of its initiatives and roles")]
    Money(usize),
    /// A row that does not fit the plans.
    #[error("row {0} does not name one initiative of each plan that has it")]
    Row(usize),
}

/// What is measured of every iteration of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Finish of the last initiative [weeks]; one week beyond the horizon if it is not within it.
    Makespan,
    /// Share of the initiatives with a needed-by week that are on time.
    OnTime,
    /// Share of the demanded unit-weeks that are staffed if nobody waits.
    Staffed,
    /// Unit-weeks demanded ÷ unit-weeks there are in the first [`LOAD_WEEKS`], if nobody waits.
    Load,
    /// Weeks of all roles in which more is demanded than there is, if nobody waits.
    ShortRoleWeeks,
    /// Cost [steps of [`Comparison::money_step`]]; 0 where nothing is known of money.
    Cost,
    /// What the risks cost of it [steps of the same].
    Loss,
}

impl Measure {
    /// All of them, in the order of the tally.
    pub const ALL: [Self; 7] = [
        Self::Makespan,
        Self::OnTime,
        Self::Staffed,
        Self::Load,
        Self::ShortRoleWeeks,
        Self::Cost,
        Self::Loss,
    ];
}

impl Comparison {
    /// Compares `plans`, the first being the reference.
    ///
    /// Each of `rows` is an initiative: its index in each plan, none where a plan does not have it.
    ///
    /// # Errors
    ///
    /// [`ComparisonError`]
    pub fn new(plans: Vec<Plan>, rows: Vec<Vec<Option<u32>>>) -> Result<Self, ComparisonError> {
        Self::try_from(Parts { plans, rows })
    }

    /// The plans, the reference first.
    pub fn plans(&self) -> &[Plan] {
        &self.plans
    }

    /// For each initiative its index in each plan.
    pub fn rows(&self) -> &[Vec<Option<u32>>] {
        &self.rows
    }

    /// Money in one step of a cost: so fine that what an average run costs has 200,000 of them.
    pub fn money_step(&self) -> f64 {
        let purses = self.plans.iter().filter_map(|plan| plan.purse.as_ref());
        let most = purses.map(Purse::usual_cost).fold(0.0, f64::max);
        if most > 0.0 { most / COST_STEPS } else { 1.0 }
    }

    /// Shape of a tally.
    pub fn layout(&self) -> ComparisonLayout {
        let bins = self.plans.iter().map(|plan| plan.problem.layout().bins()).collect();
        let present = self.rows.iter().map(|row| row.iter().map(Option::is_some).collect()).collect();
        ComparisonLayout::new(bins, present)
    }
}

/// What travels.
#[derive(Deserialize)]
struct Parts {
    plans: Vec<Plan>,
    rows: Vec<Vec<Option<u32>>>,
}

impl TryFrom<Parts> for Comparison {
    type Error = ComparisonError;

    fn try_from(Parts { plans, rows }: Parts) -> Result<Self, ComparisonError> {
        if !(2..=MOST_PLANS).contains(&plans.len()) {
            return Err(ComparisonError::Plans(plans.len()));
        }
        let fits = |plan: &Plan| plan.purse.as_ref().is_none_or(|purse| purse.fits(&plan.problem));
        if let Some(index) = plans.iter().position(|plan| !fits(plan)) {
            return Err(ComparisonError::Money(index));
        }
        for (index, row) in rows.iter().enumerate() {
            let fits = |(plan, place): (&Plan, &Option<u32>)| {
                place.is_none_or(|place| (place as usize) < plan.problem.initiatives().len())
            };
            if row.len() != plans.len() || !plans.iter().zip(row).all(fits) {
                return Err(ComparisonError::Row(index));
            }
        }
        Ok(Self { plans, rows })
    }
}

/// Where each count of a comparison stands in its flat list; word 0 counts the iterations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparisonLayout {
    /// Bins of a histogram of finish weeks, plan by plan.
    bins: Vec<usize>,
    /// Whether each plan has each row.
    present: Vec<Vec<bool>>,
    /// First word of each plan's part.
    plans: Vec<usize>,
    /// First word of each later plan's differences from the first.
    differences: Vec<usize>,
    words: usize,
}

/// Words of the totals of a plan.
const TOTALS: usize = 6;
/// Words of each measure of a plan: sum and sum of squares.
const MOMENTS: usize = 2;
/// Words of a difference.
const PAIRED: usize = 5;

impl Layout for ComparisonLayout {
    fn words(&self) -> usize {
        self.words
    }
}

impl ComparisonLayout {
    fn new(bins: Vec<usize>, present: Vec<Vec<bool>>) -> Self {
        let mut words = 1;
        let mut plans = Vec::new();
        for (plan, bins) in bins.iter().enumerate() {
            plans.push(words);
            let rows = present.iter().filter(|row| row[plan]).count();
            words += TOTALS + MOMENTS * Measure::ALL.len() + bins * (GROUPS + rows);
        }
        // The first plan has none: its place is that of the second.
        let each = PAIRED * (Measure::ALL.len() + present.len());
        let differences = (0..bins.len()).map(|plan| words + plan.saturating_sub(1) * each).collect();
        words += (bins.len() - 1) * each;
        Self { bins, present, plans, differences, words }
    }

    fn totals(&self, plan: usize) -> usize {
        self.plans[plan]
    }

    fn moments(&self, plan: usize, measure: Measure) -> usize {
        self.plans[plan] + TOTALS + MOMENTS * measure as usize
    }

    fn makespan(&self, plan: usize, group: usize) -> usize {
        self.plans[plan] + TOTALS + MOMENTS * Measure::ALL.len() + group * self.bins[plan]
    }

    /// None where the plan does not have the row.
    fn finish(&self, plan: usize, row: usize) -> Option<usize> {
        let before = self.present[..row].iter().filter(|row| row[plan]).count();
        self.present[row][plan].then(|| self.makespan(plan, GROUPS) + before * self.bins[plan])
    }

    fn measure_difference(&self, plan: usize, measure: Measure) -> usize {
        self.differences[plan] + PAIRED * measure as usize
    }

    /// None unless the plan and the first both have the row.
    fn row_difference(&self, plan: usize, row: usize) -> Option<usize> {
        (self.present[row][plan] && self.present[row][0])
            .then(|| self.differences[plan] + PAIRED * (Measure::ALL.len() + row))
    }
}

/// Counts over the iterations of a comparison, or of a part of it.
pub type ComparisonTally = Counts<ComparisonLayout>;

/// Sums over all iterations of one plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Initiatives on time, of those with a needed-by week.
    pub on_time: u64,
    /// Unit-weeks demanded within the horizon if nobody waits.
    pub demanded_unit_weeks: u64,
    /// The part of them that is staffed.
    pub staffed_unit_weeks: u64,
    /// Unit-weeks demanded in the first [`LOAD_WEEKS`] if nobody waits.
    pub load_unit_weeks: u64,
    /// Unit-weeks there are in those weeks.
    pub capacity_unit_weeks: u64,
    /// Weeks of all roles in which more is demanded than there is.
    pub short_role_weeks: u64,
}

/// A difference from the first plan, counted within each iteration: the plan's value less the first one's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Paired {
    /// Iterations.
    pub iterations: u64,
    /// Sum of the positive differences.
    pub more: u64,
    /// Sum of the negative ones, without their sign.
    pub less: u64,
    /// Sum of the squares.
    pub squares: u64,
    /// Iterations in which the plan has less than the first one.
    pub lower: u64,
    /// Iterations in which it has more.
    pub higher: u64,
}

impl Paired {
    /// Mean difference, in the unit of the measure; 0 without iterations.
    pub fn mean(&self) -> f64 {
        (self.more as f64 - self.less as f64) / (self.iterations.max(1)) as f64
    }

    /// Student's interval of the mean; none below two iterations.
    pub fn interval(&self, confidence: f64) -> Option<Interval> {
        interval::mean(self.more as f64 - self.less as f64, self.squares as f64, self.iterations, confidence)
    }
}

impl ComparisonTally {
    /// Sums of `plan`.
    pub fn totals(&self, plan: usize) -> Totals {
        let words = &self.words[self.layout.totals(plan)..][..TOTALS];
        Totals {
            on_time: words[0],
            demanded_unit_weeks: words[1],
            staffed_unit_weeks: words[2],
            load_unit_weeks: words[3],
            capacity_unit_weeks: words[4],
            short_role_weeks: words[5],
        }
    }

    /// Sum and sum of squares of `measure` over the iterations of `plan`.
    pub fn moments(&self, plan: usize, measure: Measure) -> (u64, u64) {
        let words = &self.words[self.layout.moments(plan, measure)..][..MOMENTS];
        (words[0], words[1])
    }

    /// How often the last initiative of `plan` finished in each week; the last bin is "not within the horizon".
    pub fn makespan_histogram(&self, plan: usize) -> Vec<u64> {
        let mut sum = vec![0; self.layout.bins[plan]];
        for group in 0..GROUPS {
            counts::add(&mut sum, self.makespan_of_group(plan, group));
        }
        sum
    }

    /// How often initiative `row` finished in each week in `plan`; none if the plan does not have it.
    pub fn finish_histogram(&self, plan: usize, row: usize) -> Option<&[u64]> {
        let start = self.layout.finish(plan, row)?;
        Some(&self.words[start..][..self.layout.bins[plan]])
    }

    /// How `measure` differs between `plan` and the first one.
    pub fn difference(&self, plan: usize, measure: Measure) -> Paired {
        if plan == 0 {
            return Paired { iterations: self.iterations(), ..Paired::default() };
        }
        self.paired(self.layout.measure_difference(plan, measure))
    }

    /// How the finish of initiative `row` [weeks] differs; none unless both have it.
    pub fn finish_difference(&self, plan: usize, row: usize) -> Option<Paired> {
        if plan == 0 {
            return Some(Paired { iterations: self.iterations(), ..Paired::default() });
        }
        Some(self.paired(self.layout.row_difference(plan, row)?))
    }

    /// By how many weeks quantile `p` of the makespan of `plan` lies beyond the first one's, with its interval.
    ///
    /// None if either lies beyond the horizon; no interval below two iterations a group.
    pub fn makespan_quantile_difference(
        &self,
        plan: usize,
        p: f64,
        confidence: f64,
    ) -> Option<(f64, Option<Interval>)> {
        let bin = |counts: &[u64]| histogram::quantile(counts, p);
        let week = |counts: &[u64]| bin(counts).filter(|bin| bin + 1 < counts.len());
        let whole = week(&self.makespan_histogram(plan))? as f64 - week(&self.makespan_histogram(0))? as f64;
        // In a single group it may lie beyond the horizon, which counts as one week beyond it.
        let in_group = |group| {
            let ends = [plan, 0].map(|plan| bin(self.makespan_of_group(plan, group)));
            Some(ends[0]? as f64 - ends[1]? as f64)
        };
        let groups: Option<Vec<f64>> = (0..GROUPS).map(in_group).collect();
        let around = groups.filter(|_| self.iterations() >= 2 * GROUPS as u64).and_then(|groups| {
            let sum: f64 = groups.iter().sum();
            let squares: f64 = groups.iter().map(|it| it * it).sum();
            let spread = interval::mean(sum, squares, GROUPS as u64, confidence)?;
            let half = 0.5 * (spread.high - spread.low);
            Some(Interval { low: whole - half, high: whole + half })
        });
        Some((whole, around))
    }

    fn makespan_of_group(&self, plan: usize, group: usize) -> &[u64] {
        &self.words[self.layout.makespan(plan, group)..][..self.layout.bins[plan]]
    }

    fn paired(&self, start: usize) -> Paired {
        let words = &self.words[start..][..PAIRED];
        Paired {
            iterations: self.iterations(),
            more: words[0],
            less: words[1],
            squares: words[2],
            lower: words[3],
            higher: words[4],
        }
    }

    fn count_plan(&mut self, plan: usize, group: usize, run: &Run) {
        let totals = run.totals;
        let start = self.layout.totals(plan);
        let added = [
            totals.on_time,
            totals.demanded_unit_weeks,
            totals.staffed_unit_weeks,
            totals.load_unit_weeks,
            totals.capacity_unit_weeks,
            totals.short_role_weeks,
        ];
        counts::add(&mut self.words[start..][..TOTALS], &added);
        for measure in Measure::ALL {
            let value = run.measures[measure as usize].unsigned_abs();
            let start = self.layout.moments(plan, measure);
            counts::add(&mut self.words[start..][..MOMENTS], &[value, value * value]);
        }
        let makespan = run.measures[Measure::Makespan as usize].unsigned_abs();
        self.words[self.layout.makespan(plan, group) + week(makespan)] += 1;
    }

    fn count_difference(&mut self, start: usize, difference: i64) {
        let size = difference.unsigned_abs();
        let is_more = u64::from(difference > 0);
        let is_less = u64::from(difference < 0);
        let added = [size * is_more, size * is_less, size * size, is_less, is_more];
        counts::add(&mut self.words[start..][..PAIRED], &added);
    }
}

/// What one iteration of one plan gives.
struct Run {
    totals: Totals,
    /// In the order of [`Measure::ALL`].
    measures: [i64; 7],
    /// Finish of each initiative of the plan.
    finishes: Vec<u16>,
}

/// Runs `iterations` of every plan on the same draws and counts what they give and how they differ.
///
/// As with [`simulate`](super::simulate), tallies of any partition of a range merge to the tally of the whole.
pub fn compare(comparison: &Comparison, seed: u64, iterations: Range<u32>) -> ComparisonTally {
    let mut tally = ComparisonTally::empty(comparison.layout());
    let step = comparison.money_step();
    let mut lanes: Vec<Lane> = comparison.plans.iter().map(|plan| Lane::new(plan, step)).collect();
    let mut next = iterations.start;
    while next < iterations.end {
        let first = next - next % CHUNK;
        let end = first.saturating_add(CHUNK).min(iterations.end);
        for lane in &mut lanes {
            lane.draws.draw(&lane.plan.problem, seed, first);
            if let Some(till) = &mut lane.till {
                till.draw(seed, first);
            }
        }
        for iteration in next..end {
            for lane in &mut lanes {
                lane.run((iteration - first) as usize);
            }
            count(&mut tally, comparison, &lanes, iteration as usize % GROUPS);
        }
        next = end;
    }
    tally
}

fn count(tally: &mut ComparisonTally, comparison: &Comparison, lanes: &[Lane], group: usize) {
    tally.words[0] += 1;
    let reference = &lanes[0].run;
    for (plan, lane) in lanes.iter().enumerate() {
        tally.count_plan(plan, group, &lane.run);
        if plan > 0 {
            for measure in Measure::ALL {
                let difference = lane.run.measures[measure as usize] - reference.measures[measure as usize];
                tally.count_difference(tally.layout.measure_difference(plan, measure), difference);
            }
        }
    }
    for (row, places) in comparison.rows.iter().enumerate() {
        let finish = |plan: usize| places[plan].map(|place| lanes[plan].run.finishes[place as usize]);
        for plan in 0..lanes.len() {
            let (Some(start), Some(finish)) = (tally.layout.finish(plan, row), finish(plan)) else {
                continue;
            };
            tally.words[start + usize::from(finish)] += 1;
        }
        let Some(of_reference) = finish(0) else { continue };
        for plan in 1..lanes.len() {
            let (Some(start), Some(finish)) = (tally.layout.row_difference(plan, row), finish(plan)) else {
                continue;
            };
            tally.count_difference(start, i64::from(finish) - i64::from(of_reference));
        }
    }
}

/// One plan at work.
struct Lane<'p> {
    plan: &'p Plan,
    draws: Draws,
    workspace: Workspace,
    /// Units of all roles together that each stage needs, in scheduling order.
    units_at_once: Vec<u64>,
    /// Counts the money, if anything is known of it.
    till: Option<Till<'p>>,
    money_step: f64,
    run: Run,
}

impl<'p> Lane<'p> {
    fn new(plan: &'p Plan, money_step: f64) -> Self {
        let network = plan.problem.network();
        let units = |step| network.team(step).iter().map(|demand| u64::from(demand.units)).sum();
        Self {
            plan,
            draws: Draws::new(&plan.problem),
            workspace: Workspace::new(&plan.problem),
            units_at_once: network.steps().iter().map(units).collect(),
            till: plan.purse.as_ref().map(|purse| Till::new(&plan.problem, purse)),
            money_step,
            run: Run {
                totals: Totals::default(),
                measures: [0; 7],
                finishes: vec![0; plan.problem.initiatives().len()],
            },
        }
    }

    /// Plays iteration `lane` of the chunk drawn.
    fn run(&mut self, lane: usize) {
        let problem = &self.plan.problem;
        self.workspace.prepare(problem, &self.draws, lane);
        self.workspace.start_at_once(problem);
        let mut totals = self.unlevelled();
        if self.plan.policy != Policy::Unlevelled {
            self.workspace.schedule(problem, self.plan.policy);
        }
        let makespan = self.finishes();
        let horizon = problem.horizon_weeks();
        let mut dated = 0;
        for (initiative, &finish) in problem.initiatives().iter().zip(&self.run.finishes) {
            if let Some(needed_by) = initiative.needed_by_week {
                dated += 1;
                totals.on_time += u64::from(u32::from(finish) <= needed_by.min(horizon));
            }
        }
        let [cost, loss] = self.money(lane);
        self.run.measures = [
            i64::from(makespan),
            share(totals.on_time, dated),
            share(totals.staffed_unit_weeks, totals.demanded_unit_weeks),
            if totals.capacity_unit_weeks == 0 {
                0
            } else {
                share(totals.load_unit_weeks, totals.capacity_unit_weeks)
            },
            i64::try_from(totals.short_role_weeks).unwrap_or(i64::MAX),
            cost,
            loss,
        ];
        self.run.totals = totals;
    }

    /// What iteration `lane` costs, and what the risks cost of it [steps].
    fn money(&mut self, lane: usize) -> [i64; 2] {
        let Some(till) = &mut self.till else { return [0, 0] };
        let run = till.count(&self.draws, &self.workspace, lane);
        #[expect(clippy::cast_possible_truncation, reason = "at most ten times the usual")]
        let steps = |money: f64| (money / self.money_step).round().clamp(0.0, MOST_STEPS) as i64;
        [steps(run.cost), steps(run.loss)]
    }

    /// Who is asked for when nobody waits, against who is there.
    fn unlevelled(&self) -> Totals {
        let Workspace { intervals, demand, free, .. } = &self.workspace;
        let mut totals = Totals::default();
        let network = self.plan.problem.network();
        for ((step, interval), units) in network.steps().iter().zip(intervals).zip(&self.units_at_once) {
            network.each_worked(step, *interval, demand.weeks(), |weeks| {
                totals.demanded_unit_weeks += weeks.len() as u64 * units;
            });
        }
        for (demanded, there) in demand.rows().zip(free.rows()).take(self.plan.problem.roles().len()) {
            for (week, (&demanded, &there)) in demanded.iter().zip(there).enumerate() {
                totals.staffed_unit_weeks += u64::from(demanded.min(there));
                totals.short_role_weeks += u64::from(demanded > there);
                if week < LOAD_WEEKS {
                    totals.load_unit_weeks += u64::from(demanded);
                    totals.capacity_unit_weeks += u64::from(there);
                }
            }
        }
        if let Some(levels) = self.plan.problem.leveled() {
            levels.each_lack(demand, free, |_, units, is_short| {
                totals.staffed_unit_weeks -= u64::from(units);
                totals.short_role_weeks += u64::from(!is_short);
            });
        }
        totals
    }

    /// Sets the finish of every initiative; returns that of the last.
    fn finishes(&mut self) -> u16 {
        self.run.finishes.fill(0);
        let steps = self.plan.problem.network().steps();
        for (step, interval) in steps.iter().zip(&self.workspace.intervals) {
            let finish = &mut self.run.finishes[step.initiative as usize];
            *finish = interval.finish.max(*finish);
        }
        self.run.finishes.iter().copied().max().unwrap_or(0)
    }
}

/// `part` of `whole` in [`SHARE_UNITS`], to the nearest; all of nothing is one whole.
fn share(part: u64, whole: u64) -> i64 {
    let units = SHARE_UNITS.unsigned_abs();
    let shared = (part * units + whole / 2).checked_div(whole).unwrap_or(units);
    i64::try_from(shared).unwrap_or(i64::MAX)
}

fn week(weeks: u64) -> usize {
    usize::try_from(weeks).expect("at most one week beyond the horizon")
}
