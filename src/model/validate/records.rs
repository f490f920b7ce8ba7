//! The records that the office keeps from day to day.

use super::Place;
use super::edit::check_record;
use super::findings::{At, Findings, shown};
use crate::model::document::Document;

pub(super) fn records(document: &Document, found: &mut Findings) {
    for record in document.office.registers.records() {
        if let Err(error) = check_record(&record) {
            let words = format!("{} {}", record.register().one(), shown(record.words()));
            found.error(&At::new(Place::Office, words), error.to_string(), "Correct the value");
        }
    }
}
