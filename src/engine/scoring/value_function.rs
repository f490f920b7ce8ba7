//! Value functions: from a raw score, in the criterion's own unit, to a value
//! from 0 (worthless) to 1 (the best there is to have).
//!
//! Fixed by the criterion, never by the list of alternatives: stretching the
//! list's own minimum and maximum to 0..1 would let a newcomer reorder the rest.
//!
//! Sources: Keeney & Raiffa (1976), *Decisions with Multiple Objectives*;
//! Kirkwood (1997), *Strategic Decision Making*, chapter 4 (exponential).

use thiserror::Error;

use crate::float;

/// A valid value function; its values lie in `0.0..=1.0`.
///
/// ```
/// use pmo_engine::scoring::value_function::ValueFunction;
/// let risk = ValueFunction::linear(5.0, 1.0)?; // 5 is the worst, 1 the best
/// assert_eq!(risk.value(4.0), 0.25);
/// # Ok::<(), pmo_engine::scoring::value_function::ValueFunctionError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct ValueFunction {
    shape: Shape,
}

/// Why a value function was refused.
#[derive(Clone, Copy, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum ValueFunctionError {
    /// A rubric without a level, or a curve of fewer than two points.
    #[error("a value function needs at least {needed} of its {what}; add some")]
    TooFew {
        /// Least number.
        needed: usize,
        /// Levels or points.
        what: &'static str,
    },
    /// The value of a level or point is outside `0.0..=1.0`.
    #[error("value {number} must be between 0 and 1, not {value}")]
    ValueOutside {
        /// Which level or point, counted from 1.
        number: usize,
        /// What it was.
        value: f64,
    },
    /// A raw score that is not finite, or one so far off that distances overflow.
    #[error("the raw scores of a value function must be numbers of sensible size")]
    NotFinite,
    /// Worst and best are the same raw score.
    #[error("the worst and the best raw score must differ, but both are {0}")]
    NoSpan(f64),
    /// The raw scores of a curve go back, or stand still, at this point.
    #[error("point {number} is out of order: let the raw scores only rise, or only fall")]
    OutOfOrder {
        /// Which point, counted from 1.
        number: usize,
    },
    /// ρ is 0, not a number, or too small against the range.
    #[error(
        "the curvature ρ must not be 0 or close to it (it is {0}); ±a tenth of the range is already steep"
    )]
    InvalidRho(f64),
}

impl ValueFunction {
    /// A rubric: one value per level, in `0.0..=1.0`.
    ///
    /// The raw score is the number of the level, counted from 1. A score between
    /// two levels, such as the mean of a group, lies on the straight line between
    /// them; beyond the ends the last level holds.
    ///
    /// # Errors
    ///
    /// [`ValueFunctionError::TooFew`] or [`ValueFunctionError::ValueOutside`].
    pub fn levels(values: Vec<f64>) -> Result<Self, ValueFunctionError> {
        if values.is_empty() {
            return Err(ValueFunctionError::TooFew { needed: 1, what: "levels" });
        }
        check_values(values.iter().copied())?;
        Ok(Self { shape: Shape::Levels(values) })
    }

    /// A straight line from 0 at `worst` to 1 at `best`, either way round;
    /// constant beyond them.
    ///
    /// # Errors
    ///
    /// [`ValueFunctionError::NotFinite`] or [`ValueFunctionError::NoSpan`].
    pub fn linear(worst: f64, best: f64) -> Result<Self, ValueFunctionError> {
        let span = checked_span(worst, best)?;
        Ok(Self { shape: Shape::Linear { worst, span } })
    }

    /// Straight lines between `(raw score, value)` points; constant beyond the ends.
    ///
    /// The raw scores only rise or only fall. The values, in `0.0..=1.0`, may do
    /// both: a medium size can be the best.
    ///
    /// # Errors
    ///
    /// [`ValueFunctionError`], except [`ValueFunctionError::InvalidRho`].
    pub fn piecewise(mut points: Vec<(f64, f64)>) -> Result<Self, ValueFunctionError> {
        let (Some(&first), Some(&last), true) = (points.first(), points.last(), points.len() > 1) else {
            return Err(ValueFunctionError::TooFew { needed: 2, what: "points" });
        };
        if points.iter().any(|point| !point.0.is_finite()) {
            return Err(ValueFunctionError::NotFinite);
        }
        check_values(points.iter().map(|point| point.1))?;
        let rising = points[0].0 < points[1].0;
        let in_order = |pair: &[(f64, f64)]| {
            if rising { pair[0].0 < pair[1].0 } else { pair[0].0 > pair[1].0 }
        };
        if let Some(before) = points.windows(2).position(|pair| !in_order(pair)) {
            return Err(ValueFunctionError::OutOfOrder { number: before + 2 });
        }
        checked_span(first.0, last.0)?;
        if !rising {
            points.reverse();
        }
        Ok(Self { shape: Shape::Piecewise(points) })
    }

