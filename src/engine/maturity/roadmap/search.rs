//! Branch and bound over the quarters of the actions, with a bound that is proved.
//!
//! The search goes through the actions in the order of regret; `state` draws the conclusions of what is decided, and
//! `bound` says what no completion can be worth more than.

mod bound;
mod state;

use super::{MAX_QUARTERS, Plan, Problem, ROUNDING};
use bound::Prices;
use state::{State, quarter_of};

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
    let prices = Prices::none(problem);
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
