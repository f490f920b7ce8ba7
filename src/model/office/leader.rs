//! Who leads the office: what they can do, what the office needs of them, and what they work on.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::leader_steps::LeaderStep;
use super::leader_work::LeaderWork;
use crate::model::finite::Finite;
use crate::model::id::PeerId;
use crate::model::unique_keys;

/// Most attributes in focus at once: more is none.
pub const MOST_IN_FOCUS: usize = 3;
/// Most peers.
pub const MOST_PEERS: usize = 30;
/// Levels and importance go from 1 to this.
pub const MOST: u8 = 5;

/// Most days that one attribute may take in a quarter: more is a leave.
pub const MOST_DAYS: f64 = 30.0;

/// The leader; everything in it may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Leader {
    /// A role or a name.
    #[serde(default)]
    pub name: String,
    /// How far into the role.
    #[serde(default)]
    pub stage: LeaderStage,
    /// First day in the role; none if nobody has said.
    #[serde(default)]
    pub since: Option<Date>,
    /// The leader's own view, and what is needed.
    #[serde(default, deserialize_with = "unique_keys::map")]
    pub ratings: BTreeMap<AttributeId, Rating>,
    /// Others who say how they see the leader.
    #[serde(default)]
    pub peers: Vec<Peer>,
    /// What the leader works on now, at most [`MOST_IN_FOCUS`].
    #[serde(default, deserialize_with = "unique_keys::map")]
    pub focus: BTreeMap<AttributeId, Focus>,
    /// Title, experience and a usual week.
    #[serde(default, skip_serializing_if = "LeaderWork::is_empty")]
    pub work: LeaderWork,
    /// Steps of the stages that are ticked.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub steps: BTreeSet<LeaderStep>,
}

/// How far a leader is into the role.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LeaderStage {
    /// Wants the role.
    Candidate,
    /// Has it since less than some ninety days.
    FirstNinetyDays,
    /// Has settled in.
    #[default]
    Established,
}

/// Number of an attribute, from 1 to 16.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "u8", into = "u8")]
#[schemars(with = "u8")]
pub struct AttributeId(u8);

/// One attribute of the leader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rating {
    /// The leader's own level, 1 to [`MOST`].
    #[serde(default)]
    pub own: Option<u8>,
    /// The level that the office needs, 1 to [`MOST`].
    #[serde(default)]
    pub needed: Option<u8>,
    /// How much it matters, 1 to [`MOST`].
    #[serde(default = "usual_importance")]
    pub importance: u8,
}

/// Somebody who says how they see the leader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Peer {
    /// Stays for life.
    pub id: PeerId,
    /// A role or a name.
    pub name: String,
    /// Level that this person sees, 1 to [`MOST`]; absent where nothing was said.
    #[serde(default, deserialize_with = "unique_keys::map")]
    pub levels: BTreeMap<AttributeId, u8>,
}

/// How the leader works on an attribute.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Focus {
    /// Who helps.
    #[serde(default)]
    pub mentor: String,
    /// One thing to do.
    #[serde(default)]
    pub practice: String,
    /// By when.
    #[serde(default)]
    pub by: Option<Date>,
    /// When the mentor is met next.
    #[serde(default)]
    pub meeting: Option<Date>,
    /// Time that it takes [days a quarter], 0 to [`MOST_DAYS`]; none if nobody has said. The roadmap leaves it free.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days_a_quarter: Option<Finite>,
}

/// An attribute in words.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Attribute {
    /// Its number.
    pub number: AttributeId,
    /// A few words.
    pub name: String,
    /// Which side of the work it belongs to.
    pub axis: AttributeAxis,
    /// What it means.
    pub statement: String,
    /// What level 1 looks like.
    pub low: String,
    /// What level 3 looks like.
    pub middle: String,
    /// What level 5 looks like.
    pub high: String,
    /// Something to do that trains it.
    pub practice: String,
}

/// Which side of the work an attribute belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttributeAxis {
    /// How goals are met.
    Business,
    /// How work is delivered.
    ProjectManagement,
    /// Both.
    Neither,
}

