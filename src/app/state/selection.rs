//! The best portfolio as signals: found at once on the page's own thread where that is quick, proved and
//! explained by the workers while the Select page is shown.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use super::session::Session;
use super::simulation::Simulation;
use super::store::Store;
use crate::analysis::select::by_hand::by_hand;
use crate::analysis::select::delivery::{Deliverability, deliverability};
use crate::analysis::select::nodes_at_once;
use crate::analysis::select::question::{Question, Strictness, question};
use crate::analysis::select::staffing::Staffing;
use crate::analysis::select::study::{Findings, StudyPlan, study};
use crate::app::pages::Page;
use crate::app::worker_pool::{News, WorkerPool};
use crate::engine::selection::search::{self, SolveStatus};
use crate::engine::selection::study::{Answer, Answers, Asked, Study};
use crate::jobs::job::{Job, Kind};
use crate::model::id::InitiativeId;

/// Rest after a change before the workers begin, so that a drag does not send them hundreds of problems.
const REST: Duration = Duration::from_millis(90);
/// How much more patient each further attempt at a proof is.
const PATIENCE: [u64; 3] = [8, 60, 400];
/// How much more patient each further question is.
const PATIENCE_EACH: u64 = 4;

/// Handle on the best portfolio; copy it freely.
#[derive(Clone, Copy)]
pub struct Selection {
    /// The problem; none while nothing can be ranked.
    pub question: Memo<Option<Arc<Question>>>,
    /// The best portfolio so far.
    pub best: Memo<Option<Arc<Found>>>,
    /// Its members.
    pub members: Memo<Arc<BTreeSet<InitiativeId>>>,
    /// Members of the portfolio by hand.
    pub by_hand: Memo<Arc<BTreeSet<InitiativeId>>>,
    /// Prices, frontier and the rest, so far; stays while new ones are worked out, so that nothing flickers.
    pub findings: RwSignal<Option<Arc<Findings>>>,
    /// Draws of demand for people; none if they are no limit, or nobody can say.
    pub deliverability: Memo<Option<Arc<Deliverability>>>,
    /// What the workers are doing.
    pub work: RwSignal<Work>,
    /// Why the workers gave up.
    pub failure: RwSignal<Option<String>>,
    proof: RwSignal<Option<Arc<Found>>>,
    store: Store,
    simulation: Simulation,
    pool: StoredValue<WorkerPool, LocalStorage>,
}

/// An answer and its question.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// What was asked.
    pub question: Arc<Question>,
    /// The portfolio, with its bound.
    pub selection: search::Selection,
}

/// What the workers are doing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Work {
    /// Nothing is open.
    #[default]
    Done,
    /// They look for a better portfolio, or for the proof.
    Proving,
    /// They work out prices, frontier and the rest.
    Explaining,
    /// Somebody stopped them.
    Stopped,
}

impl Found {
    /// Whether nothing better exists.
    pub fn is_proved(&self) -> bool {
        self.selection.status == SolveStatus::Optimal
    }

    /// Whether anything is feasible.
    pub fn is_possible(&self) -> bool {
        self.selection.status != SolveStatus::Infeasible
    }
}

impl Selection {
    /// Follows `store`, with the workers of `pool` while the Select page is shown.
    pub fn new(
        store: Store,
        session: Session,
        simulation: Simulation,
        pool: StoredValue<WorkerPool, LocalStorage>,
    ) -> Self {
        let question = asked(store, simulation);
        let quick = found_at_once(question);
        let proof = RwSignal::new(None::<Arc<Found>>);
        let best = Memo::new(move |_| {
            let quick = quick.get()?;
            let proof = proof.get().filter(|proof| Arc::ptr_eq(&proof.question, &quick.question));
            Some(proof.filter(|proof| proof.selection.value >= quick.selection.value).unwrap_or(quick))
        });
        let ids = |question: &Question, places: &[u32]| Arc::new(question.ids(places).into_iter().collect());
        let this = Self {
            question,
            best,
            members: Memo::new(move |_| {
                best.with(|best| {
                    best.as_ref().map_or_else(Arc::default, |it| ids(&it.question, &it.selection.chosen))
                })
            }),
            by_hand: Memo::new(move |_| {
                let (Some(question), Ok(ranking)) = (question.get(), simulation.ranking.get()) else {
                    return Arc::default();
                };
                let cut_off = store.portfolio.with(|portfolio| portfolio.selection.cut_off);
                ids(&question, &by_hand(&question, &ranking, cut_off))
            }),
            findings: RwSignal::new(None),
            deliverability: drawn(store),
            work: RwSignal::new(Work::Done),
            failure: RwSignal::new(None),
            proof,
            store,
            simulation,
            pool,
        };
        this.follow(session, quick);
        this
    }

    /// Proves and explains what was found at once, while the page is shown.
    fn follow(self, session: Session, quick: Memo<Option<Arc<Found>>>) {
        let accepted = Memo::new(move |_| {
            self.store.portfolio.with(|it| (it.selection.accepted_shortage, it.selection.cost_margin))
        });
        let timer = StoredValue::new(None::<TimeoutHandle>);
        // Work in other threads is an effect on the outside: the one place that starts it.
        Effect::new(move |_| {
            if let Some(timer) = timer.try_update_value(Option::take).flatten() {
                timer.clear();
            }
            self.pool.with_value(|pool| pool.cancel(Kind::Select));
            self.work.set(Work::Done);
            if session.page.get() != Page::Select {
                return;
            }
            accepted.track();
            let Some(found) = quick.get().filter(|found| found.is_possible()) else {
                self.findings.set(None);
                return;
            };
            self.failure.set(None);
            self.work.set(if found.is_proved() { Work::Explaining } else { Work::Proving });
            timer.set_value(
                set_timeout_with_handle(
                    move || if found.is_proved() { self.explain(&found) } else { self.prove(&found) },
                    REST,
                )
                .ok(),
            );
        });
    }

