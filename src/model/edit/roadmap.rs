//! Changes of the roadmap: its settings, and what was decided about an action.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{EditError, Gesture, room, rule as named};
use crate::model::document::Document;
use crate::model::finite::Finite;
use crate::model::id::ActionId;
use crate::model::office::actions::Actions;
use crate::model::office::roadmap::{AT_ONCE, ActionPlan, QUARTERS, Roadmap};
use crate::model::{limits, rule};

/// What may change about the roadmap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum RoadmapChange {
    /// First day of the first quarter.
    FirstDay(Option<Date>),
    /// How many quarters are planned.
    Quarters(u32),
    /// Share of the office's days that improvement may take.
    CapacityShare(Finite),
    /// Most actions in one quarter.
    AtOnce(u32),
    /// Level that each dimension is meant to reach.
    Ambition(Finite),
    /// Why a tool may come first.
    ToolFirst(String),
    /// What is decided about an action; nothing is the default.
    Action {
        /// Which.
        action: ActionId,
        /// What.
        plan: ActionPlan,
    },
}

impl RoadmapChange {
    pub(super) fn label(&self) -> String {
        match self {
            Self::FirstDay(_) => "first day of the roadmap".to_owned(),
            Self::Quarters(_) => "quarters of the roadmap".to_owned(),
            Self::CapacityShare(_) => "share of days for improvement".to_owned(),
            Self::AtOnce(_) => "actions at once".to_owned(),
            Self::Ambition(_) => "ambition".to_owned(),
            Self::ToolFirst(_) => "reason for a tool first".to_owned(),
            Self::Action { action, .. } => {
                let name = Actions::built_in().action(*action).map(|it| &*it.name);
                format!("plan of {}", name.unwrap_or("an action"))
            }
        }
    }

    pub(super) fn gesture(&self) -> Gesture {
        match self {
            Self::FirstDay(_) => Gesture("roadmap first day", 0, 0),
            Self::Quarters(_) => Gesture("roadmap quarters", 0, 0),
            Self::CapacityShare(_) => Gesture("roadmap capacity", 0, 0),
            Self::AtOnce(_) => Gesture("roadmap at once", 0, 0),
            Self::Ambition(_) => Gesture("roadmap ambition", 0, 0),
            Self::ToolFirst(_) => Gesture("roadmap tool first", 0, 0),
            Self::Action { action, .. } => Gesture("roadmap action", action.0, 0),
        }
    }

    pub(super) fn apply(&self, document: &mut Document) -> Result<(), EditError> {
        let mut roadmap = document.office.roadmap.clone();
        match self {
            Self::FirstDay(day) => roadmap.first_day = *day,
            Self::Quarters(quarters) => roadmap.quarters = *quarters,
            Self::CapacityShare(share) => roadmap.capacity_share = *share,
            Self::AtOnce(count) => roadmap.at_once = *count,
            Self::Ambition(level) => roadmap.ambition = *level,
            Self::ToolFirst(why) => why.trim().clone_into(&mut roadmap.tool_first),
            Self::Action { action, plan } if *plan == ActionPlan::default() => {
                roadmap.actions.remove(action);
            }
            Self::Action { action, plan } => {
                roadmap.actions.insert(*action, *plan);
            }
        }
        check_roadmap(&roadmap)?;
        if roadmap != document.office.roadmap {
            document.office.edit().roadmap = roadmap;
        }
        Ok(())
    }
}

/// The first rule that `roadmap` breaks, if any.
///
/// # Errors
///
/// [`EditError`] that says which.
pub(in crate::model) fn check_roadmap(roadmap: &Roadmap) -> Result<(), EditError> {
    let count = |number: u32, most: u32| rule::range(Finite::from(number), 1.0, f64::from(most));
    named("number of quarters", count(roadmap.quarters, QUARTERS))?;
    named("share of days for improvement", rule::share(roadmap.capacity_share))?;
    named("number of actions at once", count(roadmap.at_once, AT_ONCE))?;
    named("ambition", rule::range(roadmap.ambition, 1.0, 5.0))?;
    named("reason for a tool first", rule::text(&roadmap.tool_first))?;
    room("actions in the roadmap", roadmap.actions.len(), limits::ACTIONS + 1)?;
    let last = f64::from(QUARTERS - 1);
    let quarters = roadmap.actions.values().filter_map(|plan| plan.quarter);
    quarters
        .into_iter()
        .try_for_each(|quarter| named("quarter of an action", rule::range(Finite::from(quarter), 0.0, last)))
}
