//! What a cell of the role × week map is made of.

use pmo_workbench::engine::capacity::{Policy, Problem, Wanted, simulate, wanted};
use proptest::prelude::*;

use super::POLICIES;
use super::problems::any_problem;

proptest! {
    /// Stage by stage it adds up to what the run counts, in every row and week.
    #[test]
    fn what_is_wanted_adds_up_to_what_the_run_counts(problem in any_problem(), seed: u64, week in 0..40_u32) {
        for policy in POLICIES {
            adds_up(&problem, policy, seed, week % problem.horizon_weeks());
        }
    }
}

fn adds_up(problem: &Problem, policy: Policy, seed: u64, week: u32) {
    const ITERATIONS: u32 = 40;
    let tally = simulate(problem, policy, seed, 0..ITERATIONS);
    for row in 0..problem.roles().len() + problem.levels().len() {
        let found = wanted(problem, policy, seed, ITERATIONS, (u32::try_from(row).unwrap(), week));
        let units: u64 = found.stages.iter().map(|it| u64::from(it.units) * u64::from(it.iterations)).sum();
        assert_eq!(units, tally.used_units(row)[week as usize], "row {row}, {policy:?}");
        assert_eq!(found.capacity_units, tally.capacity_units(row)[week as usize]);
        assert!(found.stages.iter().all(|it| it.units > 0 && (1..=ITERATIONS).contains(&it.iterations)));
    }
    let beyond = wanted(problem, policy, seed, ITERATIONS, (0, problem.horizon_weeks()));
    assert_eq!(beyond, Wanted::default());
}
