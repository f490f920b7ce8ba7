//! The portfolio itself: its name, money, calendar and simulation settings.

use jiff::civil::{Date, date};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::finite::Finite;
use super::guardrail::Guardrail;

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
    /// Departments whose work goes together, and how far; no department twice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub correlations: Vec<DepartmentCorrelations>,
    /// How a portfolio is selected.
    #[serde(default)]
    pub selection: Selection,
}

/// How far the stages of a department are long or short together with each other and with those of others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DepartmentCorrelations {
    /// As initiatives name it.
    pub department: String,
    /// Rank correlation of one of its stages and one of each department before it in the list, -1 to 1; last, of any
    /// two of its own, 0 to 1. So the first department has one number, the second two.
    pub with: Vec<Finite>,
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

    /// Weeks that are over by the evening of `day`, if a week's work ends on its fifth day.
    pub fn weeks_done_by(self, day: Date) -> i64 {
        (days_between(self.start, day) + 3).div_euclid(7)
    }

    /// Evening by which `weeks` weeks are over: the fifth day of the last; the start itself for 0.
    pub fn day_after_weeks(self, weeks: u32) -> Date {
        if weeks == 0 { self.start } else { self.day_of(weeks - 1).saturating_add(jiff::Span::new().days(4)) }
    }

    /// First week that begins on `day` or later; 0 if `day` is before the start.
    pub fn first_week_from(self, day: Date) -> u32 {
        u32::try_from((days_between(self.start, day) + 6).div_euclid(7)).unwrap_or(0)
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
    /// Rank correlation of any two stages of the same initiative, 0 to 1: how far they are long or short together.
    #[serde(default, skip_serializing_if = "is_nought")]
    pub correlation: Finite,
    /// Share of an initiative's planned cost that grows with the work a run takes, 0 to 1; none is all of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost_with_work: Option<Finite>,
    /// Weeks in which a benefit rises from nothing, after the finish.
    #[serde(default, skip_serializing_if = "is_no_week")]
    pub ramp_weeks: u32,
    /// Most initiatives under way at once, where people are waited for; none is no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most_at_once: Option<u32>,
}

/// How a portfolio is selected: by hand, with two lines across the ranking, and by the solver.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Selection {
    /// So many of the highest scores are in, whatever else: the must-have line stands below them.
    pub must_have: u32,
    /// By hand, initiatives below this rank are out: the cut-off line stands there; none is the end of the list.
    pub cut_off: Option<u32>,
    /// Over how long a time people can stand in for each other's absence of work.
    pub people_period: PeoplePeriod,
    /// How often a portfolio may be short of people and still count as deliverable.
    #[serde(default, skip_serializing_if = "AcceptedShortage::is_usual")]
    pub accepted_shortage: AcceptedShortage,
    /// How far costs may turn out off the plan, where the question is who is in the best portfolio whatever happens.
    #[serde(default, skip_serializing_if = "CostMargin::is_exact")]
    pub cost_margin: CostMargin,
    /// How the budget is divided; each part and bound once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub guardrails: Vec<Guardrail>,
    /// Reasons that are offered when an initiative is forced in or out.
    pub reasons: Vec<String>,
}

/// Over how long a time demand for people and heads are added up before they are compared.
///
/// The shorter, the stricter: nobody waits for anybody beyond it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PeoplePeriod {
    /// People are no limit.
    Off,
    /// Calendar months.
    Month,
    /// Calendar quarters.
    #[default]
    Quarter,
    /// Calendar years.
    Year,
}

/// In how many of the runs any role may be short in any one period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AcceptedShortage {
    /// 5 %.
    OneInTwenty,
    /// 10 %.
    OneInTen,
    /// 20 %.
    #[default]
    OneInFive,
    /// 33 %.
    OneInThree,
}

impl AcceptedShortage {
    /// From the rarest.
    pub const ALL: [Self; 4] = [Self::OneInTwenty, Self::OneInTen, Self::OneInFive, Self::OneInThree];

    /// Percent of the runs.
    pub const fn percent(self) -> u8 {
        match self {
            Self::OneInTwenty => 5,
            Self::OneInTen => 10,
            Self::OneInFive => 20,
            Self::OneInThree => 33,
        }
    }

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
    fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}

/// How far the cost of an initiative may be off either way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CostMargin {
    /// As planned.
    #[default]
    Exact,
    /// 10 %.
    Tenth,
    /// 20 %.
    Fifth,
    /// 50 %.
    Half,
}

impl CostMargin {
    /// From the surest.
    pub const ALL: [Self; 4] = [Self::Exact, Self::Tenth, Self::Fifth, Self::Half];

    /// Percent of the cost.
    pub const fn percent(self) -> u8 {
        match self {
            Self::Exact => 0,
            Self::Tenth => 10,
            Self::Fifth => 20,
            Self::Half => 50,
        }
    }

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
    fn is_exact(&self) -> bool {
        *self == Self::Exact
    }
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
    /// Week by week, the ready stage of highest priority whose people are free starts.
    Parallel,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "as serde asks for it")]
fn is_nought(number: &Finite) -> bool {
    *number == Finite::ZERO
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "as serde asks for it")]
fn is_no_week(weeks: &u32) -> bool {
    *weeks == 0
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
            simulation: Simulation {
                seed: 7,
                iterations: 10_000,
                policy: Policy::Serial,
                correlation: Finite::ZERO,
                cost_with_work: None,
                ramp_weeks: 0,
                most_at_once: None,
            },
            correlations: Vec::new(),
            selection: Selection::default(),
        }
    }
}

impl Default for Selection {
    fn default() -> Self {
        let reasons = [
            "Legal duty",
            "Contract signed",
            "Already under way",
            "Decided by the board",
            "Waits for a decision",
            "Too risky now",
        ];
        Self {
            must_have: 0,
            cut_off: None,
            people_period: PeoplePeriod::default(),
            accepted_shortage: AcceptedShortage::default(),
            cost_margin: CostMargin::default(),
            guardrails: Vec::new(),
            reasons: reasons.map(str::to_owned).to_vec(),
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
        assert_eq!(calendar.first_week_from(date(2023, 4, 3)), 0);
        assert_eq!(calendar.first_week_from(date(2023, 4, 4)), 1);
        assert_eq!(calendar.first_week_from(date(2020, 1, 1)), 0);
    }

    #[test]
    fn a_week_is_done_on_its_fifth_day() {
        let calendar = Calendar { start: date(2023, 4, 3), horizon_weeks: 10 };
        assert_eq!(calendar.weeks_done_by(date(2023, 4, 6)), 0);
        assert_eq!(calendar.weeks_done_by(date(2023, 4, 7)), 1);
        for weeks in 0..60 {
            assert_eq!(calendar.weeks_done_by(calendar.day_after_weeks(weeks)), i64::from(weeks));
        }
    }
}
