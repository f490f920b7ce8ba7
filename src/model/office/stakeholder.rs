//! People whom the office needs or serves, when it spoke to them, and how it means to earn their trust.
//!
//! What makes a person difficult, who deals with that, notes on the person and hard messages that are not yet said stay on
//! this machine: [`Document::for_sharing`] leaves them out unless the person's own tick says otherwise.
//!
//! Source of power × interest: Mendelow (1981), *Environmental scanning: the impact of the stakeholder
//! concept*, Proceedings of ICIS.
//!
//! [`Document::for_sharing`]: crate::model::document::Document::for_sharing

use std::collections::BTreeSet;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::registers::issues::BlockerOwner;
use crate::model::id::{ContactId, CredibilityStepId, ServiceId, StakeholderId};

/// Power and interest go from 1 to this.
pub const MOST: u8 = 5;
/// Longest time between two updates [days].
pub const UPDATE_DAYS: u32 = 366;

/// Everybody, the contacts and the plan to be trusted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stakeholders {
    /// In display order.
    #[serde(default)]
    pub list: Vec<Stakeholder>,
    /// In the order in which they were written down.
    #[serde(default)]
    pub contacts: Vec<Contact>,
    /// What the office does to be trusted.
    #[serde(default)]
    pub credibility: Vec<CredibilityStep>,
}

/// Somebody whom the office needs or serves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stakeholder {
    /// Stays for life.
    pub id: StakeholderId,
    /// A role or a name.
    pub name: String,
    /// Whom the person speaks for.
    pub group: StakeholderGroup,
    /// How much the person can stop or help, 1 to [`MOST`].
    pub power: u8,
    /// How much the person cares about what the office does, 1 to [`MOST`].
    pub interest: u8,
    /// For or against the office.
    #[serde(default)]
    pub stance: Stance,
    /// How far the person has come.
    #[serde(default)]
    pub buy_in: BuyIn,
    /// Since when.
    #[serde(default)]
    pub buy_in_since: Option<Date>,
    /// What the person wants of the office.
    #[serde(default)]
    pub expectations: Vec<Expectation>,
    /// What has to be said though nobody likes it; empty if there is nothing, private until it is said.
    #[serde(default)]
    pub hard_message: String,
    /// When it was said; none if not yet.
    #[serde(default)]
    pub hard_message_said: Option<Date>,
    /// When the person was shown what the office does and does not do; none if not yet.
    #[serde(default)]
    pub educated: Option<Date>,
    /// What makes the person difficult; private.
    #[serde(default)]
    pub difficulty: String,
    /// Who deals with that; private.
    #[serde(default, skip_serializing_if = "BlockerOwner::is_nobody")]
    pub difficulty_owner: BlockerOwner,
    /// When it was out of the way; none while it is not. Private.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub difficulty_cleared: Option<Date>,
    /// How the person likes to be dealt with, and anything else; private.
    #[serde(default)]
    pub note: String,
    /// Whether files that leave this machine hold what is private too.
    #[serde(default)]
    pub shares_private: bool,
    /// How often the person is updated [days], 1 to [`UPDATE_DAYS`]; none goes by power.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub update_days: Option<u32>,
    /// How far the person trusted the office, in order of date, one for each day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub trust: Vec<DatedLevel>,
    /// How satisfied the person was with what the office does, in order of date, one for each day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub satisfaction: Vec<DatedLevel>,
}

/// What somebody thought of the office on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DatedLevel {
    /// The day.
    pub date: Date,
    /// From 1, not at all, to [`MOST`], fully.
    pub level: u8,
}

/// Whom a stakeholder speaks for.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum StakeholderGroup {
    /// The board and its members.
    Executives,
    /// Heads of departments and business areas.
    #[default]
    Managers,
    /// Those who lead projects, programmes and products.
    ProjectManagers,
    /// Those who do the work.
    Teams,
    /// Those who keep the money.
    Finance,
    /// The people of the office itself, and of other offices.
    Office,
    /// Customers, suppliers, regulators.
    Outside,
}

/// For or against the office.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// Works against it.
    Against,
    /// Doubts it.
    Sceptical,
    /// Neither.
    #[default]
    Neutral,
    /// Supports it.
    For,
    /// Speaks up for it.
    Champion,
}

/// Steps of a ladder that leads from not knowing to standing behind.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum BuyIn {
    /// Does not know what the office does.
    #[default]
    Unaware,
    /// Has heard of it.
    Aware,
    /// Can say what it is for.
    Understands,
    /// Helps when asked.
    Supports,
    /// Stands behind it unasked.
    Sponsors,
}

/// Something that a stakeholder wants of the office.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Expectation {
    /// In the person's words.
    pub words: String,
    /// The service that meets it; none is a gap.
    #[serde(default)]
    pub service: Option<ServiceId>,
}

/// A talk with a stakeholder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Stays for life.
    pub id: ContactId,
    /// With whom.
    pub stakeholder: StakeholderId,
    /// When.
    pub date: Date,
    /// About what.
    #[serde(default)]
    pub about: String,
    /// How; none if nobody has said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
}

/// How one spoke to a stakeholder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// Face to face.
    InPerson,
    /// By telephone or picture.
    Call,
    /// Among others, in a meeting.
    Meeting,
    /// In writing: a letter, a mail, a chat.
    Message,
}

/// Three kinds of relation that an office keeps up side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Lane {
    /// It works with those who lead departments, projects, teams and the money.
    WorksWith,
    /// It reports to executives.
    ReportsTo,
    /// It leads its own people.
    Leads,
}

