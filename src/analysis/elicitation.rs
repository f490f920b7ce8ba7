//! Weights from what people say of importance: two criteria at a time, points, swings, or an order alone.

use thiserror::Error;

use crate::engine::scoring::order_weights::{OrderRule, weights_from_order};
use crate::engine::scoring::pairwise::consistency::{consistency, greatest_disturbance};
use crate::engine::scoring::pairwise::eigenvector::priorities;
use crate::engine::scoring::pairwise::least_squares::least_squares;
use crate::engine::scoring::pairwise::{Comparisons, Judgement, PairwiseError};
use crate::engine::scoring::weights::{Weights, WeightsError};
use crate::model::edit::{CriterionChange, Edit};
use crate::model::finite::Finite;
use crate::model::id::CriterionId;
use crate::model::scoring::{Criterion, Level, Point, Scale, Scoring};

/// Above this consistency ratio the judgements should be looked at again (Saaty 1977).
pub const TOLERABLE_RATIO: f64 = 0.1;

/// What comparisons under one parent say.
#[derive(Clone, Debug, PartialEq)]
pub struct ComparisonReport {
    /// Each criterion with its share among its siblings, 0 to 1, in document order.
    pub shares: Vec<(CriterionId, f64)>,
    /// Pairs that were compared.
    pub judged: usize,
    /// Pairs there are.
    pub pairs: usize,
    /// Saaty's consistency ratio, with his random index of 1977; none unless every pair was compared, and above 15
    /// criteria.
    pub consistency_ratio: Option<f64>,
    /// Greatest eigenvalue λmax of the matrix and its consistency index CI = (λmax − n) ÷ (n − 1); none unless every pair
    /// was compared.
    pub eigenvalue_and_index: Option<(f64, f64)>,
    /// The comparison to look at again; none if none disturbs.
    pub look_again: Option<LookAgain>,
}

/// A comparison that contradicts the others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LookAgain {
    /// The one that was judged.
    pub first: CriterionId,
    /// The one it was compared with.
    pub second: CriterionId,
    /// What was said.
    pub ratio: f64,
    /// What would agree with the weights.
    pub mended_ratio: f64,
    /// Consistency ratio with that instead; none where there is none.
    pub ratio_after: Option<f64>,
}

/// Why comparisons give no weights yet.
#[derive(Clone, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum CompareError {
    /// Nothing to compare.
    #[error("there is only one criterion here; comparing takes two")]
    TooFew,
    /// No chain of comparisons joins them.
    #[error("not compared with the others yet: {}; compare one of them with one of the rest", .0.join(", "))]
    Disconnected(Vec<String>),
    /// The engine refuses them.
    #[error(transparent)]
    Pairwise(#[from] PairwiseError),
}

/// The criteria under `parent`, in document order.
pub fn siblings(scoring: &Scoring, parent: Option<CriterionId>) -> Vec<&Criterion> {
    scoring.criteria.iter().filter(|criterion| criterion.parent == parent).collect()
}

/// What the comparisons under `parent` say: the principal eigenvector (Saaty 1977) once every pair was
/// compared, logarithmic least squares (Bozóki, Fülöp & Rónyai 2010) before.
///
/// # Errors
///
/// [`CompareError`]
pub fn compare(scoring: &Scoring, parent: Option<CriterionId>) -> Result<ComparisonReport, CompareError> {
    let criteria = siblings(scoring, parent);
    if criteria.len() < 2 {
        return Err(CompareError::TooFew);
    }
    let index_of = |id: CriterionId| criteria.iter().position(|criterion| criterion.id == id);
    let judgements: Vec<Judgement> = scoring
        .judgements
        .iter()
        .filter_map(|it| {
            Some(Judgement {
                first: index_of(it.first)?,
                second: index_of(it.second)?,
                ratio: it.ratio.get(),
            })
        })
        .collect();
    let comparisons = Comparisons::new(criteria.len(), &judgements)?;
    let again = |judgement: Judgement, mended_ratio: f64, ratio_after: Option<f64>| LookAgain {
        first: criteria[judgement.first].id,
        second: criteria[judgement.second].id,
        ratio: judgement.ratio,
        mended_ratio,
        ratio_after,
    };
    let (weights, found_consistency, look_again) = if let Ok(matrix) = comparisons.matrix() {
        let found = priorities(&matrix);
        let consistency = consistency(criteria.len(), found.lambda_max);
        let worst = greatest_disturbance(&matrix, &found)
            .map(|worst| again(worst.judgement, worst.mended_ratio, worst.after.ratio));
        (found.weights, Some((found.lambda_max, consistency)), worst)
    } else {
        let found = least_squares(&comparisons).map_err(|error| match error {
            PairwiseError::Disconnected { parts } => {
                let smallest = parts.iter().min_by_key(|part| part.len()).cloned().unwrap_or_default();
                CompareError::Disconnected(smallest.iter().map(|&it| criteria[it].name.clone()).collect())
            }
            other => CompareError::Pairwise(other),
        })?;
        let furthest = found.furthest.map(|misfit| again(misfit.judgement, misfit.fitted_ratio, None));
        (found.weights, None, furthest)
    };
    Ok(ComparisonReport {
        shares: criteria.iter().map(|it| it.id).zip(weights.as_slice().iter().copied()).collect(),
        judged: judgements.len(),
        pairs: criteria.len() * (criteria.len() - 1) / 2,
        consistency_ratio: found_consistency.and_then(|(_, it)| it.ratio),
        eigenvalue_and_index: found_consistency.map(|(lambda_max, it)| (lambda_max, it.index)),
        look_again,
    })
}

