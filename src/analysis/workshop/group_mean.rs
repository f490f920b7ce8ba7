//! The group's own scores and weights: means, weighted by person.

use serde::Serialize;

use crate::analysis::score::Scored;
use crate::engine::scoring::weights::Weights;
use crate::model::document::Document;
use crate::model::id::{CriterionId, InitiativeId};
use crate::model::scoring::Criterion;
use crate::model::workshop::{Round, Workshop};

/// What people say of the weight of one criterion, as shares of the whole.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WeightReport {
    /// Which.
    pub criterion: CriterionId,
    /// Its share in the plan.
    pub plan: f64,
    /// The group's: the mean, weighted by person.
    pub group: f64,
    /// Least share that somebody gives it.
    pub low: f64,
    /// Greatest share that somebody gives it.
    pub high: f64,
}

/// The group's score of one cell in `round`: the mean, weighted by person. None if nobody with a weight scored it.
pub fn group_score(
    workshop: &Workshop,
    round: &Round,
    initiative: InitiativeId,
    criterion: CriterionId,
) -> Option<f64> {
    let mut scores: Vec<(f64, f64)> = workshop
        .participants
        .iter()
        .filter_map(|person| {
            let score = round.opinions.get(&person.id)?.score(initiative, criterion)?;
            Some((score.get(), person.weight.get()))
        })
        .collect();
    weighted_mean(&mut scores)
}

/// People's own weights, each brought to a sum of 1; none if nobody gave any or nothing can be ranked.
pub(super) fn group_weights(document: &Document) -> Option<Vec<WeightReport>> {
    let workshop = &document.workshop;
    let round = workshop.round()?;
    let scored = Scored::new(&document.scoring, &document.initiatives, &document.people).ok()?;
    let given: Vec<(Weights, f64)> = workshop
        .participants
        .iter()
        .filter_map(|person| {
            let weights = &round.opinions.get(&person.id)?.weights;
            let of = |leaf: &&Criterion| weights.get(&leaf.id).map_or(0.0, |it| it.get());
            let shares = Weights::new(&scored.leaves.iter().map(of).collect::<Vec<_>>()).ok()?;
            Some((shares, person.weight.get()))
        })
        .collect();
    let rows: Option<Vec<WeightReport>> = (0..scored.leaves.len())
        .map(|column| {
            let mut shares: Vec<(f64, f64)> =
                given.iter().map(|(shares, weight)| (shares.as_slice()[column], *weight)).collect();
            let group = weighted_mean(&mut shares)?;
            // Sorted by now.
            let (low, high) = (shares.first()?.0, shares.last()?.0);
            let plan = scored.matrix.weights().as_slice()[column];
            Some(WeightReport { criterion: scored.leaves[column].id, plan, group, low, high })
        })
        .collect();
    rows.filter(|rows| !rows.is_empty())
}

/// Mean of (value, weight), added up in order of size so that nobody's place in the list decides a last bit.
fn weighted_mean(values: &mut [(f64, f64)]) -> Option<f64> {
    values.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let weight: f64 = values.iter().map(|it| it.1).sum();
    let (low, high) = (values.first()?.0, values.last()?.0);
    let sum: f64 = values.iter().map(|it| it.0 * it.1).sum();
    // A mean lies within; rounding must not push it off the scale.
    (weight > 0.0).then(|| (sum / weight).clamp(low, high))
}
