//! What the charter, the stakeholders and the processes of the office say, in figures and words.

pub mod alignment;
pub mod partners;
mod questions;
pub mod roll_up;
mod warnings;

use std::collections::BTreeMap;

use jiff::Span;
use jiff::civil::Date;
use serde::Serialize;

use crate::model::document::Document;
use crate::model::id::{ProcessId, ServiceId, StakeholderId};
use crate::model::office::Office;
use crate::model::office::charter::ServiceKind;
use crate::model::office::process::HOURS_PER_FTE_YEAR;
use crate::model::office::stakeholder::{Channel, Expectation, Lane, Stakeholder, StakeholderGroup};

use super::blockers::{Blockers, blockers};
use partners::{PartnerReport, partners};
use questions::questions;
use roll_up::{RollUp, roll_up};
use warnings::warnings;

/// Somebody with power 4 or 5 waits no longer than this for a talk [days].
pub const KEY_DAYS: i32 = 30;
/// Nobody waits longer than this [days].
pub const OTHER_DAYS: i32 = 90;
/// A contact log whose last entry is older than this is a log of another time [days].
const LOG_DAYS: i32 = 366;

/// Everything the view shows.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CharterReport {
    /// The day from which days are counted; none if no clock was asked and nothing is dated.
    pub day: Option<Date>,
    /// Whether that is the last entry of an old contact log rather than today.
    pub is_day_of_log: bool,
    /// In document order.
    pub stakeholders: Vec<StakeholderReport>,
    /// Every group somebody belongs to.
    pub groups: Vec<GroupReport>,
    /// The three lanes that somebody belongs to.
    pub lanes: Vec<LaneReport>,
    /// What the office took out of the way.
    pub blockers: Blockers,
    /// Every wish, with the service that meets it.
    pub expectations: Vec<ExpectationReport>,
    /// Services that nobody asks for, in document order.
    pub unasked: Vec<ServiceId>,
    /// Services that help no objective.
    pub orphans: Vec<ServiceId>,
    /// Share of the services that only report and check, 0 to 1; none without services.
    pub tactical_share: Option<f64>,
    /// What services that only report and check take of the office's hours; none if nobody has said any hours.
    pub tactical_hours: Option<HoursShare>,
    /// What processes take, in document order.
    pub processes: Vec<ProcessReport>,
    /// All of them together.
    pub process_total: ProcessTotal,
    /// What our office shares with each office for the whole organisation.
    pub partners: Vec<PartnerReport>,
    /// Ours and the others together; none while no other office's file was read.
    pub roll_up: Option<RollUp>,
    /// Pivot drills and changes that were told, oldest first: trust is read beside them.
    pub shocks: Vec<Shock>,
    /// Initiatives of the plan for each person of the office; none if nobody has said how many there are.
    pub span: Option<f64>,
    /// What deserves attention, in sentences.
    pub warnings: Vec<String>,
    /// The four questions, answered from the document.
    pub questions: Vec<QuestionCard>,
}

/// Something that shook the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Shock {
    /// When.
    pub date: Date,
    /// What, in a few words.
    pub words: String,
}

/// One stakeholder.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StakeholderReport {
    /// Who.
    pub id: StakeholderId,
    /// Who, in words.
    pub name: String,
    /// Days since the last talk; none if there was none.
    pub days_since: Option<i32>,
    /// Longest that the person should wait for one [days].
    pub due_days: i32,
    /// Day by which the next talk is due; none if there was none yet.
    pub next_due: Option<Date>,
    /// Whether it has been longer than that, or never.
    pub is_overdue: bool,
    /// Wishes that no service meets.
    pub unmet: usize,
}

/// One group of stakeholders.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GroupReport {
    /// Which.
    pub group: StakeholderGroup,
    /// People in it.
    pub people: usize,
    /// Days since the last talk with any of them; none if there was none.
    pub days_since: Option<i32>,
    /// Talks in the last thirty days.
    pub recent: usize,
}

/// One kind of relation that the office keeps up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LaneReport {
    /// Which.
    pub lane: Lane,
    /// People in it.
    pub people: usize,
    /// Days since the last talk with any of them; none if there was none.
    pub days_since: Option<i32>,
    /// Talks in the last thirty days.
    pub recent: usize,
    /// The channels of all its talks up to the day, with how many went by each, the most used first.
    pub channels: Vec<(Channel, usize)>,
}

