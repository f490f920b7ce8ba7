//! Agreement: how alike several people score the same things, or rank them.
//!
//! One figure per cell (a standard deviation against the largest there can be), and one
//! over all alternatives (Kendall's W: whether the same ones are put first, whatever
//! the general level of the marks). Answers may be missing.
//!
//! Sources: Kendall & Babington Smith (1939), *The problem of m rankings*, Annals of
//! Mathematical Statistics 10(3); Kendall (1948), *Rank Correlation Methods*, chapters
//! 3 and 6 (ties, tau-b); Spearman (1904); Hyndman & Fan (1996), American
//! Statistician 50(4), type 7 (quartiles).

use thiserror::Error;

use crate::stats::chi_squared;

/// Answers of several people about several alternatives, some of them perhaps missing.
///
/// One matrix per criterion, or one of whole scores. Only the order of the answers
/// matters to [`concordance`](Self::concordance); more is better.
#[derive(Clone, Debug, PartialEq)]
pub struct Ballots {
    alternatives: usize,
    /// Person by person.
    answers: Vec<Option<f64>>,
}

/// Why answers were refused.
#[derive(Clone, Copy, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum BallotsError {
    /// The answers do not fill whole rows.
    #[error(
        "{answers} answers do not fill rows of {alternatives} alternatives; mark a missing one as missing"
    )]
    UnevenRows {
        /// Number of answers, missing ones included.
        answers: usize,
        /// Number of alternatives.
        alternatives: usize,
    },
    /// NaN or infinite; an answer not given is `None`.
    #[error("the answer {answer} of person {person} on alternative {alternative} is not a finite number")]
    InvalidAnswer {
        /// Row.
        person: usize,
        /// Column.
        alternative: usize,
        /// What it was.
        answer: f64,
    },
}

/// How far several answers to one question lie apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// How many answered, at least 1.
    pub answers: usize,
    /// Arithmetic mean.
    pub mean: f64,
    /// Middle answer, or the mean of the two middle ones.
    pub median: f64,
    /// Sample standard deviation (n − 1); `None` for one answer.
    pub standard_deviation: Option<f64>,
    /// Distance between the quartiles, interpolated; 0 for one answer.
    pub interquartile_range: f64,
    /// Least answer.
    pub low: f64,
    /// Greatest answer.
    pub high: f64,
}

/// Kendall's coefficient of concordance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Concordance {
    /// W: 0 where the rankings cancel out, 1 where all are the same.
    pub w: f64,
    /// Friedman's statistic, m (n − 1) W.
    pub chi_squared: f64,
    /// Chance of such agreement among people who rank at random; an approximation, rough below seven alternatives.
    pub p_value: f64,
    /// People counted.
    pub people: usize,
    /// Alternatives counted.
    pub alternatives: usize,
}

impl Ballots {
    /// Answers row by row, one row of `alternatives` per person.
    ///
    /// # Errors
    ///
    /// [`BallotsError`]
    pub fn new(answers: Vec<Option<f64>>, alternatives: usize) -> Result<Self, BallotsError> {
        let is_whole =
            if alternatives == 0 { answers.is_empty() } else { answers.len().is_multiple_of(alternatives) };
        if !is_whole {
            return Err(BallotsError::UnevenRows { answers: answers.len(), alternatives });
        }
        for (index, answer) in answers.iter().enumerate() {
            if let Some(answer) = answer.filter(|answer| !answer.is_finite()) {
                let (person, alternative) = (index / alternatives, index % alternatives);
                return Err(BallotsError::InvalidAnswer { person, alternative, answer });
            }
        }
        Ok(Self { alternatives, answers })
    }

    /// Number of people (rows).
    pub fn people(&self) -> usize {
        self.answers.len().checked_div(self.alternatives).unwrap_or(0)
    }

    /// Number of alternatives (columns).
    pub fn alternatives(&self) -> usize {
        self.alternatives
    }

    /// Answers of one person, one per alternative.
    ///
    /// # Panics
    ///
    /// If there is no such person.
    pub fn of_person(&self, person: usize) -> &[Option<f64>] {
        &self.answers[person * self.alternatives..][..self.alternatives]
    }

    /// Spread of the answers about one alternative; `None` if nobody answered.
    ///
    /// # Panics
    ///
    /// If there is no such alternative.
    pub fn spread(&self, alternative: usize) -> Option<Spread> {
        assert!(alternative < self.alternatives, "there is no alternative {alternative}");
        let column = self.answers.iter().skip(alternative).step_by(self.alternatives);
        Spread::of(column.copied().flatten())
    }

    /// Mean of the standard deviations of all alternatives that at least two people answered, in the
    /// unit of the answers: the spread of a whole criterion. `None` if there is no such alternative.
    pub fn mean_deviation(&self) -> Option<f64> {
        mean((0..self.alternatives).filter_map(|alternative| self.spread(alternative)?.standard_deviation))
    }

