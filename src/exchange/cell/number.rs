//! Numbers as people and spreadsheets write them.

use super::{CellError, VALUE_BYTES, quote};
use crate::model::finite::Finite;
use crate::model::{limits, rule};

/// Which sign stands before the decimal places.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Decimal {
    /// 1,234.5
    #[default]
    Point,
    /// 1.234,5
    Comma,
}

/// What a number says about the file's decimal sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecimalHint {
    /// Only makes sense with a decimal point: `1.5`, `1,000.00`.
    Point,
    /// Only makes sense with a decimal comma: `1,5`, `1.000,00`.
    Comma,
    /// Both make sense: `1.234` is 1234 or a little more than 1.
    Either,
}

const SYMBOLS: [char; 12] = ['£', '$', '€', '¥', '₹', '₩', '₽', '₺', '₪', '₴', '฿', '¢'];
const CODES: [&str; 24] = [
    "GBP", "EUR", "USD", "CHF", "JPY", "AUD", "CAD", "NZD", "INR", "CNY", "SEK", "NOK", "DKK", "PLN", "CZK",
    "HUF", "RON", "ZAR", "BRL", "MXN", "SGD", "HKD", "KRW", "TRY",
];
const MINUS: [char; 3] = ['-', '−', '–'];
/// What may stand between thousands, whichever the decimal sign is.
const GROUPING: [char; 8] = [' ', '\u{a0}', '\u{202f}', '\u{2009}', '\'', '’', '_', '٬'];

/// Reads a number.
///
/// Thousands may be separated by the other sign, a space, an apostrophe or an
/// underscore; a currency sign or code may stand before or after; a negative
/// number has a minus before or after it, or brackets round it; `1.5E+06` is
/// what spreadsheets make of large numbers.
///
/// # Errors
///
/// [`CellError`] for anything else: ranges, percentages, `Inf`, misplaced
/// separators, and numbers beyond [`limits::NUMBER`].
pub fn parse_number(text: &str, decimal: Decimal) -> Result<Finite, CellError> {
    parse_number_scaled(text, decimal, 0)
}

/// Reads a number and moves its decimal point `power_of_ten` places to the right.
///
/// The digits are moved before the number is rounded to binary, so that 1.001
/// million is exactly 1001 thousand.
///
/// # Errors
///
/// As [`parse_number`].
pub fn parse_number_scaled(text: &str, decimal: Decimal, power_of_ten: i8) -> Result<Finite, CellError> {
    let text = text.trim();
    let quoted = quote(text);
    if text.is_empty() {
        return Err(CellError::new("the cell is empty", "write a number, such as 12.5"));
    }
    if text.len() > VALUE_BYTES {
        return Err(CellError::new(format!("{quoted} is too long for a number"), "write digits only"));
    }
    if text.contains(['%', '‰']) {
        let remedy = "write the number itself, such as 0.45 for 45 %";
        return Err(CellError::new(format!("{quoted} is a percentage"), remedy));
    }
    if says_infinite(text) {
        let reason = format!("{quoted} is not a number that can be counted with");
        return Err(CellError::new(
            reason,
            "it often comes from a division by 0; correct it or leave the cell empty",
        ));
    }
    let (negative, bare) = without_sign_and_currency(text);
    let (mantissa, exponent) = split_exponent(bare);
    let digits = plain_digits(mantissa, decimal).map_err(|misplaced| {
        let remedy = misplaced.filter(|_| range_in(text).is_none()).unwrap_or_else(|| remedy_for(text, bare));
        CellError::new(format!("{quoted} is not a number"), remedy)
    })?;
    let sign = if negative { "-" } else { "" };
    let exponent = exponent + i32::from(power_of_ten);
    let number: f64 = format!("{sign}{digits}e{exponent}").parse().unwrap_or(f64::INFINITY);
    let too_large = || {
        CellError::new(format!("{quoted} is out of range"), format!("amounts go up to {:e}", limits::NUMBER))
    };
    let number = Finite::new(number).map_err(|_| too_large())?;
    rule::amount(number).map_err(|_| too_large())?;
    Ok(number)
}

/// What the text says about the decimal sign of the file it stands in; nothing if it holds no such sign.
pub fn decimal_hint(text: &str) -> Option<DecimalHint> {
    let (_, bare) = without_sign_and_currency(text.trim());
    let (mantissa, _) = split_exponent(bare);
    if mantissa.len() > VALUE_BYTES || !mantissa.contains([',', '.']) {
        return None;
    }
    match (plain_digits(mantissa, Decimal::Point).is_ok(), plain_digits(mantissa, Decimal::Comma).is_ok()) {
        (true, true) => Some(DecimalHint::Either),
        (true, false) => Some(DecimalHint::Point),
        (false, true) => Some(DecimalHint::Comma),
        (false, false) => None,
    }
}

/// Two numbers with a word or dash between them, if that is what the text is.
pub(super) fn range_in(text: &str) -> Option<(&str, &str)> {
    [" to ", "..", "…", " - ", " – ", "–", "—", " bis ", " until ", "-"].iter().find_map(|between| {
        let (low, high) = text.split_once(between)?;
        let (low, high) = (low.trim(), high.trim());
        let is_number = |text: &str| {
            let (negative, bare) = without_sign_and_currency(text);
            !negative && plain_digits(bare, Decimal::Point).is_ok()
        };
        (is_number(low) && is_number(high)).then_some((low, high))
    })
}

