//! The safe-keeping of a portfolio in the browser's local storage.
//!
//! Two slots hold the two newest revisions. A save writes the older slot, reads
//! it back, and only then turns the head record to it: whenever it is
//! interrupted, one whole revision stands. Loading believes check sums, not the
//! head. What cannot be read is quarantined and never deleted by the program.
//!
//! The vault keeps texts and does not look into them; opening is
//! [`envelope::open`](crate::model::envelope::open)'s. It has no clock: the caller
//! brings the time.
//!
//! Several tabs: a revision that this vault has neither loaded nor written is
//! never overwritten unasked, [`Vault::save`] says [`SaveError::OtherTab`] instead.
//! Local storage has no transactions, so between the last look and the write
//! another tab could still slip in; both tabs are then told, but only a lock of
//! the page (Web Locks) keeps both texts.
//!
//! ```
//! use std::{cell::RefCell, collections::BTreeMap};
//! use pmo_workbench::exchange::vault::Vault;
//!
//! let store = RefCell::new(BTreeMap::new());
//! let mut vault = Vault::new(&store, "main");
//! assert_eq!(vault.load()?.text, None);
//! vault.save("{}", 1_790_000_000_000)?;
//! assert_eq!(Vault::new(&store, "main").load()?.text.as_deref(), Some("{}"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod contents;
mod copies;
mod kept;
pub mod keys;
mod notice;
mod save_error;
mod slot;
mod store;

pub use copies::{CopyError, RollingCopy};
pub use keys::Slot;
pub use notice::VaultNotice;
pub use save_error::SaveError;
pub use slot::Damage;
pub use store::{KeyValueStore, StoreError};

use crate::model::envelope;
use contents::{Content, Contents};
use keys::{KNOWN, Keys, LARGE_SLOT_UNITS, MOST_REVISIONS};
use slot::{Head, Identity, Packing, Record, Stamp};

/// One portfolio in a storage, as one tab sees it.
#[derive(Debug)]
pub struct Vault<S> {
    store: S,
    keys: Keys,
    /// Version of the documents that this program writes.
    format: u32,
    /// Revision last loaded or saved here; 0 before the first.
    ours: u64,
    /// Greatest revision that this vault knows of, readable or not.
    seen: u64,
    /// Slots that may be overwritten: loaded or written here, or taken over.
    known: Vec<Identity>,
    /// The text that the next save replaces is another tab's.
    taken_over: bool,
}

/// What was found in the storage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loaded {
    /// The newest whole text; `None` if there is none.
    pub text: Option<String>,
    /// Its revision, from 1; 0 without a text.
    pub revision: u64,
    /// When it was saved [ms since 1970, UTC]; 0 without a text.
    pub saved_at_ms: u64,
    /// What the user should know.
    pub notices: Vec<VaultNotice>,
}

/// What was saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Saved {
    /// Its revision, from 1.
    pub revision: u64,
    /// When it was saved [ms since 1970, UTC]: an identical text is not written again
    /// and keeps its time.
    pub saved_at_ms: u64,
    /// The storage is nearly full with it: offer an export. See [`LARGE_SLOT_UNITS`].
    pub large: bool,
}

/// A text in the storage, as [`Vault::newest`] finds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// The document's text.
    pub text: String,
    /// Its revision, from 1.
    pub revision: u64,
    /// When it was saved [ms since 1970, UTC].
    pub saved_at_ms: u64,
    /// Version of the document format of the page that saved it.
    pub format: u32,
}

impl<S: KeyValueStore> Vault<S> {
    /// The vault of `portfolio` in `store`; touches nothing yet.
    pub fn new(store: S, portfolio: &str) -> Self {
        let keys = Keys::new(portfolio);
        Self {
            store,
            keys,
            format: envelope::VERSION,
            ours: 0,
            seen: 0,
            known: Vec::new(),
            taken_over: false,
        }
    }

    /// As a program does that writes documents of version `format`.
    #[must_use]
    pub fn with_format(self, format: u32) -> Self {
        Self { format, ..self }
    }

