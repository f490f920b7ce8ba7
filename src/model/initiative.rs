//! Initiatives: projects, programs, products and capability investments.

use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::finite::Finite;
use super::id::{CriterionId, InitiativeId, ObjectiveId, RiskId, RoleId, StageId};
use super::portfolio::YearAmount;
use super::progress::Progress;
use super::pulse::Pulse;
use super::risk::Risk;
use super::synergy::Synergy;
use super::unique_keys;

/// All initiatives, in priority order: the first is served first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Initiatives {
    /// In priority order.
    pub list: Vec<Initiative>,
    /// What may happen to them, in display order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub risks: Vec<Risk>,
    /// What pairs of them are worth beyond their scores.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub synergies: Vec<Synergy>,
}

/// One thing the organisation may work on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Initiative {
    /// Stays for life.
    pub id: InitiativeId,
    /// What another tool calls it; empty if none does.
    pub reference: String,
    /// Shown everywhere.
    pub name: String,
    /// Department or business area that runs it.
    pub department: String,
    /// Structure of the work.
    pub kind: Kind,
    /// Delivery mode.
    pub mode: Mode,
    /// Where it stands between demand and closeout.
    pub state: LifeCycle,
    /// The day it came to stand there; absent where nobody wrote it down.
    #[serde(default)]
    pub state_since: Option<Date>,
    /// Whether it belongs to the plan, and so uses people and money.
    pub in_plan: bool,
    /// Decided whatever its score; none leaves it to the selection.
    #[serde(default)]
    pub forcing: Option<Forcing>,
    /// Whether it changes the organisation or keeps it running.
    pub class: WorkClass,
    /// Who answers for it to the board.
    pub sponsor: String,
    /// Who leads it day by day.
    pub owner: String,
    /// The outcome for which it was approved.
    pub approved_outcome: String,
    /// Strategic objectives it serves.
    pub objectives: Vec<ObjectiveId>,
    /// Raw score per leaf criterion; absent where nobody has scored yet.
    #[serde(deserialize_with = "unique_keys::map")]
    pub scores: BTreeMap<CriterionId, Finite>,
    /// Cost, in the document's currency and scale.
    pub cost_per_year: Vec<YearAmount>,
    /// What stopping it now would take (contracts, handing over, closing down), in the document's currency
    /// and scale; absent where nobody has said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stopping_cost: Option<Finite>,
    /// What it will bring.
    pub benefit: Benefit,
    /// How sure its team is of what is not simulated.
    #[serde(default)]
    pub prospects: Prospects,
    /// How far it has come.
    #[serde(default)]
    pub progress: Progress,
    /// What is done if it fails; empty if nobody has thought of it.
    #[serde(default)]
    pub contingency_plan: String,
    /// Whether its team knows why it matters, in order of date, one for each day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pulse: Vec<Pulse>,
    /// In display order; precedence is what [`Stage::after`] says.
    pub stages: Vec<Stage>,
    /// Cannot be done without these.
    pub requires: Vec<InitiativeId>,
    /// Cannot be done together with these.
    pub excludes: Vec<InitiativeId>,
    /// No stage starts before this day.
    pub earliest_start: Option<Date>,
    /// Day by which it must be finished to be of use.
    pub needed_by: Option<Date>,
}

/// A decision on an initiative that no score can change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Forcing {
    /// Which way.
    pub choice: Forced,
    /// Why; empty if nobody said.
    pub reason: String,
}

/// Which way an initiative is forced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Forced {
    /// Into every portfolio that is selected.
    In,
    /// Out of every one.
    Out,
}

/// Structure of the work.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Temporary, with an end.
    #[default]
    Project,
    /// Several projects for one outcome.
    Program,
    /// Lives as long as it has users.
    Product,
    /// An investment in what the organisation can do.
    Capability,
}

/// Delivery mode; the document names the three.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// First label, "Predictive" by default.
    #[default]
    Predictive,
    /// Second label, "Adaptive" by default.
    Adaptive,
    /// Third label, "Hybrid" by default.
    Hybrid,
}

/// Where an initiative stands, from demand to closeout.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LifeCycle {
    /// Asked for.
    #[default]
    Demand,
    /// Being weighed against others.
    Prioritising,
    /// Approved; work is being planned.
    Planning,
    /// Under way.
    Execution,
    /// Delivered; benefits are being taken over.
    Closeout,
}

