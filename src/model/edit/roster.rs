//! Changes of the list of people and what they can do.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{EditError, Gesture, claim, find, room, rule as named, take};
use crate::model::document::Document;
use crate::model::finite::Finite;
use crate::model::id::{PersonId, RoleId};
use crate::model::people::{People, Person};
use crate::model::{limits, rule};

/// What may change about the list of people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum RosterChange {
    /// Adds somebody at the end.
    Add(Box<Person>),
    /// Changes what is known of somebody.
    Person {
        /// Whom.
        person: PersonId,
        /// What.
        change: PersonChange,
    },
    /// Removes somebody.
    Remove(PersonId),
}

/// What may change about a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum PersonChange {
    /// Their name.
    Name(String),
    /// The role they belong to.
    Role(RoleId),
    /// How much of a full-time equivalent they are.
    Fte(Finite),
    /// Their level of skill in a role; 0 is none.
    Skill {
        /// In which role.
        role: RoleId,
        /// 0 to 5.
        level: u8,
    },
}

impl PersonChange {
    fn label(&self) -> &'static str {
        match self {
            Self::Name(_) => "name",
            Self::Role(_) => "role",
            Self::Fte(_) => "FTE",
            Self::Skill { .. } => "skill",
        }
    }
}

impl RosterChange {
    pub(super) fn label(&self, people: &People) -> String {
        let name = |id: &PersonId| people.person(*id).map_or("somebody", |person| &person.name);
        match self {
            Self::Add(person) => format!("new person {}", person.name),
            Self::Person { person, change } => format!("{} of {}", change.label(), name(person)),
            Self::Remove(id) => format!("removal of {}", name(id)),
        }
    }

    pub(super) fn gesture(&self) -> Gesture {
        match self {
            Self::Add(person) => Gesture("add person", person.id.0, 0),
            Self::Person { person, change: PersonChange::Skill { role, .. } } => {
                Gesture("skill", person.0, role.0)
            }
            Self::Person { person, change } => Gesture(change.label(), person.0, 9),
            Self::Remove(id) => Gesture("remove person", id.0, 0),
        }
    }

    pub(super) fn added_id(&self) -> Option<u32> {
        match self {
            Self::Add(person) => Some(person.id.0),
            _ => None,
        }
    }

    pub(super) fn apply(&self, document: &mut Document) -> Result<(), EditError> {
        match self {
            Self::Add(person) => {
                room("people", document.people.roster.len(), limits::PEOPLE)?;
                check(&document.people, person)?;
                claim(document, person.id.0)?;
                document.people.edit().roster.push((**person).clone());
            }
            Self::Person { person: id, change } => {
                let roster = &mut document.people.edit().roster;
                let person = find(roster.iter_mut(), "person", id.0, |it| it.id.0)?;
                match change {
                    PersonChange::Name(name) => person.name.clone_from(name),
                    PersonChange::Role(role) => person.role = *role,
                    PersonChange::Fte(fte) => person.fte = *fte,
                    PersonChange::Skill { role, level: 0 } => {
                        person.skills.remove(role);
                    }
                    PersonChange::Skill { role, level } => {
                        person.skills.insert(*role, *level);
                    }
                }
                let person = person.clone();
                check(&document.people, &person)?;
            }
            Self::Remove(id) => {
                take(&mut document.people.edit().roster, "person", id.0, |it| it.id.0)?;
            }
        }
        Ok(())
    }
}

/// Nobody belongs to a role that is no more, or has a level in it: whose own it was is gone with it.
pub(super) fn forget(document: &mut Document, role: RoleId) {
    if document.people.roster.iter().any(|it| it.role == role || it.skills.contains_key(&role)) {
        let roster = &mut document.people.edit().roster;
        roster.retain(|person| person.role != role);
        for person in roster {
            person.skills.remove(&role);
        }
    }
}

fn check(people: &People, person: &Person) -> Result<(), EditError> {
    named("name", rule::name(&person.name))?;
    named("FTE", rule::fte(person.fte))?;
    for level in person.skills.values() {
        named("level of skill", rule::level(*level))?;
    }
    match person.skills.keys().chain([&person.role]).find(|role| people.role(**role).is_none()) {
        Some(role) => Err(EditError::NoSuch { what: "role", id: role.0 }),
        None => Ok(()),
    }
}
