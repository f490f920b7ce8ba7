//! Documents at the limits of size: everything stays in proportion to the document.
//!
//! The times are generous, for a slow machine without optimisation; what they
//! catch is time that grows with the square of the document.

use std::time::{Duration, Instant};

use pmo_workbench::model::document::Document;
use pmo_workbench::model::edit::{Edit, InitiativeChange, StageChange};
use pmo_workbench::model::envelope::{open, save};
use pmo_workbench::model::finite::Finite;
use pmo_workbench::model::history::History;
use pmo_workbench::model::id::{CriterionId, InitiativeId, RoleId, StageId};
use pmo_workbench::model::initiative::{Demand, Estimate, Initiative, Stage, Work};
use pmo_workbench::model::limits;
use pmo_workbench::model::people::Role;
use pmo_workbench::model::scoring::{Criterion, Scale};
use pmo_workbench::model::validate::{errors, stage_cycle, validate};

/// 5,000 initiatives, each with a stage that comes after that of the one before, and scores on 10 criteria.
fn chain(initiatives: u32) -> Document {
    let mut document = Document { next_id: 100_000, ..Document::default() };
    document.people.edit().roles =
        (1..=20).map(|id| Role::new(RoleId(id), format!("Role {id}"), Finite::from(5))).collect();
    let criterion = |id: u32| Criterion {
        id: CriterionId(id),
        parent: None,
        name: format!("Criterion {id}"),
        question: String::new(),
        weight: Finite::ONE,
        delivery_only: false,
        scale: Scale::Linear { unit: String::new(), low: Finite::ZERO, high: Finite::from(10) },
    };
    document.scoring.edit().criteria = (21..=30).map(criterion).collect();
    let initiative = |number: u32| {
        let mut initiative = Initiative::new(InitiativeId(1_000 + number), format!("Initiative {number}"));
        initiative.owner = "A. Owner".into();
        initiative.scores = (21..=30).map(|id| (CriterionId(id), Finite::from(number % 10))).collect();
        initiative.stages = vec![Stage {
            id: StageId(20_000 + number),
            name: "Build".into(),
            work: Work::Duration(Estimate::Fixed(Finite::from(4))),
            demand: vec![Demand { role: RoleId(1 + number % 20), fte: Finite::ONE }],
            after: if number == 0 { Vec::new() } else { vec![StageId(20_000 + number - 1)] },
            earliest_start: None,
        }];
        initiative
    };
    document.initiatives.edit().list = (0..initiatives).map(initiative).collect();
    document
}

#[allow(clippy::disallowed_methods, reason = "time is what is tested")]
fn took<T>(what: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let result = what();
    (result, start.elapsed())
}

fn within(what: &str, most: Duration, took: Duration) {
    println!("{what}: {took:?}");
    assert!(took < most, "{what} took {took:?}, more than {most:?}");
}

#[test]
fn the_largest_plan_is_validated_opened_and_saved_at_once() {
    let document = chain(5_000);
    let (found, time) = took(|| errors(&document));
    assert_eq!(found, []);
    within("validate 5,000 chained stages", Duration::from_millis(500), time);
    let (text, time) = took(|| save(&document));
    within("save", Duration::from_secs(2), time);
    let (opened, time) = took(|| open(&text));
    within("open", Duration::from_secs(4), time);
    assert_eq!(opened.unwrap().document, document);
}

#[test]
fn typing_in_the_largest_plan_does_not_lag() {
    let mut history = History::new(chain(5_000));
    let mut slowest = Duration::ZERO;
    for letters in 1..=20 {
        let change = InitiativeChange::Name("New name of this one".get(..letters).unwrap().into());
        let edit = Edit::Initiative { initiative: InitiativeId(5_999), change };
        let (result, time) = took(|| history.edit(&edit));
        result.unwrap();
        slowest = slowest.max(time);
    }
    within("one letter", Duration::from_millis(150), slowest);
    let change = StageChange::After(vec![StageId(20_010)]);
    let (result, time) = took(|| history.edit(&Edit::Stage { stage: StageId(24_999), change }));
    result.unwrap();
    within("a predecessor", Duration::from_millis(300), time);
}

