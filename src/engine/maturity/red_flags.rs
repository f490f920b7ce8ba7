//! Fourteen red flags: what sinks an office while its mean looks well.
//!
//! Each rule reads plain facts, most of them data rather than opinion. A rule
//! whose facts are not all known, and which none of the known ones raises, says
//! which are missing instead of staying silent. Some flags cap a score until
//! they are solved ([`effects`]).
//!
//! Source: the product's own rules RF1–RF14.

use super::score::MaturityScores;

/// Days without a contact after which a sponsor counts as absent.
pub const SPONSOR_DAYS: u32 = 60;
/// Score of "active sponsor" up to which there is none in effect.
pub const SPONSOR_SCORE: f64 = 1.5;
/// Fewest groups that an office talks to in thirty days.
pub const GROUPS: u32 = 2;
/// Level that selection and benefits must have before a tool comes.
pub const TOOL_LEVEL: f64 = 2.0;
/// Distance of the leader's axes from which they are lopsided [levels].
pub const LEADER_AXES: f64 = 2.0;
/// Share of the budget without owner or measure of its benefit above which benefits are orphans.
pub const ORPHAN_SHARE: f64 = 0.3;
/// Distance between the office's own view and its people's from which it is seen as big brother [levels].
pub const GROUP_GAP: f64 = 1.5;
/// Days after the first score within which something is committed.
pub const COMMIT_DAYS: u32 = 30;
/// Rounds of scores by which something is committed.
pub const ROUNDS: u32 = 3;
/// Day by which the first quick win is delivered.
pub const WIN_DAYS: u32 = 90;
/// Dimensions more than one level ahead of the organisation from which the office over-reaches.
pub const DIMENSIONS_AHEAD: u32 = 2;
/// Weeks in a row of more than full load, at the median, from which it is silent overload: three months.
pub const OVERLOAD_WEEKS: u32 = 13;
/// Highest headline without a sponsor.
pub const HEADLINE_CAP: f64 = 1.9;
/// Highest score of "EPMO counterpart" for a lone domain office.
pub const COUNTERPART_CAP: f64 = 3.0;
/// Highest score of benefits while they are orphans.
pub const BENEFITS_CAP: f64 = 2.0;

/// What the rules ask about; `None` is "not known".
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// Whether a sponsor is named.
    pub has_sponsor: Option<bool>,
    /// Days since the last contact with the sponsor.
    pub sponsor_silence_days: Option<u32>,
    /// Score of the statement "active sponsor".
    pub sponsor_score: Option<f64>,
    /// Groups of stakeholders that the office spoke to in the last thirty days.
    pub groups_met: Option<u32>,
    /// Steps towards credibility that have a date.
    pub credibility_steps: Option<u32>,
    /// Whether an action about a tool is planned or committed.
    pub plans_tool: Option<bool>,
    /// Whether the first entry of the charter is a tool.
    pub begins_with_tool: Option<bool>,
    /// Score of selection and priority.
    pub selection_score: Option<f64>,
    /// Score of benefits and accountability.
    pub benefits_score: Option<f64>,
    /// Whether the office serves one domain only.
    pub is_domain: Option<bool>,
    /// Whether anything ties it to an office for the whole organisation.
    pub reaches_enterprise: Option<bool>,
    /// Leader's business axis less the project management axis [levels].
    pub leader_lean: Option<f64>,
    /// Share of the plan's budget whose benefit has no owner or no measure, `0.0..=1.0`.
    pub orphan_share: Option<f64>,
    /// How far project managers or teams rate governance or trust below the office itself [levels].
    pub trust_gap: Option<f64>,
    /// Days since the first round of scores.
    pub days_since_first_score: Option<u32>,
    /// Rounds of scores so far.
    pub rounds: Option<u32>,
    /// Actions committed or done.
    pub committed_actions: Option<u32>,
    /// Days since the office began.
    pub days_since_start: Option<u32>,
    /// Quick wins delivered.
    pub quick_wins: Option<u32>,
    /// Dimensions more than one level ahead of the organisation.
    pub dimensions_ahead: Option<u32>,
    /// Mean of strategy link, selection and benefits.
    pub reputation_mean: Option<f64>,
    /// Mean of work types and governance.
    pub delivery_mean: Option<f64>,
    /// Whether the office is one person.
    pub is_solo: Option<bool>,
    /// Whether there is a deputy.
    pub has_deputy: Option<bool>,
    /// Whether the hand-over is written.
    pub has_hand_over: Option<bool>,
    /// Longest run of weeks in which some skill is asked for more than there is of it, at the median.
    pub overload_weeks: Option<u32>,
}