/// A wish beside the service that meets it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExpectationReport {
    /// Whose.
    pub stakeholder: StakeholderId,
    /// Place among the person's wishes, 0 for the first.
    pub place: usize,
    /// Whose, in words.
    pub who: String,
    /// What.
    pub words: String,
    /// The service, if there is one.
    pub service: Option<ServiceId>,
    /// Its name.
    pub service_name: Option<String>,
    /// Whether the office does it; a service that is only wished for meets nothing.
    pub is_met: bool,
}

/// What a process takes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ProcessReport {
    /// Which.
    pub id: ProcessId,
    /// Its name.
    pub name: String,
    /// Of everybody together [hours a year].
    pub hours_per_year: f64,
    /// What that costs a year, in the document's currency and scale; none if nobody has said what a person costs.
    pub money_per_year: Option<f64>,
    /// Whether nobody has said what comes of it.
    pub is_box_check: bool,
}

/// Hours of some services among those of all that say what they take.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct HoursShare {
    /// Of these services [hours a month].
    pub hours: f64,
    /// Of all services that say so [hours a month].
    pub of: f64,
    /// `hours` ÷ `of`, 0 to 1.
    pub share: f64,
    /// Services that say what they take.
    pub services: usize,
}

/// What all processes take.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct ProcessTotal {
    /// Of everybody together [hours a year].
    pub hours_per_year: f64,
    /// The same in people [FTE].
    pub fte: f64,
    /// What that costs a year; none if nobody has said what a person costs.
    pub money_per_year: Option<f64>,
    /// Share of the hours for which nobody can say what comes of them, 0 to 1; 0 without hours.
    pub box_check_share: f64,
    /// For each initiative of the plan [hours a month]; none without a plan.
    pub hours_per_initiative: Option<f64>,
}

/// A question that everybody asks of an office, and what the document answers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct QuestionCard {
    /// The question.
    pub question: &'static str,
    /// The answer, a sentence each; empty if nothing is written yet.
    pub answer: Vec<String>,
    /// What is still to be written, in a few words each.
    pub missing: Vec<&'static str>,
}

/// Reads the office of `document` as of `today`.
pub fn charter(document: &Document, today: Option<Date>) -> CharterReport {
    let office = &document.office;
    let (day, is_day_of_log) = reference_day(office, today);
    let stakeholders: Vec<StakeholderReport> =
        office.stakeholders.list.iter().map(|it| stakeholder(office, it, day)).collect();
    let expectations = expectations(office);
    let services = &office.charter.services;
    let asked = |id: ServiceId| expectations.iter().any(|it| it.service == Some(id));
    let has_wishes = !expectations.is_empty();
    let unasked = services.iter().map(|it| it.id).filter(|id| has_wishes && !asked(*id)).collect();
    let done = office.charter.done().count();
    let tactical = office.charter.done().filter(|it| it.kind == ServiceKind::Tactical).count();
    let planned = document.initiatives.in_plan().count();
    let (processes, process_total) = processes(office, planned);
    let groups = groups(office, day);
    let span = span_of_control(document);
    CharterReport {
        day,
        is_day_of_log,
        lanes: lanes(office, day, &groups),
        groups,
        blockers: blockers(office),
        unasked,
        orphans: services.iter().filter(|it| it.objective.is_none()).map(|it| it.id).collect(),
        tactical_share: (done > 0).then(|| tactical as f64 / done as f64),
        tactical_hours: tactical_hours(office),
        partners: partners(office),
        roll_up: roll_up(document),
        shocks: shocks(document),
        warnings: warnings(office, process_total, span),
        span,
        questions: questions(document, process_total),
        stakeholders,
        expectations,
        processes,
        process_total,
    }
}

/// Today; or, where the log ended long ago (as in a sample), the day of its last entry.
pub(super) fn reference_day(office: &Office, today: Option<Date>) -> (Option<Date>, bool) {
    let last = office.stakeholders.contacts.iter().map(|it| it.date).max();
    match (today, last) {
        (Some(today), Some(last)) if days_between(last, today) > LOG_DAYS => (Some(last), true),
        (None, Some(last)) => (Some(last), true),
        _ => (today, false),
    }
}

