//! How far work in flight has come, by the method that fits its delivery mode.
//!
//! Predictive work is measured by earned value, adaptive work by its throughput, hybrid
//! work by both: what is done is then the share of its items. The forecast of the finish
//! counts from the day of the report.

use jiff::Span;
use jiff::civil::Date;
use serde::Serialize;

use crate::engine::progress::earned_value::{EarnedValue, WorkStatus, earned_value};
use crate::engine::progress::throughput::{WeeksToFinish, weeks_to_finish};
use crate::model::document::Document;
use crate::model::finite::Finite;
use crate::model::id::InitiativeId;
use crate::model::initiative::{Initiative, LifeCycle, Mode};
use crate::model::progress::Progress;

/// Fewer past weeks than this tell little of the weeks to come.
pub const ENOUGH_WEEKS: usize = 8;

/// Where one initiative stands.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ProgressReport {
    /// Which.
    pub id: InitiativeId,
    /// The day of the report.
    pub as_of: Option<Date>,
    /// Share of the work that is done, 0 to 1.
    pub done_share: Option<f64>,
    /// Share that should be done.
    pub planned_share: Option<f64>,
    /// Earned value; for predictive and hybrid work with shares, a cost and a sum spent.
    pub earned: Option<EarnedValue>,
    /// Forecast by throughput; for adaptive and hybrid work with items.
    pub flow: Option<FlowReport>,
    /// What is missing for the answers that its delivery mode promises, in words.
    pub missing: Vec<String>,
}

/// When the items that are left will be finished.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FlowReport {
    /// Items that are left.
    pub items_left: u32,
    /// Past weeks that the forecast rests on.
    pub past_weeks: usize,
    /// Weeks until all is finished, with a chance of one half; none beyond ten years.
    pub p50_weeks: Option<u32>,
    /// The same with a chance of 0.8.
    pub p80_weeks: Option<u32>,
    /// The same with a chance of 0.9.
    pub p90_weeks: Option<u32>,
    /// The day of the report plus [`Self::p50_weeks`].
    pub p50_day: Option<Date>,
    /// The day of the report plus [`Self::p80_weeks`].
    pub p80_day: Option<Date>,
    /// Chance to be finished by the needed-by date, 0 to 1.
    pub on_time: Option<f64>,
}

/// Reports on every initiative under way, in order of priority.
pub fn in_execution(document: &Document) -> Vec<ProgressReport> {
    let under_way = |initiative: &&Initiative| initiative.state == LifeCycle::Execution;
    document.initiatives.list.iter().filter(under_way).map(progress).collect()
}

/// Reports on one initiative, whatever its state.
pub fn progress(initiative: &Initiative) -> ProgressReport {
    let reported = &initiative.progress;
    let mut missing = Vec::new();
    let done_share = done_share(initiative.mode, reported);
    let planned_share = reported.planned.map(Finite::get);
    let earned = match initiative.mode {
        Mode::Adaptive => None,
        Mode::Predictive | Mode::Hybrid => work_status(initiative, done_share, planned_share, &mut missing)
            .map(|status| earned_value(&status)),
    };
    let flow = match initiative.mode {
        Mode::Predictive => None,
        Mode::Adaptive | Mode::Hybrid => flow(initiative, &mut missing),
    };
    ProgressReport {
        id: initiative.id,
        as_of: reported.as_of,
        done_share,
        planned_share,
        earned,
        flow,
        missing,
    }
}

/// Of the items where the work is counted in items, otherwise as the team says.
fn done_share(mode: Mode, reported: &Progress) -> Option<f64> {
    let said = reported.done.map(Finite::get);
    match (mode, reported.items_done, reported.items_left) {
        (Mode::Adaptive | Mode::Hybrid, Some(done), Some(left)) if done + left > 0 => {
            Some(f64::from(done) / f64::from(done + left))
        }
        _ => said,
    }
}

fn work_status(
    initiative: &Initiative,
    done_share: Option<f64>,
    planned_share: Option<f64>,
    missing: &mut Vec<String>,
) -> Option<WorkStatus> {
    let budget_money = Some(initiative.cost_money()).filter(|cost| *cost > 0.0);
    let spent_money = initiative.progress.spent.map(Finite::get);
    let parts = [
        ("its cost per year", budget_money),
        ("the share that should be done", planned_share),
        ("the share that is done", done_share),
        ("what is spent", spent_money),
    ];
    missing.extend(parts.iter().filter(|(_, part)| part.is_none()).map(|(what, _)| (*what).to_owned()));
    Some(WorkStatus {
        budget_money: budget_money?,
        planned_share: planned_share?,
        done_share: done_share?,
        spent_money: spent_money?,
    })
}

