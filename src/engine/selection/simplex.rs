//! The linear relaxation, solved again and again as bounds change: a dense, bounded dual simplex.
//!
//! Every column lies between two finite bounds, so a basis of slacks is dual
//! feasible from the start (each column at the bound that its cost prefers),
//! and stays so whatever a branch does to the bounds: the dual simplex always
//! starts warm. The full tableau is kept, because it is small: rows are
//! *lazy*, they enter only once they are violated and leave when they have been
//! slack for a while. The ratio test flips bounds on its way (long steps).
//!
//! The answer is a floating-point one; [`super::certificate`] turns its
//! multipliers into proof.
//!
//! Sources: Maros (2003), *Computational Techniques of the Simplex Method*,
//! chapter 10 (dual simplex with upper bounds, bound flipping); Lemke (1954).

use super::certificate::Multiplier;
use super::relaxation::Relaxation;

/// A tableau: objective and basic variables in terms of the nonbasic ones.
///
/// Variable `j` below the number of columns is column `j`; above it, the slack of a row.
#[derive(Clone, Debug)]
pub(super) struct Simplex {
    /// Number of columns, and so of nonbasic variables.
    width: usize,
    /// Row by row: basic variable + Σ entry × nonbasic variable = constant.
    tableau: Vec<f64>,
    /// The basic variable of each tableau row.
    basic: Vec<usize>,
    basic_values: Vec<f64>,
    /// The nonbasic variable of each tableau column.
    nonbasic: Vec<usize>,
    nonbasic_values: Vec<f64>,
    /// What the objective gains per unit of each nonbasic variable.
    reduced_costs: Vec<f64>,
    /// By column.
    lower: Vec<f64>,
    upper: Vec<f64>,
    /// Where each column is.
    places: Vec<Place>,
    /// Whether each row of the relaxation is in the tableau.
    active: Vec<bool>,
    objective: f64,
    /// Entries of the tableau that pivots have touched.
    work: u64,
    pivots_since_start: u32,
    /// Room for the ratio test: (ratio, place).
    breakpoints: Vec<(f64, usize)>,
    pivot_row: Vec<f64>,
    pivot_column: Vec<f64>,
}

/// What the simplex came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// No better point of the relaxation.
    Optimal,
    /// The tableau row (by place) that no point of the relaxation can keep.
    Infeasible(usize),
    /// The objective fell below the cut-off.
    Cutoff,
    /// The work allowed is used up; it can go on from here.
    Paused,
    /// The numbers became unreliable.
    Unsolved,
}

/// Which variables a vertex is made of, wherever the bounds are.
#[derive(Clone, Debug)]
pub(super) struct Basis {
    /// Rows without slack.
    tight: Vec<usize>,
    /// Columns between their bounds.
    between: Vec<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Basic(usize),
    Nonbasic(usize),
}

/// A basic variable that is beyond one of its bounds.
#[derive(Clone, Copy, Debug)]
struct Leaving {
    row: usize,
    /// Whether it is below its lower bound; otherwise it is above its upper bound.
    below: bool,
    /// How far.
    infeasibility: f64,
    /// The bound.
    target: f64,
}

/// How far a scaled value may lie beyond its bound.
const FEASIBILITY: f64 = 1e-8;
/// Entries and reduced costs below it count as 0.
const ZERO: f64 = 1e-9;
/// A pivot below it would spoil the tableau.
const SMALLEST_PIVOT: f64 = 1e-7;
/// A lazy row enters once it is violated by more than this, scaled.
const VIOLATION: f64 = 1e-6;
/// Rows that enter at a time, most violated first.
const ROWS_AT_A_TIME: usize = 12;
/// Rounds of lazy rows before the relaxation counts as unsolved.
const ROUNDS: usize = 200;
/// A tableau is built anew after so many pivots, so that rounding errors do not pile up.
const PIVOTS_PER_TABLEAU: u32 = 2_000;

