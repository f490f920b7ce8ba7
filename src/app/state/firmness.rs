//! How firm the ranking is, as signals: sampled anew at every change while the Prioritise page is shown.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

use super::session::Session;
use super::store::Store;
use crate::analysis::firmness::{
    AcceptabilityReport, CriterionStability, SAMPLES, Weightings, acceptability, acceptability_problem,
    top_of, weight_stability,
};
use crate::app::clock::now_ms;
use crate::app::pages::Page;
use crate::app::worker_pool::{News, WorkerPool};
use crate::engine::scoring::acceptability::Tally;
use crate::jobs::job::{Job, Kind};

/// Handle on what is known of the ranking's firmness; copy it freely.
#[derive(Clone, Copy)]
pub struct Firmness {
    /// Which weightings are thought possible.
    pub weightings: RwSignal<Weightings>,
    /// How many the top is.
    pub top: Memo<usize>,
    /// How far each weight can move; empty while nothing can be ranked.
    pub stability: Memo<Arc<Vec<CriterionStability>>>,
    /// How often each initiative would have each rank, so far; stays while a new run begins.
    pub report: RwSignal<Option<Arc<AcceptabilityReport>>>,
    /// Why nothing was sampled.
    pub failure: RwSignal<Option<String>>,
}

impl Firmness {
    /// Follows `store` while its page is shown, with the workers of `pool`.
    pub fn new(store: Store, session: Session, pool: StoredValue<WorkerPool, LocalStorage>) -> Self {
        let weightings = RwSignal::new(Weightings::default());
        let report = RwSignal::new(None);
        let failure = RwSignal::new(None);
        let top = Memo::new(move |_| store.initiatives.with(|initiatives| top_of(initiatives)));
        let stability = Memo::new(move |_| {
            store.scoring.with(|scoring| {
                store.initiatives.with(|initiatives| {
                    let found =
                        store.people.with(|people| weight_stability(scoring, initiatives, people, top.get()));
                    Arc::new(found.unwrap_or_default())
                })
            })
        });
        let seed = Memo::new(move |_| store.portfolio.with(|it| u64::from(it.simulation.seed)));
        let sample = move || {
            let weightings = weightings.get_untracked();
            let (seed, top) = (seed.get_untracked(), top.get_untracked());
            let initiatives = store.initiatives.get_untracked();
            let problem =
                store.document.with_untracked(|document| acceptability_problem(document, weightings));
            let problem = match problem {
                Ok(problem) => problem,
                Err(error) => {
                    pool.with_value(|pool| pool.cancel(Kind::Rank));
                    report.set(None);
                    failure.set(Some(error.to_string()));
                    return;
                }
            };
            failure.set(None);
            let layout = problem.layout();
            let hear = move |news| match news {
                News::Progress { .. } => {}
                News::Answer { counts } => {
                    if let Ok(tally) = Tally::from_words(layout, counts) {
                        report.set(acceptability(tally, &initiatives, weightings, seed, top).map(Arc::new));
                    }
                }
                News::Failed(reason) => failure.set(Some(reason)),
            };
            let job = Job::Rank { problem: Box::new(problem), seed };
            let samples = if store.is_moving.get_untracked() { MOVING_SAMPLES } else { SAMPLES };
            pool.with_value(|pool| pool.begin(job, samples, hear));
        };
        // Who speaks in a workshop changes no chance until all may see it.
        let disputed = Memo::new(move |_| store.workshop.with(|it| it.disputed()));
        let pace = StoredValue::new(Pace::default());
        Effect::new(move |_| {
            if session.page.get() != Page::Prioritise {
                pool.with_value(|pool| pool.cancel(Kind::Rank));
                return;
            }
            weightings.track();
            seed.track();
            top.track();
            store.initiatives.track();
            store.people.track();
            store.scoring.track();
            disputed.track();
            store.is_moving.track();
            match pace.try_update_value(|pace| pace.ask(now_ms())) {
                Some(Turn::Now) => sample(),
                Some(Turn::In(rest)) => set_timeout(
                    move || {
                        pace.try_update_value(|pace| pace.begin(now_ms()));
                        // One may have gone on to another page meanwhile.
                        if session.page.get_untracked() == Page::Prioritise {
                            sample();
                        }
                    },
                    rest,
                ),
                Some(Turn::Waiting) | None => {}
            }
        });
        Self { weightings, top, stability, report, failure }
    }
}

/// Weightings that are sampled while something is dragged: the next step drops the rest, which would only take the
/// processors from drawing.
const MOVING_SAMPLES: u32 = 1_024;

/// Least time between the starts of two runs: a drag has an event for every frame, and each run's first answer
/// redraws every row.
const REST_MS: f64 = 120.0;

/// Lets a run begin now, or after the rest that is due.
#[derive(Clone, Copy, Debug, Default)]
struct Pace {
    began_ms: Option<f64>,
    is_waiting: bool,
}

/// When a run may begin.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Turn {
    Now,
    In(Duration),
    /// One that is about to begin will take the change along.
    Waiting,
}

impl Pace {
    fn ask(&mut self, now_ms: f64) -> Turn {
        if self.is_waiting {
            return Turn::Waiting;
        }
        let rest_ms = self.began_ms.map_or(0.0, |began_ms| began_ms + REST_MS - now_ms);
        if rest_ms <= 0.0 {
            self.begin(now_ms);
            return Turn::Now;
        }
        self.is_waiting = true;
        Turn::In(Duration::from_secs_f64(rest_ms.min(REST_MS) / 1000.0))
    }

    fn begin(&mut self, now_ms: f64) {
        *self = Self { began_ms: Some(now_ms), is_waiting: false };
    }
}
