//! What the office is for: its purpose, place, mandate and services, and what it leaves to others.

use std::collections::BTreeSet;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::finite::Finite;
use crate::model::id::{ObjectiveId, ServiceId, StakeholderId};
use crate::model::initiative::{Kind, Mode};

/// Most objectives that an office serves at once: more is everything, and so nothing.
pub const PURPOSES: usize = 3;
/// Greatest number of people in an office [FTE].
pub const PEOPLE_FTE: f64 = 1_000.0;
/// Most people in an organisation.
pub const ORGANISATION_PEOPLE: u32 = 10_000_000;
/// Most hours a month that one service takes of the office [h].
pub const SERVICE_HOURS: f64 = 100_000.0;
/// Names that offices go by; anything else can be typed.
pub const LABELS: [&str; 6] = [
    "Project management office",
    "Enterprise PMO",
    "Portfolio management office",
    "Strategy execution office",
    "Transformation office",
    "Value delivery office",
];

/// The charter; everything in it may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Charter {
    /// What it says of the office as a whole.
    #[serde(default)]
    pub head: CharterHead,
    /// What the office does, in display order.
    #[serde(default)]
    pub services: Vec<Service>,
    /// What it leaves to others, one sentence each.
    #[serde(default)]
    pub does_not: Vec<String>,
}

/// What a charter says of the office as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CharterHead {
    /// What the office is called: one of [`LABELS`] or anything else.
    #[serde(default)]
    pub label: String,
    /// Where in the organisation it sits; none if nobody has said.
    #[serde(default)]
    pub level: Option<OfficeLevel>,
    /// How far it has grown; what is shown goes by it. None shows everything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub growth: Option<Growth>,
    /// The part of the organisation it serves, such as "IT"; empty for all of it.
    #[serde(default)]
    pub domain: String,
    /// People in the organisation, 1 to [`ORGANISATION_PEOPLE`]; none if nobody has said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation_people: Option<u32>,
    /// What the organisation does: "Public sector", "Machine building"; empty if nobody has said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sector: String,
    /// Whether it begins from nothing or from an office that was there; the first steps go by it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<StartPath>,
    /// Objectives that it serves, at most [`PURPOSES`].
    #[serde(default)]
    pub purpose: Vec<ObjectiveId>,
    /// Why it exists, in a sentence.
    #[serde(default)]
    pub purpose_words: String,
    /// Day on which it began; early wins are counted from here.
    #[serde(default)]
    pub began: Option<Date>,
    /// People who work in it [FTE], at most [`PEOPLE_FTE`]; none if nobody has said.
    #[serde(default)]
    pub people_fte: Option<Finite>,
    /// What a person costs a year, in the document's currency and scale; none if nobody has said.
    #[serde(default)]
    pub cost_per_fte: Option<Finite>,
    /// Who stands behind it; a stakeholder.
    #[serde(default)]
    pub sponsor: Option<StakeholderId>,
    /// Where its mandate is written.
    #[serde(default)]
    pub mandate_document: String,
    /// Day on which the mandate was signed.
    #[serde(default)]
    pub mandate_signed: Option<Date>,
    /// What it may decide, what it proposes, and what it is only told.
    #[serde(default)]
    pub decision_rights: String,
    /// Who steps in when its leader is away.
    #[serde(default)]
    pub deputy: String,
    /// Where the hand-over is written.
    #[serde(default)]
    pub hand_over: String,
    /// Who signed for what was promised and what came; empty if nobody did.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub results_signed_by: String,
    /// The day of that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub results_signed: Option<Date>,
    /// Least share of what came that the business puts down to the office, 0 to 1; none if nobody has said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attributed_low: Option<Finite>,
    /// Greatest such share, not below the least.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attributed_high: Option<Finite>,
}

/// Where in the organisation an office sits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OfficeLevel {
    /// One for the whole organisation.
    Enterprise,
    /// One for a department or business area.
    Domain,
    /// One person who does all of it.
    Solo,
}

/// From what an office begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StartPath {
    /// There was none: it is to be established and mandated.
    New,
    /// There is one, or was: what it did is thought through anew.
    Reimagined,
}

impl StartPath {
    /// Both.
    pub const ALL: [Self; 2] = [Self::New, Self::Reimagined];

    /// In a few words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::New => "A new office",
            Self::Reimagined => "An office reimagined",
        }
    }
}

