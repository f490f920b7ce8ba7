//! What is left to decide once some candidates are fixed: a smaller problem, exact like the whole.
//!
//! Fixing a candidate in takes its demand off the limits; fixing one out drops
//! it. Rows that then can no longer bind disappear, and of rows with the same
//! demands only the tightest stays (a project of even load gives one such row
//! per period). Cuts travel along: what holds for the whole holds for the rest.

use std::collections::BTreeMap;

use super::instance::Fixing;
use super::problem::{Problem, Row};

/// Σ units × column ≤ limit, over columns of the problem at hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SparseRow {
    /// Ascending.
    pub columns: Vec<usize>,
    pub units: Vec<i64>,
    pub limit: i64,
}

/// A pair of columns and what it adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    pub columns: [usize; 2],
    pub value: i64,
}

/// The problem of choosing among the free candidates (columns).
#[derive(Clone, Debug)]
pub(super) struct Residual {
    /// Number of candidates in the whole problem.
    pub whole: usize,
    /// The candidate behind each column.
    pub candidates: Vec<usize>,
    /// Candidates that are fixed in.
    pub chosen: Vec<usize>,
    /// What those are worth together.
    pub offset: i64,
    /// By column.
    pub values: Vec<i64>,
    /// Resource rows: no negative units.
    pub knapsacks: Vec<SparseRow>,
    /// (needs, is needed).
    pub requirements: Vec<[usize; 2]>,
    /// Groups of at least two columns.
    pub exclusions: Vec<Vec<usize>>,
    pub synergies: Vec<Pair>,
    /// Rows that every feasible set keeps, found on the way: no negative units.
    pub cuts: Vec<SparseRow>,
}

/// The fixings cannot be completed to a feasible set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Contradiction;

impl SparseRow {
    /// The row with this column's units, in ascending order of columns.
    pub(super) fn from_entries(mut entries: Vec<(usize, i64)>, limit: i64) -> Self {
        entries.sort_unstable();
        let (columns, units) = entries.into_iter().unzip();
        Self { columns, units, limit }
    }

    /// Columns with their units.
    pub(super) fn entries(&self) -> impl Iterator<Item = (usize, i64)> + '_ {
        self.columns.iter().copied().zip(self.units.iter().copied())
    }

    /// Takes out what is fixed; `place` is the new column of each free one. `None` if it no longer binds.
    pub(super) fn fix(&self, fixings: &[Fixing], place: &[usize]) -> Option<Self> {
        let mut row = Self { columns: Vec::new(), units: Vec::new(), limit: self.limit };
        for (column, units) in self.entries() {
            match fixings[column] {
                Fixing::Out => {}
                Fixing::In => row.limit -= units,
                Fixing::Free => {
                    row.columns.push(place[column]);
                    row.units.push(units);
                }
            }
        }
        (row.units.iter().sum::<i64>() > row.limit).then_some(row)
    }
}

impl Residual {
    /// The whole problem: every candidate is a column. Forcing is not looked at.
    pub(super) fn whole(problem: &Problem) -> Self {
        let parts = problem.parts();
        let mut pairs: BTreeMap<[usize; 2], i64> = BTreeMap::new();
        for synergy in &parts.synergies {
            let [one, other] = synergy.pair.map(|member| member as usize);
            *pairs.entry([one.min(other), one.max(other)]).or_default() += synergy.value;
        }
        Self {
            whole: problem.candidates(),
            candidates: (0..problem.candidates()).collect(),
            chosen: Vec::new(),
            offset: 0,
            values: parts.values.clone(),
            knapsacks: tightest(Self::knapsacks_of(problem).into_iter().flatten()),
            requirements: parts
                .requirements
                .iter()
                .map(|rule| [rule.candidate as usize, rule.required as usize])
                .collect(),
            exclusions: parts
                .exclusions
                .iter()
                .filter(|group| group.len() > 1)
                .map(|group| group.iter().map(|member| *member as usize).collect())
                .collect(),
            synergies: synergies(pairs),
            cuts: Vec::new(),
        }
    }

    /// The rows of `problem` in order; `None` for one that cannot bind.
    pub(super) fn knapsacks_of(problem: &Problem) -> Vec<Option<SparseRow>> {
        let row = |row: &Row| {
            let mut entries: BTreeMap<usize, i64> = BTreeMap::new();
            for demand in row.demands.iter().filter(|demand| demand.units > 0) {
                *entries.entry(demand.candidate as usize).or_default() += demand.units;
            }
            (entries.values().sum::<i64>() > row.limit)
                .then(|| SparseRow::from_entries(entries.into_iter().collect(), row.limit))
        };
        problem.parts().rows.iter().map(row).collect()
    }

    /// Number of columns.
    pub(super) fn columns(&self) -> usize {
        self.values.len()
    }

    /// Membership by candidate of the whole problem: those fixed in, and the columns for which `is_in` holds.
    pub(super) fn members(&self, is_in: impl Fn(usize) -> bool) -> Vec<bool> {
        let mut member = vec![false; self.whole];
        for &candidate in &self.chosen {
            member[candidate] = true;
        }
        for (column, &candidate) in self.candidates.iter().enumerate() {
            member[candidate] = is_in(column);
        }
        member
    }

    /// Draws every conclusion that one rule alone allows, until there is none left.
    ///
    /// # Errors
    ///
    /// [`Contradiction`] if the fixings cannot be completed; they are then partly extended.
    pub(super) fn propagate(&self, fixings: &mut [Fixing]) -> Result<(), Contradiction> {
        self.propagate_rules(fixings)?;
        // Rows only ever fix columns out, and that never brings a column in: one pass over them will do.
        if self.propagate_rows(fixings)? { self.propagate_rules(fixings) } else { Ok(()) }
    }

