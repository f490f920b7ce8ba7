//! The four questions that an office must be able to answer, as far as the document answers them.

use super::{ProcessTotal, QuestionCard};
use crate::model::document::Document;
use crate::model::office::charter::{OfficeLevel, ServiceKind};

/// The four questions with what the document answers.
pub(super) fn questions(document: &Document, total: ProcessTotal) -> Vec<QuestionCard> {
    vec![
        what_is_it(document),
        what_does_it_do(document),
        how_does_it_help(document, total),
        how_does_it_last(document),
    ]
}

fn what_is_it(document: &Document) -> QuestionCard {
    let head = &document.office.charter.head;
    let mut answer = Vec::new();
    let label = if head.label.trim().is_empty() { "A project office" } else { head.label.trim() };
    match head.level {
        Some(OfficeLevel::Enterprise) => answer.push(format!("{label} for the whole organisation.")),
        Some(OfficeLevel::Domain) if !head.domain.trim().is_empty() => {
            answer.push(format!("{label} for one domain: {}.", head.domain.trim()));
        }
        Some(OfficeLevel::Domain) => answer.push(format!("{label} for one domain.")),
        Some(OfficeLevel::Solo) => answer.push(format!("{label} of one person.")),
        None => {}
    }
    if !head.purpose_words.trim().is_empty() {
        answer.push(head.purpose_words.trim().to_owned());
    }
    if let Some(sponsor) = document.office.sponsor() {
        answer.push(format!("{} stands behind it.", sponsor.name));
    }
    QuestionCard {
        question: "What is our PMO?",
        missing: missing(&[
            (head.level.is_none(), "its level"),
            (head.purpose_words.trim().is_empty(), "its purpose in a sentence"),
            (document.office.sponsor().is_none(), "a sponsor"),
        ]),
        answer,
    }
}

fn what_does_it_do(document: &Document) -> QuestionCard {
    let charter = &document.office.charter;
    let mut answer = Vec::new();
    for kind in ServiceKind::ALL {
        let names: Vec<&str> =
            charter.done().filter(|it| it.kind == kind).map(|it| it.name.as_str()).collect();
        if !names.is_empty() {
            answer.push(format!("{}: {}.", kind.words(), names.join("; ")));
        }
    }
    if !charter.does_not.is_empty() {
        let count = charter.does_not.len();
        answer.push(format!("It leaves {count} {} to others.", if count == 1 { "thing" } else { "things" }));
    }
    QuestionCard {
        question: "What does it do?",
        missing: missing(&[
            (charter.done().next().is_none(), "its services"),
            (charter.does_not.is_empty(), "what it does not do"),
        ]),
        answer,
    }
}

fn how_does_it_help(document: &Document, total: ProcessTotal) -> QuestionCard {
    let charter = &document.office.charter;
    let effects: Vec<String> = charter
        .services
        .iter()
        .filter(|it| !it.effect.trim().is_empty())
        .map(|it| format!("{}: {}.", it.name, it.effect.trim().trim_end_matches('.')))
        .collect();
    let no_effects = effects.is_empty();
    let mut answer = effects;
    let initiatives: Vec<_> = document.initiatives.list.iter().filter(|it| it.in_plan).collect();
    if !initiatives.is_empty() {
        let both = initiatives.iter().filter(|it| !it.objectives.is_empty() && !it.stages.is_empty()).count();
        answer.push(format!(
            "{both} of {} initiatives in the plan have both an objective and stages to do.",
            initiatives.len()
        ));
    }
    if total.hours_per_year > 0.0 {
        answer.push(format!("Its processes take {:.1} people of everybody’s time.", total.fte));
    }
    QuestionCard {
        question: "How does it add value?",
        missing: missing(&[
            (no_effects, "a measured effect of a service"),
            (document.office.processes.is_empty(), "what its processes cost"),
        ]),
        answer,
    }
}

fn how_does_it_last(document: &Document) -> QuestionCard {
    let office = &document.office;
    let head = &office.charter.head;
    let mut answer = Vec::new();
    if !head.mandate_document.trim().is_empty() {
        let signed = head.mandate_signed.map_or_else(String::new, |day| format!(", signed {day}"));
        answer.push(format!("Its mandate: {}{signed}.", head.mandate_document.trim()));
    }
    let due =
        office.stakeholders.credibility.iter().filter(|it| it.due.is_some() && it.done.is_none()).count();
    let done = office.stakeholders.credibility.iter().filter(|it| it.done.is_some()).count();
    if due + done > 0 {
        answer.push(format!("Steps to be trusted: {done} done, {due} with a day."));
    }
    let planned =
        office.roadmap.actions.values().filter(|it| it.quarter.is_some() && it.done.is_none()).count();
    if planned > 0 {
        answer.push(format!("{planned} improvement actions are planned."));
    }
    if !head.deputy.trim().is_empty() {
        answer.push(format!("{} steps in.", head.deputy.trim()));
    }
    QuestionCard {
        question: "How is it made to last?",
        missing: missing(&[
            (head.mandate_document.trim().is_empty(), "a written mandate"),
            (due + done == 0, "steps to be trusted"),
            (planned == 0, "a roadmap that is kept"),
            (head.deputy.trim().is_empty(), "a deputy"),
        ]),
        answer,
    }
}

fn missing(list: &[(bool, &'static str)]) -> Vec<&'static str> {
    list.iter().filter(|(is_missing, _)| *is_missing).map(|(_, words)| *words).collect()
}
