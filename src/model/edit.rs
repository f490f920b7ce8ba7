//! Edits: every change that a document can undergo, as data.
//!
//! An edit says what is meant ("weight of criterion 3 is 0.4"), so that it can
//! be named in the undo menu, joined to the drag it belongs to, kept in a
//! scenario and replayed there. Applying one either succeeds or leaves the
//! document as it was.
//!
//! Each subject has a file of its own: what may change about it, and how. What every edit has alike stands beside them:
//! `apply` hands it to its subject, `admit` holds the checks they share, `label` names it in the undo menu, `gesture`
//! joins it to a drag, `added` and `renumber` know its numbers, `dated` writes down the day.

mod added;
mod admit;
mod apply;
mod charter;
mod criterion;
mod dated;
mod decisions;
mod duties;
mod error;
mod gesture;
mod guardrail;
mod initiative;
mod label;
mod leader;
mod method;
mod objective;
mod office;
mod portfolio;
mod priority;
mod records;
mod renumber;
mod risk;
mod roadmap;
mod role;
mod roster;
mod scenario;
mod stage;
mod stakeholders;
mod synergy;
mod workshop;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};

use super::document::Document;
use super::finite::Finite;
use super::guardrail::{Bound, WorkPart};
use super::id::{
    AssessmentId, CriterionId, InitiativeId, ObjectiveId, RespondentId, RoleId, ScenarioId, StageId,
};
use super::initiative::{Initiative, Stage};
use super::office::functions::{FunctionId, FunctionNeed};
use super::office::maturity_model::{MaturityModel, StatementId};
use super::office::{Answer, Assessment, Confidence, Evidence, Respondent};
use super::people::{ContextSwitch, Holiday, Role};
use super::scenario::Scenario;
use super::scoring::Criterion;
use super::shared::Shared;
use super::strategy::Objective;

use admit::{check_links, claim, find, room, rule, take};

pub use charter::CharterChange;
pub(super) use charter::{
    check_does_not, check_head, check_office, check_past, check_process, check_service, check_staff,
    check_strategy, check_tie,
};
pub use criterion::CriterionChange;
pub use decisions::{DecisionChange, DecisionsChange, NoticeChange};
pub(super) use decisions::{check_decision, check_drill, check_notice};
pub use duties::DutiesChange;
pub use error::EditError;
pub use gesture::Gesture;
pub use initiative::InitiativeChange;
pub use leader::LeaderChange;
pub(super) use leader::check_work;
pub use method::MethodChange;
pub(super) use office::check_statements;
pub use portfolio::PortfolioChange;
pub use priority::PriorityChange;
pub use records::RecordsChange;
pub(super) use records::check_record;
pub(super) use renumber::Renumbering;
pub use risk::{RiskChange, RisksChange};
pub use roadmap::RoadmapChange;
pub(super) use roadmap::check_roadmap;
pub use role::RoleChange;
pub use roster::{PersonChange, RosterChange};
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
    /// Says what two initiatives are worth together.
    Synergy {
        /// The two, in either order.
        of: [InitiativeId; 2],
        /// Points beyond the sum of their scores, below 0 if they take from each other; 0 takes the synergy away.
        points: Finite,
    },
    /// Says how much of the budget a part of the work may take, or is kept for it.
    Guardrail {
        /// Of what.
        of: WorkPart,
        /// No more, or no less.
        bound: Bound,
        /// Percent of the budget, 0 to 100; none takes the guardrail away.
        percent: Option<Finite>,
    },
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
    /// Weeks in which everybody is away.
    Holidays(Vec<Holiday>),
    /// What people lose by working on several things at once; none is nothing.
    ContextSwitch(Option<ContextSwitch>),
    /// Adds a role at the end.
    AddRole(Role),
    /// Changes a role.
    Role {
        /// Which.
        role: RoleId,
        /// What.
        change: RoleChange,
    },
    /// Removes a role, the demand for it, and its people on the list.
    RemoveRole(RoleId),
    /// Changes the list of people.
    Roster(RosterChange),
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
    /// Answers a statement, or takes the answer away; how sure the respondent is stays with another level, and goes with
    /// any other answer.
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
    /// Says how sure a respondent is of the level given to a statement, or takes that back.
    SetConfidence {
        /// In which assessment.
        assessment: AssessmentId,
        /// Who gave the level.
        respondent: RespondentId,
        /// Which statement.
        statement: StatementId,
        /// How sure; none takes it back.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        confidence: Option<Confidence>,
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
    /// Asks the organisation's own statements in an assessment, or the built-in ones; answers that would mean something
    /// else refuse it.
    SetStatements {
        /// In which.
        assessment: AssessmentId,
        /// The statements; none for the built-in ones.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        model: Option<Shared<MaturityModel>>,
    },
    /// Weighs a dimension of an assessment.
    SetDimensionWeight {
        /// Of which.
        assessment: AssessmentId,
        /// Number of the dimension, from 1.
        dimension: u8,
        /// At least 0; none for the weight that comes with the statements.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        weight: Option<Finite>,
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
    /// Changes the records that it keeps; never part of a scenario.
    Records(RecordsChange),
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

/// A field that is there, even if it is `null`: for an answer that is "don't know".
fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}
