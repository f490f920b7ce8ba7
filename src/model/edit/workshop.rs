//! Changes of the workshop: who takes part, what they say, when it is shown, and the agenda.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{EditError, Gesture, claim, criterion, find, room, rule as named, take};
use crate::model::document::Document;
use crate::model::finite::Finite;
use crate::model::id::{AgendaItemId, CriterionId, InitiativeId, ParticipantId};
use crate::model::workshop::interviews::{SUCCESS_CRITERIA, SponsorInterview, TeamInterview};
use crate::model::workshop::{AgendaItem, Asked, Opinion, Participant, Round, WeightsMean, Workshop};
use crate::model::{limits, rule};

/// What may change about the workshop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum WorkshopChange {
    /// Gives the workshop the key that its ballots bear.
    Key(String),
    /// Says what people are asked about.
    Ask(Asked),
    /// Adds a participant at the end.
    AddParticipant(Participant),
    /// Renames a participant, or changes group or weight.
    SetParticipant(Participant),
    /// Removes a participant and everything they said.
    RemoveParticipant(ParticipantId),
    /// Scores an initiative for one person in the round under way, or takes the score away.
    SetScore {
        /// Whose opinion.
        participant: ParticipantId,
        /// Of which initiative.
        initiative: InitiativeId,
        /// On which leaf criterion.
        criterion: CriterionId,
        /// Raw score; none takes it away.
        score: Option<Finite>,
    },
    /// Says how much a criterion matters to one person, or takes that away.
    SetWeight {
        /// To whom.
        participant: ParticipantId,
        /// Which leaf criterion.
        criterion: CriterionId,
        /// Relative importance; none takes it away.
        weight: Option<Finite>,
    },
    /// Puts a whole opinion in place of what the person said in the round under way.
    SetOpinion {
        /// Whose.
        participant: ParticipantId,
        /// All of it; an empty one takes everything away.
        opinion: Opinion,
    },
    /// Shows what everybody said, or hides it again.
    Reveal(bool),
    /// How people's weights become the group's.
    WeightsMean(WeightsMean),
    /// Begins the next round, hidden, with what each said in the one before.
    NextRound,
    /// Takes all rounds away; people and agenda stay.
    Clear,
    /// Adds an item to the agenda, at the end.
    AddAgendaItem(AgendaItem),
    /// Changes an item of the agenda.
    SetAgendaItem(AgendaItem),
    /// Moves an item of the agenda.
    MoveAgendaItem {
        /// Which.
        item: AgendaItemId,
        /// Its place afterwards, 0 for the first; beyond the end is the end.
        position: u32,
    },
    /// Removes an item of the agenda.
    RemoveAgendaItem(AgendaItemId),
    /// What the sponsor said in the interview.
    Sponsor(Box<SponsorInterview>),
    /// What the team said in the interview.
    Team(Box<TeamInterview>),
}

impl WorkshopChange {
    pub(super) fn label(&self, document: &Document) -> String {
        let person = |id: &ParticipantId| {
            document.workshop.participant(*id).map_or("somebody", |participant| &participant.name)
        };
        let item = |id: &AgendaItemId| {
            let mut agenda = document.workshop.agenda.iter();
            agenda.find(|item| item.id == *id).map_or("an item of the agenda", |item| &item.name)
        };
        match self {
            Self::Key(_) => "beginning of the workshop".to_owned(),
            Self::Ask(_) => "what the workshop asks".to_owned(),
            Self::AddParticipant(added) => format!("new participant {}", added.name),
            Self::SetParticipant(changed) => format!("participant {}", changed.name),
            Self::RemoveParticipant(id) => format!("removal of {}", person(id)),
            Self::SetScore { participant, .. } | Self::SetOpinion { participant, .. } => {
                format!("opinion of {}", person(participant))
            }
            Self::SetWeight { participant, .. } => format!("weights of {}", person(participant)),
            Self::Reveal(true) => "reveal".to_owned(),
            Self::Reveal(false) => "hiding of the opinions".to_owned(),
            Self::WeightsMean(_) => "mean of the group’s weights".to_owned(),
            Self::NextRound => format!("round {}", document.workshop.rounds.len() + 1),
            Self::Clear => "removal of all opinions".to_owned(),
            Self::AddAgendaItem(added) => format!("{} on the agenda", added.name),
            Self::SetAgendaItem(AgendaItem { id, .. }) => format!("agenda, {}", item(id)),
            Self::MoveAgendaItem { item: id, .. } => format!("place of {}", item(id)),
            Self::RemoveAgendaItem(id) => format!("removal of {}", item(id)),
            Self::Sponsor(_) => "interview of the sponsor".to_owned(),
            Self::Team(_) => "interview of the team".to_owned(),
        }
    }

