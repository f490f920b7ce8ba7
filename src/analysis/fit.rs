//! Whether the office fits its organisation, dimension by dimension, and what its targets are.

use serde::Serialize;

use super::assess::{AssessError, AssessmentReport, assess};
use crate::engine::maturity::change::Scored;
use crate::engine::maturity::fit::{self, Sides, Standing};
use crate::engine::stats::interval::Interval;
use crate::model::office::Assessment;
use crate::model::office::organisation::OrganisationModel;

/// The office held against its organisation.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FitReport {
    /// Level that every dimension is meant to reach, 1 to 5.
    pub ambition: f64,
    /// The organisation's own side by theme; no respondents if nobody answered for it.
    pub organisation: AssessmentReport,
    /// Whether only people outside the business answered for it.
    pub is_hearsay: bool,
    /// In the order of the model.
    pub dimensions: Vec<DimensionFit>,
    /// Weighted mean of the targets, 1 to 5.
    pub mean_target: f64,
}

/// One dimension and the theme that carries it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DimensionFit {
    /// Its number, from 1.
    pub dimension: u8,
    /// Its name.
    pub name: String,
    /// The same in at most 18 characters.
    pub short: String,
    /// Theme of the organisation that carries it.
    pub theme: String,
    /// Score of the office.
    pub office: Option<f64>,
    /// Score of the theme.
    pub organisation: Option<f64>,
    /// Office less organisation.
    pub gap: Option<f64>,
    /// 90 % interval of the gap; none unless three people answered on both sides.
    pub gap_interval: Option<Interval>,
    /// Where the gap stands.
    pub standing: Option<FitStanding>,
    /// What the office should reach: the ambition, but at most one level above the organisation.
    pub target: f64,
    /// How much of the ambition the organisation's side holds back.
    pub held_back: f64,
    /// Share of the whole weight.
    pub weight: f64,
}

/// Where a gap stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FitStanding {
    /// More than one level behind.
    Behind,
    /// Within one level.
    InStep,
    /// More than one level ahead.
    Ahead,
}

/// Holds `office` against what was answered for the organisation in `assessment`.
///
/// The business speaks for the organisation; only where nobody of it has answered, the others do.
///
/// # Errors
///
/// As [`assess`].
pub fn fit(
    assessment: &Assessment,
    office: &AssessmentReport,
    ambition: f64,
) -> Result<FitReport, AssessError> {
    let (asked, is_hearsay) = organisation_side(assessment);
    let model = OrganisationModel::built_in();
    let organisation = assess(&asked, &model.statements)?;
    let dimensions: Vec<DimensionFit> =
        office.dimensions.iter().map(|of| one(of, &organisation, ambition, 0.0)).collect();
    let mean_target = mean_target(&dimensions);
    Ok(FitReport { ambition, organisation, is_hearsay, dimensions, mean_target })
}

impl FitReport {
    /// Whether anybody answered for the organisation.
    pub fn is_known(&self) -> bool {
        self.organisation.mean.is_some()
    }

    /// Dimensions at `standing`.
    pub fn at(&self, standing: FitStanding) -> impl Iterator<Item = &DimensionFit> {
        self.dimensions.iter().filter(move |dimension| dimension.standing == Some(standing))
    }

    /// What the targets would be if the organisation's side rose by `levels`, and their weighted mean.
    pub fn raised(&self, office: &AssessmentReport, levels: f64) -> (Vec<DimensionFit>, f64) {
        let of = office.dimensions.iter();
        let dimensions: Vec<DimensionFit> =
            of.map(|of| one(of, &self.organisation, self.ambition, levels)).collect();
        let mean = mean_target(&dimensions);
        (dimensions, mean)
    }
}

/// The answers for the organisation as an assessment of their own, and whether they are hearsay.
fn organisation_side(assessment: &Assessment) -> (Assessment, bool) {
    let answered = |id| assessment.organisation.get(id).is_some_and(|answers| !answers.is_empty());
    let by_business =
        assessment.respondents.iter().any(|person| person.group.is_business() && answered(&person.id));
    let speaks = |person: &&crate::model::office::Respondent| !by_business || person.group.is_business();
    let respondents: Vec<_> = assessment.respondents.iter().filter(speaks).cloned().collect();
    let is_hearsay = !by_business && respondents.iter().any(|person| answered(&person.id));
    let asked = Assessment {
        answers: assessment.organisation.clone(),
        respondents,
        confidence: [].into(),
        evidence: [].into(),
        organisation: [].into(),
        ..assessment.clone()
    };
    (asked, is_hearsay)
}

fn one(
    of: &super::assess::DimensionReport,
    organisation: &AssessmentReport,
    ambition: f64,
    rise: f64,
) -> DimensionFit {
    let theme =
        OrganisationModel::built_in().theme_of(of.dimension).map(|index| &organisation.dimensions[index]);
    let scored = |score: Option<f64>, interval| score.map(|score| Scored { score, interval });
    let sides = Sides {
        office: scored(of.score, of.interval),
        organisation: theme.and_then(|theme| scored(theme.score, theme.interval)),
        ambition,
    };
    let held = if rise > 0.0 { fit::raised(&sides, rise) } else { fit::fit(&sides) };
    DimensionFit {
        dimension: of.dimension,
        name: of.name.clone(),
        short: of.short.clone(),
        theme: theme.map(|theme| theme.name.clone()).unwrap_or_default(),
        office: of.score,
        organisation: theme.and_then(|theme| theme.score).map(|score| (score + rise).min(5.0)),
        gap: held.gap,
        gap_interval: held.interval,
        standing: held.standing.map(|standing| match standing {
            Standing::Behind => FitStanding::Behind,
            Standing::InStep => FitStanding::InStep,
            Standing::Ahead => FitStanding::Ahead,
        }),
        target: held.target,
        held_back: held.held_back,
        weight: of.weight,
    }
}

fn mean_target(dimensions: &[DimensionFit]) -> f64 {
    dimensions.iter().map(|dimension| dimension.weight * dimension.target).sum()
}
