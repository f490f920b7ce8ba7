//! The fields of each kind of record: what they are called, and how they are read and written as text.

use std::collections::BTreeSet;

use jiff::civil::Date;
use leptos::prelude::*;

use crate::app::format::plain;
use crate::app::state::store::Store;
use crate::model::edit::{Edit, RecordsChange};
use crate::model::finite::Finite;
use crate::model::id::{InitiativeId, ProcessId, RecordId};
use crate::model::initiative::{Kind as WorkKind, Mode};
use crate::model::office::registers::audit::{AuditFinding, GateDecision, GateOutcome, Severity};
use crate::model::office::registers::documents::{DocumentStage, DocumentStatus, Mandatory, ProjectDocument};
use crate::model::office::registers::finished::FinishedWork;
use crate::model::office::registers::issues::{BlockerOwner, LoggedIssue, SupportCase, SupportKind};
use crate::model::office::registers::learning::{Adviser, ConfidenceRating, EducationStep, LearningEntry};
use crate::model::office::registers::processes::{Applies, ProcessReview, ProcessUse, UseOutcome};
use crate::model::office::registers::recovery::RedEvent;
use crate::model::office::registers::tools::{SourceImport, Template, Tool, ToolCategory, ToolLink};
use crate::model::office::registers::{Entry, Record, Register};
use crate::model::office::stakeholder::StakeholderGroup;

type Get = Box<dyn Fn(&mut Record) -> String + Send + Sync>;
type Set = Box<dyn Fn(&mut Record, &str) -> Result<(), String> + Send + Sync>;
/// Texts as they are written, and as they are read.
type Options = fn(Store) -> Vec<(String, String)>;

/// A field of a record.
pub(super) struct Column {
    pub(super) label: &'static str,
    pub(super) kind: Kind,
    /// What it says; borrowed for change, as the same path leads to both.
    pub(super) get: Get,
    /// Takes a text, or says why not.
    pub(super) set: Set,
    /// Whether the record has the field.
    pub(super) shown: fn(&Record) -> bool,
}

/// How a field is filled in.
#[derive(Clone)]
pub(super) enum Kind {
    Line,
    Lines,
    Day,
    Tick,
    Choice(Options),
}

