//! Changes of the charter, of what the office asks of people, of other offices and of past ones.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{EditError, Gesture, claim, find, room, rule as named, take};
use crate::model::document::Document;
use crate::model::finite::Finite;
use crate::model::id::{ObjectiveId, OfficeId, PastOfficeId, ProcessId, ServiceId};
use crate::model::office::Office;
use crate::model::office::charter::{
    CharterHead, ORGANISATION_PEOPLE, PEOPLE_FTE, PURPOSES, SERVICE_HOURS, Service,
};
use crate::model::office::network::{OtherOffice, Standing, Tie};
use crate::model::office::past::PastOffice;
use crate::model::office::process::Process;
use crate::model::office::staff::{MOST_HOURS, MOST_PEOPLE, Staff};
use crate::model::office::strategy_sheet::{StrategyField, StrategySheet};
use crate::model::rule::RuleError;
use crate::model::{limits, rule};

/// What may change about the charter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum CharterChange {
    /// What it says of the office as a whole.
    Head(Box<CharterHead>),
    /// What the office leaves to others.
    DoesNot(Vec<String>),
    /// Its people, and the support that work asks for.
    Staff(Staff),
    /// Its strategy in seven fields.
    Strategy(Box<StrategySheet>),
    /// Adds a service at the end.
    AddService(Service),
    /// Changes a service; the id says which.
    SetService(Service),
    /// Moves a service in the list.
    MoveService {
        /// Which.
        service: ServiceId,
        /// Its place afterwards, 0 for the first; beyond the end is the end.
        position: u32,
    },
    /// Removes a service and the links of expectations to it.
    RemoveService(ServiceId),
    /// Adds another office at the end.
    AddOffice(OtherOffice),
    /// Changes another office; the id says which.
    SetOffice(OtherOffice),
    /// Removes another office and its ties.
    RemoveOffice(OfficeId),
    /// Ties two offices, or takes the tie away.
    Tie {
        /// Between whom, and what.
        tie: Tie,
        /// Whether it is there afterwards.
        there: bool,
    },
    /// Adds a process at the end.
    AddProcess(Process),
    /// Changes a process; the id says which.
    SetProcess(Process),
    /// Removes a process.
    RemoveProcess(ProcessId),
    /// Adds a past office at the end.
    AddPast(PastOffice),
    /// Changes a past office; the id says which.
    SetPast(PastOffice),
    /// Removes a past office.
    RemovePast(PastOfficeId),
}

impl CharterChange {
    pub(super) fn label(&self, office: &Office) -> String {
        let process = |id: &ProcessId| office.processes.iter().find(|it| it.id == *id).map(|it| &it.name);
        let past = |id: &PastOfficeId| office.past.iter().find(|it| it.id == *id).map(|it| &it.name);
        let service = |id: &ServiceId| office.charter.service(*id).map(|it| &it.name);
        let of = |name: Option<&String>, what: &str| name.map_or_else(|| what.to_owned(), String::clone);
        match self {
            Self::Head(_) => "charter".to_owned(),
            Self::DoesNot(_) => "what the office does not do".to_owned(),
            Self::Staff(_) => "staffing plan of the office".to_owned(),
            Self::Strategy(_) => "strategy sheet".to_owned(),
            Self::AddService(added) => format!("new service {}", added.name),
            Self::SetService(set) => format!("service {}", set.name),
            Self::MoveService { service: id, .. } => format!("place of {}", of(service(id), "a service")),
            Self::RemoveService(id) => format!("removal of {}", of(service(id), "a service")),
            Self::AddOffice(added) => format!("new office {}", added.name),
            Self::SetOffice(set) => format!("office {}", set.name),
            Self::RemoveOffice(id) => {
                let name = office.network.office(*id).map(|it| &it.name);
                format!("removal of {}", of(name, "an office"))
            }
            Self::Tie { .. } => "tie between offices".to_owned(),
            Self::AddProcess(added) => format!("new process {}", added.name),
            Self::SetProcess(set) => format!("process {}", set.name),
            Self::RemoveProcess(id) => format!("removal of {}", of(process(id), "a process")),
            Self::AddPast(added) => format!("new past office {}", added.name),
            Self::SetPast(set) => format!("past office {}", set.name),
            Self::RemovePast(id) => format!("removal of {}", of(past(id), "a past office")),
        }
    }

