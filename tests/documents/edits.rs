//! Edits, undo and redo.

use std::collections::BTreeSet;

use pmo_workbench::analysis::plan_diff::{Subject, differences, summary};
use pmo_workbench::model::document::Document;
use pmo_workbench::model::edit::{
    CriterionChange, DutiesChange, Edit, EditError, InitiativeChange, PortfolioChange, StageChange,
};
use pmo_workbench::model::envelope::{open, save};
use pmo_workbench::model::finite::Finite;
use pmo_workbench::model::guardrail::{Bound, WorkPart};
use pmo_workbench::model::history::{History, STEPS};
use pmo_workbench::model::id::{
    AssessmentId, CriterionId, DutyId, HolderId, InitiativeId, ObjectiveId, RespondentId, RoleId, StageId,
};
use pmo_workbench::model::initiative::{Benefit, Demand, Estimate, Initiative, Stage, Work, WorkClass};
use pmo_workbench::model::limits;
use pmo_workbench::model::office::duties::{Duty, Holder, Involvement, Proposal};
use pmo_workbench::model::office::{Answer, Assessment, Confidence, Respondent, RespondentGroup};
use pmo_workbench::model::people::{HeadChange, Role};
use pmo_workbench::model::portfolio::YearAmount;
use pmo_workbench::model::scoring::{Criterion, Level, Scale};
use pmo_workbench::model::strategy::Objective;
use pmo_workbench::model::validate::{errors, validate};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::generate::{self, EDIT_KINDS, edit_sketch};

proptest! {
    /// An edit is admitted and leaves a file that opens as it is, or it is refused and changes nothing.
    #[test]
    fn edits_keep_documents_whole(document in generate::document(), script in vec(edit_sketch(), 1..40)) {
        let mut document = document;
        let mut ever = numbers(&document);
        for sketch in script {
            let edit = sketch.aim(&document);
            let before = document.clone();
            if let Err(error) = edit.apply(&mut document) {
                prop_assert_eq!(&document, &before, "refused with {}", error);
            } else {
                prop_assert_eq!(errors(&document), [], "after {:?}", edit);
                let text = save(&document);
                let opened = open(&text);
                prop_assert_eq!(opened.map(|it| it.document), Ok(document.clone()), "after {:?}", edit);
                let (old, new) = (numbers(&before), numbers(&document));
                let again: Vec<_> = new.difference(&old).filter(|id| ever.contains(id)).collect();
                prop_assert!(again.is_empty(), "numbers {:?} are used again after {:?}", again, edit);
                prop_assert!(document.next_id >= before.next_id);
                ever.extend(new);
            }
        }
    }

    /// The diff of two plans is empty if and only if they are the same, and says by name what differs.
    #[test]
    fn what_edits_change_of_the_plan_is_told(document in generate::document(), script in vec(edit_sketch(), 1..6)) {
        let mut after = document.clone();
        for sketch in script {
            let _ = sketch.aim(&after).apply(&mut after);
        }
        let lines = differences(&document, &after);
        let is_same = document.portfolio == after.portfolio
            && document.strategy == after.strategy
            && document.scoring == after.scoring
            && document.initiatives == after.initiatives
            && document.people == after.people;
        prop_assert_eq!(lines.is_empty(), is_same, "{:?}", lines);
        prop_assert_eq!(summary(&lines) == "changes nothing", is_same);
        for line in lines {
            let name = match line.subject {
                Subject::Portfolio => "",
                Subject::Criterion(id) => {
                    let of = |it: &Document| it.scoring.criterion(id).map(|it| it.name.clone());
                    &of(&after).or_else(|| of(&document)).unwrap()
                }
                Subject::Initiative(id) => {
                    let of = |it: &Document| it.initiatives.initiative(id).map(|it| it.name.clone());
                    &of(&after).or_else(|| of(&document)).unwrap()
                }
                Subject::Role(id) => {
                    let of = |it: &Document| it.people.role(id).map(|it| it.name.clone());
                    &of(&after).or_else(|| of(&document)).unwrap()
                }
            };
            prop_assert!(line.words.contains(name), "“{}” does not name {:?}", line.words, name);
        }
    }

    /// Edits in a file are those that were saved: scenarios replay the same.
    #[test]
    fn edits_come_back_as_they_were(document in generate::document(), sketch in edit_sketch()) {
        let edit = sketch.aim(&document);
        let admitted = edit.apply(&mut document.clone()).is_ok();
        // Whole documents are no part of any file.
        if let (true, Ok(text)) = (admitted, serde_json::to_string(&edit)) {
            prop_assert_eq!(serde_json::from_str::<Edit>(&text).unwrap(), edit);
        }
    }

    /// Undo all, redo all: the same states, one by one.
    #[test]
    fn undo_and_redo_retrace_every_step(document in generate::document(), script in vec(edit_sketch(), 1..200)) {
        let mut history = History::new(document);
        let mut states = vec![save(history.present())];
        for sketch in script {
            let before = history.clone();
            match history.edit(&sketch.aim(history.present())) {
                Err(_) => prop_assert_eq!(&history, &before, "a refused edit leaves the history alone"),
                Ok(()) if history.present() == before.present() => {}
                Ok(()) => states.push(save(history.present())),
            }
            history.settle();
        }
        for state in states.iter().rev().skip(1) {
            prop_assert!(history.undo().is_some());
            prop_assert_eq!(&save(history.present()), state);
        }
        prop_assert_eq!(history.undo(), None);
        for state in states.iter().skip(1) {
            prop_assert!(history.redo().is_some());
            prop_assert_eq!(&save(history.present()), state);
        }
        prop_assert_eq!(history.redo(), None);
    }
}

