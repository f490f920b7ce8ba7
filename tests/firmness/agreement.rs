//! Agreement between people: Kendall's W with ties, spreads, and laws.

use pmo_workbench::engine::scoring::agreement::{Ballots, BallotsError, Spread, mean_agreement};
use proptest::prelude::*;
use serde::Deserialize;

/// Kendall & Babington Smith (1939); scipy's `friedmanchisquare`, `kendalltau` and `spearmanr`.
#[test]
fn reproduces_kendall_and_babington_smith_1939() {
    let File { ranks, expect, .. } = file();
    // A rank of 1 is the best, more of an answer is better.
    let answers: Vec<Vec<f64>> = ranks.iter().map(|row| row.iter().map(|rank| -rank).collect()).collect();
    let ballots = ballots(&answers);
    let found = ballots.concordance().unwrap();
    assert!((found.w - expect.kendall_w).abs() < 1e-15);
    assert!((found.chi_squared - expect.chi2).abs() < 1e-13);
    assert!((found.p_value - expect.p).abs() < 1e-14);
    assert_eq!((found.people, found.alternatives), (4, 6));
    assert_eq!(ballots.borda(), expect.borda);
    assert!((ballots.kendall_tau(0, 3).unwrap() - expect.kendall_tau_voter0_voter3).abs() < 1e-15);
    assert!((ballots.spearman(3, 0).unwrap() - expect.spearman).abs() < 1e-15);
}

/// The same source: W corrected for ties.
#[test]
fn reproduces_kendall_w_with_ties() {
    let ties = file().ties;
    let by_scores = ballots(&ties.scores).concordance().unwrap();
    assert!((by_scores.w - ties.kendall_w).abs() < 1e-15);
    let ranks: Vec<Vec<f64>> = ties.ranks.iter().map(|row| row.iter().map(|rank| -rank).collect()).collect();
    assert_eq!(ballots(&ranks).concordance().unwrap(), by_scores);
}

/// numpy: mean, median, sample standard deviation, quartiles of type 7.
#[test]
fn reproduces_numpy_spreads() {
    let scores = file().scores;
    let ballots = ballots(&scores.ballots);
    for alternative in 0..3 {
        let found = ballots.spread(alternative).unwrap();
        assert!((found.mean - scores.mean[alternative]).abs() < 1e-15);
        assert!((found.standard_deviation.unwrap() - scores.sd_sample[alternative]).abs() < 1e-15);
        assert_eq!(found.median, scores.median[alternative]);
        assert_eq!(found.interquartile_range, scores.iqr[alternative]);
        assert_eq!(found.answers, 5);
    }
    let mean_deviation = scores.sd_sample.iter().sum::<f64>() / 3.0;
    assert!((ballots.mean_deviation().unwrap() - mean_deviation).abs() < 1e-15);
}

#[test]
fn agreement_runs_from_opposite_ends_to_one_voice() {
    let agreement = |answers: &[f64]| Spread::of(answers.iter().copied()).unwrap().agreement((1.0, 5.0));
    for (answers, expected) in
        [(&[1.0, 5.0][..], 0.0), (&[1.0, 1.0, 5.0, 5.0], 0.0), (&[4.0, 4.0, 4.0], 1.0), (&[2.0, 4.0], 0.5)]
    {
        assert!((agreement(answers).unwrap() - expected).abs() < 1e-15, "{answers:?}");
    }
    assert_eq!(agreement(&[2.0]), None);
    assert_eq!(Spread::of([2.0, 4.0]).unwrap().agreement((3.0, 3.0)), None);
    assert_eq!(Spread::of([]), None);
    assert_eq!(mean_agreement([Some(0.5), None, Some(1.0)]), Some(0.75));
    assert_eq!(mean_agreement([None]), None);
}

#[test]
fn whoever_leaves_much_out_is_left_out() {
    let rows = [
        [Some(5.0), Some(3.0), Some(1.0), None],
        [Some(4.0), Some(2.0), Some(1.0), None],
        [None, None, Some(9.0), None],
    ];
    let found = Ballots::new(rows.concat(), 4).unwrap().concordance().unwrap();
    assert_eq!((found.w, found.people, found.alternatives), (1.0, 2, 3));
}

#[test]
fn without_anything_to_compare_there_is_no_concordance() {
    for (answers, alternatives) in [
        (vec![], 0),
        (vec![], 3),
        (vec![Some(1.0); 3], 3),
        (vec![Some(1.0); 3], 1),
        (vec![Some(2.0); 6], 3),
        (vec![None; 6], 3),
    ] {
        let ballots = Ballots::new(answers, alternatives).unwrap();
        assert_eq!(ballots.concordance(), None, "{ballots:?}");
        assert_eq!(ballots.borda().len(), alternatives);
    }
    let tied = ballots(&[vec![2.0, 2.0], vec![1.0, 3.0]]);
    assert_eq!((tied.kendall_tau(0, 1), tied.spearman(0, 1)), (None, None));
    assert_eq!(Ballots::new(vec![None; 2], 2).unwrap().spread(1), None);
}

