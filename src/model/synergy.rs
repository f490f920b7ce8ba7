//! Synergies: what two initiatives are worth together, beyond the sum of their scores.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::finite::Finite;
use super::id::InitiativeId;

/// What two initiatives are worth together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Synergy {
    /// The two, in either order; each pair is named once.
    pub of: [InitiativeId; 2],
    /// Points added if both are chosen, 100 for a score of 1; below 0 if they take from each other.
    pub points: Finite,
}

impl Synergy {
    /// Whether it is of these two, in whatever order.
    pub fn is_of(&self, [one, other]: [InitiativeId; 2]) -> bool {
        self.of == [one, other] || self.of == [other, one]
    }

    /// The other of the two; none if `id` is neither.
    pub fn partner(&self, id: InitiativeId) -> Option<InitiativeId> {
        match self.of {
            [one, other] if one == id => Some(other),
            [one, other] if other == id => Some(one),
            _ => None,
        }
    }

    /// In scores: 1 is the best for one initiative.
    pub fn score(&self) -> f64 {
        self.points.get() / 100.0
    }
}
