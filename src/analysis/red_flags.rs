//! The red flags of an office in words: what was found, what it costs, and where to mend it.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;

use super::assess::AssessmentReport;
use super::fit::{FitReport, FitStanding};
use super::leader::LeaderReport;
use super::registers::said;
use super::written::number;
use crate::engine::maturity::red_flags::{
    COMMIT_DAYS, Effects, Fact, Facts, Flag, OVERLOAD_WEEKS, Verdict, effects, judge,
};
use crate::model::document::Document;
use crate::model::id::ActionId;
use crate::model::initiative::Initiative;
use crate::model::office::actions::{ActionKind, Actions, Mends};
use crate::model::office::charter::OfficeLevel;
use crate::model::office::maturity_model::MaturityModel;
use crate::model::office::roadmap::{ActionPlan, ActionState};
use crate::model::office::{Office, RespondentGroup};

/// All that the rules say.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FlagsReport {
    /// In the order of their numbers.
    pub flags: Vec<FlagReport>,
    /// What raised flags cap.
    #[serde(skip)]
    pub effects: Effects,
}

/// One flag.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FlagReport {
    /// Which.
    #[serde(skip)]
    pub flag: Flag,
    /// "RF7".
    pub code: String,
    /// A few words.
    pub name: &'static str,
    /// Whether it is raised.
    pub verdict: FlagVerdict,
    /// What was found, or which field to fill.
    pub evidence: String,
    /// What follows while it is raised.
    pub effect: &'static str,
    /// Where it is mended.
    pub place: Place,
}

/// Whether a flag is raised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FlagVerdict {
    /// Solve it.
    Raised,
    /// Something that would tell is not known.
    Unknown,
    /// It is not so.
    Clear,
}

/// Where something is mended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// The statements.
    Assess,
    /// Charter and stakeholders.
    Charter,
    /// The leader.
    Leader,
    /// The roadmap.
    Roadmap,
    /// The list of initiatives.
    Portfolio,
    /// The capacity page.
    Capacity,
}

/// What the rules read.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    /// The plan.
    pub document: &'a Document,
    /// What the statements say.
    pub report: &'a AssessmentReport,
    /// How the office fits.
    pub fit: &'a FitReport,
    /// The leader.
    pub leader: &'a LeaderReport,
    /// Weekly chances of overload by role, if the plan was simulated.
    pub overload: Option<&'a [(String, Vec<f64>)]>,
    /// The day on which it is read; none if nobody knows.
    pub today: Option<Date>,
}

impl FlagsReport {
    /// Judges all flags.
    pub fn new(reading: &Reading) -> Self {
        let facts = facts(reading);
        let flags = Flag::ALL.map(|flag| one(flag, &facts, reading)).into();
        let model = MaturityModel::built_in();
        let counterpart = model.statements().position(|it| it.id.dimension() == 2 && it.id.topic() == 2);
        Self { flags, effects: effects(&facts, counterpart, Some(4)) }
    }

    /// Raised flags.
    pub fn raised(&self) -> impl Iterator<Item = &FlagReport> {
        self.flags.iter().filter(|flag| flag.verdict == FlagVerdict::Raised)
    }
}

/// What the roadmap mends before anything else: the raised flags among those that an action takes away, judged of the
/// same facts.
pub(super) fn to_mend(document: &Document, report: &AssessmentReport, today: Option<Date>) -> Vec<Mends> {
    let facts = Facts { sponsor_score: sponsor_score(report), ..of_charter(document, today) };
    let mended = [
        (Flag::NoSponsor, Mends::NoSponsor),
        (Flag::SponsorOnly, Mends::SponsorOnly),
        (Flag::NoCredibilityPlan, Mends::NoCredibilityPlan),
        (Flag::OnePersonBreak, Mends::OnePerson),
    ];
    let raised = mended.into_iter().filter(|(flag, _)| judge(*flag, &facts) == Verdict::Raised);
    raised.map(|(_, mends)| mends).collect()
}

/// Score of the statement "active sponsor".
fn sponsor_score(report: &AssessmentReport) -> Option<f64> {
    let mut statements = report.dimensions.iter().flat_map(|dimension| &dimension.statements);
    statements.find(|it| it.id.dimension() == 1 && it.id.topic() == 1)?.score
}

