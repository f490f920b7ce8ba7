//! Full-time equivalents as the engine counts them: in whole units of 1/20.

use crate::engine::capacity::UNITS_PER_FTE;

/// Whole units that cover `fte`: a demand is rounded up.
pub(super) fn units_up(fte: f64) -> u16 {
    units((fte * f64::from(UNITS_PER_FTE) - ROUNDING_SLACK).ceil())
}

/// Whole units within `fte`: a head count is rounded down.
pub(super) fn units_down(fte: f64) -> u16 {
    units((fte * f64::from(UNITS_PER_FTE) + ROUNDING_SLACK).floor())
}

/// So that 0.15 FTE are three units of 1/20, whatever the last bit says.
const ROUNDING_SLACK: f64 = 1e-9;

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the range first")]
fn units(whole: f64) -> u16 {
    whole.clamp(0.0, f64::from(u16::MAX)) as u16
}
