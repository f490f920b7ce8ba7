//! What a single value may be: one rule for each kind, used by edits and by validation alike.

use std::collections::BTreeSet;

use thiserror::Error;

use super::finite::Finite;
use super::id::{ObjectiveId, StageId};
use super::initiative::{Demand, Estimate, Shape, Stage, Work};
use super::limits;
use super::office::Answer;
use super::office::leader::{self, Rating};
use super::people::{Absence, ContextSwitch, HeadChange, Holiday, Turnover};
use super::portfolio::DepartmentCorrelations;
use super::progress::Progress;
use super::pulse::{self, Pulse};
use super::risk::{Delay, Response};
use super::scoring::Scale;
use super::scoring::method::MoneyRule;

/// Why a value is not admissible: what it must be, and what it is.
#[derive(Clone, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum RuleError {
    /// Outside its range.
    #[error("must be a number from {least} to {most}, not {number}")]
    Range {
        /// Smallest admissible value.
        least: f64,
        /// Largest admissible value.
        most: f64,
        /// The value.
        number: f64,
    },
    /// Three points out of order.
    #[error("must go up from low to likely to high, not {low}, {likely}, {high}")]
    ThreePoints {
        /// Least.
        low: f64,
        /// Most likely.
        likely: f64,
        /// Most.
        high: f64,
    },
    /// Percentiles out of order.
    #[error(
        "needs a P10 above 0 and a P90 above the P10, at most {} times as much, not P10 {p10} and P90 {p90}",
        limits::PERCENTILE_RATIO
    )]
    Percentiles {
        /// Tenth percentile.
        p10: f64,
        /// Ninetieth percentile.
        p90: f64,
    },
    /// Outcomes that do not make up a whole.
    #[error("needs outcomes whose chances add up to 100 %, not {0} %")]
    Outcomes(f64),
    /// Nothing to choose from, or too much.
    #[error("needs 1 to {most} values, not {0}", most = limits::OUTCOMES)]
    Values(usize),
    /// A lag that belongs to no link.
    #[error(
        "is one after stage {0}, which it does not come after; name the stage as a predecessor or drop the lag"
    )]
    LagWithoutLink(StageId),
    /// Text longer than [`limits::TEXT_CHARS`].
    #[error("is longer than {} characters; shorten it", limits::TEXT_CHARS)]
    TextTooLong,
    /// A name that is empty.
    #[error("must not be empty")]
    Empty,
    /// A value scale that gives no value.
    #[error("cannot be used as a scale: {0}")]
    Scale(&'static str),
    /// A list longer than [`limits::ENTRIES`].
    #[error("has more than {} entries; remove some", limits::ENTRIES)]
    TooManyEntries,
    /// More past weeks than [`limits::THROUGHPUT_WEEKS`].
    #[error("has more than {} past weeks; keep the latest", limits::THROUGHPUT_WEEKS)]
    TooManyWeeks,
    /// Nobody's answers, or too many.
    #[error("needs 1 to {most} answers for each day, not {0}", most = pulse::MOST_ANSWERS)]
    Answers(usize),
    /// More days than [`pulse::MOST_DAYS`].
    #[error("has {0} days; keep the latest {most}", most = pulse::MOST_DAYS)]
    TooManyDays(usize),
    /// Head counts that are not in order of date, or two for one day.
    #[error("must be in order of date, one for each day")]
    Unordered,
    /// Two demands for one role.
    #[error("names the same role twice; add the two up")]
    RoleTwice,
    /// One objective twice in an order.
    #[error("names the same objective twice; keep one of the two")]
    ObjectiveTwice,
    /// An effort without people.
    #[error(
        "is an effort, but fewer than {} FTE work on it; say which roles do, or give a duration",
        limits::LEAST_FTE
    )]
    Unstaffed,
    /// One department twice in the table.
    #[error("names the department {0:?} twice; keep one of the two")]
    DepartmentTwice(String),
    /// A table of too many departments.
    #[error("has more than {} departments; remove some", limits::CORRELATED)]
    TooManyDepartments,
    /// A table that is no triangle.
    #[error(
        "needs {needed} numbers for the department {department:?}, one for each department up to itself, not {numbers}"
    )]
    Triangle {
        /// Whose row it is.
        department: String,
        /// Numbers that it must have.
        needed: usize,
        /// Numbers that it has.
        numbers: usize,
    },
    /// Nothing to be sure of.
    #[error("belongs to a level from 1 to 5; give the level first")]
    NoLevel,
    /// An answer that is no level.
    #[error("must be a level from 1 to 5 or don't know, not {0}")]
    Answer(u8),
}

