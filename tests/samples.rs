//! The portfolios that come with the program: that they open, are in canonical form, keep to
//! what was published, and show what they are there to show.

#![allow(clippy::float_cmp, reason = "published figures are to be kept exactly")]

use std::collections::{BTreeMap, BTreeSet};

use pmo_workbench::model::document::Document;
use pmo_workbench::model::envelope;
use pmo_workbench::model::initiative::{Estimate, Initiative, Shape, Work, WorkClass};
use pmo_workbench::model::office::Answer;
use pmo_workbench::model::office::duties::Involvement;
use pmo_workbench::model::office::maturity_model::MaturityModel;
use pmo_workbench::model::sample::{SAMPLES, find};
use pmo_workbench::model::scoring::{Criterion, Scale};
use pmo_workbench::model::validate::validate;

/// Rows of the published figures that have both a cost and a benefit.
///
/// UK Government Major Projects Portfolio, March 2023, Open Government Licence v3.0.
const PUBLISHED: &str = include_str!("samples/gmpp_2023_clean_cost_and_benefit.csv");

/// Amounts are written to the hundredth of a million, so sums are exact but for rounding in `f64`.
const TOLERANCE_MONEY: f64 = 1e-6;

#[test]
fn every_sample_opens_without_migration_or_error() {
    for sample in &SAMPLES {
        let opened = envelope::open(sample.text()).unwrap_or_else(|error| panic!("{}: {error}", sample.key));
        assert_eq!(opened.migrated_from, None, "{}", sample.key);
        assert_eq!(opened.document, sample.document(), "{}", sample.key);
    }
}

#[test]
fn every_sample_is_saved_as_it_is_shipped() {
    for sample in &SAMPLES {
        let saved = envelope::save(&sample.document());
        let line = saved.lines().zip(sample.text().lines()).position(|(ours, shipped)| ours != shipped);
        assert!(saved == sample.text(), "{} differs, first in line {line:?} (from 0)", sample.key);
    }
}

#[test]
fn samples_are_found_by_their_key_only() {
    for sample in &SAMPLES {
        assert_eq!(find(sample.key), Some(sample));
    }
    assert_eq!(find("GMPP"), None);
    assert_eq!(SAMPLES.iter().map(|sample| sample.key).collect::<BTreeSet<_>>().len(), SAMPLES.len());
}

/// A sample shows what a warning looks like, but is no list of them.
#[test]
fn warnings_are_few() {
    let warnings = |key: &str| validate(&document(key)).len();
    assert!((1..=10).contains(&warnings("gmpp")), "gmpp has {}", warnings("gmpp"));
    assert!(warnings("solo") <= 3, "solo has {}", warnings("solo"));
    assert_eq!(warnings("empty"), 0);
}

/// GMPP 2023: name, department, whole-life cost, benefits and end date are those of the row.
#[test]
fn gmpp_keeps_to_the_published_figures() {
    let document = document("gmpp");
    let rows = published();
    let calendar = document.portfolio.calendar;
    for initiative in &document.initiatives.list {
        let name = &initiative.name;
        let row = rows.get(&initiative.reference).unwrap_or_else(|| panic!("{name} is in no row"));
        assert_eq!(initiative.department, row["department"], "department of {name}");
        let cost: f64 = row["whole_life_cost_m"].parse().unwrap();
        assert!((initiative.cost_money() - cost).abs() < TOLERANCE_MONEY, "cost of {name}: {cost}");
        assert_eq!(
            initiative.benefit.amount.unwrap().get(),
            row["benefits_m"].parse::<f64>().unwrap(),
            "{name}"
        );

        let years = |date: &str| date[..4].parse::<i16>().unwrap();
        let spent: Vec<i16> = initiative.cost_per_year.iter().map(|cost| cost.year).collect();
        assert_eq!(spent, (years(&row["start"])..=years(&row["end"])).collect::<Vec<_>>(), "years of {name}");

        let end = row["end"].parse().unwrap();
        let inside = end >= calendar.start && end < calendar.day_of(calendar.horizon_weeks);
        assert_eq!(initiative.needed_by, inside.then_some(end), "end of {name}");
    }
}