    /// Whether people put the same alternatives first. `None` where fewer than two people or
    /// alternatives are left, or where nobody tells any two alternatives apart.
    ///
    /// Corrected for ties. Rankings can only be compared over what all have ranked, so while
    /// answers are missing, the person or the alternative that misses the greatest share of
    /// them is left out (a person before an alternative, and the last of equals); see
    /// [`people`](Concordance::people) and [`alternatives`](Concordance::alternatives) for what remained.
    pub fn concordance(&self) -> Option<Concordance> {
        let (people, alternatives) = self.complete_block();
        let (m, n) = (people.len() as f64, alternatives.len() as f64);
        if people.len() < 2 || alternatives.len() < 2 {
            return None;
        }
        let mut rank_sums = vec![0.0; alternatives.len()];
        let mut ties = 0.0;
        for &person in &people {
            let row = self.of_person(person);
            let answers: Vec<f64> = alternatives.iter().filter_map(|&alternative| row[alternative]).collect();
            for (sum, rank) in rank_sums.iter_mut().zip(mid_ranks(&answers)) {
                *sum += rank;
            }
            ties += tie_correction(&answers);
        }
        let mean_sum = 0.5 * m * (n + 1.0);
        let squares: f64 = rank_sums.iter().map(|sum| (sum - mean_sum) * (sum - mean_sum)).sum();
        let most = m * (m * (n * n * n - n) - ties) / 12.0;
        if most <= 0.0 {
            return None;
        }
        let w = (squares / most).min(1.0);
        let chi_squared = m * (n - 1.0) * w;
        Some(Concordance {
            w,
            chi_squared,
            p_value: chi_squared::upper_tail(chi_squared, n - 1.0),
            people: people.len(),
            alternatives: alternatives.len(),
        })
    }

    /// Points of each alternative, one for everyone it beats on someone's ballot and half a
    /// point for a tie (Borda 1781). What somebody has not answered is not compared.
    pub fn borda(&self) -> Vec<f64> {
        let mut points = vec![0.0; self.alternatives];
        for person in 0..self.people() {
            let row = self.of_person(person);
            let answered: Vec<usize> =
                (0..row.len()).filter(|&alternative| row[alternative].is_some()).collect();
            let answers: Vec<f64> = row.iter().copied().flatten().collect();
            let count = answers.len() as f64;
            for (&alternative, rank) in answered.iter().zip(mid_ranks(&answers)) {
                points[alternative] += count - rank;
            }
        }
        points
    }

    /// How alike two people rank what both have answered: Kendall's tau-b, from −1 to 1. `None`
    /// where one of them tells nothing apart.
    ///
    /// # Panics
    ///
    /// If there is no such person.
    pub fn kendall_tau(&self, person: usize, other: usize) -> Option<f64> {
        let (a, b) = self.answered_by_both(person, other);
        let (mut concordant, mut untied_a, mut untied_b) = (0.0, 0.0, 0.0);
        for i in 0..a.len() {
            for j in i + 1..a.len() {
                let (step_a, step_b) = (direction(a[j] - a[i]), direction(b[j] - b[i]));
                concordant += step_a * step_b;
                untied_a += step_a.abs();
                untied_b += step_b.abs();
            }
        }
        let most: f64 = untied_a * untied_b;
        (most > 0.0).then(|| concordant / most.sqrt())
    }

    /// How alike two people rank what both have answered: Spearman's ρ, the correlation of their
    /// mid-ranks, from −1 to 1. `None` where one of them tells nothing apart.
    ///
    /// # Panics
    ///
    /// If there is no such person.
    pub fn spearman(&self, person: usize, other: usize) -> Option<f64> {
        let (a, b) = self.answered_by_both(person, other);
        let (a, b) = (mid_ranks(&a), mid_ranks(&b));
        let middle = 0.5 * (a.len() as f64 + 1.0);
        let product =
            |a: &[f64], b: &[f64]| -> f64 { a.iter().zip(b).map(|(a, b)| (a - middle) * (b - middle)).sum() };
        let most = product(&a, &a) * product(&b, &b);
        (most > 0.0).then(|| (product(&a, &b) / most.sqrt()).clamp(-1.0, 1.0))
    }

    fn answered_by_both(&self, person: usize, other: usize) -> (Vec<f64>, Vec<f64>) {
        self.of_person(person)
            .iter()
            .zip(self.of_person(other))
            .filter_map(|(a, b)| Some(((*a)?, (*b)?)))
            .unzip()
    }

