//! The roadmap in figures and words.

use jiff::civil::Date;
use serde::Serialize;

use super::{Basis, Chosen, Question, RoadmapError, effort_p80, solve};
use crate::engine::maturity::roadmap::{Broken, Plan};
use crate::model::document::Document;
use crate::model::id::ActionId;
use crate::model::office::actions::{Action, ActionKind, Actions};
use crate::model::office::maturity_model::{MaturityModel, StatementId};
use crate::model::office::roadmap::{ActionState, Hold};
use crate::model::workshop::interviews::Kept;

/// What to improve when.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RoadmapReport {
    /// The assessment that says where the office stands.
    pub assessment: String,
    /// Why newer assessments do not say it, in words; the newest first.
    pub passed_over: Vec<String>,
    /// Statements without a level that count as the mean of their dimension.
    pub assumed: usize,
    /// Names of the dimensions in which nobody gave a level: left out with their weight.
    pub left_out: Vec<String>,
    /// Mean level that the plan adds, averaged over the quarters, earlier ones counting more.
    pub gain_levels: f64,
    /// No plan adds more than this.
    pub bound_levels: f64,
    /// Whether nothing better exists, to a thousandth of a level.
    pub is_proved: bool,
    /// Weighted mean today.
    pub mean_before: f64,
    /// Weighted mean after the last quarter, if every action does what it says.
    pub mean_after: f64,
    /// People in the office [FTE].
    pub people_fte: f64,
    /// Whether nobody has said how many, so that one is assumed.
    pub is_people_assumed: bool,
    /// Warnings that come first, in words.
    pub warnings: Vec<String>,
    /// In order.
    pub quarters: Vec<QuarterReport>,
    /// Every action of the list, in its order.
    pub actions: Vec<ActionReport>,
    /// In the order of the assessment.
    pub dimensions: Vec<DimensionReport>,
    /// Draws behind the shares.
    pub draws: u32,
}

/// One quarter.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct QuarterReport {
    /// "Q2 2023".
    pub name: String,
    /// Its first day; none if nobody has said.
    pub first_day: Option<Date>,
    /// What there is [person-days].
    pub capacity_days: f64,
    /// Days of the same share that the leader's own plan takes first.
    pub leader_days: f64,
    /// What its actions take, at the P80 of their effort [person-days].
    pub taken_days: f64,
    /// Its actions, in the order of the list.
    pub actions: Vec<ActionId>,
    /// Weighted mean at its end.
    pub mean: f64,
}

/// One action.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ActionReport {
    /// Which.
    pub id: ActionId,
    /// A few words.
    pub name: String,
    /// What to do, in a sentence.
    pub words: String,
    /// What kind of work it is.
    pub kind: ActionKind,
    /// Its quarter, 0 for the first; none if it is not in the plan.
    pub quarter: Option<u32>,
    /// Whether people have pinned or banned it.
    pub hold: Hold,
    /// How far it has come.
    pub state: ActionState,
    /// Effort that is enough in four cases of five [person-days].
    pub effort_p80_days: f64,
    /// Elapsed time [weeks].
    pub weeks: u32,
    /// Whether it shows early.
    pub is_quick_win: bool,
    /// What it raises.
    pub raises: Vec<Raise>,
    /// What has to be done before.
    pub requires: Vec<ActionId>,
    /// Share of the draws that choose it in this quarter, or at all if it has none, 0 to 1.
    pub share: Option<f64>,
    /// Why it is in the plan, or why not.
    pub why: String,
    /// What the team wants to keep and this may break, because it changes how things are done in that dimension.
    pub may_break: Vec<String>,
}

/// What an action adds to a statement.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Raise {
    /// Which statement.
    pub statement: StatementId,
    /// Its topic.
    pub name: String,
    /// Where it stands; none if nobody gave a level in its dimension.
    pub score: Option<f64>,
    /// Whether nobody gave it a level, so that it counts as the mean of its dimension.
    pub is_assumed: bool,
    /// Levels added.
    pub levels: f64,
}

/// One dimension before and after.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DimensionReport {
    /// Its number, from 1.
    pub dimension: u8,
    /// Its name.
    pub name: String,
    /// Its name in at most 18 characters.
    pub short: String,
    /// Today; none if nobody gave a level.
    pub before: Option<f64>,
    /// After the last quarter; none if nobody gave a level.
    pub after: Option<f64>,
    /// What it is meant to reach.
    pub target: f64,
}

