//! What is wrong with a document, where, and how to mend it.
//!
//! Errors make an answer impossible or meaningless (a link to nothing, a cycle,
//! shares above 1); a file with errors is not opened. Warnings are gaps that
//! the office should close (nobody owns a benefit) and never stop anything.

mod charter;
mod criteria;
mod cycle;
mod decisions;
mod findings;
mod forcing;
mod initiatives;
mod method;
mod office;
mod people;
mod portfolio;
mod records;
mod risks;
mod scenarios;
mod stages;
mod workshop;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::Serialize;

pub(super) use self::cycle::cycle_among;
pub use self::cycle::stage_cycle;
use self::findings::Findings;
use super::document::Document;
use super::edit;
use super::id::{AssessmentId, CriterionId, InitiativeId, ObjectiveId, RoleId, ScenarioId, StageId};
use super::scoring::Criterion;

/// One thing to mend.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Issue {
    /// How bad it is.
    pub severity: Severity,
    /// Where it is, for the page to jump to.
    pub place: Place,
    /// What of an initiative it is about, if one field can be named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<Field>,
    /// The place in words: "One Login, stage Build".
    pub at: String,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub remedy: String,
}

/// How bad an issue is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Should be closed some day.
    Warning,
    /// Makes an answer impossible.
    Error,
}

/// Where an issue is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// The portfolio as a whole.
    Portfolio,
    /// A criterion.
    Criterion(CriterionId),
    /// An initiative.
    Initiative(InitiativeId),
    /// A stage.
    Stage(StageId),
    /// A role.
    Role(RoleId),
    /// A scenario.
    Scenario(ScenarioId),
    /// An assessment.
    Assessment(AssessmentId),
    /// The office, such as its duties.
    Office,
    /// The workshop.
    Workshop,
}

/// Field of an initiative that an issue is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// Its name.
    Name,
    /// Its cost per year.
    Cost,
    /// Its benefit, with owner and measure.
    Benefit,
    /// Its scores.
    Scores,
    /// Who leads it.
    Owner,
    /// The outcome it was approved for.
    Outcome,
    /// Whether it belongs to the plan.
    InPlan,
    /// Day by which it must be finished.
    NeededBy,
}

impl fmt::Display for Issue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}. {}", self.at, self.message, self.remedy)
    }
}

/// Everything wrong with `document`, errors first, otherwise in document order.
///
/// A document that holds too much of something is not looked at any closer; of
/// the other errors the first [`limits::ERRORS`](super::limits::ERRORS) are listed.
pub fn validate(document: &Document) -> Vec<Issue> {
    let mut found = Findings::default();
    portfolio::sizes(document, &mut found);
    if !found.has_errors() {
        let known = Known::new(document);
        portfolio::settings(document, &mut found);
        portfolio::guardrails(document, &known, &mut found);
        portfolio::identifiers(document, &mut found);
        portfolio::objectives(document, &mut found);
        criteria::criteria(document, &known, &mut found);
        method::method(document, &known, &mut found);
        people::people(document, &known, &mut found);
        initiatives::initiatives(document, &known, &mut found);
        initiatives::synergies(document, &known, &mut found);
        forcing::contradictions(document, &mut found);
        stages::precedence(document, &mut found);
        risks::risks(document, &known, &mut found);
        scenarios::scenarios(document, &mut found);
        office::assessments(document, &mut found);
        office::leader(document, &mut found);
        office::duties(document, &mut found);
        charter::charter(document, &mut found);
        records::records(document, &mut found);
        workshop::workshop(document, &known, &mut found);
        decisions::decisions(document, &mut found);
    }
    found.into_issues()
}

/// The errors among [`validate`]'s issues.
pub fn errors(document: &Document) -> Vec<Issue> {
    let mut issues = validate(document);
    issues.retain(|issue| issue.severity == Severity::Error);
    issues
}

/// What links may point to, so that every look-up is short.
struct Known<'a> {
    objectives: BTreeSet<ObjectiveId>,
    criteria: BTreeMap<CriterionId, &'a Criterion>,
    leaves: BTreeSet<CriterionId>,
    roles: BTreeSet<RoleId>,
    /// Roles of which somebody is on the list of people.
    listed_roles: BTreeSet<RoleId>,
    initiatives: BTreeSet<InitiativeId>,
}

impl<'a> Known<'a> {
    fn new(document: &'a Document) -> Self {
        Self {
            objectives: document.strategy.objectives.iter().map(|objective| objective.id).collect(),
            criteria: document.scoring.criteria.iter().map(|criterion| (criterion.id, criterion)).collect(),
            leaves: document.scoring.leaves().map(|criterion| criterion.id).collect(),
            roles: document.people.roles.iter().map(|role| role.id).collect(),
            listed_roles: document.people.roster.iter().map(|person| person.role).collect(),
            initiatives: document.initiatives.list.iter().map(|initiative| initiative.id).collect(),
        }
    }
}
