//! Scores by a ready-made formula: terms added or multiplied, divided by others.
//!
//! WSJF, RICE, ICE, value over effort and cost of delay over duration are one and
//! the same thing: a few named inputs above the line, perhaps some below it. Their
//! scores have no upper end and only rank initiatives that were scored by the
//! same formula. An input below the line that is 0 gives no score, and says so.
//!
//! Sources: Leffingwell, *Scaled Agile Framework* (WSJF); `McBride`,
//! *RICE: simple prioritization for product managers*, Intercom; Ellis & Brown
//! (2017), *Hacking Growth* (ICE); Reinertsen (2009), *The Principles of Product
//! Development Flow* (cost of delay over duration).

use thiserror::Error;

/// What an initiative is asked for by some formula; at least 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// Relative points.
    UserBusinessValue,
    /// Relative points.
    TimeCriticality,
    /// Risk reduced or opportunity enabled; relative points.
    RiskReduction,
    /// Relative points.
    JobSize,
    /// People or events per period.
    Reach,
    /// Per person reached, 0.25 to 3 in RICE; a rating of 1 to 10 in ICE.
    Impact,
    /// A share, 0 to 1.
    Confidence,
    /// A rating of 1 to 10.
    ConfidenceRating,
    /// A rating of 1 to 10.
    Ease,
    /// Any unit, the same for all.
    Value,
    /// Any unit, the same for all; person-months in RICE.
    Effort,
    /// Money per week.
    CostOfDelay,
    /// Weeks.
    Duration,
}

impl Input {
    /// As a sentence names it.
    pub fn name(self) -> &'static str {
        match self {
            Self::UserBusinessValue => "user and business value",
            Self::TimeCriticality => "time criticality",
            Self::RiskReduction => "risk reduction",
            Self::JobSize => "job size",
            Self::Reach => "reach",
            Self::Impact => "impact",
            Self::Confidence => "confidence",
            Self::ConfidenceRating => "confidence rating",
            Self::Ease => "ease",
            Self::Value => "value",
            Self::Effort => "effort",
            Self::CostOfDelay => "cost of delay",
            Self::Duration => "duration",
        }
    }

    /// The greatest number that makes sense: 1 for a share.
    pub fn highest(self) -> f64 {
        if self == Self::Confidence { 1.0 } else { HIGHEST_INPUT }
    }
}

/// Greatest input of any kind but a share.
pub const HIGHEST_INPUT: f64 = 1e15;

/// Smallest number that is divided by; below it an estimate is as good as 0.
pub const LOWEST_DIVISOR: f64 = 1e-9;

/// How the terms above the line become one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Combination {
    /// Their sum.
    Sum,
    /// Their product.
    Product,
    /// Their arithmetic mean.
    Mean,
}

/// The terms above the line, combined, over the product of those below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Formula {
    combination: Combination,
    numerator: &'static [Input],
    denominator: &'static [Input],
}

/// A formula by the name it is known by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preset {
    /// Weighted shortest job first: (value + time criticality + risk reduction) ÷ job size.
    Wsjf,
    /// Reach × impact × confidence ÷ effort.
    Rice,
    /// Impact × confidence × ease, as ratings. Both this and the mean go by the name of ICE.
    IceProduct,
    /// The mean of impact, confidence and ease, as ratings.
    IceMean,
    /// Value ÷ effort.
    ValueEffort,
    /// Cost of delay ÷ duration, CD3: the best order for one team, by Smith's rule.
    CostOfDelay,
}

/// Why an initiative has no score, and what to do about it.
#[derive(Clone, Copy, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum NoScore {
    /// Not given yet.
    #[error("the {} is missing; fill it in", .0.name())]
    Missing(Input),
    /// Negative, not a number, or above [`Input::highest`].
    #[error("the {} must be a number from 0 to {}, not {value}", input.name(), input.highest())]
    Outside {
        /// Which input.
        input: Input,
        /// What it was.
        value: f64,
    },
    /// An input below the line is 0, or below [`LOWEST_DIVISOR`].
    #[error("the {} is {value}, and nothing can be divided by that; estimate it, if only roughly", input.name())]
    NothingToDivideBy {
        /// Which input.
        input: Input,
        /// What it was.
        value: f64,
    },
}

