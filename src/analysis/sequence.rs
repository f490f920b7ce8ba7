//! A better order of priority, found by trying: whoever stands higher gets the people first.
//!
//! The search begins with the present order, with rules that planners use (the
//! least slack first, the earliest date first, the shortest work first) and with
//! orders drawn at random in favour of little slack. The best of a round is
//! varied in the next: one initiative moves to another place. Every order of a
//! round is tried on the same draws as the present one, so the search never ends
//! with a worse one on these; what is gained is then measured once more on other
//! draws, because the best of many tried on some looks better than it is.
//!
//! Sources: biased sampling with latest starting times, Kolisch & Drexl (1996), *Adaptive search for solving hard
//! project scheduling problems*, Naval Research Logistics 43(1); insertion neighbourhood and common random
//! numbers, Law (2015), *Simulation modeling and analysis*, sections 11.2 and 12.5.

use serde::Serialize;

use super::effect::Effect;
use super::simulate::Prepared;
use crate::engine::capacity::experiment::{Change, Experiment, ExperimentTally, Measure, Target};
use crate::engine::capacity::{self, Problem, UNITS_PER_FTE, Work};
use crate::engine::random::uniforms;
use crate::model::document::Document;
use crate::model::edit::Edit;
use crate::model::id::InitiativeId;
use crate::model::portfolio::Policy;

/// Orders tried in a round.
const ORDERS: usize = 32;
/// Runs of each order while searching.
const SEARCH_RUNS: u32 = 128;
/// Runs of the order found and of the present one, on other draws.
const CHECK_RUNS: u32 = 2_048;
/// Rounds at most.
const ROUNDS: u32 = 24;
/// The search ends after so many rounds without a better order.
const PATIENCE: u32 = 4;

/// What a better order is to save.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Objective {
    /// Weeks of lateness, all initiatives together.
    #[default]
    Lateness,
    /// Finish weeks of all initiatives, summed: benefits come sooner.
    Finish,
    /// The finish of the whole plan.
    Makespan,
}

/// A search under way. Ask for an [`experiment`](Self::experiment), run it, tell its counts, until it is done.
#[derive(Clone, Debug, PartialEq)]
pub struct SequenceSearch {
    problem: Problem,
    engine_policy: capacity::Policy,
    policy: Policy,
    objective: Objective,
    seed: u64,
    initiatives: Vec<InitiativeId>,
    /// Weeks by which each could start later than at once, least first served.
    slack: Vec<f64>,
    state: State,
    round: u32,
    barren: u32,
    tried: u32,
    best: Vec<u32>,
    /// Weeks that the best saves on the search's draws, summed over its runs.
    best_saved: i64,
}

/// What comes next.
#[derive(Clone, Debug, PartialEq)]
enum State {
    Searching(Vec<Vec<u32>>),
    Checking,
    Done(Option<Box<Check>>),
}

#[derive(Clone, Debug, PartialEq)]
struct Check {
    effect: Effect,
    as_is_weeks: f64,
    iterations: u64,
    checksum: u64,
}

/// The order found, against the present one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SequenceReport {
    /// What was to be saved.
    pub objective: Objective,
    /// Key of the draws on which it was measured; the search used others.
    pub seed: u64,
    /// How conflicts over people are settled.
    pub policy: Policy,
    /// Orders tried.
    pub tried: u32,
    /// Runs of both orders on the same draws.
    pub iterations: u64,
    /// Fingerprint of the counts of these runs, 16 hexadecimal digits.
    pub checksum: String,
    /// The objective in an average run of the present order [weeks].
    pub as_is_weeks: f64,
    /// What the new order saves; none if no better one was found.
    pub effect: Option<Effect>,
    /// The initiatives of the plan in the order found.
    pub order: Vec<Place>,
}

/// An initiative's place in the order found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Place {
    /// Which.
    pub id: InitiativeId,
    /// Its name.
    pub name: String,
    /// Its place in the present order, from 1.
    pub before: u32,
}

impl SequenceSearch {
    /// A search for an order that saves `objective`; none where order does not matter: nobody waits, or there is
    /// only one initiative. Without needed-by dates, lateness is nothing, and the finish is looked at.
    pub fn new(prepared: &Prepared, objective: Objective) -> Option<Self> {
        if prepared.policy == Policy::Unlevelled || prepared.initiatives.len() < 2 {
            return None;
        }
        let problem = prepared.problem.clone();
        let is_dated = problem.initiatives().iter().any(|it| it.needed_by_week.is_some());
        let objective =
            if objective == Objective::Lateness && !is_dated { Objective::Finish } else { objective };
        let best: Vec<u32> = (0..count(prepared.initiatives.len())).collect();
        let mut search = Self {
            slack: slack(&problem),
            problem,
            engine_policy: prepared.engine_policy(),
            policy: prepared.policy,
            objective,
            seed: prepared.seed,
            initiatives: prepared.initiatives.clone(),
            state: State::Checking,
            round: 0,
            barren: 0,
            tried: 0,
            best,
            best_saved: 0,
        };
        search.state = State::Searching(search.first_orders());
        Some(search)
    }

