//! The records of the office: the sentence of each list, checked by hand, and what an expectation asks for.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use jiff::civil::{Date, date};
use pmo_workbench::analysis::finish::{FinishCurve, weeks_by};
use pmo_workbench::analysis::money::Money;
use pmo_workbench::analysis::registers::{Reading, RegisterReport, reading_day, register};
use pmo_workbench::analysis::simulate::prepare;
use pmo_workbench::engine::capacity::money::simulate_money;
use pmo_workbench::engine::capacity::simulate;
use pmo_workbench::exchange::csv::write_learning;
use pmo_workbench::model::document::Document;
use pmo_workbench::model::edit::{Edit, EditError, RecordsChange};
use pmo_workbench::model::finite::Finite;
use pmo_workbench::model::id::{RecordId, StakeholderId};
use pmo_workbench::model::office::registers::issues::SupportKind;
use pmo_workbench::model::office::registers::learning::{ConfidenceRating, EducationStep, LearningEntry};
use pmo_workbench::model::office::registers::processes::{ProcessUse, UseOutcome};
use pmo_workbench::model::office::registers::recovery::RedEvent;
use pmo_workbench::model::office::registers::tools::{Tool, ToolCategory};
use pmo_workbench::model::office::registers::{Record, Register};
use pmo_workbench::model::office::stakeholder::{Stakeholder, StakeholderGroup};
use pmo_workbench::model::sample;
use pmo_workbench::model::validate::validate;

fn gmpp() -> Document {
    sample::find("gmpp").unwrap().document()
}

fn read(document: &Document, kind: Register, day: Option<Date>) -> RegisterReport {
    register(kind, Reading { document, day, runs: None, money: None })
}

fn sentence(document: &Document, kind: Register) -> String {
    let day = reading_day(document, None).0;
    let report = read(document, kind, day);
    format!("{}{}", report.figure, report.rest)
}

fn add(document: &mut Document, record: impl FnOnce(RecordId) -> Record) {
    let record = record(RecordId(document.fresh_id(0)));
    Edit::Records(RecordsChange::Add(Box::new(record))).apply(document).unwrap();
}

/// The sample of 2023 is read as of its last day, whenever it is opened; by hand from the file.
#[test]
fn every_list_of_the_sample_comes_to_a_sentence() {
    let document = gmpp();
    assert_eq!(reading_day(&document, Some(date(2030, 1, 1))), (Some(date(2023, 3, 21)), true));
    let of = |kind| sentence(&document, kind);
    assert_eq!(of(Register::Issue), "3 issues are open, the oldest 41 days, waiting for Finance.");
    assert_eq!(of(Register::Support), "2 cases wait, the first since 29 days.");
    assert_eq!(
        of(Register::Review),
        "3 of 6 processes were not reviewed in a year: Monthly highlight report, Risk register upkeep and Lessons \
         learned form."
    );
    assert_eq!(
        of(Register::Use),
        "43 % of 7 uses are tailored; no difference to be sure of: 3 of 3 tailored ones served, 1 of 3 others."
    );
    assert_eq!(
        of(Register::Document),
        "1 of 16 initiatives is fully documented; 14 % of all that is asked for is there, and Single Trade Window \
         lacks only execution."
    );
    assert_eq!(
        of(Register::Audit),
        "1 finding is overdue: “Benefits of four projects have no owner” (major) by 21 days."
    );
    assert_eq!(of(Register::Gate), "2 of 3 gates passed; 1 condition is still to be met.");
    assert_eq!(of(Register::Adviser), "3 people to ask; not spoken to for 180 days: Procurement lawyer.");
    assert_eq!(of(Register::Learning), "7.5 hours of learning in 2023, 15.5 in all.");
    assert_eq!(
        of(Register::Tool),
        "3 of 4 tools reach the strategic portfolio; Risk sheets leads nowhere; 1 link is by hand."
    );
    // 8 of 16 at 94 %, 20 days old.
    assert_eq!(
        of(Register::Source),
        "One picture: 47 %; 8 of 16 initiatives of the plan come from a file of the last 31 days."
    );
    assert_eq!(
        of(Register::Template),
        "1 of 2 templates were used within a year; drop or use “Go-live schedule”."
    );
}