fn shocks(document: &Document) -> Vec<Shock> {
    let drills = document.decisions.drills.iter();
    let drills = drills.filter_map(|it| Some(Shock { date: it.date?, words: it.shock.clone() }));
    let notices = document.decisions.notices.iter();
    let notices = notices.filter_map(|it| Some(Shock { date: it.issued?, words: it.title.clone() }));
    let mut all: Vec<Shock> = drills.chain(notices).collect();
    all.sort_by_key(|it| it.date);
    all
}

fn days_between(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}

fn stakeholder(office: &Office, it: &Stakeholder, day: Option<Date>) -> StakeholderReport {
    let last = day.and_then(|day| office.stakeholders.last_contact(it.id, day));
    let days_since = day.zip(last).map(|(day, last)| days_between(last, day));
    let by_power = if it.power >= 4 { KEY_DAYS } else { OTHER_DAYS };
    let due_days = it.update_days.and_then(|days| i32::try_from(days).ok()).unwrap_or(by_power);
    StakeholderReport {
        id: it.id,
        name: it.name.clone(),
        days_since,
        due_days,
        next_due: last.and_then(|last| last.checked_add(Span::new().days(due_days)).ok()),
        is_overdue: days_since.is_none_or(|days| days > due_days),
        unmet: it.expectations.iter().filter(|wish| !is_met(office, wish)).count(),
    }
}

/// Whether the office does what `wish` asks for.
fn is_met(office: &Office, wish: &Expectation) -> bool {
    wish.service.and_then(|id| office.charter.service(id)).is_some_and(|service| !service.is_wished)
}

fn groups(office: &Office, day: Option<Date>) -> Vec<GroupReport> {
    let people = &office.stakeholders;
    let of = |group: StakeholderGroup| {
        let members = people.list.iter().filter(|it| it.group == group).count();
        let days: Vec<i32> = people
            .contacts
            .iter()
            .filter(|it| people.stakeholder(it.stakeholder).is_some_and(|it| it.group == group))
            .filter_map(|it| day.map(|day| days_between(it.date, day)))
            .filter(|days| *days >= 0)
            .collect();
        GroupReport {
            group,
            people: members,
            days_since: days.iter().copied().min(),
            recent: days.iter().filter(|days| **days <= KEY_DAYS).count(),
        }
    };
    StakeholderGroup::ALL.into_iter().map(of).filter(|it| it.people > 0).collect()
}

fn lanes(office: &Office, day: Option<Date>, groups: &[GroupReport]) -> Vec<LaneReport> {
    let people = &office.stakeholders;
    let of = |lane: Lane| {
        let ours = || groups.iter().filter(move |it| it.group.lane() == Some(lane));
        let talks = people.contacts.iter().filter(|it| {
            let group = people.stakeholder(it.stakeholder).map(|it| it.group);
            group.and_then(StakeholderGroup::lane) == Some(lane) && day.is_some_and(|day| it.date <= day)
        });
        let used: Vec<Channel> = talks.filter_map(|it| it.channel).collect();
        let count = |channel: Channel| (channel, used.iter().filter(|it| **it == channel).count());
        let mut channels: Vec<(Channel, usize)> =
            Channel::ALL.map(count).into_iter().filter(|it| it.1 > 0).collect();
        channels.sort_by_key(|it| std::cmp::Reverse(it.1));
        LaneReport {
            lane,
            people: ours().map(|it| it.people).sum(),
            days_since: ours().filter_map(|it| it.days_since).min(),
            recent: ours().map(|it| it.recent).sum(),
            channels,
        }
    };
    Lane::ALL.into_iter().map(of).filter(|it| it.people > 0).collect()
}

fn expectations(office: &Office) -> Vec<ExpectationReport> {
    let of = |it: &Stakeholder| {
        let wishes = it.expectations.iter().enumerate().map(|(place, wish)| ExpectationReport {
            stakeholder: it.id,
            place,
            who: it.name.clone(),
            words: wish.words.clone(),
            service: wish.service,
            service_name: wish
                .service
                .and_then(|id| office.charter.service(id))
                .map(|service| service.name.clone()),
            is_met: is_met(office, wish),
        });
        wishes.collect::<Vec<_>>()
    };
    office.stakeholders.list.iter().flat_map(of).collect()
}

