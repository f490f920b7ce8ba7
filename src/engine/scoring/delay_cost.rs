//! What a sequence of initiatives costs in delay, and the cheapest one.
//!
//! One team works on one initiative after the other; each costs its cost of delay
//! for every week until it is finished. Highest cost of delay over duration first
//! is best: swapping any two neighbours out of that order only adds cost.
//!
//! Sources: Smith (1956), *Various optimizers for single-stage production*, Naval
//! Research Logistics Quarterly 3; Reinertsen (2009), *The Principles of Product
//! Development Flow*.

use thiserror::Error;

/// An initiative that is worth less the later it is finished.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Delayed {
    /// Money lost per week until it is finished, from 0 to [`HIGHEST`].
    pub cost_of_delay_money_per_week: f64,
    /// Weeks the team takes for it, from 0 to [`HIGHEST`].
    pub duration_weeks: f64,
}

/// Greatest cost and greatest duration.
pub const HIGHEST: f64 = 1e15;

/// Why a sequence was refused. Initiatives are told by their index.
#[derive(Clone, Copy, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum DelayError {
    /// Negative, not a number, or above [`HIGHEST`].
    #[error(
        "the cost of delay of initiative {initiative} must be a number of at least 0, not {money_per_week}"
    )]
    InvalidCost {
        /// Which initiative.
        initiative: usize,
        /// What it was.
        money_per_week: f64,
    },
    /// Negative, not a number, or above [`HIGHEST`].
    #[error("the duration of initiative {initiative} must be a number of weeks of at least 0, not {weeks}")]
    InvalidDuration {
        /// Which initiative.
        initiative: usize,
        /// What it was.
        weeks: f64,
    },
}

/// Money lost to delay if `sequence` is worked through as it stands: the sum of
/// each cost of delay times the weeks until that initiative is finished.
///
/// # Errors
///
/// [`DelayError`]
pub fn total_delay_cost_money(sequence: &[Delayed]) -> Result<f64, DelayError> {
    check(sequence)?;
    let mut finish_weeks = 0.0;
    let mut money = 0.0;
    for initiative in sequence {
        finish_weeks += initiative.duration_weeks;
        money += initiative.cost_of_delay_money_per_week * finish_weeks;
    }
    Ok(money)
}

/// Indices of `initiatives` in the sequence that costs least; equals keep their order.
///
/// # Errors
///
/// [`DelayError`]
pub fn cheapest_sequence(initiatives: &[Delayed]) -> Result<Vec<usize>, DelayError> {
    check(initiatives)?;
    let urgency = |&index: &usize| {
        let Delayed { cost_of_delay_money_per_week: cost, duration_weeks } = initiatives[index];
        // What costs nothing can wait, even if it takes no time: not 0/0.
        if cost == 0.0 { 0.0 } else { cost / duration_weeks }
    };
    let mut order: Vec<usize> = (0..initiatives.len()).collect();
    order.sort_by(|one, other| urgency(other).total_cmp(&urgency(one)));
    Ok(order)
}

fn check(initiatives: &[Delayed]) -> Result<(), DelayError> {
    for (initiative, delayed) in initiatives.iter().enumerate() {
        let Delayed { cost_of_delay_money_per_week: money_per_week, duration_weeks: weeks } = *delayed;
        if !(0.0..=HIGHEST).contains(&money_per_week) {
            return Err(DelayError::InvalidCost { initiative, money_per_week });
        }
        if !(0.0..=HIGHEST).contains(&weeks) {
            return Err(DelayError::InvalidDuration { initiative, weeks });
        }
    }
    Ok(())
}
