//! Records that an office keeps from day to day: issues, cases, reviews, documents, findings, what it learned.
//!
//! Many lists of one shape: each record is a small type of its own, has a number for life and a few leading words, and
//! is added, changed and removed alike. A record outlives what it is about: the initiative, the process or the tool
//! that it names may be gone since.

pub mod audit;
pub mod documents;
pub mod finished;
pub mod issues;
pub mod learning;
pub mod processes;
pub mod recovery;
pub mod tools;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::id::RecordId;
use audit::{AuditFinding, GateDecision};
use documents::ProjectDocument;
use finished::FinishedWork;
use issues::{LoggedIssue, SupportCase};
use learning::{Adviser, ConfidenceRating, EducationStep, LearningEntry};
use processes::{ProcessReview, ProcessUse};
use recovery::RedEvent;
use tools::{SourceImport, Template, Tool};

/// The lists: their field, the kind of record with its type and the field of its leading words, and one and many of
/// them in words.
macro_rules! registers {
    ($($(#[$doc:meta])* $list:ident: $kind:ident($record:ty) led by $lead:ident, $one:literal, $many:literal;)*) => {
        /// All lists, each in the order in which it was written down.
        #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields)]
        pub struct Registers {$(
            $(#[$doc])*
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            pub $list: Vec<$record>,
        )*}

        /// A record of any list.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "snake_case", deny_unknown_fields)]
        pub enum Record {$(
            $(#[$doc])*
            $kind($record),
        )*}

        /// Which list.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Register {$(
            $(#[$doc])*
            $kind,
        )*}

        impl Register {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$kind),*];

            /// One of its records, in words: "issue".
            pub fn one(self) -> &'static str {
                match self {$(Self::$kind => $one,)*}
            }

            /// Several of its records, in words: "issues".
            pub fn many(self) -> &'static str {
                match self {$(Self::$kind => $many,)*}
            }
        }

        impl Record {
            /// A record of which only the leading words are known.
            pub fn new(register: Register, id: RecordId, words: String) -> Self {
                match register {$(
                    Register::$kind => Self::$kind(<$record>::new(id, words)),
                )*}
            }

            /// Its list.
            pub fn register(&self) -> Register {
                match self {$(Self::$kind(_) => Register::$kind,)*}
            }

            /// Its number.
            pub fn id(&self) -> RecordId {
                match self {$(Self::$kind(it) => it.id,)*}
            }

            /// Its leading words; may be empty.
            pub fn words(&self) -> &str {
                match self {$(Self::$kind(it) => &it.$lead,)*}
            }
        }

        impl Registers {
            /// Number and leading words of every record of every list.
            pub fn marks(&self) -> Vec<(RecordId, &String)> {
                let mut marks = Vec::new();
                $(marks.extend(self.$list.iter().map(|it| (it.id, &it.$lead)));)*
                marks
            }

            /// Numbers of the records of `register`, in order.
            pub fn ids(&self, register: Register) -> Vec<RecordId> {
                match register {$(Register::$kind => self.$list.iter().map(|it| it.id).collect(),)*}
            }

            /// How many records `register` has.
            pub fn len(&self, register: Register) -> usize {
                match register {$(Register::$kind => self.$list.len(),)*}
            }

            /// Every record of every list, as a copy.
            pub fn records(&self) -> impl Iterator<Item = Record> {
                std::iter::empty()$(.chain(self.$list.iter().cloned().map(Record::$kind)))*
            }

            /// The record `id`, as a copy, if it is still there.
            pub fn record(&self, id: RecordId) -> Option<Record> {
                $(if let Some(it) = self.$list.iter().find(|it| it.id == id) {
                    return Some(Record::$kind(it.clone()));
                })*
                None
            }

            /// Puts `record` at the end of its list.
            pub(in crate::model) fn push(&mut self, record: &Record) {
                match record {$(Record::$kind(it) => self.$list.push(it.clone()),)*}
            }

            /// Puts `record` in place of the one with its number; whether its list has one.
            pub(in crate::model) fn replace(&mut self, record: &Record) -> bool {
                match record {$(
                    Record::$kind(it) => {
                        let old = self.$list.iter_mut().find(|old| old.id == it.id);
                        old.map(|old| old.clone_from(it)).is_some()
                    }
                )*}
            }

            /// Takes the record `id` out of its list; whether there was one.
            pub(in crate::model) fn take(&mut self, id: RecordId) -> bool {
                let before = self.marks().len();
                $(self.$list.retain(|it| it.id != id);)*
                self.marks().len() < before
            }
        }

        $(
            impl $record {
                /// A record of which only the leading words are known.
                pub fn new(id: RecordId, $lead: String) -> Self {
                    Self { id, $lead, ..Self::default() }
                }
            }

            impl Entry for $record {
                fn of(record: &mut Record) -> Option<&mut Self> {
                    match record {
                        Record::$kind(it) => Some(it),
                        _ => None,
                    }
                }
            }
        )*
    };
}

