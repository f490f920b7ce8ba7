//! Changes of assessments.

use std::collections::{BTreeMap, BTreeSet};

use super::{EditError, claim, find, room, rule as named, take};
use crate::model::document::Document;
use crate::model::finite::Finite;
use crate::model::id::{AssessmentId, RespondentId};
use crate::model::office::functions::{FunctionId, FunctionNeed};
use crate::model::office::maturity_model::{MaturityModel, ModelError, StatementId};
use crate::model::office::{Answer, Assessment, Confidence, Evidence, Respondent};
use crate::model::shared::Shared;
use crate::model::{limits, rule};

/// What each respondent said of statements.
type BySpeaker<T> = BTreeMap<RespondentId, BTreeMap<StatementId, T>>;

pub(super) fn add_assessment(document: &mut Document, assessment: &Assessment) -> Result<(), EditError> {
    named("name", rule::name(&assessment.name))?;
    room("assessments", document.office.assessments.len(), limits::ITEMS)?;
    room("respondents", assessment.respondents.len(), limits::PEOPLE + 1)?;
    assessment.respondents.iter().try_for_each(|it| named("name of a respondent", rule::name(&it.name)))?;
    let known: BTreeSet<RespondentId> =
        assessment.respondents.iter().map(|respondent| respondent.id).collect();
    let answering = || assessment.answers.keys().chain(assessment.organisation.keys());
    if let Some(id) = answering().find(|id| !known.contains(id)) {
        return Err(EditError::NoSuch { what: "respondent", id: id.0 });
    }
    check_answers(assessment)?;
    check_confidence(assessment)?;
    check_statements(assessment)?;
    ids(assessment).into_iter().try_for_each(|id| claim(document, id))?;
    document.office.edit().assessments.push(assessment.clone());
    Ok(())
}

/// Every answer is a level or don't know.
pub(super) fn check_answers(assessment: &Assessment) -> Result<(), EditError> {
    let answers = assessment.answers.values().chain(assessment.organisation.values());
    let mut answers = answers.flat_map(BTreeMap::values);
    answers.try_for_each(|answer| named("answer", rule::answer(*answer)))
}

/// Nobody is sure of anything but a level.
fn check_confidence(assessment: &Assessment) -> Result<(), EditError> {
    let said = assessment.confidence.iter().flat_map(|(id, said)| said.keys().map(move |it| (*id, *it)));
    let mut answers = said.map(|(respondent, statement)| assessment.answer(respondent, statement));
    answers.try_for_each(|answer| named("confidence", rule::confidence(answer)))
}

/// People can be asked by its statements and weights.
pub(in crate::model) fn check_statements(assessment: &Assessment) -> Result<(), ModelError> {
    match &assessment.model {
        Some(model) => model.with_weights(&assessment.weights).map(drop),
        None if assessment.weights.is_empty() => Ok(()),
        None => MaturityModel::built_in().with_weights(&assessment.weights).map(drop),
    }
}

/// Its own number and those of its respondents, which may come in any order, from the least.
pub(super) fn ids(assessment: &Assessment) -> Vec<u32> {
    let mut ids: Vec<u32> = assessment.respondents.iter().map(|respondent| respondent.id.0).collect();
    ids.push(assessment.id.0);
    ids.sort_unstable();
    ids
}

pub(super) fn remove_assessment(document: &mut Document, id: AssessmentId) -> Result<(), EditError> {
    take(&mut document.office.edit().assessments, "assessment", id.0, |assessment| assessment.id.0).map(drop)
}

pub(super) fn add_respondent(
    document: &mut Document,
    assessment: AssessmentId,
    respondent: &Respondent,
) -> Result<(), EditError> {
    named("name", rule::name(&respondent.name))?;
    claim(document, respondent.id.0)?;
    let assessment = open(document, assessment)?;
    room("respondents", assessment.respondents.len(), limits::PEOPLE)?;
    assessment.respondents.push(respondent.clone());
    Ok(())
}

pub(super) fn set_respondent(
    document: &mut Document,
    assessment: AssessmentId,
    respondent: &Respondent,
) -> Result<(), EditError> {
    named("name", rule::name(&respondent.name))?;
    *known(open(document, assessment)?, respondent.id)? = respondent.clone();
    Ok(())
}

pub(super) fn remove_respondent(
    document: &mut Document,
    assessment: AssessmentId,
    respondent: RespondentId,
) -> Result<(), EditError> {
    let assessment = open(document, assessment)?;
    take(&mut assessment.respondents, "respondent", respondent.0, |respondent| respondent.id.0)?;
    assessment.answers.remove(&respondent);
    assessment.confidence.remove(&respondent);
    assessment.organisation.remove(&respondent);
    Ok(())
}

