//! The weightings that are thought possible, and even draws from them.
//!
//! - All: independent exponentials divided by their sum are even on the simplex.
//! - A stated order: the same, as shares of the corners of the ordered simplex. Where the
//!   order is silent, the weights of those criteria are shuffled.
//! - Limits: each weight but the widest is drawn within its limits, the widest makes up the
//!   sum, and the draw is kept if that is within its own limits: even, exactly, but seldom
//!   successful where the limits are lopsided. So all are drawn from one exponential tilt
//!   e^(−λx) that puts the mean of the sum where it must be; on the plane Σw = 1 that
//!   tilt is the same everywhere but for the widest, which a second chance corrects.
//!
//! Sources: Devroye (1986), *Non-Uniform Random Variate Generation*, V.2 (simplex)
//! and II.3 (rejection); Tervonen & Lahdelma (2007), EJOR 178(2) (ordinal, limits).

use std::ops::Range;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{CHUNK, Column, LANES, fill_uniforms};
use crate::float;
use crate::random::{ITERATIONS_PER_BLOCK, uniforms};
use crate::scoring::weights::Weights;
use crate::stats::interval::Interval;

/// Which weightings are drawn, all with equal right.
#[derive(Clone, Debug, PartialEq)]
pub enum WeightSpace {
    /// All there are: nothing is said about importance.
    Uniform,
    /// One rank for each criterion, the most important the lowest number; between
    /// equal ranks nothing is said.
    Ordinal(Vec<u32>),
    /// Least and greatest weight of each criterion, as shares of the whole.
    Within(Vec<Interval>),
}

/// Why weights cannot be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum WeightSpaceError {
    /// One rank or pair of limits is needed per criterion.
    #[error("{given} weights are described, but there are {criteria} criteria; describe each once")]
    CriteriaDiffer {
        /// Ranks or limits given.
        given: usize,
        /// Number of criteria.
        criteria: usize,
    },
    /// Limits that are none.
    #[error(
        "the weight of criterion {criterion} must rise from low to high within 0 and 1, not {low} to {high}"
    )]
    InvalidLimits {
        /// Which.
        criterion: usize,
        /// Lower limit.
        low: f64,
        /// Upper limit.
        high: f64,
    },
    /// No weighting reaches down to 1.
    #[error("the least weights sum to {sum}, more than the whole; lower some of them")]
    LowsTooHigh {
        /// Sum of the lower limits.
        sum: f64,
    },
    /// No weighting reaches up to 1.
    #[error("the greatest weights sum to {sum}, less than the whole; raise some of them")]
    HighsTooLow {
        /// Sum of the upper limits.
        sum: f64,
    },
}

impl WeightSpace {
    /// Limits around `weights`: each may be smaller or greater by the share `margin` of itself.
    ///
    /// With a margin of 0.2 a weight of 0.25 lies in 0.2..=0.3. `margin` is at least 0; from 1, weights may vanish.
    pub fn around(weights: &Weights, margin: f64) -> Self {
        let limits = |&weight: &f64| Interval {
            low: (weight * (1.0 - margin)).max(0.0),
            high: (weight * (1.0 + margin)).min(1.0),
        };
        Self::Within(weights.as_slice().iter().map(limits).collect())
    }
}

/// A valid weight space, prepared for drawing.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) enum WeightSampler {
    Uniform,
    /// Criteria from the most important; equally ranked ones in one group.
    Ordinal(Vec<Vec<usize>>),
    Within(Tilted),
}

impl WeightSampler {
    pub(super) fn new(space: &WeightSpace, criteria: usize) -> Result<Self, WeightSpaceError> {
        let check = |given| {
            if given == criteria { Ok(()) } else { Err(WeightSpaceError::CriteriaDiffer { given, criteria }) }
        };
        match space {
            WeightSpace::Uniform => Ok(Self::Uniform),
            WeightSpace::Ordinal(ranks) => {
                check(ranks.len())?;
                let mut order: Vec<usize> = (0..criteria).collect();
                order.sort_by_key(|&criterion| ranks[criterion]);
                let groups = order.chunk_by(|&a, &b| ranks[a] == ranks[b]);
                Ok(Self::Ordinal(groups.map(<[usize]>::to_vec).collect()))
            }
            WeightSpace::Within(limits) => {
                check(limits.len())?;
                Ok(Self::Within(Tilted::new(limits)?))
            }
        }
    }

