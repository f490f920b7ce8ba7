//! The five elements of an office: people, process, technology, customers, strategy; and how even they are.
//!
//! Every dimension belongs to one element. Only the statement on satisfied customers leaves its dimension: it is asked
//! among the tools and speaks of the customers.

use serde::Serialize;

use super::assess::{AssessError, Part, part};
use crate::engine::maturity::elements as engine;
use crate::engine::maturity::interval::DEFAULT_RESAMPLES;
use crate::engine::stats::interval::Interval;
use crate::model::office::Assessment;
use crate::model::office::maturity_model::{MaturityModel, StatementId};

/// Key of the resamples.
const SEED: u64 = 7;

/// The five elements and their balance.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ElementsReport {
    /// In the order of [`Element::ALL`].
    pub elements: Vec<ElementReport>,
    /// 1 − (highest − lowest) / 4 of what the elements count, 0 to 1; none unless all five are known.
    pub balance: Option<f64>,
    /// Its 90 % interval over respondents; none unless three people answered for both the highest and the lowest.
    pub balance_interval: Option<Interval>,
    /// The highest and the lowest, if all five are known.
    pub ends: Option<(Element, Element)>,
}

/// One element.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ElementReport {
    /// Which.
    pub element: Element,
    /// Mean of its statements, each with its share of its dimension's weight, 1 to 5; none if nobody gave a level.
    pub score: Option<f64>,
    /// 90 % interval of the score over respondents; none below three.
    pub interval: Option<Interval>,
    /// What it counts: for technology at most one level above the lower of people and process, the score otherwise.
    pub counts: Option<f64>,
    /// What it is made of.
    pub parts: Vec<ElementPart>,
}

/// A dimension, or one statement of it, within an element.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ElementPart {
    /// Name of the dimension or of the statement, with its number.
    pub name: String,
    /// Its share of the element, 0 to 1.
    pub weight: f64,
    /// Its score; none if nobody gave a level.
    pub score: Option<f64>,
}

/// One of five.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Element {
    /// Those who do the work: their capacity, trust and growth.
    People,
    /// How the work is governed and run.
    Process,
    /// Tools and data.
    Technology,
    /// Those for whom it is done: benefits, and satisfaction with the office.
    Customers,
    /// What the work is for, and how it is chosen.
    Strategy,
}

impl Element {
    /// All, in the order in which they are shown.
    pub const ALL: [Self; engine::COUNT] =
        [Self::People, Self::Process, Self::Technology, Self::Customers, Self::Strategy];

    /// For people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::People => "People",
            Self::Process => "Process",
            Self::Technology => "Technology",
            Self::Customers => "Customers",
            Self::Strategy => "Strategy",
        }
    }

    /// The element to which `statement` of the built-in assessment belongs; none for numbers that it does not have.
    pub fn of(statement: StatementId) -> Option<Self> {
        match (statement.dimension(), statement.topic()) {
            (10, 5) | (5, _) => Some(Self::Customers),
            (1..=3, _) => Some(Self::Strategy),
            (4 | 9, _) => Some(Self::People),
            (6..=8, _) => Some(Self::Process),
            (10, _) => Some(Self::Technology),
            _ => None,
        }
    }
}

impl ElementsReport {
    /// What technology claims beyond what people and process carry; none if nothing [levels].
    pub fn cut_from_technology(&self) -> Option<f64> {
        let technology = &self.elements[engine::TECHNOLOGY];
        let cut = technology.score? - technology.counts?;
        (cut > 1e-9).then_some(cut)
    }
}

/// Sorts the answers of `assessment` by element.
///
/// # Errors
///
/// [`AssessError`] if an element's statements have no weight.
pub fn elements(assessment: &Assessment, model: &MaturityModel) -> Result<ElementsReport, AssessError> {
    let mut parts = Vec::with_capacity(engine::COUNT);
    for element in Element::ALL {
        parts.push(part(assessment, model, |id| Element::of(id) == Some(element))?);
    }
    let mut scores = [None; engine::COUNT];
    for (score, part) in scores.iter_mut().zip(&parts) {
        *score = part.score;
    }
    let counted = engine::counted(&scores);
    let balance = engine::balance(&counted);
    let interval = balance.and_then(|it| {
        let (high, low) = (&parts[it.highest].respondents, &parts[it.lowest].respondents);
        engine::balance_interval(high, low, it.index, SEED, DEFAULT_RESAMPLES)
    });
    let elements = Element::ALL.into_iter().zip(parts).zip(counted);
    Ok(ElementsReport {
        elements: elements.map(|((element, part), counts)| report(element, &part, counts)).collect(),
        balance: balance.map(|it| it.index),
        balance_interval: interval,
        ends: balance.map(|it| (Element::ALL[it.highest], Element::ALL[it.lowest])),
    })
}

