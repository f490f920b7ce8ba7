//! Changes of stakeholders, contacts and steps to be trusted.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{EditError, Gesture, claim, find, room, rule as named, take};
use crate::model::document::Document;
use crate::model::finite::Finite;
use crate::model::id::{ContactId, CredibilityStepId, StakeholderId};
use crate::model::office::Office;
use crate::model::office::stakeholder::{
    Contact, CredibilityStep, MOST, Stakeholder, Stakeholders, UPDATE_DAYS,
};
use crate::model::rule::RuleError;
use crate::model::{limits, rule};

/// What may change about stakeholders.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum StakeholdersChange {
    /// Adds somebody at the end.
    Add(Box<Stakeholder>),
    /// Changes somebody; the id says whom.
    Set(Box<Stakeholder>),
    /// Removes somebody with all contacts; if that was the sponsor, there is none.
    Remove(StakeholderId),
    /// Writes a contact down.
    AddContact(Contact),
    /// Changes a contact; the id says which.
    SetContact(Contact),
    /// Removes a contact.
    RemoveContact(ContactId),
    /// Adds a step to be trusted, at the end.
    AddStep(CredibilityStep),
    /// Changes a step; the id says which.
    SetStep(CredibilityStep),
    /// Removes a step.
    RemoveStep(CredibilityStepId),
}

impl StakeholdersChange {
    pub(super) fn label(&self, stakeholders: &Stakeholders) -> String {
        let name = |id: StakeholderId| stakeholders.stakeholder(id).map_or("a stakeholder", |it| &it.name);
        match self {
            Self::Add(added) => format!("new stakeholder {}", added.name),
            Self::Set(set) => format!("stakeholder {}", set.name),
            Self::Remove(id) => format!("removal of {}", name(*id)),
            Self::AddContact(contact) => format!("new contact with {}", name(contact.stakeholder)),
            Self::SetContact(contact) => format!("contact with {}", name(contact.stakeholder)),
            Self::RemoveContact(_) => "removal of a contact".to_owned(),
            Self::AddStep(step) => format!("new step {}", step.name),
            Self::SetStep(step) => format!("step {}", step.name),
            Self::RemoveStep(_) => "removal of a step".to_owned(),
        }
    }

    pub(super) fn gesture(&self) -> Gesture {
        match self {
            Self::Add(stakeholder) => Gesture("add stakeholder", stakeholder.id.0, 0),
            Self::Set(stakeholder) => Gesture("stakeholder", stakeholder.id.0, 0),
            Self::Remove(id) => Gesture("remove stakeholder", id.0, 0),
            Self::AddContact(contact) => Gesture("add contact", contact.id.0, 0),
            Self::SetContact(contact) => Gesture("contact", contact.id.0, 0),
            Self::RemoveContact(id) => Gesture("remove contact", id.0, 0),
            Self::AddStep(step) => Gesture("add credibility step", step.id.0, 0),
            Self::SetStep(step) => Gesture("credibility step", step.id.0, 0),
            Self::RemoveStep(id) => Gesture("remove credibility step", id.0, 0),
        }
    }

    pub(super) fn added_id(&self) -> Option<u32> {
        match self {
            Self::Add(stakeholder) => Some(stakeholder.id.0),
            Self::AddContact(contact) => Some(contact.id.0),
            Self::AddStep(step) => Some(step.id.0),
            _ => None,
        }
    }

    pub(super) fn apply(&self, document: &mut Document) -> Result<(), EditError> {
        let office = &document.office;
        match self {
            Self::Add(added) => {
                room("stakeholders", office.stakeholders.list.len(), limits::OFFICE_LIST)?;
                check_stakeholder(office, added)?;
                claim(document, added.id.0)?;
                edit(document).list.push((**added).clone());
            }
            Self::Set(set) => {
                check_stakeholder(office, set)?;
                find(edit(document).list.iter_mut(), "stakeholder", set.id.0, |it| it.id.0)?.clone_from(set);
            }
            Self::Remove(id) => remove(document.office.edit(), *id)?,
            Self::AddContact(added) => {
                room("contacts", office.stakeholders.contacts.len(), limits::ITEMS)?;
                check_contact(office, added)?;
                claim(document, added.id.0)?;
                edit(document).contacts.push(added.clone());
            }
            Self::SetContact(set) => {
                check_contact(office, set)?;
                find(edit(document).contacts.iter_mut(), "contact", set.id.0, |it| it.id.0)?.clone_from(set);
            }
            Self::RemoveContact(id) => {
                take(&mut edit(document).contacts, "contact", id.0, |it| it.id.0)?;
            }
            Self::AddStep(added) => {
                room("steps to be trusted", office.stakeholders.credibility.len(), limits::OFFICE_LIST)?;
                check_step(office, added)?;
                claim(document, added.id.0)?;
                edit(document).credibility.push(added.clone());
            }
            Self::SetStep(set) => {
                check_step(office, set)?;
                find(edit(document).credibility.iter_mut(), "step", set.id.0, |it| it.id.0)?.clone_from(set);
            }
            Self::RemoveStep(id) => {
                take(&mut edit(document).credibility, "step", id.0, |it| it.id.0)?;
            }
        }
        Ok(())
    }
}