/// Something the office does to be trusted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CredibilityStep {
    /// Stays for life.
    pub id: CredibilityStepId,
    /// What.
    pub name: String,
    /// By whom it is meant to be seen; none for everybody.
    #[serde(default)]
    pub stakeholder: Option<StakeholderId>,
    /// By when; without a day it is a wish.
    #[serde(default)]
    pub due: Option<Date>,
    /// When it was done.
    #[serde(default)]
    pub done: Option<Date>,
}

impl Stakeholders {
    /// The stakeholder `id`, if still there.
    pub fn stakeholder(&self, id: StakeholderId) -> Option<&Stakeholder> {
        self.list.iter().find(|stakeholder| stakeholder.id == id)
    }

    /// Day of the last talk with `id` up to `today`; none if there was none.
    pub fn last_contact(&self, id: StakeholderId, today: Date) -> Option<Date> {
        let days = self.contacts.iter().filter(|it| it.stakeholder == id && it.date <= today);
        days.map(|it| it.date).max()
    }

    /// Groups outside the office that it spoke to from `since` to `today`, both included.
    pub fn groups_met(&self, since: Date, today: Date) -> BTreeSet<StakeholderGroup> {
        let recent = self.contacts.iter().filter(|it| it.date >= since && it.date <= today);
        let groups = recent.filter_map(|it| Some(self.stakeholder(it.stakeholder)?.group));
        groups.filter(|group| *group != StakeholderGroup::Office).collect()
    }

    /// Whether nobody and nothing is there.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Stakeholder {
    /// Somebody in the middle of everything, of whom only the name is known.
    pub fn new(id: StakeholderId, name: String) -> Self {
        Self {
            id,
            name,
            group: StakeholderGroup::default(),
            power: 3,
            interest: 3,
            stance: Stance::default(),
            buy_in: BuyIn::default(),
            buy_in_since: None,
            expectations: Vec::new(),
            hard_message: String::new(),
            hard_message_said: None,
            educated: None,
            difficulty: String::new(),
            difficulty_owner: BlockerOwner::default(),
            difficulty_cleared: None,
            note: String::new(),
            shares_private: false,
            update_days: None,
            trust: Vec::new(),
            satisfaction: Vec::new(),
        }
    }

    /// Whether it says something that stays on this machine.
    pub fn holds_back(&self) -> bool {
        let says_nothing = self.difficulty.is_empty()
            && self.note.is_empty()
            && self.difficulty_owner.is_nobody()
            && self.difficulty_cleared.is_none();
        !self.shares_private && (!says_nothing || self.owes_hard_message())
    }

    /// Whether something has to be said that is not said yet.
    pub fn owes_hard_message(&self) -> bool {
        !self.hard_message.trim().is_empty() && self.hard_message_said.is_none()
    }

    /// Takes out what is private.
    pub(in crate::model) fn forget_private(&mut self) {
        if self.owes_hard_message() {
            self.hard_message.clear();
        }
        self.difficulty.clear();
        self.difficulty_owner = BlockerOwner::default();
        self.difficulty_cleared = None;
        self.note.clear();
    }
}

impl StakeholderGroup {
    /// All, in display order.
    pub const ALL: [Self; 7] = [
        Self::Executives,
        Self::Managers,
        Self::ProjectManagers,
        Self::Teams,
        Self::Finance,
        Self::Office,
        Self::Outside,
    ];

    /// How the office relates to it; none to those outside.
    pub fn lane(self) -> Option<Lane> {
        match self {
            Self::Executives => Some(Lane::ReportsTo),
            Self::Managers | Self::ProjectManagers | Self::Teams | Self::Finance => Some(Lane::WorksWith),
            Self::Office => Some(Lane::Leads),
            Self::Outside => None,
        }
    }

    /// In a few words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Executives => "Executives",
            Self::Managers => "Department managers",
            Self::ProjectManagers => "Project managers",
            Self::Teams => "Teams",
            Self::Finance => "Finance",
            Self::Office => "PMO people",
            Self::Outside => "Outside",
        }
    }
}

impl Channel {
    /// All, the closest first.
    pub const ALL: [Self; 4] = [Self::InPerson, Self::Call, Self::Meeting, Self::Message];

    /// In a word or two.
    pub fn words(self) -> &'static str {
        match self {
            Self::InPerson => "In person",
            Self::Call => "Call",
            Self::Meeting => "Meeting",
            Self::Message => "Message",
        }
    }
}

impl Lane {
    /// All, in display order.
    pub const ALL: [Self; 3] = [Self::WorksWith, Self::ReportsTo, Self::Leads];
}

impl Stance {
    /// All, the hardest first.
    pub const ALL: [Self; 5] = [Self::Against, Self::Sceptical, Self::Neutral, Self::For, Self::Champion];

    /// In a few words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Against => "Against",
            Self::Sceptical => "Sceptical",
            Self::Neutral => "Neutral",
            Self::For => "For",
            Self::Champion => "Champion",
        }
    }
}

impl BuyIn {
    /// All, from the bottom of the ladder.
    pub const ALL: [Self; 5] =
        [Self::Unaware, Self::Aware, Self::Understands, Self::Supports, Self::Sponsors];

    /// In a few words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Unaware => "Unaware",
            Self::Aware => "Has heard of us",
            Self::Understands => "Understands",
            Self::Supports => "Supports",
            Self::Sponsors => "Stands behind us",
        }
    }
}
