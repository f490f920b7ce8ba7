//! Words of a closed list: kind, delivery mode, state, class, yes and no.

use super::{CellError, quote};
use crate::model::initiative::{Kind, LifeCycle, Mode, WorkClass};

/// The word that stands for each value, and other words that are understood; all in lower case.
type Words<T> = &'static [(T, &'static [&'static str])];

const KINDS: Words<Kind> = &[
    (Kind::Project, &["project"]),
    (Kind::Program, &["program", "programme"]),
    (Kind::Product, &["product", "service"]),
    (Kind::Capability, &["capability", "capability investment"]),
];

const MODES: Words<Mode> = &[
    (Mode::Predictive, &["predictive", "waterfall", "plan driven", "traditional"]),
    (Mode::Adaptive, &["adaptive", "agile", "scrum", "kanban", "iterative"]),
    (Mode::Hybrid, &["hybrid", "mixed"]),
];

const STATES: Words<LifeCycle> = &[
    (
        LifeCycle::Demand,
        &["demand", "idea", "proposed", "proposal", "new", "request", "backlog", "to do", "pipeline"],
    ),
    (
        LifeCycle::Prioritising,
        &["prioritising", "prioritizing", "assessing", "assessment", "evaluation", "selection"],
    ),
    (LifeCycle::Planning, &["planning", "planned", "approved", "initiation", "definition", "design"]),
    (
        LifeCycle::Execution,
        &[
            "execution",
            "delivering",
            "delivery",
            "executing",
            "in progress",
            "active",
            "doing",
            "implementation",
        ],
    ),
    (
        LifeCycle::Closeout,
        &[
            "closeout",
            "closing",
            "closed",
            "close out",
            "done",
            "delivered",
            "complete",
            "completed",
            "finished",
        ],
    ),
];

const CLASSES: Words<WorkClass> = &[
    (WorkClass::Change, &["change", "change the business", "ctb", "investment"]),
    (
        WorkClass::Run,
        &["run", "run the business", "rtb", "operations", "bau", "business as usual", "maintenance"],
    ),
];

const IN_PLAN: Words<bool> =
    &[(true, &["yes", "y", "true", "1", "x", "in", "planned"]), (false, &["no", "n", "false", "0", "out"])];

/// Reads a kind of work: project, program, product or capability.
///
/// # Errors
///
/// [`CellError`] that lists the words.
pub fn parse_kind(text: &str) -> Result<Kind, CellError> {
    find(text, KINDS, "a kind of work")
}

/// Reads a delivery mode, by its general name or by what this portfolio calls it.
///
/// # Errors
///
/// [`CellError`] that lists the words.
pub fn parse_mode(text: &str, labels: &[String; 3]) -> Result<Mode, CellError> {
    find(text, MODES, "a delivery mode").or_else(|error| {
        let called = |label: &&String| label.trim().to_lowercase() == text.trim().to_lowercase();
        let index = labels.iter().position(|label| called(&label)).ok_or(error)?;
        Ok([Mode::Predictive, Mode::Adaptive, Mode::Hybrid][index])
    })
}

/// Reads a state between demand and closeout.
///
/// # Errors
///
/// [`CellError`] that lists the words.
pub fn parse_state(text: &str) -> Result<LifeCycle, CellError> {
    find(text, STATES, "a state")
}

/// Reads whether the work is change or run.
///
/// # Errors
///
/// [`CellError`] that lists the words.
pub fn parse_class(text: &str) -> Result<WorkClass, CellError> {
    find(text, CLASSES, "a class of work")
}

/// Reads whether something is in the plan.
///
/// # Errors
///
/// [`CellError`] that lists the words.
pub fn parse_in_plan(text: &str) -> Result<bool, CellError> {
    find(text, IN_PLAN, "an answer")
}

/// The word for `kind`, in lower case.
pub fn kind_word(kind: Kind) -> &'static str {
    word(kind, KINDS)
}

/// The general word for `mode`, in lower case, whatever the portfolio calls it.
pub fn mode_word(mode: Mode) -> &'static str {
    word(mode, MODES)
}

/// The word for `state`, in lower case.
pub fn state_word(state: LifeCycle) -> &'static str {
    word(state, STATES)
}

/// The word for `class`, in lower case.
pub fn class_word(class: WorkClass) -> &'static str {
    word(class, CLASSES)
}

fn find<T: Copy>(text: &str, words: Words<T>, what: &str) -> Result<T, CellError> {
    // A word of the list is short; nothing longer is worth copying.
    let plain: String = text.trim().chars().take(64).flat_map(char::to_lowercase).collect();
    let plain = plain.replace(['-', '_'], " ");
    words.iter().find(|(_, called)| called.contains(&plain.as_str())).map(|(value, _)| *value).ok_or_else(
        || {
            let names: Vec<&str> = words.iter().map(|(_, called)| called[0]).collect();
            let (last, first) = names.split_last().expect("no list of words is empty");
            CellError::new(
                format!("{} is not {what}", quote(text)),
                format!("write {} or {last}", first.join(", ")),
            )
        },
    )
}

fn word<T: Copy + PartialEq>(value: T, words: Words<T>) -> &'static str {
    words.iter().find(|(known, _)| *known == value).map_or("", |(_, called)| called[0])
}
