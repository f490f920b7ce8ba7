//! Who works on which chunk of a run, and what is known so far.
//!
//! Workers pull: one that works on its last chunk gets the next already, so that
//! none stands still while the page draws. Chunks that are done in no time grow, so
//! that a long run is not spent on carrying answers. Answers are counts that add up:
//! neither the number of workers, nor how a run is cut, nor the order of answers
//! changes a bit of the result. A worker that is lost gives its chunks back; a chunk that fails twice
//! ends the run, because it will fail a third time.

use std::collections::BTreeMap;

use super::execute::Executor;
use super::job::{ChunkLengths, Job};
use super::message::{Chunk, Reply, Request, RunId, decode, encode};
use crate::engine::capacity::{Policy, Problem, Tally};
use crate::engine::counts;

/// How often a chunk may be lost.
const LOSSES: u32 = 2;

/// A chunk that takes less is too short: its answer has to be carried and added up, and whoever works on the last one
/// stands still when the page draws for longer than that [ms].
const WORTH_MS: f64 = 10.0;

/// One run: chunks to hand out, chunks out, and the counts that came back.
#[derive(Clone, Debug)]
pub struct Dispatcher {
    run: RunId,
    iterations: u32,
    lengths: ChunkLengths,
    /// Of the chunks after the first ones, from now on.
    length: u32,
    /// Chunks that a worker may owe.
    ahead: usize,
    next: u32,
    /// Chunks that were given back, with the number of times.
    returned: Vec<(Chunk, u32)>,
    /// What each worker owes, the first to come first, and how often that chunk was lost before.
    out: BTreeMap<usize, Vec<(Chunk, u32)>>,
    counts: Vec<u64>,
    failed: bool,
}

/// What became of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Accepted {
    /// Its counts are in.
    Merged,
    /// It belongs to another run or chunk and is dropped.
    Stale,
    /// Its counts do not fit the job; the chunk will be done again.
    Malformed,
}

impl Dispatcher {
    /// A run of `iterations` replications of `job`.
    pub fn new(run: RunId, job: &Job, iterations: u32) -> Self {
        Self {
            run,
            iterations,
            lengths: job.chunk_lengths(),
            length: job.chunk_lengths().short,
            ahead: job.ahead(),
            next: 0,
            returned: Vec::new(),
            out: BTreeMap::new(),
            counts: vec![0; job.counts()],
            failed: false,
        }
    }

    /// Which run this is.
    pub fn run(&self) -> RunId {
        self.run
    }

    /// The next chunk for `worker`; none if there is nothing left to hand out or it owes enough.
    pub fn assign(&mut self, worker: usize) -> Option<Chunk> {
        if self.failed || self.owed(worker) >= self.ahead {
            return None;
        }
        let (chunk, losses) = match self.returned.pop() {
            Some(returned) => returned,
            None if self.next < self.iterations => {
                let is_first = self.next < self.lengths.short;
                let length = if is_first { self.lengths.first } else { self.length };
                let chunk = Chunk { from: self.next, to: (self.next + length).min(self.iterations) };
                self.next = chunk.to;
                (chunk, 0)
            }
            None => return None,
        };
        self.out.entry(worker).or_default().push((chunk, losses));
        Some(chunk)
    }

    /// Takes in the answer of `worker`.
    pub fn accept(&mut self, worker: usize, run: RunId, chunk: Chunk, words: &[u64]) -> Accepted {
        let owed = self.out.get_mut(&worker).filter(|_| run == self.run);
        let Some((owed, place)) =
            owed.and_then(|owed| owed.iter().position(|(out, _)| *out == chunk).map(|place| (owed, place)))
        else {
            return Accepted::Stale;
        };
        let is_whole = words.len() == self.counts.len()
            && words.first().is_some_and(|&iterations| iterations == u64::from(chunk.to - chunk.from));
        if !is_whole {
            self.lose(worker);
            return Accepted::Malformed;
        }
        owed.remove(place);
        counts::add(&mut self.counts, words);
        Accepted::Merged
    }

    /// A worker took `took_ms` for `chunk`: if that is too short, those that are handed out from now on are longer.
    pub fn pace(&mut self, chunk: Chunk, took_ms: f64) {
        if took_ms < WORTH_MS && chunk.to - chunk.from == self.length {
            self.length = (2 * self.length).min(self.lengths.most);
        }
    }

    /// `worker` crashed, hangs or refused: what it owes goes to another. Only the first of its chunks is to blame.
    pub fn lose(&mut self, worker: usize) {
        for (place, (chunk, losses)) in self.out.remove(&worker).into_iter().flatten().enumerate() {
            let losses = losses + u32::from(place == 0);
            self.failed |= losses >= LOSSES;
            self.returned.push((chunk, losses));
        }
    }

    /// `worker` was ended for no fault of its chunks: they go to another.
    pub fn release(&mut self, worker: usize) {
        self.returned.extend(self.out.remove(&worker).into_iter().flatten());
    }

    /// Chunks that `worker` owes.
    pub fn owed(&self, worker: usize) -> usize {
        self.out.get(&worker).map_or(0, Vec::len)
    }

    /// What is known so far; the first count is that of the iterations.
    pub fn counts(&self) -> &[u64] {
        &self.counts
    }

    /// Replications that are in.
    pub fn done(&self) -> u64 {
        self.counts.first().copied().unwrap_or_default()
    }

    /// Replications asked for.
    pub fn iterations(&self) -> u32 {
        self.iterations
    }

    /// Whether every replication is in.
    pub fn is_done(&self) -> bool {
        self.done() == u64::from(self.iterations)
    }

    /// Whether a chunk was lost so often that the run cannot end.
    pub fn has_failed(&self) -> bool {
        self.failed
    }
}

/// Simulates here and now, through the same messages that workers get.
///
/// # Panics
///
/// Never: messages of this program can be read by this program.
pub fn run_here(problem: &Problem, policy: Policy, seed: u64, iterations: u32) -> Tally {
    let job = Job::Simulate { problem: Box::new(problem.clone()), policy, seed };
    Tally::from_words(problem.layout(), counts_here(job, iterations)).expect("counts are those of the job")
}

/// Counts of `iterations` replications of `job`, done here and now, through the same messages that workers get.
///
/// # Panics
///
/// Never: messages of this program can be read by this program.
pub fn counts_here(job: Job, iterations: u32) -> Vec<u64> {
    let run = RunId(1);
    let mut dispatcher = Dispatcher::new(run, &job, iterations);
    let mut executor = Executor::default();
    executor.handle(&encode(&Request::Begin { run, job })).expect("own messages can be read");
    while let Some(chunk) = dispatcher.assign(0) {
        let work = encode(&Request::Work { run, chunk });
        if let Some((reply, words)) = executor.handle(&work).expect("own messages can be read") {
            // Once more through the codec, as from a worker.
            match decode(&encode(&reply)).expect("own messages can be read") {
                Reply::Done { run, chunk } => drop(dispatcher.accept(0, run, chunk, &words)),
                Reply::Ready { .. } | Reply::Failed { .. } => dispatcher.lose(0),
            }
        }
    }
    dispatcher.counts
}
