//! Right things, right way: how much of the plan is tied to a goal and planned with people, which kinds and ways of
//! work are served, and how evenly promises are kept.
//!
//! An initiative is integrated if choosing and doing meet in it: it serves an objective, and its stages have people.
//! The coverage is that of the [support matrix](super::support_matrix) by services alone, in the cells with work: a tool
//! or somebody who knows the work is no promise to anybody, and a service that does not say which work it is for covers
//! nothing.

use serde::Serialize;

use super::progress::progress;
use super::support_matrix::{Cell, support_matrix};
use crate::engine::stats::interval::{Interval, probability};
use crate::model::document::Document;
use crate::model::id::InitiativeId;
use crate::model::initiative::{Initiative, Kind};
use crate::model::office::charter::Service;

/// Fewest reports from which a spread is told: with three, half of them lie between two.
pub const FEWEST_FOR_SPREAD: usize = 4;

/// Choosing and doing, side by side.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct IntegrationReport {
    /// Initiatives of the plan.
    pub planned: usize,
    /// Those that serve an objective.
    pub with_goal: usize,
    /// Those whose stages have people.
    pub with_live_plan: usize,
    /// Those with both.
    pub with_both: usize,
    /// Both ÷ planned, 0 to 1; none without a plan.
    pub index: Option<f64>,
    /// What the others lack, in order of priority.
    pub lacking: Vec<Lacking>,
    /// Every kind of work in every delivery mode: kinds in display order, modes within.
    pub cells: Vec<Cell>,
    /// Cells with work that a service is for ÷ cells with work, 0 to 1; none without a plan or without a service that
    /// says which work it is for. Tools and people do not count here.
    pub coverage: Option<f64>,
    /// Services that do not say which work they are for.
    pub silent_services: usize,
    /// How evenly promises are kept.
    pub consistency: Consistency,
}

/// What an initiative lacks to be integrated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Lacking {
    /// Which.
    pub id: InitiativeId,
    /// Its name.
    pub name: String,
    /// Whether it serves no objective.
    pub goal: bool,
    /// Whether no stage has people.
    pub live_plan: bool,
}

/// How evenly promises are kept, on one scale for all kinds of work: what is done ÷ what should be done by now.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Consistency {
    /// Initiatives of the plan that report both.
    pub reports: usize,
    /// Those with at least what should be done.
    pub met: usize,
    /// Met ÷ reports, 0 to 1; none without a report.
    pub share: Option<f64>,
    /// Its 95 % interval, if the reports are a sample of what the office delivers.
    pub interval: Option<Interval>,
    /// Quarter, half and three quarters of the reports lie below these; none below [`FEWEST_FOR_SPREAD`].
    pub quartiles: Option<[f64; 3]>,
    /// Kinds of work with a report, in display order.
    pub by_kind: Vec<KindConsistency>,
}

/// One kind of work.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct KindConsistency {
    /// Which.
    pub kind: Kind,
    /// Reports.
    pub reports: usize,
    /// Those with at least what should be done.
    pub met: usize,
    /// Least and most of what is done ÷ what should be done.
    pub range: [f64; 2],
}

impl Consistency {
    /// Distance between the outer quartiles: how unevenly promises are kept.
    pub fn spread(&self) -> Option<f64> {
        self.quartiles.map(|[low, _, high]| high - low)
    }
}

/// Reads plan and charter of `document`.
pub fn integration(document: &Document) -> IntegrationReport {
    let planned: Vec<&Initiative> = document.initiatives.in_plan().collect();
    let lacking: Vec<Lacking> = planned
        .iter()
        .map(|it| Lacking {
            id: it.id,
            name: it.name.clone(),
            goal: it.objectives.is_empty(),
            live_plan: !has_live_plan(it),
        })
        .collect();
    let with_both = lacking.iter().filter(|it| !it.goal && !it.live_plan).count();
    let cells = support_matrix(document);
    let worked: Vec<&Cell> = cells.iter().filter(|it| it.initiatives > 0).collect();
    let services = || document.office.charter.done();
    let speaks = services().any(Service::says_for_what);
    let covered = worked.iter().filter(|it| !it.is_gap()).count();
    IntegrationReport {
        planned: planned.len(),
        with_goal: lacking.iter().filter(|it| !it.goal).count(),
        with_live_plan: lacking.iter().filter(|it| !it.live_plan).count(),
        with_both,
        index: share(with_both, planned.len()),
        coverage: share(covered, worked.len()).filter(|_| speaks),
        silent_services: services().filter(|it| !it.says_for_what()).count(),
        consistency: consistency(&planned),
        lacking: lacking.into_iter().filter(|it| it.goal || it.live_plan).collect(),
        cells,
    }
}

/// Whether any stage has people.
fn has_live_plan(initiative: &Initiative) -> bool {
    initiative.stages.iter().any(|stage| stage.demand.iter().any(|demand| demand.fte.get() > 0.0))
}

fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