fn report(element: Element, part: &Part, counts: Option<f64>) -> ElementReport {
    let total: f64 = part.model.dimensions.iter().map(|it| it.weight.get()).sum();
    let parts = part.model.dimensions.iter().zip(&part.dimensions).map(|(dimension, score)| {
        let name = match dimension.statements.as_slice() {
            [only] => format!("{} {}", only.id, only.name),
            several => {
                let number = several.first().map_or(0, |statement| statement.id.dimension());
                format!("D{number} {}", dimension.name)
            }
        };
        ElementPart {
            name,
            weight: if total > 0.0 { dimension.weight.get() / total } else { 0.0 },
            score: *score,
        }
    });
    ElementReport { element, score: part.score, interval: part.interval, counts, parts: parts.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::office::{Answer, RespondentGroup};
    use crate::model::sample;

    /// W7–W11: every statement of the built-in assessment belongs to one element, and every element has some.
    #[test]
    fn every_statement_has_its_element() {
        let mut sizes = std::collections::BTreeMap::new();
        for statement in MaturityModel::built_in().statements() {
            *sizes.entry(Element::of(statement.id).unwrap()).or_insert(0) += 1;
        }
        assert_eq!(sizes.into_values().collect::<Vec<_>>(), [10, 15, 4, 6, 15]);
    }

    /// The answers of `sample` with every level of `element` set to `level`.
    fn with(level_of: impl Fn(Element) -> u8) -> Assessment {
        let document = sample::SAMPLES.iter().find(|it| it.key == "nine").unwrap().document();
        let mut assessment = document.office.assessments.last().unwrap().clone();
        for answers in assessment.answers.values_mut() {
            for (id, answer) in answers {
                *answer = Answer::Level(level_of(Element::of(*id).unwrap()));
            }
        }
        assessment
    }

    /// W9: the score stays, what counts is cut; W12: the balance goes by what counts.
    #[test]
    fn technology_is_carried_by_people_and_process() {
        let assessment = with(|element| match element {
            Element::Technology => 5,
            Element::Process => 2,
            _ => 3,
        });
        let report = elements(&assessment, MaturityModel::built_in()).unwrap();
        let technology = &report.elements[2];
        assert_eq!((technology.score, technology.counts), (Some(5.0), Some(3.0)));
        assert_eq!(report.cut_from_technology(), Some(2.0));
        assert!((report.balance.unwrap() - 0.75).abs() < 1e-12);
        assert_eq!(report.ends, Some((Element::People, Element::Process)));
        let interval = report.balance_interval.unwrap();
        assert!((interval.low - 0.75).abs() < 1e-9, "all say the same: {interval:?}");
    }

    #[test]
    fn an_element_without_answers_leaves_no_balance() {
        let mut assessment = with(|_| 3);
        for answers in assessment.answers.values_mut() {
            answers.retain(|id, _| Element::of(*id) != Some(Element::Customers));
        }
        let report = elements(&assessment, MaturityModel::built_in()).unwrap();
        assert_eq!((report.elements[3].score, report.balance, report.balance_interval), (None, None, None));
        assert_eq!(report.elements[0].score, Some(3.0));
    }

    #[test]
    fn parts_share_out_their_element() {
        let document = sample::SAMPLES.iter().find(|it| it.key == "nine").unwrap().document();
        let assessment = document.office.assessments.last().unwrap();
        let report = elements(assessment, MaturityModel::built_in()).unwrap();
        for element in &report.elements {
            assert!((element.parts.iter().map(|it| it.weight).sum::<f64>() - 1.0).abs() < 1e-12);
            let sum: f64 = element.parts.iter().map(|it| it.weight * it.score.unwrap()).sum();
            assert!((sum - element.score.unwrap()).abs() < 1e-9, "{element:?}");
        }
        let customers: Vec<&str> = report.elements[3].parts.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(customers[1], "10.5 Customers of the PMO satisfied");
        assert!(assessment.respondents.iter().any(|it| it.group == RespondentGroup::Sponsor));
    }
}
