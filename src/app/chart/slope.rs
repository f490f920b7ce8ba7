//! Ranks before and now, as lines from left to right.

/// One initiative's line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slope {
    /// Rank before; none if it is new.
    pub before: Option<u32>,
    /// Rank now.
    pub now: u32,
}

/// Place of a line, and ranks it gains.
pub type Move = (usize, i64);

/// Rows of a line before and now.
pub type Rows = (Option<usize>, usize);

/// From one rank to the next [px].
pub const PITCH_PX: f64 = 22.0;

/// The lines worth drawing: the first `most` of now, and of the rest who was among them before.
///
/// Returns places in `slopes`, which come in the order of now.
pub fn shown(slopes: &[Slope], most: u32) -> Vec<usize> {
    let is_shown = |slope: &Slope| slope.now <= most || slope.before.is_some_and(|rank| rank <= most);
    (0..slopes.len()).filter(|&place| is_shown(&slopes[place])).collect()
}

/// Rows of the shown lines on either side, from 0 at the top: those beyond `most` lie below all others, in order.
pub fn rows(slopes: &[Slope], shown: &[usize]) -> Vec<Rows> {
    let row_by = |rank_of: &dyn Fn(&Slope) -> u32| {
        let mut order: Vec<usize> = (0..shown.len()).collect();
        order.sort_by_key(|&index| (rank_of(&slopes[shown[index]]), index));
        let mut rows = vec![0; shown.len()];
        for (row, index) in order.into_iter().enumerate() {
            rows[index] = row;
        }
        rows
    };
    let now = row_by(&|slope| slope.now);
    let before = row_by(&|slope| slope.before.unwrap_or(u32::MAX));
    let pair =
        |(index, (before, now)): (usize, (usize, usize))| (slopes[shown[index]].before.map(|_| before), now);
    before.into_iter().zip(now).enumerate().map(pair).collect()
}

/// Who rises most and who falls most, as (place in `slopes`, places gained); none where nobody does.
pub fn extremes(slopes: &[Slope]) -> (Option<Move>, Option<Move>) {
    let gains = || {
        slopes.iter().enumerate().filter_map(|(place, slope)| {
            slope.before.map(|before| (place, i64::from(before) - i64::from(slope.now)))
        })
    };
    // Of equals the better placed one.
    let rises = gains().filter(|it| it.1 > 0).max_by_key(|&(place, gain)| (gain, std::cmp::Reverse(place)));
    let falls = gains().filter(|it| it.1 < 0).min_by_key(|&(place, gain)| (gain, place));
    (rises, falls)
}

/// How many changed their rank.
pub fn moved(slopes: &[Slope]) -> usize {
    slopes.iter().filter(|slope| slope.before.is_some_and(|before| before != slope.now)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slopes(pairs: &[(u32, u32)]) -> Vec<Slope> {
        pairs.iter().map(|&(before, now)| Slope { before: (before > 0).then_some(before), now }).collect()
    }

    #[test]
    fn who_was_at_the_top_before_is_drawn_too() {
        let slopes = slopes(&[(2, 1), (5, 2), (3, 3), (4, 4), (1, 5)]);
        assert_eq!(shown(&slopes, 2), [0, 1, 4]);
        // Rows have no gaps, though ranks do.
        assert_eq!(rows(&slopes, &[0, 1, 4]), [(Some(1), 0), (Some(2), 1), (Some(0), 2)]);
    }

    #[test]
    fn shared_ranks_and_newcomers_have_rows_of_their_own() {
        let slopes = slopes(&[(1, 1), (1, 1), (0, 3)]);
        assert_eq!(rows(&slopes, &[0, 1, 2]), [(Some(0), 0), (Some(1), 1), (None, 2)]);
        assert_eq!(moved(&slopes), 0);
        assert_eq!(extremes(&slopes), (None, None));
    }

    #[test]
    fn the_greatest_moves_are_found() {
        let slopes = slopes(&[(3, 1), (1, 2), (2, 3), (6, 4), (4, 5), (5, 6)]);
        assert_eq!(extremes(&slopes), (Some((0, 2)), Some((1, -1))));
        assert_eq!(moved(&slopes), 6);
    }
}
