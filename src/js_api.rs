//! The engine as an ES module: what JavaScript may call.
//!
//! `openDocument` gives a handle that every other function takes. A simulation
//! is cut into chunks, in workers or not; an outcome is plain data that can be
//! posted from a worker, and outcomes merge in any order to the bits of the whole
//! run. Reports are the JSON of the command line, with the same names.
//!
//! Whatever fails throws an `Error` whose `name` says what was asked for:
//! `OpenError`, `RankError`, `SelectError`, `SimulateError`, `MergeError` or `AssessError`.

mod error;
mod object;
mod outcome;
mod types;

use std::cell::OnceCell;

use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

use crate::analysis::assess::{self, AssessError};
use crate::analysis::headline::{RightThings, right_things_of};
use crate::analysis::score::{self, RankingReport};
use crate::analysis::select::SelectionReport;
use crate::analysis::select::pivot::PivotReport;
use crate::analysis::simulate;
use crate::engine::capacity;
use crate::jobs::selected::{Beside, select_here};
use crate::model::document::Document;
use crate::model::envelope;
use crate::model::portfolio::Policy;
use crate::model::validate::validate;
use error::{ErrorName, thrown};
use outcome::Run;
use types::{
    JsAssessmentReport, JsIssues, JsMergedOutcome, JsOutcome, JsRankingReport, JsSelectionReport,
    JsSimulationSettings,
};

/// Most iterations of a run, as in a document.
const MOST_ITERATIONS: u32 = 1_000_000;

/// An opened portfolio. It never changes: `with…` gives another.
#[wasm_bindgen(js_name = Document)]
pub struct DocumentHandle {
    document: Document,
    migrated_from: Option<u32>,
    /// Translated for the engine when the first chunk is asked for.
    run: OnceCell<Run>,
}

/// Opens the text of a portfolio file.
///
/// # Errors
///
/// `OpenError`, with the place and the remedy; `issues` lists all if it is the content that is wrong.
#[wasm_bindgen(js_name = openDocument)]
pub fn open_document(text: &str) -> Result<DocumentHandle, JsValue> {
    let opened = envelope::open(text).map_err(|error| error::of_opening(&error))?;
    Ok(DocumentHandle { migrated_from: opened.migrated_from, ..DocumentHandle::new(opened.document) })
}

/// Scores and ranks the initiatives of a document.
///
/// # Errors
///
/// `RankError` without criteria or weights.
#[wasm_bindgen]
pub fn rank(document: &DocumentHandle) -> Result<JsRankingReport, JsValue> {
    let DocumentHandle { document, .. } = document;
    let ranking = score::rank(&document.scoring, &document.initiatives, &document.people)
        .map_err(|error| thrown(ErrorName::Rank, &error))?;
    let right_things = right_things_of(document, &ranking);
    Ok(object::plain(&Ranked { ranking, right_things }))
}

/// The best portfolio within the document's money, people and rules, with its proof and the price of every other
/// choice.
///
/// Takes up to some seconds for hundreds of initiatives: call it in a worker.
///
/// # Errors
///
/// `SelectError` without criteria or weights. That nothing can be selected is an answer: `status` is `infeasible`.
#[wasm_bindgen]
pub fn select(document: &DocumentHandle) -> Result<JsSelectionReport, JsValue> {
    let DocumentHandle { document, .. } = document;
    let ranking = score::rank(&document.scoring, &document.initiatives, &document.people)
        .map_err(|error| thrown(ErrorName::Select, &error))?;
    let selected = select_here(document, &ranking, Beside::default());
    Ok(object::plain(&SelectedHere { report: selected.report, pivot: selected.pivot.ok() }))
}

/// Simulates iterations `from` (included) to `to` (not included) of the document's run.
///
/// The result can be posted from a worker; give it to `mergeOutcomes`.
///
/// # Errors
///
/// `SimulateError` if the document has nothing to simulate or the range is none.
#[wasm_bindgen(js_name = simulateChunk)]
pub fn simulate_chunk(document: &DocumentHandle, from: f64, to: f64) -> Result<JsOutcome, JsValue> {
    let (from, to) = (iteration(from)?, iteration(to)?);
    if from > to {
        let message = format!("a chunk goes up, not from {from} to {to}");
        return Err(thrown(ErrorName::Simulate, &message));
    }
    let run = document.run()?;
    let prepared = &run.prepared;
    let tally = capacity::simulate(&prepared.problem, prepared.engine_policy(), prepared.seed, from..to);
    Ok(outcome::of_chunk(run, from, to, &tally))
}

/// Adds up outcomes of one document, in any order, and reports on them.
///
/// # Errors
///
/// `MergeError` if there is none, two are of different plans, or share iterations.
#[wasm_bindgen(js_name = mergeOutcomes)]
#[expect(clippy::needless_pass_by_value, reason = "JavaScript gives its arrays away")]
pub fn merge_outcomes(outcomes: Vec<JsOutcome>) -> Result<JsMergedOutcome, JsValue> {
    outcome::merge(&outcomes).map_err(|error| thrown(ErrorName::Merge, &error))
}

