//! Pairwise comparison against Saaty's examples and independent programs, its
//! laws, and hostile input.

#![allow(clippy::float_cmp, clippy::unwrap_used, reason = "exactness is the point; a test may panic")]

use pmo_workbench::engine::float;
use pmo_workbench::engine::scoring::pairwise::consistency::{
    Consistency, RANDOM_INDEX, consistency, greatest_disturbance,
};
use pmo_workbench::engine::scoring::pairwise::eigenvector::{Priorities, TOLERANCE, priorities};
use pmo_workbench::engine::scoring::pairwise::group::{
    GroupError, Mean, Voice, join_judgements, join_priorities,
};
use pmo_workbench::engine::scoring::pairwise::least_squares::{LeastSquares, least_squares};
use pmo_workbench::engine::scoring::pairwise::{
    Comparisons, HIGHEST_RATIO, Judgement, MOST_CRITERIA, PairwiseError, ReciprocalMatrix,
};
use pmo_workbench::engine::scoring::weights::{CriteriaTree, Node, Weights};
use proptest::prelude::*;
use serde::Deserialize;

/// Saaty (1977) and Crawford & Williams (1985) on four matrices, computed with numpy and scipy.
#[test]
fn reproduces_saaty_1977_on_complete_matrices() {
    let cases = cases();
    assert_eq!(cases.complete.len(), 4);
    for case in &cases.complete {
        let comparisons = comparisons_of(&case.matrix);
        let found = priorities(&comparisons.matrix().unwrap());
        let Expected { weights, lambda_max, ci, ri, cr, geometric_mean_weights, gci, .. } = &case.expect;
        assert_close(found.weights.as_slice(), weights, 1e-13);
        assert_close(&[found.lambda_max], &[*lambda_max], 1e-12);
        assert!(found.lambda_error <= TOLERANCE, "{}: {}", case.name, found.lambda_error);
        let n = comparisons.criteria();
        let Consistency { index, ratio } = consistency(n, found.lambda_max);
        assert_close(&[index, ratio.unwrap(), RANDOM_INDEX[n]], &[*ci, *cr, *ri], 1e-12);
        let fit = least_squares(&comparisons).unwrap();
        assert_close(fit.weights.as_slice(), geometric_mean_weights, 1e-15);
        assert_close(&[fit.geometric_index.unwrap()], &[*gci], 1e-14);
    }
}

/// The same matrices with ahpy's Saaty option, which takes his later table (0.52,
/// 0.89, 1.11, 1.25 …): close, not equal.
#[test]
fn agrees_with_ahpy_on_consistency_to_its_other_table() {
    for case in cases().complete {
        let matrix = comparisons_of(&case.matrix).matrix().unwrap();
        let ratio = consistency(matrix.criteria(), priorities(&matrix).lambda_max).ratio.unwrap();
        let quotient = ratio / case.expect.ahpy_cr_saaty;
        assert!((quotient - 1.0).abs() < 0.12, "{}: {quotient}", case.name);
    }
}

#[test]
fn random_indices_are_saatys() {
    assert_eq!(RANDOM_INDEX[..], cases().ri_table[..]);
}

/// Every replacement tried with mpmath at 40 digits.
#[test]
fn points_at_the_judgement_that_most_disturbs_consistency() {
    let expected = [
        // In a matrix of three all judgements disturb alike: the first is named. The
        // quotient of row geometric means is ∛22.5.
        ((0, 1, 3.0), 22.5_f64.cbrt(), 0.001_415_312_794_335_42),
        ((0, 2, 3.0), 2.028_410_432_526_733_4, 0.022_101_846_920_831_64),
        ((3, 4, 9.0), 14.192_524_149_617_312, 0.006_919_431_149_166_295),
        ((2, 0, 5.0), 1.0 / 1.153_022_122_381_715_7, 0.789_592_768_734_353_8),
    ];
    for (case, ((first, second, ratio), mended_ratio, ratio_after)) in cases().complete.iter().zip(expected) {
        let matrix = comparisons_of(&case.matrix).matrix().unwrap();
        let found = greatest_disturbance(&matrix, &priorities(&matrix)).unwrap();
        assert_eq!(found.judgement, Judgement { first, second, ratio }, "{}", case.name);
        assert_close(&[found.mended_ratio, found.after.ratio.unwrap()], &[mended_ratio, ratio_after], 1e-11);
        let mended = matrix.with(Judgement { first, second, ratio: found.mended_ratio }).unwrap();
        let after = consistency(matrix.criteria(), priorities(&mended).lambda_max);
        assert_close(&[after.index], &[found.after.index], 1e-11);
    }
}

