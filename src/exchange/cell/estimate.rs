//! Estimates as they are typed: `5`, `3..8`, `2/5/14`, `2/5/14 pert`, `P10 10 P90 40`, `20% 4, 80% 6` …

use super::number::range_in;
use super::{CellError, Decimal, VALUE_BYTES, parse_number, quote};
use crate::model::finite::Finite;
use crate::model::initiative::{Estimate, PossibleValue, Shape};
use crate::model::limits;
use crate::model::rule::{self, RuleError};

/// Reads an estimate [weeks or person-weeks].
///
/// | typed | is |
/// |---|---|
/// | `5` | certain |
/// | `3..8` | triangular from 3 to 8, most likely in the middle |
/// | `3..8 uniform` | as likely anywhere from 3 to 8 |
/// | `2/5/14` | triangular: least, most likely, most |
/// | `2/5/14 pert` | the same, PERT |
/// | `2/5/14 pert 2` | PERT with weight 2 of the most likely, where 4 is usual |
/// | `P10 10 P90 40` | lognormal with these percentiles |
/// | `P10 3, 5, P90 10` | trigen: the triangle with these percentiles, most likely 5 |
/// | `20% 4, 80% 6` | one of a few, with its chance |
/// | `history 3 4 4 5 9` | one of these, each as likely |
///
/// Spaces and capitals do not matter. Numbers have a decimal point.
///
/// # Errors
///
/// [`CellError`] for anything else, for negative numbers, for points that are
/// not in order, and for chances that do not add up to 100 %. Whether the
/// estimate suits a length is the edit's to say.
pub fn parse_estimate(text: &str) -> Result<Estimate, CellError> {
    // Effort has the wider limits of the two; a length is checked again when it is entered.
    parse(text, limits::STAGE_WEEKS * 100.0)
}

/// Reads an uncertain amount of money, written as [`parse_estimate`] reads weeks.
///
/// # Errors
///
/// As there.
pub fn parse_amount(text: &str) -> Result<Estimate, CellError> {
    parse(text, limits::NUMBER)
}

fn parse(text: &str, most: f64) -> Result<Estimate, CellError> {
    let quoted = quote(text);
    if text.len() > VALUE_BYTES {
        return Err(CellError::new(
            format!("{quoted} is too long for an estimate"),
            "write weeks, such as 5 or 3..8",
        ));
    }
    let lower = text.trim().to_lowercase();
    let estimate = if lower.starts_with("p10") || lower.starts_with("p90") {
        percentiles(&lower).ok_or_else(|| {
            CellError::new(format!("{quoted} needs two percentiles"), "write them as P10 10 P90 40")
        })??
    } else if let Some(past) = lower.strip_prefix("history") {
        Estimate::History(items(past).map(number).collect::<Result<_, _>>()?)
    } else if lower.contains('%') {
        outcomes(&lower)?
    } else {
        points(&lower)?
    };
    rule::estimate(&estimate, most).map_err(|error| {
        let remedy = match error {
            RuleError::ThreePoints { .. } => "write least/most likely/most, such as 2/5/14",
            RuleError::Percentiles { .. } => "write the smaller one as P10, such as P10 10 P90 40",
            RuleError::Outcomes(_) => "write each chance before its value, such as 20% 4, 80% 6",
            RuleError::Values(_) => "list what was seen, such as history 3 4 4 5 9",
            _ => "write weeks, such as 5 or 3..8",
        };
        CellError::new(format!("{quoted} {error}"), remedy)
    })?;
    Ok(estimate)
}

/// The shortest text that [`parse_estimate`] reads as `estimate`.
pub fn format_estimate(estimate: &Estimate) -> String {
    match estimate {
        Estimate::Fixed(weeks) => weeks.to_string(),
        Estimate::ThreePoint { low, likely, high, shape } => {
            let points = if *likely == middle(*low, *high) {
                format!("{low}..{high}")
            } else {
                format!("{low}/{likely}/{high}")
            };
            match shape {
                Shape::Triangular => points,
                Shape::Pert => format!("{points} pert"),
                Shape::PertWeighted(weight) => format!("{points} pert {weight}"),
            }
        }
        Estimate::P10P90 { p10, p90 } => format!("P10 {p10} P90 {p90}"),
        Estimate::Uniform { low, high } => format!("{low}..{high} uniform"),
        Estimate::Trigen { p10, likely, p90 } => format!("P10 {p10}, {likely}, P90 {p90}"),
        Estimate::Discrete(outcomes) => {
            let parts: Vec<String> =
                outcomes.iter().map(|outcome| format!("{}% {}", outcome.percent, outcome.value)).collect();
            parts.join(", ")
        }
        Estimate::History(past) => {
            let parts: Vec<String> = past.iter().map(Finite::to_string).collect();
            format!("history {}", parts.join(" "))
        }
    }
}