    pub(super) fn gesture(&self) -> Gesture {
        match self {
            Self::Key(_) => Gesture("key of the workshop", 0, 0),
            Self::Ask(_) => Gesture("what is asked", 0, 0),
            Self::AddParticipant(added) => Gesture("add participant", added.id.0, 0),
            Self::SetParticipant(changed) => Gesture("participant", changed.id.0, 0),
            Self::RemoveParticipant(id) => Gesture("remove participant", id.0, 0),
            Self::SetScore { participant, .. } | Self::SetOpinion { participant, .. } => {
                Gesture("opinion", participant.0, 0)
            }
            Self::SetWeight { participant, criterion, .. } => {
                Gesture("opinion of weight", participant.0, criterion.0)
            }
            Self::Reveal(_) => Gesture("reveal", 0, 0),
            Self::WeightsMean(_) => Gesture("mean of weights", 0, 0),
            Self::NextRound => Gesture("next round", 0, 0),
            Self::Clear => Gesture("clear workshop", 0, 0),
            Self::AddAgendaItem(added) => Gesture("add agenda item", added.id.0, 0),
            Self::SetAgendaItem(changed) => Gesture("agenda item", changed.id.0, 0),
            Self::MoveAgendaItem { item, .. } => Gesture("move agenda item", item.0, 0),
            Self::RemoveAgendaItem(id) => Gesture("remove agenda item", id.0, 0),
            Self::Sponsor(_) => Gesture("sponsor interview", 0, 0),
            Self::Team(_) => Gesture("team interview", 0, 0),
        }
    }

    pub(super) fn added_id(&self) -> Option<u32> {
        match self {
            Self::AddParticipant(added) => Some(added.id.0),
            Self::AddAgendaItem(added) => Some(added.id.0),
            _ => None,
        }
    }

    pub(super) fn apply(&self, document: &mut Document) -> Result<(), EditError> {
        match self {
            Self::Key(key) => {
                named("key of the workshop", rule::text(key))?;
                document.workshop.edit().key.clone_from(key);
            }
            Self::Ask(asked) => ask(document, asked)?,
            Self::AddParticipant(_) | Self::SetParticipant(_) | Self::RemoveParticipant(_) => {
                self.apply_to_people(document)?;
            }
            Self::SetScore { .. } | Self::SetWeight { .. } | Self::SetOpinion { .. } => {
                self.apply_to_opinions(document)?;
                room("answers in the workshop", document.workshop.answers(), limits::OPINIONS + 1)?;
            }
            Self::Reveal(revealed) => round(document)?.revealed = *revealed,
            Self::WeightsMean(mean) => document.workshop.edit().weights_mean = *mean,
            Self::NextRound => {
                let workshop = document.workshop.edit();
                room("rounds", workshop.rounds.len(), limits::ROUNDS)?;
                let opinions = workshop.round().map(|round| round.opinions.clone()).unwrap_or_default();
                workshop.rounds.push(Round { revealed: false, opinions });
                room("answers in the workshop", workshop.answers(), limits::OPINIONS + 1)?;
            }
            Self::Clear => {
                round(document)?;
                document.workshop.edit().rounds.clear();
            }
            Self::AddAgendaItem(_)
            | Self::SetAgendaItem(_)
            | Self::MoveAgendaItem { .. }
            | Self::RemoveAgendaItem(_) => self.apply_to_agenda(document)?,
            Self::Sponsor(said) => {
                check_sponsor(document, said)?;
                document.workshop.edit().interviews.sponsor = (**said).clone();
            }
            Self::Team(said) => {
                check_team(said)?;
                document.workshop.edit().interviews.team = (**said).clone();
            }
        }
        Ok(())
    }