/// Bozóki, Fülöp & Rónyai (2010), six of ten pairs. The eigenvector completions
/// of Harker (1987), of Bozóki's λmax and of ahpy are other methods that should lie close.
#[test]
fn reproduces_bozoki_2010_on_an_incomplete_ballot() {
    let case = cases().incomplete;
    let judgements: Vec<Judgement> =
        case.pairs.iter().map(|&(first, second, ratio)| Judgement { first, second, ratio }).collect();
    let comparisons = Comparisons::new(case.n, &judgements).unwrap();
    let fit = least_squares(&comparisons).unwrap();
    assert_close(fit.weights.as_slice(), &case.expect.llsm, 1e-15);
    for other in [case.expect.harker, case.expect.min_lambda_eigen, case.expect.ahpy] {
        assert_close(fit.weights.as_slice(), &other, 1e-3);
    }
    assert_eq!(comparisons.missing_pairs(), [(0, 2), (0, 4), (1, 3), (2, 4)]);
    assert_eq!(comparisons.matrix(), Err(PairwiseError::Incomplete { missing: 4 }));
}

/// Forman & Peniwati (1998): three people, by judgements and by priorities.
#[test]
fn reproduces_forman_peniwati_1998() {
    let Group { matrices, expect } = cases().group;
    let people: Vec<Comparisons> = matrices.iter().map(|matrix| comparisons_of(matrix)).collect();
    let equal: Vec<Voice<Comparisons>> = people.iter().map(|says| Voice { says, weight: 1.0 }).collect();

    let joined = join_judgements(&equal).unwrap().matrix().unwrap();
    assert_close(&joined.rows().collect::<Vec<_>>().concat(), &expect.aij_matrix.concat(), 1e-14);
    let found = priorities(&joined);
    assert_close(found.weights.as_slice(), &expect.aij_weights, 1e-14);
    assert_close(&[consistency(3, found.lambda_max).ratio.unwrap()], &[expect.aij_cr], 1e-12);

    let weighted: Vec<Voice<Comparisons>> = people
        .iter()
        .zip(&expect.aij_weighted.member_weights)
        .map(|(says, &weight)| Voice { says, weight })
        .collect();
    let found = priorities(&join_judgements(&weighted).unwrap().matrix().unwrap());
    assert_close(found.weights.as_slice(), &expect.aij_weighted.weights, 1e-14);

    let own: Vec<Weights> =
        people.iter().map(|person| priorities(&person.matrix().unwrap()).weights).collect();
    for (own, expected) in own.iter().zip(&expect.individual) {
        assert_close(own.as_slice(), expected, 1e-14);
    }
    let voices: Vec<Voice<Weights>> = own.iter().map(|says| Voice { says, weight: 1.0 }).collect();
    let joined = |mean| join_priorities(&voices, mean).unwrap();
    assert_close(joined(Mean::Geometric).as_slice(), &expect.aip_geometric, 1e-14);
    assert_close(joined(Mean::Arithmetic).as_slice(), &expect.aip_arithmetic, 1e-14);
}

/// Saaty (1980): weights multiply down the tree.
#[test]
fn reproduces_saaty_1980_hierarchy() {
    let Hierarchy { goal, sub_of_0, expect } = cases().hierarchy;
    let goal = priorities(&comparisons_of(&goal).matrix().unwrap()).weights;
    let sub = priorities(&comparisons_of(&sub_of_0).matrix().unwrap()).weights;
    assert_close(goal.as_slice(), &expect.goal, 1e-14);
    assert_close(sub.as_slice(), &expect.sub, 1e-15);
    let node = |parent| move |&weight: &f64| Node { parent, weight };
    let mut nodes = vec![node(None)(&goal.as_slice()[0])];
    nodes.extend(sub.as_slice().iter().map(node(Some(0))));
    nodes.extend(goal.as_slice()[1..].iter().map(node(None)));
    let tree = CriteriaTree::new(&nodes).unwrap();
    assert_close(tree.leaf_weights().as_slice(), &expect.global_leaf, 1e-14);
}

