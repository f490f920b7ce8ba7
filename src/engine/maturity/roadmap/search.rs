//! Branch and bound over the quarters of the actions, with a bound that is proved.
//!
//! **Bound.** Give each pair (action, quarter) to a set S. The value F(S) is a sum over quarters and dimensions
//! of weight · min(target, mean over statements of min(5, score + Σ raises in S so far)). Each inner minimum
//! and mean is a concave rising function of sums, so F is rising and what a pair adds to S only shrinks as S
//! grows. Hence, with S the pairs decided so far and m(p) = F(S ∪ p) − F(S), no completion T is worth more than
//! F(S) + Σ m(p) over p in T. That sum is maximised under the remaining days and places of each quarter, one
//! quarter for each action, and with Y(j, q), whether j is done by q, at most Y(i, q) wherever j requires i. The
//! Lagrangian dual of these rows,
//! `Σ_q (λ_q · days left + μ_q · places left) + Σ_j max(0, max_q (m − λ_q · effort − μ_q + Σ_{q' ≥ q} π))`,
//! where π of a link is given to what is required and taken from what requires it, is an upper bound for any
//! λ, μ, π ≥ 0. A few subgradient steps choose them; however badly they choose, the bound holds.
//!
//! Source: Fisher (1981), *The Lagrangian relaxation method for solving integer programming problems*,
//! Management Science 27(1); Nemhauser, Wolsey & Fisher (1978), *An analysis of approximations for maximizing
//! submodular set functions*, Mathematical Programming 14.

use super::{HIGHEST, LEVELS_PER_QUARTER, MAX_QUARTERS, Plan, Problem, QUARTER_WEEKS, ROUNDING};

/// How hard to look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effort {
    /// Plans that differ by less count as equal [levels]; 0 for an exact proof.
    pub tolerance: f64,
    /// Branches to look at before stopping.
    pub nodes: u32,
}

/// A thousandth of a level, and less than half a second of a browser.
impl Default for Effort {
    fn default() -> Self {
        Self { tolerance: 0.001, nodes: 8_000 }
    }
}

/// The best plan found, and what is known of better ones.
#[derive(Clone, Debug, PartialEq)]
pub struct Solution {
    /// Quarter of each action.
    pub plan: Plan,
    /// What it is worth [levels].
    pub value: f64,
    /// No plan is worth more than this [levels].
    pub bound: f64,
    /// Whether nothing better exists, but for the tolerance.
    pub proved: bool,
    /// Branches looked at.
    pub nodes: u32,
}

/// A best plan; none if no plan keeps the rules, or if none was found within the `effort`.
pub fn solve(problem: &Problem, effort: Effort) -> Option<Solution> {
    let mut search = Search { problem, effort, nodes: 0, best: None, open: f64::NEG_INFINITY };
    let prices = Prices { links: vec![[0.0; MAX_QUARTERS]; problem.links.len()], ..Prices::default() };
    let root = State::new(problem);
    // A first plan to beat: prices are sooner found with one.
    search.dive(&root, &prices);
    search.visit(root, &prices, ROOT_STEPS, f64::INFINITY);
    let (plan, value) = search.best?;
    let proved = search.open <= value + effort.tolerance;
    let bound = if proved { value + effort.tolerance } else { search.open };
    Some(Solution { plan, value, bound, proved, nodes: search.nodes })
}

/// Subgradient steps at the root, and at every other node.
const ROOT_STEPS: u32 = 1_000;
const NODE_STEPS: u32 = 8;
/// Steps without a better bound after which they are made shorter.
const PATIENCE: u32 = 10;
/// Searches shorter than this do not polish their plans.
const POLISHED_NODES: u32 = 1_000;
/// Bit of a domain that stands for "not done"; lower bits stand for quarters.
const NONE: u8 = 1 << MAX_QUARTERS;

struct Search<'a> {
    problem: &'a Problem,
    effort: Effort,
    nodes: u32,
    best: Option<(Plan, f64)>,
    /// Greatest bound of what was not looked at.
    open: f64,
}

/// Prices of a day and of a place in each quarter, and of coming before what one requires.
#[derive(Clone, Default)]
struct Prices {
    day: [f64; MAX_QUARTERS],
    place: [f64; MAX_QUARTERS],
    /// By link of the problem.
    links: Vec<[f64; MAX_QUARTERS]>,
}

