//! Scores of an assessment: per statement, per dimension, overall, per respondent.
//!
//! A statement scores the mean of its **group** means, so that six people of
//! the PMO do not outvote one sponsor. Beside each claimed score stands the
//! evidenced one, capped by the evidence seen. Agreement is 1 − sd/2, because
//! 2 is the largest standard deviation a scale from 1 to 5 allows.
//!
//! Source: the product's own scoring rule, with reference cases computed
//! independently (`tests/maturity/`).

use crate::maturity::{Answer, Assessment, HIGHEST_LEVEL, LOWEST_LEVEL};

/// Everything the answers say; all scores on the scale `1.0..=5.0`.
#[derive(Clone, Debug, PartialEq)]
pub struct MaturityScores {
    /// One per statement, in statement order.
    pub statements: Vec<StatementScore>,
    /// One per dimension, in dimension order.
    pub dimensions: Vec<DimensionScore>,
    /// Mean of the dimensions by weight; dimensions without answers are left
    /// out with their weight. `None` if no dimension of weight has an answer.
    pub overall: Option<f64>,
    /// The same mean of the evidenced dimensions.
    pub overall_evidenced: Option<f64>,
    /// Largest level L at which at least 80 % of the answered statements score
    /// L − 0.25 or more and none scores below L − 1; level 1 if no other holds.
    /// All statements count alike, whatever their dimension's weight. `None`
    /// if nothing was answered.
    pub staged_level: Option<u8>,
    /// Index of the dimension with the lowest score, whatever its weight; the
    /// first of equals. `None` if nothing was answered.
    pub weakest_dimension: Option<usize>,
    /// One per respondent, in respondent order.
    pub respondents: Vec<RespondentScore>,
}

/// What was said about one statement.
#[derive(Clone, Debug, PartialEq)]
pub struct StatementScore {
    /// Mean of the group means; `None` if nobody gave a level.
    pub score: Option<f64>,
    /// The score, at most what its evidence carries.
    pub evidenced: Option<f64>,
    /// Mean level per group, in group order; `None` for a group without a level.
    pub group_means: Vec<Option<f64>>,
    /// Largest less smallest group mean, `0.0..=4.0`; `None` below two groups,
    /// where there is nothing to compare.
    pub group_gap: Option<f64>,
    /// Number of people who gave level 1, 2, 3, 4, 5.
    pub histogram: [u32; 5],
    /// Number of people who answered "don't know".
    pub dont_know: u32,
    /// Number of people who gave no answer.
    pub unanswered: u32,
    /// "Don't know" as a share of those who answered, `0.0..=1.0`; 0 if nobody did.
    pub dont_know_share: f64,
    /// Population standard deviation of the levels, `0.0..=2.0`, every person
    /// counting once; `None` below two levels.
    pub standard_deviation: Option<f64>,
    /// 1 − standard deviation / 2: 1 if all say the same, 0 if half say 1 and
    /// half say 5; `None` below two levels: one voice cannot agree with itself.
    pub agreement: Option<f64>,
}

/// Mean of the answered statements of one dimension, all counting alike.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DimensionScore {
    /// `None` if no statement of the dimension has a level.
    pub score: Option<f64>,
    /// The same mean of the evidenced scores.
    pub evidenced: Option<f64>,
}

/// One respondent as one voice: what the interval resamples.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RespondentScore {
    /// Mean of the person's own levels, each statement weighing its
    /// dimension's weight ÷ the number of statements there; `None` without a
    /// level in a dimension of weight.
    pub score: Option<f64>,
    /// Share of the whole, 1 ÷ (groups × people in this person's group), counting
    /// people with a score only; they sum to 1. 0 for a person without a score.
    pub weight: f64,
}

