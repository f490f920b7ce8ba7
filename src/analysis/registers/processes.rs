//! Which processes nobody has looked at for long, and what came of tailoring them.

use super::{Reading, RecordNote, RegisterReport, dated, in_days, joined, named, said};
use crate::analysis::written::{count, day, number, percent};
use crate::engine::maturity::change::{Scored, difference};
use crate::engine::stats::interval::probability;
use crate::model::id::ProcessId;
use crate::model::office::registers::processes::{Applies, ProcessReview, ProcessUse, UseOutcome};

/// Every process is looked at once in this time [days].
const YEAR_DAYS: i32 = 366;
/// Fewest uses with an outcome, of each kind, that are compared.
const FEWEST_USES: usize = 3;

/// The process reviews, beside the register of processes.
pub(super) fn reviews(reading: Reading<'_>) -> RegisterReport {
    let office = &reading.document.office;
    let list = &office.registers.reviews;
    let notes = list.iter().map(|it| review(it, reading)).collect();
    if office.processes.is_empty() {
        return RegisterReport {
            notes,
            ..RegisterReport::nothing("No process", " is written down to be reviewed.")
        };
    }
    let looked_at = |id: ProcessId| {
        let own = office.processes.iter().find(|it| it.id == id).and_then(|it| it.reviewed);
        list.iter().filter(|it| it.process == Some(id)).filter_map(|it| it.date).chain(own).max()
    };
    let is_old = |id: ProcessId| reading.since(looked_at(id)).is_none_or(|days| days >= YEAR_DAYS);
    let old: Vec<String> =
        office.processes.iter().filter(|it| is_old(it.id)).map(|it| it.name.clone()).collect();
    let all = count(office.processes.len(), "process", "processes");
    let changes = list.iter().filter(|it| !it.change.trim().is_empty());
    let (changes, proved) =
        changes.fold((0, 0), |(n, proved), it| (n + 1, proved + usize::from(!it.effect.trim().is_empty())));
    let row = |it: &crate::model::office::process::Process| {
        let words = match (looked_at(it.id), reading.since(looked_at(it.id))) {
            (Some(date), Some(days)) => format!("{}, {} ago", day(date), in_days(days)),
            (Some(date), None) => day(date),
            (None, _) => "never".to_owned(),
        };
        (it.name.clone(), words)
    };
    RegisterReport {
        figure: match old.len() {
            0 => format!("All of {all} were reviewed within a year"),
            1 => format!("1 of {all} was not reviewed in a year"),
            many => format!("{many} of {all} were not reviewed in a year"),
        },
        rest: if old.is_empty() { ".".to_owned() } else { format!(": {}.", named(&old, 3)) },
        is_warning: !old.is_empty(),
        formula: "last look = the latest of its reviews and the day written beside it",
        rows: office.processes.iter().map(row).collect(),
        reading: match changes {
            0 => "No review has changed anything yet.".to_owned(),
            _ => format!(
                "{} made; {proved} of them say what came of it.",
                if changes == 1 { "One change was".to_owned() } else { format!("{changes} changes were") }
            ),
        },
        notes,
    }
}

fn process(reading: Reading<'_>, id: Option<ProcessId>) -> Option<String> {
    let id = id?;
    let found = reading.document.office.processes.iter().find(|it| it.id == id);
    Some(found.map_or_else(|| "a process that is gone".to_owned(), |it| it.name.clone()))
}

fn review(it: &ProcessReview, reading: Reading<'_>) -> RecordNote {
    let is_there = reading.document.office.processes.iter().any(|process| Some(process.id) == it.process);
    let change = said(&it.change).map(|it| format!("changed: {it}"));
    let effect = said(&it.effect).map(|it| format!("effect: {it}"));
    let lost = (change.is_some() && effect.is_none()).then(|| "no effect is written down".to_owned());
    RecordNote {
        id: it.id,
        title: process(reading, it.process).unwrap_or_else(|| "Which process?".to_owned()),
        words: joined([
            dated("reviewed", it.date),
            Some(it.applies.words().to_lowercase()),
            said(&it.found),
            change,
            effect.or(lost),
        ]),
        is_late: it.applies == Applies::NoLonger && is_there,
    }
}

