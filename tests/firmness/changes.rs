//! What one change does to a ranking, and the two lists that follow from it: what to talk
//! about, and what to find out.

use pmo_workbench::engine::scoring::additive::{DecisionMatrix, scores};
use pmo_workbench::engine::scoring::disagreement::{Subject, View, ViewError, disagreements};
use pmo_workbench::engine::scoring::information::{Question, QuestionError, Unknown, value_of_information};
use pmo_workbench::engine::scoring::ranking::rank;
use pmo_workbench::engine::scoring::rerank::{Baseline, Shift};
use pmo_workbench::engine::scoring::weights::Weights;
use proptest::prelude::*;

use super::matrix;

/// Scores 0.8, 0.6, 0.55, 0.1: only the cell in the middle of the cut decides who is among two.
fn four() -> DecisionMatrix {
    matrix(&[vec![0.8, 0.8], vec![0.6, 0.6], vec![0.6, 0.5], vec![0.1, 0.1]], &[1.0, 1.0])
}

#[test]
fn one_value_moves_those_it_passes() {
    let four = four();
    let baseline = Baseline::new(&four, 2);
    assert_eq!(baseline.with_value(2, 1, 0.5), Shift { ranks: 0, top: 0 });
    assert_eq!(baseline.with_value(2, 1, 0.7), Shift { ranks: 2, top: 1 });
    // From 3 to 1: everyone passed loses a rank, but only one leaves.
    assert_eq!(baseline.with_value(2, 1, 1.0), Shift { ranks: 2, top: 1 });
    assert_eq!(baseline.with_value(0, 0, 0.0), Shift { ranks: 3, top: 1 });
    // A tie is displayed in the order given: the second keeps its place, and shares its rank.
    assert_eq!(baseline.with_value(2, 1, 0.6), Shift { ranks: 1, top: 0 });
}

#[test]
fn the_subject_that_decides_comes_first() {
    let no_view = || vec![None; 8];
    let mut far_apart_but_idle = no_view();
    far_apart_but_idle[6] = Some(0.9); // 0.1 becomes 0.5: still the last
    let mut close_but_decisive = no_view();
    close_but_decisive[5] = Some(0.75); // 0.55 becomes 0.675: second
    let people =
        [far_apart_but_idle, close_but_decisive, no_view()].map(|values| View { values, weights: None });
    let found = disagreements(&four(), &people, 2).unwrap();
    assert_eq!(found[0].subject, Subject::Cell { alternative: 2, criterion: 1 });
    let first = found[0];
    assert_eq!((first.views, first.person), (1, 1));
    assert_eq!((first.top_changes, first.most_top_changes, first.rank_changes), (1.0, 1, 2.0));
    assert_eq!(found[1].subject, Subject::Criterion(1));
    let idle = found.iter().find(|it| it.subject == Subject::Cell { alternative: 3, criterion: 0 });
    assert_eq!(idle.map(|it| (it.top_changes, it.rank_changes, it.person)), Some((0.0, 0.0, 0)));
    // Two cells, and the criteria they belong to.
    assert_eq!(found.len(), 4);
}

#[test]
fn a_view_of_the_weights_is_a_subject_too() {
    let matrix = matrix(&[vec![1.0, 0.0], vec![0.0, 0.9]], &[1.0, 1.0]);
    let view =
        |weights: &[f64]| View { values: vec![None; 4], weights: Some(Weights::new(weights).unwrap()) };
    let found = disagreements(&matrix, &[view(&[1.0, 1.0]), view(&[1.0, 3.0])], 1).unwrap();
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].subject, Subject::Weight(0));
    assert_eq!((found[0].views, found[0].person), (2, 1));
    assert_eq!((found[0].top_changes, found[0].rank_changes), (0.5, 1.0));
}

#[test]
fn views_that_do_not_fit_are_refused() {
    let refused = |view: View| disagreements(&four(), &[view], 2).unwrap_err();
    assert_eq!(
        refused(View { values: vec![None; 7], weights: None }),
        ViewError::WrongSize { person: 0, given: 7, expected: 8 }
    );
    let weights = Some(Weights::new(&[1.0]).unwrap());
    assert_eq!(
        refused(View { values: vec![None; 8], weights }),
        ViewError::WrongSize { person: 0, given: 1, expected: 2 }
    );
    for value in [1.5, -0.1, f64::NAN] {
        let mut values = vec![None; 8];
        values[3] = Some(value);
        let error = refused(View { values, weights: None });
        assert!(matches!(error, ViewError::ValueOutside { alternative: 1, criterion: 1, .. }), "{error:?}");
    }
}

#[test]
fn the_question_that_could_change_most_comes_first() {
    let value = |alternative, criterion, levels: &[f64]| Question {
        unknown: Unknown::Value { alternative, criterion },
        levels: levels.to_vec(),
    };
    let questions = [
        value(3, 0, &[0.0, 0.5, 1.0]), // 0.05, 0.3, 0.55: at the most level with the third
        value(2, 1, &[0.5, 0.75, 1.0]), // in at two of three levels
        value(1, 0, &[0.25, 0.5, 0.75, 1.0]), // out at the first two: 0.425, then a tie with one behind it
        Question { unknown: Unknown::Weight { criterion: 0 }, levels: vec![0.25, 0.5, 0.75] },
    ];
    let found = value_of_information(&four(), &questions, 2).unwrap();
    let order: Vec<usize> = found.iter().map(|it| it.question).collect();
    assert_eq!(order, [1, 2, 0, 3]);
    assert!((found[0].top_changes - 2.0 / 3.0).abs() < 1e-15 && found[0].chance == found[0].top_changes);
    assert_eq!((found[1].top_changes, found[1].chance), (0.25, 0.25));
    assert_eq!((found[2].top_changes, found[2].rank_changes), (0.0, 1.0 / 3.0));
    // The second is nowhere worse than the third, whatever the weights.
    assert_eq!((found[3].top_changes, found[3].rank_changes), (0.0, 0.0));
}