/// One of the facts, to be named where it is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each is the field of that name")]
pub enum Fact {
    Sponsor,
    SponsorContact,
    SponsorScore,
    Contacts,
    CredibilitySteps,
    Tools,
    SelectionScore,
    BenefitsScore,
    Level,
    Network,
    LeaderAxes,
    BenefitsOfPlan,
    GroupViews,
    FirstScore,
    Actions,
    Start,
    QuickWins,
    OrganisationSide,
    DimensionScores,
    Deputy,
    HandOver,
    Load,
}

/// The flags, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the rules below say what each means")]
pub enum Flag {
    NoSponsor,
    SponsorOnly,
    NoCredibilityPlan,
    ToolFirst,
    LoneDomain,
    LopsidedLeader,
    OrphanBenefits,
    BigBrother,
    Paralysis,
    NoEarlyWin,
    OverReach,
    DeliveryOnly,
    OnePersonBreak,
    SilentOverload,
}

impl Flag {
    /// All, in order.
    pub const ALL: [Self; 14] = [
        Self::NoSponsor,
        Self::SponsorOnly,
        Self::NoCredibilityPlan,
        Self::ToolFirst,
        Self::LoneDomain,
        Self::LopsidedLeader,
        Self::OrphanBenefits,
        Self::BigBrother,
        Self::Paralysis,
        Self::NoEarlyWin,
        Self::OverReach,
        Self::DeliveryOnly,
        Self::OnePersonBreak,
        Self::SilentOverload,
    ];

    /// Its number, 1 to 14.
    pub const fn number(self) -> u8 {
        self as u8 + 1
    }
}

/// What a rule says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is so: solve it.
    Raised,
    /// It is not so.
    Clear,
    /// None of the known facts raises it, and these are missing.
    Unknown(Vec<Fact>),
}

