//! The numbers that an edit takes out of circulation.

use super::{Edit, initiative, office};

impl Edit {
    /// Numbers of everything that the edit adds, in the order in which they are taken.
    pub fn added_ids(&self) -> Vec<u32> {
        match self {
            Self::AddObjective(objective) => vec![objective.id.0],
            Self::AddCriterion(criterion) => vec![criterion.id.0],
            Self::Priority(change) => change.added_id().into_iter().collect(),
            Self::AddInitiative { initiative, .. } => initiative::ids(initiative),
            Self::AddStage { stage, .. } => vec![stage.id.0],
            Self::AddRole(role) => vec![role.id.0],
            Self::Roster(change) => change.added_id().into_iter().collect(),
            Self::Risks(change) => change.added_id().into_iter().collect(),
            Self::AddAssessment(assessment) => office::ids(assessment),
            Self::AddRespondent { respondent, .. } => vec![respondent.id.0],
            Self::Leader(change) => change.added_id().into_iter().collect(),
            Self::Duties(change) => change.added_id().into_iter().collect(),
            Self::Charter(change) => change.added_id().into_iter().collect(),
            Self::Stakeholders(change) => change.added_id().into_iter().collect(),
            Self::Records(change) => change.added_id().into_iter().collect(),
            Self::Workshop(change) => change.added_id().into_iter().collect(),
            Self::Decisions(change) => change.added_id().into_iter().collect(),
            Self::AddScenario(scenario) => vec![scenario.id.0],
            Self::Several { edits, .. } => edits.iter().flat_map(Self::added_ids).collect(),
            _ => Vec::new(),
        }
    }
}
