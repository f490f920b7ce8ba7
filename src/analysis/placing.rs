//! Two figures of each initiative, for a picture in which they can be moved: what can be read, and what an
//! edit can set.

use super::figures::{figure, unit};
use super::score::{raw_score, value_function};
use crate::model::document::Document;
use crate::model::edit::{Edit, InitiativeChange, StageChange};
use crate::model::finite::Finite;
use crate::model::id::InitiativeId;
use crate::model::initiative::{Benefit, Estimate, Initiative, PossibleValue, Prospects, Work};
use crate::model::people::People;
use crate::model::portfolio::YearAmount;
use crate::model::scoring::method::{Figure, Source};
use crate::model::scoring::{Criterion, Scale, Scoring};

/// What an axis shows of a source.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// Which source.
    pub source: Source,
    /// Its name, with a capital where it is one.
    pub name: String,
    /// Unit of its numbers; empty for levels and points.
    pub unit: String,
    /// Whether the unit is the document's currency.
    pub is_money: bool,
    /// First and last level of a rubric.
    pub levels: Option<(f64, f64)>,
    /// Whether less of it is better.
    pub is_better_small: bool,
    /// Whether moving an initiative along it changes something.
    pub is_settable: bool,
}

/// What is to be known of `source`.
pub fn measure(scoring: &Scoring, source: Source) -> Measure {
    let name = super::method::source_name(scoring, source);
    let plain = Measure {
        source,
        name,
        unit: String::new(),
        is_money: false,
        levels: None,
        is_better_small: false,
        is_settable: settable_figure(scoring, source) || settable_criterion(scoring, source).is_some(),
    };
    let computed = match source {
        Source::Criterion(id) => scoring.figures.get(&id).copied(),
        Source::Figure(figure) => Some(figure),
        Source::WeightedSum => None,
    };
    if let Some(figure) = computed {
        let (unit, is_money) = unit(figure);
        return Measure {
            unit: unit.to_owned(),
            is_money,
            is_better_small: figure.is_better_small(),
            ..plain
        };
    }
    let Source::Criterion(id) = source else { return plain };
    let Some(criterion) = scoring.criterion(id) else { return plain };
    let is_rubric = matches!(criterion.scale, Scale::Levels { .. });
    Measure {
        unit: criterion.scale.unit().to_owned(),
        levels: is_rubric.then(|| criterion.scale.bounds()),
        is_better_small: falls(criterion),
        ..plain
    }
}

/// The number of `initiative` on `source`; `weighted` is its weighted sum, 0 to 1. None where it is missing.
pub fn number(
    scoring: &Scoring,
    initiative: &Initiative,
    people: &People,
    source: Source,
    weighted: f64,
) -> Option<f64> {
    match source {
        Source::Criterion(id) => raw_score(scoring, initiative, people, id),
        Source::WeightedSum => Some(weighted * 100.0),
        Source::Figure(it) => figure(it, initiative, scoring, people).ok(),
    }
}

/// The edit that gives an initiative these numbers, as far as they can be set; none if none can.
pub fn place(document: &Document, id: InitiativeId, numbers: &[(Source, f64)]) -> Option<Edit> {
    let initiative = document.initiatives.initiative(id)?;
    let edits: Vec<Edit> =
        numbers.iter().flat_map(|(source, number)| set(document, initiative, *source, *number)).collect();
    let label = format!("place of {}", initiative.name);
    (!edits.is_empty()).then_some(Edit::Several { label, edits })
}

/// A criterion or figure that stands for value, for effort, for risk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// What it is worth.
    Value,
    /// What it takes.
    Effort,
    /// How likely it fails.
    Risk,
}

