//! How far the overall score would move with other respondents.
//!
//! A bootstrap over **people**, never over answers: one person's answers hang
//! together, and treating them as independent is too sure at every size. The
//! plain percentile bootstrap is too narrow for a handful of people (it covers
//! 73 % instead of 90 % at four), so its percentiles are stretched about the
//! point value by t₀.₉₅,ₙ₋₁ / z₀.₉₅ · √(n/(n−1)), which makes up for the spread
//! being estimated, and estimated with divisor n.
//!
//! Source: Efron (1979), *Bootstrap methods: another look at the jackknife*,
//! Annals of Statistics 7(1). Hesterberg (2015), *What teachers should know
//! about the bootstrap*, The American Statistician 69(4), makes the same two
//! corrections by moving the percentage points instead of the percentiles.

use crate::maturity::score::RespondentScore;
use crate::maturity::{HIGHEST_LEVEL, LOWEST_LEVEL};
use crate::random;
use crate::stats::{normal, student_t};

/// Fewest respondents with a score for whom an interval is stated.
pub const FEWEST_RESPONDENTS: usize = 3;

/// Number of resamples unless there is a reason for another.
pub const DEFAULT_RESAMPLES: u32 = 4_000;

/// Nominal 90 % interval of the respondents' mean score, within `1.0..=5.0`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MaturityInterval {
    /// Point value: mean of the respondents' own scores by their weights. Close
    /// to the overall score, not equal to it wherever answers are missing.
    pub centre: f64,
    /// Lower end; at most the centre.
    pub low: f64,
    /// Upper end; at least the centre.
    pub high: f64,
    /// Factor by which the bootstrap percentiles were stretched, above 1.
    pub stretch: f64,
    /// Number of respondents resampled.
    pub respondents: usize,
}

/// Stretched bootstrap interval over `respondents`.
///
/// Each of `resamples` draws as many respondents as there are, with replacement,
/// and takes the mean of their scores by their weights, which are rescaled to
/// sum to 1 in the draw. People without a score do not take part. `None` below
/// three people with a score ("one voice"), or without resamples. The same
/// `seed` gives the same bits.
pub fn stretched_bootstrap(
    respondents: &[RespondentScore],
    seed: u64,
    resamples: u32,
) -> Option<MaturityInterval> {
    let voices: Vec<(f64, f64)> =
        respondents.iter().filter_map(|person| Some((person.weight, person.score?))).collect();
    let mean = stretched_mean(&voices, seed, resamples)?;
    let within = |end: f64| end.clamp(f64::from(LOWEST_LEVEL), f64::from(HIGHEST_LEVEL));
    Some(MaturityInterval {
        centre: mean.centre,
        low: within(mean.low).min(mean.centre),
        high: within(mean.high).max(mean.centre),
        stretch: stretch(voices.len()),
        respondents: voices.len(),
    })
}

/// A mean over people with its stretched ends, on whatever scale.
pub(super) struct StretchedMean {
    /// Mean by weight.
    pub(super) centre: f64,
    /// Lower end, not clamped.
    pub(super) low: f64,
    /// Upper end, not clamped.
    pub(super) high: f64,
}

/// The same interval for any figure of each person: `voices` are weights and values; `None` below three of them.
pub(super) fn stretched_mean(voices: &[(f64, f64)], seed: u64, resamples: u32) -> Option<StretchedMean> {
    let count = voices.len();
    if count < FEWEST_RESPONDENTS || resamples == 0 {
        return None;
    }
    let mut means: Vec<f64> = (0..resamples).map(|resample| resampled_mean(voices, seed, resample)).collect();
    means.sort_unstable_by(f64::total_cmp);

    let (total, sum) = voices.iter().fold((0.0, 0.0), add_voice);
    let centre = sum / total;
    let stretch = stretch(count);
    let end = |p: f64| centre + stretch * (percentile(&means, p) - centre);
    Some(StretchedMean { centre, low: end(1.0 - UPPER), high: end(UPPER) })
}

/// Upper end of the nominal 90 % interval.
const UPPER: f64 = 0.95;
/// Keeps these draws apart from every other use of the same seed ("matu").
const STREAM: u32 = 0x6d61_7475;

fn resampled_mean(voices: &[(f64, f64)], seed: u64, resample: u32) -> f64 {
    let mut sums = (0.0, 0.0);
    let mut words = [0; 4];
    for draw in 0..voices.len() {
        if draw % 4 == 0 {
            #[expect(clippy::cast_possible_truncation, reason = "respondents are far fewer than 2³²")]
            let block = (draw / 4) as u32;
            words = random::block(seed, [resample, block, 0, STREAM]);
        }
        sums = add_voice(sums, &voices[index_below(voices.len(), words[draw % 4])]);
    }
    sums.1 / sums.0
}

fn add_voice((total, sum): (f64, f64), &(weight, score): &(f64, f64)) -> (f64, f64) {
    (total + weight, sum + weight * score)
}

/// `word` spread evenly over `0..count`; the bias is below `count` / 2³².
fn index_below(count: usize, word: u32) -> usize {
    ((u128::from(word) * count as u128) >> 32) as usize
}

/// Student's t in place of the normal, and divisor n − 1 in place of n.
fn stretch(count: usize) -> f64 {
    let n = count as f64;
    student_t::quantile(UPPER, n - 1.0) / normal::quantile(UPPER) * (n / (n - 1.0)).sqrt()
}

/// Linear interpolation between order statistics (Hyndman & Fan's type 7);
/// `sorted` is not empty.
fn percentile(sorted: &[f64], p: f64) -> f64 {
    let position = p * (sorted.len() - 1) as f64;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and the length")]
    let below = position as usize;
    let above = (below + 1).min(sorted.len() - 1);
    sorted[below] + (position - below as f64) * (sorted[above] - sorted[below])
}