/// The two properties above would be empty if some kind of edit were never admitted, or never refused.
#[test]
fn every_kind_of_edit_is_tried_with_and_without_success() {
    let mut runner = TestRunner::deterministic();
    let mut admitted = BTreeSet::new();
    let mut refused = BTreeSet::new();
    for _ in 0..800 {
        let document = generate::document().new_tree(&mut runner).unwrap().current();
        for _ in 0..25 {
            let sketch = edit_sketch().new_tree(&mut runner).unwrap().current();
            let fits = sketch.aim(&document).apply(&mut document.clone()).is_ok();
            if fits {
                admitted.insert(sketch.kind)
            } else {
                refused.insert(sketch.kind)
            };
        }
    }
    let missing =
        |seen: &BTreeSet<u32>| (0..EDIT_KINDS).filter(|kind| !seen.contains(kind)).collect::<Vec<_>>();
    assert_eq!(missing(&admitted), [0_u32; 0]);
    // A note, a start, a seed, a policy, a method, a key, one more round, a function, the name and stage of the
    // leader and the first day of the roadmap are always admissible, short as the generated ones are.
    assert_eq!(missing(&refused), [1, 3, 7, 9, 78, 86, 95, 114, 115, 116, 149]);
}

fn numbers(document: &Document) -> BTreeSet<u32> {
    let objectives = document.strategy.objectives.iter().map(|it| it.id.0);
    let priorities = document.strategy.priorities.iter().map(|it| it.id.0);
    let criteria = document.scoring.criteria.iter().map(|it| it.id.0);
    let initiatives = document.initiatives.list.iter().map(|it| it.id.0);
    let stages = document.initiatives.stages().map(|(_, it)| it.id.0);
    let roles = document.people.roles.iter().map(|it| it.id.0);
    let scenarios = document.scenarios.list.iter().map(|it| it.id.0);
    let added = document.scenarios.list.iter().flat_map(pmo_workbench::model::scenario::Scenario::added_ids);
    let assessments = document.office.assessments.iter().map(|it| it.id.0);
    let respondents = document.office.assessments.iter().flat_map(|it| &it.respondents).map(|it| it.id.0);
    let holders = document.office.duties.holders.iter().map(|it| it.id.0);
    let duties = document.office.duties.list.iter().map(|it| it.id.0);
    let participants = document.workshop.participants.iter().map(|it| it.id.0);
    let agenda = document.workshop.agenda.iter().map(|it| it.id.0);
    objectives
        .chain(priorities)
        .chain(criteria)
        .chain(initiatives)
        .chain(stages)
        .chain(roles)
        .chain(scenarios)
        .chain(added)
        .chain(assessments)
        .chain(respondents)
        .chain(document.office.charter.services.iter().map(|it| it.id.0))
        .chain(document.office.stakeholders.list.iter().map(|it| it.id.0))
        .chain(document.office.stakeholders.contacts.iter().map(|it| it.id.0))
        .chain(document.office.stakeholders.credibility.iter().map(|it| it.id.0))
        .chain(document.office.network.offices.iter().map(|it| it.id.0))
        .chain(document.office.processes.iter().map(|it| it.id.0))
        .chain(document.office.past.iter().map(|it| it.id.0))
        .chain(document.office.registers.marks().into_iter().map(|(id, _)| id.0))
        .chain(document.decisions.list.iter().map(|it| it.id.0))
        .chain(document.decisions.notices.iter().map(|it| it.id.0))
        .chain(document.decisions.drills.iter().map(|it| it.id.0))
        .chain(document.office.leader.peers.iter().map(|it| it.id.0))
        .chain(document.initiatives.risks.iter().map(|it| it.id.0))
        .chain(holders)
        .chain(duties)
        .chain(participants)
        .chain(agenda)
        .collect()
}

