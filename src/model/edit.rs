//! Edits: every change that a document can undergo, as data.
//!
//! An edit says what is meant ("weight of criterion 3 is 0.4"), so that it can
//! be named in the undo menu, joined to the drag it belongs to, kept in a
//! scenario and replayed there. Applying one either succeeds or leaves the
//! document as it was.

mod charter;
mod criterion;
mod decisions;
mod duties;
mod initiative;
mod leader;
mod method;
mod office;
mod portfolio;
mod priority;
mod renumber;
mod risk;
mod roadmap;
mod role;
mod scenario;
mod stage;
mod stakeholders;
mod workshop;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};
use thiserror::Error;

use super::document::Document;
use super::finite::Finite;
use super::id::{
    AssessmentId, CriterionId, InitiativeId, ObjectiveId, RespondentId, RoleId, ScenarioId, StageId,
};
use super::initiative::{Initiative, Initiatives, Stage};
use super::limits;
use super::office::charter::PURPOSES;
use super::office::functions::{FunctionId, FunctionNeed, OfficeFunction};
use super::office::leader::MOST_IN_FOCUS;
use super::office::maturity_model::StatementId;
use super::office::{Answer, Assessment, Evidence, Respondent};
use super::people::Role;
use super::rule::{self, RuleError};
use super::scenario::Scenario;
use super::scoring::Criterion;
use super::strategy::Objective;
use super::validate;

pub use charter::CharterChange;
pub(super) use charter::{
    check_does_not, check_head, check_office, check_past, check_process, check_service, check_tie,
};
pub use criterion::CriterionChange;
pub use decisions::{DecisionChange, DecisionsChange, NoticeChange};
pub(super) use decisions::{check_decision, check_drill, check_notice};
pub use duties::DutiesChange;
pub use initiative::InitiativeChange;
pub use leader::LeaderChange;
pub use method::MethodChange;
pub use portfolio::PortfolioChange;
pub use priority::PriorityChange;
pub(super) use renumber::Renumbering;
pub use risk::{RiskChange, RisksChange};
pub use roadmap::RoadmapChange;
pub(super) use roadmap::check_roadmap;
pub use role::RoleChange;
pub use scenario::ScenarioChange;
pub(super) use scenario::{admissible_in_scenario, count};
pub use stage::StageChange;
pub use stakeholders::StakeholdersChange;
pub(super) use stakeholders::{check_contact, check_stakeholder, check_step};
pub use workshop::WorkshopChange;

