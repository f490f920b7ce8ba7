//! One page for executives: three figures, three asks, and what was decided lately. How it is all done stays out of it.
//!
//! Asks are not written but found: decisions that wait, issues that their own department cannot clear, red flags with
//! their remedy, and the role that is asked for most beyond its people. What stands still weighs more than what is at
//! risk, and that more than what is missing; within each, the longest wait comes first.

use jiff::Span;
use jiff::civil::Date;

use super::headline::RightThings;
use super::headline::figure::Figure;
use super::red_flags::{FlagReport, FlagVerdict, longest_run};
use super::registers::issues::OLD_DAYS;
use super::registers::{between, in_days, reading_day, said};
use super::written::{count, day as day_in_words, percent};
use crate::engine::maturity::red_flags::{Flag, OVERLOAD_WEEKS};
use crate::model::decision::Decision;
use crate::model::document::Document;
use crate::model::office::registers::issues::LoggedIssue;

/// Asks on the page.
const ASKS: usize = 3;

/// What the page is made from; copy it freely.
#[derive(Clone, Copy)]
pub struct Knowledge<'a> {
    /// The document.
    pub document: &'a Document,
    /// The day on which it is read; none if nobody knows.
    pub today: Option<Date>,
    /// The plan against the best within the same limits; none while nothing is scored.
    pub things: Option<&'a RightThings>,
    /// Share of the work that has its people; none before a run.
    pub people: Option<Figure>,
    /// Mean chance to be finished when needed; none before a run.
    pub time: Option<Figure>,
    /// Weekly chances of overload by role, 0 to 1; none before a run.
    pub overload: Option<&'a [(String, Vec<f64>)]>,
    /// The red flags; empty if there is no assessment, or it is not revealed.
    pub flags: &'a [FlagReport],
}

/// The page.
#[derive(Clone, Debug, PartialEq)]
pub struct ExecutivePage {
    /// The day as of which it speaks; none if nobody knows.
    pub day: Option<Date>,
    /// Right things, right people, right time.
    pub figures: [Headline; 3],
    /// At most three, the weightiest first.
    pub asks: Vec<Ask>,
    /// Since a month before [`day`](Self::day), the newest first.
    pub decided: Vec<Decided>,
}

/// One of the three figures, for people who do not ask how it is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headline {
    /// "Right things".
    pub name: &'static str,
    /// "64 %"; a dash while nobody knows.
    pub figure: String,
    /// Of what, in a few words.
    pub meaning: &'static str,
    /// How sure that is, in words; empty if it is exact or unknown.
    pub range: String,
}

/// Something that somebody should do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// Who, as far as known.
    pub who: String,
    /// What to do.
    pub what: String,
    /// What makes it worth an executive's time.
    pub why: String,
    /// By when; none if nobody has said.
    pub by: Option<Date>,
    /// Whether that day is over.
    pub is_late: bool,
    weight: Weight,
    /// Longest first [days].
    waited: i32,
}

/// How much hangs on an ask, the most first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    StandsStill,
    AtRisk,
    Missing,
}

/// A decision that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// The question.
    pub title: String,
    /// What was decided for.
    pub chosen: String,
    /// By whom; empty if nobody said.
    pub decider: String,
    /// When.
    pub date: Date,
}

/// Finds what belongs on the page.
pub fn executive_page(known: Knowledge<'_>) -> ExecutivePage {
    let day = page_day(known.document, known.today);
    let mut asks: Vec<Ask> = decisions(known, day).chain(issues(known, day)).collect();
    asks.extend(flags(known));
    asks.extend(overloaded(known, day));
    // Stable: of equals, decisions come before issues, and those before flags.
    asks.sort_by_key(|it| (it.weight, std::cmp::Reverse(it.waited)));
    asks.truncate(ASKS);
    ExecutivePage { day, figures: figures(known), asks, decided: decided(known.document, day) }
}

/// The day of the records; where those are of another time, decisions are records too.
fn page_day(document: &Document, today: Option<Date>) -> Option<Date> {
    let (day, is_log) = reading_day(document, today);
    let decided = document.decisions.list.iter().filter_map(|it| it.outcome.as_ref()?.date).max();
    if is_log { day.max(decided) } else { day }
}

fn figures(known: Knowledge<'_>) -> [Headline; 3] {
    let one = |name, figure: Option<Figure>, meaning| Headline {
        name,
        figure: figure.map_or_else(|| "–".to_owned(), |it| percent(it.share)),
        meaning,
        range: figure.map_or_else(String::new, range),
    };
    let things = match known.things {
        Some(things) if !things.has_budget => "of the value that the same money could bring",
        _ => "of the value that the budget could bring",
    };
    [
        one("Right things", known.things.map(|it| it.figure), things),
        one("Right people", known.people, "of the work has the people it needs"),
        one("Right time", known.time, "chance that an initiative is finished when it is needed"),
    ]
}