/// The fields of the records of `register`, the leading words first.
#[expect(clippy::too_many_lines, reason = "one arm for each kind of record")]
pub(super) fn columns(register: Register) -> Vec<Column> {
    match register {
        Register::Issue => vec![
            text("What is in the way", |it: &mut LoggedIssue| &mut it.what),
            text("Owner department", |it: &mut LoggedIssue| &mut it.department),
            text("Who waits", |it: &mut LoggedIssue| &mut it.waiting),
            text("For whom", |it: &mut LoggedIssue| &mut it.waits_for),
            choice("Who clears it", CLEARED_BY, |it: &mut LoggedIssue| &mut it.cleared_by),
            day("Opened", |it: &mut LoggedIssue| &mut it.opened),
            day("Closed", |it: &mut LoggedIssue| &mut it.closed),
        ],
        Register::Support => vec![
            text("What is asked for", |it: &mut SupportCase| &mut it.what),
            choice("Kind of help", KINDS, |it: &mut SupportCase| &mut it.kind),
            pick("About", initiatives, |it: &mut SupportCase| &mut it.initiative, InitiativeId, |it| it.0),
            text("Asked by", |it: &mut SupportCase| &mut it.asked_by),
            day("Finished by, as asked", |it: &mut SupportCase| &mut it.asked_date).only(is_expectation),
            amount("Cost, as asked", |it: &mut SupportCase| &mut it.asked_cost).only(is_expectation),
            day("Opened", |it: &mut SupportCase| &mut it.opened),
            day("Settled", |it: &mut SupportCase| &mut it.closed),
            text("Outcome", |it: &mut SupportCase| &mut it.outcome),
        ],
        Register::Recovery => vec![
            text("What went wrong", |it: &mut RedEvent| &mut it.what),
            pick("Initiative", initiatives, |it: &mut RedEvent| &mut it.initiative, InitiativeId, |it| it.0),
            day("Red since", |it: &mut RedEvent| &mut it.red_since),
            text("Recovery action", |it: &mut RedEvent| &mut it.action),
            text("Owner", |it: &mut RedEvent| &mut it.owner),
            day("Green by", |it: &mut RedEvent| &mut it.due),
            day("Green again on", |it: &mut RedEvent| &mut it.recovered),
        ],
        Register::Finished => vec![
            text("What was finished", |it: &mut FinishedWork| &mut it.name),
            pick(
                "Initiative",
                initiatives,
                |it: &mut FinishedWork| &mut it.initiative,
                InitiativeId,
                |it| it.0,
            ),
            day("Finished on", |it: &mut FinishedWork| &mut it.finished),
        ],
        Register::Review => vec![
            pick("Process", processes, |it: &mut ProcessReview| &mut it.process, ProcessId, |it| it.0),
            day("Reviewed", |it: &mut ProcessReview| &mut it.date),
            choice("Does it apply?", APPLIES, |it: &mut ProcessReview| &mut it.applies),
            text("What was found", |it: &mut ProcessReview| &mut it.found),
            text("Change made", |it: &mut ProcessReview| &mut it.change),
            text("Effect of the change", |it: &mut ProcessReview| &mut it.effect),
        ],
        Register::Use => vec![
            pick(
                "Initiative",
                initiatives,
                |it: &mut ProcessUse| &mut it.initiative,
                InitiativeId,
                |it| it.0,
            ),
            pick("Process", processes, |it: &mut ProcessUse| &mut it.process, ProcessId, |it| it.0),
            choice("How", HOW, |it: &mut ProcessUse| &mut it.is_tailored),
            text("Reason", |it: &mut ProcessUse| &mut it.reason)
                .only(|it| matches!(it, Record::Use(it) if it.is_tailored || !it.reason.is_empty())),
            choice("Outcome", OUTCOMES, |it: &mut ProcessUse| &mut it.outcome),
        ],
        Register::Document => documents(),
        Register::Audit => vec![
            text("Finding", |it: &mut AuditFinding| &mut it.finding),
            text("Standard", |it: &mut AuditFinding| &mut it.standard),
            pick(
                "Initiative",
                initiatives,
                |it: &mut AuditFinding| &mut it.initiative,
                InitiativeId,
                |it| it.0,
            ),
            choice("Severity", SEVERITIES, |it: &mut AuditFinding| &mut it.severity),
            day("Found", |it: &mut AuditFinding| &mut it.found),
            day("Due", |it: &mut AuditFinding| &mut it.due),
            day("Closed", |it: &mut AuditFinding| &mut it.closed),
        ],
        Register::Gate => vec![
            text("Gate", |it: &mut GateDecision| &mut it.gate),
            pick(
                "Initiative",
                initiatives,
                |it: &mut GateDecision| &mut it.initiative,
                InitiativeId,
                |it| it.0,
            ),
            day("Decided", |it: &mut GateDecision| &mut it.date),
            choice("Decision", GATES, |it: &mut GateDecision| &mut it.outcome),
            text("Decided by", |it: &mut GateDecision| &mut it.decider),
            text("Condition", |it: &mut GateDecision| &mut it.condition),
            day("Condition due", |it: &mut GateDecision| &mut it.due),
            day("Condition met", |it: &mut GateDecision| &mut it.met),
        ],
        Register::Adviser => vec![
            text("Name or role", |it: &mut Adviser| &mut it.name),
            text("Knows about", |it: &mut Adviser| &mut it.expertise),
            day("Last spoken to", |it: &mut Adviser| &mut it.last_contact),
            text("What may come of it", |it: &mut Adviser| &mut it.opportunity),
        ],
        Register::Learning => vec![
            text("Topic", |it: &mut LearningEntry| &mut it.topic),
            day("Day", |it: &mut LearningEntry| &mut it.date),
            number("Hours", |it: &mut LearningEntry| &mut it.hours),
            text("Source", |it: &mut LearningEntry| &mut it.source),
        ],
        Register::Education => vec![
            text("Topic", |it: &mut EducationStep| &mut it.topic),
            choice("Audience", AUDIENCES, |it: &mut EducationStep| &mut it.audience),
            text("Taught by", |it: &mut EducationStep| &mut it.teacher),
            day("Due", |it: &mut EducationStep| &mut it.due),
            day("Done", |it: &mut EducationStep| &mut it.done),
        ],
        Register::Confidence => vec![
            text("Who", |it: &mut ConfidenceRating| &mut it.who),
            text("Workshop", |it: &mut ConfidenceRating| &mut it.workshop),
            day("Day", |it: &mut ConfidenceRating| &mut it.date),
            level("Before, 1 to 5", |it: &mut ConfidenceRating| &mut it.before),
            level("After, 1 to 5", |it: &mut ConfidenceRating| &mut it.after),
        ],
        Register::Tool => vec![
            text("Tool", |it: &mut Tool| &mut it.name),
            choice("Layer", CATEGORIES, |it: &mut Tool| &mut it.category),
            pick("Passes its data to", tools, |it: &mut Tool| &mut it.feeds, RecordId, |it| it.0),
            choice("How", LINKS, |it: &mut Tool| &mut it.link),
            text("Who uses it for what", |it: &mut Tool| &mut it.used_for),
        ]
        .into_iter()
        .chain(WorkKind::ALL.map(serves_kind))
        .chain(Mode::ALL.map(serves))
        .collect(),
        // What an import has written is what was; only the day of its figures is for people to say.
        Register::Source => {
            vec![day("Day that the figures are of", |it: &mut SourceImport| &mut it.figures_of)]
        }
        Register::Template => vec![
            text("Template", |it: &mut Template| &mut it.name),
            day("Last used", |it: &mut Template| &mut it.last_used),
            text("Where it lies", |it: &mut Template| &mut it.link),
            Column { kind: Kind::Lines, ..text("Steps, one a line", |it: &mut Template| &mut it.steps) },
        ],
    }
}

