//! Leader mirror: what the one who leads the office can do, and what the office needs of them.
//!
//! Sixteen attributes, each with the leader's own level, the level needed and an
//! importance. A leader who rates alone gets a mark; from three peers on their
//! mean is the level and carries an interval. Gap = max(0, needed − level) ×
//! importance. Two axes, business and project management, tell which road the
//! leader came by; the learning order begins with the side that is weaker.
//!
//! Source: the product's own rule.

use super::interval::{DEFAULT_RESAMPLES, FEWEST_RESPONDENTS, stretched_bootstrap};
use super::score::RespondentScore;
use crate::stats::interval::Interval;

/// Most attributes that a leader works on at once.
pub const MOST_IN_FOCUS: usize = 3;
/// Up to this distance the axes are called even [levels].
pub const EVEN: f64 = 0.5;

/// Which side of the work an attribute belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    /// How goals are met.
    Business,
    /// How work is delivered.
    ProjectManagement,
    /// Both.
    Neither,
}

/// What was said about one attribute.
#[derive(Clone, Debug, PartialEq)]
pub struct AttributeRating {
    /// Which side it belongs to.
    pub axis: Axis,
    /// The leader's own level, 1 to 5.
    pub own: Option<u8>,
    /// The level that the office needs, 1 to 5.
    pub needed: Option<u8>,
    /// How much it matters, at least 0.
    pub importance: f64,
    /// Levels that peers gave, 1 to 5 each.
    pub peers: Vec<u8>,
}

/// What follows for one attribute.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AttributeStanding {
    /// Mean of the peers from three on, the leader's own level otherwise; `None` if nobody said.
    pub level: Option<f64>,
    /// 90 % interval of the level over the peers; `None` below three.
    pub interval: Option<Interval>,
    /// Whether the level is the leader's word alone.
    pub self_only: bool,
    /// Own level less the peers' mean; above 0 the leader sees more than the peers do. `None` below three peers.
    pub blind_spot: Option<f64>,
    /// Levels that are missing, at least 0; `None` if a side is not known.
    pub shortfall: Option<f64>,
    /// Shortfall × importance.
    pub gap: Option<f64>,
}

/// Which road a leader came by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Path {
    /// From project management: business comes first now.
    Conventional,
    /// From business: project management comes first now.
    Unconventional,
    /// From both.
    Mixed,
}

/// What follows for the leader.
#[derive(Clone, Debug, PartialEq)]
pub struct Mirror {
    /// In the order of the attributes.
    pub attributes: Vec<AttributeStanding>,
    /// Mean level of the business attributes; `None` if none has a level.
    pub business: Option<f64>,
    /// Mean level of the project management attributes; `None` if none has a level.
    pub project_management: Option<f64>,
    /// Business less project management; `None` if an axis is missing.
    pub lean: Option<f64>,
    /// Which road the leader came by; `None` if an axis is missing.
    pub path: Option<Path>,
    /// Indices of the attributes with a gap, in the order in which to learn them.
    pub order: Vec<usize>,
}

/// Holds the mirror up.
pub fn mirror(ratings: &[AttributeRating], seed: u64) -> Mirror {
    let attributes: Vec<AttributeStanding> = ratings.iter().map(|rating| standing(rating, seed)).collect();
    let axis = |wanted: Axis| {
        let levels = ratings.iter().zip(&attributes).filter(|(rating, _)| rating.axis == wanted);
        mean(levels.filter_map(|(_, standing)| standing.level))
    };
    let (business, project_management) = (axis(Axis::Business), axis(Axis::ProjectManagement));
    let lean = business.zip(project_management).map(|(business, project)| business - project);
    let path = lean.map(|lean| match lean {
        _ if lean < -EVEN => Path::Conventional,
        _ if lean > EVEN => Path::Unconventional,
        _ => Path::Mixed,
    });
    let mut order: Vec<usize> =
        (0..ratings.len()).filter(|&index| attributes[index].gap.is_some_and(|gap| gap > 0.0)).collect();
    order.sort_by(|&a, &b| {
        let comes_first = |index: usize| match path {
            Some(Path::Conventional) => ratings[index].axis == Axis::Business,
            Some(Path::Unconventional) => ratings[index].axis == Axis::ProjectManagement,
            Some(Path::Mixed) | None => false,
        };
        let gap = |index: usize| attributes[index].gap.unwrap_or(0.0);
        comes_first(b).cmp(&comes_first(a)).then(gap(b).total_cmp(&gap(a))).then(a.cmp(&b))
    });
    Mirror { attributes, business, project_management, lean, path, order }
}

fn standing(rating: &AttributeRating, seed: u64) -> AttributeStanding {
    let weight = 1.0 / rating.peers.len().max(1) as f64;
    let voices: Vec<RespondentScore> =
        rating.peers.iter().map(|&level| RespondentScore { score: Some(f64::from(level)), weight }).collect();
    let interval = stretched_bootstrap(&voices, seed, DEFAULT_RESAMPLES);
    let own = rating.own.map(f64::from);
    let by_peers = (rating.peers.len() >= FEWEST_RESPONDENTS)
        .then(|| rating.peers.iter().map(|&level| f64::from(level)).sum::<f64>() * weight);
    let level = by_peers.or(own);
    let shortfall = level.zip(rating.needed).map(|(level, needed)| (f64::from(needed) - level).max(0.0));
    AttributeStanding {
        level,
        interval: interval.map(|interval| Interval { low: interval.low, high: interval.high }),
        self_only: by_peers.is_none() && own.is_some(),
        blind_spot: own.zip(by_peers).map(|(own, peers)| own - peers),
        shortfall,
        gap: shortfall.map(|shortfall| shortfall * rating.importance),
    }
}

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (count, sum) = values.fold((0_u32, 0.0), |(count, sum), value| (count + 1, sum + value));
    (count > 0).then(|| sum / f64::from(count))
}