/// A plan under construction.
#[derive(Clone)]
struct State {
    /// What each action may still be: bits of quarters, and [`NONE`].
    domain: Vec<u8>,
    /// Whether its value and demands are counted.
    counted: Vec<bool>,
    days: [i64; MAX_QUARTERS],
    places: [i64; MAX_QUARTERS],
    /// By quarter and statement: score so far.
    level: Vec<f64>,
    /// By quarter and statement: added in this very quarter.
    added: Vec<f64>,
    /// By quarter and dimension: mean, beyond its target too.
    mean: Vec<f64>,
    value: f64,
}

impl Search<'_> {
    fn visit(&mut self, mut state: State, inherited_prices: &Prices, steps: u32, inherited: f64) {
        let mut prices = inherited_prices.clone();
        if self.nodes >= self.effort.nodes {
            self.open = self.open.max(inherited);
            return;
        }
        self.nodes += 1;
        if !state.propagate(self.problem) {
            return;
        }
        let free: Vec<usize> = (0..state.domain.len()).filter(|it| !state.counted[*it]).collect();
        if free.is_empty() {
            self.offer(&state);
            return;
        }
        let margins = state.margins(self.problem, &free);
        let to_beat =
            self.best.as_ref().map_or(f64::NEG_INFINITY, |(_, value)| *value) + self.effort.tolerance;
        let bound = state.bound(self.problem, &free, &margins, &mut prices, steps, to_beat).min(inherited);
        if bound <= to_beat {
            self.open = self.open.max(bound.min(to_beat));
            return;
        }
        if steps == ROOT_STEPS || self.nodes.is_multiple_of(64) {
            self.dive(&state, &prices);
        }
        let reduced = state.reduced(self.problem, &free, &margins, &prices);
        // The action whose best choice stands out most: its other choices soon lead nowhere.
        let mut chosen = (f64::NEG_INFINITY, free[0], Vec::new());
        for (place, &action) in free.iter().enumerate() {
            let mut choices: Vec<(f64, u8)> = state
                .choices(action)
                .map(|bit| {
                    (if bit == NONE { 0.0 } else { reduced[place][bit.trailing_zeros() as usize] }, bit)
                })
                .collect();
            choices.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            let regret = choices[0].0 - choices.get(1).map_or(f64::NEG_INFINITY, |it| it.0);
            if regret > chosen.0 {
                chosen = (regret, action, choices);
            }
        }
        for (_, bit) in chosen.2 {
            let mut next = state.clone();
            next.domain[chosen.1] = bit;
            self.visit(next, &prices, NODE_STEPS, bound);
        }
    }

    /// A whole plan from here by taking the best choice again and again.
    fn dive(&mut self, state: &State, prices: &Prices) {
        let mut state = state.clone();
        loop {
            if !state.propagate(self.problem) {
                return;
            }
            let free: Vec<usize> = (0..state.domain.len()).filter(|it| !state.counted[*it]).collect();
            if free.is_empty() {
                self.offer(&state);
                return;
            }
            let margins = state.margins(self.problem, &free);
            let reduced = state.reduced(self.problem, &free, &margins, prices);
            let mut best = (f64::NEG_INFINITY, free[0], state.domain[free[0]]);
            for (&action, reduced) in free.iter().zip(&reduced) {
                for bit in state.choices(action) {
                    // Not done comes last, so that whatever fits is filled in.
                    let worth = if bit == NONE { -1e6 } else { reduced[bit.trailing_zeros() as usize] };
                    if worth > best.0 {
                        best = (worth, action, bit);
                    }
                }
            }
            let (_, action, bit) = best;
            let mut next = state.clone();
            next.domain[action] = bit;
            if next.clone().propagate(self.problem) {
                state = next;
            } else {
                state.domain[action] &= !bit;
            }
        }
    }

    fn offer(&mut self, state: &State) {
        let plan: Plan = state.domain.iter().map(|domain| quarter_of(*domain)).collect();
        if !self.problem.broken(&plan).is_empty() {
            return;
        }
        let value = self.problem.value(&plan);
        if self.best.as_ref().is_none_or(|(_, best)| value > *best) {
            let better =
                if self.effort.nodes >= POLISHED_NODES { self.polished(plan, value) } else { (plan, value) };
            self.best = Some(better);
        }
    }

    /// The plan after every move of one action, and every exchange of two, that makes it better.
    fn polished(&self, mut plan: Plan, mut value: f64) -> (Plan, f64) {
        let choices = || (0..=self.problem.quarters()).map(|quarter| quarter.checked_sub(1));
        let mut try_plan = |plan: &mut Plan, other: Plan| {
            let worth = self.problem.value(&other);
            let is_better = worth > value + ROUNDING && self.problem.broken(&other).is_empty();
            if is_better {
                (*plan, value) = (other, worth);
            }
            is_better
        };
        loop {
            let mut found = false;
            for action in 0..plan.len() {
                for quarter in choices() {
                    let mut other = plan.clone();
                    other[action] = quarter;
                    found |= try_plan(&mut plan, other);
                }
                for with in 0..action {
                    if plan[with] != plan[action] {
                        let mut other = plan.clone();
                        other.swap(with, action);
                        found |= try_plan(&mut plan, other);
                    }
                }
            }
            if !found {
                return (plan, value);
            }
        }
    }
}

