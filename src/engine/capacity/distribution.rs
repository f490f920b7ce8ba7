//! What an estimate says about a number: a probability distribution that is
//! sampled by its inverse.
//!
//! One uniform number gives one value, and a larger uniform never gives a
//! smaller value, so two scenarios that share their uniforms share their luck.
//!
//! Sources: triangular and lognormal by their closed inverses; PERT by Malcolm,
//! Roseboom, Clark & Fazar (1959), with the weight of the mode as a parameter
//! after Vose (2008), *Risk analysis*, section 10.3; trigen and outcomes in their files.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use self::outcomes::Outcomes;
use self::pert::StandardPert;
use crate::{float, stats::normal};

mod outcomes;
mod pert;
mod trigen;

/// An uncertain number: fixed, uniform, triangular, PERT, lognormal, one of a few, or one of a history.
///
/// Made by its constructors, which check the parameters; equal points are a
/// fixed number. In JSON it is its parameters, checked again when read.
///
/// ```
/// use pmo_engine::capacity::Distribution;
///
/// let weeks = Distribution::triangular(2.0, 5.0, 14.0)?;
/// assert_eq!(weeks.mean(), 7.0);
/// assert!((weeks.sample(0.8) - 9.352_420).abs() < 1e-6);
/// # Ok::<(), pmo_engine::capacity::DistributionError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Parameters", into = "Parameters")]
pub struct Distribution {
    parameters: Parameters,
    mean: f64,
    inverse: Inverse,
}

/// Why an estimate was refused.
#[derive(Clone, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum DistributionError {
    /// Infinite or not a number.
    #[error("an estimate must be a finite number, not {0}")]
    NotFinite(f64),
    /// The three points are not in order.
    #[error("the low estimate {low}, the most likely {mode} and the high {high} must be in ascending order")]
    PointsOutOfOrder {
        /// Least possible value.
        low: f64,
        /// Most likely value.
        mode: f64,
        /// Greatest possible value.
        high: f64,
    },
    /// Outside the range in which the table of the inverse is accurate.
    #[error("the weight of the most likely value must lie between 0 and {MAX_LAMBDA} (usually 4), not {0}")]
    Lambda(f64),
    /// Nothing to choose from, or chances that are none.
    #[error("outcomes need chances of at least 0 that are not all 0, and at least one value")]
    Outcomes,
    /// A lognormal number is above 0.
    #[error("P10 {p10} and P90 {p90} must be above 0 and in ascending order")]
    PercentilesOutOfOrder {
        /// Value that one time in ten is not exceeded.
        p10: f64,
        /// Value that nine times in ten is not exceeded.
        p90: f64,
    },
}

impl Distribution {
    /// Always `value`.
    ///
    /// # Errors
    ///
    /// [`DistributionError::NotFinite`].
    pub fn fixed(value: f64) -> Result<Self, DistributionError> {
        Parameters::Fixed(value).try_into()
    }

    /// Density rising in a straight line from `low` to `mode` and falling to `high`.
    ///
    /// # Errors
    ///
    /// If a point is not finite, or the three are not in ascending order.
    pub fn triangular(low: f64, mode: f64, high: f64) -> Result<Self, DistributionError> {
        Parameters::Triangular { low, mode, high }.try_into()
    }

    /// As likely anywhere between `low` and `high`.
    ///
    /// # Errors
    ///
    /// If an end is not finite, or `low` exceeds `high`.
    pub fn uniform(low: f64, high: f64) -> Result<Self, DistributionError> {
        Parameters::Uniform { low, high }.try_into()
    }

    /// Trigen: the triangle with this mode, of whose values a tenth lies below `p10` and a tenth above `p90`.
    ///
    /// Where the triangle would reach below 0 although `p10` does not, values below 0 are 0.
    ///
    /// # Errors
    ///
    /// If a point is not finite, or the three are not in ascending order.
    pub fn trigen(p10: f64, mode: f64, p90: f64) -> Result<Self, DistributionError> {
        Parameters::Trigen { p10, mode, p90 }.try_into()
    }

    /// One of a few values: each of `outcomes` is its weight (its chance, on any scale) and the value.
    ///
    /// # Errors
    ///
    /// If a number is not finite, a weight is below 0, or no weight is above 0.
    pub fn discrete(outcomes: Vec<(f64, f64)>) -> Result<Self, DistributionError> {
        Parameters::Discrete(outcomes).try_into()
    }

