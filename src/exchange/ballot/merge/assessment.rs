//! Answers to an assessment on a ballot: what of them fits.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{Fate, MergeRow, Said, is_own, key_of};
use crate::exchange::ballot::answer::Ballot;
use crate::exchange::ballot::statements::{
    Answers, AskedStatement, BallotStatement, Confidences, SaidAssessment,
};
use crate::model::document::Document;
use crate::model::edit::Edit;
use crate::model::id::{AssessmentId, RespondentId};
use crate::model::office::maturity_model::{MaturityModel, StatementId};
use crate::model::office::organisation::OrganisationModel;
use crate::model::office::{Answer, Assessment, Confidence, Respondent, RespondentGroup};

/// What is taken of one person's answers.
#[derive(Clone, Debug, PartialEq)]
pub struct SaidStatements {
    /// The assessment that they go to; none if there is none.
    pub assessment: Option<AssessmentId>,
    /// The person, if on its list.
    pub respondent: Option<RespondentId>,
    /// Whom the person speaks for.
    pub group: RespondentGroup,
    /// On the office.
    pub office: Fitting,
    /// On the organisation.
    pub organisation: Fitting,
}

/// What of one set of statements fits.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fitting {
    /// Statements that were asked and are asked here too; what the person said of them before is replaced.
    pub asked: Vec<StatementId>,
    /// The answers to them.
    pub answers: Answers,
    /// How sure the person is of them. A ballot that says nothing of that leaves what was said before of the levels
    /// that it does not change.
    pub confidence: Confidences,
}

impl SaidStatements {
    pub(super) fn taken(&self) -> usize {
        self.office.answers.len() + self.organisation.answers.len()
    }

    /// What takes them in; a new `person` takes the next `fresh` number.
    pub(super) fn edits(&self, document: &Document, person: &str, fresh: &mut u32) -> Vec<Edit> {
        let Some(assessment) = self.assessment.and_then(|id| document.office.assessment(id)) else {
            return Vec::new();
        };
        let mut edits = Vec::new();
        let respondent = self.respondent.unwrap_or_else(|| {
            let id = RespondentId(document.fresh_id(*fresh));
            *fresh += 1;
            let added = Respondent { id, name: person.to_owned(), group: self.group };
            edits.push(Edit::AddRespondent { assessment: assessment.id, respondent: added });
            id
        });
        let before = Before::of(assessment, respondent);
        let assessment = assessment.id;
        edits.extend(self.office.changes(before.office).map(|(statement, answer)| Edit::SetAnswer {
            assessment,
            respondent,
            statement,
            answer,
        }));
        // After the answers, which take along what was said of those that are no level any more.
        let changes = self.office.confidence_changes(&before);
        edits.extend(changes.map(|(statement, confidence)| Edit::SetConfidence {
            assessment,
            respondent,
            statement,
            confidence,
        }));
        let changes = self.organisation.changes(before.organisation);
        edits.extend(changes.map(|(statement, answer)| Edit::SetOrganisationAnswer {
            assessment,
            respondent,
            statement,
            answer,
        }));
        edits
    }
}

/// What a respondent has said so far.
struct Before<'a> {
    office: &'a Answers,
    confidence: &'a Confidences,
    organisation: &'a Answers,
}

impl<'a> Before<'a> {
    fn of(assessment: &'a Assessment, respondent: RespondentId) -> Self {
        const NOTHING: &Answers = &Answers::new();
        const UNSAID: &Confidences = &Confidences::new();
        Self {
            office: assessment.answers.get(&respondent).unwrap_or(NOTHING),
            confidence: assessment.confidence.get(&respondent).unwrap_or(UNSAID),
            organisation: assessment.organisation.get(&respondent).unwrap_or(NOTHING),
        }
    }
}