/// The best plan for `question` about `document`, with how often the draws in `chosen` agree.
///
/// # Errors
///
/// [`RoadmapError::Impossible`] if what people have decided breaks a rule.
pub fn report(
    document: &Document,
    question: &Question,
    chosen: &Chosen,
) -> Result<RoadmapReport, RoadmapError> {
    let solution = solve(question)?;
    let plan = &solution.plan;
    let last = question.problem.quarters() - 1;
    let mean = |quarter: Option<usize>| weighted_mean(question, plan, quarter);
    let actions =
        Actions::built_in().actions.iter().map(|action| one(document, question, plan, chosen, action));
    Ok(RoadmapReport {
        assessment: question.scores.name.clone(),
        passed_over: question.passed_over.iter().map(ToString::to_string).collect(),
        assumed: question.bases.iter().filter(|it| **it == Basis::Dimension).count(),
        left_out: question
            .scores
            .dimensions
            .iter()
            .filter(|it| it.score.is_none())
            .map(|it| it.name.clone())
            .collect(),
        gain_levels: solution.value,
        bound_levels: solution.bound,
        is_proved: solution.proved,
        mean_before: mean(None),
        mean_after: mean(Some(last)),
        people_fte: question.people_fte,
        is_people_assumed: question.is_people_assumed,
        warnings: question.warnings.iter().map(|it| it.words().to_owned()).collect(),
        quarters: (0..=last).map(|quarter| quarter_report(question, plan, quarter)).collect(),
        actions: actions.collect(),
        dimensions: dimensions(question, plan),
        draws: chosen.draws,
    })
}

fn quarter_report(question: &Question, plan: &Plan, quarter: usize) -> QuarterReport {
    let there = || (0..plan.len()).filter(|it| plan[*it] == Some(quarter));
    let parts = question.problem.parts();
    let taken: i64 = there().map(|it| parts.actions[it].effort).sum();
    let first_day = question.first_days[quarter];
    QuarterReport {
        name: quarter_name(quarter, first_day),
        first_day,
        capacity_days: parts.capacity[quarter] as f64 / 10.0,
        leader_days: question.leader_days[quarter],
        taken_days: taken as f64 / 10.0,
        actions: there().map(|it| question.actions[it].id).collect(),
        mean: weighted_mean(question, plan, Some(quarter)),
    }
}

/// "Q2 2023" for one that begins in the first month of a calendar quarter, else "3 months from 2023-05-15".
fn quarter_name(quarter: usize, first_day: Option<Date>) -> String {
    match first_day {
        None => format!("Quarter {}", quarter + 1),
        Some(day) if day.month() % 3 == 1 => format!("Q{} {}", (day.month() - 1) / 3 + 1, day.year()),
        Some(day) => format!("3 months from {day}"),
    }
}

fn dimension_means(question: &Question, plan: &Plan, quarter: Option<usize>) -> Vec<f64> {
    let parts = question.problem.parts();
    let mut sums = vec![(0.0, 0.0); parts.dimensions.len()];
    for (statement, score) in parts.statements.iter().zip(question.problem.statement_scores(plan, quarter)) {
        let sum = &mut sums[statement.dimension];
        *sum = (sum.0 + score, sum.1 + 1.0);
    }
    sums.into_iter().map(|(sum, count): (f64, f64)| sum / count.max(1.0)).collect()
}

fn weighted_mean(question: &Question, plan: &Plan, quarter: Option<usize>) -> f64 {
    let dimensions = &question.problem.parts().dimensions;
    let total: f64 = dimensions.iter().map(|it| it.weight).sum();
    let means = dimension_means(question, plan, quarter);
    means.iter().zip(dimensions).map(|(mean, it)| mean * it.weight).sum::<f64>() / total
}

