//! Which round of the assessment speaks for the office: the newest that may be seen and has a score.
//!
//! A round that is blind until revealed speaks to nobody yet, and one without a level has nothing to say: neither takes
//! the place of the last real one.

use super::assess::{AssessError, AssessmentReport, assess};
use crate::model::office::Assessment;

/// The round that speaks.
#[derive(Clone, Debug, PartialEq)]
pub struct NewestRound<'a> {
    /// It.
    pub assessment: &'a Assessment,
    /// What it says; its mean is known.
    pub scores: AssessmentReport,
    /// Newer rounds that do not speak, the newest first, each with the reason.
    pub passed_over: Vec<AssessError>,
}

/// The newest of `rounds` (oldest first) that is revealed and has a level in a dimension of weight.
///
/// # Errors
///
/// [`AssessError`] says why none does: the reason of the newest.
pub fn newest_round<'a>(
    rounds: impl DoubleEndedIterator<Item = &'a Assessment>,
) -> Result<NewestRound<'a>, AssessError> {
    let mut passed_over = Vec::new();
    for assessment in rounds.rev() {
        match speaks(assessment) {
            Ok(scores) => return Ok(NewestRound { assessment, scores, passed_over }),
            Err(silence) => passed_over.push(silence),
        }
    }
    Err(passed_over.into_iter().next().unwrap_or(AssessError::NoAssessment))
}

/// What `assessment` says.
fn speaks(assessment: &Assessment) -> Result<AssessmentReport, AssessError> {
    if assessment.is_blind {
        return Err(AssessError::Blind(assessment.name.clone()));
    }
    let none = || AssessError::NoAnswers(assessment.name.clone());
    // Told by the answers themselves: an empty round is not worth its intervals.
    if !assessment.has_levels() {
        return Err(none());
    }
    let scores = assess(assessment, &assessment.model())?;
    if scores.mean.is_some() { Ok(scores) } else { Err(none()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::office::Answer;
    use crate::model::sample;

    fn rounds() -> Vec<Assessment> {
        sample::find("nine").unwrap().document().office.assessments.clone()
    }

    fn unsure(round: &mut Assessment) {
        round.answers.values_mut().flat_map(|it| it.values_mut()).for_each(|it| *it = Answer::DontKnow);
    }

    #[test]
    fn a_blind_round_lets_the_revealed_one_before_it_speak() {
        let mut rounds = rounds();
        let last = rounds.len() - 1;
        assert_eq!(newest_round(rounds.iter()).unwrap().assessment.id, rounds[last].id);
        rounds[last].is_blind = true;
        let found = newest_round(rounds.iter()).unwrap();
        assert_eq!(found.assessment.id, rounds[last - 1].id);
        assert_eq!(found.passed_over, [AssessError::Blind(rounds[last].name.clone())]);
        for it in &mut rounds {
            it.is_blind = true;
        }
        let words = newest_round(rounds.iter()).unwrap_err().to_string();
        assert!(words.contains("blind until revealed") && words.contains("Assess"), "{words}");
    }

    #[test]
    fn a_round_that_knows_nothing_does_not_replace_the_last_that_did() {
        let mut rounds = rounds();
        let last = rounds.len() - 1;
        unsure(&mut rounds[last]);
        assert_eq!(newest_round(rounds.iter()).unwrap().assessment.id, rounds[last - 1].id);
        rounds[last].answers.clear();
        assert_eq!(newest_round(rounds.iter()).unwrap().assessment.id, rounds[last - 1].id);
        rounds.iter_mut().for_each(unsure);
        let error = newest_round(rounds.iter()).unwrap_err();
        assert_eq!(error, AssessError::NoAnswers(rounds[last].name.clone()));
        assert!(error.to_string().contains("answer its statements"), "{error}");
    }

    /// Levels where nothing weighs make no mean.
    #[test]
    fn levels_without_weight_do_not_speak() {
        let mut rounds = rounds();
        let last = rounds.len() - 1;
        for answers in rounds[last].answers.values_mut() {
            answers.retain(|id, _| id.dimension() == 1);
        }
        assert_eq!(newest_round(rounds.iter()).unwrap().assessment.id, rounds[last].id);
        rounds[last].weights = [(1, 0.into())].into();
        assert_eq!(newest_round(rounds.iter()).unwrap().assessment.id, rounds[last - 1].id);
    }
}
