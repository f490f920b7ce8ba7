//! The additive value model, against a worked case and against its laws.

#![allow(clippy::float_cmp, clippy::unwrap_used, reason = "exactness is the point; a test may panic")]

use std::collections::BTreeMap;

use pmo_workbench::engine::scoring::additive::{
    DecisionMatrix, MatrixError, contributions, score_ranges, scores,
};
use pmo_workbench::engine::scoring::ranking::rank;
use pmo_workbench::engine::scoring::value_function::ValueFunction;
use pmo_workbench::engine::scoring::weights::{CriteriaTree, Node, Weights};
use proptest::prelude::*;
use serde::Deserialize;

/// Keeney & Raiffa's additive model with Kirkwood's exponential; six projects,
/// all four shapes, computed with scikit-criteria's `WeightedSumModel`.
#[test]
fn reproduces_scikit_criteria_weighted_sum() {
    let case: WeightedSum = serde_json::from_str(include_str!("scoring/weighted_sum.json")).unwrap();
    let matrix = case.matrix();
    for (criterion, expected) in transposed(&case.values).iter().enumerate() {
        assert_close(matrix.values(criterion), expected, 1e-15);
    }
    assert_close(&contributions(&matrix), &case.contributions.concat(), 1e-15);
    assert_close(&scores(&matrix), &case.score, 1e-15);
    let ranks: Vec<u32> = rank(&scores(&matrix)).ranks.iter().map(|rank| rank.position).collect();
    assert_eq!(ranks, case.rank);
}

#[test]
fn a_missing_score_contributes_nothing_and_opens_the_range() {
    let functions =
        [ValueFunction::linear(0.0, 10.0).unwrap(), ValueFunction::levels(vec![0.2, 0.6, 0.8]).unwrap()];
    let raw_scores = [Some(5.0), None, None, None, Some(10.0), Some(3.0)];
    let matrix = DecisionMatrix::new(&raw_scores, &functions, Weights::new(&[1.0, 1.0]).unwrap()).unwrap();
    assert_eq!(scores(&matrix), [0.25, 0.0, 0.9]);
    assert_eq!(contributions(&matrix), [0.25, 0.0, 0.0, 0.0, 0.5, 0.4]);
    let ends: Vec<_> = score_ranges(&matrix).iter().map(|range| (range.low, range.high)).collect();
    assert_eq!(ends, [(0.35, 0.65), (0.1, 0.9), (0.9, 0.9)]);
    assert_eq!(matrix.missing().collect::<Vec<_>>(), [(0, 1), (1, 0), (1, 1)]);
}

#[test]
fn says_which_score_is_wrong() {
    let functions = vec![ValueFunction::linear(0.0, 1.0).unwrap(); 2];
    let weights = Weights::new(&[1.0, 1.0]).unwrap();
    let build = |raw_scores: &[Option<f64>]| DecisionMatrix::new(raw_scores, &functions, weights.clone());
    assert_eq!(build(&[None; 3]).unwrap_err(), MatrixError::UnevenRows { scores: 3, criteria: 2 });
    let infinite = [None, None, Some(1.0), Some(f64::INFINITY)];
    assert_eq!(
        build(&infinite).unwrap_err(),
        MatrixError::InvalidScore { alternative: 1, criterion: 1, score: f64::INFINITY }
    );
    assert!(build(&[Some(f64::NAN), None]).is_err());
    let mut matrix = build(&[]).unwrap();
    assert_eq!((matrix.alternatives(), scores(&matrix).len()), (0, 0));
    assert_eq!(
        matrix.set_weights(Weights::new(&[1.0]).unwrap()),
        Err(MatrixError::CriteriaDiffer { value_functions: 2, weights: 1 })
    );
}

