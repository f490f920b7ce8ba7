//! What people and uncertainties are worth, as signals: tried anew at every change while the Capacity page is shown.

use std::sync::Arc;

use leptos::prelude::*;

use super::session::Session;
use super::simulation::Simulation;
use super::store::Store;
use crate::analysis::drivers::{self, Drivers, DriversReport};
use crate::analysis::staffing::{self, Staffing, StaffingReport};
use crate::app::pages::Page;
use crate::app::worker_pool::{News, WorkerPool};
use crate::engine::capacity::experiment::Experiment;
use crate::jobs::job::{Job, Kind, Question};
use crate::model::id::InitiativeId;

/// Handle on the experiments; copy it freely.
#[derive(Clone, Copy)]
pub struct Experiments {
    /// What one more person is worth, so far; stays while new runs begin.
    pub staffing: RwSignal<Option<Arc<StaffingReport>>>,
    /// Which uncertainty drives the finish, so far; stays while new runs begin.
    pub drivers: RwSignal<Option<Arc<DriversReport>>>,
    /// Whose finish is looked at; none is that of the whole plan.
    pub target: RwSignal<Option<InitiativeId>>,
    /// Why nothing was tried.
    pub failure: RwSignal<Option<String>>,
}

impl Experiments {
    /// Follows `simulation` while the page is shown, with the workers of `pool`.
    pub fn new(
        store: Store,
        session: Session,
        simulation: Simulation,
        pool: StoredValue<WorkerPool, LocalStorage>,
    ) -> Self {
        let this = Self {
            staffing: RwSignal::new(None),
            drivers: RwSignal::new(None),
            target: RwSignal::new(None),
            failure: RwSignal::new(None),
        };
        let is_shown = Memo::new(move |_| session.page.get() == Page::Capacity);
        Effect::new(move |_| {
            let asked = is_shown.get().then(|| simulation.prepared.get().ok()).flatten();
            let Some(prepared) = asked else {
                pool.with_value(|pool| pool.cancel(Kind::Staffing));
                return;
            };
            let Some(staffing) = Staffing::new(&prepared) else {
                pool.with_value(|pool| pool.cancel(Kind::Staffing));
                this.staffing.set(None);
                return;
            };
            let job = job(Question::Staffing, staffing.experiment(), staffing.seed());
            this.begin(pool, job, staffing::RUNS, move |counts| {
                let report = store.document.with_untracked(|document| staffing.report(document, counts));
                this.staffing.set(report.map(Arc::new));
            });
        });
        Effect::new(move |_| {
            let target = this.target.get();
            let asked = is_shown.get().then(|| simulation.prepared.get().ok()).flatten();
            let Some(prepared) = asked else {
                pool.with_value(|pool| pool.cancel(Kind::Drivers));
                return;
            };
            let Some(drivers) = Drivers::new(&prepared, target) else {
                pool.with_value(|pool| pool.cancel(Kind::Drivers));
                this.drivers.set(None);
                return;
            };
            let job = job(Question::Drivers, drivers.experiment(), drivers.seed());
            this.begin(pool, job, drivers::RUNS, move |counts| {
                let report = store.document.with_untracked(|document| drivers.report(document, counts));
                this.drivers.set(report.map(Arc::new));
            });
        });
        this
    }

    fn begin(
        self,
        pool: StoredValue<WorkerPool, LocalStorage>,
        job: Job,
        runs: u32,
        hear: impl Fn(Vec<u64>) + 'static,
    ) {
        self.failure.set(None);
        pool.with_value(|pool| {
            pool.begin(job, runs, move |news| match news {
                News::Progress { counts, .. } => hear(counts),
                News::Failed(reason) => self.failure.set(Some(reason)),
            });
        });
    }
}

fn job(question: Question, experiment: &Experiment, seed: u64) -> Job {
    Job::Experiment { question, experiment: Box::new(experiment.clone()), seed }
}