/// Public value is no opinion: published benefits ÷ published cost, to the hundredth.
#[test]
fn gmpp_public_value_is_published_benefit_per_pound() {
    let document = document("gmpp");
    let criterion = leaf(&document, "Public value").id;
    for initiative in &document.initiatives.list {
        let ratio = initiative.benefit.amount.unwrap().get() / initiative.cost_money();
        let score = initiative.scores[&criterion].get();
        assert!((score - ratio).abs() <= 0.005 + 1e-9, "{}: {score} instead of {ratio}", initiative.name);
    }
}

#[test]
fn gmpp_says_where_its_figures_are_from() {
    let note = &document("gmpp").portfolio.note;
    assert!(
        note.contains("Contains public sector information licensed under the Open Government Licence v3.0.")
    );
    assert!(note.contains("for illustration"));
}

#[test]
fn gmpp_uses_every_value_function_and_every_estimate() {
    let document = document("gmpp");
    let scales: BTreeSet<&str> = document.scoring.leaves().map(kind_of_scale).collect();
    assert_eq!(scales, BTreeSet::from(["exponential", "levels", "linear", "piecewise"]));
    let estimates: BTreeSet<&str> =
        document.initiatives.stages().map(|(_, stage)| kind_of_estimate(stage.work.estimate())).collect();
    assert_eq!(estimates, BTreeSet::from(["fixed", "p10 p90", "pert", "triangular"]));
    assert!(document.initiatives.stages().any(|(_, stage)| matches!(stage.work, Work::Effort(_))));
    for leaf in document.scoring.leaves() {
        if let Scale::Levels { levels } = &leaf.scale {
            assert_eq!(levels.len(), 5, "{}", leaf.name);
        }
    }
}

/// The weights of the tree multiply out near 28, 22, 16, 12, 8 and 14 in a hundred.
#[test]
fn gmpp_leaf_weights_are_those_intended() {
    let document = document("gmpp");
    let share = |criterion: &Criterion| {
        let siblings: f64 = (document.scoring.criteria.iter())
            .filter(|it| it.parent == criterion.parent)
            .map(|it| it.weight.get())
            .sum();
        criterion.weight.get() / siblings
    };
    for (name, percent) in [
        ("Public value", 28.0),
        ("Strategic fit", 22.0),
        ("Cost of delay", 16.0),
        ("Legal duty", 12.0),
        ("Reuse", 8.0),
        ("Deliverability", 14.0),
    ] {
        let leaf = leaf(&document, name);
        let above = leaf.parent.map_or(1.0, |id| share(document.scoring.criterion(id).unwrap()));
        assert!((100.0 * above * share(leaf) - percent).abs() < 0.5, "{name}");
    }
}

#[test]
fn gmpp_has_a_plan_to_simulate_and_candidates_to_choose_from() {
    let document = document("gmpp");
    let plan: Vec<&Initiative> = document.initiatives.in_plan().collect();
    assert_eq!((document.initiatives.list.len(), plan.len()), (40, 16));
    assert_eq!(document.people.roles.len(), 8);
    assert!(document.people.roles.iter().any(|role| !role.changes.is_empty()));
    for initiative in &plan {
        assert!((2..=3).contains(&initiative.stages.len()), "{}", initiative.name);
    }
    for initiative in &document.initiatives.list {
        for pair in initiative.stages.windows(2) {
            assert!(pair[1].after.contains(&pair[0].id), "{}: {} waits", initiative.name, pair[1].name);
        }
    }
    let own = |initiative: &Initiative, id| initiative.stages.iter().any(|stage| stage.id == id);
    let across = (document.initiatives.stages())
        .flat_map(|(initiative, stage)| stage.after.iter().map(move |id| !own(initiative, *id)))
        .filter(|across| *across)
        .count();
    assert_eq!(across, 3);
    assert!(plan.iter().any(|initiative| !initiative.requires.is_empty()));
    assert!(document.initiatives.list.iter().any(|initiative| !initiative.excludes.is_empty()));
    assert!(plan.iter().any(|initiative| initiative.class == WorkClass::Run));
}

