//! Lists of initiatives in and out: real files, hostile files, round trips.
//!
//! The raw file of the UK Government Major Projects Portfolio, March 2023,
//! contains public sector information licensed under the Open Government
//! Licence v3.0.

#![allow(clippy::float_cmp, reason = "exactness is the point")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fmt::Write as _;
use std::path::Path;

use jiff::civil::{Date, date};
use pmo_workbench::exchange::cell::{
    DateOrder, Decimal, format_estimate, parse_date, parse_estimate, parse_kind, parse_mode, parse_number,
    parse_number_scaled, parse_state,
};
use pmo_workbench::exchange::csv::write_initiatives;
use pmo_workbench::exchange::initiative_list::{
    CellProblem, ColumnMap, Field, Outcome, Proposal, Reading, Verdict, guess_reading, propose, suggest,
};
use pmo_workbench::exchange::table::{Delimiter, Table, TableError, read_table, read_table_by};
use pmo_workbench::model::document::Document;
use pmo_workbench::model::edit::{Edit, InitiativeChange};
use pmo_workbench::model::finite::Finite;
use pmo_workbench::model::id::InitiativeId;
use pmo_workbench::model::initiative::{
    Estimate, Initiative, Kind, LifeCycle, Mode, PossibleValue, Shape, WorkClass,
};
use pmo_workbench::model::portfolio::{MoneyScale, YearAmount};
use pmo_workbench::model::validate;
use proptest::prelude::*;

// ---- cells ----

#[test]
fn numbers_are_read_as_people_write_them() {
    for (text, decimal, number) in [
        ("5", Decimal::Point, 5.0),
        (" 1,234.5 ", Decimal::Point, 1234.5),
        ("1.234,5", Decimal::Comma, 1234.5),
        ("1.000,00", Decimal::Comma, 1000.0),
        ("1,234,567", Decimal::Point, 1_234_567.0),
        ("12,34,567.8", Decimal::Point, 1_234_567.8),
        ("1 234,5", Decimal::Comma, 1234.5),
        ("1\u{202f}234\u{202f}567", Decimal::Point, 1_234_567.0),
        ("1'234.5", Decimal::Point, 1234.5),
        ("£5", Decimal::Point, 5.0),
        ("-110.7 £", Decimal::Point, -110.7),
        ("-110,7 €", Decimal::Comma, -110.7),
        ("£ -110.7", Decimal::Point, -110.7),
        ("−£110.7", Decimal::Point, -110.7),
        ("($1,250.00)", Decimal::Point, -1250.0),
        ("GBP 12", Decimal::Point, 12.0),
        ("12 EUR", Decimal::Point, 12.0),
        ("12-", Decimal::Point, -12.0),
        ("+3", Decimal::Point, 3.0),
        (".5", Decimal::Point, 0.5),
        ("5.", Decimal::Point, 5.0),
        ("1.5E+06", Decimal::Point, 1_500_000.0),
        ("1,5e-3", Decimal::Comma, 0.0015),
    ] {
        assert_eq!(parse_number(text, decimal).map(Finite::get), Ok(number), "{text}");
    }
    // −0 is 0.
    assert_eq!(parse_number("-0", Decimal::Point), Ok(Finite::ZERO));
}

#[test]
fn what_is_no_number_is_refused_with_a_remedy() {
    for (text, decimal, said) in [
        ("", Decimal::Point, "the cell is empty; write a number, such as 12.5"),
        ("1,5", Decimal::Point, "“1,5” is not a number; write 1.5, or choose decimal comma for the file"),
        (
            "1.000,00",
            Decimal::Point,
            "“1.000,00” is not a number; check its separators, or choose decimal comma for the file",
        ),
        ("1.5", Decimal::Comma, "“1.5” is not a number; write 1,5, or choose decimal point for the file"),
        ("45 %", Decimal::Point, "“45 %” is a percentage; write the number itself, such as 0.45 for 45 %"),
        (
            "Inf",
            Decimal::Point,
            "“Inf” is not a number that can be counted with; it often comes from a division by 0; correct it or leave the cell empty",
        ),
        (
            "198 to 240",
            Decimal::Point,
            "“198 to 240” is not a number; one number is needed here: write 219, the middle, or the one you expect",
        ),
        (
            "198..240",
            Decimal::Point,
            "“198..240” is not a number; one number is needed here: write 219, the middle, or the one you expect",
        ),
        (
            "£305m",
            Decimal::Point,
            "“£305m” is not a number; leave out “m” and say the scale once for the whole column",
        ),
        ("12 weeks", Decimal::Point, "“12 weeks” is not a number; leave out “weeks”"),
        (
            "Exempt under Section 43",
            Decimal::Point,
            "“Exempt under Section 43” is not a number; write digits only, or leave the cell empty",
        ),
        ("1e999", Decimal::Point, "“1e999” is out of range; amounts go up to 1e15"),
        ("--5", Decimal::Point, "“--5” is not a number; write digits only, or leave the cell empty"),
    ] {
        assert_eq!(parse_number(text, decimal).unwrap_err().to_string(), said);
    }
    for text in
        ["NaN", "-inf", "∞", "#DIV/0!", "1,23,4", "1 2", "12,34", "e5", "£", "()", "1e", "0x10", "٣", "1..2."]
    {
        assert!(parse_number(text, Decimal::Point).is_err(), "{text}");
    }
}

/// 1.001 × 1000 is 1000.9999999999999 in binary; moving the digits first gives 1001.
#[test]
fn scaling_moves_digits_before_rounding() {
    assert_eq!(parse_number_scaled("1.001", Decimal::Point, 3).map(Finite::get), Ok(1001.0));
    assert_eq!(parse_number_scaled("34", Decimal::Point, -3).map(Finite::get), Ok(0.034));
}

