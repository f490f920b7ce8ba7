//! The whole result of an assessment: scores, fit, flags, trend, leader, and whether an office is needed.

use jiff::civil::Date;
use serde::Serialize;

use super::accountability::{Accountability, accountability};
use super::assess::{AssessError, AssessmentReport, assess, capped};
use super::benefit_review::{BenefitReviews, benefit_reviews};
use super::blockers::{Blockers, blockers};
use super::charter::reference_day;
use super::duty_coverage::{DutyCoverage, duty_coverage};
use super::elements::{ElementsReport, elements};
use super::fit::{FitReport, fit};
use super::foundation::{FoundationReport, foundation};
use super::integration::{IntegrationReport, integration};
use super::leader::{LeaderReport, mirror};
use super::leader_gap::{GapClosed, LeaderGapReport, closed};
use super::leader_stage::{StageReport, leader_stage};
use super::leader_work::{LeaderWorkReport, leader_work};
use super::need_areas::{AreaReport, areas};
use super::office_staff::{StaffReport, staff};
use super::pivot::Readiness;
use super::red_flags::{FlagsReport, Reading};
use super::registers::reading_day;
use super::registers::recovery::median_recovery;
use super::strategy_sheet::{StrategyReport, strategy_sheet};
use super::throughput::{Throughput, throughput};
use super::trend::{TrendReport, trend};
use super::value::{ValueReport, value_report};
use crate::engine::maturity::coverage;
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
    /// The weighted mean after what raised flags, and work that is not served, cap; the mean itself if nothing does.
    pub after_flags: Option<f64>,
    /// Scores of the dimensions after that.
    pub dimensions_after_flags: Vec<Option<f64>>,
    /// What the work that is served makes of the seventh dimension; none if no service says which work it is for, or
    /// nobody has answered there.
    pub work_types: Option<WorkTypes>,
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
    /// The leader's level beside the office's.
    pub leader_gap: LeaderGapReport,
    /// The leader's week and years.
    pub leader_work: LeaderWorkReport,
    /// Its people against the support that the plan asks for.
    pub staff: StaffReport,
    /// What came of the benefits that were due.
    pub benefit_reviews: BenefitReviews,
    /// What it was worth.
    pub value: ValueReport,
    /// Whether an office is needed.
    pub need: NeedReport,
    /// Whether each duty is done and answered for.
    pub duties: DutyCoverage,
    /// What the leader's stage asks for.
    pub leader_stage: StageReport,
    /// What was promised and came, by name.
    pub accountability: Accountability,
    /// The strategy in seven fields, and what contradicts what.
    pub strategy: StrategyReport,
    /// What it took out of the way.
    pub blockers: Blockers,
    /// Half of the red work was green again within so many days; none if none was.
    pub recovery_days: Option<f64>,
    /// Work finished before it began, and since; none without a day on which it began.
    pub throughput: Option<Throughput>,
    /// Who could change course at once; none until [`pivot_of`](super::pivot::pivot_of) is asked, as that prepares the plan.
    pub pivot: Option<Readiness>,
}

/// The dimension of work types and modes, held against the work that is served.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct WorkTypes {
    /// Share of the kinds and ways of work in the plan that a service is for, 0 to 1.
    pub coverage: f64,
    /// Most that the dimension counts with it: 1 + 4 × coverage.
    pub most: f64,
    /// What people say.
    pub claimed: f64,
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
    /// The business areas of the plan, the greatest need first.
    pub areas: Vec<AreaReport>,
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

/// Reads everything about `assessment` in `document` that `model` can score; its statements are the built-in ones, as
/// all but the scores speaks of those.
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
    let integration = integration(document);
    let work_types = work_types(&report, integration.coverage);
    let judged = |reading: &Reading| {
        let mut flags = FlagsReport::new(reading);
        flags.effects.coverage = work_types.map(|it| (WORK_TYPES, it.most));
        capped(assessment, model, &flags.effects).map(|after| (flags, after))
    };
    let (red_flags, after) = judged(&reading)?;
    let mut leader_gap = LeaderGapReport::new(&document.office.leader, &leader);
    if !leader.order.is_empty() {
        let then = mirror(&closed(&document.office.leader));
        let (flags_then, after_then) = judged(&Reading { leader: &then, ..reading })?;
        leader_gap.closed = Some(GapClosed {
            attributes: leader.order.len(),
            falls: raised_only_in(&red_flags, &flags_then),
            rises: raised_only_in(&flags_then, &red_flags),
            headline: after.overall,
            headline_then: after_then.overall,
        });
    }
    let trend = trend(&document.office.assessments, assessment.id, model)?;
    Ok(OfficeReport {
        after_flags: after.overall,
        dimensions_after_flags: after.dimensions,
        elements: elements(assessment, model)?,
        foundation: foundation(document, assessment, model)?,
        integration,
        work_types,
        fit,
        red_flags,
        trend,
        leader,
        leader_gap,
        staff: staff(document),
        benefit_reviews: benefit_reviews(document, today),
        value: value_report(document),
        leader_work: leader_work(&document.office.leader.work),
        need: need_report(document),
        duties: duty_coverage(&document.office.duties, today),
        leader_stage: leader_stage(document, today),
        accountability: accountability(document, today),
        strategy: strategy_sheet(document),
        blockers: blockers(&document.office),
        recovery_days: median_recovery(&document.office).map(|it| it.0),
        throughput: throughput(&document.office, reading_day(document, today).0),
        pivot: None,
        assessment: report,
    })
}

/// Place of the dimension of work types and modes.
const WORK_TYPES: usize = 6;

fn work_types(report: &AssessmentReport, coverage: Option<f64>) -> Option<WorkTypes> {
    let claimed = report.dimensions.get(WORK_TYPES)?.score?;
    coverage.map(|coverage| WorkTypes { coverage, most: coverage::most(coverage), claimed })
}

impl WorkTypes {
    /// Whether less counts than is claimed.
    pub fn bites(&self) -> bool {
        self.most < self.claimed - 1e-9
    }
}

/// Codes of the flags that `one` raises and `other` does not.
fn raised_only_in(one: &FlagsReport, other: &FlagsReport) -> Vec<String> {
    let is_raised = |code: &str| other.raised().any(|it| it.code == code);
    one.raised().map(|it| it.code.clone()).filter(|code| !is_raised(code)).collect()
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
        areas: areas(document),
    }
}
