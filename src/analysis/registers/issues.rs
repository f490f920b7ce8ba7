//! What is in the way and since when; what the office is asked to help with, and what an expectation asks for.

use std::collections::BTreeMap;

use super::expectation::{UNLIKELY, asked, percentile};
use super::{Reading, RecordNote, RegisterReport, in_days, joined, median, said};
use crate::analysis::blockers::{QuarterCount, blockers};
use crate::analysis::written::{day, number};
use crate::model::office::registers::issues::{BlockerOwner, LoggedIssue, SupportCase, SupportKind};

/// An issue that is older than this is named in red [days].
pub(in crate::analysis) const OLD_DAYS: i32 = 30;

/// Quarters for which it is told what the office removed.
const MOST_QUARTERS: usize = 6;

/// The issue log.
pub(super) fn issues(reading: Reading<'_>) -> RegisterReport {
    let list = &reading.document.office.registers.issues;
    if list.is_empty() {
        return RegisterReport::nothing("No issue", " is written down.");
    }
    let open: Vec<&LoggedIssue> = list.iter().filter(|it| it.closed.is_none()).collect();
    let oldest = open.iter().filter_map(|it| Some((reading.since(it.opened)?, *it))).max_by_key(|it| it.0);
    let took = list.iter().filter_map(|it| Some(super::between(it.opened?, it.closed?)));
    let half = median(took.collect());
    let rest = match (oldest, half) {
        (Some((days, it)), _) => {
            let whom = awaited(it).map_or_else(String::new, |it| format!(", waiting for {it}"));
            format!(", the oldest {}{whom}.", in_days(days))
        }
        (None, Some(half)) if open.is_empty() => {
            format!("; half of the {} closed ones took {} days at most.", list.len(), number(half, 0))
        }
        _ => ".".to_owned(),
    };
    let ours = blockers(&reading.document.office);
    let rest = match ours.in_quarter_of(reading.day) {
        Some(removed) if removed > 0 => {
            format!("{}; the PMO removed {removed} this quarter.", rest.trim_end_matches('.'))
        }
        _ => rest,
    };
    let figure = match open.len() {
        1 => "1 issue is open".to_owned(),
        0 => "No issue is open".to_owned(),
        many => format!("{many} issues are open"),
    };
    let mut waits: BTreeMap<String, (usize, i32)> = BTreeMap::new();
    for it in &open {
        let entry = waits.entry(awaited(it).unwrap_or_else(|| "nobody named".to_owned())).or_default();
        entry.0 += 1;
        entry.1 += reading.since(it.opened).unwrap_or(0);
    }
    let row = |(whom, (open, days)): (String, (usize, i32))| {
        (format!("Waiting for {whom}"), format!("{} open, {} in all", open, in_days(days)))
    };
    let mut rows: Vec<_> = waits.into_iter().map(row).collect();
    rows.push(("Closed".to_owned(), (list.len() - open.len()).to_string()));
    if ours.open > 0 {
        rows.push(("Taken on by the PMO".to_owned(), format!("{} open", ours.open)));
    }
    let removed =
        |it: &QuarterCount| (format!("Removed by the PMO in {}", it.words()), it.removed.to_string());
    rows.extend(ours.quarters.iter().rev().take(MOST_QUARTERS).map(removed));
    RegisterReport {
        is_warning: oldest.is_some_and(|it| it.0 > OLD_DAYS),
        figure,
        rest,
        formula: "days open = today − day opened",
        rows,
        reading: format!(
            "{}An issue waits for whom it names, or else for its own department; beyond {OLD_DAYS} days it is marked. What \
             the PMO removed counts people who made things difficult too.",
            half.map_or_else(String::new, |it| format!(
                "Half of the closed ones took {} days at most. ",
                number(it, 0)
            ))
        ),
        notes: list.iter().map(|it| issue(it, reading)).collect(),
    }
}

/// For whom an issue waits: whoever is named, or its department.
fn awaited(it: &LoggedIssue) -> Option<String> {
    said(&it.waits_for).or_else(|| said(&it.department))
}