#[test]
fn dates_are_read_as_people_write_them() {
    let day = date(2025, 3, 31);
    for text in [
        "2025-03-31",
        "2025-03-31T00:00:00Z",
        "2025-03-31 17:00",
        "2025/03/31",
        "31 March 2025",
        "31-Mar-25",
        "March 31, 2025",
        "31st Mar. 2025",
        "2025 Mar 31",
    ] {
        for order in [DateOrder::DayMonthYear, DateOrder::MonthDayYear, DateOrder::YearMonthDay] {
            assert_eq!(parse_date(text, order), Ok(day), "{text}");
        }
    }
    for (text, order) in [
        ("31.03.2025", DateOrder::DayMonthYear),
        ("31/3/25", DateOrder::DayMonthYear),
        ("31-03-2025 5:00:00 PM", DateOrder::DayMonthYear),
        ("03/31/2025", DateOrder::MonthDayYear),
        ("3.31.25", DateOrder::MonthDayYear),
        ("25-03-31", DateOrder::YearMonthDay),
    ] {
        assert_eq!(parse_date(text, order), Ok(day), "{text}");
    }
    assert_eq!(parse_date("03.04.2025", DateOrder::DayMonthYear), Ok(date(2025, 4, 3)));
    assert_eq!(parse_date("03.04.2025", DateOrder::MonthDayYear), Ok(date(2025, 3, 4)));
    assert_eq!(parse_date("1/1/68", DateOrder::DayMonthYear), Ok(date(2068, 1, 1)));
    assert_eq!(parse_date("1/1/69", DateOrder::DayMonthYear), Ok(date(1969, 1, 1)));
}

#[test]
fn impossible_dates_are_refused_with_a_remedy() {
    for (text, order, said) in [
        (
            "31.04.2025",
            DateOrder::DayMonthYear,
            "“31.04.2025” does not exist: April 2025 has 30 days; correct the day",
        ),
        (
            "29/02/2023",
            DateOrder::DayMonthYear,
            "“29/02/2023” does not exist: February 2023 has 28 days; correct the day",
        ),
        (
            "2025-02-30",
            DateOrder::DayMonthYear,
            "“2025-02-30” does not exist: February 2025 has 28 days; correct the day",
        ),
        (
            "03/31/2025",
            DateOrder::DayMonthYear,
            "“03/31/2025” has no month between 1 and 12; choose month first for the file, or write the date as 2025-03-31",
        ),
        (
            "31.03.2025",
            DateOrder::MonthDayYear,
            "“31.03.2025” has no month between 1 and 12; choose day first for the file, or write the date as 2025-03-31",
        ),
        (
            "31.03.2025",
            DateOrder::YearMonthDay,
            "“31.03.2025” does not begin with the year; choose day first or month first, or write 2025-03-31",
        ),
        ("45747", DateOrder::DayMonthYear, "“45747” is a spreadsheet's count of days; write 2025-03-31"),
        (
            "March 2025",
            DateOrder::DayMonthYear,
            "“March 2025” is not a date; write day, month and year, such as 2025-03-31",
        ),
        (
            "soon",
            DateOrder::DayMonthYear,
            "“soon” is not a date; write day, month and year, such as 2025-03-31",
        ),
    ] {
        assert_eq!(parse_date(text, order).unwrap_err().to_string(), said);
    }
    for text in [
        "",
        "13.13.2025",
        "0.1.2025",
        "1.0.2025",
        "1.1.1.2025",
        "1.1.205",
        "-1.1.2025",
        "a/b/c",
        "31 Foo 2025",
    ] {
        assert!(parse_date(text, DateOrder::DayMonthYear).is_err(), "{text}");
    }
}

fn finite(number: f64) -> Finite {
    Finite::new(number).unwrap()
}

fn three_points(low: f64, likely: f64, high: f64, shape: Shape) -> Estimate {
    Estimate::ThreePoint { low: finite(low), likely: finite(likely), high: finite(high), shape }
}

#[test]
fn estimates_are_read_as_people_type_them() {
    let triangular = Shape::Triangular;
    let percentiles = || Estimate::P10P90 { p10: finite(10.0), p90: finite(40.0) };
    let trigen = || Estimate::Trigen { p10: finite(3.0), likely: finite(5.0), p90: finite(10.0) };
    let outcome = |percent: f64, value: f64| PossibleValue { percent: finite(percent), value: finite(value) };
    let discrete = || Estimate::Discrete(vec![outcome(20.0, 4.0), outcome(80.0, 6.5)]);
    let history = || Estimate::History([3.0, 4.0, 4.0, 5.0, 9.0].map(finite).to_vec());
    for (text, estimate) in [
        ("5", Estimate::Fixed(finite(5.0))),
        (" 1,000.5 ", Estimate::Fixed(finite(1000.5))),
        ("3..8", three_points(3.0, 5.5, 8.0, triangular)),
        ("3 … 8", three_points(3.0, 5.5, 8.0, triangular)),
        ("3..8 pert", three_points(3.0, 5.5, 8.0, Shape::Pert)),
        ("2/5/14", three_points(2.0, 5.0, 14.0, triangular)),
        (" 2 / 5 / 14 ", three_points(2.0, 5.0, 14.0, triangular)),
        ("2/5/14 PERT", three_points(2.0, 5.0, 14.0, Shape::Pert)),
        ("2/5/14 triangular", three_points(2.0, 5.0, 14.0, triangular)),
        ("P10 10 P90 40", percentiles()),
        ("p10=10, p90=40", percentiles()),
        ("P90: 40 P10: 10", percentiles()),
        ("p1010p9040", percentiles()),
        ("3..8 uniform", Estimate::Uniform { low: finite(3.0), high: finite(8.0) }),
        ("Uniform 3..8", Estimate::Uniform { low: finite(3.0), high: finite(8.0) }),
        ("2 / 5 / 14 pert 2", three_points(2.0, 5.0, 14.0, Shape::PertWeighted(finite(2.0)))),
        ("pert 2/5/14", three_points(2.0, 5.0, 14.0, Shape::Pert)),
        ("p10 3, 5, p90 10", trigen()),
        ("P10 3 / 5 / P90 10", trigen()),
        ("P90 10; 5; P10 3", trigen()),
        ("p10=3 5 p90=10", trigen()),
        ("20% 4, 80% 6.5", discrete()),
        ("20 %: 4; 80 %: 6.5", discrete()),
        ("history 3 4 4 5 9", history()),
        ("History: 3, 4, 4, 5, 9", history()),
    ] {
        assert_eq!(parse_estimate(text), Ok(estimate), "{text}");
    }
    assert_eq!(format_estimate(&three_points(3.0, 5.5, 8.0, triangular)), "3..8");
    assert_eq!(format_estimate(&three_points(2.0, 5.0, 14.0, Shape::Pert)), "2/5/14 pert");
    assert_eq!(format_estimate(&percentiles()), "P10 10 P90 40");
    assert_eq!(format_estimate(&trigen()), "P10 3, 5, P90 10");
    assert_eq!(format_estimate(&discrete()), "20% 4, 80% 6.5");
    assert_eq!(format_estimate(&history()), "history 3 4 4 5 9");
}