    /// What is to be run next, with its seed and its iterations; none when the search is done.
    pub fn experiment(&self) -> Option<(Experiment, u64, u32)> {
        let (orders, seed, runs) = match &self.state {
            State::Searching(orders) => (orders.clone(), self.seed, SEARCH_RUNS),
            State::Checking => (vec![self.best.clone()], self.check_seed(), CHECK_RUNS),
            State::Done(_) => return None,
        };
        let changes = orders.into_iter().map(Change::Order).collect();
        // Orders of all initiatives leave the problem one that can be simulated.
        let experiment =
            Experiment::new(self.problem.clone(), self.engine_policy, Target::Makespan, changes).ok()?;
        Some((experiment, seed, runs))
    }

    /// Takes in the counts of the whole experiment and goes on; counts of anything else are ignored.
    pub fn hear(&mut self, counts: Vec<u64>) {
        let Some((experiment, ..)) = self.experiment() else { return };
        let Ok(tally) = ExperimentTally::from_words(experiment.layout(), counts) else { return };
        match std::mem::replace(&mut self.state, State::Checking) {
            State::Searching(orders) => self.choose(&orders, &tally),
            State::Checking => {
                let n = tally.iterations().max(1) as f64;
                self.state = State::Done(Effect::new(&tally, 0, self.measure()).map(|effect| {
                    Box::new(Check {
                        effect,
                        as_is_weeks: tally.as_is_weeks(self.measure()) as f64 / n,
                        iterations: tally.iterations(),
                        checksum: tally.checksum(),
                    })
                }));
            }
            done @ State::Done(_) => self.state = done,
        }
    }

    /// Share of the search that is over at least, 0 to 1.
    pub fn progress(&self) -> f64 {
        match self.state {
            State::Searching(_) => f64::from(self.round) / f64::from(ROUNDS + 1),
            State::Checking => f64::from(ROUNDS) / f64::from(ROUNDS + 1),
            State::Done(_) => 1.0,
        }
    }

    /// Orders tried so far.
    pub fn tried(&self) -> u32 {
        self.tried
    }

    /// Weeks that the best order so far saves in an average run of the search.
    pub fn saved_so_far(&self) -> f64 {
        self.best_saved as f64 / f64::from(SEARCH_RUNS)
    }

    /// The order found; none before the search is done.
    pub fn report(&self, document: &Document) -> Option<SequenceReport> {
        let State::Done(Some(check)) = &self.state else { return None };
        let name = |id: InitiativeId| {
            document.initiatives.initiative(id).map_or_else(String::new, |it| it.name.clone())
        };
        let order = self.best.iter().map(|place| {
            let id = self.initiatives[*place as usize];
            Place { id, name: name(id), before: place + 1 }
        });
        // A gain that luck may explain is none: the present order stays.
        let is_better = self.best_saved > 0 && check.effect.interval.is_some_and(|it| it.low > 0.0);
        Some(SequenceReport {
            objective: self.objective,
            seed: self.check_seed(),
            policy: self.policy,
            tried: self.tried,
            iterations: check.iterations,
            checksum: format!("{:016x}", check.checksum),
            as_is_weeks: check.as_is_weeks,
            effect: is_better.then_some(check.effect),
            order: order.collect(),
        })
    }

    fn measure(&self) -> Measure {
        match self.objective {
            Objective::Lateness => Measure::Lateness,
            Objective::Finish => Measure::Finish,
            Objective::Makespan => Measure::Target,
        }
    }

    /// Another key than that of the search, so that the check has luck of its own.
    fn check_seed(&self) -> u64 {
        self.seed ^ (1 << 40)
    }

    /// The best of a round takes the place of the best so far if it saves more on the same draws.
    fn choose(&mut self, orders: &[Vec<u32>], tally: &ExperimentTally) {
        self.tried += count(orders.len());
        let saved = |place: usize| {
            let paired = tally.paired(place, self.measure());
            paired.saved_weeks.cast_signed() - paired.lost_weeks.cast_signed()
        };
        let winner = (0..orders.len()).map(|place| (saved(place), place)).max_by_key(|(saved, place)| {
            // Of equal ones the first.
            (*saved, std::cmp::Reverse(*place))
        });
        match winner {
            Some((saved, place)) if saved > self.best_saved => {
                self.best_saved = saved;
                self.best.clone_from(&orders[place]);
                self.barren = 0;
            }
            _ => self.barren += 1,
        }
        self.round += 1;
        if self.round < ROUNDS && self.barren < PATIENCE {
            self.state = State::Searching(self.neighbours());
        }
    }

