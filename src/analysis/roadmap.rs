//! What the office should improve in which quarter, and how sure that is.
//!
//! The document says who and what there is, the latest assessment says where the office stands, the list of
//! actions says what can be done about it. The engine finds the best plan under the days there are; this
//! module asks it, keeps what people have decided (pinned, banned, committed, done), and puts the answer into
//! words.

mod draws;
mod report;

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;
use thiserror::Error;

use super::assess::{AssessError, AssessmentReport, assess};
use super::fit::fit;
use crate::engine::capacity::Distribution;
use crate::engine::maturity::roadmap::search::{self, Effort, Solution};
use crate::engine::maturity::roadmap::{
    Action as Candidate, Broken, Dimension, MAX_QUARTERS, Parts, Plan, Problem, ProblemError, Statement,
};
use crate::model::document::Document;
use crate::model::id::ActionId;
use crate::model::office::Assessment;
use crate::model::office::actions::{Action, ActionKind, Actions, Mends};
use crate::model::office::charter::OfficeLevel;
use crate::model::office::maturity_model::StatementId;
use crate::model::office::roadmap::{ActionPlan, ActionState, DAYS_PER_FTE_QUARTER, Hold};

pub use draws::{Chosen, DRAWS, draw};
pub use report::{ActionReport, DimensionReport, QuarterReport, RoadmapReport, report};

/// What a level counts a quarter later.
const DISCOUNT: f64 = 0.85;
/// What it is worth to leave an action in the quarter in which it was planned [levels]: plans that change with
/// every breath are not followed.
const STAY: f64 = 0.002;
/// A plan that was kept stays until another is better by more than this [levels].
const CLEARLY_BETTER: f64 = 0.01;
/// Percentile of an effort that capacity is held against.
const EFFORT_PERCENTILE: f64 = 0.8;
/// No word from the sponsor for longer than this is a warning [days].
const SPONSOR_DAYS: i32 = 60;
/// Contacts within this are recent [days].
const RECENT_DAYS: i32 = 30;
/// A tool waits until selection and benefits have reached this level.
const TOOL_LEVEL: f64 = 2.0;

/// Why there is no roadmap.
#[derive(Clone, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum RoadmapError {
    /// Nothing is known of where the office stands.
    #[error(transparent)]
    Assessment(#[from] AssessError),
    /// The list of actions, or the numbers, make no sense.
    #[error("the actions cannot be planned: {0}")]
    Problem(#[from] ProblemError),
    /// What people have decided breaks a rule; in words.
    #[error("what is pinned or committed cannot be kept: {0}")]
    Impossible(String),
}

/// A roadmap that is asked for: the engine's problem, and what its numbers stand for.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    problem: Problem,
    /// Action of each candidate.
    actions: Vec<&'static Action>,
    /// Statement of each number.
    statements: Vec<StatementId>,
    assessment: Assessment,
    scores: AssessmentReport,
    warnings: Vec<Mends>,
    /// Whether each candidate has to be done for a warning alone.
    mending: Vec<bool>,
    /// The quarters that were kept.
    kept: Plan,
    /// First day of each quarter; none if nobody has said and no clock was asked.
    first_days: Vec<Option<Date>>,
    /// What the leader's own plan takes of each quarter [days].
    leader_days: Vec<f64>,
    /// People in the office [FTE].
    people_fte: f64,
    is_people_assumed: bool,
}

