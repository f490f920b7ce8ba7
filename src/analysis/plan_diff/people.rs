//! Roles that come, go, or have other people, run work, rates or absences.

use jiff::civil::Date;

use super::words::{amount, figure, month};
use super::{Kind, Line, Subject};
use crate::model::document::Document;
use crate::model::finite::Finite;
use crate::model::id::RoleId;
use crate::model::people::Role;
use crate::model::portfolio::{Calendar, Portfolio};

pub(super) fn tell(before: &Document, after: &Document, lines: &mut Vec<Line>) {
    if before.people == after.people {
        return;
    }
    let mut say = |id, words| lines.push(Line { subject: Subject::Role(id), kind: Kind::People, words });
    for role in &after.people.roles {
        let Some(was) = before.people.role(role.id) else {
            say(role.id, format!("{} people in the new role {}", figure(role.heads.get()), role.name));
            continue;
        };
        of_role(was, role, &after.portfolio, &mut |words| say(role.id, words));
    }
    if before.people.holidays != after.people.holidays {
        let words = "Everybody has other holidays".to_owned();
        lines.push(Line { subject: Subject::Portfolio, kind: Kind::Settings, words });
    }
    let mut all = |words: &str| {
        lines.push(Line { subject: Subject::Portfolio, kind: Kind::People, words: words.to_owned() });
    };
    if before.people.roster != after.people.roster {
        all("Other people on the list, or other levels of skill");
    }
    if before.people.context_switch != after.people.context_switch {
        all("Another loss by working on several things at once");
    }
    let mut say = |id, words| lines.push(Line { subject: Subject::Role(id), kind: Kind::People, words });
    for gone in before.people.roles.iter().filter(|it| after.people.role(it.id).is_none()) {
        say(gone.id, format!("Nobody in the role {}, which is deleted", gone.name));
    }
    if order_differs(before, after) {
        let words = "The roles stand in another order".to_owned();
        lines.push(Line { subject: Subject::Portfolio, kind: Kind::Settings, words });
    }
}

/// What differs in a role that both have.
fn of_role(was: &Role, role: &Role, portfolio: &Portfolio, say: &mut impl FnMut(String)) {
    let mut said = was.clone();
    if was.heads != role.heads || was.changes != role.changes {
        say(heads(was, role, portfolio.calendar));
        said.heads = role.heads;
        said.changes.clone_from(&role.changes);
    }
    if was.run_share != role.run_share {
        let share = |it: Finite| format!("{} %", figure(it.get() * 100.0));
        let words = format!(
            "{} of {} for run work instead of {}",
            share(role.run_share),
            role.name,
            share(was.run_share)
        );
        say(words);
        said.run_share = role.run_share;
    }
    if was.week_rate != role.week_rate {
        let rate = |it: Finite| amount(it.get(), &portfolio.currency);
        let words = format!(
            "A person-week of {} costs {} instead of {}",
            role.name,
            rate(role.week_rate),
            rate(was.week_rate)
        );
        say(words);
        said.week_rate = role.week_rate;
    }
    if was.holidays != role.holidays {
        say(format!("Other holidays of {}", role.name));
        said.holidays.clone_from(&role.holidays);
    }
    if was.turnover != role.turnover {
        say(format!("Other turnover of {}", role.name));
        said.turnover = role.turnover;
    }
    if was.slower_per_level != role.slower_per_level {
        say(format!("People of {} below the level asked for work otherwise", role.name));
        said.slower_per_level = role.slower_per_level;
    }
    if said != *role {
        let words = if was.name == role.name {
            format!("Another absence of {}", role.name)
        } else {
            format!("{} was called {}, or has another absence", role.name, was.name)
        };
        say(words);
    }
}

/// Whether the roles that both have stand in another order.
fn order_differs(before: &Document, after: &Document) -> bool {
    let ids = |document: &Document| document.people.roles.iter().map(|it| it.id).collect::<Vec<_>>();
    let (old, new) = (ids(before), ids(after));
    let kept = |from: &[RoleId], other: &[RoleId]| -> Vec<RoleId> {
        from.iter().copied().filter(|id| other.contains(id)).collect()
    };
    kept(&old, &new) != kept(&new, &old)
}

/// "Two more people as Architect from March 2026".
fn heads(was: &Role, is: &Role, calendar: Calendar) -> String {
    let mut days: Vec<Date> = was.changes.iter().chain(&is.changes).map(|change| change.from).collect();
    let end = calendar.day_of(calendar.horizon_weeks);
    days.retain(|day| (calendar.start..end).contains(day));
    days.push(calendar.start);
    days.sort_unstable();
    days.dedup();
    // Steps of the difference: from which day how many more or fewer.
    let mut steps: Vec<(Date, f64)> = Vec::new();
    for day in days {
        let more = is.heads_on(day) - was.heads_on(day) + 0.0;
        let before = steps.last().map_or(0.0, |(_, more)| *more);
        if more.total_cmp(&before).is_ne() {
            steps.push((day, more));
        }
    }
    let people = |more: f64| {
        let (size, word) = (more.abs(), if more > 0.0 { "more" } else { "fewer" });
        let noun = if in_words(size) == "One" { "person" } else { "people" };
        format!("{} {word} {noun} as {}", in_words(size), is.name)
    };
    let from =
        |day: Date| if day == calendar.start { String::new() } else { format!(" from {}", month(day)) };
    match steps.as_slice() {
        [(day, more)] => format!("{}{}", people(*more), from(*day)),
        [(day, more), (until, nothing)] if *nothing == 0.0 => {
            format!("{}{} until {}", people(*more), from(*day), month(*until))
        }
        [] => format!("Other people as {} beyond the horizon", is.name),
        _ => format!("Other numbers of people as {} over time", is.name),
    }
}

fn in_words(size: f64) -> String {
    const WORDS: [&str; 13] = [
        "No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven",
        "Twelve",
    ];
    let found = WORDS.iter().zip(0_u8..).find(|(_, number)| f64::from(*number).total_cmp(&size).is_eq());
    found.map_or_else(|| figure(size), |(word, _)| (*word).to_owned())
}
