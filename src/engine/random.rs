//! Philox4x32-10: random numbers by counting, without a state.
//!
//! A bijection of 128-bit counters under a 64-bit key: any draw of any
//! iteration can be computed alone, in any order, on any worker. One block has
//! four words and serves *one draw of four consecutive iterations*, so that a
//! chunk of iterations is sampled draw by draw, four at a time.
//!
//! Source: Salmon, Moraes, Dror & Shaw (2011), *Parallel random numbers: as
//! easy as 1, 2, 3*, SC'11, table 2 and section 4.2.

/// Iterations served by one block.
pub const ITERATIONS_PER_BLOCK: u32 = 4;

/// The four random words at `counter` in the sequence of `seed`.
///
/// The key is the seed, low word first.
#[inline]
pub fn block(seed: u64, counter: [u32; 4]) -> [u32; 4] {
    let [mut key0, mut key1] = low_high(seed);
    let mut words = round(counter, key0, key1);
    for _ in 1..ROUNDS {
        key0 = key0.wrapping_add(WEYL_0);
        key1 = key1.wrapping_add(WEYL_1);
        words = round(words, key0, key1);
    }
    words
}

/// One draw of four consecutive iterations, each uniform in the open interval (0, 1).
///
/// The four belong to iterations `4 × iteration_block` to `4 × iteration_block + 3`.
/// `object` is a stable 64-bit name of what is drawn for, `draw` counts its
/// draws: an object that joins or leaves does not change the luck of the others.
/// The numbers are `(word + ½) / 2³²`, so neither 0 nor 1 ever occurs.
///
/// ```
/// use pmo_engine::random::uniforms;
///
/// let [_, _, third, _] = uniforms(7, 25, 42, 0); // iteration 102 of seed 7, object 42, first draw
/// assert!(third > 0.0 && third < 1.0);
/// ```
#[inline]
pub fn uniforms(seed: u64, iteration_block: u32, object: u64, draw: u32) -> [f64; 4] {
    words(seed, iteration_block, object, draw).map(|word| (f64::from(word) + 0.5) * (1.0 / 4_294_967_296.0))
}

/// The words behind [`uniforms`].
#[inline]
pub(crate) fn words(seed: u64, iteration_block: u32, object: u64, draw: u32) -> [u32; 4] {
    let [object_low, object_high] = low_high(object);
    block(seed, [iteration_block, object_low, object_high, draw])
}

const ROUNDS: u32 = 10;
const MULTIPLIER_0: u32 = 0xD251_1F53;
const MULTIPLIER_1: u32 = 0xCD9E_8D57;
/// The golden ratio: key schedule by a Weyl sequence.
const WEYL_0: u32 = 0x9E37_79B9;
/// √3 − 1.
const WEYL_1: u32 = 0xBB67_AE85;

#[inline]
fn round(words: [u32; 4], key0: u32, key1: u32) -> [u32; 4] {
    let [low0, high0] = low_high(u64::from(MULTIPLIER_0) * u64::from(words[0]));
    let [low1, high1] = low_high(u64::from(MULTIPLIER_1) * u64::from(words[2]));
    [high1 ^ words[1] ^ key0, low1, high0 ^ words[3] ^ key1, low0]
}

#[inline]
fn low_high(word: u64) -> [u32; 2] {
    #[expect(clippy::cast_possible_truncation, reason = "the low half is what is wanted")]
    [word as u32, (word >> 32) as u32]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Salmon et al. (2011), known-answer tests shipped with Random123: zeros.
    #[test]
    fn reproduces_random123_zeros() {
        assert_eq!(block(0, [0; 4]), [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]);
    }

    /// Salmon et al. (2011), known-answer tests shipped with Random123: all ones.
    #[test]
    fn reproduces_random123_ones() {
        assert_eq!(block(u64::MAX, [u32::MAX; 4]), [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]);
    }

    /// Salmon et al. (2011), known-answer tests shipped with Random123: digits of pi.
    #[test]
    fn reproduces_random123_pi() {
        let counter = [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344];
        let words = [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1];
        assert_eq!(block(0x299f_31d0_a409_3822, counter), words);
    }

    /// 100,000 uniforms: the mean lies within 4 standard errors of 1/2, and every tenth holds its share.
    #[test]
    fn uniforms_fill_the_unit_interval_evenly() {
        let draws: Vec<f64> = (0..25_000).flat_map(|block| uniforms(7, block, 42, 0)).collect();
        let mean = draws.iter().sum::<f64>() / 1e5;
        assert!((mean - 0.5).abs() < 4.0 * (1.0 / 12.0_f64).sqrt() / 1e5_f64.sqrt(), "mean {mean}");
        for tenth in 0..10 {
            let low = f64::from(tenth) / 10.0;
            let count = draws.iter().filter(|u| **u >= low && **u < low + 0.1).count();
            assert!(count.abs_diff(10_000) < 400, "{count} draws in the tenth from {low}");
        }
    }

    #[test]
    fn objects_draws_and_seeds_do_not_share_luck() {
        let base = uniforms(7, 3, 42, 0);
        for other in
            [uniforms(8, 3, 42, 0), uniforms(7, 4, 42, 0), uniforms(7, 3, 43, 0), uniforms(7, 3, 42, 1)]
        {
            assert!(base.iter().zip(other).all(|(a, b)| (a - b).abs() > 0.0));
        }
        assert!(uniforms(7, 3, 1 << 40, 0)[0].to_bits() != uniforms(7, 3, 0, 0)[0].to_bits());
    }
}