/// A relative importance: at least 0.
///
/// # Errors
///
/// [`RuleError::Range`].
pub fn weight(number: Finite) -> Result<(), RuleError> {
    range(number, 0.0, limits::NUMBER)
}

/// A share: 0 to 1.
///
/// # Errors
///
/// [`RuleError::Range`].
pub fn share(number: Finite) -> Result<(), RuleError> {
    range(number, 0.0, 1.0)
}

/// Percent of something.
///
/// # Errors
///
/// [`RuleError::Range`].
pub fn percent(number: Finite) -> Result<(), RuleError> {
    range(number, 0.0, 100.0)
}

/// Points that two initiatives are worth more together, or less.
///
/// # Errors
///
/// [`RuleError::Range`].
pub fn synergy(points: Finite) -> Result<(), RuleError> {
    range(points, -limits::SYNERGY_POINTS, limits::SYNERGY_POINTS)
}

/// How many times as important one criterion is as another.
///
/// # Errors
///
/// [`RuleError::Range`].
pub fn importance_ratio(number: Finite) -> Result<(), RuleError> {
    range(number, 0.001, 1_000.0)
}

/// A head count or demand [FTE].
///
/// # Errors
///
/// [`RuleError::Range`].
pub fn fte(number: Finite) -> Result<(), RuleError> {
    range(number, 0.0, limits::FTE)
}

/// An amount of money or a score, of either sign.
///
/// # Errors
///
/// [`RuleError::Range`].
pub fn amount(number: Finite) -> Result<(), RuleError> {
    range(number, -limits::NUMBER, limits::NUMBER)
}

/// What a team reports: shares from 0 to 1, money and counts of at least 0.
///
/// # Errors
///
/// [`RuleError::Range`] or [`RuleError::TooManyWeeks`].
pub fn progress(progress: &Progress) -> Result<(), RuleError> {
    [progress.planned, progress.done].into_iter().flatten().try_for_each(share)?;
    progress.spent.map_or(Ok(()), |spent| range(spent, 0.0, limits::NUMBER))?;
    if progress.finished_per_week.len() > limits::THROUGHPUT_WEEKS {
        return Err(RuleError::TooManyWeeks);
    }
    let counts =
        progress.finished_per_week.iter().copied().chain(progress.items_done).chain(progress.items_left);
    match counts.max() {
        Some(most) if most > limits::WORK_ITEMS => {
            Err(RuleError::Range { least: 0.0, most: f64::from(limits::WORK_ITEMS), number: f64::from(most) })
        }
        _ => Ok(()),
    }
}

/// A raw score: on a rubric from the first level to the last, between levels too; anything else may lie beyond the
/// ends of its scale, where the value stays 0 or 1.
///
/// # Errors
///
/// [`RuleError::Range`].
pub fn score(scale: &Scale, score: Finite) -> Result<(), RuleError> {
    match scale {
        Scale::Levels { levels } => range(score, 1.0, levels.len() as f64),
        _ => amount(score),
    }
}

/// A limit on initiatives at once: at least 1.
///
/// # Errors
///
/// [`RuleError::Range`].
pub fn most_at_once(most: u32) -> Result<(), RuleError> {
    range(Finite::from(most), 1.0, limits::ITEMS as f64)
}

