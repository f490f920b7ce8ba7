//! What both slots and the head say together: which text is the newest, and which slot is written next.

use super::keys::Slot;
use super::slot::{Damage, Head, Identity, Record};

/// What stands in the storage at one moment.
pub(super) struct Contents {
    pub(super) head_value: Option<String>,
    pub(super) head: Option<Head>,
    pub(super) a: Content,
    pub(super) b: Content,
}

pub(super) enum Content {
    Empty,
    Whole(Record),
    Damaged { value: String, damage: Damage },
}

impl Contents {
    pub(super) fn slot(&self, slot: Slot) -> &Content {
        match slot {
            Slot::A => &self.a,
            Slot::B => &self.b,
        }
    }

    fn record(&self, slot: Slot) -> Option<&Record> {
        match self.slot(slot) {
            Content::Whole(record) => Some(record),
            _ => None,
        }
    }

    /// Between two of one revision the head decides, then the later time, then A.
    pub(super) fn newest(&self) -> Option<(Slot, &Record)> {
        let rank = |slot| {
            let record = self.record(slot)?;
            let named = self.head.is_some_and(|head| head.slot == slot && head.identity == record.identity());
            Some((record.stamp.revision, named, record.stamp.saved_at_ms))
        };
        let slot = if rank(Slot::B) > rank(Slot::A) { Slot::B } else { Slot::A };
        Some((slot, self.record(slot)?))
    }

    /// The slot that the next save writes: never the newest whole one, rather an empty one.
    pub(super) fn older(&self) -> Slot {
        match self.newest() {
            Some((newest, _)) => newest.other(),
            None if matches!(self.b, Content::Empty) && !matches!(self.a, Content::Empty) => Slot::B,
            None => Slot::A,
        }
    }

    /// The other text of the newest revision, if two tabs wrote it at once.
    pub(super) fn rival(&self) -> Option<&Record> {
        let (slot, newest) = self.newest()?;
        let other = self.record(slot.other())?;
        (other.stamp.revision == newest.stamp.revision && other.text != newest.text).then_some(other)
    }

    pub(super) fn identities(&self) -> Vec<Identity> {
        [Slot::A, Slot::B].into_iter().filter_map(|slot| Some(self.record(slot)?.identity())).collect()
    }

    /// Greatest revision that slots or head name; 0 if none.
    pub(super) fn revision(&self) -> u64 {
        let head = self.head.map(|head| head.identity.revision);
        self.identities().into_iter().map(|identity| identity.revision).chain(head).max().unwrap_or(0)
    }

    /// Greatest format version that slots or head name.
    pub(super) fn format(&self) -> Option<u32> {
        let slots = [Slot::A, Slot::B].into_iter().filter_map(|slot| Some(self.record(slot)?.stamp.format));
        slots.chain(self.head.map(|head| head.format)).max()
    }
}