    fn apply_to_people(&self, document: &mut Document) -> Result<(), EditError> {
        match self {
            Self::AddParticipant(added) => {
                check_participant(added)?;
                room("participants", document.workshop.participants.len(), limits::PARTICIPANTS)?;
                claim(document, added.id.0)?;
                document.workshop.edit().participants.push(added.clone());
            }
            Self::SetParticipant(changed) => {
                check_participant(changed)?;
                let people = &mut document.workshop.edit().participants;
                *find(people.iter_mut(), "participant", changed.id.0, |person| person.id.0)? =
                    changed.clone();
            }
            Self::RemoveParticipant(id) => {
                let workshop = document.workshop.edit();
                take(&mut workshop.participants, "participant", id.0, |person| person.id.0)?;
                for round in &mut workshop.rounds {
                    round.opinions.remove(id);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn apply_to_opinions(&self, document: &mut Document) -> Result<(), EditError> {
        match self {
            Self::SetScore { participant, initiative, criterion, score } => {
                if let Some(score) = score {
                    check_opinion_score(document, *initiative, *criterion, *score)?;
                }
                let opinion = opinion(document, *participant)?;
                let scores = opinion.scores.entry(*initiative).or_default();
                match score {
                    Some(score) => scores.insert(*criterion, *score),
                    None => scores.remove(criterion),
                };
            }
            Self::SetWeight { participant, criterion, weight } => {
                if let Some(weight) = weight {
                    check_opinion_weight(document, *criterion, *weight)?;
                }
                let opinion = opinion(document, *participant)?;
                match weight {
                    Some(weight) => opinion.weights.insert(*criterion, *weight),
                    None => opinion.weights.remove(criterion),
                };
            }
            Self::SetOpinion { participant, opinion: said } => {
                check_opinion(document, said)?;
                *opinion(document, *participant)? = said.clone();
            }
            _ => {}
        }
        drop_empty(document.workshop.edit());
        Ok(())
    }

    fn apply_to_agenda(&self, document: &mut Document) -> Result<(), EditError> {
        match self {
            Self::AddAgendaItem(added) => {
                check_agenda_item(added)?;
                room("items on the agenda", document.workshop.agenda.len(), limits::AGENDA)?;
                claim(document, added.id.0)?;
                document.workshop.edit().agenda.push(added.clone());
            }
            Self::SetAgendaItem(changed) => {
                check_agenda_item(changed)?;
                let agenda = &mut document.workshop.edit().agenda;
                *find(agenda.iter_mut(), "item of the agenda", changed.id.0, |item| item.id.0)? =
                    changed.clone();
            }
            Self::MoveAgendaItem { item: id, position } => {
                let agenda = &mut document.workshop.edit().agenda;
                let item = take(agenda, "item of the agenda", id.0, |item| item.id.0)?;
                agenda.insert((*position as usize).min(agenda.len()), item);
            }
            Self::RemoveAgendaItem(id) => {
                take(&mut document.workshop.edit().agenda, "item of the agenda", id.0, |item| item.id.0)?;
            }
            _ => {}
        }
        Ok(())
    }
}

/// Takes away what the workshop says of things that are no more, or that their scale no longer admits.
pub(super) fn tidy(document: &mut Document) {
    if *document.workshop == Workshop::default() {
        return;
    }
    let initiatives: BTreeSet<InitiativeId> = document.initiatives.list.iter().map(|it| it.id).collect();
    let leaves: BTreeMap<CriterionId, _> = document.scoring.leaves().map(|it| (it.id, &it.scale)).collect();
    let objectives: BTreeSet<_> = document.strategy.objectives.iter().map(|it| it.id).collect();
    let mut tidied = (*document.workshop).clone();
    tidied.asked.initiatives.retain(|id| initiatives.contains(id));
    tidied.asked.criteria.retain(|id| leaves.contains_key(id));
    for challenge in &mut tidied.interviews.sponsor.challenges {
        challenge.objective = challenge.objective.filter(|id| objectives.contains(id));
    }
    for opinion in tidied.rounds.iter_mut().flat_map(|round| round.opinions.values_mut()) {
        opinion.scores.retain(|id, _| initiatives.contains(id));
        for scores in opinion.scores.values_mut() {
            scores.retain(|id, score| leaves.get(id).is_some_and(|scale| rule::score(scale, *score).is_ok()));
        }
        opinion.weights.retain(|id, _| leaves.contains_key(id));
    }
    drop_empty(&mut tidied);
    if tidied != *document.workshop {
        *document.workshop.edit() = tidied;
    }
}

/// Nobody who has said nothing is listed as having spoken.
fn drop_empty(workshop: &mut Workshop) {
    for round in &mut workshop.rounds {
        for opinion in round.opinions.values_mut() {
            opinion.scores.retain(|_, scores| !scores.is_empty());
        }
        round.opinions.retain(|_, opinion| !opinion.is_empty());
    }
}

fn ask(document: &mut Document, asked: &Asked) -> Result<(), EditError> {
    for initiative in &asked.initiatives {
        known_initiative(document, *initiative)?;
    }
    for criterion in &asked.criteria {
        criterion::leaf(&document.scoring, *criterion)?;
    }
    let mut asked = asked.clone();
    let mut seen = BTreeSet::new();
    asked.initiatives.retain(|id| seen.insert(*id));
    let mut seen = BTreeSet::new();
    asked.criteria.retain(|id| seen.insert(*id));
    document.workshop.edit().asked = asked;
    Ok(())
}

fn check_participant(participant: &Participant) -> Result<(), EditError> {
    named("name", rule::name(&participant.name))?;
    named("group", rule::text(&participant.group))?;
    named("weight", rule::weight(participant.weight))
}

fn check_agenda_item(item: &AgendaItem) -> Result<(), EditError> {
    named("name", rule::name(&item.name))?;
    named("time", rule::range(Finite::from(item.minutes), 1.0, f64::from(limits::AGENDA_MINUTES)))
}

fn check_opinion(document: &Document, opinion: &Opinion) -> Result<(), EditError> {
    for (initiative, scores) in &opinion.scores {
        for (criterion, score) in scores {
            check_opinion_score(document, *initiative, *criterion, *score)?;
        }
    }
    opinion
        .weights
        .iter()
        .try_for_each(|(criterion, weight)| check_opinion_weight(document, *criterion, *weight))
}

fn check_opinion_score(
    document: &Document,
    initiative: InitiativeId,
    criterion: CriterionId,
    score: Finite,
) -> Result<(), EditError> {
    known_initiative(document, initiative)?;
    named("score", rule::score(&criterion::leaf(&document.scoring, criterion)?.scale, score))
}

fn check_opinion_weight(
    document: &Document,
    criterion: CriterionId,
    weight: Finite,
) -> Result<(), EditError> {
    criterion::leaf(&document.scoring, criterion)?;
    named("weight", rule::weight(weight))
}

fn check_sponsor(document: &Document, said: &SponsorInterview) -> Result<(), EditError> {
    named("name", rule::text(&said.person))?;
    named("answer", rule::text(&said.success))?;
    room("success criteria", said.success_criteria.len(), SUCCESS_CRITERIA + 1)?;
    for criterion in &said.success_criteria {
        named("success criterion", rule::text(&criterion.name))?;
        named("measure", rule::text(&criterion.measure))?;
    }
    named("list of challenges", rule::entries(&said.challenges))?;
    for challenge in &said.challenges {
        named("challenge", rule::text(&challenge.words))?;
        if let Some(id) = challenge.objective
            && document.strategy.objectives.iter().all(|objective| objective.id != id)
        {
            return Err(EditError::NoSuch { what: "objective", id: id.0 });
        }
    }
    named("list of wishes", rule::entries(&said.wishes))?;
    said.wishes.iter().try_for_each(|wish| named("wish", rule::text(wish)))
}

fn check_team(said: &TeamInterview) -> Result<(), EditError> {
    named("names", rule::text(&said.people))?;
    named("list of road blocks", rule::entries(&said.roadblocks))?;
    for roadblock in &said.roadblocks {
        named("road block", rule::text(&roadblock.words))?;
        named("number of times", rule::weight(roadblock.times_a_month))?;
        named("number of hours", rule::weight(roadblock.hours_each))?;
    }
    named("list of what works well", rule::entries(&said.works_well))?;
    for kept in &said.works_well {
        named("answer", rule::text(&kept.words))?;
        if let Some(number) = kept.dimension.filter(|_| !kept.is_somewhere()) {
            return Err(EditError::NoSuch { what: "dimension", id: number.into() });
        }
    }
    named("list of stakeholders", rule::entries(&said.difficult))?;
    said.difficult.iter().try_for_each(|it| {
        named("name", rule::text(&it.who))?;
        named("reason", rule::text(&it.why))
    })
}

fn known_initiative(document: &Document, id: InitiativeId) -> Result<(), EditError> {
    let known = document.initiatives.initiative(id).is_some();
    if known { Ok(()) } else { Err(EditError::NoSuch { what: "initiative", id: id.0 }) }
}

fn round(document: &mut Document) -> Result<&mut Round, EditError> {
    document.workshop.edit().rounds.last_mut().ok_or(EditError::NoRound)
}

/// What the participant said in the round under way, perhaps nothing yet.
fn opinion(document: &mut Document, id: ParticipantId) -> Result<&mut Opinion, EditError> {
    if document.workshop.participant(id).is_none() {
        return Err(EditError::NoSuch { what: "participant", id: id.0 });
    }
    Ok(round(document)?.opinions.entry(id).or_default())
}
