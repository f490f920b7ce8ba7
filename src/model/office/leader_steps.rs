//! What a leader does at each stage: a checklist that is ticked by hand.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::leader::LeaderStage;
use crate::model::id::ActionId;

/// A step of the leader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LeaderStep {
    /// Candidate: sees how well they fit.
    Mirror,
    /// Candidate: looks at the office from outside.
    OutsideView,
    /// Candidate: learns why offices ended before.
    PastOffices,
    /// Candidate: knows what to ask the sponsor.
    ThreeQuestions,
    /// First 90 days: has somebody to stand behind the office.
    SponsorAgreed,
    /// First 90 days: has spoken to everybody who counts.
    EveryGroup,
    /// First 90 days: knows where people disagree.
    BlindRound,
    /// First 90 days: has said what nobody likes to hear.
    HardMessages,
    /// First 90 days: has delivered something that is seen.
    EarlyWin,
    /// Established: rests on evidence.
    EvidenceRound,
    /// Established: has solved what stands in the way of every score.
    RedFlags,
    /// Established: has committed a quarter.
    CommittedQuarter,
    /// Established: can be away.
    Deputy,
    /// Established: has ended something.
    EndedProcess,
}

impl LeaderStep {
    /// Those of `stage`, in their order.
    pub const fn of(stage: LeaderStage) -> &'static [Self] {
        match stage {
            LeaderStage::Candidate => {
                &[Self::Mirror, Self::OutsideView, Self::PastOffices, Self::ThreeQuestions]
            }
            LeaderStage::FirstNinetyDays => {
                &[Self::SponsorAgreed, Self::EveryGroup, Self::BlindRound, Self::HardMessages, Self::EarlyWin]
            }
            LeaderStage::Established => &[
                Self::EvidenceRound,
                Self::RedFlags,
                Self::CommittedQuarter,
                Self::Deputy,
                Self::EndedProcess,
            ],
        }
    }

    /// In a sentence.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Mirror => {
                "Hold the mirror up: rate yourself on sixteen attributes, and ask three people who will be honest."
            }
            Self::OutsideView => "Answer the short form about the office as you see it from outside.",
            Self::PastOffices => {
                "Find out why earlier offices ended, and what would end the next one the same way."
            }
            Self::ThreeQuestions => {
                "Prepare three questions for the sponsor: what is success, what blocks it, what should a PMO do?"
            }
            Self::SponsorAgreed => "Agree with the sponsor what success is, and on a day for the next talk.",
            Self::EveryGroup => {
                "Speak to the sponsor and to one person of each group, and write the contacts down."
            }
            Self::BlindRound => {
                "Let every group answer the short form, blind, and talk about what they disagree on."
            }
            Self::HardMessages => {
                "Say the hard messages now: candour costs least at the beginning, and peace bought with silence most."
            }
            Self::EarlyWin => "Deliver one thing before day 90 that two groups can see.",
            Self::EvidenceRound => "Answer the long form with evidence, and compare it with the last round.",
            Self::RedFlags => "Solve the red flags before you raise any score.",
            Self::CommittedQuarter => "Commit the actions of the next quarter, within the hours there are.",
            Self::Deputy => "Name a deputy, and let them run the office for a week.",
            Self::EndedProcess => "End one process for which nobody can say what comes of it.",
        }
    }

    /// The action of the roadmap that goes with it; none needs another action first.
    pub const fn action(self) -> Option<ActionId> {
        match self {
            Self::PastOffices => Some(ActionId(6)),
            Self::ThreeQuestions => Some(ActionId(3)),
            Self::SponsorAgreed => Some(ActionId(1)),
            Self::EveryGroup => Some(ActionId(41)),
            Self::EarlyWin => Some(ActionId(43)),
            Self::CommittedQuarter => Some(ActionId(30)),
            Self::Deputy => Some(ActionId(49)),
            Self::EndedProcess => Some(ActionId(35)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::office::actions::Actions;

    #[test]
    fn every_action_of_a_stage_can_begin_at_once_and_one_is_a_quick_win() {
        for stage in LeaderStage::ALL {
            let actions = LeaderStep::of(stage).iter().filter_map(|it| it.action());
            let actions: Vec<_> = actions.map(|id| Actions::built_in().action(id).unwrap()).collect();
            assert!(actions.iter().all(|it| it.requires.is_empty()), "{stage:?}");
            assert!(actions.iter().any(|it| it.quick_win), "{stage:?}");
        }
    }
}
