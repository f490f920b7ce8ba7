//! Decisions about the plan: what was asked, what there was to choose from, what was decided, and who was told.
//!
//! An alternative keeps its figures as they were when the decision was asked
//! for: what the plan has become since is no part of what people knew then.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::finite::Finite;
use super::id::{DecisionId, DrillId, InitiativeId, NoticeId, ScenarioId};

/// Everything asked, told and practised, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Decisions {
    /// Decision requests and what became of them.
    #[serde(default)]
    pub list: Vec<Decision>,
    /// What teams were told of changes of the plan.
    #[serde(default)]
    pub notices: Vec<ChangeNotice>,
    /// Pivot drills.
    #[serde(default)]
    pub drills: Vec<Drill>,
}

/// A decision that is asked for, and later made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// Stays for life.
    pub id: DecisionId,
    /// The question in a few words.
    pub title: String,
    /// What has happened, and what the office adds to it.
    pub situation: String,
    /// When it was asked for.
    pub asked_on: Option<Date>,
    /// By when it is needed.
    pub decide_by: Option<Date>,
    /// What there is to choose from: two at least.
    pub alternatives: Vec<Alternative>,
    /// What the office recommends.
    pub recommendation: Option<Recommendation>,
    /// Who takes part in it or has to be heard.
    pub involved: String,
    /// Whether somebody who leads a project took part.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub project_manager: bool,
    /// Whether it can be taken back.
    pub reversibility: Reversibility,
    /// What was decided; none while it is open.
    pub outcome: Option<Outcome>,
}

/// Something that can be chosen: the plan or a what-if, as it was when the decision was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Alternative {
    /// Its name then.
    pub name: String,
    /// The what-if, which may be gone since; none for the plan of record.
    pub scenario: Option<ScenarioId>,
    /// What it changes, in words.
    pub changes: String,
    /// Its figures then.
    pub figures: KeptFigures,
}

/// Figures of a plan at some moment; none where they could not be told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KeptFigures {
    /// Sum of the scores of what is in it.
    pub value: Option<Finite>,
    /// Cost, in the document's currency and scale.
    pub cost: Option<Finite>,
    /// What the runs come to on average, people at their rates, risks and the cost of stopping included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected_cost: Option<Finite>,
    /// The part of it that the risks cost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub risk_cost: Option<Finite>,
    /// Share of the best that the same money could buy.
    pub right_things: Option<Finite>,
    /// Share of the work that is staffed if nobody waits.
    pub right_people: Option<Finite>,
    /// Mean chance to be finished when needed.
    pub right_time: Option<Finite>,
    /// Work ÷ people in the first year.
    pub load: Option<Finite>,
    /// Weeks of all roles in which more is asked than there is.
    pub short_role_weeks: Option<Finite>,
    /// Day by which every second run has finished.
    pub finish_p50: Option<Date>,
    /// Day by which eight runs in ten have.
    pub finish_p80: Option<Date>,
    /// Share of the runs in which it finishes before the plan of record does.
    pub sooner: Option<Finite>,
    /// Replications behind these figures.
    pub iterations: u32,
}

/// What the office recommends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Recommendation {
    /// Which alternative, 0 for the first.
    pub alternative: u32,
    /// Why.
    pub why: String,
}

/// Whether a decision can be taken back.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Reversibility {
    /// Easily.
    #[default]
    Reversible,
    /// At a cost.
    Costly,
    /// Not at all.
    Irreversible,
}

impl Reversibility {
    /// From the easiest on.
    pub const ALL: [Self; 3] = [Self::Reversible, Self::Costly, Self::Irreversible];
}

/// What was decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// Which alternative, 0 for the first.
    pub alternative: u32,
    /// Who decided.
    pub decider: String,
    /// When.
    pub date: Option<Date>,
    /// Why.
    pub why: String,
}

