//! The criteria tree.

use std::collections::{BTreeMap, BTreeSet};

use super::findings::{At, Findings, shown};
use super::{Known, Place};
use crate::model::document::Document;
use crate::model::id::CriterionId;
use crate::model::limits;
use crate::model::rule;
use crate::model::scoring::{Criterion, Judgement, Scoring};

pub(super) fn criteria(document: &Document, known: &Known, found: &mut Findings) {
    let scoring = &document.scoring;
    let levels = scoring.levels();
    for criterion in &scoring.criteria {
        let at = at(criterion);
        found.rule(&at, "name", rule::name(&criterion.name));
        found.rule(&at, "question", rule::text(&criterion.question));
        found.rule(&at, "weight", rule::weight(criterion.weight));
        found.rule(&at, "scale", rule::scale(&criterion.scale));
        let remedy = "Name another criterion as its parent, or none";
        if let Some(parent) = criterion.parent.filter(|parent| !known.criteria.contains_key(parent)) {
            found.error(&at, format!("it lies under criterion {parent}, which does not exist"), remedy);
        }
        match levels.get(&criterion.id) {
            None => found.error(&at, "it lies under itself", remedy),
            Some(&level) if level > limits::CRITERION_LEVELS => {
                let message = format!("it lies on level {level} of the criteria");
                found.error(&at, message, &format!("At most {} are possible", limits::CRITERION_LEVELS));
            }
            Some(_) => {}
        }
    }
    weights(scoring, found);
    judgements(scoring, known, found);
}

fn judgements(scoring: &Scoring, known: &Known, found: &mut Findings) {
    let at = At::new(Place::Portfolio, "the comparisons of criteria");
    let mut seen = BTreeSet::new();
    for Judgement { first, second, ratio } in &scoring.judgements {
        found.rule(&at, "importance", rule::importance_ratio(*ratio));
        let parent = |id: &CriterionId| known.criteria.get(id).map(|criterion| criterion.parent);
        if first == second || parent(first).is_none() || parent(first) != parent(second) {
            let message = format!("criteria {first} and {second} are not two under the same parent");
            found.error(&at, message, "Remove that comparison");
        } else if !seen.insert((first.min(second), first.max(second))) {
            let message = format!("criteria {first} and {second} are compared twice");
            found.error(&at, message, "Keep one of the two comparisons");
        }
    }
}

fn weights(scoring: &Scoring, found: &mut Findings) {
    let mut has_weight: BTreeMap<Option<CriterionId>, bool> = BTreeMap::new();
    for criterion in &scoring.criteria {
        *has_weight.entry(criterion.parent).or_default() |= criterion.weight.get() > 0.0;
    }
    let all = At::new(Place::Portfolio, "the criteria");
    if has_weight.get(&None) == Some(&false) {
        let message = "every weight is 0, so nothing can be ranked";
        found.warning(&all, message, "Give at least one criterion a weight");
    }
    for branch in scoring.criteria.iter().filter(|it| has_weight.get(&Some(it.id)) == Some(&false)) {
        let message = "every weight under it is 0, so nothing can be ranked";
        let at = At::new(Place::Criterion(branch.id), &*branch.name);
        found.warning(&at, message, "Give at least one of them a weight");
    }
    if scoring.delivery_share() > 0.5 {
        let message = "criteria that speak of delivery only hold more than half of the weight";
        found.warning(&all, message, "Give more weight to what the work is for");
    }
}

fn at(criterion: &Criterion) -> At {
    At::new(Place::Criterion(criterion.id), format!("criterion {}", shown(&criterion.name)))
}
