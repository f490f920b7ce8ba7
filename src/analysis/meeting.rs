//! Before a meeting with a stakeholder: what the person wants, the two or three figures that answer it, one question.

use jiff::civil::Date;

use super::registers::Reading;
use super::registers::expectation::{Asked, asked as asked_for, percentile};
use super::simulate::report;
use super::written::{count, day, money, number, percent};
use crate::model::office::process::Process;
use crate::model::office::stakeholder::{BuyIn, Stakeholder, StakeholderGroup};

/// Figures on the sheet.
const FIGURES: usize = 3;

/// A sheet to take along.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MeetingSheet {
    /// With whom.
    pub name: String,
    /// When one last spoke, and about what.
    pub last: Option<String>,
    /// Each wish, and what the office does about it.
    pub wants: Vec<(String, String)>,
    /// At most three figures, each with what it says.
    pub figures: Vec<(String, String)>,
    /// What has to be said though nobody likes it; none if there is nothing, or it was said.
    pub hard_message: Option<String>,
    /// The one question to ask.
    pub question: String,
}

/// The sheet for `person`.
pub fn meeting(person: &Stakeholder, reading: Reading<'_>) -> MeetingSheet {
    let mut figures = effects(person, reading);
    let waits = waiting(person, reading);
    figures.extend(waits);
    figures.extend(asked(person, reading));
    figures.extend(of_the_plan(person.group, reading));
    figures.truncate(FIGURES);
    MeetingSheet {
        name: person.name.clone(),
        last: last_talk(person, reading),
        wants: wants(person, reading),
        figures,
        hard_message: Some(person.hard_message.trim().to_owned())
            .filter(|it| !it.is_empty() && person.hard_message_said.is_none()),
        question: question(person, reading),
    }
}

fn last_talk(person: &Stakeholder, reading: Reading<'_>) -> Option<String> {
    let contacts = reading.document.office.stakeholders.contacts.iter();
    let contacts = contacts.filter(|it| it.stakeholder == person.id);
    let last = contacts.filter(|it| reading.day.is_none_or(|day| it.date <= day)).max_by_key(|it| it.date)?;
    let about = last.about.trim();
    let about = if about.is_empty() { String::new() } else { format!(": {about}") };
    Some(format!("{}{about}", day(last.date)))
}

fn wants(person: &Stakeholder, reading: Reading<'_>) -> Vec<(String, String)> {
    let charter = &reading.document.office.charter;
    let answer = |service| match charter.services.iter().find(|it| Some(it.id) == service) {
        Some(it) if it.is_wished => format!("“{}” is asked for and not done yet.", it.name),
        Some(it) => format!("We do: {}.", it.name),
        None => "No service of ours meets it.".to_owned(),
    };
    let mut wants: Vec<(String, String)> =
        person.expectations.iter().map(|it| (it.words.clone(), answer(it.service))).collect();
    let office = &reading.document.office;
    let asked = &reading.document.workshop.interviews.sponsor;
    if office.charter.head.sponsor == Some(person.id) && !asked.success.trim().is_empty() {
        wants.push((asked.success.trim().to_owned(), "Said of success, in the interview.".to_owned()));
    }
    wants
}

/// What came of the services that meet the person's wishes.
fn effects(person: &Stakeholder, reading: Reading<'_>) -> Vec<(String, String)> {
    let charter = &reading.document.office.charter;
    let wished = |id| person.expectations.iter().any(|it| it.service == Some(id));
    let shown = charter.done().filter(|it| wished(it.id) && !it.effect.trim().is_empty());
    shown.map(|it| (it.effect.trim().to_owned(), format!("what came of “{}”", it.name))).take(2).collect()
}

/// Issues in which people wait for this person.
fn waiting(person: &Stakeholder, reading: Reading<'_>) -> Option<(String, String)> {
    let is_person = |text: &str| text.trim().eq_ignore_ascii_case(person.name.trim());
    let open = (reading.document.office.registers.issues.iter())
        .filter(|it| it.closed.is_none() && (is_person(&it.waits_for) || is_person(&it.department)));
    let opened: Vec<Option<Date>> = open.map(|it| it.opened).collect();
    let oldest = opened.iter().flatten().min().zip(reading.day).map(|(first, day)| (day - *first).get_days());
    let oldest = oldest.filter(|it| *it > 0).map_or_else(String::new, |it| {
        format!(", the oldest since {}", count(usize::try_from(it).unwrap_or(0), "day", "days"))
    });
    let wait = if opened.len() == 1 { "waits" } else { "wait" };
    (!opened.is_empty())
        .then(|| (count(opened.len(), "open issue", "open issues"), format!("{wait} for you{oldest}")))
}