    /// People and alternatives among whom no answer is missing.
    fn complete_block(&self) -> (Vec<usize>, Vec<usize>) {
        let mut people: Vec<usize> = (0..self.people()).collect();
        let mut alternatives: Vec<usize> = (0..self.alternatives).collect();
        let is_missing = |person: usize, alternative: usize| {
            self.answers[person * self.alternatives + alternative].is_none()
        };
        let mut missing_of_person: Vec<usize> = people
            .iter()
            .map(|&person| {
                alternatives.iter().filter(|&&alternative| is_missing(person, alternative)).count()
            })
            .collect();
        let mut missing_of_alternative: Vec<usize> = alternatives
            .iter()
            .map(|&alternative| people.iter().filter(|&&person| is_missing(person, alternative)).count())
            .collect();
        loop {
            let worst_person = (0..people.len()).max_by_key(|&at| missing_of_person[people[at]]);
            let worst_alternative =
                (0..alternatives.len()).max_by_key(|&at| missing_of_alternative[alternatives[at]]);
            let (Some(at_person), Some(at_alternative)) = (worst_person, worst_alternative) else { break };
            let (person, alternative) = (people[at_person], alternatives[at_alternative]);
            let (of_person, of_alternative) =
                (missing_of_person[person], missing_of_alternative[alternative]);
            if of_person == 0 {
                break;
            }
            // Shares, compared without dividing.
            if of_person * people.len() >= of_alternative * alternatives.len() {
                people.remove(at_person);
                for &alternative in &alternatives {
                    missing_of_alternative[alternative] -= usize::from(is_missing(person, alternative));
                }
            } else {
                alternatives.remove(at_alternative);
                for &person in &people {
                    missing_of_person[person] -= usize::from(is_missing(person, alternative));
                }
            }
        }
        (people, alternatives)
    }
}

impl Spread {
    /// Spread of finite answers; `None` without any.
    pub fn of(answers: impl IntoIterator<Item = f64>) -> Option<Self> {
        let mut sorted: Vec<f64> = answers.into_iter().collect();
        sorted.sort_by(f64::total_cmp);
        let (&low, &high) = (sorted.first()?, sorted.last()?);
        let n = sorted.len() as f64;
        let mean = (sorted.iter().sum::<f64>() / n).clamp(low, high);
        let squares: f64 = sorted.iter().map(|answer| (answer - mean) * (answer - mean)).sum();
        Some(Self {
            answers: sorted.len(),
            mean,
            median: quantile(&sorted, 0.5),
            standard_deviation: (sorted.len() > 1).then(|| (squares / (n - 1.0)).sqrt()),
            interquartile_range: quantile(&sorted, 0.75) - quantile(&sorted, 0.25),
            low,
            high,
        })
    }

    /// Agreement, from 0 (half of the people at each end of the scale) to 1 (all the same):
    /// 1 − σ / (half the scale), where σ is that of the answers themselves (n, not n − 1).
    ///
    /// `scale` is the least and the greatest answer there is. `None` for one
    /// answer: one voice agrees with nobody; or for a scale of no length.
    pub fn agreement(&self, scale: (f64, f64)) -> Option<f64> {
        let n = self.answers as f64;
        let largest = 0.5 * (scale.1 - scale.0);
        let deviation = self.standard_deviation? * ((n - 1.0) / n).sqrt();
        (largest > 0.0).then(|| (1.0 - deviation / largest).clamp(0.0, 1.0))
    }
}

/// Agreement of a whole row or column of cells, of a criterion or an alternative: the mean of those that
/// have one. `None` if none has.
pub fn mean_agreement(cells: impl IntoIterator<Item = Option<f64>>) -> Option<f64> {
    mean(cells.into_iter().flatten())
}

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, count) = values.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
    (count > 0.0).then(|| sum / count)
}

/// Quantile `p` of a sorted sample of at least one, on straight lines between its values.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and the last")]
fn quantile(sorted: &[f64], p: f64) -> f64 {
    let last = sorted.len() - 1;
    let position = p * last as f64;
    let below = (position as usize).min(last);
    let above = (below + 1).min(last);
    sorted[below] + (position - below as f64) * (sorted[above] - sorted[below])
}

/// Rank of each answer, 1 for the greatest; ties share the mean of their ranks.
fn mid_ranks(answers: &[f64]) -> Vec<f64> {
    let mut ranks = vec![0.0; answers.len()];
    let mut first = 1.0;
    for tied in groups_of_equals(answers) {
        let size = tied.len() as f64;
        for index in tied {
            ranks[index] = first + 0.5 * (size - 1.0);
        }
        first += size;
    }
    ranks
}

/// Σ (t³ − t) over groups of t equal answers.
fn tie_correction(answers: &[f64]) -> f64 {
    let cubes = |tied: &Vec<usize>| {
        let size = tied.len() as f64;
        size * size * size - size
    };
    groups_of_equals(answers).iter().map(cubes).sum()
}

/// Indices of equal answers together, the greatest first.
fn groups_of_equals(answers: &[f64]) -> Vec<Vec<usize>> {
    // Adding 0 makes −0 and 0 the same.
    let answer = |index: usize| answers[index] + 0.0;
    let mut order: Vec<usize> = (0..answers.len()).collect();
    order.sort_by(|&a, &b| answer(b).total_cmp(&answer(a)));
    order.chunk_by(|&a, &b| answer(a).total_cmp(&answer(b)).is_eq()).map(<[usize]>::to_vec).collect()
}

fn direction(difference: f64) -> f64 {
    if difference == 0.0 { 0.0 } else { difference.signum() }
}
