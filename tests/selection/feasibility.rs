//! What is refused, and what is impossible.

use pmo_workbench::engine::selection::feasible::{Infeasibility, Mandatory, infeasibilities, mandatory};
use pmo_workbench::engine::selection::problem::{Parts, Problem, ProblemError, Row, Synergy};

use crate::instance::{demands, requirements};
use crate::small::small_cases;

/// A prototype once answered "optimal" with a set that did not fit, because the mandatory set alone did not.
#[test]
fn a_mandatory_set_that_does_not_fit_is_infeasible() {
    let problem = Problem::new(Parts {
        values: vec![10, 20, 30],
        rows: vec![Row { demands: demands([(0, 6), (1, 3), (2, 5)]), limit: 10 }],
        forced_in: vec![0, 2],
        ..Parts::default()
    })
    .unwrap();
    let forced = |candidate| Mandatory { chain: vec![candidate] };
    assert_eq!(
        infeasibilities(&problem),
        [Infeasibility::Overload { row: 0, demand: 11, limit: 10, needed_by: vec![forced(0), forced(2)] }]
    );
}

#[test]
fn the_requirement_that_pulled_a_candidate_in_is_named() {
    let problem = Problem::new(Parts {
        values: vec![1; 5],
        rows: vec![Row { demands: demands([(0, 1), (3, 4)]), limit: 4 }],
        requirements: requirements(&[(0, 1), (1, 3), (0, 2), (2, 1)]),
        exclusions: vec![vec![4, 3, 2]],
        forced_in: vec![0],
        forced_out: vec![1],
        ..Parts::default()
    })
    .unwrap();
    let by = |chain: &[u32]| Mandatory { chain: chain.to_vec() };
    assert_eq!(mandatory(&problem), [by(&[0]), by(&[0, 1]), by(&[0, 2]), by(&[0, 1, 3])]);
    assert_eq!(
        infeasibilities(&problem),
        [
            Infeasibility::Overload {
                row: 0,
                demand: 5,
                limit: 4,
                needed_by: vec![by(&[0]), by(&[0, 1, 3])]
            },
            Infeasibility::Excluded { exclusion: 0, pair: [by(&[0, 2]), by(&[0, 1, 3])] },
            Infeasibility::ForcedOut { candidate: by(&[0, 1]) },
        ]
    );
}

/// Enumeration of all subsets: infeasible exactly where it found none.
#[test]
fn agrees_with_enumeration_on_what_is_infeasible() {
    for case in small_cases() {
        let reasons = infeasibilities(&case.instance.problem());
        assert_eq!(!reasons.is_empty(), case.expect.infeasible, "{}: {reasons:?}", case.name);
    }
}

#[test]
fn says_what_makes_no_sense() {
    let valid = Parts {
        values: vec![5, 5, 5],
        rows: vec![Row { demands: demands([(0, 1), (2, 1)]), limit: 1 }],
        ..Parts::default()
    };
    let refusal = |change: fn(&mut Parts)| {
        let mut parts = valid.clone();
        change(&mut parts);
        Problem::new(parts).unwrap_err()
    };
    assert!(Problem::new(valid.clone()).is_ok());
    assert_eq!(refusal(|parts| parts.rows[0].limit = -1), ProblemError::NegativeLimit { row: 0, limit: -1 });
    assert_eq!(
        refusal(|parts| parts.rows[0].demands[1].units = -2),
        ProblemError::InvalidDemand { row: 0, candidate: 2, units: -2 }
    );
    assert_eq!(
        refusal(|parts| parts.rows[0].demands[1].candidate = 3),
        ProblemError::UnknownInRow { row: 0, candidate: 3 }
    );
    assert_eq!(
        refusal(|parts| parts.values[1] = i64::MIN),
        ProblemError::ValueTooLarge { candidate: 1, value: i64::MIN }
    );
    assert_eq!(
        refusal(|parts| parts.requirements = requirements(&[(0, 1), (2, 9)])),
        ProblemError::UnknownInRequirement { requirement: 1, candidate: 9 }
    );
    assert_eq!(
        refusal(|parts| parts.requirements = requirements(&[(1, 1)])),
        ProblemError::RequiresItself { candidate: 1 }
    );
    assert_eq!(
        refusal(|parts| parts.exclusions = vec![vec![0, 3]]),
        ProblemError::UnknownInExclusion { exclusion: 0, candidate: 3 }
    );
    assert_eq!(
        refusal(|parts| parts.exclusions = vec![vec![2, 0, 2]]),
        ProblemError::ExcludesItself { exclusion: 0, candidate: 2 }
    );
    assert_eq!(refusal(|parts| parts.forced_in = vec![3]), ProblemError::UnknownForced { candidate: 3 });
    assert_eq!(refusal(|parts| parts.forced_out = vec![4]), ProblemError::UnknownForced { candidate: 4 });
    assert_eq!(
        refusal(|parts| (parts.forced_in, parts.forced_out) = (vec![0, 1], vec![1])),
        ProblemError::ForcedBothWays { candidate: 1 }
    );
    assert_eq!(
        refusal(|parts| parts.synergies = vec![Synergy { pair: [1, 1], value: 2 }]),
        ProblemError::SynergyWithItself { synergy: 0, candidate: 1 }
    );
    assert_eq!(
        refusal(|parts| parts.synergies = vec![Synergy { pair: [0, 7], value: 2 }]),
        ProblemError::UnknownInSynergy { synergy: 0, candidate: 7 }
    );
    assert_eq!(
        refusal(|parts| parts.values = vec![0; 10_001]),
        ProblemError::TooManyCandidates { count: 10_001 }
    );
}

/// A problem travels to a worker as JSON; one that makes no sense does not arrive.
#[test]
fn a_problem_survives_json_and_is_checked_when_read() {
    let problem = small_cases().swap_remove(6).instance.problem();
    let text = serde_json::to_string(&problem).unwrap();
    assert_eq!(serde_json::from_str::<Problem>(&text).unwrap(), problem);
    let broken = text.replacen("\"limit\":150", "\"limit\":-150", 1);
    assert_ne!(broken, text);
    assert!(serde_json::from_str::<Problem>(&broken).unwrap_err().to_string().contains("at least 0"));
}
