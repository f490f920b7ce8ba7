//! The same bits natively and in WebAssembly: each test runs on both, against one recorded figure.
//!
//! `make test-native` and `make test-wasm` run this file; a figure that holds here and not there means that a
//! function of the platform has slipped in, or a dependency has switched `libm` off for others. A figure that
//! holds nowhere means that results have changed: say so in the changelog, and why, before recording the new one.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use pmo_workbench::analysis::assess::{AssessmentReport, assess};
use pmo_workbench::analysis::difference::{self, Candidate};
use pmo_workbench::analysis::drivers::{self, Drivers};
use pmo_workbench::analysis::firmness::{Weightings, acceptability_problem};
use pmo_workbench::analysis::score::rank;
use pmo_workbench::analysis::simulate::{Prepared, prepare, report};
use pmo_workbench::analysis::staffing::{self, Staffing};
use pmo_workbench::engine::capacity::experiment::Experiment;
use pmo_workbench::engine::capacity::{ComparisonTally, Distribution, Policy, Tally, compare, simulate};
use pmo_workbench::engine::float;
use pmo_workbench::engine::scoring::acceptability;
use pmo_workbench::engine::stats::{beta, interval, normal, student_t};
use pmo_workbench::jobs::dispatcher::{counts_here, run_here};
use pmo_workbench::jobs::job::{Job, Question};
use pmo_workbench::model::document::Document;
use pmo_workbench::model::envelope;
use pmo_workbench::model::office::maturity_model::MaturityModel;