    /// A curve of constant bend from 0 at `worst` to 1 at `best`, either way round;
    /// constant beyond them.
    ///
    /// (1 − e^(−t/ρ)) / (1 − e^(−S/ρ)), where t is the distance from `worst` and
    /// S that of `best`. `rho` is in the unit of the raw score: positive, the first
    /// steps are worth most; negative, the last ones; large or infinite, a straight line.
    ///
    /// # Errors
    ///
    /// [`ValueFunctionError::NotFinite`], [`ValueFunctionError::NoSpan`] or
    /// [`ValueFunctionError::InvalidRho`].
    pub fn exponential(worst: f64, best: f64, rho: f64) -> Result<Self, ValueFunctionError> {
        let span = checked_span(worst, best)?;
        let bend = span.abs() / rho;
        if !bend.is_finite() {
            return Err(ValueFunctionError::InvalidRho(rho));
        }
        // Closer to the straight line than a double can tell, and safe from 0/0.
        let shape = if bend.abs() < 1e-12 {
            Shape::Linear { worst, span }
        } else {
            Shape::Exponential { worst, span, bend }
        };
        Ok(Self { shape })
    }

    /// Value of raw score `x`, in `0.0..=1.0`; `x` is not NaN.
    pub fn value(&self, x: f64) -> f64 {
        match &self.shape {
            Shape::Levels(values) => at_level(values, x),
            Shape::Linear { worst, span } => within_unit((x - worst) / span),
            Shape::Piecewise(points) => between_points(points, x),
            Shape::Exponential { worst, span, bend } => bent(within_unit((x - worst) / span), *bend),
        }
    }

