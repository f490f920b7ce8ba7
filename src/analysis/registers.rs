//! What the records of the office say: one sentence for each list, the sum behind it, and a line for each record.

mod documents;
pub(super) mod expectation;
pub(super) mod issues;
mod learning;
mod oversight;
mod processes;
pub(super) mod recovery;
mod throughput;
mod tools;

use jiff::civil::Date;

use super::finish::{Chance, FinishCurve, weeks_by};
use super::money::MoneyReport;
use super::simulate::Prepared;
use super::written::{count, day as day_in_words};
use crate::engine::capacity::Tally;
use crate::model::document::Document;
use crate::model::id::{InitiativeId, RecordId};
use crate::model::office::registers::{Record, Register};

/// Records whose last day is older than this are of another time [days].
const LOG_DAYS: i32 = 366;

/// What one list says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RegisterReport {
    /// The figure that matters: "3 issues are open".
    pub figure: String,
    /// The rest of the sentence, from its comma on; may be empty.
    pub rest: String,
    /// Whether somebody should do something about it.
    pub is_warning: bool,
    /// How the figure is made.
    pub formula: &'static str,
    /// What it is made of: a few words and a figure each.
    pub rows: Vec<(String, String)>,
    /// How to read it, in a sentence or two.
    pub reading: String,
    /// A line for each record, in the order of the list.
    pub notes: Vec<RecordNote>,
}

/// What is said of one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordNote {
    /// Which.
    pub id: RecordId,
    /// What it is called in the list.
    pub title: String,
    /// What matters about it.
    pub words: String,
    /// Whether it waits for somebody.
    pub is_late: bool,
}

/// What the records are read with; copy it freely.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    /// The document.
    pub document: &'a Document,
    /// The day from which days are counted; none if no clock was asked and nothing is dated.
    pub day: Option<Date>,
    /// The simulation of the plan so far; none before it has begun.
    pub runs: Option<(&'a Prepared, &'a Tally)>,
    /// What its runs cost so far; none before they have begun, or if nothing in it is money.
    pub money: Option<&'a MoneyReport>,
}

/// The day as of which the records are read, and whether it is the last one written down rather than `today`.
///
/// A portfolio of another time, such as a sample, is read as of its last day, whenever it is opened.
pub fn reading_day(document: &Document, today: Option<Date>) -> (Option<Date>, bool) {
    let contacts = document.office.stakeholders.contacts.iter().map(|it| it.date);
    let last = document.office.registers.records().flat_map(|it| days(&it)).chain(contacts).max();
    match (today, last) {
        (Some(today), Some(last)) if between(last, today) > LOG_DAYS => (Some(last), true),
        (None, Some(last)) => (Some(last), true),
        _ => (today, false),
    }
}

/// Days on which something happened, not those by which it is due.
fn days(record: &Record) -> Vec<Date> {
    let days = match record {
        Record::Issue(it) => vec![it.opened, it.closed],
        Record::Support(it) => vec![it.opened, it.closed],
        Record::Recovery(it) => vec![it.red_since, it.recovered],
        Record::Finished(it) => vec![it.finished],
        Record::Review(it) => vec![it.date],
        Record::Audit(it) => vec![it.found, it.closed],
        Record::Gate(it) => vec![it.date, it.met],
        Record::Adviser(it) => vec![it.last_contact],
        Record::Learning(it) => vec![it.date],
        Record::Education(it) => vec![it.done],
        Record::Confidence(it) => vec![it.date],
        Record::Source(it) => vec![it.imported.map(jiff::civil::DateTime::date)],
        Record::Template(it) => vec![it.last_used],
        Record::Use(_) | Record::Document(_) | Record::Tool(_) => Vec::new(),
    };
    days.into_iter().flatten().collect()
}

/// What `register` says.
pub fn register(register: Register, reading: Reading<'_>) -> RegisterReport {
    match register {
        Register::Issue => issues::issues(reading),
        Register::Support => issues::support(reading),
        Register::Recovery => recovery::recoveries(reading),
        Register::Finished => throughput::finished(reading),
        Register::Review => processes::reviews(reading),
        Register::Use => processes::uses(reading),
        Register::Document => documents::documents(reading),
        Register::Audit => oversight::audits(reading),
        Register::Gate => oversight::gates(reading),
        Register::Adviser => learning::advisers(reading),
        Register::Learning => learning::learning(reading),
        Register::Education => learning::education(reading),
        Register::Confidence => learning::confidence(reading),
        Register::Tool => tools::tools(reading),
        Register::Source => tools::sources(reading),
        Register::Template => tools::templates(reading),
    }
}

