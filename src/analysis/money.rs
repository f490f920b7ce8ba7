//! What the plan costs and brings, as the runs say: cost, losses, value, cash flow, and cost with date together.
//!
//! The planned cost of an initiative buys the work of an average run; a share of
//! it grows with the work that a run really takes. A chance of two things together
//! is counted, not multiplied: what makes the plan late makes it dear too.

use serde::Serialize;

use super::finish::Chance;
use super::simulate::Prepared;
use crate::engine::capacity::UNITS_PER_FTE;
use crate::engine::capacity::money::{Figure, Finances, Funding, Histogram, MoneyPlan, MoneyTally, Purse};
use crate::engine::float;
use crate::engine::stats::interval::{Interval, probability};
use crate::model::document::Document;
use crate::model::finite::Finite;
use crate::model::id::InitiativeId;
use crate::model::initiative::Initiative;

/// Confidence that cost and date are to have together.
pub const JOINT_CONFIDENCE: f64 = 0.7;

/// Runs in money.
pub const RUNS: u32 = 8_192;

/// The money of a plan, to be simulated.
#[derive(Clone, Debug, PartialEq)]
pub struct Money {
    plan: MoneyPlan,
    seed: u64,
    initiatives: Vec<InitiativeId>,
    planned: f64,
}

/// What the runs say of money, in the document's currency and scale.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MoneyReport {
    /// Key of all draws.
    pub seed: u64,
    /// Runs counted.
    pub iterations: u64,
    /// Fingerprint of all counts, 16 hexadecimal digits.
    pub checksum: String,
    /// Cost in the plan, people at their rates not counted.
    pub planned: f64,
    /// What it costs.
    pub cost: Spread,
    /// Chance that it costs no more than planned, 0 to 1.
    pub within_plan: f64,
    /// Its 95 % interval.
    pub within_plan_interval: Interval,
    /// What must be set aside so that eight runs in ten can be paid: P80 − planned, at least 0.
    pub contingency: f64,
    /// What the risks cost, delays included; none if there is no risk.
    pub loss: Option<Spread>,
    /// Net present value at the start of the plan.
    pub value: Spread,
    /// Chance that the net present value is above 0.
    pub worth_it: f64,
    /// By quarters of 13 weeks from the start; the last is all that comes after the horizon.
    pub quarters: Vec<Quarter>,
    /// Cost and finish together.
    pub joint: Joint,
    /// In priority order.
    pub initiatives: Vec<InitiativeMoney>,
    #[serde(skip)]
    costs: Histogram,
}

/// What is paid in 13 weeks.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Quarter {
    /// In these weeks alone.
    pub cost: Spread,
    /// P10 and P90 of all that has been paid by their end.
    pub paid: (f64, f64),
}

/// An uncertain amount.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Spread {
    /// Mean.
    pub mean: f64,
    /// One run in ten has less.
    pub p10: f64,
    /// Every second run.
    pub p50: f64,
    /// Eight in ten.
    pub p80: f64,
    /// Nine in ten.
    pub p90: f64,
    /// Mean of the two runs in ten with the most: conditional value at risk at 80 %.
    pub tail: f64,
}

/// Cost and finish of the whole plan together.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Joint {
    /// Where runs lay: cost, finish week and share of the runs, by cells that hold any.
    pub cells: Vec<Cell>,
    /// Size of a cell: money and weeks.
    pub cell: (f64, f64),
    /// Pairs of cost and finish week that are kept together with [`JOINT_CONFIDENCE`], no worse than needed.
    pub frontier: Vec<(f64, f64)>,
    /// Chance that both the cost and the finish are at most at their own P70.
    pub both_at_p70: f64,
}

/// A cell of the picture of cost and finish.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Cell {
    /// Cost at its middle.
    pub cost: f64,
    /// Finish at its middle [weeks].
    pub week: f64,
    /// Share of the runs.
    pub share: f64,
}

/// Money and promises of one initiative.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct InitiativeMoney {
    /// Which.
    pub id: InitiativeId,
    /// Its name.
    pub name: String,
    /// Cost in the plan.
    pub planned: f64,
    /// What it costs.
    pub cost: Spread,
    /// Chance to be finished when needed; none without a date.
    pub on_time: Option<f64>,
    /// Chance to cost no more than planned.
    pub on_budget: f64,
    /// Chance of both in the same run; none without a date.
    pub both: Option<f64>,
    /// Chance of all four: both, and scope and benefit as its team judges them, independent of the rest; none if one is
    /// not known.
    pub all_four: Option<f64>,
    #[serde(skip)]
    costs: Histogram,
}

impl Spread {
    /// None before the first run.
    fn of(mean: f64, amounts: &Histogram) -> Option<Self> {
        let at = |p: f64| amounts.quantile(p);
        let (p10, p50, p80, p90) = (at(0.1)?, at(0.5)?, at(0.8)?, at(0.9)?);
        Some(Self { mean, p10, p50, p80, p90, tail: amounts.tail_mean(0.8)? })
    }
}

