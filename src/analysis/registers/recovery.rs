//! Initiatives that went red: since when, who gets them up again, and how long that took before.

use super::issues::OLD_DAYS;
use super::{Reading, RecordNote, RegisterReport, between, dated, in_days, joined, median, said};
use crate::analysis::written::{count, day, number};
use crate::model::office::Office;
use crate::model::office::registers::recovery::RedEvent;

/// Days from red to green of each event that is over, in the order of the list.
fn days_to_recover(list: &[RedEvent]) -> Vec<i32> {
    let days = list.iter().filter_map(|it| Some(between(it.red_since?, it.recovered?)));
    days.filter(|days| *days >= 0).collect()
}

/// Half of the events that are over took so many days at most, with how many there are; none if none is.
pub(in crate::analysis) fn median_recovery(office: &Office) -> Option<(f64, usize)> {
    let days = days_to_recover(&office.registers.recoveries);
    let events = days.len();
    Some((median(days)?, events))
}

/// The red events.
pub(super) fn recoveries(reading: Reading<'_>) -> RegisterReport {
    let list = &reading.document.office.registers.recoveries;
    if list.is_empty() {
        return RegisterReport::nothing("No red event", " is written down.");
    }
    let red: Vec<&RedEvent> = list.iter().filter(|it| it.recovered.is_none()).collect();
    let longest = red.iter().filter_map(|it| reading.since(it.red_since)).max();
    let helpless = red.iter().filter(|it| !has_plan(it)).count();
    let half = median_recovery(&reading.document.office);
    let mut rest = longest.map_or_else(String::new, |it| format!(", the longest since {}", in_days(it)));
    if helpless > 0 {
        rest = format!("{rest}, {helpless} without an action or an owner");
    }
    if let Some((half, events)) = half {
        let events = if events == 1 { "the one".to_owned() } else { format!("half of the {events}") };
        rest = format!("{rest}; {events} that recovered took {} at most", in_half_days(half));
    }
    RegisterReport {
        figure: match red.len() {
            0 => "Nothing is red".to_owned(),
            many => count(many, "event is red", "events are red"),
        },
        rest: rest + ".",
        is_warning: helpless > 0 || red.iter().any(|it| reading.overdue(it.due).is_some()),
        formula: "recovery time = median of (day green again − day red), over the events that are over",
        rows: rows(list, half),
        reading: format!(
            "What fails a business is not that work goes red but that nobody gets it up again. An event that is still \
             red is in no median, so beyond {OLD_DAYS} days it is marked; so is one without an action or an owner."
        ),
        notes: list.iter().map(|it| event(it, reading)).collect(),
    }
}

/// "12 days", "12.5 days".
fn in_half_days(days: f64) -> String {
    let text = number(days, usize::from(days.fract() != 0.0));
    if text == "1" { "1 day".to_owned() } else { format!("{text} days") }
}

fn has_plan(it: &RedEvent) -> bool {
    said(&it.action).is_some() && said(&it.owner).is_some()
}

fn rows(list: &[RedEvent], half: Option<(f64, usize)>) -> Vec<(String, String)> {
    let days = days_to_recover(list);
    let of = |words: &str, figure: String| (words.to_owned(), figure);
    let red = list.iter().filter(|it| it.recovered.is_none()).count();
    let mut rows = vec![of("Still red", red.to_string()), of("Green again", (list.len() - red).to_string())];
    rows.extend(half.map(|(half, _)| of("Median", in_half_days(half))));
    rows.extend(days.iter().min().map(|it| of("Fastest", in_days(*it))));
    rows.extend(days.iter().max().map(|it| of("Slowest", in_days(*it))));
    rows
}

fn event(it: &RedEvent, reading: Reading<'_>) -> RecordNote {
    let open = reading.since(it.red_since).filter(|_| it.recovered.is_none());
    let late = reading.overdue(it.due).filter(|_| it.recovered.is_none());
    let took = it.red_since.zip(it.recovered).map(|(red, green)| between(red, green)).filter(|it| *it >= 0);
    let state = match (it.recovered, took, open) {
        (Some(_), Some(days), _) => format!("green again after {}", in_days(days)),
        (Some(green), None, _) => format!("green again {}", day(green)),
        (None, _, Some(days)) => format!("red since {}", in_days(days)),
        (None, ..) => "red".to_owned(),
    };
    let until = match late {
        Some(days) => Some(format!("was to be green {} ago", in_days(days))),
        None => dated("green by", it.due).filter(|_| it.recovered.is_none()),
    };
    let owner = match (said(&it.owner), it.recovered) {
        (Some(owner), _) => Some(owner),
        (None, None) => Some("nobody answers for it".to_owned()),
        (None, Some(_)) => None,
    };
    RecordNote {
        id: it.id,
        title: it.what.clone(),
        words: joined([Some(state), reading.initiative(it.initiative), said(&it.action), owner, until]),
        is_late: it.recovered.is_none()
            && (late.is_some() || !has_plan(it) || open.is_some_and(|days| days > OLD_DAYS)),
    }
}