impl Simplex {
    /// No rows yet, every column between 0 and 1 at the bound that its cost prefers.
    pub(super) fn new(relaxation: &Relaxation) -> Self {
        let width = relaxation.columns();
        let mut simplex = Self {
            width,
            tableau: Vec::new(),
            basic: Vec::new(),
            basic_values: Vec::new(),
            nonbasic: Vec::new(),
            nonbasic_values: Vec::new(),
            reduced_costs: Vec::new(),
            lower: vec![0.0; width],
            upper: vec![1.0; width],
            places: Vec::new(),
            active: Vec::new(),
            objective: 0.0,
            work: 0,
            pivots_since_start: 0,
            breakpoints: Vec::new(),
            pivot_row: vec![0.0; width],
            pivot_column: Vec::new(),
        };
        simplex.restart(relaxation);
        simplex
    }

    /// Forgets the basis, keeps the bounds.
    pub(super) fn restart(&mut self, relaxation: &Relaxation) {
        self.tableau.clear();
        self.basic.clear();
        self.basic_values.clear();
        self.nonbasic = (0..self.width).collect();
        self.places = (0..self.width).map(Place::Nonbasic).collect();
        self.reduced_costs = relaxation.scaled_costs();
        self.active = vec![false; relaxation.rows().len()];
        self.nonbasic_values = vec![0.0; self.width];
        self.objective = 0.0;
        self.pivots_since_start = 0;
        for place in 0..self.width {
            self.nonbasic_values[place] = self.preferred_bound(place);
            self.objective += self.reduced_costs[place] * self.nonbasic_values[place];
        }
    }

    /// Scaled objective at the current vertex; an upper bound while it falls.
    pub(super) fn objective(&self) -> f64 {
        self.objective
    }

    /// Value of `column` at the current vertex.
    pub(super) fn value(&self, column: usize) -> f64 {
        match self.places[column] {
            Place::Basic(row) => self.basic_values[row],
            Place::Nonbasic(place) => self.nonbasic_values[place],
        }
    }

    /// Lower and upper bound of `column`.
    pub(super) fn bounds(&self, column: usize) -> (f64, f64) {
        (self.lower[column], self.upper[column])
    }

    /// Moves the bounds of `column`; the basis stays dual feasible.
    pub(super) fn set_bounds(&mut self, column: usize, lower: f64, upper: f64) {
        self.lower[column] = lower;
        self.upper[column] = upper;
        if let Place::Nonbasic(place) = self.places[column] {
            self.move_to(place, self.preferred_bound(place));
        }
    }

    /// Solves the relaxation, letting rows in as they are violated, unless the objective falls below `cutoff`
    /// or pivots have touched `work_limit` entries of the tableau.
    pub(super) fn solve(&mut self, relaxation: &Relaxation, cutoff: f64, work_limit: u64) -> Outcome {
        self.active.resize(relaxation.rows().len(), false);
        if self.pivots_since_start > PIVOTS_PER_TABLEAU {
            self.rebuild(relaxation);
        }
        let last = self.work.saturating_add(work_limit);
        for _ in 0..ROUNDS {
            let outcome = self.reoptimise(cutoff, last.saturating_sub(self.work));
            if outcome != Outcome::Optimal || !self.let_violated_rows_in(relaxation) {
                return outcome;
            }
        }
        Outcome::Unsolved
    }

    /// Dual simplex over the rows that are in the tableau.
    pub(super) fn reoptimise(&mut self, cutoff: f64, work_limit: u64) -> Outcome {
        let last = self.work.saturating_add(work_limit);
        loop {
            if self.objective < cutoff {
                return Outcome::Cutoff;
            }
            let Some(leaving) = self.choose_leaving() else { return Outcome::Optimal };
            if self.work > last {
                return Outcome::Paused;
            }
            let Some(entering) = self.choose_entering(leaving) else {
                return Outcome::Infeasible(leaving.row);
            };
            if self.entry(leaving.row, entering).abs() < SMALLEST_PIVOT {
                return Outcome::Unsolved;
            }
            self.pivot(leaving.row, entering, leaving.target);
        }
    }

    /// Multipliers of the rows at the current basis, for a bound on the objective.
    pub(super) fn multipliers(&self, relaxation: &Relaxation, multipliers: &mut Vec<Multiplier>) {
        multipliers.clear();
        for (&variable, &reduced_cost) in self.nonbasic.iter().zip(&self.reduced_costs) {
            if variable >= self.width && reduced_cost < 0.0 {
                let row = variable - self.width;
                multipliers.push((row, relaxation.unscaled_multiplier(row, -reduced_cost)));
            }
        }
    }