    /// Rules of planners, then orders at random in favour of little slack.
    fn first_orders(&self) -> Vec<Vec<u32>> {
        let initiatives = self.problem.initiatives();
        let weeks = expected_weeks(&self.problem);
        let due: Vec<f64> =
            initiatives.iter().map(|it| it.needed_by_week.map_or(f64::INFINITY, f64::from)).collect();
        let mut orders = vec![sorted_by(&self.slack), sorted_by(&due), sorted_by(&weeks)];
        while orders.len() < ORDERS {
            orders.push(self.biased_order(count(orders.len())));
        }
        orders
    }

    /// Each place goes to one of those left, the likelier the less slack it has (regret-based sampling).
    fn biased_order(&self, number: u32) -> Vec<u32> {
        let mut left: Vec<u32> = (0..count(self.slack.len())).collect();
        let mut order = Vec::with_capacity(left.len());
        while !left.is_empty() {
            let most = left.iter().map(|it| self.slack[*it as usize]).fold(f64::NEG_INFINITY, f64::max);
            let weight = |it: u32| most - self.slack[it as usize] + 1.0;
            let sum: f64 = left.iter().map(|it| weight(*it)).sum();
            let mut point = self.luck(number, count(order.len())) * sum;
            let chosen = left.iter().position(|it| {
                point -= weight(*it);
                point <= 0.0
            });
            order.push(left.remove(chosen.unwrap_or(left.len() - 1)));
        }
        order
    }

    /// Variations of the best order: one initiative moves to another place, now and then two.
    fn neighbours(&self) -> Vec<Vec<u32>> {
        (0..count(ORDERS))
            .map(|number| {
                let mut order = self.best.clone();
                let moves = 1 + number % 4 / 3;
                for step in 0..moves {
                    let pick = |draw: u32, among: usize| {
                        let u = self.luck((self.round << 8) + number, (step << 1) + draw);
                        #[expect(
                            clippy::cast_possible_truncation,
                            clippy::cast_sign_loss,
                            reason = "below the length"
                        )]
                        let place = (u * among as f64) as usize;
                        place.min(among - 1)
                    };
                    let initiative = order.remove(pick(0, order.len()));
                    order.insert(pick(1, order.len() + 1), initiative);
                }
                order
            })
            .collect()
    }

    /// A uniform number that belongs to the search alone.
    fn luck(&self, number: u32, draw: u32) -> f64 {
        uniforms(self.seed, number, SEARCH_KEY, draw)[0]
    }
}

/// No object of a document has such a key: ids have 32 bits.
const SEARCH_KEY: u64 = 1 << 48;

impl SequenceReport {
    /// Puts the initiatives of the plan into this order, as one step; those outside it keep their places.
    pub fn edit(&self, document: &Document) -> Edit {
        let mut wanted = self.order.iter().map(|place| place.id);
        let mut list: Vec<InitiativeId> = document.initiatives.list.iter().map(|it| it.id).collect();
        let mut edits = Vec::new();
        for (position, initiative) in (0_u32..).zip(&document.initiatives.list) {
            let index = position as usize;
            let id = if initiative.in_plan { wanted.next().unwrap_or(initiative.id) } else { initiative.id };
            // What stands there already need not move; every other move shifts those behind it.
            if list[index] != id {
                list.retain(|other| *other != id);
                list.insert(index, id);
                edits.push(Edit::MoveInitiative { initiative: id, position });
            }
        }
        Edit::Several { label: "better order".to_owned(), edits }
    }
}

/// Weeks by which each initiative could start after the start of the plan and still be in time, on its expected work;
/// the horizon is the date of those that have none.
fn slack(problem: &Problem) -> Vec<f64> {
    let horizon = problem.horizon_weeks();
    let due = problem.initiatives().iter().map(|it| f64::from(it.needed_by_week.unwrap_or(horizon)));
    due.zip(expected_weeks(problem)).map(|(due, weeks)| due - weeks).collect()
}

/// Expected weeks of all stages of each initiative, one after the other.
fn expected_weeks(problem: &Problem) -> Vec<f64> {
    let mut weeks = vec![0.0; problem.initiatives().len()];
    for stage in problem.stages() {
        let units: u32 = stage.demand.iter().map(|it| u32::from(it.units)).sum();
        weeks[stage.initiative as usize] += match &stage.work {
            Work::Duration(duration) => duration.mean(),
            Work::Effort(effort) => effort.mean() * f64::from(UNITS_PER_FTE) / f64::from(units.max(1)),
        };
    }
    weeks
}

/// Indices, the least value first; of equal ones in their order.
fn sorted_by(values: &[f64]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..count(values.len())).collect();
    order.sort_by(|one, other| values[*one as usize].total_cmp(&values[*other as usize]));
    order
}

fn count(length: usize) -> u32 {
    u32::try_from(length).expect("lists of a document are far shorter than 2³²")
}