proptest! {
    #[test]
    fn scores_lie_between_0_and_1_and_inside_their_range(case in case()) {
        let matrix = case.matrix();
        for (score, range) in scores(&matrix).into_iter().zip(score_ranges(&matrix)) {
            prop_assert!((0.0..=1.0 + 1e-12).contains(&score), "{score}");
            prop_assert!(score <= range.low && range.low <= range.high && range.high <= 1.0 + 1e-12);
        }
    }

    #[test]
    fn contributions_sum_to_the_score(case in case()) {
        let matrix = case.matrix();
        let contributions = contributions(&matrix);
        for (row, score) in contributions.chunks_exact(matrix.criteria()).zip(scores(&matrix)) {
            prop_assert_eq!(row.iter().fold(0.0, |sum, part| sum + part), score);
        }
    }

    /// Scores do not depend on the list: the complaint users make most of other tools.
    #[test]
    fn adding_an_alternative_changes_nobody_elses_score(case in case(), newcomer in -50.0..50.0) {
        let before = scores(&case.matrix());
        let mut larger = case.clone();
        larger.raw_scores.extend(vec![Some(newcomer); case.functions.len()]);
        let after = scores(&larger.matrix());
        prop_assert_eq!(after.len(), before.len() + 1);
        prop_assert_eq!(&after[..before.len()], &before[..]);
    }

    #[test]
    fn scaling_all_weights_changes_nothing(case in case(), factor in 1e-6..1e6) {
        let mut scaled = case.clone();
        scaled.importances.iter_mut().for_each(|weight| *weight *= factor);
        let (before, after) = (scores(&case.matrix()), scores(&scaled.matrix()));
        for (before, after) in before.iter().zip(&after) {
            prop_assert!((before - after).abs() < 1e-14, "{before} became {after}");
        }
    }

    #[test]
    fn a_new_weight_and_a_new_matrix_agree(case in case(), importance in 0.1..9.0) {
        let mut dragged = case.matrix();
        let mut other = case.clone();
        other.importances[0] = importance;
        dragged.set_weights(Weights::new(&other.importances).unwrap()).unwrap();
        prop_assert_eq!(dragged, other.matrix());
    }

    #[test]
    fn more_of_a_good_thing_is_never_worth_less(function in monotone_function(), a in -60.0..60.0, b in -60.0..60.0) {
        let (function, rises) = function;
        let (low, high) = if a < b { (a, b) } else { (b, a) };
        let gain = function.value(high) - function.value(low);
        prop_assert!(if rises { gain >= -1e-15 } else { gain <= 1e-15 }, "{function:?}: {gain}");
    }

    #[test]
    fn leaf_weights_sum_to_1(parents in prop::collection::vec((any::<prop::sample::Index>(), 0.01..9.0), 1..30)) {
        // Each node's parent comes before it, or it stands at the top.
        let nodes: Vec<Node> = parents
            .iter()
            .enumerate()
            .map(|(index, (pick, weight))| Node { parent: pick.index(index + 1).checked_sub(1), weight: *weight })
            .collect();
        let tree = CriteriaTree::new(&nodes).unwrap();
        let sum: f64 = tree.leaf_weights().as_slice().iter().sum();
        prop_assert!((sum - 1.0).abs() < 1e-12, "{sum}");
        for (parent, share) in tree.shares().iter().enumerate() {
            let children: f64 = nodes.iter().zip(tree.shares())
                .filter(|(node, _)| node.parent == Some(parent)).map(|(_, share)| share).sum();
            prop_assert!(tree.leaves().contains(&parent) || (children - share).abs() < 1e-12);
        }
    }

    #[test]
    fn a_ranking_orders_every_alternative_once(scores in prop::collection::vec(prop::sample::select(vec![0.1, 0.2, 0.1 + 0.2, 0.3, 0.7]), 0..40)) {
        let ranking = rank(&scores);
        let mut seen = ranking.order.clone();
        seen.sort_unstable();
        prop_assert!(seen.into_iter().eq(0..scores.len()));
        for (index, rank) in ranking.ranks.iter().enumerate() {
            let better = scores.iter().filter(|&&score| score > scores[index] + 1e-9).count();
            let equal = scores.iter().filter(|&&score| (score - scores[index]).abs() < 1e-9).count();
            prop_assert_eq!((rank.position as usize, rank.is_shared), (better + 1, equal > 1));
        }
        for pair in ranking.order.windows(2) {
            let (before, after) = (ranking.ranks[pair[0]].position, ranking.ranks[pair[1]].position);
            prop_assert!(before < after || (before == after && pair[0] < pair[1]));
        }
    }
}

#[derive(Clone, Debug)]
struct Case {
    functions: Vec<ValueFunction>,
    importances: Vec<f64>,
    raw_scores: Vec<Option<f64>>,
}

impl Case {
    fn matrix(&self) -> DecisionMatrix {
        DecisionMatrix::new(&self.raw_scores, &self.functions, Weights::new(&self.importances).unwrap())
            .unwrap()
    }
}

fn case() -> impl Strategy<Value = Case> {
    (1_usize..6, 0_usize..8).prop_flat_map(|(criteria, alternatives)| {
        let raw_score = prop::option::weighted(0.9, -60.0..60.0);
        let functions =
            prop::collection::vec(monotone_function().prop_map(|(function, _)| function), criteria);
        let importances = prop::collection::vec(0.01..9.0, criteria);
        let raw_scores = prop::collection::vec(raw_score, criteria * alternatives);
        (functions, importances, raw_scores).prop_map(|(functions, importances, raw_scores)| Case {
            functions,
            importances,
            raw_scores,
        })
    })
}

