//! Changes of the portfolio itself.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{EditError, rule as named};
use crate::model::finite::Finite;
use crate::model::initiative::Mode;
use crate::model::portfolio::{
    AcceptedShortage, CostMargin, Currency, DepartmentCorrelations, PeoplePeriod, Policy, Portfolio,
    YearAmount,
};
use crate::model::{limits, rule};

/// What may change about a portfolio.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum PortfolioChange {
    /// Its name.
    Name(String),
    /// Its note.
    Note(String),
    /// Currency and scale; amounts keep their numbers.
    Currency(Currency),
    /// First day of week 0.
    Start(Date),
    /// Weeks planned.
    HorizonWeeks(u32),
    /// Name of one delivery mode.
    ModeLabel {
        /// Which of the three.
        mode: Mode,
        /// What the organisation calls it.
        label: String,
    },
    /// Money that may be spent in each year.
    BudgetPerYear(Vec<YearAmount>),
    /// Key of all random draws.
    Seed(u32),
    /// Replications of a whole run.
    Iterations(u32),
    /// How conflicts over people are settled.
    Policy(Policy),
    /// Rank correlation of the stages of one initiative, 0 to 1.
    Correlation(Finite),
    /// Departments whose work goes together.
    DepartmentCorrelations(Vec<DepartmentCorrelations>),
    /// Share of the planned cost that grows with the work; none is all of it.
    CostWithWork(Option<Finite>),
    /// Weeks in which a benefit rises from nothing.
    RampWeeks(u32),
    /// Most initiatives under way at once; none is no limit.
    MostAtOnce(Option<u32>),
    /// So many of the highest scores are in, whatever else.
    MustHave(u32),
    /// Rank below which initiatives are out by hand; none is the end of the list.
    CutOff(Option<u32>),
    /// Over how long a time people are added up.
    PeoplePeriod(PeoplePeriod),
    /// How often a deliverable portfolio may be short of people.
    AcceptedShortage(AcceptedShortage),
    /// How far costs may be off.
    CostMargin(CostMargin),
    /// Reasons that are offered for forcing an initiative in or out.
    Reasons(Vec<String>),
}

impl PortfolioChange {
    pub(super) fn label(&self) -> &'static str {
        match self {
            Self::Name(_) => "name of the portfolio",
            Self::Note(_) => "note on the portfolio",
            Self::Currency(_) => "currency",
            Self::Start(_) => "start of the calendar",
            Self::HorizonWeeks(_) => "planning horizon",
            Self::ModeLabel { .. } => "name of a delivery mode",
            Self::BudgetPerYear(_) => "budget",
            Self::Seed(_) => "seed",
            Self::Iterations(_) => "number of replications",
            Self::Policy(_) => "levelling policy",
            Self::Correlation(_) => "correlation of stages",
            Self::DepartmentCorrelations(_) => "correlation of departments",
            Self::CostWithWork(_) => "cost that grows with the work",
            Self::RampWeeks(_) => "ramp of benefits",
            Self::MostAtOnce(_) => "limit on initiatives at once",
            Self::MustHave(_) => "must-have line",
            Self::CutOff(_) => "cut-off line",
            Self::PeoplePeriod(_) => "period of the people's limits",
            Self::AcceptedShortage(_) => "accepted shortage",
            Self::CostMargin(_) => "uncertainty of costs",
            Self::Reasons(_) => "reasons for forcing",
        }
    }

    pub(super) fn apply(&self, portfolio: &mut Portfolio) -> Result<(), EditError> {
        match self {
            Self::Name(name) => {
                named("name", rule::name(name))?;
                portfolio.name.clone_from(name);
            }
            Self::Note(note) => {
                named("note", rule::text(note))?;
                portfolio.note.clone_from(note);
            }
            Self::Currency(currency) => {
                named("currency", rule::name(&currency.code))?;
                portfolio.currency = currency.clone();
            }
            Self::Start(start) => portfolio.calendar.start = *start,
            Self::HorizonWeeks(weeks) => {
                let longest = f64::from(limits::HORIZON_WEEKS);
                named("horizon", rule::range(Finite::from(*weeks), 1.0, longest))?;
                portfolio.calendar.horizon_weeks = *weeks;
            }
            Self::ModeLabel { mode, label } => {
                named("name", rule::name(label))?;
                portfolio.mode_labels[*mode as usize].clone_from(label);
            }
            Self::BudgetPerYear(budget) => {
                named("budget", rule::entries(budget))?;
                budget.iter().try_for_each(|year| named("budget", rule::weight(year.amount)))?;
                portfolio.budget_per_year.clone_from(budget);
            }
            Self::Seed(seed) => portfolio.simulation.seed = *seed,
            Self::Iterations(iterations) => {
                named("number of replications", rule::range(Finite::from(*iterations), 1.0, 1e6))?;
                portfolio.simulation.iterations = *iterations;
            }
            Self::Policy(policy) => portfolio.simulation.policy = *policy,
            Self::Correlation(correlation) => {
                named("correlation", rule::share(*correlation))?;
                portfolio.simulation.correlation = *correlation;
            }
            Self::DepartmentCorrelations(rows) => {
                named("table of correlations", rule::correlations(rows))?;
                portfolio.correlations.clone_from(rows);
            }
            Self::CostWithWork(share) => {
                named("share", share.map_or(Ok(()), rule::share))?;
                portfolio.simulation.cost_with_work = *share;
            }
            Self::RampWeeks(weeks) => {
                named("ramp", rule::range(Finite::from(*weeks), 0.0, f64::from(limits::HORIZON_WEEKS)))?;
                portfolio.simulation.ramp_weeks = *weeks;
            }
            Self::MostAtOnce(most) => {
                named("limit", most.map_or(Ok(()), rule::most_at_once))?;
                portfolio.simulation.most_at_once = *most;
            }
            Self::MustHave(ranks) => portfolio.selection.must_have = *ranks,
            Self::CutOff(rank) => portfolio.selection.cut_off = *rank,
            Self::PeoplePeriod(period) => portfolio.selection.people_period = *period,
            Self::AcceptedShortage(chance) => portfolio.selection.accepted_shortage = *chance,
            Self::CostMargin(margin) => portfolio.selection.cost_margin = *margin,
            Self::Reasons(reasons) => {
                named("list of reasons", rule::entries(reasons))?;
                reasons.iter().try_for_each(|reason| named("reason", rule::name(reason)))?;
                portfolio.selection.reasons.clone_from(reasons);
            }
        }
        Ok(())
    }
}