    /// What has been seen before, each value as likely as any other.
    ///
    /// # Errors
    ///
    /// If a value is not finite, or there is none.
    pub fn history(values: Vec<f64>) -> Result<Self, DistributionError> {
        Parameters::History(values).try_into()
    }

    /// PERT with the usual weight 4 of the mode.
    ///
    /// # Errors
    ///
    /// If a point is not finite, or the three are not in ascending order.
    pub fn pert(low: f64, mode: f64, high: f64) -> Result<Self, DistributionError> {
        Self::pert_weighted(low, mode, high, 4.0)
    }

    /// Modified PERT: a beta distribution on `low..=high`; a larger `lambda` gathers it about the mode.
    ///
    /// # Errors
    ///
    /// If a point is not finite, the three are not in ascending order, or `lambda` lies outside 0 to 100.
    pub fn pert_weighted(low: f64, mode: f64, high: f64, lambda: f64) -> Result<Self, DistributionError> {
        Parameters::Pert { low, mode, high, lambda }.try_into()
    }

    /// Lognormal through its 10th and 90th percentiles.
    ///
    /// # Errors
    ///
    /// If a percentile is not finite, not above 0, or `p10` exceeds `p90`.
    pub fn log_normal(p10: f64, p90: f64) -> Result<Self, DistributionError> {
        Parameters::LogNormal { p10, p90 }.try_into()
    }

    /// Value that is not exceeded with probability `u`; `u` in the open interval (0, 1).
    ///
    /// Never falls as `u` grows. PERT values are within 5e-5 of their range, and 1e-4 in the
    /// outermost hundredths.
    pub fn sample(&self, u: f64) -> f64 {
        match &self.inverse {
            Inverse::Fixed(value) => *value,
            Inverse::Uniform { low, high } => low + (high - low) * u,
            Inverse::Triangular(triangle) => triangle.quantile(u),
            Inverse::Trigen { triangle, floor } => triangle.quantile(u).max(*floor),
            Inverse::Outcomes(outcomes) => outcomes.quantile(u),
            Inverse::Pert { low, high, standard } => low + (high - low) * standard.quantile(u),
            Inverse::LogNormal { mu, sigma } => float::exp(mu + sigma * normal::quantile(u)),
        }
    }

    /// Replaces each uniform number of a column by its value: [`Self::sample`] for many.
    pub(super) fn sample_column(&self, column: &mut [f64]) {
        // The kind is looked up once a column, so that the loops have no branches.
        match &self.inverse {
            Inverse::Fixed(value) => column.fill(*value),
            Inverse::Triangular(triangle) => {
                let triangle = *triangle;
                for x in column {
                    *x = triangle.quantile(*x);
                }
            }
            Inverse::Pert { low, high, standard } => {
                for x in column {
                    *x = low + (high - low) * standard.quantile(*x);
                }
            }
            Inverse::LogNormal { .. }
            | Inverse::Uniform { .. }
            | Inverse::Trigen { .. }
            | Inverse::Outcomes(_) => {
                for x in column {
                    *x = self.sample(*x);
                }
            }
        }
    }

    /// Expected value.
    pub fn mean(&self) -> f64 {
        self.mean
    }

    /// Least and greatest possible value; a lognormal number reaches from 0 to ∞.
    pub fn support(&self) -> (f64, f64) {
        match &self.inverse {
            Inverse::Fixed(value) => (*value, *value),
            Inverse::Triangular(Triangle { low, high, .. }) | Inverse::Pert { low, high, .. } => {
                (*low, *high)
            }
            Inverse::Uniform { low, high } => (*low, *high),
            Inverse::Trigen { triangle, floor } => (triangle.low.max(*floor), triangle.high),
            Inverse::Outcomes(outcomes) => outcomes.ends(),
            Inverse::LogNormal { .. } => (0.0, f64::INFINITY),
        }
    }

    /// The number, where there is no uncertainty about it.
    pub fn fixed_value(&self) -> Option<f64> {
        match self.inverse {
            Inverse::Fixed(value) => Some(value),
            _ => None,
        }
    }
}

/// Beyond it the table of the inverse is too coarse about the mode.
const MAX_LAMBDA: f64 = 100.0;

/// Φ⁻¹(0.9): how many standard deviations P90 lies above the median.
const Z90: f64 = 1.281_551_565_544_600_5;

