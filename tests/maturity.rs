//! The maturity engine against cases computed independently (numpy, scipy), its
//! laws, hostile input, and how often its interval holds the truth.

#![allow(clippy::float_cmp, reason = "exactness is the point")]
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may stop, and prints what it measured")]

use std::collections::BTreeMap;

use pmo_workbench::engine::maturity::interval::{DEFAULT_RESAMPLES, MaturityInterval, stretched_bootstrap};
use pmo_workbench::engine::maturity::score::{MaturityScores, RespondentScore, assess};
use pmo_workbench::engine::maturity::{
    Answer, AssessedStatement, Assessment, AssessmentError, Evidence, Respondent,
};
use pmo_workbench::engine::random;
use pmo_workbench::engine::stats::normal;
use pmo_workbench::model::office::maturity_model::{MaturityModel, StatementId};
use proptest::prelude::*;
use serde::Deserialize;

mod reference {
    use super::*;

    #[derive(Deserialize)]
    pub(super) struct Case {
        pub dimension_weights: Vec<f64>,
        pub respondents: Vec<Person>,
        pub answers: BTreeMap<String, BTreeMap<StatementId, Option<u8>>>,
        pub evidence: BTreeMap<StatementId, String>,
        pub expect: Expect,
    }

    #[derive(Deserialize)]
    pub(super) struct Person {
        pub id: String,
        pub group: String,
    }

    #[derive(Deserialize)]
    pub(super) struct Expect {
        pub statements: BTreeMap<StatementId, ExpectStatement>,
        pub dimensions: Vec<f64>,
        pub dimensions_evidenced: Vec<f64>,
        pub overall: f64,
        pub overall_evidenced: f64,
        pub staged: u8,
        pub weakest: Weakest,
        pub respondent_scores: Vec<f64>,
        pub respondent_weights: Vec<f64>,
        pub interval: ExpectInterval,
    }

    #[derive(Deserialize)]
    pub(super) struct ExpectStatement {
        pub score: f64,
        pub evidenced: f64,
        pub group_means: BTreeMap<String, f64>,
        pub group_gap: f64,
        pub dont_know: f64,
        pub sd_population: f64,
        pub agreement: f64,
    }

    #[derive(Deserialize)]
    pub(super) struct Weakest {
        pub dimension: usize,
        pub score: f64,
    }

    #[derive(Deserialize)]
    pub(super) struct ExpectInterval {
        pub centre: f64,
        pub low: f64,
        pub high: f64,
        pub stretch: f64,
    }

    impl Case {
        pub(super) fn open(json: &str) -> Self {
            serde_json::from_str(json).unwrap()
        }

        /// Groups in order of first appearance.
        pub(super) fn groups(&self) -> Vec<&str> {
            let mut groups: Vec<&str> = Vec::new();
            for person in &self.respondents {
                if !groups.contains(&person.group.as_str()) {
                    groups.push(&person.group);
                }
            }
            groups
        }

        pub(super) fn assessment(&self) -> Assessment {
            let statements = self.evidence.iter().map(|(id, grade)| AssessedStatement {
                dimension: usize::from(id.dimension()) - 1,
                evidence: match grade.as_str() {
                    "E0" => Evidence::E0,
                    "E1" => Evidence::E1,
                    "E2" => Evidence::E2,
                    "E3" => Evidence::E3,
                    other => panic!("evidence {other}"),
                },
            });
            let groups = self.groups();
            let respondents = self.respondents.iter().map(|person| Respondent {
                group: groups.iter().position(|group| *group == person.group).unwrap(),
                answers: self.answers[&person.id]
                    .values()
                    .map(|answer| answer.map_or(Answer::DontKnow, Answer::Level))
                    .collect(),
            });
            let respondents = respondents.collect();
            Assessment::new(statements.collect(), self.dimension_weights.clone(), groups.len(), respondents)
                .unwrap()
        }
    }
}

use reference::Case;

fn four_respondents() -> Case {
    Case::open(include_str!("maturity/four_respondents.json"))
}

