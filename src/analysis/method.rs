//! Ranking by a formula: which number plays which part, and what comes out.

use serde::Serialize;
use thiserror::Error;

use super::figures::{NoFigure, figure};
use super::score::value_function;
use crate::engine::scoring::formula::{Combination, Formula, Input, NoScore, Preset};
use crate::model::document::Document;
use crate::model::edit::{Edit, MethodChange};
use crate::model::id::InitiativeId;
use crate::model::initiative::Initiative;
use crate::model::people::People;
use crate::model::scoring::method::{Figure, Method, Part, Source};
use crate::model::scoring::{Criterion, Scale, Scoring};

/// A ranking by a formula, opened.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FormulaReport {
    /// By which.
    pub method: Method,
    /// As people call it: "WSJF".
    pub name: &'static str,
    /// "(user and business value + time criticality + risk reduction) ÷ job size".
    pub expression: String,
    /// The parts, those above the line first.
    pub parts: Vec<PartReport>,
    /// One for each initiative, in the order of the ranking.
    pub scores: Vec<FormulaScore>,
}

/// A part and the number that plays it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PartReport {
    /// Which part.
    pub part: Part,
    /// As a sentence names it.
    pub name: &'static str,
    /// Which number plays it; none until one is chosen.
    pub source: Option<Source>,
    /// Name of that number; empty until one is chosen.
    pub source_name: String,
    /// Whether it stands below the line.
    pub is_divisor: bool,
}

/// What the formula gives one initiative.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FormulaScore {
    /// Which.
    pub id: InitiativeId,
    /// At least 0, without an upper end; none if something is missing.
    pub score: Option<f64>,
    /// The number in each part, in the order of [`FormulaReport::parts`]; none where it is missing.
    pub inputs: Vec<Option<f64>>,
    /// Why there is no score, and what to enter.
    pub missing: Option<String>,
}