impl Reading<'_> {
    /// Name of an initiative; that of one that is gone since is lost.
    fn initiative(&self, id: Option<InitiativeId>) -> Option<String> {
        let id = id?;
        let found = self.document.initiatives.initiative(id).map(|it| it.name.clone());
        Some(found.unwrap_or_else(|| "an initiative that is gone".to_owned()))
    }

    /// Days from `date` until the day of reading; none if either is not known, or `date` comes later.
    fn since(&self, date: Option<Date>) -> Option<i32> {
        Some(between(date?, self.day?)).filter(|days| *days >= 0)
    }

    /// Days since `due`; none if it is not over.
    fn overdue(&self, due: Option<Date>) -> Option<i32> {
        self.since(due).filter(|days| *days > 0)
    }

    /// Chance that `initiative`, or the whole plan, is finished by `day`, with the number of runs; none before the
    /// first run, or if it is not in the plan.
    fn chance(&self, initiative: Option<InitiativeId>, day: Date) -> Option<(Chance, u64)> {
        let (prepared, tally) = self.runs?;
        let curve = FinishCurve::new(prepared, tally, initiative)?;
        let weeks = weeks_by(self.document.portfolio.calendar, day);
        Some((curve.chance_by(weeks), curve.iterations()))
    }
}

impl RegisterReport {
    /// A list that has nothing in it yet.
    fn nothing(figure: &str, rest: &str) -> Self {
        Self { figure: figure.to_owned(), rest: rest.to_owned(), ..Self::default() }
    }
}

pub(super) fn between(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}

/// "41 days".
pub(super) fn in_days(days: i32) -> String {
    count(usize::try_from(days).unwrap_or(0), "day", "days")
}

/// The middle of `values`; of an even number the mean of the two; none of none.
pub(super) fn median(mut values: Vec<i32>) -> Option<f64> {
    values.sort_unstable();
    let middle = values.len() / 2;
    let upper = f64::from(*values.get(middle)?);
    let lower = if values.len().is_multiple_of(2) { f64::from(values[middle - 1]) } else { upper };
    Some(0.5 * (lower + upper))
}

/// The texts that say something, one after the other.
fn joined(parts: impl IntoIterator<Item = Option<String>>) -> String {
    let said = parts.into_iter().flatten().filter(|it| !it.trim().is_empty());
    said.collect::<Vec<_>>().join(" · ")
}

/// The text, if it says something.
pub(super) fn said(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|it| !it.is_empty())
}

/// "since 3 Mar 2023".
fn dated(before: &str, date: Option<Date>) -> Option<String> {
    date.map(|it| format!("{before} {}", day_in_words(it)))
}

/// "Ada, Ben and 3 others".
fn named(names: &[String], most: usize) -> String {
    let shown = names.iter().take(most).cloned().collect::<Vec<_>>();
    match (names.len().saturating_sub(most), shown.split_last()) {
        (_, None) => String::new(),
        (0, Some((last, []))) => last.clone(),
        (0, Some((last, rest))) => format!("{} and {last}", rest.join(", ")),
        (1, _) => format!("{} and one more", shown.join(", ")),
        (more, _) => format!("{} and {more} others", shown.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_median_lies_in_the_middle() {
        assert_eq!(median(vec![9, 1, 4]), Some(4.0));
        assert_eq!(median(vec![9, 1, 4, 5]), Some(4.5));
        assert_eq!(median(vec![]), None);
    }

    #[test]
    fn names_are_cut_where_they_are_many() {
        let names =
            |n: usize| ["Ada", "Ben", "Cy", "Di"][..n].iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
        let of = |n: usize| named(&names(n), 2);
        assert_eq!(
            [of(0), of(1), of(2), of(3), of(4)],
            ["", "Ada", "Ada and Ben", "Ada, Ben and one more", "Ada, Ben and 2 others"]
        );
    }
}
