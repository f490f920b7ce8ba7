//! Scenarios: overlays on a plan that goes on changing.

use pmo_workbench::model::document::Document;
use pmo_workbench::model::edit::{Edit, EditError, InitiativeChange, RoleChange, ScenarioChange};
use pmo_workbench::model::envelope::{open, save};
use pmo_workbench::model::finite::Finite;
use pmo_workbench::model::id::{InitiativeId, RoleId, ScenarioId};
use pmo_workbench::model::initiative::Initiative;
use pmo_workbench::model::people::Role;
use pmo_workbench::model::scenario::Scenario;
use pmo_workbench::model::validate::errors;

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
        Edit::AddScenario(Scenario { id: SCENARIO, name: "More people".into(), edits: Vec::new() }),
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
    let scenario = Scenario { id: ScenarioId(plan.fresh_id(0)), name: "Other".into(), edits: vec![added] };
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
