//! The same bits natively and in WebAssembly: each test runs on both, against one recorded figure.
//!
//! `make test-native` and `make test-wasm` run this file; a figure that holds here and not there means that a
//! function of the platform has slipped in, or a dependency has switched `libm` off for others.

use pmo_workbench::engine::float;

/// One figure that any changed bit changes (FNV-1a over the bit patterns).
fn checksum(values: impl IntoIterator<Item = f64>) -> u64 {
    values
        .into_iter()
        .flat_map(|value| value.to_bits().to_le_bytes())
        .fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn transcendental_functions_give_the_recorded_bits() {
    let grid = || (1..=10_000).map(|step| f64::from(step) / 700.0);
    let values = grid()
        .flat_map(|x| [float::exp(x), float::exp(-x), float::ln(x), float::pow(x, 1.7), float::erfc(x)]);
    assert_eq!(checksum(values), 8_326_616_527_267_694_199, "checksum of exp, ln, pow and erfc");
}

/// The checksum sees the last bit and the order.
#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn checksum_notices_one_bit() {
    let one_up = f64::from_bits(1.0_f64.to_bits() + 1);
    assert_ne!(checksum([1.0, 2.0]), checksum([one_up, 2.0]));
    assert_ne!(checksum([1.0, 2.0]), checksum([2.0, 1.0]));
}