/// P2: 10, 20 and 60 days from red to green; what is still red is in no median, and asks for an action and an owner.
#[test]
fn red_work_is_told_by_how_fast_it_was_green_again() {
    let mut document = Document::default();
    let events = [
        (date(2026, 1, 1), Some(date(2026, 1, 11))),
        (date(2026, 2, 1), Some(date(2026, 2, 21))),
        (date(2026, 1, 1), Some(date(2026, 3, 2))),
        (date(2026, 2, 10), None),
    ];
    for (red, green) in events {
        add(&mut document, |id| {
            let event = RedEvent::new(id, "Late".to_owned());
            Record::Recovery(RedEvent { red_since: Some(red), recovered: green, ..event })
        });
    }
    assert_eq!(
        sentence(&document, Register::Recovery),
        "1 event is red, the longest since 20 days, 1 without an action or an owner; half of the 3 that recovered took \
         20 days at most."
    );
    let mut mended = document.office.registers.recoveries[3].clone();
    (mended.action, mended.owner) = ("Two more testers".to_owned(), "Programme lead".to_owned());
    Edit::Records(RecordsChange::Set(Box::new(Record::Recovery(mended)))).apply(&mut document).unwrap();
    let report = read(&document, Register::Recovery, Some(date(2026, 3, 2)));
    assert!(!report.is_warning && !report.notes[3].is_late, "{report:?}");
    assert!(report.notes[0].words.starts_with("green again after 10 days"), "{}", report.notes[0].words);
}

/// A day of recovery before the red one is in no median, and validation names it.
#[test]
fn what_is_over_before_it_began_is_named() {
    let mut document = Document::default();
    add(&mut document, |id| {
        let event = RedEvent::new(id, "Late".to_owned());
        Record::Recovery(RedEvent {
            red_since: Some(date(2026, 2, 1)),
            recovered: Some(date(2026, 1, 1)),
            ..event
        })
    });
    let issues = validate(&document);
    assert!(issues.iter().any(|it| it.message.contains("over before it began")), "{issues:?}");
    assert_eq!(sentence(&document, Register::Recovery), "Nothing is red.");
}

/// P5: one step is one topic for one audience; a group with a stakeholder and no topic is named.
#[test]
fn the_education_plan_counts_topics_by_audience() {
    let mut document = Document::default();
    document.office.edit().stakeholders.list = vec![Stakeholder {
        group: StakeholderGroup::Finance,
        ..Stakeholder::new(StakeholderId(900), "CFO".into())
    }];
    for (audience, done) in
        [(StakeholderGroup::Executives, Some(date(2026, 3, 1))), (StakeholderGroup::Managers, None)]
    {
        add(&mut document, |id| {
            let step = EducationStep::new(id, "What a PMO is for".to_owned());
            Record::Education(EducationStep { audience, done, due: Some(date(2026, 2, 1)), ..step })
        });
    }
    let report = read(&document, Register::Education, Some(date(2026, 3, 1)));
    assert_eq!(
        format!("{}{}", report.figure, report.rest),
        "1 of 2 steps of education are done, 1 overdue; nothing is planned for finance."
    );
    let cell = "Executives: done · Department managers: open";
    assert_eq!(report.rows, [("What a PMO is for".to_owned(), cell.to_owned())]);
}

#[test]
fn every_list_of_nothing_says_so_and_asks_for_no_sum() {
    for kind in Register::ALL {
        let report = read(&Document::default(), *kind, Some(date(2026, 1, 1)));
        assert!(report.figure.starts_with("No"), "{kind:?}: {}", report.figure);
        assert!(report.formula.is_empty() && report.notes.is_empty() && !report.is_warning, "{kind:?}");
    }
}

