//! What the office should improve in which quarter, and how sure that is.
//!
//! The document says who and what there is, the latest assessment says where the office stands, the list of
//! actions says what can be done about it. The engine finds the best plan under the days there are; this
//! module asks it, keeps what people have decided (pinned, banned, committed, done), and puts the answer into
//! words.
//!
//! Nothing is filled in for an answer that nobody gave. A statement without a level counts as the mean of those that
//! have one in its dimension, which is to leave it out: the dimension stands where it stands in the result. A
//! dimension without any level is left out with its weight, as the mean of the result leaves it out; what would raise
//! it is worth nothing until somebody gives a level there, and both are named in the report.

mod draws;
mod hold_cost;
mod report;

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;
use thiserror::Error;

use super::assess::{AssessError, AssessmentReport};
use super::charter::reference_day;
use super::fit::fit;
use super::newest_round::{NewestRound, newest_round};
use super::red_flags::to_mend;
use crate::engine::capacity::Distribution;
use crate::engine::maturity::red_flags::TOOL_LEVEL;
use crate::engine::maturity::roadmap::search::{self, Effort, Solution};
use crate::engine::maturity::roadmap::{
    Action as Candidate, Broken, Dimension, MAX_QUARTERS, Parts, Plan, Problem, ProblemError, Statement,
};
use crate::model::document::Document;
use crate::model::id::ActionId;
use crate::model::office::Assessment;
use crate::model::office::actions::{Action, ActionKind, Actions, Mends};
use crate::model::office::maturity_model::StatementId;
use crate::model::office::roadmap::{ActionPlan, ActionState, DAYS_PER_FTE_QUARTER, Hold};

pub use draws::{Chosen, DRAWS, draw};
pub use hold_cost::HeldAction;
pub use report::{ActionReport, DimensionReport, QuarterReport, Raise, RoadmapReport, report};

/// What a level counts a quarter later.
const DISCOUNT: f64 = 0.85;
/// What it is worth to leave an action in the quarter in which it was planned [levels]: plans that change with
/// every breath are not followed.
const STAY: f64 = 0.002;
/// A plan that was kept stays until another is better by more than this [levels].
const CLEARLY_BETTER: f64 = 0.01;
/// Percentile of an effort that capacity is held against.
const EFFORT_PERCENTILE: f64 = 0.8;
/// Stands where nobody gave a level; of no weight, and never shown.
const NO_LEVEL: f64 = 1.0;