/// What shows `meaning` best in `document`.
pub fn proposal(document: &Document, meaning: Meaning) -> Source {
    let scoring = &document.scoring;
    let named = |words: &[&str]| {
        let fits = |leaf: &&Criterion, word: &str| leaf.name.to_lowercase().contains(word);
        words.iter().find_map(|word| scoring.leaves().find(|leaf| fits(leaf, word)))
    };
    let list = &document.initiatives.list;
    let known = |it: Figure| {
        let count = list
            .iter()
            .filter(|initiative| figure(it, initiative, scoring, &document.people).is_ok())
            .count();
        (count > 0 && 2 * count >= list.len()).then_some(Source::Figure(it))
    };
    let criterion = |found: Option<&Criterion>| found.map(|leaf| Source::Criterion(leaf.id));
    match meaning {
        Meaning::Value => criterion(named(&["value", "benefit", "impact"]))
            .or_else(|| criterion(scoring.leaves().find(|leaf| !leaf.delivery_only)))
            .or_else(|| known(Figure::Benefit)),
        Meaning::Effort => criterion(named(&["effort", "size"]))
            .or_else(|| known(Figure::Effort))
            .or_else(|| known(Figure::Cost))
            .or_else(|| criterion(named(&["cost", "ease"]))),
        Meaning::Risk => criterion(named(&["risk", "deliver", "ease"]))
            .or_else(|| criterion(scoring.leaves().find(|leaf| leaf.delivery_only)))
            .or_else(|| known(Figure::BenefitChance)),
    }
    .unwrap_or(Source::WeightedSum)
}

fn falls(criterion: &Criterion) -> bool {
    let (least, most) = criterion.scale.bounds();
    value_function(criterion).is_ok_and(|function| function.value(most) < function.value(least))
}

fn settable_criterion(scoring: &Scoring, source: Source) -> Option<&Criterion> {
    let Source::Criterion(id) = source else { return None };
    scoring.criterion(id).filter(|_| !scoring.figures.contains_key(&id))
}

fn settable_figure(scoring: &Scoring, source: Source) -> bool {
    let figure = match source {
        Source::Figure(figure) => Some(figure),
        Source::Criterion(id) => scoring.figures.get(&id).copied(),
        Source::WeightedSum => None,
    };
    matches!(figure, Some(Figure::Cost | Figure::Benefit | Figure::Effort | Figure::BenefitChance))
}

fn set(document: &Document, initiative: &Initiative, source: Source, number: f64) -> Vec<Edit> {
    let scoring = &document.scoring;
    if let Some(criterion) = settable_criterion(scoring, source) {
        let number = match &criterion.scale {
            Scale::Levels { levels } => number.round().clamp(1.0, levels.len().max(1) as f64),
            _ => number,
        };
        let score = Finite::new(number).ok();
        return vec![Edit::SetScore { initiative: initiative.id, criterion: criterion.id, score }];
    }
    let figure = match source {
        Source::Figure(figure) => Some(figure),
        Source::Criterion(id) => scoring.figures.get(&id).copied(),
        Source::WeightedSum => None,
    };
    let change = |change| vec![Edit::Initiative { initiative: initiative.id, change }];
    match figure {
        Some(Figure::Cost) => {
            change(InitiativeChange::CostPerYear(costs(document, initiative, number.max(0.0))))
        }
        Some(Figure::Benefit) => {
            let benefit = Benefit { amount: Finite::new(number).ok(), ..initiative.benefit.clone() };
            change(InitiativeChange::Benefit(benefit))
        }
        Some(Figure::BenefitChance) => {
            let benefit = Finite::new(number.clamp(0.0, 1.0)).ok();
            change(InitiativeChange::Prospects(Prospects { benefit, ..initiative.prospects }))
        }
        Some(Figure::Effort) => efforts(document, initiative, number),
        _ => Vec::new(),
    }
}

/// The years as they are, in proportion.
fn costs(document: &Document, initiative: &Initiative, total: f64) -> Vec<YearAmount> {
    let present = initiative.cost_money();
    if present > 0.0 {
        let part = |it: &YearAmount| YearAmount {
            year: it.year,
            amount: rounded(it.amount.get() * total / present),
        };
        return initiative.cost_per_year.iter().map(part).collect();
    }
    let first = initiative.cost_per_year.first().map(|it| it.year);
    let year = first.unwrap_or_else(|| document.portfolio.calendar.start.year());
    vec![YearAmount { year, amount: rounded(total) }]
}

/// Every estimate in proportion, so that its doubt stays as large as it is.
fn efforts(document: &Document, initiative: &Initiative, total: f64) -> Vec<Edit> {
    let present = figure(Figure::Effort, initiative, &document.scoring, &document.people).unwrap_or(0.0);
    // From nothing there is no proportion, and to nothing no way back.
    if present <= 0.0 || total <= 0.0 {
        return Vec::new();
    }
    let times = total / present;
    let change = |stage: &crate::model::initiative::Stage| {
        let work = match &stage.work {
            Work::Duration(estimate) => Work::Duration(scaled(estimate, times)),
            Work::Effort(estimate) => Work::Effort(scaled(estimate, times)),
        };
        Edit::Stage { stage: stage.id, change: StageChange::Work(work) }
    };
    initiative.stages.iter().map(change).collect()
}

