//! Outcomes of chunks: a header that says what was simulated, and the tallies as words.
//!
//! An outcome outlives its document: the header names the plan's initiatives,
//! stages and roles, so that a merged outcome can be reported on anywhere.

use js_sys::{Array, BigUint64Array, Float64Array};
use serde::{Deserialize, Serialize};
use thiserror::Error;
use wasm_bindgen::{JsCast, JsValue};

use super::object;
use super::types::{JsMergedOutcome, JsOutcome};
use crate::analysis::levels::AskedLevel;
use crate::analysis::simulate::{self, Prepared, SimulateError, SimulationReport};
use crate::engine::capacity::{Level, Tally};
use crate::jobs::message::encode;
use crate::model::document::Document;
use crate::model::finite::Finite;
use crate::model::id::{InitiativeId, RoleId, StageId};
use crate::model::initiative::{Estimate, Initiative, Prospects, Stage, Work};
use crate::model::people::Role;
use crate::model::portfolio::Policy;

/// A document's run: the engine's input, and the header of every outcome.
pub(super) struct Run {
    pub(super) prepared: Prepared,
    header: Header,
}

/// What was simulated.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Header {
    /// Fingerprint of everything that bears on the figures: outcomes of other plans do not merge.
    plan: String,
    seed: u32,
    policy: Policy,
    horizon_weeks: u32,
    /// Iterations from (included) and to (not included), in order and apart.
    ranges: Vec<(u32, u32)>,
    initiatives: Vec<PlannedInitiative>,
    roles: Vec<PlannedRole>,
    /// Absent without a limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    most_at_once: Option<u32>,
    /// Levels of skill with a row of their own, in the order of their rows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    levels: Vec<AskedLevel>,
    /// Share of the work that is not done by people below the level it asks for, 0 to 1.
    at_level: f64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct PlannedInitiative {
    id: InitiativeId,
    name: String,
    needed_by_week: Option<u32>,
    prospects: Prospects,
    stages: Vec<PlannedStage>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct PlannedStage {
    id: StageId,
    name: String,
    /// Absent where it is done in one go.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    minimum_chunk_weeks: Option<u32>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct PlannedRole {
    id: RoleId,
    name: String,
}

/// Why outcomes do not merge.
#[derive(Debug, Error)]
pub(super) enum MergeError {
    #[error("there is nothing to merge; simulate a chunk first")]
    Nothing,
    #[error("outcome {index} is not what simulateChunk gave: {reason}")]
    NoOutcome { index: usize, reason: String },
    #[error("outcome {index} is of another plan, seed or policy than the first; merge each with its like")]
    OtherPlan { index: usize },
    #[error("iteration {iteration} is in two outcomes; leave one of them out")]
    Twice { iteration: u32 },
}

impl Run {
    pub(super) fn new(prepared: Prepared, document: &Document) -> Self {
        let needed_by = prepared.problem.initiatives().iter().map(|initiative| initiative.needed_by_week);
        let planned = prepared.initiatives.iter().zip(needed_by);
        let initiatives: Vec<PlannedInitiative> = planned
            .filter_map(|(id, needed_by_week)| {
                let initiative = document.initiatives.initiative(*id)?;
                let stages = initiative.stages.iter();
                let stages = stages.map(|stage| PlannedStage {
                    id: stage.id,
                    name: stage.name.clone(),
                    minimum_chunk_weeks: stage.minimum_chunk_weeks,
                });
                let name = initiative.name.clone();
                let prospects = initiative.prospects;
                Some(PlannedInitiative { id: *id, name, needed_by_week, prospects, stages: stages.collect() })
            })
            .collect();
        let roles = document.people.roles.iter();
        let settings = document.portfolio.simulation;
        let mut header = Header {
            plan: String::new(),
            seed: settings.seed,
            policy: settings.policy,
            horizon_weeks: prepared.problem.horizon_weeks(),
            ranges: Vec::new(),
            initiatives,
            most_at_once: settings.most_at_once,
            levels: prepared.levels.clone(),
            at_level: prepared.at_level,
            roles: roles.map(|role| PlannedRole { id: role.id, name: role.name.clone() }).collect(),
        };
        header.plan = fingerprint(&(encode(&prepared.problem) + &encode(&header)));
        Self { prepared, header }
    }
}

/// The outcome of iterations `from..to`.
pub(super) fn of_chunk(run: &Run, from: u32, to: u32, tally: &Tally) -> JsOutcome {
    let ranges = if from < to { vec![(from, to)] } else { Vec::new() };
    let header = Header { ranges, ..run.header.clone() };
    let words = BigUint64Array::from(tally.words());
    object::of_fields([("header", object::plain(&header)), ("words", words.into())])
}

/// The sum of outcomes, with its report and with columns for charts.
pub(super) fn merge(outcomes: &[JsOutcome]) -> Result<JsMergedOutcome, MergeError> {
    let read: Vec<(Header, Vec<u64>)> = outcomes
        .iter()
        .enumerate()
        .map(|(index, outcome)| parts(index, outcome))
        .collect::<Result<_, _>>()?;
    let Some((first, _)) = read.first() else { return Err(MergeError::Nothing) };
    let mut header = Header { ranges: Vec::new(), ..first.clone() };
    // A document of the same shape, in which the report looks up the names.
    let outline = outline(&header);
    let prepared = with_levels(simulate::prepare(&outline).map_err(|error| no_outline(&error))?, &header)?;
    let mut tally = Tally::empty(prepared.problem.layout());
    for (index, (part, words)) in read.into_iter().enumerate() {
        if part.plan != header.plan {
            return Err(MergeError::OtherPlan { index });
        }
        let counted: u64 = part.ranges.iter().map(|(from, to)| u64::from(to.saturating_sub(*from))).sum();
        let refused = |reason: String| MergeError::NoOutcome { index, reason };
        let part_tally =
            Tally::from_words(*tally.layout(), words).map_err(|error| refused(error.to_string()))?;
        if part_tally.iterations() != counted {
            return Err(refused(format!("it counts {} iterations, not {counted}", part_tally.iterations())));
        }
        tally.merge(&part_tally);
        header.ranges.extend(part.ranges);
    }
    header.ranges = joined(header.ranges)?;
    let report = simulate::report(&prepared, &outline, &tally);
    Ok(merged(&header, &tally, &report))
}

fn merged(header: &Header, tally: &Tally, report: &SimulationReport) -> JsMergedOutcome {
    let counts = |counts: &[u64]| {
        // Counts of iterations are far below 2⁵³.
        let column: Vec<f64> = counts.iter().map(|&count| count as f64).collect();
        JsValue::from(Float64Array::from(column.as_slice()))
    };
    let shares = |shares: &[f64]| JsValue::from(Float64Array::from(shares));
    let finish: Array =
        (0..header.initiatives.len()).map(|index| counts(tally.finish_histogram(index))).collect();
    let overload: Array = report.roles.iter().map(|role| shares(&role.overload)).collect();
    let utilization: Array = report.roles.iter().map(|role| shares(&role.utilization)).collect();
    object::of_fields([
        ("header", object::plain(header)),
        ("words", BigUint64Array::from(tally.words()).into()),
        ("report", object::plain(report)),
        ("finishHistograms", finish.into()),
        ("makespanHistogram", counts(tally.makespan_histogram())),
        ("overload", overload.into()),
        ("utilization", utilization.into()),
    ])
}

fn parts(index: usize, outcome: &JsValue) -> Result<(Header, Vec<u64>), MergeError> {
    let refused = |reason: String| MergeError::NoOutcome { index, reason };
    let header =
        object::read(&object::field(outcome, "header")).map_err(|error| refused(error.to_string()))?;
    let words = object::field(outcome, "words").dyn_into::<BigUint64Array>();
    let words = words.map_err(|_| refused("its words are no BigUint64Array".to_owned()))?;
    Ok((header, words.to_vec()))
}

/// A document with the plan's names, dates and shape, and no work in it.
fn outline(header: &Header) -> Document {
    let mut document = Document::default();
    let portfolio = document.portfolio.edit();
    portfolio.calendar.horizon_weeks = header.horizon_weeks;
    portfolio.simulation.seed = header.seed;
    portfolio.simulation.policy = header.policy;
    portfolio.simulation.most_at_once = header.most_at_once;
    let calendar = portfolio.calendar;
    let stage = |stage: &PlannedStage| Stage {
        id: stage.id,
        name: stage.name.clone(),
        work: Work::Duration(Estimate::Fixed(Finite::ZERO)),
        demand: Vec::new(),
        after: Vec::new(),
        lags: std::collections::BTreeMap::default(),
        earliest_start: None,
        minimum_chunk_weeks: stage.minimum_chunk_weeks,
    };
    let initiatives = header.initiatives.iter().map(|planned| Initiative {
        needed_by: planned.needed_by_week.map(|week| calendar.day_after_weeks(week)),
        prospects: planned.prospects,
        stages: planned.stages.iter().map(stage).collect(),
        ..Initiative::new(planned.id, planned.name.as_str())
    });
    document.initiatives.edit().list = initiatives.collect();
    let roles = header.roles.iter().map(|role| Role::new(role.id, role.name.as_str(), Finite::ZERO));
    document.people.edit().roles = roles.collect();
    document
}

/// `prepared` with the header's levels of skill as rows, in which there is nobody.
fn with_levels(prepared: Prepared, header: &Header) -> Result<Prepared, MergeError> {
    let refused = |reason: String| MergeError::NoOutcome { index: 0, reason };
    let level = |asked: &AskedLevel| {
        let role = (0..).zip(&prepared.roles).find(|(_, role)| **role == asked.role);
        let (role, _) =
            role.ok_or_else(|| refused(format!("a level is of role {}, which it lacks", asked.role)))?;
        let heads_units = vec![0; header.horizon_weeks as usize];
        Ok(Level { role, heads_units, asked: Vec::new() })
    };
    let levels = header.levels.iter().map(level).collect::<Result<_, _>>()?;
    let problem = prepared.problem.with_levels(levels).map_err(|error| refused(error.to_string()))?;
    let (levels, at_level) = (header.levels.clone(), header.at_level);
    Ok(Prepared { problem, levels, at_level, ..prepared })
}

fn no_outline(error: &SimulateError) -> MergeError {
    MergeError::NoOutcome { index: 0, reason: error.to_string() }
}

/// Ranges in order, neighbours made one.
fn joined(mut ranges: Vec<(u32, u32)>) -> Result<Vec<(u32, u32)>, MergeError> {
    ranges.sort_unstable();
    let mut joined: Vec<(u32, u32)> = Vec::new();
    for (from, to) in ranges {
        match joined.last_mut() {
            Some((_, end)) if from < *end => return Err(MergeError::Twice { iteration: from }),
            Some((_, end)) if from == *end => *end = to,
            _ => joined.push((from, to)),
        }
    }
    Ok(joined)
}

/// FNV-1a of the text, 16 hexadecimal digits.
fn fingerprint(text: &str) -> String {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    format!("{:016x}", text.bytes().fold(0xcbf2_9ce4_8422_2325, step))
}
