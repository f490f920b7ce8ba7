//! The question: what each candidate is worth, what it needs, and which rules tie candidates together.
//!
//! Everything counts in whole numbers: values in units of the caller's choice
//! (thousandths of a point, say), demands and limits in units of their row
//! (cents, twentieths of an FTE). Whether a set fits, what it is worth and
//! whether nothing better exists are then exact, with no tolerance anywhere.
//! A coarser unit of value is proved sooner: between 1,000 and 1,001 there is
//! nothing left to look for.
//!
//! A [`Problem`] makes sense, but may still be impossible; [`super::feasible`]
//! says so. Everything is named by its index; errors carry the indices, so
//! that the caller can put names to them.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Most candidates in one problem.
pub const MAX_CANDIDATES: usize = 10_000;

/// Greatest value, synergy, demand (up or down from 0): 2⁴⁰, a trillion. Sums then stay exact.
pub const MAX_UNITS: i64 = 1 << 40;

/// What a problem is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parts {
    /// Value of each candidate [units of value]; may be negative, for a candidate that others require.
    pub values: Vec<i64>,
    /// Budgets and capacities, each of one period.
    pub rows: Vec<Row>,
    /// Who needs whom.
    pub requirements: Vec<Requirement>,
    /// Groups of which at most one member may be chosen.
    pub exclusions: Vec<Vec<u32>>,
    /// Candidates that must be chosen.
    pub forced_in: Vec<u32>,
    /// Candidates that must not be chosen.
    pub forced_out: Vec<u32>,
    /// What pairs are worth beyond their members.
    pub synergies: Vec<Synergy>,
}

/// One limited resource in one period: Σ demand of the chosen ≤ limit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Who needs how much; who is absent needs nothing, who is named twice needs both.
    pub demands: Vec<Demand>,
    /// How much there is [units of this row], at least 0.
    pub limit: i64,
}

/// What one candidate needs of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Demand {
    /// Index of the candidate.
    pub candidate: u32,
    /// How much it needs [units of the row], at least 0.
    pub units: i64,
}

/// `candidate` may be chosen only together with `required`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Requirement {
    /// Index of the one that needs the other.
    pub candidate: u32,
    /// Index of the one that is needed.
    pub required: u32,
}

/// What two candidates are worth together, beyond the sum of their values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Synergy {
    /// Indices of the two.
    pub pair: [u32; 2],
    /// Added if both are chosen [units of value]; negative if they are in each other's way.
    pub value: i64,
}

/// A problem that makes sense. In JSON it is its parts, checked again when read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Parts", into = "Parts")]
pub struct Problem {
    parts: Parts,
}

/// Why a problem was refused. Numbers are indices into the lists given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ProblemError {
    /// Beyond what can be searched in any useful time.
    #[error("there are {count} candidates; the most is {MAX_CANDIDATES}: leave out those that are decided")]
    TooManyCandidates {
        /// Number given.
        count: usize,
    },
    /// Sums would no longer be exact.
    #[error("the value of candidate {candidate} is {value}; it must lie within ±2^40: use a coarser unit")]
    ValueTooLarge {
        /// Index of the candidate.
        candidate: u32,
        /// Its value.
        value: i64,
    },
    /// Less than nothing cannot be shared out.
    #[error("the limit of row {row} is {limit}; it must be at least 0")]
    NegativeLimit {
        /// Index of the row.
        row: u32,
        /// Its limit.
        limit: i64,
    },
    /// A demand is used up, never given back.
    #[error("candidate {candidate} needs {units} of row {row}; a demand must be from 0 to 2^40")]
    InvalidDemand {
        /// Index of the row.
        row: u32,
        /// Index of the candidate.
        candidate: u32,
        /// Its demand.
        units: i64,
    },
    /// A row names a candidate that does not exist.
    #[error("row {row} has a demand of candidate {candidate}, which is not in the list")]
    UnknownInRow {
        /// Index of the row.
        row: u32,
        /// Index that is out of range.
        candidate: u32,
    },
    /// A requirement names a candidate that does not exist.
    #[error("requirement {requirement} names candidate {candidate}, which is not in the list")]
    UnknownInRequirement {
        /// Index of the requirement.
        requirement: u32,
        /// Index that is out of range.
        candidate: u32,
    },
    /// True of everything, so probably a slip.
    #[error("candidate {candidate} requires itself; remove the requirement")]
    RequiresItself {
        /// Index of the candidate.
        candidate: u32,
    },
    /// An exclusion names a candidate that does not exist.
    #[error("exclusion {exclusion} names candidate {candidate}, which is not in the list")]
    UnknownInExclusion {
        /// Index of the exclusion.
        exclusion: u32,
        /// Index that is out of range.
        candidate: u32,
    },
    /// It would exclude itself.
    #[error("exclusion {exclusion} names candidate {candidate} twice; name it once, or force it out")]
    ExcludesItself {
        /// Index of the exclusion.
        exclusion: u32,
        /// Index of the candidate.
        candidate: u32,
    },
    /// Forced, but not there; perhaps deleted.
    #[error("candidate {candidate} is forced in or out, but is not in the list")]
    UnknownForced {
        /// Index that is out of range.
        candidate: u32,
    },
    /// Contradiction in terms.
    #[error("candidate {candidate} is forced in and forced out; decide for one")]
    ForcedBothWays {
        /// Index of the candidate.
        candidate: u32,
    },
    /// A synergy names a candidate that does not exist.
    #[error("synergy {synergy} names candidate {candidate}, which is not in the list")]
    UnknownInSynergy {
        /// Index of the synergy.
        synergy: u32,
        /// Index that is out of range.
        candidate: u32,
    },
    /// What it is worth alone is its value.
    #[error("synergy {synergy} joins candidate {candidate} with itself; add it to the candidate's value")]
    SynergyWithItself {
        /// Index of the synergy.
        synergy: u32,
        /// Index of the candidate.
        candidate: u32,
    },
    /// Sums would no longer be exact.
    #[error("synergy {synergy} is worth {value}; it must lie within ±2^40: use a coarser unit")]
    SynergyTooLarge {
        /// Index of the synergy.
        synergy: u32,
        /// Its value.
        value: i64,
    },
    /// A question about a row that does not exist.
    #[error("there is no row {row}")]
    UnknownRow {
        /// Index that is out of range.
        row: u32,
    },
}

