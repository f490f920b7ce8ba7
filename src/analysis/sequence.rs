//! A better order of priority, found by trying: whoever stands higher gets the people first.
//!
//! The search begins with the present order, with rules that planners use (the
//! least slack first, the earliest date first, the shortest work first), with
//! orders drawn at random in favour of little slack, and, if the whole plan is to
//! become shorter, with the best list of stages that justification finds on
//! expected work. The best of a round is varied in the next: an initiative moves
//! to another place, or a stage within its initiative. Every order of a
//! round is tried on the same draws as the present one, so the search never ends
//! with a worse one on these; what is gained is then measured once more on other
//! draws, because the best of many tried on some looks better than it is.
//!
//! Sources: justification, see [`justification`](crate::engine::capacity::justification); biased sampling with latest starting times, Kolisch & Drexl (1996), *Adaptive search for solving hard
//! project scheduling problems*, Naval Research Logistics 43(1); insertion neighbourhood and common random
//! numbers, Law (2015), *Simulation modeling and analysis*, sections 11.2 and 12.5.

use serde::Serialize;

use super::effect::Effect;
use super::simulate::Prepared;
use crate::engine::capacity::experiment::{Change, Experiment, ExperimentTally, Measure, Order, Target};
use crate::engine::capacity::justification::shortest_list;
use crate::engine::capacity::{self, Problem};
use crate::engine::random::uniforms;
use crate::model::document::Document;
use crate::model::edit::{Edit, StageChange};
use crate::model::id::{InitiativeId, StageId};
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

/// Schedules tried for the shortest list, and placements of stages in all of them: some fifty milliseconds of work.
const SCHEDULES: u32 = 3_000;
const PLACEMENTS: u32 = 200_000;

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
    stages: Vec<StageId>,
    /// Stages of initiatives that leave a choice which of their stages is served first.
    movable: Vec<u32>,
    /// Weeks by which each could start later than at once, least first served.
    slack: Vec<f64>,
    state: State,
    round: u32,
    barren: u32,
    tried: u32,
    best: Order,
    /// Weeks that the best saves on the search's draws, summed over its runs.
    best_saved: i64,
}

/// What comes next.
#[derive(Clone, Debug, PartialEq)]
enum State {
    Searching(Vec<Order>),
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
    /// Those whose stages stand in another order as well.
    pub stages: Vec<StageOrder>,
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

/// The stages of an initiative in the order found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StageOrder {
    /// Of which initiative.
    pub initiative: InitiativeId,
    /// Its name.
    pub name: String,
    /// All its stages, the first served first.
    pub stages: Vec<StageName>,
}

/// A stage by number and name.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StageName {
    /// Which.
    pub id: StageId,
    /// Its name.
    pub name: String,
}

