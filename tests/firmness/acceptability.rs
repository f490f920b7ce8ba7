//! Rank acceptability: exact three-criterion cases, a large Monte Carlo case, and laws.

use pmo_workbench::engine::scoring::acceptability::{
    Acceptability, Problem, ProblemError, Tally, UncertainValue, ValueRange, WeightSpace, WeightSpaceError,
    confidence_chunk, sample_chunk,
};
use pmo_workbench::engine::stats::interval::Interval;
use proptest::prelude::*;
use serde::Deserialize;

use super::matrix;

/// Lahdelma & Salminen (2001), three criteria: areas of the polygons into which the
/// ranks cut the weight triangle, worked out exactly.
#[test]
fn reproduces_exact_polygons() {
    for (case, space) in file().exact.iter().zip([
        WeightSpace::Uniform,
        WeightSpace::Ordinal(vec![1, 2, 3]),
        WeightSpace::Within(
            [(0.3, 0.6), (0.1, 1.0), (0.0, 1.0)].map(|(low, high)| Interval { low, high }).to_vec(),
        ),
    ]) {
        let (n, samples) = (case.values.len(), 200_000);
        let found = acceptability(&case.values, &space, samples);
        let close = |found: f64, exact: f64| {
            let tolerance = 4.0 * (exact * (1.0 - exact) / f64::from(samples)).max(0.0).sqrt();
            // Areas of 0 and 1 were rounded.
            (found - exact).abs() <= tolerance + 1e-12
        };
        for i in 0..n {
            for r in 1..=n {
                let exact = case.expect.rank_acceptability[i][r - 1];
                let estimate = found.rank(i, r);
                assert!(close(estimate.share, exact), "{}: {i} at {r}: {estimate:?}, {exact}", case.region);
            }
            for j in (0..n).filter(|&j| j != i) {
                let share = found.wins(i, j).unwrap().share;
                let exact = case.expect.pairwise_winning[i][j];
                assert!(close(share, exact), "{}: {i} over {j}: {share}, {exact}", case.region);
            }
            assert_eq!(found.wins(i, i), None);
            let expected = case.expect.mean_rank[i];
            assert!((found.expected_rank(i) - expected).abs() < 0.02, "{}: {i}", case.region);
            match (&case.expect.central_weights[i], found.central_weights(i)) {
                (Some(exact), Some(found)) => {
                    // A weight's deviation is below 0.3, and first ranks are at least 3 % here.
                    let tolerance = 4.0 * 0.3 / (0.03 * f64::from(samples)).sqrt();
                    assert!(exact.iter().zip(&found).all(|(a, b)| (a - b).abs() < tolerance), "{found:?}");
                    assert!((found.iter().sum::<f64>() - 1.0).abs() < 1e-12);
                }
                (None, None) => {}
                (exact, found) => panic!("{}: {i}: {found:?} instead of {exact:?}", case.region),
            }
        }
    }
}

/// 20 × 12 against a million samples of another implementation, within 4 √(p (1 − p) (1/N + 1/10⁶)).
#[test]
fn reproduces_tervonen_lahdelma_2007_monte_carlo() {
    let MonteCarlo { values, n, rank_acceptability, central_weights } = file().monte_carlo;
    let samples = 400_000;
    let found = acceptability(&values, &WeightSpace::Uniform, samples);
    let noise = 1.0 / f64::from(samples) + 1.0 / n;
    for (i, row) in rank_acceptability.iter().enumerate() {
        for (r, &p) in (1..).zip(row) {
            // A share of 0 in a million may be a few in truth.
            let tolerance =
                4.0 * (p.clamp(3.0 / n, 1.0 - 3.0 / n) * (1.0 - p.min(1.0 - 3.0 / n)) * noise).sqrt();
            let share = found.rank(i, r).share;
            assert!((share - p).abs() <= tolerance, "{i} at {r}: {share} instead of {p}");
        }
        let (Some(expected), Some(central)) = (&central_weights[i], found.central_weights(i)) else {
            continue;
        };
        // A weight's deviation is about 1/13; it shrinks with the first ranks seen.
        let firsts = row[0] * n / (1.0 + n / f64::from(samples));
        let tolerance = 6.0 * 0.1 / firsts.max(1.0).sqrt();
        for (found, expected) in central.iter().zip(expected) {
            assert!((found - expected).abs() <= tolerance, "{i}: {found} instead of {expected}");
        }
    }
}

