//! What an edit does to a document: each subject has its own file; this one knows who does what.

use super::{
    Edit, EditError, criterion, guardrail, initiative, objective, office, role, scenario, stage, synergy,
};
use crate::model::document::Document;
use crate::model::validate;

impl Edit {
    /// Applies the edit to `document`.
    ///
    /// # Errors
    ///
    /// [`EditError`] if the edit is not admissible; the document is unchanged then.
    pub fn apply(&self, document: &mut Document) -> Result<(), EditError> {
        // Sections are pointers: a copy to fall back on costs next to nothing.
        let mut next = document.clone();
        self.apply_in_place(&mut next)?;
        *document = next;
        Ok(())
    }

    /// As [`apply`](Self::apply), but a refused edit may leave `document` half changed.
    pub(in crate::model) fn apply_in_place(&self, document: &mut Document) -> Result<(), EditError> {
        match self {
            Self::Portfolio(change) => change.apply(document.portfolio.edit()),
            Self::AddObjective(added) => objective::add(document, added),
            Self::RenameObjective { objective: id, name } => objective::rename(document, *id, name),
            Self::NoteObjective { objective: id, note } => objective::set_note(document, *id, note),
            Self::RemoveObjective(id) => objective::remove(document, *id),
            Self::AddCriterion(added) => criterion::add(document, added),
            Self::Criterion { criterion: id, change } => criterion::change(document, *id, change),
            Self::RemoveCriterion(id) => criterion::remove(document, *id),
            Self::Judge { first, second, ratio } => criterion::judge(document, *first, *second, *ratio),
            Self::Method(change) => change.apply(document),
            Self::Priority(change) => change.apply(document),
            Self::SetScore { initiative, criterion, score } => {
                criterion::set_score(document, *initiative, *criterion, *score)
            }
            Self::AddInitiative { initiative, position } => initiative::add(document, initiative, *position),
            Self::Initiative { initiative: id, change } => initiative::change(document, *id, change),
            Self::MoveInitiative { initiative: id, position } => {
                initiative::reorder(document, *id, *position)
            }
            Self::RemoveInitiative(id) => initiative::remove(document, *id),
            Self::Synergy { of, points } => synergy::set(document, *of, *points),
            Self::Guardrail { of, bound, percent } => guardrail::set(document, *of, *bound, *percent),
            Self::AddStage { initiative, stage } => stage::add(document, *initiative, stage),
            Self::Stage { stage: id, change } => stage::change(document, *id, change),
            Self::RemoveStage(id) => stage::remove(document, *id),
            Self::Holidays(holidays) => role::set_holidays(document, holidays),
            Self::ContextSwitch(curve) => role::set_context_switch(document, *curve),
            Self::AddRole(added) => role::add(document, added),
            Self::Role { role: id, change } => role::change(document, *id, change),
            Self::RemoveRole(id) => role::remove(document, *id),
            Self::Roster(change) => change.apply(document),
            Self::Risks(change) => change.apply(document),
            Self::AddAssessment(assessment) => office::add_assessment(document, assessment),
            Self::RemoveAssessment(id) => office::remove_assessment(document, *id),
            Self::AddRespondent { assessment, respondent } => {
                office::add_respondent(document, *assessment, respondent)
            }
            Self::SetRespondent { assessment, respondent } => {
                office::set_respondent(document, *assessment, respondent)
            }
            Self::RemoveRespondent { assessment, respondent } => {
                office::remove_respondent(document, *assessment, *respondent)
            }
            Self::SetAnswer { assessment, respondent, statement, answer } => {
                office::set_answer(document, *assessment, *respondent, *statement, *answer)
            }
            Self::SetConfidence { assessment, respondent, statement, confidence } => {
                office::set_confidence(document, *assessment, *respondent, *statement, *confidence)
            }
            Self::SetEvidence { assessment, statement, evidence } => {
                office::set_evidence(document, *assessment, *statement, *evidence)
            }
            Self::SetOrganisationAnswer { assessment, respondent, statement, answer } => {
                office::set_organisation_answer(document, *assessment, *respondent, *statement, *answer)
            }
            Self::SetStatements { assessment, model } => {
                office::set_statements(document, *assessment, model.as_ref())
            }
            Self::SetDimensionWeight { assessment, dimension, weight } => {
                office::set_weight(document, *assessment, *dimension, *weight)
            }
            Self::SetBlind { assessment, is_blind } => office::set_blind(document, *assessment, *is_blind),
            Self::SetFunction { function, need } => office::set_function(document, *function, need.as_ref()),
            Self::Leader(change) => change.apply(document),
            Self::Duties(change) => change.apply(document),
            Self::Charter(change) => change.apply(document),
            Self::Stakeholders(change) => change.apply(document),
            Self::Records(change) => change.apply(document),
            Self::Roadmap(change) => change.apply(document),
            Self::Workshop(change) => change.apply(document),
            Self::Decisions(change) => change.apply(document),
            Self::AddScenario(added) => scenario::add(document, added),
            Self::Scenario { scenario: id, change } => scenario::change(document, *id, change),
            Self::RemoveScenario(id) => scenario::remove(document, *id),
            Self::AdoptScenario(id) => scenario::adopt(document, *id),
            Self::Several { edits, .. } => edits.iter().try_for_each(|edit| edit.apply_in_place(document)),
            Self::ReplaceDocument { document: other, .. } => {
                if let Some(issue) = validate::errors(other).first() {
                    return Err(EditError::Invalid(issue.to_string()));
                }
                *document = (**other).clone();
                Ok(())
            }
        }
    }
}
