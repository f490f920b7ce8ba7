//! People who leave and are replaced, and the time until who joins is of full use.

use pmo_workbench::analysis::simulate::prepare;
use pmo_workbench::engine::capacity::{Policy, Problem, ProblemError, Turnover, open_iteration, simulate};
use pmo_workbench::model::document::Document;
use pmo_workbench::model::edit::{Edit, RoleChange};
use pmo_workbench::model::envelope;
use pmo_workbench::model::finite::Finite;
use pmo_workbench::model::people;
use proptest::prelude::*;

use super::POLICIES;
use super::problems::any_problem;

fn any_turnover(roles: u32) -> impl Strategy<Value = Vec<Turnover>> {
    let one = |role| {
        (0.0..=0.95_f64, 0..30_u32, 0..30_u32, 0.0..=1.0_f64).prop_map(
            move |(leave_share, replace_weeks, ramp_weeks, mentor_share)| Turnover {
                role,
                leave_share,
                replace_weeks,
                ramp_weeks,
                mentor_share,
                joining: vec![(5, 20)],
            },
        )
    };
    (0..roles).map(one).collect::<Vec<_>>()
}

fn any_changing() -> impl Strategy<Value = (Problem, Problem)> {
    any_problem().prop_flat_map(|problem| {
        any_turnover(u32::try_from(problem.roles().len()).unwrap())
            .prop_map(move |turnover| (problem.clone(), problem.clone().with_turnover(turnover).unwrap()))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Nobody who left works: draw by draw and week by week there are at most as many as without turnover, and
    /// stages take as long as before.
    #[test]
    fn turnover_only_takes_away((steady, changing) in any_changing(), iteration in 0..100_u32) {
        let [without, with] =
            [&steady, &changing].map(|problem| open_iteration(problem, Policy::Serial, 1, iteration));
        for (there, were) in with.capacity_units.iter().flatten().zip(without.capacity_units.iter().flatten()) {
            prop_assert!(there <= were);
        }
        for (used, there) in with.used_units.iter().flatten().zip(with.capacity_units.iter().flatten()) {
            prop_assert!(*used <= u64::from(*there));
        }
        for (stage, same) in with.stages.iter().zip(&without.stages) {
            prop_assert_eq!(stage.duration_weeks, same.duration_weeks);
        }
    }

    #[test]
    fn shards_with_turnover_are_one_run((_, changing) in any_changing(), cut in 1..99_u32) {
        for policy in POLICIES {
            let mut parts = simulate(&changing, policy, 7, 0..cut);
            parts.merge(&simulate(&changing, policy, 7, cut..100));
            prop_assert_eq!(parts, simulate(&changing, policy, 7, 0..100));
        }
    }

    /// Turnover by which nobody leaves and nobody has to learn takes another way and says the same.
    #[test]
    fn nobody_leaving_changes_nothing(problem in any_problem()) {
        let none = Turnover {
            role: 0, leave_share: 0.0, replace_weeks: 9, ramp_weeks: 0, mentor_share: 0.5, joining: vec![(3, 20)],
        };
        let same = problem.clone().with_turnover(vec![none]).unwrap();
        for policy in POLICIES {
            prop_assert_eq!(simulate(&same, policy, 7, 0..40), simulate(&problem, policy, 7, 0..40));
        }
    }
}

#[test]
fn turnover_is_one_of_each_role_with_shares() {
    let turnover = |role, leave_share| Turnover {
        role,
        leave_share,
        replace_weeks: 4,
        ramp_weeks: 8,
        mentor_share: 0.2,
        joining: vec![],
    };
    let problem = super::problems::problem(20, vec![super::problems::plain_role(20, 20)], 0, vec![]);
    for (bad, role) in [
        (vec![turnover(1, 0.1)], 1),
        (vec![turnover(0, 0.1), turnover(0, 0.2)], 0),
        (vec![turnover(0, 0.96)], 0),
        (vec![turnover(0, f64::NAN)], 0),
    ] {
        assert_eq!(problem.clone().with_turnover(bad), Err(ProblemError::Turnover { role }));
    }
}

/// The way from a document: with a tenth leaving there are fewer people, and June's sixth developer has to learn.
#[test]
fn a_document_with_turnover_has_fewer_people() {
    let file = include_str!("../documents/hostile/valid.json");
    let mut document = envelope::open(file).unwrap().document;
    let role = document.people.roles[0].id;
    let capacity = |document: &Document| {
        let prepared = prepare(document).unwrap();
        let tally = simulate(&prepared.problem, prepared.engine_policy(), prepared.seed, 0..1_000);
        let mean = |weeks: std::ops::Range<usize>| {
            let units = &tally.capacity_units(0)[weeks];
            units.iter().sum::<u64>() as f64 / 1_000.0 / 20.0 / units.len() as f64
        };
        (mean(0..1), mean(22..26), mean(48..52))
    };
    let steady = capacity(&document);
    let turnover = people::Turnover {
        leave_share: Finite::new(0.1).unwrap(),
        replace_weeks: 13,
        ramp_weeks: 13,
        mentor_share: Finite::new(0.2).unwrap(),
    };
    Edit::Role { role, change: RoleChange::Turnover(Some(turnover)) }.apply(&mut document).unwrap();
    let changing = capacity(&document);
    assert!((changing.0 - steady.0).abs() < 1e-9, "nobody has left in the first week");
    // The sixth is at 15 % to 40 % of use, and takes 20 % of another: about 0.9 heads of 6 by 0.8 of run work.
    assert!((0.6..1.0).contains(&(steady.1 - changing.1)), "{steady:?} against {changing:?}");
    assert!((0.05..0.3).contains(&(steady.2 - changing.2)), "{steady:?} against {changing:?}");
}
