//! What of many ballots fits a document, by person, and the one edit that takes it in.
//!
//! A ballot with the key of the document's own workshop is matched by numbers, which stay with a thing for
//! life; any other by names alone. A score is taken if its initiative and criterion are still there and the
//! scale still says the same; everything else is listed. The order of the ballots makes no difference: they
//! are sorted by person, and of two of one person the later counts.

use std::collections::BTreeMap;

use super::answer::{Ballot, BallotCriterion, BallotInitiative, Person};
use super::request::AskedCriterion;
use crate::model::document::Document;
use crate::model::edit::{Edit, WorkshopChange};
use crate::model::finite::Finite;
use crate::model::id::{CriterionId, InitiativeId, ParticipantId};
use crate::model::rule;
use crate::model::workshop::{Opinion, Participant};

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
    /// Whom the person speaks for; may be empty.
    pub group: String,
    /// What happens to it.
    pub fate: Fate,
    /// What is taken of it.
    pub opinion: Opinion,
    /// Scores that it gives.
    pub given: usize,
    /// What does not fit, a sentence each, with a remedy.
    pub remarks: Vec<String>,
}

/// What happens to a ballot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Its person is new.
    New,
    /// Its person is on the list and has said nothing in this round.
    Answers(ParticipantId),
    /// Its person has said something else in this round.
    Replaces(ParticipantId),
    /// Its person has said exactly this.
    Unchanged(ParticipantId),
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
        let mut before = None;
        for (person, ballot) in sorted {
            let mut row = MergeRow::of(document, ballot);
            if before.as_ref() == Some(&person) {
                row.fate = Fate::Superseded;
            }
            before = Some(person);
            rows.push(row);
        }
        Self { rows }
    }

    /// One step that takes in the rows whose index `takes` admits; nothing if that changes nothing.
    pub fn edit(&self, document: &Document, takes: impl Fn(usize) -> bool) -> Option<Edit> {
        let mut edits = Vec::new();
        let mut people = Vec::new();
        let mut fresh = 0;
        for (index, row) in self.rows.iter().enumerate() {
            let participant = match row.fate {
                Fate::New | Fate::Answers(_) | Fate::Replaces(_) if !takes(index) => continue,
                Fate::Unchanged(_) | Fate::Superseded | Fate::Unusable => continue,
                Fate::Answers(id) | Fate::Replaces(id) => id,
                Fate::New => {
                    let id = ParticipantId(document.fresh_id(fresh));
                    fresh += 1;
                    let (name, group) = (row.person.clone(), row.group.clone());
                    let added = Participant { id, name, group, weight: Finite::ONE };
                    edits.push(Edit::Workshop(WorkshopChange::AddParticipant(added)));
                    id
                }
            };
            let opinion = row.opinion.clone();
            edits.push(Edit::Workshop(WorkshopChange::SetOpinion { participant, opinion }));
            people.push(row.person.as_str());
        }
        if edits.is_empty() {
            return None;
        }
        if document.workshop.rounds.is_empty() {
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
    fn of(document: &Document, ballot: &Ballot) -> Self {
        let mut remarks = Vec::new();
        let workshop = &document.workshop;
        let is_own = !ballot.key.is_empty() && ballot.key == workshop.key;
        // Without keys, such as on the command line, the name has to tell.
        let has_keys = !ballot.key.is_empty() && !workshop.key.is_empty();
        if !is_own && (has_keys || ballot.portfolio != document.portfolio.name) {
            remarks.push(format!(
                "It was written for another portfolio, “{}”; what has the same name here is taken",
                ballot.portfolio
            ));
        }
        let round = workshop.rounds.len().max(1);
        if is_own && ballot.round as usize != round {
            remarks.push(format!("It answers round {}; round {round} is under way", ballot.round));
        }
        let matching = Matching { document, is_own };
        let criteria: BTreeMap<CriterionId, Option<CriterionId>> =
            ballot.criteria.iter().map(|asked| (asked.id, matching.criterion(asked, &mut remarks))).collect();
        let find = |id: &CriterionId| criteria.get(id).copied().flatten();
        let mut opinion = Opinion::default();
        for said in &ballot.initiatives {
            let Some(initiative) = matching.initiative(said, &mut remarks) else { continue };
            for (asked, score) in &said.scores {
                let Some(on) = find(asked) else { continue };
                match matching.admits(on, *score) {
                    Ok(()) => drop(opinion.scores.entry(initiative).or_default().insert(on, *score)),
                    Err(error) => remarks.push(format!("{}: {error}; ask again", said.name)),
                }
            }
        }
        opinion.weights = ballot.weights.iter().filter_map(|(id, it)| Some((find(id)?, *it))).collect();
        let label = ballot.person.label();
        let known =
            workshop.participants.iter().find(|it| key_of(&it.name) == key_of(&label)).map(|it| it.id);
        // A later round begins with what was said before: until the person speaks again, that is no answer to it.
        let said = known
            .and_then(|id| workshop.opinion(id).filter(|said| workshop.has_spoken(id) || **said == opinion));
        let fate = match (known, said) {
            _ if opinion.is_empty() => Fate::Unusable,
            (None, _) => Fate::New,
            (Some(id), None) => Fate::Answers(id),
            (Some(id), Some(said)) if *said == opinion => Fate::Unchanged(id),
            (Some(id), Some(_)) => Fate::Replaces(id),
        };
        if fate == Fate::Unusable {
            remarks.push("Nothing of it can be taken; ask for a new ballot".to_owned());
        }
        let group = ballot.person.group().to_owned();
        Self { person: label, group, fate, opinion, given: ballot.scores(), remarks }
    }

    /// Scores that are taken.
    pub fn taken(&self) -> usize {
        self.opinion.scores.values().map(BTreeMap::len).sum()
    }

    /// Whether it changes anything if it is taken in.
    pub fn can_be_taken(&self) -> bool {
        matches!(self.fate, Fate::New | Fate::Answers(_) | Fate::Replaces(_))
    }
}

/// How what a ballot speaks of is found in the document.
struct Matching<'a> {
    document: &'a Document,
    /// Whether its numbers are the document's own.
    is_own: bool,
}