/// Shares of the criteria in `order`, the most important first, by `rule`; they sum to 1.
///
/// # Errors
///
/// [`WeightsError`] if there is no criterion.
pub fn shares_in_order(
    order: &[CriterionId],
    rule: OrderRule,
) -> Result<Vec<(CriterionId, f64)>, WeightsError> {
    let ranks: Vec<u32> = (1..).take(order.len()).collect();
    let weights: Weights = weights_from_order(&ranks, rule)?;
    Ok(order.iter().copied().zip(weights.as_slice().iter().copied()).collect())
}

/// Shares in proportion to `points` that were shared out or given to swings; they sum to 1.
///
/// A swing is the step of one criterion from its worst to its best, the most welcome one worth 100 points
/// (von Winterfeldt & Edwards 1986, *Decision Analysis and Behavioral Research*): unlike bare importance, that
/// takes in how far apart worst and best are.
///
/// # Errors
///
/// [`WeightsError`] if there is no criterion, points are negative, or nobody has any.
pub fn shares_of_points(points: &[(CriterionId, f64)]) -> Result<Vec<(CriterionId, f64)>, WeightsError> {
    let parts: Vec<f64> = points.iter().map(|(_, points)| *points).collect();
    let weights = Weights::new(&parts)?;
    Ok(points.iter().map(|(id, _)| *id).zip(weights.as_slice().iter().copied()).collect())
}

/// What the worst and the best of a criterion are, in words; of a branch, all under it at once.
pub fn swing_in_words(scoring: &Scoring, id: CriterionId) -> String {
    let Some(criterion) = scoring.criterion(id) else { return String::new() };
    if !scoring.is_leaf(id) {
        return "from the worst to the best of all that is under it".to_owned();
    }
    let (worst, best) = match &criterion.scale {
        Scale::Levels { levels } => {
            let worth = |one: &&Level, other: &&Level| one.value.get().total_cmp(&other.value.get());
            let label =
                |level: Option<&Level>| level.map_or_else(String::new, |it| format!("“{}”", it.label));
            (label(levels.iter().min_by(worth)), label(levels.iter().max_by(worth)))
        }
        Scale::Linear { unit, low, high } | Scale::Exponential { unit, low, high, .. } => {
            (format!("{low} {unit}"), format!("{high} {unit}"))
        }
        Scale::Piecewise { unit, points } => {
            let worth = |one: &&Point, other: &&Point| one.value.get().total_cmp(&other.value.get());
            let score =
                |point: Option<&Point>| point.map_or_else(String::new, |it| format!("{} {unit}", it.score));
            (score(points.iter().min_by(worth)), score(points.iter().max_by(worth)))
        }
    };
    format!("from {} to {}", worst.trim_end(), best.trim_end())
}

