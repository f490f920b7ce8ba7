//! What a worker does with a message.

use super::message::{MessageError, Reply, Request, RunId, decode};
use crate::engine::capacity::{Policy, Problem, simulate};

/// One worker's memory: the problem that its chunks are about.
#[derive(Default)]
pub struct Executor {
    job: Option<Job>,
}

struct Job {
    run: RunId,
    problem: Problem,
    policy: Policy,
    seed: u64,
}

impl Executor {
    /// Does what the message in `text` asks; returns the answer, if there is one, with its tallies.
    ///
    /// # Errors
    ///
    /// [`MessageError`] if the text is no message.
    pub fn handle(&mut self, text: &str) -> Result<Option<(Reply, Vec<u64>)>, MessageError> {
        Ok(match decode(text)? {
            Request::Begin { run, problem, policy, seed } => {
                self.job = Some(Job { run, problem: *problem, policy, seed });
                None
            }
            Request::Work { run, chunk } => Some(match &self.job {
                Some(job) if job.run == run => {
                    let tally = simulate(&job.problem, job.policy, job.seed, chunk.range());
                    (Reply::Done { run, chunk }, tally.into_words())
                }
                _ => {
                    let reason = format!("run {} was never begun here", run.0);
                    (Reply::Failed { run, reason }, Vec::new())
                }
            }),
        })
    }
}
