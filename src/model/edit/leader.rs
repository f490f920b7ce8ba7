//! Changes of what is known of the leader of the office.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{EditError, Gesture, claim, find, room, rule as named, take};
use crate::model::document::Document;
use crate::model::finite::Finite;
use crate::model::id::PeerId;
use crate::model::office::leader::{
    Attribute, AttributeId, Focus, Leader, LeaderStage, MOST_DAYS, MOST_IN_FOCUS, MOST_PEERS, Peer, Rating,
};
use crate::model::office::leader_steps::LeaderStep;
use crate::model::office::leader_work::{LeaderWork, MOST_ENTRIES, MOST_SET_UPS, MOST_YEARS, WEEK_HOURS};
use crate::model::rule;

/// What may change about the leader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum LeaderChange {
    /// A role or a name.
    Name(String),
    /// How far into the role.
    Stage(LeaderStage),
    /// First day in the role.
    Since(Option<Date>),
    /// Title, experience and a usual week.
    Work(LeaderWork),
    /// Ticks a step of a stage, or takes the tick away.
    Step {
        /// Which.
        step: LeaderStep,
        /// Whether it is ticked afterwards.
        done: bool,
    },
    /// Rates an attribute.
    Rate {
        /// Which.
        attribute: AttributeId,
        /// All of it.
        rating: Rating,
    },
    /// Adds a peer at the end.
    AddPeer(Peer),
    /// Renames a peer.
    RenamePeer {
        /// Which.
        peer: PeerId,
        /// New name.
        name: String,
    },
    /// Removes a peer and what they said.
    RemovePeer(PeerId),
    /// Says how a peer sees an attribute, or takes it away.
    PeerSays {
        /// Who.
        peer: PeerId,
        /// Of which attribute.
        attribute: AttributeId,
        /// Level from 1 to 5; none takes it away.
        level: Option<u8>,
    },
    /// Puts an attribute into focus, changes how it is worked on, or takes it out.
    Focus {
        /// Which.
        attribute: AttributeId,
        /// How; none takes it out.
        focus: Option<Focus>,
    },
}

impl LeaderChange {
    pub(super) fn label(&self, leader: &Leader) -> String {
        let peer = |id: &PeerId| {
            leader.peers.iter().find(|it| it.id == *id).map_or("a peer", |peer| peer.name.as_str()).to_owned()
        };
        let attribute = |id: &AttributeId| Attribute::of(*id).name.to_lowercase();
        match self {
            Self::Name(_) => "name of the leader".to_owned(),
            Self::Stage(_) => "stage of the leader".to_owned(),
            Self::Since(_) => "first day of the leader".to_owned(),
            Self::Work(_) => "work of the leader".to_owned(),
            Self::Step { .. } => "step of the leader".to_owned(),
            Self::Rate { attribute: id, .. } => format!("level in {}", attribute(id)),
            Self::AddPeer(added) => format!("new peer {}", added.name),
            Self::RenamePeer { peer: id, .. } => format!("name of {}", peer(id)),
            Self::RemovePeer(id) => format!("removal of {}", peer(id)),
            Self::PeerSays { peer: id, attribute: of, .. } => {
                format!("view of {} on {}", peer(id), attribute(of))
            }
            Self::Focus { attribute: id, .. } => format!("plan for {}", attribute(id)),
        }
    }

    pub(super) fn gesture(&self) -> Gesture {
        match self {
            Self::Name(_) => Gesture("leader name", 0, 0),
            Self::Stage(_) => Gesture("leader stage", 0, 0),
            Self::Since(_) => Gesture("leader since", 0, 0),
            Self::Work(_) => Gesture("leader work", 0, 0),
            Self::Step { step, .. } => Gesture("leader step", *step as u32, 0),
            Self::Rate { attribute, .. } => Gesture("rate leader", attribute.number().into(), 0),
            Self::AddPeer(peer) => Gesture("add peer", peer.id.0, 0),
            Self::RenamePeer { peer, .. } => Gesture("rename peer", peer.0, 0),
            Self::RemovePeer(peer) => Gesture("remove peer", peer.0, 0),
            Self::PeerSays { peer, attribute, .. } => Gesture("peer says", peer.0, attribute.number().into()),
            Self::Focus { attribute, .. } => Gesture("leader focus", attribute.number().into(), 0),
        }
    }

