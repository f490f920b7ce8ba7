//! The best set found so far, and what is still worth finding.

use std::collections::BTreeSet;

use super::draft::Draft;

/// The best feasible set so far; there always is one, since the mandatory set is feasible.
#[derive(Clone, Debug)]
pub(super) struct Record {
    members: Vec<bool>,
    value: i64,
    granularity: i64,
    ties: Option<Ties>,
}

/// Sets of equal value, gathered on purpose.
#[derive(Clone, Debug)]
struct Ties {
    sets: BTreeSet<Vec<bool>>,
    /// Once there are so many, only better ones are wanted.
    most: usize,
}

impl Record {
    /// Starts with a feasible set.
    pub(super) fn new(draft: &Draft, granularity: i64) -> Self {
        Self { members: draft.members().to_vec(), value: draft.value(), granularity, ties: None }
    }

    /// The same, but up to `most` sets of the best value are kept, not only the first.
    pub(super) fn with_ties(draft: &Draft, granularity: i64, most: usize) -> Self {
        let ties = Ties { sets: BTreeSet::from([draft.members().to_vec()]), most };
        Self { ties: Some(ties), ..Self::new(draft, granularity) }
    }

    /// Membership by candidate.
    pub(super) fn members(&self) -> &[bool] {
        &self.members
    }

    /// Value of the best set.
    pub(super) fn value(&self) -> i64 {
        self.value
    }

    /// Every attainable value is a multiple of it.
    pub(super) fn granularity(&self) -> i64 {
        self.granularity
    }

    /// The least value that a set must have to be of interest.
    pub(super) fn least_wanted(&self) -> i64 {
        match &self.ties {
            Some(ties) if ties.sets.len() < ties.most => self.value,
            _ => self.value + self.granularity,
        }
    }

    /// Whether sets of equal value are gathered.
    pub(super) fn gathers_ties(&self) -> bool {
        self.ties.is_some()
    }

    /// All sets of the best value that were kept.
    pub(super) fn ties(&self) -> impl Iterator<Item = &[bool]> {
        self.ties.iter().flat_map(|ties| ties.sets.iter().map(Vec::as_slice))
    }

    /// Whether some sets of equal value may have been turned away.
    pub(super) fn is_full(&self) -> bool {
        self.ties.as_ref().is_some_and(|ties| ties.sets.len() >= ties.most)
    }

    /// Takes the draft if it is wanted; whether it is better than all before.
    pub(super) fn offer(&mut self, draft: &Draft) -> bool {
        if draft.value() < self.least_wanted() {
            return false;
        }
        let is_better = draft.value() > self.value;
        if let Some(ties) = &mut self.ties {
            if is_better {
                ties.sets.clear();
            }
            ties.sets.insert(draft.members().to_vec());
        }
        if is_better {
            self.members = draft.members().to_vec();
            self.value = draft.value();
        }
        is_better
    }
}
