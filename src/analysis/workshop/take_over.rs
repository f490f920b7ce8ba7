//! What the group found becomes the plan's, as one step that can be undone.

use std::collections::BTreeMap;

use super::cells::cells;
use super::group_mean::{group_score, group_weights};
use crate::model::document::Document;
use crate::model::edit::{CriterionChange, Edit};
use crate::model::finite::Finite;
use crate::model::id::CriterionId;

/// The plan's scores become the group's, as one step; nothing if they are that already.
pub fn take_over_scores(document: &Document) -> Option<Edit> {
    let workshop = &document.workshop;
    let round = workshop.round()?;
    let mut edits = Vec::new();
    for (initiative, criterion) in cells(round) {
        let Some(score) = group_score(workshop, round, initiative, criterion) else { continue };
        let Ok(score) = Finite::new(score) else { continue };
        let now = document.initiatives.initiative(initiative).and_then(|it| it.scores.get(&criterion));
        if now != Some(&score) {
            edits.push(Edit::SetScore { initiative, criterion, score: Some(score) });
        }
    }
    let label = "scores of the workshop".to_owned();
    (!edits.is_empty()).then_some(Edit::Several { label, edits })
}

/// The weights become the group's, as one step; nothing if nobody gave any.
pub fn take_over_weights(document: &Document) -> Option<Edit> {
    let shares: BTreeMap<CriterionId, f64> =
        group_weights(document)?.into_iter().map(|row| (row.criterion, row.group)).collect();
    // A branch weighs what all under it weigh, so that the share of every leaf comes out.
    let total_under = |id: CriterionId| {
        let mut open = vec![id];
        let mut total = 0.0;
        while let Some(at) = open.pop() {
            total += shares.get(&at).copied().unwrap_or(0.0);
            open.extend(document.scoring.criteria.iter().filter(|it| it.parent == Some(at)).map(|it| it.id));
        }
        total
    };
    let edits: Vec<Edit> = document
        .scoring
        .criteria
        .iter()
        .filter_map(|it| {
            let weight = Finite::new(100.0 * total_under(it.id)).ok()?;
            let change = CriterionChange::Weight(weight);
            (it.weight != weight).then_some(Edit::Criterion { criterion: it.id, change })
        })
        .collect();
    let label = "weights of the workshop".to_owned();
    (!edits.is_empty()).then_some(Edit::Several { label, edits })
}