/// A range or three points, with the name of a shape before or behind.
fn points(lower: &str) -> Result<Estimate, CellError> {
    let named = ["pert", "uniform", "triangular"].into_iter().find_map(|name| {
        let (before, behind) = lower.split_once(name)?;
        let [before, behind] = [before, behind].map(|part| part.trim_matches([' ', ',', ';', '(', ')']));
        // Before the points there is no room for a weight.
        Some(if before.is_empty() { (name, behind, "") } else { (name, before, behind) })
    });
    let (name, text, weight) = named.unwrap_or(("triangular", lower, ""));
    let shape = match (name, weight) {
        ("pert", "") => Shape::Pert,
        ("pert", weight) => Shape::PertWeighted(number(weight)?),
        (_, "") => Shape::Triangular,
        (name, more) => {
            let remedy = format!("write the points alone before {name}, such as 3..8 {name}");
            return Err(CellError::new(format!("{} says too much", quote(more)), remedy));
        }
    };
    let dotted = text.replace('…', "..");
    if let Some((low, high)) = dotted.split_once("..") {
        let (low, high) = (number(low)?, number(high.trim_start_matches('.'))?);
        return Ok(match name {
            "uniform" => Estimate::Uniform { low, high },
            _ => Estimate::ThreePoint { low, likely: middle(low, high), high, shape },
        });
    }
    let parts: Vec<&str> = text.split('/').take(4).collect();
    match parts[..] {
        [low, likely, high] if name != "uniform" => {
            let (low, likely, high) = (number(low)?, number(likely)?, number(high)?);
            Ok(Estimate::ThreePoint { low, likely, high, shape })
        }
        [only] if name == "triangular" => Ok(Estimate::Fixed(number(only)?)),
        _ if name == "uniform" => Err(CellError::new(
            format!("{} does not have two ends", quote(lower)),
            "write them as 3..8 uniform",
        )),
        _ => {
            let remedy = "write least/most likely/most, such as 2/5/14, or a range, such as 3..8";
            Err(CellError::new(format!("{} does not have three points", quote(lower)), remedy))
        }
    }
}

/// Two percentiles, with the most likely value between them or not; none if one of the two is missing.
fn percentiles(lower: &str) -> Option<Result<Estimate, CellError>> {
    let (first, second) = if lower.starts_with("p10") { ("p10", "p90") } else { ("p90", "p10") };
    let (one, other) = lower.strip_prefix(first)?.split_once(second)?;
    let ordered = |one, other| if first == "p10" { (one, other) } else { (other, one) };
    let parts: Vec<&str> = items(one).take(3).collect();
    Some(match parts[..] {
        [one, likely] => three(one, likely, other).map(|[one, likely, other]| {
            let (p10, p90) = ordered(one, other);
            Estimate::Trigen { p10, likely, p90 }
        }),
        _ => three(one, "0", other).map(|[one, _, other]| {
            let (p10, p90) = ordered(one, other);
            Estimate::P10P90 { p10, p90 }
        }),
    })
}

fn three(one: &str, other: &str, last: &str) -> Result<[Finite; 3], CellError> {
    let value = |text: &str| number(text.trim_matches(SEPARATORS));
    Ok([value(one)?, value(other)?, value(last)?])
}

/// Chances with values, separated by commas or semicolons.
fn outcomes(lower: &str) -> Result<Estimate, CellError> {
    let parts = lower.split([',', ';']).map(str::trim).filter(|part| !part.is_empty());
    let outcomes = parts.map(|part| {
        let (percent, value) = part.split_once('%').ok_or_else(|| {
            CellError::new(
                format!("{} has no chance", quote(part)),
                "write it before the value, such as 20% 4",
            )
        })?;
        let value = number(value.trim_matches(SEPARATORS))?;
        Ok(PossibleValue { percent: number(percent)?, value })
    });
    Ok(Estimate::Discrete(outcomes.collect::<Result<_, CellError>>()?))
}

/// What may stand between two numbers.
const SEPARATORS: [char; 8] = [' ', '=', ':', ',', ';', '/', '\t', '\u{a0}'];

/// Numbers of a list; a comma within one is part of it.
fn items(text: &str) -> impl Iterator<Item = &str> {
    let between = SEPARATORS.into_iter().filter(|separator| *separator != ',').collect::<Vec<_>>();
    text.split(move |letter| between.contains(&letter))
        .map(|item| item.trim_matches(','))
        .filter(|item| !item.is_empty())
}

fn number(text: &str) -> Result<Finite, CellError> {
    parse_number(text, Decimal::Point).map_err(|error| match range_in(text.trim()) {
        Some((low, high)) => CellError::new(
            format!("{} is not a number", quote(text)),
            format!("a range is written {low}..{high}"),
        ),
        None if text.trim().is_empty() => {
            CellError::new("a number is missing", "write an estimate, such as 5, 3..8 or 2/5/14")
        }
        None if text.contains(',') && !text.contains('.') => {
            let remedy = format!("write {}, with a decimal point", text.trim().replacen(',', ".", 1));
            CellError::new(error.reason, remedy)
        }
        None => error,
    })
}

fn middle(low: Finite, high: Finite) -> Finite {
    Finite::new(0.5 * low.get() + 0.5 * high.get()).expect("the halves of two finite numbers add up to one")
}
