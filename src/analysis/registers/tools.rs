//! Whether tools and imports make one picture, and which templates are used at all.

use std::collections::BTreeSet;

use super::{Reading, RecordNote, RegisterReport, in_days, joined, named, said};
use crate::analysis::written::{count, day, number, percent};
use crate::model::id::RecordId;
use crate::model::office::registers::tools::{SourceImport, Template, Tool, ToolCategory, ToolLink};

/// Figures older than this are of last month [days].
const FRESH_DAYS: i32 = 31;
/// A template that was not used for so long is one too many [days].
const YEAR_DAYS: i32 = 366;

/// The tools, and whether their data reaches the strategic portfolio.
pub(super) fn tools(reading: Reading<'_>) -> RegisterReport {
    let list = &reading.document.office.registers.tools;
    if list.is_empty() {
        return RegisterReport::nothing("No tool", " is written down.");
    }
    let reaching = list.iter().filter(|it| reaches(list, it)).count();
    let ends: Vec<String> = list.iter().filter(|it| !reaches(list, it)).map(|it| it.name.clone()).collect();
    let by_hand = list.iter().filter(|it| it.feeds.is_some() && it.link == ToolLink::ByHand).count();
    let missing =
        ToolCategory::ALL.into_iter().filter(|category| !list.iter().any(|it| it.category == *category));
    let missing: Vec<String> = missing.map(|it| it.words().to_owned()).collect();
    let mut rest = if ends.is_empty() {
        String::new()
    } else {
        format!("; {} {} nowhere", named(&ends, 3), if ends.len() == 1 { "leads" } else { "lead" })
    };
    if by_hand > 0 {
        rest = format!("{rest}; {} by hand", count(by_hand, "link is", "links are"));
    }
    let row = |category: ToolCategory| {
        let names: Vec<String> =
            list.iter().filter(|it| it.category == category).map(|it| it.name.clone()).collect();
        (category.words().to_owned(), if names.is_empty() { "none".to_owned() } else { named(&names, 4) })
    };
    RegisterReport {
        figure: format!(
            "{reaching} of {} the strategic portfolio",
            count(list.len(), "tool reaches", "tools reach")
        ),
        rest: rest + ".",
        is_warning: !ends.is_empty(),
        formula: "reaches = is a portfolio tool, or passes its data to a tool that reaches it",
        rows: ToolCategory::ALL.map(row).into(),
        reading: match missing.as_slice() {
            [] => "All three layers have a tool. One picture needs them linked, not alike.".to_owned(),
            _ => format!(
                "No tool for: {}. That is a gap only if the work of that layer is seen nowhere.",
                missing.join(", ")
            ),
        },
        notes: list.iter().map(|it| tool(it, list)).collect(),
    }
}

/// Whether the data of `tool` ends up in a strategic portfolio tool.
fn reaches(list: &[Tool], tool: &Tool) -> bool {
    let mut seen = BTreeSet::<RecordId>::new();
    let mut now = Some(tool);
    while let Some(it) = now {
        if it.category == ToolCategory::Spm {
            return true;
        }
        // Tools that feed each other in a circle end there.
        if !seen.insert(it.id) {
            return false;
        }
        now = it.feeds.and_then(|id| list.iter().find(|other| other.id == id));
    }
    false
}

fn tool(it: &Tool, list: &[Tool]) -> RecordNote {
    let to = it.feeds.and_then(|id| list.iter().find(|other| other.id == id));
    let link = match to {
        Some(to) => format!("{} to {}", it.link.words().to_lowercase(), to.name),
        None if it.category == ToolCategory::Spm => "the end of the line".to_owned(),
        None => "passes its data to nobody".to_owned(),
    };
    RecordNote {
        id: it.id,
        title: it.name.clone(),
        words: joined([Some(it.category.words().to_owned()), Some(link), said(&it.used_for)]),
        is_late: !reaches(list, it),
    }
}