    /// The least and the greatest value there is to have, in `0.0..=1.0`.
    ///
    /// 0 and 1, but for a rubric or a curve that does not use the whole scale.
    pub fn range(&self) -> (f64, f64) {
        let extremes = |(low, high): (f64, f64), value: f64| (low.min(value), high.max(value));
        match &self.shape {
            Shape::Levels(values) => values.iter().copied().fold((1.0, 0.0), extremes),
            Shape::Piecewise(points) => points.iter().map(|point| point.1).fold((1.0, 0.0), extremes),
            Shape::Linear { .. } | Shape::Exponential { .. } => (0.0, 1.0),
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Shape {
    /// At least one value.
    Levels(Vec<f64>),
    /// `span` = best − worst, not 0; negative where less is better.
    Linear { worst: f64, span: f64 },
    /// At least two (raw score, value), raw scores rising.
    Piecewise(Vec<(f64, f64)>),
    /// `bend` = |span| / ρ.
    Exponential { worst: f64, span: f64, bend: f64 },
}

fn check_values(values: impl Iterator<Item = f64>) -> Result<(), ValueFunctionError> {
    for (index, value) in values.enumerate() {
        if !(0.0..=1.0).contains(&value) {
            return Err(ValueFunctionError::ValueOutside { number: index + 1, value });
        }
    }
    Ok(())
}

fn checked_span(worst: f64, best: f64) -> Result<f64, ValueFunctionError> {
    let span = best - worst;
    if !span.is_finite() {
        Err(ValueFunctionError::NotFinite)
    } else if span == 0.0 {
        Err(ValueFunctionError::NoSpan(worst))
    } else {
        Ok(span)
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and the last level")]
fn at_level(values: &[f64], x: f64) -> f64 {
    let last = values.len() - 1;
    let position = (x - 1.0).clamp(0.0, last as f64);
    let below = (position as usize).min(last);
    let above = (below + 1).min(last);
    interpolate(values[below], values[above], position - below as f64)
}

fn between_points(points: &[(f64, f64)], x: f64) -> f64 {
    let above = points.partition_point(|point| point.0 <= x);
    if above == 0 {
        return points[0].1;
    }
    let (x_below, below) = points[above - 1];
    match points.get(above) {
        Some(&(x_above, value)) => interpolate(below, value, (x - x_below) / (x_above - x_below)),
        None => below,
    }
}

fn interpolate(from: f64, to: f64, share: f64) -> f64 {
    within_unit(from + (to - from) * share)
}

/// Kirkwood's curve at `share` of the way from worst to best.
fn bent(share: f64, bend: f64) -> f64 {
    // For a negative ρ both exponentials may overflow; take the larger one out.
    let steepness = bend.abs();
    let scale = if bend > 0.0 { 1.0 } else { float::exp(steepness * (share - 1.0)) };
    within_unit(scale * float::exp_minus_1(-steepness * share) / float::exp_minus_1(-steepness))
}

/// Limits to 0..=1, and turns −0 into 0 so that no page ever shows "−0".
fn within_unit(value: f64) -> f64 {
    if value <= 0.0 { 0.0 } else { value.min(1.0) }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "ends and corners are exact")]
mod tests {
    use super::*;

    /// Kirkwood (1997), table 4.2: the mid-value is at a quarter of the range for ρ = 0.410 of it.
    #[test]
    fn mid_value_of_kirkwood_1997() {
        let rising = ValueFunction::exponential(20.0, 120.0, 41.0).unwrap();
        let falling = ValueFunction::exponential(120.0, 20.0, 41.0).unwrap();
        let mirrored = ValueFunction::exponential(20.0, 120.0, -41.0).unwrap();
        assert!((rising.value(45.0) - 0.5).abs() < 5e-4);
        assert!((falling.value(95.0) - 0.5).abs() < 5e-4);
        assert!((mirrored.value(95.0) - 0.5).abs() < 5e-4);
    }

    #[test]
    fn every_shape_is_constant_beyond_its_ends() {
        for (worst, best) in [(-3.0, 7.0), (7.0, -3.0)] {
            let past = best - worst;
            for function in [
                ValueFunction::linear(worst, best),
                ValueFunction::exponential(worst, best, 2.0),
                ValueFunction::exponential(worst, best, -2.0),
                ValueFunction::exponential(worst, best, 1e-4),
                ValueFunction::exponential(worst, best, -1e-4),
                ValueFunction::piecewise(vec![(worst, 0.0), (2.0, 0.9), (best, 1.0)]),
            ] {
                let function = function.unwrap();
                let values = [worst - past, worst, best, best + past].map(|x| function.value(x));
                assert_eq!(values, [0.0, 0.0, 1.0, 1.0], "{function:?}");
                assert!(values[1].is_sign_positive(), "{function:?}");
            }
        }
    }

    #[test]
    fn a_huge_rho_is_a_straight_line() {
        for rho in [1e13, -1e13, 1e300, f64::INFINITY, f64::NEG_INFINITY] {
            let function = ValueFunction::exponential(0.0, 8.0, rho).unwrap();
            assert!((function.value(2.0) - 0.25).abs() < 1e-12, "ρ = {rho}");
        }
    }

    #[test]
    fn a_mean_between_two_levels_lies_on_the_line_between_them() {
        let rubric = ValueFunction::levels(vec![0.0, 0.25, 1.0]).unwrap();
        assert_eq!(
            [0.0, 1.0, 2.0, 2.5, 3.0, 9.0].map(|x| rubric.value(x)),
            [0.0, 0.0, 0.25, 0.625, 1.0, 1.0]
        );
        let only = ValueFunction::levels(vec![0.4]).unwrap();
        assert_eq!([0.0, 1.0, 2.0].map(|x| only.value(x)), [0.4; 3]);
    }

    #[test]
    fn a_curve_may_peak_in_the_middle() {
        let size = ValueFunction::piecewise(vec![(10.0, 0.1), (5.0, 0.8), (0.0, 0.2)]).unwrap();
        assert_eq!([-1.0, 0.0, 2.5, 5.0, 10.0, 11.0].map(|x| size.value(x)), [0.2, 0.2, 0.5, 0.8, 0.1, 0.1]);
        assert_eq!(size.range(), (0.1, 0.8));
    }

    #[test]
    fn refuses_what_has_no_value() {
        use ValueFunctionError::{InvalidRho, NoSpan, NotFinite, OutOfOrder, TooFew, ValueOutside};
        let refused = |result: Result<ValueFunction, ValueFunctionError>| result.unwrap_err();
        assert_eq!(refused(ValueFunction::levels(vec![])), TooFew { needed: 1, what: "levels" });
        assert_eq!(refused(ValueFunction::levels(vec![0.0, 1.2])), ValueOutside { number: 2, value: 1.2 });
        assert!(ValueFunction::levels(vec![f64::NAN]).is_err());
        assert_eq!(refused(ValueFunction::linear(3.0, 3.0)), NoSpan(3.0));
        assert_eq!(refused(ValueFunction::linear(f64::NAN, 3.0)), NotFinite);
        assert_eq!(refused(ValueFunction::linear(-1e308, 1e308)), NotFinite);
        assert_eq!(refused(ValueFunction::piecewise(vec![(0.0, 0.0)])), TooFew { needed: 2, what: "points" });
        let bent_back = vec![(0.0, 0.0), (2.0, 0.5), (2.0, 1.0)];
        assert_eq!(refused(ValueFunction::piecewise(bent_back)), OutOfOrder { number: 3 });
        assert_eq!(refused(ValueFunction::piecewise(vec![(0.0, 0.0), (f64::INFINITY, 1.0)])), NotFinite);
        assert_eq!(refused(ValueFunction::exponential(0.0, 1.0, 0.0)), InvalidRho(0.0));
        assert!(ValueFunction::exponential(0.0, 1.0, f64::NAN).is_err());
        assert!(ValueFunction::exponential(0.0, 1.0, 1e-320).is_err());
    }
}