#[test]
fn what_is_no_estimate_is_refused_with_a_remedy() {
    for (text, said) in [
        ("198 to 240", "“198 to 240” is not a number; a range is written 198..240"),
        ("3-8", "“3-8” is not a number; a range is written 3..8"),
        ("1,5", "“1,5” is not a number; write 1.5, with a decimal point"),
        (
            "5/2/14",
            "“5/2/14” must go up from low to likely to high, not 5, 2, 14; write least/most likely/most, such as 2/5/14",
        ),
        (
            "2/5",
            "“2/5” does not have three points; write least/most likely/most, such as 2/5/14, or a range, such as 3..8",
        ),
        (
            "P10 40 P90 10",
            "“P10 40 P90 10” needs a P10 above 0 and a P90 above the P10, at most 10000 times as much, not P10 40 and P90 10; write the smaller one as P10, such as P10 10 P90 40",
        ),
        ("P10 40", "“P10 40” needs two percentiles; write them as P10 10 P90 40"),
        ("-3", "“-3” must be a number from 0 to 104000, not -3; write weeks, such as 5 or 3..8"),
        ("3..", "a number is missing; write an estimate, such as 5, 3..8 or 2/5/14"),
    ] {
        assert_eq!(parse_estimate(text).unwrap_err().to_string(), said);
    }
    for text in ["", "pert", "5 pert", "1/2/3/4", "P10 x P90 y", "..", "//", "P10 1 P90"] {
        assert!(parse_estimate(text).is_err(), "{text}");
    }
}

#[test]
fn words_of_closed_lists_are_read() {
    assert_eq!(parse_kind(" Programme "), Ok(Kind::Program));
    assert_eq!(parse_state("In-Progress"), Ok(LifeCycle::Execution));
    let labels = ["Stage-gate".to_owned(), "Sprints".to_owned(), "Mixed".to_owned()];
    assert_eq!(parse_mode("sprints", &labels), Ok(Mode::Adaptive));
    assert_eq!(
        parse_state("Waiting").unwrap_err().to_string(),
        "“Waiting” is not a state; write demand, prioritising, planning, execution or closeout"
    );
}

// ---- files ----

fn file(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/exchange").join(name)).unwrap()
}

fn table(name: &str) -> Table {
    read_table(&file(name)).unwrap()
}

fn cells(table: &Table) -> Vec<(u32, Vec<&str>)> {
    table.rows.iter().map(|row| (row.line, row.cells.iter().map(String::as_str).collect())).collect()
}

fn notes(table: &Table) -> Vec<String> {
    let line = |line: Option<u32>| line.map_or_else(String::new, |line| format!("line {line}: "));
    table.notes.iter().map(|note| format!("{}{}", line(note.line), note.text)).collect()
}

fn import(document: &Document, table: &Table) -> (ColumnMap, Reading, Proposal) {
    let map = suggest(table);
    let reading = guess_reading(table, &map, document.portfolio.currency.scale);
    let proposal = propose(document, table, &map, &reading);
    (map, reading, proposal)
}

fn applied(document: &Document, proposal: &Proposal) -> Document {
    let mut after = document.clone();
    proposal.edit(document, "import").apply(&mut after).unwrap();
    let errors = validate::errors(&after);
    assert!(errors.is_empty(), "{errors:?}");
    after
}

fn told(proposal: &Proposal, verdict: Verdict) -> Vec<String> {
    proposal.problems.iter().filter(|problem| problem.verdict == verdict).map(ToString::to_string).collect()
}

fn in_pounds_million() -> Document {
    let mut document = Document::default();
    let portfolio = document.portfolio.edit();
    portfolio.currency.code = "GBP".into();
    portfolio.currency.scale = MoneyScale::Million;
    portfolio.calendar.start = date(2023, 4, 3);
    document
}

#[test]
fn encodings_are_told_apart() {
    let plain = table("bom.csv");
    assert_eq!(plain.header, ["Name", "Cost"]);
    assert_eq!((plain.delimiter, notes(&plain).len()), (Delimiter::Comma, 0));

    let little = table("utf_16_le.csv");
    assert_eq!(cells(&little), [(2, vec!["München", "1,5"])]);
    assert_eq!(
        (little.delimiter, notes(&little)),
        (Delimiter::Semicolon, vec!["the file is UTF-16; it was converted".into()])
    );
    assert_eq!(table("utf_16_be.csv").delimiter, Delimiter::Tab);

    let western = table("windows_1252.csv");
    assert_eq!(cells(&western), [(2, vec!["Straße", "Jörg – Müller", "110,7 €"])]);
    assert_eq!(
        notes(&western),
        ["the file is not UTF-8 and was read as Windows-1252; check whether “Straße” is right"]
    );
}

#[test]
fn files_that_cannot_be_read_say_why() {
    for (name, error) in [
        ("empty.csv", TableError::Empty),
        ("blank.csv", TableError::Empty),
        ("utf_16_without_mark.csv", TableError::Binary),
        ("control_byte.csv", TableError::Binary),
        ("excel_workbook.csv", TableError::Workbook),
        ("too_many_columns.csv", TableError::TooManyColumns { line: 1 }),
    ] {
        assert_eq!(read_table(&file(name)), Err(error), "{name}");
    }
    let rows = |count: usize| "Name\n".to_owned() + &"x\n".repeat(count);
    assert_eq!(read_table(rows(20_000).as_bytes()).unwrap().rows.len(), 20_000);
    assert_eq!(read_table(rows(20_001).as_bytes()), Err(TableError::TooManyRows));
    let wide = ",".repeat(99) + "\n";
    assert!(read_table(("x".to_owned() + &wide.repeat(10_000)).as_bytes()).is_ok());
    assert_eq!(read_table(("x".to_owned() + &wide.repeat(10_001)).as_bytes()), Err(TableError::TooManyCells));
    assert_eq!(read_table(&vec![b','; 20_000_000]), Err(TableError::TooManyColumns { line: 1 }));
    assert_eq!(read_table(&vec![b'a'; 20_000_001]), Err(TableError::TooLarge { bytes: 20_000_001 }));
    assert_eq!(
        TableError::TooLarge { bytes: 20_000_001 }.to_string(),
        "the file has 20000001 bytes, more than the 20000000 that can be read; split it"
    );
}

