//! Trigen: the triangle through its 10th percentile, its mode and its 90th percentile.
//!
//! People who are asked for the least and the most seldom name the true ends: they
//! name values that one time in ten is worse. This finds the ends behind them.
//!
//! Source: Vose (2008), *Risk analysis*, section 10.3.2.

/// Ends of the triangle with this `mode` whose percentiles are `p10 < p90`; `p10 ≤ mode ≤ p90`.
///
/// With `left` and `right` the legs from the mode to the ends, a tenth of the triangle lies below `p10` if
/// `(left − (mode − p10))² = 0.1 × left × (left + right)`, and likewise above. Each round of solving one after the
/// other takes at least a third of the error away, whatever the three points.
pub(super) fn ends(p10: f64, mode: f64, p90: f64) -> (f64, f64) {
    let (mut left, mut right) = (p90 - p10, p90 - p10);
    for _ in 0..ROUNDS {
        let range = left + right;
        (left, right) = (mode - p10 + (0.1 * range * left).sqrt(), p90 - mode + (0.1 * range * right).sqrt());
    }
    (mode - left, mode + right)
}

/// (2/3)²⁰⁰ is far below the last bit.
const ROUNDS: u32 = 200;