#[test]
fn one_criterion_and_two_have_nothing_to_contradict() {
    let one = Comparisons::new(1, &[]).unwrap();
    let Priorities { weights, lambda_max, .. } = priorities(&one.matrix().unwrap());
    assert_eq!((weights.as_slice(), lambda_max), (&[1.0][..], 1.0));
    assert_eq!(least_squares(&one).unwrap(), LeastSquares { weights, geometric_index: None, furthest: None });

    let two = Comparisons::new(2, &[Judgement { first: 1, second: 0, ratio: 3.0 }]).unwrap();
    let matrix = two.matrix().unwrap();
    let found = priorities(&matrix);
    assert_close(found.weights.as_slice(), &[0.25, 0.75], 1e-15);
    assert_eq!(greatest_disturbance(&matrix, &found), None);
    assert_close(least_squares(&two).unwrap().weights.as_slice(), &[0.25, 0.75], 1e-15);
    for n in 0..3 {
        assert_eq!(consistency(n, n as f64), Consistency { index: 0.0, ratio: Some(0.0) });
    }
    assert_eq!(consistency(16, 17.5), Consistency { index: 0.1, ratio: None });
}

#[test]
fn says_what_is_wrong_with_which_judgement() {
    use PairwiseError::{
        ComparedTwice, ComparedWithItself, Disconnected, Empty, InvalidRatio, NoSuchCriterion, TooMany,
    };
    let judgement = |first, second, ratio| Judgement { first, second, ratio };
    let refused = |criteria, judgements: &[Judgement]| Comparisons::new(criteria, judgements).unwrap_err();
    assert_eq!(refused(0, &[]), Empty);
    assert_eq!(refused(MOST_CRITERIA + 1, &[]), TooMany(MOST_CRITERIA + 1));
    assert_eq!(refused(usize::MAX, &[]), TooMany(usize::MAX));
    assert_eq!(refused(2, &[judgement(0, 2, 1.0)]), NoSuchCriterion { criterion: 2, criteria: 2 });
    assert_eq!(refused(2, &[judgement(1, 1, 1.0)]), ComparedWithItself(1));
    let twice = [judgement(0, 1, 2.0), judgement(1, 0, 0.5)];
    assert_eq!(refused(2, &twice), ComparedTwice { first: 0, second: 1 });
    for ratio in [0.0, -0.0, -3.0, f64::NAN, f64::INFINITY, 1e300, 1e-300, 5e-324, 1_000.1, 0.000_999] {
        assert!(matches!(refused(2, &[judgement(1, 0, ratio)]), InvalidRatio { first: 1, second: 0, .. }));
    }
    assert!(Comparisons::new(2, &[judgement(0, 1, 1.0 / HIGHEST_RATIO)]).is_ok());
    let apart = Comparisons::new(5, &[judgement(3, 0, 2.0), judgement(4, 1, 2.0)]).unwrap();
    let error = least_squares(&apart).unwrap_err();
    assert_eq!(error, Disconnected { parts: vec![vec![0, 3], vec![1, 4], vec![2]] });
    assert_eq!(
        error.to_string(),
        "the judgements fall into parts that are not compared with each other: 0, 3 | 1, 4 | 2; \
         compare a criterion of one part with one of the next"
    );
    let matrix = Comparisons::new(2, &twice[..1]).unwrap().matrix().unwrap();
    assert_eq!(matrix.with(judgement(0, 0, 2.0)), Err(ComparedWithItself(0)));
    assert_eq!(matrix.with(judgement(1, 0, 4.0)).unwrap().ratio(0, 1), 0.25);
}