    pub(super) fn gesture(&self) -> Gesture {
        match self {
            Self::Head(_) => Gesture("charter", 0, 0),
            Self::DoesNot(_) => Gesture("does not", 0, 0),
            Self::Staff(_) => Gesture("staff", 0, 0),
            Self::Strategy(_) => Gesture("strategy sheet", 0, 0),
            Self::AddService(service) => Gesture("add service", service.id.0, 0),
            Self::SetService(service) => Gesture("service", service.id.0, 0),
            Self::MoveService { service, .. } => Gesture("move service", service.0, 0),
            Self::RemoveService(id) => Gesture("remove service", id.0, 0),
            Self::AddOffice(office) => Gesture("add office", office.id.0, 0),
            Self::SetOffice(office) => Gesture("office", office.id.0, 0),
            Self::RemoveOffice(id) => Gesture("remove office", id.0, 0),
            Self::Tie { tie, .. } => {
                let number = |end: Option<OfficeId>| end.map_or(0, |id| id.0);
                Gesture(tie.relation.words(), number(tie.from), number(tie.to))
            }
            Self::AddProcess(process) => Gesture("add process", process.id.0, 0),
            Self::SetProcess(process) => Gesture("process", process.id.0, 0),
            Self::RemoveProcess(id) => Gesture("remove process", id.0, 0),
            Self::AddPast(past) => Gesture("add past office", past.id.0, 0),
            Self::SetPast(past) => Gesture("past office", past.id.0, 0),
            Self::RemovePast(id) => Gesture("remove past office", id.0, 0),
        }
    }

    pub(super) fn added_id(&self) -> Option<u32> {
        match self {
            Self::AddService(service) => Some(service.id.0),
            Self::AddOffice(office) => Some(office.id.0),
            Self::AddProcess(process) => Some(process.id.0),
            Self::AddPast(past) => Some(past.id.0),
            _ => None,
        }
    }

    pub(super) fn apply(&self, document: &mut Document) -> Result<(), EditError> {
        match self {
            Self::Head(head) => {
                check_head(document, head)?;
                document.office.edit().charter.head = (**head).clone();
            }
            Self::Staff(staff) => {
                check_staff(staff)?;
                document.office.edit().staff = staff.clone();
            }
            Self::Strategy(sheet) => {
                check_strategy(sheet)?;
                document.office.edit().strategy = (**sheet).clone();
            }
            Self::DoesNot(list) => {
                check_does_not(list)?;
                document.office.edit().charter.does_not.clone_from(list);
            }
            Self::AddService(_) | Self::SetService(_) | Self::MoveService { .. } | Self::RemoveService(_) => {
                self.apply_to_services(document)?;
            }
            Self::AddOffice(_) | Self::SetOffice(_) | Self::RemoveOffice(_) | Self::Tie { .. } => {
                self.apply_to_network(document)?;
            }
            Self::AddProcess(added) => {
                room("processes", document.office.processes.len(), limits::OFFICE_LIST)?;
                check_process(added)?;
                claim(document, added.id.0)?;
                document.office.edit().processes.push(added.clone());
            }
            Self::SetProcess(set) => {
                check_process(set)?;
                let list = &mut document.office.edit().processes;
                find(list.iter_mut(), "process", set.id.0, |it| it.id.0)?.clone_from(set);
            }
            Self::RemoveProcess(id) => {
                take(&mut document.office.edit().processes, "process", id.0, |it| it.id.0)?;
            }
            Self::AddPast(added) => {
                room("past offices", document.office.past.len(), limits::OFFICE_LIST)?;
                check_past(added)?;
                claim(document, added.id.0)?;
                document.office.edit().past.push(added.clone());
            }
            Self::SetPast(set) => {
                check_past(set)?;
                let list = &mut document.office.edit().past;
                find(list.iter_mut(), "past office", set.id.0, |it| it.id.0)?.clone_from(set);
            }
            Self::RemovePast(id) => {
                take(&mut document.office.edit().past, "past office", id.0, |it| it.id.0)?;
            }
        }
        Ok(())
    }

