//! Scenarios: overlays on a plan that goes on changing.

use pmo_workbench::analysis::plan_diff::differences;
use pmo_workbench::model::document::Document;
use pmo_workbench::model::edit::{
    Edit, EditError, InitiativeChange, PortfolioChange, RoleChange, ScenarioChange,
};
use pmo_workbench::model::envelope::{open, save};
use pmo_workbench::model::finite::Finite;
use pmo_workbench::model::history::History;
use pmo_workbench::model::id::{InitiativeId, RoleId, ScenarioId};
use pmo_workbench::model::initiative::Initiative;
use pmo_workbench::model::people::Role;
use pmo_workbench::model::scenario::{Basis, Scenario, without};
use pmo_workbench::model::validate::errors;
use proptest::prelude::*;

use super::generate;

const SCENARIO: ScenarioId = ScenarioId(4);

/// Role 1, initiatives 2 and 3, an empty scenario 4.
fn plan() -> Document {
    let mut document = Document::default();
    let initiative = |id: u32| Edit::AddInitiative {
        initiative: Box::new(Initiative::new(InitiativeId(id), format!("Initiative {id}"))),
        position: id,
    };
    for edit in [
        Edit::AddRole(Role::new(RoleId(1), "Developer", Finite::from(6))),
        initiative(2),
        initiative(3),
        Edit::AddScenario(Scenario::new(SCENARIO, "More people", Vec::new())),
    ] {
        edit.apply(&mut document).unwrap();
    }
    document
}

fn heads(role: u32, heads: u32) -> Edit {
    Edit::Role { role: RoleId(role), change: RoleChange::Heads(Finite::from(heads)) }
}

fn rename(initiative: u32, name: &str) -> Edit {
    Edit::Initiative { initiative: InitiativeId(initiative), change: InitiativeChange::Name(name.into()) }
}

fn add_initiative(document: &Document, name: &str) -> Edit {
    let initiative = Initiative::new(InitiativeId(document.fresh_id(0)), name);
    Edit::AddInitiative { initiative: Box::new(initiative), position: 0 }
}

fn with_edits(edits: Vec<Edit>) -> Edit {
    Edit::Scenario { scenario: SCENARIO, change: ScenarioChange::Edits(edits) }
}

#[test]
fn a_change_of_the_plan_shows_through() {
    let mut plan = plan();
    with_edits(vec![heads(1, 9)]).apply(&mut plan).unwrap();
    rename(2, "Renamed").apply(&mut plan).unwrap();
    heads(1, 7).apply(&mut plan).unwrap();
    let overlay = plan.with_scenario(SCENARIO).unwrap();
    assert_eq!(overlay.initiatives.list[0].name, "Renamed", "the scenario says nothing of it");
    assert_eq!(overlay.people.roles[0].heads.get(), 9.0, "the scenario says 9");
    assert_eq!(plan.people.roles[0].heads.get(), 7.0, "the plan itself is untouched");
    assert!(overlay.initiatives.same(&plan.initiatives), "sections it leaves alone are shared");
}

#[test]
fn an_unknown_scenario_is_the_plan() {
    assert_eq!(plan().with_scenario(ScenarioId(99)), Ok(plan()));
}

#[test]
fn an_edit_on_what_was_deleted_says_so() {
    let mut plan = plan();
    with_edits(vec![heads(1, 9), rename(3, "Gone")]).apply(&mut plan).unwrap();
    Edit::RemoveInitiative(InitiativeId(3)).apply(&mut plan).unwrap();
    let error = plan.with_scenario(SCENARIO).unwrap_err();
    assert_eq!(error.to_string(), "there is no initiative 3 in this document; it may have been deleted");
    assert_eq!(errors(&plan), [], "the file still opens, for the scenario to be mended");
    assert_eq!(open(&save(&plan)).unwrap().document, plan);
}