fn scaled(estimate: &Estimate, times: f64) -> Estimate {
    let by = |number: Finite| rounded(number.get() * times);
    match *estimate {
        Estimate::Fixed(number) => Estimate::Fixed(by(number)),
        Estimate::ThreePoint { low, likely, high, shape } => {
            Estimate::ThreePoint { low: by(low), likely: by(likely), high: by(high), shape }
        }
        Estimate::P10P90 { p10, p90 } => Estimate::P10P90 { p10: by(p10), p90: by(p90) },
        Estimate::Uniform { low, high } => Estimate::Uniform { low: by(low), high: by(high) },
        Estimate::Trigen { p10, likely, p90 } => {
            Estimate::Trigen { p10: by(p10), likely: by(likely), p90: by(p90) }
        }
        Estimate::Discrete(ref outcomes) => {
            let scaled = outcomes.iter().map(|it| PossibleValue { percent: it.percent, value: by(it.value) });
            Estimate::Discrete(scaled.collect())
        }
        Estimate::History(ref past) => Estimate::History(past.iter().map(|value| by(*value)).collect()),
    }
}

/// To a millionth: what a drag makes is no measurement.
fn rounded(number: f64) -> Finite {
    Finite::new((number * 1e6).round() / 1e6).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample;

    fn gmpp() -> Document {
        sample::find("gmpp").unwrap().document()
    }

    fn read(document: &Document, id: InitiativeId, source: Source) -> f64 {
        number(&document.scoring, document.initiatives.initiative(id).unwrap(), &document.people, source, 0.0)
            .unwrap()
    }

    /// What is set can be read again, for everything that says it can be set.
    #[test]
    fn what_is_placed_is_read_again() {
        let document = gmpp();
        let id = document.initiatives.list[0].id;
        for source in super::super::method::sources(&document.scoring) {
            let found = measure(&document.scoring, source);
            let edit = place(&document, id, &[(source, 0.5)]);
            assert_eq!(found.is_settable, edit.is_some(), "{source:?}");
            let Some(edit) = edit else { continue };
            let mut moved = document.clone();
            edit.apply(&mut moved).unwrap();
            let expected = if found.levels.is_some() { 1.0 } else { 0.5 };
            assert!((read(&moved, id, source) - expected).abs() < 1e-3, "{source:?}");
        }
    }

    #[test]
    fn a_drag_there_and_back_keeps_the_shares_of_the_years() {
        let mut document = gmpp();
        let id = document.initiatives.list[0].id;
        let before = document.initiatives.list[0].cost_per_year.clone();
        let cost = Source::Figure(Figure::Cost);
        let total = read(&document, id, cost);
        for amount in [10.0, 900.0, total] {
            place(&document, id, &[(cost, amount)]).unwrap().apply(&mut document).unwrap();
        }
        for (now, then) in document.initiatives.list[0].cost_per_year.iter().zip(&before) {
            assert!((now.amount.get() - then.amount.get()).abs() < 1e-3);
        }
        place(&document, id, &[(cost, 0.0)]).unwrap().apply(&mut document).unwrap();
        place(&document, id, &[(cost, 5.0)]).unwrap().apply(&mut document).unwrap();
        assert!((read(&document, id, cost) - 5.0).abs() < 1e-9, "there is a way back from nothing");
    }

    #[test]
    fn both_axes_move_in_one_step_of_undo() {
        let document = gmpp();
        let id = document.initiatives.list[0].id;
        let (x, y) = (proposal(&document, Meaning::Effort), proposal(&document, Meaning::Value));
        assert_ne!(x, y);
        let gesture = |at: f64| place(&document, id, &[(x, at), (y, at)]).unwrap().gesture();
        assert_eq!(gesture(4.0), gesture(9.0));
        assert!(measure(&document.scoring, x).is_better_small);
        assert!(!measure(&document.scoring, proposal(&document, Meaning::Risk)).is_better_small);
    }
}