pub(super) fn set_answer(
    document: &mut Document,
    assessment: AssessmentId,
    respondent: RespondentId,
    statement: StatementId,
    answer: Option<Answer>,
) -> Result<(), EditError> {
    answer.map_or(Ok(()), |answer| named("answer", rule::answer(answer)))?;
    let assessment = open(document, assessment)?;
    known(assessment, respondent)?;
    say(&mut assessment.answers, respondent, statement, answer);
    if rule::confidence(answer).is_err() {
        say(&mut assessment.confidence, respondent, statement, None);
    }
    Ok(())
}

pub(super) fn set_confidence(
    document: &mut Document,
    assessment: AssessmentId,
    respondent: RespondentId,
    statement: StatementId,
    confidence: Option<Confidence>,
) -> Result<(), EditError> {
    let assessment = open(document, assessment)?;
    known(assessment, respondent)?;
    if confidence.is_some() {
        named("confidence", rule::confidence(assessment.answer(respondent, statement)))?;
    }
    say(&mut assessment.confidence, respondent, statement, confidence);
    Ok(())
}

pub(super) fn set_organisation_answer(
    document: &mut Document,
    assessment: AssessmentId,
    respondent: RespondentId,
    statement: StatementId,
    answer: Option<Answer>,
) -> Result<(), EditError> {
    answer.map_or(Ok(()), |answer| named("answer", rule::answer(answer)))?;
    let assessment = open(document, assessment)?;
    known(assessment, respondent)?;
    say(&mut assessment.organisation, respondent, statement, answer);
    Ok(())
}

/// Notes what `respondent` says of `statement`, or forgets it; nobody is kept who says nothing.
fn say<T>(all: &mut BySpeaker<T>, respondent: RespondentId, statement: StatementId, said: Option<T>) {
    let own = all.entry(respondent).or_default();
    match said {
        Some(said) => own.insert(statement, said),
        None => own.remove(&statement),
    };
    if own.is_empty() {
        all.remove(&respondent);
    }
}

pub(super) fn set_blind(
    document: &mut Document,
    assessment: AssessmentId,
    is_blind: bool,
) -> Result<(), EditError> {
    open(document, assessment)?.is_blind = is_blind;
    Ok(())
}

pub(super) fn set_statements(
    document: &mut Document,
    assessment: AssessmentId,
    model: Option<&Shared<MaturityModel>>,
) -> Result<(), EditError> {
    let assessment = open(document, assessment)?;
    let next: &MaturityModel = match model {
        Some(model) => model,
        None => MaturityModel::built_in(),
    };
    next.check()?;
    if !assessment.fits(next) {
        return Err(EditError::OtherStatements(assessment.name.clone()));
    }
    assessment.model = model.cloned();
    assessment.weights.clear();
    Ok(())
}

pub(super) fn set_weight(
    document: &mut Document,
    assessment: AssessmentId,
    dimension: u8,
    weight: Option<Finite>,
) -> Result<(), EditError> {
    let assessment = open(document, assessment)?;
    match weight {
        Some(weight) => assessment.weights.insert(dimension, weight),
        None => assessment.weights.remove(&dimension),
    };
    Ok(check_statements(assessment)?)
}

pub(super) fn set_function(
    document: &mut Document,
    function: FunctionId,
    need: Option<&FunctionNeed>,
) -> Result<(), EditError> {
    if let Some(need) = need {
        named("owner", rule::text(&need.owner))?;
    }
    let functions = &mut document.office.edit().functions;
    match need {
        Some(need) => functions.insert(function, need.clone()),
        None => functions.remove(&function),
    };
    Ok(())
}

pub(super) fn set_evidence(
    document: &mut Document,
    assessment: AssessmentId,
    statement: StatementId,
    evidence: Evidence,
) -> Result<(), EditError> {
    let seen = &mut open(document, assessment)?.evidence;
    match evidence {
        Evidence::None => seen.remove(&statement),
        _ => seen.insert(statement, evidence),
    };
    Ok(())
}

fn open(document: &mut Document, id: AssessmentId) -> Result<&mut Assessment, EditError> {
    find(document.office.edit().assessments.iter_mut(), "assessment", id.0, |assessment| assessment.id.0)
}

fn known(assessment: &mut Assessment, id: RespondentId) -> Result<&mut Respondent, EditError> {
    find(assessment.respondents.iter_mut(), "respondent", id.0, |respondent| respondent.id.0)
}