fn documents() -> Vec<Column> {
    let mut columns = vec![
        text("Document", |it: &mut ProjectDocument| &mut it.name),
        pick(
            "Initiative",
            initiatives,
            |it: &mut ProjectDocument| &mut it.initiative,
            InitiativeId,
            |it| it.0,
        ),
        choice("State", STAGES, |it: &mut ProjectDocument| &mut it.stage),
        choice("How far", STATUSES, |it: &mut ProjectDocument| &mut it.status),
        text("Where it lies", |it: &mut ProjectDocument| &mut it.link),
    ];
    columns.extend(Mandatory::ALL.map(|part| Column {
        label: part.words(),
        kind: Kind::Tick,
        get: Box::new(move |record| {
            let holds = ProjectDocument::of(record).is_some_and(|it| it.holds.contains(&part));
            if holds { "yes" } else { "" }.to_owned()
        }),
        set: Box::new(move |record, text| {
            if let Some(it) = ProjectDocument::of(record) {
                let _ = if text.is_empty() { it.holds.remove(&part) } else { it.holds.insert(part) };
            }
            Ok(())
        }),
        shown: |_| true,
    }));
    columns
}

/// Whether a tool serves `mode`.
fn serves(mode: Mode) -> Column {
    let label = match mode {
        Mode::Predictive => "For predictive work",
        Mode::Adaptive => "For adaptive work",
        Mode::Hybrid => "For hybrid work",
    };
    ticked(label, mode, |it| &mut it.modes)
}

/// Whether a tool serves work of `kind`; with none ticked it serves all of it.
fn serves_kind(kind: WorkKind) -> Column {
    let label = match kind {
        WorkKind::Project => "For projects",
        WorkKind::Program => "For programs",
        WorkKind::Product => "For products",
        WorkKind::Capability => "For capabilities",
    };
    ticked(label, kind, |it| &mut it.kinds)
}

/// Whether a set of a tool holds `one`.
fn ticked<T: Ord + Copy + Send + Sync + 'static>(
    label: &'static str,
    one: T,
    set_of: fn(&mut Tool) -> &mut BTreeSet<T>,
) -> Column {
    Column {
        label,
        kind: Kind::Tick,
        get: Box::new(move |record| {
            let holds = Tool::of(record).is_some_and(|it| set_of(it).contains(&one));
            if holds { "yes" } else { "" }.to_owned()
        }),
        set: Box::new(move |record, text| {
            if let Some(it) = Tool::of(record) {
                let _ = if text.is_empty() { set_of(it).remove(&one) } else { set_of(it).insert(one) };
            }
            Ok(())
        }),
        shown: |_| true,
    }
}

/// A record as it begins: opened, found or held on `today`.
pub(super) fn begun(mut record: Record, today: Option<Date>) -> Record {
    match &mut record {
        Record::Issue(it) => it.opened = today,
        Record::Support(it) => it.opened = today,
        Record::Recovery(it) => it.red_since = today,
        Record::Finished(it) => it.finished = today,
        Record::Review(it) => it.date = today,
        Record::Audit(it) => it.found = today,
        Record::Gate(it) => it.date = today,
        Record::Learning(it) => it.date = today,
        Record::Confidence(it) => it.date = today,
        _ => {}
    }
    record
}