/// What the user said; the only part that travels.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Parameters {
    Fixed(f64),
    Uniform {
        low: f64,
        high: f64,
    },
    Triangular {
        low: f64,
        mode: f64,
        high: f64,
    },
    Trigen {
        p10: f64,
        mode: f64,
        p90: f64,
    },
    /// Weight and value of each.
    Discrete(Vec<(f64, f64)>),
    History(Vec<f64>),
    Pert {
        low: f64,
        mode: f64,
        high: f64,
        lambda: f64,
    },
    LogNormal {
        p10: f64,
        p90: f64,
    },
}

/// The inverse of the cumulative distribution, prepared for sampling.
#[derive(Clone, Debug, PartialEq)]
enum Inverse {
    Fixed(f64),
    Uniform {
        low: f64,
        high: f64,
    },
    Triangular(Triangle),
    /// A triangle whose values below `floor` are `floor`.
    Trigen {
        triangle: Triangle,
        floor: f64,
    },
    Outcomes(Outcomes),
    Pert {
        low: f64,
        high: f64,
        standard: StandardPert,
    },
    LogNormal {
        mu: f64,
        sigma: f64,
    },
}

impl From<Distribution> for Parameters {
    fn from(distribution: Distribution) -> Self {
        distribution.parameters
    }
}

impl TryFrom<Parameters> for Distribution {
    type Error = DistributionError;

    fn try_from(parameters: Parameters) -> Result<Self, DistributionError> {
        let (mean, inverse) = match &parameters {
            &Parameters::Fixed(value) => {
                finite(&[value])?;
                (value, Inverse::Fixed(value))
            }
            &Parameters::Triangular { low, mode, high } => {
                in_order(low, mode, high)?;
                if low < high {
                    ((low + mode + high) / 3.0, Inverse::Triangular(Triangle::new(low, mode, high)))
                } else {
                    (low, Inverse::Fixed(low))
                }
            }
            &Parameters::Uniform { low, high } => {
                in_order(low, low, high)?;
                if low < high {
                    (0.5 * (low + high), Inverse::Uniform { low, high })
                } else {
                    (low, Inverse::Fixed(low))
                }
            }
            &Parameters::Trigen { p10, mode, p90 } => {
                in_order(p10, mode, p90)?;
                if p10 < p90 {
                    let (low, high) = trigen::ends(p10, mode, p90);
                    let floor = if p10 >= 0.0 { 0.0_f64.max(low) } else { low };
                    // What lies below the floor is lifted to it: the area under the cumulative curve up to there.
                    let below = floor - low;
                    let lifted = if below > 0.0 {
                        below * below * below / (3.0 * (high - low) * (mode - low))
                    } else {
                        0.0
                    };
                    let triangle = Triangle::new(low, mode, high);
                    ((low + mode + high) / 3.0 + lifted, Inverse::Trigen { triangle, floor })
                } else {
                    (p10, Inverse::Fixed(p10))
                }
            }
            Parameters::Discrete(outcomes) => of_outcomes(outcomes)?,
            Parameters::History(values) => {
                let outcomes: Vec<(f64, f64)> = values.iter().map(|value| (1.0, *value)).collect();
                of_outcomes(&outcomes)?
            }
            &Parameters::Pert { low, mode, high, lambda } => {
                in_order(low, mode, high)?;
                if !(0.0..=MAX_LAMBDA).contains(&lambda) {
                    return Err(DistributionError::Lambda(lambda));
                }
                if low < high {
                    let standard = StandardPert::new((mode - low) / (high - low), lambda);
                    let mean = (low + lambda * mode + high) / (lambda + 2.0);
                    (mean, Inverse::Pert { low, high, standard })
                } else {
                    (low, Inverse::Fixed(low))
                }
            }
            &Parameters::LogNormal { p10, p90 } => {
                finite(&[p10, p90])?;
                if p10 <= 0.0 || p90 < p10 {
                    return Err(DistributionError::PercentilesOutOfOrder { p10, p90 });
                }
                if p10 < p90 {
                    let (ln_p10, ln_p90) = (float::ln(p10), float::ln(p90));
                    let (mu, sigma) = (0.5 * (ln_p10 + ln_p90), (ln_p90 - ln_p10) / (2.0 * Z90));
                    (float::exp(mu + 0.5 * sigma * sigma), Inverse::LogNormal { mu, sigma })
                } else {
                    (p10, Inverse::Fixed(p10))
                }
            }
        };
        Ok(Self { parameters, mean, inverse })
    }
}

