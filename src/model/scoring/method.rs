//! By what the initiatives are ranked: the weighted sum, or a formula with named parts.
//!
//! A formula divides or multiplies a few numbers of each initiative. Which number
//! plays which part is chosen here, so that one and the same list of criteria
//! serves every formula, and going from one to the other loses nothing.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::finite::Finite;
use crate::model::id::CriterionId;

/// By what the initiatives are ranked.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Σ weight × value over the criteria.
    #[default]
    WeightedSum,
    /// Weighted shortest job first: (value + time criticality + risk reduction) ÷ job size.
    Wsjf,
    /// Reach × impact × confidence ÷ effort.
    Rice,
    /// Impact × confidence × ease.
    IceProduct,
    /// The mean of impact, confidence and ease.
    IceMean,
    /// Value ÷ effort.
    ValueEffort,
    /// Cost of delay ÷ duration.
    CostOfDelay,
}

/// A part that a number can play in a formula.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Of WSJF.
    UserBusinessValue,
    /// Of WSJF.
    TimeCriticality,
    /// Of WSJF: risk reduced or opportunity enabled.
    RiskReduction,
    /// Of WSJF, below the line.
    JobSize,
    /// Of RICE: people or events per period.
    Reach,
    /// Of RICE and ICE.
    Impact,
    /// Of RICE: a share, 0 to 1.
    Confidence,
    /// Of ICE: a rating.
    ConfidenceRating,
    /// Of ICE: a rating.
    Ease,
    /// Of value over effort.
    Value,
    /// Of RICE and value over effort, below the line.
    Effort,
    /// Of cost of delay over duration.
    CostOfDelay,
    /// Of cost of delay over duration, below the line: weeks.
    Duration,
}

/// Where a number of an initiative comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// The score on a leaf criterion: what it is worth where a formula wants points, as it was given where
    /// it wants an amount.
    Criterion(CriterionId),
    /// The weighted sum of all criteria, 0 to 100.
    WeightedSum,
    /// Worked out from the rest of what is known of the initiative.
    Figure(Figure),
}

/// A number of an initiative that is worked out, not judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Figure {
    /// Cost over all years, in the document's currency and scale.
    Cost,
    /// Benefit, in the document's currency and scale.
    Benefit,
    /// Mean effort of all stages, person-weeks.
    Effort,
    /// Mean length of its stages, one after the other as their links say, weeks.
    Duration,
    /// The team's chance that the benefit comes, 0 to 1.
    BenefitChance,
    /// Importance of the strategic objectives that it serves, in the order in force, 0 to 100.
    Objectives,
    /// How well the people there are fit the levels of skill that its work asks for, 0 to 100.
    SkillFit,
    /// Net present value.
    NetPresentValue,
    /// Return on what is put in, without discount, per cent.
    ReturnOnInvestment,
    /// Internal rate of return, per cent a year.
    InternalRate,
    /// Profitability index.
    ProfitabilityIndex,
    /// Years until the money is back, without discount.
    Payback,
    /// The same with discount.
    DiscountedPayback,
    /// Expected commercial value.
    CommercialValue,
    /// Expected value with the freedom to stop after every year of spending.
    StageGateValue,
}

/// The number that plays a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Casting {
    /// Which part.
    pub part: Part,
    /// Which number.
    pub source: Source,
}

/// How money at different times is made comparable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MoneyRule {
    /// What a year of waiting costs, as a share: 0.08 for 8 %.
    pub discount_rate: Finite,
    /// The year that counts as now: amounts before it are spent and left out.
    pub base_year: i16,
    /// Years over which a benefit comes, in equal parts; from the year of its date, or else the
    /// year after the last cost.
    pub benefit_years: u32,
}

impl Method {
    /// All of them, in the order in which to offer them.
    pub const ALL: [Self; 7] = [
        Self::WeightedSum,
        Self::Wsjf,
        Self::Rice,
        Self::IceProduct,
        Self::IceMean,
        Self::ValueEffort,
        Self::CostOfDelay,
    ];

    /// Whether it is the usual one.
    pub fn is_weighted_sum(&self) -> bool {
        *self == Self::WeightedSum
    }

    /// As people call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::WeightedSum => "weighted sum",
            Self::Wsjf => "WSJF",
            Self::Rice => "RICE",
            Self::IceProduct => "ICE, product",
            Self::IceMean => "ICE, mean",
            Self::ValueEffort => "value ÷ effort",
            Self::CostOfDelay => "cost of delay ÷ duration",
        }
    }
}

impl Part {
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
}

impl Figure {
    /// All of them, in the order in which to offer them.
    pub const ALL: [Self; 15] = [
        Self::Cost,
        Self::Benefit,
        Self::Effort,
        Self::Duration,
        Self::BenefitChance,
        Self::Objectives,
        Self::SkillFit,
        Self::NetPresentValue,
        Self::ReturnOnInvestment,
        Self::InternalRate,
        Self::ProfitabilityIndex,
        Self::Payback,
        Self::DiscountedPayback,
        Self::CommercialValue,
        Self::StageGateValue,
    ];

    /// As people call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Cost => "cost",
            Self::Benefit => "benefit",
            Self::Effort => "effort",
            Self::Duration => "duration",
            Self::BenefitChance => "chance of the benefit",
            Self::Objectives => "stated priorities",
            Self::SkillFit => "fit of skills",
            Self::NetPresentValue => "net present value",
            Self::ReturnOnInvestment => "return on investment",
            Self::InternalRate => "internal rate of return",
            Self::ProfitabilityIndex => "profitability index",
            Self::Payback => "payback",
            Self::DiscountedPayback => "discounted payback",
            Self::CommercialValue => "expected commercial value",
            Self::StageGateValue => "stage-gate value",
        }
    }

    /// Whether it needs a [`MoneyRule`].
    pub fn is_of_money_over_time(self) -> bool {
        self >= Self::NetPresentValue
    }

    /// Whether less of it is better.
    pub fn is_better_small(self) -> bool {
        matches!(self, Self::Cost | Self::Effort | Self::Duration | Self::Payback | Self::DiscountedPayback)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_of_money_over_time_come_last() {
        let (plain, of_money): (Vec<Figure>, Vec<Figure>) =
            Figure::ALL.into_iter().partition(|figure| !figure.is_of_money_over_time());
        assert_eq!(plain.len(), 7);
        assert_eq!(of_money.first(), Some(&Figure::NetPresentValue));
        assert!(Figure::ALL.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
