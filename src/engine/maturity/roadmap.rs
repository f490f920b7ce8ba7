//! Which improvement actions to do in which quarter.
//!
//! A plan gives each action a quarter or none. What it is worth is the weighted mean over the dimensions of
//! min(target, score + what the actions done by then add), averaged over the quarters with earlier ones
//! counting more, less the same without any action: a gain in levels. It has to keep to the days there are in
//! every quarter, to a number of actions at once, to prerequisites (in an earlier quarter, or in the same if
//! both fit into its thirteen weeks one after the other), to at most one level for each statement in a quarter,
//! and, where one is possible, to a quick win in the first.
//!
//! [`search`] finds a best plan and proves it, or says how far from the best it may be.
//!
//! Source: the product's own rule; `tests/roadmap.rs` compares it with full enumeration.

pub mod search;

use thiserror::Error;

/// Most quarters.
pub const MAX_QUARTERS: usize = 4;
/// Most actions.
pub const MAX_ACTIONS: usize = 200;
/// Weeks in a quarter.
pub const QUARTER_WEEKS: u32 = 13;
/// Most that the actions of one quarter may add to one statement [levels].
pub const LEVELS_PER_QUARTER: f64 = 1.0;
/// Slack for sums of levels that are not exact in binary.
const ROUNDING: f64 = 1e-9;

/// What a problem is made of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parts {
    /// What may be done.
    pub actions: Vec<Action>,
    /// What is scored, and where it stands.
    pub statements: Vec<Statement>,
    /// What statements belong to.
    pub dimensions: Vec<Dimension>,
    /// What there is in each quarter [tenths of a person-day]; 1 to [`MAX_QUARTERS`].
    pub capacity: Vec<i64>,
    /// Most actions in one quarter.
    pub at_once: u32,
    /// What a level counts a quarter later, above 0 and at most 1.
    pub discount: f64,
    /// Whether the first quarter has to hold a quick win if one fits there.
    pub needs_quick_win: bool,
}

/// An action that may be done.
#[derive(Clone, Debug, PartialEq)]
pub struct Action {
    /// What it takes of the quarter [tenths of a person-day], at least 0.
    pub effort: i64,
    /// Elapsed time, 1 to [`QUARTER_WEEKS`].
    pub weeks: u32,
    /// Indices of what has to be done before.
    pub requires: Vec<usize>,
    /// Indices of statements, and levels it adds to each, above 0 and at most 1.
    pub raises: Vec<(usize, f64)>,
    /// Whether it can be the quick win of the first quarter.
    pub quick_win: bool,
    /// Quarters in which it may be done.
    pub quarters: [bool; MAX_QUARTERS],
    /// Whether it has to be done.
    pub must: bool,
    /// What it is worth beyond its levels in each quarter [levels], at least 0: for leaving it where it was.
    pub bonus: [f64; MAX_QUARTERS],
}

/// Something that is scored.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Statement {
    /// Index of its dimension.
    pub dimension: usize,
    /// Where it stands, 1 to 5.
    pub score: f64,
}

/// What statements belong to, all of them counting alike.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dimension {
    /// Relative importance, at least 0.
    pub weight: f64,
    /// Level beyond which more is worth nothing; below the present score nothing is.
    pub target: f64,
}

/// A problem that makes sense, though it may be impossible.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    parts: Parts,
    /// Weight of each dimension as a share of all.
    weights: Vec<f64>,
    /// Statements of each dimension.
    sizes: Vec<f64>,
    /// What each quarter counts; they sum to 1.
    quarter_weights: Vec<f64>,
    /// The actions that require each.
    required_by: Vec<Vec<usize>>,
    /// What is required, and what requires it.
    links: Vec<(usize, usize)>,
}

/// Quarter of each action, in their order; none is not done.
pub type Plan = Vec<Option<usize>>;

