//! What an edit is called in the undo menu.

use super::Edit;
use crate::model::document::Document;
use crate::model::id::{CriterionId, InitiativeId, ObjectiveId, RoleId, ScenarioId, StageId};
use crate::model::office::functions::{FunctionId, OfficeFunction};

impl Edit {
    /// What the edit does, for the undo menu: "weight of Public value".
    pub fn label(&self, document: &Document) -> String {
        match self {
            Self::Portfolio(change) => change.label().to_owned(),
            Self::AddObjective(objective) => format!("new objective {}", objective.name),
            Self::RenameObjective { objective: id, .. } => format!("name of {}", objective(document, *id)),
            Self::NoteObjective { objective: id, .. } => format!("note of {}", objective(document, *id)),
            Self::RemoveObjective(id) => format!("removal of {}", objective(document, *id)),
            Self::AddCriterion(added) => format!("new criterion {}", added.name),
            Self::Criterion { criterion: id, change } => {
                format!("{} of {}", change.label(), criterion(document, *id))
            }
            Self::RemoveCriterion(id) => format!("removal of {}", criterion(document, *id)),
            Self::Judge { first, second, .. } => {
                format!("comparison of {} with {}", criterion(document, *first), criterion(document, *second))
            }
            Self::Method(change) => change.label(document),
            Self::Priority(change) => change.label(document),
            Self::SetScore { initiative: id, criterion: on, .. } => {
                format!("score of {} on {}", initiative(document, *id), criterion(document, *on))
            }
            Self::AddInitiative { initiative, .. } => format!("new initiative {}", initiative.name),
            Self::Initiative { initiative: id, change } => {
                format!("{} of {}", change.label(), initiative(document, *id))
            }
            Self::MoveInitiative { initiative: id, .. } => {
                format!("priority of {}", initiative(document, *id))
            }
            Self::RemoveInitiative(id) => format!("removal of {}", initiative(document, *id)),
            Self::Synergy { of: [one, other], .. } => {
                format!("synergy of {} and {}", initiative(document, *one), initiative(document, *other))
            }
            Self::Guardrail { of, .. } => {
                format!("guardrail of {}", of.name(&document.strategy, &document.portfolio))
            }
            Self::AddStage { initiative: id, stage } => {
                format!("stage {} of {}", stage.name, initiative(document, *id))
            }
            Self::Stage { stage: id, change } => format!("{} of {}", change.label(), stage(document, *id)),
            Self::RemoveStage(id) => format!("removal of {}", stage(document, *id)),
            Self::Holidays(_) => "holidays".to_owned(),
            Self::ContextSwitch(_) => "loss by several things at once".to_owned(),
            Self::AddRole(added) => format!("new role {}", added.name),
            Self::Role { role: id, change } => format!("{} of {}", change.label(), role(document, *id)),
            Self::RemoveRole(id) => format!("removal of {}", role(document, *id)),
            Self::Roster(change) => change.label(&document.people),
            Self::Risks(change) => change.label(&document.initiatives),
            Self::AddAssessment(assessment) => format!("new assessment {}", assessment.name),
            Self::RemoveAssessment(_) => "removal of an assessment".to_owned(),
            Self::AddRespondent { respondent, .. } => format!("new respondent {}", respondent.name),
            Self::SetRespondent { respondent, .. } => format!("respondent {}", respondent.name),
            Self::RemoveRespondent { .. } => "removal of a respondent".to_owned(),
            Self::SetAnswer { statement, .. } => format!("answer to {statement}"),
            Self::SetConfidence { statement, .. } => format!("confidence in the answer to {statement}"),
            Self::SetEvidence { statement, .. } => format!("evidence for {statement}"),
            Self::SetOrganisationAnswer { statement, .. } => format!("organisation’s answer to {statement}"),
            Self::SetStatements { model: Some(model), .. } => format!("statements of {}", model.name),
            Self::SetStatements { .. } => "built-in statements".to_owned(),
            Self::SetDimensionWeight { dimension, .. } => format!("weight of dimension {dimension}"),
            Self::SetBlind { is_blind: true, .. } => "hiding of the result".to_owned(),
            Self::SetBlind { .. } => "revelation of the result".to_owned(),
            Self::SetFunction { function: id, .. } => function(*id),
            Self::Leader(change) => change.label(&document.office.leader),
            Self::Duties(change) => change.label(&document.office.duties),
            Self::Charter(change) => change.label(&document.office),
            Self::Stakeholders(change) => change.label(&document.office.stakeholders),
            Self::Records(change) => change.label(&document.office.registers),
            Self::Roadmap(change) => change.label(),
            Self::Workshop(change) => change.label(document),
            Self::Decisions(change) => change.label(&document.decisions),
            Self::AddScenario(scenario) => format!("new scenario {}", scenario.name),
            Self::Scenario { scenario: id, change } => {
                format!("{} of {}", change.label(), scenario(document, *id))
            }
            Self::RemoveScenario(id) => format!("removal of {}", scenario(document, *id)),
            Self::AdoptScenario(id) => format!("adoption of {}", scenario(document, *id)),
            Self::Several { label, .. } | Self::ReplaceDocument { label, .. } => label.clone(),
        }
    }
}

fn initiative(document: &Document, id: InitiativeId) -> &str {
    document.initiatives.initiative(id).map_or("an initiative", |initiative| &initiative.name)
}

fn criterion(document: &Document, id: CriterionId) -> &str {
    document.scoring.criterion(id).map_or("a criterion", |criterion| &criterion.name)
}

fn objective(document: &Document, id: ObjectiveId) -> &str {
    let objectives = &document.strategy.objectives;
    objectives.iter().find(|it| it.id == id).map_or("an objective", |objective| &objective.name)
}

fn scenario(document: &Document, id: ScenarioId) -> &str {
    document.scenarios.scenario(id).map_or("a scenario", |scenario| &scenario.name)
}

fn role(document: &Document, id: RoleId) -> &str {
    document.people.role(id).map_or("a role", |role| &role.name)
}

/// With the name of its initiative, as many stages bear the same name.
fn stage(document: &Document, id: StageId) -> String {
    document.initiatives.stages().find(|(_, stage)| stage.id == id).map_or_else(
        || "a stage".to_owned(),
        |(initiative, stage)| format!("{}, {}", initiative.name, stage.name),
    )
}

fn function(id: FunctionId) -> String {
    OfficeFunction::all().iter().find(|it| it.number == id).map_or("a function", |it| &it.name).to_owned()
}
