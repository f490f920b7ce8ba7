//! Initiatives that come, go, move in time or in the order of priority, or differ in themselves.

use jiff::civil::Date;

use super::order::longest_rise;
use super::words::{day, instead, listed};
use super::{Kind, Line, Subject};
use crate::model::document::Document;
use crate::model::initiative::{Initiative, Initiatives, Stage};

pub(super) fn tell(before: &Document, after: &Document, lines: &mut Vec<Line>) {
    let (old, new) = (&before.initiatives, &after.initiatives);
    if old == new {
        return;
    }
    for initiative in &new.list {
        let mut say =
            |kind, words| lines.push(Line { subject: Subject::Initiative(initiative.id), kind, words });
        match old.initiative(initiative.id) {
            None if initiative.in_plan => say(Kind::Added, format!("{} is new", initiative.name)),
            None => say(Kind::Details, format!("{} is new, but not in the plan", initiative.name)),
            Some(was) => of_initiative(was, initiative, after, &mut say),
        }
    }
    for gone in old.list.iter().filter(|it| new.initiative(it.id).is_none()) {
        let kind = if gone.in_plan { Kind::Dropped } else { Kind::Details };
        let words = format!("{} is deleted", gone.name);
        lines.push(Line { subject: Subject::Initiative(gone.id), kind, words });
    }
    order(old, new, lines);
}

/// What differs in an initiative that both have.
fn of_initiative(was: &Initiative, is: &Initiative, after: &Document, say: &mut impl FnMut(Kind, String)) {
    if was == is {
        return;
    }
    let name = &is.name;
    // What has been said; the rest is details.
    let mut said = was.clone();
    match (was.in_plan, is.in_plan) {
        (false, true) => say(Kind::Added, format!("{name} joins the plan")),
        (true, false) => say(Kind::Dropped, format!("{name} leaves the plan")),
        _ => {}
    }
    said.in_plan = is.in_plan;
    if was.earliest_start != is.earliest_start {
        let (kind, words) = moved(was.earliest_start, is.earliest_start);
        say(kind, format!("{name} may start {words}"));
        said.earliest_start = is.earliest_start;
    }
    if was.needed_by != is.needed_by {
        let day = |date: Option<Date>| {
            date.map_or_else(|| "on no certain day".to_owned(), |it| format!("by {}", day(it)))
        };
        say(Kind::Due, format!("{name} is needed {} instead of {}", day(is.needed_by), day(was.needed_by)));
        said.needed_by = is.needed_by;
    }
    if was.scores != is.scores {
        let criteria = after.scoring.criteria.iter();
        let differ = criteria.filter(|it| was.scores.get(&it.id) != is.scores.get(&it.id));
        let on: Vec<&str> = differ.map(|it| it.name.as_str()).collect();
        say(Kind::Rescored, format!("{name} is scored otherwise on {}", listed(&on)));
        said.scores.clone_from(&is.scores);
    }
    if was.cost_per_year != is.cost_per_year {
        let currency = &after.portfolio.currency;
        say(Kind::Cost, format!("{name} costs {}", instead(was.cost_money(), is.cost_money(), currency)));
        said.cost_per_year.clone_from(&is.cost_per_year);
    }
    if was.requires != is.requires || was.excludes != is.excludes {
        say(Kind::Links, format!("{name} requires or excludes others"));
        said.requires.clone_from(&is.requires);
        said.excludes.clone_from(&is.excludes);
    }
    if was.stages != is.stages {
        of_stages(was, is, say);
        said.stages.clone_from(&is.stages);
    }
    if said != *is {
        let words = if was.name == *name {
            format!("Details of {name} differ")
        } else {
            format!("{name} was called {}, or details of it differ", was.name)
        };
        say(Kind::Details, words);
    }
}

fn of_stages(was: &Initiative, is: &Initiative, say: &mut impl FnMut(Kind, String)) {
    let name = &is.name;
    let mut replanned: Vec<&str> = Vec::new();
    for stage in &is.stages {
        let Some(old) = was.stages.iter().find(|it| it.id == stage.id) else {
            replanned.push(&stage.name);
            continue;
        };
        if old.earliest_start != stage.earliest_start {
            let (kind, words) = moved(old.earliest_start, stage.earliest_start);
            say(kind, format!("{name}, {} may start {words}", stage.name));
        }
        let same_start = Stage { earliest_start: stage.earliest_start, ..old.clone() };
        if same_start != *stage {
            replanned.push(&stage.name);
        }
    }
    let gone = was.stages.iter().filter(|old| is.stages.iter().all(|it| it.id != old.id));
    replanned.extend(gone.map(|old| old.name.as_str()));
    let reordered = || was.stages.iter().map(|it| it.id).ne(is.stages.iter().map(|it| it.id));
    if !replanned.is_empty() {
        say(Kind::Replanned, format!("{name} is planned otherwise: {}", listed(&replanned)));
    } else if reordered() {
        say(Kind::Replanned, format!("The stages of {name} stand in another order"));
    }
}

/// Later or earlier, and in words.
fn moved(was: Option<Date>, is: Option<Date>) -> (Kind, String) {
    let kind = if is > was { Kind::Delayed } else { Kind::BroughtForward };
    let when = |date: Option<Date>| {
        date.map_or_else(|| "at any time".to_owned(), |it| format!("from {} on", day(it)))
    };
    (kind, format!("{} instead of {}", when(is), when(was)))
}

/// Who has moved in the order of priority, as seen from the longest list that stays in order.
fn order(old: &Initiatives, new: &Initiatives, lines: &mut Vec<Line>) {
    let both: Vec<&Initiative> = new.list.iter().filter(|it| old.initiative(it.id).is_some()).collect();
    let place = |initiative: &Initiative| old.list.iter().position(|it| it.id == initiative.id);
    let places: Vec<usize> = both.iter().filter_map(|it| place(it)).collect();
    let stays = longest_rise(&places);
    for (initiative, _) in both.iter().zip(&stays).filter(|(_, stays)| !**stays) {
        let ranks = |list: &[Initiative]| 1 + list.iter().position(|it| it.id == initiative.id).unwrap_or(0);
        let (was, is) = (ranks(&old.list), ranks(&new.list));
        let in_both = initiative.in_plan && old.initiative(initiative.id).is_some_and(|it| it.in_plan);
        let words = if was == is {
            format!("{} keeps place {is}, but others have passed it", initiative.name)
        } else {
            format!("{} is in place {is} of priority instead of {was}", initiative.name)
        };
        let kind = if in_both { Kind::Priority } else { Kind::Details };
        lines.push(Line { subject: Subject::Initiative(initiative.id), kind, words });
    }
}
