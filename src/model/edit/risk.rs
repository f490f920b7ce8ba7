//! Changes of risks.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{EditError, Gesture, check_links, claim, find, room, rule as named, take};
use crate::model::document::Document;
use crate::model::finite::Finite;
use crate::model::id::{InitiativeId, RiskId, StageId};
use crate::model::initiative::{Estimate, Initiatives};
use crate::model::risk::{Delay, Hit, Response, Risk};
use crate::model::{limits, rule};

/// What may change about the risks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum RisksChange {
    /// Adds a risk at the end.
    Add(Box<Risk>),
    /// Changes a risk.
    Risk {
        /// Which.
        risk: RiskId,
        /// What.
        change: RiskChange,
    },
    /// Removes a risk.
    Remove(RiskId),
}

/// What may change about a risk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum RiskChange {
    /// Its name.
    Name(String),
    /// Chance that it happens, 0 to 1.
    Chance(Finite),
    /// What it does to a stage.
    Delay(Delay),
    /// What it hits.
    Hits(Vec<Hit>),
    /// What it costs; none is nothing.
    Cost(Option<Estimate>),
    /// What is done about it.
    Response(Response),
}

impl RiskChange {
    fn label(&self) -> &'static str {
        match self {
            Self::Name(_) => "name",
            Self::Chance(_) => "chance",
            Self::Delay(_) => "delay",
            Self::Hits(_) => "reach",
            Self::Cost(_) => "cost",
            Self::Response(_) => "response",
        }
    }
}

impl RisksChange {
    pub(super) fn label(&self, initiatives: &Initiatives) -> String {
        let name = |id: &RiskId| initiatives.risk(*id).map_or("a risk", |risk| &risk.name);
        match self {
            Self::Add(risk) => format!("new risk {}", risk.name),
            Self::Risk { risk, change } => format!("{} of {}", change.label(), name(risk)),
            Self::Remove(id) => format!("removal of {}", name(id)),
        }
    }

    pub(super) fn gesture(&self) -> Gesture {
        match self {
            Self::Add(risk) => Gesture("add risk", risk.id.0, 0),
            Self::Risk { risk, change } => Gesture(change.label(), risk.0, 8),
            Self::Remove(id) => Gesture("remove risk", id.0, 0),
        }
    }

    pub(super) fn added_id(&self) -> Option<u32> {
        match self {
            Self::Add(risk) => Some(risk.id.0),
            _ => None,
        }
    }

    pub(super) fn apply(&self, document: &mut Document) -> Result<(), EditError> {
        match self {
            Self::Add(risk) => {
                room("risks", document.initiatives.risks.len(), limits::ITEMS)?;
                check(document, risk)?;
                claim(document, risk.id.0)?;
                document.initiatives.edit().risks.push((**risk).clone());
            }
            Self::Risk { risk: id, change } => {
                let risks = &mut document.initiatives.edit().risks;
                let risk = find(risks.iter_mut(), "risk", id.0, |it| it.id.0)?;
                match change {
                    RiskChange::Name(name) => risk.name.clone_from(name),
                    RiskChange::Chance(chance) => risk.chance = *chance,
                    RiskChange::Delay(delay) => risk.delay.clone_from(delay),
                    RiskChange::Hits(hits) => risk.hits.clone_from(hits),
                    RiskChange::Cost(cost) => risk.cost.clone_from(cost),
                    RiskChange::Response(response) => risk.response.clone_from(response),
                }
                let risk = risk.clone();
                check(document, &risk)?;
            }
            Self::Remove(id) => {
                take(&mut document.initiatives.edit().risks, "risk", id.0, |it| it.id.0)?;
            }
        }
        check_links(&document.initiatives)
    }
}

/// No risk hits any of these any more; a risk that then hits nothing stays, and says so.
pub(super) fn forget(document: &mut Document, initiative: Option<InitiativeId>, stages: &[StageId]) {
    let gone = |hit: &Hit| match hit {
        Hit::Initiative(id) => Some(*id) == initiative,
        Hit::Stage(id) => stages.contains(id),
    };
    if document.initiatives.risks.iter().any(|risk| risk.hits.iter().any(gone)) {
        for risk in &mut document.initiatives.edit().risks {
            risk.hits.retain(|hit| !gone(hit));
        }
    }
}

fn check(document: &Document, risk: &Risk) -> Result<(), EditError> {
    named("name", rule::name(&risk.name))?;
    named("chance", rule::share(risk.chance))?;
    named("delay", rule::delay(&risk.delay))?;
    if let Some(cost) = &risk.cost {
        named("cost", rule::estimate(cost, limits::NUMBER))?;
    }
    named("list of what it hits", rule::entries(&risk.hits))?;
    named("response", rule::response(&risk.response))?;
    let initiatives = &document.initiatives;
    for hit in &risk.hits {
        match hit {
            Hit::Initiative(id) if initiatives.initiative(*id).is_none() => {
                return Err(EditError::NoSuch { what: "initiative", id: id.0 });
            }
            Hit::Stage(id) if !initiatives.stages().any(|(_, stage)| stage.id == *id) => {
                return Err(EditError::NoSuch { what: "stage", id: id.0 });
            }
            _ => {}
        }
    }
    Ok(())
}
