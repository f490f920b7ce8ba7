//! Scores, contributions and ranks of all initiatives.

use serde::Serialize;
use thiserror::Error;

use crate::engine::scoring::additive::{DecisionMatrix, MatrixError, contributions, score_ranges, scores};
use crate::engine::scoring::ranking;
use crate::engine::scoring::value_function::{ValueFunction, ValueFunctionError};
use crate::engine::scoring::weights::{CriteriaTree, Node, WeightsError};
use crate::model::document::Document;
use crate::model::edit::Edit;
use crate::model::id::{CriterionId, InitiativeId};
use crate::model::initiative::Initiatives;
use crate::model::scoring::{Criterion, Scale, Scoring};

/// Ranking of all initiatives, with everything that a score is made of.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RankingReport {
    /// Leaf criteria, in display order; the order of every row's lists.
    pub criteria: Vec<CriterionReport>,
    /// Best first; equal scores in document order.
    pub ranking: Vec<RankedInitiative>,
}

/// One leaf criterion.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CriterionReport {
    /// Which.
    pub id: CriterionId,
    /// Its name.
    pub name: String,
    /// Its share of the whole weight, 0 to 1; the shares sum to 1.
    pub weight: f64,
}

/// One initiative in the ranking.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RankedInitiative {
    /// Which.
    pub id: InitiativeId,
    /// Its name.
    pub name: String,
    /// 1 for the best; equal scores share the best of their ranks.
    pub rank: u32,
    /// Whether others have the same rank.
    pub rank_is_shared: bool,
    /// Σ weight × value, 0 to 1.
    pub score: f64,
    /// The score if every missing one were the worst, and if it were the best; equal when none is missing.
    pub score_range: (f64, f64),
    /// Weight × value for each criterion; they sum to the score.
    pub contributions: Vec<f64>,
    /// Value for each criterion, 0 to 1; none where no score was given.
    pub values: Vec<Option<f64>>,
    /// Raw score for each criterion, in its own unit.
    pub raw_scores: Vec<Option<f64>>,
}

/// Why nothing can be ranked.
#[derive(Clone, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum ScoreError {
    /// There is nothing to score on.
    #[error("there is no criterion yet; add one on the Prioritise page")]
    NoCriteria,
    /// The weights give no shares.
    #[error("the weights {place} are all 0, so nothing can be ranked; give one of them a weight")]
    NoWeight {
        /// "of the criteria" or "under Value".
        place: String,
    },
    /// A criterion's scale gives no value.
    #[error("{criterion}: {error}")]
    Scale {
        /// Name of the criterion.
        criterion: String,
        /// What is wrong with it.
        error: ValueFunctionError,
    },
    /// The tree contradicts itself; validation names the place.
    #[error(transparent)]
    Tree(WeightsError),
    /// A score is no number; validation names the place.
    #[error(transparent)]
    Matrix(#[from] MatrixError),
}

/// What a ranking is made from, in the engine's terms: alternative i is initiative i of the list.
pub(super) struct Scored<'a> {
    /// Leaf criteria, in the order of the matrix.
    pub(super) leaves: Vec<&'a Criterion>,
    /// Row by row; none where no score was given.
    pub(super) raw_scores: Vec<Option<f64>>,
    pub(super) matrix: DecisionMatrix,
}

impl<'a> Scored<'a> {
    pub(super) fn new(scoring: &'a Scoring, initiatives: &Initiatives) -> Result<Self, ScoreError> {
        let tree = criteria_tree(scoring)?;
        let leaves: Vec<&Criterion> = tree.leaves().iter().map(|&index| &scoring.criteria[index]).collect();
        let functions =
            leaves.iter().map(|criterion| value_function(criterion)).collect::<Result<Vec<_>, _>>()?;
        let raw_scores: Vec<Option<f64>> = initiatives
            .list
            .iter()
            .flat_map(|initiative| {
                leaves.iter().map(|leaf| initiative.scores.get(&leaf.id).map(|score| score.get()))
            })
            .collect();
        let matrix = DecisionMatrix::new(&raw_scores, &functions, tree.leaf_weights())?;
        Ok(Self { leaves, raw_scores, matrix })
    }
}

impl RankingReport {
    /// The row of initiative `id`.
    pub fn row(&self, id: InitiativeId) -> Option<&RankedInitiative> {
        self.ranking.iter().find(|row| row.id == id)
    }
}

/// Scores and ranks `initiatives` by `scoring`.
///
/// # Errors
///
/// [`ScoreError`] if there are no criteria, no weights, or a scale that gives no value.
pub fn rank(scoring: &Scoring, initiatives: &Initiatives) -> Result<RankingReport, ScoreError> {
    let Scored { leaves, raw_scores, matrix } = Scored::new(scoring, initiatives)?;
    let (scores, ranges, parts) = (scores(&matrix), score_ranges(&matrix), contributions(&matrix));
    let ranked = ranking::rank(&scores);
    let columns = leaves.len();
    let row = |&index: &usize| {
        let cells = index * columns..(index + 1) * columns;
        let raw = &raw_scores[cells.clone()];
        RankedInitiative {
            id: initiatives.list[index].id,
            name: initiatives.list[index].name.clone(),
            rank: ranked.ranks[index].position,
            rank_is_shared: ranked.ranks[index].is_shared,
            score: scores[index],
            score_range: (ranges[index].low, ranges[index].high),
            contributions: parts[cells].to_vec(),
            values: raw
                .iter()
                .enumerate()
                .map(|(leaf, raw)| raw.map(|_| matrix.values(leaf)[index]))
                .collect(),
            raw_scores: raw.to_vec(),
        }
    };
    Ok(RankingReport {
        criteria: leaves
            .iter()
            .zip(matrix.weights().as_slice())
            .map(|(leaf, &weight)| CriterionReport { id: leaf.id, name: leaf.name.clone(), weight })
            .collect(),
        ranking: ranked.order.iter().map(row).collect(),
    })
}