fn flow(initiative: &Initiative, missing: &mut Vec<String>) -> Option<FlowReport> {
    let reported = &initiative.progress;
    let Some(items_left) = reported.items_left else {
        missing.push("how many items are left".to_owned());
        return None;
    };
    let forecast = match weeks_to_finish(items_left, &reported.finished_per_week) {
        Ok(forecast) => forecast,
        Err(error) => {
            missing.push(error.to_string());
            return None;
        }
    };
    let quantile = |share| forecast.quantile_weeks(share);
    let (p50_weeks, p80_weeks) = (quantile(0.5), quantile(0.8));
    let day = |weeks: Option<u32>| reported.as_of?.checked_add(Span::new().weeks(weeks?)).ok();
    Some(FlowReport {
        items_left,
        past_weeks: reported.finished_per_week.len(),
        p50_weeks,
        p80_weeks,
        p90_weeks: quantile(0.9),
        p50_day: day(p50_weeks),
        p80_day: day(p80_weeks),
        on_time: on_time(&forecast, reported.as_of, initiative.needed_by),
    })
}

/// Whole weeks between the report and the date count: half a week finishes nothing.
fn on_time(forecast: &WeeksToFinish, as_of: Option<Date>, needed_by: Option<Date>) -> Option<f64> {
    let days = (needed_by? - as_of?).get_days();
    Some(u32::try_from(days).map_or(0.0, |days| forecast.chance_within(days / 7)))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::model::portfolio::YearAmount;

    fn finite(number: f64) -> Option<Finite> {
        Finite::new(number).ok()
    }

    fn reported(mode: Mode) -> Initiative {
        let mut initiative = Initiative::new(InitiativeId(1), "Portal");
        initiative.mode = mode;
        initiative.cost_per_year = vec![YearAmount { year: 2026, amount: finite(100.0).unwrap() }];
        initiative.needed_by = Some(date(2026, 2, 2));
        initiative.progress = Progress {
            as_of: Some(date(2026, 1, 5)),
            planned: finite(0.5),
            done: finite(0.4),
            spent: finite(60.0),
            items_done: Some(30),
            items_left: Some(20),
            finished_per_week: vec![5, 5],
        };
        initiative
    }

    #[test]
    fn predictive_work_is_measured_by_earned_value() {
        let report = progress(&reported(Mode::Predictive));
        assert_eq!((report.done_share, report.flow), (Some(0.4), None));
        assert!((report.earned.unwrap().at_completion.unwrap().likely_money - 150.0).abs() < 1e-9);
    }

    /// Twenty items at five a week: four weeks, exactly the time there is.
    #[test]
    fn adaptive_work_is_measured_by_its_throughput() {
        let report = progress(&reported(Mode::Adaptive));
        let flow = report.flow.unwrap();
        assert_eq!((report.done_share, report.earned), (Some(0.6), None));
        assert_eq!((flow.p80_weeks, flow.p80_day), (Some(4), Some(date(2026, 2, 2))));
        assert_eq!(flow.on_time, Some(1.0));
    }

    #[test]
    fn hybrid_work_earns_by_the_items_that_are_done() {
        let report = progress(&reported(Mode::Hybrid));
        assert!((report.earned.unwrap().earned_money - 60.0).abs() < 1e-9);
        assert!(report.flow.is_some() && report.missing.is_empty());
    }

    #[test]
    fn a_date_that_has_passed_cannot_be_kept() {
        let mut initiative = reported(Mode::Adaptive);
        initiative.needed_by = Some(date(2026, 1, 1));
        assert_eq!(progress(&initiative).flow.unwrap().on_time, Some(0.0));
    }

    #[test]
    fn what_is_missing_is_named() {
        let mut initiative = reported(Mode::Hybrid);
        initiative.progress = Progress { items_left: Some(3), ..Progress::default() };
        let report = progress(&initiative);
        assert!(report.earned.is_none() && report.flow.is_none());
        assert_eq!(report.missing.len(), 4, "{:?}", report.missing);
    }
}