/// Two checklists to begin with, numbered from `first` on.
pub(super) fn checklists(first: u32) -> Vec<Edit> {
    const LESSONS: &str = "Invite whoever did the work, and nobody who judges it\nWrite down what was meant to happen\n\
        Write down what happened, with dates\nAsk why it differed, three times\nAgree on two changes, each with a name \
        and a day\nPut the changes where the next team looks first";
    const GO_LIVE: &str = "Name who decides to go or to wait, and until when\nList what must be true the day before\n\
        Try the way back, not only the way forward\nTell the people who answer the telephone\nGo, hour by hour, with a \
        name for each step\nLook again after one day and after one week";
    let named = [("Lessons-learned meeting", LESSONS), ("Go-live schedule", GO_LIVE)];
    let add = |(id, (name, steps)): (u32, (&str, &str))| {
        let steps = steps.lines().map(str::trim).collect::<Vec<_>>().join("\n");
        let template = Template { steps, ..Template::new(RecordId(id), name.to_owned()) };
        Edit::Records(RecordsChange::Add(Box::new(Record::Template(template))))
    };
    (first..).zip(named).map(add).collect()
}

impl Column {
    /// The same, for records of which `shown` is true.
    fn only(self, shown: fn(&Record) -> bool) -> Self {
        Self { shown, ..self }
    }
}

fn is_expectation(record: &Record) -> bool {
    matches!(record, Record::Support(it) if it.kind == SupportKind::Expectation)
}

/// A field that is read and written by way of one part of the record.
fn column<R: Entry + 'static, T: 'static>(
    label: &'static str,
    kind: Kind,
    part: fn(&mut R) -> &mut T,
    show: impl Fn(&T) -> String + Send + Sync + 'static,
    read: impl Fn(&str) -> Result<T, String> + Send + Sync + 'static,
) -> Column {
    Column {
        label,
        kind,
        get: Box::new(move |record| R::of(record).map_or_else(String::new, |it| show(part(it)))),
        set: Box::new(move |record, text| {
            let value = read(text)?;
            if let Some(it) = R::of(record) {
                *part(it) = value;
            }
            Ok(())
        }),
        shown: |_| true,
    }
}

fn text<R: Entry + 'static>(label: &'static str, part: fn(&mut R) -> &mut String) -> Column {
    column(label, Kind::Line, part, String::clone, |text| Ok(text.trim().to_owned()))
}

fn day<R: Entry + 'static>(label: &'static str, part: fn(&mut R) -> &mut Option<Date>) -> Column {
    let show = |it: &Option<Date>| it.map_or_else(String::new, |it| it.to_string());
    let read = |text: &str| match text {
        "" => Ok(None),
        _ => {
            text.parse().map(Some).map_err(|_| format!("“{text}” is not a day; write one such as 2025-03-31"))
        }
    };
    column(label, Kind::Day, part, show, read)
}

fn number<R: Entry + 'static>(label: &'static str, part: fn(&mut R) -> &mut Finite) -> Column {
    let read = |text: &str| read_number(text).map(Option::unwrap_or_default);
    column(label, Kind::Line, part, |it| plain(it.get()), read)
}

fn amount<R: Entry + 'static>(label: &'static str, part: fn(&mut R) -> &mut Option<Finite>) -> Column {
    let show = |it: &Option<Finite>| it.map_or_else(String::new, |it| plain(it.get()));
    column(label, Kind::Line, part, show, read_number)
}

fn level<R: Entry + 'static>(label: &'static str, part: fn(&mut R) -> &mut Option<u8>) -> Column {
    let levels = |_| {
        let level = |it: u8| (it.to_string(), it.to_string());
        std::iter::once((String::new(), "–".to_owned())).chain((1..=5).map(level)).collect()
    };
    let show = |it: &Option<u8>| it.map_or_else(String::new, |it| it.to_string());
    column(label, Kind::Choice(levels), part, show, |text| Ok(text.parse().ok()))
}