/// One change of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Edit {
    /// Changes the portfolio itself.
    Portfolio(PortfolioChange),
    /// Adds an objective at the end.
    AddObjective(Objective),
    /// Renames an objective.
    RenameObjective {
        /// Which.
        objective: ObjectiveId,
        /// New name.
        name: String,
    },
    /// Says how one will know that an objective is reached.
    NoteObjective {
        /// Which.
        objective: ObjectiveId,
        /// New note; may be empty.
        note: String,
    },
    /// Removes an objective and the links to it.
    RemoveObjective(ObjectiveId),
    /// Adds a criterion at the end.
    AddCriterion(Criterion),
    /// Changes a criterion.
    Criterion {
        /// Which.
        criterion: CriterionId,
        /// What.
        change: CriterionChange,
    },
    /// Removes a criterion, everything under it, and the scores.
    RemoveCriterion(CriterionId),
    /// Compares two criteria under the same parent, or takes the comparison away.
    Judge {
        /// The one that is judged.
        first: CriterionId,
        /// The one it is compared with.
        second: CriterionId,
        /// Importance of the first over that of the second; none takes the comparison away.
        ratio: Option<Finite>,
    },
    /// Changes what the ranking goes by.
    Method(MethodChange),
    /// Changes the priority statements.
    Priority(PriorityChange),
    /// Scores an initiative, or takes the score away.
    SetScore {
        /// Which initiative.
        initiative: InitiativeId,
        /// On which leaf criterion.
        criterion: CriterionId,
        /// Raw score; none takes it away.
        score: Option<Finite>,
    },
    /// Adds an initiative at a place in the order of priority.
    AddInitiative {
        /// All of it; its ids come from [`Document::fresh_id`].
        initiative: Box<Initiative>,
        /// Place in the list, 0 for the first; beyond the end is the end.
        position: u32,
    },
    /// Changes an initiative.
    Initiative {
        /// Which.
        initiative: InitiativeId,
        /// What.
        change: InitiativeChange,
    },
    /// Moves an initiative in the order of priority.
    MoveInitiative {
        /// Which.
        initiative: InitiativeId,
        /// Its place afterwards, 0 for the first; beyond the end is the end.
        position: u32,
    },
    /// Removes an initiative and the links to it and its stages.
    RemoveInitiative(InitiativeId),
    /// Adds a stage to an initiative, at the end.
    AddStage {
        /// To which.
        initiative: InitiativeId,
        /// All of it.
        stage: Stage,
    },
    /// Changes a stage.
    Stage {
        /// Which.
        stage: StageId,
        /// What.
        change: StageChange,
    },
    /// Removes a stage; what came after it now comes after what it came after.
    RemoveStage(StageId),
    /// Adds a role at the end.
    AddRole(Role),
    /// Changes a role.
    Role {
        /// Which.
        role: RoleId,
        /// What.
        change: RoleChange,
    },
    /// Removes a role and the demand for it.
    RemoveRole(RoleId),
    /// Changes the risks.
    Risks(RisksChange),
    /// Adds an assessment at the end.
    AddAssessment(Assessment),
    /// Removes an assessment with all answers.
    RemoveAssessment(AssessmentId),
    /// Adds a respondent to an assessment.
    AddRespondent {
        /// To which.
        assessment: AssessmentId,
        /// Who.
        respondent: Respondent,
    },
    /// Renames a respondent, or lets them speak for another group.
    SetRespondent {
        /// In which assessment.
        assessment: AssessmentId,
        /// All of it; the id says which.
        respondent: Respondent,
    },
    /// Removes a respondent and the answers.
    RemoveRespondent {
        /// From which.
        assessment: AssessmentId,
        /// Who.
        respondent: RespondentId,
    },
    /// Answers a statement, or takes the answer away.
    SetAnswer {
        /// In which assessment.
        assessment: AssessmentId,
        /// Who answers.
        respondent: RespondentId,
        /// Which statement.
        statement: StatementId,
        /// The answer; none (in JSON: no such field, not `null`) takes it away.
        #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "given")]
        answer: Option<Answer>,
    },
    /// Says what supports the answers to a statement.
    SetEvidence {
        /// In which assessment.
        assessment: AssessmentId,
        /// Which statement.
        statement: StatementId,
        /// What was seen.
        evidence: Evidence,
    },
    /// Answers a statement of the organisation's own side, or takes the answer away.
    SetOrganisationAnswer {
        /// In which assessment.
        assessment: AssessmentId,
        /// Who answers.
        respondent: RespondentId,
        /// Which statement of the organisation's side.
        statement: StatementId,
        /// The answer; none (in JSON: no such field, not `null`) takes it away.
        #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "given")]
        answer: Option<Answer>,
    },
    /// Hides the result of an assessment until it is revealed, or reveals it.
    SetBlind {
        /// Of which.
        assessment: AssessmentId,
        /// Whether it is hidden.
        is_blind: bool,
    },
    /// Says whether a function of an office is needed and who does it, or that nobody knows.
    SetFunction {
        /// Which.
        function: FunctionId,
        /// What is known; none if nothing is.
        need: Option<FunctionNeed>,
    },
    /// Changes what is known of the leader of the office.
    Leader(LeaderChange),
    /// Changes the duties of the office.
    Duties(DutiesChange),
    /// Changes the charter of the office; never part of a scenario.
    Charter(CharterChange),
    /// Changes its stakeholders; never part of a scenario.
    Stakeholders(StakeholdersChange),
    /// Changes its roadmap; never part of a scenario.
    Roadmap(RoadmapChange),
    /// Changes the workshop; never part of a scenario.
    Workshop(WorkshopChange),
    /// Asks for a decision, makes one, tells of a change.
    Decisions(DecisionsChange),
    /// Adds a scenario at the end.
    AddScenario(Scenario),
    /// Changes a scenario.
    Scenario {
        /// Which.
        scenario: ScenarioId,
        /// What.
        change: ScenarioChange,
    },
    /// Removes a scenario.
    RemoveScenario(ScenarioId),
    /// Makes a scenario the plan.
    AdoptScenario(ScenarioId),
    /// Several edits as one step, such as a pasted block.
    Several {
        /// Shown in the undo menu: "paste of 12 cells".
        label: String,
        /// In this order; if one is refused, none is applied.
        edits: Vec<Edit>,
    },
    /// Opens another document in place of this one; never part of a scenario.
    #[serde(skip)]
    ReplaceDocument {
        /// Shown in the undo menu: "import of plan.json".
        label: String,
        /// The new document.
        document: Box<Document>,
    },
}

