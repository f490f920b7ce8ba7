//! Several people's pairwise judgements, or their weights, made one.
//!
//! Judgements are ratios, and only the geometric mean of ratios keeps "twice as
//! much" and "half as much" in balance and each inverse an inverse. Joining
//! judgements treats the group as one mind; joining priorities lets each
//! person stay consistent on their own first.
//!
//! Source: Forman & Peniwati (1998), *Aggregating individual judgments and
//! priorities with the analytic hierarchy process*, EJOR 108(1).

use std::collections::BTreeMap;

use thiserror::Error;

use crate::float;
use crate::scoring::pairwise::{Comparisons, HIGHEST_RATIO, Judgement};
use crate::scoring::weights::{HIGHEST_WEIGHT, Weights};

/// What one person says, and how much their voice counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Voice<'a, T> {
    /// Their judgements, or their weights.
    pub says: &'a T,
    /// Relative to the others, from 0 to [`HIGHEST_WEIGHT`]; equal voices have equal numbers.
    pub weight: f64,
}

/// How priorities are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mean {
    /// Keeps ratios; a weight of 0 is a veto.
    Geometric,
    /// Keeps differences.
    Arithmetic,
}

/// Why voices could not be joined. People are told by their index.
#[derive(Clone, Copy, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum GroupError {
    /// There is no voice.
    #[error("nobody has answered yet; ask at least one person")]
    Nobody,
    /// Negative, not a number, or above [`HIGHEST_WEIGHT`].
    #[error("the weight of person {person} must be a number of at least 0, not {weight}")]
    InvalidWeight {
        /// Which person.
        person: usize,
        /// What it was.
        weight: f64,
    },
    /// Nobody's voice counts.
    #[error("the voices of all people weigh 0; raise at least one of them")]
    AllZero,
    /// Not the same number of criteria as the first person.
    #[error(
        "person {person} has judged {criteria} criteria, but the first person {expected}; ask both the same"
    )]
    CriteriaDiffer {
        /// Which person.
        person: usize,
        /// How many they have judged.
        criteria: usize,
        /// How many the first has.
        expected: usize,
    },
    /// Each criterion has weight 0 with somebody, so that all geometric means are 0.
    #[error("each criterion is given weight 0 by somebody; use the arithmetic mean, or raise those weights")]
    AllVetoed,
}

/// The group's judgement on each pair: the geometric mean over those who judged it.
///
/// Voices are scaled anew on each pair. One that weighs 0 is not heard; a pair
/// that nobody with a voice has judged stays open.
///
/// # Errors
///
/// [`GroupError`], except [`GroupError::AllVetoed`].
pub fn join_judgements(voices: &[Voice<Comparisons>]) -> Result<Comparisons, GroupError> {
    let shares = shares(voices, Comparisons::criteria)?;
    // For each pair: the sum of shares, and that of logarithms times shares.
    let mut sums: BTreeMap<(usize, usize), (f64, f64)> = BTreeMap::new();
    for (voice, share) in voices.iter().zip(shares) {
        for judgement in voice.says.judgements() {
            let (heard, log) = sums.entry((judgement.first, judgement.second)).or_default();
            *heard += share;
            *log += share * float::ln(judgement.ratio);
        }
    }
    let judgements = sums
        .into_iter()
        .filter(|(_, (heard, _))| *heard > 0.0)
        .map(|((first, second), (heard, log))| {
            // Unanimous extremes must not leave the range by rounding.
            let ratio = float::exp(log / heard).clamp(1.0 / HIGHEST_RATIO, HIGHEST_RATIO);
            Judgement { first, second, ratio }
        })
        .collect();
    Ok(Comparisons { criteria: voices[0].says.criteria(), judgements })
}

/// The group's weights: the mean of everybody's, scaled to sum to 1.
///
/// # Errors
///
/// [`GroupError`]; [`GroupError::AllVetoed`] only from the geometric mean.
pub fn join_priorities(voices: &[Voice<Weights>], mean: Mean) -> Result<Weights, GroupError> {
    let shares = shares(voices, |weights| weights.as_slice().len())?;
    let mut sums = vec![0.0; voices[0].says.as_slice().len()];
    for (voice, share) in voices.iter().zip(shares).filter(|(_, share)| *share > 0.0) {
        for (sum, &weight) in sums.iter_mut().zip(voice.says.as_slice()) {
            *sum += share * if mean == Mean::Geometric { float::ln(weight) } else { weight };
        }
    }
    if mean == Mean::Geometric {
        let highest = sums.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        if highest == f64::NEG_INFINITY {
            return Err(GroupError::AllVetoed);
        }
        for sum in &mut sums {
            *sum = float::exp(*sum - highest);
        }
    }
    Ok(Weights::in_proportion(&sums))
}

/// Each voice's share of all, after checking that they speak of the same number of criteria.
fn shares<T>(voices: &[Voice<T>], criteria: impl Fn(&T) -> usize) -> Result<Vec<f64>, GroupError> {
    let expected = criteria(voices.first().ok_or(GroupError::Nobody)?.says);
    for (person, voice) in voices.iter().enumerate() {
        let weight = voice.weight;
        if !(0.0..=HIGHEST_WEIGHT).contains(&weight) {
            return Err(GroupError::InvalidWeight { person, weight });
        }
        let criteria = criteria(voice.says);
        if criteria != expected {
            return Err(GroupError::CriteriaDiffer { person, criteria, expected });
        }
    }
    let importances: Vec<f64> = voices.iter().map(|voice| voice.weight).collect();
    let shares = Weights::new(&importances).map_err(|_| GroupError::AllZero)?;
    Ok(shares.as_slice().to_vec())
}