/// Scores an assessment of the project office: the one named, or the latest.
///
/// # Errors
///
/// `AssessError` if there is no such assessment, or it is blind until revealed.
#[wasm_bindgen]
pub fn assess(document: &DocumentHandle, name: Option<String>) -> Result<JsAssessmentReport, JsValue> {
    let assessments = &document.document.office.assessments;
    let assessment = match &name {
        None => assessments.last(),
        Some(name) => assessments.iter().rev().find(|assessment| assessment.name == *name),
    };
    let Some(assessment) = assessment else {
        return Err(match name {
            Some(name) if !assessments.is_empty() => {
                thrown(ErrorName::Assess, &format!("there is no assessment “{name}”"))
            }
            _ => thrown(ErrorName::Assess, &AssessError::NoAssessment),
        });
    };
    if assessment.is_blind {
        return Err(thrown(ErrorName::Assess, &AssessError::Blind(assessment.name.clone())));
    }
    let report =
        assess::assess(assessment, &assessment.model()).map_err(|error| thrown(ErrorName::Assess, &error))?;
    Ok(object::plain(&report))
}

#[wasm_bindgen(js_class = Document)]
impl DocumentHandle {
    /// Name of the portfolio.
    #[wasm_bindgen(getter)]
    pub fn name(&self) -> String {
        self.document.portfolio.name.clone()
    }

    /// Version of the file, if it was an earlier one.
    #[wasm_bindgen(getter, js_name = migratedFrom)]
    pub fn migrated_from(&self) -> Option<u32> {
        self.migrated_from
    }

    /// Iterations of a whole run.
    #[wasm_bindgen(getter)]
    pub fn iterations(&self) -> u32 {
        self.document.portfolio.simulation.iterations
    }

    /// Key of all random draws.
    #[wasm_bindgen(getter)]
    pub fn seed(&self) -> u32 {
        self.document.portfolio.simulation.seed
    }

    /// Names of the what-ifs.
    #[wasm_bindgen(getter)]
    pub fn scenarios(&self) -> Vec<String> {
        self.document.scenarios.list.iter().map(|scenario| scenario.name.clone()).collect()
    }

    /// What could be better, none of it an error: a document with errors is not opened.
    pub fn issues(&self) -> JsIssues {
        object::plain(&validate(&self.document))
    }

    /// The text of the file in canonical form.
    #[wasm_bindgen(js_name = toText)]
    pub fn to_text(&self) -> String {
        envelope::save(&self.document)
    }

    /// The document as a scenario changes it.
    ///
    /// # Errors
    ///
    /// `OpenError` if there is no such scenario, or the plan has lost what it speaks of.
    #[wasm_bindgen(js_name = withScenario)]
    pub fn with_scenario(&self, name: &str) -> Result<DocumentHandle, JsValue> {
        let Some(scenario) = self.document.scenarios.list.iter().find(|scenario| scenario.name == name)
        else {
            return Err(thrown(ErrorName::Open, &format!("there is no scenario “{name}”")));
        };
        let changed = self.document.with_scenario(scenario.id);
        changed.map(Self::new).map_err(|error| thrown(ErrorName::Open, &error))
    }

    /// The document with other settings of the simulation; what is left out stays.
    ///
    /// # Errors
    ///
    /// `SimulateError` if a setting is none.
    #[wasm_bindgen(js_name = withSimulation)]
    #[expect(clippy::needless_pass_by_value, reason = "JavaScript gives its objects away")]
    pub fn with_simulation(&self, settings: JsSimulationSettings) -> Result<DocumentHandle, JsValue> {
        let settings: Settings =
            object::read(&settings).map_err(|error| thrown(ErrorName::Simulate, &error))?;
        let mut document = self.document.clone();
        let simulation = &mut document.portfolio.edit().simulation;
        simulation.seed = settings.seed.unwrap_or(simulation.seed);
        simulation.policy = settings.policy.unwrap_or(simulation.policy);
        simulation.iterations = settings.iterations.unwrap_or(simulation.iterations);
        if !(1..=MOST_ITERATIONS).contains(&simulation.iterations) {
            let message = format!("choose 1 to {MOST_ITERATIONS} iterations, not {}", simulation.iterations);
            return Err(thrown(ErrorName::Simulate, &message));
        }
        Ok(Self::new(document))
    }
}

impl DocumentHandle {
    fn new(document: Document) -> Self {
        Self { document, migrated_from: None, run: OnceCell::new() }
    }

    fn run(&self) -> Result<&Run, JsValue> {
        if self.run.get().is_none() {
            let prepared =
                simulate::prepare(&self.document).map_err(|error| thrown(ErrorName::Simulate, &error))?;
            let run = Run::new(prepared, &self.document);
            return Ok(self.run.get_or_init(|| run));
        }
        Ok(self.run.get().expect("it was looked at"))
    }
}

/// As `pmo select --json`.
#[derive(Serialize)]
struct SelectedHere {
    #[serde(flatten)]
    report: SelectionReport,
    #[serde(skip_serializing_if = "Option::is_none")]
    pivot: Option<PivotReport>,
}

/// As `pmo rank --json`.
#[derive(Serialize)]
struct Ranked {
    #[serde(flatten)]
    ranking: RankingReport,
    right_things: Option<RightThings>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    seed: Option<u32>,
    iterations: Option<u32>,
    policy: Option<Policy>,
}

/// JavaScript's only number as the number of an iteration.
fn iteration(number: f64) -> Result<u32, JsValue> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked beside it")]
    let whole = number as u32;
    if f64::from(whole).to_bits() == (number + 0.0).to_bits() && whole <= MOST_ITERATIONS {
        return Ok(whole);
    }
    let message = format!("an iteration is a whole number from 0 to {MOST_ITERATIONS}, not {number}");
    Err(thrown(ErrorName::Simulate, &message))
}