fn tactical_hours(office: &Office) -> Option<HoursShare> {
    let said: Vec<(ServiceKind, f64)> =
        office.charter.done().filter_map(|it| Some((it.kind, it.hours_per_month?.get()))).collect();
    let of: f64 = said.iter().map(|it| it.1).sum();
    let hours: f64 = said.iter().filter(|it| it.0 == ServiceKind::Tactical).map(|it| it.1).sum();
    (of > 0.0).then(|| HoursShare { hours, of, share: hours / of, services: said.len() })
}

fn processes(office: &Office, planned: usize) -> (Vec<ProcessReport>, ProcessTotal) {
    let cost = office.charter.head.cost_per_fte.map(crate::model::finite::Finite::get);
    let money = |hours: f64| cost.map(|cost| cost * hours / HOURS_PER_FTE_YEAR);
    let list: Vec<ProcessReport> = office
        .processes
        .iter()
        .map(|it| ProcessReport {
            id: it.id,
            name: it.name.clone(),
            hours_per_year: it.hours_per_year(),
            money_per_year: money(it.hours_per_year()),
            is_box_check: it.is_box_check(),
        })
        .collect();
    let hours: f64 = list.iter().map(|it| it.hours_per_year).sum();
    let boxes: f64 = list.iter().filter(|it| it.is_box_check).map(|it| it.hours_per_year).sum();
    let total = ProcessTotal {
        hours_per_year: hours,
        fte: hours / HOURS_PER_FTE_YEAR,
        money_per_year: money(hours),
        box_check_share: if hours > 0.0 { boxes / hours } else { 0.0 },
        hours_per_initiative: (planned > 0).then(|| hours / 12.0 / planned as f64),
    };
    (list, total)
}

/// Initiatives of the plan for each person [FTE] of the office; none if nobody has said how many there are.
pub fn span_of_control(document: &Document) -> Option<f64> {
    let people = document.office.charter.head.people_fte?.get();
    (people > 0.0).then(|| document.initiatives.in_plan().count() as f64 / people)
}

/// Wishes by stakeholder and service.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExpectationMatrix {
    /// Names of the services that somebody wishes for, and at the end what stands for none.
    pub services: Vec<String>,
    /// Each stakeholder with a wish, and how many there are for each of the services.
    pub rows: Vec<(String, Vec<usize>)>,
}

/// Lays `wishes` out by stakeholder and service, both in the order in which they come.
pub fn expectation_matrix(wishes: &[ExpectationReport]) -> ExpectationMatrix {
    let mut services: Vec<ServiceId> = Vec::new();
    let mut names = Vec::new();
    for it in wishes.iter().filter(|it| it.is_met) {
        if let (Some(id), Some(name)) = (it.service, &it.service_name)
            && !services.contains(&id)
        {
            services.push(id);
            names.push(name.clone());
        }
    }
    names.push("No service yet".to_owned());
    let mut rows: Vec<(StakeholderId, String, Vec<usize>)> = Vec::new();
    for it in wishes {
        let place = it.service.filter(|_| it.is_met).and_then(|id| services.iter().position(|at| *at == id));
        let at = rows.iter().position(|row| row.0 == it.stakeholder).unwrap_or_else(|| {
            rows.push((it.stakeholder, it.who.clone(), vec![0; names.len()]));
            rows.len() - 1
        });
        rows[at].2[place.unwrap_or(services.len())] += 1;
    }
    ExpectationMatrix {
        services: names,
        rows: rows.into_iter().map(|(_, who, cells)| (who, cells)).collect(),
    }
}