fn quarter_of(domain: u8) -> Option<usize> {
    (domain != NONE).then(|| domain.trailing_zeros() as usize)
}

/// Bits of quarters before `quarter`, it included.
fn up_to(quarter: u32) -> u8 {
    // From the highest quarter down, so that nothing overflows.
    (NONE - 1) >> (NONE.ilog2() - 1 - quarter)
}

impl State {
    fn new(problem: &Problem) -> Self {
        let parts = &problem.parts;
        let domain = parts.actions.iter().map(|action| {
            let quarters = (0..problem.quarters()).filter(|quarter| action.quarters[*quarter]);
            let bits = quarters.fold(0, |bits, quarter| bits | 1_u8 << quarter);
            if action.must { bits } else { bits | NONE }
        });
        let mut days = [0; MAX_QUARTERS];
        days[..problem.quarters()].copy_from_slice(&parts.capacity);
        let scores: Vec<f64> = parts.statements.iter().map(|it| it.score).collect();
        let mut means = vec![0.0; parts.dimensions.len()];
        for it in &parts.statements {
            means[it.dimension] += it.score / problem.sizes[it.dimension];
        }
        Self {
            domain: domain.collect(),
            counted: vec![false; parts.actions.len()],
            days,
            places: [i64::from(parts.at_once); MAX_QUARTERS],
            level: scores.repeat(problem.quarters()),
            added: vec![0.0; scores.len() * problem.quarters()],
            mean: means.repeat(problem.quarters()),
            value: 0.0,
        }
    }

    /// The bits of what `action` may still be.
    fn choices(&self, action: usize) -> impl Iterator<Item = u8> + use<> {
        let domain = self.domain[action];
        (0..=MAX_QUARTERS).map(|bit| 1 << bit).filter(move |bit| domain & bit != 0)
    }

    /// Draws the conclusions from what is decided; false if there is no plan any more.
    fn propagate(&mut self, problem: &Problem) -> bool {
        loop {
            let before = self.domain.clone();
            if !self.keep_order(problem) {
                return false;
            }
            for action in 0..self.domain.len() {
                if !self.counted[action]
                    && self.domain[action].is_power_of_two()
                    && !self.count(problem, action)
                {
                    return false;
                }
            }
            if !self.keep_room(problem) {
                return false;
            }
            if self.domain == before {
                return self.can_win_quickly(problem);
            }
        }
    }

    /// Prerequisites come first.
    fn keep_order(&mut self, problem: &Problem) -> bool {
        for (action, it) in problem.parts.actions.iter().enumerate() {
            for &required in &it.requires {
                let quarters = self.domain[required] & !NONE;
                if quarters == 0 {
                    self.domain[action] &= NONE;
                } else {
                    let earliest = quarters.trailing_zeros();
                    self.domain[action] &= !(up_to(earliest) >> 1);
                }
                let mine = self.domain[action];
                if mine == 0 {
                    return false;
                }
                if mine & NONE == 0 {
                    self.domain[required] &= up_to(mine.ilog2());
                    if self.domain[required] == 0 {
                        return false;
                    }
                }
            }
        }
        true
    }

    /// Whoever does not fit into a quarter any more loses it.
    fn keep_room(&mut self, problem: &Problem) -> bool {
        let statements = problem.parts.statements.len();
        for (action, it) in problem.parts.actions.iter().enumerate().filter(|(at, _)| !self.counted[*at]) {
            for quarter in 0..problem.quarters() {
                let steep = it.raises.iter().any(|&(statement, raise)| {
                    self.added[quarter * statements + statement] + raise > LEVELS_PER_QUARTER + ROUNDING
                });
                if it.effort > self.days[quarter] || self.places[quarter] < 1 || steep {
                    self.domain[action] &= !(1 << quarter);
                }
            }
            if self.domain[action] == 0 {
                return false;
            }
        }
        true
    }