    /// Fills one column per criterion with the weights of the samples from `first`, a multiple of the chunk.
    pub(super) fn draw(&self, seed: u64, first: u32, weights: &mut [Column]) {
        match self {
            Self::Uniform => draw_simplex(seed, first, weights),
            Self::Ordinal(groups) => {
                draw_simplex(seed, first, weights);
                put_in_order(seed, first, groups, weights);
            }
            Self::Within(tilted) => {
                for lane in (0..LANES).step_by(ITERATIONS_PER_BLOCK as usize) {
                    tilted.draw(seed, first, lane, weights);
                }
            }
        }
    }
}

fn draw_simplex(seed: u64, first: u32, weights: &mut [Column]) {
    let mut sums = [0.0; LANES];
    for (column, criterion) in weights.iter_mut().zip(0..) {
        fill_uniforms(column, seed, first, criterion, WEIGHT_DRAW);
        for (weight, sum) in column.iter_mut().zip(&mut sums) {
            *weight = -float::ln(*weight);
            *sum += *weight;
        }
    }
    let scales = sums.map(|sum| 1.0 / sum);
    for column in weights {
        for (weight, scale) in column.iter_mut().zip(&scales) {
            *weight *= scale;
        }
    }
}

/// Turns even weights into even weights that fall from group to group.
///
/// The corners of the ordered simplex give equal weight to the first 1, 2, 3 … criteria; the weights
/// given are taken for shares of these corners.
fn put_in_order(seed: u64, first: u32, groups: &[Vec<usize>], weights: &mut [Column]) {
    let mut order: Vec<usize> = groups.concat();
    for sample in first..=first + (CHUNK - 1) {
        let lane = (sample - first) as usize;
        let mut start = 0;
        for group in groups {
            shuffle(&mut order, start..start + group.len(), seed, sample);
            start += group.len();
        }
        let mut weight = 0.0;
        for (place, &criterion) in order.iter().enumerate().rev() {
            // Read before it is written, whichever criterion stands at this place.
            weight += weights[criterion][lane] / (place + 1) as f64;
            weights[criterion][lane] = weight;
        }
        // The next sample starts from the stated order again, or its luck would depend on this one's.
        order.clear();
        order.extend(groups.iter().flatten());
    }
}

/// Fisher and Yates within the places of one group, with one draw for each but the first of them.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "below the length of the group")]
fn shuffle(order: &mut [usize], group: Range<usize>, seed: u64, sample: u32) {
    for place in group.clone().skip(1).rev() {
        let drawn = uniforms(seed, sample / ITERATIONS_PER_BLOCK, place as u64, SHUFFLE_DRAW);
        let u = drawn[(sample % ITERATIONS_PER_BLOCK) as usize];
        let choices = (place - group.start + 1) as f64;
        order.swap(place, group.start + (u * choices) as usize);
    }
}

const WEIGHT_DRAW: u32 = 0;
const SHUFFLE_DRAW: u32 = 1 << 29;
const SECOND_CHANCE_DRAW: u32 = 1 << 30;

/// Limits, tightened to what the others leave, and the tilt to draw within them.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Tilted {
    lows: Vec<f64>,
    /// Distance from low to high.
    widths: Vec<f64>,
    /// What the weights sum to above their lows.
    rest: f64,
    /// The criterion that makes up the sum.
    widest: usize,
    /// λ; 0 is even, above 0 favours the lows.
    tilt: f64,
}

/// Where there is less room than this there is none.
const NO_ROOM: f64 = 1e-12;

/// Every draw succeeds with a probability above 1/100 (see the tests), so this many never fail together.
const MOST_DRAWS: u32 = 10_000;

