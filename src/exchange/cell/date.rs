//! Calendar days as people and spreadsheets write them.

use jiff::civil::{Date, date};

use super::{CellError, VALUE_BYTES, quote};

/// Order of the parts of a date in digits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DateOrder {
    /// 31.03.2025
    #[default]
    DayMonthYear,
    /// 03/31/2025
    MonthDayYear,
    /// 25-03-31; a year of four digits in front is understood in every order.
    YearMonthDay,
}

/// What a date says about the order in the file it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateHint {
    /// Only makes sense with the day first: 31.03.2025.
    DayFirst,
    /// Only makes sense with the month first: 03/31/2025.
    MonthFirst,
    /// Both make sense and differ: 03.04.2025.
    Either,
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Reads a day.
///
/// ISO 8601 (`2025-03-31`) and dates with the month in English words (`31 March
/// 2025`, `31-Mar-25`) are understood in every order; digits only, between `/`,
/// `.` or `-`, in the order given. A time after the date is ignored. A year of
/// two digits lies between 1969 and 2068.
///
/// # Errors
///
/// [`CellError`] for anything else, and for days that no calendar has.
pub fn parse_date(text: &str, order: DateOrder) -> Result<Date, CellError> {
    let text = text.trim();
    let quoted = quote(text);
    if text.is_empty() {
        return Err(CellError::new("the cell is empty", "write a date, such as 2025-03-31"));
    }
    if text.len() > VALUE_BYTES {
        return Err(unclear(&quoted));
    }
    if let Ok(day) = text.parse::<Date>() {
        return Ok(day);
    }
    let parts = parts_of(text);
    let [first, second, third] = parts[..] else { return Err(not_a_date(text)) };
    if !text.starts_with(char::is_alphanumeric) {
        return Err(not_a_date(text));
    }
    let named =
        parts.iter().enumerate().find_map(|(index, part)| month_called(part).map(|month| (index, month)));
    if let Some((index, month)) = named {
        let mut others = parts.iter().enumerate().filter(|(other, _)| *other != index).map(|(_, part)| *part);
        let (one, two) = (others.next().unwrap_or(""), others.next().unwrap_or(""));
        let one_is_year = without_ordinal(one).len() > 2;
        let (day, year) = if one_is_year { (two, one) } else { (one, two) };
        return to_date(&quoted, without_ordinal(day), month, without_ordinal(year), None);
    }
    let month = |text: &str| text.parse::<i8>().unwrap_or(0);
    if first.len() == 4 {
        return to_date(&quoted, third, month(second), first, None);
    }
    if parts.iter().any(|part| part.bytes().any(|byte| !byte.is_ascii_digit())) {
        return Err(not_a_date(text));
    }
    match order {
        DateOrder::DayMonthYear => to_date(&quoted, first, month(second), third, Some("month first")),
        DateOrder::MonthDayYear => to_date(&quoted, second, month(first), third, Some("day first")),
        DateOrder::YearMonthDay if third.len() == 4 => {
            let reason = format!("{quoted} does not begin with the year");
            Err(CellError::new(reason, "choose day first or month first, or write 2025-03-31"))
        }
        DateOrder::YearMonthDay => to_date(&quoted, third, month(second), first, Some("day first")),
    }
}

/// What the text says about the order of day and month; nothing if any order reads it alike.
pub fn date_hint(text: &str) -> Option<DateHint> {
    let text = text.trim();
    if text.len() > VALUE_BYTES || text.parse::<Date>().is_ok() {
        return None;
    }
    let day_first = parse_date(text, DateOrder::DayMonthYear);
    let month_first = parse_date(text, DateOrder::MonthDayYear);
    match (day_first, month_first) {
        (Ok(one), Ok(other)) => (one != other).then_some(DateHint::Either),
        (Ok(_), Err(_)) => Some(DateHint::DayFirst),
        (Err(_), Ok(_)) => Some(DateHint::MonthFirst),
        (Err(_), Err(_)) => None,
    }
}

fn parts_of(text: &str) -> Vec<&str> {
    without_time(text)
        .split(|letter: char| matches!(letter, '/' | '.' | '-' | ',') || letter.is_whitespace())
        .filter(|part| !part.is_empty())
        .take(4)
        .collect()
}

/// The text before a time of day: `T10:00:00Z`, ` 5:00:00 PM`.
fn without_time(text: &str) -> &str {
    let Some((before, _)) = text.split_once(':') else { return text };
    let day = before.trim_end_matches(|letter: char| letter.is_ascii_digit());
    day.strip_suffix(['T', 't']).unwrap_or(day).trim_end()
}

fn month_called(word: &str) -> Option<i8> {
    if word.len() < 3 || word.len() > 9 || !word.is_ascii() {
        return None;
    }
    let word = word.to_ascii_lowercase();
    (1..).zip(MONTHS).find(|(_, month)| month.starts_with(&word)).map(|(number, _)| number)
}

fn without_ordinal(day: &str) -> &str {
    ["st", "nd", "rd", "th"].iter().find_map(|ending| day.strip_suffix(ending)).unwrap_or(day)
}

fn to_date(
    quoted: &str,
    day: &str,
    month: i8,
    year: &str,
    other_order: Option<&str>,
) -> Result<Date, CellError> {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (true, true, 1..=2) = (digits(day), digits(year), day.len()) else { return Err(unclear(quoted)) };
    let year: i16 = match (year.len(), year.parse::<i16>()) {
        (2, Ok(year @ 0..=68)) => 2000 + year,
        (2, Ok(year)) => 1900 + year,
        (4, Ok(year)) => year,
        _ => return Err(unclear(quoted)),
    };
    let day: i8 = day.parse().map_err(|_| unclear(quoted))?;
    if !(1..=12).contains(&month) {
        let swapped = other_order.filter(|_| (1..=12).contains(&day) && month <= 31 && month > 0);
        let remedy = swapped.map_or_else(
            || "correct the month".to_owned(),
            |order| format!("choose {order} for the file, or write the date as 2025-03-31"),
        );
        return Err(CellError::new(format!("{quoted} has no month between 1 and 12"), remedy));
    }
    Date::new(year, month, day).map_err(|_| {
        let days = date(year, month, 1).days_in_month();
        let name = MONTHS[usize::from(month.unsigned_abs()) - 1];
        let name = format!("{}{}", name[..1].to_uppercase(), &name[1..]);
        CellError::new(format!("{quoted} does not exist: {name} {year} has {days} days"), "correct the day")
    })
}

fn unclear(quoted: &str) -> CellError {
    CellError::new(format!("{quoted} is not a date"), "write day, month and year, such as 2025-03-31")
}

fn not_a_date(text: &str) -> CellError {
    let quoted = quote(text);
    // Days since 1899-12-30, which spreadsheets show when the cell is formatted as a number.
    let serial = text.split(['.', ',']).next().and_then(|days| days.parse::<i32>().ok());
    if let Some(days @ 20_000..=80_000) = serial {
        let day = date(1899, 12, 30).saturating_add(jiff::Span::new().days(days));
        return CellError::new(format!("{quoted} is a spreadsheet's count of days"), format!("write {day}"));
    }
    unclear(&quoted)
}