    /// The newest text whose check holds, and what was odd about the rest.
    ///
    /// Slots that cannot be read are copied into quarantine; nothing else is written.
    /// With [`VaultNotice::NewerFormat`] the text is one for a newer page: show it
    /// read-only, if it opens at all.
    ///
    /// # Errors
    ///
    /// [`StoreError::Blocked`] if the storage cannot be read: work in memory.
    pub fn load(&mut self) -> Result<Loaded, StoreError> {
        let contents = self.contents()?;
        let notices = self.notices(&contents);
        self.adopt(&contents);
        let (text, revision, saved_at_ms) = match contents.newest() {
            Some((_, Record { stamp, text, .. })) => (Some(text.clone()), stamp.revision, stamp.saved_at_ms),
            None => (None, 0, 0),
        };
        Ok(Loaded { text, revision, saved_at_ms, notices })
    }

    /// Saves `text`, and makes sure of it.
    ///
    /// An identical text is not written again. When the storage is full, the rolling
    /// copies give way, never the document.
    ///
    /// # Errors
    ///
    /// [`SaveError`], which names the remedy; an earlier revision then still stands.
    pub fn save(&mut self, text: &str, now_ms: u64) -> Result<Saved, SaveError> {
        let contents = self.contents()?;
        self.check_format(&contents)?;
        self.check_tabs(&contents)?;
        let newest = contents.newest();
        if let Some((slot, record)) = newest
            && record.text == text
        {
            self.turn_head(&contents, slot, record);
            self.settle(record);
            return Ok(saved(record));
        }

        let copies = self.copy_entries().unwrap_or_default();
        let greatest = copies.first().map_or(0, |copy| copy.revision).max(self.seen).max(contents.revision());
        let revision = greatest.min(MOST_REVISIONS - 1) + 1;
        let stamp = Stamp { format: self.format, revision, saved_at_ms: now_ms };
        let record = Record::new(text, stamp, Packing::WhenLong);
        let target = contents.older();
        self.write(&contents, target, &record)?;
        self.turn_head(&contents, target, &record);

        self.roll(&copies, newest.map(|(_, record)| record), self.taken_over, now_ms);
        self.settle(&record);
        Ok(saved(&record))
    }

    /// The newest whole text in the storage now, whoever saved it; changes nothing.
    ///
    /// # Errors
    ///
    /// [`StoreError::Blocked`].
    pub fn newest(&self) -> Result<Option<Stored>, StoreError> {
        Ok(self.contents()?.newest().map(|(_, record)| stored(record)))
    }

    /// Allows the next save to replace what another tab has saved, and returns that:
    /// the user has decided. It becomes a rolling copy, while there is room.
    ///
    /// # Errors
    ///
    /// [`StoreError::Blocked`]; nothing is then allowed.
    pub fn take_over(&mut self) -> Result<Option<Stored>, StoreError> {
        let contents = self.contents()?;
        self.adopt(&contents);
        self.taken_over = true;
        Ok(contents.newest().map(|(_, record)| stored(record)))
    }

    fn contents(&self) -> Result<Contents, StoreError> {
        let head_value = self.store.get(&self.keys.head())?;
        let read = |slot| -> Result<Content, StoreError> {
            Ok(match self.store.get(&self.keys.slot(slot))? {
                Some(value) if !value.is_empty() => match Record::parse(&value) {
                    Ok(record) => Content::Whole(record),
                    Err(damage) => Content::Damaged { value, damage },
                },
                _ => Content::Empty,
            })
        };
        let head = head_value.as_deref().and_then(Head::parse);
        Ok(Contents { a: read(Slot::A)?, b: read(Slot::B)?, head_value, head })
    }

    fn notices(&self, contents: &Contents) -> Vec<VaultNotice> {
        let mut notices = Vec::new();
        let newer = contents.format().filter(|theirs| *theirs > self.format);
        if let Some(theirs) = newer {
            notices.push(VaultNotice::NewerFormat { theirs, ours: self.format });
        }
        for slot in [Slot::A, Slot::B] {
            // What a newer page wrote may be whole in its own way: leave it where it is.
            if let (Content::Damaged { value, damage }, None) = (contents.slot(slot), newer) {
                let kept_as = self.quarantine(value).ok();
                notices.push(VaultNotice::Damaged { slot, damage: *damage, kept_as });
            }
        }
        let loaded = contents.newest().map_or(0, |(_, record)| record.stamp.revision);
        if let Some(rival) = contents.rival() {
            let kept_as = self.quarantine(&rival.text).ok();
            notices.push(VaultNotice::Rivals { revision: loaded, kept_as });
        }
        match contents.head {
            Some(head) if head.identity.revision > loaded => {
                notices.push(VaultNotice::RevisionMissing { newest: head.identity.revision, loaded });
            }
            None if loaded > 0 || contents.head_value.is_some() => notices.push(VaultNotice::HeadUnreadable),
            _ => {}
        }
        notices
    }

