//! What else there is to know about the best portfolio: prices, worth of limits, frontier, core, other optima.
//!
//! Each is one more selection; together they take longer than a frame, so they are a
//! job in pieces (see [`crate::engine::selection::study`]). Here is what the pieces
//! are, and what their answers mean.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::delivery::Deliverability;
use super::question::{Limited, Question, VALUE_UNITS, whole};
use super::staffing::Staffing;
use crate::analysis::score::Scored;
use crate::engine::scoring::acceptability::{Problem as Weightings, WeightSpace};
use crate::engine::selection::budget::Budget;
use crate::engine::selection::problem::Row;
use crate::engine::selection::robust::costs::UncertainCosts;
use crate::engine::selection::search::{Selection, SolveStatus};
use crate::engine::selection::study::{Answer, Answers, Asked, NewLimit, Sampling, Study};
use crate::model::document::Document;
use crate::model::id::{InitiativeId, RoleId};

/// Weightings of which each has its best portfolio.
const WEIGHTINGS: u32 = 200;
/// Weightings of one piece.
const WEIGHTINGS_AT_ONCE: u32 = 8;
/// How far each weight may be off for the core, as a share of itself.
const MARGIN: f64 = 0.5;
/// Budgets that are asked for first, and stretches between them in which all efficient points are asked for.
const POINTS: u32 = 32;
/// Efficient points that are told of one stretch.
const POINTS_OF_STRETCH: u32 = 40;
/// The frontier ends at so many times the budget.
const MOST_BUDGET: f64 = 1.6;
/// Step by which a guardrail is moved [percent of the budget].
const GUARDRAIL_STEP: f64 = 5.0;
/// Candidates of which the price is asked for before the other questions.
const FIRST_PRICES: usize = 40;
/// Other optima that are looked for.
const TIES: u32 = 8;
/// Candidates up to which prices tell what would be selected instead, and all efficient portfolios are looked for.
const TELLS_INSTEAD: usize = 512;

/// A study and what each of its questions means.
#[derive(Clone, Debug)]
pub struct StudyPlan {
    /// For the engine.
    pub study: Study,
    meanings: Vec<Meaning>,
    initiatives: Vec<InitiativeId>,
    levers: Vec<Lever>,
    scale: Option<Scale>,
}

/// The budget of all years as one figure.
#[derive(Clone, Debug)]
struct Scale {
    budget: Budget,
    /// Money in one step of it.
    money_per_step: f64,
}

impl Scale {
    /// None without a budget.
    fn of(question: &Question) -> Option<Self> {
        let whole_money = whole_budget(question).filter(|money| *money > 0.0)?;
        let rows = (0..).zip(&question.limits).filter(|(_, limit)| limit.is_money()).map(|(row, _)| row);
        let budget = Budget::new(&question.problem, &rows.collect::<Vec<u32>>()).ok()?;
        let money_per_step = whole_money / budget.whole().max(1) as f64;
        Some(Self { budget, money_per_step })
    }

    fn money(&self, steps: i64) -> f64 {
        steps as f64 * self.money_per_step
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Meaning {
    Price(u32),
    Lever { index: usize, more: bool },
    Point { budget_money: f64, with_people: bool },
    Stretch,
    Weightings,
    Ties,
    Deliverable,
}

/// Something of which there could be more or less.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Lever {
    /// What.
    #[serde(flatten)]
    pub of: LeverOf,
    /// By how much it is moved [money, heads, or percent of the budget].
    pub step: f64,
}

/// What a lever moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LeverOf {
    /// Money of all years together, each in its proportion.
    AllBudgets,
    /// Money of a year.
    Budget(i16),
    /// Heads of a role, in every week.
    Heads(RoleId),
    /// A guardrail, by its place in the portfolio's list: more is looser.
    Guardrail(u32),
}

/// What is known so far.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Findings {
    /// Questions answered.
    pub answered: u64,
    /// Questions asked.
    pub asked: u64,
    /// What it costs to have an initiative that is out, or to drop one that is in.
    pub prices: BTreeMap<InitiativeId, Price>,
    /// What one step more or less of a limit changes.
    pub worth: BTreeMap<LeverOf, Worth>,
    /// The efficient portfolios with the people there are, each by the least budget that it takes, ascending; each is
    /// worth more than the one before it.
    pub frontier: Vec<Point>,
    /// Whether these are all up to 1.6 times the budget, each of them proved.
    pub frontier_is_all: bool,
    /// Greatest budget of all years for which the best is known, with the people there are; 0 while none is.
    pub frontier_to_money: f64,
    /// The same if people were no limit, for some budgets.
    pub frontier_without_people: Vec<Point>,
    /// Share of the sampled weightings, with costs drawn beside, in whose best portfolio an initiative is, 0 to 1.
    pub core: BTreeMap<InitiativeId, f64>,
    /// Weightings sampled so far.
    pub weightings: u64,
    /// Portfolios worth exactly as much as the best, that included.
    pub optima: Vec<Vec<InitiativeId>>,
    /// Whether these are all.
    pub optima_are_all: bool,
    /// The best portfolio that is seldom enough short of people; none while it is not known, or if nobody asked.
    pub deliverable: Option<Deliverable>,
}