/// Gives criteria the weights that `shares` say, as one step: percentages, to the hundredth.
pub fn use_shares(shares: &[(CriterionId, f64)], label: &str) -> Edit {
    let weight = |share: f64| Finite::new((share * 1e4).round() / 100.0).unwrap_or(Finite::ZERO);
    let edits = shares.iter().map(|&(criterion, share)| Edit::Criterion {
        criterion,
        change: CriterionChange::Weight(weight(share)),
    });
    Edit::Several { label: label.to_owned(), edits: edits.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::document::Document;
    use crate::model::sample;

    /// Public value, Strategic fit and Cost of delay of the sample, all under Value.
    fn document(ratios: &[(usize, usize, u32)]) -> (Document, Option<CriterionId>, Vec<CriterionId>) {
        let mut document = sample::find("gmpp").unwrap().document();
        let parent = document.scoring.criteria.iter().find(|it| it.name == "Value").map(|it| it.id);
        let ids: Vec<CriterionId> = siblings(&document.scoring, parent).iter().map(|it| it.id).collect();
        for &(first, second, ratio) in ratios {
            let judge =
                Edit::Judge { first: ids[first], second: ids[second], ratio: Some(Finite::from(ratio)) };
            judge.apply(&mut document).unwrap();
        }
        (document, parent, ids)
    }

    #[test]
    fn consistent_judgements_give_their_weights() {
        let (document, parent, ids) = document(&[(0, 1, 2), (1, 2, 3), (0, 2, 6)]);
        let report = compare(&document.scoring, parent).unwrap();
        let expected = [0.6, 0.3, 0.1];
        for ((id, share), (expected_id, expected)) in report.shares.iter().zip(ids.iter().zip(expected)) {
            assert_eq!(id, expected_id);
            assert!((share - expected).abs() < 1e-9, "{share}");
        }
        assert!(report.consistency_ratio.unwrap() < 1e-9);
        assert_eq!(report.look_again, None);
    }

    #[test]
    fn a_contradiction_is_pointed_at_with_what_would_mend_it() {
        let (document, parent, _) = document(&[(0, 1, 2), (1, 2, 3), (2, 0, 2)]);
        let report = compare(&document.scoring, parent).unwrap();
        assert!(report.consistency_ratio.unwrap() > TOLERABLE_RATIO);
        let again = report.look_again.unwrap();
        assert!(again.ratio_after.unwrap() < report.consistency_ratio.unwrap());
    }

    #[test]
    fn a_criterion_that_nobody_compared_is_named() {
        let (document, parent, _) = document(&[(0, 1, 2)]);
        let error = compare(&document.scoring, parent).unwrap_err();
        assert!(error.to_string().contains("yet: Cost of delay;"), "{error}");
    }

    #[test]
    fn two_comparisons_of_three_are_enough() {
        let (document, parent, _) = document(&[(0, 1, 2), (1, 2, 3)]);
        let report = compare(&document.scoring, parent).unwrap();
        assert_eq!((report.judged, report.pairs, report.consistency_ratio), (2, 3, None));
        assert!((report.shares[0].1 - 0.6).abs() < 1e-9);
    }

    #[test]
    fn weights_from_a_report_are_one_step() {
        let (mut document, parent, ids) = document(&[(0, 1, 2), (1, 2, 3), (0, 2, 6)]);
        let report = compare(&document.scoring, parent).unwrap();
        use_shares(&report.shares, "weights from comparisons").apply(&mut document).unwrap();
        assert_eq!(document.scoring.criterion(ids[0]).unwrap().weight, Finite::from(60_u32));
        let order = shares_in_order(&ids, OrderRule::RankOrderCentroid).unwrap();
        assert!((order[0].1 - 11.0 / 18.0).abs() < 1e-12, "(1 + 1/2 + 1/3) ÷ 3");
    }

    #[test]
    fn points_need_not_sum_to_100_but_somebody_must_have_some() {
        let (_, _, ids) = document(&[]);
        let swings = [(ids[0], 100.0), (ids[1], 60.0), (ids[2], 40.0)];
        let shares = shares_of_points(&swings).unwrap();
        assert_eq!(shares, [(ids[0], 0.5), (ids[1], 0.3), (ids[2], 0.2)]);
        assert_eq!(
            shares_of_points(&[(ids[0], 0.0), (ids[1], 0.0)]),
            Err(WeightsError::AllZero { parent: None })
        );
    }

    #[test]
    fn a_swing_goes_from_what_is_worth_least_to_what_is_worth_most() {
        let (mut document, parent, ids) = document(&[]);
        let scale =
            Scale::Linear { unit: "months".to_owned(), low: Finite::from(24_u32), high: Finite::from(3_u32) };
        let change = CriterionChange::Scale(scale);
        Edit::Criterion { criterion: ids[0], change }.apply(&mut document).unwrap();
        assert_eq!(swing_in_words(&document.scoring, ids[0]), "from 24 months to 3 months");
        assert!(swing_in_words(&document.scoring, ids[1]).starts_with("from “"));
        assert!(swing_in_words(&document.scoring, parent.unwrap()).contains("all that is under it"));
    }
}
