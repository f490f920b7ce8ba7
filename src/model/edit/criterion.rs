//! Changes of criteria and scores.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{EditError, claim, find, room, rule as named, workshop};
use crate::model::document::Document;
use crate::model::finite::Finite;
use crate::model::id::{CriterionId, InitiativeId};
use crate::model::initiative::Initiative;
use crate::model::scoring::{Criterion, Judgement, Scale, Scoring};
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
    document.scoring.edit().criteria.push(criterion.clone());
    settle_parent(document, criterion.id, criterion.parent)
}

pub(super) fn change(
    document: &mut Document,
    id: CriterionId,
    change: &CriterionChange,
) -> Result<(), EditError> {
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
    match change {
        CriterionChange::Parent(parent) => {
            // It was compared with its former siblings.
            scoring.judgements.retain(|it| it.first != id && it.second != id);
            settle_parent(document, id, *parent)
        }
        CriterionChange::Scale(_) => {
            let criterion = criterion.clone();
            drop_scores(document, |on, score| on == id && check_score(&criterion, score).is_err());
            Ok(())
        }
        _ => Ok(()),
    }
}

pub(super) fn remove(document: &mut Document, id: CriterionId) -> Result<(), EditError> {
    let scoring = document.scoring.edit();
    if scoring.criterion(id).is_none() {
        return Err(EditError::NoSuch { what: "criterion", id: id.0 });
    }
    let mut removed = BTreeSet::from([id]);
    let mut parents = removed.clone();
    while !parents.is_empty() {
        let under = |child: &&Criterion| child.parent.is_some_and(|parent| parents.contains(&parent));
        parents = scoring.criteria.iter().filter(under).map(|child| child.id).collect();
        removed.extend(&parents);
    }
    scoring.criteria.retain(|criterion| !removed.contains(&criterion.id));
    scoring.judgements.retain(|it| !removed.contains(&it.first) && !removed.contains(&it.second));
    scoring.forget(|on| removed.contains(&on));
    drop_scores(document, |on, _| removed.contains(&on));
    Ok(())
}

pub(super) fn judge(
    document: &mut Document,
    first: CriterionId,
    second: CriterionId,
    ratio: Option<Finite>,
) -> Result<(), EditError> {
    let parent_of = |id: CriterionId| {
        let criterion = document.scoring.criterion(id);
        criterion.map(|it| it.parent).ok_or(EditError::NoSuch { what: "criterion", id: id.0 })
    };
    if first == second || parent_of(first)? != parent_of(second)? {
        return Err(EditError::NotSiblings);
    }
    let judgements = &mut document.scoring.edit().judgements;
    judgements.retain(|it| !it.is_about(first, second));
    if let Some(ratio) = ratio {
        named("comparison", rule::importance_ratio(ratio))?;
        room("comparisons", judgements.len(), limits::LINKS)?;
        judgements.push(Judgement { first, second, ratio });
    }
    Ok(())
}

pub(super) fn set_score(
    document: &mut Document,
    initiative: InitiativeId,
    criterion: CriterionId,
    score: Option<Finite>,
) -> Result<(), EditError> {
    let on = leaf(&document.scoring, criterion)?;
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

/// The leaf criterion `id`, which may carry scores.
pub(super) fn leaf(scoring: &Scoring, id: CriterionId) -> Result<&Criterion, EditError> {
    let criterion = scoring.criterion(id).ok_or(EditError::NoSuch { what: "criterion", id: id.0 })?;
    if scoring.is_leaf(id) { Ok(criterion) } else { Err(EditError::NotALeaf(criterion.name.clone())) }
}

/// A level must exist; other scores may lie beyond the ends, where the value stays 0 or 1.
pub(super) fn check_score(criterion: &Criterion, score: Finite) -> Result<(), EditError> {
    named("score", rule::score(&criterion.scale, score))
}

fn check(criterion: &Criterion) -> Result<(), EditError> {
    named("name", rule::name(&criterion.name))?;
    named("question", rule::text(&criterion.question))?;
    named("weight", rule::weight(criterion.weight))?;
    named("scale", rule::scale(&criterion.scale))
}

/// The parent exists, going up from `id` ends at the top, and the parent, now a branch, loses its scores.
fn settle_parent(
    document: &mut Document,
    id: CriterionId,
    parent: Option<CriterionId>,
) -> Result<(), EditError> {
    let Some(parent) = parent else { return Ok(()) };
    if document.scoring.criterion(parent).is_none() {
        return Err(EditError::NoSuch { what: "criterion", id: parent.0 });
    }
    let levels = document.scoring.levels();
    if !levels.contains_key(&id) {
        return Err(EditError::CriterionCycle);
    }
    if levels.values().any(|&level| level > limits::CRITERION_LEVELS) {
        return Err(EditError::CriterionTooDeep);
    }
    document.scoring.edit().forget(|on| on == parent);
    drop_scores(document, |on, _| on == parent);
    Ok(())
}

/// Takes scores away that no longer mean anything; leaves the section alone if there are none.
fn drop_scores(document: &mut Document, gone: impl Fn(CriterionId, Finite) -> bool) {
    let has_gone = |initiative: &Initiative| initiative.scores.iter().any(|(&on, &score)| gone(on, score));
    if document.initiatives.list.iter().any(has_gone) {
        for initiative in &mut document.initiatives.edit().list {
            initiative.scores.retain(|&on, &mut score| !gone(on, score));
        }
    }
    workshop::tidy(document);
}
