//! The office: its assessments.

use std::collections::BTreeSet;

use super::Place;
use super::findings::{At, Findings, shown};
use crate::model::document::Document;
use crate::model::limits;
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
        let known: BTreeSet<_> = assessment.respondents.iter().map(|respondent| respondent.id).collect();
        for (id, answers) in &assessment.answers {
            if !known.contains(id) {
                let message = format!("respondent {id} answered but is not on the list");
                found.error(&at, message, "Add the respondent or remove the answers");
            }
            for answer in answers.values() {
                found.rule(&at, "answer", rule::answer(*answer));
            }
        }
    }
}