impl SequenceSearch {
    /// A search for an order that saves `objective`; none where order does not matter: nobody waits, or there is
    /// only one initiative, whose stages follow each other. Without needed-by dates, lateness is nothing, and the finish is looked at.
    pub fn new(prepared: &Prepared, objective: Objective) -> Option<Self> {
        if prepared.policy == Policy::Unlevelled {
            return None;
        }
        let problem = prepared.problem.clone();
        let movable = movable(&problem);
        if prepared.initiatives.len() < 2 && movable.is_empty() {
            return None;
        }
        let is_dated = problem.initiatives().iter().any(|it| it.needed_by_week.is_some());
        let objective =
            if objective == Objective::Lateness && !is_dated { Objective::Finish } else { objective };
        let best = Order::present(&problem);
        let mut search = Self {
            slack: slack(&problem),
            problem,
            engine_policy: prepared.engine_policy(),
            policy: prepared.policy,
            objective,
            seed: prepared.seed,
            initiatives: prepared.initiatives.clone(),
            stages: prepared.stages.clone(),
            movable,
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
        let order = self.best.initiatives.iter().map(|place| {
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
            stages: self.stage_orders(document),
        })
    }

    /// Initiatives whose stages the best order moves.
    fn stage_orders(&self, document: &Document) -> Vec<StageOrder> {
        let of = |number: usize| {
            let stages =
                self.best.stages.iter().filter(move |stage| {
                    self.problem.stages()[**stage as usize].initiative as usize == number
                });
            stages.copied().collect::<Vec<u32>>()
        };
        let moved =
            (0..self.initiatives.len()).map(|number| (number, of(number))).filter(|it| !it.1.is_sorted());
        let named = |stage: u32| {
            let id = self.stages[stage as usize];
            let name = document
                .initiatives
                .stages()
                .find(|(_, stage)| stage.id == id)
                .map_or_else(String::new, |(_, stage)| stage.name.clone());
            StageName { id, name }
        };
        moved
            .map(|(number, stages)| {
                let id = self.initiatives[number];
                let name = document.initiatives.initiative(id).map_or_else(String::new, |it| it.name.clone());
                StageOrder { initiative: id, name, stages: stages.into_iter().map(named).collect() }
            })
            .collect()
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
    fn choose(&mut self, orders: &[Order], tally: &ExperimentTally) {
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

    /// The shortest list on expected work if the plan is to become shorter, rules of planners, then orders at random
    /// in favour of little slack.
    fn first_orders(&self) -> Vec<Order> {
        let initiatives = self.problem.initiatives();
        let weeks = expected_weeks(&self.problem);
        let due: Vec<f64> =
            initiatives.iter().map(|it| it.needed_by_week.map_or(f64::INFINITY, f64::from)).collect();
        let rules = [sorted_by(&self.slack), sorted_by(&due), sorted_by(&weeks)];
        let mut orders: Vec<Order> = self.shortest_order().into_iter().collect();
        orders.extend(rules.map(|initiatives| Order { initiatives, ..self.best.clone() }));
        while orders.len() < ORDERS {
            let initiatives = self.biased_order(count(orders.len()));
            orders.push(Order { initiatives, ..self.best.clone() });
        }
        orders
    }

    /// The order nearest to the shortest list of stages: initiatives by the middle of their starts.
    fn shortest_order(&self) -> Option<Order> {
        if self.objective != Objective::Makespan {
            return None;
        }
        let stages = count(self.problem.stages().len());
        let list = shortest_list(&self.problem, self.seed, SCHEDULES.min(PLACEMENTS / stages.max(1)))?;
        let mut starts = vec![(0.0, 0.0); self.initiatives.len()];
        for (stage, start) in self.problem.stages().iter().zip(&list.start_weeks) {
            let (sum, n) = &mut starts[stage.initiative as usize];
            *sum += f64::from(*start);
            *n += 1.0;
        }
        let middle: Vec<f64> = starts.iter().map(|(sum, n)| if *n > 0.0 { sum / n } else { 0.0 }).collect();
        Some(Order { initiatives: sorted_by(&middle), stages: list.stages })
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

    /// Variations of the best order: one initiative or stage moves to another place, now and then two.
    fn neighbours(&self) -> Vec<Order> {
        (0..count(ORDERS)).map(|number| self.neighbour((self.round << 8) + number)).collect()
    }

    fn neighbour(&self, number: u32) -> Order {
        let mut order = self.best.clone();
        let moves = 1 + number % 4 / 3;
        for step in 0..moves {
            let draw = |draw: u32| self.luck(number, (step << 2) + draw);
            // Initiatives as often as stages, where there is a choice of both.
            let is_stage = order.initiatives.len() < 2 || !(number + step).is_multiple_of(2);
            if !is_stage || self.movable.is_empty() {
                let initiative = order.initiatives.remove(pick(draw(0), order.initiatives.len()));
                order.initiatives.insert(pick(draw(1), order.initiatives.len() + 1), initiative);
            } else {
                let stage = self.movable[pick(draw(0), self.movable.len())];
                let of = |stage: u32| self.problem.stages()[stage as usize].initiative;
                let places = (0..order.stages.len()).filter(|it| of(order.stages[*it]) == of(stage));
                let places: Vec<usize> = places.collect();
                let to = places[pick(draw(1), places.len())];
                order.stages.retain(|other| *other != stage);
                order.stages.insert(to, stage);
            }
        }
        order
    }

    /// A uniform number that belongs to the search alone.
    fn luck(&self, number: u32, draw: u32) -> f64 {
        uniforms(self.seed, number, SEARCH_KEY, draw)[0]
    }
}

/// The place that `u` points at among so many.
fn pick(u: f64, among: usize) -> usize {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "below the length")]
    let place = (u * among as f64) as usize;
    place.min(among - 1)
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
        for moved in &self.stages {
            edits.extend((0..).zip(&moved.stages).map(|(position, stage)| Edit::Stage {
                stage: stage.id,
                change: StageChange::Position(position),
            }));
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

/// Stages of initiatives in which some stage does not wait for the one listed before it.
fn movable(problem: &Problem) -> Vec<u32> {
    let mut movable = Vec::new();
    let mut first = 0;
    for stages in problem.stages().chunk_by(|one, other| one.initiative == other.initiative) {
        let beyond = first + count(stages.len());
        let is_chain = (first..).zip(&stages[1..]).all(|(before, stage)| stage.after.contains(&before));
        if !is_chain {
            movable.extend(first..beyond);
        }
        first = beyond;
    }
    movable
}

/// Expected weeks of all stages of each initiative, one after the other.
fn expected_weeks(problem: &Problem) -> Vec<f64> {
    let mut weeks = vec![0.0; problem.initiatives().len()];
    for (stage, expected) in problem.stages().iter().zip(problem.mean_weeks()) {
        weeks[stage.initiative as usize] += expected;
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