    /// Stops the workers; what is known by then is shown.
    pub fn cancel(&self) {
        self.pool.with_value(|pool| pool.stop(Kind::Select));
        self.work.set(Work::Stopped);
    }

    /// Goes on with the proof, or with the prices.
    fn prove(self, found: &Arc<Found>) {
        let nodes = nodes_at_once(&found.question.problem);
        let study = Study {
            problem: found.question.problem.clone(),
            best: found.selection.clone(),
            questions: PATIENCE.map(|patience| Asked::Proof { nodes: nodes * patience }).to_vec(),
            sampling: None,
            delivery: None,
            nodes,
            tells_instead: false,
        };
        let attempts = PATIENCE.len() as u64;
        let job = Job::Select(Box::new(study.clone()));
        let found = Arc::clone(found);
        let hear = move |news| match news {
            News::Progress { .. } => {}
            News::Answer { counts } => {
                let better = best_attempt(&study, &found, &counts);
                self.proof.set(Some(Arc::clone(&better)));
                if better.is_proved() || counts.first() == Some(&attempts) {
                    self.work.set(Work::Explaining);
                    self.explain(&better);
                }
            }
            News::Failed(reason) => self.give_up(reason),
        };
        self.pool.with_value(|pool| pool.begin(job, u32::try_from(attempts).unwrap_or(1), hear));
    }

    /// Asks everything else.
    fn explain(self, found: &Arc<Found>) {
        let staffing: Option<Arc<Staffing>> = self.simulation.staffing.get_untracked().ok();
        let nodes = PATIENCE_EACH * nodes_at_once(&found.question.problem);
        let plan: StudyPlan = self.store.document.with_untracked(|document| {
            let drawn = self.deliverability.get_untracked();
            let percent = document.portfolio.selection.accepted_shortage.percent();
            let delivery = drawn.as_deref().map(|drawn| (drawn, percent));
            study(document, &found.question, staffing.as_deref(), delivery, &found.selection, nodes)
        });
        let job = Job::Select(Box::new(plan.study.clone()));
        let questions = plan.questions();
        let hear = move |news| match news {
            News::Progress { .. } => {}
            News::Answer { counts } => {
                if let Some(findings) = plan.findings(&counts) {
                    if findings.answered == findings.asked {
                        self.work.set(Work::Done);
                    }
                    self.findings.set(Some(Arc::new(findings)));
                }
            }
            News::Failed(reason) => self.give_up(reason),
        };
        self.pool.with_value(|pool| pool.begin(job, questions, hear));
    }

    fn give_up(self, reason: String) {
        self.failure.set(Some(reason));
        self.work.set(Work::Stopped);
    }
}

/// The question that the plan asks, once it can be ranked.
fn asked(store: Store, simulation: Simulation) -> Memo<Option<Arc<Question>>> {
    Memo::new(move |_| {
        let ranking = simulation.ranking.get().ok()?;
        let staffing = simulation.staffing.get().ok();
        Some(Arc::new(store.portfolio.with(|portfolio| {
            store.initiatives.with(|initiatives| {
                question(portfolio, initiatives, staffing.as_deref(), &ranking, Strictness::AsSet)
            })
        })))
    })
}

/// What is found within a frame; it starts from what was known before.
fn found_at_once(question: Memo<Option<Arc<Question>>>) -> Memo<Option<Arc<Found>>> {
    Memo::new(move |before: Option<&Option<Arc<Found>>>| {
        let question = question.get()?;
        let known: Vec<u32> = before
            .and_then(Option::as_ref)
            .filter(|before| before.question.initiatives == question.initiatives)
            .map_or_else(Vec::new, |before| before.selection.chosen.clone());
        let selection = search::select(&question.problem, &known, nodes_at_once(&question.problem));
        Some(Arc::new(Found { question, selection }))
    })
}

/// The draws that tell whether people suffice.
fn drawn(store: Store) -> Memo<Option<Arc<Deliverability>>> {
    // Of the settings only these: a budget is dragged without drawing anew.
    let drawn_by = Memo::new(move |_| {
        store.portfolio.with(|it| (it.calendar, it.simulation.seed, it.selection.people_period))
    });
    Memo::new(move |_| {
        drawn_by.track();
        store.portfolio.with_untracked(|portfolio| {
            store.initiatives.with(|initiatives| {
                store.people.with(|people| deliverability(portfolio, initiatives, people).ok()?.map(Arc::new))
            })
        })
    })
}

/// The best portfolio of the attempts so far, with the least of their bounds.
fn best_attempt(study: &Study, found: &Arc<Found>, words: &[u64]) -> Arc<Found> {
    let mut best = found.selection.clone();
    let answers = Answers::new(study, words).map(|answers| answers.all()).unwrap_or_default();
    for answer in answers.into_iter().flatten() {
        if let Answer::Selection(other) = answer {
            let bound = best.upper_bound.min(other.upper_bound);
            if other.value > best.value || other.status == SolveStatus::Optimal {
                best = other;
            }
            best.upper_bound = bound.max(best.value);
        }
    }
    Arc::new(Found { question: Arc::clone(&found.question), selection: best })
}
