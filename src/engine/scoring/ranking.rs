//! Ranking by score, with shared ranks.
//!
//! Alternatives whose scores differ by rounding alone are tied: the same
//! contributions added in another order differ in the last bits, and a rank
//! decided by those would be noise. Ties share the better rank (1, 2=, 2=, 4)
//! and stand in the order in which they were given, so that nothing jumps about
//! while a weight is dragged.

use std::fmt;

/// Alternatives from best to worst.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranking {
    /// Indices of the alternatives, best first; tied ones in the order given.
    pub order: Vec<usize>,
    /// Rank of each alternative, in the order given.
    pub ranks: Vec<Rank>,
}

/// Place in a ranking; displayed as `2`, or as `2=` when shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rank {
    /// 1 for the best.
    pub position: u32,
    /// Whether others have it too.
    pub is_shared: bool,
}

impl fmt::Display for Rank {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.position, if self.is_shared { "=" } else { "" })
    }
}

/// Scores this close, relative to the better one, share a rank. A thousand times
/// the rounding error of a sum of twelve, a millionth of what a slider can change.
pub const TIE_TOLERANCE: f64 = 1e-12;

/// Ranks finite `scores`, the highest first.
///
/// Whoever is within [`TIE_TOLERANCE`] of the best of a group belongs to that
/// group; closeness is not handed on from one to the next.
///
/// ```
/// use pmo_engine::scoring::ranking::rank;
/// let ranking = rank(&[0.4, 0.9, 0.4, 0.1]);
/// assert_eq!(ranking.order, [1, 0, 2, 3]);
/// let shown: Vec<String> = ranking.ranks.iter().map(ToString::to_string).collect();
/// assert_eq!(shown, ["2=", "1", "2=", "4"]);
/// ```
///
/// # Panics
///
/// Beyond four thousand million alternatives.
pub fn rank(scores: &[f64]) -> Ranking {
    let mut sorted: Vec<(u64, u32)> =
        (0..).zip(scores).map(|(index, &score)| (descending_key(score), index)).collect();
    sorted.sort_unstable();
    let mut order: Vec<usize> = sorted.iter().map(|&(_, index)| index as usize).collect();
    let mut ranks = vec![Rank { position: 0, is_shared: false }; scores.len()];
    let mut start = 0;
    while let Some(&leader) = order.get(start) {
        let best = scores[leader];
        let is_tied = |&&index: &&usize| best - scores[index] <= TIE_TOLERANCE * best.abs();
        let size = 1 + order[start + 1..].iter().take_while(is_tied).count();
        let group = &mut order[start..start + size];
        // Within a tie the last bits must not decide the order either.
        group.sort_unstable();
        let position = u32::try_from(start + 1).expect("indices fit 32 bits");
        for &index in &*group {
            ranks[index] = Rank { position, is_shared: size > 1 };
        }
        start += size;
    }
    Ranking { order, ranks }
}

/// Integer that is the smaller the greater `score` is: integers sort faster.
fn descending_key(score: f64) -> u64 {
    const SIGN: u64 = 1 << 63;
    let bits = score.to_bits();
    if bits & SIGN == 0 { !(bits | SIGN) } else { bits }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(scores: &[f64]) -> Vec<String> {
        rank(scores).ranks.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn ties_share_the_better_rank_and_the_next_one_is_skipped() {
        assert_eq!(shown(&[0.5, 0.7, 0.5, 0.5, 0.1]), ["2=", "1", "2=", "2=", "5"]);
    }

    #[test]
    fn rounding_does_not_decide_a_rank_nor_the_order_of_a_tie() {
        let scores = [0.1 + 0.2, 0.3, 0.3 - 1e-15, 0.1 + 0.2];
        assert_eq!(shown(&scores), ["1="; 4]);
        assert_eq!(rank(&scores).order, [0, 1, 2, 3]);
    }

    #[test]
    fn a_real_difference_decides() {
        assert_eq!(shown(&[0.3, 0.3 + 1e-9]), ["2", "1"]);
    }

    #[test]
    fn closeness_is_not_handed_on() {
        let step = 0.8e-12;
        assert_eq!(shown(&[1.0, 1.0 - step, 1.0 - 2.0 * step]), ["1=", "1=", "3"]);
    }

    #[test]
    fn negative_scores_and_zeros_rank_too() {
        assert_eq!(shown(&[-2.0, 0.0, 3.0, -0.0, -1.0]), ["5", "2=", "1", "2=", "4"]);
        assert_eq!(rank(&[]), Ranking { order: vec![], ranks: vec![] });
    }
}