    fn apply_to_services(&self, document: &mut Document) -> Result<(), EditError> {
        match self {
            Self::AddService(added) => {
                room("services", document.office.charter.services.len(), limits::OFFICE_LIST)?;
                check_service(document, added)?;
                claim(document, added.id.0)?;
                document.office.edit().charter.services.push(added.clone());
            }
            Self::SetService(set) => {
                check_service(document, set)?;
                let list = &mut document.office.edit().charter.services;
                find(list.iter_mut(), "service", set.id.0, |it| it.id.0)?.clone_from(set);
            }
            Self::MoveService { service: id, position } => {
                let list = &mut document.office.edit().charter.services;
                let service = take(list, "service", id.0, |it| it.id.0)?;
                list.insert((*position as usize).min(list.len()), service);
            }
            Self::RemoveService(id) => {
                let office = document.office.edit();
                take(&mut office.charter.services, "service", id.0, |it| it.id.0)?;
                for stakeholder in &mut office.stakeholders.list {
                    for expectation in &mut stakeholder.expectations {
                        expectation.service = expectation.service.filter(|service| service != id);
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn apply_to_network(&self, document: &mut Document) -> Result<(), EditError> {
        match self {
            Self::AddOffice(added) => {
                room("offices", document.office.network.offices.len(), limits::OFFICE_LIST)?;
                check_office(added)?;
                claim(document, added.id.0)?;
                document.office.edit().network.offices.push(added.clone());
            }
            Self::SetOffice(set) => {
                check_office(set)?;
                let list = &mut document.office.edit().network.offices;
                find(list.iter_mut(), "office", set.id.0, |it| it.id.0)?.clone_from(set);
            }
            Self::RemoveOffice(id) => {
                let network = &mut document.office.edit().network;
                take(&mut network.offices, "office", id.0, |it| it.id.0)?;
                network.ties.retain(|tie| !tie.touches(Some(*id)));
            }
            Self::Tie { tie, there } => {
                check_tie(&document.office, tie)?;
                let ties = &document.office.network.ties;
                let known = ties.contains(tie);
                if *there && !known {
                    room("ties between offices", ties.len(), limits::TIES)?;
                    document.office.edit().network.ties.push(*tie);
                } else if !there && known {
                    document.office.edit().network.ties.retain(|it| it != tie);
                }
            }
            _ => {}
        }
        Ok(())
    }
}

/// An objective is no more: whatever the office did for it has no objective now.
pub(super) fn forget_objective(document: &mut Document, id: ObjectiveId) {
    let charter = &document.office.charter;
    if charter.head.purpose.contains(&id) || charter.services.iter().any(|it| it.objective == Some(id)) {
        let charter = &mut document.office.edit().charter;
        charter.head.purpose.retain(|objective| *objective != id);
        for service in &mut charter.services {
            service.objective = service.objective.filter(|objective| *objective != id);
        }
    }
}

/// The first rule that `head` breaks, if any.
///
/// # Errors
///
/// [`EditError`] that says which.
pub(in crate::model) fn check_head(document: &Document, head: &CharterHead) -> Result<(), EditError> {
    for (what, text) in [
        ("name of the office", &head.label),
        ("domain of the office", &head.domain),
        ("sector", &head.sector),
        ("purpose of the office", &head.purpose_words),
        ("place of the mandate", &head.mandate_document),
        ("list of decision rights", &head.decision_rights),
        ("deputy", &head.deputy),
        ("place of the hand-over", &head.hand_over),
        ("name under the results", &head.results_signed_by),
    ] {
        named(what, rule::text(text))?;
    }
    if head.purpose.len() > PURPOSES {
        return Err(EditError::TooManyPurposes(head.purpose.len()));
    }
    for (place, id) in head.purpose.iter().enumerate() {
        known_objective(document, *id)?;
        if head.purpose[..place].contains(id) {
            return named("purpose of the office", Err(RuleError::ObjectiveTwice));
        }
    }
    let organisation = head.organisation_people.map(Finite::from);
    let most = f64::from(ORGANISATION_PEOPLE);
    let checked = |it| named("number of people in the organisation", rule::range(it, 1.0, most));
    organisation.map_or(Ok(()), checked)?;
    for share in [head.attributed_low, head.attributed_high].into_iter().flatten() {
        named("share put down to the office", rule::share(share))?;
    }
    if let (Some(low), Some(high)) = (head.attributed_low, head.attributed_high) {
        named("greatest share put down to the office", rule::range(high, low.get(), 1.0))?;
    }
    head.people_fte.map_or(Ok(()), |it| named("number of people", rule::range(it, 0.0, PEOPLE_FTE)))?;
    head.cost_per_fte.map_or(Ok(()), |it| named("cost of a person", rule::weight(it)))?;
    match head.sponsor {
        Some(id) if document.office.stakeholders.stakeholder(id).is_none() => {
            Err(EditError::NoSuch { what: "stakeholder", id: id.0 })
        }
        _ => Ok(()),
    }
}

/// The first rule that the list breaks, if any.
///
/// # Errors
///
/// [`EditError`] that says which.
pub(in crate::model) fn check_staff(staff: &Staff) -> Result<(), EditError> {
    room("people of the office", staff.people.len(), MOST_PEOPLE + 1)?;
    for person in &staff.people {
        named("name", rule::name(&person.name))?;
        named("number of hours", rule::range(person.hours_a_week, 0.0, MOST_HOURS))?;
    }
    let mut support = staff.support.values();
    support.try_for_each(|hours| named("number of hours", rule::range(*hours, 0.0, MOST_HOURS)))
}

/// The first rule that `sheet` breaks, if any.
///
/// # Errors
///
/// [`EditError`] that says which.
pub(in crate::model) fn check_strategy(sheet: &StrategySheet) -> Result<(), EditError> {
    StrategyField::ALL.into_iter().try_for_each(|it| named(it.words(), rule::text(sheet.field(it))))
}

pub(in crate::model) fn check_does_not(list: &[String]) -> Result<(), EditError> {
    named("list of what the office does not do", rule::entries(list))?;
    list.iter().try_for_each(|text| named("sentence on what the office does not do", rule::text(text)))
}

/// The first rule that `service` breaks, if any.
///
/// # Errors
///
/// [`EditError`] that says which.
pub(in crate::model) fn check_service(document: &Document, service: &Service) -> Result<(), EditError> {
    named("name", rule::name(&service.name))?;
    named("beneficiary", rule::text(&service.beneficiary))?;
    named("effect", rule::text(&service.effect))?;
    let hours = service.hours_per_month;
    hours.map_or(Ok(()), |it| named("number of hours a month", rule::range(it, 0.0, SERVICE_HOURS)))?;
    service.objective.map_or(Ok(()), |id| known_objective(document, id))
}

/// The first rule that `office` breaks, if any.
///
/// # Errors
///
/// [`EditError`] that says which.
pub(in crate::model) fn check_office(office: &OtherOffice) -> Result<(), EditError> {
    named("name", rule::name(&office.name))?;
    named("counterpart", rule::text(&office.counterpart))?;
    office.standing.as_deref().map_or(Ok(()), check_standing)
}

fn check_standing(standing: &Standing) -> Result<(), EditError> {
    named("file", rule::text(&standing.file))?;
    room("initiatives of another office", standing.initiatives.len(), limits::ITEMS + 1)?;
    standing.initiatives.iter().try_for_each(|it| named("initiative", rule::text(it)))?;
    named("cost", rule::weight(standing.cost))?;
    named("currency", rule::name(&standing.currency.code))?;
    named("number of heads", rule::weight(standing.heads))?;
    named("maturity", standing.maturity.map_or(Ok(()), |it| rule::range(it, 1.0, 5.0)))
}

/// The first rule that `tie` breaks, if any.
///
/// # Errors
///
/// [`EditError`] that says which.
pub(in crate::model) fn check_tie(office: &Office, tie: &Tie) -> Result<(), EditError> {
    if tie.from == tie.to {
        return Err(EditError::TieToItself);
    }
    let unknown = [tie.from, tie.to].into_iter().flatten().find(|id| office.network.office(*id).is_none());
    unknown.map_or(Ok(()), |id| Err(EditError::NoSuch { what: "office", id: id.0 }))
}

/// The first rule that `process` breaks, if any.
///
/// # Errors
///
/// [`EditError`] that says which.
pub(in crate::model) fn check_process(process: &Process) -> Result<(), EditError> {
    named("name", rule::name(&process.name))?;
    named("purpose", rule::text(&process.purpose))?;
    named("owner", rule::text(&process.owner))?;
    // A month has 744 hours at most.
    named("number of hours a month", rule::range(process.hours_per_month, 0.0, 744.0))?;
    named("number of people", rule::range(process.people, 0.0, 1e6))?;
    let before = process.hours_before;
    before.map_or(Ok(()), |it| named("number of hours a month before", rule::range(it, 0.0, 744.0)))
}

/// The first rule that `past` breaks, if any.
///
/// # Errors
///
/// [`EditError`] that says which.
pub(in crate::model) fn check_past(past: &PastOffice) -> Result<(), EditError> {
    named("name", rule::name(&past.name))?;
    named("sentence", rule::text(&past.words))
}

fn known_objective(document: &Document, id: ObjectiveId) -> Result<(), EditError> {
    let known = document.strategy.objective(id).is_some();
    if known { Ok(()) } else { Err(EditError::NoSuch { what: "objective", id: id.0 }) }
}
