//! What the vault asks of a storage: texts under keys, as local storage has them.

use std::cell::RefCell;
use std::collections::BTreeMap;

use thiserror::Error;

/// Texts under keys, shared with other tabs and possibly full, shut, or lying.
///
/// The methods take `&self`, as those of the browser do.
pub trait KeyValueStore {
    /// The text under `key`, if there is one.
    ///
    /// # Errors
    ///
    /// [`StoreError::Blocked`].
    fn get(&self, key: &str) -> Result<Option<String>, StoreError>;

    /// Puts `value` under `key`, in the place of what was there.
    ///
    /// # Errors
    ///
    /// [`StoreError`]; what was there then stays.
    fn set(&self, key: &str, value: &str) -> Result<(), StoreError>;

    /// Removes `key` and its text; no key, no error.
    ///
    /// # Errors
    ///
    /// [`StoreError::Blocked`].
    fn remove(&self, key: &str) -> Result<(), StoreError>;

    /// All keys, this program's and others', in any order.
    ///
    /// # Errors
    ///
    /// [`StoreError::Blocked`].
    fn keys(&self) -> Result<Vec<String>, StoreError>;
}

/// Why a storage did not do what it was asked.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum StoreError {
    /// The browser's limit for this origin is reached.
    #[error(
        "the browser's storage for this page is full; export the portfolio, then remove what is not needed"
    )]
    Quota,
    /// Private mode, a policy, a setting: with what the browser says.
    #[error(
        "the browser does not let this page use its storage ({0}); export the portfolio before you leave"
    )]
    Blocked(String),
}

impl<S: KeyValueStore + ?Sized> KeyValueStore for &S {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        (**self).get(key)
    }

    fn set(&self, key: &str, value: &str) -> Result<(), StoreError> {
        (**self).set(key, value)
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        (**self).remove(key)
    }

    fn keys(&self) -> Result<Vec<String>, StoreError> {
        (**self).keys()
    }
}

/// A storage in memory, for tests and examples.
impl KeyValueStore for RefCell<BTreeMap<String, String>> {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        Ok(self.borrow().get(key).cloned())
    }

    fn set(&self, key: &str, value: &str) -> Result<(), StoreError> {
        self.borrow_mut().insert(key.to_owned(), value.to_owned());
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        self.borrow_mut().remove(key);
        Ok(())
    }

    fn keys(&self) -> Result<Vec<String>, StoreError> {
        Ok(self.borrow().keys().cloned().collect())
    }
}