/// Scores `assessment` in every way the product shows.
///
/// ```
/// use pmo_engine::maturity::score::assess;
/// use pmo_engine::maturity::{Answer, AssessedStatement, Assessment, Evidence, Respondent};
///
/// let statement = AssessedStatement { dimension: 0, evidence: Evidence::E1 };
/// let voice = |group, level| Respondent { group, answers: vec![Answer::Level(level)] };
/// // One sponsor says 2; two people of the PMO say 5.
/// let people = vec![voice(0, 2), voice(1, 5), voice(1, 5)];
/// let assessment = Assessment::new(vec![statement], vec![1.0], 2, people)?;
///
/// let scores = assess(&assessment);
/// assert_eq!(scores.overall, Some(3.5));
/// assert_eq!(scores.overall_evidenced, Some(3.0));
/// # Ok::<(), pmo_engine::maturity::AssessmentError>(())
/// ```
pub fn assess(assessment: &Assessment) -> MaturityScores {
    let statements: Vec<_> =
        (0..assessment.statements().len()).map(|index| statement_score(assessment, index)).collect();
    let dimensions: Vec<_> = (0..assessment.dimension_weights().len())
        .map(|dimension| dimension_score(assessment, &statements, dimension))
        .collect();
    let weighted = |of: fn(&DimensionScore) -> Option<f64>| {
        let weights = assessment.dimension_weights().iter().copied();
        weighted_mean(
            weights.zip(&dimensions).filter_map(|(weight, dimension)| Some((weight, of(dimension)?))),
        )
    };
    MaturityScores {
        overall: weighted(|dimension| dimension.score),
        overall_evidenced: weighted(|dimension| dimension.evidenced),
        staged_level: staged_level(&statements),
        weakest_dimension: weakest(&dimensions),
        respondents: respondent_scores(assessment),
        statements,
        dimensions,
    }
}

/// Share of the statements that must reach a level, in fifths.
const STAGE_FIFTHS: usize = 4;
/// How far below a level a statement may score and still count as reaching it.
const STAGE_SLACK: f64 = 0.25;
/// Scores are sums of thirds and fifths: a score of 2.75 may sit a hair below.
const ROUNDING: f64 = 1e-9;

fn statement_score(assessment: &Assessment, statement: usize) -> StatementScore {
    let mut by_group = vec![(0_u32, 0_u32); assessment.groups()];
    let mut histogram = [0_u32; 5];
    let (mut dont_know, mut unanswered) = (0_u32, 0_u32);
    for respondent in assessment.respondents() {
        match respondent.answers[statement] {
            Answer::Unanswered => unanswered += 1,
            Answer::DontKnow => dont_know += 1,
            Answer::Level(level) => {
                let (sum, count) = &mut by_group[respondent.group];
                *sum += u32::from(level);
                *count += 1;
                histogram[usize::from(level - LOWEST_LEVEL)] += 1;
            }
        }
    }
    let group_means: Vec<Option<f64>> =
        by_group.iter().map(|&(sum, count)| (count > 0).then(|| f64::from(sum) / f64::from(count))).collect();
    let score = mean(group_means.iter().copied().flatten());
    let levels: u32 = histogram.iter().sum();
    let standard_deviation = standard_deviation(&histogram);
    StatementScore {
        score,
        evidenced: score.map(|score| score.min(assessment.statements()[statement].evidence.cap())),
        group_gap: gap(&group_means),
        group_means,
        histogram,
        dont_know,
        unanswered,
        dont_know_share: f64::from(dont_know) / f64::from((dont_know + levels).max(1)),
        standard_deviation,
        agreement: standard_deviation.map(|deviation| 1.0 - deviation / 2.0),
    }
}

fn dimension_score(
    assessment: &Assessment,
    statements: &[StatementScore],
    dimension: usize,
) -> DimensionScore {
    let members = || {
        let pairs = assessment.statements().iter().zip(statements);
        pairs.filter(|(asked, _)| asked.dimension == dimension).map(|(_, scored)| scored)
    };
    DimensionScore {
        score: mean(members().filter_map(|statement| statement.score)),
        evidenced: mean(members().filter_map(|statement| statement.evidenced)),
    }
}

