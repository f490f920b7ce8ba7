//! One run of the simulation, opened: what happened in it, week by week.
//!
//! Any run can be drawn again alone, because every draw is counted and none
//! depends on what was drawn before.

use serde::Serialize;

use super::simulate::Prepared;
use crate::engine::capacity::open_iteration;
use crate::model::document::Document;
use crate::model::id::InitiativeId;

/// One run.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OpenedRun {
    /// Its number, from 1.
    pub run: u32,
    /// Week in which the last initiative is finished; none beyond the horizon.
    pub makespan_weeks: Option<u32>,
    /// In order of priority.
    pub initiatives: Vec<OpenedInitiative>,
}

/// One initiative in one run.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OpenedInitiative {
    /// Which.
    pub id: InitiativeId,
    /// Its name.
    pub name: String,
    /// Stages in document order.
    pub stages: Vec<OpenedStage>,
    /// Week in which it is finished; none beyond the horizon.
    pub finish_week: Option<u32>,
    /// Weeks until it is needed, if there is a date.
    pub needed_by_week: Option<u32>,
}

/// One stage in one run.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OpenedStage {
    /// Its name.
    pub name: String,
    /// Weeks that it took; one beyond the horizon stands for anything longer.
    pub duration_weeks: u32,
    /// First week; none if it does not start within the horizon.
    pub start_week: Option<u32>,
    /// Week after its last; none if it does not finish within the horizon.
    pub finish_week: Option<u32>,
    /// First week of each piece and the week after its last, if it was split; empty if it was not.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pieces: Vec<(u32, u32)>,
}

impl OpenedStage {
    /// When it works: its pieces, or all of it in one. Empty if it does not start within the horizon of
    /// `horizon_weeks`, up to which it goes if it is not finished.
    pub fn worked(&self, horizon_weeks: u32) -> Vec<(u32, u32)> {
        if !self.pieces.is_empty() {
            return self.pieces.clone();
        }
        let whole = self.start_week.map(|start| (start, self.finish_week.unwrap_or(horizon_weeks)));
        whole.into_iter().collect()
    }
}

impl OpenedInitiative {
    /// Whether it is finished when needed; none without a date.
    pub fn is_on_time(&self) -> Option<bool> {
        self.needed_by_week.map(|needed| self.finish_week.is_some_and(|finish| finish <= needed))
    }
}

/// Run `run` of the plan, from 1: the same that the simulation counts under that number.
pub fn open_run(prepared: &Prepared, document: &Document, run: u32) -> OpenedRun {
    let schedule =
        open_iteration(&prepared.problem, prepared.engine_policy(), prepared.seed, run.saturating_sub(1));
    let initiatives = (prepared.initiatives.iter().enumerate()).filter_map(|(place, id)| {
        let initiative = document.initiatives.initiative(*id)?;
        let stages: Vec<OpenedStage> = (prepared.stages.iter().zip(&schedule.stages))
            .filter_map(|(id, run)| {
                let stage = initiative.stages.iter().find(|stage| stage.id == *id)?;
                Some(OpenedStage {
                    name: stage.name.clone(),
                    duration_weeks: run.duration_weeks,
                    start_week: run.start_week,
                    finish_week: run.finish_week,
                    pieces: run.pieces.clone(),
                })
            })
            .collect();
        let finish_week = stages.iter().try_fold(0, |last, stage| Some(stage.finish_week?.max(last)));
        let needed_by_week = prepared.problem.initiatives()[place].needed_by_week;
        Some(OpenedInitiative { id: *id, name: initiative.name.clone(), stages, finish_week, needed_by_week })
    });
    OpenedRun { run, makespan_weeks: schedule.makespan_weeks(), initiatives: initiatives.collect() }
}
