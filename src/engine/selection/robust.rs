//! Which candidates are in the portfolio whatever the weights and costs turn out to be.
//!
//! A candidate that is in every good portfolio is *core*, one that is in none is
//! *exterior*; what is *borderline* is what the meeting should talk about. Good
//! portfolios come from two sources: the best one for each of many sampled
//! problems ([`sampled`]), or all that no other portfolio beats under every
//! admissible weighting ([`non_dominated`]).
//!
//! Source: Liesiö, Mild & Salo (2007), *Preference programming for robust
//! portfolio modeling and project selection*, EJOR 181(3) (RPM, core index).

pub mod costs;
pub mod non_dominated;
pub mod sampled;

use serde::{Deserialize, Serialize};

/// How often each candidate is in a good portfolio. Tallies of parts can be merged in any order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Core {
    portfolios: u64,
    /// By candidate: the portfolios that it is in.
    counts: Vec<u64>,
}

/// What the portfolios say about a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// In (nearly) all of them: decide for it and move on.
    Core,
    /// In some: gather better information about it, or discuss it.
    Borderline,
    /// In (nearly) none: decide against it and move on.
    Exterior,
}

impl Core {
    /// No portfolio yet, over so many candidates.
    pub fn new(candidates: usize) -> Self {
        Self { portfolios: 0, counts: vec![0; candidates] }
    }

    /// A tally that was counted elsewhere: so many portfolios, and for each candidate those that it is in.
    pub fn of_counts(portfolios: u64, counts: Vec<u64>) -> Self {
        Self { portfolios, counts }
    }

    /// Counts one portfolio.
    ///
    /// # Panics
    ///
    /// If a member is not in the list.
    pub fn add(&mut self, chosen: &[u32]) {
        self.portfolios += 1;
        for &candidate in chosen {
            self.counts[candidate as usize] += 1;
        }
    }

    /// Adds the counts of another tally over the same candidates.
    ///
    /// # Panics
    ///
    /// If it is over another number of candidates.
    pub fn merge(&mut self, other: &Self) {
        assert_eq!(self.counts.len(), other.counts.len(), "tallies over the same candidates");
        self.portfolios += other.portfolios;
        for (count, more) in self.counts.iter_mut().zip(&other.counts) {
            *count += more;
        }
    }

    /// Number of portfolios counted.
    pub fn portfolios(&self) -> u64 {
        self.portfolios
    }

    /// Share of the portfolios that each candidate is in (its core index), in `0.0..=1.0`; 0 if there are none.
    pub fn shares(&self) -> Vec<f64> {
        let portfolios = self.portfolios.max(1) as f64;
        self.counts.iter().map(|count| *count as f64 / portfolios).collect()
    }

    /// What the shares say: core from `share` up, exterior from `1 − share` down. With 1, as in RPM,
    /// core is who is in all of them. Everybody is borderline if there are none.
    pub fn standings(&self, share: f64) -> Vec<Standing> {
        let standing = |own: f64| {
            if self.portfolios == 0 {
                Standing::Borderline
            } else if own >= share {
                Standing::Core
            } else if own <= 1.0 - share {
                Standing::Exterior
            } else {
                Standing::Borderline
            }
        };
        self.shares().into_iter().map(standing).collect()
    }
}
