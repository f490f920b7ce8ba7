//! The plan beside its what-ifs, as signals: simulated on the same draws at every change while the Compare page is
//! shown.

use std::sync::Arc;

use leptos::prelude::*;

use super::session::Session;
use super::simulation::Progress;
use super::store::Store;
use crate::analysis::difference::{
    Candidate, InitiativeRow, MOST_PLANS, Prepared, Row, initiative_rows, prepare, run_rows, set_rows,
};
use crate::analysis::plan_diff::{Line, differences};
use crate::app::pages::Page;
use crate::app::worker_pool::{News, WorkerPool};
use crate::engine::capacity::ComparisonTally;
use crate::jobs::job::{Job, Kind};
use crate::model::document::Document;
use crate::model::edit::Edit;
use crate::model::id::{DecisionId, NoticeId, ScenarioId};

/// Handle on the comparison; copy it freely.
#[derive(Clone, Copy)]
pub struct Comparison {
    /// What-ifs that the user wants to see; none for the newest.
    wanted: RwSignal<Option<Vec<ScenarioId>>>,
    /// The plan of record, then the what-ifs in document order.
    pub plans: Memo<Vec<Candidate>>,
    /// Value and cost, which need no simulation.
    pub sets: Memo<Vec<Row>>,
    /// People and dates, from the runs so far; stays while a new run begins.
    pub runs: Memo<Vec<Row>>,
    /// When each initiative is finished in each plan.
    pub initiatives: Memo<Vec<InitiativeRow>>,
    /// What each plan has otherwise than the first.
    pub differences: Memo<Vec<Vec<Line>>>,
    /// How far the run is.
    pub progress: RwSignal<Progress>,
    /// Why there is no simulation.
    pub problem: Memo<Option<String>>,
    /// Decision request or change notice that is open in place of the comparison.
    pub paper: RwSignal<Option<Paper>>,
    /// Pivot drill that is going on.
    pub drill: RwSignal<Option<RunningDrill>>,
}

/// A page to print.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// A decision request.
    Decision(DecisionId),
    /// A change notice.
    Notice(NoticeId),
}

/// A shock, and since when somebody plans anew.
#[derive(Clone, Debug, PartialEq)]
pub struct RunningDrill {
    /// The what-if with the shock.
    pub scenario: ScenarioId,
    /// What has happened.
    pub shock: String,
    /// What it does to the plan.
    pub edits: Vec<Edit>,
    /// When it happened [ms of the browser's clock].
    pub began_ms: f64,
}

type Outcome = (Arc<Prepared>, Arc<ComparisonTally>);

