//! What people should talk about: statements that they see differently, and those that most of them only guess at.
//!
//! The least agreement comes first; of equal agreement the greater share of levels held with low confidence, then the
//! higher score. Confidence neither hides a dispute nor changes a score.

use super::assess::{AssessmentReport, StatementReport};

/// From this gap between groups on, people see it differently.
pub const WIDE_GAP: f64 = 1.5;
/// Below this agreement people see it differently: half of them two levels from the other half is 0.5.
const LOW_AGREEMENT: f64 = 0.6;

/// The statements to talk about, the most important first.
pub fn to_discuss(report: &AssessmentReport) -> Vec<StatementReport> {
    let mut list: Vec<StatementReport> = report
        .dimensions
        .iter()
        .flat_map(|dimension| &dimension.statements)
        .filter(|statement| is_disputed(statement) || statement.confidence.is_mostly_low())
        .cloned()
        .collect();
    let agreement = |statement: &StatementReport| statement.agreement.unwrap_or(1.0);
    let low = |statement: &StatementReport| statement.confidence.low_share();
    let score = |statement: &StatementReport| statement.score.unwrap_or(0.0);
    list.sort_by(|a, b| {
        let by_agreement = agreement(a).total_cmp(&agreement(b));
        by_agreement.then(low(b).total_cmp(&low(a))).then(score(b).total_cmp(&score(a)))
    });
    list
}

/// Whether groups or people see it differently.
pub fn is_disputed(statement: &StatementReport) -> bool {
    has_wide_gap(statement) || statement.agreement.is_some_and(|agreement| agreement < LOW_AGREEMENT)
}

/// Whether the groups lie far apart.
pub fn has_wide_gap(statement: &StatementReport) -> bool {
    statement.group_gap.is_some_and(|gap| gap >= WIDE_GAP)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::assess::assess;
    use crate::model::id::{AssessmentId, RespondentId};
    use crate::model::office::maturity_model::MaturityModel;
    use crate::model::office::{Answer, Assessment, Confidence, Respondent, RespondentGroup};

    /// Two people of two groups, with their levels and how many of them, from the first on, guess.
    fn numbers(said: &[(&str, [u8; 2], usize)]) -> Vec<String> {
        let person = |id, group| Respondent { id: RespondentId(id), name: "Somebody".to_owned(), group };
        let two = vec![person(2, RespondentGroup::Pmo), person(3, RespondentGroup::Finance)];
        let mut assessment = Assessment::new(AssessmentId(1), "Test", two);
        for (statement, levels, guesses) in said {
            let statement = statement.parse().unwrap();
            for (place, (id, level)) in [RespondentId(2), RespondentId(3)].into_iter().zip(levels).enumerate()
            {
                assessment.answers.entry(id).or_default().insert(statement, Answer::Level(*level));
                let sure = if place < *guesses { Confidence::Low } else { Confidence::High };
                assessment.confidence.entry(id).or_default().insert(statement, sure);
            }
        }
        let report = assess(&assessment, MaturityModel::built_in()).unwrap();
        to_discuss(&report).iter().map(|it| it.id.to_string()).collect()
    }

    #[test]
    fn what_is_agreed_and_known_needs_no_talk() {
        assert!(numbers(&[("1.1", [3, 3], 0), ("1.2", [3, 4], 1)]).is_empty());
    }

    #[test]
    fn what_most_guess_at_is_to_be_talked_about_although_they_agree() {
        assert_eq!(numbers(&[("1.1", [3, 3], 2), ("1.2", [3, 3], 1)]), ["1.1"]);
    }

    #[test]
    fn the_least_agreement_comes_first_and_low_confidence_before_a_high_score() {
        let said = [
            ("1.1", [3, 3], 2),
            ("1.2", [3, 5], 0),
            ("1.3", [1, 3], 1),
            ("1.4", [1, 5], 0),
            ("1.5", [2, 4], 0),
        ];
        assert_eq!(numbers(&said), ["1.4", "1.3", "1.2", "1.5", "1.1"]);
    }
}
