//! Weight stability: closed forms, and the law that nothing changes inside and something does outside.

use pmo_workbench::engine::scoring::additive::scores;
use pmo_workbench::engine::scoring::ranking::{Ranking, rank};
use pmo_workbench::engine::scoring::stability::{
    Crossing, Slider, SliderError, StableRange, stability, stability_of_each,
};
use pmo_workbench::engine::scoring::weights::{CriteriaTree, Node, Weights, WeightsError};
use proptest::prelude::*;
use serde::Deserialize;

use super::matrix;

/// Mareschal (1988), closed form of the additive model; six projects × 5 and 20 alternatives × 12.
#[test]
fn reproduces_mareschal_1988_closed_form() {
    let file: File = serde_json::from_str(include_str!("weight_stability.json")).unwrap();
    for case in &file.cases {
        let found = stability_of_each(&matrix(&case.values, &case.weights), 1);
        assert_eq!(found.len(), case.expect.len());
        for (found, expected) in found.iter().zip(&case.expect) {
            let place = format!("{}, criterion {}", case.name, expected.criterion);
            assert!((found.weight - expected.weight).abs() < 1e-15, "{place}");
            assert_ends(found.leader, expected.top1, &place);
            assert_eq!(found.leader, found.top, "{place}");
            assert_ends(found.ranks, expected.full_ranking, &place);
            assert_eq!(found.ranks, found.order, "{place}");
        }
    }
}

#[test]
fn says_who_overtakes_whom() {
    let matrix = matrix(&[vec![1.0, 0.0], vec![0.5, 0.75], vec![0.0, 0.1]], &[3.0, 1.0]);
    let found = stability(&matrix, &Slider::of_criterion(matrix.weights(), 0).unwrap(), 2);
    assert_eq!(found.leader.below, Some(Crossing { ahead: 0, behind: 1 }));
    assert_eq!((found.leader.low, found.leader.high, found.leader.above), (0.6, 1.0, None));
    // Below 1/11 the third would pass the first.
    assert_eq!(found.top.below, Some(Crossing { ahead: 0, behind: 2 }));
    assert!((found.top.low - 1.0 / 11.0).abs() < 1e-15);
}

#[test]
fn a_tie_ends_the_ranks_but_not_the_order() {
    // The first two are tied at equal weights and part with any move; the third is far behind.
    let matrix = matrix(&[vec![1.0, 0.5], vec![0.5, 1.0], vec![0.0, 0.0]], &[1.0, 1.0]);
    let found = stability(&matrix, &Slider::of_criterion(matrix.weights(), 0).unwrap(), 2);
    assert_eq!((found.ranks.low, found.ranks.high), (0.5, 0.5));
    assert_eq!((found.order.low, found.order.high), (0.0, 1.0));
    assert_eq!((found.top.low, found.top.high), (0.0, 1.0));
    // The first stands first in the tie, and stays there on the side where it gains.
    assert_eq!((found.leader.low, found.leader.high), (0.5, 1.0));
    assert_eq!(found.leader.below, Some(Crossing { ahead: 0, behind: 1 }));
}

#[test]
fn twins_bound_nothing() {
    let matrix = matrix(&[vec![0.3, 0.7, 0.1], vec![0.3, 0.7, 0.1], vec![0.1, 0.1, 0.1]], &[0.2, 0.3, 0.5]);
    for found in stability_of_each(&matrix, 1) {
        for range in [found.ranks, found.order, found.leader, found.top] {
            // At its end the third catches up only where the third criterion is all that counts.
            assert_eq!((range.low, range.high), (0.0, 1.0), "{found:?}");
        }
    }
}

#[test]
fn a_weight_that_nothing_can_give_way_to_stays() {
    let alone = matrix(&[vec![0.3], vec![0.5]], &[1.0]);
    let all = matrix(&[vec![0.3, 0.9], vec![0.5, 0.1]], &[1.0, 0.0]);
    for matrix in [alone, all] {
        let found = stability(&matrix, &Slider::of_criterion(matrix.weights(), 0).unwrap(), 1);
        assert_eq!((found.span, found.leader.low, found.leader.high), ((1.0, 1.0), 1.0, 1.0));
    }
}

