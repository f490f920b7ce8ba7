//! Whether the people of an office can give the support that each delivery mode asks for.
//!
//! Hours of somebody who masters several modes count once: they go where they are missing. What cannot be covered
//! however the hours are shared out is, over all sets of modes, the most by which their demand exceeds the hours of
//! everybody who masters one of them: the least cut of the flow from people to modes.
//!
//! Source: Ford & Fulkerson (1956), *Maximal flow through a network*, Canadian Journal of Mathematics 8; for sets of
//! eligible people Hall (1935), *On representatives of subsets*, Journal of the London Mathematical Society 10(1).

/// Modes that an office can support.
pub const MODES: usize = 3;

/// Somebody's hours and what they can go to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Supply {
    /// Hours a week, at least 0.
    pub hours: f64,
    /// Which modes the person masters.
    pub masters: [bool; MODES],
}

/// What is missing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shortfall {
    /// Hours that cannot be covered however the hours are shared out [hours a week].
    pub total: f64,
    /// For each mode, what is missing even if everybody who masters it does nothing else [hours a week].
    pub alone: [f64; MODES],
    /// The smallest set of modes that is short of the total; none of them where nothing is.
    pub tight: [bool; MODES],
}

/// Compares `demand` by mode [hours a week] with the hours of `people`.
///
/// ```
/// use pmo_engine::maturity::staffing::{Supply, shortfall};
///
/// // One person of 30 hours for two modes of 20 hours each: 10 hours are missing, in neither mode alone.
/// let people = [Supply { hours: 30.0, masters: [true, true, false] }];
/// let short = shortfall([20.0, 20.0, 0.0], &people);
/// assert_eq!((short.total, short.alone), (10.0, [0.0; 3]));
/// assert_eq!(short.tight, [true, true, false]);
/// ```
pub fn shortfall(demand: [f64; MODES], people: &[Supply]) -> Shortfall {
    let missing = |set: [bool; MODES]| {
        let asked: f64 = (0..MODES).filter(|&mode| set[mode]).map(|mode| demand[mode]).sum();
        let able = people.iter().filter(|it| (0..MODES).any(|mode| set[mode] && it.masters[mode]));
        asked - able.map(|it| it.hours).sum::<f64>()
    };
    let mut total = 0.0;
    let mut tight = [false; MODES];
    // Sets in rising size, so that the smallest of equals is kept.
    let mut sets: Vec<[bool; MODES]> =
        (1..1_usize << MODES).map(|bits| std::array::from_fn(|mode| bits & (1 << mode) != 0)).collect();
    sets.sort_by_key(|set| set.iter().filter(|it| **it).count());
    for set in sets {
        let short = missing(set);
        if short > total + 1e-9 {
            (total, tight) = (short, set);
        }
    }
    let alone = std::array::from_fn(|mode| missing(std::array::from_fn(|it| it == mode)).max(0.0));
    Shortfall { total, alone, tight }
}