impl Tilted {
    fn new(limits: &[Interval]) -> Result<Self, WeightSpaceError> {
        for (criterion, &Interval { low, high }) in limits.iter().enumerate() {
            // Written so that NaN is refused.
            if !(0.0 <= low && low <= high && high <= 1.0) {
                return Err(WeightSpaceError::InvalidLimits { criterion, low, high });
            }
        }
        let lows: f64 = limits.iter().map(|limit| limit.low).sum();
        let highs: f64 = limits.iter().map(|limit| limit.high).sum();
        // Present weights taken for limits sum to 1 up to rounding only.
        if lows > 1.0 + 1e-9 {
            return Err(WeightSpaceError::LowsTooHigh { sum: lows });
        }
        if highs < 1.0 - 1e-9 {
            return Err(WeightSpaceError::HighsTooLow { sum: highs });
        }
        // The least and the greatest that a weight can be while the others keep their limits.
        let tightened = limits.iter().map(|&Interval { low, high }| {
            let least = low.max(1.0 - (highs - high)).min(high);
            (least, high.min(1.0 - (lows - low)).max(least))
        });
        let (lows, highs): (Vec<f64>, Vec<f64>) = tightened.unzip();
        let widths: Vec<f64> = lows.iter().zip(&highs).map(|(low, high)| high - low).collect();
        let room: f64 = widths.iter().sum();
        let rest = (1.0 - lows.iter().sum::<f64>()).clamp(0.0, room);
        let widest = (0..widths.len()).rev().max_by(|&a, &b| widths[a].total_cmp(&widths[b])).unwrap_or(0);
        let mut tilted = Self { lows, widths, rest, widest, tilt: 0.0 };
        if rest > NO_ROOM && room - rest > NO_ROOM {
            tilted.choose_tilt(room);
        }
        Ok(tilted)
    }

    /// Any tilt draws evenly; the nearer the mean of the sum to what it must be, the fewer draws fail.
    fn choose_tilt(&mut self, room: f64) {
        let squares: f64 = self.widths.iter().map(|width| width * width).sum();
        // Less than one standard deviation off: not worth the logarithms.
        if (0.5 * room - self.rest).abs() < (squares / 12.0).sqrt() {
            return;
        }
        // The mean of each is below 1/λ, and its distance from the high below −1/λ.
        let count = self.widths.len() as f64;
        let (mut low, mut high) = (-count / (room - self.rest), count / self.rest);
        for _ in 0..60 {
            let middle = 0.5 * (low + high);
            let sum: f64 = self.widths.iter().map(|width| width * mean_share(middle * width)).sum();
            if sum > self.rest {
                low = middle;
            } else {
                high = middle;
            }
        }
        self.tilt = 0.5 * (low + high);
    }

    /// Draws four samples, from `lane` on.
    fn draw(&self, seed: u64, first: u32, lane: usize, weights: &mut [Column]) {
        const BLOCK: usize = ITERATIONS_PER_BLOCK as usize;
        #[expect(clippy::cast_possible_truncation, reason = "a lane of a chunk")]
        let block = (first + lane as u32) / ITERATIONS_PER_BLOCK;
        let room: f64 = self.widths.iter().sum();
        let mut settled = [false; BLOCK];
        if self.rest > NO_ROOM && room - self.rest > NO_ROOM {
            for draw in 0..MOST_DRAWS {
                let missing = self.draw_all_but_widest(seed, block, draw, lane, &settled, weights);
                let chance = uniforms(seed, block, self.widest as u64, SECOND_CHANCE_DRAW + draw);
                for (of_block, settled) in settled.iter_mut().enumerate() {
                    if !*settled && chance[of_block] < self.chance(missing[of_block]) {
                        weights[self.widest][lane + of_block] = self.lows[self.widest] + missing[of_block];
                        *settled = true;
                    }
                }
                if settled == [true; BLOCK] {
                    return;
                }
            }
        }
        // A single weighting is left (or, against all odds, no draw succeeded): the middle of what is.
        let part = if room > 0.0 { self.rest / room } else { 0.0 };
        for of_block in (0..BLOCK).filter(|&of_block| !settled[of_block]) {
            for (column, (low, width)) in weights.iter_mut().zip(self.lows.iter().zip(&self.widths)) {
                column[lane + of_block] = low + part * width;
            }
        }
    }