/// A number within `least..=most`.
///
/// # Errors
///
/// [`RuleError::Range`].
pub fn range(number: Finite, least: f64, most: f64) -> Result<(), RuleError> {
    let number = number.get();
    if (least..=most).contains(&number) { Ok(()) } else { Err(RuleError::Range { least, most, number }) }
}

/// A text of admissible length.
///
/// # Errors
///
/// [`RuleError::TextTooLong`].
pub fn text(text: &str) -> Result<(), RuleError> {
    // Bytes first: counting characters is only needed for the rare long text.
    if text.len() > limits::TEXT_CHARS && text.chars().count() > limits::TEXT_CHARS {
        return Err(RuleError::TextTooLong);
    }
    Ok(())
}

/// A text of admissible length that says something.
///
/// # Errors
///
/// [`RuleError::Empty`] or [`RuleError::TextTooLong`].
pub fn name(name: &str) -> Result<(), RuleError> {
    if name.trim().is_empty() { Err(RuleError::Empty) } else { text(name) }
}

/// How money over time is valued: a rate the engine can discount by, at most fifty years.
///
/// # Errors
///
/// [`RuleError::Range`].
pub fn money_rule(rule: &MoneyRule) -> Result<(), RuleError> {
    range(rule.discount_rate, 0.0, 1.0)?;
    range(Finite::from(i32::from(rule.base_year)), 1900.0, 2200.0)?;
    range(Finite::from(rule.benefit_years), 1.0, 50.0)
}

/// An order of objectives: none twice.
///
/// # Errors
///
/// [`RuleError::ObjectiveTwice`] or [`RuleError::TooManyEntries`].
pub fn order(order: &[ObjectiveId]) -> Result<(), RuleError> {
    entries(order)?;
    let mut seen = BTreeSet::new();
    if order.iter().all(|id| seen.insert(id)) { Ok(()) } else { Err(RuleError::ObjectiveTwice) }
}

/// A list of admissible length.
///
/// # Errors
///
/// [`RuleError::TooManyEntries`].
pub fn entries<T>(list: &[T]) -> Result<(), RuleError> {
    if list.len() > limits::ENTRIES { Err(RuleError::TooManyEntries) } else { Ok(()) }
}

/// Later head counts: each within its range, in order of date, one for each day.
///
/// # Errors
///
/// [`RuleError::Range`], [`RuleError::Unordered`] or [`RuleError::TooManyEntries`].
pub fn head_changes(changes: &[HeadChange]) -> Result<(), RuleError> {
    entries(changes)?;
    changes.iter().try_for_each(|change| fte(change.heads))?;
    if changes.windows(2).any(|pair| pair[0].from >= pair[1].from) {
        Err(RuleError::Unordered)
    } else {
        Ok(())
    }
}

/// Holidays: 1 to 52 weeks each, shares within 0 and 1, in order of date and one for each day.
///
/// # Errors
///
/// [`RuleError::Range`], [`RuleError::Unordered`] or [`RuleError::TooManyEntries`].
pub fn holidays(holidays: &[Holiday]) -> Result<(), RuleError> {
    entries(holidays)?;
    for holiday in holidays {
        range(Finite::from(holiday.weeks), 1.0, 52.0)?;
        share(holiday.share)?;
    }
    let is_ordered = holidays.windows(2).all(|pair| pair[0].from < pair[1].from);
    if is_ordered { Ok(()) } else { Err(RuleError::Unordered) }
}

/// People who leave and are replaced: shares within their ranges, at most two years to replace or to ramp up.
///
/// # Errors
///
/// [`RuleError::Range`].
pub fn turnover(turnover: &Turnover) -> Result<(), RuleError> {
    range(turnover.leave_share, 0.0, 0.95)?;
    range(Finite::from(turnover.replace_weeks), 0.0, 104.0)?;
    range(Finite::from(turnover.ramp_weeks), 0.0, 104.0)?;
    share(turnover.mentor_share)
}

