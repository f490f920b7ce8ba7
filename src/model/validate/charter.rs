//! The office: its charter, stakeholders, network, processes, history and roadmap.

use std::collections::BTreeSet;

use super::Place;
use super::edit::{
    EditError, check_contact, check_does_not, check_head, check_office, check_past, check_process,
    check_roadmap, check_service, check_staff, check_stakeholder, check_step, check_strategy, check_tie,
};
use super::findings::{At, Findings, shown};
use crate::model::document::Document;

pub(super) fn charter(document: &Document, found: &mut Findings) {
    let office = &document.office;
    let charter = &office.charter;
    let mut check = |words: String, checked: Result<(), EditError>| {
        if let Err(error) = checked {
            found.error(&At::new(Place::Office, words), error.to_string(), "Correct the value");
        }
    };
    check("the charter".to_owned(), check_head(document, &charter.head));
    check("the charter".to_owned(), check_does_not(&charter.does_not));
    for service in &charter.services {
        check(format!("service {}", shown(&service.name)), check_service(document, service));
    }
    for stakeholder in &office.stakeholders.list {
        check(format!("stakeholder {}", shown(&stakeholder.name)), check_stakeholder(office, stakeholder));
    }
    for contact in &office.stakeholders.contacts {
        check(format!("the contact of {}", contact.date), check_contact(office, contact));
    }
    for step in &office.stakeholders.credibility {
        check(format!("credibility step {}", shown(&step.name)), check_step(office, step));
    }
    for other in &office.network.offices {
        check(format!("office {}", shown(&other.name)), check_office(other));
    }
    for tie in &office.network.ties {
        check("a tie between offices".to_owned(), check_tie(office, tie));
    }
    for process in &office.processes {
        check(format!("process {}", shown(&process.name)), check_process(process));
    }
    for past in &office.past {
        check(format!("past office {}", shown(&past.name)), check_past(past));
    }
    check("the staffing plan of the office".to_owned(), check_staff(&office.staff));
    check("the strategy sheet".to_owned(), check_strategy(&office.strategy));
    check("the roadmap".to_owned(), check_roadmap(&office.roadmap));
    let distinct: BTreeSet<_> = office.network.ties.iter().collect();
    if distinct.len() < office.network.ties.len() {
        let at = At::new(Place::Office, "the network of offices");
        found.error(&at, "a tie between offices is given twice", "Keep one of the two");
    }
    gaps(document, found);
}

/// What an office that has begun its charter should still say.
fn gaps(document: &Document, found: &mut Findings) {
    let charter = &document.office.charter;
    if charter.is_empty() {
        return;
    }
    let remedy = "Choose on the PMO page, under Charter";
    if charter.head.purpose.is_empty() && !document.strategy.objectives.is_empty() {
        found.warning(&At::new(Place::Office, "the charter"), "the office serves no objective", remedy);
    }
    for service in charter.services.iter().filter(|it| it.objective.is_none()) {
        let at = At::new(Place::Office, format!("service {}", shown(&service.name)));
        found.warning(&at, "it helps no objective", remedy);
    }
}
