//! Work unit W1: a seeded synthetic portfolio of 100 initiatives × 3 stages and
//! 20 roles over 256 weeks, against which speed is measured.

#![allow(clippy::unwrap_used, reason = "the file is part of the tests")]

use pmo_workbench::engine::capacity::{Demand, Distribution, Initiative, Problem, Role, Stage, Work};
use serde::Deserialize;

/// The problem in `w1_portfolio.json`. Keys are the ids of the file, so that its tallies are golden.
pub(crate) fn problem() -> Problem {
    let file: File = serde_json::from_str(include_str!("w1_portfolio.json")).unwrap();
    let [low, mode, high] = file.absence;
    let roles = (0..).zip(&file.base).map(|(key, tenths)| Role {
        key,
        heads_units: vec![tenths * UNITS_PER_TENTH; file.horizon as usize],
        run_share: 0.0,
        absence: Distribution::triangular(low, mode, high).unwrap(),
    });
    let initiatives = vec![Initiative { needed_by_week: None }; file.projects];
    let stages = file.acts.iter().map(|act| Stage {
        key: u64::from(act.id),
        initiative: act.project,
        work: Work::Duration(Distribution::triangular(act.lo, act.ml, act.hi).unwrap()),
        demand: act
            .demand
            .iter()
            .map(|&(role, tenths)| Demand { role, units: tenths * UNITS_PER_TENTH })
            .collect(),
        after: act.preds.clone(),
        earliest_start_week: act.release,
    });
    Problem::new(file.horizon, roles.collect(), initiatives, stages.collect()).unwrap()
}

/// The file counts tenths of an FTE, the engine twentieths.
const UNITS_PER_TENTH: u16 = 2;

#[derive(Deserialize)]
struct File {
    projects: usize,
    horizon: u32,
    base: Vec<u16>,
    absence: [f64; 3],
    acts: Vec<Act>,
}

#[derive(Deserialize)]
struct Act {
    id: u32,
    project: u32,
    release: u32,
    lo: f64,
    ml: f64,
    hi: f64,
    preds: Vec<u32>,
    demand: Vec<(u32, u16)>,
}
