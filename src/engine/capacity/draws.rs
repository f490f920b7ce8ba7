//! The luck of a chunk of iterations: durations and capacities, drawn column by column.
//!
//! A column is one draw of [`CHUNK`] consecutive iterations. One block of random
//! numbers serves four of them, the kind of distribution is looked up once, and
//! the loops over a column become vector instructions.

use super::correlation::SharedLuck;
use super::risk::RiskDraws;
use super::turnover::TurnoverDraws;
use super::{Distribution, Problem, ROUNDING_SLACK};
use crate::float;
use crate::random::{ITERATIONS_PER_BLOCK, uniforms};

/// Iterations drawn together; chunks start at its multiples.
pub(super) const CHUNK: u32 = 32;

/// Durations and capacities of the iterations from a multiple of [`CHUNK`].
#[derive(Clone, Debug)]
pub(super) struct Draws {
    /// Weeks of each stage, in scheduling order.
    durations: Vec<Column<u16>>,
    /// Units of each span of availability.
    capacities: Vec<Column<u16>>,
    /// What risks do; empty without risks.
    risks: RiskDraws,
    /// What groups and clusters of stages share; empty without them.
    shared: SharedLuck,
    /// Who comes and leaves, of one role at a time.
    turnover: TurnoverDraws,
}

impl Draws {
    /// Room for the draws of `problem`.
    pub(super) fn new(problem: &Problem) -> Self {
        Self {
            durations: vec![[0; CHUNK as usize]; problem.network().steps().len()],
            capacities: vec![[0; CHUNK as usize]; problem.availability().spans().len()],
            risks: RiskDraws::default(),
            shared: SharedLuck::default(),
            turnover: TurnoverDraws::default(),
        }
    }

    /// Draws for the iterations from `first`, a multiple of [`CHUNK`].
    pub(super) fn draw(&mut self, problem: &Problem, seed: u64, first: u32) {
        let longest = f64::from(problem.horizon_weeks() + 1);
        self.risks.draw(problem, seed, first);
        self.shared.draw(problem, seed, first);
        for (step, durations) in problem.network().steps().iter().zip(&mut self.durations) {
            let stage = &problem.stages()[step.stage as usize];
            let distribution = stage.work.distribution();
            let mut weeks = if problem.shares_luck(step.stage) && distribution.fixed_value().is_none() {
                let mut luck = uniform_column(seed, first, stage.key, WORK_DRAW);
                self.shared.mix(problem, step.stage, &mut luck);
                distribution.sample_column(&mut luck);
                luck
            } else {
                column(distribution, seed, first, stage.key, WORK_DRAW)
            };
            for weeks in &mut weeks {
                *weeks *= step.weeks_per_work;
            }
            self.risks.lengthen(problem, step.stage, &mut weeks);
            for (whole, weeks) in durations.iter_mut().zip(&weeks) {
                *whole = whole_weeks(*weeks, longest);
            }
        }
        for quarter in problem.availability().quarters() {
            let role = problem.role_of(quarter.row);
            let absence = column(&role.absence, seed, first, role.key, FIRST_ABSENCE_DRAW + quarter.number);
            let spans = &problem.availability().spans()[quarter.spans()];
            if let Some(turnover) = problem.turnover(quarter.row) {
                // The quarters of a row follow each other.
                if quarter.number == 0 {
                    self.turnover.draw(turnover, role, seed, first);
                }
                for (span, capacities) in spans.iter().zip(&mut self.capacities[quarter.spans()]) {
                    let lost = self.turnover.losses(span.start_week);
                    for ((units, absence), lost) in capacities.iter_mut().zip(&absence).zip(lost) {
                        *units = span.capacity_units_without(*lost, *absence);
                    }
                }
                continue;
            }
            for (span, capacities) in spans.iter().zip(&mut self.capacities[quarter.spans()]) {
                for (units, absence) in capacities.iter_mut().zip(&absence) {
                    *units = span.capacity_units(*absence);
                }
            }
        }
    }

    /// What the risks do.
    pub(super) fn risks(&self) -> &RiskDraws {
        &self.risks
    }

    /// Weeks of each stage in iteration `lane` of the chunk, in scheduling order.
    pub(super) fn durations(&self, lane: usize) -> impl Iterator<Item = u16> {
        self.durations.iter().map(move |column| column[lane])
    }

    /// Weeks of each stage, in scheduling order, a column of iterations each.
    pub(super) fn duration_columns(&self) -> &[Column<u16>] {
        &self.durations
    }

    /// Units of each span, a column of iterations each.
    pub(super) fn capacity_columns(&self) -> &[Column<u16>] {
        &self.capacities
    }

    /// Units of each span in iteration `lane` of the chunk.
    pub(super) fn capacities(&self, lane: usize) -> impl Iterator<Item = u16> {
        self.capacities.iter().map(move |column| column[lane])
    }
}

/// One number for each iteration of a chunk.
pub(super) type Column<T> = [T; CHUNK as usize];

/// Draws are counted apart for stages and roles, so that equal keys do not tie them to each other.
pub(super) const WORK_DRAW: u32 = 0;
pub(super) const FIRST_ABSENCE_DRAW: u32 = 1 << 16;

pub(super) fn column(
    distribution: &Distribution,
    seed: u64,
    first: u32,
    object: u64,
    draw: u32,
) -> Column<f64> {
    let mut column = if distribution.fixed_value().is_none() {
        uniform_column(seed, first, object, draw)
    } else {
        [0.0; CHUNK as usize]
    };
    distribution.sample_column(&mut column);
    column
}

/// One draw of each iteration of a chunk, uniform in (0, 1).
pub(super) fn uniform_column(seed: u64, first: u32, object: u64, draw: u32) -> Column<f64> {
    let mut column = [0.0; CHUNK as usize];
    let (blocks, _) = column.as_chunks_mut();
    for (block, number) in blocks.iter_mut().zip(first / ITERATIONS_PER_BLOCK..) {
        *block = uniforms(seed, number, object, draw);
    }
    column
}

/// Weeks rounded up, at most `longest`.
#[inline]
fn whole_weeks(weeks: f64, longest: f64) -> u16 {
    let weeks = (weeks - ROUNDING_SLACK).max(0.0).min(longest);
    #[expect(clippy::cast_possible_truncation, reason = "0 to one week beyond the horizon")]
    let whole = float::rounded_up(weeks) as u16;
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_are_rounded_up_beyond_rounding_errors() {
        for (weeks, whole) in
            [(0.0, 0), (0.01, 1), (1.0, 1), (0.1 + 0.2 + 0.7, 1), (1.001, 2), (104.2, 105), (1e300, 105)]
        {
            assert_eq!(whole_weeks(weeks, 105.0), whole, "{weeks}");
        }
    }

    #[test]
    fn a_column_holds_the_draws_of_single_iterations() {
        let distribution = Distribution::triangular(2.0, 5.0, 14.0).unwrap();
        let drawn = column(&distribution, 7, 64, 42, 3);
        for (lane, value) in drawn.iter().enumerate() {
            let iteration = 64 + u32::try_from(lane).unwrap();
            let u = uniforms(7, iteration / 4, 42, 3)[iteration as usize % 4];
            assert_eq!(value.to_bits(), distribution.sample(u).to_bits());
        }
    }
}