/// Why a problem was refused. Numbers are indices into the lists given.
#[derive(Clone, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum ProblemError {
    /// Nothing to plan over.
    #[error("there are {0} quarters; plan 1 to {MAX_QUARTERS}")]
    Quarters(usize),
    /// Too many to search.
    #[error("there are {0} actions; the most is {MAX_ACTIONS}")]
    TooManyActions(usize),
    /// Actions wait for each other.
    #[error("the actions {0:?} wait for each other; take one of the links away")]
    Cycle(Vec<usize>),
    /// A link to nothing.
    #[error("action {action} names {what} {index}, which is not in the list")]
    Unknown {
        /// Index of the action.
        action: usize,
        /// "action" or "statement".
        what: &'static str,
        /// Index that is out of range.
        index: usize,
    },
    /// A number outside its range.
    #[error("the {what} must be {range}, not {number}")]
    Number {
        /// Which number.
        what: &'static str,
        /// What it must be.
        range: &'static str,
        /// What it is.
        number: f64,
    },
    /// All weights are 0.
    #[error("no dimension has any weight: give at least one a weight above 0")]
    NoWeight,
}

/// A rule that a plan breaks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Broken {
    /// More days than there are.
    Capacity {
        /// Index of the quarter.
        quarter: usize,
        /// What its actions take [tenths of a person-day].
        taken: i64,
    },
    /// Too many at once.
    AtOnce {
        /// Index of the quarter.
        quarter: usize,
        /// How many.
        count: usize,
    },
    /// Something before what it requires.
    Before {
        /// Index of the action.
        action: usize,
        /// What it requires.
        required: usize,
    },
    /// One after the other they do not fit into the quarter.
    Weeks {
        /// Index of the action that ends too late.
        action: usize,
        /// When it ends [weeks into the quarter].
        end: u32,
    },
    /// More than a level for one statement.
    Steep {
        /// Index of the quarter.
        quarter: usize,
        /// Index of the statement.
        statement: usize,
    },
    /// A quarter that an action may not have.
    Quarter {
        /// Index of the action.
        action: usize,
    },
    /// Something that has to be done is not.
    Missing {
        /// Index of the action.
        action: usize,
    },
    /// No quick win in the first quarter.
    NoQuickWin,
}

impl Problem {
    /// Checks that the parts make sense.
    ///
    /// # Errors
    ///
    /// The first [`ProblemError`].
    pub fn new(parts: Parts) -> Result<Self, ProblemError> {
        if !(1..=MAX_QUARTERS).contains(&parts.capacity.len()) {
            return Err(ProblemError::Quarters(parts.capacity.len()));
        }
        if parts.actions.len() > MAX_ACTIONS {
            return Err(ProblemError::TooManyActions(parts.actions.len()));
        }
        check_numbers(&parts)?;
        let mut required_by = vec![Vec::new(); parts.actions.len()];
        for (action, it) in parts.actions.iter().enumerate() {
            if let Some(&index) = it.requires.iter().find(|index| **index >= parts.actions.len()) {
                return Err(ProblemError::Unknown { action, what: "action", index });
            }
            if let Some(&(index, _)) = it.raises.iter().find(|(index, _)| *index >= parts.statements.len()) {
                return Err(ProblemError::Unknown { action, what: "statement", index });
            }
            for &required in &it.requires {
                required_by[required].push(action);
            }
        }
        let of = |(action, it): (usize, &Action)| {
            it.requires.iter().map(move |required| (*required, action)).collect::<Vec<_>>()
        };
        let links = parts.actions.iter().enumerate().flat_map(of).collect();
        if let Some(cycle) = cycle(&parts.actions) {
            return Err(ProblemError::Cycle(cycle));
        }
        let total: f64 = parts.dimensions.iter().map(|it| it.weight).sum();
        if total <= 0.0 {
            return Err(ProblemError::NoWeight);
        }
        let weights = parts.dimensions.iter().map(|it| it.weight / total).collect();
        let mut sizes = vec![0.0; parts.dimensions.len()];
        parts.statements.iter().for_each(|it| sizes[it.dimension] += 1.0);
        let mut counts = Vec::new();
        let mut count = 1.0;
        for _ in &parts.capacity {
            counts.push(count);
            count *= parts.discount;
        }
        let all: f64 = counts.iter().sum();
        let quarter_weights = counts.iter().map(|count| count / all).collect();
        Ok(Self { parts, weights, sizes, quarter_weights, required_by, links })
    }