/// Puts the question of `document` on `day`: warnings are those of that day.
///
/// # Errors
///
/// [`RoadmapError`] if there is no assessment.
pub fn question(document: &Document, day: Option<Date>) -> Result<Question, RoadmapError> {
    let office = &document.office;
    let asked = office.assessments.iter().rev().find(|it| it.is_built_in());
    let none = || {
        if office.assessments.is_empty() { AssessError::NoAssessment } else { AssessError::OwnStatementsOnly }
    };
    let assessment = asked.ok_or_else(none)?.clone();
    let model = assessment.model().into_owned();
    let scores = assess(&assessment, &model)?;
    let roadmap = &office.roadmap;
    let people = office.charter.head.people_fte.map(crate::model::finite::Finite::get);
    let people_fte = people.unwrap_or(1.0);
    let days = people_fte * DAYS_PER_FTE_QUARTER * roadmap.capacity_share.get();
    let quarters = roadmap.quarters as usize;
    let warnings = warnings(document, &scores, roadmap.first_day.or(day));
    let statements: Vec<StatementId> = model.statements().map(|statement| statement.id).collect();
    let tools_may = scores.dimensions.iter().enumerate().all(|(place, dimension)| {
        // The third and the fifth: selection, benefits.
        !matches!(place, 2 | 4) || dimension.score.is_some_and(|score| score >= TOOL_LEVEL)
    });
    let actions: Vec<&Action> = open_actions(document);
    let candidates = actions.iter().map(|action| {
        let plan = roadmap.action(action.id);
        candidate(action, plan, &actions, &statements, quarters, &warnings, tools_may)
    });
    let candidates: Vec<Candidate> = candidates.collect();
    let is_held = |action: &Action| {
        let plan = roadmap.action(action.id);
        plan.hold == Hold::Pinned || plan.state == ActionState::Committed
    };
    let mending = actions.iter().zip(&candidates).map(|(action, it)| it.must && !is_held(action)).collect();
    let planned = |action: &&Action| roadmap.action(action.id).quarter.map(|quarter| quarter as usize);
    let kept = actions.iter().map(planned).map(|it| it.filter(|quarter| *quarter < quarters)).collect();
    let mut numbers = statement_scores(&scores);
    raise_done(document, &assessment, &statements, &mut numbers);
    let first = roadmap.first_day.or_else(|| day.and_then(next_quarter));
    let first_days: Vec<Option<Date>> = (0..quarters)
        .map(|quarter| {
            first.and_then(|first| first.checked_add((3 * i64::try_from(quarter).ok()?).months()).ok())
        })
        .collect();
    // No more of the leader's plan than there are days: the rest is the leader's own time.
    let leader_days: Vec<f64> =
        first_days.iter().map(|first_day| office.leader.days_in_quarter(*first_day).min(days)).collect();
    let parts = Parts {
        actions: candidates,
        statements: numbers,
        // No target lies more than one level above the organisation's own side.
        dimensions: fit(&assessment, &scores, roadmap.ambition.get())?
            .dimensions
            .iter()
            .map(|dimension| Dimension { weight: dimension.weight, target: dimension.target })
            .collect(),
        // What the leader learns takes its days before any action does.
        capacity: leader_days.iter().map(|taken| tenths(days - taken)).collect(),
        at_once: roadmap.at_once,
        discount: DISCOUNT,
        needs_quick_win: true,
    };
    Ok(Question {
        problem: Problem::new(parts)?,
        actions,
        statements,
        assessment,
        scores,
        warnings,
        mending,
        kept,
        first_days,
        leader_days,
        people_fte,
        is_people_assumed: people.is_none(),
    })
}

/// The best plan for `question`.
///
/// # Errors
///
/// [`RoadmapError::Impossible`] if what people have decided breaks a rule.
pub fn solve(question: &Question) -> Result<Solution, RoadmapError> {
    let found = search::solve(&question.problem, Effort::default()).or_else(|| {
        // What warnings ask for may be more than there are days for; what people decided stays.
        let mut parts = question.problem.parts().clone();
        for (candidate, mends) in parts.actions.iter_mut().zip(&question.mending) {
            candidate.must &= !mends;
        }
        search::solve(&Problem::new(parts).ok()?, Effort::default())
    });
    let found = found.ok_or_else(|| RoadmapError::Impossible(question.contradiction()))?;
    let value = question.problem.value(&question.kept);
    let stays = question.kept.iter().any(Option::is_some)
        && question.problem.broken(&question.kept).is_empty()
        && found.value <= value + CLEARLY_BETTER;
    Ok(if stays {
        let proved = found.bound <= value + CLEARLY_BETTER;
        Solution { plan: question.kept.clone(), value, proved, ..found }
    } else {
        found
    })
}

