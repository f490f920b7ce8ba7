//! Identifiers: numbers that stay with an object for life.
//!
//! A document hands them out from one counter and never uses one again, so
//! that a random stream keyed by an id is that object's own for ever.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
        )]
        #[serde(transparent)]
        pub struct $name(pub u32);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = std::num::ParseIntError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )*};
}

ids! {
    /// Of a strategic objective.
    ObjectiveId,
    /// Of a criterion, leaf or branch of the criteria tree.
    CriterionId,
    /// Of an initiative.
    InitiativeId,
    /// Of a stage; unique in the whole document, not only in its initiative.
    StageId,
    /// Of a role.
    RoleId,
    /// Of somebody on the list of people.
    PersonId,
    /// Of a scenario.
    ScenarioId,
    /// Of an assessment.
    AssessmentId,
    /// Of a respondent; unique in the whole document.
    RespondentId,
    /// Of a duty of the office.
    DutyId,
    /// Of a holder of duties.
    HolderId,
    /// Of a priority statement.
    PriorityId,
    /// Of a participant of a workshop.
    ParticipantId,
    /// Of an item of a workshop's agenda.
    AgendaItemId,
    /// Of a decision.
    DecisionId,
    /// Of a change notice.
    NoticeId,
    /// Of a pivot drill.
    DrillId,
    /// Of a peer of the leader.
    PeerId,
    /// Of a service of the office.
    ServiceId,
    /// Of a stakeholder.
    StakeholderId,
    /// Of a contact with a stakeholder.
    ContactId,
    /// Of a step by which the office means to be trusted.
    CredibilityStepId,
    /// Of another office.
    OfficeId,
    /// Of a process that the office asks for.
    ProcessId,
    /// Of an office that is no more.
    PastOfficeId,
    /// Of an improvement action: a number of the content, not of the document.
    ActionId,
    /// Of a risk.
    RiskId,
    /// Of a record that the office keeps.
    RecordId,
}

/// The number of nothing: a document counts from 1.
impl Default for RecordId {
    fn default() -> Self {
        Self(0)
    }
}