/// Equal in everything: each of two is first exactly half of the time.
#[test]
fn twins_share_their_ranks() {
    let twins = vec![vec![0.4, 0.8], vec![0.4, 0.8], vec![0.1, 0.2]];
    let found = acceptability(&twins, &WeightSpace::Uniform, 1_000);
    assert_eq!((found.counts(0), found.counts(1)), (&[500, 500, 0][..], &[500, 500, 0][..]));
    assert_eq!(found.wins(0, 1).unwrap().share, 0.5);
    assert_eq!(found.wins(2, 1).unwrap().share, 0.0);
    assert_eq!(found.central_weights(2), None);
    let equal = acceptability(&vec![vec![0.5; 3]; 4], &WeightSpace::Uniform, 800);
    assert!((0..4).all(|i| equal.counts(i) == [200; 4]), "{equal:?}");
}

#[test]
fn a_share_comes_with_its_interval() {
    let found = acceptability(&[vec![1.0, 0.0], vec![0.0, 1.0]], &WeightSpace::Uniform, 400);
    let first = found.rank(0, 1);
    assert!(first.interval.low < first.share && first.share < first.interval.high);
    assert!(first.interval.high - first.interval.low < 0.1);
    assert_eq!(
        (found.in_top(0, 2).share, found.in_top(0, 9).share, found.in_top(1, 0).share),
        (1.0, 1.0, 0.0)
    );
    let none = acceptability(&[vec![1.0, 0.0], vec![0.0, 1.0]], &WeightSpace::Uniform, 0);
    assert_eq!(none.rank(0, 1).interval, Interval { low: 0.0, high: 1.0 });
    assert_eq!((none.expected_rank(0), none.central_weights(0)), (0.0, None));
}

/// One criterion, so weights do not matter: U(0.2, 0.6) against 0.5 wins a quarter of the time,
/// Tri(0.2, 0.3, 0.7) above 0.5 a fifth: 0.2² / (0.5 × 0.4).
#[test]
fn uncertain_values_are_drawn_from_their_ranges() {
    for (range, expected) in [
        (ValueRange::uniform(0.2, 0.6).unwrap(), 0.25),
        (ValueRange::triangular(0.2, 0.3, 0.7).unwrap(), 0.2),
    ] {
        let problem = uncertain_problem(&[vec![0.9], vec![0.5]], &[(0, 0, range)]);
        let found = sample_chunk(&problem, 3, 0..40_000).finish();
        assert!((found.rank(0, 1).share - expected).abs() < 4.0 * (0.25_f64 / 40_000.0).sqrt(), "{range:?}");
    }
}

/// The same, as a confidence factor; and without doubt it is 1.
#[test]
fn confidence_is_the_chance_to_be_first_as_one_would_wish() {
    let range = ValueRange::uniform(0.2, 0.6).unwrap();
    let problem = uncertain_problem(&[vec![0.9], vec![0.5]], &[(0, 0, range)]);
    let central: Vec<_> = vec![Some(vec![1.0]), None];
    let mut tally = confidence_chunk(&problem, &central, 3, 20_000..40_000);
    tally.merge(&confidence_chunk(&problem, &central, 3, 0..20_000));
    assert_eq!(tally.samples(), 40_000);
    assert!((tally.factor(0).share - 0.25).abs() < 0.01, "{:?}", tally.factor(0));
    assert_eq!(tally.factor(1).share, 0.0);
    // Values have the same luck as when ranks are counted.
    assert_eq!(tally.factor(0).share, sample_chunk(&problem, 3, 0..40_000).finish().rank(0, 1).share);

    let values = &file().exact[0].values;
    let found = acceptability(values, &WeightSpace::Uniform, 2_000);
    let central: Vec<_> = (0..values.len()).map(|i| found.central_weights(i)).collect();
    let certain = confidence_chunk(&problem_of(values, &WeightSpace::Uniform), &central, 3, 0..10);
    for (i, central) in central.iter().enumerate() {
        assert_eq!(certain.factor(i).share, if central.is_some() { 1.0 } else { 0.0 });
    }
}

