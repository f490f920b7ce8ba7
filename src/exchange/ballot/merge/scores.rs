//! Scores of a workshop on a ballot: what of them fits.

use std::collections::BTreeMap;

use super::{Fate, MergeRow, Said, is_own, key_of};
use crate::exchange::ballot::answer::{Ballot, BallotCriterion, BallotInitiative};
use crate::exchange::ballot::request::AskedCriterion;
use crate::model::document::Document;
use crate::model::edit::{Edit, WorkshopChange};
use crate::model::finite::Finite;
use crate::model::id::{CriterionId, InitiativeId, ParticipantId};
use crate::model::rule;
use crate::model::workshop::{Opinion, Participant};

/// What is taken of one person's scores.
#[derive(Clone, Debug, PartialEq)]
pub struct SaidScores {
    /// The person, if on the list.
    pub participant: Option<ParticipantId>,
    /// Whom the person speaks for; may be empty.
    pub group: String,
    /// Scores and weights.
    pub opinion: Opinion,
}

impl SaidScores {
    pub(super) fn taken(&self) -> usize {
        self.opinion.scores.values().map(BTreeMap::len).sum()
    }

    /// What takes them in; a new `person` takes the next `fresh` number.
    pub(super) fn edits(&self, document: &Document, person: &str, fresh: &mut u32) -> Vec<Edit> {
        let mut edits = Vec::new();
        let participant = self.participant.unwrap_or_else(|| {
            let id = ParticipantId(document.fresh_id(*fresh));
            *fresh += 1;
            let (name, group) = (person.to_owned(), self.group.clone());
            let added = Participant { id, name, group, weight: Finite::ONE };
            edits.push(Edit::Workshop(WorkshopChange::AddParticipant(added)));
            id
        });
        let opinion = self.opinion.clone();
        edits.push(Edit::Workshop(WorkshopChange::SetOpinion { participant, opinion }));
        edits
    }
}

/// Looks at the scores of `ballot`.
pub(super) fn row(document: &Document, ballot: &Ballot) -> MergeRow {
    let mut remarks = Vec::new();
    let workshop = &document.workshop;
    let is_own = is_own(document, ballot, &mut remarks);
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
    let known = workshop.participants.iter().find(|it| key_of(&it.name) == key_of(&label)).map(|it| it.id);
    // A later round begins with what was said before: until the person speaks again, that is no answer to it.
    let said =
        known.and_then(|id| workshop.opinion(id).filter(|said| workshop.has_spoken(id) || **said == opinion));
    let fate = match (known, said) {
        _ if opinion.is_empty() => Fate::Unusable,
        (None, _) => Fate::New,
        (Some(_), None) => Fate::Answers,
        (Some(_), Some(said)) if *said == opinion => Fate::Unchanged,
        (Some(_), Some(_)) => Fate::Replaces,
    };
    if fate == Fate::Unusable {
        remarks.push("Nothing of it can be taken; ask for a new ballot".to_owned());
    }
    let said = SaidScores { participant: known, group: ballot.person.group().to_owned(), opinion };
    MergeRow { person: label, fate, said: Said::Scores(said), given: ballot.scores(), remarks }
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