/// What is known of the office.
fn facts(reading: &Reading) -> Facts {
    let report = reading.report;
    let dimension = |number: u8| report.dimensions.iter().find(|it| it.dimension == number)?.score;
    let mean_of = |numbers: &[u8]| -> Option<f64> {
        let scores: Option<Vec<f64>> = numbers.iter().map(|&number| dimension(number)).collect();
        scores.map(|scores| scores.iter().sum::<f64>() / scores.len() as f64)
    };
    let rounds = &reading.document.office.assessments;
    let scored = rounds.iter().filter(|round| round.answers.values().any(|answers| !answers.is_empty()));
    let first = scored.clone().filter_map(|round| round.date).min();
    Facts {
        sponsor_score: sponsor_score(report),
        selection_score: dimension(3),
        benefits_score: dimension(5),
        leader_lean: reading.leader.lean,
        orphan_share: orphans(reading.document).map(|(share, _)| share),
        trust_gap: trust_gap(report).map(|(gap, _)| gap),
        days_since_first_score: first.zip(reading.today).and_then(|(first, today)| days(first, today)),
        rounds: u32::try_from(scored.count()).ok(),
        dimensions_ahead: reading
            .fit
            .is_known()
            .then(|| u32::try_from(reading.fit.at(FitStanding::Ahead).count()).unwrap_or(u32::MAX)),
        reputation_mean: mean_of(&[2, 3, 5]),
        delivery_mean: mean_of(&[7, 8]),
        overload_weeks: reading.overload.map(|roles| longest_overload(roles).map_or(0, |(_, weeks)| weeks)),
        ..of_charter(reading.document, reading.today)
    }
}

/// What charter, stakeholders, network and roadmap say.
fn of_charter(document: &Document, today: Option<Date>) -> Facts {
    let Office { charter, stakeholders, network, roadmap, .. } = &*document.office;
    let head = &charter.head;
    let written = !charter.is_empty();
    let ago = |day: Date| today.and_then(|today| days(day, today));
    let silence = head.sponsor.and_then(|sponsor| {
        let to_sponsor = stakeholders.contacts.iter().filter(|contact| contact.stakeholder == sponsor);
        // With a log that has no word of the sponsor, the silence is at least as long as the log.
        let last = to_sponsor.map(|contact| contact.date).max();
        ago(last.or_else(|| stakeholders.contacts.iter().map(|contact| contact.date).min())?)
    });
    // An empty log says nothing: nobody met, or nothing written down.
    let is_logged = !stakeholders.contacts.is_empty();
    let recent = today.filter(|_| is_logged).and_then(|today| {
        let since = today.checked_sub(RECENT_DAYS.days()).ok()?;
        Some(stakeholders.groups_met(since, today).len())
    });
    let is_planned = !(stakeholders.list.is_empty() && stakeholders.credibility.is_empty());
    let dated = stakeholders.credibility.iter().filter(|step| step.due.is_some() || step.done.is_some());
    let under_way = |plan: &ActionPlan| matches!(plan.state, ActionState::Committed | ActionState::Done);
    let action = |id: &ActionId| Actions::built_in().action(*id);
    let plans_tool = roadmap.actions.iter().any(|(id, plan)| {
        let is_tool = action(id).is_some_and(|action| action.kind == ActionKind::Tool);
        is_tool && plan.state != ActionState::Done && (plan.quarter.is_some() || under_way(plan))
    });
    let wins = roadmap.actions.iter().filter(|(id, plan)| {
        plan.state == ActionState::Done && action(id).is_some_and(|action| action.quick_win)
    });
    Facts {
        has_sponsor: written.then_some(head.sponsor.is_some()),
        sponsor_silence_days: silence,
        groups_met: recent.and_then(|groups| u32::try_from(groups).ok()),
        credibility_steps: is_planned.then(|| u32::try_from(dated.count()).unwrap_or(u32::MAX)),
        plans_tool: (!roadmap.is_untouched()).then_some(plans_tool),
        begins_with_tool: charter.services.first().map(|service| is_tool(&service.name)),
        is_domain: head.level.map(|level| level == OfficeLevel::Domain),
        is_solo: head.level.map(|level| level == OfficeLevel::Solo),
        reaches_enterprise: head.level.map(|_| network.reaches_enterprise()),
        committed_actions: u32::try_from(roadmap.actions.values().filter(|plan| under_way(plan)).count())
            .ok(),
        days_since_start: head.began.and_then(ago),
        quick_wins: u32::try_from(wins.count()).ok(),
        has_deputy: written.then_some(!head.deputy.trim().is_empty()),
        has_hand_over: written.then_some(!head.hand_over.trim().is_empty()),
        ..Facts::default()
    }
}