#[test]
fn an_impossible_problem_says_why() {
    let two = matrix(&[vec![0.1, 0.2], vec![0.3, 0.4]], &[1.0, 1.0]);
    let refused = |space: WeightSpace, uncertain: &[(usize, usize)]| {
        let range = ValueRange::uniform(0.0, 1.0).unwrap();
        let cells = uncertain.iter().map(|&(alternative, criterion)| UncertainValue {
            alternative,
            criterion,
            key: 0,
            range,
        });
        Problem::new(&two, &space, cells.collect(), false).unwrap_err()
    };
    let low = Interval { low: 0.6, high: 0.9 };
    assert_eq!(
        refused(WeightSpace::Within(vec![low, low]), &[]),
        ProblemError::WeightSpace(WeightSpaceError::LowsTooHigh { sum: 1.2 })
    );
    assert_eq!(
        refused(WeightSpace::Uniform, &[(0, 0), (2, 1)]),
        ProblemError::NoSuchCell { alternative: 2, criterion: 1 }
    );
    assert_eq!(
        refused(WeightSpace::Uniform, &[(1, 0), (0, 0), (1, 0)]),
        ProblemError::RepeatedCell { alternative: 1, criterion: 0 }
    );
    let many = matrix(&vec![vec![0.5]; 5_000], &[1.0]);
    assert_eq!(
        Problem::new(&many, &WeightSpace::Uniform, vec![], false).unwrap_err(),
        ProblemError::TooMany(5_000)
    );
}

#[test]
fn none_one_and_two_thousand_can_be_sampled() {
    for n in [0, 1, 2_000] {
        let rows: Vec<Vec<f64>> =
            (0..n).map(|i| vec![f64::from(i % 7) / 7.0, f64::from(i % 11) / 11.0]).collect();
        let problem =
            Problem::new(&matrix(&rows, &[1.0, 1.0]), &WeightSpace::Uniform, vec![], n < 10).unwrap();
        let found = sample_chunk(&problem, 1, 0..100).finish();
        assert_eq!(found.samples(), 100);
        for i in 0..rows.len() {
            assert_eq!(found.counts(i).iter().sum::<u64>(), 100);
        }
    }
}

/// A golden figure: any changed bit of the sampling changes it, natively and in the browser.
#[test]
fn a_run_gives_the_recorded_tally() {
    let values = file().monte_carlo.values;
    let order = WeightSpace::Ordinal((0..12).map(|rank| rank / 2).collect());
    let limits = WeightSpace::Within(vec![Interval { low: 0.02, high: 0.3 }; 12]);
    let checksums = [WeightSpace::Uniform, order, limits]
        .map(|space| sample_chunk(&problem_of(&values, &space), 7, 0..1_000).checksum());
    assert_eq!(
        checksums,
        [0xc14f_2bbe_c196_27fe, 0x6567_7c58_8c54_3556, 0x3466_52ab_3a24_bac6],
        "{checksums:#x?}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn rows_and_columns_sum_to_1(rows in rows(), space in space(), seed in any::<u64>()) {
        let samples = 300;
        let found = sample_chunk(&problem_of(&rows, &space), seed, 0..samples).finish();
        for i in 0..rows.len() {
            prop_assert_eq!(found.counts(i).iter().sum::<u64>(), u64::from(samples));
            let column: u64 = (0..rows.len()).map(|other| found.counts(other)[i]).sum();
            prop_assert_eq!(column, u64::from(samples));
            // One rank is lost to everyone who is ahead.
            let ahead: f64 = (0..rows.len()).filter_map(|other| found.wins(other, i)).map(|wins| wins.share).sum();
            prop_assert!((found.expected_rank(i) - 1.0 - ahead).abs() < 1e-9);
        }
    }

    #[test]
    fn chunks_merge_in_any_order_to_the_same_bits(
        rows in rows(), space in space(), seed in any::<u64>(), cuts in prop::collection::vec(0_u32..1_500, 0..5),
        order in Just((0..6).collect::<Vec<usize>>()).prop_shuffle(),
    ) {
        let uncertain = [(0, 0, ValueRange::triangular(0.1, 0.2, 0.9).unwrap()), (1, 1, ValueRange::uniform(0.0, 1.0).unwrap())];
        let problem = uncertain_problem_in(&rows, &space, &uncertain);
        let whole = sample_chunk(&problem, seed, 0..1_500);
        let mut ends = cuts;
        ends.extend([0, 1_500]);
        ends.sort_unstable();
        let mut merged = Tally::empty(problem.layout());
        for part in order {
            if let Some(&[start, end]) = ends.windows(2).nth(part) {
                let tally = sample_chunk(&problem, seed, start..end);
                merged.merge(&Tally::from_words(problem.layout(), tally.into_words()).unwrap());
            }
        }
        prop_assert_eq!(merged.checksum(), whole.checksum());
        prop_assert_eq!(merged, whole);
    }

    /// Whoever is worse than another in everything never wins against it and changes nobody's wins.
    #[test]
    fn a_dominated_alternative_changes_nobody_elses_wins(rows in rows(), space in space(), loss in 0.01..0.5) {
        let before = sample_chunk(&problem_of(&rows, &space), 7, 0..256).finish();
        let mut larger = rows.clone();
        larger.push(rows[0].iter().map(|value| f64::max(value * (1.0 - loss) - 1e-3, 0.0)).collect());
        let after = sample_chunk(&problem_of(&larger, &space), 7, 0..256).finish();
        for i in 0..rows.len() {
            for j in (0..rows.len()).filter(|&j| j != i) {
                prop_assert_eq!(before.wins(i, j), after.wins(i, j), "{} over {}", i, j);
            }
        }
        let is_better = larger[rows.len()].iter().zip(&rows[0]).all(|(worse, better)| worse < better);
        prop_assert!(!is_better || after.wins(rows.len(), 0).unwrap().share == 0.0);
    }

    /// Weights that keep the stated order, so the first in everything that matters is first.
    #[test]
    fn better_in_every_corner_is_always_ahead(rows in rows(), seed in any::<u64>()) {
        let criteria = rows[0].len();
        let order = WeightSpace::Ordinal((0..).take(criteria).collect());
        let found = sample_chunk(&problem_of(&rows, &order), seed, 0..256).finish();
        // Means over the first 1, 2, 3 … criteria are the corners of the ordered weights.
        let corners = |row: &[f64]| -> Vec<f64> {
            (1..=criteria).map(|first| row[..first].iter().sum::<f64>() / first as f64).collect()
        };
        for i in 0..rows.len() {
            for j in 0..rows.len() {
                if corners(&rows[i]).iter().zip(corners(&rows[j])).all(|(a, b)| *a > b + 1e-6) {
                    prop_assert_eq!(found.wins(i, j).unwrap().share, 1.0);
                }
            }
        }
    }
}