impl MoneyReport {
    /// Share of runs in which `initiative`, or the whole plan, costs at most `amount`, with its 95 % interval; none if
    /// it is not in the plan.
    pub fn chance_within(&self, initiative: Option<InitiativeId>, amount: f64) -> Option<Chance> {
        let costs = match initiative {
            Some(id) => &self.initiatives.iter().find(|it| it.id == id)?.costs,
            None => &self.costs,
        };
        let share = costs.share_at_most(amount);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of a count")]
        let times = (share * self.iterations as f64).round() as u64;
        Some(Chance { share, interval: probability(times, self.iterations) })
    }
}

/// What a document says of the money of its plan.
struct Known {
    finances: Finances,
    /// Cost in the plan, before people at their rates.
    planned: f64,
}

impl Known {
    /// None if nothing in the plan costs, brings or is paid anything.
    fn new(prepared: &Prepared, document: &Document) -> Option<Self> {
        let settings = document.portfolio.simulation;
        let share = settings.cost_with_work.map_or(1.0, Finite::get);
        let initiatives: Vec<&Initiative> =
            prepared.initiatives.iter().filter_map(|id| document.initiatives.initiative(*id)).collect();
        let week_rates: Vec<f64> = prepared
            .roles
            .iter()
            .map(|id| document.people.role(*id).map_or(0.0, |role| role.week_rate.get()))
            .collect();
        let fundings: Vec<Funding> = initiatives
            .iter()
            .map(|it| {
                let cost = it.cost_money();
                let benefit = it.benefit.amount.map_or(0.0, Finite::get);
                Funding { fixed_cost: cost * (1.0 - share), work_cost: cost * share, benefit, budget: cost }
            })
            .collect();
        let planned: f64 = fundings.iter().map(|it| it.budget).sum();
        let has_money = fundings.iter().any(|it| it.budget > 0.0 || it.benefit > 0.0)
            || week_rates.iter().any(|rate| *rate > 0.0)
            || prepared.problem.risks().iter().any(|risk| risk.cost.mean() > 0.0);
        if !has_money || fundings.len() != prepared.initiatives.len() {
            return None;
        }
        let rule = document.scoring.money_rule.as_ref();
        let rate = rule.map_or(0.0, |rule| rule.discount_rate.get());
        let benefit_weeks = rule.map_or(3, |rule| rule.benefit_years.max(1)).saturating_mul(52);
        let mut finances = Finances {
            fundings,
            week_rates,
            weekly_discount: float::pow(1.0 + rate, -1.0 / 52.0),
            benefit_weeks,
            ramp_weeks: settings.ramp_weeks.min(benefit_weeks),
        };
        add_people(&mut finances, prepared);
        Some(Self { finances, planned })
    }
}

/// The money of `document`'s plan for a comparison, on the draws of `seed`; none as for [`Money::new`].
pub(super) fn purse(prepared: &Prepared, document: &Document, seed: u64) -> Option<Purse> {
    Purse::new(&prepared.problem, Known::new(prepared, document)?.finances, seed)
}

impl Money {
    /// The money of `document`'s plan; none if nothing in it costs, brings or is paid anything.
    pub fn new(prepared: &Prepared, document: &Document) -> Option<Self> {
        let Known { finances, planned } = Known::new(prepared, document)?;
        let plan =
            MoneyPlan::new(prepared.problem.clone(), prepared.engine_policy(), finances, prepared.seed)?;
        Some(Self { plan, seed: prepared.seed, initiatives: prepared.initiatives.clone(), planned })
    }

    /// What the engine runs.
    pub fn plan(&self) -> &MoneyPlan {
        &self.plan
    }

    /// Key of all draws.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// What the runs so far say; none before the first, or if the counts are of something else.
    pub fn report(&self, document: &Document, counts: Vec<u64>) -> Option<MoneyReport> {
        let tally = MoneyTally::from_words(&self.plan, counts)?;
        let n = tally.iterations();
        let spread =
            |figure: Figure| Spread::of(tally.mean(&self.plan, figure)?, &tally.figure(&self.plan, figure));
        let cost = spread(Figure::Cost)?;
        let costs = tally.figure(&self.plan, Figure::Cost);
        let budget: f64 = self.plan.finances().fundings.iter().map(|it| it.budget).sum();
        let within_plan = costs.share_at_most(budget);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of a count")]
        let within = (within_plan * n as f64).round() as u64;
        Some(MoneyReport {
            seed: self.seed,
            iterations: n,
            checksum: format!("{:016x}", tally.checksum()),
            planned: budget,
            cost,
            within_plan,
            within_plan_interval: probability(within, n),
            contingency: (cost.p80 - budget).max(0.0),
            loss: if self.plan.problem().risks().is_empty() { None } else { spread(Figure::Loss) },
            value: spread(Figure::Value)?,
            worth_it: 1.0 - tally.figure(&self.plan, Figure::Value).share_at_most(0.0),
            quarters: self.quarters(&tally),
            joint: self.joint(&tally),
            initiatives: self.initiatives(document, &tally),
            costs,
        })
    }