/// Why an edit was refused; the document is unchanged.
#[derive(Clone, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum EditError {
    /// Probably deleted in the meantime.
    #[error("there is no {what} {id} in this document; it may have been deleted")]
    NoSuch {
        /// "criterion", "role" …
        what: &'static str,
        /// Its number.
        id: u32,
    },
    /// Ids are unique for ever.
    #[error("the number {0} is already taken in this document")]
    IdTaken(u32),
    /// A value breaks its rule.
    #[error("the {what} {error}")]
    Rule {
        /// Which value: "weight", "name" …
        what: &'static str,
        /// The rule it breaks.
        error: RuleError,
    },
    /// A list is full.
    #[error("a portfolio holds at most {most} {what}; remove some first")]
    TooMany {
        /// "initiatives" …
        what: &'static str,
        /// The limit.
        most: usize,
    },
    /// A stage would wait for itself.
    #[error("“{0}” would have to wait for itself; take one of the links away")]
    StageCycle(String),
    /// A criterion would lie under itself.
    #[error("a criterion cannot lie under itself; choose another place for it")]
    CriterionCycle,
    /// The tree of criteria would have too many levels.
    #[error("criteria have at most {} levels; choose a place further up", limits::CRITERION_LEVELS)]
    CriterionTooDeep,
    /// Only siblings are compared.
    #[error("only two different criteria with the same parent can be compared; choose such two")]
    NotSiblings,
    /// Only leaves are scored.
    #[error("“{0}” has criteria under it; score those")]
    NotALeaf(String),
    /// An initiative cannot require or exclude itself.
    #[error("an initiative cannot require or exclude itself; take that link away")]
    SelfLink,
    /// The role does the effort of a stage alone.
    #[error("nobody else works on “{0}”; give its effort to another role first, or give it a duration")]
    LastRole(String),
    /// Opinions belong to a round.
    #[error("no round of the workshop has begun yet; begin one first")]
    NoRound,
    /// Such as a scenario within a scenario.
    #[error("a scenario changes the plan, it cannot hold a {0}")]
    NotInScenario(&'static str),
    /// One alternative is no choice.
    #[error("a decision has two to {most} alternatives, not {0}", most = limits::ALTERNATIVES)]
    Alternatives(usize),
    /// Three things at once are learned, ten are not.
    #[error("at most {most} attributes are in focus at once; finish or drop one first", most = MOST_IN_FOCUS)]
    FocusFull,
    /// More is everything, and so nothing.
    #[error("an office serves at most {most} objectives, not {0}; keep the ones that matter most", most = PURPOSES)]
    TooManyPurposes(usize),
    /// An office has no tie to itself.
    #[error("an office cannot be tied to itself; choose another")]
    TieToItself,
    /// Unfreeze it first.
    #[error("“{0}” is frozen, so that it stays what was talked about; copy it, or let it thaw")]
    Frozen(String),
    /// Blocks within blocks.
    #[error("edits are nested more than {} deep; list them one after the other", limits::EDIT_LEVELS)]
    NestedTooDeep,
    /// The other document has errors.
    #[error("the document cannot be opened: {0}")]
    Invalid(String),
}

