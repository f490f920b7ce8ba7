//! Which edits belong together: a drag of many moves is one step of undo.

use super::{Edit, PortfolioChange};
use crate::model::guardrail::WorkPart;

/// What an edit is part of: edits of the same gesture, one after the other, are one step of undo.
///
/// The kind of edit and the numbers of what it touches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gesture(pub(super) &'static str, pub(super) u32, pub(super) u32);

impl Edit {
    /// What the edit is part of; see [`Gesture`].
    pub fn gesture(&self) -> Gesture {
        match self {
            Self::Portfolio(PortfolioChange::ModeLabel { mode, .. }) => Gesture("mode", *mode as u32, 0),
            Self::Portfolio(change) => Gesture(change.label(), 0, 0),
            Self::AddObjective(objective) => Gesture("add objective", objective.id.0, 0),
            Self::RenameObjective { objective, .. } => Gesture("rename objective", objective.0, 0),
            Self::NoteObjective { objective, .. } => Gesture("note of objective", objective.0, 0),
            Self::RemoveObjective(id) => Gesture("remove objective", id.0, 0),
            Self::AddCriterion(criterion) => Gesture("add criterion", criterion.id.0, 0),
            Self::Criterion { criterion, change } => Gesture(change.label(), criterion.0, 1),
            Self::RemoveCriterion(id) => Gesture("remove criterion", id.0, 0),
            Self::Judge { first, second, .. } => Gesture("judge", first.0, second.0),
            Self::Method(change) => change.gesture(),
            Self::Priority(change) => change.gesture(),
            Self::SetScore { initiative, criterion, .. } => Gesture("score", initiative.0, criterion.0),
            Self::AddInitiative { initiative, .. } => Gesture("add initiative", initiative.id.0, 0),
            Self::Initiative { initiative, change } => Gesture(change.label(), initiative.0, 2),
            Self::MoveInitiative { initiative, .. } => Gesture("move initiative", initiative.0, 0),
            Self::RemoveInitiative(id) => Gesture("remove initiative", id.0, 0),
            Self::Synergy { of: [one, other], .. } => Gesture("synergy", one.0, other.0),
            Self::Guardrail { of, bound, .. } => {
                let (part, number) = match of {
                    WorkPart::Objective(id) => ("guardrail of an objective", id.0),
                    WorkPart::Kind(kind) => ("guardrail of a kind", *kind as u32),
                    WorkPart::Mode(mode) => ("guardrail of a mode", *mode as u32),
                    WorkPart::Class(class) => ("guardrail of a class", *class as u32),
                };
                Gesture(part, number, *bound as u32)
            }
            Self::AddStage { stage, .. } => Gesture("add stage", stage.id.0, 0),
            Self::Stage { stage, change } => Gesture(change.label(), stage.0, 3),
            Self::RemoveStage(id) => Gesture("remove stage", id.0, 0),
            Self::Holidays(_) => Gesture("holidays", 0, 0),
            Self::ContextSwitch(_) => Gesture("several things at once", 0, 0),
            Self::AddRole(role) => Gesture("add role", role.id.0, 0),
            Self::Role { role, change } => Gesture(change.label(), role.0, 4),
            Self::RemoveRole(id) => Gesture("remove role", id.0, 0),
            Self::Roster(change) => change.gesture(),
            Self::Risks(change) => change.gesture(),
            Self::AddAssessment(assessment) => Gesture("add assessment", assessment.id.0, 0),
            Self::RemoveAssessment(id) => Gesture("remove assessment", id.0, 0),
            Self::AddRespondent { respondent, .. } => Gesture("add respondent", respondent.id.0, 0),
            Self::SetRespondent { respondent, .. } => Gesture("respondent", respondent.id.0, 0),
            Self::RemoveRespondent { respondent, .. } => Gesture("remove respondent", respondent.0, 0),
            Self::SetAnswer { respondent, statement, .. } => {
                Gesture("answer", respondent.0, statement.number())
            }
            Self::SetConfidence { respondent, statement, .. } => {
                Gesture("confidence", respondent.0, statement.number())
            }
            Self::SetEvidence { assessment, statement, .. } => {
                Gesture("evidence", assessment.0, statement.number())
            }
            Self::SetOrganisationAnswer { respondent, statement, .. } => {
                Gesture("organisation answer", respondent.0, statement.number())
            }
            Self::SetStatements { assessment, .. } => Gesture("statements", assessment.0, 0),
            Self::SetDimensionWeight { assessment, dimension, .. } => {
                Gesture("weight of a dimension", assessment.0, (*dimension).into())
            }
            Self::SetBlind { assessment, .. } => Gesture("blind", assessment.0, 0),
            Self::SetFunction { function, .. } => Gesture("function", function.number().into(), 0),
            Self::Leader(change) => change.gesture(),
            Self::Duties(change) => change.gesture(),
            Self::Charter(change) => change.gesture(),
            Self::Stakeholders(change) => change.gesture(),
            Self::Records(change) => change.gesture(),
            Self::Roadmap(change) => change.gesture(),
            Self::Workshop(change) => change.gesture(),
            Self::Decisions(change) => change.gesture(),
            Self::AddScenario(scenario) => Gesture("add scenario", scenario.id.0, 0),
            Self::Scenario { scenario, change } => Gesture(change.label(), scenario.0, 5),
            Self::RemoveScenario(id) => Gesture("remove scenario", id.0, 0),
            Self::AdoptScenario(id) => Gesture("adopt scenario", id.0, 0),
            Self::Several { label, .. } => {
                // By its name: a bubble that is dragged along one axis and then the other is one gesture.
                Gesture("several", crc32fast::hash(label.as_bytes()), 0)
            }
            Self::ReplaceDocument { document, .. } => Gesture("replace document", document.next_id, 0),
        }
    }
}
