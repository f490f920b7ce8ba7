//! What one plan has otherwise than another, in words: "adds 3, drops 2, delays 4".
//!
//! The two plans are two states of one document, so that things are the same if
//! their numbers are. Whatever differs in money, calendar, goals, criteria,
//! initiatives or people is said in at least one line, which names it.
//!
//! The order of priority is compared by the longest list of initiatives that both
//! plans have in the same order (Schensted 1961); only the others have moved.

use jiff::civil::Date;
use serde::Serialize;

use crate::model::document::Document;
use crate::model::finite::Finite;
use crate::model::id::{CriterionId, InitiativeId, RoleId};
use crate::model::initiative::{Initiative, Initiatives, Stage};
use crate::model::people::Role;
use crate::model::portfolio::{Calendar, Currency, MoneyScale, Policy, Portfolio, YearAmount};

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// What it is about.
    pub subject: Subject,
    /// Of which sort it is.
    pub kind: Kind,
    /// "One Login starts on 5 Jan 2026 instead of 6 Oct 2025".
    pub words: String,
}

/// What a difference is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// Money, calendar, policy, goals.
    Portfolio,
    /// A criterion.
    Criterion(CriterionId),
    /// An initiative.
    Initiative(InitiativeId),
    /// A role.
    Role(RoleId),
}

/// Sorts of differences, in the order in which they are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// An initiative is worked on.
    Added,
    /// An initiative is not worked on.
    Dropped,
    /// May start later only.
    Delayed,
    /// May start earlier.
    BroughtForward,
    /// Other people, or other shares of their time.
    People,
    /// Another budget.
    Budget,
    /// Another place in the order of priority.
    Priority,
    /// A weight or another property of a criterion.
    Criterion,
    /// Other scores.
    Rescored,
    /// Other work, people or order of stages.
    Replanned,
    /// Another cost.
    Cost,
    /// Another day by which it is needed.
    Due,
    /// Requires or excludes others.
    Links,
    /// Calendar, policy or goals.
    Settings,
    /// Anything else, and whatever is in neither plan.
    Details,
}

/// All differences of `after` from `before`, sorted by kind, then in the order of `after`; empty for the same plan.
///
/// The office, scenarios and decisions are no part of a plan.
pub fn differences(before: &Document, after: &Document) -> Vec<Line> {
    let mut lines = Vec::new();
    initiatives(before, after, &mut lines);
    roles(before, after, &mut lines);
    criteria(before, after, &mut lines);
    portfolio(&before.portfolio, &after.portfolio, &mut lines);
    risks(&before.initiatives, &after.initiatives, &mut lines);
    if before.strategy != after.strategy {
        lines.push(Line {
            subject: Subject::Portfolio,
            kind: Kind::Settings,
            words: "The objectives differ".to_owned(),
        });
    }
    lines.sort_by_key(|line| line.kind);
    lines
}

/// The differences in one sentence without its full stop: "adds 3, drops 2, delays 4"; "changes nothing" without any.
pub fn summary(lines: &[Line]) -> String {
    let mut parts: Vec<String> = Vec::new();
    for kind in KINDS {
        let of_kind: Vec<&Line> = lines.iter().filter(|line| line.kind == kind).collect();
        let mut subjects: Vec<Subject> = of_kind.iter().map(|line| line.subject).collect();
        subjects.sort_unstable();
        subjects.dedup();
        let n = subjects.len();
        let said = match (kind, of_kind.as_slice()) {
            (_, []) => continue,
            // Few and short: they say more than their number.
            (Kind::People | Kind::Budget, [one]) => decapitalised(&one.words),
            (Kind::People, [one, other]) => {
                format!("{}, {}", decapitalised(&one.words), decapitalised(&other.words))
            }
            (Kind::Added, _) => format!("adds {n}"),
            (Kind::Dropped, _) => format!("drops {n}"),
            (Kind::Delayed, _) => format!("delays {n}"),
            (Kind::BroughtForward, _) => format!("brings {n} forward"),
            (Kind::People, _) => format!("changes the people of {n} roles"),
            (Kind::Budget, _) => "changes the budget".to_owned(),
            (Kind::Priority, _) => format!("moves {n} in priority"),
            (Kind::Criterion, _) => format!("changes {}", counted(n, "criterion", "criteria")),
            (Kind::Rescored, _) => format!("rescores {n}"),
            (Kind::Replanned, _) => format!("replans the stages of {n}"),
            (Kind::Cost, _) => format!("changes the cost of {n}"),
            (Kind::Due, _) => format!("changes when {n} {} needed", if n == 1 { "is" } else { "are" }),
            (Kind::Links, _) => format!("changes the links of {n}"),
            (Kind::Settings, _) => "changes the settings".to_owned(),
            (Kind::Details, _) => format!("changes details of {n}"),
        };
        parts.push(said);
    }
    if parts.is_empty() { "changes nothing".to_owned() } else { parts.join(", ") }
}

