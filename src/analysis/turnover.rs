//! People who come and leave, in the engine's words.

use crate::engine::capacity;
use crate::model::people::{People, Role, Turnover};
use crate::model::portfolio::Calendar;

use super::units::units_down;

/// Turnover of each role that has any.
pub(super) fn turnover(people: &People, calendar: Calendar) -> Vec<capacity::Turnover> {
    let of = (0..).zip(&people.roles).filter_map(|(place, role)| Some((place, role, role.turnover?)));
    of.map(|(place, role, turnover)| of_role(place, role, turnover, calendar)).collect()
}

fn of_role(place: u32, role: &Role, turnover: Turnover, calendar: Calendar) -> capacity::Turnover {
    let heads = |week| role.heads_on(calendar.day_of(week));
    let rise = |week: u32| (week, units_down((heads(week) - heads(week - 1)).max(0.0)));
    capacity::Turnover {
        role: place,
        leave_share: turnover.leave_share.get(),
        replace_weeks: turnover.replace_weeks,
        ramp_weeks: turnover.ramp_weeks,
        mentor_share: turnover.mentor_share.get(),
        // Who is there from the first week on knows the work.
        joining: (1..calendar.horizon_weeks).map(rise).filter(|(_, units)| *units > 0).collect(),
    }
}
