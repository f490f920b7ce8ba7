//! Estimates as they are typed: `5`, `3..8`, `2/5/14`, `2/5/14 pert`, `P10 10 P90 40`.

use super::number::range_in;
use super::{CellError, Decimal, VALUE_BYTES, parse_number, quote};
use crate::model::finite::Finite;
use crate::model::initiative::{Estimate, Shape, Work};
use crate::model::rule::{self, RuleError};

/// Reads an estimate [weeks or person-weeks].
///
/// | typed | is |
/// |---|---|
/// | `5` | certain |
/// | `3..8` | triangular from 3 to 8, most likely in the middle |
/// | `2/5/14` | triangular: least, most likely, most |
/// | `2/5/14 pert` | the same, PERT |
/// | `P10 10 P90 40` | lognormal with these percentiles |
///
/// Spaces and capitals do not matter. Numbers have a decimal point.
///
/// # Errors
///
/// [`CellError`] for anything else, for negative numbers, and for points that
/// are not in order. Whether the estimate suits a length is the edit's to say.
pub fn parse_estimate(text: &str) -> Result<Estimate, CellError> {
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
    } else {
        points(&lower)?
    };
    // Effort has the wider limits of the two; a length is checked again when it is entered.
    rule::work(Work::Effort(estimate)).map_err(|error| {
        let remedy = match error {
            RuleError::ThreePoints { .. } => "write least/most likely/most, such as 2/5/14",
            RuleError::Percentiles { .. } => "write the smaller one as P10, such as P10 10 P90 40",
            _ => "write weeks, such as 5 or 3..8",
        };
        CellError::new(format!("{quoted} {error}"), remedy)
    })?;
    Ok(estimate)
}

/// The shortest text that [`parse_estimate`] reads as `estimate`.
pub fn format_estimate(estimate: Estimate) -> String {
    match estimate {
        Estimate::Fixed(weeks) => weeks.to_string(),
        Estimate::ThreePoint { low, likely, high, shape } => {
            let points = if likely == middle(low, high) {
                format!("{low}..{high}")
            } else {
                format!("{low}/{likely}/{high}")
            };
            match shape {
                Shape::Triangular => points,
                Shape::Pert => format!("{points} pert"),
            }
        }
        Estimate::P10P90 { p10, p90 } => format!("P10 {p10} P90 {p90}"),
    }
}

fn points(lower: &str) -> Result<Estimate, CellError> {
    let (text, shape) = match lower.strip_suffix("pert") {
        Some(before) => (before.trim_end_matches([' ', ',', ';', '(']), Shape::Pert),
        None => (lower.strip_suffix("triangular").unwrap_or(lower).trim_end(), Shape::Triangular),
    };
    let dotted = text.replace('…', "..");
    if let Some((low, high)) = dotted.split_once("..") {
        let (low, high) = (number(low)?, number(high.trim_start_matches('.'))?);
        return Ok(Estimate::ThreePoint { low, likely: middle(low, high), high, shape });
    }
    let parts: Vec<&str> = text.split('/').take(4).collect();
    match parts[..] {
        [low, likely, high] => {
            let (low, likely, high) = (number(low)?, number(likely)?, number(high)?);
            Ok(Estimate::ThreePoint { low, likely, high, shape })
        }
        [only] if shape == Shape::Triangular => Ok(Estimate::Fixed(number(only)?)),
        _ => {
            let remedy = "write least/most likely/most, such as 2/5/14, or a range, such as 3..8";
            Err(CellError::new(format!("{} does not have three points", quote(lower)), remedy))
        }
    }
}

/// None if one of the two is missing.
fn percentiles(lower: &str) -> Option<Result<Estimate, CellError>> {
    let (first, second) = if lower.starts_with("p10") { ("p10", "p90") } else { ("p90", "p10") };
    let (one, other) = lower.strip_prefix(first)?.split_once(second)?;
    let value = |text: &str| number(text.trim_matches([' ', '=', ':', ',', ';', '/', '\t', '\u{a0}']));
    let both = value(one).and_then(|one| value(other).map(|other| (one, other)));
    Some(both.map(|(one, other)| {
        let (p10, p90) = if first == "p10" { (one, other) } else { (other, one) };
        Estimate::P10P90 { p10, p90 }
    }))
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