    /// Conclusions from requirements and exclusions.
    fn propagate_rules(&self, fixings: &mut [Fixing]) -> Result<(), Contradiction> {
        loop {
            let mut changed = false;
            for &[needs, needed] in &self.requirements {
                match (fixings[needs], fixings[needed]) {
                    (Fixing::In, Fixing::Out) => return Err(Contradiction),
                    (Fixing::In, Fixing::Free) => (fixings[needed], changed) = (Fixing::In, true),
                    (Fixing::Free, Fixing::Out) => (fixings[needs], changed) = (Fixing::Out, true),
                    _ => {}
                }
            }
            for group in &self.exclusions {
                match group.iter().filter(|column| fixings[**column] == Fixing::In).count() {
                    0 => {}
                    1 => {
                        for &column in group {
                            if fixings[column] == Fixing::Free {
                                (fixings[column], changed) = (Fixing::Out, true);
                            }
                        }
                    }
                    _ => return Err(Contradiction),
                }
            }
            if !changed {
                return Ok(());
            }
        }
    }

    /// Fixes out what does not fit beside what is in; whether that was anybody.
    fn propagate_rows(&self, fixings: &mut [Fixing]) -> Result<bool, Contradiction> {
        let mut changed = false;
        for row in self.knapsacks.iter().chain(&self.cuts) {
            let mut left = row.limit;
            let mut greatest = 0;
            for (column, units) in row.entries() {
                match fixings[column] {
                    Fixing::In => left -= units,
                    Fixing::Free => greatest = greatest.max(units),
                    Fixing::Out => {}
                }
            }
            if left < 0 {
                return Err(Contradiction);
            }
            if greatest > left {
                for (column, units) in row.entries() {
                    if units > left && fixings[column] == Fixing::Free {
                        (fixings[column], changed) = (Fixing::Out, true);
                    }
                }
            }
        }
        Ok(changed)
    }

    /// The problem that is left; `fixings` (by column) must be closed under [`Self::propagate`].
    pub(super) fn fix(&self, fixings: &[Fixing]) -> Self {
        let mut place = vec![usize::MAX; self.columns()];
        let free: Vec<usize> =
            (0..self.columns()).filter(|column| fixings[*column] == Fixing::Free).collect();
        for (new, &column) in free.iter().enumerate() {
            place[column] = new;
        }
        let is_in = |column: usize| fixings[column] == Fixing::In;
        let mut values: Vec<i64> = free.iter().map(|column| self.values[*column]).collect();
        let mut offset = self.offset;
        offset += (0..self.columns())
            .filter(|column| is_in(*column))
            .map(|column| self.values[column])
            .sum::<i64>();
        let mut synergies = Vec::new();
        for pair in &self.synergies {
            let [one, other] = pair.columns;
            match (fixings[one], fixings[other]) {
                (Fixing::Out, _) | (_, Fixing::Out) => {}
                (Fixing::In, Fixing::In) => offset += pair.value,
                (Fixing::In, Fixing::Free) => values[place[other]] += pair.value,
                (Fixing::Free, Fixing::In) => values[place[one]] += pair.value,
                (Fixing::Free, Fixing::Free) => {
                    synergies.push(Pair { columns: [place[one], place[other]], value: pair.value });
                }
            }
        }
        let is_free = |column: &usize| fixings[*column] == Fixing::Free;
        let requirements = self.requirements.iter().filter(|pair| pair.iter().all(is_free));
        let exclusions = self.exclusions.iter().map(|group| group.iter().filter(|column| is_free(column)));
        Self {
            whole: self.whole,
            candidates: free.iter().map(|column| self.candidates[*column]).collect(),
            chosen: (0..self.columns())
                .filter(|column| is_in(*column))
                .map(|column| self.candidates[column])
                .chain(self.chosen.iter().copied())
                .collect(),
            offset,
            values,
            knapsacks: tightest(self.knapsacks.iter().filter_map(|row| row.fix(fixings, &place))),
            requirements: requirements.map(|pair| pair.map(|column| place[column])).collect(),
            exclusions: exclusions
                .map(|group| group.map(|column| place[*column]).collect::<Vec<usize>>())
                .filter(|group| group.len() > 1)
                .collect(),
            synergies,
            cuts: tightest(self.cuts.iter().filter_map(|row| row.fix(fixings, &place))),
        }
    }
}

/// The new column of each free column.
pub(super) fn places(fixings: &[Fixing]) -> Vec<usize> {
    let mut next = 0;
    let place = |fixing: &Fixing| {
        let place = next;
        next += usize::from(*fixing == Fixing::Free);
        place
    };
    fixings.iter().map(place).collect()
}

/// Of rows with the same demands only the one with the lowest limit, in order of first appearance.
fn tightest(rows: impl Iterator<Item = SparseRow>) -> Vec<SparseRow> {
    let mut places: BTreeMap<(Vec<usize>, Vec<i64>), usize> = BTreeMap::new();
    let mut kept: Vec<SparseRow> = Vec::new();
    for row in rows {
        let place = *places.entry((row.columns.clone(), row.units.clone())).or_insert(kept.len());
        match kept.get_mut(place) {
            Some(other) => other.limit = other.limit.min(row.limit),
            None => kept.push(row),
        }
    }
    kept
}

/// Pairs that add or take something.
fn synergies(pairs: BTreeMap<[usize; 2], i64>) -> Vec<Pair> {
    pairs
        .into_iter()
        .filter(|(_, value)| *value != 0)
        .map(|(columns, value)| Pair { columns, value })
        .collect()
}