#[test]
fn a_weight_of_0_can_rise() {
    let matrix = matrix(&[vec![0.0, 0.9], vec![1.0, 0.4]], &[0.0, 1.0]);
    let found = stability(&matrix, &Slider::of_criterion(matrix.weights(), 0).unwrap(), 1);
    assert!((found.leader.high - 1.0 / 3.0).abs() < 1e-15 && found.leader.low == 0.0, "{found:?}");
}

#[test]
fn nothing_to_rank_is_stable() {
    for rows in [vec![], vec![vec![0.4, 0.6]]] {
        let matrix = matrix(&rows, &[1.0, 3.0]);
        for k in [0, 1, 7] {
            for found in stability_of_each(&matrix, k) {
                assert_eq!((found.ranks.low, found.ranks.high), (0.0, 1.0));
                assert_eq!(found.top, found.leader);
            }
        }
    }
}

/// A branch moves its leaves together; a child yields to its siblings only.
#[test]
fn a_slider_in_a_tree_moves_what_the_tree_would() {
    for node in 0..TREE.len() {
        let weights = CriteriaTree::new(&TREE).unwrap().leaf_weights();
        let slider = Slider::in_tree(&TREE, node).unwrap();
        for importance in [0.0, 0.5, 3.0, 40.0] {
            let mut moved = TREE;
            moved[node].weight = importance;
            let tree = CriteriaTree::new(&moved).unwrap();
            let expected = tree.leaf_weights();
            let found = slider.moved(&weights, tree.shares()[node]);
            for (found, expected) in found.iter().zip(expected.as_slice()) {
                assert!((found - expected).abs() < 1e-15, "node {node} at {importance}");
            }
        }
        assert_eq!(slider.weight(), CriteriaTree::new(&TREE).unwrap().shares()[node]);
    }
    let branch = Slider::in_tree(&TREE, 0).unwrap();
    assert_eq!((branch.total(), branch.span()), (1.0, (0.0, 1.0)));
    let leaf = Slider::in_tree(&TREE, 1).unwrap();
    assert_eq!((leaf.weight(), leaf.span()), (0.5, (0.0, 0.75)));
}

/// The same criteria flat and named together are the branch.
#[test]
fn a_branch_is_its_leaves_moved_together() {
    let tree = CriteriaTree::new(&TREE).unwrap();
    let rows = [[0.1, 0.9, 0.3, 0.4], [0.8, 0.2, 0.2, 0.9], [0.6, 0.5, 0.7, 0.1]].map(Vec::from);
    let matrix = matrix(&rows, tree.leaf_weights().as_slice());
    let branch = stability(&matrix, &Slider::in_tree(&TREE, 0).unwrap(), 2);
    let leaves = stability(&matrix, &Slider::of_criteria(matrix.weights(), &[0, 1]).unwrap(), 2);
    assert!((branch.ranks.low - leaves.ranks.low).abs() < 1e-14, "{branch:?} {leaves:?}");
    assert!((branch.top.high - leaves.top.high).abs() < 1e-14, "{branch:?} {leaves:?}");
}

#[test]
fn a_branch_without_weight_rises_in_the_tree_s_proportions() {
    let mut nodes = TREE;
    nodes[0].weight = 0.0;
    let weights = CriteriaTree::new(&nodes).unwrap().leaf_weights();
    let moved = Slider::in_tree(&nodes, 0).unwrap().moved(&weights, 0.3);
    assert!((moved[0] - 0.2).abs() < 1e-15 && (moved[1] - 0.1).abs() < 1e-15, "{moved:?}");
}

#[test]
fn says_why_there_is_no_such_slider() {
    let weights = Weights::new(&[1.0, 2.0]).unwrap();
    let missing = SliderError::NoSuchCriterion { criterion: 2, criteria: 2 };
    assert_eq!(Slider::of_criterion(&weights, 2), Err(missing));
    assert_eq!(missing.to_string(), "there is no criterion 2: there are 2, counted from 0");
    assert_eq!(Slider::of_criteria(&weights, &[]), Err(SliderError::Empty));
    assert_eq!(Slider::of_criteria(&weights, &[1, 1]), Err(SliderError::Repeated { criterion: 1 }));
    assert_eq!(
        Slider::in_tree(&TREE, 9),
        Err(SliderError::NoSuchCriterion { criterion: 9, criteria: TREE.len() })
    );
    assert_eq!(Slider::in_tree(&[], 0), Err(SliderError::Tree(WeightsError::Empty)));
}

