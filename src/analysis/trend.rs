//! How the office changed from round to round, on the statements that the rounds have in common.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Serialize;

use super::assess::{AssessError, assess, restricted};
use crate::engine::maturity::change::{Scored, difference};
use crate::engine::stats::interval::Interval;
use crate::model::id::AssessmentId;
use crate::model::office::maturity_model::{MaturityModel, StatementId};
use crate::model::office::{Answer, Assessment};

/// Fewest statements in common for two rounds to be compared.
pub const FEWEST_COMMON: usize = 10;

/// The rounds side by side.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TrendReport {
    /// Statements with a level in every round that is compared.
    pub common: usize,
    /// Oldest first; those that are compared.
    pub rounds: Vec<TrendRound>,
    /// From the round before to the one that is shown; none where nothing can be compared.
    pub change: Option<TrendChange>,
    /// Why nothing is compared.
    pub refused: Option<String>,
}

/// One round, scored on the common statements.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TrendRound {
    /// Which.
    pub id: AssessmentId,
    /// Its name.
    pub name: String,
    /// When it was held.
    pub date: Option<Date>,
    /// Weighted mean on the common statements.
    pub mean: f64,
    /// 90 % interval; none below three people.
    pub interval: Option<Interval>,
    /// People who gave a level.
    pub respondents: usize,
}

/// What changed between two rounds.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TrendChange {
    /// Name of the round before.
    pub since: String,
    /// New mean less old mean.
    pub mean: f64,
    /// 90 % interval of it; none unless three people answered both times.
    pub interval: Option<Interval>,
    /// Whether the interval leaves out 0.
    pub is_sure: bool,
    /// The same for each dimension with common statements.
    pub dimensions: Vec<DimensionChange>,
}

/// What changed in one dimension.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DimensionChange {
    /// Its number, from 1.
    pub dimension: u8,
    /// Its name.
    pub name: String,
    /// New score less old score.
    pub change: f64,
    /// 90 % interval of it.
    pub interval: Option<Interval>,
    /// Whether the interval leaves out 0.
    pub is_sure: bool,
}

/// Compares `shown` with the rounds before it among `all`.
///
/// # Errors
///
/// As [`assess`].
pub fn trend(
    all: &[Assessment],
    shown: AssessmentId,
    model: &MaturityModel,
) -> Result<TrendReport, AssessError> {
    let refused = |reason: &str, common| {
        Ok(TrendReport { common, rounds: Vec::new(), change: None, refused: Some(reason.to_owned()) })
    };
    let Some(now) = all.iter().find(|round| round.id == shown) else {
        return refused("there is no such round", 0);
    };
    // A round that is blind until revealed is compared with nothing either.
    let (blind, mut earlier): (Vec<&Assessment>, Vec<&Assessment>) = all
        .iter()
        .filter(|round| round.id != shown && comes_before(round, now))
        .partition(|round| round.is_blind);
    earlier.sort_by_key(|round| (round.date, round.id));
    let levels_now = scored(now, model);
    if levels_now.is_empty() {
        return refused("nobody has given a level in this round yet", 0);
    }
    earlier.retain(|round| !scored(round, model).is_empty());
    let Some(before) = earlier.last().copied() else {
        if let Some(blind) = blind.last() {
            return refused(&format!("“{}” before it is blind until revealed", blind.name), 0);
        }
        return refused("it is the first round; a second one, some months on, shows what changed", 0);
    };
    let with_before: BTreeSet<StatementId> =
        levels_now.intersection(&scored(before, model)).copied().collect();
    if with_before.len() < FEWEST_COMMON {
        let reason = format!(
            "“{}” and “{}” have {} statements in common, fewer than {FEWEST_COMMON}: answer the same form again",
            before.name,
            now.name,
            with_before.len()
        );
        return refused(&reason, with_before.len());
    }
    // All rounds on one footing if they have enough in common, or else these two.
    let with_all = earlier.iter().fold(with_before.clone(), |common, round| {
        common.intersection(&scored(round, model)).copied().collect()
    });
    let (common, rounds) =
        if with_all.len() >= FEWEST_COMMON { (with_all, earlier) } else { (with_before, vec![before]) };
    compare(&rounds, before, now, &restricted(model, &common), common.len())
}

fn compare(
    earlier: &[&Assessment],
    before: &Assessment,
    now: &Assessment,
    model: &MaturityModel,
    common: usize,
) -> Result<TrendReport, AssessError> {
    let mut rounds = Vec::with_capacity(earlier.len() + 1);
    for round in earlier.iter().copied().chain([now]) {
        let report = assess(round, model)?;
        rounds.push(TrendRound {
            id: round.id,
            name: round.name.clone(),
            date: round.date,
            mean: report.mean.unwrap_or(f64::NAN),
            interval: report.mean_interval,
            respondents: report.respondents,
        });
    }
    rounds.retain(|round| round.mean.is_finite());
    let (old, new) = (assess(before, model)?, assess(now, model)?);
    let scored = |score: Option<f64>, interval| score.map(|score| Scored { score, interval });
    let pairs = old.dimensions.iter().zip(&new.dimensions);
    let dimensions = pairs
        .filter_map(|(old, new)| {
            let change = difference(&scored(old.score, old.interval)?, &scored(new.score, new.interval)?);
            Some(DimensionChange {
                dimension: new.dimension,
                name: new.name.clone(),
                change: change.score,
                interval: change.interval,
                is_sure: change.is_sure(),
            })
        })
        .collect();
    let both = scored(old.mean, old.mean_interval).zip(scored(new.mean, new.mean_interval));
    let change = both.map(|(old, new)| difference(&old, &new)).map(|change| TrendChange {
        since: before.name.clone(),
        mean: change.score,
        interval: change.interval,
        is_sure: change.is_sure(),
        dimensions,
    });
    Ok(TrendReport { common, rounds, change, refused: None })
}

fn comes_before(round: &Assessment, now: &Assessment) -> bool {
    (round.date, round.id) < (now.date, now.id)
}

/// Statements of `model` for which somebody gave a level, if they said the same in that round.
fn scored(round: &Assessment, model: &MaturityModel) -> BTreeSet<StatementId> {
    let asked = round.model();
    let listed: BTreeSet<_> = round.respondents.iter().map(|person| person.id).collect();
    let answers = round.answers.iter().filter(|(person, _)| listed.contains(person));
    answers
        .flat_map(|(_, answers)| answers)
        .filter(|(id, answer)| matches!(answer, Answer::Level(_)) && asked.says_the_same(model, **id))
        .map(|(id, _)| *id)
        .collect()
}
