//! Scores, contributions and ranks of all initiatives.
//!
//! The score is always the weighted sum, the value of an initiative; a formula, if
//! the ranking goes by one, decides the order and reports its own scores beside it.

use serde::Serialize;
use thiserror::Error;

use super::figures::figure;
use super::method::{FormulaReport, score_all};
use crate::engine::scoring::additive::{DecisionMatrix, MatrixError, contributions, score_ranges, scores};
use crate::engine::scoring::ranking;
use crate::engine::scoring::value_function::{ValueFunction, ValueFunctionError};
use crate::engine::scoring::weights::{CriteriaTree, Node, WeightsError};
use crate::model::document::Document;
use crate::model::edit::Edit;
use crate::model::id::{CriterionId, InitiativeId};
use crate::model::initiative::{Initiative, Initiatives};
use crate::model::people::People;
use crate::model::scoring::{Criterion, Scale, Scoring};

/// Ranking of all initiatives, with everything that a score is made of.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RankingReport {
    /// Leaf criteria, in display order; the order of every row's lists. None where there are no weights
    /// and a formula does without.
    pub criteria: Vec<CriterionReport>,
    /// Best first; equal scores in document order.
    pub ranking: Vec<RankedInitiative>,
    /// What the ranking goes by, if not by the weighted sum.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub formula: Option<FormulaReport>,
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
    /// Value functions of the leaves.
    pub(super) functions: Vec<ValueFunction>,
    pub(super) matrix: DecisionMatrix,
}

impl<'a> Scored<'a> {
    pub(super) fn new(
        scoring: &'a Scoring,
        initiatives: &Initiatives,
        people: &People,
    ) -> Result<Self, ScoreError> {
        let tree = criteria_tree(scoring)?;
        let leaves: Vec<&Criterion> = tree.leaves().iter().map(|&index| &scoring.criteria[index]).collect();
        let functions =
            leaves.iter().map(|criterion| value_function(criterion)).collect::<Result<Vec<_>, _>>()?;
        let raw_scores: Vec<Option<f64>> = initiatives
            .list
            .iter()
            .flat_map(|initiative| leaves.iter().map(|leaf| raw_score(scoring, initiative, people, leaf.id)))
            .collect();
        let matrix = DecisionMatrix::new(&raw_scores, &functions, tree.leaf_weights())?;
        Ok(Self { leaves, raw_scores, functions, matrix })
    }
}

/// The raw score of `initiative` on a leaf criterion: what was scored, or what its figure gives.
pub fn raw_score(
    scoring: &Scoring,
    initiative: &Initiative,
    people: &People,
    criterion: CriterionId,
) -> Option<f64> {
    if let Some(it) = scoring.figures.get(&criterion) {
        return figure(*it, initiative, scoring, people).ok();
    }
    initiative.scores.get(&criterion).map(|score| score.get())
}

impl RankingReport {
    /// The row of initiative `id`.
    pub fn row(&self, id: InitiativeId) -> Option<&RankedInitiative> {
        self.ranking.iter().find(|row| row.id == id)
    }
}

/// Scores and ranks `initiatives` by `scoring`; `people` are those who would do the work.
///
/// # Errors
///
/// [`ScoreError`] if there are no criteria, no weights, or a scale that gives no value.
pub fn rank(
    scoring: &Scoring,
    initiatives: &Initiatives,
    people: &People,
) -> Result<RankingReport, ScoreError> {
    let list = &initiatives.list;
    let scored = match Scored::new(scoring, initiatives, people) {
        // A formula has no use for weights.
        Err(ScoreError::NoCriteria | ScoreError::NoWeight { .. }) if !scoring.method.is_weighted_sum() => {
            None
        }
        other => Some(other?),
    };
    let weighted = scored.as_ref().map(|scored| scores(&scored.matrix));
    let formula = score_all(scoring, list, people, weighted.as_deref());
    let by_formula = formula.as_ref().map(|report| {
        // Below every score, and all level: those without one share the last place.
        report.scores.iter().map(|row| row.score.unwrap_or(-1.0)).collect::<Vec<f64>>()
    });
    let nothing = || vec![0.0; list.len()];
    let weighted = weighted.unwrap_or_else(nothing);
    let ranked = ranking::rank(by_formula.as_ref().unwrap_or(&weighted));
    let mut rows = rows(scored.as_ref(), &weighted, list);
    for (row, rank) in rows.iter_mut().zip(&ranked.ranks) {
        (row.rank, row.rank_is_shared) = (rank.position, rank.is_shared);
    }
    let formula = formula.map(|report| FormulaReport {
        scores: ranked.order.iter().map(|&index| report.scores[index].clone()).collect(),
        ..report
    });
    Ok(RankingReport {
        criteria: scored.as_ref().map_or_else(Vec::new, criteria),
        ranking: ranked.order.iter().map(|&index| rows[index].clone()).collect(),
        formula,
    })
}