/// How often processes are tailored, and which way serves better.
pub(super) fn uses(reading: Reading<'_>) -> RegisterReport {
    let list = &reading.document.office.registers.uses;
    if list.is_empty() {
        return RegisterReport::nothing("No use of a process", " is written down.");
    }
    let tailored = list.iter().filter(|it| it.is_tailored).count();
    let known = |is_tailored: bool| {
        let of =
            list.iter().filter(move |it| it.is_tailored == is_tailored && it.outcome != UseOutcome::Open);
        of.fold((0_usize, 0_usize), |(n, well), it| {
            (n + 1, well + usize::from(it.outcome == UseOutcome::Worked))
        })
    };
    let ((n, well), (others, others_well)) = (known(true), known(false));
    let share = |well: usize, n: usize| Scored {
        score: well as f64 / n.max(1) as f64,
        interval: Some(probability(well as u64, n as u64)),
    };
    let change = (n >= FEWEST_USES && others >= FEWEST_USES)
        .then(|| difference(&share(others_well, others), &share(well, n)));
    let rest = match change {
        None => "; too few outcomes to say which serves better.".to_owned(),
        Some(change) => {
            let verdict = match change.interval {
                Some(it) if it.low > 0.0 => "tailoring served better",
                Some(it) if it.high < 0.0 => "tailoring served worse",
                _ => "no difference to be sure of",
            };
            format!("; {verdict}: {well} of {n} tailored ones served, {others_well} of {others} others.")
        }
    };
    let row = |words: &str, well: usize, n: usize| {
        let text = if n == 0 {
            "no outcome yet".to_owned()
        } else {
            let it = probability(well as u64, n as u64);
            format!("{well} of {n}, 95 % interval {} to {}", percent(it.low), percent(it.high))
        };
        (words.to_owned(), text)
    };
    let mut rows = vec![row("Tailored, served", well, n), row("As written, served", others_well, others)];
    if let Some((change, interval)) = change.and_then(|it| Some((it.score, it.interval?))) {
        let points = |share: f64| number(100.0 * share, 0);
        let text = format!(
            "{} points, 95 % interval {} to {}",
            points(change),
            points(interval.low),
            points(interval.high)
        );
        rows.push(("Difference".to_owned(), text));
    }
    let silent = list.iter().filter(|it| it.is_tailored && it.reason.trim().is_empty()).count();
    RegisterReport {
        figure: format!(
            "{} of {} tailored",
            percent(tailored as f64 / list.len() as f64),
            count(list.len(), "use is", "uses are")
        ),
        rest,
        is_warning: silent > 0,
        formula: "tailoring rate = tailored uses ÷ all uses written down",
        rows,
        reading: format!(
            "{}The two shares are compared from {FEWEST_USES} outcomes each on (Wilson’s intervals, and Newcombe’s of \
             their difference). Initiatives choose for themselves, so a difference need not come from tailoring.",
            match silent {
                0 => String::new(),
                n => format!("{} without a reason. ", count(n, "tailored use is", "tailored uses are")),
            }
        ),
        notes: list.iter().map(|it| use_of(it, reading)).collect(),
    }
}

fn use_of(it: &ProcessUse, reading: Reading<'_>) -> RecordNote {
    let initiative = reading.initiative(it.initiative).unwrap_or_else(|| "Which initiative?".to_owned());
    let process = process(reading, it.process).unwrap_or_else(|| "which process?".to_owned());
    let how = if it.is_tailored { "tailored" } else { "as written" };
    let silent = it.is_tailored && it.reason.trim().is_empty();
    RecordNote {
        id: it.id,
        title: format!("{initiative}: {process}"),
        words: joined([
            Some(how.to_owned()),
            if silent { Some("no reason is given".to_owned()) } else { said(&it.reason) },
            Some(it.outcome.words().to_lowercase()),
        ]),
        is_late: silent,
    }
}