impl Preset {
    /// All of them, in the order in which to offer them.
    pub const ALL: [Self; 6] =
        [Self::Wsjf, Self::Rice, Self::IceProduct, Self::IceMean, Self::ValueEffort, Self::CostOfDelay];

    /// The formula behind the name.
    pub fn formula(self) -> Formula {
        use Combination::{Mean, Product, Sum};
        let (combination, numerator, denominator): (_, &[Input], &[Input]) = match self {
            Self::Wsjf => (
                Sum,
                &[Input::UserBusinessValue, Input::TimeCriticality, Input::RiskReduction],
                &[Input::JobSize],
            ),
            Self::Rice => (Product, &[Input::Reach, Input::Impact, Input::Confidence], &[Input::Effort]),
            Self::IceProduct => (Product, &[Input::Impact, Input::ConfidenceRating, Input::Ease], &[]),
            Self::IceMean => (Mean, &[Input::Impact, Input::ConfidenceRating, Input::Ease], &[]),
            Self::ValueEffort => (Sum, &[Input::Value], &[Input::Effort]),
            Self::CostOfDelay => (Sum, &[Input::CostOfDelay], &[Input::Duration]),
        };
        Formula { combination, numerator, denominator }
    }
}

impl Formula {
    /// How the terms above the line become one.
    pub fn combination(&self) -> Combination {
        self.combination
    }

    /// The terms above the line, at least one.
    pub fn numerator(&self) -> &'static [Input] {
        self.numerator
    }

    /// The terms below the line; perhaps none, which divides by 1.
    pub fn denominator(&self) -> &'static [Input] {
        self.denominator
    }

    /// Score of an initiative whose inputs are given by `value_of`, `None` for one
    /// not known yet; finite and at least 0, the more the better.
    ///
    /// # Errors
    ///
    /// [`NoScore`] for the first input it concerns, those above the line first.
    ///
    /// ```
    /// use pmo_engine::scoring::formula::{Input, NoScore, Preset};
    /// let score = |effort| {
    ///     Preset::ValueEffort.formula().score(|input| match input {
    ///         Input::Value => Some(8.0),
    ///         _ => effort,
    ///     })
    /// };
    /// assert_eq!(score(Some(5.0)), Ok(1.6));
    /// assert_eq!(score(None), Err(NoScore::Missing(Input::Effort)));
    /// assert_eq!(
    ///     score(Some(0.0)).unwrap_err().to_string(),
    ///     "the effort is 0, and nothing can be divided by that; estimate it, if only roughly"
    /// );
    /// ```
    pub fn score(&self, value_of: impl Fn(Input) -> Option<f64>) -> Result<f64, NoScore> {
        let checked = |&input: &Input| {
            let value = value_of(input).ok_or(NoScore::Missing(input))?;
            let is_inside = (0.0..=input.highest()).contains(&value);
            if is_inside { Ok(value) } else { Err(NoScore::Outside { input, value }) }
        };
        let terms = self.numerator.iter().map(checked).collect::<Result<Vec<f64>, _>>()?;
        let numerator = match self.combination {
            Combination::Sum => terms.iter().sum(),
            Combination::Product => terms.iter().product(),
            Combination::Mean => terms.iter().sum::<f64>() / terms.len() as f64,
        };
        self.denominator.iter().try_fold(numerator, |quotient: f64, input| {
            let value = checked(input)?;
            if value < LOWEST_DIVISOR {
                return Err(NoScore::NothingToDivideBy { input: *input, value });
            }
            Ok(quotient / value)
        })
    }
}