/// The ledger of imports, and how far they make one picture of the plan.
pub(super) fn sources(reading: Reading<'_>) -> RegisterReport {
    let list = &reading.document.office.registers.sources;
    let plan: Vec<_> = reading.document.initiatives.in_plan().map(|it| it.id).collect();
    if list.is_empty() {
        return RegisterReport::nothing(
            "No import",
            " is written down; each file that is imported adds its line here.",
        );
    }
    let latest =
        |id| list.iter().filter(|it| it.initiatives.contains(&id)).max_by_key(|it| (it.day(), it.id));
    let is_fresh = |it: &SourceImport| reading.since(it.day()).is_none_or(|days| days <= FRESH_DAYS);
    let credit = |it: &SourceImport| if is_fresh(it) { it.completeness.get() * agreement(it) } else { 0.0 };
    let covered = plan.iter().filter(|id| latest(**id).is_some()).count();
    let fresh = plan.iter().filter(|id| latest(**id).is_some_and(is_fresh)).count();
    let score = plan.iter().map(|id| latest(*id).map_or(0.0, credit)).sum::<f64>() / plan.len().max(1) as f64;
    let row = |it: &SourceImport| {
        let age = reading
            .since(it.day())
            .map_or_else(|| "no day".to_owned(), |days| format!("{} old", in_days(days)));
        (
            it.file.clone(),
            format!(
                "{age}, {} complete, {}",
                percent(it.completeness.get()),
                count(it.conflicts as usize, "conflict", "conflicts")
            ),
        )
    };
    RegisterReport {
        figure: format!("One picture: {}", percent(score)),
        rest: format!(
            "; {fresh} of {} of the plan come from a file of the last {FRESH_DAYS} days.",
            count(plan.len(), "initiative", "initiatives")
        ),
        is_warning: score < 0.5,
        formula: "mean over the plan of: completeness × (1 − conflicts ÷ rows) of its latest file, 0 if that is older than 31 days or there is none",
        rows: list.iter().rev().map(row).collect(),
        reading: format!(
            "{covered} of {} have a file at all; what was typed in here has no source but its author. Figures are as old \
             as the day they are of, or else as their import.",
            count(plan.len(), "initiative", "initiatives")
        ),
        notes: list.iter().map(|it| source(it, reading, is_fresh(it))).collect(),
    }
}

/// Share of the rows that said nothing else than what was there.
fn agreement(it: &SourceImport) -> f64 {
    1.0 - (f64::from(it.conflicts) / f64::from(it.rows.max(1))).min(1.0)
}

fn source(it: &SourceImport, reading: Reading<'_>, is_fresh: bool) -> RecordNote {
    let imported =
        it.imported.map(|it| format!("imported {} {:02}:{:02}", day(it.date()), it.hour(), it.minute()));
    let age = reading.since(it.day()).map(|days| format!("figures {} old", in_days(days)));
    let left = (it.left_out > 0).then(|| format!("{} left out", number(f64::from(it.left_out), 0)));
    let conflicts = (it.conflicts > 0).then(|| count(it.conflicts as usize, "conflict", "conflicts"));
    RecordNote {
        id: it.id,
        title: it.file.clone(),
        words: joined([
            imported,
            Some(count(it.rows as usize, "row", "rows")),
            left,
            Some(format!("{} complete", percent(it.completeness.get()))),
            conflicts,
            age,
            said(&it.fingerprint).map(|it| format!("rows {it}")),
        ]),
        is_late: !is_fresh,
    }
}

/// The templates of the office's own.
pub(super) fn templates(reading: Reading<'_>) -> RegisterReport {
    let list = &reading.document.office.registers.templates;
    if list.is_empty() {
        return RegisterReport::nothing("No template", " is kept here yet.");
    }
    let is_idle = |it: &&Template| reading.since(it.last_used).is_none_or(|days| days > YEAR_DAYS);
    let idle: Vec<String> = list.iter().filter(is_idle).map(|it| format!("“{}”", it.name)).collect();
    let used = list.len() - idle.len();
    let row = |it: &Template| {
        let words = reading
            .since(it.last_used)
            .map_or_else(|| "never used".to_owned(), |days| format!("used {} ago", in_days(days)));
        (it.name.clone(), words)
    };
    RegisterReport {
        figure: format!(
            "{used} of {} used within a year",
            count(list.len(), "template was", "templates were")
        ),
        rest: if idle.is_empty() { ".".to_owned() } else { format!("; drop or use {}.", named(&idle, 2)) },
        is_warning: false,
        formula: "used within a year = today − last use, at most 366 days",
        rows: list.iter().map(row).collect(),
        reading:
            "For those who do the work: no report, no page for executives and no charter shows this list."
                .to_owned(),
        notes: list
            .iter()
            .map(|it| {
                let steps = it.steps.lines().filter(|it| !it.trim().is_empty()).count();
                RecordNote {
                    id: it.id,
                    title: it.name.clone(),
                    words: joined([
                        (steps > 0).then(|| count(steps, "step", "steps")),
                        Some(row(it).1),
                        said(&it.link),
                    ]),
                    is_late: false,
                }
            })
            .collect(),
    }
}