/// The best portfolio that is seldom enough short of people.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Deliverable {
    /// Its members; none if nothing was found, or nothing is possible.
    pub members: Option<Vec<InitiativeId>>,
    /// Sum of their scores.
    pub value: f64,
    /// No portfolio that is short as seldom is worth more.
    pub upper_bound: f64,
    /// Whether nothing better exists, or nothing at all.
    pub is_proved: bool,
}

/// What deciding otherwise about one initiative costs, in scores.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Price {
    /// Proved: no less than this. Below 0 if lifting a decision would gain something.
    pub at_least: f64,
    /// No more than this; the same once it is proved.
    pub at_most: f64,
    /// Whether it cannot be done at all; the two figures are 0 then.
    pub impossible: bool,
    /// Who would be selected instead; empty if that is not known.
    #[serde(skip)]
    pub instead: Vec<InitiativeId>,
}

/// What moving a limit changes, in scores.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Worth {
    /// By how much it is moved [money, heads, or percent of the budget].
    pub step: f64,
    /// Value gained by one step more; none while it is not known.
    pub more: Option<f64>,
    /// Value lost by one step less; none while it is not known, or if nothing is possible then.
    pub less: Option<f64>,
}

/// A point of the frontier.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Point {
    /// Budget of all years together, in the document's currency and scale.
    pub budget_money: f64,
    /// Best value found, a sum of scores.
    pub value: f64,
    /// No portfolio for that budget is worth more.
    pub upper_bound: f64,
}

/// Asks everything about `best`, and for what is short of people in at most so many percent of the draws.
pub fn study(
    document: &Document,
    question: &Question,
    staffing: Option<&Staffing>,
    delivery: Option<(&Deliverability, u8)>,
    best: &Selection,
    nodes: u64,
) -> StudyPlan {
    let mut asked = Vec::new();
    let mut meanings = Vec::new();
    let mut ask = |question: Asked, meaning: Meaning| {
        asked.push(question);
        meanings.push(meaning);
    };
    let levers = levers(question, staffing);
    for more in [true, false] {
        for (index, lever) in levers.iter().enumerate() {
            let limits = moved(question, staffing, lever, more);
            ask(Asked::Within(limits), Meaning::Lever { index, more });
        }
    }
    let members: BTreeSet<u32> = best.chosen.iter().copied().collect();
    let mut prices: Vec<u32> = (0..).take(question.initiatives.len()).collect();
    // The best of those that are out are asked after first.
    let value = |place: &u32| question.problem.parts().values[*place as usize];
    prices.sort_by_key(|place| (members.contains(place), std::cmp::Reverse(value(place)), *place));
    let price = |place: u32| {
        let asked = if members.contains(&place) { Asked::Dropping(place) } else { Asked::Having(place) };
        (asked, Meaning::Price(place))
    };
    let mut later = prices.split_off(prices.len().min(FIRST_PRICES));
    if question.initiatives.len() > TELLS_INSTEAD {
        // Of thousands nobody reads every price.
        later.retain(|place| members.contains(place));
        later.truncate(FIRST_PRICES);
    }
    for place in prices {
        let (asked, meaning) = price(place);
        ask(asked, meaning);
    }
    for (asked, meaning) in points(question, true) {
        ask(asked, meaning);
    }
    let sampling = sampling(document, question);
    if sampling.is_some() {
        for from in (0..WEIGHTINGS).step_by(WEIGHTINGS_AT_ONCE as usize) {
            ask(Asked::Weightings { from, to: from + WEIGHTINGS_AT_ONCE }, Meaning::Weightings);
        }
    }
    ask(Asked::Ties { most: TIES }, Meaning::Ties);
    for (asked, meaning) in points(question, false).into_iter().chain(stretches(question)) {
        ask(asked, meaning);
    }
    for place in later {
        let (asked, meaning) = price(place);
        ask(asked, meaning);
    }
    // Last: it takes longest.
    if let Some((it, percent)) = delivery {
        ask(Asked::Deliverable { most_exceeded: it.most_exceeded(percent) }, Meaning::Deliverable);
    }
    let study = Study {
        problem: question.problem.clone(),
        best: best.clone(),
        questions: asked,
        sampling,
        delivery: delivery.map(|(it, _)| it.delivery(question)),
        nodes,
        tells_instead: question.initiatives.len() <= TELLS_INSTEAD,
    };
    let (initiatives, scale) = (question.initiatives.clone(), Scale::of(question));
    StudyPlan { study, meanings, initiatives, levers, scale }
}

