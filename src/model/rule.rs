//! What a single value may be: one rule for each kind, used by edits and by validation alike.

use thiserror::Error;

use super::finite::Finite;
use super::initiative::{Estimate, Work};
use super::limits;
use super::people::Absence;
use super::scoring::Scale;

/// Why a value is not admissible: what it must be, and what it is.
#[derive(Clone, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum RuleError {
    /// Outside its range.
    #[error("must be a number from {least} to {most}, not {number}")]
    Range {
        /// Smallest admissible value.
        least: f64,
        /// Largest admissible value.
        most: f64,
        /// The value.
        number: f64,
    },
    /// Three points out of order.
    #[error("must go up from low to likely to high, not {low}, {likely}, {high}")]
    ThreePoints {
        /// Least.
        low: f64,
        /// Most likely.
        likely: f64,
        /// Most.
        high: f64,
    },
    /// Percentiles out of order.
    #[error("needs a P10 above 0 and a P90 above the P10, not P10 {p10} and P90 {p90}")]
    Percentiles {
        /// Tenth percentile.
        p10: f64,
        /// Ninetieth percentile.
        p90: f64,
    },
    /// Text longer than [`limits::TEXT_CHARS`].
    #[error("is longer than {} characters; shorten it", limits::TEXT_CHARS)]
    TextTooLong,
    /// A name that is empty.
    #[error("must not be empty")]
    Empty,
    /// A value scale that gives no value.
    #[error("cannot be used as a scale: {0}")]
    Scale(&'static str),
}

/// A relative importance: at least 0.
///
/// # Errors
///
/// [`RuleError::Range`].
pub fn weight(number: Finite) -> Result<(), RuleError> {
    range(number, 0.0, limits::NUMBER)
}

/// A share: 0 to 1.
///
/// # Errors
///
/// [`RuleError::Range`].
pub fn share(number: Finite) -> Result<(), RuleError> {
    range(number, 0.0, 1.0)
}

/// A head count or demand [FTE].
///
/// # Errors
///
/// [`RuleError::Range`].
pub fn fte(number: Finite) -> Result<(), RuleError> {
    range(number, 0.0, limits::FTE)
}

/// An amount of money or a score, of either sign.
///
/// # Errors
///
/// [`RuleError::Range`].
pub fn amount(number: Finite) -> Result<(), RuleError> {
    range(number, -limits::NUMBER, limits::NUMBER)
}

/// A number within `least..=most`.
///
/// # Errors
///
/// [`RuleError::Range`].
pub fn range(number: Finite, least: f64, most: f64) -> Result<(), RuleError> {
    let number = number.get();
    if (least..=most).contains(&number) { Ok(()) } else { Err(RuleError::Range { least, most, number }) }
}

/// A text of admissible length.
///
/// # Errors
///
/// [`RuleError::TextTooLong`].
pub fn text(text: &str) -> Result<(), RuleError> {
    // Bytes first: counting characters is only needed for the rare long text.
    if text.len() > limits::TEXT_CHARS && text.chars().count() > limits::TEXT_CHARS {
        return Err(RuleError::TextTooLong);
    }
    Ok(())
}

/// A text of admissible length that says something.
///
/// # Errors
///
/// [`RuleError::Empty`] or [`RuleError::TextTooLong`].
pub fn name(name: &str) -> Result<(), RuleError> {
    if name.trim().is_empty() { Err(RuleError::Empty) } else { text(name) }
}

/// Absence: three shares in order.
///
/// # Errors
///
/// [`RuleError::Range`] or [`RuleError::ThreePoints`].
pub fn absence(absence: Absence) -> Result<(), RuleError> {
    share(absence.low)?;
    share(absence.high)?;
    three_points(absence.low, absence.likely, absence.high)
}

/// Work of a stage: not negative, in order, not beyond the longest stage.
///
/// # Errors
///
/// [`RuleError::Range`], [`RuleError::ThreePoints`] or [`RuleError::Percentiles`].
pub fn work(work: Work) -> Result<(), RuleError> {
    let most = match work {
        Work::Duration(_) => limits::STAGE_WEEKS,
        Work::Effort(_) => limits::STAGE_WEEKS * 100.0,
    };
    match work.estimate() {
        Estimate::Fixed(weeks) => range(weeks, 0.0, most),
        Estimate::ThreePoint { low, likely, high, .. } => {
            range(low, 0.0, most)?;
            range(high, 0.0, most)?;
            three_points(low, likely, high)
        }
        Estimate::P10P90 { p10, p90 } => {
            range(p90, 0.0, most)?;
            if p10.get() > 0.0 && p90 > p10 {
                Ok(())
            } else {
                Err(RuleError::Percentiles { p10: p10.get(), p90: p90.get() })
            }
        }
    }
}

/// A value scale that maps every score to 0..=1.
///
/// # Errors
///
/// [`RuleError::Scale`] or [`RuleError::Range`] of a level's or point's value.
pub fn scale(scale: &Scale) -> Result<(), RuleError> {
    match scale {
        Scale::Levels { levels } => {
            if levels.is_empty() {
                return Err(RuleError::Scale("it has no level; add one"));
            }
            levels.iter().try_for_each(|level| share(level.value))
        }
        Scale::Linear { low, high, .. } => distinct(*low, *high),
        Scale::Exponential { low, high, rho, .. } => {
            distinct(*low, *high)?;
            if rho.get() == 0.0 { Err(RuleError::Scale("its bend is 0; give it another")) } else { Ok(()) }
        }
        Scale::Piecewise { points, .. } => {
            if points.len() < 2 {
                return Err(RuleError::Scale("it has fewer than two points; add one"));
            }
            if points.windows(2).any(|pair| pair[0].score >= pair[1].score) {
                return Err(RuleError::Scale("its points are not in rising order of score"));
            }
            points.iter().try_for_each(|point| share(point.value))
        }
    }
}

fn three_points(low: Finite, likely: Finite, high: Finite) -> Result<(), RuleError> {
    if low <= likely && likely <= high {
        Ok(())
    } else {
        Err(RuleError::ThreePoints { low: low.get(), likely: likely.get(), high: high.get() })
    }
}

fn distinct(low: Finite, high: Finite) -> Result<(), RuleError> {
    amount(low)?;
    amount(high)?;
    if low == high { Err(RuleError::Scale("its two ends are the same; move one")) } else { Ok(()) }
}