#[test]
fn line_ends_quotes_and_lengths_are_tolerated_and_told() {
    let lone_cr = table("lone_cr.csv");
    assert_eq!(cells(&lone_cr), [(2, vec!["Alpha", "1"]), (3, vec!["Be\rta", "2"]), (5, vec!["Gamma", "x"])]);
    let unequal = table("unequal_rows.csv");
    assert_eq!(unequal.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [2, 3, 4, 6]);
    assert_eq!(
        notes(&unequal),
        [
            "line 2: the row has 1 of 3 columns; the missing ones count as empty",
            "line 3: the row has text in column 4; those beyond column 3 have no name and are not read",
        ]
    );
    let open = table("open_quote.csv");
    assert_eq!(notes(&open)[0], "line 2: a quotation mark is not closed; all that follows is one cell");
    assert_eq!(notes(&table("header_only.csv")), ["there are column names but no rows below them"]);
    assert_eq!(cells(&table("truncated.csv")), [(2, vec!["Alpha", "1"]), (3, vec!["Bet"])]);
    let declared = table("sep_line.csv");
    assert_eq!(
        (declared.delimiter, cells(&declared)),
        (Delimiter::Semicolon, vec![(3, vec!["Alpha", "1,5"])])
    );
    let forced = read_table_by(b"a;b\n1,5;2\n", Delimiter::Comma).unwrap();
    assert_eq!(forced.header, ["a;b"]);
}

// ---- lists of initiatives ----

#[test]
fn semicolons_decimal_commas_and_days_first_are_found_out() {
    let document = in_pounds_million();
    let table = table("semicolon_decimal_comma.csv");
    let (map, reading, proposal) = import(&document, &table);
    let fields = [Field::Name, Field::Department, Field::Cost, Field::Benefit, Field::NeededBy];
    assert_eq!(map, fields.into_iter().zip(0..).collect());
    assert_eq!((reading.decimal, reading.date_order), (Decimal::Comma, DateOrder::DayMonthYear));
    assert_eq!(
        told(&proposal, Verdict::CellRefused),
        [
            "line 3, WLC: “198 to 240” is not a number; one number is needed here: write 219, the middle, or the one you expect"
        ]
    );
    // Two other dates only make sense with the day first, so 03.04.2025 needs no question.
    assert_eq!(told(&proposal, Verdict::Note), [] as [&str; 0]);
    let after = applied(&document, &proposal);
    let last = &after.initiatives.list[2];
    assert_eq!(
        (last.cost_money(), last.benefit.amount, last.needed_by),
        (1000.0, Some(finite(-110.7)), Some(date(2025, 4, 3)))
    );
}

#[test]
fn doubtful_dates_and_numbers_are_pointed_out() {
    let document = Document::default();
    let text = "Name,Cost,Needed by\nAlpha,1.234,03.04.2025\nBeta,12,05.05.2025\n";
    let (_, _, proposal) = import(&document, &read_table(text.as_bytes()).unwrap());
    assert_eq!(
        told(&proposal, Verdict::Note),
        [
            "line 2, Needed by: “03.04.2025” could be 2025-04-03 or 2025-03-04, and the file does not settle which; it is read as 2025-04-03; choose the other order of dates if that is wrong",
            "line 2, Cost: “1.234” could hold a decimal sign or a separator of thousands; it is read as 1.234; choose the other decimal sign if that is wrong",
        ]
    );
}

#[test]
fn hostile_numbers_are_refused_one_by_one() {
    let document = Document::default();
    let (_, reading, proposal) = import(&document, &table("hostile_numbers.csv"));
    assert_eq!(reading.decimal, Decimal::Point);
    let refused: Vec<(u32, Field, &str)> = proposal
        .problems
        .iter()
        .filter(|problem| problem.verdict == Verdict::CellRefused)
        .map(|problem| (problem.line, problem.field, problem.text.as_str()))
        .collect();
    assert_eq!(
        refused,
        [
            (3, Field::Cost, "1.000,00"),
            (4, Field::Benefit, "Inf"),
            (4, Field::Cost, "45 %"),
            (5, Field::Benefit, "NaN"),
            (6, Field::Benefit, "1e999"),
            (6, Field::Cost, "305m"),
            (7, Field::Benefit, "#DIV/0!"),
            (7, Field::Cost, "198..240"),
            (8, Field::Benefit, "--5"),
            (8, Field::Cost, "1,5"),
            (10, Field::Cost, "Exempt under Section 43"),
        ]
        .map(|(line, field, text)| (line, field, text))
    );
    let after = applied(&document, &proposal);
    let amounts: Vec<(f64, Option<f64>)> = after
        .initiatives
        .list
        .iter()
        .map(|initiative| (initiative.cost_money(), initiative.benefit.amount.map(Finite::get)))
        .collect();
    assert_eq!(amounts[0], (1000.0, Some(-110.7)));
    assert_eq!(amounts[1], (0.0, Some(5.0)));
    assert_eq!(amounts[3], (-12.0, None));
    assert_eq!(amounts[7], (5.0, Some(5.0)));
}