#[test]
fn says_what_is_wrong_with_which_person() {
    let one = Comparisons::new(1, &[]).unwrap();
    let two = Comparisons::new(2, &[]).unwrap();
    let refused = |voices: &[(&Comparisons, f64)]| {
        let voices: Vec<_> = voices.iter().map(|&(says, weight)| Voice { says, weight }).collect();
        join_judgements(&voices).unwrap_err()
    };
    assert_eq!(refused(&[]), GroupError::Nobody);
    assert_eq!(refused(&[(&two, 0.0), (&two, 0.0)]), GroupError::AllZero);
    assert_eq!(
        refused(&[(&two, 1.0), (&one, 1.0)]),
        GroupError::CriteriaDiffer { person: 1, criteria: 1, expected: 2 }
    );
    for weight in [-1.0, f64::NAN, f64::INFINITY, 1e301] {
        assert!(matches!(
            refused(&[(&two, 1.0), (&two, weight)]),
            GroupError::InvalidWeight { person: 1, .. }
        ));
    }
    let huge = [Voice { says: &two, weight: 1e300 }, Voice { says: &two, weight: 1e300 }];
    assert_eq!(join_judgements(&huge).unwrap(), two);
}

#[test]
fn a_weight_of_0_is_a_veto_in_the_geometric_mean_only() {
    let says =
        [[1.0, 1.0, 0.0], [0.0, 1.0, 1.0], [1.0, 0.0, 0.0]].map(|weights| Weights::new(&weights).unwrap());
    let voices =
        |weights: [f64; 3]| [0, 1, 2].map(|person| Voice { says: &says[person], weight: weights[person] });
    let geometric = |weights| join_priorities(&voices(weights), Mean::Geometric);
    assert_eq!(geometric([1.0, 1.0, 0.0]).unwrap().as_slice(), [0.0, 1.0, 0.0]);
    assert_eq!(geometric([1.0, 1.0, 1.0]), Err(GroupError::AllVetoed));
    let arithmetic = join_priorities(&voices([1.0, 1.0, 0.0]), Mean::Arithmetic).unwrap();
    assert_close(arithmetic.as_slice(), &[0.25, 0.5, 0.25], 1e-15);
}

#[test]
fn a_pair_is_joined_from_those_who_judged_it() {
    let judgement = |first, second, ratio| Judgement { first, second, ratio };
    let ballots = [
        Comparisons::new(3, &[judgement(0, 1, 2.0), judgement(1, 2, 3.0)]).unwrap(),
        Comparisons::new(3, &[judgement(1, 0, 0.125)]).unwrap(),
        Comparisons::new(3, &[judgement(0, 2, 5.0)]).unwrap(),
    ];
    let weights = [1.0, 3.0, 0.0];
    let voices = [0, 1, 2].map(|person| Voice { says: &ballots[person], weight: weights[person] });
    let joined = join_judgements(&voices).unwrap();
    assert_eq!(joined.missing_pairs(), [(0, 2)], "a voice of 0 is not heard");
    let ratios: Vec<f64> = joined.judgements().iter().map(|judgement| judgement.ratio).collect();
    assert_close(&ratios, &[2.0 * 8.0_f64.sqrt(), 3.0], 1e-14);
}

/// A circle of extreme judgements makes the eigenvalues lie close together.
#[test]
fn even_a_circle_of_extremes_is_solved_to_the_tolerance() {
    for n in [3, 4, 5, 20, 50] {
        let judgements: Vec<Judgement> = pairs(n)
            .map(|(first, second)| {
                let ratio = if (second - first) % 3 == 1 { HIGHEST_RATIO } else { 1.0 / HIGHEST_RATIO };
                Judgement { first, second, ratio }
            })
            .collect();
        let matrix = Comparisons::new(n, &judgements).unwrap().matrix().unwrap();
        let found = priorities(&matrix);
        assert!(found.lambda_error <= TOLERANCE, "n = {n}: {}", found.lambda_error);
        assert_is_eigenvector(&matrix, &found, 1e-12);
    }
}