impl Matching<'_> {
    fn criterion(&self, asked: &BallotCriterion, remarks: &mut Vec<String>) -> Option<CriterionId> {
        let mut leaves = self.document.scoring.leaves();
        let found = if self.is_own {
            leaves.find(|leaf| leaf.id == asked.id)
        } else {
            leaves.find(|leaf| key_of(&leaf.name) == key_of(&asked.name))
        };
        let Some(found) = found else {
            remarks.push(format!(
                "Criterion “{}” is not there, or no longer scored; its scores are left out",
                asked.name
            ));
            return None;
        };
        if AskedCriterion::of(found).scale.print() != asked.scale {
            remarks.push(format!(
                "The scale of “{}” says something else than when the ballot was written; ask again",
                asked.name
            ));
            return None;
        }
        if found.name != asked.name {
            remarks.push(format!("“{}” is called “{}” now; its scores are taken", asked.name, found.name));
        }
        Some(found.id)
    }

    fn initiative(&self, said: &BallotInitiative, remarks: &mut Vec<String>) -> Option<InitiativeId> {
        let mut list = self.document.initiatives.list.iter();
        let found = if self.is_own {
            list.find(|it| it.id == said.id)
        } else {
            list.find(|it| key_of(&it.name) == key_of(&said.name))
        };
        match found {
            None => remarks.push(format!("Initiative “{}” is not there; its scores are left out", said.name)),
            Some(found) if found.name != said.name => {
                remarks.push(format!("“{}” is called “{}” now; its scores are taken", said.name, found.name));
            }
            Some(_) => {}
        }
        found.map(|it| it.id)
    }

    fn admits(&self, on: CriterionId, score: Finite) -> Result<(), String> {
        let criterion =
            self.document.scoring.criterion(on).ok_or_else(|| "its criterion is gone".to_owned())?;
        rule::score(&criterion.scale, score)
            .map_err(|error| format!("the score on “{}” {error}", criterion.name))
    }
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
