//! Fit of the office with its organisation: neither far ahead of it nor far behind.
//!
//! An office that is two levels ahead of the organisation around it is resented
//! or ignored; one that lags gives less than could be used. A target therefore
//! lies at most one level above the organisation's own side:
//! target = min(ambition, organisation + 1).
//!
//! Source: the product's own rule (`PMO maturity should match the
//! organisation's`); the gap's interval by Zou & Donner (2008), see
//! [`difference`](super::change::difference).

use super::change::{Scored, difference};
use super::{HIGHEST_LEVEL, LOWEST_LEVEL};
use crate::stats::interval::Interval;

/// How far a target may lie above the organisation's side [levels].
pub const REACH: f64 = 1.0;

/// One dimension of the office and the theme of the organisation that carries it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sides {
    /// The office's score, `1.0..=5.0`; `None` if nobody gave a level.
    pub office: Option<Scored>,
    /// The score of the organisation's theme; `None` if nobody answered for it.
    pub organisation: Option<Scored>,
    /// Level that the office wants to reach, `1.0..=5.0`.
    pub ambition: f64,
}

/// What the two sides say of one dimension.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fit {
    /// Office less organisation, `-4.0..=4.0`; `None` if a side is missing.
    pub gap: Option<f64>,
    /// 90 % interval of the gap; `None` unless both sides have one.
    pub interval: Option<Interval>,
    /// Where the gap stands; `None` if there is no gap.
    pub standing: Option<Standing>,
    /// What the office should reach; the ambition itself where the organisation's side is not known.
    pub target: f64,
    /// How much of the ambition the organisation's side holds back, at least 0.
    pub held_back: f64,
}

/// Where a gap stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// More than one level behind: the organisation could use more than it gets.
    Behind,
    /// Within one level of the organisation.
    InStep,
    /// More than one level ahead: slow down or educate.
    Ahead,
}

/// Holds one dimension against the organisation.
///
/// ```
/// use pmo_engine::maturity::change::Scored;
/// use pmo_engine::maturity::fit::{Sides, Standing, fit};
///
/// let score = |score| Some(Scored { score, interval: None });
/// let tools = fit(&Sides { office: score(3.6), organisation: score(2.4), ambition: 4.0 });
/// assert_eq!(tools.standing, Some(Standing::Ahead));
/// assert!((tools.target - 3.4).abs() < 1e-12);
/// ```
pub fn fit(sides: &Sides) -> Fit {
    let ambition = sides.ambition.clamp(f64::from(LOWEST_LEVEL), f64::from(HIGHEST_LEVEL));
    let target = sides.organisation.map_or(ambition, |side| ambition.min(side.score + REACH));
    let both = sides.office.zip(sides.organisation);
    let gap = both.map(|(office, organisation)| difference(&organisation, &office));
    Fit {
        gap: gap.map(|gap| gap.score),
        interval: gap.and_then(|gap| gap.interval),
        standing: gap.map(|gap| standing(gap.score)),
        target,
        held_back: ambition - target,
    }
}

/// The same dimension if the organisation's side rose by `levels`, at most to the top of the ladder.
pub fn raised(sides: &Sides, levels: f64) -> Fit {
    let organisation = sides.organisation.map(|side| Scored {
        score: (side.score + levels.max(0.0)).min(f64::from(HIGHEST_LEVEL)),
        interval: None,
    });
    fit(&Sides { organisation, ..*sides })
}

/// Scores are sums of thirds and fifths: a gap of exactly one level may sit a hair above.
const ROUNDING: f64 = 1e-9;

fn standing(gap: f64) -> Standing {
    if gap > REACH + ROUNDING {
        Standing::Ahead
    } else if gap < -REACH - ROUNDING {
        Standing::Behind
    } else {
        Standing::InStep
    }
}
