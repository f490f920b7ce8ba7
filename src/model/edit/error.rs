//! Why an edit was refused, in words that the user reads.

use thiserror::Error;

use crate::model::limits;
use crate::model::office::charter::PURPOSES;
use crate::model::office::leader::MOST_IN_FOCUS;
use crate::model::office::maturity_model::ModelError;
use crate::model::rule::RuleError;

/// Why an edit was refused; the document is unchanged.
#[derive(Clone, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum EditError {
    /// Probably deleted in the meantime.
    #[error("there is no {what} {id} in this document; it may have been deleted")]
    NoSuch {
        /// "criterion", "role" …
        what: &'static str,
        /// Its number.
        id: u32,
    },
    /// Ids are unique for ever.
    #[error("the number {0} is already taken in this document")]
    IdTaken(u32),
    /// A value breaks its rule.
    #[error("the {what} {error}")]
    Rule {
        /// Which value: "weight", "name" …
        what: &'static str,
        /// The rule it breaks.
        error: RuleError,
    },
    /// A list is full.
    #[error("a portfolio holds at most {most} {what}; remove some first")]
    TooMany {
        /// "initiatives" …
        what: &'static str,
        /// The limit.
        most: usize,
    },
    /// A stage would wait for itself.
    #[error("“{0}” would have to wait for itself; take one of the links away")]
    StageCycle(String),
    /// A criterion would lie under itself.
    #[error("a criterion cannot lie under itself; choose another place for it")]
    CriterionCycle,
    /// The tree of criteria would have too many levels.
    #[error("criteria have at most {} levels; choose a place further up", limits::CRITERION_LEVELS)]
    CriterionTooDeep,
    /// Only siblings are compared.
    #[error("only two different criteria with the same parent can be compared; choose such two")]
    NotSiblings,
    /// Only leaves are scored.
    #[error("“{0}” has criteria under it; score those")]
    NotALeaf(String),
    /// An initiative cannot require or exclude itself.
    #[error("an initiative cannot require or exclude itself; take that link away")]
    SelfLink,
    /// What an initiative is worth alone is its score.
    #[error("an initiative has no synergy with itself; choose another one")]
    SynergyWithItself,
    /// The role does the effort of a stage alone.
    #[error("nobody else works on “{0}”; give its effort to another role first, or give it a duration")]
    LastRole(String),
    /// Opinions belong to a round.
    #[error("no round of the workshop has begun yet; begin one first")]
    NoRound,
    /// Such as a scenario within a scenario.
    #[error("a scenario changes the plan, it cannot hold a {0}")]
    NotInScenario(&'static str),
    /// One alternative is no choice.
    #[error("a decision has two to {most} alternatives, not {0}", most = limits::ALTERNATIVES)]
    Alternatives(usize),
    /// Three things at once are learned, ten are not.
    #[error("at most {most} attributes are in focus at once; finish or drop one first", most = MOST_IN_FOCUS)]
    FocusFull,
    /// More is everything, and so nothing.
    #[error("an office serves at most {most} objectives, not {0}; keep the ones that matter most", most = PURPOSES)]
    TooManyPurposes(usize),
    /// An office has no tie to itself.
    #[error("an office cannot be tied to itself; choose another")]
    TieToItself,
    /// Unfreeze it first.
    #[error("“{0}” is frozen, so that it stays what was talked about; copy it, or let it thaw")]
    Frozen(String),
    /// Blocks within blocks.
    #[error("edits are nested more than {} deep; list them one after the other", limits::EDIT_LEVELS)]
    NestedTooDeep,
    /// An assessment cannot be asked like that.
    #[error(transparent)]
    Model(#[from] ModelError),
    /// The answers would be read as answers to something else.
    #[error("“{0}” has answers to other statements; begin a new assessment with these")]
    OtherStatements(String),
    /// The other document has errors.
    #[error("the document cannot be opened: {0}")]
    Invalid(String),
}
