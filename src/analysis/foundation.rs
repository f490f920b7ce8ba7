//! Dual foundation: an office stands on its support for the whole organisation's office and on its work with teams.
//!
//! Each side is a gauge from the statements that speak of it, beside what the charter says that the office does for
//! it. Below level 2 on either side nothing else that is measured counts yet.

use serde::Serialize;

use super::assess::{AssessError, part};
use crate::engine::stats::interval::Interval;
use crate::model::document::Document;
use crate::model::office::Assessment;
use crate::model::office::charter::{OfficeLevel, ServiceKind};
use crate::model::office::maturity_model::{MaturityModel, StatementId};

/// Level that both gauges have to reach.
pub const FOUNDATION_LEVEL: f64 = 2.0;

/// Both gauges.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FoundationReport {
    /// Support for the enterprise office.
    pub enterprise: GaugeReport,
    /// Adaptive project management that works.
    pub delivery: GaugeReport,
    /// Whether both reach the level; none while a gauge that nobody answered for could still decide it.
    pub holds: Option<bool>,
}

/// One side of the foundation.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GaugeReport {
    /// Mean of its statements, 1 to 5; none if nobody gave a level.
    pub score: Option<f64>,
    /// 90 % interval over respondents; none below three.
    pub interval: Option<Interval>,
    /// Its statements, with their scores.
    pub statements: Vec<GaugeStatement>,
    /// Services that the office does for this side, by name.
    pub services: Vec<String>,
    /// Offices for the whole organisation that something ties ours to; empty for the other side.
    pub ties: Vec<String>,
}

/// A statement behind a gauge.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GaugeStatement {
    /// Which.
    pub id: StatementId,
    /// Its topic.
    pub name: String,
    /// Mean of the group means; none if nobody gave a level.
    pub score: Option<f64>,
}

/// Network, downward and upward messages, and work that is traced to objectives.
fn is_enterprise(id: StatementId) -> bool {
    matches!((id.dimension(), id.topic()), (2, 1..=4))
}

/// From one intake to closeout, for all kinds and ways of work, with dates and commitments that hold.
fn is_delivery(id: StatementId) -> bool {
    matches!((id.dimension(), id.topic()), (3, 1) | (4, 4) | (7, 1 | 2 | 4 | 5))
}

/// Reads both gauges.
///
/// # Errors
///
/// [`AssessError`] if their statements have no weight.
pub fn foundation(
    document: &Document,
    assessment: &Assessment,
    model: &MaturityModel,
) -> Result<FoundationReport, AssessError> {
    let network = &document.office.network;
    let wide = network.offices.iter().filter(|it| it.level == OfficeLevel::Enterprise);
    let tied = wide.filter(|it| !network.shared_with(it.id).is_empty()).map(|it| it.name.clone()).collect();
    let mut enterprise = gauge(document, assessment, model, is_enterprise, ServiceKind::Spm)?;
    enterprise.ties = tied;
    let delivery = gauge(document, assessment, model, is_delivery, ServiceKind::Apm)?;
    let reaches = |it: &GaugeReport| it.score.map(|score| score >= FOUNDATION_LEVEL - 1e-9);
    let holds = match (reaches(&enterprise), reaches(&delivery)) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    };
    Ok(FoundationReport { enterprise, delivery, holds })
}

fn gauge(
    document: &Document,
    assessment: &Assessment,
    model: &MaturityModel,
    keep: fn(StatementId) -> bool,
    kind: ServiceKind,
) -> Result<GaugeReport, AssessError> {
    let part = part(assessment, model, keep)?;
    let statements = part.model.statements().zip(&part.statements);
    let done = document.office.charter.done().filter(|it| it.kind == kind);
    Ok(GaugeReport {
        score: part.score,
        interval: part.interval,
        statements: statements
            .map(|(asked, score)| GaugeStatement { id: asked.id, name: asked.name.clone(), score: *score })
            .collect(),
        services: done.map(|it| it.name.clone()).collect(),
        ties: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::office::Answer;
    use crate::model::sample;

    fn read(level_of: impl Fn(StatementId) -> Option<u8>) -> FoundationReport {
        let document = sample::SAMPLES[0].document();
        let mut assessment = document.office.assessments[0].clone();
        for answers in assessment.answers.values_mut() {
            for (id, answer) in answers {
                *answer = level_of(*id).map_or(Answer::DontKnow, Answer::Level);
            }
        }
        foundation(&document, &assessment, MaturityModel::built_in()).unwrap()
    }

    /// U35: one side below level 2 is enough, whatever the other is.
    #[test]
    fn both_sides_must_reach_level_2() {
        assert_eq!(read(|_| Some(2)).holds, Some(true));
        let weak = read(|id| Some(if is_enterprise(id) { 1 } else { 5 }));
        assert_eq!((weak.holds, weak.enterprise.score), (Some(false), Some(1.0)));
        assert_eq!(read(|id| Some(if is_delivery(id) { 1 } else { 5 })).holds, Some(false));
    }

    /// A side that nobody knows leaves the question open, unless the other has decided it.
    #[test]
    fn an_unknown_side_decides_nothing() {
        assert_eq!(read(|id| (!is_delivery(id)).then_some(3)).holds, None);
        assert_eq!(read(|id| (!is_delivery(id)).then_some(1)).holds, Some(false));
    }

    #[test]
    fn the_gauges_name_what_the_office_does_for_them() {
        let report = read(|_| Some(3));
        assert_eq!(report.enterprise.services, ["One ranked list of programmes", "Gate advice with figures"]);
        assert_eq!(report.enterprise.ties, ["Central digital office"]);
        assert_eq!((report.delivery.services.len(), report.delivery.ties.len()), (3, 0));
        assert_eq!((report.enterprise.statements.len(), report.delivery.statements.len()), (4, 6));
    }
}
