//! The ranking of each sample of a chunk.
//!
//! A sample is sorted in two passes of a radix sort on 16 bits of its scores, stretched over
//! the distance from best to worst; the few that fall together there are sorted in full.

use super::{Column, LANES, fixed_point};

/// An odd number of cache lines: a column then does not fall into a few sets of the cache.
const PLACES_STRIDE: usize = LANES + 32;

/// Scores and places of all alternatives in the samples of one chunk.
pub(super) struct Places {
    alternatives: usize,
    /// Fixed-point scores, sample by sample, a `stride` apart.
    scores: Vec<u32>,
    stride: usize,
    best: [u32; LANES],
    worst: [u32; LANES],
    /// Place from 0, alternative by alternative, a [`PLACES_STRIDE`] apart.
    by_alternative: Vec<i16>,
    /// Alternatives of one sample, from the best.
    sorted: Vec<u32>,
    half_sorted: Vec<u32>,
}

impl Places {
    pub(super) fn new(alternatives: usize) -> Self {
        // As for the places.
        let stride = alternatives.next_multiple_of(16) | 16;
        Self {
            alternatives,
            scores: vec![0; stride * LANES],
            stride,
            best: [0; LANES],
            worst: [0; LANES],
            by_alternative: vec![0; alternatives * PLACES_STRIDE],
            sorted: vec![0; alternatives],
            half_sorted: vec![0; alternatives],
        }
    }

    /// Place from 0 of `alternative` in each sample, once that is ranked.
    ///
    /// Signed, because that is how vector instructions compare.
    pub(super) fn of(&self, alternative: usize) -> &[i16; LANES] {
        self.by_alternative[alternative * PLACES_STRIDE..]
            .first_chunk()
            .expect("a stride has room for all lanes")
    }

    /// Sets the scores of one alternative in all samples; start with alternative 0.
    pub(super) fn set_scores(&mut self, alternative: usize, scores: &Column) {
        let scores = scores.map(fixed_point);
        if alternative == 0 {
            self.best = scores;
            self.worst = scores;
        }
        for ((best, worst), score) in self.best.iter_mut().zip(&mut self.worst).zip(scores) {
            *best = (*best).max(score);
            *worst = (*worst).min(score);
        }
        let column = self.scores.iter_mut().skip(alternative).step_by(self.stride);
        for (cell, score) in column.zip(scores) {
            *cell = score;
        }
    }

    /// Ranks sample `first + lane` and names the alternative in the first place.
    pub(super) fn rank(&mut self, lane: usize, first: u32) -> Option<usize> {
        let scores = &self.scores[lane * self.stride..][..self.alternatives];
        let best = self.best[lane];
        let span_bits = u32::BITS - (best - self.worst[lane]).leading_zeros();
        let shift = span_bits.saturating_sub(u16::BITS);
        // Distance from the best in the upper half, index in the lower.
        for ((packed, score), index) in self.sorted.iter_mut().zip(scores).zip(0..) {
            *packed = ((best - score) >> shift) << 16 | index;
        }
        sort_by_distance(&mut self.sorted, &mut self.half_sorted);
        let mut start = 0;
        while let Some(ahead) = self.sorted[start..].windows(2).position(|pair| is_near(pair[0], pair[1])) {
            start += ahead;
            let leader = self.sorted[start];
            let near = self.sorted[start..].iter().take_while(|&&packed| is_near(leader, packed)).count();
            settle(&mut self.sorted[start..start + near], scores, first as usize + lane);
            start += near;
        }
        for (packed, place) in self.sorted.iter().zip(0..) {
            self.by_alternative[index_of(*packed) * PLACES_STRIDE + lane] = place;
        }
        self.sorted.first().map(|packed| index_of(*packed))
    }
}

/// Below this a comparison sort is faster.
const RADIX_WORTHWHILE: usize = 64;

fn sort_by_distance(packed: &mut [u32], half_sorted: &mut [u32]) {
    if packed.len() < RADIX_WORTHWHILE {
        packed.sort_unstable();
        return;
    }
    // Counts of both digits in one word, the first to sort by in the lower half.
    let mut ends = [0_u32; 256];
    for packed in &*packed {
        let [_, _, low, high] = packed.to_le_bytes();
        ends[usize::from(low)] += 1;
        ends[usize::from(high)] += 1 << 16;
    }
    let mut sum = 0;
    for end in &mut ends {
        sum += std::mem::replace(end, sum);
    }
    for packed in &*packed {
        let end = &mut ends[usize::from(packed.to_le_bytes()[2])];
        half_sorted[(*end & 0xFFFF) as usize] = *packed;
        *end += 1;
    }
    for half_sorted in half_sorted {
        let end = &mut ends[usize::from(half_sorted.to_le_bytes()[3])];
        packed[(*end >> 16) as usize] = *half_sorted;
        *end += 1 << 16;
    }
}

/// Sorts those that fell together by their full scores; the truly tied take turns.
#[cold]
fn settle(near: &mut [u32], scores: &[u32], sample: usize) {
    let score = |packed: u32| scores[index_of(packed)];
    near.sort_unstable_by_key(|&packed| (u32::MAX - score(packed), packed));
    for tied in near.chunk_by_mut(|&a, &b| score(a) == score(b)) {
        tied.rotate_left(sample / 2 % tied.len());
        if sample % 2 == 1 {
            tied.reverse();
        }
    }
}

/// Whether the first 16 bits of the distance do not tell them apart.
fn is_near(a: u32, b: u32) -> bool {
    (a ^ b) >> 16 == 0
}

fn index_of(packed: u32) -> usize {
    (packed & 0xFFFF) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranked(scores: &[f64], sample: u32) -> Vec<i16> {
        let mut places = Places::new(scores.len());
        for (alternative, score) in scores.iter().enumerate() {
            places.set_scores(alternative, &[*score; LANES]);
        }
        let lane = (sample % 256) as usize;
        let winner = places.rank(lane, sample - sample % 256);
        let found: Vec<i16> = (0..scores.len()).map(|alternative| places.of(alternative)[lane]).collect();
        assert_eq!(winner, found.iter().position(|place| *place == 0));
        found
    }

    #[test]
    fn few_and_many_are_ranked_alike() {
        for n in [0_u32, 1, 2, 63, 64, 200, 1_000] {
            // 7919 is coprime to all of them: a permutation of the places.
            let scores: Vec<f64> = (0..n).map(|i| f64::from(i * 7919 % n)).collect();
            let scores: Vec<f64> = scores.iter().map(|score| 1.0 - score / f64::from(n.max(1))).collect();
            let expected: Vec<i16> = (0..n).map(|i| i16::try_from(i * 7919 % n).unwrap()).collect();
            assert_eq!(ranked(&scores, 300), expected, "{n}");
        }
    }

    /// One far ahead leaves 16 bits too coarse for the others.
    #[test]
    fn close_ones_are_told_apart() {
        let mut scores: Vec<f64> = (0..100).map(|i| 0.1 + 1e-8 * f64::from(i)).collect();
        scores.push(1.0);
        let expected: Vec<i16> = (0..100).map(|i| 100 - i).chain([0]).collect();
        assert_eq!(ranked(&scores, 0), expected);
    }

    #[test]
    fn the_tied_take_turns() {
        let turns: Vec<Vec<i16>> = (0..6).map(|sample| ranked(&[0.5, 0.7, 0.5, 0.5], sample)).collect();
        assert_eq!(
            turns,
            [[1, 0, 2, 3], [3, 0, 2, 1], [3, 0, 1, 2], [1, 0, 3, 2], [2, 0, 3, 1], [2, 0, 1, 3]]
        );
    }
}