impl Problem {
    /// Checks the parts.
    ///
    /// # Errors
    ///
    /// [`ProblemError`]: the first thing that makes no sense.
    pub fn new(parts: Parts) -> Result<Self, ProblemError> {
        check_values(&parts)?;
        check_rows(&parts)?;
        check_rules(&parts)?;
        check_forced(&parts)?;
        check_synergies(&parts)?;
        Ok(Self { parts })
    }

    /// Number of candidates.
    pub fn candidates(&self) -> usize {
        self.parts.values.len()
    }

    /// What it is made of.
    pub fn parts(&self) -> &Parts {
        &self.parts
    }

    /// Value of a set [units of value]: of its members, and of each pair in it. Repeated members count once.
    ///
    /// # Panics
    ///
    /// If a member is not in the list.
    pub fn value(&self, chosen: &[u32]) -> i64 {
        let member = self.membership(chosen);
        let alone =
            self.parts.values.iter().zip(&member).filter(|(_, member)| **member).map(|(value, _)| value);
        let together = self
            .parts
            .synergies
            .iter()
            .filter(|synergy| synergy.pair.iter().all(|one| member[*one as usize]));
        alone.sum::<i64>() + together.map(|synergy| synergy.value).sum::<i64>()
    }

    /// What a set needs of each row [units of that row].
    ///
    /// # Panics
    ///
    /// If a member is not in the list.
    pub fn usage(&self, chosen: &[u32]) -> Vec<i64> {
        let member = self.membership(chosen);
        let usage = |row: &Row| {
            row.demands
                .iter()
                .filter(|demand| member[demand.candidate as usize])
                .map(|demand| demand.units)
                .sum()
        };
        self.parts.rows.iter().map(usage).collect()
    }

    /// Whether a set keeps every limit, requirement, exclusion and forcing.
    ///
    /// # Panics
    ///
    /// If a member is not in the list.
    pub fn is_feasible(&self, chosen: &[u32]) -> bool {
        let member = self.membership(chosen);
        let is_in = |candidate: &u32| member[*candidate as usize];
        let parts = &self.parts;
        self.usage(chosen).iter().zip(&parts.rows).all(|(usage, row)| *usage <= row.limit)
            && parts.requirements.iter().all(|rule| !is_in(&rule.candidate) || is_in(&rule.required))
            && parts.exclusions.iter().all(|group| group.iter().filter(|one| is_in(one)).count() <= 1)
            && parts.forced_in.iter().all(is_in)
            && !parts.forced_out.iter().any(is_in)
    }

    /// The same problem with other values, as when a weight is dragged.
    ///
    /// # Errors
    ///
    /// [`ProblemError::ValueTooLarge`].
    ///
    /// # Panics
    ///
    /// If there is not one value for each candidate.
    pub fn with_values(&self, values: Vec<i64>) -> Result<Self, ProblemError> {
        assert_eq!(values.len(), self.candidates(), "one value for each candidate");
        Self::new(Parts { values, ..self.parts.clone() })
    }