fn nine_respondents() -> Case {
    Case::open(include_str!("maturity/nine_respondents.json"))
}

fn assert_close(actual: impl Into<Option<f64>>, expected: f64, what: &str) {
    let actual = actual.into().unwrap_or_else(|| panic!("{what} is missing"));
    assert!((actual - expected).abs() < 1e-12, "{what}: {actual}, expected {expected}");
}

fn assert_statements(case: &Case, scores: &MaturityScores) {
    assert_eq!(scores.statements.len(), case.expect.statements.len());
    for ((id, expected), actual) in case.expect.statements.iter().zip(&scores.statements) {
        assert_close(actual.score, expected.score, &format!("score of {id}"));
        assert_close(actual.evidenced, expected.evidenced, &format!("evidenced score of {id}"));
        assert_close(actual.group_gap, expected.group_gap, &format!("group gap of {id}"));
        assert_close(actual.dont_know_share, expected.dont_know, &format!("don't know share of {id}"));
        assert_close(actual.standard_deviation, expected.sd_population, &format!("sd of {id}"));
        assert_close(actual.agreement, expected.agreement, &format!("agreement on {id}"));
        let groups = case.groups();
        for (group, mean) in groups.iter().zip(&actual.group_means) {
            match expected.group_means.get(*group) {
                Some(&expected) => assert_close(*mean, expected, &format!("{group} on {id}")),
                None => assert_eq!(*mean, None, "{group} on {id}"),
            }
        }
    }
}

fn assert_reproduced(case: &Case) {
    let scores = assess(&case.assessment());
    assert_statements(case, &scores);
    let expect = &case.expect;
    assert_eq!(scores.dimensions.len(), expect.dimensions.len());
    for (index, dimension) in scores.dimensions.iter().enumerate() {
        assert_close(dimension.score, expect.dimensions[index], &format!("dimension {index}"));
        assert_close(dimension.evidenced, expect.dimensions_evidenced[index], &format!("evidenced {index}"));
    }
    assert_close(scores.overall, expect.overall, "overall");
    assert_close(scores.overall_evidenced, expect.overall_evidenced, "overall evidenced");
    assert_eq!(scores.staged_level, Some(expect.staged));
    let weakest = scores.weakest_dimension.unwrap();
    assert_eq!(weakest + 1, expect.weakest.dimension);
    assert_close(scores.dimensions[weakest].score, expect.weakest.score, "weakest dimension");
    assert_eq!(scores.respondents.len(), expect.respondent_scores.len());
    for (index, person) in scores.respondents.iter().enumerate() {
        assert_close(person.score, expect.respondent_scores[index], &format!("respondent {index}"));
        assert_close(person.weight, expect.respondent_weights[index], &format!("weight {index}"));
    }
}

/// The reference drew 400,000 resamples; `tolerance` is that of ours. Four people
/// make 35 different resamples only, so that a percentile may jump with the seed:
/// 4,000 resamples stay within 0.02 for 96 % of the seeds there.
fn assert_interval(case: &Case, resamples: u32, tolerance: f64) {
    let scores = assess(&case.assessment());
    let interval = stretched_bootstrap(&scores.respondents, 7, resamples).unwrap();
    let expected = &case.expect.interval;
    assert_close(interval.centre, expected.centre, "centre");
    assert_close(interval.stretch, expected.stretch, "stretch");
    assert!(
        (interval.low - expected.low).abs() < tolerance,
        "low {}, expected {}",
        interval.low,
        expected.low
    );
    assert!(
        (interval.high - expected.high).abs() < tolerance,
        "high {}, expected {}",
        interval.high,
        expected.high
    );
}

/// Reference case: four people of four groups, computed with numpy and scipy.
#[test]
fn reproduces_four_respondents() {
    assert_reproduced(&four_respondents());
}

/// Reference case: nine people of five groups of unequal size, computed with numpy and scipy.
#[test]
fn reproduces_nine_respondents() {
    assert_reproduced(&nine_respondents());
}