/// What the plan requires is in it, and nothing that it excludes.
#[test]
fn plans_keep_their_own_rules() {
    for sample in &SAMPLES {
        let document = sample.document();
        for initiative in document.initiatives.in_plan() {
            let planned = |id| document.initiatives.initiative(id).unwrap().in_plan;
            assert!(initiative.requires.iter().all(|id| planned(*id)), "{}", initiative.name);
            assert!(!initiative.excludes.iter().any(|id| planned(*id)), "{}", initiative.name);
        }
    }
}

/// The plan can be paid for in every year, and leaves no more than a fifth of the near years unspent.
#[test]
fn gmpp_plan_roughly_fills_the_budget() {
    let document = document("gmpp");
    for budget in &document.portfolio.budget_per_year {
        let spent: f64 = (document.initiatives.in_plan())
            .flat_map(|initiative| &initiative.cost_per_year)
            .filter(|cost| cost.year == budget.year)
            .map(|cost| cost.amount.get())
            .sum();
        let budgeted = budget.amount.get();
        assert!(spent <= budgeted, "{}: {spent} of {budgeted}", budget.year);
        assert!(budget.year > 2025 || spent >= 0.8 * budgeted, "{}: {spent} of {budgeted}", budget.year);
    }
}

#[test]
fn every_scenario_changes_the_plan() {
    let document = document("gmpp");
    assert!(!document.scenarios.list.is_empty());
    for scenario in &document.scenarios.list {
        let changed = document.with_scenario(scenario.id).unwrap();
        assert!(changed != document, "{}", scenario.name);
        assert!(validate(&changed).len() <= validate(&document).len(), "{}", scenario.name);
    }
}

#[test]
fn gmpp_assessment_has_five_groups_that_disagree() {
    let document = document("gmpp");
    let [assessment] = document.office.assessments.as_slice() else { panic!("one assessment") };
    let groups: BTreeSet<_> = assessment.respondents.iter().map(|respondent| respondent.group).collect();
    assert_eq!((assessment.respondents.len(), groups.len()), (5, 5));

    let model = MaturityModel::built_in();
    let (mut open, mut wide) = (0, 0);
    for answers in assessment.answers.values() {
        assert!((33..=47).contains(&answers.len()), "{} answers", answers.len());
        open += answers.values().filter(|answer| **answer == Answer::DontKnow).count();
    }
    for statement in model.statements() {
        let levels = levels(assessment.answers.values().filter_map(|answers| answers.get(&statement.id)));
        if let (Some(least), Some(most)) = (levels.iter().min(), levels.iter().max()) {
            wide += usize::from(most - least >= 2);
        }
    }
    assert!(open >= 5, "{open} do not know");
    assert!(wide >= 10, "{wide} statements with answers two levels apart");
    assert!(!assessment.evidence.is_empty());
    for id in assessment.answers.values().flat_map(BTreeMap::keys).chain(assessment.evidence.keys()) {
        assert!(model.statement(*id).is_some(), "{id} is a statement");
    }
}

/// They are called what they are, and some work asks for more than anybody of the role.
#[test]
fn solo_lists_its_people_by_what_they_can_do() {
    let document = document("solo");
    for role in &document.people.roles {
        let listed: f64 = document.people.members(role.id).map(|person| person.fte.get()).sum();
        assert_eq!(listed, role.heads.get(), "{}", role.name);
        assert!(document.people.members(role.id).all(|person| person.level(role.id) > 0), "{}", role.name);
    }
    let asks = |level: u8| {
        document.initiatives.stages().flat_map(|(_, stage)| &stage.demand).any(|it| it.level == Some(level))
    };
    assert!(asks(3) && asks(4));
}