#[test]
fn dates_in_five_orders_are_read_or_refused() {
    let document = Document::default();
    let (_, reading, proposal) = import(&document, &table("dates.csv"));
    assert_eq!(reading.date_order, DateOrder::DayMonthYear);
    assert_eq!(
        told(&proposal, Verdict::CellRefused),
        [
            "line 3, Needed by: “31.04.2025” does not exist: April 2025 has 30 days; correct the day",
            "line 5, Start date: “03/31/2025” has no month between 1 and 12; choose month first for the file, or write the date as 2025-03-31",
            "line 6, Start date: “45747” is a spreadsheet's count of days; write 2025-03-31",
            "line 6, Needed by: “March 2025” is not a date; write day, month and year, such as 2025-03-31",
        ]
    );
    let after = applied(&document, &proposal);
    let day = Some(date(2025, 3, 31));
    let days: Vec<(Option<Date>, Option<Date>)> = after
        .initiatives
        .list
        .iter()
        .map(|initiative| (initiative.earliest_start, initiative.needed_by))
        .collect();
    let late = (Some(date(2025, 4, 1)), Some(date(2025, 3, 1)));
    assert_eq!(days, [(day, day), (day, None), (day, day), (None, day), (None, None), late]);
    let notes = told(&proposal, Verdict::Note);
    assert!(notes.contains(
        &"line 7, Needed by: it is needed by 2025-03-01 but does not start before 2025-04-01; check both dates".into()
    ));
}

#[test]
fn rows_that_collide_are_refused_with_a_remedy() {
    let document = Document::default();
    let (_, _, proposal) = import(&document, &table("duplicates.csv"));
    assert_eq!(
        told(&proposal, Verdict::RowRefused),
        [
            "line 4, Reference: line 2 already has the reference “R1”; give the row a reference of its own, or leave it out",
            "line 6, Name: line 5 already has the name “Gamma”; give the row a name of its own, give both a reference, or leave it out",
            "line 7, Name: the row has no name; give it a name or leave it out",
        ]
    );
    assert_eq!(
        told(&proposal, Verdict::Note),
        [
            "line 3, Name: line 2 already has the name “Alpha”; their references differ, so both are taken; rename one"
        ]
    );
    assert_eq!((proposal.new_count(), proposal.update_count(), proposal.refused_count()), (3, 0, 3));
    assert_eq!(applied(&document, &proposal).initiatives.list.len(), 3);
}

#[test]
fn formula_cells_stay_text_and_come_back_harmless() {
    let document = Document::default();
    let (_, _, proposal) = import(&document, &table("formula_cells.csv"));
    let after = applied(&document, &proposal);
    let [first, second] = &after.initiatives.list[..] else { panic!("two rows are two initiatives") };
    assert_eq!((first.reference.as_str(), first.name.as_str()), ("@R1", "=cmd|' /C calc'!A0"));
    assert_eq!((first.owner.as_str(), first.cost_money()), ("+49 170 1", -110.7));
    assert_eq!((second.reference.as_str(), second.owner.as_str()), ("-R2", "=SUM(A1:A9)"));
    assert_eq!(second.cost_money(), -1234.5);

    let written = write_initiatives(&after);
    let again = read_table(written.as_bytes()).unwrap();
    for row in &again.rows {
        for (column, cell) in row.cells.iter().enumerate() {
            let dangerous = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
            assert!(!dangerous || cell.parse::<f64>().is_ok(), "column {column}: {cell}");
        }
    }
    let (_, _, proposal) = import(&after, &again);
    assert_eq!(applied(&after, &proposal), after);
}

#[test]
fn direction_overrides_and_control_characters_leave_names() {
    let document = Document::default();
    let (_, _, proposal) = import(&document, &table("directions.csv"));
    let after = applied(&document, &proposal);
    let names: Vec<(&str, &str)> = after
        .initiatives
        .list
        .iter()
        .map(|initiative| (initiative.name.as_str(), initiative.owner.as_str()))
        .collect();
    assert_eq!(names, [("Paytnem roll", "Ann"), ("Bells", "Tab bed")]);
    assert_eq!(told(&proposal, Verdict::Note).len(), 3);
}

/// Jira repeats headers; columns are told apart by position.
#[test]
fn repeated_headers_are_mapped_by_position() {
    let document = Document::default();
    let (map, _, proposal) = import(&document, &table("repeated_headers.csv"));
    let expected = [(Field::Reference, 0), (Field::Name, 1), (Field::State, 4), (Field::NeededBy, 5)];
    assert_eq!(map, expected.into_iter().collect());
    assert_eq!(
        told(&proposal, Verdict::CellRefused),
        [
            "line 3, Status: “Waiting” is not a state; write demand, prioritising, planning, execution or closeout"
        ]
    );
    let after = applied(&document, &proposal);
    assert_eq!(after.initiatives.list[0].state, LifeCycle::Execution);
}

#[test]
fn an_update_touches_only_what_the_file_says() {
    let mut document = in_pounds_million();
    let year = |year, amount| YearAmount { year, amount: finite(amount) };
    let mut known = Initiative::new(InitiativeId(1), "Old name");
    known.reference = "R1".into();
    known.owner = "A. Owner".into();
    known.cost_per_year = vec![year(2023, 10.0), year(2024, 30.0)];
    known.needed_by = Some(date(2025, 3, 31));
    let mut named = Initiative::new(InitiativeId(2), "Known by name");
    named.cost_per_year = vec![year(2030, 5.0)];
    for (initiative, position) in [(known, 0), (named, 1)] {
        Edit::AddInitiative { initiative: Box::new(initiative), position }.apply(&mut document).unwrap();
    }
    let text =
        "Reference,Name,Owner,Cost,Needed by\nR1,New name,,80,never\nR2,known BY name,,7,\nR3,Old name,,1,\n";
    let (_, _, proposal) = import(&document, &read_table(text.as_bytes()).unwrap());
    assert_eq!((proposal.new_count(), proposal.update_count()), (1, 2));
    let Outcome::Updates { initiative, changes } = &proposal.rows[0].outcome else {
        panic!("same reference")
    };
    assert_eq!(*initiative, InitiativeId(1));
    assert_eq!(
        *changes,
        [
            InitiativeChange::Name("New name".into()),
            InitiativeChange::CostPerYear(vec![year(2023, 20.0), year(2024, 60.0)]),
        ]
    );
    assert_eq!(
        told(&proposal, Verdict::Note),
        [
            "line 4, Name: an initiative with another reference is also called “Old name”; their references differ, so both are kept; rename one"
        ]
    );
    let after = applied(&document, &proposal);
    assert_eq!(after.initiatives.list[0].owner, "A. Owner");
    assert_eq!(after.initiatives.list[0].needed_by, Some(date(2025, 3, 31)));
    assert_eq!(after.initiatives.list[1].reference, "R2");
    assert_eq!(after.initiatives.list[1].cost_per_year, [year(2030, 7.0)]);
    // Updated initiatives keep their place in the plan, new ones do not join it.
    let in_plan: Vec<bool> = after.initiatives.list.iter().map(|initiative| initiative.in_plan).collect();
    assert_eq!(in_plan, [true, true, false]);
}

