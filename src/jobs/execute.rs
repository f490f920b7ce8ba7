//! What a worker does with a message.

use std::collections::BTreeMap;

use super::job::{Job, Kind};
use super::message::{MessageError, Reply, Request, RunId, decode};

/// One worker's memory: of each kind the job that its chunks are about.
#[derive(Default)]
pub struct Executor {
    jobs: BTreeMap<Kind, (RunId, Job)>,
}

impl Executor {
    /// Does what the message in `text` asks; returns the answer, if there is one, with its counts.
    ///
    /// # Errors
    ///
    /// [`MessageError`] if the text is no message.
    pub fn handle(&mut self, text: &str) -> Result<Option<(Reply, Vec<u64>)>, MessageError> {
        Ok(match decode(text)? {
            Request::Begin { run, job } => {
                self.jobs.insert(job.kind(), (run, job));
                None
            }
            Request::Work { run, chunk } => {
                let begun = self.jobs.values().find(|(begun, _)| *begun == run);
                Some(if let Some((_, job)) = begun {
                    (Reply::Done { run, chunk }, job.run(chunk.range()))
                } else {
                    let reason = format!("run {} was never begun here", run.0);
                    (Reply::Failed { run, reason }, Vec::new())
                })
            }
        })
    }
}