    /// Multipliers of the rows that add up to the contradiction in tableau row `row` (Farkas).
    pub(super) fn contradiction(
        &self,
        relaxation: &Relaxation,
        row: usize,
        multipliers: &mut Vec<Multiplier>,
    ) {
        multipliers.clear();
        let (lower, _) = self.bounds_of(self.basic[row]);
        let sign = if self.basic_values[row] < lower { 1.0 } else { -1.0 };
        let mut push = |variable: usize, multiplier: f64| {
            if variable >= self.width && multiplier > 0.0 {
                let row = variable - self.width;
                multipliers.push((row, relaxation.unscaled_multiplier(row, multiplier)));
            }
        };
        push(self.basic[row], sign);
        for (place, &variable) in self.nonbasic.iter().enumerate() {
            push(variable, sign * self.entry(row, place));
        }
    }

    /// The basis, to come back to.
    pub(super) fn basis(&self) -> Basis {
        let slacks = self.nonbasic.iter().filter(|variable| **variable >= self.width);
        let columns = self.basic.iter().filter(|variable| **variable < self.width);
        Basis { tight: slacks.map(|slack| slack - self.width).collect(), between: columns.copied().collect() }
    }

    /// Goes to `basis` by exchanging only what differs; the bounds stay as they are.
    pub(super) fn go_to(&mut self, relaxation: &Relaxation, basis: &Basis) {
        self.active.resize(relaxation.rows().len(), false);
        let mut is_tight = vec![false; self.active.len()];
        let mut is_between = vec![false; self.width];
        for &row in &basis.tight {
            is_tight[row] = true;
            if !self.active[row] {
                self.let_in(relaxation, row);
            }
        }
        for &column in &basis.between {
            is_between[column] = true;
        }
        let width = self.width;
        let should_be_basic = |variable: usize| {
            if variable < width { is_between[variable] } else { !is_tight[variable - width] }
        };
        for place in 0..width {
            if should_be_basic(self.nonbasic[place]) {
                let leaving = (0..self.basic.len())
                    .filter(|row| !should_be_basic(self.basic[*row]))
                    .map(|row| (self.entry(row, place).abs(), row))
                    .max_by(|one, other| one.0.total_cmp(&other.0));
                if let Some((_, row)) = leaving.filter(|(pivot, _)| *pivot > SMALLEST_PIVOT) {
                    let (lower, _) = self.bounds_of(self.basic[row]);
                    self.pivot(row, place, lower);
                }
            }
        }
        let slack_gains = |place: usize| self.nonbasic[place] >= width && self.reduced_costs[place] > ZERO;
        if (0..width).any(slack_gains) {
            // Not dual feasible, as a basis from other bounds and rows may be after rounding.
            self.restart(relaxation);
        } else {
            for place in 0..width {
                self.move_to(place, self.preferred_bound(place));
            }
        }
    }

    /// Takes rows with slack out of the tableau; they come back if they are violated.
    pub(super) fn let_slack_rows_out(&mut self) {
        let width = self.width;
        let mut kept = 0;
        for row in 0..self.basic.len() {
            let variable = self.basic[row];
            if variable >= width && self.basic_values[row] > VIOLATION {
                self.active[variable - width] = false;
                continue;
            }
            self.tableau.copy_within(row * width..(row + 1) * width, kept * width);
            self.basic[kept] = variable;
            self.basic_values[kept] = self.basic_values[row];
            if variable < width {
                self.places[variable] = Place::Basic(kept);
            }
            kept += 1;
        }
        self.tableau.truncate(kept * width);
        self.basic.truncate(kept);
        self.basic_values.truncate(kept);
    }

    /// Entries of the tableau: what one pivot touches.
    pub(super) fn size(&self) -> u64 {
        self.tableau.len() as u64
    }

    /// Number of rows in the tableau, and how many of them have slack.
    pub(super) fn rows(&self) -> (usize, usize) {
        let slack = self.basic.iter().filter(|variable| **variable >= self.width).count();
        (self.basic.len(), slack)
    }

    /// The same basis from the original data, without the rounding errors of many pivots.
    fn rebuild(&mut self, relaxation: &Relaxation) {
        let basis = self.basis();
        self.restart(relaxation);
        self.go_to(relaxation, &basis);
    }