fn staged_level(statements: &[StatementScore]) -> Option<u8> {
    let scores: Vec<f64> = statements.iter().filter_map(|statement| statement.score).collect();
    if scores.is_empty() {
        return None;
    }
    let holds = |level: u8| {
        let level = f64::from(level);
        let reached = scores.iter().filter(|&&score| score >= level - STAGE_SLACK - ROUNDING).count();
        reached * 5 >= scores.len() * STAGE_FIFTHS
            && scores.iter().all(|&score| score >= level - 1.0 - ROUNDING)
    };
    Some((LOWEST_LEVEL..=HIGHEST_LEVEL).rev().find(|&level| holds(level)).unwrap_or(LOWEST_LEVEL))
}

fn weakest(dimensions: &[DimensionScore]) -> Option<usize> {
    let scored =
        dimensions.iter().enumerate().filter_map(|(index, dimension)| Some((index, dimension.score?)));
    scored.min_by(|(_, a), (_, b)| a.total_cmp(b)).map(|(index, _)| index)
}

fn respondent_scores(assessment: &Assessment) -> Vec<RespondentScore> {
    let weights = statement_weights(assessment);
    let scores: Vec<Option<f64>> = assessment
        .respondents()
        .iter()
        .map(|respondent| {
            weighted_mean(weights.iter().zip(&respondent.answers).filter_map(
                |(&weight, answer)| match *answer {
                    Answer::Level(level) => Some((weight, f64::from(level))),
                    Answer::DontKnow | Answer::Unanswered => None,
                },
            ))
        })
        .collect();
    let mut sizes = vec![0_u32; assessment.groups()];
    for (respondent, score) in assessment.respondents().iter().zip(&scores) {
        sizes[respondent.group] += u32::from(score.is_some());
    }
    let answering_groups = sizes.iter().filter(|&&size| size > 0).count() as f64;
    let people = assessment.respondents().iter().zip(scores);
    people
        .map(|(respondent, score)| RespondentScore {
            score,
            weight: score.map_or(0.0, |_| 1.0 / (answering_groups * f64::from(sizes[respondent.group]))),
        })
        .collect()
}

/// Weight of each statement: its dimension's, shared out among the statements there.
fn statement_weights(assessment: &Assessment) -> Vec<f64> {
    let mut sizes = vec![0_u32; assessment.dimension_weights().len()];
    for statement in assessment.statements() {
        sizes[statement.dimension] += 1;
    }
    assessment
        .statements()
        .iter()
        .map(|statement| {
            assessment.dimension_weights()[statement.dimension] / f64::from(sizes[statement.dimension])
        })
        .collect()
}

fn gap(group_means: &[Option<f64>]) -> Option<f64> {
    let means = || group_means.iter().copied().flatten();
    let spread = means().fold(f64::NEG_INFINITY, f64::max) - means().fold(f64::INFINITY, f64::min);
    (means().count() >= 2).then_some(spread)
}

/// Population standard deviation of the levels counted; exact up to the root.
fn standard_deviation(histogram: &[u32; 5]) -> Option<f64> {
    let (mut count, mut sum, mut squares) = (0_u64, 0_u64, 0_u64);
    for (level, &people) in (u64::from(LOWEST_LEVEL)..).zip(histogram) {
        let people = u64::from(people);
        count += people;
        sum += people * level;
        squares += people * level * level;
    }
    (count >= 2).then(|| ((count * squares - sum * sum) as f64).sqrt() / count as f64)
}

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    weighted_mean(values.map(|value| (1.0, value)))
}

/// `None` without a value of positive weight.
fn weighted_mean(weighted: impl Iterator<Item = (f64, f64)>) -> Option<f64> {
    let (total, sum) =
        weighted.fold((0.0, 0.0), |(total, sum), (weight, value)| (total + weight, sum + weight * value));
    (total > 0.0).then(|| sum / total)
}
