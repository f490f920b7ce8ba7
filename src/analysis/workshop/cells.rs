//! What people say of each initiative on each criterion, and how far they agree.

use std::collections::BTreeSet;

use serde::Serialize;

use super::group_mean::group_score;
use crate::engine::scoring::agreement::{Spread, mean_agreement};
use crate::model::document::Document;
use crate::model::id::{CriterionId, InitiativeId, ParticipantId};
use crate::model::scoring::Criterion;
use crate::model::workshop::Round;

/// Whoever is further from the median than this share of the scale is asked to speak: two levels of five.
pub const OUTLIER_SHARE: f64 = 0.25;

/// What people say of one initiative on one criterion.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CellReport {
    /// Which initiative.
    pub initiative: InitiativeId,
    /// Which criterion.
    pub criterion: CriterionId,
    /// Who says what, from the lowest score.
    pub answers: Vec<(ParticipantId, f64)>,
    /// The group's score: the mean, weighted by person; none if all of them weigh 0.
    pub group_score: Option<f64>,
    /// Middle answer.
    pub median: f64,
    /// Sample standard deviation; none for one answer.
    pub standard_deviation: Option<f64>,
    /// Distance between the quartiles.
    pub interquartile_range: f64,
    /// Who is far enough from the median to be asked why, lowest first.
    pub outliers: Vec<ParticipantId>,
}

impl CellReport {
    /// Whether there are two different answers.
    pub fn is_contested(&self) -> bool {
        self.answers.first().map(|it| it.1) != self.answers.last().map(|it| it.1)
    }
}

/// How far people agree about one criterion.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CriterionAgreement {
    /// Which.
    pub id: CriterionId,
    /// Its name.
    pub name: String,
    /// 0 where half say one end and half the other, 1 where all say the same; none while no two scored one cell.
    pub agreement: Option<f64>,
}

/// Every cell that somebody scored.
pub(super) fn cells(round: &Round) -> BTreeSet<(InitiativeId, CriterionId)> {
    let scores = round.opinions.values().flat_map(|opinion| &opinion.scores);
    scores.flat_map(|(initiative, scores)| scores.keys().map(|criterion| (*initiative, *criterion))).collect()
}

pub(super) fn cell_reports(document: &Document, round: &Round) -> Vec<CellReport> {
    let scored = cells(round);
    let mut reports = Vec::new();
    for initiative in &document.initiatives.list {
        for leaf in document.scoring.leaves().filter(|leaf| scored.contains(&(initiative.id, leaf.id))) {
            let mut answers: Vec<(ParticipantId, f64)> = round
                .opinions
                .iter()
                .filter_map(|(person, opinion)| Some((*person, opinion.score(initiative.id, leaf.id)?.get())))
                .collect();
            answers.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
            let Some(spread) = Spread::of(answers.iter().map(|answer| answer.1)) else { continue };
            let (low, high) = leaf.scale.bounds();
            let far = OUTLIER_SHARE * (high - low);
            let outliers = answers.iter().filter(|answer| (answer.1 - spread.median).abs() > far);
            reports.push(CellReport {
                initiative: initiative.id,
                criterion: leaf.id,
                group_score: group_score(&document.workshop, round, initiative.id, leaf.id),
                median: spread.median,
                standard_deviation: spread.standard_deviation,
                interquartile_range: spread.interquartile_range,
                outliers: outliers.map(|answer| answer.0).collect(),
                answers,
            });
        }
    }
    reports
}

pub(super) fn criterion_agreement(document: &Document, cells: &[CellReport]) -> Vec<CriterionAgreement> {
    let of = |leaf: &Criterion| {
        let mut own = cells.iter().filter(|cell| cell.criterion == leaf.id).peekable();
        own.peek()?;
        let agreement = mean_agreement(own.map(|cell| {
            Spread::of(cell.answers.iter().map(|answer| answer.1))?.agreement(leaf.scale.bounds())
        }));
        Some(CriterionAgreement { id: leaf.id, name: leaf.name.clone(), agreement })
    };
    document.scoring.leaves().filter_map(of).collect()
}