/// One kind of record.
pub trait Entry: Sized {
    /// `record` as that kind, if it is one.
    fn of(record: &mut Record) -> Option<&mut Self>;
}

registers! {
    /// What is in the way, and who waits for whom.
    issues: Issue(LoggedIssue) led by what, "issue", "issues";
    /// What people asked the office to help with.
    support: Support(SupportCase) led by what, "support case", "support cases";
    /// Initiatives that went red, and how they got up again.
    recoveries: Recovery(RedEvent) led by what, "red event", "red events";
    /// Work that was finished, also before there was an office.
    finished: Finished(FinishedWork) led by name, "finished work", "finished work";
    /// Looks at whether a process still fits.
    reviews: Review(ProcessReview) led by found, "process review", "process reviews";
    /// How initiatives used the processes: as written, or tailored.
    uses: Use(ProcessUse) led by reason, "use of a process", "uses of processes";
    /// What is written down of each initiative.
    documents: Document(ProjectDocument) led by name, "document", "documents";
    /// Findings of audits.
    audits: Audit(AuditFinding) led by finding, "audit finding", "audit findings";
    /// What was decided at gates.
    gates: Gate(GateDecision) led by gate, "gate decision", "gate decisions";
    /// Whom one can ask.
    advisers: Adviser(Adviser) led by name, "person to ask", "people to ask";
    /// What the office learned.
    learning: Learning(LearningEntry) led by topic, "learning entry", "learning entries";
    /// What the office teaches to whom.
    education: Education(EducationStep) led by topic, "step of the education plan", "steps of the education plan";
    /// How sure people felt before and after a workshop.
    confidence: Confidence(ConfidenceRating) led by who, "confidence rating", "confidence ratings";
    /// Tools, and what they pass their data to.
    tools: Tool(Tool) led by name, "tool", "tools";
    /// Files that were imported.
    sources: Source(SourceImport) led by file, "import", "imports";
    /// Templates and checklists of the office's own.
    templates: Template(Template) led by name, "template", "templates";
}

impl Registers {
    /// Whether every list is empty: then none is written.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_goes_into_its_list_and_out_again() {
        let mut registers = Registers::default();
        for (number, register) in (1..).zip(Register::ALL) {
            let record = Record::new(*register, RecordId(number), format!("{register:?}"));
            assert_eq!((record.register(), record.id()), (*register, RecordId(number)));
            registers.push(&record);
            assert_eq!(registers.len(*register), 1);
            assert_eq!(registers.ids(*register), [RecordId(number)]);
            assert_eq!(registers.record(RecordId(number)), Some(record));
        }
        assert_eq!(registers.records().count(), Register::ALL.len());
        let changed = Record::new(Register::Audit, registers.audits[0].id, "No minutes".to_owned());
        assert!(registers.replace(&changed));
        assert_eq!(registers.record(changed.id()), Some(changed.clone()));
        // The number of another list does not move a record there.
        assert!(!registers.replace(&Record::new(Register::Tool, changed.id(), "Board".to_owned())));
        assert!(registers.take(changed.id()) && !registers.take(changed.id()));
        assert_eq!(registers.len(Register::Audit), 0);
    }
}