/// One of a fixed list of words; written as its place.
fn choice<R: Entry + 'static, T: Copy + PartialEq + Send + Sync + 'static>(
    label: &'static str,
    of: (&'static [T], Options),
    part: fn(&mut R) -> &mut T,
) -> Column {
    let (all, options) = of;
    let show = move |it: &T| all.iter().position(|other| other == it).unwrap_or(0).to_string();
    let read = move |text: &str| {
        let place = text.parse::<usize>().ok();
        place.and_then(|it| all.get(it).copied()).ok_or_else(|| "choose one of the list".to_owned())
    };
    column(label, Kind::Choice(options), part, show, read)
}

/// Something else in the document, or nothing; written as its number.
fn pick<R: Entry + 'static, T: Copy + Send + Sync + 'static>(
    label: &'static str,
    options: Options,
    part: fn(&mut R) -> &mut Option<T>,
    id: fn(u32) -> T,
    number: fn(T) -> u32,
) -> Column {
    let show = move |it: &Option<T>| it.map_or_else(String::new, |it| number(it).to_string());
    column(label, Kind::Choice(options), part, show, move |text| Ok(text.parse().ok().map(id)))
}

fn listed<T: Copy>(all: &[T], words: fn(T) -> &'static str) -> Vec<(String, String)> {
    all.iter().enumerate().map(|(place, it)| (place.to_string(), words(*it).to_owned())).collect()
}

const CLEARED_BY: (&[BlockerOwner], Options) =
    (&BlockerOwner::ALL, |_| listed(&BlockerOwner::ALL, BlockerOwner::words));
const AUDIENCES: (&[StakeholderGroup], Options) =
    (&StakeholderGroup::ALL, |_| listed(&StakeholderGroup::ALL, StakeholderGroup::words));
const KINDS: (&[SupportKind], Options) =
    (&SupportKind::ALL, |_| listed(&SupportKind::ALL, SupportKind::words));
const APPLIES: (&[Applies], Options) = (&Applies::ALL, |_| listed(&Applies::ALL, Applies::words));
const OUTCOMES: (&[UseOutcome], Options) =
    (&UseOutcome::ALL, |_| listed(&UseOutcome::ALL, UseOutcome::words));
const HOW: (&[bool], Options) =
    (&[false, true], |_| listed(&[false, true], |it| if it { "Tailored" } else { "As written" }));
const SEVERITIES: (&[Severity], Options) = (&Severity::ALL, |_| listed(&Severity::ALL, Severity::words));
const GATES: (&[GateOutcome], Options) =
    (&GateOutcome::ALL, |_| listed(&GateOutcome::ALL, GateOutcome::words));
const STAGES: (&[DocumentStage], Options) =
    (&DocumentStage::ALL, |_| listed(&DocumentStage::ALL, DocumentStage::words));
const STATUSES: (&[DocumentStatus], Options) =
    (&DocumentStatus::ALL, |_| listed(&DocumentStatus::ALL, DocumentStatus::words));
const CATEGORIES: (&[ToolCategory], Options) =
    (&ToolCategory::ALL, |_| listed(&ToolCategory::ALL, ToolCategory::words));
const LINKS: (&[ToolLink], Options) = (&ToolLink::ALL, |_| listed(&ToolLink::ALL, ToolLink::words));

fn initiatives(store: Store) -> Vec<(String, String)> {
    let list = store.initiatives.with(|it| it.list.iter().map(|it| (it.id.0, it.name.clone())).collect());
    or_none("–", list)
}

fn processes(store: Store) -> Vec<(String, String)> {
    let list = store.office.with(|it| it.processes.iter().map(|it| (it.id.0, it.name.clone())).collect());
    or_none("–", list)
}

fn tools(store: Store) -> Vec<(String, String)> {
    let list =
        store.office.with(|it| it.registers.tools.iter().map(|it| (it.id.0, it.name.clone())).collect());
    or_none("nobody", list)
}

fn or_none(none: &str, list: Vec<(u32, String)>) -> Vec<(String, String)> {
    let named = list.into_iter().map(|(id, name)| (id.to_string(), name));
    std::iter::once((String::new(), none.to_owned())).chain(named).collect()
}

/// A number, none for an empty text.
fn read_number(text: &str) -> Result<Option<Finite>, String> {
    let text = text.trim().replace(',', "");
    let number = || text.parse().ok().and_then(|number| Finite::new(number).ok());
    match text.as_str() {
        "" => Ok(None),
        _ => number().map(Some).ok_or_else(|| format!("“{text}” is not a number; write one such as 7.5")),
    }
}
