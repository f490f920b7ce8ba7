//! What the stage of the leader asks for: its checklist beside what the document shows, the hard messages, and the
//! actions of the roadmap that go with it.

use jiff::civil::Date;
use serde::Serialize;

use super::charter::charter;
use super::registers::between;
use super::stop_doing::stop_doing;
use super::written::count;
use crate::model::document::Document;
use crate::model::id::{ActionId, StakeholderId};
use crate::model::office::Office;
use crate::model::office::actions::Actions;
use crate::model::office::leader::LeaderStage;
use crate::model::office::leader_steps::LeaderStep;
use crate::model::office::roadmap::{ActionState, Hold};
use crate::model::office::stakeholder::Stakeholder;

/// First days in a role that are told apart from the others [days].
pub const FIRST_DAYS: i32 = 90;

/// The checklist of a stage.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StageReport {
    /// Which stage.
    pub stage: LeaderStage,
    /// Day in the role, 1 for the first; none if nobody knows.
    pub day: Option<i32>,
    /// Its steps, in order.
    pub steps: Vec<StepReport>,
    /// Hard messages, in the order of the stakeholders; empty but in the first ninety days. Private: for the page only.
    #[serde(skip)]
    pub hard_messages: Vec<HardMessage>,
    /// How many of them are not yet said.
    pub hard_messages_open: usize,
    /// Actions of the roadmap that the stage begins with, in the order of its steps.
    pub actions: Vec<StageAction>,
}

/// A step of the checklist.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StepReport {
    /// Which.
    pub step: LeaderStep,
    /// Whether it is ticked.
    pub is_done: bool,
    /// What the document shows of it; empty if nothing.
    pub seen: String,
}

/// Something that has to be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HardMessage {
    /// To whom.
    pub stakeholder: StakeholderId,
    /// Their name.
    pub who: String,
    /// What.
    pub words: String,
    /// When it was said; none if not yet.
    pub said: Option<Date>,
}

/// An action that the stage begins with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StageAction {
    /// Which.
    pub id: ActionId,
    /// Its name.
    pub name: String,
    /// Whether the roadmap holds it: pinned, committed or done.
    pub is_held: bool,
    /// Whether people have set it aside.
    pub is_banned: bool,
}

impl StageReport {
    /// Steps that are ticked.
    pub fn done(&self) -> usize {
        self.steps.iter().filter(|it| it.is_done).count()
    }

    /// The first step that is not ticked.
    pub fn next(&self) -> Option<LeaderStep> {
        self.steps.iter().find(|it| !it.is_done).map(|it| it.step)
    }
}

/// What the stage of the leader of `document` asks for, as of `today`.
pub fn leader_stage(document: &Document, today: Option<Date>) -> StageReport {
    let office = &document.office;
    let leader = &office.leader;
    let steps = LeaderStep::of(leader.stage);
    let step = |step: &LeaderStep| StepReport {
        step: *step,
        is_done: leader.steps.contains(step),
        seen: seen(*step, document, today),
    };
    let asks = leader.stage == LeaderStage::FirstNinetyDays;
    let since = leader.since.zip(today).map(|(since, today)| between(since, today) + 1);
    let hard_messages = if asks { hard_messages(office) } else { Vec::new() };
    StageReport {
        stage: leader.stage,
        day: since.filter(|day| *day > 0),
        steps: steps.iter().map(step).collect(),
        hard_messages_open: hard_messages.iter().filter(|it| it.said.is_none()).count(),
        hard_messages,
        actions: steps.iter().filter_map(|it| action(office, it.action()?)).collect(),
    }
}

fn hard_messages(office: &Office) -> Vec<HardMessage> {
    let has = |it: &&Stakeholder| !it.hard_message.trim().is_empty();
    let of = |it: &Stakeholder| HardMessage {
        stakeholder: it.id,
        who: it.name.clone(),
        words: it.hard_message.trim().to_owned(),
        said: it.hard_message_said,
    };
    office.stakeholders.list.iter().filter(has).map(of).collect()
}

fn action(office: &Office, id: ActionId) -> Option<StageAction> {
    let plan = office.roadmap.action(id);
    Some(StageAction {
        id,
        name: Actions::built_in().action(id)?.name.clone(),
        is_held: plan.hold == Hold::Pinned || plan.state != ActionState::Planned,
        is_banned: plan.hold == Hold::Banned,
    })
}

