//! A plan under construction: what each action may still be, and the conclusions from what is decided.

use super::NONE;
use crate::maturity::roadmap::{HIGHEST, LEVELS_PER_QUARTER, MAX_QUARTERS, Problem, QUARTER_WEEKS, ROUNDING};

/// A plan under construction.
#[derive(Clone)]
pub(super) struct State {
    /// What each action may still be: bits of quarters, and [`NONE`].
    pub(super) domain: Vec<u8>,
    /// Whether its value and demands are counted.
    pub(super) counted: Vec<bool>,
    pub(super) days: [i64; MAX_QUARTERS],
    pub(super) places: [i64; MAX_QUARTERS],
    /// By quarter and statement: score so far.
    level: Vec<f64>,
    /// By quarter and statement: added in this very quarter.
    added: Vec<f64>,
    /// By quarter and dimension: mean, beyond its target too.
    mean: Vec<f64>,
    pub(super) value: f64,
}

impl State {
    pub(super) fn new(problem: &Problem) -> Self {
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
    pub(super) fn choices(&self, action: usize) -> impl Iterator<Item = u8> + use<> {
        let domain = self.domain[action];
        (0..=MAX_QUARTERS).map(|bit| 1 << bit).filter(move |bit| domain & bit != 0)
    }

    /// Draws the conclusions from what is decided; false if there is no plan any more.
    pub(super) fn propagate(&mut self, problem: &Problem) -> bool {
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

    pub(super) fn margins(&self, problem: &Problem, free: &[usize]) -> Vec<[f64; MAX_QUARTERS]> {
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
}

pub(super) fn quarter_of(domain: u8) -> Option<usize> {
    (domain != NONE).then(|| domain.trailing_zeros() as usize)
}

/// Bits of quarters before `quarter`, it included.
fn up_to(quarter: u32) -> u8 {
    // From the highest quarter down, so that nothing overflows.
    (NONE - 1) >> (NONE.ilog2() - 1 - quarter)
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
