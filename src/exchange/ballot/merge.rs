//! What of many ballots fits a document, by person, and the one edit that takes it in.
//!
//! A ballot with the key of the document's own workshop is matched by numbers, which stay with a thing for
//! life; any other by names alone. A score is taken if its initiative and criterion are still there and the
//! scale still says the same, an answer to a maturity statement if the statement is still asked in the same
//! words; everything else is listed. The order of the ballots makes no difference: they are sorted by person,
//! and of two of one person on the same thing the later counts.

mod assessment;
mod scores;

use std::collections::BTreeSet;

use super::answer::{Ballot, Person};
use crate::model::document::Document;
use crate::model::edit::{Edit, WorkshopChange};
use crate::model::workshop::Participant;

pub use assessment::SaidStatements;
pub use scores::SaidScores;

/// What would become of some ballots.
#[derive(Clone, Debug, PartialEq)]
pub struct Merge {
    /// One for each ballot, in order of person; of one person the one that counts comes first.
    pub rows: Vec<MergeRow>,
}

/// What would become of one ballot.
#[derive(Clone, Debug, PartialEq)]
pub struct MergeRow {
    /// What the person is called.
    pub person: String,
    /// What happens to it.
    pub fate: Fate,
    /// What is taken of it.
    pub said: Said,
    /// Scores or answers that it gives.
    pub given: usize,
    /// What does not fit, a sentence each, with a remedy.
    pub remarks: Vec<String>,
}

/// What a ballot speaks of.
#[derive(Clone, Debug, PartialEq)]
pub enum Said {
    /// Scores of the workshop.
    Scores(SaidScores),
    /// Answers to an assessment of the office.
    Statements(SaidStatements),
}

/// What happens to a ballot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Its person is new.
    New,
    /// Its person is on the list and has said nothing yet that it would change.
    Answers,
    /// Its person has said something else before.
    Replaces,
    /// Its person has said exactly this.
    Unchanged,
    /// A later ballot of the same person is among these.
    Superseded,
    /// Nothing of it fits.
    Unusable,
}

impl Merge {
    /// Looks at `ballots`; nothing is changed.
    pub fn of(document: &Document, ballots: &[Ballot]) -> Self {
        let mut sorted: Vec<(String, &Ballot)> =
            ballots.iter().map(|ballot| (key_of(&ballot.person.label()), ballot)).collect();
        // Later first; between ballots of one second their own text decides, so that the order given does not.
        sorted.sort_by_cached_key(|(person, ballot)| {
            (person.clone(), std::cmp::Reverse((ballot.written, ballot.to_json())))
        });
        let mut rows: Vec<MergeRow> = Vec::new();
        let mut seen = BTreeSet::new();
        for (person, ballot) in sorted {
            let mut row = match &ballot.assessment {
                Some(said) => assessment::row(document, ballot, said),
                None => scores::row(document, ballot),
            };
            let subject = match &row.said {
                Said::Scores(_) => None,
                Said::Statements(said) => Some(said.assessment),
            };
            if !seen.insert((person, subject)) {
                row.fate = Fate::Superseded;
            }
            rows.push(row);
        }
        Self { rows }
    }

    /// One step that takes in the rows whose index `takes` admits; nothing if that changes nothing.
    pub fn edit(&self, document: &Document, takes: impl Fn(usize) -> bool) -> Option<Edit> {
        let mut edits = Vec::new();
        let mut people = Vec::new();
        let mut fresh = 0;
        let mut begins_round = false;
        for (_, row) in
            self.rows.iter().enumerate().filter(|(index, row)| row.can_be_taken() && takes(*index))
        {
            match &row.said {
                Said::Scores(said) => {
                    begins_round = document.workshop.rounds.is_empty();
                    edits.extend(said.edits(document, &row.person, &mut fresh));
                }
                Said::Statements(said) => edits.extend(said.edits(document, &row.person, &mut fresh)),
            }
            people.push(row.person.as_str());
        }
        if edits.is_empty() {
            return None;
        }
        if begins_round {
            edits.insert(0, Edit::Workshop(WorkshopChange::NextRound));
        }
        let label = match people.as_slice() {
            [only] => format!("ballot of {only}"),
            several => format!("{} ballots", several.len()),
        };
        Some(Edit::Several { label, edits })
    }
}

impl MergeRow {
    /// Scores or answers that are taken.
    pub fn taken(&self) -> usize {
        match &self.said {
            Said::Scores(said) => said.taken(),
            Said::Statements(said) => said.taken(),
        }
    }

    /// Whether it changes anything if it is taken in.
    pub fn can_be_taken(&self) -> bool {
        matches!(self.fate, Fate::New | Fate::Answers | Fate::Replaces)
    }

    /// What the person gives: a score in the workshop, an answer in an assessment.
    pub fn unit(&self) -> &'static str {
        match &self.said {
            Said::Scores(_) => "score",
            Said::Statements(_) => "answer",
        }
    }
}

/// Whether the numbers of `ballot` are those of `document`; says so if it was written for another portfolio.
fn is_own(document: &Document, ballot: &Ballot, remarks: &mut Vec<String>) -> bool {
    let key = &document.workshop.key;
    let is_own = !ballot.key.is_empty() && ballot.key == *key;
    // Without keys, such as on the command line, the name has to tell.
    let has_keys = !ballot.key.is_empty() && !key.is_empty();
    if !is_own && (has_keys || ballot.portfolio != document.portfolio.name) {
        remarks.push(format!(
            "It was written for another portfolio, “{}”; what has the same name here is taken",
            ballot.portfolio
        ));
    }
    is_own
}

/// By which two spellings of one name are told to be one.
fn key_of(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

impl From<&Participant> for Person {
    fn from(participant: &Participant) -> Self {
        Self::Named { name: participant.name.clone(), group: participant.group.clone() }
    }
}
