//! A number that is neither NaN nor infinite.
//!
//! JSON cannot write NaN or infinity: `serde_json` writes `null`, which cannot
//! be read back as a number. With this type such a file cannot come about.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A finite `f64`; −0 is stored as 0, so that equal numbers have equal bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "f64", into = "f64")]
#[schemars(with = "f64")]
pub struct Finite(f64);

/// Why a number was refused.
#[derive(Clone, Copy, Debug, PartialEq, Error)]
#[error("a number must be finite, not {0}")]
pub struct NotFinite(f64);

impl Finite {
    /// Nought.
    pub const ZERO: Self = Self(0.0);
    /// One.
    pub const ONE: Self = Self(1.0);

    /// Checks `number`.
    ///
    /// # Errors
    ///
    /// [`NotFinite`] for NaN and ±∞.
    pub fn new(number: f64) -> Result<Self, NotFinite> {
        if number.is_finite() { Ok(Self(number + 0.0)) } else { Err(NotFinite(number)) }
    }

    /// The number.
    pub const fn get(self) -> f64 {
        self.0
    }
}

/// A finite number is never NaN, so equality is total.
impl Eq for Finite {}

impl TryFrom<f64> for Finite {
    type Error = NotFinite;

    fn try_from(number: f64) -> Result<Self, NotFinite> {
        Self::new(number)
    }
}

impl From<Finite> for f64 {
    fn from(number: Finite) -> Self {
        number.0
    }
}

impl From<i32> for Finite {
    fn from(number: i32) -> Self {
        Self(f64::from(number))
    }
}

impl From<u32> for Finite {
    fn from(number: u32) -> Self {
        Self(f64::from(number))
    }
}

impl fmt::Display for Finite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nan_and_infinity_do_not_enter() {
        assert!(Finite::new(f64::NAN).is_err());
        assert!(Finite::new(f64::INFINITY).is_err());
        assert!(serde_json::from_str::<Finite>("1e999").is_err());
        assert!(serde_json::from_str::<Finite>("null").is_err());
    }

    #[test]
    fn minus_nought_becomes_nought() {
        assert_eq!(Finite::new(-0.0).unwrap().get().to_bits(), 0.0_f64.to_bits());
    }
}