#[test]
fn what_are_no_ballots_is_refused() {
    assert_eq!(Ballots::new(vec![None; 7], 3), Err(BallotsError::UnevenRows { answers: 7, alternatives: 3 }));
    assert_eq!(Ballots::new(vec![None; 7], 0), Err(BallotsError::UnevenRows { answers: 7, alternatives: 0 }));
    let infinite = vec![None, None, None, Some(f64::INFINITY)];
    assert_eq!(
        Ballots::new(infinite, 2),
        Err(BallotsError::InvalidAnswer { person: 1, alternative: 1, answer: f64::INFINITY })
    );
    assert!(Ballots::new(vec![Some(f64::NAN)], 1).is_err());
}

proptest! {
    #[test]
    fn figures_keep_their_ranges((alternatives, answers) in answers()) {
        let ballots = Ballots::new(answers, alternatives).unwrap();
        if let Some(found) = ballots.concordance() {
            prop_assert!((0.0..=1.0).contains(&found.w) && (0.0..=1.0).contains(&found.p_value), "{found:?}");
            prop_assert!(found.people >= 2 && found.alternatives >= 2);
        }
        for a in 0..ballots.people() {
            for b in 0..ballots.people() {
                for found in [ballots.kendall_tau(a, b), ballots.spearman(a, b)].into_iter().flatten() {
                    prop_assert!((-1.0 - 1e-12..=1.0 + 1e-12).contains(&found), "{found}");
                    prop_assert!(a != b || found > 1.0 - 1e-12);
                }
            }
        }
        for spread in (0..alternatives).filter_map(|alternative| ballots.spread(alternative)) {
            prop_assert!(spread.low <= spread.mean && spread.mean <= spread.high);
            prop_assert!(spread.agreement((1.0, 5.0)).is_none_or(|share| (0.0..=1.0).contains(&share)));
        }
    }

    /// Whoever ranks alike agrees wholly, however differently they mark.
    #[test]
    fn the_same_order_is_full_concordance(mut row in prop::collection::vec(-50_i32..50, 2..9), people in 2_usize..6) {
        row.sort_unstable();
        row.dedup();
        prop_assume!(row.len() > 1);
        let rows: Vec<Vec<f64>> = (0..people)
            .map(|person| row.iter().map(|&mark| f64::from(mark) * (person + 1) as f64 + 7.0).collect())
            .collect();
        prop_assert!((ballots(&rows).concordance().unwrap().w - 1.0).abs() < 1e-12);
    }

    #[test]
    fn all_points_are_handed_out((alternatives, answers) in answers()) {
        let ballots = Ballots::new(answers, alternatives).unwrap();
        let pairs: usize = (0..ballots.people())
            .map(|person| ballots.of_person(person).iter().flatten().count())
            .map(|answered| answered * answered.saturating_sub(1) / 2)
            .sum();
        prop_assert!((ballots.borda().iter().sum::<f64>() - pairs as f64).abs() < 1e-9);
    }
}

/// Marks from 1 to 5, some missing.
fn answers() -> impl Strategy<Value = (usize, Vec<Option<f64>>)> {
    (1_usize..7, 0_usize..6).prop_flat_map(|(alternatives, people)| {
        let mark = prop::option::weighted(0.8, (1_u8..=5).prop_map(f64::from));
        (Just(alternatives), prop::collection::vec(mark, alternatives * people))
    })
}

fn ballots(rows: &[Vec<f64>]) -> Ballots {
    Ballots::new(rows.concat().into_iter().map(Some).collect(), rows[0].len()).unwrap()
}

fn file() -> File {
    serde_json::from_str(include_str!("group.json")).unwrap()
}

#[derive(Deserialize)]
struct File {
    ranks: Vec<Vec<f64>>,
    expect: Expected,
    ties: Ties,
    scores: Scores,
}

#[derive(Deserialize)]
struct Expected {
    kendall_w: f64,
    chi2: f64,
    p: f64,
    borda: Vec<f64>,
    kendall_tau_voter0_voter3: f64,
    spearman: f64,
}

#[derive(Deserialize)]
struct Ties {
    scores: Vec<Vec<f64>>,
    ranks: Vec<Vec<f64>>,
    kendall_w: f64,
}

#[derive(Deserialize)]
struct Scores {
    ballots: Vec<Vec<f64>>,
    mean: Vec<f64>,
    sd_sample: Vec<f64>,
    median: Vec<f64>,
    iqr: Vec<f64>,
}
