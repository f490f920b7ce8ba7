//! Rolling copies: earlier revisions, kept while there is room.
//!
//! A save copies the text that it replaces, at most every
//! [`COPY_INTERVAL_MS`]: so the state in which one left off yesterday is among
//! them. Kept are the [`LATEST_COPIES`], and the last of each of the
//! [`DAILY_COPIES`] latest days on which something was saved. Copies give way,
//! oldest first, when the document needs their room.
//!
//! Age is by revision, not by clock: a clock that jumps must not make an old copy
//! the newest.

use thiserror::Error;

use super::keys::{COPY_INTERVAL_MS, DAILY_COPIES, DAY_MS, LATEST_COPIES, MOST_REVISIONS};
use super::slot::{Damage, Packing, Record};
use super::store::{KeyValueStore, StoreError};
use super::{SaveError, Vault};

/// A rolling copy, as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RollingCopy {
    /// For [`Vault::read_copy`].
    pub key: String,
    /// When its text was saved [ms since 1970, UTC].
    pub saved_at_ms: u64,
    /// What it takes in the storage [bytes], packed.
    pub bytes: usize,
}

/// Why a copy is not read; it is left as it is.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum CopyError {
    /// Dropped in the meantime, to make room.
    #[error("there is no copy {0:?} any more; choose another one")]
    NoSuchCopy(String),
    /// Its check does not hold.
    #[error("this copy is damaged: {0}; choose another one")]
    Damaged(Damage),
    /// The storage does not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl<S: KeyValueStore> Vault<S> {
    /// The rolling copies, newest first.
    ///
    /// # Errors
    ///
    /// [`StoreError::Blocked`].
    pub fn copies(&self) -> Result<Vec<RollingCopy>, StoreError> {
        let mut copies = Vec::new();
        for entry in self.copy_entries()? {
            if let Some(value) = self.store.get(&entry.key)? {
                let CopyEntry { key, saved_at_ms, .. } = entry;
                copies.push(RollingCopy { key, saved_at_ms, bytes: value.len() });
            }
        }
        Ok(copies)
    }

    /// The text of the copy under `key`.
    ///
    /// # Errors
    ///
    /// [`CopyError`] if it is not there, damaged, or out of reach.
    pub fn read_copy(&self, key: &str) -> Result<String, CopyError> {
        let value =
            if CopyEntry::parse(key, &self.keys.copies()).is_some() { self.store.get(key)? } else { None };
        let value = value.ok_or_else(|| CopyError::NoSuchCopy(key.to_owned()))?;
        Ok(Record::parse(&value).map_err(CopyError::Damaged)?.text)
    }

    /// What the keys say of the copies, newest first.
    pub(super) fn copy_entries(&self) -> Result<Vec<CopyEntry>, StoreError> {
        let prefix = self.keys.copies();
        let keys = self.store.keys()?;
        let mut entries: Vec<_> = keys.iter().filter_map(|key| CopyEntry::parse(key, &prefix)).collect();
        entries.sort_by_key(|entry| std::cmp::Reverse((entry.revision, entry.made_at_ms, entry.saved_at_ms)));
        Ok(entries)
    }

    /// Copies `outgoing` if the time has come, or if it `must` be kept, and drops the
    /// copies that are surplus.
    ///
    /// Copies are a comfort: that one fails is no reason to call a save failed.
    pub(super) fn roll(&self, entries: &[CopyEntry], outgoing: Option<&Record>, must: bool, now_ms: u64) {
        if let Some(outgoing) = outgoing
            && (must || is_due(entries, now_ms))
        {
            let entry = CopyEntry::new(&self.keys.copies(), outgoing, now_ms);
            let copy = Record::new(&outgoing.text, outgoing.stamp, Packing::WhenShorter);
            let _ = self.set_making_room(&entry.key, &copy.value);
        }
        for key in surplus(&self.copy_entries().unwrap_or_default()) {
            // One that stays is dropped by the next save.
            let _ = self.store.remove(&key);
        }
    }

    /// Sets `key`; when the storage is full, copies give way, oldest first. If
    /// even that is not enough, they are put back.
    pub(super) fn set_making_room(&self, key: &str, value: &str) -> Result<(), SaveError> {
        let full = match self.store.set(key, value) {
            Err(StoreError::Quota) => SaveError::Quota { bytes: value.len() },
            other => return Ok(other?),
        };
        let mut dropped = Vec::new();
        for entry in self.copy_entries()?.into_iter().rev().filter(|entry| entry.key != key) {
            let Some(copy) = self.store.get(&entry.key)? else { continue };
            self.store.remove(&entry.key)?;
            dropped.push((entry.key, copy));
            match self.store.set(key, value) {
                Err(StoreError::Quota) => {}
                other => return Ok(other?),
            }
        }
        for (key, copy) in dropped.into_iter().rev() {
            // Its room was free a moment ago; if another tab has taken it, the copy is lost.
            let _ = self.store.set(&key, &copy);
        }
        Err(full)
    }
}

/// What the key of a copy says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CopyEntry {
    pub(super) key: String,
    pub(super) revision: u64,
    saved_at_ms: u64,
    made_at_ms: u64,
}

impl CopyEntry {
    fn new(prefix: &str, record: &Record, made_at_ms: u64) -> Self {
        let (revision, saved_at_ms) = (record.stamp.revision, record.stamp.saved_at_ms);
        let key = format!("{prefix}{revision}-{saved_at_ms}-{made_at_ms}");
        Self { key, revision, saved_at_ms, made_at_ms }
    }

    /// `None` for a key that this program has not written; such a one is let alone.
    fn parse(key: &str, prefix: &str) -> Option<Self> {
        let mut fields = key.strip_prefix(prefix)?.split('-').map(|field| field.parse().ok());
        let (revision, saved_at_ms, made_at_ms) = (fields.next()??, fields.next()??, fields.next()??);
        let is_written = key == format!("{prefix}{revision}-{saved_at_ms}-{made_at_ms}");
        (is_written && revision <= MOST_REVISIONS).then(|| Self {
            key: key.to_owned(),
            revision,
            saved_at_ms,
            made_at_ms,
        })
    }
}

/// Also if the clock has gone back since the last one was made.
fn is_due(newest_first: &[CopyEntry], now_ms: u64) -> bool {
    newest_first
        .first()
        .is_none_or(|last| now_ms < last.made_at_ms || now_ms - last.made_at_ms >= COPY_INTERVAL_MS)
}

/// Keys of the copies to drop.
fn surplus(newest_first: &[CopyEntry]) -> Vec<String> {
    let mut days = Vec::new();
    let mut surplus = Vec::new();
    for (index, entry) in newest_first.iter().enumerate() {
        let day = entry.saved_at_ms / DAY_MS;
        let last_of_day = days.len() < DAILY_COPIES && !days.contains(&day);
        if last_of_day {
            days.push(day);
        }
        if index >= LATEST_COPIES && !last_of_day {
            surplus.push(entry.key.clone());
        }
    }
    surplus
}
