//! Weight stability: how far a weight can move before the ranking changes.
//!
//! Along one slider every score is a straight line, so a ranking changes where
//! two lines cross; the answer is the nearest crossing on either side, and who
//! crosses there. Every other weight gives way in proportion.
//!
//! Ties. Two alternatives that are tied now and whose lines coincide stay tied and bound
//! nothing. Two that part as soon as the weight moves bound [`ranks`](WeightStability::ranks)
//! at the present weight itself, but not [`order`](WeightStability::order): nobody is overtaken
//! when a tie parts. The leader and the top k are the first of the ranking as it is displayed,
//! ties in the order given; a tie across that cut bounds the side on which the one below gets ahead.
//!
//! Source: Mareschal (1988), *Weight stability intervals in multicriteria
//! decision aid*, European Journal of Operational Research 33(1), for the idea.

use thiserror::Error;

use crate::scoring::additive::{DecisionMatrix, scores};
use crate::scoring::ranking::{Ranking, rank};
use crate::scoring::weights::{CriteriaTree, Node, Weights, WeightsError};

/// What moves when a weight is moved: some leaves in fixed proportion, against others that give way in theirs.
///
/// The rest of the weights stays. It belongs to the weights it was made from.
#[derive(Clone, Debug, PartialEq)]
pub struct Slider {
    criteria: usize,
    weight: f64,
    /// Weight of the moving and the yielding leaves together.
    total: f64,
    /// Leaves and their shares of what moves; these sum to 1.
    moving: Vec<(usize, f64)>,
    /// Leaves and their shares of what gives way; these sum to 1, unless nothing can.
    yielding: Vec<(usize, f64)>,
}

/// Why there is no such slider.
#[derive(Clone, Copy, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum SliderError {
    /// The index is beyond the last criterion (or node of the tree).
    #[error("there is no criterion {criterion}: there are {criteria}, counted from 0")]
    NoSuchCriterion {
        /// Which.
        criterion: usize,
        /// Number of criteria, or of nodes.
        criteria: usize,
    },
    /// A slider that moves nothing.
    #[error("a slider must move at least one criterion; name one")]
    Empty,
    /// The criterion is listed twice.
    #[error("criterion {criterion} is listed twice among those that move together; list it once")]
    Repeated {
        /// Which.
        criterion: usize,
    },
    /// The tree itself is wrong.
    #[error(transparent)]
    Tree(#[from] WeightsError),
}

impl Slider {
    /// Moves the weight of one criterion; all others give way.
    ///
    /// # Errors
    ///
    /// [`SliderError::NoSuchCriterion`]
    pub fn of_criterion(weights: &Weights, criterion: usize) -> Result<Self, SliderError> {
        Self::of_criteria(weights, &[criterion])
    }

    /// Moves several criteria together, in proportion to their weights (in equal parts
    /// if all of these are 0); all others give way.
    ///
    /// # Errors
    ///
    /// [`SliderError`], except [`SliderError::Tree`].
    pub fn of_criteria(weights: &Weights, together: &[usize]) -> Result<Self, SliderError> {
        let weights = weights.as_slice();
        let criteria = weights.len();
        let mut moves = vec![false; criteria];
        for &criterion in together {
            match moves.get_mut(criterion) {
                None => return Err(SliderError::NoSuchCriterion { criterion, criteria }),
                Some(true) => return Err(SliderError::Repeated { criterion }),
                Some(moves) => *moves = true,
            }
        }
        if together.is_empty() {
            return Err(SliderError::Empty);
        }
        let weight: f64 = together.iter().map(|&criterion| weights[criterion]).sum();
        let others = || (0..criteria).filter(|&criterion| !moves[criterion]);
        let yielding_weight: f64 = others().map(|criterion| weights[criterion]).sum();
        let share_of_moving = |&criterion: &usize| {
            let share = if weight > 0.0 { weights[criterion] / weight } else { 1.0 / together.len() as f64 };
            (criterion, share)
        };
        let yielding = if yielding_weight > 0.0 {
            others().map(|criterion| (criterion, weights[criterion] / yielding_weight)).collect()
        } else {
            Vec::new()
        };
        let moving = together.iter().map(share_of_moving).collect();
        Ok(Self { criteria, weight, total: weight + yielding_weight, moving, yielding })
    }

