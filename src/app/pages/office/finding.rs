//! What a report says in a sentence, and the sums behind its figures.

use crate::analysis::assess::{AssessmentReport, DimensionReport};
use crate::app::format::{day, in_words, number, percent};
use crate::model::office::Assessment;

/// What a PMO does that is strong in a dimension, and one that is weak in it; in the order of the dimensions.
const VERDICTS: [(&str, &str); 10] = [
    ("is well sponsored", "lacks a sponsor’s backing"),
    ("works from strategy", "is cut off from strategy"),
    ("chooses the right things", "cannot say no"),
    ("knows its capacity", "does not know its capacity"),
    ("proves its benefits", "does not follow its benefits"),
    ("keeps money and risk in hand", "has little grip on money and risk"),
    ("serves every kind of work", "serves one kind of work"),
    ("governs well", "governs loosely"),
    ("is trusted", "has trust to win"),
    ("has one picture of the work", "has many pictures of the work"),
];
/// From here on a dimension is called strong: agreed, written and done by most.
const STRONG: f64 = 3.0;
/// Up to here a dimension is called weak.
const WEAK: f64 = 2.5;
/// Below this distance the dimensions are called even.
const EVEN: f64 = 0.5;
/// From this distance between claim and evidence on, words lead.
const WORDS: f64 = 0.4;

/// Title of the page: level, strongest and weakest dimension; the organisation's own are called by their names.
pub(super) fn title(report: &AssessmentReport, is_own: bool) -> String {
    let (Some(level), Some(weakest)) = (report.staged, &report.weakest) else {
        return "Nobody has given a level yet".to_owned();
    };
    let Some((strongest, best)) = strongest(report) else { return format!("A level {level} PMO") };
    if scored(report).count() < 2 {
        return format!("Level {level} in {} so far", lower(&strongest.name));
    }
    if best - weakest.score < EVEN {
        return format!("A level {level} PMO, even in all it does");
    }
    let verdicts = |dimension: u8| VERDICTS.get(usize::from(dimension) - 1).filter(|_| !is_own);
    match (verdicts(strongest.dimension), verdicts(weakest.dimension)) {
        (Some((strong, _)), Some((_, weak))) if best >= STRONG && weakest.score <= WEAK => {
            format!("A level {level} PMO that {strong} and {weak}")
        }
        _ => {
            let (strong, weak) = (lower(&strongest.name), lower(&weakest.name));
            format!("A level {level} PMO, strongest in {strong}, weakest in {weak}")
        }
    }
}

/// The line below the title: who, how much, how sure, when.
pub(super) fn basis(report: &AssessmentReport, assessment: &Assessment) -> String {
    let statements = || report.dimensions.iter().flat_map(|dimension| &dimension.statements);
    let scored = statements().filter(|statement| statement.score.is_some()).count();
    let people = if report.respondents == 1 { "respondent" } else { "respondents" };
    // Groups of those on the list; a group whose people have not answered yet is not counted by the scores either.
    let mut groups: Vec<_> = assessment
        .respondents
        .iter()
        .filter(|respondent| {
            assessment.answers.get(&respondent.id).is_some_and(|answers| !answers.is_empty())
        })
        .map(|respondent| respondent.group)
        .collect();
    groups.sort_unstable();
    groups.dedup();
    let noun = if groups.len() == 1 { "group" } else { "groups" };
    let date = assessment.date.map_or_else(String::new, |date| format!(" Assessed on {}.", day(date)));
    format!(
        "{} {people} in {} {noun}, {scored} of {} statements scored, {} “don’t know”.{date}",
        in_words(report.respondents),
        in_words(groups.len()).to_lowercase(),
        statements().count(),
        percent(report.dont_know_share),
    )
}

/// Title over the dimensions: who trails, and where words lead evidence.
pub(super) fn dimensions_title(report: &AssessmentReport) -> String {
    let mut order: Vec<_> = scored(report).collect();
    order.sort_by(|(_, a), (_, b)| a.total_cmp(b));
    let [(first, _), (second, second_score), .., (_, last_score)] = order.as_slice() else {
        return "Score by dimension".to_owned();
    };
    if last_score - second_score < EVEN {
        return "No dimension stands out".to_owned();
    }
    let trail = format!("{} and {} trail", first.short, lower(&second.short));
    match words_lead(report) {
        Some(dimension) => {
            format!("{trail}; {} rests on words more than on evidence", lower(&dimension.short))
        }
        None => trail,
    }
}

/// One level of the staged score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rung {
    /// The level.
    pub(super) level: u8,
    /// Share of the answered statements within a quarter of it or above, 0 to 1.
    pub(super) reached: f64,
    /// Statements more than one level below it: one is too many.
    pub(super) far_below: usize,
}