/// What is lost by several things at once: shares up to 0.9, none less than the one before.
///
/// # Errors
///
/// [`RuleError::Range`].
pub fn context_switch(curve: &ContextSwitch) -> Result<(), RuleError> {
    let mut least = 0.0;
    for loss in curve.losses {
        range(loss, least, 0.9)?;
        least = loss.get();
    }
    Ok(())
}

/// Departments whose work goes together: a triangle of rank correlations, no department twice.
///
/// # Errors
///
/// [`RuleError::Triangle`], [`RuleError::Range`], [`RuleError::DepartmentTwice`], [`RuleError::TooManyDepartments`],
/// [`RuleError::Empty`] or [`RuleError::TextTooLong`].
pub fn correlations(rows: &[DepartmentCorrelations]) -> Result<(), RuleError> {
    if rows.len() > limits::CORRELATED {
        return Err(RuleError::TooManyDepartments);
    }
    let mut departments = BTreeSet::new();
    for (place, row) in rows.iter().enumerate() {
        name(&row.department)?;
        if !departments.insert(row.department.trim()) {
            return Err(RuleError::DepartmentTwice(row.department.clone()));
        }
        match row.with.split_last() {
            Some((own, others)) if others.len() == place => {
                others.iter().try_for_each(|other| range(*other, -1.0, 1.0))?;
                share(*own)?;
            }
            _ => {
                let (department, numbers) = (row.department.clone(), row.with.len());
                return Err(RuleError::Triangle { department, needed: place + 1, numbers });
            }
        }
    }
    Ok(())
}

/// The lags of a stage: each on one of its links, none longer than a stage may be.
///
/// # Errors
///
/// [`RuleError::Range`] or [`RuleError::LagWithoutLink`].
pub fn lags(stage: &Stage) -> Result<(), RuleError> {
    for (after, weeks) in &stage.lags {
        range(Finite::from(*weeks), 0.0, limits::STAGE_WEEKS)?;
        if !stage.after.contains(after) {
            return Err(RuleError::LagWithoutLink(*after));
        }
    }
    Ok(())
}

/// The minimum chunk of a stage that may be split: a week at least, and no longer than a stage may be.
///
/// # Errors
///
/// [`RuleError::Range`].
pub fn minimum_chunk(stage: &Stage) -> Result<(), RuleError> {
    stage.minimum_chunk_weeks.map_or(Ok(()), |weeks| range(Finite::from(weeks), 1.0, limits::STAGE_WEEKS))
}

/// The people of a stage: each demand within its range, one for each role.
///
/// # Errors
///
/// [`RuleError::Range`], [`RuleError::RoleTwice`] or [`RuleError::TooManyEntries`].
pub fn demand(demand: &[Demand]) -> Result<(), RuleError> {
    entries(demand)?;
    let mut roles = BTreeSet::new();
    for item in demand {
        fte(item.fte)?;
        item.level.map_or(Ok(()), level)?;
        if !roles.insert(item.role) {
            return Err(RuleError::RoleTwice);
        }
    }
    Ok(())
}

/// An effort has people among whom to divide it.
///
/// # Errors
///
/// [`RuleError::Unstaffed`].
pub fn staffed(stage: &Stage) -> Result<(), RuleError> {
    let work_force: f64 = stage.demand.iter().map(|demand| demand.fte.get()).sum();
    if matches!(stage.work, Work::Effort(_)) && work_force < limits::LEAST_FTE {
        return Err(RuleError::Unstaffed);
    }
    Ok(())
}

/// An answer: 1 to 5, or don't know.
///
/// # Errors
///
/// [`RuleError::Answer`].
pub fn answer(answer: Answer) -> Result<(), RuleError> {
    match answer {
        Answer::DontKnow | Answer::Level(1..=5) => Ok(()),
        Answer::Level(level) => Err(RuleError::Answer(level)),
    }
}

/// How sure somebody is of an `answer`: of a level only, for "don't know" says already that one is not.
///
/// # Errors
///
/// [`RuleError::NoLevel`].
pub fn confidence(answer: Option<Answer>) -> Result<(), RuleError> {
    match answer {
        Some(Answer::Level(_)) => Ok(()),
        Some(Answer::DontKnow) | None => Err(RuleError::NoLevel),
    }
}