fn dimensions(question: &Question, plan: &Plan) -> Vec<DimensionReport> {
    let last = question.problem.quarters() - 1;
    let before = dimension_means(question, plan, None);
    let after = dimension_means(question, plan, Some(last));
    let known = question.scores.dimensions.iter().zip(&question.problem.parts().dimensions);
    known
        .zip(before.iter().zip(after))
        .map(|((scored, aim), (before, after))| DimensionReport {
            dimension: scored.dimension,
            name: scored.name.clone(),
            short: scored.short.clone(),
            // What was never asked about does not stand anywhere.
            before: scored.score.map(|_| *before),
            after: scored.score.map(|_| after),
            target: aim.target,
        })
        .collect()
}

fn one(
    document: &Document,
    question: &Question,
    plan: &Plan,
    chosen: &Chosen,
    action: &Action,
) -> ActionReport {
    let decided = document.office.roadmap.action(action.id);
    let place = question.actions.iter().position(|it| it.id == action.id);
    let quarter = place.and_then(|place| plan[place]);
    let raises: Vec<Raise> = action.raises.iter().map(|(id, levels)| raise(question, *id, *levels)).collect();
    let why = match (decided.state, decided.hold, place, quarter) {
        (ActionState::Done, ..) => "Done.".to_owned(),
        (_, Hold::Banned, ..) => "Banned: nobody is to do it.".to_owned(),
        (_, _, None, _) => "It needs something that is banned.".to_owned(),
        (_, _, Some(_), Some(_)) => why_in(question, action, decided.hold, decided.state, &raises),
        (_, _, Some(place), None) => why_out(question, plan, place),
    };
    ActionReport {
        id: action.id,
        name: action.name.clone(),
        words: action.words.clone(),
        kind: action.kind,
        quarter: quarter.and_then(|quarter| u32::try_from(quarter).ok()),
        hold: decided.hold,
        state: decided.state,
        effort_p80_days: effort_p80(action) as f64 / 10.0,
        weeks: action.weeks,
        is_quick_win: action.quick_win,
        raises,
        requires: action.requires.clone(),
        share: place.and(match quarter {
            Some(quarter) => chosen.share_in(action.id, quarter),
            None => chosen.share(action.id),
        }),
        why,
        may_break: may_break(document, action),
    }
}

/// What of that which works well lies in a dimension that `action` changes; talking changes nothing by itself.
fn may_break(document: &Document, action: &Action) -> Vec<String> {
    if action.kind == ActionKind::Talk {
        return Vec::new();
    }
    let kept = document.workshop.interviews.team.works_well.iter();
    let changed = |it: &&Kept| {
        it.dimension.is_some_and(|number| action.raises.keys().any(|id| id.dimension() == number))
    };
    kept.filter(|it| !it.words.trim().is_empty()).filter(changed).map(|it| it.words.clone()).collect()
}

fn raise(question: &Question, id: StatementId, levels: f64) -> Raise {
    let name = MaturityModel::built_in().statements().find(|it| it.id == id).map(|it| it.name.clone());
    let place = question.statements.iter().position(|it| *it == id);
    Raise {
        statement: id,
        name: name.unwrap_or_default(),
        score: place
            .filter(|place| question.bases[*place] != Basis::Nothing)
            .map(|place| question.problem.parts().statements[place].score),
        is_assumed: place.is_some_and(|place| question.bases[place] == Basis::Dimension),
        levels,
    }
}

fn why_in(question: &Question, action: &Action, hold: Hold, state: ActionState, raises: &[Raise]) -> String {
    if state == ActionState::Committed {
        return "Somebody is on it.".to_owned();
    }
    if hold == Hold::Pinned {
        return "Pinned here; the rest is planned around it.".to_owned();
    }
    if let Some(warning) = action.mends.iter().find(|it| question.warnings.contains(it)) {
        return format!("Comes first: {}.", warning.words());
    }
    let words = raises.iter().map(|it| match it.score {
        Some(score) => format!("“{}” from {score:.1} to {:.1}", it.name, (score + it.levels).min(5.0)),
        None => format!("“{}”, where nobody has given a level yet,", it.name),
    });
    format!("Raises {}.", words.collect::<Vec<_>>().join(" and "))
}

