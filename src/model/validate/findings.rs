//! The list that is being written while a document is looked through.

use super::{Field, Issue, Place, Severity};
use crate::model::clipped::clipped;
use crate::model::initiative::{Initiative, Stage};
use crate::model::limits;
use crate::model::rule::RuleError;

/// Where one looks: a place, its name in words, and the field of an initiative if one is concerned.
#[derive(Clone, Debug)]
pub(super) struct At {
    place: Place,
    words: String,
    field: Option<Field>,
}

impl At {
    pub(super) fn new(place: Place, words: impl Into<String>) -> Self {
        Self { place, words: words.into(), field: None }
    }

    pub(super) fn portfolio() -> Self {
        Self::new(Place::Portfolio, "the portfolio")
    }

    pub(super) fn initiative(initiative: &Initiative) -> Self {
        Self::new(Place::Initiative(initiative.id), &*initiative.name)
    }

    pub(super) fn stage(initiative: &Initiative, stage: &Stage) -> Self {
        let words = format!("{}, stage {}", shown(&initiative.name), shown(&stage.name));
        Self::new(Place::Stage(stage.id), words)
    }

    /// The same place, at one of its fields.
    pub(super) fn field(&self, field: Field) -> Self {
        Self { field: Some(field), ..self.clone() }
    }

    pub(super) fn words(&self) -> &str {
        &self.words
    }
}

/// Issues in the order in which they were found.
#[derive(Debug, Default)]
pub(super) struct Findings {
    issues: Vec<Issue>,
    errors: usize,
}

impl Findings {
    pub(super) fn error(&mut self, at: &At, message: impl Into<String>, remedy: &str) {
        // A hostile file can hold a million; nobody reads beyond the first few.
        if self.errors < limits::ERRORS {
            self.errors += 1;
            self.push(Severity::Error, at, message.into(), remedy);
        }
    }

    pub(super) fn warning(&mut self, at: &At, message: impl Into<String>, remedy: &str) {
        self.push(Severity::Warning, at, message.into(), remedy);
    }

    /// An error if `what` at this place breaks its rule.
    pub(super) fn rule(&mut self, at: &At, what: &str, checked: Result<(), RuleError>) {
        if let Err(error) = checked {
            self.error(at, format!("the {what} {error}"), "Correct the value");
        }
    }

    pub(super) fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// Errors first.
    pub(super) fn into_issues(mut self) -> Vec<Issue> {
        self.issues.sort_by_key(|issue| std::cmp::Reverse(issue.severity));
        self.issues
    }

    fn push(&mut self, severity: Severity, at: &At, message: String, remedy: &str) {
        let words = clipped(&at.words, 160);
        self.issues.push(Issue {
            severity,
            place: at.place,
            field: at.field,
            at: words,
            message,
            remedy: remedy.to_owned(),
        });
    }
}

/// `name` as far as a message has room for it.
pub(super) fn shown(name: &str) -> String {
    clipped(name, 60)
}
