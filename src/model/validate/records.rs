//! The records that the office keeps from day to day.

use jiff::civil::Date;

use super::Place;
use super::edit::check_record;
use super::findings::{At, Findings, shown};
use crate::model::document::Document;
use crate::model::office::registers::Record;

pub(super) fn records(document: &Document, found: &mut Findings) {
    for record in document.office.registers.records() {
        if let Err(error) = check_record(&record) {
            let words = format!("{} {}", record.register().one(), shown(record.words()));
            found.error(&At::new(Place::Office, words), error.to_string(), "Correct the value");
        }
        let (begun, over) = span(&record);
        if begun.zip(over).is_some_and(|(begun, over)| over < begun) {
            let words = format!("{} {}", record.register().one(), shown(record.words()));
            let at = At::new(Place::Office, words);
            found.warning(&at, "it is over before it began", "Correct one of its two days");
        }
    }
}

/// When what `record` is about began and when it was over, as far as it says.
fn span(record: &Record) -> (Option<Date>, Option<Date>) {
    match record {
        Record::Issue(it) => (it.opened, it.closed),
        Record::Recovery(it) => (it.red_since, it.recovered),
        Record::Support(it) => (it.opened, it.closed),
        Record::Audit(it) => (it.found, it.closed),
        _ => (None, None),
    }
}