fn says_infinite(text: &str) -> bool {
    let word = text.trim_start_matches(['-', '+', '−']).to_lowercase();
    ["inf", "infinity", "∞", "nan", "#div/0!", "#num!", "#value!", "#ref!", "#name?"].contains(&word.as_str())
}

/// Takes off one sign and one currency, from either end and in either order.
fn without_sign_and_currency(text: &str) -> (bool, &str) {
    let mut rest = text.trim();
    let (mut sign, mut currency) = (None, false);
    loop {
        let bracketed = rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
        let stripped = if sign.is_none() {
            bracketed
                .or_else(|| rest.strip_prefix(MINUS))
                .or_else(|| rest.strip_suffix('-'))
                .map(|rest| (Some(true), rest))
                .or_else(|| rest.strip_prefix('+').map(|rest| (Some(false), rest)))
        } else {
            None
        };
        if let Some((found, after)) = stripped {
            (sign, rest) = (found, after.trim());
        } else if let Some(after) = without_currency(rest).filter(|_| !currency) {
            (currency, rest) = (true, after.trim());
        } else {
            return (sign == Some(true), rest);
        }
    }
}

fn without_currency(text: &str) -> Option<&str> {
    text.strip_prefix(SYMBOLS)
        .or_else(|| text.strip_suffix(SYMBOLS))
        .or_else(|| CODES.iter().find_map(|code| text.strip_prefix(code).or_else(|| text.strip_suffix(code))))
}

/// The number before an `E+06`, and the 6; 0 if there is none.
fn split_exponent(text: &str) -> (&str, i32) {
    text.split_once(['e', 'E'])
        .and_then(|(mantissa, exponent)| {
            let digits = exponent.trim_start_matches(['+', '-']);
            let plausible = (1..=3).contains(&digits.len()) && exponent.len() - digits.len() <= 1;
            (plausible && mantissa.ends_with(|last: char| last.is_ascii_digit() || last == '.'))
                .then(|| exponent.parse().ok().map(|exponent| (mantissa, exponent)))
                .flatten()
        })
        .unwrap_or((text, 0))
}

/// Digits with at most one point, from a number without sign; otherwise the remedy, if one is known.
fn plain_digits(text: &str, decimal: Decimal) -> Result<String, Option<String>> {
    let (point, other, other_name) = match decimal {
        Decimal::Point => ('.', ',', "decimal comma"),
        Decimal::Comma => (',', '.', "decimal point"),
    };
    let known = |letter: char| letter.is_ascii_digit() || letter == point || letter == other;
    if !text.contains(|letter: char| letter.is_ascii_digit())
        || text.contains(|letter: char| !known(letter) && !GROUPING.contains(&letter))
    {
        return Err(None);
    }
    let misplaced = || {
        let as_typed =
            if decimal == Decimal::Point { text.replace(',', ".") } else { text.replace('.', ",") };
        if text.matches(other).count() == 1 && !text.contains(point) {
            Some(format!("write {as_typed}, or choose {other_name} for the file"))
        } else {
            Some(format!("check its separators, or choose {other_name} for the file"))
        }
    };
    let (whole, fraction) = text.split_once(point).unwrap_or((text, ""));
    if fraction.contains(|letter: char| !letter.is_ascii_digit()) {
        return Err(misplaced());
    }
    let Some(separator) = whole.chars().find(|letter| !letter.is_ascii_digit()) else {
        return Ok(format!("{}.{fraction}", if whole.is_empty() { "0" } else { whole }));
    };
    let groups: Vec<&str> = whole.split(separator).collect();
    let last = groups.len() - 1;
    // 1,234,567 and the Indian 12,34,567 alike.
    let grouped = groups.iter().enumerate().all(|(index, group)| {
        group.bytes().all(|byte| byte.is_ascii_digit())
            && match index {
                0 => (1..=3).contains(&group.len()),
                _ if index == last => group.len() == 3,
                _ => (2..=3).contains(&group.len()),
            }
    });
    if grouped { Ok(format!("{}.{fraction}", groups.concat())) } else { Err(misplaced()) }
}

fn remedy_for(text: &str, bare: &str) -> String {
    if let Some((low, high)) = range_in(text) {
        let number = |text| parse_number(text, Decimal::Point).map_or(0.0, Finite::get);
        let middle = 0.5 * (number(low) + number(high));
        return format!("one number is needed here: write {middle}, the middle, or the one you expect");
    }
    let digits = bare.trim_end_matches(|letter: char| letter.is_alphabetic() || letter.is_whitespace());
    let unit = bare[digits.len()..].trim();
    if !unit.is_empty() && !digits.is_empty() && plain_digits(digits, Decimal::Point).is_ok() {
        return match unit.to_lowercase().as_str() {
            "m" | "mn" | "mio" | "million" | "k" | "t" | "thousand" | "bn" | "billion" => {
                format!("leave out “{unit}” and say the scale once for the whole column")
            }
            _ => format!("leave out “{unit}”"),
        };
    }
    "write digits only, or leave the cell empty".to_owned()
}