    /// Moves the weight of one node of a criteria tree, as its slider does: the leaves
    /// below it in proportion, those below its siblings giving way; other branches stay.
    ///
    /// Weights are shares of the whole; divided by [`total`](Self::total) they
    /// are shares among the siblings. The criteria of the matrix are the tree's
    /// [`leaves`](CriteriaTree::leaves), in that order.
    ///
    /// # Errors
    ///
    /// [`SliderError::NoSuchCriterion`] or [`SliderError::Tree`].
    pub fn in_tree(nodes: &[Node], node: usize) -> Result<Self, SliderError> {
        let tree = CriteriaTree::new(nodes)?;
        let Some(&Node { parent, .. }) = nodes.get(node) else {
            return Err(SliderError::NoSuchCriterion { criterion: node, criteria: nodes.len() });
        };
        let mut sum_of_children = vec![0.0; nodes.len()];
        for node in nodes {
            if let Some(parent) = node.parent {
                sum_of_children[parent] += node.weight;
            }
        }
        let siblings_weight: f64 = (0..)
            .zip(nodes)
            .filter(|(index, other)| *index != node && other.parent == parent)
            .map(|(_, other)| other.weight)
            .sum();
        let mut moving = Vec::new();
        let mut yielding = Vec::new();
        for (criterion, &leaf) in tree.leaves().iter().enumerate() {
            // Up from the leaf to a child of the slider's group; `share` is the leaf's part of that child.
            let (mut branch, mut share) = (leaf, 1.0);
            while nodes[branch].parent != parent {
                let Some(above) = nodes[branch].parent else { break };
                share *= nodes[branch].weight / sum_of_children[above];
                branch = above;
            }
            if branch == node {
                moving.push((criterion, share));
            } else if nodes[branch].parent == parent && siblings_weight > 0.0 {
                yielding.push((criterion, nodes[branch].weight / siblings_weight * share));
            }
        }
        let total = parent.map_or(1.0, |parent| tree.shares()[parent]);
        Ok(Self { criteria: tree.leaves().len(), weight: tree.shares()[node], total, moving, yielding })
    }

    /// Where it stands now, as a share of the whole.
    pub fn weight(&self) -> f64 {
        self.weight
    }

    /// Weight of what moves and what gives way together: the most it can be moved to. 1 unless in a tree.
    pub fn total(&self) -> f64 {
        self.total
    }

    /// Least and greatest weight it can be moved to: 0 to [`total`](Self::total), or
    /// the present weight alone where all that could give way has weight 0.
    pub fn span(&self) -> (f64, f64) {
        if self.yielding.is_empty() { (self.weight, self.weight) } else { (0.0, self.total) }
    }

    /// Weights of all criteria after it has been moved to `weight` (within its
    /// [`span`](Self::span)), from those it was made from.
    ///
    /// # Panics
    ///
    /// If `weights` has another number of criteria.
    pub fn moved(&self, weights: &Weights, weight: f64) -> Vec<f64> {
        assert_eq!(weights.as_slice().len(), self.criteria, "the slider belongs to other criteria");
        let mut moved = weights.as_slice().to_vec();
        if !self.yielding.is_empty() {
            for &(criterion, share) in &self.moving {
                moved[criterion] = weight * share;
            }
            for &(criterion, share) in &self.yielding {
                moved[criterion] = (self.total - weight) * share;
            }
        }
        moved
    }

    /// Change of each score per unit of weight.
    fn slopes(&self, matrix: &DecisionMatrix) -> Vec<f64> {
        let mut slopes = vec![0.0; matrix.alternatives()];
        let parts = self.moving.iter().map(|&(criterion, share)| (criterion, share));
        let counterparts = self.yielding.iter().map(|&(criterion, share)| (criterion, -share));
        for (criterion, share) in parts.chain(counterparts) {
            for (slope, value) in slopes.iter_mut().zip(matrix.values(criterion)) {
                *slope += share * value;
            }
        }
        slopes
    }
}

