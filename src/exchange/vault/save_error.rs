//! Why a text was not saved, with the remedy.

use thiserror::Error;

use super::store::StoreError;

/// Why a text was not saved; what was saved before is still there.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum SaveError {
    /// Even without the rolling copies there is no room.
    #[error(
        "the browser's storage is full: there is no room for {} kB, even without the copies; \
         export the portfolio now, then discard what is in quarantine or clear other pages of this site",
        bytes.div_ceil(1000)
    )]
    Quota {
        /// Room that was asked for [bytes].
        bytes: usize,
    },
    /// Private mode, a policy, a setting: with what the browser says.
    #[error("the browser does not let this page save ({0}); export the portfolio before you leave")]
    Blocked(String),
    /// The storage took the text without an error and then had not got it.
    #[error("the browser did not keep what was saved; export the portfolio now")]
    NotStored,
    /// Somebody else has saved since this vault last loaded or saved.
    #[error(
        "another tab has saved meanwhile; load theirs, which drops what was done here since, \
         or keep yours, which replaces theirs: export first what must not be lost"
    )]
    OtherTab {
        /// Revision in the storage.
        theirs: u64,
        /// Revision last loaded or saved here.
        ours: u64,
    },
    /// Saving would put an older format over a newer one.
    #[error(
        "a newer page has saved in format {theirs}, this page writes {ours}; reload it to get the newer one"
    )]
    NewerFormat {
        /// Version that the newer page writes.
        theirs: u32,
        /// Version that this page writes.
        ours: u32,
    },
}

impl From<StoreError> for SaveError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Quota => Self::Quota { bytes: 0 },
            StoreError::Blocked(reason) => Self::Blocked(reason),
        }
    }
}