    /// What is left for the widest to make up, in each of four samples.
    fn draw_all_but_widest(
        &self,
        seed: u64,
        block: u32,
        draw: u32,
        lane: usize,
        settled: &[bool],
        weights: &mut [Column],
    ) -> [f64; ITERATIONS_PER_BLOCK as usize] {
        let mut missing = [self.rest; ITERATIONS_PER_BLOCK as usize];
        for (criterion, column) in weights.iter_mut().enumerate() {
            if criterion == self.widest {
                continue;
            }
            let (low, width) = (self.lows[criterion], self.widths[criterion]);
            let drawn = uniforms(seed, block, criterion as u64, WEIGHT_DRAW + draw);
            for (of_block, &u) in drawn.iter().enumerate() {
                if !settled[of_block] {
                    let above_low = tilted_quantile(u, width, self.tilt);
                    column[lane + of_block] = low + above_low;
                    missing[of_block] -= above_low;
                }
            }
        }
        missing
    }

    /// Chance that a draw is kept in which the widest must be `above_low`.
    fn chance(&self, above_low: f64) -> f64 {
        let width = self.widths[self.widest];
        if !(0.0..=width).contains(&above_low) {
            0.0
        } else if self.tilt == 0.0 {
            1.0
        } else if self.tilt > 0.0 {
            float::exp(-self.tilt * above_low)
        } else {
            float::exp(self.tilt * (width - above_low))
        }
    }
}

/// Tilts below this are even within the precision of a double.
const EVEN: f64 = 1e-8;

/// Mean, as a share of the width, of a density e^(−zx) on 0..1.
fn mean_share(z: f64) -> f64 {
    if z.abs() < 1e-4 { 0.5 - z / 12.0 } else { 1.0 / z - 1.0 / float::exp_minus_1(z) }
}