/// Share of the whole weight of every criterion, branches included, in document order.
///
/// # Errors
///
/// As [`rank`].
pub fn weight_shares(scoring: &Scoring) -> Result<Vec<(CriterionId, f64)>, ScoreError> {
    let tree = criteria_tree(scoring)?;
    Ok(scoring.criteria.iter().zip(tree.shares()).map(|(criterion, &share)| (criterion.id, share)).collect())
}

/// The value that `criterion`'s scale gives a raw score, 0 to 1.
///
/// # Errors
///
/// [`ScoreError::Scale`].
pub fn value_function(criterion: &Criterion) -> Result<ValueFunction, ScoreError> {
    let function = match &criterion.scale {
        Scale::Levels { levels } => {
            ValueFunction::levels(levels.iter().map(|level| level.value.get()).collect())
        }
        Scale::Linear { low, high, .. } => ValueFunction::linear(low.get(), high.get()),
        Scale::Piecewise { points, .. } => ValueFunction::piecewise(
            points.iter().map(|point| (point.score.get(), point.value.get())).collect(),
        ),
        Scale::Exponential { low, high, rho, .. } => {
            ValueFunction::exponential(low.get(), high.get(), rho.get())
        }
    };
    function.map_err(|error| ScoreError::Scale { criterion: criterion.name.clone(), error })
}

/// The criteria as nodes of a tree, in document order.
pub(super) fn nodes(scoring: &Scoring) -> Vec<Node> {
    let index_of = |id: CriterionId| scoring.criteria.iter().position(|criterion| criterion.id == id);
    scoring
        .criteria
        .iter()
        .map(|criterion| Node { parent: criterion.parent.and_then(index_of), weight: criterion.weight.get() })
        .collect()
}

fn criteria_tree(scoring: &Scoring) -> Result<CriteriaTree, ScoreError> {
    CriteriaTree::new(&nodes(scoring)).map_err(|error| match error {
        WeightsError::Empty => ScoreError::NoCriteria,
        WeightsError::AllZero { parent: None } => {
            ScoreError::NoWeight { place: "of the criteria".to_owned() }
        }
        WeightsError::AllZero { parent: Some(parent) } => {
            ScoreError::NoWeight { place: format!("under {}", scoring.criteria[parent].name) }
        }
        other => ScoreError::Tree(other),
    })
}

/// Puts the initiatives of `document` into the order of `ranking`, as one step.
pub fn order_by_score(document: &Document, ranking: &RankingReport) -> Edit {
    let mut order: Vec<InitiativeId> =
        document.initiatives.list.iter().map(|initiative| initiative.id).collect();
    let mut edits = Vec::new();
    for (position, row) in (0_u32..).zip(&ranking.ranking) {
        let index = position as usize;
        // What stands there already need not move; every other move shifts those behind it.
        if order.get(index) != Some(&row.id) {
            order.retain(|id| *id != row.id);
            order.insert(index.min(order.len()), row.id);
            edits.push(Edit::MoveInitiative { initiative: row.id, position });
        }
    }
    Edit::Several { label: "order by score".to_owned(), edits }
}

/// The finding of a ranking, in a sentence: who leads, and by how much.
pub fn finding(ranking: &RankingReport) -> String {
    match ranking.ranking.as_slice() {
        [] => "Nothing to rank yet".to_owned(),
        [only] => format!("{} is the only initiative", only.name),
        [first, second, ..] => {
            let points = (first.score - second.score) * 100.0;
            let level = ranking.ranking.iter().take_while(|row| first.score - row.score < 0.01).count();
            if level > 2 {
                format!("{level} initiatives are within a point of the lead")
            } else if points < 1.0 {
                format!("{} and {} are level at the top", first.name, second.name)
            } else {
                format!("{} leads by {points:.1} points", first.name)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample;

    #[test]
    fn ordering_by_score_makes_priority_follow_the_ranking() {
        let mut document = sample::find("gmpp").unwrap().document();
        let ranking = rank(&document.scoring, &document.initiatives).unwrap();
        order_by_score(&document, &ranking).apply(&mut document).unwrap();
        let order: Vec<InitiativeId> =
            document.initiatives.list.iter().map(|initiative| initiative.id).collect();
        let ranked: Vec<InitiativeId> = ranking.ranking.iter().map(|row| row.id).collect();
        assert_eq!(order, ranked);
        let again = rank(&document.scoring, &document.initiatives).unwrap();
        assert_eq!(
            order_by_score(&document, &again),
            Edit::Several { label: "order by score".into(), edits: vec![] }
        );
    }

    #[test]
    fn branches_without_weight_are_named() {
        let mut document = sample::find("gmpp").unwrap().document();
        for criterion in &mut document.scoring.edit().criteria {
            criterion.weight = crate::model::finite::Finite::ZERO;
        }
        let error = rank(&document.scoring, &document.initiatives).unwrap_err();
        assert!(error.to_string().contains("all 0"), "{error}");
    }
}
