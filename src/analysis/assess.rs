//! What an assessment of the office says.

use std::collections::BTreeSet;

use serde::Serialize;
use thiserror::Error;

use super::confidence::{ConfidenceCounts, ConfidenceShares};
use super::withheld::withheld;
use crate::engine::maturity::interval::{DEFAULT_RESAMPLES, stretched_bootstrap};
use crate::engine::maturity::red_flags::{self, Capped, Effects};
use crate::engine::maturity::score::{MaturityScores, RespondentScore, StatementScore, assess as score};
use crate::engine::maturity::{self, AssessmentError, influence};
use crate::engine::stats::interval::Interval;
use crate::model::finite::Finite;
use crate::model::id::AssessmentId;
use crate::model::office::maturity_model::{MaturityModel, StatementId};
use crate::model::office::{Answer, Assessment, Evidence, RespondentGroup};

/// Key of the interval's resamples.
const SEED: u64 = 7;

/// Everything an assessment says; all scores on the scale 1 to 5.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AssessmentReport {
    /// Which assessment.
    pub id: AssessmentId,
    /// Its name.
    pub name: String,
    /// People who gave at least one level.
    pub respondents: usize,
    /// Groups they speak for.
    pub groups: usize,
    /// Weighted mean of the dimensions; none if nobody gave a level.
    pub mean: Option<f64>,
    /// 90 % interval of the mean over respondents; none below three.
    pub mean_interval: Option<Interval>,
    /// The mean with every statement capped by the evidence seen for it.
    pub evidenced: Option<f64>,
    /// Largest level that at least 80 % of the statements reach.
    pub staged: Option<u8>,
    /// Dimension with the lowest score.
    pub weakest: Option<WeakestDimension>,
    /// Share of "don't know" among all answers, 0 to 1.
    pub dont_know_share: f64,
    /// How sure people are of the rest; it enters no score and no interval.
    pub confidence: ConfidenceShares,
    /// Answers given, "don't know" included.
    pub answered: usize,
    /// Answers there could be: respondents on the list × statements.
    pub askable: usize,
    /// In the order of the model.
    pub dimensions: Vec<DimensionReport>,
    /// Whether somebody stayed unnamed: the means of groups of fewer than three people are withheld, with any that would
    /// give them away.
    pub is_anonymous: bool,
    /// The groups that take part, in their own order.
    pub by_group: Vec<GroupReport>,
}

/// How one group sees the office.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GroupReport {
    /// Which.
    pub group: RespondentGroup,
    /// People of it who gave a level.
    pub people: usize,
    /// Whether too few of them answered to be shown apart where somebody stayed unnamed.
    pub is_withheld: bool,
    /// Their weighted mean; none if nobody gave a level, or withheld.
    pub mean: Option<f64>,
    /// Mean of the dimensions, in the order of the model; each none as the mean is.
    pub dimensions: Vec<Option<f64>>,
}

/// The dimension that holds the others back.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WeakestDimension {
    /// Its number, 1 to 10.
    pub dimension: u8,
    /// Its name.
    pub name: String,
    /// Its score.
    pub score: f64,
}

/// One dimension.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DimensionReport {
    /// Its number, from 1.
    pub dimension: u8,
    /// Its name.
    pub name: String,
    /// The same in at most 18 characters.
    pub short: String,
    /// Its share of the whole weight, 0 to 1.
    pub weight: f64,
    /// Mean of its statements; none if nobody gave a level.
    pub score: Option<f64>,
    /// 90 % interval over respondents; none below three.
    pub interval: Option<Interval>,
    /// The mean with every statement capped by its evidence.
    pub evidenced: Option<f64>,
    /// Largest less smallest group mean that is not withheld; none below two groups.
    pub group_gap: Option<f64>,
    /// From where to where the weighted mean of all goes while this weight goes from half to double; none if it
    /// decides nothing.
    pub mean_by_weight: Option<Interval>,
    /// Share of "don't know" among its answers, 0 to 1.
    pub dont_know_share: f64,
    /// How sure people are of the rest; it enters no score and no interval.
    pub confidence: ConfidenceShares,
    /// In the order of the model.
    pub statements: Vec<StatementReport>,
}

/// One statement.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StatementReport {
    /// Which.
    pub id: StatementId,
    /// Its topic.
    pub name: String,
    /// Mean of the group means.
    pub score: Option<f64>,
    /// The score capped by its evidence.
    pub evidenced: Option<f64>,
    /// Largest less smallest group mean that is not withheld; none below two groups.
    pub group_gap: Option<f64>,
    /// 1 if all say the same, 0 if half say 1 and half say 5.
    pub agreement: Option<f64>,
    /// How many said level 1, 2, 3, 4, 5.
    pub histogram: [u32; 5],
    /// Share of "don't know" among those who answered, 0 to 1.
    pub dont_know_share: f64,
    /// How sure people are of their levels; it enters no score.
    pub confidence: ConfidenceCounts,
}