impl Comparison {
    /// Follows `store` while its page is shown, with the workers of `pool`.
    pub fn new(store: Store, session: Session, pool: StoredValue<WorkerPool, LocalStorage>) -> Self {
        let wanted = RwSignal::new(None::<Vec<ScenarioId>>);
        let plans =
            Memo::new(move |_| store.plan.with(|plan| candidates(plan, wanted.get(), store.scenario.get())));
        let prepared = Memo::new(move |_| {
            plans.with(|plans| if plans.len() < 2 { None } else { Some(prepare(plans).map(Arc::new)) })
        });
        let progress = RwSignal::new(Progress::default());
        let outcome = RwSignal::new(None::<Outcome>);
        Effect::new(move |_| {
            // Asked first: up to four plans are prepared for this page only, not at every edit on the others.
            let is_shown = session.page.get() == Page::Compare;
            let Some(Ok(prepared)) = is_shown.then(|| prepared.get()).flatten() else {
                pool.with_value(|pool| pool.cancel(Kind::Compare));
                outcome.set(None);
                progress.set(Progress::default());
                return;
            };
            let iterations = prepared.iterations;
            progress.set(Progress::begun(u64::from(iterations)));
            let job = Job::Compare { comparison: Box::new(prepared.comparison.clone()), seed: prepared.seed };
            let layout = prepared.comparison.layout();
            let hear = move |news| match news {
                News::Progress { done, elapsed_ms } => {
                    progress.update(|progress| progress.advance(done, elapsed_ms));
                }
                News::Answer { counts } => {
                    let Ok(tally) = ComparisonTally::from_words(layout.clone(), counts) else { return };
                    outcome.set(Some((Arc::clone(&prepared), Arc::new(tally))));
                }
                News::Failed(reason) => progress.update(|progress| progress.fail(reason)),
            };
            pool.with_value(|pool| pool.begin(job, iterations, hear));
        });
        // A run of other plans than are shown says nothing of these.
        let fitting = move || {
            let (prepared, tally) = outcome.get()?;
            let shown = plans.with(Vec::len);
            (prepared.comparison.plans().len() == shown).then_some((prepared, tally))
        };
        Self {
            wanted,
            plans,
            sets: Memo::new(move |_| plans.with(|plans| set_rows(plans))),
            runs: Memo::new(move |_| {
                fitting().map_or_else(Vec::new, |(prepared, tally)| run_rows(&prepared, &tally))
            }),
            initiatives: Memo::new(move |_| {
                fitting().map_or_else(Vec::new, |(prepared, tally)| {
                    plans.with(|plans| initiative_rows(plans, &prepared, &tally))
                })
            }),
            differences: Memo::new(move |_| {
                plans.with(|plans| {
                    let first = plans.first();
                    let of =
                        |plan: &Candidate| first.map(|first| differences(&first.document, &plan.document));
                    plans.iter().filter_map(of).collect()
                })
            }),
            progress,
            paper: RwSignal::new(None),
            drill: RwSignal::new(None),
            problem: Memo::new(move |_| prepared.get().and_then(Result::err).map(|error| error.to_string())),
        }
    }

    /// Whether the what-if is among the plans; tracked.
    pub fn shows(&self, scenario: ScenarioId) -> bool {
        self.plans.with(|plans| plans.iter().any(|plan| plan.scenario == Some(scenario)))
    }

    /// Whether another what-if has room; tracked.
    pub fn has_room(&self) -> bool {
        self.plans.with(|plans| plans.len() < MOST_PLANS)
    }

    /// Shows the what-if beside the plan, or does not.
    pub fn show(&self, scenario: ScenarioId, is_shown: bool) {
        let mut shown: Vec<ScenarioId> =
            self.plans.with_untracked(|plans| plans.iter().filter_map(|plan| plan.scenario).collect());
        shown.retain(|id| *id != scenario);
        if is_shown {
            shown.push(scenario);
        }
        self.wanted.set(Some(shown));
    }
}

/// The plan and at most three what-ifs that fit it: those wanted, or the newest, and the one that is worked in.
fn candidates(
    plan: &Document,
    wanted: Option<Vec<ScenarioId>>,
    worked_in: Option<ScenarioId>,
) -> Vec<Candidate> {
    let known: Vec<ScenarioId> = plan.scenarios.list.iter().map(|it| it.id).collect();
    let newest = || known.iter().rev().take(MOST_PLANS - 1).copied().collect();
    let is_default = wanted.is_none();
    let mut shown: Vec<ScenarioId> = wanted.unwrap_or_else(newest);
    shown.retain(|id| known.contains(id));
    if let Some(here) = worked_in.filter(|here| is_default && !shown.contains(here)) {
        shown.truncate(MOST_PLANS - 2);
        shown.push(here);
    }
    shown.truncate(MOST_PLANS - 1);
    let record = Candidate { name: "Plan of record".to_owned(), scenario: None, document: part(plan) };
    let what_ifs = plan.scenarios.list.iter().filter(|it| shown.contains(&it.id)).filter_map(|it| {
        let document = part(&plan.with_scenario(it.id).ok()?);
        Some(Candidate { name: it.name.clone(), scenario: Some(it.id), document })
    });
    std::iter::once(record).chain(what_ifs).collect()
}

/// What a comparison needs: answers of the office or a decision start no new run.
fn part(document: &Document) -> Document {
    Document {
        portfolio: document.portfolio.clone(),
        strategy: document.strategy.clone(),
        scoring: document.scoring.clone(),
        initiatives: document.initiatives.clone(),
        people: document.people.clone(),
        ..Document::default()
    }
}
