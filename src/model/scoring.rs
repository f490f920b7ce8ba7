//! Criteria: what makes an initiative worth doing, and how much each counts.

pub mod method;

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use self::method::{Casting, Figure, Method, MoneyRule, Part, Source};
use super::finite::Finite;
use super::id::{CriterionId, ObjectiveId};
use super::unique_keys;

/// The criteria tree, as a list in display order; a branch stands before its leaves.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scoring {
    /// Leaves carry scores, branches only weights.
    pub criteria: Vec<Criterion>,
    /// What was said when criteria were compared two at a time; each pair at most once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub judgements: Vec<Judgement>,
    /// By what the initiatives are ranked.
    #[serde(default, skip_serializing_if = "Method::is_weighted_sum")]
    pub method: Method,
    /// Which number plays which part in the formulas; each part at most once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub castings: Vec<Casting>,
    /// Leaf criteria that are worked out from a figure of the initiative; what was scored on them waits.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "unique_keys::map")]
    pub figures: BTreeMap<CriterionId, Figure>,
    /// How money at different times is made comparable; none until someone says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub money_rule: Option<MoneyRule>,
    /// The order of objectives that counts in [`Figure::Objectives`], the most important first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub objective_order: Vec<ObjectiveId>,
}

/// A comparison of two criteria under the same parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Judgement {
    /// The one that is judged.
    pub first: CriterionId,
    /// The one it is compared with.
    pub second: CriterionId,
    /// Importance of the first over that of the second, from a thousandth to a thousand; 1 if both matter alike.
    pub ratio: Finite,
}

/// One criterion, a leaf unless another names it as parent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Stays for life.
    pub id: CriterionId,
    /// Branch it belongs to; none at the top.
    pub parent: Option<CriterionId>,
    /// A few words.
    pub name: String,
    /// The question a scorer answers.
    pub question: String,
    /// Relative importance among its siblings, at least 0.
    pub weight: Finite,
    /// Speaks of delivery only (ease, risk, cost), not of the value delivered.
    pub delivery_only: bool,
    /// How a score becomes a value between 0 and 1.
    pub scale: Scale,
}

/// How a raw score becomes a value between 0 and 1; never depends on the other initiatives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Scale {
    /// A rubric; the score is the number of the level, 1 for the first.
    Levels {
        /// Lowest first.
        levels: Vec<Level>,
    },
    /// A straight line from `low` (worth 0) to `high` (worth 1); either may be the larger.
    Linear {
        /// Unit of the score.
        unit: String,
        /// Worth 0.
        low: Finite,
        /// Worth 1.
        high: Finite,
    },
    /// Straight lines between points of (score, value).
    Piecewise {
        /// Unit of the score.
        unit: String,
        /// At least two, in rising order of score.
        points: Vec<Point>,
    },
    /// A curve that bends by `rho` (Kirkwood 1997); a positive one rises fast and flattens.
    Exponential {
        /// Unit of the score.
        unit: String,
        /// Worth 0.
        low: Finite,
        /// Worth 1.
        high: Finite,
        /// Bend, in the unit of the score; at least a hundredth of the range, of either sign.
        rho: Finite,
    },
}

/// One step of a rubric.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// One word.
    pub label: String,
    /// When this level is the right answer.
    pub words: String,
    /// What it is worth, 0 to 1.
    pub value: Finite,
}

/// A corner of a piecewise linear value function.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Point {
    /// Raw score.
    pub score: Finite,
    /// What it is worth, 0 to 1.
    pub value: Finite,
}

impl Scoring {
    /// The criterion `id`, if it is still there.
    pub fn criterion(&self, id: CriterionId) -> Option<&Criterion> {
        self.criteria.iter().find(|criterion| criterion.id == id)
    }

    /// The number that plays `part`, if one was chosen.
    pub fn source_of(&self, part: Part) -> Option<Source> {
        self.castings.iter().find(|casting| casting.part == part).map(|casting| casting.source)
    }

    /// Forgets what `gone` says of criteria: their parts in formulas and their figures.
    pub(super) fn forget(&mut self, gone: impl Fn(CriterionId) -> bool) {
        self.castings.retain(|casting| !matches!(casting.source, Source::Criterion(id) if gone(id)));
        self.figures.retain(|id, _| !gone(*id));
    }