/// One figure that any changed bit changes (FNV-1a over the bit patterns).
fn checksum(values: impl IntoIterator<Item = f64>) -> u64 {
    values
        .into_iter()
        .flat_map(|value| value.to_bits().to_le_bytes())
        .fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// A small portfolio with every kind of estimate, scale and link, and an assessment with gaps.
fn document() -> Document {
    envelope::open(include_str!("determinism/portfolio.json")).unwrap().document
}

/// The document's 1,000 iterations, as the command line runs them.
fn run(prepared: &Prepared, policy: Policy) -> Tally {
    assert_eq!(prepared.iterations, 1_000);
    run_here(&prepared.problem, policy, prepared.seed, prepared.iterations)
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn transcendental_functions_give_the_recorded_bits() {
    let grid = || (1..=10_000).map(|step| f64::from(step) / 700.0);
    let values = grid()
        .flat_map(|x| [float::exp(x), float::exp(-x), float::ln(x), float::pow(x, 1.7), float::erfc(x)]);
    assert_eq!(checksum(values), 8_326_616_527_267_694_199, "checksum of exp, ln, pow and erfc");
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn a_run_gives_the_recorded_tallies() {
    let prepared = prepare(&document()).unwrap();
    assert_eq!(run(&prepared, Policy::Serial).checksum(), 0x29ed_7699_ba63_acdc, "serial");
    assert_eq!(run(&prepared, Policy::Unlevelled).checksum(), 0x5bb3_69d9_c2ee_587c, "unlevelled");
    assert_eq!(run(&prepared, Policy::Parallel).checksum(), 0x29ed_7699_ba63_acdc, "parallel");
}

/// Counts, and the figures made of them.
#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn experiments_give_the_recorded_figures() {
    let document = document();
    let prepared = prepare(&document).unwrap();
    let counts = |question, experiment: &Experiment, seed, runs| {
        counts_here(Job::Experiment { question, experiment: Box::new(experiment.clone()), seed }, runs)
    };
    let tried = Staffing::new(&prepared).unwrap();
    let found = counts(Question::Staffing, tried.experiment(), tried.seed(), staffing::RUNS);
    let worth = tried.report(&document, found).unwrap();
    let effects = worth.roles.iter().flat_map(|role| {
        let interval = role.more.interval.unwrap();
        [role.more.weeks, interval.low, interval.high, role.more.worse_interval.high]
    });
    assert_eq!(
        (worth.checksum.as_str(), checksum(effects)),
        ("24bbd269a60137f0", 869_372_974_266_953_013),
        "staffing"
    );
    let tried = Drivers::new(&prepared, Some(prepared.initiatives[0])).unwrap();
    let found = counts(Question::Drivers, tried.experiment(), tried.seed(), drivers::RUNS);
    let drive = tried.report(&document, found).unwrap();
    let figures = drive.drivers.iter().flat_map(|it| [it.p80_weeks.unwrap(), it.cruciality.unwrap()]);
    assert_eq!(
        (drive.checksum.as_str(), checksum(figures)),
        ("6744754f748af878", 16_025_241_744_172_372_041),
        "drivers"
    );
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn sampled_ranks_give_the_recorded_counts() {
    let document = document();
    let expected = [
        (Weightings::Around, 8_384_842_932_807_435_628_u64),
        (Weightings::SameOrder, 7_565_257_146_752_457_090),
        (Weightings::Any, 7_677_938_665_419_517_737),
    ];
    let found = expected.map(|(weightings, _)| {
        let problem = acceptability_problem(&document, weightings).unwrap();
        let layout = problem.layout();
        let counts = counts_here(Job::Rank { problem: Box::new(problem), seed: 7 }, 1_000);
        (weightings, acceptability::Tally::from_words(layout, counts).unwrap().checksum())
    });
    assert_eq!(found, expected);
}

/// The plan beside its scenario; uneven chunks, last first, against the dispatcher.
#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn a_comparison_gives_the_recorded_counts() {
    let document = document();
    let scenario = &document.scenarios.list[0];
    let richer = document.with_scenario(scenario.id).unwrap();
    let plans = [("Plan", document.clone()), ("Scenario", richer)].map(|(name, document)| Candidate {
        name: name.to_owned(),
        scenario: None,
        document,
    });
    let prepared = difference::prepare(&plans).unwrap();
    let layout = prepared.comparison.layout();
    let comparison = Box::new(prepared.comparison.clone());
    let counts = counts_here(Job::Compare { comparison, seed: prepared.seed }, prepared.iterations);
    let whole = ComparisonTally::from_words(layout.clone(), counts).unwrap();
    let mut merged = ComparisonTally::empty(layout);
    for chunk in [517..1_000, 31..517, 31..31, 0..31] {
        merged.merge(&compare(&prepared.comparison, prepared.seed, chunk));
    }
    assert_eq!(merged, whole);
    assert_eq!(whole.checksum(), 0x83a3_4d86_e2b2_173d);
    let report = difference::report(&plans, &prepared, &whole);
    let changes = report.rows.iter().filter_map(|row| row.plans[1]?.change);
    let values = changes.flat_map(|it| {
        let (low, high) = it.range.unwrap_or_default();
        [it.difference, low, high, it.better.unwrap_or_default(), it.worse.unwrap_or_default()]
    });
    assert_eq!(checksum(values), 7_853_688_773_649_805_251, "differences with intervals and odds");
}

/// Uneven chunks, last first, against the one call and the dispatcher.
#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn chunks_give_the_tallies_of_the_whole() {
    let prepared = prepare(&document()).unwrap();
    for policy in [Policy::Serial, Policy::Unlevelled, Policy::Parallel] {
        let mut merged = Tally::empty(prepared.problem.layout());
        for chunk in [517..1_000, 31..517, 31..31, 1..31, 0..1] {
            merged.merge(&simulate(&prepared.problem, policy, prepared.seed, chunk));
        }
        assert_eq!(merged, run(&prepared, policy), "{policy:?}");
        assert_eq!(merged, simulate(&prepared.problem, policy, prepared.seed, 0..1_000), "{policy:?}");
    }
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn a_report_gives_the_recorded_bits() {
    let document = document();
    let prepared = prepare(&document).unwrap();
    let report = report(&prepared, &document, &run(&prepared, Policy::Serial));
    let chances = report.initiatives.iter().filter_map(|it| Some((it.on_time?, it.on_time_interval?)));
    let chances = chances.flat_map(|(share, interval)| [share, interval.low, interval.high]);
    let weeks = report.roles.iter().flat_map(|role| role.overload.iter().chain(&role.utilization)).copied();
    assert_eq!(
        checksum(chances.chain(weeks)),
        5_777_506_444_831_538_410,
        "chances with intervals, and shares by week"
    );
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn distributions_give_the_recorded_bits() {
    let distributions = [
        Distribution::triangular(2.0, 5.0, 14.0).unwrap(),
        Distribution::pert(2.0, 5.0, 14.0).unwrap(),
        Distribution::pert_weighted(0.0, 9.0, 10.0, 1.5).unwrap(),
        Distribution::log_normal(10.0, 40.0).unwrap(),
    ];
    let grid = || (0..10_000).map(|step| (f64::from(step) + 0.5) / 10_000.0);
    let values = distributions.iter().flat_map(|it| grid().map(|u| it.sample(u)).chain([it.mean()]));
    assert_eq!(checksum(values), 5_950_084_243_818_318_777, "samples and means");
    let others = [
        Distribution::uniform(3.0, 8.0).unwrap(),
        Distribution::trigen(3.0, 5.0, 10.0).unwrap(),
        Distribution::trigen(1.0, 2.0, 10.0).unwrap(),
        Distribution::discrete(vec![(20.0, 4.0), (33.3, 5.0), (46.7, 6.5)]).unwrap(),
        Distribution::history(vec![3.0, 4.0, 4.0, 5.0, 9.0]).unwrap(),
    ];
    let values = others.iter().flat_map(|it| grid().map(|u| it.sample(u)).chain([it.mean()]));
    assert_eq!(checksum(values), 4_183_911_502_918_595_075, "uniform, trigen, outcomes and history");
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn statistics_give_the_recorded_bits() {
    let shares = (1..200).map(|step| f64::from(step) / 200.0);
    let values = shares.flat_map(|p| {
        [
            normal::quantile(p),
            normal::cumulative(4.0 * p),
            student_t::quantile(p, 6.0),
            beta::quantile(p, 2.5, 7.0),
        ]
    });
    let intervals = (0..=50).flat_map(|successes| {
        let interval = interval::probability(successes, 50);
        [interval.low, interval.high]
    });
    assert_eq!(
        checksum(values.chain(intervals)),
        1_203_288_592_107_162_935,
        "quantiles and intervals of a share"
    );
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn a_ranking_gives_the_recorded_bits() {
    let document = document();
    let ranking = rank(&document.scoring, &document.initiatives, &document.people).unwrap().ranking;
    let values = ranking.iter().flat_map(|row| {
        let (low, high) = row.score_range;
        [row.score, low, high].into_iter().chain(row.contributions.iter().copied())
    });
    assert_eq!(checksum(values), 8_963_462_954_611_947_396, "scores, their ranges and contributions");
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn an_assessment_gives_the_recorded_bits() {
    let document = document();
    let AssessmentReport { mean, mean_interval, evidenced, dimensions, .. } =
        assess(&document.office.assessments[0], MaturityModel::built_in()).unwrap();
    let ends = std::iter::once(mean_interval).chain(dimensions.iter().map(|dimension| dimension.interval));
    let ends = ends.flat_map(|interval| interval.map(|it| [it.low, it.high]).expect("four people answered"));
    let scores = [mean, evidenced].into_iter().chain(dimensions.iter().map(|dimension| dimension.score));
    let scores = scores.map(|score| score.expect("every dimension has an answer"));
    assert_eq!(checksum(scores.chain(ends)), 13_654_310_223_764_931_251, "scores and intervals");
}

/// The checksum sees the last bit and the order.
#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn checksum_notices_one_bit() {
    let one_up = f64::from_bits(1.0_f64.to_bits() + 1);
    assert_ne!(checksum([1.0, 2.0]), checksum([one_up, 2.0]));
    assert_ne!(checksum([1.0, 2.0]), checksum([2.0, 1.0]));
}
