//! Transcendental functions that give the same bits on every target.
//!
//! The standard library's `exp`, `ln`, `sin` … call the platform's own
//! implementation and differ between native and wasm in the last bit; these
//! come from the pure-Rust `libm`. `+ − × ÷`, `sqrt` and `mul_add` are exact
//! everywhere and need no wrapper.

/// Adding it leaves the whole part of a number below 2³¹ in the last bits of the sum.
const TWO_TO_52: f64 = 4_503_599_627_370_496.0;

/// Whole part of `x`, which is at least 0 and below 2³¹.
///
/// `as` has to look for what does not fit, and `floor` is a library call where SSE 4.1 is not assumed: this is a few
/// instructions, for several numbers at once.
#[inline]
pub fn whole_part(x: f64) -> u32 {
    let (nearest, bits) = nearest(x);
    bits - u32::from(nearest > x)
}

/// The least whole number that is not below `x`, which is at least 0 and below 2³¹.
#[inline]
pub fn rounded_up(x: f64) -> u32 {
    let (nearest, bits) = nearest(x);
    bits + u32::from(nearest < x)
}

/// The whole number nearest to `x`, of two the even one, twice.
#[inline]
fn nearest(x: f64) -> (f64, u32) {
    let shifted = x + TWO_TO_52;
    #[expect(clippy::cast_possible_truncation, reason = "the whole part stands in the last 31 bits")]
    let bits = shifted.to_bits() as u32;
    (shifted - TWO_TO_52, bits)
}

/// eˣ.
pub fn exp(x: f64) -> f64 {
    libm::exp(x)
}

/// Natural logarithm of `x`; −∞ at 0, NaN below.
pub fn ln(x: f64) -> f64 {
    libm::log(x)
}

/// `x` to the power `y`.
pub fn pow(x: f64, y: f64) -> f64 {
    libm::pow(x, y)
}

/// Error function complement, 1 − erf(x).
pub fn erfc(x: f64) -> f64 {
    libm::erfc(x)
}

/// eˣ − 1, exact near 0 where the difference would cancel.
pub fn exp_minus_1(x: f64) -> f64 {
    libm::expm1(x)
}

/// Logarithm of Γ(x) for `x` above 0.
pub fn ln_gamma(x: f64) -> f64 {
    libm::lgamma(x)
}

/// Sine of `x` [rad].
pub fn sin(x: f64) -> f64 {
    libm::sin(x)
}

/// Cosine of `x` [rad].
pub fn cos(x: f64) -> f64 {
    libm::cos(x)
}

/// Angle [rad] whose sine is `x`, −π/2 to π/2; NaN beyond −1 and 1.
pub fn asin(x: f64) -> f64 {
    libm::asin(x)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn numbers_are_cut_and_rounded_up_as_the_standard_library_does(x in 0.0..2_147_483_647.0_f64, halves in 0..10_000_u32) {
            for x in [x, x.floor(), f64::from(halves) / 2.0, f64::from(halves) + 1e-9] {
                prop_assert_eq!(f64::from(whole_part(x)).to_bits(), x.floor().to_bits());
                prop_assert_eq!(f64::from(rounded_up(x)).to_bits(), x.ceil().to_bits());
            }
        }
    }
}
