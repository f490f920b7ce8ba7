//! Which disagreement would change the ranking: what a meeting should talk about.
//!
//! People may differ widely on a score that decides nothing, and by one level on another that
//! decides who is in. So each person's view of one subject is put in place of the group's, all
//! else held, and the changes are counted.

use thiserror::Error;

use crate::scoring::additive::DecisionMatrix;
use crate::scoring::rerank::{Baseline, Shift};
use crate::scoring::weights::Weights;

/// What people can differ about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// One value.
    Cell {
        /// Row of the matrix.
        alternative: usize,
        /// Column of the matrix.
        criterion: usize,
    },
    /// All values on one criterion together.
    Criterion(usize),
    /// The weight of one criterion; all others give way in proportion.
    Weight(usize),
}

/// How one person sees what the group has settled on.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// Values in `0.0..=1.0`, row by row like raw scores, after the value functions; `None` where not given.
    pub values: Vec<Option<f64>>,
    /// Weights, if given.
    pub weights: Option<Weights>,
}

/// What would change if one of those who differ had their way; figures are means over those who have a view.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Disagreement {
    /// About what.
    pub subject: Subject,
    /// How many people have a view of it, at least 1.
    pub views: usize,
    /// Alternatives that would enter the first k.
    pub top_changes: f64,
    /// The same, under the view that changes most.
    pub most_top_changes: usize,
    /// Alternatives whose rank would change.
    pub rank_changes: f64,
    /// The same, under the view that changes most.
    pub most_rank_changes: usize,
    /// Whose view changes most: the first k before the ranks, the first of equals.
    pub person: usize,
}

/// Why views were refused.
#[derive(Clone, Copy, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum ViewError {
    /// The view belongs to another matrix.
    #[error(
        "the view of person {person} has {given} values or weights, but {expected} are needed; mark missing ones"
    )]
    WrongSize {
        /// Whose.
        person: usize,
        /// Values or weights given.
        given: usize,
        /// Values or weights needed.
        expected: usize,
    },
    /// NaN, or outside `0.0..=1.0`.
    #[error(
        "person {person} gives alternative {alternative} a value of {value} on criterion {criterion}; it must be between 0 and 1"
    )]
    ValueOutside {
        /// Whose.
        person: usize,
        /// Row.
        alternative: usize,
        /// Column.
        criterion: usize,
        /// What it was.
        value: f64,
    },
}

/// Every subject that somebody has a view of, the one that would change most first.
///
/// `matrix` holds what the group has settled on, `k` is the size of the top. Sorted by the mean
/// changes of the first k, then by those of the ranks; equals in the order cells (row by row),
/// criteria, weights.
///
/// # Errors
///
/// [`ViewError`]
pub fn disagreements(
    matrix: &DecisionMatrix,
    people: &[View],
    k: usize,
) -> Result<Vec<Disagreement>, ViewError> {
    let (alternatives, criteria) = (matrix.alternatives(), matrix.criteria());
    for (person, view) in people.iter().enumerate() {
        view.check(person, alternatives, criteria)?;
    }
    let baseline = Baseline::new(matrix, k);
    let cells = (0..alternatives)
        .flat_map(|alternative| (0..criteria).map(move |criterion| Subject::Cell { alternative, criterion }));
    let subjects =
        cells.chain((0..criteria).map(Subject::Criterion)).chain((0..criteria).map(Subject::Weight));
    let mut found: Vec<Disagreement> = subjects
        .filter_map(|subject| {
            let shifts = (0..)
                .zip(people)
                .filter_map(|(person, view)| Some((person, view.shift(&baseline, subject, criteria)?)));
            Disagreement::of(subject, shifts)
        })
        .collect();
    found.sort_by(|a, b| {
        b.top_changes.total_cmp(&a.top_changes).then(b.rank_changes.total_cmp(&a.rank_changes))
    });
    Ok(found)
}

impl View {
    fn check(&self, person: usize, alternatives: usize, criteria: usize) -> Result<(), ViewError> {
        let weights = self.weights.as_ref().map_or(criteria, |weights| weights.as_slice().len());
        for (given, expected) in [(self.values.len(), alternatives * criteria), (weights, criteria)] {
            if given != expected {
                return Err(ViewError::WrongSize { person, given, expected });
            }
        }
        for (cell, value) in self.values.iter().enumerate() {
            if let Some(value) = value.filter(|value| !(0.0..=1.0).contains(value)) {
                let (alternative, criterion) = (cell / criteria, cell % criteria);
                return Err(ViewError::ValueOutside { person, alternative, criterion, value });
            }
        }
        Ok(())
    }

    /// What this view changes; nothing without a view.
    fn shift(&self, baseline: &Baseline, subject: Subject, criteria: usize) -> Option<Shift> {
        match subject {
            Subject::Cell { alternative, criterion } => {
                let value = self.values[alternative * criteria + criterion]?;
                Some(baseline.with_value(alternative, criterion, value))
            }
            Subject::Criterion(criterion) => {
                let values = || self.values.iter().skip(criterion).step_by(criteria).copied();
                values().flatten().next()?;
                Some(baseline.with_values(criterion, values()))
            }
            Subject::Weight(criterion) => {
                // Shares may be above 1 by rounding.
                let weight = self.weights.as_ref()?.as_slice()[criterion].min(1.0);
                Some(baseline.with_weight(criterion, weight))
            }
        }
    }
}

impl Disagreement {
    fn of(subject: Subject, shifts: impl Iterator<Item = (usize, Shift)>) -> Option<Self> {
        let (mut views, mut top, mut ranks) = (0, 0, 0);
        let mut most: Option<(usize, Shift)> = None;
        for (person, shift) in shifts {
            views += 1;
            top += shift.top;
            ranks += shift.ranks;
            if most.is_none_or(|(_, most)| (shift.top, shift.ranks) > (most.top, most.ranks)) {
                most = Some((person, shift));
            }
        }
        let (person, most) = most?;
        Some(Self {
            subject,
            views,
            top_changes: top as f64 / views as f64,
            most_top_changes: most.top,
            rank_changes: ranks as f64 / views as f64,
            most_rank_changes: most.ranks,
            person,
        })
    }
}