/// What the person's own open expectations ask for.
fn asked(person: &Stakeholder, reading: Reading<'_>) -> Option<(String, String)> {
    let cases = reading.document.office.registers.support.iter();
    let mut own = cases.filter(|it| it.closed.is_none() && it.asked_by.trim() == person.name.trim());
    own.find_map(|case| {
        let known = |it: Asked| Some((it.chance?.share, it.what));
        let hardest =
            asked_for(case, reading).into_iter().filter_map(known).min_by(|a, b| a.0.total_cmp(&b.0));
        let (share, what) = hardest?;
        let of = case.initiative.and_then(|id| reading.document.initiatives.initiative(id));
        let of = of.map_or("the whole plan", |it| it.name.as_str());
        Some((percentile(share), format!("is what {of} {what} asks for")))
    })
}

/// What everybody may ask of the plan, the most telling for `group` first.
fn of_the_plan(group: StakeholderGroup, reading: Reading<'_>) -> Vec<(String, String)> {
    let document = reading.document;
    let plan = document.initiatives.in_plan();
    let (size, cost) = plan.fold((0, 0.0), |(n, sum), it| (n + 1, sum + it.cost_money()));
    let on_time = reading.runs.and_then(|(prepared, tally)| report(prepared, document, tally).right_time);
    let on_time = on_time.map(|it| {
        let range = format!("95 % interval {} to {}", percent(it.low), percent(it.high));
        (percent(it.share), format!("mean chance that an initiative is finished when it is needed, {range}"))
    });
    let money_row = (size > 0).then(|| {
        let owned = document.initiatives.in_plan().filter(|it| !it.benefit.owner.trim().is_empty()).count();
        (
            money(cost, &document.portfolio.currency),
            format!(
                "for {}; {owned} of them have somebody who answers for the benefit",
                count(size, "initiative", "initiatives")
            ),
        )
    });
    let hours: f64 = document.office.processes.iter().map(Process::hours_per_year).sum();
    let asked = (hours > 0.0).then(|| {
        (
            format!("{} hours a year", number(hours, 0)),
            "is what our processes ask of everybody together".to_owned(),
        )
    });
    let order = match group {
        StakeholderGroup::ProjectManagers | StakeholderGroup::Teams => [asked, on_time, money_row],
        StakeholderGroup::Finance => [money_row, on_time, asked],
        _ => [on_time, money_row, asked],
    };
    order.into_iter().flatten().collect()
}

fn question(person: &Stakeholder, reading: Reading<'_>) -> String {
    let charter = &reading.document.office.charter;
    let is_met = |service| charter.done().any(|it| Some(it.id) == service);
    let unmet = person.expectations.iter().find(|it| !is_met(it.service));
    let sponsor = charter.head.sponsor == Some(person.id);
    let success = &reading.document.workshop.interviews.sponsor.success;
    match unmet {
        _ if sponsor && success.trim().is_empty() => {
            "What would success of this office look like to you?".to_owned()
        }
        Some(wish) => {
            format!("If we did one thing for you this quarter: would it be “{}”?", wish.words.trim())
        }
        None if person.buy_in <= BuyIn::Aware => {
            "What would you have to see to say that this office helps you?".to_owned()
        }
        None => match reading
            .document
            .office
            .stakeholders
            .last_contact(person.id, reading.day.unwrap_or(Date::MAX))
        {
            Some(last) => format!("What has changed for you since {}?", day(last)),
            None => "Which decision do you wait for, and from whom?".to_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::super::registers::reading_day;
    use super::*;
    use crate::model::sample;

    fn sheets() -> Vec<MeetingSheet> {
        let document = sample::SAMPLES[0].document();
        let reading =
            Reading { document: &document, day: reading_day(&document, None).0, runs: None, money: None };
        document.office.stakeholders.list.iter().map(|it| meeting(it, reading)).collect()
    }

    #[test]
    fn every_sheet_has_a_question_and_at_most_three_figures() {
        for sheet in sheets() {
            assert!(sheet.question.ends_with('?'), "{sheet:?}");
            assert!((1..=FIGURES).contains(&sheet.figures.len()), "{sheet:?}");
        }
    }

    /// A wish that nothing meets is what one asks about; a message that was said is not said again.
    #[test]
    fn the_sheet_follows_what_is_open() {
        let mut document = sample::SAMPLES[0].document();
        let mut person = document.office.stakeholders.list[1].clone();
        person.hard_message = "Two dates will slip.".to_owned();
        person.hard_message_said = None;
        person.expectations.truncate(1);
        person.expectations[0].service = None;
        person.expectations[0].words = "One list".to_owned();
        let day = reading_day(&document, None).0;
        let sheet = meeting(&person, Reading { document: &document, day, runs: None, money: None });
        assert_eq!(sheet.wants, [("One list".to_owned(), "No service of ours meets it.".to_owned())]);
        assert_eq!(sheet.question, "If we did one thing for you this quarter: would it be “One list”?");
        assert_eq!(sheet.hard_message.as_deref(), Some("Two dates will slip."));
        person.hard_message_said = day;
        document.office.edit().registers.issues[0].waits_for.clone_from(&person.name);
        let sheet = meeting(&person, Reading { document: &document, day, runs: None, money: None });
        assert_eq!(sheet.hard_message, None);
        assert!(
            sheet
                .figures
                .contains(&("1 open issue".to_owned(), "waits for you, the oldest since 41 days".to_owned()))
        );
    }
}
