//! Changes of the records that the office keeps from day to day; one shape for every list.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{EditError, Gesture, claim, room, rule as named};
use crate::model::document::Document;
use crate::model::finite::Finite;
use crate::model::id::RecordId;
use crate::model::office::registers::learning::{MOST_CONFIDENT, MOST_HOURS};
use crate::model::office::registers::{Record, Registers};
use crate::model::{limits, rule};

/// What may change about the records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum RecordsChange {
    /// Adds a record at the end of its list.
    Add(Box<Record>),
    /// Changes a record; the number says which.
    Set(Box<Record>),
    /// Removes a record.
    Remove(RecordId),
}

impl RecordsChange {
    pub(super) fn label(&self, registers: &Registers) -> String {
        let named = |record: &Record| match (record.register().one(), record.words().trim()) {
            (one, "") => one.to_owned(),
            (one, words) => format!("{one} {words}"),
        };
        match self {
            Self::Add(record) => format!("new {}", named(record)),
            Self::Set(record) => named(record),
            Self::Remove(id) => {
                let words = registers.record(*id).map(|it| named(&it));
                format!("removal of {}", words.unwrap_or_else(|| "a record".to_owned()))
            }
        }
    }

    pub(super) fn gesture(&self) -> Gesture {
        match self {
            Self::Add(record) => Gesture("add record", record.id().0, 0),
            Self::Set(record) => Gesture("record", record.id().0, 0),
            Self::Remove(id) => Gesture("remove record", id.0, 0),
        }
    }

    pub(super) fn added_id(&self) -> Option<u32> {
        match self {
            Self::Add(record) => Some(record.id().0),
            _ => None,
        }
    }

    pub(super) fn apply(&self, document: &mut Document) -> Result<(), EditError> {
        let gone = |id: RecordId| EditError::NoSuch { what: "record", id: id.0 };
        match self {
            Self::Add(record) => {
                let register = record.register();
                room(register.many(), document.office.registers.len(register), limits::ITEMS)?;
                check_record(record)?;
                claim(document, record.id().0)?;
                edit(document).push(record);
                Ok(())
            }
            Self::Set(record) => {
                check_record(record)?;
                if edit(document).replace(record) { Ok(()) } else { Err(gone(record.id())) }
            }
            Self::Remove(id) => {
                if edit(document).take(*id) {
                    Ok(())
                } else {
                    Err(gone(*id))
                }
            }
        }
    }
}

fn edit(document: &mut Document) -> &mut Registers {
    &mut document.office.edit().registers
}

/// The first rule that `record` breaks, if any. What it is about may be gone since.
///
/// # Errors
///
/// [`EditError`] that says which.
pub(in crate::model) fn check_record(record: &Record) -> Result<(), EditError> {
    let texts = |texts: &[(&'static str, &String)]| {
        texts.iter().try_for_each(|(what, text)| named(what, rule::text(text)))
    };
    match record {
        Record::Review(_) | Record::Use(_) => {}
        _ => named("name", rule::name(record.words()))?,
    }
    match record {
        Record::Issue(it) => texts(&[
            ("department", &it.department),
            ("one who waits", &it.waiting),
            ("one waited for", &it.waits_for),
        ]),
        Record::Support(it) => {
            let cost = it.asked_cost.map_or(Ok(()), rule::weight);
            named("cost that is asked for", cost)?;
            texts(&[("one who asked", &it.asked_by), ("outcome", &it.outcome)])
        }
        Record::Recovery(it) => texts(&[("recovery action", &it.action), ("owner", &it.owner)]),
        Record::Review(it) => {
            texts(&[("finding", &it.found), ("change", &it.change), ("effect", &it.effect)])
        }
        Record::Use(it) => texts(&[("reason", &it.reason)]),
        Record::Finished(_) => Ok(()),
        Record::Document(it) => texts(&[("link", &it.link)]),
        Record::Audit(it) => texts(&[("standard", &it.standard)]),
        Record::Gate(it) => texts(&[("decider", &it.decider), ("condition", &it.condition)]),
        Record::Adviser(it) => texts(&[("expertise", &it.expertise), ("opportunity", &it.opportunity)]),
        Record::Learning(it) => {
            named("number of hours", rule::range(it.hours, 0.0, MOST_HOURS))?;
            texts(&[("source", &it.source)])
        }
        Record::Education(it) => texts(&[("one who teaches", &it.teacher)]),
        Record::Confidence(it) => {
            let most = f64::from(MOST_CONFIDENT);
            let level = |level: u8| rule::range(Finite::from(u32::from(level)), 1.0, most);
            let levels = it.before.into_iter().chain(it.after);
            levels.map(level).try_for_each(|checked| named("confidence", checked))?;
            texts(&[("name of the workshop", &it.workshop)])
        }
        Record::Tool(it) => texts(&[("purpose", &it.used_for)]),
        Record::Source(it) => {
            named("completeness", rule::share(it.completeness))?;
            named(
                "list of initiatives",
                it.initiatives.len().le(&limits::ITEMS).then_some(()).ok_or(rule::RuleError::TooManyEntries),
            )?;
            texts(&[("fingerprint", &it.fingerprint)])
        }
        Record::Template(it) => texts(&[("list of steps", &it.steps), ("link", &it.link)]),
    }
}