/// An expectation is held against the same runs by the same function as the page Capacity.
#[test]
fn an_expectation_asks_for_the_percentile_of_the_finish_curve() {
    let document = gmpp();
    let case =
        document.office.registers.support.iter().find(|it| it.kind == SupportKind::Expectation).unwrap();
    let (initiative, asked) = (case.initiative, case.asked_date.unwrap());
    let prepared = prepare(&document).unwrap();
    let tally = simulate(&prepared.problem, prepared.engine_policy(), prepared.seed, 0..256);
    let day = reading_day(&document, None).0;
    let runs = Some((&prepared, &tally));
    let report = register(Register::Support, Reading { document: &document, day, runs, money: None });
    let curve = FinishCurve::new(&prepared, &tally, initiative).unwrap();
    let share = curve.chance_by(weeks_by(document.portfolio.calendar, asked)).share;
    let percentile = format!("that asks for P{:.0} ", 100.0 * share);
    let note = report.notes.iter().find(|it| it.id == case.id).unwrap();
    assert!(note.words.contains(&percentile), "{} lacks {percentile}", note.words);
    assert!(note.words.contains("n = 256"), "{}", note.words);
    assert!(report.rest.contains(&format!("Single Trade Window is asked for at P{:.0}", 100.0 * share)));
    assert_eq!(note.is_late, share < 0.2);
}

/// A cost is held against the same runs in money as on the page Capacity, for an initiative and for the whole plan.
#[test]
fn an_asked_cost_asks_for_its_percentile() {
    let mut document = gmpp();
    let prepared = prepare(&document).unwrap();
    let money = Money::new(&prepared, &document).unwrap();
    let counts = simulate_money(money.plan(), money.seed(), 0..512).into_words();
    let money = money.report(&document, counts).unwrap();
    let day = reading_day(&document, None).0;
    let place = document.office.registers.support.iter().position(|it| it.kind == SupportKind::Expectation);
    let place = place.unwrap();
    for (initiative, spread) in
        [(None, money.cost), (Some(money.initiatives[3].id), money.initiatives[3].cost)]
    {
        let case = &mut document.office.edit().registers.support[place];
        (case.initiative, case.asked_date) = (initiative, None);
        case.asked_cost = Some(Finite::new(spread.p10).unwrap());
        let read =
            |money| register(Register::Support, Reading { document: &document, day, runs: None, money });
        let words = |report: RegisterReport| report.notes[place].words.clone();
        let said = words(read(Some(&money)));
        assert!(
            said.contains("that asks for P10 (95 % interval 8 % to 13 %, n = 512), planned at £"),
            "{said}"
        );
        assert!(read(Some(&money)).is_warning, "one run in ten is hardly possible");
        let said = words(read(None));
        assert!(said.contains("its percentile comes with the simulation, planned at £"), "{said}");
    }
}

#[test]
fn days_are_counted_from_the_day_of_reading() {
    let document = gmpp();
    let report = read(&document, Register::Issue, Some(date(2023, 4, 8)));
    assert_eq!(report.rest, ", the oldest 59 days, waiting for Finance.");
    assert!(report.is_warning);
    // What is opened later is not yet old.
    assert_eq!(read(&document, Register::Issue, Some(date(2022, 1, 1))).rest, ".");
}

/// Newcombe (1998), method 10, of 56/70 against 48/80: 0.0524 to 0.3339.
#[test]
fn tailoring_is_compared_as_newcombe_compares_two_shares() {
    let mut document = Document::default();
    for (is_tailored, well, all) in [(true, 56, 70), (false, 48, 80)] {
        for place in 0..all {
            let outcome = if place < well { UseOutcome::Worked } else { UseOutcome::Failed };
            add(&mut document, |id| {
                Record::Use(ProcessUse { is_tailored, outcome, ..ProcessUse::new(id, "Small".into()) })
            });
        }
    }
    let report = read(&document, Register::Use, None);
    assert!(report.rest.contains("tailoring served better"), "{}", report.rest);
    assert_eq!(report.rows[2], ("Difference".to_owned(), "20 points, 95 % interval 5 to 33".to_owned()));
}