/// One of each: role 1, criterion 2 with four levels, initiative 3 with stages 4 and 5, objective 6.
fn small() -> Document {
    let mut document = Document::default();
    let duration = |weeks: u32| Work::Duration(Estimate::Fixed(Finite::from(weeks)));
    let stage = |id: u32, after: &[u32]| Stage {
        id: StageId(id),
        name: format!("Stage {id}"),
        work: duration(id),
        demand: vec![Demand { role: RoleId(1), fte: Finite::ONE, level: None }],
        after: after.iter().copied().map(StageId).collect(),
        lags: std::collections::BTreeMap::default(),
        minimum_chunk_weeks: None,
        earliest_start: None,
    };
    let level = |value: f64| Level {
        label: "Level".into(),
        words: String::new(),
        value: Finite::new(value).unwrap(),
    };
    let mut initiative = Initiative::new(InitiativeId(3), "Tax online");
    initiative.stages = vec![stage(4, &[]), stage(5, &[4])];
    initiative.scores.insert(CriterionId(2), Finite::from(4));
    for edit in [
        Edit::AddRole(Role::new(RoleId(1), "Developer", Finite::from(6))),
        Edit::AddCriterion(Criterion {
            id: CriterionId(2),
            parent: None,
            name: "Public value".into(),
            question: String::new(),
            weight: Finite::ONE,
            delivery_only: false,
            scale: Scale::Levels { levels: [0.0, 0.3, 0.7, 1.0].map(level).into() },
        }),
        Edit::AddInitiative { initiative: Box::new(initiative), position: 0 },
        Edit::AddObjective(Objective { id: ObjectiveId(6), name: "Fair taxes".into(), note: String::new() }),
    ] {
        edit.apply(&mut document).unwrap();
    }
    document
}

fn weight(number: f64) -> Edit {
    let change = CriterionChange::Weight(Finite::new(number).unwrap());
    Edit::Criterion { criterion: CriterionId(2), change }
}

#[test]
fn a_drag_is_one_step_until_it_settles() {
    let mut history = History::new(small());
    for tenth in 1..=9 {
        history.edit(&weight(f64::from(tenth) / 10.0)).unwrap();
    }
    history.settle();
    history.edit(&weight(0.5)).unwrap();
    assert_eq!(history.undo().as_deref(), Some("weight of Public value"));
    assert_eq!(history.present().scoring.criteria[0].weight.get(), 0.9);
    assert_eq!(history.undo().as_deref(), Some("weight of Public value"));
    assert_eq!(history.present(), &small());
    assert_eq!(history.undo(), None);
}

#[test]
fn another_gesture_between_two_drags_separates_them() {
    let mut history = History::new(small());
    history.edit(&weight(0.1)).unwrap();
    history.edit(&Edit::Portfolio(PortfolioChange::Seed(9))).unwrap();
    history.edit(&weight(0.2)).unwrap();
    let undone: Vec<String> = std::iter::from_fn(|| history.undo()).collect();
    assert_eq!(undone, ["weight of Public value", "seed", "weight of Public value"]);
}

#[test]
fn names_of_two_modes_are_two_gestures() {
    use pmo_workbench::model::initiative::Mode;
    let mut history = History::new(small());
    for (mode, label) in [(Mode::Predictive, "Waterfall"), (Mode::Adaptive, "Agile")] {
        history.edit(&Edit::Portfolio(PortfolioChange::ModeLabel { mode, label: label.into() })).unwrap();
    }
    history.undo();
    assert_eq!(history.present().portfolio.mode_labels, ["Waterfall", "Adaptive", "Hybrid"]);
}

#[test]
fn two_imports_are_two_steps() {
    let mut history = History::new(Document::default());
    for name in ["one", "two"] {
        let mut other = small();
        other.portfolio.edit().name = name.into();
        let label = format!("import of {name}");
        history.edit(&Edit::ReplaceDocument { label, document: Box::new(other) }).unwrap();
    }
    assert_eq!(history.undo().as_deref(), Some("import of two"));
    assert_eq!(history.present().portfolio.name, "one");
}

#[test]
fn a_label_names_what_was_there_before_the_typing() {
    let mut history = History::new(small());
    for name in ["F", "Fo", "Foo"] {
        history.edit(&Edit::RenameObjective { objective: ObjectiveId(6), name: name.into() }).unwrap();
    }
    assert_eq!(history.undo_label(), Some("name of Fair taxes"));
}

#[test]
fn the_last_200_steps_are_kept() {
    let mut history = History::new(small());
    for seed in 1..=250 {
        history.edit(&Edit::Portfolio(PortfolioChange::Seed(1_000 + seed))).unwrap();
        history.settle();
    }
    let undone = std::iter::from_fn(|| history.undo()).count();
    assert_eq!((undone, STEPS), (200, 200));
    assert_eq!(history.present().portfolio.simulation.seed, 1_050);
}

#[test]
fn a_new_edit_drops_what_was_undone() {
    let mut history = History::new(small());
    history.edit(&weight(0.1)).unwrap();
    history.undo();
    assert_eq!(history.redo_label(), Some("weight of Public value"));
    history.edit(&Edit::Portfolio(PortfolioChange::Seed(9))).unwrap();
    assert_eq!(history.redo(), None);
}

#[test]
fn an_edit_that_changes_nothing_is_no_step() {
    let mut history = History::new(small());
    history.edit(&weight(1.0)).unwrap();
    assert_eq!(history.undo_label(), None);
}

