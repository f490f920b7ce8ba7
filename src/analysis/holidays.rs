//! Holidays in the engine's words: weeks that are closed, and weeks with fewer people.
//!
//! Where everybody of a role is away the week is closed to it, so that work stands
//! still and goes on afterwards. Where a part is away there are fewer heads. Of two
//! holidays in the same week that of the greater share counts.

use std::ops::Range;

use crate::engine::capacity::Closure;
use crate::model::finite::Finite;
use crate::model::people::{Holiday, People, Role};
use crate::model::portfolio::Calendar;

/// Closed weeks of everybody and of each role.
pub(super) fn closures(people: &People, calendar: Calendar) -> Vec<Closure> {
    let all = people.holidays.iter().map(|holiday| (None, holiday));
    let of_roles = (0..).zip(&people.roles);
    let of_roles = of_roles.flat_map(|(place, role)| role.holidays.iter().map(move |it| (Some(place), it)));
    let closed = all.chain(of_roles).filter(|(_, holiday)| holiday.share >= Finite::ONE);
    closed
        .map(|(role, holiday)| (role, weeks(holiday, calendar)))
        .filter(|(_, weeks)| !weeks.is_empty())
        .map(|(role, weeks)| Closure { role, start_week: weeks.start, end_week: weeks.end })
        .collect()
}

/// Share of the people of `role` who are there in each week of the plan, 0 to 1; 1 where everybody is away, as such
/// weeks are closed.
pub(super) fn shares_there(role: &Role, people: &People, calendar: Calendar) -> Vec<f64> {
    let mut there = vec![1.0_f64; calendar.horizon_weeks as usize];
    for holiday in people.holidays.iter().chain(&role.holidays) {
        let share = 1.0 - holiday.share.get();
        if share > 0.0 {
            let weeks = weeks(holiday, calendar);
            for there in &mut there[weeks.start as usize..weeks.end as usize] {
                *there = there.min(share);
            }
        }
    }
    there
}

/// Weeks of the plan that a holiday covers.
fn weeks(holiday: &Holiday, calendar: Calendar) -> Range<u32> {
    let first = calendar.week_of(holiday.from);
    let within =
        |week: i64| u32::try_from(week.max(0)).map_or(u32::MAX, |week| week.min(calendar.horizon_weeks));
    within(first)..within(first.saturating_add(i64::from(holiday.weeks)))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::model::id::RoleId;

    fn holiday(from: jiff::civil::Date, weeks: u32, percent: u32) -> Holiday {
        Holiday { from, weeks, share: Finite::new(f64::from(percent) / 100.0).unwrap() }
    }

    /// Weeks begin on Mondays, from 5 January 2026.
    #[test]
    fn holidays_are_the_weeks_that_hold_their_days() {
        let calendar = Calendar { start: date(2026, 1, 5), horizon_weeks: 6 };
        let mut role = Role::new(RoleId(1), "Architect", Finite::from(4_u32));
        role.holidays = vec![holiday(date(2026, 1, 21), 1, 100), holiday(date(2026, 2, 2), 9, 40)];
        let people = People {
            holidays: vec![holiday(date(2025, 12, 29), 2, 100), holiday(date(2026, 2, 9), 1, 25)],
            roles: vec![role.clone()],
            ..People::default()
        };
        let closed = closures(&people, calendar);
        let weeks: Vec<_> = closed.iter().map(|it| (it.role, it.start_week..it.end_week)).collect();
        assert_eq!(weeks, [(None, 0..1), (Some(0), 2..3)]);
        assert_eq!(shares_there(&role, &people, calendar), [1.0, 1.0, 1.0, 1.0, 0.6, 0.6]);
    }
}