/// Value on 0..`width` that a density e^(−`tilt`·x) exceeds with probability 1 − `u`.
fn tilted_quantile(u: f64, width: f64, tilt: f64) -> f64 {
    let z = tilt * width;
    if z.abs() < EVEN {
        return u * width;
    }
    // Of the two mirror images, the one whose exponential stays below 1.
    let below_one = |u: f64, z: f64| -float::ln(1.0 + u * float::exp_minus_1(-z)) / z;
    let share = if z > 0.0 { below_one(u, z) } else { 1.0 - below_one(1.0 - u, -z) };
    width * share.clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(space: &WeightSpace, criteria: usize, chunks: u32) -> Vec<Vec<f64>> {
        let sampler = WeightSampler::new(space, criteria).unwrap();
        let mut weights = vec![[0.0; LANES]; criteria];
        let mut drawn = vec![Vec::new(); criteria];
        for chunk in 0..chunks {
            sampler.draw(7, chunk * 256, &mut weights);
            for (all, column) in drawn.iter_mut().zip(&weights) {
                all.extend(column);
            }
        }
        drawn
    }

    fn within(limits: &[(f64, f64)]) -> WeightSpace {
        WeightSpace::Within(limits.iter().map(|&(low, high)| Interval { low, high }).collect())
    }

    fn mean(values: &[f64]) -> f64 {
        values.iter().sum::<f64>() / values.len() as f64
    }

    /// Dirichlet(1, …, 1) of n: mean 1/n, variance (n − 1) / n² / (n + 1).
    #[test]
    fn all_weights_are_dirichlet() {
        for column in drawn(&WeightSpace::Uniform, 4, 80) {
            assert!((mean(&column) - 0.25).abs() < 4.0 * (0.0375_f64 / 20_480.0).sqrt());
            let squares: Vec<f64> = column.iter().map(|weight| (weight - 0.25) * (weight - 0.25)).collect();
            assert!((mean(&squares) - 0.0375).abs() < 0.002);
        }
    }

    /// The mean of an ordered simplex is the rank-order centroid (Barron & Barrett 1996).
    #[test]
    fn ordered_weights_average_to_the_rank_order_centroid() {
        let drawn = drawn(&WeightSpace::Ordinal(vec![30, 10, 20]), 3, 80);
        for (column, centroid) in drawn.iter().zip([1.0 / 9.0, 11.0 / 18.0, 5.0 / 18.0]) {
            assert!((mean(column) - centroid).abs() < 0.004, "{} instead of {centroid}", mean(column));
        }
        assert!((0..20_480).all(|k| drawn[1][k] >= drawn[2][k] && drawn[2][k] >= drawn[0][k]));
    }

    /// One above two about which nothing is said: 11/18, and the mean of 5/18 and 2/18.
    #[test]
    fn between_equal_ranks_nothing_is_said() {
        let drawn = drawn(&WeightSpace::Ordinal(vec![2, 1, 2]), 3, 80);
        for (column, centroid) in drawn.iter().zip([7.0 / 36.0, 11.0 / 18.0, 7.0 / 36.0]) {
            assert!((mean(column) - centroid).abs() < 0.004, "{} instead of {centroid}", mean(column));
        }
        let first_is_ahead = (0..20_480).filter(|&k| drawn[0][k] > drawn[2][k]).count();
        assert!(first_is_ahead.abs_diff(10_240) < 300, "{first_is_ahead}");
    }

    /// All 24 orders of four criteria come up alike.
    #[test]
    fn where_the_order_is_silent_every_order_is_as_likely() {
        let drawn = drawn(&WeightSpace::Ordinal(vec![1; 4]), 4, 94);
        let mut seen = std::collections::BTreeMap::new();
        for (((a, b), c), d) in drawn[0].iter().zip(&drawn[1]).zip(&drawn[2]).zip(&drawn[3]) {
            let weights = [*a, *b, *c, *d];
            let mut order = [0, 1, 2, 3];
            order.sort_by(|&a: &usize, &b| weights[a].total_cmp(&weights[b]));
            *seen.entry(order).or_insert(0_u32) += 1;
        }
        assert_eq!(seen.len(), 24);
        assert!(seen.values().all(|count| count.abs_diff(1_003) < 130), "{seen:?}");
    }

    /// Limits of 0 and 1 limit nothing: the tilt must give the Dirichlet's means and variances.
    #[test]
    fn limits_that_limit_nothing_give_the_dirichlet() {
        for column in drawn(&within(&[(0.0, 1.0); 4]), 4, 80) {
            assert!((mean(&column) - 0.25).abs() < 0.006, "{}", mean(&column));
            let squares: Vec<f64> = column.iter().map(|weight| (weight - 0.25) * (weight - 0.25)).collect();
            assert!((mean(&squares) - 0.0375).abs() < 0.002);
        }
    }

    /// Limits, lopsided either way: the same means as keeping only those of all weights that fit.
    #[test]
    fn limited_weights_are_those_of_all_that_fit() {
        for limits in [
            vec![(0.1, 0.3), (0.2, 0.6), (0.0, 0.5)],
            vec![(0.0, 0.36), (0.0, 0.40), (0.0, 0.5)],
            vec![(0.3, 1.0), (0.3, 1.0), (0.2, 1.0)],
            vec![(0.0, 1.0), (0.0, 0.1), (0.0, 0.3)],
        ] {
            let all = drawn(&WeightSpace::Uniform, 3, 2_000);
            let fits =
                |k: &usize| limits.iter().zip(&all).all(|(l, column)| l.0 <= column[*k] && column[*k] <= l.1);
            let kept: Vec<usize> = (0..all[0].len()).filter(fits).collect();
            assert!(kept.len() > 2_000, "{limits:?}: {}", kept.len());
            let found = drawn(&within(&limits), 3, 80);
            for (column, (all, limit)) in found.iter().zip(all.iter().zip(&limits)) {
                let expected: Vec<f64> = kept.iter().map(|&k| all[k]).collect();
                let width = limit.1.min(1.0) - limit.0;
                assert!((mean(column) - mean(&expected)).abs() < 0.02 * width, "{limits:?}");
                assert!(column.iter().all(|weight| (limit.0 - 1e-12..=limit.1 + 1e-12).contains(weight)));
            }
        }
    }

    /// Worst among narrow and wide limits, near their ends and in between, up to forty criteria.
    #[test]
    fn draws_seldom_fail() {
        for criteria in [2, 3, 12, 40] {
            for wide in [0, 1, criteria / 2, criteria] {
                for part in [0.01, 0.2, 0.35, 0.5, 0.65, 0.99] {
                    let width = |criterion| if criterion < wide { 1.0 } else { 0.05 };
                    let widths: Vec<f64> = (0..criteria).map(width).collect();
                    let room: f64 = widths.iter().sum();
                    let rest = part * room;
                    let mut tilted = Tilted { lows: vec![0.0; criteria], widths, rest, widest: 0, tilt: 0.0 };
                    tilted.choose_tilt(room);
                    let mut kept = 0;
                    let mut weights = vec![[0.0; LANES]; criteria];
                    for draw in 0..500 {
                        let missing = tilted.draw_all_but_widest(7, 0, draw, 0, &[false; 4], &mut weights);
                        let chance = uniforms(7, 0, 0, SECOND_CHANCE_DRAW + draw);
                        kept += (0..4).filter(|&k| chance[k] < tilted.chance(missing[k])).count();
                    }
                    assert!(kept > 20, "{kept} of 2,000: {criteria} criteria, {wide} wide, {part}");
                }
            }
        }
    }

    #[test]
    fn limits_without_room_leave_one_weighting() {
        let weights = Weights::new(&[0.1, 0.2, 0.7]).unwrap();
        for space in [
            WeightSpace::around(&weights, 0.0),
            within(&[(0.1, 0.5), (0.2, 0.5), (0.7, 0.9)]),
            within(&[(0.0, 0.1), (0.0, 0.2), (0.3, 0.7)]),
        ] {
            for (column, expected) in drawn(&space, 3, 1).iter().zip(weights.as_slice()) {
                assert!(column.iter().all(|weight| (weight - expected).abs() < 1e-9), "{space:?}");
            }
        }
        assert_eq!(drawn(&within(&[(0.3, 1.0)]), 1, 1), [[1.0; LANES]]);
    }

    #[test]
    fn says_why_weights_cannot_be_drawn() {
        let refused = |space: &WeightSpace| WeightSampler::new(space, 2).unwrap_err();
        assert_eq!(
            refused(&WeightSpace::Ordinal(vec![1])),
            WeightSpaceError::CriteriaDiffer { given: 1, criteria: 2 }
        );
        assert_eq!(
            refused(&within(&[(0.5, 0.75), (0.75, 1.0)])),
            WeightSpaceError::LowsTooHigh { sum: 1.25 }
        );
        assert_eq!(refused(&within(&[(0.0, 0.5), (0.0, 0.25)])), WeightSpaceError::HighsTooLow { sum: 0.75 });
        assert_eq!(
            refused(&within(&[(0.0, 0.5), (0.75, 0.25)])),
            WeightSpaceError::InvalidLimits { criterion: 1, low: 0.75, high: 0.25 }
        );
        for (low, high) in [(f64::NAN, 0.5), (0.1, f64::NAN), (-0.1, 1.0), (0.0, 1.5)] {
            assert!(WeightSampler::new(&within(&[(low, high), (0.0, 1.0)]), 2).is_err());
        }
        assert_eq!(
            refused(&within(&[(0.5, 0.75), (0.75, 1.0)])).to_string(),
            "the least weights sum to 1.25, more than the whole; lower some of them"
        );
    }
}