#[test]
fn reproduces_the_interval_of_four_respondents() {
    assert_interval(&four_respondents(), 100_000, 0.01);
    assert_interval(&four_respondents(), DEFAULT_RESAMPLES, 0.02);
}

#[test]
fn reproduces_the_interval_of_nine_respondents() {
    assert_interval(&nine_respondents(), 100_000, 0.01);
    assert_interval(&nine_respondents(), DEFAULT_RESAMPLES, 0.02);
}

/// The assessment that comes with the product fits the engine.
#[test]
fn the_built_in_model_can_be_assessed() {
    let model = MaturityModel::built_in();
    let statements = model.statements().map(|statement| AssessedStatement {
        dimension: usize::from(statement.id.dimension()) - 1,
        evidence: Evidence::E3,
    });
    let weights = model.dimensions.iter().map(|dimension| dimension.weight.get()).collect();
    let person = Respondent { group: 0, answers: vec![Answer::Level(4); 50] };
    let scores = assess(&Assessment::new(statements.collect(), weights, 1, vec![person]).unwrap());
    assert_close(scores.overall, 4.0, "overall");
    assert_eq!(scores.staged_level, Some(4));
}

/// One statement, backed by data, in each dimension; `people` are (group, answers).
fn assessment(weights: &[f64], groups: usize, people: Vec<(usize, Vec<Answer>)>) -> Assessment {
    let statements =
        (0..weights.len()).map(|dimension| AssessedStatement { dimension, evidence: Evidence::E3 });
    let people = people.into_iter().map(|(group, answers)| Respondent { group, answers });
    Assessment::new(statements.collect(), weights.to_vec(), groups, people.collect()).unwrap()
}

mod staged_level {
    use super::*;

    fn staged(levels: &[u8]) -> Option<u8> {
        let weights = vec![1.0; levels.len()];
        let answers = levels.iter().copied().map(Answer::Level).collect();
        assess(&assessment(&weights, 1, vec![(0, answers)])).staged_level
    }

    #[test]
    fn four_fifths_at_the_level_are_enough() {
        assert_eq!(staged(&[3, 3, 3, 3, 2]), Some(3));
        assert_eq!(staged(&[3, 3, 3, 2, 2]), Some(2));
    }

    #[test]
    fn one_statement_two_levels_below_holds_it_back() {
        assert_eq!(staged(&[3, 3, 3, 3, 1]), Some(2));
        assert_eq!(staged(&[5, 5, 5, 5, 1]), Some(2));
    }

    #[test]
    fn level_1_stands_where_no_other_holds() {
        assert_eq!(staged(&[1, 1, 5, 5, 5]), Some(1));
        assert_eq!(staged(&[5; 5]), Some(5));
    }

    /// A statement at exactly L − 0.25 reaches L: one in four says 2, three say 3.
    #[test]
    fn a_quarter_below_still_reaches() {
        let people = [3, 3, 3, 2].map(|level| (0, vec![Answer::Level(level)]));
        let scores = assess(&assessment(&[1.0], 1, people.to_vec()));
        assert_eq!(scores.statements[0].score, Some(2.75));
        assert_eq!(scores.staged_level, Some(3));
    }
}

mod hostile {
    use super::*;

    fn one_statement() -> Vec<AssessedStatement> {
        vec![AssessedStatement { dimension: 0, evidence: Evidence::E0 }]
    }

    fn one_voice(answer: Answer) -> Vec<Respondent> {
        vec![Respondent { group: 0, answers: vec![answer] }]
    }

    #[test]
    fn one_respondent_gives_scores_without_gap_agreement_or_interval() {
        let scores =
            assess(&Assessment::new(one_statement(), vec![1.0], 5, one_voice(Answer::Level(4))).unwrap());
        assert_eq!((scores.overall, scores.overall_evidenced), (Some(4.0), Some(3.0)));
        let statement = &scores.statements[0];
        assert_eq!(
            (statement.group_gap, statement.standard_deviation, statement.agreement),
            (None, None, None)
        );
        assert_eq!(stretched_bootstrap(&scores.respondents, 7, DEFAULT_RESAMPLES), None);
    }