/// Why a part has no number for an initiative.
#[derive(Clone, Debug, PartialEq, Error)]
enum NoNumber {
    #[error("nothing plays the part of {0} yet; choose a number for it")]
    NotCast(&'static str),
    #[error("{0} is not scored; score it below")]
    NotScored(String),
    #[error("there is no weighted sum, as no criterion has a weight; give one of them a weight")]
    NoWeightedSum,
    #[error(transparent)]
    Figure(#[from] NoFigure),
}

/// The engine's formula; none for the weighted sum.
pub fn preset(method: Method) -> Option<Preset> {
    match method {
        Method::WeightedSum => None,
        Method::Wsjf => Some(Preset::Wsjf),
        Method::Rice => Some(Preset::Rice),
        Method::IceProduct => Some(Preset::IceProduct),
        Method::IceMean => Some(Preset::IceMean),
        Method::ValueEffort => Some(Preset::ValueEffort),
        Method::CostOfDelay => Some(Preset::CostOfDelay),
    }
}

/// The parts of a method's formula, those above the line first; none for the weighted sum.
pub fn parts(method: Method) -> Vec<Part> {
    preset(method).map_or_else(Vec::new, |preset| inputs(&preset.formula()).map(part).collect())
}

/// "reach × impact × confidence ÷ effort".
pub fn expression(method: Method) -> String {
    let Some(preset) = preset(method) else { return "Σ weight × value".to_owned() };
    let formula = preset.formula();
    let names =
        |inputs: &[Input], sign: &str| inputs.iter().map(|input| input.name()).collect::<Vec<_>>().join(sign);
    let above = formula.numerator();
    let top = match formula.combination() {
        Combination::Product => names(above, " × "),
        Combination::Mean => format!("({}) ÷ {}", names(above, " + "), above.len()),
        Combination::Sum if above.len() > 1 => format!("({})", names(above, " + ")),
        Combination::Sum => names(above, ""),
    };
    match formula.denominator() {
        [] => top,
        below => format!("{top} ÷ {}", names(below, " ÷ ")),
    }
}

/// What a source is called; "a criterion that is gone" if it is.
pub fn source_name(scoring: &Scoring, source: Source) -> String {
    match source {
        Source::Criterion(id) => {
            scoring.criterion(id).map_or_else(|| "a criterion that is gone".to_owned(), |it| it.name.clone())
        }
        Source::WeightedSum => "weighted sum".to_owned(),
        Source::Figure(figure) => figure.name().to_owned(),
    }
}

/// Every number that could play a part, criteria first.
pub fn sources(scoring: &Scoring) -> Vec<Source> {
    let criteria = scoring.leaves().map(|leaf| Source::Criterion(leaf.id));
    let figures = Figure::ALL.into_iter().map(Source::Figure);
    criteria.chain([Source::WeightedSum]).chain(figures).collect()
}

/// Ranks by `method`, in one step: every part that is still open gets the number that fits best.
pub fn switch_to(document: &Document, method: Method) -> Edit {
    let mut taken = Vec::new();
    let mut edits = Vec::new();
    for part in parts(method) {
        let source = document.scoring.source_of(part).or_else(|| {
            let found = proposal(document, part, &taken)?;
            edits.push(Edit::Method(MethodChange::Cast { part, source: Some(found) }));
            Some(found)
        });
        taken.extend(source);
    }
    edits.push(Edit::Method(MethodChange::Use(method)));
    Edit::Several { label: format!("ranking by {}", method.name()), edits }
}

/// The number that fits `part` best: by the name of a criterion first, by what is known of the initiatives
/// second. What is `taken` plays another part of the same formula.
fn proposal(document: &Document, part: Part, taken: &[Source]) -> Option<Source> {
    let scoring = &document.scoring;
    let is_free = |source: &Source| !taken.contains(source);
    let named = |words: &[&str]| {
        words.iter().find_map(|word| {
            let fits = |leaf: &&Criterion| {
                leaf.name.to_lowercase().contains(word) && is_free(&Source::Criterion(leaf.id))
            };
            scoring.leaves().find(fits).map(|leaf| Source::Criterion(leaf.id))
        })
    };
    // Known for at least half of the initiatives.
    let known = |it: Figure| {
        let list = &document.initiatives.list;
        let count = list
            .iter()
            .filter(|initiative| figure(it, initiative, scoring, &document.people).is_ok())
            .count();
        (2 * count >= list.len() && count > 0 && is_free(&Source::Figure(it))).then_some(Source::Figure(it))
    };
    let any = |delivery_only: bool| {
        let fits =
            |leaf: &&Criterion| leaf.delivery_only == delivery_only && is_free(&Source::Criterion(leaf.id));
        scoring.leaves().find(fits).map(|leaf| Source::Criterion(leaf.id))
    };
    match part {
        Part::UserBusinessValue | Part::Impact => {
            named(&["impact", "value", "benefit"]).or_else(|| any(false)).or_else(|| known(Figure::Benefit))
        }
        Part::TimeCriticality => {
            named(&["critical", "urgen", "delay", "deadline", "time"]).or_else(|| any(false))
        }
        Part::RiskReduction => named(&["risk", "opportun", "duty", "legal", "law", "enabl", "reuse", "fit"])
            .or_else(|| any(false)),
        Part::JobSize | Part::Effort => named(&["job size", "effort", "size"])
            .or_else(|| known(Figure::Effort))
            .or_else(|| known(Figure::Cost))
            .or_else(|| named(&["cost"])),
        Part::Reach => named(&["reach", "user", "people", "customer", "reuse"]).or_else(|| any(false)),
        Part::Confidence | Part::ConfidenceRating => named(&["confiden", "certain"])
            .or_else(|| known(Figure::BenefitChance))
            .or_else(|| named(&["deliver", "ease"]))
            .or_else(|| any(true)),
        Part::Ease => named(&["ease", "easy", "deliver", "feasib"]).or_else(|| any(true)),
        Part::Value => Some(Source::WeightedSum),
        Part::CostOfDelay => named(&["delay", "urgen", "critical"]).or_else(|| known(Figure::Benefit)),
        Part::Duration => named(&["duration", "length"]).or_else(|| known(Figure::Duration)),
    }
}

/// Scores every initiative of `list` by the formula of `scoring`; none for the weighted sum.
///
/// `weighted` gives the weighted sum of each, 0 to 1, in the same order; none where there is none. The
/// rows come in the order of `list`.
pub(super) fn score_all(
    scoring: &Scoring,
    list: &[Initiative],
    people: &People,
    weighted: Option<&[f64]>,
) -> Option<FormulaReport> {
    let formula = preset(scoring.method)?.formula();
    let cast: Vec<(Input, Option<Source>)> =
        inputs(&formula).map(|input| (input, scoring.source_of(part(input)))).collect();
    let row = |(index, initiative): (usize, &Initiative)| {
        let weighted = weighted.map(|scores| scores[index]);
        score_one(&formula, &cast, scoring, initiative, people, weighted)
    };
    let parts = cast.iter().map(|&(input, source)| PartReport {
        part: part(input),
        name: input.name(),
        source,
        source_name: source.map_or_else(String::new, |source| source_name(scoring, source)),
        is_divisor: formula.denominator().contains(&input),
    });
    Some(FormulaReport {
        method: scoring.method,
        name: scoring.method.name(),
        expression: expression(scoring.method),
        parts: parts.collect(),
        scores: list.iter().enumerate().map(row).collect(),
    })
}

fn score_one(
    formula: &Formula,
    cast: &[(Input, Option<Source>)],
    scoring: &Scoring,
    initiative: &Initiative,
    people: &People,
    weighted: Option<f64>,
) -> FormulaScore {
    let numbers: Vec<Result<f64, NoNumber>> = cast
        .iter()
        .map(|&(input, source)| {
            let source = source.ok_or(NoNumber::NotCast(input.name()))?;
            number(input, source, scoring, initiative, people, weighted)
        })
        .collect();
    let value_of = |wanted: Input| {
        let at = cast.iter().position(|(input, _)| *input == wanted)?;
        numbers[at].as_ref().ok().copied()
    };
    let found = formula.score(value_of);
    let missing = found.err().map(|no_score| {
        let reason = match no_score {
            NoScore::Missing(input) => cast
                .iter()
                .position(|(part, _)| *part == input)
                .and_then(|at| numbers[at].as_ref().err())
                .map(ToString::to_string),
            _ => None,
        };
        reason.unwrap_or_else(|| no_score.to_string())
    });
    FormulaScore {
        id: initiative.id,
        score: found.ok(),
        inputs: numbers.into_iter().map(Result::ok).collect(),
        missing,
    }
}

fn number(
    input: Input,
    source: Source,
    scoring: &Scoring,
    initiative: &Initiative,
    people: &People,
    weighted: Option<f64>,
) -> Result<f64, NoNumber> {
    match source {
        Source::WeightedSum => {
            let score = weighted.ok_or(NoNumber::NoWeightedSum)?;
            Ok(score * points(input).unwrap_or(100.0))
        }
        Source::Figure(Figure::BenefitChance) => {
            let chance = figure(Figure::BenefitChance, initiative, scoring, people)?;
            Ok(chance * points(input).unwrap_or(1.0))
        }
        Source::Figure(it) => Ok(figure(it, initiative, scoring, people)?),
        Source::Criterion(id) => {
            let criterion = scoring.criterion(id);
            let name = criterion.map_or("the criterion", |it| &it.name);
            let score = match scoring.figures.get(&id) {
                Some(it) => figure(*it, initiative, scoring, people)?,
                None => match initiative.scores.get(&id) {
                    Some(score) => score.get(),
                    None => return Err(NoNumber::NotScored(name.to_owned())),
                },
            };
            let function = points(input).zip(criterion.and_then(|it| value_function(it).ok()));
            Ok(function.map_or(score, |(points, function)| points * function.value(score)))
        }
    }
}

/// What a score of the greatest worth counts as, where the formula wants points, ratings or a share rather
/// than an amount: amounts in different units cannot be added up.
fn points(input: Input) -> Option<f64> {
    match input {
        Input::UserBusinessValue
        | Input::TimeCriticality
        | Input::RiskReduction
        | Input::Impact
        | Input::ConfidenceRating
        | Input::Ease => Some(10.0),
        Input::Confidence => Some(1.0),
        Input::JobSize
        | Input::Reach
        | Input::Value
        | Input::Effort
        | Input::CostOfDelay
        | Input::Duration => None,
    }
}

fn is_in_points(wanted: Part) -> bool {
    let all = Preset::ALL.into_iter().flat_map(|preset| inputs(&preset.formula()).collect::<Vec<_>>());
    all.into_iter().any(|input| part(input) == wanted && points(input).is_some())
}

/// What to know about a part that a criterion plays the wrong way round; none if all is well.
pub fn contradiction(scoring: &Scoring, part: &PartReport) -> Option<String> {
    let Some(Source::Criterion(id)) = part.source else { return None };
    let criterion = scoring.criterion(id)?;
    let function = value_function(criterion).ok()?;
    let (least, most) = criterion.scale.bounds();
    let rises = function.value(most) > function.value(least);
    let name = &criterion.name;
    match (part.is_divisor, rises) {
        (false, _) if is_in_points(part.part) => None,
        (true, true) => Some(format!(
            "A higher {name} is better, but dividing by it makes the score worse; choose a number of which less is better."
        )),
        (false, false) if !matches!(criterion.scale, Scale::Levels { .. }) => Some(format!(
            "A lower {name} is better, but the formula rewards more of it; choose a number of which more is better."
        )),
        _ => None,
    }
}

fn inputs(formula: &Formula) -> impl Iterator<Item = Input> + use<> {
    formula.numerator().iter().chain(formula.denominator()).copied()
}

fn part(input: Input) -> Part {
    match input {
        Input::UserBusinessValue => Part::UserBusinessValue,
        Input::TimeCriticality => Part::TimeCriticality,
        Input::RiskReduction => Part::RiskReduction,
        Input::JobSize => Part::JobSize,
        Input::Reach => Part::Reach,
        Input::Impact => Part::Impact,
        Input::Confidence => Part::Confidence,
        Input::ConfidenceRating => Part::ConfidenceRating,
        Input::Ease => Part::Ease,
        Input::Value => Part::Value,
        Input::Effort => Part::Effort,
        Input::CostOfDelay => Part::CostOfDelay,
        Input::Duration => Part::Duration,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::score::rank;
    use crate::model::finite::Finite;
    use crate::model::sample;

    fn ranked_by(method: Method) -> (Document, FormulaReport) {
        let mut document = sample::find("gmpp").unwrap().document();
        switch_to(&document, method).apply(&mut document).unwrap();
        let report = rank(&document.scoring, &document.initiatives, &document.people).unwrap();
        assert_eq!(report.ranking.len(), document.initiatives.list.len());
        (document, report.formula.unwrap())
    }

    /// Every formula has a number for every part of the sample, at once and in one step.
    #[test]
    fn every_method_ranks_the_sample_at_once() {
        for method in Method::ALL.into_iter().filter(|it| !it.is_weighted_sum()) {
            let (document, report) = ranked_by(method);
            let scored = report.scores.iter().filter(|row| row.score.is_some()).count();
            assert!(scored * 2 > report.scores.len(), "{method:?}: {scored} are scored");
            assert!(report.parts.iter().all(|part| part.source.is_some()), "{method:?}");
            for row in report.scores.iter().filter(|row| row.score.is_none()) {
                assert!(row.missing.as_ref().is_some_and(|it| it.contains(';')), "{:?}", row.missing);
            }
            let back = switch_to(&document, Method::WeightedSum);
            let mut again = document.clone();
            back.apply(&mut again).unwrap();
            assert_eq!(again.scoring.castings, document.scoring.castings, "what was chosen stays");
        }
    }

    #[test]
    fn scores_fall_along_the_ranking_and_the_unscored_stand_last() {
        let (mut document, _) = ranked_by(Method::ValueEffort);
        document.initiatives.edit().list[3].stages.clear();
        let report =
            rank(&document.scoring, &document.initiatives, &document.people).unwrap().formula.unwrap();
        let scores: Vec<f64> = report.scores.iter().map(|row| row.score.unwrap_or(-1.0)).collect();
        assert!(scores.windows(2).all(|pair| pair[0] >= pair[1]));
        assert_eq!(report.scores.last().unwrap().id, document.initiatives.list[3].id);
        let missing = report.scores.last().unwrap().missing.as_deref();
        assert_eq!(missing, Some("every stage is missing; add them in its details"));
    }

    /// WSJF of the sample's first initiative, by hand.
    #[test]
    fn a_score_is_what_the_expression_says() {
        let (_, report) = ranked_by(Method::Wsjf);
        assert_eq!(
            report.expression,
            "(user and business value + time criticality + risk reduction) ÷ job size"
        );
        for row in &report.scores {
            let all: Option<Vec<f64>> = row.inputs.iter().copied().collect();
            if let Some([value, time, risk, size]) = all.as_deref() {
                assert!((row.score.unwrap() - (value + time + risk) / size).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn nothing_is_divided_by_nought() {
        let mut document = sample::find("gmpp").unwrap().document();
        let cost = Source::Figure(Figure::Cost);
        Edit::Method(MethodChange::Cast { part: Part::Effort, source: Some(cost) })
            .apply(&mut document)
            .unwrap();
        switch_to(&document, Method::ValueEffort).apply(&mut document).unwrap();
        for cost in &mut document.initiatives.edit().list[0].cost_per_year {
            cost.amount = Finite::ZERO;
        }
        let first = document.initiatives.list[0].id;
        let report =
            rank(&document.scoring, &document.initiatives, &document.people).unwrap().formula.unwrap();
        let row = report.scores.iter().find(|row| row.id == first).unwrap();
        assert_eq!(row.score, None);
        assert!(
            row.missing.as_ref().unwrap().contains("the effort is 0, and nothing can be divided by that")
        );
    }

    #[test]
    fn a_formula_needs_no_weights_and_no_criteria() {
        let mut document = sample::find("gmpp").unwrap().document();
        for (part, figure) in [(Part::Value, Figure::Benefit), (Part::Effort, Figure::Cost)] {
            let source = Some(Source::Figure(figure));
            Edit::Method(MethodChange::Cast { part, source }).apply(&mut document).unwrap();
        }
        switch_to(&document, Method::ValueEffort).apply(&mut document).unwrap();
        let with = rank(&document.scoring, &document.initiatives, &document.people).unwrap();
        for criterion in &mut document.scoring.edit().criteria {
            criterion.weight = Finite::ZERO;
        }
        let without = rank(&document.scoring, &document.initiatives, &document.people).unwrap();
        assert_eq!(with.formula, without.formula);
        document.scoring.edit().criteria.clear();
        assert_eq!(
            rank(&document.scoring, &document.initiatives, &document.people).unwrap().formula,
            with.formula
        );
    }

    #[test]
    fn dividing_by_what_is_good_is_pointed_out() {
        let (document, mut report) = ranked_by(Method::ValueEffort);
        let ease = document.scoring.leaves().find(|it| it.name == "Deliverability").unwrap().id;
        let divisor = report.parts.iter_mut().find(|part| part.is_divisor).unwrap();
        assert_eq!(contradiction(&document.scoring, divisor), None);
        divisor.source = Some(Source::Criterion(ease));
        let said = contradiction(&document.scoring, divisor).unwrap();
        assert!(said.contains("A higher Deliverability is better"), "{said}");
    }
}