impl StudyPlan {
    /// Leaves out the questions that nobody `wants`.
    pub fn retain(&mut self, wants: impl Fn(&Asked) -> bool) {
        let pairs = self.study.questions.drain(..).zip(self.meanings.drain(..));
        let kept: Vec<(Asked, Meaning)> = pairs.filter(|(asked, _)| wants(asked)).collect();
        (self.study.questions, self.meanings) = kept.into_iter().unzip();
    }

    /// Number of questions.
    ///
    /// # Panics
    ///
    /// Never: a document holds fewer initiatives.
    pub fn questions(&self) -> u32 {
        u32::try_from(self.meanings.len()).expect("a few for each initiative")
    }

    /// What the answers so far say; none if they are of another study.
    pub fn findings(&self, words: &[u64]) -> Option<Findings> {
        let answers = Answers::new(&self.study, words).ok()?;
        let mut found = Findings {
            answered: words[0],
            asked: self.meanings.len() as u64,
            worth: self
                .levers
                .iter()
                .map(|lever| (lever.of, Worth { step: lever.step, ..Worth::default() }))
                .collect(),
            frontier_is_all: self.meanings.contains(&Meaning::Stretch),
            ..Findings::default()
        };
        let best = self.study.best.value;
        let ids = |places: &[u32]| places.iter().map(|place| self.initiatives[*place as usize]).collect();
        for (meaning, answer) in self.meanings.iter().zip(answers.all()) {
            match (meaning, answer) {
                (Meaning::Price(place), Some(Answer::Price { at_least, at_most, instead })) => {
                    let price = Price {
                        at_least: score(at_least),
                        at_most: score(at_most),
                        impossible: false,
                        instead: ids(&instead),
                    };
                    found.prices.insert(self.initiatives[*place as usize], price);
                }
                (Meaning::Price(place), Some(Answer::Impossible)) => {
                    let price = Price { at_least: 0.0, at_most: 0.0, impossible: true, instead: Vec::new() };
                    found.prices.insert(self.initiatives[*place as usize], price);
                }
                (Meaning::Lever { index, more }, Some(Answer::Selection(selection)))
                    if selection.status != SolveStatus::Infeasible =>
                {
                    let worth = found.worth.entry(self.levers[*index].of).or_default();
                    let change = score(selection.value - best);
                    if *more {
                        worth.more = Some(change.max(0.0));
                    } else {
                        worth.less = Some((-change).max(0.0));
                    }
                }
                (Meaning::Point { budget_money, with_people }, Some(Answer::Selection(selection)))
                    if selection.status != SolveStatus::Infeasible =>
                {
                    let value = score(selection.value);
                    let upper_bound = score(selection.upper_bound);
                    if *with_people {
                        let usage = self.study.problem.usage(&selection.chosen);
                        let needed =
                            self.scale.as_ref().and_then(|it| Some(it.money(it.budget.needed(&usage)?)));
                        found.frontier_to_money = found.frontier_to_money.max(*budget_money);
                        let budget_money = needed.unwrap_or(*budget_money);
                        found.frontier.push(Point { budget_money, value, upper_bound });
                    } else {
                        let budget_money = *budget_money;
                        found.frontier_without_people.push(Point { budget_money, value, upper_bound });
                    }
                }
                (Meaning::Stretch, answer) => {
                    let Some(Answer::Frontier { points, complete }) = answer else {
                        found.frontier_is_all = false;
                        continue;
                    };
                    found.frontier_is_all &= complete;
                    let Some(scale) = &self.scale else { continue };
                    found.frontier.extend(points.into_iter().map(|point| Point {
                        budget_money: scale.money(point.needed),
                        value: score(point.value),
                        upper_bound: score(point.upper_bound),
                    }));
                }
                (Meaning::Deliverable, Some(Answer::Selection(selection))) => {
                    let is_found = selection.status == SolveStatus::Optimal || !selection.chosen.is_empty();
                    found.deliverable = Some(Deliverable {
                        members: is_found.then(|| ids(&selection.chosen)),
                        value: score(selection.value),
                        upper_bound: score(selection.upper_bound),
                        is_proved: selection.status != SolveStatus::Stopped,
                    });
                }
                (Meaning::Ties, Some(Answer::Ties { portfolios, complete })) => {
                    found.optima = portfolios.iter().map(|places| ids(places)).collect();
                    found.optima_are_all = complete;
                }
                _ => {}
            }
        }
        found.frontier = efficient(found.frontier);
        let weighted = answers.weighted();
        found.weightings = weighted.core.portfolios();
        if found.weightings > 0 {
            found.core = self.initiatives.iter().copied().zip(weighted.core.shares()).collect();
        }
        Some(found)
    }
}