proptest! {
    /// Probed a little inside and a little outside every end, on values with many ties.
    #[test]
    fn nothing_changes_inside_and_something_does_just_outside(case in case(), pick in any::<prop::sample::Index>(), k in 1_usize..4) {
        let (rows, importances) = case;
        let matrix = matrix(&rows, &importances);
        let slider = Slider::of_criterion(matrix.weights(), pick.index(importances.len())).unwrap();
        let found = stability(&matrix, &slider, k);
        let now = rank(&scores(&matrix));
        let at = |weight: f64| {
            let moved = Weights::new(&slider.moved(matrix.weights(), weight)).unwrap();
            let mut matrix = matrix.clone();
            matrix.set_weights(moved).unwrap();
            rank(&scores(&matrix))
        };
        let questions: [(&str, StableRange, Holds); 4] = [
            ("ranks", found.ranks, &|then| now.ranks == then.ranks),
            ("order", found.order, &|then| nobody_overtakes(&now, then)),
            ("leader", found.leader, &|then| top(&now, 1) == top(then, 1)),
            ("top", found.top, &|then| top(&now, k) == top(then, k)),
        ];
        for (question, range, holds) in questions {
            prop_assert!(range.low <= found.weight && found.weight <= range.high);
            for part in [0.01, 0.3, 0.5, 0.9, 0.99] {
                let inside = range.low + part * (range.high - range.low);
                prop_assert!(range.low == range.high || holds(&at(inside)), "{question} at {inside} in {range:?}");
            }
            prop_assert_eq!(range.below.is_none(), range.low == found.span.0);
            prop_assert_eq!(range.above.is_none(), range.high == found.span.1);
            if range.below.is_some() {
                prop_assert!(!holds(&at(range.low - OUTSIDE)), "{question} below {range:?}");
            }
            if range.above.is_some() {
                prop_assert!(!holds(&at(range.high + OUTSIDE)), "{question} above {range:?}");
            }
        }
    }
}

/// Whether the answer to a question is that of now.
type Holds<'a> = &'a dyn Fn(&Ranking) -> bool;

/// Crossings of values on the grid lie farther apart.
const OUTSIDE: f64 = 1e-7;

/// Rows of values in steps of a tenth, and importances.
fn case() -> impl Strategy<Value = (Vec<Vec<f64>>, Vec<f64>)> {
    (2_usize..5).prop_flat_map(|criteria| {
        let value = (0_u8..=10).prop_map(|tenths| f64::from(tenths) / 10.0);
        let rows = prop::collection::vec(prop::collection::vec(value, criteria), 2..8);
        let importance = (1_u8..=9).prop_map(f64::from);
        (rows, prop::collection::vec(importance, criteria))
    })
}

fn top(ranking: &Ranking, k: usize) -> Vec<usize> {
    let mut top = ranking.order[..k.min(ranking.order.len())].to_vec();
    top.sort_unstable();
    top
}

fn nobody_overtakes(now: &Ranking, then: &Ranking) -> bool {
    let ahead = |ranking: &Ranking, a: usize, b: usize| ranking.ranks[a].position < ranking.ranks[b].position;
    let indices = 0..now.ranks.len();
    indices.clone().all(|a| indices.clone().all(|b| !ahead(now, a, b) || !ahead(then, b, a)))
}

/// Value (Benefit 2, Fit 1) 3, Risk (Technical 1, Legal 3) 1: leaves 1, 2, 4, 5.
const TREE: [Node; 6] = [
    Node { parent: None, weight: 3.0 },
    Node { parent: Some(0), weight: 2.0 },
    Node { parent: Some(0), weight: 1.0 },
    Node { parent: None, weight: 1.0 },
    Node { parent: Some(3), weight: 1.0 },
    Node { parent: Some(3), weight: 3.0 },
];

fn assert_ends(found: StableRange, (low, high): (f64, f64), place: &str) {
    assert!((found.low - low).abs() < 1e-13, "{place}: {found:?} instead of {low}");
    assert!((found.high - high).abs() < 1e-13, "{place}: {found:?} instead of {high}");
}

#[derive(Deserialize)]
struct File {
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    values: Vec<Vec<f64>>,
    weights: Vec<f64>,
    expect: Vec<Expected>,
}

#[derive(Deserialize)]
struct Expected {
    criterion: usize,
    weight: f64,
    top1: (f64, f64),
    full_ranking: (f64, f64),
}