    #[test]
    fn two_respondents_are_too_few_for_an_interval() {
        let people = [2, 3].map(|level| (0, vec![Answer::Level(level)]));
        let scores = assess(&assessment(&[1.0], 1, people.to_vec()));
        assert_eq!(stretched_bootstrap(&scores.respondents, 7, DEFAULT_RESAMPLES), None);
    }

    /// "Don't know" is an answer; silence is none.
    #[test]
    fn silence_does_not_dilute_the_dont_know_share() {
        let people = [Answer::Level(3), Answer::DontKnow, Answer::Unanswered, Answer::Unanswered];
        let scores = assess(&assessment(&[1.0], 1, people.map(|answer| (0, vec![answer])).to_vec()));
        assert_eq!(scores.statements[0].dont_know_share, 0.5);
        assert_eq!((scores.statements[0].dont_know, scores.statements[0].unanswered), (1, 2));
    }

    #[test]
    fn nobody_and_dont_know_leave_every_score_open() {
        for respondents in [vec![], one_voice(Answer::DontKnow), one_voice(Answer::Unanswered)] {
            let answer = respondents.first().map(|person| person.answers[0]);
            let scores = assess(&Assessment::new(one_statement(), vec![1.0], 1, respondents).unwrap());
            assert_eq!((scores.overall, scores.overall_evidenced), (None, None));
            assert_eq!((scores.staged_level, scores.weakest_dimension), (None, None));
            let statement = &scores.statements[0];
            let expected = match answer {
                Some(Answer::DontKnow) => (1, 0, 1.0),
                Some(_) => (0, 1, 0.0),
                None => (0, 0, 0.0),
            };
            assert_eq!((statement.dont_know, statement.unanswered, statement.dont_know_share), expected);
            assert_eq!(stretched_bootstrap(&scores.respondents, 7, DEFAULT_RESAMPLES), None);
        }
    }

    #[test]
    fn a_silent_respondent_takes_no_part_in_the_interval() {
        let people = vec![
            (0, vec![Answer::Level(2)]),
            (0, vec![Answer::Level(3)]),
            (1, vec![Answer::Level(4)]),
            (2, vec![Answer::DontKnow]),
        ];
        let scores = assess(&assessment(&[1.0], 3, people));
        let weights: Vec<f64> = scores.respondents.iter().map(|person| person.weight).collect();
        assert_eq!(weights, [0.25, 0.25, 0.5, 0.0]);
        assert_eq!(stretched_bootstrap(&scores.respondents, 7, 100).unwrap().respondents, 3);
        assert_eq!(stretched_bootstrap(&scores.respondents, 7, 0), None);
    }

    #[test]
    fn a_dimension_of_weight_0_counts_nothing() {
        let only_unweighted = assessment(&[0.0, 1.0], 1, vec![(0, vec![Answer::Level(2), Answer::DontKnow])]);
        let scores = assess(&only_unweighted);
        assert_eq!((scores.overall, scores.respondents[0].score), (None, None));
        assert_eq!(scores.dimensions[0].score, Some(2.0));
    }

    #[test]
    fn huge_and_tiny_weights_stay_finite() {
        for weight in [f64::MAX, f64::MIN_POSITIVE, 5e-324] {
            let people = vec![(0, vec![Answer::Level(2), Answer::Level(4)])];
            let scores = assess(&assessment(&[weight, weight], 1, people));
            assert_eq!((scores.overall, scores.respondents[0].score), (Some(3.0), Some(3.0)));
        }
    }