/// How far one weight can move, question by question.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WeightStability {
    /// The present weight, a share of the whole.
    pub weight: f64,
    /// Least and greatest weight there is.
    pub span: (f64, f64),
    /// No displayed rank changes, shared ones included: a tie that parts ends it.
    pub ranks: StableRange,
    /// Nobody overtakes anybody; ties may part.
    pub order: StableRange,
    /// The first stays first.
    pub leader: StableRange,
    /// The first k stay the first k, in whatever order.
    pub top: StableRange,
}

/// Weights, as shares of the whole, between which an answer stays; it contains the present weight.
///
/// It stays strictly between the ends. At an end that someone bounds, two scores are equal;
/// where nobody does, the end is that of the slider and belongs to the range.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StableRange {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Who meets at the lower end; `None` at the end of the slider.
    pub below: Option<Crossing>,
    /// Who meets at the upper end; `None` at the end of the slider.
    pub above: Option<Crossing>,
}

/// Two alternatives whose scores meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Crossing {
    /// The one that is ahead now (or stands first in a tie).
    pub ahead: usize,
    /// The one that is ahead beyond the crossing (or no longer tied).
    pub behind: usize,
}

/// How far the weight of `slider` can move; `k` is the size of the top.
///
/// A `k` of 0 or of all alternatives never changes. An alternative's missing
/// scores count as 0, as in [`scores`].
///
/// ```
/// use pmo_engine::scoring::additive::DecisionMatrix;
/// use pmo_engine::scoring::stability::{Slider, stability};
/// use pmo_engine::scoring::value_function::ValueFunction;
/// use pmo_engine::scoring::weights::Weights;
///
/// let functions = vec![ValueFunction::linear(0.0, 1.0)?; 2];
/// let raw_scores = [1.0, 0.0, 0.5, 0.75].map(Some); // two alternatives, two criteria
/// let matrix = DecisionMatrix::new(&raw_scores, &functions, Weights::new(&[3.0, 1.0])?)?;
/// let found = stability(&matrix, &Slider::of_criterion(matrix.weights(), 0)?, 1);
/// assert_eq!((found.leader.low, found.leader.high), (0.6, 1.0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Panics
///
/// If the slider was made for another number of criteria.
pub fn stability(matrix: &DecisionMatrix, slider: &Slider, k: usize) -> WeightStability {
    let now = scores(matrix);
    let ranking = rank(&now);
    stability_of(matrix, &now, &ranking, slider, k)
}

/// [`stability`] of each of `sliders`, which share the scores and ranks that it starts from.
///
/// # Panics
///
/// If a slider was made for another number of criteria.
pub fn stability_of_sliders(matrix: &DecisionMatrix, sliders: &[Slider], k: usize) -> Vec<WeightStability> {
    let now = scores(matrix);
    let ranking = rank(&now);
    sliders.iter().map(|slider| stability_of(matrix, &now, &ranking, slider, k)).collect()
}

/// [`stability`] of every criterion on its own, all others giving way; in matrix order.
///
/// # Panics
///
/// Never: the sliders are made from the matrix.
pub fn stability_of_each(matrix: &DecisionMatrix, k: usize) -> Vec<WeightStability> {
    let of_criterion =
        |criterion| Slider::of_criterion(matrix.weights(), criterion).expect("the matrix has this criterion");
    let sliders: Vec<Slider> = (0..matrix.criteria()).map(of_criterion).collect();
    stability_of_sliders(matrix, &sliders, k)
}

/// Lines whose slopes differ by less are parallel: it is a difference of rounding alone.
const SLOPE_TOLERANCE: f64 = 1e-12;

/// A crossing this close to the end of the slider is at it.
const END_TOLERANCE: f64 = 1e-12;