#[test]
fn solo_is_small_and_answered_in_the_short_form() {
    let document = document("solo");
    assert_eq!(document.initiatives.list.len(), 9);
    assert_eq!(document.people.roles.len(), 4);
    assert_eq!(document.scoring.leaves().count(), 4);
    let [assessment] = document.office.assessments.as_slice() else { panic!("one assessment") };
    let [respondent] = assessment.respondents.as_slice() else { panic!("one respondent") };
    let answered: BTreeSet<_> = assessment.answers[&respondent.id].keys().copied().collect();
    let short = MaturityModel::built_in().statements().filter(|statement| statement.short_form);
    assert_eq!(answered, short.map(|statement| statement.id).collect());
}

/// A matrix that a board can read, in which not everything is settled yet.
#[test]
fn samples_say_who_does_what_and_leave_a_gap_to_find() {
    for (key, holders, list, unanswered) in [("gmpp", 5, 10, 2), ("solo", 4, 9, 1)] {
        let duties = &document(key).office.duties;
        assert_eq!((duties.holders.len(), duties.list.len()), (holders, list), "{key}");
        let nobody = duties.list.iter().filter(|duty| duty.count(Involvement::Accountable) == 0);
        assert_eq!(nobody.count(), unanswered, "{key}");
        assert!(duties.list.iter().all(|duty| duty.count(Involvement::Accountable) <= 1), "{key}");
    }
}

/// Apart from three criteria and the ids they took, the empty portfolio is the default document.
#[test]
fn empty_is_the_default_with_three_criteria() {
    let mut document = document("empty");
    let names: Vec<&str> = document.scoring.leaves().map(|criterion| criterion.name.as_str()).collect();
    assert_eq!(names, ["Value", "Urgency", "Ease"]);
    document.scoring.edit().criteria.clear();
    document.next_id = 1;
    assert_eq!(document, Document::default());
}

fn document(key: &str) -> Document {
    find(key).expect("it is shipped").document()
}

fn leaf<'a>(document: &'a Document, name: &str) -> &'a Criterion {
    document.scoring.leaves().find(|criterion| criterion.name == name).expect("it is a leaf")
}

fn levels<'a>(answers: impl Iterator<Item = &'a Answer>) -> Vec<u8> {
    answers
        .filter_map(|answer| match answer {
            Answer::DontKnow => None,
            Answer::Level(level) => Some(*level),
        })
        .collect()
}

fn kind_of_scale(criterion: &Criterion) -> &'static str {
    match criterion.scale {
        Scale::Levels { .. } => "levels",
        Scale::Linear { .. } => "linear",
        Scale::Piecewise { .. } => "piecewise",
        Scale::Exponential { .. } => "exponential",
    }
}

fn kind_of_estimate(estimate: &Estimate) -> &'static str {
    match estimate {
        Estimate::Fixed(_) => "fixed",
        Estimate::ThreePoint { shape: Shape::Triangular, .. } => "triangular",
        Estimate::ThreePoint { shape: Shape::Pert, .. } => "pert",
        Estimate::ThreePoint { shape: Shape::PertWeighted(_), .. } => "weighted pert",
        Estimate::Uniform { .. } => "uniform",
        Estimate::Trigen { .. } => "trigen",
        Estimate::Discrete(_) => "discrete",
        Estimate::History(_) => "history",
        Estimate::P10P90 { .. } => "p10 p90",
    }
}

/// Rows by id; each by name of column.
fn published() -> BTreeMap<String, BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(PUBLISHED.as_bytes());
    reader
        .deserialize()
        .map(|row| row.expect("it is a row"))
        .map(|row: BTreeMap<String, String>| (row["id"].clone(), row))
        .collect()
}
