//! The simulation as signals: started anew at every change, its partial answer shown as it comes.

use std::sync::Arc;

use leptos::prelude::*;

use super::store::Store;
use crate::analysis::headline::{RightThings, right_things};
use crate::analysis::score::{RankingReport, ScoreError, rank};
use crate::analysis::simulate::{Prepared, SimulateError, SimulationReport, prepare, report};
use crate::app::worker_pool::{News, WorkerPool};
use crate::engine::capacity::Tally;
use crate::model::document::Document;

/// Handle on everything that is computed from the document; copy it freely.
#[derive(Clone, Copy)]
pub struct Simulation {
    /// The plan as the engine sees it, or why it cannot be simulated.
    pub prepared: Memo<Result<Arc<Prepared>, SimulateError>>,
    /// How far the run is.
    pub progress: RwSignal<Progress>,
    /// What the replications so far say; stays while a new run begins, so that nothing flickers.
    pub report: Memo<Option<Arc<SimulationReport>>>,
    /// Scores and ranks.
    pub ranking: Memo<Result<Arc<RankingReport>, ScoreError>>,
    /// First headline figure.
    pub right_things: Memo<Option<RightThings>>,
    pool: StoredValue<WorkerPool, LocalStorage>,
}

/// How far a run is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress {
    /// Replications in.
    pub done: u64,
    /// Replications asked for.
    pub wanted: u64,
    /// Whether more are coming.
    pub is_running: bool,
    /// Seconds since the run began.
    pub seconds: f64,
    /// Why it stopped, if it did.
    pub failure: Option<String>,
}

/// The tallies of a run and what they are about.
type Outcome = (Arc<Prepared>, Arc<Tally>);

impl Simulation {
    /// Follows `store`.
    pub fn new(store: Store) -> Self {
        let progress = RwSignal::new(Progress::default());
        let outcome = RwSignal::new(None::<Outcome>);
        let prepared = Memo::new(move |_| {
            // Scores, answers and notes are no part of a simulation: only what it needs is followed.
            let part = Document {
                portfolio: store.portfolio.get(),
                initiatives: store.initiatives.get(),
                people: store.people.get(),
                ..Document::default()
            };
            prepare(&part).map(Arc::new)
        });
        let current = StoredValue::new(None::<Arc<Prepared>>);
        let pool = WorkerPool::new(move |news| match news {
            News::Progress { tally, elapsed_ms } => {
                let Some(prepared) = current.get_value() else { return };
                let (done, wanted) = (tally.iterations(), u64::from(prepared.iterations));
                let seconds = elapsed_ms / 1000.0;
                outcome.set(Some((prepared, Arc::new(tally))));
                progress.set(Progress { done, wanted, is_running: done < wanted, seconds, failure: None });
            }
            News::Failed(reason) => progress.update(|progress| {
                progress.is_running = false;
                progress.failure = Some(reason);
            }),
        });
        let pool = StoredValue::new_local(pool);
        // Work in other threads is an effect on the outside: the one place that starts it.
        Effect::new(move |_| {
            if let Ok(prepared) = prepared.get() {
                let wanted = u64::from(prepared.iterations);
                current.set_value(Some(Arc::clone(&prepared)));
                progress.set(Progress { wanted, is_running: true, ..Progress::default() });
                pool.with_value(|pool| {
                    pool.begin(
                        &prepared.problem,
                        prepared.engine_policy(),
                        prepared.seed,
                        prepared.iterations,
                    );
                });
            } else {
                pool.with_value(WorkerPool::cancel);
                outcome.set(None);
                progress.set(Progress::default());
            }
        });
        let ranking = Memo::new(move |_| {
            store.scoring.with(|scoring| {
                store.initiatives.with(|initiatives| rank(scoring, initiatives).map(Arc::new))
            })
        });
        Self {
            prepared,
            progress,
            report: Memo::new(move |_| {
                let (prepared, tally) = outcome.get()?;
                Some(Arc::new(store.document.with(|document| report(&prepared, document, &tally))))
            }),
            ranking,
            right_things: Memo::new(move |_| {
                let ranking = ranking.get().ok()?;
                store.portfolio.with(|portfolio| {
                    store.initiatives.with(|initiatives| right_things(portfolio, initiatives, &ranking))
                })
            }),
            pool,
        }
    }

    /// Stops the run; what is known stays.
    pub fn cancel(&self) {
        self.pool.with_value(WorkerPool::cancel);
        self.progress.update(|progress| progress.is_running = false);
    }
}
