//! The office: its assessments, its leader and its duties.

use std::collections::BTreeSet;

use super::Place;
use super::edit::{check_statements, check_work};
use super::findings::{At, Findings, shown};
use crate::model::document::Document;
use crate::model::limits;
use crate::model::office::duties::{Duty, Involvement};
use crate::model::office::leader::{MOST_DAYS, MOST_IN_FOCUS};
use crate::model::rule;

pub(super) fn assessments(document: &Document, found: &mut Findings) {
    for assessment in &document.office.assessments {
        let at = At::new(Place::Assessment(assessment.id), format!("assessment {}", shown(&assessment.name)));
        found.rule(&at, "name", rule::name(&assessment.name));
        if assessment.respondents.len() > limits::PEOPLE {
            let message = format!("it has {} respondents", assessment.respondents.len());
            found.error(&at, message, &format!("At most {} are possible", limits::PEOPLE));
        }
        for respondent in &assessment.respondents {
            found.rule(&at, "name of a respondent", rule::name(&respondent.name));
        }
        if let Err(error) = check_statements(assessment) {
            found.error(&at, error.to_string(), "Correct its statements or weights");
        }
        let known: BTreeSet<_> = assessment.respondents.iter().map(|respondent| respondent.id).collect();
        for (id, answers) in assessment.answers.iter().chain(&assessment.organisation) {
            if !known.contains(id) {
                let message = format!("respondent {id} answered but is not on the list");
                found.error(&at, message, "Add the respondent or remove the answers");
            }
            for answer in answers.values() {
                found.rule(&at, "answer", rule::answer(*answer));
            }
        }
        for (respondent, said) in &assessment.confidence {
            for statement in said.keys() {
                let checked = rule::confidence(assessment.answer(*respondent, *statement));
                if checked.is_err() {
                    found.rule(&at, &format!("confidence in the answer to {statement}"), checked);
                }
            }
        }
    }
}

pub(super) fn leader(document: &Document, found: &mut Findings) {
    let leader = &document.office.leader;
    let at = At::new(Place::Office, "the leader");
    found.rule(&at, "name", rule::text(&leader.name));
    if let Err(error) = check_work(&leader.work) {
        found.error(&at, error.to_string(), "Correct the value");
    }
    for rating in leader.ratings.values() {
        found.rule(&at, "level", rule::rating(*rating));
    }
    for peer in &leader.peers {
        found.rule(&at, "name of a peer", rule::name(&peer.name));
        for level in peer.levels.values() {
            found.rule(&at, "level that a peer sees", rule::level(*level));
        }
    }
    if leader.focus.len() > MOST_IN_FOCUS {
        let message = format!("{} attributes are in focus", leader.focus.len());
        found.error(&at, message, &format!("At most {MOST_IN_FOCUS} are possible at once; take some out"));
    }
    for focus in leader.focus.values() {
        found.rule(&at, "mentor", rule::text(&focus.mentor));
        found.rule(&at, "practice", rule::text(&focus.practice));
        if let Some(days) = focus.days_a_quarter {
            found.rule(&at, "number of days", rule::range(days, 0.0, MOST_DAYS));
        }
    }
    for need in document.office.functions.values() {
        found.rule(&At::new(Place::Office, "the functions"), "owner", rule::text(&need.owner));
    }
}

pub(super) fn duties(document: &Document, found: &mut Findings) {
    let duties = &document.office.duties;
    for holder in &duties.holders {
        let at = At::new(Place::Office, format!("holder {}", shown(&holder.name)));
        found.rule(&at, "name", rule::name(&holder.name));
    }
    let known: BTreeSet<_> = duties.holders.iter().map(|holder| holder.id).collect();
    for duty in &duties.list {
        let at = At::new(Place::Office, format!("duty {}", shown(&duty.name)));
        found.rule(&at, "name", rule::name(&duty.name));
        if let Some(id) = duty.shares.keys().find(|id| !known.contains(id)) {
            let message = format!("holder {id} has a part in it but is not on the list");
            found.error(&at, message, "Add the holder or remove the part");
        }
        gap(duty, &at, found);
    }
}

/// A duty that nobody answers for is done when somebody happens to think of it.
fn gap(duty: &Duty, at: &At, found: &mut Findings) {
    let remedy = "Choose on the PMO page, under Who does what";
    match (duty.count(Involvement::Accountable), duty.count(Involvement::Responsible)) {
        (0, 0) => found.warning(at, "nobody does it or answers for it", remedy),
        (0, _) => found.warning(at, "nobody is accountable for it", remedy),
        (1, 0) => found.warning(at, "nobody is responsible for doing it", remedy),
        (1, _) => {}
        (several, _) => found.warning(at, format!("{several} are accountable for it"), remedy),
    }
}
