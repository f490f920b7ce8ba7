//! The leader in the mirror: levels, gaps, axes and the order in which to learn.

use serde::Serialize;

use crate::engine::maturity::leader::{self as engine, AttributeRating, Axis};
use crate::engine::stats::interval::Interval;
use crate::model::office::leader::{Attribute, AttributeAxis, AttributeId, Leader};

/// Key of the peers' resamples.
const SEED: u64 = 7;

/// What the mirror shows.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LeaderReport {
    /// All sixteen, in order.
    pub attributes: Vec<AttributeReport>,
    /// Mean level of the business attributes.
    pub business: Option<f64>,
    /// Mean level of the project management attributes.
    pub project_management: Option<f64>,
    /// Business less project management.
    pub lean: Option<f64>,
    /// By which road the leader came.
    pub path: Option<LeaderPath>,
    /// Attributes with a gap, in the order in which to learn them.
    pub order: Vec<AttributeId>,
    /// People besides the leader who said something.
    pub peers: usize,
}

/// One attribute.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AttributeReport {
    /// Its number.
    pub attribute: AttributeId,
    /// A few words.
    pub name: String,
    /// Which side of the work it belongs to.
    pub axis: AttributeAxis,
    /// The leader's own level.
    pub own: Option<u8>,
    /// The level that is needed.
    pub needed: Option<u8>,
    /// How much it matters, 1 to 5.
    pub importance: u8,
    /// Mean of the peers from three on, the own level otherwise.
    pub level: Option<f64>,
    /// 90 % interval over the peers; none below three.
    pub interval: Option<Interval>,
    /// Whether the level is the leader's word alone.
    pub self_only: bool,
    /// Own level less the peers' mean.
    pub blind_spot: Option<f64>,
    /// Levels that are missing × importance.
    pub gap: Option<f64>,
}

/// By which road a leader came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LeaderPath {
    /// From project management.
    Conventional,
    /// From business.
    Unconventional,
    /// From both.
    Mixed,
}

/// Holds the mirror up to `leader`.
pub fn mirror(leader: &Leader) -> LeaderReport {
    let ratings: Vec<AttributeRating> = AttributeId::all()
        .map(|id| {
            let rating = leader.rating(id);
            AttributeRating {
                axis: match Attribute::of(id).axis {
                    AttributeAxis::Business => Axis::Business,
                    AttributeAxis::ProjectManagement => Axis::ProjectManagement,
                    AttributeAxis::Neither => Axis::Neither,
                },
                own: rating.own,
                needed: rating.needed,
                importance: f64::from(rating.importance),
                peers: leader.peers.iter().filter_map(|peer| peer.levels.get(&id).copied()).collect(),
            }
        })
        .collect();
    let seen = engine::mirror(&ratings, SEED);
    let ids: Vec<AttributeId> = AttributeId::all().collect();
    let attributes = ids
        .iter()
        .zip(&seen.attributes)
        .map(|(&id, standing)| {
            let rating = leader.rating(id);
            AttributeReport {
                attribute: id,
                name: Attribute::of(id).name.clone(),
                axis: Attribute::of(id).axis,
                own: rating.own,
                needed: rating.needed,
                importance: rating.importance,
                level: standing.level,
                interval: standing.interval,
                self_only: standing.self_only,
                blind_spot: standing.blind_spot,
                gap: standing.gap,
            }
        })
        .collect();
    LeaderReport {
        attributes,
        business: seen.business,
        project_management: seen.project_management,
        lean: seen.lean,
        path: seen.path.map(|path| match path {
            engine::Path::Conventional => LeaderPath::Conventional,
            engine::Path::Unconventional => LeaderPath::Unconventional,
            engine::Path::Mixed => LeaderPath::Mixed,
        }),
        order: seen.order.iter().map(|&index| ids[index]).collect(),
        peers: leader.peers.iter().filter(|peer| !peer.levels.is_empty()).count(),
    }
}

impl LeaderReport {
    /// The attribute `id`.
    pub fn attribute(&self, id: AttributeId) -> &AttributeReport {
        &self.attributes[usize::from(id.number() - 1)]
    }
}