fn edit(document: &mut Document) -> &mut Stakeholders {
    &mut document.office.edit().stakeholders
}

fn remove(office: &mut Office, id: StakeholderId) -> Result<(), EditError> {
    take(&mut office.stakeholders.list, "stakeholder", id.0, |it| it.id.0)?;
    office.stakeholders.contacts.retain(|contact| contact.stakeholder != id);
    for step in &mut office.stakeholders.credibility {
        step.stakeholder = step.stakeholder.filter(|stakeholder| *stakeholder != id);
    }
    office.charter.head.sponsor = office.charter.head.sponsor.filter(|sponsor| *sponsor != id);
    Ok(())
}

/// The first rule that `stakeholder` breaks, if any.
///
/// # Errors
///
/// [`EditError`] that says which.
pub(in crate::model) fn check_stakeholder(
    office: &Office,
    stakeholder: &Stakeholder,
) -> Result<(), EditError> {
    let level = |level: u8| rule::range(Finite::from(u32::from(level)), 1.0, f64::from(MOST));
    named("name", rule::name(&stakeholder.name))?;
    named("power", level(stakeholder.power))?;
    named("interest", level(stakeholder.interest))?;
    named("hard message", rule::text(&stakeholder.hard_message))?;
    named("words on what is difficult", rule::text(&stakeholder.difficulty))?;
    named("note", rule::text(&stakeholder.note))?;
    named("list of expectations", rule::entries(&stakeholder.expectations))?;
    for expectation in &stakeholder.expectations {
        named("expectation", rule::text(&expectation.words))?;
        if let Some(id) = expectation.service.filter(|id| office.charter.service(*id).is_none()) {
            return Err(EditError::NoSuch { what: "service", id: id.0 });
        }
    }
    let days = stakeholder.update_days.map(Finite::from);
    let checked = |it| named("number of days between updates", rule::range(it, 1.0, f64::from(UPDATE_DAYS)));
    days.map_or(Ok(()), checked)?;
    for (list, one, levels) in [
        ("list of trust", "level of trust", &stakeholder.trust),
        ("list of satisfaction", "level of satisfaction", &stakeholder.satisfaction),
    ] {
        named(list, rule::entries(levels))?;
        levels.iter().try_for_each(|it| named(one, level(it.level)))?;
        if levels.windows(2).any(|pair| pair[0].date >= pair[1].date) {
            return named(list, Err(RuleError::Unordered));
        }
    }
    Ok(())
}

/// The first rule that `contact` breaks, if any.
///
/// # Errors
///
/// [`EditError`] that says which.
pub(in crate::model) fn check_contact(office: &Office, contact: &Contact) -> Result<(), EditError> {
    named("words on what it was about", rule::text(&contact.about))?;
    known(office, contact.stakeholder)
}

/// The first rule that `step` breaks, if any.
///
/// # Errors
///
/// [`EditError`] that says which.
pub(in crate::model) fn check_step(office: &Office, step: &CredibilityStep) -> Result<(), EditError> {
    named("name", rule::name(&step.name))?;
    step.stakeholder.map_or(Ok(()), |id| known(office, id))
}

fn known(office: &Office, id: StakeholderId) -> Result<(), EditError> {
    let known = office.stakeholders.stakeholder(id).is_some();
    if known { Ok(()) } else { Err(EditError::NoSuch { what: "stakeholder", id: id.0 }) }
}