    #[test]
    fn each_mistake_is_named() {
        let new = Assessment::new;
        assert_eq!(new(vec![], vec![1.0], 1, vec![]), Err(AssessmentError::NoStatements));
        assert_eq!(new(one_statement(), vec![0.0], 1, vec![]), Err(AssessmentError::NoWeight));
        assert_eq!(new(one_statement(), vec![], 1, vec![]), Err(AssessmentError::NoWeight));
        for weight in [f64::NAN, f64::INFINITY, -1.0] {
            let error = new(one_statement(), vec![1.0, weight], 1, vec![]).unwrap_err();
            assert!(matches!(error, AssessmentError::InvalidWeight { dimension: 1, .. }), "{error}");
            assert!(error.to_string().contains("dimension 2"), "{error}");
        }
        let astray = vec![AssessedStatement { dimension: usize::MAX, evidence: Evidence::E0 }];
        let error = new(astray, vec![1.0], 1, vec![]).unwrap_err();
        assert!(error.to_string().contains("there are 1 dimensions"), "{error}");
        let stranger = vec![Respondent { group: usize::MAX, answers: vec![Answer::DontKnow] }];
        let error = new(one_statement(), vec![1.0], 1, stranger).unwrap_err();
        assert!(matches!(error, AssessmentError::NoSuchGroup { respondent: 0, groups: 1, .. }), "{error}");
        let short = vec![Respondent { group: 0, answers: vec![] }];
        let error = new(one_statement(), vec![1.0], 1, short).unwrap_err();
        assert_eq!(error, AssessmentError::AnswerCount { respondent: 0, answers: 0, statements: 1 });
        for level in [0, 6, 255] {
            let error = new(one_statement(), vec![1.0], 1, one_voice(Answer::Level(level))).unwrap_err();
            assert_eq!(error, AssessmentError::InvalidLevel { respondent: 0, statement: 0, level });
        }
    }

    /// All say the same: no spread, so the interval is that point.
    #[test]
    fn unanimous_respondents_leave_an_interval_without_width() {
        let people = vec![(0, vec![Answer::Level(5)]); 3];
        let interval = interval_of(&assessment(&[1.0], 1, people));
        assert_eq!((interval.low, interval.centre, interval.high), (5.0, 5.0, 5.0));
    }
}

fn interval_of(assessment: &Assessment) -> MaturityInterval {
    stretched_bootstrap(&assess(assessment).respondents, 7, DEFAULT_RESAMPLES).unwrap()
}

/// A dimension of four statements counts as much for a person as one of a single
/// statement, also where statements are left out.
#[test]
fn a_persons_score_weighs_dimensions_not_statements() {
    let statement = |dimension| AssessedStatement { dimension, evidence: Evidence::E3 };
    let statements = vec![statement(0), statement(0), statement(0), statement(0), statement(1)];
    let person = |answers: [Answer; 5]| Respondent { group: 0, answers: answers.to_vec() };
    let all =
        person([Answer::Level(1), Answer::Level(1), Answer::Level(1), Answer::Level(1), Answer::Level(5)]);
    let some = person([
        Answer::Level(1),
        Answer::DontKnow,
        Answer::Unanswered,
        Answer::Unanswered,
        Answer::Level(5),
    ]);
    let scores = assess(&Assessment::new(statements, vec![1.0, 1.0], 1, vec![all, some]).unwrap());
    assert_eq!(scores.respondents[0].score, Some(3.0));
    // A quarter of dimension 1 remains: (¼ × 1 + 1 × 5) / 1¼.
    assert_eq!(scores.respondents[1].score, Some(4.2));
}

/// An interval never leaves the scale, however far it is stretched.
#[test]
fn the_interval_ends_with_the_scale() {
    let people = [1, 1, 5].map(|level| (0, vec![Answer::Level(level)]));
    let interval = interval_of(&assessment(&[1.0], 1, people.to_vec()));
    assert_eq!((interval.low, interval.high), (1.0, 5.0));
}

#[test]
fn the_same_seed_gives_the_same_interval() {
    let people = assess(&nine_respondents().assessment()).respondents;
    let of_seed = |seed| stretched_bootstrap(&people, seed, DEFAULT_RESAMPLES).unwrap();
    assert_eq!(of_seed(7), of_seed(7));
    assert_ne!(of_seed(7), of_seed(8));
}

mod laws {
    use super::*;

    fn answer() -> impl Strategy<Value = Answer> {
        prop_oneof![
            1 => Just(Answer::Unanswered),
            1 => Just(Answer::DontKnow),
            5 => (1_u8..=5).prop_map(Answer::Level),
        ]
    }