impl Fitting {
    /// What differs from what was said `before`: the statement, and its answer from now on.
    fn changes<'a>(
        &'a self,
        before: &'a Answers,
    ) -> impl Iterator<Item = (StatementId, Option<Answer>)> + 'a {
        let now = self.asked.iter().map(|id| (*id, self.answers.get(id).copied()));
        now.filter(|(id, answer)| before.get(id) != answer.as_ref())
    }

    /// What has to be said anew of how sure the person is, once the answers are taken in.
    fn confidence_changes<'a>(
        &'a self,
        before: &'a Before,
    ) -> impl Iterator<Item = (StatementId, Option<Confidence>)> + 'a {
        self.asked.iter().filter_map(|id| {
            let answer = self.answers.get(id);
            let said_before = before.confidence.get(id).copied();
            let kept = said_before.filter(|_| matches!(answer, Some(Answer::Level(_))));
            let now = if self.confidence.is_empty() {
                kept.filter(|_| before.office.get(id) == answer)
            } else {
                self.confidence.get(id).copied()
            };
            (now != kept).then_some((*id, now))
        })
    }

    /// Those of what was said that `model` still asks in the same words.
    fn of(
        model: &MaturityModel,
        (statements, answers, confidence): (&[BallotStatement], &Answers, &Confidences),
        sign: &str,
        remarks: &mut Vec<String>,
    ) -> Self {
        let known: BTreeMap<StatementId, String> = model
            .statements()
            .filter_map(|it| Some((it.id, AskedStatement::in_model(model, it.id)?.print)))
            .collect();
        let mut fitting = Self::default();
        for BallotStatement { id, name, print } in statements {
            let answer = answers.get(id);
            let here = if known.get(id) == Some(print) {
                Some(*id)
            } else {
                known.iter().find(|(_, it)| *it == print).map(|(id, _)| *id)
            };
            let Some(here) = here.filter(|here| !fitting.asked.contains(here)) else {
                if answer.is_some() {
                    remarks.push(if known.contains_key(id) {
                        format!("Statement {sign}{id}, “{name}”, says something else here; ask again")
                    } else {
                        format!("Statement {sign}{id}, “{name}”, is not asked here; its answer is left out")
                    });
                }
                continue;
            };
            if here != *id && answer.is_some() {
                remarks.push(format!(
                    "Statement {sign}{id} has the number {sign}{here} here; its answer is taken"
                ));
            }
            fitting.asked.push(here);
            if let Some(answer) = answer {
                fitting.answers.insert(here, *answer);
            }
            if let Some(confidence) = confidence.get(id) {
                fitting.confidence.insert(here, *confidence);
            }
        }
        fitting
    }
}

/// Looks at what `ballot` has `said` of an assessment.
pub(super) fn row(document: &Document, ballot: &Ballot, said: &SaidAssessment) -> MergeRow {
    let mut remarks = Vec::new();
    let is_own = is_own(document, ballot, &mut remarks);
    let target = target(document, said, is_own, &mut remarks);
    let person = ballot.person.label();
    let known = target.and_then(|it| it.respondents.iter().find(|it| key_of(&it.name) == key_of(&person)));
    if let Some(known) = known.filter(|known| known.group != said.group) {
        remarks.push(format!(
            "{} is listed here with {} and speaks for {} in the ballot; the list stands",
            known.name,
            known.group.name(),
            said.group.name()
        ));
    }
    let mut part = |model: &MaturityModel, said, sign| match target {
        Some(_) => Fitting::of(model, said, sign, &mut remarks),
        None => Fitting::default(),
    };
    let model = target.map_or(Cow::Borrowed(MaturityModel::built_in()), Assessment::model);
    let taken = SaidStatements {
        assessment: target.map(|it| it.id),
        respondent: known.map(|it| it.id),
        group: said.group,
        office: part(&model, (&said.statements, &said.answers, &said.confidence), ""),
        organisation: part(
            &OrganisationModel::built_in().statements,
            (&said.organisation, &said.organisation_answers, &Confidences::new()),
            "O",
        ),
    };
    let fate = match (target, taken.respondent) {
        _ if taken.taken() == 0 => Fate::Unusable,
        (Some(assessment), Some(respondent)) => fate(assessment, respondent, &taken),
        _ => Fate::New,
    };
    if fate == Fate::Unusable {
        remarks.push("Nothing of it can be taken; ask for a new ballot".to_owned());
    }
    MergeRow { person, fate, said: Said::Statements(taken), given: said.given(), remarks }
}

/// What happens to the answers of somebody who is on the list.
fn fate(assessment: &Assessment, respondent: RespondentId, taken: &SaidStatements) -> Fate {
    let before = Before::of(assessment, respondent);
    let of_answers = |fitting: &Fitting, before: &Answers| -> Vec<bool> {
        fitting.changes(before).map(|(id, _)| before.contains_key(&id)).collect()
    };
    let mut replaces = of_answers(&taken.office, before.office);
    replaces.extend(of_answers(&taken.organisation, before.organisation));
    let confidence = taken.office.confidence_changes(&before);
    replaces.extend(confidence.map(|(id, _)| before.confidence.contains_key(&id)));
    match replaces.as_slice() {
        [] => Fate::Unchanged,
        several if several.contains(&true) => Fate::Replaces,
        _ => Fate::Answers,
    }
}

/// The assessment that the answers go to: the one that asked, one of the same name, or the newest.
fn target<'a>(
    document: &'a Document,
    said: &SaidAssessment,
    is_own: bool,
    remarks: &mut Vec<String>,
) -> Option<&'a Assessment> {
    let asked = document.office.assessment(said.id).filter(|_| is_own);
    let mut newest_first = document.office.assessments.iter().rev();
    let same_name = || newest_first.find(|it| key_of(&it.name) == key_of(&said.name));
    if let Some(found) = asked.or_else(same_name) {
        return Some(found);
    }
    let Some(newest) = document.office.assessments.last() else {
        remarks.push(
            "There is no assessment here; begin one on the PMO page and read the ballot again".to_owned(),
        );
        return None;
    };
    remarks.push(format!("The assessment “{}” is not here; its answers go to “{}”", said.name, newest.name));
    Some(newest)
}