/// Whether a service is called a tool.
fn is_tool(name: &str) -> bool {
    let name = name.to_lowercase();
    name.split(|letter: char| !letter.is_alphanumeric())
        .any(|word| matches!(word, "tool" | "tools" | "software" | "system"))
}

/// Contacts within so many days are recent.
const RECENT_DAYS: i64 = 30;

/// Days from `first` to `today`; none if that lies ahead.
fn days(first: Date, today: Date) -> Option<u32> {
    u32::try_from(first.until(today).ok()?.get_days()).ok()
}

/// Share of the plan's budget without owner or measure of the benefit, and the largest such initiative.
fn orphans(document: &Document) -> Option<(f64, Option<&Initiative>)> {
    let planned = || document.initiatives.list.iter().filter(|it| it.in_plan);
    let cost = |it: &Initiative| it.cost_per_year.iter().map(|year| year.amount.get()).sum::<f64>();
    let is_orphan =
        |it: &&Initiative| it.benefit.owner.trim().is_empty() || it.benefit.measure.trim().is_empty();
    let total: f64 = planned().map(cost).sum();
    let orphaned: f64 = planned().filter(is_orphan).map(cost).sum();
    let largest = planned().filter(is_orphan).max_by(|a, b| cost(a).total_cmp(&cost(b)));
    (total > 0.0).then(|| (orphaned / total, largest))
}

/// How far project managers or teams lie below the office on governance or trust, at most, and who they are.
fn trust_gap(report: &AssessmentReport) -> Option<(f64, String)> {
    let of = |group| report.by_group.iter().find(|it| it.group == group);
    let office = of(RespondentGroup::Pmo)?;
    let mut widest: Option<(f64, String)> = None;
    for (group, name) in
        [(RespondentGroup::ProjectManagers, "Project managers"), (RespondentGroup::Teams, "Delivery teams")]
    {
        for index in [7, 8] {
            let pair = of(group).and_then(|it| it.dimensions.get(index).copied().flatten());
            let own = office.dimensions.get(index).copied().flatten();
            let Some((theirs, ours)) = pair.zip(own) else { continue };
            let gap = ours - theirs;
            if widest.as_ref().is_none_or(|(most, _)| gap > *most) {
                let dimension = &report.dimensions[index].name;
                let words = format!(
                    "{name} rate {} {}, the PMO {}",
                    quoted(dimension),
                    number(theirs, 1),
                    number(ours, 1)
                );
                widest = Some((gap, words));
            }
        }
    }
    widest
}

fn quoted(name: &str) -> String {
    format!("“{name}”")
}

/// The role that is overloaded longest without a break, and for how many weeks.
fn longest_overload(roles: &[(String, Vec<f64>)]) -> Option<(&str, u32)> {
    let runs = roles.iter().map(|(name, chances)| (name.as_str(), longest_run(chances).1));
    runs.max_by_key(|(_, weeks)| *weeks)
}

/// The longest run of weeks that are overloaded more often than not: its first week, and how many; the earliest of equals.
pub(super) fn longest_run(chances: &[f64]) -> (u32, u32) {
    let (mut longest, mut now) = ((0, 0), 0);
    for (week, &chance) in (0_u32..).zip(chances) {
        now = if chance > 0.5 { now + 1 } else { 0 };
        if now > longest.1 {
            longest = (week + 1 - now, now);
        }
    }
    longest
}

fn one(flag: Flag, facts: &Facts, reading: &Reading) -> FlagReport {
    let (name, effect, place) = words(flag);
    let (verdict, evidence) = match judge(flag, facts) {
        Verdict::Raised => (FlagVerdict::Raised, evidence(flag, facts, reading)),
        Verdict::Clear => (FlagVerdict::Clear, evidence(flag, facts, reading)),
        Verdict::Unknown(missing) => {
            let fields: Vec<&str> = missing.into_iter().map(field).collect();
            (FlagVerdict::Unknown, format!("Not known yet: {}.", fields.join("; ")))
        }
    };
    FlagReport { flag, code: format!("RF{}", flag.number()), name, verdict, evidence, effect, place }
}