/// Change or run work.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum WorkClass {
    /// Changes the organisation.
    #[default]
    Change,
    /// Keeps it running.
    Run,
}

/// What an initiative will bring.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Benefit {
    /// Total, in the document's currency and scale; absent where it is not money.
    pub amount: Option<Finite>,
    /// Who answers for it after closeout, on the side of the business.
    pub owner: String,
    /// Who of the office answers for it with them; empty if nobody does.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub pmo_accountable: String,
    /// How it will be measured.
    pub measure: String,
    /// When it will be measured.
    pub date: Option<Date>,
    /// What came of it, in the same money; absent where nobody has measured, or it is not money.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actual: Option<Finite>,
    /// The day on which it was reviewed; none while it is not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviewed: Option<Date>,
    /// How one knows what came of it; empty without evidence.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub evidence: String,
}

/// Chances, from 0 to 1, that an initiative keeps its promises, as its team judges them; none where nobody did.
///
/// The fourth promise, time, is simulated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Prospects {
    /// All that was agreed is delivered.
    pub scope: Option<Finite>,
    /// It costs no more than planned.
    pub cost: Option<Finite>,
    /// The benefit comes.
    pub benefit: Option<Finite>,
}

/// A part of an initiative that needs the same people from beginning to end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// Stays for life; keys the stage's random draws.
    pub id: StageId,
    /// A word or two.
    pub name: String,
    /// How much work it is.
    pub work: Work,
    /// People it needs at once, over its whole length.
    pub demand: Vec<Demand>,
    /// Stages, of this or other initiatives, that must be finished first.
    pub after: Vec<StageId>,
    /// Weeks to wait after some of those, holidays included; 0 after the others.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "unique_keys::map")]
    pub lags: BTreeMap<StageId, u32>,
    /// Does not start before this day.
    pub earliest_start: Option<Date>,
    /// Least weeks in one go, if it may pause where its people are not there and go on later; what is left at the end
    /// may be shorter. Absent where it is done in one go.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum_chunk_weeks: Option<u32>,
}

/// How much work a stage is: a length or an amount, never both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Work {
    /// Weeks, whoever works on it.
    Duration(Estimate),
    /// Person-weeks; the length is this ÷ the FTE that work on it.
    Effort(Estimate),
}

/// What is known of a quantity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Estimate {
    /// Certain.
    Fixed(Finite),
    /// Least, most likely, most.
    ThreePoint {
        /// Cannot be less.
        low: Finite,
        /// Most likely.
        likely: Finite,
        /// Cannot be more.
        high: Finite,
        /// Distribution between the three.
        shape: Shape,
    },
    /// Nine in ten are above `p10`, nine in ten below `p90`: lognormal.
    P10P90 {
        /// Tenth percentile, above 0.
        p10: Finite,
        /// Ninetieth percentile, above `p10`, at most 10,000 times as much.
        p90: Finite,
    },
    /// As likely anywhere between the two.
    Uniform {
        /// Least.
        low: Finite,
        /// Most.
        high: Finite,
    },
    /// Straight sides through three points of which the outer ones are no limits: one in ten is below, one in ten above.
    Trigen {
        /// Tenth percentile.
        p10: Finite,
        /// Most likely.
        likely: Finite,
        /// Ninetieth percentile.
        p90: Finite,
    },
    /// One of a few values.
    Discrete(Vec<PossibleValue>),
    /// What it was before, each time as likely to come again as any other.
    History(Vec<Finite>),
}

/// One of a few possible values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PossibleValue {
    /// Its chance, in percent; those of all outcomes add up to 100.
    pub percent: Finite,
    /// The value.
    pub value: Finite,
}

/// Distribution between the three points of an estimate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// Straight sides.
    #[default]
    Triangular,
    /// Smooth, with four times the weight on the most likely.
    Pert,
    /// Smooth, with so many times the weight on the most likely, from 0 to 100.
    PertWeighted(Finite),
}

/// FTE of one role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Demand {
    /// Who.
    pub role: RoleId,
    /// How many, full-time equivalents.
    pub fte: Finite,
    /// Least level of skill that does the work, 1 to 5; absent where anybody of the role does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<u8>,
}

impl Kind {
    /// All, in display order.
    pub const ALL: [Self; 4] = [Self::Project, Self::Program, Self::Product, Self::Capability];

    /// Several of them, for people.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Project => "Projects",
            Self::Program => "Programs",
            Self::Product => "Products",
            Self::Capability => "Capabilities",
        }
    }
}