fn stability_of(
    matrix: &DecisionMatrix,
    now: &[f64],
    ranking: &Ranking,
    slider: &Slider,
    k: usize,
) -> WeightStability {
    assert_eq!(matrix.criteria(), slider.criteria, "the slider belongs to other criteria");
    let slopes = slider.slopes(matrix);
    let up = Lines { now, slopes: &slopes, ranking };
    let mirrored: Vec<f64> = slopes.iter().map(|slope| -slope).collect();
    let down = Lines { now, slopes: &mirrored, ranking };
    let (low, high) = slider.span();
    let range = |below: Meeting, above: Meeting| StableRange {
        low: if below.who.is_some() { slider.weight - below.distance } else { low },
        high: if above.who.is_some() { slider.weight + above.distance } else { high },
        below: below.who,
        above: above.who,
    };
    let of = |question: &dyn Fn(&Lines, Meeting) -> Meeting| {
        let within = |lines: &Lines, distance: f64| {
            let end = Meeting { distance, who: None };
            // Those who meet at the very end of the slider bound nothing, however that end is rounded.
            Some(question(lines, end))
                .filter(|found| found.distance < distance - END_TOLERANCE)
                .unwrap_or(end)
        };
        range(within(&down, slider.weight - low), within(&up, high - slider.weight))
    };
    WeightStability {
        weight: slider.weight,
        span: (low, high),
        ranks: of(&|lines, end| lines.first_parting().unwrap_or_else(|| lines.first_overtaking(end))),
        order: of(&|lines, end| lines.first_overtaking(end)),
        leader: of(&|lines, end| lines.first_change_of_top(1, end)),
        top: of(&|lines, end| lines.first_change_of_top(k, end)),
    }
}

/// Scores as straight lines over the distance that the weight has moved in one direction.
struct Lines<'a> {
    now: &'a [f64],
    slopes: &'a [f64],
    ranking: &'a Ranking,
}

/// How far the weight has moved, and who meets there.
#[derive(Clone, Copy)]
struct Meeting {
    distance: f64,
    who: Option<Crossing>,
}

impl Lines<'_> {
    /// Two that are tied now and part at once.
    fn first_parting(&self) -> Option<Meeting> {
        self.groups().find_map(|group| {
            let first = group[0];
            let parts = |&&other: &&usize| (self.slopes[other] - self.slopes[first]).abs() > SLOPE_TOLERANCE;
            let behind = *group.iter().find(parts)?;
            Some(Meeting { distance: 0.0, who: Some(Crossing { ahead: first, behind }) })
        })
    }

    /// The first crossing of all is one of neighbours in the ranking: whoever stands between two
    /// that cross is squeezed out there or before.
    fn first_overtaking(&self, end: Meeting) -> Meeting {
        let mut groups = self.groups();
        let Some(mut upper) = groups.next() else { return end };
        groups.fold(end, |nearest, lower| {
            let meeting = self.meeting(upper, lower, nearest);
            upper = lower;
            meeting
        })
    }

    fn first_change_of_top(&self, k: usize, end: Meeting) -> Meeting {
        let (top, rest) = self.ranking.order.split_at(k.min(self.ranking.order.len()));
        self.meeting(top, rest, end)
    }

    /// Where the lowest line of `upper` first meets the highest of `lower`, unless beyond `end`.
    ///
    /// The gap between them is a concave function of the distance; from any point at which it is
    /// negative, the crossing of the two lines that make it so lies nearer, but not before the
    /// first. So the steps end at the crossing of two lines, worked out from those two alone.
    fn meeting(&self, upper: &[usize], lower: &[usize], end: Meeting) -> Meeting {
        let mut nearest = end;
        loop {
            let height = |index: usize| self.now[index] + nearest.distance * self.slopes[index];
            let lowest = upper.iter().copied().min_by(|&a, &b| height(a).total_cmp(&height(b)));
            let highest = lower.iter().copied().min_by(|&a, &b| height(b).total_cmp(&height(a)));
            let (Some(ahead), Some(behind)) = (lowest, highest) else { return end };
            let closing = self.slopes[behind] - self.slopes[ahead];
            if closing <= SLOPE_TOLERANCE {
                return nearest;
            }
            let distance = self.gap(ahead, behind) / closing;
            if distance >= nearest.distance {
                return nearest;
            }
            nearest = Meeting { distance, who: Some(Crossing { ahead, behind }) };
        }
    }

    /// Present lead of one over another that stands behind it, exactly 0 in a tie.
    fn gap(&self, ahead: usize, behind: usize) -> f64 {
        let ranks = &self.ranking.ranks;
        if ranks[ahead] == ranks[behind] { 0.0 } else { (self.now[ahead] - self.now[behind]).max(0.0) }
    }

    /// The tied, rank by rank, best first.
    fn groups(&self) -> impl Iterator<Item = &[usize]> {
        let ranks = &self.ranking.ranks;
        self.ranking.order.chunk_by(|&a, &b| ranks[a] == ranks[b])
    }
}