const KINDS: [Kind; 15] = [
    Kind::Added,
    Kind::Dropped,
    Kind::Delayed,
    Kind::BroughtForward,
    Kind::People,
    Kind::Budget,
    Kind::Priority,
    Kind::Criterion,
    Kind::Rescored,
    Kind::Replanned,
    Kind::Cost,
    Kind::Due,
    Kind::Links,
    Kind::Settings,
    Kind::Details,
];

fn initiatives(before: &Document, after: &Document, lines: &mut Vec<Line>) {
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

/// Which of `places` belong to a longest rising subsequence: patience sorting with back pointers.
fn longest_rise(places: &[usize]) -> Vec<bool> {
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; places.len()];
    for (index, place) in places.iter().enumerate() {
        let pile = ends.partition_point(|&end| places[end] < *place);
        before[index] = pile.checked_sub(1).map(|left| ends[left]);
        if pile == ends.len() {
            ends.push(index);
        } else {
            ends[pile] = index;
        }
    }
    let mut belongs = vec![false; places.len()];
    let mut next = ends.last().copied();
    while let Some(index) = next {
        belongs[index] = true;
        next = before[index];
    }
    belongs
}

fn roles(before: &Document, after: &Document, lines: &mut Vec<Line>) {
    if before.people == after.people {
        return;
    }
    let calendar = after.portfolio.calendar;
    let mut say = |id, words| lines.push(Line { subject: Subject::Role(id), kind: Kind::People, words });
    for role in &after.people.roles {
        let Some(was) = before.people.role(role.id) else {
            say(role.id, format!("{} people in the new role {}", figure(role.heads.get()), role.name));
            continue;
        };
        let mut said = was.clone();
        if was.heads != role.heads || was.changes != role.changes {
            say(role.id, heads(was, role, calendar));
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
            say(role.id, words);
            said.run_share = role.run_share;
        }
        if was.week_rate != role.week_rate {
            let rate = |it: Finite| amount(it.get(), &after.portfolio.currency);
            let words = format!(
                "A person-week of {} costs {} instead of {}",
                role.name,
                rate(role.week_rate),
                rate(was.week_rate)
            );
            say(role.id, words);
            said.week_rate = role.week_rate;
        }
        if said != *role {
            let words = if was.name == role.name {
                format!("Another absence of {}", role.name)
            } else {
                format!("{} was called {}, or has another absence", role.name, was.name)
            };
            say(role.id, words);
        }
    }
    for gone in before.people.roles.iter().filter(|it| after.people.role(it.id).is_none()) {
        say(gone.id, format!("Nobody in the role {}, which is deleted", gone.name));
    }
    let ids = |document: &Document| document.people.roles.iter().map(|it| it.id).collect::<Vec<_>>();
    let (old, new) = (ids(before), ids(after));
    let kept = |from: &[RoleId], other: &[RoleId]| -> Vec<RoleId> {
        from.iter().copied().filter(|id| other.contains(id)).collect()
    };
    if kept(&old, &new) != kept(&new, &old) {
        let words = "The roles stand in another order".to_owned();
        lines.push(Line { subject: Subject::Portfolio, kind: Kind::Settings, words });
    }
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

fn criteria(before: &Document, after: &Document, lines: &mut Vec<Line>) {
    let (old, new) = (&before.scoring, &after.scoring);
    if old == new {
        return;
    }
    let mut any = old.method != new.method;
    if any {
        lines.push(Line {
            subject: Subject::Portfolio,
            kind: Kind::Settings,
            words: format!("Ranked by {} instead of {}", new.method.name(), old.method.name()),
        });
    }
    let mut say = |id, words| {
        any = true;
        lines.push(Line { subject: Subject::Criterion(id), kind: Kind::Criterion, words });
    };
    for criterion in &new.criteria {
        let Some(was) = old.criterion(criterion.id) else {
            say(criterion.id, format!("The criterion {} is new", criterion.name));
            continue;
        };
        let mut said = was.clone();
        if was.weight != criterion.weight {
            let (is, was) = (figure(criterion.weight.get()), figure(was.weight.get()));
            say(criterion.id, format!("{} weighs {is} instead of {was}", criterion.name));
            said.weight = criterion.weight;
        }
        if said != *criterion {
            let words = if was.name == criterion.name {
                format!("{} is measured otherwise", criterion.name)
            } else {
                format!("{} was called {}, or is measured otherwise", criterion.name, was.name)
            };
            say(criterion.id, words);
        }
    }
    for gone in old.criteria.iter().filter(|it| new.criterion(it.id).is_none()) {
        say(gone.id, format!("The criterion {} is deleted", gone.name));
    }
    if !any {
        let words = "Criteria are compared or ordered otherwise".to_owned();
        lines.push(Line { subject: Subject::Portfolio, kind: Kind::Settings, words });
    }
}

/// Risks are told by name; they belong to no initiative alone.
fn risks(before: &Initiatives, after: &Initiatives, lines: &mut Vec<Line>) {
    if before.risks == after.risks {
        return;
    }
    let mut say = |words| lines.push(Line { subject: Subject::Portfolio, kind: Kind::Settings, words });
    for risk in &after.risks {
        match before.risk(risk.id) {
            None => say(format!("The risk “{}” is new", risk.name)),
            Some(was) if was.chance != risk.chance => {
                let percent = |it: Finite| figure(it.get() * 100.0);
                let (is, was) = (percent(risk.chance), percent(was.chance));
                say(format!("The risk “{}” has a chance of {is} % instead of {was} %", risk.name));
            }
            Some(was) if was != risk => say(format!("The risk “{}” differs", risk.name)),
            Some(_) => {}
        }
    }
    for gone in before.risks.iter().filter(|risk| after.risk(risk.id).is_none()) {
        say(format!("Without the risk “{}”", gone.name));
    }
}

fn portfolio(before: &Portfolio, after: &Portfolio, lines: &mut Vec<Line>) {
    let mut say = |kind, words| lines.push(Line { subject: Subject::Portfolio, kind, words });
    if before.budget_per_year != after.budget_per_year {
        let sum = |list: &[YearAmount]| list.iter().map(|year| year.amount.get()).sum::<f64>();
        let (was, is) = (&before.budget_per_year, &after.budget_per_year);
        let words = match (was.is_empty(), is.is_empty()) {
            (true, _) => format!("A budget of {}", amount(sum(is), &after.currency)),
            (_, true) => "No budget".to_owned(),
            _ => format!("A budget of {}", instead(sum(was), sum(is), &after.currency)),
        };
        say(Kind::Budget, words);
    }
    let (was, is) = (before.simulation, after.simulation);
    if was.policy != is.policy {
        let words = match is.policy {
            Policy::Unlevelled => "Nobody waits for people",
            Policy::Serial => "Work waits until people are free",
            Policy::Parallel => "Work starts week by week, as soon as people are free",
        };
        say(Kind::Settings, words.to_owned());
    }
    if (was.seed, was.iterations) != (is.seed, is.iterations) {
        say(Kind::Settings, "The simulation has another seed or number of iterations".to_owned());
    }
    if was.correlation != is.correlation {
        let words =
            format!("Stages of one initiative vary together by {} %", figure(is.correlation.get() * 100.0));
        say(Kind::Settings, words);
    }
    if (was.cost_with_work, was.ramp_weeks) != (is.cost_with_work, is.ramp_weeks) {
        say(Kind::Settings, "Cost grows with the work, or benefits rise, otherwise".to_owned());
    }
    let (was, is) = (before.calendar, after.calendar);
    if was.start != is.start {
        say(
            Kind::Settings,
            format!("The calendar starts on {} instead of {}", day(is.start), day(was.start)),
        );
    }
    if was.horizon_weeks != is.horizon_weeks {
        say(
            Kind::Settings,
            format!("The horizon is {} weeks instead of {}", is.horizon_weeks, was.horizon_weeks),
        );
    }
    if before.selection != after.selection {
        say(Kind::Settings, "The lines or rules of selection differ".to_owned());
    }
    // What has been said; the rest is told as such.
    let said = Portfolio {
        budget_per_year: after.budget_per_year.clone(),
        simulation: after.simulation,
        calendar: after.calendar,
        selection: after.selection.clone(),
        ..before.clone()
    };
    if said != *after {
        say(Kind::Settings, "Name, note, currency or names of modes differ".to_owned());
    }
}

/// "GBP 80m instead of GBP 100m".
fn instead(was: f64, is: f64, currency: &Currency) -> String {
    if was.total_cmp(&is).is_eq() {
        format!("the same {} in other years", amount(is, currency))
    } else {
        format!("{} instead of {}", amount(is, currency), amount(was, currency))
    }
}

/// "GBP 80m".
pub(super) fn amount(money: f64, currency: &Currency) -> String {
    let scale = match currency.scale {
        MoneyScale::Unit => "",
        MoneyScale::Thousand => "k",
        MoneyScale::Million => "m",
    };
    format!("{} {}{scale}", currency.code, figure(money))
}

/// At most two decimals, none that are needless.
fn figure(number: f64) -> String {
    let text = format!("{number:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn in_words(size: f64) -> String {
    const WORDS: [&str; 13] = [
        "No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven",
        "Twelve",
    ];
    let found = WORDS.iter().zip(0_u8..).find(|(_, number)| f64::from(*number).total_cmp(&size).is_eq());
    found.map_or_else(|| figure(size), |(word, _)| (*word).to_owned())
}

fn counted(n: usize, one: &str, many: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {many}") }
}

/// At most three names, and how many more.
fn listed(names: &[&str]) -> String {
    match names {
        [first, second, third, rest @ ..] if !rest.is_empty() => {
            format!("{first}, {second}, {third} and {} more", rest.len())
        }
        [] => "criteria that are gone".to_owned(),
        names => names.join(", "),
    }
}

/// "5 Jan 2026".
fn day(date: Date) -> String {
    date.strftime("%-d %b %Y").to_string()
}

/// "March 2026".
fn month(date: Date) -> String {
    date.strftime("%B %Y").to_string()
}

/// "two more people", but "GBP" stays.
fn decapitalised(text: &str) -> String {
    let mut letters = text.chars();
    let Some(first) = letters.next() else { return String::new() };
    if letters.clone().next().is_some_and(|second| second.is_lowercase() || second == ' ') {
        first.to_lowercase().chain(letters).collect()
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::model::edit::{CriterionChange, Edit, InitiativeChange, PortfolioChange, RoleChange};
    use crate::model::people::HeadChange;
    use crate::model::sample;

    fn gmpp() -> Document {
        sample::find("gmpp").unwrap().document()
    }

    fn after(edits: &[Edit]) -> (Document, Document) {
        let before = gmpp();
        let mut after = before.clone();
        for edit in edits {
            edit.apply(&mut after).unwrap();
        }
        (before, after)
    }

    fn said(edits: &[Edit]) -> String {
        let (before, after) = after(edits);
        summary(&differences(&before, &after))
    }

    fn initiative(index: usize) -> InitiativeId {
        gmpp().initiatives.in_plan().nth(index).unwrap().id
    }

    #[test]
    fn the_same_plan_has_no_difference() {
        assert_eq!(differences(&gmpp(), &gmpp()), []);
        assert_eq!(said(&[]), "changes nothing");
    }

    #[test]
    fn membership_dates_and_people_are_said_in_one_sentence() {
        let document = gmpp();
        let left_out: Vec<InitiativeId> =
            document.initiatives.list.iter().filter(|it| !it.in_plan).map(|it| it.id).collect();
        let change = |initiative, change| Edit::Initiative { initiative, change };
        let role = document.people.roles[0].clone();
        let more = HeadChange { from: date(2024, 3, 4), heads: Finite::new(role.heads.get() + 2.0).unwrap() };
        let edits = [
            change(left_out[0], InitiativeChange::InPlan(true)),
            change(initiative(0), InitiativeChange::InPlan(false)),
            change(initiative(1), InitiativeChange::EarliestStart(Some(date(2025, 1, 6)))),
            Edit::Role { role: role.id, change: RoleChange::HeadChanges(vec![more]) },
        ];
        let expected = format!("adds 1, drops 1, delays 1, two more people as {} from March 2024", role.name);
        assert_eq!(said(&edits), expected);
    }

    #[test]
    fn only_what_was_moved_has_moved() {
        let id = gmpp().initiatives.list[5].id;
        let (before, after) = after(&[Edit::MoveInitiative { initiative: id, position: 0 }]);
        let lines = differences(&before, &after);
        assert_eq!(lines.len(), 1, "{lines:?}");
        assert_eq!(lines[0].subject, Subject::Initiative(id));
        assert!(lines[0].words.ends_with("is in place 1 of priority instead of 6"), "{}", lines[0].words);
    }

    #[test]
    fn a_weight_is_named() {
        let criterion = gmpp().scoring.leaves().next().unwrap().clone();
        let change = CriterionChange::Weight(Finite::from(9));
        let (before, after) = after(&[Edit::Criterion { criterion: criterion.id, change }]);
        let lines = differences(&before, &after);
        assert!(lines[0].words.starts_with(&format!("{} weighs 9 instead of ", criterion.name)));
    }

    #[test]
    fn a_budget_says_both_amounts() {
        let mut before = gmpp();
        let budget = |amount: u32| {
            Edit::Portfolio(PortfolioChange::BudgetPerYear(vec![YearAmount {
                year: 2024,
                amount: Finite::from(amount),
            }]))
        };
        budget(100).apply(&mut before).unwrap();
        let mut after = before.clone();
        budget(80).apply(&mut after).unwrap();
        assert_eq!(summary(&differences(&before, &after)), "a budget of GBP 80m instead of GBP 100m");
    }

    #[test]
    fn the_longest_rise_is_found() {
        let count = |places: &[usize]| longest_rise(places).into_iter().filter(|it| *it).count();
        assert_eq!(count(&[3, 0, 1, 2]), 3);
        assert_eq!(count(&[0, 1, 2, 3]), 4);
        assert_eq!(count(&[3, 2, 1, 0]), 1);
        assert_eq!(count(&[]), 0);
    }
}