/// Rows of values in steps of a twentieth, so that ties happen.
fn rows() -> impl Strategy<Value = Vec<Vec<f64>>> {
    let value = (0_u8..=20).prop_map(|step| f64::from(step) / 20.0);
    prop::collection::vec(prop::collection::vec(value, 3), 2..90)
}

fn space() -> impl Strategy<Value = WeightSpace> {
    let limits = prop::collection::vec((0.0..0.33, 0.34..1.0), 3).prop_map(|limits| {
        WeightSpace::Within(limits.into_iter().map(|(low, high)| Interval { low, high }).collect())
    });
    prop_oneof![
        Just(WeightSpace::Uniform),
        prop::collection::vec(1_u32..4, 3).prop_map(WeightSpace::Ordinal),
        limits,
    ]
}

fn acceptability(rows: &[Vec<f64>], space: &WeightSpace, samples: u32) -> Acceptability {
    sample_chunk(&problem_of(rows, space), 20_260, 0..samples).finish()
}

fn problem_of(rows: &[Vec<f64>], space: &WeightSpace) -> Problem {
    uncertain_problem_in(rows, space, &[])
}

fn uncertain_problem(rows: &[Vec<f64>], uncertain: &[(usize, usize, ValueRange)]) -> Problem {
    uncertain_problem_in(rows, &WeightSpace::Uniform, uncertain)
}

fn uncertain_problem_in(
    rows: &[Vec<f64>],
    space: &WeightSpace,
    uncertain: &[(usize, usize, ValueRange)],
) -> Problem {
    let cells = uncertain.iter().map(|&(alternative, criterion, range)| UncertainValue {
        alternative,
        criterion,
        key: 1_000 + alternative as u64,
        range,
    });
    Problem::new(&matrix(rows, &vec![1.0; rows[0].len()]), space, cells.collect(), true).unwrap()
}

fn file() -> File {
    serde_json::from_str(include_str!("smaa.json")).unwrap()
}

#[derive(Deserialize)]
struct File {
    exact: Vec<Exact>,
    monte_carlo: MonteCarlo,
}

#[derive(Deserialize)]
struct Exact {
    region: String,
    values: Vec<Vec<f64>>,
    expect: Expected,
}

#[derive(Deserialize)]
struct Expected {
    rank_acceptability: Vec<Vec<f64>>,
    central_weights: Vec<Option<Vec<f64>>>,
    pairwise_winning: Vec<Vec<f64>>,
    #[serde(rename = "expected_rank")]
    mean_rank: Vec<f64>,
}

#[derive(Deserialize)]
struct MonteCarlo {
    values: Vec<Vec<f64>>,
    n: f64,
    rank_acceptability: Vec<Vec<f64>>,
    central_weights: Vec<Option<Vec<f64>>>,
}