/// A level, or an importance on the same ladder: 1 to 5.
///
/// # Errors
///
/// [`RuleError::Range`].
pub fn level(level: u8) -> Result<(), RuleError> {
    range(Finite::from(u32::from(level)), 1.0, f64::from(leader::MOST))
}

/// Share of speed that a missing level of skill costs: so much is left that work goes on.
///
/// # Errors
///
/// [`RuleError::Range`].
pub fn slower_per_level(share: Finite) -> Result<(), RuleError> {
    range(share, 0.0, 0.9)
}

/// Answers of a team from day to day: levels on the ladder, in order of date.
///
/// # Errors
///
/// [`RuleError::Range`], [`RuleError::Answers`] or [`RuleError::Unordered`].
pub fn pulse(pulses: &[Pulse]) -> Result<(), RuleError> {
    if pulses.len() > pulse::MOST_DAYS {
        return Err(RuleError::TooManyDays(pulses.len()));
    }
    for Pulse { levels, .. } in pulses {
        if levels.is_empty() || levels.len() > pulse::MOST_ANSWERS {
            return Err(RuleError::Answers(levels.len()));
        }
        levels.iter().try_for_each(|it| level(*it))?;
    }
    let is_ordered = pulses.windows(2).all(|pair| pair[0].date < pair[1].date);
    if is_ordered { Ok(()) } else { Err(RuleError::Unordered) }
}

/// What is said about an attribute of the leader: levels and an importance.
///
/// # Errors
///
/// [`RuleError::Range`].
pub fn rating(rating: Rating) -> Result<(), RuleError> {
    [rating.own, rating.needed, Some(rating.importance)].into_iter().flatten().try_for_each(level)
}

/// Absence: three shares in order.
///
/// # Errors
///
/// [`RuleError::Range`] or [`RuleError::ThreePoints`].
pub fn absence(absence: Absence) -> Result<(), RuleError> {
    share(absence.low)?;
    share(absence.high)?;
    three_points(absence.low, absence.likely, absence.high)
}

/// Work of a stage: not negative, in order, not beyond the longest stage.
///
/// # Errors
///
/// As [`estimate`].
pub fn work(work: &Work) -> Result<(), RuleError> {
    let most = match work {
        Work::Duration(_) => limits::STAGE_WEEKS,
        Work::Effort(_) => limits::STAGE_WEEKS * 100.0,
    };
    estimate(work.estimate(), most)
}

/// A delay: weeks as of a stage, or a factor of at most a thousand.
///
/// # Errors
///
/// As [`estimate`].
pub fn delay(delay: &Delay) -> Result<(), RuleError> {
    let most = match delay {
        Delay::Weeks(_) => limits::STAGE_WEEKS,
        Delay::Times(_) => limits::DELAY_TIMES,
    };
    estimate(delay.estimate(), most)
}

/// A response to a risk: texts, a chance that is left, days.
///
/// # Errors
///
/// [`RuleError::Range`] or [`RuleError::TextTooLong`].
pub fn response(response: &Response) -> Result<(), RuleError> {
    text(&response.action)?;
    text(&response.owner)?;
    response.chance.map_or(Ok(()), share)?;
    let most = limits::STAGE_WEEKS * 5.0;
    response.days.map_or(Ok(()), |days| range(days.into(), 0.0, most))
}