/// An initiative of a scenario keeps its number, whatever is added to the plan afterwards.
#[test]
fn what_a_scenario_adds_never_meets_what_the_plan_adds() {
    let mut plan = plan();
    let overlay = plan.with_scenario(SCENARIO).unwrap();
    let mut edits = vec![add_initiative(&overlay, "What if")];
    with_edits(edits.clone()).apply(&mut plan).unwrap();
    add_initiative(&plan, "Later").apply(&mut plan).unwrap();
    let overlay = plan.with_scenario(SCENARIO).unwrap();
    let ids: Vec<u32> = overlay.initiatives.list.iter().map(|it| it.id.0).collect();
    assert_eq!(ids, [5, 6, 2, 3], "“What if” has 5, “Later” has 6");

    // The scenario goes on with numbers of its own.
    edits.push(rename(5, "What if not"));
    edits.push(add_initiative(&overlay, "Even later"));
    with_edits(edits).apply(&mut plan).unwrap();
    let overlay = plan.with_scenario(SCENARIO).unwrap();
    assert_eq!(overlay.initiatives.list[0].id, InitiativeId(7));
    assert_eq!(errors(&overlay), []);
    assert_eq!(open(&save(&plan)).unwrap().document, plan);
}

#[test]
fn two_scenarios_do_not_share_numbers() {
    let mut plan = plan();
    let added = add_initiative(&plan, "What if");
    with_edits(vec![added.clone()]).apply(&mut plan).unwrap();
    let scenario = Scenario::new(ScenarioId(plan.fresh_id(0)), "Other", vec![added]);
    assert_eq!(Edit::AddScenario(scenario).apply(&mut plan), Err(EditError::IdTaken(5)));
}

#[test]
fn a_scenario_changes_the_plan_only() {
    let nested = |edit| Edit::Several { label: "block".into(), edits: vec![edit] };
    let replace = Edit::ReplaceDocument { label: "import".into(), document: Box::default() };
    assert_eq!(
        with_edits(vec![nested(replace)]).apply(&mut plan()).unwrap_err().to_string(),
        "a scenario changes the plan, it cannot hold a whole document"
    );
    let within = Edit::RemoveScenario(SCENARIO);
    assert!(with_edits(vec![within]).apply(&mut plan()).is_err());
    let mut deep = heads(1, 2);
    for _ in 0..4 {
        deep = nested(deep);
    }
    assert_eq!(with_edits(vec![deep]).apply(&mut plan()), Err(EditError::NestedTooDeep));
}

#[test]
fn saying_it_anew_takes_the_place_of_what_was_said() {
    let mut history = History::new(plan());
    history.edit_scenario(SCENARIO, &heads(1, 9)).unwrap();
    history.edit_scenario(SCENARIO, &rename(2, "Renamed")).unwrap();
    history.settle();
    history.edit_scenario(SCENARIO, &heads(1, 8)).unwrap();
    assert_eq!(edits_of(&history), vec![heads(1, 8), rename(2, "Renamed")]);
    assert_eq!(history.present().people.roles[0].heads.get(), 6.0, "the plan itself is untouched");
    assert_eq!(history.undo_label(), Some("heads of Developer in More people"));
    history.edit_scenario(SCENARIO, &heads(1, 6)).unwrap();
    assert_eq!(edits_of(&history), vec![rename(2, "Renamed")], "6 is what the plan says anyway");
    for _ in 0..3 {
        history.undo();
    }
    assert_eq!(history.present(), &plan());
}

#[test]
fn a_move_after_other_moves_is_kept_beside_them() {
    let mut history = History::new(plan());
    let third = add_initiative(history.present(), "Third");
    history.edit(&third).unwrap();
    let third = history.present().initiatives.list[0].id;
    for (initiative, position) in [(InitiativeId(2), 0), (third, 0), (InitiativeId(2), 0)] {
        history.edit_scenario(SCENARIO, &Edit::MoveInitiative { initiative, position }).unwrap();
    }
    let overlay = history.present().with_scenario(SCENARIO).unwrap();
    let order: Vec<InitiativeId> = overlay.initiatives.list.iter().map(|it| it.id).collect();
    assert_eq!(order, vec![InitiativeId(2), third, InitiativeId(3)]);
}