impl Leader {
    /// What was said about `attribute`; nothing is the default.
    pub fn rating(&self, attribute: AttributeId) -> Rating {
        self.ratings.get(&attribute).copied().unwrap_or_default()
    }

    /// Time that the plan takes in the quarter that begins on `first_day`, or in any if that is none [days].
    pub fn days_in_quarter(&self, first_day: Option<Date>) -> f64 {
        let is_under_way = |focus: &&Focus| match (focus.by, first_day) {
            (Some(by), Some(first_day)) => by >= first_day,
            _ => true,
        };
        self.focus.values().filter(is_under_way).filter_map(|it| it.days_a_quarter).map(Finite::get).sum()
    }

    /// Whether nothing has been written yet.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl LeaderStage {
    /// In order of time.
    pub const ALL: [Self; 3] = [Self::Candidate, Self::FirstNinetyDays, Self::Established];

    /// In a few words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Candidate => "Candidate",
            Self::FirstNinetyDays => "First 90 days",
            Self::Established => "Established",
        }
    }
}

impl Attribute {
    /// All sixteen, in order.
    ///
    /// # Panics
    ///
    /// Never: the text is part of the program and is read in its tests.
    pub fn all() -> &'static [Self] {
        static ALL: LazyLock<Vec<Attribute>> = LazyLock::new(|| {
            serde_json::from_str(include_str!("leader_attributes.json"))
                .expect("the built-in attributes are valid: tested")
        });
        &ALL
    }

    /// The attribute numbered `id`.
    pub fn of(id: AttributeId) -> &'static Self {
        &Self::all()[usize::from(id.0 - 1)]
    }
}

impl AttributeId {
    /// How many there are.
    pub const COUNT: u8 = 16;

    /// All, in order.
    pub fn all() -> impl Iterator<Item = Self> {
        (1..=Self::COUNT).map(Self)
    }

    /// Its number, from 1.
    pub fn number(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for AttributeId {
    type Error = String;

    fn try_from(number: u8) -> Result<Self, String> {
        if (1..=Self::COUNT).contains(&number) {
            Ok(Self(number))
        } else {
            Err(format!("an attribute has a number from 1 to {}, not {number}", Self::COUNT))
        }
    }
}

impl From<AttributeId> for u8 {
    fn from(id: AttributeId) -> Self {
        id.0
    }
}

impl Default for Rating {
    fn default() -> Self {
        Self { own: None, needed: None, importance: usual_importance() }
    }
}

fn usual_importance() -> u8 {
    3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sixteen_attributes_are_numbered_by_their_place() {
        assert_eq!(Attribute::all().len(), 16);
        for (id, attribute) in AttributeId::all().zip(Attribute::all()) {
            assert_eq!(attribute.number, id);
            assert_eq!(Attribute::of(id), attribute);
            for text in [
                &attribute.statement,
                &attribute.low,
                &attribute.middle,
                &attribute.high,
                &attribute.practice,
            ] {
                assert!(text.ends_with('.'), "{text}");
            }
        }
    }

    #[test]
    fn the_axes_have_the_attributes_of_the_design() {
        let of = |axis| -> Vec<u8> {
            Attribute::all().iter().filter(|it| it.axis == axis).map(|it| it.number.number()).collect()
        };
        assert_eq!(of(AttributeAxis::Business), [1, 2, 3, 6, 8, 9]);
        assert_eq!(of(AttributeAxis::ProjectManagement), [4, 5, 14, 15, 16]);
    }

    #[test]
    fn only_sixteen_numbers_are_attributes() {
        assert!(AttributeId::try_from(0).is_err() && AttributeId::try_from(17).is_err());
        assert!(serde_json::from_str::<AttributeId>("17").is_err());
        let ratings = BTreeMap::from([(AttributeId(16), 2_u8)]);
        let json = serde_json::to_string(&ratings).unwrap();
        assert_eq!(json, r#"{"16":2}"#);
        assert_eq!(serde_json::from_str::<BTreeMap<AttributeId, u8>>(&json).unwrap(), ratings);
    }
}
