//! Changes of criteria and scores.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{EditError, claim, find, room, rule as named};
use crate::model::document::Document;
use crate::model::finite::Finite;
use crate::model::id::{CriterionId, InitiativeId};
use crate::model::scoring::{Criterion, Scale, Scoring};
use crate::model::{limits, rule};

/// What may change about a criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum CriterionChange {
    /// Its name.
    Name(String),
    /// The question a scorer answers.
    Question(String),
    /// Relative importance among its siblings.
    Weight(Finite),
    /// Branch it belongs to.
    Parent(Option<CriterionId>),
    /// Whether it speaks of delivery only.
    DeliveryOnly(bool),
    /// How a score becomes a value.
    Scale(Scale),
}

impl CriterionChange {
    pub(super) fn label(&self) -> &'static str {
        match self {
            Self::Name(_) => "name",
            Self::Question(_) => "question",
            Self::Weight(_) => "weight",
            Self::Parent(_) => "place",
            Self::DeliveryOnly(_) => "kind",
            Self::Scale(_) => "scale",
        }
    }
}

pub(super) fn add(document: &mut Document, criterion: &Criterion) -> Result<(), EditError> {
    check(criterion)?;
    room("criteria", document.scoring.criteria.len(), limits::ITEMS)?;
    claim(document, criterion.id.0)?;
    let scoring = document.scoring.edit();
    scoring.criteria.push(criterion.clone());
    check_parent(scoring, criterion.id)
}

pub(super) fn change(document: &mut Document, id: CriterionId, change: &CriterionChange) -> Result<(), EditError> {
    let scoring = document.scoring.edit();
    let criterion = find(scoring.criteria.iter_mut(), "criterion", id.0, |criterion| criterion.id.0)?;
    match change {
        CriterionChange::Name(name) => criterion.name.clone_from(name),
        CriterionChange::Question(question) => criterion.question.clone_from(question),
        CriterionChange::Weight(weight) => criterion.weight = *weight,
        CriterionChange::Parent(parent) => criterion.parent = *parent,
        CriterionChange::DeliveryOnly(delivery_only) => criterion.delivery_only = *delivery_only,
        CriterionChange::Scale(scale) => criterion.scale = scale.clone(),
    }
    check(criterion)?;
    check_parent(scoring, id)
}

pub(super) fn remove(document: &mut Document, id: CriterionId) -> Result<(), EditError> {
    let scoring = document.scoring.edit();
    if scoring.criterion(id).is_none() {
        return Err(EditError::NoSuch { what: "criterion", id: id.0 });
    }
    let mut removed = vec![id];
    let mut next = 0;
    while let Some(&parent) = removed.get(next) {
        removed.extend(scoring.criteria.iter().filter(|child| child.parent == Some(parent)).map(|child| child.id));
        next += 1;
    }
    scoring.criteria.retain(|criterion| !removed.contains(&criterion.id));
    if document.initiatives.list.iter().any(|initiative| removed.iter().any(|id| initiative.scores.contains_key(id))) {
        for initiative in &mut document.initiatives.edit().list {
            initiative.scores.retain(|criterion, _| !removed.contains(criterion));
        }
    }
    Ok(())
}

pub(super) fn set_score(
    document: &mut Document,
    initiative: InitiativeId,
    criterion: CriterionId,
    score: Option<Finite>,
) -> Result<(), EditError> {
    let Some(on) = document.scoring.criterion(criterion) else {
        return Err(EditError::NoSuch { what: "criterion", id: criterion.0 });
    };
    if !document.scoring.is_leaf(criterion) {
        return Err(EditError::NotALeaf(on.name.clone()));
    }
    if let Some(score) = score {
        check_score(on, score)?;
    }
    let list = &mut document.initiatives.edit().list;
    let initiative = find(list.iter_mut(), "initiative", initiative.0, |initiative| initiative.id.0)?;
    match score {
        Some(score) => initiative.scores.insert(criterion, score),
        None => initiative.scores.remove(&criterion),
    };
    Ok(())
}

/// A level must exist; other scores may lie beyond the ends, where the value stays 0 or 1.
fn check_score(criterion: &Criterion, score: Finite) -> Result<(), EditError> {
    named(
        "score",
        match &criterion.scale {
            Scale::Levels { levels } => rule::range(score, 1.0, levels.len() as f64),
            _ => rule::amount(score),
        },
    )
}

fn check(criterion: &Criterion) -> Result<(), EditError> {
    named("name", rule::name(&criterion.name))?;
    named("question", rule::text(&criterion.question))?;
    named("weight", rule::weight(criterion.weight))?;
    named("scale", rule::scale(&criterion.scale))
}

/// The parent exists, and going up from `id` ends at the top.
fn check_parent(scoring: &Scoring, id: CriterionId) -> Result<(), EditError> {
    let mut at = id;
    for _ in 0..=scoring.criteria.len() {
        let Some(criterion) = scoring.criterion(at) else {
            return Err(EditError::NoSuch { what: "criterion", id: at.0 });
        };
        match criterion.parent {
            None => return Ok(()),
            Some(parent) => at = parent,
        }
    }
    Err(EditError::CriterionCycle)
}
