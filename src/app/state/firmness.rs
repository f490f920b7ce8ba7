//! How firm the ranking is, as signals: sampled anew at every change while the Prioritise page is shown.

use std::sync::Arc;

use leptos::prelude::*;

use super::session::Session;
use super::store::Store;
use crate::analysis::firmness::{
    AcceptabilityReport, CriterionStability, SAMPLES, Weightings, acceptability, acceptability_problem,
    top_of, weight_stability,
};
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
                    Arc::new(weight_stability(scoring, initiatives, top.get()).unwrap_or_default())
                })
            })
        });
        let seed = Memo::new(move |_| store.portfolio.with(|it| u64::from(it.simulation.seed)));
        Effect::new(move |_| {
            if session.page.get() != Page::Prioritise {
                pool.with_value(|pool| pool.cancel(Kind::Rank));
                return;
            }
            let (weightings, seed, top, initiatives) =
                (weightings.get(), seed.get(), top.get(), store.initiatives.get());
            let problem =
                store.scoring.with(|scoring| acceptability_problem(scoring, &initiatives, weightings));
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
                News::Progress { counts, .. } => {
                    if let Ok(tally) = Tally::from_words(layout, counts) {
                        report.set(acceptability(tally, &initiatives, weightings, seed, top).map(Arc::new));
                    }
                }
                News::Failed(reason) => failure.set(Some(reason)),
            };
            let job = Job::Rank { problem: Box::new(problem), seed };
            pool.with_value(|pool| pool.begin(job, SAMPLES, hear));
        });
        Self { weightings, top, stability, report, failure }
    }
}