    /// From now on what is in the storage is known here, and may be replaced.
    fn adopt(&mut self, contents: &Contents) {
        self.ours = contents.newest().map_or(0, |(_, record)| record.stamp.revision);
        self.seen = contents.revision();
        self.known = contents.identities();
        self.taken_over = false;
    }

    fn settle(&mut self, record: &Record) {
        self.ours = record.stamp.revision;
        self.seen = self.seen.max(self.ours);
        self.taken_over = false;
    }

    fn check_format(&self, contents: &Contents) -> Result<(), SaveError> {
        match contents.format() {
            Some(theirs) if theirs > self.format => Err(SaveError::NewerFormat { theirs, ours: self.format }),
            _ => Ok(()),
        }
    }

    fn check_tabs(&self, contents: &Contents) -> Result<(), SaveError> {
        let strangers = contents.identities().into_iter().filter(|identity| !self.known.contains(identity));
        let strangers = strangers.map(|identity| identity.revision);
        let head = contents.head.map(|head| head.identity.revision).filter(|revision| *revision > self.seen);
        match strangers.chain(head).max() {
            Some(theirs) => Err(SaveError::OtherTab { theirs, ours: self.ours }),
            None => Ok(()),
        }
    }

    /// Writes `record` into `target` and reads it back.
    fn write(&mut self, contents: &Contents, target: Slot, record: &Record) -> Result<(), SaveError> {
        if let Content::Damaged { value, .. } = contents.slot(target) {
            self.quarantine(value)?;
        }
        if let Some(rival) = contents.rival() {
            self.quarantine(&rival.text)?;
        }
        // Known before it is written: a write that fails late must not look like another tab's.
        self.known.extend(contents.identities());
        self.known.push(record.identity());
        self.known.drain(..self.known.len().saturating_sub(KNOWN));

        let key = self.keys.slot(target);
        self.set_making_room(&key, &record.value)?;
        let read_back = self.store.get(&key)?;
        if read_back.as_deref() != Some(&record.value) {
            let revision = record.stamp.revision;
            return match read_back.and_then(|value| Record::parse(&value).ok()) {
                Some(Record { stamp, .. }) if stamp.revision >= revision => {
                    Err(SaveError::OtherTab { theirs: stamp.revision, ours: self.ours })
                }
                _ => Err(SaveError::NotStored),
            };
        }
        match self.store.get(&self.keys.head())? {
            Some(value) if contents.head_value.as_ref() != Some(&value) => {
                let theirs = Head::parse(&value).map_or(record.stamp.revision, |head| head.identity.revision);
                Err(SaveError::OtherTab { theirs, ours: self.ours })
            }
            _ => Ok(()),
        }
    }

    /// A head that cannot be turned is no failure: loading finds the newest slot without it.
    fn turn_head(&self, contents: &Contents, slot: Slot, record: &Record) {
        let value = Head { format: record.stamp.format, slot, identity: record.identity() }.value();
        if contents.head_value.as_ref() != Some(&value) {
            let _ = self.set_making_room(&self.keys.head(), &value);
        }
    }
}

fn saved(record: &Record) -> Saved {
    let Stamp { revision, saved_at_ms, .. } = record.stamp;
    // A long text is packed and therefore ASCII, where a byte is a unit.
    Saved { revision, saved_at_ms, large: record.value.len() > LARGE_SLOT_UNITS }
}

fn stored(record: &Record) -> Stored {
    let Stamp { format, revision, saved_at_ms } = record.stamp;
    Stored { text: record.text.clone(), revision, saved_at_ms, format }
}