/// A value function, and whether more is better.
fn monotone_function() -> impl Strategy<Value = (ValueFunction, bool)> {
    let ends = || (-50.0..50.0, 0.1..50.0).prop_map(|(start, length): (f64, f64)| (start, start + length));
    let rho = prop_oneof![0.01..100.0, -100.0..-0.01, Just(f64::INFINITY)];
    let rising_values = || {
        prop::collection::vec(0.0..=1.0, 2..6).prop_map(|mut values| {
            values.sort_by(f64::total_cmp);
            values
        })
    };
    let turned = |(low, high), rises| if rises { (low, high) } else { (high, low) };
    prop_oneof![
        (ends(), any::<bool>()).prop_map(move |(ends, rises)| {
            let (worst, best) = turned(ends, rises);
            (ValueFunction::linear(worst, best).unwrap(), rises)
        }),
        (ends(), any::<bool>(), rho).prop_map(move |(ends, rises, rho)| {
            let (worst, best) = turned(ends, rises);
            (ValueFunction::exponential(worst, best, rho).unwrap(), rises)
        }),
        (rising_values(), ends(), any::<bool>()).prop_map(|(values, (start, end), rises)| {
            let step = (end - start) * if rises { 1.0 } else { -1.0 };
            let points =
                values.iter().enumerate().map(|(index, &value)| (start + step * index as f64, value));
            (ValueFunction::piecewise(points.collect()).unwrap(), rises)
        }),
        rising_values().prop_map(|values| (ValueFunction::levels(values).unwrap(), true)),
    ]
}

#[derive(Deserialize)]
struct WeightedSum {
    criteria: Vec<Criterion>,
    projects: BTreeMap<String, Vec<RawScore>>,
    values: Vec<Vec<f64>>,
    score: Vec<f64>,
    rank: Vec<u32>,
    contributions: Vec<Vec<f64>>,
}

#[derive(Deserialize)]
struct Criterion {
    weight: f64,
    value: Shape,
}

#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Shape {
    Levels { map: BTreeMap<String, f64> },
    Linear { lo: f64, hi: f64 },
    Exponential { lo: f64, hi: f64, rho: f64 },
    Piecewise { points: Vec<(f64, f64)> },
}

#[derive(Deserialize)]
#[serde(untagged)]
enum RawScore {
    Number(f64),
    Level(String),
}

impl WeightedSum {
    fn matrix(&self) -> DecisionMatrix {
        let functions: Vec<_> = self.criteria.iter().map(|criterion| criterion.value.function()).collect();
        let importances: Vec<_> = self.criteria.iter().map(|criterion| criterion.weight).collect();
        let raw_scores: Vec<_> = self
            .projects
            .values()
            .flat_map(|row| row.iter().zip(&self.criteria))
            .map(|(score, criterion)| Some(criterion.value.raw_score(score)))
            .collect();
        DecisionMatrix::new(&raw_scores, &functions, Weights::new(&importances).unwrap()).unwrap()
    }
}

impl Shape {
    fn function(&self) -> ValueFunction {
        match self {
            Self::Levels { map } => {
                let mut values: Vec<f64> = map.values().copied().collect();
                values.sort_by(f64::total_cmp);
                ValueFunction::levels(values)
            }
            Self::Linear { lo, hi } => ValueFunction::linear(*lo, *hi),
            Self::Exponential { lo, hi, rho } => ValueFunction::exponential(*lo, *hi, *rho),
            Self::Piecewise { points } => ValueFunction::piecewise(points.clone()),
        }
        .unwrap()
    }

    /// Levels become numbers from 1, the least valued first.
    fn raw_score(&self, score: &RawScore) -> f64 {
        match (self, score) {
            (Self::Levels { map }, RawScore::Level(name)) => {
                map.values().filter(|&value| value <= &map[name]).count() as f64
            }
            (_, RawScore::Number(score)) => *score,
            (_, RawScore::Level(name)) => panic!("level {name} on a criterion without levels"),
        }
    }
}

fn transposed(rows: &[Vec<f64>]) -> Vec<Vec<f64>> {
    (0..rows[0].len()).map(|column| rows.iter().map(|row| row[column]).collect()).collect()
}

fn assert_close(found: &[f64], expected: &[f64], tolerance: f64) {
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(expected) {
        assert!((found - expected).abs() <= tolerance, "{found} instead of {expected}");
    }
}