    pub(super) fn added_id(&self) -> Option<u32> {
        match self {
            Self::AddPeer(peer) => Some(peer.id.0),
            _ => None,
        }
    }

    pub(super) fn apply(&self, document: &mut Document) -> Result<(), EditError> {
        match self {
            Self::Name(name) => {
                named("name", rule::text(name))?;
                leader(document).name.clone_from(name);
            }
            Self::Stage(stage) => leader(document).stage = *stage,
            Self::Since(day) => leader(document).since = *day,
            Self::Work(work) => {
                check_work(work)?;
                leader(document).work = work.clone();
            }
            Self::Step { step, done } => {
                let steps = &mut leader(document).steps;
                let _ = if *done { steps.insert(*step) } else { steps.remove(step) };
            }
            Self::Rate { attribute, rating } => {
                named("level", rule::rating(*rating))?;
                let ratings = &mut leader(document).ratings;
                if *rating == Rating::default() {
                    ratings.remove(attribute);
                } else {
                    ratings.insert(*attribute, *rating);
                }
            }
            Self::AddPeer(peer) => {
                room("peers", document.office.leader.peers.len(), MOST_PEERS)?;
                named("name", rule::name(&peer.name))?;
                peer.levels.values().try_for_each(|level| named("level", rule::level(*level)))?;
                claim(document, peer.id.0)?;
                leader(document).peers.push(peer.clone());
            }
            Self::RenamePeer { peer: id, name } => {
                named("name", rule::name(name))?;
                known(document, *id)?.name.clone_from(name);
            }
            Self::RemovePeer(id) => {
                take(&mut leader(document).peers, "peer", id.0, |peer| peer.id.0)?;
            }
            Self::PeerSays { peer: id, attribute, level } => {
                level.map_or(Ok(()), |level| named("level", rule::level(level)))?;
                let levels = &mut known(document, *id)?.levels;
                match level {
                    Some(level) => levels.insert(*attribute, *level),
                    None => levels.remove(attribute),
                };
            }
            Self::Focus { attribute, focus } => set_focus(leader(document), *attribute, focus.as_ref())?,
        }
        Ok(())
    }
}

fn set_focus(leader: &mut Leader, attribute: AttributeId, focus: Option<&Focus>) -> Result<(), EditError> {
    let Some(focus) = focus else {
        leader.focus.remove(&attribute);
        return Ok(());
    };
    named("mentor", rule::text(&focus.mentor))?;
    named("practice", rule::text(&focus.practice))?;
    let days = focus.days_a_quarter;
    days.map_or(Ok(()), |days| named("number of days", rule::range(days, 0.0, MOST_DAYS)))?;
    if leader.focus.len() >= MOST_IN_FOCUS && !leader.focus.contains_key(&attribute) {
        return Err(EditError::FocusFull);
    }
    leader.focus.insert(attribute, focus.clone());
    Ok(())
}

/// The first rule that `work` breaks, if any.
///
/// # Errors
///
/// [`EditError`] that says which.
pub(in crate::model) fn check_work(work: &LeaderWork) -> Result<(), EditError> {
    let hours = |it: Finite| named("number of hours a week", rule::range(it, 0.0, WEEK_HOURS));
    named("title", rule::text(&work.title))?;
    work.hours_a_week.map_or(Ok(()), hours)?;
    let few = |len: usize| {
        let len = u32::try_from(len).unwrap_or(u32::MAX);
        rule::range(len.into(), 0.0, f64::from(MOST_ENTRIES))
    };
    named("number of hats", few(work.hats.len()))?;
    named("number of roles", few(work.experience.len()))?;
    for hat in &work.hats {
        named("name", rule::name(&hat.name))?;
        hours(hat.hours_a_week)?;
    }
    for experience in &work.experience {
        named("role", rule::name(&experience.role))?;
        named("number of years", rule::range(experience.years, 0.0, MOST_YEARS))?;
        let set_ups = rule::range(experience.set_ups.into(), 0.0, f64::from(MOST_SET_UPS));
        named("number of offices set up", set_ups)?;
    }
    Ok(())
}

fn leader(document: &mut Document) -> &mut Leader {
    &mut document.office.edit().leader
}

fn known(document: &mut Document, id: PeerId) -> Result<&mut Peer, EditError> {
    find(leader(document).peers.iter_mut(), "peer", id.0, |peer| peer.id.0)
}