fn consistency(planned: &[&Initiative]) -> Consistency {
    let reports: Vec<(Kind, f64)> = planned
        .iter()
        .filter_map(|it| {
            let report = progress(it);
            let due = report.planned_share.filter(|due| *due > 0.0)?;
            Some((it.kind, report.done_share? / due))
        })
        .collect();
    let met = |reports: &[(Kind, f64)]| reports.iter().filter(|(_, ratio)| *ratio >= 1.0 - 1e-9).count();
    let by_kind = Kind::ALL.into_iter().filter_map(|kind| {
        let of: Vec<(Kind, f64)> = reports.iter().copied().filter(|it| it.0 == kind).collect();
        let least = of.iter().map(|it| it.1).fold(f64::INFINITY, f64::min);
        let most = of.iter().map(|it| it.1).fold(0.0, f64::max);
        (!of.is_empty()).then(|| KindConsistency {
            kind,
            reports: of.len(),
            met: met(&of),
            range: [least, most],
        })
    });
    let all = met(&reports);
    Consistency {
        reports: reports.len(),
        met: all,
        share: share(all, reports.len()),
        interval: (!reports.is_empty()).then(|| probability(all as u64, reports.len() as u64)),
        quartiles: quartiles(reports.iter().map(|it| it.1).collect()),
        by_kind: by_kind.collect(),
    }
}

/// Linear interpolation between order statistics (Hyndman & Fan's type 7).
fn quartiles(mut values: Vec<f64>) -> Option<[f64; 3]> {
    if values.len() < FEWEST_FOR_SPREAD {
        return None;
    }
    values.sort_unstable_by(f64::total_cmp);
    let at = |p: f64| {
        let position = p * (values.len() - 1) as f64;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within the list")]
        let below = position as usize;
        let above = (below + 1).min(values.len() - 1);
        values[below] + (position - below as f64) * (values[above] - values[below])
    };
    Some([at(0.25), at(0.5), at(0.75)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::finite::Finite;
    use crate::model::sample;

    /// U19: a goal and people, both or it does not count.
    #[test]
    fn an_initiative_counts_if_choosing_and_doing_meet() {
        let mut document = sample::SAMPLES[0].document();
        let before = integration(&document);
        assert_eq!((before.planned, before.with_both, before.index), (16, 16, Some(1.0)));
        let ids: Vec<InitiativeId> = document.initiatives.in_plan().map(|it| it.id).collect();
        let list = &mut document.initiatives.edit().list;
        for it in list.iter_mut() {
            if it.id == ids[0] {
                it.objectives.clear();
            }
            if it.id == ids[1] {
                for stage in &mut it.stages {
                    stage.demand.clear();
                }
            }
        }
        let after = integration(&document);
        assert_eq!((after.with_goal, after.with_live_plan, after.with_both), (15, 15, 14));
        assert_eq!(after.index, Some(14.0 / 16.0));
        assert_eq!(
            after.lacking.iter().map(|it| (it.goal, it.live_plan)).collect::<Vec<_>>(),
            [(true, false), (false, true)]
        );
    }

    /// U38: twelve cells; a service that does not say which work it is for covers none of them.
    #[test]
    fn services_cover_what_they_say() {
        let mut document = sample::SAMPLES[0].document();
        for service in &mut document.office.edit().charter.services {
            service.kinds.clear();
            service.modes.clear();
        }
        let silent = integration(&document);
        assert_eq!((silent.cells.len(), silent.coverage, silent.silent_services), (12, None, 6));
        assert_eq!(silent.cells.iter().map(|it| it.initiatives).sum::<usize>(), 16);
        let service = &mut document.office.edit().charter.services[0];
        service.kinds.insert(Kind::Program);
        let one = integration(&document);
        // Work: projects predictive, programmes predictive and hybrid, products and capabilities adaptive.
        assert_eq!(one.coverage, Some(2.0 / 5.0));
        assert_eq!(one.cells.iter().filter(|it| it.is_gap()).count(), 3);
        assert_eq!(one.cells.iter().filter(|it| !it.services.is_empty()).count(), 3, "one for each mode");
    }

    /// P12: on one scale for all kinds of work; the quartiles of 0.5, 0.9, 1.0, 1.2 are 0.8, 0.95 and 1.05.
    #[test]
    fn promises_kept_are_one_scale_for_all_work() {
        let mut document = sample::find("nine").unwrap().document();
        let reports = [(0.4, 0.2), (0.5, 0.45), (0.3, 0.3), (0.5, 0.6)];
        let list = &mut document.initiatives.edit().list;
        for it in list.iter_mut() {
            it.progress = crate::model::progress::Progress::default();
        }
        for (it, (planned, done)) in list.iter_mut().filter(|it| it.in_plan).zip(reports) {
            it.progress.planned = Finite::new(planned).ok();
            it.progress.done = Finite::new(done).ok();
        }
        let consistency = integration(&document).consistency;
        assert_eq!((consistency.reports, consistency.met, consistency.share), (4, 2, Some(0.5)));
        let [low, middle, high] = consistency.quartiles.unwrap();
        assert!((low - 0.8).abs() < 1e-9 && (middle - 0.95).abs() < 1e-9 && (high - 1.05).abs() < 1e-9);
        assert!((consistency.spread().unwrap() - 0.25).abs() < 1e-9);
        assert_eq!(consistency.by_kind.iter().map(|it| it.reports).sum::<usize>(), 4);
    }

    #[test]
    fn an_empty_plan_has_no_figures() {
        let report = integration(&Document::default());
        assert_eq!((report.index, report.coverage, report.consistency.share), (None, None, None));
        assert_eq!(report.consistency.quartiles, None);
    }
}