/// Mean and inverse of weights with values.
fn of_outcomes(outcomes: &[(f64, f64)]) -> Result<(f64, Inverse), DistributionError> {
    for (weight, value) in outcomes {
        finite(&[*weight, *value])?;
    }
    let total: f64 = outcomes.iter().map(|(weight, _)| weight).sum();
    if outcomes.iter().any(|(weight, _)| *weight < 0.0) || total <= 0.0 {
        return Err(DistributionError::Outcomes);
    }
    finite(&[total])?;
    let outcomes = Outcomes::new(outcomes);
    let (low, high) = outcomes.ends();
    Ok(if low < high { (outcomes.mean(), Inverse::Outcomes(outcomes)) } else { (low, Inverse::Fixed(low)) })
}

fn in_order(low: f64, mode: f64, high: f64) -> Result<(), DistributionError> {
    finite(&[low, mode, high])?;
    if low <= mode && mode <= high {
        Ok(())
    } else {
        Err(DistributionError::PointsOutOfOrder { low, mode, high })
    }
}

fn finite(values: &[f64]) -> Result<(), DistributionError> {
    match values.iter().find(|value| !value.is_finite()) {
        Some(value) => Err(DistributionError::NotFinite(*value)),
        None => Ok(()),
    }
}

/// Triangle with what its inverse needs, so that a draw costs one square root.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Triangle {
    low: f64,
    high: f64,
    /// Probability below the mode.
    below_mode: f64,
    /// Range times the distance of the mode from `low`, and from `high`.
    low_product: f64,
    high_product: f64,
}

impl Triangle {
    fn new(low: f64, mode: f64, high: f64) -> Self {
        let range = high - low;
        Self {
            low,
            high,
            below_mode: (mode - low) / range,
            low_product: range * (mode - low),
            high_product: range * (high - mode),
        }
    }