fn words(flag: Flag) -> (&'static str, &'static str, Place) {
    match flag {
        Flag::NoSponsor => {
            ("No active sponsor", "The headline is shown as 1.9 at most until it is solved.", Place::Charter)
        }
        Flag::SponsorOnly => ("Talks to few groups", "The office cannot be called credible.", Place::Charter),
        Flag::NoCredibilityPlan => {
            ("No plan to earn trust", "A credibility step comes first in the roadmap.", Place::Charter)
        }
        Flag::ToolFirst => ("Tool first", "Tool actions wait until D3 and D5 reach level 2.", Place::Roadmap),
        Flag::LoneDomain => ("Lone domain office", "Statement 2.2 counts 3 at most.", Place::Charter),
        Flag::LopsidedLeader => {
            ("Lopsided leader", "The weaker side comes first in the learning plan.", Place::Leader)
        }
        Flag::OrphanBenefits => ("Orphan benefits", "Benefits (D5) count 2 at most.", Place::Portfolio),
        Flag::BigBrother => {
            ("Seen as big brother", "Talk about it before anything else is asked.", Place::Assess)
        }
        Flag::Paralysis => ("Measured, not acted on", "Commit one action, however small.", Place::Roadmap),
        Flag::NoEarlyWin => ("No early win", "Deliver one thing that two groups can see.", Place::Roadmap),
        Flag::OverReach => {
            ("Ahead of the organisation", "Targets are cut to one level above it.", Place::Assess)
        }
        Flag::DeliveryOnly => {
            ("Known for delivery only", "Trusted with how, not asked about what.", Place::Assess)
        }
        Flag::OnePersonBreak => {
            ("Hangs on one person", "Name a deputy or write the hand-over.", Place::Charter)
        }
        Flag::SilentOverload => ("Silent overload", "Dates of the plan cannot be trusted.", Place::Capacity),
    }
}

/// The field that would tell.
fn field(fact: Fact) -> &'static str {
    match fact {
        Fact::Sponsor => "name the sponsor in the charter",
        Fact::SponsorContact => "write down when you last spoke to the sponsor",
        Fact::SponsorScore => "answer statement 1.1",
        Fact::Contacts => "write down whom you spoke to in the contact log",
        Fact::CredibilitySteps => "plan a first step to be trusted, with a date",
        Fact::Tools => "plan a roadmap",
        Fact::SelectionScore => "answer a statement of D3",
        Fact::BenefitsScore => "answer a statement of D5",
        Fact::Level => "say in the charter whether the office serves all, one domain, or is one person",
        Fact::Network => "add the other offices to the charter",
        Fact::LeaderAxes => "rate a business and a project management attribute of the leader",
        Fact::BenefitsOfPlan => "give the initiatives of the plan a cost",
        Fact::GroupViews => {
            "ask the PMO and its project managers or teams about D8 or D9, three of each where somebody stays unnamed"
        }
        Fact::FirstScore => "give the first assessment a date",
        Fact::Actions => "plan a roadmap and commit an action",
        Fact::Start => "say in the charter when the office began",
        Fact::QuickWins => "mark a quick win of the roadmap as done",
        Fact::OrganisationSide => "let the business answer the ten statements of the organisation’s side",
        Fact::DimensionScores => "answer statements of D2, D3, D5, D7 and D8",
        Fact::Deputy => "name a deputy in the charter, or none",
        Fact::HandOver => "say in the charter where the hand-over is written",
        Fact::Load => "simulate the plan",
    }
}