#[test]
fn questions_that_make_no_sense_are_refused() {
    let refused = |unknown, levels: &[f64]| {
        let question = Question { unknown, levels: levels.to_vec() };
        value_of_information(&four(), &[question], 2).unwrap_err()
    };
    let weight = |criterion| Unknown::Weight { criterion };
    assert_eq!(refused(weight(2), &[0.5]), QuestionError::NoSuchCell(0));
    assert_eq!(
        refused(Unknown::Value { alternative: 4, criterion: 0 }, &[0.5]),
        QuestionError::NoSuchCell(0)
    );
    assert_eq!(refused(weight(0), &[]), QuestionError::NoLevels(0));
    assert_eq!(refused(weight(0), &[0.5, 2.0]), QuestionError::LevelOutside { question: 0, level: 2.0 });
    assert!(matches!(refused(weight(0), &[f64::NAN]), QuestionError::LevelOutside { .. }));
}

#[test]
fn none_one_and_equal_alternatives_change_nothing() {
    for rows in [vec![], vec![vec![0.4, 0.6]]] {
        let matrix = matrix(&rows, &[1.0, 0.0]);
        for k in [0, 1, 5] {
            let question = Question { unknown: Unknown::Weight { criterion: 1 }, levels: vec![0.0, 1.0] };
            let found = value_of_information(&matrix, &[question], k).unwrap();
            assert_eq!((found[0].top_changes, found[0].rank_changes), (0.0, 0.0));
            let view = View { values: vec![Some(1.0); rows.len() * 2], weights: None };
            let found = disagreements(&matrix, &[view], k).unwrap();
            assert!(found.iter().all(|it| it.top_changes == 0.0 && it.rank_changes == 0.0), "{found:?}");
        }
    }
    // The only weight that counts cannot give way: nothing else is said to move.
    let equal = matrix(&vec![vec![0.5, 0.5]; 50], &[1.0, 0.0]);
    assert_eq!(Baseline::new(&equal, 3).with_weight(0, 0.2), Shift::default());
    assert_eq!(Baseline::new(&equal, 3).with_weight(1, 0.7), Shift::default());
}

/// The list can be asked for on every ballot that comes in.
#[test]
fn two_thousand_alternatives_are_no_trouble() {
    let rows: Vec<Vec<f64>> =
        (0..2_000).map(|i| vec![f64::from(i % 97) / 97.0, f64::from(i % 89) / 89.0]).collect();
    let matrix = matrix(&rows, &[2.0, 1.0]);
    let view = View { values: rows.concat().iter().map(|value| Some(1.0 - value)).collect(), weights: None };
    assert_eq!(disagreements(&matrix, &[view], 20).unwrap().len(), 4_002);
}

proptest! {
    /// The shortcut for one value against ranking everything anew.
    #[test]
    fn one_value_does_what_ranking_anew_does(
        rows in prop::collection::vec(prop::collection::vec(tenth(), 3), 1..12),
        importances in prop::collection::vec(1_u8..5, 3), pick in any::<prop::sample::Index>(),
        criterion in 0_usize..3, value in tenth(), k in 0_usize..6,
    ) {
        let importances: Vec<f64> = importances.into_iter().map(f64::from).collect();
        let now = matrix(&rows, &importances);
        let alternative = pick.index(rows.len());
        let mut changed = rows.clone();
        changed[alternative][criterion] = value;
        let before = rank(&scores(&now));
        let after = rank(&scores(&matrix(&changed, &importances)));
        let ranks = before.ranks.iter().zip(&after.ranks).filter(|(a, b)| a.position != b.position).count();
        let entered = |index: &&usize| !before.order[..k.min(rows.len())].contains(index);
        let top = after.order.iter().take(k).filter(entered).count();
        let baseline = Baseline::new(&now, k);
        prop_assert_eq!(baseline.with_value(alternative, criterion, value), Shift { ranks, top });
        let mut column = vec![None; rows.len()];
        column[alternative] = Some(value);
        prop_assert_eq!(baseline.with_values(criterion, column), Shift { ranks, top });
    }

    #[test]
    fn nobody_who_agrees_changes_anything(rows in prop::collection::vec(prop::collection::vec(tenth(), 2), 1..9), k in 0_usize..5) {
        let matrix = matrix(&rows, &[1.0, 2.0]);
        let values = rows.concat().into_iter().map(Some).collect();
        let agreeing = View { values, weights: Some(matrix.weights().clone()) };
        let found = disagreements(&matrix, &[agreeing], k).unwrap();
        prop_assert_eq!(found.len(), rows.len() * 2 + 4);
        prop_assert!(found.iter().all(|it| it.top_changes == 0.0 && it.rank_changes == 0.0));
    }
}

fn tenth() -> impl Strategy<Value = f64> {
    (0_u8..=10).prop_map(|tenths| f64::from(tenths) / 10.0)
}