/// What each refused edit says, as the page shows it.
#[test]
fn refusals_say_what_is_wrong_and_how_to_mend_it() {
    let refusal = |edit: Edit| edit.apply(&mut small()).unwrap_err().to_string();
    let stage = |change| Edit::Stage { stage: StageId(4), change };
    let initiative = |change| Edit::Initiative { initiative: InitiativeId(3), change };
    let fixed = |weeks: u32| Estimate::Fixed(Finite::from(weeks));
    let demand = |fte: u32| Demand { role: RoleId(1), fte: Finite::from(fte), level: None };
    for (edit, message) in [
        (weight(-1.0), "the weight must be a number from 0 to 1000000000000000, not -1"),
        (
            Edit::RemoveInitiative(InitiativeId(77)),
            "there is no initiative 77 in this document; it may have been deleted",
        ),
        (initiative(InitiativeChange::Name(" ".into())), "the name must not be empty"),
        (
            initiative(InitiativeChange::Requires(vec![InitiativeId(3)])),
            "an initiative cannot require or exclude itself; take that link away",
        ),
        (
            Edit::Synergy { of: [InitiativeId(3); 2], points: Finite::ONE },
            "an initiative has no synergy with itself; choose another one",
        ),
        (
            Edit::Synergy { of: [InitiativeId(3), InitiativeId(77)], points: Finite::ONE },
            "there is no initiative 77 in this document; it may have been deleted",
        ),
        (
            initiative(InitiativeChange::Owner("x".repeat(20_001))),
            "the text is longer than 20000 characters; shorten it",
        ),
        (
            stage(StageChange::After(vec![StageId(5)])),
            "“Tax online, Stage 4” would have to wait for itself; take one of the links away",
        ),
        (
            stage(StageChange::Demand(vec![demand(1), demand(2)])),
            "the demand names the same role twice; add the two up",
        ),
        (
            Edit::Several {
                label: "two".into(),
                edits: vec![
                    stage(StageChange::Demand(Vec::new())),
                    stage(StageChange::Work(Work::Effort(fixed(10)))),
                ],
            },
            "the work is an effort, but fewer than 0.01 FTE work on it; say which roles do, or give a duration",
        ),
        (
            Edit::SetScore {
                initiative: InitiativeId(3),
                criterion: CriterionId(2),
                score: Some(Finite::from(5)),
            },
            "the score must be a number from 1 to 4, not 5",
        ),
        (
            Edit::AddRole(Role::new(RoleId(4), "Tester", Finite::ONE)),
            "the number 4 is already taken in this document",
        ),
    ] {
        assert_eq!(refusal(edit), message);
    }
}

#[test]
fn a_synergy_is_set_named_and_taken_away_by_0_in_either_order() {
    let mut document = small();
    let added = Initiative::new(InitiativeId(document.fresh_id(0)), "Log-in");
    let (one, other) = (InitiativeId(3), added.id);
    Edit::AddInitiative { initiative: Box::new(added), position: 1 }.apply(&mut document).unwrap();
    let mut history = History::new(document.clone());
    let set = |of, points: i32| Edit::Synergy { of, points: Finite::from(points) };
    history.edit(&set([one, other], 10)).unwrap();
    assert_eq!(history.undo_label(), Some("synergy of Tax online and Log-in"));
    assert_eq!(open(&save(history.present())).unwrap().document, *history.present());
    history.settle();
    history.edit(&set([other, one], -5)).unwrap();
    assert_eq!(history.present().initiatives.synergies.len(), 1);
    assert_eq!(history.present().initiatives.synergies[0].points, Finite::from(-5));
    history.settle();
    history.edit(&set([other, one], 0)).unwrap();
    assert_eq!(*history.present(), document, "a file without synergies does not speak of them");
    assert!(set([one, other], 1_001).apply(&mut document).is_err());
}

#[test]
fn a_guardrail_is_set_named_and_goes_with_its_objective() {
    let mut document = small();
    let objective = ObjectiveId(document.fresh_id(0));
    let added = Objective { id: objective, name: "Growth".into(), note: String::new() };
    Edit::AddObjective(added).apply(&mut document).unwrap();
    let before = document.clone();
    let mut history = History::new(document);
    let of = WorkPart::Objective(objective);
    let set =
        |of, bound, percent: Option<i32>| Edit::Guardrail { of, bound, percent: percent.map(Finite::from) };
    history.edit(&set(of, Bound::Kept, Some(20))).unwrap();
    history.edit(&set(of, Bound::Kept, Some(30))).unwrap();
    assert_eq!(history.undo_label(), Some("guardrail of Growth"));
    history.settle();
    history.edit(&set(WorkPart::Class(WorkClass::Run), Bound::AtMost, Some(40))).unwrap();
    assert_eq!(history.present().portfolio.selection.guardrails.len(), 2);
    assert_eq!(open(&save(history.present())).unwrap().document, *history.present());
    history.settle();
    history.edit(&Edit::RemoveObjective(objective)).unwrap();
    assert_eq!(history.present().portfolio.selection.guardrails.len(), 1);
    history.undo();
    history.undo();
    history.undo();
    assert_eq!(*history.present(), before, "a drag is one step");

    let mut document = before;
    for percent in [-1, 101] {
        assert!(set(of, Bound::Kept, Some(percent)).apply(&mut document).is_err());
    }
    let unknown = WorkPart::Objective(ObjectiveId(9_999));
    assert!(set(unknown, Bound::Kept, Some(1)).apply(&mut document).is_err());
    set(of, Bound::AtMost, None).apply(&mut document).unwrap();
}

