//! An estimate as the engine draws it.

use crate::engine::capacity::{Distribution, DistributionError};
use crate::model::initiative::{Estimate, Shape};

/// The distribution of an estimate [weeks or person-weeks].
///
/// # Errors
///
/// [`DistributionError`] if its points are not in order.
pub fn distribution(estimate: &Estimate) -> Result<Distribution, DistributionError> {
    match *estimate {
        Estimate::Fixed(value) => Distribution::fixed(value.get()),
        Estimate::ThreePoint { low, likely, high, shape: Shape::Triangular } => {
            Distribution::triangular(low.get(), likely.get(), high.get())
        }
        Estimate::ThreePoint { low, likely, high, shape: Shape::Pert } => {
            Distribution::pert(low.get(), likely.get(), high.get())
        }
        Estimate::ThreePoint { low, likely, high, shape: Shape::PertWeighted(weight) } => {
            Distribution::pert_weighted(low.get(), likely.get(), high.get(), weight.get())
        }
        Estimate::P10P90 { p10, p90 } => Distribution::log_normal(p10.get(), p90.get()),
        Estimate::Uniform { low, high } => Distribution::uniform(low.get(), high.get()),
        Estimate::Trigen { p10, likely, p90 } => Distribution::trigen(p10.get(), likely.get(), p90.get()),
        Estimate::Discrete(ref outcomes) => {
            Distribution::discrete(outcomes.iter().map(|it| (it.percent.get(), it.value.get())).collect())
        }
        Estimate::History(ref past) => Distribution::history(past.iter().map(|value| value.get()).collect()),
    }
}