#[test]
fn a_large_import_is_one_quick_block() {
    let source = chain(5_000);
    let mut edits = Vec::new();
    for initiative in &source.initiatives.list {
        let mut initiative = initiative.clone();
        // Claimed in order: first the initiative, then its stage.
        let number = initiative.id.0 - 1_000;
        initiative.id = InitiativeId(100_000 + 2 * number);
        initiative.stages[0].id = StageId(100_001 + 2 * number);
        initiative.stages[0].after = (number > 0).then(|| StageId(99_999 + 2 * number)).into_iter().collect();
        edits.push(Edit::AddInitiative { initiative: Box::new(initiative), position: u32::MAX });
    }
    let mut document = chain(0);
    let block = Edit::Several { label: "import".into(), edits };
    let (result, time) = took(|| block.apply(&mut document));
    result.unwrap();
    within("5,000 initiatives in one block", Duration::from_secs(20), time);
    assert_eq!(errors(&document), []);
}

/// The other way round than the list, so that a search from the front finds the worst case.
#[test]
fn a_circle_through_a_thousand_stages_is_found_and_shortly_told() {
    let mut document = chain(1_000);
    document.initiatives.edit().list[0].stages[0].after = vec![StageId(20_999)];
    let (cycle, time) = took(|| stage_cycle(&document.initiatives));
    within("a circle of 1,000", Duration::from_millis(200), time);
    assert_eq!(cycle.len(), 1_000);
    let wait = |pair: &[StageId]| {
        let (_, later) = document.initiatives.stages().find(|(_, stage)| stage.id == pair[1]).unwrap();
        later.after.contains(&pair[0])
    };
    assert!(cycle.windows(2).all(wait), "each comes before the next");
    assert!(wait(&[cycle[999], cycle[0]]), "and the last before the first");
    let message = errors(&document)[0].to_string();
    assert!(message.contains("stages wait for each other") && message.contains("992 more"), "{message}");
    assert!(message.len() < 1_000);
}

#[test]
fn predecessors_named_twice_are_no_circle() {
    let mut document = chain(3);
    document.initiatives.edit().list[2].stages[0].after =
        vec![StageId(20_000), StageId(20_001), StageId(20_000)];
    assert_eq!(stage_cycle(&document.initiatives), []);
}

#[test]
fn more_than_the_limits_is_refused_with_the_number() {
    let mut document = chain(5_000);
    let mut extra = document.initiatives.list[0].clone();
    extra.id = InitiativeId(100_000);
    extra.stages[0].id = StageId(100_001);
    let full = Edit::AddInitiative { initiative: Box::new(extra.clone()), position: 0 }.apply(&mut document);
    assert_eq!(
        full.unwrap_err().to_string(),
        "a portfolio holds at most 5000 initiatives; remove some first"
    );
    document.next_id = 200_000;
    document.initiatives.edit().list.push(extra);
    let refused = open(&save(&document)).unwrap_err().to_string();
    assert_eq!(
        refused,
        "the portfolio: it holds 5001 initiatives. At most 5000 are possible; split the portfolio (and 1 more)"
    );
}

/// Names as long as a file allows, on everything that a message might name.
#[test]
fn long_names_do_not_multiply_in_messages() {
    let mut document = chain(5_000);
    let list = &mut document.initiatives.edit().list;
    let stages: Vec<Stage> = list.iter_mut().flat_map(|it| std::mem::take(&mut it.stages)).collect();
    list.truncate(1);
    list[0].stages = stages;
    list[0].name = "x".repeat(10_000_000);
    list[0].scores.clear();
    for stage in &mut list[0].stages {
        stage.demand[0].role = RoleId(77_777);
    }
    let (issues, time) = took(|| validate(&document));
    within("validate with a name of 10 MB", Duration::from_secs(2), time);
    assert_eq!(errors(&document).len(), limits::ERRORS);
    let longest = issues.iter().map(|issue| issue.to_string().len()).max().unwrap();
    assert!(longest < 1_000, "{longest}");
}

/// A file whose every part is wrong: the answer stays short and comes soon.
#[test]
fn wide_and_wrong_documents_are_refused_soon() {
    let mut document = chain(2);
    // 5,000 criteria in one long line, each under the one before.
    let template = document.scoring.criteria[0].clone();
    document.scoring.edit().criteria = (0..5_000)
        .map(|number| Criterion {
            id: CriterionId(30_000 + number),
            parent: (number > 0).then(|| CriterionId(30_000 + number - 1)),
            ..template.clone()
        })
        .collect();
    let (found, time) = took(|| errors(&document));
    assert_eq!(found.len(), limits::ERRORS);
    within("5,000 criteria under each other", Duration::from_secs(1), time);
}