#[test]
fn two_ratings_give_no_interval_and_three_do() {
    let mut document = Document::default();
    let rate = |document: &mut Document, before, after| {
        add(document, |id| {
            let levels = ConfidenceRating { before: Some(before), after: Some(after), ..Default::default() };
            Record::Confidence(ConfidenceRating { id, who: "A".into(), ..levels })
        });
    };
    rate(&mut document, 2, 4);
    rate(&mut document, 3, 4);
    let of = |document: &Document| sentence(document, Register::Confidence);
    assert_eq!(of(&document), "2 people say both, too few for an interval; +1.5 on the mean.");
    rate(&mut document, 4, 3);
    let said = of(&document);
    assert!(said.starts_with("+0.7 levels of confidence over 3 people, 90 % interval "), "{said}");
    assert!(said.ends_with("; that may be chance."), "{said}");
    for _ in 0..6 {
        rate(&mut document, 2, 4);
    }
    assert!(!of(&document).contains("chance"), "{}", of(&document));
}

#[test]
fn tools_that_feed_each_other_in_a_circle_reach_nothing() {
    let mut document = Document::default();
    for (id, feeds) in [(1, 2), (2, 1), (3, 99)] {
        add(&mut document, |_| {
            let name = format!("Tool {id}");
            Record::Tool(Tool { feeds: Some(RecordId(feeds)), ..Tool::new(RecordId(id), name) })
        });
    }
    assert!(sentence(&document, Register::Tool).starts_with("0 of 3 tools reach"));
    let mut second = document.office.registers.tools[1].clone();
    second.category = ToolCategory::Spm;
    Edit::Records(RecordsChange::Set(Box::new(Record::Tool(second)))).apply(&mut document).unwrap();
    assert!(sentence(&document, Register::Tool).starts_with("2 of 3 tools reach"));
}

/// Whoever is gone is named as gone; the record stays.
#[test]
fn a_record_outlives_what_it_is_about() {
    let mut document = gmpp();
    let about = document.office.registers.audits[1].initiative.unwrap();
    Edit::RemoveInitiative(about).apply(&mut document).unwrap();
    let notes = read(&document, Register::Audit, None).notes;
    assert!(notes[1].words.contains("an initiative that is gone"), "{}", notes[1].words);
}

#[test]
fn a_record_is_refused_with_its_reason() {
    let mut document = Document::default();
    let entry = |hours| {
        let entry = LearningEntry { hours, ..LearningEntry::new(RecordId(1), "Risk".into()) };
        Edit::Records(RecordsChange::Add(Box::new(Record::Learning(entry))))
    };
    let error = entry(Finite::from(-1)).apply(&mut document).unwrap_err();
    assert_eq!(error.to_string(), "the number of hours must be a number from 0 to 1000, not -1");
    let add = entry(Finite::ONE);
    assert_eq!(add.label(&document), "new learning entry Risk");
    add.apply(&mut document).unwrap();
    let remove = Edit::Records(RecordsChange::Remove(RecordId(1)));
    assert_eq!(remove.label(&document), "removal of learning entry Risk");
    remove.apply(&mut document).unwrap();
    assert_eq!(remove.apply(&mut document), Err(EditError::NoSuch { what: "record", id: 1 }));
}

#[test]
fn the_learning_log_is_a_csv_without_formulas() {
    let mut document = Document::default();
    let day = Some(date(2026, 2, 1));
    for topic in ["=1+1", "Talk, over lunch"] {
        add(&mut document, |id| {
            let hours = Finite::new(1.5).unwrap();
            Record::Learning(LearningEntry { date: day, hours, ..LearningEntry::new(id, topic.into()) })
        });
    }
    assert_eq!(
        write_learning(&document),
        "\u{feff}Date,Hours,Topic,Source\r\n2026-02-01,1.5,'=1+1,\r\n2026-02-01,1.5,\"Talk, over lunch\",\r\n"
    );
}
