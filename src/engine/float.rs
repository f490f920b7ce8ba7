//! Transcendental functions that give the same bits on every target.
//!
//! The standard library's `exp`, `ln`, `sin` … call the platform's own
//! implementation and differ between native and wasm in the last bit; these
//! come from the pure-Rust `libm`. `+ − × ÷`, `sqrt` and `mul_add` are exact
//! everywhere and need no wrapper.

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