/// Why an assessment cannot be scored.
#[derive(Clone, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum AssessError {
    /// There is none.
    #[error("there is no assessment yet; begin one on the PMO page")]
    NoAssessment,
    /// What is asked for speaks of the built-in statements.
    #[error(
        "every assessment here asks the organisation’s own statements, and the actions of the roadmap raise the \
         built-in ones; hold one with the built-in statements"
    )]
    OwnStatementsOnly,
    /// Nobody is to see it yet.
    #[error("“{0}” is blind until revealed; reveal its result under Assess on the PMO page")]
    Blind(String),
    /// There is nothing to score.
    #[error("nobody has given a level in “{0}” yet; answer its statements under Assess on the PMO page")]
    NoAnswers(String),
    /// The engine refuses the numbers.
    #[error(transparent)]
    Engine(#[from] AssessmentError),
}

/// Scores `assessment` by `model`.
///
/// Answers to statements that the model does not have are left out.
///
/// # Errors
///
/// [`AssessError`] if the model has no statements or no weight.
pub fn assess(assessment: &Assessment, model: &MaturityModel) -> Result<AssessmentReport, AssessError> {
    let input = engine_input(assessment, model)?;
    let scores = score(&input);
    let interval = stretched_bootstrap(&scores.respondents, SEED, DEFAULT_RESAMPLES);
    let by_group = by_group(assessment, &input, &scores);
    let gaps = statement_gaps(assessment, &input, &scores, &by_group);
    let influences = influence::of_weights(&scores, input.dimension_weights());
    let total_weight: f64 = model.dimensions.iter().map(|dimension| dimension.weight.get()).sum();
    let mut statements = scores.statements.iter().zip(gaps);
    let mut dimensions = Vec::with_capacity(model.dimensions.len());
    for (number, (dimension, scored)) in (1_u8..).zip(model.dimensions.iter().zip(&scores.dimensions)) {
        let asked = dimension.statements.iter().zip(&mut statements);
        let own: Vec<(StatementReport, u32)> = asked
            .map(|(it, (scored, gap))| {
                let confidence = ConfidenceCounts::of(assessment, it.id);
                (statement_report(it.id, &it.name, scored, gap, confidence), scored.dont_know)
            })
            .collect();
        let dont_know: u32 = own.iter().map(|(_, dont_know)| dont_know).sum();
        let confidence: ConfidenceCounts = own.iter().map(|(it, _)| it.confidence).sum();
        dimensions.push(DimensionReport {
            dimension: number,
            name: dimension.name.clone(),
            short: dimension.short.clone(),
            weight: dimension.weight.get() / total_weight,
            score: scored.score,
            interval: dimension_interval(assessment, model, number)?,
            evidenced: scored.evidenced,
            group_gap: gap_of(&by_group, usize::from(number) - 1),
            mean_by_weight: influences[usize::from(number) - 1],
            dont_know_share: share(dont_know, confidence.levels()),
            confidence: confidence.shares(dont_know),
            statements: own.into_iter().map(|(it, _)| it).collect(),
        });
    }
    let dont_know: u32 = scores.statements.iter().map(|statement| statement.dont_know).sum();
    let levels: u32 = scores.statements.iter().flat_map(|statement| statement.histogram).sum();
    let confidence: ConfidenceCounts =
        dimensions.iter().flat_map(|it| &it.statements).map(|it| it.confidence).sum();
    Ok(AssessmentReport {
        id: assessment.id,
        name: assessment.name.clone(),
        respondents: scores.respondents.iter().filter(|respondent| respondent.score.is_some()).count(),
        groups: groups(assessment).len(),
        mean: scores.overall,
        mean_interval: interval.map(|interval| Interval { low: interval.low, high: interval.high }),
        evidenced: scores.overall_evidenced,
        staged: scores.staged_level,
        weakest: scores.weakest_dimension.and_then(|index| {
            let report = &dimensions[index];
            Some(WeakestDimension {
                dimension: report.dimension,
                name: report.name.clone(),
                score: report.score?,
            })
        }),
        dont_know_share: share(dont_know, levels),
        confidence: confidence.shares(dont_know),
        answered: (dont_know + levels) as usize,
        askable: assessment.respondents.len() * model.statements().count(),
        dimensions,
        is_anonymous: assessment.is_anonymous(),
        by_group,
    })
}

/// The scores after the caps that raised flags put on them.
///
/// # Errors
///
/// As [`assess`].
pub fn capped(
    assessment: &Assessment,
    model: &MaturityModel,
    effects: &Effects,
) -> Result<Capped, AssessError> {
    let input = engine_input(assessment, model)?;
    let dimension_of: Vec<usize> = input.statements().iter().map(|statement| statement.dimension).collect();
    Ok(red_flags::cap(&score(&input), effects, &dimension_of, input.dimension_weights()))
}