#[test]
fn a_refused_edit_leaves_the_scenario_alone() {
    let mut history = History::new(plan());
    let refused = history.edit_scenario(SCENARIO, &heads(99, 1));
    assert_eq!(refused, Err(EditError::NoSuch { what: "role", id: 99 }));
    assert_eq!(history.present(), &plan());
}

#[test]
fn what_no_scenario_can_hold_changes_the_plan() {
    let mut history = History::new(plan());
    let rename = Edit::Scenario { scenario: SCENARIO, change: ScenarioChange::Name("Fewer people".into()) };
    history.edit_scenario(SCENARIO, &rename).unwrap();
    assert_eq!(history.present().scenarios.list[0].name, "Fewer people");
    let title = Edit::Portfolio(PortfolioChange::Name("Renamed".into()));
    history.edit_scenario(SCENARIO, &title).unwrap();
    assert_eq!(history.present().portfolio.name, "Renamed");
    assert_eq!(edits_of(&history), vec![]);
}

#[test]
fn an_adopted_scenario_is_the_plan_in_one_step() {
    let mut history = History::new(plan());
    history.edit_scenario(SCENARIO, &heads(1, 9)).unwrap();
    let overlay = history.present().with_scenario(SCENARIO).unwrap();
    let added = add_initiative(&overlay, "Added");
    history.edit_scenario(SCENARIO, &added).unwrap();
    let before = history.present().clone();
    history.edit(&Edit::AdoptScenario(SCENARIO)).unwrap();
    assert_eq!(history.present().people.roles[0].heads.get(), 9.0);
    assert_eq!(history.present().initiatives.list.len(), 3);
    assert!(history.present().scenarios.list.is_empty());
    assert!(errors(history.present()).is_empty());
    history.undo();
    assert_eq!(history.present(), &before);
}

#[test]
fn what_requires_a_failed_initiative_fails_with_it() {
    let mut plan = plan();
    let requires = Edit::Initiative {
        initiative: InitiativeId(3),
        change: InitiativeChange::Requires(vec![InitiativeId(2)]),
    };
    requires.apply(&mut plan).unwrap();
    let leaves = |initiative| Edit::Initiative { initiative, change: InitiativeChange::InPlan(false) };
    assert_eq!(without(&plan, InitiativeId(2)), vec![leaves(InitiativeId(2)), leaves(InitiativeId(3))]);
    assert_eq!(without(&plan, InitiativeId(3)), vec![leaves(InitiativeId(3))]);
}

#[test]
fn a_frozen_scenario_stays_what_was_talked_about() {
    let mut history = History::new(plan());
    history.edit_scenario(SCENARIO, &heads(1, 8)).unwrap();
    let freeze = |frozen| Edit::Scenario { scenario: SCENARIO, change: ScenarioChange::Frozen(frozen) };
    history.edit(&freeze(true)).unwrap();
    let refused = history.edit_scenario(SCENARIO, &heads(1, 9)).unwrap_err();
    assert_eq!(refused, EditError::Frozen("More people".into()));
    assert!(history.edit(&with_edits(vec![])).is_err());
    let rename = Edit::Scenario { scenario: SCENARIO, change: ScenarioChange::Name("Eight".into()) };
    history.edit(&rename).unwrap();
    assert_eq!(open(&save(history.present())).unwrap().document, *history.present());
    history.edit(&freeze(false)).unwrap();
    history.edit_scenario(SCENARIO, &heads(1, 9)).unwrap();
    history.edit(&freeze(true)).unwrap();
    history.edit(&Edit::AdoptScenario(SCENARIO)).unwrap();
    assert_eq!(history.present().people.roles[0].heads, Finite::from(9));
}