#[test]
fn a_role_that_does_an_effort_alone_stays() {
    let mut document = small();
    let work = Work::Effort(Estimate::Fixed(Finite::from(20)));
    Edit::Stage { stage: StageId(4), change: StageChange::Work(work) }.apply(&mut document).unwrap();
    let refused = Edit::RemoveRole(RoleId(1)).apply(&mut document).unwrap_err();
    assert_eq!(refused, EditError::LastRole("Tax online, Stage 4".into()));
    assert_eq!(document.people.roles.len(), 1);
}

#[test]
fn a_criterion_that_becomes_a_branch_loses_its_scores() {
    let mut document = small();
    let mut child = document.scoring.criteria[0].clone();
    child.id = CriterionId(document.fresh_id(0));
    child.parent = Some(CriterionId(2));
    Edit::AddCriterion(child).apply(&mut document).unwrap();
    assert!(document.initiatives.list[0].scores.is_empty());
    assert_eq!(errors(&document), []);
}

#[test]
fn a_level_that_goes_takes_its_scores_along() {
    let mut document = small();
    let Scale::Levels { mut levels } = document.scoring.criteria[0].scale.clone() else { panic!("a rubric") };
    levels.pop();
    let change = CriterionChange::Scale(Scale::Levels { levels });
    Edit::Criterion { criterion: CriterionId(2), change }.apply(&mut document).unwrap();
    assert!(document.initiatives.list[0].scores.is_empty());
}

#[test]
fn criteria_lie_neither_under_themselves_nor_too_deep() {
    let mut document = small();
    let template = document.scoring.criteria[0].clone();
    for parent in 2..11 {
        let parent = if parent == 2 { 2 } else { parent + 4 };
        let id = CriterionId(document.fresh_id(0));
        let added = Criterion { id, parent: Some(CriterionId(parent)), ..template.clone() };
        Edit::AddCriterion(added).apply(&mut document).unwrap();
    }
    let last = document.scoring.criteria.last().unwrap().id;
    let added = Criterion { id: CriterionId(document.fresh_id(0)), parent: Some(last), ..template };
    assert_eq!(Edit::AddCriterion(added).apply(&mut document), Err(EditError::CriterionTooDeep));
    let change = CriterionChange::Parent(Some(last));
    let under_itself = Edit::Criterion { criterion: CriterionId(2), change };
    assert_eq!(under_itself.apply(&mut document), Err(EditError::CriterionCycle));
}

#[test]
fn two_head_counts_for_one_day_are_refused() {
    let mut document = small();
    let from = jiff::civil::date(2026, 5, 1);
    let twice = vec![HeadChange { from, heads: Finite::ONE }, HeadChange { from, heads: Finite::ZERO }];
    let mut role = Role::new(RoleId(7), "Tester", Finite::ONE);
    role.changes = twice;
    assert!(matches!(Edit::AddRole(role).apply(&mut document), Err(EditError::Rule { .. })));
}

/// "Don't know" and "not answered yet" are different answers, also in a file.
#[test]
fn answers_of_a_new_assessment_are_checked() {
    let mut document = small();
    let respondent = Respondent { id: RespondentId(8), name: "Ana".into(), group: RespondentGroup::Pmo };
    let statement = "4.2".parse().unwrap();
    let assessment = |level| Assessment {
        id: AssessmentId(7),
        name: "Spring".into(),
        date: None,
        respondents: vec![respondent.clone()],
        answers: [(RespondentId(8), [(statement, Answer::Level(level))].into())].into(),
        confidence: [].into(),
        evidence: [].into(),
        organisation: [].into(),
        is_blind: false,
        model: None,
        weights: [].into(),
    };
    assert!(Edit::AddAssessment(assessment(6)).apply(&mut document).is_err());
    Edit::AddAssessment(assessment(5)).apply(&mut document).unwrap();
    let answer = |answer| Edit::SetAnswer {
        assessment: AssessmentId(7),
        respondent: RespondentId(8),
        statement,
        answer,
    };
    assert!(answer(Some(Answer::Level(0))).apply(&mut document).is_err());
    answer(Some(Answer::DontKnow)).apply(&mut document).unwrap();
    let known = |document: &Document| document.office.assessments[0].answer(RespondentId(8), statement);
    assert_eq!(known(&document), Some(Answer::DontKnow));
    answer(None).apply(&mut document).unwrap();
    assert_eq!(known(&document), None);
    assert!(document.office.assessments[0].answers.is_empty());
}