/// An estimate from 0 to `most`, its points in order and its chances a whole.
///
/// # Errors
///
/// [`RuleError::Range`], [`RuleError::ThreePoints`], [`RuleError::Percentiles`], [`RuleError::Outcomes`] or
/// [`RuleError::Values`].
pub fn estimate(estimate: &Estimate, most: f64) -> Result<(), RuleError> {
    match *estimate {
        Estimate::Fixed(value) => range(value, 0.0, most),
        Estimate::ThreePoint { low, likely, high, shape } => {
            range(low, 0.0, most)?;
            range(high, 0.0, most)?;
            if let Shape::PertWeighted(weight) = shape {
                range(weight, 0.0, limits::PERT_WEIGHT)?;
            }
            three_points(low, likely, high)
        }
        Estimate::Uniform { low, high } => {
            range(low, 0.0, most)?;
            range(high, 0.0, most)?;
            three_points(low, low, high)
        }
        Estimate::Trigen { p10, likely, p90 } => {
            range(p10, 0.0, most)?;
            range(p90, 0.0, most)?;
            three_points(p10, likely, p90)
        }
        Estimate::Discrete(ref outcomes) => {
            values(outcomes)?;
            for outcome in outcomes {
                range(outcome.percent, 0.0, 100.0)?;
                range(outcome.value, 0.0, most)?;
            }
            let sum: f64 = outcomes.iter().map(|outcome| outcome.percent.get()).sum();
            // Thirds are written with a few digits.
            if (sum - 100.0).abs() <= 0.1 { Ok(()) } else { Err(RuleError::Outcomes(sum)) }
        }
        Estimate::History(ref past) => {
            values(past)?;
            past.iter().try_for_each(|value| range(*value, 0.0, most))
        }
        Estimate::P10P90 { p10, p90 } => {
            range(p90, 0.0, most)?;
            let (low, high) = (p10.get(), p90.get());
            if low > 0.0 && high > low && high <= limits::PERCENTILE_RATIO * low {
                Ok(())
            } else {
                Err(RuleError::Percentiles { p10: low, p90: high })
            }
        }
    }
}

/// A value scale that maps every score to 0..=1.
///
/// # Errors
///
/// [`RuleError::Scale`], [`RuleError::Range`] of a level's or point's value,
/// [`RuleError::TextTooLong`] or [`RuleError::TooManyEntries`].
pub fn scale(scale: &Scale) -> Result<(), RuleError> {
    text(scale.unit())?;
    match scale {
        Scale::Levels { levels } => {
            if levels.is_empty() {
                return Err(RuleError::Scale("it has no level; add one"));
            }
            entries(levels)?;
            for level in levels {
                text(&level.label)?;
                text(&level.words)?;
                share(level.value)?;
            }
            Ok(())
        }
        Scale::Linear { low, high, .. } => distinct(*low, *high),
        Scale::Exponential { low, high, rho, .. } => {
            distinct(*low, *high)?;
            amount(*rho)?;
            // Covers a bend of 0, by which the curve would divide.
            if limits::BEND_RATIO * rho.get().abs() < (high.get() - low.get()).abs() {
                return Err(RuleError::Scale(
                    "its bend is below a hundredth of its range; give it a larger one",
                ));
            }
            Ok(())
        }
        Scale::Piecewise { points, .. } => {
            if points.len() < 2 {
                return Err(RuleError::Scale("it has fewer than two points; add one"));
            }
            if points.windows(2).any(|pair| pair[0].score >= pair[1].score) {
                return Err(RuleError::Scale("its points are not in rising order of score"));
            }
            entries(points)?;
            for point in points {
                amount(point.score)?;
                share(point.value)?;
            }
            Ok(())
        }
    }
}

fn values<T>(list: &[T]) -> Result<(), RuleError> {
    if (1..=limits::OUTCOMES).contains(&list.len()) { Ok(()) } else { Err(RuleError::Values(list.len())) }
}

fn three_points(low: Finite, likely: Finite, high: Finite) -> Result<(), RuleError> {
    if low <= likely && likely <= high {
        Ok(())
    } else {
        Err(RuleError::ThreePoints { low: low.get(), likely: likely.get(), high: high.get() })
    }
}

fn distinct(low: Finite, high: Finite) -> Result<(), RuleError> {
    amount(low)?;
    amount(high)?;
    if low == high { Err(RuleError::Scale("its two ends are the same; move one")) } else { Ok(()) }
}
