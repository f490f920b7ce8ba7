//! What each initiative asks of each role in each period if nobody waits, and what there is: draw by draw.
//!
//! A selection is made before anybody waits for anybody: which initiatives there will be decides who waits. So
//! stages start as early as their predecessors let them, and what a portfolio asks of the people is the sum of
//! what its members ask. The luck is that of [`simulate`](super::simulate).

use std::collections::BTreeMap;
use std::ops::Range;

use super::draws::{CHUNK, Draws};
use super::replicate::Workspace;
use super::{Policy, Problem};

/// A role, or those at a level of it, in a period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PeriodNeeds {
    /// Index of the role; levels come after the roles.
    pub role: u32,
    /// Index of the period.
    pub period: u32,
    /// Initiatives that ever need it, by index, with what they need in each draw [unit-weeks].
    pub demands: Vec<(u32, Vec<u64>)>,
    /// What there is in each draw [unit-weeks].
    pub offers: Vec<u64>,
}

/// Looks at the first `draws` iterations of `work`, with the people of `people`.
///
/// The two have the same roles and levels; `work` may have people without end, so that a demand above what there is can be asked
/// about at all. A role in a period that nobody ever needs is left out.
///
/// # Panics
///
/// If the two differ in roles, levels or horizon, or a period ends beyond it.
pub fn period_needs(
    work: &Problem,
    people: &Problem,
    periods: &[Range<u32>],
    seed: u64,
    draws: u32,
) -> Vec<PeriodNeeds> {
    assert_eq!(work.roles().len(), people.roles().len(), "the same roles in both");
    assert_eq!(work.levels().len(), people.levels().len(), "the same levels in both");
    assert_eq!(work.horizon_weeks(), people.horizon_weeks(), "the same weeks in both");
    let mut demanded: BTreeMap<(u32, u32, u32), Vec<u64>> = BTreeMap::new();
    let mut offered: BTreeMap<(u32, u32), Vec<u64>> = BTreeMap::new();
    let (mut of_work, mut of_people) = (Draws::new(work), Draws::new(people));
    let (mut busy, mut there) = (Workspace::new(work), Workspace::new(people));
    for draw in 0..draws {
        let lane = (draw % CHUNK) as usize;
        if lane == 0 {
            of_work.draw(work, seed, draw);
            of_people.draw(people, seed, draw);
        }
        busy.prepare(work, &of_work, lane);
        busy.schedule(work, Policy::Unlevelled);
        there.prepare(people, &of_people, lane);
        for (role, free) in (0..).zip(there.free.rows()).take(people.rows()) {
            for (period, weeks) in (0..).zip(periods) {
                let units = &free[weeks.start as usize..weeks.end as usize];
                let sum = units.iter().map(|units| u64::from(*units)).sum();
                offered.entry((role, period)).or_default().push(sum);
            }
        }
        let (network, horizon) = (work.network(), work.horizon_weeks() as usize);
        for (step, interval) in network.steps().iter().zip(&busy.intervals) {
            network.each_worked(step, *interval, horizon, |worked| {
                for demand in network.demands(step) {
                    for (period, weeks) in (0..).zip(periods) {
                        let (start, end) = (weeks.start as usize, weeks.end as usize);
                        let overlap = worked.end.min(end).saturating_sub(worked.start.max(start));
                        if overlap == 0 {
                            continue;
                        }
                        let of_draws = demanded
                            .entry((demand.role, period, step.initiative))
                            .or_insert_with(|| vec![0; draws as usize]);
                        of_draws[draw as usize] += u64::from(demand.units) * overlap as u64;
                    }
                }
            });
        }
    }
    let mut needs: BTreeMap<(u32, u32), PeriodNeeds> = BTreeMap::new();
    for ((role, period, initiative), units) in demanded {
        let entry = needs.entry((role, period)).or_insert_with(|| PeriodNeeds {
            role,
            period,
            demands: Vec::new(),
            offers: offered.get(&(role, period)).cloned().unwrap_or_default(),
        });
        entry.demands.push((initiative, units));
    }
    needs.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capacity::{Demand, Distribution, Initiative, Role, Stage, Work};

    fn role(heads_units: u16, absence: Distribution) -> Role {
        Role { key: 5, heads_units: vec![heads_units; 8], run_share: 0.0, absence }
    }

    /// Weeks 0–3 with 10 units for certain, then 4 units in weeks 3 and 4 or only in week 3.
    #[test]
    fn needs_are_those_of_the_weeks_in_the_period() {
        let stage = |key, initiative, units, weeks: Distribution, after| Stage {
            key,
            initiative,
            work: Work::Duration(weeks),
            demand: vec![Demand { role: 0, units }],
            after,
            earliest_start_week: 0,
        };
        let fixed = |weeks| Distribution::fixed(weeks).unwrap();
        let uncertain = Distribution::triangular(0.5, 1.5, 2.0).unwrap();
        let stages = vec![stage(1, 0, 10, fixed(3.0), vec![]), stage(2, 1, 4, uncertain, vec![0])];
        let initiatives = vec![Initiative { needed_by_week: None }; 2];
        let work = Problem::new(8, vec![role(1_000, fixed(0.0))], initiatives, stages).unwrap();
        let absence = Distribution::triangular(0.0, 0.5, 1.0).unwrap();
        let people = Problem::new(8, vec![role(20, absence)], vec![], vec![]).unwrap();
        let needs = period_needs(&work, &people, &[0..4, 4..8], 7, 300);
        assert_eq!(needs.iter().map(|it| (it.role, it.period)).collect::<Vec<_>>(), [(0, 0), (0, 1)]);
        assert_eq!(needs[0].demands[0], (0, vec![30; 300]));
        assert_eq!(needs[0].demands[1], (1, vec![4; 300]));
        let (second, later) = &needs[1].demands[0];
        assert_eq!((needs[1].demands.len(), *second), (1, 1));
        assert!(later.iter().all(|units| [0, 4].contains(units)));
        let (lasts, offers) = (later.iter().filter(|it| **it == 4).count(), &needs[1].offers);
        assert!((200..300).contains(&lasts), "{lasts} of 300 draws last beyond one week");
        assert!(offers.iter().all(|units| *units <= 80) && offers.iter().any(|units| *units != offers[0]));
    }
}
