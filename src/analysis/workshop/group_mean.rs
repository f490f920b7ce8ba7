//! The group's own scores and weights: means, weighted by person.

use serde::Serialize;

use crate::analysis::score::Scored;
use crate::engine::scoring::pairwise::group::{Mean, Voice, join_priorities};
use crate::engine::scoring::weights::Weights;
use crate::model::document::Document;
use crate::model::id::{CriterionId, InitiativeId};
use crate::model::scoring::Criterion;
use crate::model::workshop::{Round, WeightsMean, Workshop};

/// What people say of the weight of one criterion, as shares of the whole.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WeightReport {
    /// Which.
    pub criterion: CriterionId,
    /// Its share in the plan.
    pub plan: f64,
    /// The group's: the mean of the kind chosen, weighted by person.
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

/// People's own weights, each brought to a sum of 1; none if nobody gave any, nothing can be ranked, or every criterion has
/// somebody who gives it 0 and the mean is geometric.
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
    let geometric = (workshop.weights_mean == WeightsMean::Geometric).then(|| {
        let voices: Vec<Voice<Weights>> =
            given.iter().map(|(shares, weight)| Voice { says: shares, weight: *weight }).collect();
        join_priorities(&voices, Mean::Geometric).ok()
    });
    let rows: Option<Vec<WeightReport>> = (0..scored.leaves.len())
        .map(|column| {
            let mut shares: Vec<(f64, f64)> =
                given.iter().map(|(shares, weight)| (shares.as_slice()[column], *weight)).collect();
            let arithmetic = weighted_mean(&mut shares)?;
            let group = match &geometric {
                Some(weights) => weights.as_ref()?.as_slice()[column],
                None => arithmetic,
            };
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::edit::{Edit, WorkshopChange};
    use crate::model::finite::Finite;
    use crate::model::id::ParticipantId;
    use crate::model::sample;
    use crate::model::workshop::{Opinion, Participant};

    /// By hand: of shares 0.5 and 0.5, and 0.9 and 0.1, the mean is 0.7 and 0.3; the geometric mean is in the proportion
    /// √0.45 to √0.05, which is 3 to 1.
    #[test]
    fn weights_are_joined_by_differences_or_by_ratios() {
        let mut document = sample::find("gmpp").unwrap().document();
        let leaves: Vec<CriterionId> = document.scoring.leaves().map(|leaf| leaf.id).collect();
        let workshop = document.workshop.edit();
        (workshop.participants, workshop.rounds) = (Vec::new(), vec![Round::default()]);
        for (id, first, second) in [(9_001, 5, 5), (9_002, 9, 1)] {
            let id = ParticipantId(id);
            let weights = [(leaves[0], Finite::from(first)), (leaves[1], Finite::from(second))].into();
            let person =
                Participant { id, name: format!("Person {id}"), group: String::new(), weight: Finite::ONE };
            workshop.participants.push(person);
            workshop.rounds[0].opinions.insert(id, Opinion { weights, ..Opinion::default() });
        }
        let groups = |document: &Document| {
            let rows = group_weights(document).unwrap();
            let of = |id| rows.iter().find(|row| row.criterion == id).unwrap().group;
            (of(leaves[0]), of(leaves[1]))
        };
        let close = |(a, b): (f64, f64), (c, d): (f64, f64)| (a - c).abs() < 1e-12 && (b - d).abs() < 1e-12;
        assert!(close(groups(&document), (0.7, 0.3)));
        Edit::Workshop(WorkshopChange::WeightsMean(WeightsMean::Geometric)).apply(&mut document).unwrap();
        assert!(close(groups(&document), (0.75, 0.25)));
        let round = &mut document.workshop.edit().rounds[0];
        round.opinions.get_mut(&ParticipantId(9_001)).unwrap().weights.insert(leaves[0], Finite::ZERO);
        assert!(close(groups(&document), (0.0, 1.0)), "who gives 0 says no for all");
    }
}
