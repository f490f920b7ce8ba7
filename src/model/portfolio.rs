//! The portfolio itself: its name, money, calendar and simulation settings.

use jiff::civil::{Date, date};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::finite::Finite;

/// What holds for the whole portfolio.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Portfolio {
    /// Shown at the head of every page.
    pub name: String,
    /// Where the figures come from and who made which of them up.
    pub note: String,
    /// Currency and scale of every amount of money in the document.
    pub currency: Currency,
    /// Start and length of the plan.
    pub calendar: Calendar,
    /// Names of the three delivery modes, in the order of [`super::initiative::Mode`].
    pub mode_labels: [String; 3],
    /// Money the portfolio may spend in each year; an empty list is no limit.
    pub budget_per_year: Vec<YearAmount>,
    /// How the simulation runs.
    pub simulation: Simulation,
}

/// Currency of all amounts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Currency {
    /// ISO 4217 code: `GBP`.
    pub code: String,
    /// What an amount of 1 stands for.
    pub scale: MoneyScale,
}

/// What an amount of 1 stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MoneyScale {
    /// One unit of the currency.
    Unit,
    /// A thousand.
    #[default]
    Thousand,
    /// A million.
    Million,
}

/// Start and length of the plan, in weeks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Calendar {
    /// First day of week 0.
    pub start: Date,
    /// Weeks planned, from week 0; a run that needs longer counts as unfinished.
    pub horizon_weeks: u32,
}

impl Calendar {
    /// Week in which `day` lies, counted from week 0; negative before the start.
    pub fn week_of(self, day: Date) -> i64 {
        days_between(self.start, day).div_euclid(7)
    }

    /// First day of `week`; the last possible date if that lies beyond all calendars.
    pub fn day_of(self, week: u32) -> Date {
        self.start.saturating_add(jiff::Span::new().days(i64::from(week.min(100_000)) * 7))
    }
}

fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

/// An amount of money in one calendar year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct YearAmount {
    /// Calendar year.
    pub year: i16,
    /// Amount, in the document's currency and scale.
    pub amount: Finite,
}

/// How the simulation runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Simulation {
    /// Key of all random draws: the same seed gives the same figures everywhere.
    pub seed: u32,
    /// Replications of a whole run.
    pub iterations: u32,
    /// How conflicts over people are settled.
    pub policy: Policy,
}

/// How conflicts over people are settled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Policy {
    /// Nobody waits: shows where demand exceeds capacity.
    Unlevelled,
    /// In priority order, each stage as soon as all its people are free.
    #[default]
    Serial,
}

impl Default for Portfolio {
    fn default() -> Self {
        Self {
            name: "New portfolio".into(),
            note: String::new(),
            currency: Currency { code: "EUR".into(), scale: MoneyScale::Thousand },
            calendar: Calendar { start: date(2026, 1, 5), horizon_weeks: 156 },
            mode_labels: ["Predictive".into(), "Adaptive".into(), "Hybrid".into()],
            budget_per_year: Vec::new(),
            simulation: Simulation { seed: 7, iterations: 10_000, policy: Policy::Serial },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_count_from_the_start() {
        let calendar = Calendar { start: date(2023, 4, 3), horizon_weeks: 10 };
        assert_eq!(calendar.week_of(date(2023, 4, 9)), 0);
        assert_eq!(calendar.week_of(date(2023, 4, 10)), 1);
        assert_eq!(calendar.week_of(date(2023, 4, 2)), -1);
        assert_eq!(calendar.day_of(52), date(2024, 4, 1));
    }
}
