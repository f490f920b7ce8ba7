//! Scenarios: what-ifs as lists of edits on the plan.
//!
//! A scenario keeps its edits, not a copy of the plan: a change of the plan
//! shows through, and comparing two scenarios is comparing two lists.

use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::document::Document;
use super::edit::{Edit, EditError, InitiativeChange, Renumbering, ScenarioChange};
use super::finite::Finite;
use super::id::{InitiativeId, ScenarioId};
use super::initiative::Initiative;

/// All scenarios of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scenarios {
    /// In display order.
    pub list: Vec<Scenario>,
}

/// One what-if.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// Stays for life.
    pub id: ScenarioId,
    /// A few words.
    pub name: String,
    /// Whether its edits may not change, so that it stays what was talked about.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub frozen: bool,
    /// The plan that it was made on, or last looked at with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis>,
    /// Applied to the plan in this order.
    ///
    /// What they add has numbers of its own, which the plan never hands out.
    pub edits: Vec<Edit>,
}

/// The plan that a scenario was made on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Basis {
    /// When it was.
    pub date: Option<Date>,
    /// Its [fingerprint](Document::plan_fingerprint).
    pub plan: String,
    /// Initiatives that were in it; none in older files.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub initiatives: Option<u32>,
    /// What these cost, in the document's currency and scale; none in older files.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<Finite>,
}

impl Basis {
    /// The plan of record as it stands on `date`.
    pub fn of(plan: &Document, date: Option<Date>) -> Self {
        let size = Self::size_of(plan);
        Self {
            date,
            plan: plan.plan_fingerprint(),
            initiatives: size.map(|it| it.0),
            cost: size.map(|it| it.1),
        }
    }

    /// Initiatives in a plan of record, and what these cost, in the document's currency and scale.
    pub fn size_of(plan: &Document) -> Option<(u32, Finite)> {
        let cost: f64 = plan.initiatives.in_plan().map(Initiative::cost_money).sum();
        u32::try_from(plan.initiatives.in_plan().count()).ok().zip(Finite::new(cost).ok())
    }
}

impl Scenarios {
    /// The scenario `id`, if it is still there.
    pub fn scenario(&self, id: ScenarioId) -> Option<&Scenario> {
        self.list.iter().find(|scenario| scenario.id == id)
    }
}

impl Scenario {
    /// A scenario that may change, made on no plan in particular.
    pub fn new(id: ScenarioId, name: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self { id, name: name.into(), frozen: false, basis: None, edits }
    }

    /// The same changes under another name; what they add gets the numbers after `id`, which must be fresh.
    ///
    /// None if an edit is about something that is no part of a plan.
    pub fn copied(&self, id: ScenarioId, name: impl Into<String>) -> Option<Self> {
        let numbers: BTreeMap<u32, u32> =
            self.added_ids().into_iter().zip(id.0.saturating_add(1)..).collect();
        let new = Renumbering(numbers);
        let edits = self.edits.iter().map(|edit| new.edit(edit)).collect::<Option<_>>()?;
        Some(Self { basis: self.basis.clone(), ..Self::new(id, name, edits) })
    }

    /// Whether `plan` is another one than the scenario was made on; not if nobody has kept which that was.
    pub fn is_stale(&self, plan: &Document) -> bool {
        self.basis.as_ref().is_some_and(|basis| basis.plan != plan.plan_fingerprint())
    }

    /// The scenario's edits with `edit` among them, so that the list stays as short as what it says.
    ///
    /// What was said of the same field before is dropped or said anew in its
    /// place, if that leads to the same plan as saying it at the end.
    ///
    /// # Errors
    ///
    /// [`EditError`] if `plan` as the scenario has it does not admit `edit`.
    pub fn edits_with(&self, edit: &Edit, plan: &Document) -> Result<Vec<Edit>, EditError> {
        let mut appended = self.edits.clone();
        appended.push(edit.clone());
        let overlay = |edits: &[Edit]| {
            let mut changed = plan.clone();
            let change = ScenarioChange::Edits(edits.to_vec());
            Edit::Scenario { scenario: self.id, change }.apply(&mut changed)?;
            let mut overlay = changed.with_scenario(self.id)?;
            // Which numbers are free next is no part of what a plan says.
            overlay.next_id = 0;
            Ok::<Document, EditError>(overlay)
        };
        let wanted = overlay(&appended)?;
        let Some(at) = self.edits.iter().rposition(|earlier| earlier.gesture() == edit.gesture()) else {
            return Ok(appended);
        };
        let mut dropped = self.edits.clone();
        dropped.remove(at);
        let mut replaced = self.edits.clone();
        replaced[at] = edit.clone();
        let shorter =
            [dropped, replaced].into_iter().find(|edits| overlay(edits).is_ok_and(|it| it == wanted));
        Ok(shorter.unwrap_or(appended))
    }

    /// What each edit changes, in words, where `plan` admits it.
    pub fn labels(&self, plan: &Document) -> Vec<String> {
        let mut overlay = plan.clone();
        let added = self.added_ids().into_iter().min();
        overlay.next_id = added.map_or(plan.next_id, |id| id.min(plan.next_id));
        let label = |edit: &Edit| {
            let label = edit.label(&overlay);
            match edit.apply(&mut overlay) {
                Ok(()) => label,
                Err(error) => format!("{label} (no longer possible: {error})"),
            }
        };
        self.edits.iter().map(label).collect()
    }

    /// Numbers of everything that the edits add, in order.
    pub fn added_ids(&self) -> Vec<u32> {
        self.edits.iter().flat_map(Edit::added_ids).collect()
    }
}

/// What takes `initiative` out of `plan` together with everything that cannot be done without it.
pub fn without(plan: &Document, initiative: InitiativeId) -> Vec<Edit> {
    let mut gone = vec![initiative];
    let mut next = 0;
    while let Some(&required) = gone.get(next) {
        next += 1;
        let dependants = plan.initiatives.in_plan().filter(|it| it.requires.contains(&required));
        let fresh: Vec<InitiativeId> = dependants.map(|it| it.id).filter(|id| !gone.contains(id)).collect();
        gone.extend(fresh);
    }
    let leave = |initiative| Edit::Initiative { initiative, change: InitiativeChange::InPlan(false) };
    gone.into_iter().map(leave).collect()
}
