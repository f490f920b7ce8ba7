//! Lists of stages that make a plan short: against the best known, and as schedules that hold.

use proptest::prelude::*;

use super::problems::{any_problem, from_instance};
use super::{PSPLIB, parse_single};
use pmo_workbench::engine::capacity::experiment::{Change, Order};
use pmo_workbench::engine::capacity::justification::shortest_list;
use pmo_workbench::engine::capacity::{Policy, open_iteration};

/// Means over eighty searches of each of the five instances of thirty activities. Valls, Ballestín & Quintanilla (2005)
/// come within half a hundredth over the whole of j30, most of which is easy; three of these five are its hardest.
/// Over two thousand other seeds the mean is 0.86 % with 1,000 schedules, over six hundred 0.34 % with 3,000.
#[test]
fn comes_near_the_optimum_of_j30() {
    for (schedules, at_most_percent) in [(1_000, 1.0), (3_000, 0.45)] {
        let small = PSPLIB.iter().filter(|it| it.0.starts_with("j30"));
        let above = small.map(|(name, text, optimum, _, serial)| {
            let problem = from_instance(&parse_single(text).unwrap(), 1_000);
            let mean = (0..80).map(|seed| {
                let weeks = shortest_list(&problem, seed, schedules).unwrap().makespan_weeks;
                assert!(weeks >= *optimum && weeks <= *serial, "{name}: {weeks}");
                f64::from(weeks) / 80.0
            });
            100.0 * (mean.sum::<f64>() / f64::from(*optimum) - 1.0) / 5.0
        });
        let mean = above.sum::<f64>();
        assert!(mean <= at_most_percent, "{mean} % above the optimum with {schedules} schedules");
    }
}

#[test]
fn a_plan_without_stages_takes_no_time() {
    let problem = super::problems::problem(52, vec![], 1, vec![]);
    let list = shortest_list(&problem, 7, 100).unwrap();
    assert_eq!((list.stages.len(), list.makespan_weeks), (0, 0));
}

proptest! {
    /// On certain work the serial scheme by that list gives that schedule, which is no longer than the present one.
    #[test]
    fn the_list_gives_the_schedule_it_promises(any in any_problem(), seed: u64) {
        let certain: Vec<u32> = (0..u32::try_from(any.stages().len()).unwrap()).collect();
        let mut plan = Change::CertainWork { stages: certain }.apply(&any).unwrap();
        for role in 0..u32::try_from(plan.roles().len()).unwrap() {
            plan = Change::CertainAbsence { role }.apply(&plan).unwrap();
        }
        let present = open_iteration(&plan, Policy::Serial, 7, 0).makespan_weeks();
        let Some(list) = shortest_list(&plan, seed, 60) else {
            prop_assert_eq!(present, None, "the present order is among those tried");
            return Ok(());
        };
        prop_assert!(present.is_none_or(|present| list.makespan_weeks <= present));
        let is_one = plan.initiatives().len() == 1;
        if is_one {
            let order = Order { stages: list.stages.clone(), ..Order::present(&plan) };
            let run = open_iteration(&Change::Order(order).apply(&plan).unwrap(), Policy::Serial, 7, 0);
            prop_assert_eq!(run.makespan_weeks(), Some(list.makespan_weeks));
        }
        for (stage, start) in plan.stages().iter().zip(&list.start_weeks) {
            for before in &stage.after {
                prop_assert!(list.start_weeks[*before as usize] <= *start);
            }
            prop_assert!(*start >= stage.earliest_start_week);
        }
    }
}
