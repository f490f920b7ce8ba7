//! A portfolio selected and studied in one go, where nobody waits for a picture: on the command line, in the module.

use super::dispatcher::counts_here;
use super::job::Job;
use crate::analysis::score::RankingReport;
use crate::analysis::select::delivery::Deliverability;
use crate::analysis::select::pivot::{NoPivot, PivotReport, decide};
use crate::analysis::select::question::{Question, Strictness};
use crate::analysis::select::study::{Findings, study};
use crate::analysis::select::{SelectionReport, ask, report};
use crate::analysis::simulate::SimulateError;
use crate::engine::selection::search::{Selection, SolveStatus, select};
use crate::engine::selection::study::Asked;
use crate::model::document::Document;

/// Nodes of the search for the best portfolio.
const NODES: u64 = 20_000;
/// Nodes of each further question.
const NODES_EACH: u64 = 2_000;
/// Nodes of each of the two searches for what to continue, stop and start.
const PIVOT_NODES: u64 = 20_000;

/// The best portfolio of a document, and what was asked beside it.
pub struct Selected {
    /// What was to be chosen from, and within what.
    pub question: Question,
    /// The best set that was found.
    pub best: Selection,
    /// What each other choice costs.
    pub findings: Findings,
    /// All of it, for people and machines.
    pub report: SelectionReport,
    /// What to continue, stop and start of what is under way, or why that cannot be said.
    pub pivot: Result<PivotReport, NoPivot>,
    /// Why people are not counted, if they are not.
    pub uncounted_people: Option<SimulateError>,
}

/// What to ask beside the best portfolio and the price of having or dropping each initiative.
#[derive(Clone, Copy, Default)]
pub struct Beside<'a> {
    /// The best value for other budgets.
    pub frontier: bool,
    /// The best portfolio that is short of people in at most so many percent of the runs.
    pub delivery: Option<(&'a Deliverability, u8)>,
}

/// Selects the best portfolio of `document`, ranked as `ranking` says.
pub fn select_here(document: &Document, ranking: &RankingReport, beside: Beside<'_>) -> Selected {
    let (question, staffing) = ask(document, ranking, Strictness::AsSet);
    let best = select(&question.problem, &[], NODES);
    let counted = staffing.as_ref().ok();
    let mut plan = study(document, &question, counted, beside.delivery, &best, NODES_EACH);
    plan.retain(|asked| match asked {
        Asked::Having(_) | Asked::Dropping(_) => best.status != SolveStatus::Infeasible,
        Asked::Within(_) | Asked::Frontier { .. } => beside.frontier,
        Asked::Deliverable { .. } => true,
        Asked::Proof { .. } | Asked::Weightings { .. } | Asked::Ties { .. } => false,
    });
    let counts = counts_here(Job::Select(Box::new(plan.study.clone())), plan.questions());
    let findings = plan.findings(&counts).unwrap_or_default();
    let report = report(document, ranking, &question, &best, Some(&findings));
    let pivot = decide(document, &document.initiatives, ranking, &question, PIVOT_NODES);
    Selected { question, best, findings, report, pivot, uncounted_people: staffing.err() }
}