    /// What it is made of.
    pub fn parts(&self) -> &Parts {
        &self.parts
    }

    /// Number of quarters.
    pub fn quarters(&self) -> usize {
        self.parts.capacity.len()
    }

    /// What `plan` is worth [levels], at least 0, whether or not it keeps the rules.
    pub fn value(&self, plan: &[Option<usize>]) -> f64 {
        let start: f64 =
            self.dimension_scores(plan, None).iter().zip(&self.weights).map(|(a, b)| a * b).sum();
        let mut value = 0.0;
        for (quarter, weight) in self.quarter_weights.iter().enumerate() {
            let scores = self.dimension_scores(plan, Some(quarter));
            let mean: f64 = scores.iter().zip(&self.weights).map(|(score, share)| score * share).sum();
            value += weight * (mean - start);
        }
        let bonuses = plan.iter().zip(&self.parts.actions);
        value + bonuses.filter_map(|(quarter, action)| Some(action.bonus[(*quarter)?])).sum::<f64>()
    }

    /// Score of each statement after `quarter`, or before the first; at most 5.
    pub fn statement_scores(&self, plan: &[Option<usize>], quarter: Option<usize>) -> Vec<f64> {
        let mut scores: Vec<f64> = self.parts.statements.iter().map(|it| it.score).collect();
        for (action, done) in self.parts.actions.iter().zip(plan) {
            if matches!((done, quarter), (Some(done), Some(quarter)) if *done <= quarter) {
                action.raises.iter().for_each(|&(statement, raise)| scores[statement] += raise);
            }
        }
        scores.into_iter().map(|score| score.min(HIGHEST)).collect()
    }

    /// What each dimension counts after `quarter`, or before the first: its mean, but no more than its target.
    fn dimension_scores(&self, plan: &[Option<usize>], quarter: Option<usize>) -> Vec<f64> {
        let mut sums = vec![0.0; self.sizes.len()];
        for (statement, score) in self.parts.statements.iter().zip(self.statement_scores(plan, quarter)) {
            sums[statement.dimension] += score;
        }
        let means =
            sums.iter().zip(&self.sizes).map(|(sum, size)| if *size > 0.0 { sum / size } else { 0.0 });
        means.zip(&self.parts.dimensions).map(|(mean, dimension)| mean.min(dimension.target)).collect()
    }

    /// Every rule that `plan` breaks.
    pub fn broken(&self, plan: &[Option<usize>]) -> Vec<Broken> {
        let actions = &self.parts.actions;
        let mut broken = Vec::new();
        for (action, (it, quarter)) in actions.iter().zip(plan).enumerate() {
            match quarter {
                None if it.must => broken.push(Broken::Missing { action }),
                Some(quarter) if !it.quarters[*quarter] || *quarter >= self.quarters() => {
                    broken.push(Broken::Quarter { action });
                }
                _ => {}
            }
            if let Some(quarter) = quarter {
                let late = |required: &&usize| plan[**required].is_none_or(|done| done > *quarter);
                let before = it.requires.iter().filter(late);
                broken.extend(before.map(|&required| Broken::Before { action, required }));
                let end = self.end_week(plan, action);
                if end > QUARTER_WEEKS {
                    broken.push(Broken::Weeks { action, end });
                }
            }
        }
        for quarter in 0..self.quarters() {
            let there = || (0..actions.len()).filter(|action| plan[*action] == Some(quarter));
            let taken: i64 = there().map(|action| actions[action].effort).sum();
            if taken > self.parts.capacity[quarter] {
                broken.push(Broken::Capacity { quarter, taken });
            }
            if there().count() > self.parts.at_once as usize {
                broken.push(Broken::AtOnce { quarter, count: there().count() });
            }
            let mut raised = vec![0.0; self.parts.statements.len()];
            there().flat_map(|it| &actions[it].raises).for_each(|&(at, raise)| raised[at] += raise);
            let steep = (0..raised.len()).filter(|at| raised[*at] > LEVELS_PER_QUARTER + ROUNDING);
            broken.extend(steep.map(|statement| Broken::Steep { quarter, statement }));
        }
        let won = (0..actions.len()).any(|it| actions[it].quick_win && plan[it] == Some(0));
        if self.asks_for_quick_win() && !won {
            broken.push(Broken::NoQuickWin);
        }
        broken
    }

