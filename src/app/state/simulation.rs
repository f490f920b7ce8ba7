//! The simulation as signals: started anew at every change, its partial answer shown as it comes.
//!
//! A change comes first to the workers, before the page draws it; whatever else follows from the plan waits until their
//! first answer is on the screen.

use std::sync::Arc;
use std::time::Duration;

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
    /// Whether a run has begun and nothing of it is on the screen yet: what nobody looks at just then can wait.
    pub is_awaited: RwSignal<bool>,
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

    /// Where the run stands, in words; nothing if there is none.
    pub fn standing(&self) -> Option<String> {
        let seconds = self.seconds;
        match (self.is_running, self.done) {
            (true, _) => Some("still running".to_owned()),
            (false, 0) => None,
            (false, done) if done < self.wanted => Some(format!("stopped after {seconds:.1} s")),
            (false, _) => Some(format!("settled in {seconds:.1} s")),
        }
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
        let is_awaited = RwSignal::new(false);
        // Weights, answers and notes are no part of a simulation: a weight is dragged without working out dates again.
        let simulated = Memo::new(move |_| {
            store.whole.track();
            Document {
                portfolio: store.portfolio.get_untracked(),
                initiatives: store.initiatives.get_untracked(),
                people: store.people.get_untracked(),
                ..Document::default()
            }
        });
        let prepared = Memo::new(move |_| simulated.with(prepare).map(Arc::new));
        // Work in other threads is an effect on the outside: the one place that starts it. It runs within the edit, so
        // that the workers count while the page draws.
        ImmediateEffect::new_scoped(move || {
            let Ok(prepared) = prepared.get() else {
                pool.with_value(|pool| pool.cancel(Kind::Simulate));
                outcome.set(None);
                progress.set(Progress::default());
                is_awaited.set(false);
                return;
            };
            let (policy, seed) = (prepared.engine_policy(), prepared.seed);
            let job = Job::Simulate { problem: Box::new(prepared.problem.clone()), policy, seed };
            let iterations = prepared.iterations;
            progress.set(Progress::begun(u64::from(iterations)));
            is_awaited.set(true);
            let hear = move |news| match news {
                News::Progress { done, elapsed_ms } => {
                    progress.update(|progress| progress.advance(done, elapsed_ms));
                }
                News::Answer { counts } => {
                    let Ok(tally) = Tally::from_words(prepared.problem.layout(), counts) else { return };
                    outcome.set(Some((Arc::clone(&prepared), Arc::new(tally))));
                    if is_awaited.get_untracked() {
                        go_on_after_this_frame(progress, is_awaited);
                    }
                }
                News::Failed(reason) => {
                    progress.update(|progress| progress.fail(reason));
                    is_awaited.set(false);
                }
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
            is_awaited,
            outcome: outcome.read_only(),
            report: Memo::new(move |last: Option<&Option<Arc<SimulationReport>>>| {
                let (ran, tally) = outcome.get()?;
                let is_of_plan = prepared.with(|it| it.as_ref().is_ok_and(|it| Arc::ptr_eq(it, &ran)));
                match last {
                    // Nothing is drawn twice: the new plan comes with its own answer.
                    Some(Some(last)) if !is_of_plan && is_awaited.get() => Some(Arc::clone(last)),
                    _ => Some(Arc::new(simulated.with(|document| report(&ran, document, &tally)))),
                }
            }),
            ranking,
            staffing,
            right_things: Memo::new(move |last: Option<&Option<RightThings>>| match last {
                Some(last) if is_awaited.get() => last.clone(),
                _ => {
                    let ranking = ranking.get().ok()?;
                    let staffing = staffing.get().ok();
                    store.portfolio.with(|portfolio| {
                        store.initiatives.with(|initiatives| {
                            right_things(portfolio, initiatives, staffing.as_deref(), &ranking)
                        })
                    })
                }
            }),
            pool,
        }
    }

    /// Stops the run; what is known by then is shown.
    pub fn cancel(&self) {
        self.pool.with_value(|pool| pool.stop(Kind::Simulate));
        self.progress.update(|progress| progress.is_running = false);
        self.is_awaited.set(false);
    }
}

/// Lets go what waited, once the frame with the first answer is drawn; unless the next run has begun meanwhile.
fn go_on_after_this_frame(progress: RwSignal<Progress>, is_awaited: RwSignal<bool>) {
    let go_on = move || {
        if progress.with_untracked(|progress| progress.done > 0) {
            is_awaited.set(false);
        }
    };
    request_animation_frame(move || set_timeout(go_on, Duration::ZERO));
}
