//! Other offices, and what ties them to ours and to each other.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::charter::OfficeLevel;
use crate::model::finite::Finite;
use crate::model::id::OfficeId;
use crate::model::portfolio::Currency;

/// The offices besides ours, and the ties.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Network {
    /// In the order in which they came to be, as far as one knows.
    #[serde(default)]
    pub offices: Vec<OtherOffice>,
    /// No tie twice.
    #[serde(default)]
    pub ties: Vec<Tie>,
}

/// An office besides ours, or whoever stands in for one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OtherOffice {
    /// Stays for life.
    pub id: OfficeId,
    /// What it is called.
    pub name: String,
    /// Where it sits.
    pub level: OfficeLevel,
    /// Whom one talks to there.
    #[serde(default)]
    pub counterpart: String,
    /// Day on which it began, as far as one knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub began: Option<Date>,
    /// What its own file said when it was read last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standing: Option<Box<Standing>>,
}

/// What an office looks after, by its own file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Standing {
    /// Name of the file.
    pub file: String,
    /// Day on which it was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read: Option<Date>,
    /// Names of the initiatives of its plan.
    pub initiatives: Vec<String>,
    /// What they cost over all years, in `currency`.
    pub cost: Finite,
    /// Of the cost.
    pub currency: Currency,
    /// People on the first day of its calendar [FTE].
    pub heads: Finite,
    /// Mean maturity of its newest assessment, 1 to 5; none without any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maturity: Option<Finite>,
}

/// Something that two offices share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tie {
    /// Whence; none is our own office.
    pub from: Option<OfficeId>,
    /// Whither; none is our own office.
    pub to: Option<OfficeId>,
    /// What.
    pub relation: Relation,
}

/// What goes from one office to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// The first reports to the second.
    Reports,
    /// The first advises the second.
    Advises,
    /// The first gives the second its data.
    Data,
    /// Both rank by the same criteria.
    Criteria,
    /// Both go by the same calendar.
    Calendar,
    /// It is written who of the two decides what.
    DecisionRights,
}

impl Network {
    /// The office `id`, if it is still there.
    pub fn office(&self, id: OfficeId) -> Option<&OtherOffice> {
        self.offices.iter().find(|office| office.id == id)
    }

    /// What ties our office to `id`, in either direction, each relation once.
    pub fn shared_with(&self, id: OfficeId) -> Vec<Relation> {
        let ties = self.ties.iter().filter(|tie| tie.joins(None, Some(id)));
        let mut relations: Vec<Relation> = ties.map(|tie| tie.relation).collect();
        relations.sort_unstable();
        relations.dedup();
        relations
    }

    /// Whether anything ties our office to one for the whole organisation.
    pub fn reaches_enterprise(&self) -> bool {
        let enterprise = self.offices.iter().filter(|office| office.level == OfficeLevel::Enterprise);
        enterprise.into_iter().any(|office| !self.shared_with(office.id).is_empty())
    }

    /// Offices that nothing ties to any other.
    pub fn isolated(&self) -> Vec<OfficeId> {
        let alone = |id: &OfficeId| !self.ties.iter().any(|tie| tie.touches(Some(*id)));
        self.offices.iter().map(|office| office.id).filter(alone).collect()
    }

    /// Whether there is no other office.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Tie {
    /// Whether it is between these two, in either direction.
    pub fn joins(&self, one: Option<OfficeId>, other: Option<OfficeId>) -> bool {
        (self.from, self.to) == (one, other) || (self.from, self.to) == (other, one)
    }

    /// Whether it begins or ends there.
    pub fn touches(&self, office: Option<OfficeId>) -> bool {
        self.from == office || self.to == office
    }
}

impl Relation {
    /// All, in display order.
    pub const ALL: [Self; 6] =
        [Self::Reports, Self::Advises, Self::Data, Self::Criteria, Self::Calendar, Self::DecisionRights];

    /// In a few words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Reports => "Reports to it",
            Self::Advises => "Advises it",
            Self::Data => "Gives it data",
            Self::Criteria => "Same criteria",
            Self::Calendar => "Same calendar",
            Self::DecisionRights => "Written decision rights",
        }
    }

    /// What two offices share by it.
    pub fn shared_words(self) -> &'static str {
        match self {
            Self::Reports => "Reports",
            Self::Advises => "Advice",
            Self::Data => "Data",
            Self::Criteria => "Criteria",
            Self::Calendar => "Calendar",
            Self::DecisionRights => "Decision rights",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tie_in_either_direction_counts_once() {
        let office = |id, level| OtherOffice {
            id,
            name: String::new(),
            level,
            counterpart: String::new(),
            began: None,
            standing: None,
        };
        let (top, it) = (OfficeId(1), OfficeId(2));
        let tie = |from, to| Tie { from, to, relation: Relation::Data };
        let mut network = Network {
            offices: vec![office(top, OfficeLevel::Enterprise), office(it, OfficeLevel::Domain)],
            ties: vec![tie(Some(top), Some(it))],
        };
        assert!(!network.reaches_enterprise());
        network.ties.extend([tie(None, Some(top)), tie(Some(top), None)]);
        assert!(network.reaches_enterprise());
        assert_eq!(network.shared_with(top), [Relation::Data]);
        network.ties.truncate(0);
        assert_eq!(network.isolated(), [top, it]);
    }
}