/// What the teams are told of a change of the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeNotice {
    /// Stays for life.
    pub id: NoticeId,
    /// The change in a few words.
    pub title: String,
    /// What made it necessary.
    pub trigger: String,
    /// Whether that was bad news or good.
    pub direction: Direction,
    /// When it was given out.
    pub issued: Option<Date>,
    /// The whole change in a sentence.
    pub summary: String,
    /// Whom it concerns, in order of priority.
    pub affected: Vec<Affected>,
}

/// Whether a change answers a threat or an opportunity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Something would have gone wrong.
    #[default]
    Threat,
    /// Something can be gained.
    Opportunity,
}

/// An initiative that a change concerns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Affected {
    /// Which; may be gone since.
    pub initiative: InitiativeId,
    /// Its name then.
    pub name: String,
    /// Who leads it, then.
    pub owner: String,
    /// What changes for it.
    pub changes: Vec<String>,
    /// When its team had read the notice; none while it has not.
    pub read: Option<Date>,
}

/// An exercise: a shock, the time it took to plan anew, and what the new plan saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Drill {
    /// Stays for life.
    pub id: DrillId,
    /// When it was held.
    pub date: Option<Date>,
    /// "Architect: half of the people are gone".
    pub shock: String,
    /// The what-if in which it was held; may be gone since.
    pub scenario: ScenarioId,
    /// From the shock to the new plan [seconds].
    pub seconds: u32,
    /// People who planned anew.
    pub people: u32,
    /// What was best to stop, start and continue after the shock; empty if nothing was under way.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub course: String,
    /// What the new plan changed against the shocked one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub answer: String,
    /// What planning anew cost, in the document's currency and scale; none if nobody has said.
    pub cost: Option<Finite>,
    /// The plan before the shock.
    pub before: KeptFigures,
    /// The plan right after it.
    pub shocked: KeptFigures,
    /// The new plan.
    pub after: KeptFigures,
}

impl Decisions {
    /// Whether there is nothing in it: then it is not written.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty() && self.notices.is_empty() && self.drills.is_empty()
    }

    /// The decision `id`, if it is still there.
    pub fn decision(&self, id: DecisionId) -> Option<&Decision> {
        self.list.iter().find(|it| it.id == id)
    }

    /// The notice `id`, if it is still there.
    pub fn notice(&self, id: NoticeId) -> Option<&ChangeNotice> {
        self.notices.iter().find(|it| it.id == id)
    }
}

impl Decision {
    /// The alternative that was decided for.
    pub fn chosen(&self) -> Option<&Alternative> {
        self.alternatives.get(self.outcome.as_ref()?.alternative as usize)
    }
}

impl ChangeNotice {
    /// Teams that have read it.
    pub fn read(&self) -> usize {
        self.affected.iter().filter(|it| it.read.is_some()).count()
    }

    /// Days from issue until the last team had read it; none while one has not, or if a date is missing.
    pub fn days_to_last_team(&self) -> Option<i32> {
        let last =
            self.affected.iter().map(|it| it.read).collect::<Option<Vec<Date>>>()?.into_iter().max()?;
        Some(self.issued?.until(last).ok()?.get_days())
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_last_team_sets_the_time() {
        let affected = |read| Affected {
            initiative: InitiativeId(1),
            name: "One".into(),
            owner: String::new(),
            changes: vec![],
            read,
        };
        let mut notice = ChangeNotice {
            id: NoticeId(9),
            title: "Change".into(),
            trigger: String::new(),
            direction: Direction::Threat,
            issued: Some(date(2026, 3, 2)),
            summary: String::new(),
            affected: vec![affected(Some(date(2026, 3, 4))), affected(None)],
        };
        assert_eq!((notice.read(), notice.days_to_last_team()), (1, None));
        notice.affected[1].read = Some(date(2026, 3, 9));
        assert_eq!((notice.read(), notice.days_to_last_team()), (2, Some(7)));
        notice.affected.clear();
        assert_eq!(notice.days_to_last_team(), None);
    }
}
