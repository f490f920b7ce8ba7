//! Finished work: how much in a quarter before there was an office, and since.

use super::{Reading, RecordNote, RegisterReport, joined};
use crate::analysis::throughput::{Throughput, throughput};
use crate::analysis::written::{count, day, number};
use crate::model::office::registers::finished::FinishedWork;

/// The list of finished work.
pub(super) fn finished(reading: Reading<'_>) -> RegisterReport {
    let list = &reading.document.office.registers.finished;
    if list.is_empty() {
        return RegisterReport::nothing("No finished work", " is written down.");
    }
    let found = throughput(&reading.document.office, reading.day);
    let (figure, rest) = match found {
        None => (
            count(list.len(), "piece of work is finished", "pieces of work are finished"),
            "; with the day on which the PMO began, and work from before it, there is a comparison."
                .to_owned(),
        ),
        Some(it) => compared(&it),
    };
    let period = |words: String, it: crate::analysis::throughput::Period| {
        let rate = number(it.rate, 1);
        (words, format!("{} in {} quarters, {rate} a quarter", it.finished, number(it.quarters, 1)))
    };
    let rows = found.map_or_else(Vec::new, |it| {
        let since = day(it.began);
        vec![period(format!("Before {since}"), it.before), period(format!("Since {since}"), it.after)]
    });
    RegisterReport {
        figure,
        rest,
        is_warning: found.and_then(|it| it.interval).is_some_and(|it| it.high < 1.0),
        formula: "ratio = (finished since ÷ quarters since) ÷ (finished before ÷ quarters before)",
        rows,
        reading: "Exact 90 % interval of a ratio of two Poisson rates (Przyborowski and Wilenski 1940). It says that \
                  the rate changed, not that the PMO changed it: whatever else changed on that day is in it too. It \
                  counts from the beginning of the quarter of the first finished work."
            .to_owned(),
        notes: list.iter().map(|it| note(it, reading)).collect(),
    }
}

fn compared(it: &Throughput) -> (String, String) {
    let figure = format!("{} pieces of work finished a quarter", number(it.after.rate, 1));
    let before = number(it.before.rate, 1);
    let rest = match (it.ratio, it.interval) {
        (Some(ratio), Some(interval)) => {
            let verdict = match (interval.low > 1.0, interval.high < 1.0) {
                (true, _) => "",
                (_, true) => "; it fell",
                _ => "; that may be chance",
            };
            format!(
                ", {before} before the PMO: {} times as many, 90 % between {} and {}{verdict}.",
                number(ratio, 1),
                number(interval.low, 1),
                number(interval.high, 1)
            )
        }
        _ => format!(", {before} before the PMO."),
    };
    (figure, rest)
}

fn note(it: &FinishedWork, reading: Reading<'_>) -> RecordNote {
    let when = it.finished.map_or_else(|| "without a day".to_owned(), |it| format!("finished {}", day(it)));
    RecordNote {
        id: it.id,
        title: it.name.clone(),
        words: joined([Some(when), reading.initiative(it.initiative)]),
        is_late: false,
    }
}