    /// Six statements in three dimensions, three groups, up to eight people.
    fn any_assessment() -> impl Strategy<Value = (Vec<AssessedStatement>, Vec<f64>, Vec<Respondent>)> {
        let grade = prop::sample::select(vec![Evidence::E0, Evidence::E1, Evidence::E2, Evidence::E3]);
        let statement =
            (0_usize..3, grade).prop_map(|(dimension, evidence)| AssessedStatement { dimension, evidence });
        let person = (0_usize..3, prop::collection::vec(answer(), 6))
            .prop_map(|(group, answers)| Respondent { group, answers });
        (
            prop::collection::vec(statement, 6),
            prop::collection::vec(0.1_f64..10.0, 3),
            prop::collection::vec(person, 0..8),
        )
    }

    fn scores(statements: &[AssessedStatement], weights: &[f64], people: &[Respondent]) -> MaturityScores {
        assess(&Assessment::new(statements.to_vec(), weights.to_vec(), 3, people.to_vec()).unwrap())
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// Scores lie on the scale, evidence never raises one, weights of people sum to 1.
        #[test]
        fn scores_stay_on_the_scale((statements, weights, people) in any_assessment()) {
            let scores = scores(&statements, &weights, &people);
            let pairs = scores.statements.iter().map(|s| (s.score, s.evidenced))
                .chain(scores.dimensions.iter().map(|d| (d.score, d.evidenced)))
                .chain([(scores.overall, scores.overall_evidenced)]);
            for (score, evidenced) in pairs {
                prop_assert_eq!(score.is_some(), evidenced.is_some());
                if let (Some(score), Some(evidenced)) = (score, evidenced) {
                    prop_assert!((1.0 - 1e-12..=5.0 + 1e-12).contains(&score));
                    prop_assert!(evidenced <= score + 1e-12 && evidenced >= 1.0 - 1e-12);
                }
            }
            for statement in &scores.statements {
                let people_counted =
                    statement.histogram.iter().sum::<u32>() + statement.dont_know + statement.unanswered;
                prop_assert_eq!(people_counted as usize, people.len());
                prop_assert!(statement.agreement.is_none_or(|agreement| (0.0..=1.0).contains(&agreement)));
            }
            if scores.overall.is_some() {
                let total: f64 = scores.respondents.iter().map(|person| person.weight).sum();
                prop_assert!((total - 1.0).abs() < 1e-12);
            }
        }

        /// A group that doubles with the same opinions moves no score: groups vote, not heads.
        #[test]
        fn a_larger_group_does_not_outvote((statements, weights, people) in any_assessment()) {
            let mut crowd = people.clone();
            crowd.extend(people.iter().filter(|person| person.group == 0).cloned());
            let (before, after) = (scores(&statements, &weights, &people), scores(&statements, &weights, &crowd));
            prop_assert_eq!(before.dimensions, after.dimensions);
            prop_assert_eq!(before.overall, after.overall);
        }

        /// Whoever knows nothing changes no score, only the counts.
        #[test]
        fn dont_know_is_never_filled_in((statements, weights, people) in any_assessment()) {
            let mut with_silent = people.clone();
            with_silent.push(Respondent { group: 1, answers: vec![Answer::DontKnow; 6] });
            let before = scores(&statements, &weights, &people);
            let after = scores(&statements, &weights, &with_silent);
            prop_assert_eq!(before.dimensions, after.dimensions);
            prop_assert_eq!(before.overall, after.overall);
            prop_assert_eq!(before.staged_level, after.staged_level);
            prop_assert_eq!(&before.respondents[..], &after.respondents[..people.len()]);
        }

        /// The scale of the weights does not matter, only their proportions.
        #[test]
        fn weights_matter_by_proportion((statements, weights, people) in any_assessment()) {
            let eightfold: Vec<f64> = weights.iter().map(|weight| weight * 8.0).collect();
            prop_assert_eq!(
                scores(&statements, &weights, &people),
                scores(&statements, &eightfold, &people)
            );
        }

        /// The interval holds its centre and stays on the scale.
        #[test]
        fn the_interval_encloses_its_centre((statements, weights, people) in any_assessment(), seed: u64) {
            let respondents = scores(&statements, &weights, &people).respondents;
            if let Some(interval) = stretched_bootstrap(&respondents, seed, 50) {
                prop_assert!(interval.low <= interval.centre && interval.centre <= interval.high);
                prop_assert!(interval.low >= 1.0 && interval.high <= 5.0 && interval.stretch > 1.0);
            }
        }
    }
}

