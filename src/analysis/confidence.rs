//! How sure people are of the levels they gave.
//!
//! Every level counts once, whatever group it comes from. The counts say which statements to talk about; they change
//! no score, weigh no answer and enter no interval. "Don't know" is never filled in and is counted apart.

use std::iter::Sum;

use serde::Serialize;

use crate::model::office::maturity_model::StatementId;
use crate::model::office::{Answer, Assessment, Confidence};

/// Levels by how sure people are of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ConfidenceCounts {
    /// Guesses.
    pub low: u32,
    /// In between.
    pub medium: u32,
    /// Seen from near.
    pub high: u32,
    /// Nobody said how sure.
    pub unsaid: u32,
}

/// Shares of all answers, 0 to 1; with the share of "don't know" they sum to 1, or to 0 without answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct ConfidenceShares {
    /// Levels held with low confidence.
    pub low: f64,
    /// Levels held with medium confidence.
    pub medium: f64,
    /// Levels held with high confidence.
    pub high: f64,
    /// Levels of which nobody said how sure.
    pub unsaid: f64,
}

impl ConfidenceCounts {
    /// What the respondents of `assessment` say of their levels for `statement`.
    pub(super) fn of(assessment: &Assessment, statement: StatementId) -> Self {
        let mut counts = Self::default();
        for respondent in &assessment.respondents {
            if let Some(Answer::Level(_)) = assessment.answer(respondent.id, statement) {
                *match assessment.confidence(respondent.id, statement) {
                    Some(Confidence::Low) => &mut counts.low,
                    Some(Confidence::Medium) => &mut counts.medium,
                    Some(Confidence::High) => &mut counts.high,
                    None => &mut counts.unsaid,
                } += 1;
            }
        }
        counts
    }

    /// Levels given.
    pub fn levels(self) -> u32 {
        self.low + self.medium + self.high + self.unsaid
    }

    /// Share of the levels that are held with low confidence, 0 to 1; 0 without levels.
    pub fn low_share(self) -> f64 {
        f64::from(self.low) / f64::from(self.levels().max(1))
    }

    /// Whether more than half of the levels are held with low confidence; one of which nobody said how sure is not.
    pub fn is_mostly_low(self) -> bool {
        2 * self.low > self.levels()
    }

    /// The same as shares of all answers, of which `dont_know` are no levels.
    pub(super) fn shares(self, dont_know: u32) -> ConfidenceShares {
        let answers = f64::from((self.levels() + dont_know).max(1));
        let share = |levels: u32| f64::from(levels) / answers;
        ConfidenceShares {
            low: share(self.low),
            medium: share(self.medium),
            high: share(self.high),
            unsaid: share(self.unsaid),
        }
    }
}

impl ConfidenceShares {
    /// Whether anybody said how sure of anything.
    pub fn is_said(self) -> bool {
        self.low + self.medium + self.high > 0.0
    }
}

impl Sum for ConfidenceCounts {
    fn sum<I: Iterator<Item = Self>>(counts: I) -> Self {
        counts.fold(Self::default(), |sum, it| Self {
            low: sum.low + it.low,
            medium: sum.medium + it.medium,
            high: sum.high + it.high,
            unsaid: sum.unsaid + it.unsaid,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::assess::{AssessmentReport, assess};
    use crate::model::id::{AssessmentId, RespondentId};
    use crate::model::office::maturity_model::MaturityModel;
    use crate::model::office::{Respondent, RespondentGroup};

    /// Three people and two statements: 1.1 is a guess of two, 2.1 is known to one and unknown to another.
    fn guesses() -> Assessment {
        let person = |id, group| Respondent { id: RespondentId(id), name: "Somebody".to_owned(), group };
        let statement = |text: &str| text.parse::<StatementId>().unwrap();
        let (first, second) = (statement("1.1"), statement("2.1"));
        let three = vec![
            person(2, RespondentGroup::Pmo),
            person(3, RespondentGroup::Finance),
            person(4, RespondentGroup::Teams),
        ];
        Assessment {
            answers: [
                (RespondentId(2), [(first, Answer::Level(2)), (second, Answer::Level(4))].into()),
                (RespondentId(3), [(first, Answer::Level(3)), (second, Answer::DontKnow)].into()),
                (RespondentId(4), [(first, Answer::Level(4))].into()),
            ]
            .into(),
            confidence: [
                (RespondentId(2), [(first, Confidence::Low), (second, Confidence::High)].into()),
                (RespondentId(3), [(first, Confidence::Low)].into()),
            ]
            .into(),
            ..Assessment::new(AssessmentId(1), "Test", three)
        }
    }

    fn report(assessment: &Assessment) -> AssessmentReport {
        assess(assessment, MaturityModel::built_in()).unwrap()
    }

    /// Five answers: two low, one high, one unsaid, one "don't know".
    #[test]
    fn the_shares_are_of_all_answers_as_that_of_dont_know_is() {
        let report = report(&guesses());
        let shares = ConfidenceShares { low: 0.4, medium: 0.0, high: 0.2, unsaid: 0.2 };
        assert_eq!((report.confidence, report.dont_know_share), (shares, 0.2));
        let [first, second, third, ..] = report.dimensions.as_slice() else { panic!() };
        let shares = ConfidenceShares { low: 2.0 / 3.0, unsaid: 1.0 / 3.0, ..ConfidenceShares::default() };
        assert_eq!((first.confidence, first.dont_know_share), (shares, 0.0));
        let shares = ConfidenceShares { high: 0.5, ..ConfidenceShares::default() };
        assert_eq!((second.confidence, second.dont_know_share), (shares, 0.5));
        assert_eq!((third.confidence, third.dont_know_share), (ConfidenceShares::default(), 0.0));
        assert!(report.confidence.is_said() && !third.confidence.is_said());
    }

    #[test]
    fn a_statement_is_mostly_low_if_more_than_half_of_its_levels_are() {
        let counts = |low, medium, unsaid| ConfidenceCounts { low, medium, high: 0, unsaid };
        assert!(counts(2, 1, 0).is_mostly_low() && counts(1, 0, 0).is_mostly_low());
        assert!(!counts(1, 1, 0).is_mostly_low() && !counts(1, 0, 8).is_mostly_low());
        assert!(!ConfidenceCounts::default().is_mostly_low());
    }

    /// Whatever people say of how sure they are, no figure but the shares moves.
    #[test]
    fn confidence_changes_no_score_and_no_interval() {
        let with = guesses();
        let without = Assessment { confidence: [].into(), ..with.clone() };
        let mut report_with = report(&with);
        let report_without = report(&without);
        assert_ne!(report_with, report_without);
        assert!(report_with.mean_interval.is_some());
        report_with.confidence = report_without.confidence;
        for (one, other) in report_with.dimensions.iter_mut().zip(&report_without.dimensions) {
            one.confidence = other.confidence;
            for (one, other) in one.statements.iter_mut().zip(&other.statements) {
                one.confidence = other.confidence;
            }
        }
        assert_eq!(report_with, report_without);
    }
}