    /// Lets the most violated rows in; whether there were any.
    fn let_violated_rows_in(&mut self, relaxation: &Relaxation) -> bool {
        let mut violated: Vec<(f64, usize)> = Vec::new();
        for (index, row) in relaxation.rows().iter().enumerate().filter(|(index, _)| !self.active[*index]) {
            let columns = row.exact.columns.iter().zip(&row.scaled_units);
            let activity: f64 = columns.map(|(column, units)| units * self.value(*column)).sum();
            let excess = activity - row.scaled_limit;
            if excess > VIOLATION {
                violated.push((excess / (row.scaled_limit.abs() + 1.0), index));
            }
        }
        violated.sort_unstable_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        for &(_, row) in violated.iter().take(ROWS_AT_A_TIME) {
            self.let_in(relaxation, row);
        }
        !violated.is_empty()
    }

    /// Adds a row to the tableau, in terms of the nonbasic variables; its slack is basic.
    fn let_in(&mut self, relaxation: &Relaxation, index: usize) {
        let row = &relaxation.rows()[index];
        let start = self.tableau.len();
        self.tableau.resize(start + self.width, 0.0);
        let (older, new) = self.tableau.split_at_mut(start);
        let mut activity = 0.0;
        for (&column, &units) in row.exact.columns.iter().zip(&row.scaled_units) {
            match self.places[column] {
                Place::Nonbasic(place) => {
                    activity += units * self.nonbasic_values[place];
                    new[place] += units;
                }
                Place::Basic(other) => {
                    activity += units * self.basic_values[other];
                    subtract(new, units, &older[other * self.width..(other + 1) * self.width]);
                }
            }
        }
        self.basic.push(self.width + index);
        self.basic_values.push(row.scaled_limit - activity);
        self.active[index] = true;
    }

    /// The basic variable that lies farthest beyond a bound.
    fn choose_leaving(&self) -> Option<Leaving> {
        let mut worst: Option<Leaving> = None;
        for (row, (&variable, &value)) in self.basic.iter().zip(&self.basic_values).enumerate() {
            let (lower, upper) = self.bounds_of(variable);
            let infeasibility = (lower - value).max(value - upper);
            if infeasibility > worst.map_or(FEASIBILITY, |worst| worst.infeasibility) {
                let below = value < lower;
                worst =
                    Some(Leaving { row, below, infeasibility, target: if below { lower } else { upper } });
            }
        }
        worst
    }

    /// The nonbasic variable that takes the leaving one's place; flips those that the step passes.
    fn choose_entering(&mut self, leaving: Leaving) -> Option<usize> {
        let sign = if leaving.below { -1.0 } else { 1.0 };
        let row = &self.tableau[leaving.row * self.width..(leaving.row + 1) * self.width];
        self.breakpoints.clear();
        for (place, &entry) in row.iter().enumerate() {
            // Per unit of this variable the leaving one moves by `pull` towards its bound.
            let pull = sign * entry;
            if pull.abs() <= ZERO {
                continue;
            }
            let (lower, upper) = self.bounds_of(self.nonbasic[place]);
            if lower < upper {
                let at_lower = self.nonbasic_values[place] <= lower;
                if at_lower && pull > 0.0 {
                    self.breakpoints.push(((-self.reduced_costs[place]).max(0.0) / pull, place));
                } else if !at_lower && pull < 0.0 {
                    self.breakpoints.push((self.reduced_costs[place].max(0.0) / -pull, place));
                }
            }
        }
        self.breakpoints.sort_unstable_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
        let mut left = leaving.infeasibility;
        let mut chosen = None;
        for (passed, &(_, place)) in self.breakpoints.iter().enumerate() {
            let (lower, upper) = self.bounds_of(self.nonbasic[place]);
            left -= self.entry(leaving.row, place).abs() * (upper - lower);
            if left <= FEASIBILITY {
                chosen = Some(passed);
                break;
            }
        }
        let chosen = chosen?;
        let best = self.largest_pivot_near(leaving.row, chosen);
        self.breakpoints.swap(chosen, best);
        for passed in 0..chosen {
            let place = self.breakpoints[passed].1;
            let (lower, upper) = self.bounds_of(self.nonbasic[place]);
            let other = if self.nonbasic_values[place] <= lower { upper } else { lower };
            self.move_to(place, other);
        }
        Some(self.breakpoints[chosen].1)
    }

