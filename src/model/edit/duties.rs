//! Changes of the duties: rows and columns of the matrix, and its cells.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Edit, EditError, Gesture, claim, find, room, rule as named, take};
use crate::model::document::Document;
use crate::model::id::{DutyId, HolderId};
use crate::model::office::duties::{Duties, Duty, Holder, Involvement};
use crate::model::{limits, rule};

/// What may change about the duties.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum DutiesChange {
    /// Adds a holder at the end.
    AddHolder(Holder),
    /// Renames a holder.
    RenameHolder {
        /// Which.
        holder: HolderId,
        /// New name.
        name: String,
    },
    /// Removes a holder and its part in every duty.
    RemoveHolder(HolderId),
    /// Adds a duty at the end.
    AddDuty(Duty),
    /// Renames a duty.
    RenameDuty {
        /// Which.
        duty: DutyId,
        /// New name.
        name: String,
    },
    /// Moves a duty in the list.
    MoveDuty {
        /// Which.
        duty: DutyId,
        /// Its place afterwards, 0 for the first; beyond the end is the end.
        position: u32,
    },
    /// Says when a duty was done last.
    Done {
        /// Which.
        duty: DutyId,
        /// When; none if nobody has said.
        on: Option<Date>,
    },
    /// Removes a duty.
    RemoveDuty(DutyId),
    /// Says how a holder is involved in a duty, or that it is not.
    Involve {
        /// Who.
        holder: HolderId,
        /// In which duty.
        duty: DutyId,
        /// How; none for not at all.
        involvement: Option<Involvement>,
    },
}

impl DutiesChange {
    /// The edits that add all of `duties`, in an order in which each is admissible.
    pub fn adding(duties: &Duties) -> Vec<Edit> {
        let holders = duties.holders.iter().cloned().map(Self::AddHolder);
        let list = duties.list.iter().cloned().map(Self::AddDuty);
        holders.chain(list).map(Edit::Duties).collect()
    }

    pub(super) fn label(&self, duties: &Duties) -> String {
        let duty = |id: &DutyId| duties.duty(*id).map_or("a duty", |duty| &duty.name);
        let holder = |id: &HolderId| duties.holder(*id).map_or("a holder", |holder| &holder.name);
        match self {
            Self::AddHolder(added) => format!("new holder {}", added.name),
            Self::RenameHolder { holder: id, .. } => format!("name of {}", holder(id)),
            Self::RemoveHolder(id) => format!("removal of {}", holder(id)),
            Self::AddDuty(added) => format!("new duty {}", added.name),
            Self::RenameDuty { duty: id, .. } => format!("name of {}", duty(id)),
            Self::MoveDuty { duty: id, .. } => format!("place of {}", duty(id)),
            Self::Done { duty: id, .. } => format!("last day of {}", duty(id)),
            Self::RemoveDuty(id) => format!("removal of {}", duty(id)),
            Self::Involve { holder: who, duty: what, .. } => {
                format!("part of {} in {}", holder(who), duty(what))
            }
        }
    }

    pub(super) fn gesture(&self) -> Gesture {
        match self {
            Self::AddHolder(holder) => Gesture("add holder", holder.id.0, 0),
            Self::RenameHolder { holder, .. } => Gesture("rename holder", holder.0, 0),
            Self::RemoveHolder(id) => Gesture("remove holder", id.0, 0),
            Self::AddDuty(duty) => Gesture("add duty", duty.id.0, 0),
            Self::RenameDuty { duty, .. } => Gesture("rename duty", duty.0, 0),
            Self::MoveDuty { duty, .. } => Gesture("move duty", duty.0, 0),
            Self::Done { duty, .. } => Gesture("duty done", duty.0, 0),
            Self::RemoveDuty(id) => Gesture("remove duty", id.0, 0),
            Self::Involve { holder, duty, .. } => Gesture("involve", holder.0, duty.0),
        }
    }

    pub(super) fn added_id(&self) -> Option<u32> {
        match self {
            Self::AddHolder(holder) => Some(holder.id.0),
            Self::AddDuty(duty) => Some(duty.id.0),
            _ => None,
        }
    }

    pub(super) fn apply(&self, document: &mut Document) -> Result<(), EditError> {
        match self {
            Self::AddHolder(holder) => {
                room("holders", document.office.duties.holders.len(), limits::HOLDERS)?;
                named("name", rule::name(&holder.name))?;
                claim(document, holder.id.0)?;
                duties(document).holders.push(holder.clone());
            }
            Self::RenameHolder { holder: id, name } => {
                named("name", rule::name(name))?;
                known_holder(duties(document), *id)?.name.clone_from(name);
            }
            Self::RemoveHolder(id) => {
                let duties = duties(document);
                take(&mut duties.holders, "holder", id.0, |holder| holder.id.0)?;
                for duty in &mut duties.list {
                    duty.shares.remove(id);
                }
            }
            Self::AddDuty(duty) => add_duty(document, duty)?,
            Self::RenameDuty { duty: id, name } => {
                named("name", rule::name(name))?;
                known_duty(duties(document), *id)?.name.clone_from(name);
            }
            Self::MoveDuty { duty: id, position } => {
                let list = &mut duties(document).list;
                let duty = take(list, "duty", id.0, |duty| duty.id.0)?;
                list.insert((*position as usize).min(list.len()), duty);
            }
            Self::Done { duty: id, on } => known_duty(duties(document), *id)?.last_done = *on,
            Self::RemoveDuty(id) => {
                take(&mut duties(document).list, "duty", id.0, |duty| duty.id.0)?;
            }
            Self::Involve { holder, duty, involvement } => {
                let duties = duties(document);
                known_holder(duties, *holder)?;
                let shares = &mut known_duty(duties, *duty)?.shares;
                match involvement {
                    Some(involvement) => shares.insert(*holder, *involvement),
                    None => shares.remove(holder),
                };
            }
        }
        Ok(())
    }
}

fn add_duty(document: &mut Document, duty: &Duty) -> Result<(), EditError> {
    room("duties", document.office.duties.list.len(), limits::DUTIES)?;
    named("name", rule::name(&duty.name))?;
    for holder in duty.shares.keys() {
        known_holder(duties(document), *holder)?;
    }
    claim(document, duty.id.0)?;
    duties(document).list.push(duty.clone());
    Ok(())
}

fn duties(document: &mut Document) -> &mut Duties {
    &mut document.office.edit().duties
}

fn known_duty(duties: &mut Duties, id: DutyId) -> Result<&mut Duty, EditError> {
    find(duties.list.iter_mut(), "duty", id.0, |duty| duty.id.0)
}

fn known_holder(duties: &mut Duties, id: HolderId) -> Result<&mut Holder, EditError> {
    find(duties.holders.iter_mut(), "holder", id.0, |holder| holder.id.0)
}