impl Question {
    /// What is wrong with the decided actions, in words.
    fn contradiction(&self) -> String {
        let only_one = |action: &Candidate| {
            let mut quarters = (0..self.problem.quarters()).filter(|quarter| action.quarters[*quarter]);
            let first = quarters.next().filter(|_| action.must);
            first.filter(|_| quarters.next().is_none())
        };
        let plan: Plan = self.problem.parts().actions.iter().map(only_one).collect();
        let decided = |action: &usize| plan[*action].is_some();
        let mut broken = self.problem.broken(&plan).into_iter().filter(|it| match it {
            Broken::Before { action, .. } | Broken::Weeks { action, .. } | Broken::Quarter { action } => {
                decided(action)
            }
            Broken::Missing { .. } | Broken::NoQuickWin => false,
            _ => true,
        });
        broken
            .next()
            .map_or_else(|| "no plan keeps all rules; let one of them go".to_owned(), |it| self.in_words(it))
    }

    /// A broken rule in words.
    fn in_words(&self, broken: Broken) -> String {
        let name = |action: usize| self.actions[action].name.as_str();
        match broken {
            Broken::Capacity { quarter, taken } => format!(
                "quarter {} takes {:.0} of {:.0} days; let an action go or raise the share of days",
                quarter + 1,
                taken as f64 / 10.0,
                self.problem.parts().capacity[quarter] as f64 / 10.0
            ),
            Broken::AtOnce { quarter, count } => format!(
                "quarter {} holds {count} actions, and {} at once are allowed",
                quarter + 1,
                self.problem.parts().at_once
            ),
            Broken::Before { action, required } => {
                format!("“{}” comes before “{}”, which it needs", name(action), name(required))
            }
            Broken::Weeks { action, end } => {
                format!("“{}” would end in week {end} of its quarter, after what it needs", name(action))
            }
            Broken::Steep { quarter, statement } => format!(
                "quarter {} raises statement {} by more than a level",
                quarter + 1,
                self.statements[statement]
            ),
            Broken::Quarter { action } => format!("“{}” may not be done in that quarter", name(action)),
            Broken::Missing { action } => format!("“{}” has to be done", name(action)),
            Broken::NoQuickWin => "the first quarter has no quick win".to_owned(),
        }
    }
}

/// What is neither done nor banned, in the order of the list.
fn open_actions(document: &Document) -> Vec<&'static Action> {
    let roadmap = &document.office.roadmap;
    let is_open = |action: &&Action| {
        let plan = roadmap.action(action.id);
        plan.hold != Hold::Banned && plan.state != ActionState::Done
    };
    // What needs a banned action is banned with it.
    let mut open: Vec<&Action> = Actions::built_in().actions.iter().filter(is_open).collect();
    let is_banned = |id: &ActionId| {
        let plan = roadmap.action(*id);
        plan.hold == Hold::Banned && plan.state != ActionState::Done
    };
    let mut gone: Vec<ActionId> =
        Actions::built_in().actions.iter().map(|it| it.id).filter(is_banned).collect();
    loop {
        let before = open.len();
        open.retain(|action| {
            let stays = !action.requires.iter().any(|id| gone.contains(id));
            if !stays {
                gone.push(action.id);
            }
            stays
        });
        if open.len() == before {
            return open;
        }
    }
}

fn candidate(
    action: &Action,
    plan: ActionPlan,
    open: &[&Action],
    statements: &[StatementId],
    quarters: usize,
    warnings: &[Mends],
    tools_may: bool,
) -> Candidate {
    let planned = plan.quarter.map(|quarter| quarter as usize).filter(|quarter| *quarter < quarters);
    let is_held = plan.hold == Hold::Pinned || plan.state == ActionState::Committed;
    let mends = action.mends.iter().any(|flag| warnings.contains(flag));
    let mut allowed = [false; MAX_QUARTERS];
    for (quarter, allowed) in allowed.iter_mut().enumerate().take(quarters) {
        *allowed = match planned {
            Some(planned) if is_held => quarter == planned,
            _ if mends && !is_held => quarter == 0,
            _ => is_held || tools_may || action.kind != ActionKind::Tool,
        };
    }
    let mut bonus = [0.0; MAX_QUARTERS];
    if let Some(planned) = planned {
        bonus[planned] = STAY;
    }
    Candidate {
        effort: effort_p80(action),
        weeks: action.weeks,
        requires: places(&action.requires, open),
        raises: action
            .raises
            .iter()
            .filter_map(|(id, raise)| Some((statements.iter().position(|it| it == id)?, *raise)))
            .collect(),
        quick_win: action.quick_win && action.seen_by.len() >= 2,
        quarters: allowed,
        must: is_held || mends,
        bonus,
    }
}