/// Stakeholders by the place they have on the picture, so that those who share one can be drawn side by side.
pub fn by_place(list: &[Stakeholder]) -> BTreeMap<(u8, u8), Vec<StakeholderId>> {
    let mut places: BTreeMap<(u8, u8), Vec<StakeholderId>> = BTreeMap::new();
    for it in list {
        places.entry((it.interest, it.power)).or_default().push(it.id);
    }
    places
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::model::edit::{CharterChange, Edit};
    use crate::model::sample;

    /// The sample of 2023 is read as of its last entry, whenever it is opened.
    #[test]
    fn an_old_log_is_read_as_of_its_last_entry() {
        let document = sample::SAMPLES[0].document();
        let report = charter(&document, Some(date(2030, 1, 1)));
        assert_eq!((report.day, report.is_day_of_log), (Some(date(2023, 3, 21)), true));
        let days: Vec<Option<i32>> = report.stakeholders.iter().map(|it| it.days_since).collect();
        assert_eq!(days[..3], [Some(8), Some(60), Some(103)]);
        // W30: the sponsor is updated every 28 days; the permanent secretary goes by power.
        assert_eq!((report.stakeholders[0].due_days, report.stakeholders[2].due_days), (28, KEY_DAYS));
        assert_eq!(report.stakeholders[0].next_due, Some(date(2023, 4, 10)));
        let overdue: Vec<bool> = report.stakeholders.iter().map(|it| it.is_overdue).collect();
        assert_eq!(overdue[..5], [false, true, true, false, true]);
    }

    /// 12 × (6·40 + 9·16 + 5·40 + 3·40 + 1.5·40 + 2·12) hours; (5·40 + 1.5·40) ÷ 788 of them without a purpose.
    #[test]
    fn processes_cost_what_they_take() {
        let document = sample::SAMPLES[0].document();
        let total = charter(&document, None).process_total;
        assert!((total.hours_per_year - 12.0 * 788.0).abs() < 1e-9, "{total:?}");
        assert!((total.box_check_share - 260.0 / 788.0).abs() < 1e-12, "{total:?}");
        assert!((total.money_per_year.unwrap() - 0.07 * 12.0 * 788.0 / 1_720.0).abs() < 1e-12);
    }

    #[test]
    fn an_empty_charter_asks_for_everything_and_warns_of_nothing() {
        let report = charter(&Document::default(), Some(date(2026, 1, 1)));
        assert!(report.warnings.is_empty());
        assert!(report.questions.iter().all(|card| card.answer.is_empty() && !card.missing.is_empty()));
    }

    /// Wishes without a service are the gap; services that nobody wished for are its other side.
    #[test]
    fn the_gap_has_two_sides() {
        let document = sample::SAMPLES[0].document();
        let report = charter(&document, None);
        assert_eq!(report.expectations.iter().filter(|it| it.service.is_none()).count(), 5);
        assert!(report.unasked.is_empty(), "{:?}", report.unasked);
    }

    /// P4: every wish stands in one cell of the matrix; those that nothing meets in the last column.
    #[test]
    fn every_wish_has_its_cell() {
        let report = charter(&sample::SAMPLES[0].document(), None);
        let matrix = expectation_matrix(&report.expectations);
        let last = matrix.services.len() - 1;
        let all: usize = matrix.rows.iter().flat_map(|row| &row.1).sum();
        let unmet: usize = matrix.rows.iter().map(|row| row.1[last]).sum();
        assert_eq!(all, report.expectations.len());
        assert_eq!(unmet, report.expectations.iter().filter(|it| !it.is_met).count());
        assert!(matrix.rows.iter().all(|row| row.1.iter().any(|wishes| *wishes > 0)));
    }

    /// A service that is only wished for meets no wish, is no answer to what the office does, and no share of it.
    #[test]
    fn a_wished_service_is_promised_and_not_done() {
        let mut document = sample::SAMPLES[0].document();
        let before = charter(&document, None);
        let met = before.expectations.iter().find(|it| it.is_met).unwrap();
        let (service, name) = (met.service.unwrap(), met.service_name.clone().unwrap());
        let of = |report: &CharterReport| {
            report.expectations.iter().filter(|it| it.service == Some(service) && it.is_met).count()
        };
        assert!(of(&before) > 0 && said(&before).contains(&name));
        let mut wished = document.office.charter.service(service).unwrap().clone();
        wished.is_wished = true;
        Edit::Charter(CharterChange::SetService(wished)).apply(&mut document).unwrap();
        let after = charter(&document, None);
        assert_eq!(of(&after), 0);
        let unmet = |report: &CharterReport| report.stakeholders.iter().map(|it| it.unmet).sum::<usize>();
        assert_eq!(unmet(&after), unmet(&before) + of(&before));
        assert!(!said(&after).contains(&name));
    }

    /// What the second question is answered with.
    fn said(report: &CharterReport) -> String {
        report.questions.iter().find(|it| it.question == "What does it do?").unwrap().answer.join(" ")
    }
}
