//! The whole result of an assessment: scores, fit, flags, trend, leader, and whether an office is needed.

use jiff::civil::Date;
use serde::Serialize;

use super::assess::{AssessError, AssessmentReport, assess, capped};
use super::charter::reference_day;
use super::elements::{ElementsReport, elements};
use super::fit::{FitReport, fit};
use super::foundation::{FoundationReport, foundation};
use super::integration::{IntegrationReport, integration};
use super::leader::{LeaderReport, mirror};
use super::leader_work::{LeaderWorkReport, leader_work};
use super::red_flags::{FlagsReport, Reading};
use super::trend::{TrendReport, trend};
use super::value::{ValueReport, value_report};
use crate::engine::maturity::need::{FunctionLoad, Need, OfficeForm, need};
use crate::model::document::Document;
use crate::model::office::Assessment;
use crate::model::office::functions::{FunctionId, OfficeFunction};
use crate::model::office::maturity_model::MaturityModel;

/// Everything that the Result view shows.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OfficeReport {
    /// The scores.
    #[serde(flatten)]
    pub assessment: AssessmentReport,
    /// The weighted mean after what raised flags cap; the mean itself if they cap nothing.
    pub after_flags: Option<f64>,
    /// Scores of the dimensions after that.
    pub dimensions_after_flags: Vec<Option<f64>>,
    /// The five elements and their balance.
    pub elements: ElementsReport,
    /// What everything else stands on.
    pub foundation: FoundationReport,
    /// Whether the right things are done right.
    pub integration: IntegrationReport,
    /// How the office fits its organisation.
    pub fit: FitReport,
    /// The red flags.
    pub red_flags: FlagsReport,
    /// How it changed.
    pub trend: TrendReport,
    /// The leader.
    pub leader: LeaderReport,
    /// The leader's week and years.
    pub leader_work: LeaderWorkReport,
    /// What it was worth.
    pub value: ValueReport,
    /// Whether an office is needed.
    pub need: NeedReport,
}

/// Whether an office is needed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NeedReport {
    /// The answer; none until something was said about a function.
    pub form: Option<Form>,
    /// The answer if the work were 0.6 times as much.
    pub form_at_least: Option<Form>,
    /// The answer if the work were 1.6 times as much.
    pub form_at_most: Option<Form>,
    /// Functions asked about so far.
    pub asked: usize,
    /// Functions needed.
    pub needed: usize,
    /// Needed functions that somebody does already.
    pub covered: usize,
    /// Work that nobody does [person-days a month].
    pub open_days: f64,
    /// Work of all needed functions [person-days a month].
    pub all_days: f64,
    /// Initiatives of the plan, which the work goes by.
    pub initiatives: usize,
    /// All functions, in order.
    pub functions: Vec<FunctionReport>,
}

/// One function.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FunctionReport {
    /// Its number.
    pub function: FunctionId,
    /// A few words.
    pub name: &'static str,
    /// Whether it is needed; none if nobody said.
    pub is_needed: Option<bool>,
    /// Who does it without an office; empty if nobody does.
    pub owner: String,
    /// Work that it makes [person-days a month].
    pub days: f64,
}

/// What an organisation needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// No function of an office.
    Nothing,
    /// Functions, done by people who have other work too.
    FunctionsOnly,
    /// Somebody for part of the week.
    PartTime,
    /// At least one person with nothing else to do.
    Formal,
}

/// Reads everything about `assessment` in `document` that `model` can score.
///
/// `overload` is the weekly chance of overload by role if the plan was simulated, `today` the day of reading.
///
/// # Errors
///
/// [`AssessError`] if the model has no statements or no weight.
pub fn office(
    document: &Document,
    assessment: &Assessment,
    model: &MaturityModel,
    overload: Option<&[(String, Vec<f64>)]>,
    today: Option<Date>,
) -> Result<OfficeReport, AssessError> {
    let report = assess(assessment, model)?;
    let fit = fit(assessment, &report, document.office.roadmap.ambition.get())?;
    let leader = mirror(&document.office.leader);
    // Days are counted as the charter counts them: a log of another time is read as of its last entry.
    let (today, _) = reference_day(&document.office, today);
    let reading = Reading { document, report: &report, fit: &fit, leader: &leader, overload, today };
    let red_flags = FlagsReport::new(&reading);
    let after = capped(assessment, model, &red_flags.effects)?;
    let trend = trend(&document.office.assessments, assessment.id, model)?;
    Ok(OfficeReport {
        after_flags: after.overall,
        dimensions_after_flags: after.dimensions,
        elements: elements(assessment, model)?,
        foundation: foundation(document, assessment, model)?,
        integration: integration(document),
        fit,
        red_flags,
        trend,
        leader,
        value: value_report(document),
        leader_work: leader_work(&document.office.leader.work),
        need: need_report(document),
        assessment: report,
    })
}

/// Whether the organisation of `document` needs an office.
pub fn need_report(document: &Document) -> NeedReport {
    let initiatives = document.initiatives.list.iter().filter(|it| it.in_plan).count();
    let said = &document.office.functions;
    let functions: Vec<FunctionReport> = OfficeFunction::all()
        .iter()
        .map(|function| {
            let said = said.get(&function.number);
            FunctionReport {
                function: function.number,
                name: &function.name,
                is_needed: said.map(|said| said.is_needed),
                owner: said.map(|said| said.owner.clone()).unwrap_or_default(),
                days: function.days(initiatives),
            }
        })
        .collect();
    let loads: Vec<FunctionLoad> = functions
        .iter()
        .map(|function| FunctionLoad {
            is_needed: function.is_needed == Some(true),
            is_covered: !function.owner.trim().is_empty(),
            days: function.days,
        })
        .collect();
    let Need { form, needed, covered, open_days, all_days, form_at_least, form_at_most } = need(&loads);
    let known = |form: OfficeForm| {
        (!said.is_empty()).then_some(match form {
            OfficeForm::Nothing => Form::Nothing,
            OfficeForm::FunctionsOnly => Form::FunctionsOnly,
            OfficeForm::PartTime => Form::PartTime,
            OfficeForm::Formal => Form::Formal,
        })
    };
    NeedReport {
        form: known(form),
        form_at_least: known(form_at_least),
        form_at_most: known(form_at_most),
        asked: said.len(),
        needed,
        covered,
        open_days,
        all_days,
        initiatives,
        functions,
    }
}
