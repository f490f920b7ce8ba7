//! The leader's level beside the office's, and what would follow if the leader had every level that is needed.
//!
//! Nothing is guessed: the flags are judged again with the levels raised, and the roadmap is solved again without the
//! days that the leader's plan takes. Whether a better leader raises a score of the office nobody can compute, so
//! none is raised.
//!
//! Source: the product's own rule.

use jiff::civil::Date;
use serde::Serialize;

use super::leader::{AttributeReport, LeaderReport};
use super::roadmap::{Chosen, RoadmapError, question, report};
use crate::engine::maturity::interval::{DEFAULT_RESAMPLES, FEWEST_RESPONDENTS, stretched_bootstrap};
use crate::engine::maturity::score::RespondentScore;
use crate::engine::stats::interval::Interval;
use crate::model::document::Document;
use crate::model::office::leader::Leader;

/// Key of the resamples over peers.
const SEED: u64 = 7;

/// One level for the leader, and the what-if; the what-if is none while no level that is needed is missing.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LeaderGapReport {
    /// Attributes of which both the level and what is needed are known.
    pub compared: usize,
    /// Mean level of those by importance, 1 to 5.
    pub level: Option<f64>,
    /// Mean of what is needed of those by importance, 1 to 5.
    pub needed: Option<f64>,
    /// 90 % interval of the level over the peers; none unless three peers have rated every compared attribute.
    pub interval: Option<Interval>,
    /// If every level that is needed were there.
    pub closed: Option<GapClosed>,
}

/// What follows if the leader has every level that is needed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GapClosed {
    /// Attributes that rise.
    pub attributes: usize,
    /// Flags that would no longer be raised, by code.
    pub falls: Vec<String>,
    /// Flags that would be raised then and are not now, by code: the levels that are needed are lopsided themselves.
    pub rises: Vec<String>,
    /// The headline after what flags cap, as it is.
    pub headline: Option<f64>,
    /// The same then.
    pub headline_then: Option<f64>,
}

/// The roadmap with and without the days of the leader's plan.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RoadmapThen {
    /// Days that the leader's plan takes of all quarters.
    pub leader_days: f64,
    /// Mean of the office after the roadmap, as it is.
    pub mean: f64,
    /// The same with those days for actions.
    pub mean_then: f64,
}

impl LeaderGapReport {
    /// Compares the levels of `leader` as seen in `mirror`; the what-if is left open.
    pub fn new(leader: &Leader, mirror: &LeaderReport) -> Self {
        let compared: Vec<&AttributeReport> =
            mirror.attributes.iter().filter(|it| it.level.is_some() && it.needed.is_some()).collect();
        let by_importance = |of: &dyn Fn(&AttributeReport) -> Option<f64>| {
            let total: f64 = compared.iter().map(|it| f64::from(it.importance)).sum();
            let sum: Option<f64> = compared.iter().map(|it| Some(f64::from(it.importance) * of(it)?)).sum();
            sum.filter(|_| total > 0.0).map(|sum| sum / total)
        };
        let peers: Vec<_> = leader.peers.iter().filter(|it| !it.levels.is_empty()).collect();
        let weight = 1.0 / peers.len().max(1) as f64;
        let voices: Option<Vec<RespondentScore>> = peers
            .iter()
            .map(|peer| {
                let score = by_importance(&|it| peer.levels.get(&it.attribute).copied().map(f64::from));
                Some(RespondentScore { score: Some(score?), weight })
            })
            .collect();
        let voices = voices.filter(|voices| voices.len() >= FEWEST_RESPONDENTS);
        let interval = voices.and_then(|voices| stretched_bootstrap(&voices, SEED, DEFAULT_RESAMPLES));
        Self {
            compared: compared.len(),
            level: by_importance(&|it| it.level),
            needed: by_importance(&|it| it.needed.map(f64::from)),
            interval: interval.map(|it| Interval { low: it.low, high: it.high }),
            closed: None,
        }
    }
}

/// `leader` with every level that is needed; what peers saw rises with it.
pub fn closed(leader: &Leader) -> Leader {
    let mut leader = leader.clone();
    for (id, rating) in &mut leader.ratings {
        let Some(needed) = rating.needed else { continue };
        rating.own = rating.own.map(|own| own.max(needed));
        for peer in &mut leader.peers {
            peer.levels.entry(*id).and_modify(|level| *level = (*level).max(needed));
        }
    }
    leader
}

/// The roadmap of `document` with and without what the leader's plan takes of it; none where it takes nothing.
///
/// # Errors
///
/// [`RoadmapError`] if there is no roadmap.
pub fn roadmap_then(document: &Document, day: Option<Date>) -> Result<Option<RoadmapThen>, RoadmapError> {
    let solved = |document: &Document| report(document, &question(document, day)?, &Chosen::default());
    let now = solved(document)?;
    let leader_days: f64 = now.quarters.iter().map(|it| it.leader_days).sum();
    if leader_days <= 0.0 {
        return Ok(None);
    }
    let mut document = document.clone();
    document.office.edit().leader.focus.clear();
    let then = solved(&document)?;
    Ok(Some(RoadmapThen { leader_days, mean: now.mean_after, mean_then: then.mean_after }))
}
