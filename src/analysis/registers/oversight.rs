//! Audit findings and gate conditions: which are open, and which are overdue.

use super::{Reading, RecordNote, RegisterReport, dated, in_days, joined, median, named, said};
use crate::analysis::written::{count, day, number};
use crate::model::office::registers::audit::{AuditFinding, GateDecision, GateOutcome, Severity};

/// The audit findings.
pub(super) fn audits(reading: Reading<'_>) -> RegisterReport {
    let list = &reading.document.office.registers.audits;
    if list.is_empty() {
        return RegisterReport::nothing("No audit finding", " is written down.");
    }
    let late = |it: &AuditFinding| reading.overdue(it.due).filter(|_| it.closed.is_none());
    let mut overdue: Vec<(i32, &AuditFinding)> = list.iter().filter_map(|it| Some((late(it)?, it))).collect();
    // The worst first, and of those the longest overdue.
    overdue.sort_by_key(|(days, it)| std::cmp::Reverse((it.severity, *days)));
    let open = list.iter().filter(|it| it.closed.is_none()).count();
    let rest = match overdue.first() {
        None if open > 0 => format!(", {open} in time."),
        None => format!(
            ", {}.",
            if list.len() == 1 {
                "the one there was is closed".to_owned()
            } else {
                format!("all {} are closed", list.len())
            }
        ),
        Some((days, first)) => {
            let others: Vec<String> =
                overdue.iter().skip(1).map(|(_, it)| format!("“{}”", it.finding)).collect();
            let others =
                if others.is_empty() { String::new() } else { format!("; also {}", named(&others, 2)) };
            format!(
                ": “{}” ({}) by {}{others}.",
                first.finding,
                first.severity.words().to_lowercase(),
                in_days(*days)
            )
        }
    };
    let row = |severity: Severity| {
        let of = || list.iter().filter(move |it| it.severity == severity);
        let open = of().filter(|it| it.closed.is_none()).count();
        let late = of().filter(|it| late(it).is_some()).count();
        let took = median(of().filter_map(|it| Some(super::between(it.found?, it.closed?))).collect());
        let took = took.map_or_else(String::new, |it| format!(", half closed within {} days", number(it, 0)));
        (severity.words().to_owned(), format!("{open} open, {late} overdue{took}"))
    };
    RegisterReport {
        figure: match overdue.len() {
            0 => "No finding is overdue".to_owned(),
            1 => "1 finding is overdue".to_owned(),
            many => format!("{many} findings are overdue"),
        },
        rest,
        is_warning: !overdue.is_empty(),
        formula: "overdue = today − day due, while it is not closed",
        rows: Severity::ALL.map(row).into(),
        reading: format!(
            "{} in all; a finding without a day is never overdue, so give each one.",
            count(list.len(), "finding", "findings")
        ),
        notes: list.iter().map(|it| finding(it, reading)).collect(),
    }
}

fn finding(it: &AuditFinding, reading: Reading<'_>) -> RecordNote {
    let late = reading.overdue(it.due).filter(|_| it.closed.is_none());
    let state = match (it.closed, late, it.due) {
        (Some(closed), ..) => format!("closed {}", day(closed)),
        (None, Some(days), _) => format!("overdue by {}", in_days(days)),
        (None, None, Some(due)) => format!("due {}", day(due)),
        (None, None, None) => "open, without a day".to_owned(),
    };
    let standard = said(&it.standard).map(|it| format!("against {it}"));
    RecordNote {
        id: it.id,
        title: it.finding.clone(),
        words: joined([
            Some(it.severity.words().to_lowercase()),
            Some(state),
            standard,
            reading.initiative(it.initiative),
            dated("found", it.found),
        ]),
        is_late: late.is_some(),
    }
}

/// The gate decisions, and the conditions that hang on them.
pub(super) fn gates(reading: Reading<'_>) -> RegisterReport {
    let list = &reading.document.office.registers.gates;
    if list.is_empty() {
        return RegisterReport::nothing("No gate decision", " is written down.");
    }
    let late = |it: &GateDecision| reading.overdue(it.due).filter(|_| is_open(it));
    let mut overdue: Vec<(i32, &GateDecision)> = list.iter().filter_map(|it| Some((late(it)?, it))).collect();
    overdue.sort_by_key(|it| std::cmp::Reverse(it.0));
    let open = list.iter().filter(|it| is_open(it)).count();
    let of = |outcome: GateOutcome| list.iter().filter(|it| it.outcome == outcome).count();
    let passed = of(GateOutcome::Passed) + of(GateOutcome::Conditional);
    let rest = match overdue.first() {
        Some((days, it)) => {
            let what = said(&it.condition).unwrap_or_else(|| it.gate.clone());
            format!(": “{what}” by {}.", in_days(*days))
        }
        None if open > 0 => {
            format!("; {} to be met.", count(open, "condition is still", "conditions are still"))
        }
        None => "; no condition is open.".to_owned(),
    };
    RegisterReport {
        figure: match overdue.len() {
            0 => format!("{passed} of {} passed", count(list.len(), "gate", "gates")),
            1 => "1 gate condition is overdue".to_owned(),
            many => format!("{many} gate conditions are overdue"),
        },
        rest,
        is_warning: !overdue.is_empty(),
        formula: "overdue = today − day due, while the condition is not met",
        rows: GateOutcome::ALL.map(|it| (it.words().to_owned(), of(it).to_string())).into(),
        reading: "A gate that never holds anything back decides nothing: look at the share that passed."
            .to_owned(),
        notes: list.iter().map(|it| gate(it, reading)).collect(),
    }
}

/// Whether a condition is still to be met.
fn is_open(it: &GateDecision) -> bool {
    it.met.is_none() && (it.outcome == GateOutcome::Conditional || !it.condition.trim().is_empty())
}

fn gate(it: &GateDecision, reading: Reading<'_>) -> RecordNote {
    let late = reading.overdue(it.due).filter(|_| is_open(it));
    let condition = match (it.met, late, it.due.filter(|_| is_open(it))) {
        (Some(met), ..) => Some(format!("condition met {}", day(met))),
        (None, Some(days), _) => Some(format!("condition overdue by {}", in_days(days))),
        (None, None, Some(due)) => Some(format!("condition due {}", day(due))),
        (None, None, None) => None,
    };
    let by = said(&it.decider).map(|it| format!("by {it}"));
    RecordNote {
        id: it.id,
        title: it.gate.clone(),
        words: joined([
            reading.initiative(it.initiative),
            Some(it.outcome.words().to_lowercase()),
            it.date.map(day),
            by,
            said(&it.condition),
            condition,
        ]),
        is_late: late.is_some(),
    }
}
