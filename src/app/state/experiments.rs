//! What people and uncertainties are worth, as signals: tried anew at every change while they are shown.

use std::sync::Arc;

use leptos::prelude::*;

use super::session::Session;
use super::simulation::Simulation;
use super::store::Store;
use crate::analysis::drivers::{self, Drivers, DriversReport};
use crate::analysis::money::{self, Money, MoneyReport};
use crate::analysis::sequence::{Objective, SequenceReport, SequenceSearch};
use crate::analysis::staffing::{self, Staffing, StaffingReport};
use crate::app::pages::Page;
use crate::app::worker_pool::{News, WorkerPool};
use crate::engine::capacity::experiment::Experiment;
use crate::jobs::job::{Job, Kind, Question};
use crate::model::id::InitiativeId;

/// Runs that try something on the plan.
const KINDS: [Kind; 4] = [Kind::Money, Kind::Staffing, Kind::Drivers, Kind::Sequence];

/// Handle on the experiments; copy it freely.
#[derive(Clone, Copy)]
pub struct Experiments {
    /// What one more person is worth, so far; stays while new runs begin.
    pub staffing: RwSignal<Option<Arc<StaffingReport>>>,
    /// Which uncertainty drives the finish, so far; stays while new runs begin.
    pub drivers: RwSignal<Option<Arc<DriversReport>>>,
    /// What the plan costs and brings, so far; none while nothing in it is money.
    pub money: RwSignal<Option<Arc<MoneyReport>>>,
    /// Whose finish is looked at; none is that of the whole plan.
    pub target: RwSignal<Option<InitiativeId>>,
    /// How far the search for a better order is; forgotten when the plan changes.
    pub sequence: RwSignal<Sequence>,
    /// Why nothing was tried.
    pub failure: RwSignal<Option<String>>,
    store: Store,
    simulation: Simulation,
    pool: StoredValue<WorkerPool, LocalStorage>,
}

/// The search for a better order.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Sequence {
    /// Not asked for.
    #[default]
    None,
    /// The order moves no date.
    Impossible,
    /// Under way.
    Searching {
        /// Share that is over at least, 0 to 1.
        progress: f64,
        /// Weeks that the best order so far saves in an average run.
        saved_weeks: f64,
        /// Orders tried.
        tried: u32,
    },
    /// Over.
    Found(Arc<SequenceReport>),
}

impl Experiments {
    /// Follows `simulation` while a page shows what comes of it, with the workers of `pool`.
    pub fn new(
        store: Store,
        session: Session,
        simulation: Simulation,
        pool: StoredValue<WorkerPool, LocalStorage>,
    ) -> Self {
        let this = Self {
            staffing: RwSignal::new(None),
            drivers: RwSignal::new(None),
            money: RwSignal::new(None),
            target: RwSignal::new(None),
            sequence: RwSignal::new(Sequence::None),
            failure: RwSignal::new(None),
            store,
            simulation,
            pool,
        };
        Effect::new(move |_| {
            // What was found, or is being looked for, is of another plan.
            simulation.prepared.track();
            this.stop_search();
        });
        // Within the edit, as the new run begins: none of their chunks is to stand in its way.
        ImmediateEffect::new_scoped(move || {
            simulation.prepared.track();
            pool.with_value(|pool| pool.cancel_all(&KINDS));
        });
        // The dates come first: nothing is tried on a plan before these are on the screen.
        let plan = move || if simulation.is_awaited.get() { None } else { simulation.prepared.get().ok() };
        let is_shown = Memo::new(move |_| session.page.get() == Page::Capacity);
        Effect::new(move |_| {
            let asked = is_shown.get().then(plan).flatten();
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
            let asked = is_shown.get().then(plan).flatten();
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
        let money_rule = Memo::new(move |_| store.scoring.with(|scoring| scoring.money_rule));
        // The office holds what somebody expects something to cost against the runs.
        let is_cost_asked = Memo::new(move |_| {
            session.page.get() == Page::Office
                && store.office.with(|it| it.registers.support.iter().any(|case| case.asked_cost.is_some()))
        });
        Effect::new(move |_| {
            let is_wanted = is_shown.get() || is_cost_asked.get();
            let asked = is_wanted.then(plan).flatten();
            // How a benefit is valued is no part of the simulation of dates.
            money_rule.track();
            let money = asked.as_ref().and_then(|prepared| {
                store.document.with_untracked(|document| Money::new(prepared, document))
            });
            let Some(money) = money else {
                pool.with_value(|pool| pool.cancel(Kind::Money));
                if asked.is_some() {
                    this.money.set(None);
                }
                return;
            };
            let job = Job::Money { plan: Box::new(money.plan().clone()), seed: money.seed() };
            this.begin(pool, job, money::RUNS, move |counts| {
                let report = store.document.with_untracked(|document| money.report(document, counts));
                this.money.set(report.map(Arc::new));
            });
        });
        this
    }

    /// Looks for an order of priority that saves `objective`.
    pub fn search(self, objective: Objective) {
        let prepared = self.simulation.prepared.get_untracked();
        match prepared.ok().and_then(|prepared| SequenceSearch::new(&prepared, objective)) {
            Some(search) => self.go_on(search),
            None => self.sequence.set(Sequence::Impossible),
        }
    }

    /// Ends the search; what was found is forgotten.
    pub fn stop_search(self) {
        self.pool.with_value(|pool| pool.cancel(Kind::Sequence));
        self.sequence.set(Sequence::None);
    }

    /// The next round, or the end.
    fn go_on(self, search: SequenceSearch) {
        let Some((experiment, seed, runs)) = search.experiment() else {
            let report = self.store.document.with_untracked(|document| search.report(document));
            self.sequence.set(report.map_or(Sequence::None, |report| Sequence::Found(Arc::new(report))));
            return;
        };
        self.sequence.set(Sequence::Searching {
            progress: search.progress(),
            saved_weeks: search.saved_so_far(),
            tried: search.tried(),
        });
        let job = job(Question::Sequence, &experiment, seed);
        self.begin(self.pool, job, runs, move |counts| {
            // Only a whole round tells which order is best.
            if counts.first() == Some(&u64::from(runs)) {
                let mut search = search.clone();
                search.hear(counts);
                self.go_on(search);
            }
        });
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
                News::Progress { .. } => {}
                News::Answer { counts } => hear(counts),
                News::Failed(reason) => self.failure.set(Some(reason)),
            });
        });
    }
}

fn job(question: Question, experiment: &Experiment, seed: u64) -> Job {
    Job::Experiment { question, experiment: Box::new(experiment.clone()), seed }
}