/// What `flag` says of `facts`.
///
/// ```
/// use pmo_engine::maturity::red_flags::{Fact, Facts, Flag, Verdict, judge};
///
/// let facts = Facts { has_sponsor: Some(true), sponsor_silence_days: Some(12), ..Facts::default() };
/// assert_eq!(judge(Flag::NoSponsor, &facts), Verdict::Unknown(vec![Fact::SponsorScore]));
/// let facts = Facts { sponsor_silence_days: Some(61), ..facts };
/// assert_eq!(judge(Flag::NoSponsor, &facts), Verdict::Raised);
/// ```
pub fn judge(flag: Flag, facts: &Facts) -> Verdict {
    match flag {
        Flag::NoSponsor => no_sponsor(facts),
        Flag::SponsorOnly => any(&[said(facts.groups_met, Fact::Contacts, |groups| groups < GROUPS)]),
        Flag::NoCredibilityPlan => {
            any(&[said(facts.credibility_steps, Fact::CredibilitySteps, |steps| steps == 0)])
        }
        Flag::ToolFirst => tool_first(facts),
        Flag::LoneDomain => all(&[
            said(facts.is_domain, Fact::Level, |is_domain| is_domain),
            said(facts.reaches_enterprise, Fact::Network, |reaches| !reaches),
        ]),
        Flag::LopsidedLeader => {
            any(&[said(facts.leader_lean, Fact::LeaderAxes, |lean| lean.abs() >= LEADER_AXES - ROUNDING)])
        }
        Flag::OrphanBenefits => {
            any(&[said(facts.orphan_share, Fact::BenefitsOfPlan, |share| share > ORPHAN_SHARE)])
        }
        Flag::BigBrother => {
            any(&[said(facts.trust_gap, Fact::GroupViews, |gap| gap >= GROUP_GAP - ROUNDING)])
        }
        Flag::Paralysis => paralysis(facts),
        Flag::NoEarlyWin => all(&[
            said(facts.days_since_start, Fact::Start, |days| days >= WIN_DAYS),
            said(facts.quick_wins, Fact::QuickWins, |wins| wins == 0),
        ]),
        Flag::OverReach => {
            any(&[said(facts.dimensions_ahead, Fact::OrganisationSide, |ahead| ahead >= DIMENSIONS_AHEAD)])
        }
        Flag::DeliveryOnly => all(&[
            said(facts.reputation_mean, Fact::DimensionScores, |mean| mean <= 2.0 + ROUNDING),
            said(facts.delivery_mean, Fact::DimensionScores, |mean| mean >= 3.0 - ROUNDING),
        ]),
        Flag::OnePersonBreak => all(&[
            said(facts.is_solo, Fact::Level, |is_solo| is_solo),
            said(facts.has_deputy, Fact::Deputy, |has| !has),
            said(facts.has_hand_over, Fact::HandOver, |has| !has),
        ]),
        Flag::SilentOverload => {
            any(&[said(facts.overload_weeks, Fact::Load, |weeks| weeks >= OVERLOAD_WEEKS)])
        }
    }
}

/// Scores that flags, and work that is not served, cap until they are solved; the statement and the dimensions are
/// indices.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Effects {
    /// Highest headline.
    pub headline: Option<f64>,
    /// A statement and the most it counts.
    pub statement: Option<(usize, f64)>,
    /// A dimension and the most it counts.
    pub dimension: Option<(usize, f64)>,
    /// The dimension of work types and the most it counts by the work that is served; no flag, so [`effects`] leaves
    /// it open.
    pub coverage: Option<(usize, f64)>,
}

/// What the raised flags among `facts` cap.
///
/// `counterpart`: index of the statement "EPMO counterpart"; `benefits`: index of the dimension of benefits.
pub fn effects(facts: &Facts, counterpart: Option<usize>, benefits: Option<usize>) -> Effects {
    let is_raised = |flag| judge(flag, facts) == Verdict::Raised;
    Effects {
        headline: is_raised(Flag::NoSponsor).then_some(HEADLINE_CAP),
        statement: counterpart.filter(|_| is_raised(Flag::LoneDomain)).map(|index| (index, COUNTERPART_CAP)),
        dimension: benefits.filter(|_| is_raised(Flag::OrphanBenefits)).map(|index| (index, BENEFITS_CAP)),
        coverage: None,
    }
}

/// Scores after the caps.
#[derive(Clone, Debug, PartialEq)]
pub struct Capped {
    /// One per dimension.
    pub dimensions: Vec<Option<f64>>,
    /// Mean of the dimensions by weight, at most what the headline may be.
    pub overall: Option<f64>,
}