impl Mode {
    /// All, in the order of their labels.
    pub const ALL: [Self; 3] = [Self::Predictive, Self::Adaptive, Self::Hybrid];
}

impl Initiatives {
    /// The initiative `id`, if it is still there.
    pub fn initiative(&self, id: InitiativeId) -> Option<&Initiative> {
        self.list.iter().find(|initiative| initiative.id == id)
    }

    /// The risk `id`, if it is still there.
    pub fn risk(&self, id: RiskId) -> Option<&Risk> {
        self.risks.iter().find(|risk| risk.id == id)
    }

    /// The initiatives of the plan, in priority order.
    pub fn in_plan(&self) -> impl Iterator<Item = &Initiative> {
        self.list.iter().filter(|initiative| initiative.in_plan)
    }

    /// What the pairs of a set are worth beyond the sum of its scores; 1 is the best score of one initiative.
    pub fn synergy_within(&self, is_in: impl Fn(InitiativeId) -> bool) -> f64 {
        let within = self.synergies.iter().filter(|it| it.of.iter().all(|id| is_in(*id)));
        within.map(Synergy::score).sum()
    }

    /// Points that each initiative is worth more beside `id`, or less.
    pub fn synergies_of(&self, id: InitiativeId) -> impl Iterator<Item = (InitiativeId, Finite)> {
        self.synergies.iter().filter_map(move |it| Some((it.partner(id)?, it.points)))
    }

    /// Links of all initiatives: requires, excludes and predecessors; synergies; and what risks hit.
    pub fn links(&self) -> usize {
        let of_one = |initiative: &Initiative| {
            let predecessors: usize = initiative.stages.iter().map(|stage| stage.after.len()).sum();
            initiative.requires.len() + initiative.excludes.len() + predecessors
        };
        let hits: usize = self.risks.iter().map(|risk| risk.hits.len()).sum();
        self.list.iter().map(of_one).sum::<usize>() + hits + self.synergies.len()
    }

    /// Every stage with the initiative it belongs to.
    pub fn stages(&self) -> impl Iterator<Item = (&Initiative, &Stage)> {
        self.list.iter().flat_map(|initiative| initiative.stages.iter().map(move |stage| (initiative, stage)))
    }
}

impl Initiative {
    /// An initiative of which only the name is known; joins the plan at once.
    pub fn new(id: InitiativeId, name: impl Into<String>) -> Self {
        Self {
            id,
            reference: String::new(),
            name: name.into(),
            department: String::new(),
            kind: Kind::default(),
            mode: Mode::default(),
            state: LifeCycle::default(),
            state_since: None,
            in_plan: true,
            forcing: None,
            class: WorkClass::default(),
            sponsor: String::new(),
            owner: String::new(),
            approved_outcome: String::new(),
            objectives: Vec::new(),
            scores: BTreeMap::new(),
            cost_per_year: Vec::new(),
            stopping_cost: None,
            benefit: Benefit::default(),
            prospects: Prospects::default(),
            progress: Progress::default(),
            contingency_plan: String::new(),
            pulse: Vec::new(),
            stages: Vec::new(),
            requires: Vec::new(),
            excludes: Vec::new(),
            earliest_start: None,
            needed_by: None,
        }
    }

    /// Which way it is forced, if it is.
    pub fn forced(&self) -> Option<Forced> {
        self.forcing.as_ref().map(|forcing| forcing.choice)
    }

    /// Whether its work has begun: it is in execution, or being closed.
    pub fn is_under_way(&self) -> bool {
        self.state >= LifeCycle::Execution
    }

    /// Cost over all years, in the document's currency and scale.
    pub fn cost_money(&self) -> f64 {
        self.cost_per_year.iter().map(|cost| cost.amount.get()).sum()
    }
}

impl Prospects {
    /// The three, in order.
    pub fn all(&self) -> [Option<Finite>; 3] {
        [self.scope, self.cost, self.benefit]
    }
}

impl LifeCycle {
    /// All states, in order.
    pub const ALL: [Self; 5] =
        [Self::Demand, Self::Prioritising, Self::Planning, Self::Execution, Self::Closeout];
}

impl Work {
    /// The estimate, whatever it measures.
    pub fn estimate(&self) -> &Estimate {
        match self {
            Self::Duration(estimate) | Self::Effort(estimate) => estimate,
        }
    }
}