proptest! {
    #[test]
    fn a_consistent_matrix_gives_its_weights_and_no_contradiction(
        importances in prop::collection::vec(0.05..20.0, 1..50),
    ) {
        let weights = Weights::new(&importances).unwrap();
        let judgements = consistent(&importances);
        let comparisons = Comparisons::new(importances.len(), &judgements).unwrap();
        let matrix = comparisons.matrix().unwrap();
        let found = priorities(&matrix);
        assert_close(found.weights.as_slice(), weights.as_slice(), 1e-14);
        prop_assert!(consistency(importances.len(), found.lambda_max).index < 1e-12);
        let fit = least_squares(&comparisons).unwrap();
        assert_close(fit.weights.as_slice(), weights.as_slice(), 1e-14);
        prop_assert!(fit.geometric_index.unwrap_or(0.0) < 1e-24);
        if importances.len() < 9 {
            prop_assert_eq!(greatest_disturbance(&matrix, &found), None);
        }
    }

    #[test]
    fn priorities_are_the_principal_eigenvector(comparisons in complete(1..13)) {
        let matrix = comparisons.matrix().unwrap();
        let found = priorities(&matrix);
        prop_assert!(found.lambda_error <= TOLERANCE, "{}", found.lambda_error);
        // A positive eigenvector is the principal one (Perron), and λmax ≥ n (Saaty).
        assert_is_eigenvector(&matrix, &found, 1e-12);
        prop_assert!(found.lambda_max >= matrix.criteria() as f64 * (1.0 - 1e-14));
    }

    #[test]
    fn even_extreme_contradictions_are_solved_to_the_tolerance(
        (n, ratios) in (3_usize..9).prop_flat_map(|n| {
            let extremes = prop::sample::select(vec![HIGHEST_RATIO, 1.0, 1.0 / HIGHEST_RATIO]);
            (Just(n), prop::collection::vec(extremes, pairs(n).count()))
        }),
    ) {
        let judgements: Vec<Judgement> = pairs(n)
            .zip(ratios)
            .map(|((first, second), ratio)| Judgement { first, second, ratio })
            .collect();
        let matrix = Comparisons::new(n, &judgements).unwrap().matrix().unwrap();
        let found = priorities(&matrix);
        prop_assert!(found.lambda_error <= TOLERANCE, "{}", found.lambda_error);
        assert_is_eigenvector(&matrix, &found, 1e-12);
    }

    #[test]
    fn least_squares_on_all_pairs_are_row_geometric_means(comparisons in complete(1..13)) {
        let matrix = comparisons.matrix().unwrap();
        let n = matrix.criteria() as f64;
        let means: Vec<f64> = matrix.rows().map(|row| float::pow(row.iter().product(), 1.0 / n)).collect();
        let fit = least_squares(&comparisons).unwrap();
        assert_close(fit.weights.as_slice(), Weights::new(&means).unwrap().as_slice(), 1e-13);
    }

    /// At the minimum the logarithmic errors of each criterion cancel; and parts
    /// are named exactly where no judgement crosses.
    #[test]
    fn least_squares_is_the_minimum_or_names_the_parts(comparisons in incomplete(1..13)) {
        match least_squares(&comparisons) {
            Ok(fit) => {
                let weights = fit.weights.as_slice();
                let mut gradient = vec![0.0; comparisons.criteria()];
                for judgement in comparisons.judgements() {
                    let error = float::ln(judgement.ratio * weights[judgement.second] / weights[judgement.first]);
                    gradient[judgement.first] += error;
                    gradient[judgement.second] -= error;
                }
                prop_assert!(gradient.iter().all(|sum| sum.abs() < 1e-11), "{gradient:?}");
                let misfit = |judgement: &Judgement| {
                    float::ln(judgement.ratio * weights[judgement.second] / weights[judgement.first]).abs()
                };
                if let Some(furthest) = fit.furthest {
                    let worst = comparisons.judgements().iter().map(misfit).fold(0.0, f64::max);
                    prop_assert!((misfit(&furthest.judgement) - worst).abs() < 1e-12);
                    let quotient = weights[furthest.judgement.first] / weights[furthest.judgement.second];
                    prop_assert!((furthest.fitted_ratio / quotient - 1.0).abs() < 1e-12);
                } else {
                    // As many judgements as a tree has: they are met exactly.
                    prop_assert_eq!(comparisons.judgements().len(), comparisons.criteria() - 1);
                    prop_assert!(comparisons.judgements().iter().all(|judgement| misfit(judgement) < 1e-12));
                }
            }
            Err(PairwiseError::Disconnected { parts }) => {
                let mut all = parts.concat();
                all.sort_unstable();
                prop_assert!(all.into_iter().eq(0..comparisons.criteria()));
                prop_assert!(parts.len() > 1 && parts.is_sorted());
                let part_of = |criterion| parts.iter().position(|part| part.contains(&criterion));
                for judgement in comparisons.judgements() {
                    prop_assert_eq!(part_of(judgement.first), part_of(judgement.second));
                }
                for part in parts.iter().filter(|part| part.len() > 1) {
                    let inside = |&&Judgement { first, second, .. }: &&Judgement| {
                        part.contains(&first) && part.contains(&second)
                    };
                    prop_assert!(comparisons.judgements().iter().filter(inside).count() >= part.len() - 1);
                }
            }
            Err(other) => prop_assert!(false, "{other}"),
        }
    }

    #[test]
    fn permuting_the_criteria_permutes_the_weights(
        (comparisons, places) in complete(1..13).prop_flat_map(|comparisons| {
            let places: Vec<usize> = (0..comparisons.criteria()).collect();
            (Just(comparisons), Just(places).prop_shuffle())
        }),
    ) {
        let moved: Vec<Judgement> = comparisons
            .judgements()
            .iter()
            .map(|&Judgement { first, second, ratio }| {
                Judgement { first: places[first], second: places[second], ratio }
            })
            .collect();
        let moved = Comparisons::new(comparisons.criteria(), &moved).unwrap();
        let back = |weights: &Weights| places.iter().map(|&place| weights.as_slice()[place]).collect::<Vec<_>>();
        let eigenvector = |comparisons: &Comparisons| priorities(&comparisons.matrix().unwrap()).weights;
        let fit = |comparisons: &Comparisons| least_squares(comparisons).unwrap().weights;
        assert_close(&back(&eigenvector(&moved)), eigenvector(&comparisons).as_slice(), 1e-12);
        assert_close(&back(&fit(&moved)), fit(&comparisons).as_slice(), 1e-13);
    }

    #[test]
    fn neither_order_nor_direction_of_judgements_leaves_a_trace(
        (comparisons, shuffled) in complete(1..9).prop_flat_map(|comparisons| {
            let judgements = comparisons.judgements().to_vec();
            (Just(comparisons), Just(judgements).prop_shuffle())
        }),
    ) {
        // 1 / (1 / ratio) is exact for these.
        let turned: Vec<Judgement> = shuffled
            .iter()
            .map(|&Judgement { first, second, ratio }| Judgement { first: second, second: first, ratio: 1.0 / ratio })
            .collect();
        prop_assert_eq!(Comparisons::new(comparisons.criteria(), &turned).unwrap(), comparisons);
    }

    /// Against every replacement, each solved on its own.
    #[test]
    fn mending_one_judgement_helps_and_no_other_helps_more(comparisons in complete(3..7)) {
        let matrix = comparisons.matrix().unwrap();
        let found = priorities(&matrix);
        let weights = found.weights.as_slice();
        let index_after = |first: usize, second: usize| {
            let mended = Judgement { first, second, ratio: weights[first] / weights[second] };
            let after = priorities(&matrix.with(mended).unwrap()).lambda_max;
            consistency(matrix.criteria(), after).index
        };
        let before = consistency(matrix.criteria(), found.lambda_max).index;
        let best = pairs(matrix.criteria())
            .map(|(first, second)| index_after(first, second))
            .fold(f64::INFINITY, f64::min);
        match greatest_disturbance(&matrix, &found) {
            Some(disturbance) => {
                let Judgement { first, second, ratio } = disturbance.judgement;
                prop_assert!(ratio >= 1.0 && matrix.ratio(first, second) == ratio);
                prop_assert!((disturbance.mended_ratio / (weights[first] / weights[second]) - 1.0).abs() < 1e-14);
                prop_assert!((disturbance.after.index - best).abs() < 1e-10 * (1.0 + best));
                prop_assert!((disturbance.after.index - index_after(first, second)).abs() < 1e-10 * (1.0 + best));
                prop_assert!(disturbance.after.index < before);
            }
            None => prop_assert!(best > before - 1e-10, "{best} after, {before} before"),
        }
    }

    #[test]
    fn a_unanimous_group_says_what_each_says(
        comparisons in incomplete(1..9),
        weights in prop::collection::vec(0.01..9.0, 1..6),
    ) {
        let voices: Vec<_> = weights.iter().map(|&weight| Voice { says: &comparisons, weight }).collect();
        let joined = join_judgements(&voices).unwrap();
        prop_assert_eq!(joined.missing_pairs(), comparisons.missing_pairs());
        for (joined, said) in joined.judgements().iter().zip(comparisons.judgements()) {
            prop_assert!((joined.ratio / said.ratio - 1.0).abs() < 1e-14);
        }
    }

    /// With row geometric means it is one and the same to join judgements or priorities.
    #[test]
    fn joining_judgements_and_joining_priorities_agree_for_geometric_means(
        (ballots, weights) in (2_usize..7, 1_usize..5).prop_flat_map(|(n, people)| {
            (prop::collection::vec(complete(n..n + 1), people), prop::collection::vec(0.1..5.0, people))
        }),
    ) {
        let fit = |comparisons: &Comparisons| least_squares(comparisons).unwrap().weights;
        let own: Vec<Weights> = ballots.iter().map(fit).collect();
        let judgements: Vec<_> =
            ballots.iter().zip(&weights).map(|(says, &weight)| Voice { says, weight }).collect();
        let priorities: Vec<_> = own.iter().zip(&weights).map(|(says, &weight)| Voice { says, weight }).collect();
        let joined = join_priorities(&priorities, Mean::Geometric).unwrap();
        assert_close(fit(&join_judgements(&judgements).unwrap()).as_slice(), joined.as_slice(), 1e-13);
    }

    #[test]
    fn whatever_is_said_gives_weights_or_an_error(
        criteria in 0_usize..51,
        judgements in prop::collection::vec((0_usize..52, 0_usize..52, hostile_number()), 0..80),
    ) {
        let judgements: Vec<Judgement> = judgements
            .into_iter()
            .map(|(first, second, ratio)| Judgement { first, second, ratio })
            .collect();
        if let Ok(fit) = Comparisons::new(criteria, &judgements).and_then(|comparisons| least_squares(&comparisons)) {
            prop_assert!((fit.weights.as_slice().iter().sum::<f64>() - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn chains_of_extremes_give_weights_that_sum_to_1(ratios in prop::collection::vec(
        prop::sample::select(vec![HIGHEST_RATIO, 1.0, 1.0 / HIGHEST_RATIO]), 1..MOST_CRITERIA,
    )) {
        let chain: Vec<Judgement> = ratios
            .iter()
            .enumerate()
            .map(|(first, &ratio)| Judgement { first, second: first + 1, ratio })
            .collect();
        let fit = least_squares(&Comparisons::new(ratios.len() + 1, &chain).unwrap()).unwrap();
        prop_assert!((fit.weights.as_slice().iter().sum::<f64>() - 1.0).abs() < 1e-12);
        prop_assert_eq!(fit.geometric_index, None);
    }
}

/// All pairs judged on Saaty's scale, most of them contradicting the others.
fn complete(criteria: std::ops::Range<usize>) -> impl Strategy<Value = Comparisons> {
    criteria.prop_flat_map(|n| {
        prop::collection::vec(saaty_ratio(), pairs(n).count()).prop_map(move |ratios| {
            let judgements: Vec<Judgement> = pairs(n)
                .zip(ratios)
                .map(|((first, second), ratio)| Judgement { first, second, ratio })
                .collect();
            Comparisons::new(n, &judgements).unwrap()
        })
    })
}

/// As [`complete`], but with any part of the judgements left out.
fn incomplete(criteria: std::ops::Range<usize>) -> impl Strategy<Value = Comparisons> {
    (complete(criteria), 0.05..1.0).prop_flat_map(|(comparisons, share)| {
        let all = comparisons.judgements().to_vec();
        let kept = prop::collection::vec(prop::bool::weighted(share), all.len());
        kept.prop_map(move |kept| {
            let judgements: Vec<Judgement> =
                all.iter().zip(kept).filter(|(_, kept)| *kept).map(|(judgement, _)| *judgement).collect();
            Comparisons::new(comparisons.criteria(), &judgements).unwrap()
        })
    })
}

fn saaty_ratio() -> impl Strategy<Value = f64> {
    (1_u8..=9, any::<bool>())
        .prop_map(|(step, more)| if more { f64::from(step) } else { 1.0 / f64::from(step) })
}

fn hostile_number() -> impl Strategy<Value = f64> {
    prop_oneof![
        8 => saaty_ratio(),
        1 => prop::sample::select(vec![0.0, -1.0, f64::NAN, f64::INFINITY, 1e300, 5e-324, 1_000.0, 0.001]),
    ]
}

fn consistent(importances: &[f64]) -> Vec<Judgement> {
    pairs(importances.len())
        .map(|(first, second)| Judgement { first, second, ratio: importances[first] / importances[second] })
        .collect()
}

fn pairs(n: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..n).flat_map(move |first| (first + 1..n).map(move |second| (first, second)))
}

fn assert_is_eigenvector(matrix: &ReciprocalMatrix, found: &Priorities, tolerance: f64) {
    let weights = found.weights.as_slice();
    for (row, weight) in matrix.rows().zip(weights) {
        assert!(*weight > 0.0);
        let grown: f64 = row.iter().zip(weights).map(|(ratio, weight)| ratio * weight).sum();
        let growth = grown / weight / found.lambda_max;
        assert!((growth - 1.0).abs() <= tolerance, "{growth}");
    }
}

#[derive(Deserialize)]
struct Cases {
    ri_table: Vec<f64>,
    complete: Vec<Complete>,
    group: Group,
    incomplete: Incomplete,
    hierarchy: Hierarchy,
}

#[derive(Deserialize)]
struct Complete {
    name: String,
    matrix: Vec<Vec<f64>>,
    expect: Expected,
}

#[derive(Deserialize)]
struct Expected {
    weights: Vec<f64>,
    lambda_max: f64,
    ci: f64,
    ri: f64,
    cr: f64,
    geometric_mean_weights: Vec<f64>,
    gci: f64,
    ahpy_cr_saaty: f64,
}

#[derive(Deserialize)]
struct Group {
    matrices: Vec<Vec<Vec<f64>>>,
    expect: ExpectedGroup,
}

#[derive(Deserialize)]
struct ExpectedGroup {
    aij_matrix: Vec<Vec<f64>>,
    aij_weights: Vec<f64>,
    aij_cr: f64,
    aij_weighted: Weighted,
    aip_geometric: Vec<f64>,
    aip_arithmetic: Vec<f64>,
    individual: Vec<Vec<f64>>,
}

#[derive(Deserialize)]
struct Weighted {
    member_weights: Vec<f64>,
    weights: Vec<f64>,
}

#[derive(Deserialize)]
struct Incomplete {
    n: usize,
    pairs: Vec<(usize, usize, f64)>,
    expect: ExpectedIncomplete,
}

#[derive(Deserialize)]
struct ExpectedIncomplete {
    llsm: Vec<f64>,
    harker: Vec<f64>,
    min_lambda_eigen: Vec<f64>,
    ahpy: Vec<f64>,
}

#[derive(Deserialize)]
struct Hierarchy {
    goal: Vec<Vec<f64>>,
    sub_of_0: Vec<Vec<f64>>,
    expect: ExpectedHierarchy,
}

#[derive(Deserialize)]
struct ExpectedHierarchy {
    goal: Vec<f64>,
    sub: Vec<f64>,
    global_leaf: Vec<f64>,
}

fn cases() -> Cases {
    serde_json::from_str(include_str!("pairwise/ahp.json")).unwrap()
}

/// The judgements above the diagonal.
fn comparisons_of(matrix: &[Vec<f64>]) -> Comparisons {
    let judgements: Vec<Judgement> = pairs(matrix.len())
        .map(|(first, second)| Judgement { first, second, ratio: matrix[first][second] })
        .collect();
    Comparisons::new(matrix.len(), &judgements).unwrap()
}

fn assert_close(found: &[f64], expected: &[f64], tolerance: f64) {
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(expected) {
        assert!((found - expected).abs() <= tolerance, "{found} instead of {expected}");
    }
}