/// Confidence belongs to a level: it stays with another level, goes with the answer and the person, and comes back by
/// undo.
#[test]
fn confidence_belongs_to_a_level() {
    let mut document = small();
    let respondent = Respondent { id: RespondentId(8), name: "Ana".into(), group: RespondentGroup::Pmo };
    let statement = "4.2".parse().unwrap();
    let assessment = Assessment {
        id: AssessmentId(7),
        name: "Spring".into(),
        date: None,
        respondents: vec![respondent],
        answers: [].into(),
        confidence: [(RespondentId(8), [(statement, Confidence::Low)].into())].into(),
        evidence: [].into(),
        organisation: [].into(),
        is_blind: false,
        model: None,
        weights: [].into(),
    };
    let refused = Edit::AddAssessment(assessment.clone()).apply(&mut document).unwrap_err().to_string();
    assert!(refused.contains("confidence belongs to a level from 1 to 5"), "{refused}");
    Edit::AddAssessment(Assessment { confidence: [].into(), ..assessment }).apply(&mut document).unwrap();

    let (assessment, respondent) = (AssessmentId(7), RespondentId(8));
    let answer = |answer| Edit::SetAnswer { assessment, respondent, statement, answer };
    let sure = |confidence| Edit::SetConfidence { assessment, respondent, statement, confidence };
    let said = |document: &Document| document.office.assessments[0].confidence(respondent, statement);
    assert!(sure(Some(Confidence::High)).apply(&mut document).is_err(), "nothing is answered");
    sure(None).apply(&mut document).unwrap();
    answer(Some(Answer::DontKnow)).apply(&mut document).unwrap();
    assert!(sure(Some(Confidence::High)).apply(&mut document).is_err(), "nobody is sure of not knowing");

    answer(Some(Answer::Level(3))).apply(&mut document).unwrap();
    let mut history = History::new(document);
    // Choices in a row are one gesture, as answers are.
    history.edit(&sure(Some(Confidence::High))).unwrap();
    history.edit(&sure(Some(Confidence::Low))).unwrap();
    history.settle();
    assert_eq!(history.undo_label(), Some("confidence in the answer to 4.2"));
    history.edit(&answer(Some(Answer::Level(4)))).unwrap();
    assert_eq!(said(history.present()), Some(Confidence::Low));
    history.edit(&answer(Some(Answer::DontKnow))).unwrap();
    assert_eq!(said(history.present()), None);
    assert!(history.present().office.assessments[0].confidence.is_empty());
    history.undo();
    assert_eq!(said(history.present()), Some(Confidence::Low));
    history.edit(&Edit::RemoveRespondent { assessment, respondent }).unwrap();
    assert!(history.present().office.assessments[0].confidence.is_empty());
    assert_eq!(errors(history.present()), []);
    history.undo();
    history.undo();
    assert_eq!(said(history.present()), None);
}

#[test]
fn the_last_number_is_never_given_away() {
    let mut document = Document::default();
    let role = |id| Edit::AddRole(Role::new(RoleId(id), "Tester", Finite::ONE));
    role(u32::MAX - 1).apply(&mut document).unwrap();
    assert_eq!(role(u32::MAX).apply(&mut document), Err(EditError::IdTaken(u32::MAX)));
    assert_eq!(errors(&document), []);
}

#[test]
fn a_document_with_errors_does_not_replace_one_without() {
    let mut broken = small();
    broken.portfolio.edit().calendar.horizon_weeks = 0;
    let edit = Edit::ReplaceDocument { label: "import".into(), document: Box::new(broken) };
    let refused = edit.apply(&mut small()).unwrap_err().to_string();
    assert!(refused.contains("horizon"), "{refused}");
}

/// Holders 7 and 8, duties 9 and 10: 7 does 9, nobody has a part in 10.
fn with_duties() -> Document {
    let mut document = small();
    let holder = |id, name: &str| DutiesChange::AddHolder(Holder { id: HolderId(id), name: name.into() });
    let duty = |id, name: &str, shares: &[(u32, Involvement)]| {
        let shares = shares.iter().map(|(holder, how)| (HolderId(*holder), *how)).collect();
        DutiesChange::AddDuty(Duty { id: DutyId(id), name: name.into(), shares, last_done: None })
    };
    for change in [
        holder(7, "PMO lead"),
        holder(8, "Sponsor"),
        duty(9, "Intake", &[(7, Involvement::Responsible)]),
        duty(10, "Coaching", &[]),
    ] {
        Edit::Duties(change).apply(&mut document).unwrap();
    }
    document
}

fn involve(duty: u32, holder: u32, involvement: Option<Involvement>) -> Edit {
    Edit::Duties(DutiesChange::Involve { holder: HolderId(holder), duty: DutyId(duty), involvement })
}

#[test]
fn a_holder_that_goes_leaves_no_part_behind() {
    let mut document = with_duties();
    Edit::Duties(DutiesChange::RemoveHolder(HolderId(7))).apply(&mut document).unwrap();
    assert!(document.office.duties.list.iter().all(|duty| duty.shares.is_empty()));
    assert_eq!(errors(&document), []);
}

#[test]
fn duties_move_to_the_place_they_are_given() {
    let mut document = with_duties();
    let order =
        |document: &Document| document.office.duties.list.iter().map(|it| it.id.0).collect::<Vec<_>>();
    for (position, expected) in [(0, [10, 9]), (0, [10, 9]), (99, [9, 10])] {
        Edit::Duties(DutiesChange::MoveDuty { duty: DutyId(10), position }).apply(&mut document).unwrap();
        assert_eq!(order(&document), expected);
    }
}