impl Price {
    /// Whether the figure is proved.
    pub fn is_proved(&self) -> bool {
        (self.at_most - self.at_least).abs() < 0.5 / VALUE_UNITS
    }
}

/// By ascending budget, without those that are worth no more than a cheaper one.
fn efficient(mut points: Vec<Point>) -> Vec<Point> {
    points.sort_by(|one, other| {
        one.budget_money.total_cmp(&other.budget_money).then(other.value.total_cmp(&one.value))
    });
    let mut best = f64::NEG_INFINITY;
    points.retain(|point| {
        let is_better = point.value > best;
        best = best.max(point.value);
        is_better
    });
    points
}

/// Budget of all years that the money of `members` takes, if every year's budget is scaled alike; none
/// without a budget.
pub fn budget_taken(question: &Question, members: &[u32]) -> Option<f64> {
    let used = question.problem.usage(members);
    let rows = question.limits.iter().zip(&question.problem.parts().rows).zip(used);
    let mut whole = 0.0;
    let mut most = 0.0_f64;
    let mut any = false;
    for ((limit, row), used) in rows {
        if matches!(limit.of, Limited::Money { .. }) {
            any = true;
            whole += row.limit as f64 / limit.units_per_one;
            most = most.max(used as f64 / row.limit.max(1) as f64);
        }
    }
    any.then_some(whole * most)
}

/// Sum of the budgets that limit anything.
pub fn whole_budget(question: &Question) -> Option<f64> {
    let rows = question.limits.iter().zip(&question.problem.parts().rows);
    let money = rows.filter(|(limit, _)| matches!(limit.of, Limited::Money { .. }));
    let mut budgets = money.map(|(limit, row)| row.limit as f64 / limit.units_per_one).peekable();
    budgets.peek()?;
    Some(budgets.sum())
}

fn levers(question: &Question, staffing: Option<&Staffing>) -> Vec<Lever> {
    let whole = whole_budget(question).filter(|money| *money > 0.0);
    let mut levers: Vec<Lever> = Vec::new();
    levers.extend(whole.map(|money| Lever { of: LeverOf::AllBudgets, step: round_step(money / 20.0) }));
    let greatest = question
        .limits
        .iter()
        .zip(&question.problem.parts().rows)
        .filter(|(limit, _)| matches!(limit.of, Limited::Money { .. }))
        .map(|(limit, row)| row.limit as f64 / limit.units_per_one)
        .fold(0.0, f64::max);
    for limit in &question.limits {
        match limit.of {
            Limited::Money { year } if greatest > 0.0 => {
                levers.push(Lever { of: LeverOf::Budget(year), step: round_step(greatest / 20.0) });
            }
            Limited::People { whom, .. }
                if staffing.is_some() && levers.iter().all(|it| it.of != LeverOf::Heads(whom.role)) =>
            {
                levers.push(Lever { of: LeverOf::Heads(whom.role), step: 1.0 });
            }
            Limited::Guardrail { index } => {
                levers.push(Lever { of: LeverOf::Guardrail(index), step: GUARDRAIL_STEP });
            }
            _ => {}
        }
    }
    levers
}

/// 1, 2 or 5 times a power of ten, at most `amount`.
pub fn round_step(amount: f64) -> f64 {
    let mut power = 1e-3;
    while power * 10.0 <= amount {
        power *= 10.0;
    }
    let factor = [5.0, 2.0, 1.0].into_iter().find(|factor| factor * power <= amount);
    power * factor.unwrap_or(1.0)
}