    #[inline]
    fn quantile(&self, u: f64) -> f64 {
        // Each choice by itself and the sign last: without a branch, which luck would make the processor guess wrongly.
        let Self { low, high, below_mode, low_product, high_product } = *self;
        let rising = u < below_mode;
        let share = if rising { u } else { 1.0 - u };
        let product = if rising { low_product } else { high_product };
        let end = if rising { low } else { high };
        end - (share * product).sqrt().copysign(u - below_mode)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn quantiles(distribution: &Distribution) -> [f64; 4] {
        [0.1, 0.5, 0.8, 0.9].map(|u| distribution.sample(u))
    }

    fn assert_close(actual: &[f64], expected: &[f64], tolerance: f64) {
        for (a, e) in actual.iter().zip(expected) {
            assert!((a - e).abs() <= tolerance, "{actual:?} instead of {expected:?}");
        }
    }

    /// `scipy.stats.triang`: Tri(2, 5, 14).
    #[test]
    fn reproduces_scipy_triangular() {
        let triangular = Distribution::triangular(2.0, 5.0, 14.0).unwrap();
        assert_close(&quantiles(&triangular), &[3.897_367, 6.651_531, 9.352_420, 10.713_665], 5e-7);
        assert_close(&[triangular.mean()], &[7.0], 1e-15);
    }

    /// `scipy.stats.beta`: PERT(2, 5, 14), α = 2, β = 4.
    #[test]
    fn reproduces_scipy_pert() {
        let pert = Distribution::pert(2.0, 5.0, 14.0).unwrap();
        assert_close(&quantiles(&pert), &[3.346_820, 5.765_722, 7.882_308, 9.006_684], 1e-4);
        assert_close(&[pert.mean()], &[6.0], 1e-15);
    }

    /// Vose (2008): modified PERT with λ = 2 has mean 6.5 and variance 6.75.
    #[test]
    fn moments_of_modified_pert_agree_with_vose() {
        let pert = Distribution::pert_weighted(2.0, 5.0, 14.0, 2.0).unwrap();
        let (mean, variance) = moments(&pert);
        assert_close(&[pert.mean(), mean, variance], &[6.5, 6.5, 6.75], 1e-3);
    }

    /// Vose (2008): Trigen(3, 5, 10, 10 %, 90 %) is the triangle from 0.669984 to 13.207986.
    #[test]
    fn reproduces_vose_trigen() {
        let trigen = Distribution::trigen(3.0, 5.0, 10.0).unwrap();
        let (low, high) = trigen.support();
        assert_close(&[low, high], &[0.669_984, 13.207_986], 5e-7);
        assert_close(&[trigen.sample(0.1), trigen.sample(0.9)], &[3.0, 10.0], 1e-9);
        assert_close(&[trigen.mean()], &[moments(&trigen).0], 1e-3);
    }

    /// The triangle through 1, 2 and 10 would begin below 0; its percentiles stay.
    #[test]
    fn trigen_ends_at_0() {
        let trigen = Distribution::trigen(1.0, 2.0, 10.0).unwrap();
        assert_close(&[trigen.support().0, trigen.sample(1e-9)], &[0.0, 0.0], 1e-15);
        assert_close(&[trigen.sample(0.1), trigen.sample(0.9)], &[1.0, 10.0], 1e-9);
        assert_close(&[trigen.mean()], &[moments(&trigen).0], 1e-3);
        let steep = Distribution::trigen(0.0, 0.0, 9.0).unwrap();
        assert_close(&[steep.sample(0.1), steep.sample(0.9)], &[0.0, 9.0], 1e-9);
    }

    /// `scipy.stats.uniform`: U(3, 8).
    #[test]
    fn a_uniform_number_is_a_straight_line() {
        let uniform = Distribution::uniform(3.0, 8.0).unwrap();
        assert_close(&quantiles(&uniform), &[3.5, 5.5, 7.0, 7.5], 1e-15);
        let (mean, variance) = moments(&uniform);
        assert_close(&[uniform.mean(), mean, variance], &[5.5, 5.5, 25.0 / 12.0], 1e-6);
    }

    /// Four weeks one time in five, else six; chances on any scale, values in any order.
    #[test]
    fn outcomes_come_as_often_as_they_are_likely() {
        let discrete = Distribution::discrete(vec![(80.0, 6.0), (20.0, 4.0), (0.0, 99.0)]).unwrap();
        assert_close(&[0.1, 0.2, 0.200_001, 0.9].map(|u| discrete.sample(u)), &[4.0, 4.0, 6.0, 6.0], 0.0);
        assert_eq!(discrete.support(), (4.0, 6.0));
        assert_close(&[discrete.mean()], &[5.6], 1e-12);
    }

    /// The quantile of a sample that never lies between its values: the inverse of the empirical distribution.
    #[test]
    fn a_history_repeats_itself() {
        let history = Distribution::history(vec![4.0, 3.0, 9.0, 5.0, 4.0]).unwrap();
        assert_close(&[0.1, 0.3, 0.5, 0.7, 0.9].map(|u| history.sample(u)), &[3.0, 4.0, 4.0, 5.0, 9.0], 0.0);
        assert_close(&[history.mean(), moments(&history).0], &[5.0, 5.0], 1e-9);
    }

    /// scipy: lognormal with P10 = 10, P90 = 40 (μ 2.995732, σ 0.540866).
    #[test]
    fn reproduces_scipy_log_normal() {
        let log_normal = Distribution::log_normal(10.0, 40.0).unwrap();
        assert_close(&quantiles(&log_normal), &[10.0, 20.0, 31.529_899, 40.0], 5e-7);
        assert_close(&[log_normal.mean()], &[23.150_123], 5e-7);
    }

    #[test]
    fn equal_points_are_a_fixed_number() {
        for equal in [
            Distribution::fixed(3.0),
            Distribution::triangular(3.0, 3.0, 3.0),
            Distribution::pert(3.0, 3.0, 3.0),
            Distribution::log_normal(3.0, 3.0),
            Distribution::uniform(3.0, 3.0),
            Distribution::trigen(3.0, 3.0, 3.0),
            Distribution::discrete(vec![(1.0, 3.0), (2.0, 3.0)]),
            Distribution::history(vec![3.0]),
        ] {
            let equal = equal.unwrap();
            assert_eq!(equal.fixed_value(), Some(3.0));
            assert_eq!((equal.sample(0.01), equal.mean(), equal.support()), (3.0, 3.0, (3.0, 3.0)));
        }
    }

    #[test]
    fn refuses_what_is_no_distribution() {
        use DistributionError as E;
        assert!(matches!(Distribution::fixed(f64::NAN), Err(E::NotFinite(_))));
        assert!(matches!(Distribution::triangular(1.0, 2.0, f64::INFINITY), Err(E::NotFinite(_))));
        assert!(matches!(Distribution::triangular(3.0, 2.0, 4.0), Err(E::PointsOutOfOrder { .. })));
        assert!(matches!(Distribution::pert(1.0, 5.0, 4.0), Err(E::PointsOutOfOrder { .. })));
        assert!(matches!(Distribution::pert_weighted(1.0, 2.0, 4.0, -1.0), Err(E::Lambda(_))));
        assert!(matches!(Distribution::pert_weighted(1.0, 2.0, 4.0, f64::NAN), Err(E::Lambda(_))));
        assert!(matches!(Distribution::uniform(3.0, 2.0), Err(E::PointsOutOfOrder { .. })));
        assert!(matches!(Distribution::trigen(3.0, 2.0, 4.0), Err(E::PointsOutOfOrder { .. })));
        for none in [vec![], vec![(0.0, 3.0)], vec![(2.0, 3.0), (-1.0, 4.0)]] {
            assert_eq!(Distribution::discrete(none), Err(E::Outcomes));
        }
        assert_eq!(Distribution::history(vec![]), Err(E::Outcomes));
        assert!(matches!(Distribution::history(vec![f64::INFINITY]), Err(E::NotFinite(_))));
        assert!(matches!(Distribution::log_normal(0.0, 2.0), Err(E::PercentilesOutOfOrder { .. })));
        assert!(matches!(Distribution::log_normal(3.0, 2.0), Err(E::PercentilesOutOfOrder { .. })));
    }

    #[test]
    fn json_holds_the_parameters_and_is_checked() {
        let pert = Distribution::pert(2.0, 5.0, 14.0).unwrap();
        let json = serde_json::to_string(&pert).unwrap();
        assert_eq!(json, r#"{"pert":{"low":2.0,"mode":5.0,"high":14.0,"lambda":4.0}}"#);
        assert_eq!(serde_json::from_str::<Distribution>(&json).unwrap(), pert);
        let backwards = r#"{"triangular":{"low":2.0,"mode":1.0,"high":14.0}}"#;
        let refusal = serde_json::from_str::<Distribution>(backwards).unwrap_err().to_string();
        assert!(refusal.contains("ascending order"), "{refusal}");
    }

    /// Mean and variance by the midpoint rule on the inverse.
    fn moments(distribution: &Distribution) -> (f64, f64) {
        let values: Vec<f64> =
            (0..100_000).map(|i| distribution.sample((f64::from(i) + 0.5) / 100_000.0)).collect();
        let mean = values.iter().sum::<f64>() / 1e5;
        (mean, values.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / 1e5)
    }

    fn any_distribution() -> impl Strategy<Value = Distribution> {
        let points = (0.0..50.0_f64, 0.0..1.0_f64, 0.1..50.0_f64);
        (points, 0.0..10.0_f64, 0..7_u8).prop_map(|((low, mode, range), lambda, kind)| {
            let (mode, high) = (low + mode * range, low + range);
            match kind {
                0 => Distribution::triangular(low, mode, high),
                1 => Distribution::pert_weighted(low, mode, high, lambda),
                2 => Distribution::uniform(low, high),
                3 => Distribution::trigen(low, mode, high),
                4 => Distribution::discrete(vec![(lambda + 0.1, mode), (1.0, high), (2.0, low)]),
                5 => Distribution::history(vec![low, mode, mode, high, low + lambda]),
                _ => Distribution::log_normal(low + 0.1, high + 0.1),
            }
            .unwrap()
        })
    }

    proptest! {
        /// Common random numbers rest on it: more luck is never a smaller number.
        #[test]
        fn sampling_is_monotone_and_stays_in_the_support(
            distribution in any_distribution(),
            u in 1e-9..1.0_f64,
            v in 1e-9..1.0_f64,
        ) {
            let (least, greatest) = distribution.support();
            let (below, above) = (distribution.sample(u.min(v)), distribution.sample(u.max(v)));
            prop_assert!(below <= above);
            prop_assert!(least <= below && above <= greatest + 1e-12 * greatest.abs());
        }

        #[test]
        fn the_mean_is_that_of_the_samples(distribution in any_distribution()) {
            let (mean, variance) = moments(&distribution);
            prop_assert!((mean - distribution.mean()).abs() < 1e-3 * variance.sqrt() + 1e-9);
        }

        #[test]
        fn a_column_is_its_samples(distribution in any_distribution(), u in 1e-9..1.0_f64) {
            let mut column = [u, 0.5, 1.0 - u];
            distribution.sample_column(&mut column);
            let samples = [u, 0.5, 1.0 - u].map(|u| distribution.sample(u));
            prop_assert_eq!(column.map(f64::to_bits), samples.map(f64::to_bits));
        }
    }
}