    /// The same problem with another limit of one row, as when a budget is dragged.
    ///
    /// # Errors
    ///
    /// [`ProblemError::NegativeLimit`], [`ProblemError::UnknownRow`].
    pub fn with_limit(&self, row: u32, limit: i64) -> Result<Self, ProblemError> {
        let mut parts = self.parts.clone();
        parts.rows.get_mut(row as usize).ok_or(ProblemError::UnknownRow { row })?.limit = limit;
        Self::new(parts)
    }

    /// Whether each candidate is in the set.
    fn membership(&self, chosen: &[u32]) -> Vec<bool> {
        let mut member = vec![false; self.candidates()];
        for &candidate in chosen {
            member[candidate as usize] = true;
        }
        member
    }
}

impl TryFrom<Parts> for Problem {
    type Error = ProblemError;

    fn try_from(parts: Parts) -> Result<Self, ProblemError> {
        Self::new(parts)
    }
}

impl From<Problem> for Parts {
    fn from(problem: Problem) -> Self {
        problem.parts
    }
}

fn check_values(parts: &Parts) -> Result<(), ProblemError> {
    if parts.values.len() > MAX_CANDIDATES {
        return Err(ProblemError::TooManyCandidates { count: parts.values.len() });
    }
    match (0..).zip(&parts.values).find(|(_, value)| value.unsigned_abs() > MAX_UNITS.unsigned_abs()) {
        Some((candidate, &value)) => Err(ProblemError::ValueTooLarge { candidate, value }),
        None => Ok(()),
    }
}

fn check_rows(parts: &Parts) -> Result<(), ProblemError> {
    for (row, Row { demands, limit }) in (0..).zip(&parts.rows) {
        if *limit < 0 {
            return Err(ProblemError::NegativeLimit { row, limit: *limit });
        }
        for &Demand { candidate, units } in demands {
            if is_unknown(parts, candidate) {
                return Err(ProblemError::UnknownInRow { row, candidate });
            }
            if !(0..=MAX_UNITS).contains(&units) {
                return Err(ProblemError::InvalidDemand { row, candidate, units });
            }
        }
    }
    Ok(())
}

fn check_rules(parts: &Parts) -> Result<(), ProblemError> {
    for (requirement, &Requirement { candidate, required }) in (0..).zip(&parts.requirements) {
        if let Some(candidate) = [candidate, required].into_iter().find(|one| is_unknown(parts, *one)) {
            return Err(ProblemError::UnknownInRequirement { requirement, candidate });
        }
        if candidate == required {
            return Err(ProblemError::RequiresItself { candidate });
        }
    }
    for (exclusion, group) in (0..).zip(&parts.exclusions) {
        let mut sorted = group.clone();
        sorted.sort_unstable();
        if let Some(&candidate) = sorted.last().filter(|last| is_unknown(parts, **last)) {
            return Err(ProblemError::UnknownInExclusion { exclusion, candidate });
        }
        if let Some(twice) = sorted.windows(2).find(|pair| pair[0] == pair[1]) {
            return Err(ProblemError::ExcludesItself { exclusion, candidate: twice[0] });
        }
    }
    Ok(())
}

fn check_forced(parts: &Parts) -> Result<(), ProblemError> {
    let mut forced_in = vec![false; parts.values.len()];
    for &candidate in &parts.forced_in {
        *forced_in.get_mut(candidate as usize).ok_or(ProblemError::UnknownForced { candidate })? = true;
    }
    for &candidate in &parts.forced_out {
        if *forced_in.get(candidate as usize).ok_or(ProblemError::UnknownForced { candidate })? {
            return Err(ProblemError::ForcedBothWays { candidate });
        }
    }
    Ok(())
}

fn check_synergies(parts: &Parts) -> Result<(), ProblemError> {
    for (synergy, &Synergy { pair, value }) in (0..).zip(&parts.synergies) {
        if let Some(candidate) = pair.into_iter().find(|one| is_unknown(parts, *one)) {
            return Err(ProblemError::UnknownInSynergy { synergy, candidate });
        }
        if pair[0] == pair[1] {
            return Err(ProblemError::SynergyWithItself { synergy, candidate: pair[0] });
        }
        if value.unsigned_abs() > MAX_UNITS.unsigned_abs() {
            return Err(ProblemError::SynergyTooLarge { synergy, value });
        }
    }
    Ok(())
}

fn is_unknown(parts: &Parts, candidate: u32) -> bool {
    candidate as usize >= parts.values.len()
}