/// `assessment` and `model` with the statements of `common` only.
pub fn restricted(model: &MaturityModel, common: &BTreeSet<StatementId>) -> MaturityModel {
    let mut model = model.clone();
    for dimension in &mut model.dimensions {
        dimension.statements.retain(|statement| common.contains(&statement.id));
    }
    model
}

/// Some statements of an assessment, scored by themselves.
pub(super) struct Part {
    /// The statements, each with its share of its dimension's weight.
    pub(super) model: MaturityModel,
    /// Their weighted mean; none if nobody gave a level.
    pub(super) score: Option<f64>,
    /// 90 % interval over respondents; none below three.
    pub(super) interval: Option<Interval>,
    /// Scores of the dimensions of [`Self::model`].
    pub(super) dimensions: Vec<Option<f64>>,
    /// Scores of its statements.
    pub(super) statements: Vec<Option<f64>>,
    /// One per respondent of the assessment, in its order; empty without statements.
    pub(super) respondents: Vec<RespondentScore>,
}

/// Scores the statements of `model` that `keep` admits, as if nothing else had been asked.
///
/// # Errors
///
/// [`AssessError`] if they have no weight.
pub(super) fn part(
    assessment: &Assessment,
    model: &MaturityModel,
    keep: impl Fn(StatementId) -> bool,
) -> Result<Part, AssessError> {
    let mut model = model.clone();
    for dimension in &mut model.dimensions {
        let asked = dimension.statements.len().max(1);
        dimension.statements.retain(|statement| keep(statement.id));
        let kept = dimension.weight.get() * dimension.statements.len() as f64 / asked as f64;
        // A share of a finite weight.
        dimension.weight = Finite::new(kept).unwrap_or_default();
    }
    model.dimensions.retain(|dimension| !dimension.statements.is_empty());
    if model.dimensions.is_empty() {
        let (dimensions, statements, respondents) = (Vec::new(), Vec::new(), Vec::new());
        return Ok(Part { model, score: None, interval: None, dimensions, statements, respondents });
    }
    let scores = score(&engine_input(assessment, &model)?);
    let interval = stretched_bootstrap(&scores.respondents, SEED, DEFAULT_RESAMPLES);
    Ok(Part {
        model,
        score: scores.overall,
        interval: interval.map(|interval| Interval { low: interval.low, high: interval.high }),
        dimensions: scores.dimensions.iter().map(|it| it.score).collect(),
        statements: scores.statements.iter().map(|it| it.score).collect(),
        respondents: scores.respondents,
    })
}

fn by_group(
    assessment: &Assessment,
    input: &maturity::Assessment,
    scores: &MaturityScores,
) -> Vec<GroupReport> {
    let mean = |weighted: &mut dyn Iterator<Item = (f64, f64)>| {
        let (total, sum) =
            weighted.fold((0.0, 0.0), |(total, sum), (weight, value)| (total + weight, sum + weight * value));
        (total > 0.0).then(|| sum / total)
    };
    let weights = input.dimension_weights();
    let groups = groups(assessment);
    let mut people = vec![0; groups.len()];
    for (person, scored) in input.respondents().iter().zip(&scores.respondents) {
        people[person.group] += usize::from(scored.score.is_some());
    }
    let hidden = |people: &[usize]| {
        if assessment.is_anonymous() { withheld(people) } else { vec![false; people.len()] }
    };
    let is_withheld = hidden(&people);
    let by_dimension: Vec<Vec<bool>> = (0..weights.len())
        .map(|dimension| {
            hidden(&people_with_level(input, |it| input.statements()[it].dimension == dimension))
        })
        .collect();
    let report = |(index, group): (usize, RespondentGroup)| {
        let dimensions: Vec<Option<f64>> = (0..weights.len())
            .map(|dimension| {
                if is_withheld[index] || by_dimension[dimension][index] {
                    return None;
                }
                let of = input.statements().iter().zip(&scores.statements);
                let means = of.filter(|(asked, _)| asked.dimension == dimension);
                mean(&mut means.filter_map(|(_, scored)| Some((1.0, scored.group_means[index]?))))
            })
            .collect();
        let weighted = weights.iter().zip(&dimensions);
        GroupReport {
            group,
            people: people[index],
            is_withheld: is_withheld[index],
            mean: mean(&mut weighted.filter_map(|(weight, score)| Some((*weight, (*score)?)))),
            dimensions,
        }
    };
    groups.into_iter().enumerate().map(report).collect()
}

