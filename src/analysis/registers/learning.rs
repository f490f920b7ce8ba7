//! Whom one can ask, what was learned in how many hours, and whether workshops made people surer.

use std::collections::BTreeMap;

use super::{Reading, RecordNote, RegisterReport, dated, in_days, joined, named, said};
use crate::analysis::written::{count, day, number};
use crate::engine::maturity::interval::{DEFAULT_RESAMPLES, FEWEST_RESPONDENTS, stretched_bootstrap};
use crate::engine::maturity::score::RespondentScore;
use crate::model::office::registers::learning::{Adviser, ConfidenceRating, EducationStep, LearningEntry};
use crate::model::office::stakeholder::StakeholderGroup;

/// Somebody whom one has not spoken to for this long is hardly one to ask [days].
const COLD_DAYS: i32 = 180;
/// Seed of the resamples; any will do, but always the same.
const SEED: u64 = 2024;

/// Whom one can ask.
pub(super) fn advisers(reading: Reading<'_>) -> RegisterReport {
    let list = &reading.document.office.registers.advisers;
    if list.is_empty() {
        return RegisterReport::nothing("Nobody to ask", " is written down.");
    }
    let is_cold = |it: &&Adviser| reading.since(it.last_contact).is_none_or(|days| days > COLD_DAYS);
    let cold: Vec<String> = list.iter().filter(is_cold).map(|it| it.name.clone()).collect();
    let row = |it: &Adviser| (it.name.clone(), spoken(it, reading));
    RegisterReport {
        figure: count(list.len(), "person to ask", "people to ask"),
        rest: match cold.len() {
            0 => format!(", all spoken to within {COLD_DAYS} days."),
            _ => format!("; not spoken to for {COLD_DAYS} days: {}.", super::named(&cold, 3)),
        },
        is_warning: !cold.is_empty(),
        formula: "days since = today − last contact",
        rows: list.iter().map(row).collect(),
        reading: "Search by what people know. Who is asked once in half a year stays somebody to ask."
            .to_owned(),
        notes: list
            .iter()
            .map(|it| RecordNote {
                id: it.id,
                title: it.name.clone(),
                words: joined([said(&it.expertise), Some(spoken(it, reading)), said(&it.opportunity)]),
                is_late: is_cold(&it),
            })
            .collect(),
    }
}

fn spoken(it: &Adviser, reading: Reading<'_>) -> String {
    match (it.last_contact, reading.since(it.last_contact)) {
        (_, Some(days)) => format!("spoken to {} ago", in_days(days)),
        (Some(date), None) => format!("spoken to {}", day(date)),
        (None, _) => "never spoken to".to_owned(),
    }
}

/// Hours of learning, by year.
pub(super) fn learning(reading: Reading<'_>) -> RegisterReport {
    let list = &reading.document.office.registers.learning;
    if list.is_empty() {
        return RegisterReport::nothing("No hour of learning", " is written down.");
    }
    let mut years: BTreeMap<Option<i16>, (f64, usize)> = BTreeMap::new();
    for it in list {
        let entry = years.entry(it.date.map(jiff::civil::Date::year)).or_default();
        entry.0 += it.hours.get();
        entry.1 += 1;
    }
    let year = reading.day.map(jiff::civil::Date::year);
    let now = years.get(&year).map_or(0.0, |it| it.0);
    let all: f64 = years.values().map(|it| it.0).sum();
    let row = |(year, (hours, entries)): (&Option<i16>, &(f64, usize))| {
        let name = year.map_or_else(|| "Without a day".to_owned(), |it| it.to_string());
        (name, format!("{} h in {}", number(*hours, 1), count(*entries, "entry", "entries")))
    };
    RegisterReport {
        figure: format!(
            "{} hours of learning{}",
            number(now, 1),
            year.map_or_else(String::new, |it| format!(" in {it}"))
        ),
        rest: format!(", {} in all.", number(all, 1)),
        is_warning: false,
        formula: "Σ hours of the entries of the year",
        rows: years.iter().rev().map(row).collect(),
        reading:
            "Courses, reading, a talk over lunch: whatever counts for a certificate can be handed in as CSV."
                .to_owned(),
        notes: list.iter().map(entry).collect(),
    }
}

fn entry(it: &LearningEntry) -> RecordNote {
    RecordNote {
        id: it.id,
        title: it.topic.clone(),
        words: joined([it.date.map(day), Some(format!("{} h", number(it.hours.get(), 1))), said(&it.source)]),
        is_late: false,
    }
}