    /// Cost in the plan, before people at their rates.
    pub fn planned(&self) -> f64 {
        self.planned
    }

    fn quarters(&self, tally: &MoneyTally) -> Vec<Quarter> {
        let of = |(quarter, cost): (usize, f64)| {
            let (here, by) = (tally.quarter_cost(&self.plan, quarter), tally.paid_by(&self.plan, quarter));
            Some(Quarter { cost: Spread::of(cost, &here)?, paid: (by.quantile(0.1)?, by.quantile(0.9)?) })
        };
        tally.mean_quarters(&self.plan).into_iter().enumerate().filter_map(of).collect()
    }

    fn initiatives(&self, document: &Document, tally: &MoneyTally) -> Vec<InitiativeMoney> {
        let n = tally.iterations().max(1) as f64;
        let of = |(place, id): (usize, &InitiativeId)| {
            let initiative = document.initiatives.initiative(*id)?;
            let costs = tally.initiative_cost(&self.plan, place);
            let [time, budget, both] = tally.kept(place).map(|runs| runs as f64 / n);
            let is_dated = self.plan.problem().initiatives()[place].needed_by_week.is_some();
            let judged = |chance: Option<Finite>| chance.map(Finite::get);
            let rest = judged(initiative.prospects.scope).zip(judged(initiative.prospects.benefit));
            let both = is_dated.then_some(both);
            Some(InitiativeMoney {
                id: *id,
                name: initiative.name.clone(),
                planned: self.plan.finances().fundings[place].budget,
                cost: Spread::of(tally.mean_cost(&self.plan, place)?, &costs)?,
                on_time: is_dated.then_some(time),
                on_budget: budget,
                both,
                all_four: both.zip(rest).map(|(both, (scope, benefit))| both * scope * benefit),
                costs,
            })
        };
        self.initiatives.iter().enumerate().filter_map(of).collect()
    }

    fn joint(&self, tally: &MoneyTally) -> Joint {
        let n = tally.iterations().max(1) as f64;
        let rows: Vec<&[u64]> = tally.joint().collect();
        let corner = |cost: usize, week: usize| MoneyTally::joint_corner(&self.plan, cost, week);
        let (first, second) = (corner(0, 0), corner(1, 1));
        let cell = (second.0 - first.0, second.1 - first.1);
        let mut cells = Vec::new();
        for (cost, row) in rows.iter().enumerate() {
            for (week, count) in row.iter().enumerate().filter(|(_, count)| **count > 0) {
                let end = corner(cost, week);
                let share = *count as f64 / n;
                cells.push(Cell { cost: end.0 - 0.5 * cell.0, week: end.1 - 0.5 * cell.1, share });
            }
        }
        // Runs with at most this cost and at most this finish.
        let mut below = vec![vec![0_u64; rows.first().map_or(0, |row| row.len())]; rows.len()];
        for (cost, row) in rows.iter().enumerate() {
            let mut sum = 0;
            for (week, count) in row.iter().enumerate() {
                sum += count;
                below[cost][week] = sum + if cost > 0 { below[cost - 1][week] } else { 0 };
            }
        }
        let mut frontier: Vec<(f64, f64)> = Vec::new();
        for (cost, row) in below.iter().enumerate() {
            let Some(week) = row.iter().position(|count| *count as f64 >= JOINT_CONFIDENCE * n) else {
                continue;
            };
            let pair = corner(cost, week);
            // More money that buys no earlier date is not needed.
            if frontier.last().is_none_or(|last| pair.1 < last.1) {
                frontier.push(pair);
            }
        }
        let at_p70 = |of_cost: bool| {
            let share = |bin: usize| {
                let last = below.len() - 1;
                below[if of_cost { bin } else { last }][if of_cost { last } else { bin }] as f64 / n
            };
            (0..below.len()).find(|bin| share(*bin) >= JOINT_CONFIDENCE).unwrap_or(below.len() - 1)
        };
        let both_at_p70 = below[at_p70(true)][at_p70(false)] as f64 / n;
        Joint { cells, cell, frontier, both_at_p70 }
    }
}

/// People at their rates belong to what is planned: the expected work of each stage.
fn add_people(finances: &mut Finances, prepared: &Prepared) {
    for (stage, weeks) in prepared.problem.stages().iter().zip(prepared.problem.mean_weeks()) {
        let person = f64::from(UNITS_PER_FTE);
        let rate: f64 = stage
            .demand
            .iter()
            .map(|it| f64::from(it.units) / person * finances.week_rates[it.role as usize])
            .sum();
        finances.fundings[stage.initiative as usize].budget += weeks * rate;
    }
}