fn moved(question: &Question, staffing: Option<&Staffing>, lever: &Lever, more: bool) -> Vec<NewLimit> {
    let sign = if more { 1.0 } else { -1.0 };
    let whole_money = whole_budget(question).filter(|money| *money > 0.0);
    let rows = (0..).zip(question.limits.iter().zip(&question.problem.parts().rows));
    rows.filter_map(|(row, (limit, Row { limit: units, .. }))| {
        let change = match (limit.of, lever.of) {
            (Limited::Money { year }, LeverOf::Budget(other)) if year == other => lever.step,
            (Limited::People { whom, period }, LeverOf::Heads(role)) if whom.role == role => {
                f64::from(period.weeks()) * staffing?.offer(whom)?.fte_per_head * lever.step
            }
            (Limited::Guardrail { index }, LeverOf::Guardrail(other)) if index == other => {
                question.budget_money * lever.step / 100.0
            }
            (Limited::Money { .. } | Limited::Guardrail { .. }, LeverOf::AllBudgets) => {
                lever.step * *units as f64 / limit.units_per_one / whole_money?
            }
            // A share of what becomes more or less.
            (Limited::Guardrail { .. }, LeverOf::Budget(_)) => {
                lever.step * *units as f64 / limit.units_per_one / question.budget_money
            }
            _ => return None,
        };
        Some(NewLimit { row, limit: (units + whole(sign * change * limit.units_per_one)).max(0) })
    })
    .collect()
}

/// Budgets from nearly nothing to half as much again, every year scaled alike.
fn points(question: &Question, with_people: bool) -> Vec<(Asked, Meaning)> {
    let Some(whole_money) = whole_budget(question).filter(|money| *money > 0.0) else { return Vec::new() };
    let rows: Vec<(u32, &super::question::Limit, &Row)> = (0..)
        .zip(question.limits.iter().zip(&question.problem.parts().rows))
        .map(|(index, (limit, row))| (index, limit, row))
        .collect();
    if !with_people && rows.iter().all(|(_, limit, _)| limit.is_money()) {
        return Vec::new();
    }
    let point = |step: u32| {
        let factor = MOST_BUDGET * f64::from(step) / f64::from(POINTS);
        let limits = rows.iter().filter_map(|(row, limit, of)| match limit.of {
            Limited::Money { .. } | Limited::Guardrail { .. } => {
                Some(NewLimit { row: *row, limit: whole(of.limit as f64 * factor) })
            }
            Limited::People { .. } if with_people => None,
            Limited::People { .. } => {
                Some(NewLimit { row: *row, limit: of.demands.iter().map(|it| it.units).sum() })
            }
        });
        let meaning = Meaning::Point { budget_money: whole_money * factor, with_people };
        (Asked::Within(limits.collect()), meaning)
    };
    (1..=POINTS).map(point).collect()
}

/// All efficient points, in stretches from one of the first budgets to the next; of thousands of candidates the first
/// budgets are enough.
fn stretches(question: &Question) -> Vec<(Asked, Meaning)> {
    if question.initiatives.len() > TELLS_INSTEAD {
        return Vec::new();
    }
    let Some(Scale { budget, .. }) = Scale::of(question) else { return Vec::new() };
    let end = |step: u32| whole(MOST_BUDGET * budget.whole() as f64 * f64::from(step) / f64::from(POINTS));
    let stretch = |step: u32| {
        let from = if step == 0 { 0 } else { end(step) + 1 };
        Asked::Frontier { budget: budget.clone(), from, to: end(step + 1), most: POINTS_OF_STRETCH }
    };
    (0..POINTS).map(|step| (stretch(step), Meaning::Stretch)).collect()
}

fn sampling(document: &Document, question: &Question) -> Option<Sampling> {
    let scored = Scored::new(&document.scoring, &document.initiatives, &document.people).ok()?;
    let space = WeightSpace::around(scored.matrix.weights(), MARGIN);
    let weightings = Weightings::new(&scored.matrix, &space, Vec::new(), false).ok()?;
    let seed = u64::from(document.portfolio.simulation.seed);
    let costs = UncertainCosts {
        margin: f64::from(document.portfolio.selection.cost_margin.percent()) / 100.0,
        rows: (0..).zip(&question.limits).filter(|(_, limit)| limit.is_money()).map(|(row, _)| row).collect(),
        keys: question.initiatives.iter().map(|id| u64::from(id.0)).collect(),
    };
    Some(Sampling { weightings, units_per_score: VALUE_UNITS, costs, seed })
}

fn score(units: i64) -> f64 {
    units as f64 / VALUE_UNITS
}