/// The education plan: topics, whom they are for, and what is done.
pub(super) fn education(reading: Reading<'_>) -> RegisterReport {
    let list = &reading.document.office.registers.education;
    if list.is_empty() {
        return RegisterReport::nothing("No step of an education plan", " is written down.");
    }
    let done = list.iter().filter(|it| it.done.is_some()).count();
    let late = list.iter().filter(|it| taught_late(it, reading).is_some()).count();
    let stakeholders = &reading.document.office.stakeholders.list;
    let forgotten: Vec<String> = StakeholderGroup::ALL
        .into_iter()
        .filter(|group| stakeholders.iter().any(|it| it.group == *group))
        .filter(|group| !list.iter().any(|it| it.audience == *group))
        .map(|group| group.words().to_lowercase())
        .collect();
    let mut rest = if late == 0 { String::new() } else { format!(", {late} overdue") };
    if !forgotten.is_empty() {
        rest = format!("{rest}; nothing is planned for {}", named(&forgotten, 2));
    }
    let mut topics: BTreeMap<&str, Vec<&EducationStep>> = BTreeMap::new();
    for it in list {
        topics.entry(it.topic.trim()).or_default().push(it);
    }
    let row = |(topic, steps): (&str, Vec<&EducationStep>)| {
        let of = |it: &&EducationStep| {
            let state = it.done.map_or("open", |_| "done");
            Some(format!("{}: {state}", it.audience.words()))
        };
        (topic.to_owned(), joined(steps.iter().map(of)))
    };
    RegisterReport {
        figure: format!("{done} of {} done", count(list.len(), "step of education is", "steps of education are")),
        rest: rest + ".",
        is_warning: late > 0,
        formula: "topics × audience: each pair is done, or open",
        rows: topics.into_iter().map(row).collect(),
        reading: "What people expect of a PMO is learned: sponsors and managers need teaching as much as the people of \
                  the office. A group with a stakeholder and without a topic is named."
            .to_owned(),
        notes: list.iter().map(|it| taught(it, reading)).collect(),
    }
}

/// Days since a step was due that is not done.
fn taught_late(it: &EducationStep, reading: Reading<'_>) -> Option<i32> {
    reading.overdue(it.due).filter(|_| it.done.is_none())
}

fn taught(it: &EducationStep, reading: Reading<'_>) -> RecordNote {
    let late = taught_late(it, reading);
    let state = match (it.done, late, it.due) {
        (Some(done), ..) => format!("done {}", day(done)),
        (None, Some(days), _) => format!("overdue by {}", in_days(days)),
        (None, None, Some(due)) => format!("by {}", day(due)),
        (None, None, None) => "without a day".to_owned(),
    };
    let teacher = said(&it.teacher).map(|it| format!("taught by {it}"));
    RecordNote {
        id: it.id,
        title: it.topic.clone(),
        words: joined([Some(it.audience.words().to_owned()), Some(state), teacher]),
        is_late: late.is_some(),
    }
}

/// How sure people felt before and after.
pub(super) fn confidence(reading: Reading<'_>) -> RegisterReport {
    let list = &reading.document.office.registers.confidence;
    if list.is_empty() {
        return RegisterReport::nothing("No confidence rating", " is written down.");
    }
    let changes: Vec<f64> = list.iter().filter_map(change).collect();
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len().max(1) as f64;
    let people = count(changes.len(), "person", "people");
    let interval = interval(&changes);
    let (figure, rest) = match (changes.is_empty(), interval) {
        (true, _) => ("No change yet".to_owned(), ": nobody has said both before and after.".to_owned()),
        (false, None) => (
            format!("{} people say both, too few for an interval", changes.len()),
            format!("; {} on the mean.", signed(mean(&changes))),
        ),
        (false, Some((low, high))) => {
            let verdict = if low > 0.0 {
                ""
            } else if high < 0.0 {
                "; people felt less sure"
            } else {
                "; that may be chance"
            };
            (
                format!("{} levels of confidence", signed(mean(&changes))),
                format!(" over {people}, 90 % interval {} to {}{verdict}.", signed(low), signed(high)),
            )
        }
    };
    let mut workshops: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    for it in list {
        let name = said(&it.workshop).unwrap_or_else(|| "No workshop named".to_owned());
        workshops.entry(name).or_default().extend(change(it));
    }
    let row = |(name, changes): (&String, &Vec<f64>)| {
        let words = match changes.len() {
            0 => "nobody said both".to_owned(),
            n => format!("{} over {}", signed(mean(changes)), count(n, "person", "people")),
        };
        (name.clone(), words)
    };
    RegisterReport {
        figure,
        rest,
        is_warning: interval.is_some_and(|it| it.1 < 0.0),
        formula: "mean over people of (after − before)",
        rows: workshops.iter().map(row).collect(),
        reading: format!(
            "The interval is the stretched bootstrap over people that the assessment uses; there is none below \
             {FEWEST_RESPONDENTS}. Levels go from 1, not at all, to 5, fully."
        ),
        notes: list.iter().map(rating).collect(),
    }
}

/// After less before; none unless both were said.
fn change(it: &ConfidenceRating) -> Option<f64> {
    Some(f64::from(it.after?) - f64::from(it.before?))
}

/// The interval of the mean change. The bootstrap knows levels from 1 to 5: a change from −4 to 4 goes there and back.
fn interval(changes: &[f64]) -> Option<(f64, f64)> {
    let weight = 1.0 / changes.len().max(1) as f64;
    let voices: Vec<RespondentScore> =
        changes.iter().map(|it| RespondentScore { score: Some(3.0 + 0.5 * it), weight }).collect();
    let it = stretched_bootstrap(&voices, SEED, DEFAULT_RESAMPLES)?;
    Some((2.0 * (it.low - 3.0), 2.0 * (it.high - 3.0)))
}

/// "+0.8".
fn signed(value: f64) -> String {
    let text = number(value, 1);
    if value > 0.0 && text != "0.0" { format!("+{text}") } else { text }
}

fn rating(it: &ConfidenceRating) -> RecordNote {
    let level = |level: Option<u8>| level.map_or_else(|| "?".to_owned(), |it| it.to_string());
    let both = format!("{} before, {} after", level(it.before), level(it.after));
    RecordNote {
        id: it.id,
        title: it.who.clone(),
        words: joined([said(&it.workshop), Some(both), dated("on", it.date)]),
        is_late: false,
    }
}