#[test]
fn a_scenario_is_stale_while_the_plan_is_another() {
    let mut history = History::new(plan());
    let scenario = |history: &History| history.present().scenarios.list[0].clone();
    assert!(!scenario(&history).is_stale(history.present()), "nobody has kept on which plan it was made");
    let basis = Basis::of(history.present(), None);
    history.edit(&Edit::Scenario { scenario: SCENARIO, change: ScenarioChange::Basis(Some(basis)) }).unwrap();
    history.edit_scenario(SCENARIO, &heads(1, 8)).unwrap();
    assert!(!scenario(&history).is_stale(history.present()), "its own edits are no change of the plan");
    history.edit(&rename(2, "Renamed")).unwrap();
    assert!(scenario(&history).is_stale(history.present()));
    history.undo();
    assert!(!scenario(&history).is_stale(history.present()));
    history.edit(&Edit::RemoveScenario(SCENARIO)).unwrap();
    history.undo();
    assert_eq!(history.present().scenarios.list.len(), 1, "deleting is undone");
}

proptest! {
    /// A copy makes the same plan, with numbers of its own for what it adds.
    #[test]
    fn a_copy_changes_the_same(
        document in generate::document(),
        script in proptest::collection::vec(generate::edit_sketch(), 1..12),
    ) {
        let mut history = History::new(document);
        let id = ScenarioId(history.present().fresh_id(0));
        history.edit(&Edit::AddScenario(Scenario::new(id, "What if", Vec::new()))).unwrap();
        for sketch in script {
            let edit = sketch.aim(&history.present().with_scenario(id).unwrap());
            if !edit.is_of_plan_only() {
                let _ = history.edit_scenario(id, &edit);
            }
        }
        let plan = history.present().clone();
        let copy = ScenarioId(plan.fresh_id(0));
        let copied = plan.scenarios.scenario(id).unwrap().copied(copy, "Copy").unwrap();
        let own = copied.added_ids();
        prop_assert!(own.iter().all(|id| *id > copy.0));
        history.edit(&Edit::AddScenario(copied)).unwrap();
        let told = |id| {
            let overlay = history.present().with_scenario(id).unwrap();
            differences(&plan, &overlay).into_iter().map(|line| (line.kind, line.words)).collect::<Vec<_>>()
        };
        prop_assert_eq!(told(id), told(copy));
    }

    /// Working in a scenario is working on the plan as the scenario has it, however its edits are kept.
    #[test]
    fn an_edit_in_a_scenario_is_that_edit_of_its_plan(
        document in generate::document(),
        script in proptest::collection::vec(generate::edit_sketch(), 1..12),
    ) {
        let mut history = History::new(document);
        let id = ScenarioId(history.present().fresh_id(0));
        let empty = Scenario::new(id, "What if", Vec::new());
        history.edit(&Edit::AddScenario(empty)).unwrap();
        for sketch in script {
            let before = history.present().clone();
            let mut expected = before.with_scenario(id).unwrap();
            let edit = sketch.aim(&expected);
            if edit.is_of_plan_only() {
                continue;
            }
            let outcome = history.edit_scenario(id, &edit);
            if let Err(error) = edit.apply(&mut expected) {
                prop_assert_eq!(outcome, Err(error));
                prop_assert_eq!(history.present(), &before);
                continue;
            }
            prop_assert_eq!(outcome, Ok(()));
            let mut overlay = history.present().with_scenario(id).unwrap();
            overlay.next_id = expected.next_id;
            prop_assert_eq!(overlay, expected);
            prop_assert!(before.initiatives.same(&history.present().initiatives), "the plan has changed");
        }
    }
}

fn edits_of(history: &History) -> Vec<Edit> {
    history.present().scenarios.list[0].edits.clone()
}
