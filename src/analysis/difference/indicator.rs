//! What is compared, in words and units.

use serde::Serialize;

/// What is compared, in the order in which it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Indicator {
    /// Sum of the scores of the plan's initiatives by the weights of the first plan [score, 1 is the best for one].
    Value,
    /// The same by the plan's own weights; only where they differ.
    OwnValue,
    /// Cost of the plan's initiatives [money].
    Cost,
    /// Cost that the runs come to, on average [money].
    ExpectedCost,
    /// The part of it that the risks cost, on average [money].
    RiskCost,
    /// Value of the plan ÷ the most that the same money could buy [share].
    RightThings,
    /// Share of the work asked for that is staffed if nobody waits.
    RightPeople,
    /// Chance that an initiative is finished when it is needed [share].
    RightTime,
    /// Work asked for in the first year ÷ people there are, if nobody waits [share].
    Load,
    /// Weeks of all roles in which more is asked than there is, if nobody waits.
    ShortRoleWeeks,
    /// Every second run has finished the whole plan by then [weeks].
    P50,
    /// Eight runs in ten have [weeks].
    P80,
}

/// What a figure is measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Sum of scores, each from 0 to 1.
    Score,
    /// The document's currency and scale.
    Money,
    /// A number from 0 to 1, or above.
    Share,
    /// Weeks from the start of the calendar.
    Week,
    /// A mean count.
    Count,
}

impl Indicator {
    /// Whether a greater figure is the better one.
    pub fn more_is_better(self) -> bool {
        matches!(self, Self::Value | Self::OwnValue | Self::RightThings | Self::RightPeople | Self::RightTime)
    }

    /// What it is measured in.
    pub fn unit(self) -> Unit {
        match self {
            Self::Value | Self::OwnValue => Unit::Score,
            Self::Cost | Self::ExpectedCost | Self::RiskCost => Unit::Money,
            Self::RightThings | Self::RightPeople | Self::RightTime | Self::Load => Unit::Share,
            Self::ShortRoleWeeks => Unit::Count,
            Self::P50 | Self::P80 => Unit::Week,
        }
    }

    /// A few words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Value => "Value of the set",
            Self::OwnValue => "Value by its own weights",
            Self::Cost => "Cost, as planned",
            Self::ExpectedCost => "Cost, mean of the runs",
            Self::RiskCost => "Of it by risks",
            Self::RightThings => "Right things",
            Self::RightPeople => "Right people",
            Self::RightTime => "Right time",
            Self::Load => "Load, first year",
            Self::ShortRoleWeeks => "Role-weeks short of people",
            Self::P50 => "Finished, P50",
            Self::P80 => "Finished, P80",
        }
    }

    /// What the words mean, in a sentence.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Value => {
                "Sum of the scores of what is in the plan, by the weights of the first plan, and what pairs of it are worth together; the range is that of weights half to one and a half as great."
            }
            Self::OwnValue => "The same by the weights that the plan itself has.",
            Self::Cost => {
                "Planned cost of what is in the plan, and what it costs to stop what is under way in the first plan and no longer in this one."
            }
            Self::ExpectedCost => {
                "What the work really takes, people at their rates and the risks that happen cost, on average over the runs; the range is that of the mean, the difference is counted run by run."
            }
            Self::RiskCost => {
                "The runs against themselves without any risk: what delays and damage cost on average. The P80 is in Capacity, under money."
            }
            Self::RightThings => "Value of the plan as a share of the best that the same money could buy.",
            Self::RightPeople => "Share of the work asked for that can be staffed if nobody waits.",
            Self::RightTime => "Mean chance that an initiative is finished when it is needed.",
            Self::Load => {
                "Person-weeks asked for in the first 52 weeks ÷ person-weeks there are, if nobody waits."
            }
            Self::ShortRoleWeeks => {
                "Weeks, over all roles, in which more is asked than there is if nobody waits."
            }
            Self::P50 => "Half of the runs have finished the whole plan by then.",
            Self::P80 => "Eight runs in ten have finished the whole plan by then.",
        }
    }
}
