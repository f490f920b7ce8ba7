//! Changes of scenarios.
//!
//! What a scenario adds takes its numbers from the plan's counter when the
//! scenario is written, so that nothing added to the plan later can have them.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Edit, EditError, PortfolioChange, claim, find, office, room, rule as named, take};
use crate::model::document::Document;
use crate::model::id::ScenarioId;
use crate::model::scenario::{Basis, Scenario};
use crate::model::{limits, rule};

/// What may change about a scenario.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ScenarioChange {
    /// Its name.
    Name(String),
    /// Its edits; new numbers come from [`Document::fresh_id`] of the plan as the scenario has it.
    Edits(Vec<Edit>),
    /// Whether its edits may not change.
    Frozen(bool),
    /// The plan that it was last looked at with.
    Basis(Option<Basis>),
}

impl ScenarioChange {
    pub(super) fn label(&self) -> &'static str {
        match self {
            Self::Name(_) => "name",
            Self::Edits(_) => "changes",
            Self::Frozen(true) => "freezing",
            Self::Frozen(false) => "thawing",
            Self::Basis(_) => "basis",
        }
    }
}

impl Edit {
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
            | Self::SetConfidence { .. }
            | Self::SetEvidence { .. }
            | Self::SetOrganisationAnswer { .. }
            | Self::SetBlind { .. }
            | Self::SetStatements { .. }
            | Self::SetDimensionWeight { .. }
            | Self::SetFunction { .. }
            | Self::Leader(_)
            | Self::Duties(_)
            | Self::Charter(_)
            | Self::Stakeholders(_)
            | Self::Records(_)
            | Self::Roadmap(_)
            | Self::Workshop(_)
            | Self::Decisions(_)
            | Self::ReplaceDocument { .. } => true,
            Self::Several { edits, .. } => edits.iter().any(Self::is_of_plan_only),
            _ => false,
        }
    }
}

pub(super) fn add(document: &mut Document, scenario: &Scenario) -> Result<(), EditError> {
    room("scenarios", document.scenarios.list.len(), limits::ITEMS)?;
    named("name", rule::name(&scenario.name))?;
    check_basis(scenario.basis.as_ref())?;
    admissible_in_scenario(&scenario.edits)?;
    claim(document, scenario.id.0)?;
    claim_added(document, scenario.added_ids(), &BTreeSet::new())?;
    document.scenarios.edit().list.push(scenario.clone());
    check_room(document)
}

pub(super) fn change(
    document: &mut Document,
    id: ScenarioId,
    change: &ScenarioChange,
) -> Result<(), EditError> {
    let scenario =
        find(document.scenarios.edit().list.iter_mut(), "scenario", id.0, |scenario| scenario.id.0)?;
    match change {
        ScenarioChange::Name(name) => {
            named("name", rule::name(name))?;
            scenario.name.clone_from(name);
            Ok(())
        }
        ScenarioChange::Edits(_) if scenario.frozen => Err(EditError::Frozen(scenario.name.clone())),
        ScenarioChange::Frozen(frozen) => {
            scenario.frozen = *frozen;
            Ok(())
        }
        ScenarioChange::Basis(basis) => {
            check_basis(basis.as_ref())?;
            scenario.basis.clone_from(basis);
            Ok(())
        }
        ScenarioChange::Edits(edits) => {
            admissible_in_scenario(edits)?;
            let own: BTreeSet<u32> = scenario.added_ids().into_iter().collect();
            scenario.edits.clone_from(edits);
            let added = scenario.added_ids();
            claim_added(document, added, &own)?;
            check_room(document)
        }
    }
}

fn check_basis(basis: Option<&Basis>) -> Result<(), EditError> {
    basis.map_or(Ok(()), |basis| named("fingerprint of the plan", rule::text(&basis.plan)))
}

pub(super) fn remove(document: &mut Document, id: ScenarioId) -> Result<(), EditError> {
    take(&mut document.scenarios.edit().list, "scenario", id.0, |scenario| scenario.id.0).map(drop)
}

/// The plan becomes what the scenario says, and the scenario is no more.
pub(super) fn adopt(document: &mut Document, id: ScenarioId) -> Result<(), EditError> {
    if document.scenarios.scenario(id).is_none() {
        return Err(EditError::NoSuch { what: "scenario", id: id.0 });
    }
    *document = document.with_scenario(id)?;
    Ok(())
}

/// A scenario changes the plan only, with few blocks of edits within blocks.
///
/// # Errors
///
/// [`EditError::NotInScenario`], [`EditError::NestedTooDeep`] or [`EditError::Rule`] of a block's name or an answer.
pub(in crate::model) fn admissible_in_scenario(edits: &[Edit]) -> Result<(), EditError> {
    admissible(edits, limits::EDIT_LEVELS)
}

/// Edits in `edits`, those within blocks included.
pub(in crate::model) fn count(edits: &[Edit]) -> usize {
    let of_one = |edit: &Edit| match edit {
        Edit::Several { edits, .. } => 1 + count(edits),
        _ => 1,
    };
    edits.iter().map(of_one).sum()
}

fn admissible(edits: &[Edit], levels: usize) -> Result<(), EditError> {
    if levels == 0 && !edits.is_empty() {
        return Err(EditError::NestedTooDeep);
    }
    for edit in edits {
        match edit {
            Edit::AddScenario(_)
            | Edit::Scenario { .. }
            | Edit::RemoveScenario(_)
            | Edit::AdoptScenario(_) => {
                return Err(EditError::NotInScenario("change of scenarios"));
            }
            Edit::Workshop(_) => return Err(EditError::NotInScenario("change of the workshop")),
            Edit::Decisions(_) => return Err(EditError::NotInScenario("decision")),
            Edit::SetOrganisationAnswer { .. }
            | Edit::SetConfidence { .. }
            | Edit::SetBlind { .. }
            | Edit::SetStatements { .. }
            | Edit::SetDimensionWeight { .. } => {
                return Err(EditError::NotInScenario("change of an assessment"));
            }
            Edit::SetFunction { .. }
            | Edit::Leader(_)
            | Edit::Charter(_)
            | Edit::Stakeholders(_)
            | Edit::Records(_)
            | Edit::Roadmap(_) => {
                return Err(EditError::NotInScenario("change of the office"));
            }
            Edit::ReplaceDocument { .. } => return Err(EditError::NotInScenario("whole document")),
            // The only value that could be held but not written.
            Edit::SetAnswer { answer: Some(answer), .. } => named("answer", rule::answer(*answer))?,
            Edit::AddAssessment(assessment) => office::check_answers(assessment)?,
            Edit::Several { label, edits } => {
                named("label", rule::text(label))?;
                admissible(edits, levels - 1)?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// Takes the numbers that are not the scenario's `own` already out of circulation.
fn claim_added(document: &mut Document, mut added: Vec<u32>, own: &BTreeSet<u32>) -> Result<(), EditError> {
    added.sort_unstable();
    if let Some(twice) = added.windows(2).find(|pair| pair[0] == pair[1]) {
        return Err(EditError::IdTaken(twice[0]));
    }
    added.into_iter().filter(|id| !own.contains(id)).try_for_each(|id| claim(document, id))
}

fn check_room(document: &Document) -> Result<(), EditError> {
    let edits = document.scenarios.list.iter().map(|scenario| count(&scenario.edits)).sum();
    room("edits in scenarios", edits, limits::ITEMS + 1)
}
