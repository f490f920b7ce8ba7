//! Changes of decisions, change notices and drills.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{EditError, Gesture, claim, find, room, rule as named, take};
use crate::model::decision::{
    ChangeNotice, Decision, Decisions, Direction, Drill, Outcome, Recommendation, Reversibility,
};
use crate::model::document::Document;
use crate::model::finite::Finite;
use crate::model::id::{DecisionId, DrillId, NoticeId};
use crate::model::{limits, rule};

/// What may change about decisions, notices and drills.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum DecisionsChange {
    /// Asks for a decision, at the end of the list.
    Ask(Box<Decision>),
    /// Changes a decision.
    Decision {
        /// Which.
        decision: DecisionId,
        /// What.
        change: DecisionChange,
    },
    /// Removes a decision.
    Remove(DecisionId),
    /// Gives out a change notice.
    Notify(Box<ChangeNotice>),
    /// Changes a notice.
    Notice {
        /// Which.
        notice: NoticeId,
        /// What.
        change: NoticeChange,
    },
    /// Removes a notice.
    RemoveNotice(NoticeId),
    /// Adds a drill.
    AddDrill(Box<Drill>),
    /// Says what a drill cost.
    DrillCost {
        /// Which.
        drill: DrillId,
        /// In the document's currency and scale; none if nobody knows.
        cost: Option<Finite>,
    },
    /// Removes a drill.
    RemoveDrill(DrillId),
}

/// What may change about a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum DecisionChange {
    /// The question.
    Title(String),
    /// What has happened.
    Situation(String),
    /// By when it is needed.
    DecideBy(Option<Date>),
    /// What the office recommends.
    Recommend(Option<Recommendation>),
    /// Who takes part.
    Involved(String),
    /// Whether somebody who leads a project takes part.
    ProjectManager(bool),
    /// Whether it can be taken back.
    Reversibility(Reversibility),
    /// What was decided; none opens it again.
    Outcome(Option<Outcome>),
}

/// What may change about a notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum NoticeChange {
    /// The change in a few words.
    Title(String),
    /// What made it necessary.
    Trigger(String),
    /// Bad news or good.
    Direction(Direction),
    /// When it was given out.
    Issued(Option<Date>),
    /// When the team of the affected initiative at this place, 0 for the first, had read it.
    Read {
        /// Place in the list.
        place: u32,
        /// None if it has not.
        on: Option<Date>,
    },
}

impl DecisionsChange {
    pub(super) fn label(&self, decisions: &Decisions) -> String {
        let decision = |id: &DecisionId| decisions.decision(*id).map_or("a decision", |it| &it.title);
        let notice = |id: &NoticeId| decisions.notice(*id).map_or("a notice", |it| &it.title);
        match self {
            Self::Ask(added) => format!("decision request {}", added.title),
            Self::Decision { decision: id, change } => format!("{} of {}", change.label(), decision(id)),
            Self::Remove(id) => format!("removal of {}", decision(id)),
            Self::Notify(added) => format!("change notice {}", added.title),
            Self::Notice { notice: id, change } => format!("{} of {}", change.label(), notice(id)),
            Self::RemoveNotice(id) => format!("removal of {}", notice(id)),
            Self::AddDrill(drill) => format!("drill {}", drill.shock),
            Self::DrillCost { .. } => "cost of a drill".to_owned(),
            Self::RemoveDrill(_) => "removal of a drill".to_owned(),
        }
    }

    pub(super) fn gesture(&self) -> Gesture {
        match self {
            Self::Ask(decision) => Gesture("ask", decision.id.0, 0),
            Self::Decision { decision, change } => Gesture(change.label(), decision.0, 6),
            Self::Remove(id) => Gesture("remove decision", id.0, 0),
            Self::Notify(notice) => Gesture("notify", notice.id.0, 0),
            Self::Notice { notice, change: NoticeChange::Read { place, .. } } => {
                Gesture("read", notice.0, *place)
            }
            Self::Notice { notice, change } => Gesture(change.label(), notice.0, 7),
            Self::RemoveNotice(id) => Gesture("remove notice", id.0, 0),
            Self::AddDrill(drill) => Gesture("add drill", drill.id.0, 0),
            Self::DrillCost { drill, .. } => Gesture("drill cost", drill.0, 0),
            Self::RemoveDrill(id) => Gesture("remove drill", id.0, 0),
        }
    }

    pub(super) fn added_id(&self) -> Option<u32> {
        match self {
            Self::Ask(decision) => Some(decision.id.0),
            Self::Notify(notice) => Some(notice.id.0),
            Self::AddDrill(drill) => Some(drill.id.0),
            _ => None,
        }
    }

