//! Risks: what may happen to several stages at once, what it costs, and what would be done about it.
//!
//! Simulated, a risk truly happens in some runs and not in the others. Its
//! response is a what-if of its own: the chance that is left after prevention, and
//! the days within which recovery ends the delay.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::finite::Finite;
use super::id::{InitiativeId, RiskId, StageId};
use super::initiative::Estimate;

/// Something that may happen and then delays stages, or costs money, or both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Risk {
    /// Stays for life; keys the risk's random draws.
    pub id: RiskId,
    /// What may happen, in a few words.
    pub name: String,
    /// Chance that it happens, 0 to 1; 1 for a driver that is always there.
    pub chance: Finite,
    /// What it does to every stage that it hits, when it happens.
    pub delay: Delay,
    /// What it hits.
    pub hits: Vec<Hit>,
    /// What it costs when it happens, in the document's currency and scale, beside the work; none is nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<Estimate>,
    /// What is done about it.
    #[serde(default, skip_serializing_if = "Response::is_empty")]
    pub response: Response,
}

/// What a risk hits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Hit {
    /// All stages of an initiative, also those that it will have.
    Initiative(InitiativeId),
    /// One stage.
    Stage(StageId),
}

/// How a risk lengthens a stage that it hits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Delay {
    /// So many weeks are added.
    Weeks(Estimate),
    /// It takes so many times as long.
    Times(Estimate),
}

/// What is done about a risk: to prevent it, and to get up again when it has happened.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Response {
    /// What is done.
    #[serde(default)]
    pub action: String,
    /// Who does it.
    #[serde(default)]
    pub owner: String,
    /// Chance that is left with it, 0 to 1; none if it prevents nothing.
    #[serde(default)]
    pub chance: Option<Finite>,
    /// Working days after which all is well again: no stage is delayed by more; none if nothing is recovered.
    #[serde(default)]
    pub days: Option<u32>,
}

impl Response {
    /// Whether nothing is said of it.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether it changes anything that is simulated.
    pub fn has_effect(&self) -> bool {
        self.chance.is_some() || self.days.is_some()
    }
}

impl Risk {
    /// A risk of even odds that takes two weeks from what it hits.
    pub fn new(id: RiskId, name: impl Into<String>, hits: Vec<Hit>) -> Self {
        Self {
            id,
            name: name.into(),
            chance: Finite::new(0.5).unwrap_or_default(),
            delay: Delay::Weeks(Estimate::Fixed(2_u32.into())),
            hits,
            cost: None,
            response: Response::default(),
        }
    }
}

impl Delay {
    /// The estimate, whatever it measures.
    pub fn estimate(&self) -> &Estimate {
        match self {
            Self::Weeks(estimate) | Self::Times(estimate) => estimate,
        }
    }
}