    /// Whether a quick win is asked for, and one could be had at all: without prerequisites, within the days.
    pub fn asks_for_quick_win(&self) -> bool {
        let possible = |it: &Action| {
            it.quick_win && it.quarters[0] && it.requires.is_empty() && it.effort <= self.parts.capacity[0]
        };
        self.parts.needs_quick_win && self.parts.at_once > 0 && self.parts.actions.iter().any(possible)
    }

    /// When `action` ends if it begins once its prerequisites of the same quarter have [weeks into the quarter].
    fn end_week(&self, plan: &[Option<usize>], action: usize) -> u32 {
        let it = &self.parts.actions[action];
        let same = it.requires.iter().filter(|required| plan[**required] == plan[action]);
        it.weeks + same.map(|required| self.end_week(plan, *required)).max().unwrap_or(0)
    }
}

/// Top of the ladder.
const HIGHEST: f64 = 5.0;

fn check_numbers(parts: &Parts) -> Result<(), ProblemError> {
    let check = |holds: bool, what, range, number: f64| {
        if holds { Ok(()) } else { Err(ProblemError::Number { what, range, number }) }
    };
    let discount = parts.discount;
    check(discount > 0.0 && discount <= 1.0, "discount", "above 0 and at most 1", discount)?;
    for &capacity in &parts.capacity {
        check((0..=1 << 40).contains(&capacity), "capacity of a quarter", "at least 0", capacity as f64)?;
    }
    for it in &parts.dimensions {
        let fine = it.weight.is_finite() && it.weight >= 0.0;
        check(fine, "weight of a dimension", "at least 0", it.weight)?;
        check(it.target.is_finite(), "target of a dimension", "a number", it.target)?;
    }
    for it in &parts.statements {
        check((1.0..=HIGHEST).contains(&it.score), "score of a statement", "from 1 to 5", it.score)?;
        let known = it.dimension < parts.dimensions.len();
        check(known, "dimension of a statement", "one of the list", it.dimension as f64)?;
    }
    for it in &parts.actions {
        check((0..=1 << 40).contains(&it.effort), "effort of an action", "at least 0", it.effort as f64)?;
        let weeks = f64::from(it.weeks);
        check((1..=QUARTER_WEEKS).contains(&it.weeks), "length of an action", "1 to 13 weeks", weeks)?;
        for &(_, raise) in &it.raises {
            let fine = raise > 0.0 && raise <= LEVELS_PER_QUARTER;
            check(fine, "raise of an action", "above 0 and at most 1", raise)?;
        }
        for bonus in it.bonus {
            check(bonus.is_finite() && bonus >= 0.0, "bonus of an action", "at least 0", bonus)?;
        }
    }
    Ok(())
}

/// Actions that wait for each other, if any.
fn cycle(actions: &[Action]) -> Option<Vec<usize>> {
    let mut left: Vec<bool> = vec![true; actions.len()];
    loop {
        let free =
            (0..actions.len()).find(|it| left[*it] && !actions[*it].requires.iter().any(|on| left[*on]));
        let Some(free) = free else { break };
        left[free] = false;
    }
    let mut walk = vec![left.iter().position(|left| *left)?];
    loop {
        let last = walk[walk.len() - 1];
        let next = *actions[last].requires.iter().find(|on| left[**on])?;
        if let Some(start) = walk.iter().position(|it| *it == next) {
            return Some(walk.split_off(start));
        }
        walk.push(next);
    }
}
