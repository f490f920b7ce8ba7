//! What can be split into chunks: runs of one plan or of several, samples of one ranking, questions about one
//! portfolio.
//!
//! Whatever the job, its answer is a list of counts that starts with the number
//! of iterations; answers of different chunks add up, count by count.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::engine::capacity::experiment::{Experiment, experiment};
use crate::engine::capacity::money::{MoneyPlan, simulate_money};
use crate::engine::capacity::{self, Policy, simulate};
use crate::engine::counts::Layout;
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
    /// Tries changes of the plan under the same luck; its counts are those of
    /// [`capacity::experiment::ExperimentTally`].
    Experiment {
        /// What is asked: experiments on different questions run side by side.
        question: Question,
        /// The plan and what is changed.
        experiment: Box<Experiment>,
        /// Key of all draws.
        seed: u64,
    },
    /// Simulates what the plan costs and brings; its counts are those of [`MoneyTally`](capacity::money::MoneyTally).
    Money {
        /// The plan and its money.
        plan: Box<MoneyPlan>,
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

/// What an experiment is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Question {
    /// What one person more or fewer is worth.
    Staffing,
    /// Which uncertainty drives the finish.
    Drivers,
    /// Which order of priority is better.
    Sequence,
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
    /// [`Job::Money`].
    Money,
    /// [`Question::Staffing`].
    Staffing,
    /// [`Question::Drivers`].
    Drivers,
    /// [`Question::Sequence`].
    Sequence,
}

/// How many iterations belong to a chunk; the numbers from `short` on are multiples of each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChunkLengths {
    /// Of the first ones, smaller so that something is shown at once.
    pub first: u32,
    /// Of those that follow.
    pub short: u32,
    /// To which they may grow where they are done too quickly to be worth the way to the page and back.
    pub most: u32,
}

/// Chunks that a worker may owe at a time: the one it works on, and the next.
pub const AHEAD: usize = 2;

/// Iterations of a short chunk that tries nothing.
const CHUNK: u32 = 256;

/// Of chunks that try much: draws are made for so many iterations together.
const LEAST_CHUNK: u32 = 32;

impl Job {
    /// Which kind it is.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Simulate { .. } => Kind::Simulate,
            Self::Compare { .. } => Kind::Compare,
            Self::Experiment { question: Question::Staffing, .. } => Kind::Staffing,
            Self::Experiment { question: Question::Drivers, .. } => Kind::Drivers,
            Self::Experiment { question: Question::Sequence, .. } => Kind::Sequence,
            Self::Money { .. } => Kind::Money,
            Self::Rank { .. } => Kind::Rank,
            Self::Select(_) => Kind::Select,
        }
    }

    /// Number of counts in an answer.
    pub fn counts(&self) -> usize {
        match self {
            Self::Simulate { problem, .. } => problem.layout().words(),
            Self::Compare { comparison, .. } => comparison.layout().words(),
            Self::Experiment { experiment, .. } => experiment.layout().words(),
            Self::Money { plan, .. } => plan.words(),
            Self::Rank { problem, .. } => problem.layout().words(),
            Self::Select(study) => study.words(),
        }
    }

    /// How many iterations belong to a chunk.
    pub fn chunk_lengths(&self) -> ChunkLengths {
        match self {
            Self::Simulate { .. } | Self::Compare { .. } | Self::Money { .. } | Self::Rank { .. } => {
                ChunkLengths { first: 64, short: CHUNK, most: 16 * CHUNK }
            }
            // Each iteration is run many times over: a worker is to be free soon for more urgent work.
            Self::Experiment { experiment, .. } => {
                let times = experiment.layout().changes + 1;
                let chunk = (4 * CHUNK / times / LEAST_CHUNK * LEAST_CHUNK).clamp(LEAST_CHUNK, CHUNK);
                ChunkLengths { first: chunk.min(64), short: chunk, most: chunk }
            }
            Self::Select(_) => ChunkLengths { first: 1, short: 2, most: 2 },
        }
    }

    /// Chunks that a worker may owe at a time, so that it does not stand still while the page draws; of what is not
    /// urgent, only the one it works on: a run that begins waits for no more than that.
    pub fn ahead(&self) -> usize {
        if matches!(self, Self::Experiment { .. }) { 1 } else { AHEAD }
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
            Self::Experiment { experiment: tried, seed, .. } => {
                experiment(tried, *seed, iterations).into_words()
            }
            Self::Money { plan, seed } => simulate_money(plan, *seed, iterations).into_words(),
            Self::Rank { problem, seed } => sample_chunk(problem, *seed, iterations).into_words(),
            Self::Select(study) => study.answer(iterations),
        }
    }
}

impl Kind {
    /// All of them, the first served first.
    pub const ALL: [Self; 8] = [
        Self::Rank,
        Self::Select,
        Self::Simulate,
        Self::Compare,
        Self::Money,
        Self::Staffing,
        Self::Drivers,
        Self::Sequence,
    ];
}