/// What the data say, raised or not.
fn evidence(flag: Flag, facts: &Facts, reading: &Reading) -> String {
    let score = |name: &str, value: Option<f64>| value.map(|value| format!("{name} {}", number(value, 1)));
    match flag {
        Flag::NoSponsor => {
            let named =
                facts.has_sponsor.map(|has| if has { "A sponsor is named" } else { "No sponsor is named" });
            let silence = facts.sponsor_silence_days.map(|days| format!("last contact {days} days ago"));
            let scored = facts.sponsor_score.map(|it| format!("“Active sponsor” scores {}", number(it, 1)));
            sentence(&[named.map(str::to_owned), silence, scored])
        }
        Flag::SponsorOnly => {
            let groups = facts.groups_met.unwrap_or(0);
            format!("Contacts with {} in the last 30 days; two are asked.", counted(groups, "group"))
        }
        Flag::NoCredibilityPlan => {
            format!(
                "{} planned with a date.",
                counted(facts.credibility_steps.unwrap_or(0), "credibility step")
            )
        }
        Flag::ToolFirst => sentence(&[
            facts
                .plans_tool
                .map(|plans| if plans { "A tool is planned" } else { "No tool is planned" }.to_owned()),
            facts.begins_with_tool.filter(|begins| *begins).map(|_| "the first service is a tool".to_owned()),
            score("D3 stands at", facts.selection_score),
            score("D5 at", facts.benefits_score),
            said(&reading.document.office.roadmap.tool_first)
                .map(|why| format!("overridden: {}", why.trim_end_matches('.'))),
        ]),
        Flag::LoneDomain => match (facts.is_domain, facts.reaches_enterprise) {
            (Some(true), Some(false)) => {
                "It serves one domain, and nothing ties it to an office for the whole organisation."
                    .to_owned()
            }
            (Some(false), _) => "It does not serve a single domain.".to_owned(),
            _ => "It is tied to an office for the whole organisation.".to_owned(),
        },
        Flag::LopsidedLeader => {
            let leader = reading.leader;
            let axes =
                [score("Business", leader.business), score("project management", leader.project_management)];
            sentence(&axes)
        }
        Flag::OrphanBenefits => match orphans(reading.document) {
            Some((share, largest)) => {
                let share = number(share * 100.0, 0);
                let first = largest.map(|it| format!(", first {}", quoted(&it.name))).unwrap_or_default();
                format!(
                    "{share} % of the plan’s budget has a benefit without owner or measure{first}; 30 % is the limit."
                )
            }
            None => String::new(),
        },
        Flag::BigBrother => trust_gap(reading.report).map(|(_, words)| words + ".").unwrap_or_default(),
        Flag::Paralysis => sentence(&[
            facts.committed_actions.map(|actions| format!("{} committed", counted(actions, "action"))),
            facts
                .days_since_first_score
                .map(|days| format!("first scores {days} days ago, where {COMMIT_DAYS} are allowed")),
        ]),
        Flag::NoEarlyWin => sentence(&[
            facts.quick_wins.map(|wins| format!("{} delivered", counted(wins, "quick win"))),
            facts.days_since_start.map(|days| format!("day {days} of the office")),
        ]),
        Flag::OverReach => {
            let ahead: Vec<&str> = reading.fit.at(FitStanding::Ahead).map(|it| it.short.as_str()).collect();
            if ahead.is_empty() {
                "No dimension leads the organisation by more than one level.".to_owned()
            } else {
                format!("{} by more than one level: {}.", leads(ahead.len()), ahead.join(", "))
            }
        }
        Flag::DeliveryOnly => sentence(&[
            score("Strategy, selection and benefits average", facts.reputation_mean),
            score("work types and governance", facts.delivery_mean),
        ]),
        Flag::OnePersonBreak => match (facts.is_solo, facts.has_deputy, facts.has_hand_over) {
            (Some(false), _, _) => "It is more than one person.".to_owned(),
            (_, Some(true), _) => "There is a deputy.".to_owned(),
            (_, _, Some(true)) => "The hand-over is written.".to_owned(),
            _ => "One person, no deputy, and no written hand-over.".to_owned(),
        },
        Flag::SilentOverload => match reading.overload.and_then(longest_overload) {
            Some((role, weeks)) if weeks > 0 => format!(
                "{} over full load at the median for {} in a row; {OVERLOAD_WEEKS} are a flag.",
                quoted(role),
                counted(weeks, "week")
            ),
            _ => "No role is over full load at the median.".to_owned(),
        },
    }
}

/// Parts that are known, joined to a sentence.
fn sentence(parts: &[Option<String>]) -> String {
    let known: Vec<&str> = parts.iter().flatten().map(String::as_str).collect();
    if known.is_empty() { String::new() } else { format!("{}.", known.join("; ")) }
}

fn counted(count: u32, noun: &str) -> String {
    match count {
        0 => format!("No {noun}"),
        1 => format!("One {noun}"),
        _ => format!("{count} {noun}s"),
    }
}

fn leads(count: usize) -> String {
    if count == 1 { "One dimension leads".to_owned() } else { format!("{count} dimensions lead") }
}
