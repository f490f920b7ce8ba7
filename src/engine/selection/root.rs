//! The relaxation of everything that is open, tightened by cuts.

use super::certificate::{Certificate, Multiplier};
use super::cuts::CutFinder;
use super::draft::Draft;
use super::instance::{Fixing, Instance};
use super::record::Record;
use super::relaxation::Relaxation;
use super::residual::Residual;
use super::rounding::round;
use super::simplex::{Outcome, Simplex};

/// The root of the search, before any branching.
#[derive(Clone, Debug)]
pub(super) struct Root {
    residual: Residual,
    relaxation: Relaxation,
    simplex: Simplex,
    cuts: CutFinder,
    /// By column: what reduced costs have decided, given the best set so far.
    fixings: Vec<Fixing>,
    certificate: Certificate,
    multipliers: Vec<Multiplier>,
    point: Vec<f64>,
    upper_bound: i64,
    rounds: u32,
    rounds_without_progress: u32,
    /// Objective of the round before.
    objective: f64,
}

/// Rounds of cuts at most.
const ROUNDS: u32 = 30;
/// Rounds that gain too little before it stops.
const PATIENCE: u32 = 3;
/// A round must lower the objective by this share to count as progress.
const PROGRESS: f64 = 1e-5;
/// Entries of the tableau that one round may touch; the next goes on from there.
const WORK_PER_ROUND: u64 = 50_000_000;
/// A share this close to a whole number is one.
const WHOLE: f64 = 1e-6;

impl Root {
    /// Nothing is solved yet. There must be at least one column.
    pub(super) fn new(residual: Residual) -> Self {
        let relaxation = Relaxation::new(&residual);
        Self {
            simplex: Simplex::new(&relaxation),
            cuts: CutFinder::new(&residual),
            fixings: vec![Fixing::Free; residual.columns()],
            certificate: Certificate::default(),
            multipliers: Vec::new(),
            point: vec![0.0; residual.columns()],
            upper_bound: i64::MAX,
            rounds: 0,
            rounds_without_progress: 0,
            objective: f64::INFINITY,
            relaxation,
            residual,
        }
    }

    /// Proved upper bound on the value of every feasible set that is better than the best found.
    pub(super) fn upper_bound(&self) -> i64 {
        self.upper_bound
    }

    /// What is open.
    pub(super) fn residual(&self) -> &Residual {
        &self.residual
    }

    /// The last point of the relaxation, by column.
    pub(super) fn point(&self) -> &[f64] {
        &self.point
    }

    /// What is left of the cost of `column` [units of value].
    pub(super) fn reduced_cost(&self, column: usize) -> f64 {
        self.certificate.reduced_cost(column)
    }

    /// Multipliers of the rows at the last point.
    pub(super) fn multipliers(&self) -> &[Multiplier] {
        &self.multipliers
    }

    /// The proof of the bound.
    pub(super) fn into_certificate(self) -> Certificate {
        self.certificate
    }

    /// One round: solve, prove, round, fix, cut. False if another round would not help.
    pub(super) fn tighten(&mut self, instance: &Instance, record: &mut Record) -> bool {
        let outcome = self.solve_for_a_while(record.granularity());
        if outcome == Outcome::Paused && self.upper_bound >= record.least_wanted() {
            return true;
        }
        let is_whole = self.point.iter().all(|share| *share < WHOLE || *share > 1.0 - WHOLE);
        let members = self.residual.members(|column| self.point[column] > 0.5);
        if let Some(draft) = Draft::of(instance, &members).filter(|_| is_whole) {
            record.offer(&draft);
        }
        round(instance, &self.residual, &self.point, &self.certificate, record);
        if outcome != Outcome::Optimal || self.upper_bound < record.least_wanted() || self.is_at_rest() {
            return false;
        }
        self.fix(record);
        for (column, fixing) in self.fixings.iter().enumerate() {
            match fixing {
                Fixing::Free => {}
                Fixing::Out => self.simplex.set_bounds(column, 0.0, 0.0),
                Fixing::In => self.simplex.set_bounds(column, 1.0, 1.0),
            }
        }
        let cuts = self.cuts.find(&self.residual, &self.point);
        let found = !cuts.is_empty();
        self.simplex.let_slack_rows_out();
        for cut in cuts {
            self.residual.cuts.push(cut.clone());
            self.relaxation.add_cut(cut);
        }
        found
    }

    /// Solves the relaxation as it is and proves a bound.
    pub(super) fn solve(&mut self, granularity: i64) {
        while self.solve_for_a_while(granularity) == Outcome::Paused {}
    }

    fn solve_for_a_while(&mut self, granularity: i64) -> Outcome {
        let mut outcome = self.simplex.solve(&self.relaxation, f64::NEG_INFINITY, WORK_PER_ROUND);
        if outcome == Outcome::Unsolved {
            self.simplex.restart(&self.relaxation);
            outcome = self.simplex.solve(&self.relaxation, f64::NEG_INFINITY, WORK_PER_ROUND);
        }
        self.simplex.multipliers(&self.relaxation, &mut self.multipliers);
        self.certificate.prove(&self.relaxation, &self.multipliers, &self.fixings);
        self.upper_bound = self.upper_bound.min(self.certificate.bound(granularity));
        for (column, share) in self.point.iter_mut().enumerate() {
            *share = self.simplex.value(column);
        }
        outcome
    }

    /// What is left to decide, given the best set so far; `None` if nothing better can be there.
    pub(super) fn left_over(&mut self, record: &Record) -> Option<Residual> {
        self.fix(record);
        self.residual.propagate(&mut self.fixings).ok()?;
        Some(self.residual.fix(&self.fixings))
    }

    /// Fixes the columns that would have to cost too much to be otherwise.
    fn fix(&mut self, record: &Record) {
        for (column, fixing) in self.fixings.iter_mut().enumerate() {
            if *fixing == Fixing::Free
                && self.certificate.bound_if_otherwise(column, record.granularity()) < record.least_wanted()
            {
                *fixing = self.certificate.best(column);
            }
        }
    }

    /// Whether it has had its rounds, or the last few gained next to nothing.
    fn is_at_rest(&mut self) -> bool {
        self.rounds += 1;
        let objective = self.simplex.objective();
        if self.objective - objective < PROGRESS * objective.abs() {
            self.rounds_without_progress += 1;
        } else {
            self.rounds_without_progress = 0;
        }
        self.objective = objective;
        self.rounds > ROUNDS || self.rounds_without_progress > PATIENCE
    }
}