    pub(super) fn apply(&self, document: &mut Document) -> Result<(), EditError> {
        match self {
            Self::Ask(added) => {
                room("decisions", document.decisions.list.len(), limits::ITEMS)?;
                check_decision(added)?;
                claim(document, added.id.0)?;
                document.decisions.edit().list.push((**added).clone());
            }
            Self::Decision { decision: id, change } => {
                let list = &mut document.decisions.edit().list;
                let decision = find(list.iter_mut(), "decision", id.0, |it| it.id.0)?;
                change.apply(decision);
                check_decision(decision)?;
            }
            Self::Remove(id) => {
                take(&mut document.decisions.edit().list, "decision", id.0, |it| it.id.0)?;
            }
            Self::Notify(added) => {
                room("change notices", document.decisions.notices.len(), limits::ITEMS)?;
                check_notice(added)?;
                claim(document, added.id.0)?;
                document.decisions.edit().notices.push((**added).clone());
            }
            Self::Notice { notice: id, change } => {
                let list = &mut document.decisions.edit().notices;
                let notice = find(list.iter_mut(), "change notice", id.0, |it| it.id.0)?;
                change.apply(notice)?;
                check_notice(notice)?;
            }
            Self::RemoveNotice(id) => {
                take(&mut document.decisions.edit().notices, "change notice", id.0, |it| it.id.0)?;
            }
            Self::AddDrill(added) => {
                room("drills", document.decisions.drills.len(), limits::ITEMS)?;
                check_drill(added)?;
                claim(document, added.id.0)?;
                document.decisions.edit().drills.push((**added).clone());
            }
            Self::DrillCost { drill: id, cost } => {
                let list = &mut document.decisions.edit().drills;
                let drill = find(list.iter_mut(), "drill", id.0, |it| it.id.0)?;
                drill.cost = *cost;
                check_drill(drill)?;
            }
            Self::RemoveDrill(id) => {
                take(&mut document.decisions.edit().drills, "drill", id.0, |it| it.id.0)?;
            }
        }
        Ok(())
    }
}

impl DecisionChange {
    fn label(&self) -> &'static str {
        match self {
            Self::Title(_) => "title",
            Self::Situation(_) => "situation",
            Self::DecideBy(_) => "deadline",
            Self::Recommend(_) => "recommendation",
            Self::Involved(_) => "people involved",
            Self::ProjectManager(_) => "part of a project manager",
            Self::Reversibility(_) => "reversibility",
            Self::Outcome(_) => "outcome",
        }
    }

    fn apply(&self, decision: &mut Decision) {
        match self {
            Self::Title(title) => decision.title.clone_from(title),
            Self::Situation(situation) => decision.situation.clone_from(situation),
            Self::DecideBy(day) => decision.decide_by = *day,
            Self::Recommend(recommendation) => decision.recommendation.clone_from(recommendation),
            Self::Involved(involved) => decision.involved.clone_from(involved),
            Self::ProjectManager(took_part) => decision.project_manager = *took_part,
            Self::Reversibility(reversibility) => decision.reversibility = *reversibility,
            Self::Outcome(outcome) => decision.outcome.clone_from(outcome),
        }
    }
}

impl NoticeChange {
    fn label(&self) -> &'static str {
        match self {
            Self::Title(_) => "title",
            Self::Trigger(_) => "trigger",
            Self::Direction(_) => "direction",
            Self::Issued(_) => "date",
            Self::Read { .. } => "read mark",
        }
    }

    fn apply(&self, notice: &mut ChangeNotice) -> Result<(), EditError> {
        match self {
            Self::Title(title) => notice.title.clone_from(title),
            Self::Trigger(trigger) => notice.trigger.clone_from(trigger),
            Self::Direction(direction) => notice.direction = *direction,
            Self::Issued(day) => notice.issued = *day,
            Self::Read { place, on } => {
                let missing = EditError::NoSuch { what: "affected initiative at place", id: *place };
                notice.affected.get_mut(*place as usize).ok_or(missing)?.read = *on;
            }
        }
        Ok(())
    }
}

/// The first rule that `decision` breaks, if any.
///
/// # Errors
///
/// [`EditError`] that says which.
pub(in crate::model) fn check_decision(decision: &Decision) -> Result<(), EditError> {
    named("title", rule::name(&decision.title))?;
    named("situation", rule::text(&decision.situation))?;
    named("list of people involved", rule::text(&decision.involved))?;
    let count = decision.alternatives.len();
    if !(2..=limits::ALTERNATIVES).contains(&count) {
        return Err(EditError::Alternatives(count));
    }
    for alternative in &decision.alternatives {
        named("name of an alternative", rule::name(&alternative.name))?;
        named("changes of an alternative", rule::text(&alternative.changes))?;
    }
    let known = |place: u32| {
        let missing = EditError::NoSuch { what: "alternative", id: place };
        if (place as usize) < count { Ok(()) } else { Err(missing) }
    };
    if let Some(recommendation) = &decision.recommendation {
        known(recommendation.alternative)?;
        named("reason of the recommendation", rule::text(&recommendation.why))?;
    }
    if let Some(outcome) = &decision.outcome {
        known(outcome.alternative)?;
        named("decider", rule::name(&outcome.decider))?;
        named("reason", rule::text(&outcome.why))?;
    }
    Ok(())
}

/// The first rule that `notice` breaks, if any.
///
/// # Errors
///
/// [`EditError`] that says which.
pub(in crate::model) fn check_notice(notice: &ChangeNotice) -> Result<(), EditError> {
    named("title", rule::name(&notice.title))?;
    named("trigger", rule::text(&notice.trigger))?;
    named("summary", rule::text(&notice.summary))?;
    named("list of those affected", rule::entries(&notice.affected))?;
    for affected in &notice.affected {
        named("name of an initiative", rule::text(&affected.name))?;
        named("owner", rule::text(&affected.owner))?;
        named("list of changes", rule::entries(&affected.changes))?;
        affected.changes.iter().try_for_each(|change| named("change", rule::text(change)))?;
    }
    Ok(())
}

/// The first rule that `drill` breaks, if any.
///
/// # Errors
///
/// [`EditError`] that says which.
pub(in crate::model) fn check_drill(drill: &Drill) -> Result<(), EditError> {
    named("shock", rule::name(&drill.shock))?;
    named("course", rule::text(&drill.course))?;
    named("answer", rule::text(&drill.answer))?;
    drill.cost.map_or(Ok(()), |cost| named("cost", rule::weight(cost)))
}
