//! How far the work that is served lets the dimension of work types and modes count.
//!
//! An office that serves some of its kinds and ways of work only cannot be mature in serving all of them, whatever
//! people say: with nothing served the dimension counts 1, with everything 5, and in between in proportion.
//!
//! Source: the product's own rule, a straight line between the ends of the scale as the evidence caps are steps on it.

use super::{HIGHEST_LEVEL, LOWEST_LEVEL};

/// Most that the dimension counts where `coverage` of the kinds and ways of work is served, 0 to 1.
///
/// ```
/// use pmo_engine::maturity::coverage::most;
///
/// assert_eq!(most(0.5), 3.0);
/// ```
pub fn most(coverage: f64) -> f64 {
    let lowest = f64::from(LOWEST_LEVEL);
    lowest + (f64::from(HIGHEST_LEVEL) - lowest) * coverage.clamp(0.0, 1.0)
}