    /// Among breakpoints that tie with `chosen`, the one with the largest entry: steadier numbers.
    fn largest_pivot_near(&self, row: usize, chosen: usize) -> usize {
        const TIE: f64 = 1e-10;
        let size = |index: usize| self.entry(row, self.breakpoints[index].1).abs();
        let ratio = self.breakpoints[chosen].0;
        let mut best = chosen;
        for index in chosen + 1..self.breakpoints.len() {
            if self.breakpoints[index].0 > ratio + TIE {
                break;
            }
            if size(index) > size(best) {
                best = index;
            }
        }
        best
    }

    /// Exchanges the basic variable of `row`, which goes to `target`, for the nonbasic one at `place`.
    fn pivot(&mut self, row: usize, place: usize, target: f64) {
        let width = self.width;
        let pivot = self.entry(row, place);
        let step = (self.basic_values[row] - target) / pivot;
        self.objective += self.reduced_costs[place] * step;
        self.pivot_column.clear();
        for (tableau_row, value) in self.tableau.chunks_exact(width).zip(&mut self.basic_values) {
            self.pivot_column.push(tableau_row[place]);
            *value -= tableau_row[place] * step;
        }
        let pivot_row = &mut self.tableau[row * width..(row + 1) * width];
        for entry in &mut *pivot_row {
            *entry /= pivot;
        }
        pivot_row[place] = 1.0 / pivot;
        self.pivot_row.copy_from_slice(pivot_row);
        for (index, tableau_row) in self.tableau.chunks_exact_mut(width).enumerate() {
            let factor = self.pivot_column[index];
            if index != row && factor != 0.0 {
                tableau_row[place] = 0.0;
                subtract(tableau_row, factor, &self.pivot_row);
            }
        }
        let factor = self.reduced_costs[place];
        self.reduced_costs[place] = 0.0;
        subtract(&mut self.reduced_costs, factor, &self.pivot_row);

        let (leaving, entering) = (self.basic[row], self.nonbasic[place]);
        self.basic[row] = entering;
        self.basic_values[row] = self.nonbasic_values[place] + step;
        self.nonbasic[place] = leaving;
        self.nonbasic_values[place] = target;
        if entering < width {
            self.places[entering] = Place::Basic(row);
        }
        if leaving < width {
            self.places[leaving] = Place::Nonbasic(place);
        }
        self.work += self.tableau.len() as u64;
        self.pivots_since_start += 1;
    }

    /// Moves a nonbasic variable, and all that hangs on it, to `value`.
    fn move_to(&mut self, place: usize, value: f64) {
        let step = value - self.nonbasic_values[place];
        if step == 0.0 {
            return;
        }
        self.nonbasic_values[place] = value;
        self.objective += self.reduced_costs[place] * step;
        for (row, basic_value) in self.tableau.chunks_exact(self.width).zip(&mut self.basic_values) {
            *basic_value -= row[place] * step;
        }
    }

    /// The bound at which a nonbasic variable serves the objective; where it does not matter, the nearer one.
    fn preferred_bound(&self, place: usize) -> f64 {
        let (lower, upper) = self.bounds_of(self.nonbasic[place]);
        let (value, reduced_cost) = (self.nonbasic_values[place], self.reduced_costs[place]);
        if reduced_cost > ZERO {
            upper
        } else if reduced_cost < -ZERO || value < upper {
            lower
        } else {
            upper
        }
    }

    fn bounds_of(&self, variable: usize) -> (f64, f64) {
        if variable < self.width {
            (self.lower[variable], self.upper[variable])
        } else {
            (0.0, f64::INFINITY)
        }
    }

    fn entry(&self, row: usize, place: usize) -> f64 {
        self.tableau[row * self.width + place]
    }
}

/// target −= factor × row; the simplex spends most of its time here.
fn subtract(target: &mut [f64], factor: f64, row: &[f64]) {
    for (entry, other) in target.iter_mut().zip(row) {
        *entry -= factor * other;
    }
}