/// How far an office has grown, and so how much of the product it needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Growth {
    /// One person: intake, rank, capacity, pivot, report.
    Solo,
    /// Several: choice, what-ifs, maturity, stakeholders, roadmap.
    Team,
    /// An office for a domain: its leader, staff and services by kind of work.
    Domain,
    /// Offices that work together.
    Network,
}

impl Growth {
    /// All, in the order in which offices grow.
    pub const ALL: [Self; 4] = [Self::Solo, Self::Team, Self::Domain, Self::Network];

    /// In a word or two.
    pub fn words(self) -> &'static str {
        match self {
            Self::Solo => "Solo",
            Self::Team => "Team",
            Self::Domain => "Domain PMO",
            Self::Network => "Network",
        }
    }
}

/// Something that the office does for somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// Stays for life.
    pub id: ServiceId,
    /// A few words.
    pub name: String,
    /// For whom.
    #[serde(default)]
    pub beneficiary: String,
    /// Whether it chooses the work or helps to do it.
    #[serde(default)]
    pub kind: ServiceKind,
    /// What it was seen to change, with a figure: "decisions in 9 days, 31 before".
    #[serde(default)]
    pub effect: String,
    /// The objective that it helps to reach; without one it is an orphan.
    #[serde(default)]
    pub objective: Option<ObjectiveId>,
    /// Whether somebody has only wished for it so far: it meets no expectation, and is not said to be done.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_wished: bool,
    /// The kinds of work it is for; none is every kind, unless [`Self::modes`] is empty too: then nobody has said.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub kinds: BTreeSet<Kind>,
    /// The delivery modes it is for; none is every mode, unless [`Self::kinds`] is empty too.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub modes: BTreeSet<Mode>,
    /// What it takes of the office [hours a month], 0 to [`SERVICE_HOURS`]; none if nobody has said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours_per_month: Option<Finite>,
}

/// Whether a service is about choosing work or about doing it.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ServiceKind {
    /// Strategic portfolio management: the right things.
    Spm,
    /// Adaptive project management: things done right, in whatever way of working.
    #[default]
    Apm,
    /// Oversight, compliance, consolidated reports: needed, but no reason to exist.
    Tactical,
}

impl Service {
    /// A service of which only the name is known.
    pub fn new(id: ServiceId, name: String) -> Self {
        Self {
            id,
            name,
            beneficiary: String::new(),
            kind: ServiceKind::default(),
            effect: String::new(),
            objective: None,
            is_wished: false,
            kinds: BTreeSet::new(),
            modes: BTreeSet::new(),
            hours_per_month: None,
        }
    }

    /// Whether somebody has said which work it is for.
    pub fn says_for_what(&self) -> bool {
        !(self.kinds.is_empty() && self.modes.is_empty())
    }

    /// Whether it is said to be for work of `kind` in `mode`.
    pub fn is_for(&self, kind: Kind, mode: Mode) -> bool {
        let kinds = self.kinds.is_empty() || self.kinds.contains(&kind);
        self.says_for_what() && kinds && (self.modes.is_empty() || self.modes.contains(&mode))
    }
}

impl Charter {
    /// The service `id`, if it is still there.
    pub fn service(&self, id: ServiceId) -> Option<&Service> {
        self.services.iter().find(|service| service.id == id)
    }

    /// Services that the office does, without those only wished for.
    pub fn done(&self) -> impl Iterator<Item = &Service> {
        self.services.iter().filter(|service| !service.is_wished)
    }

    /// Whether nothing has been written yet.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl OfficeLevel {
    /// All, the widest first.
    pub const ALL: [Self; 3] = [Self::Enterprise, Self::Domain, Self::Solo];

    /// In a few words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Enterprise => "Whole organisation",
            Self::Domain => "One domain",
            Self::Solo => "One person",
        }
    }
}

impl ServiceKind {
    /// All, the most strategic first.
    pub const ALL: [Self; 3] = [Self::Spm, Self::Apm, Self::Tactical];

    /// In a few words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Spm => "Chooses the work",
            Self::Apm => "Helps to do the work",
            Self::Tactical => "Reports and checks",
        }
    }

    /// Its abbreviation in the field.
    pub fn short(self) -> &'static str {
        match self {
            Self::Spm => "SPM",
            Self::Apm => "APM",
            Self::Tactical => "Tactical",
        }
    }
}