#[test]
fn a_part_is_given_only_to_those_on_the_list() {
    let part = Some(Involvement::Accountable);
    let refused = |edit: Edit| edit.apply(&mut with_duties()).unwrap_err().to_string();
    assert!(refused(involve(9, 10, part)).starts_with("there is no holder 10 "), "a duty holds nothing");
    assert!(refused(involve(7, 8, part)).starts_with("there is no duty 7 "));
    let shares = [(HolderId(9), Involvement::Informed)].into();
    let duty = Duty { id: DutyId(11), name: "Status".into(), shares, last_done: None };
    assert!(refused(Edit::Duties(DutiesChange::AddDuty(duty))).starts_with("there is no holder 9 "));
}

/// Steps through the kinds of part, on one cell, are one step back.
#[test]
fn cells_are_undone_one_by_one_with_their_names() {
    let mut history = History::new(with_duties());
    for how in Involvement::ALL {
        history.edit(&involve(10, 8, Some(how))).unwrap();
    }
    history.edit(&involve(10, 7, Some(Involvement::Responsible))).unwrap();
    assert_eq!(history.undo().as_deref(), Some("part of PMO lead in Coaching"));
    assert_eq!(history.undo().as_deref(), Some("part of Sponsor in Coaching"));
    assert_eq!(history.present(), &with_duties());
}

#[test]
fn money_with_the_wrong_sign_is_warned_of() {
    let warned_of = |change: InitiativeChange| {
        let mut document = small();
        let before = validate(&document).len();
        Edit::Initiative { initiative: InitiativeId(3), change }.apply(&mut document).unwrap();
        let issues = validate(&document);
        (issues.len() - before, issues.into_iter().map(|it| it.message).find(|it| it.contains("negative")))
    };
    let year = |amount: f64| {
        let amount = Finite::new(amount).unwrap();
        warned_of(InitiativeChange::CostPerYear(vec![YearAmount { year: 2026, amount }]))
    };
    assert_eq!(year(-3.0).1.as_deref(), Some("the cost of 2026 is negative, which makes room in the budget"));
    assert_eq!(year(3.0), (0, None));
    let benefit = |amount: f64| {
        let amount = Finite::new(amount).ok();
        let benefit = Benefit { amount, owner: "Head of sales".into(), ..Benefit::default() };
        warned_of(InitiativeChange::Benefit(benefit))
    };
    assert_eq!(benefit(-3.0), (1, Some("its benefit is negative".to_owned())));
    assert_eq!(benefit(3.0), (0, None));
}

#[test]
fn duties_that_nobody_or_several_answer_for_are_gaps() {
    use Involvement::{Accountable, Consulted, Responsible};
    let gap = |parts: &[(u32, Involvement)]| {
        let mut document = with_duties();
        Edit::Duties(DutiesChange::RemoveDuty(DutyId(9))).apply(&mut document).unwrap();
        for (holder, how) in parts {
            involve(10, *holder, Some(*how)).apply(&mut document).unwrap();
        }
        assert_eq!(errors(&document), []);
        let issues = validate(&document);
        issues.into_iter().find(|issue| issue.at == "duty Coaching").map(|issue| issue.message)
    };
    assert_eq!(gap(&[]).as_deref(), Some("nobody does it or answers for it"));
    assert_eq!(gap(&[(7, Responsible), (8, Consulted)]).as_deref(), Some("nobody is accountable for it"));
    assert_eq!(gap(&[(7, Accountable)]).as_deref(), Some("nobody is responsible for doing it"));
    assert_eq!(gap(&[(7, Accountable), (8, Accountable)]).as_deref(), Some("2 are accountable for it"));
    assert_eq!(gap(&[(7, Accountable), (8, Responsible)]), None);
}

#[test]
fn a_matrix_holds_as_many_holders_as_a_page_can_show() {
    let mut document = small();
    let mut add = || {
        let holder = Holder { id: HolderId(document.fresh_id(0)), name: "Somebody".into() };
        Edit::Duties(DutiesChange::AddHolder(holder)).apply(&mut document)
    };
    assert!((0..limits::HOLDERS).all(|_| add().is_ok()));
    assert_eq!(add(), Err(EditError::TooMany { what: "holders", most: limits::HOLDERS }));
}

#[test]
fn the_proposed_duties_are_one_step_without_gaps() {
    let mut history = History::new(small());
    let before = validate(history.present()).len();
    let duties = Proposal::built_in().duties(7);
    let edit = Edit::Several { label: "usual duties".into(), edits: DutiesChange::adding(&duties) };
    history.edit(&edit).unwrap();
    assert_eq!(history.present().office.duties, duties);
    assert_eq!(validate(history.present()).len(), before);
    assert_eq!(history.undo().as_deref(), Some("usual duties"));
    assert_eq!(history.present(), &small());
}