/// What the document shows of `step`.
fn seen(step: LeaderStep, document: &Document, today: Option<Date>) -> String {
    let office = &document.office;
    let newest = office.assessments.last();
    let answered = newest.map_or(0, |it| it.answers.values().filter(|it| !it.is_empty()).count());
    match step {
        LeaderStep::Mirror => {
            let rated = office.leader.ratings.values().filter(|it| it.own.is_some()).count();
            format!("{rated} of 16 rated, {}", count(office.leader.peers.len(), "peer", "peers"))
        }
        LeaderStep::OutsideView | LeaderStep::BlindRound => match newest {
            Some(round) => format!("{} in “{}”", count(answered, "sheet", "sheets"), round.name),
            None => "no round yet".to_owned(),
        },
        LeaderStep::PastOffices => format!("{} written down", count(office.past.len(), "office", "offices")),
        LeaderStep::ThreeQuestions => {
            let asked = document.workshop.interviews.sponsor.wishes.iter().any(|it| !it.trim().is_empty());
            if asked { "the sponsor’s sheet is begun" } else { "the sponsor’s sheet is empty" }.to_owned()
        }
        LeaderStep::SponsorAgreed => match office.sponsor() {
            Some(sponsor) => format!("{} stands behind it", sponsor.name),
            None => "no sponsor is named".to_owned(),
        },
        LeaderStep::EveryGroup => {
            let groups = charter(document, today).groups;
            let met = groups.iter().filter(|it| it.days_since.is_some_and(|days| days <= FIRST_DAYS)).count();
            format!("{met} of {} spoken to in {FIRST_DAYS} days", count(groups.len(), "group", "groups"))
        }
        LeaderStep::HardMessages => {
            match office.stakeholders.list.iter().filter(|it| it.owes_hard_message()).count() {
                0 => "none is open".to_owned(),
                open => format!("{open} not yet said"),
            }
        }
        LeaderStep::EarlyWin => {
            let wins = office.roadmap.actions.iter().filter(|(id, plan)| {
                let is_win = Actions::built_in().action(**id).is_some_and(|it| it.quick_win);
                is_win && plan.state == ActionState::Done
            });
            format!("{} delivered", count(wins.count(), "quick win", "quick wins"))
        }
        LeaderStep::EvidenceRound => {
            let with = newest.map_or(0, |it| it.evidence.len());
            format!("{} with evidence", count(with, "statement", "statements"))
        }
        LeaderStep::RedFlags => "they stand under Result".to_owned(),
        LeaderStep::CommittedQuarter => {
            let plans = office.roadmap.actions.values();
            let committed = plans.filter(|it| it.state == ActionState::Committed).count();
            format!("{} committed", count(committed, "action", "actions"))
        }
        LeaderStep::Deputy => match office.charter.head.deputy.trim() {
            "" => "no deputy is named".to_owned(),
            deputy => format!("{deputy} steps in"),
        },
        LeaderStep::EndedProcess => {
            format!("{} without a purpose", count(stop_doing(office).len(), "process", "processes"))
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::model::edit::{Edit, LeaderChange};
    use crate::model::sample;

    fn at(stage: LeaderStage) -> Document {
        let mut document = sample::find("gmpp").unwrap().document();
        Edit::Leader(LeaderChange::Stage(stage)).apply(&mut document).unwrap();
        document
    }

    /// P6: a tick is kept with the document, and taking it away leaves nothing behind.
    #[test]
    fn the_checklist_is_ticked_and_kept() {
        let mut document = at(LeaderStage::FirstNinetyDays);
        let untouched = document.clone();
        let tick = |done| Edit::Leader(LeaderChange::Step { step: LeaderStep::SponsorAgreed, done });
        tick(true).apply(&mut document).unwrap();
        let report = leader_stage(&document, Some(date(2023, 3, 21)));
        assert_eq!((report.done(), report.next()), (1, Some(LeaderStep::EveryGroup)));
        tick(false).apply(&mut document).unwrap();
        assert_eq!(document, untouched);
    }

    /// P42: hard messages are a part of the first ninety days only, said or not yet said.
    #[test]
    fn hard_messages_belong_to_the_beginning() {
        let mut document = at(LeaderStage::FirstNinetyDays);
        let open = leader_stage(&document, None).hard_messages;
        assert_eq!(open.len(), 2, "{open:?}");
        let first = open[0].stakeholder;
        let people = &mut document.office.edit().stakeholders.list;
        people.iter_mut().find(|it| it.id == first).unwrap().hard_message_said = Some(date(2023, 3, 1));
        let after = leader_stage(&document, None).hard_messages;
        assert_eq!((after[0].said, after[1].said), (Some(date(2023, 3, 1)), None));
        let report = leader_stage(&document, None);
        assert_eq!(report.hard_messages_open, 1);
        let told = serde_json::to_string(&report).unwrap();
        assert!(!told.contains(&after[1].words), "private words are for the page only");
        assert!(leader_stage(&at(LeaderStage::Established), None).hard_messages.is_empty());
    }

    #[test]
    fn each_stage_shows_what_the_document_says_of_its_steps() {
        for stage in LeaderStage::ALL {
            let report = leader_stage(&at(stage), Some(date(2023, 3, 21)));
            assert!(report.steps.iter().all(|it| !it.seen.is_empty() && !it.is_done), "{report:?}");
            assert!(!report.actions.is_empty(), "{stage:?}");
        }
    }
}
