//! Risks: their values, and what they hit.

use std::collections::BTreeSet;

use super::findings::{At, Findings, shown};
use super::{Known, Place};
use crate::model::document::Document;
use crate::model::id::StageId;
use crate::model::risk::Hit;
use crate::model::{limits, rule};

pub(super) fn risks(document: &Document, known: &Known, found: &mut Findings) {
    let stages: BTreeSet<StageId> = document.initiatives.stages().map(|(_, stage)| stage.id).collect();
    for risk in &document.initiatives.risks {
        let at = At::new(Place::Portfolio, format!("risk {}", shown(&risk.name)));
        found.rule(&at, "name", rule::name(&risk.name));
        found.rule(&at, "chance", rule::share(risk.chance));
        found.rule(&at, "delay", rule::delay(&risk.delay));
        if let Some(cost) = &risk.cost {
            found.rule(&at, "cost", rule::estimate(cost, limits::NUMBER));
        }
        found.rule(&at, "list of what it hits", rule::entries(&risk.hits));
        found.rule(&at, "response", rule::response(&risk.response));
        for hit in &risk.hits {
            let (what, id, exists) = match hit {
                Hit::Initiative(id) => ("initiative", id.0, known.initiatives.contains(id)),
                Hit::Stage(id) => ("stage", id.0, stages.contains(id)),
            };
            if !exists {
                let message = format!("it hits {what} {id}, which does not exist");
                found.error(&at, message, "Remove the link");
            }
        }
    }
}