/// How many of each group gave a level to a statement that `is_of_it`, by its index.
fn people_with_level(input: &maturity::Assessment, is_of_it: impl Fn(usize) -> bool) -> Vec<usize> {
    let mut people = vec![0; input.groups()];
    for person in input.respondents() {
        let has_level = |(index, answer): (usize, &maturity::Answer)| {
            matches!(answer, maturity::Answer::Level(_)) && is_of_it(index)
        };
        people[person.group] += usize::from(person.answers.iter().enumerate().any(has_level));
    }
    people
}

/// Gap between the groups on each statement; where somebody stayed unnamed, between those that are shown.
fn statement_gaps(
    assessment: &Assessment,
    input: &maturity::Assessment,
    scores: &MaturityScores,
    by_group: &[GroupReport],
) -> Vec<Option<f64>> {
    if !assessment.is_anonymous() {
        return scores.statements.iter().map(|it| it.group_gap).collect();
    }
    let of = |(index, scored): (usize, &StatementScore)| {
        let hidden = withheld(&people_with_level(input, |it| it == index));
        let shown = scored.group_means.iter().zip(by_group).zip(hidden);
        let shown = shown.filter(|((_, group), hidden)| !group.is_withheld && !hidden);
        spread(shown.filter_map(|((mean, _), _)| *mean))
    };
    scores.statements.iter().enumerate().map(of).collect()
}

fn gap_of(groups: &[GroupReport], dimension: usize) -> Option<f64> {
    spread(groups.iter().filter_map(|group| group.dimensions[dimension]))
}

/// Largest less smallest; none below two.
fn spread(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (count, low, high) = values
        .fold((0_u32, f64::INFINITY, f64::NEG_INFINITY), |(count, low, high), it| {
            (count + 1, low.min(it), high.max(it))
        });
    (count >= 2).then_some(high - low)
}

/// The interval of one dimension is that of an assessment which asks nothing else.
fn dimension_interval(
    assessment: &Assessment,
    model: &MaturityModel,
    dimension: u8,
) -> Result<Option<Interval>, AssessError> {
    let mut one = model.clone();
    one.dimensions = vec![model.dimensions[usize::from(dimension) - 1].clone()];
    one.dimensions[0].weight = Finite::ONE;
    let scores = score(&engine_input(assessment, &one)?);
    Ok(stretched_bootstrap(&scores.respondents, SEED, DEFAULT_RESAMPLES)
        .map(|interval| Interval { low: interval.low, high: interval.high }))
}

pub(super) fn engine_input(
    assessment: &Assessment,
    model: &MaturityModel,
) -> Result<maturity::Assessment, AssessError> {
    let statements: Vec<(usize, StatementId)> = model
        .dimensions
        .iter()
        .enumerate()
        .flat_map(|(index, dimension)| {
            dimension.statements.iter().map(move |statement| (index, statement.id))
        })
        .collect();
    let groups = groups(assessment);
    let respondents = assessment
        .respondents
        .iter()
        .map(|respondent| maturity::Respondent {
            group: groups.iter().position(|group| *group == respondent.group).expect("it is in the list"),
            answers: statements
                .iter()
                .map(|(_, id)| match assessment.answer(respondent.id, *id) {
                    None => maturity::Answer::Unanswered,
                    Some(Answer::DontKnow) => maturity::Answer::DontKnow,
                    Some(Answer::Level(level)) => maturity::Answer::Level(level),
                })
                .collect(),
        })
        .collect();
    let statements = statements
        .iter()
        .map(|(dimension, id)| maturity::AssessedStatement {
            dimension: *dimension,
            evidence: match assessment.evidence.get(id).copied().unwrap_or_default() {
                Evidence::None => maturity::Evidence::E0,
                Evidence::Told => maturity::Evidence::E1,
                Evidence::Document => maturity::Evidence::E2,
                Evidence::Data => maturity::Evidence::E3,
            },
        })
        .collect();
    let weights = model.dimensions.iter().map(|dimension| dimension.weight.get()).collect();
    Ok(maturity::Assessment::new(statements, weights, groups.len(), respondents)?)
}

/// Share of `dont_know` among all answers; 0 without answers.
fn share(dont_know: u32, levels: u32) -> f64 {
    f64::from(dont_know) / f64::from((dont_know + levels).max(1))
}

/// Groups that take part, in their own order.
fn groups(assessment: &Assessment) -> Vec<RespondentGroup> {
    let groups: BTreeSet<RespondentGroup> =
        assessment.respondents.iter().map(|respondent| respondent.group).collect();
    groups.into_iter().collect()
}

fn statement_report(
    id: StatementId,
    name: &str,
    scored: &StatementScore,
    group_gap: Option<f64>,
    confidence: ConfidenceCounts,
) -> StatementReport {
    StatementReport {
        id,
        name: name.to_owned(),
        score: scored.score,
        evidenced: scored.evidenced,
        group_gap,
        agreement: scored.agreement,
        histogram: scored.histogram,
        dont_know_share: scored.dont_know_share,
        confidence,
    }
}