#[test]
fn the_portfolio_does_not_grow_beyond_its_limit() {
    let mut text = "Name\n".to_owned();
    for number in 0..5_001 {
        writeln!(text, "Initiative {number}").unwrap();
    }
    let document = Document::default();
    let (_, _, proposal) = import(&document, &read_table(text.as_bytes()).unwrap());
    assert_eq!((proposal.new_count(), proposal.refused_count()), (5_000, 1));
    assert_eq!(applied(&document, &proposal).initiatives.list.len(), 5_000);
}

// ---- the raw file of the UK Government Major Projects Portfolio, March 2023 ----

#[test]
fn gmpp_columns_are_mapped_by_their_headers() {
    let table = table("gmpp_march_2023.csv");
    assert_eq!((table.header.len(), table.rows.len(), table.notes.len()), (19, 244, 0));
    let expected = [
        (Field::Reference, 0),
        (Field::Name, 1),
        (Field::Department, 2),
        (Field::ApprovedOutcome, 4),
        (Field::EarliestStart, 8),
        (Field::NeededBy, 9),
        (Field::Cost, 15),
        (Field::Benefit, 17),
    ];
    assert_eq!(suggest(&table), expected.into_iter().collect());
}

#[test]
fn gmpp_goes_in_with_every_bad_cell_named() {
    let document = in_pounds_million();
    let table = table("gmpp_march_2023.csv");
    let (_, reading, proposal) = import(&document, &table);
    assert_eq!(reading, Reading::default());
    assert_eq!((proposal.new_count(), proposal.update_count(), proposal.refused_count()), (244, 0, 0));

    let count = |verdict: Verdict, field: Field, beginning: &str| {
        let is_one = |problem: &&CellProblem| {
            problem.verdict == verdict && problem.field == field && problem.text.starts_with(beginning)
        };
        proposal.problems.iter().filter(is_one).count()
    };
    // Withheld by exemption, or too early to tell: the cell is refused. "NA": it counts as empty.
    for (field, exempt, early, not_available) in [
        (Field::Cost, 46, 3, 2),
        (Field::Benefit, 11, 1, 122),
        (Field::EarliestStart, 5, 2, 0),
        (Field::NeededBy, 25, 5, 0),
    ] {
        assert_eq!(count(Verdict::CellRefused, field, "Exempt under Section"), exempt, "{field}");
        assert_eq!(count(Verdict::CellRefused, field, "Early planning GMPP project"), early, "{field}");
        assert_eq!(count(Verdict::Note, field, "NA"), not_available, "{field}");
    }
    assert_eq!(told(&proposal, Verdict::CellRefused).len(), 98);
    // One project really ends before it starts.
    let notes = told(&proposal, Verdict::Note);
    assert_eq!(notes.len(), 125);
    let backwards: Vec<&String> = notes.iter().filter(|note| !note.contains("“NA”")).collect();
    assert_eq!(
        backwards,
        [
            "line 1072, Project - End Date (Latest Approved End Date): it is needed by 2023-01-20 but does not start before 2023-02-20; check both dates"
        ]
    );
    for problem in &proposal.problems {
        assert!(problem.line >= 2 && !problem.reason.is_empty() && !problem.remedy.is_empty());
        let row = &table.rows[problem.row as usize];
        assert_eq!(row.line, problem.line);
        assert!(row.cells.iter().any(|cell| cell.trim().starts_with(&problem.text[..2])));
    }
    let first = proposal.problems.iter().find(|problem| problem.verdict == Verdict::CellRefused).unwrap();
    assert_eq!(
        first.to_string(),
        "line 129, TOTAL Baseline Whole Life Costs (£m) (including…: “Early planning GMPP project (The project has not…” is not a number; write digits only, or leave the cell empty"
    );
}

/// README of the data: 193 projects with a whole-life cost, together £471.8 bn; 110 with benefits, £729.4 bn.
#[test]
fn gmpp_sums_agree_with_the_published_facts() {
    for (scale, factor) in [(MoneyScale::Million, 1.0), (MoneyScale::Thousand, 1e3), (MoneyScale::Unit, 1e6)]
    {
        let mut document = in_pounds_million();
        document.portfolio.edit().currency.scale = scale;
        let (_, _, proposal) = import(&document, &table("gmpp_march_2023.csv"));
        let after = applied(&document, &proposal);
        let list = &after.initiatives.list;
        let costs: Vec<f64> =
            list.iter().filter(|it| !it.cost_per_year.is_empty()).map(Initiative::cost_money).collect();
        let benefits: Vec<f64> = list.iter().filter_map(|it| it.benefit.amount).map(Finite::get).collect();
        assert_eq!((list.len(), costs.len(), benefits.len()), (244, 193, 110));
        assert_eq!(costs.iter().sum::<f64>(), 471_818.0 * factor);
        let bn = benefits.iter().sum::<f64>() / factor / 1e3;
        assert!((bn - 729.446_31).abs() < 1e-9, "{bn}");
        assert!(list.iter().all(|it| it.cost_per_year.iter().all(|cost| cost.year == 2023)));
        assert!(list.iter().all(|it| !it.in_plan && it.state == LifeCycle::Demand));
    }
}

#[test]
fn gmpp_imported_twice_changes_nothing() {
    let document = in_pounds_million();
    let table = table("gmpp_march_2023.csv");
    let after = applied(&document, &import(&document, &table).2);
    let (_, _, again) = import(&after, &table);
    assert_eq!((again.new_count(), again.update_count(), again.refused_count()), (0, 244, 0));
    assert_eq!(applied(&after, &again), after);
    let written = read_table(write_initiatives(&after).as_bytes()).unwrap();
    assert_eq!(applied(&after, &import(&after, &written).2), after);
}