fn issue(it: &LoggedIssue, reading: Reading<'_>) -> RecordNote {
    let open = reading.since(it.opened).filter(|_| it.closed.is_none());
    let wait = match (said(&it.waiting), said(&it.waits_for)) {
        (Some(who), Some(whom)) => Some(format!("{who} waits for {whom}")),
        (None, Some(whom)) => Some(format!("waits for {whom}")),
        (Some(who), None) => Some(format!("{who} waits")),
        (None, None) => None,
    };
    let state = match (it.closed, open) {
        (Some(closed), _) => Some(format!("closed {}", day(closed))),
        (None, Some(days)) => Some(format!("open {}", in_days(days))),
        (None, None) => Some("open".to_owned()),
    };
    let ours = (it.cleared_by == BlockerOwner::Office).then(|| "the PMO clears it".to_owned());
    RecordNote {
        id: it.id,
        title: it.what.clone(),
        words: joined([state, said(&it.department), wait, ours]),
        is_late: open.is_some_and(|days| days > OLD_DAYS),
    }
}

/// The support cases: a queue, the longest waiting first in its sentence.
pub(super) fn support(reading: Reading<'_>) -> RegisterReport {
    let list = &reading.document.office.registers.support;
    if list.is_empty() {
        return RegisterReport::nothing("No support case", " is written down.");
    }
    let open: Vec<&SupportCase> = list.iter().filter(|it| it.closed.is_none()).collect();
    let longest = open.iter().filter_map(|it| reading.since(it.opened)).max();
    let boldest = open.iter().filter_map(|it| Some((unlikeliest(it, reading)?, it.initiative)));
    let boldest = boldest.min_by(|a, b| a.0.total_cmp(&b.0));
    let mut rest = longest.map_or_else(String::new, |days| format!(", the first since {}", in_days(days)));
    if let Some((chance, initiative)) = boldest {
        let what = reading.initiative(initiative).unwrap_or_else(|| "the whole plan".to_owned());
        rest = format!("{rest}; {what} is asked for at {}", percentile(chance));
    }
    let row = |kind: SupportKind| {
        let of: Vec<&SupportCase> = list.iter().filter(|it| it.kind == kind).collect();
        let waiting = of.iter().filter(|it| it.closed.is_none()).count();
        let took = median(of.iter().filter_map(|it| Some(super::between(it.opened?, it.closed?))).collect());
        let took = took.map_or_else(String::new, |it| format!(", half within {} days", number(it, 0)));
        (kind.words().to_owned(), format!("{waiting} waiting, {} settled{took}", of.len() - waiting))
    };
    RegisterReport {
        figure: match open.len() {
            0 => "No case waits".to_owned(),
            1 => "1 case waits".to_owned(),
            many => format!("{many} cases wait"),
        },
        rest: rest + ".",
        is_warning: longest.is_some_and(|days| days > OLD_DAYS) || boldest.is_some_and(|it| it.0 < UNLIKELY),
        formula: "asked for: P = share of simulated runs that are finished by the day asked, or cost no more than asked",
        rows: SupportKind::ALL.map(row).into(),
        reading: "The queue is every case that is not settled. An expectation is held against the runs of the plan, as \
                  on the page Capacity: who asks for P7 asks for what seven runs in a hundred reach."
            .to_owned(),
        notes: list.iter().map(|it| case(it, reading)).collect(),
    }
}

/// The chance of the least likely thing that a case asks for.
fn unlikeliest(it: &SupportCase, reading: Reading<'_>) -> Option<f64> {
    let chances = asked(it, reading).into_iter().filter_map(|it| Some(it.chance?.share));
    chances.min_by(f64::total_cmp)
}

fn case(it: &SupportCase, reading: Reading<'_>) -> RecordNote {
    let about = reading.initiative(it.initiative);
    let waits = reading.since(it.opened).filter(|_| it.closed.is_none());
    let expected = match asked(it, reading) {
        none if none.is_empty() && it.kind == SupportKind::Expectation => {
            Some("no day and no cost is asked for yet".to_owned())
        }
        some => Some(joined(some.iter().map(|it| Some(it.words())))),
    };
    let state = match (it.closed, waits) {
        (Some(closed), _) => Some(format!("settled {}", day(closed))),
        (None, Some(days)) => Some(format!("waits {}", in_days(days))),
        (None, None) => Some("waits".to_owned()),
    };
    let by = said(&it.asked_by).map(|it| format!("asked by {it}"));
    let is_hard = unlikeliest(it, reading).is_some_and(|chance| chance < UNLIKELY);
    RecordNote {
        id: it.id,
        title: it.what.clone(),
        words: joined([state, Some(it.kind.words().to_owned()), about, by, expected, said(&it.outcome)]),
        is_late: it.closed.is_none() && (is_hard || waits.is_some_and(|days| days > OLD_DAYS)),
    }
}