/// "most likely between 60 and 70 %".
fn range(figure: Figure) -> String {
    if (figure.high - figure.low).abs() < 0.005 {
        return String::new();
    }
    let low = percent(figure.low);
    format!("most likely between {} and {}", low.trim_end_matches(" %"), percent(figure.high))
}

/// Who decides where nobody is named.
fn sponsor(document: &Document) -> String {
    document.office.sponsor().and_then(|it| said(&it.name)).unwrap_or_else(|| "The board".to_owned())
}

fn decisions(known: Knowledge<'_>, day: Option<Date>) -> impl Iterator<Item = Ask> {
    let open = known.document.decisions.list.iter().filter(|it| it.outcome.is_none());
    open.map(move |it| decision(it, known.document, day))
}

fn decision(it: &Decision, document: &Document, day: Option<Date>) -> Ask {
    let late = it.decide_by.zip(day).map(|(by, day)| between(by, day));
    let is_late = late.is_some_and(|late| late > 0);
    let waits = if let Some(late) = late.filter(|late| *late > 0) {
        format!("It is {} overdue.", in_days(late))
    } else {
        let asked = it.asked_on.map_or_else(String::new, |asked| format!(" since {}", day_in_words(asked)));
        format!("It is open{asked}.")
    };
    let advised =
        it.recommendation.as_ref().and_then(|advice| it.alternatives.get(advice.alternative as usize));
    let advice = advised.map_or_else(String::new, |it| format!(" We recommend “{}”.", it.name));
    Ask {
        who: said(&it.involved).unwrap_or_else(|| sponsor(document)),
        what: format!("Decide: {}", it.title.trim()),
        why: format!("{waits}{advice}"),
        by: it.decide_by,
        is_late,
        weight: if is_late { Weight::StandsStill } else { Weight::AtRisk },
        waited: late.unwrap_or(0),
    }
}

/// Open issues that wait for somebody outside their own department.
fn issues(known: Knowledge<'_>, day: Option<Date>) -> impl Iterator<Item = Ask> {
    let list = known.document.office.registers.issues.iter().filter(|it| it.closed.is_none());
    list.filter_map(move |it| issue(it, day))
}

fn issue(it: &LoggedIssue, day: Option<Date>) -> Option<Ask> {
    let who = said(&it.waits_for)?;
    if who.eq_ignore_ascii_case(it.department.trim()) {
        return None;
    }
    let waited = it.opened.zip(day).map_or(0, |(opened, day)| between(opened, day));
    let waiting = said(&it.waiting).unwrap_or_else(|| "Work".to_owned());
    let since = it.opened.map_or_else(String::new, |it| format!(" since {}", day_in_words(it)));
    Some(Ask {
        what: format!("Clear this: {}", it.what.trim()),
        why: format!("{waiting} waits for it{since}."),
        who,
        by: None,
        is_late: false,
        weight: if waited > OLD_DAYS { Weight::StandsStill } else { Weight::AtRisk },
        waited,
    })
}

fn flags(known: Knowledge<'_>) -> impl Iterator<Item = Ask> {
    let raised = known.flags.iter().filter(|it| it.verdict == FlagVerdict::Raised);
    raised.filter_map(move |it| {
        let (weight, who, what) = remedy(it.flag, known.document)?;
        let why = it.evidence.clone();
        Some(Ask { who, what: what.to_owned(), why, by: None, is_late: false, weight, waited: 0 })
    })
}