/// U44: every file leaves its line: rows, how complete they are, and what another file had said otherwise.
#[test]
fn an_import_leaves_its_line_in_the_ledger() {
    let mut document = Document::default();
    let take = |document: &mut Document, file: &str, text: &str| {
        let table = read_table(text.as_bytes()).unwrap();
        let (map, _, proposal) = import(document, &table);
        let now = Some(date(2026, 3, 2).at(9, 30, 0, 0));
        let edit = proposal.edit_with_ledger(document, (file, &table, &map), now);
        assert_eq!(edit.label(document), format!("import of {file}"));
        edit.apply(document).unwrap();
        assert!(validate::errors(document).is_empty());
        document.office.registers.sources.last().unwrap().clone()
    };
    let first = take(&mut document, "a.csv", "Name,Department\nHera,Revenue\nPortal,\n,Nobody\n");
    assert_eq!((first.rows, first.left_out, first.conflicts), (2, 1, 0));
    assert_eq!(first.completeness.get(), 0.75);
    assert_eq!(first.day(), Some(date(2026, 3, 2)));
    assert_eq!(first.initiatives, document.initiatives.list.iter().map(|it| it.id).collect::<Vec<_>>());
    // The same file again says the same; another one says something else of one of them.
    let again = take(&mut document, "a.csv", "Name,Department\nHera,Revenue\nPortal,\n,Nobody\n");
    assert_eq!((again.fingerprint == first.fingerprint, again.conflicts), (true, 0));
    let other = take(&mut document, "b.csv", "Name,Department\nHera,Customs\n");
    assert_eq!((other.fingerprint == first.fingerprint, other.conflicts), (false, 1));
}

// ---- laws ----

/// Texts with everything that a CSV file, a spreadsheet or a terminal could trip over.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[A-Za-z ]{0,12}",
        2 => "[=+@',;\"\t\r\n \u{202e}\u{2066}\u{7}éß漢'-]{0,10}",
        1 => "'{0,3}[=+@-][a-z]{0,4}",
        1 => prop::sample::select(vec!["NA", "-", "2025-03-31", "1,5", "＝1+1", "\u{feff}x", "yes", "e\u{301}"])
            .prop_map(str::to_owned),
    ]
}

fn any_money() -> impl Strategy<Value = Finite> {
    prop_oneof![
        (-1_000_000..1_000_000_i32).prop_map(|number| finite(f64::from(number) / 100.0)),
        // Three of them in the same year stay below the greatest amount.
        (-3e14..=3e14).prop_map(finite),
        (-1e-300..1e-300).prop_map(finite),
    ]
}

fn any_day() -> impl Strategy<Value = Option<Date>> {
    prop::option::of(
        (1..=9999_i16, 1..=12_i8, 1..=28_i8).prop_map(|(year, month, day)| date(year, month, day)),
    )
}

fn any_cost() -> impl Strategy<Value = Vec<YearAmount>> {
    let year = prop_oneof![8 => 2023..2030_i16, 1 => any::<i16>()];
    prop::collection::vec((year, any_money()).prop_map(|(year, amount)| YearAmount { year, amount }), 0..4)
}

prop_compose! {
    fn any_initiative()(
        texts in prop::collection::vec(any_text(), 8),
        kind in prop::sample::select(vec![Kind::Project, Kind::Program, Kind::Product, Kind::Capability]),
        mode in prop::sample::select(vec![Mode::Predictive, Mode::Adaptive, Mode::Hybrid]),
        state in prop::sample::select(vec![
            LifeCycle::Demand, LifeCycle::Prioritising, LifeCycle::Planning, LifeCycle::Execution, LifeCycle::Closeout,
        ]),
        in_plan in any::<bool>(),
        class in prop::sample::select(vec![WorkClass::Change, WorkClass::Run]),
        cost_per_year in any_cost(),
        amount in prop::option::of(any_money()),
        days in prop::collection::vec(any_day(), 3),
    ) -> Initiative {
        let mut initiative = Initiative::new(InitiativeId(0), &texts[0]);
        initiative.reference.clone_from(&texts[1]);
        initiative.department.clone_from(&texts[2]);
        initiative.sponsor.clone_from(&texts[3]);
        initiative.owner.clone_from(&texts[4]);
        initiative.approved_outcome.clone_from(&texts[5]);
        initiative.benefit.owner.clone_from(&texts[6]);
        initiative.benefit.measure.clone_from(&texts[7]);
        (initiative.kind, initiative.mode, initiative.state) = (kind, mode, state);
        (initiative.in_plan, initiative.class, initiative.cost_per_year) = (in_plan, class, cost_per_year);
        initiative.benefit.amount = amount;
        initiative.benefit.date = days[0];
        initiative.earliest_start = days[1];
        initiative.needed_by = days[2];
        initiative
    }
}

fn any_document() -> impl Strategy<Value = Document> {
    let scale = prop::sample::select(vec![MoneyScale::Unit, MoneyScale::Thousand, MoneyScale::Million]);
    (prop::collection::vec(any_initiative(), 0..12), scale).prop_map(|(list, scale)| {
        let mut document = Document::default();
        document.portfolio.edit().currency.scale = scale;
        for mut initiative in list {
            initiative.id = InitiativeId(document.next_id);
            // Names that say nothing are not admitted to a document, so they are left out here.
            let _ = Edit::AddInitiative { initiative: Box::new(initiative), position: u32::MAX }
                .apply(&mut document);
        }
        document
    })
}