/// What keeps an action out, by trying it in every quarter.
fn why_out(question: &Question, plan: &Plan, place: usize) -> String {
    let problem = &question.problem;
    let is_unknown = |(statement, _): &(usize, f64)| question.bases[*statement] == Basis::Nothing;
    if problem.parts().actions[place].raises.iter().all(is_unknown) {
        return "Nobody has given a level in what it raises: ask about that first.".to_owned();
    }
    let value = problem.value(plan);
    let mut reason = None;
    for quarter in 0..problem.quarters() {
        let mut with = plan.clone();
        with[place] = Some(quarter);
        if problem.value(&with) <= value + 1e-9 {
            return "It would add nothing: what it raises has reached its target.".to_owned();
        }
        let broken = problem.broken(&with).into_iter().find(|it| !matches!(it, Broken::NoQuickWin));
        reason = reason.or_else(|| match broken? {
            Broken::Capacity { .. } => Some("Others bring more for the days there are.".to_owned()),
            Broken::AtOnce { .. } => {
                let most = problem.parts().at_once;
                Some(format!("Others bring more, and {most} at once are enough."))
            }
            Broken::Quarter { .. } if question.actions[place].kind == ActionKind::Tool => {
                Some("A tool waits until selection and benefits reach level 2.".to_owned())
            }
            Broken::Before { required, .. } => {
                Some(format!("It waits for “{}”.", question.actions[required].name))
            }
            _ => None,
        });
    }
    reason.unwrap_or_else(|| "Others bring more.".to_owned())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::analysis::roadmap::{RoadmapError, draw, question};
    use crate::model::edit::{Edit, LeaderChange, RoadmapChange, WorkshopChange};
    use crate::model::finite::Finite;
    use crate::model::office::leader::{AttributeId, Focus};
    use crate::model::office::roadmap::ActionPlan;
    use crate::model::sample;
    use crate::model::workshop::interviews::TeamInterview;

    fn sample() -> Document {
        sample::SAMPLES[0].document()
    }

    fn planned(document: &Document) -> Result<RoadmapReport, RoadmapError> {
        report(document, &question(document, Some(date(2023, 3, 28)))?, &Chosen::default())
    }

    fn decide(document: &mut Document, id: u32, plan: ActionPlan) {
        Edit::Roadmap(RoadmapChange::Action { action: ActionId(id), plan }).apply(document).unwrap();
    }

    fn quarter_of(report: &RoadmapReport, id: u32) -> Option<u32> {
        report.actions.iter().find(|it| it.id.0 == id).unwrap().quarter
    }

    #[test]
    fn the_sample_has_a_plan_within_its_limits() {
        let report = planned(&sample()).unwrap();
        assert_eq!(report.quarters.len(), 4);
        assert_eq!(report.quarters[0].name, "Q2 2023");
        assert_eq!(report.quarters[3].name, "Q1 2024");
        for quarter in &report.quarters {
            assert!(quarter.taken_days <= quarter.capacity_days, "{quarter:?}");
            assert!((quarter.capacity_days - 77.0).abs() < 1e-9, "two people, 55 days, 70 %");
            assert!(quarter.actions.len() <= 5);
        }
        let quick = |it: &ActionReport| it.quarter == Some(0) && it.is_quick_win;
        assert!(report.actions.iter().any(quick));
        assert!(report.mean_after > report.mean_before + 0.3);
        assert!(report.bound_levels >= report.gain_levels);
        assert!(
            report.bound_levels < report.gain_levels * 1.08,
            "{} {}",
            report.bound_levels,
            report.gain_levels
        );
    }

    /// A pin moves an action and nothing gets better by it; a ban takes it and what needs it away.
    #[test]
    fn pins_and_bans_are_kept() {
        let mut document = sample();
        let free = planned(&document).unwrap();
        decide(
            &mut document,
            13,
            ActionPlan { quarter: Some(3), hold: Hold::Pinned, ..ActionPlan::default() },
        );
        let pinned = planned(&document).unwrap();
        assert_eq!(quarter_of(&pinned, 13), Some(3));
        assert!(pinned.gain_levels <= free.bound_levels + 0.003);
        decide(&mut document, 13, ActionPlan { hold: Hold::Banned, ..ActionPlan::default() });
        let banned = planned(&document).unwrap();
        for id in [13, 14, 15, 16, 17] {
            assert_eq!(quarter_of(&banned, id), None, "{id} needs 13");
        }
    }

    #[test]
    fn pins_that_cannot_be_are_explained() {
        let mut document = sample();
        for id in [12, 15, 18, 19, 20, 21] {
            let plan = ActionPlan { quarter: Some(0), hold: Hold::Pinned, ..ActionPlan::default() };
            decide(&mut document, id, plan);
        }
        let error = planned(&document).unwrap_err();
        let words = error.to_string();
        assert!(
            matches!(error, RoadmapError::Impossible(_)) && words.contains("pinned or committed"),
            "{words}"
        );
        assert!(words.contains("quarter 1") || words.contains("needs") || words.contains("week"), "{words}");
    }

    /// The leader's own plan takes its days first, as long as it lasts, and never more than there are.
    #[test]
    fn the_leader_learns_within_the_same_days() {
        let mut document = sample();
        let free = planned(&document).unwrap();
        let mut learn = |days: u32, by| {
            let days_a_quarter = Some(Finite::from(days));
            let focus = Some(Focus { by, days_a_quarter, ..Focus::default() });
            let attribute = AttributeId::try_from(3).unwrap();
            document.office.edit().leader.focus.clear();
            Edit::Leader(LeaderChange::Focus { attribute, focus }).apply(&mut document).unwrap();
            planned(&document).unwrap()
        };
        let learning = learn(20, Some(date(2023, 8, 1)));
        let capacity: Vec<f64> = learning.quarters.iter().map(|it| it.capacity_days).collect();
        assert_eq!(capacity, [57.0, 57.0, 77.0, 77.0]);
        assert!(learning.quarters.iter().all(|it| it.taken_days <= it.capacity_days));
        assert!(learning.gain_levels <= free.bound_levels + 1e-9);
        let always = learn(30, None);
        assert!(always.quarters.iter().all(|it| it.leader_days > 29.9));
    }

    /// What the team wants to keep is named at every action that changes its dimension, and at no talk.
    #[test]
    fn what_works_well_is_kept_in_sight() {
        let mut document = sample();
        assert!(planned(&document).unwrap().actions.iter().all(|it| it.may_break.is_empty()));
        let kept = |words: &str, dimension| Kept { words: words.into(), dimension };
        let team = TeamInterview {
            works_well: vec![kept("Short meetings", Some(8)), kept("The canteen", None), kept(" ", Some(8))],
            ..TeamInterview::default()
        };
        Edit::Workshop(WorkshopChange::Team(Box::new(team))).apply(&mut document).unwrap();
        let report = planned(&document).unwrap();
        for action in &report.actions {
            let changes = action.kind != ActionKind::Talk
                && action.raises.iter().any(|raise| raise.statement.dimension() == 8);
            let expected: &[&str] = if changes { &["Short meetings"] } else { &[] };
            assert_eq!(action.may_break, expected, "{}", action.name);
        }
        assert!(report.actions.iter().any(|it| !it.may_break.is_empty()));
    }

    /// What is done no longer takes days, and its effect stands.
    #[test]
    fn what_is_done_counts() {
        let mut document = sample();
        let before = planned(&document).unwrap();
        let plan =
            ActionPlan { state: ActionState::Done, done: Some(date(2023, 4, 20)), ..ActionPlan::default() };
        decide(&mut document, 18, plan);
        let after = planned(&document).unwrap();
        assert_eq!(quarter_of(&after, 18), None);
        assert!(after.mean_before > before.mean_before);
        assert!(after.actions.iter().find(|it| it.id.0 == 18).unwrap().why.contains("Done"));
    }

    #[test]
    fn draws_repeat_and_shares_are_shares() {
        let document = sample();
        let question = question(&document, Some(date(2023, 3, 28))).unwrap();
        let run = || {
            let mut chosen = Chosen::default();
            (0..8).for_each(|number| draw(&question, number, &mut chosen));
            chosen
        };
        let chosen = run();
        assert_eq!(chosen, run());
        assert_eq!(chosen.draws, 8);
        assert!(chosen.counts.values().all(|counts| counts.iter().sum::<u32>() <= 8));
        assert!(chosen.counts.len() >= 10);
    }

    #[test]
    fn without_an_assessment_there_is_none() {
        let error = question(&Document::default(), None).unwrap_err();
        assert!(error.to_string().contains("no assessment yet"), "{error}");
    }
}
