//! What can be split into chunks: runs of one plan or of several, samples of one ranking, questions about one
//! portfolio.
//!
//! Whatever the job, its answer is a list of counts that starts with the number
//! of iterations; answers of different chunks add up, count by count.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::engine::capacity::{self, Policy, simulate};
use crate::engine::scoring::acceptability::{self, sample_chunk};
use crate::engine::selection::study::Study;

/// Work that any worker can do a chunk of.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Job {
    /// Simulates the plan; its counts are those of [`capacity::Tally`].
    Simulate {
        /// What is simulated.
        problem: Box<capacity::Problem>,
        /// How conflicts over people are settled.
        policy: Policy,
        /// Key of all draws.
        seed: u64,
    },
    /// Simulates several plans on the same draws; its counts are those of [`capacity::ComparisonTally`].
    Compare {
        /// The plans, the reference first.
        comparison: Box<capacity::Comparison>,
        /// Key of all draws.
        seed: u64,
    },
    /// Ranks under sampled weights; its counts are those of [`acceptability::Tally`].
    Rank {
        /// What is ranked.
        problem: Box<acceptability::Problem>,
        /// Key of all draws.
        seed: u64,
    },
    /// Answers questions about a portfolio; an iteration is a question, and its counts are the words of [`Study`].
    Select(Box<Study>),
}

/// The kinds of job: of each, one run at a time is going on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// [`Job::Rank`]: short, so it goes first.
    Rank,
    /// [`Job::Select`]: while its page is shown.
    Select,
    /// [`Job::Simulate`].
    Simulate,
    /// [`Job::Compare`].
    Compare,
}

impl Job {
    /// Which kind it is.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Simulate { .. } => Kind::Simulate,
            Self::Compare { .. } => Kind::Compare,
            Self::Rank { .. } => Kind::Rank,
            Self::Select(_) => Kind::Select,
        }
    }

    /// Number of counts in an answer.
    pub fn counts(&self) -> usize {
        match self {
            Self::Simulate { problem, .. } => problem.layout().words(),
            Self::Compare { comparison, .. } => comparison.layout().words(),
            Self::Rank { problem, .. } => problem.layout().words(),
            Self::Select(study) => study.words(),
        }
    }

    /// Iterations of a chunk: of the first ones, which are smaller so that something is shown at once, and of
    /// those that follow; about ten milliseconds of work.
    pub fn chunk_lengths(&self) -> (u32, u32) {
        match self {
            Self::Simulate { .. } | Self::Compare { .. } | Self::Rank { .. } => (64, 256),
            Self::Select(_) => (1, 2),
        }
    }

    /// Counts of `iterations`.
    pub fn run(&self, iterations: Range<u32>) -> Vec<u64> {
        match self {
            Self::Simulate { problem, policy, seed } => {
                simulate(problem, *policy, *seed, iterations).into_words()
            }
            Self::Compare { comparison, seed } => {
                capacity::compare(comparison, *seed, iterations).into_words()
            }
            Self::Rank { problem, seed } => sample_chunk(problem, *seed, iterations).into_words(),
            Self::Select(study) => study.answer(iterations),
        }
    }
}

impl Kind {
    /// All of them, the first served first.
    pub const ALL: [Self; 4] = [Self::Rank, Self::Select, Self::Simulate, Self::Compare];
}
