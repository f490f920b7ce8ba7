//! The same edits about other things: for a copy of a scenario, whose additions need numbers of their own.

use std::collections::BTreeMap;

use super::{
    CriterionChange, Edit, InitiativeChange, MethodChange, PersonChange, PriorityChange, RiskChange,
    RisksChange, RosterChange, StageChange,
};
use crate::model::guardrail::WorkPart;
use crate::model::id::{CriterionId, InitiativeId, ObjectiveId, RoleId, StageId};
use crate::model::initiative::{Demand, Initiative, Stage};
use crate::model::risk::Hit;
use crate::model::scoring::method::Source;

/// New numbers by old ones; whatever is not in it keeps its own.
pub(in crate::model) struct Renumbering(pub(in crate::model) BTreeMap<u32, u32>);

impl Renumbering {
    /// `edit` with the new numbers; none for what is no part of a plan.
    pub(in crate::model) fn edit(&self, edit: &Edit) -> Option<Edit> {
        let mut edit = edit.clone();
        match &mut edit {
            Edit::AddObjective(objective) => self.objective(&mut objective.id),
            Edit::RenameObjective { objective, .. } | Edit::NoteObjective { objective, .. } => {
                self.objective(objective);
            }
            Edit::RemoveObjective(id) | Edit::Guardrail { of: WorkPart::Objective(id), .. } => {
                self.objective(id);
            }
            Edit::Portfolio(_) | Edit::Holidays(_) | Edit::ContextSwitch(_) | Edit::Guardrail { .. } => {}
            Edit::AddCriterion(criterion) => {
                self.criterion(&mut criterion.id);
                criterion.parent.iter_mut().for_each(|id| self.criterion(id));
            }
            Edit::Criterion { criterion, change } => {
                self.criterion(criterion);
                if let CriterionChange::Parent(Some(parent)) = change {
                    self.criterion(parent);
                }
            }
            Edit::RemoveCriterion(id) => self.criterion(id),
            Edit::Judge { first, second, .. } => {
                self.criterion(first);
                self.criterion(second);
            }
            Edit::Method(change) => match change {
                MethodChange::Cast { source: Some(Source::Criterion(id)), .. } => self.criterion(id),
                MethodChange::Figure { criterion, .. } => self.criterion(criterion),
                MethodChange::ObjectiveOrder(list) => list.iter_mut().for_each(|id| self.objective(id)),
                _ => {}
            },
            Edit::Priority(PriorityChange::Add(statement) | PriorityChange::Set(statement)) => {
                statement.id.0 = self.number(statement.id.0);
                statement.order.iter_mut().for_each(|id| self.objective(id));
            }
            Edit::Priority(PriorityChange::Remove(id)) => id.0 = self.number(id.0),
            Edit::SetScore { initiative, criterion, .. } => {
                self.initiative_id(initiative);
                self.criterion(criterion);
            }
            Edit::AddInitiative { initiative, .. } => self.initiative(initiative),
            Edit::Initiative { initiative, change } => {
                self.initiative_id(initiative);
                match change {
                    InitiativeChange::Objectives(list) => list.iter_mut().for_each(|id| self.objective(id)),
                    InitiativeChange::Requires(list) | InitiativeChange::Excludes(list) => {
                        for id in list {
                            self.initiative_id(id);
                        }
                    }
                    _ => {}
                }
            }
            Edit::MoveInitiative { initiative, .. } => self.initiative_id(initiative),
            Edit::RemoveInitiative(id) => self.initiative_id(id),
            Edit::Synergy { of, .. } => of.iter_mut().for_each(|id| self.initiative_id(id)),
            Edit::AddStage { initiative, stage } => {
                self.initiative_id(initiative);
                self.stage(stage);
            }
            Edit::Stage { stage, change } => {
                self.stage_id(stage);
                match change {
                    StageChange::Demand(demand) => self.demand(demand),
                    StageChange::After(list) => list.iter_mut().for_each(|id| self.stage_id(id)),
                    StageChange::Lag { after, .. } => self.stage_id(after),
                    _ => {}
                }
            }
            Edit::RemoveStage(id) => self.stage_id(id),
            Edit::AddRole(role) => self.role(&mut role.id),
            Edit::Role { role, .. } => self.role(role),
            Edit::RemoveRole(id) => self.role(id),
            Edit::Roster(change) => self.roster(change),
            Edit::Risks(RisksChange::Add(risk)) => {
                risk.id.0 = self.number(risk.id.0);
                self.hits(&mut risk.hits);
            }
            Edit::Risks(RisksChange::Risk { risk, change }) => {
                risk.0 = self.number(risk.0);
                if let RiskChange::Hits(hits) = change {
                    self.hits(hits);
                }
            }
            Edit::Risks(RisksChange::Remove(id)) => id.0 = self.number(id.0),
            Edit::Several { edits, .. } => {
                *edits = edits.iter().map(|edit| self.edit(edit)).collect::<Option<_>>()?;
            }
            _ => return None,
        }
        Some(edit)
    }

    fn initiative(&self, initiative: &mut Initiative) {
        self.initiative_id(&mut initiative.id);
        initiative.objectives.iter_mut().for_each(|id| self.objective(id));
        initiative.requires.iter_mut().chain(&mut initiative.excludes).for_each(|id| self.initiative_id(id));
        initiative.stages.iter_mut().for_each(|stage| self.stage(stage));
        let scores = std::mem::take(&mut initiative.scores);
        initiative.scores = scores
            .into_iter()
            .map(|(mut criterion, score)| {
                self.criterion(&mut criterion);
                (criterion, score)
            })
            .collect();
    }

    fn stage(&self, stage: &mut Stage) {
        self.stage_id(&mut stage.id);
        self.demand(&mut stage.demand);
        stage.after.iter_mut().for_each(|id| self.stage_id(id));
        let lags = std::mem::take(&mut stage.lags).into_iter();
        stage.lags = lags
            .map(|(mut after, weeks)| {
                self.stage_id(&mut after);
                (after, weeks)
            })
            .collect();
    }

    fn demand(&self, demand: &mut [Demand]) {
        for it in demand {
            self.role(&mut it.role);
        }
    }

    fn roster(&self, change: &mut RosterChange) {
        match change {
            RosterChange::Add(person) => {
                person.id.0 = self.number(person.id.0);
                self.role(&mut person.role);
                let skills = std::mem::take(&mut person.skills).into_iter();
                person.skills = skills.map(|(role, level)| (RoleId(self.number(role.0)), level)).collect();
            }
            RosterChange::Person { person, change } => {
                person.0 = self.number(person.0);
                if let PersonChange::Role(role) | PersonChange::Skill { role, .. } = change {
                    self.role(role);
                }
            }
            RosterChange::Remove(id) => id.0 = self.number(id.0),
        }
    }

    fn hits(&self, hits: &mut [Hit]) {
        for hit in hits {
            match hit {
                Hit::Initiative(id) => self.initiative_id(id),
                Hit::Stage(id) => self.stage_id(id),
            }
        }
    }

    fn objective(&self, id: &mut ObjectiveId) {
        id.0 = self.number(id.0);
    }

    fn criterion(&self, id: &mut CriterionId) {
        id.0 = self.number(id.0);
    }

    fn initiative_id(&self, id: &mut InitiativeId) {
        id.0 = self.number(id.0);
    }

    fn stage_id(&self, id: &mut StageId) {
        id.0 = self.number(id.0);
    }

    fn role(&self, id: &mut RoleId) {
        id.0 = self.number(id.0);
    }

    fn number(&self, id: u32) -> u32 {
        self.0.get(&id).copied().unwrap_or(id)
    }
}