/// Why there is no roadmap.
#[derive(Clone, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum RoadmapError {
    /// Nothing is known of where the office stands, or it is not to be seen yet.
    #[error(transparent)]
    Assessment(#[from] AssessError),
    /// The list of actions, or the numbers, make no sense.
    #[error("the actions cannot be planned: {0}")]
    Problem(#[from] ProblemError),
    /// Actions wait for each other; their names.
    #[error("{} wait for each other, so none can begin; take one of the links away", quoted(.0))]
    Cycle(Vec<String>),
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
    /// What the score of each rests on.
    bases: Vec<Basis>,
    assessment: Assessment,
    scores: AssessmentReport,
    /// Why newer rounds do not speak.
    passed_over: Vec<AssessError>,
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

/// What the score of a statement rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Basis {
    /// Levels that people gave.
    Answers,
    /// Nobody gave it a level: it counts as the mean of its dimension.
    Dimension,
    /// Nobody gave any in its dimension.
    Nothing,
}

/// Puts the question of `document` on `day`: warnings are those that the result raises on that day.
///
/// # Errors
///
/// [`RoadmapError`] if no assessment of the built-in statements is revealed and has a level.
pub fn question(document: &Document, day: Option<Date>) -> Result<Question, RoadmapError> {
    let office = &document.office;
    if !office.assessments.is_empty() && !office.assessments.iter().any(Assessment::is_built_in) {
        return Err(AssessError::OwnStatementsOnly.into());
    }
    let NewestRound { assessment, scores, passed_over } =
        newest_round(office.assessments.iter().filter(|it| it.is_built_in()))?;
    let assessment = assessment.clone();
    let model = assessment.model().into_owned();
    let roadmap = &office.roadmap;
    let people = office.charter.head.people_fte.map(crate::model::finite::Finite::get);
    let people_fte = people.unwrap_or(1.0);
    let days = people_fte * DAYS_PER_FTE_QUARTER * roadmap.capacity_share.get();
    let quarters = roadmap.quarters as usize;
    let (as_of, _) = reference_day(office, day.or(roadmap.first_day));
    let warnings = to_mend(document, &scores, as_of);
    let statements: Vec<StatementId> = model.statements().map(|statement| statement.id).collect();
    // Whoever says why may choose a tool first: the flag stays, and the reason with it.
    let is_overridden = !roadmap.tool_first.trim().is_empty();
    let tools_may = is_overridden
        || scores.dimensions.iter().enumerate().all(|(place, dimension)| {
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
    let (mut numbers, bases) = statement_scores(&scores);
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
            .map(|it| Dimension { weight: it.office.map_or(0.0, |_| it.weight), target: it.target })
            .collect(),
        // What the leader learns takes its days before any action does.
        capacity: leader_days.iter().map(|taken| tenths(days - taken)).collect(),
        at_once: roadmap.at_once,
        discount: DISCOUNT,
        needs_quick_win: true,
    };
    Ok(Question {
        problem: Problem::new(parts).map_err(|error| refused(error, &actions))?,
        actions,
        statements,
        bases,
        assessment,
        scores,
        passed_over,
        warnings,
        mending,
        kept,
        first_days,
        leader_days,
        people_fte,
        is_people_assumed: people.is_none(),
    })
}

/// Why `actions` cannot be planned, in their names.
fn refused(error: ProblemError, actions: &[&Action]) -> RoadmapError {
    match error {
        ProblemError::Cycle(cycle) => {
            RoadmapError::Cycle(cycle.into_iter().map(|at| actions[at].name.clone()).collect())
        }
        other => other.into(),
    }
}

fn quoted(names: &[String]) -> String {
    names.iter().map(|name| format!("“{name}”")).collect::<Vec<_>>().join(", ")
}

/// The best plan for `question`.
///
/// # Errors
///
/// [`RoadmapError::Impossible`] if what people have decided breaks a rule.
pub fn solve(question: &Question) -> Result<Solution, RoadmapError> {
    let found = question.best(&question.problem)?;
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
    /// The best plan for `problem`, this question's or a variant of it.
    fn best(&self, problem: &Problem) -> Result<Solution, RoadmapError> {
        let found = search::solve(problem, Effort::default()).or_else(|| {
            // What warnings ask for may be more than there are days for; what people decided stays.
            let mut parts = problem.parts().clone();
            for (candidate, mends) in parts.actions.iter_mut().zip(&self.mending) {
                candidate.must &= !mends;
            }
            search::solve(&Problem::new(parts).ok()?, Effort::default())
        });
        found.ok_or_else(|| RoadmapError::Impossible(self.contradiction()))
    }

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

/// Score of every statement, and what it rests on.
fn statement_scores(scores: &AssessmentReport) -> (Vec<Statement>, Vec<Basis>) {
    let (mut list, mut bases) = (Vec::new(), Vec::new());
    for (dimension, report) in scores.dimensions.iter().enumerate() {
        for statement in &report.statements {
            let (score, rests_on) = match (statement.score, report.score) {
                (Some(score), _) => (score, Basis::Answers),
                (None, Some(mean)) => (mean, Basis::Dimension),
                (None, None) => (NO_LEVEL, Basis::Nothing),
            };
            list.push(Statement { dimension, score });
            bases.push(rests_on);
        }
    }
    (list, bases)
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

/// First day of the calendar quarter after `day`.
fn next_quarter(day: Date) -> Option<Date> {
    let month = (day.month() - 1) / 3 * 3 + 1;
    Date::new(day.year(), month, 1).ok()?.checked_add(3.months()).ok()
}

/// By action, for those who ask about one.
type ByAction<T> = BTreeMap<ActionId, T>;

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::analysis::assess::assess;
    use crate::analysis::leader::mirror;
    use crate::analysis::red_flags::{FlagsReport, Reading};
    use crate::model::id::{ContactId, CredibilityStepId};
    use crate::model::office::Answer;
    use crate::model::office::stakeholder::{Contact, CredibilityStep, StakeholderGroup};
    use crate::model::sample;

    const DAY: Date = date(2023, 3, 28);

    fn nine() -> Document {
        sample::find("nine").unwrap().document()
    }

    fn planned(document: &Document) -> Result<RoadmapReport, RoadmapError> {
        report(document, &question(document, Some(DAY))?, &Chosen::default())
    }

    /// Changes every answer of the newest round that `is_meant`.
    fn unlearn(document: &mut Document, is_meant: impl Fn(StatementId) -> bool) {
        let newest = document.office.edit().assessments.last_mut().unwrap();
        for (id, answer) in newest.answers.values_mut().flatten() {
            if is_meant(*id) {
                *answer = Answer::DontKnow;
            }
        }
    }

    /// P37: a tool waits for selection and benefits, unless somebody writes down why it may not.
    #[test]
    fn a_tool_comes_first_only_for_a_reason_that_is_written_down() {
        let mut document = nine();
        let may = |document: &Document| {
            let question = question(document, Some(DAY)).unwrap();
            let mut all = question.actions.iter().zip(&question.problem.parts().actions);
            let (_, tool) = all.find(|(action, _)| action.kind == ActionKind::Tool).unwrap();
            tool.quarters.iter().any(|it| *it)
        };
        // Nobody has spoken of benefits: they have no level that a tool could serve.
        unlearn(&mut document, |id| id.dimension() == 5);
        assert!(!may(&document));
        document.office.edit().roadmap.tool_first = "The licence of the old one ends in May.".to_owned();
        assert!(may(&document));
    }

    #[test]
    fn scores_of_a_blind_round_were_shown_by_the_roadmap() {
        let mut document = nine();
        let names: Vec<String> = document.office.assessments.iter().map(|it| it.name.clone()).collect();
        let hidden = planned(&document).unwrap().mean_before;
        document.office.edit().assessments.last_mut().unwrap().is_blind = true;
        let report = planned(&document).unwrap();
        assert_eq!(report.assessment, names[names.len() - 2]);
        assert!((report.mean_before - hidden).abs() > 0.01, "another round's");
        assert!(report.passed_over[0].contains("blind until revealed"), "{:?}", report.passed_over);
        document.office.edit().assessments.iter_mut().for_each(|it| it.is_blind = true);
        let error = planned(&document).unwrap_err();
        assert!(matches!(error, RoadmapError::Assessment(AssessError::Blind(_))), "{error}");
    }

    #[test]
    fn a_round_of_dont_knows_was_planned_from_an_invented_level_1() {
        let mut document = nine();
        unlearn(&mut document, |_| true);
        let report = planned(&document).unwrap();
        assert_ne!(report.assessment, document.office.assessments.last().unwrap().name);
        assert!(report.passed_over[0].contains("nobody has given a level"), "{:?}", report.passed_over);
        document.office.edit().assessments.drain(..1);
        let error = planned(&document).unwrap_err();
        assert!(matches!(error, RoadmapError::Assessment(AssessError::NoAnswers(_))), "{error}");
        assert!(error.to_string().contains("answer its statements"), "{error}");
    }

    #[test]
    fn a_new_empty_round_replaced_the_last_real_one() {
        let mut document = nine();
        let before = planned(&document).unwrap();
        let mut empty = document.office.assessments.last().unwrap().clone();
        empty.id.0 = 99_000;
        empty.answers.clear();
        document.office.edit().assessments.push(empty);
        let after = planned(&document).unwrap();
        assert_eq!((after.mean_before, after.quarters), (before.mean_before, before.quarters));
    }

    /// The plan begins where the result stands: a dimension without a level weighs nothing in either.
    #[test]
    fn a_dimension_without_a_level_stood_at_1() {
        let mut document = nine();
        unlearn(&mut document, |id| id.dimension() == 5);
        let newest = document.office.assessments.last().unwrap();
        let mean = assess(newest, &newest.model()).unwrap().mean.unwrap();
        let report = planned(&document).unwrap();
        assert!((report.mean_before - mean).abs() < 1e-9, "{} {mean}", report.mean_before);
        assert_eq!((report.dimensions[4].before, report.dimensions[4].after), (None, None));
        assert_eq!(report.left_out, [report.dimensions[4].name.clone()]);
        assert_eq!(report.assumed, 0);
        let raises = report.actions.iter().flat_map(|it| &it.raises);
        assert!(raises.clone().all(|it| it.score.is_none() == (it.statement.dimension() == 5)));
        let only_there = |it: &&ActionReport| {
            it.quarter.is_none() && it.raises.iter().all(|raise| raise.statement.dimension() == 5)
        };
        let told: Vec<&str> = report.actions.iter().filter(only_there).map(|it| it.why.as_str()).collect();
        assert!(!told.is_empty() && told.iter().all(|it| it.contains("ask about that first")), "{told:?}");
    }

    #[test]
    fn a_statement_without_a_level_counts_as_its_dimension_and_says_so() {
        let mut document = nine();
        let unknown: StatementId = "5.3".parse().unwrap();
        unlearn(&mut document, |id| id == unknown);
        let newest = document.office.assessments.last().unwrap();
        let scores = assess(newest, &newest.model()).unwrap();
        let report = planned(&document).unwrap();
        assert!((report.mean_before - scores.mean.unwrap()).abs() < 1e-9);
        assert_eq!(report.assumed, 1);
        let raises = report.actions.iter().flat_map(|it| &it.raises);
        let assumed: Vec<&Raise> = raises.filter(|it| it.is_assumed).collect();
        assert!(!assumed.is_empty());
        assert!(assumed.iter().all(|it| it.statement == unknown && it.score == scores.dimensions[4].score));
    }

    /// The warnings of the roadmap are the flags of the result, whatever was written down.
    #[test]
    fn roadmap_and_result_disagreed_on_the_same_facts() {
        let agree = |document: &Document, what: &str| {
            let found = question(document, Some(DAY)).unwrap();
            let (assessment, scores) = (&found.assessment, &found.scores);
            let fit = fit(assessment, scores, 4.0).unwrap();
            let leader = mirror(&document.office.leader);
            let (today, _) = reference_day(&document.office, Some(DAY));
            let reading =
                Reading { document, report: scores, fit: &fit, leader: &leader, overload: None, today };
            let flags = FlagsReport::new(&reading);
            for (code, mends) in [
                ("RF1", Mends::NoSponsor),
                ("RF2", Mends::SponsorOnly),
                ("RF3", Mends::NoCredibilityPlan),
                ("RF13", Mends::OnePerson),
            ] {
                let is_raised = flags.raised().any(|it| it.code == code);
                assert_eq!(found.warnings.contains(&mends), is_raised, "{code}: {what}");
            }
            found.warnings
        };
        let mut document = sample::find("gmpp").unwrap().document();
        agree(&document, "as it comes");
        let people = &mut document.office.edit().stakeholders;
        people.contacts.clear();
        people.list[0].group = StakeholderGroup::Executives;
        people.list[1].group = StakeholderGroup::Office;
        let (first, second) = (people.list[0].id, people.list[1].id);
        assert!(!agree(&document, "an empty log").contains(&Mends::SponsorOnly));
        let talk = |id, stakeholder| Contact {
            id: ContactId(id),
            stakeholder,
            date: DAY,
            about: String::new(),
            channel: None,
        };
        document.office.edit().stakeholders.contacts = vec![talk(90_000, first), talk(90_001, second)];
        assert!(agree(&document, "own people are no second group").contains(&Mends::SponsorOnly));
        let step = |done| CredibilityStep {
            id: CredibilityStepId(90_002),
            name: "Answer within a day".into(),
            stakeholder: None,
            due: None,
            done,
        };
        document.office.edit().stakeholders.credibility = vec![step(None)];
        assert!(agree(&document, "a wish").contains(&Mends::NoCredibilityPlan));
        document.office.edit().stakeholders.credibility = vec![step(Some(DAY))];
        assert!(!agree(&document, "a step that is done").contains(&Mends::NoCredibilityPlan));
    }

    #[test]
    fn actions_that_wait_for_each_other_are_refused_in_words() {
        let found = question(&nine(), Some(DAY)).unwrap();
        let mut parts = found.problem.parts().clone();
        parts.actions[0].requires = vec![1];
        parts.actions[1].requires = vec![0];
        let error = refused(Problem::new(parts).unwrap_err(), &found.actions).to_string();
        let names = [0, 1].map(|at| format!("“{}”", found.actions[at].name));
        assert!(names.iter().all(|name| error.contains(name)), "{error}");
        assert!(
            error.ends_with("wait for each other, so none can begin; take one of the links away"),
            "{error}"
        );
    }
}
