//! The workshop: people, opinions, agenda, interviews.

use std::collections::BTreeSet;

use super::findings::{At, Findings, shown};
use super::{Known, Place};
use crate::model::document::Document;
use crate::model::finite::Finite;
use crate::model::limits;
use crate::model::rule;
use crate::model::workshop::Opinion;
use crate::model::workshop::interviews::{Interviews, SUCCESS_CRITERIA};

pub(super) fn workshop(document: &Document, known: &Known, found: &mut Findings) {
    let workshop = &document.workshop;
    let at = At::new(Place::Workshop, "the workshop");
    found.rule(&at, "key", rule::text(&workshop.key));
    if let Some(id) = workshop.asked.initiatives.iter().find(|id| !known.initiatives.contains(id)) {
        let message = format!("it asks about initiative {id}, which does not exist");
        found.error(&at, message, "Take that number out of the list");
    }
    if let Some(id) = workshop.asked.criteria.iter().find(|id| !known.leaves.contains(id)) {
        let message = format!("it asks about criterion {id}, which does not exist or has others under it");
        found.error(&at, message, "Take that number out of the list");
    }
    for participant in &workshop.participants {
        let at = At::new(Place::Workshop, format!("participant {}", shown(&participant.name)));
        found.rule(&at, "name", rule::name(&participant.name));
        found.rule(&at, "group", rule::text(&participant.group));
        found.rule(&at, "weight", rule::weight(participant.weight));
    }
    let people: BTreeSet<_> = workshop.participants.iter().map(|participant| participant.id).collect();
    for (number, round) in (1..).zip(&workshop.rounds) {
        for (id, said) in &round.opinions {
            let at = At::new(Place::Workshop, format!("opinion of participant {id} in round {number}"));
            if !people.contains(id) {
                found.error(&at, "there is no such participant", "Add the participant or remove the opinion");
            }
            opinion(said, known, &at, found);
        }
    }
    for item in &workshop.agenda {
        let at = At::new(Place::Workshop, format!("{} on the agenda", shown(&item.name)));
        found.rule(&at, "name", rule::name(&item.name));
        let most = f64::from(limits::AGENDA_MINUTES);
        found.rule(&at, "number of minutes", rule::range(Finite::from(item.minutes), 1.0, most));
    }
    interviews(&workshop.interviews, known, found);
}

fn opinion(said: &Opinion, known: &Known, at: &At, found: &mut Findings) {
    let remedy = "Remove that score";
    for (initiative, scores) in &said.scores {
        if !known.initiatives.contains(initiative) {
            found.error(at, format!("it scores initiative {initiative}, which does not exist"), remedy);
        }
        for (criterion, score) in scores {
            let leaf = known.criteria.get(criterion).filter(|it| known.leaves.contains(&it.id));
            if let Some(leaf) = leaf {
                found.rule(at, "score", rule::score(&leaf.scale, *score));
            } else {
                let what =
                    format!("it scores criterion {criterion}, which does not exist or has others under it");
                found.error(at, what, remedy);
            }
        }
    }
    for (criterion, weight) in &said.weights {
        found.rule(at, "weight", rule::weight(*weight));
        if !known.leaves.contains(criterion) {
            let message =
                format!("it weighs criterion {criterion}, which does not exist or has others under it");
            found.error(at, message, "Remove that weight");
        }
    }
}

fn interviews(interviews: &Interviews, known: &Known, found: &mut Findings) {
    let sponsor = &interviews.sponsor;
    let at = At::new(Place::Workshop, "the interview of the sponsor");
    found.rule(&at, "name", rule::text(&sponsor.person));
    found.rule(&at, "answer", rule::text(&sponsor.success));
    if sponsor.success_criteria.len() > SUCCESS_CRITERIA {
        let message = format!("it has {} success criteria", sponsor.success_criteria.len());
        found.error(&at, message, &format!("At most {SUCCESS_CRITERIA} are possible; remove some"));
    }
    for criterion in &sponsor.success_criteria {
        found.rule(&at, "success criterion", rule::text(&criterion.name));
        found.rule(&at, "measure", rule::text(&criterion.measure));
    }
    found.rule(&at, "list of challenges", rule::entries(&sponsor.challenges));
    for challenge in &sponsor.challenges {
        found.rule(&at, "challenge", rule::text(&challenge.words));
        if let Some(id) = challenge.objective.filter(|id| !known.objectives.contains(id)) {
            let message = format!("a challenge endangers objective {id}, which does not exist");
            found.error(&at, message, "Remove that link");
        }
    }
    found.rule(&at, "list of wishes", rule::entries(&sponsor.wishes));
    for wish in &sponsor.wishes {
        found.rule(&at, "wish", rule::text(wish));
    }
    let team = &interviews.team;
    let at = At::new(Place::Workshop, "the interview of the team");
    found.rule(&at, "list of names", rule::text(&team.people));
    found.rule(&at, "list of road blocks", rule::entries(&team.roadblocks));
    for roadblock in &team.roadblocks {
        found.rule(&at, "road block", rule::text(&roadblock.words));
        found.rule(&at, "number of times", rule::weight(roadblock.times_a_month));
        found.rule(&at, "number of hours", rule::weight(roadblock.hours_each));
    }
    found.rule(&at, "list of what works well", rule::entries(&team.works_well));
    for kept in &team.works_well {
        found.rule(&at, "answer", rule::text(&kept.words));
        if let Some(number) = kept.dimension.filter(|_| !kept.is_somewhere()) {
            let message = format!("what works well lies in dimension {number}, which does not exist");
            found.error(&at, message, "Choose a dimension of the assessment, or none");
        }
    }
    found.rule(&at, "list of stakeholders", rule::entries(&team.difficult));
    for stakeholder in &team.difficult {
        found.rule(&at, "name of a stakeholder", rule::text(&stakeholder.who));
        found.rule(&at, "reason", rule::text(&stakeholder.why));
    }
}