/// What an edit is part of: edits of the same gesture, one after the other, are one step of undo.
///
/// The kind of edit and the numbers of what it touches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gesture(&'static str, u32, u32);

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

    /// What the edit does, for the undo menu: "weight of Public value".
    pub fn label(&self, document: &Document) -> String {
        let initiative = |id: &InitiativeId| {
            document.initiatives.initiative(*id).map_or("an initiative", |initiative| &initiative.name)
        };
        let criterion = |id: &CriterionId| {
            document.scoring.criterion(*id).map_or("a criterion", |criterion| &criterion.name)
        };
        let objective = |id: &ObjectiveId| {
            let objectives = &document.strategy.objectives;
            objectives.iter().find(|it| it.id == *id).map_or("an objective", |objective| &objective.name)
        };
        let scenario = |id: &ScenarioId| {
            document
                .scenarios
                .list
                .iter()
                .find(|it| it.id == *id)
                .map_or("a scenario", |scenario| &scenario.name)
        };
        let role = |id: &RoleId| document.people.role(*id).map_or("a role", |role| &role.name);
        let stage = |id: &StageId| {
            document.initiatives.stages().find(|(_, stage)| stage.id == *id).map_or_else(
                || "a stage".to_owned(),
                |(initiative, stage)| format!("{}, {}", initiative.name, stage.name),
            )
        };
        match self {
            Self::Portfolio(change) => change.label().to_owned(),
            Self::AddObjective(objective) => format!("new objective {}", objective.name),
            Self::RenameObjective { objective: id, .. } => format!("name of {}", objective(id)),
            Self::NoteObjective { objective: id, .. } => format!("note of {}", objective(id)),
            Self::RemoveObjective(id) => format!("removal of {}", objective(id)),
            Self::AddCriterion(added) => format!("new criterion {}", added.name),
            Self::Criterion { criterion: id, change } => format!("{} of {}", change.label(), criterion(id)),
            Self::RemoveCriterion(id) => format!("removal of {}", criterion(id)),
            Self::Judge { first, second, .. } => {
                format!("comparison of {} with {}", criterion(first), criterion(second))
            }
            Self::Method(change) => change.label(document),
            Self::Priority(change) => change.label(document),
            Self::SetScore { initiative: id, criterion: on, .. } => {
                format!("score of {} on {}", initiative(id), criterion(on))
            }
            Self::AddInitiative { initiative, .. } => format!("new initiative {}", initiative.name),
            Self::Initiative { initiative: id, change } => {
                format!("{} of {}", change.label(), initiative(id))
            }
            Self::MoveInitiative { initiative: id, .. } => format!("priority of {}", initiative(id)),
            Self::RemoveInitiative(id) => format!("removal of {}", initiative(id)),
            Self::AddStage { initiative: id, stage } => format!("stage {} of {}", stage.name, initiative(id)),
            Self::Stage { stage: id, change } => format!("{} of {}", change.label(), stage(id)),
            Self::RemoveStage(id) => format!("removal of {}", stage(id)),
            Self::AddRole(added) => format!("new role {}", added.name),
            Self::Role { role: id, change } => format!("{} of {}", change.label(), role(id)),
            Self::RemoveRole(id) => format!("removal of {}", role(id)),
            Self::Risks(change) => change.label(&document.initiatives),
            Self::AddAssessment(assessment) => format!("new assessment {}", assessment.name),
            Self::RemoveAssessment(_) => "removal of an assessment".to_owned(),
            Self::AddRespondent { respondent, .. } => format!("new respondent {}", respondent.name),
            Self::SetRespondent { respondent, .. } => format!("respondent {}", respondent.name),
            Self::RemoveRespondent { .. } => "removal of a respondent".to_owned(),
            Self::SetAnswer { statement, .. } => format!("answer to {statement}"),
            Self::SetEvidence { statement, .. } => format!("evidence for {statement}"),
            Self::SetOrganisationAnswer { statement, .. } => format!("organisation’s answer to {statement}"),
            Self::SetBlind { is_blind: true, .. } => "hiding of the result".to_owned(),
            Self::SetBlind { .. } => "revelation of the result".to_owned(),
            Self::SetFunction { function, .. } => {
                let all = OfficeFunction::all();
                all.iter().find(|it| it.number == *function).map_or("a function", |it| &it.name).to_owned()
            }
            Self::Leader(change) => change.label(&document.office.leader),
            Self::Duties(change) => change.label(&document.office.duties),
            Self::Charter(change) => change.label(&document.office),
            Self::Stakeholders(change) => change.label(&document.office.stakeholders),
            Self::Roadmap(change) => change.label(),
            Self::Workshop(change) => change.label(document),
            Self::Decisions(change) => change.label(&document.decisions),
            Self::AddScenario(scenario) => format!("new scenario {}", scenario.name),
            Self::Scenario { scenario: id, change } => format!("{} of {}", change.label(), scenario(id)),
            Self::RemoveScenario(id) => format!("removal of {}", scenario(id)),
            Self::AdoptScenario(id) => format!("adoption of {}", scenario(id)),
            Self::Several { label, .. } | Self::ReplaceDocument { label, .. } => label.clone(),
        }
    }

    /// The same edit, which also writes down that a state it gives an initiative is entered `on` that day.
    ///
    /// Without a change of state, or without a day, it is the edit itself.
    #[must_use]
    pub fn dated(self, document: &Document, on: Option<Date>) -> Self {
        let entered = self.entered_states();
        if on.is_none() || entered.is_empty() {
            return self;
        }
        let since = |initiative| Self::Initiative { initiative, change: InitiativeChange::StateSince(on) };
        let dates = entered.into_iter().map(since);
        match self {
            Self::Several { label, mut edits } => {
                edits.extend(dates);
                Self::Several { label, edits }
            }
            one => Self::Several {
                label: one.label(document),
                edits: std::iter::once(one).chain(dates).collect(),
            },
        }
    }

    /// Initiatives that it gives a state.
    fn entered_states(&self) -> Vec<InitiativeId> {
        match self {
            Self::Initiative { initiative, change: InitiativeChange::State(_) } => vec![*initiative],
            Self::Several { edits, .. } => edits.iter().flat_map(Self::entered_states).collect(),
            _ => Vec::new(),
        }
    }

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
            Self::AddStage { stage, .. } => Gesture("add stage", stage.id.0, 0),
            Self::Stage { stage, change } => Gesture(change.label(), stage.0, 3),
            Self::RemoveStage(id) => Gesture("remove stage", id.0, 0),
            Self::AddRole(role) => Gesture("add role", role.id.0, 0),
            Self::Role { role, change } => Gesture(change.label(), role.0, 4),
            Self::RemoveRole(id) => Gesture("remove role", id.0, 0),
            Self::Risks(change) => change.gesture(),
            Self::AddAssessment(assessment) => Gesture("add assessment", assessment.id.0, 0),
            Self::RemoveAssessment(id) => Gesture("remove assessment", id.0, 0),
            Self::AddRespondent { respondent, .. } => Gesture("add respondent", respondent.id.0, 0),
            Self::SetRespondent { respondent, .. } => Gesture("respondent", respondent.id.0, 0),
            Self::RemoveRespondent { respondent, .. } => Gesture("remove respondent", respondent.0, 0),
            Self::SetAnswer { respondent, statement, .. } => {
                Gesture("answer", respondent.0, statement.number())
            }
            Self::SetEvidence { assessment, statement, .. } => {
                Gesture("evidence", assessment.0, statement.number())
            }
            Self::SetOrganisationAnswer { respondent, statement, .. } => {
                Gesture("organisation answer", respondent.0, statement.number())
            }
            Self::SetBlind { assessment, .. } => Gesture("blind", assessment.0, 0),
            Self::SetFunction { function, .. } => Gesture("function", function.number().into(), 0),
            Self::Leader(change) => change.gesture(),
            Self::Duties(change) => change.gesture(),
            Self::Charter(change) => change.gesture(),
            Self::Stakeholders(change) => change.gesture(),
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

    /// Whether it changes what is the plan's alone: its name and note, the scenarios, the office, the workshop,
    /// decisions, or the whole document.
    pub fn is_of_plan_only(&self) -> bool {
        match self {
            Self::Portfolio(PortfolioChange::Name(_) | PortfolioChange::Note(_))
            | Self::AddScenario(_)
            | Self::Scenario { .. }
            | Self::RemoveScenario(_)
            | Self::AdoptScenario(_)
            | Self::AddAssessment(_)
            | Self::RemoveAssessment(_)
            | Self::AddRespondent { .. }
            | Self::SetRespondent { .. }
            | Self::RemoveRespondent { .. }
            | Self::SetAnswer { .. }
            | Self::SetEvidence { .. }
            | Self::SetOrganisationAnswer { .. }
            | Self::SetBlind { .. }
            | Self::SetFunction { .. }
            | Self::Leader(_)
            | Self::Duties(_)
            | Self::Charter(_)
            | Self::Stakeholders(_)
            | Self::Roadmap(_)
            | Self::Workshop(_)
            | Self::Decisions(_)
            | Self::ReplaceDocument { .. } => true,
            Self::Several { edits, .. } => edits.iter().any(Self::is_of_plan_only),
            _ => false,
        }
    }

    /// Numbers of everything that the edit adds, in the order in which they are taken.
    pub fn added_ids(&self) -> Vec<u32> {
        match self {
            Self::AddObjective(objective) => vec![objective.id.0],
            Self::AddCriterion(criterion) => vec![criterion.id.0],
            Self::Priority(change) => change.added_id().into_iter().collect(),
            Self::AddInitiative { initiative, .. } => initiative::ids(initiative),
            Self::AddStage { stage, .. } => vec![stage.id.0],
            Self::AddRole(role) => vec![role.id.0],
            Self::Risks(change) => change.added_id().into_iter().collect(),
            Self::AddAssessment(assessment) => office::ids(assessment),
            Self::AddRespondent { respondent, .. } => vec![respondent.id.0],
            Self::Leader(change) => change.added_id().into_iter().collect(),
            Self::Duties(change) => change.added_id().into_iter().collect(),
            Self::Charter(change) => change.added_id().into_iter().collect(),
            Self::Stakeholders(change) => change.added_id().into_iter().collect(),
            Self::Workshop(change) => change.added_id().into_iter().collect(),
            Self::Decisions(change) => change.added_id().into_iter().collect(),
            Self::AddScenario(scenario) => vec![scenario.id.0],
            Self::Several { edits, .. } => edits.iter().flat_map(Self::added_ids).collect(),
            _ => Vec::new(),
        }
    }

    /// As [`apply`](Self::apply), but a refused edit may leave `document` half changed.
    pub(super) fn apply_in_place(&self, document: &mut Document) -> Result<(), EditError> {
        match self {
            Self::Portfolio(change) => change.apply(document.portfolio.edit()),
            Self::AddObjective(objective) => {
                room("objectives", document.strategy.objectives.len(), limits::ITEMS)?;
                rule("name", rule::name(&objective.name))?;
                rule("note", rule::text(&objective.note))?;
                claim(document, objective.id.0)?;
                document.strategy.edit().objectives.push(objective.clone());
                Ok(())
            }
            Self::RenameObjective { objective: id, name } => {
                rule("name", rule::name(name))?;
                let objectives = &mut document.strategy.edit().objectives;
                find(objectives.iter_mut(), "objective", id.0, |objective| objective.id.0)?
                    .name
                    .clone_from(name);
                Ok(())
            }
            Self::NoteObjective { objective: id, note } => {
                rule("note", rule::text(note))?;
                let objectives = &mut document.strategy.edit().objectives;
                find(objectives.iter_mut(), "objective", id.0, |objective| objective.id.0)?
                    .note
                    .clone_from(note);
                Ok(())
            }
            Self::RemoveObjective(id) => remove_objective(document, *id),
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
            Self::AddStage { initiative, stage } => stage::add(document, *initiative, stage),
            Self::Stage { stage: id, change } => stage::change(document, *id, change),
            Self::RemoveStage(id) => stage::remove(document, *id),
            Self::AddRole(added) => role::add(document, added),
            Self::Role { role: id, change } => role::change(document, *id, change),
            Self::RemoveRole(id) => role::remove(document, *id),
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
                office::set_answer(document, *assessment, *respondent, *statement, *answer, |it| {
                    &mut it.answers
                })
            }
            Self::SetEvidence { assessment, statement, evidence } => {
                office::set_evidence(document, *assessment, *statement, *evidence)
            }
            Self::SetOrganisationAnswer { assessment, respondent, statement, answer } => {
                office::set_answer(document, *assessment, *respondent, *statement, *answer, |it| {
                    &mut it.organisation
                })
            }
            Self::SetBlind { assessment, is_blind } => office::set_blind(document, *assessment, *is_blind),
            Self::SetFunction { function, need } => office::set_function(document, *function, need.as_ref()),
            Self::Leader(change) => change.apply(document),
            Self::Duties(change) => change.apply(document),
            Self::Charter(change) => change.apply(document),
            Self::Stakeholders(change) => change.apply(document),
            Self::Roadmap(change) => change.apply(document),
            Self::Workshop(change) => change.apply(document),
            Self::Decisions(change) => change.apply(document),
            Self::AddScenario(added) => scenario::add(document, added),
            Self::Scenario { scenario: id, change } => scenario::change(document, *id, change),
            Self::RemoveScenario(id) => {
                let list = &mut document.scenarios.edit().list;
                take(list, "scenario", id.0, |scenario| scenario.id.0).map(drop)
            }
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

fn remove_objective(document: &mut Document, id: ObjectiveId) -> Result<(), EditError> {
    take(&mut document.strategy.edit().objectives, "objective", id.0, |objective| objective.id.0)?;
    for initiative in &mut document.initiatives.edit().list {
        initiative.objectives.retain(|objective| *objective != id);
    }
    for statement in &mut document.strategy.edit().priorities {
        statement.order.retain(|objective| *objective != id);
    }
    if document.scoring.objective_order.contains(&id) {
        document.scoring.edit().objective_order.retain(|objective| *objective != id);
    }
    charter::forget_objective(document, id);
    workshop::tidy(document);
    Ok(())
}

/// Puts the value's name before the rule it breaks.
fn rule(what: &'static str, checked: Result<(), RuleError>) -> Result<(), EditError> {
    checked.map_err(|error| EditError::Rule { what, error })
}

/// The list has room for one more.
fn room(what: &'static str, length: usize, most: usize) -> Result<(), EditError> {
    if length < most { Ok(()) } else { Err(EditError::TooMany { what, most }) }
}

/// The links leave room for no more than there are.
fn check_links(initiatives: &Initiatives) -> Result<(), EditError> {
    room("links", initiatives.links(), limits::LINKS + 1)
}

/// Takes a number out of circulation: the counter moves beyond it.
fn claim(document: &mut Document, id: u32) -> Result<(), EditError> {
    // The very last number is never given away, as the counter could not move beyond it.
    if id < document.next_id || id == u32::MAX {
        return Err(EditError::IdTaken(id));
    }
    document.next_id = id + 1;
    Ok(())
}

fn find<'a, T: 'a>(
    mut items: impl Iterator<Item = &'a mut T>,
    what: &'static str,
    id: u32,
    id_of: impl Fn(&T) -> u32,
) -> Result<&'a mut T, EditError> {
    items.find(|item| id_of(item) == id).ok_or(EditError::NoSuch { what, id })
}

fn take<T>(
    items: &mut Vec<T>,
    what: &'static str,
    id: u32,
    id_of: impl Fn(&T) -> u32,
) -> Result<T, EditError> {
    let index = items.iter().position(|item| id_of(item) == id).ok_or(EditError::NoSuch { what, id })?;
    Ok(items.remove(index))
}

/// A field that is there, even if it is `null`: for an answer that is "don't know".
fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}