/// Who should do what about a flag; none where another ask says it better.
fn remedy(flag: Flag, document: &Document) -> Option<(Weight, String, &'static str)> {
    let (weight, who, what) = match flag {
        Flag::NoSponsor if document.office.sponsor().is_some() => {
            let what = "Meet the head of the PMO, and say what you stand behind";
            return Some((Weight::StandsStill, sponsor(document), what));
        }
        Flag::NoSponsor => (Weight::StandsStill, "The board", "Name an executive who stands behind the PMO"),
        Flag::LoneDomain => (
            Weight::AtRisk,
            "The board",
            "Say which office serves the whole organisation, and tie this one to it",
        ),
        Flag::OrphanBenefits => (
            Weight::AtRisk,
            "Sponsors of the initiatives",
            "Name for each benefit who answers for it and how it is measured",
        ),
        Flag::BigBrother => (
            Weight::AtRisk,
            "Head of the PMO",
            "Talk with project managers and teams about what is asked of them, before more is asked",
        ),
        Flag::OnePersonBreak => {
            (Weight::AtRisk, "Head of the PMO", "Name a deputy, or write down the hand-over")
        }
        Flag::SponsorOnly => {
            (Weight::Missing, "Heads of departments", "Give the PMO half an hour each this month")
        }
        Flag::NoCredibilityPlan => {
            (Weight::Missing, "Head of the PMO", "Plan a first step to be trusted, with a date")
        }
        Flag::ToolFirst => (
            Weight::Missing,
            "Head of the PMO",
            "Hold the tool back until work is chosen and benefits are followed",
        ),
        Flag::LopsidedLeader => (
            Weight::Missing,
            "Head of the PMO",
            "Take up the weaker side first: business or project management",
        ),
        Flag::Paralysis => (Weight::Missing, "Head of the PMO", "Commit to one improvement, however small"),
        Flag::NoEarlyWin => (Weight::Missing, "Head of the PMO", "Deliver one thing that two groups can see"),
        Flag::OverReach => {
            (Weight::Missing, "The board", "Agree how far the organisation comes along, or slow the PMO down")
        }
        Flag::DeliveryOnly => (Weight::Missing, "The board", "Ask the PMO what to do, and not only how"),
        // The role itself is named by `overloaded`.
        Flag::SilentOverload => return None,
    };
    Some((weight, who.to_owned(), what))
}

/// The role that is asked for beyond its people for the longest time.
fn overloaded(known: Knowledge<'_>, day: Option<Date>) -> Option<Ask> {
    let runs = known.overload?.iter().map(|(name, chances)| (name, longest_run(chances)));
    let (name, (first, weeks)) =
        runs.max_by_key(|(_, (_, weeks))| *weeks).filter(|(_, (_, weeks))| *weeks > 0)?;
    let begins = known.document.portfolio.calendar.day_of(first);
    Some(Ask {
        who: sponsor(known.document),
        what: format!("Decide whether {name} gets more people, or the plan less work"),
        why: format!(
            "More is asked than there are people for {} in a row, from {} on.",
            count(weeks as usize, "week", "weeks"),
            day_in_words(begins)
        ),
        by: Some(begins),
        is_late: day.is_some_and(|day| begins < day),
        weight: if weeks >= OVERLOAD_WEEKS { Weight::AtRisk } else { Weight::Missing },
        waited: i32::try_from(weeks).unwrap_or(i32::MAX).saturating_mul(7),
    })
}