    fn can_win_quickly(&self, problem: &Problem) -> bool {
        let mut actions = problem.parts.actions.iter().zip(&self.domain);
        !problem.asks_for_quick_win() || actions.any(|(it, domain)| it.quick_win && domain & 1 != 0)
    }

    /// Counts a decided action; false if it does not fit.
    fn count(&mut self, problem: &Problem, action: usize) -> bool {
        self.counted[action] = true;
        let Some(from) = quarter_of(self.domain[action]) else { return true };
        let it = &problem.parts.actions[action];
        self.value += self.margin(problem, action)[from];
        self.days[from] -= it.effort;
        self.places[from] -= 1;
        let (statements, dimensions) = (problem.parts.statements.len(), problem.parts.dimensions.len());
        for &(statement, raise) in &it.raises {
            self.added[from * statements + statement] += raise;
            if self.added[from * statements + statement] > LEVELS_PER_QUARTER + ROUNDING {
                return false;
            }
            let dimension = problem.parts.statements[statement].dimension;
            for quarter in from..problem.quarters() {
                let level = &mut self.level[quarter * statements + statement];
                let risen = (*level + raise).min(HIGHEST);
                self.mean[quarter * dimensions + dimension] += (risen - *level) / problem.sizes[dimension];
                *level = risen;
            }
        }
        self.days[from] >= 0 && self.places[from] >= 0 && self.ends_in_time(problem, action)
    }

    /// Chains of decided actions through `action` fit into its quarter.
    fn ends_in_time(&self, problem: &Problem, action: usize) -> bool {
        let same = |it: usize| self.counted[it] && self.domain[it] == self.domain[action];
        let before = longest(problem, action, &same, &|it| &problem.parts.actions[it].requires);
        let after = longest(problem, action, &same, &|it| &problem.required_by[it]);
        before + after - problem.parts.actions[action].weeks <= QUARTER_WEEKS
    }

    fn margins(&self, problem: &Problem, free: &[usize]) -> Vec<[f64; MAX_QUARTERS]> {
        free.iter().map(|action| self.margin(problem, *action)).collect()
    }

    /// What `action` would add in each quarter.
    fn margin(&self, problem: &Problem, action: usize) -> [f64; MAX_QUARTERS] {
        let it = &problem.parts.actions[action];
        let (statements, dimensions) = (problem.parts.statements.len(), problem.parts.dimensions.len());
        let mut margin = [0.0; MAX_QUARTERS];
        let mut later = 0.0;
        for quarter in (0..problem.quarters()).rev() {
            for (place, &(statement, _)) in it.raises.iter().enumerate() {
                let dimension = problem.parts.statements[statement].dimension;
                // A dimension is looked at with the first statement of it that is raised.
                let of = |at: &(usize, f64)| problem.parts.statements[at.0].dimension == dimension;
                if it.raises[..place].iter().any(of) {
                    continue;
                }
                let risen: f64 = it.raises.iter().filter(|at| of(at)).fold(0.0, |sum, &(at, raise)| {
                    sum + raise.min(HIGHEST - self.level[quarter * statements + at])
                });
                let mean = self.mean[quarter * dimensions + dimension];
                let room = (problem.parts.dimensions[dimension].target - mean).max(0.0);
                let gain = (risen / problem.sizes[dimension]).min(room);
                later += problem.quarter_weights[quarter] * problem.weights[dimension] * gain;
            }
            margin[quarter] = later + it.bonus[quarter];
        }
        margin
    }

    /// What each free action would add in each quarter, less the prices.
    fn reduced(
        &self,
        problem: &Problem,
        free: &[usize],
        margins: &[[f64; MAX_QUARTERS]],
        prices: &Prices,
    ) -> Vec<[f64; MAX_QUARTERS]> {
        let mut reduced = margins.to_vec();
        for (&action, reduced) in free.iter().zip(&mut reduced) {
            let effort = problem.parts.actions[action].effort as f64;
            for (reduced, (day, place)) in reduced.iter_mut().zip(prices.day.iter().zip(&prices.place)) {
                *reduced -= day * effort + place;
            }
        }
        for (link, required, action) in self.free_links(problem, free) {
            let mut later = 0.0;
            for quarter in (0..problem.quarters()).rev() {
                later += prices.links[link][quarter];
                reduced[required][quarter] += later;
                reduced[action][quarter] -= later;
            }
        }
        reduced
    }