/// How often the nominal 90 % interval holds the mean of the population the
/// respondents were drawn from: six statements, people differ by 0.6 levels,
/// one person's answers by 0.7 around their own view.
mod coverage {
    use super::*;

    const STATEMENTS: u32 = 6;
    const BETWEEN_PEOPLE: f64 = 0.6;
    const WITHIN_A_PERSON: f64 = 0.7;

    /// Mean answer of person `person`, drawn anew for every number.
    fn own_mean(population_mean: f64, person: u32) -> f64 {
        let words: Vec<u32> =
            (0..=STATEMENTS / 4).flat_map(|block| random::block(2_024, [person, block, 0, 0])).collect();
        let deviate = |word: u32| normal::quantile((f64::from(word) + 0.5) / 4_294_967_296.0);
        let view = population_mean + BETWEEN_PEOPLE * deviate(words[0]);
        let answers = words[1..=STATEMENTS as usize]
            .iter()
            .map(|&word| (view + WITHIN_A_PERSON * deviate(word)).round().clamp(1.0, 5.0));
        answers.sum::<f64>() / f64::from(STATEMENTS)
    }

    const WORLDS: u32 = 1_200;

    /// Mean of the population, by many people of whom none is in a world of so many `respondents`.
    fn truth(population_mean: f64, respondents: u32) -> f64 {
        const OTHERS: u32 = 200_000;
        let first_other = WORLDS * respondents;
        (first_other..first_other + OTHERS).map(|person| own_mean(population_mean, person)).sum::<f64>()
            / f64::from(OTHERS)
    }

    fn measured(population_mean: f64, respondents: u32, truth: f64, resamples: u32) -> f64 {
        let holds = |world: &u32| {
            let people: Vec<RespondentScore> = (0..respondents)
                .map(|person| RespondentScore {
                    score: Some(own_mean(population_mean, world * respondents + person)),
                    weight: 1.0 / f64::from(respondents),
                })
                .collect();
            let interval = stretched_bootstrap(&people, u64::from(*world), resamples).unwrap();
            (interval.low..=interval.high).contains(&truth)
        };
        let share = (0..WORLDS).filter(holds).count() as f64 / f64::from(WORLDS);
        println!("mean {population_mean}, {respondents} respondents: {share:.3}");
        share
    }

    fn assert_covers(population_mean: f64, respondents: u32) {
        let share = measured(population_mean, respondents, truth(population_mean, respondents), 1_000);
        assert!((0.85..=0.95).contains(&share), "{respondents} respondents: {share}");
    }

    #[test]
    fn four_respondents_are_held_as_promised() {
        assert_covers(2.8, 4);
    }

    #[test]
    fn eight_respondents_are_held_as_promised() {
        assert_covers(2.8, 8);
    }

    #[test]
    fn twenty_respondents_are_held_as_promised() {
        assert_covers(2.8, 20);
    }

    /// The acceptance figure of the product. Fewer resamples than elsewhere, so that all seventeen take a few seconds:
    /// the ends of an interval are then a little rougher, which can only cost coverage.
    #[test]
    fn every_number_of_respondents_from_4_to_20_is_held_as_promised() {
        let truth = truth(2.8, 20);
        for respondents in 4..=20 {
            let share = measured(2.8, respondents, truth, 300);
            assert!((0.85..=0.95).contains(&share), "{respondents} respondents: {share}");
        }
    }

    /// Most answers are 1 here, so that the spread is lopsided.
    #[test]
    fn eight_respondents_near_the_floor_are_held_as_promised() {
        assert_covers(1.4, 8);
    }
}