fn criteria(scored: &Scored) -> Vec<CriterionReport> {
    let weights = scored.matrix.weights().as_slice();
    let report = |(leaf, &weight): (&&Criterion, &f64)| CriterionReport {
        id: leaf.id,
        name: leaf.name.clone(),
        weight,
    };
    scored.leaves.iter().zip(weights).map(report).collect()
}

/// One row for each initiative, in document order, not ranked yet.
fn rows(scored: Option<&Scored>, weighted: &[f64], list: &[Initiative]) -> Vec<RankedInitiative> {
    let opened = scored.map(|it| (it, contributions(&it.matrix), score_ranges(&it.matrix)));
    let row = |(index, initiative): (usize, &Initiative)| {
        let mut row = RankedInitiative {
            id: initiative.id,
            name: initiative.name.clone(),
            rank: 0,
            rank_is_shared: false,
            score: weighted[index],
            score_range: (0.0, 0.0),
            contributions: Vec::new(),
            values: Vec::new(),
            raw_scores: Vec::new(),
        };
        if let Some((scored, parts, ranges)) = &opened {
            let columns = scored.leaves.len();
            let cells = index * columns..(index + 1) * columns;
            let raw = &scored.raw_scores[cells.clone()];
            row.score_range = (ranges[index].low, ranges[index].high);
            row.contributions = parts[cells].to_vec();
            let value = |(leaf, raw): (usize, &Option<f64>)| raw.map(|_| scored.matrix.values(leaf)[index]);
            row.values = raw.iter().enumerate().map(value).collect();
            row.raw_scores = raw.to_vec();
        }
        row
    };
    list.iter().enumerate().map(row).collect()
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
    if let Some(formula) = &ranking.formula {
        return finding_by_formula(ranking, formula);
    }
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

fn finding_by_formula(ranking: &RankingReport, formula: &FormulaReport) -> String {
    let scores: Vec<f64> = formula.scores.iter().filter_map(|row| row.score).collect();
    let name = formula.name;
    match (ranking.ranking.as_slice(), scores.as_slice()) {
        ([], _) => "Nothing to rank yet".to_owned(),
        (rows, []) => format!("None of {} initiatives has all that {name} asks for", rows.len()),
        ([first, ..], [_]) => format!("{} is the only one with a score by {name}", first.name),
        ([first, second, ..], [best, next, ..]) if *next > 0.0 && *best > 1.01 * next => {
            format!(
                "By {name} {} leads, with {:.1} times the score of {}",
                first.name,
                best / next,
                second.name
            )
        }
        ([first, second, ..], [best, next, ..]) if best > next && *next <= 0.0 => {
            format!("By {name} {} leads; {} has a score of 0", first.name, second.name)
        }
        ([first, second, ..], _) => {
            format!("By {name} {} and {} are level at the top", first.name, second.name)
        }
        ([only], _) => format!("{} is the only initiative", only.name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample;

    #[test]
    fn ordering_by_score_makes_priority_follow_the_ranking() {
        let mut document = sample::find("gmpp").unwrap().document();
        let ranking = rank(&document.scoring, &document.initiatives, &document.people).unwrap();
        order_by_score(&document, &ranking).apply(&mut document).unwrap();
        let order: Vec<InitiativeId> =
            document.initiatives.list.iter().map(|initiative| initiative.id).collect();
        let ranked: Vec<InitiativeId> = ranking.ranking.iter().map(|row| row.id).collect();
        assert_eq!(order, ranked);
        let again = rank(&document.scoring, &document.initiatives, &document.people).unwrap();
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
        let error = rank(&document.scoring, &document.initiatives, &document.people).unwrap_err();
        assert!(error.to_string().contains("all 0"), "{error}");
    }
}