    /// Links both ends of which are free: their number, and the places of both among the free.
    fn free_links(&self, problem: &Problem, free: &[usize]) -> Vec<(usize, usize, usize)> {
        let mut places = vec![usize::MAX; self.domain.len()];
        for (place, action) in free.iter().enumerate() {
            places[*action] = place;
        }
        let links = problem.links.iter().enumerate();
        let both = links.map(|(link, &(required, action))| (link, places[required], places[action]));
        both.filter(|(_, required, action)| *required < usize::MAX && *action < usize::MAX).collect()
    }

    /// An upper bound of every completion; see the head of this file. Improves `prices` on the way.
    fn bound(
        &self,
        problem: &Problem,
        free: &[usize],
        margins: &[[f64; MAX_QUARTERS]],
        prices: &mut Prices,
        steps: u32,
        to_beat: f64,
    ) -> f64 {
        let quarters = problem.quarters();
        let links = self.free_links(problem, free);
        let mut best = (f64::INFINITY, prices.clone());
        let (mut scale, mut waited) = (1.0, 0);
        let mut chosen = vec![None; free.len()];
        for _ in 0..=steps {
            let mut bound = self.value;
            let (mut days, mut places) = ([0.0; MAX_QUARTERS], [0.0; MAX_QUARTERS]);
            for quarter in 0..quarters {
                days[quarter] = self.days[quarter] as f64;
                places[quarter] = self.places[quarter] as f64;
                bound += prices.day[quarter] * days[quarter] + prices.place[quarter] * places[quarter];
            }
            let reduced = self.reduced(problem, free, margins, prices);
            for (place, &action) in free.iter().enumerate() {
                let mut top = (f64::NEG_INFINITY, None);
                for bit in self.choices(action) {
                    let quarter = bit.trailing_zeros() as usize;
                    let worth = if bit == NONE { 0.0 } else { reduced[place][quarter] };
                    if worth > top.0 {
                        top = (worth, (bit != NONE).then_some(quarter));
                    }
                }
                bound += top.0;
                chosen[place] = top.1;
                if let Some(quarter) = top.1 {
                    days[quarter] -= problem.parts.actions[action].effort as f64;
                    places[quarter] -= 1.0;
                }
            }
            if bound < best.0 - ROUNDING {
                best = (bound, prices.clone());
                waited = 0;
            } else {
                waited += 1;
                if waited == PATIENCE {
                    (scale, waited) = (scale * 0.7, 0);
                }
            }
            if best.0 <= to_beat {
                break;
            }
            // Days are hundreds, places are ones, links are halves: each kind steps by its own length.
            let norm = |slack: &[f64; MAX_QUARTERS]| slack.iter().map(|it| it * it).sum::<f64>().max(1e-9);
            let aim = if to_beat.is_finite() { (bound - to_beat).max(1e-4) } else { 0.1 * bound.max(0.01) };
            let (day_step, place_step) = (scale * aim / norm(&days) / 3.0, scale * aim / norm(&places) / 3.0);
            for quarter in 0..quarters {
                prices.day[quarter] = (prices.day[quarter] - day_step * days[quarter]).max(0.0);
                prices.place[quarter] = (prices.place[quarter] - place_step * places[quarter]).max(0.0);
            }
            let by = |place: usize, quarter: usize| chosen[place].is_some_and(|done| done <= quarter);
            let early = |required: usize, action: usize, quarter: usize| {
                f64::from(u8::from(by(required, quarter))) - f64::from(u8::from(by(action, quarter)))
            };
            let wrong: f64 = links
                .iter()
                .flat_map(|&(_, required, action)| {
                    (0..quarters).map(move |quarter| (required, action, quarter))
                })
                .map(|(required, action, quarter)| early(required, action, quarter).abs())
                .sum();
            let link_step = scale * aim / wrong.max(1.0) / 3.0;
            for &(link, required, action) in &links {
                for quarter in 0..quarters {
                    let price = &mut prices.links[link][quarter];
                    *price = (*price - link_step * early(required, action, quarter)).max(0.0);
                }
            }
        }
        *prices = best.1;
        best.0
    }
}

/// Weeks of the longest chain from `action` along `links` through actions for which `same` holds, it included.
fn longest<'a>(
    problem: &'a Problem,
    action: usize,
    same: &dyn Fn(usize) -> bool,
    links: &dyn Fn(usize) -> &'a Vec<usize>,
) -> u32 {
    let next = links(action).iter().filter(|it| same(**it));
    let rest = next.map(|it| longest(problem, *it, same, links)).max().unwrap_or(0);
    problem.parts.actions[action].weeks + rest
}
