//! What the user is told of a storage that was not as it should be.

use std::fmt;

use super::keys::Slot;
use super::slot::Damage;

/// Something that was not as it should be; nothing has been lost by noticing it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum VaultNotice {
    /// A slot cannot be read.
    Damaged {
        /// Which one.
        slot: Slot,
        /// What is wrong with it.
        damage: Damage,
        /// Its key in quarantine. `None` if there was no room: it then stands in its
        /// slot, and nothing is saved over it until it has been kept.
        kept_as: Option<String>,
    },
    /// A revision was saved, and no slot holds it whole.
    RevisionMissing {
        /// The newest one that was saved.
        newest: u64,
        /// The one that was loaded instead; 0 if there is none.
        loaded: u64,
    },
    /// The head record is missing or damaged; the slots were enough.
    HeadUnreadable,
    /// Two different texts have the same revision, because two tabs wrote at once.
    Rivals {
        /// Their revision.
        revision: u64,
        /// Key in quarantine of the one that was not loaded; `None` if there was no
        /// room, and then nothing is saved over it.
        kept_as: Option<String>,
    },
    /// A newer page has saved here: this one may read, but not write.
    NewerFormat {
        /// Version that the newer page writes.
        theirs: u32,
        /// Version that this page writes.
        ours: u32,
    },
}

impl fmt::Display for VaultNotice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kept = |kept_as: &Option<String>| match kept_as {
            Some(_) => "it is kept and can be downloaded",
            None => "there was no room to keep it, so nothing is saved until there is",
        };
        match self {
            Self::Damaged { damage, kept_as, .. } => {
                write!(f, "one of the two saved versions cannot be read: {damage}; {}", kept(kept_as))
            }
            Self::RevisionMissing { newest, loaded: 0 } => {
                write!(
                    f,
                    "revision {newest} was saved and cannot be read; restore a copy, or import an export"
                )
            }
            Self::RevisionMissing { newest, loaded } => {
                write!(f, "revision {newest} was saved and cannot be read; this is revision {loaded}")
            }
            Self::HeadUnreadable => {
                write!(f, "the note of the newest version was missing; it was found without")
            }
            Self::Rivals { revision, kept_as } => {
                write!(f, "two tabs saved revision {revision}; this is one, of the other: {}", kept(kept_as))
            }
            Self::NewerFormat { theirs, ours } => write!(
                f,
                "a newer page has saved here in format {theirs}, this page writes {ours}; \
                 reload it to get the newer one"
            ),
        }
    }
}