/// The levels 2 to 5 and how many statements reach each.
pub(super) fn ladder(report: &AssessmentReport) -> Vec<Rung> {
    let statements = report.dimensions.iter().flat_map(|dimension| &dimension.statements);
    let scores: Vec<f64> = statements.filter_map(|statement| statement.score).collect();
    let share = |hits: usize| hits as f64 / scores.len().max(1) as f64;
    (2_u8..=5)
        .map(|level| {
            let bar = f64::from(level);
            Rung {
                level,
                reached: share(scores.iter().filter(|&&score| score >= bar - 0.25 - 1e-9).count()),
                far_below: scores.iter().filter(|&&score| score < bar - 1.0 - 1e-9).count(),
            }
        })
        .collect()
}

/// A level or an interval of levels: "2.8", "2.5–3.2".
pub(super) fn level(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| number(value, 1))
}

/// The name as it stands within a sentence; "PMO" and the like stay as they are.
pub(super) fn lower(name: &str) -> String {
    let mut letters = name.chars();
    match (letters.next(), name.chars().nth(1)) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => name.to_owned(),
    }
}

fn scored(report: &AssessmentReport) -> impl Iterator<Item = (&DimensionReport, f64)> {
    report.dimensions.iter().filter_map(|dimension| Some((dimension, dimension.score?)))
}

fn strongest(report: &AssessmentReport) -> Option<(&DimensionReport, f64)> {
    scored(report).max_by(|(_, a), (_, b)| a.total_cmp(b))
}

fn words_lead(report: &AssessmentReport) -> Option<&DimensionReport> {
    let gap = |dimension: &DimensionReport| Some(dimension.score? - dimension.evidenced?);
    let (dimension, gap) = report
        .dimensions
        .iter()
        .filter_map(|dimension| Some((dimension, gap(dimension)?)))
        .max_by(|(_, a), (_, b)| a.total_cmp(b))?;
    (gap >= WORDS).then_some(dimension)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::assess::assess;
    use crate::model::id::{AssessmentId, RespondentId};
    use crate::model::office::maturity_model::MaturityModel;
    use crate::model::office::{Answer, Respondent, RespondentGroup};

    /// Two people who give each statement the level of its dimension.
    fn report(levels: [u8; 10]) -> AssessmentReport {
        let model = MaturityModel::built_in();
        let person = |id, group| Respondent { id: RespondentId(id), name: "Somebody".to_owned(), group };
        let two = vec![person(2, RespondentGroup::Pmo), person(3, RespondentGroup::Finance)];
        let mut assessment = Assessment::new(AssessmentId(1), "Test", two);
        for respondent in [2, 3] {
            let answers = model.statements().map(|statement| {
                let level = levels[usize::from(statement.id.dimension()) - 1];
                (statement.id, Answer::Level(level))
            });
            assessment.answers.insert(RespondentId(respondent), answers.collect());
        }
        assess(&assessment, model).unwrap()
    }

    #[test]
    fn the_title_names_what_stands_out() {
        let title_of = |levels| title(&report(levels), false);
        assert_eq!(
            title_of([3, 3, 3, 2, 3, 3, 3, 4, 3, 3]),
            "A level 3 PMO that governs well and does not know its capacity"
        );
        assert_eq!(title_of([3; 10]), "A level 3 PMO, even in all it does");
        assert!(title_of([4, 4, 4, 3, 4, 4, 4, 5, 4, 4]).contains("strongest in"), "three is not weak");
        let own = title(&report([3, 3, 3, 2, 3, 3, 3, 4, 3, 3]), true);
        assert!(own.starts_with("A level 3 PMO, strongest in governance"), "{own}");
        assert_eq!(VERDICTS.len(), MaturityModel::built_in().dimensions.len());
    }

    #[test]
    fn the_ladder_bears_out_the_staged_level() {
        for levels in [[3, 3, 3, 2, 3, 3, 3, 4, 3, 3], [3, 3, 3, 1, 3, 3, 3, 4, 3, 3], [2; 10]] {
            let report = report(levels);
            let holds = |rung: &&Rung| rung.reached >= 0.8 - 1e-9 && rung.far_below == 0;
            let highest = ladder(&report).iter().filter(holds).map(|rung| rung.level).max().unwrap_or(1);
            assert_eq!(Some(highest), report.staged, "{levels:?}");
        }
    }

    #[test]
    fn a_name_within_a_sentence_keeps_its_abbreviations() {
        assert_eq!(lower("Mandate and sponsor"), "mandate and sponsor");
        assert_eq!(lower("PMO network"), "PMO network");
    }
}