/// `scores` with `effects`; `dimension_of` names the dimension of each statement, `weights` one per dimension.
pub fn cap(scores: &MaturityScores, effects: &Effects, dimension_of: &[usize], weights: &[f64]) -> Capped {
    let statement = |index: usize| {
        let score = scores.statements[index].score?;
        Some(
            effects.statement.filter(|(capped, _)| *capped == index).map_or(score, |(_, cap)| score.min(cap)),
        )
    };
    let dimensions: Vec<Option<f64>> = (0..scores.dimensions.len())
        .map(|dimension| {
            let members = (0..scores.statements.len()).filter(|index| dimension_of[*index] == dimension);
            let (count, sum) = members
                .filter_map(statement)
                .fold((0_u32, 0.0), |(count, sum), score| (count + 1, sum + score));
            let score = (count > 0).then(|| sum / f64::from(count))?;
            let caps = [effects.dimension, effects.coverage].into_iter().flatten();
            Some(
                caps.filter(|(capped, _)| *capped == dimension).fold(score, |score, (_, cap)| score.min(cap)),
            )
        })
        .collect();
    let counted = weights.iter().zip(&dimensions).filter_map(|(weight, score)| Some((*weight, (*score)?)));
    let (total, sum) =
        counted.fold((0.0, 0.0), |(total, sum), (weight, score)| (total + weight, sum + weight * score));
    let overall = (total > 0.0).then(|| sum / total);
    Capped { dimensions, overall: overall.map(|mean| effects.headline.map_or(mean, |cap| mean.min(cap))) }
}

/// Scores are sums of thirds and fifths: one exactly on a threshold may sit a hair beside it.
const ROUNDING: f64 = 1e-9;

fn no_sponsor(facts: &Facts) -> Verdict {
    any(&[
        said(facts.has_sponsor, Fact::Sponsor, |has| !has),
        said(facts.sponsor_silence_days, Fact::SponsorContact, |days| days > SPONSOR_DAYS),
        said(facts.sponsor_score, Fact::SponsorScore, |score| score <= SPONSOR_SCORE + ROUNDING),
    ])
}

/// A tool before what it is to serve, or at the very beginning.
fn tool_first(facts: &Facts) -> Verdict {
    let low = |score: Option<f64>, fact| said(score, fact, |score| score < TOOL_LEVEL - ROUNDING);
    let not_ready = any(&[
        low(facts.selection_score, Fact::SelectionScore),
        low(facts.benefits_score, Fact::BenefitsScore),
    ]);
    let too_early = all(&[said(facts.plans_tool, Fact::Tools, |plans| plans), not_ready]);
    // Without a charter there is no first entry that could be a tool.
    any(&[too_early, said(facts.begins_with_tool.or(Some(false)), Fact::Tools, |begins| begins)])
}

/// Much measuring and nothing done.
fn paralysis(facts: &Facts) -> Verdict {
    let none = said(facts.committed_actions, Fact::Actions, |actions| actions == 0);
    let long = said(facts.days_since_first_score, Fact::FirstScore, |days| days > COMMIT_DAYS);
    let often = said(facts.rounds, Fact::FirstScore, |rounds| rounds >= ROUNDS);
    all(&[none, any(&[long, often])])
}

fn said<T: Copy>(fact: Option<T>, name: Fact, is_so: impl Fn(T) -> bool) -> Verdict {
    match fact {
        None => Verdict::Unknown(vec![name]),
        Some(value) if is_so(value) => Verdict::Raised,
        Some(_) => Verdict::Clear,
    }
}

/// One that is so raises it; otherwise whatever is missing could.
fn any(parts: &[Verdict]) -> Verdict {
    if parts.contains(&Verdict::Raised) { Verdict::Raised } else { missing(parts).unwrap_or(Verdict::Clear) }
}

/// One that is not so clears it; otherwise whatever is missing could.
fn all(parts: &[Verdict]) -> Verdict {
    if parts.contains(&Verdict::Clear) { Verdict::Clear } else { missing(parts).unwrap_or(Verdict::Raised) }
}

fn missing(parts: &[Verdict]) -> Option<Verdict> {
    let mut facts: Vec<Fact> = parts
        .iter()
        .filter_map(|part| match part {
            Verdict::Unknown(facts) => Some(facts.clone()),
            _ => None,
        })
        .flatten()
        .collect();
    facts.sort_unstable();
    facts.dedup();
    (!facts.is_empty()).then_some(Verdict::Unknown(facts))
}