/// Where the required actions stand among the open ones; those that are done are no longer required.
fn places(requires: &[ActionId], open: &[&Action]) -> Vec<usize> {
    requires.iter().filter_map(|id| open.iter().position(|action| action.id == *id)).collect()
}

/// Effort that is enough in four cases of five [tenths of a person-day].
fn effort_p80(action: &Action) -> i64 {
    let effort = action.effort_days;
    let days = Distribution::triangular(effort.low, effort.likely, effort.high)
        .map_or(effort.high, |days| days.sample(EFFORT_PERCENTILE));
    tenths(days)
}

#[expect(clippy::cast_possible_truncation, reason = "days of an office, far below 2⁵³")]
fn tenths(days: f64) -> i64 {
    (days * 10.0).round() as i64
}

/// Score of every statement; where nobody gave a level, the mean of its dimension, and 1 where there is none.
fn statement_scores(scores: &AssessmentReport) -> Vec<Statement> {
    let mut list = Vec::new();
    for (dimension, report) in scores.dimensions.iter().enumerate() {
        for statement in &report.statements {
            let score = statement.score.or(report.score).unwrap_or(1.0);
            list.push(Statement { dimension, score });
        }
    }
    list
}

/// What was done after the assessment counts as if it had been asked about again.
fn raise_done(
    document: &Document,
    assessment: &Assessment,
    statements: &[StatementId],
    numbers: &mut [Statement],
) {
    for action in &Actions::built_in().actions {
        let plan = document.office.roadmap.action(action.id);
        let is_later = match (plan.done, assessment.date) {
            (Some(done), Some(asked)) => done > asked,
            _ => true,
        };
        if plan.state == ActionState::Done && is_later {
            for (id, raise) in &action.raises {
                if let Some(place) = statements.iter().position(|it| it == id) {
                    numbers[place].score = (numbers[place].score + raise).min(5.0);
                }
            }
        }
    }
}

/// Warnings that come before everything else, on `day`.
fn warnings(document: &Document, scores: &AssessmentReport, day: Option<Date>) -> Vec<Mends> {
    let office = &document.office;
    let mut warnings = Vec::new();
    let since = |days: i32| day.and_then(|day| day.checked_sub(i64::from(days).days()).ok());
    let sponsor_score =
        scores.dimensions.first().and_then(|it| it.statements.first()).and_then(|it| it.score);
    let heard = office.sponsor().is_some_and(|sponsor| match (day, since(SPONSOR_DAYS)) {
        (Some(day), Some(since)) => {
            office.stakeholders.last_contact(sponsor.id, day).is_some_and(|last| last >= since)
        }
        _ => true,
    });
    if !heard || sponsor_score.is_some_and(|score| score <= 1.5) {
        warnings.push(Mends::NoSponsor);
    }
    if let (Some(day), Some(since)) = (day, since(RECENT_DAYS))
        && office.stakeholders.groups_met(since, day).len() <= 1
    {
        warnings.push(Mends::SponsorOnly);
    }
    if !office.stakeholders.credibility.iter().any(|step| step.due.is_some()) {
        warnings.push(Mends::NoCredibilityPlan);
    }
    let charter = &office.charter.head;
    let is_alone = charter.level == Some(OfficeLevel::Solo);
    if is_alone && charter.deputy.trim().is_empty() && charter.hand_over.trim().is_empty() {
        warnings.push(Mends::OnePerson);
    }
    warnings
}

/// First day of the calendar quarter after `day`.
fn next_quarter(day: Date) -> Option<Date> {
    let month = (day.month() - 1) / 3 * 3 + 1;
    Date::new(day.year(), month, 1).ok()?.checked_add(3.months()).ok()
}

/// By action, for those who ask about one.
type ByAction<T> = BTreeMap<ActionId, T>;
