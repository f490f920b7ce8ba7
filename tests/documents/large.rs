//! Documents at the limits of size: everything still works, and messages stay short.
//!
//! Nothing is timed here: what grew with the cube of the document would not come to an end.

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
            demand: vec![Demand { role: RoleId(1 + number % 20), fte: Finite::ONE, level: None }],
            after: if number == 0 { Vec::new() } else { vec![StageId(20_000 + number - 1)] },
            lags: std::collections::BTreeMap::default(),
            minimum_chunk_weeks: None,
            earliest_start: None,
        }];
        initiative
    };
    document.initiatives.edit().list = (0..initiatives).map(initiative).collect();
    document
}

#[test]
fn the_largest_plan_is_validated_opened_and_saved() {
    let document = chain(5_000);
    assert_eq!(errors(&document), []);
    assert_eq!(open(&save(&document)).unwrap().document, document);
}

#[test]
fn typing_in_the_largest_plan_is_one_step_to_undo() {
    let document = chain(5_000);
    let mut history = History::new(document.clone());
    for letters in 1..=20 {
        let change = InitiativeChange::Name("New name of this one".get(..letters).unwrap().into());
        history.edit(&Edit::Initiative { initiative: InitiativeId(5_999), change }).unwrap();
    }
    history.undo();
    assert_eq!(*history.present(), document);
    let change = StageChange::After(vec![StageId(20_010)]);
    history.edit(&Edit::Stage { stage: StageId(24_999), change }).unwrap();
    assert_eq!(errors(history.present()), []);
}

#[test]
fn a_large_import_is_one_block() {
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
    Edit::Several { label: "import".into(), edits }.apply(&mut document).unwrap();
    assert_eq!((document.initiatives.list.len(), errors(&document)), (5_000, Vec::new()));
}

/// The other way round than the list, so that a search from the front finds the worst case.
#[test]
fn a_circle_through_a_thousand_stages_is_found_and_shortly_told() {
    let mut document = chain(1_000);
    document.initiatives.edit().list[0].stages[0].after = vec![StageId(20_999)];
    let cycle = stage_cycle(&document.initiatives);
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
    let issues = validate(&document);
    assert_eq!(errors(&document).len(), limits::ERRORS);
    let longest = issues.iter().map(|issue| issue.to_string().len()).max().unwrap();
    assert!(longest < 1_000, "{longest}");
}

/// A file whose every part is wrong: the answer stays short.
#[test]
fn wide_and_wrong_documents_are_refused_in_a_few_words() {
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
    assert_eq!(errors(&document).len(), limits::ERRORS);
}