mod office {
    use jiff::civil::date;
    use pmo_workbench::model::edit::{CharterChange, StakeholdersChange};
    use pmo_workbench::model::id::{ContactId, ObjectiveId, ServiceId, StakeholderId};
    use pmo_workbench::model::office::charter::{CharterHead, Service, ServiceKind};
    use pmo_workbench::model::office::stakeholder::{Contact, Expectation, Stakeholder};
    use pmo_workbench::model::strategy::Objective;

    use super::*;

    /// An objective, a service for it, and a sponsor who wants that service and was met once.
    fn document() -> Document {
        let mut document = Document::default();
        let objective =
            Objective { id: ObjectiveId(1), name: "Reliable delivery".into(), note: String::new() };
        let service = Service {
            kind: ServiceKind::Spm,
            objective: Some(ObjectiveId(1)),
            ..Service::new(ServiceId(2), "Ranking".into())
        };
        let wish = Expectation { words: "One list".into(), service: Some(ServiceId(2)) };
        let sponsor = Stakeholder {
            expectations: vec![wish],
            difficulty: "Shouts.".into(),
            note: "Tea, no milk.".into(),
            ..Stakeholder::new(StakeholderId(3), "Director".into())
        };
        let contact = Contact {
            id: ContactId(4),
            stakeholder: StakeholderId(3),
            date: date(2026, 3, 2),
            about: String::new(),
            channel: None,
        };
        let head = CharterHead {
            sponsor: Some(StakeholderId(3)),
            purpose: vec![ObjectiveId(1)],
            ..CharterHead::default()
        };
        for edit in [
            Edit::AddObjective(objective),
            Edit::Charter(CharterChange::AddService(service)),
            Edit::Stakeholders(StakeholdersChange::Add(Box::new(sponsor))),
            Edit::Stakeholders(StakeholdersChange::AddContact(contact)),
            Edit::Charter(CharterChange::Head(Box::new(head))),
        ] {
            edit.apply(&mut document).unwrap();
        }
        document
    }

    #[test]
    fn what_is_removed_leaves_no_link_behind() {
        let mut document = document();
        Edit::RemoveObjective(ObjectiveId(1)).apply(&mut document).unwrap();
        assert!(document.office.charter.head.purpose.is_empty());
        assert_eq!(document.office.charter.services[0].objective, None);
        Edit::Charter(CharterChange::RemoveService(ServiceId(2))).apply(&mut document).unwrap();
        assert_eq!(document.office.stakeholders.list[0].expectations[0].service, None);
        Edit::Stakeholders(StakeholdersChange::Remove(StakeholderId(3))).apply(&mut document).unwrap();
        assert_eq!(document.office.charter.head.sponsor, None);
        assert!(document.office.stakeholders.contacts.is_empty());
        assert_eq!(errors(&document), []);
    }

    #[test]
    fn private_words_leave_only_with_a_tick_and_the_export_says_so() {
        let mut document = document();
        assert_eq!(document.held_back(), ["private notes on one stakeholder"]);
        let shared = save(&document.for_sharing());
        assert!(!shared.contains("Shouts") && !shared.contains("no milk") && shared.contains("Director"));
        let mut ticked = document.office.stakeholders.list[0].clone();
        ticked.shares_private = true;
        Edit::Stakeholders(StakeholdersChange::Set(Box::new(ticked))).apply(&mut document).unwrap();
        assert!(document.held_back().is_empty());
        assert!(save(&document.for_sharing()).contains("Shouts"));
    }

    /// A hard message is for one pair of ears until it is said.
    #[test]
    fn a_hard_message_leaves_only_once_it_is_said() {
        let mut document = document();
        let mut person = document.office.stakeholders.list[0].clone();
        (person.difficulty, person.note) = (String::new(), String::new());
        person.hard_message = "The date cannot hold.".into();
        Edit::Stakeholders(StakeholdersChange::Set(Box::new(person.clone()))).apply(&mut document).unwrap();
        assert_eq!(document.held_back(), ["private notes on one stakeholder"]);
        assert!(!save(&document.for_sharing()).contains("cannot hold"));
        person.hard_message_said = Some(date(2026, 3, 3));
        Edit::Stakeholders(StakeholdersChange::Set(Box::new(person))).apply(&mut document).unwrap();
        assert!(document.held_back().is_empty());
        assert!(save(&document.for_sharing()).contains("cannot hold"));
    }

    #[test]
    fn a_fourth_purpose_and_a_fifth_quarter_are_refused_with_a_reason() {
        use pmo_workbench::model::edit::RoadmapChange;
        let mut document = document();
        let head = CharterHead { purpose: vec![ObjectiveId(1); 4], ..CharterHead::default() };
        let error = Edit::Charter(CharterChange::Head(Box::new(head))).apply(&mut document).unwrap_err();
        assert!(error.to_string().contains("at most 3 objectives, not 4"), "{error}");
        let error = Edit::Roadmap(RoadmapChange::Quarters(5)).apply(&mut document).unwrap_err();
        assert!(error.to_string().contains("from 1 to 4"), "{error}");
    }
}