/// Gives every initiative a name that no other has.
fn with_distinct_names(mut document: Document) -> Document {
    for (number, initiative) in document.initiatives.edit().list.iter_mut().enumerate() {
        initiative.name = format!("{number} {}", initiative.name);
        initiative.reference = if initiative.reference.trim().is_empty() {
            String::new()
        } else {
            format!("{}/{number}", initiative.reference)
        };
    }
    document
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn importing_our_own_export_changes_nothing(document in any_document()) {
        let table = read_table(write_initiatives(&document).as_bytes()).unwrap();
        let map = suggest(&table);
        prop_assert_eq!(map.len(), table.header.len());
        let (_, _, proposal) = import(&document, &table);
        prop_assert_eq!(proposal.new_count(), 0);
        let mut after = document.clone();
        proposal.edit(&document, "import").apply(&mut after).unwrap();
        prop_assert_eq!(after, document);
    }

    #[test]
    fn an_export_fills_an_empty_document_with_the_same_list(document in any_document().prop_map(with_distinct_names)) {
        let written = write_initiatives(&document);
        let table = read_table(written.as_bytes()).unwrap();
        let empty = Document { portfolio: document.portfolio.clone(), ..Document::default() };
        let (_, _, proposal) = import(&empty, &table);
        prop_assert_eq!(proposal.new_count(), document.initiatives.list.len());
        let after = applied(&empty, &proposal);
        prop_assert_eq!(write_initiatives(&after), written);
    }

    #[test]
    fn money_survives_a_change_of_scale(number in -10_000_000..10_000_000_i32) {
        let millions = f64::from(number) / 1000.0;
        let thousands = parse_number_scaled(&millions.to_string(), Decimal::Point, 3).unwrap();
        prop_assert_eq!(thousands.get(), f64::from(number));
    }
}

fn any_estimate() -> impl Strategy<Value = Estimate> {
    let weeks = || prop_oneof![(0..10_400_u32).prop_map(|tenths| f64::from(tenths) / 10.0), 0.0..104_000.0];
    let shape = prop_oneof![
        Just(Shape::Triangular),
        Just(Shape::Pert),
        (0.0..100.0).prop_map(|weight| Shape::PertWeighted(finite(weight))),
    ];
    prop_oneof![
        weeks().prop_map(|weeks| Estimate::Fixed(finite(weeks))),
        (prop::array::uniform3(weeks()), shape.clone()).prop_map(|(mut points, shape)| {
            points.sort_by(f64::total_cmp);
            three_points(points[0], points[1], points[2], shape)
        }),
        prop::array::uniform2(weeks()).prop_map(|mut points| {
            points.sort_by(f64::total_cmp);
            Estimate::Uniform { low: finite(points[0]), high: finite(points[1]) }
        }),
        prop::array::uniform3(weeks()).prop_map(|mut points| {
            points.sort_by(f64::total_cmp);
            Estimate::Trigen { p10: finite(points[0]), likely: finite(points[1]), p90: finite(points[2]) }
        }),
        (weeks(), weeks(), 0..=1_000_u32).prop_map(|(one, other, tenths)| {
            let percent = f64::from(tenths) / 10.0;
            let outcome = |percent, value| PossibleValue { percent: finite(percent), value: finite(value) };
            Estimate::Discrete(vec![outcome(percent, one), outcome(100.0 - percent, other)])
        }),
        prop::collection::vec(weeks(), 1..20)
            .prop_map(|past| Estimate::History(past.into_iter().map(finite).collect())),
        (prop::array::uniform2(weeks()), shape).prop_map(|(mut points, shape)| {
            points.sort_by(f64::total_cmp);
            three_points(points[0], 0.5 * points[0] + 0.5 * points[1], points[1], shape)
        }),
        prop::array::uniform2(weeks()).prop_filter_map("percentiles that differ", |mut points| {
            points.sort_by(f64::total_cmp);
            (points[0] > 1e-3 && points[1] > points[0] && points[1] <= 1e4 * points[0])
                .then(|| Estimate::P10P90 { p10: finite(points[0]), p90: finite(points[1]) })
        }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn estimates_read_back_as_they_were(estimate in any_estimate()) {
        prop_assert_eq!(parse_estimate(&format_estimate(&estimate)), Ok(estimate));
    }

    #[test]
    fn numbers_read_back_as_they_were(number in any_money()) {
        prop_assert_eq!(parse_number(&number.to_string(), Decimal::Point), Ok(number));
        prop_assert_eq!(parse_number(&number.to_string().replace('.', ","), Decimal::Comma), Ok(number));
    }

    #[test]
    fn days_read_back_as_they_were(day in any_day()) {
        for order in [DateOrder::DayMonthYear, DateOrder::MonthDayYear, DateOrder::YearMonthDay] {
            prop_assert_eq!(day.map(|day| parse_date(&day.to_string(), order)), day.map(Ok));
        }
    }

    /// Whatever the bytes, an import ends in a refusal or in an edit that applies.
    #[test]
    fn no_bytes_make_an_import_fail(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        import_any(&bytes)?;
    }

    /// The same with bytes that look like a list.
    #[test]
    fn no_list_makes_an_import_fail(
        rows in prop::collection::vec("([-+=(]{0,2}[0-9a-zé%£.,/ '\"]{0,9}[,;\t\n\r]){0,9}", 0..8),
    ) {
        let text = format!("Reference,Name,State,Cost,Cost 2025,Benefit,Start date,End date\n{}", rows.join("\n"));
        import_any(text.as_bytes())?;
    }

    #[test]
    fn no_text_makes_a_cell_fail(text in "\\PC{0,24}|[0-9pP./ :-]{0,24}") {
        for decimal in [Decimal::Point, Decimal::Comma] {
            let _ = parse_number(&text, decimal);
        }
        for order in [DateOrder::DayMonthYear, DateOrder::MonthDayYear, DateOrder::YearMonthDay] {
            let _ = parse_date(&text, order);
        }
        if let Ok(estimate) = parse_estimate(&text) {
            prop_assert_eq!(parse_estimate(&format_estimate(&estimate)), Ok(estimate));
        }
    }
}

fn import_any(bytes: &[u8]) -> Result<(), TestCaseError> {
    for delimiter in Delimiter::ALL {
        let Ok(table) = read_table_by(bytes, delimiter) else { return Ok(()) };
        let document = Document::default();
        let (_, _, proposal) = import(&document, &table);
        prop_assert_eq!(proposal.rows.len(), table.rows.len());
        let mut after = document.clone();
        prop_assert!(proposal.edit(&document, "import").apply(&mut after).is_ok());
        prop_assert!(validate::errors(&after).is_empty());
    }
    Ok(())
}
