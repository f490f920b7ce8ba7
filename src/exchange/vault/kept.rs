//! Texts that the program never deletes: what could not be read, and what a
//! migration came from.
//!
//! A text is kept once, under a key made from its CRC-32 and length.

use super::keys::TWINS;
use super::slot::{Packing, Record, Stamp};
use super::store::{KeyValueStore, StoreError};
use super::{SaveError, Vault};

impl<S: KeyValueStore> Vault<S> {
    /// Keeps a document that is whole but cannot be opened, and returns its key.
    ///
    /// # Errors
    ///
    /// [`SaveError`] as for [`Vault::save`]; copies give way to it.
    pub fn quarantine(&self, text: &str) -> Result<String, SaveError> {
        self.keep(&self.keys.quarantine(), text)
    }

    /// Key and text of everything in quarantine, in the order of the keys.
    ///
    /// A text from a damaged slot is what stood there, stamp and all.
    ///
    /// # Errors
    ///
    /// [`StoreError::Blocked`].
    pub fn quarantined(&self) -> Result<Vec<(String, String)>, StoreError> {
        self.kept(&self.keys.quarantine())
    }

    /// Keeps the text of an earlier `version` that is about to be saved in the present
    /// one, and returns its key.
    ///
    /// # Errors
    ///
    /// [`SaveError`] as for [`Vault::save`]; copies give way to it.
    pub fn keep_original(&self, version: u32, text: &str) -> Result<String, SaveError> {
        self.keep(&format!("{}v{version}-", self.keys.originals()), text)
    }

    /// Key and text of every kept original, in the order of the keys.
    ///
    /// # Errors
    ///
    /// [`StoreError::Blocked`].
    pub fn originals(&self) -> Result<Vec<(String, String)>, StoreError> {
        self.kept(&self.keys.originals())
    }

    /// Removes what is kept under `key`, because the user says so; returns whether
    /// `key` was one of a copy, an original, or a text in quarantine.
    ///
    /// # Errors
    ///
    /// [`StoreError::Blocked`].
    pub fn discard(&self, key: &str) -> Result<bool, StoreError> {
        let prefixes = [self.keys.copies(), self.keys.originals(), self.keys.quarantine()];
        let is_kept = prefixes.iter().any(|prefix| key.starts_with(prefix)) && self.store.get(key)?.is_some();
        if is_kept {
            self.store.remove(key)?;
        }
        Ok(is_kept)
    }

    fn keep(&self, prefix: &str, text: &str) -> Result<String, SaveError> {
        let stamp = Stamp { format: self.format, revision: 0, saved_at_ms: 0 };
        let record = Record::new(text, stamp, Packing::WhenShorter);
        let name = format!("{prefix}{:08x}-{}", crc32fast::hash(text.as_bytes()), text.len());
        for twin in 0..TWINS {
            let key = if twin == 0 { name.clone() } else { format!("{name}-{twin}") };
            match self.store.get(&key)?.map(|value| Record::parse(&value)) {
                Some(Ok(kept)) if kept.text == text => return Ok(key),
                Some(Ok(_)) => {}
                // A damaged one of the same check sum and length is made whole.
                Some(Err(_)) | None => {
                    self.set_making_room(&key, &record.value)?;
                    let is_stored = self.store.get(&key)?.as_ref() == Some(&record.value);
                    return if is_stored { Ok(key) } else { Err(SaveError::NotStored) };
                }
            }
        }
        Err(SaveError::NotStored)
    }

    fn kept(&self, prefix: &str) -> Result<Vec<(String, String)>, StoreError> {
        let mut keys = self.store.keys()?;
        keys.retain(|key| key.starts_with(prefix));
        keys.sort();
        let mut kept = Vec::new();
        for key in keys {
            if let Some(value) = self.store.get(&key)? {
                kept.push((key, unpacked(&value)));
            }
        }
        Ok(kept)
    }
}

/// The text of a record; of a damaged one, all that is there.
fn unpacked(value: &str) -> String {
    Record::parse(value).map_or_else(|_| value.to_owned(), |record| record.text)
}
