//! The simulation as signals: started anew at every change, its partial answer shown as it comes.

use std::sync::Arc;

use leptos::prelude::*;

use super::store::Store;
use crate::analysis::headline::{RightThings, right_things};
use crate::analysis::score::{RankingReport, ScoreError, rank};
use crate::analysis::select::staffing::{Staffing, staffing};
use crate::analysis::simulate::{Prepared, SimulateError, SimulationReport, prepare, report};
use crate::app::worker_pool::{News, WorkerPool};
use crate::engine::capacity::Tally;
use crate::jobs::job::{Job, Kind};
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
    /// The tallies so far and what they are about; stay while a new run begins.
    pub outcome: ReadSignal<Option<Outcome>>,
    /// Scores and ranks.
    pub ranking: Memo<Result<Arc<RankingReport>, ScoreError>>,
    /// Whom each initiative would need when, in the plan or not; why that is unknown.
    pub staffing: Memo<Result<Arc<Staffing>, SimulateError>>,
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

impl Progress {
    /// A run that has just begun.
    pub fn begun(wanted: u64) -> Self {
        Self { wanted, is_running: true, ..Self::default() }
    }

    /// `done` replications are in, `elapsed_ms` after the run began.
    pub fn advance(&mut self, done: u64, elapsed_ms: f64) {
        self.done = done;
        self.is_running = done < self.wanted;
        self.seconds = elapsed_ms / 1000.0;
    }

    /// The run gave up.
    pub fn fail(&mut self, reason: String) {
        self.is_running = false;
        self.failure = Some(reason);
    }
}

/// The tallies of a run and what they are about.
pub type Outcome = (Arc<Prepared>, Arc<Tally>);

impl Simulation {
    /// Follows `store`, with the workers of `pool`.
    pub fn new(store: Store, pool: StoredValue<WorkerPool, LocalStorage>) -> Self {
        let progress = RwSignal::new(Progress::default());
        let outcome = RwSignal::new(None::<Outcome>);
        // Weights, answers and notes are no part of a simulation: a weight is dragged without working out dates again.
        let simulated = Memo::new(move |_| Document {
            portfolio: store.portfolio.get(),
            initiatives: store.initiatives.get(),
            people: store.people.get(),
            ..Document::default()
        });
        let prepared = Memo::new(move |_| simulated.with(prepare).map(Arc::new));
        // Work in other threads is an effect on the outside: the one place that starts it.
        Effect::new(move |_| {
            let Ok(prepared) = prepared.get() else {
                pool.with_value(|pool| pool.cancel(Kind::Simulate));
                outcome.set(None);
                progress.set(Progress::default());
                return;
            };
            let (policy, seed) = (prepared.engine_policy(), prepared.seed);
            let job = Job::Simulate { problem: Box::new(prepared.problem.clone()), policy, seed };
            let iterations = prepared.iterations;
            progress.set(Progress::begun(u64::from(iterations)));
            let hear = move |news| match news {
                News::Progress { counts, elapsed_ms } => {
                    let Ok(tally) = Tally::from_words(prepared.problem.layout(), counts) else { return };
                    progress.update(|progress| progress.advance(tally.iterations(), elapsed_ms));
                    outcome.set(Some((Arc::clone(&prepared), Arc::new(tally))));
                }
                News::Failed(reason) => progress.update(|progress| progress.fail(reason)),
            };
            pool.with_value(|pool| pool.begin(job, iterations, hear));
        });
        let ranking = Memo::new(move |_| {
            store.scoring.with(|scoring| {
                store.initiatives.with(|initiatives| {
                    store.people.with(|people| rank(scoring, initiatives, people).map(Arc::new))
                })
            })
        });
        // Of the settings only the calendar matters: a budget is dragged without looking at people again.
        let calendar = Memo::new(move |_| store.portfolio.with(|portfolio| portfolio.calendar));
        let staffing = Memo::new(move |_| {
            store.initiatives.with(|initiatives| {
                store.people.with(|people| staffing(calendar.get(), initiatives, people).map(Arc::new))
            })
        });
        Self {
            prepared,
            progress,
            outcome: outcome.read_only(),
            report: Memo::new(move |_| {
                let (prepared, tally) = outcome.get()?;
                Some(Arc::new(simulated.with(|document| report(&prepared, document, &tally))))
            }),
            ranking,
            staffing,
            right_things: Memo::new(move |_| {
                let ranking = ranking.get().ok()?;
                let staffing = staffing.get().ok();
                store.portfolio.with(|portfolio| {
                    store.initiatives.with(|initiatives| {
                        right_things(portfolio, initiatives, staffing.as_deref(), &ranking)
                    })
                })
            }),
            pool,
        }
    }

    /// Stops the run; what is known stays.
    pub fn cancel(&self) {
        self.pool.with_value(|pool| pool.cancel(Kind::Simulate));
        self.progress.update(|progress| progress.is_running = false);
    }
}