fn decided(document: &Document, day: Option<Date>) -> Vec<Decided> {
    let Some(day) = day else { return Vec::new() };
    let since = day.saturating_sub(Span::new().months(1));
    let mut list: Vec<Decided> = document
        .decisions
        .list
        .iter()
        .filter_map(|it| {
            let outcome = it.outcome.as_ref()?;
            let date = outcome.date.filter(|date| *date > since && *date <= day)?;
            Some(Decided {
                title: it.title.clone(),
                chosen: it.chosen()?.name.clone(),
                decider: outcome.decider.trim().to_owned(),
                date,
            })
        })
        .collect();
    list.sort_by_key(|it| std::cmp::Reverse(it.date));
    list
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::analysis::office::office;
    use crate::analysis::red_flags::Place;
    use crate::model::decision::{Alternative, KeptFigures, Outcome, Recommendation, Reversibility};
    use crate::model::id::{DecisionId, RecordId};
    use crate::model::sample;

    const DAY: Date = date(2026, 3, 15);

    fn read(document: &Document) -> ExecutivePage {
        executive_page(knowledge(document))
    }

    fn knowledge(document: &Document) -> Knowledge<'_> {
        Knowledge {
            document,
            today: Some(DAY),
            things: None,
            people: Some(Figure { share: 0.7, low: 0.61, high: 0.8 }),
            time: None,
            overload: None,
            flags: &[],
        }
    }

    fn asked(title: &str, by: Option<Date>) -> Decision {
        let plan = |name: &str| Alternative {
            name: name.into(),
            scenario: None,
            changes: String::new(),
            figures: KeptFigures::default(),
        };
        Decision {
            id: DecisionId(1),
            title: title.into(),
            situation: String::new(),
            asked_on: None,
            decide_by: by,
            alternatives: vec![plan("Wait"), plan("Go")],
            recommendation: Some(Recommendation { alternative: 1, why: String::new() }),
            involved: String::new(),
            project_manager: false,
            reversibility: Reversibility::default(),
            outcome: None,
        }
    }

    fn waits(what: &str, department: &str, whom: &str, opened: Date) -> LoggedIssue {
        LoggedIssue {
            id: RecordId(7),
            what: what.into(),
            department: department.into(),
            waits_for: whom.into(),
            opened: Some(opened),
            ..LoggedIssue::default()
        }
    }

    fn flag(flag: Flag) -> FlagReport {
        FlagReport {
            flag,
            code: String::new(),
            name: "",
            verdict: FlagVerdict::Raised,
            evidence: "So it is.".into(),
            effect: "",
            place: Place::Charter,
        }
    }

    fn whats(page: &ExecutivePage) -> Vec<&str> {
        page.asks.iter().map(|it| it.what.as_str()).collect()
    }

    /// Two things stand still, the older first; the longest overload of all is only at risk, and a flag without a day
    /// behind it.
    #[test]
    fn the_three_weightiest_are_asked_for_in_order() {
        let mut document = Document::default();
        document.decisions.edit().list.push(asked("Stop the portal?", Some(date(2026, 3, 5))));
        let issues = &mut document.office.edit().registers.issues;
        issues.push(waits("No test system", "Delivery", "Finance", date(2026, 1, 14)));
        issues.push(waits("Two desks", "Commercial", "commercial ", date(2020, 1, 1)));
        let (short, long) = (vec![0.9; 20], [vec![0.2; 5], vec![0.8; 30]].concat());
        let overload = [("Tester".to_owned(), short), ("Architect".to_owned(), long)];
        let flags = [flag(Flag::OrphanBenefits), flag(Flag::SilentOverload)];
        let page =
            executive_page(Knowledge { overload: Some(&overload), flags: &flags, ..knowledge(&document) });
        let architect = "Decide whether Architect gets more people, or the plan less work";
        assert_eq!(whats(&page), ["Clear this: No test system", "Decide: Stop the portal?", architect]);
        let [issue, decision, role] = page.asks.as_slice() else { unreachable!("there are three") };
        assert_eq!((issue.who.as_str(), issue.by), ("Finance", None));
        assert_eq!(decision.why, "It is 10 days overdue. We recommend “Go”.");
        assert_eq!((decision.who.as_str(), decision.is_late), ("The board", true));
        assert!(
            role.why.starts_with("More is asked than there are people for 30 weeks in a row"),
            "{}",
            role.why
        );
        assert_eq!(role.by, Some(document.portfolio.calendar.day_of(5)));
    }

    #[test]
    fn a_flag_is_asked_for_with_its_remedy_and_no_mechanics() {
        let document = Document::default();
        let flags = [flag(Flag::NoEarlyWin), flag(Flag::NoSponsor)];
        let page = executive_page(Knowledge { flags: &flags, ..knowledge(&document) });
        let board = "Name an executive who stands behind the PMO";
        assert_eq!(whats(&page), [board, "Deliver one thing that two groups can see"]);
        assert_eq!(page.asks[0].why, "So it is.");
    }

    #[test]
    fn a_figure_says_its_range_in_words_and_an_unknown_one_is_a_dash() {
        let page = read(&Document::default());
        let [things, people, _] = &page.figures;
        assert_eq!((things.figure.as_str(), things.range.as_str()), ("–", ""));
        assert_eq!(
            (people.figure.as_str(), people.range.as_str()),
            ("70 %", "most likely between 61 and 80 %")
        );
        assert!(page.asks.is_empty() && page.decided.is_empty());
    }

    #[test]
    fn only_what_was_decided_within_a_month_is_news() {
        let mut document = Document::default();
        for (title, on) in
            [("Old", date(2026, 2, 15)), ("New", date(2026, 2, 16)), ("Later", date(2026, 3, 16))]
        {
            let outcome =
                Outcome { alternative: 0, decider: " Board ".into(), date: Some(on), why: String::new() };
            let decision = Decision { outcome: Some(outcome), ..asked(title, None) };
            document.decisions.edit().list.push(decision);
        }
        let decided = read(&document).decided;
        assert_eq!(decided.len(), 1);
        assert_eq!((decided[0].title.as_str(), decided[0].chosen.as_str()), ("New", "Wait"));
        assert_eq!(decided[0].decider, "Board");
    }

    /// The sample of 2023 is read as of its last decision, and Finance holds up One Login.
    #[test]
    fn a_sample_of_another_time_speaks_of_its_own_last_month() {
        let document = sample::SAMPLES[0].document();
        let round = document.office.assessments.last().unwrap();
        let report = office(&document, round, &round.model(), None, Some(DAY)).unwrap();
        let flags = report.red_flags.flags;
        let page = executive_page(Knowledge { flags: &flags, ..knowledge(&document) });
        assert_eq!(page.asks.len(), ASKS, "{:?}", page.asks);
        assert_eq!(page.day, Some(date(2023, 5, 9)));
        assert_eq!(page.decided.len(), 1);
        assert_eq!(page.asks[0].who, "Finance");
        assert_eq!(page.asks[0].why, "GOV.UK One Login waits for it since 8 Feb 2023.");
    }
}