    /// Whether no other criterion hangs under `id`.
    pub fn is_leaf(&self, id: CriterionId) -> bool {
        self.criteria.iter().all(|criterion| criterion.parent != Some(id))
    }

    /// Level of each criterion in the tree, 1 at the top; absent for those under themselves.
    ///
    /// A criterion whose parent does not exist counts as one of the top.
    pub fn levels(&self) -> BTreeMap<CriterionId, usize> {
        let known: BTreeSet<CriterionId> = self.criteria.iter().map(|criterion| criterion.id).collect();
        let mut children: BTreeMap<Option<CriterionId>, Vec<CriterionId>> = BTreeMap::new();
        for criterion in &self.criteria {
            let parent = criterion.parent.filter(|parent| known.contains(parent));
            children.entry(parent).or_default().push(criterion.id);
        }
        let mut levels = BTreeMap::new();
        let mut level: Vec<CriterionId> = children.remove(&None).unwrap_or_default();
        for number in 1.. {
            if level.is_empty() {
                break;
            }
            levels.extend(level.iter().map(|&id| (id, number)));
            level = level.iter().filter_map(|&id| children.remove(&Some(id))).flatten().collect();
        }
        levels
    }

    /// Importance of `first` over that of `second`, if they were compared, either way round.
    pub fn judged(&self, first: CriterionId, second: CriterionId) -> Option<f64> {
        self.judgements.iter().find_map(|judgement| match (judgement.first, judgement.second) {
            pair if pair == (first, second) => Some(judgement.ratio.get()),
            pair if pair == (second, first) => Some(1.0 / judgement.ratio.get()),
            _ => None,
        })
    }

    /// Share of the whole weight that criteria which speak of delivery only hold, 0 to 1; 0 without weights.
    ///
    /// A branch that speaks of delivery only counts with all that is under it.
    pub fn delivery_share(&self) -> f64 {
        self.delivery_share_under(None)
    }

    fn delivery_share_under(&self, parent: Option<CriterionId>) -> f64 {
        let siblings = || self.criteria.iter().filter(|criterion| criterion.parent == parent);
        let total: f64 = siblings().map(|criterion| criterion.weight.get()).sum();
        let of_delivery = |criterion: &Criterion| {
            let inside =
                if criterion.delivery_only { 1.0 } else { self.delivery_share_under(Some(criterion.id)) };
            criterion.weight.get() * inside
        };
        if total > 0.0 { siblings().map(of_delivery).sum::<f64>() / total } else { 0.0 }
    }

    /// The criteria that carry scores, in display order.
    pub fn leaves(&self) -> impl Iterator<Item = &Criterion> {
        let branches: BTreeSet<CriterionId> =
            self.criteria.iter().filter_map(|criterion| criterion.parent).collect();
        self.criteria.iter().filter(move |criterion| !branches.contains(&criterion.id))
    }
}

impl Judgement {
    /// Whether it is about these two, either way round.
    pub fn is_about(&self, one: CriterionId, other: CriterionId) -> bool {
        (self.first, self.second) == (one, other) || (self.first, self.second) == (other, one)
    }
}

impl Scale {
    /// Unit of a raw score, for people; empty for a rubric.
    pub fn unit(&self) -> &str {
        match self {
            Self::Levels { .. } => "",
            Self::Linear { unit, .. } | Self::Piecewise { unit, .. } | Self::Exponential { unit, .. } => unit,
        }
    }

    /// Smallest and largest raw score that make a difference.
    pub fn bounds(&self) -> (f64, f64) {
        match self {
            Self::Levels { levels } => (1.0, levels.len().max(1) as f64),
            Self::Linear { low, high, .. } | Self::Exponential { low, high, .. } => {
                (low.get().min(high.get()), low.get().max(high.get()))
            }
            Self::Piecewise { points, .. } => (
                points.first().map_or(0.0, |point| point.score.get()),
                points.last().map_or(1.0, |point| point.score.get()),
            ),
        }
    }
}
